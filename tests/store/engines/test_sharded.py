"""An engine that is several: the same answers as from one, and with one of them gone an error.

Really started: oxigraph servers that share the small world by subject, and Comunica in front
(``sharded/coordinator.js``). What it answers differently stands in `DIFFERENCES`, with its reason;
`docs/engines.md` says it to people.
"""

from __future__ import annotations

import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph
import pytest
import requests

from graph.errors import EngineUnavailable, QueryError, QueryRefused, QueryStopped
from graph.store import EmbeddedEngine, Limits, RemoteEngine, load_questions
from graph.store.text.portable import portable
from tests.engine_servers import NO_COMUNICA, sharded_server
from tests.store.engines.alike import Things, compared, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from concurrent.futures import Future

    from graph.store import Question, Term
    from tests.engine_servers import EngineServer, ShardedServer

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(NO_COMUNICA), reason=NO_COMUNICA or "there"),
]

DOCS: Final = Path(__file__).parents[3] / "docs" / "engines.md"
SMALL_WORLD: Final = Things(
    country="country/AAA",
    meeting="meeting/rtm-e-02",
    document="source/gazette-2020",
    project="project/001",
    far="project/002",
)
LIMITS: Final = Limits(seconds=30, rows=1_000_000)
# By the card that shows it. Where a card is answered as by one engine, it is to be taken out of
# here, and its sentence out of the docs.
DIFFERENCES: Final = {
    "happened-between": "a FILTER within NOT EXISTS that compares what is bound outside",
    "one-document": "MIN and MAX see no addresses",
    **dict.fromkeys(
        ("first-n-of-kind", "first-n-with-line", "latest-n-of-kind", "latest-n-with-line"),
        "a FILTER within OPTIONAL that compares what a BIND there made with what is bound outside",
    ),
    "heads-of-secretariat": "a group over an ordered subquery within OPTIONAL is never answered",
}
NEVER_ANSWERED: Final = "heads-of-secretariat"
# Each would have another answer, and none of them an empty one, without the triples of any shard.
FORMS: Final = {
    "rows": "SELECT * { ?s rdfs:label ?label }",
    "a count": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "what is not there": "SELECT ?s { ?s a cbrn:Statement FILTER NOT EXISTS { ?s cbrn:role ?r } }",
    "what is taken away": "SELECT ?s { ?s a cbrn:Statement MINUS { ?s cbrn:role ?r } }",
    "what may be there": "SELECT * { ?s rdf:subject ?x OPTIONAL { ?x cbrn:startDate ?d } }",
    "steps of a path": "SELECT ?x { ?x rdfs:subClassOf* cbrn:Activity }",
    "yes or no": "ASK { ?s rdf:subject/rdfs:label ?label FILTER(STRLEN(?label) > 100) }",
    "triples": "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s rdfs:label ?l }",
}
# Asks again and again: once for each statement.
LONG: Final = "SELECT ?s ?o { ?s rdf:object ?o FILTER NOT EXISTS { ?o a ?kind } }"


@pytest.fixture(scope="module")
def world(disputed_world: Path) -> EmbeddedEngine:
    """The small world in memory."""
    return EmbeddedEngine(disputed_world)


@pytest.fixture(scope="module")
def sharded(disputed_world: Path) -> Iterator[ShardedServer]:
    """The small world on two engines with one in front; each test leaves all of them running."""
    server = sharded_server(disputed_world, 2)
    try:
        yield server
    finally:
        server.close()


@pytest.fixture(scope="module")
def engine(sharded: ShardedServer) -> Iterator[RemoteEngine]:
    """The same as the app opens it."""
    engine = RemoteEngine(sharded.query)
    yield engine
    engine.close()


@contextmanager
def dying(shard: EngineServer) -> Iterator[EngineServer]:
    """An engine to be killed, which is there again afterwards with its data."""
    try:
        yield shard
    finally:
        shard.kill()
        shard.start()


def valued(card: Question, world: EmbeddedEngine) -> Mapping[str, Term]:
    """The values for a card: things of the small world, where it has their kind."""
    values: dict[str, str] = {}
    for parameter in card.parameters:
        if parameter.kind == "thing":
            kind = pyoxigraph.NamedNode(parameter.type_iri)
            found = world.query("SELECT ?kind ?x { ?x a ?kind } ORDER BY ?x", {"kind": kind})
            of_kind = [row["x"] for row in found.records() if row["x"]]
            left = [one for one in of_kind if one not in values.values()] or of_kind
            values |= {parameter.name: left[0]} if left else {}
    return card.bind(values)


def test_cards_are_answered_alike(world: EmbeddedEngine, engine: RemoteEngine) -> None:
    """Every question card has the same answer as in memory, but for the known differences."""
    apart, with_rows = set(), 0
    for key, card in load_questions().items():
        if key == NEVER_ANSWERED:
            continue
        values = valued(card, world)
        expected = world.query(card.sparql, values, LIMITS)
        with_rows += bool(expected.rows or expected.boolean)
        try:
            found = compared(engine.query(card.sparql, values, LIMITS))
        except QueryError as error:
            found = str(error)
        if found != compared(expected):
            apart.add(key)
    assert with_rows > 80
    assert apart == DIFFERENCES.keys() - {NEVER_ANSWERED}


def test_what_is_never_answered_is_an_error(world: EmbeddedEngine, engine: RemoteEngine) -> None:
    """It is stopped at the limit, and the next query is answered."""
    card = load_questions()[NEVER_ANSWERED]
    with pytest.raises(QueryStopped):
        engine.query(card.sparql, valued(card, world), Limits(seconds=2))
    assert engine.query("ASK { ?x a cbrn:Country }").boolean


def test_the_docs_tell_the_differences() -> None:
    """What is answered differently is said to people."""
    text = " ".join(DOCS.read_text("utf-8").split())
    assert [one for one in DIFFERENCES.values() if one not in text] == []


def test_pages_say_the_same(world: EmbeddedEngine, engine: RemoteEngine) -> None:
    """What the pages show is worked out from the same answers."""
    found = list(told(engine, SMALL_WORLD))
    assert found == list(told(world, SMALL_WORLD))


def test_it_is_asked_like_any_other_engine(world: EmbeddedEngine, engine: RemoteEngine) -> None:
    """Bound values stay values, graphs are kept apart, mistakes are told, refusals hold."""
    text = pyoxigraph.Literal("} SERVICE <urn:x> { '\" \\ \n é \U0001f642")
    hostile = "SELECT ?t ?c { ?c a cbrn:Country FILTER(CONTAINS(?t, 'SERVICE')) }"
    expected = compared(world.query(hostile, {"t": text}))
    assert compared(engine.query(hostile, {"t": text})) == expected
    anything = "ASK { ?s ?p ?o }"
    assert engine.query(anything).boolean
    assert not RemoteEngine(engine.address, graph="urn:absent").query(anything).boolean
    with pytest.raises(QueryError):
        engine.query("SELECT * { ?s ?p }")
    with pytest.raises(QueryRefused):
        engine.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


def answered(server: EngineServer, query: str) -> requests.Response:
    """What is sent in answer to a query, asked once."""
    form = {"query": portable(query, {})}
    return requests.post(server.query, form, headers={"Accept": "*/*"}, timeout=60)


@contextmanager
def asking(server: EngineServer, query: str) -> Iterator[Future[requests.Response]]:
    """What will be sent in answer to a query, waited for at the end."""
    with ThreadPoolExecutor(1) as one:
        yield one.submit(answered, server, query)


def test_without_a_shard_there_is_no_answer(sharded: ShardedServer, engine: RemoteEngine) -> None:
    """With either of the engines dead every form of query is an error, and then whole again."""
    for shard in sharded.shards:
        with dying(shard):
            shard.kill()
            said = {form: answered(sharded, query).status_code for form, query in FORMS.items()}
            assert said == dict.fromkeys(FORMS, 502)
            with pytest.raises(EngineUnavailable):
                engine.query(FORMS["rows"])
        assert engine.query(FORMS["rows"]).rows


@pytest.mark.parametrize("query", FORMS.values(), ids=FORMS)
def test_a_shard_that_dies_while_it_is_asked(sharded: ShardedServer, query: str) -> None:
    """What the other one has answered by then is not sent."""
    with dying(sharded.shards[1]) as shard:
        assert shard.process
        shard.process.send_signal(signal.SIGSTOP)
        with asking(sharded, query) as answer:
            time.sleep(0.2)
            assert not answer.done()
            shard.kill()
        assert answer.result().status_code == 502


def test_a_shard_that_dies_at_any_moment(world: EmbeddedEngine, sharded: ShardedServer) -> None:
    """In the middle of a hundred requests too an answer is whole or an error."""
    started = time.monotonic()
    assert rows(answered(sharded, LONG)) == len(world.query(LONG).rows)
    takes = time.monotonic() - started
    outcomes = []
    for part in (0.1, 0.3, 0.5, 0.7):
        with dying(sharded.shards[0]) as shard, asking(sharded, LONG) as answer:
            time.sleep(part * takes)
            shard.kill()
        outcomes.append(answer.result())
    errors = [one for one in outcomes if one.status_code == 502]
    assert errors
    assert {rows(one) for one in outcomes if one not in errors} <= {len(world.query(LONG).rows)}


def rows(answer: requests.Response) -> int:
    """How many rows were sent."""
    return len(answer.json()["results"]["bindings"])
