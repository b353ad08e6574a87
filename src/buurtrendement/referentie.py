"""Reference data that is the same for every neighbourhood: consumer prices, leefgebieden, unit prices, with sources.

The files in ``data/referentie`` are read by the same strict rules as a year's own files. A fault in them is the
project's, not the evaluator's, but it is said in the same words.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pandas as pd

from buurtrendement import parsing, validation
from buurtrendement.errors import GegevensFout, Probleem
from buurtrendement.paths import referentie_dir
from buurtrendement.schema import PRIJSINDEX, Kolom, Tabel

_BRON = Kolom("bron", "bron", "Bron")

LEEFGEBIEDEN = Tabel(
    "leefgebieden",
    "leefgebieden.csv",
    (
        Kolom("versie", "tekst", "Versie"),
        Kolom("leefgebied", "tekst", "Leefgebied"),
        Kolom("label", "tekst", "Label"),
        _BRON,
    ),
    sleutel=("versie", "leefgebied"),
    verplicht=True,
    label="Leefgebieden van de Zelfredzaamheid-Matrix",
)
PRIJZEN = Tabel(
    "referentieprijzen",
    "referentieprijzen.csv",
    (
        Kolom("sleutel", "tekst", "Sleutel"),
        Kolom("omschrijving", "tekst", "Omschrijving"),
        Kolom("bedrag", "bedrag", "Bedrag", "euro", minimum=0),
        Kolom("eenheid", "tekst", "Eenheid"),
        Kolom("prijspeil", "jaar", "Prijspeil", minimum=1990, maximum=2100),
        _BRON,
        Kolom("toelichting", "tekst", "Toelichting", leeg_toegestaan=True),
    ),
    sleutel=("sleutel",),
    verplicht=True,
    label="Referentieprijzen",
)
BRONNEN = Tabel(
    "bronnen",
    "bronnen.csv",
    (
        Kolom("bron", "tekst", "Bron"),
        Kolom("titel", "tekst", "Titel"),
        Kolom("uitgever", "tekst", "Uitgever", leeg_toegestaan=True),
        Kolom("jaar", "jaar", "Jaar", leeg_toegestaan=True),
        Kolom("vindplaats", "tekst", "Vindplaats", leeg_toegestaan=True),
    ),
    sleutel=("bron",),
    verplicht=True,
    label="Bronnen",
)


def cpi(map: Path | None = None) -> pd.DataFrame:
    """Yearly change of the consumer price index, all households, in percent: columns ``jaar``, ``mutatie``, ``bron``.

    Raises:
        GegevensFout: when the file is absent or not as declared.
    """
    return _read(PRIJSINDEX, map)


def leefgebieden(map: Path | None = None) -> pd.DataFrame:
    """The leefgebieden of each version of the Zelfredzaamheid-Matrix: ``versie``, ``leefgebied``, ``label``, ``bron``.

    Raises:
        GegevensFout: when the file is absent or not as declared.
    """
    return _read(LEEFGEBIEDEN, map)


def referentieprijzen(map: Path | None = None) -> pd.DataFrame:
    """Public unit prices: ``sleutel``, ``omschrijving``, ``bedrag`` (euro per ``eenheid``), ``prijspeil``, ``bron``.

    Raises:
        GegevensFout: when the file is absent or not as declared.
    """
    return _read(PRIJZEN, map)


def bronnen(map: Path | None = None) -> pd.DataFrame:
    """Where the reference data comes from: ``bron``, ``titel``, ``uitgever``, ``jaar``, ``vindplaats``.

    Raises:
        GegevensFout: when the file is absent or not as declared.
    """
    return _read(BRONNEN, map)


def _read(tabel: Tabel, map: Path | None) -> pd.DataFrame:
    pad = (map or referentie_dir()) / tabel.bestand
    try:
        stand = pad.stat()
    except OSError:
        raise GegevensFout([_named(_absent(tabel))]) from None
    # A copy, because whoever gets a table may change it.
    return _read_cached(tabel, pad, stand.st_mtime_ns, stand.st_size).copy()


@lru_cache(maxsize=16)
def _read_cached(tabel: Tabel, pad: Path, _gewijzigd: int, _grootte: int) -> pd.DataFrame:
    """Several modules ask for the same small tables in one run; a changed file is read anew."""
    try:
        ruw = parsing.read_file(tabel, pad)
    except parsing.BestandFout as fout:
        raise GegevensFout([_named(fout.probleem)]) from None
    df, problemen = validation.type_table(tabel, ruw)
    problemen = [*ruw.problemen, *problemen]
    dubbel = df.index[df.duplicated(list(tabel.sleutel))]
    problemen.extend(
        validation.problems_for_rows(
            tabel.bestand, dubbel, tabel.sleutel[0], "deze regel staat er al in.", "Verwijder een van de twee."
        )
    )
    if problemen:
        raise GegevensFout([_named(p) for p in problemen])
    return validation.finalise(tabel, df)


def _absent(tabel: Tabel) -> Probleem:
    return Probleem(tabel.bestand, boodschap="dit bestand ontbreekt.", herstel="Zet de referentiegegevens terug.")


def _named(probleem: Probleem) -> Probleem:
    """The same problem, said of ``referentie/<file>`` so that nobody looks in the year's folder."""
    return Probleem(
        f"referentie/{probleem.bestand}",
        probleem.rij,
        probleem.kolom,
        probleem.boodschap,
        probleem.herstel,
        probleem.ernst,
    )
