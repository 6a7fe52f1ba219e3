"""Matrices on the mini-world, exactly; on a drawn world and the real record, against plain sets."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from graph.building.release import build, write
from graph.components.matrix import STEPS, steps
from graph.store import EmbeddedEngine
from graph.views.cooperation.cell_network import cell_network, evidence_at
from graph.views.cooperation.cooperation import side_by_side
from graph.views.cooperation.matrix import Matrix, matrix
from graph.views.cooperation.matrix_cell import cell
from graph.views.cooperation.ways import WAYS, YEARS, Way, way
from graph.views.network.drawn_lines import line_id
from graph.views.record.names import NamedGraph, Names, load_names
from graph.views.record.statements import because
from graph.vocabulary import CBRN, thing
from tests.benchmarks.bench_matrix import write_world
from tests.mini_world import mini_project

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Engine
    from graph.views.record.evidence import Evidence

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The mini-world with a second meeting of the same two countries."""
    world = tmp_path_factory.mktemp("matrix")
    mini_project(world)
    said = world / "data" / "statements" / "herald-2021.csv"
    more = (
        "meeting/training-e,attendedBy,country/AAA,paragraph 6,,,,,",
        "meeting/training-e,attendedBy,country/BBB,paragraph 6,,,,,",
        "meeting/rtm-e-02,discussed,project/001,paragraph 6,,,,,",
        "meeting/rtm-e-02,discussed,project/002,paragraph 6,,,,,",
        "project/001,coversCountry,country/AAA,paragraph 7,,,,,",
        "project/001,coversCountry,country/BBB,paragraph 7,,,,,",
        "project/002,coversCountry,country/BBB,paragraph 7,,,,,",
        "project/002,coversRegion,region/EA,paragraph 7,,,,,",
        "project/002,startDate,2021,paragraph 7,,,,,",
        "project/001,startDate,2015,paragraph 7,,,,,",
        "project/001,endDate,2017,paragraph 7,,,,,",
    )
    said.write_text(said.read_text() + "\n".join(more) + "\n")
    write(build(world), world / "mini.nt")
    return EmbeddedEngine(world / "mini.nt")


@pytest.fixture(scope="module")
def names(mini: Engine) -> Names:
    """The names of that world."""
    return load_names(mini)


def numbers(found: Matrix) -> dict[tuple[str, str], int]:
    """The cells that have something, by short addresses; of a mirrored pair the first one."""
    return {
        (row.short, column.short): int(found.counts[at_row, at_column])
        for at_row, row in enumerate(found.rows)
        for at_column, column in enumerate(found.columns)
        if found.counts[at_row, at_column]
        and not (found.way.symmetric and row.short > column.short)
    }


@pytest.mark.parametrize(
    ("rows", "columns", "by", "expected"),
    [
        (
            "Project",
            "Country",
            "lines",
            {
                ("project/001", "country/AAA"): 1,
                ("project/001", "country/BBB"): 1,
                ("project/002", "country/BBB"): 1,
            },
        ),
        (
            "Project",
            "Country",
            "meetings",
            {
                ("project/001", "country/AAA"): 2,
                ("project/001", "country/BBB"): 1,
                ("project/002", "country/AAA"): 1,
            },
        ),
        ("Project", "Organisation", "lines", {("project/001", "organisation/agency"): 1}),
        (
            "Organisation",
            "Country",
            "projects",
            {
                ("organisation/agency", "country/AAA"): 1,
                ("organisation/agency", "country/BBB"): 1,
            },
        ),
        ("Country", "Country", "meetings", {("country/AAA", "country/BBB"): 2}),
        ("Country", "Country", "projects", {("country/AAA", "country/BBB"): 1}),
        ("Project", "Project", "countries", {("project/001", "project/002"): 1}),
        ("Project", "Project", "meetings", {("project/001", "project/002"): 1}),
        ("Project", "Project", "partners", {}),
        ("Project", "Project", "relations", {("project/001", "project/002"): 1}),
    ],
)
def test_numbers_of_the_mini_world(  # noqa: PLR0913, PLR0917 - a row of the table above
    mini: Engine,
    names: Names,
    rows: str,
    columns: str,
    by: str,
    expected: Mapping[tuple[str, str], int],
) -> None:
    """Each way counts exactly the lines and shared things that the tables hold."""
    assert numbers(matrix(NamedGraph(mini, names), rows, columns, by=by)) == expected


def test_a_cell_has_every_statement_behind_its_number(mini: Engine, names: Names) -> None:
    """Two countries met twice; both meetings are there, each with a statement on either side."""
    found = matrix(NamedGraph(mini, names), "Country", "Country", by="meetings")
    opened = cell(
        NamedGraph(mini, names), found, str(thing("country/AAA")), str(thing("country/BBB"))
    )
    assert opened.count == 2
    assert [
        (one.name.short, [each.locator for each in one.one], [each.locator for each in one.other])
        for one in opened.shared
    ] == [
        ("meeting/rtm-e-01", ["paragraph 2"], ["paragraph 2"]),
        ("meeting/training-e", ["paragraph 6"], ["paragraph 6"]),
    ]


def test_a_direct_cell_shows_its_lines(mini: Engine, names: Names) -> None:
    """Two documents say who leads the project: one line, two statements."""
    found = matrix(NamedGraph(mini, names), "Project", "Organisation")
    ends = str(thing("project/001")), str(thing("organisation/agency"))
    opened = cell(NamedGraph(mini, names), found, *ends)
    assert (opened.count, len(opened.direct), opened.shared) == (1, 2, ())
    assert list(opened.direct) == because(mini, ends[0], str(CBRN.ledBy), ends[1])


def test_a_stated_relation_is_found_from_either_end(mini: Engine, names: Names) -> None:
    """That one project follows another is one line, whichever of the two is the row."""
    found = matrix(NamedGraph(mini, names), "Project", "Project", by="relations")
    for ends in (("project/001", "project/002"), ("project/002", "project/001")):
        opened = cell(NamedGraph(mini, names), found, *(str(thing(end)) for end in ends))
        assert [one.sentence(names) for one in opened.direct] == [
            "Project 2 · follows on from · Project 1"
        ]


def test_an_empty_cell_has_no_evidence(mini: Engine, names: Names) -> None:
    """What is not on record opens as nothing, and so does the diagonal."""
    found = matrix(NamedGraph(mini, names), "Country", "Country", by="meetings")
    one, three = str(thing("country/AAA")), str(thing("country/BBB"))
    assert cell(NamedGraph(mini, names), found, one, one).count == 0
    empty = matrix(NamedGraph(mini, names), "Country", "Country", by="meetings", since="2030")
    assert cell(NamedGraph(mini, names), empty, one, three).count == 0


@pytest.mark.parametrize(
    ("region", "since", "until", "expected"),
    [
        ("region/EA", None, None, {("project/002", "country/BBB"): 1}),
        ("region/WE", None, None, {}),
        (
            None,
            "2016-05",
            "2016-06",
            {("project/001", "country/AAA"): 1, ("project/001", "country/BBB"): 1},
        ),
        (None, "2018", None, {("project/002", "country/BBB"): 1}),
        (None, None, "2014", {}),
    ],
    ids=["region", "other region", "within a project", "open end", "before all"],
)
def test_region_and_period_choose_the_activities(  # noqa: PLR0913, PLR0917 - a row of the table
    mini: Engine,
    names: Names,
    region: str | None,
    since: str | None,
    until: str | None,
    expected: Mapping[tuple[str, str], int],
) -> None:
    """Only projects of the region and the time count; one that has not ended goes on."""
    found = matrix(
        NamedGraph(mini, names),
        "Project",
        "Country",
        region=str(thing(region)) if region else None,
        since=since,
        until=until,
    )
    assert numbers(found) == expected


def test_an_unknown_matrix_names_those_there_are(mini: Engine, names: Names) -> None:
    """A wrong kind gets a sentence with the right ones."""
    with pytest.raises(ValueError, match="Project × Country by lines"):
        matrix(NamedGraph(mini, names), "Person", "Topic")


def test_rows_without_anything_are_kept_or_left_out(mini: Engine, names: Names) -> None:
    """All projects have a row, for the empty ones are what a reviewer looks for."""
    found = matrix(NamedGraph(mini, names), "Project", "Organisation")
    assert [len(found.rows), len(found.without_empty().rows)] == [2, 1]
    assert sum(group.size for group in found.row_groups) == 2
    assert sum(group.size for group in found.without_empty().row_groups) == 1


def by_sets(found: Matrix, row: str, column: str) -> int:
    """The number of a cell, worked out from the lines with plain sets."""
    if found.far is None:
        return len(found.near.lines.get((row, column), ()))
    sides = [
        {far for near, far in side.lines if near == end}
        for side, end in ((found.near, row), (found.far, column))
    ]
    return len(sides[0] & sides[1])


@pytest.mark.parametrize("one", WAYS, ids=lambda one: f"{one.rows}-{one.columns}-{one.key}")
def test_every_number_on_record_equals_that_of_plain_sets(record: EmbeddedEngine, one: Way) -> None:
    """On the real record each cell is the size of what the two have in common."""
    known = load_names(record)
    found = matrix(NamedGraph(record, known), one.rows, one.columns, by=one.key)
    assert found.filled
    sides: list[dict[str, set[str]]] = [defaultdict(set), defaultdict(set)]
    for side, incidence in zip(sides, (found.near, found.far or found.near), strict=True):
        for near, far in incidence.lines:
            side[near].add(far)
    for at_row, row in enumerate(found.rows):
        for at_column, column in enumerate(found.columns):
            expected = (
                0
                if one.symmetric and row == column
                else len(found.near.lines.get((row.iri, column.iri), ()))
                if found.far is None
                else len(sides[0][row.iri] & sides[1][column.iri])
            )
            if one.middle == YEARS and found.counts[at_row, at_column] == 0:
                continue  # those of one year that were apart in it: test_lifetimes.py
            assert found.counts[at_row, at_column] == expected


@pytest.mark.parametrize("by", ["countries", "partners"])
def test_both_ways_of_counting_agree(tmp_path: Path, by: str) -> None:
    """On a drawn world of 300 projects, dense and sparse, sampled cells equal plain sets."""
    file = tmp_path / "drawn.nt"
    write_world(300, file)
    engine = EmbeddedEngine(file)
    found = matrix(NamedGraph(engine, load_names(engine)), "Project", "Project", by=by)
    assert np.array_equal(found.counts, found.counts.T)
    for row in range(0, 300, 29):
        for column in range(0, 300, 17):
            expected = by_sets(found, found.rows[row].iri, found.columns[column].iri)
            assert found.counts[row, column] == (0 if row == column else expected)


def test_the_order_is_the_same_every_time_and_keeps_regions_together(
    record: EmbeddedEngine,
) -> None:
    """Countries of one region stand side by side, in one order."""
    known = load_names(record)
    first, second = (matrix(NamedGraph(record, known), "Country", "Country") for _ in range(2))
    assert first.rows == second.rows
    assert first.rows == first.columns
    labels = [group.label for group in first.row_groups]
    assert len(labels) == len(set(labels))
    assert "Central Asia" in labels


def test_the_fullest_rows_are_kept(record: EmbeddedEngine) -> None:
    """A matrix too large to draw keeps the rows and columns with the most."""
    known = load_names(record)
    found = matrix(NamedGraph(record, known), "Organisation", "Country")
    few = found.fullest(5, 4)
    assert few.counts.shape == (5, 4)
    totals = sorted(found.counts.sum(axis=1), reverse=True)
    whole = {row.iri: int(found.counts[place].sum()) for place, row in enumerate(found.rows)}
    assert sorted((whole[row.iri] for row in few.rows), reverse=True) == totals[:5]


def test_three_things_side_by_side(mini: Engine, names: Names) -> None:
    """What two or three share is told with an empty side for the one that has it not."""
    things = [str(thing(one)) for one in ("project/001", "project/002", "country/AAA")]
    found = side_by_side(NamedGraph(mini, names), things)
    shared = {one.name.short: [len(side) for side in one.sides] for one in found.common}
    assert shared["country/BBB"] == [1, 1, 0]
    assert shared["meeting/rtm-e-02"] == [1, 1, 1]
    assert [one.sentence(names) for one in found.direct] == [
        "Project 1 · covers country · Aland",
        "Project 2 · follows on from · Project 1",
    ]
    assert [name.short for name in found.only[0]] == ["organisation/agency"]
    assert [one.sentence for one in found.overlaps] == [
        "At different times: Project 1 ended in 2017, Project 2 began in 2021."
    ]
    status = next(one for one in found.values if one.relation == "status")
    assert [[each.value for each in side] for side in status.sides] == [["closed"], [], []]


def test_no_way_is_offered_twice() -> None:
    """A matrix is named by its kinds and what it counts."""
    keys = [(one.rows, one.columns, one.key) for one in WAYS]
    assert len(keys) == len(set(keys))
    assert way("Country", "Country").key == "meetings"


@pytest.mark.parametrize("most", [1, 2, 3, 4, 9, 10, 250])
def test_the_scale_covers_every_number_once(most: int) -> None:
    """Each number up to the largest has one step, and more is darker or lighter throughout."""
    scale = steps(most)
    covered = [number for start, end, _ in scale for number in range(start, end + 1)]
    assert covered == list(range(1, most + 1))
    places = [STEPS.index(step) for _, _, step in scale]
    assert places == sorted(set(places))


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_numbers_can_be_read_on_their_colours() -> None:
    """Each number has a contrast of 4.5:1 at least, and steps differ in lightness alone too."""
    for fills, inks in (
        ([step.fill.light for step in STEPS], [step.ink.light for step in STEPS]),
        ([step.fill.dark for step in STEPS], [step.ink.dark for step in STEPS]),
    ):
        for fill, ink in zip(fills, inks, strict=True):
            dark, light = sorted((luminance(fill), luminance(ink)))
            assert (light + 0.05) / (dark + 0.05) >= 4.5
        order = [luminance(fill) for fill in fills]
        assert order in (sorted(order), sorted(order, reverse=True))


def test_a_cell_is_lit_in_its_network(mini: Engine, names: Names) -> None:
    """The lines behind a cell are lit among others of its ends; one line has its own statements."""
    found = matrix(NamedGraph(mini, names), "Country", "Country", by="meetings")
    ends = (str(thing("country/AAA")), str(thing("country/BBB")))
    content = cell(NamedGraph(mini, names), found, *ends)
    view, lit = cell_network(names, found, content)
    first, other = (f"meeting/rtm-e-01~attendedBy~{end}" for end in ("country/AAA", "country/BBB"))
    sides = [side for shared in content.shared for side in (shared.one, shared.other)]
    own = {line_id(*one.triple) for side in sides for one in side}
    assert lit == sorted(own)
    assert {first, other} < own
    drawn = {line.id for line in view.lines}
    assert drawn - own == {"meeting/rtm-e-02~attendedBy~country/AAA"}

    def evidence(at: str) -> tuple[Evidence, ...]:
        picked = view.named(at)
        assert picked is not None
        return evidence_at(content, picked)

    assert [one.value for one in evidence(first)] == [ends[0]]
    assert len(evidence("meeting/rtm-e-01")) == 2
    assert not evidence("meeting/rtm-e-02~attendedBy~country/AAA")


def test_the_years_of_two_projects_rest_on_their_dates(record: EmbeddedEngine) -> None:
    """A number of years opens the statements of both beginnings and both ends, and no network."""
    known = load_names(record)
    found = matrix(NamedGraph(record, known), "Project", "Project", by="time")
    row, column = (int(place[0]) for place in found.counts.nonzero())
    content = cell(NamedGraph(record, known), found, found.rows[row].iri, found.columns[column].iri)
    assert content.count == found.counts[row, column]
    dates = {(one.subject, one.predicate.rpartition("#")[2]) for one in content.direct}
    assert dates == {
        (end.iri, name)
        for end in (found.rows[row], found.columns[column])
        for name in ("startDate", "endDate")
    }
    assert cell_network(known, found, content)[1] == []
