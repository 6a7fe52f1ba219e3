"""Requests that nobody means well: each gets a status and a sentence, and leaves no mark.

Most are in ``tests/hostile_http.toml``.
"""

from __future__ import annotations

import re
import socket
import sys
import threading
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.knowledge_graph import open_graph
from graph.server import Settings
from graph.store import Guard, Limits
from tests.served import Heard, Server, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.knowledge_graph import KnowledgeGraph

CASES = tomllib.loads((Path(__file__).parent / "hostile_http.toml").read_text("utf-8"))
NORMAL = "SELECT ?name { country:KAZ rdfs:label ?name }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SHORT = Settings(
    limits=Limits(seconds=2, rows=1_000, output_bytes=30_000_000, memory_bytes=500_000_000),
    patience=20,
    body_seconds=1,
    send_seconds=2,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the walls are those of Linux")


@pytest.fixture(scope="module")
def kg() -> Iterator[KnowledgeGraph]:
    """The built graph."""
    with open_graph() as kg:
        yield kg


@pytest.fixture(scope="module")
def listener() -> Iterator[socket.socket]:
    """An open door on this machine that nobody may knock at."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.setblocking(False)
        yield door


@pytest.fixture(scope="module")
def server(kg: KnowledgeGraph) -> Iterator[Server]:
    """A server that all tests share: each must leave it answering, with no worker left."""
    with served(SHORT, kg) as server:
        yield server


def workers(kg: KnowledgeGraph) -> set[str]:
    """The processes that answer queries at the moment."""
    assert isinstance(kg.engine, Guard)
    holder = Path(f"/proc/{kg.engine._holder._process.pid}/task")
    return {pid for task in holder.iterdir() for pid in (task / "children").read_text().split()}


def is_as_before(server: Server, kg: KnowledgeGraph) -> bool:
    """Whether a normal query is answered and, within a while, every worker has ended."""
    heard = server.query(NORMAL, "text/csv")
    assert (heard.status, heard.text) == (200, "name\r\nKazakhstan\r\n")
    until = time.monotonic() + 20
    while workers(kg) and time.monotonic() < until:
        time.sleep(0.05)
    return not workers(kg)


def said(server: Server, case: dict[str, Any], port: int) -> bytes:
    """All that the server says to the request of a case."""
    lines = [line.replace("PORT", str(port)) for line in case["head"]]
    body = bytes.fromhex(case.get("body_hex", "")) + case.get("body", "").encode()
    body = body * case.get("times", 1) + b"a" * case.get("tail", 0)
    if case.get("raw"):
        body = body.replace(b"\n", b"\r\n")
    elif body:
        lines.append(f"Content-Length: {len(body)}")
    lines[-1] += "a" * case.get("header_tail", 0)
    method, _, rest = lines[0].partition(" ")
    target, _, version = rest.rpartition(" ")
    tail = "a" * (case.get("target_tail", 0) + case.get("path_tail", 0))
    lines[0] = f"{method} {target}{tail} {version}"
    lines.append("Connection: close")
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as client:
        received = bytearray()
        with suppress(ConnectionError):  # it may have said enough before it has heard all
            client.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        with suppress(ConnectionError):
            while piece := client.recv(65_536):
                received += piece
    return bytes(received)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_hostile_request(
    case: dict[str, Any], server: Server, kg: KnowledgeGraph, listener: socket.socket
) -> None:
    """Each request has a status that fits and a sentence, and the server is as before."""
    text = said(server, case, listener.getsockname()[1]).decode(errors="replace")
    status = int(text.split(" ", 2)[1])
    fitting = case["status"] if isinstance(case["status"], list) else [case["status"]]
    assert status in fitting, text[:500]
    assert re.search(case.get("says", ""), text), text[:500]
    assert "<script>" not in text or "\r\nx-content-type-options: nosniff\r\n" in text
    with pytest.raises(BlockingIOError):
        listener.accept()
    assert is_as_before(server, kg)


def test_there_are_many_cases() -> None:
    """The file of hostile requests has not shrunk."""
    assert len(CASES) >= 60


def test_fifty_clients_at_once(server: Server, kg: KnowledgeGraph) -> None:
    """Fifty short queries at once are all answered, though four of a client run at a time."""
    with ThreadPoolExecutor(50) as clients:
        heard = list(clients.map(lambda _: server.query(NORMAL, "text/csv"), range(50)))
    assert [one.status for one in heard] == [200] * 50
    assert is_as_before(server, kg)


def test_fifty_endless_queries_at_once(kg: KnowledgeGraph) -> None:
    """Those that get a turn are stopped, the others are told to come back, and no worker stays."""
    settings = Settings(limits=Limits(seconds=1), patience=0.5)
    with served(settings, kg) as server:
        with ThreadPoolExecutor(50) as clients:
            heard = list(clients.map(lambda _: server.query(ENDLESS), range(50)))
        assert {one.status for one in heard} == {429, 504}
        assert sum(one.status == 504 for one in heard) >= settings.client_queries
        turned_away = next(one for one in heard if one.status == 429)
        assert turned_away.headers["retry-after"] == "5"
        assert "CBRN_GRAPH_CLIENT_QUERIES" in turned_away.text
        assert is_as_before(server, kg)


def test_all_turns_taken_is_told(kg: KnowledgeGraph) -> None:
    """Where other clients have all turns, a query waits a while and is then told why (503)."""
    settings = Settings(limits=Limits(seconds=2), queries=1, patience=0.3)
    with served(settings, kg) as server, ThreadPoolExecutor(2) as clients:
        first = clients.submit(server.query, ENDLESS)
        time.sleep(0.3)
        second = server.query(NORMAL)
        assert (first.result().status, second.status) == (504, 503)
        assert "Too many questions" in second.text
        assert is_as_before(server, kg)


def test_pages_find_a_turn_while_clients_have_all_theirs(kg: KnowledgeGraph) -> None:
    """While the endpoint is full of endless queries, the pages' own are answered at once."""
    settings = Settings(limits=Limits(seconds=4), client_queries=20)
    with served(settings, kg) as server, ThreadPoolExecutor(12) as clients:
        busy = [clients.submit(server.query, ENDLESS) for _ in range(12)]
        time.sleep(0.5)
        started = time.monotonic()
        assert kg.query(NORMAL).rows
        assert time.monotonic() - started < 3.5
        assert {one.result().status for one in busy} <= {503, 504}


def test_slow_readers_are_left(kg: KnowledgeGraph) -> None:
    """Clients that do not read their large answers are hung up on, and others find their turn."""
    letters = ", ".join(["?x"] * 50)
    large = f"SELECT (CONCAT({letters}) AS ?y) {{ BIND(CONCAT({letters}) AS ?x) ?a ?b ?c }}"
    large = large.replace(f"BIND(CONCAT({letters})", f"BIND('{'x' * 400}'")
    with served(SHORT, kg) as server:
        assert len(server.query(f"{large} LIMIT 900").body) > 10_000_000
        slow = []
        for _ in range(SHORT.client_queries):
            client = socket.create_connection(("127.0.0.1", server.port), timeout=60)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            asked = f"{large} LIMIT 900".replace(" ", "+").replace("?", "%3F").encode()
            asked = asked.replace(b"{", b"%7B").replace(b"}", b"%7D").replace(b"'", b"%27")
            client.sendall(b"GET /sparql?query=" + asked + b" HTTP/1.1\r\nHost: here\r\n\r\n")
            slow.append(client)
        time.sleep(1)
        assert is_as_before(server, kg)
        received = 0
        while piece := slow[0].recv(1 << 20):
            received += len(piece)
        assert received < 10_000_000, "a part must not end like a whole"
        for client in slow:
            client.close()


def test_clients_that_leave_take_no_turn(server: Server, kg: KnowledgeGraph) -> None:
    """Clients that ask and hang up at once cost a query each, and nothing after it."""
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", server.port)) as client:
            asked = ENDLESS.replace(" ", "+").replace("?", "%3F").encode()
            client.sendall(b"GET /sparql?query=" + asked + b" HTTP/1.1\r\nHost: here\r\n\r\n")
    assert is_as_before(server, kg)


def test_no_thread_is_left(kg: KnowledgeGraph) -> None:
    """A server that has ended leaves no thread of its own behind it that still works."""
    before = threading.active_count()
    with served(SHORT, kg) as server:
        heard: Heard = server.query(NORMAL)
        assert heard.status == 200
    assert threading.active_count() <= before + 1  # an idle thread for queries, ended at exit
