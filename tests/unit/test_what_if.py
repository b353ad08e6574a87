"""The what-if reference: at the report's values it is the report, and it follows the written formula."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buurtrendement import ingest, rendement, what_if
from buurtrendement.formules import NULALTERNATIEVEN
from buurtrendement.rendement import GRENZEN, STANDEN
from fabriek import maak_jaar

INSTELLINGEN = st.fixed_dictionaries(
    {},
    optional={
        "succesgraad": st.floats(0, 1),
        "gezinscoach_per_gezin": st.floats(0, 40_000),
        "zonder_gezinscoach_per_gezin": st.floats(0, 100_000),
        "discontovoet": st.floats(0, 0.1),
        "horizon_jaren": st.integers(1, 12),
        "trajectduur_jaren": st.integers(1, 5),
        "na_geen_succes": st.floats(0, 1),
        "deadweight": st.floats(0, 0.9),
        "uitdoving": st.floats(0, 0.9),
    },
)


@pytest.fixture(scope="module")
def jaar(tmp_path_factory):
    return ingest.read_year(maak_jaar(tmp_path_factory.mktemp("jaar")))


@pytest.fixture(scope="module")
def spec(jaar):
    return what_if.what_if_spec(jaar)


def written_formula(spec, instellingen):
    """The formula as ``what_if_spec`` tells it to a reader in another language, word for word."""
    s = {k: v if instellingen.get(k) is None else instellingen[k] for k, v in spec["instellingen"].items()}
    n, t_, h = spec["aantal_gezinnen"], s["trajectduur_jaren"], s["horizon_jaren"]
    k = (1 - s["deadweight"]) * (1 - s["attributie"]) * (1 - s["verdringing"])
    a = s["succesgraad"] + (1 - s["succesgraad"]) * s["na_geen_succes"]
    uit = {}
    for stand in STANDEN:
        som = dict(spec["jaarsommen"][stand])
        for sleutel, alternatief in what_if.PER_GEZIN.items():
            if instellingen.get(sleutel) is not None:
                d = instellingen[sleutel] * n - spec["jaarsommen"]["midden"][alternatief]
                som[alternatief] = max(0, som[alternatief] + d)
        v = sum(1 / (1 + s["discontovoet"]) ** t for t in range(min(t_, h)))
        z = a * sum(k * (1 - s["uitdoving"]) ** (t - t_) / (1 + s["discontovoet"]) ** t for t in range(t_, h))
        w = v * k
        boven = w * som["uitgangssituatie"] + z * som["na_traject"] + v * som["gezinscoach"]
        uit[stand] = {"omslagpunt": boven / (w + z)}
        for cf, alternatief in (("dreigend_scenario", "zonder_gezinscoach"), ("status_quo", "uitgangssituatie")):
            cumulatief = []
            for t in range(h):
                if t < t_:
                    stroom = (som[alternatief] - som["uitgangssituatie"]) * k - som["gezinscoach"]
                else:
                    stroom = (som[alternatief] - som["na_traject"]) * k * (1 - s["uitdoving"]) ** (t - t_) * a
                cumulatief.append((cumulatief[-1] if cumulatief else 0) + stroom / (1 + s["discontovoet"]) ** t)
            uit[stand][cf] = cumulatief
    return uit


def test_at_the_reports_values_it_is_the_report(jaar, spec):
    programma = rendement.compute(jaar)["programma"]
    assert spec["omvat"] == "programma"
    for cf in NULALTERNATIEVEN:
        for grens in GRENZEN:
            assert spec["basis"]["ncw"][cf][grens] == pytest.approx(programma["ncw"][cf][grens], abs=0.001)
            graad = programma["omslagpunt_succesgraad"][cf][grens]
            assert spec["basis"]["omslagpunt_succesgraad"][cf][grens] == graad
    for grens in GRENZEN:
        punt = programma["omslagpunt_zonder_gezinscoach"]
        assert spec["basis"]["omslagpunt_zonder_gezinscoach"][grens] == pytest.approx(punt[grens])
        assert spec["basis"]["omslagpunt_per_gezin"][grens] == pytest.approx(punt["per_gezin"][grens])


def test_setting_every_slider_to_the_reports_value_changes_nothing(spec):
    gezet = what_if.what_if(spec, spec["instellingen"])
    for cf in NULALTERNATIEVEN:
        for stand in STANDEN:
            assert gezet["ncw"][cf][stand] == pytest.approx(spec["basis"]["ncw"][cf][stand], abs=1e-6)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(instellingen=INSTELLINGEN)
def test_the_written_formula_gives_the_same_to_a_hundredth_of_a_cent(spec, instellingen):
    uit, formule = what_if.what_if(spec, instellingen), written_formula(spec, instellingen)
    for stand in STANDEN:
        punt = uit["omslagpunt_zonder_gezinscoach"][stand]
        assert punt == pytest.approx(formule[stand]["omslagpunt"], abs=1e-4)
        for cf in NULALTERNATIEVEN:
            assert uit["cumulatief"][cf][stand] == pytest.approx(formule[stand][cf], abs=1e-4)
            assert uit["ncw"][cf][stand] == pytest.approx(formule[stand][cf][-1], abs=1e-4)


@given(st.floats(0, 100_000))
def test_at_the_break_even_counterfactual_the_ncw_is_zero(spec, coach):
    uit = what_if.what_if(spec, {"gezinscoach_per_gezin": coach})
    punt = uit["omslagpunt_per_gezin"]["midden"]
    daar = what_if.what_if(spec, {"gezinscoach_per_gezin": coach, "zonder_gezinscoach_per_gezin": punt})
    assert daar["ncw"]["dreigend_scenario"]["midden"] == pytest.approx(0, abs=1e-4)


def test_sliders_hold_the_reports_value_and_the_spec_is_json(spec):
    assert json.loads(json.dumps(spec, allow_nan=False)) == spec
    for schuif in spec["schuiven"]:
        assert schuif["min"] <= schuif["waarde"] <= schuif["max"]
        assert schuif["sleutel"] in spec["instellingen"]


def test_unknown_settings_are_refused(spec):
    with pytest.raises(ValueError, match="succes_graad"):
        what_if.what_if(spec, {"succes_graad": 0.5})


def test_one_hidden_case_leaves_the_panel_to_the_published_ones(tmp_path):
    kop = "casus;omschrijving;aantal_gezinnen;toestemming\n"
    alleen = what_if.what_if_spec(ingest.read_year(maak_jaar(tmp_path / "a", casussen=kop + "C1;x;4;nee\n")))
    assert alleen == {"beschikbaar": False, "reden": "herleidbaar"}
    with pytest.raises(ValueError, match="not available"):
        what_if.what_if(alleen, {})
    tweede = "".join(
        f"C2;{a};Iets;gemeente;fiscaal;{b};{b};2021;casus\n"
        for a, b in (("uitgangssituatie", 777), ("zonder_gezinscoach", 888), ("na_traject", 333))
    )
    samen = what_if.what_if_spec(
        ingest.read_year(
            maak_jaar(tmp_path / "b", casussen=kop + "C1;x;4;ja\nC2;y;6;nee\n", kosten=lambda t: t + tweede)
        )
    )
    assert samen["omvat"] == "casussen_met_toestemming"
    assert samen["aantal_gezinnen"] == 4
    assert "4662" not in json.dumps(samen)
