"""The order in which the pages of all visitors are made: few at a time, first come, first served.

Python makes one page at a time, whatever the number of threads; sixty that begin together only keep
one another, and the event loop that talks to all browsers, from going on. So a few are made at once
and the others wait, which takes each of them less time, too. A page that takes long, because it
waits for a query or a file, gives its turn to the next one.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ThreadTurns"]


class ThreadTurns:
    """Turns of threads: so many at once, each for so long at most, in the order of their coming."""

    def __init__(self, at_once: int, seconds: float) -> None:
        """Give so many turns at once, and take each away after so many seconds."""
        self._at_once = at_once
        self._seconds = seconds
        self._changed = threading.Condition()
        self._waiting: deque[object] = deque()
        self._running: dict[object, float] = {}

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A block that begins when it is its turn."""
        one = object()
        with self._changed:
            self._waiting.append(one)
            try:
                while self._waiting[0] is not one or not self._is_room():
                    self._changed.wait(self._until_room())
            finally:
                self._waiting.remove(one)
            self._running[one] = time.monotonic()
            self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                del self._running[one]
                self._changed.notify_all()

    def waiting(self) -> int:
        """Return how many wait for their turn."""
        return len(self._waiting)

    def _is_room(self) -> bool:
        now = time.monotonic()
        return sum(now - began < self._seconds for began in self._running.values()) < self._at_once

    def _until_room(self) -> float:
        """Return how long it takes until the first turn is taken away, if none ends before."""
        now = time.monotonic()
        left = [self._seconds - (now - began) for began in self._running.values()]
        return max(min((one for one in left if one > 0), default=self._seconds), 0.01)
