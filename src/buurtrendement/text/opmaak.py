"""Putting values and foreign text into Markdown so that pandoc and Quarto show exactly those characters.

Two strengths are needed. Text that comes from a data file may hold anything, so every punctuation mark in it becomes a
numeric character reference (:func:`markdown_literal`). Sentences that this package writes itself hold ordinary
punctuation only, which should stay readable in ``cijfers.yml``; there only the marks with a meaning in Markdown are
escaped (:func:`veilig`).
"""

from __future__ import annotations

import itertools
import re
import string
from collections.abc import Iterable, Sequence
from urllib.parse import quote

_ALLES = {ord(c): f"&#{ord(c)};" for c in string.punctuation}
# Marks that neither pandoc nor Quarto ever reads as markup in running text; quotes are left to ``veilig``'s caller.
_RUSTIG = ".,;:!?()/%+-'"
_GEVAARLIJK = {ord(c): f"&#{ord(c)};" for c in string.punctuation if c not in _RUSTIG}
_BESTURING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_WIT = re.compile(r"[ \t\r\n]+")
# At the start of a value these would make a list or a heading of it: "12. ", "3) ", "- ", "+ ".
# A host name with at least one dot and a top-level name, then perhaps a path; never another scheme.
_WEBADRES = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[\w/.?=&%~-]*)?", re.I)
_LIJSTBEGIN = re.compile(r"^(\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+)([.)])(?=\s|$)")
_STREEPBEGIN = re.compile(r"^[-+](?=\s|$)")


def _schoon(text: str) -> str:
    """One line, without control characters and without marks that reverse the writing direction."""
    return _WIT.sub(" ", _BESTURING.sub(" ", str(text))).strip(" ")


def markdown_literal(text: str) -> str:
    """Any text, shown literally by pandoc and by Quarto, in running text, a table cell or a quoted attribute.

    Every punctuation mark of ASCII becomes a numeric character reference (``*`` -> ``&#42;``), braces and the pipe
    included, so that no emphasis, link, citation, HTML, shortcode, attribute or table cell can come out of it. Line
    breaks become spaces; control characters and bidirectional overrides are dropped. Letters, digits, spaces and
    everything outside ASCII stay as they are, except a space that Markdown would take away at the ends.
    """
    return _schoon(text).translate(_ALLES)


def veilig(text: str) -> str:
    """A sentence of our own as inline Markdown: only what Markdown would read as markup is escaped.

    Values built from data must already have gone through :func:`markdown_literal`; do not pass its result through this
    function (the ``&`` would be escaped again).
    """
    schoon = _schoon(text).translate(_GEVAARLIJK)
    schoon = _LIJSTBEGIN.sub(lambda m: f"{m[1]}&#{ord(m[2])};", schoon)
    schoon = _STREEPBEGIN.sub(lambda m: f"&#{ord(m[0])};", schoon)
    return schoon.replace("...", "&#46;&#46;&#46;").replace("--", "&#45;&#45;")


def anker(text: str) -> str:
    """A name usable as an identifier in HTML and Typst: lower case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", str(text).lower()).strip("-") or "x"


def ankers(teksten: Iterable[str]) -> dict[str, str]:
    """An :func:`anker` for every different text; those that would be alike (of ``a_b`` and ``a-b``) are numbered."""
    uit: dict[str, str] = {}
    for tekst in dict.fromkeys(teksten):
        kaal = anker(tekst)
        keuzes = (kaal if n == 1 else f"{kaal}-{n}" for n in itertools.count(1))
        uit[tekst] = next(naam for naam in keuzes if naam not in uit.values())
    return uit


def vindplaats(tekst: str) -> str:
    """Where a source can be found: a web address becomes a link that may break inside, other text stays."""
    schoon = _schoon(tekst)
    if not _WEBADRES.fullmatch(schoon):
        return markdown_literal(schoon)
    doel = schoon if schoon.startswith(("http://", "https://")) else f"https://{schoon}"
    tonen = "&#8203;".join(markdown_literal(deel) for deel in re.findall(r"[^/._-]{1,14}[/._-]?|[/._-]", schoon))
    return f"[{tonen}]({quote(doel, safe='/:?=&%-._~')})"


def pijptabel(
    kop: Sequence[str],
    rijen: Iterable[Sequence[str]],
    uitlijning: str | None = None,
    bijschrift: str | None = None,
    sleutel: str | None = None,
) -> str:
    """A Markdown pipe table; cells are Markdown already. ``uitlijning`` has one of ``l r c`` per column.

    ``bijschrift`` and ``sleutel`` give the caption line ``: bijschrift {#tbl-sleutel}``.
    """
    uitlijning = uitlijning or "l" + "r" * (len(kop) - 1)
    if len(uitlijning) != len(kop):
        raise ValueError("uitlijning moet per kolom één teken hebben")
    streep = {"l": ":---", "r": "---:", "c": ":--:"}
    regels = ["| " + " | ".join(kop) + " |", "|" + "|".join(streep[u] for u in uitlijning) + "|"]
    for rij in rijen:
        if len(rij) != len(kop):
            raise ValueError(f"rij met {len(rij)} cellen onder een kop van {len(kop)}")
        regels.append("| " + " | ".join(cel.replace("|", "&#124;") if cel else " " for cel in rij) + " |")
    if bijschrift:
        regels += ["", f": {bijschrift}" + (f" {{#tbl-{sleutel}}}" if sleutel else "")]
    return "\n".join(regels) + "\n"
