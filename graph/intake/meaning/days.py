"""Dates as people write them, where only one day, month or year can be meant."""

from __future__ import annotations

import re
from typing import Final

from graph.dates import MONTHS, PartialDate

__all__ = ["meant_day"]

_DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_MONTHS: Final = {
    form: number
    for number, month in enumerate(MONTHS, start=1)
    for form in (month.lower(), month[:3].lower())
} | {"sept": 9}
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_FORMS: Final = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(?P<y>\d{4})[-/.](?P<n>\d{1,2})(?:[-/.](?P<d>\d{1,2}))?(?:t00:00(:00)?(\.0+)?z?)?",
        rf"(?:on )?(?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]?(?P<m>{_MONTH})\.?,?"
        r"[ -]?(?P<y>\d{4})",
        rf"(?P<m>{_MONTH})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})",
        rf"(?:in )?(?P<m>{_MONTH})\.?,?[ -](?P<y>\d{{4}})",
        r"(?:in )?(?P<y>\d{4})",
    )
)
_EITHER_WAY: Final = re.compile(r"(?P<one>\d{1,2})[./-](?P<two>\d{1,2})[./-](?P<y>\d{4})", re.ASCII)


def meant_day(text: str) -> tuple[str, str]:
    """A date in the form of the tables, and why it cannot be told, "" where it can.

    ``7 March 2024``, ``March 7, 2024`` and ``2024–03–07`` are 2024-03-07, ``07.03.2024`` too: with
    a point the day comes first (ISO 8601 has no such form, but whoever writes it means this). With
    a stroke, the 7th of March and the 3rd of July look alike, so both are told.
    """
    bare = " ".join(text.lower().translate(_DASHES).split())
    for form in _FORMS:
        found = form.fullmatch(bare)
        if found:
            told = found.groupdict()
            month = _MONTHS[told["m"]] if told.get("m") else int(told.get("n") or 0)
            return _checked(int(told["y"]), month, int(told.get("d") or 0))
    either = _EITHER_WAY.fullmatch(bare)
    if either is None:
        return text, ""
    one, two, year = int(either["one"]), int(either["two"]), int(either["y"])
    if "." in bare or one > len(MONTHS) or one == two:
        return _checked(year, two, one)
    if two > len(MONTHS):
        return _checked(year, one, two)
    days = [PartialDate(year, month, day) for month, day in ((two, one), (one, two))]
    return text, (
        f"'{text}' can be {days[0].words} or {days[1].words}; write {days[0]} or {days[1]}"
    )


def _checked(year: int, month: int, day: int) -> tuple[str, str]:
    told = str(PartialDate(year, month, day))
    try:
        return str(PartialDate.parse(told)), ""
    except ValueError as error:
        return told, str(error)
