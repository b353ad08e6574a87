"""The last check before ``dist/``: is there anything of a row, or of this machine, in what is about to be published?

Searched are all files, in the form a reader or a curious recipient can get at: text and telling attributes of HTML,
SVG (also embedded as base64), text, alternative text, bookmarks and metadata of a PDF, JSON, executed notebooks, CSV,
and the parts of docx and xlsx. Looked for are pseudonyms of families, coaches, candidates and of cases without consent;
dates that belong to a family; absolute paths; and the name of the user, the machine and the home folder.

Findings say in which file and what kind of trace, never the trace itself.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import getpass
import html
import io
import json
import re
import socket
import struct
import sys
import tempfile
import urllib.parse
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

import pandas as pd

from buurtrendement import pdflezer
from buurtrendement.errors import GegevensFout, GereedschapFout, Probleem
from buurtrendement.gelijktijdig import verdeel
from buurtrendement.paths import project_root, referentie_dir

if TYPE_CHECKING:
    from buurtrendement.ingest import Jaargegevens

PSEUDONIEM = "een pseudoniem van een gezin, coach of kandidaat"
CASUS = "een casus waarvoor geen toestemming is"
DATUM = "een datum die bij een gezin hoort"
PAD = "een pad op deze computer"
NAAM = "de naam van de gebruiker of de computer"
ONLEESBAAR = "een bestand dat niet kon worden doorzocht"

_MACHINE = frozenset({PAD, NAAM, ONLEESBAAR})

_MAANDEN = {
    naam: nummer
    for namen in (
        "januari februari maart april mei juni juli augustus september oktober november december",
        "jan feb mrt apr mei jun jul aug sep okt nov dec",
        "january february march april may june july august september october november december",
    )
    for nummer, naam in enumerate(namen.split(), start=1)
}
_MAAND = "|".join(sorted(_MAANDEN, key=len, reverse=True))
# One expression for every notation; what it finds is looked up in a set. Two signs between the parts of a date are the
# same: 'overlast/2021-02/1 geluid' is a month and a kind.
_DATUMS = re.compile(
    rf"(?<![\w.])(?:(?P<d1>\d{{1,2}})(?P<s1>[-/.])(?P<m1>\d{{1,2}})(?P=s1)(?P<j1>\d{{4}})"
    rf"|(?P<j2>\d{{4}})(?P<s2>[-/])(?P<m2>\d{{1,2}})(?P=s2)(?P<d2>\d{{1,2}})"
    rf"|(?P<d3>\d{{1,2}})[ -](?P<m3>{_MAAND})\.?[ -](?P<j3>\d{{4}})"
    rf"|(?P<m4>{_MAAND})\.? (?P<d4>\d{{1,2}}),? (?P<j4>\d{{4}}))(?!\d)",
    re.IGNORECASE,
)
_WOORD = re.compile(r"\w+")
_SAMENGESTELD = re.compile(r"(?=(?<![\w])(\w+-\w+)(?![\w]))")
# Places that only mean something on one machine. A name in a URL is preceded by its host, so it does not match.
_PADEN = re.compile(
    r"(?<![\w/.:~%-])/(?:home|Users|root|tmp|var/folders|private|mnt|media|srv|opt|work|workspace)/[\w.-]"
    r"|file:///"
    r"|(?<!\w)[A-Za-z]:\\{1,2}(?:Users|Gebruikers|Documents and Settings|Program Files|ProgramData|Windows|Temp)\b"
)
_DATA_URI = re.compile(r"data:([\w.+/-]+)((?:;[\w=-]+)*),([^\"'\s)]*)")
_JS_TEKST = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`")
# Drawn shapes with nothing but geometry and paint: no words, and nine tenths of the elements of a page.
_VORMEN = re.compile(
    r'(?:<(?:use|path|circle)(?: (?:xlink:href="#|(?:id|d|x|y|r|cx|cy|fill|stroke|stroke-width|stroke-dasharray)=")'
    r'[^"<>]*")+/>)+'
)
_ONZICHTBAAR = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))

# User and machine names that say nothing about anyone.
_ALGEMEEN = frozenset(
    [
        "root",
        "user",
        "users",
        "admin",
        "administrator",
        "beheerder",
        "gebruiker",
        "guest",
        "nobody",
        "runner",
        "ubuntu",
        "debian",
        "docker",
        "vscode",
        "node",
        "jovyan",
        "localhost",
        "local",
        "computer",
        "laptop",
        "desktop",
        "server",
        "host",
        "build",
        "worker",
        "container",
        "default",
        "test",
        "home",
    ]
)
_KORTSTE_NAAM = 4  # a shorter user name is too often an ordinary word


@dataclass(frozen=True, order=True)
class Lek:
    """A trace: ``bestand`` relative to the searched folder, ``soort`` one of the constants above, ``waar`` in it."""

    bestand: str
    soort: str
    waar: str

    def __str__(self) -> str:
        return f"{self.bestand}, {self.waar}: {self.soort}"


@dataclass(frozen=True)
class Sporen:
    """What to look for."""

    pseudoniemen: frozenset[str]
    casussen: frozenset[str]
    datums: frozenset[int]  # as jjjjmmdd
    paden: tuple[str, ...]
    namen: frozenset[str]  # lower case
    samengesteld: bool = False  # some pseudonym has a hyphen, so parts of words joined by one must be looked up too


def check(map_: Path, jaar: Jaargegevens, *, processen: int = 1) -> None:
    """Search the folder that is about to be published, in so many processes; do nothing when it is clean.

    Raises:
        GegevensFout: pseudonyms or dates of families (they come from the year's own texts or labels).
        GereedschapFout: traces of this machine, or a file that cannot be searched.
    """
    lekken = search(map_, jaar, processen=processen)
    van_gegevens = [lek for lek in lekken if lek.soort not in _MACHINE]
    if van_gegevens:
        raise GegevensFout(
            Probleem(
                lek.bestand,
                boodschap=f"hierin staat {lek.soort} ({lek.waar}).",
                herstel="Haal dit uit de teksten, omschrijvingen of kostenposten van het jaar.",
            )
            for lek in van_gegevens
        )
    if lekken:
        regels = "\n".join(f"- {lek.bestand}: {lek.soort} ({lek.waar})" for lek in lekken)
        raise GereedschapFout(f"De uitvoer is niet geplaatst, want er staan sporen van deze computer in:\n{regels}")


def search(dist_files: Path | Iterable[Path], jaar: Jaargegevens, *, processen: int = 1) -> list[Lek]:
    """All traces in a folder, or in the given files; sorted, each file, kind and place once."""
    if isinstance(dist_files, Path) and dist_files.is_dir():
        wortel, bestanden = dist_files, [p for p in dist_files.rglob("*") if p.is_file()]
    else:
        bestanden = [dist_files] if isinstance(dist_files, Path) else list(dist_files)
        wortel = bestanden[0].parent if len({p.parent for p in bestanden}) == 1 else Path()
    sporen = sporen_van(jaar)

    def doorzoek(pad: Path, sporen: Sporen = sporen) -> set[Lek]:
        naam = pad.relative_to(wortel).as_posix() if pad.is_relative_to(wortel) else pad.name
        gevonden: set[Lek] = set()
        try:
            for waar, tekst in stukken(pad.name, pad.read_bytes()):
                gevonden |= {Lek(naam, soort, waar) for soort in soorten(tekst, sporen)}
        except Exception:
            # Whatever cannot be read cannot be vouched for; the reason may quote the content, so it is not repeated.
            gevonden.add(Lek(naam, ONLEESBAAR, "het bestand"))
        return gevonden

    gevonden = set[Lek]().union(*verdeel(doorzoek, sorted(bestanden, key=_omvang, reverse=True), processen))
    met_naam = {lek.bestand for lek in gevonden if lek.soort == NAAM}
    if met_naam:
        # A user called 'coach' is in every report: only a name that is no ordinary word of the report is a trace.
        streng = replace(sporen, namen=sporen.namen - _gewone_woorden(jaar))
        gevonden = {lek for lek in gevonden if lek.soort != NAAM}
        for pad in bestanden:
            gevonden |= {lek for lek in doorzoek(pad, streng) if lek.soort == NAAM and lek.bestand in met_naam}
    return sorted(gevonden)


def _omvang(pad: Path) -> int:
    with contextlib.suppress(OSError):  # whoever reads it says so
        return pad.stat().st_size
    return 0


# ----------------------------------------------------------------------------------------------- what to look for


def sporen_van(jaar: Jaargegevens) -> Sporen:
    """The traces of a year's rows and of this machine."""
    tabellen = jaar.tabellen
    casussen = tabellen.get("casussen", pd.DataFrame({"casus": [], "toestemming": []}))
    mag = (casussen["toestemming"].astype(object) == "ja").to_numpy(dtype=bool)
    getoond = set(casussen.loc[mag, "casus"].astype(str))
    codes = getoond | _waarden(tabellen, (("bronnen", "bron"), ("kosten", "bron")))
    pseudoniemen = _waarden(tabellen, (("gezinnen", "gezin"), ("uren", "coach"), ("screening", "kandidaat")))
    verborgen = set(casussen.loc[~mag, "casus"].astype(str))
    return Sporen(
        pseudoniemen=frozenset(pseudoniemen - codes),
        casussen=frozenset(verborgen - codes),
        samengesteld=any("-" in p for p in pseudoniemen | verborgen),
        datums=frozenset(_datums(jaar)),
        paden=_paden(jaar),
        namen=_namen(),
    )


def _waarden(tabellen: Mapping[str, pd.DataFrame], kolommen: Iterable[tuple[str, str]]) -> set[str]:
    uit: set[str] = set()
    for tabel, kolom in kolommen:
        if tabel in tabellen and kolom in tabellen[tabel].columns:
            uit |= set(tabellen[tabel][kolom].dropna().astype(str).str.strip().unique().tolist())
    return uit - {""}


_ZELDZAME_DATUMS = (
    ("gezinnen", "startdatum"),
    ("gezinnen", "einddatum"),
    ("leefgebieden", "meetdatum"),
    ("mijlpalen", "datum"),
    ("screening", "datum"),
)


def _datums(jaar: Jaargegevens) -> set[int]:
    """Days that belong to a family, without days that anybody may mention.

    Those are the first and last day of a year, and the days in the lists of sources, costs and assumptions (a price
    list of 1 July), in the reference data and in the report's own sources. In a year with hundreds of contacts nearly
    every day is a contact day, so a contact day that the evaluator wrote in the year's prose is no trace either; the
    day on which a family started or ended is.
    """
    zeldzaam = _dagen(jaar, _ZELDZAME_DATUMS)
    contacten = _dagen(jaar, (("contacten", "datum"),))
    bronnen = {
        dag
        for naam in ("bronnen", "aannames", "kosten", "casussen", "citaten")
        if naam in jaar.tabellen
        for kolom in jaar.tabellen[naam].select_dtypes(exclude=["number", "datetime"])
        for tekst in jaar.tabellen[naam][kolom].dropna().astype(str).unique()
        for dag in dagen_in(tekst)
    }
    bronnen |= {dag for tekst in _programmateksten() for dag in dagen_in(tekst)}
    proza = {dag for tekst in _eigen_teksten(jaar) for dag in dagen_in(tekst)}
    algemeen = {dag for dag in zeldzaam | contacten if dag % 10_000 in (101, 1231)}
    return (zeldzaam | (contacten - proza)) - bronnen - algemeen


def _dagen(jaar: Jaargegevens, kolommen: Iterable[tuple[str, str]]) -> set[int]:
    uit: set[int] = set()
    for tabel, kolom in kolommen:
        if tabel in jaar.tabellen and kolom in jaar.tabellen[tabel].columns:
            dagen = pd.DatetimeIndex(pd.to_datetime(jaar.tabellen[tabel][kolom].dropna()).unique())
            uit |= set((dagen.year * 10_000 + dagen.month * 100 + dagen.day).tolist())
    return uit


def _eigen_teksten(jaar: Jaargegevens) -> Iterator[str]:
    for pad in sorted((jaar.map / "teksten").rglob("*.md")):
        with contextlib.suppress(OSError):
            yield pad.read_text(encoding="utf-8", errors="replace")


def _programmateksten() -> Iterator[str]:
    """What is the same for every year: the report's sources, the notebooks and the reference data."""
    wortel = project_root()
    bronnen = [p for p in sorted((wortel / "report").rglob("*")) if p.suffix in {".md", ".qmd", ".lua", ".typ"}]
    bronnen += [*sorted((wortel / "notebooks").glob("*.ipynb")), *sorted(referentie_dir().glob("*.csv"))]
    for pad in bronnen:
        with contextlib.suppress(OSError):
            yield pad.read_text(encoding="utf-8", errors="replace")


def _paden(jaar: Jaargegevens) -> tuple[str, ...]:
    plekken = [Path.home(), Path.cwd(), project_root(), jaar.map.absolute(), jaar.map.resolve().parent]
    plekken += [Path(sys.prefix), Path(tempfile.gettempdir())]
    namen = {str(p).rstrip("/\\") for p in plekken}
    # One step below the root ('/srv', 'C:') is too little to be a trace of anything.
    lang = {n for n in namen if len(re.findall(r"[/\\][^/\\]", n)) > 1}
    return tuple(sorted(lang | {n.replace("\\", "\\\\") for n in lang}))


def _namen() -> frozenset[str]:
    namen = {Path.home().name, socket.gethostname(), socket.gethostname().partition(".")[0]}
    with contextlib.suppress(Exception):  # a machine without a user database has no name to leak
        namen.add(getpass.getuser())
    return frozenset(n.lower() for n in namen if len(n) >= _KORTSTE_NAAM and n.lower() not in _ALGEMEEN)


def _gewone_woorden(jaar: Jaargegevens) -> set[str]:
    """The words of the report's own and the year's texts, in lower case."""
    bronnen = [*_eigen_teksten(jaar), *_programmateksten()]
    bronnen += [pad.read_text(encoding="utf-8", errors="replace") for pad in sorted(jaar.map.glob("*.csv"))]
    # Most sentences of the report are written in the package itself.
    bronnen += [pad.read_text(encoding="utf-8") for pad in sorted(Path(__file__).parent.rglob("*.py"))]
    return {woord for tekst in bronnen for woord in _WOORD.findall(tekst.lower())}


# ----------------------------------------------------------------------------------------------- looking


def soorten(tekst: str, sporen: Sporen) -> set[str]:
    """Which kinds of trace are in ``tekst``."""
    tekst = html.unescape(tekst).translate(_ONZICHTBAAR).replace("\u00a0", " ").replace("\u2011", "-")
    woorden = set(_WOORD.findall(tekst))
    if sporen.samengesteld:
        woorden |= set(_SAMENGESTELD.findall(tekst))
    uit: set[str] = set()
    if not sporen.pseudoniemen.isdisjoint(woorden):
        uit.add(PSEUDONIEM)
    if not sporen.casussen.isdisjoint(woorden):
        uit.add(CASUS)
    if any(dag in sporen.datums for dag in dagen_in(tekst)):
        uit.add(DATUM)
    if _PADEN.search(tekst) or any(pad in tekst for pad in sporen.paden):
        uit.add(PAD)
    klein = tekst.lower()
    if any(naam in klein and re.search(rf"(?<!\w){re.escape(naam)}(?!\w)", klein) for naam in sporen.namen):
        uit.add(NAAM)
    return uit


def dagen_in(tekst: str) -> Iterator[int]:
    """The full dates in a text as jjjjmmdd, in Dutch, ISO and English notation."""
    for m in _DATUMS.finditer(tekst):
        for k in "1234":
            if m[f"j{k}"]:
                maand = m[f"m{k}"]
                nummer = int(maand) if maand.isdigit() else _MAANDEN[maand.lower()]
                yield int(m[f"j{k}"]) * 10_000 + nummer * 100 + int(m[f"d{k}"])


# ----------------------------------------------------------------------------------------------- taking files apart


def stukken(naam: str, inhoud: bytes) -> Iterator[tuple[str, str]]:
    """The searchable texts of a file, each with the place where it stands. Encoded pictures and fonts are skipped."""
    lezer = _LEZERS.get(Path(naam).suffix.lower())
    if lezer is not None:
        yield from lezer(inhoud)
        return
    if b"\0" in inhoud[:4096]:
        yield "ruwe inhoud", _leesbaar(inhoud)
    else:
        yield "tekst", _tekst(inhoud)


def _tekst(inhoud: bytes) -> str:
    return inhoud.decode("utf-8-sig", errors="replace")


def _leesbaar(inhoud: bytes) -> str:
    """Runs of readable characters in a binary file, long enough to be a path or a name rather than chance."""
    return "\n".join(m.decode("latin-1") for m in re.findall(rb"[\x20-\x7e]{12,}", inhoud))


_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "em",
        "i",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tspan",
        "u",
        "var",
    ]
)
_ATTRIBUTEN = frozenset(
    [
        "alt",
        "title",
        "content",
        "href",
        "src",
        "value",
        "placeholder",
        "label",
        "summary",
        "cite",
        "download",
        "action",
        "poster",
        "srcdoc",
        "datetime",
    ]
)


class _Html(HTMLParser):
    """Collects the text as it is read (inline tags do not break a word) and the attributes that carry text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.delen: list[str] = []
        self.attributen: list[str] = []
        self.scripts: list[tuple[str, str]] = []
        self._script: str | None = None
        self._stijl = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self._script = dict(attrs).get("type") or ""
        elif tag == "style":
            self._stijl += 1
        if tag not in _INLINE:
            self.delen.append("\n")
        self.attributen += [w for n, w in attrs if w and (n in _ATTRIBUTEN or n.startswith(("aria-", "data-")))]

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._script = None
        elif tag == "style":
            self._stijl = max(0, self._stijl - 1)
        if tag not in _INLINE:
            self.delen.append("\n")

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self.scripts.append((self._script, data))
        elif not self._stijl:
            self.delen.append(data)

    def handle_comment(self, data: str) -> None:
        self.delen += ["\n", data, "\n"]


@lru_cache(maxsize=32)
def _gelezen(tekst: str) -> _Html:
    """Remembered, because each chart stands in half a dozen files."""
    lezer = _Html()
    lezer.feed(_VORMEN.sub("\n", tekst))
    lezer.close()
    return lezer


def _html(inhoud: bytes | str, waar: str = "tekst") -> Iterator[tuple[str, str]]:
    lezer = _gelezen(inhoud if isinstance(inhoud, str) else _tekst(inhoud))
    yield waar, "".join(lezer.delen)
    gewoon = []
    for waarde in lezer.attributen:
        if waarde.startswith("data:"):
            yield from _data_uri(waarde, waar)
        else:
            gewoon.append(waarde)
    yield f"{waar}, attributen", "\n".join(gewoon)
    for soort, script in lezer.scripts:
        if "json" in soort:
            yield from _json(script, f"{waar}, gegevens")
        else:
            # Names of variables are no text; what a script can show stands in its strings.
            strings = [s[1:-1] for s in _JS_TEKST.findall(script)]
            yield f"{waar}, script", "\n".join(s for s in strings if not s.startswith("data:"))


def _data_uri(waarde: str, waar: str) -> Iterator[tuple[str, str]]:
    m = _DATA_URI.match(waarde)
    if m is None:
        return
    soort, opties, rest = m.groups()
    if "base64" not in opties:
        inhoud = urllib.parse.unquote_to_bytes(waarde.partition(",")[2])
    else:
        try:
            inhoud = base64.b64decode(urllib.parse.unquote(rest))
        except (binascii.Error, ValueError):
            return
    if "svg" in soort or "html" in soort or "xml" in soort:
        yield from _html(inhoud, f"{waar}, ingesloten figuur")
    elif soort == "image/png":
        yield from _png(inhoud)
    elif soort.startswith("text/") or "json" in soort:
        yield f"{waar}, ingesloten tekst", _tekst(inhoud)


def _png(inhoud: bytes) -> Iterator[tuple[str, str]]:
    """The text blocks of a PNG file (author, software, comments); the picture itself is not read."""
    plek, delen = 8, []
    while plek + 12 <= len(inhoud):
        lengte, soort = struct.unpack(">I4s", inhoud[plek : plek + 8])
        blok = inhoud[plek + 8 : plek + 8 + lengte]
        sleutel, _, rest = blok.partition(b"\0")
        if soort in {b"tEXt", b"eXIf"}:
            delen.append(blok.decode("latin-1"))
        elif soort == b"zTXt":
            delen.append(sleutel.decode("latin-1") + "\n" + zlib.decompress(rest[1:]).decode("latin-1"))
        elif soort == b"iTXt":
            taal, vertaald, tekst = rest[2:].split(b"\0", 2)
            woorden = zlib.decompress(tekst) if rest[:1] == b"\1" else tekst
            delen += [deel.decode("utf-8", errors="replace") for deel in (sleutel, taal, vertaald, woorden)]
        plek += 12 + lengte
        if soort == b"IEND":  # nothing belongs behind it
            delen.append(inhoud[plek:].decode("latin-1"))
            break
    yield "metagegevens van een figuur", "\n".join(delen).replace("\0", "\n")


def _json(inhoud: bytes | str, waar: str = "tekst") -> Iterator[tuple[str, str]]:
    tekst = inhoud if isinstance(inhoud, str) else _tekst(inhoud)
    try:
        waarde = json.loads(tekst)
    except ValueError:
        yield waar, tekst
        return
    gewoon: list[str] = []
    for sleutel, woorden in _strings(waarde):
        if sleutel.startswith("image/") and "svg" not in sleutel:
            with contextlib.suppress(binascii.Error, ValueError):
                yield from _png(base64.b64decode(woorden))
        elif "<" in woorden and re.search(r"<(?:svg|table|div|html|p|span|img|style)\b", woorden):
            yield from _html(woorden, f"{waar}, opgemaakte uitvoer")
        else:
            gewoon.append(woorden)
    yield waar, "\n".join(gewoon)


def _strings(waarde: Any, sleutel: str = "") -> Iterator[tuple[str, str]]:
    """All strings with the key they stand under; keys are strings too. A list of lines (notebooks) is one text."""
    if isinstance(waarde, str):
        yield sleutel, waarde
    elif isinstance(waarde, dict):
        for naam, deel in waarde.items():
            yield "", str(naam)
            if naam != "id":  # a random identifier of a notebook cell
                yield from _strings(deel, str(naam))
    elif isinstance(waarde, list):
        if waarde and all(isinstance(deel, str) for deel in waarde):
            yield sleutel, ("" if waarde[0].endswith("\n") else "\n").join(waarde)
        else:
            for deel in waarde:
                yield from _strings(deel, sleutel)


def _zip(inhoud: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        for lid in archief.namelist():
            if lid.endswith("/"):
                continue
            deel = archief.read(lid)
            if lid.endswith((".xml", ".rels")):
                yield lid, _ooxml(deel)
                yield lid, "\n".join(re.findall(r'(?:descr|title|Target|author|name)="([^"]*)"', _tekst(deel)))
            else:
                yield from ((f"{lid}, {waar}", tekst) for waar, tekst in stukken(lid, deel))


_RUNS = frozenset(["w:r", "w:t", "w:rPr", "r", "t"])


def _ooxml(deel: bytes) -> str:
    """The text of a part of a Word or Excel file; each element on a line of its own, except the runs.

    Those cut a paragraph at any letter.
    """
    delen: list[str] = []

    def grens(element: str, *_: object) -> None:
        if element not in _RUNS:
            delen.append("\n")

    lezer = expat.ParserCreate()
    lezer.buffer_text = True
    lezer.StartElementHandler = lezer.EndElementHandler = grens
    lezer.CharacterDataHandler = delen.append
    lezer.CommentHandler = lambda tekst: delen.append(f"\n{tekst}\n")
    lezer.Parse(deel, True)
    return "".join(delen)


def _pdf(inhoud: bytes) -> Iterator[tuple[str, str]]:
    pdf = pdflezer.lees(inhoud)
    for nummer, (tekst, alternatief) in enumerate(zip(pdf.bladzijden, pdf.alternatieven, strict=True), start=1):
        yield f"bladzijde {nummer}", tekst
        yield f"bladzijde {nummer}, alternatieve tekst", alternatief
    yield "metagegevens", "\n".join(pdf.metagegevens)
    yield "bladwijzers", "\n".join(pdf.bladwijzers)
    for naam, bijlage in pdf.bijlagen:
        yield from stukken(naam, bijlage)


_LEZERS: dict[str, Callable[[bytes], Iterator[tuple[str, str]]]] = {
    ".html": _html,
    ".htm": _html,
    ".svg": _html,
    ".xml": _html,
    ".json": _json,
    ".ipynb": _json,
    ".pdf": _pdf,
    ".docx": _zip,
    ".xlsx": _zip,
    ".zip": _zip,
    ".png": _png,
    ".woff2": lambda _: iter(()),
    ".ttf": lambda _: iter(()),
}
