"""The doors alone, without pages: an endpoint on a port of its own, in processes of its own.

Where there are no pages, or programs ask more than the one process beside the pages can answer
(`graph.server.programs`), ``cbrn-graph endpoint`` starts it with as many processes as it is told.
Each holds the graph, and takes requests only once it has opened it: who asks reaches those that can
answer, not one that has only begun.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette

from graph.knowledge_graph import open_early
from graph.server.doors import routes
from graph.server.gate import Gate
from graph.server.hosts import Hosts
from graph.server.listening import listening
from graph.server.logs import set_up_logs
from graph.server.metrics import Metrics
from graph.server.served import Served
from graph.server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import ASGIApp

__all__ = ["endpoint"]


def endpoint() -> ASGIApp:
    """Return the gate with the doors behind it, by the settings of the environment.

    Raises:
        ValueError: a setting of the environment does not hold what it should.
    """
    opening = open_early()
    set_up_logs()
    settings, metrics = Settings.from_environment(), Metrics()
    listens = listening(settings=settings)

    @asynccontextmanager
    async def lifespan(app: object) -> AsyncIterator[None]:
        await asyncio.to_thread(opening.join)  # which ends also where there is no graph to open
        async with listens(app):
            yield

    return Gate(
        app=Starlette(lifespan=lifespan),
        doors=routes(settings, counted=metrics, pages=False),
        served=Served("", frozenset()),
        hosts=Hosts(settings.hosts),
        metrics=metrics,
    )
