"""The what-if panel: the programme's result at other settings, in a form that a browser can repeat exactly.

``what_if_spec(jaar)`` gives the numbers, ``what_if(spec, instellingen)`` is the reference that the panel is tested
against. The formulas are those of ``formules``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from buurtrendement import formules, rendement
from buurtrendement.formules import (
    ALTERNATIEVEN,
    GEZINSCOACH,
    NULALTERNATIEVEN,
    REKENSLEUTELS,
    UITGANGSSITUATIE,
    ZONDER_GEZINSCOACH,
    Sommen,
    Spelregels,
)
from buurtrendement.ingest import Jaargegevens
from buurtrendement.kengetallen import TOTAAL
from buurtrendement.rendement import HERLEIDBAAR, HOOG, KLEIN_AANTAL, MIDDEN, STANDEN

PER_GEZIN: Mapping[str, str] = {
    "gezinscoach_per_gezin": GEZINSCOACH,
    "zonder_gezinscoach_per_gezin": ZONDER_GEZINSCOACH,
}
"""Settings of the what-if panel in euro per family per year, and the alternative that each moves."""

GEZINNENCEL = re.compile(r"casussen/(.*)/gezinnen")
"""Cells of ``kengetallen`` that say for how many families a case stands."""

OVERIGE = "overige"
"""The cell of all cases without consent together."""


def what_if_spec(jaar: Jaargegevens) -> dict[str, Any]:
    """All numbers that the what-if panel needs, so that a browser can repeat ``what_if`` without this package.

    Layout::

        {"beschikbaar": True, "omvat": "programma" | "casussen_met_toestemming", "aantal_gezinnen": int,
         "jaarsommen": {"bij_lage_kosten" | "midden" | "bij_hoge_kosten":              # of all families, euro per year
                        {"uitgangssituatie", "gezinscoach", "zonder_gezinscoach", "na_traject"}},
         "instellingen": {"succesgraad", "gezinscoach_per_gezin", "zonder_gezinscoach_per_gezin", "discontovoet",
                          "horizon_jaren", "trajectduur_jaren", "na_geen_succes", "deadweight", "attributie",
                          "verdringing", "uitdoving"},                                 # the report's own values
         "schuiven": [{"sleutel", "label", "eenheid", "waarde", "min", "max", "stap"}],
         "basis": what_if at the report's own values}

    or ``{"beschikbaar": False, "reden": code}``. When the sums of the whole programme would give a case without consent
    back, the panel is about the published cases together (``omvat``); without any, it is not available.

    The formula, for a twin in another language (all arithmetic in double precision; N = ``aantal_gezinnen``):

    1. A setting that is absent or null has the report's value. For ``gezinscoach_per_gezin`` and
       ``zonder_gezinscoach_per_gezin`` a given value v shifts the alternative's sum at every stand by
       ``d = v * N - jaarsommen.midden[alternatief]``: ``som = max(0, som + d)``. Absent: no shift.
    2. ``k = (1 - deadweight) * (1 - attributie) * (1 - verdringing)``;
       ``a = succesgraad + (1 - succesgraad) * na_geen_succes``; T, H = trajectduur_jaren, horizon_jaren.
    3. For t = 0 … H - 1, with cf = ``zonder_gezinscoach`` (dreigend_scenario) or ``uitgangssituatie`` (status_quo):
       t < T: ``stroom = (cf - uitgangssituatie) * k - gezinscoach``;
       else ``stroom = (cf - na_traject) * k * (1 - uitdoving) ** (t - T) * a``.
       ``contant = stroom / (1 + discontovoet) ** t``; ``cumulatief`` is its running sum; ``ncw`` its last value.
    4. ``V = sum over t < min(T, H) of 1 / (1 + discontovoet) ** t``; ``W = V * k``;
       ``Z = a * sum over T <= t < H of k * (1 - uitdoving) ** (t - T) / (1 + discontovoet) ** t``;
       ``omslagpunt = (W * uitgangssituatie + Z * na_traject + V * gezinscoach) / (W + Z)``, null when W + Z = 0.
    """
    geheel = rendement.maak_model(jaar)
    model = geheel.samen_te_tonen() if geheel.herleidbaar else geheel
    gezinnen = model.aantal_gezinnen
    if not gezinnen:
        return {"beschikbaar": False, "reden": HERLEIDBAAR if geheel.herleidbaar else "geen_gezinnen"}
    jaarsommen = {
        stand: {a: float(getattr(rendement.programmasommen(model, stand), a)) for a in ALTERNATIEVEN}
        for stand in STANDEN
    }
    instellingen: dict[str, float] = {s: getattr(model.spelregels, s) for s in REKENSLEUTELS}
    instellingen |= {s: jaarsommen[MIDDEN][a] / gezinnen for s, a in PER_GEZIN.items()}
    spec: dict[str, Any] = {
        "beschikbaar": True,
        "omvat": "casussen_met_toestemming" if geheel.herleidbaar else "programma",
        "aantal_gezinnen": gezinnen,
        "jaarsommen": jaarsommen,
        "instellingen": instellingen,
    }
    hoogste = max(jaarsommen[HOOG][UITGANGSSITUATIE], jaarsommen[HOOG][ZONDER_GEZINSCOACH]) / gezinnen
    spec["schuiven"] = _schuiven(instellingen, hoogste)
    spec["basis"] = what_if(spec, {})
    return spec


def afgeschermd(spec: dict[str, Any], cellen: Mapping[str, int | None]) -> dict[str, Any]:
    """The spec as it may be published next to the protected counts ``cellen`` (``None`` = hidden).

    The panel holds a number of families and sums over them. Together with the published amounts of each case these
    would give back for how many families a hidden case stands, so one hidden count among those that the sums are made
    of makes the panel unavailable (``klein_aantal``).
    """
    if not spec["beschikbaar"]:
        return spec
    geheel = spec["omvat"] == "programma"
    for cel, waarde in cellen.items():
        treffer = GEZINNENCEL.fullmatch(cel)
        if waarde is None and treffer and (geheel or treffer[1] not in {TOTAAL, OVERIGE}):
            return {"beschikbaar": False, "reden": KLEIN_AANTAL}
    return spec


def what_if(spec: Mapping[str, Any], instellingen: Mapping[str, float | None]) -> dict[str, Any]:
    """The programme's result at other settings: the reference for the panel in the HTML.

    Amounts are totals over all families in euro. ``kasstroom`` is undiscounted, ``cumulatief`` is discounted.

    Returns:
        ``{"instellingen": as filled in, "ncw": {cf: {stand}}, "kasstroom": {cf: {stand: [..]}},
        "cumulatief": {cf: {stand: [..]}}, "omslagpunt_zonder_gezinscoach": {stand}, "omslagpunt_per_gezin": {stand},
        "omslagpunt_succesgraad": {cf: {stand}}, "omslagpunt_succesgraad_reden": {cf: {stand}},
        "terugverdientijd_jaren": {cf: {stand}}}``, nulls where there is none.

    Raises:
        ValueError: when a setting is unknown, or the spec is not available.
    """
    if not spec["beschikbaar"]:
        raise ValueError("this year's what-if panel is not available")
    onbekend = sorted(set(instellingen) - set(spec["instellingen"]))
    if onbekend:
        raise ValueError(f"unknown settings: {', '.join(onbekend)}")
    gekozen = {s: basis if (v := instellingen.get(s)) is None else v for s, basis in spec["instellingen"].items()}
    waarden: dict[str, Any] = {s: gekozen[s] for s in REKENSLEUTELS}
    waarden |= {s: int(waarden[s]) for s in ("horizon_jaren", "trajectduur_jaren")}
    spel = Spelregels(**waarden)
    som = {stand: _verschoven(spec, stand, instellingen) for stand in STANDEN}
    aandeel, rente = float(spel.aandeel_na_traject), float(spel.discontovoet)
    gewicht = formules.gewichten(spel, aandeel)

    def vul(functie: Callable[[str, str], Any]) -> dict[str, dict[str, Any]]:
        return {cf: {stand: functie(cf, stand) for stand in STANDEN} for cf in NULALTERNATIEVEN}

    def cf_kosten(cf: str, stand: str) -> float:
        return float(som[stand].nulalternatief(cf))

    def graad(cf: str, stand: str) -> tuple[float | None, str | None]:
        return formules.omslagpunt_succesgraad(cf_kosten(cf, stand), som[stand], spel)

    stroom = vul(lambda cf, stand: formules.kasstroom(cf_kosten(cf, stand), som[stand], spel, aandeel))
    omslag = {stand: formules.omslagpunt_zonder_gezinscoach(som[stand], gewicht)[0] for stand in STANDEN}
    return {
        "instellingen": gekozen,
        "ncw": vul(lambda cf, stand: float(formules.ncw(cf_kosten(cf, stand), som[stand], gewicht))),
        "kasstroom": stroom,
        "cumulatief": vul(lambda cf, stand: np.cumsum(formules.discounted(stroom[cf][stand], rente)).tolist()),
        "omslagpunt_zonder_gezinscoach": omslag,
        "omslagpunt_per_gezin": {
            stand: None if punt is None else punt / spec["aantal_gezinnen"] for stand, punt in omslag.items()
        },
        "omslagpunt_succesgraad": vul(lambda cf, stand: graad(cf, stand)[0]),
        "omslagpunt_succesgraad_reden": vul(lambda cf, stand: graad(cf, stand)[1]),
        "terugverdientijd_jaren": vul(lambda cf, stand: formules.payback_years(stroom[cf][stand], rente)),
    }


def _verschoven(spec: Mapping[str, Any], stand: str, instellingen: Mapping[str, float | None]) -> Sommen:
    """The programme's sums at one stand, with the amounts per family that were set shifted (step 1 of the formula)."""
    bedragen = dict(spec["jaarsommen"][stand])
    for sleutel, alternatief in PER_GEZIN.items():
        waarde = instellingen.get(sleutel)
        if waarde is not None:
            verschil = waarde * spec["aantal_gezinnen"] - spec["jaarsommen"][MIDDEN][alternatief]
            bedragen[alternatief] = max(0.0, bedragen[alternatief] + verschil)
    return Sommen(**bedragen)


def _schuiven(instellingen: Mapping[str, float], hoogste_per_gezin: float) -> list[dict[str, Any]]:
    """The sliders: the report's value and how far each may go."""

    def duizendtal(bedrag: float) -> int:
        return max(1000, math.ceil(bedrag / 1000) * 1000)

    coach = duizendtal(2 * instellingen["gezinscoach_per_gezin"])
    zonder = duizendtal(1.5 * hoogste_per_gezin)
    voet, horizon = instellingen["discontovoet"], int(instellingen["horizon_jaren"])
    rijen: list[tuple[str, str, str, float, float, float]] = [
        ("succesgraad", "Aandeel gezinnen dat het redt", "fractie", 0, 1, 0.01),
        ("gezinscoach_per_gezin", "Kosten van de gezinscoach per gezin per jaar", "euro", 0, coach, 100),
        ("zonder_gezinscoach_per_gezin", "Kosten zonder gezinscoach per gezin per jaar", "euro", 0, zonder, 100),
        ("discontovoet", "Discontovoet", "fractie", 0, max(0.1, voet), 0.0025),
        ("horizon_jaren", "Aantal jaren dat meetelt", "jaar", 1, max(10, horizon), 1),
    ]
    namen = ("sleutel", "label", "eenheid", "min", "max", "stap")
    return [dict(zip(namen, rij, strict=True)) | {"waarde": instellingen[rij[0]]} for rij in rijen]
