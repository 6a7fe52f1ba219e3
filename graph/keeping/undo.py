"""Takes an entry of the journal back: its rows go, those before it return, the others stay."""

from __future__ import annotations

import csv
from collections import defaultdict
from typing import TYPE_CHECKING

from graph.errors import DataError
from graph.intake.apply import Deed
from graph.intake.progress import silent
from graph.journal import journal, raw_rows, undone
from graph.keeping.plan import Plan, planned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.intake.progress import Tell
    from graph.intake.record import Record
    from graph.intake.signature import Signature
    from graph.journal import JournalEntry, RowChange, TableChange

__all__ = ["undo"]


def undo(record: Record, number: int, signature: Signature, tell: Tell = silent) -> Plan:
    """What taking an entry back would do; nothing is written.

    Where nothing was done to its tables since, every byte becomes what it was. Else its own rows
    are found wherever they stand now; rows that others added stay.

    Raises:
        DataError: there is no such entry, it does not hold any more, or a later entry changed
            what it did.
    """
    entries = {one.number: one for one in journal(record.root / "data")}
    entry = entries.get(number)
    if entry is None:
        known = f"they go from 1 to {max(entries)}" if entries else "it has none yet"
        msg = f"There is no entry {number} in the journal; {known}."
        raise DataError(msg)
    taken_back = undone(entries.values())
    if number in taken_back:
        msg = f"Entry {number} was taken back already, by entry {taken_back[number]}."
        raise DataError(msg)
    if entry.erased or entry.did == "erase":
        msg = f"Entry {number} erased something for good, so it cannot be taken back."
        raise DataError(msg)
    later = [
        one for one in entries.values() if one.number > number and one.number not in taken_back
    ]
    files: dict[str, bytes | None] = {}
    clashes: list[str] = []
    for change in entry.changes:
        content = record.contents.get(change.table)
        rows = raw_rows(content.decode()) if content is not None else []
        back, lost = _taken_back(rows, change)
        clashes += [_clash(text, change.table, later) for text in lost]
        files[change.table] = "".join(back).encode() if back else None
    if clashes:
        told = " ".join(dict.fromkeys(clashes))
        msg = f"Entry {number} cannot be taken back as it stands. {told}"
        raise DataError(msg)
    deed = Deed(
        did="undo",
        what=f"Took back entry {number}: {entry.what}",
        signature=signature,
        undoes=number,
    )
    return planned(record, files, deed, tell=tell)


def _taken_back(rows: Sequence[str], change: TableChange) -> tuple[list[str], list[str]]:
    """The rows of a table without a change, and those of its rows that are not there any more."""
    exact = change.is_there == bool(rows) and all(
        tuple(rows[one.is_at - 1 : one.is_at - 1 + len(one.after)]) == one.after
        for one in change.rows
    )
    if not exact:
        back, lost = _searched(rows, change)
    else:
        back, lost = list(rows), []
        for one in reversed(change.rows):
            back[one.is_at - 1 : one.is_at - 1 + len(one.after)] = one.before
        if not change.was_there:
            back = [*rows[:1], *back]  # rows that others added need the headings
    if not change.was_there and len(back) <= 1:
        return [], lost
    if rows and back[0] != rows[0] and not _fits(back):
        back[0] = rows[0]
    return _ended(back, rows), lost


def _searched(rows: Sequence[str], change: TableChange) -> tuple[list[str], list[str]]:
    """The same where the rows stand elsewhere by now, or the table went and came again."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(rows):
        places[_bare(text)].append(place)
    gone: set[int] = set()
    lost: list[str] = []
    returning: dict[int, list[str]] = defaultdict(list)
    for one in change.rows:
        before, after = list(one.before), list(one.after)
        if one.is_at == 1:  # the headings stay as they are now
            before, after = before[1:], after[1:]
        found = []
        for text in after:
            free = [place for place in places[_bare(text)] if place not in gone]
            if free:
                nearest = min(free, key=lambda place: abs(place + 1 - one.is_at))
                gone.add(nearest)
                found.append(nearest)
            else:
                lost.append(text)
        returning[_home(one, found, len(rows))] += before
    back: list[str] = []
    for place in range(len(rows) + 1):
        back += returning.get(place, [])
        if place < len(rows) and place not in gone:
            back.append(rows[place])
    return back, lost


def _home(one: RowChange, found: Sequence[int], most: int) -> int:
    """Where rows return to: where those stood that took their place, else where they were."""
    return found[0] if found else max(1, min(one.was_at - 1, most))


def _fits(rows: Sequence[str]) -> bool:
    """Whether no row has more cells than there are headings."""
    widths = [len(next(csv.reader([text]), [])) for text in rows]
    return max(widths) <= widths[0]


def _ended(back: list[str], rows: Sequence[str]) -> list[str]:
    """Rows with a line end each, but the last one where it has none."""
    ending = "\r\n" if rows and rows[0].endswith("\r\n") else "\n"
    return [
        text if text.endswith(("\n", "\r")) or place == len(back) - 1 else text + ending
        for place, text in enumerate(back)
    ]


def _clash(text: str, table: str, later: Iterable[JournalEntry]) -> str:
    """What to say of a row that is not there any more."""
    by = next(
        (
            entry
            for entry in later
            for change in entry.changes
            if change.table == table
            for row in change.rows
            if _bare(text) in map(_bare, row.before)
        ),
        None,
    )
    if by is not None:
        return f"Entry {by.number} changed what it did in data/{table}: undo {by.number} first."
    return (
        f"In data/{table} this row was changed by hand since: {_bare(text)}. Bring it back, or "
        "take the rows out by hand."
    )


def _bare(text: str) -> str:
    return text.rstrip("\r\n")
