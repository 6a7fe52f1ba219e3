"""Requests that nobody means well: each gets a status and a sentence, and leaves no mark.

Most are in ``tests/server/hostile_http.toml``.
"""

from __future__ import annotations

import ctypes
import gc
import os
import re
import socket
import sys
import threading
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.knowledge_graph import open_graph
from graph.server import Settings
from graph.store import Guard, Limits, Setting
from graph.store.engines.holders import ForkingHolder
from graph.store.replies.formats import JSON
from tests.served import Heard, Server, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from graph.knowledge_graph import KnowledgeGraph

POST = ["POST /sparql HTTP/1.1", "Host: here", "Content-Type: application/sparql-query"]


def as_list(status: int | list[int]) -> list[int]:
    """The statuses that fit."""
    return status if isinstance(status, list) else [status]


CASES = tomllib.loads((Path(__file__).parent / "hostile_http.toml").read_text("utf-8"))
HEAVY = frozenset(name for name, case in CASES.items() if 504 in as_list(case["status"]))
NORMAL = "SELECT ?name { country:KAZ rdfs:label ?name }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
USUAL = Settings(
    limits=Limits(rows=1_000, output_bytes=30_000_000, memory_bytes=300_000_000),
    patience=60,
    client_queries=8,
    body_seconds=1,
    send_seconds=2,
)
SHORT = replace(USUAL, limits=replace(USUAL.limits, seconds=0.4))

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the walls are those of Linux")


@dataclass(frozen=True, slots=True)
class Ways:
    """How a normal query and its server are: the fastest of many answers, and their memory."""

    seconds: float
    resident: int


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
    """A server that all tests share: each must leave it answering, with no worker at work."""
    with served(USUAL, kg) as server:
        yield server


@pytest.fixture(scope="module")
def before(server: Server, kg: KnowledgeGraph) -> Ways:
    """How the server is before anything hostile is asked."""
    return ways(server, kg)


@pytest.fixture(scope="module")
def answers(
    before: Ways, server: Server, kg: KnowledgeGraph, listener: socket.socket
) -> Mapping[str, str]:
    """What was said to each case: those that are no work first, then those that never end."""
    assert before.seconds
    port = listener.getsockname()[1]
    heard: dict[str, str] = {}
    with served(SHORT, kg) as short, ThreadPoolExecutor(8) as clients:
        for asked, cases in ((server, sorted(CASES.keys() - HEAVY)), (short, sorted(HEAVY))):
            texts = clients.map(partial(said, asked, port), map(CASES.__getitem__, cases))
            heard |= zip(cases, texts, strict=True)
            assert is_as_before(server, kg)
    return heard


def ways(server: Server, kg: KnowledgeGraph) -> Ways:
    """How fast the server answers a normal query, and the memory that it and its graph take.

    What Python and its library of C keep for later is given back first: it is nobody's.
    """
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    took = []
    for _ in range(30):
        started = time.perf_counter()
        assert server.query(NORMAL, "text/csv").status == 200
        took.append(time.perf_counter() - started)
    resident = 0
    for pid in (os.getpid(), holder(kg)):
        status = Path(f"/proc/{pid}/status").read_text("ascii")
        resident += int(status.partition("VmRSS:")[2].split()[0]) * 1024
    return Ways(min(took), resident)


def holder(kg: KnowledgeGraph) -> int:
    """The process that holds the graph."""
    assert isinstance(kg.engine, Guard)
    return kg.engine._holder._process.pid


def workers(kg: KnowledgeGraph) -> int:
    """How many processes answer queries, or wait for some, at the moment."""
    tasks = Path(f"/proc/{holder(kg)}/task").iterdir()
    return sum(len((task / "children").read_text().split()) for task in tasks)


def waiting(kg: KnowledgeGraph) -> int:
    """How many of them wait."""
    assert isinstance(kg.engine, Guard)
    assert isinstance(kg.engine._holder, ForkingHolder)
    return kg.engine._holder.idle()


def comes_true(condition: Callable[[], bool]) -> bool:
    """Whether a condition holds, now or within a while."""
    until = time.monotonic() + 60
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)
    return condition()


def is_as_before(server: Server, kg: KnowledgeGraph) -> bool:
    """Whether a normal query is answered and, within a while, no worker is at work."""
    heard = server.query(NORMAL, "text/csv")
    assert (heard.status, heard.text) == (200, "name\r\nKazakhstan\r\n")
    return comes_true(lambda: workers(kg) <= waiting(kg))


def said(server: Server, port: int, case: dict[str, Any]) -> str:
    """All that the server says to the request of a case."""
    lines = case.get("head", POST)
    body = bytes.fromhex(case.get("body_hex", ""))
    body += case.get("body", case.get("query", "")).replace("PORT", str(port)).encode()
    if "repeat" in case:
        text, times = case["repeat"]
        lines = [line.replace("…", text * times) for line in lines]
        body = body.replace("…".encode(), text.encode() * times)
    lines = [line.replace("PORT", str(port)) for line in lines]
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
    return received.decode(errors="replace")


@pytest.mark.parametrize("name", CASES)
def test_hostile_request(name: str, answers: Mapping[str, str]) -> None:
    """Each request has a status that fits, and a sentence or a page where it is refused."""
    case, text = CASES[name], answers[name]
    status = int(text.split(" ", 2)[1])
    assert status in as_list(case["status"]), text[:500]
    assert re.search(case.get("says", ""), text), text[:500]
    head, _, words = text.partition("\r\n\r\n")
    if status >= 400 and "\r\nx-content-type-options: nosniff" in head:  # those of our routes
        if "\r\ncontent-type: text/html" in head:  # only for who asks for a page
            assert "Accept: text/html" in case["head"]
            assert "<script>" not in words
            return
        assert "\r\ncontent-type: text/plain" in head
        assert re.fullmatch(r"\S.*\.\n", words, re.DOTALL) or "HEAD" in case.get("head", [""])[0]
    assert "<script>" not in text or "\r\nx-content-type-options: nosniff\r\n" in text


@pytest.mark.usefixtures("answers")
def test_nothing_was_sent_out(listener: socket.socket) -> None:
    """Whatever the disguise of SERVICE, LOAD or FROM, the listener has heard nobody."""
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_there_are_many_cases() -> None:
    """The file of hostile requests has not shrunk."""
    assert len(CASES) >= 200


def test_two_hundred_clients_at_once(server: Server, kg: KnowledgeGraph, before: Ways) -> None:
    """Two hundred clients, each from an address of its own, are all answered by what they ask."""
    assert before.seconds
    asked = {
        NORMAL: 200,
        "ASK { SERVICE <http://127.0.0.1/> {} }": 403,
        "SELECT": 400,
        "SELECT * { ?s ?p ?o }": 413,
    }
    queries = list(asked) * 50

    def ask(place: int) -> int:
        source = f"127.0.{1 + place // 250}.{1 + place % 250}"
        return server.query(queries[place], "text/csv", source=source).status

    with ThreadPoolExecutor(200) as clients:
        heard = list(clients.map(ask, range(200)))
    assert heard == [asked[query] for query in queries]
    assert is_as_before(server, kg)


def test_fifty_endless_queries_at_once(kg: KnowledgeGraph) -> None:
    """Those that get a turn are stopped, the others are told to come back, and no worker stays."""
    settings = Settings(limits=Limits(seconds=0.6), patience=0.3)
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
    settings = Settings(limits=Limits(seconds=2), queries=1, patience=0.1)
    with served(settings, kg) as server, ThreadPoolExecutor(1) as clients:
        first = clients.submit(server.query, ENDLESS)
        assert comes_true(lambda: workers(kg) > waiting(kg))
        second = server.query(NORMAL)
        assert (first.result().status, second.status) == (504, 503)
        assert "Too many questions" in second.text
        assert "CBRN_GRAPH_QUERIES" in second.text
        assert is_as_before(server, kg)


def test_pages_find_a_turn_while_clients_have_all_theirs(kg: KnowledgeGraph) -> None:
    """While the endpoint is full of endless queries, the pages' own are answered at once."""
    settings = Settings(limits=Limits(seconds=2), queries=6, client_queries=20)
    with served(settings, kg) as server, ThreadPoolExecutor(6) as clients:
        busy = [
            clients.submit(server.query, ENDLESS, source=f"127.0.0.{number}")
            for number in range(2, 8)
        ]
        assert comes_true(lambda: workers(kg) - waiting(kg) >= 6)
        assert kg.query(NORMAL).rows
        assert not any(one.done() for one in busy), "the page did not wait for them"
        assert {one.result().status for one in busy} == {504}


def test_slow_readers_are_left(kg: KnowledgeGraph, caplog: pytest.LogCaptureFixture) -> None:
    """Clients that do not read their large answers are hung up on, and others find their turn."""
    letters = ", ".join(["?x"] * 50)
    large = f"SELECT (CONCAT({letters}) AS ?y) {{ BIND(CONCAT({letters}) AS ?x) ?a ?b ?c }}"
    large = large.replace(f"BIND(CONCAT({letters})", f"BIND('{'x' * 400}'")
    whole = kg.engine.reply(f"{large} LIMIT 600", Setting(rows_as=JSON), limits=USUAL.limits)
    assert len(whole.body) > 10_000_000
    with served(replace(USUAL, client_queries=2, send_seconds=1), kg) as server:
        slow = []
        for _ in range(2):
            client = socket.create_connection(("127.0.0.1", server.port), timeout=60)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
            asked = f"{large} LIMIT 600".replace(" ", "+").replace("?", "%3F").encode()
            asked = asked.replace(b"{", b"%7B").replace(b"}", b"%7D").replace(b"'", b"%27")
            client.sendall(b"GET /sparql?query=" + asked + b" HTTP/1.1\r\nHost: here\r\n\r\n")
            slow.append(client)
        with caplog.at_level("INFO"):
            assert comes_true(lambda: caplog.text.count("did not take its answer") == 2)
        assert is_as_before(server, kg)
        received = 0
        while piece := slow[0].recv(1 << 20):
            received += len(piece)
        assert received < 10_000_000, "a part must not end like a whole"
        for client in slow:
            client.close()
        assert is_as_before(server, kg)


def test_clients_that_leave_take_no_turn(kg: KnowledgeGraph) -> None:
    """Clients that ask and hang up at once cost a query each, and nothing after it."""
    with served(SHORT, kg) as server:
        for _ in range(12):
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


@pytest.mark.usefixtures("answers")
def test_after_all_of_it(server: Server, kg: KnowledgeGraph, before: Ways) -> None:
    """A normal query is as fast as it was, the memory is back, and no worker is left."""
    assert is_as_before(server, kg)
    after = ways(server, kg)
    assert after.seconds < 5 * before.seconds, "a machine that is busy may be slower, not that much"
    assert after.resident < before.resident + 200_000_000
    assert comes_true(lambda: workers(kg) == 0), "those that wait end by themselves"
