"""Answers of cards on seats, guests, years, the last few and what lies ahead, by loops.

Neither the graph nor its build nor SPARQL has a part in it; see ``tests/answers/tables.py``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

import pytest

from graph.vocabulary import CBRN
from tests.answers.roles import TAKES_PART
from tests.answers.tables import (
    ELSEWHERE,
    SAID,
    TYPES,
    Rows,
    expected,
    is_organisation,
    of_kind,
    one,
    source,
    stated,
    values,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

ROUND_TABLES: Final = {"RoundTable"}
TRAININGS: Final = {"Training"}
NUMBER: Final = 3


def with_line(thing: str) -> set[str]:
    """What any statement ties to a thing."""
    ends = ((row["subject"], row["object"]) for row in SAID if not row.get("review"))
    return {one if other == thing else other for one, other in ends if thing in {one, other}}


def of_types(types: Collection[str]) -> set[str]:
    """The things of some kinds."""
    return {key for key, kind in TYPES.items() if kind in types}


def began(keys: Collection[str]) -> Rows:
    """When things began, each with the place that says so."""
    starts = one("startDate")
    return [
        (row["subject"], row["object"], *source(row))
        for row in stated("startDate")
        if row["subject"] in keys and row["object"] == starts[row["subject"]]
    ]


def at_an_end(keys: Collection[str], *, last: bool) -> Rows:
    """Those of some things with one of the first or last dates of a beginning, so many as asked."""
    starts = one("startDate")
    dates = sorted({starts[key] for key in keys if key in starts}, reverse=last)[:NUMBER]
    rows = sorted(row for row in began(keys) if row[1] in dates)
    return sorted(rows, key=lambda row: row[1], reverse=last)


def by_year() -> Rows:
    """How many round tables began in each year from 2012 to 2024."""
    starts = one("startDate")
    years = Counter(starts[key][:4] for key in of_types(ROUND_TABLES) if key in starts)
    return [(year, str(years[year])) for year in sorted(years) if "2012" <= year <= "2024"]


def seats() -> Rows:
    """From where the organisations in projects of South East and Eastern Europe are."""
    covered, bodies = values("coversRegion", "coversCountry"), values(*TAKES_PART)
    based = values("basedIn")
    projects: dict[str, set[str]] = defaultdict(set)
    found: dict[str, set[str]] = defaultdict(set)
    for project in of_kind("project", covered):
        if "region/SEEE" not in covered[project]:
            continue
        for body in filter(is_organisation, bodies[project]):
            for country in based[body]:
                projects[country].add(project)
                found[country].add(body)
    ranked = sorted(projects, key=lambda key: (-len(projects[key]), -len(found[key]), key))
    return [(key, str(len(projects[key])), str(len(found[key]))) for key in ranked]


def of_each_country(region: str, told: Callable[[str], Rows]) -> Rows:
    """What is told of each country of a region, the earliest first, or a row without it."""
    regions = values("inRegion")
    rows: Rows = []
    for country in sorted(key for key in regions if region in regions[key]):
        found = sorted(told(country), key=lambda row: (row[2], *row))
        rows += found or [(country, "", "", "", "", "")]
    return rows


def focal_points() -> Rows:
    """Which body holds the focal point of each country of South East Asia, where it is told."""

    def told(country: str) -> Rows:
        return [
            (country, row["object"], row["from"], row["until"], *source(row))
            for row in stated("hasFocalPointAt", subject=country)
        ]

    return of_each_country("region/SEA", told)


def focal_persons() -> Rows:
    """Who is named as focal point of each country of Central Asia, where somebody is."""

    def told(country: str) -> Rows:
        return [
            (country, row["subject"], row["from"], row["until"], *source(row))
            for row in stated("represents", value=country)
            if "national focal point" in row["role"].lower()
        ]

    return of_each_country("region/CA", told)


def beginnings() -> Rows:
    """When two phases of MediPIET began, by each document that says so."""
    two = {"project/036", "project/074"}
    rows = [
        (row["object"], row["subject"], *source(row))
        for row in stated("startDate")
        if row["subject"] in two
    ]
    return [(key, began, *rest) for began, key, *rest in sorted(set(rows))]


def told_once() -> Rows:
    """What of Project 87 only one document tells, either way round."""
    tellers: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in SAID:
        if row.get("review") != "withdrawn":
            tellers[row["subject"], row["property"], row["object"]].add(row["document"])
    rows = []
    for row in SAID:
        subject, name, value = fact = row["subject"], row["property"], row["object"]
        if "project/087" in {subject, value} and len(tellers[fact]) == 1:
            told, end = (value.partition("@")[0], "") if subject == "project/087" else ("", subject)
            rows.append((ELSEWHERE.get(name, name), told, end, *source(row)))
    names = {ELSEWHERE["notation"], ELSEWHERE["altLabel"]}
    return sorted(rows, key=lambda row: (row[0] in names, _address(row[0]), row[2], *row))


def _address(name: str) -> str:
    """The address of a property, by which it is ordered."""
    return name if ":" in name else str(CBRN[name])


def guests() -> Rows:
    """Who was at the 14th round table for Central Asia and is from no country of the region."""
    regions = values("inRegion", "servesRegion")
    based, represented, employed = values("basedIn"), values("represents"), values("worksFor")

    def homes(key: str) -> set[str]:
        seats = {seat for body in employed[key] for seat in based[body]}
        return {key} | based[key] | represented[key] | seats

    rows = [
        (row["object"], row["property"], row["role"], *source(row))
        for row in stated(*TAKES_PART, subject="meeting/rtm-ca-14")
        if not any("region/CA" in regions[home] for home in homes(row["object"]))
    ]
    return sorted(rows, key=lambda row: (row[1], row[0], *row[3:]))


def exercises() -> Rows:
    """The exercises since 2016, with the country and the town."""
    countries, places = values("hostCountry"), one("place")
    return sorted(
        (date, key, country, places.get(key, ""), *rest)
        for key, date, *rest in (
            (row["subject"], row["object"], *source(row)) for row in stated("startDate")
        )
        if TYPES.get(key) == "Exercise" and date[:4] >= "2016"
        for country in countries[key] or {""}
    )


def ahead() -> Rows:
    """What with a line to South East and Eastern Europe begins or ends in 2025 or later."""
    near = with_line("region/SEEE")
    rows = [
        (row["object"], row["subject"], row["property"], *source(row))
        for row in stated("startDate", "endDate")
        if row["subject"] in near and row["object"][:4] >= "2025"
    ]
    return sorted(rows)


CARDS: Final[dict[str, Callable[[], Rows]]] = {
    "ahead-of-thing": ahead,
    "beginnings-of-two": beginnings,
    "facts-from-one-document": told_once,
    "first-n-of-kind": lambda: at_an_end(of_types(TRAININGS), last=False),
    "first-n-with-line": lambda: at_an_end(
        {*of_kind("project", with_line("country/KEN"))}, last=False
    ),
    "focal-point-bodies-of-region": focal_points,
    "focal-points-of-region": focal_persons,
    "guests-at-meeting": guests,
    "latest-n-of-kind": lambda: at_an_end(of_types(ROUND_TABLES), last=True),
    "latest-n-with-line": lambda: at_an_end(
        of_types(ROUND_TABLES) & with_line("region/CA"), last=True
    ),
    "meetings-since-with-place": exercises,
    "seats-of-organisations-in-place": seats,
    "things-by-year-between": by_year,
}


@pytest.mark.parametrize("card", CARDS)
def test_answer_is_the_same_by_loops(card: str) -> None:
    """What the card's test expects of SPARQL is what the tables give."""
    assert CARDS[card]() == expected(card)
