"""The real record with what all reports share, and reports on it, each made once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from graph.store import load_questions
from graph.views.record.names import NamedGraph
from graph.views.report.background import background
from graph.views.report.compose import compose
from graph.views.report.selection import selection_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.knowledge_graph import KnowledgeGraph
    from graph.store import EmbeddedEngine
    from graph.views.report.background import Background
    from graph.views.report.content import Report


@pytest.fixture(scope="session")
def whole(kg: KnowledgeGraph, record: EmbeddedEngine) -> Background:
    """The real record, with what all reports share."""
    return background(NamedGraph(record, kg.names), load_questions())


@pytest.fixture(scope="session")
def reported(whole: Background) -> Callable[[str], Report]:
    """The report about some things, which are named as in the address of a report."""
    return cache(lambda about: compose(whole, selection_of(about)[0]))


@pytest.fixture
def report(reported: Callable[[str], Report], about: str) -> Report:
    """The report about some things, made once for all tests."""
    return reported(about)
