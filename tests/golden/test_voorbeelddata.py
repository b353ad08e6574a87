"""The committed example years: made by the script to the byte, and adding up to what was published about 2021."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

DATA = Path(__file__).resolve().parents[2] / "data"
JAREN = (2021, 2022)
TEKSTEN = {
    "voorwoord", "doelen", "coaches", "werkwijze", "eerste_resultaten", "ervaringen", "vuistregels", "partners",
    "vooruitblik", "bijsluiter", "pm",
}  # fmt: skip


def lees(jaar: int | str, tabel: str) -> pd.DataFrame:
    """A table as its file has it: text, except the columns that hold numbers."""
    return pd.read_csv(DATA / str(jaar) / f"{tabel}.csv", sep=";", decimal=",", keep_default_na=False, na_values=[""])


def datums(kolom: pd.Series) -> pd.Series:
    return pd.to_datetime(kolom, format="%d-%m-%Y")


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("maak_voorbeelddata", DATA / "maak_voorbeelddata.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their own module up by name.
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, spec.name, module)
        spec.loader.exec_module(module)
        yield module


def test_script_reproduces_the_committed_tables(script: ModuleType, tmp_path: Path) -> None:
    made = script.make(tmp_path)
    assert made
    for path in made:
        committed = DATA / path.relative_to(tmp_path)
        assert path.read_bytes() == committed.read_bytes(), f"{committed.name} wijkt af: draai het script opnieuw"


@pytest.mark.parametrize("jaar", JAREN)
def test_every_csv_is_utf8_without_bom_and_has_as_many_cells_as_its_header(jaar: int) -> None:
    for path in (DATA / str(jaar)).glob("*.csv"):
        ruw = path.read_bytes()
        assert not ruw.startswith(b"\xef\xbb\xbf"), path.name
        assert b"\r" not in ruw, path.name
        kop, *regels = ruw.decode("utf-8").splitlines()
        fout = [nr for nr, regel in enumerate(regels, start=2) if regel.count(";") != kop.count(";")]
        assert not fout, f"{path.name}: rijen {fout}"


# --- the published totals of 2021 --------------------------------------------------------------------


def test_families_of_2021() -> None:
    gezinnen = lees(2021, "gezinnen")
    start, eind = datums(gezinnen["startdatum"]), datums(gezinnen["einddatum"])
    lopend = gezinnen[eind.isna()]
    assert len(gezinnen) == 13
    assert set(start.dt.month) == set(range(3, 13)), "elke maand vanaf maart minstens één start"
    assert set(start.dt.year) == {2021}
    assert gezinnen["bestemming"].dropna().tolist() == ["regulier", "regulier"]
    assert lopend["huishoudtype"].value_counts().to_dict() == {"eenouder": 6, "samenwonend_met_kinderen": 5}


def test_hours_and_contacts_of_2021() -> None:
    uren, contacten = lees(2021, "uren"), lees(2021, "contacten")
    assert uren["coach"].nunique() == 3
    assert uren["directe_uren"].sum() == 2504
    # Two full-time jobs shared by three people are some 104 hours a month for each.
    assert uren["directe_uren"].max() < 104
    assert len(contacten) == 271


def test_continuing_families_of_2021_have_problems_on_two_leefgebieden() -> None:
    metingen = lees(2021, "leefgebieden")
    metingen["dag"] = datums(metingen["meetdatum"])
    laatste = metingen[metingen["dag"] == metingen.groupby("gezin")["dag"].transform("max")]
    problemen = laatste[laatste["score"] <= 2].groupby("gezin").size()
    gezinnen = lees(2021, "gezinnen").set_index("gezin")
    lopend = set(gezinnen.index[gezinnen["einddatum"].isna()])
    assert set(problemen.index[problemen >= 2]) == lopend


@pytest.mark.parametrize(
    ("alternatief", "laag", "hoog"),
    [
        ("uitgangssituatie", 23_686, 37_086),
        ("gezinscoach", 12_000, 12_000),
        ("zonder_gezinscoach", 54_586, 54_586),
        ("na_traject", 10_778, 10_778),
    ],
)
def test_case_of_2021_adds_up_to_the_published_costs(alternatief: str, laag: int, hoog: int) -> None:
    kosten = lees(2021, "kosten")
    regels = kosten[kosten["alternatief"] == alternatief]
    assert round(regels["minimum"].sum(), 2) == laag
    assert round(regels["maximum"].sum(), 2) == hoog
    assert set(kosten["casus"]) == {"C1"}
    assert set(kosten["prijspeil"]) == {2021}


def test_2021_shows_its_published_counts_and_2022_protects_them() -> None:
    drempels = {
        jaar: lees(jaar, "aannames").set_index("sleutel").loc["drempel_kleine_aantallen", "waarde"] for jaar in JAREN
    }
    assert drempels == {2021: 1, 2022: 5}


# --- both years hang together ------------------------------------------------------------------------


@pytest.mark.parametrize("jaar", JAREN)
@pytest.mark.parametrize(
    ("tabel", "kolom"), [("contacten", "datum"), ("leefgebieden", "meetdatum"), ("mijlpalen", "datum")]
)
def test_rows_lie_within_the_support_of_their_family(jaar: int, tabel: str, kolom: str) -> None:
    rijen = lees(jaar, tabel).merge(lees(jaar, "gezinnen"), on="gezin", validate="many_to_one")
    assert len(rijen) == len(lees(jaar, tabel)), "elk gezin staat in gezinnen.csv"
    dag = datums(rijen[kolom])
    assert (dag >= datums(rijen["startdatum"])).all()
    assert (dag <= datums(rijen["einddatum"]).fillna(pd.Timestamp(jaar, 12, 31))).all()
    if tabel != "leefgebieden":  # measurements of an earlier year show where a family started
        assert set(dag.dt.year) == {jaar}


def test_every_family_had_contact() -> None:
    for jaar in JAREN:
        assert set(lees(jaar, "contacten")["gezin"]) == set(lees(jaar, "gezinnen")["gezin"])


def test_2022_continues_2021() -> None:
    eerst, daarna = lees(2021, "gezinnen"), lees(2022, "gezinnen")
    door = eerst[eerst["einddatum"].isna()].set_index("gezin")[["startdatum", "huishoudtype"]]
    samen = daarna.set_index("gezin").loc[door.index, ["startdatum", "huishoudtype"]]
    pd.testing.assert_frame_equal(samen, door)
    nieuw = daarna[~daarna["gezin"].isin(door.index)]
    assert set(datums(nieuw["startdatum"]).dt.year) == {2022}
    assert not set(nieuw["gezin"]) & set(eerst["gezin"])


def test_2022_has_what_it_is_meant_to_exercise() -> None:
    gezinnen, casussen, kosten = lees(2022, "gezinnen"), lees(2022, "casussen"), lees(2022, "kosten")
    assert set(gezinnen["huishoudtype"]) == {"eenouder", "samenwonend_met_kinderen", "anders"}
    assert (gezinnen["bestemming"].value_counts() < 5).any(), "iets om te verbergen"
    assert set(lees(2022, "leefgebieden")["versie"]) == {"zrm11", "zrm13"}
    # One case without consent could be found by subtraction; two cannot.
    assert casussen["toestemming"].value_counts().to_dict() == {"ja": 2, "nee": 2}
    assert casussen["aantal_gezinnen"].sum() == len(gezinnen)
    assert kosten["prijspeil"].nunique() > 1
    assert {"ja", "nee"} == set(lees(2022, "citaten")["toestemming"])
    assert lees(2022, "screening")["besluit"].isna().any()
    assert (DATA / "2022" / "overlast.csv").is_file()
    assert not (DATA / "2021" / "overlast.csv").exists()


@pytest.mark.parametrize("jaar", [*JAREN, "referentie"])
def test_sources_are_known_and_used(jaar: int | str) -> None:
    bekend = set(lees(jaar, "bronnen")["bron"])
    namen = ("kosten", "aannames") if jaar in JAREN else ("cpi", "leefgebieden", "referentieprijzen")
    gebruikt = {bron for naam in namen for bron in lees(jaar, naam)["bron"]}
    assert gebruikt == bekend


@pytest.mark.parametrize("jaar", JAREN)
def test_leefgebieden_are_those_of_the_edition(jaar: int) -> None:
    referentie = {(r.versie, r.leefgebied) for r in lees("referentie", "leefgebieden").itertuples()}
    assert {(r.versie, r.leefgebied) for r in lees(jaar, "leefgebieden").itertuples()} <= referentie


def test_reference_has_both_editions_and_an_unbroken_index() -> None:
    assert lees("referentie", "leefgebieden")["versie"].value_counts().to_dict() == {"zrm13": 13, "zrm11": 11}
    assert lees("referentie", "cpi")["jaar"].tolist() == list(range(2015, 2026))


# --- the texts ---------------------------------------------------------------------------------------


def texts() -> Iterator[Path]:
    for folder in (*(DATA / str(jaar) / "teksten" for jaar in JAREN), DATA.parent / "report" / "neutraal"):
        for taal in (folder, folder / "en"):
            # The programme's name is a year's own and needs no translation.
            assert {path.stem for path in taal.glob("*.md")} - {"programma"} == TEKSTEN, taal
            yield from taal.glob("*.md")


def test_both_languages_have_every_text_and_the_same_figures() -> None:
    for path in texts():
        if path.parent.name == "en":
            sleutel = re.compile(r"\{\{< meta (kf\.\w+) >\}\}")
            nederlands = (path.parent.parent / path.name).read_text(encoding="utf-8")
            assert sleutel.findall(path.read_text(encoding="utf-8")) == sleutel.findall(nederlands), path


def test_no_figure_is_typed_by_hand_and_headings_start_below_the_chapter() -> None:
    for path in texts():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\d", text), f"{path}: cijfers komen uit kf"
        for kop in re.findall(r"^#+ .*$", text, flags=re.MULTILINE):
            assert re.fullmatch(r"###+ .+ \{#[a-z-]+\}", kop), f"{path}: {kop}"


@pytest.mark.parametrize("jaar", JAREN)
def test_quotes_are_marked_as_examples(jaar: int) -> None:
    assert lees(jaar, "citaten")["citaat"].str.startswith("(voorbeeld) ").all()
