"""Why the system refuses is said in Dutch, and in English where that was asked for."""

from __future__ import annotations

import errno
import os

import pytest

from buurtrendement.berichten import vertaal
from buurtrendement.errors import reden


@pytest.mark.parametrize(
    ("nummer", "nederlands", "engels"),
    [
        (errno.ENOSPC, "de schijf is vol", "the disk is full"),
        (errno.EACCES, "u hebt er geen toegang toe", "you have no access to it"),
        (errno.EISDIR, "het is een map", "it is a folder"),
    ],
)
def test_reasons_of_the_system_are_words_of_ours(nummer: int, nederlands: str, engels: str) -> None:
    assert reden(OSError(nummer, os.strerror(nummer))) == nederlands
    melding = f"Het schrijven van '2021' is mislukt ({nederlands}). De vorige uitvoer is ongewijzigd."
    assert f"({engels})" in vertaal(melding, "en")


def test_a_rare_reason_is_what_the_system_says() -> None:
    assert reden(OSError(errno.ELOOP, "Too many levels of symbolic links")) == "Too many levels of symbolic links"
    assert reden(OSError()) == "OSError"
