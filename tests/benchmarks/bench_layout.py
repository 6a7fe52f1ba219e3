"""What is in the way of lines and names in a picture: ours beside plainer arrangements.

``python -m tests.benchmarks.bench_layout`` prints a table. Nothing is timed here; the figures are
counts, the same in every run.
"""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING

import networkx as nx

from graph.views.network.drawn_nodes import DrawnThing
from graph.views.places.drawable import label_of
from graph.views.places.label_boxes import ASPECT, room
from graph.views.places.layout import positions
from graph.views.record.appearance import APPEARANCES
from tests.benchmarks.figures import Spread, Suite, main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import TypeAlias

    from graph.views.places.label_boxes import LabelBox, Position
    from tests.benchmarks.figures import Record

    Graph: TypeAlias = nx.MultiDiGraph[str]
    Places: TypeAlias = Mapping[str, Position]

__all__ = ["SUITE", "covered", "crossings", "overlaps", "run", "struck"]

SUITE = Suite(
    name="layout",
    title="What is in the way in a picture",
    about="Six invented networks of each size, with a middle and without one. Counted are pairs of "
    "lines that cross, pairs of names that overlap, and how often a line runs through another "
    "thing or its name. Beside ours is networkx's arrangement by springs in the same room, which "
    "knows nothing of names; vis-network's own is of that kind too. *Rings, kind by kind* is ours "
    "as it would be if things around the middle did not change places to have fewer lines cross.",
    base="springs of networkx",
    sized="things in view",
    follow=(),
)
SIZES = (30, 100, 200)
DRAWS = 6
_KINDS = [look.kind for look in APPEARANCES]
_SHAPE = 8.0
"""Half of how wide a shape is, in pixels, but for its edge."""
_WORDS = ("Regional", "training", "of", "responders")


def run(full: bool) -> Iterator[Record]:
    """Every arrangement of every network; the same, full or not."""
    del full
    counts: dict[str, Callable[[Graph, Places], int]] = {
        "lines that cross": crossings,
        "names that overlap": overlaps,
        "lines through things or names": struck,
        "lines from the middle through a thing": covered,
    }
    for size, middle in itertools.product(SIZES, ("focus", None)):
        drawn = [network(size, draw, has_middle=middle is not None) for draw in range(DRAWS)]
        ways = {
            "springs of networkx": [sprung(graph) for graph in drawn],
            "cbrn-graph": [positions(graph, middle) for graph in drawn],
        }
        if middle:
            ways["rings, kind by kind"] = [by_kind(graph, middle) for graph in drawn]
        where = "around a middle" if middle else "without a middle"
        for (what, counted), (way, places) in itertools.product(counts.items(), ways.items()):
            if what.startswith("lines from the middle") and not middle:
                continue
            found = [counted(graph, each) for graph, each in zip(drawn, places, strict=True)]
            case = f"{what}, {where}"
            yield SUITE.record(case, size, way, Spread.of(found), "")


def network(things: int, draw: int, *, has_middle: bool) -> Graph:
    """An invented network: things of all kinds, a third as many lines among them as they are.

    Each has a line to the thing in the middle, or where there is none to another one.
    """
    dice = random.Random(f"{things} {draw}")
    graph: Graph = nx.MultiDiGraph()
    names = [f"thing/{at}" for at in range(things)]
    for name in names:
        label = f"{' '.join(_WORDS[: dice.randint(1, 4)])} {name.partition('/')[2]}"
        thing = DrawnThing(id=name, label=label, kind=dice.choice(_KINDS), kind_label="")
        graph.add_node(name, drawn=thing)
    if has_middle:
        label = "The meeting in the middle"
        middle = DrawnThing(id="focus", label=label, kind="Meeting", kind_label="")
        graph.add_node("focus", drawn=middle)
    graph.add_edges_from(("focus" if has_middle else dice.choice(names), name) for name in names)
    graph.add_edges_from((dice.choice(names), dice.choice(names)) for _ in range(things // 3))
    return graph


def sprung(graph: Graph) -> Places:
    """The plain arrangement by springs, as wide and as high as ours has it."""
    found = nx.spring_layout(nx.Graph(graph), seed=1)
    side = (3 * sum(room(label_of(graph, node)).area for node in graph)) ** 0.5 / 2
    wide, high = side * ASPECT**0.5, side / ASPECT**0.5
    return {node: (x * wide, y * high) for node, (x, y) in found.items()}


def by_kind(graph: Graph, middle: str) -> Places:
    """Our places where no line is on record but those from the middle: nothing changes places."""
    star: Graph = nx.MultiDiGraph()
    star.add_nodes_from(graph.nodes(data=True))
    star.add_edges_from((middle, node) for node in graph if node != middle)
    return positions(star, middle)


def crossings(graph: Graph, places: Places) -> int:
    """How many pairs of lines cross that have no end in common."""
    return sum(
        _cross(places[a], places[b], places[c], places[d])
        for (a, b), (c, d) in itertools.combinations(_lines(graph), 2)
        if not {a, b} & {c, d}
    )


def overlaps(graph: Graph, places: Places) -> int:
    """How many pairs of things lie upon one another, their names included."""
    boxes = [*_boxes(graph, places).values()]
    return sum(
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        for one, other in itertools.combinations(boxes, 2)
    )


def struck(graph: Graph, places: Places) -> int:
    """How often a line runs through a thing or a name that is at neither of its ends."""
    boxes = _boxes(graph, places)
    return sum(
        _meets(places[one], places[other], box)
        for one, other in _lines(graph)
        for node, box in boxes.items()
        if node not in {one, other}
    )


def covered(graph: Graph, places: Places) -> int:
    """How often a line from the middle runs through the shape of another thing."""
    near = [node for node in graph["focus"] if node != "focus"]
    shapes = {
        node: (x - _SHAPE, y - _SHAPE, x + _SHAPE, y + _SHAPE) for node, (x, y) in places.items()
    }
    return sum(
        _meets(places["focus"], places[node], shapes[other])
        for node, other in itertools.permutations(near, 2)
    )


def _lines(graph: Graph) -> list[tuple[str, str]]:
    return sorted({(min(ends), max(ends)) for ends in graph.edges() if ends[0] != ends[1]})


def _boxes(graph: Graph, places: Places) -> dict[str, LabelBox]:
    """By thing, the box of its shape and name, without the gap to the next one."""
    found = {}
    for node, place in places.items():
        left, top, right, bottom = room(label_of(graph, node)).at(place)
        found[node] = left + 7, top + 4, right - 7, bottom - 4
    return found


def _cross(a: Position, b: Position, c: Position, d: Position) -> bool:
    def side(one: Position, other: Position, point: Position) -> float:
        across, down = other[0] - one[0], other[1] - one[1]
        return across * (point[1] - one[1]) - down * (point[0] - one[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def _meets(one: Position, other: Position, box: LabelBox) -> bool:
    """Whether the line between two places meets a box (slab method)."""
    begins, ends = 0.0, 1.0
    for start, end, low, high in zip(one, other, box[:2], box[2:], strict=True):
        step = end - start
        if step == 0:
            if not low <= start <= high:
                return False
            continue
        near, far = sorted(((low - start) / step, (high - start) / step))
        begins, ends = max(begins, near), min(ends, far)
    return begins <= ends


if __name__ == "__main__":
    main(SUITE, run)
