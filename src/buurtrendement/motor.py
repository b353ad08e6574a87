"""A papermill engine that runs each notebook in a fork of this process.

Starting a Jupyter kernel and importing everything in it again costs more than a second per notebook; the work
of our notebooks is a fraction of that. A fork of a process that has everything loaded starts at once and is just as
isolated: what one notebook defines, breaks or crashes, the next one does not notice. Cells run in an IPython shell, so
magics, ``display`` and inline figures do what they do in a kernel.

Where the system has no (safe) fork, :func:`kies` gives papermill's own engine, a kernel per notebook.
"""

from __future__ import annotations

import builtins
import contextlib
import gc
import getpass
import importlib
import io
import os
import random
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, ClassVar

import nbformat
from papermill.engines import Engine, papermill_engines

from buurtrendement.errors import GebruiksFout
from buurtrendement.gelijktijdig import kan_vorken, sterf_met_ouder
from buurtrendement.keuzes import MOTOREN

AUTO, VORK, KERNEL = MOTOREN
_STANDAARD_VAN_PAPERMILL = "nbclient"

Uitvoer = dict[str, Any]
Vernieuwd = dict[str, Uitvoer]
Bericht = tuple[int | None, list[Uitvoer], Vernieuwd, bool]
"""What the child says of a cell: its execution count, its outputs, what takes the place of displays of earlier cells
(by their ``display_id``), and whether the notebook stops here."""


def kies(motor: str | None = None) -> str:
    """The papermill engine name for ``auto`` (or None), ``vork`` or ``kernel``.

    Raises:
        GebruiksFout: for another word, or for ``vork`` where the system cannot.
    """
    if motor not in (None, *MOTOREN):
        raise GebruiksFout(f"Onbekende motor '{motor}'. Kies uit: {', '.join(MOTOREN)}.")
    if motor == VORK and not kan_vorken():
        raise GebruiksFout("Dit besturingssysteem kan notebooks niet in een vork draaien. Kies --engine kernel.")
    if motor != KERNEL and kan_vorken():
        registreer()
        return VORK
    return _STANDAARD_VAN_PAPERMILL


def registreer() -> None:
    """Make the engine known to papermill under the name ``vork``."""
    papermill_engines.register(VORK, VorkMotor)


class VorkMotor(Engine):
    """papermill engine: one forked child per notebook; outputs travel back over a pipe, cell by cell."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, execution_timeout: int | None = None, **_: Any
    ) -> None:
        """Run all code cells until one fails.

        Raises:
            CellTimeoutError: a cell took longer than ``execution_timeout`` seconds.
            DeadKernelError: the child ended before the notebook did.
        """
        cellen = [(i, c) for i, c in enumerate(nb_man.nb.cells) if c.cell_type == "code"]
        with _kind([(i, c.source, list(c.metadata.get("tags", []))) for i, c in cellen]) as berichten:
            getoond: dict[str, list[Any]] = {}
            for index, cel in cellen:
                nb_man.cell_start(cel, index)
                nummer, uitvoer, vernieuwd, fout = _wacht(berichten, execution_timeout, cel)
                for naam, nieuw in vernieuwd.items():
                    for ouder in getoond.get(naam, []):
                        ouder.update(nbformat.from_dict(nieuw))
                namen = [u.pop(_NAAM, None) for u in uitvoer]
                cel.outputs = [nbformat.from_dict(u) for u in uitvoer]
                for naam, getoonde in zip(namen, cel.outputs, strict=True):
                    getoond.setdefault(naam, []).append(getoonde)
                cel.execution_count = nummer
                if fout:
                    nb_man.cell_exception(cel, index)
                    return
                nb_man.cell_complete(cel, index)


def _wacht(berichten: Connection, tijdslimiet: int | None, cel: Any) -> Bericht:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError  # noqa: PLC0415

    try:
        if not berichten.poll(tijdslimiet):
            raise CellTimeoutError.error_from_timeout_and_cell("Cell timed out", tijdslimiet or 0, cel)
        bericht: Bericht = berichten.recv()
        return bericht
    except (EOFError, ConnectionError) as fout:
        raise DeadKernelError("Kernel died") from fout


@contextlib.contextmanager
def _kind(cellen: list[tuple[int, str, list[str]]]) -> Iterator[Connection]:
    """Fork the child that runs ``cellen``; whatever happens, it and what it started are gone afterwards."""
    laad_vooraf()
    ontvangen, zenden = Pipe(duplex=False)
    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()  # keeps the collector from touching, and so copying, every shared page
    pid = os.fork()
    if pid == 0:
        ontvangen.close()
        _leef_als_kind(cellen, zenden)  # does not return
    gc.unfreeze()
    zenden.close()
    with contextlib.suppress(OSError):
        os.setpgid(pid, pid)  # also done by the child: whoever is first
    try:
        yield ontvangen
    finally:
        ontvangen.close()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, 0)


_VAN_ELK_NOTEBOOK = (
    "IPython.core.interactiveshell",
    "IPython.display",
    "nbclient.exceptions",
    # What a shell imports when it is made, and when it runs its first cell.
    "IPython.core.completer",
    "IPython.core.completerlib",
    "IPython.core.logger",
    "IPython.core.magics",
    "ipykernel.compiler",
)


def laad_vooraf() -> None:
    """Import in the parent, once, what every notebook would import."""
    for naam in _VAN_ELK_NOTEBOOK:
        importlib.import_module(naam)

    from buurtrendement import nl, tonen, werkbank  # noqa: F401, PLC0415
    from buurtrendement.charts import letters  # noqa: PLC0415

    letters.load()
    nl.getal(0)  # reads the words of the language


def _leef_als_kind(cellen: list[tuple[int, str, list[str]]], zenden: Connection) -> None:
    status = 1
    try:
        with contextlib.suppress(OSError):
            os.setpgid(0, 0)
        sterf_met_ouder()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        _nieuw_toeval()
        opvang = _Opvang()
        schelp = _schelp(opvang)
        for _index, bron, labels in cellen:
            stopt = _voer_cel_uit(schelp, opvang, bron) and "raises-exception" not in labels
            zenden.send((opvang.telling if bron.strip() else None, *opvang.haal(), stopt))
            if stopt:
                break
        status = 0
    finally:
        zenden.close()
        os._exit(status)  # no exit handlers of the parent, no flushing of its buffers


def _nieuw_toeval() -> None:
    # A kernel starts with randomness of its own; a fork would repeat its parent's.
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


_NAAM = "display_id"


class _Opvang:
    """Collects a cell's outputs in order, as nbformat has them."""

    def __init__(self) -> None:
        self.uitvoer: list[Uitvoer] = []
        self._vernieuwd: Vernieuwd = {}
        self.telling = 0
        self._bestand = tempfile.TemporaryFile()  # noqa: SIM115  (lives as long as the child)
        self._gelezen = 0
        os.dup2(self._bestand.fileno(), 1)
        os.dup2(self._bestand.fileno(), 2)
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)

    def stroom(self, naam: str, tekst: str) -> None:
        if not tekst:
            return
        laatste = self.uitvoer[-1] if self.uitvoer else {}
        if laatste.get("output_type") == "stream" and laatste.get("name") == naam:
            laatste["text"] += tekst
        else:
            self.uitvoer.append({"output_type": "stream", "name": naam, "text": tekst})

    def toon(self, data: Mapping[str, Any], metadata: Any, naam: str | None, *, vernieuw: bool) -> None:
        """A display; with ``vernieuw`` it takes the place of all earlier ones of the same name."""
        beeld = {"output_type": "display_data", "data": dict(data), "metadata": metadata or {}}
        if not vernieuw:
            self.uitvoer.append({**beeld, _NAAM: naam})
        elif naam is not None:
            self._vernieuwd[naam] = beeld
            for ouder in self.uitvoer:
                if ouder.get(_NAAM) == naam:
                    ouder.update(beeld)

    def haal(self) -> tuple[list[Uitvoer], Vernieuwd]:
        """The outputs so far, with what subprocesses wrote at the end, and what was replaced; starts anew."""
        einde = os.fstat(self._bestand.fileno()).st_size
        rauw = os.pread(self._bestand.fileno(), einde - self._gelezen, self._gelezen)
        self._gelezen = einde
        self.stroom("stdout", rauw.decode("utf-8", errors="replace"))
        uit, vernieuwd = self.uitvoer, self._vernieuwd
        self.uitvoer, self._vernieuwd = [], {}
        return uit, vernieuwd


class _Stroom(io.TextIOBase):
    """``sys.stdout`` or ``sys.stderr`` of the child."""

    encoding: ClassVar[str] = "utf-8"  # type: ignore[misc]

    def __init__(self, opvang: _Opvang, naam: str):
        self._opvang, self._naam = opvang, naam

    def write(self, tekst: str) -> int:
        self._opvang.stroom(self._naam, tekst)
        return len(tekst)

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1 if self._naam == "stdout" else 2


def _schelp(opvang: _Opvang) -> Any:
    from ipykernel.compiler import XCachingCompiler  # noqa: PLC0415
    from IPython.core.displayhook import DisplayHook  # noqa: PLC0415
    from IPython.core.displaypub import DisplayPublisher  # noqa: PLC0415
    from IPython.core.interactiveshell import InteractiveShell  # noqa: PLC0415
    from traitlets.config import Config  # noqa: PLC0415

    class Uitgever(DisplayPublisher):
        def publish(  # type: ignore[override]
            self,
            data: Mapping[str, Any],
            metadata: Any = None,
            *,
            update: bool = False,
            transient: Any = None,
            **_: Any,
        ) -> None:
            opvang.toon(data, metadata, (transient or {}).get("display_id"), vernieuw=update)

        def clear_output(self, wait: bool = False) -> None:
            del wait
            opvang.uitvoer.clear()

    class Haak(DisplayHook):
        def write_output_prompt(self) -> None:
            pass

        def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
            opvang.uitvoer.append(
                {
                    "output_type": "execute_result",
                    "data": dict(format_dict),
                    "metadata": md_dict or {},
                    "execution_count": opvang.telling,
                }
            )

        def finish_displayhook(self) -> None:
            pass

        def log_output(self, format_dict: Any) -> None:
            pass

    class Schelp(InteractiveShell):
        def enable_gui(self, gui: Any = None) -> None:
            """There are no windows to keep alive; ``%matplotlib inline`` asks for it all the same."""

        def ask_exit(self) -> None:
            """``quit()`` ends nothing: the cells after it are part of the step."""

        def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
            opvang.uitvoer.append(
                {
                    "output_type": "error",
                    "ename": getattr(etype, "__name__", str(etype)),
                    "evalue": str(evalue),
                    "traceback": list(stb),
                }
            )

    sys.stdout, sys.stderr = _Stroom(opvang, "stdout"), _Stroom(opvang, "stderr")
    InteractiveShell.clear_instance()
    Schelp.display_pub_class = Uitgever  # type: ignore[assignment]
    Schelp.displayhook_class = Haak  # type: ignore[assignment]
    Schelp.compiler_class = XCachingCompiler  # type: ignore[assignment]  # names cells in messages as a kernel does
    schelp = Schelp.instance(config=Config({"HistoryManager": {"enabled": False}}))
    schelp.set_hook("show_in_pager", lambda *_, **__: None)  # help is for somebody who sits at a screen
    builtins.input = getpass.getpass = _vraag_niets
    _figuren_inline(schelp)
    return schelp


def _vraag_niets(*_: object, **__: object) -> str:
    from IPython.core.error import StdinNotImplementedError  # noqa: PLC0415

    raise StdinNotImplementedError("Een notebook kan hier geen vraag stellen: er is niemand die antwoordt.")


_BACKEND = "matplotlib_inline.backend_inline"


def _figuren_inline(schelp: Any) -> None:
    """Have open figures shown when a cell ends, as a kernel does, however much of Matplotlib the parent has used."""
    os.environ["MPLBACKEND"] = f"module://{_BACKEND}"  # read when a notebook is the first to load Matplotlib
    # It ties itself to the shell when it is imported, so it must be imported anew, with this shell there.
    sys.modules.pop(_BACKEND, None)
    matplotlib = sys.modules.get("matplotlib")
    if matplotlib is None:
        return
    matplotlib.rcParams.update({**matplotlib.rcParamsOrig, "backend": os.environ["MPLBACKEND"]})
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib._pylab_helpers"].Gcf.figs.clear()  # the parent's figures
        schelp.run_line_magic("matplotlib", "inline")


def _voer_cel_uit(schelp: Any, opvang: _Opvang, bron: str) -> bool:
    if not bron.strip():
        return False
    opvang.telling += 1
    uitkomst = schelp.run_cell(bron, store_history=True)
    return not uitkomst.success
