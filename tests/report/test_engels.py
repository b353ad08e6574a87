"""The English edition: nothing without a translation, and no Dutch but what is marked as the year's own words."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest

from buurtrendement import pipeline
from buurtrendement.text.catalogus import TALEN, Catalogus
from buurtrendement.text.definities_en import DEFINITIES, PM

WORTEL = Path(__file__).parents[2]

DUTCH = re.compile(
    r"\b(de|het|een|van|niet|wordt|worden|jaar|met|voor|zonder|kosten|hulp|aantal|bij|naar|maar|meer|minder|zijn|tot|door"
    r"|winst|verlies|onbekend|afgeschermd|gemeten|schatting|eigen|tabel|figuur|bron|bestand|maand(?:en)?|januari|februari"
    r"|maart|mei|juni|juli|augustus|oktober|dat|wat|hoe|wie|ouders?|wijkagent|gezin(?:nen)?|coaches hadden|uitkomst"
    r"|overdracht|gemeente|rijk|zorgverzekeraar|woningcorporatie|casussen|verslagjaar|kengetal(?:len)?|leefgebied(?:en)?"
    r"|nulalternatief|aanname|signaal|uren|blijft|zoals|toegeleid|gestopt|verhuisd|lopend)\b",
    re.I,
)
EIGENNAMEN = ("De Gestelse buurt werkt!", "'s-Hertogenbosch")
BESTANDSNAAM = re.compile(r"\b[a-z_]+\.csv\b")


def nederlands(tekst: str) -> list[str]:
    """The Dutch words of a text, names of programmes and of files apart."""
    for naam in EIGENNAMEN:
        tekst = tekst.replace(naam, " ")
    return DUTCH.findall(BESTANDSNAAM.sub(" ", tekst))


def stukken(element: Any, taal: str = "") -> Iterator[tuple[str, str]]:
    """Every piece of text of the page that is in English, with where it stands."""
    if not isinstance(element.tag, str) or element.tag in ("style", "script", "svg", "code"):
        return
    taal = element.get("lang") or taal
    # Titles of sources are names, in the language of the source.
    if element.get("id") == "tbl-bronnen":
        return
    if taal == "en":
        for kenmerk in ("alt", "aria-label", "title", "content"):
            if element.get(kenmerk):
                yield f"{element.tag} {kenmerk}", element.get(kenmerk)
        yield element.tag, element.text or ""
    for kind in element:
        yield from stukken(kind, taal)
        if taal == "en":
            yield f"after {kind.tag}", kind.tail or ""


@pytest.fixture(scope="module")
def dist_2022_en(tmp_path_factory: pytest.TempPathFactory) -> Path:
    doel = tmp_path_factory.mktemp("en") / "2022"
    pipeline.maak_jaarbericht(
        pipeline.Opdracht(WORTEL / "data" / "2022", uit=doel, renderer="ingebouwd", formaten=("html",), taal="en")
    )
    return doel


@pytest.mark.parametrize("uit", ["dist_2021_en", pytest.param("dist_2022_en", marks=pytest.mark.slow)])
def test_no_dutch_is_left_in_the_page(uit: str, request: pytest.FixtureRequest) -> None:
    bron = (request.getfixturevalue(uit) / "jaarbericht.html").read_text(encoding="utf-8")
    boom = html5lib.HTMLParser(namespaceHTMLElements=False).parse(bron)
    assert boom.get("lang") == "en"
    gevonden = {(waar, tekst.strip()[:120]): woorden for waar, tekst in stukken(boom) if (woorden := nederlands(tekst))}
    assert gevonden == {}


@pytest.mark.parametrize("uit", ["dist_2021_en", pytest.param("dist_2022_en", marks=pytest.mark.slow)])
def test_words_of_the_example_years_are_translated(uit: str, request: pytest.FixtureRequest) -> None:
    """Quotes, cases, explanations: ``teksten/en/woorden.csv`` has them all, in the words of today's data."""
    bron = (request.getfixturevalue(uit) / "jaarbericht.html").read_text(encoding="utf-8")
    boom = html5lib.HTMLParser(namespaceHTMLElements=False).parse(bron)
    assert [" ".join("".join(e.itertext()).split()) for e in boom.iter() if e.get("lang") == "nl"] == []


def test_words_without_a_translation_are_marked_as_dutch() -> None:
    woorden = Catalogus("en", {"Eén gezin.": "One *family*."})
    assert woorden.uit_data("Eén  gezin.") == "One &#42;family&#42;&#46;"
    assert woorden.uit_data("Twee gezinnen") == '[Twee gezinnen]{lang="nl"}'
    assert Catalogus("nl", {"Eén gezin.": "One family."}).uit_data("Eén gezin.") == "Eén gezin&#46;"


def test_charts_speak_english_in_title_caption_and_alternative_text(dist_2021_en: Path) -> None:
    woorden = json.loads((dist_2021_en / "figuren" / "alt.json").read_text(encoding="utf-8"))
    assert woorden["taal"] == "en"
    for naam, figuur in woorden["figuren"].items():
        for veld in ("titel", "alt", "bijschrift"):
            assert nederlands(figuur[veld]) == [], (naam, veld)


def test_word_says_it_is_english(dist_2021_en: Path) -> None:
    with zipfile.ZipFile(dist_2021_en / "jaarbericht.docx") as zip_:
        assert re.findall(r'<w:lang[^>]*w:val="(\w\w)', zip_.read("word/styles.xml").decode("utf-8")) == ["en"]


def test_labels_in_the_data_files_are_the_same_in_both_editions(dist_2021: Path, dist_2021_en: Path) -> None:
    for naam in ("kengetallen.json", "rendement.json", "cijfers.csv"):
        assert (dist_2021 / naam).read_bytes() == (dist_2021_en / naam).read_bytes()


def test_every_text_has_a_translation_with_the_same_fields() -> None:
    nl, en = TALEN["nl"], TALEN["en"]
    # What exists in one edition only replaces the year's own Dutch: names of assumptions, roles, signals, formulas.
    alleen_en = {s.split(".")[0] for s in set(en) - set(nl)}
    assert set(nl) - set(en) == set()
    assert alleen_en <= {"aanname", "eenheid", "formule", "rol", "signaal", "herkomst", "besluit", "overlast"}
    for sleutel in nl:
        velden = [set(re.findall(r"\{(\w+)", taal[sleutel])) for taal in (nl, en)]
        assert velden[0] == velden[1], sleutel
        assert nederlands(re.sub(r"\{[^}]*\}", " ", en[sleutel])) == [], sleutel


def test_every_kengetal_signal_and_known_assumption_has_english_words(dist_2022: Path) -> None:
    from buurtrendement import signals  # noqa: PLC0415
    from buurtrendement.aannames import BEKEND  # noqa: PLC0415

    kengetallen = json.loads((dist_2022 / "kengetallen.json").read_text(encoding="utf-8"))["kengetallen"]
    assert set(kengetallen) <= set(DEFINITIES)
    en = TALEN["en"]
    assert {f"aanname.{s}" for s in BEKEND} <= set(en)
    bron = Path(signals.__file__).read_text(encoding="utf-8")
    for sleutel in set(re.findall(r'Signaal\(\s*(?:sleutel=)?"(\w+)"', bron)):
        assert {f"signaal.{sleutel}.{v}" for v in ("titel", "regel", "uitleg")} <= set(en), sleutel
    for tekst in (*(w for paar in DEFINITIES.values() for w in paar), *map(str, PM.values())):
        assert nederlands(tekst) == [], tekst
