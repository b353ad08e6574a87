"""Traces of a machine are found whatever its names are, and ordinary words are not taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from buurtrendement import ingest, leakgate
from fabriek import maak_jaar


@pytest.mark.parametrize(
    ("naam", "gevonden"),
    [("coach", False), ("jaarbericht", False), ("tegenover", False), ("q7xk3vzwt", True), ("beheerder", False)],
)
def test_a_user_whose_name_is_a_word_of_the_report_can_publish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, naam: str, gevonden: bool
) -> None:
    monkeypatch.setattr(leakgate.getpass, "getuser", lambda: naam)
    monkeypatch.setattr(leakgate.socket, "gethostname", lambda: "zzqvwx-machine")
    jaar = ingest.read_year(maak_jaar(tmp_path))
    uit = tmp_path / "uit"
    uit.mkdir()
    (uit / "jaarbericht.html").write_text(f"<p>De {naam} in het jaarbericht.</p>", encoding="utf-8")
    assert bool([lek for lek in leakgate.search(uit, jaar) if lek.soort == leakgate.NAAM]) == gevonden
    (uit / "jaarbericht.html").write_text("<p>Gemaakt op zzqvwx-machine</p>", encoding="utf-8")
    assert [lek for lek in leakgate.search(uit, jaar) if lek.soort == leakgate.NAAM], "the other name is still found"
