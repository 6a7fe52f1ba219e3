"""One graph in memory for two processes: one has it held, and lends to the other the way to ask.

What holds a graph forks workers for whoever sends it the end of a pair of sockets
(`graph.store.engines.worker`), through a socket that can be sent to another process itself.
"""

from __future__ import annotations

import json
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import EngineUnavailable
from graph.store.engines.holders import BorrowedHolder, ForkingHolder

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Lender", "borrow_from", "holder_of", "lend"]

_LONGEST: Final = 65_536


def lend(borrower: socket.socket, lent: Callable[[Path], socket.socket]) -> None:
    """Lend whatever a process asks for by the path of a graph, until it has ended.

    Args:
        borrower: leads to the process.
        lent: gives the way to the graph at a path, or raises `EngineUnavailable`.
    """
    while asked := borrower.recv(_LONGEST):
        try:
            way = lent(Path(asked.decode()))
        except EngineUnavailable as error:
            borrower.sendall(json.dumps({"failed": str(error)}).encode())
            continue
        with way:
            socket.send_fds(borrower, [b'{"lent": true}'], [way.fileno()])


class Lender:
    """The process that lends, seen from the one that borrows."""

    def __init__(self, end: socket.socket) -> None:
        """Ask at an end of a pair of sockets, at whose other end there is `lend`."""
        self._end = end
        self._lock = threading.Lock()

    def borrow(self, path: Path) -> socket.socket:
        """Return the way to have workers forked for the graph at a path.

        Raises:
            EngineUnavailable: it is not open there, and why.
        """
        with self._lock:
            try:
                self._end.sendall(str(path).encode())
                said, ways, *_ = socket.recv_fds(self._end, _LONGEST, 1)
            except OSError:
                said, ways = b"", []
        if ways:
            return socket.socket(fileno=ways[0])
        raise EngineUnavailable(json.loads(said or b"{}").get("failed", "The server is ending."))


_lender: Lender | None = None


def borrow_from(lender: Lender) -> None:
    """Have no graph held by this process: those it opens are another one's."""
    global _lender  # noqa: PLW0603 - a process has one that started it
    _lender = lender


def holder_of(path: Path) -> ForkingHolder:
    """Return what holds the graph at a path: a process of this one's own, or one that is lent."""
    return BorrowedHolder(path, _lender.borrow) if _lender else ForkingHolder(path)
