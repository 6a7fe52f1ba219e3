"""The pyvis model of a network: what is drawn, as data, before anything draws it.

Colours are not in it: they depend on the reader's theme, so the drawing side takes them from
the table of kinds beside it.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from pyvis.network import Network

from graph.texts import catalogued, gettext
from graph.views.network.drawn_lines import BundleLine, TieLine
from graph.views.network.drawn_network import lines_of, nodes_of
from graph.views.network.drawn_nodes import GroupNode
from graph.views.places.bends import bends
from graph.views.record.appearance import appearance

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import networkx as nx

    from graph.views.network.drawn_lines import NetworkLine

__all__ = ["kinds", "model"]

_NAMELESS: Final = catalogued("without a name")


def model(graph: nx.MultiDiGraph[str], positions: Mapping[str, tuple[float, float]]) -> Network:
    """The graph as a directed pyvis network with a place for each node.

    Nodes carry ``group`` (their kind), ``rest`` (how many things they stand for, not shown),
    ``holds`` (how many are drawn as this one) and ``grow`` (their size); lines carry ``documents``,
    ``disputed``, ``sort``, ``weight``, ``note``, ``tone``, ``count`` (how many lines they are),
    ``shared`` (how many things its ends share), ``pointed`` (whether all of these run one way),
    and a curve of their own where several would lie on one another or on a thing. Labels stay plain
    text: whoever writes them into HTML must escape them.

    Raises:
        ValueError: A node has no position.
    """
    lost = sorted(node for node in graph.nodes if node not in positions)
    if lost:
        raise ValueError(f"{len(lost)} things have no position, the first of them {lost[0]}.")
    network = Network(directed=True)
    network.node_ids = _Known()
    for node in nodes_of(graph):
        x, y = positions[node.id]
        look = appearance(node.kind)
        network.add_node(
            node.id,
            label=node.label or gettext(_NAMELESS),
            shape=look.shape,
            group=look.kind,
            x=round(x, 1),
            y=round(y, 1),
            rest=len(node.rest.things) if node.rest else 0,
            holds=len(node.group.things) if isinstance(node, GroupNode) else 0,
            grow=node.size,
        )
    lines = list(lines_of(graph))
    curves = _curves([(line.id, line.source, line.target) for line in lines], positions)
    for line in lines:
        network.add_edge(
            line.source,
            line.target,
            id=line.id,
            label=line.label or gettext(_NAMELESS),
            documents=line.documents,
            disputed=line.disputed,
            sort=line.sort,
            weight=float(line.weight),
            note=line.note,
            tone=line.tone,
            count=line.count,
            shared=_shared(line),
            pointed=_is_pointed(line),
            **curves.get(line.id, {}),
        )
    return network


def _shared(line: NetworkLine) -> int:
    """How many things the ends of a line share that was worked out from these; 0 of any other."""
    lines = line.lines if isinstance(line, BundleLine) else (line,)
    return sum(len(one.tied.things) for one in lines if isinstance(one, TieLine))


def _is_pointed(line: NetworkLine) -> bool:
    """Whether a line has a head: what was worked out has no direction, nor what runs both ways."""
    if line.sort not in {"stated", "new"}:
        return False
    return not isinstance(line, BundleLine) or line.runs_one_way


def kinds(network: Network) -> dict[str, dict[str, str | bool]]:
    """How to draw and name each kind that occurs in the network."""
    looks = [appearance(kind) for kind in sorted({node["group"] for node in network.nodes})]
    return {
        look.kind: {
            "shape": look.shape,
            "hollow": look.hollow,
            "light": look.colour_light,
            "dark": look.colour_dark,
            "word": look.word(1),
        }
        for look in looks
    }


class _Known(list[str]):
    """A list that finds its members at once: pyvis looks in it twice for every line."""

    def __init__(self) -> None:
        super().__init__()
        self._members: set[str] = set()

    def append(self, node: str) -> None:
        super().append(node)
        self._members.add(node)

    def __contains__(self, node: object) -> bool:
        return node in self._members


def _curves(
    lines: Collection[tuple[str, str, str]], positions: Mapping[str, tuple[float, float]]
) -> dict[str, dict[str, Any]]:
    """By line: the curve that keeps it apart from others, for the lines that need one."""
    curves: dict[str, dict[str, Any]] = {
        line: {
            "smooth": {
                "enabled": True,
                "type": "curvedCW" if bend > 0 else "curvedCCW",
                "roundness": abs(bend),
            }
        }
        for line, bend in bends(lines, positions).items()
    }
    loops: Counter[str] = Counter()
    for line, one, other in sorted(lines):
        if one == other:
            turn = math.pi / 4 + loops[one] * math.pi / 3
            curves[line] = {"selfReference": {"size": 22, "angle": turn}}
            loops[one] += 1
    return curves
