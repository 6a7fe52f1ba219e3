"""Answers of cards on states, on what is disputed and on a thing's years, by plain loops.

Neither the graph nor its build nor SPARQL has a part in it; see ``tests/answers/tables.py``.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest

from tests.answers.tables import (
    PROJECTS,
    ROOT,
    SAID,
    TYPES,
    Rows,
    expected,
    one,
    source,
    stated,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Callable

COUNTRY: Final = "country/KEN"
PLAN: Final = "plan/rap-mie"
LABELS: Final = {row["key"]: row["label"] for row in table(ROOT / "data" / "things" / "plans.csv")}


def states_of_regional_plans() -> Rows:
    """The states that documents give of each regional plan; a plan without one is told, too."""
    found: Rows = []
    plans = (key for key, kind in TYPES.items() if kind == "RegionalActionPlan")
    for plan in sorted(plans, key=LABELS.__getitem__):
        told = [row for row in stated("status", subject=plan) if row.get("review") != "withdrawn"]
        rows = [(plan, row["object"], row["from"], *source(row)) for row in told]
        found += sorted(rows, key=lambda row: (row[2], row[1], *row[3:])) or [
            (plan, "", "", "", "")
        ]
    return found


def disputed_on_plan() -> Rows:
    """What is marked as disputed of a plan, with the remark on it."""
    return [
        (
            row["subject"],
            row["property"],
            row["object"],
            row["from"],
            row["until"],
            *source(row),
            row["remark"],
        )
        for row in SAID
        if row.get("review") == "disputed" and PLAN in {row["subject"], row["object"]}
    ]


def projects_of_country_by_year() -> Rows:
    """How many projects that a document ties to a country began in each year."""
    ends = ((row["subject"], row["object"]) for row in SAID if row.get("review") != "withdrawn")
    tied = {key for pair in ends if COUNTRY in pair for key in pair}
    starts = one("startDate")
    years = Counter(starts[key][:4] for key in PROJECTS if key in tied and key in starts)
    return [(year, str(number)) for year, number in sorted(years.items())]


@pytest.mark.parametrize(
    ("card", "count"),
    [
        ("states-of-kind", states_of_regional_plans),
        ("disputed-statements-on-thing", disputed_on_plan),
        ("things-with-line-by-year", projects_of_country_by_year),
    ],
)
def test_answers_by_loops(card: str, count: Callable[[], Rows]) -> None:
    """Plain loops over the tables find the rows that the card is expected to give."""
    assert count() == expected(card)
