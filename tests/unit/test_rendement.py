"""The rendement: published references, closed forms, and properties that hold for every case."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtrendement import formules, ingest, rendement, uncertainty
from buurtrendement.formules import NULALTERNATIEVEN, Sommen, Spelregels
from buurtrendement.rendement import GRENZEN, HOOG, LAAG, STANDEN
from fabriek import maak_casussen, maak_jaar

GEWOON = Spelregels(0.0225, 3, 2, 0.4, 0.0, 0.0, 0.0, 0.0, 0.0)
GEPUBLICEERD = {  # the published case, low and high bound
    LAAG: Sommen(23686.0, 12000.0, 54586.0, 10778.0),
    HOOG: Sommen(37086.0, 12000.0, 54586.0, 10778.0),
}

FRACTIE = st.floats(0, 1)
BEDRAG = st.floats(0, 200_000)
SOMMEN = st.builds(Sommen, BEDRAG, BEDRAG, BEDRAG, BEDRAG)
SPEL = st.builds(
    Spelregels,
    st.floats(0, 0.2),
    st.integers(1, 15),
    st.integers(1, 5),
    *[FRACTIE] * 6,
)
# Deductions below 90%: at 100% nothing is left to break even with.
SPEL_MET_BATEN = st.builds(
    Spelregels, st.floats(0, 0.2), st.integers(1, 15), st.integers(1, 5), *[st.floats(0, 0.9)] * 6
)


def lees(map, **wijzigingen):
    return ingest.read_year(maak_jaar(map, **wijzigingen))


# --- published references ---


def test_npv_of_the_numpy_financial_documentation():
    """numpy-financial, documentation of ``npv``: 40,000 invested, four yearly receipts, 8%."""
    assert round(rendement.net_present_value([-40_000, 5_000, 8_000, 12_000, 30_000], 0.08), 5) == 3065.22267


def test_npv_at_the_internal_rate_of_return_is_zero():
    """Gitman, Principles of Managerial Finance, as in the documentation of numpy 1.10 ``npv``."""
    assert rendement.net_present_value([-100, 39, 59, 55, 20], 0.281) == pytest.approx(-0.0084785916384548798)


def test_discount_factors_of_the_green_book():
    """HM Treasury, Green Book supplementary guidance on discounting (February 2026), annex A, tables A.1 and A.2."""
    standard = (
        "1.0000 0.9662 0.9335 0.9019 0.8714 0.8420 0.8135 0.7860 0.7594 0.7337 0.7089 0.6849 0.6618 0.6394 0.6178 "
        "0.5969 0.5767 0.5572 0.5384 0.5202 0.5026 0.4856 0.4692 0.4533 0.4380 0.4231 0.4088 0.3950 0.3817 0.3687 "
        "0.3563"
    )
    health = (
        "1.0000 0.9852 0.9707 0.9563 0.9422 0.9283 0.9145 0.9010 0.8877 0.8746 0.8617 0.8489 0.8364 0.8240 0.8118 "
        "0.7999 0.7880 0.7764 0.7649 0.7536 0.7425 0.7315 0.7207 0.7100 0.6995 0.6892 0.6790 0.6690 0.6591 0.6494 "
        "0.6398"
    )
    for rate, table in ((0.035, standard), (0.015, health)):
        assert [f"{f:.4f}" for f in formules.discount_factors(rate, 31)] == table.split()


@pytest.mark.parametrize(("cost", "years"), [(5_200, 1.96), (5_400, 2.03), (10_400, 3.65)])
def test_discounted_payback_of_ross_westerfield_and_jordan(cost, years):
    """Fundamentals of Corporate Finance, exercise 'Calculating Discounted Payback': 14%, three initial costs."""
    flows = [-cost, 2_800, 3_700, 5_100, 4_300]
    assert round(rendement.payback_years(flows, 0.14), 2) == years


def test_sroi_deductions_in_the_order_of_the_guide():
    """A guide to Social Return on Investment: less deadweight, attribution, displacement; then yearly drop-off."""
    spel = replace(GEWOON, deadweight=0.25, attributie=0.2, verdringing=0.1, uitdoving=0.1, horizon_jaren=5)
    over = 0.75 * 0.8 * 0.9
    assert [spel.aftrek(t) for t in range(5)] == pytest.approx([over, over, over, over * 0.9, over * 0.81])


# --- closed forms ---


@given(st.floats(1, 1e6), st.floats(0.001, 0.3), st.integers(1, 60))
def test_npv_of_a_level_flow_is_an_annuity_due(amount, rate, years):
    closed = amount * (1 - (1 + rate) ** -years) / rate * (1 + rate)
    assert rendement.net_present_value([amount] * years, rate) == pytest.approx(closed, rel=1e-9)


@given(st.floats(1, 1e6), st.floats(0.001, 0.3))
def test_npv_of_a_long_level_flow_approaches_a_perpetuity(amount, rate):
    years = math.ceil(30 / math.log1p(rate))
    assert rendement.net_present_value([amount] * years, rate) == pytest.approx(amount * (1 + rate) / rate, rel=1e-9)


def test_npv_at_rate_zero_is_the_sum_and_of_nothing_is_nothing():
    assert rendement.net_present_value([0.1] * 10, 0) == 1.0
    assert rendement.net_present_value([], 0.03) == 0.0


@pytest.mark.parametrize("rate", [-1, -2, math.nan])
def test_npv_refuses_an_impossible_rate(rate):
    with pytest.raises(ValueError, match="rate"):
        rendement.net_present_value([1, 2], rate)


def test_npv_refuses_what_is_not_a_series_of_numbers():
    with pytest.raises(ValueError, match="finite"):
        rendement.net_present_value([1, math.nan], 0.03)
    with pytest.raises(ValueError, match="one-dimensional"):
        rendement.net_present_value(np.ones((2, 2)), 0.03)


@pytest.mark.parametrize(
    ("flows", "moment"),
    [
        ([-100, 50, 50], 2.0),
        ([-100, 60, 60], 1 + 40 / 60),
        ([-100, 0, 0, 200], 2.5),
        ([0, -100, 200], 0.0),
        ([5, -100], 0.0),
        ([-100, 50, 49], None),
        ([-100, 150, -80], 100 / 150),
        ([], None),
    ],
)
def test_payback(flows, moment):
    assert rendement.payback_years(flows, 0) == (moment if moment is None else pytest.approx(moment))


@given(
    cost=st.integers(min_value=1, max_value=10_000_000),
    rate=st.floats(min_value=-0.5, max_value=1),
    years=st.integers(min_value=1, max_value=30),
)
def test_a_loan_repaid_to_the_cent_is_paid_back_with_its_last_instalment(cost, rate, years):
    """An annuity repays exactly; what binary fractions leave of it may not turn that into 'never'."""
    instalment = cost / 100 / sum((1 + rate) ** -t for t in range(1, years + 1))
    assert rendement.payback_years([-cost / 100, *[instalment] * years], rate) == pytest.approx(years, abs=1e-6)


def test_the_published_case_by_hand():
    """Two coach years and one year after, at 2.25%: written out in docs/methode.md."""
    gewicht = formules.gewichten(GEWOON)
    laag = GEPUBLICEERD[LAAG]
    met_de_hand = 18900 + 18900 / 1.0225 + 43808 / 1.0225**2
    assert formules.ncw(laag.zonder_gezinscoach, laag, gewicht) == pytest.approx(met_de_hand)
    status_quo = -12000 - 12000 / 1.0225 + (23686 - 10778) / 1.0225**2
    assert formules.ncw(laag.uitgangssituatie, laag, gewicht) == pytest.approx(status_quo)


# --- properties ---


@given(SPEL, SOMMEN, BEDRAG)
def test_ncw_is_the_present_value_of_the_cash_flow(spel, som, nulalternatief):
    aandeel = spel.aandeel_na_traject
    flows = formules.kasstroom(nulalternatief, som, spel, aandeel)
    direct = rendement.net_present_value(flows, spel.discontovoet)
    via = formules.ncw(nulalternatief, som, formules.gewichten(spel, aandeel))
    assert via == pytest.approx(direct, rel=1e-9, abs=1e-6)


@given(SPEL, SOMMEN, BEDRAG, st.floats(0, 5))
def test_ncw_is_linear_in_cost(spel, som, nulalternatief, factor):
    gewicht = formules.gewichten(spel, spel.aandeel_na_traject)
    keer = formules.ncw(nulalternatief * factor, som.keer(factor), gewicht)
    assert keer == pytest.approx(factor * formules.ncw(nulalternatief, som, gewicht), rel=1e-9, abs=1e-5)
    twee = formules.ncw(2 * nulalternatief, som.plus(som), gewicht)
    assert twee == pytest.approx(2 * formules.ncw(nulalternatief, som, gewicht), rel=1e-9, abs=1e-5)


@given(SPEL_MET_BATEN, SOMMEN)
def test_at_the_break_even_counterfactual_the_ncw_is_zero(spel, som):
    gewicht = formules.gewichten(spel, spel.aandeel_na_traject)
    punt, reden = formules.omslagpunt_zonder_gezinscoach(som, gewicht)
    assert reden is None
    assert formules.ncw(punt, som, gewicht) == pytest.approx(0, abs=1e-4)
    assert formules.ncw(punt + 1000, som, gewicht) > 0


@given(SPEL_MET_BATEN, SOMMEN, BEDRAG)
def test_at_the_break_even_success_rate_the_ncw_is_zero(spel, som, nulalternatief):
    graad, reden = formules.omslagpunt_succesgraad(nulalternatief, som, spel)

    def bij(aandeel):
        anders = replace(spel, succesgraad=aandeel)
        return formules.ncw(nulalternatief, som, formules.gewichten(anders, anders.aandeel_na_traject))

    schaal = 1e-9 * (nulalternatief + som.uitgangssituatie + som.gezinscoach + som.na_traject) * spel.horizon_jaren
    if graad is not None:
        assert reden is None
        assert bij(graad) == pytest.approx(0, abs=max(1e-4, schaal))
    elif reden == "altijd_positief":
        assert bij(0) > -schaal and bij(1) > -schaal  # noqa: PT018
    elif reden == "nooit_positief":
        assert bij(0) < schaal and bij(1) < schaal  # noqa: PT018
    else:
        assert reden == "niet_afhankelijk_van_succesgraad"
        assert bij(0) == pytest.approx(bij(1), abs=1e-3)


@given(SPEL, SOMMEN, BEDRAG)
def test_benefit_cost_ratio_and_ncw_agree(spel, som, nulalternatief):
    gewicht = formules.gewichten(spel)
    bkv, reden = formules.baten_kostenverhouding(nulalternatief, som, gewicht)
    coach = float(gewicht.coach * som.gezinscoach)
    if bkv is None:
        assert reden == "geen_coachkosten"
        assert coach == 0
    elif coach > 1:
        assert (bkv - 1) * coach == pytest.approx(formules.ncw(nulalternatief, som, gewicht), rel=1e-7, abs=1e-3)


@given(SPEL, SOMMEN, BEDRAG)
def test_payback_lies_within_the_horizon_and_is_absent_only_for_a_loss(spel, som, nulalternatief):
    flows = formules.kasstroom(nulalternatief, som, spel)
    moment = rendement.payback_years(flows, spel.discontovoet)
    if moment is None:
        assert rendement.net_present_value(flows, spel.discontovoet) < 1e-6
    else:
        assert 0 <= moment <= spel.horizon_jaren - 1
        assert (moment == 0) == (flows[0] >= 0)


@given(SPEL, SOMMEN, BEDRAG, st.integers(2, 6))
def test_formulas_work_for_draws_as_for_one_amount(spel, som, nulalternatief, n):
    reeks = {f: np.full(n, getattr(spel, f)) for f in ("discontovoet", "succesgraad", "uitdoving", "deadweight")}
    breed = replace(spel, **reeks)
    veel = formules.ncw(nulalternatief, som, formules.gewichten(breed, breed.aandeel_na_traject))
    een = formules.ncw(nulalternatief, som, formules.gewichten(spel, spel.aandeel_na_traject))
    assert np.broadcast_to(veel, n) == pytest.approx(np.full(n, een), rel=1e-12, abs=1e-9)


# --- the result of a year ---


@pytest.fixture(scope="module")
def uitkomst(tmp_path_factory):
    jaar = lees(tmp_path_factory.mktemp("jaar"))
    return jaar, rendement.compute(jaar)


def test_keys_of_design_52(uitkomst):
    _, r = uitkomst
    assert list(r["casussen"]) == ["C1"]
    for maten in (r["casussen"]["C1"], r["programma"]):
        assert {"uitgangssituatie", "met_gezinscoach", "zonder_gezinscoach", "na_traject"} <= set(maten["jaarkosten"])
        for maat in ("verschil_per_jaar", "rendement_per_jaar_na_traject", "ncw", "bkv", "terugverdientijd_jaren"):
            assert {cf: tuple(maten[maat][cf]) for cf in NULALTERNATIEVEN} == dict.fromkeys(NULALTERNATIEVEN, GRENZEN)
        assert set(GRENZEN) <= set(maten["omslagpunt_zonder_gezinscoach"])
    assert set(r["programma"]["omslagpunt_succesgraad"]) == set(NULALTERNATIEVEN)


def test_the_result_is_json_and_holds_no_nan(uitkomst):
    _, r = uitkomst
    assert json.loads(json.dumps(r, allow_nan=False)) == r


def test_nulls_carry_a_reason_that_is_explained(uitkomst):
    _, r = uitkomst

    def loop(waarde, reden):
        if isinstance(waarde, dict):
            for sleutel in waarde:
                loop(waarde[sleutel], reden[sleutel])
        else:
            assert (waarde is None) == (reden is not None)
            assert reden is None or reden in r["redenen"]

    for maten in (r["casussen"]["C1"], r["programma"]):
        for maat in [m.removesuffix("_reden") for m in maten if m.endswith("_reden")]:
            loop(maten[maat], maten[f"{maat}_reden"])


def test_programme_is_families_times_case_when_all_succeed(tmp_path):
    jaar = lees(
        tmp_path,
        aannames=lambda t: t.replace(
            "succesgraad;Aandeel gezinnen dat zelfredzaam wordt;0,4;0,2;0,6", "succesgraad;x;1;;"
        ),
    )
    r = rendement.compute(jaar)
    een, alle = r["casussen"]["C1"], r["programma"]
    assert alle["aantal_gezinnen"] == 4
    for cf in NULALTERNATIEVEN:
        for grens in GRENZEN:
            assert alle["ncw"][cf][grens] == pytest.approx(4 * een["ncw"][cf][grens])
            assert alle["bkv"][cf][grens] == pytest.approx(een["bkv"][cf][grens])
    punt = alle["omslagpunt_zonder_gezinscoach"]
    assert punt["per_gezin"][LAAG] == pytest.approx(een["omslagpunt_zonder_gezinscoach"][LAAG])
    assert punt[LAAG] == pytest.approx(4 * punt["per_gezin"][LAAG])


def test_payers_add_up_to_the_headline_and_transfers_stay_apart(uitkomst):
    _, r = uitkomst
    for maten in (r["casussen"]["C1"], r["programma"]):
        per_betaler = maten["per_betaler"]
        totalen = per_betaler["totalen"]
        for cf in NULALTERNATIEVEN:
            for grens in GRENZEN:

                def saldo(blok, cf=cf, grens=grens):
                    return blok[cf]["saldo_contant"][grens]

                assert saldo(totalen["alle_regels"]) == pytest.approx(maten["ncw"][cf][grens])
                betalers = math.fsum(saldo(b) for b in per_betaler["betalers"].values())
                overdracht = math.fsum(saldo(b) for b in per_betaler["overdracht"].values())
                assert betalers == pytest.approx(saldo(totalen["maatschappelijk_zonder_overdracht"]))
                assert overdracht == pytest.approx(saldo(totalen["overdracht"]))
                assert betalers + overdracht == pytest.approx(maten["ncw"][cf][grens])
                per_regel = [saldo(b) for soorten in per_betaler["regels"].values() for b in soorten.values()]
                assert math.fsum(per_regel) == pytest.approx(maten["ncw"][cf][grens])
    assert set(r["programma"]["per_betaler"]["overdracht"]) == {"gemeente"}
    assert set(r["programma"]["per_betaler"]["betalers"]) == {"gemeente", "zorgverzekeraar", "politie_justitie"}


def test_cash_flows_add_up(uitkomst):
    jaar, r = uitkomst
    rente = jaar.aannames["discontovoet"]
    for maten in (r["casussen"]["C1"], r["programma"]):
        for cf, stromen in maten["kasstromen"].items():
            assert stromen["jaar"] == [1, 2, 3]
            assert stromen["fase"] == ["traject", "traject", "na"]
            for stand in STANDEN:
                assert rendement.net_present_value(stromen["stroom"][stand], rente) == pytest.approx(
                    stromen["cumulatief"][stand][-1]
                )
            for grens in GRENZEN:
                assert stromen["cumulatief"][grens][-1] == pytest.approx(maten["ncw"][cf][grens])
            midden = np.mean([stromen["stroom"][g] for g in GRENZEN], axis=0)
            assert stromen["stroom"]["midden"] == pytest.approx(midden)


def test_every_line_is_brought_to_the_price_level_of_the_assumptions(tmp_path):
    oud = lees(tmp_path, kosten=lambda t: t.replace("40.000,-;€ 40.000,-;2021", "40.000,-;€ 40.000,-;2019"))
    r = rendement.compute(oud)
    factor = 1.013 * 1.027
    zonder = r["casussen"]["C1"]["jaarkosten"]["zonder_gezinscoach"]["laag"]
    assert zonder == pytest.approx(14586 + 40000 * factor)
    keten = {k["van"]: k for k in r["prijspeilketen"]}
    assert keten[2019]["factor"] == pytest.approx(factor)
    assert [s["jaar"] for s in keten[2019]["stappen"]] == [2020, 2021]
    assert keten[2021] == {"van": 2021, "naar": 2021, "factor": 1.0, "regels": 6, "stappen": []}
    assert len(rendement.vergelijk_prijspeil(oud)) == 3


def test_an_override_is_marked_and_the_base_case_stands_beside_it(tmp_path):
    map_ = maak_jaar(tmp_path)
    gewoon = rendement.compute(ingest.read_year(map_))
    anders = rendement.compute(ingest.read_year(map_, {"discontovoet": 0.05}))
    assert gewoon["basis"] is None
    assert anders["aannames"]["discontovoet"]["afwijkend"] is True
    assert anders["aannames"]["discontovoet"]["waarde"] == 0.05
    assert anders["aannames"]["discontovoet"]["basiswaarde"] == 0.0225
    assert [s for s, a in anders["aannames"].items() if a["afwijkend"]] == ["discontovoet"]
    assert anders["programma"]["ncw"] != gewoon["programma"]["ncw"]
    for maat, waarde in anders["basis"]["programma"].items():
        assert waarde == gewoon["programma"][maat]
    for maat, waarde in anders["basis"]["casussen"]["C1"].items():
        assert waarde == gewoon["casussen"]["C1"][maat]


def test_a_loss_stays_a_loss(tmp_path):
    jaar = lees(tmp_path, kosten=lambda t: t.replace("€ 40.000,-;€ 40.000,-", "0;0").replace("14586;14586", "0;0"))
    r = rendement.compute(jaar)["casussen"]["C1"]
    assert r["verschil_per_jaar"]["dreigend_scenario"][LAAG] == pytest.approx(-35686)
    assert r["ncw"]["dreigend_scenario"][LAAG] < 0
    assert r["terugverdientijd_jaren"]["dreigend_scenario"][LAAG] is None
    assert r["omslagpunt_zonder_gezinscoach"]["afstand"]["dreigend_scenario"][LAAG] < 0
    assert r["omslagpunt_zonder_gezinscoach_reden"]["afstand_aandeel"]["dreigend_scenario"][LAAG] == "geen_kosten"


# --- consent ---


def met_casussen(map_, *toestemmingen):
    return ingest.read_year(maak_casussen(map_, *toestemmingen))


def test_a_case_without_consent_counts_in_the_programme_only(tmp_path):
    r = rendement.compute(met_casussen(tmp_path, "ja", "nee", "nee"))
    assert list(r["casussen"]) == ["C1"]
    assert r["programma"]["aantal_casussen"] == 3
    assert r["programma"]["aantal_gezinnen"] == 12
    assert r["programma"]["herleidbaar"] is False
    assert r["programma"]["jaarkosten"]["gezinscoach"]["laag"] == 3 * 12000 + 9 * 9000
    assert r["casussen_met_toestemming"] is None


@pytest.mark.parametrize("toestemmingen", [("ja", "nee"), ("nee",)])
def test_one_hidden_case_cannot_be_computed_back(tmp_path, toestemmingen):
    r = rendement.compute(met_casussen(tmp_path, *toestemmingen))
    programma = r["programma"]
    assert programma["herleidbaar"] is True
    for maat in rendement.ACHTERHOUDEN:
        assert programma[maat] is None
        assert programma[f"{maat}_reden"] == "herleidbaar"
    tekst = json.dumps(r)
    for bedrag in ("9000.0", "37086.0", "23686.0") if toestemmingen == ("nee",) else ("9000.0", "4500.0"):
        assert bedrag not in tekst


def test_published_cases_together_are_what_they_would_be_without_the_hidden_one(tmp_path):
    r = rendement.compute(met_casussen(tmp_path / "a", "ja", "nee"))
    alleen = rendement.compute(met_casussen(tmp_path / "b", "ja"))
    assert r["casussen_met_toestemming"] == alleen["programma"]
    assert rendement.compute(met_casussen(tmp_path / "c", "nee"))["casussen_met_toestemming"] is None


def test_one_case_for_many_families_is_an_extrapolation(tmp_path):
    assert rendement.compute(met_casussen(tmp_path / "a", "ja"))["programma"]["extrapolatie"] is True
    assert rendement.compute(met_casussen(tmp_path / "b", "ja", "ja"))["programma"]["extrapolatie"] is False


def _met_aantallen(map_, *casussen, drempel=5):
    """A year with these cases (number of families, consent), all with lines for every payer."""
    rijen = "".join(f"C{i};Gezin;{n};{t}\n" for i, (n, t) in enumerate(casussen, start=1))
    return ingest.read_year(
        maak_jaar(
            map_,
            casussen="casus;omschrijving;aantal_gezinnen;toestemming\n" + rijen,
            kosten=lambda t: (
                t.splitlines()[0]
                + "\n"
                + "".join(
                    regel.replace("C1;", f"C{i};", 1) + "\n"
                    for i in range(1, len(casussen) + 1)
                    for regel in t.splitlines()[1:]
                )
            ),
            aannames=lambda t: t.replace("gepubliceerd wordt;1", f"gepubliceerd wordt;{drempel}"),
        )
    )


@pytest.mark.parametrize(
    ("casussen", "zwijgt", "samen"),
    [
        ([(11, "ja"), (6, "ja"), (4, "nee"), (3, "nee")], False, None),
        ([(11, "ja"), (6, "ja"), (2, "nee"), (1, "nee")], True, 17),  # the difference is a small number of families
        ([(11, "ja"), (6, "ja"), (9, "nee")], True, 17),  # the difference is one case
        ([(11, "ja"), (3, "ja")], True, 11),  # the difference is a number of times known amounts
        ([(11, "ja"), (3, "ja"), (4, "ja")], True, 11),
        ([(11, "ja"), (3, "ja"), (9, "nee")], True, 11),
        ([(11, "ja"), (3, "ja"), (9, "nee"), (6, "nee")], False, None),  # two hidden cases stand in between
        ([(3, "ja")], True, None),
        ([(9, "nee")], True, None),
        ([(11, "ja")], False, None),
    ],
)
def test_the_programme_keeps_silent_where_a_case_could_be_computed_back(tmp_path, casussen, zwijgt, samen):
    r = rendement.compute(_met_aantallen(tmp_path, *casussen))
    assert r["programma"]["herleidbaar"] is zwijgt
    assert [m for m in rendement.ACHTERHOUDEN if r["programma"][m] is None] == (
        list(rendement.ACHTERHOUDEN) if zwijgt else []
    )
    deel = r["casussen_met_toestemming"]
    assert (None if deel is None else deel["aantal_gezinnen"]) == samen
    assert list(r["casussen"]) == [f"C{i}" for i, (_, t) in enumerate(casussen, start=1) if t == "ja"]
    for i, (n, t) in enumerate(casussen, start=1):
        if t == "ja":  # the amounts that a family agreed to are shown, a small number of families is not
            assert r["casussen"][f"C{i}"]["ncw"] is not None
            assert r["casussen"][f"C{i}"]["aantal_gezinnen"] == (None if n < 5 else n)


def test_without_a_threshold_numbers_of_families_are_no_secret(tmp_path):
    r = rendement.compute(_met_aantallen(tmp_path, (11, "ja"), (3, "ja"), drempel=1))
    assert r["programma"]["aantal_gezinnen"] == 14
    assert r["programma"]["herleidbaar"] is False


def test_the_base_case_keeps_as_silent_as_the_result_beside_it(tmp_path):
    """A threshold raised with --set hides a small case; the base case under the file's own must not give it back."""
    jaar = _met_aantallen(tmp_path, (11, "ja"), (3, "ja"), drempel=1)
    hoger = replace(jaar, aannames=jaar.aannames.met({"drempel_kleine_aantallen": 5}))
    r, _ = uncertainty.compute(hoger, rendement.compute(hoger), trekkingen=200)
    assert r["programma"]["ncw"] is None
    assert r["basis"]["programma"]["ncw"] is None
    assert r["basis"]["programma"]["onzekerheid"] is None
    assert r["basis"]["casussen_met_toestemming"]["ncw"] is not None


def test_payers_of_one_hidden_case_alone_are_withheld(tmp_path):
    """Beyond the shown cases, an amount of this payer is that of one case: only the division over payers goes."""
    map_ = maak_casussen(tmp_path, "ja", "nee", "nee")
    kosten = map_ / "kosten.csv"
    kosten.write_text(kosten.read_text() + "C3;na_traject;Hulp;rijk;fiscaal;100;200;2021;casus\n")
    r = rendement.compute(ingest.read_year(map_))
    assert r["programma"]["per_betaler"] is None
    assert r["programma"]["per_betaler_reden"] == "herleidbaar"
    assert r["programma"]["achtergehouden"] == ["per_betaler"]
    assert r["programma"]["ncw"] is not None
    assert set(r["casussen_met_toestemming"]["per_betaler"]["betalers"]).isdisjoint({"rijk"})
