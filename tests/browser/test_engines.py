"""The app on each engine: the same story, the same words; and an engine that dies and returns."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests
from playwright.sync_api import expect

from tests.browser.fitness import settled
from tests.browser.on_canvas import DRAWN, click_line, drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Serve, Visit
    from tests.engine_servers import EngineServer

pytestmark = [pytest.mark.browser, pytest.mark.slow]

APP = Path(__file__).parents[2] / "app.py"
AWAY = "The graph's engine does not answer"


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> EngineServer:
    """Each engine that the app can stand on, with the build published in it."""
    found: EngineServer = request.getfixturevalue(request.param)
    return found


def words(page: Page) -> str:
    """What a page says at rest, without how long a query took and how to cite the file itself."""
    settled(page)
    text = page.get_by_test_id("stMain").inner_text()
    text = re.sub(r"keyboard_arrow_right\s+Cite this answer\s+", "", text)
    return re.sub(r"[\d.]+ seconds", "… seconds", text)


def check_same(told: Callable[[], str], there: Page) -> str:
    """What a page says, once it is what was told."""
    for _ in range(60):
        if told() == words(there):
            break
        there.wait_for_timeout(500)
    assert told() == words(there)
    assert AWAY not in words(there)
    return words(there)


def to_the_paragraph(page: Page) -> None:
    """From a country to a line of it and the place where it is stated."""
    drawn(page)
    click_line(page, DRAWN)
    card = page.locator(".cbrn-card").filter(has_text="attended by · Kazakhstan").first
    expect(card).to_contain_text("paragraph 5")


def says(sign: str) -> Callable[[Page], None]:
    """Waits until a page says something."""
    return lambda page: expect(page.get_by_test_id("stMain")).to_contain_text(sign)


CHAPTERS: dict[str, Callable[[Page], None]] = {
    "/": says("The newest documents"),
    "/network?thing=country/KAZ": to_the_paragraph,
    "/ask?question=accession&country=country/KAZ": says("4 rows in"),
    "/cooperation?one=project/053&other=project/065": says("Project 53"),
    "/sources?source=source/unicri-2021-06-rtm-ca-14": says("132 of 132 statements"),
    "/connections?between=country/KAZ,project/053": says("Kazakhstan"),
}


def served_on(server: EngineServer, serve: Serve) -> str:
    """The app on an engine, with its process for programs, which asks the engine too."""
    return serve(APP, CBRN_GRAPH_APART="1", CBRN_GRAPH_ENGINE=server.query, **server.access)


@pytest.fixture(scope="module")
def story() -> dict[str, str]:
    """What the app on the engine in memory says in each chapter, once it was compared with one."""
    return {}


def test_same_story_on_every_engine(
    serve: Serve, visit: Visit, server: EngineServer, story: dict[str, str]
) -> None:
    """From the overview to the paragraph, a card, a comparison and a document: word for word."""
    embedded, elsewhere = serve(APP), served_on(server, serve)
    here, there = visit(embedded).page, visit(elsewhere).page
    for chapter, come in CHAPTERS.items():
        there.goto(elsewhere + chapter)
        come(there)
        if chapter in story:
            check_same(partial(story.__getitem__, chapter), there)
            continue
        here.goto(embedded + chapter)
        come(here)
        story[chapter] = check_same(partial(words, here), there)


def test_engine_dies_and_returns(serve: Serve, visit: Visit, server: EngineServer) -> None:
    """A click while the engine is away meets a page that says so, waits, and goes on by itself."""
    address = served_on(server, serve)
    page = visit(f"{address}/network?thing=country/KAZ").page
    drawn(page)
    server.kill()
    try:
        click_line(page, DRAWN)
        expect(page.get_by_role("heading", name=AWAY)).to_be_visible(timeout=60_000)
        expect(page.get_by_text("Trying again every 3 seconds")).to_be_visible()
        told = page.get_by_test_id("stMain").inner_text().replace("\u2060", "")
        assert f"The engine at {server.query} does not answer" in told
        assert "Traceback" not in page.locator("body").inner_text()
        expect(page.locator("[data-drawn]")).to_have_count(0)
        program = requests.get(f"{address}/sparql?query=ASK%20%7B%7D", timeout=60)
        assert program.status_code == 503
        assert program.headers["Retry-After"] == "5"
        # A visitor who comes now meets the same page.
        late = visit(f"{address}/ask?question=accession&country=country/KAZ").page
        expect(late.get_by_role("heading", name=AWAY)).to_be_visible(timeout=60_000)
    finally:
        server.start()
    expect(page.get_by_text("Why is this line here?")).to_be_visible(timeout=120_000)
    expect(page.locator(".cbrn-card").first).to_contain_text("paragraph 5")
    expect(page).to_have_url(re.compile("thing=country(/|%2F)KAZ.*at=country"))
    expect(late.get_by_text("4 rows in")).to_be_visible(timeout=120_000)
    program = requests.get(f"{address}/sparql?query=ASK%20%7B%7D", timeout=60)
    assert program.status_code == 200
