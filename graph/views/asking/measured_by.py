"""Another thing that a text measures by: "projects dearer than Project 46", "after the kick-off".

What is on record of that one, a date or a sum, stands in its place; where documents give several,
or none, it is not told what is meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graph.store import Limits
from graph.texts import gettext
from graph.views.asking.amounts import MONTHS
from graph.views.asking.draft_question import PROJECT, families
from graph.views.asking.pieces import Piece
from graph.views.record.in_words import worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import Engine
    from graph.views.asking.wording import Wording
    from graph.views.record.names import Name

__all__ = ["measured"]

_LIMITS: Final = Limits(seconds=3, rows=3)
_MEETING: Final = "Meeting"
_TIMES: Final = frozenset({"after", "before", "since"})
_ENDED: Final = frozenset({"closed", "ended", "ends", "finished"})
_BEGUN: Final = frozenset({"began", "begun", "started", "starts"})
_SAME_TIME: Final = re.compile(
    r"(?:in|during) the (?:same )?(year|month) (?:as|in which|when)(?: the)?$"
)
_LENGTHS: Final = {"year": 4, "month": 7}
"""How much of a date tells its year, and how much its month."""
_DID: Final = frozenset({"did", "does", "was", "held", "had"})
_THAN: Final = "than"
_MORE: Final = frozenset({"bigger", "costlier", "dearer", "greater", "higher", "larger", "more"})
_LESS: Final = frozenset({"cheaper", "less", "lower", "smaller"})
_OF_MONEY: Final = frozenset({"budget", "cheaper", "costlier", "dearer", "expensive"})
_BESIDE: Final = frozenset({"a", "the", "had", "has", "have", "is", "are", "that", "were", "with"})


def measured(
    engine: Engine, pieces: Sequence[Piece], wording: Wording
) -> tuple[list[Piece], str] | None:
    """The pieces with a date or a sum for the last name, and a sentence that says which.

    Args:
        engine: the graph.
        pieces: the text, piece by piece.
        wording: that of its language.

    Returns:
        None where a text measures by no other thing, or what is on record of that is not one value.
    """
    named = [at for at, one in enumerate(pieces) if one.sort == "thing"]
    at = named[-1] if named else 0
    if named and (same := _in_same_time(engine, pieces, at)):
        return same
    before = [one for one in pieces[:at] if one.value != "the"]
    is_of_kind = any(one.sort == "kind" for one in before)
    if not is_of_kind or len(pieces[at].things) != 1:
        return None
    behind = [one.value for one in pieces[at + 1 :]]
    if before[-1].value in _TIMES and {*behind} <= _ENDED | _BEGUN and len(behind) <= 1:
        return _in_time(engine, pieces, at, behind)
    if before[-1].value == _THAN and not behind:
        return _in_money(engine, pieces, at, wording)
    return None


def _in_same_time(
    engine: Engine, pieces: Sequence[Piece], at: int
) -> tuple[list[Piece], str] | None:
    """The pieces with the year or month in which a project or a meeting began, or ended.

    "That began in the same year as Project 46": which of the two is told by what is said of the
    kind before it, or behind the name.
    """
    told = [one.value for one in pieces]
    told_before = " ".join(told[:at])
    same, behind = _SAME_TIME.search(told_before), {*told[at + 1 :]} - _DID
    family = pieces[at].things[0].family
    if not same or family not in {_MEETING, PROJECT} or len(behind) > 1:
        return None
    begin = len(told_before[: same.start()].split())
    said = behind or {*told[:begin]}
    is_end, is_begun = bool(said & _ENDED), bool(said & _BEGUN)
    if is_end == is_begun and (family != _MEETING or is_end):
        return None
    thing, relation = pieces[at].things[0], "endDate" if is_end else "startDate"
    length = _LENGTHS[same[1]]
    dates = {one[:length] for one in _values(engine, thing, relation)}
    if len(dates) != 1 or len(date := dates.pop()) < length:
        return None
    year, month = date[:4], MONTHS[int(date[5:]) - 1] if length > len("2021") else ""
    words = [Piece(told=month, sort="word", value=month)] if month else []
    words.append(Piece(told=year, sort="year", value=year))
    into = Piece(told="in", sort="word", value="in")
    day = worded(date)
    remark = (
        gettext("The end on record of {thing} is {date}.", thing=thing.label, date=day)
        if is_end
        else gettext("The beginning on record of {thing} is {date}.", thing=thing.label, date=day)
    )
    return [*pieces[:begin], into, *words], remark


def _in_time(
    engine: Engine, pieces: Sequence[Piece], at: int, behind: Sequence[str]
) -> tuple[list[Piece], str] | None:
    """The pieces with the day for a meeting or a project that something is before or after."""
    thing = pieces[at].things[0]
    if thing.family not in {_MEETING, PROJECT}:
        return None
    is_end = bool({*behind} & _ENDED) or (thing.family == _MEETING and not behind)
    relations = ("endDate", "startDate") if is_end and not behind else (
        ("endDate",) if is_end else ("startDate",)
    )  # fmt: skip
    time = next(one.value for one in reversed(pieces[:at]) if one.value != "the")
    if time == "before" and not behind:
        relations = ("startDate",)
    dates = next((found for one in relations if (found := _values(engine, thing, one))), [])
    if len(dates) != 1:
        return None
    year, *rest = dates[0].split("-")
    words = [str(int(rest[1]))] if len(rest) > 1 else []
    words += [MONTHS[int(rest[0]) - 1]] if rest else []
    told = [Piece(told=one, sort="word", value=one) for one in words]
    told.append(Piece(told=year, sort="year", value=year))
    end = at
    while pieces[end - 1].value == "the":
        end -= 1
    is_over = is_end and relations[0] == "endDate"
    said = (
        gettext("The end on record of {thing} is {date}.", thing=thing.label, date=worded(dates[0]))
        if is_over
        else gettext(
            "The beginning on record of {thing} is {date}.",
            thing=thing.label,
            date=worded(dates[0]),
        )
    )
    return [*pieces[:end], *told], said


def _in_money(
    engine: Engine, pieces: Sequence[Piece], at: int, wording: Wording
) -> tuple[list[Piece], str] | None:
    """The pieces with the sum for a project whose budget is larger or smaller."""
    thing = pieces[at].things[0]
    said = {*wording.meant(one.value for one in pieces[:at] if one.sort == "word")}
    told = {one.value for one in pieces[:at]}
    if families(pieces[at].things) != {PROJECT} or not (said | told) & _OF_MONEY:
        return None
    if bool(told & _MORE) == bool(told & _LESS):
        return None
    sums = _values(engine, thing, "budget")
    if len(sums) != 1:
        return None
    compared = _OF_MONEY | _MORE | _LESS | {_THAN}
    rest = [
        one
        for one in pieces[:at]
        if one.sort != "word"
        or not (one.value in compared | _BESIDE or {*wording.meant([one.value])} & _OF_MONEY)
    ]
    sign = "more" if told & _MORE else "less"
    words = ["budget", sign, _THAN, sums[0], "euros"]
    remark = gettext(
        "The budget of {thing} is {sum} euros.", thing=thing.label, sum=f"{int(sums[0]):,}"
    )
    return [*rest, *(Piece(told=one, sort="word", value=one) for one in words)], remark


def _values(engine: Engine, thing: Name, relation: str) -> list[str]:
    """The different values that a thing has on record."""
    asked = f"SELECT DISTINCT ?value WHERE {{ <{thing.iri}> cbrn:{relation} ?value }}"
    return [one["value"] or "" for one in engine.query(asked, limits=_LIMITS).records()]
