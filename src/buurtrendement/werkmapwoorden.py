"""The words of ``cijfers.xlsx`` in the language of the edition.

The workbook is made of Dutch words: its own, those of the kengetallen and their tables, and those of the year's data.
For another language each of them is looked up here. Keys, codes and names of files are the same in every language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from buurtrendement import nl, results
from buurtrendement.begrippen import MIJLPALEN, OMSCHRIJVINGEN
from buurtrendement.charts.changes import MILESTONES_EN, life_area_en
from buurtrendement.results import Uitkomst
from buurtrendement.text.catalogus import Catalogus
from buurtrendement.text.definities_en import DEFINITIES

EIGEN: Mapping[str, str] = MappingProxyType(
    {
        # sheets
        "Lees mij": "Read me",
        "Kengetallen": "Key figures",
        "Tellingen": "Counts",
        "Rendement": "Return",
        "Aannames": "Assumptions",
        "Bronnen": "Sources",
        "Alle cijfers": "All figures",
        "bladzijde": "page",
        "van": "of",
        "Cijfers": "Figures",
        # what stands on the first sheet
        "Dit zijn de gepubliceerde cijfers van het jaarbericht, om zelf mee te rekenen.": (
            "These are the published figures of the annual report, to calculate with yourself."
        ),
        "Aantallen die een gezin herkenbaar zouden maken, zijn afgeschermd. Ze staan nergens in dit bestand.": (
            "Numbers by which a family could be recognised are withheld. They are nowhere in this file."
        ),
        "Het blad Rendement rekent de netto contante waarde uit met formules. Verander een aanname op het blad "
        "Aannames (de gekleurde cellen) en de uitkomst verandert mee. De kolom 'In het jaarbericht' blijft wat is "
        "gepubliceerd.": (
            "The sheet Return works out the net present value with formulas. Change an assumption on the sheet "
            "Assumptions (the coloured cells) and the result follows. The column 'In the annual report' stays as "
            "published."
        ),
        "Bedragen zijn in euro, in prijzen van het jaar dat bij de aanname 'prijspeil' staat. Het prijspeil veranderen "
        "rekent de bedragen hier niet om: doe dat in aannames.csv en maak het jaarbericht opnieuw.": (
            "Amounts are in euro, in prices of the year given with the assumption 'prijspeil' (price level). Changing "
            "it does not convert the amounts here: do that in aannames.csv and make the annual report again."
        ),
        "Hoe elk getal is berekend, staat in het jaarbericht en in docs/methode.md van Buurtrendement.": (
            "How each number was calculated is in the annual report, and (in Dutch) in docs/methode.md of "
            "Buurtrendement."
        ),
        # headings
        "Kengetal": "Key figure",
        "Waarde": "Value",
        "Eenheid": "Unit",
        "Definitie": "Definition",
        "Noemer": "Measured over",
        "Bron": "Source",
        "Titel": "Title",
        "Uitgever": "Publisher",
        "Jaar": "Year",
        "Vindplaats": "Where to find it",
        "Sleutel": "Key",
        "Aanname": "Assumption",
        "Laag": "Low",
        "Hoog": "High",
        "Prijspeil": "Price level",
        "Herkomst": "Origin",
        "Toelichting": "Note",
        "Per jaar": "Per year",
        "Netto contante waarde": "Net present value",
        "Baten per euro kosten": "Benefits per euro of cost",
        "In het jaarbericht": "In the annual report",
        "Verschil": "Difference",
        "Kosten per jaar": "Cost per year",
        # the sheet with formulas
        "netto contante waarde, met formules": "net present value, with formulas",
        "Bedragen in euro, in prijzen van {prijspeil}. Jaar 1 wordt niet verdisconteerd. De formules werken tot en met "
        "een horizon van {jaren} jaren.": (
            "Amounts in euro, in prices of {prijspeil}. Year 1 is not discounted. The formulas work up to a horizon of "
            "{jaren} years."
        ),
        "Vooraf (uitgangssituatie)": "Before (starting situation)",
        "Gezinscoach": "Family coach",
        "Zonder gezinscoach (dreigend scenario)": "Without a family coach (threatened scenario)",
        "Na het traject": "After the trajectory",
        "Dreigend scenario": "Threatened scenario",
        "Status quo": "Everything stays as it was",
        "bij lage kosten": "at low costs",
        "bij hoge kosten": "at high costs",
        "Casus {casus}: {omschrijving} (een gezin dat het doel haalt)": (
            "Case {casus}: {omschrijving} (a family that reaches the goal)"
        ),
        "Programma: alle gezinnen samen": "Programme: all families together",
        "Programma: de casussen met toestemming": "Programme: the cases with consent",
        "Deel van de baten dat na het traject telt": "Share of the benefits that counts after the trajectory",
        "Gezinscoach contant": "Family coach, present value",
        "stroom": "flow",
        "contante waarde": "present value",
        "n.v.t.": "n/a",
        "Niet vermeld: hieruit zou een klein aantal gezinnen zijn terug te rekenen.": (
            "Not stated: a small number of families could be computed from it."
        ),
        "Niet vermeld: een casus die we niet mogen laten zien, zou hieruit zijn terug te rekenen.": (
            "Not stated: a case that we may not show could be computed from it."
        ),
        # titles and labels of the tables of counts
        "Totaal": "Total",
        "totaal": "total",
        "Gezinnen naar huishoudtype en status": "Families by type of household and status",
        "Eenoudergezin": "Single-parent family",
        "Samenwonend met kinderen": "Cohabiting with children",
        "Anders": "Other",
        "Loopt door op 31 december": "Continues on 31 December",
        "Toegeleid naar reguliere hulp": "Referred on to regular help",
        "Gestopt": "Stopped",
        "Verhuisd": "Moved away",
        "Gezinnen per maand": "Families by month",
        "Gestart": "Started",
        "Beëindigd": "Ended",
        "Loopt door na de maand": "Continues after the month",
        "Ondersteund in de maand": "Supported in the month",
        "Contacten per maand, kort en lang": "Contacts by month, short and long",
        "Kort contact": "Short contact",
        "Lang contact": "Long contact",
        "Contacten per maand naar initiatief": "Contacts by month, by who took the initiative",
        "Gezin": "Family",
        "Netwerk": "Network",
        "Contacten naar kanaal en duur": "Contacts by channel and length",
        "Huisbezoek": "Home visit",
        "Telefoon": "Telephone",
        "Bericht": "Message",
        "Activiteit": "Activity",
        "Overleg": "Meeting",
        "Gezinnen met problemen op meer leefgebieden": "Families with problems in several areas of life",
        "Gezinnen": "Families",
        "Problemen op twee of meer leefgebieden": "Problems in two or more areas of life",
        "Minder": "Fewer",
        "Niet gemeten": "Not measured",
        "Verandering per leefgebied sinds de eerste meting": "Change in each area of life since the first measurement",
        "Beter": "Better",
        "Gelijk": "The same",
        "Slechter": "Worse",
        "Screening van kandidaat-gezinnen": "Screening of candidate families",
        "Meervoudige en langdurige problemen": "Several problems, for a longer time",
        "Actuele casus": "Happening now",
        "Onveiligheid": "Unsafe",
        "Aanvaardt hulp": "Accepts help",
        "Ja": "Yes",
        "Nee": "No",
        "Onbekend": "Unknown",
        "Besluit na de screening": "Decision after the screening",
        "Kandidaten": "Candidates",
        "Overlastmeldingen per maand": "Nuisance reports by month",
        "Gezinnen waarvoor een casus staat": "Families for which a case stands",
        "Overige casussen": "Other cases",
        "Gezinnen naar het jaar waarin zij begonnen": "Families by the year in which they started",
        "Begonnen in": "Started in",
        # measures of the return, as in cijfers.csv
        "Verschil per jaar tijdens het traject": "Difference per year during the trajectory",
        "Rendement per jaar na het traject": "Return per year after the trajectory",
        "Baten-kostenverhouding": "Benefit-cost ratio",
        "Terugverdientijd": "Payback time",
        "Omslagpunt van de kosten zonder gezinscoach": "Break-even point of the cost without a family coach",
        "Omslagpunt van de succesgraad": "Break-even point of the success share",
        "Onzekerheid van de netto contante waarde": "Uncertainty of the net present value",
        "programma": "programme",
        "Casus": "Case",
        "casus": "case",
        # units
        "euro per jaar": "euro per year",
        "verhouding": "ratio",
        "jaren": "years",
        "fractie": "share",
        "fractie per jaar": "share per year",
    }
)
"""Dutch words of the workbook in English."""

DELEN: Mapping[str, str] = MappingProxyType(
    {
        **{s: MILESTONES_EN[s] for s in MIJLPALEN},
        "beter": "better",
        "gelijk": "the same",
        "slechter": "worse",
        "ja": "yes",
        "nee": "no",
        "onbekend": "unknown",
        "meervoudig_langdurig": "several problems, for a longer time",
        "actuele_casus": "happening now",
        "onveiligheid": "unsafe",
        "hulp_aanvaarden": "accepts help",
        "doel": "goal",
        "van": "out of",
        "bereikt": "reached",
        "gezinnen_beoordeeld": "families assessed",
        "gezinnen_toegeleid": "families referred on",
        "gezinnen_beeindigd": "families whose support ended",
        "gezinnen_per_maand": "families by month",
        "beginstand": "number at the start",
        "screening": "screening",
        "volledig": "complete",
        "onvolledig": "incomplete",
        "dreigend_scenario": "threatened scenario",
        "status_quo": "everything stays as it was",
        "bij_lage_kosten": "at low costs",
        "bij_hoge_kosten": "at high costs",
        "laag": "low",
        "hoog": "high",
        "uitgangssituatie": "starting situation",
        "met_gezinscoach": "with the family coach",
        "zonder_gezinscoach": "without a family coach",
        "gezinscoach": "family coach",
        "na_traject": "after the trajectory",
        "afstand": "distance",
        "afstand_aandeel": "distance as a share",
        "per_gezin": "per family",
        "kans_positief": "chance of a gain",
        "p05": "5th percentile",
        "p50": "median",
        "p95": "95th percentile",
        "gezinnen": "families",
    }
)
"""Keys of parts of figures in English words."""


class Engels(results.Woorden):
    """English for everything that the workbook of ``uitkomst`` says; what has no translation stays as it is."""

    taal = "en"

    def __init__(self, uitkomst: Uitkomst):
        c = Catalogus(self.taal)
        soorten = {
            naam: indeling.rijlabels if naam == "screening_besluit" else indeling.kolomlabels
            for naam, indeling in uitkomst.indelingen.items()
            if naam in _VRIJE_SOORTEN
        }
        self._woorden: dict[str, str] = {
            **dict(EIGEN),
            **{o.label: o.label_en for o in OMSCHRIJVINGEN.values()},
            **{k.label: k.label_en for k in uitkomst.kengetallen.values() if k.label_en},
            **{k.definitie: DEFINITIES[s][0] for s, k in uitkomst.kengetallen.items() if s in DEFINITIES},
            **{k.noemer: DEFINITIES[s][1] for s, k in uitkomst.kengetallen.items() if s in DEFINITIES},
            **{
                label: c.t(f"{_VRIJE_SOORTEN[naam]}.{soort}")
                for naam, labels in soorten.items()
                for soort, label in labels.items()
                if c.heeft(f"{_VRIJE_SOORTEN[naam]}.{soort}")
            },
            **{
                label: engels
                for indeling in uitkomst.indelingen.values()
                for sleutel, label in indeling.rijlabels.items()
                if (engels := self._rij(sleutel))
            },
            **{
                str(a["label"]): c.t(f"aanname.{a['sleutel']}")
                for a in uitkomst.aannames
                if c.heeft(f"aanname.{a['sleutel']}")
            },
            **dict(uitkomst.meta.get("woorden_en") or {}),
        }
        self._c = c

    @staticmethod
    def _rij(sleutel: str) -> str | None:
        """A month, a milestone or an area of life."""
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}", sleutel):
            return nl.maand(sleutel, "en")
        return MILESTONES_EN.get(sleutel) or life_area_en(sleutel)

    def woord(self, tekst: str) -> str:
        vlak = " ".join(tekst.split())
        if (vertaald := self._woorden.get(vlak)) is not None:
            return vertaald
        # What a table calls its rows by their key: 'Casus C1', 'Begonnen in 2021'.
        begin, _, sleutel = vlak.rpartition(" ")
        return f"{EIGEN[begin]} {sleutel}" if begin in _MET_SLEUTEL else tekst

    def eenheid(self, eenheid: str) -> str:
        return self._c.t(f"eenheid.{eenheid}") if self._c.heeft(f"eenheid.{eenheid}") else self.woord(eenheid)

    def herkomst(self, herkomst: str) -> str:
        return self._c.t(f"herkomst.{herkomst}")

    def deel(self, pad: str) -> str:
        return ", ".join(DELEN.get(d) or self._rij(d) or d.replace("_", " ") for d in re.split(r"[./]", pad))


_MET_SLEUTEL = frozenset({"Casus", "casus", "Begonnen in"})

_VRIJE_SOORTEN = {"screening_besluit": "besluit", "overlast": "overlast"}
"""Tables whose rows or columns are words of the data, and the group of translations of the common ones."""


def woorden(uitkomst: Uitkomst, taal: str) -> results.Woorden:
    """The words of this workbook in ``taal``."""
    return Engels(uitkomst) if taal == "en" else results.Woorden(uitkomst)
