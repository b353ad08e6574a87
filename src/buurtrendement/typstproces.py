"""Typst, called in such a way that it cannot wait for ever.

Typst compiles with threads that live in the process that first used it. A fork of that process inherits the pool
without its threads and would wait for them endlessly; there a new process does the work. In the ordinary course nothing
forks after Typst has run, and this costs nothing.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

TIJDSLIMIET_SECONDEN = 600
_GEBRUIKT_IN: set[int] = set()
"""The processes in which Typst has been used, this one or those it was forked from."""


class TypstFout(Exception):
    """Typst made nothing; the text says why and where."""


def zet(bron: str | bytes, opties: Mapping[str, Any]) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
    """What Typst makes of a file (``str``) or a source text (``bytes``), one per picture or one PDF, and its warnings.

    ``opties`` go to ``typst.compile_with_warnings`` as they are.

    Raises:
        TypstFout: Typst found something wrong, or took too long.
    """
    if not _GEBRUIKT_IN or os.getpid() in _GEBRUIKT_IN:
        return _hier(bron, opties)
    opdracht = [sys.executable, "-m", "buurtrendement.typstproces"]
    vraag = pickle.dumps((bron, dict(opties)))
    try:
        klaar = subprocess.run(opdracht, input=vraag, capture_output=True, timeout=TIJDSLIMIET_SECONDEN, check=False)
    except subprocess.TimeoutExpired as oorzaak:
        raise TypstFout(f"na {TIJDSLIMIET_SECONDEN} seconden nog niet klaar en gestopt") from oorzaak
    if klaar.returncode != 0:
        raise TypstFout(klaar.stderr.decode("utf-8", errors="replace"))
    bladen, meldingen = pickle.loads(klaar.stdout)  # from our own process
    return bladen, meldingen


def _hier(bron: str | bytes, opties: Mapping[str, Any]) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
    import typst  # noqa: PLC0415 - a compiled module that only the report needs

    _GEBRUIKT_IN.add(os.getpid())
    compileer: Any = typst.compile_with_warnings  # its stub asks for source and root of one type
    try:
        gemaakt, meldingen = compileer(bron, **opties)
    except Exception as oorzaak:
        # The class differs between versions of the package; its text is what helps.
        raise TypstFout(str(getattr(oorzaak, "diagnostic", None) or oorzaak)) from oorzaak
    bladen = gemaakt if isinstance(gemaakt, list) else [gemaakt]
    return tuple(bytes(b) for b in bladen), tuple(str(getattr(m, "message", m)) for m in meldingen)


def _als_proces() -> int:
    try:
        antwoord = _hier(*pickle.loads(sys.stdin.buffer.read()))  # from the process that started this one
    except TypstFout as fout:
        sys.stderr.write(str(fout))
        return 1
    sys.stdout.buffer.write(pickle.dumps(antwoord))
    return 0


if __name__ == "__main__":
    sys.exit(_als_proces())
