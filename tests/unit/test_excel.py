"""The workbook: its formulas give the published result, follow the assumptions, and nothing hidden is in it."""

from __future__ import annotations

import io
import os
import re
import warnings
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from buurtrendement import excel, ingest, leakgate, rendement, results, stappen
from buurtrendement.errors import GereedschapFout
from buurtrendement.formules import NULALTERNATIEVEN
from buurtrendement.rendement import GRENZEN
from buurtrendement.results import Uitkomst
from fabriek import maak_jaar

KWAAD = '=cmd|"/c calc"!A1'


def _uitkomst(map_: Path, **set_: float) -> Uitkomst:
    jaar = ingest.read_year(map_, set_)
    cijfers, opbrengst = stappen.bereken_kengetallen(jaar), stappen.bereken_rendement(jaar)
    return stappen.results.build(jaar, cijfers, opbrengst, {}, ())


def _blad(inhoud: bytes, naam: str, *, waarden: bool = True) -> Any:
    return openpyxl.load_workbook(io.BytesIO(inhoud), data_only=waarden)[naam]


def _ncw_rijen(blad: Any) -> list[tuple[str, int]]:
    return [(r[0].value, r[0].row) for r in blad.iter_rows() if str(r[0].value).endswith(": contante waarde")]


def _herrekend(pad: Path, aannames: dict[str, float] | None = None) -> list[tuple[float, Any]]:
    """NCW and benefit per euro of every block, computed by the package ``formulas`` from the file alone."""
    formulas = pytest.importorskip("formulas")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = formulas.ExcelModel().loads(str(pad)).finish()
        boek = openpyxl.load_workbook(pad)
        invoer = {}
        for sleutel, waarde in (aannames or {}).items():
            (_, cel) = next(iter(boek.defined_names[sleutel].destinations))
            invoer[f"'[{pad.name}]AANNAMES'!{cel.replace('$', '')}"] = waarde
        uit = model.calculate(inputs=invoer or None)
    cellen = [(f"B{rij}", f"C{rij}") for _, rij in _ncw_rijen(boek["Rendement"])]
    return [tuple(uit[f"'[{pad.name}]RENDEMENT'!{c}"].value[0, 0] for c in paar) for paar in cellen]  # type: ignore[misc]


def _gepubliceerd(uitkomst: Any, groepen: list[Any]) -> list[tuple[float, Any]]:
    return [(g["ncw"][cf][grens], g["bkv"][cf][grens]) for g in groepen for grens in GRENZEN for cf in NULALTERNATIEVEN]


@pytest.fixture
def gewoon(tmp_path: Path) -> Path:
    return maak_jaar(tmp_path / "2021", volledig=True)


def test_recomputed_workbook_agrees_with_the_result(gewoon: Path, tmp_path: Path) -> None:
    uitkomst = _uitkomst(gewoon)
    excel.schrijf(uitkomst, tmp_path / "cijfers.xlsx")
    r = uitkomst.rendement
    verwacht = _gepubliceerd(uitkomst, [r["casussen"]["C1"], r["programma"]])
    for (ncw, bkv), (ncw_json, bkv_json) in zip(_herrekend(tmp_path / "cijfers.xlsx"), verwacht, strict=True):
        assert ncw == pytest.approx(ncw_json)
        assert bkv == pytest.approx(bkv_json)


@pytest.mark.parametrize(
    "anders",
    [
        {"discontovoet": 0.05, "succesgraad": 0.7, "na_geen_succes": 0.2},
        {"horizon_jaren": 8, "uitdoving": 0.25, "trajectduur_jaren": 3},
        {"deadweight": 0.1, "attributie": 0.2, "verdringing": 0.3, "horizon_jaren": 2, "trajectduur_jaren": 4},
    ],
)
def test_a_changed_assumption_gives_in_excel_what_it_gives_here(
    gewoon: Path, tmp_path: Path, anders: dict[str, float]
) -> None:
    excel.schrijf(_uitkomst(gewoon), tmp_path / "cijfers.xlsx")
    r = rendement.compute(ingest.read_year(gewoon, anders))
    verwacht = _gepubliceerd(None, [r["casussen"]["C1"], r["programma"]])
    for (ncw, bkv), (ncw_json, bkv_json) in zip(_herrekend(tmp_path / "cijfers.xlsx", anders), verwacht, strict=True):
        assert ncw == pytest.approx(ncw_json)
        assert bkv == pytest.approx(bkv_json)


def test_values_beside_the_formulas_are_the_result(gewoon: Path) -> None:
    uitkomst = _uitkomst(gewoon, horizon_jaren=12)
    inhoud = excel.als_bytes(uitkomst)
    blad, formules = _blad(inhoud, "Rendement"), _blad(inhoud, "Rendement", waarden=False)
    r = uitkomst.rendement
    verwacht = _gepubliceerd(uitkomst, [r["casussen"]["C1"], r["programma"]])
    rijen = _ncw_rijen(blad)
    assert len(rijen) == len(verwacht) == 8
    for (_, rij), (ncw, bkv) in zip(rijen, verwacht, strict=True):
        assert blad.cell(rij, 2).value == pytest.approx(ncw)
        assert blad.cell(rij, 3).value == pytest.approx(bkv)
        jaarcellen = [blad.cell(rij, k).value for k in range(6, 6 + 12)]
        assert sum(jaarcellen) == pytest.approx(ncw)
        assert str(formules.cell(rij, 2).value).startswith("=SUM(")
        assert "discontovoet" in formules.cell(rij, 7).value


def test_programme_that_would_give_a_case_away_has_no_formulas(tmp_path: Path) -> None:
    def dubbel(tekst: str) -> str:
        kop, *regels = tekst.splitlines()
        extra = [
            re.sub(r"^C1;", "C2;", r).replace("40.000", "41.357").replace("12000;12000", "13579;13579") for r in regels
        ]
        return "\n".join([kop, *regels, *extra]) + "\n"

    map_ = maak_jaar(tmp_path / "2021", kosten=dubbel, casussen=lambda t: t + "C2;Geheim;9;nee\n")
    uitkomst = _uitkomst(map_)
    assert uitkomst.rendement["programma"]["kasstromen"] is None
    inhoud = excel.als_bytes(uitkomst)
    blad = _blad(inhoud, "Rendement")
    namen = [str(r[0].value) for r in blad.iter_rows()]
    assert "Programma: de casussen met toestemming" in namen
    assert uitkomst.rendement["redenen"]["herleidbaar"] in namen
    assert "Programma: alle gezinnen samen" not in namen
    alles = _alle_tekst(inhoud)
    assert "Geheim" not in alles
    assert "13579" not in alles


def _alle_tekst(inhoud: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
        return "\n".join(zip_.read(n).decode("utf-8", errors="replace") for n in zip_.namelist())


def test_hidden_stays_hidden_and_no_row_of_the_registration_is_in_it(tmp_path: Path) -> None:
    map_ = maak_jaar(
        tmp_path / "2021", volledig=True, aannames=lambda t: t.replace("gepubliceerd wordt;1;", "gepubliceerd wordt;3;")
    )
    uitkomst = _uitkomst(map_)
    inhoud = excel.als_bytes(uitkomst)
    per_label = {r[0].value: r[1].value for r in _blad(inhoud, "Kengetallen").iter_rows()}
    assert uitkomst.kengetallen["gezinnen_toegeleid"].waarde is None
    assert per_label["Toegeleid naar reguliere hulp"] == "afgeschermd"
    cijfers = {r[0].value: (r[2].value, r[4].value) for r in _blad(inhoud, "Alle cijfers").iter_rows()}
    assert cijfers["gezinnen_toegeleid"] == (None, "ja")
    verborgen = sum(r[4].value == "ja" for r in _blad(inhoud, "Alle cijfers").iter_rows())
    assert verborgen > 5
    assert not re.search(r">[GPK]0[0-9]<", _alle_tekst(inhoud))


def test_no_reference_to_a_cell_looks_like_the_code_of_a_family(gewoon: Path) -> None:
    jaar = ingest.read_year(gewoon)
    inhoud = excel.als_bytes(_uitkomst(gewoon))
    formules = re.findall(r"<f>([^<]*)</f>", _alle_tekst(inhoud))
    assert len(formules) > 100
    assert not [f for f in formules if re.search(r"(?<![$A-Za-z])[A-Z]{1,3}[0-9]", f)]
    pad = gewoon.parent / "cijfers.xlsx"
    pad.write_bytes(inhoud)
    assert leakgate.search([pad], jaar) == []


def test_text_is_never_a_formula_or_a_link(tmp_path: Path) -> None:
    map_ = maak_jaar(
        tmp_path / "2021",
        bronnen=lambda t: t + f"kwaad;{KWAAD.replace(chr(34), '')};@SUM(1);2020;https://example.org/x\n",
        aannames=lambda t: t.replace("Discontovoet;", "=1+1;").replace("werkgroep;\n", "kwaad;+31\n"),
    )
    inhoud = excel.als_bytes(_uitkomst(map_))
    boek = openpyxl.load_workbook(io.BytesIO(inhoud))
    for blad in boek:
        for rij in blad.iter_rows():
            for cel in rij:
                if cel.data_type == "f":
                    assert blad.title == "Rendement"
                assert cel.hyperlink is None
                if isinstance(cel.value, str) and cel.data_type == "s" and cel.value.startswith(("=", "+", "@")):
                    assert cel.quotePrefix, f"{blad.title}!{cel.coordinate} becomes a formula when edited"
    titels = [r[1].value for r in boek["Bronnen"].iter_rows()]
    assert "=cmd|/c calc!A1" in titels


FORMULES = (
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@x",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "{=SUM(A1)}",
    '=HYPERLINK("https://example.org";"x")',
    "https://example.org/x",
    "12",
    "1e5",
    "\uff1d1+1",
)


@pytest.mark.parametrize("kwaad", FORMULES)
def test_text_of_any_field_is_a_string_cell(tmp_path: Path, kwaad: str) -> None:
    gewoon = _uitkomst(maak_jaar(tmp_path / "2021", volledig=True))
    tellingen = {
        naam: replace(t, rijlabels=dict.fromkeys(t.rijlabels, kwaad), kolomlabels=dict.fromkeys(t.kolomlabels, kwaad))
        for naam, t in gewoon.indelingen.items()
    }
    (maten,) = gewoon.rendement["casussen"].values()
    opbrengst = {**gewoon.rendement, "casussen": {kwaad: {**maten, "omschrijving": kwaad}}}
    uitkomst = replace(
        gewoon,
        indelingen=tellingen,
        rendement=opbrengst,
        bronnen=tuple({k: kwaad for k in b} for b in gewoon.bronnen),
        aannames=tuple(
            {**a, **dict.fromkeys(("label", "eenheid", "bron", "toelichting"), kwaad)} for a in gewoon.aannames
        ),
        meta={"programma": kwaad, "bijsluiter": kwaad},
    )
    formules, gezien = 0, 0
    for blad in openpyxl.load_workbook(io.BytesIO(excel.als_bytes(uitkomst))):
        for cel in (cel for rij in blad.iter_rows() for cel in rij):
            assert cel.hyperlink is None
            if cel.data_type == "f":
                formules += 1
                assert blad.title == "Rendement"
                assert not str(cel.value).startswith(kwaad)
            elif isinstance(cel.value, str) and cel.value.replace("_x000D_", "").strip() == kwaad.strip():
                gezien += 1
                assert cel.data_type == "s"
                if results.formula_safe(kwaad) != kwaad:
                    assert cel.quotePrefix, f"{blad.title}!{cel.coordinate} becomes a formula when edited"
    assert formules > 50
    assert gezien > 20


def test_a_year_may_have_many_kinds_of_nuisance(tmp_path: Path) -> None:
    soorten = [f"soort {letter}" for letter in "abcdefghijklmno"]
    regels = "".join(f"2021-01;{soort};{n}\n" for n, soort in enumerate(soorten, start=1))
    uitkomst = _uitkomst(maak_jaar(tmp_path, overlast="maand;soort;meldingen\n" + regels))
    blad = _blad(excel.als_bytes(uitkomst), "Tellingen")
    kop = next(rij for rij in blad.iter_rows(values_only=True) if rij[0] == "Overlastmeldingen per maand")
    assert list(kop[1:]) == [soort.capitalize() for soort in soorten] + ["Totaal"]


def test_very_long_text_is_cut_to_what_a_cell_holds(tmp_path: Path) -> None:
    lang = "x" * 40_000
    map_ = maak_jaar(tmp_path / "2021", bronnen=lambda t: t.replace("Normbedragen", lang))
    titels = [str(r[1].value) for r in _blad(excel.als_bytes(_uitkomst(map_)), "Bronnen").iter_rows()]
    assert max(map(len, titels)) == excel.LANGSTE_CEL


def test_a_sheet_prints_as_wide_as_the_paper_and_its_header_stays(gewoon: Path) -> None:
    boek = openpyxl.load_workbook(io.BytesIO(excel.als_bytes(_uitkomst(gewoon))))
    for blad in boek:
        assert (blad.page_setup.orientation, int(blad.page_setup.paperSize)) == ("landscape", excel.A4)
        assert blad.sheet_properties.pageSetUpPr.fitToPage
        assert blad.page_setup.fitToHeight == 0  # as many pages as it takes; one wide is the default
    for naam in ("Kengetallen", "Rendement", "Aannames", "Bronnen", "Alle cijfers"):
        assert boek[naam].freeze_panes is not None


def test_whole_numbers_have_no_lonely_comma_and_years_no_point(gewoon: Path) -> None:
    boek = openpyxl.load_workbook(io.BytesIO(excel.als_bytes(_uitkomst(gewoon))))
    for blad in boek:
        for cel in (c for rij in blad.iter_rows() for c in rij if isinstance(c.value, int)):
            assert ".#" not in cel.number_format, (blad.title, cel.coordinate)
    vorm = {r[0].value: r[2].number_format for r in boek["Aannames"].iter_rows(min_row=3)}
    assert "," not in vorm["prijspeil"]
    assert "," not in vorm["toevalszaad"]


def test_rows_are_high_enough_for_their_text(gewoon: Path) -> None:
    boek = openpyxl.load_workbook(io.BytesIO(excel.als_bytes(_uitkomst(gewoon))))
    blad = boek["Kengetallen"]
    breed = blad.column_dimensions["D"].width
    lang = [c for c in blad["D"] if isinstance(c.value, str) and len(c.value) > breed]
    assert lang
    assert all(blad.row_dimensions[c.row].height >= 2 * excel.REGELHOOGTE for c in lang)


def test_same_result_same_bytes(gewoon: Path) -> None:
    assert excel.als_bytes(_uitkomst(gewoon)) == excel.als_bytes(_uitkomst(gewoon))


def test_file_names_no_user_or_place(gewoon: Path) -> None:
    alles = _alle_tekst(excel.als_bytes(_uitkomst(gewoon)))
    assert str(gewoon) not in alles
    assert "<dc:creator></dc:creator>" in alles


def test_a_file_that_cannot_be_written_is_a_tool_that_failed(
    gewoon: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uitkomst = _uitkomst(gewoon)

    def vol(*_: object) -> int:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "write_bytes", vol)
    with pytest.raises(GereedschapFout, match=r"cijfers\.xlsx kan niet worden geschreven"):
        excel.schrijf(uitkomst, tmp_path / "cijfers.xlsx")


# -- in English --------------------------------------------------------------------------------------------------------

VAN_HET_CONTRACT = {("Aannames", "A"), ("Aannames", "I"), *(("Alle cijfers", k) for k in "AEF")}
"""Columns of keys, codes, sources and file names, by the sheet's Dutch name."""


def _cellen(boek: Any) -> dict[tuple[str, str], Any]:
    return {(blad.title, cel.coordinate): cel for blad in boek for rij in blad.iter_rows() for cel in rij}


@pytest.mark.parametrize("jaar", ["2021", "2022"])
def test_english_workbook_says_nothing_in_dutch_but_keys_sources_and_words_of_the_data(jaar: str) -> None:
    uitkomst = _uitkomst(Path(__file__).parents[2] / "data" / jaar)
    nederlands = openpyxl.load_workbook(io.BytesIO(excel.als_bytes(uitkomst)))
    engels = openpyxl.load_workbook(io.BytesIO(excel.als_bytes(uitkomst, "en")))
    assert engels.sheetnames == ["Read me", "Key figures", "Counts", "Return", "Assumptions", "Sources", "All figures"]
    naam = dict(zip(engels.sheetnames, nederlands.sheetnames, strict=True))
    andere = _cellen(nederlands)
    gelijk = set()
    for (blad, plaats), cel in _cellen(engels).items():
        nl_cel = andere.pop((naam[blad], plaats))
        assert cel.number_format == nl_cel.number_format
        plek = (naam[blad], re.sub("[0-9]", "", plaats))
        if isinstance(cel.value, str) and cel.data_type == "s" and cel.value == nl_cel.value != "":
            gelijk.add((plek, cel.value))
        elif not isinstance(cel.value, str):
            assert cel.value == nl_cel.value
    assert not andere
    zelfde = {w for plek, w in gelijk if plek not in VAN_HET_CONTRACT and plek[0] != "Bronnen"}
    assert zelfde == {"label", "waarde", "eenheid", "noemer", "euro"}


def test_english_workbook_calculates_the_same(gewoon: Path, tmp_path: Path) -> None:
    uitkomst = _uitkomst(gewoon)
    excel.schrijf(uitkomst, tmp_path / "cijfers.xlsx", "en")
    engels = openpyxl.load_workbook(tmp_path / "cijfers.xlsx")
    nederlands = openpyxl.load_workbook(io.BytesIO(excel.als_bytes(uitkomst)))
    formules, verwacht = ({c.value for c in _cellen(b).values() if c.data_type == "f"} for b in (engels, nederlands))
    assert formules == {f.replace('"n.v.t."', '"n/a"') for f in verwacht}
    assert engels.defined_names["discontovoet"].attr_text.startswith("Assumptions!")


def test_words_of_the_data_are_translated_where_the_year_does_so(tmp_path: Path) -> None:
    map_ = maak_jaar(
        tmp_path / "2021",
        **{"teksten/en/woorden.csv": "nederlands;engels\nAlleenstaande ouder met bijstand en schulden;Single parent\n"},
    )
    namen = [str(r[0].value) for r in _blad(excel.als_bytes(_uitkomst(map_), "en"), "Return").iter_rows()]
    assert "Case C1: Single parent (a family that reaches the goal)" in namen
