"""In which ways an answer can be shown, and what is missing for the others, in a sentence each.

A picture is offered only where the columns of the answer hold what it needs; which column stands
where is decided here once, so that the picture, its sentence and its address agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

from pyoxigraph import NamedNode

from graph.store.cards.questions import View
from graph.texts import catalogued, gettext
from graph.views.answers.columns import date
from graph.views.record.tables import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import Answer
    from graph.views.answers.columns import Column
    from graph.views.record.names import Names

__all__ = [
    "MOST_SERIES",
    "VIEWS",
    "WAYS",
    "Axes",
    "LabelledRow",
    "View",
    "axes",
    "missing",
    "named",
]

WAYS: Final[dict[View, str]] = {
    "table": catalogued("Table"),
    "network": catalogued("Network"),
    "bar": catalogued("Bars"),
    "line": catalogued("Line"),
    "timeline": catalogued("Timeline"),
    "map": catalogued("Map"),
}
"""Each way to show an answer, as it is called on the screen, in the order it is offered."""

VIEWS: Final[tuple[View, ...]] = get_args(View)
MOST_SERIES: Final = 8
"""More lines than this in one picture cannot be told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """Which columns a picture is drawn from.

    Attributes:
        labels: the columns whose cells together name a row, as few as are needed.
        value: the column of numbers, if there is one.
        start: the column of times.
        until: the column of later times, where the answer has one.
        country: the column of countries.
    """

    labels: tuple[Column, ...]
    value: Column | None
    start: Column | None
    until: Column | None
    country: Column | None


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A row of a picture: its name and its cells."""

    label: str
    cells: tuple[object, ...]


def axes(answer: Answer, columns: Sequence[Column], value: str = "") -> Axes:
    """The columns that pictures of an answer are drawn from; ``value`` names one of numbers."""
    if answer.form != "select":
        return Axes(labels=(), value=None, start=None, until=None, country=None)
    numbers = [column for column in columns if column.kind == "number"]
    dates = [column for column in columns if column.kind == "date"]
    start = dates[0] if dates else None
    until = next((one for one in dates[1:] if start and _follows(answer, start, one)), None)
    naming = [column for column in columns if column.names_things]
    return Axes(
        labels=_naming(answer, naming),
        value=next((one for one in numbers if one.name == value), numbers[0] if numbers else None),
        start=start,
        until=until,
        country=next((column for column in columns if column.kind == "country"), None),
    )


def named(answer: Answer, by: Sequence[Column], names: Names) -> list[LabelledRow]:
    """The rows of an answer, each named by its cells in some columns."""
    return [
        LabelledRow(" · ".join(text(row[column.place], names) for column in by), row)
        for row in answer.rows
    ]


def missing(answer: Answer, view: View, axes: Axes) -> str:
    """What an answer lacks for a way to be shown, in a sentence; nothing where it lacks nothing."""
    if view == "table":
        return ""
    if view == "network":
        return _no_network(answer)
    if answer.form != "select":
        return "This takes the rows of a SELECT; a CONSTRUCT gives lines, for a table or a network."
    return {"map": _no_map, "timeline": _no_timeline, "bar": _no_bars, "line": _no_line}[view](
        answer, axes
    )


def _no_map(answer: Answer, found: Axes) -> str:
    return (
        ""
        if found.country
        else gettext("A map needs a column in which nothing but countries stand.")
    )


def _no_timeline(answer: Answer, found: Axes) -> str:
    if found.start and found.labels:
        return ""
    return gettext(
        "A timeline needs a column of dates or years, and one that names what they are of."
    )


def _no_bars(answer: Answer, found: Axes) -> str:
    if found.value is None:
        return gettext("Bars need a column of numbers, such as (COUNT(?meeting) AS ?meetings).")
    return "" if found.labels or found.start else gettext("Bars need a column that names them.")


def _no_line(answer: Answer, found: Axes) -> str:
    """Whether each series has one number for each time; a line through several would mislead."""
    if found.value is None:
        return gettext("A line needs a column of numbers, such as (COUNT(?meeting) AS ?meetings).")
    start = found.start
    if start is None:
        return gettext("A line needs a column of dates or years to run along.")
    series = found.labels[0].place if found.labels else None
    points = [
        (None if series is None else str(row[series]), date(row[start.place]))
        for row in answer.rows
        if row[start.place] is not None
    ]
    if len(set(points)) < len(points):
        return gettext(
            "A line needs one number for each time, and here several rows give one for the same. "
            "Group the query by the time and by what the lines stand for."
        )
    if len({when for _, when in points}) < 2:  # noqa: PLR2004 - from one point no line leads on
        return gettext("A line needs at least two times.")
    return ""


def _no_network(answer: Answer) -> str:
    if answer.form == "construct":
        linked = any(
            isinstance(one.subject, NamedNode) and isinstance(one.object, NamedNode)
            for one in answer.triples
        )
        return (
            ""
            if linked
            else gettext("A network needs triples between two things; these give values.")
        )
    ends = {"source", "target"} & set(answer.variables)
    if len(ends) == 1:
        absent = min({"source", "target"} - ends)
        return gettext(
            "A network needs both ends of each line: ?{min} is there, ?{absent} is missing.",
            min=min(ends),
            absent=absent,
        )
    things = {cell.value for row in answer.rows for cell in row if isinstance(cell, NamedNode)}
    if len(things) > 1:
        return ""
    return gettext(
        "A network needs the columns ?source and ?target (with ?relation where lines differ, and "
        "?weight for their width), a CONSTRUCT, or at least two things in the answer."
    )


def _follows(answer: Answer, start: Column, until: Column) -> bool:
    """Whether a column of dates is nowhere before another, to the precision that both have."""
    pairs = [(date(row[start.place]), date(row[until.place])) for row in answer.rows]
    return all(
        first[: len(last)] <= last[: len(first)] for first, last in pairs if first and last
    ) and any(first and last for first, last in pairs)


def _naming(answer: Answer, columns: Sequence[Column]) -> tuple[Column, ...]:
    """The first columns whose cells together tell the rows apart; the first two where none do.

    A column between them that tells none apart is left out: a role that is mostly not on record.
    """
    for most in range(1, len(columns) + 1):
        chosen = list(columns[:most])
        if _tell_apart(answer, chosen):
            for column in columns[1 : most - 1]:
                rest = [one for one in chosen if one != column]
                chosen = rest if _tell_apart(answer, rest) else chosen
            return tuple(chosen)
    return tuple(columns[:2])


def _tell_apart(answer: Answer, columns: Sequence[Column]) -> bool:
    """Whether no two rows have the same cells in some columns."""
    keys = {tuple(str(row[column.place]) for column in columns) for row in answer.rows}
    return len(keys) == len(answer.rows)
