"""How many, and which, answer a question asked beside another one, if that takes a moment only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.store import Limits
from graph.views.asking.built_query import Patterns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Engine
    from graph.views.asking.built_question import BuiltQuestion

__all__ = ["counted_beside", "names_beside", "rows_beside"]

_LIMITS: Final = Limits(seconds=10, rows=10)
"""A count takes milliseconds; on a machine that is busy with all else it may have to wait."""


def rows_beside(engine: Engine, query: str) -> list[Mapping[str, str | None]]:
    """The first ten rows of a query.

    Raises:
        CbrnGraphError: it was not answered in time. That is not the same as none.
    """
    return [*engine.query(query, limits=_LIMITS).records()]


def counted_beside(engine: Engine, question: BuiltQuestion | None, kind: str = "") -> int:
    """How many things answer a question, or how many of a kind are in its answers.

    Raises:
        CbrnGraphError: that was not counted in time.
    """
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

    Raises:
        CbrnGraphError: they were not found in time.
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
