"""The steps of a year, as the notebooks call them: one function per cell, nothing else.

Each notebook starts from the year's folder, so that it gives the same answer whether it is run alone by hand, after
the others, or by the command line. What was read is kept in the build folder under a key made of the files' content,
the assumptions and the code, so that reading happens once and is never stale. A command that runs the notebooks in
forks of itself hands them what it has read (:func:`bij_de_hand`), without writing it down.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import logging
import os
import pickle
import sys
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from buurtrendement import (
    disclosure,
    dist,
    ingest,
    kengetallen,
    rendement,
    results,
    signals,
    uncertainty,
    vergelijken,
    what_if,
)
from buurtrendement.errors import GegevensFout, Probleem
from buurtrendement.kengetallen import Kengetallen
from buurtrendement.paths import csv_bestanden, jaarmap, referentie_dir

CACHE_BESTAND = "ingelezen.pickle"
AFSCHERMING_LOG = "afscherming.log"
GELEZEN_DOOR = ("pandas", "numpy", "scipy")
"""What another version of these kept on disk may mean something else now, or not be readable at all."""
CACHE_GRENS = 30_000_000
"""Bytes of CSV above which a year is not kept: reading it again is faster than writing and reading a copy."""

T = TypeVar("T")


@dataclass(frozen=True)
class _Gereed:
    """A year that has been read, where it came from, and where its intermediate results may be kept."""

    jaar: ingest.Jaargegevens
    map: Path
    overrides: dict[str, float | str]
    bouw_map: Path
    sleutel: bytes


_BIJ_DE_HAND: ContextVar[_Gereed | None] = ContextVar("bij_de_hand", default=None)


@contextlib.contextmanager
def bij_de_hand(
    jaar: ingest.Jaargegevens, overrides: Mapping[str, float | str], bouw_map: Path, sleutel: bytes
) -> Iterator[None]:
    """Within the block, also in forks, the notebooks get this year without reading it, and share their kengetallen."""
    teken = _BIJ_DE_HAND.set(_Gereed(jaar, jaarmap(jaar.map), dict(overrides), bouw_map, sleutel))
    try:
        yield
    finally:
        _BIJ_DE_HAND.reset(teken)


def lees_jaar(
    verslagjaar: int,
    data_map: str | Path,
    aannames: Mapping[str, float | str] | None = None,
    bouw_map: str | Path | None = None,
) -> ingest.Jaargegevens:
    """Read, check and type all tables of a year, and find the published figures of earlier years.

    With ``bouw_map`` the result is kept there for the next notebook.

    Raises:
        GegevensFout: with every problem in every file, also when ``verslagjaar`` and the folder's name differ.
    """
    map_ = jaarmap(data_map)
    overrides = dict(aannames or {})
    if map_.name != str(verslagjaar):
        raise GegevensFout(
            [
                Probleem(
                    bestand=map_.name,
                    boodschap=f"de parameter verslagjaar is {verslagjaar}, maar de gegevensmap heet anders.",
                    herstel="Laat verslagjaar en data_map naar hetzelfde jaar wijzen.",
                )
            ]
        )
    gereed = _BIJ_DE_HAND.get()
    if gereed is not None and (gereed.map, gereed.overrides) == (map_, overrides):
        return gereed.jaar
    if bouw_map is None:
        return vergelijken.met_eerdere_jaren(ingest.read_year(map_, overrides))
    return lees_via_cache(map_, overrides, Path(bouw_map), vingerafdruk(map_, overrides))


def lees_via_cache(
    map_: Path, overrides: Mapping[str, float | str], bouw_map: Path, sleutel: bytes | None
) -> ingest.Jaargegevens:
    """The year that ``bouw_map`` holds under ``sleutel`` (a :func:`vingerafdruk`), otherwise read; kept if small.

    Without a key it is read, and not kept.
    """

    def lees() -> ingest.Jaargegevens:
        jaar = ingest.read_year(map_, overrides)
        return vergelijken.met_eerdere_jaren(jaar, bewaar=lambda nummer, maak: _eerder(map_, nummer, bouw_map, maak))

    return lees() if sleutel is None or is_groot(map_) else _bewaard(bouw_map / CACHE_BESTAND, sleutel, lees)


def is_groot(map_: Path) -> bool:
    """Whether a year is too big to be kept."""
    return sum(p.stat().st_size for p in _bestanden(map_)) > CACHE_GRENS


def _eerder(map_: Path, nummer: int, bouw_map: Path, maak: Callable[[], T]) -> T:
    """The computed figures of an earlier year: protecting them takes seconds, and they do not depend on this year."""
    sleutel = hashlib.sha256(vingerafdruk(map_.parent / str(nummer), {}))
    # What was published of years before that one counts for it.
    for bron in (p for p in csv_bestanden(map_) if p.name.lower().startswith("cijfers_")):
        sleutel.update(bron.name.encode() + hashlib.sha256(bron.read_bytes()).digest())
    return _bewaard(bouw_map / f"eerder_{nummer}.pickle", sleutel.digest(), maak)


def _bewaard(bestand: Path, sleutel: bytes, maak: Callable[[], T]) -> T:
    """What ``bestand`` holds when it was written under ``sleutel``; otherwise ``maak()``, which it then holds.

    The file begins with the key and a hash of the rest: what a disk or a hand has changed is made anew, not unpickled.
    """
    with contextlib.suppress(OSError):
        rauw = bestand.read_bytes()
        kop, inhoud = rauw[: len(sleutel) + 32], rauw[len(sleutel) + 32 :]
        if kop == sleutel + hashlib.sha256(inhoud).digest():
            uit: T = pickle.loads(inhoud)  # our own file, made by the lines below
            return uit
    nieuw = maak()
    stroom = io.BytesIO()
    _Pickler(stroom, protocol=pickle.HIGHEST_PROTOCOL).dump(nieuw)
    inhoud = stroom.getvalue()
    bestand.parent.mkdir(parents=True, exist_ok=True)
    tijdelijk = bestand.with_suffix(f".{os.getpid()}.tmp")
    tijdelijk.write_bytes(sleutel + hashlib.sha256(inhoud).digest() + inhoud)
    tijdelijk.replace(bestand)
    return nieuw


class _Pickler(pickle.Pickler):
    """Also takes the read-only mappings of which the kengetallen are made."""

    def reducer_override(self, ding: Any) -> Any:
        return (_alleen_lezen, (dict(ding),)) if isinstance(ding, MappingProxyType) else NotImplemented


def _alleen_lezen(inhoud: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(inhoud)


def _bestanden(map_: Path) -> list[Path]:
    """All files directly in a folder: also those that are not read, because their names are warned about."""
    return sorted(p for p in map_.glob("*") if p.is_file())


def vingerafdruk(map_: Path, overrides: Mapping[str, float | str], som_van: dist.Sommen | None = None) -> bytes:
    """32 bytes that change with anything on which the reading of a year depends.

    The files of the year and of earlier years by content, the overrides, the reference data, the package's own code
    with the packages that its tables are made by, and what there is to say about the years' prose (the prose itself is
    not read into the tables).
    """
    versies = versie_van_het_programma(), dist.versies(GELEZEN_DOOR)
    som_van = som_van or dist.Sommen()
    som = hashlib.sha256(repr((str(map_), sorted(overrides.items()), versies)).encode())
    jaren = sorted(p for p in map_.parent.glob("[0-9][0-9][0-9][0-9]") if p.name < map_.name and p.is_dir())
    eerder = [p for jaar in jaren for p in csv_bestanden(jaar)]
    for bron in [*_bestanden(map_), *eerder, *sorted(referentie_dir().glob("*.csv"))]:
        if bron.is_file():
            som.update(f"{bron.parent.name}/{bron.name}\n{som_van(bron)}\n".encode())
    met_tabellen = {p.parent for p in eerder} | {map_}
    som.update(repr([ingest.check_texts(jaar / "teksten") for jaar in sorted(met_tabellen)]).encode())
    return som.digest()


@lru_cache(maxsize=1)
def versie_van_het_programma() -> str:
    """A hash of the package's code as it was when this process started to use it, with the Python that runs it."""
    som = hashlib.sha256(sys.version.encode())
    pakket = Path(__file__).parent
    for bron in sorted(pakket.rglob("*.py")):
        som.update(bron.relative_to(pakket).as_posix().encode())
        som.update(hashlib.sha256(bron.read_bytes()).digest())
    return som.hexdigest()


def bereken_kengetallen(jaar: ingest.Jaargegevens, bouw_map: str | Path | None = None) -> Kengetallen:
    """The year's kengetallen after disclosure control: what may be shown, printed and drawn.

    With ``bouw_map`` the attacker interval of every hidden count is written to ``afscherming.log`` there.
    """
    gereed = _BIJ_DE_HAND.get()
    if gereed is None or gereed.jaar is not jaar:
        return _afgeschermd(jaar, bouw_map)
    # Protecting can take seconds in a year with many small counts; two notebooks need it.
    return _bewaard(gereed.bouw_map / "kengetallen.pickle", gereed.sleutel, lambda: _afgeschermd(jaar, bouw_map))


def _afgeschermd(jaar: ingest.Jaargegevens, bouw_map: str | Path | None) -> Kengetallen:
    drempel = int(jaar.aannames["drempel_kleine_aantallen"])
    ruw = kengetallen.compute(jaar)
    with _logboek(bouw_map):
        return disclosure.protect_kengetallen(ruw, drempel, zeros_are_safe=drempel <= 1, vorig=jaar.vorig)


@contextlib.contextmanager
def _logboek(bouw_map: str | Path | None) -> Iterator[None]:
    """Send what disclosure control logs to a file in the build folder, which never leaves the house."""
    if bouw_map is None:
        yield
        return
    logger = logging.getLogger(disclosure.__name__)
    bestand = logging.FileHandler(_bouwmap(bouw_map) / AFSCHERMING_LOG, mode="w", encoding="utf-8")
    bestand.setFormatter(logging.Formatter("%(message)s"))
    niveau, doorgeven = logger.level, logger.propagate
    logger.addHandler(bestand)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(bestand)
        logger.setLevel(niveau)
        logger.propagate = doorgeven
        bestand.close()


def bereken_rendement(jaar: ingest.Jaargegevens) -> dict[str, Any]:
    """What a family and the programme cost and yield (design of the result: ``rendement``)."""
    return rendement.compute(jaar)


def bereken_gevoeligheid(
    jaar: ingest.Jaargegevens, rendement_uitkomst: Mapping[str, Any], verdeling: uncertainty.Verdeling = "pert"
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same result with its uncertainty, and the sensitivity of the NCW (``uncertainty``)."""
    return uncertainty.compute(jaar, rendement_uitkomst, verdeling)


def vind_signalen(
    jaar: ingest.Jaargegevens, cijfers: Kengetallen, rendement_uitkomst: Mapping[str, Any]
) -> tuple[signals.Signaal, ...]:
    """What is odd in the year's own figures, each with its rule and both numbers."""
    return signals.find(jaar, cijfers, rendement_uitkomst)


def bereken_uitkomst(jaar: ingest.Jaargegevens, verdeling: uncertainty.Verdeling = "pert") -> results.Uitkomst:
    """All steps after reading, in order: the one object that text, charts and exports read.

    ``verdeling`` is how values are drawn between their limits: ``pert``, or ``uniform`` where all are as likely.
    """
    cijfers = bereken_kengetallen(jaar)
    opbrengst, gevoeligheid = bereken_gevoeligheid(jaar, bereken_rendement(jaar), verdeling)
    gevoeligheid["wat_als"] = what_if.afgeschermd(what_if.what_if_spec(jaar), cijfers.tellingen.waarden)
    uitkomst = results.build(jaar, cijfers, opbrengst, gevoeligheid, vind_signalen(jaar, cijfers, opbrengst))
    return vergelijken.voeg_toe(uitkomst, jaar)


def bewaar_kengetallen(cijfers: Kengetallen, bouw_map: str | Path) -> None:
    """Write the kengetallen to the build folder, in the form in which they are published."""
    results.write_kengetallen_json(cijfers, _bouwmap(bouw_map) / "kengetallen.json")


def bewaar_rendement(opbrengst: Mapping[str, Any], bouw_map: str | Path) -> None:
    """Write the rendement to the build folder, still without its uncertainty."""
    results.write_json(_bouwmap(bouw_map) / "rendement.json", opbrengst)


def bewaar_uitkomst(uitkomst: results.Uitkomst, bouw_map: str | Path) -> None:
    """Keep the whole result in the build folder: the report is made of it."""
    results.save(uitkomst, _bouwmap(bouw_map))


def _bouwmap(bouw_map: str | Path) -> Path:
    map_ = Path(bouw_map)
    map_.mkdir(parents=True, exist_ok=True)
    return map_
