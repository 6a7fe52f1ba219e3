"""A network as it is drawn: a frozen value for each thing and line, held by a networkx graph.

A node is a thing or stands for things that are not shown; a line is stated by documents, follows
from what both its ends share, or leads to what is not shown. Each value knows what it is and how
it stands in an address, so nothing is ever read out of an id. `drawn_network` is the one way from
values to a graph; whoever has a graph gets its values back by `nodes_of` and `lines_of`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, Literal, TypeAlias, TypeVar, cast

import networkx as nx

from graph.views.places.drawable import VALUE
from graph.views.record.appearance import appearance
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.views.network.hidden_lines import HiddenTie
    from graph.views.network.scene import Rest
    from graph.views.network.ties import SharedTie
    from graph.views.record.lines import Triple
    from graph.views.record.names import Names

__all__ = [
    "DrawnLine",
    "DrawnThing",
    "HiddenLine",
    "LineSort",
    "NetworkLine",
    "NetworkNode",
    "NetworkView",
    "SummaryLine",
    "SummaryNode",
    "TieLine",
    "drawn_network",
    "drawn_thing",
    "line_id",
    "lines_of",
    "nodes_of",
    "stated_line",
]

_Tie = TypeVar("_Tie", bound="SharedTie | HiddenTie")

LineSort: TypeAlias = Literal["stated", "new", "tie", "hidden", "rest"]
"""How a line came about, which decides how it is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnThing:
    """A thing in a picture.

    ``kind`` is the family that decides the look, ``kind_label`` its own class in words; a ``size``
    of 1 is usual; ``new`` says that an import would add it.
    """

    id: str
    label: str
    kind: str
    kind_label: str
    size: float = 1.0
    new: bool = False

    rest: ClassVar[None] = None

    @property
    def at(self) -> str:
        """How it stands in an address: ``country/KAZ``."""
        return _short(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryNode:
    """A node that stands for things of one kind that are on record but not shown."""

    rest: Rest
    size: float = 1.0

    @property
    def id(self) -> str:
        """Its name in the picture."""
        return self.rest.id

    @property
    def at(self) -> str:
        """How it stands in an address."""
        return self.rest.id

    @property
    def label(self) -> str:
        """What stands under it: "+37 meetings"."""
        return self.rest.label

    @property
    def kind(self) -> str:
        """The kind of the things that it stands for."""
        return self.rest.kind

    @property
    def kind_label(self) -> str:
        """What it stands for, in words."""
        return f"{appearance(self.rest.kind).plural} not shown"


NetworkNode: TypeAlias = DrawnThing | SummaryNode


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLine:
    """A line between two things with its own property.

    ``label`` reads from the source, ``inverse`` from the target; ``documents`` is how many state
    it, ``disputed`` whether any dissents. ``number`` is what a query counts on it, as it was
    written, and ``weight`` how wide that makes it (1 is usual). ``note`` is a key of
    `graph.views.network.line_notes.NOTES`, ``tone`` one of what a reader has lines told apart by;
    ``new`` says that an import would add it.
    """

    source: str
    predicate: str
    target: str
    label: str
    inverse: str
    documents: int = 0
    disputed: bool = False
    number: str = ""
    weight: float = 1
    note: str = ""
    tone: str = ""
    new: bool = False

    @property
    def id(self) -> str:
        """Its name in the picture, and in the address of a page."""
        return line_id(self.source, self.predicate, self.target)

    @property
    def at(self) -> str:
        """How it stands in an address."""
        return self.id

    @property
    def triple(self) -> Triple:
        """What documents state: source, predicate and target."""
        return self.source, self.predicate, self.target

    @property
    def sort(self) -> LineSort:
        """How it came about: stated, or new where an import would add it."""
        return "new" if self.new else "stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class _LineOfTie(Generic[_Tie]):
    """A line that no document states as such: it is worked out from several, and has no direction.

    It has no document of its own; those behind it are told where it is opened.
    """

    tied: _Tie

    predicate: ClassVar[str] = ""
    documents: ClassVar[int] = 0
    disputed: ClassVar[bool] = False
    note: ClassVar[str] = ""
    tone: ClassVar[str] = ""

    @property
    def id(self) -> str:
        """Its name in the picture."""
        return self.tied.id

    @property
    def at(self) -> str:
        """How it stands in an address."""
        return self.tied.id

    @property
    def source(self) -> str:
        """The one of the two things."""
        return self.tied.one

    @property
    def target(self) -> str:
        """The other one."""
        return self.tied.other

    @property
    def label(self) -> str:
        """What stands at it: "share 4 projects", "2 hidden meetings between"."""
        return self.tied.label

    @property
    def inverse(self) -> str:
        """The same: it has no direction."""
        return self.tied.label


@dataclass(frozen=True, slots=True, kw_only=True)
class TieLine(_LineOfTie["SharedTie"]):
    """A line that no document states: it follows from what both its ends share."""

    weight: float = 1.0

    sort: ClassVar[LineSort] = "tie"


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenLine(_LineOfTie["HiddenTie"]):
    """A line through things that the reader took out: they lie between its ends."""

    sort: ClassVar[LineSort] = "hidden"
    weight: ClassVar[float] = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryLine:
    """The line from a thing to the node that stands for what it has lines to and is not shown."""

    rest: Rest

    sort: ClassVar[LineSort] = "rest"
    predicate: ClassVar[str] = ""
    label: ClassVar[str] = "not shown"
    inverse: ClassVar[str] = "not shown"
    documents: ClassVar[int] = 0
    disputed: ClassVar[bool] = False
    weight: ClassVar[float] = 1.0
    note: ClassVar[str] = ""
    tone: ClassVar[str] = ""

    @property
    def id(self) -> str:
        """Its name in the picture."""
        return f"{self.rest.id}~line"

    @property
    def at(self) -> str:
        """How it stands in an address."""
        return self.id

    @property
    def source(self) -> str:
        """The thing."""
        return self.rest.thing

    @property
    def target(self) -> str:
        """The summary node."""
        return self.rest.id


NetworkLine: TypeAlias = DrawnLine | TieLine | HiddenLine | SummaryLine


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

    def node(self, id_: str) -> NetworkNode:
        """The node of this id, which has to be there."""
        return cast("NetworkNode", self.graph.nodes[id_][VALUE])

    def drawn(self, id_: str) -> NetworkNode | NetworkLine | None:
        """The node or line of this id; None where the picture has none."""
        if id_ in self.graph:
            return self.node(id_)
        return next((line for line in self.lines if line.id == id_), None)

    def named(self, at: str) -> NetworkNode | NetworkLine | None:
        """The node or line that an address names so; None where the picture has none."""
        return next((one for one in (*self.lines, *self.nodes) if one.at == at), None)

    def having(self, nodes: Iterable[NetworkNode], lines: Iterable[NetworkLine]) -> NetworkView:
        """The same view with other things and lines; it keeps its middle if that is there."""
        graph = drawn_network(nodes, lines)
        return NetworkView(graph, self.focus if self.focus in graph else None, self.left_out)

    def counts(self) -> Counter[str]:
        """How many things of each kind are in view, summary nodes left out."""
        return Counter(node.kind for node in self.nodes if isinstance(node, DrawnThing))


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


def drawn_thing(names: Names, iri: str, *, size: float = 1.0) -> DrawnThing:
    """A thing under the name that the record has for it."""
    name = names[iri]
    return DrawnThing(
        id=iri,
        label=name.label,
        kind=name.family or "Thing",
        kind_label=name.kind or "thing",
        size=size,
    )


def stated_line(  # noqa: PLR0913 - what may be told of a line beside what it states, by name
    names: Names,
    triple: Triple,
    documents: int = 0,
    *,
    disputed: bool = False,
    note: str = "",
    tone: str = "",
) -> DrawnLine:
    """A line in the words of its property; one without a property has none."""
    source, property_, target = triple
    name = names[property_]
    return DrawnLine(
        source=source,
        predicate=property_,
        target=target,
        label=name.label if property_ else "",
        inverse=name.inverse or name.label,
        documents=documents,
        disputed=disputed,
        note=note,
        tone=tone,
    )


def line_id(source: str, property_: str, target: str) -> str:
    """The name of a line in a page's address: its three parts, shortened."""
    return f"{_short(source)}~{property_.rpartition('#')[2] or property_}~{_short(target)}"


def _short(iri: str) -> str:
    return iri.removeprefix(str(THINGS))
