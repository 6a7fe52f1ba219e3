"""The page Network of the app, with ever larger graphs behind the same view.

``python -m tests.benchmarks.bench_clicks`` prints a table; it is no test. The view is an
organisation and its projects, about twenty at any size; what is clicked is one of them, and
what is expanded brings in its countries and partners.
"""

from __future__ import annotations

import re
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.benchmarks.bench_matrix import write_world
from tests.benchmarks.figures import Spread, Suite, main
from tests.benchmarks.in_browser import browser, served, window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.benchmarks.figures import Record

__all__ = ["SUITE", "run"]

SUITE = Suite(
    name="clicks",
    title="Clicks on the page Network, with a large graph behind it",
    about="The app itself, opened at an organisation and its projects, about twenty at any size. A "
    "click on a project shows its sheet; a double click brings in its countries and partners, "
    "about twenty things, and moves nothing that is there. What a click costs must not grow with "
    "the graph behind the view.",
    base="cbrn-graph",
    sized="triples behind the view",
    follow=(),
)
SIZES = (10_000, 100_000, 1_000_000)
TRIPLES = 150
"""How many triples a project of the made-up world has with all its lines and statements."""
CLICKS = 5
APP = Path(__file__).parents[2] / "app.py"
PLACE = "/network?thing=organisation/o1"
THING = "https://w3id.org/cbrn-graph/id/project/"
SHEET = """([label]) => [...document.querySelectorAll("h2, h3")].some(
  (heading) => heading.textContent.includes(label)) && Date.now()"""
GROWN = """([many]) => {
  function find(root) {
    for (const element of root.querySelectorAll("*")) {
      if (element.whereabouts) return element;
      const inside = element.shadowRoot && find(element.shadowRoot);
      if (inside) return inside;
    }
    return null;
  }
  return Number(find(document)?.dataset.drawn) > many && Date.now();
}"""


def run(full: bool) -> Iterator[Record]:
    """Opening, clicking and expanding, size by size."""
    for size in SIZES if full else SIZES[:2]:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "world.nt"
            write_world(size // TRIPLES, file)
            with browser() as chromium, served(APP, CBRN_GRAPH_FILE=str(file)) as address:
                window(chromium).goto(address + PLACE)
                opened, clicked, grown = [], [], []
                for _ in range(3):
                    page = window(chromium)
                    opened.append(_open(page, address + PLACE))
                    clicked += _clicks(page)
                    grown.append(_expansion(page))
                    page.context.close()
        for case, taken in (
            ("page open to drawn", opened),
            ("click to sheet", clicked),
            ("double click to drawn", grown),
        ):
            yield SUITE.record(case, size, "cbrn-graph", Spread.of(taken), "s")


def _open(page: Page, url: str) -> float:
    started = time.time()
    page.goto(url, wait_until="commit")
    until = page.wait_for_function(GROWN, arg=[1], polling="raf", timeout=180_000)
    taken: float = until.json_value() / 1000 - started
    _rest(page)
    return taken


def _clicks(page: Page) -> list[float]:
    """The seconds from a click on a project until its sheet is there."""
    found = []
    for thing in _projects(page)[:CLICKS]:
        at = _where(page)["nodes"][thing]
        started = time.time()
        page.mouse.click(at["x"], at["y"])
        label = f"Project {thing.removeprefix(THING)}"
        until = page.wait_for_function(SHEET, arg=[label], polling="raf", timeout=60_000)
        found.append(until.json_value() / 1000 - started)
        _rest(page)
        # The drawer with the sheet may lie over the next one.
        page.get_by_role("button", name="Close", exact=True).click()
        _rest(page)
    return found


def _expansion(page: Page) -> float:
    """The seconds from a double click until what it brought in is drawn; nothing else moved."""
    before = _where(page)["nodes"]
    at = before[_projects(page)[-1]]
    started = time.time()
    page.mouse.dblclick(at["x"], at["y"])
    until = page.wait_for_function(GROWN, arg=[len(before)], polling="raf", timeout=60_000)
    taken: float = until.json_value() / 1000 - started
    _rest(page)
    after = _where(page)["nodes"]
    assert {node: after[node] for node in before} == before, "what was there has moved"
    return taken


def _projects(page: Page) -> list[str]:
    return sorted(node for node in _where(page)["nodes"] if node.startswith(THING))


def _where(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.locator(".network-canvas").evaluate("root => root.whereabouts()")
    return found


def _rest(page: Page) -> None:
    expect(page.locator('[data-test-script-state="running"]')).to_have_count(0, timeout=60_000)
    expect(page.locator(".network-canvas")).to_have_attribute("data-drawn", re.compile("[1-9]"))
    page.wait_for_timeout(500)


if __name__ == "__main__":
    main(SUITE, run)
