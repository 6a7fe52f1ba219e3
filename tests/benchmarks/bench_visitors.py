"""How long visitors wait for their pages when many come at once, and others meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.app_server import app
from tests.benchmarks.figures import Spread, Suite, main
from tests.visitors import PAGES, crowd

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.figures import Record

__all__ = ["SUITE", "run"]

SUITE = Suite(
    name="visitors",
    title="Visitors at once",
    about=(
        "So many visitors open the app at the same moment, each another page (networks of "
        "countries, regions, projects and meetings, a question, matrices, sources), over real "
        "sockets and without a browser, so that the server is measured and not the drawing. "
        "Meanwhile the sign of life and a query are asked again and again; of these the longest "
        "wait is given. The size is the number of visitors. Clients and server share the machine."
    ),
    base="a page, in the median",
)


def run(full: bool) -> Iterator[Record]:
    """Measures one visitor, then crowds."""
    with app() as running:
        for _ in range(2):
            crowd(running, len(PAGES), stays=0)  # what is made once is made
        for visitors in (1, 15, 60, *((150,) if full else ())):
            fared = crowd(running, visitors)
            case = "all at once"
            for name, took in (
                ("a page, in the median", sorted(fared.pages)),
                ("a page, the last", [max(fared.pages)]),
                ("the sign of life, at worst", [max(fared.health)]),
                ("a query, in the median", sorted(fared.queries)),
            ):
                yield SUITE.record(case, visitors, name, Spread.of(took), "s", 1)


if __name__ == "__main__":
    main(SUITE, run)
