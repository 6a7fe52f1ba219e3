"""Words as they are compared: without case, accents and the endings that grammar puts on names.

What is cut off is said by the file of words of the language, under ``inflection``. It is cut from
the names on record and from the text alike, so a rule need not be right about a language's grammar:
it only has to do the same to both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from graph.reading.words import Words

__all__ = ["WordToken", "folded", "tokens"]

_WORD: Final = re.compile(r"[^\W_]+")


class WordToken(NamedTuple):
    """A word of a text with its place, and the form that it is compared by."""

    start: int
    end: int
    form: str


def tokens(text: str, words: Words) -> list[WordToken]:
    """The words of a text in order."""
    return [
        WordToken(found.start(), found.end(), words.fold(found[0]))
        for found in _WORD.finditer(text)
    ]


def folded(name: str, words: Words) -> tuple[str, ...]:
    """A name as the forms of its words; "&" is read as "and"."""
    return tuple(words.fold(word) for word in _WORD.findall(name.replace("&", " and ")))
