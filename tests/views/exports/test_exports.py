"""What is taken away reads back elsewhere, says the same, and never runs what a label says."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

import networkx as nx
import pytest
from rdflib import RDF, URIRef

from graph.store import EmbeddedEngine
from graph.views.exports.formats import FORMATS, file_name
from graph.views.exports.shown import Shown, shown, sources
from graph.views.network.answer_network import drawn, neighbourhood
from graph.views.network.outline import line_rows
from graph.views.paths.path_places import path_places
from graph.views.paths.paths import connections
from graph.views.record.names import NamedGraph, load_names
from graph.vocabulary import CBRN, PREFIXES
from tests.mini_world import HOSTILE, SHOWN, STORED, mini_world
from tests.views.exports.files_made import iri, lines, made, read
from tests.views.exports.read_page import Page

if TYPE_CHECKING:
    from graph.store import Engine

ROOT = Path(__file__).parents[3]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_networkx_reads_the_same_graph_back(engine: Engine, taken: Shown, ending: str) -> None:
    """A graph file holds every thing and line, with labels and numbers of documents."""
    reader = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[ending]
    graph = reader(io.BytesIO(made(engine, taken, ending)))
    address = dict(graph.nodes(data="address"))
    assert set(address.values()) == set(taken.view.graph)
    assert "country:AAA" in graph
    assert {
        (address[one], data["relation"], address[other])
        for one, other, data in graph.edges(data=True)
    } == lines(taken)
    assert {data for *_, data in graph.edges(data="documents")} == {1}
    assert {data for *_, data in graph.edges(data="sources")} == {"[1]"}
    assert graph.nodes["country:AAA"]["label"] == "Aland"


def test_ids_of_graph_files_are_names_in_xml(engine: Engine, taken: Shown) -> None:
    """Every id and key of GraphML is an NMTOKEN and stands once, as its schema asks."""
    root = Xml.fromstring(made(engine, taken, "graphml"))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[\w.:-]+", one or "") for one in ids)


def test_a_thing_has_its_place_in_graph_files(engine: Engine, taken: Shown) -> None:
    """A program that opens the file shows the picture that was on the screen."""
    graph = nx.read_graphml(io.BytesIO(made(engine, taken, "graphml")))
    places = {data["address"]: (data["x"], data["y"]) for _, data in graph.nodes(data=True)}
    assert places == taken.places
    gephi = nx.read_gexf(io.BytesIO(made(engine, taken, "gexf")))
    x, y = taken.places[iri("country/AAA")]
    position = gephi.nodes["country:AAA"]["viz"]["position"]
    assert (position["x"], position["y"]) == (x, -y)


def test_the_lines_have_a_row_for_each_statement(engine: Engine, taken: Shown) -> None:
    """The table of lines names document, place, role and addresses of each statement."""
    rows = list(csv.DictReader(io.StringIO(made(engine, taken, "lines.csv").decode("utf-8-sig"))))
    assert {
        (row["from address"], row["relation address"], row["to address"]) for row in rows
    } == lines(taken)
    assert len(rows) == sum(len(line.evidence) for line in taken.lines)
    row = next(row for row in rows if row["to"] == "Aland")
    assert (row["from"], row["line"]) == ("1st Round Table for the East", "attended by")
    assert (row["document"], row["dated"]) == ("Gazette on the first gathering", "4 May 2020")
    assert (row["place in the document"], row["role"]) == ("paragraph 2", "observer")
    assert row["agrees with the line"] == "yes"


def test_the_things_have_a_row_each(engine: Engine, taken: Shown) -> None:
    """The table of things counts the lines in view and tells other names."""
    rows = list(csv.DictReader(io.StringIO(made(engine, taken, "things.csv").decode("utf-8-sig"))))
    row = next(row for row in rows if row["thing"] == "Aland")
    assert (row["kind"], row["lines in view"]) == ("Country", "1")
    assert "Republic of Aland" in row["also called"]
    assert len(rows) == taken.view.graph.number_of_nodes()


def test_graph_files_have_the_grade_of_each_line(engine: Engine, taken: Shown) -> None:
    """Programs that read GraphML can sort lines by their evidence: a mark, and words."""
    graph = nx.read_graphml(io.BytesIO(made(engine, taken, "graphml")))
    read_back = sorted((data["grade"], data["evidence"]) for *_, data in graph.edges(data=True))
    assert read_back == sorted((line.grade().mark, line.grade().words) for line in taken.lines)
    assert all(mark > 0 for mark, _ in read_back)


def test_the_drawing_says_what_it_shows(engine: Engine, taken: Shown) -> None:
    """The drawing has a title, a description with every line, a legend, sources and a date."""
    root = Xml.fromstring(made(engine, taken, "svg"))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Network around 1st Round Table for the East"
    told = root.findtext(f"{SVG}desc") or ""
    assert all(f"{row.source} {row.relation} {row.target}" in told for row in line_rows(taken.view))
    words = [element.text or "" for element in root.iter(f"{SVG}text")]
    assert {"Aland", "countries 2", "Sources"} <= set(words)
    assert any(word.startswith("[1] Gazette on the first gathering.") for word in words)
    assert "Date of the data: its newest document is of 4 May 2020." in words


def test_nothing_in_the_drawing_lies_outside(engine: Engine, taken: Shown) -> None:
    """Every text of the drawing begins inside the sheet."""
    root = Xml.fromstring(made(engine, taken, "svg"))
    height = float(root.get("height") or 0)
    column = [element for element in root if element.tag == f"{SVG}text"]
    assert max(float(element.get("y") or 0) for element in column) < height


def test_markup_in_labels_stays_text(hostile: tuple[Engine, Shown]) -> None:
    """No label or title becomes an element, ends a script or breaks the file, in any format."""
    engine, taken = hostile
    page = Page(made(engine, taken, "html").decode())
    assert len(page.scripts) == 3
    assert not any(tag == "img" or "onerror" in attributes for tag, attributes in page.elements)
    assert SHOWN in page.words
    assert "\u2028" not in page.scripts[0]
    root = Xml.fromstring(made(engine, taken, "svg"))
    assert not list(root.iter(f"{SVG}script"))
    assert not list(root.iter(f"{SVG}img"))
    assert any(HOSTILE[:20] in (element.text or "") for element in root.iter(f"{SVG}desc"))
    for ending, reader in {"graphml": nx.read_graphml, "gexf": nx.read_gexf}.items():
        graph = reader(io.BytesIO(made(engine, taken, ending)))
        assert graph.nodes["country:AAA"]["label"] == SHOWN
    for ending in ("ttl", "jsonld"):
        values = read(engine, taken, ending).objects(URIRef(iri("country/AAA")))
        assert STORED in {str(value) for value in values}


@pytest.mark.parametrize("label", ["=1+1", "@SUM(A1)", "+1", "-1"])
def test_no_cell_is_a_formula(tmp_path: Path, label: str) -> None:
    """A label that a spreadsheet would run has an apostrophe before it in both tables."""
    engine = mini_world(tmp_path, label)
    names = load_names(engine)
    taken = shown(
        NamedGraph(engine, names), neighbourhood(NamedGraph(engine, names), iri("country/AAA"))
    )
    for ending in ("things.csv", "lines.csv"):
        cells = [
            cell
            for row in csv.reader(io.StringIO(made(engine, taken, ending).decode("utf-8-sig")))
            for cell in row
        ]
        assert f"'{label}" in cells
        assert not any(cell[:1] in {"=", "+", "-", "@"} for cell in cells)


_BYTES = """
import hashlib, sys
from pathlib import Path
from graph.store import EmbeddedEngine
from graph.views.exports.formats import FORMATS
from graph.views.exports.shown import shown
from graph.views.record.names import NamedGraph, load_names
from graph.views.network.answer_network import neighbourhood
engine = EmbeddedEngine(Path(sys.argv[1]))
kg = NamedGraph(engine, load_names(engine))
taken = shown(kg, neighbourhood(kg, sys.argv[2]))
for one in FORMATS:
    print(one.ending, hashlib.sha256(one.write(engine, taken)).hexdigest())
"""


def test_the_same_view_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two runs with another order of sets and dictionaries write the same files."""
    mini_world(tmp_path)
    told = [
        subprocess.run(
            [sys.executable, "-c", _BYTES, str(tmp_path / "mini.nt"), iri("project/001")],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]
    assert len(told[0].splitlines()) == len(FORMATS)


def test_no_format_holds_a_clock(engine: Engine, taken: Shown) -> None:
    """GEXF would carry the day it was written on; ours does not."""
    assert b"lastmodified" not in made(engine, taken, "gexf")


def test_sources_are_numbered_by_date(engine: Engine) -> None:
    """The documents behind a view count from 1, the oldest first, and only those are named."""
    names = load_names(engine)
    found = sources(engine, neighbourhood(NamedGraph(engine, names), iri("project/001")))
    assert [(one.number, one.publisher) for one in found] == [(1, "The Gazette"), (2, "The Herald")]
    assert found[0].sentence == "Gazette on the first gathering. The Gazette, 4 May 2020."


def test_a_network_of_paths_is_taken_away_as_it_is_drawn(engine: Engine) -> None:
    """Places and title of the caller are those of the files."""
    names = load_names(engine)
    found = connections(NamedGraph(engine, names), [iri("project/001"), iri("country/AAA")])
    places = path_places(found)
    taken = shown(NamedGraph(engine, names), found.view, places=places, title="From here to there")
    root = Xml.fromstring(made(engine, taken, "svg"))
    assert root.findtext(f"{SVG}title") == "From here to there"
    assert places[iri("project/001")][0] < places[iri("meeting/rtm-e-01")][0]
    assert places[iri("meeting/rtm-e-01")][0] < places[iri("country/AAA")][0]


def test_nothing_stands_on_a_line_between_the_ends(engine: Engine) -> None:
    """Where two ends have a line of their own, no other thing of their paths lies on it."""
    names = load_names(engine)
    ends = [iri("meeting/rtm-e-02"), iri("region/EA")]
    places = path_places(connections(NamedGraph(engine, names), ends))
    heights = {place[1] for thing, place in places.items() if thing not in ends}
    assert heights
    assert places[ends[0]][1] == places[ends[1]][1] == 0
    assert 0 not in heights


def test_a_line_without_statements_is_taken_away_all_the_same(engine: Engine) -> None:
    """A view that a query made up has lines, no sources, and says so."""
    names = load_names(engine)
    answer = engine.query("SELECT (?m AS ?source) (?c AS ?target) WHERE { ?m cbrn:attendedBy ?c }")
    taken = shown(NamedGraph(engine, names), drawn(engine, answer, names))
    assert taken.date == "Date of the data: not on record."
    for one in FORMATS:
        assert one.write(engine, taken)
    assert b"No document is on record for these lines." in made(engine, taken, "svg")


def test_every_format_says_what_it_is_for() -> None:
    """Formats have different endings and each its purpose in words."""
    assert len({one.ending for one in FORMATS}) == len(FORMATS)
    assert all(one.purpose and one.name for one in FORMATS)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Network around Kazakhstan", "network-around-kazakhstan.svg"),
        ("../../<x>", "x.svg"),
        ("Қазақстан", "network.svg"),
    ],
)
def test_a_file_name_suits_every_system(title: str, name: str) -> None:
    """Whatever the title, the name of the file has plain letters, digits and hyphens."""
    assert file_name(title, "svg") == name


def test_documents_that_disagree_are_told_in_every_file(tmp_path: Path) -> None:
    """A line that another document contradicts is dashed, and the other statement stands by it."""
    statements = "".join(
        f"statement:{key} a cbrn:Statement ; rdf:subject meeting:m ; "
        f"rdf:predicate cbrn:hostCountry ; rdf:object country:{country} ; "
        f"cbrn:statedIn source:{key} ; cbrn:locator 'paragraph 1' ; cbrn:statedOn '2021' ; "
        f"cbrn:basis cbrn:Stated{review} . source:{key} a cbrn:SourceDocument ; "
        f"rdfs:label 'Paper {key}' ; dct:publisher 'P' ; dct:issued '202{number}' ; "
        f"foaf:page <https://{key}.example/> .\n"
        for number, (key, country, review) in enumerate(
            [("one", "AAA", ""), ("two", "BBB", " ; cbrn:review cbrn:Disputed")]
        )
    )
    file = tmp_path / "disputed.ttl"
    file.write_text(
        "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in PREFIXES.items())
        + "cbrn:hostCountry a owl:FunctionalProperty ; rdfs:label 'held in' .\n"
        "meeting:m a cbrn:Thing ; rdfs:label 'The meeting' ; cbrn:hostCountry country:AAA .\n"
        "country:AAA a cbrn:Thing ; rdfs:label 'Aland' .\n"
        "country:BBB a cbrn:Thing ; rdfs:label 'Bland' .\n" + statements
    )
    engine = EmbeddedEngine(file)
    names = load_names(engine)
    taken = shown(
        NamedGraph(engine, names), neighbourhood(NamedGraph(engine, names), iri("meeting/m"))
    )
    assert [(line.disputed, len(line.evidence)) for line in taken.lines] == [(True, 2)]
    assert [one.number for one in taken.sources] == [1, 2]
    rows = list(csv.DictReader(io.StringIO(made(engine, taken, "lines.csv").decode("utf-8-sig"))))
    assert [(row["stated as"], row["agrees with the line"]) for row in rows] == [
        ("The meeting · held in · Aland", "yes"),
        ("The meeting · held in · Bland", "no"),
    ]
    assert b"stroke-dasharray" in made(engine, taken, "svg")
    assert b"documents disagree" in made(engine, taken, "svg")
    page = Page(made(engine, taken, "html").decode())
    statements_told = json.loads(page.scripts[0])["edges"][0]["statements"]
    assert [one["agrees"] for one in statements_told] == [True, False]
    graph = read(engine, taken, "ttl")
    assert len(set(graph.subjects(RDF.type, CBRN.Statement))) == 2
    # What was said but does not stand is a statement only, never a line.
    assert not list(graph.triples((None, CBRN.hostCountry, URIRef(iri("country/BBB")))))
    steps = (
        connections(NamedGraph(engine, names), [iri("meeting/m"), iri("country/AAA")])
        .paths[0]
        .steps
    )
    assert [step.disputed for hop in steps for step in hop] == [True]
