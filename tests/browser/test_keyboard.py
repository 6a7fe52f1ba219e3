"""The network by keyboard alone: whatever a pointer can do there, keys can."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from graph.views.exports.formats import FORMATS
from tests.browser.by_keyboard import (
    choose,
    close,
    follow,
    pick_row,
    press,
    reach,
    says,
    silent,
    tick,
    tick_below,
    turn,
    unfold,
    walk,
)
from tests.browser.downloads import downloaded
from tests.browser.on_canvas import THINGS, legend, shown

if TYPE_CHECKING:
    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

APP = Path(__file__).parents[2] / "app.py"
TALL = 1400
MARKS = {
    "html": b"<!doctype html>",
    "pptx": b"PK\x03\x04",
    "svg": b"<svg ",
    "wide.svg": b"<svg ",
    "sources.svg": b"<svg ",
    "wide.png": b"\x89PNG\r\n",
    "sources.png": b"\x89PNG\r\n",
    "lines.csv": b"\xef\xbb\xbffrom,line,to,",
    "things.csv": b"\xef\xbb\xbfthing,language,kind,",
    "graphml": b"<graphml ",
    "gexf": b"<gexf ",
    "ttl": b"@prefix cbrn:",
    "jsonld": b'"@context"',
}
"""What stands at the top of each file, by its ending."""


@pytest.fixture(scope="module")
def url(serve: Serve, disputed_world: Path) -> str:
    """The app on the mini-world."""
    return serve(APP, CBRN_GRAPH_FILE=str(disputed_world))


def test_the_picture_by_keyboard(url: str, visit: Visit) -> None:
    """Without a pointer: walk the lines, open one, move, hide, undo, expand, hide a kind, zoom."""
    page = visit(f"{url}/network?thing=country/AAA", height=TALL).page
    before = shown(page)
    keys = page.keyboard
    spoken = page.locator(".network-canvas [aria-live]")
    reach(page, page.locator(".stage"))
    keys.press("ArrowLeft")
    keys.press("l")
    expect(spoken).to_contain_text(" – ")
    keys.press("Enter")
    expect(page.get_by_text("Why is this line here?")).to_be_visible()
    keys.press("Escape")
    expect(page.get_by_text("Why is this line here?")).to_have_count(0)
    cursor = shown(page)["cursor"]
    keys.press("Shift+ArrowLeft")
    says(page, "pin~")
    assert shown(page)["nodes"][cursor]["x"] < before["nodes"][cursor]["x"]
    keys.press("h")
    shown(page, len(before["nodes"]) - 1)
    expect(spoken).to_contain_text("taken out")
    press(page, "Undo")
    silent(page, "hide~")
    keys.press("Enter")
    silent(page, "pin~")
    assert shown(page, len(before["nodes"]))["nodes"] == before["nodes"]
    reach(page, page.locator(".stage"))
    keys.press("ArrowLeft")
    keys.press("e")
    says(page, "expand~")
    keys.press("+")
    assert shown(page)["scale"] > before["scale"]
    press(page, "Show everything")
    assert shown(page)["scale"] <= before["scale"]
    reach(page, legend(page, "meetings"))
    keys.press("Space")
    says(page, "no=Meeting")


def test_a_view_is_made_by_keyboard(url: str, visit: Visit) -> None:
    """With Tab, Enter, arrows and letters alone: find, filter, arrange, add.

    What is cleared stays so, however fast the keys: one that is pressed before the browser has
    heard of it brings no filter back.
    """
    page = visit(f"{url}/network", height=TALL).page
    shown(page)
    keys = page.keyboard
    choose(page, "Find a thing", "aland")
    says(page, "thing=country/AAA")
    everything = len(shown(page)["nodes"])

    press(page, "Filter")
    tick(page, "Only these regions", "east")
    says(page, "region=region/EA")
    press(page, "Clear all filters")
    silent(page, "region=region/EA")
    expect(page.get_by_role("button", name="Filter", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Clear all filters")).to_be_focused()
    tick(page, "Only these regions", "east")
    says(page, "region=region/EA")
    reach(page, page.get_by_role("button", name="Clear all filters"))
    for _ in range(4):
        keys.press("Enter")
        page.wait_for_timeout(50)
    silent(page, "region=region/EA")
    close(page, "Filter")
    shown(page, everything)
    says(page, "network?thing=country/AAA")
    expect(page.get_by_role("button", name="Filter", exact=True)).to_be_visible()

    press(page, "Arrange")
    turn(page, "Places", "By their lines")
    says(page, "arrange~force")
    close(page, "Arrange")

    press(page, "Add a thing")
    choose(page, "A thing to add", "training for")
    says(page, "add~meeting")
    keys.press("Escape")
    shown(page, everything + 1)


def test_the_twin_selects_and_expands_by_keyboard(url: str, visit: Visit) -> None:
    """A row of the twin selects a thing, whose menu brings in what is around it."""
    page = visit(f"{url}/network?thing=country/AAA", height=TALL).page
    before = len(shown(page)["nodes"])
    unfold(page, "The same view in words")
    turn(page, "The same in words", "Things")
    pick_row(page, "Things of the network", "1st Round Table")
    expect(page.get_by_role("heading", name="1st Round Table")).to_be_visible()
    says(page, "at=meeting/rtm-e-01")
    press(page, "Expand")
    reach(page, page.get_by_role("radiogroup", name="What to bring in"))
    press(page, "Bring in")
    says(page, "expand~meeting/rtm-e-01")
    assert len(shown(page)["nodes"]) > before


def test_a_view_is_cut_down_by_keyboard(url: str, visit: Visit) -> None:
    """Collapse, undo, redo, keep only, hide; the link shows another visitor the same."""
    page = visit(f"{url}/network?thing=country/AAA&do=expand~meeting/rtm-e-01", height=TALL).page
    everything = len(shown(page)["nodes"])
    walk(page, "meeting/rtm-e-01")
    page.keyboard.press("Enter")
    press(page, "More")
    press(page, "Collapse what it brought in")
    says(page, "collapse~meeting/rtm-e-01")
    close(page, "More")
    fewer = len(shown(page)["nodes"])
    assert fewer < everything
    press(page, "Undo")
    shown(page, everything)
    press(page, "Redo")
    shown(page, fewer)
    press(page, "Undo")
    shown(page, everything)

    walk(page, "project/001")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Project 1")).to_be_visible()
    press(page, "More")
    press(page, "Keep only this")
    shown(page, 2)
    close(page, "More")
    press(page, "Hide")
    kept = shown(page, 1)
    says(page, "hide~project/001")
    assert shown(visit(page.url).page, 1)["places"] == kept["places"]


def test_ctrl_z_undoes_what_was_done_and_not_what_is_typed(url: str, visit: Visit) -> None:
    """Undo and redo have their usual keys in the picture and its legend; a field keeps them."""
    page = visit(f"{url}/network?thing=country/AAA", height=TALL).page
    keys = page.keyboard
    everything = len(shown(page)["nodes"])
    walk(page, "meeting/rtm-e-01")
    keys.press("h")
    says(page, "hide~meeting/rtm-e-01")
    keys.press("Control+z")
    silent(page, "hide~")
    keys.press("Control+Shift+z")
    says(page, "hide~meeting/rtm-e-01")
    expect(page.locator(".stage")).to_be_focused()
    reach(page, legend(page, "initiative"))
    keys.press("Space")
    says(page, "no=Initiative")
    keys.press("Control+z")
    silent(page, "no=Initiative")
    expect(legend(page, "initiative")).to_be_focused()

    press(page, "Add a thing")
    field = page.get_by_role("combobox", name="A thing to add")
    reach(page, field)
    keys.type("training")
    keys.press("Control+z")
    expect(field).not_to_have_value("training")
    close(page, "Add a thing")
    shown(page, everything - 1)
    says(page, "hide~meeting/rtm-e-01")


def test_one_thing_of_one_line_is_brought_in_by_keyboard(url: str, visit: Visit) -> None:
    """The menu of a thing takes one kind of line and one thing at its end."""
    page = visit(f"{url}/network?things=country/AAA~country/CCC", height=TALL).page
    shown(page, 2)
    walk(page, "country/AAA")
    page.keyboard.press("Enter")
    press(page, "Expand")
    turn(page, "What to bring in", "attended: 2 meetings")
    tick(page, "Only these", "2nd")
    press(page, "Bring in")
    says(page, "expand~country/AAA~attendedBy.of~Meeting~meeting/rtm-e-02")
    assert THINGS + "meeting/rtm-e-02" in shown(page, 4)["nodes"]


def test_what_is_cut_is_picked_by_keyboard(url: str, visit: Visit) -> None:
    """Enter on a summary node opens its list, from which one thing is brought in."""
    start = "things=meeting/rtm-e-01~country/CCC&do=expand~meeting/rtm-e-01"
    page = visit(f"{url}/network?{start}~attendedBy~Country~country/AAA", height=TALL).page
    shown(page, 4)
    walk(page, "rest~meeting/rtm-e-01~Country")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="+1 country at 1st Round Table")).to_be_visible()
    press(page, "Bland")
    press(page, "Bring in 1")
    expect(page.get_by_text("+1 country at")).to_have_count(0)
    assert THINGS + "country/BBB" in shown(page)["nodes"]


def test_filters_by_keyboard(url: str, visit: Visit) -> None:
    """Lines, a topic, years and the day by which it was known are filtered by, then cleared."""
    steps = "do=expand~meeting/rtm-e-01&do=expand~project/001"
    page = visit(f"{url}/network?thing=country/AAA&{steps}", height=TALL).page
    before = shown(page)
    press(page, "Filter")
    tick(page, "Lines to leave out", "attended")
    says(page, "noline=attendedBy")
    after = shown(page)
    assert len(after["lines"]) < len(before["lines"])
    tick(page, "Only these topics", "waste management")
    says(page, "topic=topic/waste-management")
    assert before["nodes"].keys() - shown(page)["nodes"].keys() == {THINGS + "project/002"}
    reach(page, page.get_by_role("slider").first)
    page.keyboard.press("ArrowRight")
    says(page, "years=2021-2021")
    assert THINGS + "meeting/rtm-e-01" not in shown(page)["nodes"]
    reach(page, page.get_by_role("textbox", name="Known by this day"))
    page.keyboard.type("2020-12-31")
    page.keyboard.press("Enter")
    says(page, "known=2020-12-31")
    assert THINGS + "meeting/rtm-e-02" not in shown(page)["nodes"]
    expect(page.get_by_role("button", name="Filter (4)")).to_be_visible()
    press(page, "Clear all filters")
    silent(page, "known=")
    close(page, "Filter")
    assert shown(page, len(before["nodes"]))["lines"].keys() == before["lines"].keys()


def test_an_arrangement_by_keyboard(url: str, visit: Visit) -> None:
    """Anew, in sizes, with lines worked out, with more things; such a line tells what is shared."""
    page = visit(f"{url}/network?things=country/AAA~country/BBB", height=TALL).page
    shown(page, 2)
    press(page, "Arrange")
    press(page, "Arrange anew")
    says(page, "arrange~force")
    turn(page, "Sizes", "More lines in view")
    says(page, "sizes=lines")
    expect(page.locator(".legend")).to_contain_text("the more lines in view")
    reach(page, page.get_by_role("switch", name="Lines worked out"))
    page.keyboard.press("Space")
    tick_below(page, "Which ones", "meeting")
    says(page, "tie=Country~attendedBy.of~Meeting")
    reach(page, page.get_by_role("spinbutton", name="Show at most"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    says(page, "most=210")
    page.keyboard.press("Escape")

    reach(page, page.locator(".stage"))
    page.keyboard.press("l")
    page.keyboard.press("Enter")
    expect(page.get_by_text("share 1 meeting", exact=True)).to_be_visible()
    unfold(page, "The query that gives this line again")
    follow(page, "Run it in Ask")
    expect(page.get_by_text("1 row in")).to_be_visible()
    # In the editor Tab indents, until Escape was pressed.
    reach(page, page.get_by_role("textbox", name="SPARQL"))
    page.keyboard.press("Escape")
    follow(page, "Open this thing in Network")
    assert THINGS + "meeting/rtm-e-01" in shown(page)["nodes"]


def test_a_line_leads_to_its_documents_by_keyboard(url: str, visit: Visit) -> None:
    """A row of the lines opens evidence, query and review; a link of it opens the document."""
    page = visit(f"{url}/network?thing=meeting/rtm-e-01", height=TALL).page
    shown(page)
    unfold(page, "The same view in words")
    pick_row(page, "Lines of the network", "attended by")
    expect(page.get_by_role("heading", name="Why is this line here?")).to_be_visible()
    unfold(page, "The query that gives this line again")
    expect(page.locator("code").first).to_contain_text("rdf:predicate cbrn:attendedBy")
    unfold(page, "Review a statement")
    turn(page, "Propose it as", "accepted")
    reach(page, page.get_by_role("textbox", name="Why"))
    page.keyboard.type("I read it")
    reach(page, page.get_by_role("textbox", name="Your name"))
    page.keyboard.type("A reader")
    press(page, "Propose")
    expect(page.locator(".cbrn-card").first).to_contain_text("Proposed as accepted")
    follow(page, "Gazette on the first gathering")
    expect(page.get_by_role("heading", name="Sources")).to_be_visible()
    says(page, "source=source/gazette-2020")


def test_from_the_glance_to_the_outline_by_keyboard(url: str, visit: Visit) -> None:
    """A region of the view at a glance, its outline, what is on record about it, and on."""
    page = visit(f"{url}/network", height=TALL).page
    shown(page)
    choose(page, "Find a thing", "east")
    says(page, "thing=region/EA")
    shown(page)
    press(page, "Sheet")
    unfold(page, "The same view in words")
    turn(page, "The same in words", "Outline")
    unfold(page, "Meetings (2)")
    expect(page.locator(".cbrn-outline").get_by_text("2nd Round Table").first).to_be_visible()
    pick_row(page, "What is on record about East", "Bland")
    expect(page.locator(".cbrn-card").first).to_contain_text("Bland")
    follow(page, "Network around Bland")
    says(page, "thing=country/BBB")


@pytest.mark.parametrize(
    "view", ["network?thing=meeting/rtm-e-01", "connections?between=country/AAA,project/001"]
)
def test_every_file_is_taken_away_by_keyboard(
    url: str, visit: Visit, view: str, tmp_path: Path
) -> None:
    """Each button of a view gives its file."""
    page = visit(f"{url}/{view}", height=TALL).page
    shown(page)
    unfold(page, "Take this view away")
    names = {one.ending: one.name for one in FORMATS}
    names |= {"wide.png": "Picture (PNG)", "sources.png": "Its sources (PNG)"}
    assert names.keys() == MARKS.keys()
    for ending, name in names.items():
        file = downloaded(page, partial(press, page, name), tmp_path)
        assert file.name.endswith(f".{ending}")
        assert MARKS[ending] in file.read_bytes()[:300]
