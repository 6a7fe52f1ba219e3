"""Measures of cooperation that say what they mean, on what they were worked out, and if they hold.

Counts come first; a score is a sum of counts with weights that the reader sees. Each measure on
the network is worked out again without every document that alone carries a line, and names the
documents whose absence would change it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import networkx as nx

from graph.store import Limits
from graph.views.cooperation.matrix import matrix
from graph.views.cooperation.ways import ways
from graph.views.record.names import plain
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from graph.store import Engine
    from graph.views.record.names import Name, NamedGraph, Names

__all__ = [
    "WEIGHTS",
    "Measure",
    "Measured",
    "Pair",
    "Parts",
    "bridges",
    "groups",
    "pairs",
    "parts",
    "single_points",
]

WEIGHTS: Final[Mapping[str, float]] = {
    "countries": 1.0,
    "partners": 2.0,
    "meetings": 1.0,
    "topics": 1.0,
    "hazards": 1.0,
    "relations": 3.0,
    "time": 0.0,
}
"""What one shared thing of a kind adds to the score of two projects, unless a reader says else."""

_MOST: Final = 10
_SEED: Final = 20

_LINES: Final = """
SELECT DISTINCT ?project ?body ?document
WHERE {
  VALUES ?property {
    cbrn:involves cbrn:ledBy cbrn:hasPartner cbrn:fundedBy cbrn:implementedWith cbrn:hostedBy
    cbrn:organisedBy cbrn:openedBy cbrn:attendedBy cbrn:addressedBy
  }
  ?statement rdf:predicate ?property ; rdf:subject ?project ; rdf:object ?body ;
             cbrn:statedIn ?document .
  ?project ?property ?body .
}
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two projects, how many things of each kind they share, and the score that the counts make."""

    one: Name
    other: Name
    counts: Mapping[str, int]
    score: float


@dataclass(frozen=True, slots=True)
class Parts:
    """The part of the graph that a measure is worked out on: projects, organisations, lines.

    ``lines`` holds for each project and organisation the documents that state a line between them.
    """

    lines: Mapping[tuple[str, str], frozenset[str]]

    @property
    def sentence(self) -> str:
        """What the part is, with its size."""
        projects = {project for project, _ in self.lines}
        bodies = {body for _, body in self.lines}
        return (
            f"Worked out on the {len(self.lines)} lines between {len(projects)} projects and "
            f"{len(bodies)} organisations, whatever the role; nothing else of the graph counts."
        )

    @property
    def documents(self) -> list[str]:
        """The documents that alone carry a line: without another one, nothing can change."""
        return sorted({min(said) for said in self.lines.values() if len(said) == 1})

    def without(self, document: str | None) -> nx.Graph[str]:
        """The network of the part, without the lines that rest on one document alone."""
        graph: nx.Graph[str] = nx.Graph()
        graph.add_edges_from(
            pair for pair in sorted(self.lines) if self.lines[pair] != frozenset([document])
        )
        return graph


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of a measure: the thing or things, their value, and the documents it hangs on.

    ``changed_by`` holds the documents without which it would not be found.
    """

    things: tuple[Name, ...]
    value: float
    changed_by: tuple[Name, ...]

    @property
    def holds(self) -> bool:
        """Whether it is found without any one document too."""
        return not self.changed_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure: its name, what it means, on what it was worked out, and what it found.

    ``tried`` says how many documents were left out in turn; ``newly`` holds the documents without
    which something else would be found that is not found now.
    """

    title: str
    definition: str
    part: str
    findings: tuple[Measured, ...]
    tried: int
    newly: tuple[Name, ...]


def pairs(kg: NamedGraph, weights: Mapping[str, float] = WEIGHTS, most: int = 50) -> list[Pair]:
    """The pairs of projects that share something, those with the highest score first.

    A kind with no weight, or a weight of 0, is counted and shown but adds nothing.
    """
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for way in ways("Project", "Project"):
        found = matrix(kg, "Project", "Project", by=way.key)
        for at_row, row in enumerate(found.rows):
            for at_column in found.counts[at_row].nonzero()[0]:
                column = found.columns[at_column]
                # Two projects that only ran in the same years share nothing.
                in_time = way.key == "time" and (row.iri, column.iri) not in counts
                if row.iri < column.iri and not in_time:
                    shared = int(found.counts[at_row, at_column])
                    counts[row.iri, column.iri][way.key] = shared
    scored = [
        Pair(
            kg.names[one],
            kg.names[other],
            shared,
            sum(weights.get(kind, 0.0) * number for kind, number in shared.items()),
        )
        for (one, other), shared in counts.items()
    ]
    scored.sort(key=lambda pair: (-pair.score, pair.one.iri, pair.other.iri))
    return scored[:most]


def parts(engine: Engine) -> Parts:
    """The lines between projects and organisations, with the documents that state each."""
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    answer = engine.query(_LINES, limits=Limits(seconds=60, rows=10_000_000))
    for record in answer.records():
        project, body, document = (record[name] or "" for name in ("project", "body", "document"))
        if project.startswith(f"{THINGS}project/") and body.startswith(f"{THINGS}organisation/"):
            said[project, body].add(document)
    return Parts({pair: frozenset(documents) for pair, documents in said.items()})


def bridges(part: Parts, names: Names) -> Measure:
    """The organisations that stand between most others, in order."""

    def found(graph: nx.Graph[str]) -> dict[frozenset[str], float]:
        between = nx.betweenness_centrality(graph)
        ranked = sorted(
            ((value, node) for node, value in between.items() if _is_body(node) and value > 0),
            key=lambda each: (-each[0], each[1]),
        )
        return {frozenset([node]): value for value, node in ranked[:_MOST]}

    return _tried(
        part,
        names,
        found,
        "Bridging organisations",
        "Of all shortest ways from one project or organisation to another, the share that leads "
        f"through this organisation (betweenness centrality). Shown are the first {_MOST}; one "
        f"holds if it is among the first {_MOST} whichever document is left out.",
    )


def single_points(part: Parts, names: Names) -> Measure:
    """The organisations whose absence would cut the network into more pieces than it has."""

    def found(graph: nx.Graph[str]) -> dict[frozenset[str], float]:
        pieces = nx.number_connected_components(graph)
        cut = {}
        for node in sorted(filter(_is_body, nx.articulation_points(graph))):
            rest = graph.copy()
            rest.remove_node(node)
            cut[frozenset([node])] = float(nx.number_connected_components(rest) - pieces)
        return cut

    return _tried(
        part,
        names,
        found,
        "Single points of connection",
        "Organisations without which projects or organisations that are connected now would no "
        "longer be connected at all (articulation points). The number says how many more pieces "
        "there would be. It is about lines on record, not about what would really happen.",
    )


def groups(part: Parts, names: Names) -> Measure:
    """The groups of projects and organisations that are more connected inside than outside."""

    def found(graph: nx.Graph[str]) -> dict[frozenset[str], float]:
        if not graph.number_of_edges():
            return {}
        communities = nx.community.louvain_communities(graph, seed=_SEED)
        return {frozenset(each): float(len(each)) for each in communities if len(each) > 2}  # noqa: PLR2004 - two are a line, not a group

    return _tried(
        part,
        names,
        found,
        "Groups",
        "Projects and organisations with more lines among themselves than chance would give "
        "(Louvain method, modularity, fixed seed). A group holds if, whichever document is left "
        "out, a group with at least half of the same members (of both together) is found.",
        alike=lambda one, other: len(one & other) * 2 >= len(one | other),
    )


def _is_body(node: str) -> bool:
    return node.startswith(f"{THINGS}organisation/")


def _tried(  # noqa: PLR0913, PLR0917 - what makes up a measure
    part: Parts,
    names: Names,
    find: Callable[[nx.Graph[str]], dict[frozenset[str], float]],
    title: str,
    definition: str,
    alike: Callable[[frozenset[str], frozenset[str]], bool] = frozenset.__eq__,
) -> Measure:
    """The measure on the whole part, and what of it changes when each document is left out."""
    whole = find(part.without(None))
    changed: dict[frozenset[str], list[str]] = {members: [] for members in whole}
    newly: list[str] = []
    documents = part.documents
    for document in documents:
        rest = find(part.without(document))
        for members in whole:
            if not _is_among(members, rest, alike):
                changed[members].append(document)
        if any(not _is_among(members, whole, alike) for members in rest):
            newly.append(document)
    return Measure(
        title=title,
        definition=definition,
        part=part.sentence,
        findings=tuple(
            Measured(
                tuple(sorted((names[iri] for iri in members), key=_order)),
                value,
                tuple(names[document] for document in changed[members]),
            )
            for members, value in sorted(
                whole.items(), key=lambda each: (-each[1], sorted(each[0]))
            )
        ),
        tried=len(documents),
        newly=tuple(names[document] for document in newly),
    )


def _is_among(
    members: frozenset[str],
    others: Iterable[frozenset[str]],
    alike: Callable[[frozenset[str], frozenset[str]], bool],
) -> bool:
    return any(alike(members, other) for other in others)


def _order(name: Name) -> tuple[str, str, str]:
    return name.family, plain(name.label), name.iri
