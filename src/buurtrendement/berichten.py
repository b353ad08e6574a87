"""The messages of the command line in another language than Dutch.

The package speaks Dutch everywhere; whoever raises a problem writes one Dutch sentence and nothing else. Where a
message leaves the program (``cli``), it is looked up in a catalogue by its own Dutch words: an entry is a sentence in
which ``{name}`` stands for what was filled in. So a message that nobody has translated yet is simply shown in Dutch,
and ``tests/structuur/test_berichten.py`` reads the source and names every sentence that has no entry.

In an entry ``{name}`` is taken over as it is (a file, a column, a number), ``{NAME}`` is translated in turn where it
can be, and ``{ZIN}`` is a whole message that must be translatable itself.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from buurtrendement.errors import Probleem
from buurtrendement.keuzes import TALEN

STANDAARDTAAL = TALEN[0]

_PLEK = re.compile(r"\{(\w+)\}")
_ZINSEINDE = re.compile(r"(?<=[.?!]) ")
# What is filled in does not run on into the next sentence; a message may.
_INVULLING = r"(?P<{}>(?:(?![.?!] [A-Z]).)*?)"
_BERICHT = r"(?P<{}>.*?)"


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
    zinnen = _ZINSEINDE.split(tekst)
    uit: list[str] = []
    alle_bekend = True
    while zinnen:
        for aantal in range(len(zinnen), 0, -1):
            gevonden = _zoek(" ".join(zinnen[:aantal]))
            if gevonden is not None or aantal == 1:
                alle_bekend = alle_bekend and gevonden is not None
                uit.append(zinnen[0] if gevonden is None else gevonden)
                del zinnen[:aantal]
                break
    return " ".join(uit), alle_bekend


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
    met_plek = sorted((nl for nl in alle if nl not in vast), key=lambda nl: -len(_PLEK.sub("", nl)))
    return vast, tuple((_patroon(nl), alle[nl]) for nl in met_plek)


def _patroon(nl: str) -> re.Pattern[str]:
    delen: Iterable[str] = _PLEK.split(nl)
    bron = ""
    for i, deel in enumerate(delen):
        # re.split with one group: literal, name, literal, name, ...
        bron += (_BERICHT if deel == "ZIN" else _INVULLING).format(deel) if i % 2 else re.escape(deel)
    return re.compile(bron, re.DOTALL)
