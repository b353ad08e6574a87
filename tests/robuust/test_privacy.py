"""What ``docs/privacy.md`` promises is tested: every claim names a test that exists."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from buurtrendement import leakgate, notebooks, stappen, tonen
from buurtrendement.ingest import read_year
from fabriek import maak_jaar

WORTEL = Path(__file__).parents[2]
TEKST = (WORTEL / "docs" / "privacy.md").read_text(encoding="utf-8")


def test_every_file_that_is_named_exists() -> None:
    genoemd = set(re.findall(r"`((?:tests|benchmarks)/[\w/]+\.py)`", TEKST))
    assert len(genoemd) >= 10
    assert [naam for naam in genoemd if not (WORTEL / naam).is_file()] == []


def test_every_claim_has_a_test() -> None:
    tabel = TEKST.partition("## Welke toets dit laat zien")[2].partition("##")[0]
    regels = [r for r in tabel.splitlines() if r.startswith("| ")][1:]
    assert len(regels) >= 10
    assert all("`tests/" in regel.split("|")[2] for regel in regels)


@pytest.mark.parametrize(
    ("wat", "soort"),
    [
        ("G01", leakgate.PSEUDONIEM),
        ("K02", leakgate.PSEUDONIEM),
        ("P03", leakgate.PSEUDONIEM),
        ("15-03-2021", leakgate.DATUM),
        ("2 juni 2020", leakgate.DATUM),
        ("30 november 2021", leakgate.DATUM),
        ("/home/iemand/x", leakgate.PAD),
    ],
)
@pytest.mark.parametrize("naam", ["jaarbericht.html", "kengetallen.json", "cijfers.csv", "notebooks/1_inlezen.ipynb"])
def test_traces_stop_the_publication_in_every_file(tmp_path: Path, wat: str, soort: str, naam: str) -> None:
    jaar = read_year(maak_jaar(tmp_path, volledig=True))
    pad = tmp_path / "uit" / naam
    pad.parent.mkdir(parents=True)
    inhoud = {".html": f"<p>{wat}</p>", ".json": f'{{"a": ["{wat}"]}}', ".csv": f"a;b\n1;{wat}\n"}.get(pad.suffix)
    if inhoud is None:
        uitvoer = f'{{"output_type": "error", "ename": "KeyError", "evalue": "{wat}", "traceback": ["{wat}"]}}'
        inhoud = f'{{"cells": [{{"cell_type": "code", "outputs": [{uitvoer}]}}]}}'
    pad.write_text(inhoud, encoding="utf-8")
    assert {lek.soort for lek in leakgate.search(tmp_path / "uit", jaar)} == {soort}


def test_no_executed_notebook_holds_a_row(tmp_path: Path) -> None:
    """The gate finds nothing in what the notebooks show, because they show nothing of a row to begin with."""
    data = maak_jaar(tmp_path / "data", volledig=True)
    jaar = read_year(data)
    parameters = {"verslagjaar": 2021, "data_map": str(data), "bouw_map": str(tmp_path / "bouw"), "aannames": {}}
    for naam in notebooks.NAMEN:
        notebooks.voer_uit(naam, parameters, tmp_path / "ruw" / f"{naam}.ipynb")
    stappen.bereken_kengetallen(jaar)
    assert {lek.soort for lek in leakgate.search(tmp_path / "ruw", jaar)} <= {leakgate.PAD, leakgate.NAAM}


def test_warnings_in_the_notebook_name_no_row_and_no_file_of_somebody(tmp_path: Path) -> None:
    data = maak_jaar(
        tmp_path / "data",
        volledig=True,
        casussen=lambda t: t.replace(";4;ja", ";9;ja"),
        **{"gezin Achternaam.xlsx": b"PK", "teksten/gezin-achternaam.md": "Bel 073-6155155.\n"},
    )
    jaar = read_year(data)
    assert any("Achternaam" in str(m) for m in jaar.meldingen), "on the screen the evaluator must know which file"
    gezien = str(tonen.meldingen(jaar).data)
    assert "een ander bestand" in gezien
    assert "een tekst van het jaar" in gezien
    assert "achternaam" not in gezien.lower()
    assert not re.search(r"\d", html.unescape(gezien))
