"""RDF in the graph's own vocabulary as the rows it would be in the tables, node by node.

What does not fit is a finding, never left out in silence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode
from rdflib import RDF, RDFS, URIRef

from graph.building.findings import Severity
from graph.intake.incoming import COLUMNS, Incoming, Rewritten, RowKind, Sheet, SheetFinding
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
from graph.plurals import counted, plural
from graph.vocabulary import CBRN, THINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.intake.record import Record
    from graph.intake.triples import Node, Told, Triples
    from graph.store.replies.limits import Term

__all__ = ["RdfRows"]

_SHEETS: Final[Mapping[RowKind, str]] = {
    "documents": "Documents",
    "things": "Things",
    "statements": "Statements",
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A row in the making, with the node it is made from."""

    kind: RowKind
    node: Node
    cells: dict[str, str]


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
        self._ours: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for subject, term, value in chain(terms.graph, terms.abroad):
            self._ours[str(subject)].add((str(term), str(value)))
        self._below: dict[str, list[str]] = {}
        self._findings: list[SheetFinding] = []
        self._cleaned: list[Rewritten] = []
        self._rows: dict[RowKind, list[_Row]] = {"documents": [], "things": [], "statements": []}
        self._supported: set[tuple[str, str, str]] = set()

    def read(self, read: Triples) -> Incoming:
        """The rows that the nodes become; statements first, since triples rest on them."""
        nodes = read.nodes
        for key in read.unknown:
            sentence = f"no context in the file says what '{key}' means, so it would be lost"
            self._complain("", key, sentence)
        others: list[tuple[Node, Told]] = []
        for node, told in nodes.items():
            if types_of(told) & STATEMENTS:
                self._statement(node, told)
            else:
                others.append((node, told))
        for node, told in others:
            if isinstance(node, BlankNode):
                self._complain("", str(node), "a thing without an address; name it by its key")
            elif str(CBRN.SourceDocument) in types_of(told):
                self._document(node, told)
            elif node.value in self._ours:
                self._term(node, told)
            elif node.value.startswith(str(THINGS)):
                self._thing(node, told)
            else:
                sentence = f"{node.value} is not the address of one of our things, and is not read"
                self._complain("", node.value, sentence)
        self._date()
        notes = _graphs(read.graphs)
        return Incoming(
            name=self._name,
            sheets=tuple(self._sheets()),
            findings=tuple(self._findings),
            notes=notes,
            cleaned=tuple(self._cleaned),
        )

    def _statement(self, node: Node, told: Told) -> None:
        row = _Row("statements", node, {})
        for iri, values in told.items():
            column = STATEMENT.get(iri)
            if column is None:
                if iri != TYPE and iri not in WORKED_OUT:
                    self._odd(row, iri)
                continue
            row.cells[column] = self._one(row, column, values, is_tagged(told, column))
        term = self._terms.properties.get(row.cells.get("property", ""))
        if row.cells.get("review") == "disputed" and term and self._terms.single_valued(term):
            del row.cells["review"]  # where documents compete, the build works it out anew
        self._rows["statements"].append(row)
        ends = told.get(str(RDF.subject), []), told.get(str(RDF.predicate), [])
        for value in told.get(str(RDF.object), []):
            for subject in ends[0]:
                for predicate in ends[1]:
                    self._supported.add((value_of(subject), value_of(predicate), str(value)))

    def _document(self, node: NamedNode, told: Told) -> None:
        row = _Row("documents", node, {"key": named(node.value).removeprefix("source/")})
        for iri, values in told.items():
            column = DOCUMENT.get(iri)
            if column is not None:
                row.cells[column] = self._one(row, column, values)
            elif iri != TYPE:
                self._odd(row, iri)
        self._rows["documents"].append(row)

    def _date(self) -> None:
        """Says of each document when it speaks, and of a statement only where it differs.

        A new document without a date was read on the day that most of its statements give.
        """
        told: dict[str, Counter[str]] = defaultdict(Counter)
        for row in self._rows["statements"]:
            told[row.cells.get("document", "")][row.cells.get("stated_on", "")] += 1
        for row in self._rows["documents"]:
            key = row.cells["key"]
            if "issued" in row.cells:
                self._dates[key] = row.cells["issued"]
            elif key not in self._dates and told[key]:
                self._dates[key] = row.cells["read"] = told[key].most_common(1)[0][0]
        for row in self._rows["statements"]:
            if row.cells.get("stated_on") == self._dates.get(row.cells.get("document", "")):
                row.cells.pop("stated_on", None)

    def _term(self, node: NamedNode, told: Told) -> None:
        """A term or topic of the ontology: only what documents say of it may be new."""
        row = _Row("things", node, {})
        for iri, values in told.items():
            for value in values:
                if (iri, value_of(value)) in self._ours[node.value]:
                    continue
                if node.value.startswith(str(THINGS)) and iri in self._properties:
                    self._plain_triple(row, iri, value)
                else:
                    sentence = f"{named(node.value)} belongs to the ontology, which stays as it is"
                    self._complain("", text_of(value), sentence)

    def _thing(self, node: NamedNode, told: Told) -> None:
        row = _Row("things", node, {"key": named(node.value)})
        for iri, values in told.items():
            if iri == TYPE:
                row.cells["type"] = self._most_special(row, types_of(told))
            elif iri == LABEL:
                row.cells["label"] = self._one(row, "label", values)
            elif iri in TOPIC and str(CBRN.Topic) in types_of(told):
                if column := TOPIC[iri]:
                    row.cells[column] = self._one(row, column, values)
            elif iri == OTHER_LABEL:
                loose = [one for one in values if not self._supports(node, iri, one)]
                row.cells["other_labels"] = " | ".join(text_of(one) for one in loose)
                for one in loose:
                    if "|" in text_of(one):
                        sentence = (
                            f"'{text_of(one)}' holds the sign |, which parts one name from the "
                            "next in the tables; write it without"
                        )
                        self._complain("other_labels", text_of(one), sentence, row)
            else:
                for value in values:
                    self._plain_triple(row, iri, value)
        if {"type", "label"} & row.cells.keys():
            self._rows["things"].append(row)

    def _plain_triple(self, row: _Row, iri: str, value: Term) -> None:
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
        self._complain("", text_of(value), sentence)

    def _supports(self, node: Node, iri: str, value: Term) -> bool:
        """Whether a statement says it, or says it with a property below this one."""
        if iri not in self._below:
            below = self._terms.graph.transitive_subjects(RDFS.subPropertyOf, URIRef(iri))
            self._below[iri] = [str(each) for each in below]
        said = self._supported
        return any((value_of(node), each, str(value)) in said for each in self._below[iri])

    def _most_special(self, row: _Row, types: set[str]) -> str:
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
        self._complain("type", named, f"'{named}' is not one class of the ontology", row)
        return left[0] if left else ""

    def _one(self, row: _Row, column: str, values: list[Term], tagged: bool = False) -> str:
        """The text of a cell; more than one value is a finding."""
        for value in values:
            self._say_what_is_lost(row, column, value, tagged)
        told = sorted({self._cell(column, value, tagged) for value in values})
        if len(told) > 1:
            listed = "; ".join(told)
            sentence = f"there are {len(told)} values ({listed}) where one fits"
            self._complain(column, listed, sentence, row)
        return told[0]

    def _say_what_is_lost(self, row: _Row, column: str, value: Term, tagged: bool) -> None:
        """Notes a language that a plain text of the tables cannot have."""
        if isinstance(value, NamedNode | BlankNode):
            return
        if value.language not in {None, "en"} and not tagged:
            number = len(self._rows[row.kind]) + 2
            before, why = f"{value.value}@{value.language}", "a plain text has no language"
            self._cleaned.append(
                Rewritten(
                    sheet=_SHEETS[row.kind],
                    row=number,
                    column=column,
                    before=before,
                    after=value.value,
                    why=why,
                )
            )

    def _cell(self, column: str, value: Term, tagged: bool) -> str:
        if isinstance(value, NamedNode):
            if column == "property":
                return self._properties.get(value.value, value.value)
            if column in {"basis", "review"}:
                return value.value.removeprefix(str(CBRN)).lower()
            told = named(value.value)
            return told.removeprefix("source/") if column == "document" else told
        return text_of(value, tagged=tagged)

    def _odd(self, row: _Row, iri: str) -> None:
        if URIRef(iri) in self._terms.days:
            return  # the build works it out of the date that a statement gives
        self._complain("", iri, f"the property {iri} is not known here", row)

    def _complain(self, column: str, value: str, sentence: str, row: _Row | None = None) -> None:
        """Notes a finding; the row that a node becomes is the next one of its sheet."""
        sheet = _SHEETS[row.kind] if row else self._name
        number = len(self._rows[row.kind]) + 2 if row else 0
        self._findings.append(
            SheetFinding(
                severity=Severity.ERROR,
                sheet=sheet,
                row=number,
                column=column,
                value=value,
                sentence=sentence,
            )
        )

    def _sheets(self) -> Iterator[Sheet]:
        for kind, rows in self._rows.items():
            known = (*COLUMNS[kind].required, *COLUMNS[kind].optional)
            told = tuple(
                (number, tuple(row.cells.get(column, "") for column in known))
                for number, row in enumerate(rows, start=2)
            )
            if told:
                yield Sheet(name=_SHEETS[kind], kind=kind, columns=known, rows=told)


def _graphs(count: int) -> tuple[str, ...]:
    """A note about the named graphs of a file."""
    if not count:
        return ()
    return (
        f"The {plural(count, 'name', 'names')} of {counted(count, 'graph')} "
        f"{plural(count, 'was', 'were')} not read.",
    )
