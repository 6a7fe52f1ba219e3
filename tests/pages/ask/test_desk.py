"""The desk without its editor: where nothing could be built, a plain text area does the work."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import graph.components.sparql_editor as editor

APP = Path(__file__).parents[3] / "app.py"
PATIENCE = 60.0


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page Ask with a query in its address, in an installation without the bundle."""
    monkeypatch.setattr(editor, "BUNDLE", tmp_path / "codemirror.js")
    page = AppTest.from_file(str(APP), default_timeout=PATIENCE)
    page.query_params["query"] = "ASK{country:KAZ a cbrn:Country}"
    page.run()
    return page.switch_page("graph/pages/ask/page.py").run()


def answered(page: AppTest) -> AppTest:
    """The page once its query is no longer running."""
    end = time.monotonic() + PATIENCE
    while any("Running" in caption.value for caption in page.caption):
        assert time.monotonic() < end, "the query never ends"
        time.sleep(0.1)
        page.run()
    return page


def test_the_plain_text_area_runs_formats_and_tells_mistakes(page: AppTest) -> None:
    """Run answers, Format lays out, a mistake is told with its line, and nothing is asked for."""
    field = answered(page).text_area[0]
    assert (field.label, field.value) == ("SPARQL query", "ASK{country:KAZ a cbrn:Country}")
    assert [heading.value for heading in page.subheader] == ["Yes"]
    press = {button.label: button for button in page.button}
    press["Format"].click().run()
    assert page.text_area[0].value == "ASK {\n  country:KAZ a cbrn:Country\n}\n"
    page.text_area[0].set_value("SELECT ?region {\n  country:KAZ cbrn:inRegion }")
    {button.label: button for button in page.button}["Run"].click().run()
    assert "Line 2, column 29" in answered(page).error[0].value
    assert not page.exception
