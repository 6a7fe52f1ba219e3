"""What changed as rows in plain words, for the page, the command line and a file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.kinds import SOURCE
from graph.plurals import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.views.changes.changes import ChangeKind, Changes
    from graph.views.record.evidence import Evidence
    from graph.views.record.names import Name

__all__ = ["COLUMNS", "KINDS", "WORDS", "ChangeRow", "change_rows", "summed_up"]

COLUMNS: Final = ("Change", "Of what", "What", "What became of it", "Document", "Place")
"""The headings of the rows."""

WORDS: Final[dict[ChangeKind, str]] = {
    "added": "added",
    "gone": "no longer there",
    "withdrawn": "withdrawn",
    "changed": "changed",
}
"""Each kind of change in words."""

KINDS: Final = ("statement", "thing", "document")
"""What can change, in the words of the column "Of what"."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change in words; ``evidence`` is the statement where it is one, ``things`` what it names.

    ``is_now`` says that the statement is on record in the newer of the two.
    """

    cells: tuple[str, ...]
    things: frozenset[str]
    evidence: Evidence | None = None
    is_now: bool = True


def change_rows(changes: Changes) -> list[ChangeRow]:
    """Documents first, then things, then statements; within each in the order of their words."""
    rows = [
        *_named(changes.documents_added, "document", "added"),
        *_named(changes.documents_gone, "document", "gone"),
        *_named(changes.things_added, "thing", "added"),
        *_named(changes.things_gone, "thing", "gone"),
    ]
    for old, new in changes.renamed:
        of = "document" if new.family == SOURCE else "thing"
        cells = (WORDS["changed"], of, new.label, f"name: {old.label} → {new.label}", "", "")
        rows.append(ChangeRow(cells, frozenset({new.iri})))
    for change in changes.statements:
        one = change.shown
        cells = (
            WORDS[change.kind],
            "statement",
            changes.sentence(one),
            _became(changes, change.details),
            changes.name(one.document).label,
            one.locator,
        )
        ends = {one.subject, one.value} if one.is_link else {one.subject}
        rows.append(ChangeRow(cells, frozenset(ends), one, change.new is not None))
    return rows


def summed_up(changes: Changes) -> str:
    """How much changed, in one sentence."""
    if changes.empty:
        return "Nothing changed."
    parts = [
        *_counted("document", len(changes.documents_added), len(changes.documents_gone)),
        *_counted("thing", len(changes.things_added), len(changes.things_gone)),
    ]
    kinds = Counter(change.kind for change in changes.statements)
    parts += [
        f"{counted(number, 'statement')} {WORDS[kind]}" for kind in WORDS if (number := kinds[kind])
    ]
    if changes.renamed:
        parts.append(f"{len(changes.renamed):,} renamed")
    return f"{', '.join(parts)}.".replace("no longer there", "gone")


def _counted(word: str, added: int, gone: int) -> Iterator[str]:
    for number, what in ((added, "added"), (gone, "gone")):
        if number:
            yield f"{counted(number, word)} {what}"


def _named(names: Iterable[Name], of: str, kind: ChangeKind) -> list[ChangeRow]:
    return [
        ChangeRow((WORDS[kind], of, _called(name), "", "", ""),
                  frozenset({name.iri}), is_now=kind == "added")
        for name in names
    ]  # fmt: skip


def _called(name: Name) -> str:
    """A name with its kind, which tells a thing from others of that name."""
    if name.family == SOURCE or not name.kind:
        return name.label
    return f"{name.label} ({name.kind})"


def _became(found: Changes, details: Iterable[tuple[str, str, str]]) -> str:
    def shown(text: str) -> str:
        return found.name(text).label if text.startswith("https://") else text

    return "; ".join(f"{what}: {shown(old)} → {shown(new)}" for what, old, new in details)
