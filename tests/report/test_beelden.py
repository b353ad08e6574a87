"""Pages that look as they did: small grey pictures beside committed ones.

Something may be meant to look different. Look at the pages yourself, and then renew the pictures::

    python -m pytest tests/report/test_beelden.py --vernieuw-beelden
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageFilter

MAP = Path(__file__).parent / "beelden"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
GRENS = 56  # difference in grey (of 255) at which a pixel counts as different
PDF_DEEL = 0.012  # share of such pixels in a page of the PDF, which is set with our own fonts everywhere
HTML_DEEL = 0.03  # the same for the browser, whose versions draw letters differently
GROOTTE = 600_000

BLADEN = {
    "omslag": ("dist_2021", "jaarbericht.pdf", 1),
    "inhoud": ("dist_2021", "jaarbericht.pdf", 2),
    "vijf_cijfers": ("dist_2021", "jaarbericht.pdf", 3),
    "eerste_resultaten": ("dist_2021", "jaarbericht.pdf", "De eerste resultaten in de gezinnen"),
    "rendement": ("dist_2021", "jaarbericht.pdf", "Maatschappelijk rendement: wat levert het op?"),
    "definities": ("dist_2021", "jaarbericht.pdf", "Definities van de kengetallen"),
    "samenvatting": ("dist_2021", "samenvatting.pdf", 1),
    "verlies": ("dist_2022", "samenvatting.pdf", 1),
    "english": ("dist_2021_en", "samenvatting.pdf", 1),
}
SCHERMEN = {
    "scherm_360": (360, 740, "#vijf-cijfers"),
    "scherm_360_figuur": (360, 740, "#fig-rendement_per_jaar"),
    "scherm_1400": (1400, 900, "h1"),
    "scherm_1400_methode": (1400, 900, "#methode"),
}


def _bladzijde(pdf: Path, waar: int | str) -> Image.Image:
    """A page at 60 dpi in grey, by its number or by the heading that starts on it."""
    if isinstance(waar, str):
        with pikepdf.open(pdf) as document, document.open_outline() as inhoud:
            waar = _nummer(document, inhoud.root, waar)
    with pypdfium2.PdfDocument(pdf) as document:
        return document[waar - 1].render(scale=60 / 72, grayscale=True).to_pil().convert("L")


def _nummer(document: pikepdf.Pdf, regels: Any, kop: str) -> int:
    def zoek(regels: Any) -> Iterator[int]:
        for regel in regels:
            if regel.title.endswith(kop):
                bestemming = regel.destination if regel.destination is not None else regel.action.D
                if isinstance(bestemming, (pikepdf.String, pikepdf.Name, str)):
                    bestemming = pikepdf.NameTree(document.Root.Names.Dests)[str(bestemming)]
                    bestemming = bestemming.D if isinstance(bestemming, pikepdf.Dictionary) else bestemming
                yield pikepdf.Page(bestemming[0]).index + 1
            yield from zoek(regel.children)

    return next(zoek(regels))


def _vergelijk(beeld: Image.Image, naam: str, deel: float, vernieuw: bool, tmp_path: Path) -> None:
    bewaard = MAP / f"{naam}.png"
    if vernieuw:
        MAP.mkdir(exist_ok=True)
        # Sixteen greys are enough to compare, and small.
        beeld.quantize(16, dither=Image.Dither.NONE).save(bewaard, optimize=True)
        return
    assert bewaard.is_file(), f"no picture to compare with; see the top of {Path(__file__).name}"
    oud = Image.open(bewaard).convert("L")
    assert oud.size == beeld.size
    een, ander = (
        np.asarray(b.filter(ImageFilter.GaussianBlur(1)), dtype=np.int16) for b in (oud, beeld)
    )  # half a pixel of shift is no difference
    verschil = np.abs(een - ander) > GRENS
    if verschil.mean() > deel:
        beeld.save(tmp_path / f"{naam}.png")
        Image.fromarray(np.where(verschil, 0, 255).astype(np.uint8)).save(tmp_path / f"{naam}-verschil.png")
        pytest.fail(
            f"{naam}: {verschil.mean():.1%} of the pixels differ. Look at {naam}.png and {naam}-verschil.png in "
            f"{tmp_path}; if it is meant to look like this, renew the pictures with --vernieuw-beelden."
        )


@pytest.mark.parametrize("naam", BLADEN)
def test_page_looks_the_same(naam: str, request: pytest.FixtureRequest, vernieuw_beelden: bool, tmp_path: Path) -> None:
    uit, bestand, waar = BLADEN[naam]
    beeld = _bladzijde(request.getfixturevalue(uit) / bestand, waar)
    _vergelijk(beeld, naam, PDF_DEEL, vernieuw_beelden, tmp_path)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    vlaggen = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--font-render-hinting=none"]
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=vlaggen)
        yield browser
        browser.close()


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
@pytest.mark.parametrize("naam", SCHERMEN)
def test_screen_looks_the_same(
    naam: str, chromium: Any, dist_2021: Path, vernieuw_beelden: bool, tmp_path: Path
) -> None:
    breedte, hoogte, plek = SCHERMEN[naam]
    context = chromium.new_context(
        viewport={"width": breedte, "height": hoogte}, offline=True, reduced_motion="reduce", device_scale_factor=1
    )
    pagina = context.new_page()
    pagina.goto((dist_2021 / "jaarbericht.html").resolve().as_uri())
    pagina.evaluate("async plek => { await document.fonts.ready; document.querySelector(plek).scrollIntoView() }", plek)
    pagina.wait_for_timeout(150)
    beeld = Image.open(io.BytesIO(pagina.screenshot())).convert("L")
    context.close()
    if breedte > 1000:
        beeld = beeld.resize((breedte // 2, hoogte // 2), Image.Resampling.LANCZOS)
    _vergelijk(beeld, naam, HTML_DEEL, vernieuw_beelden, tmp_path)


def test_pictures_are_small_and_all_in_use() -> None:
    bestanden = list(MAP.glob("*.png"))
    assert {b.stem for b in bestanden} == {*BLADEN, *SCHERMEN}
    assert sum(b.stat().st_size for b in bestanden) < GROOTTE
