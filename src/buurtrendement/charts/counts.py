"""What the charts of counts share: the asterisk for a hidden count, sources, and small words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from buurtrendement import nl
from buurtrendement.charts.base import cell, say

HIDDEN = "*"
Count = int | None


def count_label(value: Count, taal: str) -> str:
    """A count for a label in the chart; a hidden one is an asterisk, which the caption explains."""
    return HIDDEN if value is None else nl.getal(value, taal=taal)


def column_of(tabel: pd.DataFrame, column: str) -> list[Count]:
    """The counts of one column, None for hidden ones."""
    return [cell(tabel, row, column) for row in tabel.index]


def highest_of(values: Sequence[Count]) -> int:
    """The highest visible count, at least 1 so that it can divide."""
    return max([v for v in values if v], default=1)


def source(bestand: str, jaar: int, taal: str) -> str:
    return say(taal, f"Bron: {bestand}, {jaar}.", f"Source: {bestand}, {jaar}.")


def hidden_caption(hidden: bool, taal: str, whole_month: bool = False) -> str:
    if not hidden:
        return ""
    if whole_month:
        return say(
            taal,
            "* Niet getoond om herkenning te voorkomen; van zo'n maand staat er geen kolom.",
            "* Not shown, to prevent recognition; such a month has no column.",
        )
    return say(taal, "* Niet getoond om herkenning te voorkomen.", "* Not shown, to prevent recognition.")


def hidden_sentence(hidden: bool, taal: str) -> str:
    if not hidden:
        return ""
    return say(
        taal,
        "Sommige aantallen zijn niet getoond om herkenning te voorkomen.",
        "Some counts are not shown, to prevent recognition.",
    )
