"""Finds things by what people type: a name, an acronym, a number or a code, also with a slip.

Spelling is folded first (`graph.folding`). There is one ranking, in tiers, the best first: `Tier`
of `graph.search_tiers`. Within a tier a kind that people mean more often comes first (a project
before its kick-off), then the alphabet.

What is only close to a name, or a number that only begins like the one on record, is another thing
until somebody says otherwise: such finds are not `sure`, and nothing takes them by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from rapidfuzz.distance import OSA

from graph.folding import words
from graph.kinds import BY_KEY
from graph.search_tiers import (
    Named,
    Tier,
    best_form,
    nearest,
    search_entry,
    tier_of_beginning,
    tier_of_words,
    whole_name,
)
from graph.slips import NearWords

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = ["ADDRESSED", "Index", "SearchHit"]


_ONE_SLIP: Final = 5
"""A shorter word must be right, as a number must: one slip makes it another one (Iran, Iraq)."""
_TWO_SLIPS: Final = 10
"""From this length on two slips are one in each half."""
ADDRESSED: Final = frozenset({"mr", "mrs", "ms", "dr", "prof", "professor", "sir", "ambassador"})
"""How a person is addressed, which is no part of a name here."""
_LOOKED_AT: Final = 200
"""So many names of a kind that begin with a text are put in order, however many there are."""
_WEIGHED: Final = 300
"""So many things that have the words of a text are ranked; one that more have says too little."""


_T = TypeVar("_T", bound=Named)
_T_co = TypeVar("_T_co", bound=Named, covariant=True)


@dataclass(frozen=True, slots=True)
class SearchHit(Generic[_T_co]):
    """A thing that a text can mean, how, and the name by which it was found.

    ``matched`` is one of the thing's names, or what is told of it, as it is written.
    """

    thing: _T_co
    tier: Tier
    matched: str

    @property
    def sure(self) -> bool:
        """Whether the text names the thing, or the beginning of it, without a slip."""
        return self.tier < Tier.LONGER


class Index(Generic[_T]):
    """The names of many things, ready to be searched."""

    def __init__(
        self,
        things: Iterable[_T],
        about: Callable[[_T], Iterable[str]] = lambda thing: (),
        abroad: Callable[[_T], Iterable[str]] = lambda thing: (),
    ) -> None:
        """Fold every name once, so that a search folds only what was typed.

        Args:
            things: what can be found.
            about: texts that tell of a thing beside its names, such as its kind.
            abroad: names of a thing in other languages. They are found whole and by their
                beginning, without a slip: one letter more is a word of yet another language.
        """
        self._entries = [search_entry(thing, about(thing), abroad(thing)) for thing in things]
        holding: dict[str, list[int]] = defaultdict(list)
        beginnings: dict[int, list[tuple[str, int]]] = defaultdict(list)
        closed: dict[str, tuple[int, ...]] = {}
        for place, entry in enumerate(self._entries):
            for form in (*entry.forms, *entry.abroad):
                beginnings[entry.kind].append((form, place))
                bare = form.replace(" ", "")
                closed[bare] = (*closed.get(bare, ()), place)
            for word in entry.words() | entry.about():
                holding[word].append(place)
        self._holding = dict(sorted(holding.items()))
        self._words = list(self._holding)
        self._near_words = NearWords(self._words)
        self._beginnings = {kind: sorted(beginnings[kind]) for kind in sorted(beginnings)}
        self._closed = closed

    def search(self, text: str, most: int = 20) -> list[_T]:
        """The things that the text can mean, the best first; nothing for an empty text."""
        return [found.thing for found in self.find(text, most)]

    def find(self, text: str, most: int = 20) -> list[SearchHit[_T]]:
        """The same, and how each was found."""
        sought = words(text)
        if sought.partition(" ")[0] in ADDRESSED and sought not in self._closed:
            sought = sought.partition(" ")[2]
        if not sought:
            return []
        found: dict[int, tuple[Tier, str]] = {}
        for place in self._closed.get(sought.replace(" ", ""), ()):
            found[place] = Tier.EXACT, self._exactly(place, sought)
        self._begin(sought, found)
        if sum(tier < Tier.LONGER for tier, _ in found.values()) < most:
            self._with_words(sought.split(), found)
        if not any(tier < Tier.LONGER for tier, _ in found.values()):
            self._close(sought.split(), found)
            if not found:
                self._partly(sought.split(), found)
        ranked = sorted(found, key=lambda place: self._order(place, *found[place], sought))
        return [self._found(place, *found[place], sought) for place in ranked[:most]]

    def _found(self, place: int, tier: Tier, form: str, sought: str) -> SearchHit[_T]:
        entry = self._entries[place]
        matched = entry.forms.get(form) or entry.abroad.get(form, entry.thing.label)
        if tier is Tier.ABOUT:
            told = {words(text): text for text in (entry.thing.label, *entry.told)}
            matched = told[best_form(sought.split(), told)]
        return SearchHit(entry.thing, tier, matched)

    def _exactly(self, place: int, sought: str) -> str:
        entry = self._entries[place]
        return whole_name((*entry.forms, *entry.abroad), sought)

    def _begin(self, sought: str, found: dict[int, tuple[Tier, str]]) -> None:
        """Adds the things with a name that begins with the text."""
        for of_kind in self._beginnings.values():
            start = bisect_left(of_kind, (sought,))
            for form, place in islice(of_kind, start, start + _LOOKED_AT):
                if not form.startswith(sought):
                    break
                if place not in found:
                    found[place] = tier_of_beginning(sought, form, Tier.BEGINS), form

    def _with_words(self, sought: Sequence[str], found: dict[int, tuple[Tier, str]]) -> None:
        """Adds the things that have, for each word of the text, a word that begins with it."""
        candidates: set[int] | None = None
        for word in sorted(sought, key=len, reverse=True):
            having = self._having(word)
            candidates = having if candidates is None else candidates & having
            if not candidates:
                return
        for place in islice((candidates or set()) - found.keys(), _WEIGHED):
            entry = self._entries[place]
            found[place] = tier_of_words(sought, entry), best_form(sought, entry.forms)

    def _having(self, beginning: str) -> set[int]:
        """The things with a word that begins so."""
        return set().union(*(self._holding[word] for word in self._beginning(beginning)))

    def _beginning(self, beginning: str) -> Iterator[str]:
        """The words that begin so."""
        for word in islice(self._words, bisect_left(self._words, beginning), None):
            if not word.startswith(beginning):
                return
            yield word

    def _close(self, sought: Sequence[str], found: dict[int, tuple[Tier, str]]) -> None:
        """Adds the things with a word for each word of the text, but for a slip."""
        candidates: set[int] | None = None
        for word in sought:
            near = set().union(*(self._holding[other] for other in self._near(word)))
            candidates = near if candidates is None else candidates & near
            if not candidates:
                return
        for place in islice(candidates or (), _WEIGHED):
            found.setdefault(place, (Tier.CLOSE, nearest(sought, self._entries[place].forms)))

    def _near(self, word: str) -> list[str]:
        """The words that this one is, but for a slip; where it must be right, those it begins."""
        slips = _slips(word)
        if word in self._holding:
            return [word]
        if not slips:
            return list(self._beginning(word))
        return self._near_words.near(word, slips)

    def _partly(self, sought: Sequence[str], found: dict[int, tuple[Tier, str]]) -> None:
        """Adds the things whose whole name is the longest part of the text.

        A number that is left over is never let go: it makes the thing another one.
        """
        for length in range(len(sought) - 1, 0, -1):
            for start in range(len(sought) - length + 1):
                rest = [*sought[:start], *sought[start + length :]]
                if any(map(_number, rest)):
                    continue
                part = sought[start : start + length]
                for place in self._closed.get("".join(part), ()):
                    found[place] = Tier.PARTLY, self._exactly(place, " ".join(part))
            if found:
                return

    def _order(
        self, place: int, tier: Tier, form: str, sought: str
    ) -> tuple[int, int, bool, int, str, str]:
        """What decides the rank: tier, nearness in length where words are out of order, kind.

        A name of the thing's own comes before one in another language.
        """
        entry = self._entries[place]
        kind = entry.kind
        if sought.isdecimal() and kind == BY_KEY["country"].found:
            kind = BY_KEY["project"].found  # a number is rather that of a project than a code
            if tier is Tier.EXACT:
                kind = len(BY_KEY)
        far = 0
        if tier in {Tier.CLOSE, Tier.PARTLY}:
            far = OSA.distance(sought, form)
        away = form in entry.abroad
        return tier, far, away, kind, _in_order(form or words(entry.thing.label)), entry.thing.iri


def _slips(word: str) -> int:
    if len(word) < _ONE_SLIP or any(map(str.isdecimal, word)):
        return 0
    return 1 if len(word) < _TWO_SLIPS else 2


def _number(word: str) -> bool:
    return any(map(str.isdecimal, word))


def _in_order(form: str) -> str:
    """A name with its numbers filled up, so that 9 comes before 10."""
    return re.sub(r"\d+", lambda found: found[0].zfill(6), form)
