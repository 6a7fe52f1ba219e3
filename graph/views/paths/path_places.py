"""Where the things on paths stand: the ends outside, what is between them on the way.

Between two ends the picture reads from left to right: each thing stands as far along as it does
on its paths, those of the better paths nearer the middle line. Three to five ends stand around,
and everything else is drawn to the ends that it is near to.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Final

import networkx as nx

from graph.views.places.label_boxes import FULL_BOX, room, settle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.views.paths.paths import Connections
    from graph.views.places.label_boxes import Position

__all__ = ["path_places"]

_COLUMN: Final = FULL_BOX[0] * 1.75
_ROW: Final = FULL_BOX[1] * 1.2


def path_places(connected: Connections) -> dict[str, Position]:
    """A place in pixels for each thing of the network of paths; the same for the same paths."""
    graph = connected.view.graph
    ends = [name.iri for name in connected.ends]
    wanted = _in_columns(connected) if len(ends) == 2 else _in_a_ring(connected)  # noqa: PLR2004
    order = [*ends, *sorted(set(graph) - set(ends), key=lambda iri: (_far(wanted[iri]), iri))]
    rooms = {iri: room(connected.view.node(iri).label) for iri in graph}
    places = settle(rooms, [(iri, wanted[iri]) for iri in order], {})
    return {iri: (round(x, 1), round(y, 1)) for iri, (x, y) in places.items()}


def _in_columns(found: Connections) -> dict[str, Position]:
    """Wishes for two ends: columns by how far along, rows by the order of the paths."""
    one, other = (name.iri for name in found.ends)
    along: defaultdict[str, list[float]] = defaultdict(list)
    for path in found.paths:
        for at, name in enumerate(path.things):
            along[name.iri].append(at / path.length)
    steps = max((path.length for path in found.paths), default=2)
    columns: defaultdict[int, list[str]] = defaultdict(list)
    wide = steps * _COLUMN
    wanted: dict[str, Position] = {one: (-wide / 2, 0.0), other: (wide / 2, 0.0)}
    for iri, parts in along.items():
        if iri not in wanted:
            columns[round(sum(parts) / len(parts) * steps)].append(iri)
    direct = any(path.length == 1 for path in found.paths)
    for column, members in columns.items():
        # Where a line joins the ends, it has the middle line to itself.
        nudge = _ROW / 2 if direct or len(members) % 2 == 0 else 0.0
        # First on the middle line, then below and above it in turns.
        for at, iri in enumerate(members):
            row = (at + 1) // 2 * (1 if at % 2 else -1)
            wanted[iri] = (column * _COLUMN - wide / 2, row * _ROW - nudge)
    return wanted


def _in_a_ring(found: Connections) -> dict[str, Position]:
    """Wishes for more ends: they stand around, the rest where the ends near to it draw it."""
    graph = found.view.graph
    links = nx.Graph(graph)
    ends = [name.iri for name in found.ends]
    across = (_COLUMN * 1.6, _ROW * 3.2)
    ring = {
        iri: (
            across[0] * math.cos(math.tau * at / len(ends) - math.pi),
            across[1] * math.sin(math.tau * at / len(ends) - math.pi),
        )
        for at, iri in enumerate(ends)
    }
    away = {end: nx.single_source_shortest_path_length(links, end) for end in ends}
    wanted = dict(ring)
    for iri in sorted(set(graph) - set(ends)):
        pulls = {end: 1 / away[end][iri] ** 2 for end in ends if iri in away[end]}
        wanted[iri] = _middle(ring, pulls)
    return wanted


def _middle(places: Mapping[str, Position], pulls: Mapping[str, float]) -> Position:
    total = sum(pulls.values()) or 1.0
    return (
        sum(places[end][0] * pull for end, pull in pulls.items()) / total,
        sum(places[end][1] * pull for end, pull in pulls.items()) / total,
    )


def _far(place: Position) -> float:
    return math.hypot(*place)
