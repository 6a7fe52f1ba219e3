"""How good the evidence is behind each number of a matrix, all cells at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.views.cooperation.ways import YEARS
from graph.views.record.grade import grade
from graph.views.record.statements import behind

if TYPE_CHECKING:
    from graph.views.cooperation.matrix import Matrix
    from graph.views.record.grade import Grade
    from graph.views.record.lines import Triple
    from graph.views.record.names import NamedGraph

__all__ = ["grades"]


def grades(kg: NamedGraph, matrix: Matrix) -> dict[tuple[int, int], Grade]:
    """By row and column the grade of all that is behind the number; empty cells have none.

    Of a symmetric matrix both halves are there.
    """
    lines = {
        (int(row), int(column)): _behind(matrix, int(row), int(column))
        for row, column in zip(*np.nonzero(matrix.counts), strict=True)
    }
    said = behind(kg.engine, {line for those in lines.values() for line in those})
    return {
        place: grade(one for line in those for one in said.get(line, ()) if not one.dissent)
        for place, those in lines.items()
    }


def _behind(found: Matrix, row: int, column: int) -> set[Triple]:
    """The lines that a cell counts, or that lead from its two sides to what they share."""
    one, other = found.rows[row].iri, found.columns[column].iri
    if found.far is None:
        return set(found.lines(one, other))
    shared = found.shared(one, other)
    if found.way.middle == YEARS:  # the same dates stand behind every year
        shared = shared[:1]
    return {
        line
        for middle in shared
        for side, end in ((found.near, one), (found.far, other))
        for line in side.lines.get((end, middle), ())
    }
