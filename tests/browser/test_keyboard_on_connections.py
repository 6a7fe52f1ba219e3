"""Connections by keyboard alone: paths, groups, and the documents behind them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.by_keyboard import choose, follow, press, reach, says, silent, tick, turn, walk
from tests.browser.on_canvas import shown

if TYPE_CHECKING:
    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

APP = Path(__file__).parents[2] / "app.py"
TALL = 1400


@pytest.fixture(scope="module")
def url(serve: Serve, disputed_world: Path) -> str:
    """The app on the mini-world."""
    return serve(APP, CBRN_GRAPH_FILE=str(disputed_world))


def test_connections_by_keyboard(url: str, visit: Visit) -> None:
    """Two things, how far, not through what, without which lines; how they are then connected."""
    page = visit(f"{url}/connections", height=TALL).page
    tick(page, "Between", "aland")
    says(page, "between=country/AAA")
    tick(page, "Between", "project 1")
    says(page, "between=country/AAA,project/001")
    paths = page.get_by_role("radiogroup", name="Paths between").get_by_role("radio")
    expect(paths).to_have_count(2)
    press(page, "Ways")
    turn(page, "Longest path", "3")
    says(page, "longest=3")
    expect(paths).to_have_count(1)
    turn(page, "Longest path", "6")
    says(page, "longest=6")
    expect(paths).not_to_have_count(1)
    tick(page, "Not through", "1st")
    says(page, "around=meeting/rtm-e-01")
    expect(page.get_by_text("No path of up to 6 lines")).to_be_visible()
    reach(page, page.get_by_role("combobox", name="Not through"))
    page.keyboard.press("Backspace")
    silent(page, "around=")
    tick(page, "Without these lines", "discussed")
    says(page, "without=discussed")
    expect(page.get_by_text("No path of up to 6 lines")).to_be_visible()


def test_a_path_leads_to_its_documents_by_keyboard(url: str, visit: Visit) -> None:
    """A path is lit and lists its lines; one of them, and one of the picture, tell their place."""
    page = visit(f"{url}/connections?between=country/AAA,project/001", height=TALL).page
    turn(page, "Paths between", "2nd Round Table")
    says(page, "path=1.2")
    expect(page.get_by_role("heading", name="Why is this path here?")).to_be_visible()
    step = page.get_by_text("East · region covered by · 1st Round Table for the East", exact=True)
    expect(step).to_be_visible()
    # The whole path at once: a card at least for each of its four lines.
    expect(page.locator(".cbrn-card").nth(3)).to_be_visible()
    page.go_back()
    silent(page, "path=")
    reach(page, page.locator(".stage"))
    walk(page, "project/001")
    page.keyboard.press("l")
    page.keyboard.press("Enter")
    says(page, "at=meeting/rtm-e-01~discussed~project/001")
    expect(page.locator(".cbrn-card")).to_contain_text("paragraph 3")
    follow(page, "1st Round Table for the East", exact=True)
    says(page, "/network?thing=meeting/rtm-e-01")


def test_two_groups_by_keyboard(url: str, visit: Visit) -> None:
    """A thing for each group, and from what bridges them to its network."""
    page = visit(f"{url}/connections", height=TALL).page
    tick(page, "One group", "aland")
    says(page, "group=country/AAA")
    tick(page, "The other group", "project 1")
    says(page, "othergroup=project/001")
    expect(page.get_by_role("row", name="1st Round Table for the East 100%")).to_be_visible()
    choose(page, "Show the documents behind", "1st")
    expect(page.get_by_role("heading", name="Aland and 1st Round Table")).to_be_visible()
    expect(page.locator(".cbrn-card", has_text="paragraph 3").first).to_be_visible()
    follow(page, "1st Round Table for the East", exact=True)
    says(page, "/network?thing=meeting/rtm-e-01")
    shown(page)
