"""Numbers, money and dates as a Dutch (or English) reader expects them; Babel does the work.

All functions take unrounded values: rounding happens here, for display, and nowhere else.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

LOCALES = {"nl": "nl_NL", "en": "en_GB"}


def _rounded(waarde: float | Decimal, decimalen: int) -> Decimal:
    # Half up, as people round money by hand; via str so that 0.125 stays 0.125.
    return Decimal(str(float(waarde))).quantize(Decimal(1).scaleb(-decimalen), rounding=ROUND_HALF_UP)


def _honderdvoud(waarde: float) -> Decimal:
    # In decimal: 0.145 * 100 is 14.499999999999998 in binary, and would round to 14.
    return Decimal(str(float(waarde))) * 100


def verschil(oud: float, nieuw: float, decimalen: int = 0, *, procent: bool = False) -> float:
    """``nieuw - oud`` as a reader works it out: of the two figures as they are printed with ``decimalen``.

    With ``procent`` both are fractions that are printed as percentages; the difference is in percentage points.
    """
    links, rechts = (_rounded(_honderdvoud(w) if procent else w, decimalen) for w in (oud, nieuw))
    return float(rechts - links)


def getal(waarde: float | Decimal, decimalen: int = 0, taal: str = "nl") -> str:
    """``2504`` -> ``2.504``; ``9.24`` with one decimal -> ``9,2``."""
    patroon = "#,##0" + ("." + "0" * decimalen if decimalen else "")
    return format_decimal(_rounded(waarde, decimalen) + 0, format=patroon, locale=LOCALES[taal])


def euro(waarde: float, decimalen: int = 0, taal: str = "nl") -> str:
    """``-12000`` -> ``€ -12.000`` with a no-break space after the sign of the euro."""
    afgerond = _rounded(waarde, decimalen) + 0
    teken = "-" if afgerond < 0 else ""
    bedrag = getal(abs(afgerond), decimalen, taal)
    return f"€\N{NO-BREAK SPACE}{teken}{bedrag}" if taal == "nl" else f"{teken}€{bedrag}"


def euro_bereik(laag: float, hoog: float, taal: str = "nl") -> str:
    """``€ 23.686 tot € 37.086``; one amount when both ends are equal once rounded."""
    links, rechts = sorted((laag, hoog))
    if _rounded(links, 0) == _rounded(rechts, 0):
        return euro(links, taal=taal)
    tot = {"nl": "tot", "en": "to"}[taal]
    return f"{euro(links, taal=taal)} {tot} {euro(rechts, taal=taal)}"


def procent(waarde: float, decimalen: int = 0, taal: str = "nl") -> str:
    """A fraction as a percentage: ``0.0225`` with two decimals -> ``2,25%``."""
    patroon = "#,##0" + ("." + "0" * decimalen if decimalen else "") + "%"
    return format_percent(_rounded(_honderdvoud(waarde), decimalen) / 100, format=patroon, locale=LOCALES[taal])


def maand(jjjj_mm: str, taal: str = "nl") -> str:
    """``2021-03`` -> ``maart 2021``."""
    jaar, nummer = jjjj_mm.split("-")
    return format_date(dt.date(int(jaar), int(nummer), 1), "MMMM yyyy", locale=LOCALES[taal])


def maand_kort(jjjj_mm: str, taal: str = "nl") -> str:
    """``2021-03`` -> ``mrt``, for chart axes."""
    jaar, nummer = jjjj_mm.split("-")
    return format_date(dt.date(int(jaar), int(nummer), 1), "LLL", locale=LOCALES[taal]).rstrip(".")


def datum(dag: dt.date, taal: str = "nl") -> str:
    """``31 december 2021``."""
    return format_date(dag, "d MMMM yyyy", locale=LOCALES[taal])


def opsomming(delen: list[str], taal: str = "nl") -> str:
    """``a, b en c``."""
    en = {"nl": "en", "en": "and"}[taal]
    if len(delen) < 2:
        return "".join(delen)
    return f"{', '.join(delen[:-1])} {en} {delen[-1]}"


def jaren(lijst: list[int], taal: str = "nl") -> str:
    """``2021 en 2022``, and ``2014 tot en met 2023`` for three or more in a row."""
    aaneen = len(lijst) > 2 and lijst == list(range(lijst[0], lijst[0] + len(lijst)))
    if not aaneen:
        return opsomming([str(jaar) for jaar in lijst], taal)
    tot = {"nl": "tot en met", "en": "to"}[taal]
    return f"{lijst[0]} {tot} {lijst[-1]}"
