"""Whether a property fits the two things that a row joins with it, and which other ones would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDF, RDFS, URIRef

from graph.vocabulary import CBRN, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Graph
    from rdflib.term import Node

    from graph.building.statements import Statement
    from graph.building.terms import Terms

__all__ = ["Fitting"]


class Fitting:
    """The domain and range of each property that leads to a thing."""

    def __init__(self, terms: Terms) -> None:
        """Read them from the ontology."""
        self._terms = terms
        self._ends: dict[URIRef, tuple[URIRef, URIRef]] = {}
        self._names = {term: name for name, term in terms.properties.items()}
        for term in terms.properties.values():
            start = terms.graph.value(term, RDFS.domain)
            if terms.links(term) and isinstance(start, URIRef):
                self._ends[term] = start, terms.range(term)

    def objection(self, graph: Graph, statement: Statement) -> str:
        """Why a statement's property cannot join its two things, "" where it can."""
        ends = self._ends.get(statement.predicate)
        if ends is None or not isinstance(statement.object, URIRef):
            return ""
        start, end = self._types(graph, statement.subject), self._types(graph, statement.object)
        if not start or not end or (ends[0] in start and ends[1] in end):
            return ""
        name = self._names[statement.predicate]
        told = (
            f"'{name}' says of {self._kind(ends[0])} something about {self._kind(ends[1])}; here "
            f"it is {self._kind_of(start)} and {self._kind_of(end)}"
        )
        if ends[0] in end and ends[1] in start:
            subject, value = short(str(statement.subject)), short(str(statement.object))
            return f"{told}. The two are swapped: write {value} · {name} · {subject}"
        other = ", ".join(self._between(start, end))
        return (
            f"{told}. Between these two there is: {other}"
            if other
            else (f"{told}. No property joins these two")
        )

    def _between(self, start: frozenset[Node], end: frozenset[Node]) -> Iterator[str]:
        """The properties that fit two things, both ways."""
        graph = self._terms.graph
        for term, (first, second) in self._ends.items():
            if first in start and second in end:
                yield f"{self._names[term]} ({graph.value(term, RDFS.label)})"
        for term, (first, second) in self._ends.items():
            inverse = graph.value(term, CBRN.inverseLabel)
            if first in end and second in start and not (first in start and second in end):
                yield f"the other way round {self._names[term]} ({inverse})"

    @staticmethod
    def _types(graph: Graph, node: URIRef) -> frozenset[Node]:
        return frozenset(graph.objects(node, RDF.type))

    def _kind_of(self, types: frozenset[Node]) -> str:
        """The most special class of a thing, with its article."""
        above = {
            parent
            for one in types
            if isinstance(one, URIRef)
            for parent in self._terms.above(one, RDFS.subClassOf) - {one}
        }
        return self._kind(min(types - above or types, key=str))

    def _kind(self, kind: Node) -> str:
        label = str(self._terms.graph.value(kind, RDFS.label) or kind)
        if kind == CBRN.Thing:
            return "anything"
        lower = label if label.isupper() or label[:2].isupper() else label[:1].lower() + label[1:]
        return f"{'an' if lower[:1].lower() in 'aeiou' else 'a'} {lower}"
