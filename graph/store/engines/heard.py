"""The workers that an event loop asks, each heard for as long as it is asked: `HeardWorkers`.

To ask a worker and hear it takes two calls of the system; to turn to it before that, and away from
it after that, nine. So the loop stays turned to each, and gives it back to the threads once nobody
asks for a while.

A crowd of short questions is answered by as many workers as there are processors: more would only
push one another's memory out of the processors' caches. The next question goes to the worker that
has just answered. A question that takes longer keeps none waiting: after a moment it no longer
counts, and another worker is asked.
"""

from __future__ import annotations

import os
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graph.store.engines.idle import walls
from graph.store.engines.messages import STAYS, is_whole

if TYPE_CHECKING:
    import asyncio
    import socket

    from graph.store.engines.idle import IdleWorkers
    from graph.store.engines.messages import Request
    from graph.store.replies.limits import Limits

__all__ = ["HeardWorkers"]

_PIECE: Final = 1 << 16
"""How many bytes are heard at once: for more the system has to make room anew each time."""
_SECONDS_SHORT: Final = 0.02
"""A question that takes longer is not counted among the short ones."""
_SECONDS_HEARD: Final = 0.25
"""So long a worker that nobody asks is heard, and about as often it is looked who is late."""


@dataclass(slots=True, eq=False, kw_only=True)
class _Asked:
    """A question, and what is heard in answer: nothing where no worker was there."""

    line: bytes
    limits: Limits
    seconds: float
    heard: asyncio.Future[bytes | bytearray | None]
    ear: _Ear | None = None
    is_short: bool = True


@dataclass(slots=True, eq=False, kw_only=True)
class _Ear:
    """A worker, what it is asked, since when it has that, or nothing, to do, and what it said."""

    worker: socket.socket
    limits: Limits
    asked: _Asked | None = None
    since: float = 0.0
    received: bytearray = field(default_factory=bytearray)


class HeardWorkers:
    """The workers that one event loop asks; used by it alone."""

    def __init__(self, loop: asyncio.AbstractEventLoop, waiting: IdleWorkers) -> None:
        """Begin with none.

        Args:
            loop: hears them.
            waiting: those that wait for whoever comes, from which they are taken.
        """
        self._loop = loop
        self._waiting = waiting
        self._ears: list[_Ear] = []
        self._idle: list[_Ear] = []
        self._queue: deque[_Asked] = deque()
        self._short = 0
        self._most_short = _processors()
        self._clock: asyncio.Handle | None = None
        self._due = 0.0

    def __len__(self) -> int:
        """Return how many wait for a question."""
        return len(self._idle)

    async def reply(self, request: Request, seconds: float) -> bytes | bytearray | None:
        """Return what a worker says to a question; None where none waits for one.

        Raises:
            TimeoutError: it was asked so many seconds ago.
        """
        asked = _Asked(
            line=request.to_line(),
            limits=request.limits,
            seconds=seconds,
            heard=self._loop.create_future(),
        )
        if self._short >= self._most_short:
            self._queue.append(asked)
            self._wind(_SECONDS_SHORT)
        elif not self._ask_one(asked):
            return None
        try:
            return await asked.heard
        finally:
            self._leave(asked)

    def give_back(self) -> None:
        """Let go of all workers, once the loop has ended; those that are at work end as well."""
        for ear in self._ears:
            if ear.asked:
                ear.worker.close()
            else:
                self._waiting.keep(ear.limits, ear.worker)
        self._ears.clear()
        self._idle.clear()

    def _ask_one(self, asked: _Asked) -> bool:
        """Ask the worker that was busy last of those that wait; return whether there is one."""
        while ear := self._take(asked.limits):
            if self._ask(ear, asked):
                return True
        return False

    def _take(self, limits: Limits) -> _Ear | None:
        for place in range(len(self._idle) - 1, -1, -1):
            if walls(self._idle[place].limits) == walls(limits):
                return self._idle.pop(place)
        worker = self._waiting.take(limits)
        if worker is None:
            return None
        worker.setblocking(False)
        ear = _Ear(worker=worker, limits=limits)
        self._ears.append(ear)
        self._loop.add_reader(worker, self._hear, ear)
        return ear

    def _ask(self, ear: _Ear, asked: _Asked) -> bool:
        """Ask a worker; return whether it was still there."""
        try:
            is_sent = ear.worker.send(asked.line) == len(asked.line)
        except OSError:
            is_sent = False
        if not is_sent:
            self._drop(ear)
            return False
        ear.asked, ear.since, asked.ear = asked, self._loop.time(), ear
        self._short += 1
        if self._clock is None:
            self._wind(_SECONDS_HEARD)
        return True

    def _hear(self, ear: _Ear) -> None:
        try:
            chunk = ear.worker.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            chunk = b""
        received: bytes | bytearray = chunk
        if ear.received:
            ear.received += chunk
            received = ear.received
        is_answer = is_whole(received)
        if is_answer or not chunk:
            self._heard(ear, received, stays=is_answer and received.endswith(STAYS))
        elif not ear.received:
            ear.received = bytearray(chunk)

    def _heard(self, ear: _Ear, received: bytes | bytearray, *, stays: bool) -> None:
        """Take in all that a worker says to a question, or that it has ended."""
        asked, ear.asked = ear.asked, None
        if asked is None:
            self._drop(ear)
            return
        self._short -= asked.is_short
        asked.ear = None
        if stays:
            ear.received = bytearray()
            ear.since = self._loop.time()
            self._idle.append(ear)  # where it is the first to be asked
        else:
            self._drop(ear)
        self._ask_on()
        if not asked.heard.done():
            asked.heard.set_result(received)

    def _ask_on(self) -> None:
        """Ask what waits, as far as it may; what nobody is there for is to be asked elsewhere."""
        while self._queue and self._short < self._most_short:
            asked = self._queue.popleft()
            if not asked.heard.done() and not self._ask_one(asked):
                asked.heard.set_result(None)

    def _drop(self, ear: _Ear) -> None:
        """Turn away from a worker for good, which ends it."""
        self._loop.remove_reader(ear.worker)
        ear.worker.close()
        self._ears.remove(ear)
        if ear in self._idle:
            self._idle.remove(ear)

    def _wind(self, seconds: float) -> None:
        """Look at the workers after a while, or before that."""
        due = self._loop.time() + seconds
        if self._clock and self._due <= due:
            return
        if self._clock:
            self._clock.cancel()
        self._clock, self._due = self._loop.call_later(seconds, self._look), due

    def _look(self) -> None:
        """See who is late, which questions are no longer short, and who was not asked for long."""
        self._clock = None
        now = self._loop.time()
        for ear in list(self._ears):
            took, asked = now - ear.since, ear.asked
            if asked is None:
                if took > _SECONDS_HEARD:
                    self._idle.remove(ear)
                    self._ears.remove(ear)
                    self._loop.remove_reader(ear.worker)
                    self._waiting.keep(ear.limits, ear.worker)
            elif took > asked.seconds:
                if not asked.heard.done():
                    asked.heard.set_exception(TimeoutError())
            elif asked.is_short and took > _SECONDS_SHORT:
                asked.is_short = False
                self._short -= 1
        self._ask_on()
        if self._ears:
            self._wind(_SECONDS_SHORT if self._queue else _SECONDS_HEARD)

    def _leave(self, asked: _Asked) -> None:
        """Have nobody work on a question that nobody waits for any longer."""
        if asked.ear:
            self._short -= asked.is_short
            self._drop(asked.ear)
            self._ask_on()
        elif asked in self._queue:
            self._queue.remove(asked)


def _processors() -> int:
    """Return how many processors there are for this process: its part of those of the machine.

    ``WEB_CONCURRENCY`` says in how many processes a server runs, to uvicorn among others.
    """
    known = getattr(os, "sched_getaffinity", None)  # there is none on macOS
    all_of_them = len(known(0)) if known else os.cpu_count() or 1
    processes = os.environ.get("WEB_CONCURRENCY", "")
    return max(all_of_them // max(int(processes) if processes.isdecimal() else 1, 1), 1)
