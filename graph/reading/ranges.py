"""What each property of the ontology goes from and to, so that what cannot be is not proposed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, RdfFormat, parse

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Ranges", "ranges"]

_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_OURS: Final = "https://w3id.org/cbrn-graph/ontology#"
_ONE_VALUE: Final = "http://www.w3.org/2002/07/owl#FunctionalProperty"
_EVERYTHING: Final = "Thing"


@dataclass(frozen=True, slots=True)
class Ranges:
    """The domain and range of each property by its name, and the classes above each class."""

    domain: Mapping[str, str]
    range: Mapping[str, str]
    above: Mapping[str, frozenset[str]]
    single: frozenset[str]
    """The properties that have one value only."""

    @property
    def of_things(self) -> list[str]:
        """The properties that can be said of things."""
        about = {"Statement", "Proposal", "SourceDocument"}
        return [
            name
            for name in self.range
            if name.isidentifier() and self.domain.get(name, _EVERYTHING) not in about
        ]

    def allows(self, term: str, subject: str, value: str | None) -> bool:
        """Whether a property may go from a class to another; None for a value that is no thing."""
        if not self._fits(subject, self.domain.get(term, _EVERYTHING)):
            return False
        return value is None or self._fits(value, self.range.get(term, _EVERYTHING))

    def _fits(self, class_: str, wanted: str) -> bool:
        return wanted in {_EVERYTHING, class_} or wanted in self.above.get(class_, ())


@lru_cache(maxsize=4)
def ranges(ontology: Path) -> Ranges:
    """The domains and ranges that ``cbrn.ttl`` in a folder declares."""
    domain: dict[str, str] = {}
    range_: dict[str, str] = {}
    parents: dict[str, set[str]] = defaultdict(set)
    single: set[str] = set()
    for quad in parse(path=str(ontology / "cbrn.ttl"), format=RdfFormat.TURTLE):
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode):
            continue
        name, value = (one.value.removeprefix(_OURS) for one in (quad.subject, quad.object))
        match quad.predicate.value.removeprefix(_RDFS):
            case "domain":
                domain[name] = value
            case "range":
                range_[name] = value
            case "subClassOf":
                parents[name].add(value)
            case _ if value == _ONE_VALUE:
                single.add(name)
    return Ranges(
        domain, range_, {name: _above(name, parents) for name in parents}, frozenset(single)
    )


def _above(name: str, parents: Mapping[str, set[str]]) -> frozenset[str]:
    told: set[str] = set()
    left = [name]
    while left:
        for parent in parents.get(left.pop(), ()):
            if parent not in told:
                told.add(parent)
                left.append(parent)
    return frozenset(told)
