"""The charts that a notebook shows: those of the report, with title and alternative text; hidden stays hidden."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from buurtrendement import charts, notebookpagina, rendement, stappen, tonen, werkbank

WORTEL = Path(__file__).parents[2]


@pytest.fixture
def getoond(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    dingen: list[Any] = []
    monkeypatch.setattr(tonen, "display", dingen.append)
    return dingen


def test_charts_of_a_part_of_the_result_are_those_of_the_report(getoond: list[Any]) -> None:
    jaar = stappen.lees_jaar(2021, WORTEL / "data" / "2021")
    uitkomst = stappen.bereken_uitkomst(jaar)
    bronnen = {
        "gezinnen_per_maand": stappen.bereken_kengetallen(jaar),
        "rendement_per_jaar": rendement.compute(jaar),
        "tornado": werkbank.bereken(jaar, {}),
        "kans": uitkomst,
    }
    for naam, bron in bronnen.items():
        tonen.figuren(bron, naam)
        titel, beeld, bijschrift = getoond[-3:]
        verwacht = charts.draw(naam, uitkomst, png=False)
        assert verwacht is not None
        bundel = beeld._repr_mimebundle_()
        assert bundel == {"image/svg+xml": verwacht.svg.decode(), "text/plain": verwacht.alt}
        assert titel.data.startswith("**")
        assert bijschrift.data
    assert len(getoond) == 3 * len(bronnen)


def test_a_chart_without_data_is_left_out(getoond: list[Any]) -> None:
    tonen.figuren(charts.Gegevens(2021), *charts.FIGUREN)
    assert getoond == []


def test_charts_in_a_notebook_show_no_hidden_count(getoond: list[Any]) -> None:
    jaar = stappen.lees_jaar(2022, WORTEL / "data" / "2022")
    cijfers = stappen.bereken_kengetallen(jaar)
    tonen.figuren(cijfers, "mijlpalen")
    verborgen = sum(n is None for n in cijfers.tellingen.tabel("mijlpalen").to_numpy(dtype=object, na_value=None).flat)
    assert verborgen, "the fictional year hides milestones; otherwise this test says nothing"
    assert "niet getoond" in getoond[1].figuur.alt


def test_workbench_draws_the_chosen_assumptions(getoond: list[Any]) -> None:
    jaar = stappen.lees_jaar(2021, WORTEL / "data" / "2021")
    for keuze in ({}, {"succesgraad": 0.9}):
        tonen.figuren(werkbank.bereken(jaar, keuze), "kasstroom")
    assert getoond[1].figuur.alt != getoond[4].figuur.alt


def test_page_gives_a_chart_its_alternative_text() -> None:
    import nbformat  # noqa: PLC0415

    bundel = {"image/svg+xml": "<svg/>", "text/plain": 'Van 3 "naar" 5 <gezinnen>'}
    cel = nbformat.v4.new_code_cell("x", outputs=[nbformat.v4.new_output("display_data", data=bundel)])
    pagina = notebookpagina.als_html(nbformat.v4.new_notebook(cells=[cel]))
    assert 'alt="Van 3 &quot;naar&quot; 5 &lt;gezinnen&gt;"' in pagina
