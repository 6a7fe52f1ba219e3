"""Words that are another but for a slip are found as if each of them were measured."""

from __future__ import annotations

import random
import string

import pytest
from rapidfuzz.distance import OSA

from graph.slips import NearWords, is_slip_of_keys

CHANCE = random.Random(7)
WORDS = sorted(
    {
        "".join(CHANCE.choices("abcde", k=CHANCE.randint(5, 9)))
        + "".join(CHANCE.choices("xyz", k=CHANCE.randint(0, 6)))
        for _ in range(3_000)
    }
)


def slipped(word: str) -> str:
    """The word with one slip somewhere."""
    at = CHANCE.randrange(len(word) - 1)
    letter = CHANCE.choice(string.ascii_lowercase)
    changed = (
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    return CHANCE.choice(changed)


@pytest.mark.parametrize("slips", [1, 2])
def test_all_near_words_are_found(slips: int) -> None:
    """No word within so many slips is left out, wherever in the word they are."""
    near = NearWords(WORDS)
    for word in CHANCE.sample([one for one in WORDS if len(one) >= 7 * slips - 1], 200):
        typed = slipped(word) if slips == 1 else slipped(slipped(word))
        if len(typed) < 5 * slips:
            continue
        measured = {one for one in WORDS if OSA.distance(typed, one) <= slips}
        assert set(near.near(typed, slips)) == measured, typed


def test_nearest_comes_first() -> None:
    """The word itself is before those that are near to it."""
    near = NearWords(["georgia", "georgio", "armenia"]).near("georgia", 1)
    assert near == ["georgia", "georgio"]


@pytest.mark.parametrize(
    ("typed", "meant", "expected"),
    [
        ("kazakstan", "kazakhstan", True),
        ("porjects", "projects", True),
        ("countires", "countries", True),
        ("meetinngs", "meetings", True),
        ("losing", "closing", False),  # the beginning
        ("meeting", "meetings", False),  # the end
        ("gambia", "zambia", False),  # another letter
        ("spending", "sending", False),  # one too many, and no double
        ("projects", "projects", False),
        ("sreading", "readings", False),
        ("planned", "spanned", False),
    ],
)
def test_slip_of_the_keys(typed: str, meant: str, *, expected: bool) -> None:
    """Left out inside, struck twice or changed round: what fingers do, and nothing else."""
    assert is_slip_of_keys(typed, meant) is expected
