"""The worked example in docs/methode.md stays true: every figure names where it comes from, and is that.

A figure is followed by a comment with its place in the result, for instance ``€ 79.285<!--casussen.C1.ncw…-->``.
"""

import re
from functools import reduce

import pytest

from buurtrendement import ingest, nl, rendement, uncertainty
from buurtrendement.formules import discount_factors
from buurtrendement.paths import project_root

TEKST = (project_root() / "docs" / "methode.md").read_text(encoding="utf-8")
GETAL = re.compile(r"(€ )?(-?[\d.]+(?:,\d+)?)(%?)<!--([\w.]+)-->")


@pytest.fixture(scope="module")
def uitkomst():
    jaar = ingest.read_year(project_root() / "data" / "2021")
    r, gevoeligheid = uncertainty.compute(jaar, rendement.compute(jaar))
    return {**r, "gevoeligheid": gevoeligheid, "disconto": discount_factors(0.0225, 3).tolist()}


def opgezocht(uitkomst, pad):
    return reduce(lambda knoop, stap: knoop[int(stap) if isinstance(knoop, list) else stap], pad.split("."), uitkomst)


@pytest.mark.parametrize(("euro", "getal", "procent", "pad"), sorted(set(GETAL.findall(TEKST))))
def test_figure(uitkomst, euro, getal, procent, pad):
    waarde = opgezocht(uitkomst, pad)
    decimalen = len(getal.partition(",")[2])
    assert getal == nl.getal(waarde * (100 if procent else 1), decimalen), f"{euro}{getal} is not {pad}"


def test_every_amount_in_euro_says_where_it_comes_from():
    bedragen = re.findall(r"€ -?[\d.]+", TEKST)
    assert len(bedragen) > 50
    assert len(bedragen) == sum(1 for euro, *_ in GETAL.findall(TEKST) if euro)


def test_words_about_the_sign_are_still_true(uitkomst):
    """Sentences that would become false without any figure changing place."""
    casus, programma = uitkomst["casussen"]["C1"], uitkomst["programma"]
    reden = casus["terugverdientijd_jaren_reden"]["status_quo"]
    assert reden == {"bij_lage_kosten": "niet_binnen_horizon", "bij_hoge_kosten": None}
    graad = programma["omslagpunt_succesgraad_reden"]
    assert set(graad["dreigend_scenario"].values()) == {"altijd_positief"}
    assert graad["status_quo"] == {"bij_lage_kosten": "nooit_positief", "bij_hoge_kosten": None}
    zonder = casus["per_betaler"]["totalen"]["maatschappelijk_zonder_overdracht"]["status_quo"]["saldo_contant"]
    assert max(zonder.values()) < 0
    breedste = uitkomst["gevoeligheid"]["nulalternatief"]["breedte"]
    staven = [s["breedte"] for reeks in uitkomst["gevoeligheid"]["tornado"].values() for s in reeks]
    assert breedste > max(staven)
    waarden = [w["evppi"] for reeks in uitkomst["gevoeligheid"]["waarde_van_meten"].values() for w in reeks]
    assert uitkomst["gevoeligheid"]["waarde_nulalternatief"] > max(waarden)
    assert programma["extrapolatie"] is True
    assert {k["factor"] for k in uitkomst["prijspeilketen"]} == {1.0}
    assert {uitkomst["aannames"][s]["waarde"] for s in ("deadweight", "attributie", "verdringing", "uitdoving")} == {0}
