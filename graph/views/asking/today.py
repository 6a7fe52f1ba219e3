"""Times told from today: "still running", "in the last five years", "until now", "upcoming"."""

from __future__ import annotations

import datetime
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from graph.views.asking.pieces import Piece
from graph.views.asking.wording import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.asking.wording import Wording

__all__ = ["as_of_now", "back_from_now", "from_now_on", "until_now"]

_RUNNING: Final = "running"
_BACK: Final = frozenset({"last", "past", "previous", "recent"})
_PAST: Final = "past"
_BEFORE_SPANS: Final = frozenset({"during", "for", "in", "of", "over", "the", "these", "within"})
_NOW: Final = frozenset({_RUNNING, "ongoing", "current", "currently", "now", "nowadays"})
_ASKING: Final = frozenset({"how", "what", "when", "where", "which", "who"})
_AHEAD: Final = frozenset({"coming", "forthcoming", "future", "next", "upcoming"})
"""What says of the kind behind it that it is still to come."""
_COMING_NEXT: Final = ("coming", "next")
_EVENTS: Final = "events"
_AFTER: Final = "after"
_FROM_NOW: Final = frozenset(
    {("after", "now"), ("after", "today"), ("from", "now"), ("from", "today")}
)
_SINCE: Final = "since"
_END: Final = "end"
_SPANS: Final = frozenset({"between", "from"})
_TO: Final = frozenset({"and", "to", "until", "till"})
_YEAR: Final = "year"


def as_of_now(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with this day where projects are asked for that run, and no year is named.

    What ended in January does not run in November.
    """
    is_now = any(one.sort == "word" and one.value in _NOW for one in pieces)
    asks_so = is_now and any(one.sort == "kind" and one.value == "Project" for one in pieces)
    is_of_length = any(one.value in {"longest", "shortest"} for one in pieces)
    if not asks_so or is_of_length or any(one.sort == "year" for one in pieces):
        return list(pieces)
    now = [at for at, one in enumerate(pieces) if one.sort == "word" and one.value in _NOW]
    right = [at - 1 for at in now if at and pieces[at - 1].value == "right"]
    running = [
        replace(one, value=_RUNNING) if at == now[0] else one
        for at, one in enumerate(pieces)
        if at not in {*now[1:], *right}  # "are running now" says it twice
    ]
    today = str(datetime.datetime.now(tz=datetime.UTC).date())
    asks_more = (
        at
        for at, (one, following) in enumerate(pairwise(running))
        if one.value == "and" and following.value in _ASKING
    )
    end = next(asks_more, len(running))  # "and who implements them" is said of what runs
    day = Piece(told=today, sort="year", value=today)
    before = running[:end]
    at = next(place for place, one in enumerate(running) if one.value == _RUNNING)
    if running[at].told.lower() != _RUNNING and at < end:
        before = [*running[:at], *running[at + 1 : end], running[at]]  # "current projects"
    return [*before, day, *running[end:]]


def back_from_now(pieces: Sequence[Piece], wording: Wording) -> list[Piece]:
    """The pieces, with "in the last five years" as since the year that was five years ago."""
    pieces = _of_one_year(pieces, wording)
    for at, (word, count, unit) in enumerate(zip(pieces, pieces[1:], pieces[2:], strict=False)):
        years = number(count.value) if count.sort == "word" else None
        is_span = word.value in _BACK and years and wording.meant([unit.value]) == [_YEAR]
        if not is_span or word.sort != "word" or unit.sort != "word":
            continue
        before = list(pieces[:at])
        while before and before[-1].value in _BEFORE_SPANS:
            before.pop()
        told = " ".join(one.told for one in (word, count, unit))
        year = str(datetime.datetime.now(tz=datetime.UTC).year - (years or 0))
        begun = Piece(told=told, sort="year", value=year)
        said = {*wording.meant(one.value for one in pieces if one.sort == "word")}
        if _END in said:  # what is foreseen for a year to come has not ended
            ways = [Piece(told=word.told, sort="word", value=one) for one in ("between", "and")]
            this = replace(begun, value=str(datetime.datetime.now(tz=datetime.UTC).year))
            return [*before, ways[0], begun, ways[1], this, *pieces[at + 3 :]]
        since = [Piece(told=word.told, sort="word", value=_SINCE)]
        return [*before, *since, begun, *pieces[at + 3 :]]
    return list(pieces)


def _of_one_year(pieces: Sequence[Piece], wording: Wording) -> Sequence[Piece]:
    """The pieces with "this past year" as "the past one years"."""
    for at, (word, unit) in enumerate(pairwise(pieces)):
        is_year = unit.sort == "word" and wording.meant([unit.value]) == [_YEAR]
        if is_year and word.value == _PAST and not unit.value.endswith("s"):
            one = Piece(told=unit.told, sort="word", value="1")
            begin = at - (at > 0 and pieces[at - 1].value == "this")
            return [*pieces[:begin], word, one, *pieces[at + 1 :]]
    return pieces


def until_now(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with "between 2024 and now" as "since 2024"."""
    found = list(pieces)
    for at in range(1, len(pieces) - 2):
        before, year, word, now = pieces[at - 1 : at + 3]
        is_span = before.value in _SPANS and word.value in _TO
        if is_span and year.sort == "year" and now.value in {"now", "today"}:
            return [*found[: at - 1], replace(before, value="since"), year, *found[at + 3 :]]
    return found


def from_now_on(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with what is still to come as since this year: "upcoming meetings", "after today".

    A year is all that many dates on record have, so that the whole of this one counts.
    """
    if any(one.sort == "year" for one in pieces):
        return list(pieces)
    for at, (one, following) in enumerate(pairwise(pieces)):
        rest = [each.value for each in pieces[at + 1 :]]
        is_ahead = following.sort == "kind" or following.value == _EVENTS
        is_of_now = (one.value, following.value) in _FROM_NOW
        if one.value in _AHEAD and is_ahead and _AFTER not in rest:  # "the next one after the 14th"
            begin, end = at, at + 1
        elif is_of_now:
            begin, end = at, at + 2
        elif (one.value, following.value) == _COMING_NEXT:
            begin, end = at + 1, at + 2
        else:
            continue
        told = " ".join(each.told for each in pieces[begin:end])
        year = str(datetime.datetime.now(tz=datetime.UTC).year)
        since = Piece(told=told, sort="word", value=_SINCE)
        return [*pieces[:begin], *pieces[end:], since, Piece(told=told, sort="year", value=year)]
    return list(pieces)
