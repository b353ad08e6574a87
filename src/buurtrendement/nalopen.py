"""The mark on everything that a new year takes over from the year before and nobody has looked at yet.

``nieuwjaar`` puts it there, ``ingest`` finds it. It is an error, not a warning: last year's sentence or assumption in
this year's report would be a wrong statement, and the mark itself must never be printed. Removing the mark is how the
evaluator says 'I have looked at this'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from buurtrendement.errors import Probleem
from buurtrendement.parsing import Ruwetabel
from buurtrendement.schema import Tabel
from buurtrendement.validation import name_rows

MERK = "NALOPEN"
VOORVOEGSEL = f"{MERK}: "

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
                "deze regel is bij het begin van het jaar klaargezet en nog niet nagelopen.",
                f"Pas de regel aan waar dat nodig is en haal '{VOORVOEGSEL.strip()}' weg.",
            )


def check_text(bestand: str, tekst: str) -> Iterator[Probleem]:
    """An error for every marked line of a text."""
    for rij, regel in enumerate(tekst.splitlines(), start=1):
        if is_marked(regel):
            yield Probleem(
                bestand,
                rij,
                boodschap="deze tekst is van vorig jaar en nog niet herschreven.",
                herstel=f"Herschrijf hem en haal de regel met {MERK} weg, of verwijder de map teksten/en als er geen "
                "Engels jaarbericht komt."
                if bestand.startswith("teksten/en/")
                else f"Herschrijf hem en haal de regel met {MERK} weg. Zonder dit bestand krijgt het rapport een "
                "neutrale tekst.",
            )
