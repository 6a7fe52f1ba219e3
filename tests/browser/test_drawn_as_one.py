"""Several things drawn as one, dragged together, shown on the map and in time, in a browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.fitness import faults
from tests.browser.on_canvas import THINGS, at, shown

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

APP = Path(__file__).parents[2] / "app.py"
BOTH = "at=country/AAA&at=country/BBB"


@pytest.fixture(scope="module")
def url(serve: Serve, disputed_world: Path) -> str:
    """The app on the mini-world."""
    return serve(APP, CBRN_GRAPH_FILE=str(disputed_world))


def choose(page: Page, words: str) -> None:
    """Chooses what the open menu offers."""
    page.get_by_role("menuitem", name=words).click()


@pytest.mark.slow
def test_a_kind_is_drawn_as_one_and_opened_again(url: str, visit: Visit) -> None:
    """The menu makes it: its number is exact, its sheet lists it, its lines have documents."""
    page = visit(f"{url}/network?thing=meeting/rtm-e-01").page
    before = shown(page)
    page.mouse.click(*at(before, "country/AAA"), button="right")
    assert not faults(page)
    choose(page, "Draw all of this kind as one")
    expect(page).to_have_url(re.compile("group-by~kind~Country"))
    where = shown(page, len(before["nodes"]) - 1)
    assert where["sorts"]["group:kind:Country"] == "group"
    expect(page.get_by_text("2 things drawn as 1 group.")).to_be_visible()
    page.mouse.click(*at(where, "group:kind:Country"))
    drawer = page.locator(".st-key-drawer")
    expect(drawer.get_by_role("heading", name="2 countries")).to_be_visible()
    expect(drawer.get_by_role("link", name="Aland")).to_be_visible()
    expect(page).to_have_url(re.compile("at=group"))
    where = shown(page)
    line = next(one for one in where["lines"] if "group:" in one and "meeting/rtm-e-01" in one)
    page.mouse.click(where["lines"][line]["x"], where["lines"][line]["y"])
    expect(drawer.get_by_text(re.compile(r"\d lines drawn as one"))).to_be_visible()
    expect(drawer.locator(".cbrn-card").first).to_be_visible()
    page.get_by_text("The same view in words").click()
    page.get_by_role("radio", name="Things").click()
    page.reload()
    where = shown(page, len(before["nodes"]) - 1)
    page.mouse.click(*at(where, "group:kind:Country"), button="right")
    choose(page, "Open the group")
    assert shown(page, len(before["nodes"]))["places"] == before["places"]
    page.get_by_role("button", name="Undo").click()
    shown(page, len(before["nodes"]) - 1)


@pytest.mark.parametrize("width", [1440, 1024, 420])
def test_what_is_selected_is_grouped_named_and_dragged(url: str, visit: Visit, width: int) -> None:
    """Two things get a name as one; two things that are dragged keep both their places."""
    page = visit(f"{url}/network?thing=meeting/rtm-e-01&{BOTH}", width=width).page
    where = shown(page)
    drawer = page.locator(".st-key-drawer")
    expect(drawer.get_by_text("On the map")).to_be_visible()
    if width == 1440:
        x, y = at(where, "country/AAA")
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 40, y + 20, steps=3)
        page.mouse.up()
        expect(page).to_have_url(re.compile("pin~country.*AAA.*pin~country.*BBB"))
        after = shown(page)
        moved = [
            (at(after, name)[0] - at(where, name)[0], at(after, name)[1] - at(where, name)[1])
            for name in ("country/AAA", "country/BBB")
        ]
        # Drawing and address each keep whole units: two steps of rounding lie between the two.
        assert moved[0] == pytest.approx(moved[1], abs=2.4 * after["scale"])
        assert moved[0] == pytest.approx((40, 20), abs=4)
        page.get_by_role("button", name="Undo").click()
        expect(page).not_to_have_url(re.compile("pin~"))
    drawer.get_by_role("button", name="Group").click()
    page.get_by_label("Name of the group").fill("Ours & theirs")
    page.get_by_label("Name of the group").press("Enter")
    page.get_by_role("button", name="Draw as one").click()
    expect(drawer.get_by_role("heading", name="Ours & theirs: 2 countries")).to_be_visible()
    where = shown(page, len(where["nodes"]) - 1)
    assert where["selected"]["id"] == "group:name:Ours & theirs"
    page.get_by_label("Name of the group").fill("Ours")
    page.get_by_label("Name of the group").press("Enter")
    expect(drawer.get_by_role("heading", name="Ours: 2 countries")).to_be_visible()
    expect(page).to_have_url(re.compile("group~Ours~"))


def test_the_same_by_keyboard_and_on_the_map(url: str, visit: Visit) -> None:
    """G makes a group of a selection, O opens it; the menu shows it on the map and in time."""
    page = visit(f"{url}/network?thing=meeting/rtm-e-01").page
    many = len(shown(page)["nodes"])
    stage = page.locator(".stage")
    stage.focus()
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name=re.compile(r"\d selected"))).to_be_visible()
    stage.focus()
    page.keyboard.press("m")
    choose(page, "Show on the map")
    expect(page).to_have_url(re.compile("arrange~map"))
    assert len(shown(page)["group"]) > 1
    stage.focus()
    page.keyboard.press("m")
    choose(page, "Show in time order")
    expect(page).to_have_url(re.compile("arrange~time"))
    shown(page)
    stage.focus()
    page.keyboard.press("g")
    expect(page).to_have_url(re.compile("do=group~Group"))
    where = shown(page)
    assert len(where["nodes"]) < many
    assert where["selected"]["id"] == "group:name:Group 1"
    stage.focus()
    page.keyboard.press("o")
    expect(page).to_have_url(re.compile("do=open"))
    assert THINGS + "country/AAA" in shown(page, many)["nodes"]


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (420, 800)])
def test_names_keep_clear_of_lines_and_buttons(
    url: str, visit: Visit, width: int, height: int
) -> None:
    """No line ends in a name, and no name lies under the buttons, on any canvas."""
    page = visit(url, width=width, height=height).page
    for address in ("", "/network", "/network?thing=meeting/rtm-e-01"):
        if address:
            page.goto(url + address)
        where = shown(page)
        crossed, struck = page.locator(".network-canvas").evaluate("root => root.struck()")
        assert struck == 0
        tools = where["tools"]
        for (left, top), (right, bottom) in where["boxes"]:
            assert (
                right < tools["left"]
                or left > tools["right"]
                or bottom < tools["top"]
                or top > tools["bottom"]
            )
        assert crossed or address != "/network?thing=meeting/rtm-e-01"
