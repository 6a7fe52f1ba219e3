"""A graph of 500 things in a ring, and what is asked of it."""

from __future__ import annotations

import time
from pathlib import Path

from graph.store import Guard, Limits
from graph.store.engines.messages import Request
from graph.store.replies.answers import read

__all__ = ["ENDLESS", "SHORT", "SOME", "past_the_words"]

SOME = "SELECT ?s ?o WHERE { ?s <https://example.org/next> ?o } ORDER BY ?s LIMIT 5"
ENDLESS = (Path(__file__).parent / "hostile" / "endless-count.rq").read_text(encoding="utf-8")
SHORT = Limits(seconds=0.5, memory_bytes=300_000_000)


def past_the_words(guard: Guard, sparql: str, limits: Limits = SHORT) -> None:
    """Ask without the refusals, so that only the walls of the worker stand."""
    read(guard._reply(Request(sparql, {}, limits)), time.perf_counter())
