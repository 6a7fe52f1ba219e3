"""Answers as their readers meet them: shown in each way, passed on, taken away, asked again."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

APP = Path(__file__).parents[2] / "app.py"
PATIENCE = 60_000
PAIRS = """# Which regions share projects?
SELECT ?source ?target (COUNT(?project) AS ?weight)
WHERE { ?project a cbrn:Project ; cbrn:coversRegion ?source, ?target .
  FILTER(STR(?source) < STR(?target)) }
GROUP BY ?source ?target"""
COUNTRIES = """SELECT ?country (COUNT(DISTINCT ?project) AS ?projects)
WHERE { ?project a cbrn:Project ; cbrn:coversCountry ?country }
GROUP BY ?country ORDER BY DESC(?projects) ?country"""
IS_ABOVE_THE_QUERY = """link => {
  const query = link.closest("details").querySelector("[data-testid=stCode]");
  return link.getBoundingClientRect().bottom <= query.getBoundingClientRect().top;
}"""


def choose(page: Page, name: str) -> None:
    """Chooses a way to show the answer."""
    page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).click(timeout=PATIENCE)


def told(page: Page) -> dict[str, list[str]]:
    """What the address says."""
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.slow
def test_an_answer_is_shown_passed_on_and_taken_away(serve: Serve, watch: Visit) -> None:
    """A query becomes a network, its link shows the same; bars, a map, a file, and back again."""
    url = serve(APP)
    visitor = watch(f"{url}/ask?query={quote(PAIRS)}", height=1400)
    page = visitor.page
    expect(page.get_by_text("28 rows in")).to_be_visible(timeout=PATIENCE)
    choose(page, "Network")
    page.wait_for_selector("[data-drawn]", timeout=PATIENCE)
    page.wait_for_url(re.compile("view=network"), timeout=PATIENCE)

    # A new browser that knows nothing but the link.
    other = watch(page.url, theme="dark", width=420).page
    other.wait_for_selector("[data-drawn]", timeout=PATIENCE)
    expect(other.get_by_text("8 regions; 28 lines.")).to_be_visible(timeout=PATIENCE)

    page.goto(f"{url}/ask?query={quote(COUNTRIES)}&view=bar")
    expect(page.get_by_text("Bars: projects by country.")).to_be_visible(timeout=PATIENCE)
    chart = page.get_by_test_id("stVegaLiteChart")
    expect(chart.locator("canvas, svg").first).to_be_visible(timeout=PATIENCE)
    choose(page, "Map")
    jordan = page.get_by_role("link", name=re.compile(r"^Jordan: [1-9]\d* projects$"))
    expect(jordan).to_have_count(1, timeout=PATIENCE)
    assert str(jordan.get_attribute("href")).endswith("network?thing=country/JOR")
    expect(page.get_by_text("They imply no opinion")).to_be_visible()

    page.get_by_text("Take this answer away").click()
    with page.expect_download(timeout=PATIENCE) as taken:
        page.get_by_role("button", name="CSV", exact=True).click()
    rows = list(csv.reader(io.StringIO(Path(taken.value.path()).read_text("utf-8-sig"))))
    assert rows[0] == ["country", "country address", "projects"]
    # A row for each country of the map's answer, whatever the record grows to.
    assert 60 < len(rows) == len({row[1] for row in rows})

    # By keyboard to the clipboard; where a browser has none, the same text is shown selected.
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy = page.get_by_role("button", name="Copy as Markdown")
    copy.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Copied.")).to_be_visible(timeout=PATIENCE)
    table = str(page.evaluate("navigator.clipboard.readText()"))
    assert table.startswith("| country | projects |\n| --- | --- |\n| [")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    copy.click()
    expect(page.get_by_text("does not let the page copy")).to_be_visible(timeout=PATIENCE)
    field = page.get_by_role("textbox", name="Text to copy")
    expect(field).to_be_focused()
    assert field.input_value() == table

    # Both queries are in this browser's history; the first is one click away.
    page.get_by_text("Queries answered in this browser (2)").click(timeout=PATIENCE)
    page.get_by_role("button", name="Which regions share projects?").click()
    expect(page.get_by_text("28 rows in")).to_be_visible(timeout=PATIENCE)
    assert told(page)["query"] == [PAIRS]
    # What a table names is a view of the network too.
    page.get_by_role("link", name="Open these things in Network").click()
    expect(page.locator('.network-canvas[data-drawn="8"]')).to_be_visible(timeout=PATIENCE)
    assert visitor.outside == []


def test_a_form_has_fields_of_its_types_and_a_query_to_change(serve: Serve, visit: Visit) -> None:
    """A year is a number; the question goes on in the desk as VALUES; an empty answer says why."""
    page = visit(f"{serve(APP)}/ask?question=countries-without-topic").page
    expect(page.get_by_role("heading", name="began in 2013 or later")).to_be_visible(
        timeout=PATIENCE
    )
    year = page.get_by_label("Since", exact=True)
    year.fill("2024")
    year.press("Enter")
    expect(page.get_by_role("heading", name="began in 2024 or later")).to_be_visible(
        timeout=PATIENCE
    )
    assert told(page)["since"] == ["2024"]
    page.get_by_text("The query behind this answer").click()
    go_on = page.get_by_role("link", name="Change this query")
    # The query is drawn late, moves what is below it, and is the one for 2013 for a moment.
    behind = page.locator("details", has=go_on).get_by_test_id("stCode")
    expect(behind).to_contain_text('"2024"')
    expect(go_on).to_have_attribute("href", re.compile("2024"))
    assert go_on.evaluate(IS_ABOVE_THE_QUERY)
    go_on.click()
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_visible(timeout=PATIENCE)
    query = told(page)["query"][0]
    assert 'VALUES ?since { "2024"^^xsd:gYear }' in query
    expect(page.get_by_text(re.compile(r"^\d+ rows in"))).to_be_visible(timeout=PATIENCE)

    nobody = query.replace("topic:safety-and-security", "topic:safty-and-security")
    page.goto(f"{serve(APP)}/ask?query={quote(nobody.replace('NOT EXISTS', 'EXISTS'))}")
    expect(page.get_by_text("the nearest is topic:safety-and-security")).to_be_visible(
        timeout=PATIENCE
    )
