"""Takes the pictures in docs/pictures/: every page, in light and dark, wide and narrow.

``make pictures`` runs it. It is no test, so ``make test`` leaves it out, but it uses what the
browser tests use: a served app and a browser. The pages are those of the app's own navigation.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Serve, Visit

__all__ = ["settle", "test_take_pictures"]

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "pictures"

QUERY = """\
SELECT ?project ?topic WHERE {
  ?project a cbrn:Project ; cbrn:hasTopic ?topic .
}
"""

EXAMPLES = {
    "network": "thing=country/KAZ",
    "connections": "between=country/KAZ,project/053&path=1.3",
    "ask": "question=who-took-part&meeting=meeting/rtm-ca-14",
    "cooperation": "one=project/053&other=project/065",
    "sources": "source=source/unicri-2021-06-rtm-ca-14",
}
"""What a page is asked to show in its picture, where it would show nothing by itself."""

EXTRA = {
    "evidence": "/network?thing=country/KAZ&at=meeting/rtm-ca-14~attendedBy~country/KAZ",
    "glance": "/network?start",
    "matrix": "/cooperation?view=matrix",
    "measures": "/cooperation?view=measures",
    "gaps": "/cooperation?view=gaps",
    "review": "/cooperation?view=review",
    "changes": "/cooperation?view=changes&old=2019&new=2021-06&around=country/KAZ",
    "report": "/cooperation?view=report&about=country/KAZ",
    "sparql": f"/ask?query={quote(QUERY)}",
}
"""Further pictures by name, each with the address inside the app that it is taken at."""

HEIGHTS = (900, 2400)
"""No picture is lower than the first or higher than the second, however long its page is."""

QUESTION = 1040
"""The height of the picture of a question: picture, legend and the sentence below them."""

STILL = 3
"""A page is at rest when this many screenshots in a row are the same."""

STRONG = 60
"""By how much the parts of a colour differ where it is no kind of grey."""

PATIENCE = 40
"""How many screenshots to wait for that."""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 420])
def test_take_pictures(serve: Serve, visit: Visit, theme: str, width: int) -> None:
    """Each page in this theme and width has a new picture; a picture of no page is gone."""
    address = serve(ROOT / "app.py")
    places = addresses(visit(address, width=1440).page)
    FOLDER.mkdir(parents=True, exist_ok=True)
    written = set()
    for name, place in places.items():
        page = visit(address + place, theme=theme, width=width, height=HEIGHTS[0]).page
        settle(page)
        content = page.locator('[data-testid="stMain"]').evaluate("main => main.scrollHeight")
        page.set_viewport_size({"width": width, "height": sorted((*HEIGHTS, content))[1]})
        settle(page)
        file = FOLDER / f"{name}-{theme}-{width}.png"
        write(page.screenshot(), file)
        written.add(file)
        page.close()
    for old in set(FOLDER.glob(f"*-{theme}-{width}.png")) - written:
        old.unlink()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_take_the_ten_questions(serve: Serve, visit: Visit, theme: str) -> None:
    """Each question of docs/ten-questions.md has a new picture, taken at the link below it."""
    address = serve(ROOT / "app.py")
    folder = FOLDER / "questions"
    folder.mkdir(parents=True, exist_ok=True)
    written = set()
    for name, place in questions().items():
        page = visit(address + place, theme=theme, height=QUESTION).page
        settle(page)
        file = folder / f"{name}-{theme}.png"
        write(page.screenshot(), file)
        written.add(file)
        page.close()
    for old in set(folder.glob(f"*-{theme}.png")) - written:
        old.unlink()


def questions() -> dict[str, str]:
    """The address of each question inside the app, by the name of its picture."""
    text = (ROOT / "docs" / "ten-questions.md").read_text("utf-8")
    found = re.findall(
        r"questions/([\w-]+)-light\.png.*?\(http://localhost:8501(/.*?)\)", text, re.DOTALL
    )
    return dict(found)


def addresses(page: Page) -> dict[str, str]:
    """Where each picture is taken, by its name: the navigation's pages, then the extra ones."""
    settle(page)
    links = page.locator('[data-testid="stTopNavLink"], [data-testid="stSidebarNavLink"]').all()
    keys = [urlsplit(link.get_attribute("href") or "").path.strip("/") for link in links]
    assert keys, "The app shows no navigation."
    queries = {key: f"?{EXAMPLES[key]}" if key in EXAMPLES else "" for key in keys}
    return {key or "overview": f"/{key}{query}" for key, query in queries.items()} | EXTRA


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
        assert len(seen) < PATIENCE, f"{page.url} does not come to rest."
        page.wait_for_timeout(300)
        seen.append(page.screenshot())


def write(screenshot: bytes, file: Path) -> None:
    """Writes the screenshot in 256 colours, which keeps the project small.

    The colours of kinds must stay what they are, though few pixels have them: each colour that is
    strong gets its place in the palette before the greys share the rest.
    """
    pixels = np.asarray(Image.open(io.BytesIO(screenshot)).convert("RGB"))
    colours, places, counts = np.unique(
        pixels.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True
    )
    ranked = colours[np.argsort(-counts)].astype(int)
    strong = ranked[np.ptp(ranked, axis=1) > STRONG][:128]
    palette = np.unique(np.concatenate([ranked[: 256 - len(strong)], strong]), axis=0)
    nearest = [int(np.abs(palette - colour).sum(axis=1).argmin()) for colour in colours.astype(int)]
    few = Image.fromarray(np.array(nearest, np.uint8)[places].reshape(pixels.shape[:2]), "P")
    few.putpalette([int(part) for part in palette.flat])
    few.save(file, optimize=True)


if __name__ == "__main__":
    raise SystemExit(pytest.main([__file__, "-q"]))
