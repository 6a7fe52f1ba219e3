"""Several things selected together: by hand, by box, by line, by key, and in the twin."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.on_canvas import THINGS, at, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

APP = Path(__file__).parents[2] / "app.py"
PATIENCE = 60_000


@pytest.fixture(scope="module")
def url(serve: Serve, disputed_world: Path) -> str:
    """The app on the mini-world."""
    return serve(APP, CBRN_GRAPH_FILE=str(disputed_world))


@pytest.fixture
def touched(browser: Browser) -> Iterator[Page]:
    """A page on a screen that is touched."""
    context = browser.new_context(has_touch=True, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


def chosen(page: Page, count: int) -> dict[str, Any]:
    """What is selected, once the drawer says so many."""
    words = f"{count} selected"
    expect(page.get_by_role("heading", name=words, exact=True)).to_be_visible(timeout=PATIENCE)
    where = shown(page)
    assert len(where["group"]) == count
    return where


@pytest.mark.parametrize("width", [1440, 1024, 420])
def test_things_are_selected_one_by_one_and_hidden_together(
    url: str, visit: Visit, width: int
) -> None:
    """Clicks with Shift add and take out; Hide takes all of them; a reload shows the same."""
    page = visit(f"{url}/network?thing=meeting/rtm-e-01", width=width).page
    where = shown(page)
    page.keyboard.down("Shift")
    page.mouse.click(*at(where, "country/AAA"))
    page.mouse.click(*at(where, "region/EA"))
    page.keyboard.up("Shift")
    chosen(page, 2)
    expect(page).to_have_url(re.compile("at=country.*at=region"))
    page.reload()
    where = chosen(page, 2)
    assert {*where["group"]} == {THINGS + "country/AAA", THINGS + "region/EA"}
    page.get_by_role("button", name="Hide", exact=True).click()
    after = shown(page, len(where["nodes"]) - 2)
    assert not after["group"]
    expect(page.get_by_text("Hidden by you: 1 country and 1 region.")).to_be_visible()


def test_a_box_and_a_line_around_things_select_them(url: str, visit: Visit) -> None:
    """A drag with Shift takes what is in the box; with Alt too, what is in the line."""
    page = visit(f"{url}/network?thing=meeting/rtm-e-01").page
    where = shown(page)
    for keys in (["Shift"], ["Shift", "Alt"]):
        for key in keys:
            page.keyboard.down(key)
        page.mouse.move(20, 150)
        page.mouse.down()
        for x, y in ((1380, 150), (1380, 800), (20, 800), (20, 160))[: 2 if len(keys) == 1 else 4]:
            page.mouse.move(x, y, steps=3)
        page.mouse.up()
        for key in keys:
            page.keyboard.up(key)
        chosen(page, len(where["nodes"]))
        page.get_by_role("button", name="Select none").click()
        expect(page.locator(".st-key-drawer")).to_have_count(0)
        assert not shown(page)["group"]


def test_the_menu_on_the_right_button_acts(url: str, visit: Visit) -> None:
    """It offers what fits what is there; all of a kind are selected, and only they are kept."""
    page = visit(f"{url}/network?thing=meeting/rtm-e-01").page
    where = shown(page)
    page.mouse.click(*at(where, "country/AAA"), button="right")
    page.get_by_role("menuitem", name="Select all of this kind").click()
    chosen(page, 2)
    page.mouse.click(*at(shown(page), "country/AAA"), button="right")
    page.get_by_role("menuitem", name="Keep only this (2)").click()
    assert {*shown(page, 2)["nodes"]} == {THINGS + "country/AAA", THINGS + "country/BBB"}
    page.mouse.click(40, 500, button="right")
    page.get_by_role("menuitem", name="Undo").click()
    shown(page, len(where["nodes"]))


def test_the_same_by_keyboard(url: str, visit: Visit) -> None:
    """Space selects with others, M opens the menu at the thing, Escape takes all back."""
    page = visit(f"{url}/network?thing=meeting/rtm-e-01").page
    shown(page)
    page.locator(".stage").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name=re.compile(r"\d selected"))).to_be_visible()
    page.keyboard.press("m")
    expect(page.get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-drawer")).to_have_count(0)


def test_what_is_selected_together_is_marked_in_the_twin(url: str, visit: Visit) -> None:
    """The table of things has the same rows picked as the picture has things."""
    page = visit(f"{url}/network?thing=meeting/rtm-e-01&at=country/AAA&at=region/EA").page
    chosen(page, 2)
    page.get_by_text("The same view in words").click()
    page.get_by_role("radio", name="Things").click()
    marked = page.get_by_test_id("stDataFrame").last.locator('[role="row"][aria-selected="true"]')
    expect(marked).to_have_count(2, timeout=PATIENCE)


def test_a_long_press_opens_the_menu(url: str, visit: Visit) -> None:
    """On a touch screen, holding a finger on a thing opens what can be done with it."""
    page = visit(f"{url}/network?thing=meeting/rtm-e-01", width=420).page
    x, y = at(shown(page), "country/AAA")
    touch = page.context.new_cdp_session(page)
    touch.send(
        "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}
    )
    expect(page.get_by_role("menuitem", name="Open its sheet")).to_be_visible(timeout=PATIENCE)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def held(page: Page, thing: str) -> None:
    """Holds a finger on a thing until its menu is there."""
    x, y = at(shown(page), thing)
    touch = page.context.new_cdp_session(page)
    touch.send(
        "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}
    )
    expect(page.get_by_role("menuitem").first).to_be_visible(timeout=PATIENCE)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize(("width", "height"), [(420, 900), (1024, 768)])
def test_a_selection_is_worked_on_by_fingers_alone(
    url: str, touched: Page, width: int, height: int
) -> None:
    """A long press selects all of a kind; each verb is tapped, and Undo takes it back."""
    page = touched
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{url}/network?thing=region/EA")
    whole = len(shown(page)["nodes"])
    held(page, "meeting/rtm-e-01")
    page.get_by_role("menuitem", name="Select all of this kind").tap()
    drawer = page.locator(".st-key-drawer")
    expect(drawer.get_by_role("heading", name=re.compile(r"\d selected"))).to_be_visible()
    many = len(shown(page)["group"])
    for verb, written in (
        ("Only their years", re.compile("years=")),
        ("In time order", re.compile("do=arrange~time")),
        ("On the map", re.compile("do=arrange~map")),
    ):
        drawer.get_by_role("button", name=verb).tap()
        expect(page).to_have_url(written)
        page.get_by_role("button", name="Undo").tap()
        expect(page).not_to_have_url(written)
        shown(page, whole)
    drawer.get_by_role("button", name="Hide", exact=True).tap()
    shown(page, whole - many)
    expect(page).to_have_url(re.compile("do=hide"))
