"""Begin a new year: a folder in which only this year's facts are still to be filled in.

What can be known is there already: the headers, an example of every table, and from last year the assumptions, cases,
sources and texts, each with a mark (``nalopen``) until somebody has looked at it. Nothing that exists is overwritten.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from buurtrendement import nalopen, parsing
from buurtrendement.aannames import BEKEND, Definitie
from buurtrendement.berichten import STANDAARDTAAL, vertaal
from buurtrendement.errors import GebruiksFout, GereedschapFout, reden
from buurtrendement.paths import als_woord, jaarmap
from buurtrendement.results import WOORDEN, woordenlijst
from buurtrendement.schema import PRIJSINDEX, TABELLEN, Tabel, write_template

EERSTE_JAAR, LAATSTE_JAAR = 1990, 2100

ZONDER_NALOPEN = frozenset({"trekkingen", "toevalszaad"})
"""Assumptions about the calculation itself: nothing about them can go out of date."""

EIGEN_BRON = "standaardwaarden"
"""The source that the default assumptions refer to when there is no last year."""

# Texts that are the same every year: a name needs no rewriting.
ONGEWIJZIGDE_TEKSTEN = frozenset({"programma.md"})

# One line per table, valid in itself and invented.
VOORBEELDEN: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "gezinnen": ("G01", "15-03-{jaar}", "eenouder", "30-11-{jaar}", "regulier"),
        "contacten": ("G01", "16-03-{jaar}", "lang", "huisbezoek", "coach"),
        "uren": ("B1", "{jaar}-03", "96,5"),
        "kosten": (
            *("C1", "uitgangssituatie", "Bewindvoering bij problematische schulden", "gemeente", "fiscaal"),
            *("1.858,68", "1.858,68", "2021", "tarieven_bewind"),
        ),
        "casussen": ("C1", "Eenoudergezin met bijstand en schulden", "11", "ja"),
        "aannames": (
            *("discontovoet", "Discontovoet (reëel)", "0,0225", "0,016", "0,029", "fractie per jaar", ""),
            *("literatuur", "rws_discontovoet", "Standaard voor maatschappelijke kosten-batenanalyses."),
        ),
        "bronnen": (
            *("rws_discontovoet", "Discontovoet per 1 januari 2021", "Rijkswaterstaat", "2020"),
            "rwseconomie.nl/discontovoet",
        ),
        "leefgebieden": ("G01", "20-03-{jaar}", "zrm13", "financien", "2"),
        "mijlpalen": ("G01", "01-06-{jaar}", "hulp_aangevraagd"),
        "screening": ("K01", "01-02-{jaar}", "school", "ja", "ja", "nee", "ja", "gestart"),
        "overlast": ("{jaar}-01", "geluidsoverlast", "10"),
        "citaten": ("ervaringen", "We hebben samen een lijst gemaakt.", "ouder", "ja"),
    }
)


@dataclass
class _Werk:
    """The folder being filled, and what is told about it."""

    map: Path
    verslagjaar: int
    taal: str = STANDAARDTAAL
    gemaakt: list[str] = field(default_factory=list)
    bewaard: list[str] = field(default_factory=list)
    opmerkingen: list[str] = field(default_factory=list)

    def schrijf(self, naam: str, inhoud: bytes) -> None:
        """Write a file of the year, unless there is one."""
        pad = self.map / naam
        if self.neem(naam):
            pad.parent.mkdir(parents=True, exist_ok=True)
            pad.write_bytes(inhoud)

    def neem(self, naam: str) -> bool:
        """Whether this file is to be made; either way it is told."""
        bestaat = (self.map / naam).exists()
        (self.bewaard if bestaat else self.gemaakt).append(naam)
        return not bestaat


def begin(data_dir: Path, taal: str = STANDAARDTAAL) -> list[str]:
    """Make the folder of a new year (or complete it) and return what was done, in Dutch, line by line.

    In ``taal`` are the checklist and what is said above the texts of last year; what may be printed stays as it is.

    Raises:
        GebruiksFout: when the folder's name is no year, or it is a file.
        GereedschapFout: when the disk does not allow it.
    """
    data_dir = Path(data_dir)
    naam = jaarmap(data_dir).name
    if not re.fullmatch(r"[0-9]{4}", naam) or not EERSTE_JAAR <= int(naam) <= LAATSTE_JAAR:
        raise GebruiksFout("De naam van de map is het verslagjaar, met vier cijfers. Bijvoorbeeld: data/2023.")
    if data_dir.exists() and not data_dir.is_dir():
        raise GebruiksFout(f"'{naam}' is een bestand. Kies een andere plaats voor de map van het jaar.")
    werk = _Werk(data_dir, int(naam), taal)
    try:
        _vul(werk)
    except OSError as fout:
        raise GereedschapFout(
            f"De map van {naam} kan niet worden gemaakt ({reden(fout)}). Kies een plaats waar u mag schrijven."
        ) from fout
    return list(_verslag(werk))


def _vul(werk: _Werk) -> None:
    werk.map.mkdir(parents=True, exist_ok=True)
    vorig = jaarmap(werk.map).parent / str(werk.verslagjaar - 1)
    rijen = {naam: _rijen_van_vorig_jaar(werk, vorig, TABELLEN[naam]) for naam in ("aannames", "bronnen", "casussen")}
    standaard = rijen["aannames"] is None
    aannames = _standaardaannames(werk.verslagjaar) if rijen["aannames"] is None else rijen["aannames"]
    bronnen = rijen["bronnen"] or []
    if standaard and not any(regel["bron"] == EIGEN_BRON for regel in bronnen):
        bronnen = [*bronnen, _standaardbron()]
    inhoud = {
        "aannames": [_na_te_lopen(regel, werk.verslagjaar) for regel in aannames],
        "bronnen": bronnen,
        "casussen": [{**r, "omschrijving": nalopen.mark(r["omschrijving"])} for r in rijen["casussen"] or []],
    }
    for tabel in TABELLEN.values():
        if inhoud.get(tabel.naam):
            werk.schrijf(tabel.bestand, _csv(tabel, inhoud[tabel.naam]))
        elif werk.neem(tabel.bestand):
            write_template(tabel, werk.map / tabel.bestand)
        werk.schrijf(f"voorbeelden/{tabel.bestand}", _csv(tabel, [_voorbeeld(tabel, werk.verslagjaar)]))
    if werk.taal == "en" or (vorig / "teksten" / "en").is_dir():
        werk.schrijf(f"teksten/{WOORDEN}", _te_vertalen(werk, vorig, inhoud))
    if standaard:
        werk.opmerkingen.append(
            f"Er is geen {vorig.name}/aannames.csv naast deze map: de aannames zijn de standaardwaarden. "
            "Noem bij elke aanname uw eigen bron."
        )
    _neem_over(werk, vorig)
    werk.schrijf("CHECKLIST.md", CHECKLIST[werk.taal].format(jaar=werk.verslagjaar, merk=nalopen.MERK).encode())


# --- from last year -------------------------------------------------------------------------------


def _rijen_van_vorig_jaar(werk: _Werk, vorig: Path, tabel: Tabel) -> list[dict[str, str]] | None:
    """Last year's rows as they were written, in the declared columns; ``None`` when there is no such file."""
    pad = vorig / tabel.bestand
    if not pad.exists():
        return None
    try:
        ruw = parsing.read_file(tabel, pad)
    except parsing.BestandFout:
        werk.opmerkingen.append(f"{vorig.name}/{tabel.bestand} is niet te lezen en dus niet overgenomen.")
        return None
    if ruw.problemen:
        werk.opmerkingen.append(
            f"{vorig.name}/{tabel.bestand}: niet elke regel is te lezen; controleer wat is overgenomen."
        )
    leeg = [""] * len(ruw)
    kolommen = {
        naam: [ruw.kolommen[naam].uniek[code] for code in ruw.kolommen[naam].codes] if naam in ruw.kolommen else leeg
        for naam in tabel.namen
    }
    return [dict(zip(tabel.namen, rij, strict=True)) for rij in zip(*kolommen.values(), strict=True)]


def _neem_over(werk: _Werk, vorig: Path) -> None:
    """What else last year left: its texts, its cost lines to look at, the column mapping and the published figures."""
    jaar = werk.verslagjaar
    for pad in sorted((vorig / "teksten").rglob("*.md")) if vorig.is_dir() else ():
        naam = pad.relative_to(vorig).as_posix()
        try:
            tekst = parsing.decode(parsing.read_bytes(pad), naam)
        except parsing.BestandFout:
            werk.opmerkingen.append(f"{vorig.name}/{naam} is niet te lezen en dus niet overgenomen.")
            continue
        werk.schrijf(naam, (tekst if pad.name in ONGEWIJZIGDE_TEKSTEN else _gemerkte_tekst(tekst, werk)).encode())
    (werk.map / "teksten").mkdir(exist_ok=True)
    for bron, naam in (
        (vorig / "kosten.csv", f"vorig_jaar/kosten_{jaar - 1}.csv"),
        (vorig / "kolommen.csv", "kolommen.csv"),
        (vorig / PRIJSINDEX.bestand, PRIJSINDEX.bestand),
        (_gepubliceerd(vorig), f"cijfers_{jaar - 1}.csv"),
    ):
        if bron.is_file():
            werk.schrijf(naam, bron.read_bytes())
    if not (werk.map / f"cijfers_{jaar - 1}.csv").exists() and (vorig / "gezinnen.csv").exists():
        werk.opmerkingen.append(
            f"De gepubliceerde cijfers van {jaar - 1} zijn niet gevonden. Zet cijfers.csv van het vorige jaarbericht "
            f"in de nieuwe map als cijfers_{jaar - 1}.csv, dan kan het rapport de jaren vergelijken."
        )


def _te_vertalen(werk: _Werk, vorig: Path, inhoud: Mapping[str, Sequence[Mapping[str, str]]]) -> bytes:
    """Last year's translations of what stands in the tables, and below them what has none yet.

    A translation is found by its Dutch words, so one of a sentence that has changed does no harm: it is not used.
    """
    vertaald: dict[str, str] = {}
    naam = f"teksten/{WOORDEN}"
    if (vorig / naam).is_file():
        try:
            vertaald = woordenlijst(parsing.decode(parsing.read_bytes(vorig / naam), naam))
        except parsing.BestandFout:
            werk.opmerkingen.append(f"{vorig.name}/{naam} is niet te lezen en dus niet overgenomen.")
    cellen = [
        *(regel["toelichting"] for regel in inhoud["aannames"]),
        *(regel["omschrijving"] for regel in inhoud["casussen"]),
    ]
    for cel in cellen:
        if woord := " ".join(cel.removeprefix(nalopen.VOORVOEGSEL.strip()).split()):
            vertaald.setdefault(woord, "")
    return _als_csv(("nederlands", "engels"), vertaald.items())


def _gepubliceerd(vorig: Path) -> Path:
    """Last year's open data: beside its input, or in ``dist`` beside ``data`` (the layout of the repository)."""
    naast = vorig / "cijfers.csv"
    return naast if naast.is_file() else vorig.parent.parent / "dist" / vorig.name / "cijfers.csv"


def _gemerkte_tekst(tekst: str, werk: _Werk) -> str:
    if nalopen.is_marked(tekst):
        return tekst
    opdracht = f"deze tekst is van {werk.verslagjaar - 1}. Herschrijf hem en haal deze regel weg."
    return f"{nalopen.VOORVOEGSEL}{vertaal(opdracht, werk.taal)}\n\n{tekst}"


# --- rows -----------------------------------------------------------------------------------------


def _na_te_lopen(regel: Mapping[str, str], verslagjaar: int) -> dict[str, str]:
    """An assumption for the new year: the price level moves along, and everything that can age is marked."""
    nieuw = dict(regel)
    if regel["sleutel"] == "prijspeil":
        nieuw["waarde"] = str(verslagjaar)
    if regel["sleutel"] not in ZONDER_NALOPEN:
        nieuw["toelichting"] = nalopen.mark(regel["toelichting"])
    return nieuw


def _standaardaannames(verslagjaar: int) -> list[dict[str, str]]:
    return [_standaardaanname(d, verslagjaar) for d in BEKEND.values()]


def _standaardaanname(definitie: Definitie, verslagjaar: int) -> dict[str, str]:
    waarde = verslagjaar if definitie.default is None else definitie.default
    regel = dict.fromkeys(TABELLEN["aannames"].namen, "")
    return regel | {
        "sleutel": definitie.sleutel,
        "label": definitie.label,
        "waarde": f"{waarde:.10g}".replace(".", ","),
        "eenheid": definitie.eenheid,
        "herkomst": "expertschatting",
        "bron": EIGEN_BRON,
        "toelichting": definitie.uitleg,
    }


def _standaardbron() -> dict[str, str]:
    return {
        "bron": EIGEN_BRON,
        "titel": nalopen.mark("standaardwaarden van het rekenprogramma; noem liever uw eigen bronnen"),
        "uitgever": "Buurtrendement",
        "jaar": "",
        "vindplaats": "docs/methode.md",
    }


def _voorbeeld(tabel: Tabel, verslagjaar: int) -> dict[str, str]:
    cellen = (cel.format(jaar=verslagjaar) for cel in VOORBEELDEN[tabel.naam])
    return dict(zip(tabel.namen, cellen, strict=True))


def _csv(tabel: Tabel, rijen: Sequence[Mapping[str, str]]) -> bytes:
    """As ``write_template``: UTF-8 with BOM and Windows line ends, which Excel opens rightly."""
    return _als_csv(tabel.namen, ([regel[naam] for naam in tabel.namen] for regel in rijen))


def _als_csv(kop: Sequence[str], rijen: Iterable[Iterable[str]]) -> bytes:
    uit = io.StringIO(newline="")
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(kop)
    schrijver.writerows(rijen)
    return uit.getvalue().encode("utf-8-sig")


# --- what is said ---------------------------------------------------------------------------------


def _verslag(werk: _Werk) -> Iterator[str]:
    jaar = werk.verslagjaar
    if werk.gemaakt:
        yield f"{jaar}: {len(werk.gemaakt)} bestanden klaargezet."
        yield from (f"  nieuw    {naam}" for naam in _per_map(werk.gemaakt))
    if werk.bewaard:
        yield f"{jaar}: {len(werk.bewaard)} bestanden stonden er al en zijn niet veranderd."
        if werk.gemaakt:  # otherwise nothing has happened, and there is nothing to tell apart
            yield from (f"  bewaard  {naam}" for naam in _per_map(werk.bewaard))
    yield from werk.opmerkingen
    yield f"Begin met CHECKLIST.md. Wat nog niet is nagelopen, begint met {nalopen.MERK}."
    yield f"Wat er nog moet gebeuren, zegt: buurtrendement check {als_woord(werk.map)}"


def _per_map(namen: Sequence[str]) -> Iterator[str]:
    """The files one by one, those in a folder together; a list of fifty names says less than one of fifteen."""
    mappen = {naam.rpartition("/")[0]: 0 for naam in namen}
    for naam in namen:
        mappen[naam.rpartition("/")[0]] += 1
    yield from (naam for naam in namen if "/" not in naam)
    yield from (f"{map_}/ ({aantal})" for map_, aantal in mappen.items() if map_)


CHECKLIST: Mapping[str, str] = MappingProxyType(
    {
        "nl": """\
# Het jaarbericht over {jaar}

Vink af wat klaar is. `buurtrendement check` zegt op elk moment wat er nog ontbreekt.
Uitleg per stap staat in de handleiding (docs/handleiding.md), uitleg per kolom in het gegevenswoordenboek.

## 1. Registraties

- [ ] Exporteer gezinnen, contacten en uren over {jaar} uit uw registratie.
- [ ] Zet ze over met `buurtrendement import BESTAND... --to <deze map>`, of vul de CSV-bestanden zelf.
- [ ] Staat elk gezin dat in {jaar} is begeleid in gezinnen.csv, ook als de begeleiding eerder begon?
- [ ] Hebben gezinnen dezelfde code als vorig jaar?
- [ ] Hebt u leefgebieden, mijlpalen, screening, overlast of citaten? Vul ze. Zo niet: verwijder het lege bestand.

## 2. Kosten en casussen

- [ ] Loop casussen.csv na: klopt het aantal gezinnen, en is er nog toestemming om de casus te tonen?
- [ ] Vul kosten.csv. De regels van vorig jaar staan in vorig_jaar/; neem over wat nog geldt, met de prijzen van nu.
- [ ] Noemt elke regel een bron die in bronnen.csv staat?

## 3. Aannames

- [ ] Loop elke regel van aannames.csv na. Klopt de waarde nog, en de bron? Haal dan {merk} weg.
- [ ] Schrijf bij een andere waarde in de toelichting waarom.

## 4. Teksten

- [ ] Herschrijf de teksten in teksten/ voor {jaar} en haal de regel met {merk} weg.
- [ ] Komt er een Engelse uitgave? Herschrijf ook teksten/en/ en vul de vertalingen in teksten/en/woorden.csv aan.
      Zo niet: verwijder die map.
- [ ] Laat iemand anders lezen of er niemand in te herkennen is. Dat kan de computer niet.

## 5. Maken en nalezen

- [ ] `buurtrendement check` meldt geen fouten meer.
- [ ] `buurtrendement report` heeft het jaarbericht gemaakt.
- [ ] De signalen achter in het jaarbericht zijn gelezen; bij elk signaal is duidelijk waarom het er staat.
- [ ] De vergelijking met vorig jaar (`buurtrendement compare`) is besproken.
- [ ] De privacyfunctionaris heeft het jaarbericht gezien.
- [ ] cijfers.csv van dit jaarbericht is bewaard: volgend jaar is dat het vergelijkingsjaar.
""",
        "en": """\
# The annual report on {jaar}

Tick what is done. At any moment `buurtrendement check` says what is still missing.
Each step is explained in the manual (docs/handleiding.md), each column in the data dictionary; both are in Dutch.

## 1. Records

- [ ] Export families (gezinnen), contacts (contacten) and hours (uren) of {jaar} from your system.
- [ ] Convert them with `buurtrendement import FILE... --to <this folder>`, or fill the CSV files yourself.
- [ ] Is every family that was supported in {jaar} in gezinnen.csv, also when its support began earlier?
- [ ] Do families have the same code as last year?
- [ ] Do you have leefgebieden, mijlpalen, screening, overlast or citaten? Fill them. If not: remove the empty file.

## 2. Costs and cases

- [ ] Review casussen.csv: is the number of families right, and is there still consent to show the case?
- [ ] Fill kosten.csv. Last year's rows are in vorig_jaar/; take over what still holds, at today's prices.
- [ ] Does every row name a source that is in bronnen.csv?

## 3. Assumptions

- [ ] Review every row of aannames.csv. Are the value and the source still right? Then remove {merk}.
- [ ] For another value, write in toelichting why.

## 4. Texts

- [ ] Rewrite the texts in teksten/ for {jaar} and remove the line with {merk}.
- [ ] Will there be an English edition? Rewrite teksten/en/ too, and complete the translations in
      teksten/en/woorden.csv. If not: remove that folder.
- [ ] Let somebody else read whether nobody can be recognised in them. The computer cannot.

## 5. Making and reading

- [ ] `buurtrendement check` reports no more errors.
- [ ] `buurtrendement report` has made the annual report.
- [ ] The signals at the back of the report were read; for each it is clear why it is there.
- [ ] The comparison with last year (`buurtrendement compare`) was discussed.
- [ ] The privacy officer has seen the report.
- [ ] cijfers.csv of this report was kept: next year it is the year to compare with.
""",
    }
)
