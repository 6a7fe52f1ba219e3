"""What several things have in common: whatever at least two of them have a line to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.views.paths.reach import MOST_LINES, Detour, Reach, degrees
from graph.views.paths.steps import WrongEnds, checked, steps_between
from graph.views.record.names import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from graph.views.paths.steps import PathStep
    from graph.views.record.names import Name, NamedGraph

__all__ = ["CommonNeighbour", "common_neighbours"]


@dataclass(frozen=True, slots=True)
class CommonNeighbour:
    """A thing that several of the ends have a line to, and each of these lines by end."""

    name: Name
    steps: Mapping[str, tuple[PathStep, ...]]

    @property
    def shared_by(self) -> int:
        """How many of the ends have a line to it."""
        return len(self.steps)


def common_neighbours(
    kg: NamedGraph,
    ends: Sequence[str],
    *,
    without_relations: Collection[str] = (),
) -> tuple[CommonNeighbour, ...]:
    """What at least two of the things have a line to: shared by most first, then least busy.

    Raises:
        WrongEnds: there are not two to five different things, or they have too many lines.
    """
    chosen = checked(ends)
    reach = Reach(kg.engine, Detour(relations=frozenset(without_relations)))
    if not reach.fetch(chosen):
        raise WrongEnds(f"These things have more than {MOST_LINES:,} lines; pick less busy ones.")
    touching: dict[str, list[str]] = defaultdict(list)
    for end in chosen:
        for thing in reach.links[end]:
            touching[thing].append(end)
    shared = {thing: to for thing, to in touching.items() if len(to) > 1}
    busy = degrees(kg.engine, set(shared))
    steps = steps_between(kg, reach.lines, ((e, thing) for thing, to in shared.items() for e in to))
    found = [
        CommonNeighbour(kg.names[thing], {end: steps[end, thing] for end in to})
        for thing, to in shared.items()
    ]
    return tuple(
        sorted(
            found,
            key=lambda each: (
                -each.shared_by,
                busy.get(each.name.iri, 0),
                plain(each.name.label),
                each.name.iri,
            ),
        )
    )
