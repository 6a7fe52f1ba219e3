"""How well a way to ask fits a text: what is said of it, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from graph.languages import ENGLISH
from graph.views.asking.general_cards import (
    GENERAL,
    OF_ATTENDING,
    OF_BEGINNINGS,
    OF_COMPLETION,
    OF_CROWDS,
    OF_LINES,
    OF_MEETINGS,
    OF_OWN_DATES,
    OF_SAYINGS,
    SAID_OF_TWO,
)
from graph.views.asking.page_ways import Page
from graph.views.asking.phrasings import PLACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.views.asking.accounting import SaidWords
    from graph.views.asking.naming import Namer
    from graph.views.asking.phrasings import Phrasing
    from graph.views.asking.pieces import Piece
    from graph.views.asking.wording import Wording
    from graph.views.record.names import Name, Names

__all__ = ["ENOUGH", "PAGE_MORE", "MatchedText", "kinds_of", "says_any", "weight"]

ENOUGH: Final = 0.67
"""So much of a way to ask has to be said for it to be meant without asking back."""
_GENERAL_LESS: Final = 0.2
_TEXT_LESS: Final = 0.14
_ANYTHING: Final = "known-of-thing"
"""The card that answers whatever is asked of a thing."""
_ANYTHING_LESS: Final = 0.04
_ANY_SUBJECT_LESS: Final = 0.02
"""The same where no more than "what is" is asked of it."""
PAGE_MORE: Final = 0.06
"""Where a page answers as well as a card, it shows more."""
_PART_LESS: Final = 0.2
"""A topic whose words other names and titles hold too: what asks for the words finds them all."""
_TURNED_LESS: Final = 0.08
_AS_WRITTEN_MORE: Final = 0.08
_COMPLETED: Final = frozenset(
    {"complete", "completed", "finalised", "finalized", "finish", "finished"}
)
_FIRST_OF_TWO: Final = "beginnings-of-two"
_EACH: Final = "each"
_HOW_MANY: Final = "howmany"
_NUMBER: Final = "integer"
"""What stands in a slot for a number."""
_BY: Final = "by"
_PROJECT: Final = "Project"
_DOCUMENT: Final = "SourceDocument"
_ATTEND: Final = "attend"
_ARTICLES: Final = frozenset({"the", "a", "an", "this", "that"})
_LISTING: Final = frozenset({"and", "or"})
_NOBODY: Final = frozenset({"ActionPlan", "Contract", "Meeting", "Project", "Topic"})
"""Kinds of what is nobody."""
_HOSTS: Final = frozenset({"Country", "Organisation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedText:
    """A text as it is matched: its pieces, by their sort, and what its words say.

    ``phrase`` are the words that stand in a slot for a text, ``fitting`` the types of the slots
    that any of the things can stand in, ``asked_kind`` the kind behind "which" at the beginning.
    """

    pieces: Sequence[Piece]
    things: Sequence[Piece]
    years: Sequence[str]
    kinds: Sequence[str]
    told: SaidWords
    fitting: frozenset[str]
    phrase: str = ""
    asks_for: str = ""
    as_written: frozenset[str] = frozenset()
    counted: str = ""
    asked_kind: str = ""
    denied: frozenset[str] = frozenset()


def says_any(way: Phrasing, text: MatchedText) -> bool:
    """Whether a text says anything of a way to ask, if that says anything.

    A kind alone is no part of a card without parameters, nor with a number of one that takes one:
    "who leads Project 999" asks for no length, and for no contracts.
    """
    if not way.said.isdisjoint(text.told.said) or not (way.said or way.kinds):
        return True
    if way.said and any(slot.type == _NUMBER for slot in way.of_words):
        return False
    kinds = len({*way.kinds} & {*text.kinds})
    if len(way.of_kinds) == len(way.slots) and way.target.key not in GENERAL:
        kinds += len(way.of_kinds)
        return kinds > 1 or (not way.said and kinds == len({*way.kinds}))
    return bool(way.of_kinds) or kinds > 0


def weight(
    finder: Namer, way: Phrasing, text: MatchedText, values: Mapping[str, str], names: Names
) -> float | None:
    """How well a way to ask fits, before what it leaves unsaid; None where it cannot be meant.

    Something of it has to have been said: `says_any`.
    """
    score = _score(way, text.told.said, text.kinds)
    if not all(kind in finder.labels for kind in kinds_of(way, values)):
        return None  # a document, which no card lists among the things
    if (
        _is_of_an_end(way, text)
        or (way.target.key in OF_CROWDS and _HOW_MANY not in text.told.said)
        or _is_told_one_by_one(way, text, finder.wording)
        or _is_said_of_it(way, text, values)
    ):
        return None
    if not _has_lines(finder, way, values, names):
        return None  # "organisations on border control", which have no line with a topic
    score -= _of_others(way, text)
    if any(one.is_part for one in text.things):
        score -= _PART_LESS
    if _is_turned(way.kinds, text.kinds):
        # "Organisations that never led a project" are no projects without a lead organisation.
        score -= ENOUGH / 2 if text.denied else _TURNED_LESS
    is_of_other_kind = bool(way.kinds) and way.kinds[0] not in text.kinds
    is_of_no_body = text.asked_kind == _PROJECT or finder.is_meeting(text.asked_kind)
    if text.asked_kind and (is_of_other_kind or (is_of_no_body and way.asks_for == "who")):
        score -= ENOUGH / 2  # "what projects do not include Ukraine" asks for no organisations
    if text.counted and way.counted_kind and text.counted != way.counted_kind:
        score -= ENOUGH / 2  # "projects with the fewest countries"
    if _is_by_another(way, text.pieces):
        score -= ENOUGH / 2
    if _is_of_another_not(way, text) or _is_each_of_another(
        way, text.pieces, values, finder.wording
    ):
        score -= ENOUGH / 2
    if score > ENOUGH:  # which tells two ways apart, and makes none likely
        score += _AS_WRITTEN_MORE * _shared(way.as_written, text.as_written)
        is_same = way.as_written - _ARTICLES == text.as_written - _ARTICLES
        if way.said and is_same and way.target.key in GENERAL:
            score += _GENERAL_LESS  # "does Georgia work with UNICRI": nothing says it better
    is_english = finder.wording.language == ENGLISH  # whose words tell one from several
    if is_english and (
        _is_one_only(way, text.pieces) or _is_of_one(text.pieces, _listed(way, values))
    ):
        score -= ENOUGH / 2
    return score


def _is_of_an_end(way: Phrasing, text: MatchedText) -> bool:
    """Whether an end is told where a way to ask is of what was completed, as plans long before."""
    return way.target.key in OF_COMPLETION and not text.as_written & _COMPLETED


def _of_others(way: Phrasing, text: MatchedText) -> float:
    """How much less a way to ask fits because it asks for who where a text asks for what."""
    is_of_none = bool(text.denied) and not way.of_things and way.asks_for != "who"
    if text.asks_for == "who" and (way.target.key in OF_ATTENDING or is_of_none):
        return ENOUGH / 2  # "Who took part in exercises in Lebanon" asks for no exercises
    if text.asks_for == "who" and way.target.key == SAID_OF_TWO and _ATTEND in text.told.said:
        return (
            ENOUGH / 2
        )  # nor "who came to the needs assessment of Georgia" for what is said of it
    is_of_nothing_told = way.kinds[:1] and way.kinds[0] not in text.kinds
    if text.asks_for == "who" != way.asks_for and is_of_nothing_told and way.kinds[0] in _NOBODY:
        return ENOUGH / 2  # nor "who is in Project 81 besides ISTC" for topics
    return PAGE_MORE if {way.asks_for, text.asks_for} == {"who", "what"} else 0.0


def _is_told_one_by_one(way: Phrasing, text: MatchedText, wording: Wording) -> bool:
    """Whether things or years are meant one by one where a way to ask takes them together.

    "In Georgia or Ukraine" is not in both, "in 2014 and 2020" not from one to the other. "Which
    lasted longer, A or B" is said so itself.
    """
    is_of_several = len(way.of_things) > 1
    is_said_so = bool(way.as_written & wording.either)
    if is_of_several and not is_said_so and _is_either(text.pieces, wording):
        return True
    return len(text.years) > 1 and _is_of_each(text.pieces)


def _is_said_of_it(way: Phrasing, text: MatchedText, values: Mapping[str, str]) -> bool:
    """Whether something is said of who is taken to say it: "what is said about UNICRI".

    "What does Kazakhstan say about UNICRI" is not what UNICRI says about Kazakhstan.
    """
    if way.target.key not in OF_SAYINGS:
        return False
    pieces, named = (
        text.pieces,
        [slot for slot in way.slots if slot.is_thing or slot.type == "kind"],
    )
    places = [
        next(
            at
            for at, piece in enumerate(pieces)
            if piece.value == value or any(one.short == value for one in piece.things)
        )
        for value in (values[slot.name] for slot in named)
    ]
    before = [one.value for one in pieces[: places[0]] if one.value not in _ARTICLES]
    return places != sorted(places) or bool({*before[-1:]} & text.told.wording.about)


def _is_by_another(way: Phrasing, pieces: Sequence[Piece]) -> bool:
    """Whether documents by somebody are asked for, and not those on something: "by UNICRI"."""
    is_by = any(
        by.value == _BY and one.sort == "thing"
        for by, one in pairwise(one for one in pieces if one.value not in _ARTICLES)
    )
    is_said_so = any(one.before == _BY for one in way.slots)
    return is_by and way.kinds == (_DOCUMENT,) and not is_said_so


def _is_of_another_not(way: Phrasing, text: MatchedText) -> bool:
    """Whether both say a "not", and say it of something else: "a start but no end"."""
    if not (way.denied and text.denied):
        return False
    return (text.denied & way.said) != (way.denied & {*text.told.said})


def _is_of_each(pieces: Sequence[Piece]) -> bool:
    """Whether years are told one by one, and do not follow each other: "in 2014 or 2020"."""
    said = [  # "in 2014 and in 2020"
        one
        for at, one in enumerate(pieces)
        if not (at and one.value == "in" and pieces[at - 1].value in _LISTING)
    ]
    listed = (
        (int(one.value[:4]), int(other.value[:4]))
        for before, one, word, other in zip([None, *said], said, said[1:], said[2:], strict=False)
        if one.sort == other.sort == "year"
        and word.value in _LISTING
        and not (before and before.value == "between")
    )
    return any(later != earlier + 1 for earlier, later in listed)


def _is_each_of_another(
    way: Phrasing, pieces: Sequence[Piece], values: Mapping[str, str], wording: Wording
) -> bool:
    """Whether a text counts for each of another kind: "for each secretariat".

    "Countries per project" are no projects per country either, nor "topics of each project"
    projects per topic: what is counted in an answer, or chosen to be, is not what it counts for.
    """
    said = [one for one in pieces if not _is_silent(one, wording)]
    each = [
        kind.value
        for word, kind in pairwise(said)
        if kind.sort == "kind" and wording.meant([word.value]) == [_EACH]
    ]
    if not each:
        return False
    if way.has_counts and (each[0] in kinds_of(way, values) or _counts(way, each[0])):
        return True
    return _EACH in way.said and bool(way.kinds) and each[0] not in way.kinds


def _counts(way: Phrasing, kind: str) -> bool:
    """Whether the answer of a way to ask counts things of a kind, and lists none of them."""
    column = way.column_of(kind) or kind[:1].lower() + kind[1:]
    plural = f"{column.removesuffix('y')}ies" if column.endswith("y") else f"{column}s"
    return column not in way.listed and plural in way.columns


def _is_either(pieces: Sequence[Piece], wording: Wording) -> bool:
    """Whether a text names things of which any will do."""
    said = [one for one in pieces if one.value in wording.either or not _is_silent(one, wording)]
    return any(
        joins.value in wording.either and before.sort == behind.sort == "thing"
        for before, joins, behind in zip(said, said[1:], said[2:], strict=False)
    )


def _is_silent(piece: Piece, wording: Wording) -> bool:
    return piece.sort == "word" and piece.value in wording.silent


def _is_turned(kinds: Sequence[str], told: Sequence[str]) -> bool:
    """Whether a text names the kinds of a way to ask, and in another order."""
    both = [one for one in told if one in kinds]
    own = [one for one in kinds if one in both]
    return len(set(own)) > 1 and sorted(both) == sorted(own) and both != own


def _shared(some: frozenset[str], others: frozenset[str]) -> float:
    """How many of the words of either are words of both; 1 where neither has any."""
    return len(some & others) / len(some | others) if some | others else 1.0


def _is_one_only(way: Phrasing, pieces: Sequence[Piece]) -> bool:
    """Whether a list is asked for by one of it: "the project", of which nobody said which."""
    said = [one for one in pieces if one.sort != "word" or one.value not in _ARTICLES]
    return (
        (way.target.key == "list-of-kind" or not way.slots)
        and len(said) == 1 < len(pieces)
        and not said[0].told.endswith("s")
    )


def _listed(way: Phrasing, values: Mapping[str, str]) -> Iterator[str]:
    """The kinds of which a way to ask lists things."""
    yield from kinds_of(way, values)
    if _is_of_text(way):
        yield from way.kinds


def _is_of_one(pieces: Sequence[Piece], listed: Iterable[str]) -> bool:
    """Whether a kind of which things are to be listed is spoken of as one: "for the project"."""
    kinds = set(listed)
    return any(
        before.value == "the" and piece.sort == "kind" and piece.value in kinds
        for before, piece in pairwise(pieces)
        if not piece.told.endswith("s")
    )


def kinds_of(way: Phrasing, values: Mapping[str, str]) -> Iterator[str]:
    """The kinds that stand in the slots of a way to ask."""
    yield from (values[one.name] for one in way.of_kinds)


def _is_of_text(way: Phrasing) -> bool:
    return any(slot.type == "text" for slot in way.of_words)


def _has_lines(finder: Namer, way: Phrasing, values: Mapping[str, str], names: Names) -> bool:
    """Whether things of these kinds can have the lines that a general card asks for."""
    if way.target.key in OF_BEGINNINGS and not all(
        finder.begins(kind) for kind in kinds_of(way, values)
    ):
        return False  # "countries in 2015": a country has no beginning
    kinds = [*kinds_of(way, values)]
    things = [name for one in way.of_things if (name := names.find(values[one.name]))]
    is_of_own = way.target.key in OF_OWN_DATES  # and a person has no beginning either
    if (is_of_own and not any(map(finder.begins, _kinds_of(things)))) or (
        way.target.key == _FIRST_OF_TWO and not all(finder.begins(one.family) for one in things)
    ):
        return False  # "which was first, Togo or Benin" asks what of them was
    hosts = _HOSTS | {one.type for one in way.slots}
    hosts |= {"Region"} if PLACE in hosts else frozenset()
    if way.target.key in OF_MEETINGS and not (
        all(map(finder.is_meeting, kinds)) and all(one.family in hosts for one in things)
    ):
        return False  # what countries and organisations host and attend are meetings
    if len(kinds) > 1 and not finder.has_lines(*kinds):
        return False  # "topics without persons", which have no line with any
    if way.target.key not in OF_LINES:
        return True
    return all(finder.has_line(kinds[0], one) for one in things)


def _kinds_of(things: Iterable[Name]) -> Iterator[str]:
    """The kinds of some things and their families, as the ontology calls them."""
    for one in things:
        yield from (one.family, one.kind.title().replace(" ", ""))


def _score(way: Phrasing, said: Sequence[str], named: Sequence[str]) -> float:
    """How much of a way to ask was said."""
    matched = len(way.said & set(said)) + 2 * sum(one in named for one in way.kinds)
    total = len(way.said) + 2 * len(way.kinds)
    slots = len(way.slots)
    score = (matched + slots) / (total + slots) if total + slots else 0.0
    if way.target.key in GENERAL:
        score -= _GENERAL_LESS
    if way.target.key == _ANYTHING:
        score -= _ANYTHING_LESS if way.said else _ANY_SUBJECT_LESS
    if _is_of_text(way):
        score -= _TEXT_LESS
    if isinstance(way.target, Page):
        score += PAGE_MORE
    return score
