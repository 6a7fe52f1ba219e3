"""A proposal told to a person as text and to a program as JSON."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.intake.incoming import Rewritten
    from graph.intake.proposal import Proposal

__all__ = ["as_json", "as_text", "counted", "done", "rewriting", "summary"]

_SHOWN: Final = 20
"""So many entries of each list are shown to a person; a program gets all."""


def as_json(
    proposal: Proposal, *, applied: bool = False, entry: int = 0, most: int | None = None
) -> str:
    """The proposal as one JSON object; the names are those of ``graph.intake.proposal``.

    Args:
        proposal: what to tell.
        applied: whether it has been written into the tables.
        entry: the number of its entry in the journal, 0 where it has none.
        most: how many entries of each list to tell; ``counts`` says how many there are.
    """
    lists = {
        each.name: value
        for each in fields(proposal)
        if isinstance(value := getattr(proposal, each.name), tuple)
    }
    told: dict[str, object] = {
        "file": proposal.file,
        "ok": not proposal.fatal,
        "applied": applied,
        "entry": entry,
        "empty": proposal.empty,
        "summary": summary(proposal),
        "known": proposal.known,
        "counts": {name: len(entries) for name, entries in lists.items()},
    }
    told |= {name: entries[:most] for name, entries in lists.items()}
    return json.dumps(told, default=_as_dict, ensure_ascii=False)


def as_text(proposal: Proposal) -> str:
    """The proposal for a person: what it adds, changes and contradicts, then what to mend."""
    lines = [summary(proposal), *proposal.notes]
    lines += _section("New documents", (f"{one.key}: {one.title}" for one in proposal.documents))
    lines += _section(
        "New things", (f"{one.key}: {one.label} ({one.type_label})" for one in proposal.things)
    )
    lines += _section(
        "New statements",
        (
            f"{one.subject_label} · {one.property_label} · {one.object_label} "
            f"({one.document}, {one.locator})"
            for one in proposal.statements
        ),
    )
    lines += _section(
        "Changes",
        (
            f"{one.key}, {one.column}: {one.before or 'empty'} → {one.after}"
            for one in proposal.changes
        ),
    )
    lines += _section("Contradictions", (one.sentence for one in proposal.contradictions))
    lines += _section(
        "Are these the same?",
        (f"{one.sheet}, row {one.row}: {one.sentence}" for one in proposal.look_alikes),
    )
    lines += _section("What we cleaned", map(rewriting, proposal.cleaned))
    lines += _section("To mend", map(str, proposal.findings))
    return "\n".join(lines)


def rewriting(one: Rewritten) -> str:
    """A cell that was read otherwise than it stands, in a line; unseen signs by their numbers."""
    before = one.before.encode("unicode_escape").decode() if _unlike(one) else one.before
    return f"{one.sheet}, row {one.row}, column {one.column}: {before} → {one.after} ({one.why})"


def _unlike(one: Rewritten) -> bool:
    """Whether the two texts would look the same on a screen."""
    return one.before.strip() != one.after and any(not sign.isprintable() for sign in one.before)


def summary(proposal: Proposal) -> str:
    """What the file would do, in one sentence or two."""
    errors = sum(finding.fatal for finding in proposal.findings)
    told = f"{proposal.file} would add {_added(proposal)}"
    if proposal.changes:
        told += f", and change {counted(len(proposal.changes), 'cell')}"
    if proposal.known:
        are = "is" if proposal.known == 1 else "are"
        told += f"; {counted(proposal.known, 'row')} of it {are} on record already"
    told += "."
    if errors:
        told += f" First mend {counted(errors, 'error')}."
    return told


def done(proposal: Proposal) -> str:
    """What the file did once it was taken in, in a sentence."""
    told = f"added {_added(proposal)}"
    if proposal.changes:
        told += f", and changed {counted(len(proposal.changes), 'cell')}"
    return f"{proposal.file} {told}."


def _added(proposal: Proposal) -> str:
    """What is added, counted."""
    added = {
        "document": len(proposal.documents),
        "thing": len(proposal.things),
        "statement": len(proposal.statements),
    }
    parts = [counted(number, noun) for noun, number in added.items() if number] or ["nothing"]
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 thing", "2,000 things"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _section(heading: str, entries: Iterable[str]) -> Iterator[str]:
    every = iter(entries)
    shown = list(islice(every, _SHOWN))
    if not shown:
        return
    yield f"\n{heading}"
    yield from (f"  {entry}" for entry in shown)
    rest = sum(1 for _ in every)
    if rest:
        yield f"  … and {rest:,} more"


def _as_dict(value: object) -> dict[str, Any]:
    if is_dataclass(value):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    raise TypeError(value)
