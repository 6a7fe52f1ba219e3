"""The graph in an engine elsewhere: any server that answers SPARQL 1.1 queries over HTTP.

Whatever it is, its answer is whole or it is an error. What engines send in place of a whole answer
has been seen with the ones that the tests run, and is looked for: status 200 with a header that
says "incomplete" (Virtuoso), with the error in the middle of the answer (the oxigraph server), a
cap of rows, a page of HTML, a body that breaks off.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import QueryResultsFormat, RdfFormat

from graph.errors import CbrnGraphError, EngineUnavailable, QueryError, QueryStopped
from graph.store.engines.connection import Access, Body, Connection, place
from graph.store.engines.dialects import check_whole, dialect_of
from graph.store.replies.answers import read
from graph.store.replies.formats import JSON, Setting, written
from graph.store.replies.limits import DEFAULT_LIMITS, Reply, within
from graph.store.text.portable import portable, vetted
from graph.store.text.refusals import refuse
from graph.store.text.tokens import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import requests

    from graph.store.replies.answers import Answer
    from graph.store.replies.limits import Limits, RawAnswer, Term
    from graph.store.text.portable import AnswerForm

__all__ = ["RemoteEngine"]

_TRIPLES: Final = "application/n-triples, text/turtle;q=0.5"
# What a client of the endpoint names is not among what it may see: an empty graph in its place.
_ABSENT: Final = "https://w3id.org/cbrn-graph/absent"
_PLAIN: Final = Setting()
_OUT_OF_ITS_TIME: Final = (
    "The query was stopped: it took longer than the engine gives a query. "
    "Narrow it: name a thing, a kind or a period, or add LIMIT."
)
_TIMED_OUT: Final = re.compile(
    r"time(d )?-?out|cancel|S1T00|estimated execution time", re.IGNORECASE
)


class RemoteEngine:
    """An engine at an address of the SPARQL Protocol; threads may share it."""

    def __init__(
        self, address: str, access: Access | None = None, graph: str | None = None
    ) -> None:
        """Remember where the engine is and which of its graphs to ask.

        Args:
            address: where queries are posted.
            access: who asks.
            graph: the graph that is asked; None for what the engine asks by itself.
        """
        self.address = address
        self.graph = graph
        self._connection: Connection | None = Connection(access or Access())
        self.product = ""
        """What the engine calls itself, once it has answered."""

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Answer:
        """Return the answer to a query; see `graph.store.engines.engine.Engine.query`."""
        started = time.perf_counter()
        return read(self._reply(sparql, bindings or {}, limits, _PLAIN), started)

    def reply(
        self,
        sparql: str,
        setting: Setting,
        bindings: Mapping[str, Term] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Reply:
        """Return the answer to a query as text; see `graph.store.engines.engine.Engine.reply`."""
        return written(self._reply(sparql, bindings or {}, limits, setting), setting)

    def close(self) -> None:
        """Let go of the connections."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _reply(
        self, sparql: str, bindings: Mapping[str, Term], limits: Limits, setting: Setting
    ) -> Reply:
        if self._connection is None:
            raise EngineUnavailable("The graph was closed; open it again.")
        sparql = unmarked(sparql)
        refuse(sparql)
        kind = vetted(sparql, bindings, setting.base)
        form = [("query", portable(sparql, bindings, setting.base))]
        graph = self.graph if setting.dataset() == (None, None) else _ABSENT
        if graph:
            form.append(("default-graph-uri", graph))
        form += dialect_of(self.product, self.address).asked_with(limits)
        accept = _TRIPLES if kind == "triples" else JSON
        with self._connection.asked(self.address, form, accept, limits) as (response, body):
            self.product = response.headers.get("Server", "")
            self._check(response, body, limits)
            return _read(response, body, kind, limits)

    def _check(self, response: requests.Response, body: Body, limits: Limits) -> None:
        """Stop an answer that is an error, or that says of itself that it is a part."""
        if response.status_code == 200:  # noqa: PLR2004 - a status of HTTP
            check_whole(response.headers, limits)
            return
        said = body.read(2_000).decode(errors="replace").strip()
        raise _refusal(self.address, response, said)


def _read(response: requests.Response, body: Body, kind: AnswerForm, limits: Limits) -> Reply:
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    form = (
        RdfFormat.from_media_type(media_type)
        if kind == "triples"
        else QueryResultsFormat.from_media_type(media_type)
    )
    if form is None:
        message = (
            f"The engine answered with {media_type or 'something without a type'}, which is no "
            "answer to a query. Is this the address of a SPARQL endpoint?"
        )
        raise EngineUnavailable(message)
    if kind == "triples" and not body.has_an_end:
        message = "The engine does not say how long its answer is, so a part of it would not show."
        raise EngineUnavailable(message)
    try:
        reply = _as_yes_or_no(_found(body, form), limits, kind)
        if reply.cut is None:
            body.read()  # to its end, which is where a break is seen
    except (SyntaxError, ValueError) as error:
        raise body.error or _broken(body, str(error)) from error
    except CbrnGraphError as error:
        raise body.error or error from error
    return reply


def _as_yes_or_no(
    found: RawAnswer | Iterator[pyoxigraph.Triple], limits: Limits, kind: AnswerForm
) -> Reply:
    """Return the reply; Virtuoso says yes in a row of its own making, and no by none."""
    if kind != "boolean" or isinstance(found, pyoxigraph.QueryBoolean):
        return within(found, limits)
    if not isinstance(found, pyoxigraph.QuerySolutions):
        raise EngineUnavailable("The engine answered a question with triples.")
    said_yes = any(str(getattr(row[0], "value", "")) in {"1", "true"} for row in found)
    return Reply(JSON, b'{"head":{},"boolean":%s}' % (b"true" if said_yes else b"false"))


def _found(
    body: Body, form: QueryResultsFormat | RdfFormat
) -> RawAnswer | Iterator[pyoxigraph.Triple]:
    if isinstance(form, QueryResultsFormat):
        return pyoxigraph.parse_query_results(body, form)  # type: ignore[arg-type]  # has `read`
    return (quad.triple for quad in pyoxigraph.parse(body, form))  # type: ignore[arg-type]


def _broken(body: Body, complaint: str) -> CbrnGraphError:
    """Return the error for an answer that cannot be read to its end.

    The oxigraph server writes where it is that it ran out of time, behind what it had written.
    """
    if _TIMED_OUT.search(body.tail.decode(errors="replace")):
        return QueryStopped(_OUT_OF_ITS_TIME)
    return EngineUnavailable(f"The engine's answer cannot be read: {complaint}.")


def _refusal(address: str, response: requests.Response, said: str) -> CbrnGraphError:
    """Return the error for a status that is no success."""
    status = response.status_code
    is_page = "html" in response.headers.get("Content-Type", "") or said.startswith("<")
    words = "" if is_page else said.partition("\n")[0][:300]
    if _TIMED_OUT.search(words) or status in {408, 504}:
        return QueryStopped(_OUT_OF_ITS_TIME)
    if status in {401, 403}:
        message = (
            f"The engine at {place(address)} does not let us ask: give it a user and a password, "
            "or a token (CBRN_GRAPH_ENGINE_USER, _PASSWORD, _TOKEN)."
        )
        return EngineUnavailable(message)
    if words and status in {400, 500}:
        return QueryError(_cannot(words))
    told = f"{status} {response.reason}" + (f": {words}" if words else "")
    return EngineUnavailable(f"The engine at {place(address)} answers with {told.rstrip('.')}.")


def _cannot(words: str) -> str:
    return f"The engine cannot answer this query: {words.rstrip('.')}."
