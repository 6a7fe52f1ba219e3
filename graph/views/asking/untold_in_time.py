"""What a question of times cannot find, since no document dates it, in sentences."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.texts import gettext, ngettext
from graph.views.asking.asked_beside import counted_beside, rows_beside
from graph.views.asking.built_query import Patterns, still_stands
from graph.views.asking.built_question import (
    ENDED,
    RAN,
    BuiltQuestion,
    Condition,
    TextValue,
    Years,
)
from graph.views.record.in_words import worded
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Engine

__all__ = ["untold_in_time"]

_END: Final = (str(CBRN.endDate),)


def untold_in_time(engine: Engine, question: BuiltQuestion) -> Iterator[str]:
    """What may belong to the times that a question asks for, in sentences.

    Args:
        engine: the graph.
        question: the question.
    """
    if number := counted_beside(engine, _without_dates(question)):
        yield ngettext(
            "{number} more fits all else that is asked, but when it began is not on record.",
            "{number} more fit all else that is asked, but when they began is not on record.",
            number,
            number=number,
        )
    if number := counted_beside(engine, _without_end(question)):
        yield ngettext(
            "{number} more began before that; neither an end nor that it went on is on record.",
            "{number} more began before that; neither an end nor that they went on is on record.",
            number,
            number=number,
        )
    number, day = _going_on(engine, question)
    if number:
        yield ngettext(
            "Of those listed, {number} has no end on record: a document calls it ongoing.",
            "Of those listed, {number} have no end on record: documents call them ongoing.",
            number,
            number=number,
        )
    if day:
        yield gettext("The oldest of these documents that has a date is of {day}.", day=worded(day))
    if number := counted_beside(engine, _without_state(question)):
        yield ngettext(
            "{number} more fits all else that is asked; neither an end nor a state of it is on"
            " record.",
            "{number} more fit all else that is asked; neither an end nor a state of them is on"
            " record.",
            number,
            number=number,
        )
    yield from _undated(engine, question)
    if number := counted_beside(engine, _still_to_come(question)):
        yield ngettext(
            "Of those listed, {number} ends in this month or later.",
            "Of those listed, {number} end in this month or later.",
            number,
            number=number,
        )
    number = counted_beside(engine, _called_closed(question))
    if number and any(one.value == Years() for one in question.conditions):
        yield gettext("A document calls it closed, and does not tell when it ended.")
    elif number:
        yield ngettext(
            "{number} without an end on record is called closed by a document.",
            "{number} without an end on record are called closed by documents.",
            number,
            number=number,
        )


def _still_to_come(question: BuiltQuestion) -> BuiltQuestion | None:
    """The question after those that end now or later, where it asks what ended since a year."""
    today = datetime.datetime.now(tz=datetime.UTC).date()
    now = f"{today:%Y-%m}"
    for at, one in enumerate(question.conditions):
        is_since = (
            isinstance(one.value, Years) and one.value.since and one.value.until in {"", str(today)}
        )
        if one.relations == _END and not one.is_absent and is_since:
            return question.without(at).with_condition(replace(one, value=Years(since=now)))
    return None


def _called_closed(question: BuiltQuestion) -> BuiltQuestion | None:
    """The question after what is called closed and has no end on record, where it asks for ends."""
    for at, one in enumerate(question.conditions):
        if one.relations == _END and not one.is_absent and isinstance(one.value, Years):
            rest = question.without(at).with_condition(replace(one, value=None, is_absent=True))
            return rest.with_condition(Condition(relations=ENDED[1:], value=TextValue("closed")))
    return None


def _without_dates(question: BuiltQuestion) -> BuiltQuestion | None:
    """The question after projects whose beginning is not on record, where it asks when they ran."""
    for at, one in enumerate(question.conditions):
        if one.relations == RAN and not one.is_absent:
            rest = question.without(at).with_condition(Condition(relations=RAN[:1], is_absent=True))
            this = str(datetime.datetime.now(tz=datetime.UTC).year)
            is_of_now = isinstance(one.value, Years) and one.value.since[:4] >= this
            closed = Condition(relations=ENDED[1:], value=TextValue("closed"), is_absent=True)
            return rest.with_condition(closed) if is_of_now else rest
    return None


def _without_end(question: BuiltQuestion) -> BuiltQuestion | None:
    """The question after projects that began before the years in which it asks what ran.

    No end of them is on record, nor that they went on: they may have run then.
    """
    for at, one in enumerate(question.conditions):
        is_of_years = isinstance(one.value, Years) and bool(one.value.since)
        if one.relations == RAN and not one.is_absent and is_of_years:
            begun = Years(until=one.value.since) if isinstance(one.value, Years) else None
            rest = question.without(at).with_condition(Condition(relations=RAN[:1], value=begun))
            for absent in (
                Condition(relations=RAN[1:], is_absent=True),
                Condition(relations=ENDED[1:], value=TextValue("closed"), is_absent=True),
                replace(one, is_absent=True),
            ):
                rest = rest.with_condition(absent)
            return rest
    return None


def _without_state(question: BuiltQuestion) -> BuiltQuestion | None:
    """The question after projects of which no document tells an end or a state, where it asks so.

    Of some of them that they are over is only not on record.
    """
    for at, one in enumerate(question.conditions):
        if one.relations == ENDED and not one.is_absent:
            rest = question.without(at)
            for relation in ENDED:
                rest = rest.with_condition(Condition(relations=(relation,), is_absent=True))
            return rest
    return None


def _going_on(engine: Engine, question: BuiltQuestion) -> tuple[int, str]:
    """How many run only since they are said to go on, and the earliest day on which that was last.

    A state is of the day of the document that tells it.
    """
    ran = any(one.relations == RAN and not one.is_absent for one in question.conditions)
    patterns = Patterns(question.with_condition(Condition(relations=RAN[1:], is_absent=True)))
    if not ran or patterns.ranked:
        return 0, ""
    lines = "\n  ".join(patterns.lines)
    last_said = f"""SELECT (COUNT(*) AS ?number) (MIN(IF(?day = "", "9999", ?day)) AS ?earliest)
WHERE {{
  SELECT {patterns.thing} (MAX(STR(COALESCE(?issued, ""))) AS ?day) WHERE {{
  {lines}
  ?says rdf:subject {patterns.thing} ; rdf:predicate cbrn:status ; rdf:object ?told .
  {still_stands("?says")}
  FILTER(STR(?told) = "ongoing")
  ?says cbrn:statedIn ?source .
  OPTIONAL {{ ?source dct:issued ?issued }}
  }} GROUP BY {patterns.thing}
}}"""
    for found in rows_beside(engine, last_said):
        earliest = found["earliest"] or ""
        return int(found["number"] or 0), "" if earliest == "9999" else earliest
    return 0, ""


def _undated(engine: Engine, question: BuiltQuestion) -> Iterator[str]:
    """How many fit all but the years in which something was, since no document dates that."""
    for at, one in enumerate(question.conditions):
        if len(one.relations) != 1 or one.is_absent or not isinstance(one.value, Years):
            continue
        rest = question.without(at).with_condition(replace(one, value=None, is_absent=True))
        number = counted_beside(engine, rest)
        if number and one.value == Years():  # of one thing, whatever the years
            yield gettext("No end of it is on record.")
        elif number:
            yield from _not_dated(one.relations[0], number)


def _not_dated(relation: str, number: int) -> Iterator[str]:
    """That of so many it is not on record when they began, ended or were adopted."""
    if relation == str(CBRN.startDate):
        yield ngettext(
            "{number} more fits all else that is asked, but when it began is not on record.",
            "{number} more fit all else that is asked, but when they began is not on record.",
            number,
            number=number,
        )
    elif relation == str(CBRN.endDate):
        yield ngettext(
            "{number} more fits all else that is asked, but no end of it is on record.",
            "{number} more fit all else that is asked, but no end of them is on record.",
            number,
            number=number,
        )
    elif relation == str(CBRN.adoptedOn):
        yield ngettext(
            "{number} more fits all else that is asked; whether and when it was adopted is not on"
            " record.",
            "{number} more fit all else that is asked; whether and when they were adopted is not on"
            " record.",
            number,
            number=number,
        )
