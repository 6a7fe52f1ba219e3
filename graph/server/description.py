"""The description of the service: what it speaks, and what is in the graph, counted.

Follows https://www.w3.org/TR/sparql11-service-description/ and https://www.w3.org/TR/void/. No
blank nodes: each part has an address below that of the endpoint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Triple
from rdflib import Namespace
from rdflib.namespace import DCTERMS, RDF, RDFS, VOID, XSD

from graph.server.dumps import DUMPS
from graph.store import Limits
from graph.store.replies.formats import TRIPLE_FORMATS
from graph.vocabulary import CBRN, PREFIXES, THINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["described"]

_SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS: Final = Namespace("http://www.w3.org/ns/formats/")
_RESULTS: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
    "N3",
    "TriG",
    "N-Quads",
)
# What is beyond the standard, each with a name below the endpoint's and a sentence.
_FEATURES: Final = {
    "format-in-the-address": "The parameter format names the format, as in format=csv.",
    "labels": "The parameter labels=en puts a name beside each address of an answer.",
    "partial": "The parameter partial=true takes the beginning of an answer that is too large.",
    "prefixes": "The prefixes of the graph need no declaration.",
}
_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"

_TOTALS: Final = """
SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
WHERE { ?s ?p ?o }
"""
_CLASSES: Final = "SELECT ?name (COUNT(?s) AS ?number) WHERE { ?s a ?name } GROUP BY ?name"
_PROPERTIES: Final = "SELECT ?name (COUNT(*) AS ?number) WHERE { ?s ?name ?o } GROUP BY ?name"


def described(graph: KnowledgeGraph, endpoint: str, media_type: str) -> bytes:
    """Return the description of the service at an address, in an RDF format."""
    triples = sorted(_triples(graph, endpoint), key=str)
    known = {name: PREFIXES[name] for name in ("cbrn", "dct", "void", "xsd")}
    prefixes = known | {"sd": str(_SD), "formats": str(_FORMATS)}
    return (
        pyoxigraph.serialize(triples, format=TRIPLE_FORMATS[media_type], prefixes=prefixes) or b""
    )


def _triples(graph: KnowledgeGraph, endpoint: str) -> Iterator[Triple]:
    """Yield what is to be said, in no order that matters."""
    service, dataset, whole = (f"{endpoint}#{part}" for part in ("service", "dataset", "graph"))
    root = endpoint.rstrip("/").removesuffix("/sparql")
    yield _link(service, RDF.type, _SD.Service)
    yield _link(service, _SD.endpoint, endpoint)
    yield _link(service, _SD.supportedLanguage, _SD.SPARQL11Query)
    yield _link(service, _SD.defaultDataset, dataset)
    for form in _RESULTS:
        yield _link(service, _SD.resultFormat, _FORMATS[form])
    for name, sentence in _FEATURES.items():
        feature = f"{endpoint}#{name}"
        yield _link(service, _SD.feature, feature)
        yield _link(feature, RDF.type, _SD.Feature)
        yield Triple(NamedNode(feature), NamedNode(RDFS.label), Literal(sentence, language="en"))
    yield _link(dataset, RDF.type, _SD.Dataset)
    yield _link(dataset, _SD.defaultGraph, whole)
    yield _link(whole, RDF.type, _SD.Graph)
    yield _link(whole, RDF.type, VOID.Dataset)
    yield Triple(
        NamedNode(whole), NamedNode(DCTERMS.title), Literal("CBRN knowledge graph", language="en")
    )
    yield _link(whole, DCTERMS.license, _LICENCE)
    yield _link(whole, VOID.sparqlEndpoint, endpoint)
    for name in DUMPS:
        yield _link(whole, VOID.dataDump, f"{root}/data/{name}")
    yield _link(whole, VOID.vocabulary, str(CBRN._NS))
    yield _value(whole, VOID.uriSpace, str(THINGS), XSD.string)
    yield from _counts(graph, whole)


def _counts(graph: KnowledgeGraph, whole: str) -> Iterator[Triple]:
    """Yield how much is in the graph: triples, things, and how many of each class and property."""
    limits = Limits(rows=1_000_000)
    totals = graph.query(_TOTALS, limits).records()[0]
    classes = graph.query(_CLASSES, limits).records()
    properties = graph.query(_PROPERTIES, limits).records()
    yield _count(whole, VOID.triples, totals["triples"])
    yield _count(whole, VOID.distinctSubjects, totals["subjects"])
    yield _count(whole, VOID.distinctObjects, totals["objects"])
    yield _count(whole, VOID.classes, len(classes))
    yield _count(whole, VOID.properties, len(properties))
    for number, record in enumerate(sorted(classes, key=lambda one: one["name"] or ""), start=1):
        part = f"{whole}-class-{number}"
        yield _link(whole, VOID.classPartition, part)
        yield _link(part, VOID["class"], record["name"])
        yield _count(part, VOID.entities, record["number"])
    for number, record in enumerate(sorted(properties, key=lambda one: one["name"] or ""), start=1):
        part = f"{whole}-property-{number}"
        yield _link(whole, VOID.propertyPartition, part)
        yield _link(part, VOID.property, record["name"])
        yield _count(part, VOID.triples, record["number"])


def _link(subject: str, relation: str, value: str | None) -> Triple:
    return Triple(NamedNode(subject), NamedNode(relation), NamedNode(value or ""))


def _count(subject: str, relation: str, number: str | int | None) -> Triple:
    return _value(subject, relation, str(number), XSD.integer)


def _value(subject: str, relation: str, text: str, datatype: str) -> Triple:
    return Triple(
        NamedNode(subject), NamedNode(relation), Literal(text, datatype=NamedNode(datatype))
    )
