"""The one result object: everything that text, tables, charts and exports read.

:class:`Uitkomst` holds nothing that may not be printed. Counts in it went through disclosure control, amounts of cases
and quotations are there only with consent. Files made of it are deterministic: fixed order, UTF-8, no time stamps,
floats written so that they read back exactly.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from buurtrendement import nl, parsing, referentie
from buurtrendement.errors import GegevensFout, GereedschapFout, Probleem
from buurtrendement.kengetallen import TOTAAL, Kengetal, Kengetallen, Tabel, Tellingen, vorige_waarden
from buurtrendement.signals import Signaal, bescherm, bijstand

if TYPE_CHECKING:
    from buurtrendement.ingest import Jaargegevens

MAP = "uitkomst"
"""Folder inside the build folder of a year that holds the result between notebooks."""

CIJFERS_KOLOMMEN = ("sleutel", "label", "waarde", "eenheid", "onderdrukt", "tabel", "noemer", "verslagjaar")

KENGETAL_VELDEN = ("waarde", "weergave", "eenheid", "label", "definitie", "tabel", "noemer", "onderdrukt")
"""What ``kengetallen.json`` says about each figure."""

RENDEMENT_MATEN: Mapping[str, tuple[str, str]] = {
    "jaarkosten": ("Kosten per jaar", "euro per jaar"),
    "verschil_per_jaar": ("Verschil per jaar tijdens het traject", "euro per jaar"),
    "rendement_per_jaar_na_traject": ("Rendement per jaar na het traject", "euro per jaar"),
    "ncw": ("Netto contante waarde", "euro"),
    "bkv": ("Baten-kostenverhouding", "verhouding"),
    "terugverdientijd_jaren": ("Terugverdientijd", "jaren"),
    "omslagpunt_zonder_gezinscoach": ("Omslagpunt van de kosten zonder gezinscoach", "euro per jaar"),
    "omslagpunt_succesgraad": ("Omslagpunt van de succesgraad", "aandeel (0 tot 1)"),
    "onzekerheid": ("Onzekerheid van de netto contante waarde", "euro"),
}
"""The measures of the rendement in ``cijfers.csv``: label and unit."""

AFGESCHERMD = {"nl": "afgeschermd", "en": "withheld"}
_REDENEN_EN = {
    "niet gemeten": "not measured",
    "nog niet te meten": "too early to measure",
    "geen contacten": "no contacts",
    "geen gezinnen ondersteund": "no families supported",
    "geen gezin is twee keer gemeten": "no family was measured twice",
    "de telling van eerdere jaren is afgeschermd": "the count of earlier years is withheld",
}


@dataclass(frozen=True)
class Uitkomst:
    """The result of one year, protected and complete.

    ``tabellen``: counts by row and column key with a margin ``Totaal`` where one makes sense, ``Int64`` with ``<NA>``
    for hidden; ``coaches_uren`` holds hours (float). ``indelingen`` gives titles and labels of the tables of counts,
    and ``cellen`` every count by cell id (``None`` = hidden). ``vorig`` holds last year's published figures by key.
    """

    verslagjaar: int
    kengetallen: Mapping[str, Kengetal]
    tabellen: Mapping[str, pd.DataFrame]
    rendement: Mapping[str, Any]
    gevoeligheid: Mapping[str, Any]
    signalen: tuple[Signaal, ...]
    aannames: tuple[Mapping[str, Any], ...]
    bronnen: tuple[Mapping[str, Any], ...]
    casussen: tuple[Mapping[str, Any], ...]
    pm_posten: tuple[Mapping[str, Any], ...]
    citaten: tuple[Mapping[str, Any], ...]
    meta: Mapping[str, Any]
    cellen: Mapping[str, int | None] = field(default_factory=dict)
    indelingen: Mapping[str, Tabel] = field(default_factory=dict)
    vorig: Mapping[str, float | None] = field(default_factory=dict)


# --- building ---------------------------------------------------------------------------------------------------


def build(
    jaar: Jaargegevens,
    kengetallen: Kengetallen,
    rendement: Mapping[str, Any],
    gevoeligheid: Mapping[str, Any],
    signalen: Sequence[Signaal],
) -> Uitkomst:
    """Bring the steps together. ``kengetallen`` must have been through disclosure control already."""
    cellen = kengetallen.tellingen.waarden
    return Uitkomst(
        verslagjaar=jaar.verslagjaar,
        kengetallen=dict(kengetallen.kengetallen),
        tabellen=tabellen(kengetallen),
        rendement=_zonder_kleine_gewichten(plain(rendement), cellen),
        gevoeligheid=plain(gevoeligheid),
        signalen=bescherm(tuple(signalen), kengetallen),
        aannames=tuple(_aanname(jaar, regel.sleutel) for regel in jaar.aannames.regels),
        bronnen=_bronnen(jaar, rendement),
        casussen=_casussen(jaar.tabellen["casussen"], cellen),
        pm_posten=tuple(plain(rendement.get("pm") or [])),
        citaten=_citaten(jaar.tabellen.get("citaten")),
        meta=_meta(jaar),
        cellen=dict(cellen),
        indelingen=dict(kengetallen.tellingen.tabellen),
        vorig=vorige_waarden(jaar.vorig),
    )


def tabellen(kengetallen: Kengetallen) -> dict[str, pd.DataFrame]:
    """All tables by name, with their margins: those of counts, and ``coaches_uren``."""
    tellingen = kengetallen.tellingen
    uit = {naam: tabel_met_totalen(tellingen, naam) for naam in tellingen.tabellen}
    return uit | {naam: tabel.copy() for naam, tabel in kengetallen.maten.items()}


def tabel_met_totalen(tellingen: Tellingen, naam: str) -> pd.DataFrame:
    """Table ``naam`` with its margins; a margin that would have holes (a stock has no total) is left out."""
    t = tellingen.tabellen[naam]
    tabel = tellingen.tabel(naam)
    if t.rijen and set(t.rijtotalen) >= set(t.rijen):
        tabel[TOTAAL] = pd.array([tellingen.waarden[t.rijtotalen[r]] for r in t.rijen], dtype="Int64")
    if t.kolommen and set(t.kolomtotalen) >= set(t.kolommen):
        onder = [t.kolomtotalen[k] for k in t.kolommen]
        if TOTAAL in tabel.columns:
            if t.totaal is None:
                return tabel
            onder.append(t.totaal)
        tabel.loc[TOTAAL] = pd.array([tellingen.waarden[cel] for cel in onder], dtype="Int64")
    return tabel


def _zonder_kleine_gewichten(rendement: dict[str, Any], cellen: Mapping[str, int | None]) -> dict[str, Any]:
    """How many families a case stands for is a count of families: hidden here when its cell is hidden."""
    knopen = {casus: maten for casus, maten in (rendement.get("casussen") or {}).items()}
    knopen[TOTAAL] = rendement.get("programma") or {}
    for naam, knoop in knopen.items():
        if "aantal_gezinnen" in knoop and cellen.get(f"casussen/{naam}/gezinnen", 0) is None:
            knoop["aantal_gezinnen"] = None
    return rendement


def _aanname(jaar: Jaargegevens, sleutel: str) -> dict[str, Any]:
    regel = jaar.aannames.regel(sleutel)
    velden = {f.name: getattr(regel, f.name) for f in dataclasses.fields(regel)}
    uit: dict[str, Any] = plain({**velden, "waarde": jaar.aannames[sleutel], "afwijkend": regel.afwijkend})
    return uit


def _regels(tabel: pd.DataFrame) -> tuple[dict[str, Any], ...]:
    return tuple(plain({str(k): w for k, w in regel.items()}) for regel in tabel.to_dict("records"))


def _bronnen(jaar: Jaargegevens, rendement: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """The year's sources, and those of the reference data that this result used: price index, norm, leefgebieden."""
    eigen = _regels(jaar.tabellen["bronnen"])
    gebruikt = {str(stap["bron"]) for keten in rendement.get("prijspeilketen") or [] for stap in keten["stappen"]}
    norm = bijstand(int(rendement.get("prijspeil") or jaar.verslagjaar))
    if norm is not None:
        gebruikt.add(norm.bron)
    if "leefgebieden" in jaar.tabellen:
        lijst = referentie.leefgebieden()
        versies = jaar.tabellen["leefgebieden"]["versie"].unique().tolist()
        gebruikt |= set(lijst.loc[lijst["versie"].isin(versies).to_numpy(), "bron"].astype(str))
    bekend = {regel["bron"] for regel in eigen}
    extra = [r for r in _regels(referentie.bronnen()) if r["bron"] in gebruikt - bekend]
    return (*eigen, *extra)


def _met_toestemming(tabel: pd.DataFrame) -> pd.DataFrame:
    return tabel.loc[(tabel["toestemming"].astype(object) == "ja").to_numpy(dtype=bool)]


def _casussen(tabel: pd.DataFrame, cellen: Mapping[str, int | None]) -> tuple[dict[str, Any], ...]:
    return tuple(
        {**regel, "aantal_gezinnen": cellen.get(f"casussen/{regel['casus']}/gezinnen")}
        for regel in _regels(_met_toestemming(tabel))
    )


def _citaten(tabel: pd.DataFrame | None) -> tuple[dict[str, Any], ...]:
    return () if tabel is None else _regels(_met_toestemming(tabel))


_METATEKSTEN = {
    "programma": "programma.md",
    "programma_en": "en/programma.md",
    "bijsluiter": "bijsluiter.md",
    "bijsluiter_en": "en/bijsluiter.md",
}
WOORDEN = "en/woorden.csv"
METATEKSTEN = (*_METATEKSTEN.values(), WOORDEN)
"""The texts that say something about the year and are no part of the brochure's prose."""


def metateksten(map_: Path) -> list[bytes | None]:
    """What :data:`METATEKSTEN` hold in this year's folder: the texts on which the result itself depends."""
    paden = [map_ / "teksten" / naam for naam in METATEKSTEN]
    return [pad.read_bytes() if pad.is_file() else None for pad in paden]


def _meta(jaar: Jaargegevens) -> dict[str, Any]:
    """What the year says about itself: the programme's name and what must be known about the data, from ``teksten/``.

    ``afwijkingen`` lists the assumptions that were set by hand for this run; ``woorden_en`` has words of the data files
    (a quote, the description of a case) in English.
    """
    meta: dict[str, Any] = {
        "afwijkingen": [
            plain({"sleutel": r.sleutel, "waarde": r.waarde, "basiswaarde": r.basiswaarde})
            for r in jaar.aannames.afwijkingen
        ],
    }
    for sleutel, naam in _METATEKSTEN.items():
        pad = jaar.map / "teksten" / naam
        if pad.is_file():
            tekst = " ".join(parsing.read_text(pad).split())
            if tekst:
                meta[sleutel] = tekst
    if (pad := jaar.map / "teksten" / WOORDEN).is_file():
        meta["woorden_en"] = woordenlijst(parsing.read_text(pad))
    return meta


def woordenlijst(tekst: str) -> dict[str, str]:
    """Words of the data and their translation; a line that lacks one of the two is left out, and so is the head."""
    regels = csv.reader(tekst.splitlines(keepends=True), delimiter=";")
    rijen = ([" ".join(cel.split()) for cel in rij] for rij in regels)
    return {rij[0]: rij[1] for rij in list(rijen)[1:] if len(rij) == 2 and all(rij)}


# --- showing ----------------------------------------------------------------------------------------------------


def weergave(kengetal: Kengetal, taal: str = "nl") -> str:
    """The figure as a reader sees it: ``2.504``, ``59%``, ``afgeschermd``, ``niet gemeten``."""
    if kengetal.waarde is None:
        return _leeg(kengetal, taal)
    if not isinstance(kengetal.waarde, Mapping):
        return _getal(kengetal, kengetal.waarde, taal)
    if kengetal.sleutel == "doel_zelfredzaam":
        return _doel(kengetal, taal)
    delen = [
        f"{_naam(pad, taal)}: {AFGESCHERMD[taal] if waarde is None else _getal(kengetal, waarde, taal)}"
        for pad, waarde in platte_delen(kengetal.waarde)
    ]
    return "; ".join(delen)


def _leeg(kengetal: Kengetal, taal: str) -> str:
    return AFGESCHERMD[taal] if kengetal.onderdrukt else reden_in_woorden(kengetal, taal)


def reden_in_woorden(kengetal: Kengetal, taal: str) -> str:
    reden = kengetal.reden or "niet gemeten"
    return reden if taal == "nl" else _REDENEN_EN.get(reden, reden)


def _getal(kengetal: Kengetal, waarde: float, taal: str) -> str:
    if kengetal.eenheid.startswith("aandeel"):
        return nl.procent(waarde, taal=taal)
    return nl.getal(waarde, kengetal.decimalen, taal)


def _doel(kengetal: Kengetal, taal: str) -> str:
    waarde = kengetal.waarde
    doel = nl.getal(waarde["doel"], 0 if float(waarde["doel"]).is_integer() else 1, taal)
    van = nl.getal(waarde["van"], taal=taal)
    bereikt = waarde["bereikt"]
    verborgen = "bereikt" in kengetal.onderdrukte_delen
    leeg = AFGESCHERMD[taal] if verborgen else reden_in_woorden(kengetal, taal)
    stand = leeg if bereikt is None else nl.getal(bereikt, 1, taal)
    if taal == "en":
        return f"goal: {doel} out of {van}; reached: {stand}"
    return f"doel: {doel} van de {van}; bereikt: {stand}"


def _naam(pad: str, taal: str) -> str:
    try:
        return nl.maand(pad, taal)
    except ValueError:
        return pad.replace("_", " ").replace(".", ", ")


def platte_delen(waarde: Any, voor: str = "") -> Iterator[tuple[str, Any]]:
    """The leaves of a nested figure with their path: ``("werk.beter", 3)``."""
    if not isinstance(waarde, Mapping):
        yield voor, waarde
        return
    for sleutel, deel in waarde.items():
        yield from platte_delen(deel, f"{voor}.{sleutel}" if voor else str(sleutel))


# --- files that leave the house ---------------------------------------------------------------------------------


def write_kengetallen_json(uitkomst: Uitkomst | Kengetallen, path: Path) -> None:
    """``kengetallen.json`` of design 5.1; a hidden value is ``null``."""
    cijfers = {}
    for sleutel, k in uitkomst.kengetallen.items():
        velden = {**{v: getattr(k, v, None) for v in KENGETAL_VELDEN}, "weergave": weergave(k)}
        cijfers[sleutel] = {v: velden[v] for v in KENGETAL_VELDEN}
    write_json(path, {"verslagjaar": uitkomst.verslagjaar, "kengetallen": cijfers})


def write_rendement_json(uitkomst: Uitkomst, path: Path) -> None:
    """``rendement.json`` of design 5.2: unrounded amounts in euro."""
    write_json(path, uitkomst.rendement)


def write_cijfers_csv(uitkomst: Uitkomst, path: Path) -> None:
    """The open data: every figure on a line of its own, semicolons, decimal commas, UTF-8.

    Keys: a kengetal by its key (parts after a dot), a count by its cell id (``tabel/rij/kolom``), the rendement as
    ``rendement.programma.ncw…``, assumptions as ``aannames.…``. A hidden value is empty with ``onderdrukt`` = ``ja``.
    Text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    _write(path, _cijfers_csv(uitkomst))


def cijfers_tabel(uitkomst: Uitkomst) -> pd.DataFrame:
    """What :func:`read_cijfers` will make of this result once it is published."""
    return _cijfers_uit(_cijfers_csv(uitkomst), "cijfers.csv")


def _cijfers_csv(uitkomst: Uitkomst) -> str:
    uit = io.StringIO(newline="")
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\n")
    schrijver.writerow(CIJFERS_KOLOMMEN)
    for sleutel, label, waarde, eenheid, onderdrukt, tabel, noemer in cijferregels(uitkomst):
        schrijver.writerow(
            [
                _csv_tekst(sleutel),
                _csv_tekst(label),
                _csv_getal(waarde),
                _csv_tekst(eenheid),
                "ja" if onderdrukt else "nee",
                _csv_tekst(tabel),
                _csv_tekst(noemer),
                uitkomst.verslagjaar,
            ]
        )
    return uit.getvalue()


Cijferregel = tuple[str, str, Any, str, bool, str, str]
"""Key, label, value, unit, hidden, file and denominator: the columns of ``cijfers.csv`` but the year."""


class Woorden:
    """How the words of the figures are said: in Dutch as they stand; ``werkmapwoorden`` has the English."""

    taal = "nl"

    def __init__(self, uitkomst: Uitkomst):
        self._rijen = {s: label for t in uitkomst.indelingen.values() for s, label in t.rijlabels.items()}

    def woord(self, tekst: str) -> str:
        """A label, title or sentence, of the program or of the year's data."""
        return tekst

    def eenheid(self, eenheid: str) -> str:
        """A unit."""
        return eenheid

    def herkomst(self, herkomst: str) -> str:
        """The origin of an assumption, by its code."""
        return herkomst

    def deel(self, pad: str) -> str:
        """The part of a figure, by its key: parts of parts follow a point, those of a cell a slash."""
        return ", ".join(self._rijen.get(d) or _DELEN.get(d) or d.replace("_", " ") for d in re.split("[./]", pad))


_DELEN = {
    "gezinnen_beoordeeld": "beoordeelde gezinnen",
    "gezinnen_toegeleid": "toegeleide gezinnen",
    "gezinnen_beeindigd": "gezinnen van wie de ondersteuning eindigde",
}
"""Parts of figures that count families, whatever the unit of the figure, and what they are in words."""


def eenheid_van(kengetal: Kengetal, pad: str) -> str:
    """The unit of a kengetal, or of the part of it that ``pad`` names."""
    return "gezinnen" if pad in _DELEN else kengetal.eenheid


def cijferregels(uitkomst: Uitkomst, woorden: Woorden | None = None) -> Iterator[Cijferregel]:
    """Every published figure, a line each; keys and names of files are the same whatever the ``woorden``."""
    w = woorden or Woorden(uitkomst)
    yield from _regels_kengetallen(uitkomst, w)
    yield from _regels_cellen(uitkomst, w)
    yield from _regels_rendement(uitkomst, w)
    yield from _regels_aannames(uitkomst, w)


def _regels_kengetallen(uitkomst: Uitkomst, w: Woorden) -> Iterator[Cijferregel]:
    for sleutel, k in uitkomst.kengetallen.items():
        label, noemer = w.woord(k.label), w.woord(k.noemer)
        if not isinstance(k.waarde, Mapping):
            yield sleutel, label, k.waarde, w.eenheid(k.eenheid), k.onderdrukt, k.tabel, noemer
            continue
        for pad, waarde in platte_delen(k.waarde):
            eenheid, verborgen = w.eenheid(eenheid_van(k, pad)), pad in k.onderdrukte_delen
            yield f"{sleutel}.{pad}", f"{label}: {w.deel(pad)}", waarde, eenheid, verborgen, k.tabel, noemer


def _regels_cellen(uitkomst: Uitkomst, w: Woorden) -> Iterator[Cijferregel]:
    plaatsen: dict[str, tuple[str, Tabel]] = {}
    totaal = w.woord("totaal")
    for t in uitkomst.indelingen.values():
        titel = w.woord(t.titel)
        rijlabels = {rij: w.woord(t.rijlabels.get(rij, rij)) for rij in t.rijen}
        kolomlabels = {kolom: w.woord(t.kolomlabels.get(kolom, kolom)).lower() for kolom in t.kolommen}
        for (rij, kolom), cel in t.cellen.items():
            plaatsen.setdefault(cel, (f"{titel}: {rijlabels[rij]}, {kolomlabels[kolom]}", t))
        for rij, cel in t.rijtotalen.items():
            plaatsen.setdefault(cel, (f"{titel}: {rijlabels[rij]}, {totaal}", t))
        for kolom, cel in t.kolomtotalen.items():
            plaatsen.setdefault(cel, (f"{titel}: {totaal}, {kolomlabels[kolom]}", t))
        if t.totaal is not None:
            plaatsen.setdefault(t.totaal, (f"{titel}: {totaal}", t))
    for cel, waarde in uitkomst.cellen.items():
        label, tabel = plaatsen.get(cel) or (w.deel(cel), None)
        eenheid, bron = (w.eenheid(tabel.eenheid), tabel.bron) if tabel else ("", "")
        yield cel, label, waarde, eenheid, waarde is None, bron, ""


def _regels_rendement(uitkomst: Uitkomst, w: Woorden) -> Iterator[Cijferregel]:
    rendement = uitkomst.rendement
    knopen: dict[str, Any] = {"programma": rendement.get("programma") or {}}
    knopen |= {f"casussen.{c}": maten for c, maten in (rendement.get("casussen") or {}).items()}
    for plek, maten in knopen.items():
        wie = w.woord("programma" if plek == "programma" else f"casus {plek.partition('.')[2]}")
        for maat, (label, eenheid) in RENDEMENT_MATEN.items():
            if maat not in maten:
                continue
            # One code of a reason for the whole measure: it is withheld to protect one case.
            achtergehouden = isinstance(maten.get(f"{maat}_reden"), str)
            for pad, waarde in platte_delen(maten[maat]):
                if isinstance(waarde, str):
                    continue
                volledig = f"rendement.{plek}.{maat}" + (f".{pad}" if pad else "")
                uitleg = f"{w.woord(label)}, {wie}" + (f": {w.deel(pad)}" if pad else "")
                yield volledig, uitleg, waarde, w.eenheid(_eenheid(pad, eenheid)), achtergehouden, "kosten", ""


def _eenheid(pad: str, eenheid: str) -> str:
    return "aandeel (0 tot 1)" if "kans_positief" in pad or "afstand_aandeel" in pad else eenheid


def _regels_aannames(uitkomst: Uitkomst, w: Woorden) -> Iterator[Cijferregel]:
    for regel in uitkomst.aannames:
        yield (
            f"aannames.{regel['sleutel']}",
            w.woord(str(regel.get("label") or "")),
            regel["waarde"],
            w.eenheid(str(regel.get("eenheid") or "")),
            False,
            "aannames",
            "",
        )


_FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r")


def formula_safe(tekst: str) -> str:
    """The text with an apostrophe in front when a spreadsheet would take it for a formula."""
    return f"'{tekst}" if tekst.lstrip(" ").startswith(_FORMULETEKENS) or tekst.startswith(_FORMULETEKENS) else tekst


def _csv_tekst(tekst: str) -> str:
    """On one line: a carriage return inside a cell ends the row for many readers."""
    return formula_safe(" ".join(tekst.split()))


def _csv_getal(waarde: Any) -> str:
    getal = plain(waarde)
    if getal is None:
        return ""
    if isinstance(getal, float):
        # Written so that it reads back exactly; a whole number of hours or euro without a tail of ',0'.
        return str(int(getal)) if getal.is_integer() and abs(getal) < 1e15 else repr(getal).replace(".", ",")
    return str(getal)


def read_cijfers(path: Path) -> pd.DataFrame:
    """A published ``cijfers.csv``, with ``waarde`` as float (NaN when empty) and ``onderdrukt`` as a boolean.

    Raises:
        GegevensFout: when the file cannot be read or is not such a file.
    """
    try:
        return _cijfers_uit(path.read_text(encoding="utf-8-sig"), path.name)
    except (OSError, UnicodeDecodeError, csv.Error) as fout:
        raise GegevensFout(
            [Probleem(path.name, boodschap="kan niet worden gelezen.", herstel="Zet het gepubliceerde bestand terug.")]
        ) from fout


def _cijfers_uit(tekst: str, naam: str) -> pd.DataFrame:
    rijen = list(csv.reader(io.StringIO(tekst, newline=""), delimiter=";"))
    if not rijen or tuple(rijen[0]) != CIJFERS_KOLOMMEN:
        raise GegevensFout([Probleem(naam, 1, boodschap="verwacht de kolommen " + ";".join(CIJFERS_KOLOMMEN) + ".")])
    fouten = [
        Probleem(naam, nummer, boodschap="verwacht acht kolommen met een getal of niets onder 'waarde'.")
        for nummer, rij in enumerate(rijen[1:], start=2)
        if len(rij) != len(CIJFERS_KOLOMMEN) or _lees_getal(rij[2]) is None
    ]
    if fouten:
        raise GegevensFout(fouten)
    tabel = pd.DataFrame(
        [[rij[0], _zonder_apostrof(rij[1]), _lees_getal(rij[2]), *rij[3:]] for rij in rijen[1:]],
        columns=list(CIJFERS_KOLOMMEN),
    )
    tabel["waarde"] = tabel["waarde"].astype(float)
    tabel["onderdrukt"] = tabel["onderdrukt"].eq("ja").astype(bool)
    tabel["verslagjaar"] = pd.to_numeric(tabel["verslagjaar"], errors="coerce").astype("Int64")
    return tabel


def _lees_getal(tekst: str) -> float | None:
    if not tekst:
        return math.nan
    try:
        return float(tekst.replace(",", "."))
    except ValueError:
        return None


def _zonder_apostrof(tekst: str) -> str:
    return tekst[1:] if tekst.startswith("'") and formula_safe(tekst[1:]) == tekst else tekst


# --- between notebooks ------------------------------------------------------------------------------------------


def save(uitkomst: Uitkomst, build_map: Path) -> None:
    """Keep the result in ``build_map/uitkomst`` as a folder of JSON files; :func:`load` gives it back exactly."""
    map_ = build_map / MAP
    map_.mkdir(parents=True, exist_ok=True)
    for naam, inhoud in _delen(uitkomst).items():
        write_json(map_ / f"{naam}.json", inhoud)


def load(build_map: Path) -> Uitkomst:
    """The result that :func:`save` kept.

    Raises:
        GereedschapFout: when it is not there or not whole.
    """
    map_ = build_map / MAP
    try:
        d = {f.name: json.loads((map_ / f"{f.name}.json").read_text(encoding="utf-8")) for f in _VELDEN}
    except (OSError, ValueError) as fout:
        raise GereedschapFout(
            "De tussenuitkomst is niet (helemaal) te lezen. Voer de notebooks opnieuw uit, van 1 tot en met 4."
        ) from fout
    return Uitkomst(
        verslagjaar=d["verslagjaar"],
        kengetallen={s: _lees_kengetal(k) for s, k in d["kengetallen"].items()},
        tabellen={naam: _lees_tabel(t) for naam, t in d["tabellen"].items()},
        rendement=d["rendement"],
        gevoeligheid=d["gevoeligheid"],
        signalen=tuple(Signaal(**{**s, "rust_op": tuple(s["rust_op"])}) for s in d["signalen"]),
        aannames=tuple(d["aannames"]),
        bronnen=tuple(d["bronnen"]),
        casussen=tuple(d["casussen"]),
        pm_posten=tuple(d["pm_posten"]),
        citaten=tuple(d["citaten"]),
        meta=d["meta"],
        cellen=d["cellen"],
        indelingen={naam: _lees_indeling(t) for naam, t in d["indelingen"].items()},
        vorig=d["vorig"],
    )


_VELDEN = dataclasses.fields(Uitkomst)


def _delen(uitkomst: Uitkomst) -> dict[str, Any]:
    uit = {f.name: getattr(uitkomst, f.name) for f in _VELDEN}
    uit["kengetallen"] = {s: _velden(k) for s, k in uitkomst.kengetallen.items()}
    uit["tabellen"] = {
        naam: {
            "soort": "aantal" if all(str(d) == "Int64" for d in t.dtypes) else "maat",
            "rijen": list(t.index),
            "kolommen": list(t.columns),
            "waarden": t.to_numpy(dtype=object).tolist(),
        }
        for naam, t in uitkomst.tabellen.items()
    }
    uit["signalen"] = [_velden(s) for s in uitkomst.signalen]
    uit["indelingen"] = {
        naam: {**_velden(t), "cellen": [[r, k, cel] for (r, k), cel in t.cellen.items()]}
        for naam, t in uitkomst.indelingen.items()
    }
    return uit


def _velden(ding: Any) -> dict[str, Any]:
    return {f.name: getattr(ding, f.name) for f in dataclasses.fields(ding)}


_KENGETAL_TUPELS = ("afgeleid_van", "afgeleide_delen", "onderdrukte_delen")


def _lees_kengetal(velden: dict[str, Any]) -> Kengetal:
    return Kengetal(**{**velden, **{v: tuple(velden[v]) for v in _KENGETAL_TUPELS}})


def _lees_tabel(t: dict[str, Any]) -> pd.DataFrame:
    index = pd.Index(t["rijen"], name="rij")
    tabel = pd.DataFrame(t["waarden"], index=index, columns=t["kolommen"], dtype=object)
    return tabel.astype("Int64" if t["soort"] == "aantal" else float)


def _lees_indeling(t: dict[str, Any]) -> Tabel:
    cellen = {(r, k): cel for r, k, cel in t["cellen"]}
    return Tabel(**{**t, "cellen": cellen, "rijen": tuple(t["rijen"]), "kolommen": tuple(t["kolommen"])})


# --- JSON -------------------------------------------------------------------------------------------------------


def plain(waarde: Any) -> Any:
    """The value in plain Python: no numpy or pandas types; what is missing, not a number or infinite is ``None``."""
    if isinstance(waarde, Mapping):
        return {str(k): plain(w) for k, w in waarde.items()}
    if isinstance(waarde, (list, tuple, set, frozenset)):
        return [plain(w) for w in (sorted(waarde) if isinstance(waarde, (set, frozenset)) else waarde)]
    if isinstance(waarde, np.ndarray):
        return plain(waarde.tolist())
    if waarde is None or waarde is pd.NA or waarde is pd.NaT:
        return None
    if isinstance(waarde, np.generic):
        waarde = waarde.item()
    if isinstance(waarde, float) and not math.isfinite(waarde):
        return None
    return waarde


def write_json(path: Path, inhoud: Any) -> None:
    """UTF-8, two spaces, keys in their own order, floats exact, a newline at the end."""
    _write(path, json.dumps(plain(inhoud), ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def _write(path: Path, tekst: str) -> None:
    path.write_bytes(tekst.encode("utf-8"))  # bytes: the same line ends on every system
