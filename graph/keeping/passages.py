"""Where statements stand to the word, of which copy is kept, and who read a place again.

Of a text only the ends of passages and their SHA-256 enter the record, of a copy only its SHA-256
and the day.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.errors import DataError
from graph.intake.apply import Deed
from graph.intake.following import replaced_by, statement_key
from graph.intake.incoming import IncomingRow
from graph.intake.progress import silent
from graph.intake.table_draft import TableDraft
from graph.journal import BroughtFile
from graph.keeping.plan import planned
from graph.keeping.substituting import statement_tables
from graph.plurals import counted
from graph.reading.passages import HowFound, PassageState, passage_of, state_of
from graph.reviews import now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.intake.progress import Tell
    from graph.intake.record import Record, TableFile, TableLine
    from graph.intake.signature import Signature
    from graph.keeping.plan import Plan
    from graph.reading.reading import Reading

__all__ = ["DocumentText", "brought", "document_key", "enter_passages", "keep_copy", "read_again"]

_DAY: Final = 10
"""A moment's first signs are its day."""
_NAMED: Final = 20
"""So many rows are named one by one."""


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What was read of a document's text, and the file that the text is from."""

    reading: Reading
    file: BroughtFile


def brought(file: Path) -> BroughtFile:
    """A file's name and the SHA-256 of its bytes; nothing else of it is looked at.

    Raises:
        DataError: it cannot be read.
    """
    try:
        with file.open("rb") as content:
            return BroughtFile(file.name, hashlib.file_digest(content, "sha256").hexdigest())
    except OSError as error:
        msg = f"'{file}' cannot be read: {error.strerror or error}."
        raise DataError(msg) from error


def document_key(record: Record, document: str) -> str:
    """The key of a document on record, from ``KEY`` or ``source/KEY``, an older one too.

    Raises:
        DataError: there is no such document.
    """
    key = document.removeprefix("source/")
    key = replaced_by(record).get(f"source/{key}", key).removeprefix("source/")
    if key not in {line.cells.get("key") for line in record.documents.lines}:
        msg = f"No document '{key}' is on record; data/documents.csv has their keys."
        raise DataError(msg)
    return key


def keep_copy(
    record: Record, document: str, copy: BroughtFile, signature: Signature, tell: Tell = silent
) -> Plan:
    """What putting down that a copy of a document is kept would do: its SHA-256 and the day.

    Where one was put down before, the new one takes its place; the journal has the older one.

    Raises:
        DataError: there is no such document, or this copy is on record already.
    """
    key = document_key(record, document)
    place = [line.cells.get("key") for line in record.documents.lines].index(key)
    cells = record.documents.lines[place].cells
    if cells.get("copy") == copy.sha256:
        msg = f"This copy of '{key}' is on record since {cells.get('copy_on')}: the same bytes."
        raise DataError(msg)
    after = {**cells, "copy": copy.sha256, "copy_on": now()[:_DAY]}
    draft = TableDraft(record.documents)
    draft.change(place, after, IncomingRow(kind="documents", sheet="", row=place + 2, cells=after))
    what = f"Put down that a copy of {key} (“{cells.get('title', '')}”) is kept."
    files = {"documents.csv": draft.written(draft.rows())}
    deed = Deed(did="keep-copy", what=what, signature=signature, file=copy)
    return planned(record, files, deed, tell=tell)


def enter_passages(
    record: Record, document: str, text: DocumentText, signature: Signature, tell: Tell = silent
) -> Plan:
    """What entering where a document's statements stand would do, for those that have no passage.

    Args:
        record: the tables as they are.
        document: the document's key.
        text: its text.
        signature: who does it.
        tell: called with how much is done, from 0 to 1, and what is being done.

    Raises:
        DataError: there is no such document, or it states nothing.
    """
    key, table = _table(record, document)
    draft = TableDraft(table)
    found: Counter[HowFound] = Counter()
    missing = []
    for place, line in _rows(table):
        if line.cells.get("quote"):
            continue
        passage = passage_of(text.reading, line.cells)
        if passage is None:
            missing.append(place + 2)
            continue
        found[passage.found] += 1
        after = {**line.cells, "quote": passage.ends, "passage": passage.sha256}
        draft.change(
            place, after, IncomingRow(kind="statements", sheet="", row=place + 2, cells=after)
        )
    notes = [f"Of {number} the passage is {how}." for how, number in sorted(found.items())]
    if missing:
        notes.append(f"No passage was found for {_listed(missing)}.")
    what = f"Entered the passages of {counted(found.total(), 'statement')} of {key}."
    files = {f"statements/{key}.csv": draft.written(draft.rows())} if draft.touched else {}
    deed = Deed(did="passages", what=what, signature=signature, file=text.file)
    return planned(record, files, deed, tuple(notes), tell)


def read_again(
    record: Record,
    of: str,
    signature: Signature,
    text: DocumentText | None = None,
    tell: Tell = silent,
) -> Plan:
    """What putting down that somebody read places again would do: who, and on which day.

    Args:
        record: the tables as they are.
        of: ``source/KEY`` for all that a document states, or ``statement/KEY``, of which a
            beginning is enough.
        signature: who read.
        text: the document's text as it is now; then only statements whose passage reads as it
            did count as read again.
        tell: called with how much is done, from 0 to 1, and what is being done.

    Raises:
        DataError: it is not on record.
    """
    if of.startswith("statement/"):
        key, wanted = _one_statement(record, of.removeprefix("statement/"))
    else:
        key, wanted = document_key(record, of), None
    table = record.table(f"statements/{key}.csv")
    if table is None:
        msg = f"Nothing that '{key}' says is on record, so there is nothing to read again."
        raise DataError(msg)
    draft = TableDraft(table)
    again = {"read_again_on": now()[:_DAY], "read_again_by": signature.by}
    others: dict[str, list[int]] = {}
    number = 0
    for place, line in _rows(table):
        if wanted not in {None, place}:
            continue
        state = _state(line, text)
        if state in {"", PassageState.SAME}:
            number += 1
            after = {**line.cells, **again}
            draft.change(
                place, after, IncomingRow(kind="statements", sheet="", row=place + 2, cells=after)
            )
        else:
            others.setdefault(state, []).append(place + 2)
    notes = tuple(
        f"The passage of {_listed(rows)} {state}: look at it, and mend or retract."
        for state, rows in sorted(others.items())
    )
    what = f"{signature.by} read {counted(number, 'statement')} of {key} again."
    files = {f"statements/{key}.csv": draft.written(draft.rows())} if draft.touched else {}
    looked_in = text.file if text else None
    deed = Deed(did="read-again", what=what, signature=signature, file=looked_in)
    return planned(record, files, deed, notes, tell)


def _state(line: TableLine, text: DocumentText | None) -> str:
    """How a row's passage stands in a text, "" where there is no text to look in."""
    if text is None:
        return ""
    ends = line.cells.get("quote", "")
    if not ends:
        return "is not on record"
    return state_of(text.reading.text, ends, line.cells.get("passage", ""))


def _table(record: Record, told: str) -> tuple[str, TableFile]:
    key = document_key(record, told)
    table = record.table(f"statements/{key}.csv")
    if table is None:
        msg = f"Nothing that '{key}' says is on record yet."
        raise DataError(msg)
    return key, table


def _rows(table: TableFile) -> Iterator[tuple[int, TableLine]]:
    """The rows that say something, each with its place from 0."""
    return ((place, line) for place, line in enumerate(table.lines) if any(line.cells.values()))


def _one_statement(record: Record, beginning: str) -> tuple[str, int]:
    """The document of a statement and the place of its row."""
    found = [
        (document, place)
        for document, table in statement_tables(record).items()
        for place, line in _rows(table)
        if statement_key(document, line.cells, record.terms).startswith(beginning)
    ]
    if len(found) != 1 or not beginning:
        many = "No statement" if not found else f"More than one statement ({len(found)})"
        msg = (
            f"{many} has a key that begins with '{beginning}'; the page Sources has the key of a "
            "statement in its address when it is picked."
        )
        raise DataError(msg)
    return found[0]


def _listed(rows: list[int]) -> str:
    """Rows of a table as people name them: "row 5", "rows 5, 6 and 7 more"."""
    shown = ", ".join(map(str, rows[:_NAMED]))
    more = f" and {len(rows) - _NAMED} more" if len(rows) > _NAMED else ""
    return f"{'row' if len(rows) == 1 else 'rows'} {shown}{more}"
