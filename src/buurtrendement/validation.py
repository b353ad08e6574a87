"""From columns of cells to typed columns, with a message for every cell that is not what its column declares.

Two steps. Reading: each distinct cell by the notation of its column (``parsing``). Validating: the distinct values by
the declared schema, lazily through pandera, so that all failures come at once. Neither looks at a value twice, whatever
the number of rows; the rows are only looked up for values that fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from buurtrendement.errors import Probleem
from buurtrendement.parsing import (
    HOOGSTENS_GENOEMD,
    PARSERS,
    Kolomcellen,
    Onleesbaar,
    Ruwetabel,
)
from buurtrendement.schema import Kolom, Tabel, are_pseudonyms, dtype, pandera_column

BLOK = 1 << 16  # rows taken at a time where every row is looked at: they stay close to the processor


@dataclass(frozen=True)
class _Gelezen:
    """The distinct cells of a column as values; ``leesbaar`` is false for those that could not be read."""

    waarden: list[Any]
    leesbaar: npt.NDArray[np.bool_]
    problemen: tuple[Probleem, ...]


def type_table(tabel: Tabel, ruw: Ruwetabel) -> tuple[pd.DataFrame, list[Probleem]]:
    """The typed table, indexed by the row in the file, and what is wrong with it.

    Cells that are unreadable are missing in the result, so that rules over several tables can still look at the rest.
    Columns that the file does not have are missing in every row (their absence has been reported by the reader).
    """
    problemen: list[Probleem] = []
    gelezen: dict[str, _Gelezen] = {}
    for kolom in tabel.kolommen:
        cellen = ruw.kolommen.get(kolom.naam)
        if cellen is not None:
            gelezen[kolom.naam] = _read_cells(kolom, cellen, ruw)
            problemen.extend(gelezen[kolom.naam].problemen)
    problemen.extend(_validate(tabel, ruw, gelezen))
    reeksen = {
        kolom.naam: _to_series(kolom, gelezen.get(kolom.naam), ruw, compact=tabel.compact) for kolom in tabel.kolommen
    }
    return pd.DataFrame(reeksen, index=_index(ruw), copy=False), problemen  # the columns are nobody else's


def _index(ruw: Ruwetabel) -> pd.Index[Any]:
    rijen = ruw.rijen
    if len(rijen) and rijen[-1] - rijen[0] == len(rijen) - 1:
        return pd.RangeIndex(int(rijen[0]), int(rijen[-1]) + 1)
    return pd.Index(rijen)


# --- reading ----------------------------------------------------------------------------------------


def _read_cells(kolom: Kolom, cellen: Kolomcellen, ruw: Ruwetabel) -> _Gelezen:
    lees = PARSERS[kolom.soort]
    if lees is PARSERS["tekst"]:  # whatever is in the cell
        return _Gelezen([cel or None for cel in cellen.uniek], np.ones(len(cellen.uniek), dtype=bool), ())
    waarden: list[Any] = []
    leesbaar = np.ones(len(cellen.uniek), dtype=bool)
    per_hint: dict[str, list[int]] = {}
    for code, cel in enumerate(cellen.uniek):
        waarde = None
        if cel:
            try:
                waarde = lees(cel)
            except Onleesbaar as fout:
                leesbaar[code] = False
                per_hint.setdefault(fout.herstel, []).append(code)
        waarden.append(waarde)
    problemen: list[Probleem] = []
    for hint, codes in per_hint.items():
        problemen.extend(name_rows(ruw, cellen, codes, kolom.naam, f"verwacht {kolom.notatie}.", hint))
    return _Gelezen(waarden, leesbaar, tuple(problemen))


# --- validating -------------------------------------------------------------------------------------


def _validate(tabel: Tabel, ruw: Ruwetabel, gelezen: Mapping[str, _Gelezen]) -> Iterator[Probleem]:
    kolommen = [k for k in tabel.kolommen if k.naam in gelezen and gelezen[k.naam].leesbaar.any()]
    if all(fits(k, gelezen[k.naam].waarden, gelezen[k.naam].leesbaar) for k in kolommen):
        return
    import pandera.pandas as pa  # noqa: PLC0415  (0.2 s to import: only a year with something wrong waits for it)

    plaatsen = {k.naam: np.flatnonzero(gelezen[k.naam].leesbaar) for k in kolommen}
    # One frame for one validation: row i holds the i-th distinct value of each column, the last one repeated. The
    # checks are per value, so which values stand side by side does not matter.
    lengte = max(map(len, plaatsen.values()))
    voorbeeld = {}
    for kolom in kolommen:
        plek = plaatsen[kolom.naam]
        waarden = gelezen[kolom.naam].waarden
        voorbeeld[kolom.naam] = _array(kolom, [waarden[i] for i in plek])[np.minimum(np.arange(lengte), len(plek) - 1)]
    schema = pa.DataFrameSchema({k.naam: pandera_column(k) for k in kolommen}, name=tabel.naam)
    try:
        schema.validate(pd.DataFrame(voorbeeld), lazy=True)
    except pa.errors.SchemaErrors as fouten:
        gevallen = fouten.failure_cases
        for (naam, regel), deel in gevallen.groupby(["column", "check"], sort=False):
            kolom = tabel.kolom(str(naam))
            if kolom.soort == "pseudoniem" and regel == "patroon":
                continue  # `identification` has said so, in stronger words
            codes = sorted(
                {int(plaatsen[kolom.naam][min(int(i), len(plaatsen[kolom.naam]) - 1)]) for i in deel["index"]}
            )
            boodschap, herstel = _explain(kolom, str(regel))
            yield from name_rows(ruw, ruw.kolommen[kolom.naam], codes, kolom.naam, boodschap, herstel)


def fits(kolom: Kolom, waarden: Sequence[Any], leesbaar: npt.NDArray[np.bool_]) -> bool:
    """Whether the schema will find nothing wrong with the readable ones of these values.

    Says the same as :func:`schema.pandera_column`, without loading pandera; what is wrong, pandera says.
    """
    if kolom.soort == "pseudoniem" and leesbaar.all() and None not in waarden and "" not in waarden:
        return are_pseudonyms(waarden)
    toegestaan = frozenset(kolom.toegestaan)
    patroon = None if kolom.patroon is None else re.compile(kolom.patroon)
    for waarde, gelezen in zip(waarden, leesbaar.tolist(), strict=True):
        if not gelezen:
            continue
        if waarde is None:
            if not kolom.leeg_toegestaan:
                return False
            continue
        if toegestaan and waarde not in toegestaan:
            return False
        # Written so that a value that cannot be compared (not a number) does not pass.
        if kolom.minimum is not None and not waarde >= kolom.minimum:
            return False
        if kolom.maximum is not None and not waarde <= kolom.maximum:
            return False
        if patroon is not None and not patroon.fullmatch(waarde):
            return False
    return True


def _explain(kolom: Kolom, regel: str) -> tuple[str, str]:
    if regel == "not_nullable":
        return f"deze cel is leeg; verwacht {kolom.notatie}.", "Vul de cel in."
    if regel == "toegestaan":
        return f"verwacht {kolom.notatie}.", "Let op kleine letters en lage streepjes."
    if regel == "minimum" and kolom.minimum == 0:
        return "dit getal is negatief.", "Verwacht nul of meer."
    grenzen = " tot en met ".join(_bound(kolom, g) for g in (kolom.minimum, kolom.maximum) if g is not None)
    return f"deze waarde valt buiten wat mag: {grenzen}.", "Controleer het getal, ook de punten en komma's."


def _bound(kolom: Kolom, grens: float) -> str:
    return f"{grens:.0f}" if kolom.soort == "jaar" else f"{grens:,.0f}".replace(",", ".")


# --- typed columns ----------------------------------------------------------------------------------


def _array(kolom: Kolom, waarden: list[Any]) -> Any:
    """Values (``None`` for missing) as an array of the column's kind; whole numbers as nullable integers."""
    naam = dtype(kolom)
    if naam.startswith("datetime64"):
        return np.array(waarden, dtype=naam)
    if naam == "float64":
        return np.array([np.nan if w is None else w for w in waarden], dtype=np.float64)
    return pd.array(waarden, dtype="Int64" if naam in ("int64", "Int64") else "str")


def _to_series(kolom: Kolom, gelezen: _Gelezen | None, ruw: Ruwetabel, *, compact: bool) -> Any:
    if gelezen is None:
        return _array(kolom, [None])[np.zeros(len(ruw), dtype=np.intp)]
    codes = ruw.kolommen[kolom.naam].codes
    if compact and kolom.soort in ("keuze", "pseudoniem"):
        return _categories(kolom, gelezen.waarden, codes)
    if not gelezen.waarden:
        return _array(kolom, [])
    waarden = _array(kolom, gelezen.waarden)
    return _spread(waarden, codes) if isinstance(waarden, np.ndarray) else waarden[codes]


def _spread(waarden: npt.NDArray[Any], codes: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """``waarden[codes]``, some rows at a time: numpy makes places of eight bytes of the codes it is given."""
    uit = np.empty(len(codes), dtype=waarden.dtype)
    for begin in range(0, len(codes), BLOK):
        deel = slice(begin, begin + BLOK)
        waarden.take(codes[deel], out=uit[deel], mode="clip")  # "raise" would make a copy
    return uit


def _categories(kolom: Kolom, waarden: list[Any], codes: npt.NDArray[np.int32]) -> pd.Categorical:
    """Categories in the declared order, or sorted for pseudonyms; what is not allowed becomes missing."""
    namen = list(kolom.toegestaan) or sorted([w for w in waarden if w is not None])
    plek = dict(zip(namen, range(len(namen)), strict=True))
    # The width that pandas keeps for so many categories: nothing of millions of rows is copied to make it fit.
    smal = next(t for t in (np.int8, np.int16, np.int32) if len(namen) < np.iinfo(t).max)
    vertaling = np.array([plek.get(w, -1) for w in waarden], dtype=smal)
    nieuw = _spread(vertaling, codes) if len(waarden) else codes
    return pd.Categorical.from_codes(nieuw, categories=pd.Index(namen, dtype="str"), validate=False)


def finalise(tabel: Tabel, df: pd.DataFrame) -> pd.DataFrame:
    """The dtypes that the other modules count on (``int64`` where nothing may be missing), rows numbered from 0."""
    vast = {k.naam: "int64" for k in tabel.kolommen if dtype(k) == "int64"}
    return df.reset_index(drop=True).astype(vast)


# --- naming rows ------------------------------------------------------------------------------------


def name_rows(
    ruw: Ruwetabel, kolom: Kolomcellen, codes: list[int], naam: str | None, boodschap: str, herstel: str
) -> Iterator[Probleem]:
    """A problem for each row that holds one of the distinct cells ``codes``."""
    raak = np.zeros(len(kolom.uniek), dtype=bool)
    raak[codes] = True
    yield from problems_for_rows(ruw.bestand, ruw.rijen[raak[kolom.codes]], naam, boodschap, herstel)


def problems_for_rows(
    bestand: str, rijen: Any, naam: str | None, boodschap: str, herstel: str, ernst: str = "fout"
) -> Iterator[Probleem]:
    """A problem for each of the rows; beyond ``HOOGSTENS_GENOEMD`` one more that counts the others."""
    for rij in rijen[:HOOGSTENS_GENOEMD]:
        yield Probleem(bestand, int(rij), naam, boodschap, herstel, ernst)
    rest = len(rijen) - HOOGSTENS_GENOEMD
    if rest > 0:
        meer = f"{boodschap} Dit geldt voor deze en nog {rest - 1} regels." if rest > 1 else boodschap
        yield Probleem(bestand, int(rijen[HOOGSTENS_GENOEMD]), naam, meer, herstel, ernst)
