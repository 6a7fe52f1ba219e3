"""The network page in a browser: it grows without moving, undoes every act, restores links."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from graph.page_files import vis_network
from tests.browser.fitness import in_both_themes
from tests.browser.on_canvas import THINGS, at, legend, shown

if TYPE_CHECKING:
    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

APP = Path(__file__).parents[2] / "app.py"
FIRST_PLACE = """() => {
  const found = (root) => {
    for (const one of root.querySelectorAll("*")) {
      if (one.matches(".network-canvas[data-drawn]")) return one;
      const inside = one.shadowRoot && found(one.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  const look = () => {
    const canvas = found(document);
    if (!canvas) return requestAnimationFrame(look);
    const { x, y } = canvas.getBoundingClientRect();
    window.firstPlace = { x, y, bar: document.querySelector(".st-key-workbench-bar") !== null };
  };
  requestAnimationFrame(look);
}"""
"""Notes where the picture is when it is first drawn, and whether its bar is there."""


@pytest.fixture(scope="module")
def url(serve: Serve, disputed_world: Path) -> str:
    """The app on the mini-world."""
    return serve(APP, CBRN_GRAPH_FILE=str(disputed_world))


def test_growing_moves_nothing_and_undo_gives_the_same_picture(url: str, visit: Visit) -> None:
    """A double click brings things in, all earlier ones keep their pixel, undo takes it back."""
    page = visit(f"{url}/network?thing=country/AAA").page
    before = shown(page)
    page.mouse.dblclick(*at(before, "meeting/rtm-e-01"))
    expect(page).to_have_url(re.compile("expand~meeting"))
    expect(page.locator(f'.network-canvas[data-drawn="{len(before["nodes"])}"]')).to_have_count(0)
    after = shown(page)
    assert len(after["nodes"]) > len(before["nodes"])
    assert {node: after["nodes"][node] for node in before["nodes"]} == before["nodes"]
    page.get_by_role("button", name="Undo").click()
    again = shown(page, len(before["nodes"]))
    assert again["nodes"] == before["nodes"]
    page.get_by_role("button", name="Redo").click()
    assert shown(page, len(after["nodes"]))["nodes"] == after["nodes"]


def test_a_row_of_the_sheet_lights_its_line(url: str, visit: Visit) -> None:
    """What is picked in the sheet is brought out in the picture, its documents beside the row."""
    page = visit(f"{url}/network?thing=meeting/rtm-e-01&at=meeting/rtm-e-01").page
    drawer = page.locator(".st-key-drawer")
    table = drawer.get_by_test_id("stDataFrame")
    expect(table).to_be_visible()
    assert shown(page)["picked"] is None
    row = table.locator("tr", has_text="Aland").first
    table.locator("canvas").first.wait_for()
    number = int(row.get_attribute("aria-rowindex") or 0)
    box = table.bounding_box()
    assert box
    page.mouse.click(box["x"] + 14, box["y"] + 35 * (number - 1) + 18)
    card = drawer.locator(".cbrn-card").first
    expect(card).to_be_visible()
    expect(card).to_be_in_viewport()
    where = shown(page)
    assert where["picked"] in where["lines"]
    assert {"meeting/rtm-e-01", "country/AAA"} <= {*where["picked"].split("~")}
    drawer.get_by_role("button", name="Close").click()
    expect(drawer).to_have_count(0)
    assert shown(page)["picked"] is None


def test_what_is_not_on_record_is_said_under_the_bar(url: str, visit: Visit) -> None:
    """An address that names nothing on record is told in the picture; the bar stays whole."""
    page = visit(f"{url}/network?thing=country/XXX").page
    expect(page.get_by_text("'country/XXX' is not on record here.")).to_be_visible()
    bar = page.locator(".st-key-workbench-bar")
    expect(bar.get_by_role("combobox", name="Find a thing")).to_be_visible()
    expect(bar.get_by_role("alert")).to_have_count(0)
    whole, search = bar.bounding_box(), page.locator(".st-key-workbench-search").bounding_box()
    assert whole is not None
    assert search is not None
    assert search["y"] + search["height"] <= whole["y"] + whole["height"]


def test_a_link_restores_the_view(url: str, visit: Visit) -> None:
    """What was grown, dragged and filtered is the same in another browser, at the same places."""
    page = visit(f"{url}/network?thing=country/AAA&do=expand~meeting/rtm-e-01").page
    before = shown(page)
    x, y = at(before, "initiative/mini")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 30, steps=3)
    page.mouse.up()
    expect(page).to_have_url(re.compile("pin~initiative"))
    legend(page, "project").click()
    one = shown(page, len(before["nodes"]) - 1)
    other = shown(visit(page.url).page, len(one["nodes"]))
    assert other["places"] == one["places"]


def test_filters_say_what_they_took_out(url: str, visit: Visit) -> None:
    """A click on a kind hides it, the sentence counts it, another click brings it back."""
    page = visit(f"{url}/network?thing=meeting/rtm-e-01", height=1400).page
    before = shown(page)
    legend(page, "countries").click()
    after = shown(page, len(before["nodes"]) - 2)
    assert legend(page, "countries").get_attribute("aria-pressed") == "false"
    expect(page.get_by_text("Filtered out: 2 countries.")).to_be_visible()
    for node, place in after["nodes"].items():
        assert place == before["nodes"][node]
    legend(page, "countries").click()
    shown(page, len(before["nodes"]))


def test_what_is_cut_opens_as_a_list(url: str, visit: Visit) -> None:
    """A summary node says how many are not shown; its list brings one of them in."""
    page = visit(
        f"{url}/network?things=meeting/rtm-e-01~country/CCC&do=expand~meeting/rtm-e-01"
        "~attendedBy~Country~country/AAA"
    ).page
    where = shown(page)
    page.mouse.click(*at(where, "rest~meeting/rtm-e-01~Country"))
    expect(page.get_by_role("heading", name="+1 country at 1st Round Table")).to_be_visible()
    page.get_by_role("button", name="Bland").click()
    page.get_by_role("button", name="Bring in 1").click()
    expect(page.get_by_text("+1 country at")).to_have_count(0)
    assert THINGS + "country/BBB" in shown(page)["nodes"]


def test_lines_on_which_documents_disagree_are_told(url: str, visit: Visit) -> None:
    """The legend explains the broken line; its evidence shows what the other document says."""
    line = "meeting/rtm-e-01~hostCountry~country/BBB"
    page = visit(f"{url}/network?thing=meeting/rtm-e-01&at={line}").page
    shown(page)
    expect(page.locator(".legend")).to_contain_text("documents disagree")
    expect(page.locator(".cbrn-dissent")).to_have_count(1)
    page.get_by_text("The query that gives this line again").click()
    expect(page.locator("code").first).to_contain_text("rdf:object country:BBB")


def test_a_line_that_was_worked_out_opens_what_is_shared(url: str, visit: Visit) -> None:
    """The two countries share a meeting; the line between them leads to both statements."""
    tie = "Country~attendedBy.of~Meeting"
    line = "country/AAA~attendedBy.of~Meeting~country/BBB"
    page = visit(f"{url}/network?things=country/AAA~country/BBB&tie={tie}&at={line}").page
    shown(page, 2)
    expect(page.get_by_text("share 1 meeting", exact=True)).to_be_visible()
    expect(page.locator(".cbrn-card")).to_have_count(2)
    expect(page.locator(".legend")).to_contain_text("worked out")


def test_tables_and_picture_select_each_other(url: str, visit: Visit) -> None:
    """A thing clicked in the picture is marked in the table; a row picked there is selected too."""
    page = visit(f"{url}/network?thing=meeting/rtm-e-01").page
    where = shown(page)
    page.mouse.click(*at(where, "country/AAA"))
    expect(page).to_have_url(re.compile("at=country"))
    page.get_by_text("The same view in words").click()
    page.get_by_role("radio", name="Things").click()
    table = page.get_by_test_id("stDataFrame").last
    expect(table.locator('[role="row"][aria-selected="true"]')).to_contain_text("Aland")
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 15, box["y"] + 35 * 2.5)
    expect(page.get_by_role("heading", name="2 selected")).to_be_visible()
    both = {THINGS + "country/AAA", THINGS + "country/BBB"}
    assert {*shown(page)["group"]} == both


def test_axe_finds_no_serious_fault(url: str, visit: Visit) -> None:
    """The page at a glance, with a thing selected and with each popover open, keeps nobody out."""
    page = visit(f"{url}/network").page
    shown(page)
    found = in_both_themes(page)
    page.goto(f"{url}/network?thing=meeting/rtm-e-01&at=country/AAA&no=Project")
    shown(page)
    found += in_both_themes(page)
    for name in ("Filter", "Arrange", "Add a thing", "Expand"):
        page.get_by_role("button", name=name).first.click()
        opened = page.get_by_test_id("stPopoverBody")
        expect(opened).to_be_visible()
        page.wait_for_timeout(400)
        found += in_both_themes(page, '[data-testid="stPopoverBody"]')
        page.keyboard.press("Escape")
        expect(opened).to_have_count(0)
    assert found == []


@pytest.mark.parametrize(
    ("width", "height"), [(1440, 900), (1024, 768), (420, 900)], ids=["laptop", "tablet", "phone"]
)
def test_the_window_is_the_picture(url: str, visit: Visit, width: int, height: int) -> None:
    """The picture takes three quarters of the window, to its end, and all of it is in view."""
    page = visit(f"{url}/network?thing=meeting/rtm-e-01", width=width, height=height).page
    where = shown(page)
    box = page.locator(".network-canvas").bounding_box()
    assert box is not None
    assert box["width"] * box["height"] >= 0.75 * width * height
    assert abs(box["y"] + box["height"] - height) < 2
    legend_top = page.locator(".legend").evaluate("list => list.getBoundingClientRect().top")
    for place in where["nodes"].values():
        assert 0 < place["x"] < width
        assert box["y"] < place["y"] < legend_top
    expect(page.get_by_text("1st Round Table for the East with")).to_be_visible()


def test_what_comes_after_the_picture_moves_nothing(url: str, visit: Visit) -> None:
    """The picture is there before its bar, at its place; and nothing is asked where nothing is."""
    page = visit(f"{url}/_stcore/health").page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{url}/network?thing=country/AAA", wait_until="commit")
    page.evaluate(FIRST_PLACE)
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    place = page.locator(".network-canvas").bounding_box()
    first = page.evaluate("window.firstPlace")
    assert place
    assert first == {"x": place["x"], "y": place["y"], "bar": False}
    assert not [one for one in asked if "/network/_stcore" in one]


def test_the_picture_of_paths_begins_where_its_bar_ends(url: str, visit: Visit) -> None:
    """The room that Network keeps for a bar that comes later is not kept twice."""
    page = visit(f"{url}/connections?between=country/AAA,country/BBB").page
    shown(page)
    bar = page.locator(".st-key-paths-bar").bounding_box()
    picture = page.locator(".network-canvas").bounding_box()
    assert bar
    assert picture
    assert abs(bar["y"] + bar["height"] - picture["y"]) < 2


def test_the_drawer_opens_with_what_is_selected_and_can_be_closed(url: str, visit: Visit) -> None:
    """A click opens the sheet over the picture's edge, the picture stays, closing deselects."""
    page = visit(f"{url}/network?thing=meeting/rtm-e-01").page
    before = shown(page)
    expect(page.locator(".st-key-drawer")).to_have_count(0)
    page.mouse.click(*at(before, "country/AAA"))
    expect(page.locator(".st-key-drawer").get_by_role("heading", name="Aland")).to_be_visible()
    box = page.locator(".network-canvas").bounding_box()
    assert box is not None
    assert box["width"] == 1440
    drawer = page.locator(".st-key-drawer").bounding_box()
    assert drawer is not None
    assert at(shown(page), "country/AAA")[0] < drawer["x"], "what is selected is not covered"
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".st-key-drawer")).to_have_count(0)
    assert shown(page)["selected"] is None
    assert "at=" not in page.url
    page.get_by_role("button", name="Sheet").click()
    expect(
        page.locator(".st-key-drawer").get_by_role("heading", name="1st Round Table for the East")
    ).to_be_visible()


def test_the_picture_is_pointed_at_scrolled_past_zoomed_and_enlarged(
    url: str, visit: Visit
) -> None:
    """A card says what is pointed at: the name, when it was, where, and who says most of it.

    The wheel scrolls the page and says how to zoom; after a click, or with Ctrl, it zooms.
    F fills the screen with the picture and its drawer, and gives the screen back.
    """
    page = visit(f"{url}/network?thing=meeting/rtm-e-01").page
    begun = shown(page)
    page.mouse.move(*at(begun, "meeting/rtm-e-01"))
    card = page.locator(".network-canvas .tip")
    expect(card).to_contain_text("1st Round Table for the East")
    expect(card).to_contain_text("2020")
    expect(card).to_contain_text("“Gazette on the first gathering”")

    page.mouse.move(400, 500)
    page.mouse.wheel(0, 100)
    expect(page.get_by_text("Click the picture first, or hold Ctrl")).to_be_visible()
    assert shown(page)["scale"] == begun["scale"]
    page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop > 0")
    page.locator(".stage").focus()
    page.mouse.wheel(0, 200)
    for _ in range(50):
        if shown(page)["scale"] < begun["scale"]:
            break
        page.wait_for_timeout(100)
    else:
        pytest.fail("the wheel did not zoom")

    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement?.matches('.st-key-workbench')")
    page.keyboard.press("f")
    page.wait_for_function("() => !document.fullscreenElement")


def test_hubs_are_quiet_and_arranging_ends_with_everything_in_view(
    serve: Serve, visit: Visit
) -> None:
    """Around Kazakhstan the lines of the Initiative are faint, until the legend makes them strong.

    Whatever the way in which it is then arranged, each thing is inside the picture afterwards.
    """
    page = visit(f"{serve(APP)}/network?thing=country/KAZ").page
    shown(page)
    button = legend(page, "Faint lines")
    expect(button).to_contain_text("EU CBRN Centres of Excellence Initiative")
    assert button.get_attribute("aria-pressed") == "true"
    quiet = page.locator(".network-canvas").screenshot()
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert page.locator(".network-canvas").screenshot() != quiet

    for way, words in (("time", "In time order"), ("region", "By region"), ("map", "On the map")):
        page.get_by_role("button", name="Arrange").click()
        page.get_by_text(words, exact=True).click()
        expect(page).to_have_url(re.compile(f"arrange~{way}$"))
        page.keyboard.press("Escape")
        expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
        box = page.locator(".stage").bounding_box()
        assert box is not None
        for place in shown(page)["nodes"].values():
            assert 0 < place["x"] < 1440, way
            assert box["y"] < place["y"] < box["y"] + box["height"], way
        expect(page.locator(".outside")).to_be_hidden()


def test_the_look_of_lines_is_chosen_in_the_legend(url: str, visit: Visit) -> None:
    """By what they say, by year, by publishers: the address keeps it, the legend counts it."""
    page = visit(f"{url}/network?thing=meeting/rtm-e-01").page
    plain = page.locator(".network-canvas canvas").screenshot() if shown(page) else b""
    choice = page.locator(".legend").get_by_label("Lines")
    choice.focus()
    for words in ("took part 2", "2020", "1 publisher"):
        page.keyboard.press("ArrowDown")
        expect(page.locator(".legend")).to_contain_text(words)
        expect(choice).to_be_focused()
    expect(page).to_have_url(re.compile("look=publishers"))
    assert page.locator(".network-canvas canvas").screenshot() != plain
    page.go_back()
    expect(choice).to_have_value("year")


def test_the_drawing_library_is_fetched_once(url: str, watch: Visit) -> None:
    """The first page fetches vis-network beside itself; the next one takes it from the browser."""
    visitor = watch(f"{url}/network?thing=country/AAA")
    page = visitor.page
    shown(page)
    page.goto(f"{url}/network?thing=region/EA")
    shown(page)
    expect(page.get_by_text("Take this view away")).to_be_visible()
    fetched = page.evaluate("""() => performance.getEntriesByType("resource")
      .filter(({ name }) => name.includes("/page-files/"))
      .map(({ transferSize }) => transferSize)""")
    assert fetched
    assert sum(fetched) == 0
    assert visitor.outside == []
    assert vis_network().address in page.request.get(f"{url}/network").headers["link"]
