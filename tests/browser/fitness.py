"""Whether a page is fit to be seen: in light and dark, wide and narrow, by everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page

    from tests.browser.conftest import Visitor

__all__ = ["faults", "in_both_themes", "settled", "unfit"]

# Shape and colours do not depend on each other: each width in a theme of its own shows all four.
WIDTHS: dict[int, Literal["light", "dark"]] = {1440: "light", 420: "dark"}
HEIGHT = 900
_AXE = Axe().axe_script
# The rules of axe that a page is held to in each theme: in the second, all but one find the same.
_RULES: dict[Literal["light", "dark"], tuple[str, ...]] = {"light": (), "dark": ("color-contrast",)}
# What is half faded in has half its contrast. What axe finds in order takes it four times as long
# to write down as to find.
_FAULTS = """async ([within, rules]) => {
  const fading = document.getAnimations().filter(({ playState, effect }) =>
    playState === "running" && effect.getComputedTiming().endTime !== Infinity);
  await Promise.race([
    Promise.allSettled(fading.map(({ finished }) => finished)),
    new Promise((resume) => { setTimeout(resume, 1000); }),
  ]);
  const { violations } = await axe.run({ include: [[within]] },
    { resultTypes: ["violations"], ...(rules.length ? { runOnly: rules } : {}) });
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}"""


def settled(page: Page) -> None:
    """Waits until a page of the app has its heading, has run to its end and shows what came of it.

    Streamlit pales what is left of the run before until the new one is drawn.
    """
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator('[data-test-script-state="notRunning"]')).to_be_visible()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    expect(page.locator('[data-stale="true"]')).to_have_count(0)


def faults(page: Page, within: str = "body", rules: Sequence[str] = ()) -> list[str]:
    """What axe-core finds that is serious or worse, each with the first element it concerns.

    It looks for what keeps people out who use a screen reader, a keyboard or strong contrast: by
    all its rules if none are named.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_AXE)
    found: list[str] = page.evaluate(_FAULTS, [within, list(rules)])
    return found


def in_both_themes(page: Page, within: str = "body") -> list[str]:
    """The faults of a page in the light, and of its colours in the dark, in which it is left."""
    found = []
    for theme, rules in _RULES.items():
        _wear(page, theme)
        found += [f"{theme}: {fault}" for fault in faults(page, within, rules)]
    return found


def unfit(visitor: Visitor) -> list[str]:
    """All that speaks against a page of the app, wide and light, then narrow and dark.

    That is: an address or an error in place of words, a page wider than its window, something from
    another host, and each fault that axe finds.
    """
    page = visitor.page
    found = []
    for width, theme in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": HEIGHT})
        _wear(page, theme)
        settled(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{theme} at {width}: {fault}" for fault in faults(page)]
        if wide > width:
            found.append(f"{theme} at {width}: the page is {wide} pixels wide")
    if "w3id.org" in page.locator("body").inner_text():
        found.append("a raw address is shown")
    if page.get_by_test_id("stException").count():
        found.append("an error is shown")
    return found + [f"asked of another host: {address}" for address in visitor.outside]


def _wear(page: Page, theme: Literal["light", "dark"]) -> None:
    """Changes the theme under the eyes of the reader, and waits until all colours are changed."""
    page.emulate_media(color_scheme=theme)
    page.wait_for_timeout(400)
