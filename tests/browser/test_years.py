"""The strip of years under the network: pressed, dragged over, by key, played, in both times."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.on_canvas import shown

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture(scope="module")
def url(serve: Serve, disputed_world: Path) -> str:
    """The app on the mini-world."""
    return serve(APP, CBRN_GRAPH_FILE=str(disputed_world))


def year(page: Page, number: int) -> Locator:
    """The button of a year."""
    return page.locator(f'.years [data-year="{number}"]')


@pytest.mark.parametrize("width", [1440, 1024, 420])
def test_years_filter_the_picture_and_its_twin(url: str, visit: Visit, width: int) -> None:
    """A press shows what was so in that year, a drag several, All everything; tables follow."""
    page = visit(f"{url}/network?thing=region/EA", width=width).page
    whole = len(shown(page)["nodes"])
    bars = page.locator(".years .year")
    first, last = (int(bars.nth(at).get_attribute("data-year") or 0) for at in (0, -1))
    year(page, first).click()
    expect(page).to_have_url(re.compile(f"years={first}-{first}"))
    expect(year(page, first)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("Filtered out:")).to_be_visible()
    few = len(shown(page)["nodes"])
    assert few < whole
    page.get_by_text("The same view in words").click()
    rows = page.get_by_test_id("stDataFrame").last
    expect(rows.locator('[role="grid"]')).to_have_attribute(
        "aria-rowcount", str(len(shown(page)["lines"]) + 1)
    )
    one, other = (year(page, at).bounding_box() for at in (first, last))
    assert one
    assert other
    page.mouse.move(one["x"] + 3, one["y"] + 9)
    page.mouse.down()
    page.mouse.move(other["x"] + 3, other["y"] + 9, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile(f"years={first}-{last}"))
    page.locator(".years").get_by_role("button", name="All").click()
    expect(page).not_to_have_url(re.compile("years="))
    shown(page, whole)


def test_the_years_by_key_and_by_which_it_was_known(url: str, visit: Visit) -> None:
    """Enter chooses a year; the other time asks by which year documents had said so."""
    page = visit(f"{url}/network?thing=region/EA").page
    shown(page)
    year(page, 2020).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("years=2020-2020"))
    expect(year(page, 2020)).to_be_focused()
    page.get_by_label("Which time the years are").focus()
    page.keyboard.press("ArrowDown")
    expect(page).not_to_have_url(re.compile("years="))
    year(page, 2020).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("known=2020-12-31"))


def test_years_are_played_to_the_end_and_undone_as_one(url: str, visit: Visit) -> None:
    """P plays one year after the other, fast, and stops at the last; one Undo takes it back.

    The first and the last of them stand beside each other by one button.
    """
    page = visit(f"{url}/network?thing=region/EA", reduced_motion=False).page
    whole = len(shown(page)["nodes"])
    bars = page.locator(".years .year")
    first, last = (int(bars.nth(at).get_attribute("data-year") or 0) for at in (0, -1))
    page.get_by_label("How fast the years are played").select_option("fast")
    page.locator(".stage").focus()
    page.keyboard.press("p")
    expect(page.locator(".years").get_by_role("button", name="Stop")).to_be_visible()
    expect(page).to_have_url(re.compile(f"years={last}-{last}"))
    expect(page.locator(".years").get_by_role("button", name="Play the years")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page).not_to_have_url(re.compile("years="))
    shown(page, whole)
    year(page, first).focus()
    page.keyboard.press("End")
    expect(year(page, last)).to_be_focused()
    page.get_by_role("button", name="The first and the last of these years").click()
    expect(page.get_by_role("heading", name=re.compile(f"{first} beside {last}"))).to_be_visible()
    page.go_back()
    shown(page, whole)
