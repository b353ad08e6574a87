"""A sheet of paper in millimetres on which the charts are drawn.

No axes, ticks or legends of a plotting library are used, because every label in these charts is placed by hand next to
what it names. The origin is the top left corner, y runs down. ``svg`` and ``raster`` make the files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from buurtrendement.charts import letters, raster, svg
from buurtrendement.charts.colours import WHITE, Kleuren
from buurtrendement.charts.letters import plain
from buurtrendement.charts.shapes import MM_PER_PT, Align, Dot, Label, Point, Shape, Thing

CAP_HEIGHT = 0.66  # of Source Sans Pro, in em: the height of a capital and of a figure
LINE_HEIGHT = 1.22  # distance between the baselines of two lines of a label, in em


@dataclass(frozen=True)
class Format:
    """A size to draw for: ``width`` in millimetres, ``pt`` the size of every label (no label is smaller)."""

    width: float
    pt: float
    narrow: bool

    @property
    def line(self) -> float:
        """Distance between two lines of text, in millimetres."""
        return self.pt * LINE_HEIGHT * MM_PER_PT


# The text column of the A4 page, and the text column of a telephone of 360 px (328 px, 12 pt is 16 px): a chart that is
# only scaled down would have letters of half the size there.
WIDE = Format(width=160.0, pt=10.5, narrow=False)
NARROW = Format(width=86.0, pt=12.0, narrow=True)


class Sheet:
    """Draws in painter's order: what comes later lies on top."""

    def __init__(self, fmt: Format, height: float, kleuren: Kleuren):
        self.fmt = fmt
        self.width, self.height = fmt.width, height
        self.kleuren = kleuren
        self._things: list[Thing] = []

    # -- shapes ---------------------------------------------------------------------------------------------------

    def rectangle(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        colour: str | None,
        edge: str | None = None,
        dashed: bool = False,
    ) -> None:
        self.polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], colour, edge, dashed)

    def polygon(
        self, points: Sequence[Point], colour: str | None, edge: str | None = None, dashed: bool = False
    ) -> None:
        self._things.append(Shape((tuple(points),), True, colour, edge, 0.6 if edge else 0.0, dashed))

    def line(self, points: Sequence[Point], colour: str, pt: float = 0.8, dashed: bool = False) -> None:
        self.segments([points], colour, pt, dashed)

    def segments(self, lines: Sequence[Sequence[Point]], colour: str, pt: float = 0.8, dashed: bool = False) -> None:
        """Several open lines as one path."""
        drawn = tuple(tuple(points) for points in lines if points)
        if drawn:
            self._things.append(Shape(drawn, False, None, colour, pt, dashed))

    def hatch(
        self, x0: float, y0: float, x1: float, y1: float, colour: str, step: float = 1.7, pt: float = 0.6
    ) -> None:
        """Slanting lines inside a rectangle, drawn as lines: pattern fills look different in every viewer."""
        (left, right), (top, bottom) = sorted((x0, x1)), sorted((y0, y1))
        lines = []
        start = left + step / 2
        while start < right + (bottom - top):
            # The line runs down to the left from (start, top); cut it where it leaves the rectangle.
            from_x, to_x = min(start, right), max(left, start - (bottom - top))
            lines.append([(from_x, top + (start - from_x)), (to_x, top + (start - to_x))])
            start += step
        self.segments(lines, colour, pt)

    def dot(self, x: float, y: float, colour: str, radius: float = 0.9, fill: bool = True) -> None:
        self._things.append(Dot((x, y), radius, colour) if fill else Dot((x, y), radius, WHITE, colour, 0.9))

    # -- text -----------------------------------------------------------------------------------------------------

    def text(
        self,
        x: float,
        y: float,
        text: str | Sequence[str],
        colour: str | None = None,
        bold: bool = False,
        align: Align = "left",
        anchor: str = "mid",
    ) -> None:
        """One or more lines. ``anchor``: y is the middle, the top or the bottom of the block (of its capitals)."""
        lines = [text] if isinstance(text, str) else list(text)
        capital = CAP_HEIGHT * self.fmt.pt * MM_PER_PT
        block = capital + (len(lines) - 1) * self.fmt.line
        first = y + capital - {"top": 0.0, "mid": block / 2, "bottom": block}[anchor]
        for i, line in enumerate(lines):
            shown, place = letters.drawable(line, bold), (x, first + i * self.fmt.line)
            if shown:
                self._things.append(Label(place, shown, colour or self.kleuren.inkt, bold, self.fmt.pt, align))

    def text_width(self, text: str, bold: bool = False) -> float:
        """Width in millimetres of one line in this sheet's size."""
        return text_width(text, self.fmt, bold)

    # -- files ----------------------------------------------------------------------------------------------------

    def svg(self, name: str, title: str, description: str) -> bytes:
        """The sheet as a small SVG file that stands on its own: see ``svg.write``."""
        return svg.write((self.width, self.height), self._things, name, title, description)

    def png(self) -> bytes:
        """The sheet on white, for Word: see ``raster.write``."""
        return raster.write((self.width, self.height), self._things)


def text_width(text: str, fmt: Format, bold: bool = False) -> float:
    """Width in millimetres of one line of text in the size of ``fmt``."""
    return letters.width_in_em(letters.drawable(text, bold), bold) * fmt.pt * MM_PER_PT


def wrap(text: str, width: float, fmt: Format, bold: bool = False, lines: int = 3) -> list[str]:
    """Break ``text`` into at most ``lines`` lines of ``width`` millimetres; what does not fit ends in an ellipsis."""

    def fits(candidate: str) -> bool:
        return text_width(candidate, fmt, bold) <= width

    result: list[str] = []
    for word in plain(text).split(" "):
        rest = word
        if result and fits(f"{result[-1]} {rest}"):
            result[-1] = f"{result[-1]} {rest}"
            continue
        while not fits(rest) and len(rest) > 1 and len(result) <= lines:
            cut = next((n for n in range(len(rest) - 1, 1, -1) if fits(rest[:n] + "-")), 1)
            result.append(rest[:cut] + "-")
            rest = rest[cut:]
        result.append(rest)
    if len(result) <= lines:
        return result
    last = result[lines - 1].rstrip("-")
    while last and not fits(last + "…"):
        last = last[:-1]
    return [*result[: lines - 1], last.rstrip() + "…"]
