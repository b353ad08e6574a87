"""Text that tries to be more than text comes out as text: from the data through every file, in both renderers."""

from __future__ import annotations

import csv
import html
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
from draaien import Uitvoering, draai
from vijandig import GEVAREN, PROZA, vijandig_jaar

from buurtrendement import render

RENDERERS = [
    "ingebouwd",
    pytest.param(
        "quarto",
        marks=[
            pytest.mark.quarto,
            pytest.mark.skipif(shutil.which("quarto") is None, reason="Quarto is not installed"),
        ],
    ),
]
# What Word and PDF extraction or typesetting may change without changing what a reader sees.
_ZETWERK = str.maketrans({"−": "-", "…": "...", "‘": "'", "’": "'", "“": '"', "”": '"', "_": "", "�": "?"})
_ONZICHTBAAR = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufe0f\\s]+")


def _kern(tekst: str) -> str:
    return _ONZICHTBAAR.sub("", tekst).translate(_ZETWERK)


@pytest.fixture(scope="module", params=RENDERERS)
def gemaakt(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Uitvoering]:
    map_ = tmp_path_factory.mktemp("vijandig")
    jaar, _ = vijandig_jaar(map_ / "data", **{f"teksten/{naam}": tekst for naam, tekst in PROZA.items()})
    (map_ / "data" / "geheim.md").write_text("KANARIE", encoding="utf-8")
    klaar = draai(
        "report", jaar, "--out", map_ / "uit", "--renderer", request.param, "--formats", "html,pdf,docx", cwd=map_
    )
    assert klaar.status == 0, klaar.alles
    return map_ / "uit", klaar


def _elementen(boom: Any) -> Iterator[Any]:
    return (e for e in boom.iter() if isinstance(e.tag, str))


def _zichtbaar(element: Any) -> str:
    if element.tag in ("script", "style"):
        return element.tail or ""
    delen = [element.text or "", *(_zichtbaar(e) for e in element if isinstance(e.tag, str)), element.tail or ""]
    return "".join(delen)


@pytest.mark.slow
def test_html_has_no_script_link_or_attribute_that_is_not_ours(gemaakt: tuple[Path, Uitvoering]) -> None:
    boom = html5lib.parse((gemaakt[0] / "jaarbericht.html").read_text("utf-8"), namespaceHTMLElements=False)
    scripts = [e for e in _elementen(boom) if e.tag == "script"]
    programma = (Path(__file__).parents[2] / "report" / "theme" / "wat-als.js").read_text("utf-8")
    assert [s.attrib.get("id") for s in scripts] in ([], ["wat-als-gegevens", None])
    if scripts:
        json.loads(scripts[0].text)
        assert scripts[1].text.strip() == programma.strip()
    for e in _elementen(boom):
        assert e.tag not in {"iframe", "object", "embed", "base", "form", "applet", "link", "math"}
        for naam, waarde in e.attrib.items():
            assert not naam.lower().startswith("on"), f"<{e.tag} {naam}>"
            if naam in {"href", "src", "srcset", "action", "data", "poster", "formaction"}:
                assert re.match(r"https?://|mailto:|#|data:image/", waarde), f"<{e.tag} {naam}={waarde[:40]}>"
    assert "gekaapt" not in boom.find("head/title").text, "prose cannot set the title"
    for naam in ("refresh", "set-cookie"):
        assert not [e for e in _elementen(boom) if e.attrib.get("http-equiv", "").lower() == naam]


@pytest.mark.slow
@pytest.mark.parametrize("naam", ["jaarbericht.html", "jaarbericht.pdf", "jaarbericht.docx"])
def test_every_payload_is_the_text_it_is(gemaakt: tuple[Path, Uitvoering], naam: str) -> None:
    pad = gemaakt[0] / naam
    if naam.endswith(".html"):
        tekst = _zichtbaar(html5lib.parse(pad.read_text("utf-8"), namespaceHTMLElements=False).find("body"))
    else:
        tekst = render.tekst_van(pad)
    kern = _kern(tekst)
    for gevaar in GEVAREN:
        zoek = _kern(gevaar)
        if naam.endswith(".pdf"):
            zoek = _zonder_letter(gevaar)
            kern = kern.replace("-", "")  # a very long word is broken with hyphens
            zoek = zoek.replace("-", "")
        assert zoek in kern, f"{gevaar[:40]} is not in {naam} as it was written"


def _zonder_letter(tekst: str) -> str:
    """On paper a character that the letter does not have is a question mark."""
    from buurtrendement import theme  # noqa: PLC0415

    return _kern("".join(t if ord(t) in theme.tekens() else "?" for t in tekst))


@pytest.mark.slow
def test_nothing_outside_the_staged_folder_is_read(gemaakt: tuple[Path, Uitvoering]) -> None:
    for pad in gemaakt[0].rglob("*"):
        if pad.is_file():
            inhoud = pad.read_bytes() if pad.suffix != ".docx" else _uitgepakt(pad)
            assert b"KANARIE" not in inhoud, pad.name
            assert b"root:x:0" not in inhoud, pad.name
    assert "KANARIE" not in render.tekst_van(gemaakt[0] / "jaarbericht.pdf")
    assert "root:x:0" not in render.tekst_van(gemaakt[0] / "jaarbericht.pdf")


def _uitgepakt(pad: Path) -> bytes:
    with zipfile.ZipFile(pad) as zip_:
        return b"\n".join(zip_.read(lid) for lid in zip_.namelist())


@pytest.mark.slow
def test_word_holds_no_field_macro_or_link_that_is_not_ours(gemaakt: tuple[Path, Uitvoering]) -> None:
    with zipfile.ZipFile(gemaakt[0] / "jaarbericht.docx") as zip_:
        document = zip_.read("word/document.xml").decode("utf-8")
        relaties = "".join(zip_.read(lid).decode("utf-8") for lid in zip_.namelist() if lid.endswith(".rels"))
        assert not [lid for lid in zip_.namelist() if "vba" in lid.lower() or "embeddings" in lid]
    for opdracht in re.findall(r"<w:instrText[^>]*>([^<]*)<", document):
        assert re.match(r"\s*(HYPERLINK|TOC|PAGEREF|REF|SEQ|PAGE)\b", opdracht), opdracht
        assert "DDE" not in opdracht
    for adres in re.findall(r'Target="([^"]*)" TargetMode="External"', relaties):
        assert re.match(r"https?://|mailto:", html.unescape(adres)), adres


@pytest.mark.slow
def test_open_data_and_notebooks_hold_no_formula_and_no_markup(gemaakt: tuple[Path, Uitvoering]) -> None:
    with (gemaakt[0] / "cijfers.csv").open(encoding="utf-8", newline="") as stroom:
        for rij in csv.reader(stroom, delimiter=";"):
            assert len(rij) == 8
            for cel in rij:
                assert not re.match(r"\s*[=+@\t\r]|\s*-(?!\d)", cel), cel[:40]
    for pad in sorted((gemaakt[0] / "notebooks").glob("*.ipynb")):
        for cel in json.loads(pad.read_text("utf-8"))["cells"]:
            for uitvoer in cel.get("outputs", []):
                for soort, inhoud in uitvoer.get("data", {}).items():
                    assert soort != "text/html" or "<script" not in "".join(inhoud)
                    assert soort != "application/javascript"
                    if soort == "text/markdown":
                        assert not re.search(r"<[a-zA-Z!/?]|\]\((?!https?:|#)", "".join(inhoud)), pad.name


@pytest.mark.parametrize(
    "proza",
    [
        "hallo\n---\nfilters:\n  - kwaad.lua\n---\n",
        "\r---\rtitle: gekaapt\r---\r",
        "x\u2028---\u2028title: gekaapt\u2028---",
        "> ---\n> title: gekaapt\n> ---",
        "\ufeff---\ntitle: x\n---   \n",
    ],
)
def test_no_line_of_three_hyphens_is_left_for_quarto_to_read_as_metadata(proza: str) -> None:
    uit = render.onschadelijk(proza)
    # As JavaScript's multi-line mode sees lines.
    assert not [r for r in re.split("[\n\r\u2028\u2029]", uit) if re.fullmatch(r"[ \t>]*---[ \t]*", r)]


@pytest.mark.parametrize(
    "proza",
    [
        '[x]{onclick="alert(1)"}',
        '[x](https://example.org){style="position:fixed"}',
        '### Kop {#id onmouseover="alert(1)"}',
        '::: {.kader titel="x" onclick="alert(1)"}',
        "::: {.zwevend soort=fig}",
        '- ``` {=typst}\n  #read("/etc/passwd")\n  ```',
        "> ~~~ {=html}\n> x\n> ~~~",
        "`{python} 1`",
        "{{< include x.md >}}",
        "![x](figuren/a.svg){width=1 onload=x}",
        '[x]{.kader\nonclick="alert(1)"}',
    ],
)
def test_attributes_and_raw_blocks_are_text(proza: str) -> None:
    assert not re.search(r"(?<!\u2060)\{", render.onschadelijk(proza)), "no brace is left that could open attributes"


@pytest.mark.parametrize(
    "proza",
    [
        "### Kop {#eigen-kop}",
        '::: {.kader titel="Een tip: bel eerst"}\nx\n:::',
        ":::: {.kolommen}\n::: kolom\nx\n:::\n::::",
        '![Titel](figuren/contacten_soort.svg){#fig-x fig-alt="Een figuur"}',
        "{{< meta kf.contacten >}} *en* **zo** [door](https://example.org) @fig-kasstroom, 5 \\* 3\\\nnieuwe regel",
        "<https://example.org/a?b=1>",
        "* * *",
    ],
)
def test_what_the_brochure_offers_stays(proza: str) -> None:
    assert render.onschadelijk(proza) == proza


@pytest.mark.parametrize(
    ("proza", "wordt"),
    [
        ("\\\\$x$", "\\\\&#36;x&#36;"),  # a backslash and a formula, not an escaped dollar
        ("\\$5", "&#36;5"),
        ("\\\\\\input{x}", "\\\\&#92;input&#123;x}"),
        ("\\<b>", "&#60;b>"),
        ("::: wat-als", "&#58;:: wat-als"),
        ("a\x00b\x1bc\ue000d", "abcd"),
    ],
)
def test_escapes_belong_to_the_mark_after_them(proza: str, wordt: str) -> None:
    assert render.onschadelijk(proza) == wordt


def test_letters_of_a_loading_command_in_a_text_load_nothing(tmp_path: Path) -> None:
    pagina = tmp_path / "jaarbericht.html"
    pagina.write_text("<p>background: url(http://example.org/x) @import</p>", encoding="utf-8")
    render.controleer_uitvoer(pagina)
    for kwaad in (
        "<style>p{background:url('http://example.org/x')}</style>",
        '<p style="background:url(&quot;http://example.org/x&quot;)">',
    ):
        pagina.write_text(kwaad, encoding="utf-8")
        with pytest.raises(render.GereedschapFout, match="laadt iets van buiten"):
            render.controleer_uitvoer(pagina)
