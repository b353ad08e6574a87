"""What is recognised as identification, and what must not be."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn

from buurtrendement import identification, ingest, parsing
from buurtrendement.errors import GegevensFout
from buurtrendement.identification import find_in_text, is_name_like
from buurtrendement.schema import TABELLEN
from fabriek import OPTIONEEL, VERPLICHT, maak_jaar


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("123456782", "bsn"),
        ("bsn 123456782.", "bsn"),
        ("123.456.782", "bsn"),
        ("123 456 782", "bsn"),
        ("1234 56 782", "bsn"),
        ("12345672", "bsn"),  # eight digits: a leading zero was lost
        ("NL91ABNA0417164300", "iban"),
        ("rekening NL91 ABNA 0417 1643 00 van het gezin", "iban"),
        ("nl91abna0417164300", "iban"),
        ("NL91-ABNA-0417-1643-00", "iban"),
        ("NL91.ABNA.0417.1643.00", "iban"),
        ("iemand (at) example.org", "email"),
        ("iemand[at]example.org", "email"),
        ("1234  AB", "postcode"),
        ("iemand@example.org", "email"),
        ("mail naar een.naam+x@sub.example.nl!", "email"),
        ("https://example.org/?a=iemand@example.org", "email"),
        ("06-12345678", "telefoon"),
        ("0612345678", "telefoon"),
        ("bel 06 1234 5678 even", "telefoon"),
        ("+31 6 12345678", "telefoon"),
        ("0031612345678", "telefoon"),
        ("(073) 615 51 55", "telefoon"),
        ("073-6155155", "telefoon"),
        ("1234 AB", "postcode"),
        ("1234AB", "postcode"),
        ("1234ab", "postcode"),
        ("woont op 5211 XX in de stad", "postcode"),
        ("geb. 03-04-1985", "geboortedatum"),
        ("geboren op 3 april 1985", "geboortedatum"),
    ],
)
def test_found(tekst: str, soort: str) -> None:
    assert find_in_text(tekst) == soort


@pytest.mark.parametrize(
    "tekst",
    [
        "", "03-04-2021", "3-4-2021", "2021-04-03", "2021-03", "2021", "20210403", "03042021",
        "01-03-2021 en 02-03-2021", "van 03-04-2021 tot 05-06-2021 12 keer", "2021-2022", "2.504", "271", "€ 23.686,-",
        "1.078,70", "12.944,40", "€ 1.234.567,89", "0,0225", "96,5", "10.000.000", "123456783", "123456789012",
        "https://example.org/123456782/1234AB?tel=0612345678", "www.example.org/NL91ABNA0417164300", "83131NED",
        "norm per 1-7-2021", "norm 2021 VT", "in 2021 EN 2022", "1234 SS", "4000 euro", "Stb. 2021, 1234",
        "Kamerstukken 35570-IX", "ISBN 978-90-12-40123-4", "G01", "C1", "K003", "12 tot 40 gesprekken",
        "bel ons gerust", "Drie keer per week, 2 uur", "ZRM 2017 met 13 leefgebieden", "naam", "@", "a@b",
    ],
)  # fmt: skip
def test_not_found(tekst: str) -> None:
    assert find_in_text(tekst) is None


@given(st.integers(min_value=10_000_000, max_value=999_999_999))
def test_a_number_is_a_bsn_exactly_when_it_passes_the_eleven_test(getal: int) -> None:
    cel = str(getal)
    if identification._is_compact_date(cel):
        return
    assert (find_in_text(cel) == "bsn") == bsn.is_valid(cel)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)), st.floats(0, 10**7))
def test_dates_and_money_are_no_identification(dag: dt.date, bedrag: float) -> None:
    assert find_in_text(f"{dag:%d-%m-%Y}") is None
    assert find_in_text(f"{bedrag:.2f}".replace(".", ",")) is None


@pytest.mark.parametrize(
    "naam",
    [
        "naam", "Naam", "voornaam", "achternaam", "gezinsnaam", "Naam ouder", "naam_coach", "BSN", "bsn_nr", "e-mail",
        "email", "E-mailadres", "telefoonnummer", "mobiel", "geboortedatum", "geb.datum", "geboortejaar", "adres",
        "Straat", "postcode", "cliëntnummer", "clientnr", "IBAN", "rekeningnummer", "first name", "birthdate",
        "voorl.", "tussenv.", "sofinr", "dossier nr", "klantnummer", "Patiëntnr.", "polisnummer", "woonplaats",
    ],
)  # fmt: skip
def test_columns_named_after_persons(naam: str) -> None:
    assert is_name_like(naam)


@pytest.mark.parametrize(
    "naam",
    ["opmerking", "team", "leeftijd_kind", "aantal", "medewerker", "kanaal", "wijk", "namens", "startdatum", "id"],
)
def test_columns_that_are_merely_dropped(naam: str) -> None:
    assert not is_name_like(naam)


@pytest.mark.parametrize("naam", [n for t in TABELLEN.values() for n in t.namen])
def test_no_column_of_our_own_is_named_after_persons(naam: str) -> None:
    assert not is_name_like(naam)


@pytest.mark.parametrize("naam", ["0612345678", "jan@example.org", "G01 2021", "x" * 60, "<script>", "123456782"])
def test_header_cells_that_may_be_data_are_not_repeated(naam: str) -> None:
    assert not identification.is_shown(naam)


def _check(naam: str, tekst: str) -> list[str]:
    tabel = TABELLEN[naam]
    ruw = parsing.read_table(tabel, tekst.encode())
    return [str(p) for p in identification.check_table(tabel, ruw, 2021)]


@pytest.mark.parametrize("naam", list(VERPLICHT) + list(OPTIONEEL))
def test_a_clean_table_gives_nothing(naam: str) -> None:
    assert _check(naam, {**VERPLICHT, **OPTIONEEL}[naam].replace("{jaar}", "2021").replace("{vorig}", "2020")) == []


def test_a_birth_date_in_a_dropped_column() -> None:
    tekst = "coach;maand;directe_uren;kolom\nK1;2021-03;5;12-03-1985\nK1;2021-04;5;12-03-2021\n"
    gevonden = _check("uren", tekst)
    assert len(gevonden) == 1
    assert "rij 2" in gevonden[0]
    assert "geboortedatum" in gevonden[0]
    assert "1985" not in gevonden[0]


def test_prose_with_a_bsn_is_an_error_and_with_an_address_a_warning() -> None:
    problemen = identification.check_prose("teksten/partners.md", "# Contact\n\nMail info@example.org\nBSN 123456782\n")
    assert [(p.rij, p.ernst) for p in problemen] == [(3, "waarschuwing"), (4, "fout")]
    assert not any("example" in str(p) or "123456782" in str(p) for p in problemen)


@pytest.mark.parametrize(
    "datum", ["14-06-1985", "14/06/1985", "14.06.1985", "1985-06-14", "14 juni 1985", "3 mrt 1999"]
)
@pytest.mark.parametrize(
    ("tabel", "oud", "nieuw"),
    [
        ("casussen", "Alleenstaande ouder", "Ouder van {}"),
        ("citaten", "Nu weet ik", "Sinds {} weet ik"),
        ("citaten", "bellen.;ouder", "bellen.;ouder {}"),
        ("screening", "niet_gestart", "niet gestart {}"),
        ("overlast", "geluid", "geluid {}"),
        ("kosten", "Bewindvoering", "Bewindvoering {}"),
        ("gezinnen", "bestemming\n", "bestemming;opmerking\n"),
    ],
)
def test_an_old_date_in_a_text_is_a_birth_date(tmp_path, tabel: str, oud: str, nieuw: str, datum: str) -> None:
    def zet(tekst: str) -> str:
        if tabel == "gezinnen":
            kop, *regels = tekst.replace(oud, nieuw).splitlines()
            return "\n".join([kop, *(f"{r};{datum}" for r in regels)]) + "\n"
        return tekst.replace(oud, nieuw.format(datum))

    with pytest.raises(GegevensFout) as fout:
        ingest.read_year(maak_jaar(tmp_path, volledig=True, **{tabel: zet}))
    assert "geboortedatum" in str(fout.value)
    assert datum not in str(fout.value)


@pytest.mark.parametrize("datum", ["03-04-2021", "14 juni 2019", "in 1985", "1985-2021", "15.000", "12-1985"])
def test_dates_of_the_programme_itself_are_no_birth_dates(tmp_path, datum: str) -> None:
    ingest.read_year(maak_jaar(tmp_path, kosten=lambda t: t.replace("Bewindvoering", f"Bewind, {datum}")))
    oude_wet = maak_jaar(tmp_path / "b", bronnen=lambda t: t.replace("Normbedragen", "Wet van 29-06-1994"))
    ingest.read_year(oude_wet)


@pytest.mark.parametrize("naam", ["123456782.csv", "iemand@example.org.txt", "NL91ABNA0417164300.xlsx", "5211AB.csv",
                                  "gezin_123456782_2021.csv", "06-12345678.csv", "gezin 14-06-1985.csv"])  # fmt: skip
def test_a_file_name_with_identification_stops_the_run_and_is_not_repeated(tmp_path, naam: str) -> None:
    with pytest.raises(GegevensFout, match="bestand met een naam die een persoon herkenbaar kan maken") as fout:
        ingest.read_year(maak_jaar(tmp_path, **{naam: "a;b\n"}))
    assert naam.rpartition(".")[0] not in str(fout.value)


def test_an_identifying_number_of_families_is_not_repeated_as_a_sum(tmp_path) -> None:
    with pytest.raises(GegevensFout) as fout:
        ingest.read_year(maak_jaar(tmp_path, casussen=lambda t: t.replace(";4;ja", ";123456782;ja")))
    assert "123456782" not in str(fout.value)
