"""Answers of cards on languages, disagreeing dates, adoptions and bases, by loops over the tables.

Neither the graph nor its build nor SPARQL has a part in it; see ``tests/answers/tables.py``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final

import pytest

from tests.answers.tables import (
    DOCUMENTS,
    ELSEWHERE,
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
    values,
)

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES: Final = frozenset({"notation", "altLabel"})
OWN_PLAN: Final = "plan/"


def in_french(*, since: str = "", before: str = "9999", of_year: str = "") -> Rows:
    """Documents in French that have a date, of some years, the oldest first."""
    rows = [
        (key, row["publisher"], row["issued"])
        for key, row in sorted(DOCUMENTS.items())
        if row["language"] == "fr" and row["issued"]
        if since <= row["issued"][:4] < before and row["issued"].startswith(of_year)
    ]
    return sorted(rows, key=lambda row: row[2])


def in_french_on_project() -> Rows:
    """Documents in French on Project 48, those without a date last."""
    found = Counter(
        row["document"]
        for row in SAID
        if row.get("review") != "withdrawn"
        and "project/048" in {row["subject"], row["object"]}
        and DOCUMENTS[row["document"]]["language"] == "fr"
    )
    rows = [
        (key, DOCUMENTS[key]["publisher"], DOCUMENTS[key]["issued"], str(number))
        for key, number in found.items()
    ]
    return sorted(rows, key=lambda row: (row[2] or "9999", row[0]))


def on_both() -> Rows:
    """Documents on Lebanon and on Jordan, those without a date last."""
    keys = ("country/LBN", "country/JOR")
    found = [
        Counter(
            row["document"]
            for row in SAID
            if row.get("review") != "withdrawn" and key in {row["subject"], row["object"]}
        )
        for key in keys
    ]
    rows = [
        (
            key,
            DOCUMENTS[key]["publisher"],
            DOCUMENTS[key]["issued"],
            str(number),
            str(found[1][key]),
        )
        for key, number in found[0].items()
        if key in found[1]
    ]
    return sorted(rows, key=lambda row: (row[2] or "9999", row[0]))


def not_in_english() -> Rows:
    """Documents in other languages than English, language by language."""
    rows = [
        (key, row["publisher"], row["issued"], row["language"])
        for key, row in DOCUMENTS.items()
        if row["language"] != "en"
    ]
    return sorted(rows, key=lambda row: (row[3], row[2] or "9999", row[0]))


def disagreeing(about: str, kind: str) -> Rows:
    """The things of a kind with two dates that are not one date told more and less exactly."""
    given: dict[str, set[str]] = defaultdict(set)
    for row in stated(about):
        if TYPES[row["subject"]] == kind:
            given[row["subject"]].add(row["object"])
    apart = {
        key
        for key, dates in given.items()
        for some, other in combinations(sorted(dates), 2)
        if not other.startswith(some)
    }
    rows = [
        (row["subject"], row["object"], *source(row))
        for row in stated(about)
        if row["subject"] in apart
    ]
    return sorted(set(rows))


def disagreeing_dates() -> Rows:
    """The same of the beginnings and the ends of projects, the beginnings of each first."""
    rows = [
        (key, about, *rest)
        for about in ("startDate", "endDate")
        for key, *rest in disagreeing(about, "Project")
    ]
    return sorted(rows, key=lambda row: row[0])


def adopted(*, since: str = "", before: str = "9999") -> Rows:
    """Plans adopted or endorsed in some years, the first first."""
    rows = [
        (row["subject"], row["property"], row["object"], *source(row))
        for row in stated("adoptedOn", "endorsedOn")
        if row["subject"].startswith(OWN_PLAN) and since <= row["object"][:4] < before
    ]
    return sorted(rows, key=lambda row: (row[2], row[0], *row[3:]))


def topics_of_tajikistan_alone() -> Rows:
    """Topics and hazards of projects with Tajikistan that none with Afghanistan has."""
    covered, topics = values("coversCountry"), values("hasTopic", "hazard")
    others = {
        topic
        for project, countries in covered.items()
        if "country/AFG" in countries
        for topic in topics.get(project, ())
    }
    rows = [
        (row["object"], row["subject"], *source(row))
        for row in stated("hasTopic", "hazard")
        if "country/TJK" in covered.get(row["subject"], ()) and row["object"] not in others
    ]
    return sorted(set(rows))


def worked_out() -> Rows:
    """What about Project 41 is derived, with the remark that tells how."""
    key = "project/041"
    rows = [
        (
            ELSEWHERE.get(row["property"], row["property"]),
            row["object"] if row["subject"] == key else "",
            "" if row["subject"] == key else row["subject"],
            *source(row),
            row["remark"],
        )
        for row in SAID
        if row.get("review") != "withdrawn" and row["basis"] == "derived"
        if key in {row["subject"], row["object"]}
    ]
    return sorted(rows, key=lambda row: (row[0] in NAMES, row[0], row[2], row[1], *row[3:]))


def withdrawn() -> Rows:
    """What was withdrawn, with the reason that the review gives."""
    return [
        (
            row["subject"],
            row["property"],
            row["object"],
            row["role"],
            *source(row),
            review["why"],
        )
        for review in table(ROOT / "data" / "reviews.csv")
        if review["review"] == "withdrawn"
        for row in SAID
        if review["says"].split(" · ")[:4]
        == [row["subject"], row["property"], row["object"], row["role"]]
        and row["document"] == f"source/{review['says'].rpartition(' · ')[2]}"
    ]


def around_project() -> Rows:
    """What projects follow, complement or equip Project 44, or it them."""
    rows = [
        (row["subject"], row["property"], row["object"], *source(row))
        for row in stated("followsOn", "complements", "suppliesEquipmentFor", "relatedTo")
        if "project/044" in {row["subject"], row["object"]}
    ]
    return sorted(rows, key=lambda row: (row[1], row[0], *row[2:]))


def by_publisher() -> Rows:
    """How many documents each publisher has, a copy counted as its own."""
    found = Counter(row["publisher"].partition(" (copy at ")[0] for row in DOCUMENTS.values())
    return [
        (name, str(number))
        for name, number in sorted(found.items(), key=lambda one: (-one[1], one[0]))
    ]


def most_on_project() -> Rows:
    """Documents on Project 53, those that state the most of it first."""
    found = Counter(
        row["document"]
        for row in SAID
        if row.get("review") != "withdrawn" and "project/053" in {row["subject"], row["object"]}
    )
    return [
        (key, DOCUMENTS[key]["publisher"], DOCUMENTS[key]["issued"], str(number))
        for key, number in sorted(found.items(), key=lambda one: (-one[1], one[0]))
    ]


def documents_of_each() -> Rows:
    """How many documents tell of each project, as a subject or as what is said of another."""
    told: dict[str, set[str]] = {key: set() for key in PROJECTS}
    for row in SAID:
        for key in {row["subject"], row["object"]} & told.keys():
            told[key] |= {row["document"]} if row.get("review") != "withdrawn" else set()
    counted = sorted((-len(those), key) for key, those in told.items() if those)
    return [(key, str(-number)) for number, key in counted]


def around_round_table() -> Rows:
    """The round tables of the nearest numbers before and after the 17th of its region."""
    numbers, regions = one("ordinal"), values("coversRegion")
    starts, places, countries = one("startDate"), one("place"), one("hostCountry")
    series = {
        int(numbers[key]): key
        for key, kind in TYPES.items()
        if kind == "RoundTable" and "region/SEEE" in regions.get(key, ()) and key in numbers
    }
    nearest = (
        max(number for number in series if number < 17),
        min(number for number in series if number > 17),
    )
    return [
        (
            "region/SEEE",
            str(number),
            key,
            starts.get(key, ""),
            places.get(key, ""),
            countries.get(key, ""),
        )
        for number in nearest
        for key in [series[number]]
    ]


def plans_and_focal_points() -> Rows:
    """What each partner country has of the two, those with neither first."""
    plans: dict[str, set[str]] = defaultdict(set)
    posts: dict[str, set[str]] = defaultdict(set)
    for row in stated("coversCountry"):
        if TYPES[row["subject"]] == "NationalActionPlan":
            plans[row["object"]].add(row["subject"])
    for row in stated("represents", "hasFocalPointAt"):
        if row["property"] == "hasFocalPointAt":
            posts[row["subject"]].add(row["object"])
        elif "national focal point" in row["role"].lower() and not row.get("review"):
            posts[row["object"]].add(row["subject"])
    rows = [
        (region, country, post, plan)
        for country, regions in values("inRegion").items()
        for region in regions
        for post in posts.get(country, {""})
        for plan in plans.get(country, {""})
    ]
    return sorted(
        rows, key=lambda row: (bool(row[3]), bool(row[2]), row[0], row[1], row[3], row[2])
    )


CARDS: Final[dict[str, Callable[[], Rows]]] = {
    "derived-about-thing": worked_out,
    "documents-by-publisher": by_publisher,
    "documents-not-in-language": not_in_english,
    "documents-on-both": on_both,
    "documents-on-thing-most": most_on_project,
    "things-by-documents": documents_of_each,
    "plan-and-focal-point": plans_and_focal_points,
    "projects-around-project": around_project,
    "round-tables-around": around_round_table,
    "withdrawn-statements": withdrawn,
    "different-beginnings": lambda: disagreeing("startDate", "Project"),
    "different-dates-of-kind": disagreeing_dates,
    "different-ends": lambda: disagreeing("endDate", "RoundTable"),
    "documents-in-language-before": lambda: in_french(before="2015"),
    "documents-in-language-of-year": lambda: in_french(of_year="2014"),
    "documents-in-language-on-thing": in_french_on_project,
    "documents-in-language-since": lambda: in_french(since="2023"),
    "plans-adopted-before": lambda: adopted(before="2018"),
    "plans-adopted-in-year": lambda: adopted(since="2018", before="2019"),
    "plans-adopted-since": lambda: adopted(since="2018"),
    "topics-in-one-not-other": topics_of_tajikistan_alone,
}


@pytest.mark.parametrize("card", CARDS)
def test_answer_is_the_same_by_loops(card: str) -> None:
    """What the card's test expects of SPARQL is what the tables give."""
    assert CARDS[card]() == expected(card)
