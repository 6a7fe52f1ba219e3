"""Workbooks written so that they harm nobody and are the same bytes every time."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment

from graph.languages import is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["LONGEST", "fitting", "plain_workbook", "put", "saved"]

LONGEST: Final = 32_000
"""So many signs fit into a cell (Excel's own limit is 32,767)."""

_FROM_THE_RIGHT: Final = 2
"""The order of reading of a cell from right to left (ECMA-376, part 1, 18.8.1); 0 asks the text."""
_MOMENT: Final = datetime(2000, 1, 1)
_ILLEGAL: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "�")
"""Signs that no XML may hold."""


def fitting(text: str) -> str:
    """A text as a cell can hold it: not too long, without signs that no workbook may hold."""
    return text[:LONGEST].translate(_ILLEGAL)


def put(cell: Any, text: str) -> Any:  # noqa: ANN401 - openpyxl has no types
    """Writes text into a cell as text: nothing in it is run, wherever it came from; the cell.

    The cell is marked as quoted too, so that a formula does not come to life when someone edits it.
    A text of a script that runs from right to left is read in that order.
    """
    cell.value = fitting(text)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    order = _FROM_THE_RIGHT if is_right_to_left(text) else 0
    cell.alignment = Alignment(vertical="top", wrap_text=True, readingOrder=order)
    return cell


def plain_workbook(sheets: Mapping[str, Sequence[Mapping[str, str]]]) -> bytes:
    """A workbook of tables: a sheet of each name, the columns of its rows as they first come.

    A heading is written with blanks where its column has underscores, as people write it.
    """
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        if not columns:
            continue
        page = workbook.create_sheet(name)
        for place, column in enumerate(columns, start=1):
            put(page.cell(1, place), column.replace("_", " "))
            for at, row in enumerate(rows, start=2):
                put(page.cell(at, place), row.get(column, ""))
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    """The bytes of a workbook, without the moment and the machine they were made at."""
    workbook.properties.creator = "CBRN knowledge graph"
    workbook.properties.created = workbook.properties.modified = _MOMENT
    draft = BytesIO()
    workbook.save(draft)
    stamped = f"{workbook.properties.modified:%Y-%m-%dT%H:%M:%S}".encode()
    final = BytesIO()
    with (
        zipfile.ZipFile(draft) as parts,
        zipfile.ZipFile(final, "w", zipfile.ZIP_DEFLATED) as whole,
    ):
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == "docProps/core.xml":
                content = content.replace(stamped, f"{_MOMENT:%Y-%m-%dT%H:%M:%S}".encode())
            whole.writestr(zipfile.ZipInfo(part.filename), content, zipfile.ZIP_DEFLATED)
    return final.getvalue()
