"""The part of the graph that a report is about, and every statement about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.views.record.evidence import about_each
from graph.views.record.names import plain
from graph.views.report.selection import picked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Engine
    from graph.views.record.evidence import Evidence
    from graph.views.record.names import Name, Names
    from graph.views.report.selection import Selection

__all__ = ["Part", "part_of"]

# What has a line to one of these belongs to it, so its gaps are theirs too.
_WIDE: Final = {"Region", "Initiative"}
# Persons stand in a report for their role at a thing; what else is on record of them does not.
_BELONG: Final = {"Country", "Project", "Meeting", "ActionPlan", "Organisation"}


@dataclass(frozen=True, slots=True)
class Part:
    """The things of a report, what has a line to them, and the statements about all of these.

    ``scope`` holds the addresses of the things whose gaps and disagreements the report tells.
    """

    selected: tuple[Name, ...]
    near: tuple[Name, ...]
    scope: frozenset[str]
    said: Mapping[str, tuple[Evidence, ...]]

    def of(self, family: str) -> tuple[Name, ...]:
        """The things of a kind: those of the report, and those with a line to them."""
        return tuple(name for name in (*self.selected, *self.near) if name.family == family)

    def standing(self, thing: str, predicate: str) -> tuple[Evidence, ...]:
        """The statements for the value or values that the graph holds of a property."""
        return tuple(
            one
            for one in self.said[thing]
            if one.subject == thing and one.predicate == predicate and one.asserted
        )


def part_of(engine: Engine, names: Names, selection: Selection) -> Part:
    """The part of a selection, fetched once.

    Raises:
        NothingSelected: a thing is not on record.
    """
    selected = picked(names, selection)
    chosen = {name.iri for name in selected}
    said = about_each(engine, chosen)
    near: set[str] = set()
    scope = set(chosen)
    for name in selected:
        for one in said[name.iri]:
            other = one.value if one.subject == name.iri else one.subject
            family = names[other].family
            if one.is_link and one.asserted and family not in {"", "SourceDocument"}:
                near.add(other)
                if name.family in _WIDE and family in _BELONG:
                    scope.add(other)
    near -= chosen
    ordered = sorted((names[iri] for iri in near), key=lambda one: (plain(one.label), one.iri))
    return Part(selected, tuple(ordered), frozenset(scope), {**said, **about_each(engine, near)})
