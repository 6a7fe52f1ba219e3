"""A query in a thread of its own: its answer, its true size, and an end to it at once."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import graph.store.engines.guard as guard_module
from graph.errors import QueryError, QueryStopped
from graph.store import EmbeddedEngine, Guard, Limits
from graph.store.engines.holders import ForkingHolder
from graph.store.engines.running import Running, counting
from graph.store.engines.stop import Stop
from graph.store.replies.limits import Cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LONG = Limits(seconds=600)
FEW = Limits(rows=5)
PATIENCE = 60.0


@pytest.fixture(params=["forking", "lone"])
def guard(
    file: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Guard]:
    """A guard, once with workers and once as where the system cannot fork."""
    if request.param == "forking" and sys.platform == "win32":
        pytest.skip("this system cannot fork")
    monkeypatch.setattr(guard_module, "CAN_FORK", request.param == "forking")
    with Guard(file) as guard:
        yield guard


def until(true: Callable[[], object]) -> bool:
    """Whether a condition comes true in time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return False


def workers(guard: Guard) -> list[str]:
    """The processes that work for a guard on Linux, as its holder has started them."""
    pid = guard._holder._process.pid
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def test_an_answer_and_the_time_it_took(guard: Guard) -> None:
    """A query that ends by itself has its answer, whole and with its time."""
    running = Running(guard, "SELECT * { ?s ?p ?o } LIMIT 3", Limits())
    assert running.wait(PATIENCE)
    assert running.answer is not None
    assert (len(running.answer.rows), running.answer.cut, running.error) == (3, None, None)
    assert running.elapsed == running.answer.seconds > 0
    assert until(lambda: running.counted)
    assert not running.cancelled


def test_a_cut_answer_tells_how_many_rows_there_are(guard: Guard) -> None:
    """An answer over the limit is there at once; the number of all rows follows."""
    running = Running(guard, "SELECT ?s { ?s ?p ?o } ORDER BY ?s # all", FEW)
    assert running.wait(PATIENCE)
    assert running.answer is not None
    assert running.answer.cut
    assert until(lambda: running.counted)
    assert running.answer.cut == Cut(limit="rows", amount=5, counted=True, total=500)
    assert len(running.answer.rows) == 5


def test_a_total_that_is_not_known_is_said_to_be(guard: Guard) -> None:
    """Triples, and rows that take too long to count, have no total."""
    for query in (
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    ):
        running = Running(guard, query, Limits(seconds=1, rows=5))
        assert until(lambda running=running: running.counted)  # type: ignore[misc]
        assert running.answer is not None
        assert running.answer.cut == Cut(limit="rows", amount=5, counted=True)


def test_a_mistake_is_there_instead_of_an_answer(guard: Guard) -> None:
    """What cannot be read has an error with its place, and no answer."""
    running = Running(guard, "SELECT ?s {\n ?s ?p }", Limits())
    assert running.wait(PATIENCE)
    assert running.answer is None
    assert isinstance(running.error, QueryError)
    assert running.error.line == 2


def test_cancel_ends_the_query_and_its_worker(guard: Guard) -> None:
    """A cancelled query ends long before its limit, with its worker; the next is answered."""
    running = Running(guard, ENDLESS, LONG)
    assert not running.wait(0.5)
    forking = sys.platform == "linux" and isinstance(guard._holder, ForkingHolder)
    if forking:
        assert until(lambda: workers(guard))
    running.cancel()
    assert running.wait(PATIENCE)
    assert running.cancelled
    assert isinstance(running.error, QueryStopped)
    assert str(running.error) == "The query was cancelled."
    if forking:
        assert until(lambda: not workers(guard))
    assert guard.query("ASK { ?s ?p ?o }").boolean


def test_cancel_before_and_after_does_no_harm(guard: Guard) -> None:
    """A wish made before the query keeps it from starting; one made after it ends nothing else."""
    stop = Stop()
    stop.now()
    with stop.heeded(), pytest.raises(QueryStopped, match="cancelled"):
        guard.query(ENDLESS, limits=LONG)
    late = Running(guard, "ASK { ?s ?p ?o }", Limits())
    assert until(lambda: late.counted)
    late.cancel()
    assert late.answer is not None
    assert guard.query("ASK { ?s ?p ?o }").boolean


def test_only_the_cancelled_one_of_two_ends(file: Path) -> None:
    """Of two queries at once the one that is cancelled ends, and the other is answered."""
    with Guard(file) as guard:
        rows = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?i != ?f) } LIMIT 1"
        endless, finite = Running(guard, ENDLESS, LONG), Running(guard, rows, Limits(seconds=2))
        endless.cancel()
        assert endless.wait(PATIENCE)
        assert finite.wait(PATIENCE)
        assert not finite.cancelled
        assert "cancelled" not in str(finite.error)


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT ?s { ?s ?p ?o }", 500),
        ("PREFIX e: <https://example.org/> SELECT DISTINCT ?p { ?s ?p ?o }", 1),
        ("SELECT ?rows { ?rows ?p ?o } LIMIT 7", 7),
        ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s HAVING(?n > 1)", 0),
        ("# SELECT { }\nselect * where { ?s ?p ?o . { SELECT ?s { ?s ?p ?o } } } # end", 500),
        ('SELECT ?s { ?s ?p ?o FILTER(STR(?s) != "SELECT }") } VALUES ?p { UNDEF }', 500),
    ],
)
def test_counting_counts_the_rows(file: Path, query: str, rows: int) -> None:
    """The query that counts tells as many rows as the query itself has."""
    engine = EmbeddedEngine(file)
    assert len(engine.query(query).rows) == rows
    counted = engine.query(counting(query) or "")
    assert next(iter(counted.records()[0].values())) == str(rows)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } WHERE { { SELECT * { ?s ?p ?o } } }",
        "SELECT * FROM <https://example.org/other> { ?s ?p ?o }",
        "DESCRIBE <https://example.org/thing/1>",
    ],
)
def test_what_has_no_rows_of_its_own_is_not_counted(query: str) -> None:
    """Queries of another form, and those that name graphs, are left uncounted."""
    assert counting(query) is None
