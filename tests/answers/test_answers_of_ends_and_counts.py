"""Answers of cards about ends, firsts, counts and what is not on record, by plain loops.

Neither the graph nor its build nor SPARQL has a part in it; see ``tests/answers/tables.py``.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest

from tests.answers.tables import (
    DOCUMENTS,
    SAID,
    TYPES,
    Rows,
    expected,
    of_kind,
    one,
    projects_covering,
    source,
    stated,
    values,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def dated(name: str, since: str, until: str, kind: str = "") -> Rows:
    """What of a kind has a date of a property in some years, the earliest first."""
    rows = sorted(
        (row["object"], row["subject"], *source(row))
        for row in stated(name)
        if row["subject"].startswith(kind) and since <= row["object"][:4] <= until
    )
    return [(key, date, *where) for date, key, *where in rows]


def counted(counts: Counter[str]) -> Rows:
    """What was counted, the most first."""
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    return [(key, str(counts[key])) for key in ranked]


def covered_countries() -> Rows:
    """How many countries each project covers."""
    covered = values("coversCountry")
    return counted(Counter({key: len(covered[key]) for key in of_kind("project", covered)}))


def without(name: str, kind: str) -> Rows:
    """The things of a kind that have no value of a property."""
    has = values(name)
    return [(key,) for key in of_kind(kind, TYPES) if key not in has]


def longest_projects() -> Rows:
    """How many months each project ran at least and at most, by the most."""
    starts, ends = one("startDate"), one("endDate")

    def between(key: str, first: str, last: str) -> int:
        """The months of a project, with those that are taken where a date has none."""
        start, end = f"{starts[key]}-{first}", f"{ends[key]}-{last}"
        return 12 * (int(end[:4]) - int(start[:4])) + int(end[5:7]) - int(start[5:7])

    lasted = {
        key: (between(key, "12", "01"), between(key, "01", "12"))
        for key in of_kind("project", starts)
        if key in ends
    }
    ranked = sorted(lasted, key=lambda key: (-lasted[key][1], -lasted[key][0], key))
    return [(key, starts[key], ends[key], *map(str, lasted[key])) for key in ranked]


def projects_with_three() -> Rows:
    """The projects of Georgia, Ukraine and Moldova, with what says so of each."""
    three = ("country/GEO", "country/UKR", "country/MDA")
    return sorted(
        (key, row["object"], *source(row))
        for key in projects_covering(*three)
        for row in stated("coversCountry", subject=key)
        if row["object"] in three
    )


def countries_with_country() -> Rows:
    """How many projects other countries share with Ukraine."""
    covered = values("coversCountry")
    found = Counter(
        country
        for key in projects_covering("country/UKR")
        for country in covered[key] - {"country/UKR"}
    )
    return counted(found)


def said_of_two() -> Rows:
    """What is said between Project 53 and Uzbekistan."""
    ends = {"project/053", "country/UZB"}
    rows = [row for row in SAID if {row["subject"], row["object"]} == ends]
    return sorted((row["subject"], row["property"], *source(row)) for row in rows)


def fewest_projects() -> Rows:
    """How many projects each partner country is in, the fewest first."""
    covered = values("coversCountry")
    counts: Counter[str] = Counter(dict.fromkeys(values("inRegion"), 0))
    for key in of_kind("project", covered):
        counts.update(covered[key] & counts.keys())
    return [(key, str(counts[key])) for key in sorted(counts, key=lambda key: (counts[key], key))]


def published(since: str, until: str) -> Rows:
    """What UNICRI published from a year to another one."""
    rows = sorted(
        (row["issued"], key, row["publisher"])
        for key, row in DOCUMENTS.items()
        if "unicri" in row["publisher"].lower() and since <= row["issued"][:4] <= until
    )
    return [(publisher, key, issued) for issued, key, publisher in rows]


def hosted() -> Rows:
    """The meetings that Uzbekistan hosted in 2019 or later."""
    starts = one("startDate")
    rows = sorted(
        (starts[row["subject"]], row["subject"], *source(row))
        for row in stated("hostCountry", value="country/UZB")
        if starts.get(row["subject"], "")[:4] >= "2019"
    )
    return [(key, began, *where) for began, key, *where in rows]


def running_between() -> Rows:
    """The projects that ran in any part of 2016 to 2018."""
    starts, ends = one("startDate"), one("endDate")
    rows = sorted(
        (starts[key], key, ends.get(key, ""))
        for key in of_kind("project", starts.keys())
        if starts[key][:4] <= "2018" and ends.get(key, starts[key])[:4] >= "2016"
    )
    return [(key, start, end) for start, key, end in rows]


def regions_counted() -> Rows:
    """How many countries are in each region."""
    regions: Iterable[set[str]] = values("inRegion").values()
    return counted(Counter(region for own in regions for region in own))


CARDS: Final[dict[str, Callable[[], Rows]]] = {
    "countries-by-region": regions_counted,
    "countries-in-fewest-projects": fewest_projects,
    "countries-with-country": countries_with_country,
    "documents-of-publisher-in-year": lambda: published("2021", "2021"),
    "documents-of-publisher-since": lambda: published("2021", "9999"),
    "longest-projects": longest_projects,
    "meetings-hosted-since": hosted,
    "meetings-without-participants": lambda: without("attendedBy", "meeting"),
    "projects-running-between": running_between,
    "projects-with-most-countries": covered_countries,
    "projects-with-three": projects_with_three,
    "projects-without-end": lambda: without("endDate", "project"),
    "projects-without-lead": lambda: without("ledBy", "project"),
    "said-of-two": said_of_two,
    "things-begun-before": lambda: dated("startDate", "0000", "2015", "project/"),
    "things-ended-between": lambda: dated("endDate", "2016", "2018", "project/"),
    "things-ended-in-year": lambda: dated("endDate", "2019", "2019", "project/"),
    "things-ended-since": lambda: dated("endDate", "2020", "9999", "project/"),
}


@pytest.mark.parametrize("card", CARDS)
def test_answer_is_the_same_by_loops(card: str) -> None:
    """What the card's test expects of SPARQL is what the tables give."""
    assert CARDS[card]() == expected(card)
