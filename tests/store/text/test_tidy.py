"""Format: a query is laid out anew and stays the same query."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from graph.errors import QueryError
from graph.store.text.keywords import WORDS
from graph.store.text.tidy import tidy
from graph.store.text.tokens import Token, tokens
from graph.vocabulary import PREFIXES

TESTS = Path(__file__).parents[2]
SHIPPED = sorted((TESTS.parent / "ontology" / "questions").glob("*.rq"))
QUERIES = sorted(
    [
        *SHIPPED,
        *(TESTS / "store" / "engines" / "hostile").glob("*.rq"),
        *(TESTS / "store" / "cards" / "questions_bad").glob("*.rq"),
    ]
)
MESSY = """\
prefix a: <https://example.org/#> # not a comment: # in an address
# own line
select ?a (count(*) as ?n) where{?a a cbrn:Country;rdfs:label "x # y"@en,'''{;}'''. # tail
filter(?n>3 && ?a != 4) optional{?a rdfs:label ?l}


?a ^cbrn:partOf*/rdfs:label|skos:altLabel ?b . {?a ?b ?c}union{
?d ?e ?f} values ?x {1 2} {select * {?z ?y -3.5 }}}group by ?a
having(count(*)>1) order by desc(?a) limit 3"""
TIDY = """\
PREFIX a: <https://example.org/#>  # not a comment: # in an address
# own line
SELECT ?a (COUNT(*) AS ?n)
WHERE {
  ?a a cbrn:Country ;
     rdfs:label "x # y"@en, '''{;}''' .  # tail
  FILTER(?n>3 && ?a != 4)
  OPTIONAL { ?a rdfs:label ?l }

  ?a ^cbrn:partOf*/rdfs:label|skos:altLabel ?b .
  { ?a ?b ?c } UNION {
    ?d ?e ?f
  }
  VALUES ?x { 1 2 }
  {
    SELECT * { ?z ?y -3.5 }
  }
}
GROUP BY ?a
HAVING(COUNT(*)>1)
ORDER BY DESC(?a)
LIMIT 3
"""
LONG = """\
select ?project ?title (count(distinct ?country) as ?countries) (group_concat(distinct ?name; \
separator=", ") as ?names) where { values (?a ?b) { ("x" 1)
("y" 2) } ?project rdfs:label "a label in which there are (many) words, such as these", \
"a second one && so" . # a remark that is longer than a line may be, and stays where it was written
filter(isiri(?x) && lang(?title) = "en" && contains(lcase(str(?title)), "something long") || \
?country in (country:KAZ, country:UZB))}"""
CUT = """\
SELECT ?project ?title (COUNT(DISTINCT ?country) AS ?countries)
    (GROUP_CONCAT(DISTINCT ?name; SEPARATOR=", ") AS ?names)
WHERE {
  VALUES (?a ?b) {
    ("x" 1)
    ("y" 2)
  }
  ?project rdfs:label "a label in which there are (many) words, such as these",
           "a second one && so" .  # a remark that is longer than a line may be, and stays where \
it was written
  FILTER(isIRI(?x) && LANG(?title) = "en" && CONTAINS(LCASE(STR(?title)), "something long")
      || ?country IN (country:KAZ, country:UZB))
}
"""


def same(one: str, other: str) -> bool:
    """Whether two texts have the same tokens and the same comments, each in the same order."""
    read, again = tokens(one), tokens(other)
    return [written(token) for token in read] == [written(token) for token in again] and remarks(
        one
    ) == remarks(other)


def on_one_line(sparql: str) -> str:
    """A query in small letters on one line, without its comments: as untidy as it can be."""
    text, end = "", 0
    for token in tokens(sparql):
        word = token.kind == "word" and token.text.upper() in WORDS
        text += " " if token.start > end else ""
        text += token.text.lower() if word else token.text
        end = token.start + len(token.text)
    return text


def algebra(sparql: str) -> str:
    """What a query means, as another library reads it; its blank nodes have no names there."""
    read = translateQuery(parseQuery(sparql), initNs=dict(PREFIXES))
    return re.sub(r"\bN[0-9a-f]{32}\b", "_", str(read.algebra))


def written(token: Token) -> tuple[str, str]:
    """What must stay of a token: all of it, but for the case of a word."""
    return token.kind, token.text.casefold() if token.kind == "word" else token.text


def remarks(sparql: str) -> list[str]:
    """The comments of a query: what is left of it without its tokens and white space."""
    rest = list(sparql)
    for token in tokens(sparql):
        rest[token.start : token.start + len(token.text)] = "\n" * len(token.text)
    return [line.strip() for line in re.split(r"[\r\n]+", "".join(rest)) if line.strip()]


def test_a_messy_query_becomes_a_tidy_one() -> None:
    """Clauses, statements and groups begin lines of their own; comments stay where they were."""
    assert tidy(MESSY) == TIDY


def test_a_long_line_is_cut_where_it_is_loosest() -> None:
    """At a comma, at ``||``, between two values: never in a text, an address or a comment."""
    assert tidy(LONG) == CUT


@pytest.mark.parametrize(
    ("query", "laid_out"),
    [
        ("ask{?select a ?from}", "ASK {\n  ?select a ?from\n}\n"),
        (
            "ask { ?x a true, False, l\u0131m\u0131t }",
            "ASK {\n  ?x a true, False, l\u0131m\u0131t\n}\n",
        ),
        ("ask { <select> select:where _:ask }", "ASK {\n  <select> select:where _:ask\n}\n"),
        ("ask { filter(SAMETERM(?a, 'select')) }", "ASK { FILTER(sameTerm(?a, 'select')) }\n"),
    ],
)
def test_only_words_of_the_language_change_their_case(query: str, laid_out: str) -> None:
    """Names, addresses, variables, texts, ``a``, ``true`` and words unknown stay as written."""
    assert tidy(query).split() == laid_out.split()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_query_fits_again(path: Path) -> None:
    """On one line in small letters, each shipped query gets its lines and capitals back."""
    query = on_one_line(path.read_text("utf-8"))
    laid_out = tidy(query)
    assert same(laid_out, query)
    assert not re.search(r"^ *(select|where|filter|group|order)", laid_out, re.MULTILINE)
    assert max(map(len, laid_out.splitlines())) <= 100
    assert tidy(laid_out) == laid_out


# Every fifth: the other library reads slowly, and the words of all are compared above.
@pytest.mark.parametrize("path", SHIPPED[::5], ids=lambda path: path.stem)
def test_another_library_reads_the_same(path: Path) -> None:
    """The algebra of a query is the same before and after."""
    query = path.read_text("utf-8")
    assert algebra(tidy(on_one_line(query))) == algebra(query)


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_the_meaning_stays_and_twice_is_once(path: Path) -> None:
    """Of every query at hand no token and no comment changes, and a tidy one stays as it is."""
    query = path.read_text("utf-8")
    try:
        laid_out = tidy(query)
    except QueryError:
        with pytest.raises(QueryError):
            tokens(query)
        return
    assert same(query, laid_out)
    assert tidy(laid_out) == laid_out


@given(
    st.lists(
        st.sampled_from(
            [
                "{comment\n",
                *re.findall(
                    r"\S+",
                    "SELECT WHERE FILTER OPTIONAL UNION a ?x <https://example.org/> < > <= { } ( ) "
                    "[ ] . ; , * / | ^ ^^ && ! + - 3 4. .5 'a' \"b\" @en cbrn:Country : _:b #",
                ),
            ]
        ),
        max_size=25,
    ),
    st.sampled_from(["", " ", "\n", "  \n\n "]),
)
def test_nothing_changes_the_meaning(parts: list[str], between: str) -> None:
    """Whatever stands beside whatever: the tokens are the same afterwards."""
    query = between.join(parts)
    try:
        tokens(query)
    except QueryError:
        return
    assert same(query, tidy(query))


def test_a_text_that_is_no_query_is_left_or_refused() -> None:
    """An open quotation mark is told with its place; nothing at all stays nothing."""
    with pytest.raises(QueryError) as told:
        tidy("SELECT ?x {\n ?x ?y 'z }")
    assert told.value.line == 2
    assert tidy(" \n") == ""
