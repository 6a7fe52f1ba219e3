"""The page that was taken away, opened unplugged, and the page of connections, in a browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from graph.building.release import build, write
from graph.store import EmbeddedEngine
from graph.views.exports.formats import FORMATS
from graph.views.exports.shown import shown
from graph.views.network.answer_network import neighbourhood
from graph.views.record.names import NamedGraph, load_names
from graph.vocabulary import thing
from tests.browser.downloads import downloaded
from tests.browser.fitness import in_both_themes, settled
from tests.mini_world import mini_project

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Serve, Visit, Visitor

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
APP = ROOT / "app.py"
PLACE = "/connections?between=country/KAZ,project/053"
LINE = "meeting/rtm-ca-14~discussed~project/053"
LINES = {
    "meeting/rtm-e-01~coversRegion~region/EA",
    "meeting/rtm-e-01~attendedBy~country/BBB",
    "meeting/rtm-e-02~coversRegion~region/EA",
    "country/BBB~inRegion~region/EA",
    "organisation/office~servesRegion~region/EA",
}


def taken(built: Path, focus: str, ending: str, folder: Path) -> Path:
    """The file of one format for the network around a thing."""
    engine = EmbeddedEngine(built)
    names = load_names(engine)
    view = neighbourhood(NamedGraph(engine, names), str(thing(focus)))
    wanted = next(one for one in FORMATS if one.ending == ending)
    file = folder / f"taken.{ending}"
    file.write_bytes(wanted.write(engine, shown(NamedGraph(engine, names), view)))
    return file


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The network around the East of the mini-world as a page of its own.

    By its tables these are five things (the region, its two round tables, Bland and the office),
    five lines (``LINES``) and both documents. The real record grows, so it has no fixed numbers.
    """
    world = mini_project(tmp_path_factory.mktemp("small"))
    built = world / "built.nt"
    write(build(world), built)
    return taken(built, "region/EA", "html", tmp_path_factory.mktemp("exported"))


def unplugged(watch: Visit, file: Path, theme: str = "light") -> tuple[Visitor, list[str]]:
    """The file opened without a network, and what the browser complained about."""
    visitor = watch("about:blank", theme=theme)
    complaints: list[str] = []
    visitor.page.on("console", lambda message: complaints.append(message.text))
    visitor.page.on("pageerror", lambda error: complaints.append(str(error)))
    visitor.page.context.set_offline(True)
    visitor.page.goto(file.as_uri())
    visitor.page.wait_for_selector("html[data-drawn]", timeout=20_000)
    return visitor, complaints


def whereabouts(page: Page) -> dict[str, dict[str, float]]:
    """Where each thing of the exported page is in the window."""
    found: dict[str, dict[str, float]] = page.evaluate("whereabouts()")
    return found


def test_the_page_draws_with_the_network_unplugged(watch: Visit, exported: Path) -> None:
    """The exported page draws everything, asks for nothing, and its own policy stops nothing."""
    visitor, complaints = unplugged(watch, exported)
    visitor.page.wait_for_timeout(500)
    assert visitor.page.locator("html").get_attribute("data-drawn") == "5"
    assert visitor.outside == []
    assert complaints == []
    colours = visitor.page.locator("canvas").evaluate(
        "canvas => new Set(new Uint32Array(canvas.getContext('2d')"
        ".getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size"
    )
    assert colours > 20


def test_a_thing_of_the_page_can_be_dragged(watch: Visit, exported: Path) -> None:
    """Only the thing that is dragged moves, by as much as the pointer."""
    page = unplugged(watch, exported)[0].page
    before = whereabouts(page)
    moved = str(thing("country/BBB"))
    page.mouse.move(before[moved]["x"], before[moved]["y"])
    page.mouse.down()
    page.mouse.move(before[moved]["x"] + 60, before[moved]["y"] + 30, steps=5)
    page.mouse.up()
    after = whereabouts(page)
    assert after[moved]["x"] == pytest.approx(before[moved]["x"] + 60, abs=3)
    assert after[moved]["y"] == pytest.approx(before[moved]["y"] + 30, abs=3)
    assert {iri for iri in before if before[iri] != after[iri]} == {moved}


def test_a_click_on_the_page_tells_what_is_behind(watch: Visit, exported: Path) -> None:
    """A thing says its lines; a line, picked in the table by keyboard, its place in a document."""
    page = unplugged(watch, exported)[0].page
    place = whereabouts(page)[str(thing("country/BBB"))]
    page.mouse.click(place["x"], place["y"])
    about = page.locator(".about")
    expect(about).to_contain_text("Bland")
    row = page.locator('tr[data-line="meeting/rtm-e-02~coversRegion~region/EA"]')
    row.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(about).to_contain_text("Why is this line here?")
    expect(about).to_contain_text("paragraph 1 of document [2]")
    expect(row).to_have_class("chosen")


def test_the_page_tells_its_lines_without_javascript(visit: Visit, exported: Path) -> None:
    """With scripts turned off there is the drawing, the table and the sources."""
    browser = visit("about:blank").page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(exported.as_uri())
    expect(page.locator("noscript svg")).to_be_visible()
    expect(page.locator("tr[data-line]")).to_have_count(5)
    told = page.locator("tr[data-line]").evaluate_all("rows => rows.map(row => row.dataset.line)")
    assert set(told) == LINES
    expect(page.locator("ol li")).to_have_count(2)
    context.close()


def test_markup_in_the_page_never_runs(watch: Visit, hostile: Path, tmp_path: Path) -> None:
    """Labels and titles full of script are text in the picture, the panel, the table, the list."""
    file = taken(hostile, "meeting/rtm-e-01", "html", tmp_path)
    visitor, complaints = unplugged(watch, file)
    page = visitor.page
    page.mouse.click(*whereabouts(page)[str(thing("country/AAA"))].values())
    page.locator("tr[data-line]").get_by_role("button").first.click()
    page.wait_for_timeout(500)
    assert page.evaluate("window.struck") is None
    assert page.locator("img, b").count() == 0
    assert "onerror" in page.locator("table").inner_text()
    assert "onerror" in page.locator("ol").inner_text()
    assert (visitor.outside, complaints) == ([], [])


def test_markup_in_the_drawing_never_runs(visit: Visit, hostile: Path, tmp_path: Path) -> None:
    """A drawing opened by itself shows such labels as they are written."""
    file = taken(hostile, "meeting/rtm-e-01", "svg", tmp_path)
    page = visit(file.as_uri()).page
    page.wait_for_timeout(500)
    assert page.evaluate("window.struck") is None
    assert page.locator("script, img, b").count() == 0
    assert "onerror" in page.locator("svg").first.text_content()  # type: ignore[operator]


def test_axe_finds_nothing_in_the_page(watch: Visit, exported: Path) -> None:
    """The exported page keeps nobody out, in either theme, before and after a click."""
    page = unplugged(watch, exported)[0].page
    # Axe itself needs what the policy of the page forbids, so it runs in a copy without it.
    copy = exported.with_name("axe.html")
    copy.write_text(re.sub(r"<meta http-equiv=[^>]*>", "", exported.read_text()))
    page.goto(copy.as_uri())
    page.wait_for_selector("html[data-drawn]")
    page.locator("tr[data-line]").get_by_role("button").first.click()
    assert in_both_themes(page) == []


def test_paths_are_listed_and_lit(serve: Serve, watch: Visit) -> None:
    """Picking a path puts it into the address and tells all its evidence; those alike are one."""
    visitor = watch(serve(APP) + PLACE)
    page = visitor.page
    settled(page)
    page.get_by_text("← ▼ 14th Round-Table Meeting for Central Asia →", exact=True).click()
    expect(page).to_have_url(re.compile(r"path=1\.3"))
    settled(page)
    expect(page.get_by_text("Why is this path here?")).to_be_visible()
    told = "Kazakhstan · attended and country of venue for · 14th Round-Table Meeting"
    expect(page.get_by_text(told)).to_be_visible()
    expect(page.locator(".cbrn-card", has_text="Project 53").first).to_be_visible()
    page.get_by_text("← ▼ 6 meetings → ● 3 countries ←", exact=True).click()
    expect(page).to_have_url(re.compile(r"fold=1\."))
    expect(page.get_by_label("Which of them")).to_be_visible()
    assert in_both_themes(page, ".st-key-drawer") == []
    assert visitor.outside == []


def test_a_path_goes_around_what_the_address_names(serve: Serve, visit: Visit) -> None:
    """A link with a thing to avoid opens without any path through it."""
    page = visit(f"{serve(APP)}{PLACE}&around=initiative/eu-cbrn-coe&without=inRegion").page
    settled(page)
    paths = page.get_by_role("radiogroup", name="Paths between").inner_text()
    assert "14th Round-Table" in paths
    assert "Initiative" not in paths
    assert "in region" not in paths


def test_a_click_on_a_line_of_a_path_tells_why(serve: Serve, visit: Visit) -> None:
    """A line clicked in the picture of the paths opens its evidence beside it."""
    page = visit(serve(APP) + PLACE).page
    settled(page)
    place = page.locator(".network-canvas").evaluate("root => root.whereabouts().lines")[LINE]
    page.mouse.click(place["x"], place["y"])
    expect(page.get_by_text("Why is this line here?")).to_be_visible()
    expect(page.locator(".cbrn-card").first).to_contain_text("Project 53")


def test_two_groups_have_their_bridges(serve: Serve, visit: Visit) -> None:
    """The address of two groups opens both measures, each with its definition."""
    page = visit(f"{serve(APP)}/connections?group=country/KAZ&othergroup=project/053").page
    expect(page.get_by_text("Share of shortest ways").first).to_be_visible(timeout=30_000)
    expect(page.get_by_text("How many pairs, one thing of each group")).to_be_visible()


@pytest.mark.parametrize("address", ["/network?thing=country/KAZ", PLACE])
def test_each_format_is_downloaded(
    serve: Serve, visit: Visit, address: str, tmp_path: Path
) -> None:
    """Every button gives a file that is not empty, and the view stays as it is."""
    page = visit(serve(APP) + address).page
    settled(page)
    page.get_by_text("Take this view away").click()
    for one in FORMATS:
        file = downloaded(page, page.get_by_role("button", name=one.name).click, tmp_path)
        assert file.name.endswith(f".{one.ending}")
        assert file.stat().st_size > 200


def test_connections_of_hostile_labels_stay_text(serve: Serve, visit: Visit, hostile: Path) -> None:
    """Markup in a label is shown among paths as it is written."""
    address = "/connections?between=country/AAA,project/001&path=1.1"
    page = visit(serve(APP, CBRN_GRAPH_FILE=str(hostile)) + address).page
    settled(page)
    page.wait_for_timeout(500)
    assert page.evaluate("window.struck") is None
    assert page.locator("img[src='x']").count() == 0
    expect(page.locator(".st-key-drawer").get_by_text("<img src=x").first).to_be_visible()


def test_a_picture_is_saved_with_what_the_drawing_has(
    serve: Serve, visit: Visit, hostile: Path, tmp_path: Path
) -> None:
    """The button gives a PNG twice as large as the drawing, or copies it; a label stays text."""
    address = "/network?thing=meeting/rtm-e-01"
    page = visit(serve(APP, CBRN_GRAPH_FILE=str(hostile)) + address).page
    settled(page)
    page.get_by_text("Take this view away").click()
    button = page.get_by_role("button", name="Picture (PNG)")
    with page.expect_download() as coming:
        button.focus()
        page.keyboard.press("Enter")
    coming.value.save_as(tmp_path / "taken.png")
    assert coming.value.suggested_filename == "1st-round-table-for-the-east.wide.png"
    with page.expect_download() as coming:
        page.get_by_role("button", name="Picture (SVG)").click()
    coming.value.save_as(tmp_path / "taken.svg")
    size = re.search(r'width="(\d+)" height="(\d+)"', (tmp_path / "taken.svg").read_text())
    assert size is not None
    assert round(int(size[1]) / int(size[2]), 2) == 1.78
    with Image.open(tmp_path / "taken.png") as picture:
        assert picture.format == "PNG"
        assert picture.size == (2 * int(size[1]), 2 * int(size[2]))
        # Title, picture, legend, sources and date: there is ink from top to bottom.
        ink = np.asarray(picture.convert("L")) < 128
        assert all(part.any() for part in np.array_split(ink, 5))
    copy = page.get_by_role("button", name="Copy the picture")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy.click()
    expect(page.get_by_text("The picture is copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.read().then(([one]) => one.types)") == ["image/png"]
    page.context.clear_permissions()
    page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error('no')); }")
    copy.click()
    expect(page.get_by_text("does not let a page copy pictures")).to_be_visible()
    assert page.evaluate("window.struck") is None
