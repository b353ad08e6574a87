"""What the result depends on most: the tornado."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from buurtrendement import nl
from buurtrendement.charts.amounts import Bounds, edge_of, lower
from buurtrendement.charts.base import (
    Figuur,
    Scale,
    capital,
    counterfactual,
    euro_short,
    finish,
    fitting_ticks,
    number,
    say,
)
from buurtrendement.charts.colours import mix, palette
from buurtrendement.charts.sheet import Format, Sheet, text_width, wrap
from buurtrendement.text import grootheden
from buurtrendement.text.catalogus import Catalogus

TORNADO_ROWS = 8

Label = tuple[str, float, float]
"""A label with its left and right edge."""


@dataclass(frozen=True)
class _Bar:
    """One bar of the tornado: result at the low and at the high end of a quantity, and what those ends are."""

    label: str
    row: str
    ends: tuple[str, str]
    at_low: float
    at_high: float
    taal: str

    @property
    def drawn_ends(self) -> tuple[str, str]:
        """What stands at the ends: the value of the quantity, or, where its name says it, the result itself."""
        if self.row != self.label:
            return euro_short(self.at_low, self.taal), ""
        at = say(self.taal, "bij", "at")  # an amount of its own, not a result
        low, high = (f"{at} {e}" if any(c.isdigit() for c in e) else e for e in self.ends)
        return low, high

    @property
    def bounds(self) -> Bounds:
        return min(self.at_low, self.at_high), max(self.at_low, self.at_high)


def tornado(uitkomst: Any, taal: str = "nl") -> Figuur | None:
    """NCW of the programme at the low and high end of each uncertain quantity, the widest first.

    The first bar is the choice of the counterfactual itself; the others are drawn in the threatened scenario.
    """
    analysis = uitkomst.gevoeligheid or {}
    cf = "dreigend_scenario"
    base = number((analysis.get("basiswaarde") or {}).get(cf))
    items = (analysis.get("tornado") or {}).get(cf) or []
    names = grootheden.namen(Catalogus(taal), items)
    bars = [
        b for item, name in zip(items, names, strict=True) if (b := _bar({**item, "label": name}, taal)) is not None
    ]
    if base is None or not bars:
        return None
    bars.sort(key=lambda b: b.bounds[0] - b.bounds[1])
    choice = _choice_bar(analysis.get("nulalternatief") or {}, taal)
    shown = ([choice] if choice is not None else []) + bars
    shown = shown[:TORNADO_ROWS]

    def draw(fmt: Format) -> Sheet:
        return _tornado_sheet(fmt, shown, base, taal)

    consenting = analysis.get("tornado_omvat") == "casussen_met_toestemming"
    whole = (
        say(taal, "de casussen met toestemming", "the cases with consent")
        if consenting
        else say(taal, "het programma", "the programme")
    )
    rests = ""
    if not consenting and ((uitkomst.rendement or {}).get("programma") or {}).get("extrapolatie"):
        rests = say(taal, ", doorgerekend uit één casus,", ", extrapolated from one case,")
    widest = max(shown, key=lambda b: b.bounds[1] - b.bounds[0])
    reach = _from_to(widest, taal)
    titel = say(
        taal,
        f"De uitkomst hangt het meest af van één vraag: {lower(widest.label)}",
        f"The result depends most on one question: {lower(widest.label)}",
    )
    turning = [b for b in shown if b.bounds[0] < 0 < b.bounds[1]]
    if turning:
        listed = nl.opsomming([lower(b.label) for b in turning], taal)
        turn = say(
            taal,
            f"Alleen al hierdoor kan winst verlies worden of omgekeerd: {listed}.",
            f"Any of these alone can turn gain into loss or the reverse: {listed}.",
        )
    else:
        turn = say(
            taal,
            f"Geen van deze onzekerheden maakt op zichzelf van {'winst verlies' if base >= 0 else 'verlies winst'}.",
            f"None of these uncertainties alone turns {'gain into loss' if base >= 0 else 'loss into gain'}.",
        )
    return finish(
        "tornado",
        draw,
        titel=titel,
        alt=[
            say(
                taal,
                f"Tornadodiagram: per onzekerheid de netto contante waarde van {whole} bij de lage en de hoge "
                f"waarde, rond een basis van {nl.euro(base)}.",
                f"Tornado chart: for each uncertainty the net present value of {whole} at its low and high value, "
                f"around a base of {nl.euro(base, taal='en')}.",
            ),
            say(taal, f"Het breedst is {lower(widest.label)}: {reach}.", f"Widest is {lower(widest.label)}: {reach}."),
            turn,
        ],
        tabel=pd.DataFrame(
            [
                (b.label, b.ends[0], nl.euro(b.at_low, taal=taal), b.ends[1], nl.euro(b.at_high, taal=taal))
                for b in shown
            ],
            columns=[
                say(taal, "Onzekerheid", "Uncertainty"),
                say(taal, "Laag", "Low"),
                say(taal, "Uitkomst bij laag", "Result at low"),
                say(taal, "Hoog", "High"),
                say(taal, "Uitkomst bij hoog", "Result at high"),
            ],
        ),
        bijschrift=[
            say(
                taal,
                f"Netto contante waarde van {whole}{rests} in het dreigende scenario; steeds verandert één ding.",
                f"Net present value of {whole}{rests} in the threatened scenario; one thing changes at a time.",
            ),
            say(taal, "Donker: de hoge waarde. Licht: de lage.", "Dark: the high value. Light: the low one."),
            say(taal, "Bron: eigen berekening.", "Source: own calculation."),
        ],
    )


def _bar(item: Mapping[str, Any], taal: str) -> _Bar | None:
    low, high = number(item.get("bij_laag")), number(item.get("bij_hoog"))
    if low is None or high is None or abs(high - low) < 0.5:
        return None
    label = capital(str(item.get("label") or item.get("sleutel") or ""))
    unit = str(item.get("eenheid") or "")
    ends = (
        _value(number(item.get("laag")), unit, taal) or say(taal, "laag", "low"),
        _value(number(item.get("hoog")), unit, taal) or say(taal, "hoog", "high"),
    )
    return _Bar(label, label, ends, low, high, taal)


def _choice_bar(item: Mapping[str, Any], taal: str) -> _Bar | None:
    """The bar of the counterfactual itself: it starts at the base and ends where everything stays as it was."""
    bar = _bar(item, taal)
    if bar is None:
        return None
    return replace(
        bar,
        label=say(taal, "Wat er zonder coach gebeurt", "What happens without the coach"),
        row=say(taal, "Als alles blijft zoals het was", "If everything stays as it was"),
        ends=(counterfactual("status_quo", taal), counterfactual("dreigend_scenario", taal)),
    )


def _value(value: float | None, unit: str, taal: str) -> str:
    """An assumption's value in its own unit, as short as a label needs."""
    if value is None:
        return ""
    if unit.startswith("euro"):
        return euro_short(value, taal)
    if unit.startswith("fractie"):
        percent = value * 100
        decimals = next((d for d in (0, 1) if abs(percent - round(percent, d)) < 1e-6), 2)
        return nl.procent(value, decimals, taal)
    return nl.getal(value, 0 if float(value).is_integer() else 2, taal)


def _tornado_sheet(fmt: Format, bars: Sequence[_Bar], base: float, taal: str) -> Sheet:
    colours = palette()
    label_width = 0.0 if fmt.narrow else 56.0
    names = [wrap(b.row, fmt.width if fmt.narrow else label_width - 3, fmt, lines=3) for b in bars]
    lowest, highest = min(0.0, *(b.bounds[0] for b in bars)), max(0.0, *(b.bounds[1] for b in bars))
    # Room outside the bars for the labels of their ends: the widest on either side, also for bars that end half-way.
    left, right = label_width, fmt.width
    x_of = _with_room(bars, base, (lowest, highest), (left, right), fmt)
    bar = fmt.line * 0.95
    head, foot = fmt.line * 1.7, fmt.line * 1.7
    heights = [
        (len(n) * fmt.line + bar + fmt.line * 0.65) if fmt.narrow else max(len(n) * fmt.line, bar) + fmt.line * 0.55
        for n in names
    ]
    sheet = Sheet(fmt, head + sum(heights) + foot, colours)
    bottom = head + sum(heights)
    marks = fitting_ticks(x_of, fmt, lambda v: euro_short(v, taal))
    for value in marks:
        text = euro_short(value, taal)
        half = text_width(text, fmt) / 2
        x = min(max(x_of(value), left + half), right - half)
        sheet.text(x, bottom + 1.6, text, colours.zacht, align="center", anchor="top")
    text = say(taal, f"basis {euro_short(base, taal)}", f"base {euro_short(base, taal)}")
    half = text_width(text, fmt, True) / 2
    sheet.text(min(max(x_of(base), left + half), right - half), 0.3, text, bold=True, align="center", anchor="top")
    y = head
    for item, name, height in zip(bars, names, heights, strict=True):
        middle = y + (len(name) * fmt.line + bar / 2 - 0.4 if fmt.narrow else height / 2)
        sheet.text(0, y if fmt.narrow else middle, name, anchor="top" if fmt.narrow else "mid")
        # Upright lines go row by row: names stand between the rows of a narrow sheet, and no line crosses a label.
        reach = (middle - bar * 0.65, middle + bar * 0.65) if fmt.narrow else (y, y + height)
        labels = _end_labels(item, base, x_of, fmt)

        def upright(
            value: float, colour: str, pt: float, reach: Bounds = reach, labels: Sequence[Label] = labels
        ) -> None:
            x = x_of(value)
            if not any(a - 0.8 < x < b + 0.8 for _, a, b in labels):
                sheet.line([(x, reach[0]), (x, reach[1])], colour, pt)

        for value in marks:
            if value != 0 and not fmt.narrow:
                upright(value, colours.lijn, 0.6)
        _tornado_bar(sheet, item, base, x_of, middle, bar)
        if item.bounds[0] < 0 < item.bounds[1] or not fmt.narrow:
            upright(0, colours.inkt, 0.9)
        for label, start, _ in labels:
            sheet.text(start, middle, label)
        sheet.line([(x_of(base), reach[0]), (x_of(base), reach[1])], colours.inkt, 0.9, dashed=True)
        y += height
    return sheet


def _tornado_bar(sheet: Sheet, item: _Bar, base: float, x_of: Scale, y: float, bar: float) -> None:
    """Dark for the high end of the quantity, light and hatched for the low end."""
    colours = sheet.kleuren
    top, bottom = y - bar / 2, y + bar / 2
    parts = [(item.at_low, True), (item.at_high, False)]
    parts.sort(key=lambda p: -abs(p[0] - base))  # when both lie on one side of the base, the shorter one lies on top
    for value, low_end in parts:
        if value == base:
            continue
        if low_end:
            sheet.rectangle(
                x_of(base), top, x_of(value), bottom, mix(colours.oranje, 0.45), edge=edge_of(colours.oranje)
            )
            sheet.hatch(x_of(base), top, x_of(value), bottom, colours.oranje)
        else:
            sheet.rectangle(x_of(base), top, x_of(value), bottom, colours.groen)


def _end_labels(item: _Bar, base: float, x_of: Scale, fmt: Format) -> list[Label]:
    """The labels of both ends with their left and right edge.

    When both ends lie on one side of the base, the label of the nearer one stands on the other side of the base line.
    """
    parts = sorted(zip((item.at_low, item.at_high), item.drawn_ends, strict=True), key=lambda p: -abs(p[0] - base))
    outward = 1 if parts[0][0] >= base else -1
    same_side = (item.at_low - base) * (item.at_high - base) >= 0
    places = [(parts[0], x_of(parts[0][0]), outward), (parts[1], x_of(base if same_side else parts[1][0]), -outward)]
    labels: list[Label] = []
    for (_, label), x, direction in places:
        width = text_width(label, fmt)
        start = x + 1.2 if direction > 0 else x - 1.2 - width
        if label:
            labels.append((label, start, start + width))
    return labels


def _with_room(bars: Sequence[_Bar], base: float, limits: Bounds, edges: tuple[float, float], fmt: Format) -> Scale:
    """A scale on which the end labels of every bar still fit between ``edges``."""
    left, right = edges
    start, end = left, right
    # Shrinking the scale moves every label inward; a few rounds settle it.
    for _ in range(12):
        scale = Scale(*limits, start, end)
        ends = [label for item in bars for label in _end_labels(item, base, scale, fmt)]
        over_left = max((left - a for _, a, _ in ends), default=0.0)
        over_right = max((b - right for _, _, b in ends), default=0.0)
        if over_left <= 0.05 and over_right <= 0.05:
            break
        start, end = start + max(over_left, 0.0), end - max(over_right, 0.0)
        if end - start < 12:
            break
    return Scale(*limits, min(start, right - 12), max(end, left + 12))


def _from_to(item: _Bar, taal: str) -> str:
    low, high = nl.euro(item.at_low, taal=taal), nl.euro(item.at_high, taal=taal)
    return say(
        taal,
        f"van {low} ({item.ends[0]}) tot {high} ({item.ends[1]})",
        f"from {low} ({item.ends[0]}) to {high} ({item.ends[1]})",
    )
