"""Disclosure control: nothing small is printed, nothing small can be computed back, no more hidden than needed.

The attacker in these tests is written independently of the code under test: full enumeration of all tables.
"""

from __future__ import annotations

import itertools
import math
import time
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buurtrendement import disclosure, ingest
from buurtrendement.disclosure import TabelFout, attacker_intervals, protect, protect_cells, protect_kengetallen
from buurtrendement.errors import GegevensFout
from buurtrendement.kengetallen import Kengetal, Kengetallen, Relatie, Tabel, Tellingen, compute
from buurtrendement.paths import project_root

TOTAAL = "Totaal"


def with_totals(table: pd.DataFrame) -> pd.DataFrame:
    full = table.copy()
    full[TOTAAL] = full.sum(axis=1)
    full.loc[TOTAAL] = full.sum(axis=0)
    return full


def unsafe(full: pd.DataFrame, threshold: int, zeros_are_safe: bool) -> pd.DataFrame:
    return (full < threshold) & ~((full == 0) & zeros_are_safe)


@st.composite
def tables(draw: st.DrawFn, rows: int = 4, columns: int = 4, largest: int = 12) -> pd.DataFrame:
    r = draw(st.integers(1, rows))
    c = draw(st.integers(1, columns))
    values = draw(st.lists(st.lists(st.integers(0, largest), min_size=c, max_size=c), min_size=r, max_size=r))
    return pd.DataFrame(values, index=[f"r{i}" for i in range(r)], columns=[f"k{i}" for i in range(c)])


def enumerated(table: pd.DataFrame, suppressed: pd.DataFrame, cap: int) -> dict[tuple[int, int], set[int]]:
    """Every value that each hidden cell takes over all tables with entries up to ``cap`` that fit what is printed."""
    full = with_totals(table).to_numpy()
    hidden = suppressed.to_numpy()
    r, c = table.shape
    inner = [(i, j) for i in range(r) for j in range(c) if hidden[i, j]]
    # One column per guess at the hidden entries; one guess, of nothing, where there are none.
    guesses = np.indices((cap + 1,) * len(inner)).reshape(len(inner), (cap + 1) ** len(inner))
    whole = np.repeat(full[:, :, np.newaxis], guesses.shape[1], axis=2)
    for (i, j), values in zip(inner, guesses, strict=True):
        whole[i, j] = values
    whole[:r, c] = whole[:r, :c].sum(axis=1)
    whole[r] = whole[:r].sum(axis=0)
    fits = (whole[~hidden] == full[~hidden][:, np.newaxis]).all(axis=0)
    return {(i, j): set(whole[i, j, fits].tolist()) for i, j in zip(*np.nonzero(hidden), strict=True)}


@given(tables(), st.integers(0, 7), st.booleans())
@settings(max_examples=150, deadline=None)
def test_nothing_unsafe_is_printed_and_the_rest_is_true(table: pd.DataFrame, threshold: int, zeros: bool) -> None:
    result = protect(table, threshold, zeros)
    full = with_totals(table)
    assert list(result.published.index) == [*table.index, TOTAAL]
    assert list(result.published.columns) == [*table.columns, TOTAAL]
    assert result.suppressed.shape == result.published.shape == result.intervals.shape
    assert (result.published.isna() == result.suppressed).all(axis=None)
    assert (result.suppressed | ~unsafe(full, threshold, zeros)).all(axis=None)
    assert all(str(dtype) == "Int64" for dtype in result.published.dtypes)
    printed = ~result.suppressed.to_numpy()
    assert (result.published.to_numpy(dtype=float, na_value=-1)[printed] == full.to_numpy()[printed]).all()


@given(tables(), st.integers(1, 7), st.booleans())
@settings(max_examples=150, deadline=None)
def test_the_protection_level_is_met(table: pd.DataFrame, threshold: int, zeros: bool) -> None:
    result = protect(table, threshold, zeros)
    full = with_totals(table)
    small = unsafe(full, threshold, zeros)
    for row in result.intervals.index:
        for column in result.intervals.columns:
            interval = result.intervals.loc[row, column]
            if not result.suppressed.loc[row, column]:
                assert interval is None
                continue
            low, high = interval
            assert 0 <= low <= full.loc[row, column] <= high
            if small.loc[row, column]:
                assert high >= threshold
                assert high > low


@given(tables(rows=3, columns=2, largest=5), st.integers(1, 4), st.booleans())
@settings(max_examples=60, deadline=None)
def test_intervals_are_those_of_full_enumeration(table: pd.DataFrame, threshold: int, zeros: bool) -> None:
    result = protect(table, threshold, zeros)
    cap = 16  # no row or column of these tables adds up to more than 15, so a bounded cell never reaches it
    if result.suppressed.to_numpy()[:-1, :-1].sum() > 4:
        return  # too many tables to enumerate
    for (i, j), values in enumerated(table, result.suppressed, cap).items():
        low, high = result.intervals.iloc[i, j]
        assert low == min(values)
        # Above the cap the enumeration is blind: it can only say that the cell can be at least that large.
        assert high == max(values) or (high > cap and max(values) >= cap)


@given(tables(rows=3, columns=3, largest=6), st.integers(2, 5))
@settings(max_examples=80, deadline=None)
def test_a_family_alone_in_its_cell_learns_no_other_small_cell(table: pd.DataFrame, threshold: int) -> None:
    """The insider's table: subtract the cell that they know; the other unsafe cells must keep more than one value."""
    result = protect(table, threshold, zeros_are_safe=True)
    full = with_totals(table)
    rows, columns = full.shape
    cells = {f"{i}/{j}": int(full.iloc[i, j]) for i in range(rows) for j in range(columns)}
    relations = [(f"{i}/{columns - 1}", [f"{i}/{j}" for j in range(columns - 1)]) for i in range(rows)]
    relations += [(f"{rows - 1}/{j}", [f"{i}/{j}" for i in range(rows - 1)]) for j in range(columns)]
    hidden = {name for name in cells if result.suppressed.iloc[tuple(map(int, name.split("/")))]}
    for known in [name for name in hidden if cells[name] == 1]:
        what_they_see = attacker_intervals(cells, relations, hidden - {known})
        logically = attacker_intervals(cells, relations, set(cells) - {known})
        for name, (low, high) in what_they_see.items():
            # A cell that equals the known one by definition (a column of one row) cannot be kept from them.
            if 0 < cells[name] < threshold and logically[name].laag != logically[name].hoog:
                assert high > low


@given(tables(rows=4, columns=3), st.integers(2, 6), st.booleans(), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_order_of_rows_does_not_change_how_much_is_hidden(table, threshold, zeros, random) -> None:
    first = protect(table, threshold, zeros)
    again = protect(table.copy(), threshold, zeros)
    pd.testing.assert_frame_equal(first.suppressed, again.suppressed)
    rows = list(table.index)
    random.shuffle(rows)
    shuffled = protect(table.loc[rows], threshold, zeros)
    turned = protect(table.T, threshold, zeros)
    assert first.minimaal
    assert (
        first.suppressed.to_numpy().sum() == shuffled.suppressed.to_numpy().sum() == turned.suppressed.to_numpy().sum()
    )


def smallest_safe_pattern(table: pd.DataFrame, threshold: int, zeros: bool) -> int:
    """Fewest hidden cells with the documented protection level, by trying every pattern, smallest first."""
    full = with_totals(table).to_numpy()
    rows, columns = full.shape
    cells = {f"{i}/{j}": int(full[i, j]) for i in range(rows) for j in range(columns)}
    relations = [(f"{i}/{columns - 1}", [f"{i}/{j}" for j in range(columns - 1)]) for i in range(rows)]
    relations += [(f"{rows - 1}/{j}", [f"{i}/{j}" for i in range(rows - 1)]) for j in range(columns)]
    small = {n for n, v in cells.items() if v < threshold and not (v == 0 and zeros)}
    free = sorted(set(cells) - small)

    def open_to_insider(known: str, hidden: set[str], name: str) -> bool:
        everything = attacker_intervals(cells, relations, set(cells) - {known})[name]
        seen = attacker_intervals(cells, relations, hidden - {known})[name]
        return everything.hoog > cells[name] and seen.hoog <= cells[name]

    for extra in range(len(free) + 1):
        for choice in itertools.combinations(free, extra):
            hidden = small | set(choice)
            seen = attacker_intervals(cells, relations, hidden)
            if any(seen[name].hoog < max(threshold, 1) for name in small):
                continue
            insiders = [n for n in small if cells[n] == 1]
            if any(open_to_insider(q, hidden, p) for q in insiders for p in small if p != q):
                continue
            return len(hidden)
    raise AssertionError("hiding everything must be safe")


@pytest.mark.parametrize("seed", range(6))
def test_no_more_hidden_than_an_exhaustive_search_needs(seed: int) -> None:
    rng = np.random.default_rng(seed)
    table = pd.DataFrame(rng.poisson(6, size=(2, 2 + seed % 2)))
    for threshold, zeros in [(3, True), (4, False)]:
        result = protect(table, threshold, zeros)
        assert result.suppressed.to_numpy().sum() == smallest_safe_pattern(table, threshold, zeros)


def test_a_square_protects_one_small_cell() -> None:
    table = pd.DataFrame({"lopend": [3, 9, 30], "gestopt": [8, 20, 7]}, index=["a", "b", "c"])
    result = protect(table, 5)
    assert result.suppressed.to_numpy().sum() == 4
    assert result.published.loc[TOTAAL].notna().all()
    laag, hoog = result.intervals.loc["a", "lopend"]
    assert (laag, hoog) == (0, 11)  # the row total is 11


def test_zeros_give_away_the_group_unless_they_are_safe() -> None:
    """All families of a row in one column: the zero says so, hence it is hidden by default, and the count with it."""
    table = pd.DataFrame({"ja": [8, 20], "nee": [0, 20]}, index=["a", "b"])
    assert not protect(table, 5, zeros_are_safe=True).suppressed.any(axis=None)
    result = protect(table, 5)
    assert result.suppressed.loc["a", "nee"]
    assert result.intervals.loc["a", "nee"].hoog >= 5


def test_two_small_cells_that_add_up_to_a_small_total_hide_it_too() -> None:
    result = protect(pd.DataFrame([[1, 2], [30, 40]]), 5)
    assert result.suppressed.loc[0, TOTAAL]
    assert result.suppressed.loc[1, TOTAAL] or result.suppressed.loc[TOTAAL, TOTAAL]


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame(),
        pd.DataFrame(index=["a", "b"]),
        pd.DataFrame(columns=["x", "y"]),
        pd.DataFrame([[0]]),
        pd.DataFrame([[3]]),
        pd.DataFrame([[30]]),
        pd.DataFrame([[1, 2, 30]]),
        pd.DataFrame([[1], [2], [30]]),
        pd.DataFrame(np.zeros((3, 3), dtype=int)),
    ],
)
@pytest.mark.parametrize("zeros", [True, False])
def test_odd_shapes(table: pd.DataFrame, zeros: bool) -> None:
    result = protect(table, 5, zeros)
    assert result.published.shape == (table.shape[0] + 1, table.shape[1] + 1)
    full = np.zeros(result.published.shape)
    full[:-1, :-1] = table.to_numpy()
    assert (result.published.isna() == result.suppressed).all(axis=None)
    for interval in result.intervals.to_numpy().ravel():
        if interval is not None:
            assert interval[1] >= 5


def test_a_single_small_cell_is_hidden_everywhere_and_unbounded() -> None:
    result = protect(pd.DataFrame([[3]]), 5)
    assert result.suppressed.all(axis=None)
    assert result.intervals.loc[0, 0] == (0, math.inf)


@pytest.mark.parametrize("threshold", [0, 1])
def test_without_a_threshold_nothing_is_hidden(threshold: int) -> None:
    table = pd.DataFrame([[0, 1], [2, 3]])
    assert not protect(table, threshold, zeros_are_safe=True).suppressed.any(axis=None)


@pytest.mark.parametrize(
    "values", [[[-1, 2]], [[1.5, 2]], [[math.nan, 2]], [[math.inf, 2]], [["a", 2]], [[True, False]], [[None, 2]]]
)
def test_only_counts_are_accepted(values: list[list[object]]) -> None:
    with pytest.raises(TabelFout) as fout:
        protect(pd.DataFrame(values), 5)
    assert isinstance(fout.value, ValueError)
    assert isinstance(fout.value, GegevensFout)


def test_missing_nullable_counts_and_double_totals_are_refused() -> None:
    with pytest.raises(ValueError, match="ontbreekt"):
        protect(pd.DataFrame({"a": pd.array([1, None], dtype="Int64")}), 5)
    with pytest.raises(ValueError, match="Totaal"):
        protect(pd.DataFrame({"Totaal": [1, 2]}), 5)
    with pytest.raises(ValueError, match="drempel"):
        protect(pd.DataFrame({"a": [1, 2]}), -1)
    with pytest.raises(ValueError, match="drempel"):
        protect(pd.DataFrame({"a": [1, 2]}), 2.5)  # type: ignore[arg-type]


def test_whole_floats_nullable_and_categorical_tables_are_accepted() -> None:
    frame = pd.DataFrame({"a": ["x", "y", "x"], "b": ["p", "p", "q"]}, dtype="category")
    table = pd.crosstab(frame["a"], frame["b"])
    for variant in (table, table.astype(float), table.astype("Int64")):
        result = protect(variant, 2)
        assert result.published.index.name == "a"
        assert result.published.columns.name == "b"


def test_linked_tables_are_protected_together() -> None:
    """Two tables share their cells: what one hides, the other must not give back."""
    cells = {"t": 40, "a": 3, "b": 17, "c": 20, "ab": 20, "x": 3, "y": 37}
    relations = [("t", ("a", "b", "c")), ("ab", ("a", "b")), ("t", ("ab", "c")), ("t", ("x", "y"))]
    result = protect_cells(cells, relations, 5)
    assert {"a", "x"} <= result.onderdrukt
    seen = attacker_intervals(cells, relations, result.onderdrukt)
    assert seen["a"].hoog >= 5
    assert seen["x"].hoog >= 5


def test_last_years_figures_count_as_known() -> None:
    """beginstand + instroom = eindstand + uitstroom; with three of the four known the last one is known too."""
    cells = {"begin": 20, "in": 9, "samen": 29, "eind": 26, "uit": 3}
    relations = [("samen", ("begin", "in")), ("samen", ("eind", "uit"))]
    fresh = protect_cells(cells, relations, 5)
    later = protect_cells(cells, relations, 5, al_gepubliceerd={"begin": 20, "samen": 29})
    assert "uit" in fresh.onderdrukt & later.onderdrukt
    assert not {"begin", "samen"} & later.onderdrukt
    assert later.intervallen["uit"].hoog >= 5
    assert later.al_bekend == ()
    too_late = protect_cells(cells, relations, 5, al_gepubliceerd={"samen": 29, "eind": 26})
    assert too_late.al_bekend == ("uit",)
    assert "uit" in too_late.onderdrukt


def test_what_was_hidden_last_year_stays_hidden() -> None:
    cells = {"t": 50, "a": 10, "b": 20, "c": 20}
    result = protect_cells(cells, [("t", ("a", "b", "c"))], 5, verborgen=["a"])
    assert "a" in result.onderdrukt
    assert len(result.onderdrukt) == 2
    assert result.intervallen["a"].hoog > result.intervallen["a"].laag


def test_a_figure_that_readers_need_is_spared_when_it_may_cost_something() -> None:
    cells = {"t": 50, "a": 3, "b": 20, "c": 27}
    relations = [("t", ("a", "b", "c"))]
    plain = protect_cells(cells, relations, 5)
    assert plain.onderdrukt == {"a", "b"}
    weighed = protect_cells(cells, relations, 5, gewichten={"b": 5})
    assert weighed.onderdrukt == {"a", "c"}


def test_relations_must_hold_and_name_known_cells() -> None:
    with pytest.raises(TabelFout, match="tellen niet op"):
        protect_cells({"t": 5, "a": 1, "b": 2}, [("t", ("a", "b"))], 3)
    with pytest.raises(TabelFout, match="bestaat"):
        protect_cells({"t": 5}, [("t", ("a", "b"))], 3)
    with pytest.raises(TabelFout, match="wijkt af"):
        protect_cells({"t": 5}, [], 3, al_gepubliceerd={"t": 6})


def test_a_year_of_months_by_kind_is_quick() -> None:
    rng = np.random.default_rng(3)
    table = pd.DataFrame(rng.poisson(rng.gamma(2, 3, size=(20, 12))))
    start = time.process_time()
    protect(table, 5)
    assert time.process_time() - start < 10  # about half a second; the margin is for a busy machine


# ------------------------------------------------------------------------------------------------ a year's kengetallen


def small_year(reached: int = 9, total: int = 30, begin: int = 12) -> Kengetallen:
    """A few linked counts and a ratio, laid out as ``kengetallen.compute`` does."""
    inflow, ended = total - begin, 6
    cells: dict[str, int | None] = {
        "huishoudtype_status/Totaal/Totaal": total,
        "huishoudtype_status/Totaal/lopend": total - ended,
        "gezinnen_per_maand/beginstand": begin,
        "gezinnen_per_maand/Totaal/instroom": inflow,
        "gezinnen_per_maand/Totaal/uitstroom": ended,
        "mijlpalen/werk_gezocht/gezinnen": reached,
    }
    relations = (
        Relatie(
            "huishoudtype_status/Totaal/Totaal", ("gezinnen_per_maand/beginstand", "gezinnen_per_maand/Totaal/instroom")
        ),
        Relatie(
            "huishoudtype_status/Totaal/Totaal",
            ("huishoudtype_status/Totaal/lopend", "gezinnen_per_maand/Totaal/uitstroom"),
        ),
    )
    layout = Tabel(
        "mijlpalen",
        "Mijlpalen",
        "gezinnen",
        ("werk_gezocht",),
        ("gezinnen",),
        {("werk_gezocht", "gezinnen"): "mijlpalen/werk_gezocht/gezinnen"},
    )

    def figure(key: str, value: float, **rest: Any) -> Kengetal:
        return Kengetal(key, value, "gezinnen", key, "", "gezinnen", "", **rest)

    figures = {
        "gezinnen_ondersteund": figure("gezinnen_ondersteund", total, cel="huishoudtype_status/Totaal/Totaal"),
        "beginstand": figure("beginstand", begin, cel="gezinnen_per_maand/beginstand"),
        "instroom": figure("instroom", inflow, cel="gezinnen_per_maand/Totaal/instroom"),
        "aandeel_nieuw": figure(
            "aandeel_nieuw",
            inflow / total,
            afgeleid_van=("gezinnen_per_maand/Totaal/instroom", "huishoudtype_status/Totaal/Totaal"),
        ),
    }
    return Kengetallen(2022, figures, Tellingen(cells, relations, {"mijlpalen": layout}))


def last_year(value: str, hidden: str = "nee") -> pd.DataFrame:
    return pd.DataFrame({"sleutel": ["huishoudtype_status/Totaal/lopend"], "waarde": [value], "onderdrukt": [hidden]})


def test_a_ratio_of_a_hidden_count_is_hidden_too() -> None:
    protected = protect_kengetallen(small_year(begin=27), 5)
    assert protected["instroom"].onderdrukt
    assert protected["instroom"].waarde is None
    assert protected["aandeel_nieuw"].waarde is None
    # 30 - 27 would give it back: the beginning stock goes as well rather than the total that everybody needs.
    assert protected.tellingen.waarden["huishoudtype_status/Totaal/Totaal"] == 30


def test_nearly_all_families_reaching_a_milestone_tells_about_the_few_that_did_not() -> None:
    few_left = protect_kengetallen(small_year(reached=28), 5)
    assert few_left.tellingen.waarden["mijlpalen/werk_gezocht/gezinnen"] is None
    enough_left = protect_kengetallen(small_year(reached=20), 5)
    assert enough_left.tellingen.waarden["mijlpalen/werk_gezocht/gezinnen"] == 20
    # All of them: the total gives everybody away unless zeros are safe.
    assert protect_kengetallen(small_year(reached=30), 5).tellingen.waarden["mijlpalen/werk_gezocht/gezinnen"] is None
    everyone = protect_kengetallen(small_year(reached=30), 5, zeros_are_safe=True)
    assert everyone.tellingen.waarden["mijlpalen/werk_gezocht/gezinnen"] == 30


def test_last_years_report_is_known_and_what_it_hid_stays_hidden() -> None:
    year = small_year(begin=12)
    hidden_then = protect_kengetallen(year, 5, vorig=last_year("", "ja"))
    assert hidden_then["beginstand"].waarde is None
    assert protect_kengetallen(year, 5, vorig=last_year("12"))["beginstand"].waarde == 12
    # The inflow is small: with the beginning known from last year, the total has to go this time.
    known = protect_kengetallen(small_year(begin=27), 5, vorig=last_year("27"))
    assert known.tellingen.waarden["huishoudtype_status/Totaal/Totaal"] is None
    # A figure that does not match says nothing about this year's.
    assert protect_kengetallen(small_year(begin=27), 5, vorig=last_year("26"))["beginstand"].waarde is None


@pytest.mark.parametrize("threshold", [0, 1])
def test_the_threshold_switches_the_protection_of_the_year_off(threshold: int) -> None:
    year = small_year()
    assert protect_kengetallen(year, threshold) is year


@pytest.mark.slow
def test_the_fictional_year_2022_is_safe_over_all_its_tables() -> None:
    year = ingest.read_year(project_root() / "data" / "2022")
    raw = compute(year)
    safe = protect_kengetallen(raw, 5, vorig=year.vorig)
    values = {cell: int(n) for cell, n in raw.tellingen.waarden.items() if n is not None}
    hidden = {cell for cell, n in safe.tellingen.waarden.items() if n is None}
    assert all(n >= 5 for cell, n in values.items() if cell not in hidden)
    assert hidden
    seen = attacker_intervals(values, raw.tellingen.relaties, hidden)
    assert all(seen[cell].hoog >= 5 for cell, n in values.items() if n < 5)
    assert safe["gezinnen_ondersteund"].waarde == raw["gezinnen_ondersteund"].waarde
    again = protect_kengetallen(raw, 5, vorig=year.vorig)
    assert again.tellingen.waarden == safe.tellingen.waarden


def test_the_search_for_a_smaller_choice_is_bounded_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hard table is protected as well when there is no work left for improving it, in the same way every time."""
    table = pd.DataFrame(np.random.default_rng(3).integers(0, 9, (7, 7)))
    free = protect(table, 4)
    monkeypatch.setattr(disclosure, "_MASTER_WORK", -1)
    bounded, again = protect(table, 4), protect(table, 4)
    assert bounded.suppressed.equals(again.suppressed)
    assert bounded.suppressed.to_numpy().sum() >= free.suppressed.to_numpy().sum()
    full = table.to_numpy()
    small = np.argwhere(full < 4)
    assert all(bounded.intervals.iloc[r, c].hoog >= 4 for r, c in small)
