"""The software looks at its own figures and says what is odd.

A signal is no verdict: it names the rule, the figure and the limit, and leaves the explanation to the reader. Rules
with their limits are the constants at the top. Nothing here names a family, and small counts are said in words
(``enkele``): signals are printed like everything else.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from buurtrendement import nl, referentie
from buurtrendement.kengetallen import BLOK, TOTAAL, Kengetallen, plaatstabel, vorige_waarden

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from buurtrendement.ingest import Jaargegevens

# --- Limits. None comes from a published standard: each is a judgement of this project, with its reason.

UREN_PER_CONTACT_HOOG = 4.0
"""Hours. A home visit with travel and notes fits in half a working day; more suggests that contacts go unregistered."""

UREN_PER_CONTACT_LAAG = 0.25
"""Hours. Less than a quarter of an hour for an average contact suggests that hours go unregistered."""

MAANDEN_BIJSTAND = 12
"""The cost 'after' is compared with this many months of the lowest social assistance norm for an adult of 21 or over
(alleenstaande, net with holiday pay, ``data/referentie/referentieprijzen.csv``): who is not on social assistance costs
less, so an amount below it assumes income from work or another benefit, at least for part of the year."""

WERKDAG_UREN = 8
"""Hours. A full-time working day; working days times this is what a month holds for one coach."""

SPRONG_FACTOR = 1.5
"""A figure that became more than one and a half times as large, or less than two thirds, needs a sentence."""

SPRONG_AANTAL = 10
"""Counts that changed by fewer than this are too small for a ratio to mean anything."""

SPRONG_SLEUTELS = (
    "gezinnen_ondersteund",
    "coaches",
    "directe_uren",
    "contacten",
    "contacten_per_gezin_per_maand",
    "directe_uren_per_gezin",
    "aandeel_contacten_op_initiatief_gezin",
    "kandidaten",
    "overlastmeldingen",
)
_AANTALLEN = ("gezinnen_ondersteund", "contacten", "kandidaten", "overlastmeldingen")
_AANDELEN = ("aandeel_contacten_op_initiatief_gezin",)
_FRACTIES = ("succesgraad", "na_geen_succes", "deadweight", "attributie", "verdringing", "uitdoving", "discontovoet")

LET_OP = "let_op"
ERNSTIG = "ernstig"


@dataclass(frozen=True)
class Signaal:
    """Something odd in the year's own figures.

    ``regel`` says the rule; ``waarde`` and ``grens`` are the two numbers in ``eenheid`` (``waarde`` is ``None`` when
    the number may not be shown); ``uitleg`` is a sentence for the reader. ``rust_op`` names the kengetallen that the
    number rests on: when one of them is hidden, :func:`bescherm` takes the number out.
    """

    sleutel: str
    ernst: str
    titel: str
    regel: str
    waarde: float | None
    grens: float | None
    uitleg: str
    eenheid: str = ""
    rust_op: tuple[str, ...] = ()


def find(jaar: Jaargegevens, kengetallen: Kengetallen, rendement: Mapping[str, Any]) -> tuple[Signaal, ...]:
    """Every signal of the year, in the order of the rules.

    ``kengetallen`` may be protected already (then nothing is said about what is hidden) or not yet.
    """
    drempel = int(jaar.aannames["drempel_kleine_aantallen"])
    return (
        *_uren_per_contact(kengetallen),
        *_kosten_na_traject(jaar, rendement),
        *_nulalternatief_zonder_bron(jaar),
        *_contacten_per_gezin(jaar, kengetallen, drempel),
        *_uren_boven_maand(jaar),
        *_aandeel_boven_een(jaar, kengetallen),
        *_jaarsprong(jaar, kengetallen),
        *_stand_sluit_niet_aan(jaar, kengetallen),
        *_een_casus(rendement),
    )


def bescherm(signalen: tuple[Signaal, ...], kengetallen: Kengetallen) -> tuple[Signaal, ...]:
    """The same signals without the numbers that rest on a hidden kengetal."""

    def verborgen(signaal: Signaal) -> bool:
        return any(kengetallen.kengetallen[s].onderdrukt for s in signaal.rust_op if s in kengetallen.kengetallen)

    return tuple(
        replace(s, waarde=None, uitleg="Het getal is afgeschermd, omdat het op een klein aantal rust.")
        if verborgen(s)
        else s
        for s in signalen
    )


def _getal(kengetallen: Kengetallen, sleutel: str) -> float | None:
    waarde = kengetallen.kengetallen[sleutel].waarde
    return None if waarde is None else float(waarde)


def _uren_per_contact(kengetallen: Kengetallen) -> Iterator[Signaal]:
    uren, contacten = _getal(kengetallen, "directe_uren"), _getal(kengetallen, "contacten")
    if uren is None or not contacten:
        return
    per_contact = uren / contacten
    if UREN_PER_CONTACT_LAAG <= per_contact <= UREN_PER_CONTACT_HOOG:
        return
    hoog = per_contact > UREN_PER_CONTACT_HOOG
    grens = UREN_PER_CONTACT_HOOG if hoog else UREN_PER_CONTACT_LAAG
    oorzaak = (
        "Waarschijnlijk staan niet alle contacten in de registratie, of tellen er uren mee zonder contact."
        if hoog
        else "Waarschijnlijk staan niet alle uren in de registratie."
    )
    yield Signaal(
        "uren_per_contact",
        LET_OP,
        "Veel uren per contact" if hoog else "Weinig uren per contact",
        f"Directe uren gedeeld door contacten ligt tussen {nl.getal(UREN_PER_CONTACT_LAAG, 2)} "
        f"en {nl.getal(UREN_PER_CONTACT_HOOG)} uur.",
        per_contact,
        grens,
        f"{nl.getal(uren)} directe uren op {nl.getal(contacten)} contacten is {nl.getal(per_contact, 1)} uur per "
        f"contact. {oorzaak}",
        "uren per contact",
        ("directe_uren", "contacten"),
    )


class Bijstand(NamedTuple):
    """Twelve months of the lowest norm, in euro, with the year and the source of the norm."""

    per_jaar: float
    prijspeil: int
    bron: str


def bijstand(prijspeil: int) -> Bijstand | None:
    """The latest norm of ``prijspeil`` or before; ``None`` when the reference prices hold none."""
    prijzen = referentie.referentieprijzen()
    gevraagd = prijzen["sleutel"].astype(str).str.startswith("bijstand_alleenstaande") & (
        prijzen["prijspeil"] <= prijspeil
    )
    norm = prijzen.loc[gevraagd.to_numpy(dtype=bool)].sort_values("prijspeil", kind="stable")
    if norm.empty:
        return None
    regel = norm.iloc[-1]
    return Bijstand(round(float(regel["bedrag"]) * MAANDEN_BIJSTAND, 2), int(regel["prijspeil"]), str(regel["bron"]))


def _kosten_na_traject(jaar: Jaargegevens, rendement: Mapping[str, Any]) -> Iterator[Signaal]:
    norm = bijstand(int(rendement.get("prijspeil") or jaar.verslagjaar))
    if norm is None:
        return
    bedrag = norm.per_jaar
    regel = f"De kosten na het traject zijn minstens een jaar bijstand ({nl.euro(bedrag, 2)}, norm {norm.prijspeil})."
    titel = "Kosten na het traject onder een jaar bijstand"
    for casus, maten in rendement["casussen"].items():
        laag = maten["jaarkosten"]["na_traject"]["laag"]
        if laag is None or laag >= bedrag:
            continue
        yield Signaal(
            "kosten_na_onder_bijstand",
            LET_OP,
            titel,
            regel,
            float(laag),
            bedrag,
            f"Casus {casus} kost na het traject {nl.euro(laag)} per jaar. Dat is minder dan twaalf maanden "
            f"bijstand voor een alleenstaande ({nl.euro(bedrag, 2)}). Het klopt alleen als het gezin dan (een deel van "
            "het jaar) geen bijstand meer heeft.",
            "euro per jaar",
        )
    kosten = jaar.tabellen["kosten"]
    na = kosten.loc[(kosten["alternatief"].astype(object) == "na_traject").to_numpy(dtype=bool)]
    # Not brought to one price level: the number is not shown, and a few percent do not change the remark.
    per_casus = na.groupby(na["casus"].astype(object))["minimum"].sum()
    niet_getoond = [c for c in per_casus.index if c not in rendement["casussen"]]
    # Of one case alone this would be a bound on its costs.
    if len(niet_getoond) > 1 and any(per_casus[c] < bedrag for c in niet_getoond):
        yield Signaal(
            "kosten_na_onder_bijstand",
            LET_OP,
            titel,
            regel,
            None,
            bedrag,
            "Dit geldt voor een of meer casussen waarvan de bedragen niet worden getoond.",
            "euro per jaar",
        )


def _nulalternatief_zonder_bron(jaar: Jaargegevens) -> Iterator[Signaal]:
    kosten = jaar.tabellen["kosten"]
    regels = kosten.loc[(kosten["alternatief"].astype(object) == "zonder_gezinscoach").to_numpy(dtype=bool)]
    bronnen = jaar.tabellen["bronnen"].set_index("bron")
    vindbaar = set(bronnen.index[_gevuld(bronnen["vindplaats"])])
    bron = regels["bron"].astype(object)
    zonder = int((~bron.isin(vindbaar)).sum())
    if not zonder:
        return
    yield Signaal(
        "nulalternatief_zonder_bron",
        ERNSTIG,
        "Kosten zonder gezinscoach zonder bron",
        "Elke kostenregel van de situatie zonder gezinscoach heeft een bron met een vindplaats.",
        float(zonder),
        0.0,
        f"{nl.getal(zonder)} van de {nl.getal(len(regels))} kostenregels van de situatie zonder gezinscoach "
        f"{'heeft' if zonder == 1 else 'hebben'} geen bron die is na te gaan. Het rendement rust voor een groot deel "
        "op deze bedragen.",
        "kostenregels",
    )


def _gevuld(kolom: pd.Series[Any]) -> NDArray[np.bool_]:
    return kolom.astype(object).map(lambda w: isinstance(w, str) and bool(w.strip())).to_numpy(dtype=bool)


def _aantal(aantal: int, van: int | None, drempel: int) -> tuple[str, float | None]:
    """A count in words and as a number; ``enkele`` and no number when it, or what is left of ``van``, is small."""
    if aantal < drempel:
        return "enkele", None
    if van is not None and 0 < van - aantal < drempel:
        return "de meeste", None
    return nl.getal(aantal), float(aantal)


_TIJD = "datetime64[us]"  # as ingest keeps dates: nothing of millions of them is converted


def _steun(jaar: Jaargegevens) -> tuple[pd.Index[Any], NDArray[Any], NDArray[Any], NDArray[np.bool_]]:
    """Per family: pseudonym, first and last supported day, and whether it was supported in the year."""
    gezinnen = jaar.tabellen["gezinnen"]
    start = gezinnen["startdatum"].to_numpy(dtype=_TIJD)
    eind = gezinnen["einddatum"].to_numpy(dtype=_TIJD)
    eind = np.where(np.isnat(eind), np.datetime64("9999-12-31"), eind)
    begin_jaar, slot = np.datetime64(f"{jaar.verslagjaar}-01-01"), np.datetime64(f"{jaar.verslagjaar}-12-31")
    return pd.Index(gezinnen["gezin"], dtype=object), start, eind, (start <= slot) & (eind >= begin_jaar)


def _contacten_per_gezin(jaar: Jaargegevens, kengetallen: Kengetallen, drempel: int) -> Iterator[Signaal]:
    """Both rules that need the contacts next to the families, in one pass over the contacts."""
    gezinnen, start, eind, in_jaar = _steun(jaar)
    heeft = np.zeros(len(gezinnen), dtype=bool)
    buiten = 0
    contacten = jaar.tabellen["contacten"]
    plaatsen_, codes = plaatstabel(contacten["gezin"], gezinnen)
    dagen = contacten["datum"].to_numpy(dtype=_TIJD)
    for begin in range(0, len(contacten), BLOK):
        deel = slice(begin, begin + BLOK)
        plaats = plaatsen_[codes[deel]]
        bekend = plaats >= 0
        dag, plaats = dagen[deel][bekend], plaats[bekend]
        heeft[plaats] = True
        buiten += int(((dag < start[plaats]) | (dag > eind[plaats])).sum())
    zonder = int((in_jaar & ~heeft).sum())
    if zonder:
        woord, waarde = _aantal(zonder, int(in_jaar.sum()), drempel)
        yield _gezinnen_zonder_contact(kengetallen, woord, waarde)
    if buiten:
        woord, waarde = _aantal(buiten, len(contacten), drempel)
        yield _contacten_buiten_periode(kengetallen, woord, waarde)


def _gezinnen_zonder_contact(kengetallen: Kengetallen, woord: str, waarde: float | None) -> Signaal:
    if kengetallen.kengetallen["gezinnen_ondersteund"].onderdrukt:
        woord, waarde = "enkele", None
    return Signaal(
        "gezinnen_zonder_contact",
        ERNSTIG,
        "Gezinnen zonder contact",
        "Elk gezin dat in het verslagjaar is ondersteund, heeft minstens één contact in dat jaar.",
        waarde,
        0.0,
        f"Van de ondersteunde gezinnen {'heeft' if waarde == 1 else 'hebben'} er {woord} geen geregistreerd contact.",
        "gezinnen",
        ("gezinnen_ondersteund",),
    )


def _contacten_buiten_periode(kengetallen: Kengetallen, woord: str, waarde: float | None) -> Signaal:
    if kengetallen.kengetallen["contacten"].onderdrukt:
        woord, waarde = "enkele", None
    return Signaal(
        "contacten_buiten_periode",
        LET_OP,
        "Contacten buiten de ondersteuning",
        "Een contact ligt tussen de startdatum en de einddatum van het gezin.",
        waarde,
        0.0,
        f"Van de contacten {'ligt' if waarde == 1 else 'liggen'} er {woord} vóór de startdatum of na de einddatum van "
        "het gezin. Ze tellen wel mee.",
        "contacten",
        ("contacten",),
    )


def _uren_boven_maand(jaar: Jaargegevens) -> Iterator[Signaal]:
    uren = jaar.tabellen["uren"]
    geboekt = uren.groupby([uren["coach"].astype(object), uren["maand"].astype(object)])["directe_uren"].sum()
    maand = geboekt.index.get_level_values(1)
    werkbaar = np.array([_werkuren(str(m)) for m in maand])
    bestaand = np.array([_kalenderuren(str(m)) for m in maand])
    aantal = geboekt.to_numpy(dtype=float)
    te_veel = aantal > werkbaar
    if not te_veel.any():
        return
    ergste = int(np.argmax(np.where(te_veel, aantal / werkbaar, 0.0)))
    onmogelijk = bool((aantal > bestaand).any())
    keren = int(te_veel.sum())
    yield Signaal(
        "uren_boven_maand",
        ERNSTIG if onmogelijk else LET_OP,
        "Meer uren dan een maand heeft",
        f"Een coach boekt in een maand niet meer directe uren dan de werkdagen van die maand maal {WERKDAG_UREN} uur.",
        float(aantal[ergste]),
        float(werkbaar[ergste]),
        f"Dit komt {nl.getal(keren)} keer voor. De hoogste boeking is {nl.getal(aantal[ergste], 1)} uur in "
        f"{nl.maand(str(maand[ergste]))}; een voltijds werkmaand heeft er {nl.getal(werkbaar[ergste])}."
        + (" Zoveel uren heeft de maand niet eens, dag en nacht geteld." if onmogelijk else ""),
        "uren per maand",
    )


def _werkuren(jjjj_mm: str) -> int:
    """Mondays to Fridays of the month times a working day; holidays are not taken off, so the limit is generous."""
    begin = np.datetime64(jjjj_mm, "M")
    dagen = int(np.busday_count(begin.astype("datetime64[D]"), (begin + 1).astype("datetime64[D]")))
    return dagen * WERKDAG_UREN


def _kalenderuren(jjjj_mm: str) -> int:
    jaar, maand = jjjj_mm.split("-")
    return calendar.monthrange(int(jaar), int(maand))[1] * 24


def _aandeel_boven_een(jaar: Jaargegevens, kengetallen: Kengetallen) -> Iterator[Signaal]:
    regel = "Een aandeel is hoogstens 1 (100%)."
    gevonden: list[tuple[str, float, tuple[str, ...]]] = []
    for sleutel in _AANDELEN:
        waarde = _getal(kengetallen, sleutel)
        if waarde is not None:
            gevonden.append((kengetallen.kengetallen[sleutel].label, waarde, (sleutel,)))
    gevonden += [(jaar.aannames.regel(s).label, float(jaar.aannames[s]), ()) for s in _FRACTIES]
    casus = kengetallen.tellingen.waarden.get(f"casussen/{TOTAAL}/gezinnen")
    gezinnen = _getal(kengetallen, "gezinnen_ondersteund")
    if casus is not None and gezinnen:
        gevonden.append(
            (
                "Gezinnen waarvoor de casussen staan, als deel van de ondersteunde gezinnen",
                casus / gezinnen,
                ("gezinnen_ondersteund",),
            )
        )
    for label, waarde, rust_op in gevonden:
        if waarde > 1:
            yield Signaal(
                "aandeel_boven_een",
                ERNSTIG,
                "Aandeel boven 100%",
                regel,
                waarde,
                1.0,
                f"{label}: {nl.procent(waarde)}.",
                "aandeel (0 tot 1)",
                rust_op,
            )


def _jaarsprong(jaar: Jaargegevens, kengetallen: Kengetallen) -> Iterator[Signaal]:
    vorig = vorige_waarden(jaar.vorig)
    for sleutel in SPRONG_SLEUTELS:
        oud, nieuw = vorig.get(sleutel), _getal(kengetallen, sleutel)
        if not oud or nieuw is None:
            continue
        factor = nieuw / oud
        klein = sleutel in _AANTALLEN and abs(nieuw - oud) < SPRONG_AANTAL
        if klein or 1 / SPRONG_FACTOR <= factor <= SPRONG_FACTOR:
            continue
        k = kengetallen.kengetallen[sleutel]
        decimalen = 2 if sleutel in _AANDELEN else max(k.decimalen, 0)
        yield Signaal(
            "jaarsprong",
            LET_OP,
            f"Grote sprong: {k.label.lower()}",
            f"Een kengetal wordt in een jaar niet meer dan {nl.getal(SPRONG_FACTOR, 1)} keer zo groot of zo klein.",
            factor,
            SPRONG_FACTOR if factor > 1 else 1 / SPRONG_FACTOR,
            f"{k.label}: {nl.getal(oud, decimalen)} in {jaar.verslagjaar - 1} en "
            f"{nl.getal(nieuw, decimalen)} in {jaar.verslagjaar}. "
            f"Dat is {nl.getal(factor, 1 if factor > 1 else 2)} keer zo veel.",
            "keer vorig jaar",
            (sleutel,),
        )


def _stand_sluit_niet_aan(jaar: Jaargegevens, kengetallen: Kengetallen) -> Iterator[Signaal]:
    eindstand, beginstand = vorige_waarden(jaar.vorig).get("gezinnen_lopend"), _getal(kengetallen, "beginstand")
    if eindstand is None or beginstand is None or eindstand == beginstand:
        return
    yield Signaal(
        "stand_sluit_niet_aan",
        ERNSTIG,
        "De stand sluit niet aan op vorig jaar",
        "Het aantal gezinnen bij het begin van het jaar is het aantal dat vorig jaar doorging.",
        beginstand,
        eindstand,
        f"Het aantal gezinnen op 1 januari {jaar.verslagjaar} was {nl.getal(beginstand)}; het vorige rapport noemde er "
        f"{nl.getal(eindstand)} die doorgingen.",
        "gezinnen",
        ("beginstand",),
    )


def _een_casus(rendement: Mapping[str, Any]) -> Iterator[Signaal]:
    if not rendement.get("programma", {}).get("extrapolatie"):
        return
    yield Signaal(
        "een_casus",
        LET_OP,
        "Het rendement rust op één casus",
        "De uitkomst voor het programma rust op meer dan één casus.",
        1.0,
        2.0,
        "De bedragen van één casus zijn doorgetrokken naar alle gezinnen. Dat is een extrapolatie: andere gezinnen "
        "kunnen meer of minder kosten.",
        "casussen",
    )
