"""The app as its users meet it: every page, on the real data, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import MARKDOWN
from tests.browser.fitness import settled
from tests.browser.on_canvas import DRAWN, click_line, drawn

if TYPE_CHECKING:
    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
APP = ROOT / "app.py"
LINE = "meeting/rtm-ca-14~attendedBy~country/KAZ"


def test_from_a_search_to_the_paragraph(serve: Serve, visit: Visit) -> None:
    """A visitor searches Kazakhstan, clicks its line to the meeting and reads where it is said."""
    page = visit(f"{serve(APP)}/network").page
    settled(page)
    search = page.get_by_role("combobox").first
    search.click()
    search.press_sequentially("kazakhst")
    page.get_by_role("option", name=re.compile("^Kazakhstan")).click()
    drawn(page)
    expect(page).to_have_url(re.compile("thing=country(/|%2F)KAZ"))
    click_line(page, DRAWN)
    card = page.locator(".cbrn-card").filter(has_text="attended by · Kazakhstan").first
    expect(card).to_contain_text("14th Round-Table Meeting for Central Asia")
    expect(card).to_contain_text("attended by · Kazakhstan")
    expect(card).to_contain_text("paragraph 5")
    expect(card).to_contain_text("UNICRI, June 2021")


def test_an_address_restores_the_view(serve: Serve, visit: Visit) -> None:
    """The address of a selected line opens its evidence in a new browser."""
    address = f"/network?thing=country/KAZ&at={quote(LINE, safe='/~')}"
    page = visit(serve(APP) + address).page
    drawn(page)
    expect(page.get_by_text("Why is this line here?")).to_be_visible()
    expect(page.locator(".cbrn-card").first).to_contain_text("paragraph 5")


def test_table_and_canvas_share_one_selection(serve: Serve, visit: Visit) -> None:
    """A line clicked on the canvas is told in the panel; Escape clears it in both."""
    page = visit(f"{serve(APP)}/network?thing=country/KAZ").page
    drawn(page)
    click_line(page, DRAWN)
    expect(page.get_by_text("Why is this line here?")).to_be_visible()
    expect(page).to_have_url(re.compile("at=country"))
    page.keyboard.press("Escape")
    expect(page.get_by_text("Why is this line here?")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("at=country"))


def test_a_question_card_answers_at_once(serve: Serve, visit: Visit) -> None:
    """A card's address opens its question in words with the answer below."""
    page = visit(f"{serve(APP)}/ask?question=accession&country=country/KAZ").page
    settled(page)
    expect(
        page.get_by_role("heading", name="When did Kazakhstan join the Initiative")
    ).to_be_visible()
    expect(page.get_by_text("4 rows in")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("SELECT ?a WHERE {\n  ?a rdfs:label ?b\n  ?c ?d\n}", "Line "),
        ("SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }", "SERVICE"),
        ("DELETE WHERE { ?s ?p ?o }", "read"),
        (
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
            "stopped",
        ),
    ],
    ids=["malformed", "service", "update", "endless"],
)
def test_a_bad_query_gets_a_sentence_and_the_app_lives_on(
    serve: Serve, visit: Visit, query: str, sentence: str
) -> None:
    """Queries that are wrong, forbidden or endless are told so, and the next one is answered."""
    url = serve(APP)
    page = visit(f"{url}/ask?query={quote(query)}").page
    alert = page.get_by_test_id("stAlert")
    expect(alert).to_contain_text(sentence, timeout=30_000)
    assert "Traceback" not in page.locator("body").inner_text()
    page.goto(f"{url}/ask?query={quote('ASK { ?s a cbrn:Country }')}")
    expect(page.get_by_role("heading", name="Yes")).to_be_visible(timeout=30_000)


def test_an_own_query_is_drawn_as_a_network(serve: Serve, visit: Visit) -> None:
    """The answer of a SELECT with ?source and ?target becomes a network."""
    query = (
        "SELECT ?source ?relation ?target WHERE { BIND(cbrn:discussed AS ?relation) "
        "?source ?relation ?target }"
    )
    page = visit(f"{serve(APP)}/ask?query={quote(query)}").page
    page.get_by_role("radio", name="network").click()
    drawn(page)
    expect(page.get_by_text(re.compile(r"\d+ projects"))).to_be_visible()


@pytest.mark.parametrize(
    "address",
    [
        "/network?thing=country/AAA&at=country/AAA",
        "/network?thing=meeting/rtm-e-01&at=meeting/rtm-e-01~attendedBy~country/AAA",
        "/cooperation?one=country/AAA&other=country/BBB",
        "/sources?source=source/gazette-2020",
        "/",
    ],
)
def test_markup_in_labels_stays_text(
    serve: Serve, visit: Visit, hostile: Path, address: str
) -> None:
    """A label with script, HTML or Markdown is shown as it is written and never runs."""
    page = visit(serve(APP, CBRN_GRAPH_FILE=str(hostile)) + address).page
    settled(page)
    if address.startswith("/network"):
        drawn(page)
    page.wait_for_timeout(1_000)
    assert page.evaluate("window.struck") is None
    assert page.locator("img[src='x']").count() == 0
    text = page.locator("body").inner_text()
    if address != "/":
        assert "<img src=x" in text
        assert MARKDOWN in text
