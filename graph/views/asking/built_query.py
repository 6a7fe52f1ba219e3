"""The query of a question that was put together, with the documents that say so."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal

from graph.store.text.parameters import compact
from graph.views.asking.built_question import (
    ENDED,
    RAN,
    Amount,
    BuiltQuestion,
    TextValue,
    ThingValue,
    WordsValue,
    Years,
)
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.views.asking.built_question import Condition, ConditionValue

__all__ = ["Patterns", "answering", "any_answer", "ends", "still_stands"]

_WHERE: Final = "cbrn:statedIn ?document ; cbrn:locator ?locator"
_LINE: Final = ["?subject", "?relation", "?object"]
_OF_LINE: Final = "rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object"
_SHORT: Final = 4
"""A word of so few letters ends in an "s" of its own."""


def answering(question: BuiltQuestion) -> str:
    """The query that answers a question: a row for each thing, with what says so and where.

    Things in order of a number have that number. Where several lines together make a thing an
    answer, each has a row of its own: the document that says it, and then the line.
    """
    patterns = Patterns(question)
    lines, shown = patterns.lines, patterns.shown
    if patterns.ranked:
        lines_told = "\n  ".join(lines)
        counted, number = f"COUNT(DISTINCT {patterns.ranked})", patterns.number
        having = f"HAVING({counted} {number.sign} {number.number})\n" if number else ""
        return (
            f"SELECT {shown[0]} ({counted} AS ?number)\n"
            f"WHERE {{\n  {lines_told}\n}}\nGROUP BY {shown[0]}\n{having}"
            f"ORDER BY DESC(?number) {shown[0]}"
        )
    if len(patterns.branches) > 1:
        return _by_branches(patterns)
    where = _WHERE
    told = "\n  ".join(lines)
    if patterns.statements or patterns.beside:
        shown = [*shown, "?document", "?locator"]
    if patterns.is_plain:
        told = f"{told}\n  {patterns.statements[0]} {where} ."
    elif patterns.statements or patterns.beside:
        found = " ".join([*patterns.shown, *patterns.statements])
        shown += _LINE
        lines_of = [f"{{ {one} {_OF_LINE} ; {where} }}" for one in patterns.statements]
        lines_of += [f"{{ {one} ?beside {_OF_LINE} ; {where} }}" for one in patterns.beside]
        each = "\n  UNION ".join(lines_of)
        if not patterns.statements:  # nor need it have any line that is only shown
            each = f"OPTIONAL {{ {each} }}"
        # First what is found, then what says so: together, engines take ten times as long.
        told = f"{{ SELECT DISTINCT {found} WHERE {{\n  {told}\n  }} }}\n  {each}"
    columns = " ".join(shown)
    return f"SELECT DISTINCT {columns}\nWHERE {{\n  {told}\n}}\nORDER BY {columns}"


def _by_branches(patterns: Patterns) -> str:
    """The query where several other things make a thing an answer, each by itself.

    "Countries in a project on waste and in one on forensics" would have a row for each two of them;
    what they are is told by the lines alone.
    """
    apart = {one for it in patterns.branches for one in (*it.statements, *it.shown)}
    plain = [one for one in patterns.statements if one not in apart]
    shown = [one for one in patterns.shown if one not in apart]
    thing = patterns.thing
    are_there = [
        f"{{ SELECT DISTINCT {thing} WHERE {{ {' '.join(it.lines)} }} }}"
        for it in patterns.branches
    ]
    lines = "\n  ".join([*patterns.alone, *are_there])
    each = [f"{{ {one} {_OF_LINE} ; {_WHERE} }}" for one in plain]
    each += [f"{{ {one} ?beside {_OF_LINE} ; {_WHERE} }}" for one in patterns.beside]
    for it in patterns.branches:
        of_it = " UNION ".join(f"{{ {one} {_OF_LINE} ; {_WHERE} }}" for one in it.statements)
        both = " ".join([thing, *it.statements])
        each.append(f"{{ {{ SELECT DISTINCT {both} WHERE {{ {' '.join(it.lines)} }} }} {of_it} }}")
    rows = "\n  UNION ".join(each)
    columns = " ".join([*shown, "?document", "?locator", *_LINE])
    found = f"SELECT DISTINCT {' '.join([*shown, *plain])} WHERE {{\n  {lines}\n  }}"
    return (
        f"SELECT DISTINCT {columns}\nWHERE {{\n  {{ {found} }}\n  {{ {rows} }}\n}}"
        f"\nORDER BY {columns}"
    )


def any_answer(question: BuiltQuestion) -> str:
    """The query whether a question has any answer."""
    lines = "\n  ".join(Patterns(question).lines)
    return f"ASK {{\n  {lines}\n}}"


@dataclass(frozen=True, slots=True)
class _Branch:
    """Another thing that makes a thing an answer: its patterns, and what they bring."""

    lines: tuple[str, ...]
    statements: tuple[str, ...]
    shown: tuple[str, ...]


class Patterns:
    """The lines of SPARQL that a question is, without its documents.

    Attributes:
        thing: the variable of what is looked for.
        shown: the variables that an answer shows, that one first.
        statements: the variables of the statements that make a thing an answer.
        beside: the patterns of what is only shown, of which ?beside is the statement.
        ranked: the variable whose different values are counted; nothing where none is.
        number: how many of them there must be, where that is asked.
        lines: the patterns, a line each.
        branches: those of them that lead to other things of which more is said, each by itself.
        alone: the others.
    """

    def __init__(self, question: BuiltQuestion) -> None:
        """Take a question apart."""
        self._taken: Counter[str] = Counter()
        self.thing = self._of_kind(question)
        self.shown = [self.thing]
        self.statements: list[str] = []
        self.beside: list[str] = []
        self.ranked = ""
        self.number: Amount | None = None
        self._relations = 0
        self.branches: list[_Branch] = []
        self.lines = list(self._question(question, self.thing, is_absent=False))
        told = {one for it in self.branches for one in it.lines}
        self.alone = [one for one in self.lines if one not in told]

    @property
    def is_plain(self) -> bool:
        """Whether one relation alone makes a thing an answer, so that nothing else tells why."""
        return self._relations == 1 and not self.beside

    def _question(self, question: BuiltQuestion, subject: str, *, is_absent: bool) -> Iterator[str]:
        yield f"{subject} a cbrn:{question.kind} ."
        is_among = any(not one.relations and not one.is_absent for one in question.conditions)
        for one in question.conditions:
            if not one.relations and isinstance(one.value, ThingValue):
                among = "NOT IN" if one.is_absent else "IN"
                yield f"FILTER({subject} {among} ({', '.join(map(compact, one.value.iris))}))"
            elif not one.relations and isinstance(one.value, WordsValue):
                yield self._named(one.value, subject, is_absent=one.is_absent)
            elif one.is_absent:
                inner = " ".join(self._condition(one, subject, is_absent=True))
                yield f"MINUS {{ {inner} }}"
            elif one.is_shown:
                inner = " ".join(self._condition(one, subject, is_absent=is_absent))
                yield f"OPTIONAL {{ {inner} }}"
            elif (one.is_ranked and is_among) or (one.number and one.number.sign in {"<", "<="}):
                inner = " ".join(self._condition(one, subject, is_absent=is_absent))
                yield f"OPTIONAL {{ {inner} }}"  # what has none is compared, too
            elif subject == self.thing:
                yield from self._branch(one)
            else:
                yield from self._condition(one, subject, is_absent=is_absent)

    def _branch(self, condition: Condition) -> Iterator[str]:
        """The lines of what is said of what is looked for, kept apart where they lead further."""
        told, shown, beside = len(self.statements), len(self.shown), len(self.beside)
        lines = list(self._condition(condition, self.thing, is_absent=False))
        statements = tuple(self.statements[told:])
        is_further = len(statements) > 1 and len(self.beside) == beside
        if isinstance(condition.value, BuiltQuestion) and is_further and not condition.is_ranked:
            self.branches.append(_Branch(tuple(lines), statements, tuple(self.shown[shown:])))
        yield from lines

    def _condition(self, condition: Condition, subject: str, *, is_absent: bool) -> Iterator[str]:
        """The lines that a condition is; what is written into them are terms."""
        value = condition.value
        if condition.relations in {RAN, ENDED} and isinstance(value, Years):
            lines = self._ran if condition.relations == RAN else self._over
            yield from lines(value, subject, is_absent=is_absent)
            return
        statement = self._variable("absent" if is_absent else "statement")
        near, far = ends(condition.is_inward)
        if isinstance(value, ThingValue) and len(value.iris) == 1:
            end = compact(value.iris[0])
        elif isinstance(value, BuiltQuestion):
            end = self._of_kind(value)
        elif isinstance(value, ThingValue):
            kinds = {compact(one).partition(":")[0] for one in value.iris}  # "country:GEO"
            end = self._variable(kinds.pop() if len(kinds) == 1 and not is_absent else "other")
        else:
            end = self._variable("other" if is_absent else _value_name(condition))
        relations = [compact(one) for one in condition.relations]
        said = relations[0] if len(relations) == 1 else self._variable("property")
        yield f"{statement} {near} {subject} ; rdf:predicate {said} ; {far} {end} ."
        yield still_stands(statement)
        if len(relations) > 1:
            yield f"FILTER({said} IN ({', '.join(relations)}))"
        if condition.is_shown and not is_absent:
            one_of = f" FILTER({said} IN ({', '.join(relations)}))" if len(relations) > 1 else ""
            line = f"?beside {near} {subject} ; rdf:predicate {said} ; {far} {end} .{one_of}"
            self.beside.append(f"{line} {still_stands('?beside')}")
            self.shown += [end]
        elif not is_absent:
            self.statements.append(statement)
            self._relations += len(relations)
            self.shown += [end] if end.startswith("?") else []
            if condition.is_ranked:
                self.ranked, self.number = end, condition.number
        if isinstance(value, BuiltQuestion):
            yield from self._question(value, end, is_absent=is_absent)
        elif isinstance(value, WordsValue):
            name = self._variable("name")
            yield f"OPTIONAL {{ {end} rdfs:label|skos:altLabel {name} }}"
            yield f"FILTER({_held(value, f'STR(COALESCE({name}, {end}))')})"
        elif compared := _compared(value, end):
            yield f"FILTER({compared})"

    def _ran(self, years: Years, subject: str, *, is_absent: bool) -> Iterator[str]:
        """That something ran in some years, as its beginning, its end and its state say.

        What began before them ran in them where it had not ended, or has no end on record and is
        said to go on. A date of a year or a month may be any day of it: "ended in November".
        """
        statement = self._variable("absent" if is_absent else "statement")
        start, end = self._variable("startDate"), self._variable("endDate")
        state = self._variable("state")
        begun = "rdf:predicate cbrn:startDate"
        yield f"{statement} rdf:subject {subject} ; {begun} ; rdf:object {start} ."
        yield still_stands(statement)
        yield f"OPTIONAL {{ {subject} cbrn:endDate {end} }}"
        yield f'OPTIONAL {{ {subject} cbrn:status {state} FILTER(STR({state}) = "ongoing") }}'
        # What goes on now may be over in a year to come.
        is_ahead = years.since[:4] > str(datetime.datetime.now(tz=datetime.UTC).year)
        going_on = [] if is_ahead else [f"(!BOUND({end}) && BOUND({state}))"]
        if years.since:
            still, begun_then = (_may_reach(one, years.since) for one in (end, start))
            either = [
                f"(BOUND({end}) && {still})",
                *going_on,
                f"(!BOUND({end}) && {begun_then})",
            ]
            yield f"FILTER({' || '.join(either)})"
        if years.until:
            yield f"FILTER({_compared(Years(until=years.until), start)})"
        if not is_absent:
            self._say(statement, start, end, relations=len(RAN))

    def _over(self, years: Years, subject: str, *, is_absent: bool) -> Iterator[str]:
        """That something was over by some years: it had ended, or is said to be closed."""
        statement = self._variable("absent" if is_absent else "statement")
        end, how = self._variable("ended"), self._variable("property")
        yield f"{statement} rdf:subject {subject} ; rdf:predicate {how} ; rdf:object {end} ."
        yield still_stands(statement)
        is_dated = f"{how} = cbrn:endDate && {_compared(years, end)}"
        is_closed = f'{how} = cbrn:status && STR({end}) = "closed"'
        yield f"FILTER(({is_dated}) || ({is_closed}))"
        if not is_absent:
            self._say(statement, end, relations=len(ENDED))

    def _say(self, statement: str, *shown: str, relations: int) -> None:
        """Have a statement say why a thing is an answer, with what an answer shows of it."""
        self.statements.append(statement)
        self.shown += shown
        self._relations += relations

    def _named(self, words: WordsValue, subject: str, *, is_absent: bool) -> str:
        """That a thing has a name which holds words, or none."""
        name = self._variable("name")
        has = "NOT EXISTS" if is_absent else "EXISTS"
        of_name = (
            f"{subject} rdfs:label|skos:altLabel {name} FILTER({_held(words, f'STR({name})')})"
        )
        return f"FILTER {has} {{ {of_name} }}"

    def _of_kind(self, question: BuiltQuestion) -> str:
        """A variable for things of a kind, called so: "?roundTable"."""
        return self._variable(f"{question.kind[:1].lower()}{question.kind[1:]}")

    def _variable(self, name: str) -> str:
        """A variable, numbered from the second of its name on."""
        self._taken[name] += 1
        return f"?{name}{self._taken[name] if self._taken[name] > 1 else ''}"


def _value_name(condition: Condition) -> str:
    """What the column of a value is called: as the one relation that leads there, "startDate"."""
    local = [one.rpartition("#")[2] for one in condition.relations if one.startswith(CBRN._NS)]
    return local[0] if len(local) == len(condition.relations) == 1 else "value"


def _one_of(word: str) -> str:
    """A word as it is told of one thing, where it may be told of several."""
    return word.removesuffix("s") if len(word) > _SHORT else word


def _held(words: WordsValue, text: str) -> str:
    """Whether a text holds the words, in any order, as an expression of SPARQL.

    "Forensics" is found as "forensic", and "biosecurity" as "bio-security".
    """
    plain = f'REPLACE({text}, "-", "")'
    sides = (
        " && ".join(f'REGEX({plain}, {Literal(_one_of(word))}, "i")' for word in side)
        for side in words.sides
    )
    return " || ".join(f"({side})" for side in sides)


def _compared(value: ConditionValue, end: str) -> str:
    """Whether what a relation leads to is a value, as an expression; nothing where none need be."""
    if isinstance(value, ThingValue) and len(value.iris) > 1:
        return f"{end} IN ({', '.join(map(compact, value.iris))})"
    if isinstance(value, TextValue):
        return f"STR({end}) = {Literal(value.text)}"
    if isinstance(value, Amount):
        return f"{end} {value.sign} {value.number}"
    if isinstance(value, Years):
        return " && ".join(
            f"SUBSTR(STR({end}), 1, {len(bound)}) {sign} {Literal(bound)}"
            for sign, bound in ((">=", value.since), ("<=", value.until))
            if bound
        )
    return ""


def _may_reach(date: str, since: str) -> str:
    """Whether a date is not before another one as far as both are told, as an expression."""
    told = f"SUBSTR(STR({date}), 1, {len(since)})"
    return f"{told} >= SUBSTR({Literal(since)}, 1, STRLEN(STR({date})))"


def still_stands(statement: str) -> str:
    """The line that leaves out a statement which was withdrawn: it is kept, and says no more."""
    return f"FILTER NOT EXISTS {{ {statement} cbrn:review cbrn:Withdrawn }}"


def ends(is_inward: bool) -> tuple[str, str]:
    """Where in a statement the thing stands that is looked for, and where the other."""
    return ("rdf:object", "rdf:subject") if is_inward else ("rdf:subject", "rdf:object")
