"""Wrong folders, full disks, killed and doubled runs, broken tools: a message, an exit status, and no half work."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from draaien import OPDRACHT, draai, kopie

from buurtrendement import dist, pipeline, stappen
from buurtrendement.errors import GebruiksFout
from fabriek import maak_jaar

HTML = ("--renderer", "ingebouwd", "--formats", "html")
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="needs Unix signals, links or devices")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return maak_jaar(tmp_path / "data", volledig=True)


# The output folder ----------------------------------------------------------------------------


@pytest.mark.parametrize("uit", ["data/2021", "data/2021/uit", "data", ".", "data/../data/2021/teksten", ".."])
def test_the_output_is_never_in_or_around_the_data(data: Path, tmp_path: Path, uit: str) -> None:
    # A file of that name must not open the door: with it, the whole folder would once have been replaced.
    for map_ in (data, data.parent):
        (map_ / "manifest.json").write_text('{"invoer": {}, "uitvoer": {}}', encoding="utf-8")
    voor = dist.hashes(data.parent)
    klaar = draai("report", data, "--out", uit, *HTML, cwd=tmp_path)
    assert klaar.status == 2
    assert "--out" in klaar.fout
    assert dist.hashes(data.parent) == voor


def test_a_foreign_manifest_does_not_make_a_folder_ours(data: Path, tmp_path: Path) -> None:
    vreemd = tmp_path / "website"
    vreemd.mkdir()
    for naam, inhoud in (("manifest.json", '{"name": "app"}'), ("index.html", "<p>van een ander</p>")):
        (vreemd / naam).write_text(inhoud, encoding="utf-8")
    with pytest.raises(GebruiksFout, match="niet door een eerdere opdracht"):
        pipeline.maak_jaarbericht(pipeline.Opdracht(data, uit=vreemd, renderer="ingebouwd", formaten=("html",)))
    assert sorted(p.name for p in vreemd.iterdir()) == ["index.html", "manifest.json"]


@UNIX
def test_through_a_link_the_folder_behind_it_is_replaced(tmp_path: Path) -> None:
    echt, link = tmp_path / "echt", tmp_path / "link"
    echt.mkdir()
    link.symlink_to(echt)
    for keer in ("een", "twee"):
        with dist.nieuwe_uitvoer(link) as nieuw:
            (nieuw / "a.txt").write_text(keer, encoding="utf-8")
        assert link.is_symlink()
        assert (echt / "a.txt").read_text(encoding="utf-8") == keer
    assert sorted(p.name for p in tmp_path.iterdir()) == ["echt", "link"]


def test_marks_of_a_pattern_in_a_folder_name_are_just_marks(tmp_path: Path) -> None:
    buur = tmp_path / ".uit1.nieuw-12345678"  # of another output, that is being made now
    buur.mkdir()
    doel = tmp_path / "uit[1]"
    rest = tmp_path / ".uit[1].nieuw-12345678"
    rest.mkdir()
    with dist.nieuwe_uitvoer(doel) as nieuw:
        (nieuw / "a.txt").write_text("x", encoding="utf-8")
    assert buur.exists()
    assert not rest.exists()


@pytest.mark.parametrize(
    ("map_", "woord"),
    [("geen-map", "bestaat niet"), ("data/2021/kosten.csv", "geen map"), ("data", "geen verslagjaar")],
)
def test_what_is_no_year_is_said_to_be_none(data: Path, tmp_path: Path, map_: str, woord: str) -> None:
    for opdracht in ("check", "report"):
        klaar = draai(opdracht, map_, cwd=tmp_path)
        assert klaar.status == 1
        assert woord in klaar.alles
    assert not (tmp_path / "dist").exists()


def test_a_comparison_does_not_write_over_a_table(data: Path, tmp_path: Path) -> None:
    voor = dist.hashes(data)
    klaar = draai("compare", data, data, "--out", data / "gezinnen.csv", cwd=tmp_path)
    assert klaar.status == 2
    assert dist.hashes(data) == voor


# Streams ----------------------------------------------------------------------------


@UNIX
@pytest.mark.parametrize("gesloten", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_hindrance(data: Path, tmp_path: Path, gesloten: str) -> None:
    woorden = " ".join(f"'{w}'" for w in (*OPDRACHT, "check", str(data)))
    klaar = subprocess.run(["sh", "-c", f"{woorden} {gesloten}"], cwd=tmp_path, capture_output=True, check=False)
    assert klaar.returncode == 0, klaar.stderr


@UNIX
def test_a_reader_that_leaves_does_not_stop_the_report(data: Path, tmp_path: Path) -> None:
    proces = subprocess.Popen(
        [*OPDRACHT, "report", str(data), "--out", "uit", *HTML],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert proces.stdout is not None
    assert proces.stderr is not None
    proces.stdout.readline()
    proces.stdout.close()
    fout = proces.stderr.read()
    assert proces.wait(timeout=120) == 0
    assert b"BrokenPipe" not in fout
    assert (tmp_path / "uit" / "jaarbericht.html").is_file()


# Stopped, killed, doubled ----------------------------------------------------------------------------


def _wacht(voorwaarde: object, seconden: float = 60) -> None:
    einde = time.monotonic() + seconden
    while not voorwaarde():  # type: ignore[operator]
        assert time.monotonic() < einde, "waited too long"
        time.sleep(0.02)


def _start(data: Path, tmp_path: Path, *extra: str) -> tuple[subprocess.Popen[bytes], Path]:
    tijdelijk = tmp_path / "tijdelijk"
    tijdelijk.mkdir(exist_ok=True)
    proces = subprocess.Popen(
        [*OPDRACHT, "report", str(data), "--out", "uit", *HTML, *extra],
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(tijdelijk)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    return proces, tijdelijk


def _van_de_groep(pid: int) -> Iterator[int]:
    for map_ in Path("/proc").glob("[0-9]*"):
        try:
            velden = (map_ / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        # field 3 of stat is the session; a zombie is gone but for its parent
        if velden[3] == str(pid) and velden[0] != "Z":
            yield int(map_.name)


@UNIX
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc, to see which processes remain")
@pytest.mark.parametrize(("signaal", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_told_to_stop_leaves_nothing_behind(
    data: Path, tmp_path: Path, signaal: signal.Signals, status: int
) -> None:
    proces, tijdelijk = _start(data, tmp_path)
    _wacht(lambda: list(tijdelijk.glob("buurtrendement-werk-*/2021/*")))
    proces.send_signal(signaal)
    fout = proces.communicate(timeout=60)[1].decode("utf-8")
    assert proces.returncode == status
    assert "Afgebroken" in fout
    assert "Traceback" not in fout
    assert not list(tijdelijk.glob("buurtrendement-werk-*"))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["data", "tijdelijk"]
    _wacht(lambda: not list(_van_de_groep(proces.pid)), 10)


@UNIX
def test_the_next_run_takes_away_what_a_killed_run_left(data: Path, tmp_path: Path) -> None:
    proces, tijdelijk = _start(data, tmp_path)
    _wacht(lambda: list(tijdelijk.glob("buurtrendement-werk-*/2021/*")))
    proces.kill()
    proces.wait()
    (rest,) = tijdelijk.glob("buurtrendement-werk-*")
    (tmp_path / ".uit.nieuw-0123abcd").mkdir()
    tweede, _ = _start(data, tmp_path)
    assert tweede.wait(timeout=120) == 0
    assert not rest.exists()
    assert not list(tijdelijk.glob("buurtrendement-werk-*"))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["data", "tijdelijk", "uit"]


def test_a_folder_in_use_by_another_run_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.tempfile, "tempdir", str(tmp_path))
    with pipeline.tijdelijke_map() as een:
        (een / "gegevens").write_text("x", encoding="utf-8")
        with pipeline.tijdelijke_map() as ander:
            assert (een / "gegevens").is_file()
            assert ander != een
    assert list(tmp_path.iterdir()) == []


VEEL_TEGELIJK = """
import pathlib, sys, tempfile
from buurtrendement import pipeline
tempfile.tempdir = sys.argv[1]
for _ in range(150):
    with pipeline.tijdelijke_map() as map_:
        (map_ / "gegevens").write_text("x")
        pipeline.ruim_verweesde_mappen_op()
        assert (map_ / "gegevens").exists(), "taken away by another run"
"""


def test_runs_that_clean_up_leave_the_folders_that_others_just_made(tmp_path: Path) -> None:
    opdracht = [sys.executable, "-c", VEEL_TEGELIJK, str(tmp_path)]
    processen = [subprocess.Popen(opdracht, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    for proces in processen:
        fouten = proces.communicate(timeout=300)[1]
        assert proces.returncode == 0, fouten[-2000:]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_which_the_removal_was_cut_off_goes_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.tempfile, "tempdir", str(tmp_path))
    (tmp_path / "buurtrendement-werk-halfweg" / "2021").mkdir(parents=True)  # its lock was the first to go
    (tmp_path / "buurtrendement-werk-halfweg" / "2021" / "kengetallen.pickle").write_bytes(b"x")
    (tmp_path / "buurtrendement-werk-vers").mkdir()  # another run is about to lock it
    (tmp_path / "van een ander").mkdir()
    with pipeline.tijdelijke_map():
        assert not (tmp_path / "buurtrendement-werk-halfweg").exists()
    assert {p.name for p in tmp_path.iterdir()} == {"buurtrendement-werk-vers", "van een ander"}


@UNIX
def test_two_runs_on_one_output_give_one_clear_message(data: Path, tmp_path: Path) -> None:
    eerste, tijdelijk = _start(data, tmp_path)
    _wacht(lambda: list(tijdelijk.glob("buurtrendement-werk-*")))
    tweede, _ = _start(data, tmp_path)
    fout = tweede.communicate(timeout=60)[1].decode("utf-8")
    assert tweede.returncode == 3
    assert fout.strip().count("\n") == 0
    assert "wordt op dit moment al gewerkt aan 'uit'" in fout
    assert eerste.wait(timeout=120) == 0


@UNIX
@pytest.mark.slow
def test_killed_at_any_moment_the_output_is_whole_and_old_or_new(data: Path, tmp_path: Path) -> None:
    def opdracht(i: int) -> list[str]:
        return [*OPDRACHT, "report", str(data), *HTML, "--set", f"discontovoet=0.0{i + 2}"]

    omgeving = {**os.environ, "PYTHONPATH": str(kopie(tmp_path / "project") / "src")}
    uit, heel, duur = tmp_path / "dist" / "2021", [], 0.0
    for i in (0, 1):
        begin = time.monotonic()
        subprocess.run(opdracht(i), cwd=tmp_path, env=omgeving, check=True, capture_output=True)
        duur = time.monotonic() - begin
        heel.append(dist.hashes(uit))
    kans = random.Random(7)
    for keer in range(10):
        proces = subprocess.Popen(
            opdracht(keer % 2), cwd=tmp_path, env=omgeving, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(kans.uniform(0.1, 1.1) * duur)
        proces.kill()
        proces.wait()
        assert dist.hashes(uit) in heel
    subprocess.run(opdracht(0), cwd=tmp_path, env=omgeving, check=True, capture_output=True)
    assert dist.hashes(uit) == heel[0], "a build folder that was cut off half-way changes nothing"
    assert [p.name for p in uit.parent.iterdir()] == ["2021"]


# Disk ----------------------------------------------------------------------------


@pytest.fixture
def schijfje(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB."""
    map_ = tmp_path / "schijf"
    map_.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(map_)]
    if not shutil.which("mount") or subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("needs the right to mount a small disk")
    yield map_
    subprocess.run(["umount", str(map_)], check=True)


def test_a_full_disk_leaves_the_previous_output(data: Path, tmp_path: Path, schijfje: Path) -> None:
    vorige = schijfje / "uit"
    vorige.mkdir()
    (vorige / "manifest.json").write_text(json.dumps({"invoer": {}, "uitvoer": {}}), encoding="utf-8")
    klaar = draai("report", data, "--out", vorige, *HTML, cwd=tmp_path)
    assert klaar.status == 3
    assert "De vorige uitvoer is ongewijzigd" in klaar.fout
    assert [p.name for p in schijfje.iterdir()] == ["uit"]
    assert [p.name for p in vorige.iterdir()] == ["manifest.json"]


def test_a_full_disk_for_temporary_files_is_a_message(data: Path, tmp_path: Path, schijfje: Path) -> None:
    (schijfje / "vol").write_bytes(b"0" * (1000 * 1024))
    klaar = draai("report", data, "--out", "uit", *HTML, cwd=tmp_path, omgeving={"TMPDIR": str(schijfje)})
    assert klaar.status == 3
    assert "de schijf is vol" in klaar.fout
    assert not (tmp_path / "uit").exists()


# Tools and caches ----------------------------------------------------------------------------


@pytest.mark.parametrize("pakket", ["typst", "pypandoc", "font_source_sans_pro", "papermill", "uharfbuzz"])
def test_a_missing_package_is_named(data: Path, tmp_path: Path, pakket: str) -> None:
    (tmp_path / "nep" / pakket).mkdir(parents=True)
    (tmp_path / "nep" / pakket / "__init__.py").write_text(
        f"raise ModuleNotFoundError('weg', name={pakket!r})\n", encoding="utf-8"
    )
    klaar = draai(
        "report", data, "--out", "uit", "--renderer", "ingebouwd", cwd=tmp_path,
        omgeving={"PYTHONPATH": str(tmp_path / "nep")},
    )  # fmt: skip
    assert klaar.status == 3
    assert f"'{pakket}' ontbreekt" in klaar.fout
    assert "doctor" in klaar.fout


@UNIX
def test_a_broken_quarto_is_named(data: Path, tmp_path: Path) -> None:
    quarto = tmp_path / "bin" / "quarto"
    quarto.parent.mkdir()
    quarto.write_text(
        "#!/bin/sh\ncase $1 in --version) echo 1.9.0;; *) echo boem >&2; exit 1;; esac\n", encoding="utf-8"
    )
    quarto.chmod(0o755)
    pad = f"{quarto.parent}{os.pathsep}{os.environ['PATH']}"
    klaar = draai("report", data, "--out", "uit", "--formats", "html", cwd=tmp_path, omgeving={"PATH": pad})
    assert klaar.status == 3
    assert "Quarto stopte met een fout" in klaar.fout
    assert "boem" in klaar.fout


@pytest.mark.parametrize("schade", ["afgekapt", "gedraaid", "vreemd", "leeg", "bom"])
def test_a_damaged_cache_is_made_anew(data: Path, tmp_path: Path, schade: str) -> None:
    bouw = tmp_path / "bouw"
    goed = stappen.lees_jaar(2021, data, {}, bouw)
    pad = bouw / stappen.CACHE_BESTAND
    rauw = bytearray(pad.read_bytes())
    if schade == "gedraaid":
        rauw[len(rauw) // 2] ^= 0xFF
    nieuw = {
        "afgekapt": bytes(rauw[: len(rauw) // 2]),
        "gedraaid": bytes(rauw),
        "vreemd": os.urandom(500),
        "leeg": b"",
        # A pickle that would run a command, put behind the right key by somebody else.
        "bom": bytes(rauw[:32]) + b"cos\nsystem\n(S'touch " + str(tmp_path / "gedraaid").encode() + b"'\ntR.",
    }[schade]
    pad.write_bytes(nieuw)
    opnieuw = stappen.lees_jaar(2021, data, {}, bouw)
    assert opnieuw.aannames == goed.aannames
    assert all(opnieuw.tabellen[naam].equals(tabel) for naam, tabel in goed.tabellen.items())
    assert not (tmp_path / "gedraaid").exists()
