"""Work side by side in forks of this process: drawing while notebooks run, the PDF beside the HTML.

A fork has everything that is imported already, so it starts in milliseconds. Where the system has no safe fork the same
calls run one after the other in this process; the results are the same.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import signal
import struct
import sys
import tempfile
from collections.abc import Callable, Sequence
from multiprocessing import Pipe
from typing import Any, Generic, TypeVar

from buurtrendement.errors import BuurtrendementError, GereedschapFout

T = TypeVar("T")
U = TypeVar("U")


def kan_vorken() -> bool:
    """Whether a fork is safe here: Linux and BSD. On macOS system libraries do not survive it, Windows has none."""
    return hasattr(os, "fork") and sys.platform != "darwin"


def processoren() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def sterf_met_ouder() -> None:
    """In a child: be killed when the parent dies, however it dies (Linux; elsewhere nothing happens)."""
    if not sys.platform.startswith("linux"):
        return
    pr_set_pdeathsig = 1
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)


class Zijproces(Generic[T]):
    """``functie`` starts now, in a fork; :meth:`resultaat` waits for what it returns or raises what it raised.

    As a context manager it leaves no process behind, whatever happens. Without fork the function runs when its result
    is asked for.
    """

    def __init__(self, functie: Callable[[], T]):
        self._functie = functie
        self._pid: int | None = None
        if not kan_vorken():
            return
        hier, daar = Pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        gc.freeze()  # keeps the collector from touching, and so copying, every shared page
        pid = os.fork()
        if pid == 0:
            hier.close()
            _leef(functie, daar)  # does not return
        gc.unfreeze()
        daar.close()
        self._pid, self._lijn = pid, hier

    def resultaat(self) -> T:
        """Wait for the outcome.

        Raises:
            GereedschapFout: when the process died, for want of memory for example.
        """
        if self._pid is None:
            return self._functie()
        try:
            gelukt, uitkomst = self._lijn.recv()
        except (EOFError, ConnectionError) as fout:
            raise GereedschapFout("Een rekenproces stopte onverwacht, misschien door te weinig geheugen.") from fout
        finally:
            self.sluit()
        if not gelukt:
            raise uitkomst
        waarde: T = uitkomst
        return waarde

    def sluit(self) -> None:
        """End the process if it still runs."""
        if self._pid is None:
            return
        pid, self._pid = self._pid, None
        self._lijn.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, 0)

    def __enter__(self) -> Zijproces[T]:
        return self

    def __exit__(self, *fout: object) -> None:
        self.sluit()


def _leef(functie: Callable[[], Any], lijn: Any) -> None:
    status = 1
    try:
        sterf_met_ouder()
        try:
            antwoord = (True, functie())
        except (BuurtrendementError, ImportError, MemoryError, OSError) as fout:
            antwoord = (False, fout)
        except Exception as fout:
            # Some exceptions do not survive the journey; their kind and text always do.
            antwoord = (False, RuntimeError(f"{type(fout).__name__}: {fout}"))
        lijn.send(antwoord)
        status = 0
    except BaseException:
        status = 1  # the parent sees a closed line
    finally:
        os._exit(status)  # no exit handlers of the parent, no flushing of its buffers


_NUMMER = struct.Struct("=q")


def verdeel(functie: Callable[[T], U], dingen: Sequence[T], aantal: int) -> list[U]:
    """``[functie(d) for d in dingen]`` over ``aantal`` processes, this one among them; same order, same errors.

    Each takes the next thing when it is done with one, so put what takes longest in front.
    """
    aantal = min(aantal, len(dingen))
    if aantal <= 1 or not kan_vorken():
        return [functie(ding) for ding in dingen]
    uitkomsten: dict[int, U] = {}

    def deel() -> dict[int, U]:
        # Processes that share a file share the place where they read.
        gedaan: dict[int, U] = {}
        while nummer := os.read(rij, _NUMMER.size):
            (i,) = _NUMMER.unpack(nummer)
            gedaan[i] = functie(dingen[i])
        return gedaan

    with tempfile.TemporaryFile() as bestand, contextlib.ExitStack() as stapel:
        bestand.write(b"".join(_NUMMER.pack(i) for i in range(len(dingen))))
        bestand.seek(0)
        rij = bestand.fileno()
        anderen = [stapel.enter_context(Zijproces(deel)) for _ in range(1, aantal)]
        uitkomsten.update(deel())
        for ander in anderen:
            uitkomsten.update(ander.resultaat())
    return [uitkomsten[i] for i in range(len(dingen))]
