"""The letters of the charts: how wide a text is, and its shapes.

Matplotlib's own text engine does the work: it places the letters (with kerning) and gives their outlines. Only its text
engine is loaded, and the type family comes from its file: no font cache, no system font.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

import numpy as np

from buurtrendement.charts.colours import font_file

UNITS_PER_EM = 6400
"""Outlines and places are whole numbers of this part of the size: Matplotlib sets at 100 points, in 64ths."""

Glyphs = tuple[tuple[int, int, int], ...]
"""Of every letter of a line: its number in the type family, and its place (x to the right, y up)."""

_LIKELY = "".join(map(chr, range(0x20, 0x7F))) + "\N{NO-BREAK SPACE}\N{EN DASH}€ëéïüö"
_MOVE, _LINE, _CURVE3, _CURVE4 = 1, 2, 3, 4
_POINTS_OF = {_MOVE: 1, _LINE: 1, _CURVE3: 2, _CURVE4: 3}
_COMMANDS = {_MOVE: "m", _LINE: "l", _CURVE3: "q", _CURVE4: "c"}


def load() -> None:
    """Load the text engine, the type family and the shapes of usual letters now, so that forks have them."""
    for bold in (False, True):
        for number, _, _ in glyphs(_LIKELY, bold):
            outline(number, bold)


def plain(text: object) -> str:
    """One line of printable text: control characters, line ends and direction marks become a space."""
    cleaned = "".join(" " if unicodedata.category(c) in {"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"} else c for c in str(text))
    return re.sub(r"[ \t]+", " ", unicodedata.normalize("NFC", cleaned)).strip()


@lru_cache(maxsize=4096)
def drawable(text: str, bold: bool) -> str:
    """``text`` on one line; what the type family lacks (an emoji, say) becomes a question mark, not an empty box."""
    known = _known(bold)
    return "".join(c if ord(c) in known else "?" for c in plain(text))


@lru_cache(maxsize=4096)
def width_in_em(text: str, bold: bool) -> float:
    """Width of a :func:`drawable` line, as a multiple of its size."""
    font = _font(bold)
    font.set_text(text, 0.0, flags=_no_hinting())
    width, _ = font.get_width_height()
    return float(width) / UNITS_PER_EM


@lru_cache(maxsize=4096)
def glyphs(text: str, bold: bool) -> Glyphs:
    """The letters of a :func:`drawable` line and where they stand."""
    from matplotlib.textpath import text_to_path  # noqa: PLC0415

    places, _, _ = text_to_path.get_glyphs_with_font(_font(bold), text)
    return tuple((int(name.rpartition("-")[2], 16), round(x * 64), round(y * 64)) for name, x, y, _ in places)


@lru_cache(maxsize=1024)
def outline(number: int, bold: bool) -> str:
    """The shape of one letter as the ``d`` of an SVG path, y up; empty for a space."""
    font = _font(bold)
    font.load_glyph(number, flags=_no_hinting())
    vertices, codes = font.get_path()
    return _path(np.rint(vertices * 64).astype(int).tolist(), codes.tolist())


def _path(vertices: list[list[int]], codes: list[int]) -> str:
    """Relative commands with whole numbers: half the length of absolute ones."""
    parts: list[str] = []
    (at_x, at_y), start, i = (0, 0), (0, 0), 0
    while i < len(codes):
        code = codes[i]
        if code not in _POINTS_OF:  # closed: the pen is back where this part began
            parts.append("z")
            (at_x, at_y), i = start, i + 1
            continue
        points = vertices[i : i + _POINTS_OF[code]]
        parts.append(_COMMANDS[code] + " ".join(f"{x - at_x} {y - at_y}" for x, y in points))
        at_x, at_y = points[-1]
        if code == _MOVE:
            start = (at_x, at_y)
        i += len(points)
    return "".join(parts).replace(" -", "-")


def _no_hinting() -> Any:
    from matplotlib.ft2font import LoadFlags  # noqa: PLC0415

    return LoadFlags.NO_HINTING


def _font(bold: bool) -> Any:
    from matplotlib.font_manager import get_font  # noqa: PLC0415
    from matplotlib.textpath import text_to_path  # noqa: PLC0415

    font = get_font(font_file(bold))
    font.set_size(text_to_path.FONT_SCALE, text_to_path.DPI)
    return font


@lru_cache(maxsize=2)
def _known(bold: bool) -> frozenset[int]:
    return frozenset(_font(bold).get_charmap())
