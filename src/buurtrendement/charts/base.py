"""What every chart shares: the finished figure, hidden values, scales, words for amounts."""

from __future__ import annotations

import contextlib
import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import pandas as pd

from buurtrendement import nl
from buurtrendement.charts.sheet import NARROW, WIDE, Format, Sheet, text_width

TOTAL = "totaal"


@dataclass(frozen=True)
class Figuur:
    """A finished chart with everything that belongs beside it.

    ``svg`` is drawn for a column of 160 mm, ``svg_smal`` for a telephone (86 mm, larger letters, other layout), ``png``
    is the first one at 200 dpi (None when not asked for). None of them holds a title: ``titel`` (the message, which
    follows the data), ``alt``, ``bijschrift`` and ``tabel`` (the same numbers, formatted) are text for the page.
    """

    naam: str
    svg: bytes
    svg_smal: bytes
    png: bytes | None
    titel: str
    alt: str
    tabel: pd.DataFrame
    bijschrift: str


Draw = Callable[[Format], Sheet]

_PNG: ContextVar[bool] = ContextVar("png", default=True)


@contextlib.contextmanager
def png_wanted(wanted: bool) -> Iterator[None]:
    """Within the block figures are made with or without their PNG: a third of the work, and only Word needs it."""
    token = _PNG.set(wanted)
    try:
        yield
    finally:
        _PNG.reset(token)


def finish(
    naam: str,
    draw: Draw,
    *,
    titel: str,
    alt: Sequence[str],
    tabel: pd.DataFrame,
    bijschrift: Sequence[str],
) -> Figuur:
    """Draw in both widths and put the texts beside it; empty sentences fall away."""
    description = " ".join(s for s in alt if s)
    wide = draw(WIDE)
    return Figuur(
        naam=naam,
        svg=wide.svg(naam, titel, description),
        svg_smal=draw(NARROW).svg(f"{naam}-smal", titel, description),
        png=wide.png() if _PNG.get() else None,
        titel=titel,
        alt=description,
        tabel=tabel,
        bijschrift=" ".join(s for s in bijschrift if s),
    )


# -- values that may be missing or hidden -----------------------------------------------------------------------------


def number(value: Any) -> float | None:
    """A finite float, or None for what is hidden, missing or not a number."""
    if value is None or value is pd.NA or isinstance(value, (str, bool)):
        return None
    try:
        result = float(value)
    except (TypeError, ValueError):
        return None
    return result if math.isfinite(result) else None


def pair(node: Any, low: str = "laag", high: str = "hoog") -> tuple[float, float] | None:
    """The two bounds of ``node``, lowest first; None when one is missing."""
    if not isinstance(node, Mapping):
        return None
    one, other = number(node.get(low)), number(node.get(high))
    if one is None or other is None:
        return None
    return min(one, other), max(one, other)


def table_of(uitkomst: Any, naam: str) -> pd.DataFrame | None:
    """A table of counts without its totals; None when it is absent or empty, or when every cell is hidden."""
    tabel = (uitkomst.tabellen or {}).get(naam)
    if tabel is None or tabel.empty:
        return None
    rows = [i for i in tabel.index if str(i).lower() != TOTAL]
    columns = [c for c in tabel.columns if str(c).lower() != TOTAL]
    cells = tabel.loc[rows, columns]
    return None if cells.empty or cells.isna().all(axis=None) else cells


def cell(tabel: pd.DataFrame, row: Any, column: Any) -> int | None:
    """A count, or None when it is hidden or not there."""
    if column not in tabel.columns:
        return None
    value = number(tabel.at[row, column])
    return None if value is None else round(value)


def total(values: Sequence[int | None]) -> int | None:
    """The sum, or None as soon as one part is hidden."""
    return None if any(v is None for v in values) else sum(v for v in values if v is not None)


def has_hidden(tabel: pd.DataFrame, columns: Sequence[str]) -> bool:
    """Whether a cell of these columns is hidden."""
    return bool(tabel[[c for c in columns if c in tabel.columns]].isna().any(axis=None))


# -- words ------------------------------------------------------------------------------------------------------------


def say(taal: str, nederlands: str, engels: str) -> str:
    """The sentence in the language of the edition."""
    return engels if taal == "en" else nederlands


def count_text(value: int | None, taal: str) -> str:
    """A count for a table; a hidden one says so."""
    return say(taal, "niet getoond", "not shown") if value is None else nl.getal(value, taal=taal)


def euro_short(value: float, taal: str, beside: float = 0) -> str:
    """An amount for a label: in millions once the thousands no longer matter, in it or in the amount ``beside`` it."""
    if abs(value) < (999_500 if abs(beside) >= 9_999_500 else 9_999_500):
        return nl.euro(value, taal=taal)
    amount = nl.euro(value / 1e6, 1 if abs(value) < 9.995e7 else 0, taal=taal)
    return amount + say(taal, "\N{NO-BREAK SPACE}mln", "m")


def euro_range(bounds: tuple[float, float], taal: str) -> str:
    """Two amounts for a label, one when they are equal once rounded."""
    low, high = (euro_short(v, taal, max(bounds, key=abs)) for v in bounds)
    return low if low == high else f"{low} {say(taal, 'tot', 'to')} {high}"


def gain_or_loss(bounds: tuple[float, float], taal: str) -> str:
    """A result in words that follow its sign: a loss is called a loss."""
    low, high = bounds
    if round(low) == 0 and round(high) == 0:
        return say(taal, "precies quitte", "break-even")
    if low >= 0:
        return f"{nl.euro_bereik(low, high, taal)} {say(taal, 'winst', 'gain')}"
    if high <= 0:
        return f"{nl.euro_bereik(-high, -low, taal)} {say(taal, 'verlies', 'loss')}"
    return say(
        taal,
        f"tussen {nl.euro(-low)} verlies en {nl.euro(high)} winst",
        f"between a loss of {nl.euro(-low, taal='en')} and a gain of {nl.euro(high, taal='en')}",
    )


def more_or_less(bounds: tuple[float, float], taal: str) -> str:
    """How much cheaper (positive) or dearer (negative), in words that follow the sign."""
    low, high = bounds
    if round(low) == 0 and round(high) == 0:
        return say(taal, "evenveel", "the same")
    if low >= 0:
        return f"{nl.euro_bereik(low, high, taal)} {say(taal, 'minder', 'less')}"
    if high <= 0:
        return f"{nl.euro_bereik(-high, -low, taal)} {say(taal, 'meer', 'more')}"
    return say(
        taal,
        f"tussen {nl.euro(-low)} meer en {nl.euro(high)} minder",
        f"between {nl.euro(-low, taal='en')} more and {nl.euro(high, taal='en')} less",
    )


def family_noun(n: int, taal: str) -> str:
    """``1 gezin``, ``2 gezinnen``."""
    return f"{nl.getal(n, taal=taal)} " + (
        say(taal, "gezin", "family") if n == 1 else say(taal, "gezinnen", "families")
    )


def capital(text: str) -> str:
    """First letter as a capital, the rest untouched."""
    return text[:1].upper() + text[1:]


COUNTERFACTUALS = ("dreigend_scenario", "status_quo")


def counterfactual(key: str, taal: str) -> str:
    """What a counterfactual is called in a label."""
    names = {
        "dreigend_scenario": ("dreigend scenario", "threatened scenario"),
        "status_quo": ("alles blijft zoals het was", "everything stays as it was"),
    }
    return say(taal, *names.get(key, (key.replace("_", " "),) * 2))


# -- scales and places ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Scale:
    """Straight line from values to millimetres."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        span = self.high - self.low
        share = (value - self.low) / span if span else 0.5
        return self.start + share * (self.end - self.start)


def ticks(low: float, high: float, wanted: int = 4) -> list[float]:
    """Round values between ``low`` and ``high`` at 1, 2 or 5 times a power of ten, zero among them if it lies there."""
    span = high - low
    if not math.isfinite(span) or span <= 0:
        return [low]
    raw = span / max(wanted, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    # A step may be a little finer than asked for: 200 thousand rather than 500 where 210 would divide evenly.
    step = next((f * power for f in (1, 2, 5) if f * power >= 0.8 * raw), 10 * power)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [i * step for i in range(first, last + 1)]


def fitting_ticks(scale: Scale, fmt: Format, label: Callable[[float], str]) -> list[float]:
    """As many ticks (at most five or so) as their labels leave room for; at the least zero or the lowest."""
    for wanted in (5, 4, 3, 2, 1):
        values = ticks(scale.low, scale.high, wanted)
        widest = max(text_width(label(v), fmt) for v in values)
        places = [scale(v) for v in values]
        if all(b - a >= widest + 3 for a, b in itertools.pairwise(places)):
            return values
    return [0.0] if scale.low <= 0 <= scale.high else values[:1]


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move places apart until they are ``gap`` from each other, in their own order and between ``low`` and ``high``."""
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    placed = dict.fromkeys(range(len(wanted)), 0.0)
    at = -math.inf
    for i in order:
        at = placed[i] = max(wanted[i], at + gap, low)
    limit = high
    for i in reversed(order):
        limit = placed[i] = min(placed[i], limit)
        limit -= gap
    return [placed[i] for i in range(len(wanted))]
