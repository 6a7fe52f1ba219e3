"""What people bring into a query from elsewhere: prefixes, predicates of other products, signs.

The addresses of prefixes are those that the vocabularies themselves give, as https://prefix.cc
lists them; the predicates are those of the products' own guides.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SIGNS", "USUAL_PREFIXES", "product_of"]

USUAL_PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bd": "http://www.bigdata.com/rdf#",
        "bif": "bif:",
        "bibo": "http://purl.org/ontology/bibo/",
        "dbo": "http://dbpedia.org/ontology/",
        "dbp": "http://dbpedia.org/property/",
        "dbr": "http://dbpedia.org/resource/",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcterms": "http://purl.org/dc/terms/",
        "event": "http://purl.org/NET/c4dm/event.owl#",
        "fn": "http://www.w3.org/2005/xpath-functions#",
        "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
        "geosparql": "http://www.opengis.net/ont/geosparql#",
        "gn": "http://www.geonames.org/ontology#",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "p": "http://www.wikidata.org/prop/",
        "pq": "http://www.wikidata.org/prop/qualifier/",
        "ps": "http://www.wikidata.org/prop/statement/",
        "qb": "http://purl.org/linked-data/cube#",
        "ql": "http://qlever.cs.uni-freiburg.de/builtin-functions/",
        "schema": "https://schema.org/",
        "sdo": "https://schema.org/",
        "sh": "http://www.w3.org/ns/shacl#",
        "sosa": "http://www.w3.org/ns/sosa/",
        "text": "http://jena.apache.org/text#",
        "time": "http://www.w3.org/2006/time#",
        "vann": "http://purl.org/vocab/vann/",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "wd": "http://www.wikidata.org/entity/",
        "wdt": "http://www.wikidata.org/prop/direct/",
        "wikibase": "http://wikiba.se/ontology#",
    }
)
"""What a prefix that is not known here mostly stands for elsewhere."""

_PRODUCTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "http://jena.apache.org/text#": "the text index of Apache Jena",
        "http://jena.apache.org/ARQ/": "Apache Jena",
        "http://jena.hpl.hp.com/ARQ/": "Apache Jena",
        "http://qlever.cs.uni-freiburg.de/builtin-functions/": "QLever",
        "http://www.bigdata.com/rdf": "Blazegraph",
        "bif:": "Virtuoso",
        "http://www.openlinksw.com/schemas/bif#": "Virtuoso",
        "http://www.ontotext.com/": "GraphDB",
        "tag:stardog:api:": "Stardog",
        "http://franz.com/ns/": "AllegroGraph",
        "http://wikiba.se/ontology#": "Wikibase",
    }
)

SIGNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys("“”„‟«»", 'a text stands in straight quotation marks, as in "Kazakhstan"'),
        **dict.fromkeys(
            "\u2018\u2019\u201a\u201b\u2039\u203a",
            "a text stands in straight quotation marks, as in 'Kazakhstan'",
        ),
        "–": "a minus is the short sign -",
        "—": "a minus is the short sign -",
        "…": "three dots stand for nothing in SPARQL; write what is meant",
        "≥": "write >=",
        "≤": "write <=",
        "≠": "write !=",
        "×": "write *",
    }
)
"""What to write in place of a sign that word processors and web pages put into a query."""


def product_of(iri: str) -> str:
    """Return the product that alone knows a predicate or a function; nothing for all others."""
    return next((name for begin, name in _PRODUCTS.items() if iri.startswith(begin)), "")
