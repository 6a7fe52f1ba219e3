"""How requests are read: by llhttp, and no more of them than a request of ours can need.

To read HTTP in Python (h11) takes as long as a short query; llhttp, which reads it for Node, needs
a quarter of that. But it takes a head of any length and an address of any form. So what h11 does
not let through is not let through here either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from graph.server.http_writing import WrittenAtOnce

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from graph.server.handing import Sharing

__all__ = ["HEAD_BYTES", "ReadByH11", "ReadByLlhttp"]

HEAD_BYTES: Final = 65_536
"""How long the head of a request may be; a query in an address is part of it."""
_TELLING: Final = frozenset({b"expect", b"transfer-encoding", b"upgrade"})
"""The headers that say how a request is to be read; all others are only kept."""
_VERSIONS: Final = frozenset({"1.0", "1.1"})


class _UnfitError(Exception):
    """A request that llhttp reads, and that is none here; it is told as llhttp's own errors are."""


class ReadByLlhttp(HttpToolsProtocol):
    """A connection of uvicorn's, read by llhttp, whose heads have a size and a form.

    Who would rather speak another protocol (``Upgrade: h2c``, as Java's client asks with each
    request) is not heard to the end by llhttp, which takes the body for that protocol. Such a
    connection is left to h11, which goes on in HTTP/1.1.
    """

    left_to: Callable[[asyncio.Protocol], object] | None = None
    """Is told of the protocol that goes on with a connection, where it is not this one."""
    sharing: Sharing | None = None
    """Another process at this address, which has to answer a part of what is asked."""
    begun_with: bytes = b""
    """What another process has read of the connection before it gave it away."""
    _head: bytearray | None = None
    """All that was read since a head may have begun; nothing once it is whole."""
    _begun = 0
    """How many requests have begun in it."""
    _size = 0
    _is_in_head = False
    _is_in_body = False
    _would_change = False
    _is_known = False
    """Whether the target of the request in the head was looked at."""
    _is_elsewhere = False
    """Whether one was read that another process answers, behind one that is answered here."""
    _is_over = False
    """Whether nothing more is read: the connection was given away, or is to end."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, with what was read before if anything was."""
        super().connection_made(transport)
        if self.begun_with:
            self.data_received(self.begun_with)

    def data_received(self, data: bytes) -> None:
        """Read on, but not on and on in a head."""
        if self._is_over:
            return
        if self._head is None and not self._is_in_body:
            self._head, self._begun, self._would_change = bytearray(), 0, False
            self._is_known = self._is_in_head  # of such a one the beginning is not here any more
        if self._head is not None:
            self._head += data
            if self.sharing and not self._is_known and self._is_for_another(self.sharing):
                return
        super().data_received(data)
        if self._is_elsewhere:
            self._end()
        elif self._would_change:
            self._leave_to_h11()
        elif self._head is not None and len(self._head) > HEAD_BYTES:
            self.send_400_response("Invalid HTTP request received.")

    def on_message_begin(self) -> None:
        """Begin to read a head."""
        self._begun += 1
        self._size, self._is_in_head = 0, True
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """Take in a part of the address."""
        self._size += len(url)
        if self._size > HEAD_BYTES:
            raise _UnfitError
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take in a header; what is said after a body is no part of the head."""
        if not self._is_in_head:
            return
        self._size += len(name) + len(value)
        if self._size > HEAD_BYTES:
            raise _UnfitError
        wanted = name.lower()
        if wanted not in _TELLING:
            self.headers.append((wanted, value))
            return
        if wanted == b"upgrade" and value.lower() != b"websocket":
            self._would_change = True
            raise _UnfitError
        if wanted == b"transfer-encoding" and value.lower() != b"chunked":
            raise _UnfitError
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Begin to answer, where the head is one of HTTP/1 and asks for something of ours."""
        if self.parser.get_http_version() not in _VERSIONS or not self.url.startswith((b"/", b"*")):
            raise _UnfitError
        if self.sharing and self.sharing.is_elsewhere(self.url):
            self._is_elsewhere = True
            raise _UnfitError
        self._head, self._is_in_head, self._is_in_body = None, False, True
        before = self.cycle
        super().on_headers_complete()
        if self.cycle is not before:  # it has not begun: its task comes after this
            self.cycle.__class__ = WrittenAtOnce

    def on_message_complete(self) -> None:
        """Be ready for another request."""
        self._is_in_body = False
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Say that a request is none, unless h11 is to read it."""
        if not (self._would_change or self._is_elsewhere or self.transport.is_closing()):
            super().send_400_response(msg)

    def _is_for_another(self, sharing: Sharing) -> bool:
        """Give the connection away where a request begins that another process answers."""
        assert self._head is not None
        target = _target(self._head)
        self._is_known = target is not None
        if target is None or not sharing.is_elsewhere(target):
            return False
        is_idle = getattr(self.cycle, "response_complete", True)
        if not is_idle or self.transport.get_write_buffer_size():
            self._end()
        else:
            self._is_over = True
            sharing.give(_descriptor(self.transport), bytes(self._head))
            self.transport.abort()
        return True

    def _end(self) -> None:
        """Read no more, and end the connection when what was asked before is answered.

        Its client has asked for what another process answers before it had heard this one. Such a
        client asks again what a connection that ended left open (RFC 9112, 9.3.2).
        """
        self._is_over = True
        if getattr(self.cycle, "response_complete", True):
            self.transport.close()
        else:
            self.cycle.keep_alive = False

    def _leave_to_h11(self) -> None:
        """Have h11 read the request from its first byte, and all that follow on this connection."""
        answered = getattr(self.cycle, "response_complete", True)
        if self._head is None or self._begun != 1 or not answered:
            self._would_change = False
            self.send_400_response("Invalid HTTP request received.")
            return
        self.connections.discard(self)
        other = ReadByH11(self.config, self.server_state, self.app_state, self.loop)
        other.sharing = self.sharing
        if self.left_to:
            self.left_to(other)
        other.connection_made(self.transport)
        self.transport.set_protocol(other)
        other.data_received(bytes(self._head))


class ReadByH11(H11Protocol):
    """A connection of uvicorn's that h11 reads, until it is asked for what is another process's."""

    sharing: Sharing | None = None

    def data_received(self, data: bytes) -> None:
        """Read on, or give the connection away where a request begins that is not for here."""
        begins = repr(self.conn.their_state) == "IDLE" and not self.conn.trailing_data[0]
        if self.sharing and begins:
            target = _target(data)
            if target is not None and self.sharing.is_elsewhere(target):
                self.sharing.give(_descriptor(self.transport), data)
                self.transport.abort()
                return
        super().data_received(data)


def _target(head: bytes | bytearray) -> bytes | None:
    """Return what a request asks for, by the beginning of its head; None where it is not whole."""
    begins = head.find(b" ") + 1
    ends = head.find(b" ", begins)
    return bytes(head[begins:ends]) if 0 < begins < ends else None


def _descriptor(transport: asyncio.Transport) -> int:
    descriptor: int = transport.get_extra_info("socket").fileno()
    return descriptor
