"""A matrix as a workbook: the numbers with totals in the margins, and what they count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from graph.workbooks import put, saved

if TYPE_CHECKING:
    from graph.views.cooperation.matrix import Matrix

__all__ = ["matrix_workbook"]

_BOLD: Final = Font(bold=True)
_TURNED: Final = Alignment(text_rotation=90, vertical="bottom")


def matrix_workbook(matrix: Matrix) -> bytes:
    """The workbook; an empty cell is not on record, and totals count each pair once a row."""
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
