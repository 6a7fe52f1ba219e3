"""The sheets of an OpenDocument spreadsheet (.ods), read like those of Excel: nothing is run.

An .ods file is a ZIP; its tables stand in ``content.xml`` (OASIS ODF 1.3, part 3, section 9).
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Final

from graph.intake.cells import CellProblem, Grid
from graph.intake.cleaning.numbers import as_shown
from graph.intake.harmless import parse_xml
from graph.intake.limits import FileRefused

if TYPE_CHECKING:
    from xml.parsers import expat

    from graph.intake.limits import IntakeLimits

__all__ = ["is_open_document", "open_document_grids"]

_TYPE: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_WIDEST: Final = 200


def is_open_document(content: bytes) -> bool:
    """Whether a file is an OpenDocument spreadsheet, which says so at its beginning."""
    return content.startswith(b"PK") and _TYPE in content[:200]


def open_document_grids(content: bytes, limits: IntakeLimits) -> list[Grid]:
    """The tables of a spreadsheet.

    Raises:
        FileRefused: the file is damaged, or made to do harm.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            part = parts.getinfo("content.xml")
            if part.flag_bits & 1:
                msg = "The spreadsheet is locked with a password; save it without one."
                raise FileRefused(msg)
            if part.file_size > min(
                limits.unpacked_bytes, max(10_000_000, limits.ratio * part.compress_size)
            ):
                msg = f"content.xml would grow to {part.file_size:,} bytes; it is not opened."
                raise FileRefused(msg)
            xml = parts.read(part)
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, RuntimeError) as error:
        msg = f"The file is not a whole OpenDocument spreadsheet ({error}); save it again."
        raise FileRefused(msg) from error
    reader = _Reader(limits)
    parse_xml(lambda parser: reader.read(parser, xml), "The spreadsheet")
    return reader.grids


class _Reader:
    """Called by expat as it meets the tags; what is repeated is written once in the file."""

    def __init__(self, limits: IntakeLimits) -> None:
        self.grids: list[Grid] = []
        self._limits = limits
        self._row = 0
        self._column = 0
        self._cells: dict[int, str] = {}
        self._rows = 1
        self._cell: dict[str, str] = {}
        self._text: list[str] = []
        self._inside = 0
        self._note = 0

    def read(self, parser: expat.XMLParserType, xml: bytes) -> None:
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.Parse(xml, True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        told = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        match name:
            case "table":
                self.grids.append(Grid(name=told.get("name", "")))
                self._row = 0
            case "table-row":
                self._column, self._cells = 0, {}
                self._rows = int(told.get("number-rows-repeated", "1"))
                hidden = told.get("visibility", "visible") != "visible"
                self.grids[-1].hidden_rows += hidden and self._rows == 1
            case "table-cell" | "covered-table-cell":
                self._cell, self._text = told, []
            case "annotation":
                self._note += 1
            case "p":
                if self._text:
                    self._text.append("\n")
                self._inside += 1
            case "s":
                self._text.append(" " * int(told.get("c", "1")))

    def _data(self, data: str) -> None:
        if self._inside and not self._note:
            self._text.append(data)

    def _end(self, tag: str) -> None:
        match tag.rpartition("}")[2]:
            case "p":
                self._inside -= 1
            case "annotation":
                self._note -= 1
            case "table-cell" | "covered-table-cell":
                self._finish_cell()
            case "table-row":
                for _ in range(self._rows if self._cells else 0):
                    self._row += 1
                    self.grids[-1].rows.append((self._row, dict(self._cells)))
                    self._limits.check_rows(len(self.grids[-1].rows), self.grids[-1].name)
                if not self._cells:
                    self._row += self._rows

    def _finish_cell(self) -> None:
        repeated = int(self._cell.get("number-columns-repeated", "1"))
        text = self._value()
        for place in range(self._column, self._column + repeated if text.strip() else 0):
            if place < _WIDEST:
                self._cells[place] = text
        self._column += repeated

    def _value(self) -> str:
        shown = "".join(self._text)
        kind = self._cell.get("value-type", "")
        problem = ""
        if "formula" in self._cell:
            problem = "the cell holds a formula; write its result as plain text or number"
        elif kind == "date":
            told = self._cell.get("date-value", shown)
            return told.removesuffix("T00:00:00")
        elif kind == "float":
            read = as_shown(self._cell.get("value", shown), "")
            if shown.isdecimal() and shown.lstrip("0") == read.text:
                return shown  # with the zeros that its format adds
            problem, shown = read.fault, read.text
        elif kind in {"percentage", "boolean", "time"}:
            problem = f"the cell holds {shown}, which is neither a text nor a plain number"
        if problem:
            self.grids[-1].problems.append(
                CellProblem(self._row + 1, self._column + 1, shown, problem)
            )
        return shown
