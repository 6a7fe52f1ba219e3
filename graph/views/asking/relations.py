"""Which relations the record has between kinds of things, and by which words each is asked for.

Nobody lists them: what stands in statements says which kinds a relation joins, its label says most
of its words, and the wording of a language adds what else people say.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graph.folding import words
from graph.made_once import made_once
from graph.store import Limits
from graph.views.asking.wording import WORDINGS
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.store import Engine
    from graph.views.asking.wording import Wording
    from graph.views.record.names import Name, Names

__all__ = ["ACTORS", "Relations", "SpokenTie", "relations"]

_JOINED: Final = """
SELECT DISTINCT ?from ?relation ?to
WHERE { ?statement rdf:subject/a ?from ; rdf:predicate ?relation ; rdf:object/a ?to }
"""
_DATED: Final = """
SELECT DISTINCT ?kind ?relation
WHERE {
  ?statement rdf:subject/a ?kind ; rdf:predicate ?relation ; rdf:object ?date .
  FILTER(DATATYPE(?date) IN (xsd:gYear, xsd:gYearMonth, xsd:date))
}
"""
_PROJECT: Final = "Project"
ACTORS: Final = frozenset({"Country", "Organisation"})
"""The families of those who come to meetings and take part in projects."""
_START: Final = str(CBRN.startDate)
_ATTENDED: Final = str(CBRN.attendedBy)
_PRESENCE: Final = frozenset(
    map(str, (CBRN.hostedBy, CBRN.organisedBy, CBRN.hostCountry, CBRN.addressedBy, CBRN.openedBy))
)
"""What says of somebody that they were at a meeting without saying that they attended it."""
_LIMITS: Final = Limits(seconds=30, rows=20_000)


@dataclass(frozen=True, slots=True)
class SpokenTie:
    """How things of one kind are tied to another thing: by any of some relations, one way."""

    relations: tuple[str, ...]
    is_inward: bool
    said: frozenset[str] = frozenset()
    """The words of the question that these relations account for."""


class Relations:
    """What the record relates to what."""

    def __init__(self, engine: Engine, names: Names, wording: Wording) -> None:
        """Take every relation with the kinds that it joins."""
        self._joined: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for one in engine.query(_JOINED, limits=_LIMITS).records():
            ends = _local(one["from"] or ""), _local(one["to"] or "")
            self._joined[ends].add(one["relation"] or "")
        self._dated: defaultdict[str, set[str]] = defaultdict(set)
        for one in engine.query(_DATED, limits=_LIMITS).records():
            self._dated[_local(one["kind"] or "")].add(one["relation"] or "")
        self._names = names
        self._family = {_kind(one): one.family for one in names.things()}
        self._said: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        more, self._of_projects = wording.relations, wording.relations_of_projects
        self._only_said = {f"{CBRN._NS}{one}" for one in wording.only_said}
        every = set().union(*self._joined.values(), *self._dated.values())
        for iri in every:
            extra = more.get(_local(iri), frozenset())
            told = names[iri]
            outward, inward = (
                frozenset(wording.meant(words(one).split())) for one in (told.label, told.inverse)
            )
            self._said[iri] = outward | extra, inward | outward | extra

    def name(self, iri: str) -> Name:
        """What a thing is called."""
        return self._names[iri]

    def is_meeting(self, kind: str) -> bool:
        """Whether things of a kind are meetings."""
        return self._family.get(kind, kind) == "Meeting"

    def is_of(self, kind: str, family: str) -> bool:
        """Whether things of a family can be of a kind: UNICRI of "Organisation" and "Actor"."""
        return self._family.get(kind, kind) == family or (kind == "Actor" and family in ACTORS)

    def begins(self, kind: str) -> bool:
        """Whether things of a kind have a beginning on record."""
        return _START in self._dated.get(kind, ())

    def ties(
        self,
        kind: str,
        other: str,
        said: Iterable[str],
        *,
        every: bool = False,
        is_either: bool = False,
    ) -> list[SpokenTie]:
        """How things of a kind can be tied to one of another kind, as some words say it.

        Args:
            kind: the kind of what is looked for, by its local name.
            other: the kind of the other thing.
            said: what is said of the tie; nothing where any will do.
            every: whether relations that are mostly said may be meant, too.
            is_either: whether one of the words is enough: "lead or implement".

        Returns:
            The relations that account for a word, or all of them where none is said: outward
            first, then those for which what is looked for stands at the far end.
        """
        wanted = frozenset(said)
        # What no ministry has on record another body may have, and then a ministry has none.
        families = self._family.get(kind, kind), self._family.get(other, other)
        return self._ties(kind, other, wanted, every=every, is_either=is_either) or self._ties(
            *families, wanted, every=every, is_either=is_either
        )

    def whole_presence(self, tie: SpokenTie, kind: str, other: str) -> SpokenTie:
        """A tie that says of somebody to have been at a meeting, with all else that says so.

        Who hosted or organised it, or spoke there, was there: to be absent is to do none of these.
        """
        if tie.relations != (_ATTENDED,):
            return tie
        ends = (other, kind) if tie.is_inward else (kind, other)
        there = self._joined.get(ends, set()) & _PRESENCE
        return replace(tie, relations=tuple(sorted({*tie.relations, *there})))

    def words(self, tie: SpokenTie) -> frozenset[str]:
        """All words by which the relations of a tie are asked for."""
        known = (one for one in tie.relations if one in self._said)
        return frozenset[str]().union(
            *(
                self._said[one][tie.is_inward] | self._of_projects.get(_local(one), frozenset())
                for one in known
            )
        )

    def _ties(
        self, kind: str, other: str, wanted: frozenset[str], *, every: bool, is_either: bool
    ) -> list[SpokenTie]:
        found = []
        for is_inward in (False, True):
            ends = (other, kind) if is_inward else (kind, other)
            is_of_project = _PROJECT in ends
            said = {
                one: self._said[one][is_inward]
                | (
                    self._of_projects.get(_local(one), frozenset())
                    if is_of_project
                    else frozenset()
                )
                for one in self._joined.get(ends, ())
            }
            fitting = {
                one: told & wanted for one, told in said.items() if told & wanted or not wanted
            }
            most = max(map(len, fitting.values()), default=0)
            chosen = [
                one
                for one, told in sorted(fitting.items())
                if (is_either or len(told) == most)
                and (wanted or every or one not in self._only_said)
            ]
            if chosen:
                accounted = frozenset[str]().union(*fitting.values())
                found.append(SpokenTie(tuple(chosen), is_inward, accounted))
        return found

    def dates(self, kind: str, said: Iterable[str]) -> SpokenTie | None:
        """The relation to a date that some words say of a kind of thing; mostly its beginning."""
        wanted = frozenset(said)
        dated = self._dated.get(kind, set())
        for one in sorted(dated, key=lambda one: (one != _START, one)):
            if told := wanted & self._said[one][0]:
                return SpokenTie((one,), is_inward=False, said=told)
        return SpokenTie((_START,), is_inward=False) if self.begins(kind) else None


def _kind(name: Name) -> str:
    """The kind of a thing as the ontology calls it: "RoundTable"."""
    return "".join(word.capitalize() for word in name.kind.split())


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]


@made_once(8)
def relations(engine: Engine, names: Names, language: str) -> Relations:
    """The relations of an opened graph as a language says them, made once."""
    return Relations(engine, names, WORDINGS[language])
