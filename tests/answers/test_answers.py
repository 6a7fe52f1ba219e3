"""Each question card, asked with its own values on the real data, gives exactly these rows.

The rows are read from ``answers/<card>.csv``, written with short addresses as in the tables; a
new card needs a new file.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph import KnowledgeGraph
from graph.store import load_questions
from graph.vocabulary import CBRN, THINGS

ANSWERS = Path(__file__).parent


def shortened(cell: str | None) -> str:
    """A cell as the expected rows write it."""
    return (cell or "").removeprefix(str(THINGS)).removeprefix(str(CBRN))


@pytest.mark.parametrize("card", load_questions())
def test_card_gives_its_answer(kg: KnowledgeGraph, card: str) -> None:
    """The card's rows are the expected ones, in the expected order."""
    hidden = {parameter.name for parameter in kg.questions[card].parameters}
    answer = kg.ask(card)
    found = [
        {name: shortened(cell) for name, cell in record.items() if name not in hidden}
        for record in answer.records()
    ]
    with (ANSWERS / f"{card}.csv").open(newline="", encoding="utf-8") as file:
        expected = list(csv.DictReader(file))
    assert expected, "an expected answer has rows"
    assert found == expected


def test_every_answer_has_its_card() -> None:
    """No expected answer is left behind when a card is renamed."""
    assert {path.stem for path in ANSWERS.glob("*.csv")} == set(load_questions())
