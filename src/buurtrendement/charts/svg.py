"""A sheet as a small SVG file that can stand in one page with others.

Written here and not by Matplotlib: its file has to be taken apart again (identifiers and style rules that reach the
whole page, comments that repeat each label, a group around every line), and making it costs ten times as much.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from html import escape

from buurtrendement.charts import letters
from buurtrendement.charts.shapes import DASH, GAP, MM_PER_PT, Dot, Label, Shape, Thing


def write(size: tuple[float, float], things: Sequence[Thing], name: str, title: str, description: str) -> bytes:
    """The file: ``things`` in painter's order on a see-through sheet of ``size`` millimetres.

    Same content, same bytes. Text becomes shapes, so that it looks the same everywhere; ``title`` and ``description``
    make the file stand on its own when it is used again, and ``name`` keeps its identifiers apart from other files'.
    """
    used: dict[tuple[int, bool], str] = {}
    body = "".join(_draw(thing, used, _prefix(name)) for thing in things)
    shapes = "".join(f'<path id="{id_}" d="{letters.outline(*glyph)}"/>' for glyph, id_ in used.items())
    width, height = (_short(side / MM_PER_PT, 4) for side in size)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" '
        f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}" role="img">'
        f"<title>{escape(letters.plain(title))}</title><desc>{escape(letters.plain(description))}</desc>"
        f"<defs>{shapes}</defs>{body}</svg>\n"
    ).encode()


def _draw(thing: Thing, used: dict[tuple[int, bool], str], prefix: str) -> str:
    if isinstance(thing, Label):
        return _label(thing, used, prefix)
    if isinstance(thing, Dot):
        x, y = thing.centre
        place = f'cx="{_mm(x)}" cy="{_mm(y)}" r="{_mm(thing.radius)}"'
        return f"<circle {place}{_paint(thing.fill, thing.edge, thing.pt)}/>"
    end = "z" if thing.closed else ""
    path = "".join("M" + "L".join(f"{_mm(x)} {_mm(y)}" for x, y in line) + end for line in thing.lines)
    return f'<path d="{path}"{_style(thing)}/>'


def _style(shape: Shape) -> str:
    dashes = f' stroke-dasharray="{_short(DASH * shape.pt)} {_short(GAP * shape.pt)}"' if shape.dashed else ""
    return _paint(shape.fill, shape.edge, shape.pt) + (dashes if shape.edge else "")


def _paint(fill: str | None, edge: str | None, pt: float) -> str:
    stroke = f' stroke="{edge.lower()}" stroke-width="{_short(pt)}"' if edge else ""
    return f' fill="{fill.lower() if fill else "none"}"{stroke}'


def _label(label: Label, used: dict[tuple[int, bool], str], prefix: str) -> str:
    """The letters as references to their shapes, which the file holds once."""
    wide = letters.width_in_em(label.text, label.bold) * label.size * MM_PER_PT
    x = label.place[0] - {"left": 0.0, "center": wide / 2, "right": wide}[label.align]
    parts = []
    for number, right, up in letters.glyphs(label.text, label.bold):
        if not letters.outline(number, label.bold):
            continue
        id_ = used.setdefault((number, label.bold), f"{prefix}{'B' if label.bold else 'R'}{number:x}")
        place = (f' x="{right}"' if right else "") + (f' y="{up}"' if up else "")
        parts.append(f'<use xlink:href="#{id_}"{place}/>')
    scale = _short(label.size / letters.UNITS_PER_EM, 9)
    place = f"translate({_mm(x)} {_mm(label.place[1])}) scale({scale} -{scale})"
    return f'<g fill="{label.colour.lower()}" transform="{place}">{"".join(parts)}</g>'


def _prefix(name: str) -> str:
    return f"f{zlib.crc32(name.encode()) % 0x100000:05x}"


def _mm(value: float) -> str:
    """Millimetres in the points of the file; a hundredth of a point cannot be seen."""
    return _short(value / MM_PER_PT)


def _short(value: float, decimals: int = 2) -> str:
    text = f"{value:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
