"""The network canvas in a real browser: what is drawn, what a click tells Python, what stays."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Locator, Page, expect

from graph.views.record.appearance import appearance
from tests.browser.fitness import in_both_themes

if TYPE_CHECKING:
    from tests.browser.conftest import Serve, Visit, Visitor

pytestmark = pytest.mark.browser

_SCRIPT = Path(__file__).with_name("canvas_app.py")


@pytest.fixture(scope="module")
def url(serve: Serve) -> str:
    """The address of the page with the invented network."""
    return serve(_SCRIPT)


def _canvas(visitor: Visitor, things: int = 40) -> Locator:
    """The canvas, once it has drawn so many things and Streamlit has come to rest."""
    canvas = visitor.page.locator(f'.network-canvas[data-drawn="{things}"]')
    expect(canvas).to_be_visible(timeout=30_000)
    _rest(visitor.page)
    return canvas


def _rest(page: Page) -> None:
    """Wait until no run is under way and two frames have been drawn since."""
    expect(page.locator('[data-test-script-state="running"]')).to_have_count(0)
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


def _where(canvas: Locator) -> dict[str, Any]:
    """Where things and lines are on the screen, and what is selected there."""
    found: dict[str, Any] = canvas.evaluate("element => element.whereabouts()")
    return found


def _click(canvas: Locator, sort: str, name: str) -> None:
    at = _where(canvas)[sort][name]
    canvas.page.mouse.click(at["x"], at["y"])


def _told(visitor: Visitor, words: str) -> None:
    """Expect that Python has written this of the selection."""
    expect(visitor.page.get_by_text(words, exact=True)).to_be_visible()


def _press(visitor: Visitor, button: str) -> None:
    visitor.page.get_by_role("button", name=button).click()
    _rest(visitor.page)


def _moved(before: dict[str, Any], after: dict[str, Any]) -> float:
    """The longest way that any thing of the first picture has moved on the screen."""
    ways = [
        math.hypot(at["x"] - after["nodes"][node]["x"], at["y"] - after["nodes"][node]["y"])
        for node, at in before["nodes"].items()
    ]
    return max(ways)


def test_what_is_drawn_is_pointed_at_clicked_and_zoomed(url: str, visit: Visit) -> None:
    """All 40 things are inside the canvas; what is pointed at is told, what is clicked selected.

    The three buttons zoom in, zoom out and show everything again.
    """
    visitor = visit(url)
    canvas = _canvas(visitor)
    box = canvas.bounding_box()
    assert box is not None
    start = _where(canvas)
    for at in start["nodes"].values():
        assert box["x"] < at["x"] < box["x"] + box["width"]
        assert box["y"] < at["y"] < box["y"] + box["height"]
    assert len(start["labels"]) >= 38

    # The tooltip of a line reads as a sentence with its documents, and says where they differ.
    at = start["lines"]["project/34~complements~project/55"]
    visitor.page.mouse.move(at["x"], at["y"])
    tip = canvas.locator(".tip")
    expect(tip.locator("strong")).to_contain_text("– complements – Project 55 LANTERN")
    expect(tip.locator("span")).to_have_text("2 documents · documents disagree")

    visitor.page.get_by_role("button", name="Zoom out").click()
    assert _where(canvas)["scale"] < start["scale"]
    visitor.page.get_by_role("button", name="Zoom in").click()
    visitor.page.get_by_role("button", name="Zoom in").click()
    assert _where(canvas)["scale"] > start["scale"]
    visitor.page.get_by_role("button", name="Show everything").click()
    assert _moved(start, _where(canvas)) < 1

    # Things of any shape, and lines, also where two run side by side between the same things.
    for thing in ("meeting/14", "country/arl", "actionPlan/nat", "sourceDocument/page"):
        _click(canvas, "nodes", thing)
        _told(visitor, f"Selected node: {thing}")
        assert _where(canvas)["selected"] == {"kind": "node", "id": thing}
    for line in (
        "person/ben~works for~organisation/uni",
        "organisation/uni~implements~initiative/ini",
        "organisation/uni~supports~initiative/ini",
        "meeting/14~attended by~country/bor",
        "meeting/14~hosted by~country/bor",
    ):
        _click(canvas, "lines", line)
        _told(visitor, f"Selected edge: {line}")
    # A click beside everything takes the selection back.
    _click(canvas, "nodes", "country/arl")
    _told(visitor, "Selected node: country/arl")
    canvas.click(position={"x": 12, "y": 12})
    _told(visitor, "Selected nothing")
    assert _where(canvas)["selected"] is None


def test_python_selects_and_a_click_takes_over(url: str, visit: Visit) -> None:
    """What the page selects is lit up in the picture; the next click of the reader wins."""
    visitor = visit(url)
    canvas = _canvas(visitor)
    _press(visitor, "Choose Arlen")
    _told(visitor, "Selected node: country/arl")
    assert _where(canvas)["selected"] == {"kind": "node", "id": "country/arl"}
    _click(canvas, "nodes", "topic/bio")
    _told(visitor, "Selected node: topic/bio")
    _press(visitor, "Run again")
    _told(visitor, "Selected node: topic/bio")


def test_added_things_leave_the_others_in_place(url: str, visit: Visit) -> None:
    """Things that were there keep their pixel when new ones come, and a dragged one its own."""
    visitor = visit(url)
    canvas = _canvas(visitor)
    at = _where(canvas)["nodes"]["person/eva"]
    visitor.page.mouse.move(at["x"], at["y"])
    visitor.page.mouse.down()
    visitor.page.mouse.move(at["x"] + 60, at["y"] + 25, steps=4)
    visitor.page.mouse.up()
    before = _where(canvas)
    assert before["nodes"]["person/eva"]["x"] == pytest.approx(at["x"] + 60, abs=2)
    _press(visitor, "Add things")
    after = _where(_canvas(visitor, 43))
    assert _moved(before, after) < 1
    assert "topic/added-0" in after["nodes"]


def test_run_and_absence_keep_the_zoom(url: str, visit: Visit) -> None:
    """Zoom, selection and places survive a rerun, and leaving the page and coming back."""
    visitor = visit(url)
    canvas = _canvas(visitor)
    _click(canvas, "nodes", "meeting/14")
    _told(visitor, "Selected node: meeting/14")
    start = _where(canvas)["scale"]
    at = _where(canvas)["nodes"]["project/34"]
    visitor.page.mouse.move(at["x"], at["y"])
    visitor.page.mouse.wheel(0, -240)
    visitor.page.get_by_role("button", name="Zoom in").click()
    _rest(visitor.page)
    before = _where(canvas)
    assert before["scale"] > 1.3 * start
    _press(visitor, "Run again")
    assert _moved(before, _where(canvas)) < 1
    visitor.page.get_by_text("Hide the picture").click()
    expect(canvas).to_have_count(0)
    visitor.page.get_by_text("Hide the picture").click()
    after = _where(_canvas(visitor))
    assert after["selected"] == before["selected"]
    assert after["scale"] == pytest.approx(before["scale"])
    # The head of the page may stand a pixel higher or lower than before.
    assert _moved(before, after) < 6
    _told(visitor, "Selected node: meeting/14")


def test_markup_in_labels_stays_text_and_nothing_is_asked_of_other_hosts(
    url: str, watch: Visit
) -> None:
    """Labels full of markup make no element and run no script, in picture, tooltip and speech.

    Opening the page, clicking and zooming sends no request to any other host.
    """
    visitor = watch(f"{url}/?markup=1")
    canvas = _canvas(visitor)
    at = _where(canvas)["nodes"]["person/ada"]
    visitor.page.mouse.move(at["x"], at["y"])
    tip = canvas.locator(".tip")
    expect(tip.locator("strong")).to_have_text("<img src=x onerror=\"document.title='broken'\">")
    _click(canvas, "nodes", "country/arl")
    _told(visitor, "Selected node: country/arl")
    expect(canvas.locator("[aria-live]")).to_contain_text("<b>Arlen</b>, country, 2 lines")
    assert canvas.locator("img, script, b, a").count() == 0
    assert visitor.page.title() == "Canvas"

    visitor.page.get_by_role("button", name="Zoom in").click()
    _press(visitor, "Add things")
    _canvas(visitor, 43)
    assert visitor.outside == []


def test_the_way_by_keyboard(url: str, visit: Visit) -> None:
    """Tab, arrows, Enter, Escape, plus and minus do all that a pointer does, and say so."""
    visitor = visit(url)
    canvas = _canvas(visitor)
    keys = visitor.page.keyboard
    spoken = canvas.locator("[aria-live]")
    visitor.page.get_by_text("Hide the picture").focus()
    visitor.page.get_by_role("checkbox").focus()
    keys.press("Tab")
    expect(spoken).to_have_text(
        re.compile(r"^14th Round Table of the Amber Coast, meeting, \d+ lines$")
    )
    keys.press("ArrowRight")
    here = _where(canvas)
    there = here["nodes"][here["cursor"]]
    assert there["x"] > here["nodes"]["meeting/14"]["x"]
    keys.press("ArrowLeft")
    assert _where(canvas)["cursor"] != here["cursor"]
    cursor = _where(canvas)["cursor"]
    keys.press("Enter")
    _told(visitor, f"Selected node: {cursor}")
    keys.press("Escape")
    _told(visitor, "Selected nothing")
    start = _where(canvas)["scale"]
    keys.press("+")
    assert _where(canvas)["scale"] > start
    keys.press("-")
    assert _where(canvas)["scale"] == pytest.approx(start)


def test_arrows_reach_every_thing(url: str, visit: Visit) -> None:
    """From the focus, some way of arrow keys leads to each of the 40 things."""
    canvas = _canvas(visit(url))
    stage = canvas.locator(".stage")
    stage.focus()
    reached = stage.evaluate(
        """stage => {
          const root = stage.parentElement;
          const press = key => stage.dispatchEvent(new KeyboardEvent("keydown", { key }));
          const keys = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
          press("ArrowUp");
          let here = root.whereabouts().cursor;
          // Where each key leads from each thing: which depends on nothing else.
          const known = { [here]: {} };
          // The keys that lead from here to the nearest thing that has a key never pressed there.
          const way = () => {
            const seen = new Set([here]);
            const ways = [[here, []]];
            for (const [thing, pressed] of ways) {
              const untried = keys.find((key) => !(key in known[thing]));
              if (untried) return [...pressed, untried];
              for (const key of keys) {
                const next = known[thing][key];
                if (!seen.has(next)) ways.push([next, [...pressed, key]]);
                seen.add(next);
              }
            }
            return null;
          };
          for (let next = way(); next && Object.keys(known).length < 40; next = way()) {
            for (const key of next) {
              press(key);
              const there = root.whereabouts().cursor;
              known[here][key] = there;
              known[there] ??= {};
              here = there;
            }
          }
          return Object.keys(known);
        }"""
    )
    assert len(reached) == 40


def test_theme_changes_under_the_eyes(url: str, visit: Visit) -> None:
    """When the theme turns dark the picture follows at once and stays where it was."""
    visitor = visit(url)
    canvas = _canvas(visitor)
    visitor.page.get_by_role("button", name="Zoom in").click()
    before, light = _where(canvas), canvas.screenshot()
    visitor.page.emulate_media(color_scheme="dark")
    expect(canvas).to_have_css("background-color", "rgb(18, 23, 31)")
    _rest(visitor.page)
    assert canvas.screenshot() != light
    assert _moved(before, _where(canvas)) < 1
    # A shape on dark ground has the colour that is meant for it.
    at, box = _where(canvas)["nodes"]["meeting/14"], canvas.locator("canvas").bounding_box()
    assert box is not None
    pixel = canvas.locator("canvas").evaluate(
        "(canvas, [x, y]) => [...canvas.getContext('2d').getImageData(x, y, 1, 1).data]",
        [at["x"] - box["x"], at["y"] - box["y"]],
    )
    assert "#{:02x}{:02x}{:02x}".format(*pixel) == appearance("Meeting").colour_dark


def test_empty_network_says_so(url: str, visit: Visit) -> None:
    """With nothing to draw the canvas says what to do, and has no buttons to press in vain."""
    visitor = visit(f"{url}/?empty=1")
    expect(visitor.page.get_by_text("There is nothing to draw yet.")).to_be_visible(timeout=30_000)
    expect(visitor.page.get_by_role("button", name="Zoom in")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_narrow_window(url: str, visit: Visit, theme: str) -> None:
    """At 420 pixels everything is inside the canvas, clear of the buttons, and can be clicked."""
    visitor = visit(url, theme=theme, width=420)
    canvas = _canvas(visitor)
    box, tools = canvas.bounding_box(), canvas.locator(".tools").bounding_box()
    assert box is not None
    assert tools is not None
    assert box["x"] + box["width"] <= 420
    for at in _where(canvas)["nodes"].values():
        assert box["x"] < at["x"] < box["x"] + box["width"]
        assert at["y"] < tools["y"]
    _click(canvas, "nodes", "country/arl")
    _told(visitor, "Selected node: country/arl")


def test_motion_only_for_who_wants_it(url: str, visit: Visit) -> None:
    """Zooming is instant for readers who prefer reduced motion, and glides for the others."""
    zooming = """async root => {
      const scales = new Set();
      root.querySelector(".tools button").click();
      for (let frame = 0; frame < 20; frame += 1) {
        await new Promise(requestAnimationFrame);
        scales.add(root.whereabouts().scale);
      }
      return scales.size;
    }"""
    visitor = visit(url)
    assert _canvas(visitor).evaluate(zooming) == 1
    visitor.page.emulate_media(reduced_motion="no-preference")
    visitor.page.reload()
    assert _canvas(visitor).evaluate(zooming) > 5


def test_accessibility(url: str, visit: Visit) -> None:
    """The checker axe finds no serious fault in the canvas, at rest or with a thing selected."""
    visitor = visit(url)
    _click(_canvas(visitor), "nodes", "country/arl")
    _told(visitor, "Selected node: country/arl")
    assert in_both_themes(visitor.page, within=".stBidiComponent") == []
