"""A small valid year to start a test from; every test changes only what it is about.

``maak_jaar(tmp_path)`` writes ``tmp_path/2021`` with the required tables; ``volledig=True`` adds the optional ones.
A keyword that is the name of a table changes that table::

    maak_jaar(tmp_path, contacten=None)                              # leave the file out
    maak_jaar(tmp_path, gezinnen="gezin;startdatum\n...")            # other text (or bytes)
    maak_jaar(tmp_path, kosten=lambda tekst: tekst.replace("a", "b"))  # changed text
    maak_jaar(tmp_path, uren=DataFrame(...))                         # a table
    maak_jaar(tmp_path, **{"extra.csv": "a;b\n"})                    # any other file

Everything here is invented and stands for nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

Wijziging = str | bytes | None | pd.DataFrame | Callable[[str], str]

VERPLICHT: dict[str, str] = {
    "gezinnen": """\
gezin;startdatum;huishoudtype;einddatum;bestemming
G01;15-03-{jaar};eenouder;;
G02;01-04-{jaar};samenwonend_met_kinderen;;
G03;10-05-{jaar};eenouder;30-11-{jaar};regulier
G04;02-06-{vorig};eenouder;;
G05;20-08-{jaar};samenwonend_met_kinderen;15-12-{jaar};gestopt
G06;01-10-{jaar};anders;;
""",
    "contacten": """\
gezin;datum;soort;kanaal;initiatief
G01;16-03-{jaar};lang;huisbezoek;coach
G01;20-03-{jaar};kort;telefoon;gezin
G01;12-09-{jaar};kort;bericht;gezin
G02;03-04-{jaar};lang;huisbezoek;coach
G02;14-07-{jaar};kort;overleg;netwerk
G03;11-05-{jaar};lang;huisbezoek;coach
G03;02-11-{jaar};kort;telefoon;gezin
G04;05-01-{jaar};lang;activiteit;coach
G04;06-06-{jaar};kort;bericht;gezin
G05;21-08-{jaar};lang;huisbezoek;coach
G05;01-12-{jaar};kort;telefoon;coach
G06;04-10-{jaar};lang;huisbezoek;gezin
""",
    "uren": """\
coach;maand;directe_uren
K01;{jaar}-03;96,5
K01;{jaar}-04;102
K01;{jaar}-10;110,25
K02;{jaar}-04;80
K02;{jaar}-10;88,5
""",
    "kosten": """\
casus;alternatief;kostenpost;betaler;soort;minimum;maximum;prijspeil;bron
C1;uitgangssituatie;Bijstand;gemeente;overdracht;€ 12.944,40;€ 12.944,40;{jaar};tarief
C1;uitgangssituatie;Bewindvoering;gemeente;fiscaal;1.858,68;1.858,68;{jaar};tarief
C1;uitgangssituatie;Psychologische hulp;zorgverzekeraar;fiscaal;8882,92;22.282,92;{jaar};casus
C1;gezinscoach;Gezinscoach;gemeente;fiscaal;12000;12000;{jaar};casus
C1;zonder_gezinscoach;Opvang en jeugdhulp;gemeente;fiscaal;€ 40.000,-;€ 40.000,-;{jaar};casus
C1;zonder_gezinscoach;Overlast;politie_justitie;maatschappelijk;14586;14586;{jaar};casus
C1;na_traject;Aanvullende bijstand;gemeente;overdracht;10.778;10.778;{jaar};tarief
""",
    "casussen": """\
casus;omschrijving;aantal_gezinnen;toestemming
C1;Alleenstaande ouder met bijstand en schulden;4;ja
""",
    "aannames": """\
sleutel;label;waarde;laag;hoog;eenheid;prijspeil;herkomst;bron;toelichting
discontovoet;Discontovoet;0,0225;0,016;0,03;fractie per jaar;;literatuur;werkgroep;
horizon_jaren;Jaren waarover wordt gerekend;3;;;jaar;;expertschatting;casus;
trajectduur_jaren;Jaren met een gezinscoach;2;;;jaar;;registratie;casus;
prijspeil;Prijspeil;{jaar};;;jaartal;;literatuur;cpi;
succesgraad;Aandeel gezinnen dat zelfredzaam wordt;0,4;0,2;0,6;fractie;;expertschatting;casus;
na_geen_succes;Baten als het niet lukt;0;;;fractie;;expertschatting;casus;
deadweight;Zou ook zonder coach gebeuren;0;;;fractie;;expertschatting;casus;
attributie;Komt door anderen;0;;;fractie;;expertschatting;casus;
verdringing;Verschuift naar elders;0;;;fractie;;expertschatting;casus;
uitdoving;Effect dat per jaar verdwijnt;0;;;fractie;;expertschatting;casus;
trekkingen;Trekkingen;2000;;;aantal;;expertschatting;casus;
toevalszaad;Toevalszaad;{jaar};;;getal;;expertschatting;casus;
drempel_kleine_aantallen;Kleinste aantal dat gepubliceerd wordt;1;;;gezinnen;;expertschatting;casus;
""",
    "bronnen": """\
bron;titel;uitgever;jaar;vindplaats
casus;Casusbespreking met coaches;Verzonnen programma;{jaar};
tarief;Normbedragen;Verzonnen ministerie;{jaar};https://example.org/normbedragen
werkgroep;Rapport discontovoet;Verzonnen werkgroep;2020;https://example.org/discontovoet
cpi;Consumentenprijzen;CBS;2025;https://example.org/cpi
""",
}

OPTIONEEL: dict[str, str] = {
    "leefgebieden": """\
gezin;meetdatum;versie;leefgebied;score
G01;20-03-{jaar};zrm13;financien;1
G01;20-03-{jaar};zrm13;huisvesting;2
G01;01-12-{jaar};zrm13;financien;2
G01;01-12-{jaar};zrm13;huisvesting;2
G04;10-06-{vorig};zrm13;financien;2
G04;10-06-{vorig};zrm13;huisvesting;3
G04;02-12-{jaar};zrm13;financien;3
G04;02-12-{jaar};zrm13;huisvesting;2
""",
    "mijlpalen": """\
gezin;datum;mijlpaal
G01;01-06-{jaar};zelf_contact_gezocht
G03;15-09-{jaar};hulp_aangevraagd
G03;20-10-{jaar};werk_gezocht
""",
    "screening": """\
kandidaat;datum;signaal_van;meervoudig_langdurig;actuele_casus;onveiligheid;hulp_aanvaarden;besluit
P01;01-02-{jaar};school;ja;ja;nee;ja;gestart
P02;11-02-{jaar};wijkagent;ja;nee;onbekend;ja;gestart
P03;01-03-{jaar};huisarts;nee;nee;nee;nee;niet_gestart
""",
    "overlast": """\
maand;soort;meldingen
{jaar}-01;geluid;4
{jaar}-02;geluid;2
{jaar}-02;vervuiling;0
""",
    "citaten": """\
sectie;citaat;rol;toestemming
ervaringen;Nu weet ik wie ik kan bellen.;ouder;ja
ervaringen;Dit blijft binnen.;ouder;nee
""",
}

REFERENTIE: dict[str, str] = {
    "cpi": "jaar;mutatie;bron\n2019;2,6;cbs\n2020;1,3;cbs\n2021;2,7;cbs\n2022;10,0;cbs\n2023;3,8;cbs\n2024;3,3;cbs\n",
    "leefgebieden": "versie;leefgebied;label;bron\n"
    + "".join(
        f"{versie};{gebied};{gebied.title()};zrm\n"
        for versie in ("zrm11", "zrm13")
        for gebied in ("financien", "huisvesting")
    )
    + "zrm13;justitie;Justitie;zrm\n",
    "referentieprijzen": "sleutel;omschrijving;bedrag;eenheid;prijspeil;bron;toelichting\n"
    "bijstand_alleenstaande_2021;Bijstandsnorm;1078,70;euro per maand;2021;cbs;\n",
    "bronnen": "bron;titel;uitgever;jaar;vindplaats\ncbs;Consumentenprijzen;CBS;2025;https://example.org/cpi\n"
    "zrm;Zelfredzaamheid-Matrix;Verzonnen uitgever;2017;https://example.org/zrm\n",
}


def maak_jaar(map: Path, *, volledig: bool = False, **wijzigingen: Wijziging) -> Path:
    """Write a minimal valid year and return its folder.

    ``map`` itself when its name is a year, otherwise ``map/2021``.
    """
    doel = map if map.name.isdigit() else map / "2021"
    doel.mkdir(parents=True, exist_ok=True)
    jaar = int(doel.name) if doel.name.isdigit() else 2021
    teksten = {**VERPLICHT, **(OPTIONEEL if volledig else {})}
    inhoud: dict[str, Wijziging] = {naam: _vul_in(tekst, jaar) for naam, tekst in teksten.items()}
    for naam, wijziging in wijzigingen.items():
        if callable(wijziging):
            basis = _vul_in({**VERPLICHT, **OPTIONEEL}[naam], jaar)
            inhoud[naam] = wijziging(basis)
        else:
            inhoud[naam] = wijziging
    for naam, wat in inhoud.items():
        _schrijf(doel / (naam if "." in naam else f"{naam}.csv"), wat)
    return doel


def maak_referentie(map: Path) -> Path:
    """Write a small set of reference data and return its folder."""
    map.mkdir(parents=True, exist_ok=True)
    for naam, tekst in REFERENTIE.items():
        _schrijf(map / f"{naam}.csv", tekst)
    return map


def _vul_in(tekst: str, jaar: int) -> str:
    return tekst.replace("{jaar}", str(jaar)).replace("{vorig}", str(jaar - 1))


def _schrijf(pad: Path, wat: Wijziging) -> None:
    if wat is None:
        pad.unlink(missing_ok=True)
        return
    pad.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(wat, pd.DataFrame):
        pad.write_text(wat.to_csv(sep=";", decimal=",", index=False), encoding="utf-8")
    elif isinstance(wat, bytes):
        pad.write_bytes(wat)
    else:
        assert isinstance(wat, str)
        pad.write_bytes(wat.encode("utf-8"))  # bytes, so that line ends stay as the test wrote them


TWEEDE_CASUS = """\
C2;uitgangssituatie;Overlast;woningcorporatie;maatschappelijk;1000;3000;2021;casus
C2;gezinscoach;Gezinscoach;gemeente;fiscaal;9000;9000;2021;casus
C2;zonder_gezinscoach;Overlast;woningcorporatie;maatschappelijk;4000;9000;2021;casus
C2;na_traject;Overlast;woningcorporatie;maatschappelijk;500;700;2021;casus
"""


def maak_casussen(map: Path, *toestemmingen: str) -> Path:
    """A year with one case per ``toestemming`` (``ja`` or ``nee``), the second and later with amounts of their own."""
    regels = [f"C{i};Gezin;{i + 2};{t}" for i, t in enumerate(toestemmingen, start=1)]
    erbij = "".join(TWEEDE_CASUS.replace("C2", f"C{i}") for i in range(2, len(toestemmingen) + 1))
    return maak_jaar(
        map,
        casussen="casus;omschrijving;aantal_gezinnen;toestemming\n" + "\n".join(regels) + "\n",
        kosten=lambda tekst: tekst + erbij,
    )
