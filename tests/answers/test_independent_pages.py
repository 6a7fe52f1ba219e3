"""What pages show to a reviewer, worked out a second time from the tables alone.

As in test_independent.py: the expected side is plain loops over the CSV files.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from graph.views.cooperation.cooperation import side_by_side
from graph.views.cooperation.matrix import matrix
from graph.views.cooperation.matrix_cell import cell
from graph.vocabulary import thing
from tests.answers.roles import TAKES_PART
from tests.answers.tables import SAID, undisputed, values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.record.evidence import Evidence
    from graph.views.record.names import Names


def sources(evidence: Iterable[Evidence], names: Names) -> set[tuple[str, str, str, str]]:
    """Subject, object, document and place of each statement, by short keys."""
    return {
        (names[one.subject].short, names[one.value].short, names[one.document].short, one.locator)
        for one in evidence
    }


def test_where_two_countries_met(kg: KnowledgeGraph) -> None:
    """At which meetings did Kyrgyzstan and Mongolia both take part, and who says so?"""
    ends = {"country/KGZ", "country/MNG"}
    rows = [row for row in undisputed(*TAKES_PART) if row["subject"].startswith("meeting/")]
    met = {
        one
        for one, present in values(*TAKES_PART).items()
        if one.startswith("meeting/") and ends <= present
    }
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
        kg,
        matrix(kg, "Country", "Country", by="meetings"),
        *(str(thing(end)) for end in sorted(ends)),
    )
    assert {shared.name.short for shared in opened.shared} == met
    found = sources(
        (one for shared in opened.shared for one in (*shared.one, *shared.other)), kg.names
    )
    assert found == {
        (row["subject"], row["object"], row["document"], row["locator"])
        for row in rows
        if row["subject"] in met and row["object"] in ends
    }


def test_what_three_projects_share(kg: KnowledgeGraph) -> None:
    """Which countries, partners, meetings and topics do two or more of 53, 65 and 87 share?"""
    projects = ["project/053", "project/065", "project/087"]
    links = [row for row in SAID if not row.get("review") and "/" in row["object"]]
    has: dict[str, set[str]] = defaultdict(set)
    for row in links:
        for near, far in ((row["subject"], row["object"]), (row["object"], row["subject"])):
            if near in projects and far.split("/")[0] in {"country", "organisation", "meeting"}:
                has[far].add(near)
            if near in projects and far.startswith("topic/"):
                has[far].add(near)
    shared = {far: those for far, those in has.items() if len(those) > 1}
    found = side_by_side(kg, [str(thing(project)) for project in projects])
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
        for each in sources(side, kg.names)
        if one.name.short in shared
    }
    assert told == {
        (row["subject"], row["object"], row["document"], row["locator"])
        for row in links
        if {row["subject"], row["object"]} & set(projects)
        and {row["subject"], row["object"]} & shared.keys()
    }


def test_which_projects_ran_at_the_same_time(kg: KnowledgeGraph) -> None:
    """In how many calendar years did each two projects run together, by the dates on record?"""
    dates = {name: values(name) for name in ("startDate", "endDate")}
    found = matrix(kg, "Project", "Project", by="time")
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


def test_who_works_for_a_country(kg: KnowledgeGraph) -> None:
    """In how many projects that cover Georgia does each organisation take part?"""
    covers, bodies = values("coversCountry", *TAKES_PART), values(*TAKES_PART)
    expected = Counter(
        body
        for project, countries in covers.items()
        if project.startswith("project/") and "country/GEO" in countries
        for body in bodies[project]
        if body.startswith("organisation/")
    )
    found = matrix(kg, "Organisation", "Country", by="projects")
    column = [name.short for name in found.columns].index("country/GEO")
    assert {
        name.short: int(found.counts[row, column])
        for row, name in enumerate(found.rows)
        if found.counts[row, column]
    } == expected
