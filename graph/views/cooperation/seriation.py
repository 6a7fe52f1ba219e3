"""An order in which things that share much stand together, and the groups that it shows.

Reciprocal averaging (Hill 1973): a thing's score is the mean of the scores of what it has lines
to, and the reverse, over and over. It starts from the same place every time, so the order is the
same for the same lines. Things come by region first, for that is how people look for them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.views.record.names import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from graph.views.cooperation.incidence import Incidence
    from graph.views.record.names import Name, Names

__all__ = ["AxisGroup", "ordered", "scores"]

_ROUNDS = 40
_SEVERAL = "in several regions"
_NONE = "no region on record"


@dataclass(frozen=True, slots=True)
class AxisGroup:
    """A run of rows or columns that belong together, with its name and its length."""

    label: str
    size: int


def scores(near: Incidence, far: Incidence | None) -> tuple[dict[str, float], dict[str, float]]:
    """The place of each row and each column on one line, by address.

    Things in the middle that only one side knows say nothing about nearness, so only those that
    both know count.
    """
    rows = near.things
    if far is None:
        at_row, at_column = _averaged(near.near, near.far, len(rows), len(near.middles))
        return _named(rows, at_row), _named(near.middles, at_column)
    middle = {iri: place for place, iri in enumerate(near.middles)}
    at_row, at_middle = _averaged(near.near, near.far, len(rows), len(middle))
    if far is near:
        return _named(rows, at_row), _named(rows, at_row)
    known = np.array([middle.get(iri, -1) for iri in far.middles], dtype=np.int64)
    kept = known[far.far] >= 0
    at_column = _means(far.near[kept], at_middle[known[far.far[kept]]], len(far.things))
    return _named(rows, at_row), _named(far.things, at_column)


def ordered(
    things: Sequence[Name],
    score: Mapping[str, float],
    homes: Mapping[str, tuple[str, ...]] | None,
    names: Names,
) -> tuple[tuple[Name, ...], tuple[AxisGroup, ...]]:
    """The things in order and their groups; without ``homes`` there is one group without a name.

    Groups are regions, in the order of their mean scores; things in several regions and things
    without one come last.
    """
    if homes is None:
        return tuple(sorted(things, key=lambda one: _place(one, score))), (
            AxisGroup("", len(things)),
        )
    grouped: dict[str, list[Name]] = defaultdict(list)
    for one in things:
        own = homes.get(one.iri, ())
        grouped[names[own[0]].label if len(own) == 1 else _SEVERAL if own else _NONE].append(one)

    def mean(label: str) -> tuple[bool, bool, float, str]:
        known = [score[one.iri] for one in grouped[label] if one.iri in score]
        average = sum(known) / len(known) if known else float("inf")
        return label == _NONE, label == _SEVERAL, average, plain(label)

    order, groups = [], []
    for label in sorted(grouped, key=mean):
        order += sorted(grouped[label], key=lambda one: _place(one, score))
        groups.append(AxisGroup(label, len(grouped[label])))
    return tuple(order), tuple(groups)


def _place(one: Name, score: Mapping[str, float]) -> tuple[float, str, str]:
    return score.get(one.iri, float("inf")), plain(one.label), one.iri


def _named(places: Mapping[str, int], values: NDArray[np.float64]) -> dict[str, float]:
    # Rounded, so that the last bits of a sum do not decide an order.
    return {iri: round(float(values[place]), 9) for iri, place in places.items()}


def _averaged(
    near: NDArray[np.int64], far: NDArray[np.int64], rows: int, middles: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    at_row = np.arange(rows, dtype=np.float64)
    weight = np.bincount(near, minlength=rows).astype(np.float64)
    at_middle = np.zeros(middles)
    for _ in range(_ROUNDS):
        at_middle = _means(far, at_row[near], middles)
        at_row = _means(near, at_middle[far], rows)
        if weight.sum():
            at_row = at_row - np.average(at_row, weights=weight)
        spread = float(np.abs(at_row).max(initial=0.0))
        if spread:
            at_row = at_row / spread
    return at_row, at_middle


def _means(
    places: NDArray[np.int64], values: NDArray[np.float64], size: int
) -> NDArray[np.float64]:
    """The mean of the values at each place; zero where there is none."""
    total = np.bincount(places, weights=values, minlength=size)
    number = np.bincount(places, minlength=size)
    return np.divide(total, number, out=np.zeros(size), where=number > 0)
