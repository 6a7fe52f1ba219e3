"""Requests that nobody means well to the app itself, the gate in front of it and Streamlit behind.

They stand in ``tests/server/hostile_gate.toml``.
"""

from __future__ import annotations

import re
import socket
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.app_server import App, app

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = tomllib.loads((Path(__file__).parent / "hostile_gate.toml").read_text("utf-8"))["kind"]
CASES = [
    pytest.param(kind, lines, id=f"{kind['name']}-{number}")
    for kind in KINDS
    for number, lines in enumerate(kind["requests"])
]


@pytest.fixture(scope="module")
def running() -> Iterator[App]:
    """The app, which is as it was when all have been sent."""
    with app() as running:
        usual = len(running.family()), running.descriptors()
        yield running
        assert running.ask("/sparql?query=ASK%20%7B%7D").status == 200
        assert running.descriptors() <= usual[1] + 10
        assert len(running.family()) <= usual[0] + 2
        assert "Traceback" not in running.log.read_text("utf-8")


def said(running: App, lines: list[str]) -> str:
    """All that the server says to some lines."""
    told = [line for line in lines if line != "-"]
    if "-" not in lines and not any(line.startswith("Host:") for line in lines):
        told.insert(1, f"Host: 127.0.0.1:{running.port}")
    if not any(line.startswith("Connection:") for line in lines):
        told.append("Connection: close")
    with socket.create_connection(("127.0.0.1", running.port), timeout=20) as client:
        client.sendall("\r\n".join([*told, "", ""]).encode("utf-8"))
        received = bytearray()
        with suppress(ConnectionError):
            while piece := client.recv(65_536):
                received += piece
    return received.decode("utf-8", "replace")


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "lines"), CASES)
def test_hostile_request(kind: dict[str, Any], lines: list[str], running: App) -> None:
    """Each has a status that fits, gives no page in the place of an answer, and no story."""
    text = said(running, lines)
    found = re.match(r"HTTP/1\.1 (\d{3}) ", text)
    assert found, text[:300]
    assert int(found[1]) in kind["status"], text[:500]
    if int(found[1]) >= 400:
        assert "<title>Streamlit</title>" not in text
        assert "Traceback" not in text


def test_there_are_many() -> None:
    """The file of hostile requests has not shrunk."""
    assert len(CASES) >= 120
