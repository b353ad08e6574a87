"""The figures that the brochure of 2022 printed over 2021 come out of ``data/2021`` exactly."""

import pytest

from buurtrendement import ingest, rendement
from buurtrendement.paths import project_root

LAAG, HOOG = "bij_lage_kosten", "bij_hoge_kosten"


@pytest.fixture(scope="module")
def casus():
    return rendement.compute(ingest.read_year(project_root() / "data" / "2021"))["casussen"]["C1"]


@pytest.mark.parametrize(
    ("alternatief", "laag", "hoog"),
    [
        ("uitgangssituatie", 23_686, 37_086),
        ("gezinscoach", 12_000, 12_000),
        ("met_gezinscoach", 35_686, 49_086),
        ("zonder_gezinscoach", 54_586, 54_586),
        ("na_traject", 10_778, 10_778),
    ],
)
def test_yearly_cost(casus, alternatief, laag, hoog):
    assert casus["jaarkosten"][alternatief] == {"laag": laag, "hoog": hoog}


def test_difference_per_year_during_the_trajectory(casus):
    assert casus["verschil_per_jaar"]["dreigend_scenario"] == {LAAG: 18_900, HOOG: 5_500}


def test_return_per_year_after_two_years(casus):
    assert casus["rendement_per_jaar_na_traject"]["dreigend_scenario"] == {LAAG: 43_808, HOOG: 43_808}


def test_what_the_brochure_did_not_say(casus):
    """If the situation simply goes on, the coach is not earned back within three years at low cost."""
    assert casus["verschil_per_jaar"]["status_quo"] == {LAAG: -12_000, HOOG: -12_000}
    assert casus["ncw"]["dreigend_scenario"][LAAG] == pytest.approx(79_285.34, abs=0.005)
    assert casus["ncw"]["dreigend_scenario"][HOOG] == pytest.approx(52_780.21, abs=0.005)
    assert casus["ncw"]["status_quo"][LAAG] == pytest.approx(-11_389.77, abs=0.005)
    assert casus["ncw"]["status_quo"][HOOG] == pytest.approx(1_426.99, abs=0.005)


@pytest.mark.parametrize("jaar", [2021, 2022])
def test_no_family_in_the_published_result(jaar):
    """Amounts of a case without consent are in the programme only."""
    gelezen = ingest.read_year(project_root() / "data" / str(jaar))
    zonder = gelezen.tabellen["casussen"].query("toestemming != 'ja'")["casus"]
    assert not set(rendement.compute(gelezen)["casussen"]) & set(zonder)
