"""Headings of answers say what stands below them."""

from __future__ import annotations

import pytest

from graph.knowledge_graph import KnowledgeGraph
from graph.store import ask
from graph.views.asking.reading import understood
from graph.views.record.tables import labelled


@pytest.mark.parametrize(
    ("text", "language", "heading"),
    [
        ("Which EU bodies are in projects in Georgia?", "en", "EU body"),
        ("Which round tables began in 2019?", "en", "round table"),
        ("Which round tables began in 2019?", "fr", "table ronde"),
        ("Which meetings began in 2019?", "en", "meeting"),  # of several kinds
        ("Which exercises did Lebanon host?", "en", "exercise"),
    ],
)
def test_what_was_found_is_called_by_its_kind(
    kg: KnowledgeGraph, text: str, language: str, heading: str
) -> None:
    """The first column is called after what it lists, not "found" or "e u body"."""
    reading = understood(kg, kg.questions, text).readings[0]
    answer = ask(kg.engine, reading.target, dict(reading.values))  # type: ignore[arg-type]
    table = labelled(answer, kg.names.in_language(language), without=reading.values)
    assert table.columns[0] == heading


def test_nothing_found_is_called_so(kg: KnowledgeGraph) -> None:
    """Without rows no kind is told."""
    values = {"kind": "RoundTable", "year": "1999"}
    answer = ask(kg.engine, kg.questions["things-begun-in-year"], values)
    assert labelled(answer, kg.names, without=values).columns[0] == "found"
