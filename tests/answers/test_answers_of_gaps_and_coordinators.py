"""Answers of cards about what is missing, posts, agreements, and what came before a year.

Each function gives the rows of one card for the card's own values, from the CSV files, with neither
the graph nor its build nor SPARQL; the expected answers in ``answers/`` must be the same.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest

from tests.answers.tables import DOCUMENTS, SAID, Rows, expected, one, source, stated, values

if TYPE_CHECKING:
    from collections.abc import Callable

COORDINATOR: Final = "regional coordinator"


def documents_before() -> Rows:
    """Documents on the Philippines that are dated before 2015."""
    found = Counter(
        row["document"] for row in SAID if "country/PHL" in {row["subject"], row["object"]}
    )
    rows = [
        (key, DOCUMENTS[key]["publisher"], DOCUMENTS[key]["issued"], str(number))
        for key, number in found.items()
        if "" < DOCUMENTS[key]["issued"][:4] < "2015"
    ]
    return sorted(rows, key=lambda row: (row[2], row[0]))


def joined_before() -> Rows:
    """The countries that joined before 2014, by each document that says so."""
    rows = [
        (row["subject"], row["from"], *source(row))
        for row in stated("partOfInitiative")
        if row["subject"].startswith("country/") and "" < row["from"][:4] < "2014"
    ]
    return sorted(rows, key=lambda row: (row[1], *row))


def focal_points_in_year() -> Rows:
    """Who a document names as focal point of Côte d'Ivoire in 2017."""
    rows = [
        (row["subject"], row["from"], row["until"], *source(row))
        for row in stated("represents", value="country/CIV")
        if "national focal point" in row["role"].lower()
        and (row["from"] or row["until"])
        and (row["from"] or row["until"])[:4] <= "2017" <= (row["until"] or row["from"])[:4]
    ]
    return sorted(rows, key=lambda row: (row[1], *row))


def missing() -> Rows:
    """What no document gives of Project 101."""
    asked = ("ledBy", "hasPartner", "coversCountry", "startDate", "endDate", "budget")
    return [(name,) for name in asked if not values(name).get("project/101")]


def coordinators() -> Rows:
    """Who works as regional coordinator, for whom; what is not dated comes last."""
    rows = [
        (row["subject"], row["role"], row["object"], row["from"], row["until"], *source(row))
        for row in stated("worksFor")
        if COORDINATOR in row["role"].lower()
    ]
    return sorted(rows, key=lambda row: (not row[3], row[3], row[0], row[5], row[6]))


def coordinators_of_region() -> Rows:
    """Who is called regional coordinator for South East Asia, or so at a meeting of it."""
    regions, begun = values("coversRegion"), one("startDate")
    rows = [
        (row["subject"], row["role"], "", row["from"], *source(row))
        for row in stated("worksFor")
        if COORDINATOR in row["role"].lower() and "south east asia" in row["role"].lower()
    ]
    rows += [
        (row["object"], row["role"], row["subject"], begun[row["subject"]], *source(row))
        for row in stated("attendedBy")
        if COORDINATOR in row["role"].lower() and "region/SEA" in regions[row["subject"]]
    ]
    return sorted(rows, key=lambda row: (row[3], row[0], row[4], row[5]))


def agreements() -> Rows:
    """With whom UNICRI has an agreement, whichever of the two a document names first."""
    both = ("subject", "object")
    rows = [
        (row[far], row["role"], row["from"], *source(row))
        for row in stated("agreementWith")
        for near, far in (both, both[::-1])
        if row[near] == "organisation/unicri"
    ]
    return sorted(rows, key=lambda row: (row[2], row[0], row[3], row[4]))


def heads_in_year() -> Rows:
    """Who a document names as head of the secretariat for Central Asia in 2022."""
    rows = [
        (row["subject"], row["role"], row["from"], row["until"], *source(row))
        for row in stated("worksFor", value="organisation/rs-ca")
        if row["role"].lower().startswith("head")
        and (row["from"] or row["until"])
        and (row["from"] or row["until"])[:4] <= "2022" <= (row["until"] or row["from"])[:4]
    ]
    return sorted(rows, key=lambda row: (row[2], row[0], row[4], row[5]))


def seat() -> Rows:
    """Where a centre in Almaty is, by each document that says so."""
    rows = [
        (row["property"], row["object"], *source(row))
        for row in stated("place", "basedIn", "housedBy", subject="organisation/nscedi")
    ]
    return sorted(rows)


CARDS: dict[str, Callable[[], Rows]] = {
    "agreements-of-organisation": agreements,
    "documents-on-thing-before": documents_before,
    "focal-points-of-country-in-year": focal_points_in_year,
    "heads-of-secretariat-in-year": heads_in_year,
    "joined-before": joined_before,
    "missing-of-project": missing,
    "regional-coordinators": coordinators,
    "regional-coordinators-of-region": coordinators_of_region,
    "seat-of-organisation": seat,
}


@pytest.mark.parametrize("card", CARDS)
def test_answer_is_the_same_by_loops(card: str) -> None:
    """What the card's test expects of SPARQL is what the tables give."""
    assert CARDS[card]() == expected(card)
