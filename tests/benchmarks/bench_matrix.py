"""All pairs of projects with the countries they share: in memory, and by SPARQL on two engines.

``python -m tests.benchmarks.bench_matrix`` prints a table; it is no test. The worlds are drawn from
a seed, projects only and denser than on record, the worst case: as many countries as on record,
organisations that grow with the projects, each project with about ten countries and four
organisations, every line with its statement.
"""

from __future__ import annotations

import random
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import rdflib

from graph.store import EmbeddedEngine, Limits
from graph.views.cooperation.matrix import matrix
from graph.views.cooperation.matrix_cell import cell
from graph.views.record.names import NamedGraph, load_names
from graph.vocabulary import CBRN, PREFIXES, THINGS
from tests.benchmarks.apart import apart
from tests.benchmarks.figures import Spread, Suite, main, timed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.figures import Record

__all__ = ["SUITE", "run", "write_world"]

SUITE = Suite(
    name="matrix",
    title="Cooperation: all pairs of projects",
    about="Which countries or partners every two projects share, as the page *Cooperation* counts "
    "it in memory, and the same by one SPARQL query over all pairs. By SPARQL the 50 million pairs "
    "of 10,000 projects are not asked for: on the embedded engine they would take a quarter of an "
    "hour and more memory than there is. *Memory* is the peak of a process that opens the graph "
    "and counts all pairs by countries.",
    base="cbrn-graph",
    sized="projects",
    reasons={
        "all pairs, by countries": "the answer itself grows with the square: a number per pair",
        "all pairs, by partners": "the answer itself grows with the square: a number per pair",
    },
)
SIZES = (100, 1_000, 10_000)
COUNTRIES = 62
SPARQL_UP_TO = 1_000
"""The embedded engine is asked for all pairs up to here."""
RDFLIB_UP_TO = {False: 100, True: 1_000}
"""rdflib too; at 1,000 it takes minutes."""

PAIRS = """
SELECT ?one ?other (COUNT(DISTINCT ?country) AS ?shared)
WHERE {
  ?one cbrn:coversCountry ?country .
  ?other cbrn:coversCountry ?country .
  FILTER(STR(?one) < STR(?other))
}
GROUP BY ?one ?other
"""
_COUNTED: Final = """
import pathlib, sys
from graph.store import EmbeddedEngine
from graph.views.cooperation.matrix import matrix
from graph.views.record.names import NamedGraph, load_names
engine = EmbeddedEngine(pathlib.Path(sys.argv[1]))
matrix(NamedGraph(engine, load_names(engine)), "Project", "Project", by="countries")
"""
PATIENT = Limits(seconds=900, rows=100_000_000, output_bytes=4_000_000_000, memory_bytes=10**11)


def write_world(projects: int, file: Path, seed: int = 20) -> None:
    """Writes a world of so many projects as N-Triples, the same for the same seed."""
    with file.open("w", encoding="utf-8") as out:
        out.writelines(f"{line} .\n" for line in _triples(projects, random.Random(seed)))


def _triples(projects: int, chance: random.Random) -> Iterator[str]:
    def named(kind: str, key: str, class_: str) -> Iterator[str]:
        thing = f"<{THINGS}{kind}/{key}>"
        yield f'{thing} <{rdflib.RDFS.label}> "{class_} {key}"@en'
        yield f"{thing} <{rdflib.RDF.type}> <{CBRN[class_]}>"

    document = f"<{THINGS}source/one>"
    yield from named("source", "one", "SourceDocument")
    yield f'{document} <{rdflib.DCTERMS.publisher}> "Nobody"'
    yield f"{document} <{rdflib.FOAF.page}> <https://nobody.example/>"
    for place in range(COUNTRIES):
        yield from named("country", f"C{place:02}", "Country")
    bodies = max(20, projects // 5)
    for place in range(bodies):
        yield from named("organisation", f"o{place}", "Organisation")
    number = 0
    for place in range(projects):
        yield from named("project", f"{place:05}", "Project")
        project = f"<{THINGS}project/{place:05}>"
        # Neighbours share countries: each project draws from a stretch of the list.
        start = chance.randrange(COUNTRIES)
        ends = {f"country/C{(start + chance.randrange(20)) % COUNTRIES:02}" for _ in range(12)} | {
            f"organisation/o{chance.randrange(bodies)}" for _ in range(4)
        }
        for end in sorted(ends):
            property_ = CBRN.coversCountry if end.startswith("country") else CBRN.hasPartner
            number += 1
            statement = f"<{THINGS}statement/{number}>"
            yield f"{project} <{property_}> <{THINGS}{end}>"
            yield f"{statement} <{rdflib.RDF.subject}> {project}"
            yield f"{statement} <{rdflib.RDF.predicate}> <{property_}>"
            yield f"{statement} <{rdflib.RDF.object}> <{THINGS}{end}>"
            yield f"{statement} <{CBRN.statedIn}> {document}"
            yield f'{statement} <{CBRN.locator}> "paragraph {number}"'
            yield f'{statement} <{CBRN.statedOn}> "2020"^^<{rdflib.XSD.gYear}>'
            yield f"{statement} <{CBRN.basis}> <{CBRN.Stated}>"


def run(full: bool) -> Iterator[Record]:
    """The matrix in memory at every size, and both engines as far as they can follow."""
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES if full else SIZES[:2]:
            file = Path(folder) / f"{size}.nt"
            write_world(size, file)
            yield from _measured(size, file, RDFLIB_UP_TO[full])


def _measured(size: int, file: Path, rdflib_up_to: int) -> Iterator[Record]:
    held = Spread.of([apart(_COUNTED, file).megabytes])
    yield SUITE.record("memory", size, "cbrn-graph", held, "MB")
    engine = EmbeddedEngine(file)
    kg = NamedGraph(engine, load_names(engine))
    for by in ("countries", "partners"):
        took = timed(partial(matrix, kg, "Project", "Project", by=by), 3)
        yield SUITE.record(f"all pairs, by {by}", size, "cbrn-graph", took, "s")
        found = matrix(kg, "Project", "Project", by=by)
        row, column = np.unravel_index(int(found.counts.argmax()), found.counts.shape)
        ends = found.rows[row].iri, found.columns[column].iri
        opened = cell(kg, found, *ends)
        assert opened.count == found.counts[row, column]
        took = timed(partial(cell, kg, found, *ends), 3)
        yield SUITE.record(f"open the fullest cell, by {by}", size, "cbrn-graph", took, "s")
    pairs = matrix(kg, "Project", "Project", by="countries").filled
    if size <= SPARQL_UP_TO:
        answer = engine.query(PAIRS, limits=PATIENT)
        assert len(answer.rows) == pairs, "both ways find the same pairs"
        took = timed(lambda: engine.query(PAIRS, limits=PATIENT), 1)
        yield SUITE.record("all pairs, by countries", size, "embedded SPARQL", took, "s")
    engine.close()
    if size <= rdflib_up_to:
        store = rdflib.Graph().parse(file, format="nt")
        rows: list[object] = []

        def ask() -> None:
            rows[:] = store.query(PAIRS, initNs=dict(PREFIXES))

        took = timed(ask, 1)
        assert len(rows) == pairs
        yield SUITE.record("all pairs, by countries", size, "rdflib", took, "s")


if __name__ == "__main__":
    main(SUITE, run)
