"""A table in a form of its own in the browser: its columns mapped, looked at, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from graph.pages.parts.import_process import SWITCH
from tests.browser.fitness import in_both_themes, settled

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

TABLE = (
    "Ref.;What it is called;State;Led by;Notes\n"
    "7;Laboratories of the East;L;The Agency;x\n12;Waste of the West;closed;Agency;\n"
)
_LONG = 180_000


def choose(page: Page, field: str, words: str) -> None:
    """Picks an option of a field by its words."""
    page.get_by_role("combobox", name=field).click()
    page.keyboard.type(words)
    page.get_by_role("option", name=words, exact=True).first.click()
    settled(page)


def test_a_table_of_another_form_is_mapped(serve: Serve, watch: Visit, project: Path) -> None:
    """Refused with a sentence, mapped on the page, shown as any other file, and kept."""
    address = serve(project / "app.py", PYTHONPATH=str(project), **{SWITCH: "1"})
    visitor = watch(f"{address}/add")
    page = visitor.page
    settled(page)
    page.locator("input[type=file]").set_input_files(
        {"name": "gazette-2020.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    )
    expect(page.get_by_text("What are its columns?")).to_be_visible(timeout=_LONG)
    settled(page)
    choose(page, "A row is about", "Project")
    choose(page, "Keys are made of", "Ref.")
    choose(page, "What is What it is called?", "its name in English")
    choose(page, "What is State?", "status")
    choose(page, "What is L?", "ongoing")
    assert in_both_themes(page) == []
    page.get_by_role("button", name="See what it would do").click()
    expect(page.get_by_text("would add 2 things and 4 statements")).to_be_visible(timeout=_LONG)
    settled(page)
    page.get_by_role("button", name="Keep it for files of this form").click()
    expect(page.get_by_text("Further files of this form are read so")).to_be_visible(timeout=_LONG)
    assert '"L" = "ongoing"' in (project / "data/profiles/gazette-2020.toml").read_text()
    assert visitor.outside == []
