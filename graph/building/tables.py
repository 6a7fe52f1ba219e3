"""Tables of text with the place of each row: CSV as spreadsheets write it, read strictly.

A table that cannot be understood is reported, never guessed at: a heading that is missing or not
known, a row with more cells than headings, bytes that are not UTF-8.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.building.findings import Finding, Place, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = [
    "DOCUMENTS",
    "EXPECTATIONS",
    "NAMES",
    "PASSAGE",
    "REPLACED",
    "STATEMENTS",
    "THINGS",
    "Columns",
    "Row",
    "read_table",
]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# They override the order in which letters run: one name can be made to look like another.
_OVERRIDES = re.compile("[\u202d\u202e]")


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings of one kind of table; a ``required`` one must be there and be filled."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


PASSAGE = ("quote", "passage", "read_again_on", "read_again_by")
"""The columns that tell where a statement stands to the word, and who looked again when."""

DOCUMENTS = Columns(
    ("key", "title", "publisher", "address"),
    ("issued", "read", "language", "places", "retracted", "copy", "copy_on", "text_hash"),
)
THINGS = Columns(("key", "type", "label"), ("other_labels", "definition", "broader"))
STATEMENTS = Columns(
    ("subject", "property", "object", "locator"),
    ("from", "until", "role", "basis", "remark", "review", "stated_on", *PASSAGE),
)
NAMES = Columns(("thing", "name"))
EXPECTATIONS = Columns(("type", "why"), ("property", "object", "at_least", "at_most"))
REPLACED = Columns(("key", "by"))


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by heading, without blanks around them; absent cells are ``""``."""

    place: Place
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """The text in a column, ``""`` when the cell or the column is absent."""
        return self.cells.get(column, "")

    def error(self, column: str, sentence: str) -> Finding:
        """A fatal finding about one cell of this row."""
        return Finding(Severity.ERROR, self.place, column, sentence)


def read_table(path: Path, root: Path, columns: Columns) -> tuple[list[Row], list[Finding]]:
    """The rows of one CSV file and what is wrong with it; paths are named relative to ``root``."""
    file = path.relative_to(root).as_posix()
    text, findings = _text(path, file)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        sentence = f"this is not CSV ({error}); a quotation mark may be left open"
        return [], [*findings, Finding(Severity.ERROR, Place(file), "", sentence)]
    if not records:
        return [], findings or [_whole(file, "the file is empty; its first row holds the headings")]
    headings = [heading.strip() for heading in records[0]]
    findings += _heading_findings(file, headings, columns)
    rows: list[Row] = []
    for number, record in enumerate(records[1:], start=2):
        if not any(cell.strip() for cell in record):
            continue
        place = Place(file, number)
        if len(record) > len(headings):
            sentence = (
                f"the row has {len(record)} cells under {len(headings)} headings; "
                "put text that holds a comma in quotation marks"
            )
            findings.append(Finding(Severity.ERROR, place, "", sentence))
            continue
        cells = dict(zip(headings, (cell.strip() for cell in record), strict=False))
        row = Row(place, cells)
        findings += _cell_findings(row, columns, set(headings))
        rows.append(row)
    return rows, findings


def _text(path: Path, file: str) -> tuple[str, list[Finding]]:
    """The file as text, with a byte order mark taken off, or a finding that it is not UTF-8."""
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        sentence = f"line {line} is not UTF-8; save the file as 'CSV UTF-8' and try again"
        return "", [_whole(file, sentence)]


def _whole(file: str, sentence: str) -> Finding:
    return Finding(Severity.ERROR, Place(file), "", sentence)


def _heading_findings(file: str, headings: Sequence[str], columns: Columns) -> list[Finding]:
    known = (*columns.required, *columns.optional)
    place = Place(file, 1)
    problems: list[tuple[str, str]] = [
        (column, "this column is missing") for column in columns.required if column not in headings
    ]
    problems += [
        (heading, f"this column is not known here; the columns are {', '.join(known)}")
        for heading in headings
        if heading not in known
    ]
    problems += [
        (heading, "this column is there twice")
        for heading, count in Counter(headings).items()
        if count > 1
    ]
    return [Finding(Severity.ERROR, place, column, sentence) for column, sentence in problems]


def _cell_findings(row: Row, columns: Columns, headings: Iterable[str]) -> list[Finding]:
    empty = [
        row.error(column, "the cell is empty; every row needs it")
        for column in columns.required
        if column in headings and not row[column]
    ]
    control = [
        row.error(column, "the cell holds a control character; type the text again")
        for column, cell in row.cells.items()
        if _CONTROL.search(cell)
    ]
    turned = [
        row.error(
            column,
            "the cell holds a sign that has the text after it shown in another order (U+202D or "
            "U+202E); type the text again",
        )
        for column, cell in row.cells.items()
        if _OVERRIDES.search(cell)
    ]
    return empty + control + turned
