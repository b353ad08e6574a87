"""``index.html`` over many reports: links, key figures, and the neighbourhoods side by side.

It is made from what was published (``kengetallen.json`` and ``rendement.json`` of each report) and from nothing else,
so a value that a report hides is hidden here too, and no totals over neighbourhoods are made that could give one back.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from buurtrendement import dist, nl, theme
from buurtrendement.paths import project_root

NAAM = "index.html"
KENGETALLEN = (
    "gezinnen_ondersteund",
    "gezinnen_lopend",
    "gezinnen_toegeleid",
    "contacten",
    "directe_uren",
    "directe_uren_per_gezin",
    "contacten_per_gezin_per_maand",
)
"""The columns of the table, in order."""

VERGELEKEN = ("directe_uren_per_gezin", "contacten_per_gezin_per_maand")
"""Measures that do not grow with the number of families, so that neighbourhoods may be put side by side."""

VERGELIJKINGEN = {"dreigend_scenario": "dreigend scenario", "status_quo": "alles blijft zoals het was"}
AFGESCHERMD = "afgeschermd"
NIET_GEMETEN = "niet gemeten"


@dataclass(frozen=True)
class Bericht:
    """What one report published."""

    buurt: str
    verslagjaar: str
    kengetallen: Mapping[str, Mapping[str, Any]]
    ncw: Mapping[str, tuple[float, float]]

    @property
    def naam(self) -> str:
        """``noord 2021``."""
        return f"{self.buurt} {self.verslagjaar}"

    @property
    def map(self) -> str:
        """Its folder as part of an address."""
        return f"{quote(self.buurt)}/{quote(self.verslagjaar)}"


def lees(uit: Path) -> list[Bericht]:
    """All whole reports below ``uit``, by neighbourhood and year."""
    berichten = []
    for manifest in sorted(uit.glob(f"*/*/{dist.MANIFEST}")):
        map_ = manifest.parent
        if map_.name.startswith("."):
            continue  # one that is being made
        try:
            kengetallen = json.loads((map_ / "kengetallen.json").read_text(encoding="utf-8"))["kengetallen"]
            rendement = json.loads((map_ / "rendement.json").read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError):
            continue
        berichten.append(Bericht(map_.parent.name, map_.name, kengetallen, _ncw(rendement)))
    return berichten


def _ncw(rendement: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    uit: dict[str, tuple[float, float]] = {}
    for naam in VERGELIJKINGEN:
        waarden = ((rendement.get("programma") or {}).get("ncw") or {}).get(naam) or {}
        grenzen = sorted(g for g in waarden.values() if isinstance(g, (int, float)) and math.isfinite(g))
        if len(grenzen) == 2:
            uit[naam] = grenzen[0], grenzen[1]
    return uit


def schrijf(uit: Path, mislukt: Sequence[str] = ()) -> Path:
    """Write ``uit/index.html``; ``mislukt`` are the reports that this run could not make."""
    doel = uit / NAAM
    uit.mkdir(parents=True, exist_ok=True)
    tijdelijk = uit / f".{NAAM}.nieuw"
    tijdelijk.write_text(pagina(lees(uit), mislukt), encoding="utf-8", newline="\n")
    tijdelijk.replace(doel)
    return doel


def pagina(berichten: Sequence[Bericht], mislukt: Sequence[str] = ()) -> str:
    """One HTML page that loads nothing from elsewhere."""
    jaren = sorted({b.verslagjaar for b in berichten})
    titel = "Jaarberichten" + (
        f" {jaren[0]}" if len(jaren) == 1 else f" {jaren[0]} tot en met {jaren[-1]}" if jaren else ""
    )
    delen = [
        f'<header><div class="band"></div><h1>{escape(titel)}</h1><p>{_aantal(berichten)}</p></header>',
        "<main>",
        _mislukt(mislukt),
        _tabel(berichten),
        *(_vergelijking(sleutel, berichten) for sleutel in VERGELEKEN),
        *(_rendement(sleutel, label, berichten) for sleutel, label in VERGELIJKINGEN.items()),
        "</main>",
        "<footer><p>Gemaakt uit de gepubliceerde cijfers van elk jaarbericht. Wat daar is afgeschermd, is hier ook "
        "afgeschermd. Buurten verschillen in gezinnen en in wat zij meten; een verschil is geen oordeel.</p></footer>",
    ]
    stijl = theme.kleuren_css() + _lettertype() + _STIJL.lstrip()
    return (
        '<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(titel)}</title>\n<style>\n{stijl}</style>\n</head>\n<body>\n"
        + "\n".join(deel for deel in delen if deel)
        + "\n</body>\n</html>\n"
    )


def _lettertype() -> str:
    bewaard = theme.bewaarde_lettertype_css(project_root() / "report" / "theme" / "lettertype.css")
    return bewaard if bewaard is not None else theme.lettertype_css()


def _aantal(berichten: Sequence[Bericht]) -> str:
    buurten = len({b.buurt for b in berichten})
    return (
        f"{nl.getal(len(berichten))} {'jaarbericht' if len(berichten) == 1 else 'jaarberichten'} "
        f"van {nl.getal(buurten)} {'buurt' if buurten == 1 else 'buurten'}"
    )


def _mislukt(namen: Sequence[str]) -> str:
    if not namen:
        return ""
    punten = "".join(f"<li>{escape(n)}</li>" for n in namen)
    uitleg = "<h2>Niet gemaakt</h2><p>Van deze is er geen nieuw bericht.</p>"
    return f'<section class="let-op">{uitleg}<ul>{punten}</ul></section>'


def _tekst(kengetal: Mapping[str, Any] | None) -> str:
    if kengetal is None:
        return NIET_GEMETEN
    return AFGESCHERMD if kengetal.get("onderdrukt") else str(kengetal.get("weergave", ""))


def _kop(sleutel: str, berichten: Iterable[Bericht]) -> str:
    return next((str(b.kengetallen[sleutel]["label"]) for b in berichten if sleutel in b.kengetallen), "")


def _tabel(berichten: Sequence[Bericht]) -> str:
    kolommen = [s for s in KENGETALLEN if _kop(s, berichten)]
    kop = "".join(f'<th scope="col" class="getal">{escape(_kop(s, berichten))}</th>' for s in kolommen)
    rijen = []
    for b in berichten:
        cellen = "".join(
            f'<td class="getal{" zacht" if t in (AFGESCHERMD, NIET_GEMETEN) else ""}">{escape(t)}</td>'
            for t in (_tekst(b.kengetallen.get(s)) for s in kolommen)
        )
        links = f'<a href="{b.map}/jaarbericht.html">{escape(b.naam)}</a>'
        rijen.append(
            f'<tr><th scope="row">{links} <a class="pdf" href="{b.map}/jaarbericht.pdf">pdf</a></th>{cellen}</tr>'
        )
    return _blok(
        "Kerncijfers per buurt",
        f'<table><caption>Kerncijfers per buurt</caption><thead><tr><th scope="col">Bericht</th>{kop}</tr></thead>'
        f"<tbody>{''.join(rijen)}</tbody></table>",
    )


def _blok(naam: str, tabel: str) -> str:
    return f'<div class="vak" role="region" aria-label="{escape(naam)}" tabindex="0">{tabel}</div>'


def _staven(titel: str, uitleg: str, rijen: Iterable[tuple[str, str, str]]) -> str:
    regels = "".join(
        f'<tr><th scope="row">{escape(naam)}</th><td class="staaf" aria-hidden="true">{staaf}</td>'
        f'<td class="getal">{escape(tekst)}</td></tr>'
        for naam, staaf, tekst in rijen
    )
    return (
        f"<section><h2>{escape(titel)}</h2><p>{escape(uitleg)}</p>"
        + _blok(titel, f"<table><tbody>{regels}</tbody></table>")
        + "</section>"
    )


def _vergelijking(sleutel: str, berichten: Sequence[Bericht]) -> str:
    waarden = {b.naam: _getal(b.kengetallen.get(sleutel)) for b in berichten}
    bekend = sorted(w for w in waarden.values() if w is not None)
    if len(bekend) < 2:
        return ""
    schaal = _schaal(0.0, max(bekend))
    midden = (bekend[(len(bekend) - 1) // 2] + bekend[len(bekend) // 2]) / 2
    decimalen = 0 if midden >= 20 else 1

    def rij(b: Bericht) -> tuple[str, str, str]:
        waarde = waarden[b.naam]
        return b.naam, "" if waarde is None else schaal(0.0, waarde, "groen"), _tekst(b.kengetallen.get(sleutel))

    uitleg = (
        f"De helft van de berichten ligt onder {nl.getal(midden, decimalen)}, de helft erboven; voor zover getoond."
    )
    return _staven(_kop(sleutel, berichten), uitleg, map(rij, berichten))


def _getal(kengetal: Mapping[str, Any] | None) -> float | None:
    waarde = None if kengetal is None or kengetal.get("onderdrukt") else kengetal.get("waarde")
    return float(waarde) if isinstance(waarde, (int, float)) else None


def _rendement(sleutel: str, label: str, berichten: Sequence[Bericht]) -> str:
    grenzen = [g for b in berichten if sleutel in b.ncw for g in b.ncw[sleutel]]
    if not grenzen:
        return ""
    schaal = _schaal(min(0.0, *grenzen), max(0.0, *grenzen))

    def rij(b: Bericht) -> tuple[str, str, str]:
        if sleutel not in b.ncw:
            return b.naam, "", "niet te bepalen"
        laag, hoog = b.ncw[sleutel]
        kleur = "groen" if laag >= 0 else "oranje" if hoog <= 0 else "zon"
        return b.naam, schaal(laag, hoog, kleur), nl.euro_bereik(laag, hoog)

    positief = sum(b.ncw[sleutel][0] >= 0 for b in berichten if sleutel in b.ncw)
    negatief = sum(b.ncw[sleutel][1] < 0 for b in berichten if sleutel in b.ncw)
    uitleg = (
        "Netto contante waarde van het programma, bij de laagste en bij de hoogste bedragen. "
        f"Altijd winst: {nl.getal(positief)}. Altijd verlies: {nl.getal(negatief)}. "
        f"Hangt af van de bedragen: {nl.getal(len(grenzen) // 2 - positief - negatief)}."
    )
    return _staven(f"Rendement: vergeleken met {label}", uitleg, map(rij, berichten))


def _schaal(laag: float, hoog: float) -> Callable[[float, float, str], str]:
    bereik = (hoog - laag) or 1.0

    def staaf(van: float, tot: float, kleur: str) -> str:
        links, breed = 100 * (van - laag) / bereik, 100 * (tot - van) / bereik
        nul = f'<i class="nul" style="left:{-100 * laag / bereik:.2f}%"></i>' if laag < 0 else ""
        return f'<i class="{kleur}" style="left:{links:.2f}%;width:{max(breed, 0.4):.2f}%"></i>{nul}'

    return staaf


_STIJL = """
body { font: 1.05rem/1.55 "Buurt Sans", "Source Sans 3", system-ui, sans-serif; color: var(--inkt);
  background: var(--wit); margin: 0; }
header { background: var(--groen-diep); color: var(--wit); padding: clamp(2rem, 5vw, 4rem) clamp(1.1rem, 5vw, 4rem); }
.band { width: 5.5rem; height: .55rem; background: var(--zon); margin-bottom: 1.4rem; }
h1 { font-weight: 900; font-size: clamp(2.2rem, 6vw, 4rem); line-height: 1; margin: 0 0 .4em; }
header p { font-size: 1.2rem; margin: 0; }
main, footer { max-width: 78rem; margin: 0 auto; padding: 0 clamp(1.1rem, 5vw, 4rem); }
h2, caption { font-weight: 900; color: var(--groen); font-size: 1.6rem; line-height: 1.2; text-align: left; margin: 0; }
section { margin: 3rem 0 0; padding-top: 1.2rem; border-top: .5rem solid var(--groen); }
section.let-op { border-color: var(--oranje); }
caption { padding: 0 0 .6rem; }
.vak { overflow-x: auto; margin: 2rem 0 0; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .4rem .8rem .4rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--lijn); }
thead th { border-bottom: 2px solid var(--groen); vertical-align: bottom; line-height: 1.25; }
tbody th { font-weight: 600; white-space: nowrap; }
.getal { text-align: right; font-variant-numeric: tabular-nums; }
tbody .getal { white-space: nowrap; }
.zacht, footer, section p { color: var(--zacht); }
a { color: var(--groen); }
a:focus-visible, .vak:focus-visible { outline: 3px solid var(--oranje); outline-offset: 2px; }
.pdf { font-weight: 400; font-size: .9rem; }
.staaf { width: 55%; min-width: 10rem; position: relative; }
.staaf i { position: absolute; top: .55rem; height: .95rem; border-radius: .15rem; }
.staaf .groen { background: var(--groen); }
.staaf .oranje { background: var(--oranje); }
.staaf .zon { background: var(--zon); }
.staaf .nul { width: 2px; top: 0; height: 100%; background: var(--inkt); border-radius: 0; }
footer { padding-top: 3rem; padding-bottom: 4rem; max-width: 42rem; margin-left: max(0px, calc((100% - 78rem) / 2)); }
@media print { .vak { overflow: visible; } section { break-inside: avoid; } }
"""
