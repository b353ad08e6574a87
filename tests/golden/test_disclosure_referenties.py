"""Published test tables of other disclosure control software, with what that software does to them.

Only numbers are taken over. A choice may differ from theirs where several are equally small; what must agree is what
is unsafe, what an attacker can conclude, and that no more cells are hidden at a comparable protection level.

Sources (repository, commit, file):

* ACRO: AI-SDC/ACRO fe729ae, data/test_data.dta (counts of year by grant_type), test/test_tables.py
* sdcTable: sdcTools/sdcTable 6393dfb, data-raw/microdata1.R, tests/testthat/test-protectTable.r,
  test-simpleheuristic.R, test-linked-tables.r
* tau-ARGUS: sdcTools/checkTauArgus 4ecec34, inst/tests/Batch/ex1/tabdata_ex1.tab and test_batch_ex1.R
* GaussSuppression: statisticsnorway/ssb-gausssuppression, vignette 'Small count frequency table suppression' and the
  examples of GaussSuppressionFromData (data sets example1 and z1 of SSBtools)
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from buurtrendement.disclosure import TOTAAL, Protected, attacker_intervals, protect, protect_cells


def two_way(table: pd.DataFrame) -> tuple[dict[str, int], list[tuple[str, list[str]]]]:
    """Cells ``rij|kolom`` and relations of a table without totals, written out for the general functions."""
    cells = {f"{r}|{k}": int(table.loc[r, k]) for r in table.index for k in table.columns}
    relations: list[tuple[str, list[str]]] = []
    for r in table.index:
        cells[f"{r}|t"] = int(table.loc[r].sum())
        relations.append((f"{r}|t", [f"{r}|{k}" for k in table.columns]))
    for k in table.columns:
        cells[f"t|{k}"] = int(table[k].sum())
        relations.append((f"t|{k}", [f"{r}|{k}" for r in table.index]))
    cells["t|t"] = int(table.to_numpy().sum())
    relations += [("t|t", [f"{r}|t" for r in table.index]), ("t|t", [f"t|{k}" for k in table.columns])]
    return cells, relations


def hidden(result: Protected) -> set[tuple[object, object]]:
    where = result.suppressed.stack()
    return {(r, k) for (r, k), value in where.items() if value}


def frame(rows: Sequence[str], columns: Sequence[str], values: Sequence[Sequence[int]]) -> pd.DataFrame:
    return pd.DataFrame(values, index=list(rows), columns=list(columns))


def test_acro_grants_by_year() -> None:
    """ACRO (threshold 10) blanks the six cells of 8 and stops there: with margins that gives every one back."""
    years = [str(y) for y in range(2010, 2016)]
    table = frame(years, ["G", "N", "R", "R/G"], [[15, 59, 71, 8]] * 6)
    only_primary = {f"{y}|R/G" for y in years}
    cells, relations = two_way(table)
    assert set(attacker_intervals(cells, relations, only_primary).values()) == {(8, 8)}

    result = protect(table, 10)
    assert {(y, "R/G") for y in years} <= hidden(result)
    # Per row one more cell is needed, and no column may have only one hole: 12 is the smallest possible.
    assert len(hidden(result)) == 12
    assert result.minimaal
    assert all(result.intervals.loc[y, "R/G"].hoog >= 10 for y in years)


def test_sdctable_microdata1() -> None:
    """OPT, HYPERCUBE, HITAS and SIMPLEHEURISTIC hide the same four cells: regions A and C, both genders."""
    table = frame("ABCD", ["female", "male"], [[2, 18], [19, 14], [10, 12], [14, 11]])
    assert hidden(protect(table, 3)) == {("A", "female"), ("A", "male"), ("C", "female"), ("C", "male")}


def test_sdctable_attack_on_a_pattern_that_looks_safe() -> None:
    """Two holes in every row and column, and still w|b is known exactly; sdcTable hides x|d and reports 0 to 78."""
    table = frame("wxyz", "abcd", [[30, 47, 64, 89], [90, 124, 5, 31], [92, 100, 59, 85], [800, 991, 651, 685]])
    cells, relations = two_way(table)
    pattern = {"w|a", "w|b", "w|c", "x|a", "x|c", "y|b", "y|d", "z|b", "z|d"}
    assert attacker_intervals(cells, relations, pattern)["w|b"] == (47, 47)
    assert attacker_intervals(cells, relations, pattern | {"x|d"})["w|b"] == (0, 78)


def test_sdctable_linked_tables() -> None:
    """Each table is safe alone; together county-1 minus 'small' gives B away unless N is hidden too."""
    cells = dict(zip("ABIJKLMN", [2, 2, 8, 8, 3, 3, 3, 7], strict=True))
    cells |= {"county-1": 20, "county-2": 16, "big": 6, "small": 30, "Total": 36}
    one = [("county-1", "ABIJ"), ("county-2", "KLMN"), ("Total", ("county-1", "county-2"))]
    two = [("big", "LM"), ("small", "ABIJKN"), ("Total", ("big", "small"))]
    alone = {"A", "B", "K", "L", "M"}
    assert attacker_intervals(cells, one + two, alone)["K"] == (3, 3)
    result = protect_cells(cells, one + two, 4)
    assert result.onderdrukt == alone | {"N"}
    assert all(result.intervallen[cell].hoog >= 4 for cell in alone)


def test_tau_argus_batch_example_1() -> None:
    """The value 137 is unsafe; tau-ARGUS hides A and C, both genders."""
    table = frame("ABCD", ["male", "female"], [[895, 137], [753, 973], [569, 486], [540, 793]])
    result = protect(table, 200)
    assert hidden(result) == {("A", "male"), ("A", "female"), ("C", "male"), ("C", "female")}


def test_gauss_suppression_example1_zeros_and_ones() -> None:
    """Table 1 of the vignette: maxN = 1, zeros unsafe; four cells, the same ones."""
    table = frame(["young", "old"], ["Iceland", "Portugal", "Spain"], [[2, 0, 5], [3, 4, 6]])
    result = protect(table, 2)
    assert hidden(result) == {(age, geo) for age in ("young", "old") for geo in ("Iceland", "Portugal")}


def test_gauss_suppression_example1_with_a_hierarchy() -> None:
    """Table 2 of the vignette: maxN = 2 with the EU as a subtotal.

    Eight cells there, after which a reader still knows that young|Iceland is at most 2; keeping that open costs two.
    """
    table = frame(["young", "old"], ["Iceland", "Portugal", "Spain"], [[2, 0, 5], [3, 4, 6]])
    cells, relations = two_way(table)
    for row in ("young", "old", "t"):
        cells[f"{row}|EU"] = cells[f"{row}|Portugal"] + cells[f"{row}|Spain"]
        cells[f"{row}|nonEU"] = cells[f"{row}|Iceland"]
        relations += [
            (f"{row}|EU", [f"{row}|Portugal", f"{row}|Spain"]),
            (f"{row}|nonEU", [f"{row}|Iceland"]),
            (f"{row}|t", [f"{row}|EU", f"{row}|nonEU"]),
        ]
    relations += [(f"t|{k}", [f"young|{k}", f"old|{k}"]) for k in ("EU", "nonEU")]
    result = protect_cells(cells, relations, 3)
    assert {"young|Iceland", "young|nonEU", "young|Portugal"} <= result.onderdrukt
    theirs = {f"{age}|{geo}" for age in ("young", "old") for geo in ("Iceland", "Portugal", "EU", "nonEU")}
    assert attacker_intervals(cells, relations, theirs)["young|Iceland"] == (0, 2)
    assert len(result.onderdrukt) == 10
    assert result.minimaal
    assert all(result.intervallen[cell].hoog >= 3 for cell in result.primair)


def test_gauss_suppression_z1() -> None:
    """maxN = 3: three unsafe cells in one column; six cells hidden there and here."""
    table = frame(
        "ABCDEFGH",
        ["annet", "arbeid", "soshjelp", "trygd"],
        [
            [11, 11, 55, 36],
            [7, 1, 29, 18],
            [5, 8, 35, 25],
            [13, 2, 17, 13],
            [9, 14, 63, 52],
            [12, 9, 24, 22],
            [6, 4, 22, 8],
            [9, 3, 38, 15],
        ],
    )
    result = protect(table, 4)
    assert {("B", "arbeid"), ("D", "arbeid"), ("H", "arbeid")} <= hidden(result)
    assert len(hidden(result)) == 6
    assert result.published.loc[TOTAAL].notna().all()


def test_gauss_suppression_ones_and_zeros() -> None:
    """maxN = 3, zeros unsafe: three ones above three zeros.

    Eight cells there; the column totals (10) and the printed nines then say that every hidden one and zero is 0 or 1.
    Here each must be able to reach the threshold, so the nines go as well.
    """
    table = frame("123", "ABCDE", [[1, 1, 1, 5, 5], [9, 9, 9, 9, 9], [0, 0, 0, 7, 7]])
    result = protect(table, 4)
    assert {(r, k) for r in "13" for k in "ABC"} <= hidden(result)
    cells, relations = two_way(table)
    theirs = {f"{r}|{k}" for r in "13" for k in "ABCE"}
    assert attacker_intervals(cells, relations, theirs)["1|A"] == (0, 1)
    assert len(hidden(result)) == 12
    assert result.minimaal
    assert all(result.intervals.loc[r, k].hoog >= 4 for r in "13" for k in "ABC")
