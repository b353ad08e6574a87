"""The reports of ``reeks`` on a Dask cluster.

A task carries its data (the year's folder as a zip) or an address that the worker reads with fsspec; the files of the
report come back as bytes and are put in place here. When a worker dies the scheduler gives its tasks to another one.
"""

from __future__ import annotations

import itertools
import queue
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from buurtrendement import reeks
from buurtrendement.errors import BuurtrendementError, GereedschapFout
from buurtrendement.reeks import Melder, Opties, Pakket, Taak, Uitslag

NAAM = "buurtrendement"
WACHTTIJD_SECONDEN = 30
VOORUIT = 3
"""Tasks per thread of the cluster that are handed out at a time: enough to keep it busy, few enough to hold here."""


def voer_uit(opgave: Sequence[Taak], opties: Opties, uit: Path, meld: Melder, adres: str) -> list[Uitslag]:
    """Make all reports on the cluster whose scheduler listens at ``adres``.

    Raises:
        GereedschapFout: dask.distributed is not installed, or the scheduler does not answer.
    """
    try:
        from distributed import Client, as_completed  # noqa: PLC0415  (part of the extra `cluster`)
    except ImportError as fout:
        raise GereedschapFout(
            "Rekenen op een cluster kan alleen met het pakket distributed. Installeer het met: "
            "pip install 'buurtrendement[cluster]'."
        ) from fout
    try:
        klant: Any = Client(adres, timeout=WACHTTIJD_SECONDEN)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as fout:
        raise GereedschapFout(
            f"De scheduler op {adres} antwoordt niet. Controleer het adres, en of hij draait."
        ) from fout
    uitslagen: dict[str, Uitslag] = {}
    with klant:
        try:
            klant.wait_for_workers(1, timeout=WACHTTIJD_SECONDEN)
        except TimeoutError as fout:
            raise GereedschapFout(
                f"De scheduler op {adres} heeft geen werkers. Start er een met: dask worker."
            ) from fout
        try:
            klant.register_plugin(_plugin(), name=NAAM)
        except Exception as fout:  # whatever a worker raised, it comes back as itself
            raise GereedschapFout(
                f"De werkers van het cluster konden niet beginnen ({type(fout).__name__}). Installeer daar dezelfde "
                "versie van buurtrendement als hier."
            ) from fout
        wachtrij = iter(opgave)
        loopt: dict[Any, Taak] = {}
        klaar: Any = as_completed()  # type: ignore[no-untyped-call]

        def geef_uit() -> None:
            ruimte = VOORUIT * sum(klant.nthreads().values()) - len(loopt)  # workers come and go
            for taak in itertools.islice(wachtrij, max(ruimte, 0 if loopt else 1)):
                werk = klant.submit(_op_werker, reeks.pak_in(taak, opties), pure=False, key=f"{NAAM}-{taak.naam}")
                loopt[werk] = taak
                klaar.add(werk)

        geef_uit()
        for werk in klaar:
            taak = loopt.pop(werk)
            uitslag = _oordeel(werk, taak, uit)
            werk.release()
            uitslagen[taak.naam] = uitslag
            meld(uitslag)
            geef_uit()
    return [uitslagen[t.naam] for t in opgave]


def _oordeel(werk: Any, taak: Taak, uit: Path) -> Uitslag:
    try:
        uitslag, inhoud = werk.result()
        if inhoud is not None:
            reeks.plaats(uitslag, inhoud, uit)
    except BuurtrendementError as fout:
        return Uitslag(taak, fout.exit_status, 0.0, fout=str(fout))
    except Exception as fout:
        tekst = f"Het cluster kon dit bericht niet maken ({type(fout).__name__})."
        return Uitslag(taak, GereedschapFout.exit_status, 0.0, fout=tekst)
    gedaan: Uitslag = uitslag
    return gedaan


def _plugin() -> Any:
    from distributed import WorkerPlugin  # noqa: PLC0415

    class Werkers(WorkerPlugin):
        """Keeps, per thread of a Dask worker, one process with everything loaded.

        Dask workers have threads, and a process with threads cannot safely fork; these can.
        """

        vrij: queue.SimpleQueue[reeks.Bijproces]

        def setup(self, worker: Any) -> None:
            self.vrij = queue.SimpleQueue()
            for _ in range(worker.state.nthreads):
                self.vrij.put(reeks.Bijproces())

        def teardown(self, worker: Any) -> None:
            del worker
            while not self.vrij.empty():
                self.vrij.get().sluit()

    return Werkers()


def _op_werker(pakket: Pakket) -> tuple[Uitslag, bytes | None]:
    """Runs on a worker of the cluster."""
    from distributed import get_worker  # noqa: PLC0415

    vrij = get_worker().plugins[NAAM].vrij  # type: ignore[attr-defined]
    antwoord = reeks.via_bijproces(vrij, pakket.taak, reeks.maak_elders, pakket)
    return (antwoord, None) if isinstance(antwoord, Uitslag) else antwoord
