"""Finds things by what people type: a name, an acronym, a number or a code, also with a slip.

Case, accents and punctuation do not matter. What is found comes in four tiers, the best first:
exactly a name, acronym, number or code; the beginning of one; its words in any order; a name that
is close enough to be meant (rapidfuzz, indel similarity).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from enum import IntEnum
from itertools import islice
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

from rapidfuzz import fuzz, process

from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

__all__ = ["Index", "Named", "forms", "plain", "words"]

# Letters that Unicode does not take apart into a base letter and a mark.
_BARRED: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_SEPARATORS: Final = re.compile(r"[^\w]+|_+")
_PLAIN: Final = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}

_CLOSE: Final = 72.0
"""From here on a word is close enough to be meant, where nothing better is found."""
_VERY_CLOSE: Final = 85.0
"""The same beside better finds, where a doubtful one would only be noise."""
_SHORT: Final = 3
"""A word of so few letters must be right, as a number must: one slip makes it another one."""


class Named(Protocol):
    """Whatever has an address, a label and other names."""

    @property
    def iri(self) -> str:
        """The address."""
        ...

    @property
    def label(self) -> str:
        """The name on the screen."""
        ...

    @property
    def others(self) -> tuple[str, ...]:
        """Acronyms, codes, spellings and titles."""
        ...


T = TypeVar("T", bound=Named)


class _Tier(IntEnum):
    EXACT = 0
    BEGINS = 1
    WORDS = 2
    CLOSE = 3


def plain(text: str) -> str:
    """Text as it is compared: lower case, without accents, single blanks."""
    if text.isascii():  # the same, sooner: most names are, and there may be very many of them
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.translate(_BARRED).split())


def words(text: str) -> str:
    """Text as its plain words with single blanks, punctuation left out and "&" read as "and"."""
    if text.isascii():  # the same, sooner: most names are, and there may be very many of them
        return " ".join(text.replace("&", " and ").translate(_PLAIN).split())
    return " ".join(_SEPARATORS.sub(" ", plain(text.replace("&", " and "))).split())


def forms(iri: str, label: str, others: Iterable[str]) -> tuple[str, ...]:
    """Everything a thing can be found by, in words: names first, then its key and its number.

    ``project/053`` is also found by "53", "P53" and "Project 53".
    """
    kind, _, key = iri.removeprefix(str(THINGS)).partition("/")
    keys = [key]
    if key.isdecimal():
        number = str(int(key))
        keys += [number, f"{kind[0]}{number}", f"{kind} {number}"]
    return tuple(dict.fromkeys(filter(None, map(words, (label, *others, *keys)))))


class Index(Generic[T]):
    """The names of many things, ready to be searched."""

    def __init__(self, things: Iterable[T]) -> None:
        """Fold every name once, so that a search folds only what was typed."""
        named = ((thing, forms(thing.iri, thing.label, thing.others)) for thing in things)
        self._things: list[tuple[T, tuple[str, ...]]] = [one for one in named if one[1]]
        vocabulary: dict[str, set[int]] = defaultdict(set)
        beginnings: list[tuple[str, int]] = []
        closed: dict[str, set[int]] = defaultdict(set)
        for place, (_, told) in enumerate(self._things):
            for form in told:
                beginnings.append((form, place))
                closed[form.replace(" ", "")].add(place)
                for word in form.split():
                    vocabulary[word].add(place)
        self._vocabulary = dict(sorted(vocabulary.items()))
        self._words = list(self._vocabulary)
        self._beginnings = sorted(beginnings)
        self._closed = dict(closed)

    def search(self, text: str, most: int = 20) -> list[T]:
        """The things that the text can mean, the best first; nothing for an empty text."""
        sought = words(text)
        if not sought:
            return []
        found: dict[int, tuple[int, float]] = {}
        # The tiers from the best down; the next one is only looked at where there is room for it.
        for candidates in (self._beginning, self._with_words):
            for place in candidates(sought) - found.keys():
                rank = _rank(sought, self._things[place][1])
                if rank is not None:
                    found[place] = rank
            if sum(tier < _Tier.WORDS for tier, _ in found.values()) >= most:
                break
        if len(found) < most:
            cutoff = _VERY_CLOSE if found else _CLOSE
            for place, score in self._close(sought.split(), cutoff):
                found.setdefault(place, (_Tier.CLOSE, -score))
        ranked = sorted(found, key=lambda place: (*found[place], *self._tie(place, sought)))
        return [self._things[place][0] for place in ranked[:most]]

    def _beginning(self, sought: str) -> set[int]:
        """The things with a name that is the text, or begins with it."""
        start = bisect_left(self._beginnings, (sought,))
        found = set(self._closed.get(sought.replace(" ", ""), ()))
        for form, place in islice(self._beginnings, start, None):
            if not form.startswith(sought):
                break
            found.add(place)
        return found

    def _with_words(self, sought: str) -> set[int]:
        """The things whose names have, for each word of the text, a word that begins with it."""
        sets = [self._with_word(word) for word in sorted(sought.split(), key=len, reverse=True)]
        return set.intersection(*sets)

    def _with_word(self, beginning: str) -> set[int]:
        found: set[int] = set()
        for word in islice(self._words, bisect_left(self._words, beginning), None):
            if not word.startswith(beginning):
                break
            found |= self._vocabulary[word]
        return found

    def _tie(self, place: int, sought: str) -> tuple[int, str, str]:
        """What decides between equals: the name nearest in length, then the alphabet."""
        thing, told = self._things[place]
        return min(abs(len(form) - len(sought)) for form in told), told[0], thing.iri

    def _close(self, sought: Sequence[str], cutoff: float) -> Iterator[tuple[int, float]]:
        """The things with a word close to each word sought, with the mean of the scores."""
        totals: dict[int, float] | None = None
        for word in sought:
            best: dict[int, float] = {}
            exact = len(word) <= _SHORT or any(map(str.isdecimal, word))
            lowest = 100.0 if exact else cutoff
            choices: Collection[str] = self._vocabulary.keys()
            for other, score, _ in process.extract_iter(
                word, choices, scorer=fuzz.ratio, score_cutoff=lowest
            ):
                for place in self._vocabulary[other]:
                    best[place] = max(score, best.get(place, 0.0))
            totals = (
                best
                if totals is None
                else {place: totals[place] + best[place] for place in totals.keys() & best.keys()}
            )
        for place, total in (totals or {}).items():
            yield place, total / len(sought)


def _rank(sought: str, told: Iterable[str]) -> tuple[int, float] | None:
    """How well the names of one thing match, lower is better; None where they do not.

    Within a tier the shorter name comes first: more of it was typed.
    """
    best: tuple[int, float] | None = None
    everything: list[str] = []
    for form in told:
        rank: tuple[int, float] | None = None
        if form == sought or form.replace(" ", "") == sought.replace(" ", ""):
            return _Tier.EXACT, 0.0
        if form.startswith(sought):
            rank = _Tier.BEGINS, len(form)
        elif _all_begin(sought.split(), form.split()):
            rank = _Tier.WORDS, len(form)
        if rank is not None and (best is None or rank < best):
            best = rank
        everything += form.split()
    if best is None and _all_begin(sought.split(), everything):
        best = _Tier.WORDS, float(sum(map(len, everything)))
    return best


def _all_begin(sought: Sequence[str], found: Sequence[str]) -> bool:
    """Whether each word sought is the beginning of a word found."""
    return all(any(word.startswith(part) for word in found) for part in sought)
