"""``/id/KIND/KEY`` and ``/data/cbrn.nt``: one thing with what is said about it, and everything."""

from __future__ import annotations

import os
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from starlette.responses import FileResponse, Response

from graph.knowledge_graph import BUILT
from graph.server.media_types import HTML, NOT_ACCEPTED, TRIPLE_NAMES
from graph.server.negotiation import preferred
from graph.server.replies import Refusal, document, redirect
from graph.store import Setting
from graph.vocabulary import THINGS, thing

if TYPE_CHECKING:
    from starlette.requests import Request

    from graph.server.doors import House

__all__ = ["dump", "one_thing"]

# What the graph says of it, what it says that leads here, each statement about it or, of a
# document, each that it makes, and the documents behind them.
_ABOUT: Final = """
CONSTRUCT {{ ?subject ?relation ?value }} WHERE {{
  {{ VALUES ?subject {{ <{iri}> }} ?subject ?relation ?value }}
  UNION {{ VALUES ?value {{ <{iri}> }} ?subject ?relation ?value }}
  UNION {{ ?subject rdf:subject|rdf:object|cbrn:statedIn <{iri}> ; ?relation ?value }}
  UNION {{
    ?statement rdf:subject|rdf:object <{iri}> ; cbrn:statedIn ?subject .
    ?subject ?relation ?value
  }}
  UNION {{ <{iri}> cbrn:statedIn ?subject . ?subject ?relation ?value }}
}} ORDER BY ?subject
"""
_DOCUMENT_OF: Final = "SELECT ?document WHERE {{ <{iri}> cbrn:statedIn ?document }}"


async def one_thing(request: Request, house: House) -> Response:
    """Answer with a thing, its statements and their documents; a person is led to its page."""
    short = f"{request.path_params['kind']}/{request.path_params['key']}"
    accepted = preferred(request.headers.get("accept", ""), [*TRIPLE_NAMES, HTML])
    if accepted is None:
        raise Refusal(406, NOT_ACCEPTED)
    try:
        iri = str(thing(short))
    except ValueError as error:
        raise Refusal(404, str(error)) from error
    if accepted == HTML:
        return await _page(short, iri, house)
    house.check(request)
    setting = Setting(triples_as=TRIPLE_NAMES[accepted])
    query, limits = _ABOUT.format(iri=iri), house.settings.limits
    found = await house.run(
        lambda: house.graph().engine.query(f"ASK {{ <{iri}> ?relation ?value }}")
    )
    if not found.boolean:
        raise Refusal(404, _not_on_record(short))
    reply = await house.run(lambda: house.graph().engine.reply(query, setting, limits=limits))
    if reply.cut:
        message = (
            f"More is on record about '{short}' than this endpoint sends at once. Ask for a part "
            "of it at /sparql, or have the limit raised (CBRN_GRAPH_ROWS, CBRN_GRAPH_MEGABYTES)."
        )
        raise Refusal(413, message)
    return document(reply.body, accepted, {"Link": f'<{iri}>; rel="describes"'})


async def dump(request: Request, house: House) -> Response:
    """Send the built file; a client that has it already is told so (304)."""
    house.check(request)
    if os.environ.get("CBRN_GRAPH_ENGINE"):
        return await _dump_of_the_engine(house)
    if not BUILT.is_file() or BUILT.suffix != ".nt":
        raise Refusal(404, "This server holds no file of N-Triples to send.")
    answer = FileResponse(
        BUILT, media_type="application/n-triples", filename="cbrn.nt", stat_result=BUILT.stat()
    )
    if _has_it(request, answer):
        kept = {name: answer.headers[name] for name in ("etag", "last-modified")}
        return Response(status_code=304, headers=kept)
    return answer


async def _dump_of_the_engine(house: House) -> Response:
    """Send all that the engine holds, in the order of a built file, if it is not too much."""
    setting, limits = Setting(), house.settings.limits
    query = "CONSTRUCT WHERE { ?subject ?relation ?value }"
    reply = await house.run(lambda: house.graph().engine.reply(query, setting, limits=limits))
    if reply.cut:
        message = (
            "The graph is larger than what this endpoint sends at once. Take it from its engine, "
            "or have the limit raised (CBRN_GRAPH_ROWS, CBRN_GRAPH_MEGABYTES)."
        )
        raise Refusal(413, message)
    return document(b"".join(sorted(reply.body.splitlines(keepends=True))), setting.triples_as)


def _has_it(request: Request, answer: FileResponse) -> bool:
    tags = request.headers.get("if-none-match")
    if tags is not None:
        shown = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return bool(shown & {"*", answer.headers["etag"]})
    since = request.headers.get("if-modified-since", "")
    try:
        return parsedate_to_datetime(since) >= parsedate_to_datetime(
            answer.headers["last-modified"]
        )
    except (TypeError, ValueError):
        return False


async def _page(short: str, iri: str, house: House) -> Response:
    """Lead to the page of the app that shows a thing, a document or a statement."""
    kind, limits = short.partition("/")[0], house.settings.limits
    if kind == "statement":
        query = _DOCUMENT_OF.format(iri=iri)
        answer = await house.run(lambda: house.graph().query(query, limits))
        rows = answer.records()
        if not rows:
            raise Refusal(404, _not_on_record(short))
        source = (rows[0]["document"] or "").removeprefix(THINGS)
        key = short.partition("/")[2]
        return redirect(f"../../sources?source={quote(source)}&statement={quote(key)}")
    names = (await house.run(house.graph)).names
    if iri not in names:
        raise Refusal(404, _not_on_record(short))
    if kind == "source":
        return redirect(f"../../sources?source={quote(short)}")
    return redirect(f"../../network?thing={quote(short)}")


def _not_on_record(short: str) -> str:
    return f"'{short}' is not on record here."
