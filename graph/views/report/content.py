"""What a report is made of: sentences that say where they come from, tables, figures, sections.

A sentence, and each row of a table, names the places in documents that say so, or the method by
which it was worked out. None can be made without one of the two, so no report can hold a claim
that nobody can check. Nothing here knows how it will be written.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from graph.views.record.evidence import read_in_part
from graph.views.record.grade import Witness, grade

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.views.exports.shown import CitedDocument, Shown
    from graph.views.record.evidence import Evidence
    from graph.views.record.grade import Grade
    from graph.views.record.names import Name
    from graph.views.report.edition import Edition
    from graph.views.report.matrix_picture import MatrixPicture
    from graph.views.report.selection import ReportSelection
    from graph.views.report.time_picture import TimePicture

__all__ = [
    "Block",
    "CellValue",
    "Figure",
    "FigureContent",
    "Method",
    "Query",
    "Reference",
    "Report",
    "ReportRow",
    "ReportTable",
    "Section",
    "Sentence",
    "Unfounded",
    "cited",
]

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
CellValue: TypeAlias = str | int
FigureContent: TypeAlias = "Shown | MatrixPicture | TimePicture"


class Unfounded(ValueError):
    """A sentence or a row has neither a source nor a method."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a document: the document's address, and where in it.

    Where it is on record, ``passage`` is how the passage there begins and ends, and ``opened_at``
    the address that opens the document's page at it.
    """

    document: str
    place: str
    passage: str = ""
    opened_at: str = ""


@dataclass(frozen=True, slots=True)
class Method:
    """How something is worked out: a short name, and the definition that it stands for."""

    key: str
    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something a report says, with the places that say so or the method that gave it."""

    text: str
    references: tuple[Reference, ...] = ()
    how: Method | None = None

    def __post_init__(self) -> None:
        """Refuse a sentence that rests on nothing."""
        if not self.references and self.how is None:
            raise Unfounded(f"'{self.text}' has neither a source nor a method")


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row of a table: a cell for each column, and the places that say so."""

    cells: tuple[CellValue, ...]
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTable:
    """Rows under headings; ``about`` says what they are.

    ``how`` is the method by which rows without a reference were worked out. ``short`` names the
    table where room is short.
    """

    key: str
    short: str
    title: str
    about: Sentence
    columns: tuple[str, ...]
    rows: tuple[ReportRow, ...]
    how: Method | None = None

    def __post_init__(self) -> None:
        """Refuse a row that rests on nothing, and one that does not fit the headings."""
        for row in self.rows:
            if not row.references and self.how is None:
                raise Unfounded(f"a row of '{self.title}' has neither a source nor a method")
            if len(row.cells) != len(self.columns):
                raise ValueError(f"a row of '{self.title}' does not fit its headings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What can be seen, in one or more pictures; ``table`` is the key of the same as numbers."""

    key: str
    title: str
    about: Sentence
    pictures: tuple[FigureContent, ...]
    table: str


Block: TypeAlias = Sentence | ReportTable | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; ``annex`` where it is for whoever looks things up."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    annex: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query that gives again what a table holds: ``rows`` of them.

    ``rows`` is None where it gives what the table is chosen from: for the whole record, say.
    """

    key: str
    title: str
    sparql: str
    rows: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that a report says, and what it was made of.

    ``head`` are the sentences about the report itself; ``sources`` are numbered from 1, the oldest
    first; ``network`` is the picture of the network with the statements behind it. ``author`` and
    ``day`` are what whoever made it wrote on it.
    """

    title: str
    selection: ReportSelection
    things: tuple[Name, ...]
    edition: Edition
    head: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    queries: tuple[Query, ...]
    sources: tuple[CitedDocument, ...]
    network: Shown
    author: str = ""
    day: str = ""

    @property
    def reference(self) -> str:
        """A number for whoever cites it: made from what it is about, the data, author and day."""
        told = (
            *self.selection.parameters.values(),
            self.edition.checksum,
            self.author,
            self.day,
        )
        return f"CKG-{hashlib.sha256(chr(31).join(told).encode()).hexdigest()[:8].upper()}"

    @property
    def body(self) -> tuple[Section, ...]:
        """The sections to read."""
        return tuple(section for section in self.sections if not section.annex)

    @property
    def annexes(self) -> tuple[Section, ...]:
        """The sections to look things up in."""
        return tuple(section for section in self.sections if section.annex)

    def mark(self, method: Method) -> str:
        """The letter that stands for a method beside what it gave: a, b, … z, aa, …."""
        at = self.methods.index(method)
        return _LETTERS[at % 26] * (at // 26 + 1)

    @property
    def blocks(self) -> Iterator[Block]:
        """Every block of every section, in order."""
        return (block for section in self.sections for block in section.blocks)

    @property
    def tables(self) -> tuple[ReportTable, ...]:
        """The tables in order; the first is number 1."""
        return tuple(block for block in self.blocks if isinstance(block, ReportTable))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in order; the first is number 1."""
        return tuple(block for block in self.blocks if isinstance(block, Figure))

    @property
    def sentences(self) -> Iterator[Sentence]:
        """Every sentence, also those that stand at tables and figures."""
        yield from self.head
        for block in self.blocks:
            yield block if isinstance(block, Sentence) else block.about

    @property
    def methods(self) -> tuple[Method, ...]:
        """The methods that are used, each once, in the order in which they are met."""
        met = [sentence.how for sentence in self.sentences]
        met += [table.how for table in self.tables]
        return tuple(dict.fromkeys(method for method in met if method is not None))

    @property
    def references(self) -> Iterator[Reference]:
        """Every place that is named, as often as it is."""
        for sentence in self.sentences:
            yield from sentence.references
        for table in self.tables:
            for row in table.rows:
                yield from row.references

    @property
    def number(self) -> Mapping[str, int]:
        """The number of each document, by its address."""
        return {one.iri: one.number for one in self.sources}

    def grade(self, references: Iterable[Reference]) -> Grade:
        """How good the evidence is of what rests on some places."""
        source = {one.iri: one for one in self.sources}
        return grade(
            Witness(
                publisher=source[one.document].publisher,
                dated=bool(source[one.document].issued),
                in_part=read_in_part(source[one.document].places, one.place),
                place=one.place,
                passage=one.passage,
            )
            for one in references
        )

    def cited_as(self, references: Iterable[Reference]) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """The numbers of documents, in order, each with the places in it."""
        number = self.number
        places: dict[int, dict[str, None]] = {}
        for one in references:
            places.setdefault(number[one.document], {})[one.place] = None
        return tuple((at, tuple(sorted(places[at], key=_by_number))) for at in sorted(places))

    @property
    def passages(self) -> Mapping[int, tuple[Reference, ...]]:
        """By the number of a document the passages in it that are on record, in their order."""
        number = self.number
        found: dict[int, dict[Reference, None]] = {}
        for one in self.references:
            if one.opened_at:
                found.setdefault(number[one.document], {})[one] = None
        return {
            at: tuple(sorted(those, key=lambda one: (_by_number(one.place), one.passage)))
            for at, those in sorted(found.items())
        }


def cited(evidence: Iterable[Evidence]) -> tuple[Reference, ...]:
    """The places that statements stand in, each once."""
    return tuple(
        dict.fromkeys(
            Reference(one.document, one.locator, one.quote, one.opened_at) for one in evidence
        )
    )


def _by_number(place: str) -> tuple[int, str]:
    """The order of places in a document: the title, other places, then paragraphs by number."""
    number = "".join(filter(str.isdigit, place))
    return (int(number) if number else -(place == "title")), place
