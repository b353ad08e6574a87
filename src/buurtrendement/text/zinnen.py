"""Sentences that follow the result: a loss is called a loss, an amount keeps its range, what is hidden stays hidden.

Every function returns plain text; :mod:`buurtrendement.text.cijfers` makes it safe for Markdown.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from buurtrendement.begrippen import NOG_NIET_TE_METEN
from buurtrendement.formules import REKENSLEUTELS
from buurtrendement.text import grootheden
from buurtrendement.text.catalogus import Catalogus
from buurtrendement.text.lezer import (
    CF_DREIGEND,
    CF_STATUS_QUO,
    COUNTERFACTUALS,
    HOGE,
    LAGE,
    Bereik,
    Lezer,
    bereik,
    getal_of_niets,
    maat,
    pak,
)

TIEN = 10
HERLEIDBAAR = "herleidbaar"


# -- phrases ------------------------------------------------------------------------------------------------------


def saldo(c: Catalogus, b: Bereik, vorm: str = "saldo") -> str:
    """A result in words that follow its sign; ``vorm`` is ``"saldo"`` (in a sentence) or ``"saldo.kort"`` (in a cell).

    The sign is judged after rounding to whole euro, as the reader sees it.
    """
    if not b.heel:
        return c.t("geen_bedrag")
    laag, hoog = b.uiteinden
    if abs(laag) < 0.5 and abs(hoog) < 0.5:
        return c.t(f"{vorm}.nul")
    if laag > -0.5:
        return c.t(f"{vorm}.winst", bereik=c.bereik(max(laag, 0.0), hoog))
    if hoog < 0.5:
        return c.t(f"{vorm}.verlies", bereik=c.bereik(max(-hoog, 0.0), -laag))
    return c.t(f"{vorm}.gemengd", verlies=c.euro(-laag), winst=c.euro(hoog))


def teken(b: Bereik) -> int | None:
    """1: gain at both ends, -1: loss at both ends, 0: it depends on the costs; ``None``: unknown."""
    if not b.heel:
        return None
    laag, hoog = b.uiteinden
    if laag > -0.5:
        return 1 if hoog >= 0.5 else 0
    return -1 if hoog < 0.5 else 0


def zin(*delen: str | None) -> str:
    """Sentences joined by a space; empty ones fall away. The first letter becomes a capital."""
    tekst = " ".join(d for d in delen if d)
    return tekst[:1].upper() + tekst[1:]


# -- families, contacts, hours ------------------------------------------------------------------------------------


def gezinnen(c: Catalogus, lees: Lezer) -> str:
    """How many families were supported, what became of them, how many continue."""
    if lees.stand("gezinnen_ondersteund") == "niet_gemeten":
        return c.t("gezinnen.niet_gemeten")
    vertrek = ("toegeleid", "gestopt", "verhuisd")
    delen = [c.t(f"gezinnen.{wat}", n=c.getal(n)) for wat in vertrek if (n := lees.waarde(f"gezinnen_{wat}"))]
    verborgen = [c.t(f"gezinnen.{wat}.verborgen") for wat in vertrek if lees.stand(f"gezinnen_{wat}") == "verborgen"]
    return zin(
        c.t("gezinnen.basis", jaar=lees.jaar, gezinnen=c.aantal(lees.waarde("gezinnen_ondersteund"), "gezin")),
        c.t("gezinnen.vertrokken", delen=c.opsomming(delen)) if delen else None,
        c.t("gezinnen.verborgen", delen=c.opsomming(verborgen)) if verborgen else None,
        c.t("gezinnen.lopend", gezinnen=c.aantal(lees.waarde("gezinnen_lopend"), "gezin")),
    )


def huishoudens(c: Catalogus, lees: Lezer) -> str:
    """The household types among the families that continue."""
    if lees.waarde("gezinnen_lopend") == 0:
        return c.t("huishoudens.geen")
    delen = []
    for soort in ("eenouder", "samenwonend_met_kinderen"):
        n = lees.waarde(f"gezinnen_{soort}")
        if n:
            delen.append(f"{c.getal(n)} {c.t(f'huishoudtype.{soort}.een' if n == 1 else f'huishoudtype.{soort}')}")
    return c.t("huishoudens", delen=c.opsomming(delen)) if delen else c.t("huishoudens.verborgen")


def problemen(c: Catalogus, lees: Lezer) -> str:
    """How many families have problems on at least two leefgebieden."""
    sleutel = "gezinnen_met_problemen_op_twee_leefgebieden"
    stand = lees.stand(sleutel)
    if stand != "waarde":
        return c.t("problemen.verborgen" if stand == "verborgen" else "problemen.niet_gemeten")
    return c.t("problemen", gezinnen=c.aantal(lees.waarde(sleutel), "gezin"))


def coaches(c: Catalogus, lees: Lezer) -> str:
    """The team and its direct hours."""
    uren, per_gezin = lees.waarde("directe_uren"), lees.waarde("directe_uren_per_gezin")
    return zin(
        c.t(
            "coaches",
            coaches=c.aantal(lees.waarde("coaches"), "coach"),
            uren=c.t("onbekend") if uren is None else c.getal(uren),
        ),
        c.t("coaches.per_gezin", n=c.getal(per_gezin)) if per_gezin is not None else None,
    )


def contacten(c: Catalogus, lees: Lezer) -> str:
    """How many contacts, and how many per family per month."""
    gemiddeld = lees.waarde("contacten_per_gezin_per_maand")
    return zin(
        c.t("contacten", contacten=c.aantal(lees.waarde("contacten"), "contact")),
        c.t("contacten.gemiddeld", n=c.getal(gemiddeld, 1)) if gemiddeld is not None else None,
    )


def contacten_soort(c: Catalogus, lees: Lezer) -> str:
    """Short and long contacts."""
    kort, lang = lees.waarde("contacten_kort"), lees.waarde("contacten_lang")
    if kort is None or lang is None:
        return c.t("contacten.soort.verborgen")
    return c.t("contacten.soort", kort=c.aantal(kort, "los"), lang=c.aantal(lang, "los"))


def initiatief(c: Catalogus, lees: Lezer) -> str:
    """Share of contacts that the family started."""
    deel = lees.waarde("aandeel_contacten_op_initiatief_gezin")
    if deel is not None:
        return c.t("contacten.initiatief", deel=c.procent(deel))
    verborgen = lees.stand("aandeel_contacten_op_initiatief_gezin") == "verborgen"
    return c.t("contacten.initiatief.verborgen" if verborgen else "contacten.initiatief.geen")


def instroom(c: Catalogus, lees: Lezer) -> str:
    """In how many months families started, and when the first did."""
    k = lees.kengetal("instroom_per_maand")
    per_maand: Mapping[str, Any] = k.waarde if k is not None and isinstance(k.waarde, Mapping) else {}
    if not per_maand or any(n is None for n in per_maand.values()):
        return c.t("instroom.verborgen")
    met = [m for m, n in per_maand.items() if n]
    if not met:
        return c.t("instroom.geen")
    totaal = sum(per_maand.values())
    return zin(
        c.t("instroom", gezinnen=c.aantal(totaal, "gezin"), maanden=c.aantal(len(met), "maand")),
        c.t("instroom.eerste", maand=c.maand(min(met))),
    )


def doel(c: Catalogus, lees: Lezer) -> str:
    """The goal of the programme, from the success share that is assumed."""
    deel = lees.waarde("doel_zelfredzaam", "doel")
    if deel is None:
        graad = lees.basiswaarde("succesgraad")
        deel = None if graad is None else graad * TIEN
    if deel is None:
        return c.t("doel.onbekend")
    return c.t("doel", doel=_van_tien(c, deel))


def doel_stand(c: Catalogus, lees: Lezer) -> str:
    """How far the programme is with its goal."""
    groep = lees.waarde("doel_zelfredzaam", "gezinnen_beoordeeld")
    bereikt = lees.waarde("doel_zelfredzaam", "gezinnen_toegeleid")
    if groep is not None and bereikt is not None:
        return c.t("doel.stand", bereikt=c.aantal(bereikt, "los"), gezinnen=c.aantal(groep, "gezin"))
    k = lees.kengetal("doel_zelfredzaam")
    if k is None:
        return c.t("doel.stand.niet_gemeten")
    # Hidden now, or resting on a count that was hidden in an earlier year.
    nog_niet = not k.onderdrukt and k.reden == NOG_NIET_TE_METEN
    return c.t("doel.stand.nog_niet" if nog_niet else "doel.stand.verborgen")


def _van_tien(c: Catalogus, waarde: float) -> str:
    """A number out of ten, as a word where it is a whole one."""
    heel = round(waarde)
    if abs(waarde - heel) < 1e-9 and c.heeft(f"telwoord.{heel}"):
        return c.t(f"telwoord.{heel}")
    return c.getal(waarde, 1)


# -- the return ---------------------------------------------------------------------------------------------------


class Rendement:
    """The sentences about money, for the programme and for one family."""

    def __init__(self, c: Catalogus, lees: Lezer):
        self.c, self.lees = c, lees
        self.horizon = c.jaren(lees.aanname_waarde("horizon_jaren") or 0)
        self.horizon_basis = c.jaren(lees.basiswaarde("horizon_jaren") or 0)

    # -- headline ---------------------------------------------------------------------------------------------------

    def _kern(self, cf: str) -> Bereik:
        """The headline result: of the programme, or over the cases where there is no programme result."""
        if not self.lees.per_gezin_casus:
            return maat(self.lees.programma, "ncw", cf)
        return self._over_casussen("ncw", cf)

    def _over_casussen(self, naam: str, cf: str) -> Bereik:
        """The widest range of a measure over the cases that may be shown."""
        gevonden = [maat(m, naam, cf) for m in self.lees.casussen.values()]
        heel = [b.uiteinden for b in gevonden if b.heel]
        if not heel or len(heel) < len(gevonden):
            return Bereik(None, None)
        return Bereik(min(laag for laag, _ in heel), max(hoog for _, hoog in heel))

    @property
    def is_er(self) -> bool:
        """Whether there is any result to show."""
        return self._kern(CF_DREIGEND).heel and self._kern(CF_STATUS_QUO).heel

    @property
    def soort(self) -> str:
        """``programma``, ``deel`` (the shown cases together) or ``casus``: what the headline is about."""
        if self.lees.per_gezin_casus:
            return "casus"
        return "deel" if self.lees.om_deel else "programma"

    def tegel(self) -> tuple[str, str, str]:
        """Value, label and explanation of the fifth tile: the range under one scenario, and what the other gives."""
        c = self.c
        if not self.is_er:
            return c.t("niet_gemeten"), c.t("tegel.rendement.label.geen"), c.t("tegel.rendement.geen")
        b = self._kern(CF_DREIGEND)
        richting = {1: "winst", -1: "verlies"}.get(teken(b) or 0, "uitkomst")
        # The label names a gain or a loss; where it may be either, the amounts themselves say which is which.
        waarde = saldo(c, b, "saldo.kort") if richting == "uitkomst" else c.bereik(*(abs(w) for w in b.uiteinden))
        return (
            waarde,
            c.t(f"tegel.rendement.label.{self.soort}", jaren=self.horizon, wat=c.t(f"tegel.rendement.{richting}")),
            c.t("tegel.rendement.uitleg", saldo=saldo(c, self._kern(CF_STATUS_QUO)))
            + (c.t("tegel.rendement.afwijkend") if self._anders else ""),
        )

    def kern(self) -> str:
        """The headline in two sentences, one per counterfactual, and whether it is an extrapolation."""
        c = self.c
        if not self.is_er:
            return c.t("rendement.kern.geen")
        zinnen = [
            c.t(
                f"rendement.kern.{self.soort}" if cf == CF_DREIGEND else "rendement.kern.tweede",
                als=c.t(f"cf.als.{cf}"),
                jaren=self.horizon,
                gezinnen=self._programma_gezinnen(),
                saldo=saldo(c, self._kern(cf)),
            )
            for cf in COUNTERFACTUALS
        ]
        extra = c.t("rendement.extrapolatie_kort") if self.lees.programma.get("extrapolatie") else None
        deel = c.t("rendement.kern.alleen_deel") if self.lees.om_deel else None
        return zin(*zinnen, extra, deel)

    @property
    def _anders(self) -> list[str]:
        """The names of the overridden assumptions on which the amounts rest."""
        keys = (*REKENSLEUTELS, "prijspeil")
        return [
            self._naam_van({"sleutel": f"aanname/{a['sleutel']}", "label": a["label"]})
            for a in self.lees.afwijkend
            if a["sleutel"] in keys
        ]

    def afwijking(self) -> str | None:
        """That the headline rests on other assumptions than those of the file, and what the file's give."""
        c = self.c
        basis = {cf: maat(self.lees.basis, "ncw", cf) for cf in COUNTERFACTUALS}
        if not self._anders or not all(b.heel for b in basis.values()):
            return None
        return c.t(
            "rendement.afwijkend",
            namen=c.opsomming(self._anders),
            jaren=self.horizon_basis,
            saldo_d=saldo(c, basis[CF_DREIGEND]),
            midden_d=c.t(f"cf.midden.{CF_DREIGEND}"),
            als_s=c.t(f"cf.als.{CF_STATUS_QUO}"),
            saldo_s=saldo(c, basis[CF_STATUS_QUO]),
        )

    def _programma_gezinnen(self) -> str:
        n = getal_of_niets(self.lees.programma.get("aantal_gezinnen"))
        # A withheld total is not a small one: it would give a small part away.
        return self.c.t("aantal.gezin.alle") if n is None else self.c.aantal(n, "gezin")

    def rust_op(self) -> str:
        """That the conclusion rests on the counterfactual, with both outcomes."""
        c = self.c
        if not self.is_er:
            return c.t("rendement.kern.geen")
        d, s = self._kern(CF_DREIGEND), self._kern(CF_STATUS_QUO)
        vorm = "rust.zelfde" if teken(d) == teken(s) != 0 else "rust.anders"
        if all(abs(een - ander) < 0.5 for een, ander in zip(d.uiteinden, s.uiteinden, strict=True)):
            return zin(c.t("rust.gelijk", jaren=self.horizon, saldo_d=saldo(c, d)), self.afwijking())
        return zin(c.t(vorm, jaren=self.horizon, saldo_d=saldo(c, d), saldo_s=saldo(c, s)), self.afwijking())

    def vooruit(self) -> str:
        """How many years are looked ahead, and whether there is time without the coach among them."""
        horizon, traject = (self.lees.aanname_waarde(s) or 0 for s in ("horizon_jaren", "trajectduur_jaren"))
        vorm = "horizon" if horizon > traject else "horizon.kort"
        return self.c.t(vorm, jaren=self.horizon, traject=self.c.jaren(traject))

    # -- one family -----------------------------------------------------------------------------------------------

    def casus_aantal(self) -> str:
        """How many cases are shown."""
        n = len(self.lees.casussen)
        vorm = {0: "verborgen" if self.lees.herleidbaar else "geen", 1: "een"}.get(n, "meer")
        return self.c.t(f"casus.aantal.{vorm}", n=n)

    def casus_verschil(self, maten: Mapping[str, Any]) -> str:
        """The yearly difference of one case, during and after, under both counterfactuals."""
        c = self.c
        zinnen = [
            c.t(
                f"casus.{wanneer}",
                saldo_d=saldo(c, maat(maten, naam, CF_DREIGEND)),
                saldo_s=saldo(c, maat(maten, naam, CF_STATUS_QUO)),
                midden_d=c.t(f"cf.midden.{CF_DREIGEND}"),
                als_s=c.t(f"cf.als.{CF_STATUS_QUO}"),
            )
            for wanneer, naam in (("tijdens", "verschil_per_jaar"), ("na", "rendement_per_jaar_na_traject"))
        ]
        return zin(*zinnen, c.t("casus.voor_aftrek", jaren=self.horizon) if self.lees.met_aftrek else None)

    def ncw(self, cf: str) -> str:
        """Net present value per family, with the ratio and the payback time of a single case."""
        c, casussen = self.c, self.lees.casussen
        als = c.t(f"cf.als.{cf}")
        totaal = self._over_casussen("ncw", cf)
        if not totaal.heel:
            return c.t("ncw.geen", als=als)
        if len(casussen) > 1:
            return c.t("ncw.meer", als=als, jaren=self.horizon, saldo=saldo(c, totaal))
        (maten,) = casussen.values()
        return zin(
            c.t("ncw.een", als=als, jaren=self.horizon, saldo=saldo(c, totaal)),
            self._bkv(maat(maten, "bkv", cf)),
            self._terugverdientijd(maat(maten, "terugverdientijd_jaren", cf)),
        )

    def _bkv(self, b: Bereik) -> str | None:
        if not b.heel:
            return None
        laag, hoog = b.uiteinden
        if hoog <= 0:
            return self.c.t("bkv.zin.niets")
        return self.c.t("bkv.zin", bkv=euro_bereik_centen(self.c, laag, hoog))

    def _terugverdientijd(self, b: Bereik) -> str | None:
        c = self.c
        if b.heel:
            laag, hoog = b.uiteinden
            if hoog <= 0:
                return c.t("tvt.zin.begin")
            return c.t("tvt.zin", jaar=_jaarnummers(c, laag, hoog))
        if b.laag is None and b.hoog is None:
            nooit = b.reden_laag == b.reden_hoog and b.reden_laag != HERLEIDBAAR
            return c.t("tvt.zin.nooit", jaren=self.horizon) if nooit else None
        gunstig_laag = b.laag is not None
        tijd = b.laag if b.laag is not None else b.hoog
        return c.t(
            "tvt.zin.deels",
            gunstig=c.t("kosten.lage" if gunstig_laag else "kosten.hoge"),
            ongunstig=c.t("kosten.hoge" if gunstig_laag else "kosten.lage"),
            jaar=_jaarnummers(c, tijd or 0.0, tijd or 0.0),
            horizon=self.horizon,
        )

    def omslagpunt(self) -> str:
        """The break-even counterfactual cost and how far the assumed cost lies from it."""
        casussen = self.lees.casussen
        if len(casussen) != 1:
            return self.omslagpunt_programma()
        (maten,) = casussen.values()
        return self._omslagpunt(maten, maat(maten, "omslagpunt_zonder_gezinscoach"))

    def omslagpunt_programma(self) -> str:
        """The same of the programme, per family: those that do not reach the goal are in it."""
        maten = self.lees.programma
        per_gezin = bereik(pak(maten, "omslagpunt_zonder_gezinscoach", "per_gezin"))
        if not per_gezin.heel:
            verzwegen = pak(maten, "omslagpunt_zonder_gezinscoach_reden") == HERLEIDBAAR
            return self.c.t("omslagpunt.per_casus" if verzwegen and self.lees.casussen else "omslagpunt.geen")
        gezinnen = getal_of_niets(maten.get("aantal_gezinnen"))
        return self.c.t(
            "omslagpunt.deel" if self.lees.om_deel else "omslagpunt.programma",
            bereik=self.c.bereik(*per_gezin.uiteinden),
            jaren=self.horizon,
            afstand=self._afstanden(maten, gezinnen) if gezinnen else "",
        ).strip()

    def _omslagpunt(self, maten: Mapping[str, Any], punt: Bereik) -> str:
        if not punt.heel:
            return self.c.t("omslagpunt.geen")
        return self.c.t(
            "omslagpunt.zin",
            bereik=self.c.bereik(*punt.uiteinden),
            jaren=self.horizon,
            afstand=self._afstanden(maten),
        ).strip()

    def _afstanden(self, maten: Mapping[str, Any], gezinnen: float | None = None) -> str:
        """How far the assumed counterfactual costs lie from the break-even point; for ``gezinnen``, per family."""
        c, door = self.c, gezinnen or 1.0
        zinnen = []
        for cf, alternatief in ((CF_DREIGEND, "zonder_gezinscoach"), (CF_STATUS_QUO, "uitgangssituatie")):
            afstand = bereik(pak(maten, "omslagpunt_zonder_gezinscoach", "afstand", cf)).gedeeld_door(door)
            kosten = bereik(pak(maten, "jaarkosten", alternatief), laag="laag", hoog="hoog").gedeeld_door(door)
            if not (afstand.heel and kosten.heel):
                continue
            op_het_punt = max(abs(w) for w in afstand.uiteinden) < 0.5
            richting = "op" if op_het_punt else {1: "boven", -1: "onder"}.get(teken(afstand) or 0, "gemengd")
            bedrag = c.bereik(*kosten.uiteinden)
            velden = {
                "kosten": bedrag if gezinnen is None else c.t("omslagpunt.per_gezin", bereik=bedrag),
                "afstand": c.bereik(*sorted(abs(w) for w in afstand.uiteinden)),
                "richting": c.t(f"omslagpunt.richting.{richting}"),
            }
            zinnen.append(c.t(f"omslagpunt.{richting if cf == CF_DREIGEND else cf}", **velden))
        return " ".join(zinnen)

    # -- the programme ----------------------------------------------------------------------------------------------

    def extrapolatie(self) -> str:
        """Whether the programme's result rests on one case."""
        n = getal_of_niets(self.lees.programma.get("aantal_casussen")) or 0
        if self.lees.programma.get("extrapolatie") or n <= 1:
            return self.c.t("extrapolatie.een")
        return self.c.t("extrapolatie.meer", n=self.c.getal(n))

    def programma(self, cf: str) -> str:
        """Net present value of the programme."""
        c = self.c
        b = maat(self.lees.programma, "ncw", cf)
        als = c.t(f"cf.als.{cf}")
        if not b.heel:
            return c.t("programma.verborgen" if self.lees.herleidbaar else "programma.geen", als=als)
        soort = "programma.zin.deel" if self.lees.om_deel else "programma.zin"
        return c.t(soort, als=als, jaren=self.horizon, saldo=saldo(c, b), gezinnen=self._programma_gezinnen())

    def na_geen_succes(self) -> str:
        """What counts after the trajectory for families that do not reach the goal."""
        deel = self.lees.aanname_waarde("na_geen_succes") or 0.0
        vorm = "niets" if deel <= 0 else "alles" if deel >= 1 else "deel"
        return self.c.t(f"na_geen_succes.{vorm}", deel=self.c.procent_kort(deel))

    def omslagpunt_succesgraad(self) -> str:
        """The share of families that must succeed for the programme to break even, under both counterfactuals."""
        return zin(*(self._succes(cf) for cf in COUNTERFACTUALS))

    def _succes(self, cf: str) -> str:
        c, p = self.c, self.lees.programma
        als = c.t(f"cf.als.{cf}")
        b = maat(p, "omslagpunt_succesgraad", cf)
        if b.heel:
            return zin(
                c.t(
                    "succes.punt.deel" if self.lees.om_deel else "succes.punt",
                    als=als,
                    deel=procent_bereik(c, *b.uiteinden),
                ),
                self._succes_tien(cf, {LAGE: b.laag, HOGE: b.hoog}, "succes.tien"),
            )
        uitersten = [self._succes_soort(w, r) for w, r in ((b.laag, b.reden_laag), (b.hoog, b.reden_hoog))]
        if uitersten[0] == uitersten[1]:
            return c.t(f"succes.{uitersten[0]}", als=als)
        tekst = [
            c.t(f"succes.deel.{s}", deel="" if w is None else c.procent(w))
            for s, w in zip(uitersten, (b.laag, b.hoog), strict=True)
        ]
        return zin(
            c.t("succes.gemengd", als=als, laag=tekst[0], hoog=tekst[1]),
            self._succes_tien(cf, {LAGE: b.laag, HOGE: b.hoog}, "succes.tien.los"),
        )

    def _succes_tien(self, cf: str, punten: Mapping[str, float | None], vorm: str) -> str | None:
        """The break-even share in families out of ten, beside the goal; what success does when it lowers the result."""
        c, graad, doel = self.c, self.lees.aanname_waarde("succesgraad"), self.lees.basiswaarde("succesgraad")
        bekend = {grens: punt for grens, punt in punten.items() if punt is not None}
        if not bekend or graad is None or doel is None:
            return None
        ncw = maat(self.lees.programma, "ncw", cf)
        for grens, punt in bekend.items():
            uitkomst = (ncw.laag if grens == LAGE else ncw.hoog) or 0.0
            if uitkomst * (graad - punt) < 0:  # a straight line through 0 at ``punt`` that falls
                return c.t("succes.lager")
        tien = sorted(-(-round(punt * TIEN * 1e6) // 1_000_000) for punt in bekend.values())  # rounded up: 'at least'
        bijna_alle = ".bijna_alle" if tien[0] == TIEN else ""  # 'at least ten out of ten' is no Dutch, and too much
        woorden = [c.t(f"telwoord.{n}") if n else c.getal(0) for n in dict.fromkeys((tien[0], tien[-1]))]
        n = woorden[0] if len(woorden) == 1 else c.t("bereik", laag=woorden[0], hoog=woorden[1])
        return c.t(vorm + bijna_alle, n=n, doel=_van_tien(c, doel * TIEN))

    @staticmethod
    def _succes_soort(waarde: float | None, reden: str | None) -> str:
        if waarde is not None:
            return "punt"
        return REDEN_SUCCES.get(reden or "", "geen")

    # -- who pays -----------------------------------------------------------------------------------------------------

    def betalersblok(self) -> tuple[str, Mapping[str, Any]] | None:
        """What the payer tables are about: the programme, or the only case; ``None`` when nothing can be shown."""
        for soort, maten in (("programma", self.lees.rendement.get("programma")), ("deel", self.lees.deel)):
            blok = pak(maten, "per_betaler")
            if isinstance(blok, Mapping):
                return soort, blok
        if len(self.lees.casussen) == 1:
            (maten,) = self.lees.casussen.values()
            blok = pak(maten, "per_betaler")
            if isinstance(blok, Mapping):
                return "casus", blok
        return None

    def betalers(self) -> str:
        """Who pays the coach, and who gains or loses under either counterfactual."""
        c = self.c
        gevonden = self.betalersblok()
        if gevonden is None:
            herleidbaar = pak(self.lees.programma, "per_betaler_reden") == HERLEIDBAAR
            return c.t("betalers.herleidbaar" if herleidbaar else "betalers.geen")
        blokken: Mapping[str, Any] = pak(gevonden[1], "betalers") or {}
        zinnen = []
        if gevonden[0] == "deel":
            zinnen.append(c.t("betalers.deel"))
        betaalt = [b for b, blok in blokken.items() if (bereik(pak(blok, "coach_contant")).hoog or 0) > 0]
        if betaalt:
            zinnen.append(c.t("betalers.coach", betalers=self._namen(betaalt)))
        for cf in COUNTERFACTUALS:
            zinnen.append(self._winnaars(blokken, cf))
        return zin(*zinnen)

    def _zonder_overdracht(self, cf: str) -> Bereik:
        blok = pak(self.lees.programma, "per_betaler", "totalen", "maatschappelijk_zonder_overdracht")
        return bereik(pak(blok, cf, "saldo_contant"))

    def _overdracht(self) -> str:
        """``wel``: the programme's result holds transfers; ``geen``: none; ``verborgen``: may not be told."""
        if not all(self._zonder_overdracht(cf).heel for cf in COUNTERFACTUALS):
            return "verborgen"
        return "wel" if pak(self.lees.programma, "per_betaler", "overdracht") else "geen"

    def overdracht(self) -> str:
        """The balance without transfers, which the headline does hold."""
        c, stand = self.c, self._overdracht()
        if stand != "wel":
            return c.t(f"overdracht.{stand}")
        return c.t(
            "overdracht.wel",
            jaren=self.horizon,
            saldo_d=saldo(c, self._zonder_overdracht(CF_DREIGEND)),
            midden_d=c.t(f"cf.midden.{CF_DREIGEND}"),
            als_s=c.t(f"cf.als.{CF_STATUS_QUO}"),
            saldo_s=saldo(c, self._zonder_overdracht(CF_STATUS_QUO)),
        )

    def overdracht_kort(self) -> str:
        """Whether the amounts of the headline hold transfers."""
        return self.c.t(f"overdracht.kort.{self._overdracht()}")

    def _winnaars(self, blokken: Mapping[str, Any], cf: str) -> str:
        c = self.c
        groepen: dict[str, list[str]] = {"winst": [], "verlies": [], "gemengd": []}
        for betaler, blok in blokken.items():
            b = bereik(pak(blok, cf, "saldo_contant"))
            t = teken(b)
            if t is None or (b.heel and max(abs(w) for w in b.uiteinden) < 0.5):
                continue
            groepen[{1: "winst", -1: "verlies", 0: "gemengd"}[t]].append(betaler)
        als = c.t(f"cf.als.{cf}")
        delen = [c.t(f"betalers.{g}", betalers=self._namen(namen)) for g, namen in groepen.items() if namen]
        if not delen:
            return c.t("betalers.quitte", als=als)
        return c.t("betalers.cf", als=als, jaren=self.horizon, delen="; ".join(delen))

    def _namen(self, betalers: list[str]) -> str:
        c = self.c
        return c.opsomming([c.t(f"betaler.zin.{b}") if c.heeft(f"betaler.zin.{b}") else b for b in betalers])

    # -- how sure -----------------------------------------------------------------------------------------------------

    def _onzekerheid(self, cf: str) -> Mapping[str, Any] | None:
        bron = self.lees.programma
        blok = pak(bron, "onzekerheid", cf)
        if not isinstance(blok, Mapping) and len(self.lees.casussen) == 1:
            (maten,) = self.lees.casussen.values()
            blok = pak(maten, "onzekerheid", cf)
        if not isinstance(blok, Mapping) or getal_of_niets(blok.get("kans_positief")) is None:
            return None
        return blok

    def kans_kern(self) -> str:
        """The chance of a gain under both counterfactuals, in one sentence."""
        c = self.c
        d, s = self._onzekerheid(CF_DREIGEND), self._onzekerheid(CF_STATUS_QUO)
        if d is None or s is None:
            return c.t("kans.geen")
        return c.t("kans.kern", d=c.kans(d["kans_positief"]), s=c.kans(s["kans_positief"]))

    def kans(self, cf: str) -> str:
        """The chance of a gain and the spread of the draws."""
        c, blok = self.c, self._onzekerheid(cf)
        if blok is None:
            return c.t("kans.geen")
        p05, p50, p95 = (getal_of_niets(blok.get(p)) for p in ("p05", "p50", "p95"))
        return c.t(
            "kans.zin",
            als=c.t(f"cf.als.{cf}"),
            kans=c.kans(blok["kans_positief"]),
            midden=saldo(c, Bereik(p50, p50)),
            spreiding=saldo(c, Bereik(p05, p95)),
        )

    def tornado(self) -> str:
        """What moves the result most: first the choice of the counterfactual, then the largest bar within each."""
        c, g = self.c, self.lees.gevoeligheid
        keuze = pak(g, "nulalternatief")
        een, ander = getal_of_niets(pak(keuze, "bij_laag")), getal_of_niets(pak(keuze, "bij_hoog"))
        zinnen = []
        if een is not None and ander is not None:
            breedste = max((getal_of_niets(s.get("breedte")) or 0.0 for s in self._staven()), default=0.0)
            zinnen.append(
                c.t(
                    "tornado.keuze" if abs(ander - een) > breedste else "tornado.keuze.minder",
                    status_quo=saldo(c, Bereik(een, een)),
                    dreigend_scenario=saldo(c, Bereik(ander, ander)),
                )
            )
        for cf in COUNTERFACTUALS:
            staven = pak(g, "tornado", cf) or []
            if not staven:
                continue
            laag, hoog = (getal_of_niets(staven[0].get(s)) for s in ("bij_laag", "bij_hoog"))
            if laag is None or hoog is None:
                continue
            zinnen.append(
                c.t(
                    "tornado.zin",
                    als=c.t(f"cf.als.{cf}"),
                    eerste=self._naam_van(staven[0]),
                    saldo=saldo(c, Bereik(laag, hoog)),
                )
            )
        return zin(*zinnen) if zinnen else c.t("tornado.geen")

    def _staven(self) -> list[Mapping[str, Any]]:
        return [staaf for cf in COUNTERFACTUALS for staaf in pak(self.lees.gevoeligheid, "tornado", cf) or []]

    def waarde_van_meten(self) -> str:
        """Which unknown is most worth measuring next year."""
        c, g = self.c, self.lees.gevoeligheid
        keuze = getal_of_niets(pak(g, "waarde_nulalternatief"))
        beste: tuple[float, str] = (0.0, "")
        for cf in COUNTERFACTUALS:
            for post in pak(g, "waarde_van_meten", cf) or []:
                waarde = getal_of_niets(post.get("evppi")) or 0.0
                if waarde > max(beste[0], 0.5):
                    beste = (waarde, self._naam_van(post))
        if keuze is None and not beste[1]:
            return c.t("meten.nooit")
        if keuze is not None and keuze > max(beste[0], 0.5):
            volgende = c.t("meten.daarna", eerste=beste[1]) if beste[1] else None
            return zin(c.t("meten.keuze"), volgende)
        return c.t("meten.zin", eerste=beste[1]) if beste[1] else c.t("meten.geen")

    def _naam_van(self, post: Mapping[str, Any]) -> str:
        """The name of an uncertain quantity: an assumption in our own words, a cost line as the data calls it."""
        c, sleutel = self.c, str(post.get("sleutel") or "")
        if c.heeft(f"grootheid.{sleutel}"):
            return c.t(f"grootheid.{sleutel}")
        return c.t("aanhaling", tekst=grootheden.naam(c, post))


REDEN_SUCCES: Mapping[str, str] = MappingProxyType(
    {
        "altijd_positief": "altijd",
        "nooit_positief": "nooit",
        "niet_afhankelijk_van_succesgraad": "onafhankelijk",
    }
)
"""Reason code of a missing ``omslagpunt_succesgraad`` -> the sentence that says it."""


def euro_bereik_centen(c: Catalogus, laag: float, hoog: float) -> str:
    """A range of small amounts, with cents: ``€ 1,20 tot € 3,40``."""
    een, ander = c.euro(laag, 2), c.euro(hoog, 2)
    return een if een == ander else c.t("bereik", laag=een, hoog=ander)


def procent_bereik(c: Catalogus, laag: float, hoog: float) -> str:
    """A range of shares: ``12% tot 34%``."""
    een, ander = (c.procent(w) for w in sorted((laag, hoog)))
    return een if een == ander else c.t("bereik", laag=een, hoog=ander)


def _jaarnummers(c: Catalogus, laag: float, hoog: float) -> str:
    """The year whose flow brings the payback: a moment of 1.94 lies after year 2's flow, so it is year 3."""
    een, ander = (c.getal(1 if w <= 0 else math.ceil(w) + 1) for w in sorted((laag, hoog)))
    return een if een == ander else c.t("bereik", laag=een, hoog=ander)


def tijd_bereik(c: Catalogus, laag: float, hoog: float) -> str:
    """A payback time, or a range: 'at once' for the first year's flow alone, otherwise a tenth of a year at least.

    A moment just after 0 needs the second year, as :func:`_jaarnummers` says; rounded to 0.0 it would say 'at once'.
    """
    laag, hoog = (w if w <= 0 else max(w, 0.1) for w in sorted((laag, hoog)))
    if hoog <= 0:
        return c.t("tvt.begin")
    if laag <= 0:
        return c.t("bereik", laag=c.t("tvt.begin"), hoog=c.jaren(hoog, 1))
    een, ander = c.getal(laag, 1), c.getal(hoog, 1)
    return c.jaren(hoog, 1) if een == ander else c.t("jaren.meer", n=c.t("bereik", laag=een, hoog=ander))
