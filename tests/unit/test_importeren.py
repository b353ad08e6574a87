"""Exports of other systems: what is understood, what is refused, and that nothing identifying comes along."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buurtrendement import cli, importeren, importwaarden, ingest, parsing
from buurtrendement.errors import GebruiksFout, GegevensFout
from buurtrendement.importeren import Opdracht
from buurtrendement.parsing import Onleesbaar
from buurtrendement.pseudoniemen import Sleutel, normalise_key, open_sleutel, plaats_in_woorden
from buurtrendement.schema import TABELLEN, is_pseudonym
from fabriek import maak_jaar

CONTACTEN = """\
sep=;
Overzicht contacten;;;;;;;
Cliëntnr.;Datum/tijd;Soort contact;Wijze van contact;Initiatief van;Medewerker;Duur (min);Toelichting
0123;03-02-2023 10:30;Lang;Thuis;Cliënt;P. Voorbeeld;90;Sprak over iets geheims
123;44961;K;WhatsApp;Medewerker;P. Voorbeeld;1:30;06-12345678
456;3 mrt 2023;kort;Bellen;School;M. Ander;15 min;
456;3-3-2022;kort;Bellen;School;M. Ander;15 min;
Totaal;;;;;;;
"""


@pytest.fixture
def sleutel(tmp_path: Path) -> Path:
    return tmp_path / "elders" / "proef.sleutel"


def _werkmap(pad: Path) -> Path:
    boek = openpyxl.Workbook()
    blad = boek.active
    assert blad is not None
    blad.title = "Cliënten"
    blad.append(
        ["Cliëntnummer", "Naam", "Geboortedatum", "Startdatum", "Gezinssamenstelling", "Einddatum", "Reden einde"]
    )
    blad.append([123, "Geheim", dt.date(1980, 1, 1), dt.datetime(2022, 5, 1, 9, 0), "Alleenstaande moeder", None, None])
    blad.append([456.0, "Ook geheim", None, 44700, "Gehuwd", dt.datetime(2023, 6, 1), "Doorverwezen"])
    zrm = boek.create_sheet("ZRM")
    zrm.append(["Dossiernr", "Datum meting", "Domein", "Score"])
    for domein in ("Financiën", "Huisvesting", "Basale ADL"):
        zrm.append([123, dt.date(2023, 2, 1), domein, 2])
    verborgen = boek.create_sheet("Oud")
    verborgen.append(["Cliëntnummer", "Startdatum", "Gezinssamenstelling"])
    verborgen.sheet_state = "hidden"
    boek.save(pad)
    return pad


def _importeer(map_: Path, sleutel: Path, *bestanden: Path, **rest: Any) -> list[str]:
    return importeren.importeer(Opdracht(bestanden, map_, **{"ja": True, "sleutel": sleutel, **rest}))


def _export(tmp_path: Path, tekst: str = CONTACTEN, naam: str = "contacten export 2023.csv", **codering: Any) -> Path:
    pad = tmp_path / naam
    pad.write_bytes(tekst.encode(**({"encoding": "utf-8"} | codering)))
    return pad


def _rijen(pad: Path) -> list[list[str]]:
    return [regel.split(";") for regel in pad.read_text(encoding="utf-8-sig").splitlines()]


# --- the whole way ------------------------------------------------------------------------------------------------


def test_exports_become_tables_that_pass_the_check(tmp_path: Path, sleutel: Path) -> None:
    map_ = maak_jaar(tmp_path / "jaren" / "2023")
    for naam in ("gezinnen", "contacten", "uren"):
        (map_ / f"{naam}.csv").unlink()
    regels = _importeer(map_, sleutel, _export(tmp_path), _werkmap(tmp_path / "registratie 2023.xlsx"))
    assert "contacten.csv: 3 regels; 1 over een ander jaar weggelaten." in regels
    jaar = ingest.read_year(map_)
    assert set(jaar.tabellen) >= {"gezinnen", "contacten", "uren", "leefgebieden"}
    uren = jaar.tabellen["uren"].set_index("maand")["directe_uren"]
    assert uren.to_dict() == {"2023-02": 3.0, "2023-03": 0.25}
    gezinnen = jaar.tabellen["gezinnen"]
    assert sorted(gezinnen["huishoudtype"]) == ["eenouder", "samenwonend_met_kinderen"]
    assert set(jaar.tabellen["contacten"]["gezin"].astype(str)) == set(gezinnen["gezin"])
    assert set(jaar.tabellen["leefgebieden"]["versie"]) == {"zrm13"}


def _gezinnen(pad: Path, *rijen: Sequence[Any]) -> Path:
    boek = openpyxl.Workbook()
    blad = boek.active
    assert blad is not None
    blad.append(["Cliëntnr", "Startdatum", "Gezinssamenstelling", "Einddatum", "Reden einde"])
    for rij in rijen:
        blad.append(list(rij))
    boek.save(pad)
    return pad


def _fouten(map_: Path, sleutel: Path, *bestanden: Path) -> list[str]:
    with pytest.raises(GegevensFout) as fout:
        _importeer(map_, sleutel, *bestanden)
    return [str(p) for p in fout.value.problemen]


def test_a_formula_that_nobody_calculated_is_no_empty_cell(tmp_path: Path, sleutel: Path) -> None:
    start = dt.date(2023, 2, 1)
    pad = _gezinnen(
        tmp_path / "a.xlsx",
        (11, start, "eenouder"),
        ("=10+2", "=TODAY()", "=A1"),  # nothing but formulas: as an empty row it would be lost without a word
        (13, start, "eenouder", "=B2"),
    )
    fouten = _fouten(tmp_path / "2023", sleutel, pad)
    assert [re.search("rij [0-9]+", f)[0] for f in fouten] == ["rij 3"] * 3 + ["rij 4"]  # type: ignore[index]
    assert all("formule zonder uitkomst" in f for f in fouten)


def test_a_total_of_formulas_is_left_out(tmp_path: Path, sleutel: Path) -> None:
    start = dt.date(2023, 2, 1)
    pad = _gezinnen(tmp_path / "a.xlsx", (11, start, "eenouder"), ("Totaal", "=SUM(B2:B2)"), ("Totaal aantal: 1",))
    _importeer(tmp_path / "2023", sleutel, pad)
    assert len(_rijen(tmp_path / "2023" / "gezinnen.csv")) == 2


@pytest.mark.parametrize("cel", ["#N/B", "#VERW!", "#REF!", "##########"])
def test_error_values_of_excel_are_named_and_are_no_codes(tmp_path: Path, sleutel: Path, cel: str) -> None:
    tekst = f"Cliëntnr;Startdatum;Gezinssamenstelling\n1;{cel};eenouder\n{cel};1-2-2023;eenouder\n3;1-2-2023;{cel}\n"
    fouten = _fouten(tmp_path / "2023", sleutel, _export(tmp_path, tekst))
    assert [re.search("rij [0-9]+", f)[0] for f in fouten] == ["rij 2", "rij 3", "rij 4"]  # type: ignore[index]
    assert not (tmp_path / "2023" / "kolommen.csv").exists()


@pytest.mark.parametrize("cel", ["1,23457E+14", "1.2E+15", 1234567890123456])
def test_a_client_number_that_excel_has_rounded_is_refused(tmp_path: Path, sleutel: Path, cel: object) -> None:
    pad = _gezinnen(tmp_path / "a.xlsx", (cel, dt.date(2023, 2, 1), "eenouder"))
    assert "Excel heeft dit nummer afgerond" in _fouten(tmp_path / "2023", sleutel, pad)[0]


def test_unknown_codes_and_bad_cells_are_told_together(tmp_path: Path, sleutel: Path) -> None:
    tekst = "Cliëntnr;Startdatum;Gezinssamenstelling\n1;31-31-2023;eenouder\n2;1-2-2023;commune\n3;1-2-2023;commune\n"
    fouten = _fouten(tmp_path / "2023", sleutel, _export(tmp_path, tekst))
    assert len(fouten) == 2
    assert "onbekend (2 keer)" in fouten[0]
    assert "rij 2" in fouten[1]
    assert not sleutel.exists()


def test_rows_exported_twice_are_said(tmp_path: Path, sleutel: Path) -> None:
    dubbel = (412, dt.date(2023, 2, 1), "eenouder")
    regels = _importeer(tmp_path / "2023", sleutel, _gezinnen(tmp_path / "a.xlsx", dubbel, ("000412", *dubbel[1:])))
    assert regels[0] == "gezinnen.csv: 1 regel; 1 dubbel, eenmaal overgenomen."


def test_a_list_with_a_column_per_leefgebied_is_recognised(tmp_path: Path, sleutel: Path) -> None:
    kop = "Cliëntnr;Datum meting;ZRM Financiën;Basale ADL;2. Huisvesting;Justitie"
    pad = _export(tmp_path, f"{kop}\n1;1-2-2023;2;3;4;\n", "zrm 2023.csv")
    _importeer(tmp_path / "2023", sleutel, pad)
    rijen = [r[2:] for r in _rijen(tmp_path / "2023" / "leefgebieden.csv")[1:]]
    assert sorted(rijen) == [["zrm13", "basale_adl", "3"], ["zrm13", "financien", "2"], ["zrm13", "huisvesting", "4"]]


def test_the_version_is_asked_when_the_leefgebieden_fit_both(tmp_path: Path, sleutel: Path) -> None:
    pad = _export(tmp_path, "Cliëntnr;Datum meting;Financiën;Huisvesting;Justitie\n1;1-2-2023;2;3;4\n", "zrm 2023.csv")
    assert "vaste waarde onder 'wordt': zrm11 of zrm13" in _fouten(tmp_path / "2023", sleutel, pad)[0]
    vrager = _Vrager(True, {"welke versie": "zrm11"})
    _importeer(tmp_path / "2024", sleutel, pad, ja=False, vrager=vrager)
    assert {r[2] for r in _rijen(tmp_path / "2024" / "leefgebieden.csv")[1:]} == {"zrm11"}


def test_a_key_stays_out_of_version_control(tmp_path: Path) -> None:
    (tmp_path / "project" / ".git").mkdir(parents=True)
    with pytest.raises(GebruiksFout, match="versiebeheer"):
        open_sleutel(tmp_path / "project" / "map" / "x.sleutel", tmp_path / "2023", verwacht=None)
    assert not (tmp_path / "project" / "map").exists()


def test_where_the_key_is_can_be_typed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.delenv("APPDATA", raising=False)
    assert plaats_in_woorden(tmp_path / ".config" / "a.sleutel") == str(Path("~/.config/a.sleutel"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "AppData"))
    assert plaats_in_woorden(tmp_path / "AppData" / "a.sleutel") == str(Path("%APPDATA%/a.sleutel"))


def test_nothing_identifying_comes_along(tmp_path: Path, sleutel: Path) -> None:
    map_ = tmp_path / "2023"
    _importeer(map_, sleutel, _export(tmp_path), _werkmap(tmp_path / "registratie.xlsx"))
    for pad in map_.iterdir():
        tekst = pad.read_text(encoding="utf-8-sig")
        assert not re.search(r"geheim|Voorbeeld|Ander|0612|1980|10:30", tekst, re.IGNORECASE), pad.name
        assert not re.search(r"(?m)(^|;)0?(123|456)(;|$)", tekst), pad.name
    for rij in _rijen(map_ / "gezinnen.csv")[1:]:
        assert is_pseudonym(rij[0])
    assert sleutel.read_text(encoding="ascii").strip() not in (map_ / "kolommen.csv").read_text(encoding="utf-8-sig")


def test_codes_are_stable_over_years_with_the_same_key_only(tmp_path: Path, sleutel: Path) -> None:
    werkmap = _werkmap(tmp_path / "registratie.xlsx")
    for jaar in ("2022", "2023"):
        _importeer(tmp_path / jaar, sleutel, werkmap)
    codes = [{r[0] for r in _rijen(tmp_path / jaar / "gezinnen.csv")[1:]} for jaar in ("2022", "2023")]
    assert codes[0] == codes[1]
    _importeer(tmp_path / "anders" / "2023", sleutel.with_name("ander.sleutel"), werkmap)
    assert not codes[0] & {r[0] for r in _rijen(tmp_path / "anders" / "2023" / "gezinnen.csv")[1:]}


def test_next_year_takes_the_mapping_from_the_file(tmp_path: Path, sleutel: Path) -> None:
    _importeer(tmp_path / "2023", sleutel, _export(tmp_path))
    afspraken = (tmp_path / "2023" / "kolommen.csv").read_text(encoding="utf-8-sig")
    assert "contacten export *.csv;contacten;Wijze van contact;kanaal;Bellen;telefoon" in afspraken
    (tmp_path / "2024").mkdir()
    anders = afspraken.replace("kanaal;Bellen;telefoon", "kanaal;Bellen;overleg")
    (tmp_path / "2024" / "kolommen.csv").write_text(anders, encoding="utf-8")
    nieuw = _export(tmp_path, CONTACTEN.replace("3 mrt 2023", "3 mrt 2024"), "contacten export 2024.csv")
    _importeer(tmp_path / "2024", sleutel, nieuw, ja=False)
    assert [r[3] for r in _rijen(tmp_path / "2024" / "contacten.csv")[1:]] == ["overleg"]


def test_without_anyone_to_ask_the_proposal_is_written_and_nothing_else(tmp_path: Path, sleutel: Path) -> None:
    with pytest.raises(GegevensFout, match="voorstel"):
        _importeer(tmp_path / "2023", sleutel, _export(tmp_path), ja=False)
    assert [p.name for p in (tmp_path / "2023").iterdir()] == ["kolommen.csv"]
    assert not sleutel.exists()
    _importeer(tmp_path / "2023", sleutel, _export(tmp_path), ja=False)
    assert (tmp_path / "2023" / "contacten.csv").exists()


class _Vrager:
    def __init__(self, klopt: bool, antwoorden: dict[str, str]):
        self.klopt, self.antwoorden, self.gevraagd = klopt, antwoorden, list[str]()

    def bevestig(self, vraag: str) -> bool:
        self.gevraagd.append(vraag)
        return self.klopt

    def kies(self, vraag: str, keuzes: Sequence[str]) -> str:
        self.gevraagd.append(vraag)
        return next((a for woord, a in self.antwoorden.items() if woord in vraag), "-")


def test_asking_about_columns_and_codes(tmp_path: Path, sleutel: Path) -> None:
    export = _export(tmp_path, CONTACTEN.replace("Bellen", "Klop op het raam"))
    vrager = _Vrager(True, {"Klop op het raam": "huisbezoek"})
    _importeer(tmp_path / "2023", sleutel, export, ja=False, vrager=vrager)
    assert any("contacten.datum" in v for v in vrager.gevraagd)
    assert "huisbezoek" in {r[3] for r in _rijen(tmp_path / "2023" / "contacten.csv")}


def test_a_column_that_holds_no_codes_is_not_read_out(tmp_path: Path, sleutel: Path) -> None:
    """Mapped by mistake it may hold names: a message, no thirty questions that each show one."""
    regels = "".join(f"{n};03-02-2023;Lang;Thuis;Verzonnen naam {n}\n" for n in range(30))
    export = _export(tmp_path, "Cliëntnr.;Datum;Soort contact;Wijze van contact;Initiatief van\n" + regels)
    vrager = _Vrager(True, {})
    with pytest.raises(GegevensFout, match="of dit de goede kolom is"):
        _importeer(tmp_path / "2023", sleutel, export, ja=False, vrager=vrager)
    assert not any("Verzonnen" in vraag for vraag in vrager.gevraagd)
    assert "Verzonnen" not in (tmp_path / "2023" / "kolommen.csv").read_text(encoding="utf-8-sig")


def _aan_de_terminal(monkeypatch: pytest.MonkeyPatch, *antwoorden: str) -> Iterator[str]:
    uit = iter(antwoorden)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: next(uit))
    return uit


@pytest.mark.parametrize(("antwoord", "klopt"), [("J", True), ("ja", True), ("", True), ("n", False), ("Nee", False)])
def test_a_person_answers_in_dutch(monkeypatch: pytest.MonkeyPatch, antwoord: str, klopt: bool) -> None:
    uit = _aan_de_terminal(monkeypatch, "misschien", antwoord)
    assert cli._Terminalvrager().bevestig("Klopt dit?") is klopt
    assert not list(uit)


def test_a_person_chooses_by_number(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    uit = _aan_de_terminal(monkeypatch, "vier", "4", "-1", "2", "0")
    vrager = cli._Terminalvrager()
    assert vrager.kies("Welke?", ["a", "b", "c"]) == "b"
    assert vrager.kies("Welke?", ["a", "b", "c"]) == "-"
    assert not list(uit)
    gezegd = capsys.readouterr()
    assert gezegd.out.count("Kies een nummer van 0 tot en met 3.") == 3
    assert "Error" not in gezegd.out + gezegd.err


def test_saying_no_to_the_proposal_asks_for_every_column(tmp_path: Path, sleutel: Path) -> None:
    antwoorden = {"(gezin)": "Cliëntnr.", "(datum)": "Datum/tijd", "(soort)": "Soort contact"}
    vrager = _Vrager(False, antwoorden | {"(kanaal)": "Wijze van contact", "(initiatief)": "Initiatief van"})
    _importeer(tmp_path / "2023", sleutel, _export(tmp_path), ja=False, vrager=vrager)
    assert (tmp_path / "2023" / "contacten.csv").exists()
    assert not (tmp_path / "2023" / "uren.csv").exists()


# --- what is refused ----------------------------------------------------------------------------------------------


def _problemen(fout: pytest.ExceptionInfo[GegevensFout]) -> str:
    return "\n".join(map(str, fout.value.problemen))


def test_unknown_codes_are_asked_for_in_the_mapping(tmp_path: Path, sleutel: Path) -> None:
    export = _export(tmp_path, CONTACTEN.replace("Bellen", "Rooksignaal"))
    with pytest.raises(GegevensFout) as fout:
        _importeer(tmp_path / "2023", sleutel, export)
    assert "kolom 'Wijze van contact': deze waarde is onbekend (2 keer)" in _problemen(fout)
    assert "Rooksignaal" not in _problemen(fout)
    afspraken = tmp_path / "2023" / "kolommen.csv"
    tekst = afspraken.read_text(encoding="utf-8-sig")
    assert "kanaal;Rooksignaal;\n" in tekst
    assert not (tmp_path / "2023" / "contacten.csv").exists()
    afspraken.write_text(tekst.replace("kanaal;Rooksignaal;", "kanaal;Rooksignaal;-"), encoding="utf-8")
    _importeer(tmp_path / "2023", sleutel, export)
    assert len(_rijen(tmp_path / "2023" / "contacten.csv")) == 3


def test_a_column_of_names_mapped_by_mistake_is_not_written_down(tmp_path: Path, sleutel: Path) -> None:
    kop = "Cliëntnr;Datum;Soort;Kanaal;Initiatief\n"
    rijen = "".join(f"{i};03-02-2023;Persoon {i} Achternaam;telefoon;gezin\n" for i in range(60))
    with pytest.raises(GegevensFout) as fout:
        _importeer(tmp_path / "2023", sleutel, _export(tmp_path, kop + rijen))
    assert "Achternaam" not in _problemen(fout)
    assert "Achternaam" not in (tmp_path / "2023" / "kolommen.csv").read_text(encoding="utf-8-sig")


def test_every_bad_cell_is_told_with_its_row_and_nothing_is_written(tmp_path: Path, sleutel: Path) -> None:
    kapot = CONTACTEN.replace("03-02-2023 10:30", "ergens in maart").replace("15 min", "1.500").replace("K;Wh", ";Wh")
    with pytest.raises(GegevensFout) as fout:
        _importeer(tmp_path / "2023", sleutel, _export(tmp_path, kapot))
    zinnen = _problemen(fout)
    assert "contacten export 2023.csv, rij 4, kolom 'Datum/tijd': verwacht een datum" in zinnen
    assert "rij 5, kolom 'Soort contact': deze cel is leeg" in zinnen
    assert "rij 6, kolom 'Duur (min)'" in zinnen
    assert "ergens in maart" not in zinnen
    assert sorted(p.name for p in (tmp_path / "2023").glob("*")) == []
    # The run that succeeds makes the key, and says that it must be kept.
    assert not sleutel.exists()
    assert "nieuwe sleutel" in "\n".join(_importeer(tmp_path / "2023", sleutel, _export(tmp_path)))


def test_conflicting_rows_are_told_by_their_place_in_the_export(tmp_path: Path, sleutel: Path) -> None:
    tekst = (
        "Gezin;Startdatum;Huishoudtype;Einddatum;Bestemming\n"
        "1;01-02-2022;eenouder;;\n1;01-02-2022;eenouder;;\n2;01-03-2022;anders;;\n2;01-04-2022;anders;;\n"
    )
    with pytest.raises(GegevensFout) as fout:
        _importeer(tmp_path / "2023", sleutel, _export(tmp_path, tekst, "gezinnen.csv"))
    assert re.search(r"gezinnen\.csv, rij [45]", _problemen(fout))
    goed = tekst.replace("2;01-04-2022;anders;;\n", "")
    _importeer(tmp_path / "2023", sleutel, _export(tmp_path, goed, "gezinnen.csv"))
    assert len(_rijen(tmp_path / "2023" / "gezinnen.csv")) == 3


def test_a_column_that_is_not_there_is_named(tmp_path: Path, sleutel: Path) -> None:
    tekst = "Gezin;Wanneer;Huishoudtype;Einddatum;Bestemming\n1;01-02-2022;eenouder;;\n"
    with pytest.raises(GegevensFout, match=r"voor gezinnen\.startdatum is geen kolom aangewezen"):
        _importeer(tmp_path / "2023", sleutel, _export(tmp_path, tekst, "gezinnen.csv"))


def test_another_year_only_is_said(tmp_path: Path, sleutel: Path) -> None:
    with pytest.raises(GegevensFout, match="geen regels over 2019"):
        _importeer(tmp_path / "2019", sleutel, _export(tmp_path))


def test_rows_that_are_there_are_not_replaced_unless_asked(tmp_path: Path, sleutel: Path) -> None:
    map_ = maak_jaar(tmp_path / "2023")
    eerder = (map_ / "contacten.csv").read_bytes()
    with pytest.raises(GebruiksFout, match="--vervang"):
        _importeer(map_, sleutel, _export(tmp_path))
    assert (map_ / "contacten.csv").read_bytes() == eerder
    _importeer(map_, sleutel, _export(tmp_path), vervang=True)
    assert (map_ / "contacten.csv").read_bytes() != eerder


@pytest.mark.parametrize(
    ("inhoud", "woord"),
    [(b"", "leeg"), (b"\xff\xfea\x00", "UTF-16"), (b"PK\x03\x04kapot", "Excel"), (b"a;b\n1;2\n", "geen enkele tabel")],
)
def test_files_that_are_no_export(tmp_path: Path, sleutel: Path, inhoud: bytes, woord: str) -> None:
    pad = tmp_path / "x.csv"
    pad.write_bytes(inhoud)
    with pytest.raises(GegevensFout, match=woord):
        _importeer(tmp_path / "2023", sleutel, pad)


def test_wrong_usage(tmp_path: Path, sleutel: Path) -> None:
    with pytest.raises(GebruiksFout, match="vier cijfers"):
        _importeer(tmp_path / "jaar", sleutel, _export(tmp_path))
    with pytest.raises(GebruiksFout, match="bestaat niet"):
        _importeer(tmp_path / "2023", sleutel, tmp_path / "weg.csv")


_KOP = "bron;tabel;kolom;naar;waarde;wordt\n"


@pytest.mark.parametrize(
    "tekst",
    [
        "onzin\n",
        f"{_KOP}x;casussen;a;casus;;\n",
        f"{_KOP}x;uren\n",
        f"{_KOP}x;uren;a;lengte;;\n",
        f"{_KOP}x;uren;;coach;;",
    ],
)
def test_a_mapping_that_is_wrong_is_told_by_row(tmp_path: Path, sleutel: Path, tekst: str) -> None:
    (tmp_path / "2023").mkdir()
    (tmp_path / "2023" / "kolommen.csv").write_text(tekst, encoding="utf-8")
    with pytest.raises(GegevensFout, match=r"kolommen\.csv, rij"):
        _importeer(tmp_path / "2023", sleutel, _export(tmp_path))


# --- the mapping file in its own hand -----------------------------------------------------------------------------


def test_constants_and_a_column_per_leefgebied(tmp_path: Path, sleutel: Path) -> None:
    (tmp_path / "2023").mkdir()
    (tmp_path / "2023" / "kolommen.csv").write_text(
        "bron;tabel;kolom;naar;waarde;wordt\n"
        "zrm.csv;leefgebieden;nr;gezin;;\nzrm.csv;leefgebieden;dag;meetdatum;;\nzrm.csv;leefgebieden;;versie;;zrm13\n"
        "zrm.csv;leefgebieden;Fin;score;;financien\nzrm.csv;leefgebieden;Huis;score;;huisvesting\n",
        encoding="utf-8",
    )
    _importeer(
        tmp_path / "2023", sleutel, _export(tmp_path, "nr;dag;Fin;Huis\n7;1-2-2023;2;\n8;1-2-2023;3;4\n", "zrm.csv")
    )
    rijen = _rijen(tmp_path / "2023" / "leefgebieden.csv")[1:]
    assert sorted(r[2:] for r in rijen) == [
        ["zrm13", "financien", "2"],
        ["zrm13", "financien", "3"],
        ["zrm13", "huisvesting", "4"],
    ]


def test_screening_with_every_kind_of_yes_and_no(tmp_path: Path, sleutel: Path) -> None:
    kop = "Aanmeldnummer;Aanmelddatum;Verwijzer;Meervoudig;Actueel;Onveilig;Motivatie;Besluit\n"
    rijen = "A1;1-2-2023;Politie / wijkagent;J;N;1;0;Gestart\nA2;2-2-2023;School;WAAR;ONWAAR;x;?;\n"
    _importeer(tmp_path / "2023", sleutel, _export(tmp_path, kop + rijen, "screening.csv"))
    assert sorted(r[2:] for r in _rijen(tmp_path / "2023" / "screening.csv")[1:]) == [
        ["politie_wijkagent", "ja", "nee", "ja", "nee", "gestart"],
        ["school", "ja", "nee", "ja", "onbekend", ""],
    ]


@pytest.mark.parametrize("codering", ["utf-8-sig", "cp1252"])
@pytest.mark.parametrize("scheiding", [";", "\t", ","])
def test_codings_and_separators(tmp_path: Path, sleutel: Path, codering: str, scheiding: str) -> None:
    tekst = "\r\n".join(CONTACTEN.splitlines()[2:6]).replace(";", scheiding)
    _importeer(tmp_path / "2023", sleutel, _export(tmp_path, tekst, encoding=codering))
    assert len(_rijen(tmp_path / "2023" / "contacten.csv")) == 4


def test_free_text_is_refused_where_a_code_belongs(tmp_path: Path, sleutel: Path) -> None:
    kop = "Maand;Soort overlast;Aantal\n"
    with pytest.raises(GegevensFout) as fout:
        _importeer(
            tmp_path / "2023",
            sleutel,
            _export(tmp_path, kop + "jan-23;de buurman van nummer zes schreeuwt elke nacht;3\n", "overlast.csv"),
        )
    assert "vrije tekst" in _problemen(fout)
    assert "buurman" not in _problemen(fout)


@pytest.mark.parametrize("datum", ["03-02-0023", "0023-02-03"])
def test_a_year_that_cannot_be_is_told_by_row(tmp_path: Path, sleutel: Path, datum: str) -> None:
    with pytest.raises(GegevensFout) as fout:
        _importeer(tmp_path / "2023", sleutel, _export(tmp_path, CONTACTEN.replace("03-02-2023 10:30", datum)))
    # The column is read twice: as the day of a contact, and as the month of the hours.
    assert {(p.bestand, p.rij) for p in fout.value.problemen} == {("contacten export 2023.csv", 4)}
    assert "Controleer het jaartal." in _problemen(fout)
    with pytest.raises(Onleesbaar, match="jaartal"):
        importwaarden.maand(datum[-7:] if datum[2] == "-" else datum[:7])


# --- values -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cel", "verwacht"),
    [
        ("1,5", 1.5), ("1:30", 1.5), ("1u30", 1.5), ("1 uur 30", 1.5), ("90 min", 1.5), ("90m", 1.5), ("0:05", 1 / 12),
        ("2 uur", 2), ("1.5", 1.5), (1.5, 1.5), (2, 2), (dt.time(1, 30), 1.5), (dt.timedelta(minutes=45), 0.75),
        ("1:30:00", 1.5), ("0,25", 0.25),
    ],
)  # fmt: skip
def test_durations(cel: Any, verwacht: float) -> None:
    assert importwaarden.uren(cel) == pytest.approx(verwacht)


@pytest.mark.parametrize("cel", ["1.500", "7.30", "1:75", "", "lang", "-1", -1, "1,500", True])
def test_durations_that_could_mean_two_things_are_refused(cel: Any) -> None:
    with pytest.raises(Onleesbaar):
        importwaarden.uren(cel)


def test_minutes_by_the_name_of_the_column() -> None:
    assert importwaarden.uren("90", in_minuten=True) == 1.5
    assert importwaarden.uren(90, in_minuten=True) == 1.5
    assert importwaarden.uren("2 uur", in_minuten=True) == 2


@pytest.mark.parametrize(
    "cel",
    [
        "03-04-2021", "3-4-2021", "3/4/2021", "3.4.2021", "03-04-21", "2021-04-03", "2021-04-03 00:00:00",
        "2021-04-03T10:15:00Z", "3-4-2021 09:05", "3 apr 2021", "3 april 2021", "za 3 apr. 2021", "20210403", "44289",
        44289, 44289.5, dt.datetime(2021, 4, 3, 12), dt.date(2021, 4, 3),
    ],
)  # fmt: skip
def test_dates(cel: Any) -> None:
    assert importwaarden.datum(cel) == "03-04-2021"


@pytest.mark.parametrize("cel", ["31-02-2021", "4/13/2021", "morgen", "12", 12, True, "123456789", "3 foo 2021", ""])
def test_dates_that_are_none(cel: Any) -> None:
    with pytest.raises(Onleesbaar):
        importwaarden.datum(cel)


@pytest.mark.parametrize(
    "cel",
    ["2021-03", "2021-3", "mrt-21", "maart 2021", "03-2021", "3/2021", "202103", "05-03-2021", dt.date(2021, 3, 9)],
)
def test_months(cel: Any) -> None:
    assert importwaarden.maand(cel) == "2021-03"


@given(st.dates(dt.date(1990, 1, 1), dt.date(2068, 12, 31)), st.sampled_from(["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y"]))
def test_every_day_survives_in_every_notation(dag: dt.date, vorm: str) -> None:
    gelezen = importwaarden.datum(dag.strftime(vorm))
    assert parsing.parse_date(gelezen) == dag
    serieel = (dag - dt.date(1899, 12, 30)).days
    assert importwaarden.datum(serieel) == gelezen


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(tekst: str) -> None:
    for lees in (
        importwaarden.datum,
        importwaarden.maand,
        importwaarden.uren,
        importwaarden.geheel,
        importwaarden.korte_code,
    ):
        try:
            lees(tekst)
        except Onleesbaar:
            continue
    kolom = TABELLEN["contacten"].kolom("kanaal")
    assert importwaarden.code(kolom, tekst) in {None, *kolom.toegestaan}


# --- the key ------------------------------------------------------------------------------------------------------


def test_one_spelling_of_a_key() -> None:
    assert {normalise_key(k) for k in (" 00123 ", 123, 123.0, "123.0", "123")} == {"123"}
    assert normalise_key("AB  12") == normalise_key("ab 12")
    assert normalise_key("000") == "0"


def test_codes_are_pseudonyms_and_kinds_are_worlds_apart() -> None:
    sleutel = Sleutel(b"x" * 32)
    gezinnen = sleutel.codes("gezin", map(str, range(500)))
    kandidaten = sleutel.codes("kandidaat", map(str, range(500)))
    assert all(is_pseudonym(c) for c in (*gezinnen.values(), *kandidaten.values()))
    assert len(set(gezinnen.values())) == 500
    assert not {c[1:] for c in gezinnen.values()} & {c[1:] for c in kandidaten.values()}
    assert "78" * 8 not in repr(sleutel)


def test_two_keys_with_one_code_get_longer_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    som = Sleutel._som
    monkeypatch.setattr(Sleutel, "_som", lambda zelf, soort, waarde: bytes(8) + som(zelf, soort, waarde)[8:])
    codes = Sleutel(b"x" * 32).codes("gezin", ["a", "b"])
    assert len(set(codes.values())) == 2
    assert all(re.fullmatch("G[A-Z]{2}[0-9]{7}", c) and is_pseudonym(c) for c in codes.values())


def test_a_key_is_made_once_for_the_user_alone(tmp_path: Path) -> None:
    pad = tmp_path / "map" / "k.sleutel"
    eerste, gemaakt = open_sleutel(pad, tmp_path / "2023", verwacht=None)
    tweede, opnieuw = open_sleutel(pad, tmp_path / "2023", verwacht=eerste.vingerafdruk)
    assert (gemaakt, opnieuw) == (True, False)
    assert eerste == tweede
    if os.name == "posix":
        assert pad.stat().st_mode & 0o077 == 0


def test_keys_that_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GebruiksFout, match="niet in de gegevensmap"):
        open_sleutel(tmp_path / "2023" / "k.sleutel", tmp_path / "2023", verwacht=None)
    with pytest.raises(GebruiksFout, match=r"eindigt op \.sleutel"):
        open_sleutel(tmp_path / "k.txt", tmp_path / "2023", verwacht=None)
    with pytest.raises(GebruiksFout, match="niet gevonden"):
        open_sleutel(tmp_path / "k.sleutel", tmp_path / "2023", verwacht="12345678")
    (tmp_path / "k.sleutel").write_text("geheim", encoding="ascii")
    with pytest.raises(GebruiksFout, match="geen sleutel"):
        open_sleutel(tmp_path / "k.sleutel", tmp_path / "2023", verwacht=None)
    open_sleutel(tmp_path / "goed.sleutel", tmp_path / "2023", verwacht=None)
    with pytest.raises(GebruiksFout, match="andere sleutel"):
        open_sleutel(tmp_path / "goed.sleutel", tmp_path / "2023", verwacht="00000000")


def test_default_place_is_outside_the_project(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))
    _importeer(tmp_path / "2023", None, _export(tmp_path))  # type: ignore[arg-type]
    (sleutel,) = [p for p in tmp_path.rglob("*.sleutel")]
    assert not sleutel.is_relative_to(tmp_path / "2023")


def test_command_line(tmp_path: Path, sleutel: Path, capsys: pytest.CaptureFixture[str]) -> None:
    woorden = ["import", str(_export(tmp_path)), "--to", str(tmp_path / "2023"), "--ja", "--sleutel", str(sleutel)]
    with pytest.raises(SystemExit) as einde:
        cli.main(woorden)
    assert einde.value.code == 0
    assert "contacten.csv: 3 regels" in capsys.readouterr().out
    with pytest.raises(SystemExit) as einde:
        cli.main(woorden)
    assert einde.value.code == 2


# --- whatever the file ----------------------------------------------------------------------------------------------

_WOORDEN = ['"', "=1+1", "\x00", "03-02-2023", "1", "1:30", "44961", "Totaal", "gezin", "ja", "kort", "telefoon", ""]
_CELLEN = st.one_of(st.sampled_from(_WOORDEN), st.text(max_size=8))
_VOLLEDIG = ["Cliëntnr", "Datum", "Soort", "Kanaal", "Initiatief"]
_KOPPEN = st.one_of(
    st.just(_VOLLEDIG),
    st.lists(st.sampled_from([*_VOLLEDIG, "Medewerker", "Duur", "Score", "x", ""]), min_size=1, max_size=8),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    _KOPPEN,
    st.lists(st.lists(_CELLEN, max_size=9), max_size=6),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["utf-8", "cp1252", "utf-16"]),
)
def test_any_export_is_imported_or_refused_in_words(
    tmp_path: Path, koppen: list[str], rijen: list[list[str]], scheiding: str, codering: str
) -> None:
    with tempfile.TemporaryDirectory(dir=tmp_path) as map_:
        tekst = "\n".join(scheiding.join(rij) for rij in [koppen, *rijen])
        pad = Path(map_) / "export.csv"
        pad.write_bytes(tekst.encode(codering, errors="replace"))
        with contextlib.suppress(GegevensFout, GebruiksFout):
            _importeer(Path(map_) / "2023", Path(map_) / "k.sleutel", pad)


@pytest.mark.parametrize("seed", range(25))
def test_a_damaged_workbook_is_refused_in_words(tmp_path: Path, seed: int) -> None:
    toeval = random.Random(seed)
    inhoud = bytearray(_werkmap(tmp_path / "heel.xlsx").read_bytes())
    for _ in range(toeval.randint(1, 12)):
        inhoud[toeval.randrange(len(inhoud))] = toeval.randrange(256)
    kapot = tmp_path / "kapot.xlsx"
    kapot.write_bytes(inhoud[: toeval.randrange(len(inhoud))] if seed % 3 == 0 else inhoud)
    with contextlib.suppress(GegevensFout):
        _importeer(tmp_path / "2023", tmp_path / "k.sleutel", kapot)
