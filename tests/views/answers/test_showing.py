"""Answers: what their columns hold, the ways to show them, files to take away, other tools."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from openpyxl import load_workbook
from pyoxigraph import Literal, NamedNode

from graph import KnowledgeGraph
from graph.components.country_map.drawing import ColouredCountry, drawing, placed
from graph.server import Settings
from graph.store.replies.limits import Cut
from graph.views.answers.answer_files import answer_files, file_stem
from graph.views.answers.charts import bars, line, timeline
from graph.views.answers.columns import columns
from graph.views.answers.country_values import country_values
from graph.views.answers.cuts import worded
from graph.views.answers.showing import WAYS, axes, missing
from graph.views.answers.snippets import SNIPPETS, endpoint_of, snippet
from graph.views.network.answer_network import drawn
from graph.views.places.outlines import outlines
from tests.served import served

if TYPE_CHECKING:
    from pathlib import Path

    from graph.store import Answer

BY_COUNTRY = """
SELECT ?country (COUNT(DISTINCT ?project) AS ?projects)
WHERE { ?project a cbrn:Project ; cbrn:coversCountry ?country }
GROUP BY ?country ORDER BY DESC(?projects) ?country
"""
BY_YEAR = """
SELECT ?region ?year (COUNT(DISTINCT ?meeting) AS ?meetings)
WHERE { ?meeting a cbrn:Meeting ; cbrn:coversRegion ?region ; cbrn:startDate ?date .
  BIND(SUBSTR(STR(?date), 1, 4) AS ?year) }
GROUP BY ?region ?year ORDER BY ?region ?year
"""
OVER_TIME = """
SELECT ?project ?start ?end
WHERE { ?project a cbrn:Project ; cbrn:startDate ?start . OPTIONAL { ?project cbrn:endDate ?end } }
ORDER BY ?start ?project
"""
PAIRS = """
SELECT ?source ?target ("shares with" AS ?relation) (COUNT(?project) AS ?weight)
WHERE { ?project a cbrn:Project ; cbrn:coversRegion ?source, ?target .
  FILTER(STR(?source) < STR(?target)) }
GROUP BY ?source ?target
"""


def ways(kg: KnowledgeGraph, query: str) -> dict[str, str]:
    """What an answer lacks for each way to show it."""
    answer = kg.query(query)
    found = axes(answer, columns(answer, kg.names))
    return {view: missing(answer, view, found) for view in WAYS}


@pytest.mark.parametrize("order", [("title", "end", "start"), ("start", "title", "end")])
def test_columns_stand_in_the_order_of_the_query(kg: KnowledgeGraph, order: list[str]) -> None:
    """On screen and in every file, whatever the order of the pattern."""
    wanted = " ".join(f"?{name}" for name in order)
    answer = kg.query(
        f"SELECT {wanted} WHERE {{ ?p cbrn:startDate ?start ; rdfs:label ?title . "
        "OPTIONAL { ?p cbrn:nowhere ?end } } LIMIT 3"
    )
    assert [column.name for column in columns(answer, kg.names)] == list(order)
    for file in answer_files(answer):
        told = file.write(answer, kg.names)
        if file.ending == "xlsx":
            told = " ".join(
                str(one) for one in next(load_workbook(io.BytesIO(told)).active.values)
            ).encode()
        places = [told.index(name.encode()) for name in order]
        assert places == sorted(places), file.name


@pytest.mark.parametrize(
    ("query", "possible"),
    [
        (BY_COUNTRY, "table network bar map"),
        (BY_YEAR, "table network bar line timeline"),
        (OVER_TIME, "table network timeline"),
        (PAIRS, "table network bar"),
        ("SELECT ?name { country:KAZ rdfs:label ?name }", "table"),
        ("CONSTRUCT { ?p cbrn:ledBy ?o } WHERE { ?p cbrn:ledBy ?o }", "table network"),
        ("CONSTRUCT WHERE { country:KAZ rdfs:label ?name }", "table"),
    ],
)
def test_a_way_is_offered_only_where_the_columns_allow_it(
    kg: KnowledgeGraph, query: str, possible: str
) -> None:
    """The ways that an answer allows are these; for every other one a sentence says why not."""
    reasons = ways(kg, query)
    assert [view for view, reason in reasons.items() if not reason] == possible.split()
    assert all(reason.endswith(".") for reason in reasons.values() if reason)


@pytest.mark.parametrize(
    ("query", "view", "words"),
    [
        ("SELECT ?source { ?source a cbrn:Country }", "network", "?target is missing"),
        (BY_COUNTRY, "line", "a column of dates or years"),
        (OVER_TIME, "bar", "(COUNT(?meeting) AS ?meetings)"),
        ("SELECT ?year { VALUES ?year { 2011 } }", "timeline", "names what they are of"),
        (
            "SELECT ?year ?n { VALUES (?year ?n) { (2011 1) (2011 2) (2012 1) } }",
            "line",
            "one number for each time",
        ),
    ],
)
def test_what_is_missing_is_told(kg: KnowledgeGraph, query: str, view: str, words: str) -> None:
    """The sentence names the column that is missing, or what to do."""
    assert words in ways(kg, query)[view]


def test_columns_are_summed_up(kg: KnowledgeGraph) -> None:
    """Kind, different values, what is not on record, and the range of each column."""
    answer = kg.query(
        "SELECT ?country ?year ?n { VALUES (?country ?year ?n) { (country:KAZ 2011 1.5) "
        "(country:UZB 2021 10) (country:KAZ UNDEF 9) } }"
    )
    country, year, number = columns(answer, kg.names)
    assert (country.kind, country.distinct, country.absent) == ("country", 2, 0)
    assert (year.kind, year.absent, year.least, year.most) == ("date", 1, "2011", "2021")
    assert (number.kind, number.least, number.most) == ("number", "1.5", "10")
    assert year.summary() == "2 different, 1 not on record, 2011 to 2021"


def test_pictures_show_what_the_rows_say(kg: KnowledgeGraph) -> None:
    """A bar, a point or a span for each row, nothing added up; what is left out is counted."""
    answer = kg.query(BY_COUNTRY)
    chart = bars(answer, axes(answer, columns(answer, kg.names)), kg.names)
    shown = chart.spec["data"]["values"]
    assert [row["value"] for row in shown] == [
        float(row["projects"] or 0) for row in answer.records()[: len(shown)]
    ]
    assert f"{len(answer.rows) - len(shown)} more rows" in chart.left_out

    answer = kg.query(BY_YEAR)
    chart = line(answer, axes(answer, columns(answer, kg.names)), kg.names)
    assert len(chart.spec["data"]["values"]) == len(answer.rows)
    assert len(chart.spec["encoding"]["shape"]["scale"]["domain"]) == 8

    answer = kg.query(OVER_TIME)
    chart = timeline(answer, axes(answer, columns(answer, kg.names)), kg.names)
    spans = {row["label"]: (row["from"], row["to"]) for row in chart.spec["data"]["values"]}
    # From 2013 to 2014: a year stands as long as the year.
    assert spans["Project 1"] == ("2013-01-01", "2015-01-01")
    assert "Where “end” is not on record, only “start” is drawn." in chart.shows


def test_a_row_is_named_by_no_column_that_tells_none_apart(kg: KnowledgeGraph) -> None:
    """A role that is told of one row only stands in no name; what tells two rows apart does."""
    answer = kg.query(
        "SELECT ?country ?role ?place ?year { VALUES (?country ?role ?place ?year) {"
        ' (country:KAZ "host" "here" 2011) (country:KAZ "" "there" 2012)'
        ' (country:KAZ "" "elsewhere" 2013) } }'
    )
    chart = timeline(answer, axes(answer, columns(answer, kg.names)), kg.names)
    assert [row["label"] for row in chart.spec["data"]["values"]] == [
        "Kazakhstan · here",
        "Kazakhstan · there",
        "Kazakhstan · elsewhere",
    ]
    assert "each country and place" in chart.shows


def test_weights_make_lines_wider(kg: KnowledgeGraph) -> None:
    """The heaviest line is four times as wide as the lightest, and its weight stands on it."""
    lines = drawn(kg.engine, kg.query(PAIRS), kg.names).lines
    assert (min(one.weight for one in lines), max(one.weight for one in lines)) == (1, 4)
    assert {"shares with 6", "shares with 3"} <= {one.label for one in lines}


def test_every_country_of_the_record_has_a_shape(kg: KnowledgeGraph) -> None:
    """All countries are on the map by their codes or names, the smallest with a dot."""
    assert outlines(), "the installation fetches the shapes; `python hatch_build.py` says why not"
    answer = kg.query("SELECT ?country { ?country a cbrn:Country }")
    found = country_values(kg.engine, answer, axes(answer, columns(answer, kg.names)), kg.names)
    places = [
        ColouredCountry(
            code=one.code, label=one.label, step=one.step, told=one.told, link="network"
        )
        for one in found.countries
    ]
    assert len(places) == len(answer.rows) > 60
    on_map, lost = placed(places)
    assert lost == []
    drawn_map = drawing(on_map, "All", close=False)
    assert drawn_map.count("<a ") == len(places)
    assert "<circle" in drawn_map
    assert len(drawing(on_map, "All", close=True)) > 10_000


def test_a_map_shows_numbers_and_escapes_labels(kg: KnowledgeGraph) -> None:
    """Five steps at most, in order; a label with markup stays text, an unknown country is told."""
    answer = kg.query(BY_COUNTRY)
    found = country_values(kg.engine, answer, axes(answer, columns(answer, kg.names)), kg.names)
    told = {one.iri: one.told for one in found.countries}
    assert told["https://w3id.org/cbrn-graph/id/country/JOR"] == "8 projects"
    assert [step for step, _ in found.key] == [0, 1, 2, 3, 4]
    on_map, lost = placed(
        [
            ColouredCountry(code="398", label="<b>K</b>", step=0, told="1", link='x"y'),
            ColouredCountry(code="", label="Nowhere", step=0, told="", link=""),
        ]
    )
    assert "<b>" not in drawing(on_map, "<i>", close=True)
    assert [one.label for one in lost] == ["Nowhere"]


def test_nothing_crosses_the_whole_map() -> None:
    """What reaches over the edge of the map goes on beyond it; no shape is drawn back across."""
    wide = {one.name for one in outlines() if one.box.width > 500}
    assert wide <= {"Antarctica"}


FILES = {
    "select": ["csv", "xlsx", "tsv", "plain.csv", "srj", "srx", "md"],
    "construct": ["csv", "xlsx", "ttl", "nt", "jsonld", "md"],
    "ask": ["srj", "srx"],
}
ASKED = {
    "select": "SELECT ?c ?n { VALUES ?c { country:KAZ } ?c rdfs:label ?n }",
    "construct": "CONSTRUCT { country:KAZ rdfs:label ?n } WHERE { country:KAZ rdfs:label ?n }",
    "ask": "ASK { country:KAZ a cbrn:Country }",
}


def files(kg: KnowledgeGraph, answer: Answer) -> dict[str, bytes]:
    """Every file of an answer by its ending."""
    return {one.ending: one.write(answer, kg.names) for one in answer_files(answer)}


@pytest.mark.parametrize("form", ASKED)
def test_each_file_holds_the_answer(kg: KnowledgeGraph, form: str) -> None:
    """The files of the standards read back as what the engine gave; those in words have labels."""
    answer = kg.query(ASKED[form])
    made = files(kg, answer)
    assert list(made) == FILES[form]
    assert made == files(kg, answer), "the same bytes every time"
    for ending, text in made.items():
        assert b"Kazakhstan" in text or ending in {"xlsx"} or form == "ask"
    if form == "select":
        formats = pyoxigraph.QueryResultsFormat
        for ending, kind in (("srj", formats.JSON), ("srx", formats.XML), ("tsv", formats.TSV)):
            read = pyoxigraph.parse_query_results(made[ending], kind)
            assert isinstance(read, pyoxigraph.QuerySolutions)
            assert [tuple(row) for row in read] == answer.rows
        heading, row = csv.reader(io.StringIO(made["csv"].decode("utf-8-sig")))
        assert heading == ["c", "c address", "n"]
        assert row[:2] == ["Kazakhstan", "https://w3id.org/cbrn-graph/id/country/KAZ"]
    elif form == "construct":
        rdf = pyoxigraph.RdfFormat
        standards = {"ttl": rdf.TURTLE, "nt": rdf.N_TRIPLES, "jsonld": rdf.JSON_LD}
        for ending, standard in standards.items():
            quads = pyoxigraph.parse(made[ending], standard)
            assert [quad.triple for quad in quads] == answer.triples
    else:
        assert json.loads(made["srj"])["boolean"] is True


def test_no_cell_is_a_formula_and_a_cut_answer_says_so(kg: KnowledgeGraph) -> None:
    """Cells that begin like formulas are text; an answer that was cut is marked as cut."""
    answer = kg.query("""SELECT ?x { VALUES ?x { "=1+1" "@SUM(A1)" "-2+3" "plain" } }""")
    made = files(kg, answer)
    rows = list(csv.reader(io.StringIO(made["csv"].decode("utf-8-sig"))))
    assert rows == [["x"], ["'=1+1"], ["'@SUM(A1)"], ["'-2+3"], ["plain"]]
    sheet = load_workbook(io.BytesIO(made["xlsx"])).active
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in sheet["A"]][1:3] == [
        ("=1+1", "s", True),
        ("@SUM(A1)", "s", True),
    ]
    first = Cut(limit="rows", amount=2)
    cut = replace(answer, variables=("x",), rows=[(Literal("a"),)], cut=first)
    assert file_stem("mine", cut) == "mine-first-1-only"
    assert b"Only the first 2 rows are here" in files(kg, cut)["srj"]
    notice = load_workbook(io.BytesIO(files(kg, cut)["xlsx"])).active["A1"].value
    assert notice == "Only the first 2 rows are shown; there is more."


@pytest.mark.parametrize(
    ("cut", "sentence"),
    [
        (Cut(limit="rows", amount=5), "Only the first 5 rows are shown; there is more."),
        (
            Cut(limit="rows", amount=5, counted=True, total=500),
            "Only the first 5 of 500 rows are shown.",
        ),
        (
            Cut(limit="output_bytes", amount=50_000_000, counted=True),
            "Only the first 50 MB are shown; there is more. "
            "How many there are in all is not known.",
        ),
    ],
)
def test_a_cut_is_worded_where_it_is_shown(cut: Cut, sentence: str) -> None:
    """What was let through, of how much, and whether that is known."""
    assert worded(cut) == sentence


HOSTILE = """# it's "quoted", \\\\ and $HOME `id`
SELECT ?name WHERE { country:KAZ rdfs:label ?name . FILTER(STR(?name) != "')-\\"\\"\\"\\n") }"""


PROGRAMS = {"curl": "bash", "Python": sys.executable, "R": "Rscript"}


def is_here(tool: str) -> bool:
    """Whether this machine has what the lines for a tool need."""
    if shutil.which(PROGRAMS[tool]) is None:
        return False
    if tool == "R":
        return subprocess.run(["Rscript", "-e", "library(httr2)"], check=False).returncode == 0
    return tool != "curl" or shutil.which("curl") is not None


@pytest.mark.parametrize("tool", SNIPPETS)
@pytest.mark.parametrize("triples", [False, True])
def test_lines_for_other_tools_ask_this_server(
    kg: KnowledgeGraph, tool: str, triples: bool, tmp_path: Path
) -> None:
    """The lines for each tool, run as they are, get the answer; no sign of a query is run."""
    query = (
        HOSTILE.replace("SELECT ?name", "CONSTRUCT { country:KAZ rdfs:label ?name }")
        if triples
        else HOSTILE
    )
    assert kg.query(query).rows or kg.query(query).triples
    lines = tmp_path / "lines"
    with served(Settings(), kg) as server:
        told = snippet(tool, endpoint_of(f"{server.url}/ask?x=/y"), query, triples=triples)
        assert f"{server.url}/sparql" in told
        if tool == "R":  # also where it cannot be run
            assert f'request("{server.url}/sparql")' in told
            assert f'r"-({query})-"' in told or f'r"--({query})--"' in told
        if not is_here(tool):
            pytest.skip(f"needs {tool}")
        lines.write_text(told, encoding="utf-8")
        done = subprocess.run(
            [PROGRAMS[tool], lines], capture_output=True, text=True, check=False, timeout=60
        )
    assert done.returncode == 0, done.stderr
    assert "Kazakhstan" in done.stdout


def test_a_named_node_is_no_label(kg: KnowledgeGraph) -> None:
    """A column of addresses that are no things of ours is of things, and has no countries."""
    answer = kg.query("SELECT ?p { VALUES ?p { cbrn:ledBy rdfs:label } }")
    assert [column.kind for column in columns(answer, kg.names)] == ["thing"]
    assert isinstance(answer.rows[0][0], NamedNode)
