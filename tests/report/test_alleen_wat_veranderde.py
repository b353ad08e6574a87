"""A report that is made from what was kept is the same, byte for byte, as one made from nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from buurtrendement import dist, stappen
from buurtrendement.bewaard import Bewaard, sleutel
from fabriek import maak_jaar

WORTEL = Path(__file__).parents[2]

# Runs in a copy of the project: makes the report after each change, with what was kept and from nothing.
BESTUURDER = """
import json, os, pathlib, sys
from buurtrendement import dist, notebooks, pipeline, render, stappen
from buurtrendement.errors import GegevensFout

data, wortel = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
gedaan = []
def volg(module, naam):
    echt = getattr(module, naam)
    def gevolgd(*a, **k):
        gedaan.append(naam)
        return echt(*a, **k)
    setattr(module, naam, gevolgd)
volg(pipeline, "_voer_notebooks_uit"); volg(pipeline, "_teken"); volg(render, "render")

def maak(uit=None, afwijkingen={}, opnieuw=False):
    gedaan.clear()
    opdracht = pipeline.Opdracht(data, uit, afwijkingen, renderer="ingebouwd", formaten=("html",), processen=1,
                                 opnieuw=opnieuw)
    pipeline.maak_jaarbericht(opdracht)
    return dist.hashes(opdracht.doel), list(gedaan)

def vervang(pad, oud, nieuw):
    tekst = pad.read_text(encoding="utf-8")
    assert oud in tekst, (pad, oud)
    pad.write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")

def vervang_met_de_oude_tijd(pad, oud, nieuw):
    toen = pad.stat()
    vervang(pad, oud, nieuw)
    os.utime(pad, ns=(toen.st_atime_ns, toen.st_mtime_ns))
    assert pad.stat().st_size == toen.st_size

def versie(pakketten):
    return {**echte_versies(pakketten), "pandas": "0.0.0"}
echte_versies = dist.versies

wijzigingen = {
    "niets": lambda: None,
    "zin": lambda: (data / "teksten" / "voorwoord.md").write_text("Een andere zin.\\n", encoding="utf-8"),
    "naam van het programma": lambda: (data / "teksten" / "programma.md").write_text("Een andere buurt\\n"),
    "woord over de gegevens": lambda: (data / "teksten" / "bijsluiter.md").write_text("Verzonnen.\\n"),
    "rij": lambda: vervang(data / "contacten.csv", "G01;20-03-2021;kort", "G01;21-03-2021;lang"),
    "aanname": lambda: vervang(data / "aannames.csv", "0,0225", "0,025"),
    "bestand erbij": lambda: (data / "oude lijst.csv").write_text("a;b\\n", encoding="utf-8"),
    "bestand weg": lambda: (data / "oude lijst.csv").unlink(),
    "alleen de tijd": lambda: os.utime(data / "gezinnen.csv"),
    "inhoud met de oude tijd": lambda: vervang_met_de_oude_tijd(
        data / "contacten.csv", "21-03-2021;lang", "22-03-2021;kort"),
    "vorig jaar": lambda: (data.parent / "2020" / "cijfers.csv").write_text(
        "sleutel;label;waarde;eenheid;onderdrukt;tabel;noemer;verslagjaar\\n"
        "contacten;Contacten;4;contacten;nee;;;2020\\n", encoding="utf-8"),
    "bron van het bericht": lambda: (wortel / "report" / "neutraal" / "vooruitblik.md").write_text("Morgen.\\n"),
    "notebook": lambda: vervang(wortel / "notebooks" / "3_rendement.ipynb", "Kosten per jaar", "De kosten per jaar"),
    "merk": lambda: vervang(wortel / "_brand.yml", merkkleur(), "#123456"),
    "referentie": lambda: vervang(wortel / "data" / "referentie" / "cpi.csv", "2021;2,7", "2021;2,8"),
    "eigen jaar van de prijsindex": lambda: (data / "cpi.csv").write_text(
        "jaar;mutatie;bron\\n2026;2,9;cbs_cpi\\n", encoding="utf-8"),
    "vertaling": lambda: ((data / "teksten" / "en").mkdir(), (data / "teksten" / "en" / "woorden.csv").write_text(
        "nederlands;engels\\na;b\\n", encoding="utf-8")),
    "versie": lambda: setattr(dist, "versies", versie),
    "beschadigd": lambda: next(pathlib.Path("build/2021/opmaak").glob("*/jaarbericht.html")).write_text("kapot"),
}
def merkkleur():
    import re
    return re.search(r"#[0-9A-Fa-f]{6}", (wortel / "_brand.yml").read_text()).group()

uit = {}
vorige, _ = maak()
for naam, wijzig in wijzigingen.items():
    wijzig()
    nu, gedaan_nu = maak()
    vers, _ = maak(pathlib.Path("vers"))
    uit[naam] = {"gelijk": nu == vers, "anders dan eerst": nu != vorige, "gedaan": gedaan_nu,
                 "verschil": sorted(n for n in {*nu, *vers} if nu.get(n) != vers.get(n))}
    vorige = nu
nu, gedaan_nu = maak(afwijkingen={"discontovoet": 0.03})
vers, _ = maak(pathlib.Path("vers"), {"discontovoet": 0.03})
uit["--set"] = {"gelijk": nu == vers, "anders dan eerst": nu != vorige, "gedaan": gedaan_nu}
_, gedaan_nu = maak(afwijkingen={"discontovoet": 0.03}, opnieuw=True)
uit["--opnieuw"] = {"gedaan": gedaan_nu}
(data / "teksten" / "voorwoord.md").write_text("Bel 06 12 34 56 78 en vraag naar het burgerservicenummer 111222333.\\n")
try:
    maak(afwijkingen={"discontovoet": 0.03})
    uit["geweigerd"] = False
except GegevensFout:
    uit["geweigerd"] = True
print(json.dumps(uit))
"""
ALLES = ["_voer_notebooks_uit", "_teken", "render"]
VERWACHT = {
    "niets": [],
    "zin": ["render"],
    "naam van het programma": ALLES,  # it is part of the result that the notebooks keep
    "woord over de gegevens": ALLES,
    "rij": ALLES,
    "aanname": ALLES,
    "bestand erbij": None,  # whether a warning shows in a notebook is not the matter here
    "bestand weg": None,
    "alleen de tijd": [],
    "inhoud met de oude tijd": ALLES,
    "vorig jaar": ALLES,
    "bron van het bericht": ["render"],
    "notebook": None,
    "merk": ALLES,  # the notebooks draw in these colours too
    "referentie": None,  # whether a chart changes with it depends on the year
    "eigen jaar van de prijsindex": ["_voer_notebooks_uit"],  # no amount of this year is converted by it
    "vertaling": ["_voer_notebooks_uit", "_teken"],  # the Dutch edition shows none
    "versie": ALLES,
    "beschadigd": ["render"],
    "--set": ALLES,
}


@pytest.fixture(scope="module")
def proef(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A copy of the project that may be changed, and a year."""
    map_ = tmp_path_factory.mktemp("project")
    for deel in ("src", "report", "notebooks", "data/referentie"):
        shutil.copytree(WORTEL / deel, map_ / deel, ignore=shutil.ignore_patterns("__pycache__"))
    for bestand in ("_quarto.yml", "_brand.yml"):
        shutil.copyfile(WORTEL / bestand, map_ / bestand)
    jaar = maak_jaar(map_ / "buurt", volledig=True)
    (jaar / "teksten").mkdir()
    (jaar / "teksten" / "voorwoord.md").write_text("Een zin.\n", encoding="utf-8")
    (jaar.parent / "2020").mkdir()
    return map_, jaar


def _draai(proef: tuple[Path, Path], *opdracht: str) -> str:
    map_, _ = proef
    omgeving = {**os.environ, "PYTHONPATH": str(map_ / "src")}
    klaar = subprocess.run(
        [sys.executable, *opdracht], cwd=map_, env=omgeving, capture_output=True, text=True, check=False
    )
    assert klaar.returncode == 0, klaar.stderr[-3000:]
    return klaar.stdout


@pytest.fixture(scope="module")
def uitkomst(proef: tuple[Path, Path]) -> dict[str, dict[str, object]]:
    map_, jaar = proef
    uit: dict[str, dict[str, object]] = json.loads(_draai(proef, "-c", BESTUURDER, str(jaar), str(map_)))
    return uit


@pytest.mark.slow
@pytest.mark.parametrize("wijziging", VERWACHT)
def test_what_was_kept_gives_the_same_bytes_as_a_fresh_build(
    uitkomst: dict[str, dict[str, object]], wijziging: str
) -> None:
    gezien = uitkomst[wijziging]
    assert gezien["gelijk"], f"stale after a change of '{wijziging}': {gezien.get('verschil')}"
    assert gezien["anders dan eerst"] == (wijziging not in ("niets", "alleen de tijd", "beschadigd"))
    if VERWACHT[wijziging] is not None:
        assert gezien["gedaan"] == VERWACHT[wijziging], "no more is done than has to be"


@pytest.mark.slow
def test_again_means_everything(uitkomst: dict[str, dict[str, object]]) -> None:
    assert uitkomst["--opnieuw"]["gedaan"] == ALLES


@pytest.mark.slow
def test_a_sentence_that_identifies_somebody_is_refused_though_the_tables_were_kept(
    uitkomst: dict[str, dict[str, object]],
) -> None:
    assert uitkomst["geweigerd"] is True


@pytest.mark.slow
def test_changed_code_makes_everything_anew(proef: tuple[Path, Path], uitkomst: dict[str, dict[str, object]]) -> None:
    del uitkomst  # this one comes last: it changes the copy's code
    map_, jaar = proef
    (jaar / "teksten" / "voorwoord.md").write_text("Een zin.\n", encoding="utf-8")
    opdracht = ("-m", "buurtrendement", "report", str(jaar), "--renderer", "ingebouwd", "--formats", "html")
    _draai(proef, *opdracht)
    code = map_ / "src" / "buurtrendement" / "nl.py"
    code.write_text(code.read_text(encoding="utf-8").replace('f"€\\N{NO-BREAK SPACE}', 'f"EUR\\N{NO-BREAK SPACE}'))
    _draai(proef, *opdracht)
    _draai(proef, *opdracht, "--out", "vers")
    for naam in ("jaarbericht.html", "kengetallen.json", "manifest.json", "notebooks/3_rendement.ipynb"):
        assert (map_ / "dist" / "2021" / naam).read_bytes() == (map_ / "vers" / naam).read_bytes()
    assert "EUR" in (map_ / "dist" / "2021" / "jaarbericht.html").read_text(encoding="utf-8")


def test_a_step_is_only_taken_over_whole(tmp_path: Path) -> None:
    bestand = tmp_path / "uit.txt"
    with Bewaard(tmp_path).maak("stap", "a") as klaar:
        bestand.write_text("inhoud")
        klaar([bestand], ["opmerking"])
    assert Bewaard(tmp_path).geldt("stap", "a")
    assert Bewaard(tmp_path).gegeven("stap") == ["opmerking"]
    assert not Bewaard(tmp_path).geldt("stap", "b")
    assert not Bewaard(tmp_path).geldt("andere stap", "a")
    assert not Bewaard(tmp_path, opnieuw=True).geldt("stap", "a")
    bestand.write_text("anders")
    assert not Bewaard(tmp_path).geldt("stap", "a")
    bestand.unlink()
    assert not Bewaard(tmp_path).geldt("stap", "a")


def test_a_step_that_fails_is_forgotten(tmp_path: Path) -> None:
    with Bewaard(tmp_path).maak("stap", "a") as klaar:
        klaar([])
    bewaard = Bewaard(tmp_path)
    with pytest.raises(RuntimeError), bewaard.maak("stap", "b"):
        raise RuntimeError("halverwege")
    assert not Bewaard(tmp_path).geldt("stap", "a")


@pytest.mark.parametrize("rommel", ["", "{", "[]", '{"stap": 1}', '{"stap": {"sleutel": "a"}}'])
def test_a_damaged_record_is_no_record(tmp_path: Path, rommel: str) -> None:
    (tmp_path / "stand.json").write_text(rommel)
    assert not Bewaard(tmp_path).geldt("stap", "a")


def test_parts_of_a_key_do_not_run_together() -> None:
    assert len({sleutel("a", "b"), sleutel("ab"), sleutel("a", b"b"), sleutel("a"), sleutel("b", "a")}) == 5


@pytest.mark.parametrize("naam", ["gezinnen.csv", "Extra.CSV", "lijst.xlsx", "teksten/doelen.md"])
def test_fingerprint_follows_every_file_of_the_year(tmp_path: Path, naam: str) -> None:
    jaar = maak_jaar(tmp_path)
    eerst = stappen.vingerafdruk(jaar, {})
    assert eerst == stappen.vingerafdruk(jaar, {})
    pad = jaar / naam
    pad.parent.mkdir(exist_ok=True)
    with pad.open("ab") as stroom:
        stroom.write(b"\nBel 06 12345678\n")  # in prose: something to say about it
    assert stappen.vingerafdruk(jaar, {}) != eerst
    assert stappen.vingerafdruk(jaar, {"discontovoet": 0.01}) != stappen.vingerafdruk(jaar, {})


def test_fingerprint_follows_the_packages_that_the_tables_are_made_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table that another pandas has kept may not be readable any more."""
    jaar = maak_jaar(tmp_path)
    eerst = stappen.vingerafdruk(jaar, {})
    monkeypatch.setattr(dist, "_versie", lambda pakket: "0.0.1" if pakket == "pandas" else None)
    assert stappen.vingerafdruk(jaar, {}) != eerst
