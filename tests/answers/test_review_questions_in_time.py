"""Questions of a reviewer about time, answered twice.

As in test_review_questions.py: by the pages' own functions, and by plain loops over the tables.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

import pytest

from graph import KnowledgeGraph
from graph.dates import PartialDate
from graph.views.cooperation.matrix import matrix
from graph.views.record.evidence import leading
from graph.views.record.lifetimes import lifetimes, ran_in, together
from graph.views.record.statements import about, about_each
from graph.vocabulary import CBRN, THINGS, thing
from tests.answers.roles import TAKES_PART
from tests.answers.tables import MEETINGS, PROJECTS, TYPES, Row, short, undisputed, values
from tests.answers.times import ENDS, STARTS, as_of, bounds, days, first_closed, last_running


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


@pytest.mark.parametrize("kind", ["project/", "plan/"])
def test_what_state_each_is_in(kg: KnowledgeGraph, kind: str) -> None:
    """The state that leads is one for the latest time for which any is told."""
    told: dict[str, list[Row]] = defaultdict(list)
    for row in undisputed("status"):
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
    told = [row for row in undisputed("partnerCount") if row["subject"] == initiative]
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
            for row in undisputed("worksFor")
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
