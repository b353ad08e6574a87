"""Disclosure control on counts: which cells stay empty, and what an attacker can still conclude.

A count of families is *unsafe* when it is below the threshold (a zero too, unless zeros are declared safe). Unsafe
cells are hidden (primary suppression). Because totals are printed as well, more cells must be hidden so that nobody
gets the unsafe ones back by subtraction (complementary suppression).

**Attacker.** Knows every printed count, every additive relation between counts (margins, stock and flow, months and
year), that counts are non-negative whole numbers, the threshold, and counts published earlier. The attacker interval of
a hidden cell is the smallest and largest value over all whole-number solutions of those equations.

**Protection level.** For every unsafe cell: (1) the attacker interval reaches at least the threshold, so it is never a
point and never gives away that the cell is small; (2) somebody who is alone in a hidden cell of value 1, and therefore
knows that cell, cannot compute another unsafe cell exactly. Which hidden cells are unsafe and which only help is not
published. What is not covered is listed in ``docs/privacy.md``.

**Method.** The cell suppression problem as an integer programme with cutting planes, after Fischetti and Salazar
(Management Science 47(7), 2001): a master problem chooses cells, linear programmes play the attacker, and each attack
that succeeds becomes a cut (:func:`_cut`). A heuristic (cheapest alternative table per unsafe cell, then dropping
cells that turn out not to be needed) gives a good choice first; the integer programme improves it or proves that it
cannot be improved. All limits are counts of steps, never seconds: the same input gives the same result.
"""

from __future__ import annotations

import logging
import math
import numbers
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import scipy  # its parts load when first used: a year that hides nothing needs none of them

from buurtrendement.errors import GegevensFout, Probleem
from buurtrendement.kengetallen import Kengetallen, vorige_waarden

_LOG = logging.getLogger(__name__)

TOTAAL = "Totaal"

_HEADLINE = 4  # a kengetal of its own may cost this many cells elsewhere before it is hidden itself
_SAME_AS_LAST_YEAR = {"gezinnen_per_maand/beginstand": "huishoudtype_status/Totaal/lopend"}
"""Cells that equal a cell of the year before: the families that start the year are those that ended the last one."""

_RUNNING = "lopend"
_LAST_YEAR = "vorig jaar"

_CELL = 10_000  # cost of hiding one cell; the tie-breakers below must not add up to this
_DEPTH = 30  # extra per level of totals: a cell inside the table goes before a margin, a margin before the grand total
_LP_COLUMNS = 6_000  # columns of one batch of linear programmes
_MASTER_ROUNDS = 20  # master problems at most
_MASTER_CELLS = 400  # above this many free cells only the heuristic is used
_MASTER_NODES = 2_000  # branch-and-bound nodes per master problem
_CUTS_A_ROUND = 60
_MASTER_WORK = 300_000  # columns of all linear programmes of one improvement together: a few seconds at most
_EPS = 1e-6
_LARGEST = 10**8  # contacts in a year of a large city ten times over; doubles hold such counts to a millionth

IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
FloatArray = npt.NDArray[np.float64]


class TabelFout(GegevensFout, ValueError):
    """The table, the threshold or a relation cannot be used for disclosure control."""

    def __init__(self, boodschap: str, kolom: str | None = None):
        super().__init__([Probleem("onthullingscontrole", kolom=kolom, boodschap=boodschap)])


class Interval(NamedTuple):
    """What an attacker can conclude: ``laag <= cell <= hoog``; ``hoog`` is ``math.inf`` when nothing bounds it."""

    laag: int
    hoog: int | float


@dataclass(frozen=True)
class ProtectedCells:
    """Result of :func:`protect_cells`.

    ``onderdrukt`` are the hidden cells, ``intervallen`` the attacker interval of each of them. ``primair`` (which of
    them are unsafe) is for use inside the house only. ``al_bekend`` are unsafe cells whose value follows from what
    was published earlier: they are hidden, but that comes too late. ``minimaal`` says whether the number of hidden
    cells is proven to be the smallest possible.
    """

    onderdrukt: frozenset[str]
    intervallen: dict[str, Interval]
    primair: frozenset[str] = frozenset()
    al_bekend: tuple[str, ...] = ()
    minimaal: bool = False


@dataclass(frozen=True)
class Protected:
    """Result of :func:`protect`; three tables of one shape, with a row and a column ``Totaal``.

    ``published``: counts (nullable ``Int64``), hidden values missing. ``suppressed``: booleans. ``intervals``: for each
    hidden cell an :class:`Interval` ``(laag, hoog)``, so ``laag, hoog = result.intervals.loc[rij, kolom]``; missing
    (``None``) for published cells. ``hoog`` is ``math.inf`` where nothing published bounds the cell.
    """

    published: pd.DataFrame
    suppressed: pd.DataFrame
    intervals: pd.DataFrame
    minimaal: bool = False


class _Demand(NamedTuple):
    """Cell ``cell`` must be able to rise by ``rise`` in a table that the attacker cannot rule out.

    ``known`` is a cell whose value an insider knows besides everything published (-1: nobody inside).
    """

    cell: int
    known: int
    rise: int


@dataclass
class _System:
    """The additive system ``matrix @ values == 0`` and what may be hidden in it (positions, not names)."""

    values: IntArray
    matrix: scipy.sparse.csc_array  # relations x cells: +1 for the total, -1 for its parts
    fixed: BoolArray  # known to the attacker whatever is done now
    unsafe: BoolArray  # primary: hidden and to be protected
    never: BoolArray  # not printed anyway, and only protected when unsafe too
    cost: IntArray
    witnesses: list[IntArray] = field(default_factory=list)  # deviations that keep all relations and non-negativity
    broken: Counter[_Demand] = field(default_factory=Counter)  # how often a demand kept a cell from being shown again
    work: int = 0  # columns of the attacker's linear programmes so far: time, counted in steps

    @property
    def base(self) -> BoolArray:
        """What is hidden to begin with."""
        return self.unsafe | self.never

    @property
    def free(self) -> BoolArray:
        """Cells that may be hidden in addition."""
        return ~self.fixed & ~self.base


# ----------------------------------------------------------------------------------------------- public functions


def protect(table: pd.DataFrame, threshold: int, zeros_are_safe: bool = False) -> Protected:
    """Hide unsafe counts of a two-way table, and as few others as needed, and say what can still be concluded.

    ``table`` holds counts (non-negative whole numbers) without totals; a row and a column ``Totaal`` are added. A
    count, or a total, below ``threshold`` is unsafe; a zero is too unless ``zeros_are_safe``. Raises
    :class:`TabelFout` (a ``GegevensFout`` and a ``ValueError``) when the table has other values than counts, or
    already has a total.
    """
    counts = _counts(table)
    rows, columns = counts.shape
    full = np.zeros((rows + 1, columns + 1), dtype=np.int64)
    full[:rows, :columns] = counts
    full[rows, :columns] = counts.sum(axis=0)
    full[:, columns] = full[:, :columns].sum(axis=1)

    def name(row: int, column: int) -> str:
        return f"{row}/{column}"

    cells = {name(r, c): int(full[r, c]) for r in range(rows + 1) for c in range(columns + 1)}
    relations = [(name(r, columns), tuple(name(r, c) for c in range(columns))) for r in range(rows + 1)]
    relations += [(name(rows, c), tuple(name(r, c) for r in range(rows))) for c in range(columns + 1)]
    found = protect_cells(cells, relations, threshold, zeros_are_safe)

    index = pd.Index([*table.index, TOTAAL], name=table.index.name)
    header = pd.Index([*table.columns, TOTAAL], name=table.columns.name)
    hidden = np.array(
        [[name(r, c) in found.onderdrukt for c in range(columns + 1)] for r in range(rows + 1)], dtype=bool
    )
    intervals = np.full(full.shape, None, dtype=object)
    for r, c in zip(*np.nonzero(hidden), strict=True):
        intervals[r, c] = found.intervallen[name(int(r), int(c))]
    suppressed = pd.DataFrame(hidden, index=index, columns=header)
    return Protected(
        published=pd.DataFrame(full, index=index, columns=header).astype("Int64").mask(suppressed),
        suppressed=suppressed,
        intervals=pd.DataFrame(intervals, index=index, columns=header, dtype=object),
        minimaal=found.minimaal,
    )


def protect_cells(
    waarden: Mapping[str, int],
    relaties: Iterable[Any],
    threshold: int,
    zeros_are_safe: bool = False,
    al_gepubliceerd: Mapping[str, int] | None = None,
    *,
    verborgen: Collection[str] = (),
    hulpcellen: Collection[str] = (),
    gewichten: Mapping[str, int] | None = None,
) -> ProtectedCells:
    """Protect any set of counts tied together by additive relations (linked tables, stock and flow, two years).

    ``waarden``: cell -> count. ``relaties``: pairs ``(totaal, delen)``, or objects with those attributes, that say
    ``totaal = sum(delen)``. ``al_gepubliceerd``: counts that the attacker already has, of these cells or of others
    that only occur in relations. ``verborgen``: cells that must be hidden although they are large enough (they were
    hidden last year); they are kept from being computed exactly. ``hulpcellen``: counts that are printed
    nowhere but follow from others (the families that did *not* reach a milestone): unsafe ones are protected like any
    other, and none of them is in the result. ``gewichten``: how many ordinary cells it may cost to keep this cell
    visible (default 1). Raises :class:`TabelFout` for values that are no counts and for relations that do not hold.
    """
    threshold = _threshold(threshold)
    earlier = dict(al_gepubliceerd or {})
    for cell in verborgen:
        if cell not in waarden:
            raise TabelFout(f"cel '{cell}' moet verborgen worden, maar bestaat niet.")
    everything = {**earlier, **waarden}
    for cell, value in earlier.items():
        if everything[cell] != value:
            raise TabelFout(f"cel '{cell}' wijkt af van wat eerder is gepubliceerd.")
    names = list(everything)
    position = {name: i for i, name in enumerate(names)}
    pairs = [_pair(r) for r in relaties]
    values = np.array([_count(everything[name], name) for name in names], dtype=np.int64)
    matrix = _matrix(pairs, position)
    if (wrong := np.nonzero(matrix @ values)[0]).size:
        raise TabelFout(f"de delen tellen niet op tot het totaal '{_rows_used(pairs)[int(wrong[0])][0]}'.")

    fixed = np.array([name in earlier for name in names], dtype=bool)
    own = np.array([name in waarden for name in names], dtype=bool)
    small = own & (values < threshold) & ~((values == 0) & zeros_are_safe)
    forced = np.array([name in set(verborgen) for name in names], dtype=bool)
    never = np.array([name in set(hulpcellen) for name in names], dtype=bool)
    depth = _depths(pairs, names)
    size = np.minimum(29, np.round(4 * np.log1p(values))).astype(np.int64)
    weight = np.array([max(1, int((gewichten or {}).get(name, 1))) for name in names], dtype=np.int64)
    system = _System(
        values=values,
        matrix=matrix,
        fixed=fixed,
        unsafe=(small | forced) & ~fixed,
        never=never & ~fixed,
        cost=_CELL * weight + _DEPTH * depth + size,
    )
    hidden, hopeless, minimal, intervals = _solve(system, threshold)
    late = small & fixed
    for i in np.nonzero(late)[0]:
        intervals[int(i)] = Interval(int(values[i]), int(values[i]))
    return ProtectedCells(
        onderdrukt=frozenset(names[i] for i in np.nonzero((hidden | late) & ~never)[0]),
        intervallen={names[i]: intervals[i] for i in sorted(intervals) if not never[i]},
        primair=frozenset(names[i] for i in np.nonzero(small)[0]),
        al_bekend=tuple(names[i] for i in sorted({*np.nonzero(late)[0].tolist(), *hopeless})),
        minimaal=minimal,
    )


def protect_kengetallen(
    kengetallen: Kengetallen, threshold: int, zeros_are_safe: bool = False, vorig: pd.DataFrame | None = None
) -> Kengetallen:
    """The kengetallen of a year without what could identify: counts, tables, and ratios that rest on a hidden count.

    All printed counts are protected together (:func:`protect_cells`), because they share margins. Counts that readers
    need most, those that are a kengetal themselves, are spared where that costs few other cells. ``vorig`` is last
    year's published ``cijfers.csv``: the stock at the end of last year is the stock at the beginning of this one, so
    what was printed then is known now, and what was hidden then stays hidden. A threshold of 0 or 1 switches the
    protection off. The attacker intervals go to the log of this module.
    """
    if _threshold(threshold) <= 1:
        return kengetallen
    cells = {name: int(n) for name, n in kengetallen.tellingen.waarden.items() if n is not None}
    relations: list[Any] = list(kengetallen.tellingen.relaties)
    rest, complements = _complements(kengetallen)
    known, hidden_before = _from_last_year(cells, vorig)
    new, since, before = _new_by_type(kengetallen, vorig)
    rest |= new
    complements += since
    known |= before
    # Sums over the shown cases tell for how many families each stands, so the total must be what hides the other cases.
    sparing = {cell: _HEADLINE for cell in cells if cell.startswith("casussen/") and TOTAAL not in cell.split("/")}
    sparing |= {k.cel: _HEADLINE for k in kengetallen.kengetallen.values() if k.cel is not None}
    found = protect_cells(
        cells | rest,
        relations + complements,
        threshold,
        zeros_are_safe,
        al_gepubliceerd=known,
        verborgen=hidden_before,
        hulpcellen=rest,
        gewichten=sparing,
    )
    _LOG.info("%d van de %d aantallen afgeschermd (drempel %d)", len(found.onderdrukt), len(cells), threshold)
    for name, interval in found.intervallen.items():
        _LOG.info("aanvallersinterval %s: %s tot %s", name, *interval)
    return kengetallen.onderdruk(found.onderdrukt)


def _complements(kengetallen: Kengetallen) -> tuple[dict[str, int], list[tuple[str, tuple[str, ...]]]]:
    """Families that did not reach a milestone: not printed, but total minus printed count gives their number."""
    values = kengetallen.tellingen.waarden
    table = kengetallen.tellingen.tabellen.get("mijlpalen")
    total = kengetallen.kengetallen["gezinnen_ondersteund"].cel if table else None
    if table is None or total is None:
        return {}, []
    rest: dict[str, int] = {}
    relations: list[tuple[str, tuple[str, ...]]] = []
    for cell in table.cellen.values():
        name = f"{cell}/niet"
        rest[name] = int(values[total] or 0) - int(values[cell] or 0)
        relations.append((total, (cell, name)))
    return rest, relations


def _from_last_year(cells: Mapping[str, int], vorig: pd.DataFrame | None) -> tuple[dict[str, int], list[str]]:
    """This year's cells that last year's report already gave away, and those that it kept hidden."""
    if vorig is None or not {"sleutel", "waarde", "onderdrukt"} <= set(vorig.columns):
        return {}, []
    last = vorige_waarden(vorig)
    # 'ja' as it stands in the file, or the boolean that `results.read_cijfers` makes of it.
    yes = vorig["onderdrukt"].astype(object).map(lambda o: str(o).strip().lower() in ("ja", "true"))
    hidden = set(vorig["sleutel"][yes.to_numpy(dtype=bool)].astype(str))
    known: dict[str, int] = {}
    stay_hidden: list[str] = []
    for now, before in _SAME_AS_LAST_YEAR.items():
        if now not in cells:
            continue
        if before in hidden:
            stay_hidden.append(now)
        elif last.get(before) == cells[now]:  # when it differs, last year's figure says nothing about this one
            known[now] = cells[now]
    return known, stay_hidden


def _new_by_type(
    kengetallen: Kengetallen, vorig: pd.DataFrame | None
) -> tuple[dict[str, int], list[tuple[str, tuple[str, ...]]], dict[str, int]]:
    """Families of each household type that are new this year: printed nowhere, but this year's total minus the
    families of that type that ran at the end of last year gives their number, where last year's report says that.

    Returns those counts, their relations, and the counts of last year.
    """
    table = kengetallen.tellingen.tabellen.get("huishoudtype_status")
    if table is None or vorig is None or not {"sleutel", "waarde"} <= set(vorig.columns):
        return {}, [], {}
    values, last = kengetallen.tellingen.waarden, vorige_waarden(vorig)
    new: dict[str, int] = {}
    relations: list[tuple[str, tuple[str, ...]]] = []
    known: dict[str, int] = {}
    for row, total in table.rijtotalen.items():
        cell = table.cellen[row, _RUNNING]
        before, now = last.get(cell), int(values[total] or 0)
        if before is None or before != int(before) or not 0 <= before <= now:
            continue  # hidden last year, or not the same families: then it says nothing about this year
        known[f"{_LAST_YEAR}/{cell}"] = int(before)
        new[f"{total}/nieuw"] = now - int(before)
        relations.append((total, (f"{_LAST_YEAR}/{cell}", f"{total}/nieuw")))
    instroom = "gezinnen_per_maand/Totaal/instroom"
    if len(new) == len(table.rijtotalen) and values.get(instroom) == sum(new.values()):
        relations.append((instroom, tuple(new)))
    return new, relations, known


def attacker_intervals(
    waarden: Mapping[str, int], relaties: Iterable[Any], onderdrukt: Collection[str]
) -> dict[str, Interval]:
    """What an attacker concludes about each cell of ``onderdrukt`` when all other cells of ``waarden`` are printed.

    The check on any pattern, wherever it comes from: smallest and largest value over all non-negative whole-number
    tables that agree with the printed cells and the relations.
    """
    names = list(waarden)
    values = np.array([_count(waarden[name], name) for name in names], dtype=np.int64)
    matrix = _matrix([_pair(r) for r in relaties], {name: i for i, name in enumerate(names)})
    nothing = np.zeros(len(names), dtype=bool)
    system = _System(values=values, matrix=matrix, fixed=nothing, unsafe=nothing, never=nothing, cost=values)
    hidden = np.array([name in set(onderdrukt) for name in names], dtype=bool)
    return {names[i]: interval for i, interval in _intervals(system, hidden).items()}


# ----------------------------------------------------------------------------------------------- input


def _threshold(threshold: int) -> int:
    if isinstance(threshold, bool) or not isinstance(threshold, numbers.Real) or not float(threshold).is_integer():
        raise TabelFout("de drempel moet een geheel getal zijn.")
    if threshold < 0:
        raise TabelFout("de drempel mag niet negatief zijn.")
    return int(threshold)


def _count(value: Any, place: str) -> int:
    if value is None or value is pd.NA or value is pd.NaT:
        raise TabelFout("er ontbreekt een aantal (leeg of oneindig).", kolom=place)
    if isinstance(value, bool | np.bool_) or not isinstance(value, numbers.Real):
        raise TabelFout("er staat iets anders dan een aantal.", kolom=place)
    number = float(value)
    if not math.isfinite(number):
        raise TabelFout("er ontbreekt een aantal (leeg of oneindig).", kolom=place)
    if not number.is_integer():
        raise TabelFout("een aantal moet een geheel getal zijn.", kolom=place)
    if number < 0:
        raise TabelFout("een aantal mag niet negatief zijn.", kolom=place)
    if number > _LARGEST:
        raise TabelFout("een aantal is onmogelijk groot (meer dan honderd miljoen).", kolom=place)
    return int(number)


def _counts(table: pd.DataFrame) -> IntArray:
    """The values of ``table`` as whole numbers, or a :class:`TabelFout` that says in which column it goes wrong."""
    if not isinstance(table, pd.DataFrame):
        raise TabelFout("er is een tabel (DataFrame) met aantallen nodig.")
    if TOTAAL in [*table.index, *table.columns]:
        raise TabelFout(f"de tabel heeft al een rij of kolom '{TOTAAL}'; geef de tabel zonder totalen.")
    out = np.zeros(table.shape, dtype=np.int64)
    for c, label in enumerate(table.columns):
        for r, value in enumerate(table.iloc[:, c].tolist()):
            out[r, c] = _count(value, str(label))
    return out


def _pair(relation: Any) -> tuple[str, tuple[str, ...]]:
    if hasattr(relation, "totaal"):
        return str(relation.totaal), tuple(relation.delen)
    total, parts = relation
    return str(total), tuple(parts)


def _rows_used(pairs: Sequence[tuple[str, tuple[str, ...]]]) -> list[tuple[str, tuple[str, ...]]]:
    # A total of nothing says nothing that an attacker could use on a table: an empty table has no cells to protect.
    return [(total, parts) for total, parts in pairs if parts]


def _matrix(pairs: Sequence[tuple[str, tuple[str, ...]]], position: Mapping[str, int]) -> scipy.sparse.csc_array:
    rows, columns, coefficients = [], [], []
    used = _rows_used(pairs)
    for r, (total, parts) in enumerate(used):
        for cell, coefficient in [(total, 1), *((part, -1) for part in parts)]:
            if cell not in position:
                raise TabelFout(f"een relatie noemt cel '{cell}', die niet bestaat.")
            rows.append(r)
            columns.append(position[cell])
            coefficients.append(coefficient)
    shape = (len(used), len(position))
    return scipy.sparse.csc_array(
        scipy.sparse.coo_array((np.array(coefficients, dtype=np.int64), (rows, columns)), shape=shape)
    )


def _depths(pairs: Sequence[tuple[str, tuple[str, ...]]], names: Sequence[str]) -> IntArray:
    """How many levels of totals lie below each cell (0 inside a table, 1 margin, 2 grand total; at most 3)."""
    depth = dict.fromkeys(names, 0)
    for _ in range(3):
        for total, parts in pairs:
            # A total of one part is that part: no level of its own, unless its row or column makes it one.
            below = max((depth[part] for part in parts), default=0) + (len(parts) > 1)
            depth[total] = min(3, max(depth[total], below))
    return np.array([depth[name] for name in names], dtype=np.int64)


# ----------------------------------------------------------------------------------------------- the attacker


def _attack(system: _System, hidden: BoolArray, demands: Sequence[_Demand]) -> BoolArray:
    """Play the attacker: can each demand be met when exactly ``hidden`` is hidden? Stores a witness for each that can.

    Demands are solved in one block-diagonal linear programme: let the demand's cell rise as far as asked, in the table
    that differs least from the true one. Such a table touches few cells, so it often serves other demands too.
    """
    columns, part = _hidden_part(system, hidden)
    met = np.zeros(len(demands), dtype=bool)
    n = len(columns)
    if not n:
        return met
    place = {int(c): i for i, c in enumerate(columns)}
    system.work += 2 * n * len(demands)
    objective = np.ones((len(demands), 2 * n))
    high = np.tile(np.r_[np.full(n, np.inf), system.values[columns].astype(float)], (len(demands), 1))
    for k, demand in enumerate(demands):
        i = place[demand.cell]
        objective[k, i] = -1e4
        high[k, i], high[k, n + i] = demand.rise, 0.0
        if demand.known in place:
            j = place[demand.known]
            high[k, j] = high[k, n + j] = 0.0
    solution = _linprog(objective, scipy.sparse.hstack([part, -part], format="csr"), np.zeros_like(high), high)
    both = solution.x.reshape(len(demands), 2, n)
    deviations = both[:, 0] - both[:, 1]
    for k, demand in enumerate(demands):
        i = place[demand.cell]
        if deviations[k, i] < demand.rise - _EPS:
            continue
        witness = _whole(system, columns, deviations[k], multiples=4)
        if witness is None:  # the linear programme only found a fractional table
            low = -system.values[columns].astype(float)
            top = np.full(n, np.inf)
            if demand.known in place:
                low[place[demand.known]] = top[place[demand.known]] = 0.0
            witness = _whole_table(system, columns, part, low, top, i, demand.rise)
        if witness is not None:
            system.witnesses.append(witness)
            met[k] = True
    return met


def _proofs(system: _System, hidden: BoolArray, demands: Sequence[_Demand]) -> list[FloatArray]:
    """Multipliers of the relations that show how far each demand's cell can rise at most; :func:`_cut` uses them."""
    columns, part = _hidden_part(system, hidden)
    used = np.nonzero(np.diff(scipy.sparse.csr_array(system.matrix[:, columns]).indptr))[0]
    duals = np.zeros((len(demands), system.matrix.shape[0]))
    system.work += len(columns) * len(demands)
    step = max(1, _LP_COLUMNS // max(1, len(columns)))
    for start in range(0, len(demands) if len(used) else 0, step):
        batch = demands[start : start + step]
        objective = np.zeros((len(batch), len(columns)))
        low = np.tile(-system.values[columns].astype(float), (len(batch), 1))
        high = np.full(objective.shape, np.inf)
        for k, demand in enumerate(batch):
            own = columns == demand.cell
            objective[k, own], high[k, own] = -1.0, float(demand.rise)
            low[k, columns == demand.known] = high[k, columns == demand.known] = 0.0
        solution = _linprog(objective, part, low, high)
        duals[start : start + len(batch), used] = solution.eqlin.marginals.reshape(len(batch), len(used))
    return list(duals)


def _hidden_part(system: _System, hidden: BoolArray) -> tuple[IntArray, Any]:
    """The hidden cells and the relations between them, with everything published taken out."""
    columns = np.nonzero(hidden & ~system.fixed)[0]
    part = scipy.sparse.csr_array(system.matrix[:, columns])
    return columns, part[np.nonzero(np.diff(part.indptr))[0]]


def _linprog(objective: FloatArray, part: Any, low: FloatArray, high: FloatArray) -> Any:
    blocks = objective.shape[0]
    equalities = part if blocks == 1 else scipy.sparse.kron(scipy.sparse.eye_array(blocks), part, format="csr")
    solution = scipy.optimize.linprog(
        objective.ravel(),
        A_eq=equalities.astype(float),
        b_eq=np.zeros(equalities.shape[0]),
        bounds=np.column_stack([low.ravel(), high.ravel()]),
        method="highs-ds",
    )
    if solution.x is None:  # cannot happen: no deviation at all is always allowed, and every objective is bounded
        raise RuntimeError(f"linear programme of the attacker failed: {solution.message}")
    return solution


def _whole(system: _System, columns: IntArray, deviation: FloatArray, multiples: int = 1) -> IntArray | None:
    """``deviation`` (or its smallest multiple up to ``multiples``) as whole numbers, or None when it stays fractional.

    A multiple of a deviation keeps all relations; it is a table too as long as no cell falls below zero.
    """
    for multiple in range(1, multiples + 1):
        rounded = np.rint(multiple * deviation)
        if np.abs(rounded - multiple * deviation).max(initial=0.0) > 1e-5:
            continue
        witness = np.zeros(len(system.values), dtype=np.int64)
        witness[columns] = rounded.astype(np.int64)
        if not (system.matrix @ witness).any() and not (system.values + witness < 0).any():
            return witness
    return None


def _whole_table(
    system: _System, columns: IntArray, part: Any, low: FloatArray, high: FloatArray, cell: int, rise: int
) -> IntArray | None:
    """A whole-number witness from an integer programme, or None when there is none."""
    low = low.copy()
    low[cell] = rise
    solution = scipy.optimize.milp(
        np.zeros(len(columns)),
        integrality=np.ones(len(columns)),
        bounds=scipy.optimize.Bounds(low, high),
        constraints=scipy.optimize.LinearConstraint(part.astype(float), 0.0, 0.0),
        options={"node_limit": _MASTER_NODES},
    )
    return None if solution.x is None else _whole(system, columns, solution.x)


def _open_demands(system: _System, hidden: BoolArray, demands: Sequence[_Demand], since: int = 0) -> list[_Demand]:
    """The demands that no witness from number ``since`` on meets when exactly ``hidden`` is hidden."""
    usable = [w for w in system.witnesses[since:] if not w[~hidden].any()]
    if not usable or not demands:
        return list(demands)
    table = np.array(usable)
    wanted = np.array(demands, dtype=np.int64)
    open_now = np.ones(len(demands), dtype=bool)
    for row in table:  # row by row: the whole product would be millions of cells for an insider in every cell
        quiet = (wanted[:, 1] < 0) | (row[wanted[:, 1]] == 0)
        open_now &= ~((row[wanted[:, 0]] >= wanted[:, 2]) & quiet)
    return [demand for demand, is_open in zip(demands, open_now, strict=True) if is_open]


def _failing(system: _System, hidden: BoolArray, demands: Sequence[_Demand]) -> list[_Demand]:
    """The demands that are really not met when exactly ``hidden`` is hidden."""
    waiting = _open_demands(system, hidden, demands)
    failed: list[_Demand] = []
    size = max(1, _LP_COLUMNS // max(1, 2 * int(hidden.sum())))
    while waiting:  # witnesses of one batch often settle demands of the next, so take demands that lie far apart
        stride = max(1, len(waiting) // size)
        batch, rest = waiting[::stride][:size], set(waiting[::stride][:size])
        known = len(system.witnesses)
        met = _attack(system, hidden, batch)
        failed += [d for d, ok in zip(batch, met, strict=True) if not ok]
        waiting = _open_demands(system, hidden, [d for d in waiting if d not in rest], since=known)
    return failed


def _intervals(system: _System, hidden: BoolArray) -> dict[int, Interval]:
    """The attacker interval of every hidden cell: whole-number minimum and maximum over all tables that fit."""
    columns = np.nonzero(hidden & ~system.fixed)[0]
    n = len(columns)
    if not n:
        return {}
    part = scipy.sparse.csr_array(system.matrix[:, columns])
    part = part[np.nonzero(np.diff(part.indptr))[0]]
    values = system.values[columns]
    # Cells that can grow without end: the support of the largest ray of the recession cone.
    ray = scipy.optimize.linprog(
        np.r_[np.zeros(n), -np.ones(n)],
        A_eq=scipy.sparse.hstack([part, part], format="csr").astype(float),
        b_eq=np.zeros(part.shape[0]),
        bounds=np.column_stack([np.zeros(2 * n), np.r_[np.full(n, np.inf), np.ones(n)]]),
        method="highs-ds",
    ).x
    endless = ray[n:] > 0.5
    out: dict[int, Interval] = {}
    jobs = [(i, sign) for i in range(n) for sign in (-1, 1) if not (sign == 1 and endless[i])]
    reach: dict[tuple[int, int], int] = {}
    step = max(1, _LP_COLUMNS // n)
    for start in range(0, len(jobs), step):
        batch = jobs[start : start + step]
        objective = np.zeros((len(batch), n))
        for k, (i, sign) in enumerate(batch):
            objective[k, i] = -sign
        low = np.tile(-values.astype(float), (len(batch), 1))
        high = np.full((len(batch), n), np.inf)
        deviations = _linprog(objective, part, low, high).x.reshape(len(batch), n)
        for k, (i, sign) in enumerate(batch):
            if _whole(system, columns, deviations[k]) is not None:
                reach[i, sign] = int(np.rint(deviations[k, i]))
            else:
                reach[i, sign] = _whole_reach(part, low[k], i, sign, float(deviations[k, i]))
    for i, cell in enumerate(columns):
        high_end = math.inf if endless[i] else int(values[i]) + reach[i, 1]
        out[int(cell)] = Interval(int(values[i]) + reach[i, -1], high_end)
    return out


def _whole_reach(part: Any, low: FloatArray, i: int, sign: int, bound: float) -> int:
    """Largest whole-number deviation of cell ``i`` in direction ``sign``; ``bound`` is what fractions would allow."""
    objective = np.zeros(len(low))
    objective[i] = -sign
    solution = scipy.optimize.milp(
        objective,
        integrality=np.ones(len(low)),
        bounds=scipy.optimize.Bounds(low, np.full(len(low), np.inf)),
        constraints=scipy.optimize.LinearConstraint(part.astype(float), 0.0, 0.0),
        options={"node_limit": _MASTER_NODES, "mip_rel_gap": 0.0},
    )
    if solution.status == 0 and solution.x is not None:
        return int(np.rint(solution.x[i]))
    return math.floor(bound + _EPS) if sign > 0 else math.ceil(bound - _EPS)


# ----------------------------------------------------------------------------------------------- choosing cells


def _solve(system: _System, threshold: int) -> tuple[BoolArray, list[int], bool, dict[int, Interval]]:
    """:func:`_choose` and :func:`_intervals` for each set of cells that relations tie together, one by one."""
    hidden = np.zeros(len(system.values), dtype=bool)
    hopeless: list[int] = []
    minimal = True
    intervals: dict[int, Interval] = {}
    for cells, relations in _components(system.matrix):
        if not system.unsafe[cells].any():
            continue
        part = _System(
            values=system.values[cells],
            matrix=scipy.sparse.csc_array(system.matrix[:, cells][relations]),
            fixed=system.fixed[cells],
            unsafe=system.unsafe[cells],
            never=system.never[cells],
            cost=system.cost[cells],
        )
        chosen, late, proven = _choose(part, threshold)
        hidden[cells] = chosen
        hopeless += [int(cells[i]) for i in late]
        minimal &= proven
        intervals |= {int(cells[i]): interval for i, interval in _intervals(part, chosen).items()}
    return hidden, hopeless, minimal, intervals


def _components(matrix: Any) -> list[tuple[IntArray, IntArray]]:
    """Cells (and their relations) that hang together; a cell without relations is on its own."""
    relations, cells = matrix.shape
    links = scipy.sparse.coo_array(matrix)
    graph = scipy.sparse.coo_array(
        (np.ones(links.nnz), (links.coords[0] + cells, links.coords[1])), shape=(relations + cells,) * 2
    )
    count, label = scipy.sparse.csgraph.connected_components(graph, directed=False)
    order = np.argsort(label[:cells], kind="stable")
    bounds = np.searchsorted(label[:cells][order], np.arange(count + 1))
    of_relation = [np.nonzero(label[cells:] == k)[0] for k in range(count)]
    return [(order[bounds[k] : bounds[k + 1]], of_relation[k]) for k in range(count) if bounds[k + 1] > bounds[k]]


def _choose(system: _System, threshold: int) -> tuple[BoolArray, list[int], bool]:
    """Which cells to hide, which unsafe cells cannot be saved, and whether the choice is proven minimal."""
    if not system.unsafe.any():
        return system.base, [], True
    primary = system.base
    # What the unsafe cells protect among themselves stays protected whatever else is hidden: forget those demands.
    failed = _failing(system, primary, _demands(system, threshold))
    impossible = set(_failing(system, ~system.fixed, failed))
    hopeless = sorted({d.cell for d in impossible if d.known < 0})
    failed = [d for d in failed if d not in impossible]
    if not failed:
        return primary, hopeless, True
    best = _prune(system, _repair(system, primary, failed), failed)
    if system.free.sum() > _MASTER_CELLS:
        return best, hopeless, False
    hidden, minimal = _improve(system, best, failed)
    return hidden, hopeless, minimal


def _demands(system: _System, threshold: int) -> list[_Demand]:
    unsafe = np.nonzero(system.unsafe)[0].tolist()
    values = system.values
    basic = [_Demand(p, -1, max(threshold - int(values[p]), 1)) for p in unsafe]
    alone = [q for q in unsafe if values[q] == 1]
    inside = [_Demand(p, q, 1) for q in alone for p in unsafe if p != q]
    return basic + inside


def _repair(system: _System, hidden: BoolArray, demands: Sequence[_Demand]) -> BoolArray:
    """Hide more cells until all demands are met: per demand the cheapest alternative table, largest rise first.

    The price of a deviation is the cost of the cell spread over how far the cell can help; hidden cells are free.
    """
    hidden = hidden.copy()
    order = sorted(demands, key=lambda d: (-d.rise, d.known >= 0, d.cell, d.known))
    while order := _open_demands(system, hidden, order):
        demand = order.pop(0)
        if not _attack(system, hidden, [demand])[0]:
            hidden |= _cheapest(system, hidden, demand) != 0
    return hidden


def _cheapest(system: _System, hidden: BoolArray, demand: _Demand) -> IntArray:
    """A whole-number deviation that meets ``demand`` and touches cheap cells; it becomes a witness."""
    n = len(system.values)
    columns = np.nonzero(~system.fixed)[0]
    values = system.values[columns].astype(float)
    price = np.where(hidden[columns], 1e-3, system.cost[columns] / _CELL)
    down = price / np.clip(values, 1.0, demand.rise)
    up = price / demand.rise
    matrix = scipy.sparse.csr_array(system.matrix[:, columns]).astype(float)
    place = {int(c): i for i, c in enumerate(columns)}
    low = np.zeros(2 * len(columns))
    high = np.r_[np.full(len(columns), np.inf), values]
    low[place[demand.cell]] = high[place[demand.cell]] = demand.rise
    high[len(columns) + place[demand.cell]] = 0.0
    if demand.known in place:
        high[place[demand.known]] = high[len(columns) + place[demand.known]] = 0.0
    solution = scipy.optimize.linprog(
        np.r_[up, down],
        A_eq=scipy.sparse.hstack([matrix, -matrix], format="csr"),
        b_eq=np.zeros(matrix.shape[0]),
        bounds=np.column_stack([low, high]),
        method="highs-ds",
    )
    witness = None
    if solution.x is not None:
        witness = _whole(system, columns, solution.x[: len(columns)] - solution.x[len(columns) :], multiples=4)
    if witness is None:
        bound_low = -values
        bound_high = np.full(len(columns), np.inf)
        if demand.known in place:
            bound_low[place[demand.known]] = bound_high[place[demand.known]] = 0.0
        bound_high[place[demand.cell]] = demand.rise
        witness = _whole_table(system, columns, matrix, bound_low, bound_high, place[demand.cell], demand.rise)
    if witness is None:
        return (~system.fixed).astype(np.int64)[:n]
    system.witnesses.append(witness)
    return witness


def _prune(system: _System, hidden: BoolArray, demands: Sequence[_Demand]) -> BoolArray:
    """Show again, dearest first, every additional cell that turns out not to be needed."""
    hidden = hidden.copy()
    extra = [int(i) for i in np.nonzero(hidden & system.free)[0]]
    for cell in sorted(extra, key=lambda i: (-system.cost[i], -i)):
        hidden[cell] = False
        # Demands that broke an earlier attempt are the likely ones to break this one: try those first.
        waiting = sorted(_open_demands(system, hidden, demands), key=lambda d: -system.broken[d])
        while waiting:
            met = _attack(system, hidden, waiting[:8])
            if not met.all():
                system.broken.update(d for d, ok in zip(waiting[:8], met, strict=True) if not ok)
                hidden[cell] = True
                break
            waiting = _open_demands(system, hidden, waiting[8:])
    return hidden


def _cut(system: _System, demand: _Demand, dual: FloatArray) -> FloatArray | None:
    """The inequality ``coefficients @ hidden >= 1`` over free cells that a successful attack proves.

    For any multipliers of the relations, the rise of the demand's cell equals ``sum(reduced * deviation)``. A cell can
    fall by no more than its value and, once hidden, rise without limit; so the cells with a positive reduced cost, and
    those with a negative one times their value, must together make up the rise. Coefficients above the need are cut
    off, which keeps the inequality true and makes it stronger.
    """
    reduced = np.asarray(system.matrix.T @ dual, dtype=float)
    reduced[demand.cell] += 1.0
    reduced[np.abs(reduced) < 1e-9] = 0.0
    reduced[system.fixed] = 0.0
    if demand.known >= 0:
        reduced[demand.known] = 0.0
    if (reduced[system.base] > 1e-7).any():
        return None  # a hidden cell could rise without limit: the multipliers prove nothing
    fall = np.maximum(-reduced, 0.0) * system.values
    need = demand.rise - fall[system.base].sum()
    if need < 1e-7:
        return None
    coefficients = np.where(reduced > 0, 1.0, np.minimum(1.0, fall / need))
    coefficients[~system.free] = 0.0
    return coefficients


def _improve(system: _System, best: BoolArray, demands: Sequence[_Demand]) -> tuple[BoolArray, bool]:
    """Integer programme with cutting planes; returns the best choice found and whether it is proven minimal."""
    free = np.nonzero(system.free)[0]
    price = system.cost[free] / _CELL
    cuts: list[FloatArray] = []
    seen: set[bytes] = set()

    def add(coefficients: FloatArray) -> None:
        # Rounded up, so that the inequality stays true; tiny coefficients only trouble the solver.
        row = np.ceil(coefficients[free] * 1000 - 1e-6) / 1000
        if row.tobytes() not in seen:
            seen.add(row.tobytes())
            cuts.append(row)

    def learn(failed: Sequence[_Demand], hidden: BoolArray) -> None:
        before = len(cuts)
        attacks = failed[:_CUTS_A_ROUND]
        for demand, dual in zip(attacks, _proofs(system, hidden, attacks), strict=True):
            cut = _cut(system, demand, dual)
            if cut is not None and cut @ hidden < 1.0 - 1e-3:
                add(cut)
        if len(cuts) == before:  # only whole numbers make this choice unsafe: forbid it and everything inside it
            add((system.free & ~hidden).astype(float))

    learn(demands, system.base)
    limit = float(price[best[free]].sum())
    enough = system.work + _MASTER_WORK
    for number in range(_MASTER_ROUNDS):
        if system.work > enough:
            break
        solution = scipy.optimize.milp(
            price,
            integrality=np.ones(len(free)),
            bounds=scipy.optimize.Bounds(0, 1),
            constraints=scipy.optimize.LinearConstraint(np.array(cuts), 1.0, np.inf),
            options={"node_limit": _MASTER_NODES, "mip_rel_gap": 0.0},
        )
        if solution.x is None or solution.status != 0:
            return best, False
        if solution.fun > limit - 0.5 / _CELL:
            return best, True
        hidden = system.base
        hidden[free[solution.x > 0.5]] = True
        failed = _failing(system, hidden, demands)
        if not failed:
            return hidden, True
        learn(failed, hidden)
        if number % 4:
            continue
        # A cut is only a bound; repairing the choice of the master sometimes gives a better real choice.
        repaired = _prune(system, _repair(system, hidden, failed), demands)
        if (value := float(price[repaired[free]].sum())) < limit - 0.5 / _CELL:
            best, limit = repaired, value
    return best, False
