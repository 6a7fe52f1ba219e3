"""What was read from a file: its tables as text, and what is wrong with single cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from graph.building.findings import Severity
from graph.building.tables import DOCUMENTS, STATEMENTS, THINGS, Columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "COLUMNS",
    "HELP",
    "Incoming",
    "IncomingRow",
    "Rewritten",
    "RowKind",
    "Sheet",
    "SheetFinding",
]

RowKind: TypeAlias = Literal["documents", "things", "statements"]

COLUMNS: Final[Mapping[RowKind, Columns]] = {
    "documents": DOCUMENTS,
    "things": THINGS,
    "statements": Columns(("document", *STATEMENTS.required), (*STATEMENTS.optional, "statement")),
}
"""The columns of each kind of table as people bring it.

Statements name their document, and in a workbook that was made to edit one, the key of the
statement on record that a row was.
"""


HELP: Final = "↳"
"""A row that begins with this sign explains the columns and is not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFinding:
    """One thing to mend in a file that was brought: where it is, what stands there, what to do.

    ``row`` counts as a spreadsheet does; 0 means the sheet as a whole.
    """

    severity: Severity
    sheet: str
    row: int
    column: str
    value: str
    sentence: str

    def __str__(self) -> str:
        """One line for people: place first."""
        where = self.sheet
        if self.row:
            where += f", row {self.row}"
        if self.column:
            where += f", column {self.column}"
        return f"{self.severity}: {where}: {self.sentence}"

    @property
    def fatal(self) -> bool:
        """Whether it keeps the file from being taken in."""
        return self.severity is Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A cell that was read otherwise than it stands in the file, and why."""

    sheet: str
    row: int
    column: str
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table as text: the name of each column, and the rows with their numbers.

    ``columns`` has "" where a heading is not known; the cells of a row may be fewer. Of a table
    with one row for each thing, ``heading`` is the one under which the objects of these
    statements stand, and ``written`` are all its headings.
    """

    name: str
    kind: RowKind
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    heading: str = ""
    written: tuple[str, ...] = ()

    def entries(self) -> Iterator[IncomingRow]:
        """The rows with their cells by column."""
        for number, cells in self.rows:
            named = {
                column: cell for column, cell in zip(self.columns, cells, strict=False) if column
            }
            yield IncomingRow(
                kind=self.kind, sheet=self.name, row=number, cells=named, heading=self.heading
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingRow:
    """One row that was brought: a document, a thing or a statement."""

    kind: RowKind
    sheet: str
    row: int
    cells: Mapping[str, str]
    heading: str = ""

    def __getitem__(self, column: str) -> str:
        """The text in a column, "" where there is none."""
        return self.cells.get(column, "")

    def error(self, column: str, sentence: str) -> SheetFinding:
        """A fatal finding about one cell of this row."""
        return self.finding(Severity.ERROR, column, sentence)

    def finding(self, severity: Severity, column: str, sentence: str) -> SheetFinding:
        """A finding about one cell of this row, at the heading under which it stands."""
        where = self.heading_of(column)
        return SheetFinding(
            severity=severity,
            sheet=self.sheet,
            row=self.row,
            column=where,
            value=self[column],
            sentence=sentence,
        )

    def heading_of(self, column: str) -> str:
        """The heading that a column of the record has in the file."""
        if not self.heading:
            return column
        return {"object": self.heading, "property": self.heading, "subject": "key"}.get(
            column, column
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """Everything that a file brings, with the findings and the remarks of whoever read it.

    ``cleaned`` are cells of which signs that nobody sees were changed, ``taken`` those that were
    read as what they mean.
    ``as_it_was`` is there in a workbook that was made to edit documents: for each of them the cells
    of its statements when the workbook was made, by the key of the statement.
    """

    name: str
    sheets: tuple[Sheet, ...]
    findings: tuple[SheetFinding, ...] = ()
    notes: tuple[str, ...] = ()
    cleaned: tuple[Rewritten, ...] = ()
    taken: tuple[Rewritten, ...] = ()
    as_it_was: Mapping[str, Mapping[str, Mapping[str, str]]] = field(
        default_factory=lambda: MappingProxyType({})
    )

    def entries(self, kind: RowKind) -> Iterator[IncomingRow]:
        """The rows of one kind, sheet by sheet."""
        for sheet in self.sheets:
            if sheet.kind == kind:
                yield from sheet.entries()
