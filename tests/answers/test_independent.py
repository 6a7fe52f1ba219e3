"""The answers of question cards, worked out a second time from the tables alone.

The expected side uses neither the graph nor its build nor SPARQL: plain loops over the CSV files.
Where both ways agree, neither a query nor the build has lost or invented a row.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from tests.answers.tables import (
    DOCUMENTS,
    ELSEWHERE,
    ROOT,
    SAID,
    TYPES,
    Row,
    table,
    undisputed,
    values,
)
from tests.answers.tables import expected as written
from tests.answers.tables import one as leading_value


def answer(card: str) -> list[Row]:
    """The rows that the card's test expects of SPARQL."""
    return table(ROOT / "tests" / "answers" / f"{card}.csv")


def test_leads_in_several_regions() -> None:
    """Which organisations lead projects in more than one region, and in how many."""
    regions = values("coversRegion")
    led: dict[str, set[str]] = defaultdict(set)
    for row in undisputed("ledBy"):
        if row["subject"].startswith("project/") and regions[row["subject"]]:
            led[row["object"]].add(row["subject"])
    found = {
        (who, len(set().union(*(regions[project] for project in projects))), len(projects))
        for who, projects in led.items()
    }
    expected = {
        (row["organisation"], int(row["regions"]), int(row["projects"]))
        for row in answer("leads-in-several-regions")
    }
    assert {row for row in found if row[1] > 1} == expected


def test_guests_from_other_regions() -> None:
    """Which countries attended a round table of a region that is not theirs."""
    regions, home = values("coversRegion"), values("inRegion")
    found = {
        (row["object"], row["subject"], region, row["document"], row["locator"])
        for row in undisputed("attendedBy")
        if TYPES[row["subject"]] == "RoundTable" and row["object"].startswith("country/")
        if not home[row["object"]] & regions[row["subject"]]
        for region in regions[row["subject"]]
    }
    assert found == {tuple(row.values()) for row in answer("guests-from-other-regions")}


def test_round_tables_in_order() -> None:
    """Which numbers of the Central Asian series are on record, which are not, and what has none."""
    regions = values("coversRegion")
    held = {
        int(row["object"]): row["subject"]
        for row in undisputed("ordinal")
        if TYPES[row["subject"]] == "RoundTable" and "region/CA" in regions[row["subject"]]
    }
    unnumbered = [
        ("", key)
        for row in table(ROOT / "data" / "things" / "meetings.csv")
        if "round table" in row["label"].lower().replace("-", " ")
        if (key := row["key"]) not in held.values() and "region/CA" in regions[key]
    ]
    expected = [(row["number"], row["roundTable"]) for row in answer("round-tables-of-region")]
    numbers = [(str(number), held.get(number, "")) for number in range(1, max(held) + 1)]
    assert numbers + unnumbered == expected


def test_project_chains() -> None:
    """Which projects follow, complement, equip or belong with which."""
    relations = ("followsOn", "complements", "suppliesEquipmentFor", "relatedTo")
    found = {
        (row["subject"], row["property"], row["object"], row["document"], row["locator"])
        for row in undisputed(*relations)
    }
    assert found == {tuple(row.values()) for row in answer("project-chains")}


def test_regions_that_share_projects() -> None:
    """How many projects each pair of regions shares."""
    pairs = Counter(
        (one, other)
        for subject, regions in values("coversRegion").items()
        if subject.startswith("project/")
        for one in regions
        for other in regions
        if one < other
    )
    expected = {
        (row["source"], row["target"]): int(row["projects"])
        for row in answer("regions-that-share-projects")
    }
    assert pairs == expected


def test_partners_of_an_organisation() -> None:
    """With whom ISTC shares projects."""
    joined: dict[str, set[str]] = defaultdict(set)
    for project, bodies in values("ledBy", "hasPartner", "implementedWith").items():
        if project.startswith("project/"):
            for body in bodies:
                joined[body].add(project)
    own = joined.pop("organisation/istc")
    found = {body: len(projects & own) for body, projects in joined.items() if projects & own}
    expected = {row["partner"]: int(row["projects"]) for row in answer("partners-of-organisation")}
    assert found == expected


def test_countries_covered() -> None:
    """Which countries Project 53 covers, and which documents say so."""
    found = {
        (row["object"], row["document"])
        for row in undisputed("coversCountry")
        if row["subject"] == "project/053"
    }
    assert found == {(row["country"], row["document"]) for row in answer("countries-covered")}


def test_partner_counts() -> None:
    """Every number of partners that a document gives, disputed or not."""
    found = {
        (row["from"], row["object"], row["document"], row["locator"])
        for row in SAID
        if (row["subject"], row["property"]) == ("initiative/eu-cbrn-coe", "partnerCount")
    }
    expected = {
        (row["from"], row["partners"], row["document"], row["locator"])
        for row in answer("partners-over-time")
    }
    assert found == expected


def test_meetings_by_year() -> None:
    """How many meetings each region has on record in each year."""
    regions = values("coversRegion")
    found = Counter(
        (region, date[:4])
        for meeting, date in leading_value("startDate").items()
        if meeting.startswith("meeting/")
        for region in regions[meeting]
    )
    expected = {
        (row["region"], row["year"]): int(row["number"])
        for row in answer("things-by-year-and-region")
    }
    assert found == expected
    assert all(key in TYPES for key in regions)


def test_heads_of_the_tashkent_secretariat() -> None:
    """Who headed the secretariat for Central Asia, as of when."""
    found = {
        (row["subject"], row["role"], row["from"], row["until"], row["document"])
        for row in undisputed("worksFor")
        if row["object"] == "organisation/rs-ca" and row["role"].casefold().startswith("head")
    }
    expected = {
        (row["person"], row["role"], row["from"], row["until"], row["document"])
        for row in answer("heads-of-secretariat")
    }
    assert found == expected
    spelled = {who: ", ".join(sorted(names)) for who, names in values("altLabel").items()}
    for row in answer("heads-of-secretariat"):
        assert row["spellings"] == spelled.get(row["person"], "")


def test_names_of_kazakhstan() -> None:
    """Every other name and code of Kazakhstan, with the document that uses it."""
    found = sorted(
        (ELSEWHERE[row["property"]], row["object"], row["role"], row["document"], row["locator"])
        for row in SAID
        if row["subject"] == "country/KAZ" and row["property"] in ELSEWHERE
    )
    assert found == written("names-of-thing")


def test_topics_by_year() -> None:
    """How many projects and meetings touch each topic, by the year of their start."""
    starts = leading_value("startDate")
    found = Counter(
        (topic, starts[work][:4])
        for work, topics in values("hasTopic", "discussed").items()
        if work.startswith(("project/", "meeting/"))
        for topic in topics
        if topic.startswith("topic/") and work in starts
    )
    assert [(*key, str(found[key])) for key in sorted(found)] == written("topics-by-year")


def test_projects_in_each_country() -> None:
    """How many projects cover each country."""
    found = Counter(
        country
        for project, countries in values("coversCountry").items()
        if project.startswith("project/")
        for country in countries
    )
    rows = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    assert [(country, str(number)) for country, number in rows] == written("spread-over-countries")


def test_central_asian_meetings_of_three_years() -> None:
    """Which meetings of Central Asia began in 2018, 2019 or 2020, and where they were held."""
    one = {
        name: {row["subject"]: row["object"] for row in undisputed(name)}
        for name in ("startDate", "endDate", "place", "hostCountry", "format")
    }
    regions = values("coversRegion")
    found = sorted(
        (start, meeting)
        for meeting, start in one["startDate"].items()
        if meeting.startswith("meeting/") and "region/CA" in regions[meeting]
        if "2018" <= start[:4] <= "2020"
    )
    rest = ("endDate", "place", "hostCountry", "format")
    rows = [(m, start, *(one[name].get(m, "") for name in rest)) for start, m in found]
    assert rows == written("meetings-between")


def test_countries_without_safety_and_security() -> None:
    """Which countries of South East Asia no project on safety and security since 2013 covers."""
    starts, topics = values("startDate"), values("hasTopic")
    covered = {
        country
        for project, countries in values("coversCountry").items()
        if project.startswith("project/") and "topic/safety-and-security" in topics[project]
        if max(starts[project], default="")[:4] >= "2013"
        for country in countries
    }
    members = {
        country for country, regions in values("inRegion").items() if "region/SEA" in regions
    }
    assert members & covered, "some are covered, or the question says little"
    assert [(one,) for one in sorted(members - covered)] == written("countries-without-topic")


def test_most_leads() -> None:
    """How many projects each organisation leads."""
    found = Counter(
        lead
        for project, leads in values("ledBy").items()
        if project.startswith("project/")
        for lead in leads
    )
    rows = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    assert [(lead, str(number)) for lead, number in rows] == written("most-leads")


def test_same_lead_again() -> None:
    """Who leads more than one project in one country, and how many topics these have."""
    countries, topics = values("coversCountry"), values("hasTopic")
    led: dict[tuple[str, str], set[str]] = defaultdict(set)
    for project, leads in values("ledBy").items():
        for lead in leads if project.startswith("project/") else ():
            for country in countries[project]:
                led[lead, country].add(project)
    rows = [
        (*key, str(len(led[key])), str(len(set().union(*(topics[one] for one in led[key])))))
        for key in sorted(led)
        if len(led[key]) > 1
    ]
    assert rows == written("same-lead-again")


def test_statements_by_year() -> None:
    """How many statements and documents each year has."""
    statements: Counter[str] = Counter()
    sources: dict[str, set[str]] = defaultdict(set)
    for row in SAID:
        document = DOCUMENTS[row["document"]]
        year = (row.get("stated_on") or document["issued"] or document["read"])[:4]
        statements[year] += 1
        sources[year].add(row["document"])
    rows = [(year, str(statements[year]), str(len(sources[year]))) for year in sorted(statements)]
    assert rows == written("statements-by-year")


def test_states_of_plans() -> None:
    """Every state of an action plan that a document gives, and for whom the plan is."""
    covered = values("coversCountry", "coversRegion")
    found = sorted(
        (row["subject"], row["from"], row["object"], row["document"], one)
        for row in SAID
        if row["subject"].startswith("plan/") and row["property"] == "status"
        for one in covered[row["subject"]] or {""}
    )
    rows = [(plan, one, state, day, document) for plan, day, state, document, one in found]
    assert rows == written("states-of-plans")


def test_focal_points() -> None:
    """Whom a document names as National Focal Point, and for which country."""
    found = sorted(
        (row["object"], row["subject"], row["from"], row["until"], row["document"], row["locator"])
        for row in undisputed("represents")
        if "national focal point" in row["role"].lower() and row["object"].startswith("country/")
    )
    assert found == written("focal-points")


def test_one_publisher() -> None:
    """How many facts only one publisher tells."""
    tellers: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in SAID:
        if row.get("review") != "withdrawn":
            publisher = DOCUMENTS[row["document"]]["publisher"]
            publisher = publisher.split(" (copy at ")[0]
            tellers[row["subject"], row["property"], row["object"]].add(publisher)
    found = Counter(next(iter(told)) for told in tellers.values() if len(told) == 1)
    rows = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    assert [(publisher, str(facts)) for publisher, facts in rows] == written("one-publisher")


def test_parts_of_the_commission() -> None:
    """Which bodies belong to the European Commission, directly or through another one."""
    above = values("partOf")

    def belongs(body: str) -> bool:
        return any(one == "organisation/ec" or belongs(one) for one in above.get(body, ()))

    rows = [(body, one) for body in sorted(above) if belongs(body) for one in sorted(above[body])]
    assert rows == written("parts-of-organisation")
