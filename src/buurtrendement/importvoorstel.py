"""Which list is which table: a proposal from the names of the columns, put before whoever is there to ask."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from buurtrendement.errors import GegevensFout, Probleem
from buurtrendement.importafspraken import BESTAND, WEGLATEN, Afspraken, Koppeling
from buurtrendement.importbronnen import Bron
from buurtrendement.importcodes import Vrager, leefgebieden
from buurtrendement.importwoorden import IMPORTEERBAAR, KOLOMWOORDEN, kaal
from buurtrendement.schema import TABELLEN, Tabel

LIJKT_OP = 0.85
"""From this similarity on a column name is taken for one of the known words."""


def stel_voor(bronnen: Iterable[Bron], afspraken: Afspraken, vrager: Vrager | None) -> bool:
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
            koppelingen = [Koppeling(_patroon(bron.naam), tabel.naam, kop, naar) for naar, kop in koppen.items()]
            koppelingen += _vaste_versie(bron, koppelingen)
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


def _vaste_versie(bron: Bron, koppelingen: list[Koppeling]) -> list[Koppeling]:
    """The version of the Zelfredzaamheid-Matrix, when the names of the leefgebieden leave only one."""
    leefgebied = next((k for k in koppelingen if k.tabel == "leefgebieden" and k.naar == "leefgebied"), None)
    if leefgebied is None or any(k.naar == "versie" for k in koppelingen):
        return []
    plek = bron.kolom(leefgebied.kolom)
    gebruikt = {kaal(str(r[plek])) for _, r in bron.rijen if plek is not None and plek < len(r) and r[plek]}
    past = [versie for versie, namen in leefgebieden().items() if gebruikt <= set(namen)]
    return [Koppeling(leefgebied.bron, "leefgebieden", "", "versie", past[0])] if len(past) == 1 else []


def _vraag_na(bron: Bron, tabel: Tabel, koppelingen: list[Koppeling], vrager: Vrager) -> list[Koppeling]:
    regels = [f"  {k.kolom or k.wordt} → {tabel.naam}.{k.naar}" for k in koppelingen]
    if vrager.bevestig("\n".join([f"{bron.naam}: voorstel voor {tabel.bestand}", *regels, "Klopt dit?"])):
        return koppelingen
    koppen = [k for k in bron.kop if k]
    uit = []
    for kolom in tabel.kolommen:
        kop = vrager.kies(f"Welke kolom is '{kolom.label}' ({kolom.naam})?", koppen)
        if kop != WEGLATEN:
            uit.append(Koppeling(_patroon(bron.naam), tabel.naam, kop, kolom.naam))
    return uit


def voorstel_klaar() -> Probleem:
    """What is said when the proposal waits in the file for somebody to look at it."""
    return Probleem(
        BESTAND,
        boodschap="hierin staat nu een voorstel: welke kolom van de export welke kolom wordt.",
        herstel="Kijk het na, pas het zo nodig aan en geef de opdracht opnieuw. Met --ja wordt het meteen gebruikt.",
    )
