"""What keys do on a page, for whoever tests it without a pointer: reach, press, choose, walk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.browser.on_canvas import THINGS, at, shown

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


__all__ = [
    "choose",
    "close",
    "follow",
    "pick_row",
    "press",
    "reach",
    "says",
    "silent",
    "tick",
    "tick_below",
    "turn",
    "unfold",
    "walk",
]

# A part of one of our components is in a tree of its own, with a focus of its own.
_HAS_FOCUS = "one => one.isConnected ? one.contains(one.getRootNode().activeElement) : null"
_IS_BEHIND = """one => {
  const { host, activeElement } = one.getRootNode();
  const [there, here] = activeElement ? [one, activeElement] : [host, document.activeElement];
  return Boolean(there.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING);
}"""


def reach(page: Page, wanted: Locator) -> None:
    """Goes to a part of the page with Tab, or with Shift+Tab where it is behind."""
    expect(wanted).to_be_visible()
    expect(page.locator('[data-test-script-state="running"]')).to_have_count(0)
    # To find it by its role takes the browser far more work than the key does.
    found = wanted.element_handle()
    key = "Shift+Tab" if found.evaluate(_IS_BEHIND) else "Tab"
    for _ in range(200):
        has_focus = found.evaluate(_HAS_FOCUS)
        if has_focus:
            return
        if has_focus is None:  # the page has made it anew
            found = wanted.element_handle()
            continue
        page.keyboard.press(key)
    pytest.fail(f"{key} does not lead to {wanted}")


def press(page: Page, name: str) -> None:
    """Presses a button with Enter."""
    reach(page, page.get_by_role("button", name=name).first)
    page.keyboard.press("Enter")


def follow(page: Page, name: str, *, exact: bool = False) -> None:
    """Follows a link with Enter."""
    reach(page, page.get_by_role("link", name=name, exact=exact).first)
    page.keyboard.press("Enter")


def unfold(page: Page, words: str) -> None:
    """Opens a section with Enter."""
    reach(page, page.locator("summary", has_text=words))
    page.keyboard.press("Enter")


def choose(page: Page, label: str, typed: str) -> None:
    """Takes the first option of a list, having typed what it begins with.

    What was typed into a list that the page makes anew meanwhile is typed once more.
    """
    box = page.get_by_role("combobox", name=label)
    first = page.locator('[role="option"]:visible').first
    for _ in range(3):
        reach(page, box)
        typed_into = box.element_handle()
        page.keyboard.type(typed)
        try:
            expect(first).to_contain_text(re.compile(typed, re.IGNORECASE), timeout=10_000)
        except AssertionError:
            if typed_into.evaluate("one => one.isConnected && one.value !== ''"):
                raise
        else:
            page.keyboard.press("Enter")
            return
    pytest.fail(f"The list '{label}' is made anew again and again")


def tick(page: Page, label: str, typed: str) -> None:
    """Takes the first option into a list of several, which closes over nothing."""
    choose(page, label, typed)
    expect(page.get_by_role("combobox", name=label)).to_have_value("")
    expect(page.locator('[role="option"]:visible')).to_have_count(0)


def tick_below(page: Page, label: str, typed: str) -> None:
    """Takes the first option into a list that opens over what is below it, and closes that."""
    choose(page, label, typed)
    # Escape before it is taken would take the choice back.
    expect(page.get_by_role("combobox", name=label)).to_have_value("")
    page.keyboard.press("Escape")
    expect(page.locator('[role="option"]:visible')).to_have_count(0)


def turn(page: Page, label: str, option: str) -> None:
    """Goes on with the arrow keys to one of a few choices."""
    choices = page.get_by_role("radiogroup", name=label)
    wanted = choices.get_by_role("radio", name=option).first
    reach(page, choices)
    for _ in range(12):
        if wanted.evaluate("one => one.contains(document.activeElement)"):
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(wanted).to_be_checked()


def pick_row(page: Page, table: str, words: str) -> None:
    """Picks the row of a table that says something, with arrow keys and Shift+Space."""
    grid = page.get_by_role("region", name=table).get_by_test_id("data-grid-canvas")
    reach(page, grid)
    # The first row below the headings; which cell has the focus depends on the side one came from.
    page.keyboard.press("ControlOrMeta+Home")
    expect(grid.locator('[aria-rowindex="2"] :focus')).to_have_count(1)
    wanted = grid.locator("tr", has_text=words).first.get_attribute("aria-rowindex")
    for below in range(3, int(wanted or 0) + 1):
        page.keyboard.press("ArrowDown")
        expect(grid.locator(f'[aria-rowindex="{below}"] :focus')).to_have_count(1)
    page.keyboard.press("Shift+Space")


def walk(page: Page, thing: str) -> None:
    """Goes to a thing of the picture with the arrow keys that lead towards it."""
    reach(page, page.locator(".stage"))
    for _ in range(20):
        where = shown(page)
        if where["cursor"] in {thing, THINGS + thing}:
            return
        (x, y), (to_x, to_y) = at(where, where["cursor"]), at(where, thing)
        if abs(to_x - x) > abs(to_y - y):
            page.keyboard.press("ArrowRight" if to_x > x else "ArrowLeft")
        else:
            page.keyboard.press("ArrowDown" if to_y > y else "ArrowUp")
    pytest.fail(f"Arrow keys do not lead to {thing}")


def says(page: Page, told: str) -> None:
    """Waits until the address says something."""
    page.wait_for_url(lambda address: told in unquote(address))


def silent(page: Page, told: str) -> None:
    """Waits until the address no longer says something."""
    page.wait_for_url(lambda address: told not in unquote(address))


def close(page: Page, button: str) -> None:
    """Closes what a button has opened, which has the focus again."""
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name=button).first).to_be_focused()
