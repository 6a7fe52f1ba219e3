"""Whether two answers are the same, whatever their blank nodes and numbers are written like."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ROWS", "canonical", "expected"]

ROWS: Final = {
    ".srx": QueryResultsFormat.XML,
    ".srj": QueryResultsFormat.JSON,
    ".csv": QueryResultsFormat.CSV,
    ".tsv": QueryResultsFormat.TSV,
}
"""The formats in which a file may hold rows, or yes or no."""


def expected(result: Path, accept: str) -> object:
    """Return the answer that a file holds, as `canonical` returns one of the type ``accept``."""
    form = ROWS.get(result.suffix)
    if form == QueryResultsFormat.CSV:
        return canonical(result.read_bytes(), accept)
    if form is not None:
        return canonical(result.read_bytes(), form.media_type)
    guessed = RdfFormat.from_extension(result.suffix[1:]) or RdfFormat.TURTLE
    base = result.as_uri()
    quads = list(pyoxigraph.parse(path=str(result), format=guessed, base_iri=base))
    if accept.endswith("json"):
        return _result_set(quads)
    return _triples(quads)


def canonical(body: bytes, media_type: str) -> object:
    """Return an answer so that equal ones are equal, whatever their blank nodes are called."""
    if media_type.startswith("text/csv"):
        rows = csv.DictReader(io.StringIO(body.decode()))
        cells = [{key: re.sub("^_:.*", "_:", cell) for key, cell in row.items()} for row in rows]
        return sorted(sorted(row.items()) for row in cells)
    form = QueryResultsFormat.from_media_type(media_type)
    if form is None:
        return _triples(list(pyoxigraph.parse(body, RdfFormat.from_media_type(media_type))))
    found = pyoxigraph.parse_query_results(body, form)
    if isinstance(found, pyoxigraph.QueryBoolean):
        return bool(found)
    names = [variable.value for variable in found.variables]
    return frozenset(names), _rows([dict(zip(names, row, strict=True)) for row in found])


def _rows(rows: list[dict[str, object]]) -> tuple[object, object]:
    """Return rows without blank nodes as they are, counted, and the others as a canonical graph."""
    plain: Counter[object] = Counter()
    quads = []
    for row in rows:
        bound = {name: term for name, term in row.items() if term is not None}
        if not any(isinstance(term, BlankNode) for term in bound.values()):
            plain[frozenset((name, _value(term)) for name, term in bound.items())] += 1
            continue
        one = BlankNode()
        quads += [
            Quad(one, NamedNode(f"urn:{quote(name)}"), term)  # type: ignore[arg-type]  # bound terms
            for name, term in bound.items()
        ]
    return plain, _triples(quads)


def _value(term: object) -> str:
    """Return a term as the engine writes it, which has one way of writing 2.50 and 2.5."""
    store = pyoxigraph.Store()
    relation = NamedNode("urn:is")
    store.add(Quad(relation, relation, term))  # type: ignore[arg-type]  # a bound term
    return str(next(iter(store)).object)


def _triples(quads: list[Quad]) -> object:
    store = pyoxigraph.Store()
    store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    dataset = pyoxigraph.Dataset(store)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(str(quad) for quad in dataset)


def _result_set(quads: list[Quad]) -> object:
    """Return the rows that the older tests write as RDF."""
    space = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
    told: dict[tuple[str, str], list[object]] = {}
    for quad in quads:
        told.setdefault((str(quad.subject), str(quad.predicate)[1:-1]), []).append(quad.object)

    def of(subject: object, key: str) -> list[object]:
        return told.get((str(subject), f"{space}{key}"), [])

    top = next(quad.subject for quad in quads if str(quad.object) == f"<{space}ResultSet>")
    if of(top, "boolean"):
        return "true" in str(of(top, "boolean")[0])
    names = frozenset(one.value for one in of(top, "resultVariable") if isinstance(one, Literal))
    rows = [
        {
            name.value: of(binding, "value")[0]
            for binding in of(solution, "binding")
            for name in of(binding, "variable")
            if isinstance(name, Literal)
        }
        for solution in of(top, "solution")
    ]
    return names, _rows(rows)
