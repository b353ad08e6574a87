"""``dist/<jaar>`` is replaced whole or not at all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from buurtrendement import dist
from buurtrendement.errors import GereedschapFout


def _vul(map_: Path, inhoud: str) -> None:
    map_.mkdir(parents=True, exist_ok=True)
    for naam in ("a.txt", "b.txt"):
        (map_ / naam).write_text(inhoud, encoding="utf-8")


def _inhoud(map_: Path) -> dict[str, str]:
    return {p.name: p.read_text(encoding="utf-8") for p in sorted(map_.iterdir())}


def test_new_output_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    doel = tmp_path / "2021"
    _vul(doel, "oud")
    (doel / "alleen-oud.txt").write_text("oud", encoding="utf-8")
    with dist.nieuwe_uitvoer(doel) as nieuw:
        _vul(nieuw, "nieuw")
        assert set(_inhoud(doel).values()) == {"oud"}, "the old output stays readable while the new one is made"
    assert _inhoud(doel) == {"a.txt": "nieuw", "b.txt": "nieuw"}
    assert [p.name for p in tmp_path.iterdir()] == ["2021"], "nothing is left beside the output"


def test_failure_leaves_the_old_output_as_it_was(tmp_path: Path) -> None:
    doel = tmp_path / "2021"
    _vul(doel, "oud")

    def half() -> None:
        with dist.nieuwe_uitvoer(doel) as nieuw:
            _vul(nieuw, "nieuw")
            raise RuntimeError("halverwege")

    with pytest.raises(RuntimeError):
        half()
    assert set(_inhoud(doel).values()) == {"oud"}
    assert [p.name for p in tmp_path.iterdir()] == ["2021"]


def test_swap_without_the_system_call_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dist, "_verwissel_ineens", lambda een, ander: False)
    doel = tmp_path / "2021"
    _vul(doel, "oud")
    with dist.nieuwe_uitvoer(doel) as nieuw:
        _vul(nieuw, "nieuw")
    assert _inhoud(doel) == {"a.txt": "nieuw", "b.txt": "nieuw"}
    assert [p.name for p in tmp_path.iterdir()] == ["2021"]


def test_killed_between_the_two_renames_is_repaired_by_the_next_run(tmp_path: Path) -> None:
    doel = tmp_path / "2021"
    _vul(tmp_path / ".2021.oud-1234", "oud")
    _vul(tmp_path / ".2021.nieuw-1234", "half")
    dist.herstel(doel)
    assert set(_inhoud(doel).values()) == {"oud"}
    assert [p.name for p in tmp_path.iterdir()] == ["2021"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL, which Windows does not have")
@pytest.mark.parametrize("moment", ["voor", "tijdens"])
def test_kill_leaves_the_old_output_and_no_lock(tmp_path: Path, moment: str) -> None:
    doel = tmp_path / "2021"
    _vul(doel, "oud")
    programma = textwrap.dedent(
        f"""
        import os, pathlib, signal
        from buurtrendement import dist
        doel = pathlib.Path({str(doel)!r})
        with dist.slot(doel), dist.nieuwe_uitvoer(doel) as nieuw:
            if {moment!r} == "tijdens":
                (nieuw / "a.txt").write_text("nieuw")
            os.kill(os.getpid(), signal.SIGKILL)
        """
    )
    klaar = subprocess.run([sys.executable, "-c", programma], check=False)
    assert klaar.returncode == -signal.SIGKILL
    assert set(_inhoud(doel).values()) == {"oud"}
    with dist.slot(doel), dist.nieuwe_uitvoer(doel) as nieuw:
        _vul(nieuw, "nieuw")
    assert set(_inhoud(doel).values()) == {"nieuw"}
    assert [p.name for p in tmp_path.iterdir()] == ["2021"]


def test_second_run_on_the_same_output_is_refused_with_a_clear_message(tmp_path: Path) -> None:
    programma = "import sys, pathlib\nfrom buurtrendement import dist\nwith dist.slot(pathlib.Path(sys.argv[1])): pass"
    with dist.slot(tmp_path / "2021"):
        tweede = subprocess.run(
            [sys.executable, "-c", programma, str(tmp_path / "2021")], capture_output=True, text=True, check=False
        )
        ander = subprocess.run([sys.executable, "-c", programma, str(tmp_path / "2022")], check=False)
    assert tweede.returncode != 0
    assert "wordt op dit moment al gewerkt" in tweede.stderr
    assert ander.returncode == 0, "another year can be made meanwhile"


def test_file_in_the_place_of_the_output_is_not_replaced(tmp_path: Path) -> None:
    doel = tmp_path / "2021"
    doel.write_text("van de gebruiker", encoding="utf-8")
    with pytest.raises(GereedschapFout, match="geen map"), dist.nieuwe_uitvoer(doel):
        pass
    assert doel.read_text(encoding="utf-8") == "van de gebruiker"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which only Linux has")
def test_full_disk_leaves_the_old_output(tmp_path: Path) -> None:
    doel = tmp_path / "2021"
    _vul(doel, "oud")

    def vol() -> None:
        with dist.nieuwe_uitvoer(doel) as nieuw:
            (nieuw / "vol").symlink_to("/dev/full")
            with (nieuw / "vol").open("w", encoding="utf-8") as stroom:
                stroom.write("x" * 100_000)

    with pytest.raises(GereedschapFout, match="De vorige uitvoer is ongewijzigd"):
        vol()
    assert set(_inhoud(doel).values()) == {"oud"}


def test_manifest_hashes_every_file_but_itself(tmp_path: Path) -> None:
    _vul(tmp_path / "onder", "x")
    dist.schrijf_manifest(tmp_path, {"verslagjaar": 2021})
    manifest = json.loads((tmp_path / dist.MANIFEST).read_text(encoding="utf-8"))
    assert manifest["verslagjaar"] == 2021
    assert list(manifest["uitvoer"]) == ["onder/a.txt", "onder/b.txt"]
    # sha256 of the one byte "x", as published test vectors have it
    assert manifest["uitvoer"]["onder/a.txt"].startswith("2d711642b726b04401627ca9fbac32f5")
    assert str(tmp_path) not in json.dumps(manifest)
    assert os.linesep == "\n" or b"\r" not in (tmp_path / dist.MANIFEST).read_bytes()


class _Houvast:
    """Somebody (Acrobat, a virus scanner) holds a folder for so many attempts, as on Windows."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, naam: str, pogingen: int):
        self.naam, self.pogingen = naam, pogingen
        self._echt = Path.rename
        monkeypatch.setattr(dist, "_verwissel_ineens", lambda een, ander: False)
        houvast = self
        monkeypatch.setattr(Path, "rename", lambda van, naar: houvast.hernoem(van, naar))  # noqa: PLW0108

    def hernoem(self, van: Path, naar: Path) -> Path:
        if van.name == self.naam and self.pogingen:
            self.pogingen -= 1
            raise PermissionError(13, "Access is denied")
        return self._echt(van, naar)


def test_a_folder_that_stays_open_elsewhere_is_said_and_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doel = tmp_path / "2021"
    _vul(doel, "oud")
    _Houvast(monkeypatch, "2021", pogingen=99)
    monkeypatch.setattr(dist, "GEDULD", (0.0, 0.0))
    with pytest.raises(GereedschapFout, match="Sluit wat eruit open staat"), dist.nieuwe_uitvoer(doel) as nieuw:
        _vul(nieuw, "nieuw")
    assert set(_inhoud(doel).values()) == {"oud"}
    assert [p.name for p in tmp_path.iterdir()] == ["2021"]


def test_a_folder_that_is_held_for_a_moment_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    doel = tmp_path / "2021"
    _vul(doel, "oud")
    _Houvast(monkeypatch, "2021", pogingen=2)
    monkeypatch.setattr(dist, "GEDULD", (0.0, 0.0))
    with dist.nieuwe_uitvoer(doel) as nieuw:
        _vul(nieuw, "nieuw")
    assert set(_inhoud(doel).values()) == {"nieuw"}
