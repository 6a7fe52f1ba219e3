"""Two things beside one another in a text: compared by a time, or told apart by an "and what in".

"Did Cambodia finish its plan earlier than Laos?" is answered by what is on record of either, and so
is "What took place in Amman, and what in Rabat?", which does not ask for what was in both.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from graph.views.asking.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.views.asking.naming import Namer
    from graph.views.record.names import Name

__all__ = [
    "compared_in_time",
    "listed_in_one",
    "names_several",
    "with_and_without",
    "with_kind_again",
    "without_asker_near",
    "without_having_none",
]

_TWO: Final = 2
_BETWEEN: Final = frozenset({"ahead", "before", "after", "earlier", "later", "sooner"})
"""What stands between two things of which one was done something before the other."""
_OF_EITHER: Final = frozenset({"first", "last", "earlier", "later", "older", "newer", "sooner"})
"""What asks which of two that are left to choose from came before the other."""
_COMPARING: Final = (
    _BETWEEN | _OF_EITHER | {*("than", "or", "and", "vs", "versus", "that", "one", "ones")}
)
_MOST: Final = 6
_ROW: Final = frozenset({"or", "and", "vs", "versus"})
"""What stands between things of which one came before the others."""
_END: Final = Piece(told="", sort="word")
_WHEN: Final = Piece(told="when", sort="word", value="when")
_KINDS: Final = frozenset({"Country", "Region", "Organisation"})
"""What has no beginning of its own, so that something that was done there is meant."""

_ASKS: Final = r"(?:what|which(?:\s+ones?)?|who|how\s+many)"
_TIES: Final = r"(?:in|at|of|for|from|to|with|by|about|on)"
_AND_WHAT_IN: Final = re.compile(
    rf",?\s+and\s+{_ASKS}\s+(?:(?:is|was|are|were|did|does|do)\s+)?(?:it\s+)?"
    rf"(?:that\s+)?(?:{_TIES}\s+)?(?=\S)",
    re.IGNORECASE,
)
_LIKE: Final = re.compile(
    r",?\s+(?:just\s+)?(?:like|as)\s+(?:(?:that|the\s+one)\s+(?:of|in|for)\s+)?"
    r"((?:the\s+)?[A-Z][^?.,]*?)(?:['\u2019]s?)?(?:\s+(?:has|have|does|do))?\s*[?.]*\s*$"
)
"""What another has that is asked for of one."""
_BEGINS: Final = re.compile(rf"^\s*(?:{_TIES}\s+)?({_ASKS})\b", re.IGNORECASE)
_AND_NONE: Final = re.compile(
    r",?\s+(?:and|or)\s+(?:if\s+so\s+)?(?:(?:which|who)(?:\s+(?:ones?|of\s+them))?\s+)?"
    r"(?:(?:has|have|had|is|are|was|were|do|does|did)\s*)?(?:none|not|n[o\u2019']t|no\s+(?:such\s+)?"
    r"(?:one|plan|thing))\s*(?:[?.]*\s*$|(?=:))",
    re.IGNORECASE,
)
_THAT_IN: Final = re.compile(r"\b(?:that|the\s+one)\s+(?=(?:in|of|for|at)\b)", re.IGNORECASE)
_HAVE: Final = re.compile(r"\b(have|has)\s+(?:(?:an?|any|the|their|its)\s+)?", re.IGNORECASE)
_HAVE_DONE: Final = re.compile(
    r"\b(have|has)\s+(?=(?:\w+ed|been|begun|given|had|held|led|made|met|sent|taken|written)\b)",
    re.IGNORECASE,
)
_NEAR: Final = re.compile(
    r"(?:\b(?:every|each|all|any|both|of|our|my|the|two|three|four|five|six)\s+)*"
    r"\b(?:neighbou?r(?:ing\s+(?:countr(?:y|ies)|states?)|s)?|(?:following|these|those)\s+(?:countries|states))"
    r"(?:['\u2019]s?)?(?!\s+(?:of|to)\b)\s*[:,]?\s*",
    re.IGNORECASE,
)
"""What countries are to those who ask, or that they follow: "our neighbours Armenia and Chad"."""

_OF_COUNTRY: Final = re.compile(r"of\s+(?:the\s+)?([A-Z][\w\u2019'-]*(?:\s[A-Z][\w\u2019'-]*)*)")
_OWN_COUNTRY: Final = re.compile(r"\s+of\s+(?:the\s+)?[A-Z][\w\u2019'-]*(?:\s[A-Z][\w\u2019'-]*)*$")


def names_several(pieces: Sequence[Piece]) -> bool:
    """Whether a text names several of a family, each of which is asked for: two countries."""
    named = [
        families
        for one in pieces
        if one.sort == "thing" and not one.is_initiative and (families := _families(one))
    ]
    return any(one & other for at, one in enumerate(named) for other in named[at + 1 :])


def without_having_none(text: str) -> str:
    """A text without the end that asks which of several has none: that is told of each."""
    return _AND_NONE.sub("", text)


def with_and_without(text: str) -> tuple[str, str]:
    """What a text asks of those that have something, and of those that have none; or nothing.

    "Which regions have an action plan, and which have none?" asks both.
    """
    found = _AND_NONE.search(text)
    asked = text[: found.start()] if found else ""
    without, times = _HAVE_DONE.subn(r"\1 not ", asked, count=1)
    if not times:
        without, times = _HAVE.subn(r"\1 no ", asked, count=1)
    return (asked, without) if times else ("", "")


def without_asker_near(text: str) -> str:
    """A text without what the countries that it names are to those who ask: "our neighbours"."""
    found = _NEAR.search(text)
    if not found:
        return text
    is_of = bool(re.search(r"\bof\b", found[0]))
    return f"{text[: found.start()]}{'of ' if is_of else ''}{text[found.end() :]}"


def with_kind_again(finder: Namer, text: str) -> str:
    """A text with the kind for "that" or "the one" of a second thing: "that in Amman".

    Args:
        finder: what finds names and kinds.
        text: what somebody typed.
    """
    found = _THAT_IN.search(text)
    if found and (again := _with_name_again(finder, text[: found.start()], text[found.end() :])):
        return again
    told = text[: found.start()].split() if found else []
    spans = (
        " ".join(told[at : at + length])
        for length in (3, 2, 1)
        for at in range(len(told) - length + 1)
    )
    kinds = (one for one in spans if [piece.sort for piece in finder.pieces(one)] == ["kind"])
    kind = next(kinds, "") if found else ""
    return _THAT_IN.sub(f"the {kind} ", text) if kind else text


def _with_name_again(finder: Namer, before: str, behind: str) -> str:
    """A text with the name of a body of one country for "that of" another.

    As it was where no body is called so; "" where the last name is that of no country's body.
    """
    bodies = [one for one in finder.pieces(before) if one.sort == "thing"]
    other = _OF_COUNTRY.match(behind)
    own = _OWN_COUNTRY.search(bodies[-1].told) if bodies else None
    if not other or not own:
        return ""
    name = f"{bodies[-1].told[: own.start()]} of {other[1]}"
    named = [one for one in finder.pieces(name) if one.value != "the"]
    is_body = [one.sort for one in named] == ["thing"] and name.endswith(named[0].told)
    return f"{before}{name}{behind[other.end() :]}" if is_body else f"{before}that {behind}"


def _as_another(finder: Namer, text: str) -> str:
    """A text that asks for one what another is said to have, of both: "like the Middle East's"."""
    found = _LIKE.search(text)
    if not found:
        return ""
    before, behind = finder.pieces(text[: found.start()]), finder.pieces(found[1])
    names = [one for one in behind if one.sort == "thing"]
    rest = {one.value for one in behind if one not in names}
    if len(names) != 1 or rest - {"the"}:
        return ""
    return _with_another(text[: found.start()], before, names[0])


def _with_another(asked: str, before: Sequence[Piece], other: Piece) -> str:
    """A text with another name behind the one of the same sort in it; "" where it has no such."""
    things = [one for one in before if one.sort == "thing" and one.things]
    alike = [one for one in things if _families(one) == _families(other)]
    if other.sort != "thing" or len(alike) != 1 or alike[0].told not in asked:
        return ""
    return asked.replace(alike[0].told, f"{alike[0].told} and {other.told}", 1)


def listed_in_one(finder: Namer, text: str) -> str:
    """A text that asks the same of two with their names in a row; "" where it does not.

    "What took place in Amman, and what in Rabat?" is "What took place in Amman and Rabat?", each by
    itself.

    Args:
        finder: what finds names.
        text: what somebody typed.
    """
    if both := _as_another(finder, text):
        return both
    found = _AND_WHAT_IN.search(text)
    begins = _BEGINS.match(text)
    if not found or not begins or _AND_WHAT_IN.search(text, found.end()):
        return ""
    before, behind = finder.pieces(text[: found.start()]), finder.pieces(text[found.end() :])
    names = [one for one in behind if one.value != "the"]
    if len(names) != 1 or not before:
        return ""
    last, other = before[-1], names[0]
    is_thing = last.sort == other.sort == "thing" and _families(last) == _families(other)
    is_town = all(one.sort == "word" and finder.place(one.value) for one in (last, other))
    if is_thing or is_town:
        return f"{text[: found.start()]} and {text[found.end() :]}"
    return _with_another(text[: found.start()], before, other)


def compared_in_time(finder: Namer, pieces: Sequence[Piece]) -> Iterator[list[list[Piece]]]:
    """Each way to ask of either of several things when it was what the text compares in time.

    Args:
        finder: what found the pieces.
        pieces: a text, piece by piece.

    Yields:
        The text of each of them, where it names some of a family that has no beginning of its
        own, and asks which came before: "before or after", "earlier than", "which was first".
    """
    places = [
        at
        for at, one in enumerate(pieces)
        if one.sort == "thing" and _families(one) != {"Topic"}  # "its needs assessment"
    ]
    if not _TWO <= len(places) <= _MOST or any(
        one.sort == "year" or one.is_loose for one in pieces
    ):
        return
    named = [pieces[at] for at in places]
    families = {family for one in named for family in _families(one)}
    is_alone = all(len(one.things) == 1 and not one.is_excluded for one in named)
    if len(families) != 1 or not families <= _KINDS or not is_alone:
        return
    between = {one.value for one in pieces[places[0] + 1 : places[-1]] if one.sort == "word"}
    is_between = bool(between & _BETWEEN) and len(places) == _TWO
    # "Which of A, B and C joined first", and not "the first meeting of A and B".
    is_of_either = bool(between & _ROW) and any(
        one.sort == "word" and one.value in _OF_EITHER and following.sort != "kind"
        for one, following in pairwise([*pieces, _END])
    )
    if not (is_between or is_of_either):
        return
    own = {kind for one in named for name in one.things for kind in (name.family, _local(name))}
    asked = [at for at, one in enumerate(pieces[:2]) if one.sort == "kind" and one.value in own]
    kept = [
        one
        for at, one in enumerate(pieces)  # "which secretariat opened first, A or B" asks of them
        if one in named or (at not in asked and one.value not in _COMPARING)
    ]
    kinds = [one for one in kept if one.sort == "kind"]
    again = [one for at, one in enumerate(kinds) if one.value in {it.value for it in kinds[:at]}]
    kept = [one for one in kept if not any(one is it for it in again)]
    texts = [
        [one for one in kept if one is its or not any(one is other for other in named)]
        for its in named
    ]
    has_when = any(one.value == "when" for one in kept)
    if not has_when:
        yield [[_WHEN, *one] for one in texts]
    yield texts


def _families(piece: Piece) -> set[str]:
    return {one.family for one in piece.things}


def _local(name: Name) -> str:
    return name.kind.title().replace(" ", "")
