"""What the documents tell people to do can be done: commands, options, files and links exist."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest
import yaml

from buurtrendement import cli, importafspraken, nalopen
from buurtrendement.importwoorden import IMPORTEERBAAR
from buurtrendement.schema import TABELLEN

WORTEL = Path(__file__).parents[2]
PROJECT = tomllib.loads((WORTEL / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DOCUMENTEN = [WORTEL / n for n in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/handleiding.md")]
WORKFLOW = WORTEL / ".github" / "workflows" / "jaarbericht.yml"


BELOOFD = {"reports"}  # named in the README before it is there


def _tekst(pad: Path) -> str:
    return pad.read_text(encoding="utf-8")


@pytest.mark.parametrize("pad", [*DOCUMENTEN, WORKFLOW], ids=lambda p: p.name)
def test_commands_and_options_exist(pad: Path) -> None:
    for naam, rest in re.findall(r"(?:^|[`:\s\\/])buurtrendement ([a-z]+)([^\n`|]*)", _tekst(pad)):
        if naam in ("in", "is", "zonder", "op", "wordt", "maakt"):
            continue  # a sentence about the program
        if naam in BELOOFD - set(cli.groep.commands):
            continue
        assert naam in cli.groep.commands, f"{pad.name}: 'buurtrendement {naam}'"
        opties = {o for p in cli.groep.commands[naam].params if isinstance(p, click.Option) for o in p.opts}
        for optie in re.findall(r"(?<=\s)--[a-z-]+", rest):
            assert optie in opties, f"{pad.name}: 'buurtrendement {naam} {optie}'"


@pytest.mark.parametrize("pad", DOCUMENTEN, ids=lambda p: p.name)
def test_links_within_the_project_lead_somewhere(pad: Path) -> None:
    for doel in re.findall(r"\]\(([^)\s]+)\)", _tekst(pad)):
        if doel.startswith(("http://", "https://")):
            continue
        bestand, _, anker = doel.partition("#")
        gevonden = (pad.parent / bestand).resolve() if bestand else pad
        assert gevonden.exists(), f"{pad.name}: {doel}"
        if anker:
            koppen = re.findall(r"(?m)^#+ (.+)$", _tekst(gevonden))
            ankers = {re.sub(r"[^\w\- ]", "", k.lower()).replace(" ", "-") for k in koppen}
            assert anker in ankers, f"{pad.name}: {doel}"


@pytest.mark.parametrize("pad", DOCUMENTEN, ids=lambda p: p.name)
def test_pictures_are_light_and_have_words(pad: Path) -> None:
    for woorden, doel in re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", _tekst(pad)):
        assert len(woorden) > 40, f"{pad.name}: say what {doel} shows"
        assert (pad.parent / doel).stat().st_size < 150_000, doel


def test_manual_covers_every_command() -> None:
    tekst = _tekst(WORTEL / "docs" / "handleiding.md")
    for naam in ("new", "import", "check", "report", "compare", "verify", "doctor", "completion"):
        assert f"buurtrendement {naam}" in tekst


def test_manual_speaks_the_words_of_the_program() -> None:
    tekst = _tekst(WORTEL / "docs" / "handleiding.md")
    assert f"`{nalopen.MERK}`" in tekst
    assert "| " + " | ".join(importafspraken.VELDEN) + " |" in tekst
    voorbeelden = re.findall(r"(?m)^\| `[^`|]+` \| ([a-z]+) \| [^|]*\| ([a-z]+) \|", tekst)
    assert len(voorbeelden) >= 4
    for tabel, naar in voorbeelden:
        assert tabel in IMPORTEERBAAR
        assert naar in TABELLEN[tabel].namen


def test_versions_and_licences_agree() -> None:
    publiccode = yaml.safe_load(_tekst(WORTEL / "publiccode.yml"))
    citatie = yaml.safe_load(_tekst(WORTEL / "CITATION.cff"))
    assert publiccode["softwareVersion"] == citatie["version"] == PROJECT["version"]
    assert publiccode["legal"]["license"] == citatie["license"] == PROJECT["license"]
    assert f"## {PROJECT['version']}" in _tekst(WORTEL / "CHANGELOG.md")
    for taal in publiccode["description"].values():
        assert len(" ".join(taal["shortDescription"].split())) <= 150
        assert 150 <= len(taal["longDescription"]) <= 10_000


def test_workflow_is_readable_and_may_only_read() -> None:
    workflow = yaml.safe_load(_tekst(WORKFLOW))
    assert workflow["permissions"] == {"contents": "read"}
    stappen = [s for taak in workflow["jobs"].values() for s in taak["steps"]]
    assert any("micromamba" in s.get("uses", "") for s in stappen)
    assert any("--renderer quarto" in s.get("run", "") for s in stappen)
    (upload,) = [s for s in stappen if "upload-artifact" in s.get("uses", "")]
    assert "jaarbericht.html" in upload["with"]["path"]
    assert "jaarbericht.pdf" in upload["with"]["path"]
    for naam in re.findall(r"requirements[\w-]*\.lock|environment\.yml", _tekst(WORKFLOW)):
        assert (WORTEL / naam).is_file()
