"""Questions in French and Russian: each is read as its card, whatever the reader's names are in."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.views.asking.languages_tried import languages_tried
from graph.views.asking.reading import understood
from graph.views.asking.wording import WORDINGS

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

_TOLD = tomllib.loads(
    (Path(__file__).parents[2] / "questions_abroad.toml").read_text(encoding="utf-8")
)
ASKED = [
    (text, key, values)
    for tag in ("fr", "ru")
    for key, cases in _TOLD[tag].items()
    for text, *values in cases
]
BACK = [text for tag in ("fr", "ru") for text in _TOLD["asked_back"][tag]]


def test_each_language_has_its_words(root: Path) -> None:
    """Every folder of a language says how its questions are worded."""
    folders = {one.parent.name for one in (root / "ontology").glob("languages/*/questions.toml")}
    assert {"en", *folders} == set(WORDINGS)


@pytest.mark.parametrize(("text", "key", "values"), ASKED)
@pytest.mark.parametrize("names", ["en", "fr", "ar"])
def test_a_question_is_read_as_its_card(
    kg: KnowledgeGraph, names: str, text: str, key: str, values: list[str]
) -> None:
    """The card and its values are found without asking back."""
    reader = kg.in_language(names)
    found = understood(reader, reader.questions, text)
    assert found.sure
    assert (found.readings[0].key, list(found.readings[0].values.values())) == (key, values)


@pytest.mark.parametrize("text", BACK)
def test_what_is_not_on_record_is_asked_back(kg: KnowledgeGraph, text: str) -> None:
    """A country or a project that is not there is named as not understood, in any language."""
    found = understood(kg, kg.questions, text)
    assert not found.sure


def test_a_question_is_told_in_the_readers_language(kg: KnowledgeGraph) -> None:
    """Who reads French is told the question in French with French names, however it is asked."""
    french = kg.in_language("fr")
    for asked in ("projects in Georgia and Ukraine", "общие проекты Грузии и Украины"):
        told = understood(french, french.questions, asked).readings[0].question
        assert told == "Quels projets couvrent à la fois Géorgie et Ukraine ?"


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("which sites in Georgia are vulnerable", ["en"]),
        ("who is the president of Norway", ["en"]),
        ("", ["en"]),
        ("projets avec Uzbekistan", ["en", "fr"]),
        ("Maroc", ["en", "fr"]),
        ("Грузия", ["en", "fr", "ru"]),
    ],
)
def test_a_text_is_tried_in_the_languages_whose_words_it_has(
    kg: KnowledgeGraph, text: str, tags: list[str]
) -> None:
    """A text that is English, as far as its words are known, is not read in others too."""
    assert [*languages_tried(kg.names, text)] == tags
    french = kg.in_language("fr").names
    assert [*languages_tried(french, text)][:2] == ["fr", "en"]
