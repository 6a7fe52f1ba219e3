"""The app itself, started as its owner starts it, and what is asked of it from outside."""

from __future__ import annotations

import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.ports import free_port
from tests.served import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["App", "app", "comes_true", "handshake"]

_ROOT = Path(__file__).parents[1]
_PATIENCE = 120.0
BEGUN = "Programs are answered by a process of their own,"
"""What the log says, with the number of the process, as soon as it is so."""


@dataclass(frozen=True, slots=True)
class App(Server):
    """A running app."""

    process: int
    log: Path

    def family(self) -> list[int]:
        """The server's process and all that it has started, and they in turn."""
        found, new = [self.process], [self.process]
        while new:
            children = [child for pid in new for child in self.children(pid)]
            new = [child for child in children if child not in found]
            found += new
        return found

    def children(self, process: int, word: str = "") -> list[int]:
        """What a process has started and runs, if its command has a word in it."""
        tasks = Path(f"/proc/{process}/task").glob("*/children")
        children = [int(child) for task in tasks for child in _text(task).split()]
        return [one for one in children if word in _text(Path(f"/proc/{one}/cmdline"))]

    def beside(self) -> int | None:
        """The process that answers programs, once it takes all connections."""
        found = self.children(self.process, "graph.server.programs")
        begun = self.log.read_text("utf-8", "replace").count(
            f"{BEGUN} {found[0]}." if found else ""
        )
        return found[0] if found and begun else None

    def descriptors(self) -> int:
        """How many descriptors the server's own process has open."""
        return _descriptors(self.process)

    def all_descriptors(self) -> int:
        """How many its whole family has open."""
        return sum(map(_descriptors, self.family()))

    def resident(self) -> int:
        """The bytes of memory of the server's own process."""
        told = Path(f"/proc/{self.process}/status").read_text("ascii")
        return int(told.partition("VmRSS:")[2].split()[0]) * 1024

    def health(self) -> float:
        """The seconds until the server's sign of life has come back."""
        started = time.perf_counter()
        assert self.ask("/_stcore/health").status == 200
        return time.perf_counter() - started


def _descriptors(process: int) -> int:
    """How many descriptors a process has open; none where it has ended."""
    try:
        return len(list(Path(f"/proc/{process}/fd").iterdir()))
    except OSError:
        return 0


def _text(path: Path) -> str:
    try:
        return path.read_text("ascii")
    except OSError:  # it has ended meanwhile
        return ""


def comes_true(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether a condition holds, now or within a while."""
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.2)
    return condition()


@contextmanager
def app(
    script: Path = _ROOT / "app.py",
    *,
    options: Mapping[str, str] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[App]:
    """The app on a free port, until the end of the block.

    Args:
        script: what is served.
        options: those of Streamlit, by name.
        environment: variables beside those of the tests.
    """
    port = free_port()
    told = {"server.port": str(port), "server.address": "127.0.0.1", **(options or {})}
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += [f"--{name}={value}" for name, value in told.items()]
    paths = os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log.txt")
        with log.open("wb") as out:
            process = subprocess.Popen(
                command,
                cwd=script.parent,
                env={**os.environ, "PYTHONPATH": paths, **(environment or {})},
                stdout=out,
                stderr=out,
                start_new_session=True,  # so that whatever it starts ends with it
            )
        base = told.get("server.baseUrlPath", "")
        try:
            running = App(port, process.pid, log)
            _await(running, process, f"/{base}/_stcore/health".replace("//", "/"))
            yield running
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _await(running: App, process: subprocess.Popen[bytes], sign: str) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            if running.ask(sign).status == 200:
                return
        except (OSError, http.client.HTTPException):
            pass
        said = running.log.read_text("utf-8", "replace")
        assert process.poll() is None, f"the app did not start: {said}"
        assert time.monotonic() < until, f"the app does not answer: {said}"
        time.sleep(0.1)


def handshake(
    port: int, origin: str | None, host: str = "", path: str = "/_stcore/stream"
) -> socket.socket:
    """A connection on which a page of an origin has asked to open a visitor's socket."""
    client = socket.create_connection(("127.0.0.1", port), timeout=60)
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: {host or f'127.0.0.1:{port}'}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: streamlit",
        f"Sec-WebSocket-Key: {b64encode(secrets.token_bytes(16)).decode()}",
    ]
    if origin is not None:
        lines.append(f"Origin: {origin}")
    client.sendall("\r\n".join([*lines, "", ""]).encode())
    return client
