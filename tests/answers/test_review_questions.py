"""Questions of a reviewer about time, absence and disagreement, answered twice.

Once by the pages' own functions, and once from the CSV tables by plain loops that know neither the
graph nor the build. With the gap list's (tests/views/cooperation/test_gaps.py) and those of the
matrices (test_independent.py) they are more than thirty.
"""

from __future__ import annotations

import calendar
import csv
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph import KnowledgeGraph
from graph.dates import PartialDate
from graph.views.cooperation.gaps import bases, gaps
from graph.views.cooperation.matrix import matrix
from graph.views.record.disagreement import differing
from graph.views.record.evidence import leading
from graph.views.record.lifetimes import lifetimes, ran_in, together
from graph.views.record.overview import documents
from graph.views.record.publishers import independent
from graph.views.record.statements import about, about_each, all_statements
from graph.views.report.part import part_of
from graph.views.report.selection import ReportSelection
from graph.vocabulary import CBRN, THINGS, thing
from tests.answers.roles import TAKES_PART

if TYPE_CHECKING:
    from graph.views.record.evidence import Evidence

ROOT = Path(__file__).parents[2]
Row = dict[str, str]
Days = tuple[str, str]
"""The earliest and the latest day, as 2021-06-30; they compare as texts."""
EVER: Days = ("0001-01-01", "9999-12-31")


def table(path: Path) -> list[Row]:
    """The rows of one CSV file."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


DOCUMENTS = {row["key"]: row for row in table(ROOT / "data" / "documents.csv")}
SAID = [
    row | {"document": path.stem, "issued": DOCUMENTS[path.stem]["issued"]}
    for path in sorted((ROOT / "data" / "statements").glob("*.csv"))
    for row in table(path)
]
TYPES = {
    row["key"]: row["type"]
    for path in sorted((ROOT / "data" / "things").glob("*.csv"))
    for row in table(path)
}
PROJECTS = sorted(key for key, kind in TYPES.items() if kind == "Project")
MEETINGS = sorted(key for key in TYPES if key.startswith("meeting/"))
READ = max(row["read"] for row in DOCUMENTS.values())


def rows(*properties: str) -> list[Row]:
    """The statements of some properties that no reviewer disputed or withdrew."""
    return [row for row in SAID if row["property"] in properties and not row.get("review")]


def values(*properties: str) -> dict[str, set[str]]:
    """The objects of each subject."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows(*properties):
        found[row["subject"]].add(row["object"])
    return found


def days(date: str) -> Days:
    """The first and the last day that a year, a month or a day can mean."""
    if len(date) == len("2021"):
        return f"{date}-01-01", f"{date}-12-31"
    if len(date) == len("2021-06"):
        last = calendar.monthrange(int(date[:4]), int(date[5:]))[1]
        return f"{date}-01", f"{date}-{last:02}"
    return date, date


def dates(property_: str) -> dict[str, str]:
    """The date that leads for each thing: stated, from a dated document, from the newest one."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows(property_):
        found[row["subject"]].append(row)
    leading = {
        one: max(
            told,
            key=lambda row: (
                row["basis"] in {"", "stated"},
                row["issued"] > "",
                row["issued"],
                sum(other["object"] == row["object"] for other in told),
            ),
        )["object"]
        for one, told in found.items()
    }
    # A day within the month or the year that leads is the same date, told more exactly.
    for one, value in leading.items():
        exact = sorted(
            {row["object"] for row in found[one] if row["object"].startswith(f"{value}-")}
        )
        leading[one] = exact[0] if exact else value
    return leading


def own_day(row: Row) -> str:
    """The document's date, where what it states is of that date."""
    return row["issued"] if row["basis"] in {"", "stated"} else ""


STARTS, ENDS = dates("startDate"), dates("endDate")


def last_running(one: str) -> str:
    """The last date for which a document calls a project launched or ongoing; "" without."""
    told = [row for row in rows("status") if row["subject"] == one]
    return max(
        (row["until"] or row["from"] or own_day(row) for row in told if row["object"] in RUNNING),
        default="",
    )


def read_on(row: Row) -> str:
    """The day when the page of a row was read; of a dated one, when the record was last read."""
    return READ if row["issued"] else DOCUMENTS[row["document"]]["read"]


def first_closed(one: str) -> str:
    """The first date for which one calls it closed, the day of the reading at the latest."""
    told = [row for row in rows("status") if row["subject"] == one and row["object"] in CLOSED]
    known = [day for row in told if (day := row["from"] or row["until"] or own_day(row))]
    return min(known, default=min(map(read_on, told), default=""))


RUNNING, CLOSED = {"launched", "ongoing"}, {"closed", "completed"}


def bounds(one: str) -> tuple[Days, Days]:
    """Between which days a project began, and between which it ended."""
    start, end = STARTS.get(one, ""), ENDS.get(one, "")
    known = end or max(filter(None, (start, last_running(one))), default="")
    over = end or first_closed(one)
    began = (
        days(start) if start else (EVER[0], days(known or over)[1] if known or over else EVER[1])
    )
    first = days(known)[0] if known else EVER[0]
    if not end and start:
        first = max(first, began[0])
    return began, (first, max(days(over)[1], first) if over else EVER[1])


def short(iri: str) -> str:
    """The key that the tables use for an address."""
    return iri.removeprefix(str(THINGS))


# ─── Time ───────────────────────────────────────────────────────────────────────────────────────


def test_which_pairs_of_projects_ran_together(kg: KnowledgeGraph) -> None:
    """Of every two projects: together, perhaps, not, or not on record."""
    known = lifetimes(kg.engine, [str(thing(one)) for one in PROJECTS])
    found, expected = Counter[str](), Counter[str]()
    for one, other in combinations(PROJECTS, 2):
        (began, ended), (other_began, other_ended) = bounds(one), bounds(other)
        told = "not on record"
        if one in STARTS and other in STARTS:
            if max(began[0], other_began[0]) > min(ended[1], other_ended[1]):
                told = "did not run"
            elif max(began[1], other_began[1]) <= min(ended[0], other_ended[0]):
                told = "ran"
            else:
                told = "may have run"
        ran = together(known[str(thing(one))], known[str(thing(other))])
        assert ran == told, (one, other)
        found[ran] += 1
        expected[told] += 1
    assert found == expected
    assert set(found) == {"ran", "may have run", "did not run", "not on record"}


@pytest.mark.parametrize("year", ["2014", "2018", "2021", "2025"])
def test_which_projects_ran_in_a_year(kg: KnowledgeGraph, year: str) -> None:
    """Of every project with a date: it ran in the year, may have, or did not."""
    known = lifetimes(kg.engine, [str(thing(one)) for one in PROJECTS])
    first, last = days(year)
    for one in PROJECTS:
        (began, ended), start, end = bounds(one), STARTS.get(one, ""), ENDS.get(one, "")
        told = "may have run"
        if not (start or end):
            told = "not on record"
        elif began[0] > last or ended[1] < first:
            told = "did not run"
        elif (began[1] <= last and ended[0] >= first) or year in {
            start[:4], (end or last_running(one))[:4]
        }:  # fmt: skip
            told = "ran"
        when = PartialDate.parse(year)
        assert ran_in(known[str(thing(one))], when, when) == told, one


def test_which_closed_projects_have_no_end(kg: KnowledgeGraph) -> None:
    """The projects that began, that a document calls closed, and whose end none gives."""
    known = lifetimes(kg.engine)
    found = {
        short(iri): str(one.closed.day)
        for iri, one in known.items()
        if iri.startswith(f"{THINGS}project/") and one.start and one.closed and not one.end
    }
    assert found == {
        one: first_closed(one)
        for one in PROJECTS
        if one in STARTS and one not in ENDS and first_closed(one)
    }
    assert len(found) == 6


def as_of(row: Row) -> str:
    """The latest time of which a statement speaks, "" where that is not on record."""
    return row["until"] or max(row["from"], own_day(row))


@pytest.mark.parametrize("kind", ["project/", "plan/"])
def test_what_state_each_is_in(kg: KnowledgeGraph, kind: str) -> None:
    """The state that leads is one for the latest time for which any is told."""
    told: dict[str, list[Row]] = defaultdict(list)
    for row in rows("status"):
        if row["subject"].startswith(kind):
            told[row["subject"]].append(row)
    said = about_each(kg.engine, [str(thing(one)) for one in told])
    for one, states in told.items():
        newest = max(map(as_of, states))
        mine = [each for each in said[str(thing(one))] if each.predicate == str(CBRN.status)]
        lead = leading(each for each in mine if each.subject == str(thing(one)))[0]
        assert lead.asserted
        assert lead.value in {row["object"] for row in states if as_of(row) == newest}
    assert told


def test_how_many_partners_there_are(kg: KnowledgeGraph) -> None:
    """The number that leads is that for the latest time; a page without a date has none."""
    initiative = "initiative/eu-cbrn-coe"
    told = [row for row in rows("partnerCount") if row["subject"] == initiative]
    newest = max(told, key=as_of)
    asserted = [
        one
        for one in about(kg.engine, str(thing(initiative)))
        if one.predicate == str(CBRN.partnerCount) and one.asserted
    ]
    assert {one.value for one in asserted} == {newest["object"]} == {"63"}
    assert {one.period for one in asserted} == {"as of November 2024"}


def test_who_heads_each_secretariat_last(kg: KnowledgeGraph) -> None:
    """Of those named as head the one for the latest time leads."""
    for secretariat in (key for key, kind in TYPES.items() if kind == "RegionalSecretariat"):
        told = [
            row
            for row in rows("worksFor")
            if row["object"] == secretariat and row["role"].lower().startswith("head")
        ]
        iri = str(thing(secretariat))
        heads = [
            one
            for one in about(kg.engine, iri)
            if one.predicate == str(CBRN.worksFor) and one.role.lower().startswith("head")
        ]
        newest = max(map(as_of, told), default="")
        lead = [short(one.subject) for one in leading(heads)][:1]
        assert set(lead) <= {row["subject"] for row in told if as_of(row) == newest}
        assert bool(lead) == bool(told)


def test_which_projects_count_from_2025(kg: KnowledgeGraph) -> None:
    """The matrix from 2025 on has the projects that ran then, and says how many may have."""
    found = matrix(kg, "Project", "Country", since="2025").without_empty()
    covered = values("coversCountry", *TAKES_PART)
    ran, perhaps = set(), 0
    for one in [*PROJECTS, *MEETINGS]:
        start, end = STARTS.get(one, ""), ENDS.get(one, "")
        if not (start or end):
            continue
        if one in MEETINGS:
            ran |= {one} if days(end or start)[1] >= "2025-01-01" else set()
            continue
        began, ended = bounds(one)
        if ended[0] >= "2025-01-01" or began[0] >= "2025-01-01":
            ran.add(one)
        elif ended[1] >= "2025-01-01":
            perhaps += 1
    assert {name.short for name in found.rows} == {
        one
        for one in ran
        if one in PROJECTS and any(each.startswith("country/") for each in covered[one])
    }
    assert found.perhaps == perhaps


# ─── Absence ────────────────────────────────────────────────────────────────────────────────────


def test_on_how_much_the_gaps_rest(kg: KnowledgeGraph) -> None:
    """Each denominator of the gap list, counted in the tables."""
    present, discussed, topics = values(*TAKES_PART), rows("discussed"), values("hasTopic")
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
    assert {one.iri.rpartition("/")[2] for one in found if not one.issued} == undated
    assert sum(one.statements for one in found if not one.issued) == sum(
        row["document"] in undated for row in SAID
    )
    assert all(
        f"read on {int(DOCUMENTS[one.iri.rpartition('/')[2]]['read'][8:])} November 2026"
        in one.dated
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
    found = {one.iri.rpartition("/")[2] for one in documents(kg.engine) if one.codes}
    assert found == spoken - speaking == {"country-coder-borders"}


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
        for row in rows("inRegion"):
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
