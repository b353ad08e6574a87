"""From a year's folder to ``dist/<jaar>``: the order of the steps, and nothing of their content."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from buurtrendement import dist, leakgate, notebooks, results, stappen
from buurtrendement.errors import GebruiksFout, GereedschapFout
from buurtrendement.ingest import Jaargegevens
from buurtrendement.keuzes import FORMATEN, RENDERERS, STANDAARDFORMATEN
from buurtrendement.paths import project_root, referentie_dir

PAKKETTEN = (
    "pandas",
    "numpy",
    "scipy",
    "matplotlib",
    "babel",
    "typst",
    "pypandoc-binary",
    "font-source-sans-pro",
)
"""Packages on whose version the bytes of the output depend."""

Melder = Callable[[int, int, str, float | None], None]
"""Called as (step number, number of steps, what, seconds or None when it starts)."""


def zwijg(_nummer: int, _aantal: int, _wat: str, _seconden: float | None) -> None:
    """The reporter of those who want no progress lines."""


@dataclass(frozen=True)
class Opdracht:
    """What is asked: which year, where to, with which deviations from the base case and in which formats."""

    data_map: Path
    uit: Path | None = None
    afwijkingen: Mapping[str, float | str] = field(default_factory=dict)
    renderer: str = "auto"
    formaten: tuple[str, ...] = STANDAARDFORMATEN
    taal: str = "nl"
    motor: str | None = None

    @property
    def verslagjaar(self) -> str:
        """The folder's name; whether it is a year is for ``ingest`` to say."""
        return self.data_map.resolve().name

    @property
    def doel(self) -> Path:
        """The folder that receives the files."""
        return self.uit if self.uit is not None else Path("dist") / self.verslagjaar


@dataclass(frozen=True)
class Verslag:
    """What was made: the folder, its files, and one line on which renderer was taken and why."""

    doel: Path
    bestanden: tuple[str, ...]
    renderer: str
    reden: str
    meldingen: tuple[str, ...]


@contextlib.contextmanager
def bouwmap(opdracht: Opdracht) -> Iterator[Path]:
    """``build/<jaar>`` for the default output; a temporary folder, gone afterwards, for an output elsewhere."""
    if opdracht.uit is None:
        map_ = Path("build") / opdracht.verslagjaar
        try:
            map_.mkdir(parents=True, exist_ok=True)
        except OSError as fout:
            raise GereedschapFout(
                f"De map 'build' kan niet worden gemaakt ({fout.strerror}). Werk in een map waarin u mag schrijven, "
                "of wijs er een aan met --out."
            ) from fout
        yield map_.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="buurtrendement-") as tijdelijk:
        yield Path(tijdelijk).resolve() / opdracht.verslagjaar


def maak_jaarbericht(opdracht: Opdracht, meld: Melder = zwijg) -> Verslag:
    """Make the whole report and put it in place; the previous output stays as it was until the last moment.

    Raises:
        GegevensFout: the data or the assumptions are not fit (every problem).
        GebruiksFout: an unknown format or renderer, or an output folder that holds somebody else's files.
        GereedschapFout: a notebook, a renderer or the disk failed.
    """
    _controleer(opdracht)
    with dist.slot(opdracht.doel), bouwmap(opdracht) as bouw:
        stappenteller = _Teller(meld, aantal=len(notebooks.NAMEN) + 4)
        with stappenteller("gegevens inlezen en controleren"):
            jaar = stappen.lees_jaar(_jaartal(opdracht), opdracht.data_map, opdracht.afwijkingen, bouw)
        for naam in notebooks.NAMEN:
            with stappenteller(f"notebook {naam}"):
                notebooks.voer_uit(
                    naam,
                    parameters(opdracht, bouw),
                    bouw / "notebooks" / f"{naam}.ipynb",
                    motor=opdracht.motor,
                )
        uitkomst = results.load(bouw)
        with stappenteller("figuren en teksten"):
            project = zet_klaar(uitkomst, opdracht, bouw)
        with dist.nieuwe_uitvoer(opdracht.doel) as nieuw:
            with stappenteller(f"opmaak: {', '.join(opdracht.formaten)}"):
                opmaak = _render(project, nieuw, opdracht)
                results.write_kengetallen_json(uitkomst, nieuw / "kengetallen.json")
                results.write_rendement_json(uitkomst, nieuw / "rendement.json")
                results.write_cijfers_csv(uitkomst, nieuw / "cijfers.csv")
                _publiceer_notebooks(opdracht, bouw, nieuw / "notebooks")
            with stappenteller("controle op herleidbaarheid, manifest"):
                leakgate.check(nieuw, jaar)
                dist.schrijf_manifest(nieuw, manifest(opdracht, jaar, opmaak.renderer))
        bestanden = tuple(dist.hashes(opdracht.doel))
    meldingen = tuple(str(m) for m in jaar.meldingen) + tuple(opmaak.waarschuwingen)
    return Verslag(opdracht.doel, bestanden, opmaak.renderer, opmaak.reden, meldingen)


def _controleer(opdracht: Opdracht) -> None:
    for formaat in opdracht.formaten:
        if formaat not in FORMATEN:
            raise GebruiksFout(f"Onbekend formaat '{formaat}'. Kies uit: {', '.join(FORMATEN)}.")
    if opdracht.renderer not in RENDERERS:
        raise GebruiksFout(f"Onbekende renderer '{opdracht.renderer}'. Kies uit: {', '.join(RENDERERS)}.")
    doel = opdracht.doel
    if doel.is_dir() and any(doel.iterdir()) and not (doel / dist.MANIFEST).is_file():
        raise GebruiksFout(
            f"In de map '{doel.name}' staan bestanden die niet door een eerdere opdracht zijn gemaakt. Die map wordt "
            "in haar geheel vervangen; kies daarom een lege of nieuwe map met --out."
        )


def _jaartal(opdracht: Opdracht) -> int:
    naam = opdracht.verslagjaar
    # A folder that is no year fails in ingest, with the other problems of the input.
    return int(naam) if naam.isascii() and naam.isdigit() else 0


def parameters(opdracht: Opdracht, bouw: Path) -> dict[str, Any]:
    """What the notebooks' parameter cells receive; the same names in every notebook."""
    return {
        "verslagjaar": _jaartal(opdracht),
        "data_map": str(opdracht.data_map.resolve()),
        "bouw_map": str(bouw),
        "aannames": dict(opdracht.afwijkingen),
    }


def _publieke_parameters(opdracht: Opdracht) -> dict[str, Any]:
    jaar = _jaartal(opdracht)
    return {
        "verslagjaar": jaar,
        "data_map": f"../data/{jaar}",
        "bouw_map": f"../build/{jaar}",
        "aannames": dict(opdracht.afwijkingen),
    }


def zet_klaar(uitkomst: results.Uitkomst, opdracht: Opdracht, bouw: Path) -> Path:
    """Draw the figures, write the sentences and tables, and stage the year's own copy of the report project."""
    from buurtrendement import charts, render, text  # noqa: PLC0415  (matplotlib is slow to import; `check` needs none)

    figuren = charts.draw_all(uitkomst, opdracht.taal)
    tabellen = text.tabellen(uitkomst, figuren, opdracht.taal)
    optioneel = text.optioneel(uitkomst, figuren, opdracht.taal)
    return render.stage(
        bouw,
        opdracht.data_map,
        cijfers=text.cijfers(uitkomst, figuren, opdracht.taal),
        tabellen=tabellen,
        optioneel=optioneel,
        figuren=figuren,
        meta=text.documentgegevens(uitkomst, opdracht.taal),
        verslagjaar=_jaartal(opdracht),
        taal=opdracht.taal,
    )


def _render(project: Path, nieuw: Path, opdracht: Opdracht) -> Any:
    from buurtrendement import render  # noqa: PLC0415

    return render.render(project, nieuw, formats=opdracht.formaten, renderer=opdracht.renderer)


def _publiceer_notebooks(opdracht: Opdracht, bouw: Path, naar: Path) -> None:
    for naam in notebooks.NAMEN:
        uitgevoerd = nbformat.read(bouw / "notebooks" / f"{naam}.ipynb", as_version=4)
        notebooks.schrijf(notebooks.voor_publicatie(uitgevoerd, _publieke_parameters(opdracht)), naar / f"{naam}.ipynb")


def manifest(opdracht: Opdracht, jaar: Jaargegevens, renderer: str) -> dict[str, Any]:
    """What the output was made from: the request, and a hash of every input, source file and reference table."""
    wortel = project_root()
    bron = [
        *(p for p in (wortel / "report").rglob("*") if p.is_file()),
        *(notebooks.bronpad(naam) for naam in notebooks.NAMEN),
        wortel / "_quarto.yml",
        wortel / "_brand.yml",
    ]
    pakket = Path(__file__).parent
    return {
        "verslagjaar": jaar.verslagjaar,
        "opdracht": {
            "aannames": dict(opdracht.afwijkingen),
            "renderer": renderer,
            "formaten": list(opdracht.formaten),
            "taal": opdracht.taal,
        },
        "aannames": {regel.sleutel: regel.waarde for regel in jaar.aannames.regels},
        "versies": dist.versies(PAKKETTEN),
        "invoer": dist.hashes(opdracht.data_map, invoerbestanden(opdracht.data_map)),
        "referentie": dist.hashes(referentie_dir()),
        "bron": dist.hashes(wortel, bron),
        "programma": dist.hashes(pakket, pakket.rglob("*.py")),
    }


def invoerbestanden(data_map: Path) -> list[Path]:
    """The files of a year that the output depends on: its tables and its prose."""
    return sorted(p for p in (*data_map.glob("*.csv"), *data_map.glob("teksten/**/*.md")) if p.is_file())


def ruim_op(bouw: Path) -> None:
    """Forget everything that was kept from earlier runs of this year."""
    shutil.rmtree(bouw, ignore_errors=True)


class _Teller:
    """Numbers the steps and reports the time of each."""

    def __init__(self, meld: Melder, aantal: int):
        self._meld, self._aantal, self._nummer = meld, aantal, 0

    @contextlib.contextmanager
    def __call__(self, wat: str) -> Iterator[None]:
        self._nummer += 1
        self._meld(self._nummer, self._aantal, wat, None)
        begin = time.perf_counter()
        yield
        self._meld(self._nummer, self._aantal, wat, time.perf_counter() - begin)
