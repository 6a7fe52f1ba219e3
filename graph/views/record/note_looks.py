"""How a note on a line looks, in the network, the matrix and their legends: one place for all.

A note is what is proposed of a line or what changed in it (``graph.views.network.line_notes`` words
them). Colour, dashes and a sign each tell it, so none of them has to alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph.palette import Colour

__all__ = ["NOTE_LOOKS", "NoteLook"]


@dataclass(frozen=True, slots=True)
class NoteLook:
    """The sign of a note, its colours on a light and a dark page, and how its line is dashed.

    ``dashes`` are the lengths of dash and gap in turn, in pixels; none where the line is unbroken.
    """

    sign: str
    light: str
    dark: str
    dashes: tuple[int, ...] = ()


NOTE_LOOKS: Final = {
    "withdrawn": NoteLook("×", *Colour.LOST.value, dashes=(9, 3, 2, 3)),
    "disputed": NoteLook("?", *Colour.OTHERWISE.value, dashes=(7, 5)),
    "accepted": NoteLook("✓", *Colour.ACCEPTED.value),
    "added": NoteLook("+", *Colour.ADDED.value),
    "gone": NoteLook("−", *Colour.LOST.value, dashes=(9, 3, 2, 3)),
    "changed": NoteLook("≠", *Colour.OTHERWISE.value, dashes=(7, 5)),
}
"""The look of each note."""
