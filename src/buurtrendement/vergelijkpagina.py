"""The comparison of years as a page of its own and as tables in the terminal; both show the same text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from buurtrendement import theme
from buurtrendement.vergelijken import Weergave, tabellen

if TYPE_CHECKING:
    from rich.table import Table

_TITEL = {"nl": "Vergelijking van de jaren", "en": "Comparison of the years"}
_EN = {"nl": " en ", "en": " and "}

_STIJL = """
body { font: 1rem/1.5 "Source Sans Pro", "Source Sans 3", system-ui, sans-serif; color: var(--inkt);
  background: var(--wit); max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1, caption { color: var(--groen); font-weight: 900; text-align: left; }
caption { font-size: 1.25rem; padding: 0 0 .5rem; }
.tabel { overflow-x: auto; margin: 2rem 0 0; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--lijn); }
thead th { border-bottom: 2px solid var(--groen); }
tbody th { font-weight: 400; }
.getal { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
thead .getal { white-space: normal; }
p { color: var(--zacht); margin: .5rem 0 0; max-width: 45rem; }
@media print { body { margin: 0; max-width: none; } .tabel { break-inside: avoid; } }
"""


def html_pagina(vergelijking: Mapping[str, Any], taal: str = "nl") -> str:
    """One HTML file that loads nothing from elsewhere."""
    titel = f"{_TITEL[taal]}: {_opsomming(vergelijking['jaren'], taal)}"
    delen = "\n".join(_html_tabel(t) for t in tabellen(vergelijking, taal).values())
    return (
        f'<!DOCTYPE html>\n<html lang="{taal}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(titel)}</title>\n<style>\n{theme.kleuren_css()}{_STIJL.lstrip()}</style>\n</head>\n<body>\n"
        f"<main>\n<h1>{escape(titel)}</h1>\n{delen}\n</main>\n</body>\n</html>\n"
    )


def _opsomming(jaren: list[int], taal: str) -> str:
    return ", ".join(map(str, jaren[:-1])) + _EN[taal] + str(jaren[-1])


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


def terminaltabellen(vergelijking: Mapping[str, Any], taal: str = "nl") -> Iterator[Table]:
    """The same tables for the terminal; ``rich`` leaves colours out where there is none."""
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    for tabel in tabellen(vergelijking, taal).values():
        # Text, not str: square brackets in a label are no markup.
        uit = Table(
            title=Text(tabel.titel, style="bold"),
            caption=Text(tabel.uitleg) if tabel.uitleg else None,
            title_justify="left",
            caption_justify="left",
            box=box.SIMPLE_HEAD,
            pad_edge=False,
        )
        for naam, rechts in zip(tabel.kop, tabel.rechts, strict=True):
            uit.add_column(Text(naam), justify="right" if rechts else "left")
        for rij in tabel.rijen:
            uit.add_row(*map(Text, rij))
        yield uit
