"""What a file brings, put into the tables: new rows, changed rows, and what is there already.

Existing rows that do not change keep their bytes. A new row goes where the order of its table has
it: by key where the table is in the order of its keys, else at the end.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from graph.building.tables import DOCUMENTS, STATEMENTS, THINGS
from graph.intake.cleaning.signs import clean_text
from graph.intake.incoming import Entry
from graph.intake.record import Line, TableFile
from graph.vocabulary import thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.building.tables import Columns
    from graph.intake.incoming import Incoming, SheetFinding
    from graph.intake.record import Record

__all__ = ["Change", "Merged", "merge"]

_TABLES: Final = {
    "country": "countries",
    "region": "regions",
    "organisation": "organisations",
    "person": "persons",
    "initiative": "initiatives",
    "project": "projects",
    "meeting": "meetings",
    "plan": "plans",
}
"""The table of things for each kind, where the record has none with things of that kind yet."""

_SAME: Final = ("subject", "property", "object", "locator", "from", "until", "role")
"""The cells that make a statement what it is; the others may change without making another one."""


@dataclass(frozen=True, slots=True)
class Change:
    """A cell of a row on record that the file gives otherwise."""

    entry: Entry
    key: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The tables with what a file brings.

    ``files`` are the new bytes of each table that changes, by its path below ``data``; ``places``
    says which row of the file stands in which row of them, and ``moved`` where a row of theirs
    stood before; ``new`` are the rows that were not on record, and ``known`` counts those that
    were, word for word.
    """

    files: Mapping[str, bytes]
    places: Mapping[tuple[str, int], Entry]
    moved: Mapping[tuple[str, int], int]
    new: tuple[Entry, ...]
    changes: tuple[Change, ...]
    known: int
    findings: tuple[SheetFinding, ...]


def merge(incoming: Incoming, record: Record) -> Merged:
    """The record's tables with what the file brings; nothing is written."""
    work = _Work(record)
    work.keyed(incoming.entries("documents"), (record.documents,), DOCUMENTS)
    work.keyed(incoming.entries("things"), record.things, THINGS)
    work.statements(incoming.entries("statements"))
    return work.merged()


class _Work:
    """The tables while rows are put into them."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._tables: dict[str, _Table] = {}
        self._new: list[Entry] = []
        self._changes: list[Change] = []
        self._findings: list[SheetFinding] = []
        self._known = 0
        self._stands_in = ""

    def merged(self) -> Merged:
        """What came of it."""
        files: dict[str, bytes] = {}
        places: dict[tuple[str, int], Entry] = {}
        moved: dict[tuple[str, int], int] = {}
        for name, table in sorted(self._tables.items()):
            if not table.touched:
                continue
            rows = table.rows()
            files[name] = table.written(rows)
            before = 1
            for number, (_, entry) in enumerate(rows, start=2):
                if entry is not None:
                    places[f"data/{name}", number] = entry
                if entry is None or not table.is_added(entry):
                    before += 1
                    moved[f"data/{name}", number] = before
        return Merged(
            files, places, moved, tuple(self._new), tuple(self._changes), self._known,
            tuple(self._findings),
        )  # fmt: skip

    def keyed(
        self, entries: Iterable[Entry], tables: Sequence[TableFile], columns: Columns
    ) -> None:
        """Puts rows with a key into the tables: a known key changes its row."""
        at = {
            line.cells.get("key", ""): (table.name, place)
            for table in tables
            for place, line in enumerate(table.lines)
        }
        homes = _homes(tables)
        first: dict[str, Entry] = {}
        for entry in entries:
            key = entry["key"]
            if key and key in first:
                one = first[key]
                sentence = f"'{key}' is already in {one.sheet}, row {one.row}; keep one of the two"
                self._findings.append(entry.error("key", sentence))
                continue
            first[key] = entry
            if key in at:
                name, place = at[key]
                self._change(self._table(name, columns), place, entry, key)
            else:
                kind = key.partition("/")[0] if entry.kind == "things" else ""
                home = homes.get(kind) or f"things/{_TABLES.get(kind, 'others')}.csv"
                name = "documents.csv" if entry.kind == "documents" else home
                self._table(name, columns).add(entry)
                self._new.append(entry)

    def statements(self, entries: Iterable[Entry]) -> None:
        """Puts statements into the table of their document.

        Those of a document that nobody knows are put under a stand-in, so that all else that is
        wrong with them is found too; the finding keeps it from being written.
        """
        brought = (one["key"] for one in self._new)
        documents = {*self._record.dates, *filter(_is_key, brought)}
        known: dict[str, dict[tuple[str, ...], int]] = {}
        first: dict[tuple[str, tuple[str, ...]], Entry] = {}
        for entry in entries:
            document = entry["document"]
            if document not in documents:
                self._findings.append(_unknown_document(entry, documents))
                document = self._stand_in()
            name = f"statements/{document}.csv"
            table = self._table(name, STATEMENTS)
            if name not in known:
                lines = enumerate(table.base.lines)
                known[name] = {_same(line.cells): place for place, line in lines}
            told = _same(entry.cells)
            one = first.setdefault((name, told), entry)
            if one is not entry:
                where = (
                    f"row {one.row}" if one.sheet == entry.sheet else f"{one.sheet}, row {one.row}"
                )
                sentence = f"the row says the same as {where}; keep one of the two"
                self._findings.append(entry.error("", sentence))
                continue
            place = known[name].get(told)
            if place is None:
                table.add(entry)
                self._new.append(entry)
            else:
                self._change(table, place, entry, document)

    def _stand_in(self) -> str:
        """The key of a document that stands for those nobody knows."""
        if not self._stands_in:
            cells = {
                "key": "no-such-document",
                "title": "A document that is not on record",
                "publisher": "not on record",
                "issued": "2000",
                "language": "en",
                "address": "https://example.org/",
            }
            self._table("documents.csv", DOCUMENTS).add(Entry("documents", "", 0, cells))
            self._stands_in = cells["key"]
        return self._stands_in

    def _table(self, name: str, columns: Columns) -> _Table:
        if name not in self._tables:
            self._tables[name] = _Table(self._record.table(name) or _empty(name, columns))
        return self._tables[name]

    def _change(self, table: _Table, place: int, entry: Entry, key: str) -> None:
        """Takes over what a row on record says otherwise; an empty cell says nothing."""
        before = table.base.lines[place].cells
        after = dict(before)
        for column, cell in entry.cells.items():
            if column == "document" or (column in _SAME and entry.kind == "statements"):
                continue
            if column == "other_labels":
                cell = _joined(before.get(column, ""), cell)  # noqa: PLW2901 - what it comes to
            if cell and _plain(column, cell) != _plain(column, before.get(column, "")):
                after[column] = cell
                change = Change(entry, key, column, before.get(column, ""), cell)
                self._changes.append(change)
        if after == before:
            self._known += 1
        else:
            table.change(place, after, entry)


class _Table:
    """One table with the rows that were added and changed."""

    def __init__(self, base: TableFile) -> None:
        self.base = base
        self._added: list[Entry] = []
        self._added_ids: set[int] = set()
        self._changed: dict[int, tuple[dict[str, str], Entry]] = {}

    @property
    def touched(self) -> bool:
        """Whether the table is another one now."""
        return bool(self._added or self._changed)

    def add(self, entry: Entry) -> None:
        """Takes a new row."""
        self._added.append(entry)
        self._added_ids.add(id(entry))

    def is_added(self, entry: Entry) -> bool:
        """Whether a row is new to the table, and not one of its own that changed."""
        return id(entry) in self._added_ids

    def change(self, place: int, cells: dict[str, str], entry: Entry) -> None:
        """Gives a row other cells."""
        self._changed[place] = cells, entry

    def written(self, rows: Sequence[tuple[Line, Entry | None]]) -> bytes:
        """The file with these rows."""
        return self.base.written(self._columns(), [line for line, _ in rows])

    def _columns(self) -> list[str]:
        """The columns that the file lacks and a row now needs."""
        told = {
            column
            for entry in (*self._added, *(entry for _, entry in self._changed.values()))
            for column, cell in entry.cells.items()
            if cell and column not in self.base.headings
        }
        return sorted(told - {"document"})

    def rows(self) -> list[tuple[Line, Entry | None]]:
        """All rows in order, each with the row that was brought where it comes from one."""
        columns = self._columns()
        rows: list[tuple[Line, Entry | None]] = [(line, None) for line in self.base.lines]
        for place, (cells, entry) in self._changed.items():
            rows[place] = self.base.line(cells, columns), entry
        if not (self.base.headings[0] == "key" and self.base.in_order):
            return rows + [(self.base.line(one.cells, columns), one) for one in self._added]
        keys = [line.cells.get("key", "") for line in self.base.lines]
        before: dict[int, list[Entry]] = defaultdict(list)
        for entry in sorted(self._added, key=lambda one: one["key"]):
            before[bisect_left(keys, entry["key"])].append(entry)
        merged: list[tuple[Line, Entry | None]] = []
        for place, row in enumerate([*rows, None]):
            merged += [(self.base.line(one.cells, columns), one) for one in before.get(place, ())]
            if row is not None:
                merged.append(row)
        return merged


def _homes(tables: Sequence[TableFile]) -> dict[str, str]:
    """The table that holds most things of each kind."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for table in tables:
        for line in table.lines:
            counts[line.cells.get("key", "").partition("/")[0]][table.name] += 1
    return {kind: names.most_common(1)[0][0] for kind, names in counts.items()}


def _empty(name: str, columns: Columns) -> TableFile:
    """A table that is not there yet, with all its headings."""
    order = (*columns.required, *columns.optional)
    if columns is STATEMENTS:
        order = tuple(column for column in order if column not in {"review", "stated_on"})
    return TableFile.parse(name, ",".join(order) + "\n")


def _is_key(text: str) -> bool:
    """Whether a document's key is well formed, so that a file may be named after it."""
    try:
        thing(f"source/{text}")
    except ValueError:
        return False
    return True


def _unknown_document(entry: Entry, documents: Iterable[str]) -> SheetFinding:
    document = entry["document"]
    if not document:
        return entry.error("document", "the cell is empty; every statement is one of a document")
    found = process.extractOne(document, documents, scorer=fuzz.ratio, score_cutoff=70)
    nearest = f"; is it '{found[0]}'?" if found else ""
    sentence = f"no document '{document}' is on record or in this file{nearest}"
    return entry.error("document", sentence)


def _same(cells: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(_plain(column, cells.get(column, "")) for column in _SAME)


def _plain(column: str, cell: str) -> str:
    """A cell as it is compared: 2.50 is 2.5, an English text needs no mark, codes have no case."""
    if column == "object" and cell[:1].isdigit() and "." in cell:
        try:
            return f"{Decimal(cell).normalize():f}"
        except InvalidOperation:
            return cell
    if column in {"basis", "review"}:
        return cell.lower() or ("stated" if column == "basis" else "")
    return clean_text(cell.removesuffix("@en")).text


def _joined(before: str, after: str) -> str:
    """Other labels with those that are new at the end; an import takes none away."""
    told = [part for part in map(str.strip, before.split("|")) if part]
    new = [part for part in map(str.strip, after.split("|")) if part]
    fresh = [part for part in dict.fromkeys(new) if part not in told]
    return " | ".join([before, *fresh] if before else fresh) if fresh else before
