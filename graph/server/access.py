"""Who may ask, from where, and how much at once."""

from __future__ import annotations

import asyncio
import base64
import hmac
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

from graph.server.replies import Refusal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from starlette.requests import Request

    from graph.server.settings import Settings

__all__ = ["Turns", "check_token", "cross_origin"]

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


def cross_origin(request: Request, settings: Settings) -> dict[str, str]:
    """Return the headers by which a browser lets a page of another site read the answer."""
    origin = request.headers.get("origin")
    if not settings.origins:
        return {}
    if not origin or not {"*", origin} & settings.origins:
        return {"Vary": "Origin"}
    return {
        "Access-Control-Allow-Origin": "*" if "*" in settings.origins else origin,
        "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
        "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type",
        "Access-Control-Expose-Headers": "Retry-After, X-Cut",
        "Access-Control-Max-Age": "86400",
        "Vary": "Origin",
    }


class Turns:
    """The order in which requests are answered: so many at once, and so many of one client."""

    def __init__(self, settings: Settings) -> None:
        """Count against the settings' numbers."""
        self._settings = settings
        self._queries = asyncio.Semaphore(settings.queries)
        self._clients: dict[str, tuple[asyncio.Semaphore, int]] = {}
        self._threads = ThreadPoolExecutor(settings.queries, thread_name_prefix="sparql")

    @asynccontextmanager
    async def client(self, name: str) -> AsyncIterator[None]:
        """Hold one of the client's own places, from its question until it has its answer.

        Raises:
            Refusal: none became free in time.
        """
        places, users = self._clients.get(name, (None, 0))
        places = places or asyncio.Semaphore(self._settings.client_queries)
        self._clients[name] = (places, users + 1)
        try:
            message = (
                f"You have {self._settings.client_queries} answers under way at once; wait for "
                "one, or have the number raised (CBRN_GRAPH_CLIENT_QUERIES)."
            )
            await self._acquire(places, 429, message)
            try:
                yield
            finally:
                places.release()
        finally:
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
        message = (
            "Too many questions are being answered at the moment; try again shortly, or have the "
            "number raised (CBRN_GRAPH_QUERIES)."
        )
        await self._acquire(self._queries, 503, message)
        with ExitStack() as turn:
            turn.callback(self._queries.release)
            if soon and (found := await soon()) is not None:
                return found
            turn.pop_all()  # a thread cannot be left: the turn ends when it ends
        running = asyncio.get_running_loop().run_in_executor(self._threads, evaluate)
        running.add_done_callback(self._ended)
        return await asyncio.shield(running)

    def _ended(self, run: asyncio.Future[_Found]) -> None:
        self._queries.release()
        if not run.cancelled():
            run.exception()  # looked at, also where nobody waits for it any longer

    async def _acquire(self, places: asyncio.Semaphore, status: int, message: str) -> None:
        if not places.locked():
            await places.acquire()  # at once: a clock for it would cost more than the place
            return
        try:
            async with asyncio.timeout(self._settings.patience):
                await places.acquire()
        except TimeoutError as error:
            raise Refusal(status, message, {"Retry-After": "5"}) from error
