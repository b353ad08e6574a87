"""Strict Dutch reading: every notation that is accepted, every one that is refused, and two readers with one answer."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from decimal import Decimal
from unittest.mock import patch

import numpy as np
import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import example, given, settings
from hypothesis import strategies as st

from buurtrendement import parsing
from buurtrendement.ingest import table_from_cells
from buurtrendement.parsing import BestandFout, Onleesbaar, normalise
from buurtrendement.schema import TABELLEN

CONTACTEN = TABELLEN["contacten"]
KOP = ";".join(CONTACTEN.namen)


@pytest.mark.parametrize(
    ("cel", "euro"),
    [
        ("€ 23.686,-", 23686),
        ("€ 6.505,--", 6505),
        ("€ 110,—", 110),
        ("12,=", 12),
        ("1.078,70", 1078.70),
        ("1078,70", 1078.70),
        ("1078,7", 1078.7),
        ("23686", 23686),
        ("1.078", 1078),
        ("1.234.567", 1234567),
        ("€1.541", 1541),
        ("EUR 12", 12),
        ("€  266,29", 266.29),
        ("€            1,43", 1.43),
        ("€\u00a023.686,50", 23686.5),
        ("€\u202f23\u202f686,50", 23686.5),
        ("31 960", 31960),
        (" 31\u2009960 ", 31960),
        ("0", 0),
        ("0,05", 0.05),
        ("-5", -5),
        ("€ -5,00", -5),
        ("-€ 5", -5),
        ("\u22125", -5),
    ],
)
def test_amounts_that_are_read(cel: str, euro: float) -> None:
    assert parsing.parse_amount(normalise(cel)) == euro


@pytest.mark.parametrize(
    "cel",
    [
        "1078.7", "1078.70", "1,078", "1,078.70", "1.07", "1.0780", "10.78", "0.225", "0.5", "1.078.7", "12.34.567",
        "1 0", "1 078 70", "1.078 700", "1e5", "1E5", "inf", "-inf", "nan", "NaN", "∞", "", "€", "€ €5", "abc", "--5",
        "5-", "(5)", "5%", "$5", "£5", "0x10", "1_000", "٣", "１２", "½", "1,", ",5", "1,2,3", "1,-5", "5 €", "9" * 60,
        "1.0000", "01.000", "#DEEL/0!", "=1+1", "12 ,50", "1'000",
    ],
)  # fmt: skip
def test_amounts_that_are_refused(cel: str) -> None:
    with pytest.raises(Onleesbaar) as fout:
        parsing.parse_amount(normalise(cel))
    assert fout.value.herstel


def test_hint_says_what_is_wrong_with_a_decimal_point() -> None:
    with pytest.raises(Onleesbaar, match="komma"):
        parsing.parse_number("0.0225")
    with pytest.raises(Onleesbaar, match="komma"):
        parsing.parse_amount("1078.7")


@pytest.mark.parametrize(
    ("cel", "getal"), [("0,0225", 0.0225), ("96,5", 96.5), ("1.078", 1078), ("1,078", 1.078), ("-3", -3), ("2", 2)]
)
def test_numbers_that_are_read(cel: str, getal: float) -> None:
    assert parsing.parse_number(cel) == getal


@pytest.mark.parametrize(
    ("cel", "woord"),
    [
        ("1:30", "1,5"),
        ("1u30", "1,5"),
        ("90 min", "1,5"),
        ("2 uur", "1,5"),
        ("3%", "breuk"),
        ("0.0225", "komma"),
        ("x", "cijfers"),
    ],
)
def test_numbers_that_are_refused_with_the_right_hint(cel: str, woord: str) -> None:
    with pytest.raises(Onleesbaar, match=woord):
        parsing.parse_number(cel)


@pytest.mark.parametrize("cel", ["1,5", "1.5", "1e3", "", "drie", "9" * 30])
def test_whole_numbers_that_are_refused(cel: str) -> None:
    with pytest.raises(Onleesbaar):
        parsing.parse_whole(cel)


@pytest.mark.parametrize("cel", ["03-04-2021", "3-4-2021", "03-4-2021", "2021-04-03"])
def test_the_third_of_april_is_never_the_fourth_of_march(cel: str) -> None:
    assert parsing.parse_date(cel) == dt.date(2021, 4, 3)


@pytest.mark.parametrize(
    "cel",
    [
        "03-04-21", "03/04/2021", "03.04.2021", "3 april 2021", "2021/04/03", "2021-4-3", "20210403", "44289",
        "31-02-2021", "13-13-2021", "00-01-2021", "29-02-2021", "2021-04-03 00:00:00", "2021-04-03T00:00:00",
        "04-2021", "2021-04", "", "vandaag", "01-01-0000", "٠٣-٠٤-٢٠٢١", "3-4-12021", "-3-4-2021",
    ],
)  # fmt: skip
def test_dates_that_are_refused(cel: str) -> None:
    with pytest.raises(Onleesbaar) as fout:
        parsing.parse_date(cel)
    assert fout.value.herstel


@pytest.mark.parametrize("cel", ["2021-13", "2021-00", "2021-3", "mrt-21", "03-2021", "2021", "2021-03-01", ""])
def test_months_that_are_refused(cel: str) -> None:
    with pytest.raises(Onleesbaar):
        parsing.parse_month(cel)


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 12, 31)))
def test_every_date_comes_back_from_every_accepted_notation(dag: dt.date) -> None:
    for notatie in (format_date(dag, "dd-MM-yyyy"), format_date(dag, "d-M-yyyy"), dag.isoformat()):
        assert parsing.parse_date(notatie) == dag


@given(st.decimals(min_value=0, max_value=10**12, places=2))
@example(Decimal("1078.70"))
@example(Decimal("0.01"))
def test_money_as_babel_writes_it_for_the_netherlands_comes_back_exactly(bedrag: Decimal) -> None:
    voluit = format_decimal(bedrag, format="#,##0.00", locale="nl_NL")
    zonder_groepen = voluit.replace(".", "")
    for cel in (voluit, zonder_groepen, f"€ {voluit}", f"€\u00a0{voluit}", voluit.replace(".", "\u202f")):
        assert parsing.parse_amount(normalise(cel)) == float(bedrag)


@given(st.integers(min_value=0, max_value=10**12))
def test_whole_money_with_a_dash_comes_back_exactly(bedrag: int) -> None:
    voluit = format_decimal(bedrag, format="#,##0", locale="nl_NL")
    for cel in (f"€ {voluit},-", f"€ {voluit},--", voluit, str(bedrag)):
        assert parsing.parse_amount(normalise(cel)) == bedrag


@given(st.integers(1, 10**6), st.integers(0, 10**6))
def test_a_decimal_point_is_never_read_as_a_decimal_point(heel: int, breuk: int) -> None:
    """Either refused, or three digits behind it and then thousands."""
    cel = f"{heel}.{breuk}"
    try:
        waarde = parsing.parse_amount(cel)
    except Onleesbaar:
        return
    assert len(str(breuk)) == 3
    assert waarde == heel * 1000 + breuk


@given(st.text(max_size=30))
@settings(max_examples=300)
def test_any_text_is_read_or_refused_in_words(cel: str) -> None:
    for parser in parsing.PARSERS.values():
        try:
            waarde = parser(normalise(cel))
        except Onleesbaar:
            continue
        assert not isinstance(waarde, float) or math.isfinite(waarde)


# --- bytes and rows -----------------------------------------------------------------------------------

TEKST = "sectie;citaat;rol;toestemming\nervaringen;Een café à € 5, écht;ouder;ja\n"


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252"])
def test_three_encodings_give_the_same_text(codering: str) -> None:
    assert parsing.decode(TEKST.encode(codering), "citaten.csv") == TEKST


@pytest.mark.parametrize(
    ("inhoud", "woord"),
    [
        (TEKST.encode("utf-16"), "UTF-16"),
        (TEKST.encode("utf-16-le"), "nulbytes"),
        (TEKST.encode("utf-16-be"), "nulbytes"),
        (TEKST.encode("utf-32"), "UTF-16"),
        (b"a;b\n\x00;1\n", "nulbytes"),
        (b"PK\x03\x04rest", "Excel"),
        (b"\xd0\xcf\x11\xe0rest", "Excel"),
        (b"%PDF-1.7", "pdf"),
        (b"\x1f\x8b\x08", "ingepakt"),
        (b"\x89PNG\r\n\x1a\n", "besturingsteken"),
        (b"a;b\n\x07;1\n", "besturingsteken"),
        (b"\x81\x8d\x8f", "geen tekst"),
    ],
)
def test_what_is_no_text_is_refused_in_words(inhoud: bytes, woord: str) -> None:
    with pytest.raises(BestandFout, match=woord) as fout:
        parsing.decode(inhoud, "citaten.csv")
    assert fout.value.probleem.herstel


@pytest.mark.parametrize("scheiding", [";", ",", "\t"])
@pytest.mark.parametrize("eind", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("sep", [False, True])
def test_separator_is_decided_on_the_header(scheiding: str, eind: str, sep: bool) -> None:
    regels = [CONTACTEN.namen, ("G01", "16-03-2021", "lang", "huisbezoek", "coach")]
    tekst = eind.join(scheiding.join(r) for r in regels) + eind
    if sep:
        tekst = f"sep={scheiding}{eind}" + tekst
    ruw = parsing.read_table(CONTACTEN, tekst.encode())
    assert not ruw.problemen
    assert ruw.kolommen["datum"].uniek == ("16-03-2021",)
    assert ruw.rijen.tolist() == [3 if sep else 2]


def test_many_decimal_commas_do_not_change_the_separator() -> None:
    uren = TABELLEN["uren"]
    tekst = "coach;maand;directe_uren\n" + "K1;2021-03;1,5\n" * 3
    assert parsing.read_table(uren, tekst.encode()).kolommen["directe_uren"].uniek == ("1,5",)


def test_rows_are_numbered_by_the_line_on_which_they_begin() -> None:
    tekst = f"sep=;\n{KOP}\n\nG01;1-1-2021;kort;bericht;gezin\n;;;;\nG02;1-1-2021;kort;bericht\n"
    ruw = parsing.read_table(CONTACTEN, tekst.encode())
    assert ruw.rijen.tolist() == [4]
    assert [p.rij for p in ruw.problemen] == [6]


def test_trailing_separators_are_no_problem_when_nothing_stands_behind_them() -> None:
    tekst = f"{KOP};\nG01;1-1-2021;kort;bericht;gezin;;\n"
    ruw = parsing.read_table(CONTACTEN, tekst.encode())
    assert not ruw.problemen
    assert ruw.overig == ()


@pytest.mark.parametrize(
    ("regel", "woord"),
    [
        ("G01;1-1-2021;kort;bericht", "4 van de 5"),
        ("G01;1-1-2021;kort;bericht;gezin;x", "6 cellen"),
        (KOP, "kopregel"),
        (KOP.upper(), "kopregel"),
        ("Totaal;12;;;", "totaalregel"),
        ('G01;1-1-2021;"ko\nrt";bericht;gezin', "regeleinde"),
    ],
)
def test_rows_that_are_no_records_are_named(regel: str, woord: str) -> None:
    ruw = parsing.read_table(CONTACTEN, f"{KOP}\nG01;1-1-2021;kort;bericht;gezin\n{regel}\n".encode())
    assert [p.rij for p in ruw.problemen] == [3]
    assert woord in ruw.problemen[0].boodschap
    assert len(ruw) == 1


@pytest.mark.parametrize(
    ("inhoud", "woord"),
    [
        (b"", "leeg"),
        (b"\n\n", "leeg"),
        (b"\xef\xbb\xbf", "leeg"),
        (b"\nG01;1-1-2021\n", "kopregel ontbreekt"),
        (b"sep=;\n", "kopregel ontbreekt"),
        (b"sep=|\na|b\n", "scheidingsteken"),
        (b"G01;16-03-2021;lang;huisbezoek;coach\n", "geen kopregel"),
        (KOP.encode() + b'\nG01;"1-1-2021;kort;bericht;gezin\n', "aanhalingsteken"),
        (KOP.encode() + b'\nG01;"1"-1-2021;kort;bericht;gezin\n', "aanhalingsteken"),
        (b'gezin;"dat\num";soort;kanaal;initiatief\n', "geen kopregel|regeleinde"),
    ],
)
def test_files_without_rows_to_tell_apart_are_refused(inhoud: bytes, woord: str) -> None:
    with pytest.raises(BestandFout) as fout:
        parsing.read_table(CONTACTEN, inhoud)
    assert re.search(woord, fout.value.probleem.boodschap)


# --- two readers, one answer ----------------------------------------------------------------------------

CEL = st.one_of(
    st.sampled_from(["G01", "G02", " G03 ", "16-03-2021", "1-4-2021", "lang", "kort", "bericht", "gezin", "coach", ""]),
    st.sampled_from(["Totaal", "gezin", "x;y", 'a"b', "é", "\u00a0", "a\tb", "\u2028", "\x1c", "0612345678"]),
)
REGEL = st.lists(CEL, min_size=5, max_size=5)


@given(
    regels=st.lists(st.one_of(REGEL, st.lists(CEL, max_size=7)), max_size=12),
    eind=st.sampled_from(["\n", "\r\n", "\r"]),
    slot=st.booleans(),
    kop=st.sampled_from([KOP, KOP + ";extra", "\ufeff" + KOP, "sep=;\n" + KOP, KOP.title()]),
    deel=st.sampled_from([64, parsing.DEEL]),
)
@settings(max_examples=150, deadline=None)
def test_reader_by_columns_gives_exactly_the_answer_of_the_reader_by_rows(
    regels: list[list[str]], eind: str, slot: bool, kop: str, deel: int
) -> None:
    tekst = eind.join([kop.replace("\n", eind), *(";".join(r) for r in regels)]) + (eind if slot else "")
    with patch.object(parsing, "DEEL", deel):
        _compare(tekst.encode())


@given(
    st.lists(st.tuples(st.sampled_from(["G1", "G2", "G3 "]), st.integers(1, 28)), min_size=1, max_size=40),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([64, 200, parsing.DEEL]),
    st.booleans(),
)
@settings(max_examples=50, deadline=None)
def test_plain_files_are_read_by_columns(paren: list[tuple[str, int]], eind: str, deel: int, geciteerd: bool) -> None:
    tekst = KOP + eind + "".join(f"{g};{d}-3-2021;kort;bericht;gezin{eind}" for g, d in paren)
    if geciteerd:
        tekst = re.sub(r"[^;\r\n]+", r'"\g<0>"', tekst)
    with patch.object(parsing, "DEEL", deel):
        assert parsing._read_columns(CONTACTEN, io.BytesIO(tekst.encode())) is not None
        _compare(tekst.encode())


@given(
    st.lists(
        st.one_of(st.from_regex(r"[GK]A?[0-9]{2}", fullmatch=True), st.sampled_from(["", "G1", "G007", "12", "g12"])),
        min_size=1,
        max_size=60,
    ),
    st.sampled_from([64, 200, parsing.DEEL]),
    st.sampled_from([3, parsing.RIJEN]),
)
@settings(max_examples=100, deadline=None)
def test_pseudonyms_are_numbered_by_first_appearance_whatever_their_form(
    pseudoniemen: list[str], deel: int, rijen: int
) -> None:
    tekst = KOP + "\n" + "".join(f"{p};1-3-2021;kort;bericht;gezin\n" for p in pseudoniemen)
    with patch.object(parsing, "DEEL", deel), patch.object(parsing, "RIJEN", rijen):
        ruw = parsing._read_columns(CONTACTEN, io.BytesIO(tekst.encode()))
        assert ruw is not None
        assert ruw.kolommen["gezin"].uniek == tuple(dict.fromkeys(pseudoniemen))
        _compare(tekst.encode())


@pytest.mark.parametrize("plek", ["first", "middle", "last"])
@pytest.mark.parametrize("citeer", [False, True])
@pytest.mark.parametrize("regel", ['G1;1-3-2021;kort;"bericht";gezin', "G1;1-3-2021;kort", "", "G1;1-3-2021;k\x00;x;y"])
def test_one_odd_row_in_many_parts_is_left_to_the_reader_by_rows(regel: str, plek: str, citeer: bool) -> None:
    regels = ['"G1";"1-3-2021";"kort";"bericht";"gezin"' if citeer else "G1;1-3-2021;kort;bericht;gezin"] * 30
    regels.insert({"first": 0, "middle": 17, "last": 30}[plek], regel)
    inhoud = "\n".join([KOP, *regels, ""]).encode()
    with patch.object(parsing, "DEEL", 100):
        assert parsing._read_columns(CONTACTEN, io.BytesIO(inhoud)) is None
        _compare(inhoud)


def _compare(inhoud: bytes) -> None:
    uitkomsten = []
    for kolomlezer in (False, True):
        try:
            ruw = parsing.read_table(CONTACTEN, inhoud, kolomlezer=kolomlezer)
        except BestandFout as fout:
            uitkomsten.append(fout.probleem)
            continue
        uitkomsten.append((ruw, table_from_cells(CONTACTEN, ruw, 2021)))
    rij, kolom = uitkomsten
    if not isinstance(rij, tuple):
        assert rij == kolom
        return
    (ruw_a, (df_a, problemen_a)), (ruw_b, (df_b, problemen_b)) = rij, kolom
    assert problemen_a == problemen_b
    assert np.array_equal(ruw_a.rijen, ruw_b.rijen)
    for a, b in zip((*ruw_a.kolommen.values(), *ruw_a.overig), (*ruw_b.kolommen.values(), *ruw_b.overig), strict=True):
        assert (a.naam, a.uniek) == (b.naam, b.uniek)
        assert np.array_equal(a.codes, b.codes)
    if df_a is None:
        assert df_b is None
    else:
        assert df_b is not None
        assert df_a.dtypes.equals(df_b.dtypes)
        assert df_a.reset_index(drop=True).equals(df_b.reset_index(drop=True))


@given(st.lists(st.sampled_from(['"', ";", "\n", "a", '";"', '"\n"', '"a";"b";"c";"d";"e"\n']), max_size=14))
@example(['"a";"', "\n", '"b";"c";"d";"e"', '"', "f"])
@settings(max_examples=400, deadline=None)
def test_quotation_marks_are_never_taken_away_wrongly(stukken: list[str]) -> None:
    _compare((KOP + '\n"a";"b";"c";"d";"e"\n' + "".join(stukken)).encode())


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_a_table_or_a_refusal(inhoud: bytes) -> None:
    for tabel in (CONTACTEN, TABELLEN["kosten"]):
        for begin in (b"", (";".join(tabel.namen) + "\n").encode()):
            _read_or_refuse(tabel.naam, begin + inhoud)


@given(st.text(alphabet=st.sampled_from(list(';,"\t\r\n sep=GC01-2021€.kortlang\ufeff\u00a0')), max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_separators_quotes_and_line_ends_are_a_table_or_a_refusal(tekst: str) -> None:
    for tabel in (CONTACTEN, TABELLEN["kosten"]):
        for begin in ("", ";".join(tabel.namen) + "\n"):
            _read_or_refuse(tabel.naam, (begin + tekst).encode())


def _read_or_refuse(naam: str, inhoud: bytes) -> None:
    try:
        ruw = parsing.read_table(TABELLEN[naam], inhoud)
        _, problemen = table_from_cells(TABELLEN[naam], ruw, 2021)
    except BestandFout as fout:
        problemen = [fout.probleem]
    assert all(p.bestand and p.boodschap and p.herstel for p in problemen)
