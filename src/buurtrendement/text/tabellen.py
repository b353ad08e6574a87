"""The tables of the report as Markdown pipe tables with a caption, and the lists of the accountability chapter.

The same names every year; a table with nothing to show holds the sentence that says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from buurtrendement.cijfernamen import KENGETALLEN
from buurtrendement.text.aannamen import aanname_waarde, aannamenaam
from buurtrendement.text.catalogus import Catalogus
from buurtrendement.text.checklist import checklist
from buurtrendement.text.cijfers import weergave
from buurtrendement.text.definities_en import DEFINITIES as DEFINITIES_EN
from buurtrendement.text.definities_en import PM as PM_EN
from buurtrendement.text.lezer import (
    COUNTERFACTUALS,
    Bereik,
    Lezer,
    bereik,
    getal_of_niets,
    maat,
    pak,
)
from buurtrendement.text.opmaak import anker, ankers, markdown_literal, pijptabel, veilig, vindplaats
from buurtrendement.text.optioneel import hoofdletter
from buurtrendement.text.zinnen import Rendement, euro_bereik_centen, procent_bereik, saldo, tijd_bereik

ALTERNATIEVEN = ("uitgangssituatie", "gezinscoach", "met_gezinscoach", "zonder_gezinscoach", "na_traject")
BETALERS = ("gemeente", "rijk", "zorgverzekeraar", "politie_justitie", "woningcorporatie", "gezin")
BESTANDEN = (
    "gezinnen",
    "contacten",
    "uren",
    "kosten",
    "casussen",
    "aannames",
    "bronnen",
    "leefgebieden",
    "mijlpalen",
    "screening",
    "overlast",
    "citaten",
)
OPTIONEEL = ("leefgebieden", "mijlpalen", "screening", "overlast", "citaten")


def tabellen(uitkomst: Any, figuren: Iterable[Any] = (), taal: str = "nl") -> dict[str, str]:
    """Include files by name (without ``.md``)."""
    del figuren  # the tables read the result itself; the argument keeps the three makers alike
    lees = Lezer(uitkomst)
    c = Catalogus(taal, lees.meta.get("woorden_en") or {})
    return {
        "kengetallen": _kengetallen(c, lees),
        "definities": _definities(c, lees),
        "casussen": _casussen(c, lees),
        "programma": _programma(c, lees),
        "betalers": _betalers(c, lees),
        "pm": _pm(c, lees),
        "aannames": _aannames(c, lees),
        "afwijkingen": _afwijkingen(c, lees),
        "prijspeil": _prijspeil(c, lees),
        "bronnen": _bronnen(c, lees),
        "signalen": _signalen(c, lees),
        "gegevens": _gegevens(c, lees),
        "niet_gemeten": _niet_gemeten(c, lees),
        "checklist": _checklist(c, lees),
    }


# -- kengetallen --------------------------------------------------------------------------------------------------


def _label(c: Catalogus, k: Any) -> str:
    return markdown_literal(str(k.label_en if c.taal == "en" and k.label_en else k.label))


def _kengetallen(c: Catalogus, lees: Lezer) -> str:
    """Every kengetal of one number, and the goal. Earlier years stand in the section 'Jaar op jaar'."""
    rijen = []
    for sleutel in (*KENGETALLEN, "doel_zelfredzaam"):
        k = lees.kengetal(sleutel)
        if k is None:
            continue
        rijen.append(
            [
                f"[{_label(c, k)}](#kengetal-{anker(sleutel)})",
                weergave(c, lees, sleutel),
                c.naam("eenheid", str(k.eenheid)),
                f"`{k.tabel}.csv`",
            ]
        )
    kop = [c.t("kop.kengetal"), c.t("kop.waarde"), c.t("kop.eenheid"), c.t("kop.bron")]
    return pijptabel(kop, rijen, "lrll", c.t("bijschrift.kengetallen", jaar=lees.jaar), "kengetallen")


def _definities(c: Catalogus, lees: Lezer) -> str:
    """A definition list with an anchor per kengetal: what counts, from which file, over what, by which formula."""
    delen = []
    for sleutel, k in lees.uitkomst.kengetallen.items():
        definitie, noemer = (k.definitie, k.noemer)
        if c.taal == "en" and sleutel in DEFINITIES_EN:
            definitie, noemer = DEFINITIES_EN[sleutel]
        bestand = f"`{k.tabel}.csv`"
        eigen = f"formule.{sleutel}"
        zinnen = [
            markdown_literal(definitie),
            c.t("definitie.noemer", noemer=markdown_literal(noemer)) if noemer else "",
            c.t("definitie.formule", formule=c.t(eigen), tabel=bestand)
            if c.heeft(eigen)
            else c.t("definitie.telling", tabel=bestand),
        ]
        delen.append(f"[{_label(c, k)}]{{#kengetal-{anker(sleutel)}}}\n:   " + " ".join(z for z in zinnen if z))
    terug = f"[{c.t('definitie.terug')}](#kengetallen)\n"
    return "\n\n".join([*delen, terug]) if delen else c.t("optioneel.niet_gemeten") + "\n"


# -- rendement ------------------------------------------------------------------------------------------------------


def _casussen(c: Catalogus, lees: Lezer) -> str:
    if not lees.casussen:
        return c.t("optioneel.geen_casus") + "\n"
    namen = ankers(lees.casussen)
    return "\n".join(_casus(c, lees, casus, maten, namen[casus]) for casus, maten in lees.casussen.items())


def _casus(c: Catalogus, lees: Lezer, casus: str, maten: Mapping[str, Any], ank: str) -> str:
    r = Rendement(c, lees)
    prijspeil = lees.rendement.get("prijspeil")
    omschrijving = c.uit_data(str(maten.get("omschrijving") or ""))
    kop = c.t("casus.kop", casus=markdown_literal(casus), omschrijving=omschrijving)
    staat_voor = c.t("casus.staat_voor", gezinnen=c.aantal(lees.aantal_gezinnen(casus), "gezin"))
    jaarkosten = pijptabel(
        [c.t("kop.situatie"), c.t("kop.laag"), c.t("kop.hoog")],
        [
            [c.t(f"rij.{a}"), *(_euro(c, pak(maten, "jaarkosten", a, grens)) for grens in ("laag", "hoog"))]
            for a in ALTERNATIEVEN
            if pak(maten, "jaarkosten", a) is not None
        ],
        bijschrift=c.t("bijschrift.jaarkosten", prijspeil=prijspeil),
        sleutel=f"jaarkosten-{ank}",
    )
    uitkomst = _maten(c, lees, maten, c.t("bijschrift.uitkomst"), f"uitkomst-{ank}")
    lopend = f"{veilig(staat_voor)} {veilig(r.casus_verschil(maten))}"
    return f"#### {kop} {{#casus-{ank}}}\n\n{lopend}\n\n{jaarkosten}\n{uitkomst}"


def _euro(c: Catalogus, waarde: Any) -> str:
    n = getal_of_niets(waarde)
    return c.t("geen_bedrag") if n is None else c.euro(n)


def _reden(c: Catalogus, lees: Lezer, b: Bereik, jaren: str | None = None) -> str:
    code = b.reden_laag or b.reden_hoog
    if code is None:
        return c.t("geen_bedrag")
    if c.heeft(f"reden.{code}"):
        return c.t(f"reden.{code}", jaren=jaren or Rendement(c, lees).horizon)
    return markdown_literal(str(pak(lees.rendement, "redenen", code) or code))


VORMEN: Mapping[str, Callable[[Catalogus, float, float], str]] = MappingProxyType(
    {
        "bkv": euro_bereik_centen,
        "terugverdientijd_jaren": tijd_bereik,
        "omslagpunt_zonder_gezinscoach": Catalogus.bereik,
        "omslagpunt_succesgraad": procent_bereik,
    }
)
"""How a measure that is not a gain or a loss is written."""


def _cel(c: Catalogus, lees: Lezer, naam: str, b: Bereik, jaren: str | None = None) -> str:
    """One measure as a cell: a range, or the reason why there is none (for one end, or for both).

    ``jaren`` is the horizon in words, where it is not that of the year.
    """
    if naam not in VORMEN:
        return saldo(c, b, "saldo.kort") if b.heel else _reden(c, lees, b, jaren)
    vorm = VORMEN[naam]
    if b.heel:
        return vorm(c, *b.uiteinden)
    een = b.laag if b.laag is not None else b.hoog
    if een is None:
        if b.reden_laag != b.reden_hoog and b.reden_laag and b.reden_hoog:
            redenen = [_reden(c, lees, Bereik(None, None, code), jaren) for code in (b.reden_laag, b.reden_hoog)]
            return c.t("cel.lage_hoge", laag=redenen[0], hoog=redenen[1])
        return _reden(c, lees, b, jaren)
    wel, niet = vorm(c, een, een), _reden(c, lees, b, jaren)
    laag, hoog = (wel, niet) if b.laag is not None else (niet, wel)
    return c.t("cel.lage_hoge", laag=laag, hoog=hoog)


PER_JAAR = ("verschil_per_jaar", "rendement_per_jaar_na_traject")
"""Measures that are given before deductions."""


def _maten(c: Catalogus, lees: Lezer, maten: Mapping[str, Any], bijschrift: str, sleutel: str) -> str:
    """The measures of a case or of the programme, the two counterfactuals side by side."""
    r = Rendement(c, lees)
    rijen: list[list[str]] = []
    for naam in (*PER_JAAR, "ncw", "bkv", "terugverdientijd_jaren"):
        cellen = [_cel(c, lees, naam, maat(maten, naam, cf)) for cf in COUNTERFACTUALS]
        rij = c.t(f"rij.{naam}", jaren=r.horizon)
        rijen.append([c.t("rij.voor_aftrek", rij=rij) if lees.met_aftrek and naam in PER_JAAR else rij, *cellen])
    punt = _cel(c, lees, "omslagpunt_zonder_gezinscoach", maat(maten, "omslagpunt_zonder_gezinscoach"))
    rijen.append([c.t("rij.omslagpunt_zonder_gezinscoach"), punt, punt])
    afstand = [maat(maten, "omslagpunt_zonder_gezinscoach", "afstand", cf) for cf in COUNTERFACTUALS]
    if any(b.heel for b in afstand):
        rijen.append([c.t("rij.afstand"), *(_euro_teken(c, lees, b) for b in afstand)])
    if "omslagpunt_succesgraad" in maten:
        cellen = [
            _cel(c, lees, "omslagpunt_succesgraad", maat(maten, "omslagpunt_succesgraad", cf)) for cf in COUNTERFACTUALS
        ]
        rijen.append([c.t("rij.omslagpunt_succesgraad"), *cellen])
    kansen = [pak(maten, "onzekerheid", cf) for cf in COUNTERFACTUALS]
    if all(getal_of_niets(pak(k, "kans_positief")) is not None for k in kansen):
        rijen.append([c.t("rij.kans_positief"), *(c.kans(float(k["kans_positief"])) for k in kansen)])
        rijen.append([c.t("rij.p50"), *(_percentielen(c, k) for k in kansen)])
    kop = [c.t("kop.maat"), *(c.t(f"cf.kop.{cf}") for cf in COUNTERFACTUALS)]
    return pijptabel(kop, rijen, "lrr", bijschrift, sleutel)


def _euro_teken(c: Catalogus, lees: Lezer, b: Bereik) -> str:
    return c.bereik(*b.uiteinden) if b.heel else _reden(c, lees, b)


def _percentielen(c: Catalogus, blok: Mapping[str, Any]) -> str:
    p05, p50, p95 = (getal_of_niets(blok.get(p)) for p in ("p05", "p50", "p95"))
    if p05 is None or p50 is None or p95 is None:
        return c.t("geen_bedrag")
    return f"{c.euro(p50)} ({c.bereik(p05, p95)})"


def _met_extrapolatie(c: Catalogus, lees: Lezer, bijschrift: str) -> str:
    """A caption over amounts of the programme, that says so where they rest on one case."""
    return f"{bijschrift} {c.t('bijschrift.extrapolatie')}" if lees.programma.get("extrapolatie") else bijschrift


def _programma(c: Catalogus, lees: Lezer) -> str:
    if not lees.programma:
        return c.t("rendement.kern.geen") + "\n"
    if lees.herleidbaar and not lees.deel:
        return c.t("herleidbaar.uitleg") + "\n"
    r = Rendement(c, lees)
    bijschrift = c.t(
        "bijschrift.programma.deel" if lees.om_deel else "bijschrift.programma",
        jaren=r.horizon,
        prijspeil=lees.rendement.get("prijspeil"),
    )
    tabel = _maten(c, lees, lees.programma, _met_extrapolatie(c, lees, bijschrift), "programma")
    return (c.t("herleidbaar.uitleg_deel") + "\n\n" if lees.om_deel else "") + tabel


def _betalers(c: Catalogus, lees: Lezer) -> str:
    r = Rendement(c, lees)
    gevonden = r.betalersblok()
    if gevonden is None:
        return "\n"  # the sentence above the place of the table says why
    soort, blok = gevonden
    delen = []
    for cf in COUNTERFACTUALS:
        bijschrift = c.t(f"bijschrift.betalers.{soort}", midden=c.t(f"cf.midden.{cf}"))
        rijen = [
            [hoofdletter(c.naam("betaler", b)), *_blok(c, pak(blok, "betalers", b), cf)]
            for b in _betalers_in(pak(blok, "betalers"))
            if not _leeg(pak(blok, "betalers", b), cf)
        ]
        rijen += [
            [f"**{c.t(f'rij.{t}')}**", *_blok(c, pak(blok, "totalen", t), cf)]
            for t in ("fiscaal", "maatschappelijk_zonder_overdracht")
            if pak(blok, "totalen", t) is not None
        ]
        delen.append(
            pijptabel(
                _betalerskop(c, r),
                rijen,
                bijschrift=_met_extrapolatie(c, lees, bijschrift) if soort == "programma" else bijschrift,
                sleutel=f"betalers-{anker(cf)}",
            )
        )
    overdracht = [
        [f"{hoofdletter(c.naam('betaler', b))}, {c.t(f'cf.{cf}')}", *_blok(c, pak(blok, "overdracht", b), cf)]
        for b in _betalers_in(pak(blok, "overdracht"))
        for cf in COUNTERFACTUALS
        if not _leeg(pak(blok, "overdracht", b), cf)
    ]
    if overdracht:
        delen.append(
            pijptabel(_betalerskop(c, r), overdracht, bijschrift=c.t("bijschrift.overdracht"), sleutel="overdracht")
        )
    return "\n".join(delen)


def _betalerskop(c: Catalogus, r: Rendement) -> list[str]:
    return [
        c.t("kop.betaler"),
        c.t("kop.coach"),
        c.t("kop.tijdens"),
        c.t("kop.na"),
        c.t("kop.saldo", jaren=r.horizon),
    ]


def _betalers_in(blok: Any) -> list[str]:
    aanwezig: Sequence[str] = list(blok) if isinstance(blok, Mapping) else []
    bekend = [b for b in BETALERS if b in aanwezig]
    return [*bekend, *(b for b in aanwezig if b not in BETALERS)]


def _velden(blok: Any, cf: str) -> list[Bereik]:
    return [
        bereik(pak(blok, "coach_per_jaar")),
        bereik(pak(blok, cf, "baten_per_jaar_tijdens")),
        bereik(pak(blok, cf, "baten_per_jaar_na")),
        bereik(pak(blok, cf, "saldo_contant")),
    ]


def _leeg(blok: Any, cf: str) -> bool:
    """Whether a payer has nothing to do with it: no cost, no benefit."""
    return all(b.heel and max(abs(w) for w in b.uiteinden) < 0.5 for b in _velden(blok, cf))


def _blok(c: Catalogus, blok: Any, cf: str) -> list[str]:
    return [c.bereik(*b.uiteinden) if b.heel else c.t("geen_bedrag") for b in _velden(blok, cf)]


def _pm(c: Catalogus, lees: Lezer) -> str:
    posten: Sequence[Mapping[str, Any]] = lees.uitkomst.pm_posten or lees.rendement.get("pm") or ()
    if not posten:
        return c.t("pm.geen") + "\n"
    rijen = []
    for post in posten:
        naam, toelichting = str(post.get("post") or ""), str(post.get("toelichting") or "")
        if c.taal == "en":
            naam, toelichting = PM_EN.get(naam, (naam, toelichting))
        richting = str(post.get("richting") or "?")
        rijen.append(
            [
                markdown_literal(naam),
                c.t(f"richting.{richting}") if c.heeft(f"richting.{richting}") else c.t("richting.?"),
                markdown_literal(toelichting),
            ]
        )
    kop = [c.t("kop.post"), c.t("kop.richting"), c.t("kop.toelichting")]
    tabel = pijptabel(kop, rijen, "lll", c.t("bijschrift.pm"), "pm")
    # The year's own list comes first in the text; this one holds for any programme and waits behind a click.
    return f'::: {{.cijfertabel titel="{markdown_literal(c.t("pm.titel"))}"}}\n{tabel}:::\n'


# -- assumptions and sources ------------------------------------------------------------------------------------------


def _aannames(c: Catalogus, lees: Lezer) -> str:
    regels = lees.aannames
    if not regels:
        return c.t("optioneel.niet_gemeten") + "\n"
    namen = _ankers_van_bronnen(lees)
    rijen = []
    for a in regels:
        sleutel = str(a["sleutel"])
        laag, hoog = (aanname_waarde(c, sleutel, a.get(g)) for g in ("laag", "hoog"))
        waarde = aanname_waarde(c, sleutel, a.get("waarde"))
        if a.get("afwijkend"):
            basis = aanname_waarde(c, sleutel, a.get("basiswaarde"))
            waarde = f"**{waarde}** ({c.t('afwijkend.was', basis=basis)})"
        prijspeil = getal_of_niets(a.get("prijspeil"))
        bron = str(a.get("bron") or "")
        herkomst = c.naam("herkomst", str(a.get("herkomst") or "")) if a.get("herkomst") else c.t("onbekend")
        rijen.append(
            [
                aannamenaam(c, a),
                waarde,
                c.t("bereik", laag=laag, hoog=hoog) if laag and hoog else c.t("vast"),
                _eenheid(c, str(a.get("eenheid") or "")),
                c.t("nvt") if prijspeil is None else str(int(prijspeil)),
                herkomst + (f", [{markdown_literal(bron)}](#bron-{namen[bron]})" if bron else ""),
            ]
        )
    kop = [c.t(f"kop.{k}") for k in ("aanname", "waarde", "bereik", "eenheid", "prijspeil", "herkomst")]
    tabel = pijptabel(kop, rijen, "lrrlll", c.t("bijschrift.aannames"), "aannames")
    toelichtingen = [
        f"{aannamenaam(c, a)}\n:   {c.uit_data(str(a['toelichting']))}"
        for a in regels
        if str(a.get("toelichting") or "").strip()
    ]
    if not toelichtingen:
        return tabel
    # Notes are the year's own words: translated where the year does so.
    onvertaald = any("{lang=" in regel for regel in toelichtingen)
    kop_ = c.t("kop.toelichtingen.onvertaald" if onvertaald else "kop.toelichtingen")
    return tabel + f"\n#### {kop_} {{#toelichtingen}}\n\n" + "\n\n".join(toelichtingen) + "\n"


def _eenheid(c: Catalogus, eenheid: str) -> str:
    if eenheid.startswith("fractie"):
        eenheid = eenheid.replace("fractie", "deel", 1)
    return c.naam("eenheid", eenheid) if eenheid else ""


def _afwijkingen(c: Catalogus, lees: Lezer) -> str:
    """The base-case result beside the one with overridden assumptions; nothing when none was overridden."""
    basis = lees.basis
    if not lees.afwijkend or not basis:
        return "\n"
    r = Rendement(c, lees)
    jaren = r.horizon
    if r.horizon != r.horizon_basis:
        jaren = c.t("afwijkingen.horizon", basis=r.horizon_basis, nu=r.horizon)

    def cellen(naam: str, *pad: str) -> Iterator[str]:
        for m, horizon in ((basis, r.horizon_basis), (lees.programma, r.horizon)):
            yield _cel(c, lees, naam, maat(m, naam, *pad), horizon)

    rijen = []
    for cf in COUNTERFACTUALS:
        for naam in ("ncw", "bkv", "terugverdientijd_jaren", "omslagpunt_succesgraad"):
            rijen.append([f"{c.t(f'rij.{naam}', jaren=jaren)}, {c.t(f'cf.{cf}')}", *cellen(naam, cf)])
    rijen.append([c.t("rij.omslagpunt_zonder_gezinscoach"), *cellen("omslagpunt_zonder_gezinscoach")])
    kop = [c.t("kop.maat"), c.t("kop.basis"), c.t("kop.nu")]
    return pijptabel(kop, rijen, "lrr", c.t("bijschrift.afwijkingen"), "afwijkingen")


def _prijspeil(c: Catalogus, lees: Lezer) -> str:
    keten: Sequence[Mapping[str, Any]] = lees.rendement.get("prijspeilketen") or ()
    omgerekend = [k for k in keten if k.get("van") != k.get("naar")]
    prijspeil = lees.rendement.get("prijspeil")
    if not omgerekend:
        return c.t("prijspeil.geen", prijspeil=prijspeil) + "\n"
    rijen = []
    for k in omgerekend:
        stappen = c.opsomming([f"{s['jaar']}: {c.procent(float(s['mutatie']), 1)}" for s in k.get("stappen", ())])
        rijen.append(
            [f"{k['van']}, {k['naar']}", c.getal(float(k["factor"]), 4), c.getal(float(k.get("regels") or 0)), stappen]
        )
    kop = [c.t(f"kop.{k}") for k in ("van_naar", "factor", "posten", "keten")]
    return pijptabel(kop, rijen, "lrrl", c.t("bijschrift.prijspeil", prijspeil=prijspeil), "prijspeil")


def _ankers_van_bronnen(lees: Lezer) -> dict[str, str]:
    return ankers(str(regel.get("bron") or "") for regel in (*lees.uitkomst.bronnen, *lees.aannames))


def _bronnen(c: Catalogus, lees: Lezer) -> str:
    namen = _ankers_van_bronnen(lees)
    rijen = []
    for b in lees.uitkomst.bronnen:
        sleutel = str(b.get("bron") or "")
        jaar = getal_of_niets(b.get("jaar"))
        rijen.append(
            [
                f"[{markdown_literal(sleutel)}]{{#bron-{namen[sleutel]}}}",
                *(markdown_literal(str(b.get(v) or "")) for v in ("titel", "uitgever")),
                "" if jaar is None else str(int(jaar)),
                vindplaats(str(b.get("vindplaats") or "")),
            ]
        )
    if not rijen:
        return c.t("bronnen.geen") + "\n"
    kop = [c.t(f"kop.{k}") for k in ("bron", "titel", "uitgever", "jaar", "vindplaats")]
    return pijptabel(kop, rijen, "lllll", c.t("bijschrift.bronnen"), "bronnen")


# -- signals, files, what is missing ----------------------------------------------------------------------------------


def _signalen(c: Catalogus, lees: Lezer) -> str:
    rijen = []
    for s in lees.uitkomst.signalen:
        titel, regel, uitleg = s.titel, s.regel, s.uitleg
        if c.taal == "en" and c.heeft(f"signaal.{s.sleutel}.titel"):
            titel, regel = c.t(f"signaal.{s.sleutel}.titel"), c.t(f"signaal.{s.sleutel}.regel")
            uitleg = c.t(f"signaal.{s.sleutel}.uitleg")
        rijen.append(
            [
                f"**{markdown_literal(titel)}.** {markdown_literal(uitleg)}",
                markdown_literal(regel),
                _signaalgetal(c, s.waarde, str(getattr(s, "eenheid", ""))),
                _signaalgetal(c, s.grens, str(getattr(s, "eenheid", ""))),
            ]
        )
    if not rijen:
        return "\n"
    kop = [c.t(f"kop.{k}") for k in ("signaal", "regel", "gevonden", "grens")]
    return pijptabel(kop, rijen, "llrr", c.t("bijschrift.signalen"), "signalen")


def _signaalgetal(c: Catalogus, waarde: Any, eenheid: str) -> str:
    n = getal_of_niets(waarde)
    if n is None:
        return c.t("signaal.verborgen")
    if eenheid.startswith("euro"):
        return c.euro(n)
    return c.procent(n) if eenheid.startswith("aandeel") else c.getal_kort(n, 1)


def _aanwezig(lees: Lezer, bestand: str) -> bool:
    """Whether an optional file was handed in, judged by what came out of it."""
    if bestand == "citaten":
        return bool(lees.uitkomst.citaten)
    blijk = {
        "leefgebieden": ("gezinnen_met_problemen_op_twee_leefgebieden",),
        "mijlpalen": ("mijlpalen",),
        "screening": ("kandidaten",),
        "overlast": ("overlastmeldingen",),
    }[bestand]
    return any((k := lees.kengetal(s)) is not None and (k.waarde is not None or k.onderdrukt) for s in blijk)


def _gegevens(c: Catalogus, lees: Lezer) -> str:
    rijen = [
        [
            f"`{b}.csv`",
            c.t(f"bestand.{b}"),
            c.t("bestand.aanwezig" if b not in OPTIONEEL or _aanwezig(lees, b) else "bestand.afwezig"),
        ]
        for b in BESTANDEN
    ]
    kop = [c.t(f"kop.{k}") for k in ("bestand", "inhoud", "aanwezig")]
    return pijptabel(kop, rijen, "lll", c.t("bijschrift.gegevens"), "gegevens")


def _niet_gemeten(c: Catalogus, lees: Lezer) -> str:
    punten = [c.t(f"niet_gemeten.{b}") for b in OPTIONEEL if not _aanwezig(lees, b)]
    if lees.waarde("doel_zelfredzaam", "bereikt") is None:
        punten.append(c.t("niet_gemeten.doel"))
    punten += [c.t(f"niet_gemeten.{p}") for p in ("vergelijking", "kosten", "kwaliteit")]
    return "\n".join(f"- {p}" for p in punten) + "\n"


def _checklist(c: Catalogus, lees: Lezer) -> str:
    kop = [c.t("kop.punt"), c.t("kop.onderwerp"), c.t("kop.antwoord")]
    rijen = [
        [str(p.nummer), c.t(f"cheers.{p.nummer}"), f"**{c.t(f'cheers.stand.{p.stand}')}** {p.antwoord}"]
        for p in checklist(c, lees)
    ]
    return pijptabel(kop, rijen, "rll", c.t("bijschrift.checklist"), "checklist")
