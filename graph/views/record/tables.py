"""Answers as tables for people: labels instead of addresses, dates in words, nothing as "null"."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode
from rdflib import XSD

from graph.texts import catalogued, gettext
from graph.views.record.in_words import worded
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from graph.store import Answer
    from graph.views.record.names import Name, Names

__all__ = [
    "ABSENT",
    "Table",
    "as_csv",
    "heading",
    "heading_of",
    "labelled",
    "text",
    "with_addresses",
]

ABSENT = catalogued("not on record")
"""What stands in a cell where the record says nothing; it never means "did not happen"."""

_DATES = {str(XSD.date), str(XSD.gYear), str(XSD.gYearMonth)}
_FOUND: Final = "found"
"""The column of a card that lists things of whatever kind is asked for."""
_ACRONYM: Final = re.compile(r"[A-Z]{2}")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """Column headings, the rows as text, and for each cell the thing it names, if any."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    links: tuple[tuple[Name | None, ...], ...]


def labelled(answer: Answer, names: Names, without: Collection[str] = ()) -> Table:
    """The rows of a SELECT in words, or the triples of a CONSTRUCT as three columns.

    Args:
        answer: what the engine gave.
        names: the labels of the graph.
        without: columns to leave out, such as a question's own parameters.
    """
    columns: tuple[str, ...] = answer.variables
    cells: Sequence[tuple[object, ...]] = answer.rows
    if answer.form == "construct":
        columns = ("subject", "predicate", "object")
        cells = [(one.subject, one.predicate, one.object) for one in answer.triples]
    kept = [place for place, name in enumerate(columns) if name not in without]
    links = [tuple(_link(row[place], names) for place in kept) for row in cells]
    return Table(
        tuple(heading_of(columns[place], [row[place] for row in cells], names) for place in kept),
        tuple(tuple(text(row[place], names) for place in kept) for row in cells),
        tuple(links),
    )


def with_addresses(table: Table) -> Table:
    """The table with a column of addresses behind each column that names things of the graph."""
    linked = {place for row in table.links for place, name in enumerate(row) if name is not None}
    if not linked:
        return table
    columns: list[str] = []
    for place, told in enumerate(table.columns):
        columns += [told, f"{told} address"] if place in linked else [told]
    rows = []
    for cells, links in zip(table.rows, table.links, strict=True):
        row: list[str] = []
        for place, (cell, name) in enumerate(zip(cells, links, strict=True)):
            row += [cell, name.iri if name else ""] if place in linked else [cell]
        rows.append(tuple(row))
    return Table(tuple(columns), tuple(rows), ())


def as_csv(table: Table) -> bytes:
    """The table as CSV in UTF-8 with a byte order mark, so that Excel reads its letters.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return sheet.getvalue().encode("utf-8-sig")


def heading(variable: str) -> str:
    """A variable as a heading: ``otherLine`` becomes "other line"."""
    return gettext(
        "".join(f" {c.lower()}" if c.isupper() else c for c in variable).replace("_", " ").strip()
    )


def heading_of(variable: str, cells: Iterable[object], names: Names) -> str:
    """A column as a heading, by what stands in it where its name does not tell.

    What was found is called by its kind, "round table", where all of it is of one; a column that is
    called after a class with an acronym in its name has the label of that, "EU body".

    Args:
        variable: the column.
        cells: what stands in it.
        names: the labels of the graph.
    """
    local = f"{variable[:1].upper()}{variable[1:]}"
    if _ACRONYM.search(local):
        named = names[f"{CBRN._NS}{local}"].label
        return _within(named) if named != local else heading(variable)
    if variable != _FOUND:
        return heading(variable)
    things = [names[cell.value] for cell in cells if isinstance(cell, NamedNode)]
    kinds, families = ({getattr(one, what) for one in things} for what in ("kind", "family"))
    if len(kinds) == 1 and any(kinds):
        return _within(kinds.pop())
    is_of_family = len(families) == 1 and any(families)
    return _within(names[f"{CBRN._NS}{families.pop()}"].label) if is_of_family else heading(_FOUND)


def _within(label: str) -> str:
    """A label as it stands within a line: "round table", but "EU body"."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"


def _link(cell: object, names: Names) -> Name | None:
    if isinstance(cell, NamedNode) and names[cell.value].family:
        return names[cell.value]
    return None


def text(cell: object, names: Names) -> str:
    """A cell in words: a label, a date in words, a value, or that nothing is on record."""
    if cell is None:
        return gettext(ABSENT)
    if isinstance(cell, NamedNode):
        return names[cell.value].label
    if isinstance(cell, Literal):
        return worded(cell.value) if cell.datatype.value in _DATES else cell.value
    return gettext("a thing without a name")
