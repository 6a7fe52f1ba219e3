"""How far lines bend aside, so that no two lie on one another and none runs through a thing."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from graph.views.places.label_boxes import Position

__all__ = ["bends"]

# How far apart curves run between the same two things, as vis-network's "roundness".
_FAN: Final = 0.28
# How far a line bends around what stands in its way: the longer it is the further, so that several
# of a row lie within one another.
_AROUND: Final = 0.15
# A line runs through what is so near to it; others are meant to pass beside it.
_NEAR: Final = 6.0


def bends(
    lines: Collection[tuple[str, str, str]], places: Mapping[str, Position]
) -> dict[str, float]:
    """By line: how far it bends aside, as vis-network's roundness; below 0 to the other side.

    Several between the same two things stay apart, and one that would run through a third, as in a
    row or in a column, goes around it: above it, or to its right. Lines that need no bend are left
    out, as are those from a thing to itself.

    Args:
        lines: each with the things that it runs from and to.
        places: where the things are.
    """
    sharing: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for line, one, other in lines:
        if one != other:
            sharing[min(one, other), max(one, other)].append((line, one))
    found = {}
    alone: list[tuple[str, str, str]] = []
    for (first, last), members in sharing.items():
        for at, (line, start) in enumerate(sorted(members)):
            # Seen from either end a curve to the right is one to the left from the other.
            aside = (at - (len(members) - 1) / 2) * (1 if start == first else -1)
            if aside:
                found[line] = round(math.copysign(min(1.0, abs(aside) * _FAN), aside), 3)
            else:
                alone.append((line, start, last if start == first else first))
    return found | _around(alone, places)


def _around(lines: list[tuple[str, str, str]], places: Mapping[str, Position]) -> dict[str, float]:
    """The bends of lines that run through a thing which is neither of their ends."""
    if not lines:
        return {}
    things = np.array(list(places.values()), float)
    starts = np.array([places[one] for _, one, _ in lines], float)
    ways = np.array([places[other] for *_, other in lines], float) - starts
    lengths = np.maximum(np.hypot(*ways.T), 1e-6)
    ahead = ways / lengths[:, None]
    right = np.stack([-ahead[:, 1], ahead[:, 0]], 1)
    # How far beside each line each thing stands; how far along it, only of the few that are near.
    beside = right @ things.T
    beside -= (right * starts).sum(1)[:, None]
    line_at, thing_at = np.nonzero(np.abs(beside, out=beside) < _NEAR)
    along = ((things[thing_at] - starts[line_at]) * ahead[line_at]).sum(1)
    is_inside = (along > _NEAR) & (along < lengths[line_at] - _NEAR)
    blocked = np.zeros(len(lines), bool)
    blocked[line_at[is_inside]] = True
    return {
        line: math.copysign(_AROUND, across if abs(across) > _NEAR else down)
        for (line, *_), is_blocked, (across, down) in zip(lines, blocked, ways, strict=True)
        if is_blocked
    }
