"""Who may ask, from where, and how much at once."""

from __future__ import annotations

import asyncio
import base64
import hmac
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final, TypeVar

from starlette.middleware.cors import CORSMiddleware

from graph.server.in_time import in_time
from graph.server.replies import Refusal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from graph.server.settings import Settings

__all__ = ["FairPlaces", "RequestTurns", "check_token", "cross_origin"]

_EXPOSED: Final = (
    *("ETag", "Last-Modified", "Link", "Retry-After"),
    *("X-Cut", "X-Data-Edition", "X-Not-Compared"),
)
_A_DAY: Final = 86_400
_LATER: Final = {"Retry-After": "5"}
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
                try:
                    await in_time(places.acquire(), self._settings.patience)
                except TimeoutError as error:
                    raise Refusal(429, message, _LATER) from error
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
            try:
                await self._queries.wait(client, self._settings.patience)
            except TimeoutError as error:
                raise Refusal(503, message, _LATER) from error
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


class FairPlaces:
    """Places that clients share: who has the fewest comes first, and the last is for newcomers.

    So a few clients that always ask do not keep out one that asks now and then.
    """

    def __init__(self, number: int) -> None:
        """Begin with so many free places."""
        self._number = number
        self._free = number
        self._taken: dict[str, int] = {}
        self._waiting: dict[str, deque[tuple[int, asyncio.Future[None]]]] = {}
        self._come = 0

    @property
    def taken(self) -> int:
        """How many places are taken."""
        return self._number - self._free

    def take(self, client: str) -> bool:
        """Take a place for a client, if there is one for it now; return whether there was."""
        if not self._is_room_for(client):
            return False
        self._free -= 1
        self._taken[client] = self._taken.get(client, 0) + 1
        return True

    async def wait(self, client: str, patience: float) -> None:
        """Take a place for a client, as soon as it is its turn.

        Raises:
            TimeoutError: it was not within so many seconds.
        """
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[None] = loop.create_future()
        self._come += 1
        place = self._come, turn
        self._waiting.setdefault(client, deque()).append(place)
        clock = loop.call_later(patience, _give_up, turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and not turn.exception():
                self.release(client)  # it was given a place in the moment in which it left
            raise
        finally:
            clock.cancel()
            self._leave(client, place)

    def release(self, client: str) -> None:
        """Give a client's place back, and to whom it is due."""
        self._free += 1
        if (left := self._taken[client] - 1) > 0:
            self._taken[client] = left
        else:
            del self._taken[client]
        while (waiting := self._next()) is not None:
            place = self._waiting[waiting][0]
            self._leave(waiting, place)
            if not place[1].done() and self.take(waiting):
                place[1].set_result(None)

    def _next(self) -> str | None:
        """Return the client whose turn it is; of several with as few places, who came first."""

        def rank(client: str) -> tuple[int, int]:
            return self._taken.get(client, 0), self._waiting[client][0][0]

        return min(filter(self._is_room_for, self._waiting), key=rank, default=None)

    def _leave(self, client: str, place: tuple[int, asyncio.Future[None]]) -> None:
        places = self._waiting.get(client, ())
        if place in places:
            self._waiting[client].remove(place)
            if not self._waiting[client]:
                del self._waiting[client]

    def _is_room_for(self, client: str) -> bool:
        free = self._free
        return free > 1 or (free == 1 and (self._number == 1 or client not in self._taken))


def _give_up(turn: asyncio.Future[None]) -> None:
    if not turn.done():
        turn.set_exception(TimeoutError())


_CLIENT: Final[ContextVar[str]] = ContextVar("client", default="")
