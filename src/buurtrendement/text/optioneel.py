"""Parts that a year may lack: a chart with its numbers, quotes, optional tables; or the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from buurtrendement.cijfernamen import FIGUREN, TREND
from buurtrendement.schema import CITAATSECTIES
from buurtrendement.text.catalogus import Catalogus
from buurtrendement.text.jaar_op_jaar import jaar_op_jaar
from buurtrendement.text.lezer import TOTAAL, Lezer, getal_of_niets
from buurtrendement.text.opmaak import markdown_literal, pijptabel
from buurtrendement.text.wat_als import wat_als
from buurtrendement.text.zinnen import Rendement

TABEL_VAN: Mapping[str, str] = MappingProxyType(
    {
        "gezinnen_per_maand": "gezinnen_per_maand",
        "contacten_soort": "contacten_per_maand_soort",
        "contacten_initiatief": "contacten_per_maand_initiatief",
    }
)
"""Charts by month and the table behind each: without the chart but with the table, too much of it was hidden."""

SOORTEN_NAAST = 5
"""Kinds of nuisance beside each other in one table; on paper the names of more would run into each other."""

RENDEMENTSFIGUREN = frozenset({"rendement_per_jaar", "kasstroom", "betalers", "kans", "tornado"})


def optioneel(uitkomst: Any, figuren: Iterable[Any] = (), taal: str = "nl") -> dict[str, str]:
    """Include files by name (without ``.md``), the same names every year."""
    lees = Lezer(uitkomst)
    c = Catalogus(taal, lees.meta.get("woorden_en") or {})
    getekend: Mapping[str, Any] = {f.naam: f for f in figuren}
    los = [naam for naam in FIGUREN if naam != TREND]
    uit = {naam: _figuur(c, getekend[naam]) if naam in getekend else _afwezig(c, lees, naam) for naam in los}
    uit["screening"] = _screening(c, lees)
    uit["overlast"] = _overlast(c, lees)
    uit["afwijking"] = _afwijking(c, lees)
    uit["wat_als"] = wat_als(c, lees)
    uit["jaar_op_jaar"] = jaar_op_jaar(c, lees, _figuur(c, getekend[TREND]) if TREND in getekend else "")
    uit.update(_citaten(c, lees))
    return uit


def _afwijking(c: Catalogus, lees: Lezer) -> str:
    """A paragraph below the headline when it rests on other assumptions than those of the file; otherwise nothing."""
    zin = Rendement(c, lees).afwijking()
    return f"**{c.t('afwijkingen.kop')}** {markdown_literal(zin)}\n" if zin else "\n"


def _figuur(c: Catalogus, figuur: Any) -> str:
    """Message, picture, and the same numbers: one click away on screen, in a section of their own on paper."""
    kf = f"kf.fig_{figuur.naam}"
    delen = [
        f'::::: {{.figuurblok naam="{figuur.naam}"}}',
        f"::: {{.figuurtitel}}\n{{{{< meta {kf}_titel >}}}}\n:::",
        f"![{{{{< meta {kf}_bijschrift >}}}}](figuren/{figuur.naam}.svg)"
        f'{{#fig-{figuur.naam} fig-alt="{{{{< meta {kf}_alt >}}}}"}}',
        f'::: {{.cijfertabel titel="{markdown_literal(c.t("tabel.titel"))}"}}\n{figuurtabel(figuur.tabel)}:::',
        ":::::",
    ]
    return "\n\n".join(delen) + "\n"


def paar(*delen: str) -> str:
    """Parts that stand beside each other on paper."""
    kolommen = "\n\n".join(f":::: {{.kolom}}\n{deel.rstrip()}\n::::" for deel in delen)
    return f"::::: {{.paar}}\n{kolommen}\n:::::\n"


def figuurtabel(tabel: pd.DataFrame) -> str:
    """The numbers of a chart; cells are formatted already. A named or meaningful index becomes the first column."""
    if not isinstance(tabel.index, pd.RangeIndex):
        tabel = tabel.reset_index()
    kop = [markdown_literal(str(k)) for k in tabel.columns]
    rijen = [["" if pd.isna(w) else markdown_literal(str(w)) for w in rij] for rij in tabel.itertuples(index=False)]
    return pijptabel(kop, rijen)


def _afwezig(c: Catalogus, lees: Lezer, naam: str) -> str:
    if naam in RENDEMENTSFIGUREN:
        if lees.herleidbaar:
            return c.t("optioneel.herleidbaar") + "\n"
        if not lees.casussen:
            return c.t("optioneel.geen_casus") + "\n"
    if naam in TABEL_VAN and lees.tabel(TABEL_VAN[naam]) is not None:
        return c.t("optioneel.te_klein") + "\n"
    return c.t("optioneel.niet_gemeten") + "\n"


def _citaten(c: Catalogus, lees: Lezer) -> dict[str, str]:
    per_sectie: dict[str, list[str]] = {sectie: [] for sectie in CITAATSECTIES}
    for citaat in lees.uitkomst.citaten:
        if str(citaat.get("toestemming", "ja")).strip().lower() != "ja":
            continue  # results leaves these out already; a second lock on the same door
        sectie = str(citaat.get("sectie") or "").strip().lower()
        rol = c.naam("rol", str(citaat.get("rol") or ""))
        tekst = c.uit_data(str(citaat.get("citaat") or ""))
        if tekst:
            per_sectie[sectie if sectie in per_sectie else "ervaringen"].append(
                f'::: {{.citaat rol="{rol}"}}\n{tekst}\n:::'
            )
    uit = {f"citaten_{s}": "\n\n".join(delen) + "\n" for s, delen in per_sectie.items()}
    if not any(per_sectie.values()):
        uit["citaten_ervaringen"] = c.t("optioneel.citaten") + "\n"
    return uit


def _cel(c: Catalogus, waarde: Any) -> str:
    n = getal_of_niets(waarde)
    return c.t("afgeschermd") if n is None else c.getal(n)


def kruistabel(
    c: Catalogus, tabel: pd.DataFrame, rijgroep: str, kolomgroep: str, kop: str, bijschrift: str, sleutel: str
) -> str:
    """A table of counts with the labels of this edition; hidden cells say so, margins only where the data has them."""

    def naam(groep: str, waarde: Any) -> str:
        return c.t("kop.totaal") if str(waarde) == TOTAAL else hoofdletter(c.naam(groep, str(waarde)))

    return pijptabel(
        [c.t(kop), *(naam(kolomgroep, k) for k in tabel.columns)],
        [[naam(rijgroep, r), *(_cel(c, tabel.at[r, k]) for k in tabel.columns)] for r in tabel.index],
        bijschrift=bijschrift,
        sleutel=sleutel,
    )


def _screening(c: Catalogus, lees: Lezer) -> str:
    tabel = lees.tabel("screening")
    kop = f"#### {c.t('kop.screening')} {{#screening}}\n\n"
    if tabel is None:
        return kop + c.t("optioneel.niet_gemeten") + "\n"
    zin = c.t(
        "screening",
        n=c.aantal(lees.waarde("kandidaten"), "gezin"),
        volledig=c.aantal(lees.waarde("kandidaten_volledig_gescreend"), "gezin"),
    )
    criteria = kruistabel(c, tabel, "criterium", "antwoord", "kop.criterium", c.t("bijschrift.screening"), "screening")
    besluit = lees.tabel("screening_besluit")
    if besluit is None:
        return f"{kop}{zin}\n\n{criteria}"
    besluiten = kruistabel(
        c, besluit, "besluit", "kolom", "kop.besluit", c.t("bijschrift.screening_besluit"), "screening-besluit"
    )
    return f"{kop}{zin}\n\n{paar(criteria, besluiten)}"


def hoofdletter(tekst: str) -> str:
    """First letter as a capital, the rest untouched."""
    return tekst[:1].upper() + tekst[1:]


def _overlast(c: Catalogus, lees: Lezer) -> str:
    tabel = lees.tabel("overlast")
    if tabel is None:
        return c.t("optioneel.niet_gemeten") + "\n"
    soorten = [k for k in tabel.columns if str(k) != TOTAAL]
    delen = [list(deel) for deel in np.array_split(np.array(soorten, dtype=object), -(-len(soorten) // SOORTEN_NAAST))]
    delen[-1] += [k for k in tabel.columns if str(k) == TOTAAL]
    tabellen = [_overlasttabel(c, tabel, deel, nummer) for nummer, deel in enumerate(delen, start=1)]
    return "\n\n".join([c.t("overlast", n=_cel(c, lees.waarde("overlastmeldingen"))), *tabellen])


def _overlasttabel(c: Catalogus, tabel: pd.DataFrame, kolommen: Sequence[Any], nummer: int) -> str:
    def naam(kolom: Any) -> str:
        return c.t("kop.totaal") if str(kolom) == TOTAAL else hoofdletter(c.naam("overlast", str(kolom)))

    rijen = [
        [
            c.t("kop.totaal") if str(maand) == TOTAAL else c.maand(str(maand)),
            *(_cel(c, tabel.at[maand, k]) for k in kolommen),
        ]
        for maand in tabel.index
    ]
    sleutel = "overlast" if nummer == 1 else f"overlast-{nummer}"
    kop = [c.t("kop.maand"), *map(naam, kolommen)]
    return pijptabel(kop, rijen, bijschrift=c.t("bijschrift.overlast"), sleutel=sleutel)
