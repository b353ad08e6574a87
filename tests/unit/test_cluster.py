"""Reports on a Dask cluster on this machine: a real scheduler, two worker processes, one of which is killed."""

from __future__ import annotations

import builtins
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from buurtrendement import cluster, reeks
from buurtrendement.errors import GereedschapFout
from fabriek import maak_jaar

OPTIES = reeks.Opties(renderer="ingebouwd", formaten=("html",))
DOOD_NA_SECONDEN = 120


def _start(*woorden: str, map_: Path) -> subprocess.Popen[bytes]:
    uitvoer = (map_ / f"{woorden[0]}-{time.monotonic_ns()}.log").open("wb")
    # distributed's own entry points; the `dask` program is one more package away
    module = f"distributed.cli.dask_{woorden[0]}"
    return subprocess.Popen([sys.executable, "-m", module, *woorden[1:]], stdout=uitvoer, stderr=uitvoer, cwd=map_)


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    pytest.importorskip("distributed")
    bestand = tmp_path / "scheduler.json"
    basis = ("--host", "127.0.0.1", "--no-dashboard")
    processen = [_start("scheduler", *basis, "--port", "0", "--scheduler-file", str(bestand), map_=tmp_path)]
    try:
        eind = time.monotonic() + DOOD_NA_SECONDEN
        while not bestand.exists() or not bestand.read_text():
            assert time.monotonic() < eind, "the scheduler does not start"
            time.sleep(0.1)
        adres = re.search(r'"address": "([^"]+)"', bestand.read_text())
        assert adres is not None
        for _ in range(2):
            werker = ("worker", adres[1], *basis, "--no-nanny", "--nthreads", "1")
            processen.append(_start(*werker, map_=tmp_path))
        yield adres[1], processen
    finally:
        for proces in reversed(processen):
            proces.kill()
            proces.wait()


@pytest.mark.slow
def test_a_killed_worker_loses_nothing(scheduler: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path) -> None:
    adres, processen = scheduler
    buurten = [f"buurt{n}" for n in range(6)]
    mappen = [str(maak_jaar(tmp_path / "gegevens" / naam)) for naam in buurten]
    stuk = str(maak_jaar(tmp_path / "gegevens" / "stuk", uren=None))
    mappen[3] = Path(mappen[3]).as_uri()  # read by the worker itself
    gemeld: list[str] = []

    def meld(uitslag: reeks.Uitslag) -> None:
        gemeld.append(uitslag.taak.buurt)
        if len(gemeld) == 2:  # half-way, while it is at work
            os.kill(processen[1].pid, signal.SIGKILL)

    wachter = threading.Timer(DOOD_NA_SECONDEN, processen[0].kill)
    wachter.start()
    try:
        uitslagen = cluster.voer_uit(reeks.taken([*mappen, stuk]), OPTIES, tmp_path / "uit", meld, adres)
    finally:
        wachter.cancel()
    assert processen[1].wait() == -signal.SIGKILL
    assert [u.status for u in uitslagen] == [0] * 6 + [1], [u.fout for u in uitslagen]
    assert any(p.bestand == "uren.csv" for p in uitslagen[-1].problemen)
    assert sorted(gemeld) == sorted([*buurten, "stuk"])
    for naam in buurten:
        assert (tmp_path / "uit" / naam / "2021" / "manifest.json").is_file()
    assert not (tmp_path / "uit" / "stuk" / "2021").exists()
    # The same bytes as here.
    (taak,) = reeks.taken([mappen[0]])
    hier = tmp_path / "hier" / "2021"
    assert reeks.maak(taak, OPTIES, hier).gelukt
    for bestand in sorted(p for p in hier.rglob("*") if p.is_file()):
        assert bestand.read_bytes() == (tmp_path / "uit" / "buurt0" / "2021" / bestand.relative_to(hier)).read_bytes()


def test_without_the_package_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    echt = builtins.__import__

    def nep(naam: str, *rest: object, **k: object) -> object:
        if naam == "distributed":
            raise ImportError(naam)
        return echt(naam, *rest, **k)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", nep)
    with pytest.raises(GereedschapFout, match=r"pip install 'buurtrendement\[cluster\]'"):
        cluster.voer_uit([], OPTIES, tmp_path, lambda _: None, "tcp://127.0.0.1:1")


def test_a_scheduler_that_does_not_answer_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "WACHTTIJD_SECONDEN", 0.5)
    with pytest.raises(GereedschapFout, match="antwoordt niet"):
        cluster.voer_uit([], OPTIES, tmp_path, lambda _: None, "tcp://127.0.0.1:1")
