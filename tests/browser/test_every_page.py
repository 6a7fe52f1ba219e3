"""Every page and every view of it on the real data: shown in words, and to everybody."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser.fitness import unfit

if TYPE_CHECKING:
    from tests.browser.conftest import Serve, Visit

pytestmark = pytest.mark.browser

APP = Path(__file__).parents[2] / "app.py"
PAGES = (
    "/",
    "/network?thing=country/KAZ",
    "/connections",
    "/connections?between=country/KAZ,project/053&path=1.2",
    "/ask",
    "/ask?question=who-took-part",
    "/ask?question=organisations-in-both&one=country/GEO&other=country/KAZ",
    "/ask?query=ASK%20{}",
    "/add",
    "/sources",
    "/sources?source=source/unicri-2021-06-rtm-ca-14",
    "/cooperation?view=matrix",
    "/cooperation?view=matrix&table=country~country&by=meetings&cell=country/KGZ~country/MNG",
    "/cooperation?view=matrix&cell=project/053~country/KAZ",
    "/cooperation?things=project/053~project/065~project/087",
    "/cooperation?view=measures",
    "/cooperation?view=measures&measure=points",
    "/cooperation?view=measures&measure=groups",
    "/cooperation?view=gaps&gap=projects-without-later-meeting~project/034",
    "/cooperation?view=map",
    "/cooperation?view=map&map=year&cell=region/CA~2021",
    "/cooperation?view=changes&compare=events",
    "/cooperation?view=review",
    "/cooperation?view=changes&old=2019&new=2021-06&around=country/KAZ",
    "/cooperation?view=report&about=country/KAZ",
)


def test_no_page_is_forgotten() -> None:
    """Each page of the app is among those that are looked at."""
    pages = {path.parent.name for path in (APP.parent / "graph" / "pages").glob("*/page.py")}
    assert {urlsplit(address).path.strip("/") or "overview" for address in PAGES} == pages


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_fit_to_be_seen(serve: Serve, watch: Visit, address: str) -> None:
    """Wide and light, narrow and dark: labels, no error, nothing cut, nobody kept out."""
    assert unfit(watch(serve(APP) + address)) == []
