"""How many shared things, or lines, each pair of a row and a column has.

Counts are worked out in memory from lines that one query per relation fetches, because the same
in SPARQL grows with the square of the things behind every shared one (tests/benchmarks measures
it).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.views.cooperation.incidence import places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from graph.views.cooperation.incidence import Incidence

__all__ = ["counted_pairs"]

_BLOCK = 1_000
"""How many rows are multiplied at once, which bounds the memory for it."""
_LISTS_COST = 20
"""How many steps of multiplying take as long as one of adding up lists."""


def counted_pairs(
    near: Incidence, far: Incidence | None, rows: Sequence[str], columns: Sequence[str]
) -> NDArray[np.uint16]:
    """A number for each row and column: the lines between them, or what both have a line to.

    Args:
        near: the lines of the rows, to the columns or to what is shared.
        far: the lines of the columns to what is shared; None where lines run straight.
        rows: the addresses of the rows.
        columns: those of the columns.
    """
    counts = np.zeros((len(rows), len(columns)), dtype=np.uint16)
    at_row = places(near.things, rows)
    if far is None:
        at_column = places(near.middles, columns)
        number = np.array([len(near.lines[pair]) for pair in sorted(near.lines)], dtype=np.uint16)
        kept = (at_row[near.near] >= 0) & (at_column[near.far] >= 0)
        counts[at_row[near.near[kept]], at_column[near.far[kept]]] = number[kept]
        return counts
    at_column = places(far.things, columns)
    middle = np.array([far.middles.get(iri, -1) for iri in near.middles], dtype=np.int64)
    own = (at_row[near.near] >= 0) & (middle[near.far] >= 0)
    ends = at_row[near.near[own]], middle[near.far[own]]
    kept = at_column[far.near] >= 0
    others = at_column[far.near[kept]], far.far[kept]
    met = [
        np.bincount(side[1], minlength=len(far.middles)).astype(float) for side in (ends, others)
    ]
    # Adding up lists costs a step per meeting of two lines; multiplying costs less per step, but
    # takes one for every row, column and middle.
    if float(met[0] @ met[1]) * _LISTS_COST > counts.size * len(far.middles):
        _multiplied(counts, ends, others, len(far.middles))
    else:
        _added(counts, ends, others, len(far.middles))
    return counts


_Ends = tuple["NDArray[np.int64]", "NDArray[np.int64]"]


def _multiplied(counts: NDArray[np.uint16], near: _Ends, far: _Ends, middles: int) -> None:
    """Fills in the counts as a product of two tables of zeros and ones, block by block."""
    rows, columns = (np.zeros((size, middles), dtype=np.float32) for size in counts.shape)
    rows[near] = 1
    columns[far] = 1
    for start in range(0, len(rows), _BLOCK):
        counts[start : start + _BLOCK] = rows[start : start + _BLOCK] @ columns.T


def _added(counts: NDArray[np.uint16], near: _Ends, far: _Ends, middles: int) -> None:
    """Fills in the counts from the lists of columns that each thing in the middle has."""
    columns_of = _lists(far[1], far[0], middles)
    for row, shared in enumerate(_lists(near[0], near[1], len(counts))):
        if len(shared):
            lists = np.concatenate([columns_of[place] for place in shared])
            counts[row] = np.bincount(lists, minlength=counts.shape[1])


def _lists(
    keys: NDArray[np.int64], values: NDArray[np.int64], size: int
) -> list[NDArray[np.int64]]:
    """For each key from 0 on, the values that it has."""
    order = np.argsort(keys, kind="stable")
    return np.split(values[order], np.searchsorted(keys[order], np.arange(1, size)))
