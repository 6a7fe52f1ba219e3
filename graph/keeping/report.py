"""A plan and the journal told to a person as text and to a program as JSON."""

from __future__ import annotations

import csv
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from graph.journal import undone
from graph.plurals import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.journal import JournalEntry, TableChange
    from graph.keeping.plan import Plan

__all__ = ["entry_text", "journal_json", "journal_text", "plan_json", "plan_text"]

_SHOWN: Final = 40
"""So many rows are shown to a person; a program gets all."""


def plan_text(plan: Plan, *, entry: JournalEntry | None) -> str:
    """What a plan does, row by row, what is in the way, and what comes next."""
    lines = [plan.deed.what, *plan.notes, *_rows(plan.changes)]
    lines += map(str, plan.errors)
    if not plan.changes:
        lines.append("Nothing would change.")
    elif plan.errors:
        lines.append("Nothing was written: the graph would break a rule.")
    elif entry is None:
        lines.append("Nothing was written. Add --apply to do it.")
    else:
        lines.append(
            f"Done: entry {entry.number} of the journal. Run 'cbrn-graph build' to show it in the "
            "app."
        )
    return "\n".join(lines)


def plan_json(plan: Plan, *, entry: JournalEntry | None) -> str:
    """The same as one JSON object; ``entry`` is its number in the journal, 0 where it has none."""
    told = {
        "ok": not plan.errors,
        "applied": entry is not None,
        "empty": not plan.changes,
        "entry": entry.number if entry else 0,
        "what": plan.deed.what,
        "notes": plan.notes,
        "changes": [asdict(one) for one in plan.changes],
        "rows": list(_rows(plan.changes)),
        "errors": list(map(str, plan.errors)),
    }
    return json.dumps(told, ensure_ascii=False)


def journal_text(entries: Sequence[JournalEntry]) -> str:
    """One paragraph for each entry, the newest first."""
    if not entries:
        return (
            "The journal has no entry yet: it begins with the first file that is brought, or the "
            "first correction."
        )
    taken_back = undone(entries)
    return "\n\n".join(_headed(one, taken_back.get(one.number, 0)) for one in reversed(entries))


def entry_text(entry: JournalEntry, taken_back: int) -> str:
    """One entry with every row that it changed."""
    return "\n".join((_headed(entry, taken_back), *_rows(entry.changes, most=10**9)))


def journal_json(entries: Sequence[JournalEntry], taken_back: Mapping[int, int]) -> str:
    """Every entry as JSON, the newest first, each with the one that took it back, else 0."""
    told = [
        {
            **asdict(one),
            "undone_by": taken_back.get(one.number, 0),
            "rows": list(_rows(one.changes)),
        }
        for one in reversed(entries)
    ]
    return json.dumps(told, ensure_ascii=False)


def _headed(entry: JournalEntry, taken_back: int) -> str:
    """The lines of an entry without its rows."""
    lines = [f"{entry.number}  {entry.on}  {entry.by}", f"   {entry.what}"]
    if entry.why:
        lines.append(f"   Why: {entry.why}")
    if entry.file:
        lines.append(f"   File: {entry.file.name}, SHA-256 {entry.file.sha256}")
    if taken_back:
        lines.append(f"   Taken back by entry {taken_back}.")
    return "\n".join(lines)


def _rows(changes: Sequence[TableChange], most: int = _SHOWN) -> Iterator[str]:
    """Each row that goes (-) or comes (+), below the name of its table."""
    left = most
    every = 0
    for change in changes:
        rows = [
            (f"  - row {one.was_at + place}: ", text)
            for one in change.rows
            for place, text in enumerate(one.before)
        ]
        rows += [
            (f"  + row {one.is_at + place}: ", text)
            for one in change.rows
            for place, text in enumerate(one.after)
        ]
        every += len(rows)
        if left <= 0:
            continue
        told = "" if change.is_there else ", which goes"
        yield f"data/{change.table}{told if change.was_there else ', which is new'}"
        for start, text in rows[:left]:
            yield start + _cells(text)
        left -= len(rows)
    if left < 0:
        yield f"  … and {counted(every - most, 'row')} more"


def _cells(text: str) -> str:
    """A row as people read it: its cells between dots, empty ones left out."""
    return " · ".join(filter(None, next(csv.reader([text.rstrip("\r\n")]), [])))
