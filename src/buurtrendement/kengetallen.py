"""The kengetallen: what a year's registration says about families, contacts and hours.

Two things come out of the same pass over the tables:

* the **kengetallen** themselves, each with its unit, label, definition, source table and denominator;
* the **tellingen**: every count that the report may print, as a named cell, with the sums that tie cells together.

The second exists for disclosure control. A count that appears in two tables is *one* cell with one id, and everything
a reader could add up or subtract is listed as a relation, so that hiding a small count can be checked over all tables
at once instead of table by table.

Definitions that must not drift (they make the stock and the flow add up by construction):

* ``einddatum`` is the last day on which a family was supported. A family that ended on 31 December therefore left in
  the year (*uitstroom*) and is not among those running at the end of it.
* *Running* at the end of a day: started on or before it, and no einddatum or a later one.
* beginstand (running at the end of the 31 December before) + instroom - uitstroom = eindstand.
* supported in a month = running at its beginning + started in it = running at its end + ended in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from buurtrendement import nl, referentie
from buurtrendement.begrippen import (
    ANTWOORDEN,
    BESTEMMING_STATUS,
    CRITERIA,
    DOEL_JAREN,
    DOEL_NOEMER,
    HUISHOUDTYPES,
    INITIATIEVEN,
    KANALEN,
    MIJLPALEN,
    MINSTENS_LEEFGEBIEDEN,
    NIET_GEMETEN,
    NOG_NIET_TE_METEN,
    OMSCHRIJVINGEN,
    PROBLEEMSCORE,
    SOORTEN,
    STATUSSEN,
    VERANDERINGEN,
)
from buurtrendement.errors import GegevensFout, Probleem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from buurtrendement.ingest import Jaargegevens

TOTAAL = "Totaal"
"""Row or column name of a margin inside a cell id: ``huishoudtype_status/Totaal/lopend``."""

_LEEG: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Kengetal:
    """One key figure.

    ``waarde`` is unrounded: a number, a (nested) mapping of numbers, or ``None``. Why it is ``None`` is said by
    ``onderdrukt`` (hidden to protect people) or else by ``reden`` (``"niet gemeten"``, ``"nog niet te meten"`` …).
    ``tabel`` is the input file it comes from, ``noemer`` what it is a count or share of.

    A plain count is the cell ``cel`` of :class:`Tellingen`. In a nested figure ``cellen`` gives the cell of each part,
    by its path: ``{"2021-03": "gezinnen_per_maand/2021-03/instroom"}``, ``{"werk.beter": …}``. A figure that is
    calculated from counts names those cells in ``afgeleid_van``; when one of them is hidden, so is the figure (or, in
    a nested figure, its ``afgeleide_delen``).
    ``onderdrukte_delen`` are the paths of hidden parts; ``onderdrukt`` is true when anything in the figure is hidden.
    """

    sleutel: str
    waarde: Any
    eenheid: str
    label: str
    definitie: str
    tabel: str
    noemer: str
    onderdrukt: bool = False
    afgeleid_van: tuple[str, ...] = ()
    cel: str | None = None
    cellen: Mapping[str, str] = field(default_factory=lambda: _LEEG)
    afgeleide_delen: tuple[str, ...] = ()
    onderdrukte_delen: tuple[str, ...] = ()
    reden: str | None = None
    decimalen: int = 0
    label_en: str = ""

    def onderdruk(self, verborgen: Collection[str]) -> Kengetal:
        """The same figure without anything that rests on the cells in ``verborgen``."""
        steunt_op_verborgen = any(cel in verborgen for cel in self.afgeleid_van)
        if not self.cellen and not self.afgeleide_delen:
            geraakt = steunt_op_verborgen or self.cel in verborgen
            return self.zonder_waarde() if geraakt else self
        if self.waarde is None:
            return self
        delen = {pad for pad, cel in self.cellen.items() if cel in verborgen} | set(self.onderdrukte_delen)
        if steunt_op_verborgen:
            # A part without a value has nothing to hide; it keeps its own reason.
            delen |= {d for d in self.afgeleide_delen if self.waarde[d] is not None}
        if not delen:
            return self
        waarde = _zonder_delen(self.waarde, delen)
        return replace(self, waarde=waarde, onderdrukt=True, onderdrukte_delen=tuple(sorted(delen)))

    def zonder_waarde(self) -> Kengetal:
        """The same figure wholly hidden; one that was never measured stays 'not measured'."""
        if self.waarde is None and not self.afgeleid_van:
            return self
        # The reason goes as well: 'no contacts' would say that a hidden count is zero.
        return replace(self, waarde=None, onderdrukt=True, reden=None)


def _zonder_delen(waarde: Any, paden: Collection[str], voor: str = "") -> Any:
    if isinstance(waarde, Mapping):
        return {k: _zonder_delen(v, paden, f"{voor}.{k}" if voor else k) for k, v in waarde.items()}
    return None if voor in paden else waarde


class Relatie(NamedTuple):
    """``totaal`` is the sum of ``delen``; all are cell ids. A plain tuple, so that it can be unpacked as one."""

    totaal: str
    delen: tuple[str, ...]


@dataclass(frozen=True)
class Tabel:
    """Layout of one printed table: which cell stands where.

    ``cellen[rij, kolom]`` is a cell id; the same id may stand in several tables. Margins are in ``rijtotalen``
    (by row), ``kolomtotalen`` (by column) and ``totaal``; a margin that would mean nothing is absent.
    """

    naam: str
    titel: str
    eenheid: str
    rijen: tuple[str, ...]
    kolommen: tuple[str, ...]
    cellen: Mapping[tuple[str, str], str]
    rijtotalen: Mapping[str, str] = field(default_factory=lambda: _LEEG)
    kolomtotalen: Mapping[str, str] = field(default_factory=lambda: _LEEG)
    totaal: str | None = None
    rijlabels: Mapping[str, str] = field(default_factory=lambda: _LEEG)
    kolomlabels: Mapping[str, str] = field(default_factory=lambda: _LEEG)
    bron: str = ""


@dataclass(frozen=True)
class Tellingen:
    """All counts that may leave the house.

    ``waarden``: cell id -> count (``None`` once hidden). ``relaties``: the sums between cells. ``tabellen``: layouts.
    """

    waarden: Mapping[str, int | None]
    relaties: tuple[Relatie, ...]
    tabellen: Mapping[str, Tabel]

    def tabel(self, naam: str) -> pd.DataFrame:
        """Table ``naam`` without margins: rows and columns by key, ``Int64``, hidden values ``<NA>``."""
        t = self.tabellen[naam]
        rijen = [[self.waarden[t.cellen[r, k]] for k in t.kolommen] for r in t.rijen]
        index = pd.Index(list(t.rijen), name="rij")
        return pd.DataFrame(rijen, index=index, columns=list(t.kolommen)).astype("Int64")

    def onderdruk(self, verborgen: Collection[str]) -> Tellingen:
        """The same cells, those in ``verborgen`` without their value."""
        return replace(self, waarden={cel: None if cel in verborgen else n for cel, n in self.waarden.items()})


@dataclass(frozen=True)
class Kengetallen:
    """The kengetallen of one year, the counts behind them, and the tables of amounts that are not counts (hours).

    ``maten``: table name -> DataFrame of non-counts (``coaches_uren``: month x ``directe_uren``).
    """

    verslagjaar: int
    kengetallen: Mapping[str, Kengetal]
    tellingen: Tellingen
    maten: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def __getitem__(self, sleutel: str) -> Kengetal:
        return self.kengetallen[sleutel]

    def onderdruk(self, cellen: Collection[str], sleutels: Collection[str] = ()) -> Kengetallen:
        """Hide ``cellen`` everywhere, and wholly the figures in ``sleutels`` (ratios that would give a cell back)."""
        verborgen = frozenset(cellen)
        nieuw = {s: k.zonder_waarde() if s in sleutels else k.onderdruk(verborgen) for s, k in self.kengetallen.items()}
        return replace(self, kengetallen=nieuw, tellingen=self.tellingen.onderdruk(verborgen))


NOG_GEEN_BESLUIT, ANDERS = "nog_geen_besluit", "anders"
LANGSTE_BESLUIT, LANGSTE_BESLUIT_WOORDEN = 40, 4  # characters, words
BLOK = 1 << 16  # rows of the contact table taken at a time: what is made of them stays close to the processor
US_PER_DAG = 24 * 60 * 60 * 1_000_000


def compute(jaar: Jaargegevens) -> Kengetallen:
    """All kengetallen of design 5.1 and the counts behind them, from tables that ingest has checked.

    A table that was not handed in leaves its figures at ``None`` with the reason ``niet gemeten``.

    Raises:
        GegevensFout: when the stock and the flow of families do not add up, or a value is outside its list (both
            mean that the tables did not come through ingest).
    """
    boek = _Boek(jaar.verslagjaar)
    gezinnen = _gezinnen(boek, jaar.tabellen["gezinnen"])
    _contacten(boek, jaar.tabellen["contacten"])
    maten = {"coaches_uren": _uren(boek, jaar.tabellen["uren"])}
    _leefgebieden(boek, jaar.tabellen.get("leefgebieden"), gezinnen)
    _mijlpalen(boek, jaar.tabellen.get("mijlpalen"), gezinnen)
    drempel = int(jaar.aannames["drempel_kleine_aantallen"])
    _screening(boek, jaar.tabellen.get("screening"), drempel)
    _overlast(boek, jaar.tabellen.get("overlast"), drempel)
    # The goal is what the file says: assuming more success with --set does not move it.
    doel = float(jaar.aannames.basis()["succesgraad"])
    _doel(boek, jaar.tabellen["gezinnen"], doel, vorige_waarden(jaar.vorig), drempel)
    _casussen(boek, jaar.tabellen["casussen"], drempel)
    return Kengetallen(
        verslagjaar=jaar.verslagjaar,
        kengetallen={s: boek.kengetallen[s] for s in OMSCHRIJVINGEN},
        tellingen=Tellingen(boek.waarden, tuple(boek.relaties), boek.tabellen),
        maten=maten,
    )


def maanden(verslagjaar: int) -> tuple[str, ...]:
    """``("2021-01", …, "2021-12")``."""
    return tuple(f"{verslagjaar}-{maand:02d}" for maand in range(1, 13))


class _Boek:
    """Where the parts of :func:`compute` write down cells, relations, tables and figures; lives for one call."""

    def __init__(self, verslagjaar: int) -> None:
        self.verslagjaar = verslagjaar
        self.maanden = maanden(verslagjaar)
        self.waarden: dict[str, int | None] = {}
        self.relaties: list[Relatie] = []
        self.tabellen: dict[str, Tabel] = {}
        self.kengetallen: dict[str, Kengetal] = {}

    def cel(self, naam: str, aantal: int | np.integer[Any]) -> str:
        eerder = self.waarden.setdefault(naam, int(aantal))
        if eerder != int(aantal):
            raise GegevensFout(
                [Probleem("gezinnen.csv", boodschap=f"de telling '{naam}' komt op twee manieren anders uit.")]
            )
        return naam

    def som(self, totaal: str, delen: Iterable[str]) -> None:
        self.relaties.append(Relatie(totaal, tuple(delen)))

    def kengetal(self, sleutel: str, waarde: Any, **rest: Any) -> None:
        o = OMSCHRIJVINGEN[sleutel]
        self.kengetallen[sleutel] = Kengetal(
            sleutel,
            waarde,
            o.eenheid,
            o.label,
            o.definitie,
            o.tabel,
            o.noemer,
            decimalen=o.decimalen,
            label_en=o.label_en,
            **rest,
        )

    def telling(self, sleutel: str, cel: str) -> None:
        self.kengetal(sleutel, self.waarden[cel], cel=cel)

    def niet_gemeten(self, *sleutels: str) -> None:
        for sleutel in sleutels:
            self.kengetal(sleutel, None, reden=NIET_GEMETEN)

    def deling(self, sleutel: str, teller: float, noemer: float, cellen: tuple[str, ...], reden: str) -> None:
        """A ratio; with an empty denominator it does not exist and ``reden`` says why."""
        if noemer == 0:
            self.kengetal(sleutel, None, afgeleid_van=cellen, reden=reden)
        else:
            self.kengetal(sleutel, float(teller) / float(noemer), afgeleid_van=cellen)

    def kruistabel(
        self,
        naam: str,
        titel: str,
        eenheid: str,
        aantallen: NDArray[np.int64],
        rijen: Mapping[str, str],
        kolommen: Mapping[str, str],
        bron: str,
        totalen: _Marges | None = None,
    ) -> None:
        """A table of counts with margins. ``totalen`` names margins that exist already as cells of another table."""
        m = totalen or _Marges()
        cellen = {
            (r, k): self.cel(f"{naam}/{r}/{k}", aantallen[i, j])
            for i, r in enumerate(rijen)
            for j, k in enumerate(kolommen)
        }
        rijtotalen = {
            r: self.cel(m.rijen.get(r, f"{naam}/{r}/{TOTAAL}"), aantallen[i].sum()) for i, r in enumerate(rijen)
        }
        kolomtotalen = {
            k: self.cel(m.kolommen.get(k, f"{naam}/{TOTAAL}/{k}"), aantallen[:, j].sum())
            for j, k in enumerate(kolommen)
        }
        totaal = self.cel(m.totaal or f"{naam}/{TOTAAL}/{TOTAAL}", aantallen.sum())
        for r in rijen:
            self.som(rijtotalen[r], (cellen[r, k] for k in kolommen))
        for k in kolommen:
            self.som(kolomtotalen[k], (cellen[r, k] for r in rijen))
        self.som(totaal, rijtotalen.values())
        self.som(totaal, kolomtotalen.values())
        self.tabellen[naam] = Tabel(
            naam,
            titel,
            eenheid,
            tuple(rijen),
            tuple(kolommen),
            cellen,
            rijtotalen,
            kolomtotalen,
            totaal,
            dict(rijen),
            dict(kolommen),
            bron,
        )


@dataclass(frozen=True)
class _Marges:
    rijen: Mapping[str, str] = field(default_factory=lambda: _LEEG)
    kolommen: Mapping[str, str] = field(default_factory=lambda: _LEEG)
    totaal: str | None = None


def plaatsen(kolom: pd.Series[Any], keuzes: Iterable[str] | pd.Index[Any]) -> NDArray[np.intp]:
    """Position of every value in ``keuzes``, -1 where it is empty or not among them."""
    tabel, codes = plaatstabel(kolom, keuzes)
    uit: NDArray[np.intp] = tabel[codes]
    return uit


def plaatstabel(
    kolom: pd.Series[Any], keuzes: Iterable[str] | pd.Index[Any]
) -> tuple[NDArray[np.intp], NDArray[np.signedinteger[Any]]]:
    """:func:`plaatsen` as the positions of the distinct values and, per row, which of those it has.

    So ten million rows cost little more than reading them once, and need not be held a second time.
    """
    codes: NDArray[Any]
    if isinstance(kolom.dtype, pd.CategoricalDtype):
        codes, waarden = np.asarray(kolom.cat.codes), kolom.cat.categories
    else:
        codes, waarden = pd.factorize(kolom)
    lijst = keuzes if isinstance(keuzes, pd.Index) else pd.Index(list(keuzes), dtype=object)
    # The extra last place answers the code -1, pandas' word for 'missing'.
    return np.append(lijst.get_indexer(pd.Index(waarden)), -1), codes


def _codes(kolom: pd.Series[Any], keuzes: Iterable[str], bestand: str) -> NDArray[np.intp]:
    """:func:`plaatsen` for a column that ingest has checked: a value that is not on the list is an error."""
    uit = plaatsen(kolom, keuzes)
    _bewaak_lijst(uit, str(kolom.name), bestand)
    return uit


def _bewaak_lijst(plaatsen_: NDArray[np.intp], kolom: str, bestand: str) -> None:
    if len(plaatsen_) and plaatsen_.min() < 0:
        raise GegevensFout([Probleem(bestand, kolom=kolom, boodschap="bevat een waarde die niet op de lijst staat.")])


def maandcodes(datums: pd.Series[Any], verslagjaar: int) -> NDArray[np.int64]:
    """Months since January of ``verslagjaar`` (0–11 inside it); what an empty date gives has no meaning."""
    return _maandcodes(datums.to_numpy(dtype="datetime64[us]"), verslagjaar)


def _maandcodes(datums: NDArray[np.datetime64], verslagjaar: int) -> NDArray[np.int64]:
    begin = np.datetime64(f"{verslagjaar:04d}-01-01", "D")
    # Millions of dates of one year are looked up among its days: working out the month of each takes ten times as long.
    plek = (datums.view(np.int64) - begin.astype("datetime64[us]").view(np.int64)) // US_PER_DAG
    tabel = _sinds_januari(begin + np.arange(366), verslagjaar)
    if len(plek) > len(tabel) and plek.min() >= 0 and plek.max() < len(tabel):
        uit: NDArray[np.int64] = tabel[plek]
        return uit
    return _sinds_januari(datums.astype("datetime64[D]"), verslagjaar)


def _sinds_januari(dagen: NDArray[np.datetime64], verslagjaar: int) -> NDArray[np.int64]:
    return dagen.astype("datetime64[M]").astype(np.int64) - (verslagjaar - 1970) * 12


@dataclass(frozen=True)
class _Gezinnen:
    """What later parts need to know about the families: which were supported, and the cell that counts them."""

    ondersteund: pd.Index[Any]
    cel: str


def _gezinnen(boek: _Boek, tabel: pd.DataFrame) -> _Gezinnen:
    start = maandcodes(tabel["startdatum"], boek.verslagjaar)
    loopt_nog = tabel["einddatum"].isna().to_numpy()
    eind = np.where(loopt_nog, np.iinfo(np.int64).max, maandcodes(tabel["einddatum"], boek.verslagjaar))
    in_jaar = (start < 12) & (eind >= 0)
    start, eind = start[in_jaar], eind[in_jaar]
    gezinnen = tabel.loc[in_jaar]

    instroom = np.bincount(start[start >= 0], minlength=12)
    uitstroom = np.bincount(eind[eind < 12], minlength=12)
    beginstand = int((start < 0).sum())
    lopend = beginstand + np.cumsum(instroom - uitstroom)
    actief = np.array([((start <= m) & (eind >= m)).sum() for m in range(12)])
    _bewaak_stroom(beginstand, instroom, uitstroom, actief, int((eind >= 12).sum()))

    _huishoudtype_status(boek, gezinnen, eind)
    totaal, eindstand = "huishoudtype_status/Totaal/Totaal", "huishoudtype_status/Totaal/lopend"
    begin = boek.cel("gezinnen_per_maand/beginstand", beginstand)
    _gezinnen_per_maand(boek, {"instroom": instroom, "uitstroom": uitstroom, "lopend": lopend, "actief": actief})

    in_totaal, uit_totaal = "gezinnen_per_maand/Totaal/instroom", "gezinnen_per_maand/Totaal/uitstroom"
    boek.som(totaal, (begin, in_totaal))
    boek.som(totaal, (eindstand, uit_totaal))
    boek.som(uit_totaal, (f"huishoudtype_status/Totaal/{s}" for s in STATUSSEN if s != "lopend"))

    boek.telling("gezinnen_ondersteund", totaal)
    boek.telling("beginstand", begin)
    boek.telling("instroom", in_totaal)
    boek.telling("uitstroom", uit_totaal)
    for status in STATUSSEN:
        boek.telling(f"gezinnen_{status}", f"huishoudtype_status/Totaal/{status}")
    for huishoudtype in ("eenouder", "samenwonend_met_kinderen"):
        boek.telling(f"gezinnen_{huishoudtype}", f"huishoudtype_status/{huishoudtype}/lopend")
    boek.telling("gezinsmaanden", "gezinnen_per_maand/Totaal/actief")
    boek.kengetal(
        "instroom_per_maand",
        {maand: int(n) for maand, n in zip(boek.maanden, instroom, strict=True)},
        cellen={maand: f"gezinnen_per_maand/{maand}/instroom" for maand in boek.maanden},
    )
    return _Gezinnen(pd.Index(gezinnen["gezin"]), totaal)


def _bewaak_stroom(
    beginstand: int, instroom: NDArray[Any], uitstroom: NDArray[Any], actief: NDArray[Any], eindstand: int
) -> None:
    """The stock-flow identity, for the year and within every month."""
    stand = beginstand + np.cumsum(instroom - uitstroom)
    if stand[-1] == eindstand and np.array_equal(actief, stand + uitstroom):
        return
    raise GegevensFout(
        [
            Probleem(
                "gezinnen.csv",
                boodschap="beginstand + instroom - uitstroom is niet gelijk aan de eindstand "
                f"({beginstand} + {instroom.sum()} - {uitstroom.sum()} tegen {eindstand}).",
                herstel="Kijk of een einddatum vóór de startdatum ligt.",
            )
        ]
    )


def _huishoudtype_status(boek: _Boek, gezinnen: pd.DataFrame, eind: NDArray[np.int64]) -> None:
    soort = _codes(gezinnen["huishoudtype"], HUISHOUDTYPES, "gezinnen.csv")
    status = np.zeros(len(gezinnen), dtype=np.intp)  # 0 = lopend
    beeindigd = eind < 12
    # Positions in BESTEMMING_STATUS follow STATUSSEN, which has 'lopend' in front.
    status[beeindigd] = 1 + _codes(gezinnen["bestemming"][beeindigd], BESTEMMING_STATUS, "gezinnen.csv")
    vorm = (len(HUISHOUDTYPES), len(STATUSSEN))
    aantallen = np.bincount(soort * vorm[1] + status, minlength=vorm[0] * vorm[1]).reshape(vorm)
    boek.kruistabel(
        "huishoudtype_status",
        "Gezinnen naar huishoudtype en status",
        "gezinnen",
        aantallen,
        HUISHOUDTYPES,
        STATUSSEN,
        "gezinnen",
    )


def _gezinnen_per_maand(boek: _Boek, stromen: Mapping[str, NDArray[Any]]) -> None:
    naam = "gezinnen_per_maand"
    cellen: dict[tuple[str, str], str] = {}
    for m, maand in enumerate(boek.maanden):
        for kolom, aantallen in stromen.items():
            # What runs at the end of December is the year's final stock: the same cell as in huishoudtype_status.
            slot = kolom == "lopend" and m == 11
            cel = "huishoudtype_status/Totaal/lopend" if slot else f"{naam}/{maand}/{kolom}"
            cellen[maand, kolom] = boek.cel(cel, aantallen[m])
    vorige = f"{naam}/beginstand"
    for maand in boek.maanden:
        boek.som(cellen[maand, "actief"], (vorige, cellen[maand, "instroom"]))
        boek.som(cellen[maand, "actief"], (cellen[maand, "lopend"], cellen[maand, "uitstroom"]))
        vorige = cellen[maand, "lopend"]
    kolomtotalen = {}
    for kolom in ("instroom", "uitstroom", "actief"):
        kolomtotalen[kolom] = boek.cel(f"{naam}/{TOTAAL}/{kolom}", stromen[kolom].sum())
        boek.som(kolomtotalen[kolom], (cellen[maand, kolom] for maand in boek.maanden))
    boek.tabellen[naam] = Tabel(
        naam,
        "Gezinnen per maand",
        "gezinnen",
        boek.maanden,
        tuple(stromen),
        cellen,
        kolomtotalen=kolomtotalen,
        rijlabels={m: nl.maand(m) for m in boek.maanden},
        kolomlabels={
            "instroom": "Gestart",
            "uitstroom": "Beëindigd",
            "lopend": "Loopt door na de maand",
            "actief": "Ondersteund in de maand",
        },
        bron="gezinnen",
    )


def _contacten(boek: _Boek, tabel: pd.DataFrame) -> None:
    aantallen = _contacten_geteld(tabel, boek.verslagjaar)
    rijen = {m: nl.maand(m) for m in boek.maanden}
    eerste = "contacten_per_maand_soort"
    boek.kruistabel(
        eerste,
        "Contacten per maand, kort en lang",
        "contacten",
        aantallen.sum(axis=(2, 3)),
        rijen,
        SOORTEN,
        "contacten",
    )
    # The other two tables share margins with the first: the same counts, so the same cells.
    per_maand = boek.tabellen[eerste].rijtotalen
    per_soort = boek.tabellen[eerste].kolomtotalen
    totaal = f"{eerste}/{TOTAAL}/{TOTAAL}"
    boek.kruistabel(
        "contacten_per_maand_initiatief",
        "Contacten per maand naar initiatief",
        "contacten",
        aantallen.sum(axis=(1, 2)),
        rijen,
        INITIATIEVEN,
        "contacten",
        _Marges(rijen=per_maand, totaal=totaal),
    )
    boek.kruistabel(
        "contacten_kanaal_soort",
        "Contacten naar kanaal en duur",
        "contacten",
        aantallen.sum(axis=(0, 3)).T,
        KANALEN,
        SOORTEN,
        "contacten",
        _Marges(kolommen=per_soort, totaal=totaal),
    )

    boek.telling("contacten", totaal)
    for soort in SOORTEN:
        boek.telling(f"contacten_{soort}", per_soort[soort])
    contacten, maanden_cel = boek.waarden[totaal] or 0, "gezinnen_per_maand/Totaal/actief"
    boek.deling(
        "contacten_per_gezin_per_maand",
        contacten,
        boek.waarden[maanden_cel] or 0,
        (totaal, maanden_cel),
        "geen gezinnen ondersteund",
    )
    gezin_cel = f"contacten_per_maand_initiatief/{TOTAAL}/gezin"
    boek.deling(
        "aandeel_contacten_op_initiatief_gezin",
        boek.waarden[gezin_cel] or 0,
        contacten,
        (gezin_cel, totaal),
        "geen contacten",
    )


def _contacten_geteld(tabel: pd.DataFrame, verslagjaar: int) -> NDArray[np.int64]:
    """Numbers of contacts by month, soort, kanaal and initiatief."""
    keuzes = {"soort": SOORTEN, "kanaal": KANALEN, "initiatief": INITIATIEVEN}
    vorm = (12, *map(len, keuzes.values()))
    kubus = np.zeros(int(np.prod(vorm)), dtype=np.int64)
    datums = tabel["datum"].to_numpy(dtype="datetime64[us]")
    kolommen = {naam: plaatstabel(tabel[naam], lijst) for naam, lijst in keuzes.items()}
    for begin in range(0, len(tabel), BLOK):
        deel = slice(begin, begin + BLOK)
        plaats = _maandcodes(datums[deel], verslagjaar)
        if plaats.min() < 0 or plaats.max() > 11:
            raise GegevensFout(
                [Probleem("contacten.csv", kolom="datum", boodschap="een contact ligt buiten het verslagjaar.")]
            )
        for (naam, (plaatsen_, codes)), lengte in zip(kolommen.items(), vorm[1:], strict=True):
            gekozen = plaatsen_[codes[deel]]
            _bewaak_lijst(gekozen, naam, "contacten.csv")
            plaats = plaats * lengte + gekozen
        kubus += np.bincount(plaats, minlength=kubus.size)
    return kubus.reshape(vorm)


def _uren(boek: _Boek, tabel: pd.DataFrame) -> pd.DataFrame:
    """Hours per month over all coaches together; a table per coach would be about one worker, so there is none."""
    uren = float(tabel["directe_uren"].sum())
    boek.kengetal("coaches", int(tabel["coach"].nunique()))
    boek.kengetal("directe_uren", uren)
    gezinnen_cel = "huishoudtype_status/Totaal/Totaal"
    boek.deling(
        "directe_uren_per_gezin",
        uren,
        boek.waarden[gezinnen_cel] or 0,
        (gezinnen_cel,),
        "geen gezinnen ondersteund",
    )
    per_maand = tabel.groupby(tabel["maand"].astype(object), observed=True)["directe_uren"].sum()
    per_maand = per_maand.reindex(list(boek.maanden), fill_value=0.0).astype(float)
    return pd.DataFrame({"directe_uren": per_maand.to_numpy()}, index=pd.Index(list(boek.maanden), name="rij"))


@dataclass(frozen=True)
class _Metingen:
    """Measurements in the order of their dates, as arrays: position of the family, of the version and of the
    leefgebied of that version (``gebieden``), day, score, and whether it was in the verslagjaar."""

    gebieden: tuple[tuple[str, str], ...]
    gezin: NDArray[np.intp]
    versie: NDArray[np.intp]
    gebied: NDArray[np.intp]
    dag: NDArray[np.datetime64]
    score: NDArray[np.float64]
    in_jaar: NDArray[np.bool_]

    def laatste(self, welke: NDArray[np.bool_], gezinnen: int) -> NDArray[np.intp]:
        """Per family and leefgebied the position of the last measurement among ``welke``; -1 where there is none."""
        return self._positie(np.flatnonzero(welke), gezinnen)

    def eerste(self, gezinnen: int) -> NDArray[np.intp]:
        """Per family and leefgebied the position of the first measurement; -1 where there is none."""
        return self._positie(np.arange(len(self.gezin))[::-1], gezinnen)

    def _positie(self, volgorde: NDArray[np.intp], gezinnen: int) -> NDArray[np.intp]:
        plek = np.full(gezinnen * len(self.gebieden), -1, dtype=np.intp)
        # Where a place is written more than once, numpy keeps what was written last.
        plek[self.gezin[volgorde] * len(self.gebieden) + self.gebied[volgorde]] = volgorde
        return plek


def _metingen(boek: _Boek, tabel: pd.DataFrame, gezinnen: _Gezinnen) -> _Metingen:
    maand = maandcodes(tabel["meetdatum"], boek.verslagjaar)
    gezin = plaatsen(tabel["gezin"], gezinnen.ondersteund)
    telt = np.flatnonzero((maand < 12) & (gezin >= 0) & tabel["score"].notna().to_numpy())
    dag = tabel["meetdatum"].to_numpy(dtype="datetime64[D]")
    telt = telt[np.argsort(dag[telt], kind="stable")]
    versie, versies = pd.factorize(tabel["versie"], sort=True)
    naam, namen = pd.factorize(tabel["leefgebied"], sort=True)
    code = versie[telt] * len(namen) + naam[telt]
    gebruikt, gebied = np.unique(code, return_inverse=True)
    return _Metingen(
        gebieden=tuple((str(versies[c // len(namen)]), str(namen[c % len(namen)])) for c in gebruikt),
        gezin=gezin[telt],
        versie=versie[telt],
        gebied=gebied.astype(np.intp),
        dag=dag[telt],
        score=tabel["score"].to_numpy(dtype=float, na_value=np.nan)[telt],
        in_jaar=maand[telt] >= 0,
    )


def _leefgebieden(boek: _Boek, tabel: pd.DataFrame | None, gezinnen: _Gezinnen) -> None:
    if tabel is None:
        boek.niet_gemeten("gezinnen_met_problemen_op_twee_leefgebieden", "leefgebieden_verandering")
        return
    metingen = _metingen(boek, tabel, gezinnen)
    _problemen_op_twee(boek, metingen, gezinnen)
    _verandering(boek, metingen, len(gezinnen.ondersteund))


def _problemen_op_twee(boek: _Boek, m: _Metingen, gezinnen: _Gezinnen) -> None:
    # Versions of the matrix are not mixed: what counts is the version of a family's last measurement.
    ondersteund = len(gezinnen.ondersteund)
    laatste_versie = np.full(ondersteund, -1, dtype=np.intp)
    laatste_versie[m.gezin[m.in_jaar]] = m.versie[m.in_jaar]
    laatste = m.laatste(m.in_jaar & (m.versie == laatste_versie[m.gezin]), ondersteund)
    laatste = laatste[laatste >= 0]
    probleem = laatste[m.score[laatste] <= PROBLEEMSCORE]
    aantal = int((np.bincount(m.gezin[probleem], minlength=1) >= MINSTENS_LEEFGEBIEDEN).sum())
    gemeten = int((laatste_versie >= 0).sum())
    naam = "leefgebieden_problemen"
    kolommen = {"twee_of_meer": "Problemen op twee of meer leefgebieden", "minder": "Minder", "niet": "Niet gemeten"}
    aantallen = {"twee_of_meer": aantal, "minder": gemeten - aantal, "niet": ondersteund - gemeten}
    cellen = {("gezinnen", k): boek.cel(f"{naam}/gezinnen/{k}", n) for k, n in aantallen.items()}
    boek.som(gezinnen.cel, cellen.values())
    boek.tabellen[naam] = Tabel(
        naam,
        "Gezinnen met problemen op meer leefgebieden",
        "gezinnen",
        ("gezinnen",),
        tuple(kolommen),
        cellen,
        rijtotalen={"gezinnen": gezinnen.cel},
        rijlabels={"gezinnen": "Gezinnen"},
        kolomlabels=kolommen,
        bron="leefgebieden",
    )
    boek.telling("gezinnen_met_problemen_op_twee_leefgebieden", f"{naam}/gezinnen/twee_of_meer")


def _verandering(boek: _Boek, m: _Metingen, ondersteund: int) -> None:
    eerste, laatste = m.eerste(ondersteund), m.laatste(m.in_jaar, ondersteund)
    paar = np.flatnonzero(laatste >= 0)
    paar = paar[m.dag[laatste[paar]] > m.dag[eerste[paar]]]
    eerste, laatste = eerste[paar], laatste[paar]
    kolom = (1 - np.sign(m.score[laatste] - m.score[eerste])).astype(np.intp)  # up 0 (beter), equal 1, down 2
    vorm = (len(m.gebieden), len(VERANDERINGEN))
    per_gebied = np.bincount(m.gebied[laatste] * vorm[1] + kolom, minlength=vorm[0] * vorm[1]).reshape(vorm)

    naam = "leefgebieden_verandering"
    rijen: dict[str, str] = {}
    cellen: dict[tuple[str, str], str] = {}
    rijtotalen: dict[str, str] = {}
    for gebied, r, label in _leefgebied_rijen([g for g, n in zip(m.gebieden, per_gebied, strict=True) if n.sum()]):
        aantallen = per_gebied[m.gebieden.index(gebied)]
        rijen[r] = label
        for k, n in zip(VERANDERINGEN, aantallen, strict=True):
            cellen[r, k] = boek.cel(f"{naam}/{r}/{k}", n)
        # Families are in every row again: a total over the rows would count no families, so there is none.
        rijtotalen[r] = boek.cel(f"{naam}/{r}/{TOTAAL}", aantallen.sum())
        boek.som(rijtotalen[r], (cellen[r, k] for k in VERANDERINGEN))
    boek.tabellen[naam] = Tabel(
        naam,
        "Verandering per leefgebied sinds de eerste meting",
        "gezinnen",
        tuple(rijen),
        tuple(VERANDERINGEN),
        cellen,
        rijtotalen=rijtotalen,
        rijlabels=rijen,
        kolomlabels=VERANDERINGEN,
        bron="leefgebieden",
    )
    if not rijen:
        boek.kengetal(naam, None, reden="geen gezin is twee keer gemeten")
        return
    boek.kengetal(
        naam,
        {r: {k: boek.waarden[cellen[r, k]] for k in VERANDERINGEN} for r in rijen},
        cellen={f"{r}.{k}": cel for (r, k), cel in cellen.items()},
    )


def _leefgebied_rijen(gebieden: Iterable[tuple[str, str]]) -> list[tuple[tuple[str, str], str, str]]:
    """Per (versie, leefgebied) its row key and label, in the order of the reference list of the matrix.

    The key is the leefgebied, with the version in front when a year holds two versions.
    """
    lijst = referentie.leefgebieden()
    bekend = list(zip(lijst["versie"].astype(str), lijst["leefgebied"].astype(str), strict=True))
    volgorde = {gebied: i for i, gebied in enumerate(bekend)}
    labels = dict(zip(bekend, lijst["label"].astype(str), strict=True))
    lijst_gebieden = sorted(gebieden, key=lambda g: (g[0], volgorde.get(g, len(volgorde)), g[1]))
    meer_versies = len({versie for versie, _ in lijst_gebieden}) > 1
    return [
        (
            (versie, gebied),
            f"{versie}:{gebied}" if meer_versies else gebied,
            labels.get((versie, gebied), gebied.replace("_", " ").capitalize())
            + (f" ({versie.upper()})" if meer_versies else ""),
        )
        for versie, gebied in lijst_gebieden
    ]


def _mijlpalen(boek: _Boek, tabel: pd.DataFrame | None, gezinnen: _Gezinnen) -> None:
    if tabel is None:
        boek.niet_gemeten("mijlpalen")
        return
    maand = maandcodes(tabel["datum"], boek.verslagjaar)
    geteld = tabel.loc[(maand >= 0) & (maand < 12) & tabel["gezin"].isin(gezinnen.ondersteund).to_numpy()]
    geteld = geteld.drop_duplicates(["gezin", "mijlpaal"])
    aantallen = np.bincount(_codes(geteld["mijlpaal"], MIJLPALEN, "mijlpalen.csv"), minlength=len(MIJLPALEN))
    cellen = {
        (m, "gezinnen"): boek.cel(f"mijlpalen/{m}/gezinnen", n) for m, n in zip(MIJLPALEN, aantallen, strict=True)
    }
    boek.tabellen["mijlpalen"] = Tabel(
        "mijlpalen",
        "Mijlpalen",
        "gezinnen",
        tuple(MIJLPALEN),
        ("gezinnen",),
        cellen,
        rijlabels=MIJLPALEN,
        kolomlabels={"gezinnen": "Gezinnen"},
        bron="mijlpalen",
    )
    boek.kengetal(
        "mijlpalen",
        {m: boek.waarden[cel] for (m, _), cel in cellen.items()},
        cellen={m: cel for (m, _), cel in cellen.items()},
    )


def _screening(boek: _Boek, tabel: pd.DataFrame | None, drempel: int) -> None:
    if tabel is None:
        boek.niet_gemeten("kandidaten", "kandidaten_volledig_gescreend", "screening_redenen")
        return
    laatste = tabel.sort_values("datum", kind="stable").drop_duplicates("kandidaat", keep="last")
    totaal = boek.cel("screening/kandidaten", len(laatste))
    antwoorden = {
        c: _codes(laatste[c].astype(object).fillna("onbekend").rename(c), ANTWOORDEN, "screening.csv") for c in CRITERIA
    }
    onbekend = list(ANTWOORDEN).index("onbekend")
    volledig = np.logical_and.reduce([codes != onbekend for codes in antwoorden.values()])
    volledig_cel = boek.cel("screening/volledig", volledig.sum())
    boek.som(totaal, (volledig_cel, boek.cel("screening/onvolledig", len(laatste) - volledig.sum())))

    cellen: dict[tuple[str, str], str] = {}
    for criterium, codes in antwoorden.items():
        for antwoord, n in zip(ANTWOORDEN, np.bincount(codes, minlength=len(ANTWOORDEN)), strict=True):
            cellen[criterium, antwoord] = boek.cel(f"screening/{criterium}/{antwoord}", n)
        boek.som(totaal, (cellen[criterium, a] for a in ANTWOORDEN))
    boek.tabellen["screening"] = Tabel(
        "screening",
        "Screening van kandidaat-gezinnen",
        "kandidaten",
        tuple(CRITERIA),
        tuple(ANTWOORDEN),
        cellen,
        rijtotalen=dict.fromkeys(CRITERIA, totaal),
        rijlabels=CRITERIA,
        kolomlabels=ANTWOORDEN,
        bron="screening",
    )
    _screening_besluit(boek, laatste["besluit"], totaal, drempel)
    boek.telling("kandidaten", totaal)
    boek.telling("kandidaten_volledig_gescreend", volledig_cel)
    boek.kengetal(
        "screening_redenen",
        {c: {a: boek.waarden[cellen[c, a]] for a in ANTWOORDEN} for c in CRITERIA},
        cellen={f"{c}.{a}": cel for (c, a), cel in cellen.items()},
    )


def _kort_besluit(besluit: str) -> str:
    """A decision as a row of a table: a short code or word; a sentence could be about a person and becomes 'anders'."""
    kort = len(besluit) <= LANGSTE_BESLUIT and len(besluit.split()) <= LANGSTE_BESLUIT_WOORDEN
    return _geen_totaal(besluit) if kort else ANDERS


def _geen_totaal(sleutel: str) -> str:
    """A key from the data that cannot be taken for a margin."""
    return f"{sleutel} (soort)" if sleutel.casefold() == TOTAAL.casefold() else sleutel


def _zeldzaam_samen(woorden: pd.Series[Any], aantallen: pd.Series[Any], drempel: int) -> pd.Series[Any]:
    """The evaluator's own words for a kind; those that stand for fewer than the threshold are one kind together.

    A row of its own would say that it occurred, also when its count is hidden.
    """
    if drempel <= 1:
        return woorden
    zeldzaam = set(aantallen.index[(aantallen < drempel).to_numpy(dtype=bool)]) - {NOG_GEEN_BESLUIT}
    return woorden.where(~woorden.isin(zeldzaam), ANDERS)


def _screening_besluit(boek: _Boek, besluit: pd.Series[Any], totaal: str, drempel: int) -> None:
    kort = besluit.astype(object).fillna(NOG_GEEN_BESLUIT).map(_kort_besluit)
    aantallen = _zeldzaam_samen(kort, kort.value_counts(), drempel).value_counts()
    besluiten = sorted(str(b) for b in aantallen.index)
    cellen = {(b, "kandidaten"): boek.cel(f"screening_besluit/{b}/kandidaten", int(aantallen[b])) for b in besluiten}
    if cellen:
        boek.som(totaal, cellen.values())
    boek.tabellen["screening_besluit"] = Tabel(
        "screening_besluit",
        "Besluit na de screening",
        "kandidaten",
        tuple(besluiten),
        ("kandidaten",),
        cellen,
        kolomtotalen={"kandidaten": totaal},
        rijlabels={b: b.replace("_", " ").capitalize() for b in besluiten},
        kolomlabels={"kandidaten": "Kandidaten"},
        bron="screening",
    )


def _overlast(boek: _Boek, tabel: pd.DataFrame | None, drempel: int) -> None:
    if tabel is None:
        boek.niet_gemeten("overlastmeldingen")
        return
    soort = tabel["soort"].astype(object).map(_geen_totaal)
    soort = _zeldzaam_samen(soort, tabel["meldingen"].groupby(soort).sum(), drempel)
    soorten = {s: s.replace("_", " ").capitalize() for s in sorted(soort.unique())}
    rij = _codes(tabel["maand"], boek.maanden, "overlast.csv")
    kolom = _codes(soort, soorten, "overlast.csv")
    aantallen = np.zeros((12, len(soorten)), dtype=np.int64)
    np.add.at(aantallen, (rij, kolom), tabel["meldingen"].to_numpy(dtype=np.int64))
    boek.kruistabel(
        "overlast",
        "Overlastmeldingen per maand",
        "meldingen",
        aantallen,
        {m: nl.maand(m) for m in boek.maanden},
        soorten,
        "overlast",
    )
    boek.telling("overlastmeldingen", f"overlast/{TOTAAL}/{TOTAAL}")


def _doel(
    boek: _Boek, tabel: pd.DataFrame, succesgraad: float, vorig: Mapping[str, float | None], drempel: int
) -> None:
    """Progress to the goal, since the programme began.

    The denominator holds every family whose support ended, whatever its destination, and the running ones that have
    had their two years: leaving out those that stopped or moved would flatter the result. Before any family has had
    two years there is no outcome, because those who left early are the quick cases only.

    Families that ended in earlier years come from ``gezinnen.csv`` when it still holds them, and otherwise from the
    tally in last year's published figures. The tally of all years minus this year's count gives the one of earlier
    years back, so it is hidden where that one was, and where that one is small and was never published.
    """
    slot = np.datetime64(f"{boek.verslagjaar}-12-31")
    start = tabel["startdatum"].to_numpy(dtype="datetime64[D]")
    eind = tabel["einddatum"].to_numpy(dtype="datetime64[D]")
    beeindigd = ~np.isnat(eind) & (eind <= slot)
    # Started on or before 31 December two years ago: has had (all but a day of) two years of support.
    al_lang = start <= np.datetime64(f"{boek.verslagjaar - DOEL_JAREN}-12-31")
    lang_lopend = int((al_lang & ~beeindigd).sum())
    regulier = _is(tabel["bestemming"], "regulier")
    toegeleid = int((beeindigd & regulier).sum())
    voor_dit_jaar = ~np.isnat(eind) & (eind < np.datetime64(f"{boek.verslagjaar}-01-01"))
    eerder = _eerder_beeindigd((int(voor_dit_jaar.sum()), int((voor_dit_jaar & regulier).sum())), vorig, drempel)

    cellen = ["gezinnen_per_maand/Totaal/uitstroom", "huishoudtype_status/Totaal/toegeleid"]
    if lang_lopend:
        cellen.append(boek.cel("doel_zelfredzaam/lopend_twee_jaar", lang_lopend))
        korter = boek.cel("doel_zelfredzaam/lopend_korter", int((start <= slot).sum()) - beeindigd.sum() - lang_lopend)
        boek.som("huishoudtype_status/Totaal/lopend", (cellen[-1], korter))
    waarde: dict[str, float | int | None] = {"doel": succesgraad * DOEL_NOEMER, "van": DOEL_NOEMER}
    reden = None
    if eerder is None:
        waarde |= dict.fromkeys(("bereikt", "gezinnen_beoordeeld", "gezinnen_toegeleid", "gezinnen_beeindigd"))
        reden = "de telling van eerdere jaren is afgeschermd"
    else:
        einden, doorgeleid = int(beeindigd.sum()) + eerder[0], toegeleid + eerder[1]
        noemer = einden + lang_lopend
        meetbaar = noemer > 0 and (bool(al_lang.any()) or vorig.get("doel_zelfredzaam.bereikt") is not None)
        waarde |= {
            "bereikt": doorgeleid / noemer * DOEL_NOEMER if meetbaar else None,
            "gezinnen_beoordeeld": noemer if meetbaar else None,
            "gezinnen_toegeleid": doorgeleid,
            "gezinnen_beeindigd": einden,
        }
        reden = None if meetbaar else NOG_NIET_TE_METEN
    boek.kengetal(
        "doel_zelfredzaam",
        waarde,
        reden=reden,
        afgeleid_van=tuple(cellen),
        # Not cells of their own: each differs from a count of this year by a number that was published before.
        afgeleide_delen=("bereikt", "gezinnen_beoordeeld", "gezinnen_toegeleid", "gezinnen_beeindigd"),
    )


def _eerder_beeindigd(
    in_bestand: tuple[int, int], vorig: Mapping[str, float | None], drempel: int
) -> tuple[int, int] | None:
    """Families that ended, and were referred on, before this year, as far as ``gezinnen.csv`` does not hold them.

    ``in_bestand`` are the same two counts of the families that it does hold. ``None`` when they may not be known: last
    year's tally was hidden, or the file's own is new to the reader and has a number below ``drempel`` in it.
    """
    sleutels = ("doel_zelfredzaam.gezinnen_beeindigd", "doel_zelfredzaam.gezinnen_toegeleid")
    gepubliceerd = None
    if all(s in vorig for s in sleutels):
        einden, doorgeleid = (vorig[s] for s in sleutels)
        if einden is None or doorgeleid is None:
            return None
        gepubliceerd = int(einden), int(doorgeleid)
    einden_hier, doorgeleid_hier = in_bestand
    if not einden_hier:
        return gepubliceerd or (0, 0)
    klein = drempel > 1 and min(doorgeleid_hier, einden_hier - doorgeleid_hier) < drempel
    return None if klein and in_bestand != gepubliceerd else (0, 0)


def _is(kolom: pd.Series[Any], waarde: str) -> NDArray[np.bool_]:
    """Where the column holds ``waarde``; an empty cell is a no."""
    return kolom.eq(waarde).fillna(False).to_numpy(dtype=bool)


def _casussen(boek: _Boek, tabel: pd.DataFrame, drempel: int) -> None:
    """For how many families a case stands: counts of families, so cells.

    Cases without consent, and those for few families, are one cell together: the programme's total minus the others
    gives that number away.
    """
    getoond = _is(tabel["toestemming"], "ja")
    if drempel > 1:
        getoond = getoond & (tabel["aantal_gezinnen"] >= drempel).to_numpy(dtype=bool)
    aantallen = {
        str(casus): int(n)
        for casus, n in zip(tabel.loc[getoond, "casus"], tabel.loc[getoond, "aantal_gezinnen"], strict=True)
    }
    rijen = {casus: f"Casus {casus}" for casus in aantallen}
    if not getoond.all():
        rijen["overige"] = "Overige casussen"
        aantallen["overige"] = int(tabel.loc[~getoond, "aantal_gezinnen"].sum())
    cellen = {(r, "gezinnen"): boek.cel(f"casussen/{r}/gezinnen", n) for r, n in aantallen.items()}
    totaal = boek.cel(f"casussen/{TOTAAL}/gezinnen", sum(aantallen.values()))
    boek.som(totaal, cellen.values())
    boek.tabellen["casussen"] = Tabel(
        "casussen",
        "Gezinnen waarvoor een casus staat",
        "gezinnen",
        tuple(rijen),
        ("gezinnen",),
        cellen,
        kolomtotalen={"gezinnen": totaal},
        rijlabels=rijen,
        kolomlabels={"gezinnen": "Gezinnen"},
        bron="casussen",
    )


def vorige_waarden(vorig: pd.DataFrame | None) -> dict[str, float | None]:
    """Last year's published figures by key: ``None`` for one that was hidden or had no value.

    Takes ``cijfers.csv`` as read by anyone: numbers, or text with a decimal comma.
    """
    if vorig is None or not {"sleutel", "waarde"} <= set(vorig.columns):
        return {}
    tekst = vorig["waarde"].astype(object).map(lambda w: str(w).replace(",", ".") if isinstance(w, str) else w)
    waarden = pd.to_numeric(tekst, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    return {str(s): float(w) if np.isfinite(w) else None for s, w in zip(vorig["sleutel"], waarden, strict=True)}
