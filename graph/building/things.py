"""The tables of things: what each is and is called, and of a topic its place among the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDF, RDFS, SKOS, Literal, URIRef

from graph.building.derive import supertypes
from graph.building.literals import labelled
from graph.building.tables import THINGS
from graph.building.terms import KINDS
from graph.building.topics import astray, circular, topic_triples
from graph.vocabulary import thing

if TYPE_CHECKING:
    from pathlib import Path

    from graph.building.tables import Row
    from graph.building.workshop import Workshop

__all__ = ["things"]


def things(shop: Workshop, data: Path) -> None:
    """Adds what each table of things names: types and labels, and of topics their place."""
    broader: dict[URIRef, tuple[URIRef, Row]] = {}
    for path in sorted((data / "things").glob("*.csv")):
        for row in shop.table(path, THINGS):
            try:
                node = thing(row["key"])
            except ValueError as error:
                shop.findings.append(row.error("key", str(error)))
                continue
            kind = shop.terms.classes.get(row["type"])
            promised = KINDS.get(row["key"].partition("/")[0])
            if kind is None or promised is None:
                column = "key" if kind else "type"
                known = KINDS if kind else shop.terms.classes
                sentence = f"'{row[column]}' is not known; use one of {', '.join(known)}"
                shop.findings.append(row.error(column, sentence))
                continue
            types = supertypes(node, kind, shop.terms)
            if (node, RDF.type, promised) not in types:
                sentence = f"'{row['type']}' does not fit the key '{row['key']}'"
                shop.findings.append(row.error("type", sentence))
                continue
            wrong = list(astray(row))
            shop.findings += wrong
            if not shop.register(node, row):
                continue
            for triple in types:
                shop.graph.add(triple)
            shop.graph.add((node, RDFS.label, Literal(row["label"], lang="en")))
            if row["type"] == "Topic" and not wrong:
                for triple in topic_triples(node, row):
                    shop.graph.add(triple)
                if row["broader"]:
                    broader[node] = thing(row["broader"]), row
            for other in filter(None, (part.strip() for part in row["other_labels"].split("|"))):
                shop.graph.add((node, SKOS.altLabel, labelled(other)))
    shop.findings += circular(broader)
