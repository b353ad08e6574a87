"""Strict reading of Dutch CSV exports: bytes to text, text to columns, cells to values. Nothing is ever guessed.

The notation that a column must have follows from its ``soort`` (``schema.NOTATIES``). What could mean two things is
refused with a hint, because a wrong figure without a warning is worse than a question: ``1078.7`` (a decimal point, or
a slip?), ``1,078`` euro (Dutch decimals or English thousands?), ``03-04-21``, ``3/4/2021``, an Excel serial date.

A table is held by column as *distinct cells plus codes* (``Kolomcellen``). Every later check and conversion looks at
each distinct cell once, so a year of ten million contacts costs little more than its reading. Two readers fill that
form: ``_read_rows`` (the csv module; knows every row) and ``_read_columns`` (pyarrow; only for files in which a row can
be nothing but a line, otherwise it declines). Everything after it is shared, so both give the same answer.
"""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import itertools
import re
import threading
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, TypeVar, cast

import numpy as np
import numpy.typing as npt

from buurtrendement.errors import Probleem
from buurtrendement.gelijktijdig import processoren
from buurtrendement.schema import Tabel

V = TypeVar("V")
Codes = npt.NDArray[np.signedinteger[Any]]
Rijen = npt.NDArray[np.int32]

# --- cells ------------------------------------------------------------------------------------------


class Onleesbaar(ValueError):
    """A cell that is not in the notation of its column; ``herstel`` says what to do. Never holds the content."""

    def __init__(self, herstel: str = ""):
        self.herstel = herstel
        super().__init__(herstel)


# Excel and word processors use several kinds of space; all count as a space.
_WIT = re.compile(r"\s")
_SPATIES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_EURO = re.compile(r"(?:€|EUR)? *([-\u2212]?) *(?:€|EUR)? *([0-9][0-9. ]*)(?:,([0-9]+|[-\u2013\u2014=]{1,2}))?")
_GEGROEPEERD = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+")
_CIJFERS = re.compile(r"[0-9]+")
_GETAL = re.compile(r"([-\u2212]?)([0-9][0-9. ]*)(?:,([0-9]+))?")
_DATUM_NL = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
_DATUM_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MAAND = re.compile(r"([0-9]{4})-([0-9]{2})")
# Longer than any number a form can hold; keeps int() and Decimal() cheap whatever the file says.
_LANGSTE_GETAL = 40

_HINT_PUNT = "Schrijf decimalen met een komma; een punt mag alleen tussen duizendtallen staan, zoals 1.078,70."
_HINT_GETAL = "Schrijf alleen cijfers, met een komma voor decimalen."


def normalise(cel: str) -> str:
    """The cell with every kind of space as a space, without spaces around it."""
    return _SPATIES.sub(" ", cel).strip()


def parse_amount(cel: str) -> float:
    """Euro: ``€ 23.686,-``, ``€ 6.505,--``, ``1.078,70``, ``1078,7``, ``23 686``, ``23686``; a minus is read.

    At most two decimals. With three, ``1,078`` could be English thousands.

    Raises:
        Onleesbaar: for anything else, among which ``1078.7``, exponents, infinity and percentages.
    """
    gevonden = _EURO.fullmatch(cel) if len(cel) <= _LANGSTE_GETAL else None
    if gevonden is None or len(re.findall("€|EUR", cel)) > 1:
        raise Onleesbaar(_number_hint(cel))
    teken, heel, breuk = gevonden.groups()
    if breuk is None or not breuk.isdigit():
        breuk = ""
    if len(breuk) > 2:
        raise Onleesbaar("Schrijf een bedrag met hoogstens twee decimalen: 1.078 of 1078,00, niet 1,078.")
    return _to_float(teken, heel, breuk)


def parse_number(cel: str) -> float:
    """A number with a decimal comma: ``96,5``, ``0,0225``, ``1.078`` (one thousand seventy-eight).

    Raises:
        Onleesbaar: for ``0.0225`` (a decimal point is no part of the contract), ``1:30``, ``90 min``, ``3%`` and so on.
    """
    gevonden = _GETAL.fullmatch(cel) if len(cel) <= _LANGSTE_GETAL else None
    if gevonden is None:
        raise Onleesbaar(_number_hint(cel))
    teken, heel, breuk = gevonden.groups()
    return _to_float(teken, heel, breuk or "")


def parse_whole(cel: str) -> int:
    """A whole number: ``12``, ``1.250``.

    Raises:
        Onleesbaar: for decimals and everything that ``parse_number`` refuses.
    """
    gevonden = _GETAL.fullmatch(cel) if len(cel) <= _LANGSTE_GETAL else None
    if gevonden is None:
        raise Onleesbaar(_number_hint(cel))
    teken, heel, breuk = gevonden.groups()
    if breuk:
        raise Onleesbaar("Hier hoort een geheel getal.")
    waarde = int(_digits(heel)) * (-1 if teken else 1)
    if abs(waarde) >= 2**63:
        raise Onleesbaar("Dit getal is te groot.")
    return waarde


def parse_year(cel: str) -> int:
    """A year of four digits.

    Raises:
        Onleesbaar: for anything else.
    """
    if len(cel) != 4 or not _CIJFERS.fullmatch(cel):
        raise Onleesbaar("Schrijf het jaartal met vier cijfers.")
    return int(cel)


def parse_date(cel: str) -> dt.date:
    """``03-04-2021`` and ``3-4-2021`` are 3 April, always; ``2021-04-03`` as well.

    Raises:
        Onleesbaar: for two-digit years, slashes, points, times, serial numbers and days that do not exist.
    """
    if gevonden := _DATUM_NL.fullmatch(cel):
        dag, maand, jaar = gevonden.groups()
    elif gevonden := _DATUM_ISO.fullmatch(cel):
        jaar, maand, dag = gevonden.groups()
    else:
        raise Onleesbaar(_date_hint(cel))
    try:
        return dt.date(int(jaar), int(maand), int(dag))
    except ValueError:
        raise Onleesbaar("Deze dag bestaat niet. Let op de volgorde: dag, maand, jaar.") from None


def parse_month(cel: str) -> str:
    """``2021-03``.

    Raises:
        Onleesbaar: for anything else; Excel likes to turn a month into ``mrt-21``.
    """
    gevonden = _MAAND.fullmatch(cel)
    if gevonden is None:
        raise Onleesbaar("Excel maakt hier soms mrt-21 van; geef de kolom de celeigenschap Tekst.")
    if not 1 <= int(gevonden[2]) <= 12 or int(gevonden[1]) < 1:
        raise Onleesbaar("Deze maand bestaat niet.")
    return cel


def _text(cel: str) -> str:
    return cel


def _digits(heel: str) -> str:
    """The digits of an integer part, with or without thousands grouping."""
    if _CIJFERS.fullmatch(heel):
        return heel
    if _GEGROEPEERD.fullmatch(heel):
        return heel.replace(".", "").replace(" ", "")
    raise Onleesbaar(_HINT_PUNT)


def _to_float(teken: str, heel: str, breuk: str) -> float:
    # Through Decimal: one rounding from what is written to the nearest double, like float("1078.70") itself.
    waarde = float(Decimal(f"{_digits(heel)}.{breuk or 0}"))
    return -waarde if teken else waarde


def _number_hint(cel: str) -> str:
    if re.search(r"[0-9][:uU][0-9]|min|uur", cel):
        return "Schrijf tijd als uren met een komma: anderhalf uur is 1,5."
    if "%" in cel:
        return "Schrijf een percentage als breuk: 2,25% is 0,0225."
    if "." in cel:
        return _HINT_PUNT
    return _HINT_GETAL


def _date_hint(cel: str) -> str:
    if re.fullmatch(r"[0-9]{4,5}", cel):
        return "Dit lijkt een datumgetal van Excel; geef de kolom de celeigenschap Datum en sla opnieuw op."
    if re.fullmatch(r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{2}", cel):
        return "Schrijf het jaar met vier cijfers."
    if ":" in cel:
        return "Haal de tijd achter de datum weg."
    return "Gebruik streepjes en de volgorde dag-maand-jaar."


PARSERS: Mapping[str, Callable[[str], Any]] = MappingProxyType(
    {
        "pseudoniem": _text,
        "datum": parse_date,
        "maand": parse_month,
        "keuze": _text,
        "bedrag": parse_amount,
        "getal": parse_number,
        "geheel": parse_whole,
        "jaar": parse_year,
        "tekst": _text,
        "bron": _text,
    }
)

# --- bytes to text ----------------------------------------------------------------------------------

_HERKENBAAR = (
    (b"PK\x03\x04", "dit is een Excel-werkmap of zip-bestand, geen CSV.", "Kies in Excel: Opslaan als, CSV UTF-8."),
    (b"\xd0\xcf\x11\xe0", "dit is een oud Excel-bestand, geen CSV.", "Kies in Excel: Opslaan als, CSV UTF-8."),
    (b"%PDF", "dit is een pdf, geen CSV.", "Vraag de export als CSV op."),
    (b"\x1f\x8b", "dit is een ingepakt bestand, geen CSV.", "Pak het eerst uit."),
)
_HERSTEL_UTF8 = "Sla het bestand op als CSV UTF-8."
# Control characters have no place in an export; tab and line ends do.
_BESTURING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class BestandFout(Exception):
    """The file as a whole cannot be read; carries the one problem that says why."""

    def __init__(self, probleem: Probleem):
        self.probleem = probleem
        super().__init__(str(probleem))


def decode(inhoud: bytes, bestand: str) -> str:
    """The text of a file: UTF-8 with or without BOM, otherwise cp1252.

    Raises:
        BestandFout: for UTF-16 and UTF-32, zero bytes, other control characters, and files that are no text at all.
    """

    def weiger(boodschap: str, herstel: str = _HERSTEL_UTF8) -> BestandFout:
        return BestandFout(Probleem(bestand, boodschap=boodschap, herstel=herstel))

    for begin, boodschap, herstel in _HERKENBAAR:
        if inhoud.startswith(begin):
            raise weiger(boodschap, herstel)
    if inhoud.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise weiger("dit bestand is opgeslagen als UTF-16 (Unicode-tekst).")
    if b"\x00" in inhoud:
        raise weiger("dit bestand bevat nulbytes; het is UTF-16 of geen tekst.")
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            tekst = inhoud.decode("cp1252")
        except UnicodeDecodeError:
            raise weiger("dit bestand is geen tekst in UTF-8 of Windows-1252.") from None
    besturing = _BESTURING.search(tekst)
    if besturing:
        regel = _line_of(tekst, besturing.start())
        raise BestandFout(
            Probleem(
                bestand,
                regel,
                boodschap="hier staat een besturingsteken; dit is geen gewone tekst.",
                herstel=_HERSTEL_UTF8,
            )
        )
    return tekst


def read_text(pad: Path) -> str:
    """A text that :func:`decode` would take, as an evaluator may have saved it; line ends as ``\\n``.

    For texts that have been checked: what has no meaning in either encoding becomes a replacement character.
    """
    inhoud = pad.read_bytes()
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst = inhoud.decode("cp1252", errors="replace")
    return tekst.replace("\r\n", "\n")


def _line_of(tekst: str, plek: int) -> int:
    voor = tekst[:plek].replace("\r\n", "\n").replace("\r", "\n")
    return voor.count("\n") + 1


# --- text to columns --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Kolomcellen:
    """One column: its distinct cells (normalised) and, per row, which of them it holds."""

    naam: str
    uniek: tuple[str, ...]
    codes: Codes


@dataclass(frozen=True)
class Ruwetabel:
    """A file as read: known columns, the columns that will be dropped, and the file row of each record."""

    bestand: str
    kolommen: Mapping[str, Kolomcellen]
    overig: tuple[Kolomcellen, ...]
    rijen: Rijen
    problemen: tuple[Probleem, ...]

    def __len__(self) -> int:
        return len(self.rijen)


@dataclass(frozen=True)
class _Kop:
    scheiding: str
    namen: tuple[str, ...]
    regel: int  # the file row of the header: 2 after a `sep=` line


SCHEIDINGEN = (";", "\t", ",")
# From this size on the columnar reader is tried first; below it the difference cannot be felt.
KOLOMLEZER_VANAF = 1 << 20
# What the columnar reader parses at a time (fits the processor's cache), and what one thread of it is given to do.
BLOK, DEEL = 1 << 19, 1 << 24
# How many rows numpy does at a time.
RIJEN = 1 << 16
# Pseudonyms with more digits would need a table that is larger than what it saves.
_PSEUDONIEM = re.compile(rb"([A-Z]+)[0-9]{1,7}")
# Columns of these kinds hold few different cells, however many rows there are.
_WEINIG_CELLEN = frozenset({"datum", "maand", "keuze", "jaar", "geheel"})
# More would hold more of the file in memory and read no faster than the disk.
MEESTE_DRADEN = 4
# So many rows are named per column and reason; the rest is one line with a count.
HOOGSTENS_GENOEMD = 200


def read_bytes(pad: Path) -> bytes:
    """The content of a file in the year's folder.

    Raises:
        BestandFout: when it is a folder, no ordinary file, or may not be read.
    """
    naam = pad.name
    try:
        if pad.is_dir():
            raise BestandFout(
                Probleem(naam, boodschap="dit is een map, geen bestand.", herstel="Zet hier het CSV-bestand neer.")
            )
        if pad.exists() and not pad.is_file():
            raise BestandFout(
                Probleem(naam, boodschap="dit is geen gewoon bestand.", herstel="Zet hier het CSV-bestand neer.")
            )
        return pad.read_bytes()
    except OSError:
        raise BestandFout(
            Probleem(
                naam,
                boodschap="dit bestand kan niet worden gelezen.",
                herstel="Sluit het in Excel en controleer of u het mag openen.",
            )
        ) from None


def read_file(tabel: Tabel, pad: Path) -> Ruwetabel:
    """A file as columns of cells; a big one is tried by columns first, without ever being in memory as text.

    Raises:
        BestandFout: when it cannot be read, or no rows can be told apart at all.
    """
    try:
        if pad.is_file() and pad.stat().st_size >= KOLOMLEZER_VANAF:
            with pad.open("rb") as stroom:
                ruw = _read_columns(tabel, stroom)
            if ruw is not None:
                return ruw
    except OSError:
        pass  # read_bytes finds the same fault and has the words for it
    return _read_rows(tabel, decode(read_bytes(pad), tabel.bestand))  # the bytes are let go when the text is there


def read_table(tabel: Tabel, inhoud: bytes, *, kolomlezer: bool = False) -> Ruwetabel:
    """A file's bytes as columns of cells, with every structural problem in ``problemen``.

    ``kolomlezer`` tries the reader by columns first; the answer is the same.

    Raises:
        BestandFout: when no rows can be told apart at all (not text, no header, unclosed quotation mark).
    """
    if kolomlezer:
        ruw = _read_columns(tabel, io.BytesIO(inhoud))
        if ruw is not None:
            return ruw
    return _read_rows(tabel, decode(inhoud, tabel.bestand))


# --- the header -------------------------------------------------------------------------------------


def _split_header(tabel: Tabel, regels: Sequence[str]) -> _Kop:
    """The header from the first physical lines; the delimiter is decided here and nowhere else."""
    begin, vast = 0, None
    if regels and (gevonden := re.fullmatch(r'"?sep=(.)"?', regels[0].strip("\r\n ;"), re.IGNORECASE)):
        begin, vast = 1, gevonden[1]
    elif regels and regels[0].strip('\r\n" ').casefold() == "sep=;":
        begin, vast = 1, ";"
    if vast is not None and vast not in SCHEIDINGEN:
        raise BestandFout(
            Probleem(
                tabel.bestand,
                1,
                boodschap="het scheidingsteken achter sep= is onbekend.",
                herstel="Gebruik sep=; of haal de regel weg.",
            )
        )
    if len(regels) <= begin or not regels[begin].strip("\r\n ;,\t"):
        raise BestandFout(
            Probleem(
                tabel.bestand,
                boodschap="het bestand is leeg." if not "".join(regels).strip() else "de kopregel ontbreekt.",
                herstel="De eerste regel hoort te zijn: " + ";".join(tabel.namen),
            )
        )
    keuzes = (vast,) if vast else SCHEIDINGEN
    koppen = [(s, _header_names(regels[begin], s)) for s in keuzes]
    bekend = set(tabel.namen)
    # max() keeps the first of equals: a semicolon before a tab before a comma.
    scheiding, namen = max(koppen, key=lambda kop: len(bekend.intersection(kop[1])))
    return _Kop(scheiding, namen, begin + 1)


def _header_names(regel: str, scheiding: str) -> tuple[str, ...]:
    try:
        cellen = next(csv.reader([regel.rstrip("\r\n")], delimiter=scheiding, strict=True), [])
    except csv.Error:
        return ()
    return tuple(normalise(c).casefold() for c in cellen)


def _check_header(tabel: Tabel, kop: _Kop) -> list[Probleem]:
    """Missing and doubled columns. Content of a line that is no header at all is not repeated."""
    bekend = [n for n in kop.namen if n in tabel.namen]
    # A row of data may hold a word that is also a column name ("gezin" as initiatief), so one is not enough.
    if 2 * len(set(bekend)) < len(tabel.namen):
        raise BestandFout(
            Probleem(
                tabel.bestand,
                kop.regel,
                boodschap="dit is geen kopregel: te weinig kolomnamen zijn bekend.",
                herstel="De kopregel hoort te zijn: " + ";".join(tabel.namen),
            )
        )
    problemen = []
    for naam in tabel.namen:
        if naam not in bekend:
            problemen.append(
                Probleem(tabel.bestand, kop.regel, naam, "deze kolom ontbreekt.", "Voeg de kolom toe aan de kopregel.")
            )
        elif bekend.count(naam) > 1:
            problemen.append(
                Probleem(tabel.bestand, kop.regel, naam, "deze kolom staat er meer dan eens in.", "Houd er één over.")
            )
    return problemen


# --- the reader that knows rows -----------------------------------------------------------------------


@dataclass
class _Gemeld:
    """Problems with rows: the first ones by row, the others counted, so that a wrong file of millions stays small."""

    bestand: str
    problemen: list[Probleem]
    rest: int = 0

    def add(self, rij: int, kolom: str | None, boodschap: str, herstel: str) -> None:
        if len(self.problemen) < HOOGSTENS_GENOEMD:
            self.problemen.append(Probleem(self.bestand, rij, kolom, boodschap, herstel))
        else:
            self.rest += 1

    def all(self) -> list[Probleem]:
        if not self.rest:
            return self.problemen
        slot = Probleem(
            self.bestand,
            self.problemen[-1].rij,
            boodschap=f"hierna zijn er nog {self.rest} regels die niet te gebruiken zijn.",
            herstel="Los eerst de problemen hierboven op.",
        )
        return [*self.problemen, slot]


def _read_rows(tabel: Tabel, tekst: str) -> Ruwetabel:
    kop = _split_header(tabel, list(itertools.islice(_lines(tekst), 2)))
    problemen = _Gemeld(tabel.bestand, _check_header(tabel, kop))
    nummers = [_Nummers() for _ in kop.namen]
    codes = [array("i") for _ in kop.namen]
    rijen = array("i")
    totaal = _Onthoudt(is_total_cell)
    for rij, cellen in _records(tabel, tekst, kop, problemen):
        if _check_record(tabel, kop, rij, cellen, problemen, totaal):
            rijen.append(rij)
            for kolom, nummer, cel in zip(codes, nummers, cellen, strict=True):
                kolom.append(nummer[cel])
    kolommen = [
        Kolomcellen(naam, tuple(nummer), np.frombuffer(kolom, dtype=np.int32))
        for naam, nummer, kolom in zip(kop.namen, nummers, codes, strict=True)
    ]
    return _assemble(tabel, kop, kolommen, np.frombuffer(rijen, dtype=np.int32), problemen.all())


_REGEL = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def _lines(tekst: str) -> Iterator[str]:
    """The lines with their ends; io.StringIO would hold a big text a second time, at four bytes a character."""
    return (gevonden[0] for gevonden in _REGEL.finditer(tekst))


def _records(tabel: Tabel, tekst: str, kop: _Kop, problemen: _Gemeld) -> Iterator[tuple[int, list[str]]]:
    """Records after the header with the file row on which each begins; cells are normalised, empty rows skipped."""
    lezer = csv.reader(_lines(tekst), delimiter=kop.scheiding, strict=True)
    genormaliseerd = _Onthoudt(normalise)
    laatste = 0
    try:
        for cellen in lezer:
            rij, laatste = laatste + 1, lezer.line_num
            if rij <= kop.regel:
                if laatste > kop.regel:
                    raise BestandFout(
                        Probleem(
                            tabel.bestand,
                            rij,
                            boodschap="in de kopregel staat een regeleinde binnen een cel.",
                            herstel="Zet de kopregel op één regel.",
                        )
                    )
                continue
            if laatste > rij:
                kolommen = [n for n, c in zip(kop.namen, cellen, strict=False) if "\n" in c or "\r" in c]
                problemen.add(
                    rij,
                    kolommen[0] if kolommen and kolommen[0] in tabel.namen else None,
                    "in deze cel staat een regeleinde.",
                    "Zet de tekst op één regel, of sluit het aanhalingsteken dat is blijven openstaan.",
                )
                continue
            schoon = [genormaliseerd[c] for c in cellen]
            if any(schoon):
                yield rij, schoon
    except csv.Error:
        raise BestandFout(
            Probleem(
                tabel.bestand,
                laatste + 1,
                boodschap="vanaf hier zijn de cellen niet te scheiden: een los aanhalingsteken of een te lange cel.",
                herstel='Zet tekst met een aanhalingsteken helemaal tussen aanhalingstekens en verdubbel het: "".',
            )
        ) from None


_TOTAALWOORDEN = frozenset({"totaal", "totalen", "subtotaal", "eindtotaal", "total", "grand total", "som"})


def is_total_cell(cel: str) -> bool:
    """Whether a cell says that its row is a sum of other rows."""
    return cel.casefold().rstrip(" :") in _TOTAALWOORDEN


class _Onthoudt(dict[str, V]):
    """What a function says of a cell, asked once per distinct cell."""

    def __init__(self, functie: Callable[[str], V]):
        super().__init__()
        self._functie = functie

    def __missing__(self, cel: str) -> V:
        self[cel] = waarde = self._functie(cel)
        return waarde


def _check_record(
    tabel: Tabel, kop: _Kop, rij: int, cellen: list[str], problemen: _Gemeld, totaal: Mapping[str, bool]
) -> bool:
    """Whether the record can be used; otherwise says why. Cells beyond the header that are empty do not count."""
    breedte = len(kop.namen)
    while len(cellen) > breedte and not cellen[-1]:
        cellen.pop()

    def meld(boodschap: str, herstel: str) -> bool:
        problemen.add(rij, None, boodschap, herstel)
        return False

    if cellen[0].casefold() == kop.namen[0] and tuple(c.casefold() for c in cellen) == kop.namen:
        return meld("de kopregel staat er nog een keer in.", "Verwijder deze regel.")
    if tabel.naam != "citaten" and any([totaal[c] for c in cellen]):
        return meld("dit is een totaalregel.", "Verwijder deze regel; het rapport telt zelf op.")
    if len(cellen) < breedte:
        return meld(
            f"deze regel heeft {len(cellen)} van de {breedte} cellen.",
            f"Vul de regel aan; het scheidingsteken van dit bestand is {_scheiding_in_woorden(kop.scheiding)}.",
        )
    if len(cellen) > breedte:
        return meld(
            f"deze regel heeft {len(cellen)} cellen, de kopregel {breedte}.",
            "Zet tekst waarin het scheidingsteken voorkomt tussen aanhalingstekens.",
        )
    return True


def _scheiding_in_woorden(scheiding: str) -> str:
    return {";": "een puntkomma", ",": "een komma", "\t": "een tab"}[scheiding]


class _Nummers(dict[str, int]):
    """Numbers cells by first appearance."""

    def __missing__(self, cel: str) -> int:
        self[cel] = nummer = len(self)
        return nummer


def _assemble(
    tabel: Tabel, kop: _Kop, cellen: Sequence[Kolomcellen], rijen: Rijen, problemen: Iterable[Probleem]
) -> Ruwetabel:
    kolommen: dict[str, Kolomcellen] = {}
    overig: list[Kolomcellen] = []
    for kolom in cellen:
        if kolom.naam in tabel.namen and kolom.naam not in kolommen:
            kolommen[kolom.naam] = kolom
        elif kolom.naam or kolom.uniek not in ((), ("",)):
            overig.append(kolom)  # a nameless column without content is what a trailing separator leaves
    return Ruwetabel(tabel.bestand, kolommen, tuple(overig), rijen, tuple(problemen))


# --- the reader for millions of rows ------------------------------------------------------------------


def _read_columns(tabel: Tabel, stroom: BinaryIO) -> Ruwetabel | None:
    """The same answer as ``_read_rows`` for a plain file, by pyarrow; ``None`` when the file is not that plain.

    Plain: UTF-8 without quotation marks or with them around every cell, lines that end all in the same way, as many
    cells in each as in the header, no empty or repeated-header or total rows. Anything else is left to the reader that
    can name rows.
    """
    begin = stroom.read(1 << 16)
    start = 3 if begin.startswith(b"\xef\xbb\xbf") else 0
    kop_bytes = begin[start:].splitlines(keepends=True)[:2]
    try:
        kopregels = [r.decode("utf-8") for r in kop_bytes]
        kop = _split_header(tabel, kopregels)
        problemen = _check_header(tabel, kop)
    except (UnicodeDecodeError, BestandFout):
        return None
    boven = b"".join(kop_bytes[: kop.regel])
    if problemen or any(map(_BESTURING.search, kopregels)):
        return None
    stroom.seek(start + len(boven))
    einde = b"\r\n" if boven.endswith(b"\r\n") else b"\n"
    if boven.count(einde) != kop.regel or boven.count(b"\n") + boven.count(b"\r") != kop.regel * len(einde):
        return None
    gelezen = _arrow_dictionaries(tabel, stroom, kop, einde)
    if gelezen is None:
        return None
    if any(_BESTURING.search("\n".join(uniek)) for uniek, _ in gelezen):
        return None
    kolommen = [_normalised(naam, *deel) for naam, deel in zip(kop.namen, gelezen, strict=True)]
    if _odd_rows(kop, kolommen):
        return None
    eerste = kop.regel + 1
    rijen = np.arange(eerste, eerste + len(gelezen[0][1]), dtype=np.int32)
    return _assemble(tabel, kop, kolommen, rijen, ())


def _arrow_dictionaries(
    tabel: Tabel, stroom: BinaryIO, kop: _Kop, einde: bytes
) -> list[tuple[list[str], Codes]] | None:
    """Every column as distinct cells and codes; part by part, so that the text as a whole is never held."""
    import pyarrow  # noqa: PLC0415  (only big years need it)

    velden = _arrow_types(tabel, kop)
    draden = min(processoren(), MEESTE_DRADEN)
    lezer = _Delen(stroom)

    def lees(begin: int, eind: int) -> list[_Woorden | _Pseudoniemen]:
        with lezer.deel(begin, eind) as (tekst, lengte):
            return _arrow_part(tekst, lengte, kop, einde, velden)

    delen: list[list[_Woorden | _Pseudoniemen]] = []
    try:
        with ThreadPoolExecutor(draden) as ploeg:
            wacht: deque[Future[list[_Woorden | _Pseudoniemen]]] = deque()
            for grenzen in lezer.grenzen():
                wacht.append(ploeg.submit(lees, *grenzen))
                if len(wacht) > draden:
                    delen.append(wacht.popleft().result())
            delen += [werk.result() for werk in wacht]
            return list(ploeg.map(_joined, zip(*delen, strict=True))) or None
    except (pyarrow.ArrowInvalid, UnicodeDecodeError, _NietEenvoudig):
        return None


class _NietEenvoudig(Exception):
    """The file is for the reader that names rows."""


class _Delen:
    """The rest of a stream in parts that end where a line ends, read into buffers that are used again and again.

    Memory that is new must be cleared by the system first; for a big file that costs as much as the reading.
    """

    def __init__(self, stroom: BinaryIO):
        self._stroom = stroom
        self._begin = stroom.tell()
        self._slot = threading.Lock()
        self._buffers: list[bytearray] = []

    def grenzen(self) -> Iterator[tuple[int, int]]:
        """Where each part begins and ends."""
        with self._slot:
            einde = self._stroom.seek(0, io.SEEK_END)
        begin = self._begin
        while begin < einde:
            eind = begin + DEEL
            if eind < einde:
                with self._slot:
                    self._stroom.seek(eind)
                    rest = len(self._stroom.readline(DEEL))
                if rest == DEEL:
                    raise _NietEenvoudig  # no file of ours has lines of so many millions of characters
                eind += rest
            eind = min(eind, einde)
            yield begin, eind
            begin = eind

    @contextlib.contextmanager
    def deel(self, begin: int, eind: int) -> Iterator[tuple[bytearray, int]]:
        """A buffer that begins with the part, and the part's length; the buffer is somebody else's afterwards."""
        lengte = eind - begin
        with self._slot:
            buffer = self._buffers.pop() if self._buffers else bytearray()
            if len(buffer) < lengte:
                buffer = bytearray(lengte)
            self._stroom.seek(begin)
            with memoryview(buffer) as plek:
                gelezen = cast(Any, self._stroom).readinto(plek[:lengte])
        if gelezen != lengte:
            raise _NietEenvoudig  # the file is being changed under our hands
        yield buffer, lengte
        with self._slot:
            self._buffers.append(buffer)


def _arrow_types(tabel: Tabel, kop: _Kop) -> dict[str, Any]:
    """Per column, by its place: cells that repeat themselves are numbered block by block, others afterwards at once."""
    import pyarrow  # noqa: PLC0415

    herhaalt = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
    weinig = {k.naam for k in tabel.kolommen if k.soort in _WEINIG_CELLEN}
    return {str(i): herhaalt if naam in weinig else pyarrow.string() for i, naam in enumerate(kop.namen)}


def _arrow_part(
    deel: bytearray, lengte: int, kop: _Kop, einde: bytes, velden: Mapping[str, Any]
) -> list[_Woorden | _Pseudoniemen]:
    """The columns of the lines in the first ``lengte`` bytes, each with its own numbering of the cells."""
    import pyarrow  # noqa: PLC0415
    from pyarrow import csv as arrow_csv  # noqa: PLC0415

    if deel.startswith(b'"'):
        deel = _unquoted(deel[:lengte], kop)
        lengte = len(deel)
    regels = _newlines(deel, lengte)
    returns = (0, 0)
    if deel.find(b"\r", 0, lengte) >= 0:
        returns = (deel.count(b"\r", 0, lengte), deel.count(b"\r\n", 0, lengte))
    vreemd = any(deel.find(teken, 0, lengte) >= 0 for teken in (b'"', b"\x00"))
    if vreemd or returns != ((regels, regels) if einde == b"\r\n" else (0, 0)):
        raise _NietEenvoudig
    tabel = arrow_csv.read_csv(
        pyarrow.BufferReader(memoryview(deel)[:lengte]),
        read_options=arrow_csv.ReadOptions(column_names=list(velden), block_size=BLOK, use_threads=False),
        parse_options=arrow_csv.ParseOptions(delimiter=kop.scheiding, quote_char=False, ignore_empty_lines=False),
        convert_options=arrow_csv.ConvertOptions(
            column_types=velden,
            strings_can_be_null=False,
            check_utf8=True,
        ),
        # Arrow's own allocator gives every block back to the system, only to ask for it again.
        memory_pool=pyarrow.system_memory_pool(),
    )
    if len(tabel) != regels + (deel[lengte - 1] != ord("\n")):
        raise _NietEenvoudig  # lines were skipped: rows could not be named
    return [_numbered(kolom) for kolom in tabel.unify_dictionaries().columns]


def _numbered(kolom: Any) -> _Woorden | _Pseudoniemen:
    """The cells of a part in one numbering: by first appearance, as unifying the numberings of blocks keeps it.

    Pseudonyms need none: the number that is in them will do.
    """
    import pyarrow  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    heel = kolom.combine_chunks()
    heel = pyarrow.concat_arrays(heel.chunks) if isinstance(heel, pyarrow.ChunkedArray) else heel
    if not pyarrow.types.is_dictionary(heel.type):
        if pseudoniemen := _pseudonyms(heel):
            return pseudoniemen
        heel = pc.dictionary_encode(heel, memory_pool=pyarrow.system_memory_pool())
    return _Woorden(heel.dictionary, heel.indices.to_numpy().astype(_narrow(len(heel.dictionary))))


@dataclass(frozen=True)
class _Woorden:
    """Cells as the distinct ones (a pyarrow array of strings) and, per row, which of those it holds."""

    uniek: Any
    codes: Codes


@dataclass(frozen=True)
class _Pseudoniemen:
    """Cells that are all the same letters and a number of equally many digits: those letters, and the numbers."""

    letters: bytes
    cijfers: int
    nummers: npt.NDArray[np.int32]


def _pseudonyms(cellen: Any) -> _Pseudoniemen | None:
    """The cells of a pyarrow array of strings as pseudonyms of one form; ``None`` when they are not.

    Looking numbers up in a table costs a tenth of looking words up.
    """
    grenzen = np.frombuffer(cellen.buffers()[1], dtype=np.int32)[cellen.offset : cellen.offset + len(cellen) + 1]
    breedte = int(grenzen[1] - grenzen[0])
    tekens = np.frombuffer(cellen.buffers()[2] or b"", dtype=np.uint8)[grenzen[0] : grenzen[-1]]
    eerste = _PSEUDONIEM.fullmatch(tekens[:breedte].tobytes())
    if eerste is None or not (np.diff(grenzen) == breedte).all():
        return None
    letters, rijen = len(eerste[1]), tekens.reshape(-1, breedte)
    nummers = np.empty(len(rijen), dtype=np.int32)
    for begin in range(0, len(rijen), RIJEN):
        deel, uit = rijen[begin : begin + RIJEN], nummers[begin : begin + RIJEN]
        cijfers = deel[:, letters:] - np.uint8(ord("0"))  # what comes before the nought turns around to a high number
        if (cijfers > 9).any() or (deel[:, :letters] != rijen[0, :letters]).any():
            return None
        uit[:] = cijfers[:, 0]
        for plaats in range(1, breedte - letters):
            uit *= 10
            uit += cijfers[:, plaats]
    return _Pseudoniemen(eerste[1], breedte - letters, nummers)


def _newlines(deel: bytearray, lengte: int) -> int:
    """How many lines end in the first ``lengte`` bytes; a third of the time of ``bytearray.count``."""
    tekens = np.frombuffer(deel, dtype=np.uint8, count=lengte)
    return sum(int(np.count_nonzero(tekens[i : i + BLOK] == ord("\n"))) for i in range(0, lengte, BLOK))


def _unquoted(deel: bytearray, kop: _Kop) -> bytearray:
    """The lines without their quotation marks when every cell stands between two of them and holds none itself."""
    einde = b"\r\n" if deel.endswith(b"\r\n") else b"\n"
    regels, tussen = deel.count(b"\n"), f'"{kop.scheiding}"'.encode()
    # Where two patterns share a mark it would be counted twice, and a stray one elsewhere go unseen.
    dubbelzinnig = (b'""', tussen + einde, einde + tussen)
    if (
        not any(vorm in deel for vorm in dubbelzinnig)
        and deel.endswith(b'"' + einde)
        and deel.count(b'"' + einde + b'"') == regels - 1
        and deel.count(tussen) == regels * (len(kop.namen) - 1)
        and deel.count(b'"') == 2 * regels * len(kop.namen)
    ):
        return deel.replace(b'"', b"")
    return deel


def _joined(delen: Sequence[_Woorden | _Pseudoniemen]) -> tuple[list[str], Codes]:
    """The parts of one column as one, in one numbering."""
    import pyarrow  # noqa: PLC0415

    pseudoniemen = [deel for deel in delen if isinstance(deel, _Pseudoniemen)]
    if len(pseudoniemen) == len(delen) and len({(deel.letters, deel.cijfers) for deel in pseudoniemen}) == 1:
        return _joined_pseudonyms(pseudoniemen)
    woorden = [deel if isinstance(deel, _Woorden) else _in_words(deel) for deel in delen]
    alles = pyarrow.concat_arrays([deel.uniek for deel in woorden]).dictionary_encode()
    # As narrow as can be: ten million numbers of one byte are written, and later read, in a quarter of the time.
    plek = alles.indices.to_numpy().astype(_narrow(len(alles.dictionary)))
    codes = np.empty(sum(len(deel.codes) for deel in woorden), dtype=plek.dtype)
    begin = van = 0
    for deel in woorden:
        eind, tot = begin + len(deel.codes), van + len(deel.uniek)
        plek[van:tot].take(deel.codes, out=codes[begin:eind], mode="clip")  # "raise" would make a copy
        begin, van = eind, tot
    return alles.dictionary.to_pylist(), codes


def _joined_pseudonyms(delen: Sequence[_Pseudoniemen]) -> tuple[list[str], Codes]:
    tabel = np.full(10 ** delen[0].cijfers, -1, dtype=np.int32)
    codes = np.empty(sum(len(deel.nummers) for deel in delen), dtype=np.int32)
    uniek: list[int] = []
    begin = 0
    for deel in delen:
        eind = begin + len(deel.nummers)
        tabel.take(deel.nummers, out=codes[begin:eind], mode="clip")
        nieuw = deel.nummers[codes[begin:eind] < 0]
        if len(nieuw):
            # Of equal numbers the first is written last, so the table says where each was seen first.
            rijen = np.arange(len(nieuw), dtype=np.int32)
            tabel[nieuw[::-1]] = rijen[::-1]
            nieuw = nieuw[tabel[nieuw] == rijen]
            tabel[nieuw] = len(uniek) + np.arange(len(nieuw))
            uniek += nieuw.tolist()
            tabel.take(deel.nummers, out=codes[begin:eind], mode="clip")
        begin = eind
    vorm = f"{delen[0].letters.decode()}%0{delen[0].cijfers}d"
    return [vorm % nummer for nummer in uniek], codes


def _in_words(deel: _Pseudoniemen) -> _Woorden:
    import pyarrow  # noqa: PLC0415

    uniek, codes = _joined_pseudonyms([deel])
    return _Woorden(pyarrow.array(uniek, pyarrow.string()), codes)


def _narrow(aantal: int) -> npt.DTypeLike:
    """The narrowest whole numbers that can tell so many things apart, and -1 for none of them."""
    return np.min_scalar_type(-max(aantal, 1))


def _normalised(naam: str, uniek: Sequence[str], codes: Codes) -> Kolomcellen:
    """Merge cells that differ only in spaces. Arrow numbers cells by first appearance, as ``_Nummers`` does."""
    alles = "".join(uniek)
    if not _WIT.search(alles) and not _SPATIES.search(alles):
        return Kolomcellen(naam, tuple(uniek), codes)  # one look at hundreds of thousands of codes
    nummers = _Nummers()
    vertaling = np.array([nummers[normalise(cel)] for cel in uniek], dtype=np.int32)
    return Kolomcellen(naam, tuple(nummers), codes if len(nummers) == len(uniek) else vertaling[codes])


def _odd_rows(kop: _Kop, kolommen: Sequence[Kolomcellen]) -> bool:
    """Whether some row may be a total, a second header or empty: those are for the reader that names rows."""
    if any(_says_total(k.uniek) for k in kolommen):
        return True
    if all(_says(naam, k.uniek) for naam, k in zip(kop.namen, kolommen, strict=True)):
        return True
    leeg = [k.uniek.index("") if "" in k.uniek else -1 for k in kolommen]
    if -1 in leeg:
        return False
    alles_leeg = np.logical_and.reduce([k.codes == code for k, code in zip(kolommen, leeg, strict=True)])
    return bool(alles_leeg.any())


def _says_total(cellen: Sequence[str]) -> bool:
    """Whether one of the cells says that its row is a sum of others."""
    alles = "\n".join(cellen).casefold()  # hundreds of thousands of codes are seen in one look to be no such word
    return any(w in alles for w in _TOTAALWOORDEN) and any(map(is_total_cell, cellen))


def _says(naam: str, cellen: Sequence[str]) -> bool:
    return naam in "\n".join(cellen).casefold() and any(c.casefold() == naam for c in cellen)
