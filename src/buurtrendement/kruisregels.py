"""Rules between the columns and tables of a year (design: what makes a year unfit), each a small function.

Every rule gets typed tables whose index is the row in the file, and looks only at cells that could be read; what is
missing or unreadable has been reported before. A rule yields problems and never stops the next one.

What is odd but possible (a contact outside the supported period, a coach with more hours than a month holds) is no
business of this module: see ``signals``.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from buurtrendement.aannames import PLAATS_SET, Aannames
from buurtrendement.errors import Probleem
from buurtrendement.parsing import HOOGSTENS_GENOEMD
from buurtrendement.schema import PRIJSINDEX, TABELLEN, Tabel
from buurtrendement.validation import BLOK, problems_for_rows

# Programmes of this kind are younger; an earlier date is a slip, or the 01-01-1900 of an empty cell.
VROEGSTE_JAAR = 1990
VERPLICHTE_ALTERNATIEVEN = ("uitgangssituatie", "zonder_gezinscoach", "na_traject")
US_PER_DAG = 24 * 60 * 60 * 1_000_000
NIET_DIT_JAAR = "Zet deze regel in de map van het jaar waar hij bij hoort."


@dataclass(frozen=True)
class Context:
    """What the rules look at.

    ``tabellen`` holds the tables that exist and have all their columns, indexed by file row. ``onvolledig`` names those
    of which rows could not be told apart; what refers to them is not called unknown.
    """

    verslagjaar: int
    tabellen: Mapping[str, pd.DataFrame]
    aannames: Aannames
    cpi: pd.DataFrame
    leefgebieden: pd.DataFrame
    onvolledig: frozenset[str] = frozenset()

    def parent(self, naam: str) -> pd.DataFrame | None:
        """A table that others refer to, when it is whole."""
        return None if naam in self.onvolledig else self.tabellen.get(naam)

    def bereik(self) -> tuple[np.datetime64, np.datetime64]:
        """First day of the verslagjaar and of the next year."""
        return np.datetime64(f"{self.verslagjaar:04d}-01-01"), np.datetime64(f"{self.verslagjaar + 1:04d}-01-01")


Regel = Callable[[Context], Iterator[Probleem]]


def check(context: Context) -> list[Probleem]:
    """Everything that any rule has to say."""
    return [probleem for regel in REGELS for probleem in regel(context)]


def _meld(
    tabel: str, rijen: Any, kolom: str | None, boodschap: str, herstel: str, ernst: str = "fout"
) -> Iterator[Probleem]:
    yield from problems_for_rows(TABELLEN[tabel].bestand, rijen, kolom, boodschap, herstel, ernst)


def _raak(df: pd.DataFrame, masker: Any) -> pd.Index[Any]:
    """File rows for which the mask is true; missing counts as false."""
    return df.index[np.asarray(pd.array(masker, dtype="boolean").fillna(False), dtype=bool)]


# --- dates and months -------------------------------------------------------------------------------


def _dates_in_year(context: Context) -> Iterator[Probleem]:
    """Contacts, milestones and screenings belong to one year."""
    begin, eind = context.bereik()
    for naam in ("contacten", "mijlpalen", "screening"):
        df = context.tabellen.get(naam)
        if df is not None:
            datum = df["datum"].to_numpy()
            buiten = (datum < begin) | (datum >= eind)  # false for NaT
            yield from _meld(
                naam,
                df.index[buiten],
                "datum",
                f"deze datum valt buiten {context.verslagjaar}.",
                NIET_DIT_JAAR,
            )


def _months_in_year(context: Context) -> Iterator[Probleem]:
    for naam in ("uren", "overlast"):
        df = context.tabellen.get(naam)
        if df is not None:
            jaren = df["maand"].str.slice(0, 4)
            buiten = jaren.notna() & (jaren != f"{context.verslagjaar:04d}")
            yield from _meld(
                naam,
                _raak(df, buiten),
                "maand",
                f"deze maand valt buiten {context.verslagjaar}.",
                NIET_DIT_JAAR,
            )


def _plausible_dates(context: Context) -> Iterator[Probleem]:
    grens = np.datetime64(f"{VROEGSTE_JAAR}-01-01")
    for naam, kolom in (("gezinnen", "startdatum"), ("gezinnen", "einddatum"), ("leefgebieden", "meetdatum")):
        df = context.tabellen.get(naam)
        if df is not None:
            vroeg = df[kolom].to_numpy() < grens
            yield from _meld(
                naam,
                df.index[vroeg],
                kolom,
                f"deze datum ligt voor {VROEGSTE_JAAR}; dat kan niet kloppen.",
                "Controleer het jaartal.",
            )


def _measured_in_time(context: Context) -> Iterator[Probleem]:
    """Measurements may be older than the year (the first one counts), never younger."""
    df = context.tabellen.get("leefgebieden")
    if df is not None:
        _, eind = context.bereik()
        yield from _meld(
            "leefgebieden",
            df.index[df["meetdatum"].to_numpy() >= eind],
            "meetdatum",
            f"deze meting is van na {context.verslagjaar}.",
            NIET_DIT_JAAR,
        )


# --- families ---------------------------------------------------------------------------------------


def _family_period(context: Context) -> Iterator[Probleem]:
    df = context.tabellen.get("gezinnen")
    if df is None:
        return
    start, eind = df["startdatum"], df["einddatum"]
    bestemming = df["bestemming"]
    yield from _meld(
        "gezinnen",
        _raak(df, eind < start),
        "einddatum",
        "de einddatum ligt voor de startdatum.",
        "Controleer beide datums; de dag staat voor de maand.",
    )
    yield from _meld(
        "gezinnen",
        _raak(df, eind.isna() & bestemming.notna()),
        "bestemming",
        "er is een bestemming, maar geen leesbare einddatum.",
        "Vul de einddatum in, of maak de bestemming leeg als het gezin nog wordt begeleid.",
    )
    yield from _meld(
        "gezinnen",
        _raak(df, eind.notna() & bestemming.isna()),
        "bestemming",
        "er is een einddatum, maar geen bestemming.",
        "Vul regulier, gestopt of verhuisd in.",
    )


def _families_of_this_year(context: Context) -> Iterator[Probleem]:
    """Families wholly before or after the year count for nothing; that is no error but must be known."""
    df = context.tabellen.get("gezinnen")
    if df is None:
        return
    begin, eind = context.bereik()
    start, slot = df["startdatum"].to_numpy(), df["einddatum"].to_numpy()
    for masker, boodschap in (
        (start >= eind, f"de begeleiding begint na {context.verslagjaar}; dit gezin telt niet mee."),
        (slot < begin, f"de begeleiding eindigde voor {context.verslagjaar}; dit gezin telt niet mee."),
    ):
        yield from _meld("gezinnen", df.index[masker], None, boodschap, "Controleer de datum.", "waarschuwing")
    yield from _meld(
        "gezinnen",
        df.index[(slot >= eind) & (start < eind)],
        "einddatum",
        f"de einddatum ligt na {context.verslagjaar}; dit gezin telt als lopend op 31 december.",
        "Dat is goed als het zo is.",
        "waarschuwing",
    )
    if len(df) and not (~(start >= eind) & ~(slot < begin)).any():
        yield Probleem(
            TABELLEN["gezinnen"].bestand,
            boodschap=f"geen enkel gezin is in {context.verslagjaar} begeleid.",
            herstel="Controleer of de map bij dit jaar hoort; de naam van de map is het verslagjaar.",
        )


def _stock_and_flow(context: Context) -> Iterator[Probleem]:
    """Begin + inflow - outflow = end, each counted by itself; a family without a way out breaks it.

    Outflow is counted by bestemming, the others by date, so that the identity is a test and not a definition.
    """
    df = context.tabellen.get("gezinnen")
    if df is None or df["startdatum"].isna().any():
        return
    begin, eind = context.bereik()
    start, slot = df["startdatum"].to_numpy(), df["einddatum"].to_numpy()
    open_ = np.isnat(slot)
    beginstand = ((start < begin) & (open_ | (slot >= begin))).sum()
    instroom = ((start >= begin) & (start < eind)).sum()
    uit = df["bestemming"].notna().to_numpy() & (slot >= begin) & (slot < eind)
    eindstand = ((start < eind) & (open_ | (slot >= eind))).sum()
    if beginstand + instroom - uit.sum() != eindstand:
        yield Probleem(
            TABELLEN["gezinnen"].bestand,
            boodschap="beginstand + instroom - uitstroom is niet gelijk aan de eindstand.",
            herstel="Controleer de startdatum, einddatum en bestemming van elk gezin.",
        )


def _known_families(context: Context) -> Iterator[Probleem]:
    gezinnen = context.parent("gezinnen")
    if gezinnen is None:
        return
    bekend = set(gezinnen["gezin"].dropna().tolist())
    for naam in ("contacten", "leefgebieden", "mijlpalen"):
        df = context.tabellen.get(naam)
        if df is not None:
            yield from _meld(
                naam,
                df.index[_unknown(df["gezin"], bekend)],
                "gezin",
                "dit gezin staat niet in gezinnen.csv.",
                "Voeg het gezin toe of verbeter de code.",
            )


def _unknown(reeks: pd.Series[Any], bekend: set[str]) -> npt.NDArray[np.bool_]:
    """Where a filled cell is none of the known ones; categories are looked up once each."""
    if isinstance(reeks.dtype, pd.CategoricalDtype):
        onbekend = np.array([c not in bekend for c in reeks.cat.categories.tolist()] + [False], dtype=bool)
        if not onbekend.any():
            return np.zeros(len(reeks), dtype=bool)
        codes = reeks.cat.codes.to_numpy()
        return onbekend[codes]  # -1, a missing cell, is the last place: known
    return (reeks.notna() & ~reeks.isin(bekend)).to_numpy(dtype=bool)


# --- rows that occur twice --------------------------------------------------------------------------


def _unique_keys(context: Context) -> Iterator[Probleem]:
    for naam, df in context.tabellen.items():
        tabel = TABELLEN[naam]
        if tabel.sleutel:
            yield from _double_keys(tabel, df)


def _double_keys(tabel: Tabel, df: pd.DataFrame) -> Iterator[Probleem]:
    sleutel = list(tabel.sleutel)
    samen = len(sleutel) > 1
    wat = f"deze combinatie van {', '.join(sleutel[:-1])} en {sleutel[-1]}" if samen else _deze(sleutel[0])
    yield from _name_repeats(
        tabel,
        df[sleutel].dropna(),
        None if samen else sleutel[0],
        f"{wat} staat al in rij {{eerste}}.",
        "Verwijder een van de twee regels, of verbeter de code.",
    )


def _deze(sleutel: str) -> str:
    return f"dit {sleutel}" if sleutel == "gezin" else f"deze {sleutel}"


def _double_costs(context: Context) -> Iterator[Probleem]:
    """A cost line twice in full would count twice."""
    df = context.tabellen.get("kosten")
    if df is not None:
        yield from _name_repeats(
            TABELLEN["kosten"],
            df,
            None,
            "deze regel is gelijk aan rij {eerste} en zou dubbel tellen.",
            "Verwijder een van de twee, of maak het verschil duidelijk in kostenpost.",
        )


def _name_repeats(
    tabel: Tabel, df: pd.DataFrame, kolom: str | None, boodschap: str, herstel: str
) -> Iterator[Probleem]:
    """A problem for each row that equals an earlier one, naming both; the last one named counts the others."""
    if not df.duplicated().any():
        return
    groep = df.groupby(list(df.columns), sort=False, dropna=False).ngroup().to_numpy()
    _, eerste = np.unique(groep, return_index=True)
    plaatsen = np.flatnonzero(eerste[groep] != np.arange(len(groep)))
    rest = len(plaatsen) - HOOGSTENS_GENOEMD
    for nummer, plek in enumerate(plaatsen[:HOOGSTENS_GENOEMD], start=1):
        zin = boodschap.format(eerste=df.index[eerste[groep[plek]]])
        if rest > 0 and nummer == HOOGSTENS_GENOEMD:
            zin += f" Zo zijn er hierna nog {rest} regels."
        yield Probleem(tabel.bestand, int(df.index[plek]), kolom, zin, herstel)


def _double_contacts(context: Context) -> Iterator[Probleem]:
    """Equal rows are possible (two short calls on one day) but may come of exporting twice."""
    for naam in ("contacten", "mijlpalen"):
        df = context.tabellen.get(naam)
        if df is None or df.empty:
            continue
        aantal, plek = _equal_rows(df)
        if aantal:
            eerste = int(df.index[plek])
            meer = f"deze en nog {aantal - 1} regels zijn" if aantal > 1 else "deze regel is"
            yield Probleem(
                TABELLEN[naam].bestand,
                eerste,
                None,
                f"{meer} helemaal gelijk aan een eerdere regel.",
                "Controleer of het bestand niet twee keer is geëxporteerd.",
                "waarschuwing",
            )


def _equal_rows(df: pd.DataFrame) -> tuple[int, int]:
    """How many rows equal an earlier one, and the place of the first of them.

    By one number per row: sorting millions of numbers costs a tenth of looking each of them up.
    """
    kolommen = [_small_numbers(df[naam]) for naam in df.columns]
    if math.prod(breedte for _, breedte in kolommen) >= 2**62:
        dubbel = df.duplicated().to_numpy()
        return int(dubbel.sum()), int(np.argmax(dubbel))
    sleutel = np.zeros(len(df), dtype=np.int64)
    for begin in range(0, len(df), BLOK):
        deel = sleutel[begin : begin + BLOK]  # small enough to stay close to the processor from one column to the next
        for codes, breedte in kolommen:
            deel *= breedte
            deel += codes[begin : begin + BLOK]
    gesorteerd = np.sort(sleutel)
    aantal = int(np.count_nonzero(gesorteerd[1:] == gesorteerd[:-1]))
    return aantal, _first_repeat(sleutel) if aantal else 0


def _first_repeat(sleutel: npt.NDArray[np.int64]) -> int:
    """The first place whose number stands at an earlier place too; there is one, and often near the beginning."""
    lengte = 1 << 16
    while True:
        dubbel = pd.Series(sleutel[:lengte]).duplicated().to_numpy()
        if dubbel.any() or lengte >= len(sleutel):
            return int(np.argmax(dubbel))
        lengte *= 8


def _small_numbers(reeks: pd.Series[Any]) -> tuple[npt.NDArray[Any], int]:
    """A column as whole numbers, equal for equal cells, and how many different ones there can be."""
    if isinstance(reeks.dtype, pd.CategoricalDtype):
        # -1 stands for a missing cell; one more than the last category leaves room for it.
        return reeks.cat.codes.to_numpy(), len(reeks.cat.categories) + 1
    if reeks.dtype.kind == "M":
        tijden = reeks.to_numpy().astype("datetime64[us]", copy=False)
        dagen = tijden.view(np.int64) // US_PER_DAG  # dividing is a quarter of the work of making days of them
        leeg = np.isnat(tijden)
        if leeg.any():
            dagen[leeg] = dagen[~leeg].min() - 1 if not leeg.all() else 0
        dagen -= dagen.min()
        return dagen, int(dagen.max()) + 1
    codes, waarden = pd.factorize(reeks)
    return codes, len(waarden) + 1


# --- costs, cases, sources --------------------------------------------------------------------------


def _cost_lines(context: Context) -> Iterator[Probleem]:
    df = context.tabellen.get("kosten")
    if df is None:
        return
    yield from _meld(
        "kosten",
        _raak(df, df["minimum"] > df["maximum"]),
        "minimum",
        "het minimum is hoger dan het maximum.",
        "Wissel de bedragen om of verbeter ze.",
    )
    yield from _meld(
        "kosten",
        _raak(df, df["bron"].isna() & (df["alternatief"] == "zonder_gezinscoach")),
        "bron",
        "deze kosten zonder gezinscoach hebben geen bron; het rapport noemt dat.",
        "Vul een bron in als die er is.",
        "waarschuwing",
    )
    yield from _meld(
        "kosten",
        _raak(df, df["bron"].isna() & (df["alternatief"] != "zonder_gezinscoach")),
        "bron",
        "elke kostenregel noemt een bron; deze cel is leeg.",
        "Vul een bron in die in bronnen.csv staat.",
    )


def _known_cases(context: Context) -> Iterator[Probleem]:
    kosten, casussen = context.tabellen.get("kosten"), context.parent("casussen")
    if kosten is None or casussen is None:
        return
    yield from _meld(
        "kosten",
        kosten.index[_unknown(kosten["casus"], set(casussen["casus"].dropna()))],
        "casus",
        "deze casus staat niet in casussen.csv.",
        "Voeg de casus toe of verbeter de code.",
    )


def _complete_cases(context: Context) -> Iterator[Probleem]:
    kosten, casussen = context.parent("kosten"), context.tabellen.get("casussen")
    if kosten is None or casussen is None:
        return
    for rij, casus in casussen["casus"].dropna().drop_duplicates().items():
        heeft = set(kosten.loc[(kosten["casus"] == casus).to_numpy(dtype=bool), "alternatief"].dropna())
        ontbreekt = [a for a in VERPLICHTE_ALTERNATIEVEN if a not in heeft]
        if ontbreekt:
            yield Probleem(
                TABELLEN["casussen"].bestand,
                int(str(rij)),
                "casus",
                f"deze casus heeft in kosten.csv geen regels voor {', '.join(ontbreekt)}.",
                "Voeg voor elk alternatief minstens één regel toe; zijn er geen kosten, schrijf dan 0.",
            )
        elif "gezinscoach" not in heeft:
            yield Probleem(
                TABELLEN["casussen"].bestand,
                int(str(rij)),
                "casus",
                "deze casus heeft in kosten.csv geen kosten van de gezinscoach.",
                "Controleer of dat klopt; de verhouding van baten en kosten is dan niet te geven.",
                "waarschuwing",
            )


def _families_of_cases(context: Context) -> Iterator[Probleem]:
    """A return over more families than there were is too large; over fewer, some families are just not counted."""
    casussen, gezinnen = context.parent("casussen"), context.parent("gezinnen")
    if casussen is None or gezinnen is None or casussen["aantal_gezinnen"].isna().any():
        return
    begin, volgend = context.bereik()
    dit_jaar = (gezinnen["startdatum"] < volgend) & (gezinnen["einddatum"].isna() | (gezinnen["einddatum"] >= begin))
    samen, begeleid = int(casussen["aantal_gezinnen"].sum()), int(dit_jaar.sum())
    # Numbers that are no numbers of families are refused elsewhere, and not repeated here.
    meeste = TABELLEN["casussen"].kolom("aantal_gezinnen").maximum
    if samen > begeleid and (meeste is None or samen <= meeste):
        yield Probleem(
            TABELLEN["casussen"].bestand,
            kolom="aantal_gezinnen",
            boodschap=f"de casussen staan samen voor {samen} gezinnen; in {context.verslagjaar} zijn er {begeleid} "
            "begeleid.",
            herstel="Het rendement van het programma gaat over de gezinnen van de casussen. Controleer of dat klopt.",
            ernst="waarschuwing",
        )


def _cases_that_silence_the_programme(context: Context) -> Iterator[Probleem]:
    """Cases because of which the report is silent about the programme (``rendement.Model.herleidbaar``).

    That is for the evaluator to know before the report is made: a case more or less is their choice.
    """
    casussen = context.parent("casussen")
    if casussen is None or casussen[["aantal_gezinnen", "toestemming"]].isna().any(axis=None):
        return
    telt_mee = casussen["aantal_gezinnen"] > 0
    stemde_in = casussen["toestemming"] == "ja"
    verborgen = casussen.index[(telt_mee & ~stemde_in).to_numpy(dtype=bool)]
    if len(verborgen) == 1:
        yield from _meld(
            "casussen",
            verborgen,
            "toestemming",
            "dit is de enige casus zonder toestemming; uit het totaal van het programma zou hij zijn terug te rekenen. "
            "Het jaarbericht laat daarom alleen de uitkomsten van de andere casussen zien.",
            "Vraag toestemming, of voeg de casus samen met een andere.",
            "waarschuwing",
        )
    drempel = int(context.aannames["drempel_kleine_aantallen"])
    klein = telt_mee & stemde_in & (casussen["aantal_gezinnen"] < drempel)
    yield from _meld(
        "casussen",
        casussen.index[klein.to_numpy(dtype=bool)],
        "aantal_gezinnen",
        "deze casus staat voor minder gezinnen dan de drempel voor kleine aantallen. Het jaarbericht kan daardoor "
        "zwijgen over het programma als geheel.",
        "Voeg de casus samen met een andere, zodat hij voor meer gezinnen staat.",
        "waarschuwing",
    )


def _known_sources(context: Context) -> Iterator[Probleem]:
    bronnen = context.parent("bronnen")
    if bronnen is None:
        return
    bekend = set(bronnen["bron"].dropna())
    for naam in ("kosten", "aannames"):
        df = context.tabellen.get(naam)
        if df is None:
            continue
        onbekend = df.loc[_unknown(df["bron"], bekend), "bron"]
        # Sources are no persons, and a nearest known one helps; what was found is still not repeated.
        for bron, rijen in onbekend.groupby(onbekend, sort=False).groups.items():
            dichtbij = difflib.get_close_matches(str(bron), sorted(bekend), n=1)
            hint = f"Bedoelt u '{dichtbij[0]}'?" if dichtbij else "Voeg de bron toe aan bronnen.csv."
            yield from _meld(naam, rijen, "bron", "deze bron staat niet in bronnen.csv.", hint)


def _price_levels(context: Context) -> Iterator[Probleem]:
    """Every price year must be in reach of the CPI chain, unless it is already the wanted one."""
    if PRIJSINDEX.naam in context.onvolledig:
        return
    jaren = set(context.cpi["jaar"].tolist())
    eerste, laatste = (min(jaren), max(jaren)) if jaren else (0, 0)
    doel = int(context.aannames["prijspeil"])

    def in_bereik(jaar: int) -> bool:
        laag, hoog = sorted((jaar, doel))
        return all(j in jaren for j in range(laag + 1, hoog + 1))

    herstel = (
        f"De prijsreeks loopt van {eerste} tot en met {laatste}. Kies een ander jaar, of zet wat ontbreekt met bron in "
        "cpi.csv in deze map."
    )
    if not eerste - 1 <= doel <= laatste and _other_price_levels(context, doel):
        yield _price_level_out_of_reach(context, doel, herstel)  # said once, and not of every line
        return
    for naam in ("kosten", "aannames"):
        df = context.tabellen.get(naam)
        if df is None:
            continue
        prijspeil = df["prijspeil"].dropna().astype("int64")
        rijen = prijspeil.index[[not in_bereik(int(j)) for j in prijspeil]]
        yield from _meld(naam, rijen, "prijspeil", f"dit prijspeil kan niet worden omgerekend naar {doel}.", herstel)


def _other_price_levels(context: Context, doel: int) -> bool:
    tabellen = (context.tabellen.get(naam) for naam in ("kosten", "aannames"))
    return any((df["prijspeil"].dropna() != doel).any() for df in tabellen if df is not None)


def _price_level_out_of_reach(context: Context, doel: int, herstel: str) -> Probleem:
    """The price level itself lies outside the index: its own line is to blame, not those of the costs."""
    plaats: tuple[str, int | None, str | None] = (PLAATS_SET, None, None)
    df = context.tabellen.get("aannames")
    if not context.aannames.regel("prijspeil").afwijkend:
        rijen = [] if df is None else _raak(df, df["sleutel"] == "prijspeil").tolist()
        plaats = (TABELLEN["aannames"].bestand, rijen[0] if rijen else None, "waarde")
    return Probleem(*plaats, f"bedragen kunnen niet worden omgerekend naar prijspeil {doel}.", herstel)


# --- leefgebieden -----------------------------------------------------------------------------------


def _leefgebieden_of_version(context: Context) -> Iterator[Probleem]:
    df = context.tabellen.get("leefgebieden")
    if df is None:
        return
    for versie, bekend in context.leefgebieden.groupby("versie", sort=False)["leefgebied"]:
        namen = list(bekend)
        onbekend = (df["versie"] == versie) & df["leefgebied"].notna() & ~df["leefgebied"].isin(namen)
        yield from _meld(
            "leefgebieden",
            _raak(df, onbekend),
            "leefgebied",
            f"dit leefgebied hoort niet bij {versie}.",
            "Kies uit: " + ", ".join(namen) + ".",
        )


REGELS: tuple[Regel, ...] = (
    _dates_in_year,
    _months_in_year,
    _plausible_dates,
    _measured_in_time,
    _family_period,
    _families_of_this_year,
    _stock_and_flow,
    _known_families,
    _unique_keys,
    _double_costs,
    _double_contacts,
    _cost_lines,
    _known_cases,
    _complete_cases,
    _families_of_cases,
    _cases_that_silence_the_programme,
    _known_sources,
    _price_levels,
    _leefgebieden_of_version,
)
