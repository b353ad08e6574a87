"""The counting, on small tables whose answer is known, and on random ones against counting by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buurtrendement import kengetallen as kg
from buurtrendement.aannames import Aanname, Aannames, defaults
from buurtrendement.errors import GegevensFout

JAAR = 2021


def datums(waarden: list[str | dt.date | None]) -> pd.Series:
    return pd.Series(pd.to_datetime(pd.Series(waarden, dtype=object)), dtype="datetime64[s]")


def gezinnen(*regels: tuple[str, str, str, str | None, str | None]) -> pd.DataFrame:
    kolommen = list(zip(*regels, strict=True)) if regels else [()] * 5
    return pd.DataFrame(
        {
            "gezin": pd.array(list(kolommen[0]), dtype="str"),
            "startdatum": datums(list(kolommen[1])),
            "huishoudtype": pd.array(list(kolommen[2]), dtype="str"),
            "einddatum": datums(list(kolommen[3])),
            "bestemming": pd.array(list(kolommen[4]), dtype="str"),
        }
    )


def contacten(*regels: tuple[str, str, str, str, str]) -> pd.DataFrame:
    tabel = pd.DataFrame(list(regels), columns=["gezin", "datum", "soort", "kanaal", "initiatief"], dtype="str")
    tabel["datum"] = datums(list(tabel["datum"]))
    return tabel


def uren(*regels: tuple[str, str, float]) -> pd.DataFrame:
    tabel = pd.DataFrame(list(regels), columns=["coach", "maand", "directe_uren"])
    return tabel.astype({"coach": "str", "maand": "str", "directe_uren": float})


def casussen(*regels: tuple[str, int, str]) -> pd.DataFrame:
    return pd.DataFrame(list(regels), columns=["casus", "aantal_gezinnen", "toestemming"])


def jaar(
    verslagjaar: int = JAAR,
    vorig: pd.DataFrame | None = None,
    succesgraad: float = 0.4,
    drempel: int = 1,
    **tabellen: Any,
) -> Any:
    """A year as ingest hands it over, without the reading."""
    gegeven = {"succesgraad": succesgraad, "drempel_kleine_aantallen": drempel}
    basis = {
        "gezinnen": gezinnen(
            ("G01", "2021-03-15", "eenouder", None, None),
            ("G02", "2020-06-02", "samenwonend_met_kinderen", None, None),
            ("G03", "2021-05-10", "eenouder", "2021-11-30", "regulier"),
            ("G04", "2021-08-20", "anders", "2021-12-31", "gestopt"),
        ),
        "contacten": contacten(
            ("G01", "2021-03-16", "lang", "huisbezoek", "coach"),
            ("G01", "2021-12-31", "kort", "telefoon", "gezin"),
            ("G03", "2021-05-11", "lang", "huisbezoek", "netwerk"),
        ),
        "uren": uren(("K1", "2021-03", 10.5), ("K2", "2021-03", 4.0), ("K1", "2021-04", 0.0)),
        "casussen": casussen(("C1", 4, "ja")),
    }
    return SimpleNamespace(
        verslagjaar=verslagjaar,
        tabellen={**basis, **tabellen},
        vorig=vorig,
        aannames=Aannames(tuple(_in_het_bestand(r, gegeven) for r in defaults(verslagjaar))),
    )


def _in_het_bestand(regel: Aanname, gegeven: Mapping[str, float]) -> Aanname:
    waarde = gegeven.get(regel.sleutel, regel.waarde)
    return replace(regel, waarde=waarde, basiswaarde=waarde)


def waarden(uitkomst: kg.Kengetallen) -> dict[str, Any]:
    return {sleutel: k.waarde for sleutel, k in uitkomst.kengetallen.items()}


def test_counts_of_families() -> None:
    w = waarden(kg.compute(jaar()))
    assert w["gezinnen_ondersteund"] == 4
    assert (w["beginstand"], w["instroom"], w["uitstroom"], w["gezinnen_lopend"]) == (1, 3, 2, 2)
    assert (w["gezinnen_toegeleid"], w["gezinnen_gestopt"], w["gezinnen_verhuisd"]) == (1, 1, 0)
    assert (w["gezinnen_eenouder"], w["gezinnen_samenwonend_met_kinderen"]) == (1, 1)
    assert w["gezinsmaanden"] == 10 + 12 + 7 + 5


def test_months_without_a_start_are_there_as_zero() -> None:
    per_maand = waarden(kg.compute(jaar()))["instroom_per_maand"]
    assert list(per_maand) == [f"2021-{m:02d}" for m in range(1, 13)]
    assert {m: n for m, n in per_maand.items() if n} == {"2021-03": 1, "2021-05": 1, "2021-08": 1}


@pytest.mark.parametrize(
    ("start", "eind", "ondersteund", "lopend", "uitstroom", "maanden"),
    [
        ("2021-12-31", None, 1, 1, 0, 1),  # the last day of the year counts
        ("2020-01-01", "2021-01-01", 1, 0, 1, 1),  # supported on one day of the year
        ("2020-01-01", "2020-12-31", 0, 0, 0, 0),  # ended the day before
        ("2021-01-01", "2021-12-31", 1, 0, 1, 12),  # the einddatum is a supported day, and the family has left
        ("2021-05-31", "2021-06-01", 1, 0, 1, 2),  # one day in each of two months
        ("2021-05-31", "2022-01-01", 1, 1, 0, 8),  # ended next year: still running on 31 December
        ("2022-01-01", None, 0, 0, 0, 0),
    ],
)
def test_first_and_last_days(
    start: str, eind: str | None, ondersteund: int, lopend: int, uitstroom: int, maanden: int
) -> None:
    tabel = gezinnen(("G01", start, "eenouder", eind, "regulier" if eind else None))
    w = waarden(kg.compute(jaar(gezinnen=tabel, contacten=contacten())))
    assert (w["gezinnen_ondersteund"], w["gezinnen_lopend"]) == (ondersteund, lopend)
    assert (w["uitstroom"], w["gezinsmaanden"]) == (uitstroom, maanden)


def test_hours_contacts_and_ratios() -> None:
    uitkomst = kg.compute(jaar())
    w = waarden(uitkomst)
    assert (w["coaches"], w["directe_uren"]) == (2, 14.5)
    assert (w["contacten"], w["contacten_kort"], w["contacten_lang"]) == (3, 1, 2)
    assert w["contacten_per_gezin_per_maand"] == 3 / 34
    assert w["directe_uren_per_gezin"] == 14.5 / 4
    assert w["aandeel_contacten_op_initiatief_gezin"] == 1 / 3
    assert uitkomst.maten["coaches_uren"].loc["2021-03", "directe_uren"] == 14.5
    assert len(uitkomst.maten["coaches_uren"]) == 12


def test_an_empty_denominator_gives_no_value_and_says_why() -> None:
    geen_contacten = kg.compute(jaar(contacten=contacten()))
    assert geen_contacten["aandeel_contacten_op_initiatief_gezin"].waarde is None
    assert geen_contacten["aandeel_contacten_op_initiatief_gezin"].reden == "geen contacten"
    assert geen_contacten["contacten_per_gezin_per_maand"].waarde == 0
    niemand = kg.compute(jaar(gezinnen=gezinnen(), contacten=contacten(), uren=uren()))
    for sleutel in ("contacten_per_gezin_per_maand", "directe_uren_per_gezin"):
        assert niemand[sleutel].waarde is None
        assert niemand[sleutel].reden == "geen gezinnen ondersteund"
    assert niemand["gezinnen_ondersteund"].waarde == 0
    assert niemand["doel_zelfredzaam"].waarde["bereikt"] is None


def test_every_key_is_there_with_words_even_when_not_measured() -> None:
    uitkomst = kg.compute(jaar())
    assert list(uitkomst.kengetallen) == list(kg.OMSCHRIJVINGEN)
    for sleutel in (
        "gezinnen_met_problemen_op_twee_leefgebieden",
        "leefgebieden_verandering",
        "mijlpalen",
        "kandidaten",
        "kandidaten_volledig_gescreend",
        "screening_redenen",
        "overlastmeldingen",
    ):
        k = uitkomst[sleutel]
        assert (k.waarde, k.onderdrukt, k.reden) == (None, False, "niet gemeten")
    assert "mijlpalen" not in uitkomst.tellingen.tabellen
    for k in uitkomst.kengetallen.values():
        assert all((k.eenheid, k.label, k.label_en, k.definitie, k.tabel, k.noemer))


def leefgebieden(*regels: tuple[str, str, str, str, int]) -> pd.DataFrame:
    tabel = pd.DataFrame(list(regels), columns=["gezin", "meetdatum", "versie", "leefgebied", "score"])
    tabel["meetdatum"] = datums(list(tabel["meetdatum"]))
    return tabel


def test_problems_count_the_last_score_of_the_year_and_of_one_version() -> None:
    tabel = leefgebieden(
        # G01 had two problems in spring, one at the end of the year
        ("G01", "2021-04-01", "zrm13", "financien", 1),
        ("G01", "2021-04-01", "zrm13", "huisvesting", 2),
        ("G01", "2021-12-01", "zrm13", "financien", 1),
        ("G01", "2021-12-01", "zrm13", "huisvesting", 3),
        # G02: two problems, seen on two visits
        ("G02", "2021-06-01", "zrm13", "financien", 2),
        ("G02", "2021-06-08", "zrm13", "huisvesting", 2),
        # G03: one problem in each of two versions is not two problems
        ("G03", "2021-06-01", "zrm11", "financien", 1),
        ("G03", "2021-09-01", "zrm13", "huisvesting", 1),
        # G04: only measured before the year
        ("G04", "2020-06-01", "zrm13", "financien", 1),
        ("G04", "2020-06-01", "zrm13", "huisvesting", 1),
    )
    uitkomst = kg.compute(jaar(leefgebieden=tabel))
    assert uitkomst["gezinnen_met_problemen_op_twee_leefgebieden"].waarde == 1
    assert uitkomst.tellingen.tabel("leefgebieden_problemen").loc["gezinnen"].tolist() == [1, 2, 1]


def test_change_since_the_first_measurement_within_one_version() -> None:
    tabel = leefgebieden(
        ("G02", "2020-07-01", "zrm13", "financien", 1),  # the first measurement lies before the year
        ("G02", "2021-03-01", "zrm13", "financien", 4),
        ("G02", "2021-09-01", "zrm13", "financien", 2),
        ("G01", "2021-12-01", "zrm13", "financien", 3),  # order of the rows does not matter
        ("G01", "2021-04-01", "zrm13", "financien", 3),
        ("G03", "2021-06-01", "zrm13", "financien", 5),  # once is no change
        ("G04", "2021-09-01", "zrm13", "huisvesting", 3),
        ("G04", "2021-12-01", "zrm13", "huisvesting", 2),
    )
    uitkomst = kg.compute(jaar(leefgebieden=tabel))
    assert uitkomst["leefgebieden_verandering"].waarde == {
        "financien": {"beter": 1, "gelijk": 1, "slechter": 0},
        "huisvesting": {"beter": 0, "gelijk": 0, "slechter": 1},
    }
    extra = leefgebieden(("G01", "2021-04-01", "zrm11", "financien", 1), ("G01", "2021-12-01", "zrm11", "financien", 2))
    twee_versies = kg.compute(jaar(leefgebieden=pd.concat([tabel, extra], ignore_index=True)))
    assert twee_versies["leefgebieden_verandering"].waarde["zrm11:financien"] == {
        "beter": 1,
        "gelijk": 0,
        "slechter": 0,
    }
    assert twee_versies["leefgebieden_verandering"].waarde["zrm13:financien"] == {
        "beter": 1,
        "gelijk": 1,
        "slechter": 0,
    }


def test_a_year_with_one_measurement_each_shows_no_change() -> None:
    uitkomst = kg.compute(jaar(leefgebieden=leefgebieden(("G01", "2021-04-01", "zrm13", "financien", 1))))
    assert uitkomst["leefgebieden_verandering"].waarde is None
    assert uitkomst["leefgebieden_verandering"].reden == "geen gezin is twee keer gemeten"
    assert uitkomst["gezinnen_met_problemen_op_twee_leefgebieden"].waarde == 0


def test_milestones_count_families_once() -> None:
    tabel = pd.DataFrame(
        {
            "gezin": ["G01", "G01", "G03", "G01"],
            "datum": datums(["2021-04-01", "2021-05-01", "2021-06-01", "2020-12-31"]),
            "mijlpaal": ["werk_gezocht", "werk_gezocht", "werk_gezocht", "aangifte_gedaan"],
        }
    )
    w = waarden(kg.compute(jaar(mijlpalen=tabel)))["mijlpalen"]
    assert w == {**dict.fromkeys(kg.MIJLPALEN, 0), "werk_gezocht": 2}


def test_screening_counts_candidates_and_what_is_unknown() -> None:
    tabel = pd.DataFrame(
        {
            "kandidaat": ["K1", "K2", "K3"],
            "datum": datums(["2021-02-01"] * 3),
            "signaal_van": "school",
            "meervoudig_langdurig": ["ja", "ja", "nee"],
            "actuele_casus": ["ja", None, "nee"],
            "onveiligheid": ["nee", "onbekend", "nee"],
            "hulp_aanvaarden": ["ja", "ja", "ja"],
            "besluit": ["gestart", None, "afgewezen"],
        }
    )
    uitkomst = kg.compute(jaar(screening=tabel))
    assert uitkomst["kandidaten"].waarde == 3
    assert uitkomst["kandidaten_volledig_gescreend"].waarde == 2
    assert uitkomst["screening_redenen"].waarde["actuele_casus"] == {"ja": 1, "nee": 1, "onbekend": 1}
    assert uitkomst.tellingen.tabel("screening_besluit")["kandidaten"].to_dict() == {
        "afgewezen": 1,
        "gestart": 1,
        "nog_geen_besluit": 1,
    }
    alle_relaties_kloppen(uitkomst)


def test_a_decision_written_as_a_sentence_is_not_printed() -> None:
    zin = "afgewezen omdat de vader van dit gezin in detentie zit"
    assert [kg._kort_besluit(b) for b in ("in_onderzoek", "Totaal", zin)] == [
        "in_onderzoek",
        "Totaal (soort)",
        "anders",
    ]


def test_a_kind_called_totaal_is_not_taken_for_the_margin() -> None:
    tabel = pd.DataFrame({"maand": ["2021-01", "2021-01"], "soort": ["geluid", "Totaal"], "meldingen": [4, 3]})
    uitkomst = kg.compute(jaar(overlast=tabel))
    assert uitkomst["overlastmeldingen"].waarde == 7
    alle_relaties_kloppen(uitkomst)


def test_nuisance_reports_are_summed() -> None:
    tabel = pd.DataFrame({"maand": ["2021-01", "2021-02"], "soort": ["geluid", "afval"], "meldingen": [4, 3]})
    uitkomst = kg.compute(jaar(overlast=tabel))
    assert uitkomst["overlastmeldingen"].waarde == 7
    assert uitkomst.tellingen.tabel("overlast").loc["2021-01", "geluid"] == 4


# --- the goal ---------------------------------------------------------------------------------------------------


def test_the_goal_cannot_be_measured_in_the_first_year() -> None:
    tabel = gezinnen(
        ("G01", "2021-03-15", "eenouder", None, None), ("G02", "2021-03-15", "eenouder", "2021-11-30", "regulier")
    )
    k = kg.compute(jaar(gezinnen=tabel))["doel_zelfredzaam"]
    assert (k.waarde["doel"], k.waarde["van"], k.waarde["bereikt"]) == (4, 10, None)
    assert k.reden == "nog niet te meten"
    assert k.waarde["gezinnen_toegeleid"] == 1  # the tally that next year starts from


def test_the_goal_counts_who_stopped_and_who_is_still_there_after_two_years() -> None:
    tabel = gezinnen(
        ("G01", "2019-03-15", "eenouder", None, None),
        ("G02", "2019-12-31", "eenouder", "2021-11-30", "regulier"),
        ("G03", "2020-02-01", "eenouder", "2021-11-30", "gestopt"),
        ("G04", "2021-02-01", "eenouder", None, None),  # still in its first years: says nothing yet
    )
    k = kg.compute(jaar(gezinnen=tabel, contacten=contacten()))["doel_zelfredzaam"]
    assert k.waarde["gezinnen_beoordeeld"] == 3
    assert k.waarde["bereikt"] == pytest.approx(10 / 3)
    assert k.reden is None


def cijfers(**regels: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "sleutel": [f"doel_zelfredzaam.{s}" for s in regels],
            "waarde": list(regels.values()),
        }
    )


def test_the_goal_goes_on_from_last_years_tally() -> None:
    tabel = gezinnen(
        ("G01", "2019-03-15", "eenouder", None, None), ("G02", "2019-04-01", "eenouder", "2021-11-30", "regulier")
    )
    vorig = cijfers(gezinnen_beeindigd="5", gezinnen_toegeleid="2", bereikt="")
    k = kg.compute(jaar(gezinnen=tabel, contacten=contacten(), vorig=vorig))["doel_zelfredzaam"]
    assert (k.waarde["gezinnen_beoordeeld"], k.waarde["gezinnen_toegeleid"]) == (7, 3)
    verborgen = cijfers(gezinnen_beeindigd="", gezinnen_toegeleid="")
    k = kg.compute(jaar(gezinnen=tabel, contacten=contacten(), vorig=verborgen))["doel_zelfredzaam"]
    assert k.waarde["bereikt"] is None
    assert "afgeschermd" in str(k.reden)


def test_the_goal_does_not_give_a_small_number_of_earlier_years_back() -> None:
    """The tally of all years minus this year's count: two families of the year before, one of them referred on."""
    deze = [(f"G{i}", "2020-02-01", "eenouder", "2021-06-30", b) for i, b in enumerate(["regulier", "gestopt"] * 9)]
    eerder = [(f"H{i}", "2019-02-01", "eenouder", "2020-06-30", b) for i, b in enumerate(["regulier", "gestopt"] * 6)]

    def doel(aantal: int, **rest: Any) -> Mapping[str, Any]:
        tabel = gezinnen(*deze, *eerder[:aantal])
        waarde: Mapping[str, Any] = kg.compute(jaar(gezinnen=tabel, contacten=contacten(), **rest))[
            "doel_zelfredzaam"
        ].waarde
        return waarde

    geheim = {s: None for s in ("bereikt", "gezinnen_beoordeeld", "gezinnen_toegeleid", "gezinnen_beeindigd")}
    assert doel(2, drempel=5) == {"doel": 4.0, "van": 10, **geheim}
    assert doel(10, drempel=5)["gezinnen_beeindigd"] == 28  # five and five
    assert doel(0, drempel=5)["gezinnen_beeindigd"] == 18
    assert doel(2, drempel=1)["gezinnen_beeindigd"] == 20
    # What last year's report said already is no secret any more; another number is.
    gezegd = {"gezinnen_beeindigd": "2", "gezinnen_toegeleid": "1"}
    assert doel(2, drempel=5, vorig=cijfers(**gezegd))["gezinnen_beeindigd"] == 20
    assert doel(3, drempel=5, vorig=cijfers(**gezegd))["gezinnen_beeindigd"] is None


def test_the_goal_is_the_success_share_of_the_file_whatever_is_assumed() -> None:
    gegevens = jaar(succesgraad=0.55)
    assert kg.compute(gegevens)["doel_zelfredzaam"].waarde["doel"] == pytest.approx(5.5)
    gegevens.aannames = gegevens.aannames.met({"succesgraad": 0.8})
    assert kg.compute(gegevens)["doel_zelfredzaam"].waarde["doel"] == pytest.approx(5.5)


# --- linked cells -----------------------------------------------------------------------------------------------


def alle_relaties_kloppen(uitkomst: kg.Kengetallen) -> None:
    w = uitkomst.tellingen.waarden
    for totaal, delen in uitkomst.tellingen.relaties:
        assert w[totaal] == sum(w[d] for d in delen), (totaal, delen)  # type: ignore[misc]


def test_cells_relations_and_layouts_fit_together() -> None:
    uitkomst = kg.compute(jaar())
    alle_relaties_kloppen(uitkomst)
    w = uitkomst.tellingen.waarden
    for t in uitkomst.tellingen.tabellen.values():
        gebruikt = {*t.cellen.values(), *t.rijtotalen.values(), *t.kolomtotalen.values(), t.totaal} - {None}
        assert gebruikt <= set(w)
        assert set(t.cellen) == {(r, k) for r in t.rijen for k in t.kolommen}
    for k in uitkomst.kengetallen.values():
        if k.cel is not None:
            assert w[k.cel] == k.waarde
        assert set(k.afgeleid_van) <= set(w)
    # What runs at the end of December is one cell, wherever it stands.
    assert (
        uitkomst.tellingen.tabellen["gezinnen_per_maand"].cellen["2021-12", "lopend"] == uitkomst["gezinnen_lopend"].cel
    )


def test_weights_of_cases_without_consent_are_one_cell() -> None:
    uitkomst = kg.compute(
        jaar(casussen=casussen(("C1", 12, "ja"), ("C2", 8, "ja"), ("C3", 4, "nee"), ("C4", 1, "nee")))
    )
    tabel = uitkomst.tellingen.tabel("casussen")["gezinnen"]
    assert tabel.to_dict() == {"C1": 12, "C2": 8, "overige": 5}
    alle_relaties_kloppen(uitkomst)


def test_a_rare_word_of_the_evaluator_is_no_row_of_its_own() -> None:
    """A row with a hidden count would still say that this kind occurred."""
    n = {"gestart": 6, "naar_het_klooster": 2, "afgewezen": 5, "weggelopen": 1}
    besluiten = [b for b, keer in n.items() for _ in range(keer)] + [None]
    screening = pd.DataFrame(
        {
            "kandidaat": [f"K{i}" for i in range(len(besluiten))],
            "datum": pd.to_datetime(["2021-02-01"] * len(besluiten)),
            **{c: ["ja"] * len(besluiten) for c in kg.CRITERIA},
            "besluit": besluiten,
        }
    )
    overlast = pd.DataFrame(
        {
            "maand": ["2021-01", "2021-01", "2021-02", "2021-03"],
            "soort": ["geluid", "schoten", "geluid", "vuur"],
            "meldingen": [4, 2, 3, 9],
        }
    )
    uitkomst = kg.compute(jaar(drempel=5, screening=screening, overlast=overlast))
    tabel = uitkomst.tellingen.tabel("screening_besluit")["kandidaten"].to_dict()
    assert tabel == {"afgewezen": 5, "anders": 3, "gestart": 6, "nog_geen_besluit": 1}
    assert list(uitkomst.tellingen.tabel("overlast").columns) == ["anders", "geluid", "vuur"]
    open_ = kg.compute(jaar(screening=screening, overlast=overlast))
    assert set(open_.tellingen.tabel("screening_besluit").index) == {*n, "nog_geen_besluit"}
    assert "schoten" in open_.tellingen.tabel("overlast").columns


def test_a_case_for_few_families_is_in_the_same_cell() -> None:
    """Its amounts are shown, and sums over cases with known amounts would tell for how many families it stands."""
    uitkomst = kg.compute(jaar(drempel=5, casussen=casussen(("C1", 12, "ja"), ("C2", 4, "ja"), ("C3", 3, "nee"))))
    assert uitkomst.tellingen.tabel("casussen")["gezinnen"].to_dict() == {"C1": 12, "overige": 7}


def test_hiding_a_cell_hides_it_everywhere() -> None:
    uitkomst = kg.compute(jaar())
    cel = "huishoudtype_status/Totaal/toegeleid"
    dicht = uitkomst.onderdruk([cel, "gezinnen_per_maand/2021-03/instroom"], ["directe_uren_per_gezin"])
    assert (dicht["gezinnen_toegeleid"].waarde, dicht["gezinnen_toegeleid"].onderdrukt) == (None, True)
    assert dicht["instroom_per_maand"].waarde["2021-03"] is None
    assert dicht["instroom_per_maand"].waarde["2021-05"] == 1
    assert dicht["instroom_per_maand"].onderdrukte_delen == ("2021-03",)
    assert dicht["directe_uren_per_gezin"].waarde is None
    assert dicht["doel_zelfredzaam"].waarde["gezinnen_toegeleid"] is None  # would give the count back
    assert dicht["doel_zelfredzaam"].waarde["doel"] == 4
    assert dicht.tellingen.waarden[cel] is None
    assert pd.isna(dicht.tellingen.tabel("gezinnen_per_maand").loc["2021-03", "instroom"])
    assert dicht["gezinnen_gestopt"] == uitkomst["gezinnen_gestopt"]
    assert uitkomst["gezinnen_toegeleid"].waarde == 1  # the original is untouched


def test_a_figure_that_was_not_measured_is_not_called_hidden() -> None:
    assert kg.compute(jaar()).onderdruk([], ["overlastmeldingen"])["overlastmeldingen"].onderdrukt is False


# --- what ingest should have refused ----------------------------------------------------------------------------


def test_stock_and_flow_that_do_not_fit_are_refused() -> None:
    with pytest.raises(GegevensFout, match="eindstand"):
        kg.compute(jaar(gezinnen=gezinnen(("G01", "2021-06-01", "eenouder", "2021-03-01", "regulier"))))


def test_values_outside_their_list_are_refused_without_repeating_them() -> None:
    with pytest.raises(GegevensFout) as fout:
        kg.compute(jaar(contacten=contacten(("G01", "2021-03-16", "geheim", "telefoon", "coach"))))
    assert "soort" in str(fout.value)
    assert "geheim" not in str(fout.value)
    with pytest.raises(GegevensFout, match="verslagjaar"):
        kg.compute(jaar(contacten=contacten(("G01", "2022-01-01", "kort", "telefoon", "coach"))))


# --- against counting by hand -----------------------------------------------------------------------------------

DAGEN = st.dates(dt.date(2019, 6, 1), dt.date(2022, 6, 30))


@st.composite
def gezin(draw: Any) -> tuple[dt.date, str, dt.date | None, str | None]:
    start = draw(DAGEN)
    eind = draw(st.none() | st.dates(start, dt.date(2022, 12, 31)))
    bestemming = draw(st.sampled_from(["regulier", "gestopt", "verhuisd"])) if eind else None
    return start, draw(st.sampled_from(sorted(kg.HUISHOUDTYPES))), eind, bestemming


@settings(max_examples=80, deadline=None)
@given(st.lists(gezin(), max_size=12))
def test_counting_agrees_with_counting_day_by_day(lijst: list[tuple[dt.date, str, dt.date | None, str | None]]) -> None:
    tabel = gezinnen(*((f"G{i:02d}", s, h, e, b) for i, (s, h, e, b) in enumerate(lijst)))  # type: ignore[misc]
    uitkomst = kg.compute(jaar(gezinnen=tabel, contacten=contacten()))
    alle_relaties_kloppen(uitkomst)
    w = waarden(uitkomst)
    begin, slot = dt.date(JAAR, 1, 1), dt.date(JAAR, 12, 31)

    def gesteund(g: tuple[dt.date, str, dt.date | None, str | None], van: dt.date, tot: dt.date) -> bool:
        return g[0] <= tot and (g[2] is None or g[2] >= van)

    assert w["gezinnen_ondersteund"] == sum(gesteund(g, begin, slot) for g in lijst)
    assert w["gezinnen_lopend"] == sum(gesteund(g, slot + dt.timedelta(1), slot) for g in lijst)
    assert w["beginstand"] + w["instroom"] - w["uitstroom"] == w["gezinnen_lopend"]
    for m in range(1, 13):
        eerste = dt.date(JAAR, m, 1)
        laatste = (dt.date(JAAR, m + 1, 1) if m < 12 else dt.date(JAAR + 1, 1, 1)) - dt.timedelta(1)
        rij = uitkomst.tellingen.tabel("gezinnen_per_maand").loc[f"{JAAR}-{m:02d}"]
        assert rij["actief"] == sum(gesteund(g, eerste, laatste) for g in lijst)
        assert rij["instroom"] == sum(eerste <= g[0] <= laatste for g in lijst)


@pytest.mark.parametrize("soort", ["str", "category"])
def test_the_contact_tables_do_not_depend_on_blocks_or_storage(soort: str, monkeypatch: pytest.MonkeyPatch) -> None:
    toeval = np.random.default_rng(7)
    n = 500
    tabel = pd.DataFrame(
        {
            "gezin": toeval.choice(["G01", "G02", "G03"], n),
            "datum": np.datetime64("2021-01-01", "s") + toeval.integers(0, 365, n).astype("timedelta64[D]"),
            "soort": toeval.choice(list(kg.SOORTEN), n),
            "kanaal": toeval.choice(list(kg.KANALEN), n),
            "initiatief": toeval.choice(list(kg.INITIATIEVEN), n),
        }
    ).astype(dict.fromkeys(("gezin", "soort", "kanaal", "initiatief"), soort))
    heel = kg.compute(jaar(contacten=tabel))
    monkeypatch.setattr(kg, "BLOK", 37)
    assert kg.compute(jaar(contacten=tabel)).tellingen == heel.tellingen
    verwacht = pd.crosstab(tabel["kanaal"].astype(str), tabel["soort"].astype(str))
    gevonden = heel.tellingen.tabel("contacten_kanaal_soort")
    for kanaal in kg.KANALEN:
        for duur in kg.SOORTEN:
            assert gevonden.loc[kanaal, duur] == verwacht.loc[kanaal, duur]


def test_last_years_figures_are_read_from_numbers_and_from_text() -> None:
    tabel = pd.DataFrame({"sleutel": ["a", "b", "c"], "waarde": ["13", "2,5", ""]})
    assert kg.vorige_waarden(tabel) == {"a": 13.0, "b": 2.5, "c": None}
    assert kg.vorige_waarden(pd.DataFrame({"sleutel": ["a"], "waarde": [np.nan]})) == {"a": None}
    assert kg.vorige_waarden(None) == {}
    assert kg.vorige_waarden(pd.DataFrame({"x": [1]})) == {}
