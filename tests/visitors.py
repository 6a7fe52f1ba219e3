"""Visitors as browsers are, but for the drawing: each opens a socket, asks for a page, and reads.

So many of them fit on one machine, and what is measured is the server and not Chromium.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.event_loop import run
from tests.waits import waits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence
    from ssl import SSLContext

    from tests.app_server import App

__all__ = ["PAGES", "XSRF", "Crowd", "Through", "Visit", "crowd", "heard", "page_of", "visit"]

XSRF = "_streamlit_xsrf"
"""The cookie that a browser shows in the handshake as well, to show that it can read it."""

PAGES = (
    ("network", "thing=country/KAZ"),
    ("network", "thing=region/CA"),
    ("ask", "card=things-by-year-and-region"),
    ("network", "thing=project/053"),
    ("cooperation", "view=matrix"),
    ("overview", ""),
    ("network", "thing=country/KEN"),
    ("sources", ""),
    ("connections", "between=country/KAZ,country/UZB"),
    ("network", "thing=meeting/rtm-ca-14"),
    ("cooperation", "view=side&things=country/KAZ~country/UZB"),
    ("network", "thing=region/SEA"),
)
"""Different things, as visitors who do not know one another look at them."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """How a crowd fared: the seconds until each had its page, and those until others had answers.

    ``ready`` are the answers of ``/ready`` meanwhile, ``health`` those of the pages' process alone,
    and ``queries`` those of the endpoint.
    """

    pages: Sequence[float]
    ready: Sequence[float]
    health: Sequence[float]
    queries: Sequence[float]


@dataclass(frozen=True, slots=True)
class Through:
    """The way to a socket: the origin of the page, the path, the port, and whom to trust."""

    origin: str
    path: str
    port: int
    trust: SSLContext | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """An open visit: what Streamlit calls it, its socket, and all that its first page said."""

    session: str
    socket: ClientConnection
    text: str = ""

    async def go(self, page: str, query: str = "") -> None:
        """Ask for a page, and read it whole.

        Raises:
            AssertionError: the page ended in an exception.
        """
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = page
        await self.socket.send(asked.SerializeToString())
        while (said := await heard(self.socket)).WhichOneof("type") != "script_finished":
            assert not said.delta.new_element.HasField("exception"), said.delta.new_element


async def heard(socket: ClientConnection) -> ForwardMsg:
    """The next message of the server's."""
    data = await socket.recv()
    assert isinstance(data, bytes)
    said = ForwardMsg()
    said.ParseFromString(data)
    return said


@asynccontextmanager
async def visit(
    running: App,
    page: str,
    query: str = "",
    *,
    cookies: Mapping[str, str] | None = None,
    through: Through | None = None,
) -> AsyncIterator[Visit]:
    """A visit that has its first page, until the end of the block."""
    way = through or Through(f"http://127.0.0.1:{running.port}", "/_stcore/stream", running.port)
    stream = f"{way.origin.replace('http', 'ws', 1)}{way.path}"
    told = dict(cookies or {})
    async with connect(
        stream,
        host="127.0.0.1",
        port=way.port,
        ssl=way.trust,
        subprotocols=[Subprotocol(name) for name in ("streamlit", told.get(XSRF, "none"))],
        origin=Origin(way.origin),
        max_size=None,
        open_timeout=120,
        additional_headers={"Cookie": "; ".join(f"{name}={told[name]}" for name in told)},
    ) as socket:
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = page
        await socket.send(asked.SerializeToString())
        session, text = "", []
        while (said := await heard(socket)).WhichOneof("type") != "script_finished":
            assert not said.delta.new_element.HasField("exception"), said.delta.new_element
            if said.WhichOneof("type") == "new_session":
                session = said.new_session.initialize.session_id
            text.append(str(said.delta))
        yield Visit(session, socket, "".join(text))


async def page_of(running: App, page: str, query: str, *, stays: float = 0.0) -> float:
    """The seconds until a visitor has a page whole, who then stays for a while."""
    started = time.perf_counter()
    async with visit(running, page, query):
        took = time.perf_counter() - started
        await asyncio.sleep(stays)
    return took


def crowd(running: App, visitors: int, *, stays: float = 0.5) -> Crowd:
    """How a crowd fares that comes all at once, each to another page."""

    async def act() -> list[float]:
        chosen = [PAGES[number % len(PAGES)] for number in range(visitors)]
        return await asyncio.gather(*(page_of(running, *one, stays=stays) for one in chosen))

    with waits(running.port) as waited:
        pages = run(act())
    return Crowd(pages, **waited)
