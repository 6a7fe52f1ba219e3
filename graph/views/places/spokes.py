"""Things around a middle, each where its line to the middle runs clear of all the others.

A line that runs through another thing reads as one to that thing. So each thing takes, of the free
places near the one it would like, that which is nearest, where a line in the way counts as much as
a step of some pixels.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from graph.views.places.label_boxes import ASPECT, free_steps, settle

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import numpy.typing as npt

    from graph.views.places.label_boxes import Position, Room

    Floats = npt.NDArray[np.float64]

__all__ = ["settled_clear"]

_CLEAR: Final = 12.0
"""So far a line has to pass from the middle of a thing, in pixels: its shape and a little."""
_WORTH: Final = 90.0
"""So much further from its wish a thing goes, in pixels, for each line that is clear there."""
_ASIDE: Final = 300.0
"""So much further it counts, in pixels, for each radian away from where its kind stands."""
_MOST: Final = 150
"""Where more things stand around the middle, no place is clear of all lines."""


def settled_clear(
    rooms: Mapping[str, Room],
    wishes: Sequence[tuple[str, Position]],
    around: Collection[str],
) -> dict[str, Position]:
    """Each thing on a free place near its wish; those ``around`` the middle, at (0, 0), clear.

    The first of the wishes have their pick; no two boxes overlap.
    """
    if len(around) > _MOST:
        return settle(rooms, wishes, {})
    settled: dict[str, Position] = {}
    near: list[Position] = []
    for thing, wish in wishes:
        place = None
        if thing in around:
            place = _clearest(rooms, thing, wish, settled, np.array(near).reshape(-1, 2))
        settled[thing] = place or settle(rooms, [(thing, wish)], settled)[thing]
        if thing in around:
            near.append(settled[thing])
    return settled


def _clearest(
    rooms: Mapping[str, Room],
    thing: str,
    wish: Position,
    settled: Mapping[str, Position],
    near: Floats,
) -> Position | None:
    """The best free place near a wish; None where none is free."""
    boxes = np.array([rooms[one].at(place) for one, place in settled.items()]).reshape(-1, 4)
    steps = free_steps(rooms[thing].at(wish), boxes)
    if not len(steps):
        return None
    places = np.array(wish) + steps
    cost = np.hypot(steps[:, 0] / ASPECT, steps[:, 1]) + _ASIDE * _turned(places, wish)
    if len(near):
        met = _apart(near[None], places[:, None]) < _CLEAR
        meets = _apart(places[:, None], near[None]) < _CLEAR
        cost = cost + _WORTH * (met.astype(int) + meets).sum(axis=1)
    x, y = places[int(np.argmin(np.round(cost, 6)))]
    return float(x), float(y)


def _turned(places: Floats, wish: Position) -> Floats:
    """How far the directions of places, seen from the middle, are from that of a wish (radians)."""
    turn = np.arctan2(places[:, 1], places[:, 0]) - math.atan2(wish[1], wish[0])
    away: Floats = np.abs((turn + math.pi) % math.tau - math.pi)
    return away


def _apart(points: Floats, ends: Floats) -> Floats:
    """How far points are from the lines between the origin and some ends."""
    length = np.maximum((ends**2).sum(axis=-1), 1e-9)
    part = np.clip((points * ends).sum(axis=-1) / length, 0.0, 1.0)
    away: Floats = np.hypot(*np.moveaxis(points - part[..., None] * ends, -1, 0))
    return away
