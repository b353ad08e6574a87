"""From a year's folder to ``dist/<jaar>``: the order of the steps, and nothing of their content.

A step is skipped when everything it depends on is as it was (``bewaard``). What can be done side by side is done in
forks (``gelijktijdig``): notebooks that do not need each other, the charts, the formats, and the search of the files
before they are published.
"""

from __future__ import annotations

import contextlib
import pickle
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from filelock import FileLock, Timeout

from buurtrendement import (
    dist,
    figuurbestanden,
    ingest,
    leakgate,
    notebookpagina,
    notebooks,
    results,
    stappen,
    vergelijken,
)
from buurtrendement.berichten import toon, vertaal
from buurtrendement.bewaard import Bewaard, map_sleutel, sleutel
from buurtrendement.errors import GebruiksFout, GereedschapFout, Probleem, reden
from buurtrendement.gelijktijdig import Zijproces, processoren, verdeel
from buurtrendement.ingest import Jaargegevens
from buurtrendement.keuzes import FORMATEN, RENDERERS, STANDAARDFORMATEN
from buurtrendement.paths import jaarmap, project_root, referentie_dir
from buurtrendement.schema import PRIJSINDEX, TABELLEN

PAKKETTEN = (
    "pandas",
    "numpy",
    "scipy",
    "matplotlib",
    "babel",
    "typst",
    "pypandoc-binary",
    "uharfbuzz",
    "font-source-sans-pro",
)
"""Packages on whose version the bytes of the output depend."""

UITVOERENDE_PAKKETTEN = ("papermill", "nbclient", "nbformat", "ipython", "ipykernel", "pandera", "pyarrow", "pyyaml")
"""Packages whose version is no part of the manifest, but a reason to make what was kept anew."""

_NA_ELKAAR = (("2_kengetallen", "4_gevoeligheid"), ("1_inlezen", "3_rendement"))
"""The notebooks in two rows that may run side by side; the fourth takes the kengetallen over from the second."""

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
    opnieuw: bool = False
    processen: int | None = None

    @property
    def verslagjaar(self) -> str:
        """The folder's name; whether it is a year is for ``ingest`` to say."""
        return jaarmap(self.data_map).name

    @property
    def doel(self) -> Path:
        """The folder that receives the files."""
        return self.uit if self.uit is not None else Path("dist") / self.verslagjaar


@dataclass(frozen=True)
class Verslag:
    """What was made: the folder, its files, one line on which renderer was taken and why, and warnings.

    The warnings are in the language of the report.
    """

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
                f"De map 'build' kan niet worden gemaakt ({reden(fout)}). Werk in een map waarin u mag schrijven, "
                "of wijs er een aan met --out."
            ) from fout
        yield map_.resolve()
        return
    with tijdelijke_map() as tijdelijk:
        yield tijdelijk / opdracht.verslagjaar


_VOORVOEGSEL = "buurtrendement-werk-"
_IN_GEBRUIK = ".slot"


@contextlib.contextmanager
def tijdelijke_map() -> Iterator[Path]:
    """A folder that is gone afterwards; those of runs that were cut off go first, for they hold data of families.

    Such a folder is in use as long as its lock is held, and the system lets go of that when a process ends.
    """
    try:
        ruim_verweesde_mappen_op()
        map_, slot = _nieuwe_map()
    except OSError as fout:
        raise GereedschapFout(
            f"In de map voor tijdelijke bestanden kan niet worden geschreven ({reden(fout)})."
        ) from fout
    try:
        yield map_
    finally:
        shutil.rmtree(map_, ignore_errors=True)
        slot.release()
        _haal_slot_weg(map_)


def _nieuwe_map() -> tuple[Path, FileLock]:
    """An empty folder and its lock, held. Another run that cleans up may be between the two: then again."""
    while True:
        map_ = Path(tempfile.mkdtemp(prefix=_VOORVOEGSEL)).resolve()
        slot = FileLock(map_ / _IN_GEBRUIK)
        with contextlib.suppress(FileNotFoundError):
            slot.acquire()
            if (map_ / _IN_GEBRUIK).exists():
                return map_, slot
            slot.release()


def ruim_verweesde_mappen_op() -> None:
    """Remove the temporary folders of processes that were killed."""
    for rest in Path(tempfile.gettempdir()).glob(f"{_VOORVOEGSEL}*"):
        with contextlib.suppress(Timeout, OSError):
            inhoud = {p.name for p in rest.iterdir()}
            if _IN_GEBRUIK in inhoud:
                # Removed while the lock is held: whoever is about to take it sees afterwards that the folder is gone.
                with FileLock(rest / _IN_GEBRUIK, timeout=0):
                    shutil.rmtree(rest, ignore_errors=True)
                _haal_slot_weg(rest)
            elif inhoud:  # without a lock: a removal that was cut off
                shutil.rmtree(rest, ignore_errors=True)
            # An empty one was just made by another run, that has yet to lock it.


def _haal_slot_weg(map_: Path) -> None:
    """What Windows keeps while a lock is open: the lock itself, and its folder."""
    with contextlib.suppress(OSError):
        (map_ / _IN_GEBRUIK).unlink(missing_ok=True)
        map_.rmdir()


def maak_jaarbericht(opdracht: Opdracht, meld: Melder = zwijg) -> Verslag:
    """Make the whole report and put it in place; the previous output stays as it was until the last moment.

    Raises:
        GegevensFout: the data or the assumptions are not fit (every problem).
        GebruiksFout: an unknown format or renderer, or an output folder that holds somebody else's files.
        GereedschapFout: a notebook, a renderer or the disk failed.
    """
    _controleer(opdracht)
    teller = _Teller(meld, aantal=5)
    with dist.slot(opdracht.doel), bouwmap(opdracht) as bouw:
        werk = _Werk(opdracht, bouw, Bewaard(bouw, opnieuw=opdracht.opnieuw))
        with teller("gegevens inlezen en controleren"):
            stand, jaar = _lees(werk)
            _controleer_plaats(opdracht.doel)
        with teller(f"notebooks uitvoeren{_ongewijzigd(stand.uitgevoerd)}"):
            if not stand.uitgevoerd:
                _voer_notebooks_uit(werk, stand, jaar)
        uitkomst = results.load(bouw)
        with dist.nieuwe_uitvoer(opdracht.doel) as nieuw, _cijfers(werk, uitkomst, nieuw) as cijfers:
            with teller("figuren en teksten"):
                figuren = _figuren(werk, uitkomst)
                project = zet_klaar(uitkomst, opdracht, bouw, figuren)
            with teller(f"opmaak: {', '.join(opdracht.formaten)}"):
                opmaak = _maak_bestanden(werk, project, figuren, nieuw)
                cijfers()
            with teller("controle op herleidbaarheid, manifest"):
                leakgate.check(nieuw, jaar, processen=werk.processen)
                dist.schrijf_manifest(nieuw, manifest(opdracht, jaar, opmaak.renderer, werk.sommen))
        bestanden = tuple(dist.hashes(opdracht.doel))
    meldingen = in_taal(jaar.meldingen, opmaak.waarschuwingen, opdracht.taal)
    return Verslag(opdracht.doel, bestanden, opmaak.renderer, opmaak.reden, meldingen)


def in_taal(problemen: Sequence[Probleem], waarschuwingen: Sequence[str], taal: str) -> tuple[str, ...]:
    """What there is to say about the data and the typesetting, a line each, in the language of the report."""
    return (*(toon(p, taal) for p in problemen), *(vertaal(w, taal) for w in waarschuwingen))


@dataclass(frozen=True)
class _Werk:
    """What every step needs: the request, the build folder, what was kept there, and the hashes of what was read."""

    opdracht: Opdracht
    bouw: Path
    bewaard: Bewaard
    sommen: dist.Sommen = field(default_factory=dist.Sommen)

    @property
    def processen(self) -> int:
        """How many processes may work on this report at the same time."""
        return self.opdracht.processen or processoren()

    @property
    def omgeving(self) -> tuple[str, dict[str, str]]:
        """The part of every key that changes with code and versions."""
        return stappen.versie_van_het_programma(), dist.versies((*PAKKETTEN, *UITVOERENDE_PAKKETTEN))


@dataclass(frozen=True)
class _Stand:
    """The inputs of a year as they are now, and whether the notebooks have already been executed on them."""

    map: Path
    vingerafdruk: bytes
    sleutel: str
    uitgevoerd: bool


def _lees(werk: _Werk) -> tuple[_Stand, Jaargegevens]:
    map_, afwijkingen = jaarmap(werk.opdracht.data_map), werk.opdracht.afwijkingen
    if werk.processen == 1 or not stappen.is_groot(map_):
        stand = _stand(werk, map_)
        return stand, stappen.lees_via_cache(map_, afwijkingen, werk.bouw, stand.vingerafdruk)
    # A big year is read whatever was kept; what it hashes to is found out beside the reading.
    with Zijproces(lambda: _hash_vooraf(map_)) as ernaast:
        jaar = stappen.lees_via_cache(map_, afwijkingen, werk.bouw, None)
        werk.sommen.bekend.update(ernaast.resultaat())
    return _stand(werk, map_), jaar


def _hash_vooraf(map_: Path) -> dict[tuple[Path, bytes], str]:
    sommen = dist.Sommen()
    for pad in invoerbestanden(map_):
        sommen(pad)
    _sleutel_van_het_manifest(invoerbestanden(map_), sommen)
    return sommen.bekend


def _stand(werk: _Werk, map_: Path) -> _Stand:
    opdracht = werk.opdracht
    vingerafdruk = stappen.vingerafdruk(map_, opdracht.afwijkingen, werk.sommen)
    bronnen = [*(notebooks.bronpad(naam).read_bytes() for naam in notebooks.NAMEN), _merk()]
    sleutel_ = sleutel(
        "notebooks",
        vingerafdruk,
        *bronnen,
        results.metateksten(map_),
        opdracht.motor,
        parameters(opdracht, werk.bouw),
        werk.omgeving,
    )
    return _Stand(map_, vingerafdruk, sleutel_, werk.bewaard.geldt("notebooks", sleutel_))


def _merk() -> bytes:
    """The colours of the charts."""
    return (project_root() / "_brand.yml").read_bytes()


def _voer_notebooks_uit(werk: _Werk, stand: _Stand, jaar: Jaargegevens) -> None:
    opdracht, bouw = werk.opdracht, werk.bouw
    notebooks.laad_vooraf(opdracht.motor)

    def voer_uit(namen: tuple[str, ...]) -> None:
        for naam in namen:
            notebooks.voer_uit(
                naam, parameters(opdracht, bouw), bouw / "notebooks" / f"{naam}.ipynb", motor=opdracht.motor
            )

    with werk.bewaard.maak("notebooks", stand.sleutel) as klaar:
        shutil.rmtree(bouw / results.MAP, ignore_errors=True)
        with stappen.bij_de_hand(jaar, opdracht.afwijkingen, bouw, stand.vingerafdruk):
            verdeel(voer_uit, _NA_ELKAAR, werk.processen)
        klaar([*(bouw / "notebooks" / f"{naam}.ipynb" for naam in notebooks.NAMEN), *(bouw / results.MAP).glob("*")])


def _ongewijzigd(overgenomen: bool) -> str:
    return " (niets gewijzigd)" if overgenomen else ""


def _controleer(opdracht: Opdracht) -> None:
    for formaat in opdracht.formaten:
        if formaat not in FORMATEN:
            raise GebruiksFout(f"Onbekend formaat '{formaat}'. Kies uit: {', '.join(FORMATEN)}.")
    if opdracht.renderer not in RENDERERS:
        raise GebruiksFout(f"Onbekende renderer '{opdracht.renderer}'. Kies uit: {', '.join(RENDERERS)}.")
    doel, data = opdracht.doel.resolve(), opdracht.data_map.resolve()
    ingest.report_year(opdracht.data_map)  # says what is wrong with the folder
    if doel.is_relative_to(data) or data.is_relative_to(doel):
        raise GebruiksFout(
            "De uitvoer kan niet in of om de gegevensmap staan: zij wordt elke keer in haar geheel vervangen. Kies met "
            "--out een map ergens anders."
        )
    if any(plek.is_relative_to(doel) for plek in (Path.cwd(), project_root())):
        raise GebruiksFout(
            "De uitvoer kan niet de map zijn waarin u werkt, of een map daarboven: zij wordt elke keer in haar geheel "
            "vervangen. Kies met --out een nieuwe map."
        )


def _controleer_plaats(doel: Path) -> None:
    """Somebody else's files are not replaced.

    Raises:
        GebruiksFout: when the folder holds files and was not made by an earlier run.
    """
    if doel.is_dir() and any(doel.iterdir()) and not dist.is_uitvoer(doel):
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
        "data_map": str(jaarmap(opdracht.data_map)),
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


def _teken(uitkomst: results.Uitkomst, opdracht: Opdracht, processen: int) -> tuple[Any, ...]:
    from buurtrendement import charts  # noqa: PLC0415  (not needed when the figures are as they were)

    png = "docx" in opdracht.formaten
    figuren = verdeel(
        lambda naam: charts.draw(naam, uitkomst, opdracht.taal, png=png),
        tuple(charts.FIGUREN),
        processen if png else 1,  # without PNG a fork costs more than it saves
    )
    return tuple(figuur for figuur in figuren if figuur is not None)


def _figuren(werk: _Werk, uitkomst: results.Uitkomst) -> tuple[Any, ...]:
    opdracht, bestand = werk.opdracht, werk.bouw / "figuren.pickle"
    png = "docx" in opdracht.formaten
    sleutel_ = sleutel("figuren", map_sleutel(werk.bouw / results.MAP), _merk(), opdracht.taal, png, werk.omgeving)
    if werk.bewaard.geldt("figuren", sleutel_):
        figuren: tuple[Any, ...] = pickle.loads(bestand.read_bytes())  # our own file, made by the lines below
        return figuren
    with werk.bewaard.maak("figuren", sleutel_) as klaar:
        figuren = _teken(uitkomst, opdracht, werk.processen)
        bestand.write_bytes(pickle.dumps(figuren, protocol=pickle.HIGHEST_PROTOCOL))
        klaar([bestand])
    return figuren


def zet_klaar(uitkomst: results.Uitkomst, opdracht: Opdracht, bouw: Path, figuren: tuple[Any, ...]) -> Path:
    """Write the sentences and tables, and stage the year's own copy of the report project."""
    from buurtrendement import render, text  # noqa: PLC0415

    return render.stage(
        bouw,
        opdracht.data_map,
        cijfers=text.cijfers(uitkomst, figuren, opdracht.taal),
        tabellen=text.tabellen(uitkomst, figuren, opdracht.taal),
        optioneel=text.optioneel(uitkomst, figuren, opdracht.taal),
        figuren=figuren,
        meta=text.documentgegevens(uitkomst, opdracht.taal),
        verslagjaar=_jaartal(opdracht),
        taal=opdracht.taal,
    )


@dataclass(frozen=True)
class _Opmaak:
    renderer: str
    reden: str
    waarschuwingen: tuple[str, ...]


@dataclass(frozen=True)
class _Klus:
    """Files to make: the step they are kept under, and where they come."""

    stap: str
    sleutel: str
    map: Path
    doe: Callable[[], Sequence[str]]


def _maak_bestanden(werk: _Werk, project: Path, figuren: tuple[Any, ...], nieuw: Path) -> _Opmaak:
    """The documents and the charts, side by side; what has not changed since it was kept is taken over."""
    from buurtrendement import render  # noqa: PLC0415

    opdracht, bewaard = werk.opdracht, werk.bewaard
    renderer, reden = render.kies_renderer(opdracht.renderer)
    opmaak = _opmaakklussen(werk, project, renderer, reden)
    beelden = _beeldklus(werk, figuren)
    # What takes longest first: then it divides well.
    klussen = [k for k in (*opmaak, beelden) if not bewaard.geldt(k.stap, k.sleutel)]
    with contextlib.ExitStack() as stapel:
        melders = [stapel.enter_context(bewaard.maak(k.stap, k.sleutel)) for k in klussen]
        meldingen = verdeel(lambda klus: tuple(klus.doe()), klussen, werk.processen)
        for klus, klaar, gemeld in zip(klussen, melders, meldingen, strict=True):
            klaar(klus.map.iterdir(), list(gemeld))
    for klus in opmaak:
        for bestand in klus.map.iterdir():
            shutil.copyfile(bestand, nieuw / bestand.name)
    shutil.copytree(beelden.map, nieuw / figuurbestanden.MAP)
    waarschuwingen = dict.fromkeys(w for klus in opmaak for w in bewaard.gegeven(klus.stap))
    return _Opmaak(renderer, reden, tuple(waarschuwingen))


def _opmaakklussen(werk: _Werk, project: Path, renderer: str, reden: str) -> list[_Klus]:
    """The documents, what takes longest (the PDFs) first.

    Reading the texts costs most, so a single process makes everything of one reading; more of them divide the formats.
    Quarto reads for each document anyway.
    """
    from buurtrendement import render  # noqa: PLC0415

    bron = map_sleutel(project)

    def zet(delen: Sequence[tuple[str, str]], uit: Path) -> tuple[str, ...]:
        shutil.rmtree(uit, ignore_errors=True)
        eigen = project
        if renderer == "quarto":
            # Quarto leaves files in the project while it works, the same ones for every document.
            eigen = werk.bouw / f"project-{uit.name}"
            shutil.rmtree(eigen, ignore_errors=True)
            shutil.copytree(project, eigen)
        formaten, documenten = (tuple(dict.fromkeys(woorden)) for woorden in zip(*delen, strict=True))
        return render.render(eigen, uit, formats=formaten, renderer=renderer, documenten=documenten).waarschuwingen

    def klus(delen: Sequence[tuple[str, str]]) -> _Klus:
        naam = "+".join(f"{document}-{formaat}" for formaat, document in delen)
        uit = werk.bouw / "opmaak" / naam
        sleutel_ = sleutel("opmaak", naam, bron, renderer, reden, werk.omgeving)
        return _Klus(f"opmaak {naam}", sleutel_, uit, lambda: zet(delen, uit))

    formaten = sorted(werk.opdracht.formaten, key=lambda f: f != "pdf")
    groepen = [[(formaat, document) for document in render.DOCUMENTEN[formaat]] for formaat in formaten]
    delen = [deel for groep in groepen for deel in groep]
    if renderer == "quarto":
        groepen = [[deel] for deel in delen]
    elif werk.processen == 1:
        groepen = [delen]
    return [klus(groep) for groep in groepen]


def _beeldklus(werk: _Werk, figuren: tuple[Any, ...]) -> _Klus:
    """The charts as files of their own."""
    map_, taal = werk.bouw / "figuurbestanden", werk.opdracht.taal
    woorden = [(f.naam, f.titel, f.alt, f.bijschrift) for f in figuren]
    sleutel_ = sleutel("figuurbestanden", woorden, *(f.svg for f in figuren), taal, werk.omgeving)

    def doe() -> tuple[str, ...]:
        shutil.rmtree(map_, ignore_errors=True)
        figuurbestanden.schrijf(figuren, map_, taal)
        return ()

    return _Klus("figuurbestanden", sleutel_, map_ / figuurbestanden.MAP, doe)


@contextlib.contextmanager
def _cijfers(werk: _Werk, uitkomst: results.Uitkomst, nieuw: Path) -> Iterator[Callable[[], None]]:
    """The open data and the notebooks, written beside the rest; what is given waits for them.

    They are quickly made, so they are always made.
    """

    def schrijf() -> None:
        results.write_kengetallen_json(uitkomst, nieuw / "kengetallen.json")
        results.write_rendement_json(uitkomst, nieuw / "rendement.json")
        results.write_cijfers_csv(uitkomst, nieuw / "cijfers.csv")
        _schrijf_werkmap(uitkomst, nieuw / "cijfers.xlsx", werk.opdracht.taal)
        _publiceer_notebooks(werk.opdracht, werk.bouw, nieuw / "notebooks")

    if werk.processen == 1:
        yield schrijf
        return
    with Zijproces(schrijf) as proces:
        yield proces.resultaat


def _schrijf_werkmap(uitkomst: results.Uitkomst, pad: Path, taal: str) -> None:
    from buurtrendement import excel  # noqa: PLC0415  (a fifth of a second that `check` does without)

    excel.schrijf(uitkomst, pad, taal)


def _publiceer_notebooks(opdracht: Opdracht, bouw: Path, naar: Path) -> None:
    for naam in notebooks.NAMEN:
        uitgevoerd = nbformat.read(bouw / "notebooks" / f"{naam}.ipynb", as_version=4)
        publiek = notebooks.voor_publicatie(uitgevoerd, _publieke_parameters(opdracht))
        notebooks.schrijf(publiek, naar / f"{naam}.ipynb")
        (naar / f"{naam}.html").write_text(notebookpagina.als_html(publiek), encoding="utf-8", newline="\n")


def manifest(
    opdracht: Opdracht, jaar: Jaargegevens, renderer: str, sommen: dist.Sommen | None = None
) -> dict[str, Any]:
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
        "invoer": _invoer(opdracht, sommen or dist.Sommen()),
        "referentie": dist.hashes(referentie_dir()),
        "bron": dist.hashes(wortel, bron),
        "programma": dist.hashes(pakket, pakket.rglob("*.py")),
    }


SLEUTELBESTAND = "contacten.csv"
"""The year's longest table and thereby the hardest to guess: its content keys the hashes of the others."""


def is_openbaar(naam: str) -> bool:
    """Whether the content of an input file is published, or too long to be guessed: its plain hash tells nothing."""
    laatste = naam.rpartition("/")[2].lower()
    return (
        naam.lower() == SLEUTELBESTAND
        or laatste in {"aannames.csv", "bronnen.csv", PRIJSINDEX.bestand}
        or laatste.startswith("cijfers")
        or naam.startswith("teksten/")
    )


def _invoer(opdracht: Opdracht, sommen: dist.Sommen) -> dict[str, str]:
    """A hash of every input; those of tables about families or with unpublished amounts are keyed."""
    bestanden = invoerbestanden(opdracht.data_map)
    per_naam = {pad.relative_to(opdracht.data_map).as_posix(): sommen(pad) for pad in bestanden}
    for pad in vergelijken.bestanden_van_eerdere_jaren(opdracht.data_map, _jaartal(opdracht)):
        # What lies beside the year and is read too: of every earlier year its published figures, or else its tables.
        per_naam[f"../{pad.parent.name}/{pad.name}"] = sommen(pad)
    geheim = _sleutel_van_het_manifest(bestanden, sommen)
    return dist.afgeschermde_hashes(per_naam, geheim, [naam for naam in per_naam if is_openbaar(naam)])


def _sleutel_van_het_manifest(bestanden: Sequence[Path], sommen: dist.Sommen) -> bytes:
    lang = next(pad for pad in bestanden if pad.name.lower() == SLEUTELBESTAND)
    return bytes.fromhex(sommen(lang, b"buurtrendement, sleutel van het manifest\n"))


def invoerbestanden(data_map: Path) -> list[Path]:
    """The files of a year that the output depends on: its tables and its prose.

    Not what else lies in the folder: a name such as that of a family's own file would be published in the manifest.
    """
    bekend = {tabel.bestand for tabel in (*TABELLEN.values(), PRIJSINDEX)}
    tabellen = [p for p in data_map.glob("*") if p.name.lower() in bekend or _CIJFERS.fullmatch(p.name.lower())]
    teksten = data_map / "teksten"
    proza = [p for p in teksten.rglob("*") if p.relative_to(teksten).as_posix() in _tekstnamen()]
    return sorted(p for p in (*tabellen, *proza) if p.is_file())


_CIJFERS = re.compile(r"cijfers_[0-9]{4}\.csv")


def _tekstnamen() -> frozenset[str]:
    """The texts that a year may have: those with a neutral counterpart, and what says something about it."""
    neutraal = project_root() / "report" / "neutraal"
    return frozenset({p.relative_to(neutraal).as_posix() for p in neutraal.rglob("*.md")} | set(results.METATEKSTEN))


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
