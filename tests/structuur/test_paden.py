"""Windows, macOS and Linux: folders as people name them, Windows line ends, and nothing that only one system has."""

from __future__ import annotations

import ast
import codecs
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from buurtrendement import cli, excel, ingest, nieuwjaar, stappen, vergelijken, vergelijkpagina
from buurtrendement.importeren import Opdracht, importeer
from fabriek import maak_jaar

PAKKET = Path(__file__).parents[2] / "src" / "buurtrendement"
BRONNEN = sorted(PAKKET.rglob("*.py"))

LANG = "een heel lange naam van een map zoals die in een gedeelde schijf voorkomt " * 2
MAPPEN = (
    "map met spaties",
    "Coöperatie Één Wijk – 's-Hertogenbosch",
    "R&D (kopie) #2 100% [oud]",
    "日本語 и ещё",
    "cafe\u0301 in losse tekens",
    f"{LANG[:120].strip()}/{LANG[:100].strip()}",
)


@pytest.fixture(params=MAPPEN, ids=lambda m: m[:12])
def vreemd(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    map_ = tmp_path / str(request.param)
    map_.mkdir(parents=True)
    return map_


def test_checking_comparing_and_writing_in_any_folder(vreemd: Path) -> None:
    eerste, tweede = maak_jaar(vreemd / "2021"), maak_jaar(vreemd / "2022")
    vergelijking = vergelijken.vergelijk([eerste, tweede])
    (vreemd / "één pagina.html").write_text(vergelijkpagina.html_pagina(vergelijking), encoding="utf-8")
    jaar = ingest.read_year(tweede)
    cijfers, opbrengst = stappen.bereken_kengetallen(jaar), stappen.bereken_rendement(jaar)
    excel.schrijf(stappen.results.build(jaar, cijfers, opbrengst, {}, ()), vreemd / "cijfers één.xlsx")
    assert (vreemd / "cijfers één.xlsx").stat().st_size > 1000
    assert any("CHECKLIST.md" in r for r in nieuwjaar.begin(vreemd / "2023"))


def test_importing_in_any_folder(vreemd: Path) -> None:
    export = vreemd / "export één & meer.csv"
    export.write_text("Maand;Soort overlast;Aantal\njan-21;geluid;3\n", encoding="utf-8")
    importeer(Opdracht((export,), vreemd / "2021", ja=True, sleutel=vreemd / "een sleutel.sleutel"))
    assert "2021-01;geluid;3" in (vreemd / "2021" / "overlast.csv").read_text(encoding="utf-8-sig")


def test_the_command_from_another_folder_with_a_relative_path(vreemd: Path, tmp_path: Path) -> None:
    maak_jaar(vreemd / "2021")
    relatief = os.path.relpath(vreemd / "2021", tmp_path)
    klaar = subprocess.run(
        [sys.executable, "-m", "buurtrendement", "check", relatief],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert klaar.returncode == 0, klaar.stderr
    assert str(tmp_path) not in klaar.stdout + klaar.stderr


@pytest.mark.slow
def test_the_whole_report_in_a_folder_with_spaces_and_accents(tmp_path: Path) -> None:
    werk = tmp_path / "Één wijk & co (2)"
    shutil.copytree(Path(__file__).parents[2] / "data" / "2021", werk / "gegevens 'nieuw'" / "2021")
    klaar = subprocess.run(
        [sys.executable, "-m", "buurtrendement", "report", "gegevens 'nieuw'/2021", "--out", "uit voer/één",
         "--renderer", "ingebouwd"],
        cwd=werk,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert klaar.returncode == 0, klaar.stderr
    assert {"jaarbericht.html", "jaarbericht.pdf"} <= {p.name for p in (werk / "uit voer" / "één").iterdir()}


def test_windows_line_ends_give_the_same_year(tmp_path: Path) -> None:
    gewoon = maak_jaar(tmp_path / "lf" / "2021", volledig=True, **{"teksten/voorwoord.md": "Een.\n\nTwee.\n"})
    windows = tmp_path / "crlf" / "2021"
    for pad in (p for p in gewoon.rglob("*") if p.is_file()):
        doel = windows / pad.relative_to(gewoon)
        doel.parent.mkdir(parents=True, exist_ok=True)
        doel.write_bytes(codecs.BOM_UTF8 + pad.read_bytes().replace(b"\n", b"\r\n"))
    een, twee = ingest.read_year(gewoon), ingest.read_year(windows)
    assert een.aannames == twee.aannames
    assert een.tabellen.keys() == twee.tabellen.keys()
    for naam, tabel in een.tabellen.items():
        pd.testing.assert_frame_equal(tabel, twee.tabellen[naam])


def test_names_with_a_star_are_looked_up_where_no_shell_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for naam in ("data/noord/2021", "data/zuid [1]/2021", "data/zuid [1]/2022"):
        (tmp_path / naam).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    gevonden = cli.jokers(["reports", "data/*/2021", "--set", "x*", "--out=*", "s3://emmer/*/2021"])
    assert [w.replace(os.sep, "/") for w in gevonden] == [
        *("reports", "data/noord/2021", "data/zuid [1]/2021", "--set", "x*", "--out=*", "s3://emmer/*/2021")
    ]


# --- nothing that only one system has -----------------------------------------------------------------------------


def _knopen(soort: type[ast.AST]) -> Iterator[tuple[Path, ast.AST]]:
    for bestand in BRONNEN:
        for knoop in ast.walk(ast.parse(bestand.read_text(encoding="utf-8"))):
            if isinstance(knoop, soort):
                yield bestand, knoop


def _aanroepen() -> Iterator[tuple[Path, ast.Call, str]]:
    for bestand, knoop in _knopen(ast.Call):
        assert isinstance(knoop, ast.Call)
        yield bestand, knoop, ast.unparse(knoop.func)


def test_no_command_goes_through_a_shell() -> None:
    for bestand, knoop, naam in _aanroepen():
        plaats = f"{bestand.name}:{knoop.lineno}"
        assert naam not in ("os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"), plaats
        for sleutel in knoop.keywords:
            if sleutel.arg == "shell":
                assert isinstance(sleutel.value, ast.Constant), plaats
                assert sleutel.value.value is False, plaats
        if naam.startswith("subprocess.") and knoop.args:
            assert not isinstance(knoop.args[0], (ast.Constant, ast.JoinedStr)), f"{plaats}: give a list of words"


def test_text_files_name_their_coding() -> None:
    """Without it Windows would read and write cp1252."""
    for bestand, knoop, naam in _aanroepen():
        methode = naam.rpartition(".")[2]
        sleutels = {k.arg for k in knoop.keywords}
        if methode in ("read_text", "write_text") and not naam.startswith(("ez_", "super()")):
            genoeg = len(knoop.args) >= (2 if methode == "write_text" else 1)
            assert genoeg or "encoding" in sleutels, f"{bestand.name}:{knoop.lineno}"
        if naam == "open":
            modus = knoop.args[1] if len(knoop.args) > 1 else None
            binair = isinstance(modus, ast.Constant) and "b" in str(modus.value)
            assert binair or "encoding" in sleutels, f"{bestand.name}:{knoop.lineno}"


def test_no_paths_of_one_system_are_written_out() -> None:
    for bestand, knoop in _knopen(ast.Constant):
        assert isinstance(knoop, ast.Constant)
        if isinstance(knoop.value, str) and " " not in knoop.value:
            begin = ("/tmp", "/usr", "/home", "/etc", "/var", "C:\\")
            assert not knoop.value.startswith(begin), f"{bestand.name}:{knoop.lineno}"


ALLEEN_UNIX = frozenset({"fcntl", "pwd", "grp", "resource", "termios", "pty", "tty", "posix", "syslog"})


def test_modules_of_unix_are_not_imported_at_the_top() -> None:
    for bestand in BRONNEN:
        for knoop in ast.parse(bestand.read_text(encoding="utf-8")).body:
            namen: set[str] = set()
            if isinstance(knoop, ast.Import):
                namen = {a.name.split(".")[0] for a in knoop.names}
            elif isinstance(knoop, ast.ImportFrom):
                namen = {(knoop.module or "").split(".")[0]}
            assert not namen & ALLEEN_UNIX, f"{bestand.name}:{knoop.lineno}"


def test_a_fork_has_an_alternative() -> None:
    """A module that forks asks first whether the system can."""
    for bestand in {b for b, _, naam in _aanroepen() if naam == "os.fork"}:
        tekst = bestand.read_text(encoding="utf-8")
        assert 'hasattr(os, "fork")' in tekst or "gelijktijdig" in tekst, bestand.name
