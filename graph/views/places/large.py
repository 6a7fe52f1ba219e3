"""Places of more things than springs can push apart in a moment, in time that hardly grows.

Things get places by how many lines apart they are (pivot MDS, after Brandes and Pich), then a few
rounds of springs in which what is far away pushes as a crowd, not one by one.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

__all__ = ["spread"]

_PIVOTS: Final = 30
_ROUNDS: Final = 30
# The picture is cut into so many columns and rows of crowds.
_CROWDS: Final = 12
_NEAR: Final = 1e-9


def spread(links: Sequence[Sequence[int]]) -> Floats:
    """A point for each thing of a connected network, as an array of shape (n, 2).

    Args:
        links: by thing, counted from 0, the things that it has a line to, in both directions.
    """
    many = len(links)
    points = _by_distance(links)
    # What stands on one point is pulled apart, the same way every time.
    points += np.random.default_rng(many).normal(scale=0.01, size=points.shape)
    ends = np.array(
        [(one, other) for one, near in enumerate(links) for other in near if other > one]
    )
    length = 1 / np.sqrt(many)
    for heat in np.linspace(0.1, 0.002, _ROUNDS):
        push = _repulsion(points, length)
        apart = points[ends[:, 0]] - points[ends[:, 1]]
        pull = apart * (np.hypot(*apart.T) / length)[:, None]
        for axis in (0, 1):
            push[:, axis] -= np.bincount(ends[:, 0], pull[:, axis], many)
            push[:, axis] += np.bincount(ends[:, 1], pull[:, axis], many)
        far = np.hypot(*push.T)[:, None] + _NEAR
        points += push / far * np.minimum(far, heat)
    return points


def _by_distance(links: Sequence[Sequence[int]]) -> Floats:
    """Points whose distances are like the numbers of lines between things; the whole is 1 wide."""
    start = max(range(len(links)), key=lambda one: (len(links[one]), -one))
    rows = [_distances(links, start)]
    nearest = rows[0].copy()
    while len(rows) < min(_PIVOTS, len(links)):
        rows.append(_distances(links, int(nearest.argmax())))
        nearest = np.minimum(nearest, rows[-1])
    squared = np.array(rows).T ** 2
    centred = (
        squared.mean(axis=0) + squared.mean(axis=1, keepdims=True) - squared - squared.mean()
    ) / 2
    _, vectors = np.linalg.eigh(centred.T @ centred)
    axes = vectors[:, -2:]
    # The sign of such an axis is free: it is set, so that no two machines mirror the picture.
    axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), [0, 1]])
    points: Floats = centred @ axes
    points /= np.ptp(points, axis=0).max() + _NEAR
    return points


def _distances(links: Sequence[Sequence[int]], start: int) -> Floats:
    """How many lines each thing is away from the start."""
    found = [-1] * len(links)
    found[start] = 0
    waiting = deque([start])
    while waiting:
        one = waiting.popleft()
        for other in links[one]:
            if found[other] < 0:
                found[other] = found[one] + 1
                waiting.append(other)
    return np.array(found, np.float64)


def _repulsion(points: Floats, length: float) -> Floats:
    """How each point is pushed by all others, those of one crowd taken together."""
    low, wide = points.min(axis=0), np.ptp(points, axis=0) + _NEAR
    cells = ((points - low) / wide * (_CROWDS - _NEAR)).astype(int)
    crowd = cells[:, 0] * _CROWDS + cells[:, 1]
    weight = np.bincount(crowd, minlength=_CROWDS**2)
    inside = np.flatnonzero(weight)
    middle = (
        np.stack(
            [np.bincount(crowd, points[:, axis], _CROWDS**2)[inside] for axis in (0, 1)], axis=1
        )
        / weight[inside, None]
    )
    squared = (points**2).sum(axis=1)[:, None] + (middle**2).sum(axis=1) - 2 * points @ middle.T
    strength = weight[inside] * length**2 / (squared + (length / 2) ** 2)
    push: Floats = points * strength.sum(axis=1, keepdims=True) - strength @ middle
    return push
