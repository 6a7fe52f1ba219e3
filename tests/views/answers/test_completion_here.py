"""What can come next at a place in a query: ten that are cut off in the middle, and more."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.views.answers.completion_here import continuations

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

CASES = tomllib.loads((Path(__file__).parent / "partial_queries.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_partial_query(case: dict[str, Any], kg: KnowledgeGraph) -> None:
    """What is wanted is among the first that are offered, and what gives no rows is not there."""
    found = continuations(kg, case["before"])
    shorts = [one.short for one in found]
    for wanted in case.get("offers", []):
        assert wanted in shorts[: case.get("among", 10)], shorts[:15]
    for absent in case.get("offers_not", []):
        assert absent not in shorts
    if case.get("nothing"):
        assert shorts == []


def test_numbers_are_those_of_the_query(kg: KnowledgeGraph) -> None:
    """The number beside a relation is that of the rows that the query gets with it."""
    before = "SELECT * { ?p a cbrn:Project ; "
    for one in continuations(kg, before)[:12]:
        rows = kg.query(f"{before} {one.short} ?x }}").rows
        assert one.number == len(rows), one.short
        assert one.label != one.short
