"""The comparison of years as a page of its own and as tables in the terminal; both show the same text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

from buurtrendement import nl, theme
from buurtrendement.vergelijken import Weergave, tabellen

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

_TITEL = {"nl": "Vergelijking van de jaren", "en": "Comparison of the years"}
_VERVOLG = {"nl": "(vervolg)", "en": "(continued)"}
SMALSTE_LABEL = 24
"""So wide the first column of a table stays, whatever is beside it."""
MEESTE_JAREN = 5
"""More columns with amounts than this do not fit beside each other on a page."""
TUSSENRUIMTE = 3  # what rich puts around a column


_STIJL = """
body { font: 1rem/1.5 "Source Sans Pro", "Source Sans 3", system-ui, sans-serif; color: var(--inkt);
  background: var(--wit); max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
h1, caption { color: var(--groen); font-weight: 900; text-align: left; }
caption { font-size: 1.25rem; padding: 0 0 .5rem; }
.tabel { overflow-x: auto; margin: 2rem 0 0; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--lijn); }
thead th { border-bottom: 2px solid var(--groen); }
tbody th { font-weight: 400; }
th:first-child { min-width: 9rem; position: sticky; left: 0; background: var(--wit); }
.getal { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
thead .getal { white-space: normal; }
p { color: var(--zacht); margin: .5rem 0 0; max-width: 45rem; }
@media print { @page { size: A4 landscape; margin: 12mm; } body { margin: 0; max-width: none; font-size: 8pt; }
  .tabel { overflow: visible; } tr { break-inside: avoid; } th, td { padding: .1rem .4rem .1rem 0; }
  th:first-child { position: static; } }
"""


def html_pagina(vergelijking: Mapping[str, Any], taal: str = "nl") -> str:
    """One HTML file that loads nothing from elsewhere."""
    titel = f"{_TITEL[taal]}: {nl.jaren(vergelijking['jaren'], taal)}"
    delen = "\n".join(_html_tabel(_leesbaar(t)) for t in tabellen(vergelijking, taal).values())
    return (
        f'<!DOCTYPE html>\n<html lang="{taal}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(titel)}</title>\n<style>\n{theme.kleuren_css()}{_STIJL.lstrip()}</style>\n</head>\n<body>\n"
        f"<main>\n<h1>{escape(titel)}</h1>\n{delen}\n</main>\n</body>\n</html>\n"
    )


def _leesbaar(tabel: Weergave) -> Weergave:
    """A few measures over many years are turned on their side."""
    return _gekanteld(tabel) if len(tabel.rijen) < len(tabel.kop) - 2 and len(tabel.kop) > MEESTE_JAREN else tabel


def _html_tabel(tabel: Weergave) -> str:
    uitleg = f"<p>{escape(tabel.uitleg)}</p>\n" if tabel.uitleg else ""
    if not tabel.rijen:
        return f'<div class="tabel">\n<table><caption>{escape(tabel.titel)}</caption></table>\n{uitleg}</div>'
    klasse = [' class="getal"' if rechts else "" for rechts in tabel.rechts]
    kop = "".join(f'<th scope="col"{k}>{escape(c)}</th>' for k, c in zip(klasse, tabel.kop, strict=True))
    rijen = "\n".join(
        f'<tr><th scope="row">{escape(rij[0])}</th>'
        + "".join(f"<td{k}>{escape(c)}</td>" for k, c in zip(klasse[1:], rij[1:], strict=True))
        + "</tr>"
        for rij in tabel.rijen
    )
    titel = escape(tabel.titel)
    return (
        f'<div class="tabel" role="region" aria-label="{titel}" tabindex="0">\n<table>\n<caption>{titel}</caption>\n'
        f"<thead>\n<tr>{kop}</tr>\n</thead>\n<tbody>\n{rijen}\n</tbody>\n</table>\n{uitleg}</div>"
    )


def terminaltabellen(vergelijking: Mapping[str, Any], taal: str = "nl", breedte: int = 160) -> Iterator[Table | Text]:
    """The same tables for a terminal of this width; ``rich`` leaves colours out where there is none.

    A table of more years than fit side by side is cut between two of its columns, never inside a number.
    """
    from rich.text import Text  # noqa: PLC0415

    for recht in tabellen(vergelijking, taal).values():
        tabel, blokken = _passend(recht, breedte)
        for nummer, kolommen in enumerate(blokken):
            titel = tabel.titel if nummer == 0 else f"{tabel.titel} {_VERVOLG[taal]}"
            yield Text(titel, style="bold")
            yield _terminaltabel(tabel, kolommen)
        if tabel.uitleg:
            yield Text(f"{tabel.uitleg}\n")


def _passend(tabel: Weergave, breedte: int) -> tuple[Weergave, list[list[int]]]:
    """The table as it is or turned on its side, whichever is cut into fewer pieces, and those pieces."""
    vormen = [(vorm, _blokken(vorm, breedte)) for vorm in (tabel, _gekanteld(tabel))]
    return min(vormen, key=lambda vorm: len(vorm[1]))


def _gekanteld(tabel: Weergave) -> Weergave:
    """Rows as columns: few measures over many years read better as a line per year."""
    if not tabel.rijen:
        return tabel
    kop, *rijen = zip(tabel.kop, *tabel.rijen, strict=True)
    kop = ("", *kop[1:])  # the word above the labels is about what are columns now
    return replace(tabel, kop=kop, rijen=tuple(rijen), rechts=(False, *(True for _ in tabel.rijen)))


def _getalbreedte(tabel: Weergave, kolom: int) -> int:
    """What a column of numbers needs: its longest cell whole, its header broken between words."""
    return max(*(len(rij[kolom]) for rij in tabel.rijen), *map(len, tabel.kop[kolom].split()), 1)


def _blokken(tabel: Weergave, breedte: int) -> list[list[int]]:
    """The columns beside the first, in groups that fit next to it."""
    if not tabel.rijen:
        return [[]]
    label = max(len(rij[0]) for rij in tabel.rijen)
    ruimte = breedte - min(label, SMALSTE_LABEL)
    blokken: list[list[int]] = [[]]
    for kolom in range(1, len(tabel.kop)):
        samen = (*blokken[-1], kolom)
        if blokken[-1] and sum(_getalbreedte(tabel, k) + TUSSENRUIMTE for k in samen) > ruimte:
            blokken.append([])
        blokken[-1].append(kolom)
    if len(blokken) > 1 and len(blokken[-1]) == 1 and len(blokken[-2]) > 1:
        # The difference with last year stays beside this year.
        blokken[-1].insert(0, blokken[-2].pop())
    return blokken


def _terminaltabel(tabel: Weergave, kolommen: Sequence[int]) -> Table:
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    # Text, not str: square brackets in a label are no markup.
    uit = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for k, (naam, rechts) in enumerate(zip(tabel.kop, tabel.rechts, strict=True)):
        if k == 0:
            uit.add_column(Text(naam), justify="right" if rechts else "left")
        elif k in kolommen:
            uit.add_column(Text(naam), justify="right" if rechts else "left", width=_getalbreedte(tabel, k))
    for rij in tabel.rijen:
        uit.add_row(*(Text(rij[k]) for k in (0, *kolommen)))
    return uit
