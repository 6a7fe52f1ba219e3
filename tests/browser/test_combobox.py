"""The field to choose things by name: by keyboard, by pointer, and what it never takes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.fitness import in_both_themes, settled

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

APP = Path(__file__).parents[2] / "app.py"
OPTION = '[role="option"]:visible'
"""An option of a list of ours; those of a plain list have the role without saying so."""


def field(page: Page, name: str) -> Locator:
    """The field of a name, once the page is there."""
    settled(page)
    return page.get_by_role("combobox", name=name)


def test_enter_takes_what_was_typed(serve: Serve, visit: Visit) -> None:
    """A name, an acronym or a number and Enter at once: the thing itself, and nothing near it."""
    page = visit(f"{serve(APP)}/network").page
    for typed, short in (
        ("Kazakhstan", "country/KAZ"),
        ("Project 87", "project/087"),
        ("46", "project/046"),
        ("preca", "project/087"),
        ("Viet Nam", "country/VNM"),
    ):
        search = field(page, "Find a thing")
        search.fill(typed)
        search.press("Enter")
        expect(page).to_have_url(re.compile(f"thing={short.replace('/', '(/|%2F)')}$"))
        expect(page.locator(OPTION)).to_have_count(0)


def test_enter_takes_nothing_else(serve: Serve, visit: Visit) -> None:
    """What is not on record is said, and neither a slip nor a longer number is taken for it."""
    page = visit(f"{serve(APP)}/network?thing=country/GEO").page
    for typed in ("Paraguay", "Kazahkstan", "Project 6"):
        search = field(page, "Find a thing")
        search.fill(typed)
        search.press("Enter")
        expect(page.get_by_text(f"Nothing called “{typed}” is on record").first).to_be_visible()
        search.press("Tab")
        expect(search).to_have_value("Georgia")
        expect(page.get_by_text(f"“{typed}” was not taken")).to_be_visible()
        assert "GEO" in page.url


def test_list_is_walked_and_left_by_keyboard(serve: Serve, visit: Visit) -> None:
    """Arrows walk the list from kind to kind, Escape leaves it and keeps what was chosen."""
    page = visit(f"{serve(APP)}/network?thing=country/GEO").page
    search = field(page, "Find a thing")
    search.fill("kaz")
    expect(page.get_by_role("group", name="countries")).to_be_visible()
    active = page.locator(f"{OPTION}[aria-selected=true]")
    expect(active).to_contain_text("Kazakhstan")
    search.press("ArrowDown")
    expect(active).to_contain_text("in Kazakhstan")
    assert in_both_themes(page) == []
    search.press("Escape")
    expect(page.locator(OPTION)).to_have_count(0)
    expect(search).to_have_value("Georgia")
    search.press("Escape")
    expect(search).to_have_value("Georgia")
    assert "GEO" in page.url


def test_several_close_over_no_answer(serve: Serve, visit: Visit) -> None:
    """Each choice closes the list; Backspace takes the last one back; no more than allowed."""
    page = visit(f"{serve(APP)}/connections").page
    between = field(page, "Between")
    for typed in ("WHO", "Project 53"):
        between.fill(typed)
        between.press("Enter")
        expect(page.locator(OPTION)).to_have_count(0)
        expect(page.get_by_role("button", name="Remove")).to_have_count(2 if "5" in typed else 1)
    expect(page.get_by_role("heading", name="Paths")).to_be_visible()
    between.press("Backspace")
    expect(page.get_by_role("button", name="Remove")).to_have_count(1)


def test_name_that_was_matched_is_shown_and_picked_by_pointer(serve: Serve, visit: Visit) -> None:
    """A thing found by another name shows that name beside its own."""
    page = visit(f"{serve(APP)}/network").page
    search = field(page, "Find a thing")
    search.click()
    search.press_sequentially("ghulo")
    option = page.get_by_role("option", name="Bakhtiyor Gulyamov")
    expect(option).to_contain_text("Bakhtiyor Ghulomov")
    option.click()
    expect(page).to_have_url(re.compile("bakhtiyor-gulyamov"))
