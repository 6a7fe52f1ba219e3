"""The workbook that was brought, as a copy with the cells to mend coloured and commented.

What came as CSV or RDF, and workbooks of many rows, are written anew with the same rows. A sheet
"Findings" lists everything with its place. No cell of the copy is run by a spreadsheet: formulas
become text.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter

from graph.intake.harmless import check_parts, parse_xml
from graph.intake.limits import DEFAULT_LIMITS
from graph.workbooks import fitting, put, saved

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from xml.parsers import expat

    from graph.intake.incoming import Incoming, Sheet, SheetFinding
    from graph.intake.limits import IntakeLimits

__all__ = ["marked"]

_MANY: Final = 20_000
"""From so many rows on a workbook is written anew: opening it whole takes too much memory."""
_COMMENTS: Final = 3_000
"""So many cells get a comment; the others are coloured, and all stand in the list."""
_LISTED: Final = "Findings"
_HEADINGS: Final = ("How bad", "Sheet", "Row", "Column", "What stands there", "What to do")
_WIDTHS: Final = (10, 16, 8, 16, 40, 90)
_COLOURS: Final = {True: "FFC7CE", False: "FFEB9C"}
_LAST_ROW: Final = 1_048_576
_NO_TITLE: Final = re.compile(r"[\[\]:*?/\\]")
_FORMULA: Final = ("=", "+", "-", "@")


def marked(
    content: bytes | None,
    incoming: Incoming,
    findings: Sequence[SheetFinding],
    limits: IntakeLimits = DEFAULT_LIMITS,
) -> bytes:
    """The marked copy as bytes of an .xlsx file.

    Args:
        content: the workbook that was brought; None for another kind of file.
        incoming: what was read from it.
        findings: what is wrong with it.
        limits: what may be opened.
    """
    marks = _marks(incoming.sheets, findings)
    rows = sum(len(sheet.rows) for sheet in incoming.sheets)
    if content is not None and rows < _MANY:
        try:
            workbook = _opened(content, limits)
            _mark(workbook, marks)
            return _listed(workbook, findings)
        except Exception:  # openpyxl raises whatever a damaged part leads it to
            pass
    return _listed(_anew(incoming.sheets, marks), findings)


@dataclass(frozen=True, slots=True)
class _Mark:
    """How one cell is marked."""

    sentence: str
    fatal: bool

    def on(self, cell: Any, *, commented: bool) -> None:  # noqa: ANN401 - openpyxl has no types
        cell.fill = PatternFill("solid", start_color=_COLOURS[self.fatal])
        if commented:
            note = Comment(self.sentence, "CBRN knowledge graph", height=140, width=320)
            cell.comment = note


_Marks = dict[str, dict[int, dict[int, _Mark]]]
"""Marks by sheet, row and column."""


def _marks(sheets: Iterable[Sheet], findings: Iterable[SheetFinding]) -> _Marks:
    """The marks of each sheet, several findings of a cell in one."""
    columns = {sheet.name: sheet.written or sheet.columns for sheet in sheets}
    marks: _Marks = {name: defaultdict(dict) for name in columns}
    for found in findings:
        if found.sheet not in columns or not found.row:
            continue
        place = _column(columns[found.sheet], found.column)
        row = marks[found.sheet][found.row]
        before = row.get(place)
        told = f"{before.sentence}\n{found.sentence}" if before else found.sentence
        fatal = found.fatal or (before is not None and before.fatal)
        row[place] = _Mark(told[:1_000], fatal)
    return marks


def _column(columns: Sequence[str], name: str) -> int:
    """The number of a column by its name or its letter; the first where the row is meant."""
    if name in columns:
        return columns.index(name) + 1
    if name.isascii() and name.isalpha() and name.isupper() and len(name) <= 3:  # noqa: PLR2004 - XFD is the last
        return int(column_index_from_string(name))
    return 1


def _opened(content: bytes, limits: IntakeLimits) -> Workbook:
    """The workbook itself, its formulas turned into text."""
    _check_xml(content, limits)
    workbook = load_workbook(BytesIO(content), keep_links=False)
    workbook.defined_names.clear()
    for sheet in workbook.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type == "f":
                put(cell, str(getattr(cell.value, "text", None) or cell.value or "="))
            elif isinstance(cell.value, str) and cell.value.startswith(_FORMULA):
                put(cell, cell.value)
    if _LISTED in workbook.sheetnames:
        del workbook[_LISTED]
    return workbook


def _check_xml(content: bytes, limits: IntakeLimits) -> None:
    """Refuses a workbook of which any part could make the parser fetch or grow."""
    with zipfile.ZipFile(BytesIO(content)) as parts:
        check_parts(parts, limits)
        for name in parts.namelist():
            if name.endswith((".xml", ".rels", ".vml")):
                with parts.open(name) as stream:
                    parse_xml(partial(_parse, stream), name)


def _parse(stream: IO[bytes], parser: expat.XMLParserType) -> None:
    parser.ParseFile(stream)


def _mark(workbook: Workbook, marks: _Marks) -> None:
    """Colours and comments cells of an opened workbook."""
    left = _COMMENTS
    for name, rows in marks.items():
        for row, places in rows.items():
            for place, mark in places.items():
                cell = workbook[name].cell(row, place)
                if not isinstance(cell, MergedCell):
                    mark.on(cell, commented=left > 0)
                    left -= 1


def _anew(sheets: Iterable[Sheet], marks: _Marks) -> Workbook:
    """A workbook with the rows of the sheets, each in the row it had, and the marks."""
    workbook = Workbook(write_only=True)
    left = _COMMENTS
    for sheet in sheets:
        page = workbook.create_sheet(_NO_TITLE.sub(" ", sheet.name)[:31])
        last = 0
        for number, cells in ((1, sheet.columns), *sheet.rows):
            for _ in range(last + 1, min(number, _LAST_ROW)):
                page.append(())
            last = number
            own = marks[sheet.name].get(number, {})
            texts = (*cells, *[""] * (max(own, default=0) - len(cells)))
            written: list[Any] = [
                put(WriteOnlyCell(page), text)
                if text.startswith(_FORMULA)
                else fitting(text) or None
                for text in texts
            ]
            for place, mark in own.items():
                cell = put(WriteOnlyCell(page), texts[place - 1])
                mark.on(cell, commented=left > 0)
                left -= 1
                written[place - 1] = cell
            page.append(written)
    return workbook


def _listed(workbook: Workbook, findings: Sequence[SheetFinding]) -> bytes:
    """The workbook's bytes, with a sheet added that lists all findings."""
    page = workbook.create_sheet(_LISTED)
    page.freeze_panes = "A2"
    for number, width in enumerate(_WIDTHS, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    bold = Font(bold=True)
    heading = []
    for text in _HEADINGS:
        cell = put(WriteOnlyCell(page), text)
        cell.font = bold
        heading.append(cell)
    page.append(heading)
    for found in findings:
        told = (
            str(found.severity), found.sheet, str(found.row or ""), found.column, found.value,
            found.sentence,
        )  # fmt: skip
        page.append([put(WriteOnlyCell(page), text) for text in told])
    return saved(workbook)
