"""What has to be known of a node to give it a place: the words under it, and its kind.

A node of a networkx graph holds its value under `VALUE`; whatever has a label and a kind will do.
A node without one is called by its id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, cast

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["VALUE", "Drawable", "kind_of", "label_of"]

VALUE: Final = "drawn"


class Drawable(Protocol):
    """What stands at a node."""

    @property
    def label(self) -> str:
        """The words under it; their length decides how much room it gets."""
        ...

    @property
    def kind(self) -> str:
        """The family of its kind; things of one family stand together."""
        ...


def label_of(graph: nx.Graph[str], node: str) -> str:
    """The words under a node."""
    drawn = _at(graph, node)
    return node if drawn is None else drawn.label


def kind_of(graph: nx.Graph[str], node: str) -> str:
    """The kind of a node; empty where it has none."""
    drawn = _at(graph, node)
    return "" if drawn is None else drawn.kind


def _at(graph: nx.Graph[str], node: str) -> Drawable | None:
    return cast("Drawable | None", graph.nodes[node].get(VALUE))
