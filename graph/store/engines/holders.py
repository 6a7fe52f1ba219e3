"""The process that holds the graph, seen from the app: started, asked, restarted, ended."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import EngineUnavailable, QueryStopped
from graph.store.engines.heard import HeardWorkers
from graph.store.engines.idle import IdleWorkers
from graph.store.engines.messages import LENGTHS, is_whole, out_of_memory, rest, stays, unpack
from graph.store.engines.stop import ends

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.store.engines.messages import Request
    from graph.store.replies.limits import Limits, Reply

__all__ = ["CAN_FORK", "BorrowedHolder", "ForkingHolder", "LoneHolder"]

CAN_FORK: Final = hasattr(os, "fork") and hasattr(socket, "send_fds")

# A worker is ended by its own alarm; this much later the app stops waiting for it all the same.
_GRACE: Final = 0.8
# Ten million triples take under a minute; a machine that is busy with other things, several.
_SECONDS_TO_LOAD: Final = 900.0
_SECONDS_TO_END: Final = 2.0
_PIECE: Final = 1 << 16
"""How many bytes are heard at once: for more the system has to make room anew each time."""


# An answer is made of many small pieces of memory that are given back at once. glibc keeps seven of
# each size at hand, which is a tenth of the time of a short query; more cost nothing. (In another
# C library, or where it is set already, this says nothing.)
_MEMORY_AT_HAND: Final = {"GLIBC_TUNABLES": "glibc.malloc.tcache_count=1000"}


class ForkingHolder:
    """A process that forks workers; each has one end of a socket pair, and one query at a time."""

    def __init__(self, path: Path) -> None:
        """Start the process and wait until it has read the graph."""
        self._path = path
        self._lock = threading.Lock()
        self._closed = False
        self._waiting = IdleWorkers()
        self._heard: dict[asyncio.AbstractEventLoop, HeardWorkers] = {}
        self._start()

    def reply(self, request: Request) -> Reply:
        """Return what a worker replies to the query: one that waits for work, or a new one."""
        while worker := self._waiting.take(request.limits):
            reply = self._reply_of(worker, request, waited=True)
            if reply is not None:
                return reply
        for _ in range(2):  # a holder that was killed is started again, once for each query
            if worker := self._forked():
                reply = self._reply_of(worker, request, waited=False)
                if reply is not None:
                    return reply
            self._await_end()
        message = "The process that answers questions was ended and does not stay up."
        raise EngineUnavailable(message)

    async def idle_reply(self, request: Request) -> Reply | None:
        """Return what a worker that waits for work replies, heard by the event loop that runs.

        None where none waits, or the one that did had ended before it was asked.
        """
        heard = self._heard.get(loop := asyncio.get_running_loop())
        if heard is None:
            self._forget_ended_loops()
            heard = self._heard[loop] = HeardWorkers(loop, self._waiting)
        try:
            received = await heard.reply(request, request.limits.seconds + _GRACE)
        except TimeoutError as error:
            raise QueryStopped(_out_of_time(request.limits)) from error
        return None if received is None else _told(received, request, waited=True)

    def _forget_ended_loops(self) -> None:
        for loop in [one for one in list(self._heard) if one.is_closed()]:
            self._heard.pop(loop).give_back()

    def idle(self) -> int:
        """Return how many workers wait for a query."""
        return len(self._waiting) + sum(map(len, self._heard.values()))

    def _reply_of(self, worker: socket.socket, request: Request, *, waited: bool) -> Reply | None:
        """Return what a worker replies, or None where it had ended before it was asked."""
        received = bytearray()
        try:
            _receive(worker, request, received)
        except (BrokenPipeError, ConnectionResetError):
            return None
        finally:
            self._let_go(worker, request, received)
        return _told(received, request, waited=waited)

    def _let_go(self, worker: socket.socket, request: Request, received: bytearray) -> None:
        """Keep a worker that has answered and stays for the next query, and close any other."""
        if stays(received) and not self._closed:
            self._waiting.keep(request.limits, worker)
        else:
            worker.close()

    def close(self) -> None:
        """End the process and its workers."""
        with self._lock:
            self._closed = True
            self._end()

    def lend(self, path: Path) -> socket.socket:
        """Return a way for another process to have workers forked, which it closes in the end.

        Raises:
            EngineUnavailable: it is another graph that is held here, or none any more.
        """
        with self._lock:
            if path != self._path:
                raise EngineUnavailable("Another graph is open by now.")
            self._check_running()
            return self._control.dup()

    def _forked(self) -> socket.socket | None:
        """Return the socket of a new worker, or None where the holder has just ended."""
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                self._pass(theirs)
        except (BrokenPipeError, ConnectionResetError):
            ours.close()
            return None
        except BaseException:
            ours.close()
            raise
        return ours

    def _pass(self, theirs: socket.socket) -> None:
        with self._lock:
            self._check_running()
            socket.send_fds(self._control, [b"?"], [theirs.fileno()])

    def _check_running(self) -> None:
        """Start the process again where it has ended."""
        _check_open(self._closed)
        if self._process.poll() is not None:
            self._end()
            self._start()

    def _await_end(self) -> None:
        """Wait for the end of a process that seems to be ending, so that it is seen to be gone."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_SECONDS_TO_END)

    def _start(self) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = _start(self._path, "forking", theirs.fileno(), subprocess.DEVNULL)
        self._control.settimeout(_SECONDS_TO_LOAD)
        with self._control.makefile("rb") as lines:
            try:
                _check_ready(lines.readline())
            except (EngineUnavailable, OSError):
                self._end()
                raise

    def _end(self) -> None:
        self._forget_ended_loops()
        self._waiting.clear()  # those that are heard hear that they end
        with suppress(OSError):
            self._control.shutdown(socket.SHUT_RDWR)  # this is what tells it, whoever borrowed it
        self._control.close()
        _wait(self._process)


class BorrowedHolder(ForkingHolder):
    """The same, of a process that another one has started and starts again; its graph is shared."""

    def __init__(self, path: Path, borrow: Callable[[Path], socket.socket]) -> None:
        """Borrow a way to have workers forked, now and whenever the one there is leads nowhere."""
        self._borrow = borrow
        super().__init__(path)

    def _check_running(self) -> None:
        _check_open(self._closed)
        if self._is_lost:
            self._control.close()
            self._start()

    def _await_end(self) -> None:
        self._is_lost = True

    def _start(self) -> None:
        self._control = self._borrow(self._path)
        self._is_lost = False

    def _end(self) -> None:
        self._forget_ended_loops()
        self._waiting.clear()
        self._control.close()


class LoneHolder:
    """A process that answers one query after another, killed at the deadline and started again."""

    def __init__(self, path: Path) -> None:
        """Start the process and wait until it has read the graph."""
        self._path = path
        self._lock = threading.Lock()
        self._closed = False
        self._start()

    def reply(self, request: Request) -> Reply:
        """Return what the process replies to the query, once those before it are answered."""
        with self._lock:
            _check_open(self._closed)
            if self._process.poll() is not None:
                self._end()
                self._start()
            started = time.monotonic()
            with ends(self._process.kill):
                deadline = threading.Timer(request.limits.seconds, self._process.kill)
                deadline.start()
                try:
                    received = self._exchange(request)
                finally:
                    deadline.cancel()
                if is_whole(received):
                    return unpack(received)
                self._end()
        late = time.monotonic() - started >= request.limits.seconds
        raise QueryStopped(_out_of_time(request.limits) if late else _CRASHED)

    async def idle_reply(self, request: Request) -> Reply | None:
        """Return None: the one process there is may be busy, and is waited for in a thread."""
        return None

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._closed = True
            self._end()

    def _exchange(self, request: Request) -> bytes:
        try:
            self._ask.write(request.to_line())
            self._ask.flush()
        except OSError:
            return b""
        lengths = self._hear.read(LENGTHS.size)
        if len(lengths) < LENGTHS.size:
            return lengths
        return lengths + self._hear.read(rest(lengths))

    def _start(self) -> None:
        self._process = _start(self._path, "alone", subprocess.PIPE, subprocess.PIPE)
        assert self._process.stdin
        assert self._process.stdout
        self._ask, self._hear = self._process.stdin, self._process.stdout
        _check_ready(self._hear.readline())

    def _end(self) -> None:
        self._process.kill()
        _wait(self._process)
        self._hear.close()
        self._ask.close()


def _told(received: bytes | bytearray, request: Request, *, waited: bool) -> Reply | None:
    """Return the reply that a worker has told, or None where it had ended before it was asked.

    ``waited`` says that it had waited for the query: if it was killed, that may have been before.

    Raises:
        QueryError, QueryStopped, EngineUnavailable: there is no reply, and why.
    """
    if is_whole(received):
        return unpack(received)
    code = _exit_code(received)
    if not received or code == 0 or (waited and code == -signal.SIGKILL):
        return None
    raise QueryStopped(_ending(code, request.limits))


def _start(path: Path, way: str, stdin: int, stdout: int) -> subprocess.Popen[bytes]:
    package = str(Path(__file__).parents[3])
    paths = [package, os.environ.get("PYTHONPATH", "")]
    return subprocess.Popen(
        [sys.executable, "-m", "graph.store.engines.worker", str(path.absolute()), way],
        stdin=stdin,
        stdout=stdout,
        env={**_MEMORY_AT_HAND, **os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        start_new_session=True,  # Ctrl-C is for the app, which then ends this in good order
    )


def _wait(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(_SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _check_open(closed: bool) -> None:
    if closed:
        message = "The graph was closed; open it again."
        raise EngineUnavailable(message)


def _check_ready(line: bytes) -> None:
    said = json.loads(line or b"{}")
    if "ready" not in said:
        message = said.get("failed", "The process that answers questions did not start.")
        raise EngineUnavailable(message)


def _receive(ours: socket.socket, request: Request, received: bytearray) -> None:
    """Take in what the worker writes or, if it was killed, what the holder writes about it."""
    deadline = time.monotonic() + request.limits.seconds + _GRACE
    try:
        # This ends our wait; that our end is closed then, ends the worker.
        with ends(lambda: ours.shutdown(socket.SHUT_RDWR)):
            ours.settimeout(request.limits.seconds + _GRACE)
            ours.sendall(request.to_line())
            while not is_whole(received) and (chunk := ours.recv(_PIECE)):
                received += chunk
                ours.settimeout(max(deadline - time.monotonic(), 0.001))
    except TimeoutError as error:
        raise QueryStopped(_out_of_time(request.limits)) from error


_CRASHED: Final = (
    "The query was stopped: it is nested too deeply or too long for the engine. "
    "Write it flatter, or in parts."
)


def _ending(code: int | None, limits: Limits) -> str:
    """Return the sentence for a worker that was ended before it had answered."""
    if code in {-signal.SIGALRM, -signal.SIGXCPU}:
        return _out_of_time(limits)
    if code in {-signal.SIGABRT, -signal.SIGKILL}:
        return out_of_memory(limits)
    return _CRASHED


def _exit_code(received: bytes | bytearray) -> int | None:
    """Return how the holder says that a worker ended; None where it says nothing."""
    said = received.strip().rpartition(b"\n")[2]
    try:
        return int(json.loads(said)["ended"])
    except (KeyError, TypeError, ValueError):
        return None


def _out_of_time(limits: Limits) -> str:
    return (
        f"The query was stopped after {limits.seconds:g} seconds. "
        "Narrow it: name a thing, a kind or a period, or add LIMIT. "
        "More time: CBRN_GRAPH_SECONDS for the endpoint, --seconds on the command line."
    )
