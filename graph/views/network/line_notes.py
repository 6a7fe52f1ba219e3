"""Notes on lines: what is proposed of them, or what changed; the canvas gives each a look."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.texts import catalogued, gettext
from graph.views.network.drawn_lines import BundleLine, DrawnLine, SummaryLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.views.network.drawn_lines import NetworkLine, SingleLine
    from graph.views.network.drawn_network import NetworkView
    from graph.views.record.lines import Triple

__all__ = ["NOTES", "noted", "notes_told"]

NOTES: Final = {
    "withdrawn": catalogued("proposed as withdrawn"),
    "disputed": catalogued("proposed as disputed"),
    "accepted": catalogued("proposed as accepted"),
    "added": catalogued("added"),
    "gone": catalogued("no longer there"),
    "changed": catalogued("changed"),
}
"""Each note and what it says; what keeps a line from counting comes before what confirms it."""


def noted(view: NetworkView, notes: Mapping[Triple, str]) -> NetworkView:
    """The same network with notes on some of its lines, by what they state."""
    if not any(isinstance(line, DrawnLine) and line.triple in notes for line in view.singly):
        return view

    def told(line: SingleLine) -> SingleLine:
        if not isinstance(line, DrawnLine):
            return line
        return replace(line, note=notes.get(line.triple, line.note))

    lines: list[NetworkLine] = []
    for line in view.lines:
        match line:
            case BundleLine():
                each = tuple(map(told, line.lines))
                used = {one.note for one in each}
                first = next((note for note in NOTES if note in used), "")
                lines.append(replace(line, lines=each, note=first))
            case SummaryLine():
                lines.append(line)
            case _:
                lines.append(told(line))
    return view.having(view.nodes, lines)


def notes_told(view: NetworkView) -> list[tuple[str, str]]:
    """The notes that occur in a network as looks, each with what it says, for a legend."""
    used = {line.note for line in view.lines}
    return [(f"note-{note}", gettext(words)) for note, words in NOTES.items() if note in used]
