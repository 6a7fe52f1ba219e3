"""Answers of cards on years, on what came last and on a thing in brief, by plain loops.

Neither the graph nor its build nor SPARQL has a part in it; see ``tests/answers/tables.py``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final

import pytest

from tests.answers.tables import (
    DOCUMENTS,
    SAID,
    Rows,
    expected,
    of_kind,
    one,
    remarked,
    source,
    stated,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

BRIEFLY: Final = {
    "project": (
        "ledBy",
        "hasPartner",
        "implementedWith",
        "fundedBy",
        "startDate",
        "endDate",
        "budget",
    ),
    "meeting": (
        "startDate",
        "endDate",
        "place",
        "hostCountry",
        "format",
        "hostedBy",
        "organisedBy",
        "openedBy",
        "attendedBy",
        "addressedBy",
    ),
}
NEWEST: Final = max(row["issued"] for row in DOCUMENTS.values())


def by_year(kind: str, since: str = "0000") -> Rows:
    """How many things of a kind began in each year."""
    starts = one("startDate")
    counts = Counter(starts[key][:4] for key in of_kind(kind, starts))
    return [(year, str(counts[year])) for year in sorted(counts) if year >= since]


def ended(projects: Collection[str]) -> Rows:
    """When projects ended of which the end is not after the newest document, the latest first."""
    rows = sorted(
        (row["subject"], row["object"], *source(row))
        for row in stated("endDate")
        if row["subject"] in projects
        if row["object"][: len(NEWEST)] <= NEWEST[: len(row["object"])]
    )
    return sorted(rows, key=lambda row: row[1], reverse=True)


def with_philippines() -> set[str]:
    """What a document ties to the Philippines."""
    ends = ([row["subject"], row["object"]] for row in SAID)
    return {key for pair in ends if "country/PHL" in pair for key in pair}


def joined() -> Rows:
    """Which countries joined when, the last first."""
    rows = sorted((row["subject"], row["object"], *source(row)) for row in stated("joinedOn"))
    return sorted(rows, key=lambda row: row[1], reverse=True)


def different_budgets() -> Rows:
    """What several budgets are given of, with each."""
    given: dict[str, set[str]] = defaultdict(set)
    for row in stated("budget"):
        given[row["subject"]].add(row["object"])
    rows = (row for row in stated("budget") if len(given[row["subject"]]) > 1)
    ordered = sorted(rows, key=lambda row: (row["subject"], int(row["object"]), *source(row)))
    return [
        (row["subject"], row["object"], row["from"], row["until"], *remarked(row))
        for row in ordered
    ]


def different_dates() -> Rows:
    """What two dates are given of that are not one date told more and less exactly."""
    found: Rows = []
    for about in ("startDate", "endDate"):
        given: dict[str, set[str]] = defaultdict(set)
        for row in stated(about):
            given[row["subject"]].add(row["object"])
        apart = {
            key
            for key, dates in given.items()
            for some, other in combinations(sorted(dates), 2)
            if not other.startswith(some)
        }
        found += [
            (row["subject"], about, row["object"], *source(row))
            for row in stated(about)
            if row["subject"] in apart
        ]
    by_date = sorted(set(found), key=lambda row: row[2:])
    return sorted(sorted(by_date, key=lambda row: row[1], reverse=True), key=lambda row: row[0])


def in_brief(key: str) -> Rows:
    """What is told of a project or a meeting in brief; a meeting with the roles at it."""
    kind = key.partition("/")[0]
    found: Rows = []
    for about in BRIEFLY[kind]:
        rows = sorted(stated(about, subject=key), key=lambda row: (row["object"], *source(row)))
        found += [
            (about, row["object"], *([row["role"]] if kind == "meeting" else []), *source(row))
            for row in rows
        ]
    return found


CARDS: Final[dict[str, Callable[[], Rows]]] = {
    "different-budgets": different_budgets,
    "different-dates": different_dates,
    "last-ended-of-kind": lambda: ended(of_kind("project", one("endDate"))),
    "last-ended-with-line": lambda: ended(of_kind("project", with_philippines())),
    "meeting-in-brief": lambda: in_brief("meeting/rtm-ca-14"),
    "newest-partners": joined,
    "project-in-brief": lambda: in_brief("project/053"),
    "things-by-year": lambda: by_year("meeting"),
    "things-by-year-since": lambda: by_year("meeting", "2013"),
}


@pytest.mark.parametrize("card", CARDS)
def test_answer_is_the_same_by_loops(card: str) -> None:
    """What the card's test expects of SPARQL is what the tables give."""
    assert CARDS[card]() == expected(card)
