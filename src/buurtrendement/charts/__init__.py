"""The charts of the report: pure functions from the result object to a finished :class:`Figuur`.

Each takes ``(uitkomst, taal)`` and returns None when the year has no data for it. Matplotlib is imported only when
a PNG is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from buurtrendement.charts.base import Figuur, png_wanted
from buurtrendement.charts.chance import kans
from buurtrendement.charts.changes import leefgebieden, mijlpalen
from buurtrendement.charts.costs import rendement_per_jaar
from buurtrendement.charts.drivers import tornado
from buurtrendement.charts.flow import kasstroom
from buurtrendement.charts.months import contacten_initiatief, contacten_soort, gezinnen_per_maand
from buurtrendement.charts.payers import betalers
from buurtrendement.charts.trend import trend

FIGUREN: Mapping[str, Callable[[Any, str], Figuur | None]] = MappingProxyType(
    {
        "gezinnen_per_maand": gezinnen_per_maand,
        "contacten_soort": contacten_soort,
        "contacten_initiatief": contacten_initiatief,
        "leefgebieden": leefgebieden,
        "mijlpalen": mijlpalen,
        "rendement_per_jaar": rendement_per_jaar,
        "kasstroom": kasstroom,
        "betalers": betalers,
        "tornado": tornado,
        "kans": kans,
        "trend": trend,
    }
)
"""Name (also of the file) to function, in the order of the report."""

__all__ = [
    "FIGUREN",
    "Figuur",
    "Gegevens",
    "betalers",
    "contacten_initiatief",
    "contacten_soort",
    "draw",
    "draw_all",
    "gezinnen_per_maand",
    "kans",
    "kasstroom",
    "leefgebieden",
    "mijlpalen",
    "rendement_per_jaar",
    "tornado",
    "trend",
]


@dataclass(frozen=True)
class Gegevens:
    """The part of a result that charts read, for who does not have the whole of it yet (see ``results.Uitkomst``)."""

    verslagjaar: int
    tabellen: Mapping[str, Any] = field(default_factory=dict)
    rendement: Mapping[str, Any] = field(default_factory=dict)
    gevoeligheid: Mapping[str, Any] = field(default_factory=dict)


def draw(naam: str, uitkomst: Any, taal: str = "nl", *, png: bool = True) -> Figuur | None:
    """One figure by its name; None when the year has no data for it. Without ``png`` only the SVGs are drawn."""
    with png_wanted(png):
        return FIGUREN[naam](uitkomst, taal)


def draw_all(uitkomst: Any, taal: str = "nl") -> tuple[Figuur, ...]:
    """Every figure that this year's data allow, in the order of the report."""
    figures = (function(uitkomst, taal) for function in FIGUREN.values())
    return tuple(figure for figure in figures if figure is not None)
