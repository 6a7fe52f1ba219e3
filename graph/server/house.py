"""What all doors of the server share: the settings, the way to the graph, the order of turns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from graph.knowledge_graph import standing
from graph.server.access import RequestTurns, check_token
from graph.server.metrics import Metrics
from graph.store import Guard

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from graph.knowledge_graph import KnowledgeGraph, Standing
    from graph.server.settings import Settings
    from graph.store import Reply, Setting

__all__ = ["House"]

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What all doors share.

    Attributes:
        settings: how the server behaves.
        graph: gives the graph to ask, each time anew, however long it takes to open it.
        at_hand: gives the same graph where it is open, and nothing where it is not.
        turns: the order in which requests are answered.
        base: the path below which the app is served, such as "/cbrn"; "" at the root.
        pages: whether there are pages here, to which people are led.
        metrics: counts what is answered.
        standing: tells how the graph stands; may take the time that opening it takes.
        silence: tells for how many seconds the pages have not said that they hear, where another
            process makes them.
    """

    settings: Settings
    graph: Callable[[], KnowledgeGraph]
    at_hand: Callable[[], KnowledgeGraph | None]
    turns: RequestTurns
    base: str = ""
    pages: bool = True
    metrics: Metrics = field(default_factory=Metrics)
    standing: Callable[[], Standing] = standing
    silence: Callable[[], float] = float

    def check(self, request: Request) -> None:
        """Stop a request without the token, where one is asked for."""
        check_token(request, self.settings)

    async def run(self, evaluate: Callable[[], _Found]) -> _Found:
        """Return what a query finds, once it is its turn."""
        return await self.turns.run(evaluate)

    async def reply(self, sparql: str, setting: Setting) -> Reply:
        """Return the answer to a query, once it is its turn."""
        limits = self.settings.limits

        async def soon() -> Reply | None:
            graph = self.at_hand()
            if graph is None or not isinstance(graph.engine, Guard):
                return None
            return await graph.engine.idle_reply(sparql, setting, limits)

        return await self.turns.run(
            lambda: self.graph().engine.reply(sparql, setting, limits=limits), soon
        )
