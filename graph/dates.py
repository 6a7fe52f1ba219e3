"""A year, a month or a day as one value: parse it, order it, see whether two periods overlap.

Public documents date things as exactly as they can: "2013", "November 2020", "1 June 2021".
None of the three may be widened or narrowed, so each keeps its own XML Schema datatype
(xsd:gYear, xsd:gYearMonth, xsd:date; https://www.w3.org/TR/xmlschema11-2/).
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from babel.dates import get_month_names

from graph.texts import gettext, spoken_language

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MONTHS", "PartialDate", "overlap"]

MONTHS = tuple(calendar.month_name)[1:]

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as exact as its source: a year, a month of a year, or a day.

    Ordering is by year, then month, then day; the less exact of two comes first ("2021" before
    "2021-06"), so a list of dates has one order. For questions of time use ``first`` and ``last``.
    """

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """The date that ``text`` writes as YYYY, YYYY-MM or YYYY-MM-DD.

        Raises:
            ValueError: with a sentence that says what is wrong and how a date is written.
        """
        form = _FORM.fullmatch(text)
        if not form:
            msg = f"'{text}' is not a date; write 2021, 2021-06 or 2021-06-01"
            raise ValueError(msg)
        year, month, day = (int(part) if part else 0 for part in form.groups())
        if year == 0 or (form[2] and not 1 <= month <= len(MONTHS)):
            msg = f"'{text}' is not a date: there is no such {'month' if year else 'year'}"
            raise ValueError(msg)
        if form[3]:
            try:
                datetime.date(year, month, day)
            except ValueError:
                msg = f"'{text}' is not a date: {MONTHS[month - 1]} {year} has no day {day}"
                raise ValueError(msg) from None
        return cls(year, month, day)

    def __str__(self) -> str:
        """The ISO 8601 form, as exact as the date: 2021, 2021-06 or 2021-06-01."""
        text = f"{self.year:04}"
        if self.month:
            text += f"-{self.month:02}"
        if self.day:
            text += f"-{self.day:02}"
        return text

    @property
    def datatype(self) -> str:
        """The IRI of the XML Schema datatype this date is written in."""
        return _XSD + ("date" if self.day else "gYearMonth" if self.month else "gYear")

    @property
    def words(self) -> str:
        """The date as people write it: "2021", "June 2021", "1 June 2021"."""
        month = f"{_months(spoken_language())[self.month]} " if self.month else ""
        return f"{f'{self.day} ' if self.day else ''}{month}{self.year}"

    @property
    def when(self) -> str:
        """The date as a sentence says that something was then: "in June 2021", "on 1 June 2021"."""
        told = gettext("on {date}") if self.day else gettext("in {date}")
        return told.format(date=self.words)

    @property
    def first(self) -> datetime.date:
        """The first day that the date can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The last day that the date can mean."""
        month = self.month or len(MONTHS)
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@cache
def _months(language: str) -> Mapping[int, str]:
    """The months by their numbers, as a language says them in a date (the Unicode CLDR)."""
    return get_month_names("wide", "format", language)


def overlap(
    one: tuple[PartialDate | None, PartialDate | None],
    other: tuple[PartialDate | None, PartialDate | None],
) -> bool:
    """Whether two periods can share a day; ``None`` is an end that is not on record, so open."""
    (start, end), (other_start, other_end) = one, other
    return not (
        (end is not None and other_start is not None and end.last < other_start.first)
        or (other_end is not None and start is not None and other_end.last < start.first)
    )
