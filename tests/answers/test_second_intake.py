"""Twenty questions across the second intake, against rows worked out from its documents beforehand.

The questions and their rows are in ``second_intake.toml``; a new question is a new entry.
"""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

import pytest

from graph import KnowledgeGraph
from graph.vocabulary import CBRN, THINGS

ROOT = Path(__file__).parents[2]
QUESTIONS: list[dict[str, Any]] = tomllib.loads(
    (ROOT / "tests" / "answers" / "second_intake.toml").read_text("utf-8")
)["question"]


@pytest.fixture(scope="module")
def documents() -> set[str]:
    """The keys of the documents on record."""
    with (ROOT / "data" / "documents.csv").open(newline="", encoding="utf-8-sig") as file:
        return {row["key"] for row in csv.DictReader(file)}


def shortened(cell: str | None) -> str:
    """A cell as the expected rows write it."""
    return (cell or "").removeprefix(str(THINGS)).removeprefix(str(CBRN))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["asks"])
def test_question_has_the_answer_of_its_documents(
    kg: KnowledgeGraph, documents: set[str], question: dict[str, Any]
) -> None:
    """The answer is what the documents say: no row more, no row less."""
    assert set(question["documents"]) <= documents
    if "sparql" in question:
        answer = kg.query(question["sparql"])
    else:
        answer = kg.ask(question["card"], **question.get("values", {}))
    kept = question.get("where", {})
    records = [
        {name: shortened(cell) for name, cell in record.items()} for record in answer.records()
    ]
    found = {
        tuple(record[column] for column in question["columns"])
        for record in records
        if all(record[column] == value for column, value in kept.items())
    }
    assert found == {tuple(row) for row in question["rows"]}


def test_there_are_twenty_questions() -> None:
    """Twenty different questions stand in the table, and each has rows to find."""
    assert len({question["asks"] for question in QUESTIONS}) >= 20
    assert all(question["rows"] for question in QUESTIONS)
