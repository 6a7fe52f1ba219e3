"""Parts of a year as the months that they are: "in spring 2019", "the second half of 2021".

Seasons are those of the north, where the meteorological ones begin with a month; the reading says
which months they are taken for.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["with_months"]

_SEASONS: Final = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
}
"""From which month to which; winter is of two years, and is not taken for months of one."""
_ORDERS: Final = {
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
    "last": -1,
}
_MONTHS: Final = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905 - read as a row
)
_NAMES: Final = "|".join(_MONTHS)
_LONG: Final = {"half": 6, "quarter": 3, "semester": 6, "trimester": 3}
_IN: Final = r"\b(?:(?:in|during|over|of|for|from)\s+)?(?:the\s+)?"
_SEASON: Final = re.compile(
    rf"{_IN}(?:early\s+|late\s+)?({'|'.join(_SEASONS)})(?:\s+of)?\s+((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_PART: Final = re.compile(
    rf"{_IN}({'|'.join(_ORDERS)})[\s-]+({'|'.join(_LONG)})(?:\s+of)?\s+((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_QUARTER: Final = re.compile(
    rf"{_IN}([QH])([1-4])(?:\s+of\b)?[\s/]+((?:19|20)\d\d)\b", re.IGNORECASE
)
_YEAR_TOLD_ONCE: Final = re.compile(
    rf"\b(?:between\s+({_NAMES})\s+and|from\s+({_NAMES})\s+(?:to|until|till))\s+({_NAMES})"
    r"(?:\s+of)?\s+((?:19|20)\d\d)\b",
    re.IGNORECASE,
)

_WHAT_TOOK_PLACE: Final = re.compile(r"^\s*what\s+(?:took\s+place|was\s+held)\b", re.IGNORECASE)


def with_months(text: str) -> str:
    """A text that tells parts of a year by their first and last months.

    Args:
        text: what somebody typed, in English.
    """
    told = _SEASON.sub(lambda found: _span(*_SEASONS[found[1].lower()], found[2]), text)
    told = _PART.sub(_part, _QUARTER.sub(_quarter, told))
    told = _YEAR_TOLD_ONCE.sub(
        lambda found: f"between {found[1] or found[2]} {found[4]} and {found[3]} {found[4]}", told
    )
    return text if told == text else _WHAT_TOOK_PLACE.sub("which meetings were held", told)


def _span(first: int, last: int, year: str) -> str:
    """The months of a year from one to another."""
    return f"between {_MONTHS[first - 1]} {year} and {_MONTHS[last - 1]} {year}"


def _of_months(at: int, months: int, year: str, told: str) -> str:
    """A part of a year that has so many months; as it was told where there is no such part."""
    number = 12 // months
    if at >= number:
        return told
    first = (at % number) * months + 1
    return _span(first, first + months - 1, year)


def _part(found: re.Match[str]) -> str:
    """A half or a quarter, by its number."""
    at = _ORDERS[found[1].lower()]
    return _of_months(at, _LONG[found[2].lower()], found[3], found[0])


def _quarter(found: re.Match[str]) -> str:
    """A half or a quarter, by its letter and number: "Q2 2021"."""
    months = _LONG["quarter" if found[1].upper() == "Q" else "half"]
    return _of_months(int(found[2]) - 1, months, found[3], found[0])
