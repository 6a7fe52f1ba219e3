"""Files that people bring: each works, or is refused with a sentence; the data stays as it was."""

from __future__ import annotations

import json
import re
import struct
import tomllib
import zipfile
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph
import pytest
from rdflib import Graph

from graph.building.release import build
from graph.intake.limits import FileRefused, IntakeLimits
from graph.intake.record import Record
from graph.intake.worker import look_at
from tests.intake.sheets import tampered, workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.intake.worker import Outcome
    from tests.intake.conftest import Listener

    Look = Callable[..., Outcome]

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.toml"))
ROW = ["gazette-2020", "project/001", "coversCountry", "country/AAA", "paragraph 9"]
STATEMENT = "subject,property,object,locator\nproject/001,coversCountry,country/AAA,paragraph 9\n"
SHEET = "xl/worksheets/sheet1.xml"

pytestmark = pytest.mark.usefixtures("untouched")


def found(outcome: Outcome) -> list[str]:
    """What is to be mended, a line each."""
    return [str(finding) for finding in outcome.proposal.findings if finding.fatal]


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


@cache
def bomb(name: str) -> bytes:
    """A small ZIP of which one part unpacks to 100 MB of nothing."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parts:
        if name != "xl/workbook.xml":
            parts.writestr("xl/workbook.xml", "<workbook/>")
        with parts.open(name, "w") as part:
            for _ in range(100):
                part.write(bytes(1_000_000))
    return target.getvalue()


def lying(content: bytes) -> bytes:
    """The same ZIP, its directory telling that each part unpacks to 10 bytes."""
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<L", changed, at + 24, 10)
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def declared(xml: bytes, doctype: bytes) -> bytes:
    """The XML with a document type after its declaration."""
    start = xml.find(b"?>") + 2 if xml.startswith(b"<?xml") else 0
    return xml[:start] + doctype + xml[start:]


RDF_XML = (
    b'<?xml version="1.0"?>%s<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    b'xmlns:r="http://www.w3.org/2000/01/rdf-schema#"><rdf:Description rdf:about="http://x/">'
    b"<r:label>&%s;</r:label></rdf:Description></rdf:RDF>"
)


def book_with(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A harmless workbook of which one part was changed."""
    return tampered(workbook({"Statements": [ROW]}), part, change)


def outside(url: str) -> bytes:
    """A document type that points elsewhere."""
    return f'<!DOCTYPE x SYSTEM "{url}x.dtd" [<!ENTITY e SYSTEM "{url}e">]>'.encode()


def zipped(parts: dict[str, bytes]) -> bytes:
    """A ZIP of these parts."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as whole:
        for name, content in parts.items():
            whole.writestr(name, content)
    return target.getvalue()


# What each is: its name, its content (given an address that must not be asked), what is said.
HARMFUL: dict[str, tuple[str, Callable[[str], bytes], str]] = {
    "zip bomb": ("b.xlsx", lambda _: bomb(SHEET), "would grow from"),
    "zip bomb that lies": ("b.xlsx", lambda _: lying(bomb("xl/workbook.xml")), "not a whole Excel"),
    "entities": ("b.xlsx", lambda _: book_with(SHEET, lambda x: declared(x, ENTITIES)), "DOCTYPE"),
    "entities of the book": (
        "b.xlsx",
        lambda _: book_with("xl/workbook.xml", lambda x: declared(x, ENTITIES)),
        "DOCTYPE",
    ),
    "external entities": (
        "b.xlsx",
        lambda url: book_with(SHEET, lambda x: declared(x, outside(url))),
        "DOCTYPE",
    ),
    "entities in UTF-16": (
        "b.xlsx",
        lambda _: book_with(
            SHEET,
            lambda x: declared(x[x.find(b"?>") + 2 :], ENTITIES).decode().encode("utf-16"),
        ),
        "DOCTYPE",
    ),
    "RDF with entities": (
        "b.rdf",
        lambda _: RDF_XML % (ENTITIES.replace(b" x ", b" rdf:RDF "), b"b"),
        "DOCTYPE",
    ),
    "RDF with external entities": (
        "b.xml",
        lambda url: RDF_XML % (outside(url), b"e"),
        "DOCTYPE",
    ),
    "JSON-LD with its context elsewhere": (
        "b.jsonld",
        lambda url: json.dumps({"@context": f"{url}context", "a": "b"}).encode(),
        "takes its context from http://127.0.0.1",
    ),
    "JSON-LD that imports a context": (
        "b.json",
        lambda url: json.dumps([{"x": {"@context": {"@import": f"{url}context"}}}]).encode(),
        "takes its context from http://127.0.0.1",
    ),
    "nested JSON": ("b.json", lambda _: b"[" * 200_000, "is not whole JSON"),
    "RDF without a base": ("b.ttl", lambda _: b"<a> <b> <c> .", "cannot be read as Turtle"),
    "RDF-star": ("b.ttl", lambda _: b"<< <a:a> <a:b> <a:c> >> <a:d> 1 .", "RDF-star"),
    "another ZIP": ("b.zip", lambda _: zipped({"a.txt": b"hello"}), "has no tables in it"),
    "no XML": ("b.xlsx", lambda _: book_with(SHEET, lambda _: b"<row"), "not well-formed XML"),
}


@pytest.mark.parametrize("what", HARMFUL)
def test_harmful_file_is_refused_and_fetches_nothing(
    look: Look, listener: Listener, what: str
) -> None:
    """Bombs, entities and references to other places are refused before they can do anything."""
    name, content, sentence = HARMFUL[what]
    with pytest.raises(FileRefused) as refused:
        look(name, content(f"http://127.0.0.1:{listener.server_port}/"))
    assert sentence in str(refused.value)
    assert listener.heard == []


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_workbook_cut_in_the_middle_is_refused(look: Look, kept: float) -> None:
    """Of a workbook that was cut off nothing is taken."""
    book = workbook({"Statements": [ROW] * 50})
    with pytest.raises(FileRefused, match="cut off on its way"):
        look("book.xlsx", book[: int(len(book) * kept)])


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


@pytest.mark.parametrize("form", ["turtle", "json-ld", "xml", "nt"])
def test_rdf_cut_in_the_middle_is_refused(world: Path, look: Look, form: str) -> None:
    """Of RDF that was cut off nothing is taken."""
    graph = Graph().parse(data=build(world).text, format="nt")
    content = graph.serialize(format=form).encode()
    ending = {"turtle": "ttl", "json-ld": "jsonld", "xml": "rdf", "nt": "nt"}[form]
    with pytest.raises(FileRefused):
        look(f"cut.{ending}", content[: content.rindex(b":", 0, len(content) // 2)])


def test_limits_are_told(world: Path, tmp_path: Path) -> None:
    """A file with too many bytes, rows or triples is refused, with the limit in the sentence."""
    record = Record.load(world)
    table = tmp_path / "gazette-2020.csv"
    table.write_text(STATEMENT * 3)
    turtle = tmp_path / "x.ttl"
    turtle.write_text("<a:a> <a:b> 1, 2, 3 .")
    book = tmp_path / "book.xlsx"
    book.write_bytes(workbook({"Statements": [ROW] * 3}))
    with pytest.raises(FileRefused, match="is the most that is read at once; split it"):
        look_at(table, record, limits=IntakeLimits(file_bytes=100))
    for file in (table, book):
        with pytest.raises(FileRefused, match="has more than 2 rows"):
            look_at(file, record, limits=IntakeLimits(rows=2))
    with pytest.raises(FileRefused, match="has more than 2 triples"):
        look_at(turtle, record, limits=IntakeLimits(triples=2))
    with pytest.raises(FileRefused, match="would unpack to"):
        look_at(book, record, limits=IntakeLimits(unpacked_bytes=1_000))
    with pytest.raises(FileRefused, match=r"has \d+ parts"):
        look_at(book, record, limits=IntakeLimits(parts=3))


NEW = """
@prefix cbrn: <https://w3id.org/cbrn-graph/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/cbrn-graph/id/> .

<source/news> a cbrn:SourceDocument ; rdfs:label "News"@en ; dct:publisher "The Press" ;
    dct:issued "2022-03"^^xsd:gYearMonth ; foaf:page <https://press.example/> ; dct:language "en" .
<organisation/new> a cbrn:Ministry, cbrn:Organisation, cbrn:Actor, cbrn:Thing ;
    rdfs:label "New Ministry"@en ; skos:altLabel "Новое министерство"@ru, "NM"@en ;
    cbrn:basedIn <country/CCC> .
[] a cbrn:Statement ; rdf:subject <organisation/new> ; rdf:predicate cbrn:basedIn ;
    rdf:object <country/CCC> ; cbrn:statedIn <source/news> ; cbrn:locator "title" ;
    cbrn:statedOn "2022-03"^^xsd:gYearMonth ; cbrn:basis cbrn:Stated ;
    cbrn:from "2020"^^xsd:gYear ; cbrn:role "seat" ; rdfs:comment "Only in the title."@en .
[] a cbrn:Statement ; rdf:subject <project/002> ; rdf:predicate dct:title ;
    rdf:object "Un projet"@fr ; cbrn:statedIn <source/news> ; cbrn:locator "title" ;
    cbrn:statedOn "2021"^^xsd:gYear ; cbrn:basis cbrn:Derived ; cbrn:review cbrn:Accepted .
"""


@pytest.mark.parametrize("form", ["turtle", "json-ld", "xml", "nt", "nq", "trig", "context"])
def test_rdf_in_every_form_brings_the_same(look: Look, form: str) -> None:
    """Turtle, TriG, JSON-LD (with our own context too), RDF/XML, N-Triples and N-Quads agree."""
    graph = Graph().parse(data=NEW, format="turtle")
    ending = {
        "turtle": "ttl", "json-ld": "jsonld", "xml": "rdf", "nt": "nt", "context": "json",
        "nq": "nq", "trig": "trig",
    }  # fmt: skip
    if form == "context":
        context = json.loads((HERE.parents[1] / "ontology" / "context.jsonld").read_text())
        content: str | bytes | None = graph.serialize(format="json-ld", context=context["@context"])
    elif form in {"nq", "trig"}:
        quads = pyoxigraph.parse(NEW.encode(), pyoxigraph.RdfFormat.TURTLE)
        content = pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.from_extension(form))
    else:
        content = graph.serialize(format=form)
    outcome = look(f"new.{ending[form]}", content)
    assert found(outcome) == []
    proposal = outcome.proposal
    (document,) = proposal.documents
    (one,) = proposal.things
    assert (document.key, document.issued, document.address) == (
        "news",
        "2022-03",
        "https://press.example/",
    )
    assert (one.key, one.type, one.label) == ("organisation/new", "Ministry", "New Ministry")
    assert set(one.other_labels.split(" | ")) == {"Новое министерство@ru", "NM"}
    told = {(each.property, each.object, each.since, each.role) for each in proposal.statements}
    assert told == {
        ("basedIn", "country/CCC", "2020", "seat"),
        ("title", "Un projet@fr", "", ""),
    }
    table = (proposal.files["statements/news.csv"] or b"").decode()
    assert ",derived,,accepted,2021" in table
    assert ",stated,Only in the title.,," in table


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


def test_the_built_graph_brings_nothing_new(world: Path, look: Look) -> None:
    """The file that a build writes is on record to its last triple."""
    outcome = look("cbrn.nt", build(world).text)
    proposal = outcome.proposal
    assert found(outcome) == []
    assert proposal.empty
    assert proposal.changes == ()
    assert proposal.known == 2 + 14 + 27
