"""One opened graph: its engine, its names and its question cards."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from graph.errors import EngineUnavailable
from graph.store import Guard, Limits, ask, load_questions
from graph.views.names import load_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Answer, Engine, Question
    from graph.views.names import Names

__all__ = ["BUILT", "KnowledgeGraph", "current_graph", "open_graph"]

BUILT = Path(
    os.environ.get("CBRN_GRAPH_FILE", Path(__file__).parents[1] / "data" / "built" / "cbrn.nt")
)
"""The built file: that of this checkout, or the one that CBRN_GRAPH_FILE names."""


@dataclass(frozen=True, slots=True)
class KnowledgeGraph:
    """A graph that is open for reading; a context manager that closes its engine."""

    engine: Engine
    names: Names
    questions: Mapping[str, Question]

    def query(self, sparql: str, limits: Limits | None = None) -> Answer:
        """The answer to a SPARQL 1.1 query, within limits.

        Raises:
            QueryError: the query cannot be read; the error knows line and column.
            QueryRefused: it asks for SERVICE, an update or another thing not allowed here.
            QueryStopped: it hit a limit of time or memory.
        """
        return self.engine.query(sparql, limits=limits or Limits())

    def ask(self, question: str, **values: str) -> Answer:
        """The answer to a question card; parameters not given keep the card's own values."""
        return ask(self.engine, self.questions[question], values)

    def close(self) -> None:
        """Ends the engine and its workers."""
        self.engine.close()

    def __enter__(self) -> Self:
        """The graph itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes the engine, also after an error."""
        self.close()


def open_graph(path: Path = BUILT) -> KnowledgeGraph:
    """The built graph, opened read-only in embedded Oxigraph behind the guard.

    Raises:
        EngineUnavailable: there is no file at ``path``, or it cannot be read.
    """
    if not path.exists():
        msg = f"There is no graph at {path}; make it with 'cbrn-graph build'."
        raise EngineUnavailable(msg)
    engine = Guard(path)
    return KnowledgeGraph(engine, load_names(engine), load_questions())


def current_graph() -> KnowledgeGraph:
    """The built graph, opened once for all threads of this process, and again after a new build.

    Raises:
        EngineUnavailable: there is no built file, or it cannot be read.
    """
    built_at = BUILT.stat().st_mtime_ns if BUILT.exists() else 0
    with _opening:
        if built_at not in _opened:
            opened = open_graph(BUILT)
            for old in _opened.values():
                old.close()
            _opened.clear()
            _opened[built_at] = opened
        return _opened[built_at]


# The pages and the endpoint ask one engine: the graph is in memory once, and its limits hold for
# both together.
_opening = threading.Lock()
_opened: dict[int, KnowledgeGraph] = {}
