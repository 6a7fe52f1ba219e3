"""How long visitors wait for their pages when many come at once, and others meanwhile."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from tests.app_server import app, comes_true
from tests.benchmarks.figures import Spread, Suite, main
from tests.visitors import PAGES, crowd
from tests.waits import waits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.app_server import App
    from tests.benchmarks.figures import Record

__all__ = ["SUITE", "run"]

SUITE = Suite(
    name="visitors",
    title="Visitors at once",
    about=(
        "So many visitors open the app at the same moment, each another page (networks of "
        "countries, regions, projects and meetings, a question, matrices, sources), over real "
        "sockets and without a browser, so that the server is measured and not the drawing. "
        "Meanwhile a query and two signs of life are asked for again and again, by a process of "
        "its own: the server's, `/ready`, which whoever watches over it asks for and which is "
        "none where the pages hear nothing, and that of Streamlit, in the process of the pages; "
        "*quiet* is the same query before they come. *Memory* is what the process of the pages "
        "has more than before: at its most while they are there, and when they have left. The "
        "size is the number of visitors. Clients and server share the machine."
    ),
    sized="visitors",
    base="a page, in the median",
)


_CASE: Final = "all at once"
_SECONDS_QUIET: Final = 3.0
_SECONDS_TO_FORGET: Final = 2
_SECONDS_TO_GIVE_BACK: Final = 20.0


def run(full: bool) -> Iterator[Record]:
    """Measures one visitor, then crowds."""
    with app(options={"server.disconnectedSessionTTL": str(_SECONDS_TO_FORGET)}) as running:
        comes_true(lambda: running.beside() is not None, 60)
        for _ in range(2):
            crowd(running, len(PAGES), stays=0)  # what is made once is made
        for visitors in (1, 15, 60, 150):
            yield from _fared(running, visitors)


def _fared(running: App, visitors: int) -> Iterator[Record]:
    _at_rest(running)
    before = running.resident()
    with waits(running.port) as quiet:
        time.sleep(_SECONDS_QUIET)
    with _most_resident(running) as most:
        fared = crowd(running, visitors)
    for name, took in (
        ("a page, in the median", fared.pages),
        ("a page, the last", [max(fared.pages)]),
        ("the sign of life, in the median", fared.ready),
        ("the sign of life, at worst", [max(fared.ready)]),
        ("that of the pages' process, in the median", fared.health),
        ("that of the pages' process, at worst", [max(fared.health)]),
        ("a query, in the median", fared.queries),
        ("a query, at worst", [max(fared.queries)]),
        ("a query, in the median, quiet", quiet["queries"]),
    ):
        yield SUITE.record(_CASE, visitors, name, Spread.of(took), "s", 1)
    _at_rest(running)
    for name, size in (
        ("while they are there", most[0]),
        ("when they have left", running.resident()),
    ):
        more = Spread.of([max(size - before, 0)])
        yield SUITE.record("memory", visitors, name, more, "MB", 1e-6)


@contextmanager
def _most_resident(running: App) -> Iterator[list[int]]:
    """The most memory that the process of the pages has while the block runs."""
    most, over = [running.resident()], threading.Event()

    def look() -> None:
        while not over.wait(0.1):
            most[0] = max(most[0], running.resident())

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield most
    finally:
        over.set()
        looking.join()


def _at_rest(running: App) -> None:
    """Wait until the visits are over and what they held is given back."""
    sizes = [running.resident()]
    until = time.monotonic() + _SECONDS_TO_GIVE_BACK
    while time.monotonic() < until:
        time.sleep(_SECONDS_TO_FORGET)
        sizes.append(running.resident())
        if len(sizes) > 3 and max(sizes[-3:]) - min(sizes[-3:]) < 1_000_000:
            return


if __name__ == "__main__":
    main(SUITE, run)
