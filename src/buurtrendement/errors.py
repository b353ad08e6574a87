"""What can go wrong, in words that the evaluator understands.

Every failure that the command line reports is one of the three classes below; each knows its exit status.
Messages are Dutch, name file, row and column, and never repeat the content of a cell.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, order=True)
class Probleem:
    """One thing that is wrong (or odd) in the input.

    ``rij`` is the row as Excel numbers it: the header is row 1. ``boodschap`` says what was expected and what was
    found, ``herstel`` what to do. ``ernst`` is ``"fout"`` (stops the run) or ``"waarschuwing"``.
    """

    bestand: str
    rij: int | None = None
    kolom: str | None = None
    boodschap: str = ""
    herstel: str = ""
    ernst: str = "fout"

    @property
    def plaats(self) -> str:
        """Where it is: ``gezinnen.csv, rij 3, kolom 'startdatum'``."""
        delen = [self.bestand]
        if self.rij is not None:
            delen.append(f"rij {self.rij}")
        if self.kolom is not None:
            delen.append(f"kolom '{self.kolom}'")
        return ", ".join(delen)

    def __str__(self) -> str:
        zin = f"{self.plaats}: {self.boodschap}"
        return f"{zin} {self.herstel}".rstrip()


class BuurtrendementError(Exception):
    """Base of everything that is reported without a traceback; ``exit_status`` is what the command ends with."""

    exit_status: ClassVar[int] = 3


class GegevensFout(BuurtrendementError):
    """The data or the assumptions are not fit for use; carries every problem found, not just the first."""

    exit_status = 1

    def __init__(self, problemen: Iterable[Probleem]):
        self.problemen: tuple[Probleem, ...] = tuple(problemen)
        super().__init__("\n".join(str(p) for p in self.problemen))

    def __reduce__(self) -> tuple[Any, ...]:
        # Between processes the problems travel, not the text made of them or what a subclass was made from.
        return _gegevensfout, (type(self), self.problemen)


def _gegevensfout(soort: type[GegevensFout], problemen: Iterable[Probleem]) -> GegevensFout:
    fout = soort.__new__(soort)
    GegevensFout.__init__(fout, problemen)
    return fout


class GebruiksFout(BuurtrendementError):
    """The command was given words it does not know."""

    exit_status = 2


class GereedschapFout(BuurtrendementError):
    """A tool (pandoc, Typst, Quarto, a notebook kernel, the disk) failed."""

    exit_status = 3


_REDENEN = {
    "ENOSPC": "de schijf is vol",
    "EDQUOT": "uw deel van de schijf is vol",
    "EFBIG": "het bestand wordt te groot",
    "EACCES": "u hebt er geen toegang toe",
    "EPERM": "u hebt er geen toegang toe",
    "EROFS": "deze schijf is alleen te lezen",
    "ENOENT": "het bestaat niet",
    "EEXIST": "het bestaat al",
    "EISDIR": "het is een map",
    "ENOTDIR": "het is geen map",
    "EBUSY": "het is in gebruik",
    "EADDRINUSE": "hij is in gebruik",
    "ENAMETOOLONG": "de naam is te lang",
    "EMFILE": "er staan te veel bestanden open",
    "ENFILE": "er staan te veel bestanden open",
    "EIO": "de schijf geeft een fout",
}
_REDEN_VAN = {getattr(errno, naam): reden for naam, reden in _REDENEN.items() if hasattr(errno, naam)}


def reden(fout: OSError) -> str:
    """Why the system refused, in Dutch; what is rare stays as the system says it."""
    return _REDEN_VAN.get(fout.errno or 0) or fout.strerror or type(fout).__name__
