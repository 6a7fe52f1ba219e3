"""When things began and ended, by plain loops over the tables.

The rules are those of the record, written a second time: neither the graph nor its build is asked.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from functools import cache

from tests.answers.tables import DOCUMENTS, Row, undisputed

__all__ = ["ENDS", "STARTS", "as_of", "bounds", "dates", "days", "first_closed", "last_running"]

Days = tuple[str, str]
"""The earliest and the latest day, as 2021-06-30; they compare as texts."""
EVER: Days = ("0001-01-01", "9999-12-31")
RUNNING, CLOSED = {"launched", "ongoing"}, {"closed", "completed"}
READ = max(row["read"] for row in DOCUMENTS.values())


def issued(row: Row) -> str:
    """The date of the document that a row is of, "" where it bears none."""
    return DOCUMENTS[row["document"]]["issued"]


def days(date: str) -> Days:
    """The first and the last day that a year, a month or a day can mean."""
    if len(date) == len("2021"):
        return f"{date}-01-01", f"{date}-12-31"
    if len(date) == len("2021-06"):
        last = calendar.monthrange(int(date[:4]), int(date[5:]))[1]
        return f"{date}-01", f"{date}-{last:02}"
    return date, date


def dates(property_: str) -> dict[str, str]:
    """The date that leads for each thing: stated, from a dated document, from the newest one."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in undisputed(property_):
        found[row["subject"]].append(row)
    leading = {
        one: max(
            told,
            key=lambda row: (
                row["basis"] in {"", "stated"},
                issued(row) > "",
                issued(row),
                sum(other["object"] == row["object"] for other in told),
            ),
        )["object"]
        for one, told in found.items()
    }
    # A day within the month or the year that leads is the same date, told more exactly.
    for one, value in leading.items():
        exact = sorted(
            {row["object"] for row in found[one] if row["object"].startswith(f"{value}-")}
        )
        leading[one] = exact[0] if exact else value
    return leading


def own_day(row: Row) -> str:
    """The document's date, where what it states is of that date."""
    return issued(row) if row["basis"] in {"", "stated"} else ""


def last_running(one: str) -> str:
    """The last date for which a document calls a project launched or ongoing; "" without."""
    told = [row for row in undisputed("status") if row["subject"] == one]
    return max(
        (row["until"] or row["from"] or own_day(row) for row in told if row["object"] in RUNNING),
        default="",
    )


def read_on(row: Row) -> str:
    """The day when the page of a row was read; of a dated one, when the record was last read."""
    return READ if issued(row) else DOCUMENTS[row["document"]]["read"]


def first_closed(one: str) -> str:
    """The first date for which one calls it closed, the day of the reading at the latest."""
    told = [
        row for row in undisputed("status") if row["subject"] == one and row["object"] in CLOSED
    ]
    known = [day for row in told if (day := row["from"] or row["until"] or own_day(row))]
    return min(known, default=min(map(read_on, told), default=""))


@cache
def bounds(one: str) -> tuple[Days, Days]:
    """Between which days a project began, and between which it ended."""
    start, end = STARTS.get(one, ""), ENDS.get(one, "")
    known = end or max(filter(None, (start, last_running(one))), default="")
    over = end or first_closed(one)
    began = (
        days(start) if start else (EVER[0], days(known or over)[1] if known or over else EVER[1])
    )
    first = days(known)[0] if known else EVER[0]
    if not end and start:
        first = max(first, began[0])
    return began, (first, max(days(over)[1], first) if over else EVER[1])


def as_of(row: Row) -> str:
    """The latest time of which a statement speaks, "" where that is not on record."""
    return row["until"] or max(row["from"], own_day(row))


STARTS, ENDS = dates("startDate"), dates("endDate")
