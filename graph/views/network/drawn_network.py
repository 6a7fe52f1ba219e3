"""A network as it is drawn: its nodes and lines, held by a networkx graph.

`drawn_network` is the one way from values to a graph; whoever has a graph gets its values back by
`nodes_of` and `lines_of`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import networkx as nx

from graph.views.network.drawn_lines import BundleLine, DrawnLine, HiddenLine, TieLine
from graph.views.network.drawn_nodes import DrawnThing, GroupNode
from graph.views.places.drawable import VALUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.views.network.drawn_lines import NetworkLine, SingleLine
    from graph.views.network.drawn_nodes import NetworkNode
    from graph.views.record.lines import Triple

__all__ = ["NetworkView", "drawn_network", "lines_of", "nodes_of"]


@dataclass(frozen=True, slots=True)
class NetworkView:
    """A network as it is shown, and exactly what was left out of it.

    ``left_out`` counts the neighbours that are not shown, by family; it is empty when all are.
    """

    graph: nx.MultiDiGraph[str]
    focus: str | None
    left_out: Mapping[str, int]

    @property
    def nodes(self) -> tuple[NetworkNode, ...]:
        """Everything that has a place in the picture."""
        return tuple(nodes_of(self.graph))

    @property
    def lines(self) -> tuple[NetworkLine, ...]:
        """Everything that joins two places of the picture."""
        return tuple(lines_of(self.graph))

    @property
    def title(self) -> str:
        """The label of what is in the middle; empty where nothing is."""
        return self.node(self.focus).label if self.focus else ""

    @property
    def singly(self) -> tuple[SingleLine, ...]:
        """Every line on its own, also those that are drawn in a bundle, but none inside a group."""
        found: list[SingleLine] = []
        for line in lines_of(self.graph):
            match line:
                case BundleLine():
                    found += line.lines
                case DrawnLine() | TieLine() | HiddenLine():
                    found.append(line)
        return tuple(found)

    def triples(self) -> dict[Triple, str]:
        """By what documents state, the line as which it is drawn."""
        found: dict[Triple, str] = {}
        for line in lines_of(self.graph):
            for each in line.lines if isinstance(line, BundleLine) else (line,):
                if isinstance(each, DrawnLine):
                    found[each.triple] = line.id
        return found

    def node(self, id_: str) -> NetworkNode:
        """The node of this id, which has to be there."""
        return cast("NetworkNode", self.graph.nodes[id_][VALUE])

    def drawn(self, id_: str) -> NetworkNode | NetworkLine | None:
        """The node or line of this id; None where the picture has none."""
        if id_ in self.graph:
            return self.node(id_)
        return next((line for line in self.lines if line.id == id_), None)

    def named(self, at: str) -> NetworkNode | NetworkLine | None:
        """The node or line that an address names, or the bundle that it is in; None elsewhere."""
        drawn = (*self.lines, *self.nodes)
        if (named := next((one for one in drawn if one.at == at), None)) is not None:
            return named
        bundles = (one for one in drawn if isinstance(one, BundleLine))
        return next((one for one in bundles if any(line.at == at for line in one.lines)), None)

    def having(self, nodes: Iterable[NetworkNode], lines: Iterable[NetworkLine]) -> NetworkView:
        """The same view with other things and lines; it keeps its middle if that is there."""
        graph = drawn_network(nodes, lines)
        return NetworkView(graph, self.focus if self.focus in graph else None, self.left_out)

    def counts(self) -> Counter[str]:
        """How many things of each kind are in view, also in groups; summary nodes left out."""
        counts = Counter(node.kind for node in self.nodes if isinstance(node, DrawnThing))
        for node in self.nodes:
            if isinstance(node, GroupNode):
                counts += node.group.counts()
        return counts


def drawn_network(
    nodes: Iterable[NetworkNode], lines: Iterable[NetworkLine] = ()
) -> nx.MultiDiGraph[str]:
    """The graph of the nodes and lines, in their order; each has its value with it.

    Raises:
        ValueError: a line ends in what is not among the nodes.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from((node.id, {VALUE: node}) for node in nodes)
    for line in lines:
        if not (line.source in graph and line.target in graph):
            raise ValueError(f"The line '{line.id}' ends in what is not in the picture.")
        graph.add_edge(line.source, line.target, key=line.id, **{VALUE: line})
    return graph


def nodes_of(graph: nx.MultiDiGraph[str]) -> Iterator[NetworkNode]:
    """The values of all nodes of a graph that `drawn_network` made."""
    for _, node in graph.nodes(data=VALUE):
        yield cast("NetworkNode", node)


def lines_of(graph: nx.MultiDiGraph[str]) -> Iterator[NetworkLine]:
    """The values of all lines of a graph that `drawn_network` made."""
    for *_, line in graph.edges(data=VALUE):
        yield cast("NetworkLine", line)
