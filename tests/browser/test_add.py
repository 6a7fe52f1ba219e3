"""Adding a document in the browser: bring a file, see the difference, and nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.brought_table import BROUGHT, TABLE
from tests.browser.fitness import in_both_themes, settled
from tests.browser.on_canvas import drawn

if TYPE_CHECKING:
    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

APP = Path(__file__).parents[2] / "app.py"


@pytest.mark.slow
def test_a_file_is_shown_before_it_counts(serve: Serve, watch: Visit) -> None:
    """A table brought to the page shows its one new line, in words and green in the network."""
    before = TABLE.read_bytes()
    visitor = watch(f"{serve(APP)}/add")
    page = visitor.page
    settled(page)
    page.locator("input[type=file]").set_input_files(
        {"name": TABLE.name, "mimeType": "text/csv", "buffer": BROUGHT}
    )
    expect(page.get_by_text("would add 1 statement")).to_be_visible(timeout=60_000)
    page.get_by_role("tab", name="As a network").click()
    drawn(page)
    expect(page.get_by_text("1 of the lines would be new")).to_be_visible()
    expect(page.get_by_text("new lines 1")).to_be_visible()
    settled(page)
    assert in_both_themes(page) == []
    assert visitor.outside == []
    assert TABLE.read_bytes() == before
