"""The graph in this process: an Oxigraph store, in memory or on disk."""

from __future__ import annotations

import time
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import pyoxigraph

from graph.errors import EngineUnavailable, QueryError
from graph.prefixes import PREFIXES
from graph.store.replies.answers import Answer, read
from graph.store.replies.formats import ROW_FORMATS, Setting, written
from graph.store.replies.limits import (
    DEFAULT_LIMITS,
    Reply,
    rows_within,
    triples_within,
    whole_within,
    within,
)
from graph.store.text.mistakes import explain, refusal_of_the_engine
from graph.store.text.tokens import unmarked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from graph.store.replies.limits import Limits, RawAnswer, Reply, Term

__all__ = ["EmbeddedEngine", "evaluate", "open_store", "replied"]

_PLAIN: Final = Setting()
_COMPLAINTS: Final = (SyntaxError, RuntimeError, ValueError, OSError)
"""What the engine raises where it cannot read a query, or cannot evaluate it."""
# Each prefix, as it is used, and what it stands for.
_PREFIXES: Final = tuple((name, f"{name}:", iri) for name, iri in PREFIXES.items())


class EmbeddedEngine:
    """The graph in this process, in memory or on disk: for builds, tests and scripts of our own.

    It holds the limits of rows and bytes but cannot stop a query: what strangers ask belongs to
    `graph.store.engines.guard.Guard`.
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
        """Return the answer to a query; see `graph.store.engines.engine.Engine.query`."""
        started = time.perf_counter()
        sparql = unmarked(sparql)
        try:
            found = _found(self._opened(), sparql, bindings or {}, _PLAIN)
            if isinstance(found, pyoxigraph.QuerySolutions):
                variables = tuple(variable.value for variable in found.variables)
                if (rows := rows_within(found, limits)) is not None:
                    return Answer(
                        form="select",
                        variables=variables,
                        rows=rows[0],
                        boolean=None,
                        triples=[],
                        cut=rows[1],
                        seconds=_since(started),
                    )
            if isinstance(found, pyoxigraph.QueryTriples) and (
                (triples := triples_within(found, limits)) is not None
            ):
                return Answer(
                    form="construct",
                    variables=(),
                    rows=[],
                    boolean=None,
                    triples=triples[0],
                    cut=triples[1],
                    seconds=_since(started),
                )
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
        """Return the answer to a query as text; see `graph.store.engines.engine.Engine.reply`."""
        return replied(self._opened(), sparql, bindings or {}, limits, setting)

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
    `graph.store.cards.card_files`).
    """
    sparql = unmarked(sparql)
    try:
        return within(_found(store, sparql, bindings, setting), limits)
    except _COMPLAINTS as error:
        raise _worded(sparql, error) from error


def replied(
    store: pyoxigraph.Store,
    sparql: str,
    bindings: Mapping[str, Term],
    limits: Limits,
    setting: Setting,
) -> Reply:
    """Return what the store answers in the format that the setting names, cut at the limits."""
    try:
        found = _found(store, sparql, bindings, setting)
        if isinstance(found, pyoxigraph.QuerySolutions):
            body = whole_within(found, ROW_FORMATS[setting.rows_as], limits)
            if body is not None:
                return Reply(setting.rows_as, body)
            found = _found(store, sparql, bindings, setting)
        return written(within(found, limits), setting)
    except _COMPLAINTS as error:
        raise _worded(sparql, error) from error


def _found(
    store: pyoxigraph.Store, sparql: str, bindings: Mapping[str, Term], setting: Setting
) -> RawAnswer:
    default_graphs, named_graphs = setting.dataset()
    return store.query(
        sparql,
        base_iri=setting.base,
        prefixes=_prefixes(sparql),
        default_graph=default_graphs,
        named_graphs=named_graphs,
        substitutions={pyoxigraph.Variable(name): term for name, term in bindings.items()} or None,
    )


@lru_cache(maxsize=64)
def _prefixes(sparql: str) -> dict[str, str]:
    """The prefixes that a query may use; to read all of them takes longer than most queries."""
    return {name: iri for name, used, iri in _PREFIXES if used in sparql}


def _worded(sparql: str, error: Exception) -> QueryError:
    """What the engine complains of, in words of ours."""
    if isinstance(error, SyntaxError):
        return explain(sparql, str(error))
    return QueryError(refusal_of_the_engine(str(error)))


def _since(started: float) -> float:
    return time.perf_counter() - started
