"""papermill through ``notebooks``: parameters, failures and what is stripped before publication."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from buurtrendement import motor, notebooks
from buurtrendement.errors import GebruiksFout, GereedschapFout

MOTOREN = [
    pytest.param(motor.VORK, marks=pytest.mark.skipif(not motor.kan_vorken(), reason="this system cannot fork safely")),
    motor.KERNEL,
]


def _notebook(map_: Path, *cellen: str, parameters: str = "verslagjaar = 2021\naannames = {}") -> Path:
    blad = nbformat.v4.new_notebook()
    eerste = nbformat.v4.new_code_cell(parameters)
    eerste.metadata["tags"] = ["parameters"]
    blad.cells = [eerste, *(nbformat.v4.new_code_cell(c) for c in cellen)]
    pad = map_ / "proef.ipynb"
    nbformat.write(blad, pad)
    return pad


def test_unknown_parameter_names_the_nearest_known_one(tmp_path: Path) -> None:
    bron = _notebook(tmp_path, "1 / 0")
    with pytest.raises(GebruiksFout, match=r"geen parameter 'verslagjar'\. Bedoelde u 'verslagjaar'"):
        notebooks.voer_uit("proef", {"verslagjar": 2022}, tmp_path / "uit.ipynb", bron=bron)
    assert not (tmp_path / "uit.ipynb").exists(), "refused before a kernel was started"


@pytest.mark.parametrize("engine", MOTOREN)
def test_parameters_reach_the_cells(tmp_path: Path, engine: str) -> None:
    bron = _notebook(tmp_path, "print(verslagjaar + 1, aannames['discontovoet'])")
    notebooks.voer_uit(
        "proef",
        {"verslagjaar": 2030, "aannames": {"discontovoet": 0.03}},
        tmp_path / "uit.ipynb",
        bron=bron,
        motor=engine,
    )
    uit = nbformat.read(tmp_path / "uit.ipynb", as_version=4)
    assert uit.cells[-1].outputs[0].text == "2031 0.03\n"


@pytest.mark.parametrize("engine", MOTOREN)
def test_failing_cell_is_named_with_its_message(tmp_path: Path, engine: str) -> None:
    bron = _notebook(tmp_path, "een = 1", "raise ValueError('te weinig regels')")
    with pytest.raises(GereedschapFout, match=r"Notebook proef, cel \d: ValueError: te weinig regels"):
        notebooks.voer_uit("proef", {"verslagjaar": 2021}, tmp_path / "uit.ipynb", bron=bron, motor=engine)


@pytest.mark.parametrize("engine", MOTOREN)
def test_failing_cell_does_not_repeat_a_value_of_the_data(tmp_path: Path, engine: str) -> None:
    (tmp_path / "gegevens.txt").write_text("Achternaam 42a 999990019", encoding="utf-8")
    cel = f"waarde = open({str(tmp_path / 'gegevens.txt')!r}).read(); aantal = int(waarde)"
    with pytest.raises(GereedschapFout) as fout:
        notebooks.voer_uit("proef", {}, tmp_path / "uit.ipynb", bron=_notebook(tmp_path, cel), motor=engine)
    assert re.fullmatch(
        r"Notebook proef, cel \d: ValueError: invalid literal for int\(\) with base 10: '…'", str(fout.value)
    )


@pytest.mark.parametrize(
    ("boodschap", "bron", "gezien"),
    [
        ("te weinig regels", "", "te weinig regels"),
        ("'G0482913'", "tabel.loc[code]", "'…'"),
        ("'direkte_uren'", "uren['direkte_uren']", "'direkte_uren'"),
        ("name 'x1' is not defined", "x1 + 1", "name 'x1' is not defined"),
        ("operands 'int' and 'str'", "", "operands 'int' and 'str'"),
        ("can't convert 'Achternaam'", "", "can't convert '…'"),
        ("wrong: 'Achter'naam'", "", "wrong: '…'"),
        ("wrong: 'Achternaam", "", "wrong: '…'"),
        ("'DataFrame' has no attribute 'groep'", "t.groep()", "'DataFrame' has no attribute 'groep'"),
        ("could not convert string to float: 'straat 3'", "float(w)", "could not convert string to float: '…'"),
        ('"14-06-1985" does not match "%d%m%Y"', '"%d%m%Y"', '"…" does not match "%d%m%Y"'),
        ("failure cases: 999990019, 14-06-1985", "", "failure cases: …, …"),
        ("['startdatum'] not in index", "", "['startdatum'] not in index"),
        ("arrays differ\n[left]: [G01, G02]", "", "arrays differ"),
    ],
)  # fmt: skip
def test_what_of_a_foreign_message_is_shown(boodschap: str, bron: str, gezien: str) -> None:
    assert notebooks.zonder_waarden(boodschap, bron) == gezien


@pytest.mark.parametrize("engine", MOTOREN)
def test_hanging_cell_is_stopped(tmp_path: Path, engine: str) -> None:
    bron = _notebook(tmp_path, "import time; time.sleep(60)")
    with pytest.raises(GereedschapFout, match="na 2 seconden nog niet klaar"):
        notebooks.voer_uit("proef", {}, tmp_path / "uit.ipynb", bron=bron, motor=engine, tijdslimiet=2)


@pytest.mark.parametrize("engine", MOTOREN)
def test_dead_kernel_ends_in_a_message(tmp_path: Path, engine: str) -> None:
    bron = _notebook(tmp_path, "import os; os._exit(1)")
    with pytest.raises(GereedschapFout, match="stopte onverwacht"):
        notebooks.voer_uit("proef", {}, tmp_path / "uit.ipynb", bron=bron, motor=engine)


def test_notebook_without_parameter_cell_is_refused() -> None:
    with pytest.raises(GereedschapFout, match="0 parametercellen"):
        notebooks.bekende_parameters(nbformat.v4.new_notebook())


@pytest.mark.parametrize("engine", MOTOREN)
def test_published_notebook_is_equal_for_two_runs_and_tells_nothing_of_the_machine(tmp_path: Path, engine: str) -> None:
    cel = "import sys, warnings; warnings.warn('let op'); print('klaar'); print(data_map, file=sys.stderr)"
    bron = _notebook(tmp_path, cel, parameters="data_map = '../data/2021'")
    publiek = {"data_map": "../data/2021"}
    teksten = []
    for keer in ("een", "twee"):
        uit = tmp_path / keer / "uit.ipynb"
        notebooks.voer_uit("proef", {"data_map": str(tmp_path / keer)}, uit, bron=bron, motor=engine)
        schoon = notebooks.voor_publicatie(nbformat.read(uit, as_version=4), publiek)
        notebooks.schrijf(schoon, uit)
        nbformat.validate(nbformat.read(uit, as_version=4))
        teksten.append(uit.read_text(encoding="utf-8"))
    assert teksten[0] == teksten[1]
    assert str(tmp_path) not in teksten[0]
    assert "klaar" in teksten[0]
    assert '"stderr"' not in teksten[0]


@pytest.mark.parametrize("naam", notebooks.NAMEN)
def test_source_notebook_is_clean_and_thin(naam: str) -> None:
    rauw = json.loads(notebooks.bronpad(naam).read_text(encoding="utf-8"))
    codecellen = [c for c in rauw["cells"] if c["cell_type"] == "code"]
    assert all(not c["outputs"] and c["execution_count"] is None for c in codecellen)
    parameters = notebooks.bekende_parameters(nbformat.read(notebooks.bronpad(naam), as_version=4))
    assert set(parameters) == {"verslagjaar", "data_map", "bouw_map", "aannames"}
    for cel in codecellen:
        regels = "".join(cel["source"]).splitlines()
        assert len(regels) <= 8, f"{naam}: logic belongs in the package, not in a cell of {len(regels)} lines"
        assert not any(r.lstrip().startswith(("if ", "for ", "while ", "def ", "class ")) for r in regels)
    assert rauw["cells"][0]["cell_type"] == "markdown", "the notebook starts by saying what it does"


CELLEN = (
    "print('a'); 1 + 1",
    "from IPython.display import Markdown, display\ndisplay(Markdown('# x'))\nMarkdown('y')",
    "",
    "!echo van een ander programma",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
    "%matplotlib inline\nplt.plot([1, 2]);",
    "import sys; print('e', file=sys.stderr); print('o')",
    "verslagjaar, __name__",
    "import asyncio\nawait asyncio.sleep(0)",
    "import pandas as pd\npd.DataFrame({'n': [1, 2]})",
    "stand = display('begin', display_id='s')\ndisplay('ander', display_id='t')\nstand.update('half')",
    "stand.update('klaar')",
    "try:\n    input('naam?')\nexcept RuntimeError as fout:\n    print(type(fout).__name__)",
    "display?",
    "import os; os.path.basename(get_ipython().compile.cache('a b'))",
    "def f():\n    raise KeyError('weg')\nf()",
    "print('hier komt hij niet')",
)


@pytest.mark.skipif(not motor.kan_vorken(), reason="this system cannot fork safely")
def test_quit_ends_nothing_in_a_fork(tmp_path: Path) -> None:
    """Not compared with a kernel: that one goes on for a tenth of a second, so what it does depends on the machine."""
    uit = notebooks.voer_uit("proef", {}, tmp_path / "uit.ipynb", bron=_notebook(tmp_path, "quit()", "1 + 1"))
    assert nbformat.read(uit, as_version=4).cells[-1].outputs[0].data["text/plain"] == "2"


@pytest.mark.skipif(not motor.kan_vorken(), reason="this system cannot fork safely")
def test_fork_gives_the_outputs_and_errors_of_a_kernel(tmp_path: Path) -> None:
    bron = _notebook(tmp_path, *CELLEN)
    gezien = {}
    for engine in (motor.VORK, motor.KERNEL):
        uit = tmp_path / f"{engine}.ipynb"
        with pytest.raises(GereedschapFout, match="KeyError: 'weg'"):
            notebooks.voer_uit("proef", {"verslagjaar": 2022}, uit, bron=bron, motor=engine)
        cellen = [c for c in nbformat.read(uit, as_version=4).cells if c.cell_type == "code"]
        gezien[engine] = [(c.execution_count, sorted(map(_kern, c.outputs), key=str)) for c in cellen]
    assert gezien[motor.VORK] == gezien[motor.KERNEL]


def _kern(uitvoer: nbformat.NotebookNode) -> tuple[object, ...]:
    if uitvoer.output_type == "stream":
        return ("stream", uitvoer.name, uitvoer.text.replace("\r\n", "\n"))
    if uitvoer.output_type == "error":
        return ("error", uitvoer.ename, uitvoer.evalue)
    # the bytes of a picture may differ by a font cache; that there is one may not
    data = {soort: inhoud if not soort.startswith("image/") else "" for soort, inhoud in uitvoer.data.items()}
    return (uitvoer.output_type, sorted(data.items()), uitvoer.get("execution_count"))


TOESTANDEN = {
    "nothing loaded": "",
    "matplotlib": "import matplotlib",
    "a backend chosen": "import matplotlib; matplotlib.use('Agg')",
    "settings changed": "import matplotlib; matplotlib.rcParams['figure.dpi'] = 7",
    "the package has drawn": "from buurtrendement import reeks; reeks.laad_vooraf()",
    "inline backend": "import matplotlib_inline.backend_inline",
    "pyplot": "import matplotlib.pyplot",
    "pyplot with an open figure": "import matplotlib as m; m.use('Agg'); import matplotlib.pyplot as p; p.plot([3])",
    "pyplot and inline backend": "import matplotlib.pyplot, matplotlib_inline.backend_inline",
}
_IN_TOESTAND = """
import sys
from pathlib import Path
{toestand}
from buurtrendement import motor, notebooks
for keer in range(2):
    notebooks.voer_uit("proef", {{}}, Path(sys.argv[2]), bron=Path(sys.argv[1]), motor=motor.VORK)
"""


@pytest.mark.skipif(not motor.kan_vorken(), reason="this system cannot fork safely")
@pytest.mark.parametrize("toestand", TOESTANDEN)
def test_a_figure_is_shown_whatever_the_parent_has_loaded(tmp_path: Path, toestand: str) -> None:
    bron = _notebook(
        tmp_path,
        "import sys\n'matplotlib.pyplot' in sys.modules",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.gcf().dpi",
        "'no figure'",
    )
    opdracht = [sys.executable, "-c", _IN_TOESTAND.format(toestand=TOESTANDEN[toestand]), bron, tmp_path / "uit.ipynb"]
    subprocess.run(opdracht, check=True, cwd=tmp_path)
    geladen, getekend, leeg = (c.outputs for c in nbformat.read(tmp_path / "uit.ipynb", as_version=4).cells[-3:])
    assert geladen[0].data["text/plain"] == str("pyplot" in toestand), "loaded only where a notebook draws"
    assert [(u.output_type, sorted(u.data)) for u in getekend] == [
        ("execute_result", ["text/plain"]),
        ("display_data", ["image/png", "text/plain"]),
    ]
    assert getekend[0].data["text/plain"] == "100.0", "the resolution of a new kernel"
    assert [u.output_type for u in leeg] == ["execute_result"]


@pytest.mark.skipif(not motor.kan_vorken(), reason="this system cannot fork safely")
def test_forks_share_nothing_and_draw_other_random_numbers(tmp_path: Path) -> None:
    bron = _notebook(
        tmp_path, "import random, numpy as np\nprint('over' in globals(), random.random(), np.random.rand())\nover = 1"
    )
    teksten = []
    for keer in range(2):
        uit = tmp_path / f"{keer}.ipynb"
        notebooks.voer_uit("proef", {}, uit, bron=bron, motor=motor.VORK)
        teksten.append(nbformat.read(uit, as_version=4).cells[-1].outputs[0].text)
    assert all(t.startswith("False") for t in teksten)
    assert teksten[0] != teksten[1]


def test_unknown_engine_is_refused() -> None:
    with pytest.raises(GebruiksFout, match="Onbekende motor"):
        motor.kies("stoom")


@pytest.mark.skipif(not motor.kan_vorken(), reason="this system cannot fork safely")
def test_fork_and_kernel_publish_the_same_bytes(tmp_path: Path) -> None:
    bron = _notebook(tmp_path, "print(verslagjaar)", "import pandas as pd\npd.Series([1, 2]).sum()")
    gezien = set()
    for engine in (motor.VORK, motor.KERNEL):
        uit = tmp_path / f"{engine}.ipynb"
        notebooks.voer_uit("proef", {"verslagjaar": 2022}, uit, bron=bron, motor=engine)
        notebooks.schrijf(notebooks.voor_publicatie(nbformat.read(uit, as_version=4), {"verslagjaar": 2022}), uit)
        gezien.add(uit.read_bytes())
    assert len(gezien) == 1
