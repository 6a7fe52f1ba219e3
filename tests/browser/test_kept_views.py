"""Views are kept under a name, opened in order, and handed on as a file and as slides."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pptx import Presentation

from tests.browser.fitness import in_both_themes
from tests.browser.on_canvas import shown

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

# Where things are on the screen, and where the picture itself begins.
WHERE = """root => ({ ...root.whereabouts(), frame: root.getBoundingClientRect().x })"""
APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture(scope="module")
def url(serve: Serve, disputed_world: Path) -> str:
    """The app on the mini-world."""
    return serve(APP, CBRN_GRAPH_FILE=str(disputed_world))


def keep(page: Page, name: str, sentence: str) -> None:
    """Keeps the view that is open."""
    page.get_by_label("Name of this view").fill(name)
    page.get_by_label("What it shows, in a sentence").fill(sentence)
    page.get_by_role("button", name="Keep this view").click()
    expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()


def test_a_story_of_views(url: str, visit: Visit, tmp_path: Path) -> None:
    """Two views are kept, survive a reload, are opened in order, saved as a file and as slides."""
    page = visit(f"{url}/network?thing=meeting/rtm-e-01").page
    shown(page)
    page.get_by_role("button", name="Views").click()
    expect(page.get_by_text("None yet.")).to_be_visible()
    keep(page, "The round table", "Who came to it.")
    page.goto(f"{url}/network?thing=region/EA")
    shown(page)
    page.get_by_role("button", name="Views").click()
    keep(page, "The East", "What is held there.")
    assert in_both_themes(page, '[data-testid="stPopoverBody"]') == []
    page.get_by_role("button", name="Previous").click()
    expect(page).to_have_url(re.compile("thing=meeting"))
    page.get_by_role("button", name="Next", exact=True).click()
    expect(page).to_have_url(re.compile("thing=region"))
    page.get_by_role("button", name="Beside the open view: The round table").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("beside 1st Round"))).to_be_visible()
    left, right = (
        page.locator(".network-canvas[data-drawn]").nth(at).evaluate(WHERE) for at in (0, 1)
    )
    offset = right["frame"] - left["frame"]
    common = left["nodes"].keys() & right["nodes"].keys()
    assert common
    for one in common:
        assert left["nodes"][one]["x"] + offset == pytest.approx(right["nodes"][one]["x"], abs=1)
        assert left["nodes"][one]["y"] == pytest.approx(right["nodes"][one]["y"], abs=1)
    expect(page.get_by_text("In both:")).to_be_visible()
    assert in_both_themes(page, ".stMain") == []
    page.get_by_role("button", name="Only the left one").click()
    expect(page).not_to_have_url(re.compile("beside="))
    shown(page)
    page.get_by_role("button", name="Views").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a file").click()
    views = json.loads(Path(saved.value.path()).read_text("utf-8"))
    assert [one["name"] for one in views] == ["The round table", "The East"]
    with page.expect_download() as download:
        page.get_by_role("button", name="Story as slides (PPTX)").click()
    deck = Presentation(BytesIO(Path(download.value.path()).read_bytes()))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert [one for one in titles if not one.startswith("Sources")] == [
        "The round table",
        "The East",
    ]
    words = [shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame]
    assert "Who came to it." in words
    page.get_by_role("button", name="Forget: The East").click()
    expect(page.get_by_role("button", name="The East", exact=True)).to_have_count(0)
    file = tmp_path / "views.json"
    file.write_text("[1]")
    page.locator('.kept-views input[type="file"]').set_input_files(file)
    expect(page.get_by_text("That file holds no views")).to_be_visible()
    file.write_text(json.dumps(views[1:]))
    page.locator('.kept-views input[type="file"]').set_input_files(file)
    expect(page.get_by_role("button", name="The East", exact=True)).to_be_visible()
