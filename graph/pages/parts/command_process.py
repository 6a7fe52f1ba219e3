"""A command of ours in a process of its own, started from a page: its time, and what it says.

So no file from outside is opened in the app's process, and the reading half stays free of the
writing half. The command limits what a file may take; here its time is limited once more, and how
many run at once.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from graph.errors import CbrnGraphError
from graph.home import HOME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


__all__ = ["ImportFailed", "as_file", "pass_on", "reply", "run_command", "silent"]

_SECONDS: Final = 660.0
_AT_ONCE: Final = threading.BoundedSemaphore(2)
_ODD: Final = re.compile(r"[^\w .()-]+")


class ImportFailed(CbrnGraphError):
    """The import could not be run to its end; the sentence says why."""


def silent(done: float, stage: str) -> None:
    """Tells nobody how far the work is."""


def pass_on(line: str, progress: Callable[[float, str], None]) -> None:
    """Passes on how far a command says that it is."""
    told = json.loads(line) if line.startswith("{") else {}
    if "done" in told:
        progress(told["done"], told["stage"])


def reply(output: bytes) -> Mapping[str, Any]:
    """What a command told as JSON.

    Raises:
        ImportFailed: it refused; the sentence is its own.
    """
    told: Mapping[str, Any] = json.loads(output)
    if "refused" in told:
        raise ImportFailed(told["refused"])
    return told


@contextmanager
def as_file(name: str, content: bytes) -> Iterator[Path]:
    """The content as a file of its name, in a folder of its own that goes away again."""
    with tempfile.TemporaryDirectory(prefix="cbrn-graph-upload-") as folder:
        file = Path(folder, "brought", _ODD.sub("_", Path(name).name).strip(". ") or "file")
        file.parent.mkdir()
        file.write_bytes(content)
        yield file


def run_command(arguments: list[str], follow: Callable[[str], None] = lambda line: None) -> bytes:
    """What a command of ours writes to standard output; exit code 1 is an answer too.

    Raises:
        ImportFailed: it cannot start, takes too long, or fails in another way.
    """
    if not _AT_ONCE.acquire(timeout=30):
        msg = "Several files are being looked at at this moment; try again shortly."
        raise ImportFailed(msg)
    try:
        with tempfile.TemporaryFile() as output:
            _wait_for(arguments, output, follow)
            output.seek(0)
            return output.read()
    finally:
        _AT_ONCE.release()


def _wait_for(arguments: list[str], output: IO[bytes], follow: Callable[[str], None]) -> None:
    """Runs a command to its end, line by line of what it says on the way."""
    process = subprocess.Popen(
        [sys.executable, "-m", "graph.cli", *arguments, "--root", str(HOME)],
        cwd=HOME,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    watch = threading.Timer(_SECONDS, _end, [process])
    watch.start()
    said = ""
    try:
        for line in process.stderr or ():
            said = line
            follow(line)
        process.wait()
    finally:
        watch.cancel()
        _end(process)
    silent = os.fstat(output.fileno()).st_size == 0
    if process.returncode not in {0, 1} or (process.returncode == 1 and silent):
        msg = f"The import did not come to its end: {said.strip() or process.returncode}"
        raise ImportFailed(msg)


def _end(process: subprocess.Popen[str]) -> None:
    """Ends a command and whatever it started, where it still runs."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
