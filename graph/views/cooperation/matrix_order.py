"""A matrix in the order that a reader chose, with what its rows and columns add up to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from graph.views.cooperation.seriation import AxisGroup
from graph.views.record.names import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from graph.views.cooperation.matrix import Matrix
    from graph.views.record.names import Name

__all__ = ["ORDERS", "in_order", "totals"]

ORDERS: Final = {
    "alike": "What is alike together",
    "most": "Most first",
    "name": "By name",
}
"""The orders that a reader can choose, by their key; the first is that of the matrix itself."""


def totals(matrix: Matrix) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What the numbers of each row, and of each column, add up to."""
    return matrix.counts.sum(axis=1, dtype=np.int64), matrix.counts.sum(axis=0, dtype=np.int64)


def in_order(matrix: Matrix, order: str) -> Matrix:
    """The same rows and columns in one of `ORDERS`; only the first keeps their groups."""
    if order not in {"most", "name"}:
        return matrix
    sides = zip((matrix.rows, matrix.columns), totals(matrix), strict=True)
    rows, columns = (_places(names, sums if order == "most" else None) for names, sums in sides)
    return replace(
        matrix,
        rows=tuple(matrix.rows[place] for place in rows),
        columns=tuple(matrix.columns[place] for place in columns),
        row_groups=(AxisGroup("", len(rows)),),
        column_groups=(AxisGroup("", len(columns)),),
        counts=matrix.counts[np.ix_(rows, columns)],
    )


def _places(names: Sequence[Name], sums: NDArray[np.int64] | None) -> list[int]:
    """The places of things in their new order: by their sums where given, then by name."""
    return sorted(
        range(len(names)),
        key=lambda at: (0 if sums is None else -int(sums[at]), plain(names[at].label)),
    )
