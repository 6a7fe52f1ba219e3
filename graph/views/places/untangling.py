"""Which of some places around a middle each thing takes, so that few lines cross.

All things have a line to the middle, whoever stands where. So what crosses depends on the lines
among them: one that joins two places crosses the lines from the middle that lie between these. Two
things at a time change places, those first for whom it saves most, until it saves nothing more
(sifting by swaps). Things of one kind stand together where that costs little: so far as a thing is
from the stretch of its kind, so many crossings it has to save.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Mapping, Sequence

    import numpy.typing as npt

    from graph.views.places.label_boxes import Position

    Floats = npt.NDArray[np.float64]

__all__ = ["crossed", "untangled"]

_SHAPE: Final = 14.0
"""So far a line has to pass from the thing in the middle, in pixels, to run clear of it."""
_FROM_HOME: Final = 0.25
"""So many crossings it has to save, for each place by which a thing is away from its kind."""


def untangled(
    places: Mapping[str, Position],
    links: Mapping[str, Collection[str]],
    kind: Callable[[str], Hashable],
) -> dict[str, Position]:
    """The same places given out anew, in their order, so that fewer lines cross.

    It takes time with the cube of how many things there are: a fifth of a second for 200.

    Args:
        places: by thing its place, in the order in which they go round the middle, at (0, 0).
        links: by thing what it has a line to; others than those with a place do not count.
        kind: what stands together where it costs little.
    """
    things = [*places]
    at = {thing: index for index, thing in enumerate(things)}
    joined = np.zeros((len(things), len(things)))
    for thing in things:
        joined[at[thing], [at[other] for other in links[thing] if other in at]] = 1
    if not joined.any():
        return dict(places)
    points = np.array([*places.values()])
    seats = _seated(joined, _between(points), _FROM_HOME * _from_home([*map(kind, things)]))
    taken = sorted(zip(seats, things, strict=True))
    return {thing: places[things[seat]] for seat, thing in taken}


def crossed(places: Mapping[str, Position], lines: Sequence[tuple[str, str]]) -> int:
    """How many pairs of lines cross that have no end in common."""
    ends = np.array([[places[end] for end in line] for line in lines]).reshape(-1, 2, 2)
    starts, stops = ends[:, 0], ends[:, 1]
    found = 0
    for start, stop in ends:
        # Each line has its ends on both sides of the other.
        through = _side(start, stop, starts) * _side(start, stop, stops) < 0
        around = _side(starts, stops, start) * _side(starts, stops, stop) < 0
        found += int((through & around).sum())
    return found // 2


def _seated(joined: Floats, between: Floats, from_home: Floats) -> list[int]:
    """By thing the index of the place that it takes; at first each has its own."""
    seats = np.arange(len(joined))
    # What each thing would cost at each place, while all others stay.
    costs = joined @ between + from_home
    for _ in range(2 * len(seats)):
        as_if = costs[:, seats]
        now = np.diag(as_if)
        # Two that are joined keep their own line when they change places.
        own = 2 * joined * between[np.ix_(seats, seats)]
        saved = now[:, None] + now[None] - as_if - as_if.T - own
        # Rounding settles which of equal swaps is the first, on any machine.
        one, other = divmod(int(np.argmax(np.round(saved, 6))), len(seats))
        if saved[one, other] < 1e-6:  # noqa: PLR2004 - nothing but rounding
            break
        moved = between[seats[other]] - between[seats[one]]
        costs += np.outer(joined[one] - joined[other], moved)
        seats[[one, other]] = seats[[other, one]]
    return [int(seat) for seat in seats]


def _between(points: Floats) -> Floats:
    """How many lines from the middle the line between two places crosses, by both places."""
    turn = _side(np.zeros(2), points[:, None], points[None])
    found = np.zeros_like(turn)
    for at, point in enumerate(points):
        # The ends are on both sides of the line from the middle, and so are its own of theirs.
        apart = turn[at][:, None] * turn[at][None] < 0
        beyond = _side(points[:, None], points[None], point) * turn < 0
        found += apart & beyond
    # A line through the thing in the middle is as bad as one that crosses all lines from there.
    apart = (points[:, None] * points[None]).sum(axis=-1) < 0
    length = np.hypot(*np.moveaxis(points[:, None] - points[None], -1, 0))
    found[apart & (np.abs(turn) < _SHAPE * length)] = len(points)
    return found


def _from_home(kinds: Sequence[Hashable]) -> Floats:
    """By thing and place, how many places this is away from the nearest one of the thing's kind."""
    index = np.arange(len(kinds))
    steps = np.abs(index[:, None] - index[None])
    steps = np.minimum(steps, len(kinds) - steps)
    of = {one: [at for at, kind in enumerate(kinds) if kind == one] for one in kinds}
    return np.array([steps[of[kind]].min(axis=0) for kind in kinds], dtype=float)


def _side(start: Floats, end: Floats, point: Floats) -> Floats:
    """On which side of a line a point is: above or below 0; 0 on the line itself.

    Rounding keeps it at 0 there, on any machine.
    """
    along, to = end - start, point - start
    turned: Floats = np.round(along[..., 0] * to[..., 1] - along[..., 1] * to[..., 0], 3)
    return turned
