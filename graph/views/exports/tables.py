"""The things of a view, and its lines statement by statement, as CSV for spreadsheets."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graph.views.record.in_words import worded
from graph.views.record.tables import Table, as_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.views.exports.shown import CitedLine, Shown
    from graph.views.record.evidence import Evidence

__all__ = ["lines_csv", "things_csv"]

_THINGS = ("thing", "language", "kind", "lines in view", "also called", "address")
_LINES = (
    "from",
    "line",
    "to",
    "stated as",
    "agrees with the line",
    "grade of the line, of 4",
    "evidence for the line",
    "document",
    "publisher",
    "dated",
    "place in the document",
    "passage begins and ends",
    "opens at the passage",
    "SHA-256 of the passage",
    "read again",
    "basis",
    "role",
    "since",
    "until",
    "remark",
    "review",
    "document's own page",
    "from address",
    "relation address",
    "to address",
    "statement address",
)


def things_csv(shown: Shown) -> bytes:
    """A row for each thing: name and its language, kind, lines in view, other names, address.

    The other names of a group are those of what is in it; an address it has not.
    """
    touching: Counter[str] = Counter()
    for line in shown.lines:
        touching.update(dict.fromkeys((line.source, line.target), line.count))
    return _csv(
        _THINGS,
        (
            (
                label,
                shown.names[iri].language,
                kind,
                str(touching[iri]),
                " | ".join(shown.held(iri) or shown.names[iri].others),
                "" if shown.held(iri) else iri,
            )
            for iri, label, _, kind in shown.things()
        ),
    )


def lines_csv(shown: Shown) -> bytes:
    """A row for each statement behind a line: what it says, in which document, where, since when.

    A line without a statement, such as one that a query made up, has one row with empty cells.
    """
    return _csv(
        _LINES,
        (
            row
            for line in shown.lines
            for row in ([_row(shown, line, one) for one in line.evidence] or [_bare(shown, line)])
        ),
    )


def _row(shown: Shown, line: CitedLine, one: Evidence) -> tuple[str, ...]:
    source = shown.sources[shown.number[one.document] - 1]
    near, _, far, *_ = _bare(shown, line)
    behind_it = line.grade()
    return (
        near,
        line.label,
        far,
        one.sentence(shown.names),
        "yes" if line.rests_on(one) else "no",
        str(behind_it.mark),
        behind_it.words,
        source.title,
        source.publisher,
        source.dated,
        one.locator,
        one.quote,
        one.opened_at,
        one.passage,
        one.read_again_told,
        shown.names[one.basis].label,
        one.role,
        worded(one.since),
        worded(one.until),
        one.remark,
        shown.names[one.review].label if one.review else "",
        source.page,
        line.source,
        line.property,
        line.target,
        one.statement,
    )


def _bare(shown: Shown, line: CitedLine) -> tuple[str, ...]:
    named = (shown.label(line.source), line.label, shown.label(line.target))
    ends = (line.source, line.property, line.target, "")
    return (*named, *[""] * (len(_LINES) - len(named) - len(ends)), *ends)


def _csv(columns: Sequence[str], rows: Iterable[tuple[str, ...]]) -> bytes:
    """The rows as CSV in which no cell is a formula."""
    return as_csv(Table(tuple(columns), tuple(rows), ()))
