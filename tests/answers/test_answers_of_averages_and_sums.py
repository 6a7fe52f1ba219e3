"""Answers of cards on averages, on sums and on how long projects ran, by plain loops.

Neither the graph nor its build nor SPARQL has a part in it; see ``tests/answers/tables.py``.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import pytest

from tests.answers.tables import (
    TYPES,
    Rows,
    expected,
    of_kind,
    one,
    source,
    stated,
    values,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

TO_THE_MONTH: Final = len("2020-01")
RAN_IN: Final = "2019"


def numbered() -> list[str]:
    """The projects with a number."""
    return of_kind("project", (key for key in values("projectNumber") if key in TYPES))


def prices(projects: Collection[str]) -> dict[str, tuple[int, int]]:
    """The lowest and the highest budget of each project that has one."""
    given: dict[str, list[int]] = defaultdict(list)
    for row in stated("budget"):
        if row["subject"] in projects:
            given[row["subject"]].append(int(row["object"]))
    return {key: (min(those), max(those)) for key, those in given.items()}


def summed(projects: Collection[str]) -> tuple[str, ...]:
    """How many projects there are, how many with a budget, and what these come to."""
    known = prices(projects).values()
    sums = (sum(least for least, _ in known), sum(most for _, most in known))
    return tuple(map(str, (len(projects), len(known), *sums)))


def average_budget() -> Rows:
    """The averages of the lowest and of the highest budgets, and how many are not counted in."""
    others = [key for key in of_kind("project", TYPES) if key not in numbered()]
    known = prices(numbered()).values()
    least, most = ([each[at] for each in known] for at in (0, 1))
    averages = (int(sum(each) / len(known) + 0.5) for each in (least, most))
    apart = (len(others), len(prices(others)))
    row = (len(numbered()), len(known), *averages, min(least), max(most), *apart)
    return [tuple(map(str, row))]


def months(date: str, without: int = 0) -> int:
    """The months up to a date, with the month that is taken where it has none."""
    return 12 * int(date[:4]) + int(date[5:7] or without)


def lengths(projects: Collection[str]) -> dict[str, int]:
    """How many months projects ran, of which start and end are on record to the month."""
    starts, ends = one("startDate"), one("endDate")
    return {
        key: months(ends[key]) - months(starts[key])
        for key in projects
        if min(len(starts.get(key, "")), len(ends.get(key, ""))) >= TO_THE_MONTH
    }


def average_length() -> Rows:
    """How long projects ran on average, to a tenth of a month."""
    ran = lengths(numbered()).values()
    tenths = int(10 * sum(ran) / len(ran) + 0.5)
    average = str(tenths / 10).removesuffix(".0")
    return [(str(len(numbered())), str(len(ran)), average, str(min(ran)), str(max(ran)))]


def longest_in(place: str) -> Rows:
    """The projects that cover a place, those that can have run longest first."""
    starts, ends, covered = one("startDate"), one("endDate"), values("coversRegion")
    ran = {
        key: (
            months(ends[key], 12) - months(starts[key], 1),
            months(ends[key], 1) - months(starts[key], 12),
        )
        for key in of_kind("project", covered)
        if place in covered[key] and key in starts and key in ends
    }
    ranked = sorted(ran, key=lambda key: (-ran[key][0], -ran[key][1], key))
    return [(key, starts[key], ends[key], str(ran[key][1]), str(ran[key][0])) for key in ranked]


def two_lengths() -> Rows:
    """Projects 36 and 32 with how long they ran."""
    starts, ends = one("startDate"), one("endDate")
    rows = []
    for key in ("project/032", "project/036"):
        least = months(ends[key], 1) - months(starts[key], 12)
        most = months(ends[key], 12) - months(starts[key], 1)
        rows.append((key, starts[key], ends[key], str(least), str(most)))
    return sorted(rows, key=lambda row: -int(row[3]))


def dated_on_one_side(name: str, other: str) -> Rows:
    """The projects with one date and without the other."""
    told, untold = one(name), one(other)
    keys = [key for key in of_kind("project", told) if key not in untold]
    return [(key, told[key]) for key in sorted(keys, key=lambda key: (told[key], key))]


def running() -> Rows:
    """What the projects that ran in 2019 cost together, before each budget."""
    starts, ends, states = one("startDate"), one("endDate"), values("status")
    ran = [
        key
        for key in numbered()
        if starts.get(key, "9999")[:4] <= RAN_IN
        if ends.get(key, "9" * (set(states[key]) == {"ongoing"}))[:4] >= RAN_IN
    ]
    rows = [row for row in stated("budget") if row["subject"] in ran]
    ranked = sorted(rows, key=lambda row: (-int(row["object"]), row["subject"], *source(row)))
    return [(*summed(ran), row["subject"], row["object"], *source(row)) for row in ranked]


def by_lead() -> Rows:
    """What the projects that each organisation leads cost together."""
    leads, with_number = values("ledBy"), numbered()
    led: dict[str, list[str]] = defaultdict(list)
    for project in with_number:
        for lead in leads[project]:
            led[lead].append(project)
    rows = [(lead, *summed(projects)) for lead, projects in led.items()]
    ranked = sorted(rows, key=lambda row: (-int(row[4]), -int(row[1]), row[0]))
    return [row if row[2] != "0" else (*row[:2], "", "", "") for row in ranked]


CARDS: Final[dict[str, Callable[[], Rows]]] = {
    "average-budget": average_budget,
    "average-duration": average_length,
    "budgets-by-lead": by_lead,
    "durations-of-two": two_lengths,
    "longest-projects-in-place": lambda: longest_in("region/CA"),
    "projects-with-end-without-start": lambda: dated_on_one_side("endDate", "startDate"),
    "projects-with-start-without-end": lambda: dated_on_one_side("startDate", "endDate"),
    "total-budget-running": running,
}


@pytest.mark.parametrize("card", CARDS)
def test_answer_is_the_same_by_loops(card: str) -> None:
    """What the card's test expects of SPARQL is what the tables give."""
    assert CARDS[card]() == expected(card)
