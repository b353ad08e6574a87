"""Each rule fires on what is odd and keeps silent otherwise; nothing small is said in numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from buurtrendement import ingest, kengetallen, rendement, results, signals, text
from fabriek import maak_jaar

LEEG: dict[str, Any] = {"casussen": {}, "programma": {"extrapolatie": False}, "prijspeil": 2021}


def casus(laag: float) -> dict[str, Any]:
    return {**LEEG, "casussen": {"C1": {"jaarkosten": {"na_traject": {"laag": laag, "hoog": laag}}}}}


Vind = Callable[..., dict[str, signals.Signaal]]


@pytest.fixture
def vind(tmp_path: Path) -> Vind:
    """Signals by key of the factory's year with changes."""

    def zoek(
        rendement: dict[str, Any] | None = None, vorig: pd.DataFrame | None = None, **wijzigingen: Any
    ) -> dict[str, signals.Signaal]:
        jaar = ingest.read_year(maak_jaar(tmp_path, **wijzigingen))
        if vorig is not None:
            jaar = replace(jaar, vorig=vorig)
        return {s.sleutel: s for s in signals.find(jaar, kengetallen.compute(jaar), rendement or casus(20000.0))}

    return zoek


def drempel(n: int) -> Callable[[str], str]:
    return lambda tekst: tekst.replace("gepubliceerd wordt;1;", f"gepubliceerd wordt;{n};")


def test_hours_per_contact_outside_the_range(vind: Vind) -> None:
    veel = vind()["uren_per_contact"]
    assert veel.waarde == pytest.approx(477.25 / 12)
    assert veel.grens == signals.UREN_PER_CONTACT_HOOG
    assert (veel.titel, veel.ernst) == ("Veel uren per contact", "let_op")
    weinig = vind(uren="coach;maand;directe_uren\nK01;2021-03;1\n")["uren_per_contact"]
    assert weinig.titel == "Weinig uren per contact"
    assert "uren_per_contact" not in vind(uren="coach;maand;directe_uren\nK01;2021-03;24\n")


def test_a_cost_after_below_a_year_of_social_assistance(vind: Vind) -> None:
    signaal = vind(casus(10778.0))["kosten_na_onder_bijstand"]
    assert (signaal.waarde, signaal.grens) == (10778.0, 12944.40)
    assert "12.944,40" in signaal.regel
    zonder = vind(casus(12944.40), kosten=lambda t: t.replace("10.778;10.778", "20.000;20.000"))
    assert "kosten_na_onder_bijstand" not in zonder


def test_a_case_without_consent_is_mentioned_without_its_amount(vind: Vind) -> None:
    def tweede(tekst: str) -> str:
        return tekst + "".join(r.replace("C1;", "C2;", 1) + "\n" for r in tekst.splitlines()[1:])

    signaal = vind(LEEG, casussen=lambda t: tweede(t).replace(";ja", ";nee"), kosten=tweede)["kosten_na_onder_bijstand"]
    assert signaal.waarde is None
    # Of a single one it would be a bound on its costs.
    assert "kosten_na_onder_bijstand" not in vind(LEEG, casussen=lambda t: t.replace(";ja", ";nee"))
    assert "10.778" not in signaal.uitleg
    assert "C1" not in signaal.uitleg


def test_a_counterfactual_that_cannot_be_traced(vind: Vind) -> None:
    # The factory's source 'casus' has no vindplaats: both lines rest on it.
    signaal = vind()["nulalternatief_zonder_bron"]
    assert (signaal.waarde, signaal.ernst) == (2.0, "ernstig")
    goed = vind(kosten=lambda t: "\n".join(r.replace(";casus", ";tarief") for r in t.split("\n")))
    assert "nulalternatief_zonder_bron" not in goed
    leeg = vind(kosten=lambda t: t.replace("14586;14586;2021;casus", "14586;14586;2021;"))
    assert leeg["nulalternatief_zonder_bron"].waarde == 2.0


def zonder_contact(tekst: str) -> str:
    return "\n".join(r for r in tekst.split("\n") if not r.startswith("G06"))


def test_families_without_contact(vind: Vind) -> None:
    signaal = vind(contacten=zonder_contact)["gezinnen_zonder_contact"]
    assert signaal.waarde == 1
    assert "heeft er 1 geen" in signaal.uitleg
    assert "gezinnen_zonder_contact" not in vind()


def test_small_counts_are_said_in_words(vind: Vind) -> None:
    signaal = vind(contacten=zonder_contact, aannames=drempel(5))["gezinnen_zonder_contact"]
    assert signaal.waarde is None
    assert "enkele" in signaal.uitleg
    assert "1" not in signaal.uitleg


@pytest.mark.parametrize(
    ("aantal", "van", "verwacht"),
    [(4, 100, ("enkele", None)), (5, 100, ("5", 5.0)), (97, 100, ("de meeste", None)), (100, 100, ("100", 100.0))],
)
def test_words_for_a_count(aantal: int, van: int, verwacht: tuple[str, float | None]) -> None:
    assert signals._aantal(aantal, van, 5) == verwacht


def test_contacts_outside_the_supported_period(vind: Vind) -> None:
    signaal = vind(contacten=lambda t: t.replace("G01;16-03-2021", "G01;14-03-2021"))["contacten_buiten_periode"]
    assert signaal.waarde == 1
    randen = vind(contacten=lambda t: t.replace("G01;16-03", "G01;15-03").replace("G03;02-11", "G03;30-11"))
    assert "contacten_buiten_periode" not in randen  # first and last supported day


def test_no_signal_names_a_family_or_a_coach(vind: Vind) -> None:
    alles = vind(
        casus(1.0),
        contacten=lambda t: zonder_contact(t).replace("G01;16-03-2021", "G01;14-03-2021"),
        uren="coach;maand;directe_uren\nK01;2021-02;800\n",
    )
    assert len(alles) >= 5
    for signaal in alles.values():
        tekst = f"{signaal.titel} {signaal.regel} {signaal.uitleg}"
        assert not any(naam in tekst for naam in ("G01", "G06", "K01"))


@pytest.mark.parametrize(("uren", "ernst"), [(160, None), (161, "let_op"), (672, "let_op"), (673, "ernstig")])
def test_a_coach_with_more_hours_than_a_month_holds(vind: Vind, uren: int, ernst: str | None) -> None:
    # February 2021: 20 working days of 8 hours, 672 hours by the clock.
    signaal = vind(uren=f"coach;maand;directe_uren\nK01;2021-02;{uren}\n").get("uren_boven_maand")
    assert (signaal.ernst if signaal else None) == ernst
    if signaal:
        assert (signaal.waarde, signaal.grens) == (uren, 160)


def test_cases_that_stand_for_more_families_than_there_are(vind: Vind) -> None:
    signaal = vind(casussen=lambda t: t.replace(";4;", ";9;"))["aandeel_boven_een"]
    assert (signaal.waarde, signaal.grens) == (1.5, 1.0)
    assert "aandeel_boven_een" not in vind()


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_a_share_above_one_stands_in_the_report(tmp_path: Path, taal: str) -> None:
    jaar = ingest.read_year(maak_jaar(tmp_path / "2021", casussen=lambda t: t.replace(";4;", ";9;")))
    cijfers, opbrengst = kengetallen.compute(jaar), rendement.compute(jaar)
    uitkomst = results.build(jaar, cijfers, opbrengst, {}, signals.find(jaar, cijfers, opbrengst))
    tabel = text.tabellen(uitkomst, taal=taal)["signalen"]
    (rij,) = [r for r in tabel.splitlines() if {"nl": "**Aandeel boven", "en": "**Share above"}[taal] in r]
    assert rij.endswith("| 150% | 100% |")


def vorig(**cijfers: str) -> pd.DataFrame:
    return pd.DataFrame({"sleutel": list(cijfers), "waarde": list(cijfers.values())})


def test_a_jump_from_last_year(vind: Vind) -> None:
    signaal = vind(vorig=vorig(directe_uren="200,5"))["jaarsprong"]
    assert signaal.waarde == pytest.approx(477.25 / 200.5)
    assert signaal.grens == signals.SPRONG_FACTOR
    assert "jaarsprong" not in vind(vorig=vorig(directe_uren="450"))
    assert "jaarsprong" not in vind(vorig=vorig(directe_uren=""))  # was hidden
    assert "jaarsprong" not in vind(vorig=vorig(gezinnen_ondersteund="3"))  # too few to have a ratio
    daling = vind(vorig=vorig(directe_uren="4000"))["jaarsprong"]
    assert daling.grens == pytest.approx(1 / signals.SPRONG_FACTOR)


def test_a_stock_that_does_not_follow_last_years(vind: Vind) -> None:
    signaal = vind(vorig=vorig(gezinnen_lopend="2"))["stand_sluit_niet_aan"]
    assert (signaal.waarde, signaal.grens) == (1, 2)
    assert "stand_sluit_niet_aan" not in vind(vorig=vorig(gezinnen_lopend="1"))


def test_one_case_is_called_an_extrapolation(vind: Vind) -> None:
    assert "een_casus" in vind({**LEEG, "programma": {"extrapolatie": True}})
    assert "een_casus" not in vind()


def test_hidden_kengetallen_take_their_numbers_out_of_the_signals(tmp_path: Path) -> None:
    jaar = ingest.read_year(maak_jaar(tmp_path, contacten=zonder_contact))
    ruw = kengetallen.compute(jaar)
    gevonden = signals.find(jaar, ruw, casus(20000.0))
    dicht = ruw.onderdruk(["contacten_per_maand_soort/Totaal/Totaal", "huishoudtype_status/Totaal/Totaal"])
    for signaal in signals.bescherm(gevonden, dicht):
        if signaal.sleutel in ("uren_per_contact", "gezinnen_zonder_contact"):
            assert signaal.waarde is None
            assert not any(cijfer in signaal.uitleg for cijfer in "0123456789")
    # Found on protected figures, a signal that needs a hidden one is not there at all.
    assert "uren_per_contact" not in {s.sleutel for s in signals.find(jaar, dicht, casus(20000.0))}
