"""``/ontology``: the terms as RDF, or as one page to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from graph.server.media_types import HTML, NOT_ACCEPTED, TRIPLE_NAMES
from graph.server.negotiation import preferred
from graph.server.replies import Refusal, document
from graph.store import Limits, Setting
from graph.templates import template
from graph.vocabulary import CBRN, ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from graph.server.house import House

__all__ = ["ontology"]

OntologyTerm: TypeAlias = "Mapping[str, str | None]"

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


def _page(terms: Sequence[OntologyTerm]) -> str:
    """The terms under headings by their sort, each with what it is a kind of and what it ties."""
    labels = {str(term["term"]): str(term["label"]) for term in terms}
    chapters = [
        (heading, [(term, _ties(term)) for term in chosen])
        for kind, heading in _HEADINGS.items()
        if (chosen := [term for term in terms if str(term["type"]).endswith(f"#{kind}")])
    ]
    return template("server/ontology.html").render(chapters=chapters, labels=labels, key=_key)


def _key(term: str) -> str:
    return term.removeprefix(str(CBRN._NS))


def _ties(term: OntologyTerm) -> list[tuple[str, list[str]]]:
    """What a term is tied to, each tie in words with the addresses of its other ends."""
    ties = (("a kind of", term["parents"]), ("said of", term["of"]), ("leads to", term["to"]))
    return [(words, ends.split()) for words, ends in ties if ends]
