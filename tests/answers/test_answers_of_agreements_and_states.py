"""Answers of cards on agreements, first ties, states of plans and who came to trainings, by loops.

Neither the graph nor its build nor SPARQL has a part in it; see ``tests/answers/tables.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.answers.tables import (
    SAID,
    TYPES,
    Row,
    Rows,
    expected,
    one,
    remarked,
    source,
    stated,
    undisputed,
    values,
)

if TYPE_CHECKING:
    from collections.abc import Callable

UNICRI: Final = "organisation/unicri"
UNDERTAKINGS: Final = ("project/", "meeting/", "plan/")


def agreed(*parties: str) -> Rows:
    """The agreements that each of some has, or that bodies based in it have, in their order."""
    based = values("basedIn")
    rows = [
        (row["subject"], row["object"], row["role"], row["from"], *source(row))
        for row in undisputed("agreementWith")
        if all(
            each in {*ends, *(country for end in ends for country in based[end])}
            for ends in [(row["subject"], row["object"])]
            for each in parties
        )
    ]
    return sorted(rows, key=lambda row: (row[3], row[0], *row[4:]))


def together(one_of_two: str, other: str) -> Rows:
    """What both have a line with and when it began, and what is said of both with a day."""
    starts = one("startDate")
    lines: dict[str, list[Row]] = {one_of_two: [], other: []}
    for row in SAID:
        if row["object"] in lines and row["subject"].startswith(UNDERTAKINGS):
            lines[row["object"]].append(row)
    rows = {
        (
            starts[row["subject"]],
            row["subject"],
            row["property"],
            row["document"],
            its["property"],
            its["document"],
        )
        for row in lines[one_of_two]
        for its in lines[other]
        if row["subject"] == its["subject"] and row["subject"] in starts
    }
    rows |= {
        (row["from"], "", row["property"], row["document"], "", "")
        for row in SAID
        if {row["subject"], row["object"]} == {one_of_two, other} and row["from"]
    }
    return sorted(rows)


def equipped() -> Rows:
    """The projects that supply equipment for others."""
    rows = undisputed("suppliesEquipmentFor")
    return sorted((row["subject"], row["object"], *source(row)) for row in rows)


def trained() -> Rows:
    """How many came to trainings in Tunisia."""
    starts, held = one("startDate"), values("hostCountry", "coversRegion")
    keys = [key for key in sorted(held) if TYPES[key] == "Training" and "country/TUN" in held[key]]
    rows: Rows = []
    for key in sorted(keys, key=lambda key: (starts.get(key, ""), key)):
        counts = sorted(
            (row["object"], *remarked(row))
            for row in undisputed("participantCount")
            if row["subject"] == key
        )
        rows += [(key, starts.get(key, ""), *count) for count in counts or [("", "", "", "")]]
    return rows


def in_state(state: str) -> Rows:
    """The action plans of which a document gives a state, and their later states."""
    covered = values("coversCountry", "coversRegion")
    rows: Rows = []
    for row in stated("status"):
        plan = row["subject"]
        if not plan.startswith("plan/") or not TYPES[plan].endswith("ActionPlan"):
            continue
        if not row["object"].startswith(state):
            continue
        later = [
            (its["object"], its["from"])
            for its in stated("status", subject=plan)
            if row["from"] and its["from"] > row["from"] and its["object"] != row["object"]
        ]
        rows += [
            (plan, of, row["object"], row["from"], *source(row), *its)
            for of in covered[plan] or {""}
            for its in later or [("", "")]
        ]
    return sorted(rows, key=lambda row: (row[0], row[3], row[4], row[5], row[7], row[6]))


def completed_in() -> Rows:
    """The action plans that a document calls completed as of 2019."""
    return [row[:6] for row in in_state("completed") if row[3].startswith("2019")]


def leading() -> Rows:
    """Who leads the Initiative and led it before."""
    rows = [row for row in undisputed("ledBy") if row["subject"] == "initiative/eu-cbrn-coe"]
    return sorted((row["object"], row["from"], row["until"], *source(row)) for row in rows)


def replaced() -> Rows:
    """The focal points of countries that have had several."""
    named = [
        row
        for row in undisputed("represents")
        if "national focal point" in row["role"].lower() and row["object"].startswith("country/")
    ]
    rows = [
        (row["object"], row["subject"], row["from"], row["until"], *source(row))
        for row in named
        if any(its["object"] == row["object"] and its["subject"] != row["subject"] for its in named)
    ]
    return sorted(rows, key=lambda row: (row[0], row[2], row[1], *row[4:]))


CARDS: Final[dict[str, Callable[[], Rows]]] = {
    "agreements": agreed,
    "agreements-in-year": lambda: [row for row in agreed() if row[3][:4] == "2021"],
    "agreements-since": lambda: [row for row in agreed() if row[3][:4] >= "2020"],
    "agreements-of-country": lambda: agreed("country/PHL"),
    "agreements-of-two": lambda: agreed(UNICRI, "country/DZA"),
    "equipment-between-projects": equipped,
    "focal-points-changed": replaced,
    "leads-of-initiative": leading,
    "first-ties-of-two": lambda: together(UNICRI, "organisation/istc"),
    "participants-in-place": trained,
    "plans-completed": lambda: in_state("completed"),
    "plans-completed-in-year": completed_in,
    "plans-under-development": lambda: in_state("under development"),
    "plans-under-revision": lambda: in_state("under revision"),
}


@pytest.mark.parametrize("card", CARDS)
def test_answer_is_the_same_by_loops(card: str) -> None:
    """What the card's test expects of SPARQL is what the tables give."""
    assert CARDS[card]() == expected(card)
