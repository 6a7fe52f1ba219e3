"""Tables that people bring: read, or refused with a sentence; the data stays as it was."""

from __future__ import annotations

import re
import tomllib
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.intake.limits import FileRefused
from graph.intake.record import Record
from graph.intake.worker import look_at
from tests.intake.lines import ROW, SHEET, STATEMENT, found
from tests.intake.sheets import tampered, workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.intake.worker import Outcome

    Look = Callable[..., Outcome]

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.toml"))

pytestmark = pytest.mark.usefixtures("untouched")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_mistake_is_named_with_its_place(world: Path, tmp_path: Path, case: Path) -> None:
    """A file with mistakes gives the sheet, row, column, and what to do, all at once."""
    told = tomllib.loads(case.read_text("utf-8"))
    file = tmp_path / told["file"]
    file.write_text(told["text"].lstrip(), "utf-8")
    lines = found(look_at(file, Record.load(world)))
    for expected in told["expects"]:
        assert any(line.startswith(f"error: {expected}") for line in lines), lines
    assert len(lines) == len(told["expects"]), lines


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gazette-2020.csv", STATEMENT.encode("utf-8-sig")),
        ("gazette-2020.csv", STATEMENT.encode("utf-16")),
        ("gazette-2020.csv", b"\xfe\xff" + STATEMENT.encode("utf-16-be")),
        ("gazette-2020.csv", STATEMENT.replace(",", ";").encode()),
        ("gazette-2020.csv", STATEMENT.replace(",", "\t").encode("utf-16")),
        ("gazette-2020.csv", STATEMENT.replace("\n", "\r\n").encode()),
        ("any.csv", STATEMENT.replace("subject", "document,subject", 1)
         .replace("project/001", "source/gazette-2020,project/001").encode()),
        ("any.csv", STATEMENT.upper().replace("SUBJECT", "Document,Subject", 1)
         .replace("PROJECT/001", "gazette-2020,project/001")
         .replace("COVERSCOUNTRY,COUNTRY", "coversCountry,country").encode()),
    ],
    ids=["BOM", "UTF-16", "UTF-16 big-endian", "semicolons", "Excel's Unicode text",
         "Windows line ends", "with its document", "headings in capitals"],
)  # fmt: skip
def test_csv_as_spreadsheets_save_it_is_read(look: Look, name: str, content: bytes) -> None:
    """CSV with a byte order mark, in UTF-16, with other separators or line ends works."""
    outcome = look(name, content)
    assert found(outcome) == []
    (one,) = outcome.proposal.statements
    assert (one.subject_label, one.object_label, one.document) == (
        "Project 1",
        "Aland",
        "gazette-2020",
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("key,type,label\ncountry/DDD,Country,Казань".encode("cp1251"),
         "is not UTF-8 in line 2. It may be in an older set of letters such as Windows-1251"),
        (STATEMENT.encode("utf-16-le"), "holds null signs: it is no text, or UTF-16 without"),
        (STATEMENT.encode("utf-16")[:-1], "begins as UTF-16 but does not go on so"),
        (STATEMENT.encode() + b'project/002,status,"ongo', "a quotation mark may be left open"),
        (b"", "is empty"),
        (b"  \n ", "is empty"),
        (b"name,colour\nx,red\n", "is not a table of documents, things or statements"),
        (b"%PDF-1.7", "is a PDF; bring a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is a workbook in the old form (.xls) or locked"),
    ],
    ids=["Windows-1251", "UTF-16 without mark", "UTF-16 cut off", "CSV cut off", "empty",
         "blank", "another table", "a PDF", "an old workbook"],
)  # fmt: skip
def test_unreadable_file_is_refused_with_a_sentence(
    look: Look, content: bytes, sentence: str
) -> None:
    """Letters that cannot be told, cut files and other kinds are not guessed at."""
    with pytest.raises(FileRefused, match=r"^'things\.csv'") as refused:
        look("things.csv", content)
    assert sentence in str(refused.value)


def test_workbook_is_read_sheet_by_sheet(look: Look) -> None:
    """A document, a thing and statements in one workbook; keys may carry their labels."""
    content = workbook({
        "Documents": [["news", "News", "The Press", "2022-03", "https://press.example/", "en"]],
        "Things": [["meeting/rtm-w-01", "RoundTable · Round table", "1st in the West", "RTM-W-1"]],
        "Statements": [
            ["news · News", "meeting/rtm-w-01", "ordinal · number in its series", 1, "title"],
            ["news", "meeting/rtm-w-01", "coversRegion", "region/WE · West", "title"],
            ["news", "meeting/rtm-w-01", "startDate", "2022-03-01", "title"],
        ],
    })  # fmt: skip
    outcome = look("book.xlsx", content)
    assert found(outcome) == []
    proposal = outcome.proposal
    assert [one.key for one in proposal.documents] == ["news"]
    assert [one.type for one in proposal.things] == ["RoundTable"]
    assert [(one.property, one.object_label) for one in proposal.statements] == [
        ("ordinal", "1"),
        ("coversRegion", "West"),
        ("startDate", "2022-03-01"),
    ]


@pytest.mark.parametrize(
    ("value", "form", "read"),
    [
        (date(2022, 3, 1), "yyyy-mm-dd", "2022-03-01"),
        (date(2022, 3, 1), "dd/mm/yyyy", "2022-03-01"),
        (date(2022, 3, 1), "mmm yy", "2022-03"),
        (date(2022, 3, 1), '"since" yyyy', "2022"),
        (datetime(2022, 3, 1), "[$-409]d mmmm yyyy", "2022-03-01"),
        ("2022-03-01", "@", "2022-03-01"),
        ("2022-03-01 00:00:00", "@", "2022-03-01"),
        (2022, "General", "2022"),
    ],
)  # fmt: skip
def test_dates_are_as_exact_as_the_cell_shows_them(
    look: Look, value: object, form: str, read: str
) -> None:
    """A date cell, a month, a year and a date as text are read as what people see."""

    def shape(book: Any) -> None:  # noqa: ANN401 - openpyxl has no types
        book["Statements"]["F2"].number_format = form

    row: list[object] = [
        "gazette-2020", "person/one", "represents", "region/EA", "paragraph 9", value,
    ]  # fmt: skip
    outcome = look("book.xlsx", workbook({"Statements": [row]}, shape))
    assert found(outcome) == []
    assert [one.since for one in outcome.proposal.statements] == [read]


def test_dates_of_old_macintosh_workbooks(look: Look) -> None:
    """A workbook that counts days from 1904 gives the days that it shows."""
    row = [*ROW, date(2022, 3, 1)]
    content = tampered(
        workbook({"Statements": [row]}),
        "xl/workbook.xml",
        lambda xml: re.sub(rb"<workbookPr(?=[ />])", b'<workbookPr date1904="1"', xml),
    )
    assert [one.since for one in look("book.xlsx", content).proposal.statements] == ["2026-03-02"]


def test_cells_that_are_no_text_are_named(look: Look) -> None:
    """A time of day, a truth value, an error and the number behind a date each say what to do."""

    def shape(book: Any) -> None:  # noqa: ANN401 - openpyxl has no types
        page = book["Statements"]
        page["F2"].number_format = "yyyy-mm-dd hh:mm"
        page["H4"].data_type = "e"

    rows: list[list[object]] = [
        [*ROW, datetime(2022, 3, 1, 14, 30)],
        [*ROW, None, None, True],
        [*ROW, None, None, "#REF!"],
        [*ROW, 44621],
    ]
    lines = found(look("book.xlsx", workbook({"Statements": rows}, shape)))
    assert [line.removeprefix("error: Statements, ") for line in lines] == [
        "row 2, column from: the cell holds a time of day; write the date only, as in 2022-03-01",
        "row 3, column role: the cell holds the truth value TRUE, not a text",
        "row 4, column role: the cell holds the error #REF!; write what it should say",
        "row 5, column from: 44621 is the number behind a date in Excel, probably 1 March 2022; "
        "write 2022-03-01, or format the cell as a date",
    ]


def test_formula_is_refused_and_its_value_not_taken(look: Look) -> None:
    """A formula is named; what it last came to is not believed."""
    book = workbook({"Statements": [[*ROW[:3], '=HYPERLINK("https://x.example","y")', "p 1"]]})
    known = tampered(
        book, SHEET, lambda xml: re.sub(rb"<v ?/>|<v></v>", b"<v>country/AAA</v>", xml)
    )
    assert b"country/AAA" in zipfile.ZipFile(BytesIO(known)).read(SHEET)
    outcome = look("book.xlsx", known)
    assert found(outcome) == [
        "error: Statements, row 2, column object: the cell holds a formula; write its result as "
        "plain text or number"
    ]
    assert outcome.proposal.statements == ()


def test_merged_cells_are_named(look: Look) -> None:
    """Cells that were merged over rows say so, since the rows below would be empty."""

    def shape(book: Any) -> None:  # noqa: ANN401 - openpyxl has no types
        book["Statements"].merge_cells("A2:A4")

    rows = [[*ROW[:4], f"paragraph {number}"] for number in (1, 2, 3)]
    lines = found(look("book.xlsx", workbook({"Statements": rows}, shape)))
    assert lines[0] == (
        "error: Statements, row 2, column document: the cells A2:A4 are merged, so only the first "
        "of them holds a text; unmerge them and fill each"
    )
    assert [line[:41] for line in lines[1:]] == [
        "error: Statements, row 3, column document",
        "error: Statements, row 4, column document",
    ]


def test_empty_and_foreign_sheets_are_told(look: Look) -> None:
    """An empty sheet does no harm, and a sheet that is not read is named."""

    def shape(book: Any) -> None:  # noqa: ANN401 - openpyxl has no types
        book.create_sheet("Empty")
        page = book.create_sheet("Budget")
        page.append(["What", "How much"])

    outcome = look("book.xlsx", workbook({"Statements": [ROW], "Things": []}, shape))
    assert found(outcome) == []
    assert len(outcome.proposal.statements) == 1
    assert outcome.proposal.notes == (
        "The sheet 'Things' has headings but no rows.",
        "The sheet 'Empty' is empty.",
        "The sheet 'Budget' is not read: its name is none of Documents, Things and Statements, "
        "and its first row does not have the headings of one of them.",
    )


def test_rich_text_and_spoken_text_in_cells(look: Look) -> None:
    """Text in several fonts is one text, and how it is spoken is no part of it."""
    shared = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>x</t></si>'
        "<si><r><t>Mini</t></r><r><rPr><b/></rPr><t>stry_x0041_</t></r><rPh><t>spoken</t></rPh>"
        "</si></sst>"
    )
    book = workbook({"Things": [["organisation/new", "Ministry", "PLACE", ""]]})
    content = tampered(
        book,
        SHEET,
        lambda xml: xml.replace(
            b'<c r="C2" t="inlineStr"><is><t>PLACE</t></is></c>', b'<c r="C2" t="s"><v>1</v></c>'
        ),
        {"xl/sharedStrings.xml": shared.encode()},
    )
    assert [one.label for one in look("book.xlsx", content).proposal.things] == ["MinistryA"]


LABELS = [
    "<img src=x onerror=alert(1)>",
    "مركز الأبحاث txt.exe",
    "'); DROP TABLE things; --",
    "{{7*7}} ${jndi:ldap://x}",
    "Emoji 🧪 and plain text",
    "a \\ \"quoted\", 'label'",
]


@pytest.mark.parametrize("label", LABELS)
def test_label_with_markup_or_right_to_left_text_stays_as_it_is(look: Look, label: str) -> None:
    """Markup, right-to-left text and the like are text, in and out."""
    content = workbook({"Things": [["organisation/new", "Company", label, ""]]})
    outcome = look("book.xlsx", content)
    assert found(outcome) == []
    assert [one.label for one in outcome.proposal.things] == [label]


NEW_TITLE = """
<THINGS/statement/x> <RDF#type> <OURS#Statement> .
<THINGS/statement/x> <RDF#subject> <THINGS/project/001> .
<THINGS/statement/x> <RDF#predicate> <http://purl.org/dc/terms/title> .
<THINGS/statement/x> <RDF#object> "{}"@en .
<THINGS/statement/x> <OURS#statedIn> <THINGS/source/gazette-2020> .
<THINGS/statement/x> <OURS#locator> "page" .
"""
for short, whole in (
    ("RDF#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("OURS#", "https://w3id.org/cbrn-graph/ontology#"),
    ("THINGS", "https://w3id.org/cbrn-graph/id"),
):
    NEW_TITLE = NEW_TITLE.replace(short, whole)


@pytest.mark.parametrize("form", ["csv", "nt"])
def test_a_very_long_cell_is_read_or_named(look: Look, form: str) -> None:
    """A text of 131,072 signs is read whole; a CSV cell of one more is refused in a sentence."""
    title = "x" * 131_072
    row = {
        "csv": "subject,property,object,locator\nproject/001,title,{},page\n",
        "nt": NEW_TITLE,
    }[form]  # fmt: skip
    outcome = look(f"gazette-2020.{form}", row.replace("{}", title))
    assert found(outcome) == []
    assert [len(one.object) for one in outcome.proposal.statements] == [131_072]
    if form == "csv":
        with pytest.raises(FileRefused, match=r"a cell of more than 131,072 signs"):
            look("gazette-2020.csv", row.replace("{}", f"{title}x"))
