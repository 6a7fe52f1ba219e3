"""How near the invented Initiative comes to the real record.

``python -m tests.benchmarks.bench_shape`` prints a table.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from graph.store import EmbeddedEngine, Limits
from graph.vocabulary import THINGS
from tests.benchmarks.figures import Spread, Suite, main
from tests.benchmarks.initiative import world

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.figures import Record

__all__ = ["SUITE", "run", "shape"]

BUILT = Path(__file__).parents[2] / "data" / "built" / "cbrn.nt"
SIZE = 29_000
"""What the record has, its ontology not counted."""

SUITE = Suite(
    name="shape",
    title="The shape of the data",
    about="The Initiatives that everything here is measured on are invented. This is one of the "
    "size of the real record, beside it: the middle figure, and the lowest and highest. Lines are "
    "those of the network, each counted at both of its ends.",
    base="record",
    follow=(),
)

_STATEMENTS = """
SELECT ?statement ?subject ?property ?object ?document ?review ?role ?since
WHERE {
  ?statement rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?object ;
             cbrn:statedIn ?document .
  OPTIONAL { ?statement cbrn:review ?review }
  OPTIONAL { ?statement cbrn:role ?role }
  OPTIONAL { ?statement cbrn:from ?since }
}
"""


def shape(file: Path) -> dict[str, tuple[Sequence[float], str]]:
    """The figures of a graph, each as its values and their unit."""
    engine = EmbeddedEngine(file)
    rows = engine.query(_STATEMENTS, limits=Limits(rows=10_000_000)).records()
    [whole] = engine.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").records()
    engine.close()
    documents: Counter[str] = Counter()
    sources: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    lines: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        subject, term, value = (row[part] or "" for part in ("subject", "property", "object"))
        documents[row["document"] or ""] += 1
        sources[subject, term, value].add(row["document"] or "")
        if value.startswith(str(THINGS)):
            lines[subject].add((term, value))
            lines[value].add((term, subject))
    found: dict[str, tuple[Sequence[float], str]] = {
        "statements of a document": (list(documents.values()), "statements"),
        "documents behind a triple, the mean": (
            [statistics.mean(map(len, sources.values()))],
            "documents",
        ),
        "triples for each statement": ([int(whole["n"] or 0) / len(rows)], "triples"),
    }
    for share, of in (("disputed", "review"), ("with a role", "role"), ("with a period", "since")):
        part = sum(bool(row[of]) for row in rows) / len(rows)
        found[f"statements {share}"] = ([part * 100], "%")
    for kind in ("country", "region", "project", "meeting", "organisation", "person"):
        degrees = [len(ends) for iri, ends in lines.items() if iri.startswith(f"{THINGS}{kind}/")]
        found[f"lines of a {kind}"] = (degrees, "lines")
    return found


def run(full: bool) -> Iterator[Record]:
    """The record and an invented one of its size; the same, full or not."""
    del full
    for engine, file in (("record", BUILT), ("invented", world(SIZE))):
        for case, (values, unit) in shape(file).items():
            yield SUITE.record(case, SIZE, engine, Spread.of(values), unit)


if __name__ == "__main__":
    main(SUITE, run)
