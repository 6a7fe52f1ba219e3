"""Finds dates and periods in a text, in the words of its language; none is guessed.

A date without its year takes the year that the same sentence or the text's own date line gives,
and is marked as worked out; where neither gives one, there is no date.
"""

# Letters of several scripts are meant.
# ruff: noqa: RUF001

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.dates import PartialDate
from graph.reading.mentions import Mention, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.reading.words import Words

__all__ = ["YEAR_TAKEN", "Anchor", "dates"]

YEAR_TAKEN: Final = "year taken"
"""How a date was found whose year stands elsewhere in the text."""

_DAY: Final = r"(?<![\d.,/])(?:1er|1º|1°|[0-3]?\d)(?:st|nd|rd|th|\.|-?го|-?е)?"
_TO: Final = (
    r"(?:\s*[-–—/]\s*|\s+(?:to|and|until|till|through|au|et|jusqu['’]au|al|y|hasta el|a|e|ed"
    r"|bis(?: zum)?|und|по|и|до|do|i|إلى|حتى|და)\s+(?:the\s+|el\s+)?)"
)
_OF: Final = r"(?:\s+of|\s+de|\s+d['’]|\s+del)?\s*"
_YEAR: Final = r"(?:19|20)\d{2}"
_ISO: Final = re.compile(rf"(?<!\d)({_YEAR})[-–. ](0[1-9]|1[0-2])[-–. ](0[1-9]|[12]\d|3[01])(?!\d)")
_DIGITS: Final = re.compile(
    rf"(?<!\d)(0?[1-9]|[12]\d|3[01])[./](0?[1-9]|1[0-2])[./]({_YEAR})(?!\d)"
)
_YEARS: Final = re.compile(rf"(?<![\d-])({_YEAR})\s*[-–—]\s*({_YEAR})(?![\d-])")
_ONE_YEAR: Final = re.compile(rf"(?<![\d/.-])({_YEAR})(?![\d/-])")
_HALF_A_YEAR: Final = 6
_NEAR: Final = 250


@dataclass(frozen=True, slots=True)
class Anchor:
    """The date that a text bears, for dates in it that lack their year; None where it has none."""

    date: PartialDate | None = None

    def year_for(self, month: int) -> int | None:
        """The year of a month that lies nearest to the text's date."""
        if self.date is None:
            return None
        apart = month - (self.date.month or month)
        if apart > _HALF_A_YEAR:
            return self.date.year - 1
        return self.date.year + 1 if apart < -_HALF_A_YEAR else self.date.year


class _Forms:
    """The expressions for dates in one language."""

    def __init__(self, words: Words) -> None:
        self.months = words.months
        named = "|".join(
            re.escape(name).replace(r"\ ", r"\s+")
            for name in sorted(self.months, key=len, reverse=True)
        )
        month = rf"\b(?P<month>{named})\b\.?"
        other = rf"\b(?P<other>{named})\b\.?"
        year = rf"(?:(?:,|\s+de|\s+del)?\s*(?P<year>{_YEAR})(?!\d))"
        before = words.entry("shape", "in_year") or "in"
        self.days = re.compile(
            rf"(?P<first>{_DAY}){_TO}(?P<last>{_DAY}){_OF}{month}{year}?", re.IGNORECASE
        )
        self.across = re.compile(
            rf"(?P<first>{_DAY}){_OF}{month}(?:\s*,?\s*(?P<early>{_YEAR}))?{_TO}"
            rf"(?P<last>{_DAY}){_OF}{other}{year}?",
            re.IGNORECASE,
        )
        self.day = re.compile(rf"(?P<first>{_DAY}){_OF}{month}{year}?", re.IGNORECASE)
        self.american = re.compile(
            rf"{month}\s+(?P<first>[0-3]?\d)(?:st|nd|rd|th)?(?:{_TO}(?P<last>[0-3]?\d)(?:st|nd|rd|th)?)?"
            rf"(?!\d)(?:,?\s*(?P<year>{_YEAR}))?(?!\d)",
            re.IGNORECASE,
        )
        self.months_apart = re.compile(rf"{month}\s*[-–—]\s*{other}{year}", re.IGNORECASE)
        self.month = re.compile(rf"{month}{year}", re.IGNORECASE)
        self.only_month = re.compile(
            rf"(?:\b(?:{before})\s+(?:next\s+|the\s+)?)(?P<month>{named})\b", re.IGNORECASE
        )
        self.only_year = re.compile(
            rf"\b(?:{before})\s+(?P<year>{_YEAR})(?!\d|\s*[-–]\s*\d)", re.IGNORECASE
        )


def dates(text: str, words: Words, anchor: Anchor) -> Iterator[Mention]:
    """The dates of a text, the longest forms first; they may overlap each other."""
    forms = _Forms(words)
    for form in (forms.across, forms.days):
        for found in form.finditer(text):
            yield from _period(text, found, forms, anchor)
    for found in _ISO.finditer(text):
        yield from _one(text, found, PartialDate(*map(int, found.groups())))
    for found in _DIGITS.finditer(text):
        day, month, year = map(int, found.groups())
        yield from _one(text, found, PartialDate(year, month, day))
    for form in (forms.day, forms.american):
        for found in form.finditer(text):
            yield from _day(text, found, forms, anchor)
    for found in forms.months_apart.finditer(text):
        first, last = (forms.months[_lower(found[name])] for name in ("month", "other"))
        year = int(found["year"])
        yield _mention(text, found, PartialDate(year, first), PartialDate(year, last))
    for found in forms.month.finditer(text):
        yield from _one(
            text, found, PartialDate(int(found["year"]), forms.months[_lower(found["month"])])
        )
    for found in _YEARS.finditer(text):
        begun, ended = PartialDate(int(found[1])), PartialDate(int(found[2]))
        if begun < ended:
            yield _mention(text, found, begun, ended)
    yield from _loose(text, forms, anchor)


def _loose(text: str, forms: _Forms, anchor: Anchor) -> Iterator[Mention]:
    """A month without its year and a year alone, after "in" or its like."""
    for found in forms.only_month.finditer(text):
        if (
            found["month"].islower()
            and found["month"].isascii()
            and found["month"] in {"may", "march"}
        ):
            continue
        month = forms.months[_lower(found["month"])]
        year = _year_near(text, found.start(), found.end()) or anchor.year_for(month)
        if year is not None:
            date = PartialDate(year, month)
            yield Mention(
                start=found.start("month"),
                end=found.end("month"),
                kind=MentionKind.DATE,
                key=str(date),
                text=found["month"],
                way=YEAR_TAKEN,
            )
    for found in forms.only_year.finditer(text):
        written = found["year"]
        yield Mention(
            start=found.start("year"),
            end=found.end("year"),
            kind=MentionKind.DATE,
            key=written,
            text=written,
        )


def _period(text: str, found: re.Match[str], forms: _Forms, anchor: Anchor) -> Iterator[Mention]:
    told = found.groupdict()
    last_month = forms.months[_lower(told.get("other") or told["month"])]
    first_month = forms.months[_lower(told["month"])]
    year = int(told["year"]) if told["year"] else anchor.year_for(last_month)
    if year is None:
        return
    early = int(told["early"]) if told.get("early") else year - (first_month > last_month)
    first = _date(early, first_month, told["first"])
    last = _date(year, last_month, told["last"])
    if first and last and first <= last:
        way = "name" if told["year"] else YEAR_TAKEN
        yield _mention(text, found, first, last, way)


def _day(text: str, found: re.Match[str], forms: _Forms, anchor: Anchor) -> Iterator[Mention]:
    told = found.groupdict()
    month = forms.months[_lower(told["month"])]
    year = int(told["year"]) if told["year"] else anchor.year_for(month)
    if year is None:
        return
    way = "name" if told["year"] else YEAR_TAKEN
    first = _date(year, month, told["first"])
    last = _date(year, month, told["last"]) if told.get("last") else None
    if first and last and first < last:
        yield _mention(text, found, first, last, way)
    elif first:
        yield _mention(text, found, first, None, way)


def _one(text: str, found: re.Match[str], date: PartialDate) -> Iterator[Mention]:
    try:
        PartialDate.parse(str(date))
    except ValueError:
        return
    yield _mention(text, found, date, None)


def _mention(
    text: str,
    found: re.Match[str],
    first: PartialDate,
    last: PartialDate | None,
    way: str = "name",
) -> Mention:
    kind = MentionKind.DATE if last is None else MentionKind.PERIOD
    start, end = found.span()
    end -= len(text[start:end]) - len(text[start:end].rstrip(" .,"))
    until = "" if last is None else str(last)
    return Mention(
        start=start, end=end, kind=kind, key=str(first), text=text[start:end], way=way, until=until
    )


def _date(year: int, month: int, day: str) -> PartialDate | None:
    """A day of the calendar, None where there is no such day."""
    digits = re.match(r"\d+", day)
    try:
        return PartialDate.parse(f"{year}-{month:02}-{int(digits[0]) if digits else 0:02}")
    except ValueError:
        return None


def _year_near(text: str, start: int, end: int) -> int | None:
    """The one year that stands in the same sentence, None where there are none or several."""
    left = max(
        text.rfind(". ", max(start - _NEAR, 0), start),
        text.rfind("\n\n", 0, start),
        start - _NEAR,
        0,
    )
    right = min(
        filter(lambda at: at >= 0, (text.find(". ", end), text.find("\n\n", end), end + _NEAR))
    )
    years = {int(found[1]) for found in _ONE_YEAR.finditer(text, left, right)}
    return years.pop() if len(years) == 1 else None


def _lower(name: str) -> str:
    return re.sub(r"\s+", " ", name.lower())
