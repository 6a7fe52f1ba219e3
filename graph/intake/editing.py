"""The workbook of all that a document says, to mend and bring back.

Each row tells the key of its statement, and a hidden sheet keeps how the document stood when the
workbook was made. So a row that was mended corrects its statement, one that was deleted takes it
out, and what somebody else changed meanwhile is seen and stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.building.draft import drafted
from graph.errors import DataError
from graph.intake.as_it_was import AS_IT_WAS, KEPT
from graph.intake.following import replaced_by, statement_key
from graph.intake.progress import of_stages, silent
from graph.intake.template import filled
from graph.workbooks import put, saved

if TYPE_CHECKING:
    from graph.intake.progress import Tell
    from graph.intake.record import Record

__all__ = ["edit_workbook"]


def edit_workbook(record: Record, document: str, tell: Tell = silent) -> bytes:
    """The workbook of a document, by its key, as bytes of an .xlsx file.

    Raises:
        DataError: the document is not on record.
    """
    key = document.removeprefix("source/")
    key = replaced_by(record).get(f"source/{key}", key).removeprefix("source/")
    register = [line.cells for line in record.documents.lines if line.cells.get("key") == key]
    if not register:
        msg = f"No document '{key}' is on record; the column 'key' of data/documents.csv has them."
        raise DataError(msg)
    table = record.table(f"statements/{key}.csv")
    rows = [
        {**line.cells, "document": key, "statement": statement_key(key, line.cells, record.terms)}
        for line in (table.lines if table else ())
        if any(line.cells.values())
    ]
    title = register[0].get("title", "")
    workbook = filled(
        drafted(record.root, of_stages(tell), record.terms),
        (
            f"What '{title}' says",
            "Mend the rows of the sheet Statements, add some, or delete whole rows.",
            "Leave the column 'statement' as it is: it says which statement on record a row was.",
            "Save, and bring the file to the page 'Add a document', or run: cbrn-graph import FILE",
            "You then see what would be corrected and taken out, before anything is written.",
            "The document then says exactly what this workbook says. What others changed since it",
            "was made is told to you and stays.",
        ),
        {"Documents": register, "Statements": rows},
    )
    page = workbook.create_sheet(AS_IT_WAS.capitalize())
    page.sheet_state = "hidden"
    for number, cells in enumerate((dict(zip(KEPT, KEPT, strict=True)), *rows), start=1):
        for place, column in enumerate(KEPT, start=1):
            put(page.cell(number, place), cells.get(column, ""))
    if not rows:
        put(page.cell(2, 1), key)
    return saved(workbook)
