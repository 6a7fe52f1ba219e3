"""Things against things: how many lines or shared things each pair has, and which ones.

An empty cell means that nothing is on record, not that nothing happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.views.cooperation.incidence import activities, incidence, related
from graph.views.cooperation.pair_counts import counted_pairs
from graph.views.cooperation.seriation import AxisGroup, ordered, scores
from graph.views.cooperation.ways import YEARS, way
from graph.views.record.lifetimes import Lifetime, lifetimes

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from graph.views.cooperation.incidence import Incidence
    from graph.views.cooperation.ways import Way
    from graph.views.record.lines import Triple
    from graph.views.record.names import Name, NamedGraph, Names

__all__ = ["Matrix", "matrix"]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Matrix:
    """Rows and columns in an order that shows groups, and a number for each pair.

    ``counts[i, j]`` says how many shared things (or lines) row i and column j have; the diagonal
    is empty where rows and columns are the same things. ``perhaps`` says how many projects and
    meetings are left out because it is not on record whether they ran in the time asked for.
    """

    way: Way
    rows: tuple[Name, ...]
    columns: tuple[Name, ...]
    row_groups: tuple[AxisGroup, ...]
    column_groups: tuple[AxisGroup, ...]
    counts: NDArray[np.uint16]
    near: Incidence
    far: Incidence | None
    perhaps: int = 0

    @property
    def filled(self) -> int:
        """How many pairs have something; a pair of a symmetric matrix counts once."""
        found = int(np.count_nonzero(self.counts))
        return found // 2 if self.way.symmetric else found

    def shared(self, row: str, column: str) -> list[str]:
        """What the two have in common, by address; empty for lines that run straight."""
        if self.far is None:
            return []
        mine = set(self._middles(self.near, row))
        return sorted(mine & set(self._middles(self.far, column)))

    def lines(self, row: str, column: str) -> tuple[Triple, ...]:
        """The lines that run straight from the row to the column."""
        return self.near.lines.get((row, column), ()) if self.far is None else ()

    def without_empty(self) -> Matrix:
        """The same without the rows and columns that have nothing."""
        return self._part(_filled(self.counts, 1), _filled(self.counts, 0))

    def only(self, rows: Collection[str], columns: Collection[str] | None = None) -> Matrix:
        """The same with no other rows and columns than these; with all columns where None."""
        return self._part(
            np.array([name.iri in rows for name in self.rows], dtype=np.bool_),
            np.array(
                [columns is None or name.iri in columns for name in self.columns], dtype=np.bool_
            ),
        )

    def fullest(self, rows: int, columns: int) -> Matrix:
        """The same with no more than so many rows and columns, those with the most."""
        if len(self.rows) <= rows and len(self.columns) <= columns:
            return self
        return self._part(
            _most(self.counts.sum(axis=1, dtype=np.int64), rows),
            _most(self.counts.sum(axis=0, dtype=np.int64), columns),
        )

    def _part(self, rows: NDArray[np.bool_], columns: NDArray[np.bool_]) -> Matrix:
        return Matrix(
            way=self.way,
            rows=tuple(name for name, kept in zip(self.rows, rows, strict=True) if kept),
            columns=tuple(name for name, kept in zip(self.columns, columns, strict=True) if kept),
            row_groups=_cut(self.row_groups, rows),
            column_groups=_cut(self.column_groups, columns),
            counts=self.counts[np.ix_(rows, columns)],
            near=self.near,
            far=self.far,
            perhaps=self.perhaps,
        )

    def _middles(self, side: Incidence, thing: str) -> list[str]:
        place = side.things.get(thing)
        if place is None:
            return []
        named = list(side.middles)
        first, last = np.searchsorted(side.near, [place, place + 1])
        return [named[middle] for middle in side.far[first:last]]


def matrix(  # noqa: PLR0913, PLR0917 - the choices that a reader makes, each by name
    kg: NamedGraph,
    rows_kind: str,
    columns_kind: str,
    region: str | None = None,
    since: str | None = None,
    until: str | None = None,
    by: str | None = None,
) -> Matrix:
    """The matrix of two kinds of things.

    Args:
        kg: the graph, opened.
        rows_kind: the family of the rows, such as ``Project``.
        columns_kind: the family of the columns.
        region: the address of a region: only projects and meetings that cover it count.
        since: a year, month or day: only projects and meetings from then on count.
        until: the same for the end.
        by: what is counted (see ``graph.views.cooperation.ways``); else the first way.

    Raises:
        ValueError: there is no such matrix, or a date cannot be read.
    """
    chosen = way(rows_kind, columns_kind, by)
    chosen_ones = activities(kg.engine, region, since, until)
    among = chosen_ones.ran if chosen_ones else None
    near = incidence(kg.engine, chosen.near, among)
    far = near if chosen.far == chosen.near else None
    if chosen.far is not None and far is None:
        far = incidence(kg.engine, chosen.far, among)
    homes = related(kg.engine, "inRegion") | related(kg.engine, "coversRegion")
    row_scores, column_scores = scores(near, far)

    def side(kind: str, known: Collection[str], score: dict[str, float]) -> _Side:
        kept = _things(kg.names, kind, known, among, homes, region)
        grouped = {"Country", "Project"} & {kind} != set()
        return ordered(kept, score, homes if grouped else None, kg.names)

    rows, row_groups = side(rows_kind, near.things, row_scores)
    columns, column_groups = (
        (rows, row_groups)
        if chosen.symmetric
        else side(columns_kind, far.things if far else near.middles, column_scores)
    )
    counts = counted_pairs(near, far, [one.iri for one in rows], [one.iri for one in columns])
    if chosen.symmetric:
        np.fill_diagonal(counts, 0)
    if chosen.middle == YEARS:
        _take_out_apart(counts, [one.iri for one in rows], lifetimes(kg.engine))
    perhaps = len(chosen_ones.perhaps) if chosen_ones else 0
    return Matrix(
        way=chosen,
        rows=rows,
        columns=columns,
        row_groups=row_groups,
        column_groups=column_groups,
        counts=counts,
        near=near,
        far=far,
        perhaps=perhaps,
    )


_Side = tuple[tuple["Name", ...], tuple[AxisGroup, ...]]


def _take_out_apart(
    counts: NDArray[np.uint16], things: Sequence[str], times: Mapping[str, Lifetime]
) -> None:
    """Clears the pairs that ran in one calendar year, but at different times of it."""
    dated = [times.get(thing, Lifetime(thing=thing)) for thing in things]
    began = np.array([time.began[0].toordinal() for time in dated], dtype=np.int64)
    ended = np.array([time.ended[1].toordinal() for time in dated], dtype=np.int64)
    apart = np.maximum.outer(began, began) > np.minimum.outer(ended, ended)
    counts[apart] = 0


def _things(  # noqa: PLR0913, PLR0917 - what decides whether a thing has a row
    names: Names,
    kind: str,
    known: Collection[str],
    among: Collection[str] | None,
    homes: dict[str, tuple[str, ...]],
    region: str | None,
) -> list[Name]:
    """The things of a kind that get a row: all projects asked for, all partner countries.

    Of countries outside the region, and of organisations, only those with a line do.
    """

    def has_row(iri: str) -> bool:
        if iri in known:
            return True
        if kind == "Project":
            return among is None or iri in among
        return kind == "Country" and (region in homes.get(iri, ()) if region else iri in homes)

    return [name for name in names.things([kind]) if has_row(name.iri)]


def _filled(counts: NDArray[np.uint16], axis: int) -> NDArray[np.bool_]:
    """Which rows (axis 1) or columns (axis 0) have anything."""
    return np.asarray(counts.any(axis=axis), dtype=np.bool_)


def _most(totals: NDArray[np.int64], most: int) -> NDArray[np.bool_]:
    kept = np.zeros(len(totals), dtype=np.bool_)
    kept[np.argsort(-totals, kind="stable")[:most]] = True
    return kept


def _cut(groups: tuple[AxisGroup, ...], kept: NDArray[np.bool_]) -> tuple[AxisGroup, ...]:
    """The groups with the sizes that are left; those that are empty now are gone."""
    left, start = [], 0
    for group in groups:
        size = int(np.count_nonzero(kept[start : start + group.size]))
        start += group.size
        if size:
            left.append(AxisGroup(group.label, size))
    return tuple(left)
