"""Texts in the reader's language: a page that is said to be whole is, and so is its catalogue."""

from __future__ import annotations

import html
import json
import re
import threading
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from graph import texts
from graph.components import network_canvas
from graph.dates import PartialDate
from graph.knowledge_graph import current_graph
from graph.languages import ENGLISH, language_of
from graph.plurals import counted
from graph.texts import (
    CATALOGUES,
    all_of,
    catalogue,
    gettext,
    speaking,
    spoken_language,
    whole_pages,
)
from graph.views.record.overview import documents
from tests.catalogues import LANGUAGES, read, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit.testing.v1.element_tree import Element

ROOT: Final = Path(__file__).resolve().parents[1]
PATIENCE: Final = 60.0
OPEN, SHUT = "⟦", "⟧"

# Addresses that show, page by page, what there is to be worded.
PAGES: Final = (
    "overview",
    "network?thing=country/KAZ",
    "network?thing=region/CA&at=region/CA&step=group-by~kind&sizes=lines",
    "network?thing=project/053&at=project/053",
    "ask",
    "ask?question=countries-of-region",
    "ask?question=happened-in-year&year=2024",
    "ask?build=",
    "ask?build=Country",
    "ask?query=SELECT ?thing WHERE { ?thing a cbrn:Region }",
    # An empty answer, what is not on record, and rows that a comparison loses.
    "ask?query=SELECT ?c { ?c a cbrn:Country ; cbrn:partOf ?r FILTER(?c != country:KAZ) }",
    "ask?query=SELECT ?c { ?c a cbrn:Contry ; cbrn:attendedBy country:KAX ; skos:altLabels ?n }",
    'ask?query=SELECT ?p { ?p cbrn:startDate ?d FILTER(?d >= "2015-01-01"^^xsd:date) }',
    "sources",
    "sources?list=again",
    "sources?source=source/unicri-2013-04-slides-kyiv",
)
# What of an element is no text: what it is known by, how it looks, where it leads.
_NO_TEXT: Final = frozenset(
    [
        "component_name",
        "css_content",
        "js_content",
        "html_content",
        "id",
        "form_id",
        "icon",
        "query_string",
        "url",
        "data",
        "type",
        "element_id",
        "key",
        "color",
        "width",
        "height",
        "page_script_hash",
        "url_path",
        "block_type",
        "display",
        "raw_value",
        "library",
        "address",
        "pass",
        "look",
        "kind",
        "group",
        "shape",
        "light",
        "dark",
        "sort",
        "tone",
        "note",
        "proto",
        "columns",
        "href",
        "file",
        "default_value",
        "language",
        "direction",
        "symbol",
        "mode",
        "wish",
        "code",
        "cut",
        "extensions",
        "source",
        "target",
        "source_id",
        "code_text",
        "selection_default",
        "theme",
        "snippets",
        "terms",
        "words_of",
        "format_str",
        "placeholder_date",
        "accept",
        "version",
        "chart_config",
        "config",
        "land",
        "vega_lite_spec",
        "spec",
        "markdown_format",
        "step",
    ]
)
# Names of formats and tools, which are the same in every language.
_FORMATS: Final = re.compile(
    r"\b(?:SPARQL|CSV|TSV|XLSX|JSON(?:-LD)?|XML|SVG|PNG|PDF|PPTX|DOCX|GraphML|GEXF|Turtle|N-Triples|"
    r"Markdown|RDF|HTML|(?:(?:Ctrl|Shift|Alt)\+)+\w+|curl|Python|Excel|Power BI|Google Sheets|"
    r"DuckDB|LibreOffice|SELECT|WHERE|cbrn)\b"
)


# Keys of files, and the words by which a part of the screen and
# the page tell looks and times from one another.
_OTHER_THAN_TEXT: Final = re.compile(r"^[0-9a-f]+$")
_KEYS: Final = frozenset(
    ["event", "known", "plain", "family", "year", "publishers", "picked", "name"]
)


class _Marked(NullTranslations):
    """A catalogue that puts a mark around each text that it is asked for."""

    def gettext(self, message: str) -> str:
        """The text in its mark."""
        return f"{OPEN}{message}{SHUT}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form that goes with the number, in its mark."""
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_what_the_code_says(language: str) -> None:
    """Nothing is lacking in a catalogue and nothing in it is said no more: `make texts`."""
    assert (CATALOGUES / language / "pages.po").read_bytes() == written(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_told_with_what_it_is_filled_with(language: str) -> None:
    """Each text has its translation, in every form, with the same places to fill in."""
    wrong = []
    for message in read(language):
        if not message.id:
            continue
        english = message.id if isinstance(message.id, str) else message.id[1]
        forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
        wrong += [
            (english, told)
            for told in forms
            if not told.strip() or _places(told) != _places(english)
        ]
    assert wrong == []


def _places(text: str) -> set[tuple[str, str]]:
    """What is filled into a text, each with how it is written; a query's braces are none."""
    try:
        found = [(name, form or "") for _, name, form, _ in Formatter().parse(text) if name]
    except ValueError:
        return set()
    return {(name, form) for name, form in found if name.isidentifier()}


def test_numbers_dates_and_lists_follow_the_language() -> None:
    """A number, its word, a date and a list are written as the language does, and only there."""
    day = PartialDate.parse("2024-03-01")
    with speaking("fr"):
        assert counted(0, "document") == "0 document"
        assert counted(1200, "document") == "1\u202f200 documents"
        assert (day.words, day.when) == ("1 mars 2024", "le 1 mars 2024")
        assert all_of(["A", "B", "C"]) == "A, B et C"
    assert counted(0, "document") == "0 documents"
    assert (day.words, all_of(["A", "B"])) == ("1 March 2024", "A and B")


def test_a_language_belongs_to_who_asked_for_it() -> None:
    """Two visitors at once read two languages; a page that is not whole is in English."""
    heard: dict[str, str] = {}
    together = threading.Barrier(2)

    def visitor(language: str) -> None:
        with speaking(language):
            together.wait(PATIENCE)
            heard[language] = gettext("Overview")
            together.wait(PATIENCE)

    threads = [threading.Thread(target=visitor, args=(one,)) for one in ("fr", "en")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert heard == {"fr": "Vue d’ensemble", "en": "Overview"}
    for language, page in (("fr", "add"), ("ka", ""), ("../fr", ""), ("", "")):
        with speaking(language, page):
            assert (spoken_language(), gettext("Overview")) == ("en", "Overview")


def test_a_name_with_braces_stays_as_it_is() -> None:
    """What is filled into a text is not looked at again."""
    assert gettext("Open {label}", label="{label} {0}") == "Open {label} {0}"


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_a_whole_page_is_without_a_catalogue(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a page says that a catalogue is said to have whole has been asked of a catalogue.

    What it says beside that are names of the record, titles and places of documents, and figures.
    Nothing of it is kept for whoever comes next and reads English.
    """
    marked, whole = _Marked(), whole_pages(language)
    assert whole, "without X-Complete-Pages in its head a catalogue is never used"
    monkeypatch.setattr(
        texts, "catalogue", lambda tag: marked if tag == language else catalogue(tag)
    )
    # No browser draws the picture here, after which a page shows the rest.
    monkeypatch.setattr(network_canvas, "is_drawn", lambda key: True)
    shown = [one for one in PAGES if urlsplit(one).path in whole]
    assert {urlsplit(one).path for one in shown} == whole
    assert [f"{one}: {text}" for one in shown for text in _not_marked(one, language)] == []
    again = {urlsplit(one).path: one for one in shown}.values()
    assert [text for one in again for text in _said(one, ENGLISH) if OPEN in text] == []


def _not_marked(address: str, language: str) -> list[str]:
    """The texts of a page that came from no catalogue."""
    bare = (_bare(text, language) for text in _said(address, language))
    return sorted(filter(None, bare))


def _said(address: str, language: str) -> set[str]:
    """The texts of a page."""
    page, _, query = address.partition("?")
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    app.query_params["lang"] = language
    for folded in ("twin", "downloads", "desk line by line"):  # made when they are unfolded
        app.session_state[folded] = True
    app.run()
    for name, value in parse_qsl(query, keep_blank_values=True):
        app.query_params[name] = value
    app.query_params["lang"] = language
    if page != "overview":
        app.switch_page(f"graph/pages/{page}/page.py").run()
    assert not app.exception, [one.value for one in app.exception]
    return {text for element in _elements(app) for text in _texts(element)}


def _bare(text: str, language: str) -> str:
    """What of a text no catalogue gave and no record, if that has a word in it."""
    if "<svg" in text or text.startswith("SELECT"):
        return ""  # a query; the shapes of countries, with what Natural Earth calls them
    rest = re.sub(r"<style>.*?</style>|<[^>]*>", f"{OPEN}{SHUT}", text, flags=re.DOTALL)
    rest = re.sub(r"\b(?:cbrn|rdfs?|skos|dct|foaf|prov|xsd):\w+", "", rest)
    rest = re.sub(r"\\(\W)", r"\1", html.unescape(rest)).replace("\u2060", "")
    inner = None
    while inner != rest:
        inner, rest = rest, re.sub(f"{OPEN}[^{OPEN}{SHUT}]*{SHUT}", "\u0000", rest)
    if not re.search(r"[^\W\d_]{3}", rest):
        return ""
    for name in _of_record(language):
        if name in rest:
            rest = rest.replace(name, "")
    rest = _FORMATS.sub("", rest)
    if _OTHER_THAN_TEXT.search(rest) or rest in _KEYS:
        return ""
    return rest.replace("\u0000", " … ").strip() if re.search(r"[^\W\d_]{3}", rest) else ""


@cache
def _of_record(language: str) -> tuple[str, ...]:
    """Names, titles, publishers and places of the record, and months; the longest first."""
    kg = current_graph().in_language(language)
    named = list(kg.names.by_iri.values())
    found = {name for one in named for name in (one.label, one.inverse, one.kind)}
    found |= {place for one in named for place in one.place.split(", ")}
    found |= {other for one in named for other in (*one.others, *one.titles)}
    for one in documents(kg.engine):
        found |= {one.publisher, one.places, one.page, one.title}
    found |= {f"{one.label[:1].upper()}{one.label[1:]}" for one in named}
    for card in kg.questions.values():
        found |= {one.default or "" for one in card.parameters}
        found |= {part for told in card.sentences for part in re.split(r"{\w+}", told)}
    for tag in kg.names.languages:
        found |= {language_of(tag).words}
    with speaking(language):
        found |= {PartialDate(2000, month).words.partition(" ")[0] for month in range(1, 13)}
    return tuple(sorted((one for one in found if len(one) > 2), key=len, reverse=True))


def _elements(app: AppTest) -> Iterator[Element]:
    """All elements of a page."""
    waiting: list[Any] = [app._tree]
    while waiting:
        node = waiting.pop()
        waiting += getattr(node, "children", {}).values()
        if getattr(node, "proto", None) is not None:
            yield node


def _texts(element: Element) -> Iterator[str]:
    """The texts of an element, the headings of a table among them."""
    yield from _of_message(element.proto)
    if element.type in {"arrow_data_frame", "dataframe"}:
        yield from map(str, element.value.columns)


def _of_message(message: Any) -> Iterator[str]:  # noqa: ANN401 - protobuf has no types
    for field, value in message.ListFields():
        if field.name in _NO_TEXT:
            continue
        values = value if field.is_repeated else [value]
        if field.type == field.TYPE_MESSAGE:
            if not field.message_type.GetOptions().map_entry:
                for one in values:
                    yield from _of_message(one)
        elif field.name in {"json", "mixed"}:
            for one in values:
                yield from _of_json(json.loads(one))
        elif field.type == field.TYPE_STRING:
            yield from values


def _of_json(data: object) -> Iterator[str]:
    """The texts in what a part of the screen is given, which may be JSON written as text."""
    if isinstance(data, dict) and "phrases" not in data:  # those of the editor are SPARQL's own
        for key, value in data.items():
            if key not in _NO_TEXT:
                yield from _of_json(value)
    elif isinstance(data, list):
        for value in data:
            yield from _of_json(value)
    elif isinstance(data, str):
        if data[:2] in {'{"', "[{", '["', "[["}:
            yield from _of_json(json.loads(data))
        elif not data.startswith(("http", "rgb", "#")):
            yield data
