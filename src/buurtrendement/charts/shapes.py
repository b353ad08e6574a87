"""What lies on a sheet: lines, areas, dots and labels, in millimetres from its top left corner, y down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Align = Literal["left", "center", "right"]

MM_PER_INCH = 25.4
MM_PER_PT = MM_PER_INCH / 72

DASH, GAP = 3.0, 2.0
"""Of a dashed line, as multiples of its thickness."""


@dataclass(frozen=True)
class Shape:
    """Straight lines through points, closed to an area or not. ``pt`` is the thickness of ``edge`` in points."""

    lines: tuple[tuple[Point, ...], ...]
    closed: bool = False
    fill: str | None = None
    edge: str | None = None
    pt: float = 0.0
    dashed: bool = False


@dataclass(frozen=True)
class Dot:
    """A circle, ``pt`` the thickness of its edge in points (none without ``edge``)."""

    centre: Point
    radius: float
    fill: str
    edge: str | None = None
    pt: float = 0.0


@dataclass(frozen=True)
class Label:
    """One line of text that stands on ``place``: the left end, the middle or the right end of its baseline."""

    place: Point
    text: str
    colour: str
    bold: bool
    size: float
    align: Align


Thing = Shape | Dot | Label
