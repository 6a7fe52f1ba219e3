"""A person is erased on request: name and traces go for good, a tombstone without a name stays.

Rows about the person go from every table. Where the name stands in a text, such as a title, words
take its place. The same is done to the journal, which is otherwise never changed: what its entries
say of the person cannot be brought back, so those entries cannot be undone any more.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.building.release import BUILT
from graph.errors import DataError
from graph.intake.apply import Deed
from graph.intake.following import Moves, followed, replaced_by, statement_key
from graph.intake.progress import silent
from graph.journal import journal, name_of, raw_rows, written
from graph.keeping.plan import planned
from graph.keeping.substituting import home_of
from graph.manifest import Manifest, manifest_of
from graph.plurals import counted
from graph.reviews import PROPOSALS, REVIEWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.intake.progress import Tell
    from graph.intake.record import Record
    from graph.intake.signature import Signature
    from graph.journal import JournalEntry
    from graph.keeping.plan import Plan

__all__ = ["TOMBSTONE", "erase"]

TOMBSTONE: Final = "[a person, erased on request]"
"""What stands where a name stood in a text."""

_LANGUAGE: Final = re.compile(r"@[a-z]{2,3}(-\w+)*$")


def erase(record: Record, key: str, signature: Signature, tell: Tell = silent) -> Plan:
    """What erasing a person would do; it cannot be taken back.

    Raises:
        DataError: no such person is on record, or the reason names the person.
    """
    home = home_of(record, key) if key.startswith("person/") else None
    if home is None:
        msg = f"'{key}' is no person on record; only persons are erased, by their key person/…"
        raise DataError(msg)
    table, place = home
    keys = {key, *(old for old, new in replaced_by(record).items() if new == key)}
    traces = _Traces.of(keys, table.lines[place].cells)
    if traces.clean(signature.why) != signature.why:
        msg = "The reason stands in the journal for good: write it without the person's name."
        raise DataError(msg)
    files: dict[str, bytes | None] = {}
    moves = Moves()
    moves.end(key)
    for name, content in record.contents.items():
        for gone in _statements(record, name, traces):
            document = name.removeprefix("statements/").removesuffix(".csv")
            moves.end(f"statement/{gone}", f"source/{document}")
        files[name] = traces.cleaned(content)
    files = followed(record, files, moves, reviews=False)
    for name in (REVIEWS, PROPOSALS):
        if files.get(name):
            files[name] = _without_statements(files[name] or b"", moves)
    rows = sum(
        len(raw_rows(content.decode())) - len(raw_rows((files[name] or b"").decode()))
        for name, content in record.contents.items()
    )
    entries = _journal(record, traces)
    lost = len(entries)
    notes = (
        f"{lost} {'entry' if lost == 1 else 'entries'} of the journal would lose what is said "
        "there of the person, and could not be taken back any more.",
        "This cannot be undone. What lies elsewhere is not reached: older builds, published "
        "stores, downloads, and the history of a version control system.",
    )
    told = f"Erased a person on request; {counted(rows, 'row')} went."
    plan = planned(
        record, files, Deed(did="erase", what=told, signature=signature, forgets=True), notes, tell
    )
    built = Path(BUILT).relative_to("data")
    return replace(
        plan,
        besides={
            **entries,
            built.as_posix(): plan.graph,
            manifest_of(built).as_posix(): Manifest.of(plan.graph).to_json(),
        },
    )


@dataclass(frozen=True, slots=True)
class _Traces:
    """How a person may stand in the record: by a key, now or before, and by each of the names."""

    keys: frozenset[str]
    names: re.Pattern[str]

    @classmethod
    def of(cls, keys: Iterable[str], cells: Mapping[str, str]) -> _Traces:
        """The traces of a person, from the keys and the row of the table of persons."""
        known = frozenset(keys)
        others = cells.get("other_labels", "").split("|")
        names = {cells.get("label", ""), *(_LANGUAGE.sub("", one.strip()) for one in others)}
        # A key without its kind, where it is plainly made from a name.
        names |= {end for one in known if "-" in (end := one.partition("/")[2])}
        longest = sorted(filter(None, names), key=len, reverse=True)
        words = "|".join(r"[\s_]+".join(map(re.escape, name.split())) for name in longest)
        return cls(known, re.compile(rf"(?<!\w)(?:person/)?(?:{words})(?!\w)", re.IGNORECASE))

    def clean(self, text: str) -> str:
        """A text without keys and names."""
        for key in self.keys:
            text = re.sub(rf"(?<![\w/-]){re.escape(key)}(?![\w-])", TOMBSTONE, text)
        return self.names.sub(TOMBSTONE, text)

    def is_about(self, row: str) -> bool:
        """Whether a row of a table names the person by a key."""
        return not self.keys.isdisjoint(next(csv.reader([row.rstrip("\r\n")]), []))

    def cleaned(self, content: bytes) -> bytes:
        """A table without the rows about the person, and without the names in the others."""
        rows = raw_rows(content.decode())
        return "".join(self._row(row) for row in rows if not self.is_about(row)).encode()

    def _row(self, row: str) -> str:
        if self.clean(row) == row:
            return row
        cells = next(csv.reader(io.StringIO(row, newline="")))
        sheet = io.StringIO(newline="")
        ending = row[len(row.rstrip("\r\n")) :]
        csv.writer(sheet, lineterminator=ending).writerow(map(self.clean, cells))
        return sheet.getvalue()


def _statements(record: Record, name: str, traces: _Traces) -> list[str]:
    """The keys of the statements of a table that go."""
    table = record.table(name) if name.startswith("statements/") else None
    document = name.removeprefix("statements/").removesuffix(".csv")
    return [
        statement_key(document, line.cells, record.terms)
        for line in (table.lines if table else ())
        if traces.is_about(line.text)
    ]


def _without_statements(content: bytes, moves: Moves) -> bytes:
    """A table of reviews or proposals without those on statements that go."""
    gone = {one.removeprefix("statement/") for one in moves.gone}
    rows = raw_rows(content.decode())
    return "".join(
        row for row in rows if gone.isdisjoint(next(csv.reader(io.StringIO(row, newline="")), []))
    ).encode()


def _journal(record: Record, traces: _Traces) -> dict[str, bytes]:
    """The entries of the journal that say something of the person, without it."""
    found = {}
    for entry in journal(record.root / "data"):
        cleaned = _entry(entry, traces)
        if cleaned != entry:
            found[name_of(entry.number)] = written(cleaned)
    return found


def _entry(entry: JournalEntry, traces: _Traces) -> JournalEntry:
    """An entry without what it says of the person."""

    def text(row: str) -> str:
        return TOMBSTONE if traces.is_about(row) else traces.clean(row)

    changes = tuple(
        replace(
            change,
            rows=tuple(
                replace(row, before=tuple(map(text, row.before)), after=tuple(map(text, row.after)))
                for row in change.rows
            ),
        )
        for change in entry.changes
    )
    file = entry.file and replace(entry.file, name=traces.clean(entry.file.name))
    cleaned = replace(
        entry,
        what=traces.clean(entry.what),
        why=traces.clean(entry.why),
        file=file,
        changes=changes,
    )
    return replace(cleaned, erased=True) if cleaned != entry else entry
