"""``dist/<jaar>``: whole or not at all, one run at a time, and a manifest that says what it was made from."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import hashlib
import hmac
import importlib.metadata
import json
import os
import platform
import re
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from buurtrendement import __version__
from buurtrendement.errors import GereedschapFout, reden

MANIFEST = "manifest.json"
_NIEUW = ".nieuw-"
_OUD = ".oud-"


def sha256(pad: Path) -> str:
    """Hash of a file's content, as 64 hexadecimal digits."""
    with pad.open("rb") as bestand:
        return hashlib.file_digest(bestand, "sha256").hexdigest()


class Sommen:
    """Hashes of files, each computed once in a run: the table of a big year is not gone through for each who asks."""

    def __init__(self) -> None:
        self.bekend: dict[tuple[Path, bytes], str] = {}

    def __call__(self, pad: Path, begin: bytes = b"") -> str:
        """Hash of ``begin`` followed by the content of the file, as 64 hexadecimal digits."""
        sleutel = (pad.resolve(), begin)
        if sleutel not in self.bekend:
            som = hashlib.sha256(begin)
            with pad.open("rb") as bestand:
                hashlib.file_digest(bestand, lambda: som)
            self.bekend[sleutel] = som.hexdigest()
        return self.bekend[sleutel]


def hashes(map_: Path, bestanden: Iterable[Path] | None = None) -> dict[str, str]:
    """Hash per file below ``map_``, by its name relative to it with forward slashes, sorted."""
    gekozen = sorted(bestanden) if bestanden is not None else sorted(p for p in map_.rglob("*") if p.is_file())
    return {pad.relative_to(map_).as_posix(): sha256(pad) for pad in gekozen}


def afgeschermde_hashes(hashes_: Mapping[str, str], sleutel: bytes, openbaar: Collection[str]) -> dict[str, str]:
    """The hashes with those of files that are not public made useless to whoever wants to test a guess.

    A table of a few rows can be guessed as a whole; its plain hash would confirm the guess. Here such a hash is keyed
    (HMAC) with ``sleutel``: who has the data can compute it again, who must guess has to guess the key as well.
    """
    return {
        naam: som if naam in openbaar else hmac.digest(sleutel, f"{naam}\n{som}".encode(), "sha256").hex()
        for naam, som in hashes_.items()
    }


def versies(pakketten: Iterable[str]) -> dict[str, str]:
    """Versions of Python and of the packages on which the output's bytes depend."""
    gevonden = {"python": platform.python_version(), "buurtrendement": __version__}
    for pakket in pakketten:
        if versie := _versie(pakket):
            gevonden[pakket] = versie
    return gevonden


@lru_cache(maxsize=64)
def _versie(pakket: str) -> str | None:
    """Of the package as this process loads it; None when it is not installed."""
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        return importlib.metadata.version(pakket)
    return None


def schrijf_manifest(map_: Path, inhoud: Mapping[str, Any]) -> None:
    """Write ``manifest.json`` with the hash of every other file in ``map_`` under ``uitvoer``."""
    volledig = {**inhoud, "uitvoer": {n: h for n, h in hashes(map_).items() if n != MANIFEST}}
    tekst = json.dumps(volledig, ensure_ascii=False, indent=2) + "\n"
    (map_ / MANIFEST).write_text(tekst, encoding="utf-8", newline="\n")


def is_uitvoer(map_: Path) -> bool:
    """Whether an earlier run made this folder: it holds a manifest of ours, and not just a file of that name."""
    try:
        inhoud = json.loads((map_ / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(inhoud, dict) and all(isinstance(inhoud.get(deel), dict) for deel in ("invoer", "uitvoer"))


GEDULD: tuple[float, ...] = (0.1, 0.4, 1.0) if os.name == "nt" else ()
"""Seconds to wait before a folder that is held is tried again; only Windows holds folders."""


@contextlib.contextmanager
def slot(doel: Path) -> Iterator[None]:
    """Hold the only run on ``doel``; the system lets go of it when the process ends, however it ends.

    The lock lies in the system's temporary folder, so that nothing is left beside the evaluator's files.

    Raises:
        GereedschapFout: when another run is making the same output now.
    """
    sleutel = hashlib.sha256(os.fsencode(doel.resolve())).hexdigest()[:24]
    bestand = Path(tempfile.gettempdir()) / f"buurtrendement-{sleutel}.slot"
    vergrendeling = FileLock(bestand, mode=0o666)
    try:
        vergrendeling.acquire(timeout=0)
    except Timeout:
        raise GereedschapFout(
            f"Er wordt op dit moment al gewerkt aan '{doel.name}'. Wacht tot die andere opdracht klaar is en probeer "
            "het dan opnieuw."
        ) from None
    except OSError as fout:
        raise GereedschapFout(f"De map '{doel.name}' kan niet worden vergrendeld ({reden(fout)}).") from fout
    try:
        yield
    finally:
        vergrendeling.release()


def herstel(doel: Path) -> None:
    """Clean up what an interrupted run left beside ``doel``; put the previous output back if it stood aside."""
    if not doel.parent.is_dir():
        return
    opzij = _resten(doel, _OUD)
    if opzij and not doel.exists():
        opzij[-1].rename(doel)
    for rest in (*_resten(doel, _OUD), *_resten(doel, _NIEUW)):
        shutil.rmtree(rest, ignore_errors=True)


def _resten(doel: Path, soort: str) -> list[Path]:
    # Not by glob: a folder's name may hold the marks that glob reads as a pattern.
    voor = f".{doel.name}{soort}"
    return sorted(p for p in doel.parent.iterdir() if re.fullmatch(re.escape(voor) + "[0-9a-f]+", p.name))


@contextlib.contextmanager
def nieuwe_uitvoer(doel: Path) -> Iterator[Path]:
    """A fresh folder beside ``doel`` that takes its place when the block ends well, and vanishes when it does not.

    Call it while holding :func:`slot`.

    Raises:
        GereedschapFout: when the disk refuses (full, read-only, ``doel`` is a file).
    """
    doel = doel.resolve()  # through a link the folder that it points to is replaced, not the link
    try:
        if doel.exists() and not doel.is_dir():
            raise GereedschapFout(f"'{doel.name}' bestaat al en is geen map. Kies een andere map met --out.")
        doel.parent.mkdir(parents=True, exist_ok=True)
        herstel(doel)
        nieuw = doel.parent / f".{doel.name}{_NIEUW}{secrets.token_hex(4)}"
        nieuw.mkdir()
    except OSError as fout:
        raise GereedschapFout(f"In de map van '{doel.name}' kan niet worden geschreven ({reden(fout)}).") from fout
    try:
        yield nieuw
        _wissel(nieuw, doel)
    except PermissionError as fout:
        # On Windows a folder cannot move while somebody has a file of it open.
        raise GereedschapFout(
            f"De map '{doel.name}' kan niet worden vervangen ({reden(fout)}). Sluit wat eruit open staat in Excel, "
            "de PDF-lezer of de Verkenner, en probeer het opnieuw. De vorige uitvoer is ongewijzigd."
        ) from fout
    except OSError as fout:
        raise GereedschapFout(
            f"Het schrijven van '{doel.name}' is mislukt ({reden(fout)}). De vorige uitvoer is ongewijzigd."
        ) from fout
    finally:
        shutil.rmtree(nieuw, ignore_errors=True)


def _wissel(nieuw: Path, doel: Path) -> None:
    if not doel.exists():
        _hernoem(nieuw, doel)
        return
    if _verwissel_ineens(nieuw, doel):
        return  # what stood at `doel` is now at `nieuw`, and goes with it
    opzij = doel.parent / f".{doel.name}{_OUD}{secrets.token_hex(4)}"
    _hernoem(doel, opzij)
    try:
        _hernoem(nieuw, doel)
    except OSError:
        _hernoem(opzij, doel)
        raise
    shutil.rmtree(opzij, ignore_errors=True)


def _hernoem(van: Path, naar: Path) -> None:
    """Rename, with some patience for a virus scanner or a sync program that looks at new files for a moment."""
    for wacht in GEDULD:
        try:
            van.rename(naar)
        except PermissionError:
            time.sleep(wacht)
        else:
            return
    van.rename(naar)


def _verwissel_ineens(een: Path, ander: Path) -> bool:
    """Swap two folders in one step where the system can (Linux); False where it cannot."""
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    at_fdcwd, rename_exchange = -100, 2
    if renameat2(at_fdcwd, os.fsencode(een), at_fdcwd, os.fsencode(ander), rename_exchange) == 0:
        return True
    fout = ctypes.get_errno()
    if fout in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(fout, os.strerror(fout))
