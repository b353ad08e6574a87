"""What registration systems call our columns and codes: the words by which a mapping is proposed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

IMPORTEERBAAR = ("gezinnen", "contacten", "uren", "leefgebieden", "mijlpalen", "screening", "overlast", "kosten")
"""Tables that come out of a system. Cases, assumptions, sources and quotations are written by people."""

_CLIENT = (
    "gezin gezinsnummer gezinnummer gezinsnr gezinnr gezinscode gezinsid client clientnummer clientnr clientcode "
    "clientid dossier dossiernummer dossiernr huishouden huishoudnummer huishoudid zaaknummer systeemnummer"
)

KOLOMWOORDEN: Mapping[tuple[str, str], frozenset[str]] = MappingProxyType(
    {
        sleutel: frozenset(woorden.split())
        for sleutel, woorden in {
            ("gezinnen", "gezin"): _CLIENT,
            ("gezinnen", "startdatum"): "startdatum start begindatum begin datumstart datumaanvang aanvangsdatum "
            "instroomdatum startbegeleiding startdatumbegeleiding ingangsdatum datuminzorg startzorg startdatumzorg "
            "beginzorg begindatumzorg aanvangzorg",
            ("gezinnen", "einddatum"): "einddatum eind einde datumeinde uitstroomdatum eindebegeleiding sluitdatum "
            "einddatumbegeleiding afsluitdatum datumuitzorg eindezorg einddatumzorg",
            ("gezinnen", "huishoudtype"): "huishoudtype huishoudsoort gezinstype gezinssamenstelling samenstelling "
            "leefvorm soorthuishouden typegezin typehuishouden",
            ("gezinnen", "bestemming"): "bestemming uitstroom uitstroomreden redeneinde redenuitstroom "
            "redenbeeindiging redenafsluiting afsluitreden vervolg uitstroombestemming",
            ("contacten", "gezin"): _CLIENT,
            ("contacten", "datum"): "datum contactdatum datumcontact dag datumtijd tijdstip registratiedatum",
            ("contacten", "soort"): "soort soortcontact contactsoort contacttype type typecontact lengte",
            ("contacten", "kanaal"): "kanaal wijze contactvorm vorm middel wijzevancontact contactwijze contactkanaal",
            ("contacten", "initiatief"): "initiatief initiatiefnemer initiatiefvan opinitiatiefvan wienamcontactop",
            ("uren", "coach"): "coach medewerker gezinscoach hulpverlener behandelaar uitvoerder begeleider "
            "medewerkernummer medewerkernr medewerkercode naammedewerker personeelsnummer",
            ("uren", "maand"): "maand periode datum contactdatum datumcontact datumtijd registratiedatum",
            ("uren", "directe_uren"): "directeuren uren aantaluren duur tijdsduur tijd bestedetijd minuten duurmin "
            "duurinminuten aantalminuten duururen duurinuren",
            ("leefgebieden", "gezin"): _CLIENT,
            ("leefgebieden", "meetdatum"): "meetdatum datummeting afnamedatum datumafname datum datumzrm",
            ("leefgebieden", "versie"): "versie zrmversie instrument",
            ("leefgebieden", "leefgebied"): "leefgebied domein levensgebied leefdomein zrmdomein",
            ("leefgebieden", "score"): "score oordeel zrmscore niveau",
            ("mijlpalen", "gezin"): _CLIENT,
            ("mijlpalen", "datum"): "datum datummijlpaal behaaldop",
            ("mijlpalen", "mijlpaal"): "mijlpaal gebeurtenis resultaat stap",
            ("screening", "kandidaat"): _CLIENT + " kandidaat aanmelding aanmeldnummer aanmeldingsnummer",
            ("screening", "datum"): "datum aanmelddatum screeningsdatum datumscreening datumaanmelding",
            ("screening", "signaal_van"): "signaalvan signaal verwijzer aanmelder aangemelddoor melder",
            ("screening", "meervoudig_langdurig"): "meervoudiglangdurig meervoudig meervoudigeproblemen",
            ("screening", "actuele_casus"): "actuelecasus actueel actueleproblemen",
            ("screening", "onveiligheid"): "onveiligheid onveilig veiligheid",
            ("screening", "hulp_aanvaarden"): "hulpaanvaarden aanvaardthulp wilhulp motivatie",
            ("screening", "besluit"): "besluit uitkomst beslissing",
            ("overlast", "maand"): "maand periode",
            ("overlast", "soort"): "soort soortoverlast categorie soortmelding",
            ("overlast", "meldingen"): "meldingen aantal aantalmeldingen",
        }.items()
    }
)

_JA = "ja j yes y true waar x 1"
_NEE = "nee n no false onwaar 0"
_ONBEKEND = "onbekend onb ? weetniet nvt"

CODEWOORDEN: Mapping[str, Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        kolom: MappingProxyType({code: frozenset(woorden.split()) for code, woorden in codes.items()})
        for kolom, codes in {
            "huishoudtype": {
                "eenouder": "eenoudergezin eenouderhuishouden eog alleenstaandemoeder alleenstaandevader "
                "alleenstaandeouder 1oudergezin alleenstaandmetkinderen alleenstaandmetkind",
                "samenwonend_met_kinderen": "samenwonend gehuwd gehuwdmetkinderen tweeoudergezin 2oudergezin "
                "paarmetkinderen gezinmettweeouders samenwonendofgehuwd gehuwdsamenwonend",
                "anders": "overig overige",
            },
            "bestemming": {
                "regulier": "regulierehulp toegeleid doorverwezen overgedragen doorstroom regulierehulpverlening",
                "gestopt": "stop voortijdig voortijdigbeeindigd afgebroken opeigenverzoek uitval gestopteigenverzoek",
                "verhuisd": "verhuizing vertrokken",
            },
            "soort": {"kort": "k kortcontact", "lang": "l langcontact"},
            "kanaal": {
                "huisbezoek": "hb thuis bezoek thuisbezoek",
                "telefoon": "telefonisch tel bellen gebeld telefoongesprek",
                "bericht": "app whatsapp sms mail email chat brief appbericht",
                "activiteit": "activiteiten uitje",
                "overleg": "mdo netwerkoverleg overlegderden ketenoverleg",
            },
            "initiatief": {
                "gezin": "client ouder moeder vader ouders clientsysteem",
                "coach": "gezinscoach medewerker hulpverlener begeleider",
                "netwerk": "school ketenpartner wijkteam derden partner netwerkpartner",
            },
            "versie": {"zrm11": "11 zrm2010 11domeinen", "zrm13": "13 zrm zrm2017 13domeinen"},
        }.items()
    }
)
JA_NEE_WOORDEN: Mapping[str, frozenset[str]] = MappingProxyType(
    {"ja": frozenset(_JA.split()), "nee": frozenset(_NEE.split()), "onbekend": frozenset(_ONBEKEND.split())}
)

MAANDEN: Mapping[str, int] = MappingProxyType(
    {
        naam: nummer
        for nummer, namen in enumerate(
            (
                "jan januari",
                "feb februari",
                "mrt maart",
                "apr april",
                "mei",
                "jun juni",
                "jul juli",
                "aug augustus",
                "sep sept september",
                "okt oktober",
                "nov november",
                "dec december",
            ),
            start=1,
        )
        for naam in namen.split()
    }
)


def kaal(tekst: str) -> str:
    """Letters and digits only, without accents or capitals: ``'Cliënt-nr.'`` -> ``'clientnr'``."""
    plat = unicodedata.normalize("NFKD", tekst.casefold())
    return re.sub(r"[^a-z0-9?]", "", plat)


def slug(tekst: str) -> str:
    """A code of a text: ``'Politie / wijkagent'`` -> ``'politie_wijkagent'``."""
    plat = unicodedata.normalize("NFKD", tekst.casefold())
    plat = "".join(c for c in plat if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "_", plat).strip("_")
