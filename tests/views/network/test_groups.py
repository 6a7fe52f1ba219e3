"""Things drawn as one: exact counts, no line lost, opened again as they were, cited as before."""

from __future__ import annotations

import csv
import io
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, URIRef

from graph.store import EmbeddedEngine
from graph.views.exports.formats import FORMATS
from graph.views.exports.shown import shown
from graph.views.network.drawn_lines import BundleLine, DrawnLine
from graph.views.network.drawn_nodes import GroupNode
from graph.views.network.growing import Grower
from graph.views.network.grown_picture import grown
from graph.views.network.picture import Picture
from graph.views.network.view_state import (
    Arrange,
    Expand,
    GroupBy,
    GroupedBy,
    GroupNamed,
    Hide,
    OpenGroup,
    Pin,
    Relation,
    Tie,
    ViewState,
)
from graph.views.record.names import NamedGraph, load_names
from graph.vocabulary import thing

if TYPE_CHECKING:
    from pathlib import Path

    from graph.views.record.lines import Triple

MEETING = "meeting/rtm-e-01"
START = ViewState(
    start=("country/AAA",), ties=(Tie("Country", Relation("attendedBy", inward=True), "Meeting"),)
).then(Expand(MEETING))
WAYS: tuple[GroupedBy, ...] = ("kind", "region", "publisher")


@pytest.fixture(scope="module")
def grower(disputed_world: Path) -> Grower:
    """What makes pictures of the mini-world."""
    engine = EmbeddedEngine(disputed_world)
    return Grower(NamedGraph(engine, load_names(engine)))


def stated(picture: Picture) -> list[Triple]:
    """What documents state of a picture: at its lines, in its bundles, and inside its groups."""
    inside = (node.inside for node in picture.view.nodes if isinstance(node, GroupNode))
    lines = chain(picture.view.singly, *inside)
    return sorted(line.triple for line in lines if isinstance(line, DrawnLine))


@pytest.mark.parametrize("by", WAYS)
def test_groups_lose_no_thing_and_no_line(grower: Grower, by: GroupedBy) -> None:
    """Each thing and each stated line is there once, and counted; opening gives all places back."""
    before, after = grown(grower, START), grown(grower, START.then(GroupBy(by)))
    assert after.groups
    assert sorted(after.things) == sorted(before.things)
    assert stated(after) == stated(before)
    assert after.view.counts() == before.view.counts()
    assert after.legend == before.legend
    for group in after.groups:
        assert str(len(group.things)) in group.label
        assert len(group.things) > 1
        assert group.rule.of in {"Meeting"} or after.view.focus not in group.things
    again = grown(grower, START.then(GroupBy(by)).then(OpenGroup()))
    assert again.places == before.places
    assert again.view.lines == before.view.lines
    one = after.groups[0]
    opened = grown(grower, START.then(GroupBy(by)).then(OpenGroup(one.rule.key)))
    assert {group.id for group in opened.groups} == {group.id for group in after.groups} - {one.id}


def test_what_groups_are_made_of(grower: Grower) -> None:
    """A kind, one region, or one publisher: what has several of these is in none."""
    names = grower.kg.names
    for group in grown(grower, START.then(GroupBy("kind"))).groups:
        assert {names[one].family for one in group.things} == {group.rule.of}
    for group in grown(grower, START.then(GroupBy("region"))).groups:
        regions = grower.facets.regions(group.things, names)
        assert {*regions.values()} == {frozenset({str(thing(group.rule.of))})}
    for group in grown(grower, START.then(GroupBy("publisher"))).groups:
        assert {*grower.facets.publishers(group.things).values()} == {frozenset({group.rule.of})}
    only = grown(grower, START.then(GroupBy("kind", "Country"))).groups
    assert [group.rule.key for group in only] in ([], ["kind:Country"])


def test_a_group_of_ones_own_has_its_name(grower: Grower) -> None:
    """What a reader puts together is one, whatever rule it meets too, and can be dragged."""
    chosen = ("country/AAA", MEETING)
    state = START.then(GroupBy("kind")).then(GroupNamed("Ours", chosen))
    (own,) = (one for one in grown(grower, state).groups if one.rule.by == "name")
    assert {*own.things} == {str(thing(name)) for name in chosen}
    assert own.label == "Ours: 2 things"
    moved = grown(grower, state.then(Pin(own.id, 700, -80)))
    assert moved.places[own.id] == (700, -80)
    gone = grown(grower, state.then(GroupNamed("Theirs", ("country/ZZZ", "country/AAA"))))
    assert "'country/ZZZ' is not on record here." in gone.remarks


@pytest.mark.parametrize("layout", ["around", "force", "region", "time", "map"])
def test_groups_are_arranged_as_things_are(grower: Grower, layout: str) -> None:
    """Arranging anew gives each group a place of its own, and opening it each of its things."""
    state = START.then(GroupBy("kind")).then(Arrange(layout))  # type: ignore[arg-type]
    picture = grown(grower, state)
    assert {group.id for group in picture.groups} <= picture.places.keys()
    opened = grown(grower, state.then(OpenGroup()))
    assert {*opened.places} >= {*opened.things}
    assert len({*opened.places.values()}) == len(opened.places)


STATES = (
    START,
    ViewState(),
    START.then(GroupBy("kind")),
    START.then(GroupBy("region")).then(Hide(("project/001",))),
    START.then(GroupNamed("Ours", ("country/AAA", "country/BBB", MEETING))),
)


@pytest.mark.parametrize("state", STATES)
def test_between_two_nodes_there_is_one_line(grower: Grower, state: ViewState) -> None:
    """Parallel lines are a bundle with their number, and each is found by its old address."""
    view = grown(grower, state).view
    ends = [frozenset((line.source, line.target)) for line in view.lines]
    assert len(ends) == len({*ends})
    bundles = [line for line in view.lines if isinstance(line, BundleLine)]
    assert bundles or state == ViewState()
    for bundle in bundles:
        assert bundle.count == len(bundle.lines) == len({line.id for line in bundle.lines})
        assert all(view.named(line.at) is bundle for line in bundle.lines)
        assert view.named(bundle.at) is bundle


@pytest.mark.parametrize("state", STATES[2:])
def test_a_group_leaves_the_app_as_what_it_is(grower: Grower, state: ViewState) -> None:
    """Files tell its number and what is in it, cite its lines, and RDF has each of them."""
    picture = grown(grower, state)
    taken = shown(grower.kg, picture.taken, places=picture.places)
    groups = {one.id for one in picture.groups}
    assert groups
    lines = [one for one in taken.lines if {one.source, one.target} & groups]
    assert lines
    assert all(one.evidence or one.tied for one in lines)
    made = {
        one.ending: one.write(grower.kg.engine, taken)
        for one in FORMATS
        if one.ending in {"things.csv", "lines.csv", "svg", "graphml", "ttl"}
    }
    rows = list(csv.DictReader(io.StringIO(made["things.csv"].decode("utf-8-sig"))))
    held = {row["thing"]: row["also called"].split(" | ") for row in rows if not row["address"]}
    assert {label: len(those) for label, those in held.items()} == {
        one.label: len(one.things) for one in picture.groups
    }
    for one in picture.groups:
        assert one.label.encode() in made["svg"]
        assert one.label.encode() in made["graphml"]
    read = Graph().parse(made["ttl"], format="turtle")
    told = {triple for line in taken.lines if not line.tied for triple in line.triples}
    assert told
    assert all((URIRef(one), URIRef(by), URIRef(other)) in read for one, by, other in told)


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        (["attended"], "attended"),
        (["attended", "attended"], "attended · 2"),
        (["hosted by", "attended by"], "hosted by, attended by"),
        (["covers country", "covers region"], "covers country, region"),
        (["attended", "hosted", "opened"], "3 lines"),
    ],
)
def test_lines_in_one_say_what_they_are(labels: list[str], words: str) -> None:
    """Alike they are counted, two have their words, without saying one twice; more are a number."""
    drawn = tuple(
        DrawnLine(source="a", predicate=f"p{at}", target="b", label=label, inverse=label)
        for at, label in enumerate(labels)
    )
    assert BundleLine(source="a", target="b", lines=drawn).label == words
