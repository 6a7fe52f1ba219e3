"""The one name that a thing has in each language beside English, as `skos:prefLabel` (W3C, 2009).

English names are `rdfs:label` and stand in the tables of things. In another language a name is
chosen from a document by a statement, or comes from a table in ``data/names/``, which holds what
one document, such as the Unicode CLDR, calls many things in many languages. Such a table is no list
of statements: a name in it needs no place and no date. Others stay `skos:altLabel`; none is both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDF, RDFS, SKOS, Literal, URIRef

from graph.building.findings import Finding, Severity
from graph.building.literals import labelled
from graph.vocabulary import CBRN, thing

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from rdflib import Graph

    from graph.building.statements import Statement, StatementTriple
    from graph.building.tables import Row

__all__ = ["chosen_names"]


def chosen_names(
    tables: Mapping[str, Sequence[Row]],
    graph: Graph,
    statements: Iterable[Statement],
    documents: Container[str],
) -> tuple[list[StatementTriple], list[Finding]]:
    """The names in other languages that tables give, and what is wrong with chosen names.

    Args:
        tables: the rows of each table in ``data/names/``, by the key of its document.
        graph: the things with their labels and the plain triples of the statements.
        statements: all statements, resolved.
        documents: the keys of the documents on record.
    """
    findings = list(_said_wrongly(graph, statements))
    triples: list[StatementTriple] = []
    taken = {
        (node, name.language)
        for node, name in graph.subject_objects(SKOS.prefLabel)
        if isinstance(name, Literal)
    }
    for document, rows in tables.items():
        for row in rows:
            if document not in documents:
                sentence = f"no document '{document}' is in data/documents.csv; register it first"
                findings.append(row.error("", sentence))
                break
            try:
                node = thing(row["thing"])
            except ValueError as error:
                findings.append(row.error("thing", str(error)))
                continue
            name = labelled(row["name"])
            fault = _fault(graph, node, name)
            if not fault and (node, name.language) in taken:
                fault = f"the thing has a chosen name in the language '{name.language}' already"
            if fault:
                findings.append(row.error("thing" if "not on record" in fault else "name", fault))
                continue
            taken.add((node, name.language))
            triples.append((node, SKOS.prefLabel, name))
    return triples, findings


def _said_wrongly(graph: Graph, statements: Iterable[Statement]) -> Iterable[Finding]:
    """The statements of a chosen name that is English, or is another name of the thing too."""
    for one in statements:
        if one.predicate != SKOS.prefLabel or not isinstance(one.object, Literal):
            continue
        fault = _fault(graph, one.subject, one.object)
        if fault:
            yield Finding(Severity.ERROR, one.place, "object", fault)


def _fault(graph: Graph, node: URIRef, name: Literal) -> str:
    """Why a name cannot be the chosen one of a thing, "" where it can."""
    if (node, RDFS.label, None) not in graph or (node, RDF.type, CBRN.Thing) not in graph:
        return "the thing is not on record; add it to a table in data/things, or leave the name out"
    if name.language in {None, "en"}:
        return "the name in English stands in the table of things; mark others as in Казахстан@ru"
    if (node, SKOS.altLabel, name) in graph:
        return "this name is another name of the thing too; leave it out there"
    return ""
