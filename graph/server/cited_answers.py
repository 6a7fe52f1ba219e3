"""``/answers/EDITION/SIZE-CHECKSUM?query=…``: an answer that was cited, or that it has changed.

A note cites a figure by this address. Data of another edition that give the same answer are as
good; an answer that is another one now is refused (409) with what it was and what it is.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from graph.server.endpoint import sparql
from graph.server.media_types import HTML, ROW_NAMES, TRIPLE_NAMES
from graph.server.negotiation import preferred
from graph.server.protocol import read_request
from graph.server.replies import Refusal, redirect
from graph.store import Setting
from graph.store.replies.answers import read
from graph.views.answers.citation import Citation

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from graph.server.house import House

__all__ = ["cited_answer"]


async def cited_answer(request: Request, house: House) -> Response:
    """Answer a query where its answer is still the one that was cited."""
    mark = f"{request.path_params['edition']}/{request.path_params['mark']}"
    then = Citation.read(mark)
    if then is None:
        words = (
            "This is no address of a cited answer: it goes /answers/EDITION/SIZE-CHECKSUM, as the "
            "page Ask writes it below each answer."
        )
        raise Refusal(404, words)
    asked = await read_request(request, house.settings)
    if asked.sparql is None:
        raise Refusal(400, "The address of a cited answer holds its query, as the parameter query.")
    accept = request.headers.get("accept", "")
    for_people = preferred(accept, *ROW_NAMES, *TRIPLE_NAMES, HTML) == HTML
    if house.pages and for_people and asked.form is None:
        return redirect(f"../../ask?{urlencode({'query': asked.sparql, 'cited': mark})}")
    house.check(request)
    started = time.perf_counter()
    reply = await house.reply(asked.sparql, Setting())
    if reply.cut:
        raise Refusal(413, "The answer is larger than this endpoint sends at once; none was cited.")
    graph = await house.run(house.graph)
    edition = graph.manifest.edition if graph.manifest else "unknown"
    now = Citation.of(read(reply, started), edition)
    if changed := then.changed(now):
        raise Refusal(409, f"{changed} The answer of now: /sparql with the same query.")
    answer = await sparql(request, house)
    answer.headers["X-Data-Edition"] = now.edition
    return answer
