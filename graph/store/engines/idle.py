"""Workers that have answered and wait for another query: `IdleWorkers`."""

from __future__ import annotations

import select
import threading
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    import socket

    from graph.store.replies.limits import Limits

__all__ = ["IdleWorkers", "walls"]

_Walls: TypeAlias = tuple[float, int]
_MOST: Final = 8


class IdleWorkers:
    """The sockets of workers that wait, found by the time and memory that their walls allow."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = threading.Lock()
        self._workers: list[tuple[_Walls, socket.socket]] = []

    def keep(self, limits: Limits, worker: socket.socket) -> None:
        """Take in a worker whose walls are those of a query's limits; the oldest makes room."""
        with self._lock:
            self._workers.append((walls(limits), worker))
            if len(self._workers) > _MOST:
                self._workers.pop(0)[1].close()

    def take(self, limits: Limits) -> socket.socket | None:
        """Return a worker with the walls for a query, the one that was busy last, if any waits.

        It may have ended meanwhile. Whoever asks it hears that, so it is not looked at before: that
        would be a system call with each query.
        """
        wanted = walls(limits)
        with self._lock:
            for place in range(len(self._workers) - 1, -1, -1):
                if self._workers[place][0] == wanted:
                    return self._workers.pop(place)[1]
        return None

    def __len__(self) -> int:
        """Return how many wait."""
        with self._lock:
            self._let_go()
            return len(self._workers)

    def clear(self) -> None:
        """Tell all of them, by closing their sockets, that there is nothing more to come."""
        with self._lock:
            for _, worker in self._workers:
                worker.close()
            self._workers.clear()

    def _let_go(self) -> None:
        """Close the sockets of those that have ended."""
        for _, worker in self._workers:
            if _has_ended(worker):
                worker.close()
        self._workers = [one for one in self._workers if one[1].fileno() >= 0]


def _has_ended(worker: socket.socket) -> bool:
    """Return whether there is something to hear: unasked, only of its end is anything said."""
    ear = select.poll()  # select.select knows no descriptor above 1,023
    ear.register(worker, select.POLLIN)
    return bool(ear.poll(0))


def walls(limits: Limits) -> _Walls:
    """Return what of a query's limits the walls of its worker hold."""
    return limits.seconds, limits.memory_bytes
