"""The same answers from every engine: in record, on disk, the oxigraph server, Virtuoso.

Both servers are really started, and hold the real build. What an engine is known to answer
differently stands in `DIFFERENCES`, with its reason; `docs/engines.md` says it to people.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph
import pytest

from graph.errors import QueryError, QueryRefused
from graph.knowledge_graph import BUILT
from graph.store import EmbeddedEngine, Guard, Limits, ask, load_questions
from graph.store.published.publishing import publish_to_disk
from graph.store.published.sources import DiskSource
from graph.vocabulary import THINGS
from tests.engine_servers import remote
from tests.generated_queries import generated
from tests.store.engines.alike import Things, compared, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Answer, Engine, Term

pytestmark = pytest.mark.slow

DOCS: Final = Path(__file__).parents[3] / "docs" / "engines.md"
ENGINES: Final = ("disk", "oxigraph", "virtuoso")
RECORD: Final = Things(
    country="country/KAZ",
    meeting="meeting/rtm-ca-14",
    document="source/unicri-2021-06-rtm-ca-14",
    project="project/087",
    far="project/053",
)
LIMITS: Final = Limits(seconds=60, rows=1_000_000)
# Each is one thing that an engine does in its own way, in the words of the docs, and a query that
# shows it. Where one of them is answered like everywhere else, it is to be taken out of both.
DIFFERENCES: Final[dict[str, dict[str, str]]] = {
    "disk": {},
    "oxigraph": {},
    "virtuoso": {
        "yes and no as values come as 1 and 0": 'SELECT ("a" = "A" AS ?x) {}',
        "a whole number divided by a whole number stays whole": "SELECT (10/4 AS ?x) {}",
        "a division by zero is an error of the whole query": (
            'SELECT (COALESCE(1/0, "none") AS ?x) {}'
        ),
        "MIN and MAX see no texts with a language": (
            "SELECT (MIN(?l) AS ?x) { ?c a cbrn:Country ; rdfs:label ?l }"
        ),
        "a path of any length wants one of its ends": ("SELECT ?x ?y { ?x rdfs:subClassOf* ?y }"),
        "a path of any length beside a UNION finds nothing": (
            "SELECT DISTINCT ?c ?e { ?c cbrn:partOfInitiative ?a . ?a a/rdfs:subClassOf* ?e . "
            "{ ?u cbrn:attendedBy ?c } UNION { ?c cbrn:partOf ?u } }"
        ),
        "a month or a year is compared as its first day": (
            'SELECT ?m { ?m cbrn:startDate ?d FILTER(?d >= "2020-01-01"^^xsd:date) }'
        ),
        "ENCODE_FOR_URI leaves letters beyond ASCII": 'SELECT (ENCODE_FOR_URI("é b") AS ?x) {}',
        "UCASE within CONCAT takes a letter beyond ASCII byte by byte": (
            "SELECT ?x { ?c a cbrn:Region BIND(CONCAT(STR(?c), ' · ', UCASE('é')) AS ?x) }"
        ),
    },
}
GENERATED_APART: Final = {
    "virtuoso": {
        "034": "a path of any length beside a UNION finds nothing",
        "162": "a path of any length beside a UNION finds nothing",
        "294": "UCASE within CONCAT takes a letter beyond ASCII byte by byte",
    },
}


@pytest.fixture(scope="module")
def queries(record: EmbeddedEngine) -> dict[str, tuple[str, Answer]]:
    """A hundred queries made by chance, with their answers in memory."""
    return generated(record, 100, seed=1)


@pytest.fixture(scope="module")
def cards_answered(record: EmbeddedEngine) -> dict[str, object]:
    """Every question card with its own values, answered in memory."""
    return {key: compared(ask(record, card, {})) for key, card in load_questions().items()}


@pytest.fixture(scope="module")
def pages_told(record: EmbeddedEngine) -> list[object]:
    """What the pages show, worked out in memory."""
    return list(told(record, RECORD))


@pytest.fixture(scope="module", params=ENGINES)
def other(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Engine]]:
    """Each of the other engines, with its name."""
    engine: Engine
    if request.param == "disk":
        folder = tmp_path_factory.mktemp("disk")
        publish_to_disk(BUILT, folder, lambda *_: None)
        engine = Guard(Path(DiskSource(folder).edition()))
    else:
        engine = remote(request.getfixturevalue(request.param))
    yield request.param, engine
    engine.close()


def test_cards_are_answered_alike(
    cards_answered: dict[str, object], other: tuple[str, Engine]
) -> None:
    """Every question card has the same answer, with its own values."""
    _, engine = other
    cards = load_questions()
    apart = [
        key for key, card in cards.items() if compared(ask(engine, card, {})) != cards_answered[key]
    ]
    assert len(cards) > 30
    assert apart == []


def test_generated_queries_are_answered_alike(
    queries: dict[str, tuple[str, Answer]], other: tuple[str, Engine]
) -> None:
    """A hundred queries made by chance have the same answers; those with a page in its order."""
    name, engine = other
    apart = {}
    for title, (query, expected) in queries.items():
        in_order = "page" in title
        try:
            found = compared(engine.query(query, limits=LIMITS), in_order=in_order)
        except QueryError as error:
            found = str(error)
        if found != compared(expected, in_order=in_order):
            apart[title[:3]] = query
    assert len(queries) == 100
    assert set(apart) == set(GENERATED_APART.get(name, {})), apart


def test_known_differences_are_differences(
    record: EmbeddedEngine, other: tuple[str, Engine]
) -> None:
    """What the docs say that an engine does in its own way, it does; and the docs do say it."""
    name, engine = other
    told = DOCS.read_text("utf-8")
    for difference, query in DIFFERENCES[name].items():
        assert difference in told
        try:
            found = compared(engine.query(query, limits=LIMITS))
        except QueryError:
            continue
        assert found != compared(record.query(query, limits=LIMITS)), difference
    assert set(GENERATED_APART.get(name, {}).values()) <= set(DIFFERENCES[name])


def test_pages_say_the_same(pages_told: list[object], other: tuple[str, Engine]) -> None:
    """What the pages show is worked out from the same answers."""
    _, engine = other
    for expected, found in zip(pages_told, told(engine, RECORD), strict=True):
        assert found == expected


def test_bound_values_stay_values(record: EmbeddedEngine, other: tuple[str, Engine]) -> None:
    """A bound term means the same everywhere: in filters, OPTIONAL, UNION, EXISTS, subqueries."""
    _, engine = other
    country = pyoxigraph.NamedNode(f"{THINGS}country/KAZ")
    text = pyoxigraph.Literal("} SERVICE <urn:x> { '\" \\ \n é \U0001f642")
    year = pyoxigraph.Literal("2018")
    queries: list[tuple[str, dict[str, Term]]] = [
        ("SELECT ?t (STRLEN(?t) AS ?n) { FILTER(CONTAINS(?t, 'SERVICE')) }", {"t": text}),
        ("SELECT ?c (COUNT(*) AS ?n) { ?c ?p ?o } GROUP BY ?c", {"c": country}),
        (
            "SELECT ?c ?m ?d ?year { ?m cbrn:attendedBy ?c OPTIONAL { ?m cbrn:startDate ?d "
            "FILTER(STR(?d) > ?year && ?c = country:KAZ) } }",
            {"c": country, "year": year},
        ),
        (
            "SELECT ?c ?x { { ?x cbrn:coversCountry ?c } UNION { ?x a cbrn:Meeting "
            "FILTER EXISTS { ?x cbrn:attendedBy ?c } } }",
            {"c": country},
        ),
        (
            "SELECT ?c ?n { { SELECT ?c (COUNT(?m) AS ?n) "
            "{ ?m cbrn:attendedBy ?c } GROUP BY ?c } }",
            {"c": country},
        ),
        (
            "SELECT ?c ?n { ?c a cbrn:Country "
            "{ SELECT (COUNT(?c) AS ?n) { ?m cbrn:hostCountry ?c } } }",
            {"c": country},
        ),
        ("CONSTRUCT WHERE { ?c rdfs:label ?l }", {"c": country}),
        ("ASK { ?c a cbrn:Region }", {"c": country}),
        ("DESCRIBE ?c ?x WHERE { ?x cbrn:coversCountry ?c }", {"c": country}),
    ]
    for query, bindings in queries:
        expected = compared(record.query(query, bindings, LIMITS))
        assert compared(engine.query(query, bindings, LIMITS)) == expected, query


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
        "SELECT * FROM <urn:x> { ?s ?p ?o }",
    ],
)
def test_refusals_hold_everywhere(other: tuple[str, Engine], query: str) -> None:
    """No engine is asked what is refused."""
    with pytest.raises(QueryRefused):
        other[1].query(query)
