"""An engine elsewhere that fails: every way of failing is an error, and none is an answer.

What the two engines do by themselves is done with them; what a network or a wrong address does, by
a server here that answers with exactly the bytes it is told to.
"""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import pytest
import requests

from graph.errors import CbrnGraphError, EngineUnavailable, QueryError, QueryStopped
from graph.store import Limits, RemoteEngine
from graph.store.engines.connection import Access
from graph.store.engines.stop import Stop
from graph.store.published.sources import DiskSource, FileSource, RemoteSource, source_of
from graph.store.replies.limits import Cut
from graph.store.text.portable import portable
from tests.engine_servers import NO_VIRTUOSO, oxigraph_server, remote, virtuoso_server

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.engine_servers import EngineServer

ROWS: Final = b'{"head":{"vars":["x"]},"results":{"bindings":[%s]}}'
ROW: Final = b'{"x":{"type":"literal","value":"1"}}'
ONE: Final = "SELECT ?x { ?x a cbrn:Country }"
TRIPLES: Final = "CONSTRUCT { ?x a cbrn:Country } WHERE { ?x a cbrn:Country }"
ENDLESS: Final = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
    "FILTER(STRLEN(STR(?c)) + STRLEN(STR(?f)) > STRLEN(STR(?i))) }"
)


@contextmanager
def answering(*answers: bytes, linger: float = 0.0) -> Iterator[tuple[str, Sequence[bytes]]]:
    """A server that gives each connection the next of the answers; and what it was asked."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            for answer in answers:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    asked.append(connection.recv(65_536))
                    connection.sendall(answer)
                    time.sleep(linger)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/sparql", asked


def answer(body: bytes, media_type: str = "application/sparql-results+json", **more: str) -> bytes:
    """A whole answer of HTTP, as it goes over the wire."""
    headers = {"Content-Type": media_type, "Content-Length": str(len(body)), **more}
    status = headers.pop("status", "200 OK")
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\nConnection: close\r\n\r\n" + body


GOOD: Final = answer(ROWS % ROW)
FAILURES: Final = [
    ("a page", answer(b"<html>Welcome</html>", "text/html"), EngineUnavailable, "text/html"),
    ("another format", answer(b"1", "image/png"), EngineUnavailable, "SPARQL endpoint"),
    ("no such place", answer(b"", status="404 Not Found"), EngineUnavailable, "404 Not Found"),
    ("a wall", answer(b"", status="401 Unauthorized"), EngineUnavailable, "_PASSWORD"),
    ("elsewhere", answer(b"", status="302 Found", Location="/x"), EngineUnavailable, "302"),
    ("rows cut short", answer(ROWS % ROW)[:-20], EngineUnavailable, "broke off|cannot be read"),
    ("no rows at all", answer(b""), EngineUnavailable, "cannot be read"),
    (
        "a break between rows",
        GOOD.replace(b"Content-Length: ", b"Content-Length: 9"),
        EngineUnavailable,
        "broke off",
    ),
    ("more behind it", answer(ROWS % ROW + b" error"), EngineUnavailable, "cannot be read"),
    ("a cap of rows", answer(ROWS % ROW, **{"X-SPARQL-MaxRows": "1"}), EngineUnavailable, "1 rows"),
    ("incomplete", answer(ROWS % ROW, **{"X-SQL-State": "S1TAT"}), QueryStopped, "stopped after"),
    ("a complaint", answer(b"No such x.", "text/plain", status="400 No"), QueryError, "such x"),
    ("a crash", answer(b"<h1>Oops</h1>", "text/html", status="500 No"), EngineUnavailable, "500"),
    ("its own time", answer(b"timed out", "text/plain", status="500 No"), QueryStopped, "stopped"),
    ("a wrong error", b"SSH-2.0-OpenSSH_9.2\r\n", EngineUnavailable, "does not answer"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "kind", "words"),
    [failure[1:] for failure in FAILURES],
    ids=[failure[0] for failure in FAILURES],
)
def test_failure_is_no_answer(sent: bytes, kind: type[CbrnGraphError], words: str) -> None:
    """Whatever comes in place of a whole answer is an error with a sentence."""
    with answering(sent, sent, sent) as (url, _), pytest.raises(kind, match=words) as caught:
        RemoteEngine(url).query(ONE)
    assert len(str(caught.value)) < 400


def test_triples_have_to_say_their_length() -> None:
    """Triples end anywhere, so an answer that may have been cut is none."""
    body = b"<urn:a> <urn:b> <urn:c> .\n"
    whole = answer(body, "application/n-triples; charset=UTF-8")
    length = f"Content-Length: {len(body)}\r\n".encode()
    for sent in (whole.replace(length, b""), whole[: -len(body) // 2]):
        with answering(sent) as (url, _), pytest.raises(EngineUnavailable):
            RemoteEngine(url).query(TRIPLES)
    with answering(whole) as (url, _):
        assert len(RemoteEngine(url).query(TRIPLES).triples) == 1


def test_reads_are_asked_again() -> None:
    """An engine that is busy or hangs up is asked again, three times in all and no more."""
    busy = answer(b"", status="503 Service Unavailable")
    with answering(busy, b"", GOOD) as (url, asked):
        assert RemoteEngine(url).query(ONE).records() == [{"x": "1"}]
        assert len(asked) == 3
    with answering(busy, busy, busy, GOOD) as (url, asked):
        with pytest.raises(EngineUnavailable, match="does not answer"):
            RemoteEngine(url).query(ONE)
        assert len(asked) == 3


def test_nobody_there() -> None:
    """Where nobody listens, that is said at once."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(EngineUnavailable, match=f"The engine at http://127.0.0.1:{port}/sparql"):
        RemoteEngine(f"http://127.0.0.1:{port}/sparql").query(ONE)


def test_silence_ends_at_the_deadline() -> None:
    """An engine that takes its time, before an answer or in the middle, is not waited for."""
    for sent in (b"", GOOD[:150]):
        started = time.monotonic()
        with answering(sent, sent, sent, linger=30) as (url, _), pytest.raises(QueryStopped):
            RemoteEngine(url).query(ONE, limits=Limits(seconds=0.5))
        assert time.monotonic() - started < 10


def test_limits_hold_while_reading() -> None:
    """Rows beyond the limit are not even read: the engine can send without end."""
    endless = GOOD[: GOOD.index(b"Content-Length")] + b"Content-Length: 999999999\r\n\r\n"
    endless += b'{"head":{"vars":["x"]},"results":{"bindings":[' + (ROW + b",") * 50_000
    with answering(endless, linger=30) as (url, _):
        found = RemoteEngine(url).query(ONE, limits=Limits(seconds=20, rows=10))
    assert len(found.rows) == 10
    assert found.cut == Cut(limit="rows", amount=10)


def test_reading_can_be_cancelled() -> None:
    """Whoever asked can change their mind while the answer comes in."""
    stop = Stop()
    threading.Timer(0.5, stop.now).start()
    with answering(GOOD[:150], linger=30) as (url, _), pytest.raises(QueryStopped), stop.heeded():
        RemoteEngine(url).query(ONE, limits=Limits(seconds=25))


def test_who_asks() -> None:
    """A token is sent as such; a password only in the way that the engine asks for."""
    with answering(GOOD) as (url, asked):
        RemoteEngine(url, Access(token="secret")).query(ONE)
    assert b"Authorization: Bearer secret" in asked[0]
    wall = answer(b"", status="401 Unauthorized", **{"WWW-Authenticate": 'Basic realm="x"'})
    with answering(wall, GOOD) as (url, asked):
        RemoteEngine(url, Access("ada", "secret")).query(ONE)
    assert b"Authorization" not in asked[0]
    assert b"Authorization: Basic YWRhOnNlY3JldA==" in asked[1]
    assert "secret" not in repr(Access("ada", "secret", "secret"))


def test_what_only_one_product_knows_is_not_sent() -> None:
    """Words and functions of one product are mistakes or refused, before anything is sent."""
    engine = RemoteEngine("http://127.0.0.1:9/sparql")
    for query in (
        "DEFINE get:soft 'replace' SELECT * { ?s ?p ?o }",
        "SELECT (bif:http_get('http://127.0.0.1:9/') AS ?x) {}",
        "PREFIX b: <bif:> SELECT (b:sys_stat('x') AS ?x) {}",
        "SELECT * { GRAPH ?g { ?s ?p ?o } }",
    ):
        with pytest.raises(CbrnGraphError) as caught:
            engine.query(query)
        assert not isinstance(caught.value, EngineUnavailable), query


def test_text_stands_alone() -> None:
    """Only what a query uses and does not declare is declared for it, on the first line."""
    assert portable("SELECT * {\n?s a cbrn:Country ; own:p 'é' }", {}) == (
        "PREFIX cbrn: <https://w3id.org/cbrn-graph/ontology#> "
        "SELECT * {\n?s a cbrn:Country ; own:p '\\u00E9' }"
    )
    own = "PREFIX cbrn: <urn:own:> SELECT * { ?s a cbrn:x }"
    assert portable(own, {}) == own
    assert portable("ASK { <a> ?p ?o }", {}, "https://x.org/").startswith("BASE <https://x.org/>")


def test_places(tmp_path: Path) -> None:
    """A word names a file, a folder or an address; what it cannot be is told."""
    built = tmp_path / "built.nt"
    built.touch()
    assert source_of("", built) == FileSource(built)
    assert source_of(f"disk:{tmp_path}", built) == source_of(str(tmp_path), built)
    assert source_of(str(tmp_path), built) == DiskSource(tmp_path)
    said = {"CBRN_GRAPH_ENGINE_USER": "ada", "CBRN_GRAPH_ENGINE_PASSWORD": "secret"}
    found = source_of("https://x.org/sparql?default-graph-uri=urn:g&infer=no", built, said)
    assert found == RemoteSource("https://x.org/sparql?infer=no", Access("ada", "secret"), "urn:g")
    for word, words in (("https://ada:secret@x.org", "holds no user"), ("ftp://x", "no engine")):
        with pytest.raises(EngineUnavailable, match=words) as caught:
            source_of(word, built)
        assert "secret" not in str(caught.value)


@contextmanager
def holding(triples: int, *options: str) -> Iterator[EngineServer]:
    """An oxigraph server with so many triples, ended with whatever it is still working on."""
    server = oxigraph_server(*options)
    try:
        many = "".join(f"<urn:a> <urn:b{number}> <urn:c> .\n" for number in range(triples))
        store = server.query.replace("/query", "/store?default")
        requests.post(store, many, headers={"Content-Type": "text/turtle"}, timeout=60)
        yield server
    finally:
        server.close()


@pytest.mark.slow
def test_real_engine_is_stopped_in_time() -> None:
    """A query without end is stopped at our limit, and the engine answers the next one."""
    with holding(5_000) as server:
        engine = RemoteEngine(server.query)
        with pytest.raises(QueryStopped, match=r"after 1 seconds"):
            engine.query(ENDLESS, limits=Limits(seconds=1))
        assert engine.query("ASK { <urn:a> <urn:b1> ?x }").boolean


@pytest.mark.slow
def test_oxigraph_server_out_of_time() -> None:
    """The oxigraph server answers 200 and breaks off at its own time-out: that is no answer."""
    with (
        holding(200, "--timeout-s", "1") as server,
        pytest.raises(QueryStopped, match="longer than the engine gives"),
    ):
        RemoteEngine(server.query).query(
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
            limits=Limits(seconds=120),
        )


@pytest.mark.slow
@pytest.mark.skipif(bool(NO_VIRTUOSO), reason=NO_VIRTUOSO or "there")
def test_virtuoso_out_of_time_and_rows(virtuoso: EngineServer) -> None:
    """Virtuoso answers 200 to a query out of time and to a list that it cuts: both are failures."""
    engine = remote(virtuoso)
    assert engine.query("ASK { ?x a cbrn:Country }").boolean
    with pytest.raises(QueryStopped, match=r"after 1 seconds"):
        engine.query(ENDLESS, limits=Limits(seconds=1))
    small = virtuoso_server(rows=50)
    try:
        small_engine = RemoteEngine(small.query)
        assert small_engine.query("SELECT * { ?s ?p ?o } LIMIT 49").cut is None
        with pytest.raises(EngineUnavailable, match="50 rows at most"):
            small_engine.query("SELECT * { ?s ?p ?o }")
    finally:
        small.close()
