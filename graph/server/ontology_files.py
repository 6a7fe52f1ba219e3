"""What belongs to the ontology beside its terms: the JSON-LD context, the shapes, the questions."""

from __future__ import annotations

import asyncio
import json
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph

from graph.home import HOME
from graph.server.media_types import HTML, NO_TRIPLES_ACCEPTED, TRIPLE_NAMES
from graph.server.named_formats import triples_wanted
from graph.server.negotiation import preferred
from graph.server.replies import Refusal, document, redirect
from graph.store.replies.formats import TRIPLE_FORMATS
from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from graph.server.house import House
    from graph.store import Question

__all__ = ["context", "questions", "robots", "shapes"]

_ONTOLOGY = HOME / "ontology"
_SH = "http://www.w3.org/ns/shacl#"
_JSON = "application/json"


async def context(request: Request, house: House) -> Response:
    """Answer with the context by which JSON is read as RDF (https://www.w3.org/TR/json-ld11/)."""
    house.check(request)
    text = await asyncio.to_thread((_ONTOLOGY / "context.jsonld").read_text, "utf-8")
    return document(text, "application/ld+json")


async def shapes(request: Request, house: House) -> Response:
    """Answer with the rules that a record must keep, in SHACL (https://www.w3.org/TR/shacl/)."""
    house.check(request)
    wanted = triples_wanted(request)
    if wanted is None:
        raise Refusal(406, NO_TRIPLES_ACCEPTED)
    return document(await asyncio.to_thread(_shapes, TRIPLE_NAMES[wanted]), wanted)


async def questions(request: Request, house: House) -> Response:
    """Answer with the question cards as data; a person is led to the page that asks them."""
    accept = request.headers.get("accept", "")
    if house.pages and preferred(accept, _JSON, HTML) == HTML:
        return redirect("ask")
    house.check(request)
    cards = (await house.run(house.graph)).questions.values()
    told = json.dumps([_card(card) for card in cards], ensure_ascii=False, indent=1)
    return document(told + "\n", _JSON)


async def robots(request: Request, house: House) -> Response:
    """Answer what crawlers may read: all but what makes the engine work for each request."""
    closed = ("sparql", "find", "read", "reconcile")
    lines = ["User-agent: *", *(f"Disallow: {house.base}/{one}" for one in closed)]
    return document("\n".join(lines) + "\n", "text/plain")


@cache
def _shapes(media_type: str) -> bytes:
    quads = pyoxigraph.parse(path=str(_ONTOLOGY / "shapes.ttl"))
    prefixes = {**PREFIXES, "sh": _SH}
    triples = (quad.triple for quad in quads)
    return (
        pyoxigraph.serialize(triples, format=TRIPLE_FORMATS[media_type], prefixes=prefixes) or b""
    )


def _card(card: Question) -> dict[str, object]:
    return {
        "key": card.key,
        "question": card.question,
        "also": list(card.also),
        "group": card.group,
        "view": card.view,
        "note": card.note,
        "parameters": [
            {"name": one.name, "type": one.type_iri, "kind": one.kind, "default": one.default}
            for one in card.parameters
        ],
        "sparql": card.sparql,
    }
