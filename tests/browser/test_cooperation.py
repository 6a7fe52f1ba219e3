"""Cooperation as reviewers meet it: matrix, side by side, measures and gaps, in a real browser."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from graph.views.review.review_file import read_proposals
from tests.browser.conftest import _started
from tests.browser.fitness import settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

APP = Path(__file__).parents[2] / "app.py"
PATIENCE = 60_000
MET = "/cooperation?view=matrix&table=country~country&by=meetings"
GAP = "projects-without-later-meeting~project/034"


def drawn(page: Page) -> None:
    """Waits until the matrix is on its canvas."""
    page.wait_for_selector(".matrix[data-drawn]", timeout=30_000)
    settled(page)


def whereabouts(page: Page, row: str, column: str) -> dict[str, float]:
    """Where a cell is on the screen, and its number, as the canvas says."""
    place: dict[str, float] = page.locator(".matrix").evaluate(
        "(root, [row, column]) => root.whereabouts(row, column)", [row, column]
    )
    return place


def test_from_a_cell_to_its_line_and_the_document(serve: Serve, visit: Visit) -> None:
    """A click on a cell opens its evidence, that leads to the network, and that to the document.

    Before, by keyboard: arrows move from cell to cell and say what is there; Enter opens, Escape
    closes.
    """
    page = visit(serve(APP) + MET, height=1400).page
    drawn(page)
    page.locator(".matrix .pane").focus()
    spoken = page.locator(".matrix [aria-live]")
    page.keyboard.press("ArrowRight")
    expect(spoken).to_contain_text("×")
    first = spoken.inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert spoken.inner_text() != first
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("cell=country"))
    expect(page.get_by_role("heading", level=3).first).to_contain_text(" and ")
    page.locator(".matrix .pane").press("Escape")
    expect(page).not_to_have_url(re.compile("cell="))
    drawn(page)

    place = whereabouts(page, "Kyrgyzstan", "Mongolia")
    assert place["count"] == 8
    page.mouse.click(place["x"], place["y"])
    expect(page.get_by_role("heading", name="Kyrgyzstan and Mongolia")).to_be_visible()
    expect(page).to_have_url(re.compile("cell=country(/|%2F)KGZ(~|%7E)country(/|%2F)MNG"))
    cards = page.locator(".cbrn-card")
    expect(cards).to_have_count(8)
    card = cards.filter(has_text="14th Round-Table Meeting for Central Asia")
    expect(card).to_contain_text("paragraph 5")
    expect(card.get_by_role("link", name="the passage itself").first).to_have_attribute(
        "href", re.compile(r"^https://unicri\.it/.*#:~:text=The%20event%20in%20Almaty")
    )
    card.get_by_role("link", name="see it in the network").click()
    page.wait_for_selector(".network-canvas[data-drawn]", timeout=30_000)
    expect(page.get_by_text("Why is this line here?")).to_be_visible()
    said = page.locator(".cbrn-card").first
    expect(said).to_contain_text(
        "14th Round-Table Meeting for Central Asia · attended by · Kyrgyzstan"
    )
    said.get_by_role("link").first.click()
    expect(page.locator(".cbrn-card").first).to_contain_text("paragraph 5", timeout=30_000)
    expect(page).to_have_url(re.compile("sources.*statement="))


def test_a_direct_cell_opens_the_same_line(serve: Serve, visit: Visit) -> None:
    """A cell of projects and countries is one line, and the network shows that line."""
    address = "/cooperation?view=matrix&cell=project/053~country/KAZ"
    page = visit(serve(APP) + address).page
    drawn(page)
    expect(page.locator(".cbrn-card").first).to_contain_text(
        "Project 53 · covers country · Kazakhstan"
    )
    page.get_by_role("link", name="See it in the network", exact=True).click()
    page.wait_for_selector(".network-canvas[data-drawn]", timeout=30_000)
    expect(page).to_have_url(re.compile("at=project/053~coversCountry~country/KAZ"))
    expect(page.locator(".cbrn-card").first).to_contain_text("covers country · Kazakhstan")


def test_the_drawing_begins_high_and_its_columns_can_be_read(serve: Serve, visit: Visit) -> None:
    """At 1440×900 it begins above 200 px and has a heading for each of 62 columns.

    Then it is put in another order, a frame is drawn around some cells, and a year is chosen.
    """
    page = visit(f"{serve(APP)}{MET}&empty=shown", width=1440, height=900).page
    drawn(page)
    box = page.locator(".matrix canvas").bounding_box()
    assert box is not None
    assert box["y"] < 200
    choice = page.get_by_role("combobox", name="Order")
    choice.click()
    page.get_by_role("option", name="By name").click()
    expect(page).to_have_url(re.compile("order=name"))
    drawn(page)
    first = whereabouts(page, "Albania", "Albania")
    size = whereabouts(page, "Albania", "Algeria")["x"] - first["x"]
    assert size >= 11  # as high as the letters of a heading, so that none is left out
    assert first["x"] + 61.5 * size < box["x"] + box["width"]
    begun, ended = (whereabouts(page, *place) for place in (("Albania",) * 2, ("Benin",) * 2))
    page.mouse.move(begun["x"], begun["y"])
    page.mouse.down()
    page.mouse.move(ended["x"], ended["y"], steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile("rows=.*BEN"))
    whole = page.get_by_role("button", name=re.compile("All [0-9]+ rows"))
    expect(whole).to_be_visible()
    square = re.compile(r", (\d+) × \1$")
    expect(page.locator(".matrix .pane")).to_have_attribute("aria-label", square)
    whole.click()
    expect(page).not_to_have_url(re.compile("rows="))
    page.get_by_role("button", name=re.compile("^’21 ")).click()
    expect(page).to_have_url(re.compile("since=2021.*until=2021"))


def test_an_empty_cell_says_not_on_record(serve: Serve, visit: Visit) -> None:
    """What no document says is told as such."""
    page = visit(f"{serve(APP)}{MET}&cell=country/KAZ~country/TGO").page
    drawn(page)
    expect(page.get_by_test_id("stAlert")).to_contain_text("Not on record")


def test_three_projects_side_by_side(serve: Serve, visit: Visit) -> None:
    """Three projects are compared line by line, with places, and with words for nothing."""
    page = visit(f"{serve(APP)}/cooperation?things=project/053~project/065~project/087").page
    settled(page)
    expect(
        page.get_by_role("heading", name="What Project 53, Project 65 and Project 87")
    ).to_be_visible()
    row = page.locator("tr").filter(has_text="9th Round-Table Meeting for Central Asia").first
    expect(row).to_contain_text("not on record")
    expect(row.get_by_role("link", name="page").first).to_be_visible()


@pytest.fixture
def written(common: Path) -> Path:
    """The folder for what visitors of the app write that may write."""
    folder = common / "written"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def writing(serve: Serve, written: Path) -> str:
    """The app whose owner has switched on that visitors write marks and proposals.

    It is one for all tests: each begins without the file that it is about.
    """
    return serve(
        APP,
        CBRN_GRAPH_MARKS=str(written / "marks.csv"),
        CBRN_GRAPH_ALLOW_MARKS="1",
        CBRN_GRAPH_PROPOSALS=str(written / "proposals.csv"),
        CBRN_GRAPH_ALLOW_PROPOSALS="1",
    )


@pytest.mark.slow
def test_a_marked_gap_is_marked_for_whoever_comes_later(
    writing: str, visit: Visit, written: Path
) -> None:
    """A gap marked with a note is marked still in a server that is started afterwards.

    There writing is not switched on: a mark can be downloaded, and nothing is written.
    """
    file = written / "marks.csv"
    file.unlink(missing_ok=True)
    address = f"/cooperation?view=gaps&gap={GAP}"
    page = visit(writing + address).page
    settled(page)
    page.get_by_text("explained", exact=True).click()
    page.get_by_label("Note").fill("Closed by letter, see <the file>")
    page.get_by_label("Your name or role").fill("A reviewer")
    page.get_by_role("button", name="Save the mark").click()
    mark = page.locator(".cbrn-mark")
    expect(mark).to_contain_text("Marked explained")
    saved = file.read_text()
    process, url = _started(APP, {"CBRN_GRAPH_MARKS": str(file), "CBRN_GRAPH_ALLOW_MARKS": ""})
    try:
        page.goto(url + address)
        settled(page)
        expect(mark).to_contain_text("Marked explained: Closed by letter, see <the file>")
        expect(mark).to_contain_text("A reviewer")
        page.get_by_text("seen", exact=True).click()
        settled(page)
        page.get_by_role("button", name="Mark for this visit").click()
        expect(mark).to_contain_text("Marked seen")
        with page.expect_download() as download:
            page.get_by_role("button", name="Download the marks").click()
        assert f"{GAP},seen," in Path(download.value.path()).read_text()
        assert file.read_text() == saved
        assert [*written.glob("marks*")] == [file]
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


@pytest.mark.slow
def test_a_proposal_is_seen_everywhere_before_it_counts(
    writing: str, visit: Visit, written: Path
) -> None:
    """A proposal made at a cell marks it, leads from the list to its line, and can be taken back.

    Until then it is in the file, for everybody who opens the app.
    """
    file = written / "proposals.csv"
    file.unlink(missing_ok=True)
    page = visit(f"{writing}/cooperation?view=matrix&cell=project/053~country/KAZ").page
    drawn(page)
    page.wait_for_selector(".network-canvas[data-drawn]", timeout=PATIENCE)
    page.get_by_text("Review a statement").click()
    page.get_by_text("withdrawn", exact=True).click()
    why = page.get_by_role("textbox", name="Why")
    # A reason that is too long is told by how much, and stays in the field.
    why.fill("later " * 200)
    page.get_by_role("textbox", name="Your name or role").fill("A reviewer")
    page.get_by_role("button", name="Propose", exact=True).click()
    expect(page.get_by_test_id("stAlert")).to_contain_text("It is still in the field: shorten")
    expect(why).to_have_value(re.compile("later later later"))
    assert not file.exists()
    why.fill("It joined <b>later</b>")
    page.get_by_role("button", name="Propose", exact=True).click()
    expect(page.locator(".cbrn-card .cbrn-proposed")).to_contain_text(
        "Proposed as withdrawn, not counted yet", timeout=PATIENCE
    )
    expect(page.locator(".cbrn-legend")).to_contain_text("proposed as withdrawn", timeout=PATIENCE)
    assert "withdrawn,It joined <b>later</b>,A reviewer," in file.read_text()
    page.goto(f"{writing}/network?thing=project/053")
    page.wait_for_selector(".network-canvas[data-drawn]", timeout=PATIENCE)
    expect(page.locator(".legend")).to_contain_text("proposed as withdrawn", timeout=PATIENCE)
    digest = next(iter(read_proposals(file).values())).digest
    page.goto(f"{writing}/cooperation?view=review&proposal={digest}")
    expect(page.get_by_text("The line would go from the graph")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="See it in the network", exact=True).click()
    expect(page.locator(".cbrn-card .cbrn-proposed")).to_contain_text(
        "A reviewer", timeout=PATIENCE
    )
    page.go_back()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Nothing is proposed at the moment")).to_be_visible(timeout=PATIENCE)
    assert not read_proposals(file)
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_text("1 proposal", exact=True)).to_be_visible(timeout=PATIENCE)
    assert len(read_proposals(file)) == 1


def test_what_changed_leads_from_the_list_to_the_line(serve: Serve, visit: Visit) -> None:
    """Between two dates Kazakhstan came in; its line is new after, and not there before."""
    at = "meeting/rtm-ca-14~attendedBy~country/KAZ"
    address = f"/cooperation?view=changes&old=2019&new=2021-06&around=country/KAZ&at={at}"
    page = visit(f"{serve(APP)}{address}").page
    page.wait_for_selector(".network-canvas[data-drawn]", timeout=PATIENCE)
    expect(page.get_by_text(re.compile(r"documents added.*statements added"))).to_be_visible()
    expect(page.locator(".legend")).to_contain_text("added")
    expect(page.locator(".cbrn-card")).to_contain_text("paragraph 5")
    expect(page.get_by_text("No statement said so.")).to_be_visible()
    page.get_by_role("button", name="Before").or_(
        page.get_by_text("Before", exact=True)
    ).first.click()
    expect(page).to_have_url(re.compile("moment=before"), timeout=PATIENCE)
    expect(page.locator(".cbrn-card")).to_have_count(0, timeout=PATIENCE)
