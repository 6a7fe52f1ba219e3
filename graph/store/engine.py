"""Answers to SPARQL questions, from whatever engine holds the graph.

An engine evaluates a query into a `Reply`, in one of the standard result formats, and `read` makes
the `Answer` of it. So all engines share one reader, and differ only in how they reach the graph.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeAlias

import pyoxigraph
from pyoxigraph import QueryResultsFormat, RdfFormat

from graph.errors import EngineUnavailable, QueryError
from graph.store.formats import Setting, written
from graph.store.limits import (
    DEFAULT_LIMITS,
    Limits,
    Reply,
    Term,
    rows_within,
    triples_within,
    within,
)
from graph.store.mistakes import explain
from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.store.limits import Found

__all__ = [
    "DEFAULT_LIMITS",
    "Answer",
    "EmbeddedEngine",
    "Engine",
    "Limits",
    "Reply",
    "Term",
    "evaluate",
    "open_store",
    "read",
    "refusal_of_the_engine",
]

Form: TypeAlias = Literal["select", "ask", "construct"]


_PLAIN: Final = Setting()
_COMPLAINTS: Final = (SyntaxError, RuntimeError, ValueError, OSError)
"""What the engine raises where it cannot read a query, or cannot evaluate it."""
# Each prefix, as it is used, and what it stands for.
_PREFIXES: Final = tuple((name, f"{name}:", iri) for name, iri in PREFIXES.items())


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found: rows for SELECT, a truth value for ASK, triples for CONSTRUCT.

    ``cut`` is None, or a sentence that says which limit cut the answer and where to change it.
    """

    form: Form
    variables: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]
    boolean: bool | None
    triples: list[pyoxigraph.Triple]
    cut: str | None
    seconds: float

    def records(self) -> list[dict[str, str | None]]:
        """Return the rows as plain strings by variable name: the IRI or the value of each term."""
        return [dict(zip(self.variables, map(_plain, row), strict=True)) for row in self.rows]


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


class EmbeddedEngine:
    """The graph in this process, in memory or on disk: for builds, tests and scripts of our own.

    It holds the limits of rows and bytes but cannot stop a query: what strangers ask belongs to
    `graph.store.guard.Guard`.
    """

    def __init__(self, path: Path) -> None:
        """Read an N-Triples or Turtle file into memory, or open the store in a folder."""
        self._store: pyoxigraph.Store | None = open_store(path)

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Answer:
        """Return the answer to a query; see `Engine.query`."""
        started = time.perf_counter()
        try:
            found = _found(self._opened(), sparql, bindings or {}, _PLAIN)
            if isinstance(found, pyoxigraph.QuerySolutions):
                variables = tuple(variable.value for variable in found.variables)
                if (rows := rows_within(found, limits)) is not None:
                    return Answer("select", variables, rows[0], None, [], rows[1], _since(started))
            if isinstance(found, pyoxigraph.QueryTriples) and (
                (triples := triples_within(found, limits)) is not None
            ):
                return Answer("construct", (), [], None, *triples, _since(started))
        except _COMPLAINTS as error:
            raise _worded(sparql, error) from error
        return read(evaluate(self._opened(), sparql, bindings or {}, limits), started)

    def reply(
        self,
        sparql: str,
        setting: Setting,
        bindings: Mapping[str, Term] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Reply:
        """Return the answer to a query as text; see `Engine.reply`."""
        return written(evaluate(self._opened(), sparql, bindings or {}, limits, setting), setting)

    def close(self) -> None:
        """Forget the graph."""
        self._store = None

    def _opened(self) -> pyoxigraph.Store:
        if self._store is None:
            message = "The graph was closed; open it again."
            raise EngineUnavailable(message)
        return self._store


def open_store(path: Path) -> pyoxigraph.Store:
    """Return the triples of an N-Triples or Turtle file in memory, or a folder's store, to read.

    Raises:
        EngineUnavailable: nothing is there, or it is not RDF or not a store.
    """
    try:
        if path.is_dir():
            return pyoxigraph.Store.read_only(str(path))
        store = pyoxigraph.Store()
        # The build writes N-Triples with addresses and language tags that are known to be good; to
        # check each of them once more would take a third of the time.
        store.bulk_load(path=str(path), lenient=path.suffix == ".nt")
    except FileNotFoundError as error:
        message = f"There is no graph at {path}. Build it with: cbrn-graph build"
        raise EngineUnavailable(message) from error
    except (OSError, SyntaxError, ValueError) as error:
        message = f"The graph at {path} cannot be read: {error}. Build it with: cbrn-graph build"
        raise EngineUnavailable(message) from error
    return store


def evaluate(
    store: pyoxigraph.Store,
    sparql: str,
    bindings: Mapping[str, Term],
    limits: Limits,
    setting: Setting = _PLAIN,
) -> Reply:
    """Return what the store answers, cut at the limits of rows and bytes.

    The prefixes of `graph.vocabulary` are known without being declared. Bound variables are
    replaced by the engine, never in the text; a SELECT must name each of them (see
    `graph.store.questions`).
    """
    try:
        return within(_found(store, sparql, bindings, setting), limits)
    except _COMPLAINTS as error:
        raise _worded(sparql, error) from error


def _found(
    store: pyoxigraph.Store, sparql: str, bindings: Mapping[str, Term], setting: Setting
) -> Found:
    default_graphs, named_graphs = setting.dataset()
    return store.query(
        sparql,
        base_iri=setting.base,
        prefixes=_prefixes(sparql),
        default_graph=default_graphs,
        named_graphs=named_graphs,
        substitutions={pyoxigraph.Variable(name): term for name, term in bindings.items()} or None,
    )


def _prefixes(sparql: str) -> dict[str, str]:
    """The prefixes that a query may use; to read all of them takes longer than most queries."""
    return {name: iri for name, used, iri in _PREFIXES if used in sparql}


def _worded(sparql: str, error: Exception) -> QueryError:
    """What the engine complains of, in words of ours."""
    if isinstance(error, SyntaxError):
        return explain(sparql, str(error))
    return QueryError(refusal_of_the_engine(str(error)))


def read(reply: Reply, started: float) -> Answer:
    """Return the answer that a reply of any engine holds; ``started`` is by `time.perf_counter`.

    Raises:
        EngineUnavailable: the reply is in no format of the standard, or cannot be read.
    """
    try:
        rows = QueryResultsFormat.from_media_type(reply.media_type)
        if rows is None:
            triples = [quad.triple for quad in _quads(reply)]
            return Answer("construct", (), [], None, triples, reply.cut, _since(started))
        found = pyoxigraph.parse_query_results(reply.body, rows)
        if isinstance(found, pyoxigraph.QueryBoolean):
            return Answer("ask", (), [], bool(found), [], reply.cut, _since(started))
        variables = tuple(variable.value for variable in found.variables)
        terms = [tuple(solution) for solution in found]
    except (SyntaxError, ValueError) as error:
        raise EngineUnavailable(f"The engine's answer cannot be read: {error}.") from error
    return Answer("select", variables, terms, None, [], reply.cut, _since(started))


def _quads(reply: Reply) -> Iterator[pyoxigraph.Quad]:
    form = RdfFormat.from_media_type(reply.media_type)
    if form is None:
        message = f"The engine answered with {reply.media_type}, which is no format of SPARQL."
        raise EngineUnavailable(message)
    yield from pyoxigraph.parse(reply.body, form)


def refusal_of_the_engine(message: str) -> str:
    """Return the sentence for a query that can be read, but that Oxigraph does not evaluate."""
    unnamed = re.search(r"does not contains? variable (\?\w+)", message)
    if unnamed:
        return (
            f"{unnamed[1]} is bound to a value, so the query must name it after SELECT "
            "(and after GROUP BY, if there is one)."
        )
    function = re.search(r"custom function (<[^>]*>)", message)
    if function:
        return f"The function {function[1]} is not known to this engine."
    return f"The engine cannot answer this query: {message.rstrip('.')}."


def _plain(term: Term | None) -> str | None:
    if term is None:
        return None
    return str(term) if isinstance(term, pyoxigraph.BlankNode) else term.value


def _since(started: float) -> float:
    return time.perf_counter() - started
