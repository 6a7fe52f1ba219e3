"""An event loop asks a worker that waits, and is told at once where it cannot."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.errors import QueryError, QueryRefused, QueryStopped
from graph.store import Guard, Limits, Setting
from graph.store.engines.heard import _processors
from graph.store.engines.holders import ForkingHolder
from graph.store.replies.limits import DEFAULT_LIMITS
from tests.event_loop import run
from tests.store.engines.processes import children, end_waiting, wait_until
from tests.store.engines.ring import ENDLESS, SHORT, SOME

if TYPE_CHECKING:
    from graph.store import Reply


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the walls are those of Linux")
ROWS = Setting()


def _holder(guard: Guard) -> ForkingHolder:
    assert isinstance(guard._holder, ForkingHolder)
    return guard._holder


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


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No question is long, however busy the machine is."""
    monkeypatch.setattr("graph.store.engines.heard._SECONDS_SHORT", 60.0)


@pytest.mark.usefixtures("patient")
def test_crowd_of_short_questions_is_asked_of_few_workers(guard: Guard) -> None:
    """Those for which there is no processor wait, and go to the worker that has just answered."""
    end_waiting(guard)
    expected = guard.reply(SOME, ROWS)
    kept = children(guard._holder._process.pid)

    async def asked() -> list[Reply | None]:
        await guard.idle_reply(SOME, ROWS)
        (heard,) = _holder(guard)._heard.values()
        heard._most_short = 1
        return await asyncio.gather(*(guard.idle_reply(SOME, ROWS) for _ in range(7)))

    assert run(asked()) == [expected] * 7
    assert children(guard._holder._process.pid) == kept


def test_short_question_waits_for_no_long_one(guard: Guard) -> None:
    """A moment later another worker is asked, or a thread is to be used where there is none."""
    end_waiting(guard)
    guard.query(SOME, limits=SHORT)
    first = _holder(guard)._waiting.take(SHORT)
    expected = guard.reply(SOME, ROWS, limits=SHORT)
    assert first is not None
    _holder(guard)._waiting.keep(SHORT, first)

    async def asked() -> None:
        await guard.idle_reply(SOME, ROWS, SHORT)
        (heard,) = _holder(guard)._heard.values()
        heard._most_short = 1
        long = asyncio.create_task(guard.idle_reply(ENDLESS, ROWS, SHORT))
        await asyncio.sleep(0)
        assert await guard.idle_reply(SOME, ROWS, SHORT) == expected
        longer = asyncio.create_task(guard.idle_reply(ENDLESS, ROWS, SHORT))
        await asyncio.sleep(0)
        assert await guard.idle_reply(SOME, ROWS, SHORT) is None
        assert not long.done()
        assert not longer.done()
        for one in (long, longer):
            with pytest.raises(QueryStopped):
                await one

    run(asked())


@pytest.mark.usefixtures("patient")
def test_question_behind_one_that_ends_its_worker_is_asked_of_another(guard: Guard) -> None:
    """A worker has it already, and takes it along when the time of the one before it is over."""
    end_waiting(guard)
    guard.query(SOME, limits=SHORT)
    first = _holder(guard)._waiting.take(SHORT)
    expected = guard.reply(SOME, ROWS, limits=SHORT)
    assert first is not None
    _holder(guard)._waiting.keep(SHORT, first)

    async def asked() -> Reply | None:
        await guard.idle_reply(SOME, ROWS, SHORT)
        (heard,) = _holder(guard)._heard.values()
        heard._most_short = 1
        long = asyncio.create_task(guard.idle_reply(ENDLESS, ROWS, SHORT))
        await asyncio.sleep(0)
        behind = asyncio.create_task(guard.idle_reply(SOME, ROWS, SHORT))
        await asyncio.sleep(0)
        assert [ear.behind is not None for ear in heard._ears] == [True]
        with pytest.raises(QueryStopped, match=r"after 0\.5 seconds"):
            await long
        return await behind

    assert run(asked()) == expected


@pytest.mark.usefixtures("patient")
def test_answer_that_nobody_waits_for_is_nobody_elses(guard: Guard) -> None:
    """Who leaves after the worker was given the question leaves its answer to no other question."""
    end_waiting(guard)
    other = SOME.replace("LIMIT 5", "LIMIT 2")
    expected, others = guard.reply(SOME, ROWS), guard.reply(other, ROWS)
    assert expected != others

    async def asked() -> None:
        await guard.idle_reply(SOME, ROWS)
        (heard,) = _holder(guard)._heard.values()
        heard._most_short = 1
        first = asyncio.create_task(guard.idle_reply(SOME, ROWS))
        leaves = asyncio.create_task(guard.idle_reply(other, ROWS))
        await asyncio.sleep(0)
        waits = asyncio.create_task(guard.idle_reply(SOME, ROWS))
        await asyncio.sleep(0)
        leaves.cancel()
        assert await first == expected
        assert await waits in {expected, None}
        assert await guard.idle_reply(SOME, ROWS) in {expected, None}

    run(asked())
    assert guard.reply(other, ROWS) == others


def test_who_leaves_while_waiting_for_a_worker_is_not_asked_for(guard: Guard) -> None:
    """A question that nobody waits for any longer comes to no worker, and holds none up."""
    end_waiting(guard)
    guard.query(SOME)

    async def asked() -> None:
        long = asyncio.create_task(guard.idle_reply(ENDLESS, ROWS))
        await asyncio.sleep(0)
        (heard,) = _holder(guard)._heard.values()
        heard._most_short = 1
        waiting = [asyncio.create_task(guard.idle_reply(ENDLESS, ROWS)) for _ in range(2)]
        await asyncio.sleep(0)
        for one in (*waiting, long):
            one.cancel()
            with pytest.raises(asyncio.CancelledError):
                await one
        assert not heard._queue
        assert heard._short == 0

    run(asked())
    assert wait_until(lambda: not children(guard._holder._process.pid))
    assert len(guard.query(SOME).rows) == 5


def test_worker_that_nobody_asks_is_given_back(guard: Guard) -> None:
    """An event loop keeps no worker from threads, and hears when one ends."""
    end_waiting(guard)
    guard.query(SOME)
    kept = children(guard._holder._process.pid)

    async def killed() -> None:
        await guard.idle_reply(SOME, ROWS)
        for worker in children(guard._holder._process.pid):
            os.kill(worker, signal.SIGKILL)
        await asyncio.to_thread(wait_until, lambda: not _holder(guard).idle())
        assert await guard.idle_reply(SOME, ROWS) is None

    async def given_back() -> int:
        await guard.idle_reply(SOME, ROWS)
        for _ in range(100):
            await asyncio.sleep(0.02)
            if len(_holder(guard)._waiting):
                break
        return len(_holder(guard)._waiting)

    assert run(given_back()) == 1
    guard.query(SOME)
    assert children(guard._holder._process.pid) == kept
    run(killed())


@pytest.mark.parametrize("told", ["", "0", "1", "2", "1000", "many"])
def test_processes_share_the_processors(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes of a server ask as few workers at once as one would."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(8))
    monkeypatch.setenv("WEB_CONCURRENCY", told)
    assert _processors() == {"2": 4, "1000": 1}.get(told, 8)


@pytest.mark.usefixtures("patient")
def test_crowd_is_answered_in_the_loop_that_serves(guard: Guard) -> None:
    """Its clocks are wound otherwise: one that is due at once tells no time."""
    uvloop = pytest.importorskip("uvloop")
    end_waiting(guard)
    expected = guard.reply(SOME, ROWS)

    async def asked() -> list[Reply | None]:
        await guard.idle_reply(SOME, ROWS)
        (heard,) = _holder(guard)._heard.values()
        heard._most_short = 1
        crowd = asyncio.gather(*(guard.idle_reply(SOME, ROWS) for _ in range(7)))
        heard._wind(0.0)
        heard._wind(-1.0)
        return await crowd

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(uvloop.run, asked()).result() == [expected] * 7
