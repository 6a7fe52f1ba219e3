"""How many, and which, answer a question asked beside another one: in a moment, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.errors import CbrnGraphError
from graph.store import Limits
from graph.views.asking.built_query import Patterns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Engine
    from graph.views.asking.built_question import BuiltQuestion

__all__ = ["counted_beside", "names_beside", "rows_beside"]

_LIMITS: Final = Limits(seconds=3, rows=10)


def rows_beside(engine: Engine, query: str) -> list[Mapping[str, str | None]]:
    """The first ten rows of a query; none where it takes too long to be told beside an answer."""
    try:
        return [*engine.query(query, limits=_LIMITS).records()]
    except CbrnGraphError:
        return []


def counted_beside(engine: Engine, question: BuiltQuestion | None, kind: str = "") -> int:
    """How many things answer a question, or how many of a kind are in its answers."""
    patterns = Patterns(question) if question else None
    if patterns is None or patterns.ranked:
        return 0
    counted = f"?{kind[:1].lower()}{kind[1:]}" if kind else patterns.thing
    lines = "\n  ".join(patterns.lines)
    asked = f"SELECT (COUNT(DISTINCT {counted}) AS ?number) WHERE {{\n  {lines}\n}}"
    return sum(int(row["number"] or 0) for row in rows_beside(engine, asked))


def names_beside(engine: Engine, question: BuiltQuestion | None, *also: str) -> list[str]:
    """What those are called that answer a question.

    Args:
        engine: the graph.
        question: the question; none has no answers.
        also: further lines of SPARQL, in which ``?named`` is what a thing is called.
    """
    patterns = Patterns(question) if question else None
    if patterns is None or patterns.ranked:
        return []
    lines = "\n  ".join((*patterns.lines, f"{patterns.thing} rdfs:label ?named .", *also))
    query = f"""PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?named WHERE {{
  {lines}
}}
ORDER BY ?named"""
    return [row["named"] or "" for row in rows_beside(engine, query)]
