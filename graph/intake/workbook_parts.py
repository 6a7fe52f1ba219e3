"""The parts of an Excel file that its worksheets share: their names, texts and number formats."""

from __future__ import annotations

import posixpath
import re
from datetime import datetime
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS

from graph.intake.harmless import parse_xml

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Callable

__all__ = ["FIRST_DAY", "WorkbookParts", "unescaped", "walk", "whole_number"]

FIRST_DAY: Final = datetime(1899, 12, 30)
"""The day that a workbook counts its days from, where it says nothing else."""
_EAST_ASIAN_DATES: Final = {*range(27, 37), *range(50, 59)}
"""Date formats of ECMA-376, 18.8.30, that openpyxl's table leaves out."""
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


class WorkbookParts:
    """What the worksheets share: their names and places, texts, date formats, the first day."""

    def __init__(self, parts: zipfile.ZipFile) -> None:
        """Read them from the parts of the file."""
        self.sheets: list[tuple[str, str, bool]] = []
        self.texts: list[str] = []
        self.formats: list[str] = []
        self.first_day = FIRST_DAY
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

        walk(parts, "xl/_rels/workbook.xml.rels", start)
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

        walk(parts, "xl/workbook.xml", start)

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
                self.texts.append(unescaped("".join(pieces)))
                pieces.clear()

        def text(data: str) -> None:
            if inside["t"] and not inside["rPh"]:
                pieces.append(data)

        walk(parts, path, start, end, text)

    def _read_styles(self, parts: zipfile.ZipFile, path: str) -> None:
        """The number format of each cell style."""
        codes: dict[int, str] = dict(BUILTIN_FORMATS)
        codes |= dict.fromkeys(_EAST_ASIAN_DATES, "yyyy-mm-dd")
        within = [""]

        def start(tag: str, told: dict[str, str]) -> None:
            if tag in {"cellXfs", "cellStyleXfs", "dxfs"}:
                within[0] = tag
            elif tag == "numFmt" and within[0] != "dxfs":
                codes[whole_number(told.get("numFmtId"))] = told.get("formatCode", "")
            elif tag == "xf" and within[0] == "cellXfs":
                self.formats.append(codes.get(whole_number(told.get("numFmtId")), ""))

        walk(parts, path, start)


def walk(
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


def whole_number(text: str | None) -> int:
    """The number that digits give, 0 where they are none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004 - more is no count of anything here


def unescaped(text: str) -> str:
    """Text with the signs that a workbook writes as ``_x000D_``."""
    if "_x" not in text:
        return text
    told = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)
    # Half of a letter beyond 16 bits, written alone, is no text.
    return told.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
