"""Format: a query is laid out anew and stays the same query."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.store.text.tidy import tidy
from graph.store.text.tokens import tokens

TESTS = Path(__file__).parents[2]
QUERIES = sorted(
    [
        *(TESTS.parent / "ontology" / "questions").glob("*.rq"),
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
prefix a: <https://example.org/#>  # not a comment: # in an address
# own line
select ?a (count(*) as ?n)
where {
  ?a a cbrn:Country ;
     rdfs:label "x # y"@en, '''{;}''' .  # tail
  filter(?n>3 && ?a != 4)
  optional { ?a rdfs:label ?l }

  ?a ^cbrn:partOf*/rdfs:label|skos:altLabel ?b .
  { ?a ?b ?c } union {
    ?d ?e ?f
  }
  values ?x { 1 2 }
  {
    select * { ?z ?y -3.5 }
  }
}
group by ?a
having(count(*)>1)
order by desc(?a)
limit 3
"""


def same(one: str, other: str) -> bool:
    """Whether two texts have the same tokens and the same comments, each in the same order."""
    read, again = tokens(one), tokens(other)
    return [(token.kind, token.text) for token in read] == [
        (token.kind, token.text) for token in again
    ] and remarks(one) == remarks(other)


def remarks(sparql: str) -> list[str]:
    """The comments of a query: what is left of it without its tokens and white space."""
    rest = list(sparql)
    for token in tokens(sparql):
        rest[token.start : token.start + len(token.text)] = "\n" * len(token.text)
    return [line.strip() for line in re.split(r"[\r\n]+", "".join(rest)) if line.strip()]


def test_a_messy_query_becomes_a_tidy_one() -> None:
    """Clauses, statements and groups begin lines of their own; comments stay where they were."""
    assert tidy(MESSY) == TIDY


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
