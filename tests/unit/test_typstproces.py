"""Typst in a process that was forked from one that used it: a PDF and no endless waiting."""

from __future__ import annotations

from pathlib import Path

import pytest

from buurtrendement import gelijktijdig, typstproces
from buurtrendement.gelijktijdig import Zijproces

OPTIES = {"format": "pdf", "timestamp": 1_600_000_000}


def test_fork_after_use_gives_the_same_pdf(tmp_path: Path) -> None:
    bron = tmp_path / "a.typ"
    bron.write_text('= Kop\n#set text(font: "Bestaat Niet")\nTekst.')
    hier = typstproces.zet(str(bron), OPTIES)
    with Zijproces(lambda: typstproces.zet(str(bron), OPTIES)) as proces:
        assert proces.resultaat() == hier
    assert hier[0][0].startswith(b"%PDF")
    assert "unknown font family" in hier[1][0]


@pytest.mark.skipif(not gelijktijdig.kan_vorken(), reason="this system cannot fork safely")
def test_an_error_has_the_same_text_either_way(tmp_path: Path) -> None:
    bron = tmp_path / "a.typ"
    bron.write_text("#niet_bekend")

    def fout() -> str:
        with pytest.raises(typstproces.TypstFout) as gezien:
            typstproces.zet(str(bron), OPTIES)
        return str(gezien.value)

    hier = fout()
    assert "niet_bekend" in hier
    with Zijproces(fout) as proces:
        assert proces.resultaat() == hier
