"""Run the command as a user does: a process of its own, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

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
