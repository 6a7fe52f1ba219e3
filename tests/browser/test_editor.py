"""The desk for SPARQL, by keyboard alone: completion, running, mistakes, cancelling, leaving."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pandas as pd
import pytest
from playwright.sync_api import Locator, expect

from tests.browser.fitness import faults

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

APP = Path(__file__).parents[2] / "app.py"
PATIENCE = 60_000
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def field(page: Page) -> Locator:
    """The field of the editor, once it is there and has the focus."""
    found = page.get_by_role("textbox", name="SPARQL query")
    found.focus(timeout=PATIENCE)
    return found


def text(page: Page) -> str:
    """What is written in the editor."""
    return str(page.locator(".sparql-editor").evaluate("root => root.text()"))


def rewrite(page: Page, query: str) -> None:
    """Puts a query in the place of what is written, as one who pastes it."""
    field(page)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(query)


def complete(page: Page, typed: str, name: str) -> None:
    """Types the beginning of something and takes the option of that name, with Enter."""
    page.keyboard.type(typed)
    options = page.get_by_role("option")
    expect(options.filter(has_text=name).first).to_be_visible(timeout=PATIENCE)
    for _ in range(30):
        # A list that has just opened does not take Enter yet, in case it was meant for the text.
        page.wait_for_timeout(150)
        if name in page.locator("[role=option][aria-selected=true]").inner_text():
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(options).to_have_count(0, timeout=PATIENCE)


@pytest.mark.slow
def test_a_query_is_written_by_completion_alone_and_run(serve: Serve, visit: Visit) -> None:
    """All but new variables comes from lists; it is run, drawn, and its link opens elsewhere."""
    page = visit(f"{serve(APP)}/ask?query=ASK%20%7B%7D", theme="dark").page
    rewrite(page, "")
    complete(page, "sel", "SELECT")
    page.keyboard.type("?source ?target ")
    complete(page, "whe", "WHERE")
    page.keyboard.type("{")
    page.keyboard.press("Enter")
    complete(page, "?so", "?source")
    page.keyboard.type(" a ")
    complete(page, "round tab", "Round table")
    page.keyboard.type(" ; ")
    complete(page, "discus", "discussed")
    page.keyboard.type(" ")
    complete(page, "?ta", "?target")
    page.keyboard.type(" ; ")
    complete(page, "attended", "attended by")
    page.keyboard.type(" ")
    page.keyboard.type("Kazakh")
    thing = page.get_by_role("option").first
    expect(thing).to_have_text(re.compile("^Kazakhstan\\s*country:KAZ · \\d+$"), timeout=PATIENCE)
    assert faults(page) == []
    complete(page, "", "Kazakhstan")
    assert text(page).split("\n") == [
        "SELECT ?source ?target WHERE {",
        "  ?source a cbrn:RoundTable ; cbrn:discussed ?target ; cbrn:attendedBy country:KAZ",
        "}",
    ]
    # Its label stands beside it, and is no part of the text.
    expect(page.locator(".cm-called")).to_have_text("Kazakhstan")
    page.keyboard.press("ControlOrMeta+Enter")
    expect(page.get_by_text(re.compile(r"^\d+ rows in \d"))).to_be_visible(timeout=PATIENCE)
    page.get_by_role("radio", name="Network").click(timeout=PATIENCE)
    page.wait_for_selector("[data-drawn]", timeout=PATIENCE)
    expect(page).to_have_url(re.compile("query=SELECT.*view=network"))
    assert faults(page) == []
    other = visit(page.url).page
    other.wait_for_selector("[data-drawn]", timeout=PATIENCE)
    field(other)
    assert text(other) == text(page)
    # In angle brackets the same thing is written by its address.
    rewrite(other, "ASK { ?project cbrn:coversCountry  }")
    other.keyboard.press("ArrowLeft")
    other.keyboard.press("ArrowLeft")
    complete(other, "<Kazakh", "Kazakhstan")
    assert re.search(r"coversCountry <http[^<>\s]+/country/KAZ> \}$", text(other))


def test_mistakes_are_marked_and_format_can_be_undone(serve: Serve, visit: Visit) -> None:
    """A mistake is marked at its line until that is mended; Format changes the layout only."""
    messy = "SELECT ?a WHERE {\n?a rdfs:label ?b\n?c ?d }"
    page = visit(f"{serve(APP)}/ask?query={quote(messy)}").page
    expect(page.get_by_test_id("stAlert")).to_contain_text("Line 3, column 1", timeout=PATIENCE)
    marked = page.locator(".cm-lintRange-error")
    expect(marked).to_have_text("?c")
    expect(page.locator(".sparql-editor")).to_have_attribute("data-faulty", "3")
    field(page)
    page.keyboard.press("Shift+Alt+f")
    tidy = "SELECT ?a\nWHERE {\n  ?a rdfs:label ?b ?c ?d\n}\n"
    expect(page.locator(".cm-content")).to_contain_text("?b ?c", timeout=PATIENCE)
    assert text(page) == tidy
    page.keyboard.press("ControlOrMeta+z")
    assert text(page) == messy
    page.keyboard.press("ControlOrMeta+Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.type(" .")
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("?a ")
    expect(marked).to_have_count(0)
    page.keyboard.press("ControlOrMeta+Enter")
    expect(page.get_by_text(re.compile(r"[\d,]+ rows in \d"))).to_be_visible(timeout=PATIENCE)
    # That many rows are cut, and the answer says how many there are.
    expect(page.get_by_text(re.compile(r"first 10,000 of [\d,]+ rows"))).to_be_visible(
        timeout=PATIENCE
    )


def test_a_long_query_is_cancelled_and_the_editor_is_left(serve: Serve, visit: Visit) -> None:
    """Tab indents; Escape and Tab lead to the buttons; Cancel ends the query at once."""
    page = visit(f"{serve(APP)}/ask?query=ASK%20%7B%7D").page
    rewrite(page, ENDLESS)
    page.keyboard.press("ControlOrMeta+Home")
    page.keyboard.press("Tab")
    expect(field(page)).to_be_focused()
    assert text(page) == f"  {ENDLESS}"
    page.keyboard.press("ControlOrMeta+Enter")
    cancel = page.get_by_role("button", name="Cancel")
    expect(cancel).to_be_enabled()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(cancel).to_be_focused()
    page.keyboard.press("Enter")
    # Well before the ten seconds that a query may take.
    expect(page.get_by_text(re.compile(r"Cancelled after \d\.\d seconds"))).to_be_visible(
        timeout=PATIENCE
    )
    expect(field(page)).to_be_focused()
    expect(cancel).to_be_disabled()
    # Text and undo survive a look at another page.
    # The address comes after the content: who goes back before it comes leaves the query as well.
    page.get_by_role("link", name="Sources").click()
    expect(page).to_have_url(re.compile("/sources$"), timeout=PATIENCE)
    expect(page.locator(".sparql-editor")).to_have_count(0, timeout=PATIENCE)
    page.go_back()
    expect(page.get_by_text("Cancelled after")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=PATIENCE)
    field(page)
    page.keyboard.press("ControlOrMeta+z")
    assert text(page) == ENDLESS


@pytest.mark.slow
def test_a_query_by_clicks_is_told_who_says_so_and_read_elsewhere(
    serve: Serve, visit: Visit
) -> None:
    """From the diagram to a query by clicks alone, its statements, its link, its CSV by pandas."""
    page = visit(f"{serve(APP)}/ask?query=ASK%20%7B%7D").page
    page.get_by_text("Write a query by clicks").click(timeout=PATIENCE)
    kinds = page.get_by_role("group", name="Kinds of thing")
    kinds.get_by_role("button", name=re.compile("^Project")).click(timeout=PATIENCE)
    lines = page.get_by_role("list", name="Lines to other things")
    lines.get_by_role("button", name=re.compile("covers country → Country")).click(timeout=PATIENCE)
    content = page.locator(".cm-content")
    expect(content).to_contain_text("?project cbrn:coversCountry ?country", timeout=PATIENCE)
    assert faults(page) == []
    page.get_by_role("button", name="Show who says so").click()
    expect(content).to_contain_text("cbrn:statedIn ?document1", timeout=PATIENCE)
    page.get_by_role("button", name="Without who says so").click()
    expect(content).not_to_contain_text("cbrn:statedIn", timeout=PATIENCE)
    page.get_by_role("button", name="Show who says so").click()
    expect(content).to_contain_text("cbrn:statedIn ?document1", timeout=PATIENCE)
    page.get_by_role("button", name="Run").click()
    counted = page.get_by_text(re.compile(r"^[\d,]+ rows in \d"))
    expect(counted).to_be_visible(timeout=PATIENCE)
    expect(page).to_have_url(re.compile("query=SELECT.*document1"), timeout=PATIENCE)
    number = int(counted.inner_text().partition(" ")[0].replace(",", ""))
    other = visit(page.url).page
    field(other)
    expect(other.get_by_text(re.compile(rf"^{number:,} rows in \d"))).to_be_visible(
        timeout=PATIENCE
    )
    assert text(other) == text(page)
    page.get_by_text("Ask from another program").click()
    address = page.get_by_test_id("stCode").filter(has_text="/sparql?format=csv").first
    table = pd.read_csv(address.inner_text(timeout=PATIENCE).strip())
    assert len(table) == number
    assert "Kazakhstan" in set(table["countryLabel"])


def test_several_queries_are_open_by_keyboard_and_stay_in_the_browser(
    serve: Serve, visit: Visit
) -> None:
    """Tabs are opened, named and closed; the address and the answer are of the one in front."""
    page = visit(f"{serve(APP)}/ask?query=SELECT%20%3Fr%20%7B%3Fr%20a%20cbrn%3ARegion%7D").page
    expect(page.get_by_text("8 rows in")).to_be_visible(timeout=PATIENCE)
    tabs = page.get_by_role("tablist", name="Open queries").get_by_role("tab")
    page.get_by_role("button", name="New query").click()
    expect(tabs).to_have_text(["Query 1", "Query 2"])
    expect(page.get_by_text("8 rows in")).to_have_count(0, timeout=PATIENCE)
    rewrite(page, "ASK { country:KAZ a cbrn:Country }")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Yes")).to_be_visible(timeout=PATIENCE)
    tabs.nth(1).press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.get_by_text("8 rows in")).to_be_visible(timeout=PATIENCE)
    expect(page).to_have_url(re.compile("cbrn%3ARegion"))
    assert "cbrn:Region" in text(page)
    tabs.nth(0).press("F2")
    page.keyboard.insert_text("Regions")
    page.keyboard.press("Enter")
    expect(tabs).to_have_text(["Regions", "Query 2"])
    tabs.nth(0).press("Delete")
    expect(page.get_by_role("heading", name="Yes")).to_be_visible(timeout=PATIENCE)
    expect(tabs).to_have_text(["Query 2"])
    page.get_by_role("button", name="Open Regions again").click()
    expect(page.get_by_text("8 rows in")).to_be_visible(timeout=PATIENCE)
    assert not faults(page)
    page.reload()
    expect(tabs).to_have_text(["Regions", "Query 2"], timeout=PATIENCE)
    expect(tabs.nth(0)).to_have_attribute("aria-selected", "true")
