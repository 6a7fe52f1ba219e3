"""Back and Forward take one step each, a page come back to stands as it was left, paper has all."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.browser.fitness import settled
from tests.browser.on_canvas import at, legend, shown

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

APP = Path(__file__).parents[2] / "app.py"
STEPS = 30
FEWEST = 3
"""With fewer things in view the walk takes none out."""
_STILL = 250
_TRIES = 120
_COUNT = "() => history.length"


@pytest.fixture(scope="module")
def url(serve: Serve, disputed_world: Path) -> str:
    """The app on the mini-world."""
    return serve(APP, CBRN_GRAPH_FILE=str(disputed_world))


Stand = tuple[str, str, tuple[str, ...]]
"""What is on the screen: the address, what is selected, and the things in view."""


def seen(page: Page) -> Stand:
    """What is on the screen now."""
    settled(page)
    if "/network" not in page.url:
        return page.url, "", ()
    where = shown(page)
    selected = where["selected"] or {"id": sorted(where["group"])}
    return page.url, str(selected["id"]), tuple(sorted(where["nodes"]))


def stands(page: Page) -> Stand:
    """What is on the screen once it stays: the address changes before the picture does."""
    before = seen(page)
    while True:
        page.wait_for_timeout(_STILL)
        now = seen(page)
        if now == before:
            return now
        before = now


def comes_to(page: Page, wanted: Stand) -> None:
    """Waits until the screen shows what is wanted, and fails with what it shows instead."""
    for _ in range(_TRIES):
        if seen(page) == wanted:
            return
        page.wait_for_timeout(_STILL)
    assert seen(page) == wanted


@dataclass
class Walk:
    """A person who goes at random, and where the page stood before and after each step."""

    page: Page
    chance: random.Random
    stood: list[Stand] = field(default_factory=list)

    def begin(self) -> None:
        """Notes where the walk begins."""
        self.stood = [stands(self.page)]

    def step(self) -> None:
        """One act that changes what the address says; which one is left to chance."""
        acts = [self._select, self._hide, self._kind, self._leave]
        chosen = self.chance.choices(acts, [6, 2, 2, 2])[0]
        if len(shown(self.page)["nodes"]) < FEWEST:
            chosen = self._back_in
        before = self.page.url
        chosen(shown(self.page))
        if chosen != self._leave:
            expect(self.page).not_to_have_url(before)
        self.stood.append(stands(self.page))

    def _select(self, where: dict[str, Any]) -> None:
        selected = where["selected"] and where["selected"]["id"]
        places = where["nodes"] | where["lines"]
        other = self.chance.choice(sorted(places.keys() - {selected}))
        self.page.mouse.click(places[other]["x"], places[other]["y"])

    def _hide(self, where: dict[str, Any]) -> None:
        name = self.chance.choice(sorted(one for one in where["nodes"] if "rest~" not in one))
        place = where["nodes"][name]
        self.page.mouse.click(place["x"], place["y"], button="right")
        self.page.get_by_role("menuitem", name="Hide", exact=True).click()

    def _back_in(self, _: dict[str, Any]) -> None:
        self.page.get_by_role("button", name="Undo").click()

    def _kind(self, _: dict[str, Any]) -> None:
        buttons = self.page.locator(".legend button[aria-pressed]:not([data-kind=hubs])")
        buttons.nth(self.chance.randrange(buttons.count())).click()

    def _leave(self, _: dict[str, Any]) -> None:
        """To another page by the menu, and back by the menu: two steps, the second of them noted.

        The view that is come back to is the one that was left.
        """
        left = self.stood[-1]
        self._menu("Sources")
        expect(self.page).to_have_url(re.compile("/sources"))
        self.stood.append(stands(self.page))
        self._menu("Network")
        expect(self.page).to_have_url(left[0])
        comes_to(self.page, left)

    def _menu(self, name: str) -> None:
        self.page.get_by_test_id("stTopNavLink").filter(has_text=name).click()


@pytest.mark.parametrize("seed", [13])
def test_back_and_forward_take_one_step_each(url: str, visit: Visit, seed: int) -> None:
    """After thirty steps at random, Back stands where each began, and Forward where it ended."""
    page = visit(f"{url}/network?thing=meeting/rtm-e-01").page
    walk = Walk(page, random.Random(seed))
    walk.begin()
    entries = page.evaluate(_COUNT)
    while len(walk.stood) <= STEPS:
        walk.step()
    stood = walk.stood
    assert page.evaluate(_COUNT) == min(50, entries + len(stood) - 1), "one entry for each step"
    # A browser keeps fifty entries.
    for before in reversed(stood[:-1]):
        page.go_back()
        expect(page).to_have_url(before[0])
        comes_to(page, before)
    for after in stood[1:]:
        page.go_forward()
        expect(page).to_have_url(after[0])
        comes_to(page, after)


def test_nothing_more_to_bring_in_is_said_and_is_no_step(url: str, visit: Visit) -> None:
    """A double click on what is expanded says so; there is nothing to undo, and no entry."""
    page = visit(f"{url}/network?thing=meeting/rtm-e-01&at=meeting/rtm-e-01").page
    where = shown(page)
    entries = page.evaluate(_COUNT)
    page.mouse.dblclick(*at(where, "meeting/rtm-e-01"))
    expect(page.get_by_text("Nothing more to bring in")).to_be_visible()
    assert page.evaluate(_COUNT) == entries
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_each_of_several_quick_acts_counts(url: str, visit: Visit) -> None:
    """Three double clicks within a second expand three things, in their order."""
    page = visit(f"{url}/network?things=country/AAA~project/001~region/EA").page
    where = shown(page)
    for one in ("country/AAA", "project/001", "region/EA"):
        page.mouse.dblclick(*at(where, one))
    expect(page).to_have_url(re.compile("expand~country.*expand~project.*expand~region"))


def test_the_whole_picture_is_on_one_page_of_paper(url: str, visit: Visit, tmp_path: Path) -> None:
    """A4 landscape, from the dark and zoomed in: one white page with the sentence and all of it."""
    page = visit(f"{url}/network?thing=meeting/rtm-e-01", theme="dark").page
    shown(page)
    legend(page, "countries").wait_for()
    for _ in range(4):
        page.get_by_role("button", name="Zoom in").click()
    shown(page)
    page.pdf(path=str(tmp_path / "a4.pdf"), format="A4", landscape=True, print_background=True)
    pages = pypdfium2.PdfDocument(tmp_path / "a4.pdf")
    assert len(pages) == 1
    words = pages[0].get_textpage().get_text_range()
    assert "1st Round Table for the East with" in words
    assert "Language" not in words, "no button comes onto the paper"
    picture = pages[0].render(scale=1).to_pil().convert("RGB")
    inked = (
        picture.crop((0, 40, picture.width, picture.height - 60))
        .convert("L")
        .point(lambda shade: 255 * (shade < 200))
    )
    left, top, right, bottom = inked.getbbox() or (0, 0, 0, 0)
    assert picture.getpixel((4, 4)) == (255, 255, 255)
    assert right - left > picture.width / 3, "all of the picture, not a corner of it"
    assert bottom - top > picture.height / 3
    assert left > 2, "nothing is cut off at the edges"
    assert right < picture.width - 2
