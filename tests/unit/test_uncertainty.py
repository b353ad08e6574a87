"""Uncertainty: closed forms, reproducible draws, and a tornado that is right when the sign flips."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buurtrendement import aannames as aannames_module
from buurtrendement import formules, ingest, rendement, uncertainty
from buurtrendement.aannames import Aanname, Aannames
from buurtrendement.formules import ALTERNATIEVEN, NULALTERNATIEVEN, Spelregels
from buurtrendement.rendement import HOOG, LAAG, Casus, Model, Regel
from buurtrendement.uncertainty import Grootheid
from fabriek import maak_casussen, maak_jaar

ZAAD = 2021
SPEL = Spelregels(0.0225, 3, 2, 0.4, 0.0, 0.0, 0.0, 0.0, 0.0)


def regel(alternatief, laag, hoog, post="post", casus="C1", betaler="gemeente"):
    return Regel(casus, alternatief, post, betaler, "fiscaal", laag, hoog)


def model_van(*regels, spel=SPEL, gezinnen=1, toestemming=True):
    sleutels = dict.fromkeys(r.casus for r in regels)
    casussen = tuple(Casus(s, "", gezinnen, toestemming, tuple(r for r in regels if r.casus == s)) for s in sleutels)
    return Model(2021, 2021, 1, spel, casussen)


def aannames_met(**bereiken):
    """The default assumptions, some with a range: ``succesgraad=(laag, waarde, hoog)``."""

    def zet(r):
        if r.sleutel not in bereiken:
            return r
        laag, waarde, hoog = bereiken[r.sleutel]
        return Aanname(r.sleutel, r.label, waarde, laag, hoog)

    return Aannames(tuple(zet(r) for r in aannames_module.defaults(2021).regels))


EENVOUDIG = model_van(
    regel("uitgangssituatie", 20_000, 36_000, "overlast"),
    regel("gezinscoach", 12_000, 12_000, "coach"),
    regel("zonder_gezinscoach", 30_000, 50_000, "opvang"),
    regel("na_traject", 8_000, 12_000, "uitkering"),
)


# --- draws ---


@pytest.mark.parametrize(("laag", "waarde", "hoog"), [(0, 0.5, 1), (10, 12, 30), (0, 0, 0.25), (1, 4, 4)])
def test_pert_has_its_closed_form_mean_and_variance(laag, waarde, hoog):
    """PERT, shape 4: mean (a + 4 m + b) / 6, variance (mean - a)(b - mean) / 7 (R package mc2d, ``pert``)."""
    g = Grootheid("x", "x", "", laag, waarde, hoog)
    trekkingen = g.trek(g.bron(ZAAD), 200_000, "pert")
    mean = (laag + 4 * waarde + hoog) / 6
    assert trekkingen.min() >= laag
    assert trekkingen.max() <= hoog
    assert trekkingen.mean() == pytest.approx(mean, abs=0.003 * (hoog - laag))
    assert trekkingen.var() == pytest.approx((mean - laag) * (hoog - mean) / 7, rel=0.02)


def test_uniform_on_request():
    g = Grootheid("x", "x", "", 10, 12, 30)
    trekkingen = g.trek(g.bron(ZAAD), 200_000, "uniform")
    assert trekkingen.mean() == pytest.approx(20, abs=0.05)
    assert trekkingen.var() == pytest.approx(400 / 12, rel=0.02)


def test_mean_of_the_draws_is_the_ncw_at_the_mean_cost():
    grootheden = uncertainty.vind_grootheden(EENVOUDIG, aannames_met())
    reeksen = uncertainty.simuleer(EENVOUDIG, grootheden, 200_000, ZAAD).programma
    for cf in NULALTERNATIEVEN:
        assert reeksen[cf].mean() == pytest.approx(uncertainty.ncw_bij(EENVOUDIG, {}, cf), abs=60)


def test_draws_stay_within_the_extreme_cases():
    grootheden = uncertainty.vind_grootheden(EENVOUDIG, aannames_met())
    reeks = uncertainty.simuleer(EENVOUDIG, grootheden, 50_000, ZAAD).programma["dreigend_scenario"]
    gewicht = formules.gewichten(SPEL, SPEL.aandeel_na_traject)
    slechtst = formules.ncw(30_000, formules.Sommen(36_000, 12_000, 30_000, 12_000), gewicht)
    best = formules.ncw(50_000, formules.Sommen(20_000, 12_000, 50_000, 8_000), gewicht)
    assert slechtst <= reeks.min() < reeks.max() <= best


def test_without_ranges_every_draw_is_the_base_case():
    vast = model_van(regel("uitgangssituatie", 5, 5), regel("zonder_gezinscoach", 9, 9), regel("na_traject", 1, 1))
    grootheden = uncertainty.vind_grootheden(vast, aannames_met())
    assert grootheden == ()
    reeks = uncertainty.simuleer(vast, grootheden, 1000, ZAAD).programma["dreigend_scenario"]
    assert np.all(reeks == uncertainty.ncw_bij(vast, {}, "dreigend_scenario"))
    assert uncertainty.verdeling_van({"a": reeks})["a"]["aantallen"] == [1000]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 700), st.integers(1, 300), st.sampled_from(["pert", "uniform"]))
def test_seed_reproduces_and_chunks_make_no_difference(zaad, aantal, blok, verdeling):
    aannames = aannames_met(succesgraad=(0.2, 0.4, 0.6), discontovoet=(0.01, 0.0225, 0.03), uitdoving=(0, 0.1, 0.3))
    model = replace(EENVOUDIG, spelregels=rendement.spelregels(aannames.met({"horizon_jaren": 7})))
    grootheden = uncertainty.vind_grootheden(model, aannames)
    heel = uncertainty.simuleer(model, grootheden, aantal, zaad, verdeling)
    stukken = uncertainty.simuleer(model, grootheden, aantal, zaad, verdeling, blok=blok)
    for cf in NULALTERNATIEVEN:
        assert np.array_equal(heel.programma[cf], stukken.programma[cf])
        assert np.array_equal(heel.casussen["C1"][cf], stukken.casussen["C1"][cf])


def test_another_seed_gives_other_draws():
    grootheden = uncertainty.vind_grootheden(EENVOUDIG, aannames_met())
    een, twee = (uncertainty.simuleer(EENVOUDIG, grootheden, 100, z).programma["status_quo"] for z in (1, 2))
    assert not np.array_equal(een, twee)


def test_adding_a_line_leaves_the_draws_of_the_others_as_they_were():
    """The extra line is in an alternative that status_quo does not use, so its NCW must not move at all."""
    meer = model_van(*EENVOUDIG.casussen[0].regels, regel("zonder_gezinscoach", 1, 999, "aaa eerste"))
    reeksen = [
        uncertainty.simuleer(m, uncertainty.vind_grootheden(m, aannames_met()), 500, ZAAD).programma
        for m in (EENVOUDIG, meer)
    ]
    assert np.array_equal(reeksen[0]["status_quo"], reeksen[1]["status_quo"])
    assert not np.array_equal(reeksen[0]["dreigend_scenario"], reeksen[1]["dreigend_scenario"])


def test_lines_with_the_same_name_and_payer_move_together():
    samen = model_van(
        regel("uitgangssituatie", 0, 1000, "politie"),
        regel("zonder_gezinscoach", 500, 1500, "politie"),
        regel("na_traject", 0, 0, "niets"),
    )
    grootheden = uncertainty.vind_grootheden(samen, aannames_met(horizon_jaren=(1, 1, 1)))
    assert len(grootheden) == 1
    een_jaar = replace(samen, spelregels=replace(SPEL, horizon_jaren=1))
    reeks = uncertainty.simuleer(een_jaar, grootheden, 1000, ZAAD).programma["dreigend_scenario"]
    assert reeks == pytest.approx(np.full(1000, 500.0))


def test_whole_years_are_in_the_tornado_and_not_drawn():
    aannames = aannames_met(horizon_jaren=(2, 3, 6))
    grootheden = uncertainty.vind_grootheden(EENVOUDIG, aannames)
    geheel = [g for g in grootheden if g.geheel]
    assert [g.aanname for g in geheel] == ["horizon_jaren"]
    zonder = uncertainty.vind_grootheden(EENVOUDIG, aannames_met())
    for cf in NULALTERNATIEVEN:
        met_, zonder_ = (uncertainty.simuleer(EENVOUDIG, g, 50, ZAAD).programma[cf] for g in (grootheden, zonder))
        assert np.array_equal(met_, zonder_)
        assert "aanname/horizon_jaren" in {s["sleutel"] for s in uncertainty.tornado(EENVOUDIG, grootheden, cf)}


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=50))
def test_percentiles_are_ordered_and_the_chance_is_a_share(waarden):
    s = uncertainty.samenvatting(np.array(waarden))
    assert s["p05"] <= s["p50"] <= s["p95"]
    assert s["kans_positief"] == sum(w > 0 for w in waarden) / len(waarden)


def test_histogram_counts_every_draw_and_integrates_to_one():
    reeksen = {"a": np.random.default_rng(1).normal(0, 1, 1000), "b": np.random.default_rng(2).normal(5, 1, 1000)}
    v = uncertainty.verdeling_van(reeksen)
    assert v["a"]["grenzen"] == v["b"]["grenzen"]
    for naam in reeksen:
        assert sum(v[naam]["aantallen"]) == 1000
        assert np.dot(v[naam]["dichtheid"], np.diff(v[naam]["grenzen"])) == pytest.approx(1)


# --- tornado ---

BEREIK = st.tuples(st.floats(0, 50_000), st.floats(0, 50_000)).map(sorted)
DRIE = st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)).map(sorted)


@settings(max_examples=60)
@given(BEREIK, BEREIK, BEREIK, BEREIK, DRIE, DRIE, st.sampled_from(NULALTERNATIEVEN))
def test_tornado_ends_equal_direct_recomputation(u, g, z, n, succes, dead, cf):
    aannames = aannames_met(succesgraad=tuple(succes), deadweight=tuple(dead), horizon_jaren=(1, 3, 5))
    per_alternatief = dict(zip(ALTERNATIEVEN, (u, g, z, n), strict=True))
    model = model_van(
        *(regel(a, *grenzen, post=a) for a, grenzen in per_alternatief.items()),
        spel=rendement.spelregels(aannames),
        gezinnen=3,
    )

    def direct(spel, **anders):
        som = {a: sum(grenzen) / 2 for a, grenzen in per_alternatief.items()} | anders
        kosten = formules.Sommen(**{a: 3 * bedrag for a, bedrag in som.items()})
        return formules.ncw(kosten.nulalternatief(cf), kosten, formules.gewichten(spel, spel.aandeel_na_traject))

    spel = model.spelregels
    staven = uncertainty.tornado(model, uncertainty.vind_grootheden(model, aannames), cf)
    for staaf in staven:
        soort, _, rest = staaf["sleutel"].partition("/")
        naam = rest if soort == "aanname" else rest.split("/")[1]
        for einde in ("laag", "hoog"):
            waarde = staaf[einde]
            heel = int(waarde) if naam == "horizon_jaren" else waarde
            verwacht = direct(replace(spel, **{naam: heel})) if soort == "aanname" else direct(spel, **{naam: waarde})
            assert staaf[f"bij_{einde}"] == pytest.approx(verwacht, rel=1e-9, abs=1e-5)
        assert staaf["breedte"] == abs(staaf["bij_hoog"] - staaf["bij_laag"]) > 0
    breedtes = [s["breedte"] for s in staven]
    assert breedtes == sorted(breedtes, reverse=True)


def test_tornado_keeps_the_names_of_its_ends_when_low_is_better_and_the_sign_flips():
    """pierucci/heemod issue 309: a tornado on a ratio goes wrong when the sign flips; on the NCW it does not."""
    staven = {
        s["sleutel"].split("/")[2]: s
        for s in uncertainty.tornado(
            EENVOUDIG, uncertainty.vind_grootheden(EENVOUDIG, aannames_met()), "dreigend_scenario"
        )
    }
    assert staven["opvang"]["bij_laag"] < 0 < staven["opvang"]["bij_hoog"]
    assert staven["overlast"]["bij_laag"] > staven["overlast"]["bij_hoog"]
    assert (staven["overlast"]["laag"], staven["overlast"]["hoog"]) == (20_000, 36_000)


def test_hidden_cases_share_one_bar_without_amounts():
    hidden = Casus("C9", "", 2, False, (regel("zonder_gezinscoach", 1234, 4321, "geheime post", "C9"),))
    model = replace(EENVOUDIG, casussen=(*EENVOUDIG.casussen, hidden))
    grootheden = uncertainty.vind_grootheden(model, aannames_met())
    staven = uncertainty.tornado(model, grootheden, "dreigend_scenario")
    tekst = json.dumps(staven)
    assert "geheime post" not in tekst
    assert "1234" not in tekst
    (samen,) = [s for s in staven if s["sleutel"] == uncertainty.ZONDER_TOESTEMMING]
    assert samen["laag"] is samen["hoog"] is None
    uitkomst = uncertainty.simuleer(model, grootheden, 500, ZAAD)
    assert set(uitkomst.casussen) == {"C1"}
    waarde = uncertainty.waarde_van_meten(uitkomst.programma["dreigend_scenario"], grootheden, ZAAD, "pert")
    assert "geheime post" not in json.dumps(waarde)
    assert uncertainty.ZONDER_TOESTEMMING in {w["sleutel"] for w in waarde}


def test_consent_does_not_change_the_programme():
    open_, dicht = (
        uncertainty.simuleer(m, uncertainty.vind_grootheden(m, aannames_met()), 300, ZAAD).programma["status_quo"]
        for m in (EENVOUDIG, replace(EENVOUDIG, casussen=(replace(EENVOUDIG.casussen[0], toestemming=False),)))
    )
    assert np.array_equal(open_, dicht)


# --- worth measuring ---


@pytest.mark.parametrize(("a", "b"), [(-1.0, 1.0), (-1.0, 3.0), (-3.0, 1.0), (1.0, 2.0), (-2.0, -1.0)])
def test_evpi_and_evppi_of_a_uniform_ncw_in_closed_form(a, b):
    """NCW uniform on (a, b): E[max(NCW, 0)] = b² / 2(b - a) when a < 0 < b."""
    n = 200_000
    theta = a + (b - a) * (np.arange(n) + 0.5) / n
    verwacht = (b * b / (2 * (b - a)) if a < 0 < b else max(0.0, (a + b) / 2)) - max(0.0, (a + b) / 2)
    assert uncertainty.evpi(theta) == pytest.approx(verwacht, abs=1e-4)
    waarde, aandeel = uncertainty.evppi(theta, theta)
    assert waarde == pytest.approx(verwacht, abs=1e-4)
    assert aandeel == pytest.approx(1)


def test_evppi_ignores_what_is_independent_and_shares_the_variance():
    bron = np.random.default_rng(3)
    x, y, ruis = bron.normal(0, 2, 200_000), bron.normal(0, 1, 200_000), bron.normal(0, 1, 200_000)
    reeks = 0.3 + x + y
    wx, ax = uncertainty.evppi(x, reeks)
    wy, ay = uncertainty.evppi(y, reeks)
    w0, a0 = uncertainty.evppi(ruis, reeks)
    wxy, axy = uncertainty.evppi(np.column_stack([x, y]), reeks)
    # Normal: E[max(0, m + s Z)] = m Φ(m/s) + s φ(m/s), the unit normal loss of decision analysis.
    assert wx == pytest.approx(0.3 * 0.55962 + 2 * 0.39448 - 0.3, abs=0.01)
    assert (ax, ay, axy) == pytest.approx((0.8, 0.2, 1.0), abs=0.01)
    assert wxy == pytest.approx(uncertainty.evpi(reeks), abs=1e-9)
    assert wx > wy > w0 >= 0
    assert a0 < 1e-3


@settings(max_examples=25, deadline=None)
@given(BEREIK, BEREIK)
def test_knowing_one_thing_is_worth_at_most_knowing_all(u, z):
    model = model_van(
        regel("uitgangssituatie", *u, "u"), regel("zonder_gezinscoach", *z, "z"), regel("gezinscoach", 12_000, 12_000)
    )
    grootheden = uncertainty.vind_grootheden(model, aannames_met(succesgraad=(0.2, 0.4, 0.6)))
    reeks = uncertainty.simuleer(model, grootheden, 4000, ZAAD).programma["dreigend_scenario"]
    alles = uncertainty.evpi(reeks)
    for rij in uncertainty.waarde_van_meten(reeks, grootheden, ZAAD, "pert"):
        assert 0 <= rij["evppi"] <= alles + 0.02 * abs(reeks).max()
        assert 0 <= rij["aandeel_spreiding"] <= 1


# --- the result of a year ---


@pytest.fixture(scope="module")
def uitkomst(tmp_path_factory):
    jaar = ingest.read_year(maak_jaar(tmp_path_factory.mktemp("jaar")))
    r = rendement.compute(jaar)
    kopie = json.dumps(r)
    aangevuld, gevoeligheid = uncertainty.compute(jaar, r)
    assert json.dumps(r) == kopie, "the rendement that went in was changed"
    return jaar, aangevuld, gevoeligheid


def test_every_case_and_the_programme_get_their_uncertainty(uitkomst):
    _, r, g = uitkomst
    for maten in (r["casussen"]["C1"], r["programma"]):
        for cf in NULALTERNATIEVEN:
            o = maten["onzekerheid"][cf]
            assert set(o) == {"kans_positief", "p05", "p50", "p95"}
            assert 0 <= o["kans_positief"] <= 1
    assert json.loads(json.dumps(g, allow_nan=False)) == g
    assert g["instellingen"] == {"trekkingen": 2000, "toevalszaad": 2021, "verdeling": "pert"}


def test_cash_flows_end_at_the_ncw(uitkomst):
    _, r, g = uitkomst
    assert g["kasstromen_omvat"] == "programma"
    for cf in NULALTERNATIEVEN:
        for grens in (LAAG, HOOG):
            assert g["kasstromen"][cf][grens][-1] == pytest.approx(r["programma"]["ncw"][cf][grens])


def test_the_bar_of_the_counterfactual_runs_from_one_base_case_to_the_other(uitkomst):
    _, _, g = uitkomst
    assert g["nulalternatief"]["bij_laag"] == g["basiswaarde"]["status_quo"]
    assert g["nulalternatief"]["bij_hoog"] == g["basiswaarde"]["dreigend_scenario"]


def test_the_base_case_beside_a_deviating_one_has_its_own_uncertainty(tmp_path):
    map_ = maak_jaar(tmp_path)
    gewoon, anders = ingest.read_year(map_), ingest.read_year(map_, {"deadweight": 0.5})
    r, _ = uncertainty.compute(gewoon, rendement.compute(gewoon))
    s, _ = uncertainty.compute(anders, rendement.compute(anders))
    assert s["basis"]["programma"]["onzekerheid"] == r["programma"]["onzekerheid"]
    assert s["programma"]["onzekerheid"] != r["programma"]["onzekerheid"]


def test_sensitivity_takes_apart_only_what_may_be_known(tmp_path):
    """With one hidden case the NCWs of the tornado would be equations in its amounts: they are those of the others."""
    _, met_verborgen = bereken(maak_casussen(tmp_path / "a", "ja", "nee"))
    _, zonder = bereken(maak_casussen(tmp_path / "b", "ja"))
    assert met_verborgen["tornado_omvat"] == "casussen_met_toestemming"
    for deel in ("basiswaarde", "tornado", "nulalternatief", "waarde_van_meten", "waarde_nulalternatief"):
        assert met_verborgen[deel] == zonder[deel]
    _, alleen_verborgen = bereken(maak_casussen(tmp_path / "c", "nee"))
    assert all(staven == [] for staven in alleen_verborgen["tornado"].values())
    _, twee = bereken(maak_casussen(tmp_path / "d", "ja", "nee", "nee"))
    assert twee["tornado_omvat"] == "programma"


def bereken(map):
    jaar = ingest.read_year(map)
    return uncertainty.compute(jaar, rendement.compute(jaar), trekkingen=2000)
