"""Twelve tasks of analysts, from the first page to the answer and its documents, each counted.

An interaction is a click, a field that is typed into, or a key that acts. No task may take more
than five, nor more than a minute; its answer is within one screen of scrolling.
"""

from __future__ import annotations

import time
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.fitness import settled
from tests.browser.on_canvas import shown

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

APP = Path(__file__).parents[2] / "app.py"
TASKS = tomllib.loads(Path(__file__).with_name("tasks.toml").read_text("utf-8"))["task"]
SCREEN = 900
PATIENCE = 25_000


@dataclass(slots=True)
class Analyst:
    """Somebody who works with the page, and how often they acted."""

    page: Page
    acts: int = 0

    def click(self, where: Locator) -> None:
        """Clicks, which is one interaction."""
        self.acts += 1
        where.click()

    def type(self, where: Locator, text: str) -> None:
        """Types into a field, which is one interaction."""
        self.acts += 1
        where.press_sequentially(text)

    def press(self, where: Locator, key: str) -> None:
        """Presses a key that acts, which is one interaction."""
        self.acts += 1
        where.press(key)


def test_there_are_twelve() -> None:
    """Each of the twelve tasks is among them, and none goes without a document of its answer."""
    assert len({task["name"] for task in TASKS}) == 12
    assert all(task["documents"] or task.get("behind") for task in TASKS)


@pytest.mark.parametrize("task", TASKS, ids=[task["name"] for task in TASKS])
def test_task_is_done_from_the_first_page(serve: Serve, visit: Visit, task: dict[str, Any]) -> None:
    """The answer is there within five interactions and a minute, with its documents beside it."""
    page = visit(serve(APP)).page
    settled(page)
    analyst = Analyst(page)
    began = time.monotonic()
    box = page.get_by_role("combobox", name="Ask or find")
    analyst.click(box)
    analyst.type(box, task["typed"])
    analyst.press(box, "Enter")
    told = page.locator(".stMain")
    for words in task["shows"]:
        expect(told.get_by_text(words).locator("visible=true").first).to_be_visible(
            timeout=PATIENCE
        )
    settled(page)  # while it runs it may put the words elsewhere
    place = told.get_by_text(task["shows"][0]).locator("visible=true").first.bounding_box()
    assert place is not None
    assert place["y"] < 2 * SCREEN
    if "then" in task:
        analyst.click(page.get_by_role("radio", name=task["then"], exact=True))
    for cell in [*task.get("cells", []), *task["documents"]]:
        # The table is drawn on a canvas, which holds its cells for those who do not see it.
        grid = page.get_by_test_id("data-grid-canvas")
        expect(grid.locator("td", has_text=cell).first).to_be_attached(timeout=PATIENCE)
    _documents(analyst, task)
    assert analyst.acts <= 5
    assert time.monotonic() - began < 60


def _click_between(page: Page, one: str, other: str) -> None:
    """Clicks the line between two things, in the middle, once the picture is at rest."""
    lines = shown(page)["lines"]
    name = next(each for each in lines if one in each and other in each)
    page.mouse.click(lines[name]["x"], lines[name]["y"])


def _documents(analyst: Analyst, task: dict[str, Any]) -> None:
    """Where the answer names no document itself, one click does."""
    page = analyst.page
    if task.get("row"):
        place = page.get_by_test_id("data-grid-canvas").first.bounding_box()
        assert place is not None
        analyst.acts += 1
        page.mouse.click(place["x"] + 20, place["y"] + 55)
    if "mark" in task:
        marks = page.get_by_test_id("stVegaLiteChart").locator("path[aria-roledescription=bar]")
        analyst.click(page.locator(f'path[aria-label*="{task["mark"]}"]').and_(marks).first)
    if "path" in task:
        paths = page.locator(".st-key-drawer").get_by_role("radiogroup")
        analyst.click(paths.locator("label", has_text=task["path"]).first)
    if "line" in task:
        analyst.acts += 1
        _click_between(page, *task["line"])
    if "behind" in task:
        link = page.locator(".stMain").get_by_role("link", name=task["behind"])
        expect(link.first).to_be_visible(timeout=PATIENCE)
        assert "source=" in (link.first.get_attribute("href") or "")
