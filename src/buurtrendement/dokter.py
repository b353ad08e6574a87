"""Is everything there to make a report on this machine, and if not, what to do. Looks, and changes nothing."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from buurtrendement import __version__
from buurtrendement.errors import BuurtrendementError
from buurtrendement.paths import project_root, referentie_dir
from buurtrendement.pseudoniemen import plaats_in_woorden, standaardplaats

GOED, LET_OP, MIS = "goed", "let op", "mis"

NODIG = ("pandas", "numpy", "scipy", "matplotlib", "pandera", "papermill", "ipykernel", "babel", "pyyaml")
OPMAAK = ("pypandoc-binary", "typst", "uharfbuzz", "font-source-sans-pro")
EXCEL = ("xlsxwriter", "openpyxl")

PYTHON_MINIMAAL = (3, 11)
RUIMTE_MB = 500


@dataclass(frozen=True)
class Bevinding:
    """One thing that was looked at. ``oordeel``: ``goed``, ``let op`` (works, with less) or ``mis`` (does not work)."""

    wat: str
    oordeel: str
    uitleg: str
    advies: str = ""


def onderzoek() -> list[Bevinding]:
    """Look at the machine; every finding with what to do about it."""
    return [b for deel in (_programma, _pakketten, _renderers, _letters, _mappen, _omgeving) for b in deel()]


def _programma() -> Iterator[Bevinding]:
    yield Bevinding("Buurtrendement", GOED, f"versie {__version__}")
    versie = platform.python_version()
    if sys.version_info[:2] >= PYTHON_MINIMAAL:
        yield Bevinding("Python", GOED, f"versie {versie} op {platform.system()}")
    else:
        nodig = ".".join(map(str, PYTHON_MINIMAAL))
        yield Bevinding("Python", MIS, f"versie {versie}", f"Installeer Python {nodig} of nieuwer van python.org.")


def _versie(pakket: str) -> str | None:
    try:
        return importlib.metadata.version(pakket)
    except importlib.metadata.PackageNotFoundError:
        return None


def _pakketten() -> Iterator[Bevinding]:
    for soort, pakketten in (("Rekenen", NODIG), ("Opmaak", OPMAAK), ("Excel", EXCEL)):
        versies = {p: _versie(p) for p in pakketten}
        mist = [p for p, v in versies.items() if v is None]
        if mist:
            advies = "Zet de omgeving opnieuw klaar: pip install -r requirements.lock."
            yield Bevinding(soort, MIS, f"ontbreekt: {', '.join(mist)}", advies)
        else:
            yield Bevinding(soort, GOED, ", ".join(f"{p} {v}" for p, v in versies.items()))
    if importlib.util.find_spec("jupyterlab") is None:
        yield Bevinding(
            "JupyterLab", GOED, "niet in deze omgeving; alleen nodig om de notebooks te openen", "make notebooks"
        )


def _renderers() -> Iterator[Bevinding]:
    from buurtrendement import render  # noqa: PLC0415

    keuze, reden = render.kies_renderer("auto")
    advies = (
        "" if keuze == "quarto" else "Quarto hoeft niet; wilt u het toch: quarto.org, of environment.yml met conda."
    )
    yield Bevinding("Quarto", GOED if keuze == "quarto" else LET_OP, reden, advies)
    try:
        import pypandoc  # noqa: PLC0415

        yield Bevinding("Ingebouwde opmaak", GOED, f"pandoc {pypandoc.get_pandoc_version()}")
    except (ImportError, OSError):
        ernst = LET_OP if keuze == "quarto" else MIS
        yield Bevinding(
            "Ingebouwde opmaak", ernst, "pandoc start niet", "pip install --force-reinstall pypandoc-binary"
        )


def _letters() -> Iterator[Bevinding]:
    from buurtrendement import theme  # noqa: PLC0415

    try:
        letters = theme.letters()
        mist = [letter.bestand.name for letter in letters if not letter.bestand.is_file()]
    except (BuurtrendementError, ImportError, KeyError, AttributeError):
        letters, mist = (), ["Source Sans Pro"]
    if mist:
        yield Bevinding(
            "Lettertype", MIS, f"ontbreekt: {', '.join(mist)}", "pip install --force-reinstall font-source-sans-pro"
        )
    else:
        yield Bevinding("Lettertype", GOED, f"Source Sans Pro, {len(letters)} bestanden")


def _mappen() -> Iterator[Bevinding]:
    bronnen = {"notebooks": project_root() / "notebooks", "report": project_root() / "report"}
    bronnen["data/referentie"] = referentie_dir()
    mist = [naam for naam, pad in bronnen.items() if not pad.is_dir()]
    if mist:
        yield Bevinding("Projectbestanden", MIS, f"ontbreekt: {', '.join(mist)}", "Haal het project opnieuw op.")
    else:
        yield Bevinding("Projectbestanden", GOED, "notebooks, rapport en referentiegegevens zijn er")
    for wat, pad, advies in (
        ("Deze map", Path.cwd(), "Werk in een map waarin u mag schrijven, of wijs er een aan met --out."),
        ("Tijdelijke map", Path(tempfile.gettempdir()), "Laat TMPDIR (op Windows TEMP) naar een eigen map wijzen."),
    ):
        schrijfbaar = _schrijfbaar(pad)
        ruimte = shutil.disk_usage(pad).free // 2**20
        if not schrijfbaar:
            yield Bevinding(wat, MIS, "niet schrijfbaar", advies)
        elif ruimte < RUIMTE_MB:
            yield Bevinding(wat, LET_OP, f"nog {ruimte} MB vrij", f"Maak ruimte: {RUIMTE_MB} MB is genoeg.")
        else:
            yield Bevinding(wat, GOED, "schrijfbaar, ruimte genoeg")
    sleutel = standaardplaats()
    if sleutel.is_file():
        uitleg = f"staat in {plaats_in_woorden(sleutel)}; bewaar ook een kopie op een veilige plaats"
        yield Bevinding("Sleutel voor codes", GOED, uitleg)
    else:
        yield Bevinding("Sleutel voor codes", GOED, "nog niet nodig geweest; de eerste import maakt er een")


def _schrijfbaar(pad: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=pad):
            return True
    except OSError:
        return False


def _omgeving() -> Iterator[Bevinding]:
    codering = (sys.stdout.encoding or "").lower().replace("-", "")
    if codering == "utf8":
        yield Bevinding("Tekens", GOED, "het scherm kent alle tekens")
    else:
        yield Bevinding("Tekens", LET_OP, f"het scherm gebruikt {codering or 'iets onbekends'}", "Zet PYTHONUTF8=1.")
    if os.name == "nt":
        yield _lange_paden(_windows_lange_paden)


def _lange_paden(aan: Callable[[], bool]) -> Bevinding:
    """Windows refuses paths above 260 signs unless it was told not to; deep folders then fail in odd places."""
    if aan():
        return Bevinding("Lange paden", GOED, "staan aan")
    return Bevinding(
        "Lange paden", LET_OP, "staan uit", "Zet het project in een korte map, zoals C:\\buurtrendement, of zet ze aan."
    )


def _windows_lange_paden() -> bool:
    if sys.platform != "win32":
        return True
    import winreg  # noqa: PLC0415

    try:
        plaats = r"SYSTEM\CurrentControlSet\Control\FileSystem"
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, plaats) as sleutel:
            return bool(winreg.QueryValueEx(sleutel, "LongPathsEnabled")[0])
    except OSError:
        return False
