"""A report on one region, from the question to each of its files, as the graph grows.

``python -m tests.benchmarks.bench_report`` prints a table; it is no test.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from graph.store import EmbeddedEngine, load_questions
from graph.views.record.names import NamedGraph, load_names
from graph.views.report.background import background
from graph.views.report.bundle import bundle
from graph.views.report.compose import compose
from graph.views.report.html import html
from graph.views.report.selection import ReportSelection
from graph.views.report.workbook import workbook
from tests.benchmarks.figures import Suite, main, timed
from tests.benchmarks.initiative import world

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.figures import Record

__all__ = ["SUITE", "run"]

SUITE = Suite(
    name="report",
    title="A report on a region",
    about="What all reports share is worked out once for an opened graph: its checksum, its gaps, "
    "its matrices. A report is then composed from what is around its things, and written. The "
    "region is the one with the median number of lines.",
    base="cbrn-graph",
    reasons={
        "what all reports share": "the checksum sorts all triples, the gaps count all statements, "
        "and the engine takes longer for each once the graph is larger than the processor's cache"
    },
)
SIZES = (10_000, 100_000)


def run(full: bool) -> Iterator[Record]:
    """What is shared, the report, and its files, at every size."""
    for size in (*SIZES, *((1_000_000,) if full else ())):
        engine = EmbeddedEngine(world(size))
        names, questions = load_names(engine), load_questions()
        took = timed(partial(background, NamedGraph(engine, names), questions), 2)
        yield SUITE.record("what all reports share", size, "cbrn-graph", took, "s")
        whole = background(NamedGraph(engine, names), questions)
        made = [
            compose(whole, ReportSelection((region.short,))) for region in names.things(["Region"])
        ]
        made.sort(key=lambda one: sum(len(table.rows) for table in one.tables))
        report = made[len(made) // 2]
        again = compose(whole, report.selection)
        assert html(again) == html(report), "the same selection gives the same bytes"
        for case, act in (
            ("compose", partial(compose, whole, report.selection)),
            ("write HTML", partial(html, report)),
            ("write XLSX", partial(workbook, report)),
            ("write the bundle", partial(bundle, report, engine)),
        ):
            yield SUITE.record(case, size, "cbrn-graph", timed(act, 3), "s")
        engine.close()


if __name__ == "__main__":
    main(SUITE, run)
