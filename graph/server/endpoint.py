"""``/sparql``: queries by the SPARQL 1.1 Protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from graph.server.description import described
from graph.server.media_types import HTML, NOT_ACCEPTED, ROW_NAMES, TRIPLE_NAMES
from graph.server.negotiation import preferred
from graph.server.protocol import address, read_request, without_from
from graph.server.replies import Refusal, document, redirect
from graph.store import Setting
from graph.store.replies.formats import JSON, ROW_FORMATS, TURTLE

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from graph.server.house import House
    from graph.server.protocol import ProtocolRequest
    from graph.store import Reply

__all__ = ["sparql"]


async def sparql(request: Request, house: House) -> Response:
    """Answer a query, describe the service, or show a person the page for questions."""
    accept = request.headers.get("accept", "")
    asked = await read_request(request, house.settings)
    for_people = house.pages and preferred(accept, *ROW_NAMES, *TRIPLE_NAMES, HTML) == HTML
    if for_people and request.method != "POST":
        query = f"?{urlencode({'query': asked.sparql})}" if asked.sparql else ""
        below = request.url.path.removeprefix(house.base)
        return redirect(f"{'../' * (below.count('/') - 1)}ask{query}")
    house.check(request)
    triples = preferred(accept, *TRIPLE_NAMES)
    if asked.sparql is None:
        if triples is None:
            raise Refusal(406, NOT_ACCEPTED)
        body = await house.run(
            lambda: described(house.graph(), address(request), TRIPLE_NAMES[triples])
        )
        return document(body, triples)
    rows = preferred(accept, *ROW_NAMES)
    if rows is None and triples is None:
        raise Refusal(406, NOT_ACCEPTED)
    text, setting = _set(asked, address(request), rows or JSON, triples or TURTLE)
    reply = await house.reply(text, setting)
    media_type = rows if reply.media_type in ROW_FORMATS else triples
    if media_type is None:
        raise Refusal(406, NOT_ACCEPTED)
    return document(reply.body, media_type, _of_a_cut(reply, asked))


def _set(asked: ProtocolRequest, base: str, rows: str, triples: str) -> tuple[str, Setting]:
    """Return the query to evaluate, and what it is evaluated with."""
    text = asked.sparql or ""
    if asked.default_graphs is not None or asked.named_graphs is not None:
        text = without_from(text)
    return text, Setting(
        ROW_NAMES[rows], TRIPLE_NAMES[triples], base, asked.default_graphs, asked.named_graphs
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
