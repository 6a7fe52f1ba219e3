"""``/ontology``: the terms as RDF, or as one page to read."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from graph.server.media_types import HTML, NOT_ACCEPTED, TRIPLE_NAMES
from graph.server.negotiation import preferred
from graph.server.replies import Refusal, document
from graph.store import Limits, Setting
from graph.vocabulary import CBRN, ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from graph.server.house import House

__all__ = ["ontology"]

_TRIPLES: Final = f"""
CONSTRUCT {{ ?term ?relation ?value }} WHERE {{
  {{ VALUES ?term {{ <{ONTOLOGY}> }} }} UNION {{ ?term rdfs:isDefinedBy <{ONTOLOGY}> }}
  ?term ?relation ?value
}} ORDER BY ?term
"""
_TERMS: Final = f"""
SELECT ?term ?type ?label ?definition (GROUP_CONCAT(DISTINCT ?above; separator=" ") AS ?parents)
       (SAMPLE(?domain) AS ?of) (SAMPLE(?range) AS ?to)
WHERE {{
  ?term rdfs:isDefinedBy <{ONTOLOGY}> ; a ?type ; rdfs:label ?label .
  OPTIONAL {{ ?term skos:definition ?definition }}
  OPTIONAL {{ ?term rdfs:subClassOf|rdfs:subPropertyOf ?above }}
  OPTIONAL {{ ?term rdfs:domain ?domain }}
  OPTIONAL {{ ?term rdfs:range ?range }}
  VALUES ?type {{
    owl:Class owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty owl:NamedIndividual
    rdfs:Datatype
  }}
}}
GROUP BY ?term ?type ?label ?definition
ORDER BY LCASE(?label)
"""
_HEADINGS: Final = {
    "Class": "Kinds of thing",
    "ObjectProperty": "Relations between things",
    "DatatypeProperty": "Values",
    "AnnotationProperty": "Notes on terms",
    "NamedIndividual": "Fixed values",
    "Datatype": "Kinds of value",
}
_STYLE: Final = """
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
dt { font-weight: 650; margin-top: 1rem } dd { margin: 0 } small { opacity: .8 }
:target { outline: 2px solid; outline-offset: .3rem }
"""


async def ontology(request: Request, house: House) -> Response:
    """Answer with the terms: triples for programs, a page for people."""
    accepted = preferred(request.headers.get("accept", ""), *TRIPLE_NAMES, HTML)
    if accepted is None:
        raise Refusal(406, NOT_ACCEPTED)
    house.check(request)
    limits = Limits(rows=1_000_000)
    if accepted == HTML:
        answer = await house.run(lambda: house.graph().query(_TERMS, limits))
        return document(_page(answer.records()), HTML)
    setting = Setting(triples_as=TRIPLE_NAMES[accepted])
    reply = await house.run(lambda: house.graph().engine.reply(_TRIPLES, setting, limits=limits))
    return document(reply.body, accepted)


def _page(terms: list[dict[str, str | None]]) -> str:
    labels = {str(term["term"]): str(term["label"]) for term in terms}
    parts = "".join(
        f"<h2>{heading}</h2><dl>{''.join(_entry(term, labels) for term in chosen)}</dl>"
        for kind, heading in _HEADINGS.items()
        if (chosen := [term for term in terms if str(term["type"]).endswith(f"#{kind}")])
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>The terms of the CBRN knowledge graph</title><style>{_STYLE}</style></head>"
        "<body><h1>The terms of the CBRN knowledge graph</h1><p>What the graph can say, and what "
        "each word means there. Programs get the same as Turtle, N-Triples, JSON-LD or RDF/XML "
        f"from this address.</p>{parts}</body></html>"
    )


def _entry(term: Mapping[str, str | None], labels: Mapping[str, str]) -> str:
    """Return one term: its label, how it is written in a query, and what it means."""
    key = str(term["term"]).removeprefix(str(CBRN._NS))
    ties = [
        ("a kind of", str(term["parents"] or "").split()),
        ("said of", [term["of"]] if term["of"] else []),
        ("leads to", [term["to"]] if term["to"] else []),
    ]
    told = "; ".join(f"{words} {_links(iris, labels)}" for words, iris in ties if iris)
    return (
        f'<dt id="{escape(key)}">{escape(str(term["label"]))} <code>cbrn:{escape(key)}</code></dt>'
        f"<dd>{escape(term['definition'] or '')}{f'<br><small>{told}</small>' if told else ''}</dd>"
    )


def _links(iris: Iterable[str | None], labels: Mapping[str, str]) -> str:
    return ", ".join(
        f'<a href="#{escape(str(iri).removeprefix(str(CBRN._NS)))}">{escape(labels[str(iri)])}</a>'
        if str(iri) in labels
        else escape(str(iri).rpartition("#")[2] or str(iri))
        for iri in iris
    )
