"""Holders and workers as processes: which is kept, which is killed, and that none is left over."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.errors import CbrnGraphError, EngineUnavailable, QueryError, QueryStopped
from graph.store import Guard
from tests.store.engines.processes import alive, children, end_waiting, is_at_work, wait_until
from tests.store.engines.ring import ENDLESS, SOME, past_the_words

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the walls are those of Linux")


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
