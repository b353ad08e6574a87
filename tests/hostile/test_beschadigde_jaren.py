"""A corpus of damaged years: each ends in a Dutch message that names the file, and never repeats a cell.

A damage starts from a valid year with all tables. ``geheim`` is what was put in the file and must not come back in any
message; ``rij`` and ``kolom`` are where the first problem of that file must point.
"""

# ruff: noqa: E501  (a damage is a line: that is how the corpus can be read)

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buurtrendement import ingest
from buurtrendement.errors import GegevensFout
from buurtrendement.schema import TABELLEN
from fabriek import OPTIONEEL, VERPLICHT, maak_jaar

TEKST = {
    naam: tekst.replace("{jaar}", "2021").replace("{vorig}", "2020")
    for naam, tekst in {**VERPLICHT, **OPTIONEEL}.items()
}
Verandering = Callable[[str], str | bytes | None]


@dataclass(frozen=True)
class Schade:
    wat: str
    tabel: str
    verandering: Verandering
    woord: str
    rij: int | None = None
    kolom: str | None = None
    geheim: str = ""

    def __str__(self) -> str:
        return f"{self.tabel}: {self.wat}"


def _vervang(oud: str, nieuw: str) -> Verandering:
    def verander(tekst: str) -> str:
        assert oud in tekst, oud
        return tekst.replace(oud, nieuw, 1)

    return verander


def _erbij(regel: str) -> Verandering:
    return lambda tekst: tekst + regel + "\n"


def _kolom_erbij(naam: str, cel: str) -> Verandering:
    def verander(tekst: str) -> str:
        kop, *rest = tekst.splitlines()
        return "\n".join([f"{kop};{naam}", *(f"{r};{cel}" for r in rest)]) + "\n"

    return verander


def _zonder_kolom(naam: str) -> Verandering:
    def verander(tekst: str) -> str:
        rijen = [r.split(";") for r in tekst.splitlines()]
        i = rijen[0].index(naam)
        return "\n".join(";".join(c for j, c in enumerate(r) if j != i) for r in rijen) + "\n"

    return verander


def _alleen_kop(tekst: str) -> str:
    return tekst.splitlines()[0] + "\n"


G, C, U, K, A, B = "gezinnen", "contacten", "uren", "kosten", "aannames", "bronnen"

SCHADE = (
    # The file as a whole.
    Schade("ontbreekt", G, lambda _: None, "ontbreekt"),
    Schade("ontbreekt", K, lambda _: None, "ontbreekt"),
    Schade("ontbreekt", B, lambda _: None, "ontbreekt"),
    Schade("leeg", G, lambda _: b"", "leeg"),
    Schade("alleen BOM", U, lambda _: b"\xef\xbb\xbf", "leeg"),
    Schade("alleen regeleinden", U, lambda _: "\r\n\r\n", "leeg"),
    Schade("alleen kop", G, _alleen_kop, "geen regels"),
    Schade("alleen kop", C, _alleen_kop, "geen regels"),
    Schade("alleen kop", K, _alleen_kop, "geen regels"),
    Schade("alleen kop", "casussen", _alleen_kop, "geen regels"),
    Schade("alleen sep=", G, lambda _: "sep=;\n", "kopregel ontbreekt"),
    Schade("vreemd scheidingsteken in sep=", G, lambda t: "sep=|\n" + t, "scheidingsteken", 1),
    Schade("geen kop", G, lambda t: t.split("\n", 1)[1], "geen kopregel", 1, geheim="G01"),
    Schade("Excel-werkmap", G, lambda _: b"PK\x03\x04\x14\x00", "Excel"),
    Schade("oud Excel-bestand", G, lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1", "Excel"),
    Schade("pdf", C, lambda _: b"%PDF-1.7\n", "pdf"),
    Schade("gzip", C, lambda _: b"\x1f\x8b\x08\x00", "ingepakt"),
    Schade("willekeurige bytes", C, lambda _: bytes(range(1, 256)), "besturingsteken|geen tekst"),
    Schade("UTF-16 met BOM", G, lambda t: t.encode("utf-16"), "UTF-16"),
    Schade("UTF-16 zonder BOM", G, lambda t: t.encode("utf-16-le"), "nulbytes"),
    Schade("nulbytes", U, lambda t: t.encode().replace(b"K01", b"K\x0001", 1), "nulbytes"),
    Schade("besturingsteken", U, _vervang("K02", "K\x0702"), "besturingsteken", 5),
    # Rows and columns.
    Schade("dubbele kop", G, lambda t: t.split("\n", 1)[0] + "\n" + t, "kopregel", 2),
    Schade("kop halverwege", C, _vervang("G02;03-04", "gezin;datum;soort;kanaal;initiatief\nG02;03-04"), "kopregel", 5),
    Schade("kolom ontbreekt", G, _zonder_kolom("startdatum"), "ontbreekt", 1, "startdatum"),
    Schade("kolom ontbreekt", K, _zonder_kolom("betaler"), "ontbreekt", 1, "betaler"),
    Schade("kolom verkeerd gespeld", U, _vervang("directe_uren", "directe uren"), "ontbreekt", 1, "directe_uren"),
    Schade("kolom dubbel", G, _kolom_erbij("gezin", "G01"), "meer dan eens", 1, "gezin"),
    Schade("korte regel", G, _erbij("G07;01-03-2021"), "2 van de 5", 8, geheim="G07"),
    Schade("lange regel", G, _erbij("G07;01-03-2021;eenouder;;;Saskia"), "6 cellen", 8, geheim="Saskia"),
    Schade("decimale komma met komma als scheiding", U, lambda t: t.replace(";", ","), "4 cellen", 2),
    Schade("verkeerd scheidingsteken in sep=", U, lambda t: "sep=,\n" + t, "geen kopregel", 2),
    Schade("regeleinde in een cel", K, _vervang("Bijstand", '"Bij\nstand"'), "regeleinde", 2),
    Schade("open aanhalingsteken", K, _vervang("Bijstand", '"Bijstand'), "aanhalingsteken"),
    Schade("los aanhalingsteken", K, _vervang("Bijstand", '"Bij"stand'), "aanhalingsteken", 2),
    Schade("reusachtige cel", K, _vervang("Bijstand", "x" * 200_000), "te lange cel"),
    Schade("totaalregel", C, _erbij("Totaal;12;;;"), "totaalregel", 14),
    Schade("totaalregel", K, _erbij("C1;uitgangssituatie;Totaal;gemeente;fiscaal;1;1;2021;casus"), "totaalregel", 9),
    Schade("totaalregel", U, _erbij("TOTAAL:;;477,25"), "totaalregel", 7),
    # Cells.
    Schade("datum met twee cijfers", G, _vervang("15-03-2021", "15-03-21"), "dd-mm-jjjj", 2, "startdatum", "15-03-21"),
    Schade("datum met schuine strepen", C, _vervang("16-03-2021", "3/16/2021"), "dd-mm-jjjj", 2, "datum", "3/16"),
    Schade("datum met tijd", C, _vervang("16-03-2021", "2021-03-16 00:00"), "tijd", 2, "datum", "00:00"),
    Schade("datumgetal van Excel", C, _vervang("16-03-2021", "44271"), "Excel", 2, "datum", "44271"),
    Schade("dag die niet bestaat", G, _vervang("15-03-2021", "31-02-2021"), "bestaat niet", 2, "startdatum", "31-02"),
    Schade("Amerikaanse datum", G, _vervang("15-03-2021", "03-15-2021"), "bestaat niet", 2, "startdatum", "03-15"),
    Schade("datum van 1900", G, _vervang("15-03-2021", "01-01-1900"), "kan niet kloppen", 2, "startdatum", "1900"),
    Schade("lege startdatum", G, _vervang("15-03-2021", ""), "leeg", 2, "startdatum"),
    Schade("maand van Excel", U, _vervang("2021-03", "mrt-21"), "jjjj-mm", 2, "maand", "2021-03-"),
    Schade("maand 13", U, _vervang("2021-03", "2021-13"), "bestaat niet", 2, "maand", "2021-13"),
    Schade("uren als tijd", U, _vervang("96,5", "96:30"), "1,5", 2, "directe_uren", "96:30"),
    Schade("uren met punt", U, _vervang("96,5", "96.5"), "komma", 2, "directe_uren", "96.5"),
    Schade("negatieve uren", U, _vervang("96,5", "-96,5"), "negatief", 2, "directe_uren", "96,5"),
    Schade("oneindige uren", U, _vervang("96,5", "inf"), "getal", 2, "directe_uren", "inf "),
    Schade("geen getal", U, _vervang("96,5", "NaN"), "getal", 2, "directe_uren", "NaN"),
    Schade("exponent", U, _vervang("96,5", "9,65e1"), "getal", 2, "directe_uren", "9,65"),
    Schade("getal met 400 cijfers", U, _vervang("96,5", "9" * 400), "getal", 2, "directe_uren", "999"),
    Schade("Excel-fout", U, _vervang("96,5", "#DEEL/0!"), "getal", 2, "directe_uren", "DEEL"),
    Schade("formule", U, _vervang("96,5", "=1+1"), "getal", 2, "directe_uren", "=1"),
    Schade("dubbelzinnig bedrag", K, _vervang("1.858,68", "1858.7"), "komma", 3, "minimum", "1858"),
    Schade("Engels bedrag", K, _vervang("1.858,68", "1,858.68"), "komma", 3, "minimum", "1,858"),
    Schade("drie decimalen", K, _vervang("1.858,68", "1,858"), "decimalen", 3, "minimum", "1,858"),
    Schade("negatief bedrag", K, _vervang("12000;12000", "-12000;12000"), "negatief", 5, "minimum", "12000"),
    Schade("minimum boven maximum", K, _vervang("12000;12000", "12001;12000"), "hoger", 5, "minimum", "12001"),
    Schade("bedrag buiten elke maat", K, _vervang("12000;12000", "1;99.000.000"), "buiten", 5, "maximum", "99.000"),
    Schade("leeg bedrag", K, _vervang("12000;12000", ";12000"), "leeg", 5, "minimum"),
    Schade("onbekende keuze", G, _vervang("eenouder", "alleenstaande moeder"), "eenouder", 2, "huishoudtype", "moeder"),
    Schade("hoofdletter in een keuze", C, _vervang("lang", "Lang"), "kort, lang", 2, "soort", "Lang"),
    Schade("onbekende betaler", K, _vervang("gemeente", "provincie"), "gemeente", 2, "betaler", "provincie"),
    Schade("halve familie", "casussen", _vervang(";4;", ";3,5;"), "geheel", 2, "aantal_gezinnen", "3,5"),
    Schade("geen familie", "casussen", _vervang(";4;", ";0;"), "buiten", 2, "aantal_gezinnen"),
    Schade("score 6", "leefgebieden", _vervang("financien;1", "financien;6"), "1 tot en met 5", 2, "score", "6"),
    Schade("prijspeil als tekst", K, _vervang("2021;tarief", "'21;tarief"), "jaartal", 2, "prijspeil", "'21"),
    # Identification.
    Schade("BSN als gezin", G, _vervang("G06", "123456782"), "burgerservicenummer", 7, "gezin", "123456782"),
    Schade("naam als gezin", C, _vervang("G06", "Fatima"), "pseudoniem", 13, "gezin", "Fatima"),
    Schade("naam als coach", U, _vervang("K02", "Willem"), "pseudoniem", 5, "coach", "Willem"),
    Schade("cliëntnummer als kandidaat", "screening", _vervang("P02", "884213"), "pseudoniem", 3, "kandidaat", "884213"),
    Schade("naamkolom", G, _kolom_erbij("achternaam", "Pietersen"), "herkenbaar", None, "achternaam", "Pietersen"),
    Schade("geboortekolom", C, _kolom_erbij("Geb.datum", "12-03-2015"), "herkenbaar", None, "geb.datum", "12-03-2015"),
    Schade("e-mail in onbekende kolom", C, _kolom_erbij("opm", "j@example.org"), "e-mailadres", 2, "opm", "example"),
    Schade("telefoon in onbekende kolom", C, _kolom_erbij("opm", "06-12345678"), "telefoonnummer", 2, "opm", "12345678"),
    Schade("geboortedatum in onbekende kolom", C, _kolom_erbij("kind", "12-03-1985"), "geboorted", 2, "kind", "1985"),
    Schade("postcode in een omschrijving", "casussen", _vervang("ouder met", "ouder uit 5211 XX met"), "postcode", 2, "omschrijving", "5211"),
    Schade("telefoon in een citaat", "citaten", _vervang("bellen.", "bellen: 0612345678"), "telefoonnummer", 2, "citaat", "0612"),
    Schade("IBAN in een kostenpost", K, _vervang("Bijstand", "NL91ABNA0417164300"), "rekeningnummer", 2, "kostenpost", "NL91"),
    Schade("BSN in de kop", C, _kolom_erbij("123456782", "x"), "kolomnaam", None, None, "123456782"),
    # Between tables.
    Schade("gezin dubbel", G, _vervang("G02", "G01"), "rij 2", 3, "gezin"),
    Schade("gezin onbekend", C, _vervang("G06", "G99"), "gezinnen.csv", 13, "gezin", "G99"),
    Schade("gezin onbekend", "mijlpalen", _vervang("G01", "G99"), "gezinnen.csv", 2, "gezin", "G99"),
    Schade("gezin onbekend", "leefgebieden", _vervang("G01", "G99"), "gezinnen.csv", 2, "gezin", "G99"),
    Schade("eind voor start", G, _vervang("30-11-2021", "30-04-2021"), "voor de startdatum", 4, "einddatum", "30-04"),
    Schade("bestemming zonder eind", G, _vervang("30-11-2021", ""), "einddatum", 4, "bestemming"),
    Schade("eind zonder bestemming", G, _vervang(";regulier", ";"), "geen bestemming", 4, "bestemming"),
    Schade("contact in ander jaar", C, _vervang("16-03-2021", "16-03-2020"), "buiten 2021", 2, "datum", "16-03"),
    Schade("maand in ander jaar", U, _vervang("2021-10", "2022-10"), "buiten 2021", 4, "maand", "2022-10"),
    Schade("maand in ander jaar", "overlast", _vervang("2021-01", "2020-01"), "buiten 2021", 2, "maand", "2020-01"),
    Schade("mijlpaal in ander jaar", "mijlpalen", _vervang("2021", "2019"), "buiten 2021", 2, "datum", "2019"),
    Schade("meting na het jaar", "leefgebieden", _vervang("01-12-2021", "01-12-2022"), "na 2021", 4, "meetdatum", "2022"),
    Schade("leefgebied onbekend", "leefgebieden", _vervang("huisvesting", "tuin"), "zrm13", 3, "leefgebied", "tuin"),
    Schade("leefgebied van andere versie", "leefgebieden", _vervang("zrm13;huisvesting", "zrm11;basale_adl"), "zrm11", 3, "leefgebied", "basale"),
    Schade("meting dubbel", "leefgebieden", _vervang("zrm13;huisvesting", "zrm13;financien"), "rij 2", 3),
    Schade("uren dubbel", U, _vervang("K01;2021-04", "K01;2021-03"), "rij 2", 3),
    Schade("kostenregel dubbel", K, lambda t: t + t.splitlines()[1] + "\n", "dubbel tellen", 9),
    Schade("casus onbekend", K, _vervang("C1;gezinscoach", "C9;gezinscoach"), "casussen.csv", 5, "casus", "C9"),
    Schade("casus zonder kosten", "casussen", _erbij("C2;Ander gezin;3;ja"), "uitgangssituatie", 3, "casus", "C2"),
    Schade("bron leeg", K, _vervang(";tarief", ";"), "noemt een bron", 2, "bron"),
    Schade("bron onbekend", K, _vervang(";tarief", ";tarif"), "'tarief'", 2, "bron"),
    Schade("bron dubbel", B, _erbij("casus;Iets anders;;;"), "rij 2", 6, "bron"),
    Schade("prijspeil buiten de reeks", K, _vervang("2021;tarief", "1991;tarief"), "omgerekend", 2, "prijspeil", "1991"),
    Schade("onbekende aanname", A, _vervang("discontovoet", "discontvoet"), "'discontovoet'", 2, "sleutel", "discontvoet"),
    Schade("kans boven een", A, _vervang("0,4;0,2;0,6", "40;20;60"), "breuk", 6, "waarde", "40"),
    Schade("aanname dubbel", A, _vervang("horizon_jaren", "discontovoet"), "rij 2", 3, "sleutel"),
    Schade("decimale punt", A, _vervang("0,0225", "0.0225"), "komma", 2, "waarde", "0.0225"),
    Schade("kandidaat dubbel", "screening", _vervang("P02", "P01"), "rij 2", 3, "kandidaat"),
    Schade("toestemming misschien", "citaten", _vervang(";ja", ";misschien"), "ja, nee", 2, "toestemming", "misschien"),
)  # fmt: skip

ENGELS = re.compile(r"\b(error|expected|column|row|value|invalid|failed|None|True|False|Traceback|nan)\b")


def test_the_corpus_has_at_least_sixty_damaged_years() -> None:
    assert len(SCHADE) >= 60
    assert len({str(s) for s in SCHADE}) == len(SCHADE)
    assert {s.tabel for s in SCHADE} == set(TABELLEN)


@pytest.mark.parametrize("schade", SCHADE, ids=str)
def test_each_damage_is_named_in_dutch_and_never_repeated(schade: Schade, tmp_path: Path) -> None:
    map_ = maak_jaar(tmp_path, volledig=True, **{schade.tabel: schade.verandering(TEKST[schade.tabel])})
    with pytest.raises(GegevensFout) as fout:
        ingest.read_year(map_)
    assert fout.value.exit_status == 1
    fouten = [p for p in fout.value.problemen if p.ernst == "fout"]
    raak = [p for p in fouten if p.bestand == f"{schade.tabel}.csv" and re.search(schade.woord, str(p))]
    assert raak, [str(p) for p in fouten]
    if schade.rij is not None:
        assert raak[0].rij == schade.rij
    if schade.kolom is not None:
        assert raak[0].kolom == schade.kolom
    for probleem in fout.value.problemen:
        assert probleem.boodschap.endswith(".")
        assert probleem.herstel
        assert not ENGELS.search(probleem.boodschap + probleem.herstel), str(probleem)
        assert not schade.geheim or schade.geheim not in str(probleem), str(probleem)
        assert str(tmp_path) not in str(probleem)


@pytest.mark.parametrize("schade", SCHADE, ids=str)
def test_a_damage_is_about_its_own_file(schade: Schade, tmp_path: Path) -> None:
    """What is wrong in one file must not be blamed on another, apart from what refers to it."""
    map_ = maak_jaar(tmp_path, volledig=True, **{schade.tabel: schade.verandering(TEKST[schade.tabel])})
    with pytest.raises(GegevensFout) as fout:
        ingest.read_year(map_)
    elders = {p.bestand for p in fout.value.problemen if p.ernst == "fout"} - {f"{schade.tabel}.csv"}
    verwijst_naar = {
        G: {"contacten.csv", "leefgebieden.csv", "mijlpalen.csv"},
        K: {"casussen.csv"},
        "casussen": {"kosten.csv"},
        B: {"kosten.csv", "aannames.csv"},
    }
    assert elders <= verwijst_naar.get(schade.tabel, set())


# --- damage that is no text ---------------------------------------------------------------------------


@pytest.mark.parametrize("naam", list(TABELLEN))
def test_a_folder_where_a_file_should_be(naam: str, tmp_path: Path) -> None:
    map_ = maak_jaar(tmp_path, **{naam: None})
    (map_ / f"{naam}.csv").mkdir()
    with pytest.raises(GegevensFout, match=rf"{naam}\.csv: dit is een map"):
        ingest.read_year(map_)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a Unix thing")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    map_ = maak_jaar(tmp_path, uren=None)
    os.mkfifo(map_ / "uren.csv")
    with pytest.raises(GegevensFout, match="geen gewoon bestand"):
        ingest.read_year(map_)


@pytest.mark.parametrize("fout", [PermissionError(13, "x"), OSError(5, "x"), FileNotFoundError(2, "x")])
def test_a_file_that_cannot_be_read(fout: OSError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    map_ = maak_jaar(tmp_path)
    echt = Path.read_bytes

    def weiger(pad: Path) -> bytes:
        if pad.name == "kosten.csv":
            raise fout
        return echt(pad)

    monkeypatch.setattr(Path, "read_bytes", weiger)
    with pytest.raises(GegevensFout, match=r"kosten\.csv: dit bestand kan niet worden gelezen"):
        ingest.read_year(map_)


def test_a_link_to_nowhere(tmp_path: Path) -> None:
    map_ = maak_jaar(tmp_path, kosten=None)
    (map_ / "kosten.csv").symlink_to(tmp_path / "weg.csv")
    with pytest.raises(GegevensFout, match=r"kosten\.csv"):
        ingest.read_year(map_)


@pytest.mark.parametrize("naam", ["21", "jaar2021", "2021-2022", "20211", "0000", "２０２１", "1850"])
def test_a_folder_that_is_no_year(naam: str, tmp_path: Path) -> None:
    map_ = tmp_path / naam
    map_.mkdir()
    with pytest.raises(GegevensFout, match="geen verslagjaar"):
        ingest.read_year(map_)


def test_no_folder_at_all(tmp_path: Path) -> None:
    with pytest.raises(GegevensFout, match="bestaat niet"):
        ingest.read_year(tmp_path / "2021")
    (tmp_path / "2022").write_text("x")
    with pytest.raises(GegevensFout, match="geen map"):
        ingest.read_year(tmp_path / "2022")


def test_everything_wrong_at_once_is_reported_at_once(tmp_path: Path) -> None:
    map_ = maak_jaar(
        tmp_path,
        volledig=True,
        gezinnen=TEKST[G].replace("15-03-2021", "15/03/2021"),
        contacten=TEKST[C].encode("utf-16"),
        uren=None,
        kosten=TEKST[K].replace("12000", "12000.5"),
        citaten=TEKST["citaten"].replace("ouder", "ouder, 06-12345678"),
    )
    with pytest.raises(GegevensFout) as fout:
        ingest.read_year(map_, {"xyz": 1})
    assert {p.bestand for p in fout.value.problemen} >= {
        "gezinnen.csv", "contacten.csv", "uren.csv", "kosten.csv", "citaten.csv", "--set",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("tabel", "regel", "rest"),
    [
        (C, "G01;44271;kort;bericht;gezin", 49_799),
        (C, "G01;01-10-2021", 49_800),
        (G, "G01;15-03-2021;eenouder;;", 49_799),
    ],
)
def test_a_flood_of_problems_is_counted_not_kept(tabel: str, regel: str, rest: int, tmp_path: Path) -> None:
    regels = TEKST[tabel].splitlines()[0] + "\n" + f"{regel}\n" * 50_000
    with pytest.raises(GegevensFout) as fout:
        ingest.read_year(maak_jaar(tmp_path, **{tabel: regels}))
    assert len(fout.value.problemen) < 1000
    assert f"nog {rest} regels" in str(fout.value)


# --- any file at all ------------------------------------------------------------------------------------


@given(naam=st.sampled_from(list(TABELLEN)), data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_in_any_file_are_a_year_or_a_refusal(
    naam: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    goed = TEKST[naam].encode()
    begin = data.draw(st.integers(0, len(goed)))
    eind = data.draw(st.integers(begin, min(len(goed), begin + 40)))
    inhoud = goed[:begin] + data.draw(st.binary(max_size=20)) + goed[eind:]
    map_ = maak_jaar(tmp_path_factory.mktemp("fuzz") / "2021", volledig=True, **{naam: inhoud})
    try:
        jaar = ingest.read_year(map_)
    except GegevensFout as fout:
        assert fout.problemen  # noqa: PT017
    else:
        assert len(jaar.tabellen["gezinnen"])
