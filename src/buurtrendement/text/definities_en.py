"""English definitions of the kengetallen, and of the effects without a price; the Dutch ones come with the figures."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_YEAR = "all families supported on at least one day of the reporting year"
_RUNNING = "the families whose support goes on after 31 December"
_CONTACTS = "all contacts in the reporting year"
_CANDIDATES = "all candidate families in the screening"
_COACHES = "all family coaches in the time registration"

DEFINITIES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "gezinnen_ondersteund": ("Number of families supported on at least one day of the reporting year.", _YEAR),
        "beginstand": ("Number of families that started before 1 January and were still supported on that day.", _YEAR),
        "instroom": ("Number of families with a start date in the reporting year.", _YEAR),
        "uitstroom": (
            "Number of families with an end date in the reporting year. The end date is the last day of support, so "
            "31 December counts.",
            _YEAR,
        ),
        "gezinnen_toegeleid": (
            "Number of families with an end date in the reporting year that moved on to regular help.",
            _YEAR,
        ),
        "gezinnen_gestopt": ("Number of families with an end date in the reporting year that stopped.", _YEAR),
        "gezinnen_verhuisd": ("Number of families with an end date in the reporting year that moved away.", _YEAR),
        "gezinnen_lopend": (
            "Number of families that started on or before 31 December and have no end date by then, or a later one.",
            _YEAR,
        ),
        "gezinnen_eenouder": ("Number of single-parent families among the families that continue.", _RUNNING),
        "gezinnen_samenwonend_met_kinderen": (
            "Number of families with cohabiting parents among the families that continue.",
            _RUNNING,
        ),
        "instroom_per_maand": (
            "Number of families with a start date in the month; a month without a start counts as 0.",
            "all families that started in the reporting year",
        ),
        "gezinsmaanden": (
            "Sum over families of the calendar months in which the family was supported on at least one day.",
            _YEAR,
        ),
        "coaches": (
            "Number of different family coaches with hours in the year (persons, not full-time posts).",
            _COACHES,
        ),
        "directe_uren": ("Sum of the direct hours of all family coaches in the reporting year.", _COACHES),
        "contacten": ("Number of registered contacts with or about a family, short and long together.", _CONTACTS),
        "contacten_kort": ("Number of contacts registered as short.", _CONTACTS),
        "contacten_lang": ("Number of contacts registered as long.", _CONTACTS),
        "contacten_per_gezin_per_maand": (
            "Contacts divided by family-months.",
            "family-months: calendar months in which a family was supported on at least one day",
        ),
        "directe_uren_per_gezin": ("Direct hours divided by the number of families supported.", _YEAR),
        "aandeel_contacten_op_initiatief_gezin": (
            "Contacts for which the family itself took the initiative, divided by all contacts.",
            _CONTACTS,
        ),
        "gezinnen_met_problemen_op_twee_leefgebieden": (
            "Number of families with a score of 1 or 2 in at least two areas of life of the Self-Sufficiency Matrix, "
            "at the last measurement of the year (the last score in each area).",
            "the supported families with a measurement in the reporting year",
        ),
        "leefgebieden_verandering": (
            "For each area of life the number of families whose last score in the year is higher (better), equal or "
            "lower (worse) than their first score on the same version of the matrix.",
            "the supported families with at least two measurements of the area",
        ),
        "mijlpalen": ("For each milestone the number of families that reached it at least once in the year.", _YEAR),
        "kandidaten": ("Number of different candidate families in the screening.", _CANDIDATES),
        "kandidaten_volledig_gescreend": (
            "Number of candidates for whom all four criteria were answered with yes or no.",
            _CANDIDATES,
        ),
        "screening_redenen": (
            "For each criterion the number of candidates with the answer yes, no or unknown.",
            _CANDIDATES,
        ),
        "overlastmeldingen": (
            "Sum of the reports in the year, of the whole neighbourhood and never of a person.",
            "all reports in the neighbourhood",
        ),
        "doel_zelfredzaam": (
            "The goal is the success share of the assumptions, per ten families. Reached is the share of families that "
            "moved on to regular help since the programme began, among those whose support ended or has lasted two "
            "years; who stopped or moved away counts in the denominator. As long as no family started two years ago, "
            "it cannot be measured.",
            "the families whose support ended since the programme began, or had lasted two years on 31 December",
        ),
    }
)
"""Key -> (definition, what it is a count or share of)."""

PM: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "Een ouder staat steviger in het leven": (
            "A parent stands firmer in life",
            "More resilience and confidence. Worth a lot, but without a price.",
        ),
        "Een voorkomen escalatie": (
            "An escalation prevented",
            "What did not happen cannot be counted. The threatened scenario holds part of it.",
        ),
        "De ontwikkeling van de kinderen": (
            "The development of the children",
            "The effect on school, health and later work falls largely after the years in the sum.",
        ),
        "Rust in de straat": ("Quiet in the street", "Neighbours notice less nuisance. Not measured in euro."),
        "Tijd van familie, buren en vrijwilligers": (
            "Time of relatives, neighbours and volunteers",
            "The family's own network puts time in. That time is not counted.",
        ),
        "Druk op het gezin": (
            "Pressure on the family",
            "A coach who is often around can give support and can also be a burden.",
        ),
    }
)
"""Dutch name of an effect without a price -> (name, note)."""
