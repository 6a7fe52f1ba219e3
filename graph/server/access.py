"""Who may ask, from where, and how much at once."""

from __future__ import annotations

import asyncio
import base64
import hmac
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final, TypeVar

from starlette.middleware.cors import CORSMiddleware

from graph.server.in_time import in_time
from graph.server.replies import Refusal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from graph.server.settings import Settings

__all__ = ["FairPlaces", "RequestTurns", "check_token", "cross_origin"]

_EXPOSED: Final = (
    *("ETag", "Last-Modified", "Link", "Retry-After"),
    *("X-Cut", "X-Data-Edition", "X-Not-Compared"),
)
_A_DAY: Final = 86_400
_Found = TypeVar("_Found")


def check_token(request: Request, settings: Settings) -> None:
    """Return nothing, or stop a request that does not show the token where one is set.

    It is shown as ``Authorization: Bearer TOKEN``, or as the password of Basic with any user name,
    which is all that some clients know.

    Raises:
        Refusal: the sentence says how to show it.
    """
    if settings.closed:
        message = (
            "People sign in to read here, and no token is set with which programs could be let in. "
            "Whoever runs this server sets one (CBRN_GRAPH_TOKEN), or lets all programs ask "
            "(CBRN_GRAPH_OPEN=1)."
        )
        raise Refusal(403, message)
    if not settings.token:
        return
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            shown = base64.b64decode(shown).decode().partition(":")[2]
        except ValueError:  # neither base64 nor text
            shown = ""
    if hmac.compare_digest(shown.strip().encode(), settings.token.encode()):
        return
    message = (
        "This endpoint asks for a token. Send it as 'Authorization: Bearer TOKEN', or as the "
        "password where a client only knows user name and password."
    )
    raise Refusal(401, message, {"WWW-Authenticate": 'Bearer realm="cbrn-graph"'})


def cross_origin(app: ASGIApp, settings: Settings) -> ASGIApp:
    """Return an app whose answers a browser lets pages of the allowed sites read (CORS).

    A page of another site asks first, and is told here what it may send; without a site that is
    allowed, the app stays as it is.
    """
    if not settings.origins:
        return app
    return CORSMiddleware(
        app,
        allow_origins=settings.origins,
        allow_methods=("GET", "HEAD", "POST"),
        allow_headers=("Authorization",),
        expose_headers=_EXPOSED,
        max_age=_A_DAY,
    )


class RequestTurns:
    """The order in which requests are answered: so many at once, and so many of one client."""

    def __init__(self, settings: Settings) -> None:
        """Count against the settings' numbers."""
        self._settings = settings
        self._queries = FairPlaces(settings.queries)
        self._clients: dict[str, tuple[asyncio.Semaphore, int]] = {}
        self._threads = ThreadPoolExecutor(settings.queries, thread_name_prefix="sparql")

    @property
    def running(self) -> int:
        """How many queries run at the moment."""
        return self._queries.taken

    async def client(self, name: str, answered: Callable[[], Awaitable[None]]) -> None:
        """Hold one of the client's own places, from its question until it is answered.

        Raises:
            Refusal: none became free in time.
        """
        places, users = self._clients.get(name, (None, 0))
        places = places or asyncio.Semaphore(self._settings.client_queries)
        self._clients[name] = (places, users + 1)
        known = _CLIENT.set(name)
        try:
            if places.locked():
                message = (
                    f"You have {self._settings.client_queries} answers under way at once; wait for "
                    "one, or have the number raised (CBRN_GRAPH_CLIENT_QUERIES)."
                )
                await self._patient(places.acquire(), 429, message)
            else:
                await places.acquire()
            try:
                await answered()
            finally:
                places.release()
        finally:
            _CLIENT.reset(known)
            places, users = self._clients[name]
            if users == 1:
                del self._clients[name]
            else:
                self._clients[name] = (places, users - 1)

    async def run(
        self,
        evaluate: Callable[[], _Found],
        soon: Callable[[], Awaitable[_Found | None]] | None = None,
    ) -> _Found:
        """Return what a query finds once it is its turn: soon, or else evaluated in a thread.

        Raises:
            Refusal: it was not its turn in time.
        """
        client = _CLIENT.get()
        if not self._queries.take(client):
            message = (
                "Too many questions are being answered at the moment; try again shortly, or have "
                "the number raised (CBRN_GRAPH_QUERIES)."
            )
            await self._patient(self._queries.wait(client), 503, message)
        running: asyncio.Future[_Found] | None = None
        try:
            if soon and (found := await soon()) is not None:
                return found
            running = asyncio.get_running_loop().run_in_executor(self._threads, evaluate)
        finally:
            if running is None:
                self._queries.release(client)
        # A thread cannot be left: the turn ends when it ends.
        running.add_done_callback(lambda run: self._ended(run, client))
        return await asyncio.shield(running)

    def _ended(self, run: asyncio.Future[_Found], client: str) -> None:
        self._queries.release(client)
        if not run.cancelled():
            run.exception()  # looked at, also where nobody waits for it any longer

    async def _patient(
        self, wait: Coroutine[object, object, object], status: int, message: str
    ) -> None:
        try:
            await in_time(wait, self._settings.patience)
        except TimeoutError as error:
            raise Refusal(status, message, {"Retry-After": "5"}) from error


class FairPlaces:
    """Places that clients share: who has the fewest comes first, and the last is for newcomers.

    So a few clients that always ask do not keep out one that asks now and then.
    """

    def __init__(self, number: int) -> None:
        """Begin with so many free places."""
        self._number = number
        self._taken: Counter[str] = Counter()
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []

    @property
    def taken(self) -> int:
        """How many places are taken."""
        return self._taken.total()

    def take(self, client: str) -> bool:
        """Take a place for a client, if there is one for it now; return whether there was."""
        if not self._is_room_for(client):
            return False
        self._taken[client] += 1
        return True

    async def wait(self, client: str) -> None:
        """Take a place for a client, as soon as it is its turn."""
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append((client, turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.release(client)  # it was given a place in the moment in which it left
            raise
        finally:
            self._waiting = [one for one in self._waiting if one[1] is not turn]

    def release(self, client: str) -> None:
        """Give a client's place back, and to whom it is due."""
        self._taken[client] -= 1
        if not self._taken[client]:
            del self._taken[client]
        if not self._waiting:
            return
        for waiting, turn in sorted(self._waiting, key=lambda one: self._taken[one[0]]):
            if not turn.done() and self.take(waiting):
                turn.set_result(None)

    def _is_room_for(self, client: str) -> bool:
        free = self._number - self._taken.total()
        return free > 1 or (free == 1 and (self._number == 1 or not self._taken[client]))


_CLIENT: Final[ContextVar[str]] = ContextVar("client", default="")
