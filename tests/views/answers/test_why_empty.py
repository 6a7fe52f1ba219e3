"""An answer that is empty says which part of the query emptied it, and what is not on record."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from graph import KnowledgeGraph
from graph.cli import main
from graph.errors import QueryError
from graph.store.text.patterns import pattern
from graph.views.answers.why_empty import why_empty

if TYPE_CHECKING:
    pass

MEETING = "?meeting a cbrn:Meeting ; cbrn:startDate ?date ."


@pytest.mark.parametrize(
    ("query", "words"),
    [
        # One part stands in the way: a filter, a triple, values, a union, a negation, a minus.
        (
            f'SELECT ?meeting {{\n {MEETING}\n FILTER(STR(?date) > "2090") }}',
            'Line 3: without “FILTER(STR(?date) > "2090")” there would be 130 rows.',
        ),
        (
            "SELECT ?c {\n ?c a cbrn:Country ;\n cbrn:partOf ?r }",
            "Line 3: without “?c cbrn:partOf ?r” there would be",
        ),
        (f"SELECT ?meeting {{ VALUES ?date {{ 1 }} {MEETING} }}", "without “VALUES ?date { 1 }”"),
        (
            f"SELECT ?meeting {{ {MEETING} {{ ?meeting a cbrn:Topic }} UNION "
            "{ ?meeting a cbrn:Region } }",
            "without “{ ?meeting a cbrn:Topic } UNION { ?meeting a cbrn:Region }”",
        ),
        (
            f"SELECT ?meeting {{ {MEETING} FILTER NOT EXISTS {{ ?meeting a cbrn:Thing }} }}",
            "without “FILTER NOT EXISTS { ?meeting a cbrn:Thing }” there would be 130 rows",
        ),
        ("SELECT ?m { ?m a cbrn:Meeting MINUS { ?m a cbrn:Thing } }", "without “MINUS"),
        # Two together; nothing inside the pattern; inside an inner query.
        (
            "SELECT ?x { ?x cbrn:coversRegion region:CA ; cbrn:attendedBy country:NER ; "
            "cbrn:hostCountry country:PHL ; cbrn:startDate ?date }",
            "No one part alone is the reason.",
        ),
        (
            "SELECT ?c (COUNT(*) AS ?n) { ?c cbrn:inRegion ?r } GROUP BY ?c HAVING(COUNT(*) > 99)",
            "but HAVING lets none through",
        ),
        ("SELECT ?c { ?c a cbrn:Country } OFFSET 9999", "but OFFSET lets none through"),
        (
            "SELECT ?c {\n{ SELECT ?c {\n?c a cbrn:Country .\n?c a cbrn:Topic } } }",
            "Line 4: without “?c a cbrn:Topic” there would be",
        ),
        # What means nothing here, with the nearest that does.
        ("SELECT ?c { ?c a cbrn:Contry }", "the nearest is cbrn:Country (Country)"),
        ("SELECT ?c {\n?c cbrn:hasTopics ?t }", "Line 2: cbrn:hasTopics is no property"),
        ("SELECT ?c { ?c cbrn:coverCountry/rdfs:label ?t }", "the nearest is cbrn:coversCountry"),
        ("SELECT ?c { ?c cbrn:attendedBy country:KAX }", "the nearest is country:KAZ (Kazakhstan)"),
        (
            "PREFIX o: <https://w3id.org/cbrn-graph/ontology#> SELECT ?c { ?c o:inRegions ?t }",
            "the nearest is cbrn:inRegion",
        ),
        ("SELECT ?c { ?c skos:altLabels ?t }", "the nearest that it uses is skos:altLabel"),
        # The commonest slip: a text on record has a language.
        ('SELECT ?c { ?c rdfs:label "Kazakhstan" }', 'with "Kazakhstan"@en there is 1 row'),
        (
            "ASK { country:KAZ a cbrn:Country, cbrn:Project }",
            "without “country:KAZ a cbrn:Project”",
        ),
        ("CONSTRUCT { ?c a cbrn:Thing } WHERE { ?c a cbrn:Country . FILTER(false) }", "FILTER"),
    ],
)
def test_the_part_that_emptied_it_is_named(kg: KnowledgeGraph, query: str, words: str) -> None:
    """The first sentences name the part, its line and what there would be without it."""
    answer = kg.query(query)
    assert (answer.rows, answer.triples) == ([], [])
    assert not answer.boolean
    reasons = why_empty(kg, query)
    assert words in " ".join(reasons)
    assert all(reason.endswith(".") for reason in reasons)


def test_the_tries_end_in_bounded_time(kg: KnowledgeGraph) -> None:
    """A query of many costly parts is not tried for more than a few seconds, and still answers."""
    costly = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(30))
    started = time.monotonic()
    reasons = why_empty(kg, f"SELECT * {{ {costly} FILTER(false) }}")
    assert reasons
    # Five seconds for the tries, and the patience of a busy machine.
    assert time.monotonic() - started < 60


@pytest.mark.parametrize(
    "query", ["DESCRIBE country:KAZ", "SELECT ?x WHERE { ?x ?y }", "SELECT", "", "{{{", "ASK { ( }"]
)
def test_what_cannot_be_taken_apart_is_said_so(kg: KnowledgeGraph, query: str) -> None:
    """A query without a pattern, or one that cannot be read, gets a sentence and no trace."""
    with pytest.raises(QueryError):
        pattern(query)
    assert why_empty(kg, query) == ["Nothing on record answers this."]


def test_every_kind_of_part_is_told_apart() -> None:
    """Lists of relations and objects are written out; brackets, paths and languages stay whole."""
    whole = pattern(
        """PREFIX x: <http://x/>
        SELECT * WHERE {
          ?a x:p/^x:q* ?b , "t"@en-GB , -5 ; a x:C ;
             x:r [ x:s ?c ; x:t ( 1 2 ) ] .  # a comment, with { and ;
          [ x:u ?d ] . _:e x:v "1"^^x:int .
          FILTER regex(?b, "}") OPTIONAL { ?a x:w ?f } BIND(1 AS ?g) VALUES (?h) { (x:i) }
        } LIMIT 5"""
    )
    assert [(part.kind, part.quoted) for part in whole.parts] == [
        ("triple", "?a x:p/^x:q* ?b"),
        ("triple", '?a x:p/^x:q* "t"@en-GB'),
        ("triple", "?a x:p/^x:q* -5"),
        ("triple", "?a a x:C"),
        ("triple", "?a x:r [ x:s ?c ; x:t ( 1 2 ) ]"),
        ("triple", "[ x:u ?d ]"),
        ("triple", '_:e x:v "1"^^x:int'),
        ("filter", 'FILTER regex(?b, "}")'),
        ("optional", "OPTIONAL { ?a x:w ?f }"),
        ("bind", "BIND(1 AS ?g)"),
        ("values", "VALUES (?h) { (x:i) }"),
    ]
    assert (whole.prologue.strip(), whole.tail) == ("PREFIX x: <http://x/>", "LIMIT 5")


def test_the_command_line_says_it_to_a_person() -> None:
    """A table that is empty has the reason beside it; what goes to a program has none."""
    query = "SELECT ?c { ?c a cbrn:Contry }"
    person = CliRunner().invoke(main, ["query", query, "--format", "table"])
    assert person.stdout == ""
    assert "the nearest is cbrn:Country" in person.stderr
    program = CliRunner().invoke(main, ["query", query])
    assert program.stderr == ""
    card = ["ask", "projects-of-country", "--country", "country/BEL", "--format", "table"]
    assert "an answer in place of Belgium for: " in CliRunner().invoke(main, card).stderr
