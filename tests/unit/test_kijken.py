"""``watch``: rebuilding on save, errors on the page, and serving to this machine only."""

from __future__ import annotations

import http.client
import json
import os
import pickle
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from buurtrendement import gelijktijdig, kijken, pipeline
from buurtrendement.errors import GereedschapFout
from fabriek import maak_jaar

GEDULD_SECONDEN = 120
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.parametrize(
    ("naam", "verwacht"),
    [
        ("gezinnen.csv", True),
        ("voorwoord.md", True),
        ("jaarbericht.qmd", True),
        (".~lock.gezinnen.csv#", False),
        ("~$gezinnen.xlsx", False),
        (".voorwoord.md.swp", False),
        ("voorwoord.md~", False),
        ("4913", False),
    ],
)
def test_files_of_editors_are_no_reason(naam: str, verwacht: bool) -> None:
    assert kijken.telt(None, f"/data/2021/{naam}") is verwacht


def test_earlier_years_are_watched_and_later_ones_are_not(tmp_path: Path) -> None:
    for jaar in ("2018", "2020", "2021", "2022"):
        (tmp_path / jaar).mkdir()
    gezien = {p.name for p in kijken.bewaakt(tmp_path / "2021") if p.parent == tmp_path}
    assert gezien == {"2018", "2020", "2021"}


def test_what_is_saved_while_the_first_report_is_being_made_is_not_missed(tmp_path: Path) -> None:
    jaar = tmp_path / "2021"
    jaar.mkdir()
    aanleidingen = kijken._aanleidingen(jaar)
    next(aanleidingen)
    (jaar / "uren.csv").write_text("tijdens het maken", encoding="utf-8")
    gezien: list[object] = []
    wachter = threading.Thread(target=lambda: gezien.append(next(aanleidingen)), daemon=True)
    wachter.start()
    wachter.join(GEDULD_SECONDEN)
    assert "uren.csv" in str(gezien)


def test_what_is_wrong_is_text_on_the_page() -> None:
    assert kijken.fout_als_html(["a <b>", "c"]) == "<ul><li>a &lt;b&gt;</li><li>c</li></ul>"
    assert kijken.fout_als_html([]) == ""


def test_bad_data_are_sentences(tmp_path: Path) -> None:
    jaar = maak_jaar(tmp_path / "buurt", uren=None)
    opdracht = pipeline.Opdracht(jaar, tmp_path / "uit", renderer="ingebouwd", formaten=("html",))
    (regel,) = kijken.maak(opdracht)
    assert regel.startswith("Fout: uren.csv: dit bestand ontbreekt.")


def test_problems_are_told_in_the_language_of_the_report(tmp_path: Path) -> None:
    jaar = maak_jaar(tmp_path / "buurt", uren=None)
    opdracht = pipeline.Opdracht(jaar, tmp_path / "uit", renderer="ingebouwd", formaten=("html",), taal="en")
    (regel,) = kijken.maak(opdracht)
    assert regel.startswith("Error: uren.csv: this file is missing.")


class _Stervend:
    """A process that dies in the middle of its answer."""

    def vraag(self, *_: object) -> object:
        raise pickle.UnpicklingError("pickle data was truncated")

    def sluit(self) -> None:
        """Nothing to end."""


@pytest.mark.parametrize("vork", [True, False])
def test_a_process_that_dies_ends_nothing_and_is_told_in_the_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, vork: bool
) -> None:
    if vork and not gelijktijdig.kan_vorken():
        pytest.skip("dit systeem kan niet vorken")
    monkeypatch.setattr(kijken, "kan_vorken", lambda: vork)
    monkeypatch.setattr(kijken.reeks, "Bijproces", _Stervend)
    monkeypatch.setattr(kijken, "maak", lambda _: os._exit(1))
    opdracht = pipeline.Opdracht(tmp_path, taal="en")
    with kijken._bouwer() as bouw:
        for _ in range(2):
            (regel,) = bouw(opdracht)
            assert regel.startswith("Error: ")
            assert "stopped unexpectedly" in regel


@pytest.mark.parametrize(("taal", "leeg"), [("nl", "Er is nog geen jaarbericht."), ("en", "There is no annual report")])
def test_the_page_before_the_first_report_speaks_the_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taal: str, leeg: str
) -> None:
    monkeypatch.setattr(kijken, "kan_vorken", lambda: False)
    with kijken._server(tmp_path / "uit", 0, taal) as (adres, _):
        _, pagina, _ = _haal(adres, "/")
    assert f'<html lang="{taal}">' in pagina
    assert leeg in pagina
    assert ("not renewed" in pagina) == (taal == "en")


@pytest.fixture(params=[True, False], ids=["vork", "draad"])
def dienst(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, object]]:
    if request.param and not gelijktijdig.kan_vorken():
        pytest.skip("this system cannot fork safely")
    monkeypatch.setattr(kijken, "kan_vorken", lambda: request.param)
    (tmp_path / "geheim.txt").write_text("niet hier")
    map_ = tmp_path / "uit"
    map_.mkdir()
    (map_ / "jaarbericht.html").write_text("<html><body><p>eerste</p></body></html>")
    (map_ / "kengetallen.json").write_text("{}")
    with kijken._server(map_, 0) as (adres, toon):
        yield adres, toon


def _haal(adres: str, pad: str, **kop: str) -> tuple[int, str, dict[str, str]]:
    verbinding = http.client.HTTPConnection(adres.split("/")[2], timeout=10)
    verbinding.request("GET", pad, headers=kop)
    antwoord = verbinding.getresponse()
    return antwoord.status, antwoord.read().decode("utf-8"), dict(antwoord.getheaders())


def test_pages_get_the_script_and_files_do_not_change(dienst: tuple[str, object], tmp_path: Path) -> None:
    adres, _ = dienst
    status, pagina, kop = _haal(adres, "/")
    assert status == 200
    assert "<p>eerste</p>" in pagina
    assert "EventSource" in pagina
    assert pagina.endswith("</body></html>")
    assert kop["Cache-Control"] == "no-store"
    assert "EventSource" not in (tmp_path / "uit" / "jaarbericht.html").read_text()
    assert _haal(adres, "/kengetallen.json")[:2] == (200, "{}")
    assert _haal(adres, "/weg.html")[0] == 404


@pytest.mark.parametrize("pad", ["/../geheim.txt", "/%2e%2e/geheim.txt", "//geheim.txt", "/..%2fgeheim.txt"])
def test_nothing_outside_the_folder_is_served(dienst: tuple[str, object], pad: str) -> None:
    status, inhoud, _ = _haal(dienst[0], pad)
    assert status in (301, 400, 404)
    assert "niet hier" not in inhoud


def test_only_this_machine_and_only_under_its_own_name(dienst: tuple[str, object]) -> None:
    adres, _ = dienst
    assert adres.startswith("http://127.0.0.1:")
    assert _haal(adres, "/", Host="kwaad.example")[0] == 403
    assert _haal(adres, "/kengetallen.json", Host="kwaad.example:80")[0] == 403
    assert _haal(adres, "/", Host="localhost:1")[0] == 200


def test_pages_hear_what_happens(dienst: tuple[str, object]) -> None:
    adres, toon = dienst
    verbinding = http.client.HTTPConnection(adres.split("/")[2], timeout=10)
    verbinding.request("GET", kijken.GEBEURTENISSEN)
    stroom = verbinding.getresponse()

    def volgende() -> dict[str, object]:
        while not (regel := stroom.readline()).startswith(b"data: "):
            assert regel
        bericht: dict[str, object] = json.loads(regel[6:])
        return bericht

    assert volgende() == {"nummer": 0, "bezig": True, "fout": ""}
    toon(kijken.Stand(1, bezig=False))  # type: ignore[operator]
    assert volgende() == {"nummer": 1, "bezig": False, "fout": ""}
    toon(kijken.Stand(1, bezig=False, fout=("Fout: <x>",)))  # type: ignore[operator]
    assert volgende() == {"nummer": 1, "bezig": False, "fout": "<ul><li>Fout: &lt;x&gt;</li></ul>"}


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
@pytest.mark.slow
def test_the_browser_shows_the_new_page_and_what_is_wrong(dienst: tuple[str, Any], tmp_path: Path) -> None:
    adres, toon = dienst
    map_ = tmp_path / "uit"
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--headless", "--no-sandbox", "--disable-gpu"])
        pagina = browser.new_page()
        pagina.goto(adres)
        vak = pagina.get_by_role("alert")
        playwright.expect(pagina.get_by_text("eerste")).to_be_visible()
        playwright.expect(vak).to_be_hidden()
        (map_ / "jaarbericht.html").write_text("<html><body><p>tweede</p></body></html>")
        toon(kijken.Stand(1, bezig=False))
        playwright.expect(pagina.get_by_text("tweede")).to_be_visible()
        toon(kijken.Stand(1, bezig=False, fout=("Fout: uren.csv: <b>dit bestand ontbreekt</b>.",)))
        playwright.expect(vak).to_contain_text("niet vernieuwd")
        playwright.expect(vak.get_by_role("listitem")).to_have_text("Fout: uren.csv: <b>dit bestand ontbreekt</b>.")
        playwright.expect(pagina.get_by_text("tweede")).to_be_visible()
        toon(kijken.Stand(2, bezig=False))
        playwright.expect(vak).to_be_hidden()
        browser.close()


def test_a_port_in_use_is_a_message(tmp_path: Path, dienst: tuple[str, object]) -> None:
    poort = int(re.findall(r":(\d+)/", dienst[0])[0])
    with pytest.raises(GereedschapFout, match="niet vrij"), kijken._server(tmp_path, poort):
        pass


@pytest.mark.slow
def test_a_saved_sentence_is_seen_and_bad_data_do_not_end_it(tmp_path: Path) -> None:
    jaar = maak_jaar(tmp_path / "buurt")
    (jaar / "teksten").mkdir()
    zin = jaar / "teksten" / "voorwoord.md"
    zin.write_text("Eerste zin.\n", encoding="utf-8")
    woorden = ["watch", str(jaar), "--port", "0", "--renderer", "ingebouwd", "--formats", "html"]
    proces = subprocess.Popen(
        [sys.executable, "-u", "-m", "buurtrendement", *woorden],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert proces.stdout is not None
    regels: list[str] = []
    lezer = threading.Thread(target=lambda: regels.extend(iter(proces.stdout.readline, "")), daemon=True)  # type: ignore[union-attr]
    lezer.start()

    def wacht_op(tekst: str, aantal: int) -> None:
        eind = time.monotonic() + GEDULD_SECONDEN
        while sum(tekst in r for r in regels) < aantal:
            assert time.monotonic() < eind, regels
            assert proces.poll() is None, regels
            time.sleep(0.05)

    pagina = tmp_path / "dist" / "2021" / "jaarbericht.html"
    try:
        wacht_op("Klaar in", 1)
        assert "Eerste zin." in pagina.read_text(encoding="utf-8")
        zin.write_text("Tweede zin.\n", encoding="utf-8")
        wacht_op("Klaar in", 2)
        assert "Tweede zin." in pagina.read_text(encoding="utf-8")
        goed = (jaar / "uren.csv").read_bytes()
        (jaar / "uren.csv").write_text("kapot\n", encoding="utf-8")
        wacht_op("Fout: uren.csv", 1)
        assert "Tweede zin." in pagina.read_text(encoding="utf-8"), "the last good report stays"
        (jaar / "uren.csv").write_bytes(goed)
        wacht_op("Klaar in", 3)
    finally:
        proces.kill()
        proces.wait()
