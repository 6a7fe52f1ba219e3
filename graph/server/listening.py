"""How the server listens: at once, to whom it should, and to nobody who only holds the line.

Streamlit starts uvicorn and leaves no way to tell it more than its own options, so what is said
here is said while the server begins to listen: its lifespan has begun then, and its socket has not.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakSet

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from graph.server.http_reading import ReadByLlhttp
from graph.server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from graph.server.handing import Sharing
    from graph.server.visits import Visits

__all__ = ["listening"]

_LOG: Final = logging.getLogger(__name__)
_SECONDS_BETWEEN_LOOKS: Final = 1.0
_SECONDS_BETWEEN_TIDYINGS: Final = 2.0


def listening(
    visits: Visits | None = None,
    settings: Settings | None = None,
    sharing: Sharing | None = None,
) -> Callable[[object], AbstractAsyncContextManager[None]]:
    """Return a lifespan in which whatever socket the server listens on is listened to as said here.

    - Answers leave at once. Streamlit binds its socket without naming TCP, and asyncio turns
      Nagle's algorithm off only where TCP is named (https://github.com/Kludex/uvicorn/issues/3149).
      With it on, the second packet of an answer waits for the confirmation of the first, which
      Linux holds back for 40 ms.
    - Requests are read by llhttp, with heads no longer than they need to be.
    - A connection that has not said whole what it wants after a while is closed, and one above
      the number that may be open is not taken.
    - ``X-Forwarded-For`` and ``-Proto`` count only where a proxy that was named sends them; uvicorn
      takes them from every program of this machine.
    - Every few seconds, what is over is tidied away.

    Args:
        visits: those to the pages, which are tidied away every few seconds.
        settings: those of the environment where none are given.
        sharing: another process that answers at the same address, where there is one. TLS cannot
            change hands, so with it there is none.
    """
    settings = settings or Settings.from_environment()

    @asynccontextmanager
    async def lifespan(_app: object) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        create = loop.create_server
        heads = _Heads(settings, sharing)

        async def create_server(
            factory: Callable[..., asyncio.Protocol],
            *given: Any,  # noqa: ANN401 - passed on as it comes
            sock: socket.socket | None = None,
            **options: Any,  # noqa: ANN401 - passed on as it comes
        ) -> asyncio.Server:
            if sock is not None and sock.family in {socket.AF_INET, socket.AF_INET6}:
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                if sharing and not options.get("ssl"):
                    shared = partial(create, *given, **options)
                    return await sharing.listen(shared, heads.watched(factory), sock)
            return await create(heads.watched(factory), *given, sock=sock, **options)

        loop.create_server = create_server  # type: ignore[assignment]  # of this loop only
        regular = [asyncio.create_task(heads.look()), asyncio.create_task(_tidying(visits))]
        try:
            yield
        finally:
            for task in regular:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

    return lifespan


@dataclass(slots=True)
class _Heads:
    """The open connections, and since when each of them waits for the rest of a request's head."""

    settings: Settings
    sharing: Sharing | None = None
    connections: WeakSet[Any] = field(default_factory=WeakSet)
    since: dict[int, float] = field(default_factory=dict)

    def watched(self, factory: Callable[..., asyncio.Protocol]) -> Callable[..., asyncio.Protocol]:
        """Return a factory of connections that this will look at."""

        def made(*given: object, **options: object) -> asyncio.Protocol:
            connection = factory(*given, **options)
            if isinstance(connection, H11Protocol | HttpToolsProtocol):
                connection = self._read_by_llhttp(connection, lambda: factory(*given, **options))
            trusting = getattr(connection, "app", None)
            if isinstance(trusting, ProxyHeadersMiddleware):
                trusting.trusted_hosts = ProxyHeadersMiddleware(
                    trusting.app, sorted(self.settings.proxies)
                ).trusted_hosts
                if not self.settings.proxies:  # then there is nothing to look for in a request
                    connection.app = trusting.app  # type: ignore[attr-defined]  # as was seen
            if len(self.connections) >= self.settings.connections:
                _LOG.warning("More than %d connections are open.", self.settings.connections)
                return _Full()
            self.connections.add(connection)
            return connection

        return made

    def _read_by_llhttp(
        self, connection: H11Protocol | HttpToolsProtocol, again: Callable[[], asyncio.Protocol]
    ) -> asyncio.Protocol:
        """Return a connection that is read as `graph.server.http_reading` says."""
        made: asyncio.Protocol = connection
        if not isinstance(made, ReadByLlhttp):  # the first one: uvicorn chose how it is read
            connection.config.http_protocol_class = ReadByLlhttp
            made = again()
        if isinstance(made, ReadByLlhttp):
            made.left_to = self.connections.add
            made.sharing = self.sharing
        return made

    async def look(self) -> None:
        """Close, for as long as the server listens, what waits too long."""
        while True:
            await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
            now = time.monotonic()
            waiting = {id(one): one for one in list(self.connections) if _waits(one)}
            self.since = {name: self.since.get(name, now) for name in waiting}
            for name, since in self.since.items():
                if now - since > self.settings.head_seconds:
                    waiting[name].transport.abort()


async def _tidying(visits: Visits | None) -> None:
    while visits:
        await asyncio.sleep(_SECONDS_BETWEEN_TIDYINGS)
        try:
            visits.tidy()
        except Exception:
            _LOG.exception("Tidying up failed.")


class _Full(asyncio.Protocol):
    """A connection that is not taken."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.close()


def _waits(connection: Any) -> bool:  # noqa: ANN401 - whatever protocol of HTTP uvicorn has chosen
    """Return whether a connection is open, is still one of HTTP, and answers nothing now."""
    transport = getattr(connection, "transport", None)
    if transport is None or transport.is_closing() or transport.get_protocol() is not connection:
        return False
    cycle = getattr(connection, "cycle", None)
    return cycle is None or bool(cycle.response_complete)
