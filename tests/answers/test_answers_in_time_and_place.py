"""Answers of cards about years, topics and places, worked out by plain loops over the tables alone.

Neither the graph nor its build nor SPARQL has a part in it; see ``tests/answers/tables.py``.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest

from tests.answers.roles import TAKES_PART
from tests.answers.tables import (
    DOCUMENTS,
    SAID,
    TYPES,
    Row,
    Rows,
    expected,
    is_organisation,
    one,
    projects_covering,
    remarked,
    source,
    stated,
    undisputed,
    values,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable


def begun(of: Container[str], since: str, until: str) -> Rows:
    """What of some things began in some years, the earliest first."""
    rows = (
        (row["object"], row["subject"], *source(row))
        for row in stated("startDate")
        if row["subject"] in of and since <= row["object"][:4] <= until
    )
    return [(key, began, *where) for began, key, *where in sorted(rows)]


def of_type(*types: str) -> list[str]:
    """The things of some types."""
    return [key for key, own in TYPES.items() if own in types]


def meetings() -> list[str]:
    """All meetings, of every kind."""
    return of_type("Meeting", "RoundTable", "Training", "Exercise")


def stated_of(thing: str) -> list[Row]:
    """Every statement that has a thing at one of its ends."""
    return [row for row in SAID if thing in {row["subject"], row["object"]}]


def with_line(thing: str, kind: str) -> set[str]:
    """What a document ties to a thing, of those whose key begins so."""
    ends = {row[end] for row in stated_of(thing) for end in ("subject", "object")}
    return {key for key in ends if key.startswith(f"{kind}/")}


def documents_of_organisation_on_thing() -> Rows:
    """Documents of UNICRI that say something about Lebanon, the newest first."""
    counts = Counter(row["document"] for row in stated_of("country/LBN"))
    rows = [
        (key, DOCUMENTS[key]["publisher"], DOCUMENTS[key]["issued"], str(number))
        for key, number in sorted(counts.items())
        if DOCUMENTS[key]["publisher"].partition(" (")[0] == "UNICRI"
    ]
    return sorted(rows, key=lambda row: row[2], reverse=True)


def documents_of_year() -> Rows:
    """Documents of 2023, the newest first."""
    rows = [
        (key, row["publisher"], row["issued"])
        for key, row in sorted(DOCUMENTS.items())
        if row["issued"].startswith("2023")
    ]
    return sorted(rows, key=lambda row: row[2], reverse=True)


def documents_before() -> Rows:
    """Documents of before 2014, the oldest first."""
    rows = [
        (key, row["publisher"], row["issued"])
        for key, row in sorted(DOCUMENTS.items())
        if row["issued"] and int(row["issued"][:4]) < 2014
    ]
    return sorted(rows, key=lambda row: row[2])


def largest_budgets() -> Rows:
    """Every budget of a project that has a number, the largest first."""
    numbered = {row["subject"] for row in stated("projectNumber")}
    rows = [row for row in stated("budget") if row["subject"] in numbered]
    ranked = sorted(rows, key=lambda row: (-int(row["object"]), row["subject"], *source(row)))
    return [(row["subject"], row["object"], *remarked(row)) for row in ranked]


def project_before_and_after() -> Rows:
    """What follows on from what, of Project 55."""
    rows = (
        (row["subject"], row["property"], row["object"], *source(row))
        for row in stated("followsOn")
        if "project/055" in {row["subject"], row["object"]}
    )
    return sorted(rows, key=lambda row: (row[2], row[0], row[3:]))


def role_in_project() -> Rows:
    """The part of ISTC in Project 87."""
    rows = stated(*TAKES_PART, subject="project/087", value="organisation/istc")
    return sorted((row["property"], row["role"], *source(row)) for row in rows)


def in_projects(projects: Iterable[str]) -> Rows:
    """The organisations in some projects, with their parts."""
    own = set(projects)
    return sorted(
        (row["object"], row["subject"], row["property"], *source(row))
        for row in stated(*TAKES_PART)
        if row["subject"] in own and is_organisation(row["object"])
    )


def on_topic(topic: str) -> set[str]:
    """The projects that have a topic or concern a hazard."""
    found = {key for key, those in values("hasTopic").items() if topic in those}
    found |= {key for key, those in values("hazard").items() if topic in those}
    return {key for key in found if key.startswith("project/")}


def organisations_on_topic_in_place() -> Rows:
    """Organisations in projects on first response in Eastern and Central Africa."""
    regions = values("coversRegion")
    own = on_topic("topic/first-response")
    return in_projects(key for key in own if "region/ECA" in regions[key])


def topics_of_country() -> Rows:
    """Topics and hazards of projects that cover Kenya."""
    own = projects_covering("country/KEN")
    return sorted(
        (row["object"], row["subject"], *source(row))
        for row in stated("hasTopic", "hazard")
        if row["subject"] in own
    )


def countries_of_organisation() -> Rows:
    """The countries of the projects of SCK CEN."""
    own = {key for key, those in values(*TAKES_PART).items() if "organisation/sck-cen" in those}
    return sorted(
        {
            (row["object"], row["subject"], *source(row))
            for row in stated("coversCountry")
            if row["subject"] in own and row["subject"].startswith("project/")
        }
    )


def happened_with_thing_in_year() -> Rows:
    """What happened with Central Asia in 2019."""
    starts, own = one("startDate"), "region/CA"
    dated = ("meeting/", "project/")
    rows = []
    for row in stated_of(own):
        far = row["subject"] if row["object"] == own else row["object"]
        began = starts.get(far, "") if row["object"] == own and far.startswith(dated) else ""
        date = began or row["from"]
        if date[:4] == "2019":
            rows.append((date, far, row["property"], *source(row)))
    for row in stated("adoptedOn", "endorsedOn", "status"):
        date = row["from"] if row["property"] == "status" else row["object"]
        is_plan = (
            row["subject"].startswith("plan/") and own in values("coversRegion")[row["subject"]]
        )
        if is_plan and date[:4] == "2019":
            rows.append((date, row["subject"], row["property"], *source(row)))
    return sorted(rows)


def joined_in_year() -> Rows:
    """Countries whose accession is dated 2015."""
    rows = sorted(
        (row["from"], row["subject"], *source(row))
        for row in stated("partOfInitiative")
        if row["from"].startswith("2015") and row["subject"].startswith("country/")
    )
    return [(key, joined, *where) for joined, key, *where in rows]


def projects_by_region() -> Rows:
    """How many projects cover each region."""
    counts: Counter[str] = Counter()
    for project, regions in values("coversRegion").items():
        counts.update(regions if project.startswith("project/") else ())
    ranked = sorted(counts, key=lambda region: (-counts[region], region))
    return [(region, str(counts[region])) for region in ranked]


def role_in_initiative() -> Rows:
    """What documents say between UNICRI and the Initiative."""
    ends = {"organisation/unicri", "initiative/eu-cbrn-coe"}
    rows = [row for row in SAID if {row["subject"], row["object"]} == ends]
    told = [(row["property"], row["from"], row["until"], row["role"], *source(row)) for row in rows]
    return sorted(told, key=lambda row: (row[0], row[1], row[4:]))


def of_part(part: str, organisation: str) -> Rows:
    """The projects in which an organisation has a part, each with where it is said."""
    rows = stated(part, value=organisation)
    return sorted(
        (row["subject"], *source(row)) for row in rows if row["subject"].startswith("project/")
    )


def projects_led_by() -> Rows:
    """The projects that Expertise France leads."""
    starts, ends = one("startDate"), one("endDate")
    return [
        (key, starts.get(key, ""), ends.get(key, ""), *where)
        for key, *where in of_part("ledBy", "organisation/expertise-france")
    ]


def meetings_at_place() -> Rows:
    """The meetings in Tashkent."""
    starts, places = one("startDate"), one("place")
    rows = [
        (starts.get(row["subject"], ""), row["subject"], *source(row), row["object"])
        for row in stated("place")
        if row["subject"].startswith("meeting/") and "tashkent" in row["object"].lower()
        if places.get(row["subject"]) == row["object"]
    ]
    return [(key, began, place, *where) for began, key, *where, place in sorted(rows)]


def partners_in_year() -> Rows:
    """The numbers of partner countries for a time in 2013."""
    rows = [
        (row["from"], row["object"], row["remark"], "not disputed", *source(row))
        for row in undisputed("partnerCount")
        if row["subject"] == "initiative/eu-cbrn-coe" and row["from"].startswith("2013")
    ]
    return sorted(rows)


def needs_assessments() -> Rows:
    """The workshops on the needs of a country, by what they are called in the table of things."""
    starts = one("startDate")
    hosts = [(row["object"], row["subject"], *source(row)) for row in stated("hostCountry")]
    return sorted(
        (host, key, starts[key], *where)
        for host, key, *where in hosts
        if key.startswith("meeting/naq-")
    )


def projects_with_line_running() -> Rows:
    """Projects with a line to Central Asia that ran in 2019."""
    starts, ends, leads = one("startDate"), one("endDate"), one("ledBy")
    states = values("status")
    running = [
        (starts[key], key, ends.get(key, ""))
        for key in with_line("region/CA", "project")
        if key in starts and starts[key][:4] <= "2019"
        if ends.get(key, "9" * (set(states[key]) == {"ongoing"}))[:4] >= "2019"
    ]
    return [(key, leads.get(key, ""), began, ended) for began, key, ended in sorted(running)]


CARDS: Final[dict[str, Callable[[], Rows]]] = {
    "countries-of-organisation": countries_of_organisation,
    "documents-before": documents_before,
    "documents-of-organisation-on-thing": documents_of_organisation_on_thing,
    "documents-of-year": documents_of_year,
    "happened-with-thing-in-year": happened_with_thing_in_year,
    "joined-in-year": joined_in_year,
    "largest-budgets": largest_budgets,
    "meetings-at-place": meetings_at_place,
    "needs-assessments": needs_assessments,
    "needs-assessments-since": lambda: [row for row in needs_assessments() if row[2] >= "2018"],
    "needs-assessment-of-country": lambda: [
        (key, began, one("place")[key], *where)
        for host, key, began, *where in needs_assessments()
        if host == "country/TGO"
    ],
    "organisations-in-country-projects": lambda: in_projects(projects_covering("country/KEN")),
    "organisations-on-topic": lambda: in_projects(on_topic("topic/border-control")),
    "organisations-on-topic-in-place": organisations_on_topic_in_place,
    "partners-in-year": partners_in_year,
    "project-before-and-after": project_before_and_after,
    "projects-by-region": projects_by_region,
    "projects-funded-by": lambda: of_part("fundedBy", "organisation/eu"),
    "projects-led-by": projects_led_by,
    "projects-that-follow": lambda: sorted(
        (row["subject"], row["property"], row["object"], *source(row))
        for row in stated("followsOn")
    ),
    "projects-with-line-running": projects_with_line_running,
    "role-in-initiative": role_in_initiative,
    "role-in-project": role_in_project,
    "things-begun-between": lambda: begun(of_type("Training"), "2018", "2021"),
    "things-begun-in-year": lambda: begun(meetings(), "2022", "2022"),
    "things-begun-since": lambda: begun(of_type("Training"), "2020", "9999"),
    "things-with-line-in-year": lambda: begun(with_line("region/CA", "meeting"), "2019", "2019"),
    "things-with-line-since": lambda: begun(with_line("country/GEO", "project"), "2018", "9999"),
    "topics-of-country": topics_of_country,
}


@pytest.mark.parametrize("card", CARDS)
def test_answer_is_the_same_by_loops(card: str) -> None:
    """What the card's test expects of SPARQL is what the tables give."""
    assert CARDS[card]() == expected(card)
