"""Names in the reader's language: one index for each, right to left kept apart, in every file."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from graph.components.country_map.drawing import ColouredCountry, drawing, placed
from graph.languages import Spoken, is_right_to_left, language_of, runs, set_apart
from graph.templates import piece
from graph.views.answers.answer_files import as_workbook
from graph.views.exports.formats import FORMATS
from graph.views.exports.shown import shown
from graph.views.network.growing import Grower
from graph.views.network.grown_picture import grown
from graph.views.network.view_state import ViewState
from graph.views.record.options import option_of
from graph.views.record.search import find
from graph.views.report.background import background
from graph.views.report.compose import compose
from graph.views.report.docx_file import docx_file
from graph.views.report.html import html
from graph.views.report.selection import ReportSelection
from graph.views.report.workbook import workbook

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.exports.shown import Shown
    from graph.views.report.content import Report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GEORGIA = "جورجيا"
ARABIC = "كازاخستان"


@pytest.fixture(scope="module")
def arabic(kg: KnowledgeGraph) -> KnowledgeGraph:
    """The record for who reads names in Arabic."""
    return kg.in_language("ar")


@pytest.fixture(scope="module")
def taken(arabic: KnowledgeGraph) -> Shown:
    """The network around Kazakhstan with Arabic names."""
    picture = grown(Grower(arabic), ViewState(start=("country/KAZ",)))
    return shown(arabic, picture.view, places=picture.places)


@pytest.fixture(scope="module")
def report(arabic: KnowledgeGraph) -> Report:
    """The report on Kazakhstan with Arabic names."""
    whole = background(arabic, arabic.questions)
    return compose(whole, ReportSelection(things=("country/KAZ",)))


def test_names_follow_the_reader_and_fall_back_to_english(kg: KnowledgeGraph) -> None:
    """One index for each language, always the same; what has no name in it is English."""
    french = kg.in_language("fr")
    assert french is kg.in_language("fr") is french.in_language("fr")
    assert french.in_english is kg
    assert french.in_language("en") is french.in_language("xx") is kg
    spain = french.names.find("country/CIV")
    assert spain is not None
    assert (spain.label, spain.language) == ("Côte d’Ivoire", "fr")
    project = french.names.find("project/053")
    assert project is not None
    assert (project.label, project.language) == ("Project 53", "en")
    counts = kg.names.languages
    assert 0 < counts["fr"] < counts["en"] == len(kg.names.things())
    assert f"{counts['fr']:,} of {counts['en']:,} things" in french.names.told_language
    assert not kg.names.told_language


def test_every_language_is_searched_and_the_readers_is_shown(arabic: KnowledgeGraph) -> None:
    """The Russian, the English and the Arabic name all find the country under its Arabic one."""
    for typed in ("Казахстан", "Kazakhstan", ARABIC, "KAZ"):
        first = find(arabic.names, typed)[0]
        option = option_of(first.thing, first.matched)
        assert (option.label, option.language, option.direction) == (ARABIC, "ar", "rtl")
        assert option.matched == ("" if typed == ARABIC else typed)


def test_a_picture_stands_still_when_names_change(kg: KnowledgeGraph) -> None:
    """Things stand at the same places and in the same order in every language."""
    state = ViewState(start=("country/KAZ",))
    maker = Grower(kg)
    here, there = grown(maker, state), grown(maker.in_language(kg.in_language("ru")), state)
    assert here.places == there.places
    assert [one.id for one in here.view.nodes] == [one.id for one in there.view.nodes]
    assert "Казахстан" in {one.label for one in there.view.nodes}
    alone = grown(Grower(kg.in_language("ru")), state)
    assert alone.places == here.places


def test_what_runs_from_right_to_left_keeps_to_itself() -> None:
    """Names are set apart one by one, so that a comma or a year between them stays between them."""
    text = f"{ARABIC}, {GEORGIA} (2019)"
    assert set_apart(text) == f"\u2068{ARABIC}\u2069, \u2068{GEORGIA}\u2069 (2019)"
    assert set_apart(set_apart(text)) == set_apart(text)
    assert set_apart("Kazakhstan") == "Kazakhstan"
    assert [*runs(f"{ARABIC} with 2")] == [(ARABIC, True), (" with 2", False)]
    assert is_right_to_left(f"{ARABIC}, {GEORGIA} 2")
    assert not is_right_to_left(f"{ARABIC} and others")
    assert not is_right_to_left("2019")
    assert language_of("sr-latn").own == "srpski (latinica)"
    assert language_of("not a tag").own == "not a tag"


def test_a_template_says_in_which_language_a_name_is() -> None:
    """A name has its language and direction in HTML; one inside a sentence is set apart."""
    told = piece("pages/parts/cards.html", "titled", Spoken(f"{ARABIC}<", "ar"))
    assert told == f'<h3><bdi lang="ar" dir="rtl">{ARABIC}&lt;</bdi></h3>'
    french = piece("pages/parts/fragments.html", "strong", Spoken("Géorgie", "fr"))
    assert '<bdi lang="fr" dir="ltr">Géorgie</bdi>' in french
    assert f"\u2068{ARABIC}\u2069, 2" in piece("pages/parts/fragments.html", "note", f"{ARABIC}, 2")


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.ending)
def test_every_file_has_the_name(arabic: KnowledgeGraph, taken: Shown, one: object) -> None:
    """The Arabic name of the country is in each format, whole."""
    written = one.write(arabic.engine, taken)  # type: ignore[attr-defined]
    if one.ending == "pptx":  # type: ignore[attr-defined]
        with zipfile.ZipFile(io.BytesIO(written)) as parts:
            written = parts.read("ppt/slides/slide1.xml")
    assert ARABIC in written.decode("utf-8-sig")


def test_a_drawing_says_language_and_direction(arabic: KnowledgeGraph, taken: Shown) -> None:
    """In the SVG the thing has both, the sentence its names set apart; what is English is told."""
    drawn = next(one for one in FORMATS if one.ending == "svg").write(arabic.engine, taken)
    root = Xml.fromstring(drawn)
    marked = [one for one in root.iter() if one.get("lang") == "ar"]
    assert marked
    assert {one.get("direction") for one in marked} == {"rtl"}
    assert f"\u2068{ARABIC}\u2069 with" in drawn.decode()
    assert "Names are in Arabic" in drawn.decode()


def test_tables_say_the_language_of_each_name(arabic: KnowledgeGraph, taken: Shown) -> None:
    """In the list of things a name that fell back to English is told from one that did not."""
    written = next(one for one in FORMATS if one.ending == "things.csv").write(arabic.engine, taken)
    rows = [*csv.DictReader(io.StringIO(written.decode("utf-8-sig")))]
    told = {row["thing"]: row["language"] for row in rows}
    assert told[ARABIC] == "ar"
    assert told["Project 53"] == "en"


def test_a_slide_runs_from_right_to_left(arabic: KnowledgeGraph, taken: Shown) -> None:
    """The label is a paragraph from right to left, in its language."""
    written = next(one for one in FORMATS if one.ending == "pptx").write(arabic.engine, taken)
    shapes = Presentation(io.BytesIO(written)).slides[0].shapes
    frames = [one.text_frame for one in shapes if one.has_text_frame]
    (label,) = [one.paragraphs[0]._p for one in frames if one.text.strip("\u2068\u2069") == ARABIC]
    assert label.pPr.get("rtl") == "1"
    assert {one.get("lang") for one in label.iter() if one.tag.endswith("}rPr")} == {"ar"}


def test_a_word_document_marks_runs_and_paragraphs(report: Report) -> None:
    """Each Arabic name is a run of its own that is marked so; nothing of the text is lost."""
    with zipfile.ZipFile(io.BytesIO(docx_file(report))) as parts:
        for part in ("word/document.xml", "word/footnotes.xml"):
            root = Xml.fromstring(parts.read(part))
            for run in root.iter(f"{W}r"):
                text = "".join(one.text or "" for one in run.iter(f"{W}t"))
                marked = run.find(f"{W}rPr/{W}rtl") is not None
                assert marked == is_right_to_left(text), text
        root = Xml.fromstring(parts.read("word/document.xml"))
    paragraphs = {
        "".join(one.text or "" for one in each.iter(f"{W}t")): each for each in root.iter(f"{W}p")
    }
    assert f"Report: {ARABIC}" in paragraphs
    turned = [text for text, each in paragraphs.items() if each.find(f"{W}pPr/{W}bidi") is not None]
    assert turned
    assert all(map(is_right_to_left, turned))


def test_a_workbook_is_read_in_the_order_of_its_cells(
    arabic: KnowledgeGraph, report: Report
) -> None:
    """A cell in Arabic is read from the right; all others as their text says."""
    answer = arabic.ask("countries-of-region", region="region/MIE")
    for written in (workbook(report), as_workbook(answer, arabic.names)):
        turned = 0
        for sheet in load_workbook(io.BytesIO(written)).worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    is_turned = isinstance(cell.value, str) and is_right_to_left(cell.value)
                    assert (cell.alignment.readingOrder == 2) == is_turned
                    turned += is_turned
        assert turned


def test_a_report_says_in_which_language_names_are(report: Report) -> None:
    """In HTML each name in a cell has its language; the scope says how many names are English."""
    written = html(report).decode()
    assert f'<bdi lang="ar" dir="rtl">{ARABIC}</bdi>' in written
    assert "Names are in Arabic where one is on record" in written
    assert '="<bdi' not in written


def test_a_map_is_well_formed_with_any_names(arabic: KnowledgeGraph) -> None:
    """In attributes and titles a name is text: the map is one that a browser reads."""
    name = arabic.names.find("country/KAZ")
    assert name is not None
    place = ColouredCountry(code="398", label=name.label, told="2 rows", step=1, link="network")
    drawn = drawing(placed([place])[0], "Map", close=False)
    told = {one.get("aria-label") for one in Xml.fromstring(str(drawn)).iter()}
    assert any(text and ARABIC in text for text in told)


def test_no_name_is_written_into_an_attribute_as_markup(
    arabic: KnowledgeGraph, taken: Shown
) -> None:
    """What a template puts into an attribute is text, in the page that stands alone too."""
    page = next(one for one in FORMATS if one.ending == "html").write(arabic.engine, taken).decode()
    assert '="<bdi' not in page
    assert f'<td><bdi lang="ar" dir="rtl">{ARABIC}</bdi></td>' in page
    for file in Path("graph").rglob("*.html"):
        assert '="<bdi' not in file.read_text("utf-8")
