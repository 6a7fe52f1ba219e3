"""Meetings that a text tells by their place in a series: the first by its number, and the latest.

"The 14th round table of Central Asia" is one by its number, whatever else is on record; "the latest
round table of Central Asia" is one by its date. Either is looked up, so that whatever can be asked
of a meeting can be asked of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from graph.store import ask
from graph.texts import gettext
from graph.views.asking.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.store import Question
    from graph.views.asking.wording import Wording
    from graph.views.record.names import Name, NamedGraph, Names

__all__ = ["at_an_end", "not_on_record", "numbered", "with_listed"]

_ORDINAL: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_SERIES: Final = re.compile(r"\d{1,2}(?:st|nd|rd|th)(\b.+)")
_NUMBERED: Final = "RoundTable"
"""The one kind of meeting whose number in its region is on record."""
_ENDS: Final = {"latest": "latest-with-line", "first": "first-with-line"}
_LISTED: Final = frozenset({"and", "at", "but", "both", "from", "in", "not", "or", "the", "to"})
_BETWEEN: Final = frozenset({"hold"})
_OF: Final = frozenset({"from", "in", "of", "the"})


def numbered(
    kg: NamedGraph, questions: Mapping[str, Question], pieces: Sequence[Piece], wording: Wording
) -> tuple[list[Piece], tuple[str, ...]]:
    """The pieces with a round table that is told by its number and its region as that meeting.

    Args:
        kg: the graph, opened.
        questions: the cards, by their keys.
        pieces: the text, piece by piece.
        wording: that of its language.

    Returns:
        The pieces, and what is to be said of them: where no round table of the number is on record,
        the pieces ask for the series, and a sentence says so and names the earliest on record.
    """
    at = next((at for at, one in enumerate(pieces) if _is_number(pieces, at, wording)), None)
    regions = [one for one in pieces if one.sort == "thing" and _is_region(one)]
    if at is None or len(regions) != 1:
        return list(pieces), ()
    number = int(_ORDINAL.match(pieces[at].value)[1])  # type: ignore[index]
    region = regions[0].things[0]
    rows = ask(kg.engine, questions["round-tables-of-region"], {"region": region.short}).records()
    held = {
        int(one["number"]): one["roundTable"] for one in rows if one["number"] and one["roundTable"]
    }
    if number in held:
        place, met = pieces.index(regions[0]), [kg.names[held[number]]]
        if _goes_with_another(pieces, place, at, wording):
            return _joined(pieces, at, at + 1, met), ()
        return _joined(pieces, at, place, met), ()
    rest = [one for place, one in enumerate(pieces) if place != at]
    earliest = f" The earliest on record by its number is {kg.names[held[min(held)]].label}."
    told = f"No {pieces[at].value} round table of {region.label} is on record."
    return rest, (told + (earliest if held else ""),)


def not_on_record(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """That a project of which a text tells the number is not on record, where it is not."""
    return tuple(
        gettext("Project {number} is not on record.", number=one.value)
        for kind, one in pairwise(pieces)
        if kind.value == "Project" and one.sort == "word" and one.value.isdecimal()
    )


def at_an_end(
    kg: NamedGraph, questions: Mapping[str, Question], pieces: Sequence[Piece], wording: Wording
) -> list[Piece] | None:
    """The pieces with the latest or first meeting of a kind with a thing as that meeting.

    Args:
        kg: the graph, opened.
        questions: the cards, by their keys.
        pieces: the text, piece by piece.
        wording: that of its language.

    Returns:
        The pieces; None where they tell no such meeting, or none is on record.
    """
    for at, (end, kind) in enumerate(pairwise(pieces)):
        asked = _ENDS.get("".join(wording.meant([end.value]))) if end.sort == "word" else None
        if not asked or kind.sort != "kind":
            continue
        far = next((place for place in range(at + 2, len(pieces)) if pieces[place].things), None)
        if far is None or len(pieces[far].things) != 1:
            continue
        between = wording.meant(one.value for one in pieces[at + 2 : far])
        if any(one.sort != "word" for one in pieces[at + 2 : far]) or {*between} - _BETWEEN:
            continue
        if _is_of_row(pieces, far):
            continue  # "the first meeting of Georgia and Ukraine" is not that of Georgia
        values = {"kind": kind.value, "thing": pieces[far].things[0].short}
        rows = ask(kg.engine, questions[asked], values).records()
        keys = dict.fromkeys(one["found"] or "" for one in rows)
        if keys:
            return _joined(pieces, at, far, [kg.names[key] for key in keys])
    return None


def _is_of_row(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a name of the same sort goes on a list behind the one at a place."""
    rest = [one for one in pieces[at + 1 :] if one.value != "the"]
    family = pieces[at].things[0].family
    joins = bool(rest) and rest[0].value in {"and", "or"}
    return joins and any(one.family == family for piece in rest[1:2] for one in piece.things)


def with_listed(pieces: Sequence[Piece], names: Names) -> list[Piece]:
    """The pieces with each number of a list as the meeting that it tells: "the 14th and 16th".

    Only the last of such a list names its series.

    Args:
        pieces: the text, piece by piece.
        names: the names of things.
    """
    found = list(pieces)
    for at, piece in enumerate(pieces):
        if piece.sort != "word" or not _ORDINAL.fullmatch(piece.value):
            continue
        behind = [one for one in pieces[at + 1 :] if one.value not in _LISTED]
        last = next((one for one in behind if not _ORDINAL.fullmatch(one.value)), None)
        if not behind:  # "the 22nd round table but not the 21st"
            last = next((one for one in reversed(pieces[:at]) if one.things), None)
        series = _SERIES.match(last.things[0].label) if last and len(last.things) == 1 else None
        label = f"{piece.value}{series[1]}" if series else ""
        if same := next((one for one in names.things(["Meeting"]) if one.label == label), None):
            found[at] = replace(piece, sort="thing", things=(same,))
    return found


def _is_number(pieces: Sequence[Piece], at: int, wording: Wording) -> bool:
    if pieces[at].sort != "word" or not _ORDINAL.fullmatch(pieces[at].value):
        return False
    following = [one for one in pieces[at + 1 :] if one.value not in wording.silent]
    return bool(following) and following[0].value == _NUMBERED


def _goes_with_another(pieces: Sequence[Piece], place: int, number: int, wording: Wording) -> bool:
    """Whether a region before a round table is said of another kind: "SEEE states missed the 22nd".

    So it is in "the countries of Central Asia that missed the 14th".
    """
    between = pieces[place + 1 : number]
    begin = place - 1
    while begin > 0 and pieces[begin].value in _OF:
        begin -= 1
    before = pieces[begin : begin + 1] if 0 <= begin < place else []
    has_kind = any(one.sort == "kind" for one in (*before, *between))
    return has_kind and bool(wording.meant(one.value for one in between if one.sort == "word"))


def _is_region(piece: Piece) -> bool:
    return len(piece.things) == 1 and piece.things[0].family == "Region"


def _joined(pieces: Sequence[Piece], one: int, other: int, things: Sequence[Name]) -> list[Piece]:
    """The pieces with those from one place to another, and the kind among them, as things."""
    begin, end = min(one, other), max(one, other)
    if other < one:  # "the Central Asia 14th round table"
        end += 1
        between = [piece.value for piece in pieces[begin + 1 : one] if piece.value not in _LISTED]
        begin = one if between else begin  # "which SEEE countries missed the 22nd round table"
    told = " ".join(piece.told for piece in pieces[begin : end + 1])
    thing = Piece(told=told, sort="thing", value=told.casefold(), things=tuple(things))
    return [*pieces[:begin], thing, *pieces[end + 1 :]]
