"""A question built step by step: a kind of thing, then one relation after the other.

Each step offers only what the graph has, with how many things would be left, so that no step leads
to an empty answer. It ends in a query that anybody can read and change.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from graph.store import Limits
from graph.store.text.parameters import compact
from graph.texts import catalogued, gettext
from graph.vocabulary import CBRN, THINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Engine
    from graph.store.replies.limits import Term
    from graph.views.record.names import Names

__all__ = [
    "BuiltQuestion",
    "Condition",
    "StepChoice",
    "kinds_to_begin_with",
    "next_relations",
    "next_values",
]

_LIMITS: Final = Limits(seconds=30, rows=20_000)
_THING: Final = "?thing"
_BETWEEN, _ABSENT, _INWARD = "~", "-", "^"
_ANYTHING: Final = catalogued("anything")
_IS, _QUOTE = "=", '"'
# What is said of each thing and says nothing about it.
_NO_RELATIONS: Final = frozenset({"type", "label", "altLabel", "prefLabel"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing said of what is looked for.

    Attributes:
        relation: the address of a property.
        is_inward: whether what is looked for stands at its far end, as in "attended" for a meeting
            that was attended by a country.
        value: what the relation leads to: an address, or a text; nothing where anything will do.
        is_thing: whether the value is an address.
        is_absent: whether it is looked for that no document says so.
    """

    relation: str
    is_inward: bool = False
    value: str = ""
    is_thing: bool = False
    is_absent: bool = False

    @property
    def text(self) -> str:
        """The condition as a part of an address, which `BuiltQuestion.decoded` reads."""
        local = self.relation.removeprefix(str(CBRN._NS))
        told = f"{_ABSENT * self.is_absent}{_INWARD * self.is_inward}{local}"
        if not self.value:
            return told
        end = self.value.removeprefix(str(THINGS)) if self.is_thing else f"{_QUOTE}{self.value}"
        return f"{told}{_IS}{end}"

    def in_words(self, names: Names) -> str:
        """The condition as a person says it: "covers country Georgia"."""
        relation = names[self.relation]
        label = relation.inverse or relation.label if self.is_inward else relation.label
        value = names[self.value].label if self.is_thing else self.value
        told = f"{label} {value or gettext(_ANYTHING)}"
        return gettext("not on record: {condition}", condition=told) if self.is_absent else told


@dataclass(frozen=True, slots=True)
class StepChoice:
    """Something to go on with: the question with it, in words, and how many things it leaves."""

    question: BuiltQuestion
    label: str
    things: int


@dataclass(frozen=True, slots=True)
class BuiltQuestion:
    """A kind of thing by its local name, and what is said of it, in the order it was chosen."""

    kind: str
    conditions: tuple[Condition, ...] = ()

    @property
    def encoded(self) -> str:
        """The question as one value of an address."""
        return _BETWEEN.join([self.kind, *(one.text for one in self.conditions)])

    @classmethod
    def decoded(cls, text: str, names: Names) -> BuiltQuestion | None:
        """The question that a value of an address describes; None where it describes none."""
        kind, *told = text.split(_BETWEEN)
        conditions = [_condition(one, names) for one in told if one]
        known = [one for one in conditions if one is not None]
        if _ours(kind) not in names or len(known) < len(conditions):
            return None
        return cls(kind, tuple(known))

    def with_condition(self, condition: Condition) -> BuiltQuestion:
        """The question with one thing more said."""
        return replace(self, conditions=(*self.conditions, condition))

    def without(self, number: int) -> BuiltQuestion:
        """The question without one of its conditions, counted from 0."""
        return replace(self, conditions=(*self.conditions[:number], *self.conditions[number + 1 :]))

    def last_absent(self, is_absent: bool) -> BuiltQuestion:
        """The question with its last condition looked for as absent, or as present."""
        *before, last = self.conditions
        return replace(self, conditions=(*before, replace(last, is_absent=is_absent)))

    def in_words(self, names: Names) -> str:
        """The question as a heading."""
        told = "; ".join(one.in_words(names) for one in self.conditions)
        kind = names[_ours(self.kind)].label
        return gettext(
            "{kind}: {conditions}",
            kind=f"{kind[:1].upper()}{kind[1:]}",
            conditions=told or gettext("all on record"),
        )

    @property
    def sparql(self) -> str:
        """The query that answers: a row for each thing with each document for each condition."""
        shown = [_THING]
        present = (one for one in self.conditions if not one.is_absent)
        for number, one in enumerate(present, 1):
            names = ("document", "locator") if one.value else ("value", "document", "locator")
            shown += [_numbered(name, number) for name in names]
        lines = "\n  ".join(self._lines(documents=True))
        columns = " ".join(shown)
        return f"SELECT DISTINCT {columns}\nWHERE {{\n  {lines}\n}}\nORDER BY {columns}"

    def _lines(self, *, documents: bool) -> Iterator[str]:
        """The patterns of the question, a line each."""
        yield f"{_THING} a cbrn:{self.kind} ."
        present, absent = count(1), count(1)
        for one in self.conditions:
            if one.is_absent:
                number = next(absent)
                names = _numbered("absent", number), _numbered("other", number)
                yield f"FILTER NOT EXISTS {{ {' '.join(_patterns(one, *names))} }}"
                continue
            number = next(present)
            statement = _numbered("statement", number)
            yield from _patterns(one, statement, _numbered("value", number))
            if documents:
                document, locator = _numbered("document", number), _numbered("locator", number)
                yield f"{statement} cbrn:statedIn {document} ; cbrn:locator {locator} ."


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
        near, _ = _ends(is_inward)
        step = f"?step {near} {_THING} ; rdf:predicate ?relation ."
        query = _counting(question, "?relation", step)
        for one in engine.query(query, limits=_LIMITS).records():
            condition = Condition(relation=one["relation"] or "", is_inward=is_inward)
            if names[condition.relation].label and _said(condition) not in _NO_RELATIONS:
                label = condition.in_words(names).removesuffix(f" {gettext(_ANYTHING)}")
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
    near, far = _ends(condition.is_inward)
    step = f"?step {near} {_THING} ; rdf:predicate {compact(condition.relation)} ; {far} ?value ."
    whole = _number(engine, question)
    having = _number(engine, question.with_condition(replace(condition, is_absent=False)))
    choices = [StepChoice(question.with_condition(condition), gettext(_ANYTHING), having)]
    answer = engine.query(_counting(question, "?value", step), limits=_LIMITS)
    found: list[StepChoice] = []
    for value, things in answer.rows:
        told = _with_value(condition, value)
        if told is not None and isinstance(things, Literal):
            label = names[told.value].label if told.is_thing else told.value
            found.append(StepChoice(question.with_condition(told), label, int(things.value)))
    choices += sorted(found, key=lambda one: (-one.things, one.label.casefold()))
    if condition.is_absent:
        choices = [replace(one, things=whole - one.things) for one in choices]
    return [one for one in choices if one.things]


def _number(engine: Engine, question: BuiltQuestion) -> int:
    """How many things a question finds."""
    lines = "\n  ".join(question._lines(documents=False))
    query = f"SELECT (COUNT(DISTINCT {_THING}) AS ?things)\nWHERE {{\n  {lines}\n}}"
    return int(engine.query(query, limits=_LIMITS).records()[0]["things"] or 0)


def _with_value(condition: Condition, value: Term | None) -> Condition | None:
    if isinstance(value, NamedNode):
        return replace(condition, value=value.value, is_thing=True)
    if isinstance(value, Literal) and _BETWEEN not in value.value:
        return replace(condition, value=value.value)
    return None


def _counting(question: BuiltQuestion, by: str, step: str) -> str:
    """How many things of a question there are for each value of a variable in one more pattern."""
    lines = "\n  ".join([*question._lines(documents=False), step])
    select = f"SELECT {by} (COUNT(DISTINCT {_THING}) AS ?things)"
    return f"{select}\nWHERE {{\n  {lines}\n}}\nGROUP BY {by}"


def _patterns(condition: Condition, statement: str, value: str) -> Iterator[str]:
    """The lines of SPARQL that a condition is; what is written into them are terms."""
    near, far = _ends(condition.is_inward)
    relation = compact(condition.relation)
    if condition.is_thing:
        end = compact(condition.value)
        yield f"{statement} {near} {_THING} ; rdf:predicate {relation} ; {far} {end} ."
        return
    yield f"{statement} {near} {_THING} ; rdf:predicate {relation} ; {far} {value} ."
    if condition.value:
        yield f"FILTER(STR({value}) = {Literal(condition.value)})"


def _numbered(name: str, number: int) -> str:
    """A variable, numbered from the second of its name on."""
    return f"?{name}{number if number > 1 else ''}"


def _ends(is_inward: bool) -> tuple[str, str]:
    """Where in a statement the thing stands that is looked for, and where the other."""
    return ("rdf:object", "rdf:subject") if is_inward else ("rdf:subject", "rdf:object")


def _ours(local: str) -> str:
    """The address of a term of the ontology, which may or may not be there."""
    return f"{CBRN._NS}{local}"


def _said(condition: Condition) -> str:
    return condition.relation.rpartition("#")[2].rpartition("/")[2]


def _condition(text: str, names: Names) -> Condition | None:
    """A part of an address as a condition; None where it names what is not on record."""
    is_absent = text.startswith(_ABSENT)
    text = text.removeprefix(_ABSENT)
    is_inward = text.startswith(_INWARD)
    local, _, end = text.removeprefix(_INWARD).partition(_IS)
    relation = local if ":" in local else _ours(local)
    is_thing = bool(end) and not end.startswith(_QUOTE)
    thing = names.find(end) if is_thing else None
    if relation not in names or (is_thing and thing is None):
        return None
    value = thing.iri if thing else end.removeprefix(_QUOTE)
    return Condition(
        relation=relation, is_inward=is_inward, value=value, is_thing=is_thing, is_absent=is_absent
    )
