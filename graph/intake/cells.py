"""What stands in the cells of an Excel file, read without running, fetching or unpacking too much.

An .xlsx file is a ZIP of XML (ECMA-376). The XML is read by expat, cell by cell, and a part with a
document type declaration is refused: that is where entities and references to other places would
be declared. Whatever is more than plain text (a formula, a time of day, an error) is told as a
problem of its cell; formulas are never worked out and their last results never used.
"""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Final

from openpyxl.styles.numbers import is_date_format

from graph.dates import PartialDate
from graph.intake.cleaning.numbers import as_shown
from graph.intake.harmless import check_parts
from graph.intake.limits import FileRefused
from graph.intake.workbook_parts import FIRST_DAY, WorkbookParts, unescaped, walk, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.intake.limits import IntakeLimits

__all__ = ["CellProblem", "Grid", "ShownNumber", "day_of", "grids"]

_WIDEST: Final = 200
"""Cells further right are no part of any table here."""
_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, KeyError, OSError,
    RuntimeError, UnicodeError,
)  # fmt: skip
"""What Python's ZIP reader raises where a file is cut off or changed by chance."""
_NO_LETTERS_OF_DATES: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong with one cell, by row and column as a spreadsheet counts them, from 1."""

    row: int
    column: int
    value: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNumber:
    """A number that was read as its cell shows it, and what the file holds of it."""

    row: int
    column: int
    before: str
    after: str
    why: str


@dataclass(slots=True, kw_only=True)
class Grid:
    """One worksheet as text: rows by number, each with its cells by column from 0.

    ``hidden`` says of a sheet whether people see it, ``hidden_rows`` and ``hidden_columns`` count
    those with text that they do not see.
    """

    name: str
    hidden: bool = False
    rows: list[tuple[int, dict[int, str]]] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    numbers: list[ShownNumber] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: int = 0


def grids(content: bytes, limits: IntakeLimits) -> Iterator[Grid]:
    """The worksheets of a workbook, one by one.

    Raises:
        FileRefused: the file is damaged, no workbook, or made to do harm.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            check_parts(parts, limits)
            book = WorkbookParts(parts)
            for name, path, hidden in book.sheets:
                yield _Worksheet(name, book, limits, hidden=hidden).read(parts, path)
    except _DAMAGED as error:
        msg = (
            f"The file is not a whole Excel workbook ({_reason(error)}); it may have been cut "
            "off on its way. Open it in a spreadsheet program, save it as .xlsx and try again."
        )
        raise FileRefused(msg) from error


def day_of(number: float, first_day: datetime = FIRST_DAY) -> datetime:
    """The day and time that a spreadsheet means by a number.

    Raises:
        OverflowError: no calendar goes so far.
    """
    # The 29th of February 1900 never was, but Excel counts it: days before it are one too high.
    early = number < 60 and first_day == FIRST_DAY  # noqa: PLR2004 - the day that never was
    return first_day + timedelta(days=number + early)


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"the part {error.args[0]} is missing"
    return str(error).rstrip(".") or type(error).__name__


class _Worksheet:
    """Reads one worksheet; the methods are called by expat as it meets the tags."""

    def __init__(
        self, name: str, book: WorkbookParts, limits: IntakeLimits, *, hidden: bool
    ) -> None:
        self._grid = Grid(name=name, hidden=hidden)
        self._unseen: list[range] = []
        self._row_is_hidden = False
        self._book = book
        self._limits = limits
        self._row = 0
        self._column = -1
        self._cells: dict[int, str] = {}
        self._kind = ""
        self._style = 0
        self._dates: dict[str, bool] = {}
        self._pieces: list[str] = []
        self._formula: list[str] | None = None
        self._in: list[str] | None = None
        self._spoken = False

    def read(self, parts: zipfile.ZipFile, path: str) -> Grid:
        walk(parts, path, self._start, self._end, self._text)
        filled = {place for _, cells in self._grid.rows for place in cells} if self._unseen else ()
        self._grid.hidden_columns = sum(
            any(place in columns for columns in self._unseen) for place in filled
        )
        return self._grid

    def _start(self, tag: str, told: dict[str, str]) -> None:
        match tag:
            case "c":
                named = _column(told.get("r", ""))
                self._column = self._column + 1 if named is None else named
                self._kind = told.get("t", "n")
                self._style = whole_number(told.get("s"))
                self._pieces = []
                self._formula = None
            case "v" | "t":
                self._in = None if self._spoken else self._pieces
            case "f":
                self._formula = self._in = []
            case "row":
                self._row = whole_number(told.get("r")) or self._row + 1
                self._column = -1
                self._cells = {}
                self._row_is_hidden = told.get("hidden") in {"1", "true"}
            case "col":
                if told.get("hidden") in {"1", "true"}:
                    first, last = whole_number(told.get("min")), whole_number(told.get("max"))
                    self._unseen.append(range(first - 1, last))
            case "rPh":
                self._spoken = True
            case "mergeCell":
                self._grid.merged.append(told.get("ref", ""))

    def _end(self, tag: str) -> None:
        match tag:
            case "c":
                self._finish_cell()
            case "v" | "t" | "f":
                self._in = None
            case "row":
                if self._cells:
                    self._grid.rows.append((self._row, self._cells))
                    self._grid.hidden_rows += self._row_is_hidden
                    self._limits.check_rows(len(self._grid.rows), self._grid.name)
            case "rPh":
                self._spoken = False

    def _text(self, data: str) -> None:
        if self._in is not None:
            self._in.append(data)

    def _finish_cell(self) -> None:
        if self._column >= _WIDEST:
            return
        told = "".join(self._pieces)
        if self._formula is not None:
            formula = f"={''.join(self._formula)}"
            sentence = "the cell holds a formula; write its result as plain text or number"
            self._complain(formula, sentence)
            told = formula
        elif self._kind == "s":
            number = whole_number(told)
            told = self._book.texts[number] if number < len(self._book.texts) else ""
        elif self._kind == "n" and told:
            told = self._number(told)
        elif self._kind in {"inlineStr", "str"}:
            told = unescaped(told)
        elif self._kind == "e":
            self._complain(told, f"the cell holds the error {told}; write what it should say")
        elif self._kind == "b":
            told = "TRUE" if told == "1" else "FALSE"
            self._complain(told, f"the cell holds the truth value {told}, not a text")
        elif self._kind == "d":
            told = told.removesuffix("T00:00:00")
        if told.strip():
            self._cells[self._column] = told

    def _number(self, told: str) -> str:
        """A number as people see it, or a date where the cell's format makes it one."""
        try:
            number = float(told)
        except ValueError:
            return told
        formats = self._book.formats
        code = formats[self._style] if self._style < len(formats) else ""
        if self._is_date(code):
            return self._date(number, code)
        shown = as_shown(told, code)
        if shown.fault:
            self._complain(told, shown.fault)
        elif shown.done:
            self._grid.numbers.append(
                ShownNumber(
                    row=self._row,
                    column=self._column + 1,
                    before=told,
                    after=shown.text,
                    why=shown.done,
                )
            )
        return shown.text

    def _is_date(self, code: str) -> bool:
        if code not in self._dates:
            self._dates[code] = bool(is_date_format(code))
        return self._dates[code]

    def _date(self, number: float, code: str) -> str:
        """A day, month or year, as exact as the cell shows it."""
        try:
            day = day_of(number, self._book.first_day)
        except OverflowError:
            self._complain(f"{number:g}", "the cell is formatted as a date but holds no day")
            return f"{number:g}"
        if number % 1:
            sentence = f"the cell holds a time of day; write the date only, as in {day:%Y-%m-%d}"
            self._complain(f"{day:%Y-%m-%d %H:%M}", sentence)
        letters = _NO_LETTERS_OF_DATES.sub("", code).lower()
        month = day.month if "m" in letters or "d" in letters else 0
        return str(PartialDate(day.year, month, day.day if "d" in letters else 0))

    def _complain(self, value: str, sentence: str) -> None:
        self._grid.problems.append(CellProblem(self._row, self._column + 1, value, sentence))


def _column(reference: str) -> int | None:
    """The column of a cell such as "AB12", from 0; None where the reference has no letters."""
    number = 0
    for letter in reference[:4]:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number - 1 if number else None
