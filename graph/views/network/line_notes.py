"""Notes on lines: what is proposed of them, or what changed; the canvas gives each a look."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.views.network.drawn_network import DrawnLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.views.network.drawn_network import NetworkView
    from graph.views.record.lines import Triple

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


def noted(view: NetworkView, notes: Mapping[Triple, str]) -> NetworkView:
    """The same network with notes on some of its lines, by what they state."""
    lines = view.lines
    if not any(isinstance(line, DrawnLine) and line.triple in notes for line in lines):
        return view
    return view.having(
        view.nodes,
        (
            replace(line, note=notes.get(line.triple, line.note))
            if isinstance(line, DrawnLine)
            else line
            for line in lines
        ),
    )


def notes_told(view: NetworkView) -> list[tuple[str, str]]:
    """The notes that occur in a network as looks, each with what it says, for a legend."""
    used = {line.note for line in view.lines}
    return [(f"note-{note}", words) for note, words in NOTES.items() if note in used]
