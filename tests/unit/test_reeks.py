"""Many reports: names, failures that stay their own, processes that die, and the page over all of them."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import tempfile
import zipfile
from pathlib import Path

import pytest
from rich.console import Console

from buurtrendement import cli, gelijktijdig, nl, pipeline, reeks, reeksindex, reeksscherm
from buurtrendement.errors import GebruiksFout, GegevensFout, Probleem
from fabriek import maak_jaar

OPTIES = reeks.Opties(renderer="ingebouwd", formaten=("html",))
vork = pytest.mark.skipif(not gelijktijdig.kan_vorken(), reason="this system cannot fork safely")


def _taken(*mappen: Path) -> tuple[reeks.Taak, ...]:
    return reeks.taken([str(m) for m in mappen])


def test_a_report_is_named_after_the_folder_above_the_year(tmp_path: Path) -> None:
    taken = reeks.taken(
        [str(tmp_path / "noord" / "2021"), str(tmp_path / "zuid" / "2021") + "/", "s3://emmer/west/2022"]
    )
    assert [t.naam for t in taken] == ["noord/2021", "zuid/2021", "west/2022"]
    assert taken[2].bron == "s3://emmer/west/2022"


def test_the_same_folder_twice_is_one_report(tmp_path: Path) -> None:
    map_ = tmp_path / "noord" / "2021"
    assert len(reeks.taken([str(map_), f"{map_}/", str(map_.parent / "x" / ".." / "2021")])) == 1


def test_two_folders_for_one_report_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GebruiksFout, match="Twee mappen geven allebei het bericht 'noord/2021'"):
        _taken(tmp_path / "a" / "noord" / "2021", tmp_path / "b" / "noord" / "2021")


def _uitslag(status: int) -> reeks.Uitslag:
    return reeks.Uitslag(reeks.Taak("x", "noord", "2021"), status, 1.0)


@pytest.mark.parametrize(("statussen", "verwacht"), [([0, 0], 0), ([0, 1], 1), ([0, 3], 3), ([3, 1, 0], 1), ([], 0)])
def test_exit_status_says_whether_it_was_the_data(statussen: list[int], verwacht: int) -> None:
    assert reeks.exit_status([_uitslag(s) for s in statussen]) == verwacht


@pytest.fixture(scope="module")
def buurten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("gegevens")
    maak_jaar(map_ / "noord")
    maak_jaar(map_ / "oost", volledig=True)
    maak_jaar(map_ / "zuid", uren=None, gezinnen=lambda t: t.replace("eenouder", "anders dan bekend"))
    return map_


@vork
@pytest.mark.slow
def test_one_failure_is_named_and_the_others_are_finished(
    buurten: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mappen = [str(buurten / naam / "2021") for naam in ("noord", "zuid", "oost")]
    with pytest.raises(SystemExit) as einde:
        cli.main(
            [
                "reports",
                *mappen,
                "--out",
                str(tmp_path),
                "--workers",
                "2",
                "--renderer",
                "ingebouwd",
                "--formats",
                "html",
            ]
        )
    uit = capsys.readouterr().out
    assert einde.value.code == 1, uit
    assert "Mislukt: zuid/2021" in uit
    assert "uren.csv: dit bestand ontbreekt." in uit
    assert "2 van de 3 gemaakt" in uit
    assert "Traceback" not in uit
    assert sorted(p.parent.relative_to(tmp_path).as_posix() for p in tmp_path.glob("*/*/manifest.json")) == [
        "noord/2021",
        "oost/2021",
    ]
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert 'href="noord/2021/jaarbericht.html"' in index
    assert "<li>zuid/2021</li>" in index


@vork
@pytest.mark.slow
def test_reports_in_a_series_are_the_same_as_reports_alone(buurten: Path, tmp_path: Path) -> None:
    alleen = tmp_path / "alleen"
    cli._voer_uit(
        ["report", str(buurten / "oost" / "2021"), "--out", str(alleen), "--renderer", "ingebouwd"], debug=False
    )
    opties = reeks.Opties(renderer="ingebouwd")
    (uitslag,) = reeks.voer_uit(_taken(buurten / "oost" / "2021"), opties, tmp_path / "reeks", lambda _: None, 1)
    assert uitslag.gelukt
    for bestand in sorted(p for p in alleen.rglob("*") if p.is_file()):
        naam = bestand.relative_to(alleen)
        assert bestand.read_bytes() == (tmp_path / "reeks" / "oost" / "2021" / naam).read_bytes(), naam


def _nep(taak: reeks.Taak, opties: reeks.Opties, doel: Path) -> reeks.Uitslag:
    """Stands in for making a report: the neighbourhood's name says what happens."""
    del opties
    teller = doel.parent / "teller"
    teller.parent.mkdir(parents=True, exist_ok=True)
    with teller.open("a") as stroom:
        stroom.write("x")
    sterft = taak.buurt == "sterft" or (taak.buurt == "sterft_een_keer" and teller.stat().st_size == 1)
    if sterft:
        os.kill(os.getpid(), signal.SIGKILL)
    return reeks.Uitslag(taak, 0, 0.1)


@vork
def test_a_process_that_dies_takes_nothing_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reeks, "maak", _nep)
    monkeypatch.setattr(reeks, "laad_vooraf", lambda: None)
    buurten = ["a", "sterft", "b", "sterft_een_keer", "c", "d"]
    gemeld: list[str] = []
    uitslagen = reeks.voer_uit(
        _taken(*(tmp_path / b / "2021" for b in buurten)),
        OPTIES,
        tmp_path / "uit",
        lambda u: gemeld.append(u.taak.buurt),
        2,
    )
    assert [u.taak.buurt for u in uitslagen] == buurten, "in the order that was asked"
    assert sorted(gemeld) == sorted(buurten), "each one is reported once"
    mislukt = [u for u in uitslagen if not u.gelukt]
    assert [(u.taak.buurt, u.status, u.fout) for u in mislukt] == [("sterft", 3, reeks.GESTORVEN)]
    assert (tmp_path / "uit" / "sterft" / "teller").stat().st_size == reeks.POGINGEN


def _sterft_met_gegevens(taak: reeks.Taak, opties: reeks.Opties, doel: Path) -> reeks.Uitslag:
    del taak, opties, doel
    with pipeline.tijdelijke_map() as map_:
        (map_ / "gezinnen.csv").write_text("G01", encoding="utf-8")
        os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


@vork
def test_a_process_that_dies_leaves_no_data_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(reeks, "maak", _sterft_met_gegevens)
    monkeypatch.setattr(reeks, "laad_vooraf", lambda: None)
    (uitslag,) = reeks.voer_uit(_taken(tmp_path / "a" / "2021"), OPTIES, tmp_path / "uit", lambda _: None, 1)
    assert not uitslag.gelukt
    assert not list(tmp_path.rglob("gezinnen.csv"))


def _wie(taak: reeks.Taak, opties: reeks.Opties, doel: Path) -> reeks.Uitslag:
    del opties, doel
    return reeks.Uitslag(taak, 0, 0.1, renderer=str(os.getpid()))


@vork
def test_a_process_is_replaced_after_many_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reeks, "maak", _wie)
    monkeypatch.setattr(reeks, "laad_vooraf", lambda: None)
    monkeypatch.setattr(reeks, "TAKEN_PER_WERKER", 2)
    uitslagen = reeks.voer_uit(_taken(*(tmp_path / b / "2021" for b in "abcde")), OPTIES, tmp_path, lambda _: None, 1)
    assert len({u.renderer for u in uitslagen}) == 3


@pytest.mark.slow
def test_without_fork_new_processes_do_the_same(buurten: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reeks, "kan_vorken", lambda: False)
    taken = _taken(buurten / "noord" / "2021", buurten / "zuid" / "2021")
    uitslagen = reeks.voer_uit(taken, OPTIES, tmp_path, lambda _: None, 1)
    assert [u.status for u in uitslagen] == [0, 1]
    assert any(p.bestand == "uren.csv" for p in uitslagen[1].problemen)
    assert (tmp_path / "noord" / "2021" / "manifest.json").is_file()


@vork
@pytest.mark.slow
def test_work_that_travels_gives_the_same_files(buurten: Path, tmp_path: Path) -> None:
    (taak,) = _taken(buurten / "noord" / "2021")
    hier = reeks.maak(taak, OPTIES, tmp_path / "hier" / "2021")
    pakket = reeks.pak_in(taak, OPTIES)
    assert pakket.inhoud is not None
    uitslag, inhoud = reeks.maak_elders(pakket)
    assert hier.gelukt
    assert uitslag.taak == taak
    assert inhoud is not None
    reeks.plaats(uitslag, inhoud, tmp_path / "elders")
    for bestand in sorted(p for p in (tmp_path / "hier" / "2021").rglob("*") if p.is_file()):
        naam = bestand.relative_to(tmp_path / "hier" / "2021")
        assert bestand.read_bytes() == (tmp_path / "elders" / "noord" / "2021" / naam).read_bytes(), naam


@pytest.mark.slow
def test_a_year_at_an_address_is_fetched(buurten: Path, tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    (taak,) = reeks.taken([(buurten / "noord" / "2021").as_uri()])
    assert reeks.pak_in(taak, OPTIES).inhoud is None
    assert reeks.maak(taak, OPTIES, tmp_path / "2021").gelukt


def test_an_address_that_does_not_answer_is_a_message(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    (taak,) = reeks.taken([(tmp_path / "weg" / "2021").as_uri()])
    uitslag = reeks.maak(taak, OPTIES, tmp_path / "uit")
    assert (uitslag.status, "konden niet worden opgehaald" in uitslag.fout) == (3, True)


def test_another_version_elsewhere_is_refused() -> None:
    taak = reeks.Taak("x", "noord", "2021")
    uitslag, inhoud = reeks.maak_elders(reeks.Pakket(taak, OPTIES, "een andere versie", b""))
    assert (uitslag.status, inhoud) == (3, None)
    assert "andere versie" in uitslag.fout


def test_what_comes_back_cannot_leave_its_folder(tmp_path: Path) -> None:
    zip_ = io.BytesIO()
    with zipfile.ZipFile(zip_, "w") as inhoud:
        inhoud.writestr("../../buiten.txt", "x")
    reeks.plaats(_uitslag(0), zip_.getvalue(), tmp_path / "uit")
    assert not list(tmp_path.glob("buiten.txt"))
    assert (tmp_path / "uit" / "noord" / "2021" / "buiten.txt").is_file()


# --- the page over all reports ------------------------------------------------------------------------------------


def _publiceer(uit: Path, buurt: str, *, uren: float | None, ncw: tuple[float, float] | None) -> None:
    map_ = uit / buurt / "2021"
    map_.mkdir(parents=True)
    kengetal = {
        "waarde": uren,
        "weergave": "afgeschermd" if uren is None else f"{uren:.0f}",
        "onderdrukt": uren is None,
    }
    kengetallen = {"directe_uren_per_gezin": {**kengetal, "label": "Directe uren per gezin"}}
    bereik = {"bij_lage_kosten": ncw[0], "bij_hoge_kosten": ncw[1]} if ncw else None
    (map_ / "kengetallen.json").write_text(json.dumps({"kengetallen": kengetallen}))
    (map_ / "rendement.json").write_text(json.dumps({"programma": {"ncw": {"status_quo": bereik}}}))
    (map_ / "manifest.json").write_text("{}")
    (map_ / "jaarbericht.html").write_text("<p>")


def test_the_page_compares_and_keeps_hidden_what_is_hidden(tmp_path: Path) -> None:
    _publiceer(tmp_path, "noord", uren=100, ncw=(-5000, -1000))
    _publiceer(tmp_path, "oost <b>", uren=150, ncw=(1000, 9000))
    _publiceer(tmp_path, "zuid", uren=None, ncw=None)
    pagina = reeksindex.schrijf(tmp_path, ["west/2021"]).read_text(encoding="utf-8")
    tekst = re.sub(r"<style>.*?</style>", "", pagina, flags=re.S)
    assert "3 jaarberichten van 3 buurten" in tekst
    assert "oost &lt;b&gt; 2021" in tekst
    assert 'href="oost%20%3Cb%3E/2021/jaarbericht.html"' in tekst
    assert "De helft van de berichten ligt onder 125" in tekst
    assert tekst.count("afgeschermd</td>") == 2, "in the table and in the comparison, without a bar"
    assert "Altijd winst: 1. Altijd verlies: 1." in tekst
    assert "<li>west/2021</li>" in tekst
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', pagina), "nothing comes from elsewhere"


def test_the_page_links_only_to_what_was_made(tmp_path: Path) -> None:
    _publiceer(tmp_path, "noord", uren=100, ncw=None)
    assert "jaarbericht.pdf" not in reeksindex.pagina(reeksindex.lees(tmp_path))
    (tmp_path / "noord" / "2021" / "jaarbericht.pdf").write_bytes(b"%PDF")
    assert 'href="noord/2021/jaarbericht.pdf"' in reeksindex.pagina(reeksindex.lees(tmp_path))
    (tmp_path / "noord" / "2021" / "jaarbericht.html").unlink()
    assert "jaarbericht.html" not in reeksindex.pagina(reeksindex.lees(tmp_path))


def test_the_page_in_english(tmp_path: Path) -> None:
    _publiceer(tmp_path, "noord", uren=1500, ncw=(-5000, -1000))
    _publiceer(tmp_path, "zuid", uren=None, ncw=None)
    pagina = reeksindex.schrijf(tmp_path, ["west/2021"], "en").read_text(encoding="utf-8")
    assert '<html lang="en">' in pagina
    assert "<h1>Annual reports 2021</h1><p>2 annual reports of 2 neighbourhoods</p>" in pagina
    assert "Direct hours per family" in pagina
    assert ">1,500</td>" in pagina
    assert ">suppressed</td>" in pagina
    assert nl.euro_bereik(-5000, -1000, "en") in pagina
    assert not re.search("afgeschermd|jaarberichten|Gemaakt", pagina)


def test_the_page_skips_what_is_no_whole_report(tmp_path: Path) -> None:
    _publiceer(tmp_path, "noord", uren=100, ncw=None)
    for buurt, bestand in (("half", "kengetallen.json"), ("stuk", "rendement.json")):
        _publiceer(tmp_path, buurt, uren=1, ncw=None)
        (tmp_path / buurt / "2021" / bestand).write_text("{")
    assert [b.naam for b in reeksindex.lees(tmp_path)] == ["noord 2021"]
    assert "1 jaarbericht van 1 buurt" in reeksindex.pagina(reeksindex.lees(tmp_path))
    assert "<h1>Jaarberichten</h1>" in reeksindex.pagina([])


def test_problems_are_shown_without_markup_and_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    problemen = tuple(Probleem("gezinnen.csv", n, boodschap="dit [bold]klopt[/bold] niet.") for n in range(2, 12))
    taak = reeks.Taak("x", "noord", "2021")

    def nep(taken: object, opties: object, uit: object, meld: reeks.Melder, werkers: object) -> list[reeks.Uitslag]:
        uitslag = reeks.Uitslag(taak, GegevensFout.exit_status, 0.5, problemen=problemen)
        meld(uitslag)
        return [uitslag]

    monkeypatch.setattr(reeks, "voer_uit", nep)
    stroom = io.StringIO()
    reeksscherm.maak([taak], OPTIES, tmp_path, scherm=Console(file=stroom, width=120))
    uit = stroom.getvalue()
    assert uit.count("dit [bold]klopt[/bold] niet.") == reeksscherm.MAXIMUM_PER_BERICHT
    assert "en nog 5" in uit
    assert "10 fouten in de gegevens" in uit
