"""How a text and the names of a thing agree, in tiers, the best first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

from rapidfuzz.distance import OSA

from graph.folding import forms, joined, words
from graph.kinds import BY_KEY
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


__all__ = [
    "Named",
    "SearchEntry",
    "Tier",
    "best_form",
    "nearest",
    "search_entry",
    "tier_of_beginning",
    "tier_of_words",
    "whole_name",
]

_ORDINAL: Final = re.compile(r"(\d+)(?:st|nd|rd|th)")


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
        """Acronyms, codes and spellings."""
        ...


_T = TypeVar("_T", bound=Named)


class Tier(IntEnum):
    """How a text and a thing agree, the best first."""

    EXACT = 0
    """The text is a name, an acronym, a number or a code."""
    BEGINS = 1
    """It is the beginning of one."""
    WORDS = 2
    """Its words, in any order, are words of the names."""
    PARTS = 3
    """Its words begin words of the names."""
    ABOUT = 4
    """Its words are in what is told of the thing beside its names: kind, title, place."""
    LONGER = 5
    """It ends in a number that goes on in the name: 5, and 53."""
    CLOSE = 6
    """Its words are words of the names but for a slip."""
    PARTLY = 7
    """Some of its words are a whole name; the others are not in what is told of the thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry(Generic[_T]):
    """A thing, its names by their words, and what is told of it beside them.

    ``abroad`` are its names in other languages, which have to be typed as they are.
    """

    thing: _T
    forms: dict[str, str]
    abroad: dict[str, str]
    told: tuple[str, ...]
    kind: int

    def words(self) -> set[str]:
        """The words of its names."""
        own = {word for form in self.forms for word in form.split()}
        return own.union(*map(joined, (self.thing.label, *self.thing.others)))

    def about(self) -> set[str]:
        """The words of what is told of it beside them."""
        return {word for text in self.told for word in (*words(text).split(), *joined(text))}


def search_entry(thing: _T, about: Iterable[str], abroad: Iterable[str]) -> SearchEntry[_T]:
    """A thing ready to be searched, with what is told of it and its names in other languages."""
    kind = thing.iri.removeprefix(str(THINGS)).partition("/")[0]
    rank = BY_KEY[kind].found if kind in BY_KEY else len(BY_KEY)
    told = forms(thing.iri, thing.label, thing.others)
    others = {form: name for name in abroad if (form := words(name)) and form not in told}
    about_it = tuple(filter(None, about))
    return SearchEntry(thing=thing, forms=told, abroad=others, told=about_it, kind=rank)


def whole_name(candidates: Iterable[str], sought: str) -> str:
    """The name that is the text, blanks aside."""
    bare = sought.replace(" ", "")
    return next((form for form in candidates if form.replace(" ", "") == bare), "")


def tier_of_beginning(sought: str, form: str, usual: Tier) -> Tier:
    """A number that goes on is another number, save that 14 is the 14th."""
    if not sought[-1].isdecimal():
        return usual
    rest = form[len(sought) :].partition(" ")[0]
    return Tier.LONGER if rest[:1].isdecimal() else usual


def tier_of_words(sought: Sequence[str], entry: SearchEntry[_T]) -> Tier:
    """How the words of a text agree with those of a thing, all of which they begin."""
    tier = Tier.WORDS
    names, about = entry.words(), entry.about()
    if not _is_that_project(sought, entry.forms):
        tier = Tier.LONGER
    for word in sought:
        if word in names or _is_ordinal(word, names):
            continue
        begun = [own for own in names if own.startswith(word)]
        if not begun:
            tier = max(tier, Tier.ABOUT)
            begun = [own for own in about if own.startswith(word)]
        goes_on = all(tier_of_beginning(word, own, Tier.PARTS) is Tier.LONGER for own in begun)
        tier = max(tier, Tier.LONGER if goes_on and word not in about else Tier.PARTS)
    return tier


def _is_that_project(sought: Sequence[str], told: Iterable[str]) -> bool:
    """Whether a text that names a project by its number names this one, or something of it.

    "Project 2" is neither the project whose acronym ends in a 2 nor the 2nd meeting of another.
    """
    for before, number in pairwise(sought):
        if before == "project" and number.isdecimal():
            called = rf"(?:^|\bproject )0*{int(number)}(?!\S)"
            return any(re.search(called, form) for form in told)
    return True


def _is_ordinal(word: str, own: Iterable[str]) -> bool:
    return word.isdecimal() and any(
        (found := _ORDINAL.fullmatch(one)) and found[1] == word for one in own
    )


def best_form(sought: Sequence[str], candidates: Iterable[str]) -> str:
    """The name that has most of the words; of equals the first, which is the label."""
    return max(
        candidates,
        key=lambda form: sum(any(own.startswith(word) for own in form.split()) for word in sought),
        default="",
    )


def nearest(sought: Sequence[str], candidates: Iterable[str]) -> str:
    """The name that is fewest slips away from the words."""
    text = " ".join(sought)
    return min(candidates, key=lambda form: (OSA.distance(text, form), form), default="")
