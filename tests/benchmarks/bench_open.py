"""Opening a built graph: start-up, time to the first answer, memory; beside rdflib.

``python -m tests.benchmarks.bench_open`` prints a table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.benchmarks.apart import apart
from tests.benchmarks.figures import Spread, Suite, main
from tests.benchmarks.initiative import world

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.figures import Record

__all__ = ["SUITE", "run"]

SUITE = Suite(
    name="open",
    title="Opening a graph",
    about="From the built file to the first answer, each time in a new process. *cbrn-graph* opens "
    "it as the app does: the engine behind its guard, and every name; *pyoxigraph* only loads "
    "the file, and checks each address in it, which the app leaves to the build; *rdflib* parses "
    "it. *Start-up* is a whole program, Python's own start included: it opens the graph, asks one "
    "question card and ends. Memory is the peak of all processes added up, what forked ones share "
    "counted once.",
    base="cbrn-graph",
)
_ENGINES: Final = {
    "cbrn-graph": """
import sys, time, pathlib
from graph import open_graph
started = time.perf_counter()
kg = open_graph(pathlib.Path(sys.argv[1]))
assert kg.query("SELECT ?s WHERE { ?s a cbrn:Region }").rows
seconds = time.perf_counter() - started
""",
    "pyoxigraph": """
import sys, time, pyoxigraph
started = time.perf_counter()
store = pyoxigraph.Store()
store.bulk_load(path=sys.argv[1])
region = pyoxigraph.NamedNode("https://w3id.org/cbrn-graph/ontology#Region")
assert list(store.query(f"SELECT ?s WHERE {{ ?s a {region} }}"))
seconds = time.perf_counter() - started
""",
    "rdflib": """
import sys, time, rdflib
started = time.perf_counter()
graph = rdflib.Graph().parse(sys.argv[1], format="nt")
assert list(graph.query("SELECT ?s { ?s a <https://w3id.org/cbrn-graph/ontology#Region> }"))
seconds = time.perf_counter() - started
""",
}
_CARD: Final = """
import sys, pathlib
from graph import open_graph
kg = open_graph(pathlib.Path(sys.argv[1]))
assert kg.ask("secretariats").rows
"""
RDFLIB_UP_TO: Final = 1_000_000


def run(full: bool) -> Iterator[Record]:
    """Each engine at each size it can follow."""
    for size in (1_000, 10_000, 100_000, *((1_000_000, 10_000_000) if full else ())):
        file = world(size)
        times = 3 if size < 1_000_000 else 1
        for engine, code in _ENGINES.items():
            if engine == "rdflib" and size > RDFLIB_UP_TO:
                continue
            costs = [apart(code, file, inside=True) for _ in range(times)]
            clock = Spread.of([cost.clock for cost in costs])
            memory = Spread.of([cost.megabytes for cost in costs])
            yield SUITE.record("to the first answer", size, engine, clock, "s")
            yield SUITE.record("memory", size, engine, memory, "MB")
        whole = Spread.of([apart(_CARD, file).clock for _ in range(times)])
        yield SUITE.record("start-up with a question card", size, "cbrn-graph", whole, "s")


if __name__ == "__main__":
    main(SUITE, run)
