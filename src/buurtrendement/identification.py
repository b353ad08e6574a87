"""Does a column or a cell look like identification of a person? If so the run stops, before anything is computed.

What is looked for, in every cell of every column, also in the columns that would be dropped:

==========  ====================================================================================
BSN         8 or 9 digits (also 123.456.782, 1234 56 782) that pass the eleven-test (python-stdnum)
IBAN        by its check digits and its country's format (python-stdnum)
e-mail      ``name@host.tld``, also with ``(at)`` or ``[at]``
telephone   valid in the Dutch numbering plan, or in another country's when written with ``+`` (phonenumbers)
postcode    four digits and two capitals (1234 AB); in small letters when that is all the cell holds
birth date  a column named so; *geb.* or *geboren* before a date; in a dropped column and in every text
            but those on sources and assumptions, a date of more than ``GEBOORTE_JAREN`` years ago
names       a column named so (naam, cliënt, adres, telefoon, ...); keys that are no pseudonyms
==========  ====================================================================================

Limits, on purpose. Not recognised: a name in running text, a street, a nickname, a description in which a neighbour
recognises somebody, a birthday in a column of contact dates. A person must therefore read ``citaten.csv``, the
descriptions of the cases and the texts. One in eleven arbitrary numbers of eight or nine digits passes the eleven-test,
so an order number in a text may stop the run; a letter in front of it helps. ``2021 VT`` and the like, a year and a
common abbreviation, is not taken for a postcode (``_NA_JAARTAL``); a real postcode of that form is missed. Web
addresses are searched for e-mail addresses only.

No message repeats what was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from buurtrendement.errors import Probleem
from buurtrendement.parsing import Kolomcellen, Onleesbaar, Ruwetabel, parse_date
from buurtrendement.schema import Kolom, Tabel, are_pseudonyms, is_pseudonym
from buurtrendement.validation import name_rows

# --- column names -----------------------------------------------------------------------------------

# Whole words; a column name is cut at every sign that is no letter.
_NAAMWOORDEN = frozenset(
    """
    naam namen voornaam achternaam roepnaam tussenvoegsel tussenvoegsels initialen voorletter voorletters
    name firstname lastname surname bsn burgerservicenummer sofi sofinummer paspoort paspoortnummer kenteken
    geboren geb gebdat gebdatum birthdate birthday dob straat street huisnummer huisnr adres address postcode zip
    telefoon telefoonnummer tel telnr mobiel mobielnummer gsm phone mobile email mail emailadres mailadres
    iban rekening rekeningnummer rekeningnr bankrekening contactpersoon dossier dossiernummer dossiernr
    voorl tussenv sofinr woonplaats klantnummer klantnr patientnummer patiëntnummer patientnr patiëntnr
    polisnummer polisnr zorgnummer rijbewijsnummer personeelsnummer
    client clientnummer clientnr clientid cliënt cliëntnummer cliëntnr cliëntid
    """.split()  # noqa: SIM905  (readable as a list of words)
)
_NAAMDELEN = (
    "geboorte", "voornaam", "achternaam", "telefoon", "postcode", "burgerservice", "emailadres", "rekeningnummer",
    "cliëntn", "clientn",
)  # fmt: skip
_NAAMEINDEN = ("naam", "adres", "bsn")


def is_name_like(kolomnaam: str) -> bool:
    """Whether a column's name announces names, birth dates, addresses or numbers of persons."""
    # "e-mail" and "geb.datum" lose their sign, "naam_coach" and "Naam ouder" are cut.
    plat = kolomnaam.casefold().replace("e-mail", "email").replace("geb.", "geb ")
    woorden = [w for w in re.split(r"[^a-zà-ÿ]+", plat) if w]
    return any(w in _NAAMWOORDEN or w.endswith(_NAAMEINDEN) or any(deel in w for deel in _NAAMDELEN) for w in woorden)


def is_shown(kolomnaam: str) -> bool:
    """Whether a dropped column's name can be repeated in a message: a plain, short word, nothing that may be data."""
    return (
        re.fullmatch(r"[a-zà-ÿ][a-zà-ÿ0-9 _./()%€-]{0,39}", kolomnaam) is not None
        and not re.search(r"[0-9]{4}", kolomnaam)
        and find_in_text(kolomnaam) is None
    )


# --- cells ------------------------------------------------------------------------------------------

_URL = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+%-]+(?:@| ?[(\[](?:at|apenstaartje)[)\]] ?)[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}", re.IGNORECASE)
# Grouped as people write a BSN; dates (2-2-4, 4-2-2) and amounts with decimals do not have these shapes.
_BSN = re.compile(
    r"(?<![\w.,-])"
    r"(?:[0-9]{8,9}|[0-9]{3}[ .-][0-9]{3}[ .-][0-9]{3}|[0-9]{4}[ .-][0-9]{2}[ .-][0-9]{3})"
    r"(?![\w-]|[.,][0-9])"
)
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?:[ .-]?[A-Za-z0-9]{2,4}){2,8}(?![A-Za-z0-9])")
_TELEFOON = re.compile(r"(?:\+|\b00|\b0|\(0)[0-9()][0-9 ().\-/]{6,}[0-9]")
_POSTCODE = re.compile(r"(?<![\w.,€-])([1-9][0-9]{3}) {0,2}([A-Z]{2})(?![\w-])")
_POSTCODE_CEL = re.compile(r"[1-9][0-9]{3} {0,2}[A-Za-z]{2}")
_GEBOREN = re.compile(r"\b(?:geb|geboren)\b\.?[^0-9]{0,12}[0-9]{1,4}[-/. ]", re.IGNORECASE)
_DATUM = re.compile(r"[0-9]{1,2}-[0-9]{1,2}-(?:19|20)[0-9]{2}(?![0-9])|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?![0-9])")
_MAANDEN = ("jan", "feb", "maa|mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_VOLLE_DATUM = re.compile(
    r"(?<![\w-])(?:[0-9]{1,2}([-/.])[0-9]{1,2}\1|[0-9]{1,2} (?:" + "|".join(_MAANDEN) + r")[a-z]*\.? )"
    r"(?P<na>(?:19|20)[0-9]{2})(?![\w-])|(?<![\w-])(?P<voor>(?:19|20)[0-9]{2})([-/.])[0-9]{1,2}\4[0-9]{1,2}(?![\w-])",
    re.IGNORECASE,
)
# Letter pairs that PostNL does not issue, and abbreviations that stand behind a year.
_GEEN_POSTCODE = frozenset(("SA", "SD", "SS"))
_NA_JAARTAL = frozenset("EN IN OP OF IS VT NL EU ZE AL BE DE KM VS BV NV TE WE ER".split())  # noqa: SIM905
GEBOORTE_JAREN = 12

SOORTEN = {
    "bsn": "een burgerservicenummer",
    "iban": "een rekeningnummer",
    "email": "een e-mailadres",
    "telefoon": "een telefoonnummer",
    "postcode": "een volledige postcode",
    "geboortedatum": "een geboortedatum",
}


def find_in_text(tekst: str) -> str | None:
    """What kind of identification a text holds (a key of ``SOORTEN``), or ``None``."""
    if ("@" in tekst or "(" in tekst or "[" in tekst) and _EMAIL.search(tekst):
        return "email"
    if "//" in tekst or "www" in tekst:
        tekst = _URL.sub(" ", tekst)
    if len(tekst) < 6 or not any(c.isdigit() for c in tekst):
        return None
    for soort, zoek in (
        ("iban", _has_iban),
        ("bsn", _has_bsn),
        ("telefoon", _has_phone),
        ("postcode", _has_postcode),
        ("geboortedatum", _GEBOREN.search),
    ):
        if zoek(tekst):
            return soort
    return None


def _has_bsn(tekst: str) -> bool:
    from stdnum.nl import bsn  # noqa: PLC0415  (only when a cell has digits in this shape)

    return any(bsn.is_valid(m[0]) and not _is_compact_date(m[0]) for m in _BSN.finditer(tekst))


def _is_compact_date(cijfers: str) -> bool:
    """20210403 or 03042021: a date without separators, refused elsewhere for its notation."""
    if len(cijfers) != 8 or not cijfers.isdigit():
        return False
    for jaar, maand, dag in (
        (cijfers[:4], cijfers[4:6], cijfers[6:]),
        (cijfers[4:], cijfers[2:4], cijfers[:2]),
    ):
        try:
            datum = parse_date(f"{jaar}-{maand}-{dag}")
        except Onleesbaar:
            continue
        if 1990 <= datum.year <= 2059:
            return True
    return False


def _has_iban(tekst: str) -> bool:
    kandidaten = _IBAN.findall(tekst)
    if not kandidaten:
        return False
    from stdnum import iban  # noqa: PLC0415

    # Words after the number are swallowed by the pattern; cut from the right until it fits.
    for kandidaat in kandidaten:
        delen = re.split("[ .-]", kandidaat)
        for eind in range(len(delen), 0, -1):
            if iban.is_valid("".join(delen[:eind])):
                return True
    return False


def _has_phone(tekst: str) -> bool:
    tekst = _DATUM.sub(" ", tekst)
    if not _TELEFOON.search(tekst):
        return False
    import phonenumbers  # noqa: PLC0415

    return any(True for _ in phonenumbers.PhoneNumberMatcher(tekst, "NL", leniency=phonenumbers.Leniency.VALID))


def _has_postcode(tekst: str) -> bool:
    cel = tekst.strip()
    if _POSTCODE_CEL.fullmatch(cel):
        return _is_postcode(cel[:4], cel[-2:].upper())
    return any(_is_postcode(cijfers, letters) for cijfers, letters in _POSTCODE.findall(tekst))


def _is_postcode(cijfers: str, letters: str) -> bool:
    jaartal = 1990 <= int(cijfers) < 2040
    return letters not in _GEEN_POSTCODE and not (jaartal and letters in _NA_JAARTAL)


# --- tables -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Vondst:
    code: int
    boodschap: str
    herstel: str


_OVER_BRONNEN = frozenset(("aannames", "bronnen"))  # laws and reports have dates too
_WEG = "Haal de gegevens over personen uit het bestand voordat u het hier neerzet."


def check_table(tabel: Tabel, ruw: Ruwetabel, verslagjaar: int) -> list[Probleem]:
    """Every column and cell of a table that looks like identification, as errors."""
    problemen: list[Probleem] = []
    for kolom in ruw.overig:
        if soort := find_in_text(kolom.naam):
            problemen.append(
                Probleem(
                    ruw.bestand, None, None, f"een kolomnaam lijkt {SOORTEN[soort]} te bevatten.", "Verwijder de kolom."
                )
            )
        if is_name_like(kolom.naam):
            getoond = kolom.naam if is_shown(kolom.naam) else None
            problemen.append(
                Probleem(
                    ruw.bestand, None, getoond, "deze kolom kan een persoon herkenbaar maken.", "Verwijder de kolom."
                )
            )
        problemen.extend(_report(ruw, kolom, None, _suspicious_dropped(kolom, verslagjaar)))
    for naam, kolom in ruw.kolommen.items():
        declaratie = tabel.kolom(naam)
        if tabel.naam == "aannames" and declaratie.soort == "getal":
            continue  # a random seed of eight digits is nobody's number
        problemen.extend(_report(ruw, kolom, naam, _suspicious(declaratie, kolom)))
        if declaratie.soort == "tekst" and tabel.naam not in _OVER_BRONNEN:
            problemen.extend(_report(ruw, kolom, naam, _old_dates(kolom, verslagjaar)))
    return problemen


def _suspicious(declaratie: Kolom, kolom: Kolomcellen) -> Iterator[_Vondst]:
    if declaratie.soort == "pseudoniem" and are_pseudonyms(kolom.uniek):
        return
    for code, cel in enumerate(kolom.uniek):
        if _is_harmless(declaratie, cel):
            continue
        soort = find_in_text(cel)
        if soort:
            yield _Vondst(code, f"deze cel lijkt {SOORTEN[soort]} te bevatten.", _WEG)
        elif declaratie.soort == "pseudoniem":
            yield _Vondst(
                code,
                "dit is geen pseudoniem; verwacht een code van hoofdletters en een nummer, zoals G01.",
                "Vervang namen en nummers uit de registratie door eigen codes.",
            )


def _old_dates(kolom: Kolomcellen, verslagjaar: int) -> Iterator[_Vondst]:
    for code, cel in enumerate(kolom.uniek):
        if find_in_text(cel) is None and holds_birth_date(cel, verslagjaar):
            yield _Vondst(code, f"deze cel lijkt {SOORTEN['geboortedatum']} te bevatten.", _WEG)


def _is_harmless(declaratie: Kolom, cel: str) -> bool:
    """Cells that are exactly what the column is for: most of them, so this is what makes the check quick."""
    match declaratie.soort:
        case "pseudoniem":
            return not cel or is_pseudonym(cel)
        case "keuze":
            return cel in declaratie.toegestaan
        case "datum":
            return _DATUM.fullmatch(cel) is not None
        case _:
            return not cel


def _suspicious_dropped(kolom: Kolomcellen, verslagjaar: int) -> Iterator[_Vondst]:
    for code, cel in enumerate(kolom.uniek):
        soort = find_in_text(cel)
        if soort is None and holds_birth_date(cel, verslagjaar):
            soort = "geboortedatum"
        if soort:
            yield _Vondst(code, f"een cel in een onbekende kolom lijkt {SOORTEN[soort]} te bevatten.", _WEG)


def holds_birth_date(cel: str, verslagjaar: int) -> bool:
    """Whether a text holds a whole date so long ago that it can hardly be about the programme."""
    jaren = (int(m["na"] or m["voor"]) for m in _VOLLE_DATUM.finditer(cel))
    return any(jaar < verslagjaar - GEBOORTE_JAREN for jaar in jaren)


def _report(ruw: Ruwetabel, kolom: Kolomcellen, naam: str | None, vondsten: Iterable[_Vondst]) -> Iterator[Probleem]:
    """One problem per row, the first ones by row and the rest as a count."""
    per_zin: dict[tuple[str, str], list[int]] = {}
    for vondst in vondsten:
        per_zin.setdefault((vondst.boodschap, vondst.herstel), []).append(vondst.code)
    getoond = naam if naam is not None else (kolom.naam if is_shown(kolom.naam) else None)
    for (boodschap, herstel), codes in per_zin.items():
        yield from name_rows(ruw, kolom, codes, getoond, boodschap, herstel)


# --- running text -----------------------------------------------------------------------------------


def check_prose(bestand: str, tekst: str) -> list[Probleem]:
    """Identification in the prose of the report.

    A BSN, bank account or birth date is an error. An e-mail address, telephone number or postcode may be the
    organisation's own, so it is a warning that somebody must look.
    """
    problemen = []
    for rij, regel in enumerate(tekst.splitlines(), start=1):
        soort = find_in_text(regel)
        if soort is None:
            continue
        fout = soort in ("bsn", "iban", "geboortedatum")
        problemen.append(
            Probleem(
                bestand,
                rij,
                None,
                f"deze regel lijkt {SOORTEN[soort]} te bevatten.",
                "Haal dit weg." if fout else "Controleer dat dit van een organisatie is en niet van een persoon.",
                "fout" if fout else "waarschuwing",
            )
        )
    return problemen
