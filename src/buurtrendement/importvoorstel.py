"""Which list is which table: a proposal from the names of the columns, put before whoever is there to ask."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence

from buurtrendement.errors import GegevensFout, Probleem
from buurtrendement.importafspraken import BESTAND, WEGLATEN, Afspraken, Koppeling
from buurtrendement.importbronnen import Bron
from buurtrendement.importcodes import Vrager, leefgebieden
from buurtrendement.importwoorden import IMPORTEERBAAR, KOLOMWOORDEN, kaal
from buurtrendement.schema import TABELLEN, Tabel

LIJKT_OP = 0.85
"""From this similarity on a column name is taken for one of the known words."""

MINSTE_LEEFGEBIEDEN = 3
"""So many columns named after a leefgebied make a list of measurements with a column per leefgebied."""

_VOOR_LEEFGEBIED = re.compile(r"^(?:zrm|score|domein|leefgebied|[0-9])+")


def stel_voor(bronnen: Sequence[Bron], afspraken: Afspraken, vrager: Vrager | None) -> bool:
    """Add a proposal for each list about which nothing is agreed; whether there was one.

    Raises:
        GegevensFout: when no list is recognised at all.
    """
    nieuw, herkend = False, False
    for bron in bronnen:
        if afspraken.voor(bron):
            herkend = True
            continue
        for tabel, koppen in _passende_tabellen(bron):
            koppelingen = _koppelingen(bron, tabel, koppen)
            if vrager is not None:
                koppelingen = _vraag_na(bron, tabel, koppelingen, vrager)
            afspraken.koppelingen += koppelingen
            nieuw = nieuw or bool(koppelingen)
            herkend = herkend or bool(koppelingen)
    if not herkend:
        raise GegevensFout(
            [
                Probleem(
                    bron.naam,
                    boodschap="in deze lijst is geen enkele tabel herkend.",
                    herstel=f"Zet in {BESTAND} welke kolom welke is; de handleiding geeft een voorbeeld.",
                )
                for bron in bronnen
            ]
        )
    return nieuw


def _passende_tabellen(bron: Bron) -> list[tuple[Tabel, dict[str, str]]]:
    """The tables that can be made of a list: all that are complete, otherwise the one that comes nearest."""
    volledig: list[tuple[Tabel, dict[str, str]]] = []
    beste: tuple[float, Tabel, dict[str, str]] | None = None
    for naam in IMPORTEERBAAR:
        tabel = TABELLEN[naam]
        koppen = _koppen(bron, tabel)
        if naam == "leefgebieden" and "leefgebied" not in koppen and _per_leefgebied(bron):
            # Its scores are in columns named after what they are about; no one column is called 'score'.
            if {"gezin", "meetdatum"} <= set(koppen):
                koppen.pop("score", None)
                volledig.append((tabel, koppen))
            continue
        nodig = [k.naam for k in tabel.kolommen if not k.leeg_toegestaan and k.naam != "versie"]
        deel = sum(n in koppen for n in nodig) / len(nodig)
        if deel == 1:
            volledig.append((tabel, koppen))
        elif deel >= 0.6 and (beste is None or deel > beste[0]):
            beste = (deel, tabel, koppen)
    return volledig or ([beste[1:]] if beste else [])


def _koppen(bron: Bron, tabel: Tabel) -> dict[str, str]:
    """Per column of the table the best header of the list, each header once."""
    scores: list[tuple[float, int, int]] = []
    for i, kolom in enumerate(tabel.kolommen):
        woorden = {*KOLOMWOORDEN.get((tabel.naam, kolom.naam), ()), kaal(kolom.naam)}
        for j, kop in enumerate(bron.kop):
            if (score := _gelijkenis(kaal(kop), woorden)) >= LIJKT_OP:
                scores.append((-score, i, j))
    uit: dict[str, str] = {}
    bezet: set[int] = set()
    for _, i, j in sorted(scores):
        naam = tabel.kolommen[i].naam
        if naam not in uit and j not in bezet:
            uit[naam] = bron.kop[j]
            bezet.add(j)
    return {k.naam: uit[k.naam] for k in tabel.kolommen if k.naam in uit}


def _gelijkenis(kop: str, woorden: Iterable[str]) -> float:
    if not kop:
        return 0.0
    # Short words resemble each other too easily.
    return max(
        1.0 if kop == w else (difflib.SequenceMatcher(None, kop, w).ratio() if min(len(kop), len(w)) > 4 else 0.0)
        for w in woorden
    )


def _patroon(naam: str) -> str:
    """A name in which digits (the year, the date of the export) may change."""
    return re.sub(r"[0-9]+(?:[-_.]?[0-9]+)*", "*", re.sub(r"[\[\]?*]", "?", naam))


def _koppelingen(bron: Bron, tabel: Tabel, koppen: Mapping[str, str]) -> list[Koppeling]:
    uit = [Koppeling(_patroon(bron.naam), tabel.naam, kop, naar) for naar, kop in koppen.items()]
    if tabel.naam == "leefgebieden":
        if "leefgebied" not in koppen:
            uit += _per_leefgebied(bron)
        uit += _vaste_versie(bron, uit)
    return uit


def _per_leefgebied(bron: Bron) -> list[Koppeling]:
    """The columns of a list that has one for each leefgebied; none when there are too few to be sure."""
    alle = {naam: code for namen in leefgebieden().values() for naam, code in namen.items()}
    gevonden: dict[str, str] = {}
    for kop in bron.kop:
        naam = kaal(kop) if kaal(kop) in alle else _VOOR_LEEFGEBIED.sub("", kaal(kop))
        if naam in alle:
            gevonden.setdefault(alle[naam], kop)
    if len(gevonden) < MINSTE_LEEFGEBIEDEN:
        return []
    return [Koppeling(_patroon(bron.naam), "leefgebieden", kop, "score", code) for code, kop in gevonden.items()]


def _vaste_versie(bron: Bron, koppelingen: list[Koppeling]) -> list[Koppeling]:
    """The version of the Zelfredzaamheid-Matrix, when the names of the leefgebieden leave only one."""
    if any(k.naar == "versie" for k in koppelingen):
        return []
    leefgebied = next((k for k in koppelingen if k.naar == "leefgebied"), None)
    plek = bron.kolom(leefgebied.kolom) if leefgebied else None
    gebruikt = {kaal(str(r[plek])) for _, r in bron.rijen if plek is not None and plek < len(r) and r[plek]}
    gebruikt |= {kaal(k.wordt) for k in koppelingen if k.naar == "score" and k.wordt}
    past = [versie for versie, namen in leefgebieden().items() if gebruikt and gebruikt <= set(namen)]
    return [Koppeling(_patroon(bron.naam), "leefgebieden", "", "versie", past[0])] if len(past) == 1 else []


def _vraag_na(bron: Bron, tabel: Tabel, koppelingen: list[Koppeling], vrager: Vrager) -> list[Koppeling]:
    regels = [f"  {k.kolom or k.wordt} → {tabel.naam}.{_doel(k)}" for k in koppelingen]
    if vrager.bevestig("\n".join([f"{bron.naam}: voorstel voor {tabel.bestand}", *regels, "Klopt dit?"])):
        return koppelingen + _vraag_versie(bron, tabel, koppelingen, vrager)
    koppen = [k for k in bron.kop if k]
    uit = []
    for kolom in tabel.kolommen:
        kop = vrager.kies(f"Welke kolom is '{kolom.label}' ({kolom.naam})?", koppen)
        if kop != WEGLATEN:
            uit.append(Koppeling(_patroon(bron.naam), tabel.naam, kop, kolom.naam))
    return uit


def _vraag_versie(bron: Bron, tabel: Tabel, koppelingen: list[Koppeling], vrager: Vrager) -> list[Koppeling]:
    """The names of the leefgebieden may fit both versions of the matrix; then somebody has to say which it was."""
    if tabel.naam != "leefgebieden" or any(k.naar == "versie" for k in koppelingen):
        return []
    versies = list(tabel.kolom("versie").toegestaan)
    versie = vrager.kies(f"{bron.naam}: welke versie van de Zelfredzaamheid-Matrix is dit?", versies)
    return [] if versie == WEGLATEN else [Koppeling(_patroon(bron.naam), tabel.naam, "", "versie", versie)]


def _doel(k: Koppeling) -> str:
    """What a column becomes; one of many columns with scores says of which leefgebied."""
    return f"{k.naar} ({k.wordt})" if k.kolom and k.wordt else k.naar


def voorstel_klaar(bronnen: Iterable[Bron], afspraken: Afspraken) -> list[Probleem]:
    """What is said when the proposal waits in the file for somebody to look at it."""
    overgeslagen = [
        Probleem(
            bron.naam,
            boodschap="niets uit deze lijst is herkend; zij wordt overgeslagen.",
            herstel=f"Hoort zij erbij, zet dan in {BESTAND} welke kolom welke is.",
            ernst="waarschuwing",
        )
        for bron in bronnen
        if not afspraken.voor(bron)
    ]
    voorstel = Probleem(
        BESTAND,
        boodschap="hierin staat nu een voorstel: welke kolom van de export welke kolom wordt.",
        herstel="Kijk het na, pas het zo nodig aan en geef de opdracht opnieuw. Met --ja wordt het meteen gebruikt.",
        ernst="waarschuwing",
    )
    return [*overgeslagen, voorstel]
