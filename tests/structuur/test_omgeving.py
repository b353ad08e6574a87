"""The files that set up an environment say the same as pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

WORTEL = Path(__file__).parents[2]
PROJECT = tomllib.loads((WORTEL / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _naam(eis: str) -> str:
    return re.split(r"[\[<>=~!; ]", eis.strip(), maxsplit=1)[0].lower().replace("_", "-")


def _vastgelegd(slot: str) -> set[str]:
    tekst = (WORTEL / slot).read_text(encoding="utf-8")
    return {m[1].lower().replace("_", "-") for m in re.finditer(r"^([A-Za-z0-9._-]+)==", tekst, flags=re.M)}


@pytest.mark.parametrize(
    ("slot", "extras"),
    [
        ("requirements.lock", ()),
        ("requirements-test.lock", ("test", "cluster")),
        ("requirements-notebooks.lock", ("notebooks",)),
    ],
)
def test_lock_file_holds_every_dependency(slot: str, extras: tuple[str, ...]) -> None:
    eisen = [*PROJECT["dependencies"], *(eis for extra in extras for eis in PROJECT["optional-dependencies"][extra])]
    assert {_naam(e) for e in eisen} <= _vastgelegd(slot), f"run `make lock`: {slot} is behind pyproject.toml"


@pytest.mark.parametrize("slot", ["requirements.lock", "requirements-test.lock", "requirements-notebooks.lock"])
def test_lock_files_agree_and_carry_hashes_only(slot: str) -> None:
    tekst = (WORTEL / slot).read_text(encoding="utf-8")
    basis = (WORTEL / "requirements.lock").read_text(encoding="utf-8")
    versies = dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+) \\$", tekst, flags=re.M))
    for naam, versie in re.findall(r"^([A-Za-z0-9._-]+)==(\S+) \\$", basis, flags=re.M):
        assert versies.get(naam, versie) == versie, f"{naam} differs between {slot} and requirements.lock"
    assert "://" not in tekst, "no registry is named"
    assert tekst.count("--hash=sha256:") >= tekst.count("==")


def test_conda_environment_follows_pyproject() -> None:
    omgeving = yaml.safe_load((WORTEL / "environment.yml").read_text(encoding="utf-8"))
    conda = [d for d in omgeving["dependencies"] if isinstance(d, str)]
    assert f"python{PROJECT['requires-python']}" in conda
    assert "quarto>=1.9" in conda
    (pip,) = (d["pip"] for d in omgeving["dependencies"] if isinstance(d, dict))
    assert pip == ["--editable ."], "the dependencies come from pyproject.toml, so that there is one list of them"


def test_every_dependency_has_its_reason() -> None:
    tekst = (WORTEL / "pyproject.toml").read_text(encoding="utf-8")
    begin = tekst.index("\ndependencies = [")
    regels = tekst[begin : tekst.index("]", begin)].splitlines()[2:]
    assert regels
    assert all("#" in regel for regel in regels if regel.strip()), "a dependency without its reason"


IMPORTNAMEN = {
    "python-stdnum": "stdnum",
    "pyyaml": "yaml",
    "pypandoc-binary": "pypandoc",
    "fonttools": "fontTools",
    "markdown-it-py": "markdown_it",
}
ZONDER_IMPORT = {
    "ipykernel": "the kernel that Jupyter starts",
    "brotli": "fontTools compresses woff2 with it",
}


def test_every_dependency_is_used() -> None:
    bron = "\n".join(p.read_text(encoding="utf-8") for p in (WORTEL / "src").rglob("*.py"))
    for eis in PROJECT["dependencies"]:
        naam = _naam(eis)
        module = IMPORTNAMEN.get(naam, naam.replace("-", "_"))
        gebruikt = re.search(rf"(import|from) {re.escape(module)}\b|[\"']{re.escape(module)}\b", bron)
        assert gebruikt or naam in ZONDER_IMPORT, f"{naam} is a dependency that nothing imports"
