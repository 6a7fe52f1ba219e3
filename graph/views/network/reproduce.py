"""The query that gives a line again, to be copied, run and changed by whoever doubts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.store.text.parameters import compact
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from graph.views.network.ties import SharedTie
    from graph.views.record.names import Names

__all__ = ["statements_query", "tie_query"]


def statements_query(names: Names, source: str, predicate: str, target: str) -> str:
    """The query for the statements behind a line, its things filled in."""
    said = " · ".join(names[one].label for one in (source, predicate, target))
    return f"""\
# Who says so: {_on_one_line(said)}
SELECT ?document ?place ?stated_on ?basis ?from ?until ?role ?review
WHERE {{
  ?statement rdf:subject {compact(source)} ;
             rdf:predicate {compact(predicate)} ;
             rdf:object {compact(target)} ;
             cbrn:statedIn ?document .
  OPTIONAL {{ ?statement cbrn:locator ?place }}
  OPTIONAL {{ ?statement cbrn:statedOn ?stated_on }}
  OPTIONAL {{ ?statement cbrn:basis ?basis }}
  OPTIONAL {{ ?statement cbrn:from ?from }}
  OPTIONAL {{ ?statement cbrn:until ?until }}
  OPTIONAL {{ ?statement cbrn:role ?role }}
  OPTIONAL {{ ?statement cbrn:review ?review }}
}}
ORDER BY ?document ?place
"""


def tie_query(names: Names, shared: SharedTie) -> str:
    """The query for what two things share, the things filled in."""
    relation = shared.tie.relation
    first, second = (
        f"?shared {compact(relation.iri)} {compact(end)} ."
        if relation.inward
        else f"{compact(end)} {compact(relation.iri)} ?shared ."
        for end in (shared.one, shared.other)
    )
    said = " and ".join(names[end].label for end in (shared.one, shared.other))
    return f"""\
# What both share: {_on_one_line(said)}
SELECT DISTINCT ?shared
WHERE {{
  {first}
  {second}
  ?shared a {compact(str(CBRN._NS) + shared.tie.through)} .
}}
ORDER BY ?shared
"""


def _on_one_line(sentence: str) -> str:
    """The sentence as a comment can hold it; a label may have lines."""
    return " ".join(sentence.split())
