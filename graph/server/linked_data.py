"""``/id/KIND/KEY``: one thing with what is said about it, ``?format=entry`` as an entry to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from graph.languages import ENGLISH
from graph.server.entry_page import ENTRY, entry_page
from graph.server.media_types import HTML, NO_TRIPLES_ACCEPTED, TRIPLE_NAMES
from graph.server.named_formats import triples_wanted
from graph.server.replies import Refusal, document, moved, redirect
from graph.server.validators import unchanged, validators
from graph.store import Setting
from graph.store.text.parameters import Parametrised
from graph.views.record.entry import ENTERED
from graph.vocabulary import THINGS, thing

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from graph.server.house import House

__all__ = ["one_thing"]

# What the graph says of it, what it says that leads here, each statement about it or, of a
# document, each that it makes, and the documents behind them.
_ABOUT: Final = Parametrised("""
CONSTRUCT { ?subject ?relation ?value } WHERE {
  { VALUES ?subject { } ?subject ?relation ?value }
  UNION { VALUES ?value { } ?subject ?relation ?value }
  UNION {
    VALUES ?thing { }
    ?subject rdf:subject|rdf:object|cbrn:statedIn ?thing ; ?relation ?value
  }
  UNION {
    VALUES ?thing { }
    ?statement rdf:subject|rdf:object ?thing ; cbrn:statedIn ?subject .
    ?subject ?relation ?value
  }
  UNION {
    VALUES ?thing { }
    ?thing cbrn:statedIn ?subject .
    ?subject ?relation ?value
  }
} ORDER BY ?subject
""")
_IS_KNOWN: Final = Parametrised("ASK { VALUES ?thing { } ?thing ?relation ?value }")
_DOCUMENT_OF: Final = Parametrised(
    "SELECT ?document { VALUES ?statement { } ?statement cbrn:statedIn ?document }"
)


async def one_thing(request: Request, house: House) -> Response:
    """Answer with a thing, its statements and their documents; a person is led to its page.

    What was joined with another thing, renamed or corrected leads to what took its place.
    """
    short = f"{request.path_params['kind']}/{request.path_params['key']}"
    is_entry = house.pages and request.query_params.get("format") == ENTRY
    accepted = HTML if is_entry else triples_wanted(request, pages=house.pages)
    if accepted is None:
        raise Refusal(406, NO_TRIPLES_ACCEPTED)
    try:
        iri = str(thing(short))
    except ValueError as error:
        raise Refusal(404, str(error)) from error
    if accepted == HTML and house.settings.closed:
        # The page asks who it is; until then not even whether the thing is on record is told.
        return redirect(f"../../network?thing={quote(short)}")
    if accepted != HTML:
        house.check(request)
    graph = await house.run(house.graph)
    new = graph.names.replaced.get(iri)
    if new is not None:
        return moved(f"../{new.removeprefix(THINGS)}")
    if is_entry:
        return await _entry(short, iri, request.query_params.get("lang", "").lower(), house)
    if accepted == HTML:
        return await _page(short, iri, house)
    setting = Setting(triples_as=TRIPLE_NAMES[accepted])
    limits = house.settings.limits
    known = validators(graph, request, accepted)
    query = _ABOUT.filled(subject=[iri], value=[iri], thing=[iri])
    found = await house.run(lambda: house.graph().engine.query(_IS_KNOWN.filled(thing=[iri])))
    if not found.boolean:
        raise Refusal(404, _not_on_record(short))
    if same := unchanged(request, known):
        return same
    reply = await house.run(lambda: house.graph().engine.reply(query, setting, limits=limits))
    if reply.cut:
        message = (
            f"More is on record about '{short}' than this endpoint sends at once. Ask for a part "
            "of it at /sparql, or have the limit raised (CBRN_GRAPH_ROWS, CBRN_GRAPH_MEGABYTES)."
        )
        raise Refusal(413, message)
    return document(reply.body, accepted, {"Link": f'<{iri}>; rel="describes"', **known})


async def _entry(short: str, iri: str, language: str, house: House) -> Response:
    """Answer with the entry of a thing, as a page to read."""
    graph = await house.run(house.graph)
    if iri not in graph.names:
        raise Refusal(404, _not_on_record(short))
    if graph.names[iri].family not in ENTERED:
        raise Refusal(404, f"'{short}' has no entry; countries, regions and projects have one.")
    page = await house.run(lambda: entry_page(house.graph(), iri, language or ENGLISH))
    return document(page, HTML)


async def _page(short: str, iri: str, house: House) -> Response:
    """Lead to the page of the app that shows a thing, a document or a statement."""
    kind, limits = short.partition("/")[0], house.settings.limits
    if kind == "statement":
        query = _DOCUMENT_OF.filled(statement=[iri])
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
