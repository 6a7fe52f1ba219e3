"""Another thing that a text measures by: "projects dearer than Project 46", "after the kick-off".

What is on record of that one, a date or a sum, stands in its place; where documents give several,
or none, it is not told what is meant.
"""

from __future__ import annotations

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
