"""What a file looks like that is in none of the forms read here, and what to do, in a sentence."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Final

__all__ = ["unread"]

_STARTS: Final = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\x1f\x8b", "a file packed with gzip"),
    (b"7z\xbc\xaf", "a file packed with 7-Zip"),
    (b"Rar!", "a file packed with RAR"),
    (b"{\\rtf", "a text in RTF"),
    (b"BEGIN:VCARD", "contact cards (vCard), which may not be brought"),
    (b"BEGIN:VCALENDAR", "a calendar without events"),
)
_PARTS: Final = (
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("META-INF/container.xml", "an electronic book"),
    ("content.xml", "an OpenDocument file that is no spreadsheet"),
)
_FORMS: Final = (
    "bring a workbook (.xlsx, .ods), CSV, RDF, a calendar (.ics), IATI, CORDIS, ROR or Wikidata "
    "results, or several tables in a ZIP"
)


def unread(name: str, content: bytes) -> str:
    """The sentence for a file that is not read: what it is, and what to do."""
    return f"'{name}' is {_looks_like(content)}; {_FORMS}."


def _looks_like(content: bytes) -> str:
    start = content[:3_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    for beginning, what in _STARTS:
        if start.startswith(beginning):
            return what
    if start.startswith(b"PK"):
        return _packed(content)
    return _text_like(start.decode("utf-8", "replace"))


def _text_like(text: str) -> str:
    if re.match(r"(<\?xml[^>]*>\s*)?(<!doctype html|<html)", text, re.IGNORECASE):
        return "a web page (HTML)"
    root = re.search(r"<([A-Za-z_][\w.:-]*)", text) if text.startswith("<") else None
    if root:
        return f"XML of the kind '{root[1]}', for which there is no profile"
    if text.startswith(("{", "[")):
        keys = ", ".join(dict.fromkeys(re.findall(r'"([^"]{1,40})"\s*:', text)[:5]))
        return f"JSON (with {keys or 'no keys'}), for which there is no profile"
    line = text.partition("\n")[0][:80]
    if any(line.count(sign) for sign in ",;\t"):
        return f"a table with the headings '{line.strip()}', for which there is no profile"
    return "a plain text (to propose statements from a text, use 'cbrn-graph read')"


def _packed(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            names = set(parts.namelist())
    except (zipfile.BadZipFile, OSError, EOFError):
        return "a damaged ZIP"
    return next((what for part, what in _PARTS if part in names), "a ZIP without tables in it")
