"""The journal: what was done to the tables, by whom, when, why and with which file.

Each entry is a file of its own, ``data/journal/0001.json``, written in the same step as the tables
that it changed, and never written again: it only grows. It holds every row that went, came or
changed as it stood in its table, line end included, so that each entry can be undone exactly.
It is the one place of the record with a clock; nothing of it goes into the built graph.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final

from graph.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = [
    "FOLDER",
    "BroughtFile",
    "JournalEntry",
    "RowChange",
    "TableChange",
    "journal",
    "last_number",
    "name_of",
    "raw_rows",
    "table_changes",
    "undone",
    "written",
]

FOLDER: Final = "journal"
"""The folder of the entries, below that of the tables."""

_NAME: Final = re.compile(r"(\d{4,})\.json")


@dataclass(frozen=True, slots=True)
class BroughtFile:
    """A file that somebody brought: its name, and the SHA-256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """Rows that follow each other and were others before, each as it is written in its table.

    ``was_at`` and ``is_at`` are the row at which they begin, as a spreadsheet counts, before and
    after; the headings are row 1. One of ``before`` and ``after`` may be empty.
    """

    was_at: int
    is_at: int
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableChange:
    """What an entry did to one table, by its path below ``data``, and whether there was one."""

    table: str
    was_there: bool
    is_there: bool
    rows: tuple[RowChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One thing that was done to the tables.

    ``did`` is the word for it (``import``, ``merge``, ``undo`` …), ``what`` the same in a
    sentence, ``on`` a moment as in 2026-11-25T14:30:00Z, ``undoes`` the number of the entry that
    it takes back, 0 where it takes none back. Of an ``erased`` entry, rows are gone for good, so
    it cannot be undone.
    """

    number: int
    on: str
    by: str
    did: str
    what: str
    why: str
    file: BroughtFile | None
    undoes: int
    changes: tuple[TableChange, ...]
    erased: bool = False


def name_of(number: int) -> str:
    """The path of an entry below ``data``."""
    return f"{FOLDER}/{number:04}.json"


def last_number(data: Path) -> int:
    """The number of the newest entry in a folder of tables, 0 where there is none."""
    return max(_numbers(data), default=0)


def journal(data: Path) -> tuple[JournalEntry, ...]:
    """Every entry below a folder of tables, the oldest first.

    Raises:
        DataError: an entry cannot be read; the sentence names its file.
    """
    return tuple(_read(data, number) for number in sorted(_numbers(data)))


def written(entry: JournalEntry) -> bytes:
    """The file of an entry: JSON that a person can read."""
    told = asdict(entry)
    if not entry.erased:
        del told["erased"]
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def undone(entries: Iterable[JournalEntry]) -> dict[int, int]:
    """The entries that do not hold any more, each with the one that took it back."""
    found: dict[int, int] = {}
    for entry in sorted(entries, key=lambda one: one.number, reverse=True):
        if entry.undoes and entry.number not in found:
            found[entry.undoes] = entry.number
    return found


def table_changes(
    before: Mapping[str, bytes], after: Mapping[str, bytes | None]
) -> tuple[TableChange, ...]:
    """What changes where tables get other bytes; None takes a table away.

    Args:
        before: the bytes of every table by its path.
        after: the new bytes of those that change.
    """
    found = []
    for name, content in sorted(after.items()):
        old = before.get(name)
        if old == content:
            continue
        rows = _row_changes(_rows_of(old), _rows_of(content))
        found.append(TableChange(name, old is not None, content is not None, rows))
    return tuple(found)


def raw_rows(text: str) -> list[str]:
    """The rows of a CSV text as they are written, line ends included; joined they are the text."""
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader(iter(lines), strict=True)
    rows: list[str] = []
    start = 0
    try:
        for _ in reader:
            rows.append("".join(lines[start : reader.line_num]))
            start = reader.line_num
    except csv.Error:  # no whole CSV: told where it is read; here each line stands for itself
        return lines
    return rows


def _rows_of(content: bytes | None) -> list[str]:
    return raw_rows(content.decode()) if content is not None else []


def _row_changes(before: Sequence[str], after: Sequence[str]) -> tuple[RowChange, ...]:
    """Where two lists of rows differ; what they begin and end with alike is not looked at."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    most = min(len(before), len(after)) - start
    while end < most and before[-1 - end] == after[-1 - end]:
        end += 1
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    return tuple(
        RowChange(start + a + 1, start + b + 1, tuple(old[a:c]), tuple(new[b:d]))
        for kind, a, c, b, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if kind != "equal"
    )


def _numbers(data: Path) -> list[int]:
    names = (_NAME.fullmatch(path.name) for path in (data / FOLDER).glob("*.json"))
    return [int(name[1]) for name in names if name]


def _read(data: Path, number: int) -> JournalEntry:
    """One entry.

    Raises:
        DataError: the file is no entry.
    """
    path = data / name_of(number)
    try:
        told: dict[str, Any] = json.loads(path.read_text("utf-8"))
        changes = tuple(map(_change, told.pop("changes")))
        file = told.pop("file")
        return JournalEntry(**told, file=BroughtFile(**file) if file else None, changes=changes)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        msg = (
            f"data/{name_of(number)} is no entry of the journal ({error}). Entries are never "
            "edited: bring the file back as it was."
        )
        raise DataError(msg) from error


def _change(told: dict[str, Any]) -> TableChange:
    """The change of a table, from its JSON."""
    rows = tuple(
        RowChange(one["was_at"], one["is_at"], tuple(one["before"]), tuple(one["after"]))
        for one in told["rows"]
    )
    return TableChange(told["table"], told["was_there"], told["is_there"], rows)
