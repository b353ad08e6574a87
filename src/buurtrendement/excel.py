"""``cijfers.xlsx``: the published figures as a workbook, with the present value as formulas to follow in Excel.

Sheets: ``Lees mij``, ``Kengetallen``, ``Tellingen``, ``Rendement`` (live), ``Aannames`` (the cells that ``Rendement``
refers to, by name), ``Bronnen`` and ``Alle cijfers`` (the same lines as ``cijfers.csv``). Only what is in
:class:`~buurtrendement.results.Uitkomst` is written, so what is hidden stays hidden.

The formulas are those of ``formules.kasstroom`` and ``formules.ncw``, one cell per year. Change an assumption in the
sheet and the present values follow; the column 'In het jaarbericht' keeps what was published, and 'Verschil' is zero as
long as nothing was changed. Each formula carries its value, so that a reader that does not calculate shows it too.

In another language than Dutch the sheets and their words follow it (``werkmapwoorden``); keys and codes do not.

All text is written as text, never as a formula or a link, whatever it begins with. Same result, same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from buurtrendement import results
from buurtrendement.errors import GereedschapFout, reden
from buurtrendement.formules import ALTERNATIEVEN, DREIGEND_SCENARIO, NULALTERNATIEVEN, REKENSLEUTELS
from buurtrendement.kengetallen import TOTAAL
from buurtrendement.rendement import GRENZEN, LAAG
from buurtrendement.results import Uitkomst, platte_delen
from buurtrendement.werkmapwoorden import woorden

JAREN_MINSTENS = 10
"""Columns for years in the sheet, so that the horizon can be made longer in Excel too."""

LANGSTE_CEL = 32_767  # what a cell of Excel can hold
A4 = 9  # Excel's number of the paper
REGELHOOGTE, HOOGSTE_RIJ = 15, 409  # in points

_ALTERNATIEFLABELS: Mapping[str, str] = MappingProxyType(
    {
        "uitgangssituatie": "Vooraf (uitgangssituatie)",
        "gezinscoach": "Gezinscoach",
        "zonder_gezinscoach": "Zonder gezinscoach (dreigend scenario)",
        "na_traject": "Na het traject",
    }
)
_NULALTERNATIEFLABELS = {"dreigend_scenario": "Dreigend scenario", "status_quo": "Status quo"}
_GRENSLABELS = {"bij_lage_kosten": "bij lage kosten", "bij_hoge_kosten": "bij hoge kosten"}

_LEES_MIJ = (
    "Dit zijn de gepubliceerde cijfers van het jaarbericht, om zelf mee te rekenen.",
    "Aantallen die een gezin herkenbaar zouden maken, zijn afgeschermd. Ze staan nergens in dit bestand.",
    "Het blad Rendement rekent de netto contante waarde uit met formules. Verander een aanname op het blad Aannames "
    "(de gekleurde cellen) en de uitkomst verandert mee. De kolom 'In het jaarbericht' blijft wat is gepubliceerd.",
    "Bedragen zijn in euro, in prijzen van het jaar dat bij de aanname 'prijspeil' staat. Het prijspeil veranderen "
    "rekent de bedragen hier niet om: doe dat in aannames.csv en maak het jaarbericht opnieuw.",
    "Hoe elk getal is berekend, staat in het jaarbericht en in docs/methode.md van Buurtrendement.",
)


@dataclass(frozen=True)
class _Opmaak:
    """The cell formats of the workbook."""

    titel: Any
    doorlopend: Any
    kop: Any
    kop_rechts: Any
    tekst: Any
    rechts: Any
    letterlijk: Any
    geheel: Any
    breuk: Any
    euro: Any
    factor: Any
    invoer_geheel: Any
    invoer_breuk: Any
    uitkomst: Any
    jaartal: Any

    def getal(self, waarde: float) -> Any:
        """Whole numbers have a form of their own: with optional decimals Excel shows 13 as '13,'."""
        return self.geheel if float(waarde).is_integer() else self.breuk

    def invoer(self, waarde: float) -> Any:
        """A cell that may be changed. The years are whole numbers, also when somebody types another."""
        return self.invoer_geheel if float(waarde).is_integer() and waarde > 1 else self.invoer_breuk


class _Blad:
    """A worksheet that is written from top to bottom; text is always text."""

    def __init__(self, boek: _Boek, naam: str, breedtes: Sequence[int], getalkolommen: Iterable[int] = ()):
        self.naam = boek.woord(naam)
        self.blad = boek.boek.add_worksheet(self.naam)
        self.opmaak = boek.opmaak
        self.rij = 0
        self._breedtes = breedtes
        self._getalkolommen = frozenset(getalkolommen)
        self._regels: dict[int, int] = {}
        for kolom, breedte in enumerate(breedtes):
            self.blad.set_column(kolom, kolom, breedte)
        # Who prints a sheet gets it as wide as the paper, not cut into strips.
        self.blad.set_paper(A4)
        self.blad.set_landscape()
        self.blad.fit_to_pages(1, 0)
        self.blad.set_footer(f"&L&A&R{boek.woord('bladzijde')} &P {boek.woord('van')} &N")

    def tekst(self, kolom: int, tekst: str, opmaak: Any = None) -> None:
        tekst = tekst[:LANGSTE_CEL]
        # The quote prefix keeps it text when somebody edits the cell as well.
        veilig = results.formula_safe(tekst) == tekst
        gewoon = self.opmaak.rechts if kolom in self._getalkolommen else self.opmaak.tekst
        vorm = opmaak or (gewoon if veilig else self.opmaak.letterlijk)
        self.blad.write_string(self.rij, kolom, tekst, vorm)
        if opmaak not in (self.opmaak.titel, self.opmaak.doorlopend):
            self._maak_hoog(kolom, tekst)

    def _maak_hoog(self, kolom: int, tekst: str) -> None:
        """Room for text that takes more lines; not every program makes a row higher by itself."""
        regels = sum(math.ceil(max(len(deel), 1) / self._breedtes[kolom]) for deel in tekst.split("\n"))
        if regels > self._regels.get(self.rij, 1):
            self._regels[self.rij] = regels
            self.blad.set_row(self.rij, min(regels * REGELHOOGTE, HOOGSTE_RIJ))

    def waarde(self, kolom: int, waarde: Any, opmaak: Any = None) -> None:
        """A number as a number, nothing as an empty cell, anything else as text."""
        if waarde is None:
            return
        if isinstance(waarde, bool) or not isinstance(waarde, (int, float)):
            self.tekst(kolom, str(waarde))
        else:
            self.blad.write_number(self.rij, kolom, waarde, opmaak or self.opmaak.getal(waarde))

    def formule(self, kolom: int, formule: str, waarde: float | str, opmaak: Any) -> None:
        self.blad.write_formula(self.rij, kolom, formule, opmaak, waarde)

    def titel(self, tekst: str) -> None:
        self.tekst(0, tekst, self.opmaak.titel)
        self.rij += 1

    def kop(self, namen: Iterable[str]) -> None:
        for kolom, naam in enumerate(namen):
            self.tekst(kolom, naam, self.opmaak.kop_rechts if kolom in self._getalkolommen else self.opmaak.kop)
        self.rij += 1

    def blijvende_kop(self, namen: Iterable[str]) -> None:
        """A header that stays in sight, and comes back on every page in print."""
        self.kop(namen)
        self.blad.freeze_panes(self.rij, 1)
        self.blad.repeat_rows(0, self.rij - 1)

    def regel(self, cellen: Iterable[Any]) -> None:
        for kolom, cel in enumerate(cellen):
            self.waarde(kolom, cel)
        self.rij += 1


@dataclass(frozen=True)
class _Boek:
    """The workbook that is being written, its formats and its words."""

    boek: Any
    opmaak: _Opmaak
    woorden: results.Woorden

    def woord(self, tekst: str) -> str:
        return self.woorden.woord(tekst)

    def koppen(self, *namen: str) -> list[str]:
        return [self.woord(naam) for naam in namen]


def schrijf(uitkomst: Uitkomst, pad: Path, taal: str = "nl") -> None:
    """Write the workbook in ``taal``.

    Raises:
        GereedschapFout: when the file cannot be written (it is open in Excel, the disk is full).
    """
    try:
        pad.write_bytes(als_bytes(uitkomst, taal))
    except OSError as fout:
        raise GereedschapFout(
            f"{pad.name} kan niet worden geschreven ({reden(fout)}). Sluit het in Excel en probeer het opnieuw."
        ) from fout


def als_bytes(uitkomst: Uitkomst, taal: str = "nl") -> bytes:
    """The workbook itself, in ``taal``; keys, codes and names of files are the same in every language."""
    stroom = io.BytesIO()
    werkmap = xlsxwriter.Workbook(
        stroom,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    boek = _Boek(werkmap, _opmaak(werkmap), woorden(uitkomst, taal))
    # A fixed moment: the same result gives the same bytes.
    werkmap.set_properties(
        {
            "title": f"{boek.woord('Cijfers')} {uitkomst.verslagjaar}",
            "created": dt.datetime(uitkomst.verslagjaar + 1, 1, 1),
        }
    )
    _lees_mij(boek, uitkomst)
    _kengetallen(boek, uitkomst)
    _tellingen(boek, uitkomst)
    _rendement(boek, uitkomst)
    _aannames(boek, uitkomst)
    _bronnen(boek, uitkomst)
    _alle_cijfers(boek, uitkomst)
    werkmap.close()
    return stroom.getvalue()


def _opmaak(boek: Any) -> _Opmaak:
    def vorm(**eigenschappen: Any) -> Any:
        return boek.add_format({"valign": "top", **eigenschappen})

    return _Opmaak(
        # Headings may hold a word of the data too, such as a kind of nuisance.
        titel=vorm(bold=True, font_size=14, font_color="#17594A", quote_prefix=True),
        doorlopend=vorm(quote_prefix=True),
        kop=vorm(bold=True, bottom=1, text_wrap=True, quote_prefix=True),
        kop_rechts=vorm(bold=True, bottom=1, text_wrap=True, align="right", indent=1, quote_prefix=True),
        tekst=vorm(text_wrap=True),
        rechts=vorm(text_wrap=True, align="right", indent=1, quote_prefix=True),
        letterlijk=vorm(text_wrap=True, quote_prefix=True),
        geheel=vorm(num_format="#,##0_)"),
        breuk=vorm(num_format="#,##0.0###_)"),
        euro=vorm(num_format="#,##0_)"),
        factor=vorm(num_format="0.0000_)", align="right"),
        invoer_geheel=vorm(num_format="0_)", bg_color="#FBEBDD", border=1),
        invoer_breuk=vorm(num_format="0.00####_)", bg_color="#FBEBDD", border=1),
        uitkomst=vorm(num_format="#,##0_)", bold=True),
        jaartal=vorm(num_format="0_)"),
    )


def _vast(rij: int, kolom: int) -> str:
    """A cell as ``$G$24``: written as ``G24`` it could be the code of a family, and the leak gate would stop it."""
    return str(xl_rowcol_to_cell(rij, kolom, row_abs=True, col_abs=True))


# --- sheets without formulas --------------------------------------------------------------------------------------


def _lees_mij(boek: _Boek, uitkomst: Uitkomst) -> None:
    blad = _Blad(boek, "Lees mij", [100])

    def van_het_jaar(naam: str) -> str:
        """What the year says of itself, in this language where it does."""
        meta, taal = uitkomst.meta, boek.woorden.taal
        return str(meta.get(f"{naam}_{taal}") or meta.get(naam) or "").strip()

    programma, bijsluiter = van_het_jaar("programma"), van_het_jaar("bijsluiter")
    blad.titel(f"{boek.woord('Cijfers')} {uitkomst.verslagjaar}" + (f": {programma}" if programma else ""))
    for regel in (*boek.koppen(*_LEES_MIJ), *filter(None, [bijsluiter])):
        blad.rij += 1
        blad.tekst(0, regel)


def _kengetallen(boek: _Boek, uitkomst: Uitkomst) -> None:
    w = boek.woorden
    blad = _Blad(boek, "Kengetallen", [56, 16, 28, 90, 50], [1])
    blad.titel(f"{blad.naam} {uitkomst.verslagjaar}")
    blad.blijvende_kop(boek.koppen("Kengetal", "Waarde", "Eenheid", "Definitie", "Noemer"))
    for k in uitkomst.kengetallen.values():
        uitleg: tuple[str, ...] = (w.woord(k.definitie), w.woord(k.noemer))
        for pad, waarde in platte_delen(k.waarde):
            verborgen = k.onderdrukt if not pad else pad in k.onderdrukte_delen
            label = f"{w.woord(k.label)}: {w.deel(pad)}" if pad else w.woord(k.label)
            leeg = results.AFGESCHERMD[w.taal] if verborgen else results.reden_in_woorden(k, w.taal)
            blad.regel(
                (
                    label,
                    leeg if verborgen or waarde is None else waarde,
                    w.eenheid(results.eenheid_van(k, pad)),
                    *uitleg,
                )
            )
            uitleg = ()  # once per kengetal, not for each of its parts


def _tellingen(boek: _Boek, uitkomst: Uitkomst) -> None:
    w = boek.woorden
    # As many kinds of nuisance as the year has, and never fewer columns than the other tables take.
    breedste = max((len(t.columns) for t in uitkomst.tabellen.values()), default=0)
    kolommen = range(1, 1 + max(breedste, 8))
    blad = _Blad(boek, "Tellingen", [44, *[16] * len(kolommen)], kolommen)
    blad.titel(f"{blad.naam} {uitkomst.verslagjaar}")
    for indeling in uitkomst.indelingen.values():
        tabel = uitkomst.tabellen.get(indeling.naam)
        if tabel is None:
            continue
        blad.rij += 1
        labels = {**indeling.kolomlabels, TOTAAL: TOTAAL}
        blad.kop((w.woord(indeling.titel), *(w.woord(labels.get(str(k), str(k))) for k in tabel.columns)))
        for rij, waarden in zip(tabel.index, tabel.astype(object).to_numpy().tolist(), strict=True):
            getoond = [results.AFGESCHERMD[w.taal] if n is None else n for n in results.plain(waarden)]
            blad.regel((w.woord(indeling.rijlabels.get(str(rij), str(rij))), *getoond))


def _bronnen(boek: _Boek, uitkomst: Uitkomst) -> None:
    blad = _Blad(boek, "Bronnen", [24, 70, 40, 8, 60])
    blad.titel(blad.naam)
    blad.blijvende_kop(boek.koppen("Bron", "Titel", "Uitgever", "Jaar", "Vindplaats"))
    for bron in uitkomst.bronnen:
        jaar = bron.get("jaar")
        blad.regel(
            (
                bron["bron"],
                boek.woord(str(bron["titel"])),
                bron.get("uitgever"),
                None if jaar is None else str(jaar),
                bron.get("vindplaats"),
            )
        )


def _alle_cijfers(boek: _Boek, uitkomst: Uitkomst) -> None:
    """The lines of ``cijfers.csv``, under the same headings."""
    blad = _Blad(boek, "Alle cijfers", [60, 70, 16, 24, 12, 16, 90], [2])
    blad.blijvende_kop(results.CIJFERS_KOLOMMEN[:-1])
    for sleutel, label, waarde, eenheid, onderdrukt, tabel, noemer in results.cijferregels(uitkomst, boek.woorden):
        blad.waarde(2, results.plain(waarde), _nummervorm(boek.opmaak, sleutel))
        blad.regel((sleutel, label, None, eenheid, "ja" if onderdrukt else "nee", tabel, noemer))
    blad.blad.autofilter(0, 0, blad.rij - 1, 6)


# --- assumptions --------------------------------------------------------------------------------------------------

AANNAMES = "Aannames"
_AANNAMES_EERSTE_RIJ = 2  # below title and header
_AANNAMES_WAARDE = 2  # column C


def _aannames(boek: _Boek, uitkomst: Uitkomst) -> None:
    """The assumptions, those of the calculation as named cells that ``Rendement`` refers to."""
    w = boek.woorden
    blad = _Blad(boek, AANNAMES, [26, 46, 12, 10, 10, 18, 10, 16, 22, 70], [2, 3, 4])
    blad.titel(blad.naam)
    blad.blijvende_kop(
        boek.koppen(
            *("Sleutel", "Aanname", "Waarde", "Laag", "Hoog", "Eenheid", "Prijspeil", "Herkomst", "Bron", "Toelichting")
        )
    )
    assert blad.rij == _AANNAMES_EERSTE_RIJ
    for regel in uitkomst.aannames:
        rekent = regel["sleutel"] in REKENSLEUTELS
        blad.tekst(0, regel["sleutel"])
        blad.tekst(1, w.woord(regel["label"]))
        blad.waarde(_AANNAMES_WAARDE, regel["waarde"], _vorm(boek.opmaak, regel, rekent=rekent))
        for kolom, veld in enumerate(("laag", "hoog"), start=3):
            blad.waarde(kolom, regel[veld])
        per_veld = {"eenheid": w.eenheid, "herkomst": w.herkomst, "toelichting": w.woord}
        for kolom, veld in enumerate(("eenheid", "prijspeil", "herkomst", "bron", "toelichting"), start=5):
            if regel[veld] not in (None, ""):
                blad.tekst(kolom, per_veld.get(veld, str)(str(regel[veld])))
        blad.rij += 1


def _vorm(opmaak: _Opmaak, regel: Mapping[str, Any], *, rekent: bool) -> Any:
    return opmaak.invoer(regel["waarde"]) if rekent else _nummervorm(opmaak, regel["sleutel"])


def _nummervorm(opmaak: _Opmaak, sleutel: str) -> Any:
    """A year, and the seed, are numbers that nobody counts with: '2022', not '2.022'."""
    return opmaak.jaartal if sleutel.rpartition(".")[2] in ("prijspeil", "toevalszaad") else None


def _namen(boek: _Boek, uitkomst: Uitkomst) -> None:
    for rij, regel in enumerate(uitkomst.aannames, start=_AANNAMES_EERSTE_RIJ):
        if regel["sleutel"] in REKENSLEUTELS:
            boek.boek.define_name(regel["sleutel"], f"={boek.woord(AANNAMES)}!{_vast(rij, _AANNAMES_WAARDE)}")


# --- the present value, live --------------------------------------------------------------------------------------

_EERSTE_JAARKOLOM = 5  # column F: the first year of the horizon


@dataclass(frozen=True)
class _Groep:
    """A case, or the programme: its measures and the share of families that counts after the trajectory."""

    naam: str
    maten: Mapping[str, Any]
    is_programma: bool


def _groepen(boek: _Boek, rendement: Mapping[str, Any]) -> list[_Groep]:
    van_een_casus = boek.woord("Casus {casus}: {omschrijving} (een gezin dat het doel haalt)")
    groepen = [
        _Groep(van_een_casus.format(casus=sleutel, omschrijving=boek.woord(maten["omschrijving"])), maten, False)
        for sleutel, maten in rendement["casussen"].items()
    ]
    programma = rendement["programma"]
    if programma.get("kasstromen") is not None:
        groepen.append(_Groep(boek.woord("Programma: alle gezinnen samen"), programma, True))
    elif rendement.get("casussen_met_toestemming"):
        samen = boek.woord("Programma: de casussen met toestemming")
        groepen.append(_Groep(samen, rendement["casussen_met_toestemming"], True))
    return groepen


def _rendement(boek: _Boek, uitkomst: Uitkomst) -> None:
    aannames = {r["sleutel"]: r["waarde"] for r in uitkomst.aannames}
    jaren = max(JAREN_MINSTENS, int(aannames["horizon_jaren"]))
    blad = _Blad(boek, "Rendement", [56, 16, 16, 18, 12, *[12] * jaren], range(1, 5 + jaren))
    _namen(boek, uitkomst)
    blad.blad.freeze_panes(0, 1)
    blad.titel(f"{blad.naam} {uitkomst.verslagjaar}: {boek.woord('netto contante waarde, met formules')}")
    onder = boek.woord(_ONDER_DE_TITEL).format(prijspeil=uitkomst.rendement["prijspeil"], jaren=jaren)
    blad.tekst(0, onder, boek.opmaak.doorlopend)
    blad.rij += 2
    for groep in _groepen(boek, uitkomst.rendement):
        _Rekenblok(boek, blad, groep, float(aannames["discontovoet"]), jaren).schrijf()
    if uitkomst.rendement["programma"].get("kasstromen") is None:
        blad.tekst(0, boek.woord(uitkomst.rendement["redenen"][uitkomst.rendement["programma"]["kasstromen_reden"]]))


_ONDER_DE_TITEL = (
    "Bedragen in euro, in prijzen van {prijspeil}. Jaar 1 wordt niet verdisconteerd. De formules werken tot en met "
    "een horizon van {jaren} jaren."
)


@dataclass(frozen=True)
class _Rekenblok:
    """The inputs of a group, and below them one row of formulas per flow, bound and counterfactual."""

    boek: _Boek
    blad: _Blad
    groep: _Groep
    discontovoet: float
    jaren: int

    def schrijf(self) -> None:
        blad = self.blad
        blad.titel(self.groep.naam)
        kosten = self._kosten()
        aandeel = self._aandeel()
        blad.rij += 1
        koppen = ("Per jaar", "Netto contante waarde", "Baten per euro kosten", "In het jaarbericht", "Verschil")
        jaar = self.boek.woord("Jaar")
        blad.kop((*self.boek.koppen(*koppen), *(f"{jaar} {j}" for j in range(1, self.jaren + 1))))
        for grens in GRENZEN:
            coachrij = self._coach(grens, kosten[grens])
            for cf in NULALTERNATIEVEN:
                self._stroom(cf, grens, kosten[grens], aandeel)
                self._contant(cf, grens, coachrij)
        blad.rij += 1

    def _kosten(self) -> dict[str, dict[str, str]]:
        """The yearly costs; returns the cell of each, by bound and alternative."""
        blad = self.blad
        blad.kop(self.boek.koppen("Kosten per jaar", "Laag", "Hoog"))
        cellen: dict[str, dict[str, str]] = {grens: {} for grens in GRENZEN}
        for alternatief in ALTERNATIEVEN:
            blad.tekst(0, self.boek.woord(_ALTERNATIEFLABELS[alternatief]))
            for kolom, (grens, eind) in enumerate(zip(GRENZEN, ("laag", "hoog"), strict=True), start=1):
                blad.waarde(kolom, self.groep.maten["jaarkosten"][alternatief][eind], blad.opmaak.euro)
                cellen[grens][alternatief] = _vast(blad.rij, kolom)
            blad.rij += 1
        return cellen

    def _aandeel(self) -> str:
        blad, formaat = self.blad, self.blad.opmaak.factor
        blad.tekst(0, self.boek.woord("Deel van de baten dat na het traject telt"))
        if self.groep.is_programma:
            aandeel = self.groep.maten["aandeel_na_traject"]
            blad.formule(1, "=succesgraad+(1-succesgraad)*na_geen_succes", aandeel, formaat)
        else:
            blad.waarde(1, 1, formaat)
        blad.rij += 1
        return _vast(blad.rij - 1, 1)

    def _jaarcellen(self, formule: Callable[[int, int], str], waarden: Sequence[float]) -> None:
        """A formula for every year, given its number from 1 and its column; beyond the horizon the value is 0."""
        for t in range(self.jaren):
            kolom = _EERSTE_JAARKOLOM + t
            waarde = waarden[t] if t < len(waarden) else 0.0
            self.blad.formule(kolom, formule(t + 1, kolom), waarde, self.blad.opmaak.euro)

    def _som(self, rij: int) -> str:
        eerste, laatste = (xl_col_to_name(_EERSTE_JAARKOLOM + t) for t in (0, self.jaren - 1))
        return f"SUM(${eerste}${rij + 1}:${laatste}${rij + 1})"

    def _coach(self, grens: str, cel: Mapping[str, str]) -> int:
        """The coach at present value, the same under both counterfactuals; returns the row."""
        maten = self.groep.maten
        kosten = maten["jaarkosten"]["gezinscoach"]["laag" if grens == LAAG else "hoog"]
        fasen = maten["kasstromen"][DREIGEND_SCENARIO]["fase"]
        self.blad.tekst(0, ", ".join(self.boek.koppen("Gezinscoach contant", _GRENSLABELS[grens])))
        self._jaarcellen(
            lambda jaar, _: (
                f"=IF({jaar}<=MIN(trajectduur_jaren,horizon_jaren),{cel['gezinscoach']}/(1+discontovoet)^{jaar - 1},0)"
            ),
            [kosten / (1 + self.discontovoet) ** t if fase == "traject" else 0.0 for t, fase in enumerate(fasen)],
        )
        self.blad.rij += 1
        return self.blad.rij - 1

    def _rijnaam(self, cf: str, grens: str, wat: str) -> str:
        nulalternatief, stand, wat = self.boek.koppen(_NULALTERNATIEFLABELS[cf], _GRENSLABELS[grens], wat)
        return f"{nulalternatief}, {stand}: {wat}"

    def _stroom(self, cf: str, grens: str, cel: Mapping[str, str], aandeel: str) -> None:
        """The flow of each year, not discounted (``formules.kasstroom``)."""
        zonder = cel["zonder_gezinscoach" if cf == DREIGEND_SCENARIO else "uitgangssituatie"]
        aftrek = "(1-deadweight)*(1-attributie)*(1-verdringing)"
        self.blad.tekst(0, self._rijnaam(cf, grens, "stroom"))
        self._jaarcellen(
            lambda jaar, _: (
                f"=IF({jaar}>horizon_jaren,0,IF({jaar}<=trajectduur_jaren,"
                f"({zonder}-{cel['uitgangssituatie']})*{aftrek}-{cel['gezinscoach']},"
                f"({zonder}-{cel['na_traject']})*{aftrek}*(1-uitdoving)^MAX(0,{jaar - 1}-trajectduur_jaren)*{aandeel}))"
            ),
            self.groep.maten["kasstromen"][cf]["stroom"][grens],
        )
        self.blad.rij += 1

    def _contant(self, cf: str, grens: str, coachrij: int) -> None:
        """The present value of each year, their sum, and the comparison with what was published."""
        blad, opmaak = self.blad, self.blad.opmaak
        ncw = self.groep.maten["ncw"][cf][grens]
        bkv = self.groep.maten["bkv"][cf][grens]
        contant, coach = self._som(blad.rij), self._som(coachrij)
        blad.tekst(0, self._rijnaam(cf, grens, "contante waarde"))
        blad.formule(1, f"={contant}", ncw, opmaak.uitkomst)
        nvt = self.boek.woord("n.v.t.")
        verhouding = f'=IF({coach}>0,({contant}+{coach})/{coach},"{nvt}")'
        blad.formule(2, verhouding, nvt if bkv is None else bkv, opmaak.factor)
        blad.waarde(3, ncw, opmaak.euro)
        blad.formule(4, f"=ROUND($B${blad.rij + 1}-$D${blad.rij + 1},2)", 0, opmaak.euro)
        self._jaarcellen(
            lambda jaar, kolom: f"={_vast(blad.rij - 1, kolom)}/(1+discontovoet)^{jaar - 1}",
            self.groep.maten["kasstromen"][cf]["contant"][grens],
        )
        blad.rij += 1
