"""Year over year: differences only between shown figures, families followed unrecognisably, assumptions set back."""

from __future__ import annotations

import copy
import io
import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from rich.console import Console

from buurtrendement import (
    cli,
    disclosure,
    ingest,
    kengetallen,
    nl,
    rendement,
    results,
    stappen,
    vergelijken,
    vergelijkpagina,
)
from buurtrendement.errors import GebruiksFout, GegevensFout
from buurtrendement.vergelijken import VOLGEN, Weergave
from fabriek import maak_jaar

GEZINNEN_2022 = """\
gezin;startdatum;huishoudtype;einddatum;bestemming
G01;15-03-2021;eenouder;01-07-2022;regulier
G02;01-04-2021;samenwonend_met_kinderen;;
G04;02-06-2020;eenouder;;
G06;01-10-2021;anders;;
G07;01-02-2022;eenouder;;
G08;01-02-2022;eenouder;;
"""
CONTACTEN_2022 = "gezin;datum;soort;kanaal;initiatief\nG01;03-02-2022;kort;telefoon;gezin\n"


def _aanname(sleutel: str, waarde: str) -> Callable[[str], str]:
    return lambda tekst: re.sub(rf"(?m)^({sleutel};[^;]*;)[^;]*;[^;]*;[^;]*;", rf"\g<1>{waarde};;;", tekst)


def _na_elkaar(*stappen_: Callable[[str], str]) -> Callable[[str], str]:
    def alle(tekst: str) -> str:
        for stap in stappen_:
            tekst = stap(tekst)
        return tekst

    return alle


def _twee(tmp_path: Path, **in_2022: Any) -> list[Path]:
    eerste = maak_jaar(tmp_path / "2021")
    inhoud = {"gezinnen": GEZINNEN_2022, "contacten": CONTACTEN_2022, **in_2022}
    return [eerste, maak_jaar(tmp_path / "2022", **inhoud)]


def _rij(vergelijking: dict[str, Any], sleutel: str) -> dict[str, Any]:
    (rij,) = [k for k in vergelijking["kengetallen"] if k["sleutel"] == sleutel]
    return rij  # type: ignore[no-any-return]


# --- kengetallen and stock ----------------------------------------------------------------------------------------


def test_differences_of_shown_figures(tmp_path: Path) -> None:
    v = vergelijken.vergelijk(_twee(tmp_path))
    assert v["jaren"] == [2021, 2022]
    assert _rij(v, "contacten")["waarden"] == [12, 1]
    assert _rij(v, "contacten")["verschil"] == -11
    assert _rij(v, "gezinnen_toegeleid")["verschil"] == 0


def test_years_are_ordered_whatever_the_order_of_the_words(tmp_path: Path) -> None:
    eerste, tweede = _twee(tmp_path)
    assert vergelijken.vergelijk([tweede, eerste]) == vergelijken.vergelijk([eerste, tweede])


def test_hidden_in_one_year_gives_no_difference(tmp_path: Path) -> None:
    v = vergelijken.vergelijk(_twee(tmp_path, aannames=_aanname("drempel_kleine_aantallen", "3")))
    rij = _rij(v, "gezinnen_toegeleid")
    assert rij["waarden"] == [1, None]
    assert rij["verborgen"] == [False, True]
    assert rij["verschil"] is None
    tabel = vergelijken.tabellen(v)["kengetallen"]
    (cellen,) = [r for r in tabel.rijen if r[0] == "Toegeleid naar reguliere hulp"]
    assert cellen[1:] == ("1", "afgeschermd", "–")


def test_stock_of_two_years_agrees_or_does_not(tmp_path: Path) -> None:
    goed = vergelijken.tabellen(vergelijken.vergelijk(_twee(tmp_path)))["stand"]
    assert [r[-1] for r in goed.rijen] == ["–", "ja"]
    kwijt = GEZINNEN_2022.replace("G06;01-10-2021;anders;;\n", "")
    fout = vergelijken.tabellen(vergelijken.vergelijk(_twee(tmp_path, gezinnen=kwijt)))["stand"]
    assert [r[-1] for r in fout.rijen] == ["–", "nee"]


def test_shares_differ_in_percentage_points(tmp_path: Path) -> None:
    tabel = vergelijken.tabellen(vergelijken.vergelijk(_twee(tmp_path)))["kengetallen"]
    (rij,) = [r for r in tabel.rijen if r[0] == "Contacten op initiatief van het gezin"]
    assert rij[1:] == ("42%", "100%", "+58 procentpunt")


# --- families followed --------------------------------------------------------------------------------------------


def test_families_are_followed_by_start_year(tmp_path: Path) -> None:
    v = vergelijken.vergelijk(_twee(tmp_path))
    assert v["volgen"]["rijen"] == ["2020", "2021", "2022"]
    cellen = v["volgen"]["cellen"]
    assert [cellen[f"2021/{k}"] for k in v["volgen"]["kolommen"]] == [2, 1, 0, 0, 3]
    assert [cellen[f"2020/{k}"] for k in v["volgen"]["kolommen"]] == [1, 0, 0, 0, 1]
    assert [cellen[f"2022/{k}"] for k in v["volgen"]["kolommen"]] == [2, 0, 0, 0, 2]


def _verzonnen(seed: int, jaar: int, drempel: int, map_: Path) -> ingest.Jaargegevens:
    toeval = np.random.default_rng(seed)
    regels = ["gezin;startdatum;huishoudtype;einddatum;bestemming"]
    for i in range(int(toeval.integers(6, 40))):
        start = int(toeval.integers(jaar - 3, jaar + 1))
        weg = toeval.random() < 0.5
        einde = f"15-12-{jaar};{toeval.choice(['regulier', 'gestopt', 'verhuisd'])}" if weg else ";"
        regels.append(
            f"G{i:02d};{toeval.integers(1, 28):02d}-03-{start};{toeval.choice(['eenouder', 'anders'])};{einde}"
        )
    pad = maak_jaar(
        map_ / str(jaar),
        gezinnen="\n".join(regels) + "\n",
        contacten=f"gezin;datum;soort;kanaal;initiatief\nG00;01-04-{jaar};kort;telefoon;gezin\n",
        aannames=_aanname("drempel_kleine_aantallen", str(drempel)),
    )
    return ingest.read_year(pad)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_no_small_count_of_followed_families_can_be_computed(tmp_path: Path, seed: int) -> None:
    drempel = 3
    jaar = _verzonnen(seed, 2022, drempel, tmp_path)
    ruw = kengetallen.compute(jaar)
    beschermd = stappen.bereken_kengetallen(jaar)
    volgen = vergelijken.volg_gezinnen(jaar, beschermd.tellingen.waarden)
    waar, relaties = vergelijken._volgcellen(jaar)
    gebied, banden = vergelijken._samenhang(ruw.tellingen.relaties, vergelijken._CELLEN_GEZINNEN)
    alles = {**{c: ruw.tellingen.waarden[c] for c in gebied}, **waar}
    verborgen = [c for c in gebied if beschermd.tellingen.waarden[c] is None] + [
        c for c, n in volgen.items() if n is None
    ]
    # What an attacker who knows the whole report concludes: every small count may still be the threshold or more.
    intervallen = disclosure.attacker_intervals(alles, [*banden, *relaties], verborgen)
    for cel, aantal in waar.items():
        if aantal < drempel:
            assert cel in intervallen, f"{cel} is printed"
            assert intervallen[cel].hoog >= drempel


def test_what_last_years_table_hid_stays_hidden(tmp_path: Path) -> None:
    jaar = _verzonnen(1, 2022, 1, tmp_path)
    waar, _ = vergelijken._volgcellen(jaar)
    begin = {c: waar[f"{VOLGEN}/{c}/Totaal"] for c in ("2019", "2020", "2021") if f"{VOLGEN}/{c}/Totaal" in waar}
    vorig = pd.DataFrame(
        {
            "sleutel": [f"{VOLGEN}/{c}/lopend" for c in begin],
            "waarde": [None, *list(begin.values())[1:]],
            "onderdrukt": ["ja", *["nee"] * (len(begin) - 1)],
        }
    )
    jaar = replace(jaar, vorig=vorig)
    beschermd = stappen.bereken_kengetallen(jaar)
    volgen = vergelijken.volg_gezinnen(jaar, beschermd.tellingen.waarden)
    eerste, *rest = begin
    assert volgen[f"{VOLGEN}/{eerste}/Totaal"] is None or len(rest) == 0
    for c in rest:
        # Printed last year, so hiding it now would protect nobody.
        assert volgen[f"{VOLGEN}/{c}/Totaal"] == begin[c]


def test_no_threshold_hides_nothing(tmp_path: Path) -> None:
    jaar = _verzonnen(2, 2022, 1, tmp_path)
    volgen = vergelijken.volg_gezinnen(jaar, stappen.bereken_kengetallen(jaar).tellingen.waarden)
    assert None not in volgen.values()


# --- assumptions --------------------------------------------------------------------------------------------------


def test_effect_is_this_years_data_with_last_years_assumptions(tmp_path: Path) -> None:
    anders = _na_elkaar(_aanname("discontovoet", "0,04"), _aanname("succesgraad", "0,6"))
    eerste, tweede = _twee(tmp_path, aannames=anders)
    v = vergelijken.vergelijk([eerste, tweede])
    assert {a["sleutel"] for a in v["aannames"]} == {"discontovoet", "succesgraad", "prijspeil", "toevalszaad"}
    per_sleutel = {r["sleutel"]: r["ncw"] for r in v["effect"]["regels"]}
    assert list(per_sleutel) == ["nu", "discontovoet", "prijspeil", "succesgraad", "alle"]
    nu = rendement.compute(ingest.read_year(tweede))["programma"]["ncw"]
    terug = rendement.compute(ingest.read_year(tweede, {"discontovoet": 0.0225, "succesgraad": 0.4}))
    for cf, grenzen in nu.items():
        assert per_sleutel["nu"][cf] == pytest.approx(grenzen)
        assert per_sleutel["alle"][cf] == pytest.approx(terug["programma"]["ncw"][cf])
    assert "alle aannames van 2021" in str(vergelijken.tabellen(v)["effect"].rijen)


def test_unchanged_assumptions_are_said_to_be_unchanged(tmp_path: Path) -> None:
    gelijk = _na_elkaar(_aanname("prijspeil", "2021"), _aanname("toevalszaad", "2021"))
    v = vergelijken.vergelijk(_twee(tmp_path, aannames=gelijk))
    assert v["effect"] is None
    tabellen = vergelijken.tabellen(v)
    assert "effect" not in tabellen
    assert tabellen["aannames"].uitleg == "Geen enkele aanname is veranderd."


def test_a_single_hidden_case_is_left_out_of_the_effect(tmp_path: Path) -> None:
    def met_verborgen_casus(tekst: str) -> str:
        kop, *regels = tekst.splitlines()
        return "\n".join([kop, *regels, *(r.replace("C1;", "C2;") for r in regels)]) + "\n"

    eerste, tweede = _twee(
        tmp_path,
        kosten=met_verborgen_casus,
        casussen=lambda t: t + "C2;Een ander gezin;9;nee\n",
        aannames=_aanname("discontovoet", "0,04"),
    )
    effect = vergelijken.vergelijk([eerste, tweede])["effect"]
    assert effect["grondslag"] == "met_toestemming"
    deel = rendement.compute(ingest.read_year(tweede))["casussen_met_toestemming"]["ncw"]
    for cf, grenzen in deel.items():
        assert effect["regels"][0]["ncw"][cf] == pytest.approx(grenzen)


# --- earlier years beside this one --------------------------------------------------------------------------------


def test_all_years_beside_this_one_are_found(tmp_path: Path) -> None:
    maak_jaar(tmp_path / "2019")
    _twee(tmp_path)
    maak_jaar(tmp_path / "2020", gezinnen="dit is geen tabel")
    jaar = vergelijken.met_eerdere_jaren(ingest.read_year(tmp_path / "2022"))
    assert sorted(jaar.eerdere) == [2019, 2021]
    assert jaar.vorig is not None
    uitkomst = vergelijken.voeg_toe(stappen.bereken_uitkomst(jaar), jaar)
    v = uitkomst.meta[vergelijken.META]
    assert v["jaren"] == [2019, 2021, 2022]
    assert len(_rij(v, "contacten")["waarden"]) == 3
    assert vergelijken.tabellen(v)["kengetallen"].kop == ("Kengetal", "2019", "2021", "2022", "Verschil met 2021")


def test_an_earlier_year_with_names_in_capitals_counts_like_any_other(tmp_path: Path) -> None:
    """Its figures protect this year's, so passing it over would be a leak; and a change of it must be seen."""
    eerste, tweede = _twee(tmp_path)
    for pad in list(eerste.glob("*.csv")):
        pad.rename(pad.with_name(pad.name.upper()))
    jaar = vergelijken.met_eerdere_jaren(ingest.read_year(tweede))
    assert list(jaar.eerdere) == [2021]
    vingerafdruk = stappen.vingerafdruk(tweede, {})
    (eerste / "OUDE LIJST.CSV").write_text("a;b\n", encoding="utf-8")
    assert stappen.vingerafdruk(tweede, {}) != vingerafdruk


def test_published_figures_go_before_a_new_computation(tmp_path: Path) -> None:
    _, tweede = _twee(tmp_path)
    eerste = ingest.read_year(tmp_path / "2021")
    tabel = vergelijken.cijfers_van(eerste)
    regels = tabel.assign(waarde=tabel["waarde"].where(tabel["sleutel"] != "contacten", 99.0))
    tekst = regels.assign(onderdrukt=regels["onderdrukt"].map({True: "ja", False: "nee"})).to_csv(
        sep=";", decimal=",", index=False
    )
    (tweede / "cijfers_2021.csv").write_text(tekst, encoding="utf-8")
    jaar = vergelijken.met_eerdere_jaren(ingest.read_year(tweede))
    v = vergelijken.jaar_op_jaar(jaar, stappen.bereken_uitkomst(jaar))
    assert v is not None
    assert _rij(v, "contacten")["waarden"][0] == 99


def test_first_year_has_nothing_to_compare_but_keeps_its_table(tmp_path: Path) -> None:
    jaar = vergelijken.met_eerdere_jaren(ingest.read_year(maak_jaar(tmp_path)))
    uitkomst = vergelijken.voeg_toe(stappen.bereken_uitkomst(jaar), jaar)
    assert uitkomst.meta[vergelijken.META] is None
    assert uitkomst.tabellen[VOLGEN].loc["2021", "Totaal"] == 5
    results.save(uitkomst, tmp_path / "bouw")
    terug = results.load(tmp_path / "bouw")
    assert terug.cellen == uitkomst.cellen


# --- what is shown ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_page_is_one_safe_file(tmp_path: Path, taal: str) -> None:
    kwaad = _na_elkaar(
        _aanname("discontovoet", "0,04"), lambda t: t.replace("Discontovoet", '<script>alert("x")</script>')
    )
    v = vergelijken.vergelijk(_twee(tmp_path, aannames=kwaad))
    pagina = vergelijkpagina.html_pagina(v, taal)
    assert "<script" not in pagina
    assert "&lt;script&gt;" in pagina
    assert not re.search(r"(src|href)=|url\(|@import", pagina)
    assert not re.search(r"\bG0[0-9]\b", pagina)
    assert f'<html lang="{taal}">' in pagina


def _in_terminal(vergelijking: dict[str, Any], breedte: int) -> list[str]:
    stroom = io.StringIO()
    scherm = Console(file=stroom, width=breedte, highlight=False, no_color=True)
    for deel in vergelijkpagina.terminaltabellen(vergelijking, breedte=breedte):
        scherm.print(deel)
    return stroom.getvalue().splitlines()


def _jaren(vergelijking: dict[str, Any], aantal: int) -> dict[str, Any]:
    """The comparison as if it had so many years: only what is shown of them matters here."""
    uit = copy.deepcopy(vergelijking)
    uit["jaren"] = [2022 - n for n in reversed(range(aantal))]
    for rij in uit["kengetallen"]:
        rij["waarden"] = [rij["waarden"][-1]] * aantal
        rij["verborgen"] = [True] * aantal
    for rij in uit["rendement"]:
        rij |= {naam: [rij[naam][-1]] * aantal for naam in ("prijspeil", "laag", "hoog")}
    return uit


def test_no_number_is_cut_off_in_the_terminal(tmp_path: Path) -> None:
    twee = vergelijken.vergelijk(_twee(tmp_path))
    for aantal, breedte in itertools.product((2, 3, 10), (80, 100, 160)):
        vergelijking = _jaren(twee, aantal)
        regels = _in_terminal(vergelijking, breedte)
        assert max(map(len, regels)) <= breedte
        tekst = "\n".join(regels)
        assert "…" not in tekst
        assert all(str(jaar) in tekst for jaar in vergelijking["jaren"])
        rijen = len(vergelijken.tabellen(vergelijking)["kengetallen"].rijen)
        assert tekst.count("afgeschermd") >= aantal * rijen


def test_a_table_that_is_cut_says_so_and_keeps_the_difference_beside_its_year(tmp_path: Path) -> None:
    regels = _in_terminal(_jaren(vergelijken.vergelijk(_twee(tmp_path)), 10), 80)
    assert "Kengetallen per jaar (vervolg)" in regels
    laatste = [n for n, r in enumerate(regels) if r == "Kengetallen per jaar (vervolg)"][-1]
    assert any("2022" in r and "Kengetal" in r for r in regels[laatste : laatste + 6])


def test_few_measures_over_many_years_are_a_line_per_year() -> None:
    kop = ("Maat", *map(str, range(2014, 2024)))
    tabel = Weergave("r", "Rendement", kop, (("ncw", *["€ -100.000 tot € 200.000"] * 10),), "", (False, *[True] * 10))
    gekozen, blokken = vergelijkpagina._passend(tabel, 80)
    assert [r[0] for r in gekozen.rijen] == list(kop[1:])
    assert blokken == [[1]]


@pytest.mark.parametrize(
    ("lijst", "tekst"),
    [
        ([2022], "2022"),
        ([2021, 2022], "2021 en 2022"),
        ([2020, 2021, 2022], "2020 tot en met 2022"),
        ([2019, 2021, 2022], "2019, 2021 en 2022"),
    ],
)
def test_years_in_a_row_are_not_summed_up(lijst: list[int], tekst: str) -> None:
    assert nl.jaren(lijst) == tekst


def test_page_turns_a_few_measures_over_many_years_on_their_side(tmp_path: Path) -> None:
    pagina = vergelijkpagina.html_pagina(_jaren(vergelijken.vergelijk(_twee(tmp_path)), 10))
    assert "<h1>Vergelijking van de jaren: 2013 tot en met 2022</h1>" in pagina
    tabel = pagina[pagina.index("<caption>Rendement van het programma per jaar") :]
    assert '<tr><th scope="row">2013</th>' in tabel


def test_command_prints_and_writes_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mappen = [str(m) for m in _twee(tmp_path)]
    with pytest.raises(SystemExit) as einde:
        cli.main(["compare", *mappen, "--out", str(tmp_path / "één map" / "jaren.html")])
    assert einde.value.code == 0
    uit = capsys.readouterr().out
    assert "Kengetallen per jaar" in uit
    assert "\x1b[" not in uit
    assert (tmp_path / "één map" / "jaren.html").read_bytes().startswith(b"<!DOCTYPE html>")


def test_two_runs_give_the_same_page(tmp_path: Path) -> None:
    mappen = _twee(tmp_path)
    assert vergelijkpagina.html_pagina(vergelijken.vergelijk(mappen)) == vergelijkpagina.html_pagina(
        vergelijken.vergelijk(mappen)
    )


def test_wrong_usage(tmp_path: Path) -> None:
    eerste = maak_jaar(tmp_path / "2021")
    with pytest.raises(GebruiksFout, match="twee mappen"):
        vergelijken.vergelijk([eerste])
    with pytest.raises(GebruiksFout, match="hetzelfde jaar"):
        vergelijken.vergelijk([eerste, maak_jaar(tmp_path / "elders" / "2021")])


def test_all_problems_of_both_years_are_told(tmp_path: Path) -> None:
    eerste = maak_jaar(tmp_path / "2021", uren=None)
    tweede = maak_jaar(tmp_path / "2022", kosten=None)
    with pytest.raises(GegevensFout) as fout:
        vergelijken.vergelijk([eerste, tweede])
    assert {p.bestand for p in fout.value.problemen} >= {"2021/uren.csv", "2022/kosten.csv"}
