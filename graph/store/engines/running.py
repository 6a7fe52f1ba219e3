"""A query that runs in a thread of its own, so that whoever asked can look on, or stop it."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.errors import CbrnGraphError
from graph.store.engines.stop import Stop
from graph.store.text.tokens import tokens

if TYPE_CHECKING:
    from graph.store.engines.engine import Engine
    from graph.store.replies.answers import Answer
    from graph.store.replies.limits import Cut, Limits

__all__ = ["Running", "counting"]

_SECONDS_TO_COUNT: Final = 5.0


class Running:
    """One query, from its start to its answer, and where the answer is cut to its true size.

    ``answer`` and ``error`` are None until `wait` says that one of them is there. An answer that
    was cut says how many rows there are in all once ``counted``, where that can be found out.
    """

    def __init__(self, engine: Engine, sparql: str, limits: Limits) -> None:
        """Begin to answer a query."""
        self.sparql = sparql
        self.answer: Answer | None = None
        self.error: CbrnGraphError | None = None
        self.seconds = 0.0
        self.engine = engine
        self._limits = limits
        self._stop = Stop()
        self._started = time.monotonic()
        self._answered, self._counted = threading.Event(), threading.Event()
        threading.Thread(target=self._run, name="query", daemon=True).start()

    @property
    def elapsed(self) -> float:
        """The seconds it took, or has taken so far."""
        return self.seconds if self._answered.is_set() else time.monotonic() - self._started

    @property
    def counted(self) -> bool:
        """Whether nothing more is to come: the answer is whole, or its rows were counted."""
        return self._counted.is_set()

    @property
    def cancelled(self) -> bool:
        """Whether it was stopped by the one who asked."""
        return self._stop.wished

    def wait(self, seconds: float) -> bool:
        """Return whether there is an answer or an error, after so many seconds at most."""
        return self._answered.wait(seconds)

    def cancel(self) -> None:
        """End the query, and with it the process that works on it."""
        self._stop.now()

    def _run(self) -> None:
        try:
            with self._stop.heeded():
                answer = self.engine.query(self.sparql, limits=self._limits)
                self.seconds = answer.seconds
                self.answer = answer
                if answer.cut:
                    self._answered.set()
                    self.answer = replace(answer, cut=self._counted_cut(answer, answer.cut))
        except CbrnGraphError as error:
            self.seconds = self.elapsed
            self.error = error
        finally:
            self._answered.set()
            self._counted.set()

    def _counted_cut(self, answer: Answer, cut: Cut) -> Cut:
        """Return how an answer was cut, with the number of rows that there are."""
        total = self._total() if answer.form == "select" else None
        return replace(cut, counted=True, total=total)

    def _total(self) -> int | None:
        sparql = counting(self.sparql)
        if sparql is None:
            return None
        limits = replace(self._limits, seconds=min(self._limits.seconds, _SECONDS_TO_COUNT))
        try:
            counted = self.engine.query(sparql, limits=limits)
        except CbrnGraphError:
            return None
        return int(next(iter(counted.records()[0].values())) or 0)


def counting(sparql: str) -> str | None:
    """Return the query for the number of rows of a SELECT; None for what cannot be counted so.

    The whole SELECT becomes a part of the new query, which only leaves out one that names graphs
    of its own (FROM): a part cannot do that.
    """
    read = tokens(sparql)
    words = {one.text.upper(): one.start for one in reversed(read) if one.kind == "word"}
    opened = next((one.start for one in read if one.text == "{"), 0)
    if words.get("SELECT", opened) >= opened or words.get("FROM", opened) < opened:
        return None
    used = {one.text[1:] for one in read if one.kind == "variable"}
    name = "rows"
    while name in used:
        name += "_"
    before, select = sparql[: words["SELECT"]], sparql[words["SELECT"] :]
    return f"{before}SELECT (COUNT(*) AS ?{name}) WHERE {{\n{select}\n}}"
