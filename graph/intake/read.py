"""Whatever file people bring, read as tables: Excel, CSV or RDF, told by its name and its bytes."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from graph.intake.cells import grids
from graph.intake.delimited import read_delimited
from graph.intake.limits import DEFAULT_LIMITS, FileRefused
from graph.intake.rdf import read_rdf
from graph.intake.sheets import from_grids
from graph.intake.triples import form_of
from graph.intake.wide import WideTables

if TYPE_CHECKING:
    from graph.intake.incoming import Incoming
    from graph.intake.limits import IntakeLimits
    from graph.intake.record import Record

__all__ = ["is_workbook", "read_file"]

_ZIP: Final = b"PK"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_PICTURE_OR_PAPER: Final = {b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture"}


def read_file(
    name: str, content: bytes, record: Record, limits: IntakeLimits = DEFAULT_LIMITS
) -> Incoming:
    """What a file brings, as tables with what is wrong with single cells.

    Raises:
        FileRefused: the file cannot be read, or may not be.
    """
    limits.check_size(len(content))
    if not content.strip():
        msg = f"'{name}' is empty."
        raise FileRefused(msg)
    for start, what in _PICTURE_OR_PAPER.items():
        if content.startswith(start):
            msg = f"'{name}' is {what}; bring an Excel workbook (.xlsx), CSV or RDF."
            raise FileRefused(msg)
    if content.startswith(_OLD_OFFICE):
        msg = (
            f"'{name}' is a workbook in the old form (.xls) or locked with a password; save it as "
            ".xlsx without a password."
        )
        raise FileRefused(msg)
    if is_workbook(name, content):
        return from_grids(name, grids(content, limits), WideTables(record.terms))
    form = form_of(name, content)
    if form is not None:
        return read_rdf(name, content, form, record, limits)
    return read_delimited(name, content, record, limits)


def is_workbook(name: str, content: bytes) -> bool:
    """Whether a file is to be read as an Excel workbook."""
    return content.startswith(_ZIP) or PurePath(name).suffix.lower() in {".xlsx", ".xlsm"}
