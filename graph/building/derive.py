"""What follows by rule: supertypes, the properties above those that were stated, days of dates.

``attendedBy`` lies below ``involves``, so who attended is also involved. A start in 2021 is a start
on or after 1 January 2021. These triples carry no statement of their own: the one that they follow
from is their evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDF, RDFS

from graph.building.literals import day
from graph.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib import URIRef

    from graph.building.statements import StatementTriple
    from graph.building.terms import Terms

__all__ = ["days", "derived", "supertypes"]


def supertypes(thing: URIRef, kind: URIRef, terms: Terms) -> set[StatementTriple]:
    """The types of a thing: its own class and every class of ours above it."""
    return {(thing, RDF.type, above) for above in terms.above(kind, RDFS.subClassOf)}


def derived(triples: Iterable[StatementTriple], terms: Terms) -> set[StatementTriple]:
    """The triples that follow from others by rdfs:subPropertyOf, without those others."""
    above = {
        term: terms.above(term, RDFS.subPropertyOf) - {term} for term in terms.properties.values()
    }
    return {(subject, parent, value) for subject, term, value in triples for parent in above[term]}


def days(triples: Iterable[StatementTriple], terms: Terms) -> Iterator[StatementTriple]:
    """The first and the last day of each date, by the properties that the ontology has for them.

    A year, a month and a day are of three datatypes, which no engine compares with one another.
    """
    of_date: dict[URIRef, list[tuple[URIRef, bool]]] = {}
    for term, (date, is_last) in terms.days.items():
        of_date.setdefault(date, []).append((term, is_last))
    for subject, term, value in triples:
        for of_day, is_last in of_date.get(term, ()):
            yield subject, of_day, day(PartialDate.parse(str(value)), is_last=is_last)
