"""The network in a browser: until it is drawn, until a click shows a sheet; ours beside others'.

``python -m tests.benchmarks.bench_network`` prints a table; it is no test. All run in the same
browser, with every address but the machine's own out of reach, as on a desk without the web.
"""

from __future__ import annotations

import importlib.util
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error
from pyvis.network import Network

from tests.benchmarks.figures import Spread, Suite, absent, main
from tests.benchmarks.in_browser import NotDrawn, browser, served, window
from tests.benchmarks.network_app import MARKS, made_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Frame, Page

    from tests.benchmarks.figures import Record

__all__ = ["SUITE", "run"]

SUITE = Suite(
    name="network",
    title="The network in a browser",
    about="From the opening of a page to a picture that has stopped moving, and from a click on a "
    "thing to its sheet. Every tool shows the same made-up things, with twice as many lines, in "
    "the way that its manual shows; pyvis is the page that it writes itself, which sends no "
    "clicks to Python. All addresses but the machine's own are out of reach. In a "
    "full run a tool that is missing at a size was not drawn there, or at a smaller one, within a "
    "hundred seconds; one without a click showed no sheet of what stood under the pointer within "
    "twenty. A quick run asks every tool for a hundred things, and two of them for a thousand.",
    base="cbrn-graph",
    sized="things in view",
    follow=(),
)
SIZES = (100, 500, 1_000, 2_000, 5_000)
PEERS = {
    "cbrn-graph": "graph",
    "st-link-analysis": "st_link_analysis",
    "st-graph-workbench": "st_graph_workbench",
    "streamlit-agraph": "streamlit_agraph",
    "streamlit-graph-canvas": "streamlit_graph_canvas",
}
"""The tools by name, each with the module that it needs."""
QUICK = {
    100: (*PEERS, "pyvis"),
    500: ("cbrn-graph",),
    1_000: ("cbrn-graph", "st-link-analysis"),
}
"""With more, some tools need longer than a quick run lasts."""
PATIENCE = 100.0
"""The seconds after which a picture is not waited for any longer."""
STILL = 1.0
"""For so many seconds nothing may have changed; they are not counted."""
TIMES = 3
TRIES = 2
"""A tool that fails so often at a size is left there."""
SLOW = 30.0
"""What takes longer than this is measured once."""

APP = Path(__file__).with_name("network_app.py")
SHEET = """([words]) => [...document.querySelectorAll("h3")].some(
  (heading) => heading.textContent.includes(words)) && Date.now()"""
FIND = """function find(root, fits) {
  for (const element of root.querySelectorAll("*")) {
    if (fits(element)) return element;
    const inside = element.shadowRoot && find(element.shadowRoot, fits);
    if (inside) return inside;
  }
  return null;
}"""
# Where a thing stands in its frame, by each way in which a tool can be asked.
PLACES = {
    "cbrn-graph": f"""(thing) => {{ {FIND}
      return find(document, (element) => element.whereabouts).whereabouts().nodes[thing];
    }}""",
    "cytoscape": """(thing) => { FIND
      const frame = find(document, (element) => element._cyreg);
      const at = frame._cyreg.cy.getElementById(thing).renderedPosition();
      const { left, top } = frame.getBoundingClientRect();
      return { x: at.x + left, y: at.y + top };
    }""".replace("FIND", FIND),
    "react-flow": """(thing) => { FIND
      const node = find(document, (element) => element.dataset?.id === thing);
      const box = node.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }""".replace("FIND", FIND),
    "marks": """(thing) => {
      const canvas = document.querySelector("canvas");
      const { data, width } = canvas.getContext("2d")
        .getImageData(0, 0, canvas.width, canvas.height);
      const wanted = [1, 3, 5].map((at) => parseInt(MARKS[thing].slice(at, at + 2), 16));
      let [x, y, many] = [0, 0, 0];
      for (let at = 0; at < data.length; at += 4) {
        if (wanted.every((part, band) => Math.abs(data[at + band] - part) < 12)) {
          x += (at / 4) % width;
          y += Math.floor(at / 4 / width);
          many += 1;
        }
      }
      const box = canvas.getBoundingClientRect();
      const shrink = box.width / canvas.width;
      return many && { x: (x / many) * shrink + box.left, y: (y / many) * shrink + box.top };
    }""",
}
SELECTED = f"""(many) => {{ {FIND}
  const canvas = find(document, (element) => element.whereabouts);
  window.selected = new Promise((done) => {{
    addEventListener("pointerup", () => {{
      const started = performance.now();
      function look() {{
        // The time first: asking the canvas takes longer than what is measured.
        const taken = (performance.now() - started) / 1000;
        if (canvas.whereabouts().group.length === many) done(taken);
        else requestAnimationFrame(look);
      }}
      requestAnimationFrame(() => requestAnimationFrame(look));
    }}, {{ capture: true, once: true }});
  }});
  const {{ x, y, width, height }} = canvas.getBoundingClientRect();
  return [x + 3, y + 3, x + width - 3, y + height - 3];
}}"""
"""Takes the time from letting go to the frame after so many are selected; tells the corners."""
WAYS = {
    "st-link-analysis": "cytoscape",
    "st-graph-workbench": "cytoscape",
    "streamlit-agraph": "marks",
    "streamlit-graph-canvas": "react-flow",
}


def run(full: bool) -> Iterator[Record]:
    """Opening and clicking, size by size and tool by tool."""
    asked = [tool for tool, module in PEERS.items() if importlib.util.find_spec(module)]
    for tool in PEERS.keys() - set(asked):
        absent(tool, "make bench installs what this version of Python can run")
    lost = set()
    with browser() as opened, served(APP) as address, tempfile.TemporaryDirectory() as folder:
        for size, tools in (dict.fromkeys(SIZES, QUICK[100]) if full else QUICK).items():
            file = Path(folder) / f"{size}.html"
            _write_pyvis(size, file)
            urls = {tool: f"{address}/?tool={tool}&things={size}" for tool in asked}
            for tool, url in {**urls, "pyvis": file.as_uri()}.items():
                if tool in lost or tool not in tools:
                    continue
                found = list(_measured(opened, size, tool, url))
                yield from found
                if not found:
                    lost.add(tool)


def _measured(chromium: Browser, size: int, tool: str, url: str) -> Iterator[Record]:
    opened: list[float] = []
    clicked: list[float] = []
    selected: list[float] = []
    failures = 0
    while len(opened) < TIMES and failures < TRIES and (not opened or opened[0] < SLOW):
        page = window(chromium)
        try:
            opened.append(_until_drawn(page, url))
            if tool != "pyvis":
                clicked += _clicks(page, tool)
            if tool == SUITE.base:
                selected.append(_line_around_all(page, size))
        except (NotDrawn, Error) as fault:
            failures += 1
            sys.stderr.write(f"  {tool} at {size:,} things: {str(fault).splitlines()[0]}\n")
        finally:
            page.context.close()
    if opened:
        yield SUITE.record("page open to drawn", size, tool, Spread.of(opened), "s")
    if clicked:
        yield SUITE.record("click to sheet", size, tool, Spread.of(clicked), "s")
    if selected:
        yield SUITE.record("a line around all", size, tool, Spread.of(selected), "s")


def _until_drawn(page: Page, url: str) -> float:
    """The seconds until the picture came to rest."""
    started = time.time()
    page.goto(url, wait_until="commit")
    while time.time() < started + PATIENCE:
        time.sleep(0.1)
        states = [state for frame in page.frames if (state := _state(frame))]
        drawn = [state["changed"] / 1000 for state in states if not state["blank"]]
        if drawn and time.time() > max(drawn) + STILL:
            taken: float = max(drawn) - started
            return taken
    raise NotDrawn(f"not drawn within {PATIENCE:.0f} seconds")


def _state(frame: Frame) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] | None = frame.evaluate("window.__stillness")
    except Error:
        # The frame is being loaded or has gone.
        return None
    return found


def _line_around_all(page: Page, many: int) -> float:
    """The seconds from the end of a line around all things to the picture with all selected."""
    left, top, right, bottom = page.evaluate(SELECTED, many)
    for key in ("Shift", "Alt"):
        page.keyboard.down(key)
    page.mouse.move(left, top)
    page.mouse.down()
    for x, y in ((right, top), (right, bottom), (left, bottom), (left, top + 4)):
        page.mouse.move(x, y, steps=8)
    page.mouse.up()
    for key in ("Shift", "Alt"):
        page.keyboard.up(key)
    taken: float = page.evaluate("window.selected")
    return taken


def _clicks(page: Page, tool: str) -> list[float]:
    """The seconds from a click to its sheet, for each of the things that stand out."""
    places = {thing: _place(page, tool, thing) for thing in MARKS}
    for frame in page.frames:
        # Looking for changes costs time too, and is done with.
        frame.evaluate("window.__stillness && (window.__stillness.stopped = true)")
    found = []
    for at, (x, y) in enumerate(places.values()):
        page.mouse.move(x, y)
        page.wait_for_timeout(300)
        started = time.time()
        page.mouse.click(x, y)
        words = f"Sheet of Made-up thing {at}"
        until = page.wait_for_function(SHEET, arg=[words], polling="raf", timeout=20_000)
        found.append(until.json_value() / 1000 - started)
        page.wait_for_timeout(500)
    return found


def _place(page: Page, tool: str, thing: str) -> tuple[float, float]:
    """Where in the window a thing stands."""
    frame = next(frame for frame in page.frames if (state := _state(frame)) and not state["blank"])
    left, top = 0.0, 0.0
    if frame.parent_frame:
        box = frame.frame_element().bounding_box()
        assert box is not None, "the frame is not on the screen"
        left, top = box["x"], box["y"]
    script = PLACES[WAYS.get(tool, tool)].replace("MARKS[", f"({MARKS!r})[")
    at = frame.evaluate(script, thing)
    if not at:
        raise NotDrawn(f"'{thing}' is not to be found in the picture")
    return left + at["x"], top + at["y"]


def _write_pyvis(size: int, file: Path) -> None:
    """The page that pyvis writes, with everything inside that it can put there."""
    network = Network(height="620px", width="100%", directed=True, cdn_resources="in_line")
    things, lines = made_up(size)
    for thing, label, kind in things:
        network.add_node(thing, label=label, group=kind)
    for _, one, other in lines:
        network.add_edge(one, other, title="linked to")
    file.write_text(network.generate_html(), encoding="utf-8")


if __name__ == "__main__":
    main(SUITE, run)
