"""``/reconcile``: the names of somebody's table, matched with things on record.

The Reconciliation Service API of the W3C community group, version 0.2
(https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/), as OpenRefine
asks it: the manifest without a query, a batch of queries, and suggestions while somebody types.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs

from graph.made_once import made_once
from graph.reconciling import suggestions
from graph.search import Index
from graph.server.replies import Refusal, document
from graph.views.record.names import FAMILIES
from graph.vocabulary import CBRN, THINGS

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from graph.knowledge_graph import KnowledgeGraph
    from graph.reconciling import Suggestion
    from graph.server.house import House
    from graph.views.record.names import Name, Names

__all__ = ["reconcile", "suggest"]

_BATCH: Final = 100
_MOST: Final = 25
_LONGEST: Final = 300
_BYTES: Final = 200_000
_SURE: Final = 100
"""Only a thing that goes by the very name, and is the only one, is a match without asking."""


async def reconcile(request: Request, house: House) -> Response:
    """The manifest, or what the queries of a batch can mean."""
    house.check(request)
    told = dict(request.query_params)
    if request.method == "POST":
        told |= await _form(request)
    if "queries" not in told:
        return _json(_manifest(request, house))
    queries = _queries(told["queries"])
    return _json(await house.run(lambda: _answers(house.graph(), queries)))


async def suggest(request: Request, house: House) -> Response:
    """The things that begin like what somebody types."""
    house.check(request)
    prefix = request.query_params.get("prefix", "")[:_LONGEST]

    def found() -> dict[str, Any]:
        kg = house.graph()
        return {
            "result": [
                {"id": one.short, "name": one.label, "description": one.kind}
                for one in _index(kg.names).search(prefix, _MOST)
            ]
        }

    return _json(await house.run(found))


def _manifest(request: Request, house: House) -> dict[str, Any]:
    here = f"{str(request.base_url).rstrip('/')}{house.base}"
    return {
        "versions": ["0.2"],
        "name": "CBRN knowledge graph",
        "identifierSpace": str(THINGS),
        "schemaSpace": str(CBRN),
        "defaultTypes": [
            {"id": family, "name": family}
            for family in FAMILIES.values()
            if family != "SourceDocument"
        ],
        "view": {"url": f"{here}/id/{{{{id}}}}"},
        "batchSize": _BATCH,
        "suggest": {
            "entity": {"service_url": f"{here}/reconcile", "service_path": "/suggest/entity"}
        },
    }


def _answers(
    kg: KnowledgeGraph, queries: dict[str, dict[str, Any]]
) -> dict[str, dict[str, object]]:
    index = _index(kg.names)
    kinds = {family: kind for kind, family in FAMILIES.items()}
    told: dict[str, dict[str, object]] = {}
    for name, query in queries.items():
        wanted = query.get("type", [])
        types = [wanted] if isinstance(wanted, str) else wanted
        text = str(query.get("query", ""))[:_LONGEST]
        limit = query.get("limit", 5)
        most = min(limit if isinstance(limit, int) and limit > 0 else 5, _MOST)
        of = [kinds[one] for one in types if one in kinds]
        found = suggestions(index, text, of, most) if not types or of else []
        told[name] = {"result": [_told(one, found) for one in found]}
    return told


def _told(one: Suggestion[Name], among: list[Suggestion[Name]]) -> dict[str, object]:
    alone = sum(other.score == _SURE for other in among) == 1
    return {
        "id": one.thing.short,
        "name": one.thing.label,
        "description": one.thing.kind,
        "type": [{"id": one.thing.family, "name": one.thing.family}],
        "score": one.score,
        "match": one.score == _SURE and alone,
    }


def _queries(text: str) -> dict[str, dict[str, Any]]:
    """The queries of a batch.

    Raises:
        Refusal: it is no batch.
    """
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refusal(400, f"The parameter 'queries' is not whole JSON: {error}.") from error
    if not isinstance(told, dict) or not all(isinstance(one, dict) for one in told.values()):
        raise Refusal(400, 'Write queries as {"q0": {"query": "a name"}, "q1": …}.')
    if len(told) > _BATCH:
        raise Refusal(413, f"A batch has at most {_BATCH} queries; send several.")
    return told


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form that was posted.

    Raises:
        Refusal: it is too long, or no form.
    """
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _BYTES:
            raise Refusal(413, f"A batch has at most {_BYTES:,} bytes; send several.")
    try:
        return {name: values[-1] for name, values in parse_qs(body.decode()).items()}
    except ValueError as error:
        raise Refusal(400, f"The body is no form: {error}.") from error


@made_once(2)
def _index(names: Names) -> Index[Name]:
    return Index(names.things(), abroad=lambda name: name.abroad)


def _json(told: object) -> Response:
    return document(json.dumps(told, ensure_ascii=False), "application/json")
