"""A text that people bring, as its letters: what ``cbrn-graph read`` and the page read from."""

from __future__ import annotations

import codecs
from typing import Final

from graph.intake.limits import FileRefused

__all__ = ["text_of"]

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLDER: Final = ("cp1252", "cp1251")
_CYRILLIC_SHARE: Final = 0.4


def text_of(name: str, content: bytes) -> str:
    """The letters of a plain text: UTF-8, UTF-16 with its mark, or an older set of one byte.

    Raises:
        FileRefused: it is empty or no text.
    """
    encoding = next((code for mark, code in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = _older(content)
    if "\0" in text:
        msg = f"'{name}' holds null signs: it is no text. Save it as plain text in UTF-8."
        raise FileRefused(msg)
    if not text.strip():
        msg = f"'{name}' has no text in it."
        raise FileRefused(msg)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _older(content: bytes) -> str:
    """A text in Windows-1252, or in Windows-1251 where most of its letters would be Cyrillic."""
    cyrillic = content.decode("cp1251", errors="replace")
    letters = [sign for sign in cyrillic if sign.isalpha()]
    share = sum("\u0400" <= sign <= "\u04ff" for sign in letters) / (len(letters) or 1)
    return content.decode(_OLDER[share > _CYRILLIC_SHARE], errors="replace")
