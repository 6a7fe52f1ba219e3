"""What every test may ask for."""

from __future__ import annotations

import gc
import os
from collections import Counter, defaultdict
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import HealthCheck, settings

from graph.building.release import build, write
from graph.knowledge_graph import BUILT, open_graph
from graph.store import EmbeddedEngine
from graph.store.engines.connection import Access
from graph.store.published.publishing import publish_to_engine
from graph.store.published.sources import RemoteSource
from tests.engine_servers import NO_VIRTUOSO, oxigraph_server, virtuoso_server
from tests.mini_world import mini_project
from tests.shared import common_folder, made_once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.knowledge_graph import KnowledgeGraph
    from tests.engine_servers import EngineServer

# The same examples in every run, however slow or busy the machine: a test that fails here fails
# for everybody.
settings.register_profile(
    "project",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("project")


@pytest.hookimpl(optionalhook=True)  # nobody asks where pytest-xdist is left out
def pytest_xdist_auto_num_workers() -> int:
    """One process more than processors: a test may wait for a server, or drive a browser beside."""
    return min((os.cpu_count() or 1) + 1, 4)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Has every process begin with a share of the files whose tests take long.

    pytest-xdist cuts the list into as many pieces as there are processes, and whoever has done its
    own takes the latter half of what another has left: what is shared out at the end is then short,
    and nobody waits for a long test of somebody else. Files stay whole, for what their tests share.
    """
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    begun: list[list[pytest.Item]] = [[] for _ in range(processes)]
    rest: list[pytest.Item] = []
    for _, grouped in groupby(items, lambda item: item.path):
        file = list(grouped)
        (min(begun, key=len) if any(map(_is_long, file)) else rest).extend(file)
    total, items[:] = len(items), []
    for left, first in zip(range(processes, 0, -1), begun, strict=True):
        piece = (total - len(items)) // left
        others = max(piece - len(first), 0)
        items += first + rest[:others]
        del rest[:others]
    items += rest


def _is_long(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in ("browser", "slow"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints what tests of a corpus counted, added up: of how many, and the share of each figure.

    Each records, by the name of the corpus, its figures; the first of them is what all are out of.
    """
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for report in chain.from_iterable(terminalreporter.stats.values()):
        if isinstance(report, pytest.TestReport) and report.when == "call":
            for part, figures in report.user_properties:
                counted[part].update(cast("dict[str, int]", figures))
    for part, figures in counted.items():
        (of, whole), *others = figures.items()
        told = ", ".join(f"{name} {number / whole:.1%}" for name, number in others)
        terminalreporter.write_line(f"{part}: {whole} {of}: {told}")


def pytest_collection_finish() -> None:
    """Has the collector of garbage look rarely, and no more at all tests and what they import.

    Those are two million objects, and to go through them again and again was a tenth of the work
    of all tests without a browser.
    """
    gc.freeze()
    gc.set_threshold(10_000, 10, 50)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project, which holds graph/, ontology/ and data/."""
    return Path(__file__).resolve().parents[1]


# To open the record takes most of a second of a processor: every test that only reads it shares it.


@pytest.fixture(scope="session")
def kg() -> Iterator[KnowledgeGraph]:
    """The real record, opened behind the guard as the app opens it; nobody closes it."""
    with open_graph(BUILT) as opened:
        yield opened


@pytest.fixture(scope="session")
def record() -> EmbeddedEngine:
    """The real record in this process, for what asks much of it; nobody closes it."""
    return EmbeddedEngine(BUILT)


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what all processes of this run share."""
    return common_folder(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def disputed_world(common: Path) -> Path:
    """The mini-world, built, in which documents also disagree on where a meeting was held."""
    return made_once(common / "disputed", _disputed) / "built.nt"


def _disputed(place: Path) -> None:
    mini_project(place)
    for document, country in (("gazette-2020", "AAA"), ("herald-2021", "BBB")):
        with (place / "data" / "statements" / f"{document}.csv").open("a") as table:
            table.write(f"meeting/rtm-e-01,hostCountry,country/{country},paragraph 2,,,,,\n")
    write(build(place), place / "built.nt")


@pytest.fixture(scope="session")
def oxigraph() -> Iterator[EngineServer]:
    """The oxigraph server with the real build published in it, started once."""
    yield from _with_the_build(oxigraph_server)


@pytest.fixture(scope="session")
def virtuoso() -> Iterator[EngineServer]:
    """Virtuoso with the real build published in it, started once; skips where there is none."""
    if NO_VIRTUOSO:
        pytest.skip(NO_VIRTUOSO)
    yield from _with_the_build(virtuoso_server)


def _with_the_build(start: Callable[[], EngineServer]) -> Iterator[EngineServer]:
    server = start()
    try:
        source = RemoteSource(server.query, Access.from_environment(server.access))
        publish_to_engine(BUILT, source, lambda *_: None)
        yield server
    finally:
        server.close()
