"""Year over year: what changed, by how much, and whether it is the families, the work or the assumptions.

Everything here rests on *published* figures: those of earlier years as they left the house (``cijfers.csv``), those of
this year after disclosure control with last year's publication in mind. A difference is shown only where both years are
shown, so it says nothing that the two figures did not say already. What somebody who wants to recognise a family knows
of last year is what was printed then, so a published file always goes before a new computation of that year, also when
the two differ.

Two things are new counts and are protected here: :func:`volg_gezinnen` (families by the year in which they started) is
solved together with all counts of families of the year, and with last year's table of the same kind. Two things are new
amounts: the net present value of this year's data under last year's assumptions (:func:`effect_van_aannames`) leaves
the cases without consent out when only one of them would be hidden, because several values under known weights would
give its amounts back.

Layout of :func:`jaar_op_jaar` (plain JSON, kept in ``Uitkomst.meta["jaar_op_jaar"]``)::

    {"jaren": [2021, 2022], "herkomst": ["gepubliceerd" | "berekend", ...],
     "kengetallen": [{"sleutel", "label", "label_en", "eenheid", "decimalen", "waarden": [x | None, ...],
                      "verborgen": [bool, ...], "verschil": x | None}],
     "rendement":   [{"maat", "nulalternatief", "prijspeil": [int | None, ...], "laag": [...], "hoog": [...]}],
     "volgen":      {"rijen": ["2021", "2022"], "kolommen": [...], "cellen": {"2021/lopend": n | None}},
     "aannames":    [{"sleutel", "label", "eenheid", "oud", "nieuw"}],
     "effect":      None | {"grondslag": "programma" | "met_toestemming", "regels": [{"sleutel", "label",
                      "ncw": {<nulalternatief>: {"bij_lage_kosten", "bij_hoge_kosten"}}}]}}

``herkomst`` is about the earlier years. In ``effect`` the first line (``sleutel`` = ``nu``) is this year's result and
the last (``alle``) the same data with all of last year's assumptions, except the price level: that only changes the
euro in which the result is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from buurtrendement import disclosure, ingest, kengetallen, nl, rendement, results
from buurtrendement.begrippen import BESTEMMING_STATUS, DOEL_JAREN, OMSCHRIJVINGEN, STATUSSEN
from buurtrendement.errors import GebruiksFout, GegevensFout, Probleem
from buurtrendement.formules import NULALTERNATIEVEN, REKENSLEUTELS, gewichten, ncw
from buurtrendement.ingest import Jaargegevens
from buurtrendement.kengetallen import TOTAAL, Kengetallen, Relatie, Tabel, vorige_waarden
from buurtrendement.paths import csv_bestanden, in_map, jaarmap
from buurtrendement.rendement import GRENZEN, LAAG, Model
from buurtrendement.schema import PRIJSINDEX, TABELLEN

META = "jaar_op_jaar"
"""Where the comparison is kept in ``Uitkomst.meta``."""

VOLGEN = "gezinnen_volgen"
"""Name of the table of families by start year, and first part of its cell ids."""

RENDEMENT_MATEN = ("ncw", "bkv")

# The nested figures of which one part is worth following.
_DELEN: Mapping[str, str] = MappingProxyType({"doel_zelfredzaam": "bereikt"})

_CELLEN_GEZINNEN = (
    "gezinnen_per_maand/beginstand",
    f"gezinnen_per_maand/{TOTAAL}/instroom",
    *(f"huishoudtype_status/{TOTAAL}/{status}" for status in STATUSSEN),
)


@dataclass(frozen=True)
class Jaarcijfers:
    """The published figures of one year. ``waarden`` by key of ``cijfers.csv``; ``verborgen`` were withheld."""

    verslagjaar: int
    waarden: Mapping[str, float | None]
    verborgen: frozenset[str] = frozenset()

    @classmethod
    def uit_tabel(cls, verslagjaar: int, tabel: pd.DataFrame) -> Jaarcijfers:
        """From ``cijfers.csv``, read as numbers (``results.read_cijfers``) or as text (``ingest``)."""
        onderdrukt = tabel["onderdrukt"] if "onderdrukt" in tabel else pd.Series(False, index=tabel.index)
        verborgen = onderdrukt.astype(object).isin((True, "ja")).to_numpy()
        return cls(verslagjaar, vorige_waarden(tabel), frozenset(tabel["sleutel"][verborgen].astype(str)))


# --- earlier years ----------------------------------------------------------------------------------------------

Cijfers = pd.DataFrame | None
Bewaarder = Callable[[int, Callable[[], Cijfers]], Cijfers]
"""Called with an earlier year and what computes its figures; may keep what comes out for the next time."""


def met_eerdere_jaren(
    jaar: Jaargegevens,
    bekend: Mapping[int, pd.DataFrame] | None = None,
    bewaar: Bewaarder = lambda _nummer, bereken: bereken(),
) -> Jaargegevens:
    """The same year with the published figures of all earlier years that can be found, in ``eerdere`` and ``vorig``.

    Looked for, per year: ``bekend``; ``cijfers_<jaar>.csv`` in the year's folder; ``cijfers.csv`` in the folder of that
    year beside it. A folder without that file is computed as if it were published now, from the first year on, so that
    each has its own last year; ``bewaar`` may keep that. A year that cannot be used is passed over, because it is not
    this year's fault, but never in silence: without last year's figures nothing guards against subtracting the two.
    """
    gevonden: dict[int, pd.DataFrame] = {}
    gemeld: list[Probleem] = []
    naast = jaarmap(jaar.map).parent
    for nummer in _eerdere_nummers(jaar.map, jaar.verslagjaar, bekend or {}):
        tabel = (bekend or {}).get(nummer)
        if tabel is None and (gepubliceerd := _gepubliceerd_in(jaar.map, nummer)):
            tabel = _gelezen(gepubliceerd)
        elif tabel is None:
            tabel = bewaar(nummer, partial(_berekend, naast / str(nummer), dict(gevonden)))
        if tabel is None:
            gemeld.append(_onbruikbaar(nummer))
        else:
            gevonden[nummer] = tabel
    vorig = jaar.vorig if jaar.vorig is not None else gevonden.get(jaar.verslagjaar - 1)
    return replace(jaar, vorig=vorig, eerdere=gevonden, meldingen=(*jaar.meldingen, *gemeld))


def bestanden_van_eerdere_jaren(map_: Path, verslagjaar: int) -> list[Path]:
    """The files outside the year's own folder on which the figures of earlier years rest.

    Of a year that was published that is ``cijfers.csv``, of another one all its tables, whether it could be used or
    not: mending it changes this year's report.
    """
    bestanden: list[Path] = []
    for nummer in _eerdere_nummers(map_, verslagjaar, ()):
        gepubliceerd = _gepubliceerd_in(map_, nummer)
        if gepubliceerd is None:
            daar = jaarmap(map_).parent / str(nummer)
            bestanden += sorted(p for p in daar.glob("*") if p.is_file() and _wordt_gelezen(p.name.lower()))
        elif gepubliceerd.parent != map_:
            bestanden.append(gepubliceerd)
    return bestanden


def _eerdere_nummers(map_: Path, verslagjaar: int, bekend: Collection[int]) -> list[int]:
    nummers = set(bekend)
    for pad in jaarmap(map_).parent.iterdir():
        if re.fullmatch("[0-9]{4}", pad.name) and pad.is_dir() and csv_bestanden(pad):
            nummers.add(int(pad.name))
    for pad in csv_bestanden(map_):
        if naam := re.fullmatch(r"cijfers_([0-9]{4})\.csv", pad.name.lower()):
            nummers.add(int(naam[1]))
    return sorted(n for n in nummers if n < verslagjaar)


def _wordt_gelezen(naam: str) -> bool:
    """Only these: the name of another file in the folder may say who is in it."""
    gelezen = {tabel.bestand for tabel in (*TABELLEN.values(), PRIJSINDEX)}
    return naam in gelezen or bool(re.fullmatch(r"cijfers_[0-9]{4}\.csv", naam))


def _gepubliceerd_in(map_: Path, nummer: int) -> Path | None:
    """The file with the published figures of an earlier year, if it is there."""
    naast = jaarmap(map_).parent / str(nummer)
    plaatsen = (in_map(map_, f"cijfers_{nummer}.csv"), in_map(naast, "cijfers.csv"))
    return next((pad for pad in plaatsen if pad.is_file()), None)


def _onbruikbaar(nummer: int) -> Probleem:
    return Probleem(
        str(nummer),
        boodschap="met dit jaar kan niet worden vergeleken: er zijn geen cijfers van te maken.",
        herstel=f"Zet cijfers.csv van dat jaarbericht in de map als cijfers_{nummer}.csv, of los op wat "
        "'buurtrendement check' van dat jaar zegt.",
        ernst="waarschuwing",
    )


def _gelezen(pad: Path) -> Cijfers:
    try:
        return results.read_cijfers(pad)
    except GegevensFout:
        return None  # computing it again would be a guess at what was published


def _berekend(map_: Path, eerdere: Mapping[int, pd.DataFrame]) -> Cijfers:
    try:
        jaar = ingest.read_year(map_)
        if jaar.vorig is None:
            jaar = replace(jaar, vorig=eerdere.get(jaar.verslagjaar - 1))
        return cijfers_van(jaar)
    except GegevensFout:
        return None


def cijfers_van(jaar: Jaargegevens) -> pd.DataFrame:
    """What ``cijfers.csv`` of this year would hold, apart from the chances of the uncertainty analysis.

    Raises:
        GegevensFout: when the year cannot be computed.
    """
    uitkomst = results.build(jaar, _beschermd(jaar), rendement.compute(jaar), {}, ())
    return results.cijfers_tabel(voeg_toe(uitkomst, jaar))


def _beschermd(jaar: Jaargegevens) -> Kengetallen:
    drempel = int(jaar.aannames["drempel_kleine_aantallen"])
    return disclosure.protect_kengetallen(
        kengetallen.compute(jaar), drempel, zeros_are_safe=drempel <= 1, vorig=jaar.vorig
    )


# --- the comparison ---------------------------------------------------------------------------------------------


def voeg_toe(uitkomst: results.Uitkomst, jaar: Jaargegevens) -> results.Uitkomst:
    """The result with the comparison in ``meta`` and the table of families by start year among its counts.

    The table is added for a first year as well: next year's protection needs to know what was shown.
    """
    volgen = volg_gezinnen(jaar, uitkomst.cellen)
    vergelijking = jaar_op_jaar(jaar, uitkomst, volgen)
    indeling = _indeling(volgen)
    return replace(
        uitkomst,
        cellen={**uitkomst.cellen, **volgen},
        indelingen={**uitkomst.indelingen, VOLGEN: indeling},
        tabellen={**uitkomst.tabellen, VOLGEN: _als_tabel(volgen, indeling)},
        meta={**uitkomst.meta, META: vergelijking},
    )


def jaar_op_jaar(
    jaar: Jaargegevens, uitkomst: results.Uitkomst, volgen: Mapping[str, int | None] | None = None
) -> dict[str, Any] | None:
    """This year beside the earlier ones, in the layout of the module's docstring; ``None`` without an earlier year."""
    eerdere = _eerdere(jaar)
    if not eerdere:
        return None
    if volgen is None:
        volgen = volg_gezinnen(jaar, uitkomst.cellen)
    jaren = [*eerdere, _dit_jaar(uitkomst)]
    vorig = eerdere[-1]
    veranderd = _veranderde_aannames(jaar, vorig)
    vergelijking = {
        "jaren": [j.verslagjaar for j in jaren],
        "herkomst": [_herkomst(jaar, j.verslagjaar) for j in eerdere],
        "kengetallen": list(_kengetallen(jaren, uitkomst)),
        "rendement": list(_rendement(jaren)),
        "volgen": {
            "rijen": sorted({cel.split("/")[1] for cel in volgen} - {TOTAAL}),
            "kolommen": [*STATUSSEN, TOTAAL],
            "cellen": {cel.partition("/")[2]: n for cel, n in volgen.items()},
        },
        "aannames": veranderd,
        "effect": effect_van_aannames(jaar, {a["sleutel"]: a["oud"] for a in veranderd}),
    }
    schoon: dict[str, Any] = results.plain(vergelijking)
    return schoon


def _eerdere(jaar: Jaargegevens) -> list[Jaarcijfers]:
    tabellen = dict(jaar.eerdere)
    if jaar.vorig is not None:
        tabellen.setdefault(jaar.verslagjaar - 1, jaar.vorig)
    return [Jaarcijfers.uit_tabel(nummer, tabellen[nummer]) for nummer in sorted(tabellen)]


def _herkomst(jaar: Jaargegevens, nummer: int) -> str:
    """Whether the figures of an earlier year are those that were published, or were computed again."""
    return "gepubliceerd" if _gepubliceerd_in(jaar.map, nummer) else "berekend"


def _dit_jaar(uitkomst: results.Uitkomst) -> Jaarcijfers:
    return Jaarcijfers.uit_tabel(uitkomst.verslagjaar, results.cijfers_tabel(uitkomst))


def _kengetallen(jaren: Sequence[Jaarcijfers], uitkomst: results.Uitkomst) -> Iterable[dict[str, Any]]:
    nu = jaren[-1]
    for naam, omschrijving in OMSCHRIJVINGEN.items():
        sleutel = f"{naam}.{_DELEN[naam]}" if naam in _DELEN else naam
        # A nested figure has only the keys of its parts, unless it has no value at all.
        if not {sleutel, naam} & set(nu.waarden):
            continue
        if all(j.waarden.get(sleutel) is None and sleutel not in j.verborgen for j in jaren):
            continue
        waarden = [j.waarden.get(sleutel) for j in jaren]
        oud, nieuw = waarden[-2], waarden[-1]
        kengetal = uitkomst.kengetallen.get(naam)
        yield {
            "sleutel": sleutel,
            "label": omschrijving.label,
            "label_en": omschrijving.label_en,
            "eenheid": omschrijving.eenheid,
            "decimalen": kengetal.decimalen if kengetal else omschrijving.decimalen,
            "waarden": waarden,
            "verborgen": [sleutel in j.verborgen for j in jaren],
            "verschil": None if oud is None or nieuw is None else nieuw - oud,
        }


def _rendement(jaren: Sequence[Jaarcijfers]) -> Iterable[dict[str, Any]]:
    for maat in RENDEMENT_MATEN:
        for cf in NULALTERNATIEVEN:
            reeks = {g: [j.waarden.get(f"rendement.programma.{maat}.{cf}.{g}") for j in jaren] for g in GRENZEN}
            if all(w is None for w in reeks[LAAG]):
                continue
            prijspeil = [j.waarden.get("aannames.prijspeil") for j in jaren]
            # Low costs are not always the low result: the ends are ordered here.
            paren = [
                (None, None) if a is None or b is None else (min(a, b), max(a, b))
                for a, b in zip(*reeks.values(), strict=True)
            ]
            yield {
                "maat": maat,
                "nulalternatief": cf,
                "prijspeil": [None if p is None else int(p) for p in prijspeil],
                "laag": [p[0] for p in paren],
                "hoog": [p[1] for p in paren],
            }


def _veranderde_aannames(jaar: Jaargegevens, vorig: Jaarcijfers) -> list[dict[str, Any]]:
    regels = []
    for regel in jaar.aannames:
        oud = vorig.waarden.get(f"aannames.{regel.sleutel}")
        if oud is not None and oud != regel.waarde:
            regels.append(
                {
                    "sleutel": regel.sleutel,
                    "label": regel.label,
                    "eenheid": regel.eenheid,
                    "oud": oud,
                    "nieuw": regel.waarde,
                }
            )
    return regels


# --- this year's data with last year's assumptions --------------------------------------------------------------


def effect_van_aannames(jaar: Jaargegevens, oud: Mapping[str, float]) -> dict[str, Any] | None:
    """The net present value now, with each changed assumption set back by itself, and with all of them set back.

    ``oud`` are last year's values of the assumptions that changed. ``None`` when nothing changed that matters for the
    result, or when no sum of cases may be shown.
    """
    sleutels = [s for s in oud if s in REKENSLEUTELS or s == "prijspeil"]
    nu = rendement.maak_model(jaar)
    if not sleutels or (nu.herleidbaar and not nu.samen_te_tonen().aantal_gezinnen):
        return None
    samen = [s for s in sleutels if s != "prijspeil"]
    stappen: list[tuple[str, str, list[str]]] = [
        ("nu", "", []),
        *((s, jaar.aannames.regel(s).label, [s]) for s in sleutels),
        *([("alle", "", samen)] if len(samen) > 1 else []),
    ]
    regels = []
    for sleutel, label, terug in stappen:
        model = rendement.maak_model(jaar, jaar.aannames.met({s: oud[s] for s in terug})) if terug else nu
        regels.append({"sleutel": sleutel, "label": label, "ncw": _ncw(model)})
    return {"grondslag": "met_toestemming" if nu.herleidbaar else "programma", "regels": regels}


def _ncw(model: Model) -> dict[str, dict[str, float]]:
    deel = model.samen_te_tonen() if model.herleidbaar else model
    gewicht = gewichten(deel.spelregels, deel.spelregels.aandeel_na_traject)
    sommen = {grens: rendement.programmasommen(deel, grens) for grens in GRENZEN}
    return {
        cf: {grens: float(ncw(som.nulalternatief(cf), som, gewicht)) for grens, som in sommen.items()}
        for cf in NULALTERNATIEVEN
    }


# --- families followed ------------------------------------------------------------------------------------------


def volg_gezinnen(jaar: Jaargegevens, gepubliceerd: Mapping[str, int | None]) -> dict[str, int | None]:
    """Families supported in the year, by the year they started and how they stand on 31 December.

    ``gepubliceerd`` are the year's counts after disclosure control. Cells ``gezinnen_volgen/<startjaar>/<status>`` and
    ``…/Totaal``; a hidden one is ``None``. The rows add up to the year's published stock and inflow, the columns to its
    statuses, and a row's total is what last year's table called running: all of that is in the system that is
    protected. When that system cannot be solved everything is hidden.
    """
    waarden, relaties = _volgcellen(jaar)
    drempel = int(jaar.aannames["drempel_kleine_aantallen"])
    moet, bekend = _uit_vorige_tabel(jaar, waarden)
    if drempel <= 1 and not moet:
        return dict(waarden)
    zonder_contacten = {**jaar.tabellen, "contacten": jaar.tabellen["contacten"].iloc[:0]}
    tellingen = kengetallen.compute(replace(jaar, tabellen=zonder_contacten)).tellingen
    lang = "doel_zelfredzaam/lopend_twee_jaar"
    if lang in tellingen.waarden:
        oud = sorted({c.split("/")[1] for c in waarden if int(c.split("/")[1]) <= jaar.verslagjaar - DOEL_JAREN})
        relaties.append(Relatie(lang, tuple(f"{VOLGEN}/{s}/lopend" for s in oud)))
    # A printed count is a constant: it ties nothing together, so most of the year's system falls away.
    open_ = {c: n for c in tellingen.waarden if (n := gepubliceerd.get(c)) is not None}
    gebied, banden = _samenhang([*tellingen.relaties, *relaties], waarden, open_)
    achter = {c: n for c in tellingen.waarden if c in gebied and (n := tellingen.waarden[c]) is not None}
    open_ = {c: n for c, n in open_.items() if any(c in (r.totaal, *r.delen) for r in banden)}
    try:
        uit = disclosure.protect_cells(
            {**achter, **{c: n for c, n in waarden.items() if c not in bekend}},
            banden,
            drempel,
            zeros_are_safe=drempel <= 1,
            al_gepubliceerd={**open_, **bekend},
            verborgen=[*achter, *moet],
        )
    except GegevensFout:
        return dict.fromkeys(waarden)
    return {cel: None if cel in uit.onderdrukt else n for cel, n in waarden.items()}


def _volgcellen(jaar: Jaargegevens) -> tuple[dict[str, int], list[Relatie]]:
    tabel = jaar.tabellen["gezinnen"]
    start = tabel["startdatum"].dt.year.to_numpy(dtype=float)
    eind = tabel["einddatum"].dt.year.to_numpy(dtype=float, na_value=np.inf)
    in_jaar = (start <= jaar.verslagjaar) & (eind >= jaar.verslagjaar)
    loopt = eind > jaar.verslagjaar
    bestemming = tabel["bestemming"].astype(object).map(BESTEMMING_STATUS).to_numpy(dtype=object)
    waarden: dict[str, int] = {}
    relaties: list[Relatie] = []
    jaren = sorted({int(s) for s in start[in_jaar]})
    for startjaar in jaren:
        groep = in_jaar & (start == startjaar)
        for status in STATUSSEN:
            raak = groep & (loopt if status == "lopend" else ~loopt & (bestemming == status))
            waarden[f"{VOLGEN}/{startjaar}/{status}"] = int(raak.sum())
        waarden[f"{VOLGEN}/{startjaar}/{TOTAAL}"] = int(groep.sum())
        relaties.append(
            Relatie(f"{VOLGEN}/{startjaar}/{TOTAAL}", tuple(f"{VOLGEN}/{startjaar}/{s}" for s in STATUSSEN))
        )
    for status in STATUSSEN:
        relaties.append(
            Relatie(f"huishoudtype_status/{TOTAAL}/{status}", tuple(f"{VOLGEN}/{s}/{status}" for s in jaren))
        )
    eerder = tuple(f"{VOLGEN}/{s}/{TOTAAL}" for s in jaren if s < jaar.verslagjaar)
    relaties.append(Relatie(_CELLEN_GEZINNEN[0], eerder))
    if jaar.verslagjaar in jaren:
        relaties.append(Relatie(_CELLEN_GEZINNEN[1], (f"{VOLGEN}/{jaar.verslagjaar}/{TOTAAL}",)))
    return waarden, relaties


def _uit_vorige_tabel(jaar: Jaargegevens, waarden: Mapping[str, int]) -> tuple[list[str], dict[str, int]]:
    """Row totals that last year's table hid (they must stay hidden), and those that it printed."""
    vorig = vorige_waarden(jaar.vorig)
    moet: list[str] = []
    bekend: dict[str, int] = {}
    for cel, aantal in waarden.items():
        startjaar, kolom = cel.split("/")[1:]
        sleutel = f"{VOLGEN}/{startjaar}/lopend"
        if kolom != TOTAAL or sleutel not in vorig:
            continue
        toen = vorig[sleutel]
        if toen is None:
            moet.append(cel)
        elif toen == aantal:
            bekend[cel] = aantal
    return moet, bekend


def _samenhang(
    relaties: Iterable[Relatie], begin: Collection[str], vast: Collection[str] = ()
) -> tuple[set[str], list[Relatie]]:
    """All counts that are tied, through sums, to those of ``begin``, and those sums; not through those of ``vast``."""
    over = list(relaties)
    gebied = set(begin)
    banden: list[Relatie] = []
    gegroeid = True
    while gegroeid:
        raak = [r for r in over if r.totaal in gebied or gebied.intersection(r.delen)]
        over = [r for r in over if r not in raak]
        banden += raak
        gebied.update(c for r in raak for c in (r.totaal, *r.delen) if c not in vast)
        gegroeid = bool(raak)
    return gebied, banden


def _indeling(volgen: Mapping[str, int | None]) -> Tabel:
    rijen = tuple(sorted({cel.split("/")[1] for cel in volgen}))
    return Tabel(
        VOLGEN,
        "Gezinnen naar het jaar waarin zij begonnen",
        "gezinnen",
        rijen,
        tuple(STATUSSEN),
        {(r, s): f"{VOLGEN}/{r}/{s}" for r in rijen for s in STATUSSEN},
        rijtotalen={r: f"{VOLGEN}/{r}/{TOTAAL}" for r in rijen},
        kolomtotalen={s: f"huishoudtype_status/{TOTAAL}/{s}" for s in STATUSSEN},
        rijlabels={r: f"Begonnen in {r}" for r in rijen},
        kolomlabels=dict(STATUSSEN),
        bron="gezinnen",
    )


def _als_tabel(volgen: Mapping[str, int | None], indeling: Tabel) -> pd.DataFrame:
    kolommen = [*indeling.kolommen, TOTAAL]
    rijen = [[volgen[f"{VOLGEN}/{r}/{k}"] for k in kolommen] for r in indeling.rijen]
    index = pd.Index(indeling.rijen, name="rij", dtype=object)
    return pd.DataFrame(rijen, index=index, columns=kolommen).astype("Int64")


# --- two folders, for the command line --------------------------------------------------------------------------


def vergelijk(mappen: Sequence[Path]) -> dict[str, Any]:
    """Compare the years in these folders; the last one is 'this year'.

    Raises:
        GebruiksFout: for fewer than two folders, or twice the same year.
        GegevensFout: when one of the years cannot be used, with every problem of all of them.
    """
    if len(mappen) < 2:
        raise GebruiksFout("Vergelijken vraagt twee mappen, zoals data/2021 en data/2022.")
    jaren = _lees_alle(mappen)
    nummers = [j.verslagjaar for j in jaren]
    if len(set(nummers)) < len(nummers):
        raise GebruiksFout("De mappen zijn van hetzelfde jaar. Vergelijk twee verschillende jaren van een buurt.")
    jaren.sort(key=lambda j: j.verslagjaar)
    gevonden: dict[int, pd.DataFrame] = {}
    for jaar in jaren[:-1]:
        volledig = met_eerdere_jaren(jaar, gevonden)
        plaatsen = (in_map(jaren[-1].map, f"cijfers_{jaar.verslagjaar}.csv"), in_map(jaar.map, "cijfers.csv"))
        eigen = next((tabel for pad in plaatsen if pad.is_file() and (tabel := _gelezen(pad)) is not None), None)
        gevonden[jaar.verslagjaar] = eigen if eigen is not None else cijfers_van(volledig)
    laatste = met_eerdere_jaren(jaren[-1], gevonden)
    laatste = replace(laatste, eerdere=gevonden)
    uitkomst = results.build(laatste, _beschermd(laatste), rendement.compute(laatste), {}, ())
    # Without the last year itself, `vorig` may be an older one that was not asked for; only the protection uses it.
    zonder = replace(laatste, vorig=gevonden.get(laatste.verslagjaar - 1))
    vergelijking = jaar_op_jaar(zonder, uitkomst, volg_gezinnen(laatste, uitkomst.cellen))
    assert vergelijking is not None  # there is at least one earlier year
    return vergelijking


def _lees_alle(mappen: Sequence[Path]) -> list[Jaargegevens]:
    jaren, problemen = [], []
    for map_ in mappen:
        try:
            jaren.append(ingest.read_year(map_))
        except GegevensFout as fout:
            problemen += [replace(p, bestand=f"{map_.name}/{p.bestand}") for p in fout.problemen if p.ernst == "fout"]
    if problemen:
        raise GegevensFout(problemen)
    return jaren


# --- as tables of text ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Weergave:
    """A table as a reader sees it: all text. ``rechts`` are the columns with figures; ``uitleg`` goes below."""

    naam: str
    titel: str
    kop: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]
    uitleg: str = ""
    rechts: tuple[bool, ...] = field(default=())


_WOORDEN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "nl": {
            "afgeschermd": "afgeschermd",
            "leeg": "–",
            "verschil": "Verschil met {jaar}",
            "punt": "procentpunt",
            "kengetallen": "Kengetallen per jaar",
            "kengetal": "Kengetal",
            "stand": "Van beginstand naar eindstand",
            "jaar": "Jaar",
            "begin": "Begin van het jaar",
            "instroom": "Gestart",
            "uitstroom": "Beëindigd",
            "eind": "Eind van het jaar",
            "sluit": "Sluit aan op vorig jaar",
            "ja": "ja",
            "nee": "nee",
            "onbekend": "niet te zeggen",
            "volgen": "Gezinnen gevolgd, naar het jaar waarin zij begonnen",
            "begonnen": "Begonnen in",
            "totaal": "Begeleid in {jaar}",
            "rendement": "Rendement van het programma per jaar",
            "maat": "Maat",
            "ncw": "Netto contante waarde",
            "bkv": "Baten per euro kosten",
            "dreigend_scenario": "dreigend scenario",
            "status_quo": "status quo",
            "tot": "{laag} tot {hoog}",
            "prijspeil": "In prijzen van {lijst}.",
            "aannames": "Aannames die zijn veranderd",
            "aanname": "Aanname",
            "effect": "Wat de veranderde aannames met de uitkomst doen",
            "rekenwijze": "Gegevens van {jaar}, met",
            "nu": "de aannames van nu",
            "alle": "alle aannames van {vorig}",
            "oude": "{label} van {vorig}",
            "gelijk": "Geen enkele aanname is veranderd.",
            "eerlijk": "Alle regels gaan over de gegevens van {jaar}; alleen de aannames verschillen.",
            "toestemming": "Alleen de casussen met toestemming, omdat anders een casus is terug te rekenen.",
            "onzichtbaar": "Een aantal dat een gezin herkenbaar zou maken, is afgeschermd. Een verschil staat er "
            "alleen als beide jaren getoond zijn.",
        },
        "en": {
            "afgeschermd": "withheld",
            "leeg": "–",
            "verschil": "Change since {jaar}",
            "punt": "percentage points",
            "kengetallen": "Key figures by year",
            "kengetal": "Key figure",
            "stand": "From opening to closing number of families",
            "jaar": "Year",
            "begin": "Start of the year",
            "instroom": "Started",
            "uitstroom": "Ended",
            "eind": "End of the year",
            "sluit": "Agrees with the year before",
            "ja": "yes",
            "nee": "no",
            "onbekend": "cannot be said",
            "volgen": "Families followed, by the year in which they started",
            "begonnen": "Started in",
            "totaal": "Supported in {jaar}",
            "rendement": "Return of the programme by year",
            "maat": "Measure",
            "ncw": "Net present value",
            "bkv": "Benefit per euro of cost",
            "dreigend_scenario": "threatened scenario",
            "status_quo": "status quo",
            "tot": "{laag} to {hoog}",
            "prijspeil": "In prices of {lijst}.",
            "aannames": "Assumptions that changed",
            "aanname": "Assumption",
            "effect": "What the changed assumptions do to the result",
            "rekenwijze": "Data of {jaar}, with",
            "nu": "the present assumptions",
            "alle": "all assumptions of {vorig}",
            "oude": "{label} of {vorig}",
            "gelijk": "No assumption changed.",
            "eerlijk": "All lines use the data of {jaar}; only the assumptions differ.",
            "toestemming": "Only the cases with consent, because otherwise one case could be worked out.",
            "onzichtbaar": "A number that could make a family recognisable is withheld. A change is shown only where "
            "both years are shown.",
        },
    }
)
_STATUS_EN = {"lopend": "Continues", "toegeleid": "Referred on", "gestopt": "Stopped", "verhuisd": "Moved away"}


def tabellen(vergelijking: Mapping[str, Any], taal: str = "nl") -> dict[str, Weergave]:
    """The comparison as tables of text, by name, in the order in which they read: ``kengetallen``, ``stand``,
    ``volgen``, ``rendement``, ``aannames``, ``effect``. A table without rows is absent."""
    w = _WOORDEN[taal]
    gemaakt = (
        _tabel_kengetallen(vergelijking, w, taal),
        _tabel_stand(vergelijking, w, taal),
        _tabel_volgen(vergelijking, w, taal),
        _tabel_rendement(vergelijking, w, taal),
        _tabel_aannames(vergelijking, w, taal),
        _tabel_effect(vergelijking, w, taal),
    )
    return {t.naam: replace(t, rechts=(False, *(True,) * (len(t.kop) - 1))) for t in gemaakt if t.rijen or t.uitleg}


def _tabel_kengetallen(v: Mapping[str, Any], w: Mapping[str, str], taal: str) -> Weergave:
    jaren = v["jaren"]
    rijen = []
    for k in v["kengetallen"]:
        cellen = [
            w["afgeschermd"] if verborgen else _waarde(x, k, w, taal)
            for x, verborgen in zip(k["waarden"], k["verborgen"], strict=True)
        ]
        label = k["label_en"] if taal == "en" and k["label_en"] else k["label"]
        rijen.append((label, *cellen, _verschil(k, w, taal)))
    kop = (w["kengetal"], *map(str, jaren), w["verschil"].format(jaar=jaren[-2]))
    return Weergave("kengetallen", w["kengetallen"], kop, tuple(rijen), w["onzichtbaar"])


def _waarde(x: float | None, k: Mapping[str, Any], w: Mapping[str, str], taal: str) -> str:
    if x is None:
        return w["leeg"]
    if str(k["eenheid"]).startswith("aandeel"):
        return nl.procent(x, taal=taal)
    return nl.getal(x, k["decimalen"], taal)


def _verschil(k: Mapping[str, Any], w: Mapping[str, str], taal: str) -> str:
    if k["verschil"] is None:
        return w["leeg"]
    aandeel = str(k["eenheid"]).startswith("aandeel")
    oud, nieuw = k["waarden"][-2:]
    x = nl.verschil(oud, nieuw, k["decimalen"], procent=aandeel)
    teken = "" if x == 0 else "+" if x > 0 else "\N{MINUS SIGN}"
    tekst = teken + nl.getal(abs(x), k["decimalen"], taal)
    return f"{tekst} {w['punt']}" if aandeel else tekst


def _tabel_stand(v: Mapping[str, Any], w: Mapping[str, str], taal: str) -> Weergave:
    per_sleutel = {k["sleutel"]: k for k in v["kengetallen"]}
    sleutels = ("beginstand", "instroom", "uitstroom", "gezinnen_lopend")
    rijen = []
    if all(s in per_sleutel for s in sleutels):
        for i, jaar in enumerate(v["jaren"]):
            cellen = [
                w["afgeschermd"] if k["verborgen"][i] else _waarde(k["waarden"][i], k, w, taal)
                for k in (per_sleutel[s] for s in sleutels)
            ]
            rijen.append((str(jaar), *cellen, _sluit_aan(v["jaren"], per_sleutel, i, w)))
    kop = (w["jaar"], w["begin"], w["instroom"], w["uitstroom"], w["eind"], w["sluit"])
    return Weergave("stand", w["stand"], kop, tuple(rijen))


def _sluit_aan(jaren: Sequence[int], k: Mapping[str, Any], i: int, w: Mapping[str, str]) -> str:
    if i == 0 or jaren[i] != jaren[i - 1] + 1:
        return w["leeg"]
    eind, begin = k["gezinnen_lopend"]["waarden"][i - 1], k["beginstand"]["waarden"][i]
    if eind is None or begin is None:
        return w["onbekend"]
    return w["ja"] if eind == begin else w["nee"]


def _tabel_volgen(v: Mapping[str, Any], w: Mapping[str, str], taal: str) -> Weergave:
    volgen = v["volgen"]
    labels = {**STATUSSEN, **(_STATUS_EN if taal == "en" else {}), TOTAAL: w["totaal"].format(jaar=v["jaren"][-1])}
    rijen = []
    for rij in volgen["rijen"]:
        aantallen = [volgen["cellen"][f"{rij}/{kolom}"] for kolom in volgen["kolommen"]]
        rijen.append((rij, *(w["afgeschermd"] if n is None else nl.getal(n, taal=taal) for n in aantallen)))
    kop = (w["begonnen"], *(labels[k] for k in volgen["kolommen"]))
    return Weergave("volgen", w["volgen"], kop, tuple(rijen))


def _bereik(maat: str, laag: float | None, hoog: float | None, w: Mapping[str, str], taal: str) -> str:
    if laag is None or hoog is None:
        return w["leeg"]
    if maat == "bkv":
        a, b = (nl.getal(x, 2, taal) for x in (laag, hoog))
        return a if a == b else w["tot"].format(laag=a, hoog=b)
    return nl.euro_bereik(laag, hoog, taal)


def _tabel_rendement(v: Mapping[str, Any], w: Mapping[str, str], taal: str) -> Weergave:
    rijen = []
    prijzen: list[int] = []
    for r in v["rendement"]:
        paren = zip(r["laag"], r["hoog"], strict=True)
        naam = f"{w[r['maat']]}, {w[r['nulalternatief']]}"
        rijen.append((naam, *(_bereik(r["maat"], a, b, w, taal) for a, b in paren)))
        prijzen = [p for p in r["prijspeil"] if p is not None]
    uitleg = w["prijspeil"].format(lijst=nl.jaren(list(dict.fromkeys(prijzen)), taal)) if rijen else ""
    return Weergave("rendement", w["rendement"], (w["maat"], *map(str, v["jaren"])), tuple(rijen), uitleg)


def _aannamewaarde(x: float, eenheid: str, taal: str) -> str:
    if eenheid.startswith("fractie"):
        return nl.procent(x, 0 if round(x * 100, 6).is_integer() else 2, taal)
    if not float(x).is_integer():
        return nl.getal(x, 4, taal)
    # A year and a seed are names rather than amounts: no thousands separator.
    return str(int(x)) if eenheid in ("jaartal", "getal") else nl.getal(x, 0, taal)


def _tabel_aannames(v: Mapping[str, Any], w: Mapping[str, str], taal: str) -> Weergave:
    rijen = tuple(
        (a["label"], _aannamewaarde(a["oud"], a["eenheid"], taal), _aannamewaarde(a["nieuw"], a["eenheid"], taal))
        for a in v["aannames"]
    )
    kop = (w["aanname"], str(v["jaren"][-2]), str(v["jaren"][-1]))
    return Weergave("aannames", w["aannames"], kop, rijen, "" if rijen else w["gelijk"])


def _tabel_effect(v: Mapping[str, Any], w: Mapping[str, str], taal: str) -> Weergave:
    effect, jaar, vorig = v["effect"], v["jaren"][-1], v["jaren"][-2]
    kop = (w["rekenwijze"].format(jaar=jaar), *(f"{w['ncw']}, {w[cf]}" for cf in NULALTERNATIEVEN))
    if effect is None:
        return Weergave("effect", w["effect"], kop, ())
    rijen = []
    for r in effect["regels"]:
        vaste = w.get(r["sleutel"]) if r["sleutel"] in ("nu", "alle") else w["oude"]
        naam = str(vaste).format(label=r["label"], vorig=vorig)
        paren = [sorted(r["ncw"][cf].values()) for cf in NULALTERNATIEVEN]
        rijen.append((naam, *(nl.euro_bereik(laag, hoog, taal) for laag, hoog in paren)))
    uitleg = w["eerlijk"].format(jaar=jaar)
    if effect["grondslag"] == "met_toestemming":
        uitleg += " " + w["toestemming"]
    return Weergave("effect", w["effect"], kop, tuple(rijen), uitleg)
