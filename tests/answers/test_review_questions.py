"""Questions of a reviewer about absence and disagreement, answered twice.

Once by the pages' own functions, and once from the CSV tables by plain loops that know neither the
graph nor the build. With those about time (test_review_questions_in_time.py), the gap list's
(tests/views/cooperation/test_gaps.py) and those of the matrices (test_independent_pages.py) they
are more than thirty.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from graph import KnowledgeGraph
from graph.views.cooperation.gaps import bases, gaps
from graph.views.cooperation.matrix import matrix
from graph.views.record.disagreement import differing
from graph.views.record.overview import documents
from graph.views.record.publishers import independent
from graph.views.record.statements import about, about_each, all_statements
from graph.views.report.part import part_of
from graph.views.report.selection import ReportSelection
from graph.vocabulary import CBRN, thing
from tests.answers.roles import TAKES_PART
from tests.answers.tables import (
    DOCUMENTS,
    MEETINGS,
    PROJECTS,
    SAID,
    TYPES,
    Row,
    short,
    undisputed,
    values,
)
from tests.answers.times import ENDS, STARTS, dates, days

if TYPE_CHECKING:
    from graph.views.record.evidence import Evidence


# ─── Absence ────────────────────────────────────────────────────────────────────────────────────


def test_on_how_much_the_gaps_rest(kg: KnowledgeGraph) -> None:
    """Each denominator of the gap list, counted in the tables."""
    present, discussed, topics = values(*TAKES_PART), undisputed("discussed"), values("hasTopic")
    plans = [key for key in TYPES if key.startswith("plan/")]
    talked_of = {row["object"] for row in discussed}
    expected = {
        "meetings name countries that took part": (
            sum(any(one.startswith("country/") for one in present[each]) for each in MEETINGS),
            len(MEETINGS),
        ),
        "projects have a start and an end": (
            sum(one in STARTS and one in ENDS for one in PROJECTS),
            len(PROJECTS),
        ),
        "projects were discussed at a meeting": (
            sum(one in talked_of for one in PROJECTS),
            len(PROJECTS),
        ),
        "action plans have a topic": (sum(bool(topics[one]) for one in plans), len(plans)),
        "documents bear a date": (
            sum(bool(row["issued"]) for row in DOCUMENTS.values()),
            len(DOCUMENTS),
        ),
    }
    assert set(bases(kg.engine)) == {
        f"{known} of {every} {what}" for what, (known, every) in expected.items()
    }


def test_which_numbers_of_a_series_are_missing(kg: KnowledgeGraph) -> None:
    """A line for each region holds every number that no round table on record has."""
    regions, ordinals = values("coversRegion"), dates("ordinal")
    held: dict[str, set[int]] = defaultdict(set)
    for meeting, ordinal in ordinals.items():
        if TYPES[meeting] == "RoundTable":
            for region in regions[meeting]:
                held[region].add(int(ordinal))
    missing = {
        (region, number)
        for region, numbers in held.items()
        for number in range(1, max(numbers))
        if number not in numbers
    }
    lines = [gap for gap in gaps(kg, kg.questions) if gap.question == "missing-round-tables"]
    parts = [part.split("~") for gap in lines for part in gap.parts]
    assert {(region, int(number)) for _, region, number in parts} == missing
    assert len(lines) == len({region for region, _ in missing}) > 1


def test_which_countries_no_project_covers(kg: KnowledgeGraph) -> None:
    """The partner countries whose row in the matrix with projects is empty."""
    covered = {
        country
        for project, countries in values("coversCountry", *TAKES_PART).items()
        if project.startswith("project/")
        for country in countries
    }
    members = {one for one, regions in values("inRegion").items() if regions}
    found = matrix(kg, "Country", "Country", by="projects")
    by_project = matrix(kg, "Project", "Country")
    empty = {
        name.short
        for place, name in enumerate(by_project.columns)
        if not by_project.counts[:, place].any()
    }
    assert empty == members - covered
    assert {name.short for name in found.rows} >= members


def test_how_much_bears_no_date(kg: KnowledgeGraph) -> None:
    """The documents without a date, and the statements that rest on them."""
    undated = {key for key, row in DOCUMENTS.items() if not row["issued"]}
    found = documents(kg.engine)
    assert {short(one.iri) for one in found if not one.issued} == undated
    assert sum(one.statements for one in found if not one.issued) == sum(
        row["document"] in undated for row in SAID
    )
    assert all(
        f"read on {int(DOCUMENTS[short(one.iri)]['read'][8:])} November 2026" in one.dated
        for one in found
        if not one.issued
    )


def test_how_much_was_read_in_part(kg: KnowledgeGraph) -> None:
    """The statements on places of which only the beginning was read."""

    def in_part(row: Row) -> bool:
        parts = (part.partition(":") for part in DOCUMENTS[row["document"]]["places"].split(";"))
        told = {of.strip(): rest for of, _, rest in parts}
        return "only the beginning was read" in told.get(row["locator"], "")

    assert sum(one.in_part for one in all_statements(kg.engine)) == sum(map(in_part, SAID))


def test_which_documents_hold_only_codes(kg: KnowledgeGraph) -> None:
    """A list of codes is no news of the field."""
    speaking = {row["document"] for row in SAID if row["property"] != "notation"}
    spoken = {row["document"] for row in SAID}
    found = {short(one.iri) for one in documents(kg.engine) if one.codes}
    assert found == spoken - speaking == {"source/country-coder-borders"}


@pytest.mark.parametrize("region", ["region/CA", "region/SEA", "region/SEEE", "region/MIE"])
def test_which_projects_reach_a_region_by_its_countries(kg: KnowledgeGraph, region: str) -> None:
    """Projects with two or more of its partner countries that no line ties to the region."""
    members = {one for one, regions in values("inRegion").items() if region in regions}
    tied = {
        end
        for row in SAID
        if not row.get("review") and region in {row["subject"], row["object"]}
        for end in (row["subject"], row["object"])
    }
    expected = {
        project
        for project, countries in values("coversCountry").items()
        if TYPES.get(project) == "Project" and len(countries & members) > 1 and project not in tied
    }
    part = part_of(kg, ReportSelection((region,)))
    assert {short(iri) for iri in part.beyond} == expected
    if region == "region/CA":
        assert "project/bomca-10" in expected


# ─── Disagreement ───────────────────────────────────────────────────────────────────────────────


def listed(one: str, property_: str) -> dict[str, set[str]]:
    """By document what it names under one property of a thing."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in SAID:
        if (row["subject"], row["property"]) == (one, property_) and row.get(
            "review"
        ) != "withdrawn":
            found[row["document"]].add(row["object"])
    return found


@pytest.mark.parametrize("property_", ["coversCountry", "coversRegion", "hasTopic", "hasPartner"])
def test_of_which_projects_lists_differ(kg: KnowledgeGraph, property_: str) -> None:
    """Where one document names two or more, and not all documents name the same."""
    said = about_each(kg.engine, [str(thing(one)) for one in PROJECTS])
    found = {
        short(iri)
        for iri, those in said.items()
        for one in differing(those, iri)
        if one.sort == "list" and one.predicate == str(CBRN[property_])
    }
    expected = set()
    for one in PROJECTS:
        named = list(listed(one, property_).values())
        if any(len(each) > 1 for each in named) and any(each != named[0] for each in named):
            expected.add(one)
    assert found == expected


def test_which_single_values_differ(kg: KnowledgeGraph) -> None:
    """Two dates, places, numbers or budgets of one thing for one time, anywhere in the record."""
    expected = set()
    for property_ in ("startDate", "endDate", "place", "ordinal", "budget", "participantCount"):
        told: dict[str, list[Row]] = defaultdict(list)
        for row in SAID:
            if row["property"] == property_ and row.get("review") != "withdrawn":
                told[row["subject"]].append(row)
        for subject, those in told.items():
            for row, other in combinations(those, 2):
                apart = any(
                    one["until"] and two["from"] and days(one["until"])[1] < days(two["from"])[0]
                    for one, two in ((row, other), (other, row))
                )
                if row["object"] != other["object"] and not apart:
                    slip = row["document"] == other["document"]
                    expected.add((subject, property_, "slip" if slip else "value"))
    iris = [str(thing(key)) for key in TYPES]
    names = {str(CBRN[one]): one for one in ("startDate", "endDate", "place", "ordinal", "budget")}
    found = {
        (short(iri), names[one.predicate], one.sort)
        for iri, those in about_each(kg.engine, iris).items()
        for one in differing(those, iri)
        if one.sort != "list" and one.predicate in names
    }
    assert found == expected
    assert ("meeting/rtm-gcc-13", "ordinal", "slip") in found


def test_which_documents_list_a_region_s_countries_differently(kg: KnowledgeGraph) -> None:
    """Of each region the lists of partner countries, by document, and what all of them name."""
    for region in (key for key, kind in TYPES.items() if kind == "Region"):
        named: dict[str, set[str]] = defaultdict(set)
        for row in undisputed("inRegion"):
            if row["object"] == region:
                named[row["document"]].add(row["subject"])
        lists = {document: those for document, those in named.items() if len(those) > 1}
        differ = len({frozenset(those) for those in lists.values()}) > 1
        iri = str(thing(region))
        found = [one for one in differing(about(kg.engine, iri), iri) if one.inward]
        assert bool(found) == differ, region
        if found:
            assert {short(one) for one in found[0].agreed} == set.intersection(*lists.values())


def test_how_many_independent_publishers_speak_of_each_project(kg: KnowledgeGraph) -> None:
    """A publisher and the sites with a copy are one voice."""
    said = about_each(kg.engine, [str(thing(one)) for one in PROJECTS])

    def voices(those: tuple[Evidence, ...]) -> set[str]:
        return independent(one.publisher for one in those)

    for one in PROJECTS:
        told = {
            DOCUMENTS[row["document"]]["publisher"].split(" (copy at ")[0]
            for row in SAID
            if one in {row["subject"], row["object"]}
        }
        assert voices(said[str(thing(one))]) == told
