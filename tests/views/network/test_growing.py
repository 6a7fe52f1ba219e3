"""A network that grows: nothing moves, nothing is left out unsaid, every line can be had again."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.components.network_canvas.model import model
from graph.store import EmbeddedEngine
from graph.views.exports.formats import FORMATS
from graph.views.exports.shown import shown
from graph.views.network.drawn_lines import DrawnLine
from graph.views.network.growing import Grower
from graph.views.network.grown_picture import grown
from graph.views.network.outline import line_rows, outline, thing_rows
from graph.views.network.picture import Picture
from graph.views.network.reproduce import statements_query, tie_query
from graph.views.network.ties import possible, wording
from graph.views.network.view_state import (
    Add,
    Arrange,
    Collapse,
    Expand,
    GroupBy,
    GroupNamed,
    Hide,
    Keep,
    OpenGroup,
    Pin,
    Relation,
    Step,
    Tie,
    ViewState,
)
from graph.views.record.names import NamedGraph, load_names
from graph.views.record.statements import because
from graph.vocabulary import CBRN, thing

ROOT = Path(__file__).parents[3]
MEETING = "meeting/rtm-e-01"
THINGS = (
    "country/AAA",
    "country/BBB",
    "region/EA",
    "project/001",
    "initiative/mini",
    MEETING,
    "meeting/rtm-e-02",
)
ATTENDED = Relation("attendedBy", inward=True)
SHARED = Tie("Country", ATTENDED, "Meeting")


@pytest.fixture(scope="module")
def grower(disputed_world: Path) -> Grower:
    """What makes pictures of that world."""
    engine = EmbeddedEngine(disputed_world)
    return Grower(NamedGraph(engine, load_names(engine)))


def iri(short: str) -> str:
    """The whole address of a thing."""
    return str(thing(short))


NAMES = st.sampled_from(THINGS)
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.builds(Expand, NAMES),
    st.builds(Expand, NAMES, st.just(ATTENDED)),
    st.builds(Add, NAMES.map(lambda name: (name,))),
    st.builds(Hide, NAMES.map(lambda name: (name,))),
    st.builds(Collapse, NAMES),
    st.builds(Keep, st.lists(NAMES, min_size=1, max_size=4, unique=True).map(tuple)),
    st.builds(GroupBy, st.sampled_from(["kind", "region", "publisher"])),
    st.builds(GroupNamed, st.just("Ours"), st.lists(NAMES, min_size=2, unique=True).map(tuple)),
    st.just(OpenGroup()),
)
LAYOUTS = st.sampled_from(["around", "force", "region", "time"])


@settings(max_examples=60)
@given(NAMES, LAYOUTS, st.lists(STEPS, max_size=6))
def test_no_step_moves_what_is_there(
    grower: Grower, start: str, layout: str, steps: list[Step]
) -> None:
    """Whatever is brought in or taken out, in any layout, all that stays keeps its place."""
    state = ViewState(start=(start,), steps=(Arrange(layout),), most=12)  # type: ignore[arg-type]
    places = grown(grower, state).places
    for step in steps:
        state = state.then(step)
        after = grown(grower, state).places
        assert {node: after[node] for node in places if node in after} == {
            node: place for node, place in places.items() if node in after
        }
        places = after


def test_the_same_state_is_the_same_picture(disputed_world: Path, grower: Grower) -> None:
    """A picture made afresh, elsewhere, without what came before, has the same places."""
    state = ViewState(start=("country/AAA",)).then(Expand(MEETING)).then(Pin("region/EA", 500, 9))
    grown(grower, ViewState(start=("region/EA",)))
    one = grown(grower, state)
    engine = EmbeddedEngine(disputed_world)
    other = grown(Grower(NamedGraph(engine, load_names(engine))), state)
    assert one.places == other.places
    assert one.places[iri("region/EA")] == (500, 9)
    assert one.sentence == other.sentence


VIEWS = [
    *(ViewState(start=(name,)) for name in THINGS),
    *(ViewState(start=(name,), most=10).then(Expand(MEETING)) for name in THINGS[2:6]),
    *(ViewState(start=("country/AAA", "country/BBB"), ties=(tie,)) for tie in (SHARED,)),
    ViewState(),
    ViewState(start=(MEETING,)).turned("Country"),
    ViewState(start=(MEETING,)).then(Arrange("time")),
    ViewState(start=(MEETING,)).then(Arrange("region")),
    ViewState(start=(MEETING,)).then(GroupBy("kind")),
    ViewState(start=(MEETING,), ties=(SHARED,))
    .then(GroupBy("region"))
    .then(Hide(("project/001",))),
    ViewState(start=(MEETING,), years=(2021, 2021)),
    ViewState(start=(MEETING,), known_by="2020-12-31"),
    ViewState(start=("country/CCC", MEETING)).then(
        Expand(MEETING, Relation("attendedBy"), "Country", ("country/AAA",))
    ),
    ViewState(start=("region/EA",), sizes="lines").then(Hide((MEETING,))),
]


@pytest.mark.parametrize("state", VIEWS)
def test_the_twin_says_all_that_is_drawn(grower: Grower, state: ViewState) -> None:
    """Tables and outline hold exactly the nodes and lines that the canvas draws."""
    assert len(VIEWS) >= 20
    picture = grown(grower, state)
    nodes, edges, *_ = model(picture.view.graph, picture.places).get_network_data()
    drawn = {edge["id"]: (edge["from"], edge["label"], edge["to"]) for edge in edges}
    labels = {node["id"]: node["label"] for node in nodes}
    rows = {row.id: (row.source, row.relation, row.target) for row in line_rows(picture.view)}
    assert rows == {
        line: (labels[one], label, labels[other]) for line, (one, label, other) in drawn.items()
    }
    assert {row.id: row.label for row in thing_rows(picture.view)} == labels
    told = [entry for section in outline(picture.view) for entry in section.entries]
    assert {entry.id for entry in told} == labels.keys()
    groups = {group.id for group in picture.groups}
    # Lines between two things stand each on its own in the outline; those of a group together.
    apart = (1 if {x.source, x.target} & groups else x.count or 1 for x in picture.view.lines)
    assert sum(len(entry.lines) for entry in told) == 2 * sum(apart)
    counted = picture.sentence.partition(";")[0].rpartition(" with ")[2]
    numbers = sum(map(int, re.findall(r"(\d+) ", counted)))
    things = sum(node["holds"] or 1 for node in nodes if not node["rest"])
    assert numbers + (picture.view.focus is not None) == things


def test_what_is_not_shown_has_its_exact_number(grower: Grower) -> None:
    """A summary node stands for exactly the lines on record that are not in the picture."""
    state = ViewState(start=(MEETING, "country/CCC"))
    some = Expand(MEETING, Relation("attendedBy"), "Country", ("country/AAA",))
    picture = grown(grower, state.then(some))
    assert [rest.label for rest in picture.rests] == ["+1 country"]
    assert picture.sentence.endswith("Not shown: 1 country.")
    rest = picture.rests[0]
    assert rest.things == (iri("country/BBB"),)
    full = grown(grower, state.then(some).then(Expand(MEETING, None, "Country")))
    assert full.rests == ()


def test_choices_count_what_is_on_record_and_shown(grower: Grower) -> None:
    """The menu of a thing names each relation and kind with how many there are and are shown."""
    scene = grower.scene(ViewState(start=("country/AAA", MEETING)))
    choices = {
        (str(one.relation), one.kind): (len(one.things), one.shown)
        for one in grower.choices(scene, iri("country/AAA"))
    }
    assert choices["attendedBy.of", "Meeting"] == (2, 1)
    assert choices["partOfInitiative", "Initiative"] == (1, 0)


def test_collapse_takes_back_what_expanding_brought(grower: Grower) -> None:
    """Collapsing a thing leaves what was there before it was expanded."""
    state = ViewState(start=("country/AAA",))
    before = grown(grower, state)
    after = grown(grower, state.then(Expand(MEETING)).then(Collapse(MEETING)))
    assert {*after.things} == {*before.things}


def test_hidden_things_come_back_only_by_name(grower: Grower) -> None:
    """Expanding all again does not bring back what the reader hid; asking for it does."""
    state = ViewState(start=(MEETING,)).then(Hide(("country/AAA",))).then(Expand(MEETING))
    picture = grown(grower, state)
    assert iri("country/AAA") not in picture.things
    assert picture.remarks == ("Hidden by you: 1 country.",)
    back = grown(grower, state.then(Expand(MEETING, chosen=("country/AAA",))))
    assert iri("country/AAA") in back.things


def test_unknown_things_are_told(grower: Grower) -> None:
    """An address that names what is not on record gives the rest and a sentence."""
    picture = grown(grower, ViewState(start=("country/AAA", "country/XXX")))
    assert picture.things == (iri("country/AAA"),)
    assert picture.remarks == ("'country/XXX' is not on record here.",)


def test_disagreement_shows_on_its_line_only(grower: Grower) -> None:
    """The line on which documents disagree is marked, the other lines of the thing are not."""
    picture = grown(grower, ViewState(start=(MEETING,)))
    disputed = [one for one in picture.view.singly if isinstance(one, DrawnLine) and one.disputed]
    assert [line.id for line in disputed] == [f"{MEETING}~hostCountry~country/BBB"]
    told = [row.id for row in line_rows(picture.view) if row.line.disputed]
    assert told == [picture.view.triples()[line.triple] for line in disputed]


def test_years_take_out_what_is_known_to_be_otherwise(grower: Grower) -> None:
    """A meeting of another year goes; what has no date stays, and is counted."""
    state = ViewState(start=("country/AAA",))
    picture = grown(grower, replace(state, years=(2021, 2021)))
    assert iri(MEETING) not in picture.things
    assert iri("meeting/rtm-e-02") in picture.things
    assert "Filtered out: 1 meeting." in picture.sentence
    before = grown(grower, replace(state, years=(2018, 2019)))
    assert iri("initiative/mini") not in before.things, "it joined in November 2020"
    dateless = grown(grower, replace(ViewState(start=("project/001",)), years=(2020, 2020)))
    assert any("no date on record" in remark for remark in dateless.remarks)


def test_known_by_a_day_is_what_had_been_said_by_then(grower: Grower) -> None:
    """Before the second document only what the first one states is in the picture."""
    picture = grown(grower, ViewState(start=("country/AAA",), known_by="2020-12-31"))
    assert {*picture.things} == {iri("country/AAA"), iri(MEETING)}


def test_regions_leave_what_has_none(grower: Grower) -> None:
    """A filter by region takes out things of other regions and keeps those of none."""
    state = ViewState(start=(MEETING,), regions=("region/WE",))
    picture = grown(grower, state)
    assert iri("country/BBB") not in picture.things
    assert iri("country/AAA") in picture.things
    assert any("no region on record" in remark for remark in picture.remarks)


def test_what_things_share_is_a_line_of_its_own(grower: Grower) -> None:
    """Two countries at one meeting are tied by it, and the wording says how."""
    picture = grown(grower, ViewState(start=("country/AAA", "country/BBB"), ties=(SHARED,)))
    (line,) = picture.ties
    assert (line.label, line.things) == ("share 1 meeting", (iri(MEETING),))
    assert wording(SHARED, grower.kg.names) == "countries: attended the same meeting"
    assert possible(grower.lines, grower.kg.names, picture.things)[SHARED] == 1
    assert picture.sentence == "2 countries; 1 line worked out."


def test_queries_give_the_line_again(grower: Grower) -> None:
    """The query beside a line finds the statements that the line shows, and the things shared."""
    picture = grown(grower, ViewState(start=(MEETING, "project/001", "organisation/agency")))
    lines = [line for line in picture.view.lines if isinstance(line, DrawnLine)]
    assert len(lines) == 2
    for line in lines:
        found = grower.kg.engine.query(statements_query(grower.kg.names, *line.triple)).records()
        wanted = because(grower.kg.engine, *line.triple)
        assert sorted(row["document"] or "" for row in found) == [one.document for one in wanted]
    tied = grown(grower, ViewState(start=("country/AAA", "country/BBB"), ties=(SHARED,)))
    (shared,) = tied.ties
    rows = grower.kg.engine.query(tie_query(grower.kg.names, shared)).records()
    assert [row["shared"] for row in rows] == [*shared.things]


def test_regions_and_years_have_headings(grower: Grower) -> None:
    """By region and in time order each group stands under a heading of its own."""
    state = ViewState(start=("country/AAA",)).then(Expand(MEETING))
    by_year = grown(grower, state.then(Arrange("time")))
    assert [*by_year.headings] == ["2020", "2021"]
    places = by_year.places
    assert places[iri(MEETING)][0] < places[iri("meeting/rtm-e-02")][0]
    by_region = grown(grower, state.then(Arrange("region")))
    assert [*by_region.headings] == ["East"]


def test_at_most_so_many_things_are_shown(grower: Grower) -> None:
    """However much is expanded, the number of things keeps to the limit, the rest is counted."""
    state = ViewState(start=(MEETING,), most=10)
    for name in THINGS:
        state = state.then(Expand(name))
    picture = grown(grower, state)
    assert len(picture.things) == 10
    assert "Not shown:" in picture.sentence


def test_a_picture_holds_no_disputed_literal(grower: Grower) -> None:
    """Only lines between things are drawn: a disputed status makes no line and marks none."""
    picture: Picture = grown(grower, ViewState(start=("project/001",)))
    assert str(CBRN.status) not in {line.predicate for line in picture.view.lines}


def test_a_line_that_was_worked_out_is_taken_away_too(grower: Grower) -> None:
    """Drawing, page, tables and RDF hold it with the statements on both sides, named as such."""
    state = ViewState(start=("country/AAA", "country/BBB"), ties=(SHARED,))
    picture = grown(grower, state)
    taken = shown(
        grower.kg,
        picture.taken,
        places=picture.places,
    )
    [line] = [line for line in taken.lines if line.tied]
    assert {one.locator for one in line.evidence} == {"paragraph 2"}
    assert len({one.statement for one in line.evidence}) == 2
    texts = (one for one in FORMATS if one.ending != "pptx")
    files = {one.ending: one.write(grower.kg.engine, taken).decode() for one in texts}
    assert "share 1 meeting" in files["svg"]
    assert "worked out" in files["svg"]
    assert "worked out from these" in files["html"]
    rows = [row for row in csv.reader(io.StringIO(files["lines.csv"])) if row[1] == line.label]
    assert [row[0:3] for row in rows] == [["Aland", "share 1 meeting", "Bland"]] * 2
    assert all(one.statement.rpartition("/")[2] in files["ttl"] for one in line.evidence)
