"""What a file brings, put into the tables: new rows, changed rows, and what is there already.

Existing rows that do not change keep their bytes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from rapidfuzz import fuzz, process

from graph.building.tables import DOCUMENTS, PASSAGE, STATEMENTS, THINGS
from graph.intake.corrections import NO_ANSWERS, compared
from graph.intake.document_rows import CellChange, DocumentRows, Gathered
from graph.intake.following import replaced_by
from graph.intake.incoming import IncomingRow
from graph.intake.record import TableFile
from graph.intake.table_draft import TableDraft
from graph.kinds import BY_KEY
from graph.plurals import counted
from graph.vocabulary import thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.building.tables import Columns
    from graph.intake.corrections import Answers
    from graph.intake.incoming import Incoming, RowKind, SheetFinding
    from graph.intake.record import Record

__all__ = ["Merged", "merge"]


@dataclass(frozen=True, slots=True)
class Merged:
    """The tables with what a file brings.

    ``files`` are the new bytes of each table that changes, by its path below ``data``; ``places``
    says which row of the file stands in which row of them, and ``moved`` where a row of theirs
    stood before; ``gathered`` is what became of each row that was brought.
    """

    files: Mapping[str, bytes]
    places: Mapping[tuple[str, int], IncomingRow]
    moved: Mapping[tuple[str, int], int]
    gathered: Gathered


def merge(incoming: Incoming, record: Record, answers: Answers = NO_ANSWERS) -> Merged:
    """The record's tables with what the file brings; nothing is written.

    Args:
        incoming: what was read from the file.
        record: the tables as they are.
        answers: what was answered where a row may be a correction.
    """
    work = _Work(record, incoming)
    work.keyed("documents", (record.documents,), DOCUMENTS)
    work.keyed("things", record.things, THINGS)
    work.statements(answers)
    return work.merged()


class _Work:
    """The tables while rows are put into them."""

    def __init__(self, record: Record, incoming: Incoming) -> None:
        self._record = record
        self._incoming = incoming
        self._leads = replaced_by(record)
        self._tables: dict[str, TableDraft] = {}
        self._gathered = Gathered()
        self._renamed: Counter[tuple[str, str]] = Counter()
        self._stands_in = ""

    def merged(self) -> Merged:
        """What came of it."""
        files: dict[str, bytes] = {}
        places: dict[tuple[str, int], IncomingRow] = {}
        moved: dict[tuple[str, int], int] = {}
        for name, table in sorted(self._tables.items()):
            if not table.touched:
                continue
            rows = table.rows()
            files[name] = table.written(rows)
            for number, (_, entry, before) in enumerate(rows, start=2):
                if entry is not None:
                    places[f"data/{name}", number] = entry
                if before is not None:
                    moved[f"data/{name}", number] = before + 2
        self._gathered.notes += [
            f"{old} is {new} now and was taken as such ({counted(number, 'cell')})."
            for (old, new), number in self._renamed.items()
        ]
        overtaken = self._gathered.overtaken
        if overtaken:
            self._gathered.notes.append(
                f"{counted(overtaken, 'row')} of it "
                f"{'was' if overtaken == 1 else 'were'} corrected or taken out since; "
                "the record stays as it is now. The journal says by whom and why."
            )
        return Merged(files, places, moved, self._gathered)

    def _entries(self, kind: RowKind) -> Iterator[IncomingRow]:
        """The rows of the file, old addresses in them led on to those that hold now."""
        columns = ("subject", "object") if kind == "statements" else ()
        for entry in self._incoming.entries(kind):
            moved = {
                column: self._leads[entry[column]]
                for column in columns
                if entry[column] in self._leads
            }
            document = self._leads.get(f"source/{entry['document']}")
            if document and kind == "statements":
                moved["document"] = document.removeprefix("source/")
            self._renamed.update((entry[column], new) for column, new in moved.items())
            yield replace(entry, cells={**entry.cells, **moved}) if moved else entry

    def keyed(
        self,
        kind: Literal["documents", "things"],
        tables: Sequence[TableFile],
        columns: Columns,
    ) -> None:
        """Puts rows with a key into the tables: a known key changes its row."""
        at = {
            line.cells.get("key", ""): (table.name, place)
            for table in tables
            for place, line in enumerate(table.lines)
        }
        homes = _homes(tables)
        first: dict[str, IncomingRow] = {}
        for entry in self._entries(kind):
            key = entry["key"]
            if key and key in first:
                one = first[key]
                sentence = f"'{key}' is already in {one.sheet}, row {one.row}; keep one of the two"
                self._gathered.findings.append(entry.error("key", sentence))
                continue
            first[key] = entry
            old = key if kind == "things" else f"source/{key}"
            if old in self._leads and key not in at:
                self._renamed[old, self._leads[old]] += 1
                self._gathered.known += 1
            elif key in at:
                name, place = at[key]
                self._change(self._table(name, columns), place, entry, key)
            else:
                of = key.partition("/")[0] if kind == "things" else ""
                home = homes.get(of) or f"things/{_table(of)}.csv"
                name = "documents.csv" if kind == "documents" else home
                self._table(name, columns).add(entry)
                self._gathered.new.append(entry)

    def statements(self, answers: Answers) -> None:
        """Puts statements into the table of their document.

        Those of a document that nobody knows are put under a stand-in, so that all else that is
        wrong with them is found too; the finding keeps it from being written.
        """
        brought = (one["key"] for one in self._gathered.new)
        documents = {*self._record.dates, *filter(_is_key, brought)}
        of_each: dict[str, list[IncomingRow]] = defaultdict(list)
        as_it_was = self._incoming.as_it_was
        for document in as_it_was:
            of_each[document] = []  # a workbook may have lost all rows of its document
        for entry in self._entries("statements"):
            document = entry["document"]
            if document not in documents:
                self._gathered.findings.append(_unknown_document(entry, documents))
                document = self._stand_in()
            of_each[document].append(entry)
        for document, entries in of_each.items():
            table = self._table(f"statements/{document}.csv", STATEMENTS)
            rows = DocumentRows(
                document, table, entries, as_it_was.get(document, {}), answers,
                self._record.terms, self._leads,
            )  # fmt: skip
            rows.put(self._gathered)

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
            self._table("documents.csv", DOCUMENTS).add(
                IncomingRow(kind="documents", sheet="", row=0, cells=cells)
            )
            self._stands_in = cells["key"]
        return self._stands_in

    def _table(self, name: str, columns: Columns) -> TableDraft:
        if name not in self._tables:
            self._tables[name] = TableDraft(self._record.table(name) or _empty(name, columns))
        return self._tables[name]

    def _change(self, table: TableDraft, place: int, entry: IncomingRow, key: str) -> None:
        """Takes over what a row on record says otherwise; an empty cell says nothing."""
        before = table.base.lines[place].cells
        after = dict(before)
        for column, cell in entry.cells.items():
            if column == "other_labels":
                cell = _joined(before.get(column, ""), cell)  # noqa: PLW2901 - what it comes to
            if cell and compared(column, cell) != compared(column, before.get(column, "")):
                after[column] = cell
                change = CellChange(
                    entry=entry, key=key, column=column, before=before.get(column, ""), after=cell
                )
                self._gathered.changes.append(change)
        if after == before:
            self._gathered.known += 1
        else:
            table.change(place, after, entry)


def _homes(tables: Sequence[TableFile]) -> dict[str, str]:
    """The table that holds most things of each kind."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for table in tables:
        for line in table.lines:
            counts[line.cells.get("key", "").partition("/")[0]][table.name] += 1
    return {kind: names.most_common(1)[0][0] for kind, names in counts.items()}


_RARE: Final = frozenset({"review", "stated_on", *PASSAGE, "definition", "broader"})
"""Columns that a new table only gets when a row fills them."""


def _empty(name: str, columns: Columns) -> TableFile:
    """A table that is not there yet, with all its headings."""
    every = (*columns.required, *columns.optional)
    order = tuple(column for column in every if column not in _RARE)
    return TableFile.parse(name, ",".join(order) + "\n")


def _is_key(text: str) -> bool:
    """Whether a document's key is well formed, so that a file may be named after it."""
    try:
        thing(f"source/{text}")
    except ValueError:
        return False
    return True


def _unknown_document(entry: IncomingRow, documents: Iterable[str]) -> SheetFinding:
    document = entry["document"]
    if not document:
        return entry.error("document", "the cell is empty; every statement is one of a document")
    numbers = re.findall(r"\d+", document)
    same = [one for one in documents if re.findall(r"\d+", one) == numbers]
    found = process.extractOne(document, same, scorer=fuzz.ratio, score_cutoff=80)
    nearest = f"; is it '{found[0]}'?" if found else ""
    sentence = f"no document '{document}' is on record or in this file{nearest}"
    return entry.error("document", sentence)


def _joined(before: str, after: str) -> str:
    """Other labels with those that are new at the end; an import takes none away."""
    told = [part for part in map(str.strip, before.split("|")) if part]
    new = [part for part in map(str.strip, after.split("|")) if part]
    fresh = [part for part in dict.fromkeys(new) if part not in told]
    return " | ".join([before, *fresh] if before else fresh) if fresh else before


def _table(key: str) -> str:
    """The table of things for a kind, where the record has none with things of that kind yet."""
    return (BY_KEY[key].table if key in BY_KEY else "") or "others"
