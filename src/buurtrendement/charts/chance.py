"""How sure the result is: distribution and chance of a gain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from buurtrendement import nl
from buurtrendement.charts.amounts import if_, scope, subject_of, whom
from buurtrendement.charts.base import (
    COUNTERFACTUALS,
    Figuur,
    Scale,
    capital,
    counterfactual,
    euro_short,
    finish,
    fitting_ticks,
    number,
    say,
    spread,
)
from buurtrendement.charts.colours import mix, palette
from buurtrendement.charts.sheet import Format, Sheet, text_width


@dataclass(frozen=True)
class _Spread:
    """The distribution of the NCW under one counterfactual."""

    key: str
    edges: tuple[float, ...]
    heights: tuple[float, ...]
    chance: float
    p05: float
    p50: float
    p95: float


def kans(uitkomst: Any, taal: str = "nl") -> Figuur | None:
    """Distribution of the NCW under both counterfactuals, with the chance that it is positive."""
    rendement = uitkomst.rendement or {}
    subject = subject_of(rendement, "onzekerheid")
    histograms = (uitkomst.gevoeligheid or {}).get("verdeling") or {}
    if subject is None or subject[0] == "casus":
        return None
    who, node = subject
    spreads = [
        s
        for key in COUNTERFACTUALS
        if (s := _spread_of(key, node["onzekerheid"].get(key) or {}, histograms.get(key) or {})) is not None
    ]
    if not spreads:
        return None

    def draw(fmt: Format) -> Sheet:
        return _chance_sheet(fmt, spreads, taal)

    said = [f"{if_(s.key, taal)} {_chance(s.chance, taal)}" for s in spreads]
    titel = say(
        taal,
        f"De kans dat {whom(who, taal)} meer oplevert dan het kost: {'; '.join(said)}",
        f"The chance that {whom(who, taal)} yields more than it costs: {'; '.join(said)}",
    )
    draws = number(((uitkomst.gevoeligheid or {}).get("instellingen") or {}).get("trekkingen"))
    return finish(
        "kans",
        draw,
        titel=titel,
        alt=[
            say(
                taal,
                f"Verdeling van de netto contante waarde van {whom(who, taal)}: rechts van nul winst, links verlies.",
                f"Distribution of the net present value of {whom(who, taal)}: to the right of zero gain, to the left "
                "loss.",
            ),
            *(_chance_alt(s, taal) for s in spreads),
        ],
        tabel=pd.DataFrame(
            [
                (
                    capital(counterfactual(s.key, taal)),
                    _chance(s.chance, taal),
                    *(nl.euro(v, taal=taal) for v in (s.p05, s.p50, s.p95)),
                )
                for s in spreads
            ],
            columns=[
                say(taal, "Zonder coach", "Without the coach"),
                say(taal, "Kans op winst", "Chance of a gain"),
                say(taal, "Laag (5%)", "Low (5%)"),
                say(taal, "Midden", "Middle"),
                say(taal, "Hoog (95%)", "High (95%)"),
            ],
        ),
        bijschrift=[
            say(taal, "Netto contante waarde", "Net present value")
            + (
                ""
                if draws is None
                else say(taal, f" in {nl.getal(draws)} trekkingen", f" in {nl.getal(draws, taal='en')} draws")
            )
            + f"; {scope(who, node, taal)}.",
            say(
                taal,
                "De streep onder elke verdeling loopt van de 5%- tot de 95%-grens, de stip is het midden.",
                "The line below each distribution runs from the 5% to the 95% bound, the dot is the middle.",
            ),
            say(taal, "Bron: eigen berekening.", "Source: own calculation."),
        ],
    )


def _chance_alt(item: _Spread, taal: str) -> str:
    start, chance = capital(if_(item.key, taal)), _chance(item.chance, taal)
    if item.key == "status_quo":  # a clause, where the other is an adjunct
        start += ","
    low, middle, high = (nl.euro(v, taal=taal) for v in (item.p05, item.p50, item.p95))
    return say(
        taal,
        f"{start} is de kans op winst {chance}; de middelste uitkomst is {middle} en negen van de tien keer ligt die "
        f"tussen {low} en {high}.",
        f"{start} the chance of a gain is {chance}; the middle result is {middle} and nine times out of ten it lies "
        f"between {low} and {high}.",
    )


def _spread_of(key: str, node: Mapping[str, Any], histogram: Mapping[str, Any]) -> _Spread | None:
    edges = [number(v) for v in histogram.get("grenzen") or []]
    counts = [number(v) for v in histogram.get("aantallen") or []]
    marks = [number(node.get(k)) for k in ("kans_positief", "p05", "p50", "p95")]
    if len(edges) != len(counts) + 1 or not counts or any(v is None for v in (*edges, *counts, *marks)):
        return None
    chance, p05, p50, p95 = (m for m in marks if m is not None)
    # Per euro, so that bins of unequal width keep equal areas.
    heights = [
        c / (b - a) if b > a else 0.0
        for a, b, c in zip(edges, edges[1:], counts, strict=False)
        if a is not None and b is not None and c is not None
    ]
    return _Spread(key, tuple(e for e in edges if e is not None), tuple(heights), chance, p05, p50, p95)


def _chance(share: float, taal: str) -> str:
    """A chance as a percentage; certainty is never claimed from draws."""
    if share > 0.99:
        return say(taal, "meer dan 99%", "more than 99%")
    if share < 0.01:
        return say(taal, "minder dan 1%", "less than 1%")
    return nl.procent(share, taal=taal)


def _chance_sheet(fmt: Format, spreads: Sequence[_Spread], taal: str) -> Sheet:
    colours = palette()
    seen = [e for s in spreads for a, b, h in zip(s.edges, s.edges[1:], s.heights, strict=False) if h for e in (a, b)]
    marks = [v for s in spreads for v in (s.p05, s.p95)]
    lowest, highest = min([*seen, *marks, 0.0]), max([*seen, *marks, 0.0])
    if highest - lowest < 1e-9:
        lowest, highest = lowest - 1, highest + 1
    hill = 27.0
    title = fmt.line * (2.6 if fmt.narrow else 1.5)
    panel = title + hill + fmt.line * 2.6
    foot = fmt.line * 1.6
    sheet = Sheet(fmt, panel * len(spreads) + foot, colours)
    x_of = Scale(lowest, highest, 1.0, fmt.width - 1.0)
    for i, item in enumerate(spreads):
        top = i * panel
        base = top + title + hill
        name = capital(counterfactual(item.key, taal))
        chance = say(
            taal, f"kans op winst {_chance(item.chance, taal)}", f"chance of a gain {_chance(item.chance, taal)}"
        )
        sheet.text(0, top + 0.3, name, bold=True, anchor="top")
        if fmt.narrow:
            sheet.text(0, top + 0.3 + fmt.line, chance, anchor="top")
        else:
            sheet.text(text_width(name, fmt, True) + 3, top + 0.3, chance, anchor="top")
        tallest = max(item.heights) or 1.0
        for a, b, height in zip(item.edges, item.edges[1:], item.heights, strict=False):
            y = base - hill * height / tallest
            for start, end, gain in ((a, min(b, 0.0), False), (max(a, 0.0), b, True)):
                if height and end > start:
                    sheet.rectangle(
                        x_of(start), y, x_of(end), base, colours.groen if gain else mix(colours.oranje, 0.35)
                    )
                    if not gain:
                        sheet.hatch(x_of(start), y, x_of(end), base, colours.oranje, 1.4)
        sheet.line([(0, base), (fmt.width, base)], colours.lijn, 0.7)
        sheet.line([(x_of(0), top + title - 1), (x_of(0), base + 1.2)], colours.inkt, 0.9)
        _percentiles(sheet, item, x_of, base, taal)
    bottom = panel * len(spreads)
    for value in fitting_ticks(x_of, fmt, lambda v: euro_short(v, taal)):
        text = euro_short(value, taal)
        half = text_width(text, fmt) / 2
        sheet.line([(x_of(value), bottom - 1.6), (x_of(value), bottom - 0.4)], colours.zacht, 0.7)
        x = min(max(x_of(value), half), fmt.width - half)
        sheet.text(x, bottom + 0.8, text, colours.zacht, align="center", anchor="top")
    sheet.line([(0, bottom - 1.6), (fmt.width, bottom - 1.6)], colours.zacht, 0.7)
    return sheet


def _percentiles(sheet: Sheet, item: _Spread, x_of: Scale, base: float, taal: str) -> None:
    """A line from p05 to p95 with a dot at p50, and the three amounts below it, moved apart where they would touch."""
    y = base + 2.6
    sheet.line([(x_of(item.p05), y), (x_of(item.p95), y)], sheet.kleuren.inkt, 1.6)
    for value in (item.p05, item.p95):
        sheet.line([(x_of(value), y - 1), (x_of(value), y + 1)], sheet.kleuren.inkt, 1.2)
    sheet.dot(x_of(item.p50), y, sheet.kleuren.inkt, 1.2)
    values = [item.p05, item.p50, item.p95]
    if len({round(v) for v in values}) == 1:
        values = [item.p50]
    texts = [euro_short(v, taal) for v in values]
    gap = max(sheet.text_width(t, True) for t in texts) + 2.5
    half = gap / 2 - 1
    places = spread([x_of(v) for v in values], gap, half, sheet.width - half)
    for x, text, value in zip(places, texts, values, strict=True):
        bold = value == item.p50
        sheet.text(x, y + 2.2, text, None if bold else sheet.kleuren.zacht, bold=bold, align="center", anchor="top")
