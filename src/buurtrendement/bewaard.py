"""Steps that are skipped when nothing they depend on has changed.

Each step's files lie in the year's build folder. ``stand.json`` beside them holds, per step, the key under which they
were made (a hash of everything the step depends on) and a hash of each file. A step is only skipped when both are
right, so a file that was damaged, removed or edited by hand is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from buurtrendement import dist

STAND = "stand.json"


def sleutel(*delen: Any) -> str:
    """A key made of text, numbers, bytes and hashes; different parts give different keys."""
    som = hashlib.sha256()
    for deel in delen:
        rauw = deel if isinstance(deel, bytes) else repr(deel).encode()
        som.update(f"{type(deel).__name__}:{len(rauw)}:".encode())
        som.update(rauw)
    return som.hexdigest()


def map_sleutel(map_: Path) -> str:
    """A key for all files below a folder: their names and content."""
    return sleutel(sorted(dist.hashes(map_).items()))


class Bewaard:
    """The steps of one build folder. With ``opnieuw`` nothing of an earlier run is taken over."""

    def __init__(self, map_: Path, *, opnieuw: bool = False):
        self.map = map_
        self._stand: dict[str, Any] = {}
        if not opnieuw:
            with contextlib.suppress(OSError, ValueError):
                gelezen = json.loads((map_ / STAND).read_text(encoding="utf-8"))
                self._stand = gelezen if isinstance(gelezen, dict) else {}

    def geldt(self, stap: str, sleutel_: str) -> bool:
        """Whether the files of the step are there, whole, and made under this key."""
        oud = self._stand.get(stap)
        if not isinstance(oud, dict) or oud.get("sleutel") != sleutel_:
            return False
        bestanden = oud.get("bestanden")
        if not isinstance(bestanden, dict):
            return False
        try:
            return all(dist.sha256(self.map / naam) == som for naam, som in bestanden.items())
        except OSError:
            return False

    def gegeven(self, stap: str) -> Any:
        """What was noted with the step."""
        return self._stand[stap]["gegeven"]

    @contextlib.contextmanager
    def maak(self, stap: str, sleutel_: str) -> Iterator[Callable[..., None]]:
        """Make the step in the block; it gets a function to call with the files (below the folder) and a note."""
        self._vergeet(stap)
        gemeld: list[tuple[Iterable[Path], Any]] = []

        def klaar(bestanden: Iterable[Path], gegeven: Any = None) -> None:
            gemeld.append((bestanden, gegeven))

        yield klaar
        for bestanden, gegeven in gemeld:
            self._stand[stap] = {
                "sleutel": sleutel_,
                "bestanden": dist.hashes(self.map, bestanden),
                "gegeven": gegeven,
            }
        self._schrijf()

    def _vergeet(self, stap: str) -> None:
        # First, so that a run that is cut off half-way leaves no promise about half-made files.
        if self._stand.pop(stap, None) is not None:
            self._schrijf()

    def _schrijf(self) -> None:
        self.map.mkdir(parents=True, exist_ok=True)
        tijdelijk = self.map / f"{STAND}.tmp"
        tijdelijk.write_text(json.dumps(self._stand, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        tijdelijk.replace(self.map / STAND)
