"""What a name in somebody's table may be called here: suggestions to choose from, with a score.

They are those of the search, and of ways of writing that tables have: initials ("Mr. B. Gulyamov"),
short forms of ministries ("MFA of Serbia"), an acronym in brackets behind the name. Another number
and another kind of thing are never suggested, and neither is a code for another code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from graph.folding import words
from graph.search_tiers import Named, Tier
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from graph.search import Index, SearchHit

__all__ = ["Suggestion", "suggestions"]

_T = TypeVar("_T", bound=Named)
_T_co = TypeVar("_T_co", bound=Named, covariant=True)

_SCORES: Final[Mapping[Tier, int]] = {
    Tier.EXACT: 100,
    Tier.BEGINS: 90,
    Tier.WORDS: 85,
    Tier.PARTS: 75,
    Tier.ABOUT: 60,
    Tier.CLOSE: 70,
}
"""How sure each way of finding is, of 100.

A number that goes on (LONGER) is another one, and a part of a name (PARTLY) something else.
"""
_INITIALS: Final = 80
_SPELT_OUT: Final = 88
_IN_FULL: Final = 82
_STATES: Final = frozenset(
    {"the", "of", "and", "republic", "democratic", "people", "s", "peoples", "federal", "islamic",
     "arab", "kingdom", "state", "states", "hashemite", "government", "federation", "union",
     "united", "plurinational", "socialist", "sultanate", "commonwealth"}
)  # fmt: skip
"""Words of the full names of states: the Republic of Kazakhstan is Kazakhstan."""
_LOOKED_AT: Final = 50

_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_ADDRESSED: Final = re.compile(
    r"^(?:(?:h\.?e|mr|mrs|ms|dr|prof|professor|ambassador|minister|col|gen)\b\.?\s*)+",
    re.IGNORECASE,
)
_KEY: Final = re.compile(r"[a-z]+/\S+")
_SHORT_FORMS: Final[Mapping[str, str]] = {
    "mfa": "Ministry of Foreign Affairs",
    "mofa": "Ministry of Foreign Affairs",
    "moh": "Ministry of Health",
    "mod": "Ministry of Defence",
    "moi": "Ministry of Interior",
    "mia": "Ministry of Internal Affairs",
    "moj": "Ministry of Justice",
    "moa": "Ministry of Agriculture",
    "moe": "Ministry of Environment",
    "mes": "Ministry of Emergency Situations",
    "min": "Ministry",
    "univ": "University",
    "inst": "Institute",
    "dept": "Department",
    "govt": "Government",
    "natl": "National",
}


@dataclass(frozen=True, slots=True)
class Suggestion(Generic[_T_co]):
    """A thing that a name may mean: how likely, of 100, and the name by which it was found."""

    thing: _T_co
    score: int
    matched: str


def suggestions(
    index: Index[_T], text: str, kinds: Collection[str] = (), most: int = 5
) -> list[Suggestion[_T]]:
    """The things that a name may mean, the likeliest first.

    Args:
        index: the names to look in.
        text: the name as somebody's table has it.
        kinds: the kinds of thing that can be meant, as in addresses; all where empty.
        most: how many to return.
    """
    if _KEY.fullmatch(text.strip()):  # a key is right, or a slip that the tables' own check knows
        return []
    best: dict[str, Suggestion[_T]] = {}
    for suggestion in _every(index, text):
        iri = suggestion.thing.iri
        kind = iri.removeprefix(str(THINGS)).partition("/")[0]
        if (kinds and kind not in kinds) or not _same_numbers(text, suggestion.matched, iri):
            continue
        if iri not in best or best[iri].score < suggestion.score:
            best[iri] = suggestion
    ranked = sorted(best.values(), key=lambda one: -one.score)  # stable: the search's own order
    return ranked[:most]


def _every(index: Index[_T], text: str) -> Iterator[Suggestion[_T]]:
    bare = _ADDRESSED.sub("", text.strip())
    spelt = " ".join(_SHORT_FORMS.get(words(word), word) for word in bare.split())
    plain = _BRACKETS.sub(" ", bare).strip()
    shorter = re.sub(r"^(the|a)\s+", "", plain, flags=re.IGNORECASE)
    for form in dict.fromkeys((bare, plain, shorter, *_BRACKETS.findall(bare))):
        yield from _found(index.find(form, _LOOKED_AT), form)
    if spelt != bare:
        for one in _found(index.find(spelt, _LOOKED_AT), spelt):
            yield Suggestion(one.thing, min(one.score, _SPELT_OUT), one.matched)
    yield from _by_initials(index, bare)


def _found(found: list[SearchHit[_T]], text: str) -> Iterator[Suggestion[_T]]:
    for one in found:
        if one.tier is Tier.PARTLY and f"{THINGS}country/" in one.thing.iri:
            rest = set(words(text).split()) - set(words(one.matched).split())
            if rest <= _STATES:
                yield Suggestion(one.thing, _IN_FULL, one.matched)
        if one.tier in _SCORES:
            yield Suggestion(one.thing, _SCORES[one.tier], one.matched)


def _by_initials(index: Index[_T], text: str) -> Iterator[Suggestion[_T]]:
    """The persons of that surname whose other names begin with the initials."""
    parts = words(text).split()
    initials = [part for part in parts if len(part) == 1]
    names = [part for part in parts if len(part) > 1]
    if not initials or not names:
        return
    for found in index.find(" ".join(names), _LOOKED_AT):
        if f"{THINGS}person/" not in found.thing.iri:
            continue
        rest = [part for part in words(found.thing.label).split() if part not in names]
        if len(rest) >= len(initials) and all(
            own.startswith(initial) for initial, own in zip(initials, rest, strict=False)
        ):
            yield Suggestion(found.thing, _INITIALS, found.thing.label)


def _same_numbers(text: str, matched: str, iri: str) -> bool:
    """Whether a name has the numbers of the text; where it has none, its key may have them."""
    wanted = [number.lstrip("0") for number in re.findall(r"\d+", text)]
    if not wanted:
        return True
    return any(
        [number.lstrip("0") for number in re.findall(r"\d+", name)] == wanted
        for name in (matched, iri.rpartition("/")[2])
    )
