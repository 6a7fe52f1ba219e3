"""Hostile queries: refused for their words or stopped by the walls, and nothing is ever sent out.

Most are the files of ``tests/store/engines/hostile``; the first line of each says what to expect.
"""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.errors import CbrnGraphError, QueryError, QueryRefused, QueryStopped
from graph.store import EmbeddedEngine, Guard, Limits
from graph.store.text.refusals import refuse
from tests.store.engines.ring import SHORT, SOME, past_the_words

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = sorted((Path(__file__).parent / "hostile").glob("*.rq"))
SERVICES = [path for path in FILES if path.stem.startswith("service")]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the walls are those of Linux")


class Listener(HTTPServer):
    """A server on this machine that notes every request it hears, and answers with one row."""

    def __init__(self) -> None:
        """Listen on a free port."""
        self.heard: list[str] = []
        super().__init__(("127.0.0.1", 0), Ear)


class Ear(BaseHTTPRequestHandler):
    """What the listener does with a request."""

    server: Listener

    def do_GET(self) -> None:
        """Note the request and answer it."""
        self.server.heard.append(self.path)
        body = b'{"head":{"vars":["s"]},"results":{"bindings":[{}]}}'
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815 - the base names it so

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base names it so
        """Stay silent."""


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    """A server that must hear nothing."""
    with Listener() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def hostile(path: Path, listener: Listener) -> str:
    """The query of a file, with the listener's port where it names a server."""
    return path.read_bytes().decode().replace("PORT", str(listener.server_port))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_hostile_query(path: Path, guard: Guard, listener: Listener) -> None:
    """Each file is answered, refused or stopped as its first line says, and nothing is sent out."""
    expected, _, words = path.read_text(encoding="utf-8").splitlines()[0][10:].partition(" ")
    sparql = hostile(path, listener)
    if expected == "answered":
        guard.query(sparql, limits=SHORT)
    else:
        kind = {"refused": QueryRefused, "stopped": QueryStopped}[expected]
        limits = Limits(seconds=20, memory_bytes=50_000_000) if words == "memory" else SHORT
        with pytest.raises(kind, match=words):
            guard.query(sparql, limits=limits)
    assert listener.heard == []
    assert len(guard.query(SOME).rows) == 5


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_walls_alone_hold(path: Path, guard: Guard, listener: Listener) -> None:
    """Past the refusals, a worker still reaches no server, whatever the query's disguise."""
    with suppress(CbrnGraphError):  # some disguises fit no grammar, some have no row to ask for
        past_the_words(guard, hostile(path, listener))
    assert listener.heard == []


def test_without_walls_the_listener_hears(file: Path, listener: Listener) -> None:
    """The engine itself does send such queries out, so the two tests above can fail."""
    engine = EmbeddedEngine(file)
    try:
        for path in SERVICES:
            try:
                engine.query(hostile(path, listener))
            except QueryError:
                continue
        assert len(listener.heard) >= 5
    finally:
        listener.heard.clear()


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * " + "{" * 3000 + "}" * 3000,
        "SELECT * { ?s <urn:a>" + "/<urn:a>" * 3000 + " ?o }",
        "SELECT (1" + "+1" * 45_000 + " AS ?x) {}",
        "SELECT * { {}" + " UNION {}" * 9000 + " }",
    ],
    ids=["braces", "path", "sum", "union"],
)
def test_crash_of_the_engine_is_a_sentence(sparql: str, guard: Guard) -> None:
    """A query that overflows the engine's stack ends its worker and nothing else."""
    with pytest.raises(QueryStopped, match=r"nested too deeply|after 1 seconds"):
        past_the_words(guard, sparql, Limits(seconds=1))
    assert len(guard.query(SOME).rows) == 5


@pytest.mark.parametrize(
    ("sparql", "words"),
    [
        ("SELECT * " + "{" * 101 + "}" * 101, "brackets are nested more than 100 deep"),
        ("SELECT * { ?s a" + "/a" * 201 + " ?o }", "more than 200 steps"),
        ("SELECT * { ?s ?p '" + "x" * 100_000 + "' }", "bytes long; up to 100,000 are read"),
    ],
    ids=["depth", "path", "length"],
)
def test_too_large_a_query_is_refused(sparql: str, words: str, guard: Guard) -> None:
    """What the engine may not survive is refused with its measure."""
    with pytest.raises(QueryRefused, match=words):
        guard.query(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * " + "{" * 90 + "}" * 90,
        "SELECT * { ?s a" + "/a" * 150 + " ?o }",
        "SELECT (1" + " / 1" * 300 + " AS ?x) {}",
        "SELECT * { " + ("?s a" + "/a" * 10 + " ?o . ") * 30 + "}",
        "SELECT * { " + "{ ?s ?p ?o } " * 300 + "}",
    ],
    ids=["depth", "path", "division", "many-paths", "many-groups"],
)
def test_large_but_allowed(sparql: str) -> None:
    """The measures of nesting and paths stop only what is one long nesting or path."""
    refuse(sparql)


def test_open_quotation_mark_is_an_error(guard: Guard) -> None:
    """An open quotation mark is told before the words are judged, with its place."""
    with pytest.raises(QueryError, match="never closed") as caught:
        guard.query("SELECT * {\n ?s ?p 'SERVICE }")
    assert (caught.value.line, caught.value.column) == (2, 8)
