"""Colours that can be read, by everyone and in print, and an embedded letter that keeps its licence."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from buurtrendement import theme
from buurtrendement.charts.colours import contrast, luminance
from buurtrendement.errors import GereedschapFout

ROOT = Path(__file__).resolve().parents[2]
CSS = (ROOT / "report" / "theme" / "brochure.css").read_text(encoding="utf-8")
TYP = (ROOT / "report" / "theme" / "typst-template.typ").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("voor", "achter", "minimaal"),
    [
        ("inkt", "wit", 7), ("inkt", "zand", 7), ("inkt", "groen_licht", 7), ("inkt", "oranje_licht", 7),
        ("inkt", "zon", 7),
        ("groen", "wit", 7), ("groen", "zand", 4.5), ("groen", "groen_licht", 4.5), ("oranje_diep", "wit", 4.5),
        ("oranje_diep", "oranje_licht", 4.5), ("zacht", "wit", 4.5), ("zacht", "zand", 4.5), ("wit", "groen_diep", 7),
        ("zon", "groen_diep", 4.5), ("oranje", "wit", 3), ("oranje_diep", "zon", 3),
    ],
)  # fmt: skip
def test_tekst_is_leesbaar(voor, achter, minimaal):
    kleuren = theme.kleuren()
    assert contrast(kleuren[voor], kleuren[achter]) >= minimaal


def test_hoofdkleuren_verschillen_ook_in_grijs():
    licht = sorted(
        luminance(theme.kleuren()[naam]) ** (1 / 3) for naam in ("groen_diep", "groen", "oranje", "zon", "zand")
    )
    assert min(b - a for a, b in pairwise(licht)) > 0.08


def test_css_en_typst_kennen_elke_kleur_die_zij_gebruiken():
    eigen = {naam.replace("_", "-") for naam in theme.kleuren()} | {"omslag", "strook", "slot"}
    assert set(re.findall(r"var\(--([\w-]+)\)", CSS)) <= eigen
    assert set(re.findall(r"--([\w-]+):", theme.kleuren_css())) == eigen - {"omslag", "strook", "slot"}
    assert set(re.findall(r"#let (\w+)", theme.kleuren_typ())) == set(theme.kleuren())
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?!\w)", re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)), (
        "losse kleur in css"
    )
    assert "rgb(" not in TYP


def test_tekening_met_onbekende_kleur_is_een_fout():
    assert theme.kleur_in("@zon@") == theme.kleuren()["zon"]
    with pytest.raises(GereedschapFout, match="kleur 'paars'"):
        theme.kleur_in('<path fill="@paars@"/>')


@pytest.mark.parametrize("merk", ["", "color:\n  palette:\n", 'color:\n  palette:\n    groen: "groen"\n'])
def test_kapot_merkbestand_is_een_fout(tmp_path, merk):
    (tmp_path / "_brand.yml").write_text(merk, encoding="utf-8")
    with pytest.raises(GereedschapFout, match=r"_brand\.yml"):
        theme.kleuren(tmp_path)


def test_gewichten_in_css_zijn_de_ingesloten_gewichten():
    gewichten = {int(g) for g in re.findall(r"font-weight:\s*(\d+)", CSS)}
    assert gewichten <= {letter.gewicht for letter in theme.letters()}


@pytest.mark.parametrize("letter", theme.letters(), ids=lambda b: b.bestand.stem)
def test_subset_heeft_tekens_en_licentie(letter):
    data = theme.subset_woff2(letter.bestand)
    assert len(data) < 40_000
    with TTFont(io.BytesIO(data)) as font:
        assert {ord(c) for c in "€–“”éëïÉ−…•0123456789\u00a0"} <= set(font.getBestCmap())
        namen = {n.nameID: n.toUnicode() for n in font["name"].names}
    # The licence reserves the name 'Source' for unchanged fonts, and asks that copyright and licence stay.
    assert namen[1] == theme.FAMILIE_SUBSET
    assert "Source" not in namen[4]
    assert "Adobe" in namen[0]
    assert "SIL Open Font License" in namen[13]


def test_licentietekst_gaat_mee():
    assert "SIL OPEN FONT LICENSE" in theme.licentie().read_text(encoding="utf-8")
