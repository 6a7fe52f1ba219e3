"""Room for labels: the box that each thing of a picture needs, and free places for such boxes.

The measures are those of what the network canvas draws at zoom 1, in pixels, y pointing down:
a shape, and centred under it a label of at most two lines.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from operator import mul
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

__all__ = [
    "ASPECT",
    "FULL_BOX",
    "LABEL_WIDTH",
    "LabelBox",
    "Position",
    "Room",
    "free_steps",
    "room",
    "settle",
]

Position = tuple[float, float]
LabelBox = tuple[float, float, float, float]

LABEL_WIDTH: Final = 140.0
"""The width at which the canvas breaks a label into lines."""

ASPECT: Final = 1.6
"""How much wider than high a picture should be."""

_LETTER: Final = 7.0
_LINE: Final = 16.0
_SHAPE: Final = 14.0
_GAP: Final = (14.0, 8.0)
# One step of the grid on which free places are sought, and how far it reaches each way.
_STEP: Final = (LABEL_WIDTH / 4, 20.0)
_REACH: Final = 40
# From so many on each gets a slot of a grid: trying places would take the square of their number.
_MANY: Final = 300

FULL_BOX: Final = (LABEL_WIDTH + _GAP[0], 2 * _SHAPE + 2 * _LINE + _GAP[1])
"""Width and height of the largest box, the gap to the next one included."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a thing needs to each side of its centre, half of the gap to the next included."""

    aside: float
    above: float
    below: float

    @property
    def area(self) -> float:
        """The size of the box."""
        return 2 * self.aside * (self.above + self.below)

    def at(self, place: Position) -> LabelBox:
        """Left, top, right and bottom of the box of a thing that stands at the place."""
        x, y = place
        return x - self.aside, y - self.above, x + self.aside, y + self.below


def room(label: str) -> Room:
    """The room of a thing with this label, judged by the number of its letters."""
    width = len(label) * _LETTER
    lines = 1 if width <= LABEL_WIDTH else 2
    aside = max(_SHAPE, min(width, LABEL_WIDTH) / 2)
    return Room(aside + _GAP[0] / 2, _SHAPE + _GAP[1] / 2, _SHAPE + lines * _LINE + _GAP[1] / 2)


def settle(
    rooms: Mapping[str, Room],
    wishes: Sequence[tuple[str, Position]],
    taken: Mapping[str, Position],
) -> dict[str, Position]:
    """Each thing on the free place nearest to its wish, in the order given; ``taken`` stay.

    Where there are very many, places are those of a grid with a slot for each.
    """
    if len(wishes) > _MANY:
        return _in_slots(rooms, wishes, taken)
    boxes = np.empty((len(taken) + len(wishes), 4))
    for at, (thing, place) in enumerate(taken.items()):
        boxes[at] = rooms[thing].at(place)
    settled = {}
    for at, (thing, wish) in enumerate(wishes, start=len(taken)):
        settled[thing] = _nearest_free(rooms[thing].at(wish), boxes[:at], wish)
        boxes[at] = rooms[thing].at(settled[thing])
    return settled


def free_steps(box: LabelBox, boxes: Floats, most: int = 96) -> Floats:
    """Those of the shortest steps by which a box comes to where it meets no other, shortest first.

    Args:
        box: where it would stand.
        boxes: what stands already, an array of shape (n, 4).
        most: so many steps are looked at.

    Returns:
        An array of shape (steps, 2), in pixels.
    """
    steps = _offsets()[:most]
    return steps[~_meeting(box, boxes, steps)]


def _meeting(box: LabelBox, boxes: Floats, steps: Floats) -> npt.NDArray[np.bool_]:
    """Whether a box, moved by each of the steps, meets any of the boxes."""
    left, top, right, bottom = box
    across, down = steps[:, :1], steps[:, 1:]
    met = (
        (left + across < boxes[:, 2])
        & (right + across > boxes[:, 0])
        & (top + down < boxes[:, 3])
        & (bottom + down > boxes[:, 1])
    )
    return np.asarray(met.any(axis=1), dtype=np.bool_)


def _in_slots(
    rooms: Mapping[str, Room],
    wishes: Sequence[tuple[str, Position]],
    taken: Mapping[str, Position],
) -> dict[str, Position]:
    """Each thing in the middle of a slot that holds the largest box and meets nothing else."""
    wide, high = FULL_BOX

    def across(x: float, down: int) -> int:
        # Every other row begins half a slot further on, so that lines do not run along columns.
        return math.floor(x / wide - down % 2 / 2)

    full: set[tuple[int, int]] = set()
    for thing, place in taken.items():
        left, top, right, bottom = rooms[thing].at(place)
        for down in range(math.floor(top / high), math.floor(bottom / high) + 1):
            full.update((x, down) for x in range(across(left, down), across(right, down) + 1))
    settled = {}
    # How far a free slot was away last time, by slot: no need to look nearer again.
    begun: dict[tuple[int, int], int] = {}
    steps = _slots()
    for thing, (x, y) in wishes:
        row = math.floor(y / high)
        wish = across(x, row), row
        at = begun.get(wish, 0)
        while at < len(steps) and (wish[0] + steps[at][0], wish[1] + steps[at][1]) in full:
            at += 1
        begun[wish] = at
        if at < len(steps):
            slot = wish[0] + steps[at][0], wish[1] + steps[at][1]
        else:
            slot = wish[0], max(down for _, down in full) + 1
        full.add(slot)
        above = rooms[thing].above
        settled[thing] = ((slot[0] + 0.5 + slot[1] % 2 / 2) * wide, slot[1] * high + above)
    return settled


@cache
def _slots() -> tuple[tuple[int, int], ...]:
    """Steps from one slot of the grid to others, the nearest first."""
    reach = range(-_REACH, _REACH + 1)
    steps = [(across, down) for across in reach for down in reach]
    far = FULL_BOX[0] / ASPECT, FULL_BOX[1]
    return tuple(sorted(steps, key=lambda step: (round(math.hypot(*map(mul, step, far)), 6), step)))


def _nearest_free(box: LabelBox, boxes: Floats, wish: Position) -> Position:
    top = box[1]
    offsets = _offsets()
    first = 0
    # Most wishes are free or nearly so: look near before looking far.
    for last in (1, 32, 128, 512, 1024, 2048, 4096, len(offsets)):
        hit = _meeting(box, boxes, offsets[first:last])
        if not hit.all():
            x, y = offsets[first + int(np.argmin(hit))]
            return wish[0] + float(x), wish[1] + float(y)
        first = last
    # Nothing is free as far as the grid reaches: below everything there is always room.
    return wish[0], float(boxes[:, 3].max()) + wish[1] - top


@cache
def _offsets() -> Floats:
    """Steps away from a wish, the shortest first, as an array of shape (n, 2)."""
    steps = np.arange(-_REACH, _REACH + 1)
    across, down = np.meshgrid(steps * _STEP[0], steps * _STEP[1])
    flat = np.stack([across.ravel(), down.ravel()], axis=1)
    far = np.hypot(flat[:, 0] / ASPECT, flat[:, 1])
    # Equal distances are common on a grid: rounding and the two further keys settle their order.
    return flat[np.lexsort((flat[:, 1], flat[:, 0], np.round(far, 6)))]
