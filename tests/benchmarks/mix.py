"""Twelve queries of the kinds that people ask, for the invented Initiative of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ALL_PAIRS", "MIX", "standing_alone"]

ALL_PAIRS: Final = "counts over all pairs of projects"

MIX: Final[Mapping[str, str]] = {
    "find by label": """
        SELECT ?thing WHERE { ?thing rdfs:label "Project 2"@en }""",
    "projects that two countries share": """
        SELECT DISTINCT ?project WHERE {
          ?project a cbrn:Project ; cbrn:coversCountry country:XAA , country:XAB }""",
    ALL_PAIRS: """
        SELECT ?one ?other (COUNT(DISTINCT ?country) AS ?shared) WHERE {
          ?one a cbrn:Project ; cbrn:coversCountry ?country .
          ?other cbrn:coversCountry ?country ; a cbrn:Project .
          FILTER(STR(?one) < STR(?other)) }
        GROUP BY ?one ?other""",
    "meetings by region and year": """
        SELECT ?region ?year (COUNT(DISTINCT ?meeting) AS ?meetings) WHERE {
          ?meeting a cbrn:Meeting ; cbrn:coversRegion ?region ; cbrn:startDate ?start .
          BIND(SUBSTR(STR(?start), 1, 4) AS ?year) }
        GROUP BY ?region ?year""",
    "neighbourhood of two steps": """
        CONSTRUCT { ?one ?p ?near . ?near ?q ?far } WHERE {
          VALUES ?one { project:002 }
          ?one ?p ?near . ?near a cbrn:Thing ; ?q ?far . ?far a cbrn:Thing }""",
    "describe one thing": """
        CONSTRUCT { ?thing ?p ?o . ?s ?q ?thing } WHERE {
          VALUES ?thing { country:XAA }
          { ?thing ?p ?o } UNION { ?s ?q ?thing } }""",
    "property path": """
        SELECT DISTINCT ?body WHERE {
          region:RAA ^cbrn:inRegion/^cbrn:coversCountry/(cbrn:hasPartner|cbrn:ledBy) ?body }""",
    "pattern in labels": """
        SELECT ?thing ?label WHERE {
          ?thing rdfs:label ?label . FILTER(REGEX(STR(?label), "^institute.*vik", "i")) }""",
    "table with gaps": """
        SELECT ?project ?title ?start ?end ?status ?leader WHERE {
          ?project a cbrn:Project .
          OPTIONAL { ?project dct:title ?title }
          OPTIONAL { ?project cbrn:startDate ?start }
          OPTIONAL { ?project cbrn:endDate ?end }
          OPTIONAL { ?project cbrn:status ?status }
          OPTIONAL { ?project cbrn:ledBy ?leader } }""",
    "count by document": """
        SELECT ?document (COUNT(?statement) AS ?statements) WHERE {
          ?statement cbrn:statedIn ?document }
        GROUP BY ?document""",
    "what is not on record": """
        SELECT ?project WHERE {
          ?project a cbrn:Project .
          FILTER NOT EXISTS { ?meeting cbrn:discussed ?project } }""",
    "a page of a sorted list": """
        SELECT ?document ?title WHERE {
          ?document a cbrn:SourceDocument ; rdfs:label ?title }
        ORDER BY ?title ?document LIMIT 50 OFFSET 3""",
}


def standing_alone(sparql: str) -> str:
    """A query with its prefixes declared, as other engines need it."""
    told = "".join(
        f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items() if f"{name}:" in sparql
    )
    return f"{told}{sparql}"
