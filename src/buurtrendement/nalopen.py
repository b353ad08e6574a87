"""The mark on everything that a new year takes over from the year before and nobody has looked at yet.

``nieuwjaar`` puts it there, ``ingest`` finds it. It is an error, not a warning: last year's sentence or assumption in
this year's report would be a wrong statement, and the mark itself must never be printed. Removing the mark is how the
evaluator says 'I have looked at this'.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from buurtrendement.errors import Probleem
from buurtrendement.parsing import Ruwetabel
from buurtrendement.schema import Tabel
from buurtrendement.validation import name_rows

MERK = "NALOPEN"
VOORVOEGSEL = f"{MERK}: "

_REGEL = "deze regel is bij het begin van het jaar klaargezet en nog niet nagelopen."
_TEKST = "deze tekst is van vorig jaar en nog niet herschreven."

_BEGIN = re.compile(rf"\W*{MERK}\b", re.IGNORECASE)


def is_marked(tekst: str) -> bool:
    """Whether a cell or line begins with the mark; Word and Excel may have put a sign or capitals around it."""
    return _BEGIN.match(tekst) is not None


def mark(tekst: str) -> str:
    """The cell with the mark in front, once."""
    return tekst if is_marked(tekst) else (VOORVOEGSEL + tekst).rstrip()


def check_table(tabel: Tabel, ruw: Ruwetabel) -> Iterator[Probleem]:
    """An error for every row with a marked text cell."""
    for kolom in tabel.kolommen:
        cellen = ruw.kolommen.get(kolom.naam)
        if kolom.soort != "tekst" or cellen is None:
            continue
        codes = [code for code, cel in enumerate(cellen.uniek) if is_marked(cel)]
        if codes:
            yield from name_rows(
                ruw,
                cellen,
                codes,
                kolom.naam,
                _REGEL,
                f"Pas de regel aan waar dat nodig is en haal '{VOORVOEGSEL.strip()}' weg.",
            )


def check_text(bestand: str, tekst: str) -> Iterator[Probleem]:
    """An error for every marked line of a text."""
    for rij, regel in enumerate(tekst.splitlines(), start=1):
        if is_marked(regel):
            yield Probleem(
                bestand,
                rij,
                boodschap=_TEKST,
                herstel=_herstel(bestand, "hem"),
            )


def folded(problemen: Iterable[Probleem]) -> list[Probleem]:
    """The same problems, with the marks of one column, and those of the texts of one folder, in a single line each.

    On a year just begun there are dozens, all alike, and what else must be done would drown in them.
    """
    groepen: dict[object, list[Probleem]] = {}
    for nummer, p in enumerate(problemen):
        map_ = p.bestand.rpartition("/")[0]
        soort = {_REGEL: (p.bestand, p.kolom), _TEKST: map_}.get(p.boodschap, nummer)
        groepen.setdefault(soort, []).append(p)
    return [_fold(groep) if len(groep) > 1 else groep[0] for groep in groepen.values()]


def _fold(groep: Sequence[Probleem]) -> Probleem:
    eerste = groep[0]
    if eerste.boodschap == _REGEL:
        rijen = _in_words([p.rij for p in groep if p.rij is not None])
        boodschap = (
            f"{len(groep)} regels zijn bij het begin van het jaar klaargezet en nog niet nagelopen: rij {rijen}."
        )
        return replace(eerste, rij=None, boodschap=boodschap)
    namen = ", ".join(p.bestand.rpartition("/")[2] for p in groep)
    boodschap = f"{len(groep)} teksten zijn van vorig jaar en nog niet herschreven: {namen}."
    map_ = eerste.bestand.rpartition("/")[0] + "/"
    return Probleem(map_, boodschap=boodschap, herstel=_herstel(map_, "ze"))


def _herstel(plaats: str, wat: str) -> str:
    if plaats.startswith("teksten/en/"):
        return (
            f"Herschrijf {wat} en haal de regel met {MERK} weg, of verwijder de map teksten/en als er geen Engels "
            "jaarbericht komt."
        )
    return (
        f"Herschrijf {wat} en haal de regel met {MERK} weg. Voor een verwijderde tekst komt een neutrale in de plaats."
    )


def _in_words(rijen: Sequence[int]) -> str:
    """``2 t/m 11, 14``."""
    reeksen: list[list[int]] = []
    for rij in sorted(rijen):
        if reeksen and rij == reeksen[-1][-1] + 1:
            reeksen[-1].append(rij)
        else:
            reeksen.append([rij])
    return ", ".join(f"{r[0]} t/m {r[-1]}" if len(r) > 2 else ", ".join(map(str, r)) for r in reeksen)
