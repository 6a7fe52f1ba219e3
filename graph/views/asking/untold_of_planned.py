"""What an answer lists as if it was, though documents tell of it only as planned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from graph.texts import ngettext
from graph.views.asking.asked_beside import rows_beside
from graph.views.asking.built_query import still_stands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Answer, Engine
    from graph.views.record.names import Names

__all__ = ["untold_of_planned"]

_PLANNED: Final = "planned"
_QUERY: Final = f"""
SELECT DISTINCT ?thing WHERE {{
  ?statement rdf:predicate cbrn:status ; rdf:object "{_PLANNED}" ; rdf:subject ?thing .
  {still_stands("?statement")}
  FILTER NOT EXISTS {{ ?thing cbrn:status ?state . FILTER(?state != "{_PLANNED}") }}
}}
ORDER BY ?thing
"""


def untold_of_planned(engine: Engine, names: Names, answer: Answer) -> Iterator[str]:
    """That documents tell of some of what an answer lists only as planned, in a sentence.

    Of what has a row that tells the state itself it needs none.

    Args:
        engine: the graph.
        names: what things are called.
        answer: what answers a question.

    Raises:
        CbrnGraphError: that could not be found in time.
    """
    listed: set[str] = set()
    told: set[str] = set()
    for row in answer.rows:
        tells = any(isinstance(cell, Literal) and cell.value == _PLANNED for cell in row)
        (told if tells else listed).update(
            cell.value for cell in row if isinstance(cell, NamedNode)
        )
    listed -= told
    planned = [row["thing"] or "" for row in rows_beside(engine, _QUERY)] if listed else []
    if of_these := [names[one].label for one in planned if one in listed]:
        yield ngettext(
            "One of these is told of only as planned: {names}.",
            "Of these, documents tell of {number} only as planned: {names}.",
            len(of_these),
            number=len(of_these),
            names=", ".join(of_these),
        )
