"""The cumulative flow of the programme under both counterfactuals."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from buurtrendement import nl
from buurtrendement.charts.amounts import (
    HIGH,
    LOW,
    Bounds,
    assumption,
    if_,
    rate_text,
    scope,
    subject_of,
    whom,
    years_text,
)
from buurtrendement.charts.base import (
    COUNTERFACTUALS,
    Figuur,
    Scale,
    capital,
    counterfactual,
    euro_short,
    finish,
    gain_or_loss,
    pair,
    say,
    spread,
    ticks,
)
from buurtrendement.charts.colours import mix, palette, readable
from buurtrendement.charts.sheet import Format, Sheet, text_width, wrap

MANY_YEARS = 12
"""Beyond this many years the dots on the lines would touch."""


def kasstroom(uitkomst: Any, taal: str = "nl") -> Figuur | None:
    """Cumulative discounted flow under both counterfactuals, from the low to the high bound."""
    rendement = uitkomst.rendement or {}
    subject = subject_of(rendement, "kasstromen")
    if subject is None:
        return None
    who, node = subject
    flows: dict[str, list[Bounds]] = {}
    for key in COUNTERFACTUALS:
        standing = ((node["kasstromen"] or {}).get(key) or {}).get("cumulatief") or {}
        low, high = standing.get(LOW) or [], standing.get(HIGH) or []
        points = [pair({"laag": a, "hoog": b}) for a, b in zip(low, high, strict=False)]
        if points and all(p is not None for p in points):
            flows[key] = [(0.0, 0.0), *(p for p in points if p is not None)]
    if not flows:
        return None
    years = max(len(p) for p in flows.values()) - 1
    duration = round(assumption(rendement, "trajectduur_jaren") or 0)
    ends = {key: points[-1] for key, points in flows.items()}

    def draw(fmt: Format) -> Sheet:
        return _flow_sheet(fmt, flows, years, duration, taal)

    parts = [f"{if_(key, taal)} {gain_or_loss(ends[key], taal)}" for key in flows]
    titel = say(
        taal,
        f"Na {years_text(years, taal)}: " + "; ".join(parts),
        f"After {years_text(years, taal)}: " + "; ".join(parts),
    )
    span = years_text(years, taal)
    rate = assumption(rendement, "discontovoet")
    return finish(
        "kasstroom",
        draw,
        titel=titel,
        alt=[
            say(
                taal,
                f"Lijndiagram van wat {whom(who, taal)} tot en met elk jaar samen oplevert of kost, over {span}.",
                f"Line chart of the cumulative gain or cost of {whom(who, taal)} up to each year, over {span}.",
            ),
            *(_flow_alt(key, points, taal) for key, points in flows.items()),
        ],
        tabel=pd.DataFrame(
            {
                say(taal, "Tot en met", "Up to and including"): [
                    say(taal, f"jaar {t}", f"year {t}") for t in range(1, years + 1)
                ],
                **{
                    capital(counterfactual(key, taal)): [nl.euro_bereik(*b, taal) for b in points[1:]]
                    for key, points in flows.items()
                },
            }
        ),
        bijschrift=[
            say(
                taal,
                "Baten min kosten, opgeteld vanaf het eerste jaar",
                "Benefits minus costs, added up from the first year",
            )
            + (
                ""
                if rate is None
                else say(taal, f", contant tegen {rate_text(rate, taal)}", f", discounted at {rate_text(rate, taal)}")
            )
            + f"; {scope(who, node, taal)}.",
            say(
                taal,
                "De band loopt van de lage naar de hoge kostenschatting.",
                "The band runs from the low to the high cost estimate.",
            ),
            say(taal, "Bron: eigen berekening.", "Source: own calculation."),
        ],
    )


def _flow_sheet(fmt: Format, flows: Mapping[str, Sequence[Bounds]], years: int, duration: int, taal: str) -> Sheet:
    colours = palette()
    looks = {"dreigend_scenario": colours.groen, "status_quo": colours.oranje}
    tags = {}
    for key, points in flows.items():
        low, high = (euro_short(v, taal) for v in points[-1])
        name = wrap(counterfactual(key, taal), 30.0, fmt, True, 2)
        tags[key] = (name, [low] if low == high else [f"{low} {say(taal, 'tot', 'to')}", high])
    tag_width = max(max(text_width(t, fmt, True) for t in name + amount) for name, amount in tags.values()) + 4
    values = [v for points in flows.values() for b in points for v in b] + [0.0]
    lowest, highest = min(values), max(values)
    if highest - lowest < 1e-9:
        lowest, highest = lowest - 1, highest + 1
    # A narrow sheet has no room for an axis beside the end labels: there only the zero line is named.
    marks = {0.0: euro_short(0, taal)} if fmt.narrow else {v: euro_short(v, taal) for v in ticks(lowest, highest, 5)}
    room, head = (78.0 if not fmt.narrow else 88.0), fmt.line * 1.5
    base = head + room
    sheet = Sheet(fmt, base + fmt.line * 1.7, colours)
    left = max(text_width(t, fmt) for t in [*marks.values(), say(taal, "jaar", "year")]) + 2.5
    right = fmt.width - tag_width
    y_of, x_of = Scale(lowest, highest, base - 1, head + 1), Scale(0, years, left, right)
    for value, label in marks.items():
        y = y_of(value)
        sheet.line([(left, y), (right, y)], colours.inkt if value == 0 else colours.lijn, 0.9 if value == 0 else 0.6)
        sheet.text(left - 2, y, label, colours.zacht, align="right")
    _phases(sheet, x_of, years, duration, head, base, taal)
    edges: list[tuple[str, list[tuple[float, float]]]] = []
    for key, points in flows.items():
        colour = looks[key]
        upper = [(x_of(t), y_of(b[1])) for t, b in enumerate(points)]
        lower = [(x_of(t), y_of(b[0])) for t, b in enumerate(points)]
        sheet.polygon(upper + lower[::-1], mix(colour, 0.74))
        if key == "status_quo":
            _stripes(sheet, upper, lower, mix(colour, 0.35))
        edges += [(key, upper), (key, lower)]
    # All edges after all bands: where bands overlap, both can be followed.
    for key, edge in edges:
        sheet.line(edge, looks[key], 1.8, dashed=key == "status_quo")
        for x, y in edge[1:] if years <= MANY_YEARS else []:
            sheet.dot(x, y, looks[key], 0.9)
    pitch = (right - left) / years
    names = [say(taal, f"jaar {t}", f"year {t}") for t in range(1, years + 1)]
    if pitch < max(text_width(n, fmt) for n in names) + 2:
        names = [str(t) for t in range(1, years + 1)]
        sheet.text(left - 2, base + 1.8, say(taal, "jaar", "year"), colours.zacht, align="right", anchor="top")
    every = max(1, math.ceil((max(text_width(n, fmt) for n in names) + 2) / pitch))
    for t in range(every, years + 1, every):
        sheet.text(x_of(t), base + 1.8, names[t - 1], colours.zacht, align="center", anchor="top")
    _flow_tags(sheet, flows, tags, looks, right, y_of, base)
    return sheet


def _phases(sheet: Sheet, x_of: Scale, years: int, duration: int, head: float, base: float, taal: str) -> None:
    """An upright line where the coach stops, with the two phases named above it."""
    if not 0 < duration < years:
        return
    sheet.line([(x_of(duration), head - 1.5), (x_of(duration), base)], sheet.kleuren.lijn, 0.8, dashed=True)
    phases = ((0, duration, say(taal, "met coach", "with coach")), (duration, years, say(taal, "daarna", "afterwards")))
    for start, end, name in phases:
        if sheet.text_width(name) + 2 <= x_of(end) - x_of(start):
            sheet.text((x_of(start) + x_of(end)) / 2, 0.3, name, sheet.kleuren.zacht, align="center", anchor="top")


def _flow_tags(
    sheet: Sheet,
    flows: Mapping[str, Sequence[Bounds]],
    tags: Mapping[str, tuple[list[str], list[str]]],
    looks: Mapping[str, str],
    right: float,
    y_of: Scale,
    base: float,
) -> None:
    """Name and end value to the right of each band, moved apart where they would touch."""
    line = sheet.fmt.line
    keys = list(flows)
    blocks = {k: len(tags[k][0]) + len(tags[k][1]) for k in keys}
    gap = max(blocks.values()) * line + 1.5
    half = max(blocks.values()) * line / 2
    wanted = [y_of(sum(flows[k][-1]) / 2) for k in keys]
    for key, y in zip(keys, spread(wanted, gap, half, base - half), strict=True):
        name, amount = tags[key]
        top = y - blocks[key] * line / 2
        colour = readable(looks[key], sheet.kleuren.zand)
        sheet.text(right + 4, top, name, colour, bold=True, anchor="top")
        sheet.text(right + 4, top + len(name) * line, amount, anchor="top")


def _stripes(
    sheet: Sheet, upper: Sequence[tuple[float, float]], lower: Sequence[tuple[float, float]], colour: str
) -> None:
    """Upright lines inside a band, so that the two bands differ without colour."""
    lines = []
    x, step = upper[0][0] + 1.7, 1.7
    while x < upper[-1][0]:
        lines.append([(x, _at(upper, x)), (x, _at(lower, x))])
        x += step
    sheet.segments(lines, colour, 0.6)


def _at(points: Sequence[tuple[float, float]], x: float) -> float:
    """Height of a line through ``points`` at ``x``."""
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if x0 <= x <= x1:
            return y0 + (y1 - y0) * (x - x0) / ((x1 - x0) or 1)
    return points[-1][1]


def _flow_alt(key: str, points: Sequence[Bounds], taal: str) -> str:
    low, high = points[-1]
    lowest = min(b[0] for b in points)
    sentence = f"{capital(if_(key, taal))}: {gain_or_loss((low, high), taal)} "
    sentence += say(taal, f"aan het eind van jaar {len(points) - 1}", f"at the end of year {len(points) - 1}")
    if lowest < min(low, 0):
        sentence += say(
            taal, f", na een dieptepunt van {nl.euro(lowest)}", f", after a low of {nl.euro(lowest, taal='en')}"
        )
    return sentence + "."
