"""The doctor and the completion of commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from buurtrendement import aanvullen, cli, dokter, keuzes, render


def _voer(woorden: list[str], **omgeving: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "buurtrendement", *woorden],
        env={**os.environ, **omgeving},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_this_machine_is_fit(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as einde:
        cli.main(["doctor"])
    uit = capsys.readouterr().out
    assert einde.value.code == 0, uit
    for woord in ("Python", "Quarto", "pandoc", "Lettertype", "schrijfbaar"):
        assert woord in uit
    assert "\x1b[" not in uit


def test_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["doctor", "--json"])
    bevindingen = json.loads(capsys.readouterr().out)
    assert {"wat", "oordeel", "uitleg", "advies"} == set(bevindingen[0])


def test_what_is_missing_ends_with_three_and_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dokter, "NODIG", ("pandas", "een-pakket-dat-er-niet-is"))
    with pytest.raises(SystemExit) as einde:
        cli.main(["doctor"])
    assert einde.value.code == 3
    uit = capsys.readouterr().out
    assert "ontbreekt: een-pakket-dat-er-niet-is" in uit
    assert "requirements.lock" in uit


def test_without_quarto_is_a_remark_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "quarto_versie", lambda: None)
    (quarto,) = [b for b in dokter.onderzoek() if b.wat == "Quarto"]
    assert quarto.oordeel == dokter.LET_OP
    assert "hoeft niet" in quarto.advies


def test_a_folder_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dokter, "_schrijfbaar", lambda _: False)
    mis = [b for b in dokter.onderzoek() if b.oordeel == dokter.MIS]
    assert {b.wat for b in mis} == {"Deze map", "Tijdelijke map"}
    assert all(b.advies for b in mis)


def test_long_paths_on_windows() -> None:
    assert dokter._lange_paden(lambda: True).oordeel == dokter.GOED
    assert dokter._lange_paden(lambda: False).oordeel == dokter.LET_OP


def test_looking_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    dokter.onderzoek()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("schelp", keuzes.SCHELPEN)
def test_script_for_every_shell(schelp: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as einde:
        cli.main(["completion", schelp])
    assert einde.value.code == 0
    uit = capsys.readouterr().out
    assert aanvullen.VARIABELE in uit
    assert f"{schelp}_complete" in uit


def test_completing_commands_and_options() -> None:
    bash = _voer([], **{aanvullen.VARIABELE: "bash_complete", "COMP_WORDS": "buurtrendement do", "COMP_CWORD": "1"})
    assert bash.stdout.split() == ["plain,doctor"]
    woorden = {"COMP_WORDS": "buurtrendement report --form", "COMP_LAST": "--form"}
    powershell = _voer([], **{aanvullen.VARIABELE: "powershell_complete", **woorden})
    assert powershell.stdout.split() == ["--formats"]


def test_no_colour_where_no_terminal_is(tmp_path: Path) -> None:
    assert "\x1b[" not in _voer(["check", str(tmp_path / "2021")]).stdout
