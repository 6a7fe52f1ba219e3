"""A matrix as a workbook: the numbers with totals in the margins, and what they count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from graph.views.record.grade import BEST
from graph.workbooks import put, saved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.worksheet.worksheet import Worksheet

    from graph.views.cooperation.matrix import Matrix
    from graph.views.record.grade import Grade

__all__ = ["matrix_workbook"]

_BOLD: Final = Font(bold=True)
_TURNED: Final = Alignment(text_rotation=90, vertical="bottom")


def matrix_workbook(matrix: Matrix, graded: Mapping[tuple[int, int], Grade]) -> bytes:
    """The workbook; an empty cell is not on record, and totals count each pair once a row.

    ``graded`` is the grade of the evidence behind each cell, by row and column.
    """
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Matrix"
    put(sheet.cell(1, 1), matrix.way.counted).font = _BOLD
    put(sheet.cell(1, 2), "Total").font = _BOLD
    put(sheet.cell(2, 1), "Total").font = _BOLD
    for at, name in enumerate(matrix.columns, start=3):
        head = put(sheet.cell(1, at), name.label)
        head.font, head.alignment = _BOLD, _TURNED
        sheet.cell(2, at, int(matrix.counts[:, at - 3].sum(dtype=np.int64))).font = _BOLD
        sheet.column_dimensions[head.column_letter].width = 5
    sheet.cell(2, 2, int(matrix.counts.sum(dtype=np.int64))).font = _BOLD
    for at, name in enumerate(matrix.rows, start=3):
        put(sheet.cell(at, 1), name.label).font = _BOLD
        sheet.cell(at, 2, int(matrix.counts[at - 3].sum(dtype=np.int64))).font = _BOLD
        for column in np.flatnonzero(matrix.counts[at - 3]):
            sheet.cell(at, int(column) + 3, int(matrix.counts[at - 3, column]))
    sheet.column_dimensions["A"].width = 36
    sheet.freeze_panes = "C3"
    _evidence(book.create_sheet("Evidence"), matrix, graded)
    about: Any = book.create_sheet("About")
    told = (
        matrix.way.definition,
        "An empty cell is not on record; it does not mean “never”.",
        "A total adds up the numbers of its row or column; one thing may be counted in several.",
    )
    for at, sentence in enumerate(told, start=1):
        put(about.cell(at, 1), sentence)
    about.column_dimensions["A"].width = 110
    return saved(book)


def _evidence(sheet: Worksheet, matrix: Matrix, graded: Mapping[tuple[int, int], Grade]) -> None:
    """A row for each cell that has something: its number, and how good the evidence is."""
    headings = ("Row", "Column", matrix.way.counted, f"Grade, of {BEST}", "Evidence")
    for at, heading in enumerate(headings, start=1):
        put(sheet.cell(1, at), heading).font = _BOLD
    for at, ((row, column), one) in enumerate(sorted(graded.items()), start=2):
        put(sheet.cell(at, 1), matrix.rows[row].label)
        put(sheet.cell(at, 2), matrix.columns[column].label)
        sheet.cell(at, 3, int(matrix.counts[row, column]))
        sheet.cell(at, 4, one.mark)
        put(sheet.cell(at, 5), one.words)
    for letter, width in (("A", 36), ("B", 36), ("E", 60)):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:E{len(graded) + 1}"
