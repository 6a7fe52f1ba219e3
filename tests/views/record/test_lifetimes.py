"""One rule of time: the cases worked out by hand, and every page that has to follow it."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph import KnowledgeGraph
from graph.dates import PartialDate
from graph.views.cooperation.cooperation import side_by_side
from graph.views.cooperation.matrix import matrix
from graph.views.network.facets import Facets
from graph.views.network.filters import filtered
from graph.views.network.view_state import ViewState
from graph.views.record.lifetimes import Lifetime, StateSeen, lifetimes, ran_in, together
from graph.views.record.lines import Lines
from graph.views.report.compose import compose
from graph.views.report.html import html
from graph.views.report.selection import ReportSelection
from graph.vocabulary import thing

if TYPE_CHECKING:
    from graph.views.report.background import Background

    pass

CASES = tomllib.loads((Path(__file__).parent / "lifetimes.toml").read_text(encoding="utf-8"))
CLOSED = ("003", "044", "048", "065", "073", "087")
"""The projects with a start that a document calls closed, and without an end on record."""


def date(text: str) -> PartialDate | None:
    """A date of a case; None where it is not on record."""
    return PartialDate.parse(text) if text else None


def seen(text: str) -> StateSeen | None:
    """The day of a state of a case."""
    day = date(text.removeprefix("R"))
    return StateSeen(day, text.startswith("R"), "so") if day else None


def lifetime(told: list[str]) -> Lifetime:
    """The lifetime that a case gives."""
    start, end, running, closed = told
    return Lifetime(
        thing=str(thing("project/001")),
        start=date(start),
        end=date(end),
        running=seen(running),
        closed=seen(closed),
    )


@pytest.mark.parametrize("case", CASES["pair"], ids=[case["why"] for case in CASES["pair"]])
def test_two_at_the_same_time(case: dict[str, Any]) -> None:
    """Whether two ran together is the same in either order."""
    one, other = lifetime(case["one"]), lifetime(case["other"])
    assert together(one, other) == together(other, one) == case["ran"]


@pytest.mark.parametrize("case", CASES["period"], ids=[case["why"] for case in CASES["period"]])
def test_one_in_a_period(case: dict[str, Any]) -> None:
    """Whether one ran in a period."""
    found = ran_in(lifetime(case["of"]), date(case["since"]), date(case["until"]))
    assert found == case["ran"]


def sentence(kg: KnowledgeGraph, *numbers: str) -> str:
    """What side by side says of the time of two projects."""
    things = [str(thing(f"project/{number}")) for number in numbers]
    return side_by_side(kg, things).overlaps[0].sentence


def test_a_closed_project_does_not_run_on(kg: KnowledgeGraph) -> None:
    """Projects 3 and 108: the one is closed, so nothing says that they ran together."""
    assert sentence(kg, "003", "108") == (
        "Not clear whether at the same time. Project 3 began in January 2013; closed as of the "
        "reading of 22 November 2026, no earlier day being given; its end is not on record. "
        "Project 108 began in 2025; ongoing as of September 2025; its end is not on record."
    )
    assert sentence(kg, "065", "108") == (
        "At different times: Project 65 was closed as of May 2022, Project 108 began in 2025."
    )


def test_no_closed_project_is_at_the_same_time_for_want_of_an_end(kg: KnowledgeGraph) -> None:
    """A closed project without an end runs with another only until the last day that is told."""
    known = lifetimes(kg.engine)
    times = {key: one for key, one in known.items() if "/project/" in key}
    closed = [times[str(thing(f"project/{number}"))] for number in CLOSED]
    assert all(one.start and one.closed and not one.end for one in closed)
    for one, other in itertools.product(closed, times.values()):
        if together(one, other) == "ran":
            assert other.start is not None
            assert one.known_until is not None
            assert other.start.first <= one.known_until.last


def test_matrix_sentence_and_measure_agree(kg: KnowledgeGraph) -> None:
    """A pair has years in common exactly where the sentence does not put it at different times."""
    found = matrix(kg, "Project", "Project", by="time")
    times = lifetimes(kg.engine)
    for row, one in enumerate(found.rows):
        for column, other in enumerate(found.columns[:row]):
            mine, theirs = times.get(one.iri), times.get(other.iri)
            years = found.counts[row, column]
            if mine is None or theirs is None:
                assert not years
                continue
            ran = together(mine, theirs)
            shared = set() if ran == "did not run" else set(mine.years) & set(theirs.years)
            assert years == len(shared)
            assert years or ran != "ran", (one.label, other.label)
            assert not years or ran in {"ran", "may have run"}, (one.label, other.label)


def test_the_matrix_from_2025_has_no_closed_project(kg: KnowledgeGraph) -> None:
    """Of the projects that may have run it is told how many, and none of them counts."""
    found = matrix(kg, "Project", "Country", since="2025").without_empty()
    shown = {name.short.removeprefix("project/") for name in found.rows}
    assert not shown & set(CLOSED)
    assert shown
    assert found.perhaps == 11


def test_the_network_says_what_it_cannot_judge(kg: KnowledgeGraph) -> None:
    """From 2025 on a closed project without an end stays, and the filter says so."""
    lines = Lines(kg.engine)
    things = [str(thing(f"project/{number}")) for number in ("003", "065", "108")]
    state = ViewState(start=("project/108",), years=(2025, 2026))
    left = filtered(state, things, (), Facets(lines), kg.names)
    assert [kg.names[one].short for one in left.things] == ["project/003", "project/108"]
    assert any("no end on record that settles it" in told for told in left.unknown)


def test_the_figure_draws_no_arrow_into_the_future(whole: Background) -> None:
    """A bar of a closed project ends where a document calls it closed, not at the page's edge."""
    made = compose(whole, ReportSelection(("project/065", "project/108")))
    table = next(one for one in made.tables if one.key == "times")
    ends = {row.cells[0]: row.cells[3] for row in table.rows}
    assert ends["Project 65"] == "not on record; closed as of May 2022"
    assert ends["Project 108"] == "not on record; ongoing as of September 2025"
    drawn = html(made).decode()
    assert "Project 65: March 2018; closed as of May 2022" in drawn
    assert "an arrow where the end" not in drawn
