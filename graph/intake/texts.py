"""A text in whatever file people bring it: plain text, a web page, Word, PDF or a mail.

Told by its bytes first and its name second. Only ever called behind the wall.
"""

from __future__ import annotations

import codecs
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from graph.intake.brought_text import BroughtText
from graph.intake.limits import FileRefused
from graph.intake.mails import is_mail, read_mail
from graph.intake.pdf_files import read_pdf_file
from graph.intake.web_pages import is_web_page, read_web_page
from graph.intake.word_files import is_word_file, read_word_file

if TYPE_CHECKING:
    from graph.intake.limits import IntakeLimits

__all__ = ["read_text_file", "text_of"]

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLDER: Final = ("cp1252", "cp1251")
_CYRILLIC_SHARE: Final = 0.4
_LONGEST: Final = 3_000_000
"""So many signs are read at once: some 400,000 words."""
_OTHERS: Final = {
    b"\xd0\xcf\x11\xe0": "a document in an old form of Office (.doc, .xls); save it as .docx",
    b"{\\rtf": "a document in Rich Text Format; save it as .docx",
    b"\x89PNG": "a picture; have its text recognised, or paste what it says",
    b"\xff\xd8\xff": "a picture; have its text recognised, or paste what it says",
    b"PK": "a ZIP but no Word document (.docx); bring the document in it",
}


def read_text_file(name: str, content: bytes, limits: IntakeLimits) -> BroughtText:
    """The words of a file and what the file says of itself.

    Raises:
        FileRefused: it has no text that can be read, or may not be read.
    """
    limits.check_size(len(content))
    brought = _read(name, content, limits)
    text = brought.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        msg = f"'{name}' has no text in it."
        raise FileRefused(msg)
    if len(text) > _LONGEST:
        msg = (
            f"'{name}' has {len(text):,} signs of text and {_LONGEST:,} is the most that is read "
            "at once; bring the part that matters."
        )
        raise FileRefused(msg)
    return BroughtText(
        text=text,
        title=brought.title,
        publisher=brought.publisher,
        date=brought.date,
        language=brought.language,
        address=brought.address,
    )


def _read(name: str, content: bytes, limits: IntakeLimits) -> BroughtText:
    if content.startswith(b"%PDF"):
        return read_pdf_file(content)
    if content.startswith(b"PK") and is_word_file(content):
        return read_word_file(content, limits)
    for start, what in _OTHERS.items():
        if content.startswith(start):
            msg = f"'{name}' is {what}."
            raise FileRefused(msg)
    if is_mail(name, content):
        return read_mail(content)
    if is_web_page(content) or PurePath(name).suffix.lower() in {".html", ".htm"}:
        return read_web_page(content)
    return BroughtText(text=text_of(name, content))


def text_of(name: str, content: bytes) -> str:
    """The letters of a plain text: UTF-8, UTF-16 with its mark, or an older set of one byte.

    Raises:
        FileRefused: it is no text.
    """
    encoding = next((code for mark, code in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = _older(content)
    if "\0" in text:
        msg = f"'{name}' holds null signs: it is no text. Save it as plain text in UTF-8."
        raise FileRefused(msg)
    return text


def _older(content: bytes) -> str:
    """A text in Windows-1252, or in Windows-1251 where most of its letters would be Cyrillic."""
    cyrillic = content.decode("cp1251", errors="replace")
    letters = [sign for sign in cyrillic if sign.isalpha()]
    share = sum("\u0400" <= sign <= "\u04ff" for sign in letters) / (len(letters) or 1)
    return content.decode(_OLDER[share > _CYRILLIC_SHARE], errors="replace")
