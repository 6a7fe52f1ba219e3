"""The guard: each query has a worker to itself and its limits, and the app outlives all of them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

import graph.store.engines.guard as guard_module
from graph.errors import (
    CbrnGraphError,
    EngineUnavailable,
    QueryError,
    QueryRefused,
    QueryStopped,
)
from graph.store import EmbeddedEngine, Guard, Limits, Setting
from graph.store.engines.holders import ForkingHolder, LoneHolder
from graph.store.engines.messages import Request
from graph.store.replies.answers import read
from graph.store.replies.limits import DEFAULT_LIMITS, Cut
from tests.event_loop import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.store import Reply, Term

SOME = "SELECT ?s ?o WHERE { ?s <https://example.org/next> ?o } ORDER BY ?s LIMIT 5"
ENDLESS = (Path(__file__).parent / "hostile" / "endless-count.rq").read_text(encoding="utf-8")
SHORT = Limits(seconds=0.5, memory_bytes=300_000_000)
ROWS = Setting()

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the walls are those of Linux")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of 500 things in a ring."""
    path = tmp_path_factory.mktemp("ring") / "ring.nt"
    thing = "<https://example.org/thing/{}>"
    triple = f"{thing} <https://example.org/next> {thing} .\n"
    path.write_text("".join(triple.format(n, (n + 1) % 500) for n in range(500)))
    return path


@pytest.fixture(scope="module")
def guard(file: Path) -> Iterator[Guard]:
    """A guard that all tests share: each must leave it answering."""
    with Guard(file) as guard:
        yield guard
        assert len(guard.query(SOME).rows) == 5


def past_the_words(guard: Guard, sparql: str, limits: Limits = SHORT) -> None:
    """Ask without the refusals, so that only the walls of the worker stand."""
    read(guard._reply(Request(sparql, {}, limits)), time.perf_counter())


def alive(pid: int) -> bool:
    """Whether a process is there and is not a zombie."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def is_at_work(pid: int) -> bool:
    """Whether a process has had the processor for a twentieth of a second by now."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except FileNotFoundError:
        return False
    return int(status.rpartition(")")[2].split()[11]) * 20 > os.sysconf("SC_CLK_TCK")


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def end_waiting(guard: Guard) -> None:
    """Ends the workers that wait for a query."""
    assert isinstance(guard._holder, ForkingHolder)
    holder = guard._holder._process.pid
    guard._holder._waiting.clear()
    assert wait_until(lambda: not alive(holder) or not children(holder))


def wait_until(true: Callable[[], object], seconds: float = 20.0) -> bool:
    """Whether a condition, given as a function, comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return False


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


def test_holder_killed_is_started_again(guard: Guard) -> None:
    """When the process that holds the graph is killed, a query that needs it starts it again."""
    guard.query(SOME)
    holder = guard._holder._process.pid
    os.kill(holder, signal.SIGKILL)
    assert len(guard.query(SOME).rows) == 5, "by a worker that waits"
    end_waiting(guard)
    assert len(guard.query(SOME).rows) == 5
    assert guard._holder._process.pid != holder


def test_worker_killed_is_a_sentence(file: Path) -> None:
    """A worker that the system ends, as it does when memory runs out, leaves a sentence."""
    with Guard(file) as guard, ThreadPoolExecutor(1) as thread:
        long = thread.submit(guard.query, ENDLESS)
        assert wait_until(lambda: children(guard._holder._process.pid))

        def killed() -> bool:
            """Ends whatever the holder runs once it is at work on the query."""
            for child in filter(is_at_work, children(guard._holder._process.pid)):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
            return long.done()

        assert wait_until(killed)
        with pytest.raises(QueryStopped, match="memory"):
            long.result()


def test_closing_leaves_no_process(file: Path) -> None:
    """A closed guard ends its process, the running query with it, and says so when asked again."""
    guard = Guard(file)
    holder = guard._holder._process.pid
    with ThreadPoolExecutor(1) as thread:
        long = thread.submit(guard.query, ENDLESS)
        assert wait_until(lambda: children(holder))
        pids = [holder, *children(holder)]
        guard.close()
        with pytest.raises(CbrnGraphError):
            long.result()
    assert wait_until(lambda: not any(map(alive, pids)))
    with pytest.raises(EngineUnavailable, match="was closed"):
        guard.query(SOME)


def test_app_killed_leaves_no_orphan(file: Path) -> None:
    """When the app is killed outright, the holder and a running query end with it."""
    app = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from graph.store import Guard, Limits\n"
            "guard = Guard(Path(sys.argv[1])); print(guard._holder._process.pid, flush=True)\n"
            "guard.query(sys.argv[2], limits=Limits(seconds=300))",
            str(file),
            ENDLESS,
        ],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    )
    with app:
        assert app.stdout
        holder = int(app.stdout.readline())
        assert wait_until(lambda: children(holder))
        pids = [holder, *children(holder)]
        assert all(map(alive, pids))
        app.kill()
    assert wait_until(lambda: not any(map(alive, pids)))


def test_no_descriptor_is_lost(guard: Guard) -> None:
    """Queries, also those that fail, leave no open socket behind, here or in the holder."""

    def opened() -> tuple[int, ...]:
        pids = ("self", guard._holder._process.pid)
        return tuple(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in pids)

    guard.query(SOME)
    end_waiting(guard)
    before = opened()
    for _ in range(8):
        guard.query(SOME)
        with pytest.raises(QueryError):
            guard.query("SELECT nothing")
        with pytest.raises(QueryStopped):
            past_the_words(guard, "SELECT * " + "{" * 3000 + "}" * 3000)
    end_waiting(guard)
    assert wait_until(lambda: opened() == before), (before, opened())


def test_worker_is_kept_while_it_is_as_good_as_new(guard: Guard) -> None:
    """Small queries share one worker, one after another; what has cost much has had its own."""
    end_waiting(guard)
    guard.query(SOME)
    kept = children(guard._holder._process.pid)
    assert len(kept) == 1
    for _ in range(5):
        guard.query(SOME)
    with pytest.raises(QueryError):
        guard.query("SELECT nothing")
    assert children(guard._holder._process.pid) == kept
    # 45 MB of rows leave more behind than a worker may keep.
    wide = f"SELECT (CONCAT('{'x' * 90_000}', STR(?s)) AS ?t) {{ ?s ?p ?o }}"
    assert len(guard.query(wide).rows) == 500
    assert wait_until(lambda: not children(guard._holder._process.pid))


def test_walls_are_those_of_the_query(guard: Guard) -> None:
    """A worker that waits is not asked a query with other limits than its walls are built for."""
    end_waiting(guard)
    for limits in (DEFAULT_LIMITS, Limits(seconds=5), Limits(memory_bytes=10**9), Limits(rows=7)):
        guard.query(SOME, limits=limits)
    assert len(children(guard._holder._process.pid)) == 3, "rows are no matter of walls"


def test_worker_that_waits_in_vain_ends(guard: Guard) -> None:
    """After a while without a query no worker is left, and the next query has a new one."""
    guard.query(SOME)
    assert wait_until(lambda: not children(guard._holder._process.pid))
    assert len(guard.query(SOME).rows) == 5


def test_worker_killed_while_it_waits(guard: Guard) -> None:
    """A worker that the system ends while it waits costs nobody an answer."""
    for _ in range(3):
        guard.query(SOME)
        for child in children(guard._holder._process.pid):
            os.kill(child, signal.SIGKILL)
        assert len(guard.query(SOME).rows) == 5


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


def in_loop(guard: Guard, sparql: str, limits: Limits = DEFAULT_LIMITS) -> Reply | None:
    """What an event loop is told at once."""
    return run(guard.idle_reply(sparql, ROWS, limits))


def test_event_loop_asks_a_worker_that_waits(guard: Guard) -> None:
    """It gets what a thread gets, from the same worker; where none waits it is to use a thread."""
    end_waiting(guard)
    assert in_loop(guard, SOME) is None
    expected = guard.reply(SOME, ROWS)
    kept = children(guard._holder._process.pid)
    for _ in range(3):
        assert in_loop(guard, SOME) == expected
    with pytest.raises(QueryError, match="nothing"):
        in_loop(guard, "SELECT nothing")
    assert children(guard._holder._process.pid) == kept
    with pytest.raises(QueryRefused):
        in_loop(guard, "SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }")
    assert in_loop(guard, SOME + " " * 10_000) is None, "a long query takes long to be judged"
    assert in_loop(guard, SOME) == expected


def test_event_loop_goes_on_while_a_worker_works(guard: Guard) -> None:
    """An endless query ends on time for it too, and it is free for others until then."""
    guard.query(SOME, limits=SHORT)

    async def asked() -> int:
        turns = 0
        query = asyncio.create_task(guard.idle_reply(ENDLESS, ROWS, SHORT))
        while not query.done():
            turns += 1
            await asyncio.sleep(0.01)
        with pytest.raises(QueryStopped, match=r"after 0\.5 seconds"):
            query.result()
        return turns

    assert run(asked()) > 10
    assert len(guard.query(SOME).rows) == 5


def test_worker_of_an_event_loop_ends_with_the_wish(guard: Guard) -> None:
    """A task that is cancelled leaves neither its worker at work nor its turn taken."""
    end_waiting(guard)
    guard.query(SOME)

    async def asked() -> None:
        query = asyncio.create_task(guard.idle_reply(ENDLESS, ROWS))
        await asyncio.sleep(0.1)
        query.cancel()
        with pytest.raises(asyncio.CancelledError):
            await query

    run(asked())
    assert wait_until(lambda: not children(guard._holder._process.pid))
    assert len(guard.query(SOME).rows) == 5


def test_worker_that_was_killed_is_not_asked(guard: Guard) -> None:
    """An event loop whose worker was killed while it waited is to use a thread."""
    end_waiting(guard)
    guard.query(SOME)
    (worker,) = children(guard._holder._process.pid)
    os.kill(worker, signal.SIGKILL)
    assert in_loop(guard, SOME) is None
    assert len(guard.query(SOME).rows) == 5


def test_event_loop_waits_for_no_turn(file: Path) -> None:
    """Where all turns are taken it is told so at once; a thread waits."""
    with Guard(file, at_once=1) as guard, ThreadPoolExecutor(1) as thread:
        guard.query(SOME)
        long = thread.submit(guard.query, ENDLESS, limits=SHORT)
        assert wait_until(lambda: len(children(guard._holder._process.pid)) == 2)
        assert in_loop(guard, SOME) is None
        with pytest.raises(QueryStopped):
            long.result()
