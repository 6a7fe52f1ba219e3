"""The process beside that of the pages, which answers programs: started, kept, and left alone.

Python makes one page at a time, and what waits for the interpreter waits for pages. So the app has
a second process (`graph.server.programs`): it takes all connections, answers what asks the graph,
and gives those that ask for pages to this one. It asks the same graph, held once for both. Until it
is ready, after it was killed, and where a connection cannot change hands (Windows, TLS), this
process takes all connections and answers everything itself.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import CbrnGraphError, EngineUnavailable
from graph.knowledge_graph import current_graph
from graph.page_pass import page_pass
from graph.server.handing import CONNECTION, Channel
from graph.server.sums import TURNS, Counts, added, from_json
from graph.store import Guard
from graph.store.engines.lending import lend

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

__all__ = ["BEAT", "COUNTS", "READY", "ProcessBeside", "taken"]

READY: Final = b"r"
"""The kind of message by which the process beside tells its number, once it listens."""
COUNTS: Final = b"n"
"""The kind of message that asks for its numbers, and that brings them."""
BEAT: Final = b"b"
"""The kind of message that asks the pages' process whether it still hears, and that says so."""
_LOG: Final = logging.getLogger(__name__)
_SECONDS_TO_COUNT: Final = 1.0
_SECONDS_TO_END: Final = 8.0
_SECONDS_BETWEEN_STARTS: Final = 5.0


class ProcessBeside:
    """The process beside this one, or what is there in its place."""

    def __init__(self, is_asked: Callable[[bytes], bool], told: dict[str, object]) -> None:
        """Have nothing started yet.

        Args:
            is_asked: tells from a request's target whether it is for that process.
            told: what that process has to know of the pages, as JSON has it.
        """
        self._is_asked, self._told_pages = is_asked, told
        self._channel: Channel | None = None
        self._is_ready = False
        self._is_closed = False
        self._ways: tuple[socket.socket, ...] = ()
        self._gone: Counts = {}
        self._last: Counts = {}
        self._counted: asyncio.Future[Counts] | None = None

    def is_elsewhere(self, target: bytes) -> bool:
        """Return whether what a request asks for is now answered in the other process."""
        return self._is_ready and self._is_asked(target)

    def give(self, descriptor: int, read: bytes) -> None:
        """Give the other process a connection, and what was read of it."""
        if self._channel is not None:
            self._channel.say(CONNECTION, read, descriptor)

    async def counts(self) -> Counts:
        """Return what the process has counted, and those before it; what is known if it is busy."""
        if self._channel is not None and self._is_ready:
            if self._counted is None:
                self._counted = asyncio.get_running_loop().create_future()
                self._channel.say(COUNTS)
            with suppress(TimeoutError):
                self._last = await asyncio.wait_for(
                    asyncio.shield(self._counted), _SECONDS_TO_COUNT
                )
        return added(self._gone, self._last)

    async def listen(
        self,
        create: Callable[..., Awaitable[asyncio.Server]],
        factory: Callable[[], asyncio.Protocol],
        listener: socket.socket,
    ) -> asyncio.Server:
        """Listen until the other process does, and have it started; see `Sharing.listen`."""
        self._loop = asyncio.get_running_loop()
        self._factory, self._listener = factory, listener
        self._create = partial(create, factory)
        self._server: asyncio.Server | None = await self._create(sock=listener.dup())
        self._thread = threading.Thread(target=self._keep, name="beside", daemon=True)
        self._thread.start()
        return _Listening(self)  # type: ignore[return-value]  # all that uvicorn asks of one

    def close(self) -> None:
        """Take no more connections, and have the process end once its answers are told."""
        self._is_closed = True
        if self._server:
            self._server.close()
        if self._channel is not None:
            self._channel.close()
        for way in self._ways:
            with suppress(OSError):
                way.shutdown(socket.SHUT_RDWR)

    async def wait_closed(self) -> None:
        """Return once the process has ended."""
        await asyncio.to_thread(self._thread.join, _SECONDS_TO_END + 1)

    def _keep(self) -> None:
        """Start the process, lend it the graph, and start it again when it has ended."""
        with suppress(CbrnGraphError):
            current_graph()  # first, for the pages; what it lends would only wait for it
        while not self._is_closed:
            began = time.monotonic()
            way, theirs = socket.socketpair()
            ours, other = socket.socketpair()
            self._ways = way, ours
            with theirs, other:
                process = subprocess.Popen(
                    [sys.executable, "-m", "graph.server.programs"],
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, _PATHS))},
                    start_new_session=True,  # Ctrl-C is for this process, which then ends it
                )
                with suppress(OSError):
                    told = json.dumps({**self._told_pages, "pass": page_pass()}).encode()
                    given = [self._listener.fileno(), other.fileno()]
                    socket.send_fds(way, [told], given)
            if not self._is_heard(ours):
                ours.close()
            with way, suppress(OSError):
                lend(way, _lent)
            _end(process)
            if not self._is_closed:
                _LOG.warning("The process that answers programs has ended; it is started again.")
                time.sleep(max(_SECONDS_BETWEEN_STARTS - (time.monotonic() - began), 0.1))

    def _is_heard(self, ours: socket.socket) -> bool:
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._hear, ours)
            return True
        return False

    def _hear(self, ours: socket.socket) -> None:
        if self._is_closed:
            ours.close()
            return
        self._channel = Channel(self._loop, ours, self._heard, self._ended)

    def _heard(self, kind: bytes, words: bytes, connection: socket.socket | None) -> None:
        if connection:
            taken(self._loop, self._factory, connection, words)
        elif kind == COUNTS and self._counted:
            if not self._counted.done():
                self._counted.set_result(from_json(words))
            self._counted = None
        elif kind == BEAT and self._channel is not None:
            self._channel.say(BEAT)
        elif kind == READY:
            self._is_ready = True
            _LOG.info("Programs are answered by a process of their own, %s.", words.decode())
            if self._server:
                self._server.close()
                self._server = None

    def _ended(self) -> None:
        """Take all connections again."""
        self._is_ready, self._channel, self._counted = False, None, None
        last = {key: value for key, value in self._last.items() if key[0] != TURNS}
        self._gone, self._last = added(self._gone, last), {}
        if not self._is_closed and self._server is None:
            self._loop.create_task(self._listen_again())

    async def _listen_again(self) -> None:
        self._server = await self._create(sock=self._listener.dup())
        if self._is_closed or self._is_ready:
            self._server.close()
            self._server = None


class _Listening:
    """What uvicorn takes for its server."""

    def __init__(self, beside: ProcessBeside) -> None:
        self.close, self.wait_closed = beside.close, beside.wait_closed


def taken(
    loop: asyncio.AbstractEventLoop,
    factory: Callable[[], asyncio.Protocol],
    connection: socket.socket,
    read: bytes,
) -> None:
    """Go on with a connection that another process has begun to read."""

    async def act() -> None:
        connection.setblocking(False)
        protocol = factory()
        protocol.begun_with = read  # type: ignore[attr-defined]  # one that reads on
        try:
            await loop.connect_accepted_socket(lambda: protocol, connection)
        except OSError:  # its client has left
            connection.close()

    task = loop.create_task(act())
    _TAKEN.add(task)
    task.add_done_callback(_TAKEN.discard)


_TAKEN: Final[set[asyncio.Task[None]]] = set()
_PATHS: Final = (str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH"))


def _lent(path: Path) -> socket.socket:
    engine = current_graph().engine
    if isinstance(engine, Guard):
        return engine.lend(path)
    raise EngineUnavailable("The graph is not held by this server.")


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(_SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
