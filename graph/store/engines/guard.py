"""The graph behind a wall: queries from anybody, each in a process that can be killed.

The app's own process neither evaluates a query nor forks. It starts one process that holds the
graph (`graph.store.engines.worker`), which forks a worker for each query; a worker that runs too
long, takes too much memory or crashes is ended by the system, and the sentence here says which it
was.
"""

from __future__ import annotations

import time
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final, Self

from graph.errors import EngineUnavailable
from graph.store.engines.holders import CAN_FORK, ForkingHolder, LoneHolder
from graph.store.engines.lending import holder_of
from graph.store.engines.messages import Request
from graph.store.replies.answers import read
from graph.store.replies.limits import DEFAULT_LIMITS
from graph.store.text.refusals import refuse

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping
    from pathlib import Path

    from graph.store.replies.answers import Answer
    from graph.store.replies.formats import Setting
    from graph.store.replies.limits import Limits, Reply, Term

__all__ = ["Guard"]

_SHORT: Final = 5_000
"""How many characters are read in a few milliseconds by what refuses a query."""


class Guard:
    """An engine that refuses, limits and survives its queries; threads may share it."""

    def __init__(self, path: Path, *, at_once: int = 8, patience: float = 5.0) -> None:
        """Start the process that holds the graph, and wait until it has read it.

        Args:
            path: the built graph, N-Triples or Turtle.
            at_once: how many queries run at the same time; more wait.
            patience: how many seconds a query waits for its turn.

        Raises:
            EngineUnavailable: the file is not there or is not RDF.
        """
        self._holder = holder_of(path) if CAN_FORK else LoneHolder(path)
        # A turn is one of these; a queue hands them out in less time than a semaphore of Python's.
        self._turns: SimpleQueue[None] = SimpleQueue()
        for _ in range(at_once if CAN_FORK else 1):
            self._turns.put(None)
        self._patience = patience

    def __enter__(self) -> Self:
        """Return the guard, to be closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the guard."""
        self.close()

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Answer:
        """Return the answer to a query; see `graph.store.engines.engine.Engine.query`."""
        started = time.perf_counter()
        refuse(sparql)
        reply = self._reply(Request(sparql, bindings or {}, limits))
        try:
            return read(reply, started)
        except EngineUnavailable as error:  # a worker writes well; so it is a term of the file
            message = (
                f"The graph holds an address or a language tag that is none. {error} "
                "Mend it and build the graph anew: 'cbrn-graph build' names the table and the row."
            )
            raise EngineUnavailable(message) from error

    def reply(
        self,
        sparql: str,
        setting: Setting,
        bindings: Mapping[str, Term] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Reply:
        """Return the answer to a query as text; see `graph.store.engines.engine.Engine.reply`."""
        refuse(sparql)
        return self._reply(Request(sparql, bindings or {}, limits, setting))

    async def idle_reply(
        self, sparql: str, setting: Setting, limits: Limits = DEFAULT_LIMITS
    ) -> Reply | None:
        """Return what `reply` does, for an event loop that has no thread to spare for the wait.

        None where that would hold up the loop: the query is long, no worker waits for one, or it is
        not its turn yet. Then `reply` is to be asked, in a thread.
        """
        if len(sparql) > _SHORT:
            return None
        try:
            self._turns.get_nowait()
        except Empty:
            return None
        try:
            refuse(sparql)
            return await self._holder.idle_reply(Request(sparql, {}, limits, setting))
        finally:
            self._turns.put(None)

    def lend(self, path: Path) -> socket.socket:
        """Return a way for another process to ask the graph at a path; see `ForkingHolder.lend`."""
        assert isinstance(self._holder, ForkingHolder)  # nobody asks where nothing can be sent
        return self._holder.lend(path)

    def close(self) -> None:
        """End the process that holds the graph, and with it every query still running."""
        self._holder.close()

    def _reply(self, request: Request) -> Reply:
        """Return what the engine replies, without looking at the words of the query first."""
        try:
            self._turns.get(timeout=self._patience)
        except Empty as error:
            message = "Too many questions are being answered at the moment; try again shortly."
            raise EngineUnavailable(message) from error
        try:
            return self._holder.reply(request)
        finally:
            self._turns.put(None)
