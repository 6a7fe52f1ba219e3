"""A served Streamlit script and a browser to look at it, for every browser test."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from graph.building.release import build, write
from graph.server import Settings
from tests.chromium import installed
from tests.mini_world import mini_project, whole_project
from tests.ports import free_port
from tests.shared import made_once, started_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Request, WebSocket

_ROOT = Path(__file__).parents[2]
_FLAGS = (
    # Chromium's sandbox does not start for root, as in most containers.
    "--no-sandbox",
    # What V8 compiles and tidies up beside a page, ahead of need, is a fifth of the work of a page
    # that is left after a second: processors that are all busy do it for nothing.
    "--js-flags=--single-threaded",
    # Letters are as wide as in a browser with a window.
    "--font-render-hinting=none",
)
_PATIENCE = 60.0
MARKDOWN = "**b** [l](javascript:x) $x$ :red[r]"
_SCRIPT = "</script><img src=x onerror=window.struck=1><script>window.struck=1</script><b>b</b>"
_EMPTY = "/_stcore/health"
"""A page of each server that holds one word, and nothing that runs."""
_FORGET = "() => { try { localStorage.clear(); sessionStorage.clear(); } catch { /* a file's */ } }"
# What a test expects to see may take its time on a slow machine; it fails no sooner for that.
expect.set_options(timeout=_PATIENCE * 1000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Lets a test with a browser be tried twice more, which pytest's last line then counts.

    It rests on three programs and on how busy the machine is; what fails three times is a fault.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=2))


class Serve(Protocol):
    """Starts a Streamlit script and returns its address."""

    def __call__(self, script: Path, **env: str) -> str:
        """The address of the script, once it answers; ``env`` is added to its environment."""
        ...


class Visit(Protocol):
    """Opens an address in a new browser window."""

    def __call__(
        self,
        url: str,
        *,
        theme: str = "light",
        width: int = 1440,
        height: int = 900,
        reduced_motion: bool = True,
    ) -> Visitor:
        """A visitor who sees the page in the theme and size asked for."""
        ...


@dataclass  # without slots: Playwright notes in an object what of it listens
class Visitor:
    """A page, and for who watches it every request that it sent to another host than its own.

    To hear of all requests, some sixty for a page, costs a tenth of what the page itself does: that
    is done for the tests that ask for ``watch``.
    """

    page: Page
    watched: bool = False
    _host: str = ""
    _outside: list[str] = field(default_factory=list)

    @property
    def outside(self) -> list[str]:
        """The requests to other hosts; a test that has nobody watch cannot ask for them."""
        assert self.watched, "only `watch` has the requests noted"
        return self._outside

    def begin(self, host: str, *, watched: bool) -> None:
        """Begins anew, at a host."""
        self._host = host
        self._outside.clear()
        if watched != self.watched:
            listen = self.page.on if watched else self.page.remove_listener
            listen("request", self._note)
            listen("websocket", self._note)
        self.watched = watched

    def _note(self, sent: Request | WebSocket) -> None:
        parts = urlsplit(sent.url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != self._host:
            self._outside.append(sent.url)


@pytest.fixture(scope="session")
def serve(common: Path) -> Iterator[Serve]:
    """Serves Streamlit scripts on free ports until the tests are over, each script once.

    All processes of the run look at the same servers: what a page works out at its first visit, and
    keeps, is then worked out once. They come from one address, which may therefore ask for as much
    as all together.

    The app has its process for programs beside it where it is served as everybody starts it. With
    another record or with settings it is looked at for its pages: a test that also asks there as a
    program switches the process on.
    """
    together = {"CBRN_GRAPH_CLIENT_QUERIES": str(Settings().queries)}
    known: dict[tuple[Path, tuple[tuple[str, str], ...]], str] = {}
    with ExitStack() as until_the_end:

        def start(script: Path, **env: str) -> str:
            settings = together | ({"CBRN_GRAPH_APART": "0"} if env else {}) | env
            wanted = (script, tuple(sorted(settings.items())))
            if wanted not in known:
                name = hashlib.sha256(repr(wanted).encode()).hexdigest()
                known[wanted] = until_the_end.enter_context(
                    started_once(common / name, lambda: _served(script, settings))
                )
            return known[wanted]

        yield start


@contextmanager
def _served(script: Path, env: dict[str, str]) -> Iterator[str]:
    process, address = _started(script, env)
    yield address
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _awaited(port: int) -> int:
    """The port, once nothing listens there.

    What a server has started lets go of its address a moment after the server was killed.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        with socket.socket() as free:
            free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                free.bind(("127.0.0.1", port))
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
                continue
            return port


def _started(
    script: Path, env: dict[str, str], port: int = 0
) -> tuple[subprocess.Popen[bytes], str]:
    port = _awaited(port) if port else free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    options = {"server.port": port, "server.address": "127.0.0.1", "server.headless": "true"}
    command += [f"--{name}={value}" for name, value in options.items()]
    paths = os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    process = subprocess.Popen(
        command,
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": paths, **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # A process group of its own, so that whatever the server starts ends with it.
        start_new_session=True,
    )
    url = f"http://127.0.0.1:{port}"
    until = time.monotonic() + _PATIENCE
    while not _is_healthy(url):
        if process.poll() is not None or time.monotonic() > until:
            os.killpg(process.pid, signal.SIGKILL)
            pytest.fail(f"{script.name} does not start: `{' '.join(command)}` tells why.")
        time.sleep(0.1)
    return process, url


def _is_healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False


@pytest.fixture(scope="session")
def own_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the whole project with the mini-world as its record, and beside it the record."""
    project = whole_project(tmp_path_factory.mktemp("own") / "project")
    shutil.copytree(project / "data", project.with_name("data"))
    return project


@pytest.fixture
def project(own_project: Path) -> Path:
    """A copy of the project with a record of its own, as if nobody had written to it yet.

    It is one for all tests, so that they are served by one app.
    """
    shutil.rmtree(own_project / "data")
    shutil.copytree(own_project.with_name("data"), own_project / "data")
    return own_project


@pytest.fixture(scope="session")
def hostile(common: Path) -> Path:
    """The mini-world, built, with a label and a title full of markup and script."""
    return made_once(common / "hostile", _hostile) / "built.nt"


def _hostile(world: Path) -> None:
    mini_project(world)
    for words, name in (
        ("Aland", "things/all.csv"),
        ("Gazette on the first gathering", "documents.csv"),
    ):
        table = world / "data" / name
        assert words in table.read_text()
        table.write_text(table.read_text().replace(words, f"{_SCRIPT} {MARKDOWN}", 1))
    write(build(world), world / "built.nt")
    assert _SCRIPT in (world / "built.nt").read_text()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine, or else the one that Playwright installed, without a window.

    Where there is neither, Playwright's error says how to install one.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def windows() -> list[Visitor]:
    """The windows that tests have left, for the next ones.

    What Chromium has compiled of Streamlit's scripts stays with a window: in a new one, a page
    takes three times the work until it is there. It also stays with a process, which a window keeps
    as long as it stays with one host.
    """
    return []


@pytest.fixture
def visit(browser: Browser, windows: list[Visitor]) -> Iterator[Visit]:
    """Opens pages in light or dark, wide or narrow."""
    yield from _visits(browser, windows, watched=False)


@pytest.fixture
def watch(browser: Browser, windows: list[Visitor]) -> Iterator[Visit]:
    """Opens pages as ``visit`` does, and notes their requests to other hosts."""
    yield from _visits(browser, windows, watched=True)


def _visits(browser: Browser, windows: list[Visitor], *, watched: bool) -> Iterator[Visit]:
    opened: list[Visitor] = []

    def open_page(
        url: str,
        *,
        theme: str = "light",
        width: int = 1440,
        height: int = 900,
        reduced_motion: bool = True,
    ) -> Visitor:
        visitor = windows.pop() if windows else _new_window(browser)
        opened.append(visitor)
        visitor.begin(urlsplit(url).netloc, watched=watched)
        visitor.page.set_viewport_size({"width": width, "height": height})
        visitor.page.emulate_media(
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce" if reduced_motion else "no-preference",
        )
        visitor.page.goto(url)
        return visitor

    yield open_page
    windows.extend(filter(_is_as_new, opened))


def _new_window(browser: Browser) -> Visitor:
    visitor = Visitor(browser.new_context().new_page())
    visitor.page.set_default_timeout(_PATIENCE * 1000)
    return visitor


def _is_as_new(visitor: Visitor) -> bool:
    """Whether nothing of a test is left in its window; one that cannot be emptied is closed."""
    page, context = visitor.page, visitor.page.context
    try:
        for other in set(context.pages) - {page}:
            other.close()
        context.set_offline(False)
        # While a window has requests held up, it keeps nothing that it fetches.
        page.unroute_all()
        context.clear_permissions()
        context.clear_cookies()
        page.evaluate(_FORGET)
        page.mouse.move(0, 0)
        here = urlsplit(page.url)
        page.goto(
            f"http://{here.netloc}{_EMPTY}" if here.scheme == "http" else "about:blank",
            timeout=5_000,
        )
        page.evaluate(_FORGET)  # what a page keeps when it is left
    except PlaywrightError:
        context.close()
        return False
    return True
