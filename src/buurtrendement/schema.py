"""What a year's tables look like, declared once.

From this one declaration come the validation (through pandera, see ``to_pandera``), the empty templates for a new year
(``write_template``) and the data dictionary ``docs/gegevenswoordenboek.md``, which ``python -m buurtrendement.schema``
writes. Whoever adds a column adds it here and nowhere else.

This module imports only the standard library; pandera is loaded when a schema is asked for.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandera.pandas as pa

Soort = Literal["pseudoniem", "datum", "maand", "keuze", "bedrag", "getal", "geheel", "jaar", "tekst", "bron"]

# A pseudonym is a short code with a number: capitals (G01, C1, KND-004) or one of the programme's own role words
# (coach1). Short and without lower-case names, so that neither a name nor a client number from a registration passes.
PSEUDONIEM_PATROON = r"(?:[A-Z]{1,3}|gezin|coach|kandidaat|casus)[-_]?[0-9]{1,7}"
_PSEUDONIEM = re.compile(PSEUDONIEM_PATROON)
_PSEUDONIEMREGELS = re.compile(rf"(?:(?:{PSEUDONIEM_PATROON})?\n)*+")


@dataclass(frozen=True)
class Kolom:
    """One column: how its cells are read, what they may hold, and what it is called in the data dictionary.

    ``soort`` decides the notation (see ``parsing``). ``minimum`` and ``maximum`` are inclusive; ``patroon`` is a
    regular expression for the whole cell. ``kan_identificeren`` marks cells that may point at a person.
    """

    naam: str
    soort: Soort
    label: str
    eenheid: str = ""
    toegestaan: tuple[str, ...] = ()
    leeg_toegestaan: bool = False
    minimum: float | None = None
    maximum: float | None = None
    patroon: str | None = None
    kan_identificeren: bool = False
    uitleg: str = ""

    @property
    def notatie(self) -> str:
        """How a cell must be written, in Dutch, with an example: the 'expected' half of every message."""
        if self.soort == "keuze":
            return "een van: " + ", ".join(self.toegestaan)
        return NOTATIES[self.soort]


@dataclass(frozen=True)
class Tabel:
    """One file of the year's folder.

    ``sleutel`` are the columns that together may occur only once (empty: rows may repeat). ``compact`` tables may have
    millions of rows: their codes and choices are kept as pandas categories.
    """

    naam: str
    bestand: str
    kolommen: tuple[Kolom, ...]
    sleutel: tuple[str, ...]
    verplicht: bool
    label: str
    uitleg: str = ""
    compact: bool = False

    @property
    def namen(self) -> tuple[str, ...]:
        """Column names in the declared order."""
        return tuple(k.naam for k in self.kolommen)

    def kolom(self, naam: str) -> Kolom:
        """The column with this name.

        Raises:
            KeyError: when the table has no such column.
        """
        for kolom in self.kolommen:
            if kolom.naam == naam:
                return kolom
        raise KeyError(naam)


NOTATIES: Mapping[str, str] = MappingProxyType(
    {
        "pseudoniem": "een code van hoofdletters en een nummer, zoals G01",
        "datum": "een datum als dd-mm-jjjj, zoals 03-04-2021",
        "maand": "een maand als jjjj-mm, zoals 2021-03",
        "keuze": "een van de toegestane waarden",
        "bedrag": "een bedrag in euro, zoals 1.078,70 of € 23.686,-",
        "getal": "een getal met een decimale komma, zoals 96,5",
        "geheel": "een geheel getal, zoals 12",
        "jaar": "een jaartal van vier cijfers, zoals 2021",
        "tekst": "tekst",
        "bron": "een bron die in bronnen.csv staat",
    }
)


def _pseudoniem(naam: str, label: str, uitleg: str = "") -> Kolom:
    return Kolom(naam, "pseudoniem", label, patroon=PSEUDONIEM_PATROON, kan_identificeren=True, uitleg=uitleg)


def _gezin() -> Kolom:
    return _pseudoniem("gezin", "Gezin", "Dezelfde code als in gezinnen.csv; nooit een naam of cliëntnummer.")


def _bron(uitleg: str = "", *, leeg: bool = False) -> Kolom:
    return Kolom("bron", "bron", "Bron", leeg_toegestaan=leeg, uitleg=uitleg or "Verwijst naar bronnen.csv.")


JA_NEE = ("ja", "nee")
JA_NEE_ONBEKEND = ("ja", "nee", "onbekend")
HUISHOUDTYPEN = ("eenouder", "samenwonend_met_kinderen", "anders")
BESTEMMINGEN = ("regulier", "gestopt", "verhuisd")
ALTERNATIEVEN = ("uitgangssituatie", "gezinscoach", "zonder_gezinscoach", "na_traject")
BETALERS = ("gemeente", "rijk", "zorgverzekeraar", "politie_justitie", "woningcorporatie", "gezin")
KOSTENSOORTEN = ("fiscaal", "overdracht", "maatschappelijk")
HERKOMSTEN = ("registratie", "literatuur", "tarief", "expertschatting")
CITAATSECTIES = (
    *("voorwoord", "doelen", "coaches", "werkwijze", "eerste_resultaten", "ervaringen", "vuistregels", "rendement"),
    *("vooruitblik", "partners"),
)
"""Chapters that may hold a quote; one for another word stands with the experiences."""
MIJLPALEN = (
    "zelf_contact_gezocht",
    "hulp_aangevraagd",
    "aangifte_gedaan",
    "uithuiszetting_voorkomen",
    "werk_gezocht",
    "contact_instantie_hersteld",
)
# A single yearly cost line above ten million euro is a slip of the separator, not a family's costs.
HOOGSTE_BEDRAG = 10_000_000.0

_GEZINNEN = Tabel(
    "gezinnen",
    "gezinnen.csv",
    (
        _pseudoniem("gezin", "Gezin", "Eigen code van het programma. Bewaar de lijst van codes buiten deze map."),
        Kolom("startdatum", "datum", "Eerste dag van de begeleiding", kan_identificeren=True),
        Kolom("huishoudtype", "keuze", "Huishoudtype", toegestaan=HUISHOUDTYPEN, kan_identificeren=True),
        Kolom(
            "einddatum",
            "datum",
            "Laatste dag van de begeleiding",
            leeg_toegestaan=True,
            kan_identificeren=True,
            uitleg="Leeg zolang het gezin wordt begeleid.",
        ),
        Kolom(
            "bestemming",
            "keuze",
            "Waarheen het gezin ging",
            toegestaan=BESTEMMINGEN,
            leeg_toegestaan=True,
            kan_identificeren=True,
            uitleg="regulier = toegeleid naar gewone hulp. Alleen invullen als er een einddatum is.",
        ),
    ),
    sleutel=("gezin",),
    verplicht=True,
    label="Gezinnen",
    uitleg="Eén regel per gezin dat in het jaar is begeleid, ook als de begeleiding eerder begon.",
)

_CONTACTEN = Tabel(
    "contacten",
    "contacten.csv",
    (
        _gezin(),
        Kolom("datum", "datum", "Dag van het contact", kan_identificeren=True, uitleg="In het verslagjaar."),
        Kolom("soort", "keuze", "Soort contact", toegestaan=("kort", "lang")),
        Kolom(
            "kanaal",
            "keuze",
            "Kanaal",
            toegestaan=("huisbezoek", "telefoon", "bericht", "activiteit", "overleg"),
        ),
        Kolom("initiatief", "keuze", "Wie het initiatief nam", toegestaan=("gezin", "coach", "netwerk")),
    ),
    sleutel=(),
    verplicht=True,
    label="Contacten",
    uitleg="Eén regel per contact van een coach met of voor een gezin.",
    compact=True,
)

_UREN = Tabel(
    "uren",
    "uren.csv",
    (
        _pseudoniem("coach", "Coach", "Code van de coach, nooit een naam."),
        Kolom("maand", "maand", "Maand", uitleg="In het verslagjaar."),
        Kolom(
            "directe_uren",
            "getal",
            "Directe uren",
            eenheid="uur",
            minimum=0,
            uitleg="Uren met of voor gezinnen, zonder reistijd en administratie. Anderhalf uur is 1,5.",
        ),
    ),
    sleutel=("coach", "maand"),
    verplicht=True,
    label="Uren van de coaches",
    uitleg="Eén regel per coach per maand.",
)

_KOSTEN = Tabel(
    "kosten",
    "kosten.csv",
    (
        _pseudoniem("casus", "Casus", "Dezelfde code als in casussen.csv."),
        Kolom(
            "alternatief",
            "keuze",
            "Situatie",
            toegestaan=ALTERNATIEVEN,
            uitleg="uitgangssituatie = voor de coach kwam; gezinscoach = de coach zelf; zonder_gezinscoach = wat er "
            "zonder coach dreigt; na_traject = na de begeleiding.",
        ),
        Kolom("kostenpost", "tekst", "Kostenpost"),
        Kolom("betaler", "keuze", "Wie betaalt", toegestaan=BETALERS),
        Kolom(
            "soort",
            "keuze",
            "Soort kosten",
            toegestaan=KOSTENSOORTEN,
            uitleg="overdracht = geld dat van de een naar de ander gaat, zoals een uitkering.",
        ),
        Kolom("minimum", "bedrag", "Laagste schatting", "euro per jaar", minimum=0, maximum=HOOGSTE_BEDRAG),
        Kolom("maximum", "bedrag", "Hoogste schatting", "euro per jaar", minimum=0, maximum=HOOGSTE_BEDRAG),
        Kolom("prijspeil", "jaar", "Prijspeil", minimum=1990, maximum=2100, uitleg="Jaar waarvan de prijzen zijn."),
        _bron(
            "Verwijst naar bronnen.csv. Mag alleen bij zonder_gezinscoach ontbreken; het rapport meldt dat.",
            leeg=True,
        ),
    ),
    sleutel=(),
    verplicht=True,
    label="Kosten",
    uitleg="Kosten per jaar van één gezin, per casus en situatie. Elke regel noemt een bron.",
)

_CASUSSEN = Tabel(
    "casussen",
    "casussen.csv",
    (
        _pseudoniem("casus", "Casus", "Eigen code, zoals C1."),
        Kolom(
            "omschrijving",
            "tekst",
            "Omschrijving",
            kan_identificeren=True,
            uitleg="Eén zin in algemene woorden. Geen namen, geen details waaraan iemand te herkennen is.",
        ),
        Kolom(
            "aantal_gezinnen",
            "geheel",
            "Aantal gezinnen",
            eenheid="gezinnen",
            minimum=1,
            maximum=1_000_000,
            uitleg="Voor hoeveel gezinnen deze casus staat.",
        ),
        Kolom(
            "toestemming",
            "keuze",
            "Toestemming om te tonen",
            toegestaan=JA_NEE,
            uitleg="Zonder ja komen de bedragen alleen in het totaal van het programma.",
        ),
    ),
    sleutel=("casus",),
    verplicht=True,
    label="Casussen",
    uitleg="Wat elke casus is en voor hoeveel gezinnen hij staat.",
)

_AANNAMES = Tabel(
    "aannames",
    "aannames.csv",
    (
        Kolom("sleutel", "tekst", "Sleutel", uitleg="Naam van de aanname, zie de lijst onderaan."),
        Kolom("label", "tekst", "Label", leeg_toegestaan=True),
        Kolom("waarde", "getal", "Waarde", uitleg="Percentages als breuk: 2,25% is 0,0225."),
        Kolom("laag", "getal", "Laagste waarde", leeg_toegestaan=True),
        Kolom("hoog", "getal", "Hoogste waarde", leeg_toegestaan=True),
        Kolom("eenheid", "tekst", "Eenheid", leeg_toegestaan=True),
        Kolom("prijspeil", "jaar", "Prijspeil", leeg_toegestaan=True, minimum=1990, maximum=2100),
        Kolom("herkomst", "keuze", "Herkomst", toegestaan=HERKOMSTEN),
        _bron(),
        Kolom("toelichting", "tekst", "Toelichting", leeg_toegestaan=True),
    ),
    sleutel=("sleutel",),
    verplicht=True,
    label="Aannames",
    uitleg="Waarmee wordt gerekend. Een aanname die ontbreekt, krijgt de standaardwaarde; dat wordt gemeld.",
)

_BRONNEN = Tabel(
    "bronnen",
    "bronnen.csv",
    (
        Kolom("bron", "tekst", "Bron", uitleg="Korte naam waarnaar de andere tabellen verwijzen."),
        Kolom("titel", "tekst", "Titel"),
        Kolom("uitgever", "tekst", "Uitgever", leeg_toegestaan=True),
        Kolom("jaar", "jaar", "Jaar", leeg_toegestaan=True, minimum=1900, maximum=2100),
        Kolom("vindplaats", "tekst", "Vindplaats", leeg_toegestaan=True, uitleg="Webadres of plaats in het archief."),
    ),
    sleutel=("bron",),
    verplicht=True,
    label="Bronnen",
    uitleg="Waar de bedragen en aannames vandaan komen.",
)

_LEEFGEBIEDEN = Tabel(
    "leefgebieden",
    "leefgebieden.csv",
    (
        _gezin(),
        Kolom("meetdatum", "datum", "Dag van de meting", kan_identificeren=True, uitleg="Niet na het verslagjaar."),
        Kolom(
            "versie",
            "keuze",
            "Versie van de Zelfredzaamheid-Matrix",
            toegestaan=("zrm11", "zrm13"),
            uitleg="Scores van twee versies worden nooit bij elkaar opgeteld.",
        ),
        Kolom("leefgebied", "tekst", "Leefgebied", uitleg="Moet bij de versie horen, zie data/referentie."),
        Kolom(
            "score",
            "geheel",
            "Score",
            eenheid="1 tot en met 5",
            minimum=1,
            maximum=5,
            kan_identificeren=True,
            uitleg="1 = acute problematiek, 2 = niet, 3 = beperkt, 4 = voldoende, 5 = volledig zelfredzaam.",
        ),
    ),
    sleutel=("gezin", "meetdatum", "versie", "leefgebied"),
    verplicht=False,
    label="Leefgebieden",
    uitleg="Metingen met de Zelfredzaamheid-Matrix, één regel per gezin, meting en leefgebied.",
)

_MIJLPALEN = Tabel(
    "mijlpalen",
    "mijlpalen.csv",
    (
        _gezin(),
        Kolom("datum", "datum", "Dag waarop de mijlpaal werd bereikt", kan_identificeren=True),
        Kolom("mijlpaal", "keuze", "Mijlpaal", toegestaan=MIJLPALEN, kan_identificeren=True),
    ),
    sleutel=(),
    verplicht=False,
    label="Mijlpalen",
    uitleg="Stappen die gezinnen in het verslagjaar zelf zetten.",
)

_SCREENING = Tabel(
    "screening",
    "screening.csv",
    (
        _pseudoniem("kandidaat", "Kandidaat", "Code van het aangemelde gezin, nooit een naam."),
        Kolom("datum", "datum", "Dag van de screening", kan_identificeren=True),
        Kolom("signaal_van", "tekst", "Wie het signaal gaf", kan_identificeren=True, uitleg="Een instantie of rol."),
        *(
            Kolom(naam, "keuze", label, toegestaan=JA_NEE_ONBEKEND, kan_identificeren=True)
            for naam, label in (
                ("meervoudig_langdurig", "Meervoudige en langdurige problemen"),
                ("actuele_casus", "Er speelt nu iets"),
                ("onveiligheid", "Onveiligheid"),
                ("hulp_aanvaarden", "Wil hulp aanvaarden"),
            )
        ),
        Kolom("besluit", "tekst", "Besluit", leeg_toegestaan=True, uitleg="Leeg zolang er geen besluit is."),
    ),
    sleutel=("kandidaat",),
    verplicht=False,
    label="Screening",
    uitleg="Gezinnen die in het verslagjaar zijn aangemeld en gescreend.",
)

_OVERLAST = Tabel(
    "overlast",
    "overlast.csv",
    (
        Kolom("maand", "maand", "Maand", uitleg="In het verslagjaar."),
        Kolom("soort", "tekst", "Soort overlast"),
        Kolom("meldingen", "geheel", "Meldingen", eenheid="meldingen", minimum=0, maximum=1_000_000),
    ),
    sleutel=("maand", "soort"),
    verplicht=False,
    label="Overlast",
    uitleg="Tellingen van de hele buurt, nooit van een persoon of adres.",
)

_CITATEN = Tabel(
    "citaten",
    "citaten.csv",
    (
        Kolom("sectie", "tekst", "Sectie", uitleg=f"Hoofdstuk waarin het citaat komt: {', '.join(CITAATSECTIES)}."),
        Kolom("citaat", "tekst", "Citaat", kan_identificeren=True),
        Kolom("rol", "tekst", "Rol", kan_identificeren=True, uitleg="Bijvoorbeeld ouder of wijkagent; geen naam."),
        Kolom(
            "toestemming", "keuze", "Toestemming", toegestaan=JA_NEE, uitleg="Alleen met ja komt het in het rapport."
        ),
    ),
    sleutel=(),
    verplicht=False,
    label="Citaten",
    uitleg="Uitspraken voor in het rapport.",
)

TABELLEN: Mapping[str, Tabel] = MappingProxyType(
    {
        tabel.naam: tabel
        for tabel in (
            _GEZINNEN,
            _CONTACTEN,
            _UREN,
            _KOSTEN,
            _CASUSSEN,
            _AANNAMES,
            _BRONNEN,
            _LEEFGEBIEDEN,
            _MIJLPALEN,
            _SCREENING,
            _OVERLAST,
            _CITATEN,
        )
    }
)

PRIJSINDEX = Tabel(
    "cpi",
    "cpi.csv",
    (
        Kolom("jaar", "jaar", "Jaar", minimum=1900, maximum=2100),
        Kolom(
            "mutatie",
            "getal",
            "Verandering van de prijzen",
            "procent per jaar",
            minimum=-50,
            maximum=100,
            uitleg="Gemiddelde van het jaar ten opzichte van het jaar ervoor: 3,3 is 3,3% duurder.",
        ),
        Kolom("bron", "tekst", "Bron", uitleg="Verwijst naar bronnen.csv, of is `cbs_cpi` (CBS, tabel 83131NED)."),
    ),
    sleutel=("jaar",),
    verplicht=False,
    label="Prijsindex",
    uitleg="Jaren van de consumentenprijsindex die het programma nog niet kent.",
)
"""The price index: all of it in the reference data, years that are missing there in the folder of a year."""

# How each kind is kept in memory; amounts and hours as float64, see ``parsing``.
DTYPES: Mapping[str, str] = MappingProxyType(
    {
        "pseudoniem": "str",
        "datum": "datetime64[us]",
        "maand": "str",
        "keuze": "str",
        "bedrag": "float64",
        "getal": "float64",
        "geheel": "int64",
        "jaar": "int64",
        "tekst": "str",
        "bron": "str",
    }
)


def dtype(kolom: Kolom) -> str:
    """The pandas dtype of a column: whole numbers that may be missing are ``Int64``."""
    naam = DTYPES[kolom.soort]
    return "Int64" if naam == "int64" and kolom.leeg_toegestaan else naam


# --- validation -----------------------------------------------------------------------------------


def pandera_column(kolom: Kolom) -> pa.Column:
    """The pandera column: type, empty cells, allowed values, bounds and pattern.

    The type is left to pandera only as far as pandas keeps it; notation is the business of ``parsing``.
    """
    import pandera.pandas as pa  # noqa: PLC0415  (0.2 s; only whoever validates pays for it)

    checks = []
    if kolom.toegestaan:
        checks.append(pa.Check.isin(list(kolom.toegestaan), error="toegestaan"))
    if kolom.minimum is not None:
        checks.append(pa.Check.ge(kolom.minimum, error="minimum"))
    if kolom.maximum is not None:
        checks.append(pa.Check.le(kolom.maximum, error="maximum"))
    if kolom.patroon is not None:
        checks.append(pa.Check.str_matches(rf"^(?:{kolom.patroon})\Z", error="patroon"))
    return pa.Column(checks=checks, nullable=kolom.leeg_toegestaan, name=kolom.naam)


def to_pandera(tabel: Tabel) -> pa.DataFrameSchema:
    """The pandera schema of a typed table, to be called with ``validate(..., lazy=True)``.

    Keys are unique over rows; unknown columns are not accepted (ingest has dropped them by then).
    """
    import pandera.pandas as pa  # noqa: PLC0415

    return pa.DataFrameSchema(
        {kolom.naam: pandera_column(kolom) for kolom in tabel.kolommen},
        unique=list(tabel.sleutel) or None,
        strict=True,
        name=tabel.naam,
    )


# --- templates ------------------------------------------------------------------------------------


def write_template(tabel: Tabel, path: Path) -> None:
    """Write an empty CSV with only the header.

    UTF-8 with BOM and ``\\r\\n``, because that is what Excel on Windows opens rightly with a double click.
    """
    path.write_bytes((";".join(tabel.namen) + "\r\n").encode("utf-8-sig"))


# --- data dictionary ------------------------------------------------------------------------------


def _cel(tekst: str) -> str:
    return tekst.replace("|", "\\|") or "–"


def _grenzen(kolom: Kolom) -> str:
    def kort(x: float) -> str:
        return f"{x:,.0f}".replace(",", ".") if kolom.soort != "jaar" else f"{x:.0f}"

    if kolom.toegestaan:
        return ", ".join(f"`{w}`" for w in kolom.toegestaan)
    if kolom.minimum is not None and kolom.maximum is not None:
        return f"{kort(kolom.minimum)} tot en met {kort(kolom.maximum)}"
    if kolom.minimum is not None:
        return f"{kort(kolom.minimum)} of meer"
    return ""


def _tabel_markdown(tabel: Tabel) -> Iterable[str]:
    yield f"## `{tabel.bestand}`: {tabel.label.lower()}"
    yield ""
    optioneel = (
        "Alleen nodig als de controle om zo'n jaar vraagt."
        if tabel is PRIJSINDEX
        else "Niet verplicht: zonder dit bestand zegt het rapport ‘dit jaar niet gemeten’."
    )
    yield f"{tabel.uitleg} {'Verplicht.' if tabel.verplicht else optioneel}"
    if tabel.sleutel:
        yield ""
        yield "Mag maar één keer voorkomen: " + " + ".join(f"`{s}`" for s in tabel.sleutel) + "."
    yield ""
    yield "| Kolom | Betekenis | Soort | Eenheid | Toegestaan | Leeg mag | Kan herkenbaar zijn | Uitleg |"
    yield "|---|---|---|---|---|---|---|---|"
    for k in tabel.kolommen:
        cellen = (
            f"`{k.naam}`",
            k.label,
            k.soort,
            _cel(k.eenheid),
            _cel(_grenzen(k)),
            "ja" if k.leeg_toegestaan else "nee",
            "ja" if k.kan_identificeren else "nee",
            _cel(k.uitleg),
        )
        yield "| " + " | ".join(cellen) + " |"
    yield ""


_ANDERE_BESTANDEN = (
    "## Andere bestanden in de map van een jaar",
    "",
    "| Bestand | Waarvoor |",
    "|---|---|",
    "| `teksten/<naam>.md` | De teksten van het jaarbericht: voorwoord, doelen, coaches, werkwijze, eerste_resultaten, "
    "ervaringen, vuistregels, pm, vooruitblik, partners, bijsluiter. Zonder tekst komt er een neutrale. |",
    "| `teksten/programma.md` | De naam van het programma. |",
    "| `teksten/en/<naam>.md` | Dezelfde teksten voor de Engelse uitgave. |",
    "| `teksten/en/woorden.csv` | Engelse vertalingen van woorden uit de CSV-bestanden: `nederlands;engels`. |",
    "| `cijfers_<jaar>.csv` | De gepubliceerde cijfers (`cijfers.csv`) van een eerder jaar, om mee te vergelijken. |",
    "| `kolommen.csv` | Hoe `buurtrendement import` kolommen en codes omzet; zie de handleiding. |",
    "| `CHECKLIST.md`, `voorbeelden/`, `vorig_jaar/` | Hulp van `buurtrendement new`; wordt niet gelezen. |",
)


def data_dictionary() -> str:
    """The data dictionary as Dutch Markdown: every table, every column, and the keys of ``aannames.csv``."""
    from buurtrendement.aannames import assumptions_markdown  # noqa: PLC0415  (aannames reads this module)

    regels = [
        "<!-- Gemaakt door `python -m buurtrendement.schema`; pas schema.py aan, niet dit bestand. -->",
        "",
        "# Gegevenswoordenboek",
        "",
        "Dit zijn de bestanden van een verslagjaar en hun kolommen. De volgorde van de kolommen is vrij.",
        "Een kolom die hier niet staat, wordt niet gebruikt; de controle noemt alleen de naam ervan.",
        "",
        "## Hoe u waarden schrijft",
        "",
        "| Soort | Zo schrijft u het |",
        "|---|---|",
        *(f"| {soort} | {_cel(tekst[0].upper() + tekst[1:])}. |" for soort, tekst in NOTATIES.items()),
        "",
        "Bestanden zijn CSV met `;` als scheidingsteken (een komma of tab mag ook) in UTF-8 of Windows-1252.",
        "Een datum mag ook als jjjj-mm-dd. Een jaartal van twee cijfers wordt geweigerd, net als `1078.7`:",
        "daarvan is niet zeker of de punt duizendtallen scheidt.",
        "",
    ]
    for tabel in (*TABELLEN.values(), PRIJSINDEX):
        regels.extend(_tabel_markdown(tabel))
    return "\n".join([*regels, *assumptions_markdown(), "", *_ANDERE_BESTANDEN]).rstrip() + "\n"


def main(schrijf: Callable[[str], Any] | None = None) -> None:
    """Write ``docs/gegevenswoordenboek.md``; with ``--toon`` print it instead."""
    from buurtrendement.paths import project_root  # noqa: PLC0415

    tekst = data_dictionary()
    if "--toon" in sys.argv[1:]:
        (schrijf or sys.stdout.write)(tekst)
        return
    doel = project_root() / "docs" / "gegevenswoordenboek.md"
    doel.parent.mkdir(exist_ok=True)
    doel.write_text(tekst, encoding="utf-8", newline="\n")


def is_pseudonym(tekst: str) -> bool:
    """Whether a key is a code that stands for somebody only in a list kept elsewhere."""
    return _PSEUDONIEM.fullmatch(tekst) is not None


def are_pseudonyms(teksten: Sequence[str]) -> bool:
    """Whether every text is a pseudonym or empty; one search, however many there are."""
    regels = "\n".join([*teksten, ""])
    return regels.count("\n") == len(teksten) and _PSEUDONIEMREGELS.fullmatch(regels) is not None


if __name__ == "__main__":
    main()
