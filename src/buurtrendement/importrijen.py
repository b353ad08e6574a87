"""Rows of an export as rows of the contract: converted, of this year, added up, and approved before writing."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from buurtrendement import importwaarden, ingest, parsing
from buurtrendement.errors import GegevensFout, Probleem
from buurtrendement.importafspraken import BESTAND, WEGLATEN, Afspraken, Koppeling
from buurtrendement.importbronnen import Bron, Cel, Foutcel
from buurtrendement.importcodes import getoond, is_leeg, sleuteltekst, vertaal
from buurtrendement.importwoorden import IMPORTEERBAAR, kaal
from buurtrendement.parsing import Onleesbaar
from buurtrendement.pseudoniemen import VOORLETTERS, Sleutel, normalise_key
from buurtrendement.schema import TABELLEN, Kolom, Tabel

_DATUMKOLOM = {"contacten": "datum", "mijlpalen": "datum", "screening": "datum", "uren": "maand", "overlast": "maand"}
_OPTELLEN = {"uren": "directe_uren", "overlast": "meldingen"}


@dataclass
class Uitvoer:
    """The rows of one table, with the place in the export from which each came."""

    rijen: list[dict[str, str]] = field(default_factory=list)
    herkomst: list[tuple[str, int]] = field(default_factory=list)
    ander_jaar: int = 0
    dubbel: int = 0


def zet_om(
    bronnen: Sequence[Bron],
    afspraken: Afspraken,
    sleutel: Sleutel,
    verslagjaar: int,
    onbekende_codes: Iterable[Probleem] = (),
) -> dict[str, Uitvoer]:
    """Every table, ready to write.

    Raises:
        GegevensFout: with the unknown codes, if any, and every other cell and column that cannot be used.
    """
    pseudoniemen = _pseudoniemen(bronnen, afspraken, sleutel)
    uitvoer: dict[str, Uitvoer] = defaultdict(Uitvoer)
    problemen = list(onbekende_codes)
    for bron in bronnen:
        per_tabel: dict[str, list[Koppeling]] = defaultdict(list)
        for k in afspraken.voor(bron):
            per_tabel[k.tabel].append(k)
        for naam, koppelingen in per_tabel.items():
            lijst = _Lijst(bron, TABELLEN[naam], koppelingen, afspraken, pseudoniemen)
            ontbreekt = list(lijst.ontbrekende_kolommen())
            problemen += ontbreekt
            # Rows that lack a column cannot be told by year; what is missing says enough.
            if not ontbreekt:
                lijst.zet_om(uitvoer[naam], problemen)
    for naam, uit in uitvoer.items():
        _binnen_het_jaar(TABELLEN[naam], uit, verslagjaar)
        _tel_op(TABELLEN[naam], uit)
        if not problemen:
            problemen += _keur(TABELLEN[naam], uit, verslagjaar)
    if problemen:
        raise GegevensFout(problemen)
    gevuld = {naam: uitvoer[naam] for naam in IMPORTEERBAAR if naam in uitvoer and uitvoer[naam].rijen}
    if not gevuld:
        raise GegevensFout(
            [p for naam in uitvoer for p in _niets(replace(TABELLEN[naam], verplicht=True), verslagjaar)]
        )
    return gevuld


def _pseudoniemen(bronnen: Iterable[Bron], afspraken: Afspraken, sleutel: Sleutel) -> dict[str, dict[str, str]]:
    waarden: dict[str, set[str]] = defaultdict(set)
    for bron in bronnen:
        for k in afspraken.voor(bron):
            plek = bron.kolom(k.kolom) if k.kolom else None
            if k.naar in VOORLETTERS and plek is not None:
                cellen = (rij[plek] for _, rij in bron.rijen if plek < len(rij))
                waarden[k.naar].update(normalise_key(c) for c in cellen if not (is_leeg(c) or _is_geschonden(c)))
    return {soort: sleutel.codes(soort, gevonden) for soort, gevonden in waarden.items()}


def _is_geschonden(cel: Cel) -> bool:
    """Whether Excel has rounded a key: of numbers above fifteen digits it keeps no more, so that two become one."""
    if isinstance(cel, (int, float)):
        return abs(cel) >= 10**15
    return isinstance(cel, str) and re.fullmatch(r"[0-9][.,][0-9]+e[+][0-9]+", cel, re.IGNORECASE) is not None


def _zonder_waarde(k: Koppeling, cel: Cel) -> tuple[str, str] | None:
    """What is wrong with a cell in which Excel has left nothing to convert, and what to do."""
    if isinstance(cel, Foutcel):
        return (
            "hier staat een foutwaarde van Excel, of een formule zonder uitkomst.",
            "Open het bestand in Excel, verbeter de cel en sla het op.",
        )
    if k.naar in VOORLETTERS and _is_geschonden(cel):
        return "Excel heeft dit nummer afgerond.", "Exporteer het als tekst, of zet er een letter voor."
    return None


class _CodeOnbekend(Exception):
    """A code without a meaning: told once per code by ``importcodes``, not again for every row."""


@dataclass(frozen=True)
class _Lijst:
    """One list on its way to one table."""

    bron: Bron
    tabel: Tabel
    koppelingen: Sequence[Koppeling]
    afspraken: Afspraken
    pseudoniemen: Mapping[str, Mapping[str, str]]
    _vertaald: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def ontbrekende_kolommen(self) -> Iterator[Probleem]:
        """Columns of the mapping that the list lacks, and columns of the table that nothing is mapped to."""
        for k in self.koppelingen:
            if k.kolom and self.bron.kolom(k.kolom) is None:
                yield Probleem(
                    self.bron.naam,
                    kolom=getoond(k.kolom),
                    boodschap=f"deze kolom staat in {BESTAND}, maar niet in de export.",
                    herstel=f"Heet de kolom nu anders, pas dan {BESTAND} aan.",
                )
        gevuld = {k.naar for k in self.koppelingen}
        if self._breed:
            gevuld.add("leefgebied")
        for kolom in self.tabel.kolommen:
            if kolom.naam not in gevuld and not kolom.leeg_toegestaan:
                keuzes = f": {' of '.join(kolom.toegestaan)}" if kolom.toegestaan else ""
                yield Probleem(
                    self.bron.naam,
                    boodschap=f"voor {self.tabel.naam}.{kolom.naam} is geen kolom aangewezen.",
                    herstel=f"Zet in {BESTAND} welke kolom het is, of zonder kolom een vaste waarde onder 'wordt'"
                    f"{keuzes}.",
                )

    @property
    def _breed(self) -> list[Koppeling]:
        """Columns that are each a leefgebied of their own."""
        if self.tabel.naam != "leefgebieden":
            return []
        return [k for k in self.koppelingen if k.naar == "score" and k.kolom and k.wordt]

    def zet_om(self, uit: Uitvoer, problemen: list[Probleem]) -> None:
        """Convert the rows; what cannot be converted is added to ``problemen``."""
        breed = self._breed
        gewoon = [k for k in self.koppelingen if k not in breed]
        for nummer, rij in self.bron.rijen:
            delen: Sequence[Koppeling | None] = breed or (None,)
            for deel in delen:
                koppelingen = gewoon if deel is None else [*gewoon, deel]
                if deel is not None and is_leeg(self._cel(deel, rij)):
                    continue
                cellen = self._rij(nummer, rij, koppelingen, problemen)
                if cellen is not None:
                    if deel is not None:
                        cellen["leefgebied"] = deel.wordt
                    uit.rijen.append(cellen)
                    uit.herkomst.append((self.bron.naam, nummer))

    def _cel(self, k: Koppeling, rij: Sequence[Cel]) -> Cel:
        plek = self.bron.kolom(k.kolom) if k.kolom else None
        return rij[plek] if plek is not None and plek < len(rij) else None

    def _rij(
        self, nummer: int, rij: Sequence[Cel], koppelingen: Sequence[Koppeling], problemen: list[Probleem]
    ) -> dict[str, str] | None:
        """The row in the contract's columns, or ``None`` when it is left out or cannot be used."""
        if all(is_leeg(self._cel(k, rij)) for k in koppelingen if k.kolom):
            return None
        uit = dict.fromkeys(self.tabel.namen, "")
        goed = True
        for k in koppelingen:
            kolom = self.tabel.kolom(k.naar)
            if not k.kolom:
                uit[k.naar] = k.wordt
                continue
            cel = self._cel(k, rij)
            if is_leeg(cel):
                if not kolom.leeg_toegestaan:
                    problemen.append(self._fout(nummer, k, "deze cel is leeg.", "Vul haar in het systeem aan."))
                    goed = False
                continue
            if onbruikbaar := _zonder_waarde(k, cel):
                problemen.append(self._fout(nummer, k, *onbruikbaar))
                goed = False
                continue
            try:
                waarde = self._waarde(k, kolom, cel)
            except Onleesbaar as fout:
                problemen.append(self._fout(nummer, k, f"verwacht {kolom.notatie}.", fout.herstel))
                goed = False
                continue
            except _CodeOnbekend:
                goed = False
                continue
            if waarde == WEGLATEN:
                return None
            uit[k.naar] = waarde
        return uit if goed else None

    def _waarde(self, k: Koppeling, kolom: Kolom, cel: Cel) -> str:
        if k.naar in VOORLETTERS:
            return self.pseudoniemen[k.naar][normalise_key(cel)]
        if kolom.toegestaan or k.naar == "leefgebied":
            plaats = (k.kolom, sleuteltekst(cel))
            if plaats not in self._vertaald:
                self._vertaald[plaats] = vertaal(k, kolom, cel, self.afspraken)
            code = self._vertaald[plaats]
            if code is None:
                raise _CodeOnbekend
            return code
        if kolom.eenheid == "uur":
            return importwaarden.schrijf_getal(importwaarden.uren(cel, in_minuten="min" in kaal(k.kolom)))
        if self.tabel.naam == "kosten" and kolom.soort in ("tekst", "pseudoniem"):
            return str(cel)  # written by people about prices, not about a family
        omzetter: Callable[[Cel], str] = importwaarden.OMZETTERS[kolom.soort]
        return omzetter(cel)

    def _fout(self, nummer: int, k: Koppeling, boodschap: str, herstel: str) -> Probleem:
        return Probleem(self.bron.naam, nummer, getoond(k.kolom), boodschap, herstel)


def _jaar(datum: str) -> int:
    """The year in ``dd-mm-jjjj`` or ``jjjj-mm``."""
    return int(datum[-4:] if datum[2] == "-" else datum[:4])


def _binnen_het_jaar(tabel: Tabel, uit: Uitvoer, verslagjaar: int) -> None:
    """Leave out what is about another year: an export often covers more than one."""

    def hoort_erbij(rij: Mapping[str, str]) -> bool:
        if tabel.naam in _DATUMKOLOM:
            return _jaar(rij[_DATUMKOLOM[tabel.naam]]) == verslagjaar
        if tabel.naam == "leefgebieden":
            return _jaar(rij["meetdatum"]) <= verslagjaar
        if tabel.naam == "gezinnen":
            return _jaar(rij["startdatum"]) <= verslagjaar and (
                not rij["einddatum"] or _jaar(rij["einddatum"]) >= verslagjaar
            )
        return True

    _houd(uit, [hoort_erbij(rij) for rij in uit.rijen])


def _houd(uit: Uitvoer, houden: Sequence[bool]) -> None:
    uit.ander_jaar += houden.count(False)
    uit.rijen = [r for r, goed in zip(uit.rijen, houden, strict=True) if goed]
    uit.herkomst = [h for h, goed in zip(uit.herkomst, houden, strict=True) if goed]


def _tel_op(tabel: Tabel, uit: Uitvoer) -> None:
    """Add up hours per coach and month; drop rows that a system exported twice; sort.

    Contacts are never dropped: two calls on a day are two contacts.
    """
    per_sleutel: dict[tuple[str, ...], tuple[dict[str, str], tuple[str, int]]] = {}
    sommen: Counter[tuple[str, ...]] = Counter()
    op = _OPTELLEN.get(tabel.naam)
    for teller, (rij, herkomst) in enumerate(zip(uit.rijen, uit.herkomst, strict=True)):
        velden = tuple(w for naam, w in rij.items() if naam != op)
        sleutel = (*velden, str(teller)) if tabel.naam in ("contacten", "kosten") else velden
        uit.dubbel += sleutel in per_sleutel and not op
        per_sleutel.setdefault(sleutel, (rij, herkomst))
        if op:
            # In ten-thousandths, so that many small durations add up without rounding.
            sommen[sleutel] += round(importwaarden.getal(rij[op]) * 10_000)
    regels = [
        ({**rij, op: importwaarden.schrijf_getal(sommen[s] / 10_000)} if op else rij, herkomst)
        for s, (rij, herkomst) in per_sleutel.items()
    ]
    if tabel.naam != "kosten":
        regels.sort(key=lambda regel: [_sorteerbaar(w) for w in regel[0].values()])
    uit.rijen = [rij for rij, _ in regels]
    uit.herkomst = [herkomst for _, herkomst in regels]


def _sorteerbaar(cel: str) -> str:
    return f"{cel[6:]}{cel[3:5]}{cel[:2]}" if re.fullmatch(r"[0-9]{2}-[0-9]{2}-[0-9]{4}", cel) else cel


def _keur(tabel: Tabel, uit: Uitvoer, verslagjaar: int) -> Iterator[Probleem]:
    """The check that the file will get, said about the row of the export."""
    if not uit.rijen:
        yield from _niets(tabel, verslagjaar)
        return
    gezien: set[tuple[str, ...]] = set()
    for rij, (bestand, nummer) in zip(uit.rijen, uit.herkomst, strict=True):
        sleutel = tuple(rij[naam] for naam in tabel.sleutel)
        if sleutel and sleutel in gezien:
            yield Probleem(
                bestand,
                nummer,
                boodschap=f"de sleutel {' + '.join(tabel.sleutel)} komt nog een keer voor, met andere gegevens.",
                herstel="Houd er een over; bij een gezin dat terugkwam, de laatste begeleiding.",
            )
        gezien.add(sleutel)
    ruw = parsing.read_table(tabel, als_csv(tabel, uit))
    for probleem in ingest.table_from_cells(tabel, ruw, verslagjaar)[1]:
        if probleem.ernst == "fout":
            bestand, nummer = uit.herkomst[probleem.rij - 2] if probleem.rij else (tabel.bestand, 0)
            yield Probleem(bestand, nummer or None, probleem.kolom, probleem.boodschap, probleem.herstel)


def _niets(tabel: Tabel, verslagjaar: int) -> Iterator[Probleem]:
    """An error when a table that every year needs would be empty; an optional one is just not written."""
    if tabel.verplicht:
        yield Probleem(
            tabel.bestand,
            boodschap=f"in de export staan geen regels over {verslagjaar}.",
            herstel="Exporteer het goede jaar, of kies een andere map bij --to.",
        )


def als_csv(tabel: Tabel, uit: Uitvoer) -> bytes:
    """The file as Excel opens it rightly: UTF-8 with BOM and Windows line ends."""
    stroom = io.StringIO(newline="")
    schrijver = csv.DictWriter(stroom, tabel.namen, delimiter=";", lineterminator="\r\n")
    schrijver.writeheader()
    schrijver.writerows(uit.rijen)
    return stroom.getvalue().encode("utf-8-sig")
