"""The network page in a browser: it grows without moving, undoes every act, restores links."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from graph.build.release import build, write
from tests.browser.fitness import in_both_themes

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
APP = ROOT / "app.py"
THINGS = "https://w3id.org/cbrn-graph/id/"


@pytest.fixture(scope="module")
def url(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The app on the mini-world, in which documents also disagree on where a meeting was held."""
    world = tmp_path_factory.mktemp("network")
    shutil.copytree(ROOT / "tests" / "worlds" / "mini", world / "data")
    (world / "ontology").symlink_to(ROOT / "ontology")
    for document, country in (("gazette-2020", "AAA"), ("herald-2021", "BBB")):
        with (world / "data" / "statements" / f"{document}.csv").open("a") as table:
            table.write(f"meeting/rtm-e-01,hostCountry,country/{country},paragraph 2,,,,,\n")
    write(build(world), world / "built.nt")
    return serve(APP, CBRN_GRAPH_FILE=str(world / "built.nt"))


def shown(page: Page, things: int | None = None) -> dict[str, Any]:
    """Where everything is, once so many things are drawn and no run is under way."""
    count = "" if things is None else f'="{things}"'
    expect(page.locator(f".network-canvas[data-drawn{count}]")).to_be_visible(timeout=30_000)
    expect(page.locator('[data-test-script-state="running"]')).to_have_count(0)
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    found: dict[str, Any] = page.locator(".network-canvas").evaluate("root => root.whereabouts()")
    return found


def at(where: dict[str, Any], thing: str) -> tuple[float, float]:
    """The pixel at which a thing stands."""
    place = where["nodes"].get(THINGS + thing) or where["nodes"][thing]
    return place["x"], place["y"]


def legend(page: Page, words: str) -> Locator:
    """The button of the legend that begins with the words."""
    return page.locator(".legend button", has_text=words)


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
    page = visit(f"{url}/network?thing=region/EA&most=10&do=hide~meeting/rtm-e-02").page
    shown(page)
    page.goto(
        f"{url}/network?things=meeting/rtm-e-01~country/CCC&do=expand~meeting/rtm-e-01"
        "~attendedBy~Country~country/AAA"
    )
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
    expect(page.get_by_text("share 1 meeting")).to_be_visible()
    expect(page.locator(".cbrn-card")).to_have_count(2)
    expect(page.locator(".legend")).to_contain_text("worked out")


def test_tables_and_picture_select_each_other(url: str, visit: Visit) -> None:
    """A thing clicked in the picture is marked in the table, and a row picked there is lit up."""
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
    expect(page.get_by_role("heading", name="Bland")).to_be_visible()
    assert shown(page)["selected"] == {"kind": "node", "id": THINGS + "country/BBB"}


def test_everything_by_keyboard(url: str, visit: Visit) -> None:
    """Without a pointer: expand, walk the lines, open one, hide, move, undo, filter."""
    page = visit(f"{url}/network?thing=country/AAA", height=1400).page
    before = shown(page)
    keys = page.keyboard
    spoken = page.locator(".network-canvas [aria-live]")
    page.locator(".stage").focus()
    keys.press("ArrowLeft")
    keys.press("l")
    expect(spoken).to_contain_text(" – ")
    keys.press("Enter")
    expect(page.get_by_text("Why is this line here?")).to_be_visible()
    keys.press("Escape")
    expect(page.get_by_text("Why is this line here?")).to_have_count(0)
    cursor = shown(page)["cursor"]
    keys.press("Shift+ArrowLeft")
    expect(page).to_have_url(re.compile("pin~"))
    assert shown(page)["nodes"][cursor]["x"] < before["nodes"][cursor]["x"]
    keys.press("h")
    shown(page, len(before["nodes"]) - 1)
    expect(spoken).to_contain_text("taken out")
    for _ in range(2):
        page.get_by_role("button", name="Undo").focus()
        keys.press("Enter")
        page.wait_for_timeout(300)
    assert shown(page, len(before["nodes"]))["nodes"] == before["nodes"]
    page.locator(".stage").focus()
    keys.press("e")
    expect(page).to_have_url(re.compile("expand~"))
    legend(page, "meetings").focus()
    keys.press("Space")
    expect(page).to_have_url(re.compile("no=Meeting"))


def reach(page: Page, wanted: Locator) -> None:
    """Goes on with Tab until a part of the page has the focus, as one without a pointer does."""
    expect(wanted).to_be_visible()
    for _ in range(200):
        if wanted.evaluate("one => one.contains(document.activeElement)"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not lead to {wanted}")


def choose(page: Page, label: str, typed: str) -> None:
    """Takes the first option of a list, having typed what it begins with."""
    reach(page, page.get_by_role("combobox", name=label))
    page.keyboard.type(typed)
    expect(page.get_by_role("option").first).to_contain_text(re.compile(typed, re.IGNORECASE))
    page.keyboard.press("Enter")


def press(page: Page, button: str) -> None:
    """Presses a button with Enter."""
    reach(page, page.get_by_role("button", name=button).first)
    page.keyboard.press("Enter")


def test_a_view_is_made_by_keyboard(url: str, visit: Visit) -> None:
    """With Tab, Enter, arrows and letters alone: find, filter, arrange, add."""
    page = visit(f"{url}/network", height=1400).page
    shown(page)
    keys = page.keyboard
    choose(page, "Find a thing", "aland")
    expect(page).to_have_url(re.compile("thing=country%2FAAA|thing=country/AAA"))
    everything = len(shown(page)["nodes"])

    press(page, "Filter")
    choose(page, "Only these regions", "east")
    expect(page).to_have_url(re.compile("region=region"))
    press(page, "Clear all filters")
    expect(page).not_to_have_url(re.compile("region=region"))
    keys.press("Escape")
    shown(page, everything)

    press(page, "Arrange")
    reach(page, page.get_by_role("radiogroup", name="Places"))
    keys.press("ArrowDown")
    expect(page).to_have_url(re.compile("arrange~force"))
    keys.press("Escape")

    press(page, "Add a thing")
    reach(page, page.get_by_role("textbox", name="A thing to add"))
    keys.type("training")
    keys.press("Enter")
    expect(page.get_by_role("radio", name="Training for the East")).to_be_visible()
    reach(page, page.get_by_role("radiogroup", name="Which one"))
    keys.press("ArrowRight")
    keys.press("Enter")
    expect(page).to_have_url(re.compile("add~meeting"))
    keys.press("Escape")
    shown(page, everything + 1)


def test_the_twin_selects_and_expands_by_keyboard(url: str, visit: Visit) -> None:
    """A row of the twin selects a thing, whose menu brings in what is around it."""
    page = visit(f"{url}/network?thing=country/AAA", height=1400).page
    before = len(shown(page)["nodes"])
    keys = page.keyboard
    reach(page, page.locator("summary", has_text="The same view in words"))
    keys.press("Enter")
    reach(page, page.get_by_role("radiogroup", name="The same in words"))
    keys.press("ArrowRight")
    keys.press("Enter")
    expect(page.get_by_role("radio", name="Things")).to_be_checked()
    reach(page, page.get_by_test_id("data-grid-canvas").last)
    for _ in range(12):
        keys.press("ArrowDown")
        keys.press("Shift+Space")
        page.wait_for_timeout(700)
        if page.get_by_role("heading", name="1st Round Table").is_visible():
            break
    expect(page).to_have_url(re.compile("at=meeting"))

    press(page, "Expand")
    reach(page, page.get_by_role("radiogroup", name="What to bring in"))
    press(page, "Bring in")
    expect(page).to_have_url(re.compile("expand~"))
    assert len(shown(page)["nodes"]) > before


def test_axe_finds_no_serious_fault(url: str, visit: Visit) -> None:
    """The page at a glance, with a thing selected and with each popover open, keeps nobody out."""
    page = visit(f"{url}/network").page
    shown(page)
    found = in_both_themes(page)
    page.goto(f"{url}/network?thing=meeting/rtm-e-01&at=country/AAA&no=Project")
    shown(page)
    for name in ("Filter", "Arrange", "Add a thing", "Expand"):
        page.get_by_role("button", name=name).first.click()
        page.wait_for_timeout(400)
        found += in_both_themes(page)
        page.keyboard.press("Escape")
    assert found == []
