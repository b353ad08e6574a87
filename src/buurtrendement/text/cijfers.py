"""The flat dictionary behind ``{{< meta kf.* >}}``: every figure and every sentence that a section may use.

The set of keys (``cijfernamen.NAMEN``) is the same for every year and language, so that a section never meets a missing
key; what was not measured says so in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from buurtrendement import results
from buurtrendement.cijfernamen import FIGUREN, KENGETALLEN
from buurtrendement.text import zinnen
from buurtrendement.text.catalogus import Catalogus
from buurtrendement.text.lezer import AFTREKPOSTEN, CF_DREIGEND, CF_STATUS_QUO, Lezer, getal_of_niets
from buurtrendement.text.opmaak import veilig
from buurtrendement.text.zinnen import Rendement


def weergave(c: Catalogus, lees: Lezer, sleutel: str) -> str:
    """A kengetal as the reader sees it: a number, a percentage, ``afgeschermd`` or ``niet gemeten``."""
    k = lees.kengetal(sleutel)
    return c.t("niet_gemeten") if k is None else results.weergave(k, c.taal)


def cijfers(uitkomst: Any, figuren: Iterable[Any] = (), taal: str = "nl") -> dict[str, str]:
    """All values under ``kf``, formatted, as inline Markdown that shows them literally.

    ``uitkomst`` is a ``results.Uitkomst``; ``figuren`` are the charts that were drawn from it (title, caption and
    alt text come from them). Amounts come with their range, results with words that follow their sign.
    """
    c, lees = Catalogus(taal), Lezer(uitkomst)
    uit = {
        **_algemeen(c, lees),
        **{sleutel: weergave(c, lees, sleutel) for sleutel in KENGETALLEN},
        **_tegels(c, lees),
        **_gezinnen(c, lees),
        **_rendement(c, lees),
        **_verantwoording(c, lees),
        **_figuren(c, figuren),
    }
    return {sleutel: veilig(tekst) for sleutel, tekst in uit.items()}


def documentgegevens(uitkomst: Any, taal: str = "nl") -> dict[str, str]:
    """``title``, ``subtitle``, ``verslagjaar``, ``description`` and ``lang`` of the document, shown literally."""
    c, lees = Catalogus(taal), Lezer(uitkomst)
    naam = lees.meta.get(f"programma_{taal}") or lees.meta.get("programma")
    titel = c.t("titel.programma", programma=naam) if naam else c.t("titel", jaar=lees.jaar)
    ondertitel = c.t("ondertitel.programma" if naam else "ondertitel", jaar=lees.jaar)
    return {
        "title": veilig(titel),
        "subtitle": veilig(ondertitel),
        "verslagjaar": str(lees.jaar),
        "description": veilig(c.t("beschrijving", jaar=lees.jaar)),
        "lang": taal,
    }


def _programma(c: Catalogus, lees: Lezer) -> str:
    return str(lees.meta.get(f"programma_{c.taal}") or lees.meta.get("programma") or c.t("programma.onbekend"))


def _algemeen(c: Catalogus, lees: Lezer) -> dict[str, str]:
    prijspeil = lees.rendement.get("prijspeil") or lees.aanname_waarde("prijspeil") or lees.jaar
    discontovoet = lees.aanname_waarde("discontovoet")
    succes = lees.aanname_waarde("succesgraad")
    trekkingen = lees.aanname_waarde("trekkingen")
    onbekend = c.t("onbekend")
    return {
        "verslagjaar": str(lees.jaar),
        "programma": _programma(c, lees),
        "omslag_tekst": c.t("omslag", gezinnen=c.aantal(lees.waarde("gezinnen_ondersteund"), "gezin")),
        "prijspeil": str(int(float(prijspeil))),
        "horizon": c.jaren(lees.aanname_waarde("horizon_jaren") or 0),
        # How long families are supported, a fact that the prose of a year tells; what is assumed is in zin_horizon.
        "trajectduur": c.jaren(lees.basiswaarde("trajectduur_jaren") or 0),
        "discontovoet": onbekend if discontovoet is None else c.procent_kort(discontovoet),
        "succesgraad": onbekend if succes is None else c.procent_kort(succes),
        "trekkingen": onbekend if trekkingen is None else c.getal(trekkingen),
    }


def _tegels(c: Catalogus, lees: Lezer) -> dict[str, str]:
    per_maand = lees.waarde("contacten_per_gezin_per_maand")
    uren = lees.waarde("directe_uren_per_gezin")
    waarde, label, uitleg = Rendement(c, lees).tegel()
    return {
        "tegel_gezinnen_uitleg": c.t("tegel.gezinnen", jaar=lees.jaar),
        "tegel_toegeleid_uitleg": c.t("tegel.toegeleid"),
        "tegel_lopend_uitleg": c.t("tegel.lopend", jaar=lees.jaar),
        "tegel_contacten_uitleg": c.t("tegel.contacten.kaal", jaar=lees.jaar)
        if per_maand is None
        else c.t("tegel.contacten", n=c.getal(per_maand, 1)),
        "tegel_uren_uitleg": c.t("tegel.uren.kaal", jaar=lees.jaar)
        if uren is None
        else c.t("tegel.uren", n=c.getal(uren)),
        "tegel_rendement": waarde,
        "tegel_rendement_label": label,
        "tegel_rendement_uitleg": uitleg,
    }


def _gezinnen(c: Catalogus, lees: Lezer) -> dict[str, str]:
    return {
        f"zin_{naam}": getattr(zinnen, naam)(c, lees)
        for naam in (
            "gezinnen",
            "huishoudens",
            "problemen",
            "coaches",
            "contacten",
            "contacten_soort",
            "initiatief",
            "instroom",
            "doel",
            "doel_stand",
        )
    }


def _rendement(c: Catalogus, lees: Lezer) -> dict[str, str]:
    r = Rendement(c, lees)
    uit = {
        "zin_rendement_kern": r.kern(),
        "zin_rust_op_nulalternatief": r.rust_op(),
        "zin_horizon": r.vooruit(),
        "zin_casus_aantal": r.casus_aantal(),
        "zin_omslagpunt": r.omslagpunt(),
        "zin_omslagpunt_programma": r.omslagpunt_programma(),
        "zin_extrapolatie": r.extrapolatie(),
        "zin_omslagpunt_succesgraad": r.omslagpunt_succesgraad(),
        "zin_na_geen_succes": r.na_geen_succes(),
        "zin_betalers": r.betalers(),
        "zin_overdracht": r.overdracht(),
        "zin_overdracht_kort": r.overdracht_kort(),
        "zin_kans_kern": r.kans_kern(),
        "zin_tornado": r.tornado(),
        "zin_waarde_van_meten": r.waarde_van_meten(),
    }
    for cf in (CF_DREIGEND, CF_STATUS_QUO):
        uit[f"zin_ncw_{cf}"] = r.ncw(cf)
        uit[f"zin_programma_{cf}"] = r.programma(cf)
        uit[f"zin_kans_{cf}"] = r.kans(cf)
    return uit


def _verantwoording(c: Catalogus, lees: Lezer) -> dict[str, str]:
    n_afwijkend, n_signalen = len(lees.afwijkend), len(tuple(lees.uitkomst.signalen))
    afwijkingen = {0: "geen", 1: "een"}.get(n_afwijkend, "meer")
    signalen = {0: "geen", 1: "een"}.get(n_signalen, "wel")
    return {
        "zin_aftrek": _aftrek(c, lees),
        "zin_afwijkingen": c.t(f"afwijkingen.{afwijkingen}", n=n_afwijkend),
        "zin_signalen": c.t(f"signalen.{signalen}", n=n_signalen),
        "zin_drempel": _drempel(c, lees),
        "zin_afgeschermd": c.t("afgeschermd.wel" if lees.afgeschermd else "afgeschermd.geen"),
        "zin_colofon": c.t("colofon", programma=_programma(c, lees), jaar=lees.jaar),
    }


def _aftrek(c: Catalogus, lees: Lezer) -> str:
    delen = [
        f"{c.t(f'aftrek.{naam}')} ({c.procent_kort(waarde)})"
        for naam in AFTREKPOSTEN
        if (waarde := lees.aanname_waarde(naam))
    ]
    if delen:
        return c.t("aftrek.wel", delen=c.opsomming(delen))
    bereik = any(getal_of_niets(lees.aanname(naam).get("hoog")) for naam in AFTREKPOSTEN)
    return " ".join([c.t("aftrek.geen"), *([c.t("aftrek.bereik")] if bereik else [])])


def _drempel(c: Catalogus, lees: Lezer) -> str:
    drempel = lees.aanname_waarde("drempel_kleine_aantallen")
    if drempel is not None and drempel > 1:
        return c.t("drempel.aan", n=c.getal(drempel))
    toelichting = str(lees.aanname("drempel_kleine_aantallen").get("toelichting") or "").strip()
    if not toelichting:
        return c.t("drempel.uit", reden=c.t("drempel.uit.geen_reden"))
    # The year's own words are Dutch; a sentence of another edition points at them, where they are marked as Dutch.
    reden = c.t("drempel.uit.reden", toelichting=toelichting) if c.taal == "nl" else c.t("drempel.uit.elders")
    return c.t("drempel.uit", reden=reden)


def _figuren(c: Catalogus, figuren: Iterable[Any]) -> dict[str, str]:
    getekend: Mapping[str, Any] = {f.naam: f for f in figuren}
    uit: dict[str, str] = {}
    for naam in FIGUREN:
        figuur = getekend.get(naam)
        for veld in ("titel", "bijschrift", "alt"):
            tekst = "" if figuur is None else str(getattr(figuur, veld))
            uit[f"fig_{naam}_{veld}"] = tekst.strip() or c.t("optioneel.niet_gemeten")
    return uit
