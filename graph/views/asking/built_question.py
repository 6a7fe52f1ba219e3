"""A question that is put together: a kind of thing, and what is said of the things looked for.

What is said of them leads to a thing, to a text, to some years, to anything, or to what another
question of this form asks for: "organisations based in France that are in projects in Morocco".
`graph.views.asking.built_query` makes it a query, `graph.views.asking.built_address` a link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from graph.languages import ENGLISH
from graph.plurals import regular_plural
from graph.texts import catalogued, figure, gettext
from graph.views.record.in_words import worded
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.views.record.names import Names

__all__ = [
    "ENDED",
    "RAN",
    "Amount",
    "BuiltQuestion",
    "Condition",
    "ConditionValue",
    "TextValue",
    "ThingValue",
    "WordsValue",
    "Years",
]

_ANYTHING: Final = catalogued("anything")
_ABOUT: Final = catalogued("about “{words}”")
_NAMED: Final = catalogued("with “{words}” in the name")
_BESIDE: Final = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to"})
"""What stands between words of titles and says nothing of them."""
_INVOLVES: Final = str(CBRN.involves)
_DATED: Final = {
    str(CBRN.startDate): (catalogued("started in {years}"), catalogued("started on {years}")),
    str(CBRN.endDate): (catalogued("ended in {years}"), catalogued("ended on {years}")),
    str(CBRN.adoptedOn): (catalogued("adopted in {years}"), catalogued("adopted on {years}")),
    str(CBRN.endorsedOn): (catalogued("endorsed in {years}"), catalogued("endorsed on {years}")),
    str(CBRN.openedOn): (catalogued("opened in {years}"), catalogued("opened on {years}")),
}
RAN: Final = (str(CBRN.startDate), str(CBRN.endDate))
"""Both dates of a project, of which some years are then those in which it ran."""
ENDED: Final = (str(CBRN.endDate), str(CBRN.status))
"""The end and the state of a project, of which some years are those by which it was over."""
_RAN: Final = (catalogued("ran in {years}"), catalogued("ran on {years}"))
_SIGNS: Final = {
    ">": catalogued("more than {number}"),
    "<": catalogued("less than {number}"),
    ">=": catalogued("at least {number}"),
    "<=": catalogued("at most {number}"),
    "=": catalogued("exactly {number}"),
}


@dataclass(frozen=True, slots=True)
class ThingValue:
    """A thing on record by its address, or several, any of which will do."""

    iris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextValue:
    """A text as it is on record."""

    text: str


@dataclass(frozen=True, slots=True)
class WordsValue:
    """Words that a text on record, or the name of a thing, holds, in whatever order.

    Where an "or" stands among them, those on one side of it will do.
    """

    words: str

    @property
    def sides(self) -> tuple[tuple[str, ...], ...]:
        """The words that have to be held together, for each side; no signs are left in them.

        One letter and what it is tied to are one word: "e-waste" is not any waste.
        """
        whole = re.sub(r"\b([^\W\d])-(?=\w)", r"\1", self.words)
        told = (re.findall(r"\w+", one) for one in re.split(r"\bor\b", whole, flags=re.I))
        sides = (tuple(word for word in side if word.lower() not in _BESIDE) for side in told)
        return tuple(side for side in sides if side)


@dataclass(frozen=True, slots=True)
class Years:
    """From one year, month or day to another, both included; open where one is empty.

    A month is told as "2024-03", a day as "2024-03-01".
    """

    since: str = ""
    until: str = ""

    @property
    def is_of_days(self) -> bool:
        """Whether it begins, or else ends, with a day."""
        return (self.since or self.until).count("-") > 1

    def in_words(self) -> str:
        """The years as they are said: "2015", "2015 or later"."""
        since, until = worded(self.since), worded(self.until)
        if since == until:
            return since
        if not until:
            return gettext("{year} or later", year=since)
        if not since:
            return gettext("{year} or earlier", year=until)
        return gettext("{since} to {until}", since=since, until=until)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that is more than, less than, at least or at most another one."""

    sign: str
    number: int

    def in_words(self) -> str:
        """The amount as it is said: "more than 3,000,000"."""
        return gettext(_SIGNS[self.sign], number=figure(self.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing said of what is looked for.

    Attributes:
        relations: the addresses of properties, any of which will do; none where what is looked for
            is the value itself, or another thing, "except Georgia", or is called by its words.
        is_inward: whether what is looked for stands at their far end, as in "attended" for a
            meeting that was attended by a country.
        value: what the relation leads to; None where anything will do.
        is_absent: whether it is looked for that no document says so.
        is_ranked: whether the things are ordered by how many different values they have.
        number: how many different values that must be; None where any number will do.
        is_shown: whether it is told only where it is on record, and nothing is asked by it: "with
            their dates".
    """

    relations: tuple[str, ...]
    is_inward: bool = False
    value: ConditionValue = None
    is_absent: bool = False
    is_ranked: bool = False
    number: Amount | None = None
    is_shown: bool = False

    def in_words(self, names: Names) -> str:
        """The condition as a person says it: "covers country Georgia"."""
        if isinstance(self.value, WordsValue):
            told = gettext(_ABOUT if self.relations else _NAMED, words=self.value.words)
            return gettext("not on record: {condition}", condition=told) if self.is_absent else told
        if not self.relations:
            things = _value_in_words(self.value, names)
            return gettext("other than {things}", things=things) if self.is_absent else things
        label, value = self.relation_in_words(names), _value_in_words(self.value, names)
        if self.is_shown:
            return gettext("shown where on record: {relations}", relations=label)
        if isinstance(self.value, BuiltQuestion):  # "covers country (in region Middle East)"
            label = label.removesuffix(f" {_kind_in_words(self.value, names)}")
        told = f"{label} {value}"
        if isinstance(self.value, Years) and self.relations[0] in _DATED:
            in_years, on_a_day = _RAN if self.relations == RAN else _DATED[self.relations[0]]
            told = gettext(on_a_day if self.value.is_of_days else in_years, years=value)
        elif self.value is None and _DATED.keys() & {*self.relations}:
            told = gettext("{condition} a day on record", condition=label)
        if self.number:
            count = self.number.in_words()
            return gettext("{number} of these: {condition}", number=count, condition=told)
        if self.is_ranked:
            return gettext("most first: {condition}", condition=told)
        return gettext("not on record: {condition}", condition=told) if self.is_absent else told

    def relation_in_words(self, names: Names) -> str:
        """The relation as a person says it: "covers country", "led by"."""
        # To lead, to be a partner and to help implement are all to be involved.
        is_any = _INVOLVES in self.relations and not self.is_absent
        told = (_INVOLVES,) if is_any else self.relations
        relations = [names[one] for one in told]
        return _any_of(
            one.inverse or one.label if self.is_inward else one.label for one in relations
        )


@dataclass(frozen=True, slots=True)
class BuiltQuestion:
    """A kind of thing by its local name, and what is said of it, in the order it was chosen."""

    kind: str
    conditions: tuple[Condition, ...] = ()

    def with_condition(self, condition: Condition) -> BuiltQuestion:
        """The question with one thing more said."""
        return replace(self, conditions=(*self.conditions, condition))

    def without(self, number: int) -> BuiltQuestion:
        """The question without one of its conditions, counted from 0."""
        return replace(self, conditions=(*self.conditions[:number], *self.conditions[number + 1 :]))

    def each_without(self) -> Iterator[tuple[Condition, BuiltQuestion]]:
        """Each condition, those of questions within it too, with the question that lacks it."""
        for number, condition in enumerate(self.conditions):
            yield condition, self.without(number)
            if isinstance(condition.value, BuiltQuestion):
                for inner, value in condition.value.each_without():
                    whole = list(self.conditions)
                    whole[number] = replace(condition, value=value)
                    yield inner, replace(self, conditions=tuple(whole))

    def last_absent(self, is_absent: bool) -> BuiltQuestion:
        """The question with its last condition looked for as absent, or as present."""
        *before, last = self.conditions
        return replace(self, conditions=(*before, replace(last, is_absent=is_absent)))

    @property
    def is_named(self) -> bool:
        """Whether it looks for things by what their names hold."""
        return any(
            one.value.is_named
            if isinstance(one.value, BuiltQuestion)
            else isinstance(one.value, WordsValue) and not one.relations
            for one in self.conditions
        )

    def in_words(self, names: Names) -> str:
        """The question as a heading."""
        kind = names[f"{CBRN._NS}{self.kind}"].label
        told = regular_plural(kind) if names.language == ENGLISH else kind
        return gettext(
            "{kind}: {conditions}",
            kind=f"{told[:1].upper()}{told[1:]}",
            conditions=self._said(names) or gettext("all on record"),
        )

    def _said(self, names: Names) -> str:
        asked = [one.in_words(names) for one in self.conditions if not one.is_shown]
        shown = [one.relation_in_words(names) for one in self.conditions if one.is_shown]
        if shown:
            asked.append(gettext("shown where on record: {relations}", relations=", ".join(shown)))
        return "; ".join(asked)


ConditionValue: TypeAlias = (
    ThingValue | TextValue | WordsValue | Years | Amount | BuiltQuestion | None
)
"""What a relation leads to; None for anything."""


def _value_in_words(value: ConditionValue, names: Names) -> str:
    if value is None:
        return gettext(_ANYTHING)
    if isinstance(value, ThingValue):
        return _any_of([names[one].label for one in value.iris])
    if isinstance(value, TextValue):
        return value.text
    if isinstance(value, WordsValue):
        return f"“{value.words}”"
    if isinstance(value, Years | Amount):
        return value.in_words()
    kind, said = _kind_in_words(value, names), value._said(names)
    return f"{kind} ({said})" if said else gettext("any {kind}", kind=kind)


def _kind_in_words(question: BuiltQuestion, names: Names) -> str:
    """What is looked for, as it is said within a sentence: "round table", "EU body"."""
    label = names[f"{CBRN._NS}{question.kind}"].label
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"


def _any_of(labels: Iterable[str]) -> str:
    """Some labels as any of which will do: "Central Asia or Middle East"."""
    *before, last = dict.fromkeys(labels)
    return gettext("{some} or {last}", some=", ".join(before), last=last) if before else last
