"""The process that answers programs beside that of the pages, and connections that change hands."""

from __future__ import annotations

import asyncio
import http.client
import os
import secrets
import signal
import socket
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from prometheus_client import CollectorRegistry, Counter, Gauge
from prometheus_client.parser import text_string_to_metric_families

from graph.server.doors import for_programs, is_asked_of, routes
from graph.server.handing import CONNECTION, Channel
from graph.server.sums import TURNS, added, counts, from_json, to_json
from tests.app_server import App, app, comes_true
from tests.event_loop import run

if TYPE_CHECKING:
    from collections.abc import Iterator

ASK = "/sparql?query=ASK%20%7B%7D"
UPGRADE = {"Connection": "Upgrade, HTTP2-Settings", "Upgrade": "h2c", "HTTP2-Settings": "AAMAAABk"}
"""What Java's client sends with each request, and h11 reads."""


@pytest.fixture(scope="module")
def running() -> Iterator[App]:
    """The app, once its process for programs takes all connections."""
    with app() as running:
        assert comes_true(lambda: running.beside() is not None, 60)
        yield running


def answered(running: App) -> float:
    """How many queries were answered, as the server tells."""
    return sum(
        one.value
        for family in text_string_to_metric_families(running.ask("/metrics").text)
        for one in family.samples
        if one.name == "cbrn_answers_total" and one.labels == {"door": "sparql", "status": "200"}
    )


@pytest.mark.slow
@pytest.mark.parametrize("headers", [{}, UPGRADE], ids=["llhttp", "h11"])
def test_a_connection_may_ask_for_anything_in_turn(running: App, headers: dict[str, str]) -> None:
    """Whoever keeps a connection need not know which process answers what."""
    client = http.client.HTTPConnection("127.0.0.1", running.port, timeout=60)
    query = "SELECT ?s { ?s a cbrn:Country }"
    for target, body, expected in (
        (ASK, None, 200),
        ("/_stcore/health", None, 200),
        ("/sparql", query, 200),
        ("/network", None, 200),
        ("/%73parql?query=ASK%7B%7D", None, 200),
        ("/nothing", None, 404),
        ("/id/country/KAZ", None, 200),
        ("/metrics", None, 200),
        ("/find?text=kaz", None, 200),
        ("/ready", None, 200),
        ("/_stcore/host-config", None, 200),
    ):
        told = {**headers, "Content-Type": "application/sparql-query"} if body else headers
        client.request("POST" if body else "GET", target, body, told)
        answer = client.getresponse()
        answer.read()
        assert (target, answer.status) == (target, expected)
    client.close()


@pytest.mark.slow
def test_who_does_not_wait_for_answers_hears_the_first_ones(running: App) -> None:
    """What is asked of the other process behind an open question ends the connection after it."""
    asked = b"GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with socket.create_connection(("127.0.0.1", running.port), timeout=30) as client:
        client.sendall(
            b"".join(asked % one for one in (ASK.encode(), b"/_stcore/health", b"/ready"))
        )
        heard = b""
        with suppress(ConnectionError):
            while piece := client.recv(1 << 16):
                heard += piece
    assert heard.count(b"HTTP/1.1 ") == 1
    assert heard.startswith(b"HTTP/1.1 200")


@pytest.mark.slow
def test_the_graph_is_held_once(running: App) -> None:
    """The process for programs has none held; when what holds it is killed, both go on asking."""
    process = running.beside()
    assert process
    [holder] = running.children(running.process, "graph.store.engines.worker")
    assert running.children(process) == []
    os.kill(holder, signal.SIGKILL)
    assert comes_true(lambda: running.ask(ASK).status == 200, 30)
    assert comes_true(lambda: running.children(running.process, "engines.worker") != [holder], 30)
    assert running.children(process) == []
    assert running.ask("/ready").status == 200


@pytest.mark.slow
def test_a_killed_process_is_started_again(running: App) -> None:
    """Meanwhile the pages' process answers; what was counted stays counted."""
    before, process = answered(running), running.beside()
    assert process
    os.kill(process, signal.SIGKILL)
    for _ in range(20):
        assert running.ask(ASK).status == 200
        time.sleep(0.02)
    assert answered(running) >= before + 20
    assert comes_true(lambda: running.beside() not in {None, process}, 60)
    assert answered(running) >= before + 20


@pytest.mark.slow
def test_a_sign_of_life_is_one_of_the_pages_too(running: App) -> None:
    """Pages that hear nothing are told of, though programs are answered, until they hear again."""
    assert running.ask("/ready").status == 200
    os.kill(running.process, signal.SIGSTOP)
    try:
        assert comes_true(lambda: running.ask("/ready").status == 503, 60)
        assert "The pages have not answered for 1" in running.ask("/ready").text
        assert running.ask(ASK).status == 200
    finally:
        os.kill(running.process, signal.SIGCONT)
    assert comes_true(lambda: running.ask("/ready").status == 200, 60)


@pytest.mark.slow
def test_it_ends_with_the_pages() -> None:
    """However the pages' process ends, the port is free again."""
    with app() as running:
        assert comes_true(lambda: running.beside() is not None, 60)
        process = running.beside()
        os.kill(running.process, signal.SIGKILL)
        assert comes_true(lambda: not is_alive(process), 30)
        with socket.socket() as free:
            free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            free.bind(("127.0.0.1", running.port))


@pytest.mark.slow
def test_it_can_be_left_out() -> None:
    """Who has no memory for it answers all in one process."""
    with app(environment={"CBRN_GRAPH_APART": "0"}) as running:
        assert comes_true(lambda: running.ask("/ready").status == 200, 60)
        assert running.ask(ASK).status == 200
        assert running.beside() is None


def is_alive(process: int | None) -> bool:
    """Whether a process runs."""
    try:
        os.kill(process or 0, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("base", ["", "/cbrn"])
def test_what_programs_ask_is_told_by_its_address(base: str) -> None:
    """Doors that ask the graph, however they are written; no pages, their files, or numbers."""
    is_asked = is_asked_of(for_programs(routes(base=base), base))
    for target in (
        "/sparql",
        "/sparql?query=x",
        "/%73parql",
        "/id/country/KAZ",
        "/ready",
        "/data/",
    ):
        assert is_asked((base + target).encode())
    for target in ("/", "/metrics", "/page-files/1/x.js", "/_stcore/stream", "/network?/sparql"):
        assert not is_asked((base + target).encode())
    assert not is_asked(b"/\xff")


def test_connections_come_with_what_was_read() -> None:
    """Hundreds at once, more than the way between two processes holds, each with its own words."""
    words = [secrets.token_bytes(1 + number * number) for number in range(400)]

    async def act() -> dict[bytes, bytes]:
        loop, heard, whole = asyncio.get_running_loop(), {}, asyncio.Event()

        def hear(kind: bytes, said: bytes, connection: socket.socket | None) -> None:
            assert (kind == CONNECTION) is (connection is not None)
            if connection:
                with connection:
                    heard[connection.recv(10)] = said
            else:
                whole.set()

        one, other = socket.socketpair()
        says = Channel(loop, one, hear, whole.set)
        hears = Channel(loop, other, hear, whole.set)
        for number, said in enumerate(words):
            ours, theirs = socket.socketpair()
            with ours, theirs:
                ours.sendall(str(number).encode())
                says.say(CONNECTION, said, theirs.fileno())
        says.say(b"!")
        await asyncio.wait_for(whole.wait(), 30)
        says.close()
        hears.close()
        return heard

    assert run(act()) == {str(number).encode(): said for number, said in enumerate(words)}


def test_numbers_of_two_processes_are_those_of_one_server() -> None:
    """Counted things are added, also over the wire; it began with the first."""
    registry = CollectorRegistry()
    answers = Counter("cbrn_answers", "Answers.", ("door",), registry=registry)
    Gauge(TURNS, "Turns.", registry=registry).set(2)
    Gauge("cbrn_ready", "Ready.", registry=registry).set(1)
    answers.labels("sparql").inc(3)
    earlier = from_json(to_json(counts(registry)))
    assert {name for name, _ in earlier} == {"cbrn_answers_total", "cbrn_answers_created", TURNS}
    answers.labels("id").inc()
    both = added(counts(registry), earlier)
    told = {(name, *dict(labels).values()): value for (name, labels), value in both.items()}
    assert told["cbrn_answers_total", "sparql"] == 6
    assert told["cbrn_answers_total", "id"] == 1
    assert told[TURNS,] == 4
    [(_, began)] = [one for one in earlier.items() if one[0][0].endswith("_created")]
    assert told["cbrn_answers_created", "sparql"] == began
