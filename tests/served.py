"""The routes on a real server on this machine, and a client that adds nothing of its own."""

from __future__ import annotations

import http.client
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import uvicorn
from starlette.applications import Starlette

from graph.server import routes
from graph.server.gate import Gate
from graph.server.hosts import Hosts
from graph.server.http_reading import ReadByLlhttp
from graph.server.served import Served

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.knowledge_graph import KnowledgeGraph
    from graph.server import Settings

__all__ = ["Heard", "Server", "served"]


@dataclass(frozen=True, slots=True)
class Heard:
    """What a server answered; the names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The type of the answer without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def text(self) -> str:
        """The answer as text."""
        return self.body.decode()


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    port: int

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self,
        target: str,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        *,
        source: str = "",
    ) -> Heard:
        """The answer to a request, which has the headers given and those HTTP cannot do without.

        It comes from the ``source``, an address of this machine such as 127.0.0.7.
        """
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=60, source_address=(source, 0)
        )
        try:
            given = dict(headers or {})
            connection.putrequest(
                method, target, skip_host="Host" in given, skip_accept_encoding=True
            )
            if body is not None:
                given.setdefault("Content-Length", str(len(body)))
            for name, value in given.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Heard(answer.status, told, answer.read())
        finally:
            connection.close()

    def query(self, sparql: str, accept: str = "", *, source: str = "", **parameters: str) -> Heard:
        """The answer to a query by GET."""
        asked = urlencode({"query": sparql, **parameters})
        headers = {"Accept": accept} if accept else {}
        return self.ask(f"/sparql?{asked}", headers=headers, source=source)


def gate(settings: Settings, graph: KnowledgeGraph) -> Gate:
    """The gate and the doors of the app, and nothing of Streamlit behind them."""
    doors = routes(settings, lambda: graph, lambda: graph)
    hosts = Hosts({"here", *settings.hosts})
    return Gate(app=Starlette(), doors=doors, served=Served("", frozenset({""})), hosts=hosts)


@contextmanager
def served(settings: Settings, graph: KnowledgeGraph) -> Iterator[Server]:
    """Serves the routes for a graph on a free port, until the end of the block."""
    app = gate(settings, graph)
    config = uvicorn.Config(app, http=ReadByLlhttp, port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield Server(server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = server.force_exit = True
        thread.join()
