"""Lines that no document states but that follow from stated ones: two things share others.

"Share 4 countries" between two projects, "share 2 meetings" between two regions: both have the
same line to the same things. What is counted is what the plain graph holds; each such line opens
the statements on both sides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from graph.store import Limits
from graph.views.appearance import appearance
from graph.views.view_state import Relation, Tie
from graph.vocabulary import CBRN, THINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.store import Engine
    from graph.views.names import Names

__all__ = ["MOST_TIES", "Shared", "possible", "sharing", "wording"]

MOST_TIES: Final = 300
"""How many lines of one sort are drawn; the strongest ones are."""

_NEAR: Final = """
SELECT DISTINCT ?thing ?property ?shared
WHERE {
  VALUES ?thing { THINGS }
  TRIPLES
  FILTER(STRSTARTS(STR(?shared), STR(id:)))
}
"""
_TRIPLES: Final = {False: "?thing ?property ?shared .", True: "?shared ?property ?thing ."}
_STATED: Final = {
    False: "?statement rdf:subject ?thing ; rdf:object ?shared ; rdf:predicate ?property .",
    True: "?statement rdf:object ?thing ; rdf:subject ?shared ; rdf:predicate ?property .",
}
_LIMITS: Final = Limits(seconds=30, rows=1_000_000)


@dataclass(frozen=True, slots=True)
class Shared:
    """Two things, and what both have the same line to."""

    tie: Tie
    one: str
    other: str
    things: tuple[str, ...]

    @property
    def id(self) -> str:
        """The name of the line: ``region/CA~coversRegion.of~Project~region/SEEE``."""
        near, far = (iri.removeprefix(str(THINGS)) for iri in (self.one, self.other))
        return f"{near}~{self.tie.relation}~{self.tie.through}~{far}"

    @property
    def label(self) -> str:
        """What stands at the line: "share 4 projects"."""
        look = appearance(self.tie.through)
        many = len(self.things)
        return f"share {many:,} {look.singular if many == 1 else look.plural}"


def sharing(engine: Engine, names: Names, tie: Tie, things: Iterable[str]) -> list[Shared]:
    """The pairs among the things that share something in this way, the strongest first."""
    ends = sorted(thing for thing in things if names[thing].family == tie.kind)
    of: defaultdict[str, list[str]] = defaultdict(list)
    for thing, relation, shared in _near(engine, ends, tie.relation.inward, tie.relation.name):
        if names[shared].family == tie.through and relation == tie.relation.name:
            of[shared].append(thing)
    pairs: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for shared in sorted(of, key=lambda one: (names[one].label, one)):
        for pair in combinations(sorted(of[shared]), 2):
            pairs[pair].append(shared)
    found = [Shared(tie, *pair, tuple(those)) for pair, those in pairs.items()]
    return sorted(found, key=lambda one: (-len(one.things), one.id))


def possible(engine: Engine, names: Names, things: Iterable[str]) -> Mapping[Tie, int]:
    """What things of one kind share in any way, with how many pairs do, the most telling first.

    What ties nearly every pair says little, so the ties with the fewest pairs come first.
    """
    ends = sorted(things)
    of: defaultdict[tuple[Tie, str], set[str]] = defaultdict(set)
    for inward in (False, True):
        for thing, relation, shared in _near(engine, ends, inward, None):
            through = names[shared].family
            if through not in {"", "SourceDocument"}:
                tie = Tie(names[thing].family, Relation(relation, inward), through)
                of[tie, shared].add(thing)
    pairs: dict[Tie, set[tuple[str, str]]] = {}
    for (tie, _), those in of.items():
        pairs.setdefault(tie, set()).update(combinations(sorted(those), 2))
    counts = Counter({tie: len(found) for tie, found in pairs.items() if found})
    return dict(sorted(counts.items(), key=lambda item: (item[1], item[0])))


def wording(tie: Tie, names: Names) -> str:
    """A sort of tie in words: "projects discussed at the same meeting"."""
    name = names[str(CBRN._NS) + tie.relation.name]
    relation = (name.inverse or name.label) if tie.relation.inward else name.label
    kinds, through = appearance(tie.kind).plural, appearance(tie.through).singular
    return f"{kinds}: {relation} the same {through}"


def _near(
    engine: Engine, things: list[str], inward: bool, relation: str | None
) -> list[tuple[str, str, str]]:
    """Thing, relation and what it leads to, for each thing."""
    if not things:
        return []
    listed = " ".join(str(NamedNode(thing)) for thing in things)
    found = _STATED[inward] + " " + _TRIPLES[inward]
    query = _NEAR.replace("THINGS", listed).replace("TRIPLES", found)
    if relation:
        query = query.replace("?property ?shared\nWHERE {", "?property ?shared\nWHERE {\n  VALUES ?property { " + str(NamedNode(str(CBRN._NS) + relation)) + " }")
    return [
        (
            record["thing"] or "",
            (record["property"] or "").removeprefix(str(CBRN._NS)),
            record["shared"] or "",
        )
        for record in engine.query(query, limits=_LIMITS).records()
    ]
