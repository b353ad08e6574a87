"""The names behind ``{{< meta kf.* >}}``: what the texts of a year and the sections of the report may ask for.

They are the same for every year and language; ``text.cijfers`` gives each its value.
"""

from __future__ import annotations

TREND = "trend"
"""The chart over the years; it stands inside the section 'Jaar op jaar'."""

FIGUREN = (
    "gezinnen_per_maand",
    "contacten_soort",
    "contacten_initiatief",
    "leefgebieden",
    "mijlpalen",
    "rendement_per_jaar",
    "kasstroom",
    "betalers",
    "kans",
    "tornado",
    TREND,
)
"""Names of the charts, in the order of the report."""

KENGETALLEN = (
    "gezinnen_ondersteund",
    "beginstand",
    "instroom",
    "uitstroom",
    "gezinnen_toegeleid",
    "gezinnen_gestopt",
    "gezinnen_verhuisd",
    "gezinnen_lopend",
    "gezinnen_eenouder",
    "gezinnen_samenwonend_met_kinderen",
    "gezinsmaanden",
    "coaches",
    "directe_uren",
    "contacten",
    "contacten_kort",
    "contacten_lang",
    "contacten_per_gezin_per_maand",
    "directe_uren_per_gezin",
    "aandeel_contacten_op_initiatief_gezin",
    "gezinnen_met_problemen_op_twee_leefgebieden",
    "kandidaten",
    "kandidaten_volledig_gescreend",
    "overlastmeldingen",
)
"""Kengetallen of one number each. All are there for the texts of a year, whichever the report itself uses."""

_ALGEMEEN = (
    *("verslagjaar", "programma", "prijspeil", "horizon", "trajectduur", "discontovoet", "succesgraad", "trekkingen"),
    "omslag_tekst",
)
_TEGELS = (
    *("gezinnen_uitleg", "toegeleid_uitleg", "lopend_uitleg", "contacten_uitleg", "uren_uitleg"),
    *("rendement", "rendement_label", "rendement_uitleg"),
)
_ZINNEN = (
    *("gezinnen", "huishoudens", "problemen", "coaches", "contacten", "contacten_soort", "initiatief", "instroom"),
    *("doel", "doel_stand", "rendement_kern", "rust_op_nulalternatief", "horizon", "casus_aantal", "omslagpunt"),
    *("omslagpunt_programma", "extrapolatie", "omslagpunt_succesgraad", "na_geen_succes", "betalers", "overdracht"),
    *("overdracht_kort", "kans_kern", "tornado", "waarde_van_meten", "aftrek", "afwijkingen", "signalen", "drempel"),
    *("afgeschermd", "colofon"),
    *(f"{wat}_{cf}" for wat in ("ncw", "programma", "kans") for cf in ("dreigend_scenario", "status_quo")),
)

NAMEN = frozenset(
    {
        *KENGETALLEN,
        *_ALGEMEEN,
        *(f"tegel_{naam}" for naam in _TEGELS),
        *(f"zin_{naam}" for naam in _ZINNEN),
        *(f"fig_{figuur}_{veld}" for figuur in FIGUREN for veld in ("titel", "bijschrift", "alt")),
    }
)
"""Every name that there is."""
