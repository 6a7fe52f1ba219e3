"""Answers that leave at once, instead of waiting until the packet before has been confirmed.

Streamlit binds its socket without naming TCP, and asyncio turns Nagle's algorithm off only where
TCP is named (https://github.com/Kludex/uvicorn/issues/3149). With it on, the second packet of an
answer waits for the confirmation of the first, which Linux holds back for 40 ms: on a connection
that is kept, every answer of the endpoint and every message to a page.
"""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

__all__ = ["no_delay"]


@asynccontextmanager
async def no_delay(_app: object) -> AsyncIterator[None]:
    """A lifespan in which whatever socket the server listens on accepts without Nagle's algorithm.

    The server begins to listen after its lifespan has begun; connections inherit the setting.
    """
    loop = asyncio.get_running_loop()
    create = loop.create_server

    async def create_server(
        *given: Any,  # noqa: ANN401 - passed on as it comes
        sock: socket.socket | None = None,
        **options: Any,  # noqa: ANN401 - passed on as it comes
    ) -> asyncio.Server:
        if sock is not None and sock.family in {socket.AF_INET, socket.AF_INET6}:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return await create(*given, sock=sock, **options)

    loop.create_server = create_server  # type: ignore[method-assign]  # of this loop only
    yield
