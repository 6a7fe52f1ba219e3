"""What stands in the cells of an Excel file, read without running, fetching or unpacking too much.

An .xlsx file is a ZIP of XML (ECMA-376). The XML is read by expat, cell by cell, and a part with a
document type declaration is refused: that is where entities and references to other places would
be declared. Whatever is more than plain text (a formula, a time of day, an error) is told as a
problem of its cell; formulas are never worked out and their last results never used.
"""

from __future__ import annotations

import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from graph.dates import PartialDate
from graph.intake.cleaning.numbers import as_shown
from graph.intake.harmless import check_parts, parse_xml
from graph.intake.limits import FileRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.intake.limits import IntakeLimits

__all__ = ["CellProblem", "Grid", "ShownNumber", "day_of", "grids"]

_FIRST_DAY: Final = datetime(1899, 12, 30)
_WIDEST: Final = 200
"""Cells further right are no part of any table here."""
_EAST_ASIAN_DATES: Final = {*range(27, 37), *range(50, 59)}
"""Date formats of ECMA-376, 18.8.30, that openpyxl's table leaves out."""
_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, KeyError, OSError,
    RuntimeError, UnicodeError,
)  # fmt: skip
"""What Python's ZIP reader raises where a file is cut off or changed by chance."""
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
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
            book = _Book(parts)
            for name, path, hidden in book.sheets:
                yield _Worksheet(name, book, limits, hidden=hidden).read(parts, path)
    except _DAMAGED as error:
        msg = (
            f"The file is not a whole Excel workbook ({_reason(error)}); it may have been cut "
            "off on its way. Open it in a spreadsheet program, save it as .xlsx and try again."
        )
        raise FileRefused(msg) from error


def day_of(number: float, first_day: datetime = _FIRST_DAY) -> datetime:
    """The day and time that a spreadsheet means by a number.

    Raises:
        OverflowError: no calendar goes so far.
    """
    # The 29th of February 1900 never was, but Excel counts it: days before it are one too high.
    early = number < 60 and first_day == _FIRST_DAY  # noqa: PLR2004 - the day that never was
    return first_day + timedelta(days=number + early)


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"the part {error.args[0]} is missing"
    return str(error).rstrip(".") or type(error).__name__


def _walk(
    parts: zipfile.ZipFile,
    path: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] = lambda tag: None,
    text: Callable[[str], None] = lambda data: None,
) -> None:
    """Reads one XML part; tags and attributes come without their namespaces."""
    bare: dict[str, str] = {}

    def opened(tag: str, attributes: dict[str, str]) -> None:
        if tag not in bare:
            bare[tag] = tag.rpartition("}")[2]
        start(bare[tag], attributes)

    def read(parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = opened
        parser.EndElementHandler = lambda tag: end(bare[tag])
        parser.CharacterDataHandler = text
        with parts.open(path) as stream:
            parser.ParseFile(stream)

    parse_xml(read, f"The part {path} of the workbook")


class _Book:
    """What the worksheets share: their names and places, texts, date formats, the first day."""

    def __init__(self, parts: zipfile.ZipFile) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.texts: list[str] = []
        self.formats: list[str] = []
        self.first_day = _FIRST_DAY
        names = set(parts.namelist())
        targets = self._targets(parts) if "xl/_rels/workbook.xml.rels" in names else {}
        self._read_book(parts, targets)
        for kind, reader in (("sharedStrings", self._read_texts), ("styles", self._read_styles)):
            path = next((path for path, of in targets.values() if of == kind), f"xl/{kind}.xml")
            if path in names:
                reader(parts, path)

    @staticmethod
    def _targets(parts: zipfile.ZipFile) -> dict[str, tuple[str, str]]:
        """Path and kind of each part of the workbook, by its relationship's id."""
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, told: dict[str, str]) -> None:
            if tag == "Relationship" and told.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/xl", told.get("Target", "")))
                kind = told.get("Type", "").rpartition("/")[2]
                found[told.get("Id", "")] = path.lstrip("/"), kind

        _walk(parts, "xl/_rels/workbook.xml.rels", start)
        return found

    def _read_book(self, parts: zipfile.ZipFile, targets: dict[str, tuple[str, str]]) -> None:
        def start(tag: str, told: dict[str, str]) -> None:
            if tag == "workbookPr" and told.get("date1904") in {"1", "true"}:
                self.first_day = datetime(1904, 1, 1)
            if tag == "sheet":
                wanted = next((told[name] for name in told if name.endswith("}id")), "")
                path, kind = targets.get(wanted, ("", ""))
                if kind == "worksheet":
                    hidden = told.get("state", "visible") != "visible"
                    self.sheets.append((told.get("name", ""), path, hidden))

        _walk(parts, "xl/workbook.xml", start)

    def _read_texts(self, parts: zipfile.ZipFile, path: str) -> None:
        """The shared texts; how a text is spoken (rPh) is no part of it."""
        pieces: list[str] = []
        inside = {"t": False, "rPh": False}

        def start(tag: str, _: dict[str, str]) -> None:
            if tag in inside:
                inside[tag] = True

        def end(tag: str) -> None:
            if tag in inside:
                inside[tag] = False
            elif tag == "si":
                self.texts.append(_unescaped("".join(pieces)))
                pieces.clear()

        def text(data: str) -> None:
            if inside["t"] and not inside["rPh"]:
                pieces.append(data)

        _walk(parts, path, start, end, text)

    def _read_styles(self, parts: zipfile.ZipFile, path: str) -> None:
        """The number format of each cell style."""
        codes: dict[int, str] = dict(BUILTIN_FORMATS)
        codes |= dict.fromkeys(_EAST_ASIAN_DATES, "yyyy-mm-dd")
        within = [""]

        def start(tag: str, told: dict[str, str]) -> None:
            if tag in {"cellXfs", "cellStyleXfs", "dxfs"}:
                within[0] = tag
            elif tag == "numFmt" and within[0] != "dxfs":
                codes[_whole(told.get("numFmtId"))] = told.get("formatCode", "")
            elif tag == "xf" and within[0] == "cellXfs":
                self.formats.append(codes.get(_whole(told.get("numFmtId")), ""))

        _walk(parts, path, start)


class _Worksheet:
    """Reads one worksheet; the methods are called by expat as it meets the tags."""

    def __init__(self, name: str, book: _Book, limits: IntakeLimits, *, hidden: bool) -> None:
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
        _walk(parts, path, self._start, self._end, self._text)
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
                self._style = _whole(told.get("s"))
                self._pieces = []
                self._formula = None
            case "v" | "t":
                self._in = None if self._spoken else self._pieces
            case "f":
                self._formula = self._in = []
            case "row":
                self._row = _whole(told.get("r")) or self._row + 1
                self._column = -1
                self._cells = {}
                self._row_is_hidden = told.get("hidden") in {"1", "true"}
            case "col":
                if told.get("hidden") in {"1", "true"}:
                    first, last = _whole(told.get("min")), _whole(told.get("max"))
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
            number = _whole(told)
            told = self._book.texts[number] if number < len(self._book.texts) else ""
        elif self._kind == "n" and told:
            told = self._number(told)
        elif self._kind in {"inlineStr", "str"}:
            told = _unescaped(told)
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


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004 - more is no count of anything here


def _column(reference: str) -> int | None:
    """The column of a cell such as "AB12", from 0; None where the reference has no letters."""
    number = 0
    for letter in reference[:4]:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number - 1 if number else None


def _unescaped(text: str) -> str:
    """Text with the signs that a workbook writes as ``_x000D_``."""
    if "_x" not in text:
        return text
    told = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)
    # Half of a letter beyond 16 bits, written alone, is no text.
    return told.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
