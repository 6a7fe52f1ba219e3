"""A text in the browser: pasted or brought, decided on, taken in, and shown with its passage."""

from __future__ import annotations

import os
import shutil
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

from graph.intake.limits import DEFAULT_LIMITS
from graph.intake.texts import read_text_file
from tests.browser.conftest import _started
from tests.browser.fitness import in_both_themes, settled
from tests.reading.word_and_pdf import pdf, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
APP = ROOT / "app.py"
TEXT = """Round table on shared laboratories

The 97th Round-Table Meeting for Central Asia took place in Tashkent on 3-5 May 2023.

The meeting was attended by representatives of the ministries of Kazakhstan and Mongolia."""
SENTENCES = [line for line in TEXT.split("\n") if line]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, whose record may be written to."""
    for name in ("graph", "ontology", "data", ".streamlit"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "app.py", tmp_path)
    return tmp_path


def read(page: Page) -> None:
    """Has the text read, and waits for what it says."""
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("proposed, with")).to_be_visible()


def paste(page: Page) -> None:
    """Pastes the text and has it read."""
    settled(page)
    page.get_by_label("The text").fill(TEXT)
    page.get_by_label("The text").press("Control+Enter")
    settled(page)
    read(page)


def say_of_words(page: Page) -> None:
    """Says by keyboard, of the first words of the first passage, which project was spoken of."""
    text = page.get_by_role("group", name="The text, with what was found in it")
    text.focus()
    page.keyboard.press("j")
    expect(text.locator("mark.passage").first).to_be_visible()
    page.keyboard.press("w")
    page.keyboard.press("Shift+ArrowRight")
    expect(text.locator(".picked").nth(1)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("What do these words say?")).to_be_visible()
    settled(page)
    page.get_by_role("textbox", name="About (key)").fill("meeting/rtm-ca-97")
    page.get_by_role("combobox", name="Line or fact").focus()
    page.keyboard.type("discussed")
    page.get_by_role("option", name="discussed", exact=True).click()
    page.get_by_role("textbox", name="Value (key").fill("project/065")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("What do these words say?")).to_be_hidden()
    settled(page)


def type_in_row(page: Page, cells: Mapping[int, str]) -> None:
    """Types into cells of a row of the table, by their columns; the second one has the focus."""
    at = 1
    for column, words in cells.items():
        for _ in range(column - at):
            page.keyboard.press("ArrowRight", delay=50)
        page.keyboard.press("Enter")
        editor = page.locator(".gdg-input")
        expect(editor).to_be_visible()
        editor.fill(words)
        editor.press("Tab")
        expect(editor).to_be_hidden()
        settled(page)
        at = column + 1
    page.keyboard.press("Home")


def click_in_first_row(page: Page, table: Locator) -> None:
    """Gives the focus to the second cell of the first row of a table."""
    table.evaluate("table => table.scrollIntoView({block: 'center'})")
    box = table.locator("canvas").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 150, box["y"] + 52)
    expect(selected(table)).to_have_id("glide-cell-1-0")


def selected(table: Locator) -> Locator:
    """The cell that has the focus, as the table tells it to screen readers."""
    return table.locator("[role=gridcell][aria-selected=true]")


def go_to_last_row(page: Page, table: Locator) -> None:
    """Leaves the first row for the last; a table that is being drawn hears no key."""
    for _ in range(40):
        page.keyboard.press("Control+ArrowDown")
        page.wait_for_timeout(250)
        if selected(table).count() and selected(table).get_attribute("id") != "glide-cell-1-0":
            break
    expect(selected(table)).not_to_have_id("glide-cell-1-0")  # or the words go into the first row


def mend_and_type(page: Page) -> None:
    """Mends the place of the first row of the table, and types one more row."""
    table = page.get_by_test_id("stDataFrame").first
    click_in_first_row(page, table)
    type_in_row(page, {2: "paragraph 1, first line"})
    table.hover()
    table.get_by_role("button", name="Add row").click()
    settled(page)
    click_in_first_row(page, table)
    go_to_last_row(page, table)
    type_in_row(page, {2: "paragraph 2", 4: "meeting/rtm-ca-97", 5: "attendedBy", 6: "country/FRA"})
    page.keyboard.press("Enter")
    settled(page)


def comes_to_stand_in(file: Path, words: str) -> None:
    """Waits until words stand in a file, which the page tells nobody; a minute at most."""
    until = time.monotonic() + 60
    while words not in file.read_text():
        assert time.monotonic() < until, f"{file.name} never held {words}"
        time.sleep(0.05)


@pytest.fixture
def killed(project: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """The address of an app that may write, and what kills it and starts it there again."""
    env = {"PYTHONPATH": str(project), "CBRN_GRAPH_ALLOW_APPLY": "1"}
    process, url = _started(project / "app.py", env)

    def again() -> None:
        nonlocal process
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)
        process, _ = _started(project / "app.py", env, int(url.rpartition(":")[2]))

    yield url, again
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(20)


@pytest.mark.slow
def test_a_pasted_text_becomes_a_thing_with_its_passage(
    killed: tuple[str, Callable[[], None]], watch: Visit, project: Path
) -> None:
    """From the text to the new meeting in Network, where its line shows document and passage.

    The server is killed between accepting and adding: what was accepted is there again, with a
    row that was mended, one that was made of words, one that was typed, and the document's key.
    """
    url, kill_and_start = killed
    visitor = watch(f"{url}/add?bring=text")
    page = visitor.page
    paste(page)
    expect(page.get_by_role("button", name="Accept some first")).to_be_disabled()
    page.get_by_role("button", name="Accept", exact=True).click()
    accepted = page.get_by_role("button", name="See what the")
    expect(accepted).to_be_enabled()
    settled(page)
    say_of_words(page)
    mend_and_type(page)
    expect(accepted).to_contain_text("10 accepted")
    page.get_by_label("Publisher").fill("The Agency")
    page.get_by_label("Publisher").press("Enter")
    comes_to_stand_in(project / "data" / "text-decisions.csv", "The Agency")
    told = accepted.inner_text().rpartition("\n")[2]
    kill_and_start()
    page.goto(f"{url}/add?bring=text")
    paste(page)
    expect(page.get_by_text("accepted here before")).to_be_visible()
    expect(page.get_by_role("button", name=told)).to_be_enabled()
    expect(page.get_by_label("Publisher")).to_have_value("The Agency")
    settled(page)
    for label, words in (
        ("Where it can be read", "https://example.org/news"),
        ("Key in the record", "agency-round-table"),
    ):
        page.get_by_label(label).fill(words)
        page.get_by_label(label).press("Enter")
        settled(page)
    assert in_both_themes(page) == []
    page.get_by_role("button", name="See what the").click()
    expect(page.get_by_text("would add 1 document")).to_be_visible()
    who = page.get_by_role("textbox", name="Your name or role")
    who.fill("A reviewer")
    who.press("Enter")
    settled(page)
    add = page.get_by_role("button", name="Add this to the record")
    expect(add).to_be_enabled()
    add.click()
    expect(page.get_by_text("It is in the record, as entry ")).to_be_visible()
    line = "meeting/rtm-ca-97~attendedBy~country/MNG"
    page.goto(f"{url}/network?thing=meeting/rtm-ca-97&at={line}")
    expect(
        page.get_by_text("The meeting was attended by … ministries of Kazakhstan and Mongolia.")
    ).to_be_visible()
    assert visitor.outside == []
    rows = (project / "data" / "statements" / "agency-round-table.csv").read_text()
    for told in ("paragraph 1, first line", "country/FRA", "project/065"):
        assert told in rows
    assert "agency-round-table" not in (project / "data" / "text-decisions.csv").read_text()
    tables = "".join(path.read_text() for path in (project / "data").glob("**/*.csv"))
    assert SENTENCES[1] not in tables


def test_a_text_is_decided_on_by_keyboard(serve: Serve, watch: Visit) -> None:
    """One statement after the other with its passage marked, and one more from chosen words."""
    visitor = watch(f"{serve(APP)}/add?bring=text")
    page = visitor.page
    paste(page)
    text = page.get_by_role("group", name="The text, with what was found in it")
    text.focus()
    page.keyboard.press("j")
    expect(page.get_by_text("1 of")).to_be_visible()
    expect(text.locator("mark.passage").first).to_contain_text("97th")
    page.keyboard.press("a")
    expect(page.get_by_text("2 of")).to_be_visible()
    expect(page.get_by_role("button", name="See what the 1 accepted would do")).to_be_visible()
    settled(page)
    text.focus()
    page.keyboard.press("k")
    expect(page.get_by_text("· accepted")).to_be_visible()
    page.keyboard.press("w")
    page.keyboard.press("Shift+ArrowRight")
    expect(text.locator(".picked").nth(1)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("What do these words say?")).to_be_visible()
    settled(page)
    assert in_both_themes(page) == []
    about = page.get_by_role("textbox", name="About (key)")
    about.fill("meeting/rtm-ca-97")
    relation = page.get_by_role("combobox", name="Line or fact")
    relation.focus()
    page.keyboard.type("place")
    page.get_by_role("option", name="place", exact=True).click()
    page.get_by_role("textbox", name="Value (key").fill("Tashkent")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("button", name="See what the 2 accepted would do")).to_be_visible()

    # The visit ends, as it does when the server goes: what was accepted by hand is there again.
    page.goto(page.url)
    paste(page)
    expect(page.get_by_role("button", name="See what the 1 accepted would do")).to_be_visible()
    assert visitor.outside == []


def bring(page: Page, name: str, content: bytes) -> None:
    """Brings a file to the page, and waits until it is there."""
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    settled(page)
    expect(page.get_by_text(name)).to_be_visible()
    settled(page)


def is_read(page: Page) -> None:
    """Has the brought file read, which proposes what the same text proposes."""
    read(page)
    expect(page.get_by_text("3-5 May 2023").first).to_be_visible()
    expect(page.locator("mark", has_text="Mongolia")).to_be_visible()


def test_a_brought_word_document_is_read(serve: Serve, watch: Visit) -> None:
    """A Word document proposes what the same text proposes."""
    visitor = watch(f"{serve(APP)}/add?bring=text")
    page = visitor.page
    settled(page)
    bring(
        page,
        "text.docx",
        word("".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in SENTENCES)),
    )
    is_read(page)
    assert visitor.outside == []


def test_a_scanned_pdf_says_why_it_cannot_be_read_and_another_is_read(
    serve: Serve, watch: Visit
) -> None:
    """A scanned PDF gets a sentence that says what to do, and the page goes on with one of text."""
    visitor = watch(f"{serve(APP)}/add?bring=text")
    page = visitor.page
    settled(page)
    bring(page, "scan.pdf", pdf([""]))
    page.get_by_role("button", name="Read it").click()
    scanned = page.get_by_text("it was scanned")
    expect(scanned).to_be_visible()
    settled(page)
    bring(page, "text.pdf", pdf([line for each in SENTENCES for line in (each, "")]))
    is_read(page)
    expect(scanned).to_have_count(0)
    assert visitor.outside == []


def test_an_arabic_pdf_is_read_from_the_right(visit: Visit, tmp_path: Path) -> None:
    """A page that a browser prints in Arabic gives the words and numbers of its text."""
    text = (ROOT / "tests/reading/texts/ar-workshop.txt").read_text("utf-8")
    page = visit("about:blank").page
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    page.set_content(f'<html dir="rtl" lang="ar"><body>{paragraphs}</body></html>')
    found = read_text_file("news.pdf", page.pdf(), DEFAULT_LIMITS).text
    assert set(text.split()) <= set(found.split())
