"""Answers as text: the same from the engine in process and from behind the guard, and the graph."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal

import graph.knowledge_graph
import graph.store.engines.guard
from graph.errors import QueryError
from graph.knowledge_graph import current_graph, graph_at_hand
from graph.store import EmbeddedEngine, Guard, Limits, Setting
from graph.store.replies.formats import ROW_FORMATS, TRIPLE_FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DATA = """\
<https://example.org/a> <https://example.org/p> "1" .
<https://example.org/a> <https://example.org/p> "2" <https://example.org/named> .
"""
ROWS = "SELECT ?o { ?s <https://example.org/p> ?o } ORDER BY ?o"
TRIPLES = "CONSTRUCT WHERE { ?s ?p ?o }"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of one triple, and another triple in a graph with a name."""
    path = tmp_path_factory.mktemp("formats") / "data.nq"
    path.write_text(DATA)
    return path


@pytest.fixture(scope="module", params=["forking", "alone"])
def guard(request: pytest.FixtureRequest, file: Path) -> Iterator[Guard]:
    """A guard of each kind: the one that forks, and the one for systems that cannot."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(graph.store.engines.guard, "CAN_FORK", request.param == "forking")
        with Guard(file) as guard:
            yield guard


@pytest.mark.parametrize("rows_as", ROW_FORMATS)
@pytest.mark.parametrize("sparql", [ROWS, "ASK {}"])
def test_rows_from_behind_the_guard(sparql: str, rows_as: str, guard: Guard, file: Path) -> None:
    """Rows, and yes or no, come in each format as the engine in process writes them."""
    setting = Setting(rows_as=rows_as)
    reply = guard.reply(sparql, setting)
    assert reply == EmbeddedEngine(file).reply(sparql, setting)
    assert reply.media_type == rows_as
    assert b"1" in reply.body or b"true" in reply.body


@pytest.mark.parametrize("triples_as", TRIPLE_FORMATS)
def test_triples_from_behind_the_guard(triples_as: str, guard: Guard, file: Path) -> None:
    """Triples come in each format as the engine in process writes them."""
    setting = Setting(triples_as=triples_as)
    reply = guard.reply(TRIPLES, setting)
    assert reply == EmbeddedEngine(file).reply(TRIPLES, setting)
    assert reply.media_type == triples_as
    assert b"example.org/a" in reply.body


def test_settings_reach_the_worker(guard: Guard) -> None:
    """Graphs, base address, bindings and limits hold behind the guard."""
    named = Setting(rows_as="text/csv", default_graphs=("https://example.org/named",))
    assert guard.reply(ROWS, named).body == b"o\r\n2\r\n"
    base = Setting(rows_as="text/csv", base="https://example.org/here/")
    assert b"https://example.org/p" in guard.reply("SELECT (<../p> AS ?x) {}", base).body
    bound = guard.reply("SELECT ?x {}", Setting(rows_as="text/csv"), {"x": Literal("5")})
    assert bound.body == b"x\r\n5\r\n"
    cut = guard.reply("SELECT ?x { VALUES ?x { 1 2 3 } }", Setting(), limits=Limits(rows=2))
    assert cut.cut
    assert cut.body.count(b"\n") == 3


def test_error_of_a_format_comes_through_the_guard(guard: Guard) -> None:
    """What a format cannot hold is the same error from behind the guard."""
    setting = Setting(triples_as="application/rdf+xml")
    with pytest.raises(QueryError, match="does not end in a name"):
        guard.reply("CONSTRUCT { ?s <https://example.org/> ?o } WHERE { ?s ?p ?o }", setting)


def test_current_graph_is_opened_once_and_again_after_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All who ask share one graph; when the file has changed they get the new one.

    An event loop, which cannot wait for it, gets it at once or not at all. It looks for a newer one
    many times a second, and not each time that it is asked.
    """
    built = tmp_path / "built.nt"
    built.write_text('<https://example.org/a> <https://example.org/p> "1" .\n')
    monkeypatch.setattr(graph.knowledge_graph, "BUILT", built)
    monkeypatch.setattr(graph.knowledge_graph, "_current", graph.knowledge_graph._Current())
    assert graph_at_hand() is None
    first = current_graph()
    assert current_graph() is graph_at_hand() is first
    built.write_text('<https://example.org/a> <https://example.org/p> "2" .\n')
    os.utime(built, ns=(1, 1))
    time.sleep(2 * graph.knowledge_graph._SECONDS_AT_HAND)
    assert graph_at_hand() is None
    second = current_graph()
    try:
        assert graph_at_hand() is second
        time.sleep(2 * graph.knowledge_graph._SECONDS_AT_HAND)
        with graph.knowledge_graph._current._lock:  # somebody opens it anew
            assert graph_at_hand() is None
        assert second.query(ROWS).records() == [{"o": "2"}]
        # Whoever still asks the one before has an answer, until it is closed a while later.
        assert first.query(ROWS).records() == [{"o": "1"}]
    finally:
        first.close()
        second.close()
