"""Counted things in words, each with the form of its word that goes with the number.

Which form goes with which number is a matter of the language, and GNU gettext knows it for each:
the catalogue of the language that is spoken says it (`graph.texts`).
"""

from __future__ import annotations

import re
from typing import Final

from graph.texts import figure, ngettext

__all__ = ["counted", "forms", "plural", "regular_plural"]

_Y: Final = re.compile(r"(?<![aeiou])y$")


def plural(number: int, one: str, many: str) -> str:
    """The one of two words that goes with a number: "is" with 1, "are" with 0 and 2."""
    return ngettext(one, many, number)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its word: "1 line", "2,000 lines".

    Args:
        number: how many there are.
        one: the word for one of them.
        many: the word for several, where it is not that for one with an "s", or "ies" for "y".
    """
    return f"{figure(number)} {plural(number, one, many or regular_plural(one))}"


def forms(one: str, many: str) -> tuple[str, str]:
    """Both forms of a word, for a part of the screen that counts by itself."""
    return plural(1, one, many), plural(2, one, many)


def regular_plural(word: str) -> str:
    """The word for several of what a regular English word is for one of."""
    return f"{_Y.sub('ie', word)}s"
