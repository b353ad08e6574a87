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
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from buurtrendement import dist, nl, theme
from buurtrendement.begrippen import OMSCHRIJVINGEN
from buurtrendement.paths import project_root

NAAM = "index.html"
UITGAVEN = ("jaarbericht.html", "jaarbericht.pdf")
"""What the page links to, as far as it was made (``--formats``)."""

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

VERGELIJKINGEN = ("dreigend_scenario", "status_quo")

_WOORDEN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "nl": {
            "titel": "Jaarberichten",
            "reeks": "{van} tot en met {tot}",
            "berichten.een": "jaarbericht",
            "berichten.meer": "jaarberichten",
            "buurten.een": "buurt",
            "buurten.meer": "buurten",
            "aantal": "{n} {berichten} van {m} {buurten}",
            "mislukt.kop": "Niet gemaakt",
            "mislukt": "Van deze is er geen nieuw bericht.",
            "tabel": "Kerncijfers per buurt",
            "bericht": "Bericht",
            "afgeschermd": "afgeschermd",
            "niet_gemeten": "niet gemeten",
            "niet_te_bepalen": "niet te bepalen",
            "midden": "De helft van de berichten ligt onder {midden}, de helft erboven; voor zover getoond.",
            "dreigend_scenario": "Rendement: vergeleken met dreigend scenario",
            "status_quo": "Rendement: vergeleken met alles blijft zoals het was",
            "rendement": "Netto contante waarde van het programma, bij de laagste en bij de hoogste bedragen. "
            "Altijd winst: {winst}. Altijd verlies: {verlies}. Hangt af van de bedragen: {beide}.",
            "voet": "Gemaakt uit de gepubliceerde cijfers van elk jaarbericht. Wat daar is afgeschermd, is hier ook "
            "afgeschermd. Buurten verschillen in gezinnen en in wat zij meten; een verschil is geen oordeel.",
        },
        "en": {
            "titel": "Annual reports",
            "reeks": "{van} to {tot}",
            "berichten.een": "annual report",
            "berichten.meer": "annual reports",
            "buurten.een": "neighbourhood",
            "buurten.meer": "neighbourhoods",
            "aantal": "{n} {berichten} of {m} {buurten}",
            "mislukt.kop": "Not made",
            "mislukt": "Of these there is no new report.",
            "tabel": "Key figures by neighbourhood",
            "bericht": "Report",
            "afgeschermd": "suppressed",
            "niet_gemeten": "not measured",
            "niet_te_bepalen": "cannot be determined",
            "midden": "Half of the reports are below {midden}, half above; as far as shown.",
            "dreigend_scenario": "Return: compared with the threatened scenario",
            "status_quo": "Return: compared with everything staying as it was",
            "rendement": "Net present value of the programme, at the lowest and at the highest amounts. "
            "Always a gain: {winst}. Always a loss: {verlies}. Depends on the amounts: {beide}.",
            "voet": "Made from the published figures of each report. What is suppressed there is suppressed here too. "
            "Neighbourhoods differ in families and in what they measure; a difference is no judgement.",
        },
    }
)


@dataclass(frozen=True)
class Bericht:
    """What one report published."""

    buurt: str
    verslagjaar: str
    kengetallen: Mapping[str, Mapping[str, Any]]
    ncw: Mapping[str, tuple[float, float]]
    bestanden: frozenset[str] = frozenset()

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
        bestanden = frozenset(n for n in UITGAVEN if (map_ / n).is_file())
        berichten.append(Bericht(map_.parent.name, map_.name, kengetallen, _ncw(rendement), bestanden))
    return berichten


def _ncw(rendement: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    uit: dict[str, tuple[float, float]] = {}
    for naam in VERGELIJKINGEN:
        waarden = ((rendement.get("programma") or {}).get("ncw") or {}).get(naam) or {}
        grenzen = sorted(g for g in waarden.values() if isinstance(g, (int, float)) and math.isfinite(g))
        if len(grenzen) == 2:
            uit[naam] = grenzen[0], grenzen[1]
    return uit


def schrijf(uit: Path, mislukt: Sequence[str] = (), taal: str = "nl") -> Path:
    """Write ``uit/index.html``; ``mislukt`` are the reports that this run could not make."""
    doel = uit / NAAM
    uit.mkdir(parents=True, exist_ok=True)
    tijdelijk = uit / f".{NAAM}.nieuw"
    tijdelijk.write_text(pagina(lees(uit), mislukt, taal), encoding="utf-8", newline="\n")
    tijdelijk.replace(doel)
    return doel


def pagina(berichten: Sequence[Bericht], mislukt: Sequence[str] = (), taal: str = "nl") -> str:
    """One HTML page that loads nothing from elsewhere."""
    return _Pagina(berichten, taal).als_html(mislukt)


@dataclass(frozen=True)
class _Pagina:
    """The page in one language."""

    berichten: Sequence[Bericht]
    taal: str

    def als_html(self, mislukt: Sequence[str]) -> str:
        titel = self._titel()
        delen = [
            f'<header><div class="band"></div><h1>{escape(titel)}</h1><p>{self._aantal()}</p></header>',
            "<main>",
            self._mislukt(mislukt),
            self._tabel(),
            *map(self._vergelijking, VERGELEKEN),
            *map(self._rendement, VERGELIJKINGEN),
            "</main>",
            f"<footer><p>{self._t('voet')}</p></footer>",
        ]
        stijl = theme.kleuren_css() + _lettertype() + _STIJL.lstrip()
        return (
            f'<!DOCTYPE html>\n<html lang="{self.taal}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(titel)}</title>\n<style>\n{stijl}</style>\n</head>\n<body>\n"
            + "\n".join(deel for deel in delen if deel)
            + "\n</body>\n</html>\n"
        )

    def _t(self, sleutel: str, **velden: object) -> str:
        return _WOORDEN[self.taal][sleutel].format(**velden)

    def _getal(self, waarde: float, decimalen: int = 0) -> str:
        return nl.getal(waarde, decimalen, self.taal)

    def _titel(self) -> str:
        jaren = sorted({b.verslagjaar for b in self.berichten})
        if not jaren:
            return self._t("titel")
        wanneer = jaren[0] if len(jaren) == 1 else self._t("reeks", van=jaren[0], tot=jaren[-1])
        return f"{self._t('titel')} {wanneer}"

    def _aantal(self) -> str:
        def woord(soort: str, n: int) -> str:
            return self._t(f"{soort}.een" if n == 1 else f"{soort}.meer")

        n, m = len(self.berichten), len({b.buurt for b in self.berichten})
        return self._t(
            "aantal", n=self._getal(n), berichten=woord("berichten", n), m=self._getal(m), buurten=woord("buurten", m)
        )

    def _mislukt(self, namen: Sequence[str]) -> str:
        if not namen:
            return ""
        punten = "".join(f"<li>{escape(n)}</li>" for n in namen)
        uitleg = f"<h2>{self._t('mislukt.kop')}</h2><p>{self._t('mislukt')}</p>"
        return f'<section class="let-op">{uitleg}<ul>{punten}</ul></section>'

    def _tekst(self, sleutel: str, bericht: Bericht) -> str:
        kengetal = bericht.kengetallen.get(sleutel)
        if kengetal is None:
            return self._t("niet_gemeten")
        if kengetal.get("onderdrukt"):
            return self._t("afgeschermd")
        waarde = _waarde(kengetal)
        if self.taal == "nl" or waarde is None:  # as the report itself shows it
            return str(kengetal.get("weergave", ""))
        return self._getal(waarde, OMSCHRIJVINGEN[sleutel].decimalen)

    def _kop(self, sleutel: str) -> str:
        """The label, when some report has the figure."""
        label = next((str(b.kengetallen[sleutel]["label"]) for b in self.berichten if sleutel in b.kengetallen), "")
        return OMSCHRIJVINGEN[sleutel].label_en if label and self.taal == "en" else label

    def _tabel(self) -> str:
        kolommen = [s for s in KENGETALLEN if self._kop(s)]
        kop = "".join(f'<th scope="col" class="getal">{escape(self._kop(s))}</th>' for s in kolommen)
        zacht = (self._t("afgeschermd"), self._t("niet_gemeten"))
        rijen = []
        for b in self.berichten:
            cellen = "".join(
                f'<td class="getal{" zacht" if t in zacht else ""}">{escape(t)}</td>'
                for t in (self._tekst(s, b) for s in kolommen)
            )
            rijen.append(f'<tr><th scope="row">{_links(b)}</th>{cellen}</tr>')
        naam = self._t("tabel")
        return _blok(
            naam,
            f'<table><caption>{naam}</caption><thead><tr><th scope="col">{self._t("bericht")}</th>{kop}</tr></thead>'
            f"<tbody>{''.join(rijen)}</tbody></table>",
        )

    def _vergelijking(self, sleutel: str) -> str:
        waarden = {b.naam: _waarde(b.kengetallen.get(sleutel)) for b in self.berichten}
        bekend = sorted(w for w in waarden.values() if w is not None)
        if len(bekend) < 2:
            return ""
        schaal = _schaal(0.0, max(bekend))
        midden = (bekend[(len(bekend) - 1) // 2] + bekend[len(bekend) // 2]) / 2

        def rij(b: Bericht) -> tuple[str, str, str]:
            waarde = waarden[b.naam]
            return b.naam, "" if waarde is None else schaal(0.0, waarde, "groen"), self._tekst(sleutel, b)

        uitleg = self._t("midden", midden=self._getal(midden, 0 if midden >= 20 else 1))
        return _staven(self._kop(sleutel), uitleg, map(rij, self.berichten))

    def _rendement(self, sleutel: str) -> str:
        grenzen = [g for b in self.berichten if sleutel in b.ncw for g in b.ncw[sleutel]]
        if not grenzen:
            return ""
        schaal = _schaal(min(0.0, *grenzen), max(0.0, *grenzen))

        def rij(b: Bericht) -> tuple[str, str, str]:
            if sleutel not in b.ncw:
                return b.naam, "", self._t("niet_te_bepalen")
            laag, hoog = b.ncw[sleutel]
            kleur = "groen" if laag >= 0 else "oranje" if hoog <= 0 else "zon"
            return b.naam, schaal(laag, hoog, kleur), nl.euro_bereik(laag, hoog, self.taal)

        winst = sum(b.ncw[sleutel][0] >= 0 for b in self.berichten if sleutel in b.ncw)
        verlies = sum(b.ncw[sleutel][1] < 0 for b in self.berichten if sleutel in b.ncw)
        uitleg = self._t(
            "rendement",
            winst=self._getal(winst),
            verlies=self._getal(verlies),
            beide=self._getal(len(grenzen) // 2 - winst - verlies),
        )
        return _staven(self._t(sleutel), uitleg, map(rij, self.berichten))


def _lettertype() -> str:
    bewaard = theme.bewaarde_lettertype_css(project_root() / "report" / "theme" / "lettertype.css")
    return bewaard if bewaard is not None else theme.lettertype_css()


def _links(b: Bericht) -> str:
    lezen, pdf = UITGAVEN
    naam = f'<a href="{b.map}/{lezen}">{escape(b.naam)}</a>' if lezen in b.bestanden else escape(b.naam)
    return naam + (f' <a class="pdf" href="{b.map}/{pdf}">pdf</a>' if pdf in b.bestanden else "")


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


def _waarde(kengetal: Mapping[str, Any] | None) -> float | None:
    waarde = None if kengetal is None or kengetal.get("onderdrukt") else kengetal.get("waarde")
    return float(waarde) if isinstance(waarde, (int, float)) else None


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
