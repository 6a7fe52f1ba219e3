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
from graph.store.replies.limits import DEFAULT_LIMITS
from tests.event_loop import run
from tests.store.engines.processes import children, end_waiting, wait_until
from tests.store.engines.ring import ENDLESS, SHORT, SOME

if TYPE_CHECKING:
    from graph.store import Reply


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the walls are those of Linux")
ROWS = Setting()


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
