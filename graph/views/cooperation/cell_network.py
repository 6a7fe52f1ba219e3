"""The network of one cell of a matrix: its lines, lit, among what else its two ends have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.views.network.drawn_lines import DrawnLine, line_id, stated_line
from graph.views.network.drawn_network import NetworkView, drawn_network
from graph.views.network.drawn_nodes import drawn_thing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.views.cooperation.incidence import Incidence
    from graph.views.cooperation.matrix import Matrix
    from graph.views.cooperation.matrix_cell import Cell
    from graph.views.network.drawn_lines import NetworkLine
    from graph.views.network.drawn_nodes import NetworkNode
    from graph.views.record.evidence import Evidence
    from graph.views.record.lines import Triple
    from graph.views.record.names import Names

__all__ = ["cell_network", "everything", "evidence_at"]

_MIDDLES: Final = 16
"""So many shared things are drawn at most."""
_AROUND: Final = 5
"""So many others stand around each end, to see the cell in its place."""


def cell_network(names: Names, matrix: Matrix, content: Cell) -> tuple[NetworkView, list[str]]:
    """The lines behind a cell with a few others of both ends, and the ids of its own lines."""
    row, column = content.row.iri, content.column.iri
    own: set[Triple] = {one.triple for one in content.direct if one.asserted and one.is_link}
    for shared in content.shared[:_MIDDLES]:
        own |= {one.triple for one in (*shared.one, *shared.other) if one.asserted}
    around: set[Triple] = set()
    if matrix.far is None:
        around |= _first(matrix.near, ((row, name.iri) for name in matrix.columns), own)
        around |= _first(matrix.near, ((name.iri, column) for name in matrix.rows), own)
    else:
        for side, end in ((matrix.near, row), (matrix.far, column)):
            around |= _first(side, ((end, middle) for middle in side.middles), own)
    said: dict[Triple, set[str]] = {}
    for one in everything(content):
        said.setdefault(one.triple, set()).add(one.document)
    things = {end for subject, _, object_ in own | around for end in (subject, object_)}
    graph = drawn_network(
        (drawn_thing(names, iri) for iri in sorted(things | {row, column})),
        (stated_line(names, line, len(said.get(line, ()))) for line in sorted(own | around)),
    )
    return NetworkView(graph, None, {}), sorted(line_id(*line) for line in own)


def evidence_at(content: Cell, at: NetworkNode | NetworkLine) -> tuple[Evidence, ...]:
    """The statements of a cell behind one line of its network, or about one of its things."""
    if isinstance(at, DrawnLine):
        return tuple(one for one in everything(content) if one.triple == at.triple)
    return tuple(one for one in everything(content) if at.id in {one.subject, one.value})


def everything(content: Cell) -> list[Evidence]:
    """Every statement behind a cell."""
    sides = (side for shared in content.shared for side in (shared.one, shared.other))
    return [*content.direct, *(one for side in sides for one in side)]


def _first(side: Incidence, pairs: Iterable[tuple[str, str]], own: set[Triple]) -> set[Triple]:
    """The lines of the first few pairs that have some, leaving out those of the cell itself."""
    found: set[Triple] = set()
    many = 0
    for pair in pairs:
        lines = set(side.lines.get(pair, ())) - own
        if lines and many < _AROUND:
            found |= lines
            many += 1
    return found
