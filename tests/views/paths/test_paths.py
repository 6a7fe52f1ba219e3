"""How things are connected: paths, common neighbours and bridges, held against networkx."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path as File
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from graph.store import EmbeddedEngine
from graph.views.paths.bridges import bridges
from graph.views.paths.neighbours import common_neighbours
from graph.views.paths.paths import LONGEST, connections
from graph.views.paths.simple_paths import simple_paths
from graph.views.paths.steps import WrongEnds
from graph.views.record.names import NamedGraph, Names, load_names
from graph.vocabulary import CBRN, PREFIXES, thing
from tests.mini_world import mini_world

if TYPE_CHECKING:
    from graph.store import Engine
    from graph.views.paths.paths import Path

ROOT = File(__file__).parents[3]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The mini-world, built and opened in this process."""
    world = tmp_path_factory.mktemp("paths")
    return mini_world(world)


@pytest.fixture(scope="module")
def names(engine: Engine) -> Names:
    """The names of the mini-world."""
    return load_names(engine)


def iri(short: str) -> str:
    """The whole address of a thing."""
    return str(thing(short))


def whole(engine: Engine) -> nx.Graph[str]:
    """Every line of a graph at once, by one query: what a search in steps must agree with."""
    answer = engine.query(
        "SELECT DISTINCT ?source ?target WHERE { ?statement rdf:subject ?source ; "
        "rdf:predicate ?property ; rdf:object ?target . ?source ?property ?target . "
        "?source a cbrn:Thing . ?target a cbrn:Thing }"
    )
    return nx.Graph((one["source"] or "", one["target"] or "") for one in answer.records())


def ways(paths: tuple[Path, ...]) -> set[tuple[str, ...]]:
    """Paths as the addresses they pass."""
    return {tuple(name.iri for name in path.things) for path in paths}


def test_every_pair_of_the_mini_world_has_the_paths_of_networkx(
    engine: Engine, names: Names
) -> None:
    """Between any two things the search in steps finds what networkx finds in the whole graph."""
    graph = whole(engine)
    for one in sorted(graph):
        for other in sorted(graph):
            if one < other:
                found = connections(NamedGraph(engine, names), [one, other], longest=4, most=10_000)
                expected = {tuple(way) for way in nx.all_simple_paths(graph, one, other, cutoff=4)}
                assert ways(found.paths) == expected


@some.composite
def graphs(draw: some.DrawFn) -> tuple[nx.Graph[str], int]:
    """A graph of two to eight projects, and the length of the paths to look for in it."""
    nodes = [iri(f"project/{number:03}") for number in range(draw(some.integers(2, 8)))]
    pairs = [(one, other) for one in nodes for other in nodes if one < other]
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(draw(some.lists(some.sampled_from(pairs), unique=True, max_size=14)))
    return graph, draw(some.integers(1, LONGEST))


def stated(graph: nx.Graph[str]) -> str:
    """A graph as Turtle: each line plain and as a statement of a document, every other reversed."""
    parts = [f"@prefix {prefix}: <{address}> ." for prefix, address in PREFIXES.items()]
    parts += [f"<{node}> a cbrn:Thing ; rdfs:label 'x' ." for node in graph]
    for number, (one, other) in enumerate(graph.edges()):
        near, far = (one, other) if number % 2 else (other, one)
        parts.append(
            f"<{near}> cbrn:relatedTo <{far}> . statement:s{number} a cbrn:Statement ; "
            f"rdf:subject <{near}> ; rdf:predicate cbrn:relatedTo ; rdf:object <{far}> ; "
            "cbrn:statedIn source:one ."
        )
    return "\n".join(parts)


@settings(max_examples=40)
@given(graphs())
def test_random_graphs_have_the_paths_of_networkx(drawn: tuple[nx.Graph[str], int]) -> None:
    """Shortest paths, and all paths up to a length, are those that networkx finds."""
    graph, longest = drawn
    with tempfile.TemporaryDirectory() as folder:
        file = File(folder) / "random.ttl"
        file.write_text(stated(graph))
        random = EmbeddedEngine(file)
    one, other = sorted(graph)[0], sorted(graph)[-1]
    found = connections(
        NamedGraph(random, load_names(random)), [one, other], longest=longest, most=100_000
    )
    expected = {tuple(way) for way in nx.all_simple_paths(graph, one, other, cutoff=longest)}
    assert ways(found.paths) == expected
    if expected:
        shortest = {tuple(way) for way in nx.all_shortest_paths(graph, one, other)}
        length = found.paths[0].length
        assert ways(tuple(path for path in found.paths if path.length == length)) == shortest
    assert [path.length for path in found.paths] == sorted(path.length for path in found.paths)


def test_a_path_is_a_sentence_with_its_lines(engine: Engine, names: Names) -> None:
    """Each line of a path is read in the path's direction, with its documents."""
    found = connections(
        NamedGraph(engine, names), [iri("project/001"), iri("country/AAA")], longest=2
    )
    assert [path.sentence for path in found.paths] == [
        "Project 1 · discussed at · 1st Round Table for the East · attended by · Aland"
    ]
    steps = [step for hop in found.paths[0].steps for step in hop]
    assert [(step.id, step.documents) for step in steps] == [
        ("meeting/rtm-e-01~discussed~project/001", 1),
        ("meeting/rtm-e-01~attendedBy~country/AAA", 1),
    ]
    assert set(found.paths[0].ids) == {line.id for line in found.view.lines}


def test_busy_things_come_later(engine: Engine, names: Names) -> None:
    """Of two paths of one length, the one through the less busy thing comes first."""
    found = connections(
        NamedGraph(engine, names), [iri("country/AAA"), iri("region/EA")], longest=2
    )
    middle = [path.things[1].label for path in found.paths]
    busy = [path.busy for path in found.paths]
    assert middle == ["2nd Round Table for the East", "1st Round Table for the East"]
    assert busy == [3, 4]


def test_a_path_goes_around_what_is_named(engine: Engine, names: Names) -> None:
    """No path passes through a thing to avoid or uses a relation left out; ends always stay."""
    ends = [iri("country/AAA"), iri("region/EA")]
    meeting = iri("meeting/rtm-e-01")
    found = connections(NamedGraph(engine, names), ends, without_things=[meeting, ends[0]])
    assert found.paths
    assert all(meeting not in way for way in ways(found.paths))
    without = connections(NamedGraph(engine, names), ends, without_relations=[str(CBRN.attendedBy)])
    assert all("attendedBy" not in line for path in without.paths for line in path.ids)
    assert (
        ways(without.paths) < ways(connections(NamedGraph(engine, names), ends).paths)
        or not without.paths
    )


def test_a_cut_search_says_what_is_complete(engine: Engine, names: Names) -> None:
    """Where lines run out, the note names the limit and the length up to which all is there."""
    ends = [iri("country/AAA"), iri("region/EA")]
    found = connections(NamedGraph(engine, names), ends, most_lines=4)
    assert found.between[0].note == (
        "The search between Aland and East stopped before it would have fetched more than 4 "
        "lines: paths of up to 1 line are complete, longer ones may be missing. Leave out a busy "
        "thing or a relation to see further."
    )
    full = ways(connections(NamedGraph(engine, names), ends, most=1_000).paths)
    assert ways(found.paths) <= full


def test_paths_not_listed_are_counted(engine: Engine, names: Names) -> None:
    """A list that is cut says how many paths there are."""
    found = connections(NamedGraph(engine, names), [iri("country/AAA"), iri("region/EA")], most=1)
    total = len(
        connections(NamedGraph(engine, names), [iri("country/AAA"), iri("region/EA")]).paths
    )
    assert found.between[0].note == f"The first 1 of {total} paths are listed."


def test_too_many_paths_are_told() -> None:
    """A search that meets its budget says up to which length it is whole."""
    graph = nx.relabel_nodes(nx.complete_graph(12), {n: f"{n:02}" for n in range(12)})
    found = simple_paths(graph, "00", "11", longest=5, most=50, tries=10_000)
    assert (len(found.paths), found.whole) == (50, 2)
    short = simple_paths(graph, "00", "11", longest=5, most=10_000, tries=100)
    assert short.whole < 5
    everything = simple_paths(graph, "00", "11", longest=3, most=10_000, tries=10_000)
    assert (len(everything.paths), everything.whole) == (1 + 10 + 90, 3)


@pytest.mark.parametrize("ends", [[], ["project/001"], ["project/001"] * 2])
def test_one_thing_alone_is_refused(engine: Engine, names: Names, ends: list[str]) -> None:
    """It takes two to five different things."""
    with pytest.raises(WrongEnds, match="two to five"):
        connections(NamedGraph(engine, names), [iri(end) for end in ends])


@pytest.mark.parametrize("longest", [0, LONGEST + 1])
def test_a_length_out_of_range_is_refused(engine: Engine, names: Names, longest: int) -> None:
    """A path has at least one line and at most as many as can be understood."""
    with pytest.raises(WrongEnds, match=f"not {longest}"):
        connections(
            NamedGraph(engine, names), [iri("project/001"), iri("project/002")], longest=longest
        )


def test_three_things_are_connected_pair_by_pair(engine: Engine, names: Names) -> None:
    """Every two of three things have their own list of paths."""
    ends = [iri("country/AAA"), iri("country/BBB"), iri("project/001")]
    found = connections(NamedGraph(engine, names), ends, longest=2)
    assert [(pair.one.label, pair.other.label) for pair in found.between] == [
        ("Aland", "Bland"),
        ("Aland", "Project 1"),
        ("Bland", "Project 1"),
    ]
    assert all(pair.paths for pair in found.between)


def test_common_neighbours_are_those_of_the_whole_graph(engine: Engine, names: Names) -> None:
    """What two things share is what networkx says, and each line to it is told from its end."""
    graph = whole(engine)
    one, other = iri("country/AAA"), iri("country/BBB")
    found = common_neighbours(NamedGraph(engine, names), [one, other])
    assert {each.name.iri for each in found} == set(nx.common_neighbors(graph, one, other))
    assert [step.words for step in found[0].steps[one]] == ["attended"]


def test_what_more_of_them_share_comes_first(engine: Engine, names: Names) -> None:
    """Of three things, what all share stands before what two share."""
    ends = [iri("country/AAA"), iri("country/BBB"), iri("project/001")]
    found = common_neighbours(NamedGraph(engine, names), ends)
    assert found[0].name.label == "1st Round Table for the East"
    assert [each.shared_by for each in found] == sorted(
        (each.shared_by for each in found), reverse=True
    )


def test_the_bridge_between_two_groups(engine: Engine, names: Names) -> None:
    """The one meeting that all ways pass through holds every pair together, and says so."""
    share, held = bridges(
        NamedGraph(engine, names),
        [iri("project/001"), iri("organisation/agency")],
        [iri("country/AAA")],
    )
    found = {name.label: value for name, value in share.values}
    assert found["1st Round Table for the East"] == 1.0
    pairs = {name.label: value for name, value in held.values}
    assert pairs["1st Round Table for the East"] == 2.0
    assert share.definition.startswith("The part of all shortest ways")
    assert share.part == (
        "Worked out on 9 things and 9 ties: what can be passed in going from one group to the "
        "other in up to 4 lines."
    )


def test_betweenness_is_that_of_counted_paths(engine: Engine, names: Names) -> None:
    """Each value is the share of shortest paths through the thing, counted one by one."""
    graph = whole(engine)
    left, right = [iri("country/AAA"), iri("country/BBB")], [iri("region/EA"), iri("project/001")]
    share, _ = bridges(NamedGraph(engine, names), left, right)
    expected: dict[str, float] = {}
    for one in left:
        for other in right:
            paths = list(nx.all_shortest_paths(graph, one, other))
            for way in paths:
                for node in way[1:-1]:
                    expected[node] = expected.get(node, 0) + 1 / len(paths) / 4
    assert {name.iri: value for name, value in share.values} == pytest.approx(expected)


@pytest.mark.parametrize(
    ("one", "other"), [([], ["project/001"]), (["project/001"], ["project/001"])]
)
def test_groups_must_be_apart(
    engine: Engine, names: Names, one: list[str], other: list[str]
) -> None:
    """An empty group, or a thing in both, is refused in a sentence."""
    with pytest.raises(WrongEnds, match="two groups"):
        bridges(
            NamedGraph(engine, names), [iri(each) for each in one], [iri(each) for each in other]
        )


def test_a_path_never_passes_a_thing_twice(engine: Engine, names: Names) -> None:
    """Things and lines of a path fit together, end to end."""
    found = connections(
        NamedGraph(engine, names), [iri("person/one"), iri("project/002")], longest=LONGEST
    )
    for path in found.paths:
        assert len({name.iri for name in path.things}) == len(path.things)
        for (near, far), steps in zip(pairwise(path.things), path.steps, strict=True):
            assert all({step.line[0], step.line[2]} == {near.iri, far.iri} for step in steps)
