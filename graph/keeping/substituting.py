"""Keys put in the place of others, wherever the record names them.

What statements say of a thing is said of the one that takes its place; a row that another row of
the same document says already goes, and so does a line from a thing to itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graph.building.tables import STATEMENTS
from graph.intake.corrections import parts
from graph.intake.following import Moves, statement_key
from graph.intake.incoming import IncomingRow
from graph.intake.record import TableFile
from graph.intake.table_draft import TableDraft

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graph.intake.record import Record, TableLine

__all__ = ["Substitution", "home_of", "statement_tables"]

_STATEMENTS: Final = "statements/"


def statement_tables(record: Record) -> dict[str, TableFile]:
    """The table of each document, by the document's key."""
    return {
        name.removeprefix(_STATEMENTS).removesuffix(".csv"): table
        for name in sorted(record.contents)
        if name.startswith(_STATEMENTS) and (table := record.table(name))
    }


def home_of(record: Record, key: str) -> tuple[TableFile, int] | None:
    """The table of things that has a key, and the place of its row; None where none has."""
    for table in record.things:
        for place, line in enumerate(table.lines):
            if line.cells.get("key") == key:
                return table, place
    return None


@dataclass(slots=True, kw_only=True)
class Substitution:
    """The tables while keys are put in the place of others; ``notes`` say what had to go."""

    record: Record
    moves: Moves = field(default_factory=Moves)
    notes: list[str] = field(default_factory=list)
    _drafts: dict[str, TableDraft] = field(default_factory=dict)
    _gone: dict[str, None] = field(default_factory=dict)

    @property
    def files(self) -> dict[str, bytes | None]:
        """The new bytes of each table that changes."""
        files: dict[str, bytes | None] = {
            name: draft.written(draft.rows())
            for name, draft in self._drafts.items()
            if draft.touched
        }
        return files | dict.fromkeys(self._gone)

    def draft(self, name: str) -> TableDraft:
        """A table by its path below ``data``, to be changed."""
        if name not in self._drafts:
            base = self.record.table(name)
            if base is None:
                headings = [*STATEMENTS.required, *STATEMENTS.optional]
                base = TableFile.parse(name, ",".join(headings) + "\n")
            self._drafts[name] = TableDraft(base)
        return self._drafts[name]

    def in_statements(
        self, now: Mapping[str, str], chosen: Callable[[str, TableLine], bool] = lambda *_: True
    ) -> int:
        """Puts keys in the place of others in statements; the number of rows that change.

        Args:
            now: the new key by the old one.
            chosen: of which rows; a document's key and a row of its table.
        """
        count = 0
        for document, table in statement_tables(self.record).items():
            said = {parts(line.cells): line.cells for line in table.lines}
            for place, line in enumerate(table.lines):
                after = {
                    **line.cells,
                    **{
                        column: now[line.cells[column]]
                        for column in ("subject", "object")
                        if line.cells.get(column) in now
                    },
                }
                if after == line.cells or not chosen(document, line):
                    continue
                count += 1
                self._restated(document, place, line, after, said)
        return count

    def in_topics(self, now: Mapping[str, str]) -> None:
        """Puts keys in the place of others where a topic of the tables stands below them."""
        for table in self.record.things:
            for place, line in enumerate(table.lines):
                above = now.get(line.cells.get("broader", ""))
                if above and line.cells["key"] not in now:
                    cells = {**line.cells, "broader": above if above != line.cells["key"] else ""}
                    self.draft(table.name).change(
                        place, cells, IncomingRow(kind="things", sheet="", row=0, cells=cells)
                    )

    def _restated(
        self,
        document: str,
        place: int,
        line: TableLine,
        after: dict[str, str],
        said: dict[tuple[str, ...], Mapping[str, str]],
    ) -> None:
        """Gives a row of a document's table other keys, or takes it out."""
        draft = self.draft(f"{_STATEMENTS}{document}.csv")
        terms = self.record.terms
        old = f"statement/{statement_key(document, line.cells, terms)}"
        where = f"data/{draft.base.name}, row {place + 2}"
        if after["subject"] == after["object"]:
            draft.remove(place)
            self.moves.end(old, f"source/{document}")
            self.notes.append(f"{where} would join the thing with itself and goes.")
            return
        self.moves.move(old, f"statement/{statement_key(document, after, terms)}")
        if parts(after) in said:
            draft.remove(place)
            self.notes.append(f"{where} would say what another row of it says already and goes.")
            return
        said[parts(after)] = after
        draft.change(
            place, after, IncomingRow(kind="statements", sheet="", row=place + 2, cells=after)
        )

    def whole_document(self, old: str, new: str) -> None:
        """Puts the statements of a document under another document's key."""
        name, into = f"{_STATEMENTS}{old}.csv", f"{_STATEMENTS}{new}.csv"
        table = self.record.table(name)
        if table is None:
            return
        terms = self.record.terms
        said = {parts(line.cells) for line in self.draft(into).base.lines}
        for place, line in enumerate(table.lines):
            self.moves.move(
                f"statement/{statement_key(old, line.cells, terms)}",
                f"statement/{statement_key(new, line.cells, terms)}",
            )
            if parts(line.cells) in said:
                self.notes.append(
                    f"data/{name}, row {place + 2} says what data/{into} says already and goes."
                )
            else:
                said.add(parts(line.cells))
                self.draft(into).add(
                    IncomingRow(kind="statements", sheet="", row=place + 2, cells=line.cells)
                )
        self._gone[name] = None

    def in_expectations(self, now: Mapping[str, str]) -> None:
        """Puts keys in the place of others where a total is expected of them."""
        table = self.record.table("expectations.csv")
        for place, line in enumerate(table.lines if table else ()):
            key = line.cells.get("object", "")
            if key in now:
                cells = {**line.cells, "object": now[key]}
                draft = self.draft("expectations.csv")
                draft.change(
                    place, cells, IncomingRow(kind="things", sheet="", row=place + 2, cells=cells)
                )
