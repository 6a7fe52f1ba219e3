"""Files of a report: the same bytes for the same selection, nothing from outside, no formula."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import load_workbook

from graph.cli import main
from graph.store import load_questions
from graph.views.record.names import NamedGraph, load_names
from graph.views.report.background import background
from graph.views.report.bundle import bundle
from graph.views.report.compose import compose
from graph.views.report.content import ReportRow
from graph.views.report.docx_file import docx_file
from graph.views.report.drawings import drawing
from graph.views.report.html import html
from graph.views.report.selection import ReportSelection
from graph.views.report.workbook import workbook
from tests.mini_world import HOSTILE, SHOWN, mini_world
from tests.views.report.read_report import HOW, Page

if TYPE_CHECKING:
    from graph.views.report.background import Background
    from graph.views.report.content import Report


@pytest.mark.parametrize("about", ["region/CA", "project/053"])
def test_a_word_document_has_headings_footnotes_and_captions(report: Report) -> None:
    """Every sentence has a footnote, every table and figure a caption; the bytes are the same."""
    content = docx_file(report)
    assert content == docx_file(report)
    document = Document(io.BytesIO(content))
    styles = Counter(paragraph.style.name for paragraph in document.paragraphs if paragraph.style)
    assert styles["Heading 1"] >= 4
    assert styles["List Number"] == len(report.body[0].blocks)
    pictures = sum(len(figure.pictures) for figure in report.figures)
    assert styles["Caption"] == len(report.tables) + pictures
    assert len(document.tables) == len(report.tables)
    assert len(document.inline_shapes) == pictures
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        notes = Xml.fromstring(parts.read("word/footnotes.xml"))
        body = parts.read("word/document.xml").decode()
        assert sum(name.endswith(".svg") for name in parts.namelist()) == pictures
    # The contents can be read before Word has put page numbers to them, and passages are links.
    contents = next(one.text for one in document.paragraphs if "Annex: Sources" in one.text)
    assert all(section.title in contents for section in (*report.body[1:], *report.annexes))
    assert body.count("<w:hyperlink") == sum(map(len, report.passages.values())) > 0
    said = sum(1 for _ in report.sentences) + pictures - len(report.figures)
    assert body.count("<w:footnoteReference") == len(notes) - 2 == said
    for table, made in zip(report.tables, document.tables, strict=True):
        assert len(made.rows) == len(table.rows) + 1


@pytest.mark.parametrize("about", ["country/KAZ"])
def test_the_same_selection_gives_the_same_bytes(
    whole: Background, report: Report, tmp_path: Path
) -> None:
    """Another process with another order of sets, at another time, writes the same files."""
    files = [tmp_path / f"report.{ending}" for ending in ("html", "xlsx", "zip")]
    command = [sys.executable, "-m", "graph.cli", "report", "Kazakhstan"]
    subprocess.run(
        [*command, *(part for file in files for part in ("--to", str(file)))],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        check=True,
        capture_output=True,
    )
    written = [html(report), workbook(report), bundle(report, whole.engine)]
    for file, content in zip(files, written, strict=True):
        assert file.read_bytes() == content, file.suffix


@pytest.mark.parametrize("about", ["region/CA"])
def test_a_document_needs_nothing_else(report: Report) -> None:
    """No script, no form, no frame, and no address but those of the documents' own pages."""
    document = html(report)
    page = Page(document)
    assert not page.tags.keys() & {"script", "link", "img", "iframe", "form", "object", "embed"}
    assert "default-src &#x27;none&#x27;" in document.decode()
    pages = {one.page for one in report.sources}
    outside = {link.partition("#:~:text=")[0] for link in page.links if not link.startswith("#")}
    assert outside <= pages
    assert not re.search(rb"(?:src|xlink:href|@import|url)\s*[=(]\s*['\"]?(?!#)\w", document)


def test_hostile_labels_stay_text(tmp_path: Path) -> None:
    """A label and a title full of markup are words in every file, and no cell is a formula."""
    engine = mini_world(tmp_path, HOSTILE)
    whole = background(NamedGraph(engine, load_names(engine)), load_questions())
    report = compose(whole, ReportSelection(("country/AAA", "project/001")))
    document = html(report)
    page = Page(document)
    assert SHOWN.split("<")[0] in page.words
    assert "window.struck" in page.words
    assert not page.tags.keys() & {"script", "img"}
    for picture in (one for figure in report.figures for one in figure.pictures):
        root = Xml.fromstring(drawing(picture, "d")[0])
        assert not [element for element in root.iter() if element.tag.endswith("}script")]
    table = report.tables[0]
    formulas = tuple(
        ReportRow((sign + "1+1", *("" for _ in table.columns[1:]))) for sign in "=+-@\t\r"
    )
    section = replace(
        report.sections[0], blocks=(replace(table, rows=formulas, how=HOW, short="=[a]*/:\\'"),)
    )
    struck = replace(report, sections=(section, *report.sections[1:]))
    book = load_workbook(io.BytesIO(workbook(struck)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    quoted = [cell for cell in cells if str(cell.value or "").startswith(tuple("=+-@"))]
    assert quoted
    assert all(cell.quotePrefix for cell in quoted)
    assert bundle(report, engine) == bundle(report, engine)


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    """A thing that is not on record and an ending that says nothing are sentences."""
    for arguments, sentence in (
        (["region/XX", "--to", str(tmp_path / "r.html")], "'region/XX' is not on record"),
        (
            ["region/CA", "--to", str(tmp_path / "r.pdf")],
            "ends in none of .html, .xlsx, .docx, .zip",
        ),
        (["region/CA", "--to", str(tmp_path / "no" / "r.html")], "There is no folder"),
    ):
        result = CliRunner().invoke(main, ["report", *arguments])
        assert result.exit_code == 1, sentence
        assert sentence in result.output
    assert not list(tmp_path.iterdir())
