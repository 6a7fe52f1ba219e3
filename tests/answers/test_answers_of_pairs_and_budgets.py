"""Answers of cards on pairs that share projects and on what budgets come to, by plain loops.

Neither the graph nor its build nor SPARQL has a part in it; see ``tests/answers/tables.py``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final

import pytest

from tests.answers.tables import (
    PARTNERS,
    TYPES,
    Row,
    Rows,
    expected,
    is_organisation,
    of_kind,
    remarked,
    source,
    stated,
    values,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

TWICE: Final = 2
"""So many projects a pair shares at least, to be listed."""


def pairs(*properties: str, of: Callable[[str], bool]) -> Rows:
    """The pairs of things that projects have lines with, and how many projects have both."""
    held = values(*properties)
    found = Counter(
        pair
        for key in of_kind("project", held)
        for pair in combinations(sorted(filter(of, held[key])), 2)
    )
    ranked = sorted(found, key=lambda pair: (-found[pair], pair))
    return [(*pair, str(found[pair])) for pair in ranked if found[pair] >= TWICE]


def in_place(place: str) -> list[str]:
    """The projects that cover a country or a region."""
    covered = values("coversCountry", "coversRegion")
    return [key for key in of_kind("project", covered) if place in covered[key]]


def budgets(projects: Collection[str]) -> list[Row]:
    """What documents say that projects cost, the most first."""
    rows = [row for row in stated("budget") if row["subject"] in projects]
    return sorted(rows, key=lambda row: (-int(row["object"]), row["subject"], *source(row)))


def total(projects: Collection[str]) -> Rows:
    """What the budgets of projects come to, before each of them."""
    given: dict[str, list[int]] = defaultdict(list)
    for row in budgets(projects):
        given[row["subject"]].append(int(row["object"]))
    sums = (sum(map(least, given.values())) for least in (min, max))
    counts = tuple(map(str, (len(projects), len(given), *sums)))
    return [(*counts, *row) for row in listed(budgets(projects))]


def listed(rows: Iterable[Row]) -> Rows:
    """Rows of budgets as answers list them."""
    return [(row["subject"], row["object"], *source(row)) for row in rows]


def numbered() -> list[str]:
    """The projects with a number."""
    return of_kind("project", (key for key in values("projectNumber") if key in TYPES))


def of_the_initiative() -> Rows:
    """The budgets that documents give the Initiative, by the years that they mean."""
    said = stated("budget", subject="initiative/eu-cbrn-coe")
    rows = [(row["object"], row["from"], row["until"], *remarked(row)) for row in said]
    return sorted(rows, key=lambda row: (row[1], row[2], -int(row[0]), row[4:]))


CARDS: Final[dict[str, Callable[[], Rows]]] = {
    "budget-of-initiative": of_the_initiative,
    "countries-that-share-projects": lambda: pairs(
        "coversCountry", of=lambda key: key.startswith("country/")
    ),
    "largest-budgets-in-place": lambda: [
        (row["subject"], row["object"], *remarked(row)) for row in budgets(in_place("region/AAF"))
    ],
    "organisations-that-share-projects": lambda: pairs(*PARTNERS, of=is_organisation),
    "total-budget": lambda: total(numbered()),
    "total-budget-in-place": lambda: total(in_place("region/SEA")),
}


@pytest.mark.parametrize("card", CARDS)
def test_answer_is_the_same_by_loops(card: str) -> None:
    """What the card's test expects of SPARQL is what the tables give."""
    assert CARDS[card]() == expected(card)
