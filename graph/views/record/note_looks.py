"""How a note on a line looks, in the network, the matrix and their legends: one place for all.

A note is what is proposed of a line or what changed in it (``graph.views.network.line_notes`` words
them). Colour, dashes and a sign each tell it, so none of them has to alone. The colours start from
those of Okabe and Ito, as those of kinds do (``graph.views.record.appearance``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

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


_LOST: Final = ("#d55e00", "#f0803c")
_OTHERWISE: Final = ("#9b3f76", "#d58cbc")

NOTE_LOOKS: Final = {
    "withdrawn": NoteLook("×", *_LOST, dashes=(9, 3, 2, 3)),
    "disputed": NoteLook("?", *_OTHERWISE, dashes=(7, 5)),
    "accepted": NoteLook("✓", "#0072b2", "#56b4e9"),
    "added": NoteLook("+", "#00805e", "#2bc59a"),
    "gone": NoteLook("−", *_LOST, dashes=(9, 3, 2, 3)),
    "changed": NoteLook("≠", *_OTHERWISE, dashes=(7, 5)),
}
"""The look of each note."""
