"""``kolommen.csv``: which column and code of an export becomes which column and code of ours (see ``importeren``)."""

from __future__ import annotations

import csv
import fnmatch
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from buurtrendement import parsing
from buurtrendement.errors import GegevensFout, GereedschapFout, Probleem, reden
from buurtrendement.importbronnen import Bron
from buurtrendement.importwoorden import IMPORTEERBAAR
from buurtrendement.schema import TABELLEN

BESTAND = "kolommen.csv"
VELDEN = ("bron", "tabel", "kolom", "naar", "waarde", "wordt")
WEGLATEN = "-"
_SLEUTELREGEL = ("", "sleutel", "", "vingerafdruk")


@dataclass(frozen=True)
class Koppeling:
    """Column ``kolom`` of a list becomes ``naar``; without a column every row gets ``wordt``."""

    bron: str
    tabel: str
    kolom: str
    naar: str
    wordt: str = ""

    def past(self, naam: str) -> bool:
        """Whether this is about the list of that name."""
        return fnmatch.fnmatchcase(naam.casefold(), self.bron.casefold() or "*")


@dataclass
class Afspraken:
    """The mapping: columns, codes per column, and the fingerprint of the key."""

    koppelingen: list[Koppeling] = field(default_factory=list)
    codes: dict[tuple[str, str, str, str], dict[str, str]] = field(default_factory=dict)
    vingerafdruk: str | None = None

    def voor(self, bron: Bron) -> list[Koppeling]:
        """What is agreed about a list."""
        return [k for k in self.koppelingen if k.past(bron.naam)]

    def codes_van(self, k: Koppeling) -> dict[str, str]:
        """The agreed codes of a column, to be added to."""
        return self.codes.setdefault((k.bron, k.tabel, k.kolom, k.naar), {})


def lees_afspraken(pad: Path) -> Afspraken:
    """The mapping in ``kolommen.csv``.

    Raises:
        GegevensFout: with every row that cannot be used.
    """
    try:
        tekst = parsing.decode(parsing.read_bytes(pad), pad.name)
    except parsing.BestandFout as fout:
        raise GegevensFout([fout.probleem]) from fout
    rijen = list(csv.reader(io.StringIO(tekst, newline=""), delimiter=";"))
    if not rijen or tuple(c.strip().casefold() for c in rijen[0]) != VELDEN:
        raise GegevensFout(
            [Probleem(pad.name, 1, boodschap="de kopregel hoort te zijn: " + ";".join(VELDEN), herstel="Pas hem aan.")]
        )
    afspraken = Afspraken()
    problemen: list[Probleem] = []
    for nummer, rij in enumerate(rijen[1:], start=2):
        cellen = [parsing.normalise(c) for c in rij]
        if not any(cellen):
            continue
        mis = "verwacht zes cellen." if len(cellen) != len(VELDEN) else _voeg_toe(afspraken, cellen)
        if mis:
            problemen.append(Probleem(pad.name, nummer, boodschap=mis, herstel="Zie de uitleg in de handleiding."))
    if problemen:
        raise GegevensFout(problemen)
    return afspraken


def _voeg_toe(afspraken: Afspraken, cellen: Sequence[str]) -> str | None:
    """Add a row; returns what is wrong with it."""
    bron, tabel, kolom, naar, waarde, wordt = cellen
    if tuple(cellen[:4]) == _SLEUTELREGEL:
        afspraken.vingerafdruk = wordt or None
        return None
    if tabel not in IMPORTEERBAAR:
        return "onbekende tabel; kies uit " + ", ".join(IMPORTEERBAAR) + "."
    if naar not in TABELLEN[tabel].namen:
        return f"{TABELLEN[tabel].bestand} heeft die kolom niet; kies uit " + ", ".join(TABELLEN[tabel].namen) + "."
    if not kolom and not wordt:
        return "zonder kolom hoort er een vaste waarde onder 'wordt' te staan."
    if waarde:
        afspraken.codes.setdefault((bron, tabel, kolom, naar), {})[waarde] = wordt
    else:
        afspraken.koppelingen.append(Koppeling(bron, tabel, kolom, naar, wordt))
    return None


def schrijf_afspraken(pad: Path, afspraken: Afspraken) -> None:
    """Write the mapping, with the codes below the column that they belong to."""
    uit = io.StringIO(newline="")
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(VELDEN)
    if afspraken.vingerafdruk:
        schrijver.writerow([*_SLEUTELREGEL, "", afspraken.vingerafdruk])
    for k in afspraken.koppelingen:
        schrijver.writerow([k.bron, k.tabel, k.kolom, k.naar, "", k.wordt])
        for waarde, wordt in afspraken.codes.get((k.bron, k.tabel, k.kolom, k.naar), {}).items():
            schrijver.writerow([k.bron, k.tabel, k.kolom, k.naar, waarde, wordt])
    schrijf_bestand(pad, uit.getvalue().encode("utf-8-sig"))


def schrijf_bestand(pad: Path, inhoud: bytes) -> None:
    """Replace a file whole or not at all.

    Raises:
        GereedschapFout: when the disk, or Excel, does not allow it.
    """
    tijdelijk = pad.with_name(pad.name + ".nieuw")
    try:
        pad.parent.mkdir(parents=True, exist_ok=True)
        tijdelijk.write_bytes(inhoud)
        tijdelijk.replace(pad)
    except OSError as fout:
        tijdelijk.unlink(missing_ok=True)
        raise GereedschapFout(
            f"{pad.name} kan niet worden geschreven ({reden(fout)}). Sluit het in Excel en probeer het opnieuw."
        ) from fout
