"""A question that was put together, read as it is printed: as an offer that is typed again.

What is printed says the kind and each condition in words of its own, which few people would write:
"Exercises: with “ARZ” in the name; attended by any person". It is taken back to what it was.
"""

from __future__ import annotations

import datetime
import re
from calendar import month_name
from itertools import product
from typing import TYPE_CHECKING, Final

from graph.folding import words
from graph.languages import ENGLISH
from graph.made_once import made_once
from graph.plurals import regular_plural
from graph.views.asking.built_question import (
    ENDED,
    RAN,
    Amount,
    BuiltQuestion,
    Condition,
    TextValue,
    ThingValue,
    WordsValue,
    Years,
)
from graph.views.asking.composing import Composed
from graph.views.asking.interpretation import built_interpretation
from graph.views.asking.text_walk import WORDS_IN
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.views.asking.built_question import ConditionValue
    from graph.views.asking.interpretation import Interpretation
    from graph.views.record.names import Names

__all__ = ["as_printed"]

_HEAD: Final = re.compile(r"\s*([^:;]{3,60}?): (\S.*?)\s*")
_NAMED: Final = re.compile(r"with [“\"]([^”\"]+)[”\"] in the name")
_ABOUT: Final = re.compile(r"about [“\"]([^”\"]+)[”\"]")
_ABSENT: Final = "not on record: "
_RANKED: Final = "most first: "
_SHOWN: Final = "shown where on record: "
_OTHER: Final = "other than "
_ANY: Final = "any "
_ANYTHING: Final = "anything"
_DAY: Final = " a day on record"
_OF_THESE: Final = re.compile(
    r"(more than|less than|at least|at most|exactly) ([\d,]+)(?: of these: (.+))?"
)
_SIGNS: Final = {
    "more than": ">",
    "less than": "<",
    "at least": ">=",
    "at most": "<=",
    "exactly": "=",
}
_DATES: Final = {
    "started": (str(CBRN.startDate),),
    "ended": (str(CBRN.endDate),),
    "adopted": (str(CBRN.adoptedOn),),
    "endorsed": (str(CBRN.endorsedOn),),
    "opened": (str(CBRN.openedOn),),
    "ran": RAN,
}
_MONTHS: Final = {name: at for at, name in enumerate(month_name) if name}
_DATE: Final = rf"(?:(?:\d{{1,2}} )?(?:{'|'.join(_MONTHS)}) )?\d{{4}}"
_DATED: Final = re.compile(
    rf"({'|'.join(_DATES)}) (?:in|on) ({_DATE})(?: (?:or (earlier|later)|to ({_DATE})))?"
)
_WITHIN: Final = re.compile(r"([^()]+) \((.+)\)")
_EITHER: Final = re.compile(r", | or ")
_AS_INVOLVED: Final[dict[tuple[str, ...], tuple[str, ...]]] = {
    (str(CBRN.involves),): tuple(
        map(str, (CBRN.hasPartner, CBRN.implementedWith, CBRN.involves, CBRN.ledBy))
    )
}
"""What "involved in" is printed of: to lead, to be a partner and to help implement are all it."""
_MOST: Final = 64
"""So many ways to take the labels of one condition are looked through, and no more."""


class _Printed:
    """What kinds, relations and things are called where a question is printed."""

    def __init__(self, names: Names) -> None:
        """Take them by what they are called."""
        self._names = names
        self.several: dict[str, str] = {}
        """The kinds, by their local names, as several of each are called."""
        self._kinds: dict[str, str] = {}
        self._ties: dict[str, list[tuple[str, bool]]] = {}
        self._things = {one.label: one.iri for one in names.things()}
        for iri, name in names.by_iri.items():
            local = iri.removeprefix(str(CBRN._NS))
            if local != iri and local[:1].isupper():
                self._kinds[words(name.label)] = local
                self.several[words(regular_plural(name.label))] = local
            elif local != iri and "/" not in local:
                for told, is_inward in ((name.label, False), (name.inverse, True)):
                    if told:
                        self._ties.setdefault(told, []).append((iri, is_inward))

    def question(self, kind: str, text: str) -> Iterator[BuiltQuestion]:
        """Each question of a kind that conditions are printed of."""
        parts = list(_parts(text, "; "))
        shown = parts.pop().removeprefix(_SHOWN).split(", ") if parts[-1].startswith(_SHOWN) else []
        each = [list(self._condition(kind, one)) for one in parts]
        each += [[*self._shown(one)] for one in shown]
        for chosen in product(*each):
            yield BuiltQuestion(kind, chosen)

    def _condition(self, kind: str, text: str) -> Iterator[Condition]:
        is_absent = text.startswith(_ABSENT)
        text = text.removeprefix(_ABSENT)
        if found := _NAMED.fullmatch(text):
            yield Condition(relations=(), value=WordsValue(found[1]), is_absent=is_absent)
            return
        if found := _ABOUT.fullmatch(text):
            about = WordsValue(found[1])
            yield Condition(relations=WORDS_IN.relations, value=about, is_absent=is_absent)
            return
        if text.startswith(_OTHER):
            others = list(self._value(text.removeprefix(_OTHER)))
            things = [one for one in others if isinstance(one, ThingValue)]
            yield from (Condition(relations=(), value=one, is_absent=True) for one in things)
            return
        counted = _OF_THESE.fullmatch(text)
        of_these = counted[3] if counted else None
        number = _amount(counted) if counted and of_these else None
        is_ranked = text.startswith(_RANKED) or number is not None
        text = (of_these or text).removeprefix(_RANKED)
        for relation, is_inward, value in self._told(text):
            ends = {kind, *([value.kind] if isinstance(value, BuiltQuestion) else [])}
            if relation in _AS_INVOLVED.values() and ends & {"Actor", "Meeting"}:
                return  # of these more is meant: who covers a country, who hosts
            yield Condition(
                relations=relation,
                is_inward=is_inward,
                value=value,
                is_absent=is_absent,
                is_ranked=is_ranked,
                number=number,
            )

    def _shown(self, label: str) -> Iterator[Condition]:
        """What is only shown: from a date or a thing on, whatever it is."""
        for relations, is_inward in self._labels(label, None):
            yield Condition(relations=relations, is_inward=is_inward, is_shown=True)

    def _told(self, text: str) -> Iterator[tuple[tuple[str, ...], bool, ConditionValue]]:
        """The relations that are told, whether inward, and what they lead to."""
        if found := _DATED.fullmatch(text):
            since, until = _date(found[2]), _date(found[4] or found[2])
            years = Years("" if found[3] == "earlier" else since, until)
            years = Years(since) if found[3] == "later" else years
            is_over = found[1] == "ended" and years == Years(until=_today())
            yield ENDED if is_over else _DATES[found[1]], False, years
            return
        if text.endswith(_DAY):
            yield from ((*one, None) for one in self._labels(text.removesuffix(_DAY), None))
            return
        things = (one for one in self._value(text) if isinstance(one, ThingValue))
        yield from (((), False, one) for one in things)
        is_told = False
        spaces = [at for at, sign in enumerate(text) if sign == " "]
        for at in spaces:
            for value in self._value(text[at + 1 :]):
                for labels in self._labels(text[:at], value):
                    is_told = True
                    yield (*labels, value)
        if not is_told:  # a place, or a state
            for at in spaces:
                for labels in () if "(" in text else self._labels(text[:at], None):
                    yield (*labels, TextValue(text[at + 1 :]))

    def _labels(self, text: str, value: ConditionValue) -> Iterator[tuple[tuple[str, ...], bool]]:
        """The relations that some labels are of, all of them the same way round.

        A label that ends in the kind which it leads to is printed without it: "covers".
        """
        told = [text]
        if isinstance(value, BuiltQuestion):
            told.append(f"{text} {words(self._names[f'{CBRN._NS}{value.kind}'].label)}")
        for whole in told:
            each = [self._ties.get(one, []) for one in _EITHER.split(whole)]
            for chosen in product(*each):
                ways = {is_inward for _, is_inward in chosen}
                relations = tuple(one for one, _ in chosen)
                if len(ways) == 1:
                    yield _AS_INVOLVED.get(relations, relations), ways == {True}

    def _value(self, text: str) -> Iterator[ConditionValue]:
        if text == _ANYTHING:
            yield None
        elif text in self._things:
            yield ThingValue((self._things[text],))
        elif text.startswith(_ANY) and (kind := self._kinds.get(words(text.removeprefix(_ANY)))):
            yield BuiltQuestion(kind)
        elif (within := _WITHIN.fullmatch(text)) and (kind := self._kinds.get(words(within[1]))):
            yield from self.question(kind, within[2])
        elif counted := _OF_THESE.fullmatch(text):
            if not counted[3]:
                yield _amount(counted)
        else:
            each = _EITHER.split(text)
            if len(each) > 1 and all(one in self._things for one in each):
                yield ThingValue(tuple(self._things[one] for one in each))


def as_printed(names: Names, text: str) -> Interpretation | None:
    """The question that a text is printed of; None where it is of none, or of several.

    Args:
        names: what things are called, in the language in which it was printed.
        text: what somebody typed.
    """
    head = _HEAD.fullmatch(text) if names.language == ENGLISH else None
    printed = _printed(names) if head else None
    kind = printed.several.get(words(head[1])) if head and printed else None
    if not (head and printed and kind):
        return None
    found = []
    for at, one in enumerate(printed.question(kind, head[2])):
        if at == _MOST:
            return None
        if one.in_words(names) == text.strip() and one not in found:
            found.append(one)
    if len(found) != 1:
        return None
    told = Composed(question=found[0], unsaid=frozenset(), is_open=False, worded=())
    return built_interpretation(told, names)


@made_once(4)
def _printed(names: Names) -> _Printed:
    return _Printed(names)


def _today() -> str:
    return str(datetime.datetime.now(tz=datetime.UTC).date())


def _date(told: str) -> str:
    """A day, a month or a year as records have it: "2024-03" for "March 2024"."""
    *day, year = told.split()
    month = [f"{_MONTHS[day[-1]]:02}"] if day else []
    return "-".join([year, *month, *(f"{int(one):02}" for one in day[:-1])])


def _amount(counted: re.Match[str]) -> Amount:
    return Amount(_SIGNS[counted[1]], int(counted[2].replace(",", "")))


def _parts(text: str, between: str) -> Iterator[str]:
    """The parts of a text between some signs; what stands in brackets stays together."""
    depth = begin = 0
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if not depth and text.startswith(between, at):
            yield text[begin:at]
            begin = at + len(between)
    yield text[begin:]
