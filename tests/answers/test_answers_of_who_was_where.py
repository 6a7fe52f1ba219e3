"""Answers of cards on who was at which meetings, what these discussed and how they met, by loops.

Neither the graph nor its build nor SPARQL has a part in it; see ``tests/answers/tables.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.answers.tables import (
    ROOT,
    TYPES,
    Rows,
    expected,
    one,
    remarked,
    source,
    stated,
    table,
    values,
)

if TYPE_CHECKING:
    from collections.abc import Callable

MEETING: Final = "meeting/arz-2023"


def is_country(key: str) -> bool:
    """Whether a thing is a country."""
    return key.startswith("country/")


def online() -> Rows:
    """The round tables that were online or hybrid, the earliest first."""
    starts = one("startDate")
    rows = [
        (row["subject"], starts.get(row["subject"], ""), row["object"], *source(row))
        for row in stated("format")
        if TYPES[row["subject"]] == "RoundTable" and row["object"] != "in person"
    ]
    return sorted(rows, key=lambda row: (row[1], row[0], row[3:]))


def from_abroad() -> Rows:
    """Which countries were at trainings in another one."""
    hosts = values("hostCountry")
    return sorted(
        (row["subject"], host, row["object"], *source(row))
        for row in stated("attendedBy")
        if TYPES[row["subject"]] == "Training" and is_country(row["object"])
        for host in hosts[row["subject"]]
        if row["object"] not in hosts[row["subject"]]
    )


def participants() -> Rows:
    """How many are said to have been at a meeting."""
    rows = [(row["object"], *remarked(row)) for row in stated("participantCount", subject=MEETING)]
    return sorted(rows, key=lambda row: (-int(row[0]), row[2:]))


def crowds() -> Rows:
    """How many are said to have been at each meeting."""
    rows: Rows = [
        (row["subject"], row["object"], *remarked(row)) for row in stated("participantCount")
    ]
    return sorted(rows, key=lambda row: (-int(row[1]), row[0], row[3:]))


def discussed() -> Rows:
    """What is said to have been discussed at a round table."""
    said = stated("discussed", subject="meeting/rtm-ca-14")
    return sorted((row["object"], *source(row)) for row in said)


def ends_by_region() -> Rows:
    """The first and the last round table of each region, by the dates that count."""
    regions, starts = values("coversRegion"), values("startDate")
    labels = {row["key"]: row["label"] for row in table(ROOT / "data" / "things" / "regions.csv")}
    begun = [
        (region, day, key)
        for key, kind in TYPES.items()
        if kind == "RoundTable"
        for region in regions[key]
        for day in starts[key]
    ]
    rows: Rows = []
    for region in sorted(labels, key=labels.__getitem__):
        days = [day for one, day, _ in begun if one == region]
        first, last = (
            [(key, day) for one, day, key in begun if (one, day) == (region, end)]
            for end in ((min(days), max(days)) if days else ("", ""))
        )
        rows += [(region, *one, *other) for one in sorted(first) for other in sorted(last)]
    return rows


CARDS: Final[dict[str, Callable[[], Rows]]] = {
    "discussed-at-meeting": discussed,
    "first-and-last-by-region": ends_by_region,
    "guests-from-abroad": from_abroad,
    "held-online": online,
    "most-attended-meetings": crowds,
    "participants-of-meeting": participants,
}


@pytest.mark.parametrize("card", CARDS)
def test_answer_is_the_same_by_loops(card: str) -> None:
    """What the card's test expects of SPARQL is what the tables give."""
    assert CARDS[card]() == expected(card)
