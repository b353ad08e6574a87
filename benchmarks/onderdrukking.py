"""How many cells disclosure control hides, against an exact optimum, and how long it takes.

Run: ``python benchmarks/onderdrukking.py [number of tables per size]``.

The optimum comes from one integer programme that is written independently of the code under test: for every demand
(an unsafe cell must be able to reach the threshold, also for somebody who is alone in another cell) a whole alternative
table, tied to the choice of hidden cells. That is exact, and only usable for small tables. The column
``zonder insider`` is the optimum when nobody knows a cell from the inside: the difference is the price of that.
"""

from __future__ import annotations

import sys
import time

import numpy as np
import pandas as pd
from scipy import optimize, sparse

from buurtrendement.disclosure import protect

SEED = 20_221_231


def margins(table: np.ndarray) -> tuple[np.ndarray, sparse.csr_array]:
    """Values of all cells, totals included, and the equations between them."""
    rows, columns = table.shape
    full = np.zeros((rows + 1, columns + 1), dtype=int)
    full[:rows, :columns] = table
    full[rows, :columns] = table.sum(axis=0)
    full[:, columns] = full[:, :columns].sum(axis=1)
    equations = []
    for r in range(rows + 1):
        line = np.zeros_like(full)
        line[r, :columns], line[r, columns] = -1, 1
        equations.append(line.ravel())
    for c in range(columns + 1):
        line = np.zeros_like(full)
        line[:rows, c], line[rows, c] = -1, 1
        equations.append(line.ravel())
    return full.ravel(), sparse.csr_array(np.array(equations))


def optimum(table: np.ndarray, threshold: int, zeros_are_safe: bool, insiders: bool) -> int:
    """Fewest hidden cells, from one integer programme over cells and alternative tables."""
    values, equations = margins(table)
    n = len(values)
    unsafe = (values < threshold) & ~((values == 0) & zeros_are_safe)
    large = int(values.sum()) + threshold
    demands = [(p, -1, max(threshold - values[p], 1)) for p in np.nonzero(unsafe)[0]]
    if insiders:
        alone = [q for q in np.nonzero(unsafe)[0] if values[q] == 1]
        demands += [(p, q, 1) for q in alone for p in np.nonzero(unsafe)[0] if p != q]
    demands = [d for d in demands if possible(values, equations, d, large)]
    if not demands:
        return int(unsafe.sum())
    k = len(demands)
    low, high = np.zeros(n + k * n), np.ones(n + k * n)
    low[:n] = unsafe
    for j, (p, q, rise) in enumerate(demands):
        at = n + j * n
        low[at : at + n], high[at : at + n] = -values, large
        low[at + p] = rise
        if q >= 0:
            low[at + q] = high[at + q] = 0
    eye, zero = sparse.eye_array(n, format="csr"), sparse.csr_array((equations.shape[0], n))
    sums, above, below = [], [], []
    for j in range(k):
        sums.append([zero] + [equations if i == j else zero for i in range(k)])
        empty = sparse.csr_array((n, n))
        above.append([-large * eye] + [eye if i == j else empty for i in range(k)])
        below.append([sparse.diags_array(values.astype(float)).tocsr()] + [eye if i == j else empty for i in range(k)])
    solution = optimize.milp(
        np.r_[np.ones(n), np.zeros(k * n)],
        integrality=np.r_[np.ones(n), np.zeros(k * n)],
        bounds=optimize.Bounds(low, high),
        constraints=[
            optimize.LinearConstraint(sparse.block_array(sums, format="csr"), 0, 0),
            optimize.LinearConstraint(sparse.block_array(above, format="csr"), -np.inf, 0),
            optimize.LinearConstraint(sparse.block_array(below, format="csr"), 0, np.inf),
        ],
        options={"mip_rel_gap": 0.0},
    )
    return round(solution.fun)


def possible(values: np.ndarray, equations: sparse.csr_array, demand: tuple[int, int, int], large: int) -> bool:
    """Can the demand be met at all, with everything hidden?"""
    p, q, rise = demand
    low, high = -values.astype(float), np.full(len(values), float(large))
    low[p] = rise
    if q >= 0:
        low[q] = high[q] = 0.0
    bounds = np.column_stack([low, high])
    return optimize.linprog(
        np.zeros(len(values)), A_eq=equations, b_eq=np.zeros(equations.shape[0]), bounds=bounds
    ).success


def against_the_optimum(tables: int) -> None:
    print("tabel;drempel;nullen veilig;tabellen;verborgen;optimum;gelijk;zonder insider;seconden per tabel")
    for rows, columns, threshold, zeros in [
        (2, 2, 5, False),
        (3, 2, 5, False),
        (3, 3, 5, True),
        (3, 3, 3, True),
        (3, 4, 5, False),
        (4, 4, 5, True),
    ]:
        rng = np.random.default_rng(SEED)
        ours = best = plain = same = 0
        seconds = 0.0
        for _ in range(tables):
            table = rng.poisson(rng.gamma(2.0, 4.0, size=(rows, columns)))
            start = time.perf_counter()
            hidden = int(protect(pd.DataFrame(table), threshold, zeros).suppressed.to_numpy().sum())
            seconds += time.perf_counter() - start
            exact = optimum(table, threshold, zeros, insiders=True)
            ours, best, same = ours + hidden, best + exact, same + (hidden == exact)
            plain += optimum(table, threshold, zeros, insiders=False)
        print(
            f"{rows}x{columns};{threshold};{'ja' if zeros else 'nee'};{tables};{ours};{best};{same};{plain};"
            f"{seconds / tables:.2f}"
        )


def time_needed() -> None:
    print("tabel;drempel;nullen veilig;onveilig;verborgen;bewezen minimaal;seconden")
    for rows, columns, mean, threshold, zeros in [
        (5, 4, 8, 5, False),
        (12, 4, 6, 5, False),
        (12, 4, 6, 5, True),
        (20, 12, 3, 5, False),
        (20, 12, 8, 5, False),
        (20, 12, 12, 5, True),
        (20, 12, 30, 10, False),
    ]:
        rng = np.random.default_rng(SEED)
        table = pd.DataFrame(rng.poisson(rng.gamma(2.0, mean / 2, size=(rows, columns))))
        values, _ = margins(table.to_numpy())
        unsafe = int(((values < threshold) & ~((values == 0) & zeros)).sum())
        start = time.perf_counter()
        result = protect(table, threshold, zeros)
        seconds = time.perf_counter() - start
        hidden = int(result.suppressed.to_numpy().sum())
        print(
            f"{rows}x{columns};{threshold};{'ja' if zeros else 'nee'};{unsafe};{hidden};"
            f"{'ja' if result.minimaal else 'nee'};{seconds:.2f}"
        )


if __name__ == "__main__":
    against_the_optimum(int(sys.argv[1]) if len(sys.argv) > 1 else 25)
    time_needed()
