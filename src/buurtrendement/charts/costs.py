"""What one family costs per year: the chart of the brochure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from buurtrendement import nl
from buurtrendement.charts.amounts import HIGH, LOW, Bounds, assumption, case_of, edge_of
from buurtrendement.charts.base import (
    Figuur,
    Scale,
    euro_range,
    euro_short,
    finish,
    more_or_less,
    number,
    pair,
    say,
)
from buurtrendement.charts.colours import WHITE, Kleuren, ink_on, mix, palette
from buurtrendement.charts.sheet import Format, Sheet, text_width, wrap


@dataclass(frozen=True)
class _Column:
    """One column of the cost chart: its name in lines, its bounds, and the coach's part of them."""

    name: tuple[str, ...]
    bounds: Bounds
    coach: Bounds | None
    colour: str
    hatched: bool = False


def rendement_per_jaar(uitkomst: Any, taal: str = "nl", casus: str | None = None) -> Figuur | None:
    """What one family costs per year: before, with the coach (the coach's part apart), without the coach, and after.

    ``casus`` picks a case; by default the published case that stands for most families.
    """
    rendement = uitkomst.rendement or {}
    case = case_of(rendement, casus)
    if case is None:
        return None
    costs = case.get("jaarkosten") or {}
    before, with_coach = pair(costs.get("uitgangssituatie")), pair(costs.get("met_gezinscoach"))
    without, after = pair(costs.get("zonder_gezinscoach")), pair(costs.get("na_traject"))
    if before is None or with_coach is None or without is None or after is None:
        return None
    coach = pair(costs.get("gezinscoach")) or (with_coach[0] - before[0], with_coach[1] - before[1])
    gain = pair((case.get("verschil_per_jaar") or {}).get("dreigend_scenario"), LOW, HIGH) or (
        without[0] - with_coach[0],
        without[1] - with_coach[1],
    )
    gain = (min(gain), max(gain))
    duration = max(1, round(assumption(rendement, "trajectduur_jaren") or 2))
    names = _Names(taal, duration)
    verb = more_or_less(gain, taal)
    than = say(
        taal,
        "als zonder" if verb == "evenveel" else "dan zonder",
        "as without" if verb == "the same" else "than without",
    )
    titel = say(
        taal,
        "Als het dreigende scenario klopt, kost dit gezin met de coach "
        + (f"{verb} per jaar {than}" if verb == "evenveel" else f"{_per_year(verb, taal)} {than}"),
        f"If the threatened scenario is right, with the coach this family costs {_per_year(verb, taal)} {than}",
    )

    def draw(fmt: Format) -> Sheet:
        colours = palette()
        columns = [_Column(names.before, before, None, colours.grijs)]
        years = names.with_coach if not fmt.narrow else [names.all_years]
        columns += [_Column(name, with_coach, coach, colours.grijs) for name in years]
        columns.append(_Column(names.without, without, None, colours.inkt, hatched=True))
        columns.append(_Column(names.after, after, None, colours.groen))
        if fmt.narrow:
            return _cost_rows(fmt, columns, names, colours, taal)
        note = say(taal, f"met coach {verb} per jaar", f"{verb} per year with the coach")
        return _cost_columns(fmt, columns, names, note, colours, taal)

    price_level = number(rendement.get("prijspeil"))
    level = "" if price_level is None else say(taal, f", prijspeil {price_level:.0f}", f", {price_level:.0f} prices")
    cases = rendement.get("casussen") or {}
    key = next((k for k, v in cases.items() if v is case), "")
    which = say(taal, f" (casus {key})", f" (case {key})") if len(cases) > 1 else ""
    spreads = any(round(b[0]) != round(b[1]) for b in (before, with_coach, without, after))
    return finish(
        "rendement_per_jaar",
        draw,
        titel=titel,
        alt=[
            say(
                taal,
                "Staafdiagram van de kosten van één gezin per jaar.",
                "Bar chart of the cost of one family per year.",
            ),
            say(
                taal,
                f"Vóór de gezinscoach kost het gezin {nl.euro_bereik(*before)}; met de coach "
                f"{nl.euro_bereik(*with_coach)}, waarvan {nl.euro_bereik(*coach)} voor de coach zelf.",
                f"Before the coach the family costs {nl.euro_bereik(*before, 'en')}; with the coach "
                f"{nl.euro_bereik(*with_coach, 'en')}, of which {nl.euro_bereik(*coach, 'en')} is for the coach.",
            ),
            say(
                taal,
                f"Zonder coach zou dat in het dreigende scenario {nl.euro_bereik(*without)} zijn; na het traject is "
                f"het {nl.euro_bereik(*after)}.",
                f"Without the coach that would be {nl.euro_bereik(*without, 'en')} in the threatened scenario; after "
                f"the trajectory it is {nl.euro_bereik(*after, 'en')}.",
            ),
        ],
        tabel=pd.DataFrame(
            [
                (names.row_before, *(nl.euro(v, taal=taal) for v in before)),
                (names.row_with, *(nl.euro(v, taal=taal) for v in with_coach)),
                (names.row_coach, *(nl.euro(v, taal=taal) for v in coach)),
                (names.row_without, *(nl.euro(v, taal=taal) for v in without)),
                (names.row_after, *(nl.euro(v, taal=taal) for v in after)),
            ],
            columns=[
                say(taal, "Kosten per jaar", "Cost per year"),
                say(taal, "Laagste", "Lowest"),
                say(taal, "Hoogste", "Highest"),
            ],
        ),
        bijschrift=[
            say(taal, f"Kosten van één gezin per jaar{which}.", f"Cost of one family per year{which}."),
            say(
                taal,
                "Effen: de laagste schatting. Licht: tot de hoogste.",
                "Solid: the lowest estimate. Light: up to the highest.",
            )
            if spreads
            else "",
            say(
                taal,
                f"Bron: kosten.csv, {uitkomst.verslagjaar}{level}.",
                f"Source: kosten.csv, {uitkomst.verslagjaar}{level}.",
            ),
        ],
    )


@dataclass(frozen=True)
class _Names:
    """The names of the columns, in the lines in which they stand below them, and in full for rows and table."""

    taal: str
    duration: int

    @property
    def before(self) -> tuple[str, ...]:
        return say(self.taal, "Vóór", "Before"), say(self.taal, "de coach", "the coach")

    @property
    def with_coach(self) -> list[tuple[str, ...]]:
        """At most two columns; a longer trajectory puts the later years together, for their cost is the same."""
        head = say(self.taal, "Met coach", "With coach")
        if self.duration == 1:
            return [(head, self._year("1"))]
        last = "2" if self.duration == 2 else say(self.taal, f"2 t/m {self.duration}", f"2–{self.duration}")
        return [(head, self._year("1")), (head, self._year(last))]

    @property
    def all_years(self) -> tuple[str, ...]:
        head = say(self.taal, "Met coach", "With coach")
        if self.duration == 1:
            return head, self._year("1")
        joint = say(self.taal, " en " if self.duration == 2 else " t/m ", " and " if self.duration == 2 else "–")
        return head, self._year(f"1{joint}{self.duration}")

    @property
    def without(self) -> tuple[str, ...]:
        return say(self.taal, "Zonder coach", "Without coach"), say(
            self.taal, "dreigend scenario", "threatened scenario"
        )

    @property
    def after(self) -> tuple[str, ...]:
        return say(self.taal, "Na het traject", "Afterwards"), self._year(str(self.duration + 1))

    @property
    def coach(self) -> str:
        return say(self.taal, "coach", "coach")

    @property
    def row_before(self) -> str:
        return say(self.taal, "Vóór de gezinscoach", "Before the family coach")

    @property
    def row_with(self) -> str:
        years = self.all_years[1]
        return say(self.taal, f"Met de gezinscoach, {years}", f"With the family coach, {years}")

    @property
    def row_coach(self) -> str:
        return say(self.taal, "waarvan de gezinscoach", "of which the family coach")

    @property
    def row_without(self) -> str:
        return say(self.taal, "Zonder gezinscoach (dreigend scenario)", "Without family coach (threatened scenario)")

    @property
    def row_after(self) -> str:
        return say(self.taal, f"Na het traject, {self.after[1]}", f"After the trajectory, {self.after[1]}")

    def in_row(self, column: _Column) -> str:
        """The two lines of a name as one."""
        return (" " if column.name == self.before else ", ").join(column.name)

    def _year(self, text: str) -> str:
        return say(self.taal, f"jaar {text}", f"year {text}")


def _per_year(verb: str, taal: str) -> str:
    """Put 'per year' before the word for less or more: ``€ 5.500 tot € 18.900 per jaar minder``."""
    head, _, last = verb.rpartition(" ")
    year = say(taal, "per jaar", "per year")
    # A mixed result ('between … more and … less') and 'the same' read better with it at the end.
    if not head or head.startswith(("tussen", "between", "the")):
        return f"{verb} {year}"
    return f"{head} {year} {last}"


def _cost_columns(
    fmt: Format, columns: Sequence[_Column], names: _Names, note: str, colours: Kleuren, taal: str
) -> Sheet:
    pitch = fmt.width / len(columns)
    bar = min(24.0, pitch * 0.75)
    room = 54.0
    highest = max(c.bounds[1] for c in columns) or 1
    above = [len(_top_label(c, room / highest, bar, fmt, taal)) for c in columns]
    head = fmt.line * (2.3 + max(above))
    base = head + room
    sheet = Sheet(fmt, base + fmt.line * 2.5, colours)
    y_of = Scale(0, highest, base, head)
    centre = [pitch * (i + 0.5) for i in range(len(columns))]
    against = next(i for i, c in enumerate(columns) if c.hatched)
    # Level lines from the counterfactual to the years with a coach: the difference can be seen, not only read. They
    # pass behind the columns and leave out a column whose label they would cross.
    for value in {round(v): v for v in columns[against].bounds}.values():
        y = y_of(value)
        for i in range(1, against):
            label = y_of(columns[i].bounds[1]) - 1.3
            crosses = label - above[i] * fmt.line - 0.5 < y < label + 0.5
            start = centre[i] + bar / 2 + 1 if crosses else centre[i] - bar / 2
            sheet.line([(start, y), (centre[i + 1] - bar / 2, y)], colours.zacht, 0.8, dashed=True)
    for x, column in zip(centre, columns, strict=True):
        left, right = x - bar / 2, x + bar / 2
        low, high = column.bounds
        light = mix(column.colour, 0.72)
        sheet.rectangle(left, y_of(high), right, y_of(low), light, edge=edge_of(column.colour))
        sheet.hatch(left, y_of(high), right, y_of(low), mix(column.colour, 0.35))
        sheet.rectangle(left, y_of(low), right, base, column.colour)
        if column.coach is not None:
            _coach_part(sheet, column.coach[0], left, right, y_of, names, colours, taal)
        _bound_labels(sheet, column, x, y_of, bar, taal)
        lines = wrap(column.name[0], pitch - 1, fmt, True, 1) + wrap(column.name[1], pitch - 1, fmt, lines=1)
        sheet.text(x, base + 2.4, lines[0], bold=True, align="center", anchor="top")
        sheet.text(x, base + 2.4 + fmt.line, lines[1], colours.zacht, align="center", anchor="top")
    sheet.line([(0, base), (fmt.width, base)], colours.inkt, 0.9)
    coached = [x for x, c in zip(centre, columns, strict=True) if c.coach is not None]
    _bracket(sheet, sum(coached) / len(coached), centre[against], fmt.line * 1.45, note, colours)
    return sheet


def _coach_part(
    sheet: Sheet, value: float, left: float, right: float, y_of: Scale, names: _Names, colours: Kleuren, taal: str
) -> None:
    """The coach stands at the foot of the column, so that its height can be compared from column to column."""
    top, base = y_of(value), y_of(0)
    sheet.rectangle(left, top, right, base, colours.oranje)
    sheet.line([(left, top), (right, top)], WHITE, 0.9)
    line = sheet.fmt.line
    text = [names.coach, euro_short(value, taal)]
    if base - top < line * 2.1:
        text = [f"{names.coach} {text[1]}"]
    if base - top >= line * 1.05 and max(sheet.text_width(t) for t in text) <= right - left - 0.6:
        sheet.text((left + right) / 2, (top + base) / 2, text, ink_on(colours.oranje, colours.inkt), align="center")


def _top_label(column: _Column, unit: float, bar: float, fmt: Format, taal: str) -> list[str]:
    """What stands above a column: its high bound, or both bounds where the low one does not fit inside."""
    low, high = (euro_short(v, taal) for v in column.bounds)
    if low == high:
        return [high]
    inside = (column.bounds[0] - (column.coach[0] if column.coach is not None else 0)) * unit
    fits = inside >= fmt.line * 1.3 and text_width(low, fmt, True) <= bar - 0.6
    return [high] if fits else [low + say(taal, " tot", " to"), high]


def _bound_labels(sheet: Sheet, column: _Column, x: float, y_of: Scale, bar: float, taal: str) -> None:
    """The high bound above the column, the low one just below its own level; one label when they are equal."""
    low, high = column.bounds
    unit = (y_of(0) - y_of(high)) / (high or 1)
    above = _top_label(column, unit, bar, sheet.fmt, taal)
    sheet.text(x, y_of(high) - 1.3, above, bold=True, align="center", anchor="bottom")
    text = euro_short(low, taal)
    if len(above) == 1 and text != above[0]:
        ink = ink_on(column.colour, sheet.kleuren.inkt)
        sheet.text(x, y_of(low) + 1.5, text, ink, bold=True, align="center", anchor="top")


def _bracket(sheet: Sheet, x0: float, x1: float, y: float, text: str, colours: Kleuren) -> None:
    """A bracket over the columns that are compared, with the difference in words above it."""
    middle = (x0 + x1) / 2
    half = sheet.text_width(text, True) / 2
    middle = min(max(middle, half), sheet.width - half)
    sheet.line([(x0, y + 1.6), (x0, y), (x1, y), (x1, y + 1.6)], colours.zacht, 0.8)
    sheet.text(middle, y - 1.6, text, bold=True, align="center", anchor="bottom")


def _cost_rows(fmt: Format, columns: Sequence[_Column], names: _Names, colours: Kleuren, taal: str) -> Sheet:
    """The same for a narrow column: one row each, name and amount above the bar."""
    bar, gap = fmt.line * 1.25, fmt.line * 0.75
    steps = []
    for column in columns:
        text = names.in_row(column)
        amount = euro_range(column.bounds, taal)
        one_line = text_width(text, fmt) + text_width(amount, fmt, True) + 3 <= fmt.width
        steps.append((column, text, amount, one_line))
    height = sum((fmt.line if one else 2 * fmt.line) + bar + gap + 0.8 for *_, one in steps)
    sheet = Sheet(fmt, height - gap + 0.5, colours)
    x_of = Scale(0, max(c.bounds[1] for c in columns) or 1, 0, fmt.width)
    y = 0.4
    for column, text, amount, one_line in steps:
        sheet.text(0, y, wrap(text, fmt.width, fmt, lines=1), anchor="top")
        y += 0 if one_line else fmt.line
        sheet.text(
            fmt.width if one_line else 0, y, amount, bold=True, align="right" if one_line else "left", anchor="top"
        )
        y += fmt.line + 0.4
        low, high = (x_of(v) for v in column.bounds)
        sheet.rectangle(low, y, high, y + bar, mix(column.colour, 0.72), edge=edge_of(column.colour))
        sheet.hatch(low, y, high, y + bar, mix(column.colour, 0.35))
        sheet.rectangle(0, y, low, y + bar, column.colour)
        if column.coach is not None:
            end = x_of(column.coach[0])
            sheet.rectangle(0, y, end, y + bar, colours.oranje)
            sheet.line([(end, y), (end, y + bar)], WHITE, 0.9)
            if sheet.text_width(names.coach) <= end - 1.5:
                ink = ink_on(colours.oranje, colours.inkt)
                sheet.text(end / 2, y + bar / 2, names.coach, ink, align="center")
        y += bar + gap + 0.4
    return sheet
