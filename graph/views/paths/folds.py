"""Paths that say the same of different things, folded into one: "through 6 countries"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.views.record.appearance import appearance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.views.paths.paths import Path
    from graph.views.record.names import Name

__all__ = ["FoldedPaths", "folded"]


@dataclass(frozen=True, slots=True)
class FoldedPaths:
    """Paths of one pair through the same kinds of things by the same relations, the best first."""

    paths: tuple[Path, ...]

    @property
    def between(self) -> tuple[tuple[Name, ...], ...]:
        """For each place on the way from end to end, the things that stand there."""
        places = zip(*(path.things[1:-1] for path in self.paths), strict=True)
        return tuple(tuple(dict.fromkeys(things)) for things in places)

    @property
    def ids(self) -> tuple[str, ...]:
        """The names of all lines of all its paths."""
        return tuple(dict.fromkeys(id_ for path in self.paths for id_ in path.ids))

    @property
    def length(self) -> int:
        """How many lines one after the other it takes."""
        return self.paths[0].length

    @property
    def signs(self) -> str:
        """The way as shapes and arrows: "→ ● 6 countries ←"; arrows as their lines point."""
        first = self.paths[0]
        arrows = [
            "→" if steps[0].line[0] == near.iri else "←"
            for near, steps in zip(first.things, first.steps, strict=False)
        ]
        if self.length == 1:
            return f"{arrows[0]} directly"
        told = [arrows[0]]
        for arrow, things in zip(arrows[1:], self.between, strict=True):
            told += [_told(things), arrow]
        return " ".join(told)

    @property
    def sentence(self) -> str:
        """The way in words, with how many things stand at each place of it."""
        if len(self.paths) == 1:
            return self.paths[0].sentence
        first = self.paths[0]
        parts = [first.things[0].label]
        ends = [*(_counted(things) for things in self.between), first.things[-1].label]
        for steps, end in zip(first.steps, ends, strict=True):
            parts += [" and ".join(dict.fromkeys(step.words for step in steps)), end]
        return " · ".join(parts)


def folded(paths: Iterable[Path]) -> tuple[FoldedPaths, ...]:
    """The paths, those alike together, in the order of the first of each."""
    found: dict[object, list[Path]] = {}
    for path in paths:
        kinds = tuple(name.family for name in path.things[1:-1])
        words = tuple(frozenset(step.words for step in steps) for steps in path.steps)
        found.setdefault((kinds, words), []).append(path)
    return tuple(FoldedPaths(tuple(those)) for those in found.values())


def _told(things: tuple[Name, ...]) -> str:
    """A place on the way: its shape with the name of the one thing, or how many there are."""
    look = appearance(things[0].family)
    return f"{look.symbol} {_counted(things)}"


def _counted(things: tuple[Name, ...]) -> str:
    if len(things) == 1:
        return things[0].label
    return appearance(things[0].family).counted(len(things))
