"""More answers of question cards, worked out a second time by plain loops over the tables alone.

Each function gives the rows of one card for the card's own values, from the CSV files, with neither
the graph nor its build nor SPARQL; the expected answers in ``answers/`` must be the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
from tests.answers.roles import TAKES_PART
from tests.answers.tables import (
    DOCUMENTS,
    ELSEWHERE,
    PARTNERS,
    ROOT,
    SAID,
    TYPES,
    Row,
    Rows,
    is_organisation,
    leading,
    of_kind,
    one,
    projects_covering,
    source,
    stated,
    table,
    values,
)


def running_in_year() -> Rows:
    """Projects whose start and end enclose 2020, and those begun that are said to be ongoing."""
    ends, starts, states = one("endDate"), one("startDate"), values("status")
    found = [
        (starts[key], key, ends.get(key, ""))
        for key in of_kind("project", starts.keys())
        if starts[key][:4] <= "2020"
        if ends.get(key, "9" * (set(states[key]) == {"ongoing"}))[:4] >= "2020"
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


def countries_in_one_not_other() -> Rows:
    """Countries of Project 53 that are not in Project 87."""
    others = {row["object"] for row in stated("coversCountry", subject="project/087")}
    return sorted(
        (row["object"], *source(row))
        for row in stated("coversCountry", subject="project/053")
        if row["object"] not in others
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


def round_tables_without_country() -> Rows:
    """Round tables of Georgia's region at which two countries are named, and Georgia is not."""
    regions, starts = values("coversRegion"), one("startDate")
    own = values("inRegion")["country/GEO"]
    present: dict[str, set[str]] = defaultdict(set)
    for row in stated(*TAKES_PART):
        if row["object"].startswith("country/"):
            present[row["subject"]].add(row["object"])
    found = [
        (region, starts.get(key, ""), key, str(len(present[key])))
        for key, kind in TYPES.items()
        if kind == "RoundTable" and len(present[key]) > 1 and "country/GEO" not in present[key]
        for region in own & regions[key]
    ]
    return sorted(found)


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


def documents_since() -> Rows:
    """Documents on Project 87 that are dated 2023 or later."""
    found = Counter(
        row["document"] for row in SAID if "project/087" in {row["subject"], row["object"]}
    )
    rows = [
        (key, DOCUMENTS[key]["publisher"], DOCUMENTS[key]["issued"], str(number))
        for key, number in found.items()
        if DOCUMENTS[key]["issued"][:4] >= "2023"
    ]
    return sorted(rows, key=lambda row: (row[2], row[0]))


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


def happened(since: str, until: str) -> Rows:
    """What began or ended in some years, and what is dated to them otherwise."""
    held = {name: values(name) for name in ("startDate", "endDate")}
    places, venues = one("place"), one("hostCountry")
    rows = [
        (row["object"], row["subject"], row["property"], "", *source(row))
        for row in stated("startDate", "endDate")
        if row["object"] in held[row["property"]][row["subject"]]
        if row["property"] == "startDate"
        or row["object"] not in held["startDate"].get(row["subject"], set())
    ]
    others = ("partOfInitiative", "inRegion", "servesRegion", "housedBy", "followsOn")
    rows += [
        (row["from"], row["subject"], row["property"], row["object"], *source(row))
        for row in stated(*others)
        if row["from"]
    ]
    return [
        (date, key, event, far, places.get(key, ""), venues.get(key, ""), *where)
        for date, key, event, far, *where in sorted(
            rows, key=lambda row: (row[0], row[1], row[2], row[4:])
        )
        if since <= date[:4] <= until
    ]


def happened_with_thing() -> Rows:
    """What changed for Kazakhstan after 2020."""
    starts, own = one("startDate"), "country/KAZ"
    rows = [
        (starts[row["subject"]], row["subject"], row["property"], *source(row))
        for row in SAID
        if row["object"] == own and row["subject"].startswith(("meeting/", "project/"))
        if row["subject"] in starts
    ]
    rows += [
        (row["from"], row["object"], row["property"], *source(row))
        for row in SAID
        if row["subject"] == own and row["from"]
    ]
    rows += [
        (row["from"], row["subject"], row["property"], *source(row))
        for row in SAID
        if row["object"] == own and row["from"]
        if not (row["subject"].startswith(("meeting/", "project/")) and row["subject"] in starts)
    ]
    return sorted(row for row in rows if row[0][:4] > "2020")


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


def known_of_thing() -> Rows:
    """Everything that is said about Project 87, from either end."""
    own = "project/087"
    rows = [
        (row["property"], row["object"].partition("@")[0], "", row)
        for row in SAID
        if row["subject"] == own
    ]
    rows += [(row["property"], "", row["subject"], row) for row in SAID if row["object"] == own]
    return sorted(
        (
            (
                ELSEWHERE.get(about, about),
                value,
                far,
                row["document"],
                DOCUMENTS[row["document"]]["publisher"],
                row["locator"],
            )
            for about, value, far, row in rows
        ),
        key=lambda told: (
            told[0] in {ELSEWHERE["altLabel"], ELSEWHERE["notation"]},
            told[0] if "://" in told[0] else f"https://w3id.org/cbrn-graph/ontology#{told[0]}",
            told[2],
            told[1]
            if "/" not in told[1] or " " in told[1]
            else f"https://w3id.org/cbrn-graph/id/{told[1]}",
            told[3:],
        ),
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
        (row["property"], row["object"], *source(row))
        for row in stated("startDate", "endDate", subject="project/046")
    ]
    return sorted(rows, key=lambda row: (row[0] != "startDate", row[1:]))


def place_of_meeting() -> Rows:
    """Where and when the 7th round table of Central Asia was held."""
    asked = ("place", "hostCountry", "hostedBy", "startDate", "endDate", "format")
    return sorted(
        (row["property"], row["object"], *source(row))
        for row in stated(*asked, subject="meeting/rtm-ca-07")
    )


def things_with_line() -> Rows:
    """Topics that have a line with Project 65."""
    return sorted(
        (row["object"], row["property"], *source(row))
        for row in SAID
        if row["subject"] == "project/065" and row["object"].startswith("topic/")
    )


def things_with_both() -> Rows:
    """Meetings that have a line with Kyrgyzstan and one with Mongolia."""
    return sorted(
        (row["subject"], row["property"], *source(row), other["property"], *source(other))
        for row in SAID
        if row["object"] == "country/KGZ" and row["subject"].startswith("meeting/")
        for other in SAID
        if other["object"] == "country/MNG" and other["subject"] == row["subject"]
    )


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


def countries_of_region() -> Rows:
    """The countries of Central Asia."""
    return sorted((row["subject"], *source(row)) for row in stated("inRegion", value="region/CA"))


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


def latest_round_table() -> Rows:
    """The latest round table of Central Asia."""
    covered = values("coversRegion")
    rows = [
        (row["subject"], row["object"], *source(row))
        for row in stated("startDate")
        if TYPES.get(row["subject"]) == "RoundTable" and "region/CA" in covered[row["subject"]]
    ]
    return sorted(row for row in rows if row[1] == max(date for _, date, *_ in rows))


def seat_of_secretariat() -> Rows:
    """Where the secretariat for Central Asia is."""
    rows = [
        (row["property"], row["object"].partition("@")[0], row["from"], *source(row))
        for row in stated("place", "basedIn", "housedBy", subject="organisation/rs-ca")
    ]
    return sorted(rows)


def plans_of_country() -> Rows:
    """The action plans of Georgia, each with the states that the same document gives."""
    rows: Rows = []
    for row in stated("coversCountry", value="country/GEO"):
        if not TYPES.get(row["subject"], "").endswith("ActionPlan"):
            continue
        states = [
            one
            for one in stated("status", subject=row["subject"])
            if one["document"] == row["document"]
        ]
        found = [(one["object"], one["from"]) for one in states] or [("", "")]
        rows += [(row["subject"], *state, *source(row)) for state in found]
    return sorted(rows, key=lambda row: (row[0], row[3], row[4], row[1]))


def documents_of_publisher() -> Rows:
    """The documents of publishers with UNICRI in their name."""
    rows = [
        (row["publisher"], key, row["issued"])
        for key, row in DOCUMENTS.items()
        if "unicri" in row["publisher"].lower()
    ]
    return sorted(rows, key=lambda row: (row[0], row[2], row[1]))


def budget_of_project() -> Rows:
    """The budgets of Project 53."""
    return sorted((row["object"], *source(row)) for row in stated("budget", subject="project/053"))


def documents_on_thing() -> Rows:
    """Documents that say something about Project 87, the newest first."""
    counts = Counter(
        row["document"] for row in SAID if "project/087" in {row["subject"], row["object"]}
    )
    rows = [
        (key, DOCUMENTS[key]["publisher"], DOCUMENTS[key]["issued"], str(number))
        for key, number in sorted(counts.items())
    ]
    return sorted(rows, key=lambda row: row[2], reverse=True)


def names_in_languages() -> Rows:
    """The names of Kazakhstan by the table of names of the Unicode CLDR."""
    rows = table(ROOT / "data" / "names" / "unicode-cldr.csv")
    told = [row["name"].rpartition("@") for row in rows if row["thing"] == "country/KAZ"]
    return sorted((tag.lower(), name) for name, _, tag in told)


def how_many() -> Rows:
    """How many projects there are."""
    return [(str(len(of_kind("project", TYPES))),)]


def list_of_kind() -> Rows:
    """The regions, by their names."""
    rows = table(ROOT / "data" / "things" / "regions.csv")
    return [(row["key"],) for row in sorted(rows, key=lambda row: row["label"])]


CARDS: Final[dict[str, Callable[[], Rows]]] = {
    "budgets-by-region": budgets_by_region,
    "countries-compared": countries_compared,
    "countries-in-both": countries_in_both,
    "budget-of-project": budget_of_project,
    "countries-in-most-projects": countries_in_most_projects,
    "projects-by-country-of-region": projects_by_country_of_region,
    "countries-without-plan": countries_without_plan,
    "documents-of-publisher": documents_of_publisher,
    "documents-on-thing": documents_on_thing,
    "focal-points-of-country": focal_points_of_country,
    "latest-round-table": latest_round_table,
    "most-projects": most_projects,
    "organisation-in-country": organisation_in_country,
    "partner-countries": partner_countries,
    "plans-of-country": plans_of_country,
    "plans-of-region": plans_of_region,
    "projects-begun-since": lambda: _projects_by("startDate", since="2019"),
    "projects-ended-before": lambda: _projects_by("endDate", before="2015"),
    "projects-on-topic-in-country": lambda: _on_topic("coversCountry", "country/UZB"),
    "projects-on-topic-in-region": lambda: _on_topic("coversRegion", "region/CA"),
    "seat-of-secretariat": seat_of_secretariat,
    "topics-of-region": topics_of_region,
    "topics-of-two-regions": topics_of_two_regions,
    "countries-in-one-not-other": countries_in_one_not_other,
    "countries-not-in-project": countries_not_in_project,
    "countries-of-region": countries_of_region,
    "dates-of-thing": dates_of_thing,
    "documents-since": documents_since,
    "happened-between": lambda: happened("2020", "2021"),
    "happened-in-year": lambda: happened("2024", "2024"),
    "happened-with-thing": happened_with_thing,
    "hazards-by-country": hazards_by_country,
    "hosted-and-attended": hosted_and_attended,
    "how-many": how_many,
    "known-of-thing": known_of_thing,
    "lead-of-project": lead_of_project,
    "leads-and-partners": leads_and_partners,
    "list-of-kind": list_of_kind,
    "most-hosts": most_hosts,
    "names-in-languages": names_in_languages,
    "organisation-in-region": organisation_in_region,
    "organisations-in-both": organisations_in_both,
    "organisations-in-one-not-other": organisations_in_one_not_other,
    "partners-changed": partners_changed,
    "place-of-meeting": place_of_meeting,
    "projects-about-words": projects_about_words,
    "projects-of-organisation": projects_of_organisation,
    "projects-of-region": projects_of_region,
    "projects-running-in-year": running_in_year,
    "projects-with-both": projects_with_both,
    "projects-with-one-not-other": projects_with_one_not_other,
    "round-tables-without-country": round_tables_without_country,
    "things-with-both": things_with_both,
    "things-with-line": things_with_line,
    "who-is-in-project": who_is_in_project,
    "who-worked-with": who_worked_with,
}


@pytest.mark.parametrize("card", CARDS)
def test_answer_is_the_same_by_loops(card: str) -> None:
    """What the card's test expects of SPARQL is what the tables give."""
    expected = [tuple(row.values()) for row in table(ROOT / "tests" / "answers" / f"{card}.csv")]
    assert CARDS[card]() == expected
