"""What a question in plain words finds, and what documents state, worked out apart from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.views.asking.reading import understood

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

PARTS = ("hasPartner", "implementedWith", "involves", "ledBy")


def triples(kg: KnowledgeGraph) -> set[tuple[str, str, str]]:
    """What documents state, by short names: worked out without the queries that are tested."""
    stated = kg.engine.query(
        "SELECT ?s ?p ?o WHERE { ?line rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"
    ).records()
    return {
        (
            (one["s"] or "").rpartition("/id/")[2],
            (one["p"] or "").rpartition("#")[2],
            (one["o"] or "").rpartition("/id/")[2],
        )
        for one in stated
    }


def things(kg: KnowledgeGraph, text: str) -> set[str]:
    """The keys of what a text in plain words finds."""
    found = understood(kg, kg.questions, text)
    assert found.sure, (found.unknown, [one.question for one in found.readings])
    target = found.readings[0].target
    assert found.readings[0].key == "built"
    rows = kg.engine.query(target.sparql).rows  # type: ignore[union-attr]
    return {getattr(row[0], "value", "").rpartition("/id/")[2] for row in rows}


def names(kg: KnowledgeGraph) -> dict[str, str]:
    """What the things of the record are called, by their keys."""
    return {one.short: one.label.lower() for one in kg.names.things()}
