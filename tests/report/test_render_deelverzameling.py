"""The report's sources keep to the features that both renderers support (docs/quarto-deelverzameling.md)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIJST = (ROOT / "docs" / "quarto-deelverzameling.md").read_text(encoding="utf-8")
DIVS = set(re.findall(r"^\| `([\w-]+)` \|", LIJST.split("## Divs")[1].split("##")[0], re.MULTILINE))
ATTRIBUTEN = set(
    re.findall(
        r"`(\w+)`",
        " ".join(
            regel.split("|")[2]
            for regel in LIJST.split("## Divs")[1].split("##")[0].splitlines()
            if regel.startswith("| `")
        ),
    )
)
BRONNEN = sorted(
    p
    for map_ in (ROOT / "report", *(ROOT / "data").glob("*/teksten"))
    for soort in ("*.qmd", "*.md")
    for p in map_.rglob(soort)
)  # fmt: skip


def test_de_lijst_noemt_precies_de_divs_van_het_filter():
    filter_ = (ROOT / "report" / "theme" / "brochure.lua").read_text(encoding="utf-8")
    getekend = set(re.findall(r"^(?:function DIVS\.|DIVS\.)(\w+)", filter_, re.MULTILINE))
    # omslag is drawn with the document, the next two by their parents; wat-als stays an empty div.
    assert getekend | {"omslag", "kengetal", "kolom", "wat-als"} == DIVS


@pytest.mark.parametrize("bron", BRONNEN, ids=lambda p: str(p.relative_to(ROOT)))
def test_bron_houdt_zich_aan_de_lijst(bron):
    fouten = fouten_in(bron.read_text(encoding="utf-8-sig"), eigen=bron.is_relative_to(ROOT / "report"))
    assert not fouten, f"{bron.relative_to(ROOT)}: {fouten}"


def fouten_in(tekst: str, eigen: bool = True) -> list[str]:
    fouten = []
    tekst = re.sub(r"\A---\n.*?\n---\n", "", tekst, flags=re.DOTALL)
    for opdracht in re.findall(r"\{\{<.*?>\}\}", tekst):
        if not re.fullmatch(r"\{\{<\s(?:meta\s[\w.]+|include\s[\w./-]+)\s>\}\}", opdracht):
            fouten.append(opdracht)
    for div in re.findall(r"^:{3,}\s*\{([^}]*(?:\}\}[^}]*)*)\}", re.sub(r"\{\{<.*?>\}\}", "x", tekst), re.MULTILINE):
        for klasse in re.findall(r"(?:^|\s)\.([\w-]+)", re.sub(r'"[^"]*"', "", div)):
            if klasse not in DIVS | {"content-visible", "content-hidden"}:
                fouten.append(f"div .{klasse}")
        for attribuut in re.findall(r"([\w-]+)=", re.sub(r'"[^"]*"', "", div)):
            if attribuut not in ATTRIBUTEN | {"when-format", "unless-format"}:
                fouten.append(f"attribuut {attribuut}")
    fouten += [f"div zonder accolades: {r}" for r in re.findall(r"^:{3,}[ \t]*\w.*$", tekst, re.MULTILINE)]
    for kop in re.findall(r"^(#+)[ \t]+(.*)$", tekst, re.MULTILINE):
        if kop[0] == "#":
            fouten.append(f"kop van niveau 1: {kop[1]}")
        if eigen and not re.search(r"\{#[a-z][\w-]*(?: \.(?:opening|nieuwe-pagina))?\}$", kop[1]):
            fouten.append(f"kop zonder naam: {kop[1]}")
    zonder = re.sub(r"\{\{<.*?>\}\}", "", tekst)
    fouten += re.findall(r"</?[A-Za-z][^>\n]*>", re.sub(r"<(?:https?://|mailto:)[^>]*>", "", zonder))
    fouten += re.findall(r"`\{[^}]*\}|`+\{=\w+\}|^```+\s*\{.*$|`(?:r|python) [^`]*`", zonder, re.MULTILINE)
    fouten += re.findall(r"(?<!\\)\$[^$\n]+\$", zonder)
    fouten += re.findall(r"callout|layout-ncol|panel-tabset|@preview", zonder)
    beelden = re.findall(r"!\[[^\]]*\]\(([^)]*)\)", zonder)
    fouten += [b for b in beelden if not re.fullmatch(r"figuren/[\w-]+\.svg", b)]
    links = re.findall(r"\]\(([^)]*)\)", re.sub(r"!\[[^\]]*\]\([^)]*\)", "", zonder))
    fouten += [d for d in links if not re.match(r"https?://|mailto:|#", d)]
    return fouten


@pytest.mark.parametrize(
    "fout",
    [
        "{{< var x >}}", "{{< embed n.ipynb >}}", "# Kop", "## Kop zonder naam", "<b>vet</b>", "`x`{=html}",
        "```{python}\n1\n```", "::: {.callout-note}\nx\n:::", "::: {.kader layout-ncol=2}\nx\n:::",
        "::: kader\nx\n:::", "$x^2$", "[x](javascript:y)",
        "![x](https://elders.nl/x.png)", "::: {.kader data-x=\"1\"}\nx\n:::", "`r 1+1`",
    ],
)  # fmt: skip
def test_de_toets_ziet_wat_niet_mag(fout):
    assert fouten_in(fout)


def test_de_toets_laat_door_wat_mag():
    tekst = (
        '## Kop {{< meta kf.x >}} {#kop}\n\n::: {.kader titel="Een {{< meta kf.x >}} kop"}\nTekst met @fig-x en '
        '[link](#kop), <https://voorbeeld.nl>.\n:::\n\n![B](figuren/x.svg){#fig-x fig-alt="Alt"}\n'
    )
    assert fouten_in(tekst) == []
