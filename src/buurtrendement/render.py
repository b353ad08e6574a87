"""From figures, texts and charts to the brochure: HTML, PDF and Word.

:func:`stage` lays a year's own copy of the Quarto project in the build folder, complete, so that years can render at
the same time. :func:`render` typesets that copy with Quarto where it is installed, otherwise with the embedded renderer
(pandoc and Typst from Python packages). Both read the same sources, Lua filter, CSS and Typst partials;
``docs/quarto-deelverzameling.md`` lists the features that both support. Nothing is executed here.
"""

from __future__ import annotations

import base64
import datetime as dt
import html
import json
import os
import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

import yaml

from buurtrendement import parsing, pdflezer, theme, typstproces
from buurtrendement.errors import GebruiksFout, GereedschapFout, reden
from buurtrendement.paths import project_root

NAAM = "jaarbericht"
SAMENVATTING = "samenvatting"
DOCUMENTEN = {"html": (NAAM,), "pdf": (NAAM, SAMENVATTING), "docx": (NAAM,)}
"""What each format consists of: ``report/<name>.qmd``, staged under the same name."""
EXTENSIE = {"html": "html", "pdf": "pdf", "docx": "docx"}
QUARTO_FORMAAT = {"html": "html", "pdf": "typst", "docx": "docx"}
QUARTO_MINIMAAL = (1, 9)
TITEL = {"nl": "Jaarbericht", "en": "Annual report"}
KORT = {"nl": "Samenvatting", "en": "Summary"}
SKIP = {"nl": "Naar de inhoud", "en": "Skip to content"}
TWEE_NORMEN = (1, 10)
"""From this version on the Typst inside Quarto takes PDF/UA and PDF/A at once, as the package does."""
RENDERERS = ("auto", "quarto", "ingebouwd")
# Raw HTML, raw LaTeX, raw attributes and formulas are no part of the allowed subset: they stay the text they are.
LEZER = "markdown-raw_html-raw_tex-raw_attribute-latex_macros-tex_math_dollars-tex_math_single_backslash"
TIJDSLIMIET_S = {"pandoc": 240, "Quarto": 900}
"""Seconds; a megabyte of prose takes pandoc less than ten."""
_PROEF_S = 10  # a single text that takes longer than this is what keeps the renderer

_INCLUDE = re.compile(r"^[ \t]*\{\{<\s*include\s+(\S+)\s*>\}\}[ \t]*$")
_META = re.compile(r"\{\{<\s*meta\s+([\w.\-]+)\s*>\}\}")
_OPDRACHT = re.compile(r"\{\{<")
_TOKEN = ("\ue000", "\ue001")
# What a renderer leaves behind when something did not resolve; white space is taken out before looking.
_RESTEN = re.compile(r"\?meta:|\{\{<(?:meta|include|var|env|embed|brand|contents)|\?@(?:fig|tbl|sec|eq)-|\ue000")


class FiguurBestand(Protocol):
    """The part of ``charts.Figuur`` that staging needs."""

    @property
    def naam(self) -> str: ...
    @property
    def svg(self) -> bytes: ...
    @property
    def png(self) -> bytes | None: ...


@dataclass(frozen=True)
class RenderVerslag:
    """What was rendered: with which renderer and why, the files, and warnings worth showing."""

    renderer: str
    reden: str
    bestanden: tuple[Path, ...]
    waarschuwingen: tuple[str, ...] = field(default=())


# The safe loader and dumper in C where the package has them, ten times faster.
_YAML: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_YAML_SCHRIJVER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

# Staging ------------------------------------------------------------


def stage(
    build_map: Path,
    data_map: Path,
    cijfers: Mapping[str, str],
    tabellen: Mapping[str, str],
    figuren: Sequence[FiguurBestand],
    meta: Mapping[str, Any] | None = None,
    *,
    optioneel: Mapping[str, str] | None = None,
    verslagjaar: int | None = None,
    taal: str | None = None,
    naam: str = "project",
) -> Path:
    """Lay a complete, renderable copy of the project in ``build_map/naam`` and return that folder.

    ``cijfers`` are the values for ``{{< meta kf.* >}}``, already inline Markdown with all markup escaped; ``tabellen``
    and ``optioneel`` map a name to Markdown, staged as ``tabellen/<name>.md`` and ``optioneel/<name>.md``. ``meta`` is
    what the document says about itself (``title``, ``subtitle``, ``description``, ``verslagjaar``, ``lang``), also
    inline Markdown; ``verslagjaar`` and ``taal`` fill it in. The prose comes from ``data_map/teksten`` (for another
    language from the folder of that name in it); where a text lacks, the neutral one is staged.

    Raises:
        GereedschapFout: when the project's own sources are incomplete, the year is unknown, or a name is not a plain
            file name.
    """
    document = {k: str(v) for k, v in (meta or {}).items()}
    if verslagjaar is not None:
        document["verslagjaar"] = str(verslagjaar)
    taal = taal or document.get("lang", "nl")
    document["lang"] = taal
    if not document.get("verslagjaar", "").isdigit():
        raise GereedschapFout("Het verslagjaar van het jaarbericht is niet bekend.")
    document.setdefault("title", f"{TITEL.get(taal, TITEL['nl'])} {document['verslagjaar']}")
    document.setdefault("kort", KORT.get(taal, KORT["nl"]))
    document.setdefault("skip", SKIP.get(taal, SKIP["nl"]))
    bron = project_root()
    project = build_map / naam
    if project.exists():
        shutil.rmtree(project)
    project.mkdir(parents=True)
    for bestand in ("_quarto.yml", "_brand.yml"):
        shutil.copyfile(bron / bestand, project / bestand)
    _kopieer_report(bron / "report", project, taal)
    _zet_thema(project, build_map)
    _zet_teksten(bron / "report" / "neutraal", data_map / "teksten", project / "teksten", taal)
    for map_, delen in (("tabellen", tabellen), ("optioneel", optioneel or {})):
        for deel, inhoud in delen.items():
            _schrijf(project, f"{map_}/{deel}.md", _geplakt(inhoud).rstrip("\n") + "\n")
    for figuur in figuren:
        _schrijf_figuur(project, figuur)
    _schrijf(project, "meta.yml", _yaml({k: _geplakt(v) for k, v in document.items()}))
    _schrijf(project, "cijfers.yml", _yaml({"kf": {k: _geplakt(str(v)) for k, v in cijfers.items()}}))
    return project


def _yaml(inhoud: Mapping[str, Any]) -> str:
    # Every value quoted: an unquoted 2.500 would print as 2.5.
    tekst = {k: ({n: str(v) for n, v in w.items()} if isinstance(w, Mapping) else str(w)) for k, w in inhoud.items()}
    dump: Any = yaml.dump  # its stub does not know that without a stream it gives text
    return str(dump(tekst, Dumper=_YAML_SCHRIJVER, default_style='"', allow_unicode=True, sort_keys=False, width=2**20))


def _schrijf(project: Path, pad: str, inhoud: str | bytes) -> None:
    deel = PurePosixPath(pad)
    if deel.is_absolute() or not all(re.fullmatch(r"[\w][\w.\-]*", d) for d in deel.parts):
        raise GereedschapFout(f"'{pad}' is geen gewone bestandsnaam voor het jaarbericht.")
    doel = project / deel
    doel.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(inhoud, str):
        inhoud = inhoud.encode("utf-8")
    doel.write_bytes(inhoud)


def _kopieer_report(report: Path, project: Path, taal: str) -> None:
    if not (report / f"{NAAM}.qmd").is_file():
        raise GereedschapFout(f"report/{NAAM}.qmd ontbreekt: het project is niet volledig.")
    for qmd in sorted(report.glob("*.qmd")):
        # Quarto picks an engine by what code blocks look like, unless the document itself says not to execute.
        tekst = re.sub(r"\A---\n", "---\nengine: markdown\n", qmd.read_text(encoding="utf-8"))
        (project / qmd.name).write_text(tekst, encoding="utf-8")
    for map_ in ("secties", "theme"):
        (project / map_).mkdir(exist_ok=True)
        for bestand in sorted((report / map_).glob("*")):
            if bestand.is_file() and not bestand.name.startswith("."):
                shutil.copyfile(bestand, project / map_ / bestand.name)
    # Another language has its own sections under the same names.
    for bestand in sorted((report / "secties" / taal).glob("*.qmd")):
        shutil.copyfile(bestand, project / "secties" / bestand.name)


def _zet_thema(project: Path, build_map: Path) -> None:
    map_ = project / "theme"
    (map_ / "kleuren.css").write_text(theme.kleuren_css(project), encoding="utf-8")
    (map_ / "kleuren.typ").write_text(theme.kleuren_typ(project) + theme.tekens_typ(), encoding="utf-8")
    for tekening in sorted(map_.glob("*.svg")):
        tekening.write_text(theme.kleur_in(tekening.read_text(encoding="utf-8"), project), encoding="utf-8")
    (map_ / "tekeningen.css").write_text(theme.tekeningen_css(sorted(map_.glob("*.svg"))), encoding="utf-8")
    if theme.bewaarde_lettertype_css(map_ / "lettertype.css") is None:
        # Other fonts than those of the project's own cut, which takes longer than the whole HTML.
        bewaard = build_map / f"lettertype-{theme.lettertype_sleutel()}.css"
        if theme.bewaarde_lettertype_css(bewaard) is None:
            tijdelijk = bewaard.with_suffix(f".{os.getpid()}.tmp")
            tijdelijk.write_text(theme.lettertype_css(), encoding="utf-8")
            tijdelijk.replace(bewaard)
        shutil.copyfile(bewaard, map_ / "lettertype.css")
    letters = project / "lettertypen"
    letters.mkdir()
    for letter in theme.letters():
        shutil.copyfile(letter.bestand, letters / letter.bestand.name)
    shutil.copyfile(theme.licentie(), letters / "LICENSE.txt")
    (map_ / "referentie.docx").write_bytes(theme.referentie_docx(_standaard_docx(), project))


@lru_cache(maxsize=1)
def _standaard_docx() -> bytes:
    """pandoc's own reference document, asked for once by a process that makes many reports."""
    return _draai([_pandoc(), "--print-default-data-file", "reference.docx"], Path(), "pandoc").stdout


def _zet_teksten(neutraal: Path, eigen: Path, doel: Path, taal: str) -> None:
    doel.mkdir()
    if taal != "nl":
        neutraal, eigen = neutraal / taal, eigen / taal
    bronnen = {p.name: p for map_ in (neutraal, eigen) for p in sorted(map_.glob("*.md"))}
    for naam, pad in sorted(bronnen.items()):
        (doel / naam).write_text(_geplakt(onschadelijk(parsing.read_text(pad))), encoding="utf-8")


# What JavaScript (Quarto) or pandoc takes for the end of a line, and what no renderer can show.
_EINDE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_GEEN_TEKST = re.compile("[\x00-\x08\x0e-\x1f\x7f\ue000-\ue003\ufeff\ufffe\uffff]")
_KLASSEN = frozenset({
    "kader", "kolommen", "kolom", "kengetallen", "kengetal", "citaat", "samenvatting", "tijdlijn", "bijsluiter",
    "klein", "figuurtitel", "cijfertabel", "figuurblok", "paar", "content-visible", "content-hidden", "opening",
    "nieuwe-pagina", "unnumbered",
})  # fmt: skip
_ATTRIBUTEN = frozenset(
    {"titel", "rol", "waarde", "label", "uitleg", "fig-alt", "when-format", "unless-format", "lang"}
)
_ATTRIBUUT = re.compile(r"""[ \t]*(?:\#[A-Za-z][\w-]*|\.(?P<klasse>[\w-]+)|(?P<naam>[\w-]+)="[^"<>`\\]*")(?=[ \t}])""")


def _onschuldig(blok: str) -> bool:
    """Whether ``{...}`` is nothing but an identifier, classes of the brochure and its text attributes."""
    plek = 1
    while treffer := _ATTRIBUUT.match(blok, plek):
        if treffer["klasse"] and treffer["klasse"] not in _KLASSEN:
            return False
        if treffer["naam"] and treffer["naam"] not in _ATTRIBUTEN:
            return False
        plek = treffer.end()
    return plek > 1 and blok[plek:].strip(" \t") == "}"


def _eigen_div(treffer: re.Match[str]) -> str:
    """``::: word`` is a div of class ``word``; of another class than the brochure's it is text."""
    return treffer[0] if treffer[2] in _KLASSEN else f"{treffer[1]}&#58;"


def _letterlijk(treffer: re.Match[str]) -> str:
    """A mark that could start HTML, a citation, a formula, attributes or a TeX command, as a character reference.

    A backslash belongs to the mark after it, so ``\\\\$x$`` (a backslash and a formula) is no way around.
    """
    tekens = treffer[0]
    if tekens[0] != "\\":
        return f"&#{ord(tekens)};"
    if tekens[1] in "<@${":
        return f"&#{ord(tekens[1])};"
    return f"&#92;{tekens[1]}" if tekens[1].isalpha() or tekens[1] in "([" else tekens


_HAAKDIEPTE = 3


def _haken(alinea: str) -> str:
    """A paragraph in which only paired square brackets, not nested deeply, are left as markup.

    pandoc tries every way to pair them: twenty open ones keep it busy for hours.
    """
    open_: list[int] = []
    letterlijk: set[int] = set()
    for plek, teken in enumerate(alinea):
        if teken == "[":
            open_.append(plek)
        elif teken == "]" and open_:
            begin = open_.pop()
            if len(open_) >= _HAAKDIEPTE:
                letterlijk |= {begin, plek}
    letterlijk.update(open_)
    return "".join(f"&#{ord(t)};" if i in letterlijk else t for i, t in enumerate(alinea)) if letterlijk else alinea


_AANHALINGSTEKENS = 12
_AANHALING = re.compile(
    r"""(?P<adres>\]\([^)\n]*\))|(?<=[\w.,;:!?)\]…])(?P<na>["'])|(?P<weg>'(?=[0-9]|[stnkmr]\b))|["']"""
)


def _aanhaling(alinea: str) -> str:
    """A paragraph with many quotation marks of both kinds, in which they are curly already.

    pandoc tries every way to pair straight ones: forty of them keep it busy for hours.
    """
    if "'" not in alinea or alinea.count("'") + alinea.count('"') <= _AANHALINGSTEKENS:
        return alinea

    def gekruld(treffer: re.Match[str]) -> str:
        if treffer["adres"]:
            return treffer[0]
        sluit = treffer["na"] or treffer["weg"]
        if '"' in treffer[0]:
            return "”" if sluit else "“"
        return "’" if sluit else "‘"

    return _AANHALING.sub(gekruld, alinea)


def onschadelijk(tekst: str) -> str:
    """A year's prose with everything that could steer the renderer turned into literal text.

    Left alone: paragraphs, emphasis, lists, headings, links, pipe tables, own divs, ``{{< meta kf.* >}}`` and
    references to figures and tables. Made literal: other shortcodes, HTML, raw blocks, executable cells, formulas,
    citations, metadata blocks and every attribute that is not on the list (``onclick``, ``style``). The result is
    Markdown for both renderers.
    """
    bewaard: list[str] = []

    def bewaar(treffer: re.Match[str], groep: int = 0) -> str:
        bewaard.append(treffer[groep])
        return f"\ue002{len(bewaard) - 1}\ue003"

    def attributen(treffer: re.Match[str]) -> str:
        return treffer[1] + bewaar(treffer, 2) if _onschuldig(treffer[2]) else treffer[0]

    tekst = _GEEN_TEKST.sub("", unicodedata.normalize("NFC", _EINDE.sub("\n", tekst)))
    tekst = _META.sub(lambda m: bewaar(m) if m[1].startswith("kf.") else m[0], tekst)
    tekst = re.sub(r"<(?:https?://|mailto:)[^\s<>]+>", bewaar, tekst)
    tekst = re.sub(r"@(?=(?:fig|tbl)-[\w-]+)", bewaar, tekst)
    tekst = tekst.replace("{{<", "&#123;&#123;&#60;").replace(">}}", "&#62;&#125;&#125;")
    # ```{=html} and ```{python}: what was an instruction becomes the first line of an ordinary code block; the word
    # joiner is for Quarto, whose search for executable cells looks across the line end.
    tekst = re.sub(r"(?m)^([ \t]*(?:`{3,}|~{3,}))[ \t]*(\{.*)$", "\\1\n\u2060\\2", tekst)
    tekst = re.sub(r"(?<![`~\\ ])([ \t]*)(\{[^{}\n]*\})", attributen, tekst)
    tekst = re.sub(r"(?m)^([ \t>]*):(?=::+[ \t]*([\w-]+)[ \t:]*$)", _eigen_div, tekst)
    tekst = re.sub(r"(?s)\\(.)|[<@${]", _letterlijk, tekst)
    tekst = "\n\n".join(_aanhaling(_haken(alinea)) for alinea in re.split(r"\n[ \t]*\n", tekst))
    # A picture from elsewhere becomes a link; the report loads nothing.
    tekst = re.sub(r"!(?=\[[^\]]*\]\((?!figuren/))", "&#33;", tekst)
    # Quarto takes metadata (filters, files to include) from whatever stands between lines of exactly three hyphens,
    # also under a line of text. A rule is written with asterisks, the underline of a heading with four hyphens.
    tekst = re.sub(r"(?m)(\A|\n[ \t]*\n)-{3}[ \t]*$", r"\1* * *", tekst)
    tekst = re.sub(r"(?m)^([ \t>]*)---(?=[ \t]*$)", r"\1----", tekst)
    return re.sub("\ue002(\\d+)\ue003", lambda m: bewaard[int(m[1])], tekst)


_OPEN = r"(?:&#123;|\{){2}(?:&#60;|&lt;)"
_DICHT = r"(?:&#62;|&gt;)(?:&#125;|\}){2}"


def _geplakt(tekst: str) -> str:
    """Literal shortcode marks that stay literal in Quarto too.

    Quarto looks for shortcodes again after character references have become characters, in words that end in ``{{<`` or
    begin with ``>}}``. A no-break space keeps such a mark in one word with its neighbour; at the end of a text a word
    joiner does.
    """
    tekst = re.sub(rf"({_OPEN})[ \t]+(?=\S)", "\\1\u00a0", tekst)
    tekst = re.sub(rf"({_OPEN})(?=\s|\||$)", "\\1\u2060", tekst)
    tekst = re.sub(rf"(?<=\S)[ \t]+(?={_DICHT})", "\u00a0", tekst)
    return re.sub(rf"(?<![^\s|])(?={_DICHT})", "\u2060", tekst)


def _schrijf_figuur(project: Path, figuur: FiguurBestand) -> None:
    _schrijf(project, f"figuren/{figuur.naam}.svg", figuur.svg)
    smal = getattr(figuur, "svg_smal", None)
    if smal:
        _schrijf(project, f"figuren/{figuur.naam}-smal.svg", smal)
    if figuur.png:
        _schrijf(project, f"figuren/{figuur.naam}.png", figuur.png)


# Reading the sources the way Quarto does ------------------------------------------------------------


def _samengevoegd(project: Path, pad: str, diepte: int = 0) -> str:
    """The text of ``pad`` with its includes in place; paths are relative to the project folder, as in Quarto."""
    if diepte > 8:
        raise GereedschapFout(f"{pad}: tekstbestanden voegen elkaar in een kring in.")
    bestand = (project / pad).resolve()
    if not bestand.is_relative_to(project.resolve()) or not bestand.is_file():
        raise GereedschapFout(f"Tekstbestand '{pad}' ontbreekt in het klaargezette jaarbericht.")
    uit = []
    in_code = False
    for regel in bestand.read_text(encoding="utf-8").split("\n"):
        if re.match(r"^\s*(```|~~~)", regel):
            in_code = not in_code
        treffer = None if in_code else _INCLUDE.match(regel)
        if treffer is None:
            uit.append(regel)
            continue
        uit.append(_samengevoegd(project, treffer[1].lstrip("/"), diepte + 1).rstrip("\n"))
    return "\n".join(uit)


def _lees_yaml(pad: Path) -> Any:
    return yaml.load(pad.read_text(encoding="utf-8"), Loader=_YAML)  # a safe loader, see above


def _controleer_bron(project: Path, tekst: str) -> None:
    """Every figure that the text asks for exists, and no other shortcode is used: checked before rendering."""
    bekend: dict[str, Any] = {}
    for naam in ("meta.yml", "cijfers.yml"):
        bekend.update(_lees_yaml(project / naam) or {})
    onbekend = []
    for sleutel in dict.fromkeys(_META.findall(tekst)):
        plek: Any = bekend
        for deel in sleutel.split("."):
            plek = plek.get(deel) if isinstance(plek, Mapping) else None
        if plek is None:
            onbekend.append(sleutel)
    if onbekend:
        raise GereedschapFout("De tekst vraagt om cijfers die er niet zijn: " + ", ".join(sorted(onbekend)) + ".")
    rest = _META.sub("", tekst)
    if _OPDRACHT.search(rest):
        regel = rest[: rest.index("{{<")].count("\n") + 1
        raise GereedschapFout(
            f"De samengevoegde tekst gebruikt rond regel {regel} een opdracht '{{{{<' die niet op de lijst van "
            "toegestane onderdelen staat (docs/quarto-deelverzameling.md)."
        )


# Rendering ------------------------------------------------------------


def render(
    project: Path,
    uit: Path,
    formats: Sequence[str] = ("html", "pdf"),
    renderer: str = "auto",
    verslagjaar: int | None = None,
    taal: str | None = None,
    documenten: Sequence[str] | None = None,
) -> RenderVerslag:
    """Typeset the staged ``project`` into ``uit`` as ``jaarbericht.html``, ``.pdf`` and ``.docx``.

    With the PDF comes ``samenvatting.pdf``, one page; ``documenten`` takes only these of a format's documents.

    ``renderer`` is ``auto``, ``quarto`` or ``ingebouwd``. The document's date is 31 December of ``verslagjaar``
    (default: that of the staged metadata); no clock is read, so the same project gives the same bytes. ``taal``, when
    given, must be the language that was staged.

    Raises:
        GebruiksFout: unknown renderer or format.
        GereedschapFout: a tool failed, or its output holds something unresolved.
    """
    onbekend = [f for f in formats if f not in EXTENSIE]
    if onbekend or not formats:
        raise GebruiksFout(f"Onbekend formaat '{', '.join(onbekend)}'. Kies uit: {', '.join(EXTENSIE)}.")
    keuze, reden = kies_renderer(renderer)
    delen = [deel for deel in _delen(project, formats) if documenten is None or deel[1] in documenten]
    teksten = {naam: _samengevoegd(project, f"{naam}.qmd") for naam in dict.fromkeys(naam for _, naam in delen)}
    for tekst in teksten.values():
        _controleer_bron(project, tekst)
    document = _lees_yaml(project / "meta.yml")
    if taal is not None and document.get("lang") != taal:
        raise GereedschapFout(f"Het jaarbericht is klaargezet in taal '{document.get('lang')}', niet in '{taal}'.")
    jaar = verslagjaar if verslagjaar is not None else int(document["verslagjaar"])
    uit.mkdir(parents=True, exist_ok=True)
    datum = dt.datetime(jaar, 12, 31, 12, tzinfo=dt.UTC)
    if keuze == "quarto":
        waarschuwingen = _render_quarto(project, uit, delen, datum)
    else:
        waarschuwingen = _render_ingebouwd(project, uit, delen, teksten, datum)
    bestanden = tuple(uit / f"{naam}.{EXTENSIE[f]}" for f, naam in delen)
    toegestaan = _letterlijke_resten(project)
    for bestand in bestanden:
        controleer_uitvoer(bestand, toegestaan)
    if "pdf" in formats:
        waarschuwingen += _onbekende_tekens(project)
    return RenderVerslag(keuze, reden, bestanden, tuple(waarschuwingen))


def _delen(project: Path, formats: Iterable[str]) -> list[tuple[str, str]]:
    """Format and document of everything to typeset; a project without a summary has none to make."""
    paren = [(formaat, naam) for formaat in formats for naam in DOCUMENTEN[formaat]]
    return [(f, naam) for f, naam in paren if naam == NAAM or (project / f"{naam}.qmd").is_file()]


def _onbekende_tekens(project: Path) -> list[str]:
    """A warning when data or prose hold characters that the letter lacks; ``theme/page.typ`` shows them as ``?``."""
    bronnen = (*project.glob("*.yml"), *project.glob("*/*.md"))
    gebruikt = {ord(teken) for bron in bronnen for teken in html.unescape(bron.read_text(encoding="utf-8"))}
    aantal = len(gebruikt - theme.tekens())
    if not aantal:
        return []
    wat = "1 teken staat" if aantal == 1 else f"{aantal} tekens staan"
    return [f"{wat} niet in het lettertype (bijvoorbeeld een emoji). In de PDF staat daar een vraagteken."]


def kies_renderer(renderer: str = "auto") -> tuple[str, str]:
    """``("quarto" | "ingebouwd", reason in one line)``."""
    if renderer not in RENDERERS:
        raise GebruiksFout(f"Onbekende renderer '{renderer}'. Kies uit: {', '.join(RENDERERS)}.")
    minimaal = ".".join(map(str, QUARTO_MINIMAAL))
    if renderer == "ingebouwd":
        return "ingebouwd", "gekozen met --renderer ingebouwd"
    versie = quarto_versie()
    if versie is not None and versie >= QUARTO_MINIMAAL:
        naam = ".".join(map(str, versie))
        return (
            "quarto",
            f"Quarto {naam} gevonden" if renderer == "auto" else f"gekozen met --renderer quarto (versie {naam})",
        )
    reden = (
        "Quarto is niet gevonden" if versie is None else f"Quarto {'.'.join(map(str, versie))} is ouder dan {minimaal}"
    )
    if renderer == "quarto":
        raise GereedschapFout(
            f"{reden}. Installeer Quarto {minimaal} of nieuwer ('make quarto'), of kies --renderer ingebouwd."
        )
    return "ingebouwd", f"{reden}; de ingebouwde renderer maakt hetzelfde jaarbericht"


def quarto_versie() -> tuple[int, ...] | None:
    """Version of the ``quarto`` on the path, or None when there is none or it does not start."""
    programma = shutil.which("quarto")
    if programma is None:
        return None
    try:
        klaar = subprocess.run([programma, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    treffer = re.search(r"(\d+)\.(\d+)(?:\.(\d+))?", klaar.stdout)
    if klaar.returncode != 0 or treffer is None:
        return None
    return tuple(int(d) for d in treffer.groups() if d is not None)


@lru_cache(maxsize=1)
def _pandoc() -> str:
    import pypandoc  # noqa: PLC0415 - looks for binaries on import

    # The package's own binary, whichever pandoc the machine may have: one version, one result.
    eigen = Path(pypandoc.__file__).parent / "files" / ("pandoc.exe" if os.name == "nt" else "pandoc")
    if eigen.is_file():
        return str(eigen)
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError as oorzaak:
        raise GereedschapFout("pandoc ontbreekt: het pakket pypandoc-binary is niet geïnstalleerd.") from oorzaak


def _draai(
    opdracht: Sequence[str], map_: Path, naam: str, invoer: str | None = None, omgeving: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    try:
        klaar = subprocess.run(
            list(opdracht),
            cwd=map_,
            input=None if invoer is None else invoer.encode("utf-8"),
            stdin=subprocess.DEVNULL if invoer is None else None,
            capture_output=True,
            timeout=TIJDSLIMIET_S[naam],
            env={**os.environ, **(omgeving or {})},
            check=False,
        )
    except subprocess.TimeoutExpired as oorzaak:
        traag = _trage_teksten(map_)
        waardoor = f" Dat ligt aan {', '.join(traag)}: haal lange reeksen leestekens daaruit weg." if traag else ""
        raise GereedschapFout(
            f"{naam} was na {TIJDSLIMIET_S[naam]} seconden nog niet klaar en is gestopt.{waardoor}"
        ) from oorzaak
    except OSError as oorzaak:
        raise GereedschapFout(f"{naam} kon niet starten ({reden(oorzaak)}).") from oorzaak
    if klaar.returncode != 0:
        raise GereedschapFout(f"{naam} stopte met een fout (status {klaar.returncode}): {_staart(klaar.stderr, map_)}")
    return klaar


def _trage_teksten(project: Path) -> list[str]:
    """Which of the year's texts, each by itself, keep pandoc busy."""
    traag = []
    for tekst in sorted(project.glob("teksten/*.md")):
        try:
            subprocess.run(
                [_pandoc(), "--from", LEZER, "--to", "html5", "--sandbox", str(tekst)],
                stdin=subprocess.DEVNULL, capture_output=True, timeout=_PROEF_S, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            traag.append(f"teksten/{tekst.name}")
    return traag


def _staart(uitvoer: bytes, map_: Path, regels: int = 6) -> str:
    """The last lines of a tool's output, without this machine's folders."""
    tekst = re.sub(r"\x1b\[[0-9;]*m", "", uitvoer.decode("utf-8", errors="replace")).replace(f"{map_}{os.sep}", "")
    # Quarto's stack trace says nothing to the reader.
    zinvol = [r.strip() for r in tekst.splitlines() if r.strip() and not re.match(r"\s*at .*:\d+", r)]
    return " / ".join(zinvol[-regels:]) or "geen toelichting"


def _epoch(datum: dt.datetime) -> str:
    return str(int(datum.timestamp()))


def _render_quarto(project: Path, uit: Path, delen: Sequence[tuple[str, str]], datum: dt.datetime) -> list[str]:
    programma = shutil.which("quarto") or "quarto"
    waarschuwingen = []
    if (quarto_versie() or ()) >= TWEE_NORMEN:
        instellingen = project / "_quarto.yml"
        tekst = instellingen.read_text(encoding="utf-8")
        instellingen.write_text(tekst.replace("pdf-standard: ua-1", "pdf-standard: [ua-1, a-2a]"), encoding="utf-8")
    for formaat, naam in delen:
        # One format at a time: `--to html,typst` is no list to Quarto; without it come formats nobody asked for.
        klaar = _draai(
            [programma, "render", f"{naam}.qmd", "--to", QUARTO_FORMAAT[formaat]], project, "Quarto",
            omgeving={"SOURCE_DATE_EPOCH": _epoch(datum)},
        )  # fmt: skip
        gemaakt = project / f"{naam}.{EXTENSIE[formaat]}"
        if not gemaakt.is_file():
            raise GereedschapFout(f"Quarto maakte geen {gemaakt.name}: {_staart(klaar.stderr, project)}")
        shutil.move(gemaakt, uit / gemaakt.name)
        if formaat == "docx":
            _vaste_zip(uit / gemaakt.name)
        waarschuwingen += _waarschuwingen_quarto(klaar.stderr)
    return waarschuwingen


def _waarschuwingen_quarto(uitvoer: bytes) -> list[str]:
    """Quarto's warnings, without the advice to install a validator that this package does not need."""
    tekst = re.sub(r"\x1b\[[0-9;]*m", "", uitvoer.decode("utf-8", errors="replace"))
    regels = [r.strip() for r in tekst.splitlines() if re.match(r"\s*(WARN|\[warning\])", r, re.IGNORECASE)]
    return [r for r in regels if "verapdf" not in r and "typst-gather" not in r]


def _render_ingebouwd(
    project: Path, uit: Path, delen: Sequence[tuple[str, str]], teksten: Mapping[str, str], datum: dt.datetime
) -> list[str]:
    instellingen = _lees_yaml(project / "_quarto.yml")["format"]
    _zet(project, delen, teksten, instellingen, datum)
    waarschuwingen: list[str] = []
    for formaat, naam in delen:
        gezet, doel = project / f"{naam}.{_GEZET[formaat]}", uit / f"{naam}.{EXTENSIE[formaat]}"
        if formaat == "html":
            pagina = _beelden_in(project, gezet.read_bytes().decode("utf-8"))
            doel.write_bytes(_css_in(project, pagina, instellingen["html"]["css"]).encode("utf-8"))
        elif formaat == "pdf":
            waarschuwingen += _naar_pdf(project, gezet, doel, instellingen["typst"], datum)
        else:
            shutil.move(gezet, doel)
            _vaste_zip(doel)
    return waarschuwingen


_GEZET = {"html": "html", "pdf": "typ", "docx": "docx"}
"""What pandoc makes for each format, in the project."""
# A nursery that fits the cache, fewer full collections: a fifth less time than pandoc's own settings, and less memory.
_GEHEUGEN = ("+RTS", "-H1m", "-A8m", "-n1m", "-O64m", "-RTS")


def _zet(
    project: Path,
    delen: Sequence[tuple[str, str]],
    teksten: Mapping[str, str],
    instellingen: Mapping[str, Any],
    datum: dt.datetime,
) -> None:
    """One run of pandoc for all of ``delen``: every document is read once, whatever is made of it."""
    sjablonen = {"html": instellingen["html"]["template"], "pdf": "theme/ingebouwd.typ"}
    documenten: dict[str, list[dict[str, str]]] = {}
    for formaat, naam in delen:
        deel = {"formaat": QUARTO_FORMAAT[formaat], "doel": f"{naam}.{_GEZET[formaat]}"}
        if formaat in sjablonen:
            deel["sjabloon"] = sjablonen[formaat]
        else:
            deel["voorbeeld"] = instellingen["docx"]["reference-doc"]
        documenten.setdefault(naam, []).append(deel)
    bronnen = [
        {"bron": _META.sub(lambda m: f"{_TOKEN[0]}{m[1]}{_TOKEN[1]}", teksten[naam]), "delen": deel}
        for naam, deel in documenten.items()
    ]
    opdracht = json.dumps({"lezer": LEZER, "documenten": bronnen}, ensure_ascii=False)
    omgeving = {"SOURCE_DATE_EPOCH": _epoch(datum), "BUURTRENDEMENT_BEELDEN_LATER": "1"}
    _draai([_pandoc(), *_GEHEUGEN, "lua", "theme/ingebouwd.lua"], project, "pandoc", invoer=opdracht, omgeving=omgeving)


_BEELD = re.compile(r'(<(?:img src|source media="[^"]*" srcset)=")(figuren/[\w-]+\.(svg|png))"')
_BEELDSOORT = {"svg": "image/svg+xml", "png": "image/png"}


def _beelden_in(project: Path, pagina: str) -> str:
    """The pictures to which the filter refers inside the page, as data addresses."""

    def adres(treffer: re.Match[str]) -> str:
        data = base64.b64encode((project / treffer[2]).read_bytes()).decode("ascii")
        return f'{treffer[1]}data:{_BEELDSOORT[treffer[3]]};base64,{data}"'

    return _BEELD.sub(adres, pagina)


def _css_in(project: Path, pagina: str, bladen: Sequence[str]) -> str:
    """The style sheets of ``_quarto.yml`` inside the page, as Quarto's ``embed-resources`` does."""
    stijl = "".join((project / blad).read_text(encoding="utf-8") for blad in bladen)
    if "</style" in stijl:
        raise GereedschapFout("Een stijlblad bevat '</style'.")
    return pagina.replace("</head>", f"<style>\n{stijl}</style>\n</head>", 1)


def _naar_pdf(project: Path, bron: Path, doel: Path, instellingen: Mapping[str, Any], datum: dt.datetime) -> list[str]:
    # _quarto.yml has ua-1 alone, as the Typst inside Quarto 1.9 takes one standard at a time; the package takes both.
    letters = [str(project / map_) for map_ in instellingen.get("font-paths", [])]
    opties = {
        "root": str(project),
        "font_paths": letters,
        "ignore_system_fonts": True,
        "format": "pdf",
        "pdf_standards": ["ua-1", "a-2a"],
        "timestamp": int(datum.timestamp()),
    }
    try:
        (pdf,), meldingen = typstproces.zet(str(bron), opties)
    except typstproces.TypstFout as oorzaak:
        raise GereedschapFout(f"Typst kon geen PDF maken: {_staart(str(oorzaak).encode(), project, 12)}") from oorzaak
    doel.write_bytes(pdf)
    return [f"Typst: {m}" for m in meldingen]


def _vaste_zip(bestand: Path) -> None:
    """Word's container without the time of making: entries sorted, dates fixed."""
    with zipfile.ZipFile(bestand) as oud:
        inhoud = {naam: oud.read(naam) for naam in oud.namelist()}
    volgorde = sorted(inhoud, key=lambda n: (n != "[Content_Types].xml", n))
    with zipfile.ZipFile(bestand, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for naam in volgorde:
            nieuw.writestr(zipfile.ZipInfo(naam, (1980, 1, 1, 0, 0, 0)), inhoud[naam], zipfile.ZIP_DEFLATED)


# Looking at what came out ------------------------------------------------------------


def tekst_van(bestand: Path) -> str:
    """The readable text of an output, for checks and comparison: HTML without styles, PDF page by page, Word."""
    if bestand.suffix == ".html":
        bron = re.sub(r"(?s)<(style|script)\b.*?</\1>|<svg\b.*?</svg>", " ", bestand.read_text(encoding="utf-8"))
        bron = re.sub(r'\s(?:src|srcset)="data:[^"]*"', "", bron)
        # Alternative texts and labels count as text too.
        bron = re.sub(r'<[^>]*?\b(?:alt|aria-label)="([^"]*)"[^>]*>', r" \1 ", bron)
        return html.unescape(re.sub(r"<[^>]+>", " ", bron))
    if bestand.suffix == ".pdf":
        return "\n".join(pdflezer.lees(bestand.read_bytes()).bladzijden)
    with zipfile.ZipFile(bestand) as zip_:
        xml = zip_.read("word/document.xml").decode("utf-8")
    xml = re.sub(r"</w:p>", "\n", xml)
    return html.unescape(re.sub(r"<[^>]+>", "", xml))


def _kort(tekst: str) -> str:
    return re.sub(r"[\s\u2060]+", "", unicodedata.normalize("NFKC", tekst))


def _letterlijke_resten(project: Path) -> frozenset[str]:
    """Marks of :data:`_RESTEN` that data or prose hold as plain text, in the source as character references."""
    uit: set[str] = set()
    for bestand in (*project.glob("*.yml"), *project.glob("*/*.md")):
        bron = bestand.read_text(encoding="utf-8")
        rauw = Counter(_RESTEN.findall(_kort(bron)))
        uit.update(
            rest for rest, aantal in Counter(_RESTEN.findall(_kort(html.unescape(bron)))).items() if aantal > rauw[rest]
        )
    return frozenset(uit)


def controleer_uitvoer(bestand: Path, toegestaan: frozenset[str] = frozenset()) -> None:
    """Search an output for what a renderer leaves behind when it fails silently.

    ``toegestaan`` are marks that are literal text of the report itself.

    Raises:
        GereedschapFout: unresolved figures, shortcodes or references, missing pictures, anything loaded from outside.
    """
    if not bestand.is_file() or bestand.stat().st_size == 0:
        raise GereedschapFout(f"{bestand.name} is niet gemaakt.")
    for rest in _RESTEN.findall(_kort(tekst_van(bestand))):
        if rest not in toegestaan:
            raise GereedschapFout(f"{bestand.name} bevat een niet ingevulde plek: '{rest}…'.")
    if bestand.suffix == ".html":
        _controleer_html(bestand)


_BASE64 = re.compile(r"(data:[\w/+-]+;base64,)[A-Za-z0-9+/=]+")


def _controleer_html(bestand: Path) -> None:
    # Pictures and fonts are most of the page; in letters and digits there is nothing to find.
    bron = _BASE64.sub(r"\1", bestand.read_text(encoding="utf-8"))
    for bestanddeel in re.findall(r"<(?:img|source|link|script|iframe|object|embed)\b[^>]*>", bron):
        adres = re.search(r'\b(?:src|srcset|href|data)="([^"]*)"', bestanddeel)
        if adres and not adres[1].startswith("data:"):
            raise GereedschapFout(f"{bestand.name} verwijst naar een los bestand: {adres[1][:80]}")
    # Only style sheets and style attributes load; a text may hold the letters 'url('.
    stijlen = re.findall(r"(?s)<style\b[^>]*>(.*?)</style>", bron) + re.findall(r'<[^>]*?\sstyle="([^"]*)"', bron)
    for adres in re.findall(r"url\(\s*[\"']?([^\"')\s]+)", html.unescape("\n".join(stijlen))):
        if not adres.startswith(("data:", "#")):
            raise GereedschapFout(f"{bestand.name} laadt iets van buiten: {adres[:80]}")
    namen = set(re.findall(r'\bid="([^"]+)"', bron))
    los = sorted({d for d in re.findall(r'href="#([^"]+)"', bron) if html.unescape(d) not in namen})
    if los:
        raise GereedschapFout(f"{bestand.name} heeft verwijzingen zonder doel: {', '.join(los[:5])}")
