"""A report as reviewers meet it: from the network to the page, unplugged, on paper, and back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import expect

from graph import open_graph
from graph.views.report.background import background
from graph.views.report.compose import compose
from graph.views.report.html import html
from graph.views.report.selection import ReportSelection
from tests.browser.fitness import settled

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

APP = Path(__file__).parents[2] / "app.py"
# The room of a page in pixels: A4 without its margins, upright and turned (210 and 297 mm).
UPRIGHT, LYING, PIXEL = (180, 263), (267, 181), 25.4 / 96

CUT = """() => {
  const cut = [];
  for (const table of document.querySelectorAll("table")) {
    if (table.scrollWidth > document.documentElement.clientWidth + 1)
      cut.push(`too wide: ${table.caption.innerText}`);
    if (getComputedStyle(table.tHead).display !== "table-header-group")
      cut.push(`head not repeated: ${table.caption.innerText}`);
    for (const row of table.rows) {
      if (getComputedStyle(row).breakInside !== "avoid") cut.push("a row may split");
      if (row.offsetHeight > 400) cut.push(`a high row: ${row.innerText}`);
    }
  }
  return cut;
}"""
DRAWN = """() => [...document.querySelectorAll("figure")].map(figure => {
  const svg = figure.querySelector("svg").getBoundingClientRect();
  return [figure.id, svg.width, svg.height, Boolean(figure.closest(".turned"))];
})"""


def downloaded(page: Page, button: str, folder: Path) -> Path:
    """The file behind a button."""
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name=button).click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def pages_of(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in mm."""
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    return [(round(float(w) / 72 * 25.4), round(float(h) / 72 * 25.4)) for w, h in boxes]


def test_from_the_network_to_paper_and_back(
    serve: Serve, watch: Visit, browser: Browser, tmp_path: Path
) -> None:
    """A view becomes a report; that opens unplugged and prints whole; its bundle leads back."""
    visitor = watch(f"{serve(APP)}/network?thing=region/SEEE&do=hide~country/UKR")
    page = visitor.page
    page.wait_for_selector(".network-canvas[data-drawn]", timeout=60_000)
    page.get_by_role("link", name="Report on this").click()
    expect(page.get_by_role("heading", name="Preview")).to_be_visible(timeout=120_000)
    settled(page)
    expect(page.get_by_text("as it was left on the page Network")).to_be_visible()
    preview = page.frame_locator("iframe")
    title = "Report: South East and Eastern Europe"
    expect(preview.get_by_role("heading", name=title)).to_be_visible()
    document = downloaded(page, "Document (HTML)", tmp_path)
    bundle = downloaded(page, "Bundle (ZIP)", tmp_path)
    assert downloaded(page, "Workbook (XLSX)", tmp_path).read_bytes()[:2] == b"PK"
    assert visitor.outside == []
    _unplugged(browser, document, title)

    page.goto(f"{serve(APP)}/cooperation?view=report")
    settled(page)
    page.get_by_text("Open a bundle").click()
    chooser = page.locator("input[type=file]")
    chooser.set_input_files(document.rename(tmp_path / "no-bundle.zip"))
    expect(page.get_by_text("cannot be read as a bundle")).to_be_visible(timeout=60_000)
    chooser.set_input_files(bundle)
    expect(page.get_by_text("The bundle is open")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("from the data that is open now")).to_be_visible()
    expect(preview.get_by_role("heading", name=title)).to_be_visible(timeout=120_000)
    told = parse_qs(urlsplit(page.url).query)
    assert told["about"] == ["region/SEEE"]
    assert "hide~country/UKR" in unquote(told["network"][0])


def _unplugged(browser: Browser, document: Path, title: str) -> None:
    """The document without a network: it opens, asks for nothing, and prints with nothing cut."""
    context = browser.new_context(offline=True, viewport={"width": 420, "height": 900})
    try:
        page = context.new_page()
        troubles: list[str] = []
        page.on("console", lambda message: troubles.append(message.text))
        page.on("request", lambda request: troubles.append(request.url))
        page.goto(document.as_uri())
        expect(page.get_by_role("heading", name=title)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 420
        page.emulate_media(media="print")
        page.set_viewport_size({"width": round(UPRIGHT[0] / PIXEL), "height": 900})
        assert page.evaluate(CUT) == []
        for figure, _, high, turned in page.evaluate(DRAWN):
            # A caption stands below; a page that is turned is wider than this window.
            assert high * PIXEL < (LYING if turned else UPRIGHT)[1] - 20, figure
        pages = pages_of(page.pdf(prefer_css_page_size=True, print_background=True))
        assert set(pages) == {(210, 297), (297, 210)}
        assert pages[0] == (210, 297)
        assert troubles == [document.as_uri()]
    finally:
        context.close()


@pytest.mark.parametrize(
    ("about", "most"),
    [
        ("region/CA", 14),
        ("region/SEEE", 14),
        ("region/SEA", 14),
        ("project/053", 8),
        ("project/087", 8),
    ],
)
def test_what_is_to_be_read_has_few_pages(browser: Browser, about: str, most: int) -> None:
    """Without its annexes a report on a project has 8 pages at most, one on a region 14."""
    with open_graph() as kg:
        whole = background(kg, kg.questions)
        document = html(compose(whole, ReportSelection((about,)))).decode()
    body = re.sub(r'<div id="annexes">.*</main>', "</main>", document, flags=re.DOTALL)
    assert len(body) < len(document)
    page = browser.new_page()
    try:
        page.set_content(body)
        assert 2 <= len(pages_of(page.pdf(prefer_css_page_size=True))) <= most
    finally:
        page.close()
