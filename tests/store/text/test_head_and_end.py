"""What a query gives and in which order is read from its head and its end."""

from __future__ import annotations

import pytest

from graph.store.text.head_and_end import HeadAndEnd, head_and_end


@pytest.mark.parametrize(
    ("sparql", "columns", "ordered_by"),
    [
        ("SELECT ?a ?b WHERE { ?a ?p ?b } ORDER BY ?b ?a", ("a", "b"), ("b", "a")),
        (
            "SELECT ?a (COUNT(DISTINCT ?c) AS ?n) { ?a ?p ?c } GROUP BY ?a ORDER BY DESC(?n) ?a",
            ("a", "n"),
            ("n", "a"),
        ),
        ("SELECT ?a { { SELECT ?a ?z { ?a ?p ?z } ORDER BY ?z } }", ("a",), ()),
        ("SELECT * { ?a ?p ?b } # ORDER BY ?b", (), ()),
        ("SELECT ?order { ?order ?p 'ORDER BY ?x' } order by STR(?order)", ("order",), ("order",)),
    ],
)
def test_head_and_end_are_told(
    sparql: str, columns: tuple[str, ...], ordered_by: tuple[str, ...]
) -> None:
    """Expressions by what they are called; neither inner queries nor comments count."""
    assert head_and_end(sparql) == HeadAndEnd(columns, ordered_by)
