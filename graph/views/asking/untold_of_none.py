"""What a question after those that have none cannot shut out, since documents tell too little.

Who has held no round table since 2020 may have held one that no document dates, and a country that
no project covers may be in a region that one covers as a whole.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.texts import ngettext
from graph.views.asking.asked_beside import counted_beside
from graph.views.asking.built_question import RAN, BuiltQuestion, Condition, Years
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Engine

__all__ = ["untold_of_none"]

_REGION: Final = (str(CBRN.coversRegion),)
_COUNTRY: Final = (str(CBRN.coversCountry),)
_IN_REGION: Final = (str(CBRN.inRegion),)


def untold_of_none(engine: Engine, question: BuiltQuestion) -> Iterator[str]:
    """How many of those that are found to have none may have one all the same, in sentences.

    Args:
        engine: the graph.
        question: the question.
    """
    for one in question.conditions:
        if not one.is_absent or not isinstance(one.value, BuiltQuestion):
            continue
        undated = _undated(one.value)
        if undated and (number := _having(engine, question, one, undated)):
            yield ngettext(
                "Of those listed, {number} has one of which no document says when it was.",
                "Of those listed, {number} have one of which no document says when it was.",
                number,
                number=number,
            )
        if number := counted_beside(engine, _in_region_of(question, one)):
            yield ngettext(
                "Of those listed, {number} is in a region that such a project covers, of which"
                " documents name no country.",
                "Of those listed, {number} are in a region that such a project covers, of which"
                " documents name no country.",
                number,
                number=number,
            )
        if number := counted_beside(engine, _by_their_countries(question, one)):
            yield ngettext(
                "Of those listed, {number} has a country that such a project covers, though no"
                " document says that it covers the region.",
                "Of those listed, {number} have a country that such a project covers, though no"
                " document says that it covers the region.",
                number,
                number=number,
            )


def _having(
    engine: Engine, question: BuiltQuestion, absent: Condition, value: BuiltQuestion
) -> int:
    """How many of those found have what is told by a question."""
    having = replace(absent, is_absent=False, value=value)
    return counted_beside(engine, question.with_condition(having))


def _undated(question: BuiltQuestion) -> BuiltQuestion | None:
    """The question after what has no date on record, where it asks for some years."""
    for at, one in enumerate(question.conditions):
        if isinstance(one.value, Years) and not one.is_absent:
            relations = RAN[:1] if one.relations == RAN else one.relations
            undated = Condition(relations=relations, is_absent=True)
            return question.without(at).with_condition(undated)
    return None


def _in_region_of(question: BuiltQuestion, absent: Condition) -> BuiltQuestion | None:
    """The question after those countries found whose region such projects cover as a whole."""
    if (question.kind, absent.relations) != ("Country", _COUNTRY):
        return None
    projects = absent.value
    if not isinstance(projects, BuiltQuestion):
        return None
    whole = projects.with_condition(Condition(relations=_COUNTRY, is_absent=True))
    there = Condition(relations=_REGION, is_inward=True, value=whole)
    region = BuiltQuestion("Region", (there,))
    return question.with_condition(Condition(relations=_IN_REGION, value=region))


def _by_their_countries(question: BuiltQuestion, absent: Condition) -> BuiltQuestion | None:
    """The question after those regions found of which such projects cover a country."""
    if (question.kind, absent.relations) != ("Region", _REGION):
        return None
    there = Condition(relations=_COUNTRY, is_inward=True, value=absent.value)
    countries = BuiltQuestion("Country", (there,))
    return question.with_condition(Condition(relations=_IN_REGION, is_inward=True, value=countries))
