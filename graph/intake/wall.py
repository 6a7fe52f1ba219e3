"""A wall around work on files from outside: a process of its own, which can be ended.

The process may take so much memory and time, may not open connections, and tells how far it is.
If it dies, the sentence here says of what.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar, cast

from graph.errors import CbrnGraphError
from graph.intake.limits import DEFAULT_LIMITS, FileRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from graph.intake.limits import IntakeLimits

__all__ = ["walled"]

Made = TypeVar("Made")

_DENIED: Final = frozenset(
    {
        "os.exec",
        "os.fork",
        "os.posix_spawn",
        "os.system",
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.sendto",
        "subprocess.Popen",
    }
)
"""Events of Python's audit hooks that reading a file has no part in."""

_NO_MEMORY: Final = 71


@dataclass(frozen=True, slots=True)
class _Done:
    """What came of the work, as the process sends it."""

    made: object


def walled(
    work: Callable[[Callable[[float, str], None]], Made],
    limits: IntakeLimits = DEFAULT_LIMITS,
    progress: Callable[[float, str], None] = lambda done, sentence: None,
) -> Made:
    """What work on a file from outside makes, in a process that is ended when it takes too much.

    Args:
        work: does it, and tells its progress by the function that it is given.
        limits: what the process may take.
        progress: called with how much is done, from 0 to 1, and what is being done.

    Raises:
        FileRefused: the file cannot be read, may not be, or took too much.
        CbrnGraphError: whatever else of this kind the work raises.
    """
    if "fork" not in multiprocessing.get_all_start_methods():  # not on Windows
        return work(progress)
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, work, limits), daemon=True)
    process.start()
    theirs.close()
    until = time.monotonic() + limits.seconds
    try:
        while True:
            if not ours.poll(max(until - time.monotonic(), 0)):
                msg = (
                    f"Reading the file took more than {limits.seconds:,.0f} seconds and was "
                    "stopped; split the file."
                )
                raise FileRefused(msg)
            told = ours.recv()
            if isinstance(told, _Done):
                return cast("Made", told.made)
            if isinstance(told, CbrnGraphError):
                raise told
            progress(*told)
    except EOFError:
        process.join(5)
        raise FileRefused(_ending(process.exitcode, limits)) from None
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        process.join()
        ours.close()


def _work(
    told: Connection, work: Callable[[Callable[[float, str], None]], object], limits: IntakeLimits
) -> None:
    """Does the work inside the process and sends what comes of it."""
    _shut_in(limits)
    gc.disable()  # the process is short, and looking for cycles takes a fifth of its time

    def progress(done: float, sentence: str) -> None:
        told.send((done, sentence))

    result: object = None
    code = 0
    try:
        result = _Done(work(progress))
    except CbrnGraphError as error:
        result = error
    except MemoryError:
        code = _NO_MEMORY
    except RecursionError:
        result = FileRefused("The file is nested too deeply to be read.")
    except OSError as error:
        result = FileRefused(f"The file cannot be read: {error.strerror or error}.")
    except Exception as error:
        sentence = (
            f"The file could not be read because of a fault of this program "
            f"({type(error).__name__}: {error}); please report it with the file."
        )
        result = FileRefused(sentence)
    try:
        if code == 0:
            told.send(result)
    except MemoryError:
        code = _NO_MEMORY
    # Nothing is left to tidy up, and tidying up could fail again where memory is short.
    os._exit(code)


def _shut_in(limits: IntakeLimits) -> None:
    """Limits what this process may take, and keeps it from reaching out."""
    import resource  # noqa: PLC0415 - not on Windows

    seconds = int(limits.seconds) + 1
    for kind, amount in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, limits.unpacked_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        _, most = resource.getrlimit(kind)
        wanted = amount if most == resource.RLIM_INFINITY else min(amount, most)
        resource.setrlimit(kind, (wanted, most))

    def refuse(event: str, _: object) -> None:
        if event in _DENIED:
            msg = f"the import tried to reach out ({event}), which it may not"
            raise PermissionError(msg)

    sys.addaudithook(refuse)


def _ending(code: int | None, limits: IntakeLimits) -> str:
    """What to say of a process that ended without a word."""
    if code == -signal.SIGXCPU:
        return "Reading the file took too much time and was stopped; split the file."
    if code in {_NO_MEMORY, -signal.SIGABRT, -signal.SIGKILL}:
        return (
            f"The file needs more than {limits.memory_bytes / 1e9:.1f} GB of memory to be read; "
            "split it."
        )
    return "The file made its reader crash, so it was not read; it may be damaged on purpose."
