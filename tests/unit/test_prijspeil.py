"""The CPI chain: closed form, both directions, and no silent gaps."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtrendement import prijspeil, referentie
from buurtrendement.errors import GegevensFout

CPI = pd.DataFrame({"jaar": [2020, 2021, 2022], "mutatie": [1.3, 2.7, 10.0], "bron": ["cbs"] * 3})
EERSTE, LAATSTE = 2015, 2024
JAREN = st.integers(EERSTE, LAATSTE)


def test_factor_is_the_product_of_the_yearly_changes():
    assert prijspeil.factor(2019, 2022, CPI) == pytest.approx(1.013 * 1.027 * 1.10)


def test_equal_years_give_exactly_one_without_any_index():
    assert prijspeil.factor(1950, 1950, CPI) == 1.0


def test_backwards_divides():
    assert prijspeil.factor(2022, 2021, CPI) == pytest.approx(1 / 1.10)


def test_costing_manual_of_2022_to_2023_and_2024_prices():
    """The Dutch costing manual prices of 2022 are multiplied by 1.038 and 1.073 (tatooheene 1.0.0)."""
    cpi = referentie.cpi()
    assert prijspeil.factor(2022, 2023, cpi) == pytest.approx(1.038, abs=0.0005)
    assert prijspeil.factor(2022, 2024, cpi) == pytest.approx(1.073, abs=0.001)


@given(JAREN, JAREN, JAREN)
def test_chains_join(a, b, c):
    """Via a third year, or back and forth, makes no difference."""
    cpi = pd.DataFrame({"jaar": range(EERSTE, LAATSTE + 1), "mutatie": [(j % 7) - 1.5 for j in range(10)]})
    direct = prijspeil.factor(a, c, cpi)
    assert math.isclose(direct, prijspeil.factor(a, b, cpi) * prijspeil.factor(b, c, cpi), rel_tol=1e-12)


def test_a_missing_year_is_an_error_that_names_it():
    with pytest.raises(GegevensFout, match="2023"):
        prijspeil.factor(2021, 2023, CPI)


def test_the_year_itself_is_not_needed_going_forward_but_is_going_back():
    assert prijspeil.factor(2019, 2020, CPI) == pytest.approx(1.013)
    with pytest.raises(GegevensFout, match="2019"):
        prijspeil.factor(2020, 2018, CPI)


def test_a_year_twice_is_an_error():
    with pytest.raises(GegevensFout, match="dubbel"):
        prijspeil.factor(2019, 2020, pd.concat([CPI, CPI.head(1)]))


def test_table_for_the_notebook_shows_every_step_and_also_the_year_that_needs_none():
    tabel = prijspeil.vergelijk_prijspeil([2020, 2022, 2020], 2022, CPI)
    assert list(tabel.columns) == list(prijspeil.KOLOMMEN)
    assert list(zip(tabel["van"], tabel["jaar"], strict=True)) == [(2020, 2021), (2020, 2022), (2022, 2022)]
    assert tabel["factor"].tolist() == pytest.approx([1.027, 1.027 * 1.1, 1.0])
