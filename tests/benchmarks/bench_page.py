"""The app in a browser: from its start, and from a visitor's click, to the drawn network.

``python -m tests.benchmarks.bench_page`` prints a table.
"""

from __future__ import annotations

import time
from pathlib import Path
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
    "to the first answer of the server. "
    "*Network of 100 things* is a new visitor's page Network, drawn, beside a page of Streamlit "
    "with nothing but a component that draws one square; the two are visited in turns.",
    base="cbrn-graph",
)
_GROWN: Final = [f"project/{at:03}" for at in range(1, 13)]
_HUNDRED: Final = "&".join(
    ["network?most=100", f"things={'~'.join(_GROWN)}", *(f"do=expand~{one}" for one in _GROWN)]
)
"""Twelve projects and what they have lines to: a hundred things in the world of 100,000 triples."""
_NETWORK: Final = "network?thing=project/002"
_PATIENCE: Final = 240.0
_BESIDE: Final = "an empty component in Streamlit"
_TURNS: Final = 7


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
        yield from _beside_an_empty_one(chromium)


def _beside_an_empty_one(chromium: Browser) -> Iterator[Record]:
    """A network of a hundred things on its page, and what a page of Streamlit takes by itself."""
    size = 100_000
    times: dict[str, list[float]] = {"cbrn-graph": [], _BESIDE: []}
    empty = Path(__file__).with_name("network_app.py")
    with (
        served(ROOT / "app.py", CBRN_GRAPH_FILE=str(world(size))) as ours,
        served(empty) as bare,
    ):
        visits = {
            "cbrn-graph": (f"{ours}/{_HUNDRED}", f'{_DRAWN[:-1]}="100"]'),
            _BESIDE: (f"{bare}/?tool=an empty component&things=1", "canvas.drawn"),
        }
        for turn in range(_TURNS + 1):
            for tool, (url, sign) in visits.items():
                took = _visit(chromium, url, sign)
                # The first visitors wait until the graph is opened and scripts are compiled.
                times[tool] += [took] if turn else []
    for tool, values in times.items():
        yield SUITE.record("network of 100 things, drawn", size, tool, Spread.of(values), "s")


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
