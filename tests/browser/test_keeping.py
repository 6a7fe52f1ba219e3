"""A mistake in the record, mended in the browser: brought, corrected, taken back, and told."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

from graph.pages.parts.import_process import SWITCH
from tests.browser.fitness import in_both_themes, settled
from tests.intake.sheets import workbook
from tests.keeping.conftest import tables

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Serve, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NEWS = ["news", "News of the East", "The Press", "2022", "https://press.example/", "en"]
WRONG = ["news", "meeting/rtm-e-02", "attendedBy", "country/BBB", "paragraph 1", "", "", "observer"]
MENDED = [*WRONG[:7], "host"]
_LONG = 180_000
"""Milliseconds for what starts a command, which looks at the whole record or builds it."""
_SHORT, _TRIES = 10_000, 3
"""Milliseconds for what the browser does alone, and how often it is tried."""
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def bring(page: Page, name: str, content: bytes) -> None:
    """Brings a workbook to the page and waits until it has been looked at."""
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": EXCEL, "buffer": content}
    )
    expect(page.get_by_text(f"{name} would")).to_be_visible(timeout=_LONG)
    settled(page)


def add(page: Page, why: str = "") -> None:
    """Signs and adds what was brought."""
    page.get_by_role("textbox", name="Your name or role").fill("Ann Bell")
    page.keyboard.press("Tab")
    if why:
        page.get_by_role("textbox", name="Why is what is on record").fill(why)
        page.keyboard.press("Tab")
    settled(page)
    page.get_by_role("button", name="Add this to the record").click()
    expect(page.get_by_text("It is in the record, as entry")).to_be_visible(timeout=_LONG)
    settled(page)


def pick(page: Page, number: int) -> None:
    """Picks an entry of the journal, with the keyboard: the list stands at the page's end.

    The page may be drawn once more under a reader who is as quick as this one: the new list is
    closed then, and is opened again.
    """
    option = page.get_by_role("option", name=re.compile(rf"^{number} · "))
    box = page.get_by_role("combobox", name="Take an entry back")
    for _ in range(_TRIES):
        box.focus()
        page.keyboard.type(f"{number} ·")
        try:
            return option.click(timeout=_SHORT)
        except PlaywrightTimeout:
            box.press("Escape")
    pytest.fail(f"entry {number} is not in the list")


def take_back(page: Page, number: int, by: str = "") -> None:
    """Picks an entry of the journal, sees what it would do, and takes it back; who, if new."""
    pick(page, number)
    button = page.get_by_role("button", name=f"Take back entry {number}")
    expect(button).to_be_visible(timeout=_LONG)
    if by:
        page.get_by_role("textbox", name="Your name or role").fill(by)
        page.keyboard.press("Tab")
        settled(page)
    button.click()
    done = page.get_by_role("cell", name=f"Took back entry {number}:")
    expect(done).to_be_visible(timeout=_LONG)
    settled(page)


def test_a_wrong_role_is_mended_and_the_import_undone(
    serve: Serve, watch: Visit, project: Path
) -> None:
    """Applied, mended, brought back, corrected, undone: the journal tells every step."""
    before = tables(project)
    address = serve(project / "app.py", PYTHONPATH=str(project), **{SWITCH: "1"})
    visitor = watch(f"{address}/add")
    page = visitor.page
    settled(page)
    expect(page.get_by_text("Nothing is in the journal yet")).to_be_visible()
    bring(page, "news.xlsx", workbook({"Documents": [NEWS], "Statements": [WRONG]}))
    add(page)

    # The same workbook with the role mended: a correction, or a second statement?
    bring(page, "mended.xlsx", workbook({"Documents": [NEWS], "Statements": [MENDED]}))
    expect(page.get_by_text("1 question to answer before it can be added")).to_be_visible()
    expect(page.get_by_role("button", name="Add this to the record")).to_have_count(0)
    assert in_both_themes(page) == []
    page.get_by_text("It is a correction and takes the place of that row").click()
    expect(page.get_by_text("would correct 1 statement")).to_be_visible(timeout=_LONG)
    expect(page.get_by_role("cell", name="role: observer → host")).to_be_visible()
    add(page, "the page says host")
    said = (project / "data/statements/news.csv").read_text()
    assert "host" in said
    assert "observer" not in said

    # The first import cannot be taken back before the correction that rests on it.
    pick(page, 1)
    expect(page.get_by_text("undo 2 first")).to_be_visible(timeout=_LONG)
    take_back(page, 2)
    take_back(page, 1)
    assert tables(project) == before
    for words in ("news.xlsx added 1 document and 1 statement", "role: observer → host",
                  "the page says host", "Taken back by no. 3", "Taken back by no. 4"):  # fmt: skip
        expect(page.get_by_text(words).first).to_be_visible()
    # Come back to: two of Streamlit's tables with a cell in focus give both cells one id.
    page.goto(f"{address}/add")
    settled(page)
    expect(page.get_by_text("Taken back by no. 4").first).to_be_visible()
    assert in_both_themes(page) == []
    assert visitor.outside == []


def test_a_document_is_edited_as_a_workbook(serve: Serve, visit: Visit, project: Path) -> None:
    """The workbook of a document is got from Sources, mended, and brought to Add a document."""
    address = serve(project / "app.py", PYTHONPATH=str(project), **{SWITCH: "1"})
    page = visit(f"{address}/sources?source=source/gazette-2020").page
    settled(page)
    with page.expect_download() as started:
        page.get_by_role("button", name="Workbook to edit this document").click()
    book = load_workbook(BytesIO(started.value.path().read_bytes()))
    sheet = book["Statements"]
    heading = {cell.value: cell.column for cell in sheet[1]}
    for row in range(3, sheet.max_row + 1):
        if sheet.cell(row, heading["role"]).value == "observer":
            sheet.cell(row, heading["role"]).value = "chair"
    mended = BytesIO()
    book.save(mended)
    page.goto(f"{address}/add")
    settled(page)
    bring(page, "gazette-2020.xlsx", mended.getvalue())
    expect(page.get_by_text("would correct 1 statement")).to_be_visible()
    add(page, "paragraph 2 says chair")
    assert ",chair," in (project / "data/statements/gazette-2020.csv").read_text()


def sign(page: Page, button: str) -> None:
    """Signs a change that is shown, gives its reason, and does it."""
    page.get_by_role("textbox", name="Your name or role").first.fill("Ann Bell")
    page.keyboard.press("Tab")
    page.get_by_role("textbox", name="Why").first.fill("entered twice")
    page.keyboard.press("Tab")
    settled(page)
    page.get_by_role("button", name=button, exact=True).click()
    done = page.get_by_test_id("stAlert").get_by_text("of the journal below")
    expect(done).to_be_visible(timeout=_LONG)
    settled(page)


def test_two_things_are_joined_and_parted_again(serve: Serve, watch: Visit, project: Path) -> None:
    """Shown first, done, its old address leads on in the browser, and taken back from the page."""
    before = tables(project)
    address = serve(project / "app.py", PYTHONPATH=str(project), **{SWITCH: "1"})
    visitor = watch(f"{address}/add?put-right=merge&goes=project/002&stays=project/001")
    page = visitor.page
    expect(page.get_by_text("Joined project/002")).to_be_visible(timeout=_LONG)
    settled(page)
    assert tables(project) == before
    assert in_both_themes(page) == []
    sign(page, "Join them")
    expect(page.get_by_role("cell", name="Joined project/002")).to_be_visible()

    # A link that was made before leads to the thing that stays.
    page.goto(f"{address}/network?thing=project/002")
    settled(page)
    expect(page).to_have_url(re.compile(r"thing=project(/|%2F)001"))
    expect(page.get_by_text("Project 1 with 1 meeting")).to_be_visible()

    page.goto(f"{address}/add")
    settled(page)
    take_back(page, 1, "Ann Bell")
    assert tables(project) == before
    assert visitor.outside == []


def test_a_document_is_retracted_and_a_person_erased(
    serve: Serve, visit: Visit, project: Path
) -> None:
    """From Sources to the retraction; an erasure says that it is for good before it can be done."""
    (project / "data/expectations.csv").write_text("type,property,object,at_least,at_most,why\n")
    address = serve(project / "app.py", PYTHONPATH=str(project), **{SWITCH: "1"})
    page = visit(f"{address}/sources?source=source/herald-2021").page
    settled(page)
    page.get_by_role("link", name="Retract this document").click()
    expect(page.get_by_text("Retracted the document herald-2021")).to_be_visible(timeout=_LONG)
    settled(page)
    sign(page, "Retract it")
    page.goto(f"{address}/sources?source=source/herald-2021")
    settled(page)
    expect(page.get_by_text("This document is retracted: entered twice")).to_be_visible()

    page.goto(f"{address}/add?put-right=erase&thing=person/one")
    expect(page.get_by_text("Erased a person on request")).to_be_visible(timeout=_LONG)
    expect(page.get_by_text("This cannot be undone")).to_be_visible()
    expect(page.get_by_role("button", name="Erase the person")).to_have_count(0)
    settled(page)
    page.get_by_text("I know that this cannot be taken back").click()
    settled(page)
    sign(page, "Erase the person")
    assert "Person One" not in "".join(
        path.read_text() for path in (project / "data").rglob("*") if path.is_file()
    )
