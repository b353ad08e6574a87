"""Where the project's own files are, whichever folder the command is called from."""

from __future__ import annotations

from pathlib import Path


def project_root() -> Path:
    """The folder that holds ``notebooks/``, ``report/``, ``data/referentie/`` and ``_quarto.yml``.

    In a checkout that is the repository; in an installed package the copy that the wheel carries.
    """
    package = Path(__file__).resolve().parent
    checkout = package.parent.parent
    if (checkout / "_quarto.yml").is_file() and (checkout / "report").is_dir():
        return checkout
    return package / "_project"


def referentie_dir() -> Path:
    """Reference data that is the same for every neighbourhood and year."""
    return project_root() / "data" / "referentie"


def jaarmap(pad: str | Path) -> Path:
    """The whole path of a year's folder under the name that was given: a link named ``2021`` is that year.

    Earlier years are looked for beside the link, not beside the folder that it points to.
    """
    pad = Path(pad)
    return pad.resolve() if pad.name in ("", "..") else pad.parent.resolve() / pad.name


def csv_bestanden(map_: Path) -> list[Path]:
    """The CSV files of a folder, in order; their names may be in capitals, as some systems write them."""
    return sorted(p for p in map_.glob("*") if p.suffix.lower() == ".csv" and p.is_file())


def in_map(map_: Path, naam: str) -> Path:
    """The file of this name in a folder, whatever its capitals; where there is none, the path that was asked for."""
    return next((p for p in csv_bestanden(map_) if p.name.lower() == naam), map_ / naam)


def als_woord(pad: Path) -> str:
    """A path as it can be typed over in a command: in quotes when it has a space."""
    tekst = pad.as_posix()
    return f'"{tekst}"' if " " in tekst else tekst
