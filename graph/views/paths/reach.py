"""Lines fetched in steps outward from things, so that a search costs what lies near, not all.

A line is a plain triple between two things that at least one statement stands behind. What a
search goes around (busy things, chosen relations) is left out by the engine already.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import networkx as nx

from graph.store import Limits
from graph.store.text.parameters import Parametrised
from graph.views.record.batches import batches

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from graph.store import Engine
    from graph.views.record.lines import Triple

__all__ = ["MOST_LINES", "Detour", "LineBacking", "Reach", "degrees", "known"]

MOST_LINES: Final = 20_000
"""How many lines one search fetches before it stops and says so."""

# Each branch is whole in itself: joined after the union, the same patterns would be looked up in
# all of the graph before anything narrows them.
_STEP: Final = Parametrised("""
SELECT DISTINCT ?source ?property ?target
WHERE {
  {
    VALUES ?here { }
    ?statement rdf:subject ?here ; rdf:predicate ?property ; rdf:object ?target .
    ?here ?property ?target .
    ?target a cbrn:Thing .
    BIND(?here AS ?source)
  }
  UNION
  {
    VALUES ?here { }
    ?statement rdf:object ?here ; rdf:subject ?source ; rdf:predicate ?property .
    ?source ?property ?here .
    ?source a cbrn:Thing .
    BIND(?here AS ?target)
  }
  MINUS { VALUES ?source { } }
  MINUS { VALUES ?property { } }
  MINUS { VALUES ?target { } }
}
""")

_KNOWN: Final = Parametrised("""
SELECT ?source ?property ?target (COUNT(DISTINCT ?document) AS ?documents)
       (COUNT(?other) AS ?disputed)
WHERE {
  VALUES (?source ?property ?target) { }
  ?statement rdf:subject ?source ; rdf:predicate ?property ; rdf:object ?target ;
             cbrn:statedIn ?document .
  OPTIONAL { ?other cbrn:review cbrn:Disputed ; rdf:subject ?source ; rdf:predicate ?property }
}
GROUP BY ?source ?property ?target
""")

_DEGREES: Final = Parametrised("""
SELECT ?thing (COUNT(DISTINCT ?other) AS ?many)
WHERE {
  {
    VALUES ?thing { }
    ?statement rdf:subject ?thing ; rdf:object ?other .
    ?other a cbrn:Thing .
  }
  UNION
  {
    VALUES ?thing { }
    ?statement rdf:object ?thing ; rdf:subject ?other .
    ?other a cbrn:Thing .
  }
  FILTER(?other != ?thing)
}
GROUP BY ?thing
""")

_LIMITS: Final = Limits(seconds=30, rows=1_000_000)


@dataclass(frozen=True, slots=True)
class Detour:
    """What a search goes around: things it does not pass through, relations it does not use."""

    things: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LineBacking:
    """What the statements of a line say together: how many documents, and whether they agree."""

    documents: int
    disputed: bool


class Reach:
    """The part of a graph that one search has fetched; it grows by whole steps only.

    A step that would go beyond ``most`` lines is not taken at all, so what has been fetched is
    exact: all lines of each thing that was asked about, or none.
    """

    def __init__(self, engine: Engine, detour: Detour, most: int = MOST_LINES) -> None:
        """Begin with nothing fetched."""
        self._engine = engine
        self._detour = detour
        self._most = most
        self._asked: set[str] = set()
        self.lines: set[Triple] = set()
        self.links: nx.Graph[str] = nx.Graph()

    def fetch(self, things: Iterable[str]) -> bool:
        """Add all lines of the things; false, and nothing added, where that would be too many."""
        fresh = set(things) - self._asked
        if not fresh:
            return True
        found: set[Triple] = set()
        limits = replace(_LIMITS, rows=self._most)
        for part in batches(sorted(fresh)):
            answer = self._engine.query(self._query(part), limits=limits)
            lines = (
                (record["source"] or "", record["property"] or "", record["target"] or "")
                for record in answer.records()
            )
            found |= {line for line in lines if self._may_use(line)}
            if answer.cut or len(self.lines | found) > self._most:
                return False
        self._asked |= fresh
        self.lines |= found
        self.links.add_nodes_from(sorted(fresh))
        self.links.add_edges_from((one, other) for one, _, other in sorted(found) if one != other)
        return True

    def _may_use(self, line: Triple) -> bool:
        """Whether a search uses a line. The query leaves others out, but not on every engine."""
        source, relation, target = line
        avoided = self._detour.things
        return not {source, target} & avoided and relation not in self._detour.relations

    def beside(self, things: Collection[str]) -> set[str]:
        """What the things have a fetched line to, without the things themselves."""
        return {other for thing in things for other in self.links[thing]} - set(things)

    def _query(self, things: Collection[str]) -> str:
        avoided = sorted(self._detour.things)
        return _STEP.filled(
            here=things, source=avoided, property=sorted(self._detour.relations), target=avoided
        )


def known(engine: Engine, lines: Collection[Triple]) -> dict[Triple, LineBacking]:
    """By line: how many documents state it, and whether others contradict it."""
    told = {}
    for part in batches(sorted(set(lines))):
        query = _KNOWN.filled(source_property_target=part)
        for record in engine.query(query, limits=_LIMITS).records():
            line = (record["source"] or "", record["property"] or "", record["target"] or "")
            told[line] = LineBacking(
                int(record["documents"] or 0), int(record["disputed"] or 0) > 0
            )
    return told


def degrees(engine: Engine, things: Collection[str]) -> Mapping[str, int]:
    """By thing: how many other things it has a line to, in the whole graph."""
    found = {}
    for part in batches(sorted(set(things))):
        for record in engine.query(_DEGREES.filled(thing=part), limits=_LIMITS).records():
            found[record["thing"] or ""] = int(record["many"] or 0)
    return found
