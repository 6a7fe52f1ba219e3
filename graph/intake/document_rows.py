"""The rows that a file brings for one document, put into the table of that document.

A row is new, on record already, or corrects one on record. A workbook that was made to edit a
document (`graph.intake.editing`) tells each row by the key of its statement, and what is missing
from it is taken out; what others changed since it was made is theirs and stays.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from graph.building.tables import PASSAGE
from graph.intake.corrections import (
    Candidates,
    Unlike,
    compared,
    differing,
    parts,
    question,
)
from graph.intake.following import Moves, statement_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.building.terms import Terms
    from graph.intake.corrections import Answers, Candidate, CorrectionQuestion
    from graph.intake.incoming import IncomingRow, SheetFinding
    from graph.intake.table_draft import TableDraft

__all__ = ["CellChange", "Correction", "DocumentRows", "Gathered", "Removal"]

BESIDES: Final = ("basis", "remark", "review", "stated_on", *PASSAGE)
"""The cells that may change without the statement becoming another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A cell of a row on record that the file gives otherwise."""

    entry: IncomingRow
    key: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A row on record, by table and row, that another one takes the place of."""

    entry: IncomingRow
    table: str
    row: int
    unlike: tuple[Unlike, ...]


@dataclass(frozen=True, slots=True)
class Removal:
    """A row on record that a workbook to edit its document does not have any more."""

    table: str
    row: int
    cells: Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class Gathered:
    """What becomes of the rows of a file, while they are put into the tables."""

    new: list[IncomingRow] = field(default_factory=list)
    changes: list[CellChange] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)
    questions: list[CorrectionQuestion] = field(default_factory=list)
    findings: list[SheetFinding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    moves: Moves = field(default_factory=Moves)
    known: int = 0
    overtaken: int = 0


class DocumentRows:
    """The table of one document, and what a file brings for it."""

    def __init__(  # noqa: PLR0913, PLR0917 - each is a part of what is put together
        self,
        document: str,
        table: TableDraft,
        brought: Sequence[IncomingRow],
        as_it_was: Mapping[str, Mapping[str, str]],
        answers: Answers,
        terms: Terms,
        leads: Mapping[str, str],
    ) -> None:
        """Know the table, the rows, and how the document stood when its workbook was made."""
        self._document = document
        self._table = table
        self._brought = brought
        self._as_it_was = as_it_was
        self._answers = answers
        self._terms = terms
        self._leads = {one for one in leads if one.startswith("statement/")}
        self._at = {parts(line.cells): place for place, line in enumerate(table.base.lines)}
        self._candidates = Candidates(table, brought, terms, told_apart=bool(as_it_was))
        self._seen: set[str] = set()

    def put(self, into: Gathered) -> None:
        """Puts every row into the table, and says what became of it."""
        first: dict[tuple[str, ...], IncomingRow] = {}
        for entry in self._brought:
            said = parts(entry.cells)
            one = first.setdefault(said, entry)
            place = self._at.get(said)
            if one is not entry:
                into.findings.append(_said_twice(entry, one))
            elif entry["statement"]:
                self._told(entry, place, into)
            elif place is not None and self._table.is_there(place):
                self._seen.update(self._key_at(place) if self._as_it_was else ())
                self._change(place, entry, into)
            elif self._leads and f"statement/{self._key_of(entry.cells)}" in self._leads:
                into.overtaken += 1
            else:
                self._new(entry, into)
        for key, cells in self._as_it_was.items():
            place = self._places.get(key)
            if key not in self._seen and place is not None:
                self._table.remove(place)
                into.moves.end(f"statement/{key}", f"source/{self._document}")
                into.removals.append(Removal(self._table.base.name, place + 2, cells))

    def _told(self, entry: IncomingRow, place: int | None, into: Gathered) -> None:
        """A row that says which statement on record it is."""
        key = entry["statement"]
        was = self._places.get(key)
        self._seen.add(key)
        if was is None or not self._table.is_there(was):
            self._overtaken(entry, place, into)
        elif place in {None, was} and parts(self._line(was)) != parts(entry.cells):
            self._correct(was, entry, into)
        elif place in {None, was}:
            self._change(was, entry, into)
        else:  # it says what another row says already
            self._table.remove(was)
            self._seen.update(self._key_at(place or 0))
            into.moves.move(f"statement/{key}", f"statement/{self._key_of(entry.cells)}")
            into.removals.append(Removal(self._table.base.name, was + 2, self._line(was)))

    def _overtaken(self, entry: IncomingRow, place: int | None, into: Gathered) -> None:
        """A row whose statement somebody else changed or took out since its workbook was made."""
        cells = self._as_it_was.get(entry["statement"])
        if place is not None:
            into.known += 1
        elif cells is not None and parts(cells) == parts(entry.cells):
            into.overtaken += 1
        else:
            sentence = (
                "the statement that this row was is not on record any more: somebody changed it or "
                "took it out. Get the workbook anew and mend it there, or empty this cell to add "
                "the row as a new statement"
            )
            into.findings.append(entry.error("statement", sentence))

    def _new(self, entry: IncomingRow, into: Gathered) -> None:
        """A row that no row on record says; it may correct one."""
        one = self._candidates.find(entry)
        answer = self._answers.to(entry) if one else ""
        if one is not None:
            asked = question(entry, one, f"data/{self._table.base.name}", answer)
            into.questions.append(asked)
        if one is not None and answer == "correction":
            self._instead(one, entry, into)
        else:
            self._table.add(entry)
            into.new.append(entry)
        self._candidates.add(entry)

    def _instead(self, one: Candidate, entry: IncomingRow, into: Gathered) -> None:
        """A row that takes the place of another one, of the record or of the file."""
        if one.place is not None:
            self._correct(one.place, entry, into)
        elif one.entry is not None:
            self._table.drop(one.entry)
            into.new = [other for other in into.new if other is not one.entry]
            self._table.add(entry)
            into.new.append(entry)

    def _correct(self, place: int, entry: IncomingRow, into: Gathered) -> None:
        """Gives a row on record other parts; a review of what it said before does not hold."""
        before = self._line(place)
        after = {
            **before,
            **{
                name: cell
                for name, cell in entry.cells.items()
                if name not in {*BESIDES, "document", "statement"}
            },
        }
        self._beside(before, after, entry, into)
        if after.get("review") == before.get("review"):
            after["review"] = ""
        self._table.change(place, after, entry)
        into.moves.move(f"statement/{self._key_of(before)}", f"statement/{self._key_of(after)}")
        row = place + 2
        unlike = differing(before, after)
        into.corrections.append(Correction(entry, f"data/{self._table.base.name}", row, unlike))

    def _change(self, place: int, entry: IncomingRow, into: Gathered) -> None:
        """Takes over what a row on record has otherwise beside what it says."""
        before = self._line(place)
        after = dict(before)
        changes = self._beside(before, after, entry, into)
        into.changes += changes
        if changes:
            self._table.change(place, after, entry)
        else:
            into.known += 1

    def _beside(
        self, before: Mapping[str, str], after: dict[str, str], entry: IncomingRow, into: Gathered
    ) -> list[CellChange]:
        """Puts the cells that do not make the statement, and says which those are.

        An empty one says nothing, unless the workbook was made to edit the document.
        """
        was = self._as_it_was.get(entry["statement"])
        changes = []
        for column in (name for name in BESIDES if name in entry.cells):
            cell, now = entry[column], before.get(column, "")
            told = cell if was is None else compared(column, was.get(column, ""))
            mine = bool(cell) if was is None else compared(column, cell) != told
            if not mine or compared(column, cell) == compared(column, now):
                continue
            if was is not None and told != compared(column, now):
                sentence = (
                    f"somebody wrote '{now}' here since the workbook was made; get it anew, or "
                    "write the same"
                )
                into.findings.append(entry.error(column, sentence))
                continue
            after[column] = cell
            changes.append(
                CellChange(entry=entry, key=self._document, column=column, before=now, after=cell)
            )
        return changes

    def _line(self, place: int) -> Mapping[str, str]:
        return self._table.base.lines[place].cells

    def _key_of(self, cells: Mapping[str, str]) -> str:
        return statement_key(self._document, cells, self._terms)

    def _key_at(self, place: int) -> tuple[str]:
        return (self._key_of(self._line(place)),)

    @cached_property
    def _places(self) -> dict[str, int]:
        """Where each statement on record stands, by its key."""
        lines = enumerate(self._table.base.lines)
        return {self._key_of(line.cells): place for place, line in lines}


def _said_twice(entry: IncomingRow, one: IncomingRow) -> SheetFinding:
    """What to say of a row that a row above it says already."""
    where = f"row {one.row}" if one.sheet == entry.sheet else f"{one.sheet}, row {one.row}"
    return entry.error("", f"the row says the same as {where}; keep one of the two")
