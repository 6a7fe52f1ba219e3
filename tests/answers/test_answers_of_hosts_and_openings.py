"""Answers of cards on who hosted, who was at an opening, and what rests on one document, by loops.

Neither the graph nor its build nor SPARQL has a part in it; see ``tests/answers/tables.py``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final

import pytest

from tests.answers.roles import TAKES_PART
from tests.answers.tables import (
    DOCUMENTS,
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
    from collections.abc import Callable

ROUND_TABLES: Final = "RoundTable"


def said_once() -> Rows:
    """How many facts rest on each document alone."""
    told: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in SAID:
        if row.get("review") != "withdrawn":
            told[row["subject"], row["property"], row["object"]].add(row["document"])
    counts = Counter(next(iter(those)) for those in told.values() if len(those) == 1)
    return [(key, str(counts[key])) for key in sorted(counts, key=lambda key: (-counts[key], key))]


def hosts() -> Rows:
    """In which countries the round tables for South East and Eastern Europe were held."""
    regions, countries = values("coversRegion"), values("hostCountry")
    held = Counter(
        country
        for key, where in countries.items()
        if TYPES[key] == ROUND_TABLES and "region/SEEE" in regions[key]
        for country in where
    )
    return [(key, str(held[key])) for key in sorted(held, key=lambda key: (-held[key], key))]


def towns() -> Rows:
    """In which towns meetings were held, with the country of the venue."""
    countries = values("hostCountry")
    held = Counter(
        (town, country)
        for key, town in one("place").items()
        if key.startswith("meeting/")
        for country in countries.get(key) or {""}
    )
    ranked = sorted(held, key=lambda pair: (-held[pair], *pair))
    return [(*pair, str(held[pair])) for pair in ranked]


def pairs() -> Rows:
    """Two countries of Central Asia, and how many projects cover both."""
    regions, covered = values("inRegion"), values("coversCountry")
    found = Counter(
        pair
        for project in of_kind("project", covered)
        for pair in combinations(
            sorted(key for key in covered[project] if "region/CA" in regions[key]), 2
        )
    )
    ranked = sorted(found, key=lambda pair: (-found[pair], pair))
    return [(*pair, str(found[pair])) for pair in ranked]


def at_opening() -> set[tuple[str, ...]]:
    """Who took part in the meeting at which the secretariat of the Sahel was opened."""
    secretariat = "organisation/rs-nas"
    day, (region,) = one("openedOn")[secretariat], values("servesRegion")[secretariat]
    regions, starts, places = values("coversRegion"), one("startDate"), one("place")
    meetings = [
        key for key in of_kind("meeting", starts) if starts[key] == day and region in regions[key]
    ]
    return {
        (
            day,
            row["subject"],
            places.get(row["subject"], ""),
            row["property"],
            row["object"],
            row["role"],
            *source(row),
        )
        for row in stated(*TAKES_PART)
        if row["subject"] in meetings
    }


def led_and_joined() -> Rows:
    """The organisations that lead projects and are partners in others."""
    leads, partners = values("ledBy"), values("hasPartner", "implementedWith")
    led = Counter(lead for key in of_kind("project", leads) for lead in leads[key])
    joined = Counter(
        each for key in of_kind("project", partners) for each in partners[key] - leads[key]
    )
    both = sorted(filter(is_organisation, led.keys() & joined.keys()))
    ranked = sorted(both, key=lambda key: (-led[key], -joined[key], key))
    return [(key, str(led[key]), str(joined[key])) for key in ranked]


def oldest_first() -> Rows:
    """The documents on Project 87, the oldest first, with how many statements each has on it."""
    about: Counter[str] = Counter(
        row["document"] for row in SAID if "project/087" in {row["subject"], row["object"]}
    )

    def weight(key: str) -> tuple[str, str]:
        return DOCUMENTS[key]["issued"] or "9999", key

    return [
        (key, DOCUMENTS[key]["publisher"], DOCUMENTS[key]["issued"], str(about[key]))
        for key in sorted(about, key=weight)
    ]


def abroad() -> Rows:
    """The meetings whose host country is in none of the regions that they were for."""
    regions, countries, own = values("coversRegion"), values("hostCountry"), values("inRegion")
    starts, places = one("startDate"), one("place")
    return sorted(
        (
            (key, starts.get(key, ""), region, country, places.get(key, ""))
            for key in of_kind("meeting", countries)
            if not any(own[each] & regions[key] for each in countries[key])
            for region in regions[key]
            for country in countries[key]
        ),
        key=lambda row: (row[1], row[0], *row[2:]),
    )


CARDS: Final[dict[str, Callable[[], Rows]]] = {
    "both-lead-and-partner": led_and_joined,
    "countries-that-share-projects-in-region": pairs,
    "documents-on-thing-oldest": oldest_first,
    "meetings-outside-region": abroad,
    "most-hosts-of-region": hosts,
    "one-document": said_once,
    "towns-with-most-meetings": towns,
}


@pytest.mark.parametrize("card", CARDS)
def test_answer_is_the_same_by_loops(card: str) -> None:
    """What the card's test expects of SPARQL is what the tables give."""
    assert CARDS[card]() == expected(card)


def test_those_at_an_opening_are_those_of_the_tables() -> None:
    """Who was at the opening stands in the answer once for each place that says so."""
    assert {*expected("present-at-opening")} == at_opening()
