"""The app in a browser: from its start, and from a visitor's click, to the drawn network.

``python -m tests.benchmarks.bench_page`` prints a table.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.figures import Spread, Suite, main
from tests.benchmarks.initiative import ROOT, world

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.figures import Record

__all__ = ["SUITE", "run"]

SUITE = Suite(
    name="page",
    title="The app in a browser",
    about="The whole app, in headless Chromium on the same machine. *First visit* is that of the "
    "first visitor after the start, who waits until the graph is opened: from the address to the "
    "drawn network around a project. *Next visit* is a new visitor's. *Start* is from the command "
    "to the first answer of the server.",
    base="cbrn-graph",
)
_NETWORK: Final = "network?thing=project/002"
_PATIENCE: Final = 240.0


def run(full: bool) -> Iterator[Record]:
    """The app at every size."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for size in (1_000, 10_000, 100_000, *((1_000_000,) if full else ())):
            times = 2 if size < 1_000_000 else 1
            starts, firsts, nexts, pages = [], [], [], []
            for _ in range(times):
                started = time.perf_counter()
                with _served(world(size)) as url:
                    starts.append(time.perf_counter() - started)
                    firsts.append(_visit(browser, f"{url}/{_NETWORK}", _DRAWN))
                    nexts += [_visit(browser, f"{url}/{_NETWORK}", _DRAWN) for _ in range(3)]
                    pages += [_visit(browser, url, _OVERVIEW) for _ in range(2)]
            for case, values in (
                ("start", starts),
                ("first visit to the drawn network", firsts),
                ("next visit to the drawn network", nexts),
                ("next visit to the first page", pages[1:]),
            ):
                yield SUITE.record(case, size, "cbrn-graph", Spread.of(values), "s")
        browser.close()


_DRAWN: Final = ".network-canvas[data-drawn]"
_OVERVIEW: Final = "text=/statements/i"


def _visit(browser: Browser, url: str, sign: str) -> float:
    """The seconds from asking for an address, in a new window, to what it is asked for."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    started = time.perf_counter()
    page.goto(url, timeout=_PATIENCE * 1_000)
    page.locator(sign).first.wait_for(timeout=_PATIENCE * 1_000)
    took = time.perf_counter() - started
    context.close()
    return took


@contextmanager
def _served(file: Path) -> Iterator[str]:
    """The app on a free port with a graph, once it answers, until the end of the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = {"server.port": port, "server.address": "127.0.0.1", "server.headless": "true"}
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py"]
        + [f"--{name}={value}" for name, value in options.items()],
        cwd=ROOT,
        env={**os.environ, "CBRN_GRAPH_FILE": str(file), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + _PATIENCE
        while not _answers(url):
            if process.poll() is not None or time.monotonic() > deadline:
                msg = "the app does not start; `make run` tells why"
                raise RuntimeError(msg)
            time.sleep(0.02)
        yield url
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False


if __name__ == "__main__":
    main(SUITE, run)
