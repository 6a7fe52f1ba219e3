"""Places of a network: the same every time, kept when asked, and with room for each label."""

from __future__ import annotations

import itertools
import json
import math
import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.views.network.drawn_nodes import DrawnThing
from graph.views.places.drawable import kind_of, label_of
from graph.views.places.label_boxes import Position, room
from graph.views.places.layout import positions
from graph.views.record.appearance import APPEARANCES, appearance

_ROOT = Path(__file__).parents[3]
# The focus is a meeting, which no line joins to a contract.
_KINDS = [look.kind for look in APPEARANCES if look.kind != "Contract"]


def _thing(kind: str, label: str) -> DrawnThing:
    return DrawnThing(id=label, label=label, kind=kind, kind_label=kind)


def _star(
    things: int, *, further: int = 0, draw: int = 0, among: bool = True
) -> nx.MultiDiGraph[str]:
    """One focus with neighbours of all kinds, few lines among them, and things further out."""
    dice = random.Random(things + 1_000 * draw)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("focus", drawn=_thing("Meeting", "The meeting in the middle"))
    for at in range(things + further):
        label = " ".join(["Regional", "training", "of", "responders"][: dice.randint(1, 4)])
        graph.add_node(f"thing/{at}", drawn=_thing(dice.choice(_KINDS), f"{label} {at}"))
        inner = "focus" if at < things else f"thing/{dice.randrange(things)}"
        graph.add_edge(inner, f"thing/{at}")
    for _ in range(things // 3 if among else 0):
        graph.add_edge(f"thing/{dice.randrange(things)}", f"thing/{dice.randrange(things)}")
    return graph


def _loose(things: int) -> nx.MultiDiGraph[str]:
    """A network without a middle, in several parts."""
    dice = random.Random(things)
    graph = _star(things)
    graph.remove_node("focus")
    for _ in range(things):
        graph.add_edge(f"thing/{dice.randrange(things)}", f"thing/{dice.randrange(things)}")
    return graph


def _overlaps(graph: nx.MultiDiGraph[str], places: dict[str, Position]) -> list[tuple[str, str]]:
    boxes = {node: room(label_of(graph, node)).at(place) for node, place in places.items()}
    return [
        (one, other)
        for one, other in itertools.combinations(boxes, 2)
        # Places are rounded to a tenth of a pixel, so boxes may touch by that much.
        if boxes[one][0] + 0.2 < boxes[other][2]
        and boxes[other][0] + 0.2 < boxes[one][2]
        and boxes[one][1] + 0.2 < boxes[other][3]
        and boxes[other][1] + 0.2 < boxes[one][3]
    ]


@pytest.mark.parametrize("graph", [nx.MultiDiGraph(), _star(8), _star(60), _loose(40)], ids=len)
def test_every_node_has_a_place(graph: nx.MultiDiGraph[str]) -> None:
    """All nodes and nothing else are placed, in a network of any size, also an empty one."""
    assert set(positions(graph)) == set(graph.nodes)


@pytest.mark.parametrize("focus", ["focus", None])
@pytest.mark.parametrize("things", [50, 200, 300])
def test_labels_do_not_overlap(things: int, focus: str | None) -> None:
    """No label stands on another thing or its label, with and without a focus, at any size."""
    graph = _star(things // 3, further=things - things // 3) if focus else _loose(things)
    assert _overlaps(graph, positions(graph, focus)) == []


@pytest.mark.parametrize("focus", ["focus", None])
def test_many_things_have_places_too(focus: str | None) -> None:
    """More things than can be read are laid out all the same, without overlap, beside old ones."""
    graph = _star(250, further=300) if focus else _loose(550)
    before = {"thing/3": (70.0, 20.0)}
    places = positions(graph, focus, fixed={} if focus else before)
    assert _overlaps(graph, places) == []
    assert places == positions(graph, focus, fixed={} if focus else before)
    linked = [math.dist(places[one], places[other]) for one, other in graph.edges()]
    dice = random.Random(1)
    nodes = sorted(graph)
    apart = [math.dist(places[dice.choice(nodes)], places[dice.choice(nodes)]) for _ in linked]
    assert statistics.median(linked) < 0.8 * statistics.median(apart)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)), max_size=60), st.booleans())
def test_labels_never_overlap(lines: list[tuple[int, int]], focused: bool) -> None:
    """Whatever is linked to what (also to itself), no two boxes overlap."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph([(str(one), str(other)) for one, other in lines])
    focus = min(graph.nodes, default=None) if focused else None
    assert _overlaps(graph, positions(graph, focus)) == []


def test_order_of_the_graph_does_not_matter() -> None:
    """The same content gives the same places, in whatever order it was put together."""
    graph = _star(30, further=10)
    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(reversed(list(graph.edges())))
    assert positions(turned, "focus") == positions(graph, "focus")


def test_same_places_in_every_run(tmp_path: Path) -> None:
    """Two runs of Python with different hash seeds give the same places."""
    script = tmp_path / "places.py"
    script.write_text(
        "import json, networkx as nx\n"
        "from graph.views.places.layout import positions\n"
        "graph = nx.gnm_random_graph(60, 80, seed=1)\n"
        "graph = nx.relabel_nodes(graph, {node: f'thing/{node}' for node in graph})\n"
        "fixed = {'thing/1': (10.0, 20.0)}\n"
        "print(json.dumps([positions(graph), positions(graph, 'thing/0'), "
        "positions(graph, fixed=fixed)]))\n",
        "utf-8",
    )
    answers = [
        subprocess.run(
            [sys.executable, str(script)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(_ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert answers[0] == answers[1]
    assert len(json.loads(answers[0])[0]) == 60


def test_fixed_nodes_never_move() -> None:
    """What is fixed stays exactly there while the network grows around it."""
    small, large = _star(20), _star(20, further=30)
    before = positions(small, "focus")
    after = positions(large, "focus", fixed=before)
    assert {node: after[node] for node in before} == before
    assert _overlaps(large, after) == []


def test_new_nodes_stand_beside_their_neighbours() -> None:
    """A node that is new stands nearer to the one it is linked to than to most others."""
    graph = _star(20)
    before = positions(graph, "focus")
    graph.add_edge("thing/7", "new")
    after = positions(graph, "focus", fixed=before)
    ranked = sorted(before, key=lambda node: math.dist(after[node], after["new"]))
    assert ranked.index("thing/7") < 4


def test_new_parts_stand_below() -> None:
    """Things that are linked to nothing on the screen do not land in the middle of it."""
    graph = _star(20)
    before = positions(graph, "focus")
    graph.add_edge("apart/1", "apart/2")
    after = positions(graph, "focus", fixed=before)
    assert min(after["apart/1"][1], after["apart/2"][1]) > max(y for _, y in before.values())


@pytest.mark.parametrize("things", [3, 20, 60])
def test_focus_stands_in_the_middle(things: int) -> None:
    """The focus is at the origin, and its neighbours surround it on every side."""
    places = positions(_star(things), "focus")
    assert places.pop("focus") == (0, 0)
    assert min(x for x, _ in places.values()) < 0 < max(x for x, _ in places.values())
    assert min(y for _, y in places.values()) < 0 < max(y for _, y in places.values())


@pytest.mark.parametrize("things", [20, 40, 60])
def test_star_is_wide_and_spread_by_family(things: int) -> None:
    """Where no lines cross for it, each family has one stretch around a focus; all is wide."""
    graph = _star(things, among=False)
    places = positions(graph, "focus")
    del places["focus"]
    around = sorted(
        places, key=lambda node: math.atan2(places[node][0] / 300, places[node][1] / 190)
    )
    families = [appearance(kind_of(graph, node)).family for node in around]
    changes = sum(
        one != other for one, other in zip(families, families[1:] + families[:1], strict=True)
    )
    # A thing or two may be pushed across the border of its family by a label in its way.
    assert changes <= len(set(families)) + 4
    xs, ys = zip(*places.values(), strict=True)
    assert 1.2 < (max(xs) - min(xs)) / (max(ys) - min(ys)) < 2.2


@pytest.mark.parametrize("things", [12, 24, 60])
def test_lines_from_the_focus_run_clear_of_other_things(things: int) -> None:
    """In six networks of a size, no line or one runs from the focus through another neighbour."""
    found = sum(len(_covered(_star(things, draw=draw))) for draw in range(6))
    assert found <= 1


def _covered(graph: nx.MultiDiGraph[str]) -> list[tuple[str, str]]:
    """The neighbours of the focus whose line runs through the shape of another one."""
    places = positions(graph, "focus")
    near = [node for node in places if node != "focus"]
    return [
        (node, other)
        for node, other in itertools.permutations(near, 2)
        if math.hypot(*places[other]) < math.hypot(*places[node])
        and _distance_from_line(places[other], places[node]) < 8
    ]


def _distance_from_line(point: Position, end: Position) -> float:
    """How far a point is from the line between the origin and its end."""
    part = (point[0] * end[0] + point[1] * end[1]) / (end[0] ** 2 + end[1] ** 2)
    part = max(0.0, min(1.0, part))
    return math.hypot(point[0] - part * end[0], point[1] - part * end[1])


def test_three_hundred_things_take_well_under_a_second() -> None:
    """The largest picture that can be read is laid out in less than a second of work."""
    graph = _loose(300)
    start = time.process_time()
    positions(graph)
    assert time.process_time() - start < 1
