"""Curves, shapes and broken lines of text: what a drawing and a page of its own have in common."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from graph.views.places.label_boxes import LABEL_WIDTH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.kinds import Shape
    from graph.views.places.label_boxes import Position

__all__ = ["LOOP", "control", "outline", "roomy", "width_of", "wrapped"]

LOOP: Final = 22.0
"""The radius of a line from a thing to itself."""

# Corners, their distance from the middle by the size of the shape, and the first one's direction.
_CORNERS: Final[dict[str, tuple[int, float, float]]] = {
    "square": (4, 0.89 * math.sqrt(2) * 0.9, math.pi / 4),
    "diamond": (4, 1.15, 0.0),
    "triangle": (3, 1.2, -math.pi / 2),
    "triangleDown": (3, 1.2, math.pi / 2),
    "hexagon": (6, 1.05, 0.0),
}
# Widths of letters of a common sans-serif font, as parts of its size.
_NARROW: Final = frozenset("fijlrtI.,:;'|!()[]- ")
_WIDE: Final = frozenset("mwMWOQGDCHNUABKRSVXY@%&")


def control(start: Position, end: Position, bend: float) -> Position:
    """The middle control point of the curve that vis-network draws with a roundness."""
    across, up = end[0] - start[0], start[1] - end[1]
    turned = math.atan2(up, across) + (bend * 0.5 + 0.5) * math.pi
    far = (abs(bend) * 0.5 + 0.5) * math.hypot(across, up)
    return start[0] + far * math.sin(turned), start[1] + far * math.cos(turned)


def outline(shape: Shape, place: Position, radius: float) -> list[Position]:
    """The corners of a shape around a place; none for a circle."""
    x, y = place
    if shape == "star":
        points = [(radius * (0.58 if at % 2 else 1.3), at * math.pi / 5) for at in range(10)]
        return [(x + far * math.sin(angle), y - far * math.cos(angle)) for far, angle in points]
    if shape not in _CORNERS:
        return []
    corners, grow, first = _CORNERS[shape]
    turns = [first + at / corners * math.tau for at in range(corners)]
    return [
        (x + radius * grow * math.cos(turn), y + radius * grow * math.sin(turn)) for turn in turns
    ]


def roomy(places: Mapping[str, Position]) -> dict[str, Position]:
    """The places further apart from top to bottom, so that labels have a third line.

    On paper nobody can point at a thing to read the rest of its name.
    """
    return {iri: (x, round(y * 1.4, 1)) for iri, (x, y) in places.items()}


def width_of(text: str, size: float) -> float:
    """About how wide a text is in a common sans-serif font, rather too wide than too narrow."""
    parts = (0.33 if c in _NARROW else 0.71 if c in _WIDE else 0.56 for c in text)
    return sum(parts) * size


def wrapped(text: str, size: float, width: float = LABEL_WIDTH, most: int = 3) -> Sequence[str]:
    """A text broken into lines of at most a width; what does not fit ends in "…"."""
    words, lines = text.split(), [""]
    while words:
        longer = f"{lines[-1]} {words[0]}".strip()
        if width_of(longer, size) <= width:
            lines[-1] = longer
            words.pop(0)
        elif len(lines) == most:
            lines[-1] = _shortened(longer, size, width)
            break
        elif lines[-1]:
            lines.append("")
        else:
            # One word wider than a line goes over several.
            fits = _fitting(words[0], size, width)
            lines[-1], words[0] = words[0][:fits], words[0][fits:]
            lines.append("")
    return lines


def _fitting(word: str, size: float, width: float) -> int:
    fits = len(word)
    while fits > 1 and width_of(word[:fits], size) > width:
        fits -= 1
    return fits


def _shortened(text: str, size: float, width: float) -> str:
    fits = _fitting(f"{text}…", size, width - size)
    return f"{text[:fits].rstrip()}…"
