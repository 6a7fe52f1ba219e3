"""Simple paths between two nodes of a graph, the shortest first, within a budget of steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FoundPaths", "simple_paths"]


@dataclass(frozen=True, slots=True)
class FoundPaths:
    """Paths as sequences of nodes, by length and then in the order of their nodes.

    ``whole`` is the length up to which they are all the paths there are; it is the length that
    was asked for unless the budget ended the search before.
    """

    paths: tuple[tuple[str, ...], ...]
    whole: int


def simple_paths(  # noqa: PLR0913 - a graph, two ends, and three named limits
    links: nx.Graph[str], one: str, other: str, *, longest: int, most: int, tries: int
) -> FoundPaths:
    """The paths from one node to another that pass no node twice, of at most ``longest`` lines.

    One length is searched after the other, and only where the end can still be reached in the
    lines that are left, so little is tried in vain.

    Args:
        links: which nodes have a line between them.
        one: where the paths begin.
        other: where they end.
        longest: the number of lines that a path has at most.
        most: how many paths to find before stopping.
        tries: how many steps to try before stopping.
    """
    if one not in links or other not in links or one == other:
        return FoundPaths((), longest)
    away = nx.single_source_shortest_path_length(links, other, cutoff=longest)
    order = {node: sorted(o for o in links[node] if o in away) for node in away}
    found: list[tuple[str, ...]] = []
    budget = tries
    for length in range(away.get(one, longest + 1), longest + 1):
        for path in _of_length(order, away, one, length):
            budget -= 1
            if path and path[-1] == other:
                found.append(path)
            if budget <= 0 or len(found) > most:
                return FoundPaths(tuple(found[:most]), length - 1)
    return FoundPaths(tuple(found), longest)


def _of_length(
    order: dict[str, list[str]], away: dict[str, int], one: str, length: int
) -> Iterator[tuple[str, ...]]:
    """Every step of the search for paths of one length: whole paths end at distance 0."""
    path = [one]
    waiting = [iter(order[one])]
    while waiting:
        step = next(waiting[-1], None)
        if step is None:
            waiting.pop()
            path.pop()
            continue
        left = length - len(path)
        if step in path or away[step] > left or (away[step] == 0) != (left == 0):
            yield ()
        elif left == 0:
            yield (*path, step)
        else:
            path.append(step)
            waiting.append(iter(order[step]))
            yield ()
