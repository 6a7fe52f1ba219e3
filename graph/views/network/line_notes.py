"""Notes on lines: what is proposed of them, or what changed; the canvas gives each a look.

A note is one more attribute of an edge, ``note``; lines without one have none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.views.network.network import NetworkView

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

__all__ = ["NOTES", "noted", "notes_told"]

NOTES: Final = {
    "withdrawn": "proposed as withdrawn",
    "disputed": "proposed as disputed",
    "accepted": "proposed as accepted",
    "added": "added",
    "gone": "no longer there",
    "changed": "changed",
}
"""Each note and what it says; what keeps a line from counting comes before what confirms it."""


def noted(view: NetworkView, notes: Mapping[str, str]) -> NetworkView:
    """The same network with notes on some of its lines, by their ids."""
    if not any(line in notes for *_, line in view.graph.edges(data="id")):
        return view
    graph: nx.MultiDiGraph[str] = view.graph.copy()
    for *_, line in graph.edges(data=True):
        if line["id"] in notes:
            line["note"] = notes[line["id"]]
    return NetworkView(graph, view.focus, view.left_out)


def notes_told(view: NetworkView) -> list[tuple[str, str]]:
    """The notes that occur in a network as looks, each with what it says, for a legend."""
    used = {note for *_, note in view.graph.edges(data="note")}
    return [(f"note-{note}", words) for note, words in NOTES.items() if note in used]
