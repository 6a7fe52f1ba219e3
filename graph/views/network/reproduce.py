"""The query that gives a line again, to be copied, run and changed by whoever doubts it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graph.store.cards.own_questions import compact
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from graph.views.network.ties import Shared
    from graph.views.record.names import Names

__all__ = ["statements_query", "tie_query"]

_STATEMENTS: Final = """\
# Who says so: SENTENCE
SELECT ?document ?place ?stated_on ?basis ?from ?until ?role ?review
WHERE {
  ?statement rdf:subject SOURCE ;
             rdf:predicate PROPERTY ;
             rdf:object TARGET ;
             cbrn:statedIn ?document .
  OPTIONAL { ?statement cbrn:locator ?place }
  OPTIONAL { ?statement cbrn:statedOn ?stated_on }
  OPTIONAL { ?statement cbrn:basis ?basis }
  OPTIONAL { ?statement cbrn:from ?from }
  OPTIONAL { ?statement cbrn:until ?until }
  OPTIONAL { ?statement cbrn:role ?role }
  OPTIONAL { ?statement cbrn:review ?review }
}
ORDER BY ?document ?place
"""

_TIE: Final = """\
# What both share: SENTENCE
SELECT DISTINCT ?shared
WHERE {
  FIRST
  SECOND
  ?shared a CLASS .
}
ORDER BY ?shared
"""


def statements_query(names: Names, source: str, predicate: str, target: str) -> str:
    """The query for the statements behind a line, its things filled in."""
    parts = {"SOURCE": source, "PROPERTY": predicate, "TARGET": target}
    said = " · ".join(names[one].label for one in parts.values())
    return _filled(_STATEMENTS, said, {part: compact(iri) for part, iri in parts.items()})


def tie_query(names: Names, shared: Shared) -> str:
    """The query for what two things share, the things filled in."""
    relation = shared.tie.relation.iri
    ends = {"FIRST": shared.one, "SECOND": shared.other}
    triples = {
        part: f"?shared {compact(relation)} {compact(end)} ."
        if shared.tie.relation.inward
        else f"{compact(end)} {compact(relation)} ?shared ."
        for part, end in ends.items()
    }
    said = " and ".join(names[one].label for one in ends.values())
    return _filled(_TIE, said, triples | {"CLASS": compact(str(CBRN._NS) + shared.tie.through)})


def _filled(query: str, sentence: str, parts: dict[str, str]) -> str:
    """The query with its parts in place; the sentence stays on its one line of comment."""
    told = {**parts, "SENTENCE": " ".join(sentence.split())}
    return re.sub("|".join(told), lambda match: told[match[0]], query)
