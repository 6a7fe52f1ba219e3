"""Reports: every sentence rests on something, figures equal tables, files are the same bytes."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as Xml

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import load_workbook

from graph.cli import main
from graph.knowledge_graph import BUILT
from graph.languages import set_apart
from graph.reviews import Proposal
from graph.store import Limits, load_questions
from graph.views.network.view_state import Expand, Hide, ViewState
from graph.views.record.names import NamedGraph, load_names
from graph.views.record.statements import about
from graph.views.report.background import background
from graph.views.report.bundle import bundle
from graph.views.report.compose import STEPS, compose
from graph.views.report.content import Figure, Method, ReportRow, ReportTable, Sentence, Unfounded
from graph.views.report.docx_file import docx_file
from graph.views.report.drawings import drawing
from graph.views.report.html import html
from graph.views.report.matrix_picture import MatrixPicture
from graph.views.report.selection import NothingSelected, ReportSelection, selection_of
from graph.views.report.wording import runnable
from graph.views.report.workbook import workbook
from graph.views.review.marks import Mark
from tests.mini_world import HOSTILE, SHOWN, mini_world

if TYPE_CHECKING:
    from graph.views.report.background import Background
    from graph.views.report.content import Report

ROOT: Final = Path(__file__).parents[3]
SVG: Final = "{http://www.w3.org/2000/svg}"
REGIONS: Final = ("AAF", "CA", "ECA", "GCC", "MIE", "NAS", "SEA", "SEEE")
ABOUT: Final = (
    *(f"region/{key}" for key in REGIONS),
    "country/KAZ",
    "project/053",
    "project/053,project/065,project/087",
    "meeting/rtm-ca-14",
)
ON: Final = "2026-03-01T10:00:00Z"
HOW: Final = Method("how", "for a test", "Nothing is worked out.")


class Page(HTMLParser):
    """What a document holds: where sentences lead to, ids, rows of tables, addresses, scripts."""

    def __init__(self, document: bytes) -> None:
        """Read the document."""
        super().__init__()
        self.sentences: list[tuple[str, list[str]]] = []
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.rows: dict[str, list[list[str]]] = {}
        self.words = ""
        self._open: list[list[str]] = []
        self._table = ""
        self._cells: list[str] | None = None
        self.feed(document.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, and begin a sentence or a row."""
        given = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        if "id" in given:
            assert given["id"] not in self.ids, f"two things are called {given['id']}"
            self.ids.add(given["id"])
        if given.get("id", "").startswith("table-"):
            self._table = given["id"]
        if tag in {"p", "figcaption", "caption"} and given.get("class") != "plain":
            self._open.append([])
            self.sentences.append(("", self._open[-1]))
        if tag == "a":
            self.links.append(given["href"])
            for links in self._open:
                links.append(given["href"])
        if tag == "tr":
            self.rows.setdefault(self._table, []).append([])
        if tag in {"td", "th"}:
            self.rows[self._table][-1].append("")
            self._cells = self.rows[self._table][-1]

    def handle_endtag(self, tag: str) -> None:
        """End a sentence or a cell."""
        if tag in {"p", "figcaption", "caption"} and self._open:
            self._open.pop()
        if tag in {"td", "th"}:
            self._cells = None

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words += data
        if self._cells is not None:
            self._cells[-1] += data
        if self._open:
            said, links = self.sentences[-1]
            self.sentences[-1] = (said + data, links)


def test_nothing_can_be_said_that_rests_on_nothing() -> None:
    """A sentence and a row need a place in a document or a method; a row needs all its cells."""
    about = Sentence("Two rows.", how=HOW)
    with pytest.raises(Unfounded):
        Sentence("It is so.")
    with pytest.raises(Unfounded):
        ReportTable(
            key="k", short="K", title="Rows", about=about, columns=("A",), rows=(ReportRow(("x",)),)
        )
    with pytest.raises(ValueError, match="headings"):
        ReportTable(
            key="k",
            short="K",
            title="Rows",
            about=about,
            columns=("A", "B"),
            rows=(ReportRow(("x",)),),
            how=HOW,
        )


@pytest.mark.parametrize("about", ABOUT)
def test_every_sentence_rests_on_something(whole: Background, report: Report) -> None:
    """Each leads to a document that says it at that very place, or to how it was worked out."""
    said = {
        (one["document"], one["place"])
        for one in whole.engine.query(
            "SELECT DISTINCT ?document ?place "
            "WHERE { ?s cbrn:statedIn ?document ; cbrn:locator ?place }",
            limits=Limits(rows=100_000),
        ).records()
    }
    sentences = list(report.sentences)
    assert len(sentences) > 10
    for sentence in sentences:
        assert sentence.references or sentence.how in report.methods, sentence.text
        assert sentence.text.endswith("."), sentence.text
    for one in report.references:
        assert (one.document, one.place) in said
        assert one.document in report.number
    document = Page(html(report))
    assert len(document.sentences) >= len(sentences)
    for text, links in document.sentences:
        assert any(re.match("#(source|how)-", link) for link in links), text
    assert {link[1:] for link in document.links if link.startswith("#")} <= document.ids
    for method in report.methods:
        assert f"how-{method.key}" in document.ids


@pytest.mark.parametrize("about", ABOUT)
def test_each_figure_s_numbers_equal_its_table(report: Report) -> None:
    """What is drawn, counted in the drawing, is what the table of the page and the sheet hold."""
    document = Page(html(report))
    book = load_workbook(io.BytesIO(workbook(report)))
    sheets = {name.split(" ")[0]: book[name] for name in book.sheetnames}
    for number, table in enumerate(report.tables, start=1):
        rows = [list(map(str, row.cells)) for row in table.rows]
        on_page = document.rows[f"table-{number}"][1:]
        width = len(table.columns)
        assert [row[:width] for row in on_page] == [
            [set_apart(cell.replace("\b", "\N{REPLACEMENT CHARACTER}")) for cell in row]
            for row in rows
        ]
        in_sheet = [
            ["" if cell is None else str(cell) for cell in row[:width]]
            for row in sheets[str(number)].iter_rows(min_row=2, values_only=True)
        ]
        assert in_sheet == rows
    tables = {table.key: table for table in report.tables}
    for figure in report.figures:
        drawn = [
            Xml.fromstring(drawing(picture, f"f{part}")[0])
            for part, picture in enumerate(figure.pictures)
        ]
        assert all(picture.findtext(f"{SVG}desc") for picture in drawn)
        _equal(report, figure, drawn, tables[figure.table])


def _equal(report: Report, figure: Figure, drawn: list[Any], table: ReportTable) -> None:
    told = [
        element.findtext(f"{SVG}title") or ""
        for picture in drawn
        for element in picture.iter()
        if element.tag in {f"{SVG}g", f"{SVG}path"} and element.find(f"{SVG}title") is not None
    ]
    if figure.key == "network":
        things = next(one for one in report.tables if one.key == "things")
        lines = [one for one in told if len(one.split(" · ")) == 3]
        assert len(lines) == len(table.rows)
        assert len(told) - len(lines) == len(things.rows)
        assert sum(int(row.cells[2]) for row in things.rows) == 2 * len(lines)
        assert f"{len(lines)} line" in figure.about.text
    elif figure.key == "time":
        assert len(told) == sum(row.cells[2] != "not on record" for row in table.rows)
    else:
        picture = figure.pictures[0]
        assert isinstance(picture, MatrixPicture)
        twice = [one.iri for one in picture.rows] == [one.iri for one in picture.columns]
        numbers = sorted(int(one.rpartition(": ")[2]) for one in told)
        wanted = sorted(int(row.cells[2]) for row in table.rows for _ in range(1 + twice))
        assert numbers == wanted
        assert figure.about.text.startswith(f"{len(table.rows)} pair")


@pytest.mark.parametrize("about", ABOUT)
def test_each_query_gives_what_the_report_says(whole: Background, report: Report) -> None:
    """The queries of a report run as they stand, and give as many rows as it says."""
    for query in report.queries:
        answer = whole.engine.query(runnable(query.sparql), limits=Limits(rows=100_000))
        if query.rows is not None:
            assert len(answer.rows) == query.rows, query.key
    rows = {query.key: query.rows for query in report.queries}
    tables = {table.key: len(table.rows) for table in report.tables}
    assert rows["lines"] == tables["lines"]
    assert rows["times"] == tables["times"]
    if "covered" in rows:
        assert rows["covered"] == tables["covered"]


@pytest.mark.parametrize("about", ABOUT)
def test_a_report_begins_with_what_it_found(report: Report) -> None:
    """Scope, limits with denominators and numbered findings come first, long tables last."""
    assert report.sections[0].key == "findings"
    assert all(isinstance(block, Sentence) for block in report.sections[0].blocks)
    assert any(re.search(r"\d+ of \d+ meetings", one.text) for one in report.head)
    assert [one.annex for one in report.sections] == sorted(one.annex for one in report.sections)
    for section in report.body:
        for block in section.blocks:
            assert not isinstance(block, ReportTable) or len(block.rows) <= 12
    assert re.fullmatch(r"CKG-[0-9A-F]{8}", report.reference)


def test_a_report_has_an_author_a_day_and_a_number(whole: Background) -> None:
    """What whoever made it wrote on it stands on the first page, and makes another number."""
    selection = ReportSelection(("project/053",))
    plain = compose(whole, selection)
    signed = compose(whole, selection, author="A. <b>Reviewer", day="2026-11-28")
    assert plain.reference != signed.reference
    document = html(signed).decode()
    assert "A. &lt;b&gt;Reviewer · 28 November 2026" in document
    assert document.index(signed.reference) < document.index("Scope and limits")


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


def test_a_region_s_meetings_are_those_of_the_tables(whole: Background) -> None:
    """The number in the first section is what the CSV tables of the record give, read apart."""
    meetings: set[str] = set()
    for path in (ROOT / "data" / "statements").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if (row["property"], row["object"]) == ("coversRegion", "region/SEEE"):
                    meetings.add(row["subject"])
    found = {one for one in meetings if one.startswith("meeting/")}
    report = compose(whole, ReportSelection(("region/SEEE",)))
    numbers = next(one.text for one in report.sentences if "with a line to" in one.text)
    assert f"{len(found)} meetings" in numbers


@pytest.mark.parametrize("about", ["country/KAZ"])
def test_persons_stand_only_in_a_public_role(whole: Background, report: Report) -> None:
    """A row that names a person tells the role; no report is about a person."""
    persons = {name.label for name in whole.names.things(["Person"])}
    seen = 0
    # The report's own picture leaves persons out; that of a reader has them in their roles.
    network = ViewState(start=("organisation/rs-ca",))
    drawn = compose(whole, ReportSelection(("organisation/rs-ca",), network))
    for table in (*report.tables, *drawn.tables):
        if table.key.startswith("record"):
            for row in table.rows:
                if row.cells[1] in persons:
                    seen += 1
                    assert row.cells[2], row
        if table.key == "lines":
            for row in table.rows:
                if persons & {row.cells[0], row.cells[2]}:
                    seen += 1
                    assert str(row.cells[1]).endswith(")"), row
    assert seen > 5
    person = whole.names.things(["Person"])[0]
    with pytest.raises(NothingSelected, match="person"):
        compose(whole, ReportSelection((person.short,)))


def test_what_is_not_on_record_is_told(whole: Background) -> None:
    """Nothing selected and a thing that is not there are sentences."""
    with pytest.raises(NothingSelected, match="at least one"):
        compose(whole, ReportSelection(()))
    with pytest.raises(NothingSelected, match="region/XX"):
        compose(whole, ReportSelection(("region/XX",)))
    with pytest.raises(NothingSelected, match="not a thing"):
        compose(whole, ReportSelection((whole.names.things(["SourceDocument"])[0].short,)))


def test_a_selection_stands_in_an_address() -> None:
    """What a report is about comes back from its parameters, the reader's network too."""
    state = ViewState(
        start=("country/KAZ",),
        steps=(Expand("meeting/rtm-ca-14"), Hide(("country/UZB", "country/TJK"))),
        years=(2018, 2021),
    )
    for selection in (
        ReportSelection(("region/CA", "country/KAZ")),
        ReportSelection(("country/KAZ",), state),
    ):
        told = selection.parameters
        assert selection_of(told["about"], told.get("network", "")) == (selection, ())
    read, complaints = selection_of("region/CA", "do=jump~region/CA")
    assert read == ReportSelection(("region/CA",))
    assert "jump" in complaints[0]


def test_a_reader_s_network_is_the_one_that_is_drawn(whole: Background) -> None:
    """Things that were hidden on the page are not in the report's figure."""
    state = ViewState(start=("country/KAZ",), steps=(Hide(("region/CA",)),))
    report = compose(whole, ReportSelection(("country/KAZ",), state))
    things = next(table for table in report.tables if table.key == "things")
    assert "Central Asia" not in {row.cells[0] for row in things.rows}
    assert "as a reader left it" in report.head[0].text


def test_the_checksum_is_that_of_the_built_file(whole: Background) -> None:
    """Whoever has the file can check the report against it with a common tool."""
    told = subprocess.run(
        ["sha256sum", str(BUILT)], capture_output=True, text=True, check=True
    ).stdout
    assert whole.edition.checksum == told.split()[0]
    assert str(whole.edition.checksum) in whole.edition.sentence


@pytest.mark.parametrize("about", ["country/KAZ"])
def test_the_same_selection_gives_the_same_bytes(
    whole: Background, report: Report, tmp_path: Path
) -> None:
    """Another process with another order of sets, at another time, writes the same files."""
    files = [tmp_path / f"report.{ending}" for ending in ("html", "xlsx", "zip")]
    command = [sys.executable, "-m", "graph.cli", "report", "Kazakhstan"]
    subprocess.run(
        [*command, *(part for file in files for part in ("--to", str(file)))],
        cwd=ROOT,
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


def test_marks_of_reviewers_stand_beside_gaps(whole: Background) -> None:
    """A gap that a reviewer explained says so with the note, not with the reviewer's name."""
    selection = ReportSelection(("organisation/rs-mie",))
    plain = next(one for one in compose(whole, selection).tables if one.key == "gaps")
    assert "Mark" not in plain.columns
    gap = next(one for one in whole.gaps if one.sentence == plain.rows[0].cells[1])
    mark = Mark(
        gap=gap.key, mark="explained", note="Told by letter", by="A. Reviewer", on="2026-03-01"
    )
    report = compose(whole, selection, marks={gap.key: mark})
    table = next(one for one in report.tables if one.key == "gaps")
    assert table.rows[0].cells[-1] == "explained, 1 March 2026: Told by letter"
    assert b"A. Reviewer" not in html(report)


def test_open_proposals_are_told_and_do_not_count(whole: Background) -> None:
    """A proposal about a statement of the report stands in it, and changes nothing else."""
    selection = ReportSelection(("organisation/rs-ca",))
    plain = compose(whole, selection)
    one = about(whole.engine, plain.things[0].iri)[0]
    made = Proposal(
        statement=one.statement_key,
        says="as it was",
        review="withdrawn",
        why="Names <b>another</b>",
        by="A. R.",
        on=ON,
    )
    other = Proposal(
        statement="0" * 20,
        says="of something else",
        review="disputed",
        why="Why not",
        by="A. R.",
        on=ON,
    )
    report = compose(whole, selection, proposals=[other, made])
    table = next(each for each in report.tables if each.key == "proposals")
    assert [row.cells[1:3] for row in table.rows] == [("withdrawn", "Names <b>another</b>")]
    assert table.rows[0].cells[0] == one.sentence(whole.names)
    assert (table.rows[0].references[0].document, table.rows[0].references[0].place) == (
        one.document,
        one.locator,
    )
    assert [each for each in report.tables if each is not table] == list(plain.tables)
    assert b"<b>another" not in html(report)


def test_progress_is_told_step_by_step(whole: Background) -> None:
    """Whoever waits sees each step begin, in order."""
    seen: list[str] = []
    compose(whole, ReportSelection(("organisation/rs-ca",)), seen.append)
    assert tuple(seen) == STEPS


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
