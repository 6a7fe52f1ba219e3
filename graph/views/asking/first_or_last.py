"""The first or the last of those that a text tells: "the last steering committee of P60".

Meetings are told by words of their names, a town, who hosted them or what was discussed; which of
these was the first or the last is told by when they began.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from graph.store import Limits
from graph.texts import gettext
from graph.views.asking.built_query import Patterns
from graph.views.asking.built_question import BuiltQuestion, Condition, ThingValue
from graph.views.asking.composing import Composed, composed
from graph.views.asking.interpretation import built_interpretation
from graph.views.asking.pieces import Piece
from graph.views.asking.relations import relations
from graph.views.asking.shown_beside import PLACE
from graph.views.asking.untold_of_places import untold_by_regions
from graph.views.asking.wording import number
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.views.asking.interpretation import Interpretation
    from graph.views.asking.naming import Namer
    from graph.views.record.names import Name, NamedGraph

__all__ = ["at_its_end", "several_at_an_end"]

_LIMITS: Final = Limits(seconds=3, rows=500)
_MEETING: Final = "Meeting"
_FIRST: Final = "first"
_ENDS: Final = frozenset({_FIRST, "latest"})
_BEGAN: Final = (str(CBRN.startDate),)


def at_its_end(
    finder: Namer, kg: NamedGraph, pieces: Sequence[Piece]
) -> tuple[list[Piece], str] | None:
    """The pieces with the first or last meeting of those that a text tells as that meeting.

    Args:
        finder: what found the pieces.
        kg: the graph, opened.
        pieces: the text, piece by piece.

    Returns:
        The pieces, and a sentence that says which meeting that is; None where they tell none.
    """
    for begin, at, end, count in _ends(finder, pieces):
        if count != 1:
            continue
        for stop, question in _told(finder, kg, pieces, at):
            found = next(_in_time(kg, question, end), [])
            if not found:
                break
            told = " ".join(one.told for one in pieces[begin:stop])
            met = Piece(told=told, sort="thing", value=told.casefold(), things=tuple(found))
            names = ", ".join(one.label for one in found)
            said = (
                gettext("The first of these on record is {name}.", name=names)
                if end == _FIRST
                else gettext("The last of these on record is {name}.", name=names)
            )
            return [*pieces[:begin], met, *pieces[stop:]], said
    return None


def several_at_an_end(
    finder: Namer, kg: NamedGraph, pieces: Sequence[Piece]
) -> tuple[Interpretation, str] | None:
    """The question after the first or last few meetings of those that a text tells.

    Args:
        finder: what found the pieces.
        kg: the graph, opened.
        pieces: the text, piece by piece.

    Returns:
        The question, and a sentence that says how they were found; None where a text asks for no
        such meetings, or for more than these.
    """
    for begin, at, end, count in _ends(finder, pieces):
        if any(one.value not in finder.wording.silent for one in pieces[:begin]):
            continue
        for stop, question in _told(finder, kg, pieces, at):
            if stop < len(pieces):
                break
            names: list[Name] = []
            for together in _in_time(kg, question, end):
                names += together if len(names) < count else []
            if not names:
                break
            these = ThingValue(tuple(one.iri for one in names))
            asked = BuiltQuestion(question.kind, (Condition(relations=(), value=these),))
            asked = asked.with_condition(
                Condition(relations=_BEGAN, value=None, is_shown=True)
            ).with_condition(Condition(relations=PLACE.relations, value=None, is_shown=True))
            told = Composed(question=asked, unsaid=frozenset(), is_open=False, worded=())
            said = (
                gettext("These began first of those on record with a date.")
                if end == _FIRST
                else gettext("These began last of those on record with a date.")
            )
            return built_interpretation(told, kg.names), said
    return None


def _ends(finder: Namer, pieces: Sequence[Piece]) -> Iterator[tuple[int, int, str, int]]:
    """Where a "first" or "last" begins, and what follows it; which of both, and how many."""
    for at, piece in enumerate(pieces):
        said = finder.wording.meant([piece.value]) if piece.sort == "word" else []
        if len(said) != 1 or said[0] not in _ENDS:
            continue
        behind, before = pieces[at + 1 : at + 2], pieces[at - 1 : at] if at else []
        if (count := _count(behind)) > 1:
            yield at, at + 2, said[0], count
        elif (count := _count(before)) > 1:
            yield at - 1, at + 1, said[0], count
        else:
            yield at, at + 1, said[0], 1


def _count(pieces: Sequence[Piece]) -> int:
    """The number that the only one of some pieces is; 0 where it is none."""
    return next((number(one.value) or 0 for one in pieces if one.sort == "word"), 0)


def _told(
    finder: Namer, kg: NamedGraph, pieces: Sequence[Piece], at: int
) -> Iterator[tuple[int, BuiltQuestion]]:
    """The questions after meetings that a text tells from a place on, the longest first.

    Each with the place behind its last word.
    """
    met = pieces[at : at + 1]
    if met and len(met[0].things) > 1 and {one.family for one in met[0].things} == {_MEETING}:
        these = ThingValue(tuple(one.iri for one in met[0].things))
        yield at + 1, BuiltQuestion(_MEETING, (Condition(relations=(), value=these),))
        return
    known = relations(kg.engine, kg.names.in_english, finder.wording.language)
    for stop in range(len(pieces), at, -1):
        span = pieces[at:stop]
        is_whole = stop == len(pieces) or span[-1].value not in finder.wording.silent
        families = [one.things[0].family for one in span if one.things]
        if len(families) > len({*families}):
            return  # "the first meeting of Georgia and Ukraine" may be that of each
        if not is_whole:
            continue
        for one in composed(finder, known, span):
            is_shown = any(each.is_shown for each in one.question.conditions)  # "where and when"
            is_one = not one.unsaid and not one.is_open and not is_shown
            if not is_one or not finder.is_meeting(one.question.kind):
                continue
            # Of what documents tell the country only, the last is not known to be the last.
            if not any(untold_by_regions(kg.engine, one.question)):
                yield stop, one.question


def _in_time(kg: NamedGraph, question: BuiltQuestion, end: str) -> Iterator[list[Name]]:
    """What answers a question by when it began, those of one day together; the end first."""
    patterns = Patterns(question)
    if patterns.ranked:
        return
    lines = "\n  ".join(patterns.lines)
    asked = f"""SELECT DISTINCT {patterns.thing} (STR(?its) AS ?day) WHERE {{
  {lines}
  {patterns.thing} cbrn:startDate ?its .
}}"""
    column = patterns.thing.removeprefix("?")
    days: dict[str, str] = {}
    for row in kg.engine.query(asked, limits=_LIMITS).records():
        key, day = row[column] or "", row["day"] or ""
        held = days.get(key, day)
        days[key] = min(day, held) if end == _FIRST else max(day, held)
    rows = sorted(days, key=lambda key: (days[key], key), reverse=end != _FIRST)
    for _, keys in groupby(rows, key=lambda key: days[key]):
        yield [kg.names[key] for key in keys]
