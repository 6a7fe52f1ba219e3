"""A table of the record while rows are added to it, changed in it and taken out of it.

Rows that do not change keep their bytes. A new row goes where the order of the table has it: by key
where it is in the order of its keys, else at the end.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.intake.incoming import IncomingRow
    from graph.intake.record import TableFile, TableLine

__all__ = ["DraftRow", "TableDraft"]

DraftRow = tuple["TableLine", "IncomingRow | None", "int | None"]
"""A row: how it is written, what brought it if anything did, and its place before, from 0."""


class TableDraft:
    """One table with the rows that were added, changed and taken out."""

    def __init__(self, base: TableFile) -> None:
        """Begin with the table as it is."""
        self.base = base
        self._added: list[IncomingRow] = []
        self._changed: dict[int, tuple[dict[str, str], IncomingRow]] = {}
        self._removed: set[int] = set()

    @property
    def touched(self) -> bool:
        """Whether the table is another one now."""
        return bool(self._added or self._changed or self._removed)

    def add(self, entry: IncomingRow) -> None:
        """Takes a new row."""
        self._added.append(entry)

    def drop(self, entry: IncomingRow) -> None:
        """Takes a new row out again."""
        self._added = [one for one in self._added if one is not entry]

    def change(self, place: int, cells: dict[str, str], entry: IncomingRow) -> None:
        """Gives a row other cells."""
        self._changed[place] = cells, entry

    def remove(self, place: int) -> None:
        """Takes a row out."""
        self._removed.add(place)

    def is_there(self, place: int) -> bool:
        """Whether a row of the record still stands as it did."""
        return place not in self._removed and place not in self._changed

    def written(self, rows: Sequence[DraftRow]) -> bytes:
        """The file with these rows."""
        return self.base.written(self._columns(), [line for line, _, _ in rows])

    def _columns(self) -> list[str]:
        """The columns that the file lacks and a row now needs."""
        told = {
            column
            for cells in (
                *(entry.cells for entry in self._added),
                *(cells for cells, _ in self._changed.values()),
            )
            for column, cell in cells.items()
            if cell and column not in self.base.headings
        }
        return sorted(told - {"document", "statement"})

    def rows(self) -> list[DraftRow]:
        """All rows in order."""
        columns = self._columns()
        rows: list[DraftRow] = []
        for place, line in enumerate(self.base.lines):
            cells, entry = self._changed.get(place, (None, None))
            rows.append((line if cells is None else self.base.line(cells, columns), entry, place))
        added: list[DraftRow] = [
            (self.base.line(one.cells, columns), one, None) for one in self._added
        ]
        if self.base.headings[0] == "key" and self.base.in_order:
            rows = self._in_order(rows, added)
        else:
            rows += added
        return [row for row in rows if row[2] not in self._removed]

    def _in_order(self, rows: list[DraftRow], added: list[DraftRow]) -> list[DraftRow]:
        """Rows with those that are new where their keys belong."""
        keys = [line.cells.get("key", "") for line in self.base.lines]
        before: dict[int, list[DraftRow]] = defaultdict(list)
        for row in sorted(added, key=lambda one: one[0].cells.get("key", "")):
            before[bisect_left(keys, row[0].cells.get("key", ""))].append(row)
        merged: list[DraftRow] = []
        for place, one in enumerate([*rows, None]):
            merged += before.get(place, ())
            if one is not None:
                merged.append(one)
        return merged
