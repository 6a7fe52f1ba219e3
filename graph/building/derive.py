"""What follows by rule: supertypes, and the properties above those that were stated.

``attendedBy`` lies below ``involves``, so who attended is also involved. These triples carry no
statement of their own: the one below them is their evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import URIRef

    from graph.building.statements import StatementTriple
    from graph.building.terms import Terms

__all__ = ["derived", "supertypes"]


def supertypes(thing: URIRef, kind: URIRef, terms: Terms) -> set[StatementTriple]:
    """The types of a thing: its own class and every class of ours above it."""
    return {(thing, RDF.type, above) for above in terms.above(kind, RDFS.subClassOf)}


def derived(triples: Iterable[StatementTriple], terms: Terms) -> set[StatementTriple]:
    """The triples that follow from others by rdfs:subPropertyOf, without those others."""
    above = {
        term: terms.above(term, RDFS.subPropertyOf) - {term} for term in terms.properties.values()
    }
    return {(subject, parent, value) for subject, term, value in triples for parent in above[term]}
