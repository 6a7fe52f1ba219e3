"""Answers of cards about projects and who is in them, by plain loops over the tables alone.

Each function gives the rows of one card for the card's own values, from the CSV files, with neither
the graph nor its build nor SPARQL; the expected answers in ``answers/`` must be the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

import pytest

from tests.answers.roles import TAKES_PART
from tests.answers.tables import (
    DOCUMENTS,
    PARTNERS,
    Rows,
    expected,
    is_organisation,
    leading,
    of_kind,
    one,
    projects_covering,
    remarked,
    source,
    stated,
    values,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def running_in_year() -> Rows:
    """Projects whose start and end enclose 2020, those begun in it, and those said to go on."""
    ends, starts, states = one("endDate"), one("startDate"), values("status")
    found = [
        (starts[key], key, ends.get(key, ""))
        for key in of_kind("project", starts.keys())
        if starts[key][:4] <= "2020"
        if ends.get(key, "9" if set(states[key]) == {"ongoing"} else starts[key])[:4] >= "2020"
    ]
    return [(key, start, end) for start, key, end in sorted(found)]


def organisation_in_region() -> Rows:
    """What ISTC does in Central Asia."""
    regions, starts = values("coversRegion"), one("startDate")
    return sorted(
        (row["subject"], row["property"], starts.get(row["subject"], ""), *source(row))
        for row in stated(*TAKES_PART, value="organisation/istc")
        if "region/CA" in regions[row["subject"]]
    )


def who_worked_with() -> Rows:
    """Who is in projects with SCK CEN."""
    starts = one("startDate")
    own = of_kind(
        "project",
        (key for key, those in values(*TAKES_PART).items() if "organisation/sck-cen" in those),
    )
    rows = sorted(
        (row["object"], row["subject"], row["property"], *source(row))
        for row in stated(*TAKES_PART)
        if row["subject"] in own and is_organisation(row["object"])
        if row["object"] != "organisation/sck-cen"
    )
    return [(who, key, part, starts.get(key, ""), *where) for who, key, part, *where in rows]


def organisations_in_both() -> Rows:
    """Organisations in projects with Georgia and Ukraine."""
    both = projects_covering("country/GEO", "country/UKR")
    return sorted(
        (row["object"], row["subject"], row["property"], *source(row))
        for row in stated(*TAKES_PART)
        if row["subject"] in both and is_organisation(row["object"])
    )


def projects_with_both() -> Rows:
    """Projects that cover Georgia and Ukraine, by statement and statement."""
    return sorted(
        (row["subject"], *source(row), *source(other))
        for row in stated("coversCountry", value="country/GEO")
        for other in stated("coversCountry", value="country/UKR", subject=row["subject"])
        if row["subject"].startswith("project/")
    )


def projects_with_one_not_other() -> Rows:
    """Projects that cover Georgia and not Kazakhstan, with how many countries each covers."""
    covered: dict[str, set[str]] = defaultdict(set)
    for row in stated("coversCountry"):
        covered[row["subject"]].add(row["object"])
    return sorted(
        (row["subject"], *source(row), str(len(covered[row["subject"]])))
        for row in stated("coversCountry", value="country/GEO")
        if row["subject"].startswith("project/") and "country/KAZ" not in covered[row["subject"]]
    )


def organisations_in_one_not_other() -> Rows:
    """Organisations in projects with Georgia, and in none with Kazakhstan."""
    parts = [row for row in stated(*TAKES_PART) if is_organisation(row["object"])]
    there, elsewhere = projects_covering("country/GEO"), projects_covering("country/KAZ")
    others = {row["object"] for row in parts if row["subject"] in elsewhere}
    return sorted(
        (row["object"], row["subject"], row["property"], *source(row))
        for row in parts
        if row["subject"] in there and row["object"] not in others
    )


def partners_changed() -> Rows:
    """Who is in Project 55, in the one that follows on from it, and in both."""
    partners = values(*PARTNERS)
    rows = []
    for following in stated("followsOn", value="project/055"):
        before, after = partners["project/055"], partners[following["subject"]]
        for partner in before | after:
            change = "in both" if partner in before & after else "in the first only"
            change = "in the second only" if partner not in before else change
            rows.append((following["subject"], partner, change))
    return sorted(set(rows), key=lambda row: (row[0], row[2], row[1]))


def budgets_by_region() -> Rows:
    """The sum of the budgets of projects in each region."""
    regions, budgets = values("coversRegion"), one("budget")
    sums: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for project in of_kind("project", budgets):
        for region in regions[project]:
            sums[region] += int(budgets[project])
            counts[region] += 1
    ranked = sorted(sums, key=lambda region: (-sums[region], region))
    return [(region, str(sums[region]), str(counts[region])) for region in ranked]


def lead_of_project() -> Rows:
    """Who leads Project 87."""
    return sorted((row["object"], *source(row)) for row in stated("ledBy", subject="project/087"))


def funders_of_project() -> Rows:
    """Who funds Project 87."""
    return sorted(
        (row["object"], *source(row)) for row in stated("fundedBy", subject="project/087")
    )


def leads_and_partners() -> Rows:
    """Who leads more than one project, how many, and with whom."""
    led: dict[str, set[str]] = defaultdict(set)
    for project, leads in values("ledBy").items():
        for lead in leads if project.startswith("project/") else ():
            led[lead].add(project)
    partners = values("hasPartner", "implementedWith")
    rows: Rows = []
    ranked = sorted(led, key=lambda lead: (-len(led[lead]), lead))
    for lead in (lead for lead in ranked if len(led[lead]) > 1):
        together = Counter(who for key in led[lead] for who in partners[key] if who != lead)
        own = sorted(together.items(), key=lambda item: (-item[1], item[0]))
        rows += [(lead, str(len(led[lead])), who, str(n)) for who, n in own or [("", 0)]]
    return rows


def projects_of_region() -> Rows:
    """The projects of Central Asia."""
    leads, starts, ends = values("ledBy"), one("startDate"), one("endDate")
    return [
        (key, lead, starts.get(key, ""), ends.get(key, ""))
        for key in of_kind(
            "project", (k for k, v in values("coversRegion").items() if "region/CA" in v)
        )
        for lead in sorted(leads.get(key) or {""})
    ]


def dates_of_thing() -> Rows:
    """When Project 46 began and ended."""
    rows = [
        (
            row["property"],
            row["object"],
            "disputed" if row.get("review") == "disputed" else "not disputed",
            *source(row),
        )
        for row in stated("startDate", "endDate", subject="project/046")
    ]
    return sorted(rows, key=lambda row: (row[0] != "startDate", row[1:]))


def state_of_project() -> Rows:
    """The state, the beginning and the end of Project 98."""
    rows = [
        (row["property"], row["object"], row["from"], row["document"], issued, row["locator"])
        for row in stated("status", "startDate", "endDate", subject="project/098")
        for issued in [DOCUMENTS[row["document"]]["issued"]]
    ]
    return sorted(rows, key=lambda row: (row[0] != "status", row[0] != "startDate", row[1:]))


def who_is_in_project() -> Rows:
    """Who takes part in Project 87."""
    rows = stated(*TAKES_PART, subject="project/087")
    return sorted(
        ((row["object"], row["property"], *source(row)) for row in rows),
        key=lambda row: (row[1], row[0], row[2:]),
    )


def projects_of_organisation() -> Rows:
    """The projects of ISTC."""
    starts, ends = one("startDate"), one("endDate")
    rows = [
        row
        for row in stated(*TAKES_PART, value="organisation/istc")
        if row["subject"].startswith("project/")
    ]
    return [
        (
            row["subject"],
            row["property"],
            starts.get(row["subject"], ""),
            ends.get(row["subject"], ""),
            *source(row),
        )
        for row in sorted(rows, key=lambda row: (row["property"], row["subject"], *source(row)))
    ]


def projects_about_words() -> Rows:
    """Projects with "biological waste" in a title, and the countries that they cover."""
    covered = values("coversCountry")
    rows = {
        (row["subject"], row["object"].partition("@")[0], country)
        for language in ("", "@de", "@es", "@fr", "@it", "@pl")
        for row in leading("title", language)
        if row["subject"].startswith("project/") and "biological waste" in row["object"].lower()
        for country in covered.get(row["subject"]) or {""}
    }
    topics = stated("hasTopic", value="topic/biological-waste-management")
    rows |= {
        (row["subject"], "Biological waste management", country)
        for row in topics
        if row["subject"].startswith("project/")
        for country in covered.get(row["subject"]) or {""}
    }
    return sorted(rows)


def _projects_by(name: str, *, before: str = "", since: str = "") -> Rows:
    """Projects by a date of theirs, the earliest first."""
    rows = [
        (row["subject"], row["object"], *source(row))
        for row in stated(name)
        if row["subject"].startswith("project/")
        and (not before or row["object"][:4] < before)
        and row["object"][:4] >= since
    ]
    return sorted(rows, key=lambda row: (row[1], row[0], *row[2:]))


def organisation_in_country() -> Rows:
    """What ISTC does in projects and meetings with Uzbekistan."""
    there = {
        row["subject"]
        for row in stated("coversCountry", "hostCountry", "attendedBy", value="country/UZB")
        if not row.get("review")
    }
    starts = one("startDate")
    return sorted(
        (row["subject"], row["property"], starts.get(row["subject"], ""), *source(row))
        for row in stated(*TAKES_PART, value="organisation/istc")
        if row["subject"] in there
    )


def _on_topic(covers: str, place: str) -> Rows:
    """Projects on the legal framework that cover a place."""
    covered = values(covers)
    return sorted(
        (row["subject"], *source(row))
        for row in stated("hasTopic", "hazard", value="topic/legal-framework")
        if row["subject"].startswith("project/") and place in covered[row["subject"]]
    )


def budget_of_project() -> Rows:
    """The budgets of Project 53."""
    said = stated("budget", subject="project/053")
    return sorted((row["object"], *remarked(row)) for row in said)


CARDS: Final[dict[str, Callable[[], Rows]]] = {
    "budget-of-project": budget_of_project,
    "budgets-by-region": budgets_by_region,
    "dates-of-thing": dates_of_thing,
    "state-of-project": state_of_project,
    "funders-of-project": funders_of_project,
    "lead-of-project": lead_of_project,
    "leads-and-partners": leads_and_partners,
    "organisation-in-country": organisation_in_country,
    "organisation-in-region": organisation_in_region,
    "organisations-in-both": organisations_in_both,
    "organisations-in-one-not-other": organisations_in_one_not_other,
    "partners-changed": partners_changed,
    "projects-about-words": projects_about_words,
    "projects-begun-since": lambda: _projects_by("startDate", since="2019"),
    "projects-ended-before": lambda: _projects_by("endDate", before="2015"),
    "projects-of-organisation": projects_of_organisation,
    "projects-of-region": projects_of_region,
    "projects-on-topic-in-country": lambda: _on_topic("coversCountry", "country/UZB"),
    "projects-on-topic-in-region": lambda: _on_topic("coversRegion", "region/CA"),
    "projects-running-in-year": running_in_year,
    "projects-with-both": projects_with_both,
    "projects-with-one-not-other": projects_with_one_not_other,
    "who-is-in-project": who_is_in_project,
    "who-worked-with": who_worked_with,
}


@pytest.mark.parametrize("card", CARDS)
def test_answer_is_the_same_by_loops(card: str) -> None:
    """What the card's test expects of SPARQL is what the tables give."""
    assert CARDS[card]() == expected(card)
