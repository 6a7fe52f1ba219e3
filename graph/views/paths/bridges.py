"""Who bridges two groups? What the shortest ways between them pass through, and hold on to.

Each measure says in a sentence what it is and on which part of the graph it was worked out: a
measure says something about what documents record, not about the things themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import networkx as nx

from graph.plurals import counted
from graph.views.paths.reach import MOST_LINES, Detour, Reach
from graph.views.paths.steps import WrongEnds
from graph.views.record.names import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from graph.views.record.names import Name, NamedGraph, Names

__all__ = ["BridgeMeasure", "bridges"]

_BETWEENNESS: Final = (
    "The part of all shortest ways from a thing of the first group to a thing of the second that "
    "pass through this thing; where several ways are equally short, each counts for its share."
)
_CUTS: Final = (
    "How many pairs, one thing of each group, would have no way left between them without this "
    "thing; things that separate no pair are not listed."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgeMeasure:
    """A measure of things: its name, what it is, where it was worked out, and the values.

    ``values`` go from the highest to the lowest and leave out zeros; they are parts of 1 where
    ``is_share``, else counts.
    """

    name: str
    definition: str
    part: str
    values: tuple[tuple[Name, float], ...]
    is_share: bool


def bridges(  # noqa: PLR0913 - two groups, and three named ways to narrow the search
    kg: NamedGraph,
    one: Collection[str],
    other: Collection[str],
    *,
    longest: int = 4,
    without_things: Collection[str] = (),
    without_relations: Collection[str] = (),
) -> tuple[BridgeMeasure, BridgeMeasure]:
    """Betweenness between two groups of things, and the things that alone hold them together.

    Raises:
        WrongEnds: a group is empty, or one thing stands in both.
    """
    left, right = set(one), set(other)
    if not left or not right or left & right:
        raise WrongEnds("Name two groups that have things in them and share none.")
    detour = Detour(frozenset(without_things) - left - right, frozenset(without_relations))
    reach = Reach(kg.engine, detour)
    steps = _outward(reach, left, right, longest)
    part = _part_between(reach, left, right, longest)
    told = (
        f"Worked out on {counted(part.number_of_nodes(), 'thing')} and "
        f"{counted(part.number_of_edges(), 'tie')}: what can be passed in going from one group "
        f"to the other in up to {counted(steps, 'line')}."
    )
    if steps < longest:
        told += f" Longer ways would have needed more than {MOST_LINES:,} lines."
    if left_out := [kg.names[iri].label for iri in sorted(detour.things | detour.relations)]:
        told += f" Left out: {', '.join(left_out)}."
    measures = (
        ("share of shortest ways", _BETWEENNESS, _between(part, left, right), True),
        ("pairs held together", _CUTS, _held(part, left, right), False),
    )
    return tuple(  # type: ignore[return-value]  # two measures in, two out
        BridgeMeasure(
            name=name,
            definition=definition,
            part=told,
            values=_ranked(kg.names, values),
            is_share=is_share,
        )
        for name, definition, values, is_share in measures
    )


def _outward(reach: Reach, left: set[str], right: set[str], longest: int) -> int:
    """Fetch what ways between the groups can use; the length up to which that is all of it."""
    edges, seen = [left, right], [set(left), set(right)]
    for taken in range(longest):
        side = 0 if len(edges[0]) <= len(edges[1]) else 1
        if not reach.fetch(edges[side]):
            return taken
        edges[side] = reach.beside(edges[side]) - seen[side]
        seen[side] |= edges[side]
    return longest


def _part_between(reach: Reach, left: set[str], right: set[str], longest: int) -> nx.Graph[str]:
    """The ties that can be passed in going from group to group in no more lines than asked."""
    away = [
        nx.multi_source_dijkstra_path_length(reach.links, group & set(reach.links))
        if group & set(reach.links)
        else {}
        for group in (left, right)
    ]
    part: nx.Graph[str] = nx.Graph()
    part.add_nodes_from(sorted(left | right))
    for near, far in reach.links.edges():
        ways = [
            away[0][a] + 1 + away[1][b]
            for a, b in ((near, far), (far, near))
            if a in away[0] and b in away[1]
        ]
        if ways and min(ways) <= longest:
            part.add_edge(near, far)
    return part


def _between(part: nx.Graph[str], left: set[str], right: set[str]) -> dict[str, float]:
    """By thing: the part of the pairs' shortest ways that pass through it."""
    pairs = sum(
        len(right & nx.node_connected_component(part, start)) for start in left if start in part
    )
    if not pairs:
        return {}
    found = nx.betweenness_centrality_subset(part, sorted(left), sorted(right), normalized=False)
    # networkx halves the sum for graphs without direction, since it expects each pair twice.
    return {thing: 2 * value / pairs for thing, value in found.items()}


def _held(part: nx.Graph[str], left: set[str], right: set[str]) -> dict[str, float]:
    """By articulation point: how many pairs lose every way when it is taken out."""
    return {
        cut: float(
            _pairs(part, left - {cut}, right - {cut})
            - _pairs(part.subgraph(set(part) - {cut}), left - {cut}, right - {cut})
        )
        for cut in nx.articulation_points(part)
    }


def _pairs(part: nx.Graph[str], left: set[str], right: set[str]) -> int:
    return sum(len(left & some) * len(right & some) for some in nx.connected_components(part))


def _ranked(names: Names, values: dict[str, float]) -> tuple[tuple[Name, float], ...]:
    told: Iterable[tuple[Name, float]] = (
        (names[thing], round(value, 6)) for thing, value in values.items() if value > 0
    )
    return tuple(sorted(told, key=lambda each: (-each[1], plain(each[0].label), each[0].iri)))
