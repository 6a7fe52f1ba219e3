"""Answers of cards on who joined when, openings in order, and how far plans have got, by loops.

Neither the graph nor its build nor SPARQL has a part in it; see ``tests/answers/tables.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.answers.roles import TAKES_PART
from tests.answers.tables import TYPES, Row, Rows, expected, of_kind, one, source, stated, values
from tests.answers.times import days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ABOUT_PLANS: Final = {
    "coversCountry": 1,
    "coversRegion": 1,
    "startDate": 2,
    "endDate": 3,
    "status": 4,
    "adoptedOn": 5,
    "endorsedOn": 6,
    "adoptedBy": 7,
}


def in_region(region: str) -> list[str]:
    """The countries of a region."""
    return [key for key, those in sorted(values("inRegion").items()) if region in those]


def joined(country: str) -> Rows:
    """When a country joined, each with the place that says so."""
    rows = stated("partOfInitiative", subject=country)
    return [(country, row["from"], *source(row)) for row in rows if row["from"]]


def accessions() -> Rows:
    """The countries of South East and Eastern Europe, with when each joined where it is told."""
    return [
        row
        for country in in_region("region/SEEE")
        for row in sorted(joined(country)) or [(country, "", "", "")]
    ]


def joined_since() -> Rows:
    """Who of Central Asia joined in 2015 or later."""
    rows = [row for country in in_region("region/CA") for row in joined(country)]
    return sorted((row for row in rows if row[1][:4] >= "2015"), key=lambda row: (row[1], *row))


def joined_between() -> Rows:
    """Who joined from 2013 to 2016, of all countries."""
    countries = {row["subject"] for row in stated("partOfInitiative") if row["from"]}
    rows = [row for key in countries if key.startswith("country/") for row in joined(key)]
    found = (row for row in rows if "2013" <= row[1][:4] <= "2016")
    return sorted(found, key=lambda row: (row[1], *row))


def left() -> Rows:
    """Who was a partner until a day, beside how many partners there are."""
    partners = str(len(of_kind("country", values("inRegion"))))
    rows = [
        (partners, row["subject"], row["until"], *source(row))
        for row in stated("inRegion", "partOfInitiative")
        if row["subject"].startswith("country/") and row["until"]
    ]
    return sorted(rows, key=lambda row: (row[2], *row)) or [(partners, "", "", "", "")]


def openings() -> Rows:
    """When the secretariats were opened, the first one first."""
    return sorted(
        (row["object"], row["subject"], region, *source(row))
        for row in stated("openedOn")
        for region in values("servesRegion")[row["subject"]]
    )


def disputed(row: Row) -> str:
    """Whether a statement is disputed, as answers say it."""
    return "disputed" if row.get("review") == "disputed" else "not disputed"


def of_plan(plan: str) -> Rows:
    """What documents say of a plan, and of the meetings that discussed it."""
    said = [
        (
            ABOUT_PLANS[row["property"]],
            row["property"],
            row["object"],
            row["from"],
            disputed(row),
            *source(row),
        )
        for row in stated(*ABOUT_PLANS, subject=plan)
    ]
    discussed = {
        (8, "discussed", row["subject"], row["from"], disputed(row), *source(row))
        for row in stated("discussed", value=plan)
    }
    ordered = sorted({*said, *discussed}, key=lambda row: (row[0], row[3], row[2], *row[4:]))
    return [row[1:] for row in ordered]


def plans(place: str, kind: str = "") -> list[str]:
    """The plans of a country or region, of one kind where one is given."""
    covered = values("coversCountry", "coversRegion")
    keys = [key for key in of_kind("plan", covered) if place in covered[key]]
    return [key for key in keys if kind in {"", TYPES[key]}]


def of_plans(keys: Iterable[str]) -> Rows:
    """What documents say of each of some plans."""
    return [(key, *row) for key in keys for row in of_plan(key)]


def from_to() -> Rows:
    """The plan of South East and Eastern Europe for 2026 to 2030."""
    starts, ends = one("startDate"), one("endDate")
    return of_plans(
        key
        for key in plans("region/SEEE")
        if (starts.get(key, "")[:4], ends.get(key, "")[:4]) == ("2026", "2030")
    )


def meetings() -> Rows:
    """The meetings at which a plan of DR Congo was discussed."""
    starts, places = one("startDate"), one("place")
    return sorted(
        (starts.get(key, ""), key, places.get(key, ""), plan, *source(row))
        for plan in plans("country/COD")
        for row in stated("discussed", value=plan)
        if (key := row["subject"])
    )


def at_meetings() -> Rows:
    """Who took part in the meetings at which a plan of Cambodia was discussed."""
    discussed = {
        row["subject"] for key in plans("country/KHM") for row in stated("discussed", value=key)
    }
    rows = [
        (row["subject"], row["object"], row["property"], row["role"], *source(row))
        for row in stated(*TAKES_PART)
        if row["subject"] in discussed
    ]
    return sorted(rows, key=lambda row: (row[0], row[2], row[1], *row[4:]))


def periods() -> Rows:
    """From when and until when each regional action plan is."""
    rows: Rows = []
    for key in sorted(key for key, kind in TYPES.items() if kind == "RegionalActionPlan"):
        told: Rows = [
            (key, row["property"], row["object"], disputed(row), *source(row))
            for about in ("startDate", "endDate")
            for row in stated(about, subject=key)
        ]
        rows += told or [(key, "", "", "", "", "")]
    return rows


CARDS: Final[dict[str, Callable[[], Rows]]] = {
    "accessions-of-region": accessions,
    "countries-that-left": left,
    "joined-between": joined_between,
    "joined-since-in-region": joined_since,
    "meetings-on-plans-of-place": meetings,
    "periods-of-kind": periods,
    "plan-in-brief": lambda: of_plan("plan/nap-khm"),
    "plan-of-years": from_to,
    "regional-plans-of-region": lambda: of_plans(plans("region/CA", "RegionalActionPlan")),
    "secretariats-opened-first": lambda: sorted(openings(), key=lambda row: days(row[0])[1]),
    "secretariats-opened-last": lambda: sorted(openings(), key=lambda row: row[0], reverse=True),
    "who-worked-on-plans": at_meetings,
}


@pytest.mark.parametrize("card", CARDS)
def test_answer_is_the_same_by_loops(card: str) -> None:
    """What the card's test expects of SPARQL is what the tables give."""
    assert CARDS[card]() == expected(card)
