"""The messages of the command line in another language than Dutch.

The package speaks Dutch everywhere; whoever raises a problem writes one Dutch sentence and nothing else. Where a
message leaves the program (``cli``), it is looked up in a catalogue by its own Dutch words: an entry is a sentence in
which ``{name}`` stands for what was filled in. So a message that nobody has translated yet is simply shown in Dutch,
and ``tests/structuur/test_berichten.py`` reads the source and names every sentence that has no entry.

In an entry ``{name}`` is taken over as it is (a file, a column, a number), ``{NAME}`` is translated in turn where it
can be, ``{ZIN}`` is a whole message that must be translatable itself, ``{LIJST}`` has several lines, and ``{woord}``
has no space in it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import replace

from buurtrendement.errors import Probleem
from buurtrendement.keuzes import TALEN

STANDAARDTAAL = TALEN[0]

_PLEK = re.compile(r"\{(\w+)\}")
_ZINSEINDE = re.compile(r"((?<=[.?!]) |\n)")
# What is filled in does not run on into the next sentence or line; a message may, and so may a list.
_INVULLING = r"(?P<{}>(?:(?![.?!] [A-Z]|\n).)*?)"
_GATEN = {"ZIN": r"(?P<{}>.*?)", "LIJST": r"(?P<{}>.*?)", "woord": r"(?P<{}>\S*?)"}


def vertaal(tekst: str, taal: str) -> str:
    """A message in ``taal``; what the catalogue does not know stays Dutch, sentence by sentence."""
    if taal == STANDAARDTAAL or not tekst:
        return tekst
    return _per_zin(tekst)[0]


def vertaal_probleem(probleem: Probleem, taal: str) -> Probleem:
    """The same problem with its words in ``taal``; file, row, column and severity are no words."""
    return replace(probleem, boodschap=vertaal(probleem.boodschap, taal), herstel=vertaal(probleem.herstel, taal))


def toon(probleem: Probleem, taal: str) -> str:
    """The line that names place, problem and remedy."""
    if taal == STANDAARDTAAL:
        return str(probleem)
    vertaald = vertaal_probleem(probleem, taal)
    return f"{vertaal(probleem.plaats, taal)}: {vertaald.boodschap} {vertaald.herstel}".rstrip()


# --- looking up -------------------------------------------------------------------------------------


def _per_zin(tekst: str) -> tuple[str, bool]:
    """Each sentence looked up by itself, the longest row of them that is one entry first; and whether all are known."""
    delen = _ZINSEINDE.split(tekst)  # sentence, space, sentence, space, ..., sentence
    uit = ""
    alle_bekend = True
    while delen:
        for aantal in range(len(delen), 0, -2):
            gevonden = _zoek("".join(delen[:aantal]))
            if gevonden is not None or aantal == 1:
                alle_bekend = alle_bekend and gevonden is not None
                uit += (delen[0] if gevonden is None else gevonden) + "".join(delen[aantal : aantal + 1])
                del delen[: aantal + 1]
                break
    return uit, alle_bekend


@functools.lru_cache(maxsize=4096)
def _zoek(tekst: str) -> str | None:
    """The one entry that fits the whole text, the most literal one first; ``None`` when there is none."""
    vast, patronen = _catalogus()
    if tekst in vast:
        return vast[tekst]
    for patroon, engels in patronen:
        if treffer := patroon.fullmatch(tekst):
            vertaald = _vul_in(engels, treffer.groupdict())
            if vertaald is not None:
                return vertaald
    return None


def _vul_in(engels: str, delen: Mapping[str, str]) -> str | None:
    ingevuld = dict(delen)
    for naam, deel in delen.items():
        if naam.isupper():
            ingevuld[naam], bekend = _per_zin(deel)
            if naam == "ZIN" and not bekend:
                return None
    return _PLEK.sub(lambda m: ingevuld[m[1]], engels)


@functools.cache
def _catalogus() -> tuple[Mapping[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    """Entries without anything to fill in, and the others as patterns."""
    from buurtrendement.berichten_en import BERICHTEN, SAMENGESTELD  # noqa: PLC0415  (only who asks for it pays)

    alle = {**BERICHTEN, **SAMENGESTELD}
    vast = {nl: en for nl, en in alle.items() if not _PLEK.search(nl)}
    # First what only stands in front of another message: a looser entry would take that for something filled in.
    met_plek = sorted(
        (nl for nl in alle if nl not in vast), key=lambda nl: (not nl.endswith("{ZIN}"), -len(_PLEK.sub("", nl)))
    )
    return vast, tuple((_patroon(nl), alle[nl]) for nl in met_plek)


def _patroon(nl: str) -> re.Pattern[str]:
    delen = _PLEK.split(nl)  # literal, name, literal, name, ..., literal
    bron = ""
    for i, deel in enumerate(delen):
        bron += _GATEN.get(deel, _INVULLING).format(deel) if i % 2 else re.escape(deel)
    if not delen[-1] and delen[-2].islower():
        bron += r"(?<![.?])"  # part of a sentence is not the whole of one
    return re.compile(bron, re.DOTALL)
