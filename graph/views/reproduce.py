"""The query that gives a line again, to be copied, run and changed by whoever doubts it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from graph.vocabulary import CBRN, PREFIXES, THINGS

if TYPE_CHECKING:
    from graph.views.names import Names
    from graph.views.ties import Shared

__all__ = ["statements_query", "term", "tie_query"]

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

# What may stand after the colon of a prefixed name without being escaped.
_LOCAL: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?", re.ASCII)


def statements_query(names: Names, source: str, predicate: str, target: str) -> str:
    """The query for the statements behind a line, its things filled in."""
    parts = {"SOURCE": source, "PROPERTY": predicate, "TARGET": target}
    said = " · ".join(names[one].label for one in parts.values())
    return _filled(_STATEMENTS, said, {part: term(iri) for part, iri in parts.items()})


def tie_query(names: Names, shared: Shared) -> str:
    """The query for what two things share, the things filled in."""
    relation = shared.tie.relation.iri
    ends = {"FIRST": shared.one, "SECOND": shared.other}
    triples = {
        part: f"?shared {term(relation)} {term(end)} ."
        if shared.tie.relation.inward
        else f"{term(end)} {term(relation)} ?shared ."
        for part, end in ends.items()
    }
    said = " and ".join(names[one].label for one in ends.values())
    return _filled(_TIE, said, triples | {"CLASS": term(str(CBRN._NS) + shared.tie.through)})


def _filled(query: str, sentence: str, parts: dict[str, str]) -> str:
    """The query with its parts in place; the sentence stays on its one line of comment."""
    told = {**parts, "SENTENCE": " ".join(sentence.split())}
    return re.sub("|".join(told), lambda match: told[match[0]], query)


def term(iri: str) -> str:
    """An address as a term of SPARQL, short where a prefix of ours allows it."""
    if iri.startswith(str(THINGS)):
        kind, _, key = iri.removeprefix(str(THINGS)).partition("/")
        if kind in PREFIXES and _LOCAL.fullmatch(key):
            return f"{kind}:{key}"
    local = iri.removeprefix(str(CBRN._NS))
    return f"cbrn:{local}" if _LOCAL.fullmatch(local) else str(NamedNode(iri))
