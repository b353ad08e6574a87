"""The cut of the type family that the project carries."""

from __future__ import annotations

from pathlib import Path

from buurtrendement import theme

BRON = Path(__file__).parents[2] / "report" / "theme" / "lettertype.css"


def test_the_cut_in_the_project_fits_the_fonts_and_the_choice_of_characters() -> None:
    assert theme.bewaarde_lettertype_css(BRON) is not None, "run `python -m buurtrendement.theme`"


def test_a_cut_of_other_fonts_is_not_used(tmp_path: Path) -> None:
    ander = tmp_path / "lettertype.css"
    assert theme.bewaarde_lettertype_css(ander) is None
    ander.write_text(BRON.read_text(encoding="utf-8").replace(theme.lettertype_sleutel(), "0" * 16), encoding="utf-8")
    assert theme.bewaarde_lettertype_css(ander) is None
