"""Properties by everything that people call them: name, label, label turned round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import OWL, RDFS, URIRef

from graph.building.terms import KINDS
from graph.folding import words
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from graph.building.terms import Terms

__all__ = ["MeantProperty", "Properties"]


@dataclass(frozen=True, slots=True)
class MeantProperty:
    """A property by its name in the tables; ``turned`` where subject and object change places."""

    name: str
    turned: bool = False


class Properties:
    """The properties that statements use, with the kinds of thing at both ends."""

    def __init__(self, terms: Terms) -> None:
        """Read them from the ontology."""
        self._terms = terms
        self._called: dict[str, set[MeantProperty]] = {}
        for name, term in terms.properties.items():
            label = terms.graph.value(term, RDFS.label)
            self._call(name, MeantProperty(name))
            self._call(str(label or name), MeantProperty(name))
            inverse = terms.graph.value(term, CBRN.inverseLabel)
            if inverse is not None:
                self._call(str(inverse), MeantProperty(name, turned=True))
        self._classes = {
            kind: terms.above(of, RDFS.subClassOf)
            | frozenset(terms.graph.transitive_subjects(RDFS.subClassOf, of))
            for kind, of in KINDS.items()
        }

    def _call(self, text: str, meant: MeantProperty) -> None:
        # "has" and "is" are often left out or put before.
        for form in {words(text), words(text).removeprefix("has "), words(text).replace(" ", "")}:
            self._called.setdefault(form, set()).add(meant)

    def meant(self, text: str) -> MeantProperty | None:
        """The property that a text names; None where none is, or several are."""
        if text in self._terms.properties:
            return MeantProperty(text)
        told = words(text.removeprefix("cbrn:").removeprefix(str(CBRN))).removeprefix("is ")
        found = self._called.get(told, self._called.get(told.replace(" ", ""), set()))
        return next(iter(found)) if len(found) == 1 else None

    def links(self, name: str) -> bool:
        """Whether a property leads to a thing."""
        term = self._terms.properties.get(name)
        return term is not None and self._terms.links(term)

    def kinds(self, name: str) -> tuple[frozenset[str], frozenset[str]]:
        """The kinds of thing that can stand at the beginning and at the end of a property."""
        term = self._terms.properties.get(name)
        if term is None:
            return frozenset(KINDS), frozenset(KINDS)
        start = self._terms.graph.value(term, RDFS.domain)
        end = self._terms.range(term) if self._terms.links(term) else None
        return self._of(start), self._of(end)

    def dated(self, name: str) -> bool:
        """Whether a property has dates as its values."""
        term = self._terms.properties.get(name)
        return term is not None and self._terms.range(term) == CBRN.PartialDate

    def single(self, name: str) -> bool:
        """Whether a thing has one value of the property."""
        term = self._terms.properties.get(name)
        return term is not None and (term, None, OWL.FunctionalProperty) in self._terms.graph

    def _of(self, kind: object) -> frozenset[str]:
        if not isinstance(kind, URIRef):
            return frozenset(KINDS)
        return frozenset(one for one, classes in self._classes.items() if kind in classes)
