"""What a reader waits for on the pages: neighbourhoods, paths, matrices, gaps, question cards.

``python -m tests.benchmarks.bench_views`` prints a table.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from graph.store import Guard, ask, load_questions
from graph.views.cooperation.gaps import gaps
from graph.views.cooperation.matrix import matrix
from graph.views.network.answer_network import neighbourhood
from graph.views.network.growing import Grower
from graph.views.network.view_state import Expand, ViewState
from graph.views.paths.paths import connections
from graph.views.record.names import NamedGraph, load_names
from graph.views.record.overview import overview
from graph.views.record.search import search
from graph.vocabulary import thing
from tests.benchmarks.figures import Suite, main, timed
from tests.benchmarks.initiative import world

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.store import Engine
    from graph.views.record.names import Names
    from tests.benchmarks.figures import Record

__all__ = ["SUITE", "run"]


SUITE = Suite(
    name="views",
    title="What a reader waits for",
    about="The work behind the pages, without the browser, asked of the guard as the app does; "
    "each act is done anew, with nothing kept from the one before. A project has a dozen lines at "
    "any size; a country and the Initiative have the more, the more data there are.",
    base="cbrn-graph",
    reasons={
        "matrix of all projects by countries": "the matrix has the square of the projects in cells",
        "first page": "it counts all statements by document, and the engine takes longer for each "
        "once the graph is larger than the processor's cache",
        "the list of gaps": "it counts all statements by thing and publisher, as the first page",
    },
)


def run(full: bool) -> Iterator[Record]:
    """Every act at every size."""
    for size in (1_000, 10_000, 100_000, *((1_000_000,) if full else ())):
        with Guard(world(size)) as engine:
            names = load_names(engine)
            for case, act in _acts(engine, names).items():
                took = timed(act, 5, patience=15.0 if full else 2.5)
                yield SUITE.record(case, size, "cbrn-graph", took, "ms", 1_000)
            cards = (timed(partial(ask, engine, card, {}), 3) for card in load_questions().values())
            took = max(cards, key=lambda spread: spread.median)
            yield SUITE.record("the slowest question card", size, "cbrn-graph", took, "ms", 1_000)


def _acts(engine: Engine, names: Names) -> dict[str, Callable[[], object]]:
    kg = NamedGraph(engine, names)
    project, country = str(thing("project/002")), str(thing("country/XAA"))
    body = str(thing("organisation/body-0"))

    def grown(*steps: Expand) -> object:
        return Grower(kg).scene(ViewState(start=("project/002",), steps=steps))

    return {
        "names of everything": partial(load_names, engine),
        "first page": partial(overview, kg),
        "find a thing by name": partial(search, names, "project 2"),
        "network around a project": grown,
        "the same, grown by the Initiative": partial(grown, Expand("initiative/centres")),
        "neighbourhood of a project": partial(neighbourhood, kg, project),
        "neighbourhood of a country": partial(neighbourhood, kg, country),
        "paths between two projects": partial(
            connections, kg, (project, str(thing("project/001"))), longest=3
        ),
        "paths from an organisation to a country": partial(
            connections, kg, (body, country), longest=2
        ),
        "matrix of all projects by countries": partial(
            matrix, kg, "Project", "Project", by="countries"
        ),
        "the list of gaps": partial(gaps, kg, load_questions()),
    }


if __name__ == "__main__":
    main(SUITE, run)
