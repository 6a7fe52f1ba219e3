"""Grids of text become tables: where each begins, what its cells hold, and what is odd in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from openpyxl.utils import get_column_letter, range_boundaries

from graph.building.findings import Severity
from graph.dates import PartialDate
from graph.intake.as_it_was import AS_IT_WAS, as_it_was
from graph.intake.cells import day_of
from graph.intake.headings import (
    column_names,
    heading_findings,
    kind_of,
    row_of_headings,
    strange_headings,
)
from graph.intake.incoming import COLUMNS, HELP, Incoming, Rewritten, RowKind, Sheet, SheetFinding
from graph.plurals import counted, plural
from graph.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.intake.cells import Grid
    from graph.intake.wide import WideTables

__all__ = ["DATES", "IGNORED", "LABEL", "from_grids", "serial", "sheet_of"]

LABEL: Final = " · "
"""Between a key and the label that a drop-down list shows beside it; only the key is read."""

IGNORED: Final = frozenset({"read me", "lists", "findings", "properties"})
"""Sheets of the template that hold no rows to read."""

DATES: Final = frozenset(
    {"issued", "read", "from", "until", "stated_on", "copy_on", "read_again_on"}
)

_NAMES: Final[Mapping[str, RowKind]] = {
    "documents": "documents",
    "things": "things",
    "statements": "statements",
}
_KEYED: Final = {
    "subject": re.compile(rf"({'|'.join(sorted(KINDS))})/\S+"),
    "key": re.compile(r"\S+"),
    "property": re.compile(r"[A-Za-z]+"),
    "type": re.compile(r"[A-Za-z]+"),
    "document": re.compile(r"\S+"),
}
_ABOVE: Final = 10
"""So many rows may stand above the headings: a title, a date, an empty row."""
_MIDNIGHT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(:00(\.0+)?)?")


def from_grids(name: str, grids: Iterable[Grid], wide: WideTables) -> Incoming:
    """What the worksheets of a workbook bring; ``wide`` reads those with one row for each thing."""
    sheets: list[Sheet] = []
    findings: list[SheetFinding] = []
    notes: list[str] = []
    cleaned: list[Rewritten] = []
    before: dict[str, dict[str, Mapping[str, str]]] = {}
    for grid in grids:
        if grid.name.strip().lower() in IGNORED:
            continue
        if grid.name.strip().lower() == AS_IT_WAS:
            before |= as_it_was(grid)
            continue
        if not grid.rows:
            notes.append(f"The sheet '{grid.name}' is empty.")
            continue
        at = row_of_headings([cells for _, cells in grid.rows[:_ABOVE]])
        first, headings = grid.rows[at]
        width = max(headings) + 1
        written = [headings.get(place, "") for place in range(width)]
        if wide.fits(grid.name, written):
            of_things, found, said = _wide(grid, at, written, wide)
            sheets += of_things
            findings += found
            notes += [*said, *_unseen(grid)]
            continue
        kind = kind_of(column_names(written)) or _NAMES.get(grid.name.strip().lower())
        if kind is None:
            notes.append(
                f"The sheet '{grid.name}' is not read: its name is none of Documents, Things and "
                "Statements, and its first row does not have the headings of one of them."
            )
            continue
        rows = _rows_below(grid, at)
        sheet, found, said = sheet_of(grid.name, kind, written, rows, heading_row=first)
        sheets.append(sheet)
        notes += [*said, *_unseen(grid)]
        if at:
            notes.append(
                f"In '{grid.name}', {counted(at, 'row')} above the headings "
                f"{plural(at, 'was', 'were')} not read."
            )
        cleaned += _shown(grid, sheet)
        problems = list(_problems(grid, sheet))
        odd = {(one.row, one.column) for one in problems}
        findings += [*problems, *(one for one in found if (one.row, one.column) not in odd)]
        if not sheet.rows:
            notes.append(f"The sheet '{grid.name}' has headings but no rows.")
    return Incoming(
        name=name,
        sheets=tuple(sheets),
        findings=tuple(findings),
        notes=tuple(notes),
        cleaned=tuple(cleaned),
        as_it_was=before,
    )


def _rows_below(grid: Grid, at: int) -> list[tuple[int, list[str]]]:
    """The rows of a worksheet below its headings, each as a list of cells."""
    return [
        (number, [cells.get(place, "") for place in range(max(cells) + 1)])
        for number, cells in grid.rows[at + 1 :]
    ]


def _wide(
    grid: Grid, at: int, written: Sequence[str], wide: WideTables
) -> tuple[list[Sheet], list[SheetFinding], list[str]]:
    """The things and statements of a worksheet with one row for each thing."""
    rows = _rows_below(grid, at)
    sheets, findings, notes = wide.read(grid.name, written, rows, grid.rows[at][0])
    own = [(number, tuple(cells)) for number, cells in rows]
    whole = Sheet(name=grid.name, kind="things", columns=tuple(written), rows=tuple(own))
    return sheets, [*findings, *_problems(grid, whole)], notes


def sheet_of(
    name: str,
    kind: RowKind,
    headings: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str]]],
    heading_row: int = 1,
) -> tuple[Sheet, list[SheetFinding], list[str]]:
    """A table with its cells made plain, what is wrong with it, and which columns are not read."""
    columns = column_names(headings)
    findings = list(heading_findings(name, kind, columns, headings, heading_row))
    notes = [
        f"The column '{heading.strip()}' of '{name}' is not read: the record has no such column."
        for heading in strange_headings(kind, columns, headings)
    ]
    known = {*COLUMNS[kind].required, *COLUMNS[kind].optional}
    columns = tuple(column if column in known else "" for column in columns)
    kept: list[tuple[int, tuple[str, ...]]] = []
    for number, cells in rows:
        told = [cell.strip() for cell in cells]
        if not any(told) or next(filter(None, told)).startswith(HELP):
            continue
        if any(told[len(columns) :]):
            sentence = "there is text right of the last heading; move it under a heading"
            outside = next(filter(None, told[len(columns) :]))
            findings.append(
                SheetFinding(
                    severity=Severity.ERROR,
                    sheet=name,
                    row=number,
                    column="",
                    value=outside,
                    sentence=sentence,
                )
            )
        plain_cells = tuple(map(_plain, columns, told))
        findings += _cell_findings(name, number, columns, plain_cells)
        kept.append((number, plain_cells))
    return Sheet(name=name, kind=kind, columns=columns, rows=tuple(kept)), findings, notes


def _unseen(grid: Grid) -> Iterator[str]:
    """What people do not see of a worksheet when they open it, and what is read all the same."""
    if grid.hidden:
        yield f"The sheet '{grid.name}' is hidden; it is read all the same."
    told = [
        counted(count, f"hidden {noun}")
        for count, noun in ((grid.hidden_rows, "row"), (grid.hidden_columns, "column"))
        if count
    ]
    if told:
        yield f"'{grid.name}' has {' and '.join(told)}; what stands there is read all the same."


def _shown(grid: Grid, sheet: Sheet) -> Iterator[Rewritten]:
    """The numbers of a worksheet that were read as their cells show them."""
    known = {number for number, _ in sheet.rows}
    for one in grid.numbers:
        column = _column_name(sheet, one.column)
        if one.row in known and column:
            yield Rewritten(
                sheet=sheet.name,
                row=one.row,
                column=column,
                before=one.before,
                after=one.after,
                why=one.why,
            )


def _plain(column: str, cell: str) -> str:
    """A cell as the tables hold it: a key without its label, a day without its midnight."""
    keyed = _KEYED.get(column)
    if keyed is not None and LABEL in cell:
        key = cell.partition(LABEL)[0].strip()
        if keyed.fullmatch(key):
            cell = key
    if column == "document":
        return cell.removeprefix("source/")
    midnight = _MIDNIGHT.fullmatch(cell) if column in DATES or column == "object" else None
    return midnight[1] if midnight else cell


def _cell_findings(
    name: str, row: int, columns: Sequence[str], cells: Sequence[str]
) -> Iterator[SheetFinding]:
    for column, cell in zip(columns, cells, strict=False):
        if cell and column in DATES:
            meant = serial(cell)
            if meant:
                yield SheetFinding(
                    severity=Severity.ERROR,
                    sheet=name,
                    row=row,
                    column=column,
                    value=cell,
                    sentence=meant,
                )


def serial(cell: str) -> str | None:
    """What to say of a cell that should hold a date and holds the number behind one in Excel."""
    if not re.fullmatch(r"[1-9]\d{4}(\.\d+)?", cell):
        return None
    day = day_of(float(cell))
    meant = PartialDate(day.year, day.month, day.day)
    return (
        f"{cell} is the number behind a date in Excel, probably {meant.words}; "
        f"write {meant}, or format the cell as a date"
    )


def _problems(grid: Grid, sheet: Sheet) -> Iterator[SheetFinding]:
    """What was odd in the cells of a worksheet, where they are part of the table."""
    rows = [number for number, _ in sheet.rows]
    known = set(rows)
    for problem in grid.problems:
        column = _column_name(sheet, problem.column)
        if problem.row in known and column:
            yield SheetFinding(
                severity=Severity.ERROR,
                sheet=sheet.name,
                row=problem.row,
                column=column,
                value=problem.value,
                sentence=problem.sentence,
            )
    for merged in grid.merged:
        try:
            left, top, _, bottom = range_boundaries(merged)
        except ValueError:
            continue
        at = bisect_left(rows, top or 1)
        if at < len(rows) and rows[at] <= (bottom or rows[at]):
            sentence = (
                f"the cells {merged} are merged, so only the first of them holds a text; "
                "unmerge them and fill each"
            )
            column = _column_name(sheet, left or 1)
            yield SheetFinding(
                severity=Severity.ERROR,
                sheet=sheet.name,
                row=rows[at],
                column=column,
                value="",
                sentence=sentence,
            )


def _column_name(sheet: Sheet, number: int) -> str:
    place = number - 1
    if place < len(sheet.columns) and sheet.columns[place]:
        return sheet.columns[place]
    return get_column_letter(number) if place < len(sheet.columns) else ""
