"""An answer as a file to take away: for a spreadsheet in words, for programs as the standards say.

Tables in words (CSV, XLSX) hold what the screen shows and the addresses beside it; a cell in them
that a spreadsheet would run as a formula is made harmless. The files of the standards hold the
terms exactly as they are, for programs that read them as data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.store.replies.rewriting import rewritten
from graph.texts import catalogued
from graph.views.answers.cuts import worded
from graph.views.record.tables import as_csv, labelled, with_addresses

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.store import Answer
    from graph.views.record.names import Names

__all__ = ["AnswerFile", "answer_files", "as_markdown", "as_workbook", "file_stem"]

_SHEET_ROWS: Final = 1_048_575
"""So many rows an Excel sheet has below its heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFile:
    """A format: its name for people, what it is good for, its ending, its type, its writer."""

    name: str
    purpose: str
    ending: str
    media_type: str
    write: Callable[[Answer, Names], bytes]


def answer_files(answer: Answer) -> tuple[AnswerFile, ...]:
    """The formats in which an answer can be taken away, in the order in which they are offered."""
    return {
        "select": (*_TABLES, *_ROWS, _MARKDOWN),
        "construct": (*_TABLES, *_TRIPLES, _MARKDOWN),
        "ask": _TRUTH,
    }[answer.form]


def file_stem(name: str, answer: Answer) -> str:
    """The name of a file without its ending; one that holds only the first rows says so."""
    if not answer.cut:
        return name
    return f"{name}-first-{len(answer.rows) or len(answer.triples)}-only"


def _csv(answer: Answer, names: Names) -> bytes:
    return as_csv(with_addresses(labelled(answer, names)))


def as_workbook(answer: Answer, names: Names) -> bytes:
    """Rows or triples as a workbook of one sheet: every cell is text, so that nothing is run."""
    # What writes workbooks takes a tenth of the start of the app, and few answers become one.
    from openpyxl import Workbook  # noqa: PLC0415

    from graph.workbooks import put, saved  # noqa: PLC0415

    table = with_addresses(labelled(answer, names))
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Answer"
    notice = [(worded(answer.cut),)] if answer.cut else []
    for number, row in enumerate([*notice, table.columns, *table.rows[:_SHEET_ROWS]], start=1):
        for place, cell in enumerate(row, start=1):
            put(sheet.cell(number, place), cell)
    sheet.freeze_panes = f"A{len(notice) + 2}"
    return saved(workbook)


def as_markdown(answer: Answer, names: Names) -> bytes:
    """Rows or triples as a table in Markdown, its things linked by their addresses."""
    table = labelled(answer, names)
    lines = [table.columns, ("---",) * len(table.columns)]
    for cells, links in zip(table.rows, table.links, strict=True):
        lines.append(
            tuple(
                f"[{_escaped(cell)}]({name.iri})" if name else _escaped(cell)
                for cell, name in zip(cells, links, strict=True)
            )
        )
    notice = f"{worded(answer.cut)}\n\n" if answer.cut else ""
    return (notice + "".join(f"| {' | '.join(line)} |\n" for line in lines)).encode()


def _escaped(text: str) -> str:
    """A text in a cell of a table, in which nothing of it is a sign of Markdown."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", " ".join(text.split()))


def _standard(name: str, purpose: str, ending: str, media_type: str) -> AnswerFile:
    return AnswerFile(
        name=name,
        purpose=purpose,
        ending=ending,
        media_type=media_type,
        write=lambda answer, _: rewritten(answer, media_type),
    )


_TABLES: Final = (
    AnswerFile(
        name="CSV",
        purpose=catalogued("Words and addresses, for any spreadsheet"),
        ending="csv",
        media_type="text/csv; charset=utf-8",
        write=_csv,
    ),
    AnswerFile(
        name="XLSX",
        purpose=catalogued("The same as an Excel workbook"),
        ending="xlsx",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write=as_workbook,
    ),
)
_MARKDOWN: Final = AnswerFile(
    name="Markdown",
    purpose=catalogued("A table for notes and issues, its things linked by their addresses"),
    ending="md",
    media_type="text/markdown; charset=utf-8",
    write=as_markdown,
)
_JSON: Final = _standard(
    "JSON",
    catalogued("SPARQL results as JSON, for programs"),
    "srj",
    "application/sparql-results+json",
)
_XML: Final = _standard(
    "XML",
    catalogued("SPARQL results as XML, for programs"),
    "srx",
    "application/sparql-results+xml",
)
_ROWS: Final = (
    _standard(
        "TSV", catalogued("SPARQL results with full terms"), "tsv", "text/tab-separated-values"
    ),
    _standard(
        catalogued("CSV of the standard"),
        catalogued("SPARQL results without types"),
        "plain.csv",
        "text/csv",
    ),
    _JSON,
    _XML,
)
_TRUTH: Final = (_JSON, _XML)
_TRIPLES: Final = (
    _standard("Turtle", catalogued("RDF that people can read"), "ttl", "text/turtle"),
    _standard("N-Triples", catalogued("RDF, a triple on each line"), "nt", "application/n-triples"),
    _standard("JSON-LD", catalogued("RDF as JSON"), "jsonld", "application/ld+json"),
)
