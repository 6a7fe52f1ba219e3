"""Reports: every sentence rests on something, figures equal tables, files are the same bytes."""

from __future__ import annotations

import csv
import io
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as Xml

import pytest
from openpyxl import load_workbook

from graph.knowledge_graph import BUILT
from graph.languages import set_apart
from graph.store import Limits
from graph.views.network.view_state import Expand, Hide, ViewState
from graph.views.report.compose import STEPS, compose
from graph.views.report.content import Figure, ReportRow, ReportTable, Sentence, Unfounded
from graph.views.report.drawings import drawing
from graph.views.report.html import html
from graph.views.report.matrix_picture import MatrixPicture
from graph.views.report.selection import NothingSelected, ReportSelection, selection_of
from graph.views.report.wording import runnable
from graph.views.report.workbook import workbook
from tests.views.report.read_report import HOW, Page

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


def test_progress_is_told_step_by_step(whole: Background) -> None:
    """Whoever waits sees each step begin, in order."""
    seen: list[str] = []
    compose(whole, ReportSelection(("organisation/rs-ca",)), seen.append)
    assert tuple(seen) == STEPS
