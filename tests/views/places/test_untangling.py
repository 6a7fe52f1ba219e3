"""Things around a middle change places so that fewer lines cross, and nothing is lost by it."""

from __future__ import annotations

import random
import statistics
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.views.places import layout
from graph.views.places.label_boxes import Position
from graph.views.places.untangling import crossed, untangled

Lines = list[tuple[str, str]]


def _star(things: int, draw: int) -> nx.Graph[str]:
    """A middle, things around it, and a third as many lines among them."""
    dice = random.Random(f"{things} {draw}")
    graph = nx.Graph([("focus", f"thing/{at}") for at in range(things)])
    graph.add_edges_from(
        (f"thing/{dice.randrange(things)}", f"thing/{dice.randrange(things)}")
        for _ in range(things // 3)
    )
    return graph


def _lines(graph: nx.Graph[str]) -> Lines:
    return [(one, other) for one, other in graph.edges() if one != other]


def _plain(graph: nx.Graph[str]) -> dict[str, Position]:
    """Where everything stands if no two things around the middle change places."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "untangled", lambda places, *_: dict(places))
        return layout.positions(graph, "focus")


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 24),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=60),
)
def test_never_more_lines_cross_than_on_plain_rings(
    things: int, lines: list[tuple[int, int]]
) -> None:
    """Whatever is linked, near the middle or further out, no more lines cross than kind by kind."""
    graph = nx.Graph([("focus", str(at)) for at in range(things)])
    graph.add_edges_from((str(one), str(other)) for one, other in lines)
    part = graph.subgraph(nx.node_connected_component(graph, "focus"))
    ends = _lines(nx.Graph(part))
    places = layout.positions(nx.Graph(part), "focus")
    assert crossed(places, ends) <= crossed(_plain(nx.Graph(part)), ends)


@pytest.mark.parametrize("things", [30, 100])
def test_fewer_lines_cross_than_by_springs(things: int) -> None:
    """Around a middle no more lines cross than by springs, which know of no names."""
    drawn = [_star(things, draw) for draw in range(4)]
    ours = [crossed(layout.positions(graph, "focus"), _lines(graph)) for graph in drawn]
    springs = [
        crossed(
            {node: (x * 600, y * 400) for node, (x, y) in nx.spring_layout(graph, seed=1).items()},
            _lines(graph),
        )
        for graph in drawn
    ]
    assert statistics.median(ours) <= statistics.median(springs)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=30), st.randoms())
def test_the_places_are_the_same_and_given_out_in_their_order(
    lines: list[tuple[int, int]], dice: random.Random
) -> None:
    """Each thing has one of the places, in the order in which they go round; none has two."""
    places = {str(at): (dice.uniform(-9, 9), dice.uniform(-9, 9)) for at in range(13)}
    graph = nx.Graph([(str(one), str(other)) for one, other in lines])
    graph.add_nodes_from(places)
    found = untangled(places, {node: sorted(graph[node]) for node in graph}, kind=len)
    assert {*found} == {*places}
    assert [*found.values()] == [*places.values()]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=12))
def test_lines_that_cross_are_counted_pair_by_pair(lines: list[tuple[int, int]]) -> None:
    """Counting all at once gives what looking at two lines at a time gives."""
    dice = random.Random(1)
    places = {str(at): (dice.uniform(-99, 99), dice.uniform(-99, 99)) for at in range(10)}
    ends = [(str(one), str(other)) for one, other in lines if one != other]
    pairs = sum(crossed(places, [one, other]) for one, other in combinations(ends, 2))
    assert crossed(places, ends) == pairs
    assert crossed({"a": (0, 0), "b": (9, 9), "c": (0, 9), "d": (9, 0)}, [("a", "b"), ("c", "d")])
    assert not crossed({"a": (0, 0), "b": (9, 9), "c": (0, 9)}, [("a", "b"), ("b", "c")])


def test_things_of_a_kind_stay_together_where_no_line_says_otherwise() -> None:
    """Things without lines among them keep the places they have."""
    places = {str(at): (float(at), 1.0) for at in range(8)}
    assert untangled(places, dict.fromkeys(places, ()), kind=len) == places
