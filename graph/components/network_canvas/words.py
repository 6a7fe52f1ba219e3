"""What the canvas says in words: its buttons, its menu, and what is read aloud."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

from graph.texts import catalogued, gettext, translated
from graph.views.network.line_notes import NOTES
from graph.views.record.note_looks import NOTE_LOOKS

__all__ = ["COUNTED", "FRESH", "notes_as_drawn", "words"]

_HINT: Final = catalogued(
    "Arrow keys move from thing to thing, L to its next line, Enter selects, Escape clears "
    "the selection, plus and minus zoom, 0 shows everything, F fills the screen, P plays "
    "the years."
)
_MORE: Final = catalogued(
    "Space selects a thing with others, A all of its kind, N what it has a line to, M opens a "
    "menu. E expands, H hides, K keeps only what is selected, G draws it as one, O opens a group, "
    "Shift with an arrow key moves what is selected, "
    "Control with Z undoes, with Shift and Z redoes."
)
_WORDS: Final = {
    "name": catalogued("Network of"),
    "empty": catalogued(
        "There is nothing to draw yet. Choose a thing to start from, or widen the filter."
    ),
    "late": catalogued("The picture did not load. Load the page again to retry."),
    "tools": catalogued("Zoom"),
    "zoomIn": catalogued("Zoom in"),
    "zoomOut": catalogued("Zoom out"),
    "fit": catalogued("Show everything"),
    "selected": catalogued("Selected:"),
    "cleared": catalogued("Nothing is selected."),
    "end": catalogued("Nothing further that way."),
    "disputed": catalogued("documents disagree"),
    "rest": catalogued("not shown, Enter opens the list"),
    "lineless": catalogued("No line leads from here."),
    "outside": catalogued("new outside the picture: show everything"),
    "added": catalogued("added"),
    "gone": catalogued("taken out"),
    "legend": catalogued("Legend"),
    "turn": catalogued("Hide or show this kind"),
    "whole": catalogued("Full screen (F)"),
    "chosen": catalogued("selected together"),
    "why": catalogued("Why is this line here?"),
    "list": catalogued("Open the list"),
    "open": catalogued("Open its sheet"),
    "expand": catalogued("Expand"),
    "hide": catalogued("Hide"),
    "keep": catalogued("Keep only this"),
    "neighbours": catalogued("Select with what it has a line to"),
    "kind": catalogued("Select all of this kind"),
    "aGroup": catalogued("group"),
    "group": catalogued("Draw as one"),
    "groupKind": catalogued("Draw all of this kind as one"),
    "openGroup": catalogued("Open the group"),
    "byKind": catalogued("Group by kind"),
    "byRegion": catalogued("Group by region"),
    "byPublisher": catalogued("Group by publisher"),
    "openAll": catalogued("Open all groups"),
    "map": catalogued("Show on the map"),
    "when": catalogued("Show in time order"),
    "theirYears": catalogued("Show only their years"),
    "all": catalogued("Select everything"),
    "around": catalogued("Draw a line around things to select them"),
    "undo": catalogued("Undo"),
    "redo": catalogued("Redo"),
    "menu": catalogued("What can be done here"),
    "quiet": catalogued("Faint lines, a dot at what has one:"),
    "lines": catalogued("Lines"),
    "years": catalogued("Years: press one, or drag over several"),
    "time": catalogued("Which time the years are"),
    "play": catalogued("Play the years"),
    "pause": catalogued("Stop"),
    "allYears": catalogued("All"),
    "besideYears": catalogued("The first and the last of these years beside each other"),
    "pace": catalogued("How fast the years are played"),
    "slow": catalogued("slowly"),
    "usual": catalogued("at a usual pace"),
    "fast": catalogued("fast"),
    "wheel": catalogued("Click the picture first, or hold Ctrl: then the wheel zooms."),
}
COUNTED: Final = {
    "thing": ("thing", "things"),
    "line": ("line", "lines"),
    "document": ("document", "documents"),
}
FRESH: Final = {"light": NOTE_LOOKS["added"].light, "dark": NOTE_LOOKS["added"].dark}


def words(*, acts: bool) -> dict[str, str]:
    """All words of a canvas; its hint for the keyboard tells of acts where there are any."""
    hint = f"{gettext(_HINT)} {gettext(_MORE)}" if acts else gettext(_HINT)
    return {**translated(_WORDS), "hint": hint}


def notes_as_drawn() -> dict[str, dict[str, object]]:
    """How each note of a line looks, with its word."""
    return {
        note: {**asdict(NOTE_LOOKS[note]), "word": gettext(word)} for note, word in NOTES.items()
    }
