"""The notebooks run by hand from a clean state give what papermill gives; the workbench agrees with the report."""

from __future__ import annotations

import html
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from buurtrendement import nl, notebooks, rendement, results, stappen, tonen, werkbank
from fabriek import maak_casussen, maak_jaar

WORTEL = Path(__file__).parents[2]


def _inhoud(map_: Path) -> dict[str, str]:
    return {p.name: p.read_text(encoding="utf-8") for p in sorted((map_ / results.MAP).glob("*.json"))}


@pytest.mark.slow
def test_by_hand_equals_papermill(tmp_path: Path) -> None:
    project = tmp_path / "met de hand"
    shutil.copytree(WORTEL / "notebooks", project / "notebooks")
    shutil.copytree(WORTEL / "data" / "2021", project / "data" / "2021")
    for naam in notebooks.NAMEN:
        blad = nbformat.read(project / "notebooks" / f"{naam}.ipynb", as_version=4)
        NotebookClient(blad, timeout=120, resources={"metadata": {"path": str(project / "notebooks")}}).execute()
    bouw = tmp_path / "papermill"
    for naam in notebooks.NAMEN:
        parameters = {"data_map": str(project / "data" / "2021"), "bouw_map": str(bouw), "verslagjaar": 2021}
        notebooks.voer_uit(naam, parameters, bouw / "notebooks" / f"{naam}.ipynb")
    met_de_hand = _inhoud(project / "build" / "2021")
    assert met_de_hand == _inhoud(bouw)
    assert "kengetallen.json" in met_de_hand
    for los in ("kengetallen.json", "rendement.json"):
        assert (project / "build" / "2021" / los).read_bytes() == (bouw / los).read_bytes()


def test_workbench_shows_base_case_and_deviation_side_by_side() -> None:
    jaar = stappen.lees_jaar(2021, WORTEL / "data" / "2021", {"succesgraad": 0.6})
    tekst = werkbank.vergelijk(jaar, {"succesgraad": 0.6}).data
    eerste = next(r for r in tekst.splitlines() if r.startswith("| NCW | dreigend scenario | bij lage"))
    basis = rendement.compute(stappen.lees_jaar(2021, WORTEL / "data" / "2021"))["programma"]["ncw"]
    nu = rendement.compute(jaar)["programma"]["ncw"]
    verwacht = [basis, nu]
    for ncw, cel in zip(verwacht, eerste.split("|")[4:6], strict=True):
        bedrag = round(ncw["dreigend_scenario"]["bij_lage_kosten"])
        assert int(cel.replace("€", "").replace(".", "").replace("\N{NO-BREAK SPACE}", "").strip()) == bedrag


def test_workbench_shows_the_tornado_of_the_base_case_beside_the_new_one() -> None:
    jaar = stappen.lees_jaar(2021, WORTEL / "data" / "2021")
    anders = {"horizon_jaren": 6}
    tekst = werkbank.vergelijk(jaar, anders).data
    uitkomsten = [stappen.bereken_uitkomst(stappen.lees_jaar(2021, jaar.map, a)) for a in ({}, anders)]
    breedste = uitkomsten[1].gevoeligheid["tornado"]["status_quo"][0]
    staven = [
        next(s for s in u.gevoeligheid["tornado"]["status_quo"] if s["sleutel"] == breedste["sleutel"])
        for u in uitkomsten
    ]
    einden = [nl.euro(staaf[kant]) for staaf in staven for kant in ("bij_laag", "bij_hoog")]
    assert f"| status quo | {breedste['label']} | {' | '.join(einden)} |" in tekst


def test_workbench_keeps_the_base_case_as_silent_as_the_case_beside_it(tmp_path: Path) -> None:
    """With a threshold raised by hand a small case is hidden; the other column must not give it back."""
    map_ = maak_casussen(tmp_path, "ja", "ja")  # for 3 and for 4 families
    jaar = stappen.lees_jaar(2021, map_, {"drempel_kleine_aantallen": 4})
    basis = werkbank.bereken(jaar, {})
    assert basis.rendement["programma"]["ncw"] is None
    assert {s["sleutel"].split("/")[1] for s in basis.gevoeligheid["tornado"]["status_quo"]} >= {"C2"}
    assert "(C1)" not in werkbank.vergelijk(jaar, {"drempel_kleine_aantallen": 4}).data


def test_a_year_in_which_no_amount_may_be_shown_still_has_notebooks(tmp_path: Path) -> None:
    map_ = maak_jaar(tmp_path, casussen=lambda t: t.replace(";ja", ";nee"))
    for naam in notebooks.NAMEN:
        parameters = {"data_map": str(map_), "bouw_map": str(tmp_path / "bouw"), "verslagjaar": 2021}
        notebooks.voer_uit(naam, parameters, tmp_path / f"{naam}.ipynb")
    getoond = (tmp_path / "3_rendement.ipynb").read_text(encoding="utf-8")
    assert "12.000" not in getoond


def test_an_analyst_can_ask_for_uniform_draws() -> None:
    jaar = stappen.lees_jaar(2021, WORTEL / "data" / "2021")
    pert, uniform = (stappen.bereken_uitkomst(jaar, v) for v in ("pert", "uniform"))
    assert uniform.gevoeligheid["instellingen"]["verdeling"] == "uniform"
    spreiding = [u.rendement["programma"]["onzekerheid"]["dreigend_scenario"] for u in (pert, uniform)]
    assert spreiding[1]["p95"] - spreiding[1]["p05"] > spreiding[0]["p95"] - spreiding[0]["p05"]


def test_signals_come_with_the_rule_and_both_numbers() -> None:
    uitkomst = stappen.bereken_uitkomst(stappen.lees_jaar(2021, WORTEL / "data" / "2021"))
    tabel = html.unescape(tonen.signalen(uitkomst).data)
    regel = next(r for r in tabel.splitlines() if "Veel uren per contact" in r)
    assert regel.endswith("| 9,24 | 4 | uren per contact |")
    assert "ligt tussen 0,25 en 4 uur" in regel


def test_what_has_no_value_says_why() -> None:
    opbrengst = stappen.bereken_rendement(stappen.lees_jaar(2021, WORTEL / "data" / "2021"))
    assert "niet binnen de horizon" in tonen.looptijd(opbrengst).data
    assert "altijd verlies" in tonen.succesgraad(opbrengst).data
    laatste = [r for r in tonen.kasstromen(opbrengst).data.splitlines() if r.startswith("| Programma")][-1]
    ncw = opbrengst["programma"]["ncw"]["status_quo"]
    assert laatste.split("|")[-2].strip() == nl.euro_bereik(*ncw.values())


def test_without_widgets_the_notebook_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(werkbank.ZONDER_SCHUIVEN, "1")
    jaar = stappen.lees_jaar(2021, WORTEL / "data" / "2021")
    assert "make notebooks" in werkbank.schuiven(jaar).data
