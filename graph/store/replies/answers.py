"""Answers to SPARQL questions, read from whatever an engine sends.

An engine evaluates a query into a `Reply`, in one of the standard result formats, and `read` makes
the `Answer` of it. So all engines share one reader, and differ only in how they reach the graph.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import pyoxigraph
from pyoxigraph import QueryResultsFormat, RdfFormat

from graph.errors import EngineUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store.replies.limits import Cut, Reply, Term

__all__ = ["Answer", "read"]

Form: TypeAlias = Literal["select", "ask", "construct"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a query found: rows for SELECT, a truth value for ASK, triples for CONSTRUCT.

    ``cut`` is None, or says which limit cut the answer.
    """

    form: Form
    variables: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]
    boolean: bool | None
    triples: list[pyoxigraph.Triple]
    cut: Cut | None
    seconds: float

    def records(self) -> list[dict[str, str | None]]:
        """Return the rows as plain strings by variable name: the IRI or the value of each term."""
        return [dict(zip(self.variables, map(_plain, row), strict=True)) for row in self.rows]


def read(reply: Reply, started: float) -> Answer:
    """Return the answer that a reply of any engine holds; ``started`` is by `time.perf_counter`.

    Raises:
        EngineUnavailable: the reply is in no format of the standard, or cannot be read.
    """
    try:
        rows = QueryResultsFormat.from_media_type(reply.media_type)
        if rows is None:
            triples = [quad.triple for quad in _quads(reply)]
            return Answer(
                form="construct",
                variables=(),
                rows=[],
                boolean=None,
                triples=triples,
                cut=reply.cut,
                seconds=_since(started),
            )
        found = pyoxigraph.parse_query_results(reply.body, rows)
        if isinstance(found, pyoxigraph.QueryBoolean):
            return Answer(
                form="ask",
                variables=(),
                rows=[],
                boolean=bool(found),
                triples=[],
                cut=reply.cut,
                seconds=_since(started),
            )
        variables = tuple(variable.value for variable in found.variables)
        terms = [tuple(solution) for solution in found]
    except (SyntaxError, ValueError) as error:
        raise EngineUnavailable(f"The engine's answer cannot be read: {error}.") from error
    return Answer(
        form="select",
        variables=variables,
        rows=terms,
        boolean=None,
        triples=[],
        cut=reply.cut,
        seconds=_since(started),
    )


def _quads(reply: Reply) -> Iterator[pyoxigraph.Quad]:
    form = RdfFormat.from_media_type(reply.media_type)
    if form is None:
        message = f"The engine answered with {reply.media_type}, which is no format of SPARQL."
        raise EngineUnavailable(message)
    yield from pyoxigraph.parse(reply.body, form)


def _plain(term: Term | None) -> str | None:
    if term is None:
        return None
    return str(term) if isinstance(term, pyoxigraph.BlankNode) else term.value


def _since(started: float) -> float:
    return time.perf_counter() - started
