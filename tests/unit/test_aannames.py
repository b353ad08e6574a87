"""Assumptions: known keys only, bounds, defaults with a warning, overrides that are marked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtrendement import aannames, ingest
from buurtrendement.aannames import BEKEND, Aannames, parse_set
from buurtrendement.errors import GegevensFout
from fabriek import VERPLICHT, maak_jaar

DESIGN = {
    "discontovoet", "horizon_jaren", "trajectduur_jaren", "prijspeil", "succesgraad", "na_geen_succes", "deadweight",
    "attributie", "verdringing", "uitdoving", "trekkingen", "toevalszaad", "drempel_kleine_aantallen",
}  # fmt: skip


@pytest.fixture
def basis(tmp_path: Path) -> Aannames:
    return ingest.read_year(maak_jaar(tmp_path)).aannames


def test_the_keys_of_the_design() -> None:
    assert set(BEKEND) == DESIGN


def test_defaults_of_the_design() -> None:
    standaard = aannames.defaults(2021)
    assert standaard["discontovoet"] == 0.0225
    assert standaard["horizon_jaren"] == 3
    assert standaard["trajectduur_jaren"] == 2
    assert standaard["succesgraad"] == 0.4
    assert standaard["prijspeil"] == 2021
    assert standaard["drempel_kleine_aantallen"] == 5
    assert all(standaard[k] == 0 for k in ("deadweight", "attributie", "verdringing", "uitdoving"))


def test_whole_numbers_are_int_and_fractions_float(basis: Aannames) -> None:
    for sleutel, definitie in BEKEND.items():
        assert isinstance(basis[sleutel], float if definitie.soort == "fractie" else int)


def test_an_override_is_marked_and_remembers_the_base(basis: Aannames) -> None:
    anders = basis.met({"discontovoet": 0.05, "horizon_jaren": 5})
    assert anders["discontovoet"] == 0.05
    assert [r.sleutel for r in anders.afwijkingen] == ["discontovoet", "horizon_jaren"]
    regel = anders.regel("discontovoet")
    assert (regel.basiswaarde, regel.afwijkend) == (0.0225, True)
    assert (regel.laag, regel.hoog) == (0.016, 0.05)  # the range is widened up to the new value
    assert anders.basis() == basis
    assert not basis.afwijkingen


def test_an_override_on_an_override_keeps_the_first_base(basis: Aannames) -> None:
    tweede = basis.met({"discontovoet": 0.05}).met({"discontovoet": 0.01})
    assert tweede.regel("discontovoet").basiswaarde == 0.0225
    assert tweede.basis() == basis
    assert not tweede.met({"discontovoet": 0.0225}).afwijkingen


@pytest.mark.parametrize("paar", ["discontovoet=0.03", "discontovoet=0,03", " discontovoet = 0,03 "])
def test_point_and_comma_are_both_read_on_the_command_line(paar: str) -> None:
    assert parse_set([paar]) == {"discontovoet": 0.03}


@pytest.mark.parametrize(
    ("paar", "woord"),
    [
        ("discontvoet=0.03", "'discontovoet'"),
        ("horizon=3", "'horizon_jaren'"),
        ("xyz=1", "Kies uit"),
        ("discontovoet", "sleutel=waarde"),
        ("discontovoet=", "niet te lezen"),
        ("discontovoet=3%", "niet te lezen"),
        ("discontovoet=1e-2", "niet te lezen"),
        ("discontovoet=nan", "niet te lezen"),
        ("discontovoet=inf", "niet te lezen"),
        ("discontovoet=2,25", "breuk"),
        ("discontovoet=-0,01", "van 0 tot en met 1"),
        ("succesgraad=1.4", "van 0 tot en met 1"),
        ("horizon_jaren=2.5", "geheel"),
        ("horizon_jaren=0", "van 1"),
        ("trekkingen=1.000", "twee manieren"),
        ("prijspeil=21", "van 1990"),
    ],
)
def test_what_cannot_be_set_is_refused_in_words(paar: str, woord: str) -> None:
    with pytest.raises(GegevensFout, match=woord):
        parse_set([paar])


def test_all_faults_of_set_at_once() -> None:
    with pytest.raises(GegevensFout) as fout:
        parse_set(["a=1", "discontovoet=x", "horizon_jaren=3", "horizon_jaren=4"])
    assert len(fout.value.problemen) == 3


@pytest.mark.parametrize("waarde", [float("nan"), float("inf"), True, None, [1], "x"])
def test_values_that_are_no_numbers_are_refused(basis: Aannames, waarde: object) -> None:
    with pytest.raises(GegevensFout):
        basis.met({"succesgraad": waarde})  # type: ignore[dict-item]


def test_an_unknown_key_names_the_nearest(basis: Aannames) -> None:
    with pytest.raises(GegevensFout, match="'succesgraad'"):
        basis["succes_graad"]
    with pytest.raises(GegevensFout, match="'succesgraad'"):
        basis.met({"sucesgraad": 0.5})


@given(st.floats(min_value=0, max_value=1, allow_subnormal=False))
def test_every_fraction_survives_the_command_line(waarde: float) -> None:
    tekst = f"{waarde:.12f}"
    assert parse_set([f"succesgraad={tekst}"]) == {"succesgraad": float(tekst)}


# --- in aannames.csv --------------------------------------------------------------------------------


def _with(tmp_path: Path, oud: str, nieuw: str) -> Path:
    tekst = VERPLICHT["aannames"].replace("{jaar}", "2021")
    assert oud in tekst
    return maak_jaar(tmp_path, aannames=tekst.replace(oud, nieuw))


def test_a_missing_key_gets_its_default_and_a_warning(tmp_path: Path) -> None:
    zonder = "\n".join(r for r in VERPLICHT["aannames"].splitlines() if not r.startswith("succesgraad"))
    jaar = ingest.read_year(maak_jaar(tmp_path, aannames=zonder.replace("{jaar}", "2021")))
    assert jaar.aannames["succesgraad"] == 0.4
    assert jaar.aannames.regel("succesgraad").herkomst == "standaard"
    assert any("succesgraad" in m.boodschap and m.ernst == "waarschuwing" for m in jaar.meldingen)


@pytest.mark.parametrize(
    ("oud", "nieuw", "kolom", "woord"),
    [
        ("discontovoet;Disc", "discontvoet;Disc", "sleutel", "'discontovoet'"),
        ("0,0225;0,016", "0.0225;0,016", "waarde", "komma"),
        ("0,0225;0,016", "2,25;0,016", "waarde", "breuk"),
        ("0,0225;0,016;0,03", "0,0225;0,03;0,016", "waarde", "laag"),
        ("0,0225;0,016;0,03", "0,0225;;0,03", "laag", "allebei"),
        ("0,0225;0,016;0,03", "0,0225;0,016;3", "hoog", "breuk"),
        ("rekend;3;", "rekend;3,5;", "waarde", "geheel"),
        ("rekend;3;", "rekend;;", "waarde", "leeg"),
        ("rekend;3;", "rekend;1e1;", "waarde", "cijfers"),
        ("wordt;0,4;0,2;0,6", "wordt;1,4;0,2;1,6", "waarde", "van 0 tot en met 1"),
        ("literatuur;werkgroep", "gevonden;werkgroep", "herkomst", "registratie"),
        ("literatuur;werkgroep", "literatuur;wergroep", "bron", "'werkgroep'"),
        ("literatuur;werkgroep", "literatuur;", "bron", "leeg"),
        ("horizon_jaren;Jaren", "discontovoet;Jaren", "sleutel", "rij 2"),
    ],
)
def test_faults_in_the_file_name_row_and_column(tmp_path: Path, oud: str, nieuw: str, kolom: str, woord: str) -> None:
    with pytest.raises(GegevensFout) as fout:
        ingest.read_year(_with(tmp_path, oud, nieuw))
    raak = [p for p in fout.value.problemen if p.kolom == kolom and p.bestand == "aannames.csv" and p.rij]
    assert raak
    assert woord in str(raak[0])


def test_thousands_in_the_file(tmp_path: Path) -> None:
    jaar = ingest.read_year(_with(tmp_path, "Trekkingen;2000", "Trekkingen;20.000"))
    assert jaar.aannames["trekkingen"] == 20000


def test_a_seed_that_passes_the_eleven_test_is_no_bsn(tmp_path: Path) -> None:
    jaar = ingest.read_year(_with(tmp_path, "Toevalszaad;2021", "Toevalszaad;123456782"))
    assert jaar.aannames["toevalszaad"] == 123456782


def test_overrides_reach_the_year_and_bad_ones_stop_it(tmp_path: Path) -> None:
    map_ = maak_jaar(tmp_path)
    assert ingest.read_year(map_, {"discontovoet": "0,05"}).aannames["discontovoet"] == 0.05
    with pytest.raises(GegevensFout, match="'discontovoet'"):
        ingest.read_year(map_, {"discontvoet": 0.05})
    with pytest.raises(GegevensFout, match="prijspeil"):
        ingest.read_year(map_, {"prijspeil": 2099})
