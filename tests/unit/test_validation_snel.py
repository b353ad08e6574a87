"""The quick look at distinct values says the same as the declared schema."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandera.pandas as pa
import pytest

from buurtrendement import validation
from buurtrendement.schema import TABELLEN, Kolom, are_pseudonyms, is_pseudonym, pandera_column

KOLOMMEN = {f"{t.naam}.{k.naam}": k for t in TABELLEN.values() for k in t.kolommen}
GETALLEN = (-1e12, -1, -0.01, 0, 0.5, 1, 5, 6, 2021, 1e6, 1e12)
TEKSTEN = ("", "a", "G01", "g 01", "2021-03", "2021-13", "ja\n", "eenouder", "kort", "jan@example.org", "x" * 500)


def _voorbeelden(kolom: Kolom) -> list[Any]:
    if kolom.soort == "datum":
        return [dt.date(2021, 1, 1), None]
    if kolom.soort in ("geheel", "jaar"):
        return [int(g) for g in GETALLEN if g == int(g)] + [None]
    if kolom.soort in ("bedrag", "getal"):
        return [*map(float, GETALLEN), None]
    return [*TEKSTEN, *kolom.toegestaan, None]


def _volgens_schema(kolom: Kolom, waarde: Any) -> bool:
    import pandas as pd  # noqa: PLC0415

    reeks = validation._array(kolom, [waarde])
    try:
        pa.DataFrameSchema({kolom.naam: pandera_column(kolom)}).validate(pd.DataFrame({kolom.naam: reeks}), lazy=True)
    except pa.errors.SchemaErrors:
        return False
    return True


@pytest.mark.parametrize("naam", KOLOMMEN)
def test_quick_look_and_schema_agree(naam: str) -> None:
    kolom = KOLOMMEN[naam]
    for waarde in _voorbeelden(kolom):
        gezien = validation.fits(kolom, [waarde], np.array([True]))
        assert gezien == _volgens_schema(kolom, waarde), repr(waarde)


def test_one_bad_value_among_good_ones_is_seen_and_an_unreadable_one_is_not_looked_at() -> None:
    kolom = KOLOMMEN["contacten.soort"]
    assert validation.fits(kolom, ["kort", "lang"], np.array([True, True]))
    assert not validation.fits(kolom, ["kort", "middel"], np.array([True, True]))
    assert validation.fits(kolom, ["kort", "middel"], np.array([True, False]))


@pytest.mark.parametrize(
    "codes",
    [[], ["G01"], ["G01", "G02", "AB-7", "gezin_12"], ["G01", ""], ["", ""], ["G01", "Jan"], ["Jan"], ["G01\nG02"],
     ["G01\n"], ["\n"], ["G01 "], ["G12345678"], ["G01", "G01x"]],
)  # fmt: skip
def test_one_search_over_all_codes_says_what_looking_at_each_says(codes: list[str]) -> None:
    assert are_pseudonyms(codes) == all(not c or is_pseudonym(c) for c in codes)
