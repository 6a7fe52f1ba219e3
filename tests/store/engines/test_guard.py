"""The guard: each query has a worker to itself and its limits, and the app outlives all of them."""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

import graph.store.engines.guard as guard_module
from graph.errors import EngineUnavailable, QueryError, QueryStopped
from graph.store import EmbeddedEngine, Guard, Limits
from graph.store.engines.holders import ForkingHolder, LoneHolder
from graph.store.replies.limits import DEFAULT_LIMITS, Cut
from tests.store.engines.processes import alive, children, end_waiting, wait_until
from tests.store.engines.ring import ENDLESS, SHORT, SOME, past_the_words

if TYPE_CHECKING:
    from graph.store import Term


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the walls are those of Linux")


def test_endless_query_stops_on_time(guard: Guard) -> None:
    """An endless query ends within a second of its limit, and the next one is answered."""
    started = time.monotonic()
    with pytest.raises(QueryStopped, match=r"after 0\.5 seconds"):
        guard.query(ENDLESS, limits=SHORT)
    assert time.monotonic() - started < 1.8
    assert len(guard.query(SOME).rows) == 5


def test_mistake_keeps_its_place(guard: Guard) -> None:
    """The place and the sentence of a syntax error come back from the worker."""
    with pytest.raises(QueryError, match="the prefix 'nope:' is not known") as caught:
        guard.query("SELECT *\n{ ?s nope:x ?o }")
    assert (caught.value.line, caught.value.column) == (2, 6)


def test_rows_and_bytes_are_cut(guard: Guard) -> None:
    """An answer over a limit is cut at a whole row, and says which limit did it."""
    cut = guard.query("SELECT * { ?s ?p ?o }", limits=Limits(rows=7))
    assert len(cut.rows) == 7
    assert cut.cut == Cut(limit="rows", amount=7)
    small = guard.query("SELECT * { ?s ?p ?o }", limits=Limits(output_bytes=1000))
    assert 0 < len(small.rows) < 20
    assert small.cut == Cut(limit="output_bytes", amount=1000)
    built = guard.query("CONSTRUCT WHERE { ?s ?p ?o }", limits=Limits(rows=7))
    assert len(built.triples) == 7
    assert built.cut
    assert guard.query("SELECT * { ?s ?p ?o }", limits=Limits(rows=500)).cut is None


def test_same_answer_as_without_guard(guard: Guard, file: Path) -> None:
    """The guard changes nothing about an answer."""
    engine = EmbeddedEngine(file)
    for sparql in (SOME, "ASK { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"):
        one, other = guard.query(sparql), engine.query(sparql)
        assert (one.form, one.variables, one.rows, one.boolean, one.cut) == (
            *(other.form, other.variables, other.rows, other.boolean, other.cut),
        )
        assert set(one.triples) == set(other.triples)


def test_bindings_arrive_as_they_were(guard: Guard) -> None:
    """Terms of every kind reach the worker and come back unchanged, markup and breaks too."""
    xsd = "http://www.w3.org/2001/XMLSchema#"
    bindings: dict[str, Term] = {
        "a": pyoxigraph.NamedNode("https://example.org/thing/1?x=é#y"),
        "b": pyoxigraph.Literal("a\ttab, a\nbreak, 'quotes\" and \\ <b>\u2028\0"),
        "c": pyoxigraph.Literal("сказал", language="ru"),
        "d": pyoxigraph.Literal("2020-11", datatype=pyoxigraph.NamedNode(f"{xsd}gYearMonth")),
    }
    answer = guard.query("SELECT ?a ?b ?c ?d {}", bindings)
    assert answer.rows == [tuple(bindings.values())]


def test_twenty_threads_at_once(guard: Guard) -> None:
    """Each of twenty threads gets its own answer."""
    query = "SELECT ?n (COUNT(?o) AS ?all) { ?s ?p ?o } GROUP BY ?n"

    def ask(number: int) -> str | None:
        found = guard.query(query, {"n": pyoxigraph.Literal(str(number))})
        return found.records()[0]["n"]

    with ThreadPoolExecutor(20) as threads:
        assert list(threads.map(ask, range(60))) == [str(n) for n in range(60)]


def test_too_many_at_once_wait_then_hear(file: Path) -> None:
    """A query that finds no turn waits for a moment and is then told to try again."""
    with Guard(file, at_once=1, patience=0.1) as guard, ThreadPoolExecutor(1) as thread:
        long = thread.submit(guard.query, ENDLESS, None, SHORT)
        assert wait_until(lambda: children(guard._holder._process.pid))
        with pytest.raises(EngineUnavailable, match="Too many questions"):
            guard.query(SOME)
        with pytest.raises(QueryStopped):
            long.result()
        assert len(guard.query(SOME).rows) == 5


def test_walls_are_those_of_the_query(guard: Guard) -> None:
    """A worker that waits is not asked a query with other limits than its walls are built for."""
    end_waiting(guard)
    for limits in (DEFAULT_LIMITS, Limits(seconds=5), Limits(memory_bytes=10**9), Limits(rows=7)):
        guard.query(SOME, limits=limits)
    assert len(children(guard._holder._process.pid)) == 3, "rows are no matter of walls"


def test_file_that_is_no_graph(tmp_path: Path) -> None:
    """A file that is missing or is no RDF is said at once, in a sentence."""
    with pytest.raises(EngineUnavailable, match="There is no graph at"):
        Guard(tmp_path / "missing.nt")
    broken = tmp_path / "broken.nt"
    broken.write_text("hello\n")
    with pytest.raises(EngineUnavailable, match="cannot be read"):
        Guard(broken)


@pytest.mark.parametrize("term", ["<http://x.org/a b>", '"A"@en-much-too-long-a-tag'])
def test_file_with_a_term_that_is_none(tmp_path: Path, term: str) -> None:
    """A file that the build did not write is told what is wrong in it, and where to mend it."""
    file = tmp_path / "foreign.nt"
    file.write_text(f"<http://x.org/s> <http://x.org/p> {term} .\n")
    with (
        Guard(file) as guard,
        pytest.raises(EngineUnavailable, match=r"language tag that is none.*build"),
    ):
        guard.query("SELECT ?o { ?s ?p ?o }")


def test_where_the_system_cannot_fork(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lone worker answers, is killed at the deadline, and is there again for the next query."""
    monkeypatch.setattr(guard_module, "CAN_FORK", False)
    with Guard(file) as guard:
        assert isinstance(guard._holder, LoneHolder)
        assert len(guard.query(SOME).rows) == 5
        with pytest.raises(QueryError, match="SELEC"):
            guard.query("SELEC ?s")
        with pytest.raises(QueryStopped, match=r"after 0\.5 seconds"):
            guard.query(ENDLESS, limits=SHORT)
        with pytest.raises(QueryStopped, match="nested too deeply"):
            past_the_words(guard, "SELECT * " + "{" * 3000 + "}" * 3000, DEFAULT_LIMITS)
        guard._holder._process.kill()
        guard._holder._process.wait()
        assert len(guard.query(SOME).rows) == 5
        pid = guard._holder._process.pid
    assert not alive(pid)
    with pytest.raises(EngineUnavailable, match="was closed"):
        guard.query(SOME)


def test_forking_where_the_system_can(guard: Guard) -> None:
    """Here each query has a worker of its own."""
    assert isinstance(guard._holder, ForkingHolder)
