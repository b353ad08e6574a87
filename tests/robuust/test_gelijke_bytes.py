"""The same inputs give the same bytes, wherever, whenever and by whomever; and hidden values have no influence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from draaien import draai, kopie

from buurtrendement import dist, results, verificatie
from fabriek import maak_jaar

WORTEL = Path(__file__).parents[2]


def _rapport(project: Path, data: Path, cwd: Path, *extra: str | Path, umask: int = 0o022, **omgeving: str) -> None:
    cwd.mkdir(parents=True, exist_ok=True)
    klaar = subprocess.run(
        [sys.executable, "-m", "buurtrendement", "report", str(data), "--renderer", "ingebouwd", *map(str, extra)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(project / "src"), **omgeving},
        umask=umask,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert klaar.returncode == 0, klaar.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs umask and Unix locales")
def test_another_copy_folder_time_zone_locale_user_and_build_give_the_same_bytes(tmp_path: Path) -> None:
    # A copy of its own, so that nobody changes the sources between the runs.
    een, twee = kopie(tmp_path / "project"), kopie(tmp_path / "ander pröject")
    data = maak_jaar(tmp_path / "data", volledig=True, aannames=lambda t: t.replace("wordt;1", "wordt;5"))
    elders = tmp_path / "data van een ander" / "2021"
    shutil.copytree(data, elders)
    thuis, tijdelijk = tmp_path / "w9v2q_thuis", tmp_path / "w9v2q_tijdelijk"
    thuis.mkdir()
    tijdelijk.mkdir()
    alles = ("--formats", "html,pdf,docx")

    _rapport(een, data, tmp_path / "werk", *alles)  # a cold build folder
    basis = dist.hashes(tmp_path / "werk" / "dist" / "2021")
    _rapport(een, data, tmp_path / "werk", *alles)  # a warm one
    assert dist.hashes(tmp_path / "werk" / "dist" / "2021") == basis

    _rapport(
        twee, elders, tmp_path / "werk3", *alles, "--out", tmp_path / "uit é", umask=0o077,
        TZ="Pacific/Kiritimati", LC_ALL="tr_TR.UTF-8", LANG="tr_TR.UTF-8", PYTHONHASHSEED="7",
        HOME=str(thuis), USER="w9v2q", LOGNAME="w9v2q", TMPDIR=str(tijdelijk), COLUMNS="40", SOURCE_DATE_EPOCH="12345",
        MPLCONFIGDIR=str(thuis), XDG_CACHE_HOME=str(thuis),
    )  # fmt: skip
    assert dist.hashes(tmp_path / "uit é") == basis
    _rapport(
        een, data, tmp_path / "werk4", *alles, "--out", tmp_path / "uit4", LC_ALL="C", LANG="C", PYTHONHASHSEED="99"
    )
    assert dist.hashes(tmp_path / "uit4") == basis
    assert not list(tijdelijk.glob("buurtrendement-werk-*")), "no temporary folder is left"
    for pad in (tmp_path / "uit é").rglob("*"):
        if pad.is_file():
            inhoud = pad.read_bytes()
            for spoor in (b"w9v2q", b"pr\xc3\xb6ject", str(tmp_path).encode()):
                assert spoor not in inhoud, pad.name


@pytest.mark.slow
def test_verify_says_equal_and_names_what_was_changed(tmp_path: Path) -> None:
    data = maak_jaar(tmp_path / "data", volledig=True)
    uit = tmp_path / "uit"
    woorden = ("report", data, "--out", uit, "--renderer", "ingebouwd", "--formats", "html")
    assert draai(*woorden, cwd=tmp_path).status == 0
    gelijk = draai("verify", uit, "--data", data, cwd=tmp_path)
    assert (gelijk.status, gelijk.fout) == (0, "")
    assert "gelijk" in gelijk.uit
    maak_jaar(tmp_path / "data", volledig=True, kosten=lambda t: t.replace("12000;12000", "12001;12001"))
    (uit / "cijfers.csv").write_text("aangepast", encoding="utf-8")
    verschillen = verificatie.verifieer(uit, data)
    assert "cijfers.csv: anders sinds het maken." in verschillen
    assert "invoer kosten.csv: anders." in verschillen
    assert "rendement.json: anders bij opnieuw maken." in verschillen
    assert not [v for v in verschillen if "gezinnen.csv" in v or "kengetallen.json" in v]


@pytest.mark.slow
def test_what_is_hidden_has_no_influence_on_what_is_published(tmp_path: Path) -> None:
    """Two families exchange household types: only hidden counts change, and so no figure, word or drawing may."""
    uitkomsten = []
    for naam in ("zoals het is", "andersom"):
        for jaar in ("2021", "2022"):
            shutil.copytree(WORTEL / "data" / jaar, tmp_path / naam / jaar)
            if naam == "andersom":
                _wissel_huishoudtype(tmp_path / naam / jaar / "gezinnen.csv", "G04", "G06")
        uit = tmp_path / f"uit {naam}"
        klaar = draai(
            "report",
            tmp_path / naam / "2022",
            "--out",
            uit,
            "--renderer",
            "ingebouwd",
            "--formats",
            "html",
            cwd=tmp_path,
        )
        assert klaar.status == 0, klaar.fout
        uitkomsten.append(uit)
    een, ander = (dist.hashes(uit) for uit in uitkomsten)
    verschillend = {n for n in {*een, *ander} if een.get(n) != ander.get(n)}
    # Which cells help to hide others may differ; that is the one thing that the true values may decide.
    patroon = {"cijfers.csv", "cijfers.xlsx", "notebooks/2_kengetallen.ipynb", "notebooks/2_kengetallen.html"}
    assert verschillend <= {"manifest.json", *patroon}
    tabellen = [results.read_cijfers(uit / "cijfers.csv").set_index("sleutel")["waarde"] for uit in uitkomsten]
    beide = tabellen[0].notna() & tabellen[1].notna()
    assert (tabellen[0][beide] == tabellen[1][beide]).all()


def _wissel_huishoudtype(pad: Path, een: str, ander: str) -> None:
    rijen = [regel.split(";") for regel in pad.read_text(encoding="utf-8").splitlines()]
    a, b = (next(r for r in rijen if r[0] == gezin) for gezin in (een, ander))
    assert a[2] != b[2]
    a[2], b[2] = b[2], a[2]
    pad.write_text("\n".join(";".join(r) for r in rijen) + "\n", encoding="utf-8")


@pytest.mark.slow
def test_a_single_hidden_case_has_no_influence_on_what_is_published(tmp_path: Path) -> None:
    """The amounts of the one case without consent change, and so does for how few families another stands."""

    def met_drie(tekst: str, factor: int) -> str:
        kop, *regels = tekst.splitlines()
        ander = [r.replace("C1;", "C2;", 1).replace("12000", f"{factor}000") for r in regels]
        ander = [r.replace("14586;14586", f"{14 + factor}586;{20 + factor}586") for r in ander]
        return "\n".join([kop, *regels, *ander, *(r.replace("C1;", "C3;", 1) for r in regels)]) + "\n"

    uitkomsten = []
    for factor, klein in ((12, 3), (13, 4)):
        data = maak_jaar(
            tmp_path / f"data {factor}" / "2021",
            volledig=True,
            kosten=lambda t, f=factor: met_drie(t, f),  # type: ignore[misc]
            casussen=lambda t, k=klein: t.replace(";4;ja", ";11;ja") + f"C2;Geheim;{12 - k};nee\nC3;Klein;{k};ja\n",  # type: ignore[misc]
            aannames=lambda t: t.replace("wordt;1", "wordt;5"),
        )
        uit = tmp_path / f"uit {factor}"
        klaar = draai("report", data, "--out", uit, "--renderer", "ingebouwd", "--formats", "html,pdf,docx",
                      "--set", "discontovoet=0.03", cwd=tmp_path)  # fmt: skip
        assert klaar.status == 0, klaar.fout
        uitkomsten.append(dist.hashes(uit))
    een, ander = uitkomsten
    assert {n for n in {*een, *ander} if een.get(n) != ander.get(n)} <= {"manifest.json"}
