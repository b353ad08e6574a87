"""Charts of change: leefgebieden better, the same or worse, and milestones reached.

Hidden counts are not drawn, scales and the order of the rows look at visible counts only; a row with a hidden count
stands below, in its own order.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    table_of,
)
from buurtrendement.charts.colours import mix, palette, readable
from buurtrendement.charts.counts import Count, count_label, hidden_caption, hidden_sentence, source
from buurtrendement.charts.sheet import Format, Sheet, text_width, wrap

Change = tuple[str, Count, Count, Count]
"""A leefgebied with the number of families that did worse, better, the same."""


def leefgebieden(uitkomst: Any, taal: str = "nl") -> Figuur | None:
    """Per leefgebied: with how many families it went better, the same, worse since the first measurement."""
    tabel = table_of(uitkomst, "leefgebieden_verandering")
    if tabel is None or not {"beter", "gelijk", "slechter"} <= set(tabel.columns):
        return None
    rows: list[Change] = [
        (
            _row_label(uitkomst, "leefgebieden_verandering", str(i), life_area_en(str(i)), taal),
            cell(tabel, i, "slechter"),
            cell(tabel, i, "beter"),
            cell(tabel, i, "gelijk"),
        )
        for i in tabel.index
    ]
    # Sorted by what is visible only; rows with a hidden part come after the others.
    rows.sort(key=lambda r: (r[1] is None or r[2] is None, -(r[2] or 0) + (r[1] or 0)))
    hidden = has_hidden(tabel, ["beter", "gelijk", "slechter"])
    heads = (say(taal, "slechter", "worse"), say(taal, "beter", "better"), say(taal, "gelijk", "same"))
    year = uitkomst.verslagjaar

    # A row without a bar says nothing: the caption counts it, the table lists it.
    drawn = [r for r in rows if r[1] is not None or r[2] is not None] or rows

    def draw(fmt: Format) -> Sheet:
        return _change_sheet(fmt, drawn, heads, taal)

    return finish(
        "leefgebieden",
        draw,
        titel=_change_title(rows, hidden, taal),
        alt=[
            say(
                taal,
                f"Staafdiagram met {len(drawn)} leefgebieden: links het aantal gezinnen met wie het slechter ging "
                "sinds de eerste meting, rechts het aantal met wie het beter ging.",
                f"Bar chart of {len(drawn)} areas of life: on the left the number of families that did worse since the "
                "first measurement, on the right the number that did better.",
            ),
            _extremes(rows, taal),
            hidden_sentence(hidden, taal),
        ],
        tabel=pd.DataFrame(
            {
                say(taal, "Leefgebied", "Area of life"): [r[0] for r in rows],
                capital(heads[1]): [count_text(r[2], taal) for r in rows],
                capital(heads[2]): [count_text(r[3], taal) for r in rows],
                capital(heads[0]): [count_text(r[1], taal) for r in rows],
            }
        ),
        bijschrift=[
            say(
                taal,
                "Aantal gezinnen per leefgebied, laatste meting van het jaar tegen de eerste.",
                "Number of families by area of life, last measurement of the year against the first.",
            ),
            source("leefgebieden.csv", year, taal),
            _missing_rows(len(rows) - len(drawn), taal),
            hidden_caption(hidden, taal),
        ],
    )


def mijlpalen(uitkomst: Any, taal: str = "nl") -> Figuur | None:
    """Number of families that reached each milestone."""
    tabel = table_of(uitkomst, "mijlpalen")
    if tabel is None:
        return None
    column = "gezinnen" if "gezinnen" in tabel.columns else tabel.columns[0]
    rows = [
        (_row_label(uitkomst, "mijlpalen", str(i), MILESTONES_EN.get(str(i)), taal), cell(tabel, i, column))
        for i in tabel.index
    ]
    rows.sort(key=lambda r: (r[1] is None, -(r[1] or 0)))
    hidden = has_hidden(tabel, [column])
    year = uitkomst.verslagjaar
    known = [(label, value) for label, value in rows if value is not None]
    if not known:
        return None

    def draw(fmt: Format) -> Sheet:
        label_width = 0.0 if fmt.narrow else min(66.0, max(text_width(r[0], fmt) for r in rows) + 4)
        number_width = max(text_width(count_label(r[1], taal), fmt, True) for r in rows) + 3
        step = fmt.line * (2.6 if fmt.narrow else 1.6)
        bar = fmt.line * 1.05
        sheet = Sheet(fmt, step * len(rows) + 0.5, palette())
        colours = sheet.kleuren
        unit = (fmt.width - label_width - number_width) / (max(v for _, v in known) or 1)
        for i, (label, value) in enumerate(rows):
            y = step * i + (fmt.line * 1.75 if fmt.narrow else step / 2)
            if fmt.narrow:
                sheet.text(0, y - fmt.line * 1.1, wrap(label, fmt.width, fmt, lines=1))
            else:
                sheet.text(0, y, wrap(label, label_width - 3, fmt, lines=1))
            end = label_width + (value or 0) * unit
            if value:
                sheet.rectangle(label_width, y - bar / 2, end, y + bar / 2, colours.groen)
            sheet.text(end + 1.5, y, count_label(value, taal), bold=True, colour=None if value else colours.zacht)
        if not fmt.narrow:
            sheet.line([(label_width, 0.5), (label_width, step * len(rows))], colours.inkt, 0.8)
        return sheet

    best_label, best = known[0]
    leaders = [label for label, value in known if value == best]
    if best == 0:
        titel = say(taal, "Nog geen gezin bereikte een mijlpaal", "No family reached a milestone yet")
    elif hidden:
        titel = say(
            taal,
            f"{capital(best_label)}: {family_noun(best, taal)}, het vaakst van de getoonde mijlpalen",
            f"{capital(best_label)}: {family_noun(best, taal)}, the most frequent of the milestones shown",
        )
    elif len(leaders) > 1:
        titel = say(
            taal,
            f"Twee of meer mijlpalen staan bovenaan, elk bij {family_noun(best, taal)}",
            f"Two or more milestones lead, each with {family_noun(best, taal)}",
        )
    else:
        titel = say(
            taal,
            f"De mijlpaal die het vaakst werd bereikt: {lower(best_label)} ({family_noun(best, taal)})",
            f"The milestone reached most often: {lower(best_label)} ({family_noun(best, taal)})",
        )
    listing = [f"{lower(label)} {nl.getal(value, taal=taal)}" for label, value in known]
    return finish(
        "mijlpalen",
        draw,
        titel=titel,
        alt=[
            say(
                taal,
                "Staafdiagram van het aantal gezinnen per mijlpaal.",
                "Bar chart of the number of families by milestone.",
            ),
            capital(nl.opsomming(listing, taal)) + ".",
            hidden_sentence(hidden, taal),
        ],
        tabel=pd.DataFrame(
            {
                say(taal, "Mijlpaal", "Milestone"): [r[0] for r in rows],
                say(taal, "Gezinnen", "Families"): [count_text(r[1], taal) for r in rows],
            }
        ),
        bijschrift=[
            say(
                taal,
                "Aantal gezinnen dat de mijlpaal bereikte; een gezin kan bij meer mijlpalen meetellen.",
                "Number of families that reached the milestone; a family may count for several.",
            ),
            source("mijlpalen.csv", year, taal),
            hidden_caption(hidden, taal),
        ],
    )


def _change_sheet(fmt: Format, rows: Sequence[Change], heads: Sequence[str], taal: str) -> Sheet:
    label_width = 0.0 if fmt.narrow else min(54.0, max(text_width(r[0], fmt) for r in rows) + 3)
    names = [wrap(r[0], (label_width - 2) if label_width else fmt.width, fmt, lines=2) for r in rows]
    zero, unit = _change_scale(fmt, rows, heads, label_width)
    head = fmt.line * 1.7
    steps = [fmt.line * (len(n) + (1.5 if fmt.narrow else 0.27)) for n in names]
    bottom = head + sum(steps)
    sheet = Sheet(fmt, bottom + 0.5, palette())
    colours = sheet.kleuren
    worse, better = (readable(c, colours.zand) for c in (colours.oranje, colours.groen))
    sheet.text(zero - 1.5, 0.3, heads[0], worse, bold=True, align="right", anchor="top")
    sheet.text(zero + 1.5, 0.3, heads[1], better, bold=True, anchor="top")
    sheet.text(fmt.width, 0.3, heads[2], colours.zacht, bold=True, align="right", anchor="top")
    top = head
    for row, name, step in zip(rows, names, steps, strict=True):
        y = top + (fmt.line * (len(name) + 0.45) if fmt.narrow else step / 2)
        sheet.text(0, top if fmt.narrow else y, name, anchor="top" if fmt.narrow else "mid")
        _change_bars(sheet, row, zero, unit, y, taal)
        top += step
    if not fmt.narrow:
        sheet.line([(zero, head - 1), (zero, bottom)], colours.inkt, 0.8)
    return sheet


def _change_scale(fmt: Format, rows: Sequence[Change], heads: Sequence[str], left: float) -> tuple[float, float]:
    """Place of the zero line and millimetres per family, the same on both sides, with room for numbers and headings."""
    most_worse, most_better = max((r[1] or 0 for r in rows), default=0), max((r[2] or 0 for r in rows), default=0)
    number = text_width("0" * len(str(max(most_worse, most_better))), fmt) + 2.5
    right = fmt.width - text_width(heads[2], fmt, True) - 6 - number
    share = most_worse / ((most_worse + most_better) or 1)
    zero = max(left + number + (right - left - number) * share, left + text_width(heads[0], fmt, True) + 3)
    units = [(right - zero) / most_better] if most_better else []
    units += [(zero - left - number) / most_worse] if most_worse else []
    return zero, min(units, default=1.0)


def _change_bars(sheet: Sheet, row: Change, zero: float, unit: float, y: float, taal: str) -> None:
    colours, fmt = sheet.kleuren, sheet.fmt
    _, worse, better, same = row
    bar = fmt.line * 0.95
    for value, sign, colour in ((worse, -1, colours.oranje), (better, 1, colours.groen)):
        x = zero + sign * (value or 0) * unit
        if value:
            sheet.rectangle(zero, y - bar / 2, x, y + bar / 2, colour)
            if sign < 0:
                sheet.hatch(zero, y - bar / 2, x, y + bar / 2, mix(colour, 0.5))
        ink = colours.inkt if value else colours.zacht
        sheet.text(x + sign * 1.3, y, count_label(value, taal), ink, align="right" if sign < 0 else "left")
    sheet.text(fmt.width, y, count_label(same, taal), colours.zacht, align="right")
    if fmt.narrow:  # in pieces, for the names stand between the bars
        sheet.line([(zero, y - bar * 0.7), (zero, y + bar * 0.7)], colours.inkt, 0.8)


def _change_title(rows: Sequence[Change], hidden: bool, taal: str) -> str:
    """On how many leefgebieden more families did better than worse, or the reverse when that is more often so."""
    known = [r for r in rows if r[1] is not None and r[2] is not None]
    if not known:
        best = max(rows, key=lambda r: r[2] or 0)
        if not best[2]:
            return say(taal, "Verandering per leefgebied", "Change by area of life")
        return say(
            taal,
            f"Van de getoonde leefgebieden ging het bij {lower(best[0])} met de meeste gezinnen beter ({best[2]})",
            f"Of the areas of life shown, most families did better in {lower(best[0])} ({best[2]})",
        )
    ahead = sum(1 for r in known if (r[2] or 0) > (r[1] or 0))
    behind = sum(1 for r in known if (r[2] or 0) < (r[1] or 0))
    shown = say(taal, " getoonde", " shown") if hidden else ""
    count, of_n = max(ahead, behind), len(known)
    one, other = (
        (say(taal, "beter", "better"), say(taal, "slechter", "worse"))
        if ahead >= behind
        else (say(taal, "slechter", "worse"), say(taal, "beter", "better"))
    )
    return say(
        taal,
        f"Op {count} van de {of_n}{shown} leefgebieden ging het met meer gezinnen {one} dan {other}",
        f"In {count} of the {of_n}{shown} areas of life more families did {one} than {other}",
    )


def _missing_rows(count: int, taal: str) -> str:
    if not count:
        return ""
    one = count == 1
    return say(
        taal,
        f"{count} {'leefgebied staat' if one else 'leefgebieden staan'} niet in de figuur, omdat 'beter' en "
        "'slechter' daar niet getoond mogen worden.",
        f"{count} {'area of life is' if one else 'areas of life are'} not in the figure, because 'better' "
        "and 'worse' may not be shown there.",
    )


def _extremes(rows: Sequence[Change], taal: str) -> str:
    """The areas that moved most, with their numbers; among those with hidden numbers the ones that may be named."""
    known = [r for r in rows if r[1] is not None and r[2] is not None]
    if not known:
        seen = sorted((r for r in rows if r[2]), key=lambda r: -(r[2] or 0))[:3]
        listed = nl.opsomming([f"{lower(r[0])} {r[2]}" for r in seen], taal)
        return say(taal, f"Beter ging het op: {listed}.", f"Better on: {listed}.") if seen else ""
    best = max(known, key=lambda r: (r[2] or 0) - (r[1] or 0))
    worst = min(known, key=lambda r: (r[2] or 0) - (r[1] or 0))
    sentences = [
        say(
            taal,
            f"Het gunstigst is {lower(best[0])}: {best[2]} beter en {best[1]} slechter.",
            f"Most favourable is {lower(best[0])}: {best[2]} better and {best[1]} worse.",
        )
    ]
    if worst[0] != best[0]:
        sentences.append(
            say(
                taal,
                f"Het minst gunstig is {lower(worst[0])}: {worst[2]} beter en {worst[1]} slechter.",
                f"Least favourable is {lower(worst[0])}: {worst[2]} better and {worst[1]} worse.",
            )
        )
    return " ".join(sentences)


def _row_label(uitkomst: Any, tabel: str, key: str, english: str | None, taal: str) -> str:
    """What a row is called: the table's own Dutch label, or the English name where there is one."""
    if taal == "en" and english:
        return english
    layout = (getattr(uitkomst, "indelingen", None) or {}).get(tabel)
    own = layout.rijlabels.get(key) if layout is not None else None
    return own or capital(key.replace("_", " "))


_LIFE_AREAS_EN = {
    "financien": "Finances",
    "werk_opleiding": "Work and education",
    "dagbesteding": "Daytime activities",
    "tijdsbesteding": "Use of time",
    "huisvesting": "Housing",
    "huiselijke_relaties": "Relations at home",
    "geestelijke_gezondheid": "Mental health",
    "lichamelijke_gezondheid": "Physical health",
    "verslaving": "Addiction",
    "middelengebruik": "Substance use",
    "adl": "Activities of daily living",
    "basale_adl": "Basic activities of daily living",
    "instrumentele_adl": "Instrumental activities of daily living",
    "sociaal_netwerk": "Social network",
    "maatschappelijke_participatie": "Taking part in society",
    "justitie": "Justice",
}


MILESTONES_EN = {
    "zelf_contact_gezocht": "Sought contact themselves",
    "hulp_aangevraagd": "Applied for help",
    "aangifte_gedaan": "Reported a crime",
    "uithuiszetting_voorkomen": "Eviction prevented",
    "werk_gezocht": "Looked for work",
    "contact_instantie_hersteld": "Contact with an agency restored",
}


def life_area_en(key: str) -> str | None:
    """English name of a row; its key carries the version of the matrix when a year holds two."""
    version, _, area = key.rpartition(":")
    name = _LIFE_AREAS_EN.get(area)
    return f"{name} ({version.upper()})" if name and version else name
