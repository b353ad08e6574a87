"""Charts by month: families, and contacts in stacked parts.

A hidden count is never drawn and its size cannot be read: a month of which one part is hidden has no column at all, and
scales look at visible counts only. An asterisk stands where a hidden one would be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from buurtrendement import nl
from buurtrendement.charts.amounts import lower
from buurtrendement.charts.base import (
    Figuur,
    capital,
    cell,
    count_text,
    family_noun,
    finish,
    has_hidden,
    say,
    spread,
    table_of,
    total,
)
from buurtrendement.charts.colours import WHITE, contrast, ink_on, mix, palette, readable
from buurtrendement.charts.counts import (
    HIDDEN,
    Count,
    column_of,
    count_label,
    hidden_caption,
    hidden_sentence,
    highest_of,
    source,
)
from buurtrendement.charts.sheet import Format, Sheet, text_width


def gezinnen_per_maand(uitkomst: Any, taal: str = "nl") -> Figuur | None:
    """Families that joined each month, and families supported at the end of each month."""
    tabel = table_of(uitkomst, "gezinnen_per_maand")
    if tabel is None or not {"instroom", "lopend"} <= set(tabel.columns):
        return None
    months = [str(m) for m in tabel.index]
    joined = [cell(tabel, m, "instroom") for m in tabel.index]
    running = [cell(tabel, m, "lopend") for m in tabel.index]
    if not (_worth_drawing(joined) or _worth_drawing(running)):
        return None
    year = uitkomst.verslagjaar
    hidden = has_hidden(tabel, ["instroom", "lopend"])
    names = (
        say(taal, "In begeleiding aan het eind van de maand", "Supported at the end of the month"),
        say(taal, "Nieuw in de maand", "New in the month"),
    )

    def draw(fmt: Format) -> Sheet:
        return _families_sheet(fmt, months, joined, running, names, taal)

    return finish(
        "gezinnen_per_maand",
        draw,
        titel=_families_title(months, joined, running, taal),
        alt=[
            say(
                taal,
                f"Aantallen gezinnen per maand van {year}.",
                f"Numbers of families by month of {year}.",
            ),
            _families_alt(months, joined, running, taal),
            hidden_sentence(hidden, taal),
        ],
        tabel=_month_table(
            months,
            {names[1]: joined, names[0]: running}
            | (
                {say(taal, "Vertrokken in de maand", "Left in the month"): column_of(tabel, "uitstroom")}
                if "uitstroom" in tabel.columns
                else {}
            ),
            taal,
        ),
        bijschrift=[
            say(taal, "Aantal gezinnen per maand.", "Number of families by month."),
            source("gezinnen.csv", year, taal),
            hidden_caption(hidden, taal),
            *(_left_out(name, values, taal) for name, values in ((names[0], running), (names[1], joined))),
        ],
    )


def contacten_soort(uitkomst: Any, taal: str = "nl") -> Figuur | None:
    """Contacts by month, short and long ones stacked."""
    labels = {"lang": say(taal, "lang", "long"), "kort": say(taal, "kort", "short")}

    def title(sums: dict[str, Count], _: pd.DataFrame) -> str:
        all_, long_ = total(list(sums.values())), sums["lang"]
        if not all_ or long_ is None:
            return say(taal, "Korte en lange contacten per maand", "Short and long contacts by month")
        share = nl.procent(long_ / all_, taal=taal)
        return say(
            taal,
            f"De coaches hadden {nl.getal(all_)} contacten met gezinnen; {share} daarvan was lang",
            f"The coaches had {nl.getal(all_, taal='en')} contacts with families; {share} of them were long",
        )

    return _contacts(uitkomst, "contacten_soort", "contacten_per_maand_soort", labels, title, taal)


def contacten_initiatief(uitkomst: Any, taal: str = "nl") -> Figuur | None:
    """Contacts by month, stacked by who took the initiative."""
    labels = {
        "gezin": say(taal, "gezin", "family"),
        "coach": say(taal, "coach", "coach"),
        "netwerk": say(taal, "netwerk", "network"),
    }

    def title(sums: dict[str, Count], tabel: pd.DataFrame) -> str:
        all_, own = total(list(sums.values())), sums["gezin"]
        if not all_ or own is None:
            return say(taal, "Wie het initiatief nam tot een contact", "Who took the initiative for a contact")
        share = nl.procent(own / all_, taal=taal)
        change = _initiative_change(tabel, list(labels), taal)
        return say(
            taal,
            f"Bij {share} van de contacten nam het gezin zelf het initiatief{change}",
            f"In {share} of the contacts the family itself took the initiative{change}",
        )

    return _contacts(uitkomst, "contacten_initiatief", "contacten_per_maand_initiatief", labels, title, taal)


def _contacts(uitkomst: Any, naam: str, tabelnaam: str, labels: dict[str, str], title: Any, taal: str) -> Figuur | None:
    """Contacts by month in a stack of parts, the part that the message is about at the bottom."""
    tabel = table_of(uitkomst, tabelnaam)
    if tabel is None or not set(labels) <= set(tabel.columns):
        return None
    months = [str(m) for m in tabel.index]
    parts = {key: column_of(tabel, key) for key in labels}
    whole = [total([parts[k][i] for k in labels]) for i in range(len(months))]
    hidden = has_hidden(tabel, list(labels))
    if not _worth_drawing(whole):
        return None
    year = uitkomst.verslagjaar
    sums = {k: total(v) for k, v in parts.items()}

    def draw(fmt: Format) -> Sheet:
        return _stack_sheet(fmt, months, parts, labels, taal)

    seen = [(m, w) for m, w in zip(months, whole, strict=True) if w is not None]
    counted = nl.opsomming([f"{labels[k]} {nl.getal(v, taal=taal)}" for k, v in sums.items() if v is not None], taal)
    return finish(
        naam,
        draw,
        titel=title(sums, tabel),
        alt=[
            say(
                taal,
                f"Gestapelde kolommen per maand van {year}: {nl.opsomming(list(labels.values()))}.",
                f"Stacked columns by month of {year}: {nl.opsomming(list(labels.values()), 'en')}.",
            ),
            (say(taal, "Over het jaar: ", "Over the year: ") + counted + ".") if counted else "",
            _fewest_and_most(seen, len(seen) < len(months), taal) if len(seen) > 1 else "",
            hidden_sentence(hidden, taal),
        ],
        tabel=_month_table(months, {capital(labels[k]): v for k, v in parts.items()}, taal),
        bijschrift=[
            say(
                taal,
                f"Aantal contacten per maand: {nl.opsomming(list(labels.values()))}.",
                f"Number of contacts by month: {nl.opsomming(list(labels.values()), 'en')}.",
            ),
            source("contacten.csv", year, taal),
            hidden_caption(hidden, taal, whole_month=True),
        ],
    )


def _families_sheet(
    fmt: Format,
    months: Sequence[str],
    joined: Sequence[Count],
    running: Sequence[Count],
    names: Sequence[str],
    taal: str,
) -> Sheet:
    """Two panels on one scale: a family has the same height in both. A panel without a visible count is left out."""
    tallest = [highest_of(values) if _visible(values) else 0 for values in (running, joined)]
    unit = (50.0 if fmt.narrow else 46.0) / sum(tallest)
    heights = [fmt.line * 2.9 + n * unit if n else 0.0 for n in tallest]
    gap = fmt.line * 0.7 if all(tallest) else 0.0
    bases = [heights[0], heights[0] + gap + heights[1]]
    sheet = Sheet(fmt, bases[1] + fmt.line * 1.5, palette())
    colours = sheet.kleuren
    pitch = fmt.width / len(months)
    middle = [pitch * (i + 0.5) for i in range(len(months))]
    if tallest[0]:
        sheet.text(0, 0.3, names[0], readable(colours.groen, colours.zand), bold=True, anchor="top")
        _running_line(sheet, middle, running, bases[0], unit, pitch, taal)
    if tallest[1]:
        top = bases[1] - heights[1] + 0.3
        sheet.text(0, top, names[1], readable(colours.oranje, colours.zand), bold=True, anchor="top")
        _joined_columns(sheet, middle, joined, bases[1], unit, pitch, taal)
    _month_names(sheet, months, middle, bases[1], pitch, taal)
    return sheet


def _left_out(name: str, values: Sequence[Count], taal: str) -> str:
    """A sentence for a panel of which no month may be shown."""
    if _visible(values):
        return ""
    quoted = lower(name)
    return say(
        taal,
        f"Van '{quoted}' mag geen enkele maand getoond worden.",
        f"Of '{quoted}' no month may be shown.",
    )


def _visible(values: Sequence[Count]) -> bool:
    return any(v is not None for v in values)


def _worth_drawing(values: Sequence[Count]) -> bool:
    """Whether at least half of the months may be shown; with fewer a chart says nothing about the year."""
    return 2 * sum(v is not None for v in values) >= len(values) > 0


def _running_line(
    sheet: Sheet, middle: Sequence[float], values: Sequence[Count], base: float, unit: float, pitch: float, taal: str
) -> None:
    """The stock as a line, broken where a month is hidden."""
    colours = sheet.kleuren
    for run in _runs(values):
        points = [(middle[i], base - (values[i] or 0) * unit) for i in run]
        sheet.polygon([(points[0][0], base), *points, (points[-1][0], base)], mix(colours.groen, 0.82))
        sheet.line(points, colours.groen, 1.8)
    for x, value in zip(middle, values, strict=True):
        y = base - (value or 0) * unit
        if value is not None:
            sheet.dot(x, y, colours.groen, 0.8)
        if value is None or _room_for(value, pitch, sheet.fmt):
            sheet.text(x, y - 1.6, count_label(value, taal), align="center", anchor="bottom")
    sheet.line([(0, base), (sheet.width, base)], colours.lijn, 0.7)


def _joined_columns(
    sheet: Sheet, middle: Sequence[float], values: Sequence[Count], base: float, unit: float, pitch: float, taal: str
) -> None:
    """The inflow as columns."""
    colours, bar = sheet.kleuren, min(pitch * 0.62, 14.0)
    for x, value in zip(middle, values, strict=True):
        y = base - (value or 0) * unit
        if value:
            sheet.rectangle(x - bar / 2, y, x + bar / 2, base, colours.oranje)
        if value is None or _room_for(value, pitch, sheet.fmt):
            ink = colours.inkt if value else colours.zacht
            sheet.text(x, y - 1.3, count_label(value, taal), ink, align="center", anchor="bottom")
    sheet.line([(0, base), (sheet.width, base)], colours.lijn, 0.7)


def _stack_sheet(
    fmt: Format, months: Sequence[str], parts: Mapping[str, Sequence[Count]], labels: Mapping[str, str], taal: str
) -> Sheet:
    """Columns of parts; a month with a hidden part has none, because the other parts would show its size."""
    colours = palette()
    whole = [total([values[i] for values in parts.values()]) for i in range(len(months))]
    fills = [colours.groen, colours.oranje, mix(colours.inkt, 0.80)][: len(parts)]
    label_width = 0.0 if fmt.narrow else max(text_width(v, fmt, True) for v in labels.values()) + 3
    room = 54.0
    base = fmt.line * (2.0 if fmt.narrow else 0.4) + room
    sheet = Sheet(fmt, base + fmt.line * 1.5, colours)
    pitch = (fmt.width - label_width) / len(months)
    middle = [pitch * (i + 0.5) for i in range(len(months))]
    bar = min(pitch * 0.82, 16.0)
    unit = room / highest_of(whole)
    ends: list[float] = []
    edge = 0.0
    for i, x in enumerate(middle):
        if whole[i] is None:
            sheet.text(x, base - fmt.line * 0.5, HIDDEN, colours.zacht, align="center")
            continue
        values = [part[i] or 0 for part in parts.values()]
        ends = _stack(sheet, x, bar, base, [v * unit for v in values], fills, [nl.getal(v, taal=taal) for v in values])
        edge = x + bar / 2
    sheet.line([(0, base), (fmt.width - label_width, base)], colours.lijn, 0.7)
    _month_names(sheet, months, middle, base, pitch, taal)
    if fmt.narrow:
        _swatches(sheet, list(zip(labels.values(), fills, strict=True)))
        return sheet
    # Names beside the last column that is drawn, moved apart where its parts are thin.
    left = fmt.width - label_width
    places = spread(ends, fmt.line, fmt.line / 2, base - fmt.line / 2)
    for place, wanted, name, fill in zip(places, ends, labels.values(), fills, strict=True):
        sheet.line([(edge + 0.6, wanted), (left + 1.4, place)], colours.lijn, 0.7)
        sheet.text(left + 2.4, place, name, readable(fill, colours.zand), bold=True)
    return sheet


def _stack(
    sheet: Sheet,
    x: float,
    bar: float,
    base: float,
    heights: Sequence[float],
    fills: Sequence[str],
    texts: Sequence[str],
) -> list[float]:
    """One column from the base up; the middle of each part is returned."""
    colours = sheet.kleuren
    middles, y = [], base
    for height, fill, text in zip(heights, fills, texts, strict=True):
        middles.append(y - height / 2)
        if height:
            outline = None if contrast(fill, WHITE) >= 3 else colours.zacht  # WCAG 1.4.11
            sheet.rectangle(x - bar / 2, y - height, x + bar / 2, y, fill, edge=outline)
        if y < base and height:
            sheet.line([(x - bar / 2, y), (x + bar / 2, y)], WHITE, 0.9)
        if height > sheet.fmt.line * 0.9 and sheet.text_width(text) <= bar - 0.8:
            sheet.text(x, y - height / 2, text, ink_on(fill, colours.inkt), align="center")
        y -= height
    return middles


def _fewest_and_most(seen: Sequence[tuple[str, int]], hidden: bool, taal: str) -> str:
    """The months with the fewest and the most contacts, among those that are shown."""
    low, high = min(seen, key=lambda s: s[1]), max(seen, key=lambda s: s[1])
    (low_month, low_count), (high_month, high_count) = ((nl.maand(m, taal), n) for m, n in (low, high))
    return say(
        taal,
        f"{'Van de getoonde maanden waren er de' if hidden else 'De'} minste contacten {'' if hidden else 'waren er '}"
        f"in {low_month} ({low_count}), de meeste in {high_month} ({high_count}).",
        f"{'Of the months shown, the' if hidden else 'The'} fewest contacts were in {low_month} ({low_count}), the "
        f"most in {high_month} ({high_count}).",
    )


def _initiative_change(tabel: pd.DataFrame, columns: Sequence[str], taal: str) -> str:
    """``; in de tweede helft vaker (45%) dan in de eerste (30%)``, or nothing when a half is hidden or empty."""
    half = len(tabel) // 2
    if half < 3 or has_hidden(tabel, columns):
        return ""
    first, second = tabel.iloc[:half], tabel.iloc[-half:]
    shares = []
    for part in (first, second):
        whole = int(part[list(columns)].to_numpy().sum())
        if not whole:
            return ""
        shares.append(float(part["gezin"].sum()) / whole)
    one, two = (nl.procent(s, taal=taal) for s in shares)
    if one == two:
        return ""
    often = say(taal, "vaker", "more often") if shares[1] > shares[0] else say(taal, "minder vaak", "less often")
    return say(
        taal,
        f", in de tweede helft van het jaar {often} ({two}) dan in de eerste ({one})",
        f", {often} in the second half of the year ({two}) than in the first ({one})",
    )


def _month_names(
    sheet: Sheet, months: Sequence[str], middle: Sequence[float], base: float, pitch: float, taal: str
) -> None:
    """Short names, or initials where those do not fit."""
    names = [nl.maand_kort(m, taal) for m in months]
    if max(sheet.text_width(n) for n in names) > pitch - 0.8:
        names = [n[:1] for n in names]
    for x, name in zip(middle, names, strict=True):
        sheet.text(x, base + 1.8, name, sheet.kleuren.zacht, align="center", anchor="top")


def _swatches(sheet: Sheet, items: Sequence[tuple[str, str]]) -> None:
    """Colour and name side by side at the top; only where the sheet is too narrow for labels beside the columns."""
    x, size = 0.0, sheet.fmt.line * 0.7
    for label, fill in items:
        sheet.rectangle(x, 0.6, x + size, 0.6 + size, fill, edge=sheet.kleuren.zacht)
        sheet.text(x + size + 1.3, 0.6 + size / 2, label)
        x += size + 1.3 + sheet.text_width(label) + 4


def _runs(values: Sequence[Count]) -> list[list[int]]:
    """Stretches of positions without a hidden value between them."""
    runs: list[list[int]] = []
    for i, value in enumerate(values):
        if value is None:
            continue
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _room_for(value: int, pitch: float, fmt: Format) -> bool:
    return text_width(nl.getal(value), fmt) <= pitch - 0.8


def _month_table(months: Sequence[str], columns: dict[str, list[Count]], taal: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            say(taal, "Maand", "Month"): [nl.maand(m, taal) for m in months],
            **{name: [count_text(v, taal) for v in values] for name, values in columns.items()},
        }
    )


def _families_title(months: Sequence[str], joined: Sequence[Count], running: Sequence[Count], taal: str) -> str:
    last = running[-1]
    end = nl.maand(months[-1], taal).rsplit(" ", 1)[0]
    closing = (
        ""
        if last is None
        else say(
            taal,
            f"eind {end} waren er {family_noun(last, taal)} in begeleiding",
            f"at the end of {end} {family_noun(last, taal)} were supported",
        )
    )
    new = total(joined)
    if new is None:
        return capital(closing) or say(taal, "Gezinnen per maand", "Families by month")
    positions = [i for i, v in enumerate(joined) if v]
    if len(positions) > 2 and positions == list(range(positions[0], len(joined))):
        start = nl.maand(months[positions[0]], taal).rsplit(" ", 1)[0]
        opening = say(
            taal,
            f"Vanaf {start} kwamen er elke maand gezinnen bij",
            f"From {start} on families joined every month",
        )
    else:
        verb = say(taal, "kwam", "") if new == 1 else say(taal, "kwamen", "")
        opening = say(taal, f"Er {verb} {family_noun(new, taal)} bij", f"{family_noun(new, taal)} joined")
    return f"{opening}; {closing}" if closing else opening


def _families_alt(months: Sequence[str], joined: Sequence[Count], running: Sequence[Count], taal: str) -> str:
    listed = [
        f"{nl.maand(m, taal).rsplit(' ', 1)[0]} {nl.getal(v, taal=taal)}"
        for m, v in zip(months, joined, strict=True)
        if v
    ]
    new = total(joined)
    first = (
        say(taal, f"Nieuwe gezinnen: {nl.opsomming(listed)}", f"New families: {nl.opsomming(listed, 'en')}")
        if listed
        else say(taal, "Er zijn geen nieuwe gezinnen getoond", "No new families are shown")
    )
    if new is not None and listed:
        first += say(taal, f", samen {nl.getal(new)}", f", together {nl.getal(new, taal='en')}")
    seen = [v for v in running if v is not None]
    if not seen:
        return first + "."
    last = running[-1]
    # With a hidden month the highest of the visible ones need not be the highest of the year.
    shown = len(seen) < len(running)
    second = say(
        taal,
        f" In {'de getoonde maanden' if shown else 'begeleiding'} waren er op zijn hoogst {nl.getal(max(seen))} "
        "gezinnen",
        f" At most {nl.getal(max(seen), taal='en')} families were supported at once"
        f"{' in the months shown' if shown else ''}",
    )
    if last is not None:
        second += say(taal, f", aan het eind {nl.getal(last)}", f", {nl.getal(last, taal='en')} at the end")
    return f"{first}.{second}."
