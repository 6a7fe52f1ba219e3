"""What a question that was put together cannot find, since the record does not tell it of all.

Whose seat is on record nowhere is from no country, a project or a meeting of which documents name
only countries is in no region, one of which they name only the region is in no country, and what
has no date is of no year; how many there are is said beside the answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from rdflib.namespace import DCTERMS

from graph.errors import CbrnGraphError
from graph.texts import gettext, ngettext
from graph.views.asking.asked_beside import counted_beside, names_beside
from graph.views.asking.built_question import (
    BuiltQuestion,
    Condition,
    TextValue,
    ThingValue,
    WordsValue,
    Years,
)
from graph.views.asking.present_otherwise import hosts_too, persons_too
from graph.views.asking.untold_in_time import untold_in_time
from graph.views.asking.untold_of_none import untold_of_none
from graph.views.asking.untold_of_places import untold_by_regions, untold_of_seats
from graph.views.asking.untold_of_planned import untold_of_planned
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.store import Answer, Engine, Question
    from graph.views.record.names import Names

__all__ = ["as_built", "told_beside", "untold"]

_REGION: Final = (str(CBRN.coversRegion),)
_COUNTRY: Final = (str(CBRN.coversCountry),)
_FORMAT: Final = (str(CBRN.format),)
_PROJECT: Final = "Project"
_SERIES: Final = "RoundTable"
"""The kind of meetings that have a number in the series of their region."""
_CARDS: Final = {"projects-of-country": 1, "projects-with-both": 2, "projects-with-three": 3}
"""Cards that ask for projects of countries, and how many."""
_WITH_LINE: Final = frozenset(
    {
        "first-n-with-line",
        "first-with-line",
        "latest-n-with-line",
        "latest-with-line",
        "projects-of-region",
        "things-with-line",
    }
)
"""Cards that ask for what has a line with a place, of whatever time."""
_PARTS: Final = tuple(map(str, (CBRN.hasPartner, CBRN.implementedWith, CBRN.involves, CBRN.ledBy)))
_OF_THEIR_PROJECTS: Final = {
    "organisations-in-country-projects": ("Organisation", _PARTS),
    "topics-of-country": ("Topic", (str(CBRN.hasTopic), str(CBRN.hazard))),
}
"""Cards that ask for what the projects of a country have, and by which relations."""
_OF_BODIES_THERE: Final = {
    "bodies-of-country": (),
    "projects-of-bodies-from": (Condition(relations=_PARTS, is_inward=True),),
}
"""Cards that ask for bodies of a country, and what else they say of these."""
_SEAT: Final = (str(CBRN.basedIn),)
_TITLE: Final = str(DCTERMS.title)
_ABOUT: Final = (_TITLE, str(CBRN.hasTopic), str(CBRN.hazard))
_ABOUT_WORDS: Final = frozenset({"projects-about-words", "projects-about-words-in-place"})
"""Cards that look for words in titles and topics."""
_DATES: Final = "dates-of-thing"
_ENDED_SINCE: Final = "things-ended-since"
_END: Final = (str(CBRN.endDate),)
_HAZARDS: Final = frozenset({"biological", "chemical", "nuclear", "radiological"})
_FEW: Final = 5
"""So many are told by their names."""


def told_beside(
    engine: Engine, names: Names, answer: Answer, question: BuiltQuestion | None
) -> Iterator[str]:
    """What stands beside an answer, in sentences.

    That is what is not among its rows though it may belong there, and what is though documents
    tell of it only as planned. Where that cannot be counted in time, the last sentence says so.

    Args:
        engine: the graph.
        names: what things are called.
        answer: the answer of a card, or of a question that was put together.
        question: what that asks for, put together; None where it cannot be.
    """
    try:
        if question is not None:
            yield from untold(engine, question)
        yield from untold_of_planned(engine, names, answer)
    except CbrnGraphError:
        yield gettext("Whether more belongs here could not be counted in time.")


def untold(engine: Engine, question: BuiltQuestion) -> Iterator[str]:
    """What is not among the answers of a question though it may belong there, in sentences.

    Args:
        engine: the graph.
        question: the question.

    Raises:
        CbrnGraphError: it could not be counted in time.
    """
    yield from untold_of_seats(engine, question)
    yield from untold_in_time(engine, question)
    if number := counted_beside(engine, _in_part_online(question)):
        yield ngettext(
            "{number} more fits all else that is asked, and was hybrid: online in part.",
            "{number} more fit all else that is asked, and were hybrid: online in part.",
            number,
            number=number,
        )
    yield from _called_round_tables(engine, question)
    yield from _present_otherwise(engine, question)
    yield from _of_one_matter(engine, question)
    for words in _sides_of_none(engine, question):
        yield gettext("None of their titles and topics holds “{words}”.", words=words)
    yield from _by_name(engine, question)
    yield from untold_by_regions(engine, question)
    yield from untold_of_none(engine, question)


def as_built(names: Names, card: Question, values: Mapping[str, str]) -> BuiltQuestion | None:
    """The question put together that a card asks, where that tells what the card cannot find.

    Args:
        names: what things are called.
        card: the card.
        values: what its parameters are.
    """
    place = names.find(values.get("thing") or values.get("region", ""))
    if card.key in _WITH_LINE and place and place.family == "Region":
        there = Condition(relations=_REGION, value=ThingValue((place.iri,)))
        return BuiltQuestion(values.get("kind", _PROJECT), (there,))
    if card.key in _ABOUT_WORDS | {_DATES, _ENDED_SINCE}:
        return _of_words_or_ends(names, card, values)
    country = names.find(values.get("country", ""))
    if card.key in _OF_BODIES_THERE and country:
        there = Condition(relations=_SEAT, value=ThingValue((country.iri,)))
        return BuiltQuestion("Organisation", (there, *_OF_BODIES_THERE[card.key]))
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


def _of_words_or_ends(
    names: Names, card: Question, values: Mapping[str, str]
) -> BuiltQuestion | None:
    """The question that a card asks which looks for words in projects, or for ends."""
    place = names.find(values.get("thing", ""))
    if card.key in _ABOUT_WORDS:
        words = Condition(relations=_ABOUT, value=WordsValue(values["words"]))
        return BuiltQuestion(_PROJECT, (words, *_in_place(names, values)))
    if card.key == _DATES and place and place.family == _PROJECT:
        this = Condition(relations=(), value=ThingValue((place.iri,)))
        return BuiltQuestion(_PROJECT, (this, Condition(relations=_END, value=Years())))
    if card.key == _ENDED_SINCE:
        since = Years(since=values["since"])
        return BuiltQuestion(values["kind"], (Condition(relations=_END, value=since),))
    return None


def _in_place(names: Names, values: Mapping[str, str]) -> Iterator[Condition]:
    """That projects cover the place that a card is asked for, if it is."""
    if place := names.find(values.get("place", "")):
        relations = _REGION if place.family == "Region" else _COUNTRY
        yield Condition(relations=relations, value=ThingValue((place.iri,)))


def _in_part_online(question: BuiltQuestion) -> BuiltQuestion | None:
    """The question after meetings that were hybrid, where it asks for those that were online."""
    for at, one in enumerate(question.conditions):
        if one.relations == _FORMAT and one.value == TextValue("online") and not one.is_absent:
            return question.without(at).with_condition(replace(one, value=TextValue("hybrid")))
    return None


def _called_round_tables(engine: Engine, question: BuiltQuestion) -> Iterator[str]:
    """How many more are called a round table and are not of the numbered series, in a sentence."""
    if question.kind != _SERIES or question.is_named:
        return
    named = Condition(relations=(), value=WordsValue("round table"))
    called = replace(question, kind="Meeting").with_condition(named)
    if (number := counted_beside(engine, called) - counted_beside(engine, question)) > 0:
        yield ngettext(
            "{number} more fits all else that is asked, and is called a round table without being"
            " one of the numbered series.",
            "{number} more fit all else that is asked, and are called round tables without being"
            " of the numbered series.",
            number,
            number=number,
        )


def _by_name(engine: Engine, question: BuiltQuestion) -> Iterator[str]:
    """How many more have the words in the name by which they are known here, in a sentence.

    That of a project of which no title is on record is its name here alone.
    """
    for at, one in enumerate(question.conditions):
        if _TITLE not in one.relations or one.is_absent or not isinstance(one.value, WordsValue):
            continue
        named = Condition(relations=(), value=one.value)
        rest = question.without(at).with_condition(replace(one, is_absent=True))
        called = rest.with_condition(named)
        if number := counted_beside(engine, called):
            yield ngettext(
                "{number} more has these words in its name alone, and in no title or topic.",
                "{number} more have these words in their names alone, and in no title or topic.",
                number,
                number=number,
            )
            yield from _few(engine, called, number)


def _present_otherwise(engine: Engine, question: BuiltQuestion) -> Iterator[str]:
    """Who was at meetings though no document says that they attended, in sentences."""
    as_hosts, by_persons = hosts_too(question), persons_too(question)
    if number := counted_beside(engine, as_hosts):
        yield ngettext(
            "{number} more is found if whoever hosted or organised a meeting was at it.",
            "{number} more are found if whoever hosted or organised a meeting was at it.",
            number,
            number=number,
        )
        yield from _few(engine, as_hosts, number)
    if number := counted_beside(engine, by_persons):
        yield ngettext(
            "{number} more is found if a body or a country was where a person of it was.",
            "{number} more are found if a body or a country was where a person of it was.",
            number,
            number=number,
        )
        yield from _few(engine, by_persons, number)


def _few(engine: Engine, question: BuiltQuestion | None, number: int) -> Iterator[str]:
    """What a few are called that answer a question, in a sentence; none where they are many."""
    if number <= _FEW and (names := names_beside(engine, question)):
        yield gettext("That is to say: {names}.", names=", ".join(names))


def _of_one_matter(engine: Engine, question: BuiltQuestion) -> Iterator[str]:
    """How many are about one of several matters only, in a sentence."""
    matters = _matters_together(question)
    number = counted_beside(engine, matters[0]) - counted_beside(engine, question) if matters else 0
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
                if not counted_beside(engine, alone):
                    yield side
