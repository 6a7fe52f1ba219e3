"""What the ontology says about its own terms, as the build needs it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Graph, URIRef

from graph.building.terms_abroad import files_abroad, terms_abroad
from graph.kinds import KINDS as TABLE_OF_KINDS
from graph.kinds import SOURCE
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.graph import _TripleType
    from rdflib.term import Node

    from graph.building.findings import Finding

__all__ = ["BORROWED", "KINDS", "Terms"]

BORROWED = {
    "title": DCTERMS.title,
    "prefLabel": SKOS.prefLabel,
    "altLabel": SKOS.altLabel,
    "notation": SKOS.notation,
}
"""Properties of other vocabularies that statements use, by the name they have in the tables."""

KINDS = {kind.key: CBRN[kind.name] for kind in TABLE_OF_KINDS if kind.name != SOURCE}
"""The kind in a thing's address (``country/KAZ``) and the class it promises."""


@dataclass(frozen=True)
class Terms:
    """The ontology and its topics, with the look-ups that turn a table's words into terms.

    Attributes:
        graph: the terms and topics, in English.
        abroad: what they are called in other languages, as triples that join the graph last.
        faults: what is wrong with the files of other languages.
    """

    graph: Graph
    abroad: tuple[_TripleType, ...] = ()
    faults: tuple[Finding, ...] = ()

    @classmethod
    def load(cls, folder: Path) -> Terms:
        """The terms of ``cbrn.ttl``, ``topics.ttl`` and ``languages/`` in a folder.

        The same files give the same terms. Nobody adds to their graph: whoever needs more takes
        a copy.
        """
        english = tuple((folder / name).read_bytes() for name in ("cbrn.ttl", "topics.ttl"))
        return _read(english, tuple(files_abroad(folder)))

    @cached_property
    def properties(self) -> dict[str, URIRef]:
        """Every property a statement may use, by its name in the tables."""
        ours = {
            str(term).removeprefix(str(CBRN)): term
            for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
            for term in self.graph.subjects(RDF.type, kind)
            if isinstance(term, URIRef)
        }
        about_statements = {
            *self.graph.subjects(RDFS.domain, CBRN.Statement),
            *self.graph.subjects(RDFS.domain, CBRN.Proposal),
            *self.graph.subjects(RDFS.domain, CBRN.SourceDocument),
        }
        worked_out = about_statements | self.days.keys()
        return BORROWED | {
            name: term for name, term in sorted(ours.items()) if term not in worked_out
        }

    @cached_property
    def days(self) -> dict[URIRef, tuple[URIRef, bool]]:
        """The properties that the build works out: of which date each is a day, and if the last."""
        return {
            day: (date, said == CBRN.lastDayOf)
            for said in (CBRN.firstDayOf, CBRN.lastDayOf)
            for day, date in self.graph.subject_objects(said)
            if isinstance(day, URIRef) and isinstance(date, URIRef)
        }

    @cached_property
    def classes(self) -> dict[str, URIRef]:
        """Every class by its name in the tables."""
        return {
            str(term).removeprefix(str(CBRN)): term
            for term in sorted(self.graph.subjects(RDF.type, OWL.Class), key=str)
            if isinstance(term, URIRef)
        }

    @cached_property
    def topics(self) -> frozenset[URIRef]:
        """The topics and hazards that a statement may name."""
        return frozenset(
            term for term in self.graph.subjects(RDF.type, CBRN.Topic) if isinstance(term, URIRef)
        )

    @cached_property
    def own_triples(self) -> dict[str, set[tuple[str, str]]]:
        """What is said of each term and topic, in every language: properties and values as text."""
        told: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for subject, term, value in chain(self.graph, self.abroad):
            told[str(subject)].add((str(term), str(value)))
        return dict(told)

    def codes(self, kind: URIRef) -> dict[str, URIRef]:
        """The members of a code list of the ontology (Basis, Review) by lower-case name."""
        return self._codes.get(kind, {})

    def links(self, term: URIRef) -> bool:
        """Whether a property leads to a thing, rather than to a number, a date or a text."""
        return term in self._of_type[OWL.ObjectProperty]

    def single_valued(self, term: URIRef) -> bool:
        """Whether a thing has at most one value of the property in the plain graph."""
        return term in self._of_type[OWL.FunctionalProperty] or self.one_in_each_language(term)

    def one_in_each_language(self, term: URIRef) -> bool:
        """Whether a thing has at most one value of the property in each language."""
        return term in self._said_of[CBRN.oneInEachLanguage]

    def changing(self, term: URIRef) -> bool:
        """Whether what the property says of a thing changes over time."""
        return term in self._said_of[CBRN.changesOverTime]

    def range(self, term: URIRef) -> URIRef:
        """The class or datatype at the far end of a property; text where none is given."""
        return self._ranges.get(term, XSD.string)

    def above(self, term: URIRef, relation: URIRef) -> frozenset[URIRef]:
        """A class or property of ours and all above it by rdfs:subClassOf or subPropertyOf."""
        found = self._above.get((term, relation))
        if found is None:
            found = self._above[term, relation] = frozenset(
                parent
                for parent in self.graph.transitive_objects(term, relation)
                if isinstance(parent, URIRef) and str(parent).startswith(str(CBRN))
            )
        return found

    # Every row asks for these, so the ontology is searched for each of them once.

    @cached_property
    def _above(self) -> dict[tuple[URIRef, URIRef], frozenset[URIRef]]:
        return {}

    @cached_property
    def _codes(self) -> dict[Node, dict[str, URIRef]]:
        return {
            kind: {
                str(term).removeprefix(str(CBRN)).lower(): term
                for term in sorted(self.graph.subjects(RDF.type, kind), key=str)
                if isinstance(term, URIRef)
            }
            for kind in self.classes.values()
        }

    @cached_property
    def _of_type(self) -> dict[URIRef, frozenset[Node]]:
        return {
            kind: frozenset(self.graph.subjects(RDF.type, kind))
            for kind in (OWL.ObjectProperty, OWL.FunctionalProperty)
        }

    @cached_property
    def _said_of(self) -> dict[URIRef, frozenset[Node]]:
        """The terms of which each of two things about terms is said to be true."""
        return {
            said: frozenset(
                term for term, told in self.graph.subject_objects(said) if str(told) == "true"
            )
            for said in (CBRN.changesOverTime, CBRN.oneInEachLanguage)
        }

    @cached_property
    def _ranges(self) -> dict[Node, URIRef]:
        return {
            term: found
            for term, found in self.graph.subject_objects(RDFS.range)
            if isinstance(found, URIRef)
        }


@lru_cache(maxsize=8)
def _read(english: tuple[bytes, ...], others: tuple[tuple[str, bytes], ...]) -> Terms:
    """The terms of Turtle files. To parse them takes longer than to build a small record."""
    graph = Graph(store="SimpleMemory")
    for text in english:
        graph.parse(data=text, format="turtle")
    abroad, faults = terms_abroad(others, graph)
    return Terms(graph, tuple(abroad), tuple(faults))
