"""The letters of the charts: how wide a text is, and its shapes.

HarfBuzz, which browsers use too, places the letters (with kerning) and gives their outlines. The type family comes from
its file: no font cache, no system font, so every machine gives the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from buurtrendement.charts.colours import font_file

UNITS_PER_EM = 2000
"""Outlines and places are whole numbers of this part of the size: half a unit of the type family's own."""

Glyphs = tuple[tuple[int, int, int], ...]
"""Of every letter of a line: its number in the type family, and its place (x to the right, y up)."""


def load() -> None:
    """Read the type family now, so that forks have it."""
    for bold in (False, True):
        glyphs(drawable("€", bold), bold)


def plain(text: object) -> str:
    """One line of printable text: control characters, line ends and direction marks become a space."""
    cleaned = "".join(" " if unicodedata.category(c) in {"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"} else c for c in str(text))
    return re.sub(r"[ \t]+", " ", unicodedata.normalize("NFC", cleaned)).strip()


@lru_cache(maxsize=4096)
def drawable(text: str, bold: bool) -> str:
    """``text`` on one line; what the type family lacks (an emoji, say) becomes a question mark, not an empty box."""
    known = _known(bold)
    return "".join(c if ord(c) in known else "?" for c in plain(text))


def width_in_em(text: str, bold: bool) -> float:
    """Width of a :func:`drawable` line, as a multiple of its size."""
    return _set(text, bold)[1] / UNITS_PER_EM


def glyphs(text: str, bold: bool) -> Glyphs:
    """The letters of a :func:`drawable` line and where they stand."""
    return _set(text, bold)[0]


@lru_cache(maxsize=4096)
def _set(text: str, bold: bool) -> tuple[Glyphs, int]:
    """The letters, and how far they reach."""
    import uharfbuzz  # noqa: PLC0415

    line = uharfbuzz.Buffer()
    line.add_str(text)
    # Said, not guessed: a guess depends on the settings of the machine.
    line.direction, line.script, line.language = "ltr", "latn", "nl"
    uharfbuzz.shape(_font(bold), line)
    placed, right = [], 0
    for info, place in zip(line.glyph_infos or (), line.glyph_positions or (), strict=True):
        placed.append((info.codepoint, right + place.x_offset, place.y_offset))
        right += place.x_advance
    return tuple(placed), right


@lru_cache(maxsize=1024)
def outline(number: int, bold: bool) -> str:
    """The shape of one letter as the ``d`` of an SVG path, y up; empty for a space."""
    pen = _Pen()
    _font(bold).draw_glyph_with_pen(number, pen)
    return "".join(pen.parts).replace(" -", "-")


class _Pen:
    """Writes relative commands with whole numbers: half the length of absolute ones."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._at = self._start = (0, 0)

    def moveTo(self, point: tuple[float, float]) -> None:
        self._to("m", point)
        self._start = self._at

    def lineTo(self, point: tuple[float, float]) -> None:
        self._to("l", point)

    def qCurveTo(self, *points: tuple[float, float]) -> None:
        self._to("q", *points)

    def curveTo(self, *points: tuple[float, float]) -> None:
        self._to("c", *points)

    def closePath(self) -> None:
        self.parts.append("z")
        self._at = self._start

    def _to(self, command: str, *points: tuple[float, float]) -> None:
        whole = [(round(x), round(y)) for x, y in points]
        self.parts.append(command + " ".join(f"{x - self._at[0]} {y - self._at[1]}" for x, y in whole))
        self._at = whole[-1]


@lru_cache(maxsize=2)
def _font(bold: bool) -> Any:
    import uharfbuzz  # noqa: PLC0415

    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(font_file(bold))))
    font.scale = (UNITS_PER_EM, UNITS_PER_EM)
    return font


@lru_cache(maxsize=2)
def _known(bold: bool) -> frozenset[int]:
    return frozenset(_font(bold).face.unicodes)
