"""Where the files of the ontology are, and which of our terms a graph describes."""

from __future__ import annotations

from pathlib import Path

from rdflib import Graph

from graph.vocabulary import CBRN

__all__ = ["HERE", "ONTOLOGY_FILES", "ours"]

HERE = Path(__file__).parent
ONTOLOGY_FILES = HERE.parents[1] / "ontology"


def ours(graph: Graph) -> set[str]:
    """The local names of our terms that a graph describes."""
    return {
        str(term).removeprefix(str(CBRN))
        for term in graph.subjects(unique=True)
        if str(term).startswith(str(CBRN))
    }
