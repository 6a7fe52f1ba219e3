"""How answers are written: the head together with the first of the body, in one packet.

uvicorn writes the head of an answer by itself, and searches all of it for what no header may hold.
A client that hears head and body at once is woken once; and most lines of a head are those of the
head before it, so what has been searched is kept.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from uvicorn.protocols.http.httptools_impl import (
    HEADER_RE,
    HEADER_VALUE_RE,
    STATUS_LINE,
    RequestResponseCycle,
)

if TYPE_CHECKING:
    from starlette.types import Message

__all__ = ["WrittenAtOnce"]

_LEFT_TO_UVICORN: Final = frozenset({b"connection", b"transfer-encoding"})
"""The headers that say how the rest is to be written."""


class WrittenAtOnce(RequestResponseCycle):
    """An answer of uvicorn's whose head waits for the first of its body, as ASGI has it.

    What is not plain is left to uvicorn: an answer whose length nobody told or that has no body,
    one that ends the connection, and one that is noted in a log of requests.
    """

    _head: bytes | None = None
    """The head, while it waits."""

    async def send(self, message: Message) -> None:  # type: ignore[override]  # of any server
        """Write a part of the answer, or keep it until there is more."""
        told: Any = message
        if self._head is not None:
            self.expected_content_length += len(self._head)
            told = {**message, "body": self._head + message.get("body", b"")}
            self._head = None
        elif not self.response_started and self.keep_alive and not self.access_log:
            self._head = self._plain_head(message)
            if self._head is not None:
                return
        await super().send(told)

    def _plain_head(self, message: Message) -> bytes | None:
        """Return the head of an answer whose length is told; None of what is left to uvicorn."""
        if message["type"] != "http.response.start" or self.scope["method"] == "HEAD":
            return None
        headers = [*self.default_headers, *message.get("headers", ())]
        first = dict(reversed(headers))
        if b"content-length" not in first or not _LEFT_TO_UVICORN.isdisjoint(first):
            return None
        lines = [line for name, value in headers if (line := _line(name, value))]
        if len(lines) < len(headers):
            return None
        self.expected_content_length, self.chunked_encoding = int(first[b"content-length"]), False
        self.response_started, self.waiting_for_100_continue = True, False
        return b"".join([STATUS_LINE[message["status"]], *lines, b"\r\n"])


@lru_cache(maxsize=512)
def _line(name: bytes, value: bytes) -> bytes | None:
    """Return a header as it is written; None where it is none, or is not in lower case."""
    if HEADER_RE.search(name) or HEADER_VALUE_RE.search(value) or name != name.lower():
        return None
    return b"%s: %s\r\n" % (name, value)
