"""Reading the result object: kengetallen that may be hidden or not measured, ranges that may be withheld.

The rest of the package only sees these answers, so that 'hidden', 'not measured' and 'withheld' are told apart in one
place.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

CF_DREIGEND = "dreigend_scenario"
CF_STATUS_QUO = "status_quo"
COUNTERFACTUALS = (CF_DREIGEND, CF_STATUS_QUO)
LAGE, HOGE = "bij_lage_kosten", "bij_hoge_kosten"
TOTAAL = "Totaal"
AFTREKPOSTEN = ("deadweight", "attributie", "verdringing", "uitdoving")
"""Deductions from the benefits, in the order in which they are applied."""

Stand = Literal["waarde", "verborgen", "niet_gemeten"]


@dataclass(frozen=True)
class Bereik:
    """A result at low and at high costs; either may be missing, with the code of the reason."""

    laag: float | None
    hoog: float | None
    reden_laag: str | None = None
    reden_hoog: str | None = None

    @property
    def heel(self) -> bool:
        """Both ends are there."""
        return self.laag is not None and self.hoog is not None

    @property
    def uiteinden(self) -> tuple[float, float]:
        """Smallest and largest value; only when :attr:`heel`."""
        if self.laag is None or self.hoog is None:
            raise ValueError("bereik is niet compleet")
        return min(self.laag, self.hoog), max(self.laag, self.hoog)

    def gedeeld_door(self, aantal: float) -> Bereik:
        """The same per one of ``aantal``."""
        laag, hoog = (None if w is None else w / aantal for w in (self.laag, self.hoog))
        return Bereik(laag, hoog, self.reden_laag, self.reden_hoog)


def getal_of_niets(waarde: Any) -> float | None:
    """A finite float; ``None`` for what is missing, hidden or not a number."""
    if waarde is None or waarde is pd.NA or isinstance(waarde, bool):
        return None
    try:
        uit = float(waarde)
    except (TypeError, ValueError):
        return None
    return uit if math.isfinite(uit) else None


def pak(knoop: Any, *pad: str) -> Any:
    """Follow keys through nested mappings; ``None`` as soon as one is missing."""
    for stap in pad:
        if not isinstance(knoop, Mapping):
            return None
        knoop = knoop.get(stap)
    return knoop


def bereik(knoop: Any, reden: Any = None, laag: str = LAGE, hoog: str = HOGE) -> Bereik:
    """The two bounds of ``knoop`` with the reasons of its sibling ``reden`` (a code, or one code per bound)."""
    redenen = reden if isinstance(reden, Mapping) else {laag: reden, hoog: reden}
    return Bereik(
        getal_of_niets(pak(knoop, laag)),
        getal_of_niets(pak(knoop, hoog)),
        None if redenen.get(laag) is None else str(redenen[laag]),
        None if redenen.get(hoog) is None else str(redenen[hoog]),
    )


def maat(maten: Any, naam: str, *pad: str) -> Bereik:
    """Measure ``naam`` of a casus or the programme, e.g. ``maat(p, "ncw", "status_quo")``, with its reasons."""
    reden = pak(maten, f"{naam}_reden")
    if isinstance(reden, Mapping):
        reden = pak(reden, *pad)
    return bereik(pak(maten, naam, *pad), reden)


class Lezer:
    """Questions to a ``results.Uitkomst``."""

    def __init__(self, uitkomst: Any):
        self.uitkomst = uitkomst
        self.jaar = int(uitkomst.verslagjaar)
        self.rendement: Mapping[str, Any] = uitkomst.rendement or {}
        self.gevoeligheid: Mapping[str, Any] = uitkomst.gevoeligheid or {}
        self.meta: Mapping[str, Any] = uitkomst.meta or {}

    # -- kengetallen ----------------------------------------------------------------------------------------------

    def kengetal(self, sleutel: str) -> Any | None:
        """The kengetal, or ``None`` when the result has none by that name."""
        return self.uitkomst.kengetallen.get(sleutel)

    def stand(self, sleutel: str, deel: str | None = None) -> Stand:
        """Whether the figure (or one part of it) has a value, is hidden, or was not measured."""
        if self.waarde(sleutel, deel) is not None:
            return "waarde"
        k = self.kengetal(sleutel)
        return "verborgen" if k is not None and k.onderdrukt else "niet_gemeten"

    def waarde(self, sleutel: str, deel: str | None = None) -> float | None:
        """The number, or ``None``; ``deel`` picks a part of a figure that is a mapping."""
        k = self.kengetal(sleutel)
        return None if k is None else getal_of_niets(k.waarde if deel is None else pak(k.waarde, deel))

    @property
    def afgeschermd(self) -> bool:
        """Whether anything was hidden to protect people."""
        if any(k.onderdrukt for k in self.uitkomst.kengetallen.values()):
            return True
        return any(bool(t.isna().any(axis=None)) for t in self.uitkomst.tabellen.values())

    def tabel(self, naam: str) -> pd.DataFrame | None:
        """A table of counts, or ``None`` when it was not measured this year."""
        tabel = self.uitkomst.tabellen.get(naam)
        return None if tabel is None or tabel.empty else tabel

    # -- rendement --------------------------------------------------------------------------------------------------

    @property
    def casussen(self) -> Mapping[str, Any]:
        """The cases that may be shown."""
        return self.rendement.get("casussen") or {}

    @property
    def programma(self) -> Mapping[str, Any]:
        """The programme's measures, or those of the shown cases together where the programme withholds all of them."""
        return self.deel if self.om_deel else self.rendement.get("programma") or {}

    @property
    def basis(self) -> Mapping[str, Any]:
        """The main measures of the same under the assumptions of the file; empty when none was overridden."""
        soort = "casussen_met_toestemming" if self.om_deel else "programma"
        return pak(self.rendement, "basis", soort) or {}

    @property
    def herleidbaar(self) -> bool:
        """Whether the programme withholds all of its measures."""
        return bool(pak(self.rendement, "programma", "herleidbaar"))

    @property
    def om_deel(self) -> bool:
        """Whether what is said of the programme is about the shown cases together."""
        return self.herleidbaar and bool(self.deel)

    def aantal_gezinnen(self, casus: str) -> float | None:
        """For how many families a case stands; ``None`` when that count is hidden."""
        tabel = self.tabel("casussen")
        if tabel is not None and casus in tabel.index and "gezinnen" in tabel.columns:
            return getal_of_niets(tabel.at[casus, "gezinnen"])
        return getal_of_niets(pak(self.casussen, casus, "aantal_gezinnen"))

    def aanname(self, sleutel: str) -> Mapping[str, Any]:
        """An assumption as used, with its range and origin; empty when it is unknown."""
        regel = pak(self.rendement, "aannames", sleutel)
        if isinstance(regel, Mapping):
            return {"sleutel": sleutel, **regel}
        for rij in self.uitkomst.aannames:
            if rij.get("sleutel") == sleutel:
                return dict(rij)
        return {}

    def aanname_waarde(self, sleutel: str) -> float | None:
        """The value of an assumption."""
        return getal_of_niets(self.aanname(sleutel).get("waarde"))

    @property
    def met_aftrek(self) -> bool:
        """Whether anything is deducted from the benefits."""
        return any(self.aanname_waarde(naam) for naam in AFTREKPOSTEN)

    def basiswaarde(self, sleutel: str) -> float | None:
        """The value of an assumption in the year's file, whatever is assumed now: its success share is the goal."""
        basis = getal_of_niets(self.aanname(sleutel).get("basiswaarde"))
        return self.aanname_waarde(sleutel) if basis is None else basis

    @property
    def aannames(self) -> list[dict[str, Any]]:
        """All assumptions, each with its key."""
        if self.uitkomst.aannames:
            return [dict(rij) for rij in self.uitkomst.aannames]
        return [{"sleutel": s, **rij} for s, rij in (self.rendement.get("aannames") or {}).items()]

    @property
    def afwijkend(self) -> list[dict[str, Any]]:
        """The assumptions that were overridden."""
        return [a for a in self.aannames if a.get("afwijkend")]

    @property
    def deel(self) -> Mapping[str, Any]:
        """Where the programme withholds something: the same measures for the cases that may be shown, together."""
        return self.rendement.get("casussen_met_toestemming") or {}

    @property
    def per_gezin_casus(self) -> bool:
        """The headline is about one case, because there is no programme result."""
        return not maat(self.programma, "ncw", CF_DREIGEND).heel
