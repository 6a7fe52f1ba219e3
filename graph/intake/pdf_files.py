"""The text of a PDF, page by page, by PDFium; only ever called behind the wall."""

from __future__ import annotations

import re
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from graph.intake.brought_text import BroughtText
from graph.intake.limits import FileRefused
from graph.intake.right_to_left import PlacedSign, in_reading_order, runs_from_the_right

__all__ = ["read_pdf_file"]

_PAGES: Final = 2_000
_FEWEST: Final = 40
"""Fewer letters than this in a whole file are no text of a document."""
_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])[-\u00ad\ufffe]\r?\n(?=[^\W\d_])")


def read_pdf_file(content: bytes) -> BroughtText:
    """The text of all pages, with an empty line where a page ends.

    Raises:
        FileRefused: it cannot be opened, has very many pages, or holds pictures of pages only.
    """
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        msg = f"The PDF cannot be opened ({error}); it may be damaged or locked with a password."
        raise FileRefused(msg) from error
    if len(document) > _PAGES:
        msg = (
            f"The PDF has {len(document):,} pages and {_PAGES:,} is the most that is read at once; "
            "bring the pages that matter as a file of their own."
        )
        raise FileRefused(msg)
    pages = [_text_of(page.get_textpage()) for page in document]
    text = "\n\n".join(_HYPHEN.sub("", page).replace("\r\n", "\n").strip() for page in pages)
    if sum(map(str.isalpha, text)) < _FEWEST:
        msg = (
            "The PDF holds pictures of pages and no text: it was scanned. Have its text recognised "
            "first, or paste what it says."
        )
        raise FileRefused(msg)
    title = str(document.get_metadata_dict().get("Title", "")).strip()
    return BroughtText(text=text, title=title[:500])


def _text_of(page: pdfium.PdfTextPage) -> str:
    """The text of a page; lines that run from the right in the order in which they are read."""
    text: str = page.get_text_bounded()
    if not runs_from_the_right(text):
        return text
    lines: list[str] = []
    line: list[PlacedSign] = []
    for place in range(page.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(page, place))
        if sign == "\n":
            lines.append(in_reading_order(line))
            line = []
        elif sign not in "\r\0":
            left, _, right, _ = page.get_charbox(place)
            line.append(PlacedSign(sign, (left + right) / 2))
    return "\n".join([*lines, in_reading_order(line)])
