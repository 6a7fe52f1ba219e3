"""The page Sources without a browser: its lists, and what it tells of a statement's passage."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[3] / "app.py"
PATIENCE = 60.0
SEED = "source/unicri-2021-06-rtm-ca-14"


@pytest.fixture(scope="module")
def app() -> AppTest:
    """The app on the real record."""
    return AppTest.from_file(str(APP), default_timeout=PATIENCE).run()


def test_the_register_begins_with_the_newest_and_ends_with_codes(app: AppTest) -> None:
    """A list of codes is no news; the day of reading is told where there is no date to go by."""
    app.query_params["list"] = ""
    page = app.switch_page("graph/pages/sources/page.py").run()
    assert not page.exception
    table = page.dataframe[0].value
    assert table["Dated"].iloc[0] == "2025-12-12"
    assert "codes of countries" in table["Document"].iloc[-1]
    dated, read = table["Dated"] != "", table["Read, where undated"] != ""
    assert (dated != read).all()
    assert not table[["Dated", "Read, where undated"]].isna().any(axis=None)  # shown as "None"
    whole, gone = int(table["Statements"].sum()), 1
    assert any(
        f"{whole:,} statements that count ({gone} more was withdrawn)" in one.value
        for one in page.caption
    )


def test_what_to_read_again_first_is_a_list_of_the_page(app: AppTest) -> None:
    """It says of how many lines nobody has read again, and ranks the documents by them."""
    app.query_params["list"] = "again"
    page = app.switch_page("graph/pages/sources/page.py").run()
    assert not page.exception
    assert any("rest on one document alone" in one.value for one in page.caption)
    table = page.dataframe[0].value
    left = list(table["To read again"])
    assert left == sorted(left, reverse=True)
    assert (table["To read again"] <= table["Rest on it alone"]).all()


def test_a_statement_of_a_document_tells_its_passage(app: AppTest) -> None:
    """Each row of the press release has its passage by the ends."""
    app.query_params["list"] = ""
    app.query_params["source"] = SEED
    page = app.switch_page("graph/pages/sources/page.py").run()
    assert not page.exception
    known = list(page.dataframe[0].value["Also known"])
    assert len(known) == 132
    assert all("passage: “" in told for told in known)
