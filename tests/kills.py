"""Processes that are killed in the middle of what they write."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["killed_at"]

# Everything that changes a file system, by the names of Python's audit events.
WRITES = frozenset({"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "shutil.rmtree"})


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Whether a process of its own was killed at its n-th step, before it was done with the work.

    A step is every file it opens, moves or removes, and every folder it makes or removes.
    """
    child = os.fork()
    if child == 0:
        left = [step]

        def count(event: str, _: object) -> None:
            if event in WRITES:
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(count)
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
