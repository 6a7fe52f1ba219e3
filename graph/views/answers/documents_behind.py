"""The documents behind a row that names none: those that tie its things to each other.

A question that counts has no document of its own in a row. What its things have to do with each
other is stated all the same: of two at once, or of both and a third thing between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.store import Limits
from graph.store.text.parameters import Parametrised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import Engine
    from graph.views.record.names import Name, Names

__all__ = ["documents_at_once", "documents_behind"]

_LIMITS: Final = Limits(seconds=3, rows=200)
_AT_ONCE: Final = Parametrised("""
SELECT DISTINCT ?document WHERE {
  VALUES ?one { } VALUES ?other { }
  ?statement rdf:subject ?one ; rdf:object ?other ; cbrn:statedIn ?document .
}
ORDER BY ?document
""")
_BETWEEN: Final = Parametrised("""
SELECT DISTINCT ?document WHERE {
  VALUES ?one { } VALUES ?other { }
  FILTER(?one != ?other)
  ?between cbrn:ledBy|cbrn:hasPartner|cbrn:implementedWith ?one, ?other .
  ?statement rdf:subject ?between ; rdf:object ?other ; cbrn:statedIn ?document .
}
ORDER BY ?document
""")


def documents_behind(engine: Engine, names: Names, things: Sequence[Name]) -> list[Name]:
    """The documents that state something between two of some things, or of both and a project.

    Args:
        engine: what is asked.
        names: the names of things.
        things: those of a row.
    """
    return documents_at_once(engine, names, things) or _found(_BETWEEN, engine, names, things)


def documents_at_once(engine: Engine, names: Names, things: Sequence[Name]) -> list[Name]:
    """The documents that state a line between two of some things themselves.

    Args:
        engine: what is asked.
        names: the names of things.
        things: at least two, or nothing is found.
    """
    return _found(_AT_ONCE, engine, names, things)


def _found(query: Parametrised, engine: Engine, names: Names, things: Sequence[Name]) -> list[Name]:
    told = [one.iri for one in things]
    found = engine.query(query.filled(one=told, other=told), limits=_LIMITS).records()
    return [names[record["document"] or ""] for record in found]
