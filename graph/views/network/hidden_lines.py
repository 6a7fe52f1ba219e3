"""Lines through what a reader took out: two things in view that hidden things lie between.

"2 hidden meetings between" says that each of two meetings, which were hidden, has a line to both
ends. Hiding is to make a picture readable, and must not make two things look apart that are not.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Final

from graph.texts import gettext
from graph.views.record.appearance import appearance
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from graph.views.record.lines import Line, Triple
    from graph.views.record.names import Names

__all__ = ["MOST_HIDDEN_TIES", "HiddenTie", "Through", "hidden_ties"]

MOST_HIDDEN_TIES: Final = 60
"""How many such lines are drawn; those with most between them are."""
_HUB: Final = 0.5
_FEWEST: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenTie:
    """Two things in view, hidden things of one kind between them, and the lines that lead there."""

    one: str
    other: str
    kind: str
    things: tuple[str, ...]
    triples: tuple[Triple, ...]

    @property
    def id(self) -> str:
        """The name of the line: ``country/KAZ~hidden~Meeting~country/UZB``."""
        near, far = (iri.removeprefix(str(THINGS)) for iri in (self.one, self.other))
        return f"{near}~hidden~{self.kind}~{far}"

    @property
    def label(self) -> str:
        """What stands at the line: "2 hidden meetings between"."""
        look = appearance(self.kind)
        return gettext(
            "{number:,} hidden {things} between",
            number=len(self.things),
            things=look.word(len(self.things)),
        )


@dataclass(frozen=True, slots=True)
class Through:
    """What leads through hidden things: the lines, and by hidden hub how much it touches.

    A hub has a line to more than half of what is in view. Lines through it would join everything
    with everything, so it has none, and is to be told of in words.
    """

    ties: tuple[HiddenTie, ...] = ()
    hubs: Mapping[str, int] = field(default_factory=dict)


def hidden_ties(
    hidden: Iterable[str], shown: Iterable[str], lines: Collection[Line], names: Names
) -> Through:
    """The pairs of things in view with something hidden between them, those with most first.

    Args:
        hidden: what the reader took out.
        shown: what is in view.
        lines: the lines among all of these.
        names: the names of the graph.
    """
    out, seen = {*hidden}, {*shown}
    joined = {
        frozenset((line.source, line.target))
        for line in lines
        if {line.source, line.target} <= seen
    }
    around: defaultdict[str, dict[str, list[Triple]]] = defaultdict(dict)
    for line in lines:
        for near, far in ((line.source, line.target), (line.target, line.source)):
            if near in out and far in seen:
                around[near].setdefault(far, []).append(line.triple)
    hubs = {
        thing: len(near)
        for thing, near in around.items()
        if len(near) > _HUB * len(seen) and len(seen) >= _FEWEST
    }
    between: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for thing in sorted(around.keys() - hubs.keys(), key=lambda one: (names[one].label, one)):
        for one, other in combinations(sorted(around[thing]), 2):
            if frozenset((one, other)) not in joined:  # those do not look apart
                between[one, other, names[thing].family].append(thing)
    found = [
        HiddenTie(
            one=one,
            other=other,
            kind=kind,
            things=tuple(things),
            triples=tuple(
                triple for thing in things for end in (one, other) for triple in around[thing][end]
            ),
        )
        for (one, other, kind), things in between.items()
    ]
    return Through(tuple(sorted(found, key=lambda tie: (-len(tie.things), tie.id))), hubs)
