"""The kengetallen: what a year's registration says about families, contacts and hours.

Two things come out of the same pass over the tables:

* the **kengetallen** themselves, each with its unit, label, definition, source table and denominator;
* the **tellingen**: every count that the report may print, as a named cell, with the sums that tie cells together.

The second exists for disclosure control. A count that appears in two tables is *one* cell with one id, and everything
a reader could add up or subtract is listed as a relation, so that hiding a small count can be checked over all tables
at once instead of table by table.

Definitions that must not drift (they make the stock and the flow add up by construction):

* ``einddatum`` is the last day on which a family was supported. A family that ended on 31 December therefore left in
  the year (*uitstroom*) and is not among those running at the end of it.
* *Running* at the end of a day: started on or before it, and no einddatum or a later one.
* beginstand (running at the end of the 31 December before) + instroom - uitstroom = eindstand.
* supported in a month = running at its beginning + started in it = running at its end + ended in it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, NamedTuple

import pandas as pd

TOTAAL = "Totaal"
"""Row or column name of a margin inside a cell id: ``huishoudtype_status/Totaal/lopend``."""

_LEEG: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Kengetal:
    """One key figure.

    ``waarde`` is unrounded: a number, a (nested) mapping of numbers, or ``None``. Why it is ``None`` is said by
    ``onderdrukt`` (hidden to protect people) or else by ``reden`` (``"niet gemeten"``, ``"nog niet te meten"`` …).
    ``tabel`` is the input file it comes from, ``noemer`` what it is a count or share of.

    A plain count is the cell ``cel`` of :class:`Tellingen`. In a nested figure ``cellen`` gives the cell of each part,
    by its path: ``{"2021-03": "gezinnen_per_maand/2021-03/instroom"}``, ``{"werk.beter": …}``. A figure that is
    calculated from counts names those cells in ``afgeleid_van``; when one of them is hidden, so is the figure.
    ``onderdrukte_delen`` are the paths of hidden parts; ``onderdrukt`` is true when anything in the figure is hidden.
    """

    sleutel: str
    waarde: Any
    eenheid: str
    label: str
    definitie: str
    tabel: str
    noemer: str
    onderdrukt: bool = False
    afgeleid_van: tuple[str, ...] = ()
    cel: str | None = None
    cellen: Mapping[str, str] = field(default_factory=lambda: _LEEG)
    onderdrukte_delen: tuple[str, ...] = ()
    reden: str | None = None
    decimalen: int = 0
    label_en: str = ""

    def onderdruk(self, verborgen: Collection[str]) -> Kengetal:
        """The same figure without anything that rests on the cells in ``verborgen``."""
        if self.cellen:
            delen = tuple(pad for pad, cel in self.cellen.items() if cel in verborgen)
            waarde = _zonder_delen(self.waarde, frozenset(delen)) if delen else self.waarde
            uit = replace(self, waarde=waarde, onderdrukt=self.onderdrukt or bool(delen), onderdrukte_delen=delen)
            return uit if delen else self
        if self.cel in verborgen or any(cel in verborgen for cel in self.afgeleid_van):
            return replace(self, waarde=None, onderdrukt=True)
        return self


def _zonder_delen(waarde: Any, paden: frozenset[str], voor: str = "") -> Any:
    if isinstance(waarde, Mapping):
        return {k: _zonder_delen(v, paden, f"{voor}.{k}" if voor else k) for k, v in waarde.items()}
    return None if voor in paden else waarde


class Relatie(NamedTuple):
    """``totaal`` is the sum of ``delen``; all are cell ids. A plain tuple, so that it can be unpacked as one."""

    totaal: str
    delen: tuple[str, ...]


@dataclass(frozen=True)
class Tabel:
    """Layout of one printed table: which cell stands where.

    ``cellen[rij, kolom]`` is a cell id; the same id may stand in several tables. Margins are in ``rijtotalen``
    (by row), ``kolomtotalen`` (by column) and ``totaal``; a margin that would mean nothing is absent.
    """

    naam: str
    titel: str
    eenheid: str
    rijen: tuple[str, ...]
    kolommen: tuple[str, ...]
    cellen: Mapping[tuple[str, str], str]
    rijtotalen: Mapping[str, str] = field(default_factory=lambda: _LEEG)
    kolomtotalen: Mapping[str, str] = field(default_factory=lambda: _LEEG)
    totaal: str | None = None
    rijlabels: Mapping[str, str] = field(default_factory=lambda: _LEEG)
    kolomlabels: Mapping[str, str] = field(default_factory=lambda: _LEEG)
    bron: str = ""


@dataclass(frozen=True)
class Tellingen:
    """All counts that may leave the house.

    ``waarden``: cell id -> count (``None`` once hidden). ``relaties``: the sums between cells. ``tabellen``: layouts.
    """

    waarden: Mapping[str, int | None]
    relaties: tuple[Relatie, ...]
    tabellen: Mapping[str, Tabel]

    def tabel(self, naam: str) -> pd.DataFrame:
        """Table ``naam`` without margins: rows and columns by key, ``Int64``, hidden values ``<NA>``."""
        t = self.tabellen[naam]
        rijen = [[self.waarden[t.cellen[r, k]] for k in t.kolommen] for r in t.rijen]
        index = pd.Index(t.rijen, name="rij", dtype=object)
        return pd.DataFrame(rijen, index=index, columns=list(t.kolommen)).astype("Int64")

    def onderdruk(self, verborgen: Collection[str]) -> Tellingen:
        """The same cells, those in ``verborgen`` without their value."""
        return replace(self, waarden={cel: None if cel in verborgen else n for cel, n in self.waarden.items()})


@dataclass(frozen=True)
class Kengetallen:
    """The kengetallen of one year, the counts behind them, and the tables of amounts that are not counts (hours).

    ``maten``: table name -> DataFrame of non-counts (``coaches_uren``: month x ``directe_uren``).
    """

    verslagjaar: int
    kengetallen: Mapping[str, Kengetal]
    tellingen: Tellingen
    maten: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def __getitem__(self, sleutel: str) -> Kengetal:
        return self.kengetallen[sleutel]

    def onderdruk(self, cellen: Collection[str], sleutels: Collection[str] = ()) -> Kengetallen:
        """Hide ``cellen`` everywhere, and wholly hide the figures in ``sleutels`` (a ratio that would give a cell back)."""
        verborgen = frozenset(cellen)
        nieuw = {
            s: replace(k, waarde=None, onderdrukt=True) if s in sleutels else k.onderdruk(verborgen)
            for s, k in self.kengetallen.items()
        }
        return replace(self, kengetallen=nieuw, tellingen=self.tellingen.onderdruk(verborgen))
