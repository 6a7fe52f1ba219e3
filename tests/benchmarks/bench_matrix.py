"""All pairs of projects with the countries they share: in memory, and by SPARQL on two engines.

``python -m tests.benchmarks.bench_matrix [SIZE ...]`` prints a table; it is no test. The worlds
are drawn from a seed: as many countries as on record, organisations that grow with the projects,
each project with about ten countries and four organisations, every line with its statement.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import rdflib

from graph.store import EmbeddedEngine, Guard, Limits
from graph.views.matrix import cell, matrix
from graph.views.names import load_names
from graph.vocabulary import CBRN, PREFIXES, THINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.store import Engine

__all__ = ["write_world"]

SIZES = (100, 1_000, 10_000)
COUNTRIES = 62
SPARQL_UP_TO = 3_000
"""Both engines are asked for all pairs up to here: a minute or so; ten times as long at 10,000."""
RDFLIB_UP_TO = 300
"""rdflib too; at 1,000 it takes seven minutes."""

PAIRS = """
SELECT ?one ?other (COUNT(DISTINCT ?country) AS ?shared)
WHERE {
  ?one cbrn:coversCountry ?country .
  ?other cbrn:coversCountry ?country .
  FILTER(STR(?one) < STR(?other))
}
GROUP BY ?one ?other
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


def timed(act: Callable[[], object]) -> tuple[float, object]:
    """How many seconds it took, and what came of it."""
    started = time.perf_counter()
    result = act()
    return time.perf_counter() - started, result


def measure(engine: Engine, by: str) -> tuple[float, float, int]:
    """Seconds for the matrix, seconds to open its fullest cell, and pairs that share something."""
    names = load_names(engine)
    started = time.perf_counter()
    found = matrix(engine, names, "Project", "Project", by=by)
    took = time.perf_counter() - started
    row, column = np.unravel_index(int(found.counts.argmax()), found.counts.shape)
    ends = found.rows[row].iri, found.columns[column].iri
    opening, opened = timed(lambda: cell(engine, names, found, *ends))
    assert getattr(opened, "count", 0) == found.counts[row, column]
    return took, opening, found.filled


def main(sizes: tuple[int, ...]) -> None:
    """Prints what was measured, size by size."""
    with tempfile.TemporaryDirectory() as folder:
        print("projects  by         matrix s  cell s      pairs  peak MB of the process")
        for size in sizes:
            file = Path(folder) / f"{size}.nt"
            write_world(size, file)
            guard = Guard(file)
            for by in ("countries", "partners"):
                took, opening, pairs = measure(guard, by)
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(f"{size:8}  {by:9} {took:9.3f} {opening:7.3f} {pairs:10} {peak:8.0f}")
            guard.close()
        print("\nprojects  in memory s  embedded SPARQL s  ratio  rdflib s  ratio   (countries)")
        for size in sorted({*sizes, RDFLIB_UP_TO, SPARQL_UP_TO}):
            if size > SPARQL_UP_TO:
                continue
            write_world(size, Path(folder) / f"{size}.nt")
            _compare(size, Path(folder) / f"{size}.nt")


def _compare(size: int, file: Path) -> None:
    engine = EmbeddedEngine(file)
    took, _, pairs = measure(engine, "countries")
    asked, answer = timed(lambda: engine.query(PAIRS, limits=PATIENT))
    assert len(getattr(answer, "rows", ())) == pairs, "both ways find the same pairs"
    line = f"{size:8} {took:12.3f} {asked:18.2f} {asked / took:6.1f}"
    engine.close()
    if size <= RDFLIB_UP_TO:
        store = rdflib.Graph().parse(file, format="nt")
        slow, rows = timed(lambda: len(list(store.query(PAIRS, initNs=dict(PREFIXES)))))
        assert rows == pairs
        line += f" {slow:9.1f} {slow / took:6.0f}"
    print(line, flush=True)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
