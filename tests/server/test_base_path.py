"""The app below a path: doors, pages, links and files all follow it, and nothing is at the root."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

from graph.page_files import vis_network
from graph.views.answers.snippets import endpoint_of
from tests.app_server import App, app, handshake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def running() -> Iterator[App]:
    """The app, served below a path of two parts."""
    with app(options={"server.baseUrlPath": "/ministry/cbrn/"}) as running:
        yield running


@pytest.mark.slow
@pytest.mark.parametrize(
    "target",
    [
        "/sparql?query=ASK%20%7B%7D",
        "/ready",
        "/version",
        "/ontology",
        "/data/",
        "/data/cbrn.nt",
        "/id/country/KAZ",
        "/network",
        "/",
        "",
        "/_stcore/health",
        "/favicon.png",
        f"/{vis_network().address}",
    ],
)
def test_everything_is_below_the_path(target: str, running: App) -> None:
    """What answers below the path answers nowhere else, and never with the page in its place."""
    heard = running.ask(f"/ministry/cbrn{target}")
    assert heard.status in {200, 307}, heard.text
    if heard.status == 307:
        assert heard.headers["location"].endswith("/ministry/cbrn/")
    page = heard.media_type == "text/html"
    assert page is (target in {"/network", "/", "/data/"})
    for elsewhere in (
        target or "/",
        f"/ministry{target}",
        f"/cbrn{target}",
        f"/ministry/x{target}",
    ):
        assert running.ask(elsewhere).status == 404


@pytest.mark.slow
@pytest.mark.parametrize(
    ("target", "leads"),
    [
        ("/id/country/KAZ", "/network?thing=country/KAZ"),
        ("/sparql?query=ASK%20%7B%7D", "/ask?query=ASK+%7B%7D"),
        ("/sparql/?query=ASK%20%7B%7D", "/ask?query=ASK+%7B%7D"),
        ("/sparql", "/ask"),
    ],
)
def test_people_are_led_to_pages_below_the_path(target: str, leads: str, running: App) -> None:
    """The way from a door to a page stays below the path."""
    heard = running.ask(f"/ministry/cbrn{target}", headers=HTML)
    assert heard.status == 303
    address = urljoin(f"{running.url}/ministry/cbrn{target}", heard.headers["location"])
    assert address == f"{running.url}/ministry/cbrn{leads}"


@pytest.mark.slow
def test_addresses_that_are_told_are_below_the_path(running: App) -> None:
    """The description, the list of files, the page of what is missing and the lines for tools."""
    here = f"{running.url}/ministry/cbrn"
    described = running.ask("/ministry/cbrn/sparql", headers={"Accept": "text/turtle"}).text
    assert f"<{here}/sparql>" in described
    assert f"<{here}/data/cbrn.nt>" in described
    files = running.ask("/ministry/cbrn/data/", headers=HTML).text
    assert 'href="/ministry/cbrn/data/cbrn.nt"' in files
    missing = running.ask("/ministry/cbrn/nothing", headers=HTML)
    assert 'href="/ministry/cbrn/"' in missing.text
    assert endpoint_of(f"{here}/ask?card=x") == f"{here}/sparql"


@pytest.mark.slow
def test_socket_is_below_the_path(running: App) -> None:
    """A page opens its socket below the path, and nothing opens one at the root."""
    below = handshake(running.port, None, path="/ministry/cbrn/_stcore/stream")
    at_root = handshake(running.port, None)
    with below, at_root:
        assert below.recv(12) == b"HTTP/1.1 101"
        assert at_root.recv(12) == b"HTTP/1.1 403"


def test_no_link_of_a_page_begins_at_the_root(root: Path) -> None:
    """Pages link to one another relatively, so that their links hold below any path."""
    read = 0
    for path in (root / "graph").rglob("*"):
        if path.suffix not in {".py", ".js"} or {"server", "built"} & set(path.parts[-3:]):
            continue
        text = path.read_text("utf-8")
        assert not re.search(r"""(href|src|action)=["']/""", text), path
        read += 1
    assert read > 100
