"""Questions in plain words are read as what they ask for, and nothing is guessed.

The questions are in ``questions.toml``; the figures of the whole are printed with ``-s``.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.knowledge_graph import BUILT, KnowledgeGraph, open_graph
from graph.views.asking.reading import Understood, understood

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = tomllib.loads((Path(__file__).parents[2] / "questions.toml").read_text("utf-8"))
ASKED = [
    (text, key, [value for value in values if value])
    for part in ("cards", "pages")
    for key, cases in TABLE[part].items()
    for text, *values in cases
]
BACK = [text for texts in TABLE["asks"].values() for text in texts]


@pytest.fixture(scope="module")
def kg() -> Iterator[KnowledgeGraph]:
    """The real record."""
    with open_graph(BUILT) as opened:
        yield opened


def read(kg: KnowledgeGraph, text: str) -> Understood:
    """What a text is understood as."""
    return understood(kg, kg.questions, text)


def place(found: Understood, key: str, values: list[str]) -> int:
    """Which of the readings is the right one, from 0; -1 where none is."""
    for at, reading in enumerate(found.readings):
        told = {*reading.values.values(), *reading.address.values()}
        if reading.key == key and told >= set(values):
            return at
    return -1


def test_corpus_is_large_enough() -> None:
    """There are at least 150 questions, a third of them to be asked back."""
    assert len(ASKED) + len(BACK) >= 150
    assert len(BACK) * 3 >= len(ASKED) + len(BACK)


def test_most_are_right_and_hardly_any_wrong(
    kg: KnowledgeGraph, capsys: pytest.CaptureFixture[str]
) -> None:
    """At least 90 of 100 are right at once, 97 among three, and at most 2 are answered wrongly."""
    first, three, wrong = [], [], []
    for text, key, values in ASKED:
        found = read(kg, text)
        at = place(found, key, values)
        if found.sure and at == 0:
            first.append(text)
        if 0 <= at < 3:
            three.append(text)
        if found.sure and at != 0:
            wrong.append(text)
    for text in BACK:
        if read(kg, text).sure:
            wrong.append(text)
        else:
            first.append(text)
            three.append(text)
    whole = len(ASKED) + len(BACK)
    with capsys.disabled():
        print(
            f"\n{whole} questions: right first {len(first) / whole:.0%}, right in three "
            f"{len(three) / whole:.0%}, wrong {len(wrong) / whole:.1%}"
        )
        asked = [text for text, *_ in ASKED]
        for title, missed in (
            ("not first", set(asked) - set(first)),
            ("not in three", set(asked) - set(three)),
            ("wrong", set(wrong)),
        ):
            print(f"  {title}: {sorted(missed)}")
    assert len(first) >= 0.9 * whole
    assert len(three) >= 0.97 * whole
    assert len(wrong) <= 0.02 * whole
