"""Answers of cards on roles, contracts, what an organisation's projects cost, and who hosted more.

All by loops over the tables: neither the graph nor its build nor SPARQL has a part in it; see
``tests/answers/tables.py``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from tests.answers.tables import (
    ELSEWHERE,
    PARTNERS,
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

PARTS: Final = (*PARTNERS, "fundedBy", "involves")
FULL: Final = "https://w3id.org/cbrn-graph/ontology#"
LABELS: Final = {
    row["key"]: row["label"] for row in table(ROOT / "data" / "things" / "meetings.csv")
}


def contract_in_brief() -> Rows:
    """What documents say about one contract."""
    asked = ("contractFor", "notation", "awardedBy", "awardedTo", "amount", "currency", "purpose")
    rows = [
        (ELSEWHERE.get(row["property"], row["property"]), row["object"], row["role"], *source(row))
        for row in stated(*asked, subject="contract/ifs-2011-273-506")
    ]
    return sorted(rows, key=lambda row: (row[0] if "://" in row[0] else FULL + row[0], *row[1:]))


def activities(person: str) -> Rows:
    """Where a person was, by lists and reports."""
    starts = one("startDate")
    rows = [
        (row["subject"], row["property"], row["role"], starts.get(row["subject"], ""), *source(row))
        for row in SAID
        if row["object"] == person
    ]
    return sorted(rows, key=lambda row: (row[3], row[0], row[1], *row[4:]))


def in_role(word: str) -> Rows:
    """Whom the persons of a role work for or represent, and where they were or spoke."""
    starts, lines = one("startDate"), ("worksFor", "represents", "attendedBy", "addressedBy")
    told = [
        (end, other, row)
        for row in SAID
        for end, other in ((row["subject"], row["object"]), (row["object"], row["subject"]))
        if end.startswith("person/")
    ]
    persons = {who for who, _, row in told if re.search(rf"\b{word}", row["role"], re.IGNORECASE)}
    rows = [
        (
            who,
            row["role"],
            row["property"],
            other,
            row["from"] or starts.get(other, ""),
            *source(row),
        )
        for who, other, row in told
        if who in persons and row["property"] in lines
    ]
    return sorted(rows, key=lambda row: (row[0], row[4], row[2], row[3], *row[5:]))


def in_role_at(word: str, body: str) -> Rows:
    """The persons of a body whose role there holds a word, and as of when."""
    rows = [
        (row["subject"], row["role"], row["from"], row["until"], *source(row))
        for row in stated("worksFor", value=body)
        if re.search(rf"\b{word}", row["role"], re.IGNORECASE) and row.get("review") != "withdrawn"
    ]
    return sorted(rows, key=lambda row: (not row[2], row[2], row[0], *row[4:]))


def total_budget(organisation: str, *parts: str) -> Rows:
    """What the budgets of the projects of an organisation come to, and each with its document."""
    own = {
        row["subject"]
        for row in stated(*parts, value=organisation)
        if row["subject"].startswith("project/") and not row.get("review")
    }
    rows = [row for row in stated("budget") if row["subject"] in own]
    sums: dict[str, list[int]] = {}
    for row in rows:
        sums.setdefault(row["subject"], []).append(int(row["object"]))
    whole = (
        str(len(own)),
        str(len(sums)),
        str(sum(map(min, sums.values()))),
        str(sum(map(max, sums.values()))),
    )
    return [
        (*whole, row["subject"], row["object"], *source(row))
        for row in sorted(rows, key=lambda row: (-int(row["object"]), row["subject"], source(row)))
    ]


def roles(organisation: str, *projects: str) -> Rows:
    """What part an organisation has in some projects."""
    return sorted(
        (row["subject"], row["property"], row["role"], *source(row))
        for row in stated(*PARTS, value=organisation)
        if row["subject"] in projects
    )


def hosted(*countries: str, since: str = "") -> Rows:
    """The meetings that were held in some countries, how many, and where it is said."""
    starts, places, venues = one("startDate"), one("place"), values("hostCountry")
    held = {
        country: {
            key
            for key, hosts in venues.items()
            if country in hosts and starts.get(key, "")[:4] >= since
        }
        for country in countries
    }
    rows = [
        (
            row["object"],
            str(len(held[row["object"]])),
            row["subject"],
            starts.get(row["subject"], ""),
            places.get(row["subject"], ""),
            *source(row),
        )
        for row in stated("hostCountry")
        if row["subject"] in held.get(row["object"], ())
    ]
    return sorted(rows, key=lambda row: (-int(row[1]), row[0], row[3], row[2], row[5:]))


def role_of_person() -> Rows:
    """For whom Adriaan van der Meer works or speaks, in which role, and when."""
    rows = [
        (row["property"], row["object"], row["role"], row["from"], row["until"], *source(row))
        for row in stated("worksFor", "represents", subject="person/adriaan-van-der-meer")
        if row.get("review") != "withdrawn"
    ]
    return sorted(rows, key=lambda row: (row[3], row[0], row[1], row[5:]))


def meetings_of_projects(*beginnings: str) -> Rows:
    """Projects with a meeting whose name begins so, when and where it was."""
    starts, places, venues = (one(name) for name in ("startDate", "place", "hostCountry"))
    rows = [
        (
            row["object"],
            row["subject"],
            *(of.get(row["subject"], "") for of in (starts, places, venues)),
            *source(row),
        )
        for row in stated("discussed")
        if TYPES.get(row["object"]) == "Project"
        and LABELS.get(row["subject"], "").startswith(beginnings)
    ]
    return sorted(rows, key=lambda row: (row[0], row[2], row[1], row[5:]))


def bodies_of(country: str) -> Rows:
    """What is said between each organisation that is based in a country and another thing."""
    rows: Rows = []
    for key in sorted({row["subject"] for row in stated("basedIn", value=country)}):
        told = [
            (
                row["subject"] if row["object"] == key else row["object"],
                row["property"],
                *source(row),
            )
            for row in SAID
            if key in {row["subject"], row["object"]}
            and row["property"] != "basedIn"
            and row["object"] in TYPES
            and row.get("review") != "withdrawn"
        ]
        rows += [(key, *one) for one in sorted(told)] or [(key, "", "", "", "")]
    return rows


TWO: Final = ("country/LBN", "country/JOR")
CARDS: Final[dict[str, Callable[[], Rows]]] = {
    "activities-of-person": lambda: activities("person/adam-kulach"),
    "bodies-of-country": lambda: bodies_of("country/LBN"),
    "contract-in-brief": contract_in_brief,
    "hosted-by-two": lambda: hosted(*TWO),
    "hosted-by-two-since": lambda: hosted(*TWO, since="2015"),
    "persons-in-role": lambda: in_role("ambassador"),
    "persons-in-role-at-body": lambda: in_role_at("director", "organisation/unicri"),
    "projects-with-closing-event": lambda: meetings_of_projects("Closing ", "Final "),
    "projects-with-kick-off": lambda: meetings_of_projects("Kick-off "),
    "role-in-three-projects": lambda: roles(
        "organisation/rivm", "project/053", "project/057", "project/073"
    ),
    "role-in-two-projects": lambda: roles("organisation/istc", "project/060", "project/101"),
    "role-of-person": role_of_person,
    "total-budget-implemented-by": lambda: total_budget(
        "organisation/expertise-france", "ledBy", "implementedWith"
    ),
    "total-budget-led-by": lambda: total_budget("organisation/fiiapp", "ledBy"),
    "total-budget-of-organisation": lambda: total_budget("organisation/unicri", *PARTNERS),
}


@pytest.mark.parametrize("card", CARDS)
def test_answer_is_the_same_by_loops(card: str) -> None:
    """What the card's test expects of SPARQL is what the tables give."""
    assert CARDS[card]() == expected(card)
