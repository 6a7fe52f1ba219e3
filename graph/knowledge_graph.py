"""One opened graph: its engine, its names and its question cards."""

from __future__ import annotations

import gc
import logging
import math
import os
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from graph.errors import EngineUnavailable
from graph.home import HOME
from graph.languages import language_of
from graph.store import Limits, ask, load_questions
from graph.store.published.sources import DiskSource, FileSource, source_of
from graph.views.record.names import NamedGraph, load_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.manifest import Manifest
    from graph.store import Answer, Question
    from graph.store.published.sources import GraphSource

__all__ = [
    "BUILT",
    "KnowledgeGraph",
    "Standing",
    "current_graph",
    "graph_at_hand",
    "open_early",
    "open_graph",
    "ready_graph",
    "standing",
]

BUILT = Path(os.environ.get("CBRN_GRAPH_FILE", HOME / "data" / "built" / "cbrn.nt"))
"""The built file: that of the record at `graph.home`, or the one that CBRN_GRAPH_FILE names."""


@dataclass(frozen=True, slots=True)
class KnowledgeGraph(NamedGraph):
    """A graph that is open for reading; a context manager that closes its engine."""

    questions: Mapping[str, Question]
    manifest: Manifest | None = None
    source: KnowledgeGraph | None = None
    _in_languages: dict[str, KnowledgeGraph] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def in_english(self) -> KnowledgeGraph:
        """The graph as it was opened, with the record's own names."""
        return self.source or self

    def in_language(self, tag: str) -> KnowledgeGraph:
        """The graph with names in a language, always the same one; its engine is shared.

        Args:
            tag: a language by its tag, one of ``names.languages``; in any other it stays as it is.
        """
        english, names = self.in_english, self.names.in_language(tag)
        if names is english.names:
            return english
        if tag not in english._in_languages:
            asked = {key: card.in_language(tag) for key, card in english.questions.items()}
            made = replace(english, names=names, questions=asked, source=english)
            english._in_languages.setdefault(tag, made)
        return english._in_languages[tag]

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


def open_graph(where: Path | str | None = None) -> KnowledgeGraph:
    """A graph, opened to be read.

    Args:
        where: the built file or the folder of a store on disk, as a path; or what
            ``cbrn-graph --engine`` takes, as a text; left out, what CBRN_GRAPH_ENGINE says, and
            without that the built file of this checkout.

    Raises:
        EngineUnavailable: there is no graph, or it cannot be read or reached.
    """
    source = _source(where)
    return _opened(source, source.edition())


def current_graph() -> KnowledgeGraph:
    """The graph of this process, opened once for all threads, and again after a new build.

    Raises:
        EngineUnavailable: there is no graph, or it cannot be read or reached.
    """
    return _current.graph()


def ready_graph() -> KnowledgeGraph | None:
    """The graph of this process if it is open and up to date; None where it has to be opened."""
    return _current.ready()


def graph_at_hand() -> KnowledgeGraph | None:
    """The graph of this process where nothing has to be waited for, so that an event loop may ask.

    None where it has to be opened, is being opened, or is elsewhere, where a look takes its time.
    """
    return _current.at_hand()


def standing() -> Standing:
    """How the graph of this process stands; where it is not open, it is tried to open it."""
    return _current.standing()


def open_early() -> threading.Thread:
    """Begins to open the graph of this process in the background, and returns the thread.

    A large graph takes seconds to load, which then pass while the app itself starts. What stands in
    the way is told to the first visitor, who tries again.
    """

    def act() -> None:
        with suppress(EngineUnavailable):
            for tag in current_graph().names.languages:
                language_of(tag)  # each is a file of its own, read once

    thread = threading.Thread(target=act, name="opens the graph", daemon=True)
    thread.start()
    return thread


@dataclass(frozen=True, slots=True)
class Standing:
    """How the graph of this process stands.

    Attributes:
        edition: the short name of the build that answers; what the source calls it where it has
            no manifest, and "" where none answers.
        manifest: what the build is, where it has a manifest.
        engine: the kind of engine that answers.
        failure: why the newest build is not the one that answers, or why none does.
    """

    edition: str = ""
    manifest: Manifest | None = None
    engine: str = ""
    failure: str = ""


class _Current:
    """The opened graph, and when its source was last looked at.

    The pages and the endpoint ask one engine: a graph in memory is there once, and its limits hold
    for both together. While a new build cannot be opened, the one before it goes on.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._opened: KnowledgeGraph | None = None
        self._edition = ""
        self._looked = -math.inf
        self._at_hand_until = -math.inf
        self._failure: EngineUnavailable | None = None
        self._failed_with = ""
        self._failed = -math.inf

    def graph(self) -> KnowledgeGraph:
        with self._lock:
            if self._failure and not self._opened and self._is_fresh():
                # Those who waited behind the one who found out need not find out again.
                raise EngineUnavailable(str(self._failure))
            source = _source(None)
            edition = self._look(source)
            if self._is_to_open(edition):
                self._reopen(source, edition)
            assert self._opened
            return self._opened

    def ready(self) -> KnowledgeGraph | None:
        with self._lock:
            is_new = self._opened and self._is_to_open(self._look(_source(None)))
            return None if is_new else self._opened

    def at_hand(self) -> KnowledgeGraph | None:
        if time.monotonic() < self._at_hand_until:
            return self._opened
        if not self._lock.acquire(blocking=False):
            return None
        try:
            source = _source(None)
            if self._opened is None or source.seconds_between_looks:
                return None
            if self._is_to_open(self._look(source)):
                return None
            self._at_hand_until = self._looked + _SECONDS_AT_HAND
            return self._opened
        finally:
            self._lock.release()

    def standing(self) -> Standing:
        if not self._lock.acquire(timeout=_SECONDS_TO_TELL):
            # While a new build is opened, the one before it is what there is.
            return self._told() if self._opened else Standing(failure="The graph is being opened.")
        self._lock.release()
        with suppress(EngineUnavailable):
            self.graph()
        with self._lock:
            return self._told()

    def _told(self) -> Standing:
        opened, failure = self._opened, str(self._failure or "")
        if opened is None:
            return Standing(failure=failure)
        edition = opened.manifest.edition if opened.manifest else self._edition
        return Standing(edition, opened.manifest, type(opened.engine).__name__, failure)

    def _is_to_open(self, edition: str) -> bool:
        """Whether an edition is another one than that which answers, and is worth a trial now."""
        if self._opened and edition == self._edition:
            self._failure = None  # what could not be opened was taken back
            return False
        return not (self._opened and edition == self._failed_with and self._is_fresh())

    def _is_fresh(self) -> bool:
        """Whether the last trial to open failed a moment ago; only a trial winds this clock."""
        return time.monotonic() - self._failed < _SECONDS_TO_FAIL

    def _look(self, source: GraphSource) -> str:
        """The edition to open; while the source does not answer, that of the opened graph."""
        if self._opened and time.monotonic() - self._looked < source.seconds_between_looks:
            return self._edition
        try:
            return source.edition()
        except EngineUnavailable as error:
            if self._opened is None:
                self._fail(error, "")
                raise
            return self._edition
        finally:
            self._looked = time.monotonic()

    def _reopen(self, source: GraphSource, edition: str) -> None:
        try:
            opened = _opened(source, edition)
        except EngineUnavailable as error:
            self._fail(error, edition)
            if self._opened is None:
                raise
            return
        if self._opened:
            _retire(self._opened)
        _keep_out_of_collections()
        self._opened, self._edition, self._failure = opened, edition, None
        known = opened.manifest.edition if opened.manifest else edition
        _LOG.info("The graph is open, edition %s.", known)

    def _fail(self, error: EngineUnavailable, edition: str) -> None:
        if not self._failure or str(error) != str(self._failure):
            going_on = "the build before it goes on" if self._opened else "none answers"
            _LOG.error("A graph could not be opened, and %s: %s", going_on, error)
        self._failure, self._failed_with, self._failed = error, edition, time.monotonic()


def _keep_out_of_collections() -> None:
    """Has the collector of garbage look no more at what stays: the graph's names and the modules.

    They are a hundred thousand objects, which every collection would go through.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _retire(old: KnowledgeGraph) -> None:
    """Closes a graph once those who are still asking it have their answers."""
    later = threading.Timer(_SECONDS_TO_RETIRE, old.close)
    later.daemon = True
    later.start()


_SECONDS_TO_FAIL = 1.0
_SECONDS_TO_RETIRE = 15.0
_SECONDS_TO_TELL = 0.5
_SECONDS_AT_HAND = 0.02
"""So long a graph at hand is taken for the newest: to look costs a tenth of a short answer."""
_LOG = logging.getLogger(__name__)
_current = _Current()


def _source(where: Path | str | None) -> GraphSource:
    if isinstance(where, Path):
        return DiskSource(where) if where.is_dir() else FileSource(where)
    return source_of(os.environ.get("CBRN_GRAPH_ENGINE", "") if where is None else where, BUILT)


def _opened(source: GraphSource, edition: str) -> KnowledgeGraph:
    engine = source.open(edition)
    try:
        names = load_names(engine)
        return KnowledgeGraph(engine, names, load_questions(), source.manifest())
    except BaseException:
        engine.close()
        raise
