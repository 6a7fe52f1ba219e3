"""What a question that was put together cannot find, since the record does not tell it of all.

Whose seat is on record nowhere is from no country, a project or a meeting of which documents name
only countries is in no region, one of which they name only the region is in no country, and what
has no date is of no year; how many there are is said beside the answer.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.errors import CbrnGraphError
from graph.store import Limits
from graph.texts import gettext, ngettext
from graph.views.asking.built_query import Patterns, still_stands
from graph.views.asking.built_question import (
    ENDED,
    RAN,
    BuiltQuestion,
    Condition,
    TextValue,
    ThingValue,
    WordsValue,
    Years,
)
from graph.views.asking.present_otherwise import hosts_too, persons_too
from graph.views.record.in_words import worded
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.store import Engine, Question
    from graph.views.record.names import Names

__all__ = ["as_built", "untold"]

_SEAT: Final = (str(CBRN.basedIn),)
_REGION: Final = (str(CBRN.coversRegion),)
_COUNTRY: Final = (str(CBRN.coversCountry),)
_HOST: Final = (str(CBRN.hostCountry),)
_FORMAT: Final = (str(CBRN.format),)
_IN_REGION: Final = (str(CBRN.inRegion),)
_PROJECT: Final = "Project"
_CARDS: Final = {"projects-of-country": 1, "projects-with-both": 2}
"""Cards that ask for projects of countries, and how many."""
_WITH_LINE: Final = frozenset(
    {
        "first-n-with-line",
        "first-with-line",
        "latest-n-with-line",
        "latest-with-line",
        "things-with-line",
    }
)
"""Cards that ask for what has a line with a place, of whatever time."""
_OF_THEIR_PROJECTS: Final = {
    "organisations-in-country-projects": (
        "Organisation",
        tuple(map(str, (CBRN.hasPartner, CBRN.implementedWith, CBRN.involves, CBRN.ledBy))),
    ),
    "topics-of-country": ("Topic", (str(CBRN.hasTopic), str(CBRN.hazard))),
}
"""Cards that ask for what the projects of a country have, and by which relations."""
_HAZARDS: Final = frozenset({"biological", "chemical", "nuclear", "radiological"})
_FEW: Final = 5
"""So many are told by their names."""
_LIMITS: Final = Limits(seconds=3, rows=1)
_NAMES: Final = Limits(seconds=3, rows=10)


def untold(engine: Engine, question: BuiltQuestion) -> Iterator[str]:
    """What is not among the answers of a question though it may belong there, in sentences.

    Args:
        engine: the graph.
        question: the question.
    """
    if number := _counted(engine, _without_seat(question)):
        yield ngettext(
            "{number} more fits all else that is asked, but its seat is not on record.",
            "{number} more fit all else that is asked, but their seats are not on record.",
            number,
            number=number,
        )
        if named := _named_after(engine, question):
            yield gettext(
                "Of these, the name holds that country in brackets: {names}.",
                names=", ".join(named),
            )
    if number := _counted(engine, _without_dates(question)):
        yield ngettext(
            "{number} more fits all else that is asked, but when it began is not on record.",
            "{number} more fit all else that is asked, but when they began is not on record.",
            number,
            number=number,
        )
    if number := _counted(engine, _without_end(question)):
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
    if number := _counted(engine, _in_part_online(question)):
        yield ngettext(
            "{number} more fits all else that is asked, and was hybrid: online in part.",
            "{number} more fit all else that is asked, and were hybrid: online in part.",
            number,
            number=number,
        )
    yield from _present_otherwise(engine, question)
    yield from _of_one_matter(engine, question)
    for words in _sides_of_none(engine, question):
        yield gettext("None of them is about “{words}”.", words=words)
    if number := _counted(engine, _without_state(question)):
        yield ngettext(
            "{number} more fits all else that is asked; neither an end nor a state of it is on"
            " record.",
            "{number} more fit all else that is asked; neither an end nor a state of them is on"
            " record.",
            number,
            number=number,
        )
    yield from _undated(engine, question)
    yield from _only_regions(engine, question)
    by_country, kind = _by_country(question) or (None, "")
    number = _counted(engine, by_country, kind)
    if number and kind == _PROJECT:
        yield ngettext(
            "{number} project of which documents name only countries there is not counted in.",
            "{number} projects of which documents name only countries there are not counted in.",
            number,
            number=number,
        )
    elif number:
        yield ngettext(
            "{number} more was held in a country of the region, but no document names the region.",
            "{number} more were held in countries of the region, but no document names the region.",
            number,
            number=number,
        )


def as_built(names: Names, card: Question, values: Mapping[str, str]) -> BuiltQuestion | None:
    """The question put together that a card asks, where that tells what the card cannot find.

    Args:
        names: what things are called.
        card: the card.
        values: what its parameters are.
    """
    place = names.find(values.get("thing", ""))
    if card.key in _WITH_LINE and place and place.family == "Region":
        there = Condition(relations=_REGION, value=ThingValue((place.iri,)))
        return BuiltQuestion(values.get("kind", _PROJECT), (there,))
    number = 1 if card.key in _OF_THEIR_PROJECTS else _CARDS.get(card.key, 0)
    things = [names.find(values.get(one.name, "")) for one in card.parameters[:number]]
    conditions = tuple(
        Condition(relations=_COUNTRY, value=ThingValue((one.iri,))) for one in things if one
    )
    projects = BuiltQuestion(_PROJECT, conditions) if conditions else None
    if projects is None or card.key in _CARDS:
        return projects
    kind, relations = _OF_THEIR_PROJECTS[card.key]
    return BuiltQuestion(kind, (Condition(relations=relations, is_inward=True, value=projects),))


def _without_seat(question: BuiltQuestion) -> BuiltQuestion | None:
    """The question after those whose seat is not on record, where it asks for one."""
    for at, one in enumerate(question.conditions):
        if one.relations == _SEAT and isinstance(one.value, ThingValue) and not one.is_absent:
            rest = question.without(at)
            told = any(each.relations and not each.is_absent for each in rest.conditions)
            return rest.with_condition(replace(one, value=None, is_absent=True)) if told else None
    return None


def _named_after(engine: Engine, question: BuiltQuestion) -> list[str]:
    """The names of those without a seat on record that hold the country asked for in brackets.

    "Institute for Public Health (Netherlands)" may well be there, though no document says so.
    """
    rest = _without_seat(question)
    asked = (one.value for one in question.conditions if one.relations == _SEAT)
    iris = next((one.iris for one in asked if isinstance(one, ThingValue)), ())
    patterns = Patterns(rest) if rest and iris else None
    if patterns is None or patterns.ranked:
        return []
    lines = "\n  ".join(patterns.lines)
    places = " ".join(f"<{one}>" for one in iris)
    query = f"""PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?named WHERE {{
  {lines}
  VALUES ?there {{ {places} }}
  ?there rdfs:label ?called .
  {patterns.thing} rdfs:label ?named .
  FILTER(CONTAINS(STR(?named), CONCAT("(", STR(?called), ")")))
}}
ORDER BY ?named"""
    try:
        found = engine.query(query, limits=_NAMES)
    except CbrnGraphError:
        return []  # it takes too long to be said beside an answer
    return [one["named"] or "" for one in found.records()]


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


def _in_part_online(question: BuiltQuestion) -> BuiltQuestion | None:
    """The question after meetings that were hybrid, where it asks for those that were online."""
    for at, one in enumerate(question.conditions):
        if one.relations == _FORMAT and one.value == TextValue("online") and not one.is_absent:
            return question.without(at).with_condition(replace(one, value=TextValue("hybrid")))
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
    try:
        found = engine.query(last_said, limits=_LIMITS).records()[0]
    except CbrnGraphError:
        return 0, ""  # it takes too long to be said beside an answer
    earliest = found["earliest"] or ""
    return int(found["number"] or 0), "" if earliest == "9999" else earliest


def _present_otherwise(engine: Engine, question: BuiltQuestion) -> Iterator[str]:
    """Who was at meetings though no document says that they attended, in sentences."""
    as_hosts, by_persons = hosts_too(question), persons_too(question)
    if number := _counted(engine, as_hosts):
        yield ngettext(
            "{number} more is found if whoever hosted or organised a meeting was at it.",
            "{number} more are found if whoever hosted or organised a meeting was at it.",
            number,
            number=number,
        )
        yield from _few(engine, as_hosts, number)
    if number := _counted(engine, by_persons):
        yield ngettext(
            "{number} more is found if a body or a country was where a person of it was.",
            "{number} more are found if a body or a country was where a person of it was.",
            number,
            number=number,
        )
        yield from _few(engine, by_persons, number)


def _few(engine: Engine, question: BuiltQuestion | None, number: int) -> Iterator[str]:
    """What a few are called that answer a question, in a sentence; none where they are many."""
    if number <= _FEW and (names := _names_of(engine, question)):
        yield gettext("That is to say: {names}.", names=", ".join(names))


def _names_of(engine: Engine, question: BuiltQuestion | None) -> list[str]:
    """What those are called that answer a question."""
    patterns = Patterns(question) if question else None
    if patterns is None or patterns.ranked:
        return []
    lines = "\n  ".join(patterns.lines)
    query = f"""PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?named WHERE {{
  {lines}
  {patterns.thing} rdfs:label ?named .
}}
ORDER BY ?named"""
    try:
        return [one["named"] or "" for one in engine.query(query, limits=_NAMES).records()]
    except CbrnGraphError:
        return []  # it takes too long to be said beside an answer


def _of_one_matter(engine: Engine, question: BuiltQuestion) -> Iterator[str]:
    """How many are about one of several matters only, in a sentence."""
    matters = _matters_together(question)
    number = _counted(engine, matters[0]) - _counted(engine, question) if matters else 0
    if matters and number:
        yield ngettext(
            "{number} more is found where one of these is enough: {matters}.",
            "{number} more are found where one of these is enough: {matters}.",
            number,
            number=number,
            matters=", ".join(matters[1]),
        )


def _matters_together(question: BuiltQuestion) -> tuple[BuiltQuestion, list[str]] | None:
    """The question after what is about any of several matters, where it is to be about all.

    "Radiological and nuclear projects" may be about one of the two each.

    Returns:
        The question, and the words for the matters.
    """
    told = [
        (at, one.value.words)
        for at, one in enumerate(question.conditions)
        if one.relations and isinstance(one.value, WordsValue) and not one.is_absent
    ]
    if len(told) > 1 and {one.casefold() for _, one in told} <= _HAZARDS:
        words = list(dict.fromkeys(one for _, one in told))
        first = question.conditions[told[0][0]]
        rest = tuple(
            one for at, one in enumerate(question.conditions) if at not in {at for at, _ in told}
        )
        of_any = replace(first, value=WordsValue(" or ".join(words)))
        return replace(question, conditions=(*rest, of_any)), words
    for at, one in enumerate(question.conditions):
        inner = _matters_together(one.value) if isinstance(one.value, BuiltQuestion) else None
        if inner and not one.is_absent:
            conditions = list(question.conditions)
            conditions[at] = replace(one, value=inner[0])
            return replace(question, conditions=tuple(conditions)), inner[1]
    return None


def _sides_of_none(engine: Engine, question: BuiltQuestion) -> Iterator[str]:
    """Of words that are looked for with "or", those that nothing found holds by themselves."""
    for at, one in enumerate(question.conditions):
        sides = one.value.sides if isinstance(one.value, WordsValue) else ()
        if len(sides) > 1 and one.relations and not one.is_absent:
            for side in map(" ".join, sides):
                alone = question.without(at).with_condition(replace(one, value=WordsValue(side)))
                if not _counted(engine, alone):
                    yield side


def _undated(engine: Engine, question: BuiltQuestion) -> Iterator[str]:
    """How many fit all but the years in which something was, since no document dates that."""
    for at, one in enumerate(question.conditions):
        if len(one.relations) != 1 or one.is_absent or not isinstance(one.value, Years):
            continue
        rest = question.without(at).with_condition(replace(one, value=None, is_absent=True))
        if number := _counted(engine, rest):
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


def _only_regions(engine: Engine, question: BuiltQuestion) -> Iterator[str]:
    """How many projects may cover the countries asked for, since documents name only regions."""
    if of_regions := _by_region(question):
        whole, is_head = of_regions
        number = _counted(engine, whole, _PROJECT)
        if number and is_head:
            yield ngettext(
                "{number} more fits all else that is asked; documents name only the region that it"
                " covers, and no country there.",
                "{number} more fit all else that is asked; documents name only the region that they"
                " cover, and no country there.",
                number,
                number=number,
            )
        elif number:
            yield ngettext(
                "{number} project of which documents name only the region there, and no country, is"
                " not counted in.",
                "{number} projects of which documents name only the region there, and no country,"
                " are not counted in.",
                number,
                number=number,
            )


def _by_region(question: BuiltQuestion) -> tuple[BuiltQuestion, bool] | None:
    """The question after projects that cover the regions of countries asked for, and no country.

    Returns:
        The question, and whether projects are what it looks for.
    """
    asked = [
        one
        for one in question.conditions
        if one.relations == _COUNTRY
        and isinstance(one.value, ThingValue)
        and not (one.is_absent or one.is_shown or one.is_ranked)
    ]
    if question.kind == _PROJECT and asked:
        conditions = [one for one in question.conditions if one not in asked]
        for one in asked:
            home = Condition(relations=_IN_REGION, is_inward=True, value=one.value)
            region = BuiltQuestion("Region", (home,))
            there = BuiltQuestion("Country", (Condition(relations=_IN_REGION, value=region),))
            conditions += [
                Condition(relations=_REGION, value=region),
                Condition(relations=_COUNTRY, value=there, is_absent=True),
            ]
        return replace(question, conditions=tuple(conditions)), True
    for at, one in enumerate(question.conditions if question.kind != _PROJECT else ()):
        if not isinstance(one.value, BuiltQuestion) or one.is_absent or one.is_shown:
            continue
        if inner := _by_region(one.value):
            inner_asked = list(question.conditions)
            inner_asked[at] = replace(one, value=inner[0])
            return replace(question, conditions=tuple(inner_asked)), False
    return None


def _by_country(question: BuiltQuestion) -> tuple[BuiltQuestion, str] | None:
    """The question after what is tied to countries of a region and not to the region itself.

    Projects cover such countries, meetings were held in them.

    Returns:
        The question, and the kind of what is tied so.
    """
    for at, one in enumerate(question.conditions):
        if one.is_absent or one.is_shown or one.is_ranked:
            continue
        if one.relations == _REGION and isinstance(one.value, ThingValue):
            there = BuiltQuestion("Country", (Condition(relations=_IN_REGION, value=one.value),))
            relations = _COUNTRY if question.kind == _PROJECT else _HOST
            by_country = Condition(relations=relations, value=there)
            changed = [by_country, replace(one, is_absent=True)]
            before, behind = question.conditions[:at], question.conditions[at + 1 :]
            changed_question = replace(question, conditions=(*before, *changed, *behind))
            return changed_question, question.kind
        inner = _by_country(one.value) if isinstance(one.value, BuiltQuestion) else None
        if inner:
            conditions = list(question.conditions)
            conditions[at] = replace(one, value=inner[0])
            return replace(question, conditions=tuple(conditions)), inner[1]
    return None


def _counted(engine: Engine, question: BuiltQuestion | None, kind: str = "") -> int:
    """How many things answer a question, or how many of a kind are in its answers."""
    patterns = Patterns(question) if question else None
    if patterns is None or patterns.ranked:
        return 0
    counted = f"?{kind[:1].lower()}{kind[1:]}" if kind else patterns.thing
    lines = "\n  ".join(patterns.lines)
    asked = f"SELECT (COUNT(DISTINCT {counted}) AS ?number) WHERE {{\n  {lines}\n}}"
    try:
        found = engine.query(asked, limits=_LIMITS)
    except CbrnGraphError:
        return 0  # it takes too long to be said beside an answer
    return int(found.records()[0]["number"] or 0)
