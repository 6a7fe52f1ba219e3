"""Where each thing of a network stands: the same place every time, with room for its label.

A focus stands in the middle, what is linked to it on ellipses around it, kind by kind unless lines
would cross for it, and what lies further out beside the things it is linked to. A network without
a focus is laid out by springs, or around its hub where it is a star. Places are pixels of
vis-network at zoom 1, the y axis pointing down; the whole is about 1.6 times as wide as high, like
the canvas.

Whatever the way, each label keeps a box of its own: the last step puts every thing on the free
place nearest to the one it would like, so no two boxes overlap. About 300 things are what a picture
can show; more of them are laid out in a coarser way that takes a second at 5,000.
"""

from __future__ import annotations

import cmath
import hashlib
import math
from collections import deque
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import networkx as nx
import numpy as np

from graph.views.places.drawable import kind_of, label_of
from graph.views.places.ellipses import direction, held_by, on_ring, seen_in
from graph.views.places.label_boxes import ASPECT, FULL_BOX, Position, Room, room, settle
from graph.views.places.large import spread
from graph.views.places.spokes import settled_clear
from graph.views.places.untangling import crossed, untangled
from graph.views.record.appearance import appearance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    from graph.kinds import ColourFamily

    Floats = npt.NDArray[np.float64]

__all__ = ["positions"]

# A part of this many things or more is a star if its hub touches most of the others.
_STAR: Final = (6, 0.6)
# Springs push every thing apart from every other, and any two change places: fine for so many.
_FEW: Final = 300
# Who acts stands together, then what is done, whatever their colours.
_SIDES: Final[Mapping[ColourFamily, int]] = {
    "countries": 0,
    "other actors": 0,
    "initiatives and projects": 1,
    "gatherings": 1,
    "plans and topics": 2,
    "regions": 3,
    "documents": 4,
}


def positions(
    graph: nx.Graph[str],
    focus: str | None = None,
    fixed: Mapping[str, Position] = MappingProxyType({}),
) -> dict[str, Position]:
    """A place in pixels for each node of the graph, by node.

    The answer depends on the content of the arguments only, not on their order or on the run.
    Nodes in ``fixed`` stay exactly there; the others are put beside their neighbours. Without
    ``fixed`` the focus, where there is one, stands at (0, 0).
    """
    plan = _Plan.of(graph)
    placed = {node: fixed[node] for node in plan.nodes if node in fixed}
    _put_beside(plan, placed)
    rest = [node for node in plan.nodes if node not in placed]
    blocks = [_arrange(plan, part, focus) for part in _parts(plan, rest)]
    _put_blocks(plan, sorted(blocks, key=lambda block: focus not in block), placed)
    whole = _rounded(placed) | {node: fixed[node] for node in plan.nodes if node in fixed}
    return {node: whole[node] for node in plan.nodes}


@dataclass(frozen=True, slots=True)
class _Plan:
    """The graph in an order that never changes: its nodes, and by node what layout must know."""

    nodes: tuple[str, ...]
    links: Mapping[str, tuple[str, ...]]
    # Side, kind and label: things alike stand together.
    group: Mapping[str, tuple[int, str, str]]
    rooms: Mapping[str, Room]

    @classmethod
    def of(cls, graph: nx.Graph[str]) -> _Plan:
        """The plan of a graph of any sort; direction, loops and parallel lines are left out."""
        nodes = tuple(sorted(graph.nodes))
        links: dict[str, set[str]] = {node: set() for node in nodes}
        for one, other in graph.edges():
            if one != other:
                links[one].add(other)
                links[other].add(one)
        group = {}
        for node in nodes:
            look = appearance(kind_of(graph, node))
            group[node] = (_SIDES[look.family], look.kind, label_of(graph, node))
        return cls(
            nodes,
            {node: tuple(sorted(links[node])) for node in nodes},
            group,
            {node: room(group[node][2]) for node in nodes},
        )


def _parts(plan: _Plan, nodes: Iterable[str]) -> list[list[str]]:
    """The connected parts of the given nodes, the largest first."""
    left = dict.fromkeys(nodes)
    parts = []
    while left:
        part = _distances(plan, next(iter(left)), left)
        parts.append(list(part))
        left = {node: None for node in left if node not in part}
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _distances(plan: _Plan, start: str, among: Mapping[str, object]) -> dict[str, int]:
    """How many lines each node that can be reached is away from the start."""
    found = {start: 0}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for other in plan.links[node]:
            if other in among and other not in found:
                found[other] = found[node] + 1
                waiting.append(other)
    return found


def _arrange(plan: _Plan, part: Sequence[str], focus: str | None) -> dict[str, Position]:
    """Places for one connected part on its own: around its focus or hub, or by springs."""
    hub = max(part, key=lambda node: (node == focus, len(plan.links[node]), node))
    many, most = _STAR
    if hub == focus or (len(part) >= many and len(plan.links[hub]) >= most * (len(part) - 1)):
        return _around(plan, part, hub)
    wanted = _springs(plan, part)
    order = sorted(part, key=lambda node: (math.hypot(*wanted[node]), node))
    return settle(plan.rooms, [(node, wanted[node]) for node in order], {})


def _springs(plan: _Plan, part: Sequence[str]) -> dict[str, Position]:
    """Places by springs, lying on their long side, in three times the room the boxes need."""
    if len(part) == 1:
        return {part[0]: (0.0, 0.0)}
    inside = dict.fromkeys(sorted(part))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(inside)
    graph.add_edges_from((n, other) for n in inside for other in plan.links[n] if other in inside)
    points = _sprung(graph) if len(part) <= _FEW else _spread(graph)
    points -= points.mean(axis=0)
    points = points @ np.linalg.svd(points, full_matrices=False)[2].T
    wide, high = np.ptp(points, axis=0)
    # A round cloud is stretched to the shape of the canvas; one that is long already is not.
    points[:, 0] *= min(ASPECT, max(1.0, ASPECT * high / wide))
    wide, high = np.ptp(points, axis=0)
    side = math.sqrt(3 * sum(plan.rooms[node].area for node in part))
    points *= side * math.sqrt(ASPECT) / max(wide, high * ASPECT)
    return {node: (float(x), float(y)) for node, (x, y) in zip(inside, points, strict=True)}


def _sprung(graph: nx.Graph[str]) -> Floats:
    content = repr((list(graph.nodes), list(graph.edges)))
    seed = int.from_bytes(hashlib.sha256(content.encode()).digest()[:4], "big")
    found = nx.spring_layout(graph, seed=seed, iterations=60)
    return np.array([found[node] for node in graph])


def _spread(graph: nx.Graph[str]) -> Floats:
    place = {node: at for at, node in enumerate(graph)}
    return spread([[place[other] for other in graph[node]] for node in graph])


def _around(plan: _Plan, part: Sequence[str], focus: str) -> dict[str, Position]:
    """Places around a focus: its neighbours on ellipses, the rest outside beside their own.

    Neighbours stand kind by kind, or else so that fewer lines cross.
    """
    distance = _distances(plan, focus, dict.fromkeys(part))
    near = [node for node in part if distance[node] == 1]
    by_kind, rings = _on_rings(sorted(near, key=lambda node: (plan.group[node], node)))
    plain = _outward(plan, distance, rings, by_kind)
    if len(part) > _FEW:
        return plain
    clear = untangled(by_kind, plan.links, lambda node: plan.group[node][:2])
    if clear == by_kind:
        return plain
    lines = [(node, other) for node in part for other in plan.links[node] if node < other]
    both = plain, _outward(plan, distance, rings, clear)
    return min(both, key=lambda places: crossed(places, lines))


def _outward(
    plan: _Plan, distance: Mapping[str, int], rings: int, near: Mapping[str, Position]
) -> dict[str, Position]:
    """Places for what can be reached from a focus, whose neighbours would like to stand ``near``.

    What lies further out stands in the direction of what it is linked to further in.
    """
    angles = {node: seen_in(place) for node, place in near.items()}
    focus = next(iter(distance))
    wanted = {focus: (0.0, 0.0), **near}
    for level in range(2, max(distance.values()) + 1):
        layer = [node for node in distance if distance[node] == level]
        for node in layer:
            inner = [angles[o] for o in plan.links[node] if distance.get(o) == level - 1]
            angles[node] = cmath.phase(sum(cmath.rect(1, angle) for angle in inner))
        for node in sorted(layer, key=lambda node: (angles[node], plan.group[node], node)):
            wanted[node] = on_ring(rings + level - 2, angles[node])
    return _rounded(settled_clear(plan.rooms, [*wanted.items()], {*near}))


def _rounded(places: Mapping[str, Position]) -> dict[str, Position]:
    return {node: (round(x, 1), round(y, 1)) for node, (x, y) in places.items()}


def _on_rings(order: Sequence[str]) -> tuple[dict[str, Position], int]:
    """Places on as few ellipses as hold them, and the number of these ellipses.

    Each node gets a direction of its own, so that no line from the middle runs through another
    node, and the ellipses take turns.
    """
    holds: list[int] = []
    while sum(holds) < len(order):
        holds.append(held_by(len(holds)))
    given = [0] * len(holds)
    places = {}
    for at, node in enumerate(order):
        behind = [held / sum(holds) * (at + 1) - given[r] for r, held in enumerate(holds)]
        ring = behind.index(max(behind))
        given[ring] += 1
        places[node] = on_ring(ring, direction((at + 0.5) / len(order), len(holds) // 2))
    return places, len(holds)


def _put_beside(plan: _Plan, placed: dict[str, Position]) -> None:
    """Add to ``placed`` what can be reached from there, each beside the neighbours it has."""
    while True:
        ready = [
            node
            for node in plan.nodes
            if node not in placed and any(other in placed for other in plan.links[node])
        ]
        if not ready:
            return
        ready.sort(key=lambda node: (plan.group[node], node))
        wishes = [(node, _beside(plan, node, placed)) for node in ready]
        placed.update(settle(plan.rooms, wishes, placed))


def _beside(plan: _Plan, node: str, placed: Mapping[str, Position]) -> Position:
    """The middle of a node's placed neighbours, moved away from what stands around them."""
    near = [other for other in plan.links[node] if other in placed]
    x, y = _middle([placed[other] for other in near])
    around = [placed[other] for one in near for other in plan.links[one] if other in placed]
    crowd = _middle(around) if around else (x, y - 1)
    away = (x - crowd[0], y - crowd[1])
    length = math.hypot(*away) or 1.0
    return x + away[0] / length * FULL_BOX[0], y + away[1] / length * FULL_BOX[1]


def _middle(places: Sequence[Position]) -> Position:
    return sum(x for x, _ in places) / len(places), sum(y for _, y in places) / len(places)


def _put_blocks(
    plan: _Plan, blocks: Sequence[Mapping[str, Position]], placed: dict[str, Position]
) -> None:
    """Add whole parts to ``placed``: the first where it is, the others in rows below all."""
    if blocks and not placed:
        placed.update(blocks[0])
        blocks = blocks[1:]
    if not blocks:
        return
    sizes = [_bounds(plan, block) for block in blocks]
    left, _, right, bottom = _bounds(plan, placed)
    area = sum((b[2] - b[0]) * (b[3] - b[1]) for b in sizes)
    width = max(right - left, math.sqrt(area * ASPECT))
    start = (left + right - width) / 2
    x, y, row = start, bottom, 0.0
    for block, (b_left, b_top, b_right, b_bottom) in zip(blocks, sizes, strict=True):
        if x > start and x + b_right - b_left > start + width:
            x, y, row = start, y + row, 0.0
        for node, (at_x, at_y) in block.items():
            placed[node] = (at_x + x - b_left, at_y + y - b_top)
        x += b_right - b_left
        row = max(row, b_bottom - b_top)


def _bounds(plan: _Plan, places: Mapping[str, Position]) -> tuple[float, float, float, float]:
    boxes = [plan.rooms[node].at(place) for node, place in places.items()]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
