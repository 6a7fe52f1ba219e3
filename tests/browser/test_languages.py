"""Names in the reader's language: chosen once, kept on every page, in every width, shown right."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.fitness import faults, settled, unfit
from tests.browser.on_canvas import shown

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

APP = Path(__file__).parents[2] / "app.py"
KAZAKHSTAN = "كازاخستان"


def choose(page: Page, told: str) -> None:
    """Choose a language by what stands in the list, with keys as well as eyes would."""
    page.locator(".st-key-language").get_by_role("button").click()
    field = page.get_by_role("combobox", name="Language of names")
    field.click()
    field.fill(told)
    page.get_by_role("option", name=re.compile(told)).click()
    page.keyboard.press("Escape")


def test_names_in_arabic_on_every_page(serve: Serve, watch: Visit) -> None:
    """Chosen on a narrow screen, it goes along in the menu, and English takes it back."""
    visitor = watch(serve(APP) + "/network?thing=country/KAZ", width=420)
    page = visitor.page
    shown(page)
    choose(page, "Arabic")
    expect(page).to_have_url(re.compile(r"thing=country(/|%2F)KAZ&lang=ar$"))
    page.set_viewport_size({"width": 1440, "height": 900})
    field = page.get_by_role("combobox", name="Find a thing")
    expect(field).to_have_value(KAZAKHSTAN)
    expect(field).to_have_attribute("lang", "ar")
    expect(field).to_have_attribute("dir", "rtl")

    page.get_by_text("The same view in words").click()
    page.get_by_text("Outline", exact=True).click()
    named = page.locator(f'.cbrn-outline bdi[lang="ar"][dir="rtl"]:text-is("{KAZAKHSTAN}")')
    expect(named).to_have_count(1)
    page.get_by_role("button", name="Sheet").click()
    expect(page.locator("h3 bdi[lang=ar]")).to_have_text(KAZAKHSTAN)
    assert unfit(visitor) == []

    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("link", name="Sources").click()
    expect(page).to_have_url(re.compile(r"/sources\?lang=ar$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/network\?thing=country(/|%2F)KAZ&lang=ar$"))
    shown(page)
    choose(page, "English")
    expect(page).to_have_url(re.compile(r"/network\?thing=country(/|%2F)KAZ$"))
    expect(field).to_have_value("Kazakhstan")


def test_a_report_in_arabic_names(serve: Serve, visit: Visit) -> None:
    """The report says names in the language, each with its direction, and nobody is kept out."""
    page = visit(serve(APP) + "/cooperation?view=report&about=country/KAZ&lang=ar").page
    settled(page)
    written = page.frame_locator("iframe").first
    expect(written.get_by_text("Names are in Arabic where one is on record").first).to_be_visible()
    expect(
        written.locator(f'td bdi[lang="ar"][dir="rtl"]:text-is("{KAZAKHSTAN}")')
    ).not_to_have_count(0)
    assert faults(page) == []


def test_the_pages_in_french(serve: Serve, visit: Visit) -> None:
    """Network, its twin and its sheet speak French and say so; a page that does not says that."""
    page = visit(serve(APP) + "/network?thing=country/KAZ&lang=fr").page
    shown(page)
    whole = page.locator("html")
    expect(whole).to_have_attribute("lang", "fr")
    expect(whole).to_have_attribute("dir", "ltr")
    expect(page.get_by_role("heading", level=1)).to_have_text("Réseau")
    expect(page.get_by_role("link", name="Vue d’ensemble")).to_be_visible()
    page.get_by_text("La même vue en toutes lettres").click()
    page.get_by_text("Plan", exact=True).click()
    expect(page.locator(".cbrn-outline summary").first).to_contain_text("Pays")
    page.get_by_role("button", name="Fiche").click()
    expect(page.get_by_role("link", name="Lire comme notice")).to_be_visible()
    assert faults(page) == []

    page.get_by_role("link", name="Lire comme notice").click()
    expect(whole).to_have_attribute("lang", "fr")
    expect(page.get_by_role("heading", name="Qui le dit")).to_be_visible()
    expect(page.get_by_role("heading", name="Pas au registre")).to_be_visible()
    assert faults(page) == []

    page.goto(serve(APP) + "/cooperation?view=report&about=country/KAZ&lang=fr")
    settled(page)
    expect(whole).to_have_attribute("lang", "en")
    expect(page.get_by_role("link", name="Coopération")).to_be_visible()
    written = page.frame_locator("iframe").first
    expect(written.get_by_text("Names are in French where one is on record").first).to_be_visible()
    assert faults(page) == []
