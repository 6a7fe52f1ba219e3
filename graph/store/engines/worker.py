"""The process that holds the graph for the guard, and forks workers for its queries.

Run as ``python -m graph.store.engines.worker PATH`` with a socket as standard input. When the app
has no idle worker it sends one byte, and with it one end of a socket pair; a worker is forked,
reads the question from that end and writes the answer to it. If the worker is killed, this process
says so in its place. If the app closes its end, because nobody waits for an answer any more, the
worker is killed. When the app's end of standard input closes, because it closed the guard or died,
all of it ends.

A worker answers one query at a time behind walls of the system, which hold whatever the query does
to the engine:

- no new descriptor can be opened, so no connection and no file;
- an alarm ends it at the deadline, also inside native code; so does the limit of processor time;
- it can take no more memory than the query may have, and it leaves no core file.

A worker that a query has cost little waits for another one: a fork takes longer than most answers.
One that has worked hard, has grown, or has waited for a while ends, and a fresh one is forked.

Where the system cannot fork (Windows), one worker answers one query after another, from lines on
standard input to standard output, and the guard kills it at the deadline. There the system's walls
against connections and memory are missing. Tests run that way too, but only where forking works.
"""

from __future__ import annotations

import gc
import json
import math
import mmap
import os
import select
import signal
import socket
import struct
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from graph.errors import EngineUnavailable
from graph.store.engines.embedded import evaluate, open_store, replied
from graph.store.engines.messages import Request, pack, pack_error, signed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pyoxigraph

    from graph.store.replies.limits import Limits

    Open: TypeAlias = Callable[[], pyoxigraph.Store]

__all__ = ["main"]

_SECONDS_TO_ASK: Final = 5
_SECONDS_TO_TAKE: Final = 30
# A worker stays while it is as good as new: the walls allow for what it may have used up by then.
_SECONDS_IDLE: Final = 3
_PIECE: Final = 1 << 16
_SECONDS_WORKED: Final = 1.0
_BYTES_GROWN: Final = 64_000_000


def main() -> None:
    """Serve the graph at the path given, until standard input closes."""
    path, way = Path(sys.argv[1]), sys.argv[2]
    control = socket.socket(fileno=0) if way == "forking" else None
    say = control.sendall if control else sys.stdout.buffer.write
    on_disk = path.is_dir()
    try:
        if control and on_disk:
            _check_in_a_fork(path)
            opened: Open = lambda: open_store(path)  # noqa: E731 - a function of this very path
        else:
            store = open_store(path)
            opened = lambda: store  # noqa: E731
    except EngineUnavailable as error:
        say(json.dumps({"failed": str(error)}).encode() + b"\n")
        return
    say(b'{"ready": true}\n')
    if control:
        _serve_forking(opened, control)
    else:
        _serve_alone(opened())


def _check_in_a_fork(path: Path) -> None:
    """Open a store on disk and close it again, in a process of its own.

    The store runs threads, and a process with threads must not fork. So this one never opens it:
    each worker does for itself, which takes about 15 ms whatever the size of the store.

    Raises:
        EngineUnavailable: it cannot be opened.
    """
    hear, say = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            open_store(path)
        except EngineUnavailable as error:
            os.write(say, str(error).encode())
        finally:
            os._exit(0)
    os.close(say)
    with os.fdopen(hear, encoding="utf-8") as said:
        complaint = said.read()
    _, status = os.waitpid(pid, 0)
    if complaint or status:
        raise EngineUnavailable(complaint or f"The graph at {path} cannot be opened.")


def _serve_forking(opened: Open, control: socket.socket) -> None:
    running: dict[int, socket.socket] = {}
    woken, wake = socket.socketpair()
    wake.setblocking(False)
    signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    # What never changes hands stays shared: the collector would write to every page of it.
    gc.disable()
    gc.freeze()
    events = select.poll()
    events.register(control, select.POLLIN)
    events.register(woken, select.POLLIN)
    while True:
        # The last registered first: what is told of an asker holds only until it is let go of, for
        # the next one may get the number of its descriptor.
        for descriptor, _ in reversed(events.poll()):
            if descriptor == woken.fileno():
                woken.recv(4096)
                _reap(running, events)
            elif descriptor != control.fileno():
                events.unregister(descriptor)
                _kill([pid for pid, asker in running.items() if asker.fileno() == descriptor])
            elif not _accept(opened, control, running, events):
                signal.set_wakeup_fd(-1)
                _kill(running)
                return


def _kill(pids: Iterable[int]) -> None:
    for pid in pids:  # they are ours until `_reap` has seen their end, so their numbers are too
        os.kill(pid, signal.SIGKILL)


def _accept(
    opened: Open,
    control: socket.socket,
    running: dict[int, socket.socket],
    events: select.poll,
) -> bool:
    """Fork a worker for the next query; return False when the app is gone."""
    sent, descriptors, *_ = socket.recv_fds(control, 1, 1)
    if not sent:
        return False
    asker = socket.socket(fileno=descriptors[0])
    try:
        pid = os.fork()
    except OSError:  # no more processes: the asker sees its socket close and asks again
        asker.close()
        return True
    if pid == 0:
        control.close()  # or a holder that was killed would still seem to listen
        _answer_and_exit(opened, asker)
    running[pid] = asker
    events.register(asker, 0)  # no more is to be heard than that the other end is closed
    return True


def _reap(running: dict[int, socket.socket], events: select.poll) -> None:
    """Tell the askers of workers that have ended how they did, for those that could not."""
    while running:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        with running.pop(pid) as asker, suppress(OSError):
            with suppress(KeyError):  # taken out when the other end was closed
                events.unregister(asker)
            ended = {"ended": os.waitstatus_to_exitcode(status)}
            asker.send(b"\n" + json.dumps(ended).encode() + b"\n", socket.MSG_DONTWAIT)
            # Workers forked meanwhile hold copies of this socket; this closes it for all of them.
            asker.shutdown(socket.SHUT_RDWR)


def _answer_and_exit(opened: Open, asker: socket.socket) -> None:
    """Answer queries in the forked worker, and never return."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, _SECONDS_TO_ASK)
        questions, memory = _Questions(asker), _Memory()
        line = questions.next()
        questions.wait_for(_SECONDS_IDLE)
        store = _behind_walls(opened, asker, Request.from_line(line).limits, memory)
        while store and line:
            fresh = _answered(store, asker, line, memory)
            line = questions.next() if fresh else b""
    finally:
        os._exit(0)


def _behind_walls(
    opened: Open, asker: socket.socket, limits: Limits, memory: _Memory
) -> pyoxigraph.Store | None:
    """Return the store in a process that is closed in, or None once the asker is told why not."""
    signal.setitimer(signal.ITIMER_REAL, max(limits.seconds, 0.001))  # 0 would be no alarm
    try:
        store = opened()
    except EngineUnavailable as error:
        asker.sendall(signed(pack_error(error, limits), stays=False))
        return None
    _raise_walls(limits, memory)
    return store


def _answered(store: pyoxigraph.Store, asker: socket.socket, line: bytes, memory: _Memory) -> bool:
    """Answer one query; return whether this process is as good as new after it."""
    request = Request.from_line(line)
    signal.setitimer(signal.ITIMER_REAL, max(request.limits.seconds, 0.001))
    answer = _answer(store, request)
    # Whether the app takes the answer is no longer the query's fault. Nor is it to wait after that
    # for another question, which is not for as long.
    signal.setitimer(signal.ITIMER_REAL, _SECONDS_TO_TAKE)
    stays = time.process_time() < _SECONDS_WORKED and memory.grown() < _BYTES_GROWN
    asker.sendall(signed(answer, stays=stays))
    return stays


class _Questions:
    """What is asked, a question to a line; the next may come while the one before is answered."""

    def __init__(self, asker: socket.socket) -> None:
        self._asker = asker
        self._heard = bytearray()

    def next(self) -> bytes:
        """Return the next question; nothing where none comes in time, or nobody asks any more."""
        while (end := self._heard.find(b"\n") + 1) == 0:
            try:
                chunk = self._asker.recv(_PIECE)
            except BlockingIOError:  # it was waited for
                return b""
            if not chunk:
                return b""
            self._heard += chunk
        line = bytes(self._heard[:end])
        del self._heard[:end]
        return line

    def wait_for(self, seconds: int) -> None:
        """Wait so long for each question, which the system does in the one call that hears it."""
        self._asker.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", seconds, 0))


def _answer(store: pyoxigraph.Store, request: Request) -> bytes:
    try:
        asked = store, request.sparql, request.bindings, request.limits
        return pack(replied(*asked, request.setting) if request.setting else evaluate(*asked))
    except BaseException as error:  # an engine's panic is no Exception
        return pack_error(error, request.limits)


def _raise_walls(limits: Limits, memory: _Memory) -> None:
    """Close this process in: after this it can compute, write to what is open, and end."""
    import resource  # noqa: PLC0415 - there is none where the system cannot fork

    # The engine's last words on lack of memory are no use to anybody.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    walls = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: math.ceil(limits.seconds + _SECONDS_WORKED) + 1,
        resource.RLIMIT_NOFILE: 0,
    }
    size = memory.begin()
    if size:
        walls[resource.RLIMIT_AS] = size + limits.memory_bytes
    for wall, height in walls.items():
        resource.setrlimit(wall, (height, height))


class _Memory:
    """The address space of this process, also read where no file can be opened any more."""

    def __init__(self) -> None:
        self._file: int | None = None
        with suppress(OSError):  # macOS neither tells the size nor holds the limit
            self._file = os.open("/proc/self/statm", os.O_RDONLY)
        self._begun_with = 0

    def begin(self) -> int:
        """Return the bytes there are now, 0 where nobody tells; growth is counted from here."""
        self._begun_with = self._size()
        return self._begun_with

    def grown(self) -> int:
        return self._size() - self._begun_with

    def _size(self) -> int:
        if self._file is None:
            return 0
        return int(os.pread(self._file, 100, 0).split()[0]) * mmap.PAGESIZE


def _serve_alone(store: pyoxigraph.Store) -> None:
    sys.stdout.flush()
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(signed(_answer(store, Request.from_line(line)), stays=True))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
