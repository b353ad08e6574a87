"""The section 'Jaar op jaar' as Markdown."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest

from buurtrendement import ingest, stappen, vergelijken
from buurtrendement.text.jaren import jaar_op_jaar
from fabriek import maak_jaar


def _met(tmp_path: Path, **in_2022: Any) -> Any:
    maak_jaar(tmp_path / "2021")
    jaar = vergelijken.met_eerdere_jaren(ingest.read_year(maak_jaar(tmp_path / "2022", **in_2022)))
    uitkomst = stappen.results.build(jaar, stappen.bereken_kengetallen(jaar), stappen.bereken_rendement(jaar), {}, ())
    return vergelijken.voeg_toe(uitkomst, jaar)


def test_first_year_says_so(tmp_path: Path) -> None:
    jaar = ingest.read_year(maak_jaar(tmp_path))
    uitkomst = stappen.results.build(jaar, stappen.bereken_kengetallen(jaar), stappen.bereken_rendement(jaar), {}, ())
    assert "het eerste jaar met cijfers" in jaar_op_jaar(vergelijken.voeg_toe(uitkomst, jaar))
    assert "het eerste jaar met cijfers" in jaar_op_jaar(uitkomst)


@pytest.mark.parametrize(("taal", "woord"), [("nl", "evenveel als in 2021"), ("en", "as many as in 2021")])
def test_sentences_and_tables(tmp_path: Path, taal: str, woord: str) -> None:
    tekst = jaar_op_jaar(_met(tmp_path), taal)
    assert woord in tekst
    assert set(re.findall(r"\{#tbl-jaren-(\w+)\}", tekst)) >= {"kengetallen", "stand", "volgen", "rendement", "effect"}


def test_a_decrease_is_called_one(tmp_path: Path) -> None:
    def minder(tekst: str) -> str:
        return "\n".join(r for r in tekst.splitlines() if not r.startswith(("G05", "G06"))) + "\n"

    tekst = jaar_op_jaar(_met(tmp_path, gezinnen=minder, contacten=minder))
    assert "werden 4 gezinnen ondersteund, 2 minder dan in 2021" in tekst
    assert "is niet gelijk aan" in tekst


def test_labels_from_a_file_have_no_meaning(tmp_path: Path) -> None:
    kwaad = "{{< include /etc/passwd >}}"
    uitkomst = _met(tmp_path, aannames=lambda t: t.replace("Discontovoet;0,0225", f"{kwaad};0,0225"))
    uitkomst.meta[vergelijken.META]["aannames"].append(
        {"sleutel": "discontovoet", "label": kwaad + "|<b>", "eenheid": "fractie", "oud": 0.01, "nuw": 0, "nieuw": 0.02}
    )
    tekst = jaar_op_jaar(dataclasses.replace(uitkomst))
    assert "{{<" not in tekst
    assert "<b>" not in tekst
    assert "&#123;&#123;" in tekst
