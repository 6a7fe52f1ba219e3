"""Words of a PDF that run from the right are read from the right."""

from __future__ import annotations

import pytest

from graph.intake.right_to_left import PlacedSign, in_reading_order


def as_placed(words: list[tuple[str, bool]]) -> list[PlacedSign]:
    """Words in their order, from the right of a page; some with their letters turned round."""
    signs: list[PlacedSign] = []
    right = 600.0
    for number, (word, is_turned) in enumerate(words):
        if number:
            signs.append(PlacedSign(" ", right - 20))
            right -= 5
        # Numbers stand from the left within the line, all else from the right.
        shown = word if not word[0].isascii() else word[::-1]
        placed = [PlacedSign(sign, right - 6 * at) for at, sign in enumerate(shown)]
        right -= 6 * len(word)
        signs += placed[::-1] if is_turned else placed
    return signs


@pytest.mark.parametrize(
    "words",
    [
        [("ورشة", True), ("عمل", True), ("في", False), ("عمان", True)],
        [("يوم", False), ("25", False), ("حزيران", True), ("2019", True)],
        [("סדנה", True), ("UNICRI", False), ("2021", True)],
    ],
    ids=["Arabic", "numbers", "Latin letters"],
)
def test_letters_are_read_as_they_stand(words: list[tuple[str, bool]]) -> None:
    """However the file orders the glyphs of a word, it is read by where they stand."""
    assert in_reading_order(as_placed(words)) == " ".join(word for word, _ in words)


def test_a_line_from_the_left_stays() -> None:
    """Signs of a line without such letters keep their order, wherever they stand."""
    assert in_reading_order([PlacedSign("a", 9.0), PlacedSign("b", 1.0)]) == "ab"
