"""Workbooks for tests: whole ones, and ones that were tampered with."""

from __future__ import annotations

import zipfile
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["HEADINGS", "tampered", "workbook"]

HEADINGS = {
    "Documents": ["key", "title", "publisher", "issued", "address", "language"],
    "Things": ["key", "type", "label", "other labels"],
    "Statements": [
        "document", "subject", "property", "object", "locator", "from", "until", "role",
    ],
}  # fmt: skip


def workbook(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    then: Callable[[Any], None] = lambda book: None,
) -> bytes:
    """A workbook with rows below the usual headings, after a last touch by hand."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        page.append(HEADINGS.get(name, []))
        for row in rows:
            page.append(row)
    then(book)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def tampered(
    book: bytes,
    part: str,
    change: Callable[[bytes], bytes],
    added: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """The workbook with one part of its ZIP changed, and parts added."""
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(book)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
        for name, content in added.items():
            new.writestr(name, content)
    return target.getvalue()
