"""The page Network without a browser: what a run of it does with several changes at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[3] / "app.py"
PATIENCE = 60.0


@pytest.fixture
def page() -> AppTest:
    """The page around a project of the real record."""
    page = AppTest.from_file(str(APP), default_timeout=PATIENCE).run()
    page.query_params["thing"] = "project/053"
    # As if a browser had drawn the picture: what stands around it comes then.
    page.session_state["network"] = {"drawn": True}
    return page.switch_page("graph/pages/network/page.py").run()


def test_two_changes_at_once_are_both_made(page: AppTest) -> None:
    """What the browser tells of in one message does not take back one another."""
    fields = {field.label: field for field in [*page.radio, *page.number_input, *page.text_input]}
    fields["Sizes"].set_value("lines")
    fields["Show at most so many things"].set_value(120)
    fields["Known by this day"].set_value("2021-06-30")
    page.run()
    assert not page.exception
    told = {name: page.query_params[name] for name in ("sizes", "most", "known")}
    assert told == {"sizes": "lines", "most": "120", "known": "2021-06-30"}
