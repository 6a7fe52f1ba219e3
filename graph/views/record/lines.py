"""The lines of things, fetched once for each thing and kept, so that a click costs what it adds.

A line is a plain triple between two things with at least one statement behind it. What is kept
for a thing is all that leads from it and, once it was asked for, all that leads to it; neither
grows with the size of the graph, only with what is on record about that thing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeVar

from graph.store import Limits
from graph.store.text.parameters import Parametrised
from graph.views.record.lifetimes import lifetimes
from graph.views.record.publishers import publisher_of
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.store import Engine
    from graph.views.record.lifetimes import Lifetime

__all__ = ["Line", "Lines", "Saying", "Triple"]

Triple = tuple[str, str, str]
_Kept = TypeVar("_Kept")

# Where the statements are sought first decides what a query costs, so each end has its own.
_SELECTED: Final = """
SELECT ?source ?property ?target ?statement ?document ?on ?since ?until ?review
       (IF(EXISTS { ?source ?property ?target }, "true", "false") AS ?asserted)
WHERE {
"""
_DESCRIBED: Final = """
  ?statement rdf:predicate ?property ; cbrn:statedIn ?document .
  FILTER(STRSTARTS(STR(?target), STR(id:)))
  OPTIONAL { ?statement cbrn:statedOn ?on }
  OPTIONAL { ?statement cbrn:from ?since }
  OPTIONAL { ?statement cbrn:until ?until }
  OPTIONAL { ?statement cbrn:review ?review }
}
"""
_FROM: Final = Parametrised(
    f"{_SELECTED}  VALUES ?source {{ }} ?statement rdf:subject ?source ; rdf:object ?target ."
    f"{_DESCRIBED}"
)
_TO: Final = Parametrised(
    f"{_SELECTED}  VALUES ?target {{ }} ?statement rdf:object ?target ; rdf:subject ?source ."
    f"{_DESCRIBED}"
)

_SINGLE: Final = "SELECT ?property WHERE { ?property a owl:ObjectProperty, owl:FunctionalProperty }"
_PUBLISHERS: Final = "SELECT ?document ?publisher WHERE { ?document dct:publisher ?publisher }"
_LIMITS: Final = Limits(seconds=30, rows=1_000_000)
# What is kept is dropped as a whole when it has grown so far: by then nobody needs most of it.
_MOST_KEPT: Final = 20_000


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Saying:
    """One statement behind a line: the document, the day it was said, the period it holds for."""

    statement: str
    document: str
    on: str = ""
    since: str = ""
    until: str = ""
    disputed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A plain triple between two things, the statements behind it, and whether any dissents.

    Where a property has one value only, a statement of another value dissents too.
    """

    source: str
    predicate: str
    target: str
    sayings: tuple[Saying, ...]
    disputed: bool

    @property
    def triple(self) -> Triple:
        """Source, property and target: what tells the line from all others."""
        return self.source, self.predicate, self.target

    @property
    def documents(self) -> int:
        """How many documents state the line."""
        return len({one.document for one in self.sayings})

    def other(self, end: str) -> str:
        """The end of the line that is not the given one."""
        return self.target if end == self.source else self.source


class Lines:
    """The lines and times of a graph, by thing; threads may share it."""

    def __init__(self, engine: Engine) -> None:
        """Remember where to ask; nothing is fetched yet."""
        self._engine = engine
        self._lock = Lock()
        self._out: dict[str, tuple[Line, ...]] = {}
        self._in: dict[str, tuple[Line, ...]] = {}
        self._times: dict[str, Lifetime | None] = {}
        self._single: frozenset[str] | None = None
        self._publishers: dict[str, str] | None = None

    def among(self, things: Iterable[str]) -> list[Line]:
        """The lines that have both their ends among the things, in one order."""
        kept = set(things)
        out = self.outgoing(kept)
        return [line for one in sorted(kept) for line in out[one] if line.target in kept]

    def around(self, thing: str) -> tuple[Line, ...]:
        """The lines of one thing: first those that lead from it, then those that lead to it."""
        inward = self.incoming([thing])[thing]
        return *self.outgoing([thing])[thing], *(one for one in inward if one.source != thing)

    def outgoing(self, things: Iterable[str]) -> Mapping[str, tuple[Line, ...]]:
        """By thing, the lines that lead from it."""
        return self._known(self._out, things, _FROM, "source")

    def incoming(self, things: Iterable[str]) -> Mapping[str, tuple[Line, ...]]:
        """By thing, the lines that lead to it."""
        return self._known(self._in, things, _TO, "target")

    def lifetimes(self, things: Iterable[str]) -> Mapping[str, Lifetime | None]:
        """By thing, what is on record of its time; None where nothing is."""
        held, new = self._held(self._times, things)
        found = lifetimes(self._engine, new) if new else {}
        return held | self._keep(self._times, {thing: found.get(thing) for thing in new})

    def publishers(self) -> Mapping[str, str]:
        """By document, who published it; a copy counts as its source. Fetched once."""
        if self._publishers is None:
            found = self._engine.query(_PUBLISHERS, limits=_LIMITS).records()
            self._publishers = {
                record["document"] or "": publisher_of(record["publisher"] or "")
                for record in found
            }
        return self._publishers

    def _known(
        self,
        memory: dict[str, tuple[Line, ...]],
        things: Iterable[str],
        query: Parametrised,
        end: str,
    ) -> Mapping[str, tuple[Line, ...]]:
        held, new = self._held(memory, things)
        records = self._records(query, **{end: new})
        found: dict[str, dict[Triple, list[tuple[Saying, bool]]]] = {thing: {} for thing in new}
        for record in records:
            told = {name: value or "" for name, value in record.items()}
            triple = told["source"], told["property"], told["target"]
            saying = Saying(
                statement=told["statement"],
                document=told["document"],
                on=told["on"],
                since=told["since"],
                until=told["until"],
                disputed=told["review"] == str(CBRN.Disputed),
            )
            said = found[told[end]].setdefault(triple, [])
            said.append((saying, told["asserted"] == "true"))
        single = self._single_valued() if new else frozenset()
        return held | self._keep(memory, {one: _lines(all_, single) for one, all_ in found.items()})

    def _held(
        self, memory: dict[str, _Kept], things: Iterable[str]
    ) -> tuple[dict[str, _Kept], list[str]]:
        """What is kept of the things, and the things of which nothing is."""
        wanted = sorted(set(things))
        with self._lock:
            held = {thing: memory[thing] for thing in wanted if thing in memory}
        return held, [thing for thing in wanted if thing not in held]

    def _keep(self, memory: dict[str, _Kept], new: dict[str, _Kept]) -> dict[str, _Kept]:
        with self._lock:
            if len(memory) + len(new) > _MOST_KEPT:
                memory.clear()
            memory.update(new)
        return new

    def _records(self, query: Parametrised, **things: list[str]) -> list[dict[str, str | None]]:
        if not any(things.values()):
            return []
        return self._engine.query(query.filled(**things), limits=_LIMITS).records()

    def _single_valued(self) -> frozenset[str]:
        if self._single is None:
            found = self._engine.query(_SINGLE, limits=_LIMITS).records()
            self._single = frozenset(record["property"] or "" for record in found)
        return self._single


def _lines(
    said: Mapping[Triple, list[tuple[Saying, bool]]], single: frozenset[str]
) -> tuple[Line, ...]:
    """The lines that the graph asserts, each with whatever is said against it."""
    dissent: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for (source, property_, target), sayings in said.items():
        if property_ in single or any(one.disputed for one, _ in sayings):
            dissent[source, property_].add(target)
    lines = []
    for (source, property_, target), sayings in sorted(said.items()):
        if not any(asserted for _, asserted in sayings):
            continue
        against = dissent[source, property_]
        disputed = target in against if property_ not in single else len(against) > 1
        own = tuple(sorted(one for one, _ in sayings))
        lines.append(
            Line(source=source, predicate=property_, target=target, sayings=own, disputed=disputed)
        )
    return tuple(lines)
