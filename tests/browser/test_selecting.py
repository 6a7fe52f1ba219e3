"""Whatever is drawn can be selected, wherever a network is drawn, and a reload shows the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.brought_table import BROUGHT, TABLE
from tests.browser.fitness import settled
from tests.browser.on_canvas import THINGS, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Page

    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

APP = Path(__file__).parents[2] / "app.py"
PATIENCE = 60_000
_COUNTED = """SELECT ?source ?target (COUNT(?project) AS ?weight)
WHERE { ?project cbrn:coversRegion ?source, ?target . FILTER(STR(?source) < STR(?target)) }
GROUP BY ?source ?target"""
_STATED = (
    "CONSTRUCT { ?m cbrn:discussed ?p } WHERE { ?m cbrn:discussed ?p . ?p cbrn:projectNumber 53 }"
)
_NOT_SHOWN = "On record, but not shown to keep the picture readable"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A place where a network is drawn, and every sort of node and line that stands there."""

    address: str
    sorts: frozenset[str]
    keeps: bool = True
    """Whether the address keeps what is selected."""
    opens: Mapping[str, str] = field(default_factory=dict)
    """By sort: what is read where one of these is selected."""


PLACES = {
    "a thing": Drawn(
        "/network?thing=country/KAZ&most=10",
        frozenset({"thing", "rest node", "stated", "rest"}),
        # The dotted line to "+3 meetings" opens the same list as the node that it leads to.
        opens=dict.fromkeys(("rest", "rest node"), _NOT_SHOWN),
    ),
    "the glance": Drawn("/network", frozenset({"thing", "tie"})),
    "paths": Drawn("/connections?between=project/053,project/065", frozenset({"thing", "stated"})),
    "an answer that counts": Drawn(
        f"/ask?view=network&query={quote(_COUNTED)}", frozenset({"thing", "stated"}), keeps=False
    ),
    "an answer of lines": Drawn(
        f"/ask?view=network&query={quote(_STATED)}", frozenset({"thing", "stated"}), keeps=False
    ),
    "a cell": Drawn(
        "/cooperation?view=matrix&table=country~country&by=meetings&cell=country/KGZ~country/MNG",
        frozenset({"thing", "stated"}),
    ),
    "what changed": Drawn(
        "/cooperation?view=changes&old=2019&new=2021-06&around=country/KAZ",
        frozenset({"thing", "added"}),
    ),
}


def selected_each(page: Page, drawn: Drawn) -> None:
    """Clicks one node or line of each sort; none may end in an error, now or after a reload."""
    found = shown(page)
    assert set(found["sorts"].values()) >= drawn.sorts
    for sort in sorted(drawn.sorts):
        name = next(each for each, of in found["sorts"].items() if of == sort)
        settled(page)
        page.locator(".network-canvas").evaluate("root => root.scrollIntoView()")
        where = shown(page)
        place = where["nodes"].get(name) or where["lines"][name]
        page.mouse.click(place["x"], place["y"])
        has_opened(page, name, drawn.opens.get(sort))
        if drawn.keeps:
            at = quote(name.removeprefix(THINGS), safe="~")
            expect(page).to_have_url(re.compile(rf"at={re.escape(at)}(&|$)"), timeout=PATIENCE)
            page.reload()
            has_opened(page, name, drawn.opens.get(sort))


def has_opened(page: Page, name: str, words: str | None) -> None:
    """Expects that a node or line is selected, without an error, and the words that it opens."""
    assert no_error(page)["selected"]["id"] == name
    if words is not None:
        expect(page.get_by_text(words)).to_be_visible(timeout=PATIENCE)


def no_error(page: Page) -> dict[str, dict[str, str]]:
    """What the canvas tells, on a page without an error."""
    found: dict[str, dict[str, str]] = shown(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_test_id("stAlertContentError")).to_have_count(0)
    return found


@pytest.mark.parametrize("place", PLACES)
def test_each_sort_of_thing_and_line_can_be_selected(
    serve: Serve, visit: Visit, place: str
) -> None:
    """Things, lines, lines worked out and what stands for many open in every such place."""
    drawn = PLACES[place]
    selected_each(visit(serve(APP) + drawn.address, height=1400).page, drawn)


def test_what_a_file_would_add_opens_what_it_rests_on(serve: Serve, visit: Visit) -> None:
    """In the picture of a file that is brought, a new line opens the place that states it."""
    page = visit(f"{serve(APP)}/add", height=1400).page
    settled(page)
    page.locator("input[type=file]").set_input_files(
        {"name": TABLE.name, "mimeType": "text/csv", "buffer": BROUGHT}
    )
    page.get_by_role("tab", name="As a network").click(timeout=PATIENCE)
    selected_each(page, Drawn("/add", frozenset({"thing", "new"}), keeps=False))
    found = shown(page)
    line = next(name for name, sort in found["sorts"].items() if sort == "new")
    page.mouse.click(found["lines"][line]["x"], found["lines"][line]["y"])
    expect(page.get_by_text("Why would this line be here?")).to_be_visible(timeout=PATIENCE)
