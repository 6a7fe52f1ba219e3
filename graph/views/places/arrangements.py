"""Ways to lay a network out: around its middle, by springs, by region, in time order, on the map.

The first two are those of ``graph.views.places.layout``. In the next two, things that belong to
one group (a region, a year) stand together under its heading, and what belongs to none or to
several stands below, near what it is linked to. On the map countries stand where they are, and
everything else around what it is linked to. Whatever the way, what has a place already keeps it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import networkx as nx

from graph.views.places.drawable import kind_of, label_of
from graph.views.places.label_boxes import ASPECT, FULL_BOX, room, settle
from graph.views.places.layout import positions
from graph.views.record.appearance import APPEARANCES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.views.places.label_boxes import Position

__all__ = ["Arranged", "Layout", "arranged"]

Layout: TypeAlias = Literal["around", "force", "region", "time", "map"]

ColumnGroup = tuple[str, str]
"""What a group is sorted by, and its heading in words."""

_GAP: Final = 60.0
_HEAD: Final = 64.0
_KINDS: Final = {look.kind: at for at, look in enumerate(APPEARANCES)}
_MIDDLE: Final = "\x00"


@dataclass(frozen=True, slots=True)
class Arranged:
    """Where things stand, by node, and where the headings of their groups stand, by heading."""

    places: Mapping[str, Position] = field(default_factory=dict)
    headings: Mapping[str, Position] = field(default_factory=dict)


def arranged(
    graph: nx.MultiDiGraph[str],
    layout: Layout,
    *,
    middle: str | None,
    groups: Mapping[str, ColumnGroup],
    before: Arranged,
) -> Arranged:
    """A place for each node; those that have one in ``before`` keep it.

    Args:
        graph: The network.
        layout: The way.
        middle: What stands in the middle, where the way has one.
        groups: By node, the one group that it belongs to; only regions and time look at it.
        before: What stands already; on the map, countries too.
    """
    if layout == "map" and before.places:
        return Arranged(positions(graph, None, before.places))
    if layout in {"region", "time"}:
        return _in_columns(graph, groups, before)
    focus = middle if layout == "around" and middle in graph else None
    if graph.number_of_edges() or before.places:
        return Arranged(positions(graph, focus, before.places))
    # Things without any line stand in a ring, which is nicer to read than a row.
    star: nx.MultiDiGraph[str] = nx.MultiDiGraph(graph)
    star.add_edges_from((_MIDDLE, node) for node in sorted(graph))
    places = positions(star, _MIDDLE if len(graph) > 1 else None)
    return Arranged({node: place for node, place in places.items() if node in graph})


def _in_columns(
    graph: nx.MultiDiGraph[str], groups: Mapping[str, ColumnGroup], before: Arranged
) -> Arranged:
    """Things under the heading of their group, and below them what has none of its own."""
    rooms = {node: room(label_of(graph, node)) for node in graph}
    placed = {node: place for node, place in before.places.items() if node in graph}
    ordered = sorted(graph, key=lambda node: _order(graph, node))
    new = [node for node in ordered if node not in placed]
    members: dict[ColumnGroup, list[str]] = {}
    for node in sorted(new, key=lambda node: groups.get(node, ("", ""))):
        if node in groups:
            members.setdefault(groups[node], []).append(node)
    headings = dict(before.headings)
    wishes: list[tuple[str, Position]] = []
    rows = _rows([len(those) for those in members.values()])
    right = max((x for x, _ in (*placed.values(), *headings.values())), default=-_GAP - FULL_BOX[0])
    right += FULL_BOX[0] / 2 + _GAP
    for group, those in members.items():
        wide = 1
        if group[1] not in headings:
            wide = math.ceil(len(those) / rows)
            headings[group[1]] = (right + wide * FULL_BOX[0] / 2, -_HEAD)
            right += wide * FULL_BOX[0] + _GAP
        left = headings[group[1]][0] - (wide - 1) * FULL_BOX[0] / 2
        wishes += [
            (node, (left + at % wide * FULL_BOX[0], at // wide * FULL_BOX[1]))
            for at, node in enumerate(those)
        ]
    placed |= settle(rooms, wishes, placed)
    _put_below(graph, [node for node in new if node not in placed], placed)
    return Arranged({node: placed[node] for node in sorted(placed)}, headings)


def _put_below(
    graph: nx.MultiDiGraph[str], nodes: Sequence[str], placed: dict[str, Position]
) -> None:
    """Add nodes below all others, each under the middle of what it is linked to."""
    rooms = {node: room(label_of(graph, node)) for node in graph}
    ground = max((y for _, y in placed.values()), default=0.0) + _HEAD + FULL_BOX[1] / 2
    middle = sum(x for x, _ in placed.values()) / max(len(placed), 1)
    wishes = []
    for node in nodes:
        near = [placed[other] for other in nx.all_neighbors(graph, node) if other in placed]
        x = sum(x for x, _ in near) / len(near) if near else middle
        wishes.append((node, (round(x, 1), round(ground, 1))))
    placed |= settle(rooms, wishes, placed)


def _rows(sizes: Sequence[int]) -> int:
    """How many rows columns of these sizes need to fill a picture that is wide as a screen."""
    rows = 1
    while sum(math.ceil(size / rows) * FULL_BOX[0] + _GAP for size in sizes) > (
        ASPECT * (rows * FULL_BOX[1] + _HEAD)
    ):
        rows += 1
        if rows > max(sizes, default=1):
            break
    return rows


def _order(graph: nx.MultiDiGraph[str], node: str) -> tuple[int, str, str]:
    return _KINDS.get(kind_of(graph, node), len(_KINDS)), label_of(graph, node), node
