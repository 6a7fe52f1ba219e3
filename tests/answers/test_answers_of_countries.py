"""Answers of cards about countries and regions, by plain loops over the tables alone.

Each function gives the rows of one card for the card's own values, from the CSV files, with neither
the graph nor its build nor SPARQL; the expected answers in ``answers/`` must be the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

import pytest

from tests.answers.roles import TAKES_PART
from tests.answers.tables import (
    TYPES,
    Row,
    Rows,
    expected,
    is_organisation,
    of_kind,
    one,
    source,
    stated,
    values,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def countries_in_one_not_other() -> Rows:
    """Countries of Project 53 that are not in Project 87."""
    others = {row["object"] for row in stated("coversCountry", subject="project/087")}
    return sorted(
        (row["object"], *source(row))
        for row in stated("coversCountry", subject="project/053")
        if row["object"] not in others
    )


def countries_not_in_project() -> Rows:
    """Countries of the regions of Project 81 that it does not cover."""
    covered = {row["object"] for row in stated("coversCountry", subject="project/081")}
    regions = values("coversRegion")["project/081"]
    return sorted(
        {
            (row["object"], row["subject"])
            for row in stated("inRegion")
            if row["object"] in regions
            and row["subject"].startswith("country/")
            and row["subject"] not in covered
        }
    )


def countries_in_both() -> Rows:
    """Countries that Projects 46 and 81 cover, by statement and statement."""
    return sorted(
        (row["object"], *source(row), *source(other))
        for row in stated("coversCountry", subject="project/046")
        for other in stated("coversCountry", subject="project/081", value=row["object"])
    )


def hosted_and_attended() -> Rows:
    """The meetings that Uzbekistan hosted, then those that it attended elsewhere."""
    starts, places, venues = one("startDate"), one("place"), one("hostCountry")
    rows = [
        (row["property"], row["subject"], *source(row))
        for row in stated("hostCountry", "attendedBy", value="country/UZB")
        if row["property"] == "hostCountry" or venues.get(row["subject"]) != "country/UZB"
    ]
    found = [
        (
            meeting,
            part,
            starts.get(meeting, ""),
            places.get(meeting, ""),
            venues.get(meeting, ""),
            *where,
        )
        for part, meeting, *where in rows
    ]
    return sorted(found, key=lambda row: (row[1] != "hostCountry", row[2], row[0], row[5:]))


def most_hosts() -> Rows:
    """How many meetings each country hosted."""
    found = Counter(
        country
        for meeting, those in values("hostCountry").items()
        if meeting.startswith("meeting/")
        for country in those
    )
    return [(key, str(n)) for key, n in sorted(found.items(), key=lambda kv: (-kv[1], kv[0]))]


def hazards_by_country() -> Rows:
    """How many projects on each hazard cover each country."""
    countries, hazards = values("coversCountry"), values("hazard")
    found = Counter(
        (country, hazard)
        for project in of_kind("project", hazards)
        for country in countries[project]
        for hazard in hazards[project]
    )
    return [(*key, str(found[key])) for key in sorted(found)]


def countries_compared() -> Rows:
    """In how many projects, plans and meetings Kazakhstan, Uzbekistan and both are."""
    countries = values("coversCountry", "attendedBy", "hostCountry")
    ends = ("country/KAZ", "country/UZB")
    rows: Rows = []
    for kind, folder in (("Project", "project"), ("Meeting", "meeting"), ("ActionPlan", "plan")):
        those = [countries[key] for key in of_kind(folder, TYPES)]
        alone = (str(sum(end in each for each in those)) for end in ends)
        rows.append((kind, *alone, str(sum(set(ends) <= each for each in those))))
    return rows


def countries_of_region() -> Rows:
    """The countries of Central Asia."""
    return sorted((row["subject"], *source(row)) for row in stated("inRegion", value="region/CA"))


def topics_of_region() -> Rows:
    """Topics of the projects that cover Central Asia."""
    regions = values("coversRegion")
    return sorted(
        (row["object"], row["subject"], *source(row))
        for row in stated("hasTopic")
        if row["subject"].startswith("project/") and "region/CA" in regions[row["subject"]]
    )


def topics_of_two_regions() -> Rows:
    """How many projects have each topic in Eastern and Central Africa, and in the Middle East."""
    regions, topics = values("coversRegion"), values("hasTopic")
    counts = [
        Counter(
            topic
            for project in of_kind("project", topics)
            if region in regions[project]
            for topic in topics[project]
        )
        for region in ("region/ECA", "region/MIE")
    ]
    return sorted(
        (topic, *(str(count[topic]) for count in counts)) for topic in counts[0] | counts[1]
    )


def most_projects() -> Rows:
    """Organisations by the number of projects that they are in."""
    projects: dict[str, set[str]] = defaultdict(set)
    for part in TAKES_PART:
        for project, those in values(part).items():
            for key in filter(is_organisation, those):
                if project.startswith("project/"):
                    projects[key].add(project)
    return _by_number(projects)


def countries_in_most_projects() -> Rows:
    """Countries by the number of projects that cover them."""
    projects: dict[str, set[str]] = defaultdict(set)
    for project, those in values("coversCountry").items():
        for key in of_kind("country", those):
            if project.startswith("project/"):
                projects[key].add(project)
    return _by_number(projects)


def _by_number(projects: dict[str, set[str]]) -> Rows:
    ranked = sorted(projects.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(key, str(len(those))) for key, those in ranked]


def projects_by_country_of_region() -> Rows:
    """Countries of the African Atlantic Facade by the number of projects that name them."""
    named: dict[str, set[str]] = defaultdict(set)
    for row in stated("coversCountry"):
        if row["subject"].startswith("project/"):
            named[row["object"]].add(row["subject"])
    covers = values("coversRegion")
    whole = sum("region/AAF" in covers[key] for key in of_kind("project", TYPES))
    own = [key for key, those in values("inRegion").items() if "region/AAF" in those]
    ranked = sorted(of_kind("country", own), key=lambda key: (len(named[key]), key))
    return [(key, str(len(named[key])), str(whole)) for key in ranked]


def _national_plans() -> list[Row]:
    """Who says for which country a national action plan is."""
    return [
        row for row in stated("coversCountry") if TYPES.get(row["subject"]) == "NationalActionPlan"
    ]


def plans_of_region() -> Rows:
    """Countries of South East Asia, each with its national action plans or with nothing."""
    rows: Rows = []
    own = [key for key, those in values("inRegion").items() if "region/SEA" in those]
    for country in of_kind("country", own):
        found = [row for row in _national_plans() if row["object"] == country]
        rows += [(country, row["subject"], *source(row)) for row in found] or [
            (country, "", "", "")
        ]
    return sorted(rows)


def countries_without_plan() -> Rows:
    """Countries of a region for which no national action plan is on record."""
    having = {row["object"] for row in _national_plans()}
    return sorted(
        (region, country)
        for country, those in values("inRegion").items()
        if country.startswith("country/") and country not in having
        for region in those
    )


def focal_points_of_country() -> Rows:
    """National Focal Points of Moldova."""
    return sorted(
        (row["subject"], row["from"], row["until"], *source(row))
        for row in stated("represents", value="country/MDA")
        if "national focal point" in row["role"].lower()
    )


def partner_countries() -> Rows:
    """Countries of the regions."""
    return sorted(
        (region, country)
        for country, those in values("inRegion").items()
        if country.startswith("country/")
        for region in those
    )


def plans_of_country() -> Rows:
    """The action plans of Georgia, with their dates and the states that the same document gives."""
    rows: Rows = []
    days = [one(name) for name in ("adoptedOn", "endorsedOn", "startDate", "endDate")]
    for row in stated("coversCountry", value="country/GEO"):
        if not TYPES.get(row["subject"], "").endswith("ActionPlan"):
            continue
        states = [
            state
            for state in stated("status", subject=row["subject"])
            if state["document"] == row["document"]
        ]
        found = [(state["object"], state["from"]) for state in states] or [("", "")]
        dated = [day.get(row["subject"], "") for day in days]
        rows += [(row["subject"], *state, *dated, *source(row)) for state in found]
    return sorted(rows, key=lambda row: (row[0], *row[-2:], row[1]))


def countries_with_plan() -> Rows:
    """Each country with its national action plans, and with the dates of these."""
    days = [one(name) for name in ("adoptedOn", "endorsedOn", "startDate", "endDate")]
    return sorted(
        (
            row["object"],
            row["subject"],
            *(day.get(row["subject"], "") for day in days),
            *source(row),
        )
        for row in stated("coversCountry")
        if TYPES.get(row["subject"]) == "NationalActionPlan"
    )


def projects_of_whole_region() -> Rows:
    """Projects that name Central Asia, or each of its countries."""
    own = {key for key, those in values("inRegion").items() if "region/CA" in those}
    countries = {key for key in own if key.startswith("country/")}
    covered, regions = values("coversCountry"), values("coversRegion")
    rows = []
    for key in of_kind("project", {*covered, *regions}):
        named, is_named = len(covered[key] & countries), "region/CA" in regions[key]
        if is_named or named == len(countries):
            told = "region/CA" if is_named else ""
            rows.append((key, str(named), str(len(countries)), told))
    return sorted(rows, key=lambda row: (-int(row[1]), row[0]))


CARDS: Final[dict[str, Callable[[], Rows]]] = {
    "countries-compared": countries_compared,
    "countries-in-both": countries_in_both,
    "countries-in-most-projects": countries_in_most_projects,
    "countries-in-one-not-other": countries_in_one_not_other,
    "countries-not-in-project": countries_not_in_project,
    "countries-of-region": countries_of_region,
    "countries-with-plan": countries_with_plan,
    "countries-without-plan": countries_without_plan,
    "focal-points-of-country": focal_points_of_country,
    "hazards-by-country": hazards_by_country,
    "hosted-and-attended": hosted_and_attended,
    "most-hosts": most_hosts,
    "most-projects": most_projects,
    "partner-countries": partner_countries,
    "plans-of-country": plans_of_country,
    "plans-of-region": plans_of_region,
    "projects-by-country-of-region": projects_by_country_of_region,
    "projects-of-whole-region": projects_of_whole_region,
    "topics-of-region": topics_of_region,
    "topics-of-two-regions": topics_of_two_regions,
}


@pytest.mark.parametrize("card", CARDS)
def test_answer_is_the_same_by_loops(card: str) -> None:
    """What the card's test expects of SPARQL is what the tables give."""
    assert CARDS[card]() == expected(card)
