"""A sheet as PNG, drawn by Matplotlib."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from buurtrendement.charts.colours import WHITE, font_file
from buurtrendement.charts.shapes import DASH, GAP, MM_PER_INCH, Dot, Shape, Thing

DPI = 200


def write(size: tuple[float, float], things: Sequence[Thing]) -> bytes:
    """The file: ``things`` in painter's order on a white sheet of ``size`` millimetres, at :data:`DPI`."""
    # ruff: noqa: PLC0415  (most of a second to import; only Word needs it)
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    width, height = (side / MM_PER_INCH for side in size)
    figure, buffer = Figure(figsize=(width, height), facecolor=WHITE, dpi=DPI), io.BytesIO()
    transform = Affine2D().scale(1, -1).translate(0, size[1]).scale(1 / MM_PER_INCH) + figure.dpi_scale_trans
    for order, thing in enumerate(things):
        artist = _artist(thing)
        artist.set_transform(transform)
        artist.set_zorder(order)
        figure.add_artist(artist)
    with rc_context({"path.simplify": False}):  # it would thin out lines by pixels
        canvas: Any = FigureCanvasAgg(figure)
        canvas.print_png(buffer, metadata={"Software": None})
    return buffer.getvalue()


def _artist(thing: Thing) -> Any:
    from matplotlib.font_manager import FontProperties
    from matplotlib.patches import Circle
    from matplotlib.text import Text

    if isinstance(thing, Shape):
        return _patch(thing)
    if isinstance(thing, Dot):
        edge = thing.edge or "none"
        return Circle(thing.centre, thing.radius, facecolor=thing.fill, edgecolor=edge, linewidth=thing.pt)
    return Text(
        *thing.place,
        thing.text,
        color=thing.colour,
        fontproperties=FontProperties(fname=font_file(thing.bold), size=thing.size),
        horizontalalignment=thing.align,
        verticalalignment="baseline",
        parse_math=False,
    )


def _patch(shape: Shape) -> Any:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    points = [point for line in shape.lines for point in (*line, *line[: int(shape.closed)])]
    codes = []
    for line in shape.lines:
        codes += [Path.MOVETO, *[Path.LINETO] * (len(line) - 1), *[Path.CLOSEPOLY] * int(shape.closed)]
    return PathPatch(
        Path(points, codes),
        facecolor=shape.fill or "none",
        edgecolor=shape.edge or "none",
        linewidth=shape.pt if shape.edge else 0,
        linestyle=(0, (DASH, GAP)) if shape.dashed else "-",
    )
