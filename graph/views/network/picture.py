"""What is on the screen for a state: the network, the places, and all that is said about it.

The network is that of ``graph.views.network.network``, with three more attributes. Of nodes:
``rest`` (how many things a summary node stands for, 0 for a thing) and ``size`` (1 is usual). Of
lines: ``sort``, which is "stated", "tie" (worked out from what both ends share) or "rest" (to a
summary node), and ``weight`` (1 is usual).
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from graph.views.network.filters import filtered
from graph.views.network.network import NetworkView, counted_kinds, line_id, sentence
from graph.views.network.ties import MOST_TIES, sharing
from graph.views.record.appearance import APPEARANCES, appearance
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.views.network.filters import Filtered
    from graph.views.network.growing import Grower
    from graph.views.network.scene import Rest, Scene
    from graph.views.network.ties import Shared
    from graph.views.network.view_state import ViewState
    from graph.views.places.label_boxes import Place
    from graph.views.record.names import Names

__all__ = ["Picture", "grown"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A view as it is drawn: the network, where things stand, and what is not in it.

    ``legend`` counts the things of each kind, also of those that a filter hides; ``ties`` and
    ``rests`` lead from the id of a line or node to what it stands for.
    """

    view: NetworkView
    places: Mapping[str, Place]
    headings: Mapping[str, Place]
    legend: Mapping[str, int]
    ties: Mapping[str, Shared]
    rests: Mapping[str, Rest]
    scene: Scene
    sentence: str
    remarks: tuple[str, ...]

    @property
    def things(self) -> tuple[str, ...]:
        """The things in view, without summary nodes."""
        return tuple(node for node, rest in self.view.graph.nodes(data="rest") if not rest)

    @property
    def taken(self) -> NetworkView:
        """The view as it is taken away: things, their lines, and lines that were worked out."""
        graph: nx.MultiDiGraph[str] = self.view.graph.subgraph(self.things).copy()
        return NetworkView(graph, self.view.focus, self.view.left_out)

    @property
    def stated(self) -> NetworkView:
        """The part of the view that documents state: things and their lines."""
        graph = self.taken.graph
        graph.remove_edges_from(
            [
                (one, other, key)
                for one, other, key, sort in graph.edges(keys=True, data="sort")
                if sort != "stated"
            ]
        )
        return NetworkView(graph, self.view.focus, self.view.left_out)


def grown(grower: Grower, state: ViewState) -> Picture:
    """The picture of a state, the same whenever and wherever it is made."""
    names = grower.names
    scene = grower.scene(state)
    left = filtered(state, scene.things, grower.lines.among(scene.things), grower.facets, names)
    ties: dict[str, Shared] = {}
    undrawn = 0
    for tie in state.ties:
        found = sharing(grower.lines, names, tie, left.things)
        ties |= {one.id: one for one in found[:MOST_TIES]}
        undrawn += max(0, len(found) - MOST_TIES)
    shown = {*left.things}
    rests = {
        rest.id: rest
        for rest in scene.rests
        if rest.thing in shown and rest.kind not in state.without_kinds
    }
    focus = str(THINGS[state.start[0]]) if len(state.start) == 1 else None
    left_out = Counter(scene.cut)
    for kind, those in _missing(scene).items():
        left_out[kind] += len(those)
    graph = _graph(left, ties, rests, names)
    _sized(graph, state)
    view = NetworkView(graph, focus if focus in graph else None, dict(left_out))
    places = scene.arranged.places
    return Picture(
        view=view,
        places={node: places[node] for node in graph},
        headings=scene.arranged.headings,
        legend=_legend(scene, names),
        ties=ties,
        rests=rests,
        scene=scene,
        sentence=sentence(view, left.out),
        remarks=_remarks(scene, left, names, undrawn),
    )


def _missing(scene: Scene) -> dict[str, set[str]]:
    """By kind, the things that summary nodes stand for, each once."""
    missing: dict[str, set[str]] = {}
    for rest in scene.rests:
        missing.setdefault(rest.kind, set()).update(rest.things)
    return missing


def _graph(
    left: Filtered, ties: Mapping[str, Shared], rests: Mapping[str, Rest], names: Names
) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for thing in sorted(left.things):
        name = names[thing]
        graph.add_node(
            thing, label=name.label, kind=name.family, kind_label=name.kind or "thing", rest=0
        )
    for line in left.lines:
        name = names[line.predicate]
        _add_line(
            graph,
            (line.source, line.target),
            line_id(*line.triple),
            name.label,
            inverse=name.inverse or name.label,
            property=line.predicate,
            documents=line.documents,
            disputed=line.disputed,
        )
    most = max((len(one.things) for one in ties.values()), default=1)
    for one in ties.values():
        # As thick as they share much, from hardly thicker than a usual line to four times.
        weight = 1.0 if most == 1 else 0.7 + 3.0 * len(one.things) / most
        _add_line(graph, (one.one, one.other), one.id, one.label, sort="tie", weight=weight)
    for rest in rests.values():
        kind = appearance(rest.kind)
        graph.add_node(
            rest.id,
            label=rest.label,
            kind=rest.kind,
            kind_label=f"{kind.plural} not shown",
            rest=len(rest.things),
        )
        _add_line(graph, (rest.thing, rest.id), f"{rest.id}~line", "not shown", sort="rest")
    return graph


def _add_line(  # noqa: PLR0913 - a row of attributes, all named but the first four
    graph: nx.MultiDiGraph[str],
    ends: tuple[str, str],
    key: str,
    label: str,
    *,
    inverse: str = "",
    property: str = "",  # noqa: A002 - the name that networks use
    documents: int = 0,
    disputed: bool = False,
    sort: str = "stated",
    weight: float = 1,
) -> None:
    graph.add_edge(
        *ends,
        key=key,
        id=key,
        label=label,
        inverse=inverse or label,
        property=property,
        documents=documents,
        disputed=disputed,
        sort=sort,
        weight=round(weight, 2),
    )


def _sized(graph: nx.MultiDiGraph[str], state: ViewState) -> None:
    """Gives each thing its size: by its lines or documents in view, from 0.8 to 1.5."""
    worth: Counter[str] = Counter()
    if state.sizes != "same":
        for source, target, line in graph.edges(data=True):
            if line["sort"] == "stated":
                for end in (source, target):
                    worth[end] += line["documents"] if state.sizes == "documents" else 1
    most = max(worth.values(), default=0)
    for node in graph:
        grow = math.sqrt(worth[node] / most) if most else None
        graph.nodes[node]["size"] = 1.0 if grow is None else round(0.8 + 0.7 * grow, 2)


def _legend(scene: Scene, names: Names) -> dict[str, int]:
    counts = Counter(names[thing].family for thing in scene.things)
    return {look.kind: counts[look.kind] for look in APPEARANCES if counts[look.kind]}


def _remarks(scene: Scene, left: Filtered, names: Names, undrawn: int) -> tuple[str, ...]:
    """Sentences that a reader must know to read the picture rightly."""
    told = [*scene.complaints, *left.unknown]
    if scene.hidden:
        told.append(
            f"Hidden by you: {counted_kinds(Counter(names[x].family for x in scene.hidden))}."
        )
    if undrawn:
        told.append(f"{undrawn:,} weaker lines that were worked out are not drawn.")
    return tuple(told)
