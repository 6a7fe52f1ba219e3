"""What each column of an answer holds: things, countries, numbers, dates or text, and how many.

Which pictures an answer allows, and on which axis a column can stand, is decided from this.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from pyoxigraph import Literal as Value
from pyoxigraph import NamedNode
from rdflib import XSD

from graph.texts import gettext
from graph.views.record.in_words import worded
from graph.views.record.tables import heading_of, text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from graph.store import Answer
    from graph.store.replies.limits import Term
    from graph.views.record.names import Names

__all__ = ["Column", "ColumnKind", "columns", "date", "different", "number"]

ColumnKind: TypeAlias = Literal["country", "thing", "number", "date", "text", "nothing"]

_COUNTED: Final = frozenset({"country", "thing"})
_NOT_COUNTED: Final = frozenset(
    {"document", "says", "part", "about", "event", "line", "subject", "relation", "object"}
)
"""Columns that say how, or by which document, and not what is asked for."""
_NUMBERS: Final = {
    str(XSD[name])
    for name in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger")
}
_DATES: Final = {str(XSD[name]) for name in ("date", "dateTime", "gYear", "gYearMonth")}
_DATE: Final = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its variable, its heading, the kind of what stands in it, and a summary.

    Attributes:
        name: the variable, without its question mark.
        heading: the variable in words.
        kind: what all cells are that hold something; "text" where they differ.
        place: which column of the answer it is, counted from 0.
        rows: how many rows there are.
        absent: how many of them have nothing on record here.
        distinct: how many different values there are.
        least: the smallest number or earliest date in words, else nothing.
        most: the largest or latest.
    """

    name: str
    heading: str
    kind: ColumnKind
    place: int
    rows: int
    absent: int
    distinct: int
    least: str = ""
    most: str = ""

    @property
    def names_things(self) -> bool:
        """Whether a bar or a line of time can be named by what stands here."""
        return self.kind in {"country", "thing", "text"}

    def summary(self) -> str:
        """The column in a few words: "12 different, 3 not on record, 2011 to 2024"."""
        parts = [gettext("{number:,} different", number=self.distinct)]
        if self.absent:
            parts.append(gettext("{number:,} not on record", number=self.absent))
        if self.least:
            parts.append(gettext("{first} to {last}", first=self.least, last=self.most))
        return ", ".join(parts)


def columns(answer: Answer, names: Names, without: Collection[str] = ()) -> tuple[Column, ...]:
    """The columns of a SELECT, or the three of a CONSTRUCT, but for those to leave out."""
    if answer.form == "construct":
        triples = [(one.subject, one.predicate, one.object) for one in answer.triples]
        named: Sequence[str] = ("subject", "predicate", "object")
        rows: Sequence[Sequence[object]] = triples
    else:
        named, rows = answer.variables, answer.rows
    return tuple(
        _column(name, place, [row[place] for row in rows], names)
        for place, name in enumerate(named)
        if name not in without
    )


def number(term: Term | None) -> float | None:
    """The number that a cell holds, if it is one."""
    if isinstance(term, Value) and term.datatype.value in _NUMBERS:
        try:
            return float(term.value)
        except ValueError:
            return None
    return None


def date(term: Term | None) -> str:
    """The year, month or day that a cell holds, as the standard writes it; else nothing."""
    if not isinstance(term, Value):
        return ""
    told = term.value[:10] if term.datatype.value in _DATES else term.value
    return told if _DATE.fullmatch(told) else ""


def _column(name: str, place: int, cells: Sequence[object], names: Names) -> Column:
    there = [cell for cell in cells if cell is not None]
    kind = _kind(name, there, names)
    least = most = ""
    if kind == "number":
        ordered = sorted(there, key=lambda cell: number(cell) or 0.0)  # type: ignore[arg-type]
        least, most = (text(cell, names) for cell in (ordered[0], ordered[-1]))
    elif kind == "date":
        dates = sorted(date(cell) for cell in there)  # type: ignore[arg-type]
        least, most = worded(dates[0]), worded(dates[-1])
    return Column(
        name=name,
        heading=heading_of(name, cells, names),
        kind=kind,
        place=place,
        rows=len(cells),
        absent=len(cells) - len(there),
        distinct=len({str(cell) for cell in there}),
        least=least,
        most=most,
    )


def _kind(name: str, cells: Sequence[object], names: Names) -> ColumnKind:
    if not cells:
        return "nothing"
    if all(isinstance(cell, NamedNode) for cell in cells):
        families = {names[cell.value].family for cell in cells if isinstance(cell, NamedNode)}
        return "country" if families == {"Country"} else "thing"
    values = [cell for cell in cells if isinstance(cell, Value)]
    if len(values) < len(cells):
        return "text"
    if _are_dates(name, values):
        return "date"
    return "number" if all(number(cell) is not None for cell in values) else "text"


def _are_dates(name: str, values: Iterable[Value]) -> bool:
    """Whether all values are dates: by their type, as text, or as numbers in a column of years."""
    return all(
        date(value) and (value.datatype.value not in _NUMBERS or name.lower().endswith("year"))
        for value in values
    )


def different(among: Sequence[Column], rows: int, sought: str = "") -> str:
    """How many different things stand in the rows, where a thing has several of them.

    A row is what a document states, so that "how many" is not the number of rows.

    Args:
        among: the columns of an answer.
        rows: its number of rows.
        sought: the column of what is looked for, told of even where all rows are of one thing.

    Returns:
        Such as "62 different in country, 8 in region"; nothing where each row is of another thing.
    """
    told = [
        (column.distinct, column.heading)
        for column in among
        if column.kind in _COUNTED
        and column.name not in _NOT_COUNTED
        and (1 if column.name == sought else 2) <= column.distinct < rows
    ]
    return ", ".join(
        gettext("{number:,} in {column}", number=number, column=heading)
        if at
        else gettext("{number:,} different in {column}", number=number, column=heading)
        for at, (number, heading) in enumerate(told)
    )
