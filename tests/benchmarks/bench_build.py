"""Tables in, one checked file out: time and memory of a build, and of its most costly check.

``python -m tests.benchmarks.bench_build`` prints a table.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rdflib import Graph

from graph.building.check import by_pyshacl
from graph.building.rules import TripleIndex
from graph.building.shapes import Shapes
from graph.building.terms import Terms
from tests.benchmarks.apart import apart
from tests.benchmarks.figures import Spread, Suite, main
from tests.benchmarks.initiative import ROOT, project, world

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.benchmarks.figures import Record

__all__ = ["SUITE", "run"]

SUITE = Suite(
    name="build",
    title="Building and checking",
    about="`cbrn-graph build` on the tables of an invented Initiative, every check and the written "
    "file included, by the clock, in time of the processor, and at its peak of memory. *Shapes "
    "alone* is the check against the SHACL shapes on triples that are in memory already, by the "
    "project in bulk and by pyshacl, the reference; both find the same.",
    base="cbrn-graph",
)
_BUILD: Final = """
import sys
from graph.cli import main
main(["build", "--root", sys.argv[1]], standalone_mode=False)
"""
PYSHACL_UP_TO: Final = {False: 10_000, True: 100_000}


def run(full: bool) -> Iterator[Record]:
    """Builds at each size, and the shapes alone."""
    for size in (1_000, 10_000, 100_000, *((1_000_000,) if full else ())):
        with tempfile.TemporaryDirectory() as folder:
            project(size, Path(folder))
            costs = [apart(_BUILD, folder) for _ in range(3 if size < 1_000_000 else 1)]
        for case, part, unit in (
            ("build: time", "clock", "s"),
            ("build: time of the processor", "processor", "s"),
            ("build: memory", "megabytes", "MB"),
        ):
            spread = Spread.of([getattr(cost, part) for cost in costs])
            yield SUITE.record(case, size, "cbrn-graph", spread, unit)
        yield from _shapes(size, reference=size <= PYSHACL_UP_TO[full])


def _shapes(size: int, *, reference: bool) -> Iterator[Record]:
    terms = Terms.load(ROOT / "ontology")
    rules = Graph().parse(ROOT / "ontology" / "shapes.ttl", format="turtle")
    graph = Graph().parse(world(size), format="nt")
    in_bulk, took = _found(lambda: set(Shapes(rules).breaches(TripleIndex(graph, terms.graph))))
    yield SUITE.record("shapes alone", size, "cbrn-graph", took, "s")
    if reference:
        by_reference, took = _found(lambda: set(by_pyshacl(graph, terms, rules)))
        assert by_reference == in_bulk
        yield SUITE.record("shapes alone", size, "pyshacl", took, "s")


def _found(act: Callable[[], set[object]]) -> tuple[set[object], Spread]:
    started = time.perf_counter()
    found = act()
    return found, Spread.of([time.perf_counter() - started])


if __name__ == "__main__":
    main(SUITE, run)
