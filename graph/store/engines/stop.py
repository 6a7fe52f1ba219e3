"""Ending a query from outside, while another thread waits for its answer.

Whoever may change their mind asks inside ``with stop.heeded():`` and calls `Stop.now` from another
thread. An engine that can end a query says how with `ends`; one that cannot lets it run into its
limits. So neither pages nor views pass anything through.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

from graph.errors import QueryStopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Stop", "ends"]

_CANCELLED: Final = "The query was cancelled."


class Stop:
    """A wish that can be made once, at any time: the queries asked in its block are to end."""

    def __init__(self) -> None:
        """Begin with no wish."""
        self._lock = threading.Lock()
        self._end: Callable[[], None] | None = None
        self._wished = False

    @property
    def wished(self) -> bool:
        """Whether it was made."""
        return self._wished

    def now(self) -> None:
        """End the query that is running, and those that would follow in the block."""
        with self._lock:
            self._wished = True
            if self._end:
                self._end()

    @contextmanager
    def heeded(self) -> Iterator[None]:
        """A block whose queries, asked in this thread, end when the wish is made."""
        token = _heeded.set(self)
        try:
            yield
        finally:
            _heeded.reset(token)

    @contextmanager
    def _ends(self, end: Callable[[], None]) -> Iterator[None]:
        with self._lock:
            if self._wished:
                raise QueryStopped(_CANCELLED)
            self._end = end
        try:
            yield
        finally:
            # Under the lock, so that what is ended is still this query and not the next one.
            with self._lock:
                self._end = None
            if self._wished:
                raise QueryStopped(_CANCELLED)


_heeded: ContextVar[Stop | None] = ContextVar("heeded", default=None)


@contextmanager
def ends(end: Callable[[], None]) -> Iterator[None]:
    """A block in which a query runs that ``end`` would end.

    Raises:
        QueryStopped: somebody wished so, before or in the block, however the block ended.
    """
    stop = _heeded.get()
    if stop is None:
        yield
        return
    with stop._ends(end):
        yield
