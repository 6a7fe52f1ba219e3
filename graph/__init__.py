"""The CBRN knowledge graph: who works with whom, in what, since when, and who says so.

>>> from graph import open_graph
>>> with open_graph() as kg:
...     answer = kg.query("SELECT ?label WHERE { country:KAZ rdfs:label ?label }")
"""

from graph.errors import (
    CbrnGraphError,
    DataError,
    EngineUnavailable,
    QueryError,
    QueryRefused,
    QueryStopped,
)
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
