"""Counted things stand with the form of their word that goes with the number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.plurals import counted, plural

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("number", "words", "told"),
    [
        (0, ("line",), "0 lines"),
        (1, ("line",), "1 line"),
        (2, ("line",), "2 lines"),
        (1, ("country", "countries"), "1 country"),
        (2_000, ("country",), "2,000 countries"),
        (3, ("older entry",), "3 older entries"),
        (2, ("day",), "2 days"),
    ],
)
def test_a_number_has_its_word(number: int, words: tuple[str, ...], told: str) -> None:
    """One thing is in the singular, none and several are in the plural."""
    assert counted(number, *words) == told


def test_a_verb_goes_with_its_number() -> None:
    """A word that is no noun is chosen by the same rule."""
    assert [plural(number, "is", "are") for number in (0, 1, 2)] == ["are", "is", "are"]


def test_no_sentence_counts_by_itself() -> None:
    """No module chooses the form of a word by hand; where words are chosen there is one place."""
    by_hand = re.compile(r"""(['"])\1 if [^{}\n]*== 1 else (['"])s\2""")
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in sorted((ROOT / "graph").rglob("*.py"))
        for match in by_hand.finditer(path.read_text("utf-8"))
    ]
    assert found == []
