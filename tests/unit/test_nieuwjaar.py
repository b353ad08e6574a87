"""A new year: what is put ready, what is kept, and that nothing unreviewed can reach a report."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from buurtrendement import cli, ingest, nalopen, nieuwjaar, parsing, results
from buurtrendement.aannames import BEKEND
from buurtrendement.errors import GebruiksFout, GegevensFout, GereedschapFout
from buurtrendement.schema import TABELLEN
from fabriek import maak_jaar


def _problemen(map_: Path) -> list[str]:
    with pytest.raises(GegevensFout) as fout:
        ingest.read_year(map_)
    return [str(p) for p in fout.value.problemen]


def _rijen(pad: Path) -> list[list[str]]:
    return [regel.split(";") for regel in pad.read_text(encoding="utf-8-sig").splitlines()]


@pytest.mark.parametrize("tabel", TABELLEN.values(), ids=TABELLEN)
def test_every_example_line_is_valid_in_itself(tmp_path: Path, tabel: object) -> None:
    nieuwjaar.begin(tmp_path / "2023")
    assert isinstance(tabel, type(TABELLEN["uren"]))
    ruw = parsing.read_file(tabel, tmp_path / "2023" / "voorbeelden" / tabel.bestand)
    df, problemen = ingest.table_from_cells(tabel, ruw, 2023)
    assert problemen == []
    assert df is not None
    assert len(df) == 1


def test_first_year_has_headers_defaults_and_a_checklist(tmp_path: Path) -> None:
    map_ = tmp_path / "nieuwe buurt" / "2023"
    regels = nieuwjaar.begin(map_)
    for tabel in TABELLEN.values():
        assert _rijen(map_ / tabel.bestand)[0] == list(tabel.namen)
    assert _rijen(map_ / "gezinnen.csv")[1:] == []
    assert [r[0] for r in _rijen(map_ / "aannames.csv")[1:]] == list(BEKEND)
    assert "- [ ]" in (map_ / "CHECKLIST.md").read_text(encoding="utf-8")
    assert any("standaardwaarden" in r for r in regels)


def test_last_year_is_taken_over_and_marked(tmp_path: Path) -> None:
    vorig = maak_jaar(tmp_path / "2022", **{"teksten/voorwoord.md": "Dit was 2022.\r\n", "teksten/programma.md": "Wij"})
    (vorig / "cijfers.csv").write_text("sleutel;waarde\n", encoding="utf-8")
    (vorig / "kolommen.csv").write_text("bron;tabel;kolom;naar;waarde;wordt\n", encoding="utf-8")
    nieuwjaar.begin(tmp_path / "2023")
    map_ = tmp_path / "2023"
    kop, *rijen = _rijen(map_ / "aannames.csv")
    per_sleutel = {r[0]: dict(zip(kop, r, strict=True)) for r in rijen}
    assert per_sleutel["prijspeil"]["waarde"] == "2023"
    assert per_sleutel["succesgraad"]["waarde"] == "0,4"
    zonder = {s for s, r in per_sleutel.items() if not nalopen.is_marked(r["toelichting"])}
    assert zonder == {"trekkingen", "toevalszaad"}
    assert "NALOPEN: Alleenstaande ouder" in (map_ / "casussen.csv").read_text(encoding="utf-8-sig")
    assert (map_ / "teksten" / "voorwoord.md").read_text(encoding="utf-8").startswith("NALOPEN: ")
    assert (map_ / "teksten" / "programma.md").read_text(encoding="utf-8") == "Wij"
    assert (map_ / "vorig_jaar" / "kosten_2022.csv").read_bytes() == (vorig / "kosten.csv").read_bytes()
    assert (map_ / "cijfers_2022.csv").exists()
    assert (map_ / "kolommen.csv").exists()


def test_translations_are_taken_over_and_what_has_none_is_listed(tmp_path: Path) -> None:
    vorig = maak_jaar(
        tmp_path / "2022",
        **{
            "teksten/en/doelen.md": "Goals",
            "teksten/en/woorden.csv": "nederlands;engels\nAlleenstaande ouder;Single parent\nOud citaat;Old quote\n",
        },
        casussen=lambda t: t.replace("Alleenstaande ouder met bijstand en schulden", "Alleenstaande ouder"),
    )
    omschrijving = _rijen(vorig / "casussen.csv")[1][1]
    nieuwjaar.begin(tmp_path / "2023")
    kop, *rijen = _rijen(tmp_path / "2023" / "teksten" / "en" / "woorden.csv")
    vertaald = dict(rijen)
    assert kop == ["nederlands", "engels"]
    assert vertaald["Oud citaat"] == "Old quote"
    assert omschrijving in vertaald
    assert not any(nalopen.MERK in woord for woord in vertaald)
    (meta,) = [results.woordenlijst("\n".join(";".join(r) for r in (kop, *rijen)))]
    assert meta == {"Alleenstaande ouder": "Single parent", "Oud citaat": "Old quote"}


@pytest.mark.parametrize(("taal", "verwacht"), [("nl", False), ("en", True)])
def test_a_list_of_translations_only_for_who_makes_an_english_report(tmp_path: Path, taal: str, verwacht: bool) -> None:
    maak_jaar(tmp_path / "2022")
    nieuwjaar.begin(tmp_path / "2023", taal)
    assert (tmp_path / "2023" / "teksten" / "en" / "woorden.csv").exists() == verwacht


def test_years_of_the_price_index_are_taken_over(tmp_path: Path) -> None:
    maak_jaar(tmp_path / "2027", **{"cpi.csv": "jaar;mutatie;bron\n2026;2,9;cbs_cpi\n"})
    nieuwjaar.begin(tmp_path / "2028")
    assert (tmp_path / "2028" / "cpi.csv").read_bytes() == (tmp_path / "2027" / "cpi.csv").read_bytes()


def test_published_figures_are_found_in_dist_beside_data(tmp_path: Path) -> None:
    maak_jaar(tmp_path / "data" / "2022")
    dist = tmp_path / "dist" / "2022"
    dist.mkdir(parents=True)
    (dist / "cijfers.csv").write_bytes(b"sleutel;waarde\n")
    nieuwjaar.begin(tmp_path / "data" / "2023")
    assert (tmp_path / "data" / "2023" / "cijfers_2022.csv").read_bytes() == b"sleutel;waarde\n"


def test_unfinished_year_says_what_is_still_to_do(tmp_path: Path) -> None:
    maak_jaar(tmp_path / "2022", **{"teksten/en/doelen.md": "Goals"})
    nieuwjaar.begin(tmp_path / "2023")
    zinnen = "\n".join(_problemen(tmp_path / "2023"))
    assert "gezinnen.csv: er staan geen regels" in zinnen
    assert "aannames.csv, rij 2, kolom 'toelichting': deze regel is bij het begin van het jaar klaargezet" in zinnen
    assert "casussen.csv, rij 2, kolom 'omschrijving'" in zinnen
    assert "teksten/en/doelen.md, rij 1: deze tekst is van vorig jaar" in zinnen
    assert "kolommen.csv" not in zinnen


def test_a_table_that_is_still_empty_is_named_once(tmp_path: Path) -> None:
    maak_jaar(tmp_path / "2022")
    nieuwjaar.begin(tmp_path / "2023")
    zinnen = _problemen(tmp_path / "2023")
    assert [z for z in zinnen if "kosten.csv" in z] == [
        "kosten.csv: er staan geen regels onder de kopregel. Vul het bestand."
    ]
    assert not any("samen voor" in z for z in zinnen)


def test_check_tells_what_is_to_do_in_a_screenful(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    teksten = {f"teksten/{naam}.md": "Dit was 2022." for naam in ("voorwoord", "doelen")}
    maak_jaar(tmp_path / "2022", **teksten, **{"teksten/en/doelen.md": "Goals"})
    nieuwjaar.begin(tmp_path / "2023")
    with pytest.raises(SystemExit) as einde:
        cli.main(["check", str(tmp_path / "2023")])
    assert einde.value.code == 1
    regels = capsys.readouterr().out.splitlines()
    assert len(regels) < 20
    assert any(
        r.startswith("Fout: aannames.csv, kolom 'toelichting': 11 regels") and "rij 2 t/m 11, 14." in r for r in regels
    )
    assert any(r.startswith("Fout: teksten/: 2 teksten") and "doelen.md, voorwoord.md" in r for r in regels)
    assert any(r.startswith("Fout: teksten/en/doelen.md, rij 1: deze tekst") for r in regels)
    assert regels[-1].startswith("2023: er kan nog geen jaarbericht worden gemaakt")


def test_a_machine_is_told_of_every_mark(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    maak_jaar(tmp_path / "2022")
    nieuwjaar.begin(tmp_path / "2023")
    with pytest.raises(SystemExit):
        cli.main(["check", str(tmp_path / "2023"), "--json"])
    problemen = json.loads(capsys.readouterr().out)["problemen"]
    assert [p["rij"] for p in problemen if p["bestand"] == "aannames.csv"] == [*range(2, 12), 14]


def test_in_english_for_who_reads_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    maak_jaar(tmp_path / "mijn data" / "2022", **{"teksten/voorwoord.md": "Dit was 2022."})
    map_ = tmp_path / "mijn data" / "2023"
    with pytest.raises(SystemExit):
        cli.main(["new", str(map_), "--taal", "en"])
    assert f'buurtrendement check "{map_.as_posix()}"' in capsys.readouterr().out
    assert "Tick what is done" in (map_ / "CHECKLIST.md").read_text(encoding="utf-8")
    assert "Rewrite it" in (map_ / "teksten" / "voorwoord.md").read_text(encoding="utf-8").splitlines()[0]
    assert _rijen(map_ / "gezinnen.csv")[0][0] == "gezin"
    assert any("voorwoord.md, rij 1" in z for z in _problemen(map_))


@pytest.mark.parametrize("taal", nieuwjaar.CHECKLIST)
def test_checklists_of_all_languages_have_the_same_points(taal: str) -> None:
    def vorm(tekst: str) -> list[str]:
        return [regel[:5] for regel in tekst.splitlines() if regel.startswith(("- [ ]", "## "))]

    assert vorm(nieuwjaar.CHECKLIST[taal]) == vorm(nieuwjaar.CHECKLIST["nl"])


def test_once_the_marks_are_gone_and_tables_filled_the_year_is_good(tmp_path: Path) -> None:
    vorig = maak_jaar(tmp_path / "2022", **{"teksten/voorwoord.md": "Dit was 2022."})
    nieuwjaar.begin(tmp_path / "2023")
    map_ = tmp_path / "2023"
    for pad in (map_ / "aannames.csv", map_ / "casussen.csv"):
        pad.write_text(pad.read_text(encoding="utf-8-sig").replace("NALOPEN:", ""), encoding="utf-8")
    tekst = map_ / "teksten" / "voorwoord.md"
    tekst.write_text(tekst.read_text(encoding="utf-8").split("\n", 1)[1], encoding="utf-8")
    vol = maak_jaar(tmp_path / "elders" / "2023")
    for naam in ("gezinnen", "contacten", "uren", "kosten"):
        (map_ / f"{naam}.csv").write_bytes((vol / f"{naam}.csv").read_bytes())
    jaar = ingest.read_year(map_)
    assert jaar.verslagjaar == 2023
    assert vorig.exists()


def test_nothing_that_exists_is_overwritten(tmp_path: Path) -> None:
    map_ = tmp_path / "2023"
    (map_ / "voorbeelden").mkdir(parents=True)
    (map_ / "gezinnen.csv").write_bytes(b"van mij")
    (map_ / "voorbeelden" / "uren.csv").write_bytes(b"ook van mij")
    regels = nieuwjaar.begin(map_)
    assert (map_ / "gezinnen.csv").read_bytes() == b"van mij"
    assert (map_ / "voorbeelden" / "uren.csv").read_bytes() == b"ook van mij"
    assert any("bewaard  gezinnen.csv" in r for r in regels)
    eerder = {p: p.read_bytes() for p in map_.rglob("*") if p.is_file()}
    opnieuw = nieuwjaar.begin(map_)
    assert {p: p.read_bytes() for p in map_.rglob("*") if p.is_file()} == eerder
    assert not any("klaargezet" in r for r in opnieuw)


def test_last_year_in_windows_coding_and_other_column_order(tmp_path: Path) -> None:
    vorig = maak_jaar(tmp_path / "2022")
    kop, *regels = (vorig / "bronnen.csv").read_text(encoding="utf-8").splitlines()
    namen = kop.split(";")
    omgekeerd = [";".join(reversed(r.split(";"))) for r in (kop, *regels)]
    (vorig / "bronnen.csv").write_bytes("\r\n".join([*omgekeerd, "x;2020;Coöperatie;T;eigen"]).encode("cp1252"))
    nieuwjaar.begin(tmp_path / "2023")
    nieuw = _rijen(tmp_path / "2023" / "bronnen.csv")
    assert nieuw[0] == namen
    assert nieuw[-1] == ["eigen", "T", "Coöperatie", "2020", "x"]


@pytest.mark.parametrize("naam", ["23", "jaar2023", "20233", "1800", "٢٠٢٣"])
def test_a_name_that_is_no_year_is_wrong_usage(tmp_path: Path, naam: str) -> None:
    with pytest.raises(GebruiksFout, match="vier cijfers"):
        nieuwjaar.begin(tmp_path / naam)
    assert not (tmp_path / naam).exists()


def test_a_file_in_the_way_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "2023").write_bytes(b"")
    with pytest.raises(GebruiksFout, match="is een bestand"):
        nieuwjaar.begin(tmp_path / "2023")


def test_a_disk_that_refuses_is_a_tool_that_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def vol(*_: object) -> int:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "write_bytes", vol)
    with pytest.raises(GereedschapFout, match="kan niet worden gemaakt"):
        nieuwjaar.begin(tmp_path / "2023")


def test_command_line_prints_what_was_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as einde:
        cli.main(["new", str(tmp_path / "2023")])
    assert einde.value.code == 0
    assert "CHECKLIST.md" in capsys.readouterr().out


@pytest.mark.parametrize("tekst", ["NALOPEN", "nalopen: x", "**NALOPEN**: x", '"NALOPEN: x"', "NALOPEN:"])
def test_mark_is_recognised_in_many_guises(tekst: str) -> None:
    assert nalopen.is_marked(tekst)


@pytest.mark.parametrize("tekst", ["", "Nog na te lopen", "NALOPENDE zaken", "x NALOPEN"])
def test_other_text_is_not_marked(tekst: str) -> None:
    assert not nalopen.is_marked(tekst)


def test_marking_twice_is_marking_once() -> None:
    assert nalopen.mark(nalopen.mark("a")) == "NALOPEN: a"
    assert nalopen.mark("") == "NALOPEN:"
