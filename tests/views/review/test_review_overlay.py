"""What is proposed as it stands over lines, cells and networks, and what it would change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import URIRef

from graph.building.draft import drafted
from graph.building.release import build
from graph.intake.record import Record
from graph.intake.review import look_at_proposals
from graph.reviews import Verdict
from graph.store import EmbeddedEngine
from graph.views.cooperation.matrix import matrix
from graph.views.network.answer_network import neighbourhood
from graph.views.network.drawn_lines import DrawnLine
from graph.views.network.line_notes import noted
from graph.views.record.decisions import decisions
from graph.views.record.names import NamedGraph, load_names
from graph.views.record.statements import of_statements
from graph.views.review.review_overlay import cell_notes, effect, overlay
from graph.vocabulary import thing
from tests.command_line import run
from tests.mini_world import mini_project
from tests.views.review.proposed import by_line, key, proposal, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.views.record.decisions import Decision
    from graph.views.record.evidence import Evidence


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, EmbeddedEngine]]:
    """The mini-world, built and opened."""
    root = tmp_path_factory.mktemp("mini")
    mini_project(root)
    (root / "mini.nt").write_text(build(root).text)
    engine = EmbeddedEngine(root / "mini.nt")
    yield root, engine
    engine.close()


def test_a_line_has_the_note_of_its_strongest_proposal(mini: tuple[Path, EmbeddedEngine]) -> None:
    """Withdrawn comes before disputed and that before accepted; what is gone is in no line."""
    root, engine = mini
    gazette = key(root, "project/001", "ledBy", "agency", "gazette-2020")
    herald = key(root, "project/001", "ledBy", "agency", "herald-2021")
    met = key(root, "meeting/rtm-e-01", "attendedBy", "AAA")
    made = [
        proposal(gazette, "withdrawn"),
        proposal(herald, "accepted"),
        proposal(met, "accepted"),
        proposal(met, "disputed", "Another"),
        proposal("0" * 20),
    ]
    for order in (made, made[::-1]):
        found = overlay(engine, order)
        assert by_line(found) == {
            "project/001~ledBy~organisation/agency": "withdrawn",
            "meeting/rtm-e-01~attendedBy~country/AAA": "disputed",
        }
    assert found.statements.keys() == {gazette, herald, met}


def test_what_counts_already_is_not_proposed_any_more(world: Path) -> None:
    """A file that was not emptied after a build marks nothing that the graph has by now."""
    statement = key(world, "meeting/rtm-e-01", "attendedBy", "AAA")
    write(world, proposal(statement))
    assert run("review", "--apply", "--root", world)[0] == 0
    (world / "cbrn.nt").write_text(build(world).text)
    engine = EmbeddedEngine(world / "cbrn.nt")
    found = overlay(engine, [proposal(statement), proposal(statement, "accepted", "Another")])
    engine.close()
    assert found.done == {proposal(statement)}
    assert by_line(found) == {"meeting/rtm-e-01~attendedBy~country/AAA": "accepted"}
    made = decisions_of(world)
    assert [(one.verdict, one.by, one.why) for one in made] == [
        ("Withdrawn", "A reviewer", "=1+1, or not")
    ]


def decisions_of(world: Path) -> list[Decision]:
    """The reviews that the built graph tells of."""
    engine = EmbeddedEngine(world / "cbrn.nt")
    try:
        return decisions(engine)
    finally:
        engine.close()


@pytest.mark.parametrize(
    ("rows", "columns", "by", "notes"),
    [
        ("Project", "Organisation", "lines", {("project/001", "organisation/agency"): "withdrawn"}),
        (
            "Country",
            "Country",
            "meetings",
            {
                ("country/AAA", "country/BBB"): "disputed",
                ("country/BBB", "country/AAA"): "disputed",
            },
        ),
        ("Project", "Country", "meetings", {("project/001", "country/AAA"): "disputed"}),
    ],
)
def test_a_cell_has_the_note_of_the_lines_behind_it(
    mini: tuple[Path, EmbeddedEngine],
    rows: str,
    columns: str,
    by: str,
    notes: dict[tuple[str, str], str],
) -> None:
    """A proposal on one statement marks each cell whose number rests on it, and no other."""
    root, engine = mini
    over = overlay(
        engine,
        [
            proposal(key(root, "project/001", "ledBy", "agency", "gazette-2020")),
            proposal(key(root, "meeting/rtm-e-01", "attendedBy", "AAA"), "disputed"),
        ],
    )
    found = matrix(NamedGraph(engine, load_names(engine)), rows, columns, by=by)
    named = {
        (found.rows[row].short, found.columns[column].short): note
        for (row, column), note in cell_notes(found, over.by_triple).items()
        if found.counts[row, column]
    }
    assert named == notes


@pytest.mark.parametrize(
    ("statement", "verdict", "told"),
    [
        (("project/001", "ledBy", "agency", "gazette-2020"), "withdrawn", "another statement says"),
        (("meeting/rtm-e-01", "attendedBy", "AAA", ""), "disputed", "no other statement says so"),
        (("project/001", "status", "closed", ""), "withdrawn", "another value instead"),
        (("project/001", "status", "ongoing", ""), "accepted", "before what nobody has reviewed"),
        (("project/001", "status", "ongoing", ""), "withdrawn", "does not show it now either"),
        (("project/001", "status", "closed", ""), "accepted", "marked as checked"),
    ],
)
def test_what_a_proposal_would_change_is_told_and_true(
    mini: tuple[Path, EmbeddedEngine],
    world: Path,
    statement: tuple[str, str, str, str],
    verdict: Verdict,
    told: str,
) -> None:
    """The sentence says what a build makes of the line once the proposal is taken up."""
    _, engine = mini
    chosen = key(world, *statement)
    one = of_statements(engine, [str(thing(f"statement/{chosen}"))])[0]
    assert told in effect(engine, one, verdict)
    was = drafted(world)
    write(world, proposal(chosen, verdict))
    data = world / "data"
    look = look_at_proposals(Record.load(world))
    for name, content in look.files.items():
        (data / name).write_bytes(content)
    before = {triple for triple in was.asserted if triple[:2] == _start(one)}
    after = {triple for triple in drafted(world).asserted if triple[:2] == _start(one)}
    goes = {"no other statement says so", "another value instead", "nobody has reviewed"}
    assert (before != after) is any(part in told for part in goes)


def _start(one: Evidence) -> tuple[URIRef, URIRef]:
    return URIRef(one.subject), URIRef(one.predicate)


def test_a_network_without_proposals_is_left_as_it_is(mini: tuple[Path, EmbeddedEngine]) -> None:
    """Notes are added to a copy, and only where a line has one."""
    _, engine = mini
    view = neighbourhood(NamedGraph(engine, load_names(engine)), str(thing("project/001")))
    assert noted(view, {("no", "such", "line"): "withdrawn"}) is view
    line = view.named("project/001~ledBy~organisation/agency")
    assert isinstance(line, DrawnLine)
    marked = noted(view, {line.triple: "withdrawn"})
    assert {one.id: one.note for one in marked.lines if one.note} == {line.id: "withdrawn"}
    assert not any(one.note for one in view.lines)
