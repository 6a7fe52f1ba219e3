"""Text of a PDF whose letters run from the right: words put in the order in which they are read.

A PDF places glyphs, and for Arabic and Hebrew many programs write them in the order in which they
stand on the page. Which letter comes first is told by where it stands (Unicode Standard Annex 9
gives the order of letters and numbers in such a line).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["PlacedSign", "in_reading_order", "runs_from_the_right"]

_RIGHT: Final = frozenset({"R", "AL"})
_LEFT: Final = frozenset({"L", "EN", "AN"})
_WORD: Final = re.compile(r"\S+")


class PlacedSign(NamedTuple):
    """A sign of a page and the middle of the place where it stands, from the left."""

    sign: str
    middle: float


def runs_from_the_right(text: str) -> bool:
    """Whether a text has letters that run from the right."""
    return any(unicodedata.bidirectional(sign) in _RIGHT for sign in text)


def in_reading_order(line: Sequence[PlacedSign]) -> str:
    """A line with each of its words in the order in which it is read.

    Words stand in their order already, with blanks between them; a line without letters that run
    from the right stays as it is.
    """
    text = "".join(one.sign for one in line)
    if not runs_from_the_right(text):
        return text
    parts: list[str] = []
    place = 0
    for found in _WORD.finditer(text):
        parts += [text[place : found.start()], _word(line[found.start() : found.end()])]
        place = found.end()
    return "".join([*parts, text[place:]])


def _word(signs: Sequence[PlacedSign]) -> str:
    """A word from its right to its left, the numbers and Latin letters in it from their left."""
    word: list[str] = []
    run: list[str] = []
    for one in sorted(signs, key=lambda one: -one.middle):
        if unicodedata.bidirectional(one.sign) in _LEFT:
            run.append(one.sign)
            continue
        word += [*_turned(run), one.sign]
        run = []
    return "".join([*word, *_turned(run)])


def _turned(run: Iterable[str]) -> list[str]:
    return list(run)[::-1]
