"""The maatschappelijk rendement: what families cost with, without and after the coach, and what that is worth.

Every formula is derived in ``docs/methode.md``. Amounts are unrounded euro per year (or euro present value) at one
price level; rounding happens only in display. The formulas themselves are in ``formules``; here they meet the year's
cost lines.

Words: ``bij_lage_kosten`` takes every cost line at its minimum, ``bij_hoge_kosten`` every line at its maximum (so
the second may well be the lower *return*). Counterfactuals: ``dreigend_scenario`` (the ``zonder_gezinscoach`` costs)
and ``status_quo`` (the ``uitgangssituatie`` goes on). ``<cf>`` below is either of the two, ``{grens}`` stands for
``{"bij_lage_kosten": float | None, "bij_hoge_kosten": float | None}``.

Layout of ``compute(jaar)`` (= ``rendement.json``)::

    {"verslagjaar": 2021, "prijspeil": 2021,
     "casussen": {"C1": MATEN + {"omschrijving": str, "aantal_gezinnen": int}},     # only with toestemming = ja
     "programma": MATEN + PROGRAMMA,
     "casussen_met_toestemming": None | MATEN + PROGRAMMA,   # set when programma withholds something, see Privacy
     "aannames": {sleutel: {"label", "waarde", "laag", "hoog", "eenheid", "prijspeil", "herkomst", "bron",
                            "toelichting", "basiswaarde", "afwijkend": bool}},
     "basis": None | {"casussen": {C1: HOOFD}, "programma": HOOFD, "casussen_met_toestemming": None | HOOFD},
                                                                # set when an assumption was overridden
     "pm": [{"post": str, "richting": "+" | "-" | "?", "toelichting": str}],
     "prijspeilketen": [{"van": 2019, "naar": 2021, "factor": 1.04, "regels": 3,
                         "stappen": [{"jaar": 2020, "mutatie": 0.013, "factor": 1.013, "bron": str}]}],
     "redenen": {code: Dutch sentence}}                               # what the *_reden codes mean

MATEN (per casus: one family that reaches ``na_traject``; programma: sum over all families)::

    "jaarkosten": {"uitgangssituatie": {"laag", "hoog"}, "gezinscoach": {...}, "met_gezinscoach": {...},
                   "zonder_gezinscoach": {...}, "na_traject": {...}},
    "verschil_per_jaar": {<cf>: {grens}},                # gross: before SROI deductions
    "rendement_per_jaar_na_traject": {<cf>: {grens}},    # gross; programma: times aandeel_na_traject
    "ncw": {<cf>: {grens}},  "bkv": {<cf>: {grens}},  "terugverdientijd_jaren": {<cf>: {grens}},
    "omslagpunt_zonder_gezinscoach": {grens} + {"per_gezin": {grens},
         "afstand": {<cf>: {grens}},                     # assumed counterfactual cost minus omslagpunt; > 0: room
         "afstand_aandeel": {<cf>: {grens}}},            # the same as a share of the assumed cost
    "per_betaler": {"betalers": {betaler: BLOK},         # fiscaal + maatschappelijk, never overdracht
                    "overdracht": {betaler: BLOK},       # transfers, apart
                    "regels": {betaler: {soort: BLOK}},
                    "totalen": {"fiscaal": BLOK, "maatschappelijk_zonder_overdracht": BLOK, "overdracht": BLOK,
                                "alle_regels": BLOK}},   # saldo of alle_regels = ncw
    "kasstromen": {<cf>: {"jaar": [1, 2, 3], "fase": ["traject", "traject", "na"],
                          "stroom": STAND, "contant": STAND, "cumulatief": STAND}},   # cumulatief is of contant
    "onzekerheid": {<cf>: {"kans_positief", "p05", "p50", "p95"}}      # added by uncertainty.compute
    BLOK  = {"coach_per_jaar": {grens}, "coach_contant": {grens},
             <cf>: {"baten_per_jaar_tijdens": {grens}, "baten_per_jaar_na": {grens}, "baten_contant": {grens},
                    "saldo_contant": {grens}}}
    STAND = {"bij_lage_kosten": [float, ...], "midden": [...], "bij_hoge_kosten": [...]}

PROGRAMMA adds::

    "aantal_casussen": int, "aantal_gezinnen": int | None,   # None: would give a hidden case's small number back
    "extrapolatie": bool,               # True: rests on one case
    "aandeel_na_traject": float,        # succesgraad + (1 - succesgraad) * na_geen_succes
    "omslagpunt_succesgraad": {<cf>: {grens}},
    "omslagpunt_gezinnen_van_tien": {<cf>: {grens}},  # ten times the above, unrounded (round UP when saying 'at least')
    "herleidbaar": bool,                # True: all measures are withheld, see Privacy
    "achtergehouden": [measure, ...]    # names of the measures that are None for that reason

Every measure that may be null has a sibling ``<measure>_reden`` of the same shape holding a reason code, or None
where the value exists: ``bkv_reden``, ``terugverdientijd_jaren_reden``, ``omslagpunt_zonder_gezinscoach_reden``,
``omslagpunt_succesgraad_reden``; for a withheld measure ``<measure>`` is None and ``<measure>_reden`` is
``"herleidbaar"``.

HOOFD (the base case beside a deviating one) holds ``ncw``, ``bkv``, ``terugverdientijd_jaren``,
``omslagpunt_zonder_gezinscoach`` and, for the programme, ``omslagpunt_succesgraad``, each with its ``_reden``.

Privacy. A case without consent is left out of ``casussen`` but counts in ``programma``. What can be computed back by
subtracting is withheld (``Model.herleidbaar`` says when): where the programme minus the shown cases is one case, or
gives for how few families a case stands, every measure of the programme is None with the reason ``herleidbaar``.
``casussen_met_toestemming`` then gives the same measures for the shown cases together, without those whose number of
families is small; it says nothing about a hidden case. Where only the division over payers would point at one case
(``Model.betalers_herleidbaar``), only ``per_betaler`` is withheld. Cost lines of a case without consent never appear
by name, also not in the tornado.

Layout of the gevoeligheid dict: see ``uncertainty``. Layout of the what-if spec: see ``what_if``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from buurtrendement import prijspeil
from buurtrendement.aannames import Aannames
from buurtrendement.formules import (
    ALTERNATIEVEN,
    GEEN_KOSTEN,
    GEZINSCOACH,
    NA_TRAJECT,
    NULALTERNATIEVEN,
    REKENSLEUTELS,
    UITGANGSSITUATIE,
    ZONDER_GEZINSCOACH,
    Getal,
    Gewichten,
    Sommen,
    Spelregels,
    baten_contant,
    baten_kostenverhouding,
    discounted,
    gewichten,
    kasstroom,
    ncw,
    net_present_value,
    omslagpunt_succesgraad,
    omslagpunt_zonder_gezinscoach,
    payback_years,
)
from buurtrendement.ingest import Jaargegevens

__all__ = ["compute", "maak_model", "net_present_value", "payback_years", "vergelijk_prijspeil"]

FISCAAL, OVERDRACHT = "fiscaal", "overdracht"

LAAG, MIDDEN, HOOG = "bij_lage_kosten", "midden", "bij_hoge_kosten"
GRENZEN = (LAAG, HOOG)
STANDEN = (LAAG, MIDDEN, HOOG)

JA = "ja"

HERLEIDBAAR = "herleidbaar"
KLEIN_AANTAL = "klein_aantal"
REDENEN: Mapping[str, str] = {
    "niet_binnen_horizon": "De kosten van de gezinscoach worden binnen de gerekende jaren niet terugverdiend.",
    "geen_coachkosten": "Er zijn geen kosten van de gezinscoach, dus is er niets om de baten door te delen.",
    "geen_baten_meegeteld": "Door de aftrekposten telt geen enkele bate mee.",
    "geen_kosten": "De aangenomen kosten zijn nul, dus is er geen aandeel van te nemen.",
    "geen_gezinnen": "De casussen staan samen voor nul gezinnen.",
    "altijd_positief": "De uitkomst is positief, hoeveel gezinnen het ook redden.",
    "nooit_positief": "De uitkomst is negatief, ook als alle gezinnen het redden.",
    "niet_afhankelijk_van_succesgraad": "Het aandeel gezinnen dat het redt, verandert de uitkomst niet.",
    KLEIN_AANTAL: "Niet vermeld: hieruit zou een klein aantal gezinnen zijn terug te rekenen.",
    HERLEIDBAAR: "Niet vermeld: een casus die we niet mogen laten zien, zou hieruit zijn terug te rekenen.",
}

ACHTERHOUDEN = (
    "jaarkosten",
    "verschil_per_jaar",
    "rendement_per_jaar_na_traject",
    "ncw",
    "bkv",
    "terugverdientijd_jaren",
    "omslagpunt_zonder_gezinscoach",
    "per_betaler",
    "kasstromen",
    "omslagpunt_succesgraad",
    "omslagpunt_gezinnen_van_tien",
)
"""What the programme does not say when a hidden case could be computed back (``onzekerheid``: see ``uncertainty``)."""

HOOFDMATEN = (
    "ncw",
    "bkv",
    "terugverdientijd_jaren",
    "omslagpunt_zonder_gezinscoach",
    "omslagpunt_succesgraad",
)

PM_POSTEN: tuple[Mapping[str, str], ...] = (
    {
        "post": "Een ouder staat steviger in het leven",
        "richting": "+",
        "toelichting": "Meer weerbaarheid en zelfvertrouwen. Dat is veel waard, maar er is geen prijs voor.",
    },
    {
        "post": "Een voorkomen escalatie",
        "richting": "+",
        "toelichting": "Wat niet is gebeurd, is niet te tellen. Het dreigende scenario rekent er een deel van mee.",
    },
    {
        "post": "De ontwikkeling van de kinderen",
        "richting": "+",
        "toelichting": "Het effect op school, gezondheid en later werk valt grotendeels na de gerekende jaren.",
    },
    {
        "post": "Rust in de straat",
        "richting": "+",
        "toelichting": "Buren merken minder overlast. Dat is niet in euro gemeten.",
    },
    {
        "post": "Tijd van familie, buren en vrijwilligers",
        "richting": "-",
        "toelichting": "Het netwerk van het gezin steekt er eigen tijd in. Die tijd is niet meegerekend.",
    },
    {
        "post": "Druk op het gezin",
        "richting": "?",
        "toelichting": "Een coach die veel over de vloer komt, kan steun geven en ook belasten.",
    },
)
"""What counts and has no price. The direction is seen from the programme: ``+`` the return is in truth higher."""


# --- The model of a year -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Regel:
    """One cost line, euro per year in the model's price level."""

    casus: str
    alternatief: str
    kostenpost: str
    betaler: str
    soort: str
    laag: float
    hoog: float

    def bedrag(self, stand: str) -> float:
        """The amount at one of ``STANDEN``; the middle is halfway."""
        return {LAAG: self.laag, MIDDEN: (self.laag + self.hoog) / 2, HOOG: self.hoog}[stand]


@dataclass(frozen=True)
class Casus:
    """A case: the cost lines of one family, and for how many families it stands."""

    sleutel: str
    omschrijving: str
    aantal_gezinnen: int
    toestemming: bool
    regels: tuple[Regel, ...]


@dataclass(frozen=True)
class Model:
    """All that the rendement of a year is computed from."""

    verslagjaar: int
    prijspeil: int
    drempel: int
    spelregels: Spelregels
    casussen: tuple[Casus, ...]

    @property
    def aantal_gezinnen(self) -> int:
        """Families that the cases stand for together."""
        return sum(c.aantal_gezinnen for c in self.casussen)

    @property
    def gepubliceerd(self) -> tuple[Casus, ...]:
        """The cases whose own figures may be printed."""
        return tuple(c for c in self.casussen if c.toestemming)

    @property
    def verborgen(self) -> tuple[Casus, ...]:
        """The cases that count in the programme only (and do count: those for no family at all reveal nothing)."""
        return tuple(c for c in self.casussen if not c.toestemming and c.aantal_gezinnen)

    def klein(self, casus: Casus) -> bool:
        """Whether the number of families of a case that is shown may not be known."""
        return self.drempel > 1 and casus.toestemming and 0 < casus.aantal_gezinnen < self.drempel

    @property
    def kleine(self) -> tuple[Casus, ...]:
        """The cases of which the amounts are shown, but not for how many families they stand."""
        return tuple(c for c in self.casussen if self.klein(c))

    def samen_te_tonen(self) -> Model:
        """The same year with only the cases of which amounts and number of families may both be known."""
        return replace(self, casussen=tuple(c for c in self.gepubliceerd if not self.klein(c)))

    @property
    def rest_is_klein(self) -> bool:
        """Whether the other cases together stand for so few families that the total may not be known."""
        rest = sum(c.aantal_gezinnen for c in (*self.verborgen, *self.kleine))
        return 0 < rest < self.drempel

    @property
    def herleidbaar(self) -> bool:
        """Whether the programme minus the cases that are shown gives something back that must stay hidden.

        Per alternative of the cost that is so when the difference is the cost of one hidden case, or when no hidden
        case stands between the difference and the small number of families of a shown case.
        """
        if self.rest_is_klein:
            return True
        verraden = {0, 1} if self.kleine else {1}
        return any(self._verborgen_met(alternatief=a) in verraden for a in ALTERNATIEVEN)

    @property
    def betalers_herleidbaar(self) -> bool:
        """Whether a payer's amounts of the programme are, beyond the cases that are shown, those of one hidden case."""
        groepen = {(r.betaler, r.soort, r.alternatief) for c in self.verborgen for r in c.regels}
        return self.herleidbaar or any(
            self._verborgen_met(betaler=b, soort=s, alternatief=a) == 1 for b, s, a in groepen
        )

    def _verborgen_met(self, **kenmerken: str) -> int:
        """How many hidden cases have an amount among the lines with these properties."""

        def heeft_bedrag(casus: Casus) -> bool:
            return any(r.hoog > 0 and all(getattr(r, k) == w for k, w in kenmerken.items()) for r in casus.regels)

        return sum(heeft_bedrag(casus) for casus in self.verborgen)


def maak_model(jaar: Jaargegevens, aannames: Aannames | None = None) -> Model:
    """Read the cases and cost lines of a year and bring every line to the one price level of the assumptions.

    ``aannames`` replaces those of the year (used for the base case beside a deviating one), except the threshold: what
    stands in one report is protected by one threshold, the one of this run.

    Raises:
        GegevensFout: when the CPI chain lacks a year.
    """
    gekozen = jaar.aannames if aannames is None else aannames
    naar = int(gekozen["prijspeil"])
    casussen, kosten = jaar.tabellen["casussen"], jaar.tabellen["kosten"]
    factoren = _factoren(kosten, naar, jaar.cpi)
    regels = [_regel(rij, factoren) for rij in kosten.to_dict("records")]
    return Model(
        verslagjaar=jaar.verslagjaar,
        prijspeil=naar,
        drempel=int(jaar.aannames["drempel_kleine_aantallen"]),
        spelregels=spelregels(gekozen),
        casussen=tuple(_casus(rij, regels) for rij in casussen.to_dict("records")),
    )


def spelregels(aannames: Aannames) -> Spelregels:
    """The assumptions that the formulas need, out of all assumptions of a year."""
    waarden: dict[str, Any] = {sleutel: aannames[sleutel] for sleutel in REKENSLEUTELS}
    for sleutel in ("horizon_jaren", "trajectduur_jaren"):
        waarden[sleutel] = int(waarden[sleutel])
    return Spelregels(**waarden)


def sommen(regels: Iterable[Regel], stand: str) -> Sommen:
    """Sum of the lines per alternative, at one of ``STANDEN``.

    Added in decimal: amounts are typed in euro and cents, and published totals must come out to the cent.
    """
    totalen = dict.fromkeys(ALTERNATIEVEN, Decimal(0))
    for regel in regels:
        totalen[regel.alternatief] += Decimal(repr(regel.bedrag(stand)))
    return Sommen(**{a: float(bedrag) for a, bedrag in totalen.items()})


def programmasommen(model: Model, stand: str, kies: Callable[[Regel], bool] | None = None) -> Sommen:
    """Sum over all families that the cases stand for; ``kies`` takes a part of the lines."""
    totaal = GEEN_KOSTEN
    for casus in model.casussen:
        regels = [r for r in casus.regels if kies is None or kies(r)]
        totaal = totaal.plus(sommen(regels, stand).keer(casus.aantal_gezinnen))
    return totaal


def _factoren(kosten: pd.DataFrame, naar: int, cpi: pd.DataFrame) -> dict[int, float]:
    return {jaar: prijspeil.factor(jaar, naar, cpi) for jaar in sorted({int(j) for j in kosten["prijspeil"]})}


def _regel(rij: Mapping[Any, Any], factoren: Mapping[int, float]) -> Regel:
    factor = factoren[int(rij["prijspeil"])]
    return Regel(
        casus=str(rij["casus"]),
        alternatief=str(rij["alternatief"]),
        kostenpost=str(rij["kostenpost"]),
        betaler=str(rij["betaler"]),
        soort=str(rij["soort"]),
        laag=float(rij["minimum"]) * factor,
        hoog=float(rij["maximum"]) * factor,
    )


def _casus(rij: Mapping[Any, Any], regels: Sequence[Regel]) -> Casus:
    sleutel = str(rij["casus"])
    return Casus(
        sleutel=sleutel,
        omschrijving=str(rij["omschrijving"]),
        aantal_gezinnen=int(rij["aantal_gezinnen"]),
        toestemming=bool(rij["toestemming"] == JA),
        regels=tuple(r for r in regels if r.casus == sleutel),
    )


# --- The result as published -------------------------------------------------------------------------------------


def compute(jaar: Jaargegevens) -> dict[str, Any]:
    """The whole rendement of a year, in the layout of the module's docstring (without ``onzekerheid``).

    Raises:
        GegevensFout: when amounts cannot be brought to the price level of the assumptions.
    """
    model = maak_model(jaar)
    return {
        "verslagjaar": jaar.verslagjaar,
        "prijspeil": model.prijspeil,
        "casussen": {c.sleutel: _casus_json(c, model) for c in model.gepubliceerd},
        "programma": _programma_json(model),
        "casussen_met_toestemming": _met_toestemming_json(model),
        "aannames": aannames_json(jaar.aannames),
        "basis": _basis_json(jaar),
        "pm": [dict(post) for post in PM_POSTEN],
        "prijspeilketen": prijspeilketen(jaar),
        "redenen": dict(REDENEN),
    }


def aannames_json(aannames: Aannames) -> dict[str, dict[str, Any]]:
    """Every assumption as used, by key; ``afwijkend`` marks an override, ``basiswaarde`` is what it overrides."""
    velden = (
        "label",
        "waarde",
        "laag",
        "hoog",
        "eenheid",
        "prijspeil",
        "herkomst",
        "bron",
        "toelichting",
        "basiswaarde",
        "afwijkend",
    )
    return {r.sleutel: {v: _json_waarde(getattr(r, v)) for v in velden} for r in aannames.regels}


def prijspeilketen(jaar: Jaargegevens) -> list[dict[str, Any]]:
    """How the cost lines of each price year were brought to the common price level, step by step."""
    naar = int(jaar.aannames["prijspeil"])
    tellingen = jaar.tabellen["kosten"]["prijspeil"].astype(int).value_counts().sort_index()
    ketens = []
    for van, aantal in tellingen.items():
        eigen = prijspeil.stappen(int(str(van)), naar, jaar.cpi) if van != naar else None
        stappen = [] if eigen is None else eigen.to_dict("records")
        ketens.append(
            {
                "van": int(str(van)),
                "naar": naar,
                "factor": float(stappen[-1]["factor"]) if stappen else 1.0,
                "regels": int(aantal),
                "stappen": [
                    {
                        "jaar": int(s["jaar"]),
                        "mutatie": float(s["mutatie"]),
                        "factor": float(s["jaarfactor"]),
                        "bron": str(s["bron"]),
                    }
                    for s in stappen
                ],
            }
        )
    return ketens


def vergelijk_prijspeil(jaar: Jaargegevens) -> pd.DataFrame:
    """The same chains as one table, for the notebook."""
    naar = int(jaar.aannames["prijspeil"])
    van = {int(j) for j in jaar.tabellen["kosten"]["prijspeil"]}
    return prijspeil.vergelijk_prijspeil(van, naar, jaar.cpi)


def _casus_json(casus: Casus, model: Model) -> dict[str, Any]:
    per_stand = {stand: sommen(casus.regels, stand) for stand in STANDEN}

    def deel(kies: Callable[[Regel], bool], stand: str) -> Sommen:
        return sommen((r for r in casus.regels if kies(r)), stand)

    return {
        "omschrijving": casus.omschrijving,
        "aantal_gezinnen": None if model.klein(casus) else casus.aantal_gezinnen,
        **_maten(per_stand, deel, _soorten(casus.regels), model.spelregels, aandeel_na=1.0, gezinnen=1),
    }


def _programma_json(model: Model) -> dict[str, Any]:
    spel = model.spelregels
    aandeel = float(spel.aandeel_na_traject)
    per_stand = {stand: programmasommen(model, stand) for stand in STANDEN}

    def deel(kies: Callable[[Regel], bool], stand: str) -> Sommen:
        return programmasommen(model, stand, kies)

    regels = [r for c in model.casussen for r in c.regels]
    maten = _maten(per_stand, deel, _soorten(regels), spel, aandeel, model.aantal_gezinnen)
    graad, graad_reden = _per_nulalternatief(
        lambda cf, grens: omslagpunt_succesgraad(float(per_stand[grens].nulalternatief(cf)), per_stand[grens], spel)
    )
    programma = {
        "aantal_casussen": len(model.casussen),
        "aantal_gezinnen": None if model.rest_is_klein else model.aantal_gezinnen,
        "aantal_gezinnen_reden": KLEIN_AANTAL if model.rest_is_klein else None,
        "extrapolatie": len(model.casussen) == 1 and model.aantal_gezinnen > 1,
        "aandeel_na_traject": aandeel,
        **maten,
        "omslagpunt_succesgraad": graad,
        "omslagpunt_succesgraad_reden": graad_reden,
        "omslagpunt_gezinnen_van_tien": {
            cf: {g: None if x is None else 10 * x for g, x in grenzen.items()} for cf, grenzen in graad.items()
        },
        "herleidbaar": model.herleidbaar,
        "achtergehouden": _achtergehouden(model),
    }
    for maat in programma["achtergehouden"]:
        programma[maat] = None
        programma[f"{maat}_reden"] = HERLEIDBAAR
    return programma


def _achtergehouden(model: Model) -> list[str]:
    if model.herleidbaar:
        return list(ACHTERHOUDEN)
    return ["per_betaler"] if model.betalers_herleidbaar else []


def _met_toestemming_json(model: Model) -> dict[str, Any] | None:
    """The shown cases together, when the programme itself must keep silent about something."""
    deel = model.samen_te_tonen()
    return _programma_json(deel) if model.betalers_herleidbaar and deel.aantal_gezinnen else None


def _basis_json(jaar: Jaargegevens) -> dict[str, Any] | None:
    """The main results under the assumptions of the file, when at least one was overridden."""
    if not any(r.afwijkend for r in jaar.aannames.regels):
        return None
    model = maak_model(jaar, jaar.aannames.basis())
    deel = _met_toestemming_json(model)
    return {
        "casussen": {c.sleutel: _hoofdmaten(_casus_json(c, model)) for c in model.gepubliceerd},
        "programma": _hoofdmaten(_programma_json(model)),
        "casussen_met_toestemming": None if deel is None else _hoofdmaten(deel),
    }


def _hoofdmaten(maten: Mapping[str, Any]) -> dict[str, Any]:
    namen = [naam for maat in HOOFDMATEN for naam in (maat, f"{maat}_reden")]
    return {naam: maten[naam] for naam in namen if naam in maten}


def _maten(
    per_stand: Mapping[str, Sommen],
    deel: Callable[[Callable[[Regel], bool], str], Sommen],
    soorten: Sequence[tuple[str, str]],
    spel: Spelregels,
    aandeel_na: float,
    gezinnen: int,
) -> dict[str, Any]:
    """All measures of one case or of the programme (MATEN in the module's docstring)."""
    gewicht = gewichten(spel, aandeel_na)
    rente = float(spel.discontovoet)

    def stroom(cf: str, stand: str) -> list[float]:
        som = per_stand[stand]
        return kasstroom(float(som.nulalternatief(cf)), som, spel, aandeel_na)

    def bkv(cf: str, grens: str) -> tuple[float | None, str | None]:
        som = per_stand[grens]
        return baten_kostenverhouding(float(som.nulalternatief(cf)), som, gewicht)

    def terugverdientijd(cf: str, grens: str) -> tuple[float | None, str | None]:
        tijd = payback_years(stroom(cf, grens), rente)
        return tijd, "niet_binnen_horizon" if tijd is None else None

    bkv_waarde, bkv_reden = _per_nulalternatief(bkv)
    tijd_waarde, tijd_reden = _per_nulalternatief(terugverdientijd)
    omslag, omslag_reden = _omslag(per_stand, gewicht, gezinnen)
    return {
        "jaarkosten": _jaarkosten(per_stand),
        "verschil_per_jaar": _grenzen_per_nulalternatief(
            lambda cf, g: per_stand[g].nulalternatief(cf) - per_stand[g].met_gezinscoach
        ),
        "rendement_per_jaar_na_traject": _grenzen_per_nulalternatief(
            lambda cf, g: (per_stand[g].nulalternatief(cf) - per_stand[g].na_traject) * aandeel_na
        ),
        "ncw": _grenzen_per_nulalternatief(lambda cf, g: ncw(per_stand[g].nulalternatief(cf), per_stand[g], gewicht)),
        "bkv": bkv_waarde,
        "bkv_reden": bkv_reden,
        "terugverdientijd_jaren": tijd_waarde,
        "terugverdientijd_jaren_reden": tijd_reden,
        "omslagpunt_zonder_gezinscoach": omslag,
        "omslagpunt_zonder_gezinscoach_reden": omslag_reden,
        "per_betaler": _per_betaler(deel, soorten, gewicht, aandeel_na),
        "kasstromen": {cf: _kasstromen(cf, stroom, spel) for cf in NULALTERNATIEVEN},
    }


def _jaarkosten(per_stand: Mapping[str, Sommen]) -> dict[str, dict[str, float]]:
    namen = (UITGANGSSITUATIE, GEZINSCOACH, "met_gezinscoach", ZONDER_GEZINSCOACH, NA_TRAJECT)
    return {
        naam: {"laag": float(getattr(per_stand[LAAG], naam)), "hoog": float(getattr(per_stand[HOOG], naam))}
        for naam in namen
    }


def _omslag(
    per_stand: Mapping[str, Sommen], gewicht: Gewichten, gezinnen: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    """``omslagpunt_zonder_gezinscoach`` with the distance to what was assumed, and the reasons of the nulls."""
    punt: dict[str, float | None] = {}
    reden: dict[str, Any] = {}
    for grens in GRENZEN:
        punt[grens], reden[grens] = omslagpunt_zonder_gezinscoach(per_stand[grens], gewicht)

    def afstand(cf: str, grens: str) -> float | None:
        omslag = punt[grens]
        return None if omslag is None else float(per_stand[grens].nulalternatief(cf)) - omslag

    def aandeel(cf: str, grens: str) -> float | None:
        ruimte, aangenomen = afstand(cf, grens), float(per_stand[grens].nulalternatief(cf))
        return None if ruimte is None or aangenomen == 0 else ruimte / aangenomen

    def per_gezin(grens: str) -> float | None:
        omslag = punt[grens]
        return None if omslag is None or not gezinnen else omslag / gezinnen

    def reden_per_gezin(grens: str) -> str | None:
        return reden[grens] if punt[grens] is None or gezinnen else "geen_gezinnen"

    def reden_aandeel(cf: str, grens: str) -> str | None:
        return reden[grens] if punt[grens] is None or aandeel(cf, grens) is not None else "geen_kosten"

    def vul(functie: Callable[[str, str], Any]) -> dict[str, Any]:
        return {cf: {g: functie(cf, g) for g in GRENZEN} for cf in NULALTERNATIEVEN}

    waarden = {
        **punt,
        "per_gezin": {g: per_gezin(g) for g in GRENZEN},
        "afstand": vul(afstand),
        "afstand_aandeel": vul(aandeel),
    }
    redenen = {
        **reden,
        "per_gezin": {g: reden_per_gezin(g) for g in GRENZEN},
        "afstand": vul(lambda _, g: reden[g]),
        "afstand_aandeel": vul(reden_aandeel),
    }
    return waarden, redenen


def _per_betaler(
    deel: Callable[[Callable[[Regel], bool], str], Sommen],
    soorten: Sequence[tuple[str, str]],
    gewicht: Gewichten,
    aandeel_na: float,
) -> dict[str, Any]:
    """Who pays and who gains. Transfers (``overdracht``) never enter the rows of ``betalers``."""

    def blok(kies: Callable[[Regel], bool]) -> dict[str, Any]:
        return _blok({grens: deel(kies, grens) for grens in GRENZEN}, gewicht, aandeel_na)

    betalers = list(dict.fromkeys(betaler for betaler, _ in soorten))
    return {
        "betalers": {
            b: blok(lambda r, b=b: r.betaler == b and r.soort != OVERDRACHT)  # type: ignore[misc]
            for b in betalers
            if any(wie == b and soort != OVERDRACHT for wie, soort in soorten)
        },
        "overdracht": {
            b: blok(lambda r, b=b: r.betaler == b and r.soort == OVERDRACHT)  # type: ignore[misc]
            for b in betalers
            if (b, OVERDRACHT) in soorten
        },
        "regels": {
            b: {
                s: blok(lambda r, b=b, s=s: r.betaler == b and r.soort == s)  # type: ignore[misc]
                for wie, s in soorten
                if wie == b
            }
            for b in betalers
        },
        "totalen": {
            "fiscaal": blok(lambda r: r.soort == FISCAAL),
            "maatschappelijk_zonder_overdracht": blok(lambda r: r.soort != OVERDRACHT),
            "overdracht": blok(lambda r: r.soort == OVERDRACHT),
            "alle_regels": blok(lambda _: True),
        },
    }


def _blok(per_grens: Mapping[str, Sommen], gewicht: Gewichten, aandeel_na: float) -> dict[str, Any]:
    """Cost and benefit of one group of lines: per year (gross) and as present value (after deductions)."""

    def grenzen(functie: Callable[[Sommen], Getal]) -> dict[str, float]:
        return {grens: float(functie(som)) for grens, som in per_grens.items()}

    def per_nulalternatief(cf: str) -> dict[str, dict[str, float]]:
        return {
            "baten_per_jaar_tijdens": grenzen(lambda s: s.nulalternatief(cf) - s.uitgangssituatie),
            "baten_per_jaar_na": grenzen(lambda s: (s.nulalternatief(cf) - s.na_traject) * aandeel_na),
            "baten_contant": grenzen(lambda s: baten_contant(s.nulalternatief(cf), s, gewicht)),
            "saldo_contant": grenzen(lambda s: ncw(s.nulalternatief(cf), s, gewicht)),
        }

    return {
        "coach_per_jaar": grenzen(lambda s: s.gezinscoach),
        "coach_contant": grenzen(lambda s: gewicht.coach * s.gezinscoach),
        **{cf: per_nulalternatief(cf) for cf in NULALTERNATIEVEN},
    }


def _kasstromen(cf: str, stroom: Callable[[str, str], list[float]], spel: Spelregels) -> dict[str, Any]:
    jaren = range(1, spel.horizon_jaren + 1)
    stromen = {stand: stroom(cf, stand) for stand in STANDEN}
    contant = {stand: discounted(reeks, float(spel.discontovoet)).tolist() for stand, reeks in stromen.items()}
    return {
        "jaar": list(jaren),
        "fase": ["traject" if j <= spel.trajectduur_jaren else "na" for j in jaren],
        "stroom": stromen,
        "contant": contant,
        "cumulatief": {stand: np.cumsum(reeks).tolist() for stand, reeks in contant.items()},
    }


def _soorten(regels: Iterable[Regel]) -> list[tuple[str, str]]:
    """The pairs of betaler and soort that occur, in order of first appearance."""
    return list(dict.fromkeys((r.betaler, r.soort) for r in regels))


def _grenzen_per_nulalternatief(functie: Callable[[str, str], Getal]) -> dict[str, dict[str, float]]:
    return {cf: {grens: float(functie(cf, grens)) for grens in GRENZEN} for cf in NULALTERNATIEVEN}


def _per_nulalternatief(
    functie: Callable[[str, str], tuple[float | None, str | None]],
) -> tuple[dict[str, dict[str, float | None]], dict[str, dict[str, str | None]]]:
    """The values and, in the same shape, the codes of why a value is missing."""
    paren = {cf: {grens: functie(cf, grens) for grens in GRENZEN} for cf in NULALTERNATIEVEN}
    waarden = {cf: {g: paar[0] for g, paar in grenzen.items()} for cf, grenzen in paren.items()}
    redenen = {cf: {g: paar[1] for g, paar in grenzen.items()} for cf, grenzen in paren.items()}
    return waarden, redenen


def _json_waarde(waarde: Any) -> Any:
    """Missing as None, numpy numbers as Python numbers."""
    if waarde is None or waarde is pd.NA or waarde is pd.NaT:
        return None
    if isinstance(waarde, np.generic):
        waarde = waarde.item()
    return None if isinstance(waarde, float) and math.isnan(waarde) else waarde
