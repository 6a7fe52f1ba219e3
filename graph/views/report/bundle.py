"""A report as a bundle: one ZIP file with the report, its figures, data, queries and sources.

It says which data it was made from and holds the checksum of each of its files; `opening` reads it
back. Times, order and rights within it are fixed, so the same report gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import TYPE_CHECKING, Final

from graph.views.exports.graphs import graphml
from graph.views.exports.rdf import turtle
from graph.views.exports.shown import Shown
from graph.views.exports.svg import svg
from graph.views.exports.tables import lines_csv, things_csv
from graph.views.record.tables import Table as Rows
from graph.views.record.tables import as_csv
from graph.views.report.docx_file import docx_file
from graph.views.report.drawings import drawing
from graph.views.report.html import html
from graph.views.report.wording import LICENCE, evidence, places, runnable
from graph.views.report.workbook import workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.store import Engine
    from graph.views.report.content import Report

__all__ = ["FORMAT", "MANIFEST", "VERSION", "bundle"]

FORMAT: Final = "cbrn-graph report"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can hold
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>'
_READ_ME: Final = """\
A report of the CBRN knowledge graph: {title}

report.html    the report; opens in any browser, also unplugged, and prints to A4
report.xlsx    its tables as a workbook
report.docx    the same as a Word document, to be worked on
figures/       its figures as drawings (SVG)
tables/        its tables as CSV
data/          the network of the report with the statements behind it:
               lines and things as CSV, RDF as Turtle, a graph as GraphML
queries/       the queries that give its tables again (SPARQL)
sources.csv    the documents, by their numbers in the report
passages.csv   the passages in them that are on record, each by its ends
manifest.json  what the report is about, the state of the data, the checksum of each file

The app opens this file again: Cooperation, Report, Open a bundle.

{state}
{licence}
"""


def bundle(report: Report, engine: Engine) -> bytes:
    """The bundle; ``engine`` is asked for the RDF of the network."""
    files = dict(sorted(_files(report, engine)))
    files[MANIFEST] = _manifest(report, files)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as whole:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.create_system = 3  # the same on every system
            entry.external_attr = 0o644 << 16
            whole.writestr(entry, content, zipfile.ZIP_DEFLATED, 6)
    return written.getvalue()


def _files(report: Report, engine: Engine) -> Iterator[tuple[str, bytes]]:
    state = report.edition.sentence
    yield (
        "README.txt",
        _READ_ME.format(title=report.title, state=state, licence=LICENCE).encode(),
    )
    yield "LICENCE.txt", f"{LICENCE}\n".encode()
    yield "report.html", html(report)
    yield "report.xlsx", workbook(report)
    yield "report.docx", docx_file(report)
    yield "data/lines.csv", lines_csv(report.network)
    yield "data/things.csv", things_csv(report.network)
    yield "data/network.ttl", turtle(engine, report.network)
    yield "data/network.graphml", graphml(report.network)
    for figure in report.figures:
        for part, picture in enumerate(figure.pictures, start=1):
            if isinstance(picture, Shown):
                drawn = svg(picture)
            else:
                drawn = f"{_XML}\n{drawing(picture, figure.key)[0]}\n".encode()
            of = f"-{part}" if len(figure.pictures) > 1 else ""
            yield f"figures/{figure.key}{of}.svg", drawn
    for number, table in enumerate(report.tables, start=1):
        rows = [
            (
                *map(str, row.cells),
                places(report, row.references),
                evidence(report, row.references),
            )
            for row in table.rows
        ]
        yield (
            f"tables/{number:02}-{table.key}.csv",
            _csv((*table.columns, "Sources", "Evidence"), rows),
        )
    for query in report.queries:
        title = " ".join(query.title.split())
        yield f"queries/{query.key}.rq", f"# {title}\n{runnable(query.sparql)}".encode()
    sources = [
        (str(one.number), one.title, one.publisher, one.dated, one.page, one.iri)
        for one in report.sources
    ]
    headings = ("Number", "Title", "Publisher", "Dated", "Document's own page", "Address")
    yield "sources.csv", _csv(headings, sources)
    passages = [
        (str(number), one.place, one.passage, one.opened_at)
        for number, those in report.passages.items()
        for one in those
    ]
    yield "passages.csv", _csv(("Number", "Place", "Begins and ends", "Opens there"), passages)


def _csv(columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> bytes:
    return as_csv(Rows(tuple(columns), tuple(rows), ()))


def _manifest(report: Report, files: dict[str, bytes]) -> bytes:
    data = report.edition
    told = {
        "format": FORMAT,
        "version": VERSION,
        "title": report.title,
        "selection": report.selection.parameters,
        "data": {
            "checksum": data.checksum,
            "documents": data.documents,
            "newest document": data.newest,
            "ontology": data.version,
            "ontology modified": data.modified,
            "triples": data.triples,
        },
        "licence": "CC-BY-4.0",
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()
