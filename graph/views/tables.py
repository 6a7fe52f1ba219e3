"""Answers as tables for people: labels instead of addresses, dates in words, nothing as "null"."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode
from rdflib import XSD

from graph.views.evidence import worded

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from graph.store import Answer
    from graph.views.names import Name, Names

__all__ = ["ABSENT", "Table", "as_csv", "labelled"]

ABSENT = "not on record"
"""What stands in a cell where the record says nothing; it never means "did not happen"."""

_DATES = {str(XSD.date), str(XSD.gYear), str(XSD.gYearMonth)}
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
        tuple(_heading(columns[place]) for place in kept),
        tuple(tuple(_text(row[place], names) for place in kept) for row in cells),
        tuple(links),
    )


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


def _heading(variable: str) -> str:
    """A variable as a heading: ``otherLine`` becomes "other line"."""
    return (
        "".join(f" {c.lower()}" if c.isupper() else c for c in variable).replace("_", " ").strip()
    )


def _link(cell: object, names: Names) -> Name | None:
    if isinstance(cell, NamedNode) and names[cell.value].family:
        return names[cell.value]
    return None


def _text(cell: object, names: Names) -> str:
    if cell is None:
        return ABSENT
    if isinstance(cell, NamedNode):
        return names[cell.value].label
    if isinstance(cell, Literal):
        return worded(cell.value) if cell.datatype.value in _DATES else cell.value
    return "a thing without a name"
