"""What a text compares of two things or years, asked of each: "did Mongolia join before Pakistan".

Two dates, or two numbers, one below the other, say which is the earlier or the larger one, and what
is not on record of either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.views.asking.draft_question import families
from graph.views.asking.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.views.asking.wording import Wording

__all__ = ["each_compared"]

_TWO: Final = 2
_TOPIC: Final = "Topic"
_MONEY: Final = frozenset({"budget", "cheap", "cheaper", "dear", "dearer", "expensive", "costlier"})
_COMPARING: Final = frozenset(
    {
        "bigger", "compare", "fewest", "greater", "higher", "larger", "less", "lower", "more",
        "most", "smaller", "smallest", "term", "than", "value", "worth",
    }
)  # fmt: skip
_NUMBERS: Final = {"more": "more", "fewer": "fewer", "less": "less"}
_THAN: Final = "than"
_TIMES: Final = frozenset({"after", "before", "earlier", "first", "last", "later", "sooner"})
_HELPING: Final = frozenset({"did", "do", "does", "has", "have", "had", "is", "are", "was", "were"})
_THERE: Final = _HELPING | {"there", "been"}
_JOINING: Final = frozenset({"or", _THAN})


def each_compared(pieces: Sequence[Piece], wording: Wording) -> Iterator[list[list[Piece]]]:
    """The texts that ask of each of two what a text compares; nothing where it compares none.

    Args:
        pieces: the text, piece by piece.
        wording: that of its language.
    """
    # "Has Togo done its needs assessment before Benin": what was done may be a topic, too.
    things = [one for one in pieces if one.sort == "thing" and families(one.things) != {_TOPIC}]
    years = [one for one in pieces if one.sort == "year"]
    if texts := _of_two_kinds(pieces):
        yield texts
    both = things if not years else years if not things else []
    if len(both) != _TWO or any(one.is_excluded for one in both):
        return
    if things and len(set.union(*(families(one.things) for one in things))) > 1:
        return
    said = {*wording.meant(one.value for one in pieces if one.sort == "word")}
    if things and said & _MONEY and said & (_COMPARING | _MONEY) and not said - _MONEY - _COMPARING:
        yield [[_word("budget"), _word("of"), one] for one in both]
    if texts := _in_numbers(pieces, both, wording):
        yield texts
    if things and (texts := _in_time(pieces, both, wording)):
        yield texts


def _of_two_kinds(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """How many there are of each of two kinds: "are there more trainings than exercises"."""
    kinds = [at for at, one in enumerate(pieces) if one.sort == "kind"]
    if len(kinds) != _TWO or kinds[1] - kinds[0] != _TWO:
        return []
    first, second = kinds
    is_joined = pieces[first + 1].value in _JOINING
    if not first or pieces[first - 1].value not in _NUMBERS or not is_joined:
        return []
    if any(one.value not in _THERE for one in pieces[: first - 1]):
        return []
    behind = pieces[second + 1 :]
    return [[_word("how"), _word("many"), pieces[at], *behind] for at in kinds]


def _in_numbers(
    pieces: Sequence[Piece], both: Sequence[Piece], wording: Wording
) -> list[list[Piece]]:
    """How many each has, where one is said to have more: "fewer meetings in 2020 than in 2019"."""
    first, second = (pieces.index(one) for one in both)
    than = next((at for at, one in enumerate(pieces) if one.value == _THAN), None)
    more = next((at for at, one in enumerate(pieces) if one.value in _NUMBERS), None)
    if than is None or more is None or not max(first, more) < than < second:
        return []
    counted = pieces[more + 1 : than]
    is_counted = any(one.sort == "kind" or one.value in wording.roles for one in counted)
    if second + 1 < len(pieces) or not is_counted:
        return []
    how_many = [_word("how"), _word("many")]
    asked = [*how_many, *counted, *(pieces[:more] if first < more else ())]
    at = asked.index(both[0])
    return [[*asked[:at], one, *asked[at + 1 :]] for one in both]


def _in_time(pieces: Sequence[Piece], both: Sequence[Piece], wording: Wording) -> list[list[Piece]]:
    """When each did something, where one is said to have done it before the other."""
    first, second = (pieces.index(one) for one in both)
    times = [at for at, one in enumerate(pieces) if one.sort == "word" and one.value in _TIMES]
    is_asked = pieces[0].value in _HELPING or bool(times and times[-1] < first)
    if not times or not is_asked or any(one.value in _HELPING for one in pieces[1:first]):
        return []
    left = {*times, second}
    left |= {at for at in range(len(pieces)) if pieces[at].value in _JOINING}
    left |= {at for at in range(second + 1, len(pieces)) if pieces[at].value in _HELPING}
    if any(at not in left for at in range(second + 1, len(pieces))):
        return []
    asked = [one for at, one in enumerate(pieces) if at not in left]
    verbs = wording.meant(one.value for one in asked if one.sort == "word")
    if not verbs and not any(families(one.things) == {_TOPIC} for one in asked):
        return []  # "was A before B" asks for their own beginnings
    at = asked.index(both[0])
    return [[_word("when"), *asked[:at], one, *asked[at + 1 :]] for one in both]


def _word(told: str) -> Piece:
    return Piece(told=told, sort="word", value=told)
