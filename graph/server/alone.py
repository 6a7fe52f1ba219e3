"""The doors alone, without pages: an endpoint on a port of its own, in processes of its own.

Programs that ask much then keep no page waiting, and no crowd of visitors keeps them waiting: the
pages' process answers them as well, but makes pages in the same interpreter. ``cbrn-graph
endpoint`` starts it, with as many processes as it is told; each holds the graph.
"""

from __future__ import annotations

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
    from starlette.types import ASGIApp

__all__ = ["endpoint"]


def endpoint() -> ASGIApp:
    """Return the gate with the doors behind it, by the settings of the environment.

    Raises:
        ValueError: a setting of the environment does not hold what it should.
    """
    open_early()
    set_up_logs()
    settings, metrics = Settings.from_environment(), Metrics()
    return Gate(
        app=Starlette(lifespan=listening(settings=settings)),
        doors=routes(settings, counted=metrics, pages=False),
        served=Served("", frozenset()),
        hosts=Hosts(settings.hosts),
        metrics=metrics,
    )
