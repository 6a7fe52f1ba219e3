"""A question built step by step: a kind of thing, then one relation after the other.

Each step offers only what the graph has, with how many things would be left, so that no step leads
to an empty answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from graph.errors import QueryStopped
from graph.store import Limits
from graph.store.text.parameters import compact
from graph.texts import gettext
from graph.views.asking.built_query import Patterns, ends, still_stands
from graph.views.asking.built_question import BuiltQuestion, Condition, TextValue, ThingValue
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.store import Engine
    from graph.views.record.names import Names

__all__ = [
    "StepChoice",
    "kinds_to_begin_with",
    "looser_questions",
    "next_relations",
    "next_values",
]

_LIMITS: Final = Limits(seconds=30, rows=20_000)
_EACH: Final = Limits(seconds=2, rows=1)
# What is said of each thing and says nothing about it.
_NO_RELATIONS: Final = frozenset({"type", "label", "altLabel", "prefLabel"})


@dataclass(frozen=True, slots=True)
class StepChoice:
    """Something to go on with: the question with it, in words, and how many things it leaves."""

    question: BuiltQuestion
    label: str
    things: int


def kinds_to_begin_with(engine: Engine, names: Names) -> list[StepChoice]:
    """The kinds of things on record, in the order of their labels, with how many there are."""
    found = engine.query(
        "SELECT ?kind (COUNT(DISTINCT ?thing) AS ?things)\n"
        "WHERE { ?thing a cbrn:Thing, ?kind . FILTER(STRSTARTS(STR(?kind), STR(cbrn:))) }\n"
        "GROUP BY ?kind",
        limits=_LIMITS,
    ).records()
    choices = [
        StepChoice(
            BuiltQuestion((one["kind"] or "").removeprefix(str(CBRN._NS))),
            names[one["kind"] or ""].label,
            int(one["things"] or 0),
        )
        for one in found
    ]
    return sorted(choices, key=lambda one: (one.label.casefold(), one.question.kind))


def next_relations(engine: Engine, names: Names, question: BuiltQuestion) -> list[StepChoice]:
    """What the things of a question have lines by, either way, the most frequent first."""
    choices = []
    for is_inward in (False, True):
        near, _ = ends(is_inward)
        query = _counting(question, "?relation", f"{near} {{thing}} ; rdf:predicate ?relation")
        for one in engine.query(query, limits=_LIMITS).records():
            relation = one["relation"] or ""
            if names[relation].label and _local(relation) not in _NO_RELATIONS:
                told = names[relation]
                label = told.inverse or told.label if is_inward else told.label
                condition = Condition(relations=(relation,), is_inward=is_inward)
                whole = question.with_condition(condition)
                choices.append(StepChoice(whole, label, int(one["things"] or 0)))
    return sorted(choices, key=lambda one: (-one.things, one.label.casefold()))


def next_values(
    engine: Engine, names: Names, question: BuiltQuestion, condition: Condition
) -> list[StepChoice]:
    """What a relation leads to from the things of a question, what leaves most things first.

    Anything it leads to comes before all. Of a condition that shuts out, each choice leaves the
    things that lack what it names; what would leave none is not offered.
    """
    near, far = ends(condition.is_inward)
    step = f"{near} {{thing}} ; rdf:predicate {compact(condition.relations[0])} ; {far} ?end"
    whole = _number(engine, question)
    having = _number(engine, question.with_condition(replace(condition, is_absent=False)))
    choices = [StepChoice(question.with_condition(condition), gettext("anything"), having)]
    answer = engine.query(_counting(question, "?end", step), limits=_LIMITS)
    found: list[StepChoice] = []
    for end, things in answer.rows:
        if not isinstance(end, NamedNode | Literal) or not isinstance(things, Literal):
            continue
        is_thing = isinstance(end, NamedNode)
        value = ThingValue((end.value,)) if is_thing else TextValue(end.value)
        label = names[end.value].label if is_thing else end.value
        told = question.with_condition(replace(condition, value=value))
        found.append(StepChoice(told, label, int(things.value)))
    choices += sorted(found, key=lambda one: (-one.things, one.label.casefold()))
    if condition.is_absent:
        choices = [replace(one, things=whole - one.things) for one in choices]
    return [one for one in choices if one.things]


def looser_questions(engine: Engine, names: Names, question: BuiltQuestion) -> list[StepChoice]:
    """What there is an answer for in place of a question that has none.

    Such as the same without one of its conditions, each named by what it does without; where each
    of these is empty too, its conditions one by one. What takes too long to try is left out.

    Raises:
        EngineUnavailable: the engine does not answer.
    """
    without = [
        (gettext("Without “{condition}”", condition=one.in_words(names)), rest)
        for one, rest in question.each_without()
        if rest.conditions
    ]
    alone = [
        (gettext("“{condition}” alone", condition=one.in_words(names)), rest)
        for one in question.conditions
        if (rest := replace(question, conditions=(one,))) != question
    ]
    return _answered(engine, without) or _answered(engine, alone)


def _answered(engine: Engine, tried: Iterable[tuple[str, BuiltQuestion]]) -> list[StepChoice]:
    """Those of some questions that have an answer, with how many things it is of."""
    found = []
    for label, question in tried:
        try:
            things = _number(engine, question, _EACH)
        except QueryStopped:
            continue
        if things:
            found.append(StepChoice(question, label, things))
    return found


def _number(engine: Engine, question: BuiltQuestion, limits: Limits = _LIMITS) -> int:
    """How many things a question finds."""
    patterns = Patterns(question)
    lines = "\n  ".join(patterns.lines)
    query = f"SELECT (COUNT(DISTINCT {patterns.thing}) AS ?things)\nWHERE {{\n  {lines}\n}}"
    return int(engine.query(query, limits=limits).records()[0]["things"] or 0)


def _counting(question: BuiltQuestion, by: str, step: str) -> str:
    """How many things of a question there are for each value of a variable in one more pattern."""
    patterns = Patterns(question)
    told = step.format(thing=patterns.thing)
    lines = "\n  ".join([*patterns.lines, f"?step {told} .", still_stands("?step")])
    select = f"SELECT {by} (COUNT(DISTINCT {patterns.thing}) AS ?things)"
    return f"{select}\nWHERE {{\n  {lines}\n}}\nGROUP BY {by}"


def _local(relation: str) -> str:
    """What a property is called at the end of its address."""
    return relation.rpartition("#")[2].rpartition("/")[2]
