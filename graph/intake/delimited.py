"""CSV files as spreadsheets save them: which letters, which separator, which kind of table."""

from __future__ import annotations

import codecs
import csv
import io
import re
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from graph.building.findings import Severity
from graph.folding import plain
from graph.intake.headings import kind_of
from graph.intake.incoming import COLUMNS, Incoming, RowKind, Sheet, SheetFinding
from graph.intake.limits import DEFAULT_LIMITS, FileRefused
from graph.intake.sheets import sheet_of
from graph.intake.wide import WideTables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.building.terms import Terms
    from graph.intake.limits import IntakeLimits
    from graph.intake.record import Record

__all__ = ["is_our_table", "read_delimited"]

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATOR: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""The line with which Excel says how a file is cut into cells."""
_ABOVE: Final = 10
_LOOKED_AT: Final = 50_000
_SAVE: Final = "save it as 'CSV UTF-8' or as .xlsx and try again"


def read_delimited(name: str, content: bytes, record: Record, limits: IntakeLimits) -> Incoming:
    """What a CSV file brings: one of the three kinds of table, told by its headings.

    A statements table without a column ``document`` is of the document that its file is named
    after, as in the project's own tables.

    Args:
        name: the file's name.
        content: its bytes.
        record: the terms, and the documents that are known already.
        limits: how many rows are read.

    Raises:
        FileRefused: it is no table of one of the kinds, or its letters cannot be told.
    """
    records = _records(_text(content, name), name, limits)
    first = list(islice(records, _ABOVE))
    heading_row, headings, kind = _headings(first)
    wide = WideTables(record.terms)
    for number, cells in first:
        if wide.fits(name, cells):
            below = [one for one in first if one[0] > number]
            return _wide(name, wide, (number, cells), [*below, *records])
    columns = [plain(heading).replace(" ", "_") for heading in headings]
    if kind is None:
        kinds = "; ".join(
            f"{each}: {', '.join(columns.required)}" for each, columns in COLUMNS.items()
        )
        msg = (
            f"'{name}' is not a table of documents, things or statements: its first row must hold "
            f"the headings of one of them ({kinds}), or properties as headings. A table of another "
            "form needs a profile: map its columns on the page Add a document, or with 'cbrn-graph "
            "map'."
        )
        raise FileRefused(msg)
    below = [(number, cells) for number, cells in first if number > heading_row]
    rows = [*below, *records]
    notes: tuple[str, ...] = () if rows else (f"'{name}' has headings but no rows.",)
    above = sum(number < heading_row and any(map(str.strip, cells)) for number, cells in first)
    if above:
        notes = (*notes, f"{above} row{'s' * (above > 1)} above the headings were not read.")
    if kind == "statements" and "document" not in columns:
        document = PurePath(name).stem
        if document not in record.dates:
            sentence = (
                f"the table does not say which document it is of, and no document '{document}' is "
                "on record: add a column 'document', or name the file after the document's key"
            )
            finding = SheetFinding(
                severity=Severity.ERROR,
                sheet=name,
                row=heading_row,
                column="document",
                value="",
                sentence=sentence,
            )
            return Incoming(
                name=name,
                sheets=(Sheet(name=name, kind=kind, columns=tuple(columns), rows=()),),
                findings=(finding,),
                notes=notes,
            )
        headings = ["document", *headings]
        rows = [
            (number, [document, *cells]) for number, cells in rows if any(map(str.strip, cells))
        ]
    sheet, findings, said = sheet_of(name, kind, headings, rows, heading_row)
    return Incoming(name=name, sheets=(sheet,), findings=tuple(findings), notes=(*notes, *said))


def _wide(
    name: str, wide: WideTables, headings: tuple[int, list[str]], rows: list[tuple[int, list[str]]]
) -> Incoming:
    """What a table with one row for each thing brings."""
    sheets, findings, notes = wide.read(name, headings[1], rows, headings[0])
    return Incoming(name=name, sheets=tuple(sheets), findings=tuple(findings), notes=tuple(notes))


def _text(content: bytes, name: str) -> str:
    """The letters of a file: UTF-8, or UTF-16 where it begins with the mark for it."""
    encoding = next((code for mark, code in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-16":
            msg = f"'{name}' begins as UTF-16 but does not go on so, or is cut off; {_SAVE}."
            raise FileRefused(msg) from error
        line = content.count(b"\n", 0, error.start) + 1
        msg = (
            f"'{name}' is not UTF-8 in line {line}. It may be in an older set of letters such as "
            f"Windows-1251 or Windows-1252, which cannot be told apart for sure; {_SAVE}."
        )
        raise FileRefused(msg) from error
    if "\0" in text:
        msg = f"'{name}' holds null signs: it is no text, or UTF-16 without its mark; {_SAVE}."
        raise FileRefused(msg)
    return text


def is_our_table(name: str, content: bytes, terms: Terms) -> bool:
    """Whether a file is a table with headings of ours, as far as its first rows tell."""
    try:
        first = list(
            islice(_records(_text(content[:_LOOKED_AT], name), name, DEFAULT_LIMITS), _ABOVE)
        )
    except FileRefused:
        return True  # its own reader says what is wrong with it
    wide = WideTables(terms)
    return _headings(first)[2] is not None or any(wide.fits(name, cells) for _, cells in first)


def _headings(records: Sequence[tuple[int, list[str]]]) -> tuple[int, list[str], RowKind | None]:
    """The row that holds the headings, with its number and the kind of table that it heads."""
    for number, cells in records[:_ABOVE]:
        kind = kind_of([plain(heading).replace(" ", "_") for heading in cells])
        if kind is not None:
            return number, cells, kind
    number, cells = records[0] if records else (1, [])
    return number, cells, None


def _records(text: str, name: str, limits: IntakeLimits) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers; the separator is the one that the first row is written with."""
    told = _SEPARATOR.match(text)
    first = text.partition("\n")[0]
    separator = told[1] if told else max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, record in enumerate(reader, start=1):
            limits.check_rows(number - 1, name)
            if number > 1 or not told:
                yield number, record
    except csv.Error as error:
        if "field larger than field limit" in str(error):
            msg = (
                f"'{name}' has a cell of more than {csv.field_size_limit():,} signs after line "
                f"{reader.line_num:,}; a statement is one thing said, so shorten it. (It may also "
                "be a quotation mark that was left open.)"
            )
            raise FileRefused(msg) from error
        msg = (
            f"'{name}' is not whole CSV after line {reader.line_num:,} ({error}); a quotation mark "
            "may be left open, or the file cut off."
        )
        raise FileRefused(msg) from error
