"""What stands around a thing on record: its lines to other things, and those things in order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graph.kinds import in_pictures
from graph.views.network.view_state import Relation
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.views.record.lines import Line, Lines
    from graph.views.record.names import Names


__all__ = ["Surroundings"]


class Surroundings:
    """The lines of things to others that have a name, and which of these come first."""

    def __init__(self, names: Names, lines: Lines) -> None:
        """Remember where to look; the order of things is that of their names here."""
        self._names = names
        self._lines = lines

    def ranked(self, thing: str, others: Iterable[str]) -> tuple[str, ...]:
        """Neighbours of a thing: first those with most lines to it, then with most documents."""
        wanted = set(others)
        weight: Counter[str] = Counter()
        for line in self.of(thing):
            other = line.other(thing)
            if other in wanted:
                weight[other] += 1_000 + line.documents
        return tuple(sorted(wanted, key=lambda one: (-weight[one], self._names[one].label, one)))

    def of(self, thing: str) -> list[Line]:
        """The lines of a thing to other things that have a name."""
        return [
            line
            for line in self._lines.around(thing)
            if line.other(thing) != thing and in_pictures(self._names[line.other(thing)].family)
        ]

    def within(self, thing: str, scopes: Sequence[tuple[Relation | None, str]]) -> set[str]:
        """The things that a thing has lines to, within what was asked of it."""
        found = set()
        for line in self.of(thing):
            other = line.other(thing)
            name = line.predicate.removeprefix(str(CBRN._NS))
            kind = self._names[other].family
            if any(
                relation in {None, Relation(name, line.target == thing)} and asked in {"", kind}
                for relation, asked in scopes
            ):
                found.add(other)
        return found
