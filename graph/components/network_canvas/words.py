"""What the canvas says in words: its buttons, its menu, and what is read aloud."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

from graph.views.network.line_notes import NOTES
from graph.views.record.note_looks import NOTE_LOOKS

__all__ = ["COUNTED", "FRESH", "NOTES_AS_DRAWN", "words"]

_HINT: Final = (
    "Arrow keys move from thing to thing, L to its next line, Enter selects, Escape clears "
    "the selection, plus and minus zoom, 0 shows everything, F fills the screen, P plays "
    "the years. "
)
_MORE: Final = (
    "Space selects a thing with others, A all of its kind, N what it has a line to, M opens a "
    "menu. E expands, H hides, K keeps only what is selected, G draws it as one, O opens a group, "
    "Shift with an arrow key moves what is selected, "
    "Control with Z undoes, with Shift and Z redoes. "
)
_WORDS: Final = {
    "name": "Network of",
    "empty": "There is nothing to draw yet. Choose a thing to start from, or widen the filter.",
    "late": "The picture did not load. Load the page again to retry.",
    "tools": "Zoom",
    "zoomIn": "Zoom in",
    "zoomOut": "Zoom out",
    "fit": "Show everything",
    "selected": "Selected:",
    "cleared": "Nothing is selected.",
    "end": "Nothing further that way.",
    "disputed": "documents disagree",
    "rest": "not shown, Enter opens the list",
    "lineless": "No line leads from here.",
    "outside": "new outside the picture: show everything",
    "added": "added",
    "gone": "taken out",
    "legend": "Legend",
    "turn": "Hide or show this kind",
    "whole": "Full screen (F)",
    "chosen": "selected together",
    "why": "Why is this line here?",
    "list": "Open the list",
    "open": "Open its sheet",
    "expand": "Expand",
    "hide": "Hide",
    "keep": "Keep only this",
    "neighbours": "Select with what it has a line to",
    "kind": "Select all of this kind",
    "aGroup": "group",
    "group": "Draw as one",
    "groupKind": "Draw all of this kind as one",
    "openGroup": "Open the group",
    "byKind": "Group by kind",
    "byRegion": "Group by region",
    "byPublisher": "Group by publisher",
    "openAll": "Open all groups",
    "map": "Show on the map",
    "when": "Show in time order",
    "all": "Select everything",
    "around": "Draw a line around things to select them",
    "undo": "Undo",
    "redo": "Redo",
    "menu": "What can be done here",
    "quiet": "Faint lines, a dot at what has one:",
    "lines": "Lines",
    "years": "Years: press one, or drag over several",
    "time": "Which time the years are",
    "play": "Play the years",
    "pause": "Stop",
    "allYears": "All",
    "besideYears": "The first and the last of these years beside each other",
    "pace": "How fast the years are played",
    "slow": "slowly",
    "usual": "at a usual pace",
    "fast": "fast",
    "wheel": "Click the picture first, or hold Ctrl: then the wheel zooms.",
}
COUNTED: Final = {
    "thing": ("thing", "things"),
    "line": ("line", "lines"),
    "document": ("document", "documents"),
}
NOTES_AS_DRAWN: Final = {
    note: {**asdict(NOTE_LOOKS[note]), "word": word} for note, word in NOTES.items()
}
FRESH: Final = {"light": NOTE_LOOKS["added"].light, "dark": NOTE_LOOKS["added"].dark}


def words(*, acts: bool) -> dict[str, str]:
    """All words of a canvas; its hint for the keyboard tells of acts where there are any."""
    return {**_WORDS, "hint": _HINT + (_MORE if acts else "")}
