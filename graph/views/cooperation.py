"""Two things side by side: what both have a line to, each with its sources."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.views.evidence import about
from graph.views.names import plain

if TYPE_CHECKING:
    from graph.store import Engine
    from graph.views.evidence import Evidence
    from graph.views.names import Name, Names

__all__ = ["Comparison", "Shared", "compare"]


@dataclass(frozen=True, slots=True)
class Shared:
    """A thing that both have a line to, with the statements on either side.

    ``same`` says that both lines are of one kind ("discussed at the same meeting").
    """

    name: Name
    one: tuple[Evidence, ...]
    other: tuple[Evidence, ...]

    @property
    def same(self) -> bool:
        """Whether a line of one is of the same kind, in the same direction, as one of the other."""

        def kinds(side: tuple[Evidence, ...]) -> set[tuple[str, bool]]:
            return {(each.predicate, each.subject == self.name.iri) for each in side}

        return bool(kinds(self.one) & kinds(self.other))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two things share, what ties them directly, and what only one of them has."""

    direct: tuple[Evidence, ...]
    shared: tuple[Shared, ...]
    only_one: tuple[Name, ...]
    only_other: tuple[Name, ...]


def compare(engine: Engine, names: Names, one: str, other: str) -> Comparison:
    """The comparison of two things; shared ones of the same kind of line come first."""
    left, right = _reached(engine, one), _reached(engine, other)
    shared = [
        Shared(names[iri], tuple(left[iri]), tuple(right[iri]))
        for iri in left.keys() & right.keys()
    ]
    return Comparison(
        direct=tuple(left.get(other, ())),
        shared=tuple(
            sorted(shared, key=lambda both: (not both.same, both.name.family, *_order(both.name)))
        ),
        only_one=_sorted(names, left.keys() - right.keys() - {other}),
        only_other=_sorted(names, right.keys() - left.keys() - {one}),
    )


def _reached(engine: Engine, thing: str) -> dict[str, list[Evidence]]:
    """The things that one has a line to, with the statements of the lines that stand."""
    reached: dict[str, list[Evidence]] = defaultdict(list)
    for each in about(engine, thing):
        if each.is_link and each.asserted:
            reached[each.value if each.subject == thing else each.subject].append(each)
    return reached


def _sorted(names: Names, things: set[str]) -> tuple[Name, ...]:
    return tuple(sorted((names[iri] for iri in things), key=_order))


def _order(name: Name) -> tuple[str, str]:
    return plain(name.label), name.iri
