"""A small record to bring files to, and an ear that must hear nothing."""

from __future__ import annotations

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.intake.record import Record
from graph.intake.worker import Outcome, look_at
from tests.mini_world import mini_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A project folder with the mini-world's tables and the real ontology."""
    root = tmp_path / "project"
    mini_project(root)
    return root


def state(world: Path) -> dict[str, str]:
    """Every file below the data folder with its digest, hidden ones too."""
    return {
        path.relative_to(world).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((world / "data").rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def untouched(world: Path) -> Iterator[None]:
    """Whatever a test brings, the data stays as it was."""
    before = state(world)
    yield
    assert state(world) == before


class Listener(ThreadingHTTPServer):
    """A server on this machine that notes every request it hears."""

    def __init__(self) -> None:
        """Listen on a free port."""
        self.heard: list[str] = []
        super().__init__(("127.0.0.1", 0), Ear)


class Ear(BaseHTTPRequestHandler):
    """Notes what is asked for, and answers with an empty object."""

    def do_GET(self) -> None:
        """Note the request."""
        assert isinstance(self.server, Listener)
        self.server.heard.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base names it so
        """Say nothing."""


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A server that is up while the test runs."""
    server = Listener()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def look(world: Path, tmp_path: Path) -> Callable[..., Outcome]:
    """Looks at a file of some name and content as an import would."""

    def at(name: str, content: bytes | str, *, mark: bool = False) -> Outcome:
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return look_at(file, Record.load(world), mark=mark)

    return at
