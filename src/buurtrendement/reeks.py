"""Many reports in one command: many neighbourhoods, many years, one machine or a cluster.

Each report is made by one process, from beginning to end; the processes have everything loaded before the first report
starts. A report that fails is named with its problems and the others are finished. What is made lies in
``<out>/<neighbourhood>/<verslagjaar>``; the neighbourhood is the name of the folder that holds the year's folder.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import queue
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from multiprocessing import Pipe
from multiprocessing.connection import wait
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from buurtrendement import dist
from buurtrendement.errors import BuurtrendementError, GebruiksFout, GegevensFout, GereedschapFout, Probleem
from buurtrendement.gelijktijdig import kan_vorken, processoren, sterf_met_ouder
from buurtrendement.paths import jaarmap

TAKEN_PER_WERKER = 100
"""After so many reports a process is replaced, so that memory that libraries hold on to does not add up."""

POGINGEN = 2
"""How often a report is tried when the process that makes it dies."""


@dataclass(frozen=True)
class Opties:
    """What all reports of the run have in common."""

    afwijkingen: Mapping[str, float | str] = field(default_factory=dict)
    renderer: str = "auto"
    formaten: tuple[str, ...] = ("html", "pdf")
    taal: str = "nl"
    motor: str | None = None


@dataclass(frozen=True)
class Taak:
    """One report: where its data are (a folder or an fsspec address) and where the report belongs below ``out``."""

    bron: str
    buurt: str
    verslagjaar: str

    @property
    def naam(self) -> str:
        """``noord/2021``: how the report is called in messages, and its folder."""
        return f"{self.buurt}/{self.verslagjaar}"


@dataclass(frozen=True)
class Uitslag:
    """How it went: ``status`` is the exit status that ``report`` would have had."""

    taak: Taak
    status: int
    seconden: float
    problemen: tuple[Probleem, ...] = ()
    fout: str = ""
    renderer: str = ""

    @property
    def gelukt(self) -> bool:
        """Whether the report was made."""
        return self.status == 0


@dataclass(frozen=True)
class Pakket:
    """Work for a process elsewhere. ``inhoud`` is the year's folder as a zip, or None when it reads ``taak.bron``."""

    taak: Taak
    opties: Opties
    programma: str
    inhoud: bytes | None = None


Melder = Callable[[Uitslag], None]
T = TypeVar("T")


def exit_status(uitslagen: Sequence[Uitslag]) -> int:
    """0 when every report was made, 1 when data were unfit, otherwise what the failing tool gave."""
    mis = {u.status for u in uitslagen if not u.gelukt}
    return GegevensFout.exit_status if GegevensFout.exit_status in mis else max(mis, default=0)


def is_adres(bron: str) -> bool:
    """Whether this is an fsspec address (``s3://…``, ``file:///…``) rather than a folder."""
    return "://" in bron


def taken(bronnen: Sequence[str]) -> tuple[Taak, ...]:
    """One task per different folder or address, in the given order.

    Raises:
        GebruiksFout: two different folders would write the same report.
    """
    gevonden: dict[str, Taak] = {}
    plaatsen: dict[str, str] = {}
    for bron in bronnen:
        pad: Path | PurePosixPath = PurePosixPath(bron.rstrip("/")) if is_adres(bron) else jaarmap(bron)
        taak = Taak(bron if is_adres(bron) else str(pad), pad.parent.name or "buurt", pad.name)
        if plaatsen.setdefault(taak.naam, taak.bron) != taak.bron:
            raise GebruiksFout(
                f"Twee mappen geven allebei het bericht '{taak.naam}': de buurt is de naam van de map boven het jaar. "
                "Geef een van die mappen een andere naam, of maak ze in twee opdrachten met elk een eigen --out."
            )
        gevonden.setdefault(taak.naam, taak)
    return tuple(gevonden.values())


# --- one report ---------------------------------------------------------------------------------------------------


def laad_vooraf() -> None:
    """Import everything that making a report needs, so that processes forked from this one have it."""
    import scipy.optimize  # noqa: PLC0415  (used when there is something to protect)
    import scipy.sparse.csgraph  # noqa: F401, PLC0415

    from buurtrendement import notebooks, pipeline, render, stappen, text  # noqa: F401, PLC0415

    notebooks.laad_vooraf()
    stappen.versie_van_het_programma()  # of the code that is loaded now
    # Typst and PDFium are left to the processes themselves: their threads do not survive a fork.


def maak(taak: Taak, opties: Opties, doel: Path) -> Uitslag:
    """Make one report in this process, into ``doel``; failures are part of the outcome."""
    from buurtrendement import pipeline  # noqa: PLC0415

    begin = time.perf_counter()
    try:
        with _gegevensmap(taak) as data_map:
            verslag = pipeline.maak_jaarbericht(
                pipeline.Opdracht(
                    data_map=data_map,
                    uit=doel,
                    afwijkingen=opties.afwijkingen,
                    renderer=opties.renderer,
                    formaten=opties.formaten,
                    taal=opties.taal,
                    motor=opties.motor,
                    processen=1,
                )
            )
    except GegevensFout as fout:
        return Uitslag(taak, fout.exit_status, time.perf_counter() - begin, problemen=fout.problemen)
    except BuurtrendementError as fout:
        return Uitslag(taak, fout.exit_status, time.perf_counter() - begin, fout=str(fout))
    except Exception as fout:
        # The text of an unforeseen error may quote the data.
        tekst = f"Fout in het programma zelf ({type(fout).__name__})."
        return Uitslag(taak, GereedschapFout.exit_status, time.perf_counter() - begin, fout=tekst)
    return Uitslag(taak, 0, time.perf_counter() - begin, renderer=verslag.renderer)


@contextlib.contextmanager
def _gegevensmap(taak: Taak) -> Iterator[Path]:
    if not is_adres(taak.bron):
        yield Path(taak.bron)
        return
    try:
        import fsspec  # noqa: PLC0415  (part of the extra `cluster`)
    except ImportError as fout:
        raise GereedschapFout(
            "Gegevens op een adres lezen kan alleen met het pakket fsspec. Installeer het met: "
            "pip install 'buurtrendement[cluster]'."
        ) from fout
    from buurtrendement import pipeline  # noqa: PLC0415

    with pipeline.tijdelijke_map() as tijdelijk:  # also gone when this run is cut off
        map_ = tijdelijk / taak.buurt / taak.verslagjaar
        map_.parent.mkdir()
        try:
            bestanden, pad = fsspec.core.url_to_fs(taak.bron)
            bestanden.get(pad.rstrip("/") + "/", str(map_) + "/", recursive=True)
        except (OSError, ValueError, ImportError) as fout:
            raise GereedschapFout(f"De gegevens van '{taak.naam}' konden niet worden opgehaald.") from fout
        yield map_


# --- here, in some processes --------------------------------------------------------------------------------------


class Werker:
    """A forked process with everything loaded that makes one report after another."""

    def __init__(self) -> None:
        self.gedaan = 0
        self.lijn, daar = Pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self._pid = os.fork()
        if self._pid == 0:
            self.lijn.close()
            sterf_met_ouder()
            _werk(daar.recv, daar.send)
            os._exit(0)
        daar.close()

    def stuur(self, werk: Any) -> None:
        """Give work: ``(functie, argumenten)``, a function of this package."""
        self.gedaan += 1
        with contextlib.suppress(OSError):  # it has died: `ontvang` says so
            self.lijn.send(werk)

    def ontvang(self) -> Any:
        """The answer. Raises EOFError or OSError when the process died."""
        return self.lijn.recv()

    def sluit(self) -> None:
        """End the process."""
        self.lijn.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._pid, 0)


class Bijproces:
    """The same as a new process, for where a fork is not possible or not safe; it loads everything by itself."""

    def __init__(self) -> None:
        self._proces = subprocess.Popen(
            [sys.executable, "-m", "buurtrendement.werker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def vraag(self, functie: Callable[..., T], *argumenten: Any) -> T:
        """Have the function called there. Raises EOFError or OSError when the process died."""
        assert self._proces.stdin is not None
        assert self._proces.stdout is not None
        pickle.dump((functie, argumenten), self._proces.stdin)
        self._proces.stdin.flush()
        antwoord: T = pickle.load(self._proces.stdout)  # from our own process
        return antwoord

    def sluit(self) -> None:
        """End the process."""
        self._proces.kill()
        self._proces.wait()
        for stroom in (self._proces.stdin, self._proces.stdout):
            with contextlib.suppress(OSError):
                stroom.close()  # type: ignore[union-attr]


def _werk(ontvang: Callable[[], Any], zend: Callable[[Any], None]) -> None:
    """Until the line is closed: receive work, do it, send the answer."""
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            functie, argumenten = ontvang()
            zend(functie(*argumenten))


def als_bijproces() -> None:
    """The life of a :class:`Bijproces`: work comes on standard input, answers go to what was standard output."""
    uit = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints does not end up among the answers
    laad_vooraf()

    def zend(antwoord: Any) -> None:
        pickle.dump(antwoord, uit)
        uit.flush()

    _werk(lambda: pickle.load(sys.stdin.buffer), zend)


def voer_uit(
    opgave: Sequence[Taak], opties: Opties, uit: Path, meld: Melder, werkers: int | None = None
) -> list[Uitslag]:
    """Make all reports with so many processes (default: one per processor); ``meld`` hears of each as it is done."""
    from buurtrendement import pipeline  # noqa: PLC0415

    aantal = max(1, min(werkers or processoren(), len(opgave)))
    uitslagen: dict[str, Uitslag] = {}

    def klaar(uitslag: Uitslag) -> None:
        uitslagen[uitslag.taak.naam] = uitslag
        meld(uitslag)

    try:
        (_met_vorken if kan_vorken() else _met_bijprocessen)(opgave, opties, uit, klaar, aantal)
    finally:
        pipeline.ruim_verweesde_mappen_op()  # of processes that were killed: they hold data of families
    return [uitslagen[t.naam] for t in opgave]


def _doel(taak: Taak, uit: Path) -> Path:
    return uit / taak.buurt / taak.verslagjaar


def _met_vorken(opgave: Sequence[Taak], opties: Opties, uit: Path, klaar: Melder, aantal: int) -> None:
    laad_vooraf()
    wachtrij = deque(opgave)
    pogingen: Counter[str] = Counter()
    bezig: dict[Any, tuple[Werker, Taak]] = {}
    vrij = [Werker() for _ in range(aantal)]
    try:
        while wachtrij or bezig:
            while wachtrij and vrij:
                werker, taak = vrij.pop(), wachtrij.popleft()
                pogingen[taak.naam] += 1
                werker.stuur((maak, (taak, opties, _doel(taak, uit))))
                bezig[werker.lijn] = werker, taak
            for lijn in wait(list(bezig)):
                werker, taak = bezig.pop(lijn)
                try:
                    uitslag = werker.ontvang()
                except (EOFError, OSError):
                    uitslag = None
                if uitslag is None or werker.gedaan >= TAKEN_PER_WERKER:
                    werker.sluit()
                    werker = Werker()
                vrij.append(werker)
                if uitslag is not None:
                    klaar(uitslag)
                elif pogingen[taak.naam] < POGINGEN:
                    wachtrij.appendleft(taak)
                else:
                    klaar(Uitslag(taak, GereedschapFout.exit_status, 0.0, fout=GESTORVEN))
    finally:
        for werker in (*vrij, *(w for w, _ in bezig.values())):
            werker.sluit()


def _met_bijprocessen(opgave: Sequence[Taak], opties: Opties, uit: Path, klaar: Melder, aantal: int) -> None:
    vrij: queue.SimpleQueue[Bijproces] = queue.SimpleQueue()
    for _ in range(aantal):
        vrij.put(Bijproces())

    def doe(taak: Taak) -> Uitslag:
        return via_bijproces(vrij, taak, maak, taak, opties, _doel(taak, uit))

    try:
        with ThreadPoolExecutor(aantal) as draden:
            for werk in as_completed([draden.submit(doe, taak) for taak in opgave]):
                klaar(werk.result())
    finally:
        while not vrij.empty():
            vrij.get().sluit()


def via_bijproces(
    vrij: queue.SimpleQueue[Bijproces], taak: Taak, functie: Callable[..., T], *argumenten: Any
) -> T | Uitslag:
    """Have a free process call the function; one that dies is replaced, and the work is tried again once."""
    for _ in range(POGINGEN):
        proces = vrij.get()
        try:
            return proces.vraag(functie, *argumenten)
        except (EOFError, OSError, pickle.UnpicklingError):
            proces.sluit()
            proces = Bijproces()
        finally:
            vrij.put(proces)
    return Uitslag(taak, GereedschapFout.exit_status, 0.0, fout=GESTORVEN)


GESTORVEN = "Het rekenproces stopte onverwacht, misschien door te weinig geheugen."


# --- elsewhere ----------------------------------------------------------------------------------------------------


def pak_in(taak: Taak, opties: Opties) -> Pakket:
    """The work with its data, ready to travel; an address is left for the other side to read."""
    from buurtrendement import stappen  # noqa: PLC0415

    inhoud = None if is_adres(taak.bron) else zip_map(Path(taak.bron))
    return Pakket(taak, opties, stappen.versie_van_het_programma(), inhoud)


def maak_elders(pakket: Pakket) -> tuple[Uitslag, bytes | None]:
    """Make the report of a package in a folder of its own; the files come back as a zip."""
    from buurtrendement import pipeline, stappen  # noqa: PLC0415

    taak = pakket.taak
    if pakket.programma != stappen.versie_van_het_programma():
        fout = "Op het cluster staat een andere versie van buurtrendement of van Python dan hier. Installeer dezelfde."
        return Uitslag(taak, GereedschapFout.exit_status, 0.0, fout=fout), None
    with pipeline.tijdelijke_map() as tijdelijk:
        hier = taak
        if pakket.inhoud is not None:
            data_map = tijdelijk / "data" / taak.buurt / taak.verslagjaar
            data_map.mkdir(parents=True)
            pak_uit(pakket.inhoud, data_map)
            hier = replace(taak, bron=str(data_map))
        doel = tijdelijk / "uit" / taak.verslagjaar
        uitslag = replace(maak(hier, pakket.opties, doel), taak=taak)
        return uitslag, zip_map(doel) if uitslag.gelukt else None


def zip_map(map_: Path) -> bytes:
    """All files below a folder; an absent folder is an empty zip, so that the other side says what is wrong with it."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as zip_:
        for pad in sorted(p for p in map_.rglob("*") if p.is_file()):
            zip_.write(pad, pad.relative_to(map_).as_posix())
    return uit.getvalue()


def pak_uit(inhoud: bytes, map_: Path) -> None:
    """The files of a zip into a folder; names that lead out of it are kept inside by ``zipfile``."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
        zip_.extractall(map_)


def plaats(uitslag: Uitslag, inhoud: bytes, uit: Path) -> None:
    """Put what came back in its place, whole or not at all."""
    doel = uit / uitslag.taak.buurt / uitslag.taak.verslagjaar
    with dist.slot(doel), dist.nieuwe_uitvoer(doel) as nieuw:
        pak_uit(inhoud, nieuw)
