"""The manifest names every input and gives none of them away."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import SimpleNamespace

import pytest

from buurtrendement import ingest, pipeline, verificatie
from buurtrendement.errors import GegevensFout
from fabriek import maak_jaar


def _invoer(map_: Path) -> dict[str, str]:
    opdracht = pipeline.Opdracht(map_)
    uit: dict[str, str] = pipeline.manifest(opdracht, ingest.read_year(map_), "ingebouwd")["invoer"]
    return uit


def test_a_guess_of_a_small_table_is_not_confirmed(tmp_path: Path) -> None:
    jaar = maak_jaar(tmp_path, volledig=True)
    invoer = _invoer(jaar)
    for naam in (
        "gezinnen",
        "uren",
        "kosten",
        "casussen",
        "leefgebieden",
        "mijlpalen",
        "screening",
        "overlast",
        "citaten",
    ):
        inhoud = (jaar / f"{naam}.csv").read_bytes()
        for geraden in (inhoud, naam.encode() + inhoud):
            assert hashlib.sha256(geraden).hexdigest() not in invoer.values(), naam
        assert f"{naam}.csv" in invoer
    # Who knows every published hash and the exact table still lacks the content of contacten.csv.
    contacten = hashlib.sha256((jaar / "contacten.csv").read_bytes())
    assert invoer["contacten.csv"] == contacten.hexdigest()
    for sleutel in (contacten.digest(), contacten.hexdigest().encode(), b""):
        som = hashlib.sha256((jaar / "mijlpalen.csv").read_bytes()).hexdigest()
        import hmac  # noqa: PLC0415

        for bericht in (som, f"mijlpalen.csv\n{som}"):
            assert hmac.digest(sleutel, bericht.encode(), "sha256").hex() != invoer["mijlpalen.csv"]


def test_the_same_data_elsewhere_give_the_same_hashes(tmp_path: Path) -> None:
    assert _invoer(maak_jaar(tmp_path / "een")) == _invoer(maak_jaar(tmp_path / "twee"))


def test_names_of_other_files_in_the_folder_are_not_published(tmp_path: Path) -> None:
    vreemd = {"gezin_aan_de_kade.csv": "a;b\n1;2\n", "kolommen.csv": "soort;naam\n", "teksten/gesprek_kade.md": "x"}
    jaar = maak_jaar(tmp_path, volledig=True, **vreemd, **{"teksten/voorwoord.md": "Hallo.\n"})
    invoer = _invoer(jaar)
    assert "teksten/voorwoord.md" in invoer
    assert not [naam for naam in invoer if "kade" in naam or naam.startswith("kolommen")]


def _verschillen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, toen: dict[str, str], nu: dict[str, str]
) -> list[str]:
    leeg: dict[str, object] = {"referentie": {}, "bron": {}, "programma": {}, "versies": {}, "uitvoer": {}}
    opdracht = {"aannames": {}, "formaten": ["html"], "renderer": "ingebouwd", "taal": "nl"}
    manifesten = iter([{**leeg, "opdracht": opdracht, "invoer": toen}, {**leeg, "opdracht": opdracht, "invoer": nu}])
    monkeypatch.setattr(verificatie, "lees_manifest", lambda _: next(manifesten))
    monkeypatch.setattr(pipeline, "maak_jaarbericht", lambda *_: SimpleNamespace())
    (tmp_path / "leeg").mkdir()
    return verificatie.verifieer(tmp_path / "leeg", tmp_path)


def test_verify_names_the_table_that_changed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    toen = _invoer(maak_jaar(tmp_path / "een"))
    nu = _invoer(maak_jaar(tmp_path / "twee", kosten=lambda t: t.replace("Bewindvoering", "Budgetbeheer")))
    assert _verschillen(monkeypatch, tmp_path, toen, nu) == ["invoer kosten.csv: anders."]


def test_verify_says_when_tables_cannot_be_compared_one_by_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    toen = _invoer(maak_jaar(tmp_path / "een"))
    nu = _invoer(maak_jaar(tmp_path / "twee", contacten=lambda t: t.replace("telefoon", "bericht", 1)))
    gevonden = _verschillen(monkeypatch, tmp_path, toen, nu)
    assert gevonden == [
        "De tabellen zijn niet een voor een te vergelijken, want contacten.csv is anders.",
        "invoer contacten.csv: anders.",
    ]


@pytest.mark.parametrize(
    "inhoud",
    [
        "", "{", "[]", "null", '{"uitvoer": {}}', "\x00\x01",
        '{"invoer":{},"referentie":{},"bron":{},"programma":{},"versies":{},"uitvoer":{},"opdracht":{}}',
        '{"invoer":{},"referentie":{},"bron":{},"programma":{},"versies":{},"uitvoer":{},'
        '"opdracht":{"aannames":{"x":[]},"formaten":["exe"],"renderer":"sh","taal":"../x"}}',
    ],
)  # fmt: skip
def test_a_damaged_manifest_is_a_message(tmp_path: Path, inhoud: str) -> None:
    (tmp_path / "manifest.json").write_text(inhoud, encoding="utf-8")
    with pytest.raises(GegevensFout, match="manifest"):
        verificatie.verifieer(tmp_path, tmp_path / "2021")
