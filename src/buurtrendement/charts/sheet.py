"""A sheet of paper in millimetres on which the charts are drawn.

Matplotlib supplies the drawing and the two file formats; its axes, ticks and legends are not used, because every
label in these charts is placed by hand next to what it names. The origin is the top left corner, y runs down.

Same content, same bytes: text becomes paths from one type family that is loaded by its file (no font cache, no system
font), identifiers are fixed, and dates, creator and comments are left out.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path as FilePath
from types import SimpleNamespace
from typing import Any

from buurtrendement.charts.colours import WHITE, Kleuren, font_file

MM_PER_INCH = 25.4
MM_PER_PT = MM_PER_INCH / 72
PNG_DPI = 200
CAP_HEIGHT = 0.66  # of Source Sans Pro, in em: the height of a capital and of a figure
LINE_HEIGHT = 1.22  # distance between the baselines of two lines of a label, in em

Point = tuple[float, float]


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


@lru_cache(maxsize=1)
def _matplotlib() -> Any:
    """The parts of Matplotlib that are used, imported at the first drawing: that takes most of a second."""
    # ruff: noqa: PLC0415
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties, get_font
    from matplotlib.patches import Circle, PathPatch, Polygon
    from matplotlib.path import Path
    from matplotlib.text import Text
    from matplotlib.textpath import text_to_path
    from matplotlib.transforms import Affine2D

    return SimpleNamespace(
        Affine2D=Affine2D,
        Circle=Circle,
        Figure=Figure,
        FigureCanvasAgg=FigureCanvasAgg,
        FigureCanvasSVG=FigureCanvasSVG,
        FontProperties=FontProperties,
        Path=Path,
        PathPatch=PathPatch,
        Polygon=Polygon,
        Text=Text,
        get_font=get_font,
        rc_context=rc_context,
        text_to_path=text_to_path,
    )


def laad_vooraf() -> None:
    """Import Matplotlib and read the type family now, so that the first drawing does not wait for it."""
    _matplotlib()
    for bold in (False, True):
        _known_characters(bold)


def plain(text: object) -> str:
    """One line of printable text: control characters, line ends and direction marks become a space."""
    cleaned = "".join(" " if unicodedata.category(c) in {"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"} else c for c in str(text))
    return re.sub(r"[ \t]+", " ", unicodedata.normalize("NFC", cleaned)).strip()


class Sheet:
    """Draws in painter's order: what comes later lies on top."""

    def __init__(self, fmt: Format, height: float, kleuren: Kleuren):
        self.fmt = fmt
        self.width, self.height = fmt.width, height
        self.kleuren = kleuren
        self._things: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []

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
        self._add(
            "Polygon",
            list(points),
            closed=True,
            facecolor=colour or "none",
            edgecolor=edge or "none",
            linewidth=0.6 if edge else 0,
            linestyle=(0, (3, 2)) if dashed else "-",
        )

    def line(self, points: Sequence[Point], colour: str, pt: float = 0.8, dashed: bool = False) -> None:
        self.segments([points], colour, pt, dashed)

    def segments(self, lines: Sequence[Sequence[Point]], colour: str, pt: float = 0.8, dashed: bool = False) -> None:
        """Several open lines as one path."""
        if any(lines):
            style: Any = (0, (3, 2)) if dashed else "-"
            paths = [list(points) for points in lines]
            self._add("PathPatch", paths, facecolor="none", edgecolor=colour, linewidth=pt, linestyle=style)

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
        face = colour if fill else WHITE
        self._add("Circle", (x, y), radius, facecolor=face, edgecolor=colour, linewidth=0 if fill else 0.9)

    # -- text -----------------------------------------------------------------------------------------------------

    def text(
        self,
        x: float,
        y: float,
        text: str | Sequence[str],
        colour: str | None = None,
        bold: bool = False,
        align: str = "left",
        anchor: str = "mid",
    ) -> None:
        """One or more lines. ``anchor``: y is the middle, the top or the bottom of the block (of its capitals)."""
        lines = [text] if isinstance(text, str) else list(text)
        capital = CAP_HEIGHT * self.fmt.pt * MM_PER_PT
        block = capital + (len(lines) - 1) * self.fmt.line
        first = y + capital - {"top": 0.0, "mid": block / 2, "bottom": block}[anchor]
        for i, line in enumerate(lines):
            shown = _drawable(plain(line), bold)
            if not shown:
                continue
            self._add(
                "Text",
                x,
                first + i * self.fmt.line,
                shown,
                color=colour or self.kleuren.inkt,
                fontproperties=(bold, self.fmt.pt),
                horizontalalignment=align,
                verticalalignment="baseline",
                parse_math=False,
            )

    def text_width(self, text: str, bold: bool = False) -> float:
        """Width in millimetres of one line in this sheet's size."""
        return text_width(text, self.fmt, bold)

    # -- files ----------------------------------------------------------------------------------------------------

    def svg(self, name: str, title: str, description: str) -> bytes:
        """The sheet as a small SVG file; title and description make the file stand on its own when it is reused."""
        place = _KEPT.get()
        if place is None:
            return self._svg(name, title, description)
        key = repr((self.width, self.height, self._things, name, title, description))
        kept = place / f"{hashlib.sha256(key.encode()).hexdigest()}.svg"
        with contextlib.suppress(OSError):
            return kept.read_bytes()
        drawn = self._svg(name, title, description)
        half = kept.with_suffix(f".{os.getpid()}")  # so that nobody finds half a drawing
        half.write_bytes(drawn)
        half.replace(kept)
        return drawn

    def _svg(self, name: str, title: str, description: str) -> bytes:
        buffer, figure = io.BytesIO(), self._figure()
        # 'path.simplify' would thin out lines by pixels; 'svg.hashsalt' would otherwise be random.
        settings: Any = {"svg.fonttype": "path", "svg.hashsalt": "buurtrendement", "path.simplify": False}
        with _matplotlib().rc_context(settings):
            _matplotlib().FigureCanvasSVG(figure).print_svg(
                buffer, metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
            )
        return _tidy(buffer.getvalue().decode("utf-8"), name, title, description).encode("utf-8")

    def png(self) -> bytes:
        """The sheet on white at 200 dpi, for Word and for reuse."""
        buffer, figure = io.BytesIO(), self._figure()
        figure.set_facecolor(WHITE)
        figure.set_dpi(PNG_DPI)
        with _matplotlib().rc_context({"path.simplify": False}):
            _matplotlib().FigureCanvasAgg(figure).print_png(buffer, metadata={"Software": None})
        return buffer.getvalue()

    def _add(self, kind: str, *args: Any, **kwargs: Any) -> None:
        self._things.append((kind, args, kwargs))

    def _figure(self) -> Any:
        """Matplotlib's figure of all that was added, in that order."""
        mpl = _matplotlib()
        figure = mpl.Figure(figsize=(self.width / MM_PER_INCH, self.height / MM_PER_INCH), facecolor="none")
        transform = mpl.Affine2D().scale(1, -1).translate(0, self.height).scale(1 / MM_PER_INCH)
        for order, (kind, args, kwargs) in enumerate(self._things):
            artist = _ARTISTS.get(kind, getattr(mpl, kind))(*args, **kwargs)
            artist.set_transform(transform + figure.dpi_scale_trans)
            artist.set_zorder(order)
            figure.add_artist(artist)
        return figure


_KEPT: ContextVar[FilePath | None] = ContextVar("kept", default=None)


@contextlib.contextmanager
def keep(place: FilePath) -> Iterator[None]:
    """Within the block, also in forks, a sheet that was drawn before is taken from this folder.

    A drawing is found by everything that was put on it. Notebooks and report show the same charts, and turning text
    into shapes is most of the work. Versions of Matplotlib and fonts are no part of the key: keep it for one run.
    """
    place.mkdir(parents=True, exist_ok=True)
    token = _KEPT.set(place)
    try:
        yield
    finally:
        _KEPT.reset(token)


def _open_lines(lines: Sequence[Sequence[Point]], **style: Any) -> Any:
    path = _matplotlib().Path
    codes = [path.MOVETO if i == 0 else path.LINETO for points in lines for i in range(len(points))]
    return _matplotlib().PathPatch(path([point for points in lines for point in points], codes), **style)


def _label(*args: Any, fontproperties: tuple[bool, float], **style: Any) -> Any:
    return _matplotlib().Text(*args, fontproperties=_font(*fontproperties), **style)


_ARTISTS = {"PathPatch": _open_lines, "Text": _label}


def text_width(text: str, fmt: Format, bold: bool = False) -> float:
    """Width in millimetres of one line of text in the size of ``fmt``."""
    return _width_in_em(_drawable(plain(text), bold), bold) * fmt.pt * MM_PER_PT


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


@lru_cache(maxsize=8)
def _font(bold: bool, pt: float) -> Any:
    return _matplotlib().FontProperties(fname=font_file(bold), size=pt)


@lru_cache(maxsize=2)
def _known_characters(bold: bool) -> frozenset[int]:
    return frozenset(_matplotlib().get_font(font_file(bold)).get_charmap())


def _drawable(text: str, bold: bool) -> str:
    """Characters that the type family lacks (an emoji, say) become a question mark instead of an empty box."""
    known = _known_characters(bold)
    return "".join(c if ord(c) in known else "?" for c in text)


@lru_cache(maxsize=4096)
def _width_in_em(text: str, bold: bool) -> float:
    size = 100.0
    width, _, _ = _matplotlib().text_to_path.get_text_width_height_descent(text, _font(bold, size), ismath=False)
    return float(width) / size


_NUMBER = re.compile(r"-?\d+\.\d{3,}")


def _tidy(svg: str, name: str, title: str, description: str) -> str:
    """Make the file small and safe to place inside a page together with others.

    Comments repeat the text of every label; the style rule of Matplotlib addresses ``*`` and would reach the whole
    page; identifiers such as ``patch_1`` occur in every file. None of them draws anything.
    """
    start = svg.index("<svg ")
    end = svg.index(">", start)
    body = svg[end + 1 :]
    body = re.sub(r"<!--.*?-->\s*", "", body, flags=re.DOTALL)
    body = re.sub(r"<metadata>.*?</metadata>\s*", "", body, flags=re.DOTALL)
    body = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>\s*", "", body, count=1, flags=re.DOTALL)
    body = re.sub(r'<g id="[^"]*">', "<g>", body)
    body = re.sub(r'<g>\s*<path d="[^"]*" style="fill: none"/>\s*</g>', "", body, count=1)  # the empty page
    body = re.sub(r'(id="|href="#)SourceSansPro-(\w)\w*-', rf"\g<1>{_prefix(name)}\2", body)
    body = re.sub(r'<use transform="translate\(([-\d.]+) 0\)"', r'<use x="\1"', body)
    body = re.sub(r'<use transform="translate\(([-\d.]+) ([-\d.]+)\)"', r'<use x="\1" y="\2"', body)
    # A hundredth of a point cannot be seen; scale factors are left alone, because they multiply.
    body = re.sub(
        r'(\bd="|translate\(|<use x=")[^")]*', lambda m: _NUMBER.sub(lambda n: _short(n.group()), m.group()), body
    )
    body = re.sub(r'\bd="[^"]*"', lambda m: re.sub(r"\s*\n\s*", "", m.group()), body)
    body = re.sub(r">\s*\n\s*<", "><", body)
    # Groups around a single thing say nothing any more.
    body = re.sub(r"<g>(<path [^>]*/>)</g>", r"\1", body)
    body = re.sub(r"<g>(<g [^>]*>(?:(?!</?g\b).)*</g>)</g>", r"\1", body)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        + svg[start:end]
        + f' role="img" stroke-linejoin="round"><title>{escape(plain(title))}</title>'
        + f"<desc>{escape(plain(description))}</desc>{body.strip()}\n"
    )


def _prefix(name: str) -> str:
    """A short beginning for the identifiers of this file, so that several files can stand in one page."""
    return f"f{zlib.crc32(name.encode()) % 0x100000:05x}"


def _short(value: str) -> str:
    return f"{float(value):.2f}".rstrip("0").rstrip(".").replace("-0", "0" if float(value) > -0.005 else "-0")
