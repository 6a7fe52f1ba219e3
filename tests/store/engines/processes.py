"""The processes that a guard has started, looked at and ended from outside."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from graph.store import Guard
from graph.store.engines.holders import ForkingHolder

if TYPE_CHECKING:
    from collections.abc import Callable


__all__ = ["alive", "children", "end_waiting", "is_at_work", "wait_until"]


def alive(pid: int) -> bool:
    """Whether a process is there and is not a zombie."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def is_at_work(pid: int) -> bool:
    """Whether a process has had the processor for a twentieth of a second by now."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except FileNotFoundError:
        return False
    return int(status.rpartition(")")[2].split()[11]) * 20 > os.sysconf("SC_CLK_TCK")


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def end_waiting(guard: Guard) -> None:
    """Ends the workers that wait for a query."""
    assert isinstance(guard._holder, ForkingHolder)
    holder = guard._holder._process.pid
    guard._holder._waiting.clear()
    assert wait_until(lambda: not alive(holder) or not children(holder))


def wait_until(true: Callable[[], object], seconds: float = 20.0) -> bool:
    """Whether a condition, given as a function, comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return False
