"""The doors alone, on a port and in processes of their own."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import pytest

from graph.server.alone import endpoint
from tests.event_loop import run
from tests.ports import free_port
from tests.served import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@contextmanager
def alone(root: Path, processes: int) -> Iterator[Server]:
    """The endpoint that the command starts."""
    server = Server(free_port())
    command = [sys.executable, "-m", "graph.cli", "endpoint", "--port", str(server.port)]
    process = subprocess.Popen(
        [*command, "--processes", str(processes)],
        cwd=root,
        env={**os.environ, "CBRN_GRAPH_TOKEN": "", "CBRN_GRAPH_LOG_LEVEL": "error"},
        start_new_session=True,
    )
    try:
        until = time.monotonic() + 60
        while True:
            try:
                if server.ask("/ready").status == 200:
                    break
            except (OSError, http.client.HTTPException):
                pass
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.2)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.mark.slow
@pytest.mark.parametrize("processes", [1, 2])
def test_doors_answer_without_pages(processes: int, root: Path) -> None:
    """Doors answer as beside the pages, there is nothing else, and people are led nowhere."""
    with alone(root, processes) as server:
        assert server.query("ASK { country:KAZ a cbrn:Country }").text.count("true") == 1
        assert json.loads(server.ask("/version").text)["triples"] > 30_000
        assert server.ask("/id/country/KAZ").media_type == "text/turtle"
        assert server.ask("/id/country/KAZ", headers=BROWSER).media_type == "text/turtle"
        assert server.ask("/sparql?query=ASK%20%7B%7D", headers=BROWSER).status == 200
        assert server.query("ASK { SERVICE <http://127.0.0.1:9/> {} }").status == 403
        for target in ("/network", "/_stcore/health", "/auth/logout", "/static/js/x.js"):
            assert server.ask(target).status == 404
        assert server.ask("/sparql", headers={"Host": "attacker.example"}).status == 421
        heard = server.query("ASK {}")
        assert heard.headers["x-content-type-options"] == "nosniff"
        assert heard.headers["x-request-id"]


def test_a_process_takes_no_request_before_its_graph_is_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Beside another one that answers it would take requests that it cannot answer yet."""
    goes_on = threading.Event()
    opening = threading.Thread(target=goes_on.wait, daemon=True)
    opening.start()
    monkeypatch.setattr("graph.server.alone.open_early", lambda: opening)
    monkeypatch.setattr("graph.server.alone.set_up_logs", lambda: None)

    async def begun() -> None:
        asked, told = asyncio.Queue[Any](), asyncio.Queue[Any]()
        running = asyncio.ensure_future(endpoint()({"type": "lifespan"}, asked.get, told.put))
        await asked.put({"type": "lifespan.startup"})
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(told.get(), 0.3)
        goes_on.set()
        assert await told.get() == {"type": "lifespan.startup.complete"}
        await asked.put({"type": "lifespan.shutdown"})
        await running

    run(begun())


@pytest.mark.slow
def test_half_a_head_ends_there_too(root: Path) -> None:
    """A connection that never says what it wants is closed."""
    with alone(root, 1) as server, socket.create_connection(("127.0.0.1", server.port)) as client:
        client.sendall(b"GET /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        client.settimeout(30)
        with suppress(ConnectionResetError):
            assert client.recv(100) == b""
