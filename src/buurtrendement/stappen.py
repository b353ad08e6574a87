"""The steps of a year, as the notebooks call them: one function per cell, nothing else.

Each notebook starts from the year's folder, so that it gives the same answer whether it is run alone by hand, after
the others, or by the command line. What was read is kept in the build folder under a key made of the files' content,
the assumptions and the code, so that reading happens once and is never stale.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import pickle
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from buurtrendement import disclosure, ingest, kengetallen, rendement, results, signals, uncertainty, what_if
from buurtrendement.errors import GegevensFout, Probleem
from buurtrendement.kengetallen import Kengetallen
from buurtrendement.paths import referentie_dir

CACHE_BESTAND = "ingelezen.pickle"
AFSCHERMING_LOG = "afscherming.log"


def lees_jaar(
    verslagjaar: int,
    data_map: str | Path,
    aannames: Mapping[str, float | str] | None = None,
    bouw_map: str | Path | None = None,
) -> ingest.Jaargegevens:
    """Read, check and type all tables of a year.

    With ``bouw_map`` the result is kept there for the next notebook.

    Raises:
        GegevensFout: with every problem in every file, also when ``verslagjaar`` and the folder's name differ.
    """
    map_ = Path(data_map).resolve()
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
    if bouw_map is None:
        return ingest.read_year(map_, overrides)
    return _via_cache(map_, overrides, Path(bouw_map))


def _via_cache(map_: Path, overrides: Mapping[str, float | str], bouw_map: Path) -> ingest.Jaargegevens:
    sleutel = vingerafdruk(map_, overrides)
    bestand = bouw_map / CACHE_BESTAND
    try:
        with bestand.open("rb") as stroom:
            if stroom.read(len(sleutel)) == sleutel:
                gelezen: ingest.Jaargegevens = pickle.load(stroom)  # our own file, made by the lines below
                return gelezen
    except (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError):
        pass  # absent or half written: read the year itself
    jaar = ingest.read_year(map_, overrides)
    bouw_map.mkdir(parents=True, exist_ok=True)
    tijdelijk = bestand.with_suffix(f".{os.getpid()}.tmp")
    with tijdelijk.open("wb") as stroom:
        stroom.write(sleutel)
        pickle.dump(jaar, stroom, protocol=pickle.HIGHEST_PROTOCOL)
    tijdelijk.replace(bestand)
    return jaar


def vingerafdruk(map_: Path, overrides: Mapping[str, float | str]) -> bytes:
    """32 bytes that change with any input of the reading step: the files, the overrides, the package's own code."""
    som = hashlib.sha256(repr((str(map_), sorted(overrides.items()))).encode())
    bronnen = [
        *map_.rglob("*"),
        *map_.parent.glob("[0-9][0-9][0-9][0-9]/*.csv"),  # earlier years, which this year is compared with
        *referentie_dir().rglob("*.csv"),
        *Path(__file__).parent.rglob("*.py"),
    ]
    for bron in sorted(b for b in bronnen if b.is_file()):
        som.update(str(bron).encode())
        with bron.open("rb") as stroom:
            som.update(hashlib.file_digest(stroom, "sha256").digest())
    return som.digest()


def bereken_kengetallen(jaar: ingest.Jaargegevens, bouw_map: str | Path | None = None) -> Kengetallen:
    """The year's kengetallen after disclosure control: what may be shown, printed and drawn.

    With ``bouw_map`` the attacker interval of every hidden count is written to ``afscherming.log`` there.
    """
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
    jaar: ingest.Jaargegevens, rendement_uitkomst: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same result with its uncertainty, and the sensitivity of the NCW (``uncertainty``)."""
    return uncertainty.compute(jaar, rendement_uitkomst)


def vind_signalen(
    jaar: ingest.Jaargegevens, cijfers: Kengetallen, rendement_uitkomst: Mapping[str, Any]
) -> tuple[signals.Signaal, ...]:
    """What is odd in the year's own figures, each with its rule and both numbers."""
    return signals.find(jaar, cijfers, rendement_uitkomst)


def bereken_uitkomst(jaar: ingest.Jaargegevens) -> results.Uitkomst:
    """All steps after reading, in order: the one object that text, charts and exports read."""
    cijfers = bereken_kengetallen(jaar)
    opbrengst, gevoeligheid = bereken_gevoeligheid(jaar, bereken_rendement(jaar))
    gevoeligheid["wat_als"] = what_if.afgeschermd(what_if.what_if_spec(jaar), cijfers.tellingen.waarden)
    return results.build(jaar, cijfers, opbrengst, gevoeligheid, vind_signalen(jaar, cijfers, opbrengst))


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
