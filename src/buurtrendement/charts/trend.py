"""The chart over the years: one small panel per figure, each on its own scale from zero.

A hidden year is never drawn and its size cannot be read: the line breaks there and scales look at shown values only. An
asterisk stands where a hidden value would be. A year without figures is passed over by a dashed line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from buurtrendement import nl
from buurtrendement.charts.base import Figuur, finish, number, say
from buurtrendement.charts.colours import mix, palette, readable
from buurtrendement.charts.counts import HIDDEN, hidden_caption, hidden_sentence
from buurtrendement.charts.sheet import Format, Sheet, text_width, wrap

NAMES: Mapping[str, tuple[str, str]] = {
    "gezinnen_ondersteund": ("Gezinnen met hulp", "Families helped"),
    "gezinnen_toegeleid": ("Toegeleid naar gewone hulp", "Moved on to regular help"),
    "gezinnen_lopend": ("Gezinnen aan het eind van het jaar", "Families at the end of the year"),
    "contacten_per_gezin_per_maand": ("Contacten per gezin per maand", "Contacts per family per month"),
    "directe_uren_per_gezin": ("Directe uren per gezin", "Direct hours per family"),
    "aandeel_contacten_op_initiatief_gezin": (
        "Contacten op initiatief van het gezin",
        "Contacts started by the family",
    ),
}
"""Figures with a panel, in reading order."""

PANEL = 26.0  # millimetres between the base of a panel and its highest value
GUTTER = 8.0


@dataclass(frozen=True)
class Series:
    """One figure over the years; ``values`` holds None for what is hidden or was not measured."""

    name: str
    values: tuple[float | None, ...]
    hidden: tuple[bool, ...]
    share: bool
    decimals: int

    def text(self, value: float, taal: str) -> str:
        """A value as the report writes it."""
        return nl.procent(value, taal=taal) if self.share else nl.getal(value, self.decimals, taal)

    @property
    def shown(self) -> list[int]:
        """Positions of the years that are shown."""
        return [i for i, v in enumerate(self.values) if v is not None]


def trend(uitkomst: Any, taal: str = "nl") -> Figuur | None:
    """The main kengetallen over all years that were found; None without an earlier year."""
    comparison: Mapping[str, Any] = (getattr(uitkomst, "meta", None) or {}).get("jaar_op_jaar") or {}
    years = [int(y) for y in comparison.get("jaren") or []]
    panels = [s for s in _series(comparison, taal) if len(s.shown) > 1]
    if len(years) < 2 or not panels:
        return None
    hidden = any(any(s.hidden) for s in panels)
    gaps = any(b > a + 1 for a, b in pairwise(years))
    return finish(
        "trend",
        lambda fmt: _sheet(fmt, years, panels, taal),
        titel=_title(panels, years, taal),
        alt=[
            say(
                taal,
                f"Lijndiagrammen over {nl.opsomming([str(y) for y in years])}, één per kengetal.",
                f"Line charts for {nl.opsomming([str(y) for y in years], 'en')}, one per key figure.",
            ),
            "; ".join(_change(s, years, taal) for s in panels) + ".",
            hidden_sentence(hidden, taal),
        ],
        tabel=_table(panels, years, taal),
        bijschrift=[
            say(
                taal,
                "De kengetallen per jaar. Elk vak heeft zijn eigen schaal, die bij nul begint.",
                "The key figures by year. Each panel has its own scale, starting at zero.",
            ),
            say(
                taal,
                f"Bron: de kengetallen van {years[0]} tot en met {years[-1]}.",
                f"Source: the key figures of {years[0]} to {years[-1]}.",
            ),
            say(taal, "Van de jaren bij een stippellijn zijn er geen cijfers.", "Dashed: years without figures.")
            if gaps
            else "",
            hidden_caption(hidden, taal),
        ],
    )


def _series(comparison: Mapping[str, Any], taal: str) -> list[Series]:
    found = {k["sleutel"]: k for k in comparison.get("kengetallen") or []}
    return [
        Series(
            name=say(taal, *names),
            values=tuple(
                None if hidden else number(value) for value, hidden in zip(k["waarden"], k["verborgen"], strict=True)
            ),
            hidden=tuple(bool(h) for h in k["verborgen"]),
            share=str(k["eenheid"]).startswith("aandeel"),
            decimals=int(k["decimalen"]),
        )
        for key, names in NAMES.items()
        if (k := found.get(key)) is not None
    ]


def _sheet(fmt: Format, years: Sequence[int], panels: Sequence[Series], taal: str) -> Sheet:
    columns = min(2 if fmt.narrow else 3, len(panels))
    width = (fmt.width - (columns - 1) * GUTTER) / columns
    titles = [wrap(s.name, width, fmt, bold=True) for s in panels]
    rows = [range(i, min(i + columns, len(panels))) for i in range(0, len(panels), columns)]
    # Title, room for the label above the highest value, the panel, the years below it.
    heads = [max(len(titles[i]) for i in row) * fmt.line + fmt.line * 1.1 for row in rows]
    below = fmt.line * 1.5
    height = sum(heads) + len(rows) * (PANEL + below) + (len(rows) - 1) * fmt.line
    sheet = Sheet(fmt, height, palette())
    top = 0.0
    for row, head in zip(rows, heads, strict=True):
        for column, i in enumerate(row):
            left = column * (width + GUTTER)
            title_ink = readable(sheet.kleuren.groen, sheet.kleuren.zand)
            sheet.text(left, top + 0.3, titles[i], title_ink, bold=True, anchor="top")
            _panel(sheet, left, left + width, top + head + PANEL, years, panels[i], taal)
        top += head + PANEL + below + fmt.line
    return sheet


def _panel(
    sheet: Sheet, left: float, right: float, base: float, years: Sequence[int], series: Series, taal: str
) -> None:
    """One line on its own scale; the first and the last value are labelled, the others where there is room."""
    colours, fmt = sheet.kleuren, sheet.fmt
    fill = mix(colours.groen, 0.82)
    labels = [None if v is None else series.text(v, taal) for v in series.values]
    edge = max([text_width(t, fmt) for t in labels if t] + [text_width(str(y), fmt) for y in (years[0], years[-1])]) / 2
    step = (right - left - 2 * edge) / (years[-1] - years[0])
    x = [left + edge + (y - years[0]) * step for y in years]
    top = max((v for v in series.values if v), default=1.0)
    y = [None if v is None else base - v / top * PANEL for v in series.values]
    sheet.line([(left, base), (right, base)], colours.lijn, 0.7)
    for i, j in pairwise(range(len(years))):
        one, other = y[i], y[j]
        if one is not None and other is not None and years[j] > years[i] + 1:
            sheet.line([(x[i], one), (x[j], other)], colours.groen, 1.0, dashed=True)
    for run in _runs(years, y):
        sheet.polygon([(x[run[0][0]], base), *((x[i], v) for i, v in run), (x[run[-1][0]], base)], fill)
        sheet.line([(x[i], v) for i, v in run], colours.groen, 1.8)
    for i in _labelled(x, labels, series.shown, fmt):
        place, label = y[i], labels[i] or ""
        half = text_width(label, fmt) / 2
        side = _side(x, y, i, half, base - fmt.line)
        near = any(series.hidden[j] and abs(x[j] - x[i]) < half + 2.0 for j in range(len(years)))
        if place is not None and side and not (near and place > base - 2 * fmt.line):
            sheet.text(x[i], place - 1.6 * side, label, align="center", anchor="bottom" if side > 0 else "top")
    for i, place in enumerate(y):
        if place is not None:
            sheet.dot(x[i], place, colours.groen, 0.9)
        elif series.hidden[i]:
            sheet.text(x[i], base - 1.6, HIDDEN, colours.zacht, align="center", anchor="bottom")
    names = [str(year) for year in years]
    for i in _labelled(x, names, range(len(years)), fmt):
        sheet.text(x[i], base + 1.8, names[i], colours.zacht, align="center", anchor="top")


def _runs(years: Sequence[int], y: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """Stretches of years one after another, with the place of each, without a hidden or missing one between them."""
    runs: list[list[tuple[int, float]]] = []
    for i, place in enumerate(y):
        if place is None:
            continue
        if runs and runs[-1][-1][0] == i - 1 and years[i] == years[i - 1] + 1:
            runs[-1].append((i, place))
        else:
            runs.append([(i, place)])
    return runs


def _side(x: Sequence[float], y: Sequence[float | None], i: int, half: float, lowest: float) -> int:
    """Where the label of a point keeps clear of the line: 1 above it, -1 below it, 0 nowhere."""
    here = y[i]
    if here is None:
        return 0
    climbs = [
        (here - there) / abs(x[j] - x[i]) for j in (i - 1, i + 1) if 0 <= j < len(y) and (there := y[j]) is not None
    ]
    steep = 1.2 / max(half, 0.1)
    if all(c <= steep for c in climbs):
        return 1
    if all(c >= 0 for c in climbs) and here < lowest:
        return -1
    return 1 if len(climbs) < 2 else 0


def _labelled(x: Sequence[float], texts: Sequence[str | None], of: Sequence[int], fmt: Format) -> list[int]:
    """The positions that get a label: the last and the first, then every other that keeps clear of those."""
    if not of:
        return []
    chosen: list[int] = []
    for i in [of[-1], of[0], *of[1:-1]]:
        half = text_width(texts[i] or "", fmt) / 2
        clear = all(abs(x[i] - x[j]) >= half + text_width(texts[j] or "", fmt) / 2 + 1.2 for j in chosen)
        if i not in chosen and clear:
            chosen.append(i)
    return chosen


# -- words ------------------------------------------------------------------------------------------------------------


def _title(panels: Sequence[Series], years: Sequence[int], taal: str) -> str:
    """How the first figure that both ends show went from its first to its last year."""
    s = next((s for s in panels if s.values[-1] is not None), panels[0])
    first, last = s.shown[0], s.shown[-1]
    one, other = (s.text(s.values[i] or 0.0, taal) for i in (first, last))
    if one == other:
        return say(
            taal,
            f"{s.name}: in {years[last]} evenveel als in {years[first]} ({one})",
            f"{s.name}: as many in {years[last]} as in {years[first]} ({one})",
        )
    rose = (s.values[last] or 0.0) > (s.values[first] or 0.0)
    return say(
        taal,
        f"{s.name}: {'meer' if rose else 'minder'} dan in {years[first]}, van {one} naar {other}",
        f"{s.name}: {'more' if rose else 'fewer'} than in {years[first]}, from {one} to {other}",
    )


def _change(s: Series, years: Sequence[int], taal: str) -> str:
    """From the first year that is shown to the last; the table beside the chart has those between."""
    (one, first), (other, last) = ((s.text(s.values[i] or 0.0, taal), years[i]) for i in (s.shown[0], s.shown[-1]))
    return say(
        taal,
        f"{s.name} van {one} in {first} naar {other} in {last}",
        f"{s.name} from {one} in {first} to {other} in {last}",
    )


def _table(panels: Sequence[Series], years: Sequence[int], taal: str) -> pd.DataFrame:
    def cell(s: Series, i: int) -> str:
        value = s.values[i]
        if value is not None:
            return s.text(value, taal)
        return say(taal, "niet getoond", "not shown") if s.hidden[i] else say(taal, "niet gemeten", "not measured")

    return pd.DataFrame(
        {
            say(taal, "Jaar", "Year"): [str(y) for y in years],
            **{s.name: [cell(s, i) for i in range(len(years))] for s in panels},
        }
    )
