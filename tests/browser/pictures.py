"""Takes the pictures in docs/pictures/: every page, in light and dark, wide and narrow.

``make pictures`` runs it on an app that it starts itself; with ``--address`` it visits one that is
already running. The pages are those of the app's own navigation.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import urlsplit

import click
from PIL import Image
from playwright.sync_api import expect, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

__all__ = ["main"]

ROOT = Path(__file__).resolve().parents[2]

EXAMPLES = {"network": "thing=country/KAZ"}
"""What a page is asked to show in its picture, where it would show nothing by itself."""

EXTRA: dict[str, str] = {}
"""Further pictures by name, each with the address inside the app that it is taken at."""

WIDTHS = (1440, 420)
HEIGHTS = (900, 2400)
"""No picture is lower than the first or higher than the second, however long its page is."""


STILL = 3
"""A page is at rest when this many screenshots in a row are the same."""

PATIENCE = 40
"""How many screenshots to wait for that."""


class Shot(NamedTuple):
    """A picture to take: its name, and where in the app."""

    name: str
    path: str


@contextlib.contextmanager
def served() -> Iterator[str]:
    """The address of the app, started for this block on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as app:
        try:
            address = f"http://localhost:{port}"
            wait_until_healthy(app, address)
            yield address
        finally:
            app.terminate()


def wait_until_healthy(app: subprocess.Popen[bytes], address: str) -> None:
    """Returns once the app answers; ends the program when it stops or takes a minute."""
    for _ in range(300):
        if app.poll() is not None:
            raise click.ClickException(
                "The app ended before it served a page; see its words above."
            )
        with contextlib.suppress(urllib.error.URLError):
            urllib.request.urlopen(f"{address}/_stcore/health").close()
            return
        time.sleep(0.2)
    raise click.ClickException("The app did not answer within a minute.")


def shots(browser: Browser, address: str) -> list[Shot]:
    """A picture for each page in the app's navigation, then the extra ones."""
    page = browser.new_page(viewport={"width": max(WIDTHS), "height": HEIGHTS[0]})
    page.goto(address)
    settle(page)
    links = page.locator('[data-testid="stTopNavLink"], [data-testid="stSidebarNavLink"]')
    places = [urlsplit(link.get_attribute("href") or "").path for link in links.all()]
    page.close()
    taken = []
    for name in (place.strip("/") for place in places):
        query = f"?{EXAMPLES[name]}" if name in EXAMPLES else ""
        taken.append(Shot(name or "overview", f"/{name}{query}"))
    return taken + [Shot(name, path) for name, path in EXTRA.items()]


def settle(page: Page) -> None:
    """Returns once the page has finished: script done, fonts there, networks drawn, all still."""
    expect(page.locator('[data-test-script-state="notRunning"]')).to_be_visible(timeout=60_000)
    expect(page.locator('[data-testid="stMain"] :is(h1, h2)').first).to_be_visible()
    for unfinished in (
        '[data-testid="stStatusWidget"], [data-testid="stSkeleton"]',
        ".network-canvas:not([data-drawn])",
    ):
        expect(page.locator(unfinished)).to_have_count(0, timeout=60_000)
    page.evaluate("document.fonts.ready.then(() => true)")
    seen: list[bytes] = []
    while len(seen) < STILL or len(set(seen[-STILL:])) > 1:
        if len(seen) == PATIENCE:
            raise click.ClickException(f"{page.url} does not come to rest.")
        page.wait_for_timeout(300)
        seen.append(page.screenshot())


def take(
    browser: Browser, url: str, theme: Literal["light", "dark"], width: int, file: Path
) -> None:
    """Writes one picture of a whole page, in few colours, which keeps the project small."""
    context = browser.new_context(
        color_scheme=theme, viewport={"width": width, "height": HEIGHTS[0]}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(url)
    settle(page)
    content = page.locator('[data-testid="stMain"]').evaluate("main => main.scrollHeight")
    page.set_viewport_size({"width": width, "height": sorted((*HEIGHTS, content))[1]})
    settle(page)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    # The median cut keeps the large plain surfaces exactly as they are.
    few = picture.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


@click.command()
@click.option("--address", help="An app that is already running, such as http://localhost:8501.")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=ROOT / "docs" / "pictures",
    help="The folder for the pictures; other pictures in it are removed.",
)
def main(address: str | None, into: Path) -> None:
    """Take a picture of every page, in light and dark, wide and narrow."""
    into.mkdir(parents=True, exist_ok=True)
    names = ("chromium", "chromium-browser", "google-chrome")
    own = next(filter(None, map(shutil.which, names)), None)
    with contextlib.ExitStack() as stack:
        url = address.rstrip("/") if address else stack.enter_context(served())
        browser = stack.enter_context(sync_playwright()).chromium.launch(executable_path=own)
        stack.callback(browser.close)
        written = set()
        for shot in shots(browser, url):
            for theme in ("light", "dark"):
                for width in WIDTHS:
                    file = into / f"{shot.name}-{theme}-{width}.png"
                    take(browser, url + shot.path, theme, width, file)
                    written.add(file)
                    click.echo(f"{file.name} {file.stat().st_size // 1024} kB")
    for old in set(into.glob("*.png")) - written:
        old.unlink()


if __name__ == "__main__":
    main()
