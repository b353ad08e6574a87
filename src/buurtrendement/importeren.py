"""From the exports of a registration system to the contract's tables.

``kolommen.csv`` in the year's folder says which column of which list becomes which column of ours, and which code which
code: ``bron;tabel;kolom;naar;waarde;wordt``.

* ``bron`` is a file name, for Excel with the sheet (``export_*.xlsx/Contacten``); ``*`` stands for anything, so that
  the same mapping fits next year's file.
* Without ``waarde``: column ``kolom`` becomes column ``naar`` of ``tabel``. Without ``kolom``: all rows get ``wordt``.
* With ``waarde``: that code becomes ``wordt``; ``-`` leaves the row out.
* In a list with a column per leefgebied, each such column has ``naar`` = ``score`` and its leefgebied in ``wordt``.

What the file does not say is proposed from the words in ``importwoorden`` and put before the evaluator. Only columns
that are mapped are ever written: notes, names and times cannot come along. Keys become codes (``pseudoniemen``). All
files are converted before one is written, and what is written passes ``check``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from buurtrendement import importbronnen
from buurtrendement.errors import BuurtrendementError, GebruiksFout, GegevensFout, GereedschapFout, Probleem, reden
from buurtrendement.importafspraken import BESTAND, Afspraken, lees_afspraken, schrijf_afspraken, schrijf_bestand
from buurtrendement.importbronnen import Bron
from buurtrendement.importcodes import Vrager, vul_codes
from buurtrendement.importrijen import Uitvoer, als_csv, zet_om
from buurtrendement.importvoorstel import stel_voor, voorstel_klaar
from buurtrendement.importwoorden import IMPORTEERBAAR, KOLOMWOORDEN, kaal
from buurtrendement.nieuwjaar import EERSTE_JAAR, LAATSTE_JAAR
from buurtrendement.paths import als_woord, jaarmap
from buurtrendement.pseudoniemen import open_sleutel, plaats_in_woorden, proefsleutel, standaardplaats, vergeet
from buurtrendement.schema import TABELLEN


@dataclass(frozen=True)
class Opdracht:
    """What is asked. ``vrager`` is ``None`` when there is nobody; ``ja`` accepts every proposal."""

    bestanden: tuple[Path, ...]
    data_map: Path
    ja: bool = False
    vervang: bool = False
    sleutel: Path | None = None
    vrager: Vrager | None = None


def importeer(opdracht: Opdracht) -> list[str]:
    """Import exports into the year's folder; returns what was done, in Dutch, line by line.

    Raises:
        GegevensFout: with everything in the exports or the mapping that must be settled first; nothing is written
            but the mapping, with the proposal in it.
        GebruiksFout: a folder that is no year, tables that hold rows already, another key than before.
        GereedschapFout: when something cannot be read or written.
    """
    verslagjaar = _verslagjaar(opdracht.data_map)
    kolommen = opdracht.data_map / BESTAND
    afspraken = lees_afspraken(kolommen) if kolommen.exists() else Afspraken()
    bekende_koppen = {kaal(k.kolom) for k in afspraken.koppelingen if k.kolom}
    bronnen = _lees_bronnen(opdracht.bestanden, bekende_koppen)
    nieuw = stel_voor(bronnen, afspraken, opdracht.vrager if not opdracht.ja else None)
    if nieuw and not opdracht.ja and opdracht.vrager is None:
        schrijf_afspraken(kolommen, afspraken)
        raise GegevensFout(voorstel_klaar(bronnen, afspraken))
    onbekend = vul_codes(bronnen, afspraken, opdracht.vrager if not opdracht.ja else None)
    if onbekend:
        schrijf_afspraken(kolommen, afspraken)
        # Whatever else is wrong is told in the same go; for that no key is needed that is kept.
        zet_om(bronnen, afspraken, proefsleutel(), verslagjaar, onbekend)
    sleutel, gemaakt = open_sleutel(opdracht.sleutel, opdracht.data_map, verwacht=afspraken.vingerafdruk)
    try:
        uitvoer = zet_om(bronnen, afspraken, sleutel, verslagjaar)
        _weiger_overschrijven(opdracht, uitvoer)
    except BuurtrendementError:
        # No code was made with it: the run that succeeds makes the key, and says that it must be kept.
        if gemaakt:
            vergeet(opdracht.sleutel)
        raise
    afspraken.vingerafdruk = sleutel.vingerafdruk
    _schrijf(opdracht.data_map, uitvoer)
    schrijf_afspraken(kolommen, afspraken)
    return list(_verslag(opdracht, bronnen, afspraken, uitvoer, gemaakt=gemaakt))


def _verslagjaar(data_map: Path) -> int:
    naam = jaarmap(data_map).name
    if not re.fullmatch(r"[0-9]{4}", naam) or not EERSTE_JAAR <= int(naam) <= LAATSTE_JAAR:
        raise GebruiksFout("De naam van de map bij --to is het verslagjaar, met vier cijfers. Bijvoorbeeld: data/2023.")
    if data_map.exists() and not data_map.is_dir():
        raise GebruiksFout(f"'{naam}' is een bestand, geen map.")
    return int(naam)


def _lees_bronnen(bestanden: Iterable[Path], bekend: set[str]) -> list[Bron]:
    woorden = {w for groep in KOLOMWOORDEN.values() for w in groep} | bekend
    woorden |= {kaal(k.naam) for t in IMPORTEERBAAR for k in TABELLEN[t].kolommen}

    def herken(cellen: Sequence[str]) -> int:
        return sum(kaal(c) in woorden for c in cellen)

    bronnen: list[Bron] = []
    problemen: list[Probleem] = []
    for pad in bestanden:
        if not pad.exists():
            raise GebruiksFout(f"Het bestand '{pad.name}' bestaat niet.")
        try:
            bronnen += importbronnen.lees(pad, herken)
        except GegevensFout as fout:
            problemen += fout.problemen
    if problemen:
        raise GegevensFout(problemen)
    return bronnen


# --- writing ----------------------------------------------------------------------------------------------------


def _weiger_overschrijven(opdracht: Opdracht, uitvoer: Iterable[str]) -> None:
    vol = [TABELLEN[naam].bestand for naam in uitvoer if _heeft_regels(opdracht.data_map / TABELLEN[naam].bestand)]
    if vol and not opdracht.vervang:
        raise GebruiksFout(
            f"In {', '.join(vol)} staan al regels. Geef --vervang om ze te vervangen door wat nu wordt ingelezen."
        )


def _heeft_regels(pad: Path) -> bool:
    try:
        return pad.exists() and sum(bool(regel.strip()) for regel in pad.read_bytes().splitlines()) > 1
    except OSError as fout:
        raise GereedschapFout(f"{pad.name} kan niet worden gelezen ({reden(fout)}).") from fout


def _schrijf(data_map: Path, uitvoer: Mapping[str, Uitvoer]) -> None:
    for naam, uit in uitvoer.items():
        schrijf_bestand(data_map / TABELLEN[naam].bestand, als_csv(TABELLEN[naam], uit))


def _verslag(
    opdracht: Opdracht, bronnen: Sequence[Bron], afspraken: Afspraken, uitvoer: Mapping[str, Uitvoer], *, gemaakt: bool
) -> Iterator[str]:
    for naam, uit in uitvoer.items():
        weg = f"; {uit.ander_jaar} over een ander jaar weggelaten" if uit.ander_jaar else ""
        dubbel = f"; {uit.dubbel} dubbel, eenmaal overgenomen" if uit.dubbel else ""
        yield f"{TABELLEN[naam].bestand}: {len(uit.rijen)} {'regel' if len(uit.rijen) == 1 else 'regels'}{weg}{dubbel}."
    for bron in bronnen:
        gebruikt = {kaal(k.kolom) for k in afspraken.voor(bron) if k.kolom}
        if not gebruikt:
            yield f"{bron.naam}: niets uit deze lijst herkend; zij is overgeslagen."
            continue
        niet = sum(bool(kop) and kaal(kop) not in gebruikt for kop in bron.kop)
        if niet == 1:
            yield f"{bron.naam}: 1 kolom is niet overgenomen."
        elif niet:
            yield f"{bron.naam}: {niet} kolommen zijn niet overgenomen."
    if gemaakt:
        yield (
            "Er is een nieuwe sleutel gemaakt voor de codes van gezinnen. Bewaar haar goed en geheim, ook voor volgend "
            "jaar: zonder deze sleutel zijn gezinnen niet te volgen. Zij staat in "
            f"{plaats_in_woorden(opdracht.sleutel or standaardplaats())}."
        )
    yield f"Hoe kolommen en codes zijn omgezet, staat in {BESTAND}."
    yield f"Controleer nu alles samen: buurtrendement check {als_woord(opdracht.data_map)}"
