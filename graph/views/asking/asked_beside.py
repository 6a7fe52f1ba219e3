"""How many, and which, answer a question asked beside another one: in a moment, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.errors import CbrnGraphError
from graph.store import Limits
from graph.views.asking.built_query import Patterns

if TYPE_CHECKING:
    from graph.store import Engine
    from graph.views.asking.built_question import BuiltQuestion

__all__ = ["counted_beside", "names_beside"]

_LIMITS: Final = Limits(seconds=3, rows=1)
_NAMES: Final = Limits(seconds=3, rows=10)


def counted_beside(engine: Engine, question: BuiltQuestion | None, kind: str = "") -> int:
    """How many things answer a question, or how many of a kind are in its answers."""
    patterns = Patterns(question) if question else None
    if patterns is None or patterns.ranked:
        return 0
    counted = f"?{kind[:1].lower()}{kind[1:]}" if kind else patterns.thing
    lines = "\n  ".join(patterns.lines)
    asked = f"SELECT (COUNT(DISTINCT {counted}) AS ?number) WHERE {{\n  {lines}\n}}"
    try:
        found = engine.query(asked, limits=_LIMITS)
    except CbrnGraphError:
        return 0  # it takes too long to be said beside an answer
    return int(found.records()[0]["number"] or 0)


def names_beside(engine: Engine, question: BuiltQuestion | None) -> list[str]:
    """What those are called that answer a question."""
    patterns = Patterns(question) if question else None
    if patterns is None or patterns.ranked:
        return []
    lines = "\n  ".join(patterns.lines)
    query = f"""PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?named WHERE {{
  {lines}
  {patterns.thing} rdfs:label ?named .
}}
ORDER BY ?named"""
    try:
        return [one["named"] or "" for one in engine.query(query, limits=_NAMES).records()]
    except CbrnGraphError:
        return []  # it takes too long to be said beside an answer
