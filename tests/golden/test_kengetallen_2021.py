"""The published figures of the first year (design 5.3) come out of data/2021 exactly."""

from __future__ import annotations

from typing import Any

import pytest

from buurtrendement import ingest, kengetallen, rendement, signals
from buurtrendement.paths import project_root

GEPUBLICEERD = {
    "gezinnen_ondersteund": 13,
    "gezinnen_toegeleid": 2,
    "gezinnen_lopend": 11,
    "gezinnen_eenouder": 6,
    "gezinnen_samenwonend_met_kinderen": 5,
    "gezinnen_met_problemen_op_twee_leefgebieden": 11,
    "coaches": 3,
    "directe_uren": 2504,
    "contacten": 271,
}


@pytest.fixture(scope="module")
def jaar() -> ingest.Jaargegevens:
    return ingest.read_year(project_root() / "data" / "2021")


@pytest.fixture(scope="module")
def uitkomst(jaar: ingest.Jaargegevens) -> kengetallen.Kengetallen:
    return kengetallen.compute(jaar)


@pytest.mark.parametrize(("sleutel", "waarde"), GEPUBLICEERD.items())
def test_published_figure(uitkomst: kengetallen.Kengetallen, sleutel: str, waarde: Any) -> None:
    assert uitkomst[sleutel].waarde == waarde


def test_inflow_every_month_from_march(uitkomst: kengetallen.Kengetallen) -> None:
    per_maand = uitkomst["instroom_per_maand"].waarde
    assert [maand for maand, n in per_maand.items() if n == 0] == ["2021-01", "2021-02"]
    assert sum(per_maand.values()) == 13


def test_short_and_long_contacts_together_are_all_contacts(uitkomst: kengetallen.Kengetallen) -> None:
    assert uitkomst["contacten_kort"].waarde + uitkomst["contacten_lang"].waarde == 271


def test_the_goal_is_four_of_ten_and_too_early_to_measure(uitkomst: kengetallen.Kengetallen) -> None:
    doel = uitkomst["doel_zelfredzaam"]
    assert (doel.waarde["doel"], doel.waarde["van"], doel.waarde["bereikt"]) == (4, 10, None)
    assert doel.reden == "nog niet te meten"


def test_signals_of_the_first_year(jaar: ingest.Jaargegevens, uitkomst: kengetallen.Kengetallen) -> None:
    gevonden = {s.sleutel: s for s in signals.find(jaar, uitkomst, rendement.compute(jaar))}
    assert gevonden["uren_per_contact"].waarde == pytest.approx(2504 / 271)
    assert "9,2" in gevonden["uren_per_contact"].uitleg
    na = gevonden["kosten_na_onder_bijstand"]
    assert (na.waarde, na.grens) == (pytest.approx(10778), pytest.approx(12944.40))
