"""The workers that an event loop asks, each heard for as long as it is asked: `HeardWorkers`.

To ask a worker and hear it takes two calls of the system; to turn to it before that, and away from
it after that, nine. So the loop stays turned to each, and gives it back to the threads once nobody
asks for a while.

A crowd of short questions is answered by as many workers as there are processors: more would only
push one another's memory out of the processors' caches. Each is given the next question while it
still answers the one before: so it goes on without a wait for the loop, which need not wake it. A
question that takes longer keeps none waiting: after a moment it no longer counts, and what stands
behind it is asked of another worker.
"""

from __future__ import annotations

import os
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graph.store.engines.idle import walls
from graph.store.engines.messages import STAYS, length

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
_BYTES_BEHIND: Final = 8_192
"""A question up to this length the system takes whole or not at all, while another is answered."""
_SECONDS_HEARD: Final = 0.25
"""So long a worker that nobody asks is heard, and about as often it is looked who is late."""


@dataclass(slots=True, eq=False, kw_only=True)
class _Asked:
    """A question, who has it, and what is heard in answer: nothing where no worker was there."""

    line: bytes
    limits: Limits
    seconds: float
    heard: asyncio.Future[bytes | bytearray | None]
    ear: _Ear | None = None
    is_short: bool = True


@dataclass(slots=True, eq=False, kw_only=True)
class _Ear:
    """A worker, what it is asked, since when it has that, or nothing, to do, and what it said.

    ``behind`` is the question that it has been given to read after that one. Where nobody waits for
    that any longer it ``is_over`` with the worker, which would answer it all the same.
    """

    worker: socket.socket
    limits: Limits
    asked: _Asked | None = None
    behind: _Asked | None = None
    is_over: bool = False
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
        if self._short < self._most_short:
            if not self._ask_one(asked):
                return None
        elif not self._ask_behind(asked):
            self._queue.append(asked)
            self._wind(_SECONDS_SHORT)
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

    def _ask_behind(self, asked: _Asked) -> bool:
        """Give a question to a worker that answers a short one; return whether there is one."""
        if len(asked.line) > _BYTES_BEHIND:
            return False
        for ear in self._ears:
            if ear.asked is None or ear.behind or ear.is_over or not ear.asked.is_short:
                continue
            if walls(ear.limits) != walls(asked.limits):
                continue
            try:
                ear.worker.send(asked.line)
            except OSError:  # it has no room, or has just ended, which is heard in a moment
                continue
            ear.behind, asked.ear = asked, ear
            self._wind(_SECONDS_SHORT)
            return True
        return False

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
        if not chunk:
            self._heard(ear, received, stays=False)
            return
        while ear.asked and (end := length(received)):
            answer = received if end == len(received) else received[:end]
            received = received[end:]
            self._heard(ear, answer, stays=answer.endswith(STAYS))
        if received is not ear.received:
            ear.received = bytearray(received)
        if ear.received and ear in self._idle:  # unasked it has only to say that it ends
            self._drop(ear)

    def _heard(self, ear: _Ear, received: bytes | bytearray, *, stays: bool) -> None:
        """Take in all that a worker says to a question, or that it has ended."""
        asked, ear.asked = ear.asked, None
        if asked is None:
            self._drop(ear)
            return
        self._short -= asked.is_short
        asked.ear = None
        if stays and not ear.is_over:
            self._go_on(ear)
        else:
            self._drop(ear)
        self._ask_on()
        if not asked.heard.done():
            asked.heard.set_result(received)

    def _go_on(self, ear: _Ear) -> None:
        """See a worker begin with what stood behind its last question, or wait."""
        ear.since = self._loop.time()
        ear.asked, ear.behind = ear.behind, None
        if ear.asked:
            self._short += 1
        else:
            self._idle.append(ear)  # where it is the first to be asked

    def _ask_on(self) -> None:
        """Ask what waits, as far as it may; what nobody is there for is to be asked elsewhere."""
        while self._queue:
            asked = self._queue[0]
            if not asked.heard.done():
                if self._short < self._most_short:
                    if not self._ask_one(asked):
                        asked.heard.set_result(None)
                elif not self._ask_behind(asked):
                    self._wind(_SECONDS_SHORT)
                    return
            self._queue.popleft()

    def _take_back(self, ear: _Ear) -> None:
        """Have what stands behind a worker's question asked elsewhere, before all that waits."""
        if ear.behind:
            ear.behind.ear = None
            self._queue.appendleft(ear.behind)
            ear.behind, ear.is_over = None, True

    def _drop(self, ear: _Ear) -> None:
        """Turn away from a worker for good, which ends it."""
        self._take_back(ear)
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
                self._take_back(ear)
        self._ask_on()
        if self._ears:
            waits = self._queue or any(ear.behind for ear in self._ears)
            self._wind(_SECONDS_SHORT if waits else _SECONDS_HEARD)

    def _leave(self, asked: _Asked) -> None:
        """Have nobody work on a question that nobody waits for any longer."""
        ear = asked.ear
        if ear is None:
            if asked in self._queue:
                self._queue.remove(asked)
        elif ear.asked is asked:
            self._short -= asked.is_short
            self._drop(ear)
            self._ask_on()
        else:
            ear.behind, ear.is_over = None, True


def _processors() -> int:
    """Return how many processors there are for this process: its part of those of the machine.

    ``WEB_CONCURRENCY`` says in how many processes a server runs, to uvicorn among others.
    """
    known = getattr(os, "sched_getaffinity", None)  # there is none on macOS
    all_of_them = len(known(0)) if known else os.cpu_count() or 1
    processes = os.environ.get("WEB_CONCURRENCY", "")
    return max(all_of_them // max(int(processes) if processes.isdecimal() else 1, 1), 1)
