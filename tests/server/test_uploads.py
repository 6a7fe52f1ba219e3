"""Files brought to the pages: who may, how much, and that all of it is given back."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import time
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.app_server import App, app
from tests.event_loop import run
from tests.visitors import Visit, visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MEGABYTES = {"CBRN_GRAPH_UPLOAD_MEGABYTES": "20", "CBRN_GRAPH_ALL_UPLOAD_MEGABYTES": "50"}
FORM = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'


@pytest.fixture(scope="module")
def running() -> Iterator[App]:
    """The app, with little room for files, that forgets visits soon."""
    with app(environment=MEGABYTES, options={"server.disconnectedSessionTTL": "3"}) as running:
        yield running


def brought(running: App, one: Visit, size: int, name: str = "file", **headers: str) -> int:
    """The status that comes back for a file of a size."""
    body = FORM + b"a" * size + b"\r\n--x--\r\n"
    token = running.ask("/_stcore/health").headers["set-cookie"].partition(";")[0]
    told = {
        "Content-Type": "multipart/form-data; boundary=x",
        "Cookie": token,
        "X-Xsrftoken": token.partition("=")[2],
        **headers,
    }
    target = f"/_stcore/upload_file/{one.session}/{name}"
    try:
        return running.ask(target, "PUT", told, body).status
    except ConnectionError:  # it had said enough before it had heard all
        return 0


def comes_true(condition: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether a condition holds, now or within a while."""
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.2)
    return condition()


@pytest.mark.slow
def test_only_a_page_that_asks_for_files_gets_some(running: App) -> None:
    """A visit at another page, one that is none, and one that has gone on bring nothing."""

    async def act() -> list[int]:
        async with visit(running, "add") as asks, visit(running, "overview") as other:
            statuses = [
                await asyncio.to_thread(brought, running, asks, 1_000),
                await asyncio.to_thread(brought, running, other, 1_000),
                await asyncio.to_thread(brought, running, Visit("none", other.socket), 1_000),
            ]
            await asks.go("overview")
            statuses.append(await asyncio.to_thread(brought, running, asks, 1_000))
            return statuses

    assert run(act()) == [204, 403, 403, 403]


@pytest.mark.slow
def test_there_is_a_sum_for_each_visit_and_for_all(running: App) -> None:
    """Many files of many visits stay within their sums, and the memory comes back after them."""
    run(_fill(running, 1))  # what is made once is made
    assert comes_true(lambda: running.ask("/ready").status == 200)
    time.sleep(9)
    before = running.resident()
    own, others = run(_fill(running, 8))
    assert own == [204, 204, 413, 413, 413]
    assert others.count(204) <= 2, others
    assert set(others) <= {204, 503}
    assert comes_true(lambda: running.resident() < before + 25_000_000)


async def _fill(running: App, visits: int) -> tuple[list[int], list[int]]:
    """What is said to five files of 9 MB of one visit, then to one of 16 MB of each other one."""
    async with visit(running, "add") as first:
        own = [
            await asyncio.to_thread(brought, running, first, 9_000_000, str(n)) for n in range(5)
        ]
        others = []
        opened = [visit(running, "add") for _ in range(visits)]
        entered = [await one.__aenter__() for one in opened]
        for one in entered:
            others.append(await asyncio.to_thread(brought, running, one, 16_000_000))
        for each in opened:
            await each.__aexit__(None, None, None)
        return own, others


@pytest.mark.slow
def test_a_file_that_says_too_little_of_itself_is_refused(running: App) -> None:
    """Without its length, or with more than it says, nothing is kept."""

    async def act() -> None:
        async with visit(running, "add") as one:
            head = (
                f"PUT /_stcore/upload_file/{one.session}/f HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
            )
            said = await asyncio.to_thread(_said, running, head)
            assert said.startswith("HTTP/1.1 411")

    run(act())


def _said(running: App, head: str) -> str:
    """The head of the answer to ``head``; what comes after it, and when, is not waited for."""
    with socket.create_connection(("127.0.0.1", running.port), timeout=30) as client:
        client.sendall(head.encode())
        received = bytearray()
        with suppress(ConnectionError):
            while b"\r\n\r\n" not in received and (piece := client.recv(4096)):
                received += piece
    return received.decode("latin-1")


def test_every_field_for_files_says_so(root: Path) -> None:
    """Each page that asks for a file tells the server, which takes none otherwise."""
    fields = 0
    for path in (root / "graph" / "pages").rglob("*.py"):
        for found in re.finditer(r"(?m)^(.*)\n.*st\.file_uploader\(", path.read_text("utf-8")):
            assert found[1].strip() == "visits.ask_for_files()", path
            fields += 1
    assert fields >= 4


def test_largest_file_fits_into_a_visit(root: Path) -> None:
    """A file of the size that Streamlit lets through is not refused by the sum of a visit."""
    config = tomllib.loads((root / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["server"]["maxUploadSize"] * 1_000_000 <= 100_000_000
    assert os.environ.get("CBRN_GRAPH_UPLOAD_MEGABYTES") is None
