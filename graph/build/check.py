"""The checks a graph must pass before it is written: shapes, evidence, periods and totals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef

from graph.build.findings import Finding, Place, Severity
from graph.build.shapes import Breach
from graph.build.statements import labelled
from graph.dates import PartialDate
from graph.vocabulary import CBRN, THINGS, short, thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rdflib.term import Node

    from graph.build.statements import Statement
    from graph.build.tables import Row
    from graph.build.terms import Terms

__all__ = ["Origins", "periods", "shapes", "told", "totals", "without_evidence"]

_NAMES = frozenset({RDF.type, RDFS.label, SKOS.altLabel})
_NOT_EVIDENCED = ("proposal/", "reviewer/", "source/", "statement/", "topic/")


@dataclass(slots=True)
class Origins:
    """Which row of which table a node or a triple of the graph came from."""

    nodes: dict[Node, Place] = field(default_factory=dict)
    triples: dict[tuple[Node, ...], Place] = field(default_factory=dict)

    def note(self, statement: Statement) -> None:
        """Remembers the row of a statement, for its node, its triple, and the triple's start."""
        self.nodes[statement.iri] = statement.place
        for known in (statement.triple, statement.triple[:2]):
            self.triples.setdefault(known, statement.place)

    def find(self, node: Node, path: Node | None, value: Node | None) -> Place:
        """The row to mend: that of the triple where known, else that of the node."""
        found = self.nodes.get(node, Place("data"))
        if path is not None:
            found = self.triples.get((node, path), found)
        if path is not None and value is not None:
            found = self.triples.get((node, path, value), found)
        return found


def shapes(graph: Graph, terms: Terms, folder: Path, origins: Origins) -> Iterator[Finding]:
    """What SHACL (W3C, 2017) says of the graph, each result led back to its row.

    pyshacl is given the ontology beside the data: without it, subclasses are missed.
    """
    from pyshacl import validate  # noqa: PLC0415 - half a second, and only a build needs it

    rules = Graph().parse(folder / "shapes.ttl", format="turtle")
    _, report, _ = validate(graph, shacl_graph=rules, ont_graph=terms.graph, inference="none")
    if not isinstance(report, Graph):
        msg = f"the shapes could not be run: {report}"
        raise TypeError(msg)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        node = report.value(result, SH.focusNode)
        shape = report.value(result, SH.sourceShape)
        if node is None:
            continue
        breach = Breach(
            node,
            report.value(result, SH.resultPath),
            report.value(result, SH.value),
            rules.value(shape, SH.targetSubjectsOf),
            str(report.value(result, SH.resultMessage)),
            report.value(result, SH.resultSeverity) == SH.Violation,
        )
        yield told(breach, graph, origins)


def told(breach: Breach, graph: Graph, origins: Origins) -> Finding:
    """A breach of a shape as a finding, led back to its row."""
    path = breach.path or breach.said_with
    other = breach.value if breach.value != breach.node else None
    found = f" (found: {_named(other, graph)})" if other is not None else ""
    return Finding(
        Severity.ERROR if breach.fatal else Severity.WARNING,
        origins.find(breach.node, path, breach.value),
        str(path).rpartition("#")[2].rpartition("/")[2] if path else "",
        f"{_named(breach.node, graph)}: {breach.message}{found}",
    )


def without_evidence(graph: Graph, terms: Terms, origins: Origins) -> Iterator[Finding]:
    """Each plain triple about a thing that no statement with a document and a place supports.

    Types and labels need none, nor what follows from a stated triple by rdfs:subPropertyOf.
    """
    supported = {
        (
            graph.value(node, RDF.subject),
            graph.value(node, RDF.predicate),
            graph.value(node, RDF.object),
        )
        for node in graph.subjects(RDF.type, CBRN.Statement)
        if (node, CBRN.statedIn, None) in graph and (node, CBRN.locator, None) in graph
    }
    for subject, term, value in graph:
        if not str(subject).startswith(str(THINGS)) or term in _NAMES:
            continue
        if short(str(subject)).startswith(_NOT_EVIDENCED) or (subject, term, value) in supported:
            continue
        below = terms.graph.transitive_subjects(RDFS.subPropertyOf, term)
        if any((subject, each, value) in supported for each in below):
            continue
        sentence = (
            f"{_named(subject, graph)} · {_named(term, terms.graph)} · {_named(value, graph)} "
            "stands in the graph without a statement that names a document and a place in it"
        )
        yield Finding(Severity.ERROR, origins.find(subject, term, value), "", sentence)


def periods(graph: Graph, origins: Origins) -> Iterator[Finding]:
    """Each thing that ends before it starts."""
    for subject, end in graph.subject_objects(CBRN.endDate):
        start = graph.value(subject, CBRN.startDate)
        if start is None:
            continue
        first, last = PartialDate.parse(str(start)), PartialDate.parse(str(end))
        if last.last < first.first:
            sentence = f"{_named(subject, graph)} ends ({last}) before it starts ({first})"
            yield Finding(
                Severity.ERROR, origins.find(subject, CBRN.endDate, end), "object", sentence
            )


def totals(graph: Graph, expectations: Iterable[Row], terms: Terms) -> Iterator[Finding]:
    """Each total of ``expectations.csv`` that the graph misses, or that cannot be counted."""
    for row in expectations:
        kind = terms.classes.get(row["type"])
        term = terms.properties.get(row["property"])
        if kind is None:
            yield row.error("type", f"'{row['type']}' is not a class of the ontology")
            continue
        if row["property"] and term is None:
            yield row.error("property", f"'{row['property']}' is not a property of the ontology")
            continue
        bounds: dict[str, int] = {}
        for column in ("at_least", "at_most"):
            if row[column].isdecimal():
                bounds[column] = int(row[column])
            elif row[column]:
                yield row.error(column, f"'{row[column]}' is not a whole number")
        count = sum(
            1 for one in graph.subjects(RDF.type, kind) if _holds(graph, one, term, row["object"])
        )
        if not bounds.get("at_least", count) <= count <= bounds.get("at_most", count):
            expected = " and ".join(
                f"{column.replace('_', ' ')} {bound}" for column, bound in bounds.items()
            )
            yield row.error("", f"the graph has {count}, expected {expected}: {row['why']}")


def _holds(graph: Graph, node: Node, term: URIRef | None, wanted: str) -> bool:
    if term is None:
        return True
    values = set(graph.objects(node, term))
    if not wanted:
        return bool(values)
    if (term, RDF.type, OWL.ObjectProperty) in graph:
        return thing(wanted) in values
    return wanted in {str(value) for value in values} or labelled(wanted) in values


def _named(node: Node, graph: Graph) -> str:
    """A node as people name it: its label, else the text or the short address."""
    label = graph.value(node, RDFS.label)
    if label is not None:
        return str(label)
    if isinstance(node, Literal) or not str(node).startswith(str(THINGS)):
        return str(node)
    return short(str(node))
