"""Topics of the tables: concepts of SKOS in the list of the areas of work.

The four hazards are the letters of CBRN and stand in ``ontology/topics.ttl``; no fifth comes from a
table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rdflib import RDF, SKOS, Literal

from graph.vocabulary import thing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib import URIRef

    from graph.building.findings import Finding
    from graph.building.statements import StatementTriple
    from graph.building.tables import Row

__all__ = ["AREAS", "astray", "circular", "topic_triples"]

AREAS: Final = thing("topic/areas")
"""The list that topics of the tables belong to."""

_OF_TOPICS: Final = ("definition", "broader")
_LISTS: Final = frozenset({"topic/areas", "topic/hazards"})


def astray(row: Row) -> Iterator[Finding]:
    """What is wrong in the columns of topics; in rows of other things they are empty."""
    if row["type"] != "Topic":
        for column in _OF_TOPICS:
            if row[column]:
                yield row.error(column, f"only topics have a {column}; leave the cell empty")
        return
    if row["key"] in _LISTS:
        yield row.error("key", f"'{row['key']}' is the list of topics itself; choose another key")
    if not row["definition"]:
        sentence = "say in a sentence what the topic is about; every topic needs a definition"
        yield row.error("definition", sentence)
    if row["broader"] and not row["broader"].startswith("topic/"):
        sentence = f"'{row['broader']}' is not the key of a topic such as topic/awareness"
        yield row.error("broader", sentence)


def topic_triples(node: URIRef, row: Row) -> Iterator[StatementTriple]:
    """What SKOS says of a topic, beside its types and labels (https://www.w3.org/TR/skos-reference/)."""
    yield node, RDF.type, SKOS.Concept
    yield node, SKOS.prefLabel, Literal(row["label"], lang="en")
    yield node, SKOS.definition, Literal(row["definition"], lang="en")
    yield node, SKOS.inScheme, AREAS
    if row["broader"]:
        yield node, SKOS.broader, thing(row["broader"])
    else:
        yield node, SKOS.topConceptOf, AREAS


def circular(broader: Mapping[URIRef, tuple[URIRef, Row]]) -> Iterator[Finding]:
    """Each topic that stands below itself, by the topic above each and the row that says so."""
    for topic, (above, row) in broader.items():
        met = {topic}
        place = above
        while place not in met and place in broader:
            met.add(place)
            place, _ = broader[place]
        if place == topic:
            sentence = f"'{row['key']}' would stand below itself; name another topic, or none"
            yield row.error("broader", sentence)
