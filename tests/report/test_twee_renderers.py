"""Quarto and the embedded renderer make the same report: the same words, and nearly the same pages to look at."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from buurtrendement import pipeline, render

WORTEL = Path(__file__).parents[2]
VERSIE = render.quarto_versie()
PDFS = ("jaarbericht.pdf", "samenvatting.pdf")

pytestmark = [
    pytest.mark.quarto,
    pytest.mark.slow,
    pytest.mark.skipif(
        VERSIE is None or VERSIE < render.QUARTO_MINIMAAL, reason="Quarto is not installed, or it is too old"
    ),
]


@pytest.fixture(scope="module")
def met_quarto(tmp_path_factory: pytest.TempPathFactory) -> Path:
    doel = tmp_path_factory.mktemp("quarto") / "2021"
    verslag = pipeline.maak_jaarbericht(
        pipeline.Opdracht(WORTEL / "data" / "2021", uit=doel, renderer="quarto", formaten=("html", "pdf", "docx"))
    )
    assert verslag.renderer == "quarto"
    return doel


def _glad(tekst: str) -> str:
    """Words only: the two versions of Typst hyphenate and space a line differently."""
    tekst = unicodedata.normalize("NFKC", html.unescape(tekst))
    return " ".join(re.sub("[\u00ad\u200b\u2060\ufffe\u0002]", "", tekst).split())


def test_the_same_lines_on_screen(met_quarto: Path, dist_2021: Path) -> None:
    def regels(pad: Path) -> Counter[str]:
        bron = re.sub(r"(?s)<(style|script|svg)\b.*?</\1>", "", pad.read_text(encoding="utf-8"))
        alt = re.findall(r'\balt="([^"]*)"', bron)
        tekst = re.split(r"</?(?:p|li|h\d|t[dhr]|dt|dd|figcaption|summary|div|section)\b[^>]*>", bron)
        return Counter(_glad(re.sub(r"<[^>]*>", "", r)) for r in [*alt, *tekst] if _glad(re.sub(r"<[^>]*>", "", r)))

    quarto, ingebouwd = (regels(map_ / "jaarbericht.html") for map_ in (met_quarto, dist_2021))
    assert quarto - ingebouwd == Counter()
    assert ingebouwd - quarto == Counter()


@pytest.mark.parametrize("naam", PDFS)
def test_the_same_words_on_the_same_pages(met_quarto: Path, dist_2021: Path, naam: str) -> None:
    def bladen(pad: Path) -> list[str]:
        with pypdfium2.PdfDocument(pad) as pdf:
            # A word cut at a line end stands there in two halves, and not at the same place in both.
            teksten = [b.get_textpage().get_text_bounded().replace("\ufffe\r\n", "").replace("\ufffe", "") for b in pdf]
        return [re.sub(r"[\s\u00ad-]", "", _glad(t)) for t in teksten]

    quarto, ingebouwd = (bladen(map_ / naam) for map_ in (met_quarto, dist_2021))
    assert quarto == ingebouwd


@pytest.mark.parametrize("naam", PDFS)
def test_nearly_the_same_pictures_of_the_pages(met_quarto: Path, dist_2021: Path, naam: str) -> None:
    with pypdfium2.PdfDocument(met_quarto / naam) as een, pypdfium2.PdfDocument(dist_2021 / naam) as ander:
        assert len(een) == len(ander)
        for nummer, (a, b) in enumerate(zip(een, ander, strict=True), start=1):
            grijs = [np.asarray(p.render(scale=40 / 72, grayscale=True).to_pil(), dtype=np.int16) for p in (a, b)]
            assert grijs[0].shape == grijs[1].shape
            anders = float((np.abs(grijs[0] - grijs[1]) > 64).mean())
            assert anders < 0.02, f"page {nummer}: {anders:.1%} of the pixels differ"


def test_the_same_words_in_word(met_quarto: Path, dist_2021: Path) -> None:
    een, ander = (
        Counter(r for r in map(_glad, render.tekst_van(map_ / "jaarbericht.docx").splitlines()) if r)
        for map_ in (met_quarto, dist_2021)
    )
    assert een == ander


@pytest.mark.parametrize("naam", PDFS)
def test_quartos_pdf_is_tagged_too(met_quarto: Path, naam: str) -> None:
    pdfua = pytest.importorskip("pdfua")
    assert [f for f in pdfua.validate(str(met_quarto / naam)).findings if f.severity.name == "ERROR"] == []
