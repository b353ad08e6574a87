"""Run the command as a user does: a process of its own, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

WORTEL = Path(__file__).parents[2]
DELEN = ("src", "notebooks", "report", "data/referentie", "_quarto.yml", "_brand.yml")
OPDRACHT = (sys.executable, "-m", "buurtrendement")


@dataclass(frozen=True)
class Uitvoering:
    """How a run ended."""

    status: int
    uit: str
    fout: str

    @property
    def alles(self) -> str:
        return self.uit + self.fout


def draai(
    *woorden: str | Path,
    cwd: Path,
    omgeving: Mapping[str, str] | None = None,
    seconden: int = 300,
) -> Uitvoering:
    """Run ``buurtrendement`` and say how it ended; no run may show a traceback."""
    klaar = subprocess.run(
        [*OPDRACHT, *map(str, woorden)],
        cwd=cwd,
        env={**os.environ, **(omgeving or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=seconden,
        check=False,
    )
    assert "Traceback" not in klaar.stderr + klaar.stdout, klaar.stderr
    return Uitvoering(klaar.returncode, klaar.stdout, klaar.stderr)


def kopie(naar: Path) -> Path:
    """The project without its data and environment, elsewhere: nobody changes it while a test compares its runs."""
    for deel in DELEN:
        bron, doel = WORTEL / deel, naar / deel
        doel.parent.mkdir(parents=True, exist_ok=True)
        if bron.is_dir():
            shutil.copytree(bron, doel, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(bron, doel)
    return naar
