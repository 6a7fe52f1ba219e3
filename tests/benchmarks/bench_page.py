"""The app in a browser: from its start, and from a visitor's click, to the drawn network.

``python -m tests.benchmarks.bench_page`` prints a table.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from tests.benchmarks.figures import Spread, Suite, main
from tests.benchmarks.in_browser import browser, served
from tests.benchmarks.initiative import ROOT, world

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

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
    with browser() as chromium:
        for size in (1_000, 10_000, 100_000, *((1_000_000,) if full else ())):
            times = 2 if size < 1_000_000 else 1
            starts, firsts, nexts, pages = [], [], [], []
            for _ in range(times):
                started = time.perf_counter()
                with served(ROOT / "app.py", CBRN_GRAPH_FILE=str(world(size))) as url:
                    starts.append(time.perf_counter() - started)
                    firsts.append(_visit(chromium, f"{url}/{_NETWORK}", _DRAWN))
                    nexts += [_visit(chromium, f"{url}/{_NETWORK}", _DRAWN) for _ in range(3)]
                    pages += [_visit(chromium, url, _OVERVIEW) for _ in range(2)]
            for case, values in (
                ("start", starts),
                ("first visit to the drawn network", firsts),
                ("next visit to the drawn network", nexts),
                ("next visit to the first page", pages[1:]),
            ):
                yield SUITE.record(case, size, "cbrn-graph", Spread.of(values), "s")


_DRAWN: Final = ".network-canvas[data-drawn]"
_OVERVIEW: Final = "text=/statements/i"


def _visit(chromium: Browser, url: str, sign: str) -> float:
    """The seconds from asking for an address, in a new window, to what it is asked for."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    started = time.perf_counter()
    page.goto(url, timeout=_PATIENCE * 1_000)
    page.locator(sign).first.wait_for(timeout=_PATIENCE * 1_000)
    took = time.perf_counter() - started
    context.close()
    return took


if __name__ == "__main__":
    main(SUITE, run)
