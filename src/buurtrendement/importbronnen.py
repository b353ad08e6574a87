"""Exports of a registration system as plain rows: CSV files and the visible sheets of Excel workbooks.

Nothing is interpreted here beyond what the file itself says: a cell of Excel is a date, a number, a truth value or
text; a cell of a CSV file is text. Title lines above the header are skipped (``importeren`` says which row is one), and
so are rows that add up others and headers that come back further down.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from buurtrendement.errors import GegevensFout, Probleem
from buurtrendement.parsing import BestandFout, decode, is_total_cell, normalise, read_bytes

Cel = str | float | int | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None

KOPREGEL_BINNEN = 20
"""The header is among the first so many rows."""

GROOTSTE_INHOUD = 1 << 30
"""Bytes that a workbook may unpack to; a few rows of an attacker can unpack to more than a machine holds."""

EXCEL = frozenset({".xlsx", ".xlsm"})
_OUD_OF_BEVEILIGD = b"\xd0\xcf\x11\xe0"  # an old workbook, or a new one behind a password
_BEVEILIGD = "EncryptedPackage".encode("utf-16-le")

_FOUTWAARDEN = frozenset(
    {
        *("#n/b", "#verw!", "#waarde!", "#deel/0!", "#naam?", "#getal!", "#leeg!", "#overloop!", "#bereken!"),
        *("#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#num!", "#null!", "#spill!", "#calc!"),
    }
)
_TOTAAL = re.compile(r"(?:sub|eind)?tota(?:al|len)\b", re.IGNORECASE)
# A formula whose outcome was never stored: a program wrote it and no Excel has calculated it. An empty text (t="str")
# is an outcome.
_FORMULE_ZONDER_WAARDE = re.compile(
    rb"<(?:\w+:)?c (?P<kenmerken>[^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_CELNAAM = re.compile(rb'\br="(?P<kolom>[A-Z]{1,3})(?P<rij>[0-9]+)"')


class Foutcel(str):
    """A cell that shows an error of Excel, or nothing because its formula was never calculated; not an empty cell."""

    __slots__ = ()


@dataclass(frozen=True)
class Bron:
    """One list: a CSV file, or one sheet. ``rijen`` are the rows below the header with their row number."""

    naam: str
    kop: tuple[str, ...]
    rijen: tuple[tuple[int, tuple[Cel, ...]], ...]

    def kolom(self, naam: str) -> int | None:
        """The position of a column, without minding capitals and spaces."""
        return self._plaatsen.get(normalise(naam).casefold())

    @cached_property
    def _plaatsen(self) -> dict[str, int]:
        # Backwards, so that of two columns with one name the first counts.
        return {kop.casefold(): plek for plek, kop in reversed(list(enumerate(self.kop)))}


def lees(pad: Path, herken: Callable[[Sequence[str]], int]) -> list[Bron]:
    """The lists in a file. ``herken`` says how many cells of a row look like a column name.

    Raises:
        GegevensFout: when the file cannot be read as CSV or Excel.
    """
    try:
        if pad.is_dir():
            raise GegevensFout([_mis(pad, "dit is een map, geen bestand.", "Noem de bestanden erin: MAP/*.xlsx.")])
        inhoud = read_bytes(pad)
        if not inhoud:
            raise GegevensFout([_mis(pad, "het bestand is leeg.", "Exporteer opnieuw.")])
        if inhoud.startswith(_OUD_OF_BEVEILIGD):
            raise GegevensFout([_oud_of_beveiligd(pad, inhoud)])
        if pad.suffix.casefold() in EXCEL or inhoud.startswith(b"PK\x03\x04"):
            return _excel(pad, inhoud, herken)
        return [_csv(pad.name, decode(inhoud, pad.name), herken)]
    except BestandFout as fout:
        raise GegevensFout([fout.probleem]) from fout


def _mis(pad: Path, boodschap: str, herstel: str) -> Probleem:
    return Probleem(pad.name, boodschap=boodschap, herstel=herstel)


def _oud_of_beveiligd(pad: Path, inhoud: bytes) -> Probleem:
    if _BEVEILIGD in inhoud:
        return _mis(
            pad,
            "dit Excel-bestand is met een wachtwoord beveiligd.",
            "Open het in Excel, haal het wachtwoord weg en sla het op als xlsx.",
        )
    return _mis(pad, "dit is een oud Excel-bestand (xls).", "Open het in Excel en sla het op als xlsx.")


def _csv(naam: str, tekst: str, herken: Callable[[Sequence[str]], int]) -> Bron:
    regels = tekst.splitlines()
    vast = re.fullmatch(r'"?sep=(.)"?', regels[0].strip(" ;"), re.IGNORECASE) if regels else None
    if vast:
        tekst = "".join(tekst.splitlines(keepends=True)[1:])
    scheiding = vast[1] if vast else _scheiding(regels[:KOPREGEL_BINNEN], herken)
    try:
        rijen = list(csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding))
    except csv.Error:
        raise GegevensFout(
            [Probleem(naam, boodschap="dit CSV-bestand is niet in cellen te verdelen.", herstel="Exporteer opnieuw.")]
        ) from None
    verder = 1 if vast else 0
    return _bron(naam, [(i + verder, tuple(_schoon(c) for c in rij)) for i, rij in enumerate(rijen, 1)], herken)


def _scheiding(regels: Sequence[str], herken: Callable[[Sequence[str]], int]) -> str:
    """The separator under which some row looks most like a header; a semicolon when nothing does."""

    def score(teken: str) -> tuple[int, int]:
        delen = [[normalise(c) for c in regel.split(teken)] for regel in regels]
        return max(((herken(d), len(d)) for d in delen), default=(0, 0))

    return max((";", "\t", ",", "|"), key=score)


def _excel(pad: Path, inhoud: bytes, herken: Callable[[Sequence[str]], int]) -> list[Bron]:
    import openpyxl  # noqa: PLC0415  (slow to import)

    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
            if sum(deel.file_size for deel in zip_.infolist()) > GROOTSTE_INHOUD:
                raise GegevensFout([_onleesbaar(pad)])
        boek = openpyxl.load_workbook(io.BytesIO(inhoud), read_only=True, data_only=True)
        bronnen = []
        for blad in boek.worksheets:
            if blad.sheet_state != "visible":
                continue
            blad.reset_dimensions()  # some systems write a wrong size, after which rows would be missed
            rijen = [(i, tuple(_schoon(c) for c in rij)) for i, rij in enumerate(blad.iter_rows(values_only=True), 1)]
            _merk_onberekend(rijen, _onberekend(inhoud, blad._worksheet_path))  # has no public name
            if any(c is not None for _, rij in rijen for c in rij):
                bronnen.append(_bron(f"{pad.name}/{blad.title}", rijen, herken))
        return bronnen
    except (MemoryError, GegevensFout):
        raise
    except Exception as fout:
        # A damaged workbook makes openpyxl fail in a dozen ways (zip, XML, missing parts); to the evaluator it is one.
        raise GegevensFout([_onleesbaar(pad)]) from fout


def _onleesbaar(pad: Path) -> Probleem:
    return _mis(
        pad,
        "dit Excel-bestand kan niet worden gelezen.",
        "Open het in Excel en sla het opnieuw op als xlsx.",
    )


def _onberekend(inhoud: bytes, blad: str) -> list[tuple[int, int]]:
    """Row and column (from 0) of the formulas of a sheet that have no outcome."""
    from openpyxl.utils import column_index_from_string  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
        xml = zip_.read(blad.lstrip("/"))
    uit = []
    for formule in _FORMULE_ZONDER_WAARDE.finditer(xml):
        plaats = _CELNAAM.search(formule["kenmerken"])
        if plaats is not None and b't="str"' not in formule["kenmerken"]:
            uit.append((int(plaats["rij"]) - 1, column_index_from_string(plaats["kolom"].decode()) - 1))
    return uit


def _merk_onberekend(rijen: list[tuple[int, tuple[Cel, ...]]], plaatsen: list[tuple[int, int]]) -> None:
    for rij, kolom in plaatsen:
        nummer, cellen = rijen[rij]
        rijen[rij] = (nummer, (*cellen[:kolom], Foutcel("="), *cellen[kolom + 1 :]))


def _schoon(cel: Any) -> Cel:
    if not isinstance(cel, str):
        return cel  # type: ignore[no-any-return]
    tekst = normalise(cel)
    # A column that was too narrow leaves nothing but ### in a CSV file.
    fout = tekst.startswith("#") and (tekst.casefold() in _FOUTWAARDEN or (len(tekst) > 1 and not tekst.strip("#")))
    return Foutcel(tekst) if fout else (tekst or None)


def _telt_mee(rij: Sequence[Cel], kop: Sequence[str]) -> bool:
    """Whether a row is one of the list: not empty, no total of other rows, and no second header."""
    gevuld = [c for c in rij if c not in (None, "")]
    if not gevuld:
        return False
    if any(isinstance(c, str) and is_total_cell(c) for c in gevuld):
        return False
    if isinstance(gevuld[0], str) and _TOTAAL.match(gevuld[0]):
        return False
    return ["" if c is None else c for c in rij[: len(kop)]] != list(kop)


def _bron(naam: str, rijen: list[tuple[int, tuple[Cel, ...]]], herken: Callable[[Sequence[str]], int]) -> Bron:
    kandidaten = rijen[:KOPREGEL_BINNEN]
    if not kandidaten:
        raise GegevensFout([Probleem(naam, boodschap="het bestand is leeg.", herstel="Exporteer opnieuw.")])

    def score(genummerd: tuple[int, tuple[int, tuple[Cel, ...]]]) -> tuple[int, int]:
        plek, (_, rij) = genummerd
        return herken([str(c) for c in rij if isinstance(c, str)]), -plek

    plek, (_, kop) = max(enumerate(kandidaten), key=score)
    koppen = tuple("" if c is None else normalise(str(c)) for c in kop)
    return Bron(naam, koppen, tuple((nummer, rij) for nummer, rij in rijen[plek + 1 :] if _telt_mee(rij, koppen)))
