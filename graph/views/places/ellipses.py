"""Ellipses around a middle, wide as a screen is wide, with room for labels on each.

A direction counts as if the first ellipse were a circle: 0 is at the top, and on from there
clockwise. Places in one direction are in line with the middle on all ellipses.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from graph.views.places.label_boxes import FULL_BOX, Position

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["direction", "held_by", "on_ring", "seen_in"]

# The half axes of the first ellipse, and what each further one adds to them.
_FIRST: Final = (300.0, 190.0)
_NEXT: Final = (180.0, 92.0)


def on_ring(ring: int, towards: float) -> Position:
    """The point of an ellipse, counted from 0, in a direction."""
    x, y = _FIRST[0] * math.sin(towards), -_FIRST[1] * math.cos(towards)
    far = math.hypot(x / (_FIRST[0] + ring * _NEXT[0]), y / (_FIRST[1] + ring * _NEXT[1]))
    return x / far, y / far


def seen_in(place: Position) -> float:
    """The direction in which a place is seen from the middle."""
    return math.atan2(place[0] / _FIRST[0], -place[1] / _FIRST[1])


def held_by(ring: int) -> int:
    """How many boxes of full size an ellipse holds."""
    return int(_passed(ring)[-1])


def direction(part: float, ring: int) -> float:
    """The direction in which the given part (0 to 1) of an ellipse's boxes is passed."""
    passed = _passed(ring)
    return float(np.interp(part * passed[-1], passed, np.linspace(0, math.tau, len(passed))))


@cache
def _passed(ring: int) -> npt.NDArray[np.float64]:
    """How many boxes fit on an ellipse from the top to each of 721 directions."""
    x, y = np.array([on_ring(ring, towards) for towards in np.linspace(0, math.tau, 721)]).T
    steps = np.maximum(np.abs(np.diff(x)) / FULL_BOX[0], np.abs(np.diff(y)) / FULL_BOX[1])
    return np.concatenate([[0.0], np.cumsum(steps)])
