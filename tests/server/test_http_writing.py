"""Answers are written as uvicorn writes them, with fewer packets."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from graph.server.http_writing import WrittenAtOnce
from tests.event_loop import run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import Receive, Scope, Send

TYPE = (b"content-type", b"text/plain")
LENGTH = (b"content-length", b"4")
PIECES = {
    "a length": ([TYPE, LENGTH], [b"four"]),
    "a length, in pieces": ([TYPE, LENGTH], [b"fo", b"ur"]),
    "a length, and nothing at first": ([TYPE, LENGTH], [b"", b"four"]),
    "no length": ([TYPE], [b"fo", b"ur"]),
    "nothing": ([(b"content-length", b"0")], [b""]),
    "too much": ([TYPE, LENGTH], [b"five!"]),
    "too little": ([TYPE, LENGTH], [b"six"]),
    "two lengths": ([LENGTH, (b"content-length", b"5")], [b"four"]),
    "the last one": ([TYPE, LENGTH, (b"connection", b"close")], [b"four"]),
    "in chunks": ([TYPE, (b"transfer-encoding", b"chunked")], [b"fo", b"ur"]),
    "in capitals": ([(b"Content-Length", b"4"), (b"Connection", b"Close")], [b"four"]),
    "the last one in capitals": ([LENGTH, (b"Connection", b"Close")], [b"four"]),
    "two of a name": ([LENGTH, (b"set-cookie", b"a=b"), (b"set-cookie", b"c=d")], [b"four"]),
    "a line in a value": ([LENGTH, (b"x-told", b"a\r\nx-more: b")], [b"four"]),
    "a line in a name": ([LENGTH, (b"x-told: a\r\nx-more", b"b")], [b"four"]),
    "nought in a value": ([LENGTH, (b"x-told", b"a\0b")], [b"four"]),
}


@dataclass
class Client:
    """What is written to it, packet by packet, and whether the line was cut."""

    packets: list[bytes] = field(default_factory=list)
    closed: bool = False

    def write(self, packet: bytes) -> None:
        """Take in a packet."""
        self.packets.append(packet)

    def close(self) -> None:
        """Cut the line."""
        self.closed = True

    def is_closing(self) -> bool:
        """Return whether the line is cut."""
        return self.closed


def written(  # noqa: PLR0913 - each is what another answer has otherwise
    kind: type[RequestResponseCycle],
    headers: Sequence[tuple[bytes, bytes]],
    pieces: Sequence[bytes],
    *,
    method: str = "GET",
    status: int = 200,
    keep_alive: bool = True,
) -> Client:
    """What a client hears of an answer."""

    async def act() -> Client:
        transport: Any = Client()
        cycle = kind(
            scope={"method": method},  # type: ignore[typeddict-item]  # all that is asked for
            transport=transport,
            flow=FlowControl(transport),
            logger=logging.getLogger("uvicorn.error"),
            access_logger=logging.getLogger("uvicorn.access"),
            access_log=False,
            default_headers=[(b"date", b"today")],
            message_event=asyncio.Event(),
            expect_100_continue=False,
            keep_alive=keep_alive,
            on_response=lambda: None,
        )

        async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
            await send({"type": "http.response.start", "status": status, "headers": headers})
            for at, piece in enumerate(pieces, 1):
                more = at < len(pieces)
                await send({"type": "http.response.body", "body": piece, "more_body": more})

        await cycle.run_asgi(app)  # type: ignore[arg-type]  # as Starlette types it
        assert isinstance(transport, Client)
        return transport

    return run(act())


@pytest.mark.parametrize("name", PIECES)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("keep_alive", [True, False])
def test_answer_is_what_uvicorn_writes(name: str, method: str, keep_alive: bool) -> None:
    """Byte for byte, also where it is none: then nothing is worth more than a part of it."""
    headers, pieces = PIECES[name]
    ours = written(WrittenAtOnce, headers, pieces, method=method, keep_alive=keep_alive)
    theirs = written(RequestResponseCycle, headers, pieces, method=method, keep_alive=keep_alive)
    heard, expected = b"".join(ours.packets), b"".join(theirs.packets)
    assert ours.closed == theirs.closed
    assert heard == expected or (ours.closed and not heard and keep_alive)


@pytest.mark.parametrize("status", [200, 404, 503])
def test_head_and_body_are_one_packet(status: int) -> None:
    """Whoever waits for an answer is woken once for it."""
    client = written(WrittenAtOnce, *PIECES["a length"], status=status)
    assert len(client.packets) == 1
    assert len(written(WrittenAtOnce, *PIECES["a length, in pieces"]).packets) == 2
