"""Counted things in words, each with the form of its word that goes with the number.

Which form goes with which number is a matter of the language, and GNU gettext knows it for each:
without a catalogue its rule is that of English, in which the texts are written. A catalogue of
another language would stand in the place of ``NullTranslations`` here and nowhere else.
"""

from __future__ import annotations

import re
from gettext import NullTranslations
from typing import Final

__all__ = ["counted", "plural"]

_Y: Final = re.compile(r"(?<![aeiou])y$")
_CATALOGUE: Final = NullTranslations()


def plural(number: int, one: str, many: str) -> str:
    """The one of two words that goes with a number: "is" with 1, "are" with 0 and 2."""
    return _CATALOGUE.ngettext(one, many, number)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its word: "1 line", "2,000 lines".

    Args:
        number: how many there are.
        one: the word for one of them.
        many: the word for several, where it is not that for one with an "s", or "ies" for "y".
    """
    several = many or f"{_Y.sub('ie', one)}s"
    return f"{number:,} {plural(number, one, several)}"
