"""The charts: message and alt text follow the data, nothing hidden can be read, the same input gives the same bytes."""

from __future__ import annotations

import copy
import dataclasses
import io
import itertools
import os
import re
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from PIL import Image

from buurtrendement import charts, typstproces
from buurtrendement.charts import base, colours, letters, raster
from buurtrendement.charts.shapes import MM_PER_PT
from buurtrendement.charts.sheet import CAP_HEIGHT, NARROW, WIDE, Sheet, text_width, wrap

NBSP = "\N{NO-BREAK SPACE}"
SVG = "{http://www.w3.org/2000/svg}"
LOW, HIGH = "bij_lage_kosten", "bij_hoge_kosten"
MONTHS = [f"2021-{m:02d}" for m in range(1, 13)]
AREAS = {
    "financien": (5, 5, 1),
    "dagbesteding": (3, 8, 0),
    "huisvesting": (2, 7, 2),
    "huiselijke_relaties": (4, 6, 1),
    "instrumentele_adl": (1, 10, 0),
    "sociaal_netwerk": (6, 4, 1),
    "justitie": (2, 6, 3),
}


def bounds(low: float, high: float) -> dict[str, float]:
    return {LOW: low, HIGH: high}


def cost(low: float, high: float) -> dict[str, float]:
    return {"laag": low, "hoog": high}


def counts(rows: Sequence[Sequence[int]], columns: Sequence[str], index: Sequence[str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, index=pd.Index(list(index), dtype=object), columns=list(columns)).astype("Int64")
    frame.loc["Totaal"] = frame.sum()
    frame["Totaal"] = frame.sum(axis=1)
    return frame


def payer(coach: float, threatened: tuple[float, float], quo: tuple[float, float]) -> dict[str, Any]:
    return {
        "coach_contant": bounds(coach, coach),
        "dreigend_scenario": {"saldo_contant": bounds(*threatened)},
        "status_quo": {"saldo_contant": bounds(*quo)},
    }


def bar(key: str, label: str, unit: str, ends: tuple[Any, Any], results: tuple[float, float]) -> dict[str, Any]:
    return {
        "sleutel": key,
        "label": label,
        "eenheid": unit,
        "laag": ends[0],
        "hoog": ends[1],
        "bij_laag": results[0],
        "bij_hoog": results[1],
    }


def spread(middle: float, width: float, chance: float) -> tuple[dict[str, float], dict[str, list[float]]]:
    """Percentiles and a histogram of a bell around ``middle``."""
    edges = np.linspace(middle - 3 * width, middle + 3 * width, 41)
    heights = np.exp(-(((edges[:-1] + edges[1:]) / 2 - middle) ** 2) / (2 * width**2)) * 1000
    marks = {"kans_positief": chance, "p05": middle - 1.64 * width, "p50": middle, "p95": middle + 1.64 * width}
    return marks, {"grenzen": edges.tolist(), "aantallen": heights.round().tolist()}


def over_the_years(
    key: str, values: list[float | None], decimals: int = 0, unit: str = "gezinnen", hidden: Sequence[int] = ()
) -> dict[str, Any]:
    return {
        "sleutel": key,
        "eenheid": unit,
        "decimalen": decimals,
        "waarden": values,
        "verborgen": [i in hidden for i in range(len(values))],
    }


def published() -> SimpleNamespace:
    """The published figures of 2021, with invented months, leefgebieden and milestones of the same size."""
    joined = [0, 0, 2, 1, 2, 1, 1, 1, 2, 1, 1, 1]
    left = [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1]
    running = np.cumsum(np.subtract(joined, left)).tolist()
    short = [0, 0, 3, 5, 8, 9, 9, 8, 11, 12, 13, 12]
    long = [0, 0, 6, 10, 13, 16, 17, 18, 22, 25, 28, 26]
    family = [0, 0, 1, 2, 5, 6, 8, 9, 12, 16, 19, 20]
    network = [0, 0, 1, 2, 3, 4, 4, 3, 5, 6, 6, 4]
    coach = [a + b - c - d for a, b, c, d in zip(short, long, family, network, strict=True)]
    threatened, threatened_bins = spread(531_596, 60_000, 0.999)
    quo, quo_bins = spread(-211_044, 20_000, 0.0)
    case = {
        "aantal_gezinnen": 13,
        "jaarkosten": {
            "uitgangssituatie": cost(23_686, 37_086),
            "gezinscoach": cost(12_000, 12_000),
            "met_gezinscoach": cost(35_686, 49_086),
            "zonder_gezinscoach": cost(54_586, 54_586),
            "na_traject": cost(10_778, 10_778),
        },
        "verschil_per_jaar": {"dreigend_scenario": bounds(18_900, 5_500), "status_quo": bounds(-12_000, -12_000)},
    }
    programme = {
        "aantal_gezinnen": 13,
        "extrapolatie": True,
        "kasstromen": {
            "dreigend_scenario": {"cumulatief": bounds([245_700, 485_993, 703_880], [71_500, 141_427, 359_313])},  # type: ignore[arg-type]
            "status_quo": {"cumulatief": bounds([-156_000, -308_567, -244_367], [-156_000, -308_567, -177_720])},  # type: ignore[arg-type]
        },
        "per_betaler": {
            "betalers": {
                "gemeente": payer(308_567, (553_972, 553_972), (-306_466, -306_466)),
                "zorgverzekeraar": payer(0, (87_232, 21_779), (9_118, 21_779)),
                "woningcorporatie": payer(0, (33_174, 7_461), (2_487, 7_461)),
                "politie_justitie": payer(0, (8_040, -245_359), (29_034, 78_047)),
                "rijk": payer(0, (0, 0), (0, 0)),
            },
            "overdracht": {"gemeente": payer(0, (21_460, 21_460), (21_460, 21_460))},
        },
        "onzekerheid": {"dreigend_scenario": threatened, "status_quo": quo},
    }
    return SimpleNamespace(
        verslagjaar=2021,
        meta={
            "jaar_op_jaar": {
                "jaren": [2020, 2021],
                "kengetallen": [
                    over_the_years("gezinnen_ondersteund", [9, 13]),
                    over_the_years("gezinnen_toegeleid", [0, 2]),
                    over_the_years("gezinnen_lopend", [12, 11]),
                    over_the_years("contacten_per_gezin_per_maand", [2.96, 3.27], 1),
                    over_the_years("directe_uren_per_gezin", [210, 193]),
                    over_the_years("aandeel_contacten_op_initiatief_gezin", [0.31, 0.36], unit="aandeel (0 tot 1)"),
                ],
            }
        },
        tabellen={
            "gezinnen_per_maand": counts(
                list(zip(joined, left, running, running, strict=True)),
                ["instroom", "uitstroom", "lopend", "actief"],
                MONTHS,
            ),
            "contacten_per_maand_soort": counts(list(zip(short, long, strict=True)), ["kort", "lang"], MONTHS),
            "contacten_per_maand_initiatief": counts(
                list(zip(family, coach, network, strict=True)), ["gezin", "coach", "netwerk"], MONTHS
            ),
            "leefgebieden_verandering": counts(list(AREAS.values()), ["beter", "gelijk", "slechter"], list(AREAS)),
            "mijlpalen": counts(
                [[8], [6], [2], [3], [4], [5]],
                ["gezinnen"],
                [
                    "zelf_contact_gezocht",
                    "hulp_aangevraagd",
                    "aangifte_gedaan",
                    "uithuiszetting_voorkomen",
                    "werk_gezocht",
                    "contact_instantie_hersteld",
                ],
            ).drop(columns="Totaal"),
        },
        rendement={
            "prijspeil": 2021,
            "casussen": {"C1": case},
            "programma": programme,
            "aannames": {
                "trajectduur_jaren": {"waarde": 2},
                "horizon_jaren": {"waarde": 3},
                "discontovoet": {"waarde": 0.0225},
            },
        },
        gevoeligheid={
            "instellingen": {"trekkingen": 20_000},
            "basiswaarde": {"dreigend_scenario": 531_596, "status_quo": -211_044},
            "nulalternatief": bar("nulalternatief", "Wat er gebeurt", "keuze", (None, None), (-211_044, 531_596)),
            "tornado": {
                "dreigend_scenario": [
                    bar(
                        "politie",
                        "Inzet politie en justitie (sluitpost van de reconstructie)",
                        "euro per jaar",
                        (5_837.47, 15_692.01),
                        (658_296, 404_897),
                    ),
                    bar(
                        "succesgraad",
                        "Deel van de gezinnen dat zelfredzaam wordt",
                        "fractie",
                        (0.2, 0.6),
                        (422_653, 640_540),
                    ),
                    bar("na_geen_succes", "Opbrengst bij de anderen", "fractie", (0, 0.25), (531_596, 613_304)),
                    bar("discontovoet", "Discontovoet (reëel)", "fractie per jaar", (0.016, 0.029), (535_386, 527_873)),
                ]
            },
            "verdeling": {"dreigend_scenario": threatened_bins, "status_quo": quo_bins},
        },
    )


@pytest.fixture
def uitkomst() -> SimpleNamespace:
    return published()


def drawing(svg: bytes) -> str:
    """The picture itself, without the title and description that travel with the file."""
    return re.sub(r"<(title|desc)>.*?</\1>", "", svg.decode(), flags=re.DOTALL)


def everything_said(figure: charts.Figuur) -> str:
    return " ".join([figure.titel, figure.alt, figure.bijschrift, figure.tabel.to_csv()])


def costs_of(uitkomst: SimpleNamespace) -> dict[str, Any]:
    return uitkomst.rendement["casussen"]["C1"]  # type: ignore[no-any-return]


# -- the published year -----------------------------------------------------------------------------------------------


def test_all_eleven_figures_are_drawn_in_the_order_of_the_report(uitkomst: SimpleNamespace) -> None:
    assert [f.naam for f in charts.draw_all(uitkomst)] == list(charts.FIGUREN)
    assert len(charts.FIGUREN) == 11


def test_the_brochures_chart_says_the_published_figures(uitkomst: SimpleNamespace) -> None:
    figure = charts.rendement_per_jaar(uitkomst)
    assert figure is not None
    said = figure.titel.replace(NBSP, " ")
    assert said == (
        "Als het dreigende scenario klopt, kost dit gezin met de coach € 5.500 tot € 18.900 per jaar minder dan zonder"
    )
    alt = figure.alt.replace(NBSP, " ")
    for number in ("23.686", "37.086", "12.000", "35.686", "49.086", "54.586", "10.778"):
        assert f"€ {number}" in alt
        assert number in figure.tabel.to_csv()


@pytest.mark.parametrize(
    ("naam", "numbers"),
    [
        ("gezinnen_per_maand", ["samen 13", "aan het eind 11", "maart 2"]),
        ("trend", ["van 9 in 2020 naar 13 in 2021", "van 31% in 2020 naar 36% in 2021"]),
        ("contacten_soort", ["lang 181", "kort 90", "november 2021 (41)"]),
        ("contacten_initiatief", ["gezin 98", "coach 135", "netwerk 38"]),
        ("leefgebieden", ["6 beter en 1 slechter", "2 beter en 3 slechter"]),
        ("mijlpalen", ["contact gezocht 8", "aangifte gedaan 2"]),
        ("kasstroom", ["359.313", "703.880", "244.367", "308.567"]),
        ("betalers", ["553.972", "306.466", "245.359", "21.460"]),
        ("tornado", ["531.596", "211.044"]),
        ("kans", ["meer dan 99%", "minder dan 1%", "433.196", "531.596", "629.996"]),
    ],
)
def test_alt_text_gives_the_main_numbers(uitkomst: SimpleNamespace, naam: str, numbers: list[str]) -> None:
    figure = charts.FIGUREN[naam](uitkomst, "nl")
    assert figure is not None
    for number in numbers:
        assert number in figure.alt
    assert 1 <= figure.alt.count(". ") + 1 <= 5
    assert figure.bijschrift.count("Bron:") == 1


@pytest.mark.parametrize("naam", list(charts.FIGUREN))
def test_english_edition_has_no_dutch_left(uitkomst: SimpleNamespace, naam: str) -> None:
    figure = charts.FIGUREN[naam](uitkomst, "en")
    assert figure is not None
    said = f" {figure.titel} {figure.alt} {figure.bijschrift} {' '.join(figure.tabel.columns)} ".lower()
    for word in (" de ", " het ", " een ", " van ", " jaar ", "gezin", " kosten ", "maart", "niet getoond", "bron:"):
        assert word not in said.replace("gezinnen.csv", ""), word


def test_percentage_of_change_over_the_year_is_said_with_its_direction(uitkomst: SimpleNamespace) -> None:
    later = charts.contacten_initiatief(uitkomst)
    assert later is not None
    assert "tweede helft van het jaar vaker (42%) dan in de eerste (20%)" in later.titel
    frame = uitkomst.tabellen["contacten_per_maand_initiatief"]
    frame.loc[MONTHS] = frame.loc[MONTHS[::-1]].to_numpy()
    earlier = charts.contacten_initiatief(uitkomst)
    assert earlier is not None
    assert "minder vaak (20%) dan in de eerste (42%)" in earlier.titel


# -- signs and odd values ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gain", "nederlands", "engels"),
    [
        ((18_900, 5_500), "€ 5.500 tot € 18.900 per jaar minder dan zonder", "€5,500 to €18,900 per year less than"),
        ((-5_500, -18_900), "€ 5.500 tot € 18.900 per jaar meer dan zonder", "€5,500 to €18,900 per year more than"),
        ((-65, 8_785), "tussen € 65 meer en € 8.785 minder per jaar dan zonder", "between €65 more and €8,785 less"),
        ((0, 0), "evenveel per jaar als zonder", "the same per year as without"),
        ((700, 700), "€ 700 per jaar minder dan zonder", "€700 per year less than without"),
    ],
)
def test_title_of_the_cost_chart_follows_the_sign(
    uitkomst: SimpleNamespace, gain: tuple[float, float], nederlands: str, engels: str
) -> None:
    costs_of(uitkomst)["verschil_per_jaar"]["dreigend_scenario"] = bounds(*gain)
    dutch, english = charts.rendement_per_jaar(uitkomst), charts.rendement_per_jaar(uitkomst, "en")
    assert dutch is not None
    assert english is not None
    assert nederlands in dutch.titel.replace(NBSP, " ")
    assert engels in english.titel


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ((10.0, 20.0), "€ 10 tot € 20 winst"),
        ((-20.0, -10.0), "€ 10 tot € 20 verlies"),
        ((-20.0, 10.0), "tussen € 20 verlies en € 10 winst"),
        ((-0.2, 0.3), "precies quitte"),
    ],
)
def test_a_loss_is_called_a_loss(ends: tuple[float, float], said: str) -> None:
    assert base.gain_or_loss(ends, "nl").replace(NBSP, " ") == said


def test_payers_title_when_nobody_gains_and_when_nothing_stands_out(uitkomst: SimpleNamespace) -> None:
    payers = uitkomst.rendement["programma"]["per_betaler"]["betalers"]
    figure = charts.betalers(uitkomst)
    assert figure is not None
    assert figure.titel == (
        "De gemeente wint het meest in het dreigende scenario en legt het meest toe als alles was gebleven "
        "zoals het was"
    )
    for block in payers.values():
        block["dreigend_scenario"]["saldo_contant"] = bounds(-5, -9)
    figure = charts.betalers(uitkomst)
    assert figure is not None
    assert figure.titel.startswith("Geen enkele betaler wint in het dreigende scenario; de gemeente legt het meest toe")
    for block in payers.values():
        block["dreigend_scenario"]["saldo_contant"] = block["status_quo"]["saldo_contant"] = bounds(-5, 9)
    figure = charts.betalers(uitkomst)
    assert figure is not None
    assert figure.titel == "Wie betaalt en wie wint"


def test_tornado_names_what_can_turn_the_result(uitkomst: SimpleNamespace) -> None:
    figure = charts.tornado(uitkomst)
    assert figure is not None
    assert "winst verlies worden" in figure.alt
    english = charts.tornado(uitkomst, "en")
    assert english is not None
    assert "Discount rate (real)" in list(english.tabel["Uncertainty"])
    del uitkomst.gevoeligheid["nulalternatief"]
    figure = charts.tornado(uitkomst)
    assert figure is not None
    assert "Geen van deze onzekerheden maakt op zichzelf van winst verlies." in figure.alt
    assert "inzet politie" in figure.titel


def test_certainty_is_never_claimed_from_draws(uitkomst: SimpleNamespace) -> None:
    node = uitkomst.rendement["programma"]["onzekerheid"]["dreigend_scenario"]
    for chance, said in ((1.0, "meer dan 99%"), (0.0, "minder dan 1%"), (0.97, "97%")):
        node["kans_positief"] = chance
        figure = charts.kans(uitkomst)
        assert figure is not None
        assert f"in het dreigende scenario {said}" in figure.titel


# -- what is hidden stays hidden --------------------------------------------------------------------------------------


def hide(uitkomst: SimpleNamespace, tabel: str, rows: Sequence[str], columns: Sequence[str]) -> None:
    uitkomst.tabellen[tabel].loc[list(rows), list(columns)] = pd.NA


@pytest.mark.parametrize(
    ("naam", "tabel", "column", "others"),
    [
        ("contacten_soort", "contacten_per_maand_soort", "kort", ["lang"]),
        ("contacten_initiatief", "contacten_per_maand_initiatief", "coach", ["gezin", "netwerk"]),
    ],
)
def test_a_month_with_a_hidden_part_has_no_column(
    uitkomst: SimpleNamespace, naam: str, tabel: str, column: str, others: list[str]
) -> None:
    hide(uitkomst, tabel, ["2021-10"], [column])
    part = charts.FIGUREN[naam](uitkomst, "nl")
    hide(uitkomst, tabel, ["2021-10"], [column, *others])
    whole = charts.FIGUREN[naam](uitkomst, "nl")
    assert part is not None
    assert whole is not None
    # The visible parts of that month change nothing in the picture: neither a segment nor the scale.
    assert drawing(part.svg) == drawing(whole.svg)
    assert drawing(part.svg_smal) == drawing(whole.svg_smal)
    assert "niet getoond" in part.alt
    assert "* Niet getoond" in part.bijschrift
    assert "niet getoond" in part.tabel.to_csv()
    assert "271" not in everything_said(part)
    assert "Van de getoonde maanden waren er de minste contacten in januari 2021 (0)" in part.alt


@pytest.mark.parametrize("naam", ["gezinnen_per_maand", "contacten_soort", "leefgebieden", "mijlpalen"])
def test_totals_do_not_reach_the_figure(uitkomst: SimpleNamespace, naam: str) -> None:
    before = charts.FIGUREN[naam](uitkomst, "nl")
    for tabel in uitkomst.tabellen.values():
        tabel.loc["Totaal"] = 777
        if "Totaal" in tabel.columns:
            tabel["Totaal"] = 777
    after = charts.FIGUREN[naam](uitkomst, "nl")
    assert before is not None
    assert after is not None
    assert before.svg == after.svg
    assert "777" not in everything_said(after)


def test_hidden_inflow_gives_no_sum_and_no_bar(uitkomst: SimpleNamespace) -> None:
    hide(uitkomst, "gezinnen_per_maand", ["2021-03", "2021-04"], ["instroom"])
    figure = charts.gezinnen_per_maand(uitkomst)
    assert figure is not None
    assert "13" not in figure.titel + figure.alt
    assert figure.titel == "Eind december waren er 11 gezinnen in begeleiding"
    assert "maart" not in figure.alt


def test_a_hidden_stock_breaks_the_line(uitkomst: SimpleNamespace) -> None:
    hide(uitkomst, "gezinnen_per_maand", ["2021-06"], ["lopend"])
    broken = charts.gezinnen_per_maand(uitkomst)
    assert broken is not None
    assert "In de getoonde maanden waren er op zijn hoogst 11 gezinnen" in broken.alt
    strokes = [s for s in re.findall(r'<path d="([^"]*)"[^>]* stroke-width="1.8"', drawing(broken.svg))]
    assert [s.count("L") + 1 for s in strokes] == [5, 6]


def test_a_panel_without_a_visible_month_is_left_out_and_said(uitkomst: SimpleNamespace) -> None:
    whole = charts.gezinnen_per_maand(uitkomst)
    hide(uitkomst, "gezinnen_per_maand", MONTHS, ["instroom"])
    half = charts.gezinnen_per_maand(uitkomst)
    assert whole is not None
    assert half is not None
    assert "Van 'nieuw in de maand' mag geen enkele maand getoond worden." in half.bijschrift
    assert len(half.svg) < len(whole.svg)
    hide(uitkomst, "gezinnen_per_maand", MONTHS, ["lopend"])
    assert charts.gezinnen_per_maand(uitkomst) is None


def test_everything_hidden_means_no_figure(uitkomst: SimpleNamespace) -> None:
    for naam, tabel in uitkomst.tabellen.items():
        uitkomst.tabellen[naam] = pd.DataFrame(pd.NA, index=tabel.index, columns=tabel.columns, dtype="Int64")
    for row in uitkomst.meta["jaar_op_jaar"]["kengetallen"]:
        row |= {"waarden": [None, None], "verborgen": [True, True]}
    drawn = {f.naam for f in charts.draw_all(uitkomst)}
    assert drawn == {"rendement_per_jaar", "kasstroom", "betalers", "tornado", "kans"}


def test_order_of_rows_says_nothing_about_hidden_counts(uitkomst: SimpleNamespace) -> None:
    hide(uitkomst, "mijlpalen", ["zelf_contact_gezocht", "aangifte_gedaan"], ["gezinnen"])
    figure = charts.mijlpalen(uitkomst)
    assert figure is not None
    assert list(figure.tabel["Mijlpaal"])[-2:] == ["Zelf contact gezocht", "Aangifte gedaan"]  # the order of the table
    assert "het vaakst van de getoonde mijlpalen" in figure.titel
    assert "8" not in figure.titel + figure.alt


def test_leefgebieden_with_one_side_hidden(uitkomst: SimpleNamespace) -> None:
    hide(uitkomst, "leefgebieden_verandering", list(AREAS), ["slechter"])
    hide(uitkomst, "leefgebieden_verandering", ["justitie"], ["beter", "gelijk"])
    figure = charts.leefgebieden(uitkomst)
    assert figure is not None
    assert figure.titel == "Van de getoonde leefgebieden ging het bij sociaal netwerk met de meeste gezinnen beter (6)"
    assert "1 leefgebied staat niet in de figuur" in figure.bijschrift
    assert "niet getoond" in figure.tabel.to_csv()


# -- missing parts ----------------------------------------------------------------------------------------------------


def test_a_year_without_anything_gives_no_figures() -> None:
    empty = SimpleNamespace(verslagjaar=2021, tabellen={}, rendement={}, gevoeligheid={})
    assert charts.draw_all(empty) == ()


def test_optional_tables_and_withheld_measures_leave_their_figure_out(uitkomst: SimpleNamespace) -> None:
    del uitkomst.tabellen["leefgebieden_verandering"]
    uitkomst.tabellen["mijlpalen"] = uitkomst.tabellen["mijlpalen"].iloc[:0]
    uitkomst.rendement["programma"]["kasstromen"] = None  # herleidbaar: withheld
    uitkomst.rendement["programma"]["per_betaler"] = None
    names = [f.naam for f in charts.draw_all(uitkomst)]
    assert {"leefgebieden", "mijlpalen", "kasstroom", "betalers"}.isdisjoint(names)
    assert "rendement_per_jaar" in names


def test_the_case_stands_in_where_the_programme_withholds_its_flow(uitkomst: SimpleNamespace) -> None:
    costs_of(uitkomst)["kasstromen"] = uitkomst.rendement["programma"].pop("kasstromen")
    figure = charts.kasstroom(uitkomst)
    assert figure is not None
    assert "voor één gezin" in figure.bijschrift
    assert "extra" not in figure.bijschrift


def test_no_case_may_be_published(uitkomst: SimpleNamespace) -> None:
    uitkomst.rendement["casussen"] = {}
    assert charts.rendement_per_jaar(uitkomst) is None
    assert charts.kasstroom(uitkomst) is not None


def test_an_extrapolation_is_called_one(uitkomst: SimpleNamespace) -> None:
    figure = charts.kasstroom(uitkomst)
    assert figure is not None
    assert "doorgerekend uit één casus" in figure.bijschrift


# -- layout: every label readable, whatever the numbers ---------------------------------------------------------------


def scale_money(node: Any, factor: float) -> Any:
    if isinstance(node, dict):
        return {k: v if k in {"kans_positief", "aantallen", "aantal_gezinnen"} else scale_money(v, factor)
                for k, v in node.items()}  # fmt: skip
    if isinstance(node, list):
        return [scale_money(v, factor) for v in node]
    return node * factor if isinstance(node, (int, float)) and not isinstance(node, bool) else node


def money(factor: float) -> Callable[[SimpleNamespace], None]:
    def change(u: SimpleNamespace) -> None:
        for part in ("casussen", "programma"):
            u.rendement[part] = scale_money(u.rendement[part], factor)
        for part in ("basiswaarde", "verdeling"):
            u.gevoeligheid[part] = scale_money(u.gevoeligheid[part], factor)
        for item in [u.gevoeligheid["nulalternatief"], *u.gevoeligheid["tornado"]["dreigend_scenario"]]:
            item["bij_laag"], item["bij_hoog"] = item["bij_laag"] * factor, item["bij_hoog"] * factor

    return change


def negative_costs_turned_round(u: SimpleNamespace) -> None:
    """The programme loses: the counterfactual is cheaper than the coach."""
    money(-1)(u)
    costs = costs_of(u)["jaarkosten"]
    costs_of(u)["jaarkosten"] = {k: {b: abs(v) for b, v in node.items()} for k, node in costs.items()}
    costs_of(u)["jaarkosten"]["zonder_gezinscoach"] = cost(9_000, 21_000)


def single_month(u: SimpleNamespace) -> None:
    for naam in ("gezinnen_per_maand", "contacten_per_maand_soort", "contacten_per_maand_initiatief"):
        u.tabellen[naam] = u.tabellen[naam].loc[["2021-10"]]


def many_families(u: SimpleNamespace) -> None:
    for naam in u.tabellen:
        u.tabellen[naam] = u.tabellen[naam] * 1_000


def no_families(u: SimpleNamespace) -> None:
    for naam in u.tabellen:
        u.tabellen[naam] = u.tabellen[naam] * 0


def long_horizon(u: SimpleNamespace) -> None:
    u.rendement["aannames"] |= {"horizon_jaren": {"waarde": 30}, "trajectduur_jaren": {"waarde": 4}}
    for cf, slope in (("dreigend_scenario", 40_000), ("status_quo", 38_000)):
        steps = [slope * t - 100_000 for t in range(1, 31)]
        node = u.rendement["programma"]["kasstromen"][cf]
        node["cumulatief"] = bounds(steps, [v * 0.9 for v in steps])  # type: ignore[arg-type]


def one_year(u: SimpleNamespace) -> None:
    u.rendement["aannames"] |= {"horizon_jaren": {"waarde": 1}, "trajectduur_jaren": {"waarde": 1}}
    for node in u.rendement["programma"]["kasstromen"].values():
        node["cumulatief"] = {k: v[:1] for k, v in node["cumulatief"].items()}


def hostile_labels(u: SimpleNamespace) -> None:
    hostile = r"$\frac{1}{0}$ <script>alert(1)</script> & \includegraphics{x} %_^~ 😀" + "W" * 90
    for item in u.gevoeligheid["tornado"]["dreigend_scenario"]:
        item["label"] = hostile
    payers = u.rendement["programma"]["per_betaler"]["betalers"]
    payers["$x^2$_<b>" + "lang" * 20] = payers.pop("zorgverzekeraar")
    for naam in ("leefgebieden_verandering", "mijlpalen"):
        tabel = u.tabellen[naam]
        u.tabellen[naam] = tabel.rename(index={tabel.index[0]: hostile, tabel.index[1]: "a\nb\x00c\u202e</desc>"})


def one_sided(u: SimpleNamespace) -> None:
    """Both ends of an assumption on the same side of the base, and everything far from zero."""
    for item in u.gevoeligheid["tornado"]["dreigend_scenario"]:
        item["bij_laag"], item["bij_hoog"] = 700_000, 600_000
    u.gevoeligheid["nulalternatief"] = {}


def _many_years(u: SimpleNamespace, years: list[int], values: Callable[[int], float | None]) -> None:
    rows = u.meta["jaar_op_jaar"]["kengetallen"]
    u.meta["jaar_op_jaar"] = {
        "jaren": years,
        "kengetallen": [
            row
            | {
                "waarden": [values(i) for i in range(len(years))],
                "verborgen": [values(i) is None for i in range(len(years))],
            }
            for row in rows
        ],
    }


def ten_years(u: SimpleNamespace) -> None:
    _many_years(u, list(range(2012, 2022)), lambda i: [13, 900, 2, 1_234_567, 0, 0, 88, 13, 14, 15][i])


def years_with_gaps(u: SimpleNamespace) -> None:
    """Hidden at both ends, years that are missing, and a long time between them."""
    _many_years(u, [1991, 2012, 2015, 2016, 2020, 2021], lambda i: [None, 5, 7, None, 0, None][i])


def wide_bounds(u: SimpleNamespace) -> None:
    costs_of(u)["jaarkosten"] = {
        k: cost(node["laag"] * 0.02, node["hoog"] * 3) for k, node in costs_of(u)["jaarkosten"].items()
    }


SITUATIONS: Mapping[str, Callable[[SimpleNamespace], None]] = {
    "published": lambda u: None,
    "huge": money(12_345.678),
    "tiny": money(0.0001),
    "loss": negative_costs_turned_round,
    "single month": single_month,
    "many families": many_families,
    "no families": no_families,
    "long horizon": long_horizon,
    "one year": one_year,
    "hostile labels": hostile_labels,
    "one-sided tornado": one_sided,
    "wide bounds": wide_bounds,
    "ten years": ten_years,
    "years with gaps": years_with_gaps,
}


@dataclasses.dataclass(frozen=True)
class Box:
    text: str
    left: float
    right: float
    top: float
    bottom: float

    def touches(self, other: Box) -> bool:
        apart = (
            self.right <= other.left or other.right <= self.left or self.bottom <= other.top or other.bottom <= self.top
        )
        return not apart


def boxes_of(sheet: Sheet, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Iterator[Box]:
    """Where the capitals of each line of a label stand."""
    names = ("x", "y", "text", "colour", "bold", "align", "anchor")
    given = (
        {"colour": None, "bold": False, "align": "left", "anchor": "mid"}
        | dict(zip(names, args, strict=False))
        | kwargs
    )
    lines = [given["text"]] if isinstance(given["text"], str) else list(given["text"])
    capital = CAP_HEIGHT * sheet.fmt.pt * MM_PER_PT
    block = capital + (len(lines) - 1) * sheet.fmt.line
    top = given["y"] - {"top": 0.0, "mid": block / 2, "bottom": block}[given["anchor"]]
    for i, line in enumerate(lines):
        width = text_width(line, sheet.fmt, given["bold"])
        left = given["x"] - {"left": 0.0, "center": width / 2, "right": width}[given["align"]]
        if line:
            yield Box(line, left, left + width, top + i * sheet.fmt.line, top + i * sheet.fmt.line + capital)


@pytest.mark.parametrize("taal", ["nl", "en"])
@pytest.mark.parametrize("situation", list(SITUATIONS))
def test_labels_stay_on_the_sheet_and_off_each_other(
    monkeypatch: pytest.MonkeyPatch, uitkomst: SimpleNamespace, situation: str, taal: str
) -> None:
    written: dict[int, tuple[Sheet, list[Box]]] = {}
    draw_text = Sheet.text

    def recording(self: Sheet, *args: Any, **kwargs: Any) -> None:
        written.setdefault(id(self), (self, []))[1].extend(boxes_of(self, args, kwargs))
        draw_text(self, *args, **kwargs)

    monkeypatch.setattr(Sheet, "text", recording)
    monkeypatch.setattr(Sheet, "svg", lambda self, *_: b"")  # layout only: the files are looked at elsewhere
    monkeypatch.setattr(Sheet, "png", lambda self: b"")
    SITUATIONS[situation](uitkomst)
    faults = []
    for naam, function in charts.FIGUREN.items():
        written.clear()
        function(uitkomst, taal)
        for sheet, boxes in written.values():
            where = f"{naam} ({'narrow' if sheet.fmt.narrow else 'wide'})"
            for box in boxes:
                inside = (
                    box.left >= -0.1
                    and box.right <= sheet.width + 0.1
                    and box.top >= -0.1
                    and box.bottom <= sheet.height + 0.1
                )
                if not inside:
                    faults.append(f"{where}: {box.text!r} leaves the sheet")
            faults += [
                f"{where}: {a.text!r} and {b.text!r} overlap"
                for a, b in itertools.combinations(boxes, 2)
                if a.touches(b)
            ]
    assert not faults, "\n".join(faults)


# -- files ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def figures() -> tuple[charts.Figuur, ...]:
    return charts.draw_all(published())


def test_svg_is_small_plain_and_complete(figures: tuple[charts.Figuur, ...]) -> None:
    seen: set[str] = set()
    for figure in figures:
        for svg, fmt in ((figure.svg, WIDE), (figure.svg_smal, NARROW)):
            text = svg.decode()
            root = ET.fromstring(text)
            assert len(svg) < 50_000, figure.naam
            assert root.attrib["role"] == "img"
            assert float(root.attrib["width"].removesuffix("pt")) == pytest.approx(fmt.width / 25.4 * 72, abs=0.01)
            assert root.findtext(f"{SVG}title") == figure.titel
            assert root.findtext(f"{SVG}desc") == figure.alt
            for word in (
                "<!--",
                "<style",
                "<script",
                "<text",
                "<metadata",
                "Matplotlib",
                "http://purl",
                "DOCTYPE",
                "<image",
            ):
                assert word not in text, word
            ids = re.findall(r'\bid="([^"]+)"', text)
            assert len(ids) == len(set(ids))
            assert seen.isdisjoint(ids), "the same identifier in two figures"
            seen.update(ids)
            assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)
            # No label is smaller than the running text.
            sizes = {float(s) * letters.UNITS_PER_EM for s in re.findall(r"scale\(([\d.]+) -", text)}
            assert sizes == {fmt.pt}


def test_png_has_the_right_size_and_no_metadata(figures: tuple[charts.Figuur, ...]) -> None:
    for figure in figures:
        assert figure.png is not None
        assert figure.png.startswith(b"\x89PNG")
        assert int.from_bytes(figure.png[16:20], "big") == int(WIDE.width / 25.4 * 200)
        for chunk in (b"tEXt", b"iTXt", b"zTXt", b"tIME", b"Software"):
            assert chunk not in figure.png


def test_the_page_shows_through_the_svg_and_is_white_in_the_png(figures: tuple[charts.Figuur, ...]) -> None:
    for figure in figures:
        assert figure.png is not None
        assert pixels(figure.png)[0, 0].tolist() == [255, 255, 255, 255]
        assert pixels(rasterised(figure.svg))[0, 0].tolist() == [0, 0, 0, 0]


MOST_OF_A_MILLIMETRE = 60  # of 255: lines of a pixel are put on whole pixels by Matplotlib


@pytest.mark.parametrize(
    ("naam", "clear_area"), [("contacten_soort", 0), ("kasstroom", -1), ("betalers", 0), ("tornado", 0), ("kans", -1)]
)
def test_svg_and_png_show_the_same(
    uitkomst: SimpleNamespace, naam: str, clear_area: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two writers, one picture: the page shows what Matplotlib draws for Word, every line, dash, dot and letter."""
    monkeypatch.setattr(raster, "DPI", 500)
    figure = charts.draw(naam, uitkomst)
    assert figure is not None
    assert figure.png is not None
    drawn, expected = by_millimetre(rasterised(figure.svg)), by_millimetre(figure.png)
    rows, columns = (min(a, b) for a, b in zip(drawn.shape[:2], expected.shape[:2], strict=True))
    assert np.abs(np.subtract(drawn.shape, expected.shape)).max() <= 1
    assert np.abs(drawn[:rows, :columns] - expected[:rows, :columns]).max() < MOST_OF_A_MILLIMETRE
    area = re.findall(r'<(?:path|circle) [^>]*fill="#[^>]*>', drawing(figure.svg))[clear_area]
    without = by_millimetre(rasterised(figure.svg.replace(area.encode(), b"", 1)))
    assert np.abs(without - drawn).max() > MOST_OF_A_MILLIMETRE, "one area less is seen"


def rasterised(svg: bytes) -> bytes:
    """The SVG on a see-through page of its own size, at the resolution of the PNG."""
    source = b'#set page(width: auto, height: auto, margin: 0mm, fill: none)\n#image(bytes("'
    source += svg.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"))'
    (page,), _ = typstproces.zet(source, {"format": "png", "ppi": raster.DPI, "ignore_system_fonts": True})
    return page


def pixels(png: bytes) -> Any:
    """Rows, columns and red, green, blue and opacity, each 0 to 255."""
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGBA")).astype(float)


def by_millimetre(png: bytes) -> Any:
    """The mean colour, on white, of each square millimetre."""
    picture, side = pixels(png), round(raster.DPI / 25.4)
    opacity = picture[:, :, 3:] / 255
    colour = picture[:, :, :3] * opacity + 255 * (1 - opacity)
    rows, columns = (n // side for n in colour.shape[:2])
    return colour[: rows * side, : columns * side].reshape(rows, side, columns, side, 3).mean(axis=(1, 3))


def test_hostile_labels_are_drawn_literally(uitkomst: SimpleNamespace) -> None:
    hostile_labels(uitkomst)
    for figure in charts.draw_all(uitkomst):
        root = ET.fromstring(figure.svg)
        assert root.find(f".//{SVG}script") is None
        assert root.findtext(f"{SVG}desc") is not None
        assert "\x00" not in figure.svg.decode()


def test_same_input_gives_the_same_bytes_in_any_environment(tmp_path: Any) -> None:
    script = textwrap.dedent(
        """
        import hashlib, sys
        sys.path.insert(0, sys.argv[1])
        from test_charts import published
        from buurtrendement import charts, typstproces
        total = hashlib.sha256()
        for f in charts.draw_all(published()):
            for part in (f.svg, f.svg_smal, f.png, f.titel.encode(), f.alt.encode(), f.tabel.to_csv().encode()):
                total.update(part)
        print(total.hexdigest())
        """
    )
    here = os.path.dirname(__file__)
    found = set()
    for locale, zone, seed in (("C", "UTC", "1"), ("nl_NL.UTF-8", "Asia/Tokyo", "2")):
        environment = {
            **os.environ,
            "LC_ALL": locale,
            "TZ": zone,
            "PYTHONHASHSEED": seed,
            "MPLCONFIGDIR": str(tmp_path / seed),
            "PYTHONUTF8": "1",
        }
        done = subprocess.run(
            [sys.executable, "-c", script, here], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        found.add(done.stdout.strip())
    assert len(found) == 1


def test_drawing_leaves_no_trace_in_matplotlib(uitkomst: SimpleNamespace) -> None:
    before = dict(mpl.rcParams)
    charts.kans(uitkomst)
    assert dict(mpl.rcParams) == before


def test_the_result_is_only_read(uitkomst: SimpleNamespace) -> None:
    before = copy.deepcopy(uitkomst)
    charts.draw_all(uitkomst)
    assert uitkomst.rendement == before.rendement
    assert uitkomst.gevoeligheid == before.gevoeligheid
    for naam, tabel in uitkomst.tabellen.items():
        pd.testing.assert_frame_equal(tabel, before.tabellen[naam])


def test_drawing_without_png_does_not_load_matplotlib() -> None:
    code = "import sys; from buurtrendement.charts import colours, sheet\n"
    code += "blad = sheet.Sheet(sheet.WIDE, 40.0, colours.palette())\n"
    code += "blad.text(10, 10, 'AV € 1'); blad.dot(5, 5, '#000000')\n"
    code += "assert b'<use' in blad.svg('naam', 'titel', 'alt'); print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_eleven_figures_in_two_widths_take_about_two_seconds(uitkomst: SimpleNamespace) -> None:
    charts.rendement_per_jaar(uitkomst)  # imports
    start = time.process_time()
    charts.draw_all(uitkomst)
    assert time.process_time() - start < 4.0  # about 1.2 s on an idle machine; twice the promise, for busy ones


# -- over the years ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([9, 13], "Gezinnen met hulp: meer dan in 2020, van 9 naar 13"),
        ([13, 9], "Gezinnen met hulp: minder dan in 2020, van 13 naar 9"),
        ([9, 9], "Gezinnen met hulp: in 2021 evenveel als in 2020 (9)"),
        ([None, 9], "Toegeleid naar gewone hulp: meer dan in 2020, van 0 naar 2"),  # nothing to compare with
    ],
)
def test_title_over_the_years_follows_the_sign(
    uitkomst: SimpleNamespace, values: list[float | None], said: str
) -> None:
    rows = uitkomst.meta["jaar_op_jaar"]["kengetallen"]
    rows[0] = over_the_years("gezinnen_ondersteund", values, hidden=[i for i, v in enumerate(values) if v is None])
    figure = charts.trend(uitkomst)
    assert figure is not None
    assert figure.titel == said


def test_a_hidden_year_is_not_in_the_figure_whatever_its_size(uitkomst: SimpleNamespace) -> None:
    def with_hidden(value: float | None) -> charts.Figuur:
        u = copy.deepcopy(uitkomst)
        u.meta["jaar_op_jaar"] |= {
            "jaren": [2019, 2020, 2021],
            "kengetallen": [over_the_years("gezinnen_toegeleid", [6, value, 8], hidden=[1])],
        }
        figure = charts.trend(u)
        assert figure is not None
        return figure

    # Also when a value would slip in beside its mark, nothing of it is drawn, said or listed.
    one, other = with_hidden(None), with_hidden(4_321)
    assert (one.svg, one.svg_smal, everything_said(one)) == (other.svg, other.svg_smal, everything_said(other))
    assert "niet getoond" in one.tabel.to_csv()
    assert "* Niet getoond" in one.bijschrift


def test_without_an_earlier_year_there_is_no_chart_over_the_years(uitkomst: SimpleNamespace) -> None:
    uitkomst.meta = {"jaar_op_jaar": None}
    assert charts.trend(uitkomst) is None
    uitkomst.meta = {
        "jaar_op_jaar": {"jaren": [2020, 2021], "kengetallen": [over_the_years("gezinnen_lopend", [None, 7])]}
    }
    assert charts.trend(uitkomst) is None  # one point is no line


# -- small parts ------------------------------------------------------------------------------------------------------


def test_colours_differ_in_greyscale_and_letters_can_be_read() -> None:
    palette = colours.palette()
    greys = sorted(colours.luminance(c) for c in (palette.groen, palette.oranje, palette.grijs, palette.inkt))
    assert all(b - a > 0.01 for a, b in itertools.pairwise(greys))
    for fill in (palette.groen, palette.oranje, palette.grijs, palette.inkt, colours.mix(palette.inkt, 0.8)):
        assert colours.contrast(colours.ink_on(fill, palette.inkt), fill) >= 4.5
    for page in ("#FFFFFF", palette.zand):
        for ink in (palette.inkt, palette.zacht, colours.readable(palette.oranje, palette.zand)):
            assert colours.contrast(ink, page) >= 4.5


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 100, [0, 20, 40, 60, 80, 100]), (-308_567, 703_880, [-200_000, 0, 200_000, 400_000, 600_000]), (5, 5, [5])],
)
def test_ticks_are_round(low: float, high: float, expected: list[float]) -> None:
    assert base.ticks(low, high, 5) == expected


def test_spread_keeps_order_and_distance() -> None:
    placed = base.spread([10, 11, 9, 40], 5, 0, 42)
    assert sorted(range(4), key=lambda i: placed[i]) == [2, 0, 1, 3]
    assert all(b - a >= 5 - 1e-9 for a, b in itertools.pairwise(sorted(placed)))
    assert min(placed) >= 0
    assert max(placed) <= 42


def test_wrap_breaks_what_does_not_fit() -> None:
    lines = wrap("Meervoudigeaansprakelijkheidsverzekeringsmaatschappij voor iedereen", 30, WIDE, lines=2)
    assert len(lines) == 2
    assert all(text_width(line, WIDE) <= 30 for line in lines)
    assert lines[-1].endswith("…")
    assert wrap("kort", 30, WIDE) == ["kort"]


@pytest.mark.parametrize("value", [None, pd.NA, float("nan"), float("inf"), "12", True, {}])
def test_what_is_not_a_number_is_not_drawn(value: Any) -> None:
    assert base.number(value) is None


def test_big_amounts_are_said_in_millions() -> None:
    assert base.euro_short(12_345_678, "nl") == f"€{NBSP}12,3{NBSP}mln"
    assert base.euro_short(-123_456_789, "en") == "-€123m"
    assert base.euro_short(9_999_000, "nl") == f"€{NBSP}9.999.000"
    assert base.euro_range((8_053_057, 24_200_000), "nl") == f"€{NBSP}8,1{NBSP}mln tot €{NBSP}24,2{NBSP}mln"
    assert base.euro_range((12_000, 24_200_000), "nl") == f"€{NBSP}12.000 tot €{NBSP}24,2{NBSP}mln"
