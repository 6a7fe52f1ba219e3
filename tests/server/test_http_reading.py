"""How requests are read: what llhttp lets through, and what is not let through all the same."""

from __future__ import annotations

import http.client
import re
import socket
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Mount

from graph.knowledge_graph import open_graph
from graph.server import Settings
from graph.server.http_reading import HEAD_BYTES, ReadByLlhttp
from graph.server.listening import listening
from tests.served import Server, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import Receive, Scope, Send

ASK = b"ASK { ?s ?p ?o }"
POST = b"POST /sparql HTTP/1.1\r\nHost: here\r\nContent-Type: application/sparql-query\r\n"
LENGTH = b"Content-Length: %d\r\n" % len(ASK)
LAST = b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"
"""Asked after others: once it is answered the server hangs up."""
CHANGE = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQ\r\n"
"""What Java's client sends with each request, and answers in HTTP/1.1 do for it."""
FIRST = POST + LENGTH + b"\r\n" + ASK

UNFIT = {
    "two ways to tell a length": POST + LENGTH + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": POST + LENGTH + b"Content-Length: 3\r\n\r\n" + ASK,
    "a length with a sign": POST + b"Content-Length: +16\r\n\r\n" + ASK,
    "a coding that is none": POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "a coding after chunks": POST + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "two codings": POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "a blank before the colon": POST.replace(b"Host:", b"Host :") + LENGTH + b"\r\n" + ASK,
    "a folded header": POST + LENGTH + b"X-A: b\r\n c\r\n\r\n" + ASK,
    "lines without CR": FIRST.replace(b"\r\n", b"\n"),
    "a chunk without CR": POST + b"Transfer-Encoding: chunked\r\n\r\n5\nASK{}\r\n0\r\n\r\n",
    "HTTP/2": FIRST.replace(b"HTTP/1.1", b"HTTP/2.0"),
    "HTTP/1.9": FIRST.replace(b"HTTP/1.1", b"HTTP/1.9"),
    "the beginning of HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "another protocol": b"DESCRIBE rtsp://here/sparql RTSP/1.0\r\n\r\n",
    "an address in full": FIRST.replace(b"POST /", b"POST http://elsewhere.example/"),
    "a way through": b"CONNECT here:80 HTTP/1.1\r\nHost: here\r\n\r\n",
    "no host": FIRST.replace(b"Host: here\r\n", b""),
    "two hosts": FIRST.replace(b"Host: here\r\n", b"Host: here\r\nHost: elsewhere.example\r\n"),
    "nought in a header": POST + LENGTH + b"X-A: b\x00c\r\n\r\n" + ASK,
    "an address not in ASCII": FIRST.replace(b"/sparql", b"/sparql\xff"),
    "a long address": FIRST.replace(b"/sparql", b"/sparql?a=" + b"b" * HEAD_BYTES),
    "a long header": POST + LENGTH + b"X-A: " + b"b" * HEAD_BYTES + b"\r\n\r\n" + ASK,
    "a header without end": POST + b"X-A: " + b"b" * 4 * HEAD_BYTES,
    "many headers": POST + LENGTH + b"X-A: bcdef\r\n" * (HEAD_BYTES // 8) + b"\r\n" + ASK,
    "another one, and a change": FIRST + POST + CHANGE + LENGTH + b"\r\n" + ASK,
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server of the built graph."""
    with open_graph() as kg, served(Settings(client_queries=32), kg) as server:
        yield server


def heard(server: Server, *pieces: bytes) -> bytes:
    """All that the server says to what is sent piece by piece, until it hangs up."""
    received = b""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with suppress(ConnectionError):
            for piece in pieces:
                client.sendall(piece)
        with suppress(ConnectionError):
            while piece := client.recv(1 << 16):
                received += piece
    return received


@pytest.mark.parametrize("name", UNFIT)
def test_unfit_requests_are_refused_and_nothing_after_them_is_heard(
    name: str, server: Server
) -> None:
    """Who says where a request ends in two ways smuggles none in behind it."""
    said = heard(server, UNFIT[name], LAST)
    statuses = re.findall(rb"HTTP/1\.1 (\d+)", said)
    if name in {"no host", "two hosts"}:  # read well, and refused by the gate
        assert statuses == [b"400", b"200"]
    elif name == "another one, and a change":
        assert statuses[-1:] == [b"400"] or statuses == [b"200"], said
    else:
        assert statuses in ([b"400"], []), said  # nothing where the rest was still on its way
    assert server.query("ASK {}").status == 200


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param((FIRST + FIRST + LAST,), id="at once"),
        pytest.param((FIRST, FIRST, LAST), id="one by one"),
        pytest.param((FIRST + FIRST[:40], FIRST[40:] + LAST[:9], LAST[9:]), id="across pieces"),
        pytest.param((*(bytes([letter]) for letter in FIRST), FIRST, LAST), id="letter by letter"),
    ],
)
def test_requests_are_read_however_they_arrive(pieces: tuple[bytes, ...], server: Server) -> None:
    """Three requests have three answers, in their order."""
    said = heard(server, *pieces)
    assert said.count(b"HTTP/1.1 200 OK") == 3, said
    assert said.count(b'"boolean":true') == 3


def test_what_follows_a_body_is_no_header(server: Server) -> None:
    """Headers after the last chunk come too late to say who asks, and are not kept."""
    chunks = b"Transfer-Encoding: chunked\r\n\r\n10\r\n" + ASK + b"\r\n0\r\n"
    late = b"Host: elsewhere.example\r\nX-A: " + b"b" * HEAD_BYTES + b"\r\n\r\n"
    said = heard(server, POST + chunks + late, LAST)
    assert said.count(b"HTTP/1.1 200 OK") == 2, said


@pytest.mark.parametrize("first", [FIRST, FIRST.replace(b"sparql-query", b"pdf")])
def test_long_heads_behind_a_request_have_an_end(first: bytes, server: Server) -> None:
    """A head that begins in the middle of what arrives is as long as another one at most."""
    endless = POST + b"X-A: "
    said = heard(server, first + endless, *[b"b" * 10_000] * 20)
    statuses = re.findall(rb"HTTP/1\.1 (\d+)", said)
    assert statuses[-1:] in ([b"400"], []), said  # nothing where the rest was still on its way
    assert server.query("ASK {}").status == 200


@pytest.mark.parametrize("size", [len(POST), len(POST + CHANGE), 100_000])
def test_who_would_rather_speak_another_protocol_is_answered(size: int, server: Server) -> None:
    """Java's client asks for HTTP/2 with each request, and its query is not lost for that."""
    asked = POST + CHANGE + LENGTH + b"\r\n" + ASK
    for _ in range(3):
        said = heard(server, asked[:size], asked[size:], asked, LAST)
        assert said.count(b"HTTP/1.1 200 OK") == 3, said
        assert said.count(b'"boolean":true') == 3


def test_another_protocol_is_asked_for_later(server: Server) -> None:
    """A connection is answered on when its second request asks for another protocol."""
    changes = dict(line.split(": ") for line in CHANGE.decode().splitlines())
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    for headers in ({}, changes, changes, {}):
        given = {"Content-Type": "application/sparql-query", **headers}
        connection.request("POST", "/sparql", ASK, given)
        answer = connection.getresponse()
        assert (answer.status, b"true" in answer.read()) == (200, True)
    connection.close()


def test_who_does_not_say_the_rest_is_hung_up_on() -> None:
    """Half a head is waited for a while, by llhttp and by h11, and so is another request."""
    settings = Settings(head_seconds=0.5)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await Response(b"here")(scope, receive, send)

    app = Starlette(lifespan=listening(settings=settings), routes=[Mount("/", answer)])
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        port = Server(server.servers[0].sockets[0].getsockname()[1])
        for sent in (b"", POST, FIRST, POST + CHANGE, POST + CHANGE + LENGTH + b"\r\n" + ASK):
            started = time.monotonic()
            said = heard(port, sent)
            assert said.count(b"HTTP/1.1 200 OK") == sent.endswith(ASK), said
            assert time.monotonic() - started < 20
        assert {type(one) for one in server.server_state.connections} <= {ReadByLlhttp}
    finally:
        server.should_exit = True
        thread.join()
