"""What pages show, on the mini-world: names, evidence, networks, comparisons and tables."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.views.cooperation.cooperation import compare
from graph.views.network.answer_network import NotDrawable, drawn, neighbourhood
from graph.views.network.drawn_lines import DrawnLine
from graph.views.network.drawn_network import NetworkView, drawn_network
from graph.views.network.outline import line_rows
from graph.views.network.sentence import sentence
from graph.views.record.names import NamedGraph, Names, instances, load_names
from graph.views.record.overview import overview
from graph.views.record.sheet import facts
from graph.views.record.statements import about, because, said_in
from graph.views.record.tables import ABSENT, as_csv, labelled
from graph.vocabulary import CBRN, thing
from tests.mini_world import mini_world

if TYPE_CHECKING:
    from graph.store import Engine

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The mini-world, built and opened in this process."""
    world = tmp_path_factory.mktemp("views")
    return mini_world(world)


@pytest.fixture(scope="module")
def names(engine: Engine) -> Names:
    """The names of the mini-world."""
    return load_names(engine)


def iri(short: str) -> str:
    """The whole address of a thing."""
    return str(thing(short))


def test_a_name_has_its_kind_and_other_names(names: Names) -> None:
    """A thing is known by its label, its most specific class, and what else it is called."""
    office = names[iri("organisation/office")]
    assert (office.label, office.family, office.kind) == (
        "Office for the East",
        "Organisation",
        "Regional secretariat",
    )
    assert names[iri("country/AAA")].others == ("Алан", "Republic of Aland")
    assert names[str(CBRN.attendedBy)].inverse == "attended"


def test_an_unknown_address_is_named_by_its_end(names: Names) -> None:
    """What has no label still gets a word that can be shown."""
    assert names["https://example.org/a/last-part"].label == "last-part"


def test_instances_are_found_below_their_class(engine: Engine, names: Names) -> None:
    """Asking for meetings gives round tables and trainings too."""
    assert len(instances(NamedGraph(engine, names), str(CBRN.Meeting))) == 3


def test_a_line_has_every_statement_behind_it(engine: Engine) -> None:
    """Who leads Project 1 is said by two documents, each with its place."""
    evidence = because(engine, iri("project/001"), str(CBRN.ledBy), iri("organisation/agency"))
    assert [(one.publisher, one.locator, one.asserted) for one in evidence] == [
        ("The Gazette", "paragraph 3", True),
        ("The Herald", "paragraph 4", True),
    ]


def test_dissent_stands_beside_the_value_that_won(engine: Engine) -> None:
    """The older status of Project 1 is shown after the one in the graph, as not asserted."""
    evidence = because(engine, iri("project/001"), str(CBRN.status), "closed")
    assert [(one.value, one.asserted) for one in evidence] == [
        ("closed", True),
        ("ongoing", False),
    ]


def test_a_sheet_reads_from_either_end(engine: Engine, names: Names) -> None:
    """The sheet of a country says that it attended, not that it was attended by."""
    lines = [
        (fact.relation, fact.value) for fact in facts(NamedGraph(engine, names), iri("country/AAA"))
    ]
    assert ("attended", "1st Round Table for the East") in lines
    assert ("part of initiative", "The Mini Initiative") in lines


def test_qualifiers_are_phrases(engine: Engine) -> None:
    """Role, period and basis of a statement read as a colleague would write them."""
    told = {one.value: one.qualifiers for one in about(engine, iri("person/one"))}
    assert told[iri("organisation/office")] == [
        "Head of Secretariat",
        "from 2019, until June 2021",
    ]
    topics = [one for one in about(engine, iri("project/002")) if one.remark]
    assert [one.qualifiers for one in topics] == [["worked out, not said in so many words"]]


def test_a_document_is_read_in_its_own_order(engine: Engine) -> None:
    """What a document says comes in the order of its paragraphs."""
    places = [one.locator for one in said_in(engine, iri("source/gazette-2020"))]
    assert places == sorted(places)
    assert len(places) == 11


def test_neighbourhood_holds_the_lines_among_neighbours(engine: Engine, names: Names) -> None:
    """Around a meeting stand those who were there, and the lines between them."""
    view = neighbourhood(NamedGraph(engine, names), iri("meeting/rtm-e-01"))
    lines = {row.id for row in line_rows(view)}
    assert "country/BBB~inRegion~region/EA" in lines
    assert "meeting/rtm-e-01~attendedBy~country/AAA" in lines
    assert not any("involves" in line for line in lines)
    assert sentence(view) == (
        "1st Round Table for the East with 2 countries, 1 project and 1 region; 5 lines."
    )


def test_what_is_cut_is_counted(engine: Engine, names: Names) -> None:
    """Neighbours beyond the limit are left out by name of their kind and exact number."""
    view = neighbourhood(NamedGraph(engine, names), iri("meeting/rtm-e-01"), most=1)
    assert view.graph.number_of_nodes() == 2
    assert sum(view.left_out.values()) == 3
    assert "Not shown:" in sentence(view)


def test_an_empty_view_is_told_with_what_was_filtered_out() -> None:
    """Where nothing is left there is one sentence for that, and the counts of what is not there."""
    empty = NetworkView(drawn_network([]), None, {})
    assert sentence(empty) == "Nothing is in view."
    assert sentence(empty, {"Country": 2}) == "Nothing is in view. Filtered out: 2 countries."


def test_documents_that_agree_are_counted_on_the_line(engine: Engine, names: Names) -> None:
    """A line that two documents state says two."""
    view = neighbourhood(NamedGraph(engine, names), iri("project/001"))
    counts = {row.id: row.line.documents for row in line_rows(view)}
    assert counts["project/001~ledBy~organisation/agency"] == 2


def test_what_is_drawn_is_found_by_its_name(engine: Engine, names: Names) -> None:
    """Each thing and line of a view is found by how an address names it, and nothing else is."""
    view = neighbourhood(NamedGraph(engine, names), iri("meeting/rtm-e-01"))
    assert all(
        view.named(one.at) == one == view.drawn(one.id) for one in (*view.nodes, *view.lines)
    )
    parts = iri("meeting/rtm-e-01"), str(CBRN.attendedBy), iri("country/AAA")
    line = view.named("meeting/rtm-e-01~attendedBy~country/AAA")
    assert isinstance(line, DrawnLine)
    assert line.triple == parts
    assert view.named("nonsense") is None


def test_no_line_ends_nowhere() -> None:
    """A network is not made with a line to what is not in it."""
    line = DrawnLine(source="a", predicate="p", target="b", label="to", inverse="from")
    with pytest.raises(ValueError, match="not in the picture"):
        drawn_network([], [line])


@pytest.mark.parametrize(
    ("query", "nodes", "lines"),
    [
        ("CONSTRUCT { ?m cbrn:attendedBy ?c } WHERE { ?m cbrn:attendedBy ?c }", 4, 3),
        ("SELECT (?m AS ?source) (?c AS ?target) WHERE { ?m cbrn:attendedBy ?c }", 4, 3),
        ("SELECT ?c WHERE { ?c a cbrn:Country }", 3, 0),
        ("SELECT ?p ?q WHERE { ?p cbrn:followsOn ?q }", 2, 1),
    ],
    ids=["construct", "columns", "things", "things with lines"],
)
def test_an_answer_is_drawn(
    engine: Engine, names: Names, query: str, nodes: int, lines: int
) -> None:
    """Triples, ?source and ?target, or just things become a network."""
    view = drawn(engine, engine.query(query), names)
    assert (view.graph.number_of_nodes(), view.graph.number_of_edges()) == (nodes, lines)


def test_an_answer_without_things_says_what_it_needs(engine: Engine, names: Names) -> None:
    """A count cannot be drawn; the sentence names the columns that can."""
    with pytest.raises(NotDrawable, match=r"\?source and \?target"):
        drawn(engine, engine.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"), names)


def test_what_two_things_share_has_sources_on_both_sides(engine: Engine, names: Names) -> None:
    """Two countries at one meeting share it, each side with its own statement."""
    result = compare(NamedGraph(engine, names), iri("country/AAA"), iri("country/BBB"))
    assert [(one.name.label, one.same) for one in result.shared] == [
        ("1st Round Table for the East", True)
    ]
    shared = result.shared[0]
    assert (len(shared.one), len(shared.other)) == (1, 1)
    assert [name.label for name in result.only_other] == ["East"]
    assert result.direct == ()


def test_things_with_a_line_between_them_say_so(engine: Engine, names: Names) -> None:
    """A project and the one it follows have a direct line."""
    result = compare(NamedGraph(engine, names), iri("project/002"), iri("project/001"))
    assert [one.sentence(names) for one in result.direct] == [
        "Project 2 · follows on from · Project 1"
    ]


def test_a_table_has_labels_and_words_for_nothing(engine: Engine, names: Names) -> None:
    """Addresses become labels, dates words, and an empty cell "not on record"."""
    answer = engine.query(
        "SELECT ?meeting ?startDate ?place WHERE { ?meeting cbrn:ordinal 2 ; "
        "cbrn:startDate ?startDate . OPTIONAL { ?meeting cbrn:place ?place } }"
    )
    table = labelled(answer, names)
    assert table.columns == ("meeting", "start date", "place")
    assert table.rows == (("2nd Round Table for the East", "June 2021", ABSENT),)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x"])
def test_a_cell_never_becomes_a_formula(engine: Engine, names: Names, cell: str) -> None:
    """A cell that a spreadsheet would run has an apostrophe before it in the download."""
    table = labelled(engine.query(f'SELECT ("{cell}" AS ?x) {{}}'), names)
    rows = list(csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig"))))
    assert rows == [["x"], [f"'{cell}"]]


def test_the_overview_counts_what_documents_speak_of(engine: Engine, names: Names) -> None:
    """Things are those in a statement; statements add up over the documents."""
    numbers = overview(NamedGraph(engine, names))
    assert numbers.statements == 27
    assert numbers.disputed == 2
    assert numbers.families["Country"] == 2
    assert numbers.newest == "June 2021"
