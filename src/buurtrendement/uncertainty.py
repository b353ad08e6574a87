"""How sure the rendement is: seeded Monte Carlo, tornado, and which assumption is most worth measuring.

What is drawn: every cost line with a range and every assumption with ``laag`` and ``hoog`` that is not a number of
whole years. Lines of one case with the same ``kostenpost`` and ``betaler`` move together (a police call-out that turns
out dear is dear in every alternative), everything else independently. The distribution is PERT (mode: the value of the
assumption; for a cost line halfway) or, on request, uniform. Each quantity has its own stream of random numbers,
derived from the seed and its name: adding a line does not change the draws of another, and drawing in chunks gives the
same bits.

``compute(jaar, rendement)`` returns two dicts. The first is ``rendement`` with ``onzekerheid`` added to every case, to
the programme, to ``casussen_met_toestemming`` and to ``basis`` where these exist (``{<cf>: {"kans_positief", "p05",
"p50", "p95"}}``). The second is the gevoeligheid, about the programme::

    {"instellingen": {"trekkingen": int, "toevalszaad": int, "verdeling": "pert" | "uniform"},
     "kasstromen": {<cf>: {"jaar": [1, 2, 3], "bij_lage_kosten": [...], "midden": [...], "bij_hoge_kosten": [...]}},
                                     # cumulative, discounted
     "kasstromen_omvat": "programma" | "casussen_met_toestemming" | None,   # None: there are none to show
     "basiswaarde": {<cf>: float},   # NCW with every line halfway and every assumption at its value
     "tornado": {<cf>: [STAAF]},     # widest first; a quantity that does not move the NCW has no bar
     "nulalternatief": STAAF,        # the choice itself: NCW under status_quo (laag) and dreigend_scenario (hoog)
     "waarde_van_meten": {<cf>: [{"sleutel", "label", "evppi", "aandeel_spreiding"}]},    # most worth measuring first
     "waarde_van_alles_weten": {<cf>: float},     # EVPI: what knowing everything would be worth
     "waarde_nulalternatief": float,              # EVPPI of the counterfactual, at even chances of the two
     "verdeling": {<cf>: {"grenzen": [n + 1 edges], "aantallen": [n], "dichtheid": [n]}}}   # same edges for both

    STAAF = {"sleutel", "label", "eenheid", "laag", "hoog", "per_alternatief": {alternatief: {"laag", "hoog"}},
             "bij_laag", "bij_hoog", "breedte"}

``laag`` and ``hoog`` are the two values of the quantity, ``bij_laag`` and ``bij_hoog`` the NCW there (``bij_laag`` may
well be the higher). For cost lines they are euro per year, None when the lines that move together have different ranges
(see ``per_alternatief``). ``evppi`` is euro per decision on the whole programme: how much better the choice between
going on and stopping becomes on average when this one quantity is known. ``aandeel_spreiding`` is the share of the
variance of the NCW that it explains. The cost lines of all cases without consent share one bar and one value,
``casussen_zonder_toestemming``, with ``laag`` and ``hoog`` None; they are drawn one by one like all others.

Sources: Jalal and Alarid-Escudero 2018, Medical Decision Making 38(2) (EVPPI by regression on the quantity; exact here,
because the NCW is linear in a cost line); docs/methode.md.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from buurtrendement import rendement as rekenmodel
from buurtrendement.aannames import BEKEND, Aannames
from buurtrendement.formules import (
    ALTERNATIEVEN,
    DREIGEND_SCENARIO,
    GEEN_KOSTEN,
    NULALTERNATIEVEN,
    REKENSLEUTELS,
    STATUS_QUO,
    Sommen,
    Spelregels,
    gewichten,
    ncw,
)
from buurtrendement.ingest import Jaargegevens
from buurtrendement.rendement import MIDDEN, Model, Regel

Verdeling = Literal["pert", "uniform"]
Reeks = npt.NDArray[np.float64]

BLOK = 50_000
"""Draws at a time: keeps memory small; the result does not depend on it."""

MEETTREKKINGEN = 100_000
"""Draws used to say what is worth measuring: the first ones, enough for an order among quantities."""

KLASSEN = 60
ZONDER_TOESTEMMING = "casussen_zonder_toestemming"
EURO_PER_JAAR = "euro per jaar"

# In these two the NCW is curved, so the regression behind the EVPPI needs more than a straight line.
KROMME_SLEUTELS = {"discontovoet": 4, "uitdoving": 4}


@dataclass(frozen=True)
class Grootheid:
    """Something uncertain: an assumption (``aanname`` is its key) or cost lines that move together (``regels``).

    ``laag``, ``waarde`` and ``hoog`` are in the unit of the quantity; for cost lines they are fractions of the way from
    minimum to maximum (0, ½, 1), because several lines share one draw.
    """

    sleutel: str
    label: str
    eenheid: str
    laag: float
    waarde: float
    hoog: float
    regels: tuple[Regel, ...] = ()
    aanname: str | None = None
    verborgen: bool = False

    @property
    def geheel(self) -> bool:
        """Whole years: in the tornado, never drawn."""
        return self.aanname is not None and BEKEND[self.aanname].soort != "fractie"

    def bron(self, zaad: int) -> np.random.Generator:
        """This quantity's own stream of random numbers."""
        vingerafdruk = hashlib.sha256(self.sleutel.encode("utf-8")).digest()
        entropie = [zaad, *np.frombuffer(vingerafdruk, dtype="<u4").tolist()]
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropie)))

    def trek(self, bron: np.random.Generator, aantal: int, verdeling: Verdeling) -> Reeks:
        """The next ``aantal`` draws of the quantity."""
        breedte = self.hoog - self.laag
        if verdeling == "uniform":
            return self.laag + breedte * bron.random(aantal)
        a = 1 + 4 * (self.waarde - self.laag) / breedte
        b = 1 + 4 * (self.hoog - self.waarde) / breedte
        return self.laag + breedte * bron.beta(a, b, aantal)


@dataclass(frozen=True)
class Simulatie:
    """NCW per draw: of the programme and of every published case, per counterfactual."""

    programma: Mapping[str, Reeks]
    casussen: Mapping[str, Mapping[str, Reeks]]


def compute(
    jaar: Jaargegevens,
    rendement: Mapping[str, Any],
    verdeling: Verdeling = "pert",
    trekkingen: int | None = None,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """``rendement`` with its uncertainty added, and the gevoeligheid (layouts: the module's docstring).

    ``rendement`` itself is not changed. ``trekkingen`` replaces the number in the assumptions.
    """
    zaad = int(jaar.aannames["toevalszaad"])
    aantal = int(jaar.aannames["trekkingen"]) if trekkingen is None else trekkingen
    model = rekenmodel.maak_model(jaar)
    grootheden = vind_grootheden(model, jaar.aannames)

    def trek(deel: Model, aannames: Aannames) -> Simulatie:
        return simuleer(deel, vind_grootheden(deel, aannames), aantal, zaad, verdeling)

    uitkomst = simuleer(model, grootheden, aantal, zaad, verdeling)
    aangevuld = _met_onzekerheid(rendement, uitkomst)
    if rendement["casussen_met_toestemming"] is not None:
        deel = trek(model.samen_te_tonen(), jaar.aannames)
        aangevuld["casussen_met_toestemming"] = _erbij(rendement["casussen_met_toestemming"], deel.programma)
    if rendement["basis"] is not None:
        aangevuld["basis"] = _basis_met_onzekerheid(jaar, rendement["basis"], trek)
    # The NCW at many settings is as many equations in the sums behind it, and so is its distribution: where a hidden
    # case could be computed back, only the cases that are shown are taken apart.
    getoond = model.samen_te_tonen() if model.herleidbaar else model
    bereik = vind_grootheden(getoond, jaar.aannames) if getoond.casussen else ()
    reeksen = trek(getoond, jaar.aannames).programma if model.herleidbaar else uitkomst.programma
    basis = {cf: ncw_bij(getoond, {}, cf) for cf in NULALTERNATIEVEN}
    staven = {cf: tornado(getoond, bereik, cf) for cf in NULALTERNATIEVEN}
    gevoeligheid = {
        "instellingen": {"trekkingen": aantal, "toevalszaad": zaad, "verdeling": verdeling},
        **_kasstromen(rendement),
        "basiswaarde": basis,
        "tornado": staven,
        "tornado_omvat": "casussen_met_toestemming" if model.herleidbaar else "programma",
        "nulalternatief": _staaf_nulalternatief(basis),
        "waarde_van_meten": {
            cf: waarde_van_meten(reeksen[cf], _die_bewegen(bereik, staven[cf]), zaad, verdeling)
            for cf in NULALTERNATIEVEN
        },
        "waarde_van_alles_weten": {cf: evpi(reeks) for cf, reeks in reeksen.items()},
        "waarde_nulalternatief": _waarde_nulalternatief(reeksen),
        "verdeling": verdeling_van(reeksen),
    }
    return aangevuld, gevoeligheid


# --- What is uncertain -------------------------------------------------------------------------------------------


def vind_grootheden(model: Model, aannames: Aannames) -> tuple[Grootheid, ...]:
    """Everything with a range: cost lines and assumptions."""
    return (*_kostengrootheden(model), *_aannamegrootheden(aannames))


def _kostengrootheden(model: Model) -> Iterator[Grootheid]:
    meer = len(model.casussen) > 1
    for casus in model.casussen:
        groepen: dict[tuple[str, str], list[Regel]] = {}
        for regel in casus.regels:
            if regel.hoog > regel.laag:
                groepen.setdefault((regel.kostenpost, regel.betaler), []).append(regel)
        for (kostenpost, betaler), regels in groepen.items():
            yield Grootheid(
                f"kosten/{casus.sleutel}/{kostenpost}/{betaler}",
                f"{kostenpost} ({casus.sleutel})" if meer else kostenpost,
                EURO_PER_JAAR,
                laag=0.0,
                waarde=0.5,
                hoog=1.0,
                regels=tuple(regels),
                verborgen=not casus.toestemming,
            )


def _aannamegrootheden(aannames: Aannames) -> Iterator[Grootheid]:
    for sleutel in REKENSLEUTELS:
        regel = aannames.regel(sleutel)
        if regel.laag is not None and regel.hoog is not None and regel.hoog > regel.laag:
            yield Grootheid(
                f"aanname/{sleutel}",
                regel.label,
                regel.eenheid,
                float(regel.laag),
                float(regel.waarde),
                float(regel.hoog),
                aanname=sleutel,
            )


# --- Monte Carlo -------------------------------------------------------------------------------------------------


def simuleer(
    model: Model,
    grootheden: Sequence[Grootheid],
    aantal: int,
    zaad: int,
    verdeling: Verdeling = "pert",
    blok: int = BLOK,
) -> Simulatie:
    """Draw every quantity ``aantal`` times and compute the NCW of each draw.

    The same seed gives the same bits, whatever ``blok`` (the number of draws at a time) is.
    """
    getrokken = [g for g in grootheden if not g.geheel]
    bronnen = [g.bron(zaad) for g in getrokken]
    programma = {cf: np.empty(aantal) for cf in NULALTERNATIEVEN}
    casussen = {c.sleutel: {cf: np.empty(aantal) for cf in NULALTERNATIEVEN} for c in model.gepubliceerd}
    for begin in range(0, aantal, blok):
        deel = slice(begin, min(begin + blok, aantal))
        trekking = {
            g.sleutel: g.trek(bron, deel.stop - begin, verdeling) for g, bron in zip(getrokken, bronnen, strict=True)
        }
        spel = _spelregels(model.spelregels, grootheden, trekking)
        per_casus = _sommen_per_casus(model, grootheden, trekking)
        totaal = GEEN_KOSTEN
        per_gezin = gewichten(spel)
        for casus in model.casussen:
            som = per_casus[casus.sleutel]
            totaal = totaal.plus(som.keer(casus.aantal_gezinnen))
            for cf in NULALTERNATIEVEN if casus.toestemming else ():
                casussen[casus.sleutel][cf][deel] = ncw(som.nulalternatief(cf), som, per_gezin)
        gewicht = replace(per_gezin, na=per_gezin.na * spel.aandeel_na_traject)
        for cf in NULALTERNATIEVEN:
            programma[cf][deel] = ncw(totaal.nulalternatief(cf), totaal, gewicht)
    return Simulatie(programma, casussen)


def _spelregels(basis: Spelregels, grootheden: Sequence[Grootheid], stand: Mapping[str, float | Reeks]) -> Spelregels:
    """The assumptions, with those in ``stand`` (by key of the quantity) replaced."""
    anders: dict[str, Any] = {
        g.aanname: int(stand[g.sleutel]) if g.geheel else stand[g.sleutel]
        for g in grootheden
        if g.aanname is not None and g.sleutel in stand
    }
    return replace(basis, **anders)


def _sommen_per_casus(
    model: Model, grootheden: Sequence[Grootheid], stand: Mapping[str, float | Reeks]
) -> dict[str, Sommen]:
    """Yearly sums of every case: halfway, moved by the quantities in ``stand`` (0 is minimum, 1 is maximum)."""
    bedragen: dict[str, dict[str, Any]] = {}
    for casus in model.casussen:
        midden = rekenmodel.sommen(casus.regels, MIDDEN)
        bedragen[casus.sleutel] = {a: getattr(midden, a) for a in ALTERNATIEVEN}
    for grootheid in grootheden:
        if not grootheid.regels or grootheid.sleutel not in stand:
            continue
        # One array operation per case and alternative, however many lines move together.
        breedtes: dict[tuple[str, str], float] = {}
        for regel in grootheid.regels:
            plek = (regel.casus, regel.alternatief)
            breedtes[plek] = breedtes.get(plek, 0.0) + regel.hoog - regel.laag
        afwijking = stand[grootheid.sleutel] - grootheid.waarde
        for (sleutel, alternatief), breedte in breedtes.items():
            bedragen[sleutel][alternatief] = bedragen[sleutel][alternatief] + breedte * afwijking
    return {sleutel: Sommen(**per_alternatief) for sleutel, per_alternatief in bedragen.items()}


def samenvatting(reeks: Reeks) -> dict[str, float]:
    """Chance that the NCW is above 0 and its 5th, 50th and 95th percentile."""
    p05, p50, p95 = np.percentile(reeks, [5, 50, 95])
    return {"kans_positief": float(np.mean(reeks > 0)), "p05": float(p05), "p50": float(p50), "p95": float(p95)}


def verdeling_van(reeksen: Mapping[str, Reeks], klassen: int = KLASSEN) -> dict[str, dict[str, list[float]]]:
    """Histogram of each series on the same edges; ``dichtheid`` integrates to 1."""
    laag = min(float(r.min()) for r in reeksen.values())
    hoog = max(float(r.max()) for r in reeksen.values())
    grenzen = np.linspace(laag, hoog, klassen + 1) if hoog > laag else np.array([laag - 0.5, laag + 0.5])
    verdelingen = {}
    for naam, reeks in reeksen.items():
        aantallen, _ = np.histogram(reeks, bins=grenzen)
        verdelingen[naam] = {
            "grenzen": grenzen.tolist(),
            "aantallen": aantallen.tolist(),
            "dichtheid": (aantallen / len(reeks) / np.diff(grenzen)).tolist(),
        }
    return verdelingen


# --- Tornado -----------------------------------------------------------------------------------------------------


def ncw_bij(model: Model, stand: Mapping[Grootheid, float], nulalternatief: str) -> float:
    """NCW of the programme with the quantities in ``stand`` at a given value and all others at their own."""
    waarden = {g.sleutel: waarde for g, waarde in stand.items()}
    spel = _spelregels(model.spelregels, list(stand), waarden)
    per_casus = _sommen_per_casus(model, list(stand), waarden)
    totaal = GEEN_KOSTEN
    for casus in model.casussen:
        totaal = totaal.plus(per_casus[casus.sleutel].keer(casus.aantal_gezinnen))
    return float(ncw(totaal.nulalternatief(nulalternatief), totaal, gewichten(spel, spel.aandeel_na_traject)))


def tornado(model: Model, grootheden: Sequence[Grootheid], nulalternatief: str) -> list[dict[str, Any]]:
    """One bar per quantity: the NCW with only that quantity at its low and its high end, widest first.

    A bar's ends keep their names: ``bij_laag`` may well be the higher NCW. Hidden quantities share one bar.
    """
    staven = []
    for groep in _groepen(grootheden):
        uitkomst = tuple(
            ncw_bij(model, {g: getattr(g, einde) for g in groep}, nulalternatief) for einde in ("laag", "hoog")
        )
        staven.append(_staaf(groep, uitkomst))
    bewegend = [staaf for staaf in staven if staaf["breedte"] > 0]
    return sorted(bewegend, key=lambda staaf: (-staaf["breedte"], staaf["sleutel"]))


def _groepen(grootheden: Sequence[Grootheid]) -> list[tuple[Grootheid, ...]]:
    """Every quantity by itself, except that all of the cases without consent are one."""
    verborgen = tuple(g for g in grootheden if g.verborgen)
    eigen: list[tuple[Grootheid, ...]] = [(g,) for g in grootheden if not g.verborgen]
    return [*eigen, verborgen] if verborgen else eigen


def _naam(groep: Sequence[Grootheid]) -> dict[str, str]:
    if groep[0].verborgen:
        return {"sleutel": ZONDER_TOESTEMMING, "label": "Kosten van casussen zonder toestemming"}
    return {"sleutel": groep[0].sleutel, "label": groep[0].label}


def _staaf(groep: Sequence[Grootheid], uitkomst: Sequence[float]) -> dict[str, Any]:
    grootheid = groep[0]
    laag: float | None = None
    hoog: float | None = None
    per_alternatief: dict[str, dict[str, float]] = {}
    if grootheid.aanname is not None:
        laag, hoog = grootheid.laag, grootheid.hoog
    elif not grootheid.verborgen:
        for regel in grootheid.regels:
            eind = per_alternatief.setdefault(regel.alternatief, {"laag": 0.0, "hoog": 0.0})
            eind["laag"] += regel.laag
            eind["hoog"] += regel.hoog
        bereiken = {(eind["laag"], eind["hoog"]) for eind in per_alternatief.values()}
        laag, hoog = next(iter(bereiken)) if len(bereiken) == 1 else (None, None)
    return {
        **_naam(groep),
        "eenheid": grootheid.eenheid,
        "laag": laag,
        "hoog": hoog,
        "per_alternatief": per_alternatief,
        **_eindpunten(uitkomst),
    }


def _eindpunten(uitkomst: Sequence[float]) -> dict[str, float]:
    bij_laag, bij_hoog = uitkomst
    return {"bij_laag": bij_laag, "bij_hoog": bij_hoog, "breedte": abs(bij_hoog - bij_laag)}


def _staaf_nulalternatief(basis: Mapping[str, float]) -> dict[str, Any]:
    return {
        "sleutel": "nulalternatief",
        "label": "Wat er zonder gezinscoach gebeurt",
        "eenheid": "keuze",
        "laag": None,
        "hoog": None,
        "per_alternatief": {},
        **_eindpunten((basis[STATUS_QUO], basis[DREIGEND_SCENARIO])),
    }


def _die_bewegen(grootheden: Sequence[Grootheid], staven: Sequence[Mapping[str, Any]]) -> list[Grootheid]:
    """The quantities that have a bar; for the others a sample would only show noise."""
    sleutels = {staaf["sleutel"] for staaf in staven}
    return [g for g in grootheden if (ZONDER_TOESTEMMING if g.verborgen else g.sleutel) in sleutels]


# --- Worth measuring ---------------------------------------------------------------------------------------------


def evpi(reeks: Reeks) -> float:
    """Expected value of perfect information on the choice between going on (the NCW) and stopping (0), euro."""
    return max(0.0, float(np.mean(np.maximum(reeks, 0.0))) - max(0.0, float(np.mean(reeks))))


def evppi(getrokken: Reeks, reeks: Reeks, graad: int = 1) -> tuple[float, float]:
    """Expected value of knowing a quantity (euro), and the share of the NCW's variance that it explains.

    ``getrokken`` has the draws of one quantity, or of several that are known together, one per column. The expected NCW
    given the quantity is fitted by a polynomial of degree ``graad``: exact for a cost line, a share or a deduction, in
    which the NCW is linear when all quantities are independent.
    """
    kolommen = getrokken.reshape(len(reeks), -1)
    afwijking = kolommen - kolommen.mean(axis=0)
    breedte = afwijking.std(axis=0)
    kolommen = afwijking[:, breedte > 0] / breedte[breedte > 0]
    spreiding = float(np.var(reeks))
    if spreiding == 0 or kolommen.shape[1] == 0:
        return 0.0, 0.0
    ontwerp = np.column_stack([np.ones(len(reeks)), *(kolommen**macht for macht in range(1, graad + 1))])
    # The normal equations: a handful of standardised columns, so no precision is lost and it is far quicker.
    verwacht = ontwerp @ np.linalg.lstsq(ontwerp.T @ ontwerp, ontwerp.T @ reeks, rcond=None)[0]
    winst = float(np.mean(np.maximum(verwacht, 0.0))) - max(0.0, float(np.mean(verwacht)))
    return max(0.0, winst), min(1.0, float(np.var(verwacht)) / spreiding)


def waarde_van_meten(
    reeks: Reeks, grootheden: Sequence[Grootheid], zaad: int, verdeling: Verdeling
) -> list[dict[str, Any]]:
    """What knowing each drawn quantity is worth, best first.

    Where no quantity can change the decision all are worth 0; then the order is that of the spread they cause.
    ``reeks`` must come from the same quantities, ``zaad`` and ``verdeling``; its first ``MEETTREKKINGEN`` are used.
    """
    reeks = reeks[:MEETTREKKINGEN]
    rijen = []
    for groep in _groepen([g for g in grootheden if not g.geheel]):
        # Drawn once more from its own stream: cheaper than keeping all draws of all quantities in memory.
        getrokken = np.column_stack([g.trek(g.bron(zaad), len(reeks), verdeling) for g in groep])
        waarde, aandeel = evppi(getrokken, reeks, KROMME_SLEUTELS.get(groep[0].aanname or "", 1))
        rijen.append({**_naam(groep), "evppi": waarde, "aandeel_spreiding": aandeel})
    return sorted(rijen, key=lambda r: (-r["evppi"], -r["aandeel_spreiding"], r["sleutel"]))


def _waarde_nulalternatief(reeksen: Mapping[str, Reeks]) -> float:
    """EVPPI of which counterfactual is the true one, when both are as likely."""
    gemiddelden = [float(np.mean(reeks)) for reeks in reeksen.values()]
    weten = math.fsum(max(0.0, g) for g in gemiddelden) / len(gemiddelden)
    return weten - max(0.0, math.fsum(gemiddelden) / len(gemiddelden))


# --- Into the result ---------------------------------------------------------------------------------------------


def _vat_samen(reeksen: Mapping[str, Reeks]) -> dict[str, dict[str, float]]:
    return {cf: samenvatting(reeks) for cf, reeks in reeksen.items()}


def _erbij(maten: Mapping[str, Any], reeksen: Mapping[str, Reeks]) -> dict[str, Any]:
    return {**maten, "onzekerheid": _vat_samen(reeksen)}


def _met_onzekerheid(rendement: Mapping[str, Any], uitkomst: Simulatie) -> dict[str, Any]:
    """Programme and cases with their uncertainty; the rest as it was."""
    casussen = {s: _erbij(maten, uitkomst.casussen[s]) for s, maten in rendement["casussen"].items()}
    programma = rendement["programma"]
    if programma["ncw"] is None:
        programma = {**programma, "onzekerheid": None, "onzekerheid_reden": programma["ncw_reden"]}
    else:
        programma = _erbij(programma, uitkomst.programma)
    return {**rendement, "casussen": casussen, "programma": programma}


def _basis_met_onzekerheid(
    jaar: Jaargegevens, basis: Mapping[str, Any], trek: Callable[[Model, Aannames], Simulatie]
) -> dict[str, Any]:
    """The base case with its own uncertainty, drawn from the same streams as the deviating one."""
    aannames = jaar.aannames.basis()
    model = rekenmodel.maak_model(jaar, aannames)
    aangevuld = _met_onzekerheid(basis, trek(model, aannames))
    if basis["casussen_met_toestemming"] is not None:
        deel = trek(model.samen_te_tonen(), aannames)
        aangevuld["casussen_met_toestemming"] = _erbij(basis["casussen_met_toestemming"], deel.programma)
    return aangevuld


def _kasstromen(rendement: Mapping[str, Any]) -> dict[str, Any]:
    for omvat in ("programma", "casussen_met_toestemming"):
        maten = rendement[omvat]
        if maten is not None and maten["kasstromen"] is not None:
            stromen = {cf: {"jaar": s["jaar"], **s["cumulatief"]} for cf, s in maten["kasstromen"].items()}
            return {"kasstromen": stromen, "kasstromen_omvat": omvat}
    return {"kasstromen": None, "kasstromen_omvat": None}
