"""The answers of question cards and review pages, worked out a second time from the tables alone.

The expected side uses neither the graph nor its build nor SPARQL: plain loops over the CSV files.
Where both ways agree, neither a query nor the build has lost or invented a row.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.store import EmbeddedEngine
from graph.views.cooperation.cooperation import side_by_side
from graph.views.cooperation.matrix import matrix
from graph.views.cooperation.matrix_cell import cell
from graph.views.record.names import NamedGraph
from graph.vocabulary import thing
from tests.answers.roles import TAKES_PART
from tests.answers.tables import one as leading_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.record.evidence import Evidence
    from graph.views.record.names import Names

ROOT = Path(__file__).parents[2]
Row = dict[str, str]


def table(path: Path) -> list[Row]:
    """The rows of one CSV file."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def answer(card: str) -> list[Row]:
    """The rows that the card's test expects of SPARQL."""
    return table(ROOT / "tests" / "answers" / f"{card}.csv")


@pytest.fixture(scope="module")
def said() -> list[Row]:
    """Every statement of every document, with the document's key."""
    return [
        row | {"document": f"source/{path.stem}"}
        for path in sorted((ROOT / "data" / "statements").glob("*.csv"))
        for row in table(path)
    ]


@pytest.fixture(scope="module")
def types() -> dict[str, str]:
    """The class of each thing by its key."""
    return {
        row["key"]: row["type"]
        for path in sorted((ROOT / "data" / "things").glob("*.csv"))
        for row in table(path)
    }


def of(said: list[Row], *properties: str) -> list[Row]:
    """The statements of some properties that nobody has disputed or withdrawn."""
    return [row for row in said if row["property"] in properties and not (row.get("review") or "")]


def values(said: list[Row], *properties: str) -> dict[str, set[str]]:
    """The objects of each subject."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in of(said, *properties):
        found[row["subject"]].add(row["object"])
    return found


def test_leads_in_several_regions(said: list[Row]) -> None:
    """Which organisations lead projects in more than one region, and in how many."""
    regions = values(said, "coversRegion")
    led: dict[str, set[str]] = defaultdict(set)
    for row in of(said, "ledBy"):
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


def test_guests_from_other_regions(said: list[Row], types: dict[str, str]) -> None:
    """Which countries attended a round table of a region that is not theirs."""
    regions, home = values(said, "coversRegion"), values(said, "inRegion")
    found = {
        (row["object"], row["subject"], region, row["document"], row["locator"])
        for row in of(said, "attendedBy")
        if types[row["subject"]] == "RoundTable" and row["object"].startswith("country/")
        if not home[row["object"]] & regions[row["subject"]]
        for region in regions[row["subject"]]
    }
    assert found == {tuple(row.values()) for row in answer("guests-from-other-regions")}


def test_round_tables_in_order(said: list[Row], types: dict[str, str]) -> None:
    """Which numbers of the Central Asian series are on record, and which are not."""
    regions = values(said, "coversRegion")
    held = {
        int(row["object"]): row["subject"]
        for row in of(said, "ordinal")
        if types[row["subject"]] == "RoundTable" and "region/CA" in regions[row["subject"]]
    }
    expected = [(int(row["number"]), row["roundTable"]) for row in answer("round-tables-of-region")]
    assert [(number, held.get(number, "")) for number in range(1, max(held) + 1)] == expected


def test_project_chains(said: list[Row]) -> None:
    """Which projects follow, complement, equip or belong with which."""
    relations = ("followsOn", "complements", "suppliesEquipmentFor", "relatedTo")
    found = {
        (row["subject"], row["property"], row["object"], row["document"], row["locator"])
        for row in of(said, *relations)
    }
    assert found == {tuple(row.values()) for row in answer("project-chains")}


def test_regions_that_share_projects(said: list[Row]) -> None:
    """How many projects each pair of regions shares."""
    pairs = Counter(
        (one, other)
        for subject, regions in values(said, "coversRegion").items()
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


def test_partners_of_an_organisation(said: list[Row]) -> None:
    """With whom ISTC shares projects."""
    joined: dict[str, set[str]] = defaultdict(set)
    for project, bodies in values(said, "ledBy", "hasPartner", "implementedWith").items():
        if project.startswith("project/"):
            for body in bodies:
                joined[body].add(project)
    own = joined.pop("organisation/istc")
    found = {body: len(projects & own) for body, projects in joined.items() if projects & own}
    expected = {row["partner"]: int(row["projects"]) for row in answer("partners-of-organisation")}
    assert found == expected


def test_countries_covered(said: list[Row]) -> None:
    """Which countries Project 53 covers, and which documents say so."""
    found = {
        (row["object"], row["document"])
        for row in of(said, "coversCountry")
        if row["subject"] == "project/053"
    }
    assert found == {(row["country"], row["document"]) for row in answer("countries-covered")}


def test_partner_counts(said: list[Row]) -> None:
    """Every number of partners that a document gives, disputed or not."""
    found = {
        (row["from"], row["object"], row["document"], row["locator"])
        for row in said
        if (row["subject"], row["property"]) == ("initiative/eu-cbrn-coe", "partnerCount")
    }
    expected = {
        (row["from"], row["partners"], row["document"], row["locator"])
        for row in answer("partners-over-time")
    }
    assert found == expected


def test_meetings_by_year(said: list[Row], types: dict[str, str]) -> None:
    """How many meetings each region has on record in each year."""
    regions = values(said, "coversRegion")
    found = Counter(
        (region, date[:4])
        for meeting, date in leading_value("startDate").items()
        if meeting.startswith("meeting/")
        for region in regions[meeting]
    )
    expected = {
        (row["region"], row["year"]): int(row["meetings"])
        for row in answer("meetings-of-region-by-year")
    }
    assert found == expected
    assert all(key in types for key in regions)


def test_heads_of_the_tashkent_secretariat(said: list[Row]) -> None:
    """Who headed the secretariat for Central Asia, as of when."""
    found = {
        (row["subject"], row["role"], row["from"], row["until"], row["document"])
        for row in of(said, "worksFor")
        if row["object"] == "organisation/rs-ca" and row["role"].casefold().startswith("head")
    }
    expected = {
        (row["person"], row["role"], row["from"], row["until"], row["document"])
        for row in answer("heads-of-secretariat")
    }
    assert found == expected
    spelled = {who: ", ".join(sorted(names)) for who, names in values(said, "altLabel").items()}
    for row in answer("heads-of-secretariat"):
        assert row["spellings"] == spelled.get(row["person"], "")


def written(card: str) -> list[tuple[str, ...]]:
    """The rows that the card's test expects, in their order."""
    return [tuple(row.values()) for row in answer(card)]


def test_names_of_kazakhstan(said: list[Row]) -> None:
    """Every other name and code of Kazakhstan, with the document that uses it."""
    sorts = {
        "title": "http://purl.org/dc/terms/title",
        "altLabel": "http://www.w3.org/2004/02/skos/core#altLabel",
        "notation": "http://www.w3.org/2004/02/skos/core#notation",
    }
    found = sorted(
        (sorts[row["property"]], row["object"], row["role"], row["document"], row["locator"])
        for row in said
        if row["subject"] == "country/KAZ" and row["property"] in sorts
    )
    assert found == written("names-of-thing")


def test_topics_by_year(said: list[Row]) -> None:
    """How many projects and meetings touch each topic, by the year of their start."""
    starts = leading_value("startDate")
    found = Counter(
        (topic, starts[work][:4])
        for work, topics in values(said, "hasTopic", "discussed").items()
        if work.startswith(("project/", "meeting/"))
        for topic in topics
        if topic.startswith("topic/") and work in starts
    )
    assert [(*key, str(found[key])) for key in sorted(found)] == written("topics-by-year")


def test_projects_in_each_country(said: list[Row]) -> None:
    """How many projects cover each country."""
    found = Counter(
        country
        for project, countries in values(said, "coversCountry").items()
        if project.startswith("project/")
        for country in countries
    )
    rows = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    assert [(country, str(number)) for country, number in rows] == written("spread-over-countries")


def test_central_asian_meetings_of_three_years(said: list[Row]) -> None:
    """Which meetings of Central Asia began in 2018, 2019 or 2020, and where they were held."""
    one = {
        name: {row["subject"]: row["object"] for row in of(said, name)}
        for name in ("startDate", "endDate", "place", "hostCountry", "format")
    }
    regions = values(said, "coversRegion")
    found = sorted(
        (start, meeting)
        for meeting, start in one["startDate"].items()
        if meeting.startswith("meeting/") and "region/CA" in regions[meeting]
        if "2018" <= start[:4] <= "2020"
    )
    rest = ("endDate", "place", "hostCountry", "format")
    rows = [(m, start, *(one[name].get(m, "") for name in rest)) for start, m in found]
    assert rows == written("meetings-between")


def test_countries_without_safety_and_security(said: list[Row]) -> None:
    """Which countries of South East Asia no project on safety and security since 2013 covers."""
    starts, topics = values(said, "startDate"), values(said, "hasTopic")
    covered = {
        country
        for project, countries in values(said, "coversCountry").items()
        if project.startswith("project/") and "topic/safety-and-security" in topics[project]
        if max(starts[project], default="")[:4] >= "2013"
        for country in countries
    }
    members = {
        country for country, regions in values(said, "inRegion").items() if "region/SEA" in regions
    }
    assert members & covered, "some are covered, or the question says little"
    assert [(one,) for one in sorted(members - covered)] == written("countries-without-topic")


def test_most_leads(said: list[Row]) -> None:
    """How many projects each organisation leads."""
    found = Counter(
        lead
        for project, leads in values(said, "ledBy").items()
        if project.startswith("project/")
        for lead in leads
    )
    rows = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    assert [(lead, str(number)) for lead, number in rows] == written("most-leads")


def test_same_lead_again(said: list[Row]) -> None:
    """Who leads more than one project in one country, and how many topics these have."""
    countries, topics = values(said, "coversCountry"), values(said, "hasTopic")
    led: dict[tuple[str, str], set[str]] = defaultdict(set)
    for project, leads in values(said, "ledBy").items():
        for lead in leads if project.startswith("project/") else ():
            for country in countries[project]:
                led[lead, country].add(project)
    rows = [
        (*key, str(len(led[key])), str(len(set().union(*(topics[one] for one in led[key])))))
        for key in sorted(led)
        if len(led[key]) > 1
    ]
    assert rows == written("same-lead-again")


def test_statements_by_year(said: list[Row]) -> None:
    """How many statements and documents each year has."""
    documents = {row["key"]: row for row in table(ROOT / "data" / "documents.csv")}
    statements: Counter[str] = Counter()
    sources: dict[str, set[str]] = defaultdict(set)
    for row in said:
        document = documents[row["document"].removeprefix("source/")]
        year = (row.get("stated_on") or document["issued"] or document["read"])[:4]
        statements[year] += 1
        sources[year].add(row["document"])
    rows = [(year, str(statements[year]), str(len(sources[year]))) for year in sorted(statements)]
    assert rows == written("statements-by-year")


def test_states_of_plans(said: list[Row]) -> None:
    """Every state of an action plan that a document gives, and for whom the plan is."""
    covered = values(said, "coversCountry", "coversRegion")
    found = sorted(
        (row["subject"], row["from"], row["object"], row["document"], one)
        for row in said
        if row["subject"].startswith("plan/") and row["property"] == "status"
        for one in covered[row["subject"]] or {""}
    )
    rows = [(plan, one, state, day, document) for plan, day, state, document, one in found]
    assert rows == written("states-of-plans")


def test_focal_points(said: list[Row]) -> None:
    """Whom a document names as National Focal Point, and for which country."""
    found = sorted(
        (row["object"], row["subject"], row["from"], row["until"], row["document"], row["locator"])
        for row in of(said, "represents")
        if "national focal point" in row["role"].lower() and row["object"].startswith("country/")
    )
    assert found == written("focal-points")


def test_one_publisher(said: list[Row]) -> None:
    """How many facts only one publisher tells."""
    documents = {row["key"]: row for row in table(ROOT / "data" / "documents.csv")}
    tellers: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in said:
        if row.get("review") != "withdrawn":
            publisher = documents[row["document"].removeprefix("source/")]["publisher"]
            publisher = publisher.split(" (copy at ")[0]
            tellers[row["subject"], row["property"], row["object"]].add(publisher)
    found = Counter(next(iter(told)) for told in tellers.values() if len(told) == 1)
    rows = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    assert [(publisher, str(facts)) for publisher, facts in rows] == written("one-publisher")


def test_parts_of_the_commission(said: list[Row]) -> None:
    """Which bodies belong to the European Commission, directly or through another one."""
    above = values(said, "partOf")

    def belongs(body: str) -> bool:
        return any(one == "organisation/ec" or belongs(one) for one in above.get(body, ()))

    rows = [(body, one) for body in sorted(above) if belongs(body) for one in sorted(above[body])]
    assert rows == written("parts-of-organisation")


# ─── Questions that a reviewer puts to the pages, answered a second time from the tables ─────────


@pytest.fixture(scope="module")
def engine(record: EmbeddedEngine) -> EmbeddedEngine:
    """The graph as it is built and committed."""
    return record


@pytest.fixture(scope="module")
def names(kg: KnowledgeGraph) -> Names:
    """The labels of the graph."""
    return kg.names


def sources(evidence: Iterable[Evidence], names: Names) -> set[tuple[str, str, str, str]]:
    """Subject, object, document and place of each statement, by short keys."""
    return {
        (names[one.subject].short, names[one.value].short, names[one.document].short, one.locator)
        for one in evidence
    }


def test_where_two_countries_met(said: list[Row], engine: EmbeddedEngine, names: Names) -> None:
    """At which meetings did Kyrgyzstan and Mongolia both take part, and who says so?"""
    ends = {"country/KGZ", "country/MNG"}
    rows = [row for row in of(said, *TAKES_PART) if row["subject"].startswith("meeting/")]
    present = values(rows, *TAKES_PART)
    met = {meeting for meeting, those in present.items() if ends <= those}
    assert met == {
        "meeting/reg-p53-2",
        "meeting/ttx-p87",
        "meeting/rtm-ca-07",
        "meeting/rtm-ca-09",
        "meeting/rtm-ca-11",
        "meeting/rtm-ca-14",
        "meeting/rtm-ca-15",
        "meeting/trtm-ca-2015",
    }
    opened = cell(
        NamedGraph(engine, names),
        matrix(NamedGraph(engine, names), "Country", "Country", by="meetings"),
        *(str(thing(end)) for end in sorted(ends)),
    )
    assert {shared.name.short for shared in opened.shared} == met
    found = sources(
        (one for shared in opened.shared for one in (*shared.one, *shared.other)), names
    )
    assert found == {
        (row["subject"], row["object"], row["document"], row["locator"])
        for row in rows
        if row["subject"] in met and row["object"] in ends
    }


def test_what_three_projects_share(said: list[Row], engine: EmbeddedEngine, names: Names) -> None:
    """Which countries, partners, meetings and topics do two or more of 53, 65 and 87 share?"""
    projects = ["project/053", "project/065", "project/087"]
    links = [row for row in of(said, *{row["property"] for row in said}) if "/" in row["object"]]
    has: dict[str, set[str]] = defaultdict(set)
    for row in links:
        for near, far in ((row["subject"], row["object"]), (row["object"], row["subject"])):
            if near in projects and far.split("/")[0] in {"country", "organisation", "meeting"}:
                has[far].add(near)
            if near in projects and far.startswith("topic/"):
                has[far].add(near)
    shared = {far: those for far, those in has.items() if len(those) > 1}
    found = side_by_side(NamedGraph(engine, names), [str(thing(project)) for project in projects])
    assert {
        one.name.short: {project for project, side in zip(projects, one.sides, strict=True) if side}
        for one in found.common
        if one.name.family in {"Country", "Organisation", "Meeting", "Topic"}
    } == shared
    assert {far for far, those in shared.items() if len(those) == 3} == {
        "country/KGZ",
        "country/MNG",
        "country/PAK",
        "country/TJK",
        "country/UZB",
        "meeting/rtm-ca-14",
        "topic/biological",
    }
    told = {
        each
        for one in found.common
        for side in one.sides
        for each in sources(side, names)
        if one.name.short in shared
    }
    assert told == {
        (row["subject"], row["object"], row["document"], row["locator"])
        for row in links
        if {row["subject"], row["object"]} & set(projects)
        and {row["subject"], row["object"]} & shared.keys()
    }


def test_which_projects_ran_at_the_same_time(
    said: list[Row], engine: EmbeddedEngine, names: Names
) -> None:
    """In how many calendar years did each two projects run together, by the dates on record?"""
    dates = {name: values(said, name) for name in ("startDate", "endDate")}
    found = matrix(NamedGraph(engine, names), "Project", "Project", by="time")
    places = {name.short: place for place, name in enumerate(found.rows)}
    # Where documents differ about a date, the table alone does not say which one is shown.
    clear = {
        project: (next(iter(start)), next(iter(dates["endDate"][project])))
        for project, start in dates["startDate"].items()
        if project.startswith("project/")
        if len(start) == 1 and len(dates["endDate"].get(project, ())) == 1
    }
    assert len(clear) > 20

    def before(one: str, other: str) -> bool:
        exact = min(len(one), len(other))
        return one[:exact] < other[:exact]

    for one, (start, end) in clear.items():
        for other, (other_start, other_end) in clear.items():
            years = set(range(int(start[:4]), int(end[:4]) + 1))
            years &= set(range(int(other_start[:4]), int(other_end[:4]) + 1))
            apart = before(end, other_start) or before(other_end, start)
            if one != other:
                expected = 0 if apart else len(years)
                assert found.counts[places[one], places[other]] == expected, (one, other)


def test_who_works_for_a_country(said: list[Row], engine: EmbeddedEngine, names: Names) -> None:
    """In how many projects that cover Georgia does each organisation take part?"""
    covers, bodies = values(said, "coversCountry", *TAKES_PART), values(said, *TAKES_PART)
    expected = Counter(
        body
        for project, countries in covers.items()
        if project.startswith("project/") and "country/GEO" in countries
        for body in bodies[project]
        if body.startswith("organisation/")
    )
    found = matrix(NamedGraph(engine, names), "Organisation", "Country", by="projects")
    column = [name.short for name in found.columns].index("country/GEO")
    assert {
        name.short: int(found.counts[row, column])
        for row, name in enumerate(found.rows)
        if found.counts[row, column]
    } == expected
