"""What the notebooks show: Markdown that a cell displays, and the charts of the report (:func:`figuren`).

Tables are Markdown and not HTML, so that a page made of the notebook needs nothing from elsewhere. Only figures that
have been through disclosure control are shown, for executed notebooks leave the house.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from IPython.display import Markdown, display

from buurtrendement import charts, nl, rendement, results, vergelijken
from buurtrendement.formules import DREIGEND_SCENARIO, NULALTERNATIEVEN, STATUS_QUO
from buurtrendement.ingest import Jaargegevens
from buurtrendement.kengetallen import Kengetallen
from buurtrendement.schema import PRIJSINDEX, TABELLEN
from buurtrendement.text.catalogus import Catalogus
from buurtrendement.text.opmaak import markdown_literal, pijptabel

AFGESCHERMD = "afgeschermd"
GRENZEN = {"bij_lage_kosten": "bij lage kosten", "bij_hoge_kosten": "bij hoge kosten"}
NULALTERNATIEFLABELS = {"dreigend_scenario": "dreigend scenario", "status_quo": "status quo"}
ALTERNATIEFLABELS = {
    "uitgangssituatie": "Vooraf (uitgangssituatie)",
    "gezinscoach": "Gezinscoach",
    "met_gezinscoach": "Met gezinscoach, tijdens het traject",
    "zonder_gezinscoach": "Zonder gezinscoach (dreigend scenario)",
    "na_traject": "Na het traject",
}
NIET_OVER_PERSONEN = ("kosten", "casussen", "aannames", "bronnen")
"""Tables whose number of rows says nothing about families."""


def _tabel(kop: Sequence[str], rijen: Iterable[Sequence[str]], uitlijning: str | None = None) -> Markdown:
    lijst = list(rijen)
    return Markdown(pijptabel(kop, lijst, uitlijning) if lijst else "Niets te melden.")


@dataclass(frozen=True)
class Beeld:
    """A chart as a notebook shows it; its alternative text goes along."""

    figuur: charts.Figuur

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        del include, exclude
        return {"image/svg+xml": self.figuur.svg.decode("utf-8"), "text/plain": self.figuur.alt}


Bron = Kengetallen | Mapping[str, Any] | charts.Gegevens | results.Uitkomst
"""What a notebook has to draw from: the protected kengetallen, the rendement, or more of the result."""


def figuren(bron: Bron, *namen: str) -> None:
    """Show these charts of the report (keys of ``charts.FIGUREN``); those for which there are no data are left out."""
    gegevens = _om_te_tekenen(bron)
    for naam in namen:
        figuur = charts.draw(naam, gegevens, png=False)
        if figuur is not None:
            display(Markdown(f"**{markdown_literal(figuur.titel)}**"))
            display(Beeld(figuur))
            display(Markdown(markdown_literal(figuur.bijschrift)))


def _om_te_tekenen(bron: Bron) -> charts.Gegevens | results.Uitkomst:
    if isinstance(bron, Kengetallen):
        return charts.Gegevens(bron.verslagjaar, tabellen=results.tabellen(bron))
    if isinstance(bron, Mapping):
        return charts.Gegevens(int(bron["verslagjaar"]), rendement=bron)
    return bron


def bestanden(jaar: Jaargegevens) -> Markdown:
    """Which files were read, and which optional ones are not there."""
    rijen = []
    for naam, tabel in TABELLEN.items():
        gelezen = naam in jaar.tabellen
        aantal = nl.getal(len(jaar.tabellen[naam])) if gelezen and naam in NIET_OVER_PERSONEN else ""
        rijen.append((tabel.bestand, tabel.label, "gelezen" if gelezen else "niet gemeten", aantal))
    return _tabel(("bestand", "inhoud", "", "regels"), rijen, "lllr")


def meldingen(jaar: Jaargegevens) -> Markdown:
    """Which files gave warnings. Not which rows: a row number points at a family, and this page leaves the house.

    Nor the name of a file that does not belong there: it may be that of a family.
    """
    eigen = {tabel.bestand for tabel in (*TABELLEN.values(), PRIJSINDEX)}

    def plaats(bestand: str, kolom: str | None) -> tuple[str, str]:
        if bestand in eigen:
            return bestand, kolom or ""
        return ("een tekst van het jaar" if "/" in bestand else "een ander bestand"), ""

    plaatsen = sorted({plaats(m.bestand, m.kolom) for m in jaar.meldingen})
    regels = [
        f"- {markdown_literal(bestand)}" + (f", kolom {markdown_literal(kolom)}" if kolom else "")
        for bestand, kolom in plaatsen
    ]
    slot = "Wat er is, zegt `buurtrendement check`."
    return Markdown("\n".join([*regels, "", slot]) if regels else "Geen waarschuwingen.")


def aannames(jaar: Jaargegevens) -> Markdown:
    """All assumptions with value, range, unit, origin and source; deviations marked."""
    rijen = [
        (
            markdown_literal(regel.sleutel),
            markdown_literal(regel.label),
            _getal(regel.waarde),
            "" if regel.laag is None or regel.hoog is None else f"{_getal(regel.laag)} – {_getal(regel.hoog)}",
            markdown_literal(regel.eenheid),
            markdown_literal(regel.herkomst),
            markdown_literal(regel.bron),
            f"**afwijkend** (basis: {_getal(regel.basiswaarde)})" if regel.afwijkend else "",
        )
        for regel in jaar.aannames.regels
    ]
    return _tabel(("sleutel", "aanname", "waarde", "bereik", "eenheid", "herkomst", "bron", ""), rijen, "llrrllll")


def _getal(waarde: float | None) -> str:
    if waarde is None:
        return "–"
    tekst = f"{waarde:.10g}"
    # A year or a seed has no thousands separator, a fraction keeps all its digits.
    return tekst.replace(".", ",")


def prijspeil(jaar: Jaargegevens) -> Markdown:
    """The chain of yearly price changes that brings the cost lines to one price level."""
    keten = rendement.vergelijk_prijspeil(jaar)
    rijen = [
        (
            str(r["van"]),
            str(r["naar"]),
            str(r["jaar"]),
            nl.procent(r["mutatie"], 1),
            nl.getal(r["factor"], 4),
            markdown_literal(r["bron"]),
        )
        for r in keten.to_dict("records")
    ]
    return _tabel(("van", "naar", "stap", "prijsstijging", "factor tot en met deze stap", "bron"), rijen, "rrrrrl")


def kengetallen(cijfers: Kengetallen) -> Markdown:
    """All kengetallen as they may be shown."""
    rijen = [
        (
            markdown_literal(sleutel),
            markdown_literal(kengetal.label),
            markdown_literal(results.weergave(kengetal)),
            markdown_literal(kengetal.eenheid),
        )
        for sleutel, kengetal in cijfers.kengetallen.items()
    ]
    return _tabel(("sleutel", "kengetal", "waarde", "eenheid"), rijen, "llrl")


def tabellen(cijfers: Kengetallen) -> Markdown:
    """The tables of counts behind the kengetallen, hidden cells marked."""
    delen = []
    for naam, opzet in cijfers.tellingen.tabellen.items():
        inhoud = cijfers.tellingen.tabel(naam)
        kop = ("", *(markdown_literal(opzet.kolomlabels.get(k, k)) for k in opzet.kolommen))
        rijen = [
            (markdown_literal(opzet.rijlabels.get(rij, rij)), *(_aantal(inhoud.at[rij, k]) for k in opzet.kolommen))
            for rij in opzet.rijen
        ]
        delen.append(f"**{markdown_literal(opzet.titel)}**\n\n{pijptabel(kop, rijen)}")
    return Markdown("\n\n".join(delen))


def _aantal(waarde: Any) -> str:
    return AFGESCHERMD if pd.isna(waarde) else nl.getal(int(waarde))


def afscherming(jaar: Jaargegevens, cijfers: Kengetallen) -> Markdown:
    """How many counts are hidden, at which threshold."""
    drempel = jaar.aannames["drempel_kleine_aantallen"]
    waarden = cijfers.tellingen.waarden
    verborgen = sum(1 for n in waarden.values() if n is None)
    if drempel <= 1:
        reden = markdown_literal(jaar.aannames.regel("drempel_kleine_aantallen").toelichting)
        return Markdown(f"De drempel is {drempel}: er wordt niets afgeschermd. {reden}".rstrip())
    return Markdown(
        f"Drempel {drempel}: van de {nl.getal(len(waarden))} aantallen zijn er {nl.getal(verborgen)} afgeschermd."
    )


def _programma_en_casussen(rendement: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """The programme says nothing where it withholds all; then the shown cases together take its place."""
    casussen = [(f"Casus {markdown_literal(naam)}", maten) for naam, maten in rendement["casussen"].items()]
    programma, deel = rendement["programma"], rendement["casussen_met_toestemming"]
    if not programma["herleidbaar"]:
        return [*casussen, ("Programma", programma)]
    return casussen if deel is None else [*casussen, ("Casussen met toestemming samen", deel)]


def reden(maten: Mapping[str, Any], naam: str, *pad: str) -> str:
    """Why a measure has no value, in a few words."""
    code = maten.get(f"{naam}_reden")
    for stap in pad:
        code = code.get(stap) if isinstance(code, Mapping) else code
    woorden = Catalogus("nl")
    if isinstance(code, str) and woorden.heeft(f"reden.{code}"):
        return woorden.t(f"reden.{code}", jaren="de horizon")
    return "–"


def _bereik(grenzen: Mapping[str, float | None] | None, laag: str, hoog: str) -> str:
    if grenzen is None or grenzen[laag] is None or grenzen[hoog] is None:
        return "–"
    return nl.euro_bereik(float(grenzen[laag] or 0), float(grenzen[hoog] or 0))


def jaarkosten(rendement: Mapping[str, Any]) -> Markdown:
    """What each alternative costs per year, lowest to highest."""
    rijen = [
        (wie, ALTERNATIEFLABELS[alternatief], _bereik(bedrag, "laag", "hoog"))
        for wie, maten in _programma_en_casussen(rendement)
        for alternatief, bedrag in (maten["jaarkosten"] or {}).items()
    ]
    return _tabel(("", "situatie", "kosten per jaar"), rijen, "llr")


def verschillen(rendement: Mapping[str, Any]) -> Markdown:
    """Yearly difference during the trajectory and yearly return after it, under both counterfactuals."""
    rijen = []
    for wie, maten in _programma_en_casussen(rendement):
        for maat, naam in (
            ("verschil_per_jaar", "Verschil per jaar tijdens het traject"),
            ("rendement_per_jaar_na_traject", "Rendement per jaar na het traject"),
        ):
            per_cf = maten[maat] or {}
            rijen.append((wie, naam, *(_bereik(per_cf.get(cf), *GRENZEN) for cf in NULALTERNATIEVEN)))
    return _tabel(("", "", *(NULALTERNATIEFLABELS[cf] for cf in NULALTERNATIEVEN)), rijen, "llrr")


def looptijd(rendement: Mapping[str, Any]) -> Markdown:
    """NCW, BKV, payback and break-even costs, at low and at high cost, under both counterfactuals."""
    rijen = []
    for wie, maten in _programma_en_casussen(rendement):
        for cf in NULALTERNATIEVEN:
            for grens, naam in GRENZEN.items():
                rijen.append(
                    (
                        wie,
                        NULALTERNATIEFLABELS[cf],
                        naam,
                        _maat(maten, "ncw", cf, grens),
                        _maat(maten, "bkv", cf, grens, decimalen=2),
                        _maat(maten, "terugverdientijd_jaren", cf, grens, decimalen=1),
                        _maat(maten, "omslagpunt_zonder_gezinscoach", grens),
                        _maat(maten, "omslagpunt_zonder_gezinscoach", "afstand", cf, grens),
                    )
                )
    kop = ("", "vergeleken met", "", "NCW", "BKV", "terugverdiend na jaren", "omslagpunt per jaar", "afstand daartoe")
    return _tabel(kop, rijen, "lllrrrrr")


def _maat(maten: Mapping[str, Any], naam: str, *pad: str, decimalen: int | None = None) -> str:
    """One value, an amount unless it has ``decimalen``; or why there is none."""
    waarde = maten[naam]
    for stap in pad:
        waarde = None if waarde is None else waarde[stap]
    if waarde is None:
        return reden(maten, naam, *pad)
    return nl.euro(waarde) if decimalen is None else nl.getal(waarde, decimalen)


def kasstromen(rendement: Mapping[str, Any]) -> Markdown:
    """The flow of every year of the horizon: as it is, brought to today, and added up."""
    rijen = []
    for wie, maten in _programma_en_casussen(rendement):
        for cf, stroom in (maten["kasstromen"] or {}).items():
            for i, jaar in enumerate(stroom["jaar"]):
                bedragen = (
                    _bereik({grens: stroom[soort][grens][i] for grens in GRENZEN}, *GRENZEN)
                    for soort in ("stroom", "contant", "cumulatief")
                )
                fase = "met coach" if stroom["fase"][i] == "traject" else "na het traject"
                rijen.append((wie, NULALTERNATIEFLABELS[cf], str(jaar), fase, *bedragen))
    return _tabel(("", "vergeleken met", "jaar", "", "kasstroom", "contant", "opgeteld"), rijen, "llrlrrr")


def succesgraad(rendement: Mapping[str, Any]) -> Markdown:
    """The share of families that must reach the goal for the programme to break even, also in families out of ten."""
    doel = rendement["aannames"]["succesgraad"]["basiswaarde"]
    rijen = []
    samen = [(wie, maten) for wie, maten in _programma_en_casussen(rendement) if "omslagpunt_succesgraad" in maten]
    for (wie, maten), cf in itertools.product(samen, NULALTERNATIEVEN):
        for grens, naam in GRENZEN.items():
            punt = maten["omslagpunt_succesgraad"][cf][grens]
            graad, tien = (
                (reden(maten, "omslagpunt_succesgraad", cf, grens), "–")
                if punt is None
                else (nl.procent(punt), nl.getal(10 * punt, 1))
            )
            rijen.append((wie, NULALTERNATIEFLABELS[cf], naam, graad, tien, nl.getal(10 * doel, 1)))
    kop = ("", "vergeleken met", "", "deel van de gezinnen", "van de tien gezinnen", "doel, van de tien")
    return _tabel(kop, rijen, "lllrrr")


def zonder_prijs(rendement: Mapping[str, Any]) -> Markdown:
    """What counts and has no price, with its direction."""
    richting = {"+": "gunstig", "-": "ongunstig", "?": "onzeker"}
    rijen = [
        (markdown_literal(p["post"]), richting[p["richting"]], markdown_literal(p["toelichting"]))
        for p in rendement["pm"]
    ]
    return _tabel(("wat verandert", "richting", "toelichting"), rijen, "lll")


def betalers(rendement: Mapping[str, Any]) -> Markdown:
    """Per payer: the coach's cost and the benefits over the horizon; transfers apart."""
    blok, deel = rendement["programma"]["per_betaler"], rendement["casussen_met_toestemming"]
    uitleg = ""
    if blok is None:
        uitleg = markdown_literal(rendement["redenen"][rendement["programma"]["per_betaler_reden"]])
        if deel is None:
            return Markdown(uitleg)
        blok, uitleg = deel["per_betaler"], f"{uitleg} De tabel gaat over de casussen met toestemming samen.\n\n"
    rijen = []
    for titel, groep in (("", blok["betalers"]), ("overdracht", blok["overdracht"]), ("totaal", blok["totalen"])):
        for naam, waarden in groep.items():
            rijen.append(
                (
                    titel,
                    markdown_literal(naam.replace("_", " ")),
                    _bereik(waarden["coach_contant"], *GRENZEN),
                    *(_bereik(waarden[cf]["saldo_contant"], *GRENZEN) for cf in NULALTERNATIEVEN),
                )
            )
    kop = ("", "betaler", "coach (contant)", *(f"saldo, {NULALTERNATIEFLABELS[cf]}" for cf in NULALTERNATIEVEN))
    return Markdown(uitleg + str(_tabel(kop, rijen, "llrrr").data))


def onzekerheid(uitkomst: results.Uitkomst) -> Markdown:
    """The chance of a positive NCW and its spread."""
    rijen = []
    for wie, maten in _programma_en_casussen(uitkomst.rendement):
        for nulalternatief in NULALTERNATIEVEN:
            kans = maten["onzekerheid"][nulalternatief]
            rijen.append(
                (
                    wie,
                    NULALTERNATIEFLABELS[nulalternatief],
                    Catalogus("nl").kans(kans["kans_positief"]),
                    *(nl.euro(kans[p]) for p in ("p05", "p50", "p95")),
                )
            )
    kop = ("", "vergeleken met", "kans op positieve NCW", "laag (5%)", "midden (50%)", "hoog (95%)")
    return _tabel(kop, rijen, "llrrrr")


def tornado(uitkomst: results.Uitkomst) -> Markdown:
    """The NCW under either counterfactual, and at both ends of every quantity with a range, widest first."""
    keuze = uitkomst.gevoeligheid["nulalternatief"]
    rijen = [
        (
            "–",
            markdown_literal(keuze["label"]),
            NULALTERNATIEFLABELS[STATUS_QUO],
            NULALTERNATIEFLABELS[DREIGEND_SCENARIO],
            nl.euro(keuze["bij_laag"]),
            nl.euro(keuze["bij_hoog"]),
        )
    ]
    rijen += [
        (
            NULALTERNATIEFLABELS[nulalternatief],
            markdown_literal(staaf["label"]),
            _getal_of_euro(staaf["laag"], staaf["eenheid"]),
            _getal_of_euro(staaf["hoog"], staaf["eenheid"]),
            nl.euro(staaf["bij_laag"]),
            nl.euro(staaf["bij_hoog"]),
        )
        for nulalternatief in NULALTERNATIEVEN
        for staaf in uitkomst.gevoeligheid["tornado"][nulalternatief]
    ]
    return _tabel(("vergeleken met", "grootheid", "laag", "hoog", "NCW bij laag", "NCW bij hoog"), rijen, "llrrrr")


def _getal_of_euro(waarde: float | None, eenheid: str) -> str:
    if waarde is None:
        return "–"
    return nl.euro(waarde) if eenheid.startswith("euro") else _getal(waarde)


def waarde_van_meten(uitkomst: results.Uitkomst) -> Markdown:
    """Which assumption is most worth knowing better; the counterfactual itself first, at even chances of the two."""
    keuze, alles = (uitkomst.gevoeligheid[s] for s in ("waarde_nulalternatief", "waarde_van_alles_weten"))
    rijen = [("–", "Wat er zonder gezinscoach gebeurt", nl.euro(keuze), "")]
    rijen += [
        (
            NULALTERNATIEFLABELS[nulalternatief],
            markdown_literal(regel["label"]),
            nl.euro(regel["evppi"]),
            nl.procent(regel["aandeel_spreiding"]),
        )
        for nulalternatief in NULALTERNATIEVEN
        for regel in uitkomst.gevoeligheid["waarde_van_meten"][nulalternatief]
    ]
    rijen += [(NULALTERNATIEFLABELS[cf], "Alles samen", nl.euro(alles[cf]), "") for cf in NULALTERNATIEVEN]
    return _tabel(("vergeleken met", "grootheid", "waarde van weten", "deel van de spreiding"), rijen, "llrr")


def signalen(uitkomst: results.Uitkomst) -> Markdown:
    """What is odd in the year's own figures, with the rule and both numbers."""
    rijen = [
        (
            f"**{markdown_literal(s.titel)}** {markdown_literal(s.uitleg)}",
            markdown_literal(s.regel),
            AFGESCHERMD if s.waarde is None else _signaalgetal(s.waarde, s.eenheid),
            "–" if s.grens is None else _signaalgetal(s.grens, s.eenheid),
            s.eenheid,
        )
        for s in uitkomst.signalen
    ]
    if not rijen:
        return Markdown("Geen signalen.")
    return _tabel(("signaal", "regel", "gevonden", "grens", "eenheid"), rijen, "llrrl")


def _signaalgetal(waarde: float, eenheid: str) -> str:
    return nl.euro(waarde) if eenheid.startswith("euro") else _getal(round(waarde, 2))


def jaar_op_jaar(uitkomst: results.Uitkomst) -> Markdown:
    """This year beside the earlier ones, in the tables that the command ``compare`` prints."""
    vergelijking = uitkomst.meta.get(vergelijken.META)
    if not vergelijking:
        return Markdown("Er is geen eerder jaar om mee te vergelijken.")
    delen = []
    for tabel in vergelijken.tabellen(vergelijking).values():
        rijen = [[markdown_literal(cel) for cel in rij] for rij in tabel.rijen]
        kop = [markdown_literal(cel) for cel in tabel.kop]
        delen += [f"**{markdown_literal(tabel.titel)}**", pijptabel(kop, rijen) if rijen else "", tabel.uitleg]
    return Markdown("\n\n".join(deel for deel in delen if deel))
