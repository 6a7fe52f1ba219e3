"""``/ontology``: the terms as RDF, or as one page to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from graph.server.media_types import HTML, NO_TRIPLES_ACCEPTED, TRIPLE_NAMES
from graph.server.named_formats import triples_wanted
from graph.server.replies import Refusal, document
from graph.server.validators import unchanged, validators
from graph.store import Limits, Setting
from graph.store.replies.formats import TURTLE
from graph.templates import template
from graph.vocabulary import CBRN, ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from graph.server.house import House

__all__ = ["ontology", "ontology_file"]

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
  OPTIONAL {{ ?term skos:definition ?definition FILTER(LANGMATCHES(LANG(?definition), "en")) }}
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
_ENDINGS: Final = {
    "ttl": TURTLE,
    "rdf": "application/rdf+xml",
    "owl": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
}
"""The formats by the ending of the file that holds them."""
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
    accepted = triples_wanted(request, pages=True)
    if accepted is None:
        raise Refusal(406, NO_TRIPLES_ACCEPTED)
    return await _terms(request, house, accepted)


async def ontology_file(request: Request, house: House) -> Response:
    """Answer with the terms in the format that the address ends in, whatever else is accepted."""
    ending = request.path_params["ending"]
    if ending not in _ENDINGS:
        raise Refusal(404, f"There is no such file; there are {', '.join(_ENDINGS)}.")
    return await _terms(request, house, _ENDINGS[ending])


async def _terms(request: Request, house: House, accepted: str) -> Response:
    house.check(request)
    limits = Limits(rows=1_000_000)
    if accepted == HTML:
        answer = await house.run(lambda: house.graph().query(_TERMS, limits))
        return document(_page(answer.records()), HTML)
    known = validators(await house.run(house.graph), request, accepted)
    if same := unchanged(request, known):
        return same
    setting = Setting(triples_as=TRIPLE_NAMES[accepted])
    reply = await house.run(lambda: house.graph().engine.reply(_TRIPLES, setting, limits=limits))
    return document(reply.body, accepted, known)


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
