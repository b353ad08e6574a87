"""Measure and print Markdown tables: ``python -m benchmarks [--keren N] [--deel NAAM]... [--miljoen 1,2,4,8]``.

Everything that is compared is measured in the same run, in turn (A B C, A B C, ...), so that a machine whose speed
drifts does not choose the winner. Times are medians of whole processes by the clock; memory is the largest single
process, and for big years that of all processes together. Peers: ``nbconvert --execute`` of the same notebooks,
papermill's standard engine followed by Quarto (where it is installed), and plain pandas. Works on a copy of the project
in a temporary folder.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import itertools
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import grote_jaren

WORTEL = Path(__file__).parents[1]
PYTHON = sys.executable
NOTEBOOKS = ("1_inlezen", "2_kengetallen", "3_rendement", "4_gevoeligheid")
DELEN = ("bericht", "veel", "opslaan", "groot")
BUURTEN = 12
GEZINNEN = 200_000


@dataclass(frozen=True)
class Meting:
    """One run: seconds by the clock, seconds of processor time, and the peak memory of the largest process in MiB."""

    seconden: float
    rekentijd: float
    mib: float


def draai(opdracht: Sequence[str | Path], map_: Path) -> Meting:
    """Run a command to its end."""
    begin = time.perf_counter()
    omgeving = {**os.environ, "PYTHONPATH": str(map_ / "src")}
    proces = subprocess.Popen(
        [str(w) for w in opdracht], cwd=map_, env=omgeving, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert proces.stdout is not None
    gezegd = proces.stdout.read()
    _, status, gebruik = os.wait4(proces.pid, 0)
    proces.returncode = os.waitstatus_to_exitcode(status)
    duur = time.perf_counter() - begin
    if proces.returncode:
        raise SystemExit(f"{' '.join(map(str, opdracht))} stopte met {proces.returncode}:\n{gezegd.decode()[-3000:]}")
    return Meting(duur, gebruik.ru_utime + gebruik.ru_stime, gebruik.ru_maxrss / 1024)


def piek_van_alles(opdracht: Sequence[str | Path], map_: Path) -> float:
    """The peak memory in MiB of a command with all its processes together; shared pages count once (Linux)."""
    omgeving = {**os.environ, "PYTHONPATH": str(map_ / "src")}
    proces = subprocess.Popen(
        [str(w) for w in opdracht], cwd=map_, env=omgeving, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    piek = 0
    while proces.poll() is None:
        piek = max(piek, sum(map(_pss, _met_kinderen(proces.pid))))
        time.sleep(0.02)
    return piek / 1024


def _met_kinderen(pid: int) -> list[int]:
    pids = [pid]
    for ouder in pids:  # grows while it is walked
        for kinderen in Path(f"/proc/{ouder}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                pids += map(int, kinderen.read_text().split())
    return pids


def _pss(pid: int) -> int:
    with contextlib.suppress(OSError):
        for regel in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if regel.startswith("Pss:"):
                return int(regel.split()[1])
    return 0


def samen(*delen: Meting) -> Meting:
    """One after the other."""
    return Meting(sum(d.seconden for d in delen), sum(d.rekentijd for d in delen), max(d.mib for d in delen))


def om_beurten(wat: dict[str, Callable[[], Meting]], keren: int) -> dict[str, Meting]:
    """Median time and highest peak of each, measured in turn after one uncounted round."""
    gemeten: dict[str, list[Meting]] = {naam: [] for naam in wat}
    for ronde in range(keren + 1):
        for naam, meet in wat.items():
            meting = meet()
            if ronde:
                gemeten[naam].append(meting)
            tekst = f"{meting.seconden:.2f} s, processor {meting.rekentijd:.2f} s, {meting.mib:.0f} MiB"
            print(f"  {naam}: {tekst}", file=sys.stderr, flush=True)

    def midden(reeks: list[Meting]) -> Meting:
        seconden, rekentijd = (statistics.median(getattr(m, w) for m in reeks) for w in ("seconden", "rekentijd"))
        return Meting(seconden, rekentijd, max(m.mib for m in reeks))

    return {naam: midden(reeks) for naam, reeks in gemeten.items()}


def kopie(map_: Path) -> Path:
    """A copy of the project in which notebooks may be executed."""
    for deel in ("src", "report", "notebooks", "data"):
        shutil.copytree(WORTEL / deel, map_ / deel, ignore=shutil.ignore_patterns("__pycache__"))
    for bestand in ("_quarto.yml", "_brand.yml"):
        shutil.copyfile(WORTEL / bestand, map_ / bestand)
    # As after an installation: without this every start would compile the package anew where Python may not write.
    subprocess.run([PYTHON, "-m", "compileall", "-q", "src"], cwd=map_, check=True)
    return map_


# --- one report ---------------------------------------------------------------------------------------------------


def _bericht(map_: Path, *extra: str) -> Meting:
    shutil.rmtree(map_ / "uit", ignore_errors=True)
    opdracht = [PYTHON, "-m", "buurtrendement", "report", "data/2021", "--out", "uit", "--renderer", "ingebouwd"]
    return draai([*opdracht, *extra], map_)


def _nbconvert(map_: Path) -> Meting:
    shutil.rmtree(map_ / "build", ignore_errors=True)
    bladen = [f"notebooks/{naam}.ipynb" for naam in NOTEBOOKS]
    return draai([PYTHON, "-m", "nbconvert", "--execute", "--to", "html", "--output-dir", "nbconvert", *bladen], map_)


_PAPERMILL = """
import papermill, pathlib
pathlib.Path("papermill").mkdir(exist_ok=True)
for naam in {namen!r}:
    papermill.execute_notebook(f"notebooks/{{naam}}.ipynb", f"papermill/{{naam}}.ipynb", cwd="notebooks",
                               kernel_name="python3", progress_bar=False)
"""


def _papermill(map_: Path) -> Meting:
    shutil.rmtree(map_ / "build" / "2021" / "uitkomst", ignore_errors=True)
    return draai([PYTHON, "-c", _PAPERMILL.format(namen=NOTEBOOKS)], map_)


def _quarto(project: Path) -> Meting:
    html, pdf = (draai(["quarto", "render", "jaarbericht.qmd", "--to", naar], project) for naar in ("html", "typst"))
    return samen(html, pdf)


def _papermill_quarto(map_: Path, project: Path) -> Meting:
    return samen(_papermill(map_), _quarto(project))


def _klaargezet(map_: Path) -> Path:
    """The staged project that Quarto renders; staging itself and the charts are not charged to the peer."""
    draai([PYTHON, "-m", "buurtrendement", "report", "data/2021", "--renderer", "ingebouwd"], map_)
    project = map_ / "klaargezet"
    shutil.copytree(map_ / "build" / "2021" / "project", project)
    for rest in project.glob("*.typ"):
        rest.unlink()
    return project


def een_bericht(map_: Path, keren: int) -> dict[str, Meting]:
    """Whole reports against the peers, nothing cached."""
    wat: dict[str, Callable[[], Meting]] = {
        "buurtrendement report": lambda: _bericht(map_),
        "idem, `--engine kernel`": lambda: _bericht(map_, "--engine", "kernel"),
        "nbconvert --execute (alleen notebooks, HTML)": lambda: _nbconvert(map_),
        "papermill, standaardmotor (alleen notebooks)": lambda: _papermill(map_),
    }
    if shutil.which("quarto"):
        project = _klaargezet(map_)
        wat["papermill + Quarto (HTML en PDF)"] = lambda: _papermill_quarto(map_, project)
    gemeten = om_beurten(wat, keren)
    ons = gemeten["buurtrendement report"].seconden
    print("\n### Eén bericht (vier notebooks, HTML, PDF, figuren, werkmap; niets bewaard)\n")
    print("| | seconden | keer zo lang | processortijd (s) | piekgeheugen (MiB) |\n|---|---:|---:|---:|---:|")
    for naam, m in gemeten.items():
        print(f"| {naam} | {_g(m.seconden, 2)} | {_g(m.seconden / ons, 1)} | {_g(m.rekentijd, 1)} | {m.mib:.0f} |")
    return gemeten


# --- many reports -------------------------------------------------------------------------------------------------


def veel(map_: Path, keren: int, een: dict[str, Meting] | None) -> None:
    """Throughput of ``reports``, against one by one."""
    for nummer in range(BUURTEN):
        doel = map_ / "buurten" / f"buurt{nummer:02d}" / "2021"
        if not doel.exists():
            shutil.copytree(map_ / "data" / "2021", doel)
    mappen = [f"buurten/buurt{n:02d}/2021" for n in range(BUURTEN)]

    def reeks(werkers: int) -> Meting:
        shutil.rmtree(map_ / "reeks", ignore_errors=True)
        opdracht = [PYTHON, "-m", "buurtrendement", "reports", *mappen, "--out", "reeks"]
        return draai([*opdracht, "--workers", str(werkers), "--renderer", "ingebouwd"], map_)

    wat: dict[str, Callable[[], Meting]] = {
        "reports --workers 2": lambda: reeks(2),
        "reports --workers 1": lambda: reeks(1),
        "report, één voor één": lambda: _bericht(map_),
    }
    gemeten = om_beurten(wat, keren)
    per_minuut = {n: 60 * (1 if "één" in n else BUURTEN) / m.seconden for n, m in gemeten.items()}
    if een and "papermill + Quarto (HTML en PDF)" in een:
        naam = "papermill + Quarto (HTML en PDF)"
        per_minuut[f"{naam}, één voor één"] = 60 / een[naam].seconden
    snelst = per_minuut["reports --workers 2"]
    print(f"\n### Veel berichten ({BUURTEN} keer `data/2021`)\n")
    print("| | per minuut | `reports` is zoveel keer sneller |\n|---|---:|---:|")
    for naam, aantal in per_minuut.items():
        print(f"| {naam} | {_g(aantal, 1)} | {_g(snelst / aantal, 1)} |")


# --- saving while watching ----------------------------------------------------------------------------------------


def opslaan(map_: Path, keren: int) -> None:
    """From a saved file to the new HTML and PDF in place, with ``watch`` running."""
    jaar = map_ / "kijken" / "2021"
    shutil.copytree(map_ / "data" / "2021", jaar)
    manifest = map_ / "dist" / "2021" / "manifest.json"
    manifest.unlink(missing_ok=True)
    shutil.rmtree(map_ / "dist", ignore_errors=True)
    opdracht = [PYTHON, "-u", "-m", "buurtrendement", "watch", "kijken/2021", "--port", "0"]
    opdracht += ["--renderer", "ingebouwd"]
    proces = subprocess.Popen(
        opdracht, cwd=map_, env={**os.environ, "PYTHONPATH": str(map_ / "src")}, stdout=subprocess.PIPE, text=True
    )
    assert proces.stdout is not None

    def wacht() -> None:
        for regel in proces.stdout or ():
            if "Klaar in" in regel:
                return
            if "Fout" in regel:
                raise SystemExit(regel)

    def wijzig(pad: Path, oud: str, nieuw: str) -> float:
        tekst = pad.read_text(encoding="utf-8")
        assert oud in tekst, pad
        time.sleep(0.5)
        begin = time.perf_counter()
        pad.write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")
        wacht()
        return time.perf_counter() - begin

    try:
        wacht()
        zin, aannames = jaar / "teksten" / "voorwoord.md", jaar / "aannames.csv"
        zin.write_text("Zin 0.\n", encoding="utf-8")
        wacht()
        zinnen = [wijzig(zin, f"Zin {n}.", f"Zin {n + 1}.") for n in range(keren + 1)][1:]
        regel = next(r for r in aannames.read_text(encoding="utf-8").splitlines() if r.startswith("discontovoet"))
        begin, waarde = ";".join(regel.split(";")[:2]), regel.split(";")[2]
        standen = [f"{begin};{w}" for w in (waarde, *(f"0,02{n}1" for n in range(10, 11 + keren)))]
        anders = [wijzig(aannames, oud, nieuw) for oud, nieuw in itertools.pairwise(standen)][1:]
    finally:
        proces.kill()
        proces.wait()
    print("\n### Opslaan terwijl `watch` draait (tot HTML en PDF klaarstaan)\n")
    print("| opgeslagen | seconden |\n|---|---:|")
    print(f"| een zin | {_g(statistics.median(zinnen), 2)} |")
    print(f"| een aanname | {_g(statistics.median(anders), 2)} |")


# --- big years ----------------------------------------------------------------------------------------------------

_PANDAS = """
import sys, pandas as pd
contacten = pd.read_csv(sys.argv[1] + "/contacten.csv", sep=";")
gezinnen = pd.read_csv(sys.argv[1] + "/gezinnen.csv", sep=";")
contacten["datum"] = pd.to_datetime(contacten["datum"], format="%d-%m-%Y")
print(contacten.groupby([contacten["datum"].dt.month, "soort", "kanaal"]).size())
print(contacten.groupby("gezin").size())
print(gezinnen.groupby("huishoudtype").size())
"""


def groot(map_: Path, keren: int, miljoenen: Sequence[int]) -> None:
    """Growth with the number of contacts, against plain pandas reading and grouping the same file."""
    print(f"\n### Grote jaren ({GEZINNEN:,} gezinnen)\n".replace(",", "."))
    print("| contacten | report (s) | alleen check (s) | pandas (s) | report / pandas | report (MiB) | pandas (MiB) |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    for miljoen in miljoenen:
        jaar = grote_jaren.maak(map_ / f"groot{miljoen}", miljoen * 1_000_000, GEZINNEN)

        opdracht = [PYTHON, "-m", "buurtrendement", "report", jaar, "--out", "uit", "--renderer", "ingebouwd"]

        def bericht(opdracht: Sequence[str | Path] = opdracht) -> Meting:
            shutil.rmtree(map_ / "uit", ignore_errors=True)
            return draai(opdracht, map_)

        wat: dict[str, Callable[[], Meting]] = {
            "report": bericht,
            "check": lambda jaar=jaar: draai([PYTHON, "-m", "buurtrendement", "check", jaar], map_),
            "pandas": lambda jaar=jaar: draai([PYTHON, "-c", _PANDAS, jaar], map_),
        }
        m = om_beurten(wat, keren)
        ons, lezen, hun = m["report"], m["check"], m["pandas"]
        print(
            f"| {miljoen} mln | {_g(ons.seconden, 1)} | {_g(lezen.seconden, 1)} | {_g(hun.seconden, 1)} "
            f"| {_g(ons.seconden / hun.seconden, 1)} | {piek_van_alles(opdracht, map_):.0f} | {hun.mib:.0f} |",
            flush=True,
        )
        shutil.rmtree(jaar.parent)


def _g(waarde: float, decimalen: int) -> str:
    return f"{waarde:.{decimalen}f}".replace(".", ",")


def machine() -> str:
    """Date, processors, memory and Python; nothing that names the machine."""
    geheugen = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    kernen = len(os.sched_getaffinity(0))
    return (
        f"{dt.date.today().isoformat()}, {kernen} processoren, {geheugen:.0f} GiB, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def main() -> None:
    """Parse the words and measure."""
    woorden = argparse.ArgumentParser(prog="python -m benchmarks", description="Meet de snelheid tegen andere wegen.")
    woorden.add_argument("--keren", type=int, default=3, help="getelde ronden per meting (standaard 3)")
    woorden.add_argument("--deel", choices=DELEN, action="append", help="alleen dit deel (mag vaker)")
    woorden.add_argument("--miljoen", default="1,2,4,8", help="groottes van de grote jaren, in miljoen contacten")
    keuze = woorden.parse_args()
    delen = keuze.deel or DELEN
    print(f"Gemeten: {machine()}; mediaan van {keuze.keren}.", flush=True)
    een = None
    with tempfile.TemporaryDirectory(prefix="buurtrendement-meten-") as tijdelijk:
        map_ = kopie(Path(tijdelijk))
        if "bericht" in delen:
            een = een_bericht(map_, keuze.keren)
        if "veel" in delen:
            veel(map_, keuze.keren, een)
        if "opslaan" in delen:
            opslaan(map_, keuze.keren)
        if "groot" in delen:
            groot(map_, keuze.keren, [int(m) for m in keuze.miljoen.split(",")])


if __name__ == "__main__":
    main()
