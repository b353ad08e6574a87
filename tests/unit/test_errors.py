"""Why the system refuses is said in Dutch, and in English where that was asked for."""

from __future__ import annotations

import errno
import os
import pickle

import pytest

from buurtrendement.berichten import vertaal
from buurtrendement.disclosure import TabelFout
from buurtrendement.errors import GegevensFout, Probleem, reden


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


@pytest.mark.parametrize(
    "fout", [GegevensFout([Probleem("uren.csv", 3, boodschap="mis.")]), TabelFout("mis.", kolom="meldingen")]
)
def test_what_is_wrong_arrives_whole_from_another_process(fout: GegevensFout) -> None:
    aangekomen = pickle.loads(pickle.dumps(fout))
    assert type(aangekomen) is type(fout)
    assert aangekomen.problemen == fout.problemen
    assert str(aangekomen) == str(fout)
