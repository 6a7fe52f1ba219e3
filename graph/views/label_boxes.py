"""Room for labels: the box that each thing of a picture needs, and free places for such boxes.

The measures are those of what the network canvas draws at zoom 1, in pixels, y pointing down:
a shape, and centred under it a label of at most two lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

__all__ = ["ASPECT", "FULL_BOX", "LABEL_WIDTH", "Box", "Place", "Room", "room", "settle"]

Place = tuple[float, float]
Box = tuple[float, float, float, float]

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

    def at(self, place: Place) -> Box:
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
    wishes: Sequence[tuple[str, Place]],
    taken: Mapping[str, Place],
) -> dict[str, Place]:
    """Each thing on the free place nearest to its wish, in the order given; ``taken`` stay."""
    boxes = np.empty((len(taken) + len(wishes), 4))
    for at, (thing, place) in enumerate(taken.items()):
        boxes[at] = rooms[thing].at(place)
    settled = {}
    for at, (thing, wish) in enumerate(wishes, start=len(taken)):
        settled[thing] = _nearest_free(rooms[thing].at(wish), boxes[:at], wish)
        boxes[at] = rooms[thing].at(settled[thing])
    return settled


def _nearest_free(box: Box, boxes: Floats, wish: Place) -> Place:
    left, top, right, bottom = box
    offsets = _offsets()
    first = 0
    # Most wishes are free or nearly so: look near before looking far.
    for last in (1, 32, 128, 512, 1024, 2048, 4096, len(offsets)):
        across, down = offsets[first:last, :1], offsets[first:last, 1:]
        hit = (
            (left + across < boxes[:, 2])
            & (right + across > boxes[:, 0])
            & (top + down < boxes[:, 3])
            & (bottom + down > boxes[:, 1])
        ).any(axis=1)
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
