"""``watch``: make the report again whenever something is saved, and show it in the browser.

Three processes. This one waits for changes and keeps everything loaded; each report is made in a fork of it, so that a
fault in one leaves nothing behind for the next; the pages are served by a process of their own, on this machine's own
address only. The script that reloads the page exists in the served copy, never in the file.
"""

from __future__ import annotations

import contextlib
import html
import http.server
import json
import os
import pickle
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import Pipe
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from buurtrendement import pipeline, reeks
from buurtrendement.berichten import STANDAARDTAAL, toon, vertaal
from buurtrendement.errors import BuurtrendementError, GegevensFout, GereedschapFout, reden
from buurtrendement.gelijktijdig import Zijproces, kan_vorken
from buurtrendement.paths import jaarmap, project_root

ADRES = "127.0.0.1"
GEBEURTENISSEN = "/__kijken"
HARTSLAG_SECONDEN = 15.0
BUNDEL_MS = 150
"""Changes within this time are one change: editors write, rename and touch when they save."""
WEK_MS = 250
"""How long it sleeps without a change."""


@dataclass(frozen=True)
class Stand:
    """What the page should know: a counter of finished reports, whether one is being made, and what is wrong."""

    nummer: int = 0
    bezig: bool = True
    fout: tuple[str, ...] = ()


Melder = Callable[[str], None]


def kijk(opdracht: pipeline.Opdracht, poort: int, meld: Melder) -> None:
    """Make, serve and keep making the report until interrupted. Bad data never ends it.

    Raises:
        GereedschapFout: the port is taken.
    """
    reeks.laad_vooraf()
    with _server(opdracht.doel.resolve(), poort, opdracht.taal) as (adres, vertel), _bouwer() as bouw, _tot_ctrl_c():
        meld(f"Te zien op {adres} (stop met Ctrl-C)")
        stand = Stand()
        for _ in _aanleidingen(jaarmap(opdracht.data_map)):
            vertel(replace(stand, bezig=True))
            begin = time.perf_counter()
            fout = bouw(opdracht)
            duur = f"{time.perf_counter() - begin:.1f}".replace(".", ",")
            stand = Stand(stand.nummer + (not fout), bezig=False, fout=fout)
            vertel(stand)
            for regel in fout or (f"Klaar in {duur} s",):
                meld(regel)


@contextlib.contextmanager
def _tot_ctrl_c() -> Iterator[None]:
    with contextlib.suppress(KeyboardInterrupt):  # the way to end it, so no failure
        yield


def maak(opdracht: pipeline.Opdracht) -> tuple[str, ...]:
    """Make the report in this process; what is wrong, in sentences in the language of the report, or nothing."""
    taal = opdracht.taal
    try:
        pipeline.maak_jaarbericht(opdracht)
    except GegevensFout as fout:
        return tuple(f"{vertaal('Fout', taal)}: {toon(p, taal)}" for p in fout.problemen if p.ernst == "fout")
    except BuurtrendementError as fout:
        return (vertaal(f"Fout: {fout}", taal),)
    except OSError as fout:
        return (vertaal(f"Fout: een bestand kon niet worden gelezen of geschreven ({reden(fout)}).", taal),)
    except Exception as fout:
        # The text of an unforeseen error may quote the data.
        return (vertaal(f"Fout in het programma zelf ({type(fout).__name__}).", taal),)
    return ()


@contextlib.contextmanager
def _bouwer() -> Iterator[Callable[[pipeline.Opdracht], tuple[str, ...]]]:
    if kan_vorken():

        def in_vork(opdracht: pipeline.Opdracht) -> tuple[str, ...]:
            try:
                with Zijproces(lambda: maak(opdracht)) as proces:
                    return proces.resultaat()
            except GereedschapFout as fout:
                return (vertaal(f"Fout: {fout}", opdracht.taal),)

        yield in_vork
        return
    proces = reeks.Bijproces()

    def in_bijproces(opdracht: pipeline.Opdracht) -> tuple[str, ...]:
        nonlocal proces
        try:
            return proces.vraag(maak, opdracht)
        except (EOFError, OSError, pickle.UnpicklingError):
            proces.sluit()
            proces = reeks.Bijproces()
            return (vertaal(f"Fout: {reeks.GESTORVEN}", opdracht.taal),)

    try:
        yield in_bijproces
    finally:
        proces.sluit()


# --- what to wait for ---------------------------------------------------------------------------------------------


def bewaakt(data_map: Path) -> list[Path]:
    """The year, the figures of earlier years, and what the report is made with."""
    wortel = project_root()
    plaatsen = [data_map, wortel / "report", wortel / "notebooks", wortel / "data" / "referentie"]
    losse = [wortel / "_brand.yml", wortel / "_quarto.yml"]
    plaatsen += [p for p in data_map.parent.glob("[0-9][0-9][0-9][0-9]") if p.name < data_map.name]
    return [p for p in (*plaatsen, *losse) if p.exists()]


def telt(_wijziging: Any, pad: str) -> bool:
    """Whether a saved file can change the report: not the lock and swap files of editors, Excel and LibreOffice."""
    naam = os.path.basename(pad)
    return not (naam.startswith((".", "~$", "#")) or naam.endswith(("~", ".tmp", ".swp", ".swx", ".bak", "4913")))


def _aanleidingen(data_map: Path) -> Iterator[object]:
    """Once at the start, then after each change, also one that is saved while the report is being made."""
    import watchfiles  # noqa: PLC0415

    begonnen = False
    # It wakes up without a change too: the first report is made once it is watching, or a change would be missed.
    for wijziging in watchfiles.watch(
        *bewaakt(data_map),
        watch_filter=telt,
        debounce=BUNDEL_MS,
        step=30,
        rust_timeout=WEK_MS,
        yield_on_timeout=True,
        raise_interrupt=True,
        ignore_permission_denied=True,
    ):
        if wijziging or not begonnen:
            begonnen = True
            yield wijziging


# --- serving ------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _server(map_: Path, poort: int, taal: str = STANDAARDTAAL) -> Iterator[tuple[str, Callable[[Stand], None]]]:
    """Serve the folder; gives the address and a function that tells the pages where things stand."""
    try:
        dienst = _Dienst((ADRES, poort), map_, taal)
    except OSError as fout:
        raise GereedschapFout(f"Poort {poort} is niet vrij ({reden(fout)}). Kies een andere met --port.") from fout
    adres = f"http://{ADRES}:{dienst.server_address[1]}/"
    if not kan_vorken():
        threading.Thread(target=dienst.serve_forever, daemon=True).start()
        try:
            yield adres, dienst.zet
        finally:
            dienst.shutdown()
        return
    hier, daar = Pipe()

    def dien() -> None:
        hier.close()
        threading.Thread(target=dienst.serve_forever, daemon=True).start()
        with contextlib.suppress(EOFError, KeyboardInterrupt):
            while True:
                dienst.zet(daar.recv())

    # Its threads are in a process of their own, so that the process that forks has none.
    with Zijproces(dien):
        daar.close()
        dienst.server_close()
        try:
            yield adres, hier.send
        finally:
            hier.close()


class _Dienst(http.server.ThreadingHTTPServer):
    """Knows the folder, the language, and where things stand."""

    daemon_threads = True

    def __init__(self, plaats: tuple[str, int], map_: Path, taal: str = STANDAARDTAAL):
        self.map = map_
        self.taal = taal
        self.stand = Stand()
        self.veranderd = threading.Condition()
        super().__init__(plaats, partial(_Pagina, directory=str(map_)))

    def zet(self, stand: Stand) -> None:
        """Tell all pages."""
        with self.veranderd:
            self.stand = stand
            self.veranderd.notify_all()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away is no error."""


class _Pagina(http.server.SimpleHTTPRequestHandler):
    server: _Dienst
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if not self._van_hier():
            return
        pad = urlsplit(self.path).path
        if pad == GEBEURTENISSEN:
            self._gebeurtenissen()
        elif pad == "/" or pad.endswith(".html"):
            self._html("/jaarbericht.html" if pad == "/" else pad)
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        if self._van_hier():
            super().do_HEAD()

    def _van_hier(self) -> bool:
        # A page elsewhere may give its own name this address, and so read what is served here.
        gastheer = (self.headers.get("Host") or "").rpartition(":")[0] or self.headers.get("Host")
        if gastheer in (ADRES, "localhost"):
            return True
        self._weiger(403, "Alleen op deze computer te zien.")
        return False

    def _zin(self, tekst: str) -> str:
        return vertaal(tekst, self.server.taal)

    def _weiger(self, status: int, tekst: str) -> None:
        self.send_error(status, explain=self._zin(tekst))

    def _html(self, pad: str) -> None:
        try:
            bron = Path(self.translate_path(pad)).read_text(encoding="utf-8")
        except OSError:
            if pad != "/jaarbericht.html":
                self._weiger(404, "Deze bladzijde is er niet.")
                return
            bron = _LEEG.format(taal=self.server.taal, zin=self._zin("Er is nog geen jaarbericht."))
        stand = self.server.stand
        script = (
            _SCRIPT.replace("NUMMER", str(stand.nummer))
            .replace("GEBEURTENISSEN", GEBEURTENISSEN)
            .replace("OUD", self._zin("Het jaarbericht is niet vernieuwd."))
        )
        voor, lichaam, na = bron.rpartition("</body>")
        inhoud = (voor + script + lichaam + na if lichaam else bron + script).encode("utf-8")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(inhoud)))
        self.end_headers()
        self.wfile.write(inhoud)

    def _gebeurtenissen(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        dienst, vorige = self.server, None
        with contextlib.suppress(OSError):
            while True:
                with dienst.veranderd:
                    if dienst.stand is vorige:
                        dienst.veranderd.wait(HARTSLAG_SECONDEN)
                    nu = dienst.stand
                if nu is not vorige:
                    bericht = {"nummer": nu.nummer, "bezig": nu.bezig, "fout": fout_als_html(nu.fout)}
                    self.wfile.write(f"data: {json.dumps(bericht)}\n\n".encode())
                else:
                    self.wfile.write(b": hier\n\n")  # finds out whether the browser is still there
                self.wfile.flush()
                vorige = nu

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing on the terminal for each picture."""


def fout_als_html(regels: Iterable[str]) -> str:
    """What is wrong as a list for the page; the text is shown as it is, never as markup."""
    punten = "".join(f"<li>{html.escape(regel)}</li>" for regel in regels)
    return f"<ul>{punten}</ul>" if punten else ""


_LEEG = (
    '<!DOCTYPE html>\n<html lang="{taal}"><head><meta charset="utf-8"><title>Buurtrendement</title></head>'
    '<body style="font: 1.1rem/1.5 sans-serif; margin: 3rem"><p>{zin}</p></body></html>\n'
)

_SCRIPT = """<div id="kijken" role="alert" hidden style="position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;
z-index:9999;background:#fff4ec;color:#1d1d1b;border-top:.4rem solid #b3401a;padding:1rem 1.5rem;
font:1rem/1.5 sans-serif"></div><script>
(() => {
  const vak = document.getElementById("kijken");
  let verbinding = new EventSource("GEBEURTENISSEN");
  verbinding.onmessage = (bericht) => {
    const stand = JSON.parse(bericht.data);
    if (stand.nummer !== NUMMER) { verbinding.close(); location.reload(); return; }
    vak.innerHTML = stand.fout ? "<strong>OUD</strong>" + stand.fout : "";
    vak.hidden = !stand.fout;
    document.documentElement.style.cursor = stand.bezig ? "progress" : "";
  };
})();
</script>"""
