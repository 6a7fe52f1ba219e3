"""What a network on the screen shows, for whoever tests it: where things are, what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.browser.fitness import settled

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

__all__ = ["DRAWN", "THINGS", "at", "click_line", "drawn", "legend", "shown"]

THINGS = "https://w3id.org/cbrn-graph/id/"
DRAWN = "country/KAZ~lines~meeting/rtm-ca-14"
"""What is drawn for the lines between a country and a meeting, once for all of them."""


def drawn(page: Page) -> None:
    """Waits until the network is on the canvas."""
    page.wait_for_selector("[data-drawn]", timeout=30_000)


def click_line(page: Page, line: str) -> None:
    """Clicks the middle of a line, where the canvas says that it is once the page is at rest."""
    settled(page)
    canvas = page.locator(".network-canvas")
    expect(canvas).to_have_count(1)
    for _ in range(300):  # a busy machine draws late
        place = canvas.evaluate("(root, line) => root.whereabouts().lines[line]", line)
        if place:
            break
        page.wait_for_timeout(100)
    page.mouse.click(place["x"], place["y"])


def shown(page: Page, things: int | None = None) -> dict[str, Any]:
    """Where everything is, once so many things are drawn and no run is under way."""
    count = "" if things is None else f'="{things}"'
    expect(page.locator(f".network-canvas[data-drawn{count}]")).to_be_visible(timeout=30_000)
    expect(page.locator('[data-test-script-state="running"]')).to_have_count(0)
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    found: dict[str, Any] = page.locator(".network-canvas").evaluate("root => root.whereabouts()")
    return found


def at(where: dict[str, Any], thing: str) -> tuple[float, float]:
    """The pixel at which a thing stands."""
    place = where["nodes"].get(THINGS + thing) or where["nodes"][thing]
    return place["x"], place["y"]


def legend(page: Page, words: str) -> Locator:
    """The button of the legend that begins with the words."""
    return page.locator(".legend button", has_text=words)
