"""The sources of the report: no figure typed by hand, no missing or unused key, only what both renderers support."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from buurtrendement import ingest, kengetallen, rendement, results, signals, uncertainty
from buurtrendement import text as tekst
from buurtrendement.paths import project_root
from fabriek import maak_jaar

WORTEL = project_root()
REPORT = WORTEL / "report"
TOP = REPORT / "jaarbericht.qmd"
KORT = REPORT / "samenvatting.qmd"
SECTIES = sorted((REPORT / "secties").glob("*.qmd"))
SECTIES_EN = sorted((REPORT / "secties" / "en").glob("*.qmd"))
NEUTRAAL = sorted((REPORT / "neutraal").rglob("*.md"))
TEKSTEN = sorted((WORTEL / "data").glob("*/teksten/**/*.md"))
PROZA = [TOP, KORT, *SECTIES, *SECTIES_EN, *NEUTRAAL, *TEKSTEN]

META = re.compile(r"\{\{<\s*meta\s+kf\.(\w+)\s*>\}\}")
INCLUDE = re.compile(r"^\{\{< include (\S+) >\}\}$", re.M)
KOP = re.compile(r"^(#+) (.*?)(?: \{#([a-z0-9-]+)(?: \.(?:opening|nieuwe-pagina))?\})?$", re.M)

TOEGESTANE_CIJFERS = ("CHEERS 2022",)
"""Names that happen to hold a figure."""

TELWOORDEN = re.compile(
    r"\b(drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|(?:der|veer|vijf|zes|zeven|acht|negen)tien"
    r"|\w*(?:twin|der|veer|vijf|zes|zeven|tach|negen)tig|\w*honderd|\w*duizend|miljoen|miljard"
    r"|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|hundred|thousand|million|billion)\b",
    re.I,
)
TOEGESTANE_TELWOORDEN = (
    "Het jaar in vijf cijfers",  # five tiles, in the source itself
    "The year in five figures",
    "maken ze drie stapels",  # part of an example story
    "make three piles",
    "Drie dingen staan bovenaan",  # items of the list that follows
    "Three things are at the top",
    "drie dingen voor:",
    "to do three things:",
    "vier dingen",  # the four questions of the screening, named in the same sentence
    "four things",
)
"""Number words that count what stands on the page, not what the data say."""

DIVS = frozenset(
    {
        *("omslag", "kengetallen", "kengetal", "citaat", "kader", "kolommen", "kolom", "tijdlijn", "samenvatting"),
        *("bijsluiter", "wat-als", "content-visible", "figuurblok", "figuurcijfers", "papier", "paar", "klein"),
    }
)
VERBODEN = {
    "callout": r"\.callout",
    "layout": r"\blayout-(?:ncol|nrow)|\blayout=",
    "shortcode": r"\{\{<(?!\s*(?:meta|include)\s)",
    "cel": r"```\{",
    "inline code": r"`\{?(?:r|python)\b",
    "HTML": r"<[a-zA-Z/!]",
    "formule": r"(?<!\\)\$",
    "citatie": r"(?<![\w`])@(?!fig-|tbl-)\w",
}


def naam(pad: Path) -> str:
    return pad.relative_to(WORTEL).as_posix()


def zonder_opmaak(bron: str) -> str:
    """The words a reader sees: without the front matter, keys, includes, identifiers and class names."""
    bron = re.sub(r"\A---\n.*?\n---\n", "", bron, flags=re.S)
    bron = INCLUDE.sub("", META.sub("", bron))
    bron = re.sub(r"\{#[^}]*\}|\(#[^)]*\)|^:::+ ?\{?[^}\n]*?(?=\b\w+=|\}|$)", "", bron, flags=re.M)
    return bron


@pytest.mark.parametrize("pad", PROZA, ids=naam)
def test_no_figure_is_typed_by_hand(pad: Path) -> None:
    bron = zonder_opmaak(pad.read_text(encoding="utf-8"))
    for toegestaan in TOEGESTANE_CIJFERS:
        bron = bron.replace(toegestaan, "")
    assert not re.findall(r".{0,30}\d.{0,30}", bron)


@pytest.mark.parametrize("pad", [*SECTIES, *SECTIES_EN, *NEUTRAAL, *TEKSTEN], ids=naam)
def test_no_figure_is_written_out(pad: Path) -> None:
    bron = zonder_opmaak(pad.read_text(encoding="utf-8"))
    for toegestaan in TOEGESTANE_TELWOORDEN:
        bron = bron.replace(toegestaan, "")
    assert not [m[0] for m in TELWOORDEN.finditer(bron)]


@pytest.mark.parametrize("pad", PROZA, ids=naam)
def test_sources_keep_to_what_both_renderers_support(pad: Path) -> None:
    bron = pad.read_text(encoding="utf-8")
    zonder_kop = re.sub(r"\A---\n.*?\n---\n", "", bron, flags=re.S)
    for wat, patroon in VERBODEN.items():
        assert not re.search(patroon, zonder_kop), wat
    for klassen in re.findall(r"^:::+ \{([^}]*)\}", re.sub(r'"[^"]*"', '""', zonder_kop), flags=re.M):
        assert set(re.findall(r"\.([\w-]+)", klassen)) <= DIVS, klassen
    for treffer in KOP.finditer(zonder_kop):
        assert 2 <= len(treffer[1]) <= 4, treffer[0]
        assert treffer[3], f"kop zonder id: {treffer[0]}"


@pytest.mark.parametrize("pad", [TOP, KORT], ids=naam)
def test_top_document_only_puts_parts_together(pad: Path) -> None:
    bron = re.sub(r"\A---\n.*?\n---\n", "", pad.read_text(encoding="utf-8"), flags=re.S)
    # Fences around parts say how they stand on the page; there are no words.
    assert not re.sub(r"^:::+(?: \{\.(?:paar|kolom|klein)\})?$", "", INCLUDE.sub("", bron), flags=re.M).strip()


# -- the whole document ---------------------------------------------------------------------------------------------


def _uitkomst(map_: Path) -> results.Uitkomst:
    jaar = ingest.read_year(map_, {})
    cijfers = kengetallen.compute(jaar)
    opbrengst, gevoeligheid = uncertainty.compute(jaar, rendement.compute(jaar))
    return results.build(jaar, cijfers, opbrengst, gevoeligheid, signals.find(jaar, cijfers, opbrengst))


@pytest.fixture(scope="module")
def uitkomst(tmp_path_factory: pytest.TempPathFactory) -> results.Uitkomst:
    return _uitkomst(maak_jaar(tmp_path_factory.mktemp("bronnen"), volledig=True))


def _deel(uitkomst: results.Uitkomst, include: str, taal: str) -> str:
    map_, bestand = include.split("/")
    stam = Path(bestand).stem
    if map_ == "tabellen":
        return tekst.tabellen(uitkomst, (), taal)[stam]
    if map_ == "optioneel":
        return tekst.optioneel(uitkomst, (), taal)[stam]
    basis = {"secties": REPORT / "secties", "teksten": REPORT / "neutraal"}[map_]
    return (basis / ("" if taal == "nl" else taal) / bestand).read_text(encoding="utf-8")


def heel_document(uitkomst: results.Uitkomst, taal: str, top: Path = TOP) -> str:
    document = top.read_text(encoding="utf-8")
    while INCLUDE.search(document):
        document = INCLUDE.sub(lambda m: _deel(uitkomst, m[1].lstrip("/"), taal), document)
    return document


def ingevoegd() -> set[str]:
    return {i.lstrip("/") for pad in (TOP, KORT, *SECTIES) for i in INCLUDE.findall(pad.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("top", [TOP, KORT], ids=naam)
@pytest.mark.parametrize("taal", ["nl", "en"])
def test_every_include_exists_and_headings_form_an_outline(uitkomst: results.Uitkomst, taal: str, top: Path) -> None:
    document = heel_document(uitkomst, taal, top)
    niveaus = [len(k[1]) for k in KOP.finditer(document) if k[3]]
    assert niveaus[0] == 2
    assert all(b <= a + 1 for a, b in pairwise(niveaus))
    ids = re.findall(r"\{#([\w-]+)", document)
    assert not {i for i in ids if ids.count(i) > 1}
    doelen = set(re.findall(r"\]\(#([^)]+)\)", document))
    assert doelen <= set(ids)


def test_both_editions_have_the_same_parts() -> None:
    assert [p.name for p in SECTIES] == [p.name for p in SECTIES_EN]
    for nl, en in zip(SECTIES, SECTIES_EN, strict=True):
        twee = [p.read_text(encoding="utf-8") for p in (nl, en)]
        for patroon in (META, re.compile(r"\{#([\w-]+)"), re.compile(r"^(:::+ ?\{?\.?[\w-]*)", re.M)):
            gevonden = [patroon.findall(t) for t in twee]
            assert gevonden[0] == gevonden[1], nl.name


def test_no_section_or_text_is_left_out_of_the_report() -> None:
    assert {f"secties/{p.name}" for p in SECTIES} <= ingevoegd()
    los = {"programma.md"}  # a name, not a text: read into the metadata
    namen = {p.name for p in [*NEUTRAAL, *TEKSTEN]} - los
    assert {f"teksten/{n}" for n in namen} == {i for i in ingevoegd() if i.startswith("teksten/")}


def test_every_table_and_optional_part_is_included(uitkomst: results.Uitkomst) -> None:
    gemaakt = {f"tabellen/{n}.md" for n in tekst.tabellen(uitkomst)}
    gemaakt |= {f"optioneel/{n}.md" for n in tekst.optioneel(uitkomst)}
    assert gemaakt == {i for i in ingevoegd() if i.startswith(("tabellen/", "optioneel/"))}


# -- keys -----------------------------------------------------------------------------------------------------------


def gebruikte_sleutels() -> Iterator[str]:
    for pad in PROZA:
        yield from META.findall(pad.read_text(encoding="utf-8"))


VOOR_TEKSTEN_VAN_EEN_JAAR = frozenset({*tekst.KENGETALLEN, "verslagjaar", "programma"})
"""Keys that the texts of a year may use, whether or not the example years do."""


def test_quarto_called_in_the_repository_itself_makes_the_report() -> None:
    """Nothing under ``report/`` can be typeset where it stands: the figures come with the staging."""
    profiel = yaml.safe_load((WORTEL / "_quarto.yml").read_text(encoding="utf-8"))["profile"]["default"]
    hier = yaml.safe_load((WORTEL / f"_quarto-{profiel}.yml").read_text(encoding="utf-8"))
    assert hier == {"project": {"pre-render": "make report"}}


def test_every_key_that_is_used_exists(uitkomst: results.Uitkomst) -> None:
    assert not set(gebruikte_sleutels()) - set(tekst.cijfers(uitkomst))


def test_every_key_that_exists_is_used(uitkomst: results.Uitkomst) -> None:
    figuren = {f"fig_{n}_{v}" for n in tekst.FIGUREN for v in ("titel", "bijschrift", "alt")}
    ongebruikt = set(tekst.cijfers(uitkomst)) - set(gebruikte_sleutels()) - VOOR_TEKSTEN_VAN_EEN_JAAR - figuren
    assert not ongebruikt


def test_charts_and_texts_know_the_same_figures() -> None:
    from buurtrendement import charts  # noqa: PLC0415

    assert set(charts.FIGUREN) == set(tekst.FIGUREN)


@pytest.mark.parametrize("telwoord", ["zeventien", "eenentwintig", "tweehonderd", "nineteen", "forty-two", "Acht"])
def test_the_search_for_number_words_finds_them(telwoord: str) -> None:
    assert TELWOORDEN.search(f"Er waren {telwoord} gezinnen.")


@pytest.mark.parametrize(
    "gesjoemel",
    [
        "In dit jaar hielpen we 13 gezinnen.",
        "Het kost € 12.000 per jaar.",
        'label="271 contacten"',
        "Dat is 40% van alle gezinnen.",
    ],
)
def test_the_search_for_typed_figures_finds_them(gesjoemel: str) -> None:
    assert re.search(r"\d", zonder_opmaak(f"## Kop {{#kop}}\n\n::: {{.kengetal {gesjoemel}}}\n:::\n\n{gesjoemel}\n"))
    assert re.search(r"\d", zonder_opmaak(gesjoemel))
