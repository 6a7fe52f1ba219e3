"""The difference between the record and its copy: what is new, changed, contradicted or alike."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rdflib import RDFS, SKOS, Literal

from graph.building.resolve import competing, contradict
from graph.folding import words
from graph.intake.alike import Called, alike
from graph.intake.on_record import same_documents, same_meetings, same_persons
from graph.intake.proposal import (
    Contradiction,
    CorrectedStatement,
    LookAlike,
    NewDocument,
    NewStatement,
    NewThing,
    RemovedStatement,
    StatedValue,
    ValueChange,
)
from graph.vocabulary import CBRN, short, thing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from rdflib import URIRef
    from rdflib.term import Node

    from graph.building.draft import Draft
    from graph.building.resolve import Contest
    from graph.building.statements import Statement
    from graph.intake.incoming import IncomingRow
    from graph.intake.meaning.names import NameIndex
    from graph.intake.merge import Merged
    from graph.intake.record import Record

__all__ = ["Difference"]


class Difference:
    """What the copy says that the record does not."""

    def __init__(
        self,
        record: Record,
        merged: Merged,
        draft: Draft,
        faulty: Collection[tuple[str, int]],
        known_by: NameIndex,
    ) -> None:
        """Compare a record with its copy, of which ``draft`` was made.

        ``known_by`` are the names that the file was read with.

        Rows with an error, by sheet and row in ``faulty``, make no statement yet.
        """
        self._record = record
        self._known_by = known_by
        self._merged = merged
        self._draft = draft
        gathered = merged.gathered
        self._gathered = gathered
        brought = [*gathered.new, *(one.entry for one in gathered.corrections)]
        self._new = {id(entry) for entry in brought if (entry.sheet, entry.row) not in faulty}
        self._left_out = {id(entry) for entry in brought} - self._new
        self._labels: dict[Node, str] = {
            node: str(label) for node, label in draft.graph.subject_objects(RDFS.label)
        }
        self._names = {term: name for name, term in draft.terms.properties.items()}

    def documents(self) -> Iterator[NewDocument]:
        """The documents that are new to the register, in the order of the file."""
        for entry in self._of("documents"):
            columns = ("key", "title", "publisher", "issued", "address")
            cells = {column: entry[column] for column in columns}
            yield NewDocument(sheet=entry.sheet, row=entry.row, **cells)

    def things(self) -> Iterator[NewThing]:
        """The things that are new, in the order of the file."""
        for entry in self._of("things"):
            kind = self._draft.terms.classes.get(entry["type"])
            yield NewThing(
                sheet=entry.sheet,
                row=entry.row,
                key=entry["key"],
                type=entry["type"],
                type_label=self._label(kind) if kind is not None else entry["type"],
                label=entry["label"],
                other_labels=entry["other_labels"],
                definition=entry["definition"],
                broader=entry["broader"],
            )

    def statements(self) -> Iterator[NewStatement]:
        """The statements that are new, in the order of the file."""
        corrected = {id(one.entry) for one in self._gathered.corrections}
        for statement, entry in sorted(self._brought(), key=lambda one: (one[1].sheet, one[1].row)):
            if id(entry) in corrected:
                continue
            value = statement.object
            yield NewStatement(
                sheet=entry.sheet,
                row=entry.row,
                subject=short(str(statement.subject)),
                subject_label=self._label(statement.subject),
                property=self._names[statement.predicate],
                property_label=self._label(statement.predicate),
                object=_text(value),
                object_label=self._label(value),
                is_link=not isinstance(value, Literal),
                document=entry["document"],
                document_label=self._label(statement.document),
                locator=statement.locator,
                since=str(statement.since or ""),
                until=str(statement.until or ""),
                role=statement.role,
            )

    def changes(self) -> Iterator[ValueChange]:
        """The cells on record that the file gives otherwise."""
        for one in self._gathered.changes:
            entry = one.entry
            yield ValueChange(
                sheet=entry.sheet,
                row=entry.row,
                key=one.key,
                column=one.column,
                before=one.before,
                after=one.after,
            )

    def corrections(self) -> Iterator[CorrectedStatement]:
        """The statements on record that would say something else, before and after in words."""
        for one in self._gathered.corrections:
            before = {each.column: each.before for each in one.unlike}
            after = one.entry.cells
            yield CorrectedStatement(
                sheet=one.entry.sheet,
                row=one.entry.row,
                table=one.table,
                table_row=one.row,
                before=self._said({**after, **before}),
                after=self._said(after),
                unlike="; ".join(map(str, one.unlike)),
            )

    def removals(self) -> Iterator[RemovedStatement]:
        """The statements on record that would go."""
        for one in self._gathered.removals:
            yield RemovedStatement(f"data/{one.table}", one.row, self._said(one.cells))

    def contradictions(self) -> Iterator[Contradiction]:
        """The single values on which a new statement and another one disagree."""
        about: dict[Contest, list[Statement]] = defaultdict(list)
        terms = self._draft.terms
        new: dict[URIRef, IncomingRow] = {}
        for statement, entry in self._brought():
            if terms.single_valued(statement.predicate):
                new[statement.iri] = entry
                about[competing(statement, terms)] = []
        for statement in self._draft.statements:
            group = about.get(competing(statement, terms))
            if group is None or statement.review == CBRN.Withdrawn:
                continue
            if id(self._merged.places.get(_place(statement))) not in self._left_out:
                group.append(statement)
        for group in about.values():
            brought = [one for one in group if one.iri in new]
            against = [one for one in brought if any(self._disagree(one, other) for other in group)]
            if against:
                yield self._contradiction(group, new, new[against[0].iri])

    def _disagree(self, one: Statement, other: Statement) -> bool:
        changes = self._draft.terms.changing(one.predicate)
        return contradict(one, other, changes=changes)

    def look_alikes(self) -> Iterator[LookAlike]:
        """The new things whose names are much like those of others."""
        entries = {entry["key"]: entry for entry in self._of("things")}
        new = [_called(entry.cells) for entry in entries.values()]
        known = [_called(line.cells) for table in self._record.things for line in table.lines]
        known += map(self._topic, sorted(self._record.terms.topics))
        for found in (*_twins(new), *alike(new, known)):
            entry = entries[found[0].key]
            one, other, score = found
            same = "the same as" if score == 100 else "much like"  # noqa: PLR2004 - of 100
            sentence = (
                f"'{one.label}' is {same} '{other.label}': is it {other.key}? "
                "Then use that key; else go on."
            )
            yield LookAlike(
                sheet=entry.sheet,
                row=entry.row,
                key=one.key,
                label=one.label,
                other=other.key,
                other_label=other.label,
                score=score,
                sentence=sentence,
            )
        yield from same_documents(self._of("documents"), self._record)
        said = (entry.cells for entry in self._of("statements"))
        yield from same_meetings(entries, said, self._record, self._known_by)
        asked = {found.new.key for found in alike(new, known)}
        yield from same_persons(
            {key: entry for key, entry in entries.items() if key not in asked}, self._known_by
        )

    def _topic(self, topic: URIRef) -> Called:
        """A topic of the ontology by its names."""
        others = self._record.terms.graph.objects(topic, SKOS.altLabel)
        return Called(short(str(topic)), self._label(topic), tuple(sorted(map(str, others))))

    def _of(self, kind: str) -> Iterator[IncomingRow]:
        return (entry for entry in self._gathered.new if entry.kind == kind)

    def _brought(self) -> Iterator[tuple[Statement, IncomingRow]]:
        """The statements of the copy that are new, each with its row in the file."""
        for statement in self._draft.statements:
            entry = self._merged.places.get(_place(statement))
            if entry is not None and id(entry) in self._new:
                yield statement, entry

    def _said(self, cells: Mapping[str, str]) -> str:
        """What a row says, in words as far as they are known."""
        subject, value = (self._named(cells.get(column, "")) for column in ("subject", "object"))
        term = self._draft.terms.properties.get(cells.get("property", ""))
        relation = self._label(term) if term is not None else cells.get("property", "")
        besides = (cells.get(column, "") for column in ("role", "from", "until", "locator"))
        return " · ".join(filter(None, (subject, relation, value, *besides)))

    def _named(self, key: str) -> str:
        """The label of a thing by its key; any other text as it stands."""
        try:
            return self._labels.get(thing(key), key)
        except ValueError:
            return key

    def _label(self, node: Node) -> str:
        return self._labels.get(node) or _text(node)

    def _contradiction(
        self, group: Sequence[Statement], new: Mapping[URIRef, IncomingRow], entry: IncomingRow
    ) -> Contradiction:
        claims = [
            StatedValue(
                value=self._label(one.object),
                document=short(str(one.document)).removeprefix("source/"),
                locator=one.locator,
                stated_on=str(one.stated_on),
                new=one.iri in new,
                shown=one.triple in self._draft.asserted,
            )
            for one in sorted(group, key=lambda one: (one.iri in new, str(one.stated_on), one.iri))
        ]
        subject, term = group[0].subject, group[0].predicate
        shown = next((claim.value for claim in claims if claim.shown), None)
        outcome = (
            f"The graph would show {shown} and keep what contradicts it as disputed."
            if shown is not None
            else "Which of them the graph would show is seen when the errors are mended."
        )
        told = "; ".join(
            dict.fromkeys(
                f"{claim.value} ({'this file' if claim.new else 'on record'}: {claim.document})"
                for claim in claims
            )
        )
        sentence = f"{self._label(subject)} · {self._label(term)}: {told}. {outcome}"
        return Contradiction(
            sheet=entry.sheet,
            row=entry.row,
            subject=short(str(subject)),
            subject_label=self._label(subject),
            property=self._names[term],
            property_label=self._label(term),
            claims=tuple(claims),
            sentence=sentence,
        )


def _place(statement: Statement) -> tuple[str, int]:
    return statement.place.file, statement.place.row


def _twins(new: Iterable[Called]) -> Iterator[tuple[Called, Called, int]]:
    """New things of one kind that go by the same label, each with the first of them."""
    first: dict[tuple[str, str], Called] = {}
    for one in new:
        called = one.key.partition("/")[0], words(one.label)
        if called in first:
            yield one, first[called], 100
        first.setdefault(called, one)


def _called(cells: Mapping[str, str]) -> Called:
    others = filter(None, map(str.strip, cells.get("other_labels", "").split("|")))
    return Called(cells.get("key", ""), cells.get("label", ""), tuple(others))


def _text(node: Node) -> str:
    if isinstance(node, Literal):
        tag = node.language
        return f"{node}@{tag}" if tag and tag != "en" else str(node)
    return short(str(node))
