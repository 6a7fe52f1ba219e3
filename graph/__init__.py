"""The CBRN knowledge graph: who works with whom, in what, since when, and who says so.

>>> from graph import open_graph
>>> with open_graph() as kg:
...     answer = kg.query("SELECT ?label WHERE { country:KAZ rdfs:label ?label }")
"""

from importlib import import_module
from typing import TYPE_CHECKING

from graph.errors import (
    CbrnGraphError,
    DataError,
    EngineUnavailable,
    QueryError,
    QueryRefused,
    QueryStopped,
)

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph, open_graph

__all__ = [
    "CbrnGraphError",
    "DataError",
    "EngineUnavailable",
    "KnowledgeGraph",
    "QueryError",
    "QueryRefused",
    "QueryStopped",
    "open_graph",
]


def __getattr__(name: str) -> object:
    """The parts that take a while to load, once they are asked for (PEP 562)."""
    if name in {"KnowledgeGraph", "open_graph"}:
        return getattr(import_module("graph.knowledge_graph"), name)
    message = f"module 'graph' has no attribute '{name}'"
    raise AttributeError(message)
