"""The one-page summary for a council meeting, and the charts as files of their own."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest

from buurtrendement import dist

JAREN = ("dist_2021", "dist_2022", "dist_2021_en")
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(params=JAREN)
def uit(request: pytest.FixtureRequest) -> Path:
    pad: Path = request.getfixturevalue(request.param)
    return pad


def _tekst(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        tekst = " ".join(bladzijde.get_textpage().get_text_bounded() for bladzijde in document)
    return " ".join(tekst.replace("\u00a0", " ").replace("\ufffe", "").split())


def test_summary_is_one_tagged_a4_page(uit: Path) -> None:
    with pikepdf.open(uit / "samenvatting.pdf") as pdf:
        assert len(pdf.pages) == 1
        breed, hoog = (float(x) for x in pdf.pages[0].MediaBox[2:])
        assert (round(breed), round(hoog)) == (595, 842)
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang)[:2] == ("en" if "-en" in str(uit) else "nl")
        with pdf.open_metadata() as xmp:
            assert xmp["pdfuaid:part"] == "1"
            assert xmp["dc:title"].startswith(("Samenvatting: ", "Summary: "))


def test_summary_says_both_results_the_break_even_point_and_the_chance(dist_2021: Path) -> None:
    tekst = _tekst(dist_2021 / "samenvatting.pdf")
    for stuk in ("winst van € 359.313 tot € 703.880", "verlies van € 177.720 tot € 244.367"):
        assert stuk in tekst
    for begin in ("Als het dreigende scenario klopt, is het", "Als alles was gebleven zoals het was, is het"):
        assert tekst.count(begin) == 1
    assert re.search(r"omslagpunt[^.]* ligt bij € [\d.]+ tot € [\d.]+", tekst)
    assert re.search(r"[Kk]ans[^.]* meer dan 99%[^.]* minder dan 1%", tekst)
    assert "één casus" in tekst
    assert "Noem daarom nooit" in tekst


def test_summary_has_the_figures_of_the_report(uit: Path) -> None:
    gepubliceerd = json.loads((uit / "kengetallen.json").read_text(encoding="utf-8"))["kengetallen"]
    tekst, taal = _tekst(uit / "samenvatting.pdf"), "en" if "-en" in str(uit) else "nl"
    for sleutel in ("gezinnen_ondersteund", "contacten", "directe_uren"):
        waarde = f"{gepubliceerd[sleutel]['waarde']:,.0f}"
        assert (waarde if taal == "en" else waarde.replace(",", ".")) in tekst


def test_every_chart_is_there_to_use_again(uit: Path) -> None:
    woorden = json.loads((uit / "figuren" / "alt.json").read_text(encoding="utf-8"))
    bestanden = {b for figuur in woorden["figuren"].values() for b in figuur["bestanden"]}
    assert bestanden | {"alt.json"} == {p.name for p in (uit / "figuren").iterdir()}
    pagina = (uit / "jaarbericht.html").read_text(encoding="utf-8")
    for naam, figuur in woorden["figuren"].items():
        assert figuur["titel"]
        assert figuur["alt"]
        assert f'id="fig-{naam}"' in pagina
        svg = ElementTree.fromstring((uit / "figuren" / f"{naam}.svg").read_bytes())
        teksten = {k.tag.rpartition("}")[2]: k.text for k in svg if k.tag.endswith(("title", "desc"))}
        assert teksten == {"title": figuur["titel"], "desc": figuur["alt"]}
        assert (uit / "figuren" / f"{naam}.png").read_bytes().startswith(PNG)


def test_summary_and_charts_are_in_the_manifest(dist_2021: Path) -> None:
    uitvoer = json.loads((dist_2021 / dist.MANIFEST).read_text(encoding="utf-8"))["uitvoer"]
    assert "samenvatting.pdf" in uitvoer
    assert {f"figuren/{p.name}" for p in (dist_2021 / "figuren").iterdir()} <= set(uitvoer)
