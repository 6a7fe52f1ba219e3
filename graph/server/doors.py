"""The doors of the server: each checks who comes and how, and turns errors into answers."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graph.errors import CbrnGraphError
from graph.knowledge_graph import current_graph, graph_at_hand
from graph.page_files import PAGE_FILES
from graph.server.access import RequestTurns, cross_origin
from graph.server.cited_answers import cited_answer
from graph.server.dumps import dump, dumps
from graph.server.endpoint import sparql, void
from graph.server.finding import find
from graph.server.house import House
from graph.server.in_time import in_time
from graph.server.linked_data import one_thing
from graph.server.metrics import Metrics
from graph.server.ontology_files import context, questions, robots, shapes
from graph.server.ontology_page import ontology, ontology_file
from graph.server.packing import packed
from graph.server.page_file import page_file
from graph.server.reading import read
from graph.server.reconciliation import reconcile, suggest
from graph.server.replies import Refusal, not_found, refusal, sentence, vary
from graph.server.settings import Settings
from graph.server.status import metrics, ready, version_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from starlette.types import Receive, Scope, Send

    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["for_programs", "is_asked_of", "routes"]

_Answering: TypeAlias = "Callable[[Request, House], Awaitable[Response]]"
_LOG: Final = logging.getLogger(__name__)
_WATCHING: Final = frozenset({"find", "metrics", PAGE_FILES, "ready", "version"})
"""What is asked so often that a line for each would hide the others."""


@dataclass(frozen=True, slots=True)
class _Door:
    """An address: what answers there, to which methods."""

    answering: _Answering
    methods: tuple[str, ...]
    house: House
    name: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, whatever happens to it."""
        request = Request(scope, receive)
        started = time.perf_counter()
        client = request.client.host if request.client else "unknown"

        async def answer() -> None:
            response = await packed(await self._answered(request), request)
            self._note(request, response.status_code, started)
            await self._sent(response, scope, receive, send)

        try:
            await self.house.turns.client(client, answer)
        except Refusal as error:  # the client has too many answers under way
            response = self._dressed(refusal(error))
            self._note(request, response.status_code, started)
            await response(scope, receive, send)

    def _note(self, request: Request, status: int, started: float) -> None:
        took = time.perf_counter() - started
        self.house.metrics.answered(self.name, status, took)
        level = logging.DEBUG if self.name in _WATCHING else logging.INFO
        if not _LOG.isEnabledFor(level):
            return
        facts = {"door": self.name, "status": status, "seconds": round(took, 4)}
        words = "%s %s: %d after %.4f s"
        _LOG.log(level, words, request.method, self.name, status, took, extra={"facts": facts})

    async def _answered(self, request: Request) -> Response:
        try:
            return self._dressed(await self._found(request))
        except CbrnGraphError as error:
            answer = refusal(error)
            if answer.status_code == HTTPStatus.NOT_FOUND:
                answer = not_found(request.headers.get("accept", ""), str(error), self.house.base)
            return self._dressed(answer)
        except Exception:
            _LOG.exception("A request to %s failed.", request.url.path)
            words = "Something went wrong here, and it is not your query. The log has the story."
            return self._dressed(sentence(500, words))

    async def _found(self, request: Request) -> Response:
        allow = {"Allow": ", ".join((*self.methods, "OPTIONS"))}
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=allow)
        if request.method not in self.methods:
            raise Refusal(405, f"{request.method} does nothing here; use {allow['Allow']}.", allow)
        return await self.answering(request, self.house)

    @staticmethod
    def _dressed(response: Response) -> Response:
        """Add what every answer of a door says of itself; the gate adds what all answers have."""
        vary(response, "Accept")
        if all(name != b"cache-control" for name, _ in response.raw_headers):
            # The graph may have been built anew, which what no build changes says otherwise.
            response.raw_headers.append((b"cache-control", b"no-cache"))
        return response

    async def _sent(self, response: Response, scope: Scope, receive: Receive, send: Send) -> None:
        """Send an answer, or leave it where the client does not take it: the server hangs up."""
        try:
            await in_time(response(scope, receive, send), self.house.settings.send_seconds)
        except TimeoutError:
            _LOG.info("A client did not take its answer.")


def routes(  # noqa: PLR0913 - each is what another kind of server, or a test, has otherwise
    settings: Settings | None = None,
    graph: Callable[[], KnowledgeGraph] = current_graph,
    at_hand: Callable[[], KnowledgeGraph | None] = graph_at_hand,
    *,
    base: str = "",
    counted: Metrics | None = None,
    pages: bool = True,
    silence: Callable[[], float] = float,
) -> list[Route]:
    """Return the routes for the app's server.

    Args:
        settings: those of the environment where none are given.
        graph: gives the graph to ask, each time anew, however long it takes to open it.
        at_hand: gives the same graph where it is open, and nothing where it is not.
        base: the path below which the app is served, such as "/cbrn"; "" at the root.
        counted: counts what is answered.
        pages: whether there are pages here, to which people are led.
        silence: tells for how many seconds the pages have not said that they hear, where another
            process makes them.

    Raises:
        ValueError: a setting of the environment does not hold what it should.
    """
    settings = settings or Settings.from_environment()
    house = House(
        settings=settings,
        graph=graph,
        at_hand=at_hand,
        turns=RequestTurns(settings),
        base=base,
        pages=pages,
        metrics=counted or Metrics(),
        silence=silence,
    )
    house.metrics.follow(house.turns)
    asking, reading = ("GET", "HEAD", "POST"), ("GET", "HEAD")
    doors: tuple[tuple[str, _Answering, tuple[str, ...]], ...] = (
        ("sparql", sparql, asking),  # first: the gate looks at one after another
        ("ready", ready, reading),
        ("version", version_of, reading),
        ("metrics", metrics, reading),
        ("sparql/", sparql, asking),
        ("find", find, reading),
        ("read", read, reading),
        ("reconcile", reconcile, asking),
        ("reconcile/suggest/entity", suggest, reading),
        ("id/{kind}/{key}", one_thing, reading),
        ("ontology", ontology, reading),
        ("ontology.{ending}", ontology_file, reading),
        ("context.jsonld", context, reading),
        ("shapes", shapes, reading),
        ("questions", questions, reading),
        ("answers/{edition}/{mark}", cited_answer, reading),
        (".well-known/void", void, reading),
        ("robots.txt", robots, reading),
        (f"{PAGE_FILES}/{{digest}}/{{name}}", page_file, reading),
        ("data", dumps, reading),
        ("data/", dumps, reading),
        ("data/{name}", dump, reading),
    )
    return [
        Route(
            f"{base}/{path}",
            cross_origin(_Door(answering, methods, house, _name(path)), settings),
        )
        for path, answering, methods in doors
    ]


def is_asked_of(doors: Sequence[Route]) -> Callable[[bytes], bool]:
    """Return what tells from a request's target whether one of some doors answers it."""
    fixed = {door.path.encode() for door in doors if not door.param_convertors}
    others = [door.path_regex for door in doors if door.param_convertors]

    def is_asked(target: bytes) -> bool:
        path = target.partition(b"?")[0]
        if path in fixed:
            return True
        text = unquote(path.decode("latin-1")) if b"%" in path else path.decode("latin-1")
        return text.encode() in fixed or any(one.match(text) for one in others)

    return is_asked


def for_programs(doors: Sequence[Route], base: str) -> list[Route]:
    """Return those of the doors that ask the graph; the others are for pages, or for all there is.

    Args:
        doors: all of them.
        base: the path below which they stand.
    """
    own = (f"{base}/metrics", f"{base}/{PAGE_FILES}/")
    return [door for door in doors if not door.path.startswith(own)]


def _name(path: str) -> str:
    """Return what a door is called in the log and the numbers: the first word of its address."""
    return path.removeprefix(".").partition("/")[0].partition(".")[0]
