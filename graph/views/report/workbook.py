"""A report as an Excel workbook: a sheet for each table, and sheets on where all of it is from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from graph.views.record.in_words import worded
from graph.views.report.content import ReportTable, Sentence
from graph.views.report.wording import LICENCE, evidence, foundation, places, runnable
from graph.workbooks import put, saved

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.views.report.content import CellValue, Reference, Report

__all__ = ["workbook"]

_LONGEST_NAME: Final = 31  # of a sheet, as Excel has it
_WIDTHS: Final = (9, 60)
_HEAD: Final = Font(bold=True)
_SHADE: Final = PatternFill("solid", fgColor="E8ECF2")


def workbook(report: Report) -> bytes:
    """The workbook; every text in it is text, also one that begins like a formula."""
    book = Workbook()
    book.remove(book.active)
    named = [(_name(at, table), table) for at, table in enumerate(report.tables, start=1)]
    _sheet(book, "About", ("What", "", "Rests on"), _about(report, named))
    _sheet(
        book,
        "In words",
        ("Section", "Sentence", "Rests on", "Grade, of 4", "Evidence"),
        _sentences(report),
    )
    for name, table in named:
        _sheet(
            book,
            name,
            (*table.columns, "Sources", "Grade, of 4", "Evidence"),
            [
                (*row.cells, places(report, row.references), *_graded(report, row.references))
                for row in table.rows
            ],
        )
    _sheet(
        book,
        "How worked out",
        ("Mark", "Name", "Definition"),
        [(f"({report.mark(one)})", one.name, one.definition) for one in report.methods],
    )
    _sheet(
        book,
        "Queries",
        ("Query", "Rows", "SPARQL"),
        [
            (one.title, "" if one.rows is None else one.rows, runnable(one.sparql))
            for one in report.queries
        ],
    )
    where = dict(report.cited_as(report.references))
    _sheet(
        book,
        "Sources",
        ("Number", "Title", "Publisher", "Dated", "Address", "Cited"),
        [
            (
                one.number,
                one.title,
                one.publisher,
                one.dated,
                one.page,
                ", ".join(where[one.number]),
            )
            for one in report.sources
        ],
    )
    if report.passages:
        _sheet(
            book,
            "Passages",
            ("Number", "Place", "Begins and ends", "Opens there"),
            [
                (number, one.place, one.passage, one.opened_at)
                for number, those in report.passages.items()
                for one in those
            ],
        )
    return saved(book)


def _about(
    report: Report, named: Sequence[tuple[str, ReportTable]]
) -> Iterable[tuple[CellValue, ...]]:
    yield "Report", report.title, ""
    yield "Reference", report.reference, ""
    if report.author:
        yield "Author", report.author, ""
    if report.day:
        yield "Date", worded(report.day), ""
    for thing in report.things:
        yield "About", f"{thing.label} ({thing.short})", ""
    for sentence in report.head:
        yield "", sentence.text, foundation(report, sentence)
    for name, table in named:
        yield (
            f"Sheet “{name}”",
            f"{table.title}. {table.about.text}",
            foundation(report, table.about),
        )
    yield "Licence", LICENCE, ""


def _sentences(report: Report) -> Iterable[tuple[CellValue, ...]]:
    """Every sentence of the sections, those at figures too."""
    for section in report.sections:
        for block in section.blocks:
            if not isinstance(block, ReportTable):
                said = block if isinstance(block, Sentence) else block.about
                graded = _graded(report, said.references)
                yield (section.title, said.text, foundation(report, said), *graded)


def _graded(report: Report, cited: Sequence[Reference]) -> tuple[CellValue, CellValue]:
    """The mark and the words of the evidence behind a row; empty where no place is named."""
    return (report.grade(cited).mark, evidence(report, cited)) if cited else ("", "")


def _name(number: int, table: ReportTable) -> str:
    """A name that Excel takes for a sheet, with the number that the table has in the report."""
    return re.sub(r"[\[\]:*?/\\']", " ", f"{number} {table.short}")[:_LONGEST_NAME].strip()


def _sheet(
    book: Workbook, name: str, headings: Sequence[str], rows: Iterable[Sequence[CellValue]]
) -> None:
    """A sheet with headings that stay in view and can be filtered by."""
    sheet: Any = book.create_sheet(name)
    widths = [len(heading) for heading in headings]
    for at, heading in enumerate(headings, start=1):
        cell = put(sheet.cell(1, at), heading)
        cell.font, cell.fill = _HEAD, _SHADE
    number = 1
    for number, row in enumerate(rows, start=2):
        for at, value in enumerate(row, start=1):
            if isinstance(value, int):
                cell = sheet.cell(number, at, value)
                cell.alignment = Alignment(vertical="top")
            else:
                put(sheet.cell(number, at), value)
            longest = max(map(len, str(value).splitlines()), default=0)
            widths[at - 1] = max(widths[at - 1], longest)
    for at, width in enumerate(widths, start=1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = min(max(width + 2, _WIDTHS[0]), _WIDTHS[1])
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{number}"
    # On paper: as wide as a page, headings on every one.
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
