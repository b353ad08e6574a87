"""Colours and type of the charts: the report's own, taken from ``_brand.yml`` by the theme."""

from __future__ import annotations

from dataclasses import dataclass, fields

from buurtrendement import theme

WHITE = "#FFFFFF"


@dataclass(frozen=True)
class Kleuren:
    """The house colours by what they stand for; they differ in luminance, so greyscale keeps them apart."""

    groen: str
    oranje: str
    inkt: str
    zand: str
    lijn: str
    zacht: str

    @property
    def grijs(self) -> str:
        """Bars that are neither gain nor effort."""
        return mix(self.inkt, 0.58)


def palette() -> Kleuren:
    """The colours of this report."""
    named = theme.kleuren()
    return Kleuren(**{field.name: named[field.name] for field in fields(Kleuren)})


def font_file(bold: bool) -> str:
    """Path of the TTF for labels: the report's own family, Regular or Semibold."""
    weight = 600 if bold else 400
    return str(next(f.bestand for f in theme.letters() if f.gewicht == weight and not f.cursief))


def mix(colour: str, share: float) -> str:
    """``colour`` mixed with white: ``share`` 0 leaves it, 1 makes it white. Opaque, so that nothing shines through."""
    parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(p + (255 - p) * share):02X}" for p in parts)


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.x, 0 (black) to 1 (white)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2.x, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def ink_on(background: str, ink: str) -> str:
    """White or ``ink``, whichever reads best on ``background``."""
    return WHITE if contrast(WHITE, background) >= contrast(ink, background) else ink


def darken(colour: str, share: float) -> str:
    """``colour`` mixed with black: ``share`` 0 leaves it, 1 makes it black."""
    parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(p * (1 - share)):02X}" for p in parts)


def readable(colour: str, page: str, ratio: float = 4.5) -> str:
    """The same hue, darkened until it reaches this contrast with ``page`` (4.5 : 1 for letters)."""
    while contrast(colour, page) < ratio and luminance(colour) > 0:
        colour = darken(colour, 0.08)
    return colour
