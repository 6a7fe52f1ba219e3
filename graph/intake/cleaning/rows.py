"""Every cell that was brought in the one form that texts have, whatever file it came in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from rdflib import XSD

from graph.building.findings import Severity
from graph.intake.cleaning.doubts import doubt
from graph.intake.cleaning.numbers import cut_digits, plain_number
from graph.intake.cleaning.signs import clean_text
from graph.intake.incoming import Rewritten, SheetFinding

if TYPE_CHECKING:
    from graph.building.terms import Terms
    from graph.intake.incoming import Incoming, Sheet

__all__ = ["clean", "clean_numbers"]

_ENDS: Final = frozenset({"subject", "object"})
_LINES: Final = re.compile(r"\s*[\r\n]+\s*")
# Also the wide forms of the signs, which some spreadsheets take for the same.
_FORMULA: Final = re.compile(r"[=+@\uff1d\uff0b\uff20]|[-\uff0d](?!\s*(\d+([.,]\d+)?)?\s*$)")


def clean(incoming: Incoming) -> Incoming:
    """The same rows with clean texts; what was done, and what is doubtful or at fault, is told."""
    rewritten: list[Rewritten] = []
    findings: list[SheetFinding] = []
    told = {(one.sheet, one.row, one.column) for one in incoming.findings}
    sheets = []
    for sheet in incoming.sheets:
        rows = []
        for number, cells in sheet.rows:
            clean_cells = list(cells)
            for place, cell in enumerate(cells):
                column = sheet.columns[place] if place < len(sheet.columns) else ""
                if not cell or not column:
                    continue
                # In one cell, one thing below the other is a list (Alt and Enter in a spreadsheet).
                listed = _LINES.sub("; ", cell.strip()) if column in _ENDS else cell
                result = clean_text(listed)
                clean_cells[place] = result.text
                if result.done or (listed != cell and listed != cell.strip()):
                    why = "; ".join(result.done) or "lines in one cell were read as a list"
                    rewritten.append(
                        Rewritten(
                            sheet=sheet.name,
                            row=number,
                            column=column,
                            before=cell,
                            after=result.text,
                            why=why,
                        )
                    )
                if (sheet.name, number, column) not in told:
                    findings += _cell_findings(sheet, number, column, result.text, result.fault)
            rows.append((number, tuple(clean_cells)))
        sheets.append(replace(sheet, rows=tuple(rows)))
    return replace(
        incoming,
        sheets=tuple(sheets),
        findings=(*incoming.findings, *findings),
        cleaned=(*incoming.cleaned, *rewritten),
    )


def clean_numbers(incoming: Incoming, terms: Terms) -> Incoming:
    """The same rows with the objects of number properties as plain numbers."""
    numeric = {
        name
        for name, term in terms.properties.items()
        if terms.range(term) in {XSD.integer, XSD.decimal}
    }
    rewritten: list[Rewritten] = []
    findings: list[SheetFinding] = []
    sheets = []
    for sheet in incoming.sheets:
        if sheet.kind != "statements" or not {"property", "object"} <= set(sheet.columns):
            sheets.append(sheet)
            continue
        said, at = sheet.columns.index("property"), sheet.columns.index("object")
        rows = []
        for number, cells in sheet.rows:
            kept = cells
            if len(cells) > max(said, at) and cells[said] in numeric and cells[at]:
                read = plain_number(cells[at])
                fault = cut_digits(cells[at]) or read.fault
                if fault:
                    findings.append(_error(sheet, number, "object", cells[at], fault))
                elif read.text != cells[at]:
                    rewritten.append(
                        Rewritten(
                            sheet=sheet.name,
                            row=number,
                            column="object",
                            before=cells[at],
                            after=read.text,
                            why=read.done,
                        )
                    )
                    kept = (*cells[:at], read.text, *cells[at + 1 :])
            rows.append((number, kept))
        sheets.append(replace(sheet, rows=tuple(rows)))
    return replace(
        incoming,
        sheets=tuple(sheets),
        findings=(*incoming.findings, *findings),
        cleaned=(*incoming.cleaned, *rewritten),
    )


def _cell_findings(
    sheet: Sheet, row: int, column: str, cell: str, fault: str
) -> list[SheetFinding]:
    """What is wrong with one clean cell, or doubtful about it; the first thing is enough."""
    if fault:
        return [_error(sheet, row, column, cell, fault)]
    if _FORMULA.match(cell):
        sentence = (
            f"the text begins with '{cell[0]}', which a spreadsheet would run as a formula; "
            "write it another way"
        )
        return [_error(sheet, row, column, cell, sentence)]
    sentence, fatal = doubt(cell)
    if not sentence:
        return []
    severity = Severity.ERROR if fatal else Severity.WARNING
    where = sheet.heading if sheet.heading and column == "object" else column
    return [
        SheetFinding(
            severity=severity,
            sheet=sheet.name,
            row=row,
            column=where,
            value=cell,
            sentence=sentence,
        )
    ]


def _error(sheet: Sheet, row: int, column: str, value: str, sentence: str) -> SheetFinding:
    where = sheet.heading if sheet.heading and column == "object" else column
    return SheetFinding(
        severity=Severity.ERROR,
        sheet=sheet.name,
        row=row,
        column=where,
        value=value,
        sentence=sentence,
    )
