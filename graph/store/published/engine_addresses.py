"""Where an engine takes what changes its data, and how it is sent there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import CbrnGraphError
from graph.store.engines.dialects import dialect_of
from graph.store.published.published import NUMBER, REGISTER

if TYPE_CHECKING:
    from graph.store.engines.connection import Connection

__all__ = ["EngineAddresses", "NotPublished", "addresses_of"]

_ABSENT = 404
_ELSEWHERE = "Say where the engine takes updates and graphs with --update and --store."
_HINTS = {
    401: "It wants a user and a password, or a token (CBRN_GRAPH_ENGINE_USER, _PASSWORD, _TOKEN).",
    403: "This user may not change data.",
    404: _ELSEWHERE,
    405: _ELSEWHERE,
}


class NotPublished(CbrnGraphError):
    """The build is not where it was to be; what was there before still answers."""


@dataclass(frozen=True, slots=True)
class EngineAddresses:
    """The addresses of an engine for updates and for whole graphs, and the way to it."""

    connection: Connection
    update: str
    store: str
    graph_parameter: str = "graph"

    def add(self, graph: str, triples: bytes) -> None:
        """Add N-Triples, which are Turtle as well, to a graph."""
        self._send("POST", self.store, {self.graph_parameter: graph}, "text/turtle", triples)

    def drop(self, graph: str) -> None:
        """Take a graph away with its entry in the register; one that is not there is gone."""
        self._send("DELETE", self.store, {self.graph_parameter: graph})
        self._change(f"DELETE WHERE {{ GRAPH <{REGISTER}> {{ <{graph}> <{NUMBER}> ?number }} }}")

    def enter(self, graph: str, number: int) -> None:
        """Enter a graph in the register with a number."""
        self._change(f"INSERT DATA {{ GRAPH <{REGISTER}> {{ <{graph}> <{NUMBER}> {number} }} }}")

    def _change(self, update: str) -> None:
        self._send("POST", self.update, {}, "application/sparql-update", update.encode())

    def _send(
        self,
        method: str,
        address: str,
        params: dict[str, str],
        media_type: str = "",
        body: bytes = b"",
    ) -> None:
        status, said = self.connection.send(method, address, params, media_type, body)
        if 200 <= status < 300 or (method == "DELETE" and status == _ABSENT):  # noqa: PLR2004
            return
        words = "" if said.lstrip().startswith("<") else said.strip().partition("\n")[0][:300]
        hint = _HINTS.get(status, "")
        message = f"{address} refuses to change data (status {status}). {words} {hint}".strip()
        raise NotPublished(message)


def addresses_of(
    connection: Connection, address: str, product: str, *, update: str = "", store: str = ""
) -> EngineAddresses:
    """Return where an engine is changed that is asked at an address.

    Args:
        connection: the way to it.
        address: where it is asked.
        product: what it calls itself in the header ``Server``.
        update: where it takes SPARQL updates, if that is known.
        store: where it takes whole graphs, if that is known.
    """
    dialect = dialect_of(product, address)
    usual = dialect.changed_at(address)
    return EngineAddresses(
        connection, update or usual[0], store or usual[1], dialect.graph_parameter
    )
