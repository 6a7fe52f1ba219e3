"""A proposal told to a person as text and to a program as JSON."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from graph.plurals import counted, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.intake.incoming import Rewritten
    from graph.intake.proposal import Preview, UnknownName

__all__ = ["as_json", "as_text", "done", "rewriting", "summary"]

_FEW: Final = 5
_SHOWN: Final = 20
"""So many entries of each list are shown to a person; a program gets all."""


def as_json(
    proposal: Preview, *, applied: bool = False, entry: int = 0, most: int | None = None
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
        "open_questions": proposal.open_questions,
        "replaces": proposal.replaces,
        "empty": proposal.empty,
        "summary": summary(proposal),
        "known": proposal.known,
        "counts": {name: len(entries) for name, entries in lists.items()},
    }
    told |= {name: entries[:most] for name, entries in lists.items()}
    return json.dumps(told, default=_as_dict, ensure_ascii=False)


def as_text(proposal: Preview, most: int = _SHOWN) -> str:
    """The proposal for a person: what it adds, changes and contradicts, then what to mend."""
    section = partial(_section, most=most)
    lines = [summary(proposal), *proposal.notes]
    lines += section("New documents", (f"{one.key}: {one.title}" for one in proposal.documents))
    lines += section(
        "New things",
        (
            f"{one.key}: {one.label} ({one.type_label})"
            + (f": {one.definition}" if one.definition else "")
            for one in proposal.things
        ),
    )
    lines += section(
        "New statements",
        (
            f"{one.subject_label} · {one.property_label} · {one.object_label} "
            f"({one.document}, {one.locator})"
            for one in proposal.statements
        ),
    )
    lines += section(
        "Changes",
        (
            f"{one.key}, {one.column}: {one.before or 'empty'} → {one.after}"
            for one in proposal.changes
        ),
    )
    lines += section(
        "Corrections",
        (
            f"{one.table}, row {one.table_row}: {one.before} → {one.after}"
            for one in proposal.corrections
        ),
    )
    lines += section(
        "Taken out",
        (f"{one.table}, row {one.table_row}: {one.statement}" for one in proposal.removals),
    )
    lines += section(
        "Questions",
        (
            f"{one.sheet}, row {one.row}: {one.sentence}"
            + (f" (answered: {one.answer})" if one.answer else "")
            for one in proposal.questions
        ),
    )
    lines += section("Contradictions", (one.sentence for one in proposal.contradictions))
    lines += section(
        "Are these the same?",
        (f"{one.sheet}, row {one.row}: {one.sentence}" for one in proposal.look_alikes),
    )
    lines += section("Names that are not on record", map(_unknown, proposal.unknown))
    lines += section("What we took it for", _grouped(proposal.taken))
    lines += section("What we cleaned", map(rewriting, proposal.cleaned))
    lines += section("To mend", map(str, proposal.findings))
    return "\n".join(lines)


def _unknown(one: UnknownName) -> str:
    """A name that nobody knows, where it stands, and how to choose what it means."""
    noun = "row" if len(one.rows) == 1 else "rows"
    rows = ", ".join(map(str, one.rows[:_FEW]))
    more = f" and {len(one.rows) - _FEW} more" if len(one.rows) > _FEW else ""
    told = f"{one.name} ({one.sheet}, {noun} {rows}{more})"
    if not one.suggestions:
        return f"{told}: nothing is called so; add it to the sheet Things"
    listed = "; ".join(f"{each.key} ({each.label})" for each in one.suggestions[:3])
    return f"{told}: {listed}? Take it with --choose '{one.name}={one.suggestions[0].key}'"


def _grouped(taken: Iterable[Rewritten]) -> Iterator[str]:
    """What was taken for what, each once, with the rows in which it stands."""
    rows: dict[tuple[str, str, str, str, str], list[int]] = {}
    for one in taken:
        told = one.sheet, one.column, one.before, one.after, one.why
        of_it = rows.setdefault(told, [])
        if one.row not in of_it[-1:]:
            of_it.append(one.row)
    for (sheet, column, before, after, why), places in rows.items():
        shown = ", ".join(map(str, places[:_FEW]))
        rest = f" and {len(places) - _FEW} more" if len(places) > _FEW else ""
        noun = "row" if len(places) == 1 else "rows"
        yield f"{sheet}, column {column}: {before} → {after} ({why}; {noun} {shown}{rest})"


def rewriting(rewritten: Rewritten) -> str:
    """A cell that was read otherwise than it stands, in a line; unseen signs by their numbers."""
    before = (
        rewritten.before.encode("unicode_escape").decode()
        if _unlike(rewritten)
        else rewritten.before
    )
    where = f"{rewritten.sheet}, row {rewritten.row}, column {rewritten.column}"
    return f"{where}: {before} → {rewritten.after} ({rewritten.why})"


def _unlike(one: Rewritten) -> bool:
    """Whether the two texts would look the same on a screen."""
    return one.before.strip() != one.after and any(not sign.isprintable() for sign in one.before)


def summary(proposal: Preview) -> str:
    """What the file would do, in one sentence or two."""
    errors = sum(finding.fatal for finding in proposal.findings)
    told = f"{proposal.file} would {_listed(_deeds(proposal, _WOULD)) or 'add nothing'}"
    if proposal.known:
        are = plural(proposal.known, "is", "are")
        told += f"; {counted(proposal.known, 'row')} of it {are} on record already"
    told += "."
    if errors:
        told += f" First mend {counted(errors, 'error')}."
    if proposal.open_questions:
        told += f" First answer {counted(proposal.open_questions, 'question')}."
    return told


def done(proposal: Preview) -> str:
    """What the file did once it was taken in, in a sentence."""
    deeds = _deeds(proposal, _DID)
    if proposal.corrections:
        more = " …" if len(proposal.corrections) > 1 else ""
        deeds = [
            f"{one} ({proposal.corrections[0].unlike}{more})" if one.startswith(_DID[2]) else one
            for one in deeds
        ]
    return f"{proposal.file} {_listed(deeds) or 'changed nothing'}."


_WOULD: Final = ("add", "change", "correct", "take out")
_DID: Final = ("added", "changed", "corrected", "took out")


def _deeds(proposal: Preview, verbs: tuple[str, str, str, str]) -> list[str]:
    """What is added, changed, corrected and taken out, each counted after its verb."""
    add, change, correct, take_out = verbs
    added = {
        "document": len(proposal.documents),
        "thing": len(proposal.things),
        "statement": len(proposal.statements),
    }
    counts = [counted(number, noun) for noun, number in added.items() if number]
    deeds = [f"{add} {_listed(counts)}"] if counts else []
    for verb, what, noun in (
        (change, proposal.changes, "cell"),
        (correct, proposal.corrections, "statement"),
        (take_out, proposal.removals, "statement"),
    ):
        if what:
            deeds.append(f"{verb} {counted(len(what), noun)}")
    return deeds


def _listed(parts: list[str]) -> str:
    """Parts of a sentence, with commas and an "and" between them."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def _section(heading: str, entries: Iterable[str], most: int) -> Iterator[str]:
    every = iter(entries)
    shown = list(islice(every, most))
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
