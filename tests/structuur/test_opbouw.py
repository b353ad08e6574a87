"""The house: imports go one way, and the project speaks of nothing that its users do not have."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest

WORTEL = Path(__file__).parents[2]
PAKKET = WORTEL / "src" / "buurtrendement"


def _importeert(bestand: Path) -> set[str]:
    """Modules of the package that a file imports when it is imported (not those inside functions or type checks)."""
    gevonden: set[str] = set()
    for knoop in ast.parse(bestand.read_text(encoding="utf-8")).body:
        if isinstance(knoop, ast.ImportFrom) and (knoop.module or "").split(".")[0] == "buurtrendement":
            rest = (knoop.module or "").split(".")[1:]
            gevonden |= {rest[0]} if rest else {alias.name for alias in knoop.names}
        elif isinstance(knoop, ast.Import):
            gevonden |= {a.name.split(".")[1] for a in knoop.names if a.name.startswith("buurtrendement.")}
    return gevonden


def _module(bestand: Path) -> str:
    return bestand.relative_to(PAKKET).parts[0].removesuffix(".py")


def test_imports_have_no_circles() -> None:
    grafiek: dict[str, set[str]] = {}
    for bestand in PAKKET.rglob("*.py"):
        grafiek.setdefault(_module(bestand), set()).update(_importeert(bestand) - {_module(bestand)})
    klaar: set[str] = set()

    def loop(module: str, pad: tuple[str, ...]) -> None:
        assert module not in pad, f"circle: {' -> '.join((*pad, module))}"
        if module not in klaar:
            for volgende in grafiek.get(module, ()):
                loop(volgende, (*pad, module))
            klaar.add(module)

    for module in grafiek:
        loop(module, ())


VOLGORDE = (
    "ingest",
    "kengetallen",
    "rendement",
    "uncertainty",
    "disclosure",
    "signals",
    "results",
    "text",
    "charts",
    "render",
    "pipeline",
    "cli",
)


@pytest.mark.parametrize("module", VOLGORDE)
def test_a_module_imports_only_what_lies_upstream(module: str) -> None:
    bestanden = (
        [PAKKET / f"{module}.py"] if (PAKKET / f"{module}.py").exists() else list((PAKKET / module).glob("*.py"))
    )
    assert bestanden, f"module {module} is gone; the order in this test is behind"
    verder = set(VOLGORDE[VOLGORDE.index(module) + 1 :])
    for bestand in bestanden:
        assert not _importeert(bestand) & verder, f"{bestand.name} imports downstream"


def test_project_names_nothing_outside_itself() -> None:
    bestanden = subprocess.run(
        ["git", "ls-files"], cwd=WORTEL, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    verboden = ("../" + "shared", "/" + "work/", "/" + "root/", "PLAN" + ".md")
    for naam in bestanden:
        pad = WORTEL / naam
        if pad.suffix in {".png", ".ttf", ".woff2", ".xlsx", ".lock"} or not pad.is_file():
            continue
        tekst = pad.read_text(encoding="utf-8", errors="replace")
        for woord in verboden:
            assert woord not in tekst, f"{naam} names {woord}"
