"""A year of any size, for measuring growth: ``python -m benchmarks.grote_jaren OUT CONTACTS [FAMILIES]``.

Everything is made up, from a fixed seed; the small tables are those of the fictional example year ``data/2022``, so
that such a year goes through the whole of ``report``.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

WORTEL = Path(__file__).parents[1]
JAAR = 2022
GEZINNEN_STANDAARD = 200_000
PER_BLOK = 1_000_000
SOORTEN = ("kort", "lang")
KANALEN = ("huisbezoek", "telefoon", "bericht", "activiteit", "overleg")
INITIATIEVEN = ("gezin", "coach", "netwerk")
HUISHOUDENS = ("eenouder", "samenwonend_met_kinderen", "anders")
BESTEMMINGEN = ("regulier", "gestopt", "verhuisd")


def _kies(toeval: np.random.Generator, uit: tuple[str, ...], aantal: int) -> pa.Array:
    return pc.take(pa.array(uit), pa.array(toeval.integers(0, len(uit), aantal)))


def _datums(dagnummers: np.ndarray) -> pa.Array:
    """Days as ``dd-mm-jjjj``; each distinct day is written once."""
    dagen = np.arange(f"{JAAR - 1}-01-01", f"{JAAR + 1}-01-01", dtype="datetime64[D]").astype(str)
    tekst = pa.array([f"{d[8:]}-{d[5:7]}-{d[:4]}" for d in dagen])
    return pc.take(tekst, pa.array(dagnummers))


def _codes(nummers: np.ndarray, aantal: int) -> pa.Array:
    breedte = len(str(aantal))
    return pc.take(pa.array([f"G{n:0{breedte}d}" for n in range(1, aantal + 1)]), pa.array(nummers))


def maak(uit: Path, contacten: int, gezinnen: int = GEZINNEN_STANDAARD) -> Path:
    """Write ``uit/2022`` with so many contacts and families and return that folder."""
    map_ = uit / str(JAAR)
    map_.mkdir(parents=True, exist_ok=True)
    for naam in ("kosten.csv", "casussen.csv", "aannames.csv", "bronnen.csv", "uren.csv"):
        shutil.copyfile(WORTEL / "data" / str(JAAR) / naam, map_ / naam)
    toeval = np.random.default_rng(JAAR)
    # Day numbers from 1 January of the year before: families start until September of the year, a third of them ends
    # in it, and contacts lie between start and end.
    begin, slot = 365, 365 + 364
    start = toeval.integers(0, begin + 270, gezinnen)
    klaar = toeval.random(gezinnen) < 0.3
    eind = np.where(klaar, toeval.integers(np.maximum(start + 30, begin), slot + 1), slot)
    tabel = pa.table(
        {
            "gezin": _codes(np.arange(gezinnen), gezinnen),
            "startdatum": _datums(start),
            "huishoudtype": _kies(toeval, HUISHOUDENS, gezinnen),
            "einddatum": pc.if_else(pa.array(klaar), _datums(eind), pa.scalar("")),
            "bestemming": pc.if_else(pa.array(klaar), _kies(toeval, BESTEMMINGEN, gezinnen), pa.scalar("")),
        }
    )
    _schrijf([tabel], map_ / "gezinnen.csv")

    def blok(aantal: int) -> pa.Table:
        wie = toeval.integers(0, gezinnen, aantal)
        return pa.table(
            {
                "gezin": _codes(wie, gezinnen),
                "datum": _datums(toeval.integers(np.maximum(start, begin)[wie], eind[wie] + 1)),
                "soort": _kies(toeval, SOORTEN, aantal),
                "kanaal": _kies(toeval, KANALEN, aantal),
                "initiatief": _kies(toeval, INITIATIEVEN, aantal),
            }
        )

    delen = (blok(min(PER_BLOK, contacten - gedaan)) for gedaan in range(0, contacten, PER_BLOK))
    _schrijf(delen, map_ / "contacten.csv")
    return map_


def _schrijf(tabellen: object, pad: Path) -> None:
    opties = pacsv.WriteOptions(delimiter=";", quoting_style="none", include_header=True, quoting_header="none")
    schrijver = None
    for tabel in tabellen:  # type: ignore[attr-defined]
        if schrijver is None:
            schrijver = pacsv.CSVWriter(pad, tabel.schema, write_options=opties)
        schrijver.write_table(tabel)
    if schrijver is not None:
        schrijver.close()


if __name__ == "__main__":
    print(maak(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else GEZINNEN_STANDAARD))
