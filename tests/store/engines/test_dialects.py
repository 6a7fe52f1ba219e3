"""What is peculiar to each product: how it is recognised, and where it takes changes."""

from __future__ import annotations

import pytest

from graph.store.engines.dialects import DIALECTS, dialect_of
from graph.store.replies.limits import Limits

HOST = "http://localhost:9999"
CASES = [
    ("Virtuoso/07.20", "/sparql", "Virtuoso", "/sparql-auth", "/sparql-graph-crud-auth"),
    ("Oxigraph/0.5", "/query", "the oxigraph server", "/update", "/store"),
    (
        "Apache",
        "/repositories/cbrn",
        "GraphDB or RDF4J",
        "/repositories/cbrn/statements",
        "/repositories/cbrn/rdf-graphs/service",
    ),
    ("Stardog/9", "/cbrn/query", "Stardog", "/cbrn/update", "/cbrn"),
    ("Jetty", "/cbrn/sparql/", "Fuseki", "/cbrn/update", "/cbrn/data"),
    ("", "/elsewhere", "any other", "/elsewhere", "/elsewhere"),
]


@pytest.mark.parametrize(("product", "path", "name", "update", "store"), CASES)
def test_a_product_is_known_by_what_it_calls_itself_and_where_it_is_asked(
    product: str, path: str, name: str, update: str, store: str
) -> None:
    """Its name and its address lead to where it takes updates and whole graphs."""
    dialect = dialect_of(product, HOST + path)
    assert dialect.name == name
    assert dialect.changed_at(HOST + path) == (HOST + update, HOST + store)


def test_every_dialect_has_its_case() -> None:
    """The cases above leave out none, and only Virtuoso is told how much time there is."""
    assert {case[2] for case in CASES} == {one.name for one in DIALECTS}
    told = {one.name for one in DIALECTS if one.asked_with(Limits(seconds=1.5))}
    assert told == {"Virtuoso"}
    assert dialect_of("Virtuoso", HOST).asked_with(Limits(seconds=1.5)) == (("timeout", "1500"),)
