"""The process that answers programs beside the pages: ``python -m graph.server.programs``.

Its standard input is a socket, by which it is told what it has to know of the pages, given the
socket that the server listens on and a way to the pages' process, and lent the graph. It ends when
the pages' process has ended.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import socket
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

import uvicorn
from starlette.applications import Starlette

from graph.errors import CbrnGraphError
from graph.knowledge_graph import current_graph
from graph.page_pass import take_pass
from graph.server.beside import BEAT, COUNTS, READY, taken
from graph.server.doors import for_programs, is_asked_of, routes
from graph.server.gate import Gate
from graph.server.handing import CONNECTION, Channel
from graph.server.hosts import Hosts
from graph.server.listening import listening
from graph.server.logs import set_up_logs
from graph.server.metrics import Metrics
from graph.server.served import Served
from graph.server.settings import Settings
from graph.server.sums import to_json
from graph.store.engines.lending import Lender, borrow_from

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

__all__ = ["main"]

_LONGEST: Final = 65_536
_SECONDS_BETWEEN_TRIALS: Final = 1.0
_SECONDS_BETWEEN_BEATS: Final = 1.0
_SECONDS_TO_ANSWER: Final = 5


def main() -> None:
    """Answer programs until the pages' process has ended."""
    way = socket.socket(fileno=0)
    said, given, *_ = socket.recv_fds(way, _LONGEST, 2)
    if not said:
        return
    told = json.loads(said)
    listener, pages = (socket.socket(fileno=one) for one in given)
    set_up_logs()
    # That the graph is open is told by the process that has it held.
    logging.getLogger(current_graph.__module__).setLevel(logging.WARNING)
    take_pass(told["pass"])
    borrow_from(Lender(way))
    settings = Settings.from_environment(sign_in=told["sign_in"])
    metrics = Metrics()
    here = _Here(pages, metrics, settings.connections)
    of_all = routes(settings, base=told["base"], counted=metrics, silence=here.silence)
    doors = for_programs(of_all, told["base"])
    here.is_asked = is_asked_of(doors)
    listens = listening(settings=settings, sharing=here)

    @asynccontextmanager
    async def lifespan(app: object) -> AsyncIterator[None]:
        here.begin()
        while not await asyncio.to_thread(_is_open):
            await asyncio.sleep(_SECONDS_BETWEEN_TRIALS)  # the pages' process answers meanwhile
        async with listens(app):
            yield

    gate = Gate(
        app=Starlette(lifespan=lifespan),
        doors=doors,
        served=Served(told["base"], frozenset()),
        hosts=Hosts(settings.hosts, told["listens"]),
        metrics=metrics,
    )
    config = uvicorn.Config(
        gate,
        log_config=None,
        access_log=False,
        ws="websockets-sansio",  # of which none is opened here; the gate refuses
        timeout_graceful_shutdown=_SECONDS_TO_ANSWER,
    )
    here.server = uvicorn.Server(config)
    here.server.run(sockets=[listener])


def _is_open() -> bool:
    """Open the graph that is lent; return whether that was possible."""
    try:
        current_graph()
    except CbrnGraphError:
        return False
    return True


class _Here:
    """The part of a server that is answered here, and the way to the pages for all else."""

    server: uvicorn.Server
    is_asked: Callable[[bytes], bool]

    def __init__(self, pages: socket.socket, metrics: Metrics, most: int) -> None:
        self._pages, self._metrics, self._most = pages, metrics, most
        self._is_listening = False
        self._asked_at: float | None = None

    def silence(self) -> float:
        """Return for how many seconds the pages' process has not said that it hears."""
        return time.monotonic() - self._asked_at if self._asked_at else 0.0

    def begin(self) -> None:
        """Hear the pages' process: when it ends, this one does."""
        self._loop = asyncio.get_running_loop()
        self._channel = Channel(self._loop, self._pages, self._heard, self._ended)

    def is_elsewhere(self, target: bytes) -> bool:
        """Return whether the pages' process answers what a request asks for."""
        return not self.is_asked(target)

    def give(self, descriptor: int, read: bytes) -> None:
        """Give the pages' process a connection, or end it where too many wait for it already."""
        if len(self._channel) < self._most:
            self._channel.say(CONNECTION, read, descriptor)

    async def listen(
        self,
        create: Callable[..., Awaitable[asyncio.Server]],
        factory: Callable[[], asyncio.Protocol],
        listener: socket.socket,
    ) -> asyncio.Server:
        """Listen, tell so, and take what the pages' process gives; see `Sharing.listen`."""
        self._factory = factory
        server = await create(factory, sock=listener)
        self._is_listening = True
        self._channel.say(READY, str(os.getpid()).encode())
        self._beat()
        return server

    def _beat(self) -> None:
        self._asked_at = time.monotonic()
        self._channel.say(BEAT)

    def _heard(self, kind: bytes, words: bytes, connection: socket.socket | None) -> None:
        if connection:
            taken(self._loop, self._factory, connection, words)
        elif kind == BEAT:
            self._asked_at = None
            self._loop.call_later(_SECONDS_BETWEEN_BEATS, self._beat)
        elif kind == COUNTS:
            self._channel.say(COUNTS, to_json(self._metrics.counts()))

    def _ended(self) -> None:
        if not self._is_listening:
            os._exit(0)  # there is no answer to be finished
        self.server.should_exit = True


if __name__ == "__main__":
    main()
