"""What a value is, by its type and its language: what of unlike kinds does not compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph.texts import catalogued, gettext
from graph.vocabulary import PREFIXES

__all__ = ["DATES", "NUMBER", "ValueKind", "kind_of"]

_XSD: Final = PREFIXES["xsd"]
_WORDS: Final = {
    "day": catalogued("a day"),
    "month": catalogued("a month"),
    "year": catalogued("a year"),
    "moment": catalogued("a moment"),
    "number": catalogued("a number"),
    "text": catalogued("a text"),
    "text in a language": catalogued("a text in a language ({detail})"),
    "thing": catalogued("a thing"),
    "other": catalogued("a value of type {detail}"),
}


@dataclass(frozen=True, order=True, slots=True)
class ValueKind:
    """A kind of value: one of those above, with its language or its type where it has one."""

    name: str
    detail: str = ""

    @property
    def words(self) -> str:
        """The kind as a sentence names it."""
        return gettext(_WORDS[self.name], detail=self.detail)


DATES: Final = {
    "gYear": ValueKind("year"),
    "gYearMonth": ValueKind("month"),
    "date": ValueKind("day"),
    "dateTime": ValueKind("moment"),
}
"""The kinds of dates by the local names of their types."""
NUMBER: Final = ValueKind("number")
_NUMBERS: Final = frozenset(
    {"integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger"}
)


def kind_of(datatype: str | None, tag: str | None = None) -> ValueKind:
    """What a value is.

    Args:
        datatype: the address of its type; a thing has none.
        tag: its language, where it has one.
    """
    if tag:
        return ValueKind("text in a language", tag)
    if not datatype:
        return ValueKind("thing")
    local = datatype.removeprefix(_XSD)
    if local in _NUMBERS:
        return NUMBER
    return DATES.get(local) or (
        ValueKind("text") if local == "string" else ValueKind("other", local)
    )
