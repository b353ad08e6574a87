"""Cells of an export to cells of the contract: what a person would make of them, and nothing that is a guess.

The contract's own reader (``parsing``) is strict. An export is not typed by the evaluator, so here more notations are
understood: times behind a date, Excel's serial dates, durations in hours and minutes. What could mean two things is
refused here as well.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from buurtrendement.importbronnen import Cel
from buurtrendement.importwoorden import CODEWOORDEN, JA_NEE_WOORDEN, MAANDEN, kaal, slug
from buurtrendement.parsing import Onleesbaar, parse_amount, parse_number, parse_year
from buurtrendement.schema import Kolom

EERSTE_EXCELJAAR = 1900
"""Excel knows no earlier day; a year like 0021 is a slip."""
_EXCEL_NUL = dt.date(1899, 12, 30)
# 1950 to 2100: a number outside is no day of a programme, more likely a count or a client number.
_SERIEEL = range(18_264, 73_051)
LANGSTE_CODE = 40

_DATUM = re.compile(
    r"(?P<d>[0-9]{1,2})[-/.](?P<m>[0-9]{1,2})[-/.](?P<j>[0-9]{4}|[0-9]{2})"
    r"|(?P<j2>[0-9]{4})[-/](?P<m2>[0-9]{1,2})[-/](?P<d2>[0-9]{1,2})"
    r"|(?P<d3>[0-9]{1,2})[ -](?P<n3>[a-z]+)\.?[ -](?P<j3>[0-9]{4}|[0-9]{2})"
)
_TIJD = re.compile(r"[ t]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?(?:uur|z|[+-][0-9]{2}:?[0-9]{2}))?$")
_MAAND = re.compile(
    r"(?P<j>[0-9]{4})[-/. ]?(?P<m>[0-9]{1,2})|(?P<m2>[0-9]{1,2})[-/. ](?P<j2>[0-9]{4})"
    r"|(?P<n3>[a-z]+)\.?[ -]?(?P<j3>[0-9]{4}|[0-9]{2})"
)
_UREN_MINUTEN = re.compile(
    r"(?:(?P<u>[0-9]+) ?(?:u|uur|h|:) ?)(?:(?P<m>[0-9]{1,2}) ?(?:m|min|minuten)?)?(?::[0-9]{2})?"
)
_MINUTEN = re.compile(r"(?P<m>[0-9]+(?:[.,][0-9]+)?) ?(?:m|min|mins|minuten|minuut)\.?")
# Two digits behind a point may be minutes (7.30 is half past seven to many), so only a comma can have them.
_UREN = re.compile(r"(?P<u>[0-9]+(?:\.[0-9]|,[0-9]{1,2})?) ?(?:u|uur|uren|h)?")


def datum(cel: Cel) -> str:
    """A day as ``dd-mm-jjjj``; the time of day is left out.

    Raises:
        Onleesbaar: for what is no day, or could be two.
    """
    return _als_datum(cel).strftime("%d-%m-%Y")


def _als_datum(cel: Cel) -> dt.date:
    if isinstance(cel, dt.datetime):
        return cel.date()
    if isinstance(cel, dt.date):
        return cel
    if isinstance(cel, (int, float)) and not isinstance(cel, bool):
        return _uit_serieel(float(cel))
    tekst = _TIJD.sub("", str(cel).casefold().strip())
    if re.fullmatch(r"[0-9]{5}(?:[.,][0-9]+)?", tekst):
        return _uit_serieel(float(tekst.replace(",", ".")))
    if gevonden := re.fullmatch(r"(?:19|20)[0-9]{6}", tekst):
        tekst = f"{tekst[:4]}-{tekst[4:6]}-{tekst[6:]}"
    gevonden = _DATUM.fullmatch(re.sub(r"^(?:ma|di|wo|do|vr|za|zo)[a-z]* ", "", tekst))
    if gevonden is None:
        raise Onleesbaar("Verwacht een datum, zoals 03-04-2021.")
    g = gevonden.groupdict()
    dag, jaar = (next(g[f"{s}{n}"] for n in ("", "2", "3") if g[f"{s}{n}"] is not None) for s in "dj")
    maand = MAANDEN.get(g["n3"]) if g["n3"] else int(g["m"] or g["m2"])
    volledig = _eeuw(jaar)
    try:
        return dt.date(volledig, maand or 0, int(dag))
    except ValueError:
        raise Onleesbaar("Deze dag bestaat niet. Een export in Amerikaanse notatie: kies dag-maand-jaar.") from None


def _uit_serieel(getal: float) -> dt.date:
    if int(getal) not in _SERIEEL:
        raise Onleesbaar("Dit getal is geen datum van Excel.")
    return _EXCEL_NUL + dt.timedelta(days=int(getal))


def _eeuw(jaar: str) -> int:
    # Registrations of a programme are of this century.
    uit = int(jaar) if len(jaar) == 4 else 2000 + int(jaar)
    if uit < EERSTE_EXCELJAAR:
        raise Onleesbaar("Controleer het jaartal.")
    return uit


def maand(cel: Cel) -> str:
    """A month as ``jjjj-mm``, from a day or from ``mrt-21``, ``maart 2021``, ``202103``, ``3-2021``.

    Raises:
        Onleesbaar: for anything else.
    """
    if isinstance(cel, str):
        tekst = cel.casefold().strip()
        gevonden = _MAAND.fullmatch(tekst)
        if gevonden and not re.fullmatch("[0-9]{5}", tekst):
            g = gevonden.groupdict()
            nummer = MAANDEN.get(g["n3"], 0) if g["n3"] else int(g["m"] or g["m2"])
            if 1 <= nummer <= 12:
                return f"{_eeuw(g['j'] or g['j2'] or g['j3'])}-{nummer:02d}"
    try:
        dag = _als_datum(cel)
    except Onleesbaar:
        raise Onleesbaar("Verwacht een maand, zoals 2021-03 of mrt-21.") from None
    return f"{dag:%Y-%m}"


def uren(cel: Cel, *, in_minuten: bool = False) -> float:
    """A duration in hours: ``1,5``, ``1:30``, ``1u30``, ``90 min``, a time of Excel. Never negative.

    ``in_minuten`` when the column says that its plain numbers are minutes.

    Raises:
        Onleesbaar: for anything else, among which ``1.500`` (one and a half, or fifteen hundred?) and ``7.30``.
    """
    if isinstance(cel, dt.timedelta):
        return cel.total_seconds() / 3600
    if isinstance(cel, dt.time):
        return cel.hour + cel.minute / 60 + cel.second / 3600
    if isinstance(cel, (int, float)) and not isinstance(cel, bool):
        if cel < 0:
            raise Onleesbaar("Een duur kan niet negatief zijn.")
        return cel / 60 if in_minuten else float(cel)
    tekst = str(cel).casefold().strip()
    if gevonden := _MINUTEN.fullmatch(tekst):
        return float(gevonden["m"].replace(",", ".")) / 60
    if gevonden := _UREN.fullmatch(tekst):
        getal = float(gevonden["u"].replace(",", "."))
        return getal / 60 if in_minuten and tekst[-1].isdigit() else getal
    if (gevonden := _UREN_MINUTEN.fullmatch(tekst)) and int(gevonden["m"] or 0) < 60:
        return int(gevonden["u"]) + int(gevonden["m"] or 0) / 60
    raise Onleesbaar("Verwacht een duur, zoals 1,5 of 1:30 of 90 min.")


def getal(cel: Cel) -> float:
    """A number, also with a decimal point when that can mean nothing else.

    Raises:
        Onleesbaar: for anything else.
    """
    if isinstance(cel, (int, float)) and not isinstance(cel, bool):
        return float(cel)
    tekst = str(cel).strip()
    if re.fullmatch(r"-?[0-9]+\.[0-9]{1,2}", tekst):
        return float(tekst)
    return parse_number(tekst)


def geheel(cel: Cel) -> int:
    """A whole number.

    Raises:
        Onleesbaar: for anything else.
    """
    uit = getal(cel)
    if not uit.is_integer():
        raise Onleesbaar("Hier hoort een geheel getal.")
    return int(uit)


def schrijf_getal(waarde: float) -> str:
    """With a decimal comma, without a tail of zeros; a thousandth of an hour is less than four seconds."""
    return f"{round(waarde, 4):.4f}".rstrip("0").rstrip(".").replace(".", ",")


def code(kolom: Kolom, cel: Cel) -> str | None:
    """The allowed value that a cell stands for, or ``None`` when that is not certain."""
    if isinstance(cel, bool):
        cel = "ja" if cel else "nee"
    if isinstance(cel, float) and cel.is_integer():
        cel = int(cel)
    woord = kaal(str(cel))
    for toegestaan in kolom.toegestaan:
        if woord == kaal(toegestaan):
            return toegestaan
    if {"ja", "nee"} <= set(kolom.toegestaan):
        return next((c for c, w in JA_NEE_WOORDEN.items() if woord in w and c in kolom.toegestaan), None)
    woorden = CODEWOORDEN.get(kolom.naam, {})
    return next((c for c, w in woorden.items() if c in kolom.toegestaan and woord in w), None)


def korte_code(cel: Cel) -> str:
    """A text column of the contract holds codes, never sentences.

    Raises:
        Onleesbaar: for text that is too long to be a code.
    """
    uit = slug(str(cel))
    if not uit or len(uit) > LANGSTE_CODE or uit.count("_") > 4:
        raise Onleesbaar("Dit is vrije tekst; hier hoort een kort woord.")
    return uit


def bedrag(cel: Cel) -> str:
    """An amount in euro.

    Raises:
        Onleesbaar: for what ``parsing.parse_amount`` refuses.
    """
    if isinstance(cel, (int, float)) and not isinstance(cel, bool):
        return f"{cel:.2f}".replace(".", ",")
    parse_amount(str(cel))
    return str(cel)


def jaartal(cel: Cel) -> str:
    """A year of four digits.

    Raises:
        Onleesbaar: for anything else.
    """
    tekst = str(int(cel)) if isinstance(cel, float) and cel.is_integer() else str(cel)
    return str(parse_year(tekst))


OMZETTERS: Mapping[str, Callable[[Cel], str]] = MappingProxyType(
    {
        "datum": datum,
        "maand": maand,
        "getal": lambda cel: schrijf_getal(getal(cel)),
        "geheel": lambda cel: str(geheel(cel)),
        "bedrag": bedrag,
        "jaar": jaartal,
        "tekst": korte_code,
        "bron": str,
    }
)
"""By ``Kolom.soort``; codes, durations and pseudonyms need more than the cell."""
