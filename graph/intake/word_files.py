"""The paragraphs of a Word document (.docx): a ZIP of XML (ECMA-376), read like a workbook is.

Nothing in it is run or fetched: macros and links are other parts of the file, which are not opened.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Final

from graph.intake.brought_text import BroughtText
from graph.intake.harmless import check_parts, parse_xml
from graph.intake.limits import FileRefused

if TYPE_CHECKING:
    from xml.parsers import expat

    from graph.intake.limits import IntakeLimits

__all__ = ["is_word_file", "read_word_file"]

_DOCUMENT: Final = "word/document.xml"
_ABOUT: Final = "docProps/core.xml"


def is_word_file(content: bytes) -> bool:
    """Whether a file is a ZIP with a Word document in it."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            return _DOCUMENT in parts.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def read_word_file(content: bytes, limits: IntakeLimits) -> BroughtText:
    """The paragraphs of a document, an empty line between them; items of lists have a mark.

    Raises:
        FileRefused: the file is damaged, or made to do harm.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            check_parts(parts, limits, _DOCUMENT)
            body = _Body()
            _parse(parts, _DOCUMENT, body)
            about = _About()
            if _ABOUT in parts.namelist():
                _parse(parts, _ABOUT, about)
    except (zipfile.BadZipFile, KeyError, EOFError, RuntimeError, OSError) as error:
        msg = f"The file is not a whole Word document ({error}); save it as .docx and try again."
        raise FileRefused(msg) from error
    return BroughtText(text=body.text, title=about.title)


def _parse(parts: zipfile.ZipFile, path: str, reader: _Body | _About) -> None:
    def read(parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = lambda tag, _: reader.start(tag.rpartition("}")[2])
        parser.EndElementHandler = lambda tag: reader.end(tag.rpartition("}")[2])
        parser.CharacterDataHandler = reader.data
        with parts.open(path) as stream:
            parser.ParseFile(stream)

    parse_xml(read, f"The part {path} of the document")


class _Body:
    """Gathers the paragraphs of the document as the parser meets them."""

    def __init__(self) -> None:
        self._paragraphs: list[str] = []
        self._pieces: list[str] = []
        self._item = False
        self._in_text = 0
        self._deleted = 0

    @property
    def text(self) -> str:
        """All paragraphs that are not empty."""
        return "\n\n".join(self._paragraphs)

    def start(self, tag: str) -> None:
        """Notes what opens."""
        match tag:
            case "p":
                self._pieces, self._item = [], False
            case "t":
                self._in_text += 1
            case "numPr":
                self._item = True
            case "tab" | "br" | "cr":
                self._pieces.append(" ")
            case "del" | "moveFrom":
                self._deleted += 1

    def end(self, tag: str) -> None:
        """Notes what closes."""
        match tag:
            case "t":
                self._in_text -= 1
            case "del" | "moveFrom":
                self._deleted -= 1
            case "p":
                words = " ".join("".join(self._pieces).split())
                if words:
                    self._paragraphs.append(f"• {words}" if self._item else words)
                self._pieces = []

    def data(self, text: str) -> None:
        """Takes text that stands in the document and was not deleted."""
        if self._in_text and not self._deleted:
            self._pieces.append(text)


class _About:
    """The title in the document's own data."""

    def __init__(self) -> None:
        self.title = ""
        self._inside = False

    def start(self, tag: str) -> None:
        """Notes where the title begins."""
        self._inside = tag == "title"

    def end(self, tag: str) -> None:
        """Notes where it ends."""
        self._inside = self._inside and tag != "title"

    def data(self, text: str) -> None:
        """Takes it."""
        if self._inside:
            self.title = (self.title + text).strip()[:500]
