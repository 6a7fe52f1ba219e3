"""The embedded engine: answers of each form, their limits, and mistakes told in sentences."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as some

import graph.store
from graph.errors import EngineUnavailable, QueryError
from graph.store import EmbeddedEngine, Engine, Guard, Limits
from graph.store.engines.embedded import evaluate
from graph.store.replies.answers import read
from graph.store.replies.limits import Reply
from graph.store.text.tokens import place, tokens

XSD = "http://www.w3.org/2001/XMLSchema#"
GRAPH = f"""\
<https://example.org/a> <https://example.org/p> <https://example.org/b> .
<https://example.org/a> <https://example.org/p> "a\\ttab, a\\nbreak and <b>"@en .
<https://example.org/a> <https://example.org/p> "2020-11"^^<{XSD}gYearMonth> .
<https://example.org/a> <https://example.org/p> "62"^^<{XSD}integer> .
<https://example.org/a> <https://example.org/p> "2.5"^^<{XSD}decimal> .
<https://example.org/a> <https://example.org/p> "1.0E6"^^<{XSD}double> .
<https://example.org/a> <https://example.org/p> "true"^^<{XSD}boolean> .
<https://example.org/a> <https://example.org/p> "sixty"^^<{XSD}integer> .
<https://example.org/a> <https://example.org/p> "" .
"""
# A query, the place of its mistake, and words of the sentence about it.
MISTAKES = [
    ("", 1, 1, "the query is empty"),
    ("# nothing but a remark", 1, 23, "the query is empty"),
    ("SELEC ?s WHERE { ?s ?p ?o }", 1, 1, "perhaps SELECT was meant"),
    ("SELECT ?s\nWHERE { ?s ?p ?o", 2, 17, "the '{' of line 2, column 7 is never closed"),
    ("SELECT ?s { ?s ?p ?o }}", 1, 23, "this '}' closes nothing"),
    ("SELECT * { ?s ?p (1 2 }", 1, 23, "this '}' comes before the '(' of line 1, column 18"),
    ("SELECT * {\n  ?s nope:p ?o\n}", 2, 6, "the prefix 'nope:' is not known; known are cbrn"),
    ("SELECT * { ?s cbrm:p ?o }", 1, 15, "perhaps cbrn: was meant"),
    ("SELECT * { ?s :p ?o }", 1, 15, "the prefix ':' is not known"),
    ("SELECT *\n{ ?s a ?o\n  ?t a ?o }", 3, 3, "perhaps the dot or semicolon before it"),
    ("SELECT * { ?s a ?o ?x }", 1, 20, "perhaps the dot or semicolon before it"),
    ("SELECT * { ?s ?p }", 1, 18, "a relation or an object is missing"),
    ("SELECT ?s, ?p { ?s ?p ?o }", 1, 10, "has spaces between its variables"),
    ("SELECT { ?s ?p ?o }", 1, 8, "after SELECT comes what to show"),
    ("SELECT COUNT(?s) { ?s ?p ?o }", 1, 8, "after SELECT comes what to show"),
    ("SELECT ?p COUNT(?s) { ?s ?p ?o }", 1, 11, "(COUNT(?thing) AS ?number)"),
    ("SELECT (COUNT(?s) ?n) { ?s ?p ?o }", 1, 19, "an operator or AS before it"),
    ("SELECT ?p (COUNT(?s) AS ?n) { ?s ?p ?o }", 1, 1, "must also stand in GROUP BY"),
    ("SELECT (1 AS ?x) (2 AS ?x) {}", 1, 1, "one name to two columns"),
    ("SELECT (?o AS ?s) { ?s ?p ?o }", 1, 1, "the name after AS is already used"),
    ("SELECT * { VALUES (?a ?b) { (1) } }", 1, 1, "a row of VALUES has more or fewer"),
    ("SELECT * { ?s ?p ?o FILTER ?o > 3 }", 1, 28, "after FILTER comes a condition in brackets"),
    ("SELECT * { ?s ?p ?o } ORDER ?o", 1, 29, "after ORDER comes BY"),
    ("SELECT * { ?s ?p ?o } LIMIT ten", 1, 29, "after LIMIT comes a whole number"),
    ("SELECT * { ?s ?p banana }", 1, 18, "is no word of SPARQL"),
    ("SELECT * { ?s ?p ?o FILTER CONTANS(?o, 'x') }", 1, 28, "perhaps CONTAINS was meant"),
    ("SELECT * { OPTIONAL ?s ?p ?o }", 1, 21, "after OPTIONAL comes {"),
    ("SELECT * { id:country/KAZ ?p ?o }", 1, 22, "write country:KAZ or id:country"),
    ("SELECT * { ?s ?p <b> }", 1, 18, "an address is written in full"),
    ("SELECT * { ?s ?p <https://a b> }", 1, 19, "an address is written in full"),
    ("SELECT * { ?s ?p 'x\\q' }", 1, 18, "a backslash is written twice"),
    ("SELECT * {\n?s ?p 'it's' }", 2, 12, "this quotation mark is never closed"),
    ('SELECT * { ?s ?p """x }', 1, 18, "this quotation mark is never closed"),
    ("PREFIX x <https://x/> SELECT * { ?s ?p ?o }", 1, 8, "with its colon"),
    ("INSERT DATA { <urn:a> <urn:b> 1 }", 1, 1, "the graph can only be read"),
    ("ASK { ?s ?p 'x'@en , 2 , -3 , :q }", 1, 31, "the prefix ':' is not known"),
    ("ASK { 'a' ?p 'é😀' . ?s ?p ?o ?x }", 1, 30, "perhaps the dot"),
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedEngine:
    """An engine with one thing and values of many types."""
    path = tmp_path_factory.mktemp("graph") / "small.nt"
    path.write_text(GRAPH)
    return EmbeddedEngine(path)


def test_public_face() -> None:
    """What the room offers is listed, sorted, and there."""
    assert graph.store.__all__ == sorted(graph.store.__all__)
    assert all(hasattr(graph.store, name) for name in graph.store.__all__)


def test_engines_fit_the_protocol(engine: EmbeddedEngine) -> None:
    """The type checker accepts both engines where any engine is wanted."""
    engines: list[type[Engine]] = [EmbeddedEngine, Guard]
    assert isinstance(engine, engines[0])


def test_select(engine: EmbeddedEngine) -> None:
    """Rows hold the very terms of the file, and None where nothing is bound."""
    answer = engine.query("SELECT ?o ?none { ?s ?p ?o }")
    assert (answer.form, answer.variables, answer.cut) == ("select", ("o", "none"), None)
    assert {row[1] for row in answer.rows} == {None}
    # The engine writes numbers its own way, so what the file says is read by the engine too.
    quads = pyoxigraph.Store()
    quads.load(GRAPH.encode(), pyoxigraph.RdfFormat.N_TRIPLES)
    assert {row[0] for row in answer.rows} == {quad.object for quad in quads}
    assert answer.seconds > 0


def test_records(engine: EmbeddedEngine) -> None:
    """Records are plain strings by variable name."""
    query = "SELECT ?s ?o ?none { ?s ?p ?o FILTER(DATATYPE(?o) = xsd:gYearMonth) }"
    assert engine.query(query).records() == [
        {"s": "https://example.org/a", "o": "2020-11", "none": None}
    ]


def test_no_variables_and_no_rows(engine: EmbeddedEngine) -> None:
    """The edges of the format: a row without columns, a column without rows, an empty cell."""
    assert engine.query("SELECT * {}").rows == [()]
    assert engine.query("SELECT ?x {}").rows == [(None,)]
    assert engine.query("SELECT ?x { ?x a ?x }").rows == []
    assert engine.query("SELECT ('' AS ?x) {}").records() == [{"x": ""}]


def test_ask_construct_describe(engine: EmbeddedEngine) -> None:
    """ASK gives a truth value; CONSTRUCT and DESCRIBE give triples."""
    assert engine.query("ASK { ?s ?p 62 }").boolean is True
    assert engine.query("ASK { ?s ?p 63 }").boolean is False
    built = engine.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert (built.form, len(built.triples)) == ("construct", 9)
    assert len(engine.query("DESCRIBE <https://example.org/a>").triples) == 9


def test_other_formats_are_read() -> None:
    """An engine elsewhere may answer in another format of the standard."""
    row = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"1"}}]}}'
    answer = read(Reply("application/sparql-results+json; charset=utf-8", row), 0.0)
    assert answer.records() == [{"x": "1"}]
    turtle = b"<urn:a> <urn:b> 1, 2 ."
    assert len(read(Reply("text/turtle", turtle), 0.0).triples) == 2
    with pytest.raises(EngineUnavailable, match="text/html"):
        read(Reply("text/html", b"<html>"), 0.0)
    with pytest.raises(EngineUnavailable, match="cannot be read"):
        read(Reply("application/sparql-results+json", row[:50]), 0.0)


@pytest.mark.parametrize(
    "begins",
    [
        "PREFIX skos: <https://example.org/>",
        "prefix rdf: <https://example.org/>\n  PREFIX skos: <https://example.org/>",
        "BASE <https://example.org/> PREFIX skos: <https://example.org/>",
        "PREFIX rdf: <https://example.org/> # PREFIX cbrn: <x>\nPREFIX skos: <https://example.org/>",
    ],
)
def test_prefixes_that_a_query_declares(begins: str, engine: EmbeddedEngine) -> None:
    """What it declares counts, wherever it does so; what it does not declare is known."""
    found = engine.query(f"{begins} SELECT (STR(skos:a) AS ?its) (STR(cbrn:a) AS ?ours) {{}}")
    (row,) = found.records()
    assert row["its"] == "https://example.org/a"
    assert row["ours"] == "https://w3id.org/cbrn-graph/ontology#a"


def test_known_prefixes(engine: EmbeddedEngine) -> None:
    """Our prefixes need no declaration, and a query's own declaration comes first."""
    assert engine.query("SELECT (STR(cbrn:Meeting) AS ?x) {}").records() == [
        {"x": "https://w3id.org/cbrn-graph/ontology#Meeting"}
    ]
    own = "PREFIX cbrn: <urn:own:> SELECT (STR(cbrn:Meeting) AS ?x) {}"
    assert engine.query(own).records() == [{"x": "urn:own:Meeting"}]


def test_bindings(engine: EmbeddedEngine) -> None:
    """A bound variable has its value in the pattern, in filters and in the answer."""
    term = pyoxigraph.Literal("} SERVICE <urn:x> { '\" \\")
    query = "SELECT ?s (STRLEN(?s) AS ?n) { FILTER(CONTAINS(?s, 'SERVICE')) }"
    assert engine.query(query, {"s": term}).rows[0][0] == term
    thing = pyoxigraph.NamedNode("https://example.org/a")
    count = "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s"
    assert engine.query(count, {"s": thing}).records()[0]["n"] == "9"
    assert len(engine.query("CONSTRUCT { ?o ?p 1 } { ?s ?p ?o }", {"s": thing}).triples) == 1


def test_binding_that_select_does_not_name(engine: EmbeddedEngine) -> None:
    """The sentence says where to name the variable."""
    with pytest.raises(QueryError, match=r"\?s is bound to a value.* name it after SELECT"):
        engine.query("SELECT ?o { ?s ?p ?o }", {"s": pyoxigraph.Literal("x")})


def test_unknown_function(engine: EmbeddedEngine) -> None:
    """The sentence names the function."""
    with pytest.raises(QueryError, match="The function <urn:f> is not known"):
        engine.query("SELECT (<urn:f>(1) AS ?x) {}")


def test_limits(engine: EmbeddedEngine) -> None:
    """Rows and bytes are cut at whole rows; a limit that is just reached cuts nothing."""
    every = "SELECT ?o { ?s ?p ?o }"
    assert engine.query(every, limits=Limits(rows=9)).cut is None
    assert len(engine.query(every, limits=Limits(rows=8)).rows) == 8
    assert engine.query(every, limits=Limits(rows=0)).rows == []
    size = len("?x\n" + "1\n" * 10)
    ten = "SELECT ?x { VALUES ?x { " + "1 " * 10 + "} }"
    assert engine.query(ten, limits=Limits(output_bytes=size)).cut is None
    assert len(engine.query(ten, limits=Limits(output_bytes=size - 1)).rows) == 9
    assert engine.query(ten, limits=Limits(output_bytes=0)).rows == []


@pytest.mark.parametrize("rows", [0, 8, 100])
@pytest.mark.parametrize(
    "every", ["SELECT ?s ?o ?none { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"]
)
def test_an_answer_is_the_same_without_being_written(
    engine: EmbeddedEngine, every: str, rows: int
) -> None:
    """What is taken as it is equals what is written and read, and is cut alike."""
    limits = Limits(rows=rows)
    told = read(evaluate(engine._opened(), every, {}, limits), 0.0)
    found = engine.query(every, limits=limits)
    assert replace(found, seconds=0.0) == replace(told, seconds=0.0)
    assert bool(found.cut) == (rows < 9)


@pytest.mark.parametrize(("sparql", "line", "column", "words"), MISTAKES)
def test_mistake(engine: EmbeddedEngine, sparql: str, line: int, column: int, words: str) -> None:
    """Each mistake is told with its place and what to mend, in one short sentence."""
    with pytest.raises(QueryError) as caught:
        engine.query(sparql)
    sentence = str(caught.value)
    assert words in sentence
    assert (caught.value.line, caught.value.column) == (line, column)
    assert sentence.startswith(f"Line {line}, column {column}: ")
    assert sentence.endswith(".")
    assert len(sentence) < 300


def test_closed_engine(engine: EmbeddedEngine, tmp_path: Path) -> None:
    """A closed engine says so."""
    path = tmp_path / "one.nt"
    path.write_text(GRAPH)
    closed = EmbeddedEngine(path)
    closed.close()
    with pytest.raises(EngineUnavailable, match="was closed"):
        closed.query("ASK {}")
    assert engine.query("ASK {}").boolean


def test_place_counts_all_line_ends() -> None:
    """Windows, old Macintosh and Unix line ends each count once."""
    text = "a\r\nb\rc\nd"
    assert [place(text, text.index(letter)) for letter in "abcd"] == [
        (1, 1),
        (2, 1),
        (3, 1),
        (4, 1),
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "a.",
        "a-",
        "<a",
        ":a.",
        ":.",
        "_:a.",
        "1.",
        "@a-",
        "?",
        "\\",
        '"""a',
        "'''a",
        '"\\',
        ":%",
        "<<",
    ],
)
def test_tokens_take_linear_time(piece: str) -> None:
    """A text of 100 kB is read in well under a second, however it is made to be ambiguous."""
    started = time.process_time()
    with suppress(QueryError):
        tokens(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 2


PIECES = re.findall(
    r"\S+",
    "SELECT ?x * { } ( ) . ; , < > ' \" \\ # cbrn: a:b <urn:x> 1 - / ^ FILTER AS a @en ^^ é _:b \0",
)


@given(some.lists(some.sampled_from([*PIECES, " ", "\n"]), max_size=40).map("".join))
def test_no_text_breaks_the_engine(text: str) -> None:
    """Whatever the text, there is an answer or a sentence with a place inside the text."""
    mistake = QueryError("none")
    try:
        evaluate(pyoxigraph.Store(), text, {}, Limits())
    except QueryError as error:
        mistake = error
    if mistake.line and mistake.column:
        assert 1 <= mistake.column <= len(text.split("\n")[mistake.line - 1]) + 1
