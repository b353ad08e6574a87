"""The words of the kengetallen: what each figure is called, what it means, and the values its tables know.

Kept apart from the counting so that both can be read in one go. Labels and definitions are Dutch, as they are printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

HUISHOUDTYPES: Mapping[str, str] = MappingProxyType(
    {
        "eenouder": "Eenoudergezin",
        "samenwonend_met_kinderen": "Samenwonend met kinderen",
        "anders": "Anders",
    }
)
STATUSSEN: Mapping[str, str] = MappingProxyType(
    {
        "lopend": "Loopt door op 31 december",
        "toegeleid": "Toegeleid naar reguliere hulp",
        "gestopt": "Gestopt",
        "verhuisd": "Verhuisd",
    }
)
BESTEMMING_STATUS: Mapping[str, str] = MappingProxyType(
    {"regulier": "toegeleid", "gestopt": "gestopt", "verhuisd": "verhuisd"}
)
SOORTEN: Mapping[str, str] = MappingProxyType({"kort": "Kort contact", "lang": "Lang contact"})
KANALEN: Mapping[str, str] = MappingProxyType(
    {
        "huisbezoek": "Huisbezoek",
        "telefoon": "Telefoon",
        "bericht": "Bericht",
        "activiteit": "Activiteit",
        "overleg": "Overleg",
    }
)
INITIATIEVEN: Mapping[str, str] = MappingProxyType({"gezin": "Gezin", "coach": "Gezinscoach", "netwerk": "Netwerk"})
MIJLPALEN: Mapping[str, str] = MappingProxyType(
    {
        "zelf_contact_gezocht": "Zelf contact gezocht",
        "hulp_aangevraagd": "Hulp aangevraagd",
        "aangifte_gedaan": "Aangifte gedaan",
        "uithuiszetting_voorkomen": "Uithuiszetting voorkomen",
        "werk_gezocht": "Werk gezocht",
        "contact_instantie_hersteld": "Contact met een instantie hersteld",
    }
)
CRITERIA: Mapping[str, str] = MappingProxyType(
    {
        "meervoudig_langdurig": "Meervoudige en langdurige problemen",
        "actuele_casus": "Actuele casus",
        "onveiligheid": "Onveiligheid",
        "hulp_aanvaarden": "Aanvaardt hulp",
    }
)
ANTWOORDEN: Mapping[str, str] = MappingProxyType({"ja": "Ja", "nee": "Nee", "onbekend": "Onbekend"})
VERANDERINGEN: Mapping[str, str] = MappingProxyType({"beter": "Beter", "gelijk": "Gelijk", "slechter": "Slechter"})

PROBLEEMSCORE = 2
"""A score of 1 (acute problems) or 2 (not self-sufficient) on the Zelfredzaamheid-Matrix counts as a problem."""

MINSTENS_LEEFGEBIEDEN = 2
"""A family has several problems at once from this many leefgebieden on."""

DOEL_NOEMER = 10
"""The goal is said as 'so many families out of ten'."""

DOEL_JAREN = 2
"""The goal is about a family two years after its start, whatever length the assumptions give the trajectory."""

NIET_GEMETEN = "niet gemeten"
NOG_NIET_TE_METEN = "nog niet te meten"


@dataclass(frozen=True)
class Omschrijving:
    """What a figure means, apart from its value this year."""

    eenheid: str
    label: str
    label_en: str
    definitie: str
    tabel: str
    noemer: str
    decimalen: int = 0


_GEZINNEN_JAAR = "alle gezinnen die in het verslagjaar op minstens één dag zijn ondersteund"
_LOPEND = "de gezinnen van wie de ondersteuning na 31 december doorloopt"
_ALLE_CONTACTEN = "alle contacten in het verslagjaar"
_KANDIDATEN = "alle kandidaat-gezinnen in de screening"

OMSCHRIJVINGEN: Mapping[str, Omschrijving] = MappingProxyType(
    {
        "gezinnen_ondersteund": Omschrijving(
            "gezinnen",
            "Ondersteunde gezinnen",
            "Families supported",
            "Aantal gezinnen dat in het verslagjaar op minstens één dag is ondersteund.",
            "gezinnen",
            _GEZINNEN_JAAR,
        ),
        "beginstand": Omschrijving(
            "gezinnen",
            "Gezinnen bij het begin van het jaar",
            "Families at the start of the year",
            "Aantal gezinnen dat vóór 1 januari is gestart en op 1 januari nog werd ondersteund.",
            "gezinnen",
            _GEZINNEN_JAAR,
        ),
        "instroom": Omschrijving(
            "gezinnen",
            "Gestarte gezinnen",
            "Families that started",
            "Aantal gezinnen met een startdatum in het verslagjaar.",
            "gezinnen",
            _GEZINNEN_JAAR,
        ),
        "uitstroom": Omschrijving(
            "gezinnen",
            "Gezinnen van wie de ondersteuning eindigde",
            "Families whose support ended",
            "Aantal gezinnen met een einddatum in het verslagjaar. De einddatum is de laatste dag van de "
            "ondersteuning; een einddatum op 31 december telt dus mee.",
            "gezinnen",
            _GEZINNEN_JAAR,
        ),
        "gezinnen_toegeleid": Omschrijving(
            "gezinnen",
            "Toegeleid naar reguliere hulp",
            "Referred on to regular help",
            "Aantal gezinnen met een einddatum in het verslagjaar en als bestemming reguliere hulp.",
            "gezinnen",
            _GEZINNEN_JAAR,
        ),
        "gezinnen_gestopt": Omschrijving(
            "gezinnen",
            "Gestopt",
            "Stopped",
            "Aantal gezinnen met een einddatum in het verslagjaar dat is gestopt.",
            "gezinnen",
            _GEZINNEN_JAAR,
        ),
        "gezinnen_verhuisd": Omschrijving(
            "gezinnen",
            "Verhuisd",
            "Moved away",
            "Aantal gezinnen met een einddatum in het verslagjaar dat is verhuisd.",
            "gezinnen",
            _GEZINNEN_JAAR,
        ),
        "gezinnen_lopend": Omschrijving(
            "gezinnen",
            "Gezinnen die doorgaan",
            "Families that continue",
            "Aantal gezinnen dat op of vóór 31 december is gestart en dan geen einddatum heeft, of een "
            "einddatum in een later jaar.",
            "gezinnen",
            _GEZINNEN_JAAR,
        ),
        "gezinnen_eenouder": Omschrijving(
            "gezinnen",
            "Eenoudergezinnen",
            "Single-parent families",
            "Aantal eenoudergezinnen onder de gezinnen die doorgaan.",
            "gezinnen",
            _LOPEND,
        ),
        "gezinnen_samenwonend_met_kinderen": Omschrijving(
            "gezinnen",
            "Samenwonende ouders met kinderen",
            "Cohabiting parents with children",
            "Aantal gezinnen met samenwonende ouders onder de gezinnen die doorgaan.",
            "gezinnen",
            _LOPEND,
        ),
        "instroom_per_maand": Omschrijving(
            "gezinnen",
            "Gestarte gezinnen per maand",
            "Families that started, by month",
            "Aantal gezinnen met een startdatum in de maand; een maand zonder start telt als 0.",
            "gezinnen",
            "alle gezinnen die in het verslagjaar zijn gestart",
        ),
        "gezinsmaanden": Omschrijving(
            "gezinsmaanden",
            "Gezinsmaanden",
            "Family-months",
            "Som over de gezinnen van het aantal kalendermaanden in het verslagjaar waarin het gezin op "
            "minstens één dag is ondersteund.",
            "gezinnen",
            _GEZINNEN_JAAR,
        ),
        "coaches": Omschrijving(
            "gezinscoaches",
            "Gezinscoaches",
            "Family coaches",
            "Aantal verschillende gezinscoaches met uren in het verslagjaar (personen, geen fte).",
            "uren",
            "alle gezinscoaches in de urenregistratie",
        ),
        "directe_uren": Omschrijving(
            "uren",
            "Directe uren",
            "Direct hours",
            "Som van de directe uren van alle gezinscoaches in het verslagjaar.",
            "uren",
            "alle gezinscoaches in de urenregistratie",
        ),
        "contacten": Omschrijving(
            "contacten",
            "Contacten",
            "Contacts",
            "Aantal geregistreerde contacten met of over een gezin in het verslagjaar, kort en lang samen.",
            "contacten",
            _ALLE_CONTACTEN,
        ),
        "contacten_kort": Omschrijving(
            "contacten",
            "Korte contacten",
            "Short contacts",
            "Aantal contacten dat als kort is geregistreerd.",
            "contacten",
            _ALLE_CONTACTEN,
        ),
        "contacten_lang": Omschrijving(
            "contacten",
            "Lange contacten",
            "Long contacts",
            "Aantal contacten dat als lang is geregistreerd.",
            "contacten",
            _ALLE_CONTACTEN,
        ),
        "contacten_per_gezin_per_maand": Omschrijving(
            "contacten per gezin per maand",
            "Contacten per gezin per maand",
            "Contacts per family per month",
            "Contacten gedeeld door gezinsmaanden.",
            "contacten",
            "gezinsmaanden: de kalendermaanden waarin een gezin op minstens één dag is ondersteund",
            1,
        ),
        "directe_uren_per_gezin": Omschrijving(
            "uren per gezin",
            "Directe uren per gezin",
            "Direct hours per family",
            "Directe uren gedeeld door het aantal ondersteunde gezinnen.",
            "uren",
            _GEZINNEN_JAAR,
        ),
        "aandeel_contacten_op_initiatief_gezin": Omschrijving(
            "aandeel (0 tot 1)",
            "Contacten op initiatief van het gezin",
            "Contacts started by the family",
            "Contacten waarvoor het gezin zelf het initiatief nam, gedeeld door alle contacten.",
            "contacten",
            _ALLE_CONTACTEN,
        ),
        "gezinnen_met_problemen_op_twee_leefgebieden": Omschrijving(
            "gezinnen",
            "Gezinnen met problemen op twee of meer leefgebieden",
            "Families with problems in two or more areas of life",
            "Aantal gezinnen met een score van 1 of 2 op minstens twee leefgebieden van de "
            "Zelfredzaamheid-Matrix, bij de laatste meting in het verslagjaar (per leefgebied de laatste score).",
            "leefgebieden",
            "de ondersteunde gezinnen met een meting in het verslagjaar",
        ),
        "leefgebieden_verandering": Omschrijving(
            "gezinnen",
            "Verandering per leefgebied",
            "Change in each area of life",
            "Per leefgebied het aantal gezinnen dat bij de laatste meting in het verslagjaar hoger (beter), "
            "gelijk of lager (slechter) scoort dan bij hun eerste meting met dezelfde versie van de matrix.",
            "leefgebieden",
            "de ondersteunde gezinnen met minstens twee metingen van het leefgebied",
        ),
        "mijlpalen": Omschrijving(
            "gezinnen",
            "Mijlpalen",
            "Milestones",
            "Per mijlpaal het aantal gezinnen dat deze in het verslagjaar minstens één keer bereikte.",
            "mijlpalen",
            _GEZINNEN_JAAR,
        ),
        "kandidaten": Omschrijving(
            "kandidaten",
            "Kandidaat-gezinnen",
            "Candidate families",
            "Aantal verschillende kandidaat-gezinnen in de screening.",
            "screening",
            _KANDIDATEN,
        ),
        "kandidaten_volledig_gescreend": Omschrijving(
            "kandidaten",
            "Volledig gescreende kandidaten",
            "Candidates fully screened",
            "Aantal kandidaten bij wie alle vier de criteria met ja of nee zijn beantwoord.",
            "screening",
            _KANDIDATEN,
        ),
        "screening_redenen": Omschrijving(
            "kandidaten",
            "Uitkomst per criterium van de screening",
            "Outcome of each screening criterion",
            "Per criterium het aantal kandidaten met het antwoord ja, nee of onbekend.",
            "screening",
            _KANDIDATEN,
        ),
        "overlastmeldingen": Omschrijving(
            "meldingen",
            "Overlastmeldingen in de buurt",
            "Nuisance reports in the neighbourhood",
            "Som van de meldingen in het verslagjaar, van de hele buurt en nooit van een persoon.",
            "overlast",
            "alle meldingen in de buurt",
        ),
        "doel_zelfredzaam": Omschrijving(
            "gezinnen van de tien",
            "Doel: zelfredzaam na twee jaar",
            "Goal: self-sufficient after two years",
            "Het doel is de succesgraad uit de aannames, per tien gezinnen. Bereikt is het aandeel gezinnen dat "
            "sinds de start van het programma naar reguliere hulp is toegeleid, onder de gezinnen van wie de "
            "ondersteuning eindigde of al twee jaar duurt; wie stopte of verhuisde telt mee in de noemer. Zolang "
            "nog geen gezin twee jaar geleden is gestart, is het niet te meten.",
            "gezinnen",
            "de gezinnen die sinds de start van het programma eindigden of op 31 december twee jaar ondersteund zijn",
            1,
        ),
    }
)
"""Every kengetal with its words; the order is that of ``kengetallen.json``."""
