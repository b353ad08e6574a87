"""Exit status and words of the command line; the steps behind it have tests of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from buurtrendement import cli
from fabriek import maak_jaar

WORTEL = Path(__file__).parents[2]


def _draai(capsys: pytest.CaptureFixture[str], *woorden: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as einde:
        cli.main(woorden)
    uit = capsys.readouterr()
    assert "Traceback" not in uit.err + uit.out
    return int(einde.value.code or 0), uit.out, uit.err


@pytest.mark.parametrize("jaar", ["2021", "2022"])
def test_check_of_an_example_year_is_clean(capsys: pytest.CaptureFixture[str], jaar: str) -> None:
    status, uit, fout = _draai(capsys, "check", str(WORTEL / "data" / jaar))
    assert (status, fout) == (0, "")
    assert "in orde" in uit


def test_check_names_file_row_and_column_and_not_the_content(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    jaar = maak_jaar(tmp_path, gezinnen=lambda t: t.replace("G02;01-04-2021", "G02;31-02-2021"))
    status, uit, fout = _draai(capsys, "check", str(jaar))
    assert status == 1
    assert "gezinnen.csv, rij 3, kolom 'startdatum'" in uit
    assert "31-02-2021" not in uit + fout


def test_check_lists_at_most_twenty_per_file_and_then_counts(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rijen = "".join(f"G{n:02d};99-99-2021;lang;huisbezoek;coach\n" for n in range(1, 36))
    jaar = maak_jaar(tmp_path, contacten="gezin;datum;soort;kanaal;initiatief\n" + rijen)
    status, uit, _ = _draai(capsys, "check", str(jaar))
    getoond = [r for r in uit.splitlines() if r.startswith("Fout: contacten.csv, rij")]
    assert status == 1
    assert len(getoond) == cli.MAXIMUM_PER_BESTAND
    assert "contacten.csv: en nog " in uit


def test_check_as_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, uit, _ = _draai(capsys, "check", "--json", str(maak_jaar(tmp_path, uren=None)))
    inhoud = json.loads(uit)
    assert status == 1
    assert inhoud["in_orde"] is False
    assert inhoud["problemen"][0]["bestand"] == "uren.csv"


def test_unknown_assumption_names_the_nearest(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    jaar = maak_jaar(tmp_path)
    status, _, fout = _draai(capsys, "report", str(jaar), "--set", "discontvoet=0,03", "--out", str(tmp_path / "uit"))
    assert status == 1
    assert "discontovoet" in fout
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize(
    "woorden",
    [
        ("onbekend",),
        ("report",),
        ("report", "x", "--formats", "pdf,epub"),
        ("report", "x", "--renderer", "latex"),
        ("check", "x", "--onzin"),
    ],
)
def test_wrong_usage_is_status_two(capsys: pytest.CaptureFixture[str], woorden: tuple[str, ...]) -> None:
    status, _, fout = _draai(capsys, *woorden)
    assert status == 2
    assert fout.startswith("Verkeerd gebruik:")


def test_no_words_print_help(capsys: pytest.CaptureFixture[str]) -> None:
    status, uit, _ = _draai(capsys)
    assert status == 0
    assert "report" in uit
    assert "check" in uit


def test_somebody_elses_folder_is_not_replaced(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    vreemd = tmp_path / "documenten"
    vreemd.mkdir()
    (vreemd / "brief.txt").write_text("niet weggooien", encoding="utf-8")
    status, _, fout = _draai(capsys, "report", str(maak_jaar(tmp_path)), "--out", str(vreemd))
    assert status == 2
    assert "niet door een eerdere opdracht" in fout
    assert (vreemd / "brief.txt").read_text(encoding="utf-8") == "niet weggooien"


def test_bad_data_leave_the_previous_output(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    uit = tmp_path / "uit"
    uit.mkdir()
    for naam in ("manifest.json", "jaarbericht.html"):
        (uit / naam).write_text("vorige keer", encoding="utf-8")
    status, _, _ = _draai(capsys, "report", str(maak_jaar(tmp_path, kosten=None)), "--out", str(uit))
    assert status == 1
    assert sorted(p.name for p in uit.iterdir()) == ["jaarbericht.html", "manifest.json"]
    assert (uit / "jaarbericht.html").read_text(encoding="utf-8") == "vorige keer"


def test_unforeseen_error_shows_no_traceback_and_no_content(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from buurtrendement import ingest  # noqa: PLC0415

    def stuk(*_: object) -> None:
        raise RuntimeError("inhoud van een cel: 123456782")

    monkeypatch.setattr(ingest, "read_year", stuk)
    status, uit, fout = _draai(capsys, "check", str(maak_jaar(tmp_path)))
    assert status == 3
    assert "123456782" not in uit + fout
    assert "--debug" in fout


def test_works_from_any_folder_and_in_a_bare_locale(tmp_path: Path) -> None:
    omgeving = {k: v for k, v in os.environ.items() if k not in ("LANG", "PYTHONUTF8")} | {"LC_ALL": "C"}
    klaar = subprocess.run(
        [sys.executable, "-m", "buurtrendement", "check", str(maak_jaar(tmp_path / "met spatie é"))],
        cwd=tmp_path,
        env=omgeving,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert klaar.returncode == 0, klaar.stderr


# --- in English ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("plek", ["voor", "achter", "gelijk", "omgeving"])
def test_messages_in_english(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, plek: str
) -> None:
    jaar = str(maak_jaar(tmp_path, gezinnen=lambda t: t.replace("G02;01-04-2021", "G02;31-02-2021"), uren=None))
    if plek == "omgeving":
        monkeypatch.setenv("BUURTRENDEMENT_TAAL", "en")
    woorden = {
        "voor": ("--taal", "en", "check", jaar),
        "achter": ("check", jaar, "--taal", "en"),
        "gelijk": ("check", "--taal=en", jaar),
        "omgeving": ("check", jaar),
    }[plek]
    status, uit, _ = _draai(capsys, *woorden)
    assert status == 1
    assert "Error: gezinnen.csv, row 3, column 'startdatum': expected a date as dd-mm-yyyy" in uit
    assert "Error: uren.csv: this file is missing. Put it in the folder, with the header row coach;" in uit


def test_the_option_outweighs_the_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BUURTRENDEMENT_TAAL", "en")
    _, uit, _ = _draai(capsys, "check", "--taal", "nl", str(maak_jaar(tmp_path)))
    assert "in orde" in uit


def test_json_in_english_keeps_its_keys_and_codes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    jaar = str(maak_jaar(tmp_path, uren=None))
    nederlands = json.loads(_draai(capsys, "check", "--json", jaar)[1])["problemen"][0]
    engels = json.loads(_draai(capsys, "check", "--json", "--taal", "en", jaar)[1])["problemen"][0]
    assert engels["boodschap"] == "this file is missing."
    vast = ("bestand", "rij", "kolom", "ernst")
    assert [engels[k] for k in vast] == [nederlands[k] for k in vast]
    assert list(engels) == list(nederlands)


@pytest.mark.parametrize(
    ("woorden", "status", "begin"),
    [
        (("--taal", "en", "onbekend"), 2, "Wrong usage: No such command 'onbekend'."),
        (("report", "x", "--taal", "en", "--formats", "epub"), 2, "Wrong usage: Invalid value for '--formats': choose"),
        (("new", "--taal", "en", "geenjaar"), 2, "Error: The name of the folder is the reporting year"),
        (("check", "--taal", "en", "2021", "--set", "x"), 1, "Error: --set: an assumption is set with key=value."),
        (("check", "--taal", "fr", "2021"), 2, "Verkeerd gebruik: "),
    ],
)
def test_wrong_usage_in_english(
    capsys: pytest.CaptureFixture[str], woorden: tuple[str, ...], status: int, begin: str
) -> None:
    gekregen, uit, fout = _draai(capsys, *woorden)
    assert gekregen == status
    assert (fout or uit).startswith(begin)


def test_help_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    _, uit, _ = _draai(capsys, "--taal", "en", "--help")
    assert "Say what is wrong with the files of a year" in uit
    assert "Zeg wat" not in uit
    _, uit, _ = _draai(capsys, "report", "--taal", "en", "-h")
    assert "Language of the report and of the messages." in uit
    _, uit, _ = _draai(capsys, "check", "--help")
    assert "Zeg wat er mis is met de bestanden van een jaar" in uit


def test_every_command_takes_a_language() -> None:
    for naam, opdracht in {"": cli.groep, **cli.groep.commands}.items():
        assert any("--taal" in p.opts for p in opdracht.params), naam


def test_an_error_of_a_tool_in_english(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    doel = tmp_path / "bestand"
    doel.write_text("x")
    status, _, fout = _draai(capsys, "--taal", "en", "report", str(maak_jaar(tmp_path)), "--out", str(doel))
    assert status == 3
    assert "Error: 'bestand' exists already and is no folder. Choose another folder with --out." in fout
