"""Words that a word is but for a slip: a letter too many, too few, another, or two changed round.

A slip leaves the beginning, the middle or the end of a word as it was, so words are kept by these
and only the few that share one of them are measured, however many there are.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["NearWords", "is_slip_of_keys"]

_End: TypeAlias = Literal["first", "last", "inner"]
_KEPT: Final = 2
"""Of a word of five letters or more, one slip leaves its first two or its last two."""
_INNER: Final = (4, 8)
_SHIFTS: Final = (-1, 0, 1)


def is_slip_of_keys(typed: str, meant: str) -> bool:
    """Whether fingers alone make one word of the other: nothing else was meant in its place.

    A letter inside is left out or struck twice, or two neighbours came in the wrong order. Another
    letter may be another word ("closing", "losing"; "Gambia", "Zambia"), and so may an end.

    Args:
        typed: the word as it stands.
        meant: the one that it may be.
    """
    if len(typed) == len(meant):
        turned = (
            f"{meant[:at]}{meant[at + 1]}{meant[at]}{meant[at + 2 :]}"
            for at in range(len(meant) - 1)
        )
        return typed != meant and typed in turned
    if len(typed) + 1 == len(meant):
        return any(typed == meant[:at] + meant[at + 1 :] for at in range(1, len(meant) - 1))
    doubled = (at for at in range(1, len(typed)) if typed[at] == typed[at - 1])
    return any(typed[:at] + typed[at + 1 :] == meant for at in doubled)


class NearWords:
    """Words, ready to be found by others that are nearly the same."""

    def __init__(self, words: Iterable[str]) -> None:
        """Keep each word by its length and its ends; those of fewer than three letters are not."""
        self._kept: dict[tuple[_End, int, str], list[str]] = defaultdict(list)
        for word in words:
            if len(word) <= _KEPT:
                continue
            self._kept["first", len(word), word[:_KEPT]].append(word)
            self._kept["last", len(word), word[-_KEPT:]].append(word)
            if len(word) >= _INNER[1]:
                self._kept["inner", len(word), word[slice(*_INNER)]].append(word)

    def near(self, word: str, slips: int) -> list[str]:
        """The words that this one is but for so many slips, the nearest first.

        Args:
            word: at least five letters for one slip, ten for two; shorter ones may be missed.
            slips: one or two.
        """
        found = process.extract(
            word,
            list(dict.fromkeys(self._alike(word, slips))),
            scorer=OSA.distance,
            score_cutoff=slips,
            limit=None,
        )
        return [other for other, _, _ in found]

    def _alike(self, word: str, slips: int) -> Iterator[str]:
        """The words of about the same length that share an end with this one, or its middle."""
        for length in range(len(word) - slips, len(word) + slips + 1):
            yield from self._kept.get(("first", length, word[:_KEPT]), ())
            yield from self._kept.get(("last", length, word[-_KEPT:]), ())
            for shift in _SHIFTS if slips > 1 else ():
                inner = word[_INNER[0] + shift : _INNER[1] + shift]
                yield from self._kept.get(("inner", length, inner), ())
