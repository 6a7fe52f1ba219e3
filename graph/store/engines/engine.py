"""What every engine can do, whether it is in this process, behind a guard or elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from graph.store.replies.limits import DEFAULT_LIMITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store.replies.answers import Answer
    from graph.store.replies.formats import Setting
    from graph.store.replies.limits import Limits, Reply, Term

__all__ = ["Engine"]


class Engine(Protocol):
    """Whatever answers queries about the graph."""

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Answer:
        """Return the answer to a query, its variables bound to the terms given.

        Raises:
            QueryError: the query cannot be read.
            QueryRefused: the query asks for what is not allowed here.
            QueryStopped: the query hit a limit and was ended.
            EngineUnavailable: the engine cannot be reached.
        """
        ...

    def reply(
        self,
        sparql: str,
        setting: Setting,
        bindings: Mapping[str, Term] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Reply:
        """Return the answer to a query as text in the format that the setting names.

        Raises:
            QueryError, QueryRefused, QueryStopped, EngineUnavailable: see `query`.
        """
        ...

    def close(self) -> None:
        """Let go of the graph and of whatever serves it."""
        ...
