"""The template to fill in and the marked copy: what is in them, and that they harm nobody."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from graph.building.tables import DOCUMENTS, PASSAGE, THINGS
from graph.intake.incoming import COLUMNS, HELP
from graph.intake.template import template
from tests.intake.sheets import tampered, workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.intake.worker import Outcome

    Look = Callable[..., Outcome]

ROW = ["gazette-2020", "project/001", "coversCountry", "country/AAA", "paragraph 9"]


def opened(content: bytes) -> Any:  # noqa: ANN401 - openpyxl has no types
    """A workbook as a spreadsheet program would open it."""
    return load_workbook(BytesIO(content))


def cells(content: bytes) -> list[tuple[str, str, Any]]:
    """Every cell with a value: its sheet, its place and the cell."""
    return [
        (page.title, cell.coordinate, cell)
        for page in opened(content)
        for row in page.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def test_the_template_has_a_sheet_for_each_table(world: Path) -> None:
    """Documents, Things and Statements with all their columns, each with a line of help."""
    book = opened(template(world))
    assert book.sheetnames == [
        "Read me",
        "Documents",
        "Things",
        "Statements",
        "Meetings",
        "Projects",
        "Lists",
        "Properties",
    ]
    assert book["Lists"].sheet_state == "hidden"
    for name, columns in COLUMNS.items():
        page = book[name.title()]
        headings = [cell.value.replace(" ", "_") for cell in page[1]]
        # The key of a statement is only asked for where a document is edited, the passage only
        # where a text was read; retracting and keeping a copy are commands.
        unasked = {"statement", *PASSAGE, "retracted", "copy", "copy_on", "text_hash"}
        assert set(headings) == {*columns.required, *columns.optional} - unasked
        assert all(cell.value.startswith(HELP) for cell in page[2])
        assert page.freeze_panes == "A3"
    assert set(DOCUMENTS.required) <= {cell.value for cell in book["Documents"][1]}
    assert set(THINGS.required) <= {cell.value for cell in book["Things"][1]}


def test_the_template_offers_what_is_on_record(world: Path) -> None:
    """Lists to pick from: classes, properties, keys with their labels; new keys may be written."""
    book = opened(template(world))
    lists = {column[0].value: [cell.value for cell in column[1:] if cell.value]
             for column in book["Lists"].columns}  # fmt: skip
    assert "country/AAA · Aland" in lists["things"]
    assert "topic/waste-management · Waste management" in lists["things"]
    assert "gazette-2020 · Gazette on the first gathering" in lists["documents"]
    assert "attendedBy · attended by" in lists["properties"]
    assert "RoundTable · Round table" in lists["types"]
    assert lists["basis"] == ["background", "derived", "stated"]
    rules = {str(rule.sqref)[0]: rule
             for rule in book["Statements"].data_validations.dataValidation}  # fmt: skip
    assert {column: rule.showErrorMessage for column, rule in rules.items()} == {
        "A": False, "B": False, "C": True, "D": False, "I": True, "K": True,
    }  # fmt: skip
    assert rules["B"].formula1 == f"Lists!$D$2:$D${len(lists['things']) + 1}"
    assert rules["B"].prompt


def test_the_template_is_the_same_bytes_every_time(world: Path) -> None:
    """No clock is in it: two templates of one record are equal."""
    first = template(world)
    time.sleep(2.1)  # longer than the steps in which a ZIP counts
    assert template(world) == first


def test_an_untouched_template_brings_nothing(world: Path, look: Look) -> None:
    """The lines of help are not read as rows."""
    outcome = look("template.xlsx", template(world))
    assert outcome.proposal.empty
    assert outcome.proposal.findings == ()


HOSTILE = (
    "=HYPERLINK(\"https://x.example\",\"y\")", "+1+1", "-1+cmd|' /C calc'!A0", "@SUM(1)",
    "=1+1",
)  # fmt: skip


def test_no_label_on_record_is_run_by_a_spreadsheet(world: Path) -> None:
    """Labels that begin like formulas are plain text in the template's lists."""
    table = world / "data" / "things" / "all.csv"
    lines = [f'country/DD{letter},Country,"{label.replace(chr(34), chr(34) * 2)}",\n'
             for letter, label in zip("ABCDE", HOSTILE, strict=True)]  # fmt: skip
    table.write_text(table.read_text() + "".join(lines))
    content = template(world)
    assert {cell.data_type for _, _, cell in cells(content)} == {"s"}
    assert "<f>" not in "".join(
        zipfile.ZipFile(BytesIO(content)).read(name).decode()
        for name in zipfile.ZipFile(BytesIO(content)).namelist()
        if name.startswith("xl/worksheets/")
    )


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_marked_copy_runs_nothing(look: Look, kind: str) -> None:
    """Formulas and texts like formulas come back as text, marked and quoted."""
    if kind == "xlsx":
        rows = [[*ROW[:3], text, f"p {n}"] for n, text in enumerate(HOSTILE)]
        content = workbook({"Statements": rows})
        outcome = look("gazette-2020.xlsx", content, mark=True)
    else:
        quoted = [text.replace('"', '""') for text in HOSTILE]
        lines = [f'project/001,coversCountry,"{text}",p 1' for text in quoted]
        table = "\n".join(["subject,property,object,locator", *lines])
        outcome = look("gazette-2020.csv", table, mark=True)
    assert outcome.marked is not None
    odd = [
        cell
        for _, _, cell in cells(outcome.marked)
        if str(cell.value).startswith(("=", "+", "-", "@"))
    ]
    assert len(odd) == 2 * len(HOSTILE)
    assert {cell.data_type for cell in odd} == {"s"}
    assert all(cell.quotePrefix for cell in odd)


def test_cells_to_mend_are_coloured_and_commented(look: Look) -> None:
    """Each faulty cell is red with the sentence beside it, and a sheet lists them all."""
    rows = [ROW, [*ROW[:3], "country/QQQ", "paragraph 9", "2022", "2021"]]

    def shape(book: Any) -> None:  # noqa: ANN401 - openpyxl has no types
        book["Statements"].column_dimensions["B"].width = 55

    outcome = look("book.xlsx", workbook({"Things": [], "Statements": rows}, shape), mark=True)
    assert outcome.marked is not None
    book = opened(outcome.marked)
    page = book["Statements"]
    marked = {cell.coordinate: cell for row in page.iter_rows() for cell in row if cell.comment}
    assert list(marked) == ["D3", "G3"]
    assert {cell.fill.start_color.rgb for cell in marked.values()} == {"00FFC7CE"}
    assert "'country/QQQ' is not a thing in the tables; add it" in marked["D3"].comment.text
    assert page["D3"].value == "country/QQQ"
    assert page["D2"].fill.fill_type is None
    assert page.column_dimensions["B"].width == 55
    listed = [[cell.value for cell in row] for row in book["Findings"].iter_rows()]
    assert listed[0] == ["How bad", "Sheet", "Row", "Column", "What stands there", "What to do"]
    assert [line[1:5] for line in listed[1:]] == [
        ["Statements", "3", "object", "country/QQQ"],
        ["Statements", "3", "until", "2021"],
    ]


def test_a_marked_copy_that_is_mended_can_be_brought_again(look: Look) -> None:
    """The marked copy is read like the workbook it came from; its list of findings is not."""
    first = look("book.xlsx", workbook({"Statements": [[*ROW[:3], "Alandia", "p 9"]]}), mark=True)
    assert first.marked is not None
    book = opened(first.marked)
    book["Statements"]["D2"].value = "country/AAA"
    target = BytesIO()
    book.save(target)
    second = look("book.xlsx", target.getvalue(), mark=True)
    assert second.proposal.findings == ()
    assert second.marked is None
    assert len(second.proposal.statements) == 1


def test_marked_copy_of_csv_keeps_rows_and_can_be_brought_again(look: Look) -> None:
    """A CSV table comes back as a workbook with its document, its rows where they were."""
    table = "subject,property,object,locator\n\nproject/001,coversCountry,Alandia,p 9\n"
    outcome = look("gazette-2020.csv", table, mark=True)
    assert outcome.marked is not None
    book = opened(outcome.marked)
    page = book["gazette-2020.csv"]
    assert [cell.value for cell in page[3]] == [
        "gazette-2020", "project/001", "coversCountry", "Alandia", "p 9",
    ]  # fmt: skip
    assert page["D3"].comment is not None
    page["D3"].value = "country/AAA"
    target = BytesIO()
    book.save(target)
    again = look("any name.xlsx", target.getvalue())
    assert [str(found) for found in again.proposal.findings] == []
    assert len(again.proposal.statements) == 1


def test_marked_copy_of_a_workbook_that_openpyxl_cannot_open(look: Look) -> None:
    """Where the workbook cannot be opened whole, its rows come back in a new one."""
    content = tampered(
        workbook({"Statements": [[*ROW[:3], "Alandia", "p 9"]]}),
        "xl/styles.xml",
        lambda xml: xml.replace(b"<fills", b"<odd").replace(b"</fills", b"</odd"),
    )
    outcome = look("book.xlsx", content, mark=True)
    assert outcome.marked is not None
    assert opened(outcome.marked)["Statements"]["D2"].comment is not None
