"""Runs a piece of code in a process of its own: its time, its processor time, its peak of memory.

The peak is that of the process and of those it started, added up: the app, and the process that
holds the graph for it. Of a process that was forked only what it does not share is counted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["Cost", "apart"]

ROOT: Final = Path(__file__).parents[2]

# Put after the code: what the process and its children took, while they are all still there.
_TELL: Final = """
import json as _json, os as _os, resource as _resource, pathlib as _pathlib
def _read(pid, name):
    return _pathlib.Path(f"/proc/{pid}/{name}").read_text()
def _kilobytes(pid, name, *begun):
    return sum(int(line.split()[1]) for line in _read(pid, name).splitlines()
               if line.startswith(begun))
def _peak(pid, parent=None):
    is_forked = parent and _read(pid, "cmdline") == _read(parent, "cmdline")
    own = (_kilobytes(pid, "smaps_rollup", "Private_") if is_forked
           else _kilobytes(pid, "status", "VmHWM"))
    return own + sum(_peak(child, pid) for child in _read(pid, f"task/{pid}/children").split())
_used = _resource.getrusage(_resource.RUSAGE_SELF)
print("\\n" + _json.dumps([_used.ru_utime + _used.ru_stime, _peak(_os.getpid()) / 1024]))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, seconds of the processor (its own only), and MB at the peak."""

    clock: float
    processor: float
    megabytes: float


def apart(code: str, *arguments: object, inside: bool = False) -> Cost:
    """What a piece of code costs, run in a process of its own.

    Args:
        code: Python; the arguments are in ``sys.argv[1:]``.
        arguments: what the code is given.
        inside: the clock is that of the code, which sets ``seconds``, and not of the whole process.

    Raises:
        RuntimeError: the code failed; with what it said.
    """
    told = "\nprint(seconds)" if inside else ""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code + told + _TELL, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    clock = time.perf_counter() - started
    if done.returncode:
        raise RuntimeError(done.stderr[-2_000:])
    lines = done.stdout.split("\n")
    processor, megabytes = json.loads(lines[-2])
    return Cost(float(lines[-4]) if inside else clock, processor, megabytes)
