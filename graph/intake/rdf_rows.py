"""RDF in the graph's own vocabulary as the rows it would be in the tables, node by node.

What does not fit is a finding, never left out in silence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode
from rdflib import RDF, RDFS, URIRef

from graph.intake.incoming import Incoming
from graph.intake.rdf_cells import (
    DOCUMENT,
    LABEL,
    OTHER_LABEL,
    STATEMENT,
    STATEMENTS,
    TOPIC,
    TYPE,
    WORKED_OUT,
    is_tagged,
    named,
    text_of,
    types_of,
    value_of,
)
from graph.intake.rdf_sheets import RdfRow, RdfSheets
from graph.plurals import counted, plural
from graph.vocabulary import CBRN, THINGS

if TYPE_CHECKING:
    from graph.intake.record import Record
    from graph.intake.triples import Node, Told, Triples
    from graph.store.replies.limits import Term

__all__ = ["RdfRows"]


class RdfRows:
    """Sorts nodes into rows, and tells what fits into none."""

    def __init__(self, record: Record, name: str) -> None:
        """Begin with the terms and documents of the record, for a file of some name."""
        terms = record.terms
        self._terms = terms
        self._dates = dict(record.dates)
        self._name = name
        self._properties = {str(iri): name for name, iri in terms.properties.items()}
        self._classes = {str(iri): name for name, iri in terms.classes.items()}
        self._below: dict[str, list[str]] = {}
        self._made = RdfSheets(name, self._properties)
        self._supported: set[tuple[str, str, str]] = set()

    def read(self, read: Triples) -> Incoming:
        """The rows that the nodes become; statements first, since triples rest on them."""
        nodes = read.nodes
        for key in read.unknown:
            sentence = f"no context in the file says what '{key}' means, so it would be lost"
            self._made.complain("", key, sentence)
        others: list[tuple[Node, Told]] = []
        for node, told in nodes.items():
            if types_of(told) & STATEMENTS:
                self._statement(node, told)
            else:
                others.append((node, told))
        for node, told in others:
            if isinstance(node, BlankNode):
                self._made.complain("", str(node), "a thing without an address; name it by its key")
            elif str(CBRN.SourceDocument) in types_of(told):
                self._document(node, told)
            elif node.value in self._terms.own_triples:
                self._term(node, told)
            elif node.value.startswith(str(THINGS)):
                self._thing(node, told)
            else:
                sentence = f"{node.value} is not the address of one of our things, and is not read"
                self._made.complain("", node.value, sentence)
        self._date()
        notes = _graphs(read.graphs)
        return Incoming(
            name=self._name,
            sheets=tuple(self._made.sheets()),
            findings=tuple(self._made.findings),
            notes=notes,
            cleaned=tuple(self._made.cleaned),
        )

    def _statement(self, node: Node, told: Told) -> None:
        row = RdfRow("statements", node, {})
        for iri, values in told.items():
            column = STATEMENT.get(iri)
            if column is None:
                if iri != TYPE and iri not in WORKED_OUT:
                    self._odd(row, iri)
                continue
            row.cells[column] = self._made.one(row, column, values, is_tagged(told, column))
        term = self._terms.properties.get(row.cells.get("property", ""))
        if row.cells.get("review") == "disputed" and term and self._terms.single_valued(term):
            del row.cells["review"]  # where documents compete, the build works it out anew
        self._made.rows["statements"].append(row)
        ends = told.get(str(RDF.subject), []), told.get(str(RDF.predicate), [])
        for value in told.get(str(RDF.object), []):
            for subject in ends[0]:
                for predicate in ends[1]:
                    self._supported.add((value_of(subject), value_of(predicate), str(value)))

    def _document(self, node: NamedNode, told: Told) -> None:
        row = RdfRow("documents", node, {"key": named(node.value).removeprefix("source/")})
        for iri, values in told.items():
            column = DOCUMENT.get(iri)
            if column is not None:
                row.cells[column] = self._made.one(row, column, values)
            elif iri != TYPE:
                self._odd(row, iri)
        self._made.rows["documents"].append(row)

    def _date(self) -> None:
        """Says of each document when it speaks, and of a statement only where it differs.

        A new document without a date was read on the day that most of its statements give.
        """
        told: dict[str, Counter[str]] = defaultdict(Counter)
        for row in self._made.rows["statements"]:
            told[row.cells.get("document", "")][row.cells.get("stated_on", "")] += 1
        for row in self._made.rows["documents"]:
            key = row.cells["key"]
            if "issued" in row.cells:
                self._dates[key] = row.cells["issued"]
            elif key not in self._dates and told[key]:
                self._dates[key] = row.cells["read"] = told[key].most_common(1)[0][0]
        for row in self._made.rows["statements"]:
            if row.cells.get("stated_on") == self._dates.get(row.cells.get("document", "")):
                row.cells.pop("stated_on", None)

    def _term(self, node: NamedNode, told: Told) -> None:
        """A term or topic of the ontology: only what documents say of it may be new."""
        row = RdfRow("things", node, {})
        for iri, values in told.items():
            for value in values:
                if (iri, value_of(value)) in self._terms.own_triples[node.value]:
                    continue
                if node.value.startswith(str(THINGS)) and iri in self._properties:
                    self._plain_triple(row, iri, value)
                else:
                    sentence = f"{named(node.value)} belongs to the ontology, which stays as it is"
                    self._made.complain("", text_of(value), sentence)

    def _thing(self, node: NamedNode, told: Told) -> None:
        row = RdfRow("things", node, {"key": named(node.value)})
        for iri, values in told.items():
            if iri == TYPE:
                row.cells["type"] = self._most_special(row, types_of(told))
            elif iri == LABEL:
                row.cells["label"] = self._made.one(row, "label", values)
            elif iri in TOPIC and str(CBRN.Topic) in types_of(told):
                if column := TOPIC[iri]:
                    row.cells[column] = self._made.one(row, column, values)
            elif iri == OTHER_LABEL:
                loose = [one for one in values if not self._supports(node, iri, one)]
                row.cells["other_labels"] = " | ".join(text_of(one) for one in loose)
                for one in loose:
                    if "|" in text_of(one):
                        sentence = (
                            f"'{text_of(one)}' holds the sign |, which parts one name from the "
                            "next in the tables; write it without"
                        )
                        self._made.complain("other_labels", text_of(one), sentence, row)
            else:
                for value in values:
                    self._plain_triple(row, iri, value)
        if {"type", "label"} & row.cells.keys():
            self._made.rows["things"].append(row)

    def _plain_triple(self, row: RdfRow, iri: str, value: Term) -> None:
        """Notes a triple that no statement in the file supports."""
        name = self._properties.get(iri)
        if name is None:
            self._odd(row, iri)
            return
        if self._supports(row.node, iri, value):
            return
        sentence = (
            f"{named(value_of(row.node))} · {name} · {text_of(value)} stands without a statement "
            "that names its document and the place in it; add one (cbrn:Statement)"
        )
        self._made.complain("", text_of(value), sentence)

    def _supports(self, node: Node, iri: str, value: Term) -> bool:
        """Whether a statement says it, or says it with a property below this one."""
        if iri not in self._below:
            below = self._terms.graph.transitive_subjects(RDFS.subPropertyOf, URIRef(iri))
            self._below[iri] = [str(each) for each in below]
        said = self._supported
        return any((value_of(node), each, str(value)) in said for each in self._below[iri])

    def _most_special(self, row: RdfRow, types: set[str]) -> str:
        """The class with no other of the classes below it, by its name in the tables."""
        ours = {one for one in types if one in self._classes}
        above = {
            str(parent)
            for one in ours
            for parent in self._terms.above(URIRef(one), RDFS.subClassOf) - {URIRef(one)}
        }
        left = sorted(self._classes[one] for one in ours - above)
        if len(left) == 1:
            return left[0]
        named = ", ".join(left or sorted(types))
        self._made.complain("type", named, f"'{named}' is not one class of the ontology", row)
        return left[0] if left else ""

    def _odd(self, row: RdfRow, iri: str) -> None:
        if URIRef(iri) in self._terms.days:
            return  # the build works it out of the date that a statement gives
        self._made.complain("", iri, f"the property {iri} is not known here", row)


def _graphs(count: int) -> tuple[str, ...]:
    """A note about the named graphs of a file."""
    if not count:
        return ()
    return (
        f"The {plural(count, 'name', 'names')} of {counted(count, 'graph')} "
        f"{plural(count, 'was', 'were')} not read.",
    )
