"""Executes the parameterised notebooks and makes their results fit to publish.

papermill does the executing; this module checks the parameters before a kernel starts, turns a failing cell into one
readable message, and strips from the executed notebook whatever differs between two equal runs or tells about the
machine (timings, ids, absolute paths, warnings on standard error).
"""

from __future__ import annotations

import ast
import builtins
import difflib
import os
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat

from buurtrendement.errors import BuurtrendementError, GebruiksFout, GegevensFout, GereedschapFout
from buurtrendement.paths import project_root

NAMEN = ("1_inlezen", "2_kengetallen", "3_rendement", "4_gevoeligheid")
"""The notebooks in the order in which they run; the number is part of the name so that a folder shows the order."""

TIJDSLIMIET_SECONDEN = 1800
"""A cell that takes longer is stopped: no step of a year takes minutes, so it hangs."""

PARAMETERCEL = "parameters"
INGEVOEGDE_CEL = "injected-parameters"
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def bronpad(naam: str) -> Path:
    """The notebook's source in the project."""
    return project_root() / "notebooks" / f"{naam}.ipynb"


def bekende_parameters(notebook: nbformat.NotebookNode) -> dict[str, str]:
    """Names and default expressions in the notebook's one ``parameters`` cell.

    Raises:
        GereedschapFout: when the notebook has no such cell, or more than one.
    """
    cellen = [c for c in notebook.cells if PARAMETERCEL in c.metadata.get("tags", [])]
    if len(cellen) != 1:
        raise GereedschapFout(f"Het notebook heeft {len(cellen)} parametercellen; het moet er precies één hebben.")
    boom = ast.parse(cellen[0].source)
    return {
        doel.id: ast.unparse(regel.value)
        for regel in boom.body
        if isinstance(regel, ast.Assign)
        for doel in regel.targets
        if isinstance(doel, ast.Name)
    }


def controleer_parameters(naam: str, notebook: nbformat.NotebookNode, parameters: Mapping[str, Any]) -> None:
    """Refuse a parameter that the notebook does not have (papermill itself accepts it silently).

    Raises:
        GebruiksFout: naming the unknown parameter and the nearest known one.
    """
    bekend = bekende_parameters(notebook)
    for parameter in parameters:
        if parameter not in bekend:
            dichtbij = difflib.get_close_matches(parameter, bekend, n=1, cutoff=0.0)
            raise GebruiksFout(
                f"Notebook {naam} kent geen parameter '{parameter}'. Bedoelde u '{dichtbij[0]}'? "
                f"Bekend zijn: {', '.join(bekend)}."
            )


def laad_vooraf(motor: str | None = None) -> None:
    """Import what executing needs, so that forks of this process have it."""
    import papermill  # noqa: F401, PLC0415

    from buurtrendement.motor import VORK, kies, laad_vooraf  # noqa: PLC0415

    if kies(motor) == VORK:
        laad_vooraf()


def voer_uit(
    naam: str,
    parameters: Mapping[str, Any],
    uitvoer: Path,
    *,
    bron: Path | None = None,
    motor: str | None = None,
    tijdslimiet: int = TIJDSLIMIET_SECONDEN,
) -> Path:
    """Execute one notebook with these parameters and write it to ``uitvoer``.

    ``motor`` is ``auto`` (also None), ``vork`` or ``kernel``: see ``motor.kies``.

    Raises:
        GebruiksFout: for an unknown parameter.
        GereedschapFout: when a cell fails, the kernel dies or a cell takes longer than ``tijdslimiet`` seconds; the
            message names notebook, cell and reason.
    """
    bronbestand = bron or bronpad(naam)
    try:
        notebook = nbformat.read(bronbestand, as_version=4)
    except (OSError, ValueError, nbformat.reader.NotJSONError) as fout:
        raise GereedschapFout(f"Notebook {naam} is niet te lezen ({type(fout).__name__}).") from fout
    controleer_parameters(naam, notebook, parameters)
    uitvoer.parent.mkdir(parents=True, exist_ok=True)
    # A kernel of the same name in the user's own settings must not take the place of this environment's.
    os.environ.setdefault("JUPYTER_PREFER_ENV_PATH", "1")
    os.environ["BUURTRENDEMENT_ZONDER_SCHUIVEN"] = "1"  # see werkbank: nobody is there to move a slider
    import papermill  # noqa: PLC0415  (0.4 s that `check` does without)
    from nbclient.exceptions import CellTimeoutError, DeadKernelError  # noqa: PLC0415

    from buurtrendement.motor import kies  # noqa: PLC0415

    try:
        papermill.execute_notebook(
            str(bronbestand),
            str(uitvoer),
            parameters=dict(parameters),
            engine_name=kies(motor),
            kernel_name="python3",
            language="python",
            progress_bar=False,
            request_save_on_cell_execute=False,
            cwd=str(uitvoer.parent),
            execution_timeout=tijdslimiet,
            record_timing=False,
            # ipykernel warns on the evaluator's screen that its channel on this machine is not encrypted
            extra_arguments=["--IPKernelApp.log_level=40"],
        )
    except papermill.PapermillExecutionError as fout:
        raise GereedschapFout(_celfout(naam, fout, notebook)) from fout
    except CellTimeoutError as fout:
        raise GereedschapFout(
            f"Notebook {naam}: een cel was na {tijdslimiet} seconden nog niet klaar en is gestopt."
        ) from fout
    except DeadKernelError as fout:
        raise GereedschapFout(
            f"Notebook {naam}: het rekenproces stopte onverwacht, misschien door te weinig geheugen."
        ) from fout
    return uitvoer


_EIGEN_FOUTEN = frozenset(k.__name__ for k in (BuurtrendementError, GegevensFout, GebruiksFout, GereedschapFout))
_WOORD = re.compile(r"\w+")
_WAARDE = re.compile(r"""(?<!\w)(?P<aanhaling>["'`])(?P<tekst>.*?)((?P=aanhaling)(?!\w)|$)|\b\w*\d\w*(?:[.,:/-]\w+)*""")
_LANGSTE_BOODSCHAP = 300


def _celfout(naam: str, fout: Any, notebook: nbformat.NotebookNode) -> str:
    boodschap = _ANSI.sub("", str(fout.evalue)).strip()
    soort = fout.ename
    if fout.ename not in _EIGEN_FOUTEN:
        boodschap = zonder_waarden(boodschap, "\n".join(c.source for c in notebook.cells if c.cell_type == "code"))
    return f"Notebook {naam}, cel {fout.cell_index + 1}: {soort}: {boodschap or '…'}"


def zonder_waarden(boodschap: str, bron: str) -> str:
    """The first line of an error message of Python or a package, without what may be the content of a cell.

    Such messages quote the value that was wrong, and that may be anything in the data. What is quoted, and every
    number or code, becomes ``…`` unless it stands in ``bron`` (the notebook's own code), is a column or a choice of the
    schema, or is a name of Python, pandas or numpy. With ``--debug`` the command shows the whole message.
    """
    bekend = set(_WOORD.findall(bron)) | _vaste_woorden()

    def verberg(treffer: re.Match[str]) -> str:
        tekst = treffer["tekst"]
        if all(w in bekend for w in _WOORD.findall(treffer[0] if tekst is None else tekst)):
            return treffer[0]
        return "…" if tekst is None else f"{treffer['aanhaling']}…{treffer['aanhaling']}"

    eerste = boodschap.partition("\n")[0].strip()
    return _WAARDE.sub(verberg, eerste)[:_LANGSTE_BOODSCHAP]


@lru_cache(maxsize=1)
def _vaste_woorden() -> frozenset[str]:
    import numpy as np  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    from buurtrendement.schema import TABELLEN  # noqa: PLC0415

    kolommen = [k for tabel in TABELLEN.values() for k in tabel.kolommen]
    keuzes = [w for k in kolommen for w in k.toegestaan]
    cijfers = [str(n) for n in range(100)]  # positions and sizes, such as 'base 10'
    return frozenset([*dir(builtins), *dir(np), *dir(pd), *dir(pd.DataFrame), *dir(pd.Series), *dir(pd.Index),
                      *TABELLEN, *(k.naam for k in kolommen), *keuzes, *cijfers])  # fmt: skip


def voor_publicatie(notebook: nbformat.NotebookNode, parameters: Mapping[str, Any]) -> nbformat.NotebookNode:
    """A copy of an executed notebook that may leave the house.

    The same run on another machine gives the same bytes: timings, random cell ids and standard error are gone, and the
    injected parameters read as in ``parameters`` (paths as they are within the project, not as they are on this disk).
    """
    schoon: nbformat.NotebookNode = nbformat.from_dict(notebook)
    schoon.metadata.pop("papermill", None)
    schoon.metadata.pop("widgets", None)
    # A kernel says which Python it is, a fork does not; the manifest says it for the whole report.
    schoon.metadata["language_info"] = {"name": "python"}
    for nummer, cel in enumerate(schoon.cells, start=1):
        cel["id"] = f"cel-{nummer}"
        labels = list(cel.metadata.get("tags", []))
        cel.metadata.clear()
        if labels:
            cel.metadata["tags"] = labels
        if INGEVOEGDE_CEL in labels:
            regels = [f"{sleutel} = {waarde!r}" for sleutel, waarde in parameters.items()]
            cel.source = "\n".join(["# Ingevuld bij het maken van dit jaarbericht", *regels])
        if cel.cell_type == "code":
            cel.outputs = [_schone_uitvoer(u) for u in cel.outputs if u.get("name") != "stderr"]
    return schoon


def _schone_uitvoer(uitvoer: nbformat.NotebookNode) -> nbformat.NotebookNode:
    uitvoer.get("metadata", {}).clear()
    return uitvoer


def schrijf(notebook: nbformat.NotebookNode, pad: Path) -> None:
    """Write with a fixed layout, so that equal notebooks are equal files."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_text(nbformat.writes(notebook, version=4) + "\n", encoding="utf-8", newline="\n")
