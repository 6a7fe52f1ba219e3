"""Which row of which table a node or a triple came from, so that a finding can name it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.building.findings import Place

if TYPE_CHECKING:
    from rdflib.term import Node

    from graph.building.statements import Statement

__all__ = ["Origins"]


@dataclass(slots=True)
class Origins:
    """Which row of which table a node or a triple of the graph came from."""

    nodes: dict[Node, Place] = field(default_factory=dict)
    triples: dict[tuple[Node, ...], Place] = field(default_factory=dict)

    def note(self, statement: Statement) -> None:
        """Remembers the row of a statement, for its node, its triple, and the triple's start."""
        self.nodes[statement.iri] = statement.place
        for known in (statement.triple, statement.triple[:2]):
            self.triples.setdefault(known, statement.place)

    def find(self, node: Node, path: Node | None, value: Node | None) -> Place:
        """The row to mend: that of the triple where known, else that of the node."""
        found = self.nodes.get(node, Place("data"))
        if path is not None:
            found = self.triples.get((node, path), found)
        if path is not None and value is not None:
            found = self.triples.get((node, path, value), found)
        return found
