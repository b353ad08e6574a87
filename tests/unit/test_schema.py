"""The declaration is whole, and templates, validation and dictionary come from it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pandera.pandas as pa
import pytest

from buurtrendement import ingest, parsing, schema
from buurtrendement.paths import project_root
from buurtrendement.schema import TABELLEN, Tabel
from fabriek import maak_jaar

VERPLICHT = {"gezinnen", "contacten", "uren", "kosten", "casussen", "aannames", "bronnen"}


def test_the_twelve_tables_of_a_year() -> None:
    assert set(TABELLEN) == VERPLICHT | {"leefgebieden", "mijlpalen", "screening", "overlast", "citaten"}
    assert {t.naam for t in TABELLEN.values() if t.verplicht} == VERPLICHT
    assert all(t.bestand == f"{naam}.csv" for naam, t in TABELLEN.items())


@pytest.mark.parametrize("tabel", TABELLEN.values(), ids=str)
def test_every_column_is_declared_in_full(tabel: Tabel) -> None:
    assert len(set(tabel.namen)) == len(tabel.namen)
    assert set(tabel.sleutel) <= set(tabel.namen)
    for kolom in tabel.kolommen:
        assert kolom.label
        assert kolom.soort in parsing.PARSERS
        assert (kolom.soort == "keuze") == bool(kolom.toegestaan)
        assert kolom.kan_identificeren or kolom.soort != "pseudoniem"
        assert kolom.soort not in ("bedrag", "geheel") or kolom.eenheid


@pytest.mark.parametrize("tabel", TABELLEN.values(), ids=lambda t: t.naam)
def test_a_template_is_read_back_without_problems(tabel: Tabel, tmp_path: Path) -> None:
    pad = tmp_path / tabel.bestand
    schema.write_template(tabel, pad)
    assert pad.read_bytes().startswith(b"\xef\xbb\xbf")
    ruw = parsing.read_file(tabel, pad)
    assert tuple(ruw.kolommen) == tabel.namen
    assert not ruw.problemen


def test_what_ingest_accepts_pandera_accepts(tmp_path: Path) -> None:
    jaar = ingest.read_year(maak_jaar(tmp_path, volledig=True))
    assert set(jaar.tabellen) == set(TABELLEN)
    for naam, df in jaar.tabellen.items():
        schema.to_pandera(TABELLEN[naam]).validate(df, lazy=True)
        for kolom in TABELLEN[naam].kolommen:
            if not (TABELLEN[naam].compact and kolom.soort in ("keuze", "pseudoniem")):
                assert str(df[kolom.naam].dtype) == schema.dtype(kolom), (naam, kolom.naam)


def test_pandera_reports_all_failures_at_once(tmp_path: Path) -> None:
    uren = ingest.read_year(maak_jaar(tmp_path)).tabellen["uren"]
    stuk = pd.concat([uren, uren.iloc[:1]], ignore_index=True).assign(directe_uren=-1.0)
    with pytest.raises(pa.errors.SchemaErrors) as fout:
        schema.to_pandera(TABELLEN["uren"]).validate(stuk, lazy=True)
    assert set(fout.value.failure_cases["column"].dropna()) >= {"directe_uren"}
    assert len(fout.value.failure_cases) > len(stuk)


@pytest.mark.parametrize("code", ["G01", "C1", "K003", "KND-004", "P_12", "coach1", "gezin-12", "G1234567"])
def test_pseudonyms(code: str) -> None:
    assert schema.is_pseudonym(code)


@pytest.mark.parametrize(
    "code",
    [
        "Fatima", "fatima1", "Jan1", "J. de Vries", "Gezin Jansen", "12", "123456782", "G", "G01 ", "g01", "G123456782",
        "G01\n", "", "G0١",
    ],
)  # fmt: skip
def test_no_pseudonyms(code: str) -> None:
    assert not schema.is_pseudonym(code)


def test_the_committed_dictionary_is_the_generated_one() -> None:
    pad = project_root() / "docs" / "gegevenswoordenboek.md"
    assert pad.read_text(encoding="utf-8") == schema.data_dictionary(), "draai: python -m buurtrendement.schema"


def test_the_dictionary_names_every_column_and_assumption() -> None:
    tekst = schema.data_dictionary()
    for tabel in TABELLEN.values():
        assert f"## `{tabel.bestand}`" in tekst
        assert all(f"| `{naam}` |" in tekst for naam in tabel.namen)
    assert "| `discontovoet` |" in tekst
