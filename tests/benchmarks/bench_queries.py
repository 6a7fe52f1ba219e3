"""Twelve queries on the project's engine, on others in this process, and on servers.

``python -m tests.benchmarks.bench_queries`` prints a table. See `tests.benchmarks.mix`.
"""

from __future__ import annotations

import math
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Final

import pyoxigraph
import rdflib

from graph.store import EmbeddedEngine, Guard, Limits
from tests.benchmarks.figures import Spread, Suite, main, timed_in_turn
from tests.benchmarks.initiative import world
from tests.benchmarks.mix import ALL_PAIRS, MIX, standing_alone
from tests.benchmarks.peers import oxigraph_server, virtuoso

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from graph.store import Engine
    from tests.benchmarks.figures import Record
    from tests.benchmarks.peers import Server

__all__ = ["SUITE", "run"]

SUITE = Suite(
    name="queries",
    title="Twelve queries",
    about="Each query is asked until its answer is read whole: *guard* is what the app and the "
    "endpoint ask (a process forked for each query, so that it can be stopped, its answer "
    "sent over a socket); *embedded* is the project's engine in its own process; *pyoxigraph* the "
    "store that both rest on, asked directly and in turn with it; *rdflib* its own store in "
    "memory; the servers hold the graph on disk and are asked over HTTP. All must give the same "
    "answer. The last case is the geometric mean of the twelve.",
    base="pyoxigraph",
    follow=("guard",),
    reasons={ALL_PAIRS: "the answer itself grows with the square: a row for each pair"},
)
ALL: Final = "all twelve, geometric mean"
SIZES: Final = (1_000, 10_000, 100_000)
RDFLIB_UP_TO: Final = 100_000
PAIRS_UP_TO: Final = 1_000_000
"""At ten million triples there are 800 million pairs of projects: no engine is asked for them."""
PATIENT: Final = Limits(
    seconds=600, rows=100_000_000, output_bytes=4_000_000_000, memory_bytes=10**11
)


def run(full: bool) -> Iterator[Record]:
    """Every engine at every size it can follow."""
    for size in (*SIZES, *((1_000_000, 10_000_000) if full else ())):
        yield from _at(size, world(size), full=full)


def _at(size: int, file: Path, *, full: bool) -> Iterator[Record]:
    found: dict[str, dict[str, Spread]] = {}
    counts: dict[str, int] = {}
    with ExitStack() as stack:
        for asks in _engines(size, file, stack):
            for case, sparql in MIX.items():
                if case == ALL_PAIRS and size > PAIRS_UP_TO:
                    continue
                for engine, ask in asks.items():
                    rows = ask(sparql)
                    if counts.setdefault(case, rows) != rows:
                        msg = f"{engine} finds {rows} for '{case}', the others {counts[case]}"
                        raise AssertionError(msg)
                acts = [partial(ask, sparql) for ask in asks.values()]
                taken = timed_in_turn(acts, 7, patience=4.0 if full else 0.5)
                for engine, spread in zip(asks, taken, strict=True):
                    found.setdefault(engine, {})[case] = spread
            del ask, asks, acts  # or the graph stays in memory while the next one is loaded
    for case in counts:
        for engine, spreads in found.items():
            yield SUITE.record(case, size, engine, spreads[case], "ms", 1_000)
    for engine, spreads in found.items():
        means = (
            math.exp(sum(math.log(getattr(one, part)) for one in spreads.values()) / len(spreads))
            for part in ("median", "low", "high")
        )
        yield SUITE.record(ALL, size, engine, Spread(*means), "ms", 1_000)


def _engines(size: int, file: Path, stack: ExitStack) -> Iterator[dict[str, Callable[[str], int]]]:
    """The engines by name, each as a function that asks and counts what it was told.

    One after the other, so that no more than one of the large ones is in memory; those that are
    asked in turn stand on one store.
    """
    embedded = EmbeddedEngine(file)
    store = embedded._opened()
    yield {"pyoxigraph": partial(_read, store), "embedded": partial(_counted, embedded)}
    del store
    embedded.close()
    guard = stack.enter_context(Guard(file))
    yield {"guard": partial(_counted, guard)}
    guard.close()
    if size <= RDFLIB_UP_TO:
        graph = rdflib.Graph().parse(file, format="nt")
        yield {"rdflib": partial(_read_slowly, graph)}
        del graph
    for start in (oxigraph_server, virtuoso):
        with start(file) as server:
            if server is not None:
                yield {server.name: partial(_heard, server)}


def _counted(engine: Engine, sparql: str) -> int:
    answer = engine.query(sparql, limits=PATIENT)
    assert answer.cut is None
    return len(answer.rows) or len(answer.triples)


def _read(store: pyoxigraph.Store, sparql: str) -> int:
    """Reads an answer to its end, each term of each row, and counts it."""
    found = store.query(standing_alone(sparql))
    if isinstance(found, pyoxigraph.QuerySolutions):
        return len([tuple(row) for row in found])
    assert isinstance(found, pyoxigraph.QueryTriples)
    return len(set(found))


def _read_slowly(graph: rdflib.Graph, sparql: str) -> int:
    return len(list(graph.query(standing_alone(sparql))))


def _heard(server: Server, sparql: str) -> int:
    return len(server.ask(standing_alone(sparql)))


if __name__ == "__main__":
    main(SUITE, run)
