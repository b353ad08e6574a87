"""Work side by side: order, errors, and no process left behind."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from buurtrendement import gelijktijdig
from buurtrendement.errors import GegevensFout, GereedschapFout, Probleem
from buurtrendement.gelijktijdig import Zijproces, verdeel


@pytest.fixture(params=[True, False], ids=["vork", "zonder"])
def vork(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    if request.param and not gelijktijdig.kan_vorken():
        pytest.skip("this system cannot fork safely")
    if not request.param:
        monkeypatch.setattr(gelijktijdig, "kan_vorken", lambda: False)
    return bool(request.param)


def test_results_come_in_order(vork: bool) -> None:
    assert verdeel(lambda n: n * n, range(7), 3) == [n * n for n in range(7)]
    assert verdeel(lambda n: n, [], 3) == []


def _wie_na(seconden: float) -> int:
    time.sleep(seconden)
    return os.getpid()


def test_it_really_is_another_process_or_not(vork: bool) -> None:
    assert (len(set(verdeel(_wie_na, [0.2] * 4, 2))) == 2) == vork


def test_what_takes_long_does_not_hold_up_the_rest(vork: bool) -> None:
    lang, *kort = verdeel(_wie_na, [1.5, 0.0, 0.0, 0.0, 0.0], 2)
    assert (lang not in kort) == vork


def test_errors_arrive_as_they_were(vork: bool) -> None:
    problemen = (Probleem("a.csv", 3, "k", "fout."), Probleem("b.csv", boodschap="ook."))

    def stuk(n: int) -> int:
        if n == 1:
            raise GegevensFout(problemen)
        return n

    with pytest.raises(GegevensFout) as fout:
        verdeel(stuk, range(4), 2)
    assert fout.value.problemen == problemen


@pytest.mark.skipif(not gelijktijdig.kan_vorken(), reason="this system cannot fork safely")
def test_a_process_that_dies_is_a_message() -> None:
    with Zijproces(lambda: os._exit(7)) as proces, pytest.raises(GereedschapFout, match="stopte onverwacht"):
        proces.resultaat()


@pytest.mark.skipif(not gelijktijdig.kan_vorken(), reason="this system cannot fork safely")
def test_no_process_stays_behind(tmp_path: Path) -> None:
    def wacht_lang() -> None:
        (tmp_path / "pid").write_text(str(os.getpid()))
        time.sleep(60)

    with Zijproces(wacht_lang):
        while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
            time.sleep(0.01)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)
