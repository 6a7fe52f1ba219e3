"""Connections that change hands between two processes, with what has been read of them: `Channel`.

A connection cannot say what it will be asked for: a browser, or a proxy, asks for a page and then
for a query on the same one. So whoever has read a request that is the other's gives it the
connection (``SCM_RIGHTS``, see unix(7)) together with the bytes that were read, and keeps nothing.
"""

from __future__ import annotations

import os
import socket
import struct
from collections import deque
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable

__all__ = ["CAN_HAND", "CONNECTION", "Channel", "Sharing"]

CAN_HAND: Final = hasattr(socket, "send_fds") and os.name == "posix"
CONNECTION: Final = b"c"
"""The kind of message that comes with a connection."""
_HEAD: Final = struct.Struct("!cI")
_PIECE: Final = 1 << 16
_SECONDS_TO_PAUSE: Final = 0.05


class Sharing(Protocol):
    """How a process shares an address with another one."""

    def is_elsewhere(self, target: bytes) -> bool:
        """Return whether what a request asks for is now answered in the other process."""
        ...

    def give(self, descriptor: int, read: bytes) -> None:
        """Give the other process a connection, and what was read of it."""
        ...

    async def listen(
        self,
        create: Callable[..., Awaitable[asyncio.Server]],
        factory: Callable[[], asyncio.Protocol],
        listener: socket.socket,
    ) -> asyncio.Server:
        """Listen, each process in its turn, and take what the other gives."""
        ...


class Channel:
    """One end of a way between two processes, used by one event loop.

    A message is a kind of one letter and some bytes; one of the kind `CONNECTION` brings one.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        end: socket.socket,
        heard: Callable[[bytes, bytes, socket.socket | None], None],
        ended: Callable[[], None],
    ) -> None:
        """Listen to the other end.

        Args:
            loop: hears and says.
            end: one end of a pair of sockets.
            heard: is told of each message, with the connection that it brought.
            ended: is told when the other end is closed.
        """
        self._loop, self._end, self._heard, self._ended = loop, end, heard, ended
        self._received = bytearray()
        self._brought: deque[int | None] = deque()
        self._waiting: deque[tuple[bytes | memoryview, int | None]] = deque()
        self._is_open = True
        end.setblocking(False)
        loop.add_reader(end, self._hear)

    def __len__(self) -> int:
        """Return how many messages wait until the other end hears them."""
        return len(self._waiting)

    def say(self, kind: bytes, words: bytes = b"", descriptor: int | None = None) -> None:
        """Say something as soon as the other end hears it; the descriptor may be closed at once."""
        if not self._is_open:
            return
        kept = None if descriptor is None else os.dup(descriptor)
        self._waiting.append((_HEAD.pack(kind, len(words)) + words, kept))
        if len(self._waiting) == 1:
            self._say()

    def close(self) -> None:
        """Say and hear no more."""
        if not self._is_open:
            return
        self._is_open = False
        self._loop.remove_reader(self._end)
        self._loop.remove_writer(self._end)
        for descriptor in (*self._brought, *(one for _, one in self._waiting)):
            if descriptor is not None:
                os.close(descriptor)
        self._brought.clear()
        self._waiting.clear()
        self._end.close()

    def _say(self) -> None:
        self._loop.remove_writer(self._end)
        while self._waiting:
            words, descriptor = self._waiting[0]
            try:
                if descriptor is None:
                    said = self._end.send(words)
                else:
                    said = socket.send_fds(self._end, [words], [descriptor])
            except BlockingIOError:
                self._loop.add_writer(self._end, self._say)
                return
            except (BrokenPipeError, ConnectionResetError):
                return  # the end will be heard
            except OSError:  # too many descriptors are under way (ETOOMANYREFS)
                self._loop.call_later(_SECONDS_TO_PAUSE, self._say)
                return
            if descriptor is not None:
                os.close(descriptor)
            self._waiting.popleft()
            if said < len(words):
                self._waiting.appendleft((memoryview(words)[said:], None))

    def _hear(self) -> None:
        try:
            # One piece brings one descriptor at most: what stands behind another is another piece.
            heard, brought, flags, _ = socket.recv_fds(self._end, _PIECE, 1)
        except BlockingIOError:
            return
        except OSError:
            heard, brought, flags = b"", [], 0
        self._brought.extend(brought)
        if flags & socket.MSG_CTRUNC and not brought:
            self._brought.append(None)  # there was no room for it in this process
        if not heard:
            self.close()
            self._ended()
            return
        self._received += heard
        while self._is_open and len(self._received) >= _HEAD.size:
            kind, length = _HEAD.unpack_from(self._received)
            if len(self._received) < _HEAD.size + length:
                return
            words = bytes(self._received[_HEAD.size : _HEAD.size + length])
            del self._received[: _HEAD.size + length]
            descriptor = self._brought.popleft() if kind == CONNECTION else None
            if kind != CONNECTION:
                self._heard(kind, words, None)
            elif descriptor is not None:
                self._heard(kind, words, socket.socket(fileno=descriptor))
