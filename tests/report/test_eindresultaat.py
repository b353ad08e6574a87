"""What leaves the house for 2021: the published figures in JSON, HTML and PDF, and the properties of each file."""

from __future__ import annotations

import csv
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from buurtrendement import dist, leakgate, verificatie
from buurtrendement.schema import is_pseudonym

WORTEL = Path(__file__).parents[2]

# Figures as the programme published them in 2022, as a Dutch reader sees them.
GEPUBLICEERD = (
    "13",
    "2.504",
    "271",
    "23.686",
    "37.086",
    "12.000",
    "35.686",
    "49.086",
    "54.586",
    "5.500",
    "18.900",
    "10.778",
    "43.808",
)
BESTANDEN = {
    "jaarbericht.html",
    "jaarbericht.pdf",
    "samenvatting.pdf",
    "kengetallen.json",
    "rendement.json",
    "cijfers.csv",
    "cijfers.xlsx",
    "manifest.json",
    *(
        f"notebooks/{naam}.{soort}"
        for soort in ("ipynb", "html")
        for naam in ("1_inlezen", "2_kengetallen", "3_rendement", "4_gevoeligheid")
    ),
}


class _Lezer(HTMLParser):
    """Collects the visible text and everything that a page could load from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.tekst: list[str] = []
        self.van_elders: list[str] = []
        self._stil = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._stil += tag in ("style", "script")
        for naam, waarde in attrs:
            laadt = naam in ("src", "srcset", "poster", "data", "action") or (naam == "href" and tag == "link")
            if laadt and waarde and not waarde.startswith(("data:", "#")):
                self.van_elders.append(f"{tag} {naam}={waarde[:60]}")

    def handle_endtag(self, tag: str) -> None:
        self._stil -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self._stil:
            self.tekst.append(data)


def _lees(pad: Path) -> _Lezer:
    lezer = _Lezer()
    lezer.feed(pad.read_text(encoding="utf-8"))
    return lezer


def _pdf_tekst(pad: Path) -> str:
    with pypdfium2.PdfDocument(pad) as pdf:
        return " ".join(blad.get_textpage().get_text_bounded() for blad in pdf)


def _glad(tekst: str) -> str:
    return re.sub(r"\s+", " ", tekst.replace("\N{NO-BREAK SPACE}", " "))


def test_everything_of_the_contract_is_there(dist_2021: Path) -> None:
    assert set(dist.hashes(dist_2021)) >= BESTANDEN


def test_open_data_keeps_to_its_guide(dist_2021: Path, dist_2022: Path) -> None:
    """Every column and every kind of key in cijfers.csv is explained in docs/cijfers.md."""
    gids = (WORTEL / "docs" / "cijfers.md").read_text(encoding="utf-8")
    for map_ in (dist_2021, dist_2022):
        with (map_ / "cijfers.csv").open(encoding="utf-8", newline="") as bestand:
            regels = list(csv.DictReader(bestand, delimiter=";"))
        assert re.findall(r"^\| `(\w+)` \|", gids.partition("## Sleutels")[0], re.M) == list(regels[0])
        for regel in regels:
            voor, punt, _ = regel["sleutel"].partition(".")
            assert not punt or "/" in voor or f"`{voor}.`" in gids or re.fullmatch(r"[a-z_]+", voor), regel["sleutel"]
            assert regel["onderdrukt"] in ("ja", "nee")


def test_published_figures_in_html_and_pdf(dist_2021: Path) -> None:
    html = _glad(" ".join(_lees(dist_2021 / "jaarbericht.html").tekst))
    pdf = _glad(_pdf_tekst(dist_2021 / "jaarbericht.pdf"))
    for getal in GEPUBLICEERD:
        los = rf"(?<![\d.]){re.escape(getal)}(?![\d.]*\d)"
        assert re.search(los, html), f"{getal} is not in the HTML"
        assert re.search(los, pdf), f"{getal} is not in the PDF"


def test_published_figures_in_json(dist_2021: Path) -> None:
    kengetallen = json.loads((dist_2021 / "kengetallen.json").read_text(encoding="utf-8"))["kengetallen"]
    gezien = {
        sleutel: kengetallen[sleutel]["waarde"]
        for sleutel in (
            "gezinnen_ondersteund",
            "gezinnen_toegeleid",
            "gezinnen_lopend",
            "gezinnen_eenouder",
            "gezinnen_samenwonend_met_kinderen",
            "gezinnen_met_problemen_op_twee_leefgebieden",
            "coaches",
            "directe_uren",
            "contacten",
        )
    }
    assert list(gezien.values()) == [13, 2, 11, 6, 5, 11, 3, 2504, 271]
    instroom = kengetallen["instroom_per_maand"]["waarde"]
    assert [instroom[f"2021-{m:02d}"] for m in (1, 2)] == [0, 0]
    assert all(instroom[f"2021-{m:02d}"] >= 1 for m in range(3, 13))
    assert sum(instroom.values()) == 13
    casus = json.loads((dist_2021 / "rendement.json").read_text(encoding="utf-8"))["casussen"]["C1"]
    kosten = casus["jaarkosten"]
    assert kosten["uitgangssituatie"] == {"laag": 23686, "hoog": 37086}
    assert kosten["met_gezinscoach"] == {"laag": 35686, "hoog": 49086}
    assert kosten["zonder_gezinscoach"] == {"laag": 54586, "hoog": 54586}
    assert kosten["na_traject"] == {"laag": 10778, "hoog": 10778}
    verschil = casus["verschil_per_jaar"]["dreigend_scenario"]
    assert verschil == {"bij_lage_kosten": 18900, "bij_hoge_kosten": 5500}
    na = casus["rendement_per_jaar_na_traject"]["dreigend_scenario"]
    assert na == {"bij_lage_kosten": 43808, "bij_hoge_kosten": 43808}


def test_html_loads_nothing_from_elsewhere(dist_2021: Path) -> None:
    lezer = _lees(dist_2021 / "jaarbericht.html")
    assert lezer.van_elders == []
    stijl = (dist_2021 / "jaarbericht.html").read_text(encoding="utf-8")
    assert not re.search(r"@import|url\(\s*(?!['\"]?(?:data:|#))", stijl)


def test_pdf_is_a4_tagged_titled_dutch_and_has_bookmarks(dist_2021: Path) -> None:
    with pikepdf.open(dist_2021 / "jaarbericht.pdf") as pdf:
        assert {tuple(round(float(x)) for x in blad.mediabox) for blad in pdf.pages} == {(0, 0, 595, 842)}
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang).startswith("nl")
        assert str(pdf.docinfo["/Title"])
        with pdf.open_outline() as inhoud:
            assert len(inhoud.root) >= 5
        assert str(pdf.open_metadata()["pdfuaid:part"]) == "1"


def test_manifest_tells_nothing_of_the_machine(dist_2021: Path) -> None:
    tekst = (dist_2021 / "manifest.json").read_text(encoding="utf-8")
    assert str(Path.home()) not in tekst
    assert str(WORTEL) not in tekst
    manifest = json.loads(tekst)
    assert manifest["uitvoer"] == {n: h for n, h in dist.hashes(dist_2021).items() if n != dist.MANIFEST}
    assert set(manifest["invoer"]) >= {"gezinnen.csv", "kosten.csv", "aannames.csv", "teksten/doelen.md"}


@pytest.mark.slow
def test_verify_finds_no_difference_and_then_names_what_was_changed(dist_2021: Path, tmp_path: Path) -> None:
    kopie = tmp_path / "2021"
    shutil.copytree(dist_2021, kopie)
    assert verificatie.verifieer(kopie, WORTEL / "data" / "2021") == []
    (kopie / "cijfers.csv").write_text("aangepast", encoding="utf-8")
    data = tmp_path / "data" / "2021"
    shutil.copytree(WORTEL / "data" / "2021", data)
    doelen = data / "teksten" / "doelen.md"
    doelen.write_text(doelen.read_text(encoding="utf-8") + "\nNog een zin.\n", encoding="utf-8")
    verschillen = verificatie.verifieer(kopie, data)
    assert "cijfers.csv: anders sinds het maken." in verschillen
    assert "invoer teksten/doelen.md: anders." in verschillen
    assert "jaarbericht.html: anders bij opnieuw maken." in verschillen
    assert not any(v.startswith("kengetallen.json") for v in verschillen)


def test_nothing_of_the_report_itself_looks_like_the_code_of_a_person(dist_2022: Path) -> None:
    """Whoever calls a coach M3 could publish nothing: the leak gate would find that code in every report."""
    gevonden = set()
    for pad in (p for p in dist_2022.rglob("*") if p.is_file()):
        for _, tekst in leakgate.stukken(pad.name, pad.read_bytes()):
            gevonden |= {woord for woord in re.findall(r"\w+(?:-\w+)?", tekst) if is_pseudonym(woord)}
    # The cases that may be shown, and the editions of the matrix.
    assert {"C1"} <= gevonden <= {"C1", "C2", "ZRM11", "ZRM13"}
