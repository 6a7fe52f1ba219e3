"""``/sparql``: queries by the SPARQL 1.1 Protocol, and ``/.well-known/void``."""

from __future__ import annotations

import time
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from graph.languages import ENGLISH
from graph.server.description import described
from graph.server.media_types import (
    HTML,
    NO_TRIPLES_ACCEPTED,
    NOT_ACCEPTED,
    ROW_NAMES,
    TRIPLE_NAMES,
)
from graph.server.named_formats import WORKBOOK, triples_wanted
from graph.server.negotiation import preferred
from graph.server.protocol import address, read_request, without_from
from graph.server.replies import Refusal, document, redirect
from graph.server.request_headers import header
from graph.store import Setting
from graph.store.replies.answers import read
from graph.store.replies.formats import JSON, ROW_FORMATS, TURTLE
from graph.store.replies.rewriting import rewritten
from graph.views.answers.answer_files import as_workbook
from graph.views.answers.names_beside import with_names
from graph.views.answers.not_compared import known_not_compared, may_lose, not_compared

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from graph.knowledge_graph import KnowledgeGraph
    from graph.server.house import House
    from graph.server.protocol import ProtocolRequest
    from graph.store import Reply

__all__ = ["sparql", "void"]

_ENDINGS = {
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    WORKBOOK: "xlsx",
}
"""What a browser calls the file of a format that it does not show itself."""
_PLAIN = str.maketrans({"“": "'", "”": "'", "…": "...", "\n": " "})
_LONGEST = 2_000
"""So many letters of a sentence go into a header."""


async def sparql(request: Request, house: House) -> Response:
    """Answer a query, describe the service, or show a person the page for questions."""
    accept = header(request.scope, b"accept") or ""
    asked = await read_request(request, house.settings)
    for_people = house.pages and preferred(accept, *ROW_NAMES, *TRIPLE_NAMES, HTML) == HTML
    if for_people and request.method != "POST" and asked.form is None:
        query = f"?{urlencode({'query': asked.sparql})}" if asked.sparql else ""
        below = request.url.path.removeprefix(house.base)
        return redirect(f"{'../' * (below.count('/') - 1)}ask{query}")
    house.check(request)
    if asked.sparql is None:
        return await _description(request, house, address(request))
    form = asked.form
    rows = form.rows if form else preferred(accept, *ROW_NAMES)
    triples = form.triples if form else preferred(accept, *TRIPLE_NAMES)
    if rows is None and triples is None:
        raise Refusal(406, NOT_ACCEPTED)
    if asked.labels or WORKBOOK in {rows, triples}:
        return await _in_words(request, house, asked, rows, triples)
    text, setting = _set(asked, address(request), rows or JSON, triples or TURTLE)
    reply = await house.reply(text, setting)
    media_type = _type_of(asked, reply.media_type in ROW_FORMATS, rows, triples)
    headers = _of_a_cut(reply, asked) | _named(asked, media_type) | await _left_out(house, asked)
    return document(reply.body, media_type, headers)


async def void(request: Request, house: House) -> Response:
    """Answer with the description where https://www.w3.org/TR/void/ has clients look for it."""
    house.check(request)
    endpoint = f"{address(request).removesuffix('/.well-known/void')}/sparql"
    return await _description(request, house, endpoint)


async def _description(request: Request, house: House, endpoint: str) -> Response:
    triples = triples_wanted(request)
    if triples is None:
        raise Refusal(406, NO_TRIPLES_ACCEPTED)
    body = await house.run(lambda: described(house.graph(), endpoint, TRIPLE_NAMES[triples]))
    return document(body, triples)


async def _in_words(
    request: Request, house: House, asked: ProtocolRequest, rows: str | None, triples: str | None
) -> Response:
    """Answer with names beside addresses, in any of the standard's formats or as a workbook."""
    text, setting = _set(
        asked, address(request), "text/tab-separated-values", "application/n-triples"
    )
    started = time.perf_counter()
    reply = await house.reply(text, setting)
    headers = _of_a_cut(reply, asked)
    media_type = _type_of(asked, reply.media_type in ROW_FORMATS, rows, triples)

    def told(kg: KnowledgeGraph) -> bytes:
        answer = read(reply, started)
        if media_type == WORKBOOK:
            if answer.form == "ask":
                raise Refusal(406, "A yes or no is no workbook; name json, xml, csv or tsv.")
            return as_workbook(answer, kg.names.in_language(asked.labels or ENGLISH))
        if asked.labels:
            answer = with_names(kg, answer, asked.labels)
        # A name such as application/json means one format of rows and another of triples.
        formats = TRIPLE_NAMES if answer.form == "construct" else ROW_NAMES
        return rewritten(answer, formats[media_type])

    body = await house.run(lambda: told(house.graph()))
    headers |= _named(asked, media_type) | await _left_out(house, asked)
    return document(body, media_type, headers)


def _type_of(asked: ProtocolRequest, has_rows: bool, rows: str | None, triples: str | None) -> str:
    """Return the media type that an answer is sent in, or stop one that its client cannot read."""
    media_type = rows if has_rows else triples
    if media_type is None and asked.form:
        raise asked.form.none_of(
            "rows, or yes or no," if has_rows else "triples,", has_rows=has_rows
        )
    if media_type is None:
        raise Refusal(406, NOT_ACCEPTED)
    return media_type


def _named(asked: ProtocolRequest, media_type: str) -> dict[str, str]:
    """Return what a browser is to call the file, where a request names the format of one."""
    ending = _ENDINGS.get(media_type)
    if asked.form is None or ending is None:
        return {}
    return {"Content-Disposition": f'attachment; filename="answer.{ending}"'}


async def _left_out(house: House, asked: ProtocolRequest) -> dict[str, str]:
    """Return the header that says which rows a comparison of unlike types has left out, if any.

    Like all that is said to programs it is in English: no language is spoken here.
    """
    text = asked.sparql or ""
    if asked.default_graphs is not None or asked.named_graphs is not None or not may_lose(text):
        return {}
    graph = house.at_hand()
    words = known_not_compared(graph.engine, text) if graph else None
    if words is None:
        words = await house.run(lambda: not_compared(house.graph().engine, text))
    if not words:
        return {}
    told = " ".join(words)
    plain = told.translate(_PLAIN).encode("ascii", "replace").decode()
    return {"X-Not-Compared": plain[:_LONGEST]}


def _set(asked: ProtocolRequest, base: str, rows: str, triples: str) -> tuple[str, Setting]:
    """Return the query to evaluate, and what it is evaluated with."""
    text = asked.sparql or ""
    if asked.default_graphs is not None or asked.named_graphs is not None:
        text = without_from(text)
    return text, _setting(rows, triples, base, asked.default_graphs, asked.named_graphs)


@lru_cache(maxsize=64)  # programs ask everything in the same one
def _setting(
    rows: str,
    triples: str,
    base: str,
    default_graphs: tuple[str, ...] | None,
    named_graphs: tuple[str, ...] | None,
) -> Setting:
    return Setting(
        rows_as=ROW_NAMES[rows],
        triples_as=TRIPLE_NAMES[triples],
        base=base,
        default_graphs=default_graphs,
        named_graphs=named_graphs,
    )


def _of_a_cut(reply: Reply, asked: ProtocolRequest) -> dict[str, str]:
    """Return the headers of an answer that was cut and may be; stop one that may not.

    A part that comes with status 200 is taken for the whole: clients look neither at headers nor
    at notes inside an answer. So a part is sent to those only who ask for it.
    """
    if reply.cut is None:
        return {}
    portion = reply.cut.portion
    if asked.partial:
        return {"X-Cut": f"Only the first {portion} are here; there is more."}
    message = (
        f"The answer is larger than the {portion} that this endpoint sends at once. Narrow the "
        "query, page through it with ORDER BY, LIMIT and OFFSET, take its beginning with the "
        "parameter partial=true, or have the limit raised (CBRN_GRAPH_ROWS, CBRN_GRAPH_MEGABYTES)."
    )
    raise Refusal(413, message)
