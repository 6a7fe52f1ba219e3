"""A sentence in which each mention is one sign for patterns, and the way back to the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.reading.mentions import Mention

__all__ = ["Marked", "marked"]

_SIGN: Final = re.compile(r"⟦\w(\d+)⟧")


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with ``⟦C0⟧`` for its first mention, a country, and so on."""

    text: str
    mentions: tuple[Mention, ...]
    _places: tuple[int, ...]
    _originals: tuple[int, ...]

    def named(self, part: str) -> Iterator[Mention]:
        """The mentions whose signs stand in a part of the sentence."""
        return (self.mentions[int(found[1])] for found in _SIGN.finditer(part))

    def in_words(self, part: str, text: str) -> str:
        """A part of the sentence with the words of the text in the place of its signs."""

        def words(found: re.Match[str]) -> str:
            mention = self.mentions[int(found[1])]
            return text[mention.start : mention.end]

        return _SIGN.sub(words, part)

    def original(self, place: int) -> int:
        """The place in the whole text of a place in the sentence that is no sign."""
        at = bisect_right(self._places, place) - 1
        return self._originals[at] + place - self._places[at]


def marked(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Marked:
    """The part of a text from ``start`` up to before ``end`` with its mentions as signs."""
    parts: list[str] = []
    places: list[int] = []
    originals: list[int] = []
    length = 0
    at = start

    def take(part: str, original: int) -> None:
        nonlocal length
        parts.append(part)
        places.append(length)
        originals.append(original)
        length += len(part)

    for number, mention in enumerate(mentions):
        take(text[at : max(mention.start, at)], at)
        take(f"⟦{mention.kind}{number}⟧", mention.start)
        at = mention.end
    take(text[at:end], at)
    return Marked("".join(parts), tuple(mentions), tuple(places), tuple(originals))
