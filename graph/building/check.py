"""The checks a graph must pass before it is written: shapes, evidence, periods and totals."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from rdflib import DCTERMS, RDF, RDFS, SH, SKOS, Graph, Literal

from graph.building.findings import Finding, Severity
from graph.building.literals import labelled
from graph.building.rules import TripleIndex, UnknownRule
from graph.building.shapes import Breach, Shapes
from graph.dates import PartialDate
from graph.vocabulary import CBRN, THINGS, short, thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from rdflib import URIRef
    from rdflib.term import Node

    from graph.building.draft import Draft
    from graph.building.origins import Origins
    from graph.building.statements import Statement
    from graph.building.tables import Row
    from graph.building.terms import Terms

__all__ = ["by_pyshacl", "everything", "finding_of", "periods", "totals", "without_evidence"]

_NAMES = frozenset({RDF.type, RDFS.label, SKOS.prefLabel, SKOS.altLabel, DCTERMS.isReplacedBy})
_NOT_EVIDENCED = ("proposal/", "reviewer/", "source/", "statement/", "topic/")


def everything(draft: Draft, ontology: Path) -> Iterator[tuple[Finding, bool]]:
    """What is wrong with a draft as a whole, and whether it is said of what begins a line.

    What is wrong with single rows of its tables the draft knows already.

    Args:
        draft: what the tables say.
        ontology: the folder of ``shapes.ttl``.
    """
    graph, terms, origins = draft.graph, draft.terms, draft.origins
    for found in without_evidence(graph, draft.statements, terms, origins):
        yield found, False
    for found in periods(graph, origins):
        yield found, False
    own = chain.from_iterable(statement.triples() for statement in draft.statements)
    values = TripleIndex(chain(graph, own), terms.graph)
    text = (ontology / "shapes.ttl").read_text("utf-8")
    try:
        breaches = _shapes(text).breaches(values)
    except UnknownRule:
        whole = graph + Graph()
        for triple in chain.from_iterable(one.triples() for one in draft.statements):
            whole.add(triple)
        breaches = by_pyshacl(whole, terms, _rules(text))
    for breach in breaches:
        yield finding_of(breach, graph, origins), breach.path is None
    for found in totals(values, draft.expectations, terms):
        yield found, False


@lru_cache(maxsize=2)
def _shapes(text: str) -> Shapes:
    """The shapes, read: whoever looks at many files, or at one many times, reads them once."""
    return Shapes(_rules(text))


@lru_cache(maxsize=2)
def _rules(text: str) -> Graph:
    """The shapes as a graph that nobody changes."""
    return Graph().parse(data=text, format="turtle")


def by_pyshacl(graph: Graph, terms: Terms, rules: Graph) -> Iterator[Breach]:
    """What pyshacl, the reference, finds: for shapes beyond what `graph.building.shapes` knows.

    It is given the ontology beside the data: without it, subclasses are missed.
    """
    from pyshacl import validate  # noqa: PLC0415 - half a second, and seldom needed

    _, report, _ = validate(graph, shacl_graph=rules, ont_graph=terms.graph, inference="none")
    if not isinstance(report, Graph):
        msg = f"the shapes could not be run: {report}"
        raise TypeError(msg)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        node = report.value(result, SH.focusNode)
        shape = report.value(result, SH.sourceShape)
        if node is not None:
            yield Breach(
                node=node,
                path=report.value(result, SH.resultPath),
                value=report.value(result, SH.value),
                said_with=rules.value(shape, SH.targetSubjectsOf),
                message=str(report.value(result, SH.resultMessage)),
                fatal=report.value(result, SH.resultSeverity) == SH.Violation,
            )


def finding_of(breach: Breach, graph: Graph, origins: Origins) -> Finding:
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


def without_evidence(
    graph: Graph, statements: Iterable[Statement], terms: Terms, origins: Origins
) -> Iterator[Finding]:
    """Each plain triple about a thing that no statement with a place in a document supports.

    Types, labels and where an old address leads need none, nor what follows from a stated triple
    by rdfs:subPropertyOf, nor the days of a stated date.
    """
    follows = _NAMES | terms.days.keys()
    supported = {one.triple for one in statements if one.document and one.locator}
    below: dict[Node, tuple[Node | None, ...]] = {}
    for subject, term, value in graph:
        if term in follows or not str(subject).startswith(str(THINGS)):
            continue
        if (subject, term, value) in supported or short(str(subject)).startswith(_NOT_EVIDENCED):
            continue
        if term not in below:
            below[term] = tuple(terms.graph.transitive_subjects(RDFS.subPropertyOf, term))
        if any((subject, each, value) in supported for each in below[term]):
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


def totals(values: TripleIndex, expectations: Iterable[Row], terms: Terms) -> Iterator[Finding]:
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
            1
            for one in values.typed(kind)
            if term is None or _holds(values.of[term].get(one, ()), term, row["object"], terms)
        )
        if not bounds.get("at_least", count) <= count <= bounds.get("at_most", count):
            expected = " and ".join(
                f"{column.replace('_', ' ')} {bound}" for column, bound in bounds.items()
            )
            yield row.error("", f"the graph has {count}, expected {expected}: {row['why']}")


def _holds(values: Sequence[Node], term: URIRef, wanted: str, terms: Terms) -> bool:
    """Whether the values of a thing are what a row of the expectations wants; "" wants any."""
    if not wanted:
        return bool(values)
    if terms.links(term):
        return thing(wanted) in values
    return wanted in map(str, values) or labelled(wanted) in values


def _named(node: Node, graph: Graph) -> str:
    """A node as people name it: its label, else the text or the short address."""
    label = graph.value(node, RDFS.label)
    if label is not None:
        return str(label)
    if isinstance(node, Literal) or not str(node).startswith(str(THINGS)):
        return str(node)
    return short(str(node))
