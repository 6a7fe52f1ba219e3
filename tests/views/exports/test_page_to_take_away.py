"""The page to take away: it holds everything itself, and says all that is drawn."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from graph.views.exports.page import model
from graph.views.exports.shown import Shown
from tests.views.exports.files_made import made
from tests.views.exports.read_page import Page

if TYPE_CHECKING:
    from graph.store import Engine


def test_the_page_holds_everything_itself(engine: Engine, taken: Shown) -> None:
    """The page refers to nothing outside, and its policy lets it reach nothing."""
    page = Page(made(engine, taken, "html").decode())
    assert not any(attributes.get("src") for _, attributes in page.elements)
    assert not any(tag in {"link", "img", "iframe", "object"} for tag, _ in page.elements)
    policy = next(
        attributes["content"] or ""
        for tag, attributes in page.elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy


def test_the_page_has_every_line_in_its_table(engine: Engine, taken: Shown) -> None:
    """Without any script the page still tells every line and links it to its source."""
    page = Page(made(engine, taken, "html").decode())
    rows = [
        attributes["data-line"] for tag, attributes in page.elements if "data-line" in attributes
    ]
    assert rows == [line.id for line in taken.lines]
    assert "Aland" in page.words
    ids = {attributes.get("id") for _, attributes in page.elements}
    anchors = {a["href"] for tag, a in page.elements if tag == "a" and (a["href"] or "")[0] == "#"}
    assert anchors == {"#source-1"}
    assert "source-1" in ids


def test_the_page_draws_the_pyvis_model(engine: Engine, taken: Shown) -> None:
    """The data in the page are the nodes and edges of a pyvis network."""
    page = Page(made(engine, taken, "html").decode())
    data = json.loads(page.scripts[0])
    nodes, edges, *_ = model(taken).get_network_data()
    assert (data["nodes"], data["edges"]) == (nodes, edges)
    assert {node["id"] for node in nodes} == set(taken.view.graph)
    assert {edge["id"] for edge in edges} == {line.id for line in taken.lines}
