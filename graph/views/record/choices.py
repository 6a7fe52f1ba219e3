"""What a reader can choose from in a form: kinds of things, and the years of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from graph.store import Limits
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from graph.store import Engine
    from graph.views.record.names import NamedGraph

__all__ = ["kinds", "years"]

_KINDS: Final = """
SELECT DISTINCT ?kind
WHERE { ?thing a cbrn:Thing, ?kind . FILTER(STRSTARTS(STR(?kind), STR(cbrn:))) }
"""
_YEARS: Final = """
SELECT (MIN(?year) AS ?first) (MAX(?year) AS ?last)
WHERE {
  ?subject cbrn:startDate|cbrn:endDate|cbrn:from|cbrn:until|cbrn:statedOn ?date .
  BIND(SUBSTR(STR(?date), 1, 4) AS ?year)
}
"""
_LIMITS: Final = Limits(seconds=30, rows=10_000)


def kinds(kg: NamedGraph) -> dict[str, str]:
    """The classes that things on record have, by local name, with their labels, in their order."""
    found = kg.engine.query(_KINDS, limits=_LIMITS)
    iris = [row[0].value for row in found.rows if isinstance(row[0], NamedNode)]
    ordered = sorted(iris, key=lambda iri: (kg.names[iri].label.casefold(), iri))
    return {iri.removeprefix(str(CBRN._NS)): kg.names[iri].label for iri in ordered}


def years(engine: Engine) -> tuple[int, int] | None:
    """The first and the last year that anything on record is of; None where nothing has a date."""
    record = engine.query(_YEARS, limits=_LIMITS).records()[0]
    first, last = record["first"], record["last"]
    return (int(first), int(last)) if first and last else None
