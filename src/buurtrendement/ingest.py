"""Read and check a year: from a folder of CSV files to typed tables, or to everything that is wrong with them.

One pass over each file: bytes, columns of cells, identification, typed columns; then the rules between tables. Nothing
stops at the first fault, so an evaluator sees all of them at once. Files that look like identification of persons are
never computed with: their problems are errors like all others, and errors leave no tables.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from buurtrendement import aannames as assumptions
from buurtrendement import identification, kruisregels, nalopen, parsing, referentie, validation
from buurtrendement.aannames import Aannames
from buurtrendement.cijfernamen import NAMEN
from buurtrendement.errors import GegevensFout, Probleem
from buurtrendement.paths import in_map, jaarmap
from buurtrendement.schema import PRIJSINDEX, TABELLEN, Kolom, Tabel

# Last year's published figures, for comparing and for protecting against differences between two years.
_CIJFERS = Tabel(
    "cijfers",
    "cijfers.csv",
    tuple(
        Kolom(naam, "tekst", naam, leeg_toegestaan=naam != "sleutel")
        for naam in ("sleutel", "label", "waarde", "eenheid", "onderdrukt", "tabel", "noemer", "verslagjaar")
    ),
    sleutel=(),
    verplicht=False,
    label="Gepubliceerde cijfers",
)
VROEGSTE_VERSLAGJAAR, LAATSTE_VERSLAGJAAR = 1990, 2100


@dataclass(frozen=True)
class Jaargegevens:
    """A year that may be computed with.

    ``tabellen`` maps a table's name to its typed rows (dates ``datetime64``, months ``jjjj-mm``, amounts in euro as
    float64, counts int64; codes and choices of ``contacten`` are categories); an optional table that was not delivered
    has no key. ``meldingen`` are the warnings. ``vorig`` are last year's published figures as text, when found;
    ``eerdere`` the published figures of all earlier years by year, once ``vergelijken`` has looked for them.
    ``cpi`` is the price index: the reference data, and below it the years that the folder adds.
    """

    verslagjaar: int
    map: Path
    tabellen: Mapping[str, pd.DataFrame]
    aannames: Aannames
    cpi: pd.DataFrame
    meldingen: tuple[Probleem, ...]
    vorig: pd.DataFrame | None = None
    eerdere: Mapping[int, pd.DataFrame] = field(default_factory=dict)


def read_year(
    data_map: Path,
    overrides: Mapping[str, float | str] | None = None,
    *,
    referentie_map: Path | None = None,
) -> Jaargegevens:
    """Read, check and type every table of the year whose folder this is; the folder's name is the verslagjaar.

    Last year's published figures are taken from ``cijfers_<jaar-1>.csv`` in the folder, otherwise from ``cijfers.csv``
    in the folder of that year beside it.

    Raises:
        GegevensFout: with every problem of every file, warnings included.
    """
    data_map = Path(data_map)
    verslagjaar = report_year(data_map)
    bestanden = _Map(data_map)
    problemen: list[Probleem] = list(bestanden.problemen)

    tabellen: dict[str, pd.DataFrame] = {}
    onvolledig: set[str] = set()
    for tabel in TABELLEN.values():
        df, heel, gemeld = _read_file(tabel, bestanden, verslagjaar)
        problemen.extend(gemeld)
        if df is not None:
            tabellen[tabel.naam] = df
        if not heel:
            onvolledig.add(tabel.naam)

    gekozen, gemeld = _assumptions(tabellen.get("aannames"), verslagjaar, overrides or {})
    problemen.extend(gemeld)
    cpi, gemeld = _price_index(bestanden, verslagjaar, tabellen.get("bronnen"), referentie_map)
    problemen.extend(gemeld)
    if any(p.ernst == "fout" for p in gemeld):
        onvolledig.add(PRIJSINDEX.naam)
    context = kruisregels.Context(
        verslagjaar,
        tabellen,
        gekozen,
        cpi,
        referentie.leefgebieden(referentie_map),
        frozenset(onvolledig),
    )
    problemen.extend(kruisregels.check(context))
    problemen.extend(check_texts(data_map / "teksten"))
    vorig, gemeld = _last_year(data_map, verslagjaar)
    problemen.extend(gemeld)

    geordend = _in_order(problemen)
    if any(p.ernst == "fout" for p in geordend):
        raise GegevensFout(geordend)
    getypeerd = {naam: validation.finalise(TABELLEN[naam], df) for naam, df in tabellen.items()}
    return Jaargegevens(verslagjaar, data_map, getypeerd, gekozen, cpi, geordend, vorig)


# --- the folder -------------------------------------------------------------------------------------


def report_year(data_map: Path) -> int:
    """The year that the folder is named after.

    Raises:
        GegevensFout: when there is no such folder, or its name is no year.
    """
    naam = jaarmap(data_map).name
    if not data_map.is_dir():
        wat = "dit is een bestand, geen map." if data_map.exists() else "deze map bestaat niet."
        raise GegevensFout([Probleem(naam, boodschap=wat, herstel="Geef de map van een verslagjaar, zoals data/2021.")])
    if not re.fullmatch("[0-9]{4}", naam) or not VROEGSTE_VERSLAGJAAR <= int(naam) <= LAATSTE_VERSLAGJAAR:
        raise GegevensFout(
            [
                Probleem(
                    naam,
                    boodschap="de naam van de map is geen verslagjaar.",
                    herstel="Geef de map de naam van het jaar, met vier cijfers, zoals 2021.",
                )
            ]
        )
    return int(naam)


class _Map:
    """The files of a folder, found without minding capitals (Windows does not mind them either)."""

    def __init__(self, data_map: Path):
        self.problemen: list[Probleem] = []
        self._map = data_map
        self._namen: dict[str, list[str]] = {}
        try:
            namen = sorted(p.name for p in data_map.iterdir())
        except OSError:
            fout = Probleem(
                data_map.name, boodschap="deze map kan niet worden gelezen.", herstel="Controleer of u haar mag openen."
            )
            raise GegevensFout([fout]) from None
        for naam in namen:
            self._namen.setdefault(naam.casefold(), []).append(naam)
        bekend = {t.bestand for t in (*TABELLEN.values(), PRIJSINDEX)}
        for klein in self._namen:
            if klein.endswith((".csv", ".xlsx", ".xls", ".ods", ".txt")) and klein not in bekend:
                self._unknown(klein, bekend)

    def _unknown(self, klein: str, bekend: set[str]) -> None:
        if re.fullmatch(r"(cijfers|cijfers_[0-9]{4}|kolommen|lees ?mij|readme)\.(csv|txt)", klein):
            return
        naam = self._namen[klein][0]
        woorden = re.sub(r"\.[A-Za-z]+$|_", " ", naam)
        jaar = int(jaarmap(self._map).name)
        if identification.find_in_text(woorden) or identification.holds_birth_date(woorden, jaar):
            self.problemen.append(
                Probleem(
                    self._map.name,
                    boodschap="in deze map staat een bestand met een naam die een persoon herkenbaar kan maken.",
                    herstel="Zet dat bestand ergens anders.",
                )
            )
            return
        ontbreekt = sorted(b for b in bekend if b not in self._namen)
        dichtbij = difflib.get_close_matches(re.sub(r"\.[a-z]+$", ".csv", klein), ontbreekt, n=1, cutoff=0.8)
        hint = f"Bedoelt u {dichtbij[0]}? Sla het dan zo op." if dichtbij else "Zet het elders als het hier niet hoort."
        self.problemen.append(
            Probleem(naam, boodschap="dit bestand wordt niet gelezen.", herstel=hint, ernst="waarschuwing")
        )

    def find(self, tabel: Tabel) -> Path | None:
        """The file of a table.

        Raises:
            BestandFout: when capitals make two files of one.
        """
        namen = self._namen.get(tabel.bestand, [])
        if len(namen) > 1:
            raise parsing.BestandFout(
                Probleem(tabel.bestand, boodschap="dit bestand is er twee keer.", herstel="Houd er één over.")
            )
        return self._map / namen[0] if namen else None


# --- one file ---------------------------------------------------------------------------------------


def _read_file(tabel: Tabel, bestanden: _Map, verslagjaar: int) -> tuple[pd.DataFrame | None, bool, list[Probleem]]:
    """The typed table if there is one, whether all its rows are in it, and what there is to say."""
    try:
        pad = bestanden.find(tabel)
        if pad is None:
            return None, True, [_missing(tabel)] if tabel.verplicht else []
        ruw = parsing.read_file(tabel, pad)
    except parsing.BestandFout as fout:
        return None, False, [fout.probleem]
    df, problemen = table_from_cells(tabel, ruw, verslagjaar)
    # A table that is still to be filled says nothing about what others refer to.
    leeg = tabel.verplicht and not len(ruw)
    return df, not ruw.problemen and not leeg, problemen


def table_from_cells(
    tabel: Tabel, ruw: parsing.Ruwetabel, verslagjaar: int
) -> tuple[pd.DataFrame | None, list[Probleem]]:
    """The typed table, and everything there is to say about the file by itself.

    ``None`` instead of a table when columns are missing, or when an optional table has no rows.
    """
    problemen = [*identification.check_table(tabel, ruw, verslagjaar), *ruw.problemen, *_dropped(tabel, ruw)]
    df, gemeld = validation.type_table(tabel, ruw)
    problemen.extend(gemeld)
    problemen.extend(nalopen.check_table(tabel, ruw))
    if len(ruw) == 0 and not ruw.problemen:
        problemen.append(_no_rows(tabel))
    compleet = len(ruw.kolommen) == len(tabel.kolommen)
    return (df if compleet and (len(ruw) or tabel.verplicht) else None), problemen


def _missing(tabel: Tabel) -> Probleem:
    return Probleem(
        tabel.bestand,
        boodschap="dit bestand ontbreekt.",
        herstel="Zet het in de map, met de kopregel " + ";".join(tabel.namen),
    )


def _no_rows(tabel: Tabel) -> Probleem:
    if tabel.verplicht:
        return Probleem(tabel.bestand, boodschap="er staan geen regels onder de kopregel.", herstel="Vul het bestand.")
    return Probleem(
        tabel.bestand,
        boodschap="er staan geen regels onder de kopregel; het rapport zegt dat dit niet is gemeten.",
        herstel="Vul het bestand of verwijder het.",
        ernst="waarschuwing",
    )


def _dropped(tabel: Tabel, ruw: parsing.Ruwetabel) -> list[Probleem]:
    """One warning with the names of the columns that are left out; a name that may be data is only counted."""
    namen = [k.naam for k in ruw.overig if not identification.is_name_like(k.naam)]
    getoond = sorted({n for n in namen if identification.is_shown(n)})
    verzwegen = sum(n not in getoond for n in namen)
    delen = [f"'{n}'" for n in getoond] + ([f"{verzwegen} zonder bruikbare naam"] if verzwegen else [])
    if not delen:
        return []
    hints: list[str] = []
    for ontbreekt in (n for n in tabel.namen if n not in ruw.kolommen):
        dichtbij = difflib.get_close_matches(ontbreekt, getoond, n=1, cutoff=0.7)
        hints.extend(f"Is '{d}' bedoeld als '{ontbreekt}'?" for d in dichtbij)
    return [
        Probleem(
            ruw.bestand,
            boodschap=f"deze kolommen worden niet gebruikt: {', '.join(delen)}.",
            herstel=" ".join(hints) or "Verwijder ze als ze niet nodig zijn.",
            ernst="waarschuwing",
        )
    ]


# --- the price index ----------------------------------------------------------------


def _price_index(
    bestanden: _Map, verslagjaar: int, bronnen: pd.DataFrame | None, referentie_map: Path | None
) -> tuple[pd.DataFrame, list[Probleem]]:
    """The reference data with the years that the folder's own ``cpi.csv`` adds, and what is wrong with that file.

    A year that both know must be the same in both: a folder may outlive the release in which its year was missing, but
    it may not have prices of its own.
    """
    bekend = referentie.cpi(referentie_map)
    df, _, problemen = _read_file(PRIJSINDEX, bestanden, verslagjaar)
    if df is None or any(p.ernst == "fout" for p in problemen):
        return bekend, problemen
    mutaties = bekend.set_index("jaar")["mutatie"]
    al_bekend = df["jaar"].isin(mutaties.index).to_numpy(dtype=bool)
    anders = al_bekend & (df["jaar"].map(mutaties).to_numpy(dtype=float) != df["mutatie"].to_numpy(dtype=float))
    herkomst = {*referentie.bronnen(referentie_map)["bron"], *(() if bronnen is None else bronnen["bron"].dropna())}
    for rijen, kolom, boodschap, herstel in (
        (df.index[df.duplicated("jaar")], "jaar", "dit jaar staat er al in.", "Verwijder een van de twee."),
        (
            df.index[anders],
            "mutatie",
            "het programma kent dit jaar met een ander cijfer.",
            "Verwijder de rij; dan geldt het cijfer van het programma.",
        ),
        (
            df.index[~df["bron"].isin(herkomst)],
            "bron",
            "deze bron staat niet in bronnen.csv.",
            "Voeg de bron toe aan bronnen.csv.",
        ),
    ):
        problemen.extend(validation.problems_for_rows(PRIJSINDEX.bestand, rijen, kolom, boodschap, herstel))
    eigen = validation.finalise(PRIJSINDEX, df[~al_bekend])
    return pd.concat([bekend, eigen], ignore_index=True).drop_duplicates("jaar"), problemen


# --- assumptions, texts, last year ------------------------------------------------------------------


def _assumptions(
    tabel: pd.DataFrame | None, verslagjaar: int, overrides: Mapping[str, float | str]
) -> tuple[Aannames, list[Probleem]]:
    gekozen, problemen = assumptions.defaults(verslagjaar), list[Probleem]()
    if tabel is not None:
        gekozen, problemen = assumptions.from_table(tabel, verslagjaar)
    try:
        return gekozen.met(overrides), problemen
    except GegevensFout as fout:
        return gekozen, [*problemen, *fout.problemen]


def check_texts(map_: Path) -> list[Probleem]:
    """The year's prose must be readable text and hold nothing that identifies a person."""
    problemen: list[Probleem] = []
    if not map_.is_dir():
        return problemen
    for pad in sorted((*map_.rglob("*.md"), *map_.rglob("woorden.csv"))):
        naam = pad.relative_to(map_.parent).as_posix()
        try:
            tekst = parsing.decode(parsing.read_bytes(pad), naam)
        except parsing.BestandFout as fout:
            problemen.append(
                Probleem(naam, fout.probleem.rij, None, fout.probleem.boodschap, "Sla de tekst op als UTF-8.")
            )
            continue
        problemen.extend(identification.check_prose(naam, tekst))
        problemen.extend(nalopen.check_text(naam, tekst))
        problemen.extend(_too_deep(naam, tekst))
        problemen.extend(_unknown_figures(naam, tekst))
    return problemen


_SAMENGESTELD = re.compile("(?:zin|fig|tegel)_")
_CIJFER = re.compile(r"\{\{<\s*meta\s+kf\.([\w.\-]*)\s*>\}\}")


def _unknown_figures(bestand: str, tekst: str) -> Iterator[Probleem]:
    """A figure that the text asks for by a name that there is not."""
    for rij, regel in enumerate(tekst.splitlines(), start=1):
        for naam in _CIJFER.findall(regel):
            if naam in NAMEN:
                continue
            soort = bool(_SAMENGESTELD.match(naam))  # who forgets a letter of a number does not mean a sentence
            kandidaten = sorted(n for n in NAMEN if bool(_SAMENGESTELD.match(n)) == soort)
            dichtbij = [f"kf.{n}" for n in difflib.get_close_matches(naam, kandidaten, n=1)]
            yield Probleem(
                bestand,
                rij,
                boodschap="deze regel vraagt om een cijfer dat er niet is.",
                herstel=f"Bedoelt u '{dichtbij[0]}'?"
                if dichtbij
                else "De namen staan in de handleiding, bij de teksten.",
            )


DIEPSTE_NIVEAU = 8
_NIVEAUS = re.compile(r"(?P<inspringing>[ \t]*)(?P<tekens>(?:(?:>|(?:[-*+]|[0-9]{1,9}[.)])(?=[ \t]))[ \t]*)+)")
_BLOK = re.compile(r"[ \t]*:{3,}[ \t]*(?P<opent>\S)?")


def _too_deep(bestand: str, tekst: str) -> Iterator[Probleem]:
    """Quotes, lists and blocks nested so deeply that the typesetting cannot follow: the first line of them."""
    lijsten: list[int] = []  # the indents of the list items that are open
    blokken = 0
    for rij, regel in enumerate(tekst.splitlines(), start=1):
        if blok := _BLOK.match(regel):
            blokken = max(0, blokken + (1 if blok["opent"] else -1))
        niveaus = 0
        if treffer := _NIVEAUS.match(regel):
            niveaus = len(treffer["tekens"].split()) if " " in treffer["tekens"] else len(treffer["tekens"])
            inspringing = len(treffer["inspringing"].expandtabs(4))
            while lijsten and lijsten[-1] >= inspringing:
                lijsten.pop()
            lijsten.append(inspringing)
        elif regel.strip() and not regel[0].isspace():
            lijsten.clear()
        if max(blokken, niveaus + len(lijsten) - 1) > DIEPSTE_NIVEAU:
            yield Probleem(
                bestand,
                rij,
                boodschap=f"citaten, lijsten of blokken zijn hier meer dan {DIEPSTE_NIVEAU} niveaus diep genest.",
                herstel="Haal niveaus weg.",
            )
            return


def _last_year(data_map: Path, verslagjaar: int) -> tuple[pd.DataFrame | None, list[Probleem]]:
    for pad in (
        in_map(data_map, f"cijfers_{verslagjaar - 1}.csv"),
        in_map(jaarmap(data_map).parent / str(verslagjaar - 1), "cijfers.csv"),
    ):
        if pad.exists():
            try:
                ruw = parsing.read_file(_CIJFERS, pad)
            except parsing.BestandFout as fout:
                return None, [_of_last_year(pad, fout.probleem)]
            df, gemeld = validation.type_table(_CIJFERS, ruw)
            problemen = [_of_last_year(pad, p) for p in (*ruw.problemen, *gemeld)]
            return df.reset_index(drop=True), problemen
    return None, []


def _of_last_year(pad: Path, probleem: Probleem) -> Probleem:
    return Probleem(
        pad.name,
        probleem.rij,
        probleem.kolom,
        f"cijfers van vorig jaar: {probleem.boodschap}",
        "Neem het bestand over uit het rapport van vorig jaar.",
    )


# --- order ------------------------------------------------------------------------------------------


def _in_order(problemen: Iterable[Probleem]) -> tuple[Probleem, ...]:
    """By file in the order of the tables; within a file errors before warnings, then what was found first per row.

    Identification comes first within a row and each problem is said once.
    """
    volgorde = {tabel.bestand: i for i, tabel in enumerate(TABELLEN.values())}

    def plaats(genummerd: tuple[int, Probleem]) -> tuple[int, str, bool, int, int]:
        nummer, p = genummerd
        return volgorde.get(p.bestand, len(volgorde)), p.bestand, p.ernst != "fout", p.rij or 0, nummer

    uniek = dict.fromkeys(problemen)
    return tuple(p for _, p in sorted(enumerate(uniek), key=plaats))
