"""Whatever file people bring, read as tables: Excel, CSV or RDF, told by its name and its bytes."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from pyoxigraph import RdfFormat

from graph.intake.cells import grids
from graph.intake.corrections import NO_ANSWERS
from graph.intake.delimited import is_our_table, read_delimited
from graph.intake.forms.file_forms import FORMS
from graph.intake.forms.open_document import is_open_document, open_document_grids
from graph.intake.forms.reading import read_by_profile
from graph.intake.forms.recognised import unread
from graph.intake.forms.together import in_zip, joined
from graph.intake.limits import DEFAULT_LIMITS, FileRefused
from graph.intake.rdf import read_rdf
from graph.intake.sheets import from_grids
from graph.intake.triples import RDF_ENDINGS, form_of
from graph.intake.wide import WideTables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.intake.cells import Grid
    from graph.intake.corrections import Answers
    from graph.intake.incoming import Incoming
    from graph.intake.limits import IntakeLimits
    from graph.intake.record import Record

__all__ = ["is_workbook", "read_file"]

_ZIP: Final = b"PK"
_RDF_NAMESPACE: Final = b"http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TABLES: Final = frozenset({".csv", ".tsv", ".txt", ""})
_OF_OTHERS: Final = (
    frozenset(ending for form in FORMS for ending in form.endings) - _TABLES - RDF_ENDINGS
)
"""Endings of files that are of no form of ours, whatever they begin with."""
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_BINARY: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"PAR1", b"\x1f\x8b", b"BEGIN:V")


def read_file(
    name: str,
    content: bytes,
    record: Record,
    limits: IntakeLimits = DEFAULT_LIMITS,
    answers: Answers = NO_ANSWERS,
) -> Incoming:
    """What a file brings, as tables with what is wrong with single cells.

    Args:
        name: the file's name.
        content: its bytes.
        record: the tables as they are.
        limits: what the file may take.
        answers: of a file of others, which document and which form it is, where that was said.

    Raises:
        FileRefused: the file cannot be read, or may not be.
    """
    limits.check_size(len(content))
    if not content.strip():
        msg = f"'{name}' is empty."
        raise FileRefused(msg)
    if content.startswith(_OLD_OFFICE):
        msg = (
            f"'{name}' is a workbook in the old form (.xls) or locked with a password; save it as "
            ".xlsx without a password."
        )
        raise FileRefused(msg)
    if is_open_document(content):
        return _read_sheets(name, content, open_document_grids(content, limits), record, answers)
    if PurePath(name).suffix.lower() == ".zip":
        parts = in_zip(content, limits)
        return joined(name, parts, lambda part, of: read_file(part, of, record, limits, answers))
    if is_workbook(name, content):
        if _is_another_zip(content):
            raise FileRefused(unread(name, content))
        return _read_sheets(name, content, grids(content, limits), record, answers)
    return _read_text(name, content, record, limits, answers)


def _read_sheets(
    name: str, content: bytes, pages: Iterable[Grid], record: Record, answers: Answers
) -> Incoming:
    """What a workbook brings: sheets of ours, or one of others that there is a profile for."""
    if not answers.profile:
        incoming = from_grids(name, pages, WideTables(record.terms))
        if incoming.sheets or incoming.findings or all("is empty" in one for one in incoming.notes):
            return incoming
    found = read_by_profile(name, content, record, answers)
    if found is None:
        msg = (
            f"No sheet of '{name}' is read: {' '.join(incoming.notes)} A table of another form "
            "needs a profile: map its columns on the page Add a document, or with 'cbrn-graph map'."
        )
        raise FileRefused(msg)
    return found


def _read_text(
    name: str, content: bytes, record: Record, limits: IntakeLimits, answers: Answers
) -> Incoming:
    """What a file brings that is no workbook: RDF, a table of ours, or one of others."""
    suffix = PurePath(name).suffix.lower()
    # What a file is named as decides before what its first signs look like.
    form = None if suffix in _OF_OTHERS else form_of(name, content)
    ours = form is not None and (suffix == ".jsonld" or _is_rdf(form, content))
    if form is not None and ours and not answers.profile:
        return read_rdf(name, content, form, record, limits, answers)
    if answers.profile or not is_our_table(name, content, record.terms):
        found = read_by_profile(name, content, record, answers)
        if found is not None:
            return found
        if suffix not in _TABLES or _is_no_table(suffix, content):
            raise FileRefused(unread(name, content))
    return read_delimited(name, content, record, limits)


def _is_rdf(form: RdfFormat, content: bytes) -> bool:
    """Whether a file is RDF, and not XML or JSON of another kind."""
    if form == RdfFormat.RDF_XML:
        return _RDF_NAMESPACE in content or b"\x00" in content[:200] or b"<!" in content[:2_000]
    return form != RdfFormat.JSON_LD or not _is_json_of_others(content)


def _is_json_of_others(content: bytes) -> bool:
    """Whether a text is whole JSON without a word of JSON-LD."""
    if any(word in content for word in (b'"@context"', b'"@id"', b'"@graph"', b'"@type"')):
        return False
    try:
        json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return True


def _is_no_table(suffix: str, content: bytes) -> bool:
    """Whether a file begins as none does that is cut into cells."""
    if suffix == ".txt" and not any(sign in content.partition(b"\n")[0] for sign in b",;\t"):
        return True
    start = content[:3_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith((b"<", b"{", b"[", *_BINARY))


def is_workbook(name: str, content: bytes) -> bool:
    """Whether a file is to be read as an Excel workbook."""
    return content.startswith(_ZIP) or PurePath(name).suffix.lower() in {".xlsx", ".xlsm"}


def _is_another_zip(content: bytes) -> bool:
    """Whether a file is a whole ZIP of another kind; a damaged one is told by its reader."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            names = parts.namelist()
    except (zipfile.BadZipFile, OSError, EOFError, ValueError):
        return False
    return "xl/workbook.xml" not in names and not any(name.startswith("xl/") for name in names)
