"""The errors people meet; each reads as a sentence that says what to mend.

The whole tree::

    CbrnGraphError
    ├── DataError        the tables cannot be built; carries the findings
    ├── QueryError       the query cannot be read; knows its line and column
    ├── QueryRefused     the query asks for what is not allowed here
    ├── QueryStopped     the query hit a limit and was ended
    └── EngineUnavailable  the engine cannot be reached or opened
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "CbrnGraphError",
    "DataError",
    "EngineUnavailable",
    "QueryError",
    "QueryRefused",
    "QueryStopped",
]


class CbrnGraphError(Exception):
    """Anything that went wrong in a way a person can mend."""


class DataError(CbrnGraphError):
    """The tables hold a fatal finding, so nothing was written."""

    def __init__(self, sentence: str, findings: Sequence[object] = ()) -> None:
        """Keep the findings beside the sentence, for callers that print or count them."""
        super().__init__(sentence)
        self.findings = tuple(findings)


class QueryError(CbrnGraphError):
    """The query is not valid SPARQL 1.1; ``line`` and ``column`` count from 1 where known."""

    def __init__(self, sentence: str, line: int | None = None, column: int | None = None) -> None:
        """Keep the place beside the sentence, so an editor can mark it."""
        super().__init__(sentence)
        self.line = line
        self.column = column


class QueryRefused(CbrnGraphError):
    """The query is valid but asks for what is not allowed here, such as SERVICE or an update."""


class QueryStopped(CbrnGraphError):
    """The query hit a limit (time, memory, nesting) and was ended; the sentence says which."""


class EngineUnavailable(CbrnGraphError):
    """The engine or its file cannot be reached or opened."""
