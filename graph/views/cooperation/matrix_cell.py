"""What is behind one number of a matrix: the statements, and what the two share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.views.cooperation.cooperation import SharedByTwo
from graph.views.cooperation.ways import YEARS
from graph.views.record.names import plain
from graph.views.record.statements import behind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.views.cooperation.matrix import Matrix
    from graph.views.record.evidence import Evidence
    from graph.views.record.lines import Triple
    from graph.views.record.names import Name, NamedGraph

__all__ = ["Cell", "cell"]

_MOST = 50
"""How many shared things of one cell are shown with their evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What is behind one number: the lines straight between the two, or what they share.

    ``left_out`` counts the shared things that are not shown, where there are very many.
    """

    row: Name
    column: Name
    count: int
    direct: tuple[Evidence, ...]
    shared: tuple[SharedByTwo, ...]
    left_out: int


def cell(kg: NamedGraph, filled: Matrix, row: str, column: str) -> Cell:
    """The evidence behind one number of a matrix; an empty cell has none."""
    if filled.way.middle == YEARS:
        return _at_the_same_time(kg, filled, row, column)
    lines = filled.lines(row, column)
    middles = filled.shared(row, column) if row != column or not filled.way.symmetric else []
    middles.sort(key=lambda iri: (plain(kg.names[iri].label), iri))
    shown = middles[:_MOST]
    near = {middle: filled.near.lines[row, middle] for middle in shown}
    far = {middle: filled.far.lines[column, middle] for middle in shown if filled.far}
    said = behind(kg.engine, {*lines, *_all(near), *_all(far)})
    return Cell(
        row=kg.names[row],
        column=kg.names[column],
        count=len(lines) + len(middles),
        direct=_said(said, lines),
        shared=tuple(
            SharedByTwo(
                kg.names[middle],
                _said(said, near[middle]),
                _said(said, far[middle]),
            )
            for middle in shown
        ),
        left_out=len(middles) - len(shown),
    )


def _at_the_same_time(kg: NamedGraph, found: Matrix, row: str, column: str) -> Cell:
    """The dates behind a number of years; the years themselves are no things to show."""
    at = [
        next((place for place, name in enumerate(side) if name.iri == iri), None)
        for side, iri in ((found.rows, row), (found.columns, column))
    ]
    both = at[0] is not None and at[1] is not None and found.counts[at[0], at[1]]
    years = found.shared(row, column) if both else []
    lines = (
        {line for end in (row, column) for line in found.near.lines.get((end, years[0]), ())}
        if years
        else set()
    )
    said = behind(kg.engine, lines)
    return Cell(
        row=kg.names[row],
        column=kg.names[column],
        count=len(years),
        direct=_said(said, sorted(lines)),
        shared=(),
        left_out=0,
    )


def _said(
    said: Mapping[Triple, Sequence[Evidence]], lines: Sequence[Triple]
) -> tuple[Evidence, ...]:
    """The statements behind some of the lines."""
    return tuple(one for line in lines for one in said[line])


def _all(lines: dict[str, tuple[Triple, ...]]) -> list[Triple]:
    return [line for some in lines.values() for line in some]
