"""A question that was put together as one value of an address, and back.

A link made once opens for good: what is written here is read by every later version.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from graph.dates import PartialDate
from graph.views.asking.built_question import (
    Amount,
    BuiltQuestion,
    Condition,
    TextValue,
    ThingValue,
    WordsValue,
    Years,
)
from graph.vocabulary import CBRN, THINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.views.asking.built_question import ConditionValue
    from graph.views.record.names import Names

__all__ = ["condition_text", "decoded", "encoded"]

_BETWEEN, _ABSENT, _INWARD, _RANKED, _OR = "~", "-", "^", "+", "|"
_IS, _QUOTE, _RANGE, _OPEN, _CLOSE = "=", '"', "..", "(", ")"
_SHOWN: Final = "!"
_HOLDS: Final = "*"
_MARKS: Final = re.compile(r"[~()%]")
_DATE: Final = r"(\d{4}(?:-\d\d){0,2})?"
_SPAN: Final = re.compile(rf"{_DATE}\.\.{_DATE}")
_AMOUNT: Final = re.compile(r"(>=|<=|>|<|=)(\d{1,15})")
_RANKED_BY: Final = re.compile(rf"\+(?:{_AMOUNT.pattern})?")


def encoded(question: BuiltQuestion) -> str:
    """The question as one value of an address."""
    return _BETWEEN.join([question.kind, *map(condition_text, question.conditions)])


def decoded(text: str, names: Names) -> BuiltQuestion | None:
    """The question that a value of an address describes; None where it describes none."""
    kind, *told = _parts(text)
    conditions = [_condition(one, names) for one in told if one]
    known = [one for one in conditions if one is not None]
    if f"{CBRN._NS}{kind}" not in names or len(known) < len(conditions):
        return None
    return BuiltQuestion(kind, tuple(known))


def condition_text(condition: Condition) -> str:
    """A condition as a part of an address."""
    local = _OR.join(one.removeprefix(str(CBRN._NS)) for one in condition.relations)
    number = f"{condition.number.sign}{condition.number.number}" if condition.number else ""
    ranked = f"{_RANKED}{number}" if condition.is_ranked else ""
    way = f"{_SHOWN * condition.is_shown}{ranked}{_INWARD * condition.is_inward}"
    marks = f"{_ABSENT * condition.is_absent}{way}"
    if condition.value is None:
        return f"{marks}{local}"
    return f"{marks}{local}{_IS}{_value_text(condition.value)}"


def _value_text(
    value: ThingValue | TextValue | WordsValue | Years | Amount | BuiltQuestion,
) -> str:
    """A value as the end of a part of an address."""
    if isinstance(value, ThingValue):
        return _OR.join(one.removeprefix(str(THINGS)) for one in value.iris)
    if isinstance(value, TextValue | WordsValue):
        sign, told = (_QUOTE, value.text) if isinstance(value, TextValue) else (_HOLDS, value.words)
        return sign + _MARKS.sub(lambda found: f"%{ord(found[0]):02X}", told)
    if isinstance(value, Years):
        return f"{value.since}{_RANGE}{value.until}"
    if isinstance(value, Amount):
        return f"{value.sign}{value.number}"
    return f"{_OPEN}{encoded(value)}{_CLOSE}"


def _parts(text: str) -> Iterator[str]:
    """The parts of an address's value; what stands in brackets stays together."""
    depth = begin = 0
    for at, sign in enumerate(text):
        depth += (sign == _OPEN) - (sign == _CLOSE)
        if sign == _BETWEEN and not depth:
            yield text[begin:at]
            begin = at + 1
    yield text[begin:]


def _condition(text: str, names: Names) -> Condition | None:
    """A part of an address as a condition; None where it names what is not on record."""
    is_absent = text.startswith(_ABSENT)
    text = text.removeprefix(_ABSENT)
    is_shown = text.startswith(_SHOWN)
    text = text.removeprefix(_SHOWN)
    ranked = _RANKED_BY.match(text)
    number = Amount(ranked[1], int(ranked[2])) if ranked and ranked[1] else None
    text = text[ranked.end() :] if ranked else text
    is_inward = text.startswith(_INWARD)
    local, is_, end = text.removeprefix(_INWARD).partition(_IS)  # the first: a value may have one
    relations = tuple(
        one if ":" in one else f"{CBRN._NS}{one}" for one in local.split(_OR) if local
    )
    value = _value(end, names) if is_ and end else None
    if (end and value is None) or not all(one in names for one in relations):
        return None
    if not relations and not isinstance(value, ThingValue | WordsValue):
        return None
    return Condition(
        relations=relations,
        is_inward=is_inward,
        value=value,
        is_absent=is_absent,
        is_ranked=ranked is not None,
        number=number,
        is_shown=is_shown,
    )


def _years(since: str, until: str) -> Years | None:
    """The span between two dates, or None where one of them is no date: "2020-13"."""
    try:
        for date in filter(None, (since, until)):
            PartialDate.parse(date)
    except ValueError:
        return None
    return Years(since, until)


def _value(text: str, names: Names) -> ConditionValue:
    if text.startswith(_QUOTE):
        return TextValue(unquote(text.removeprefix(_QUOTE)))
    if text.startswith(_HOLDS):
        held = WordsValue(unquote(text.removeprefix(_HOLDS)))
        return held if held.sides else None
    if text.startswith(_OPEN) and text.endswith(_CLOSE):
        return decoded(text[1:-1], names)
    if found := _AMOUNT.fullmatch(text):
        return Amount(found[1], int(found[2]))
    if text != _RANGE and (found := _SPAN.fullmatch(text)):
        return _years(found[1] or "", found[2] or "")
    keys = text.split(_OR)
    known = [one.iri for key in keys if (one := names.find(key))]
    return ThingValue(tuple(known)) if len(known) == len(keys) else None
