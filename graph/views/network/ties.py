"""Lines that no document states but that follow from stated ones: two things share others.

"Share 4 countries" between two projects, "share 2 meetings" between two regions: both have the
same line to the same things. What is counted is what the plain graph holds; each such line opens
the statements on both sides.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from graph.kinds import in_pictures
from graph.texts import gettext
from graph.views.network.view_state import Relation, Tie
from graph.views.record.appearance import appearance
from graph.vocabulary import CBRN, THINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.views.record.lines import Lines
    from graph.views.record.names import Names

__all__ = ["MOST_TIES", "SharedTie", "possible", "sharing", "wording"]

MOST_TIES: Final = 300
"""How many lines of one sort are drawn; the strongest ones are."""


@dataclass(frozen=True, slots=True)
class SharedTie:
    """Two things, and what both have the same line to."""

    tie: Tie
    one: str
    other: str
    things: tuple[str, ...]

    @property
    def id(self) -> str:
        """The name of the line: ``region/CA~coversRegion.of~Project~region/SEEE``."""
        near, far = (iri.removeprefix(str(THINGS)) for iri in (self.one, self.other))
        return f"{near}~{self.tie.relation}~{self.tie.through}~{far}"

    @property
    def triples(self) -> tuple[tuple[str, str, str], ...]:
        """The lines that it follows from: of each thing that is shared, one to either end."""
        predicate = self.tie.relation.iri
        return tuple(
            (shared, predicate, end) if self.tie.relation.inward else (end, predicate, shared)
            for shared in self.things
            for end in (self.one, self.other)
        )

    @property
    def label(self) -> str:
        """What stands at the line: "share 4 projects"."""
        return gettext(
            "share {things}", things=appearance(self.tie.through).counted(len(self.things))
        )


def sharing(lines: Lines, names: Names, tie: Tie, things: Iterable[str]) -> list[SharedTie]:
    """The pairs among the things that share something in this way, the strongest first."""
    ends = [thing for thing in things if names[thing].family == tie.kind]
    of: defaultdict[str, set[str]] = defaultdict(set)
    for thing, found, shared in _near(lines, names, ends, inward=tie.relation.inward):
        if found == tie:
            of[shared].add(thing)
    pairs: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for shared in sorted(of, key=lambda one: (names[one].label, one)):
        for pair in combinations(sorted(of[shared]), 2):
            pairs[pair].append(shared)
    made = [SharedTie(tie, *pair, tuple(those)) for pair, those in pairs.items()]
    return sorted(made, key=lambda one: (-len(one.things), one.id))


def possible(lines: Lines, names: Names, things: Iterable[str]) -> Mapping[Tie, int]:
    """How the things of one kind are tied by what they share, with the number of pairs.

    What ties nearly every pair says little, so the ties with the fewest pairs come first.
    """
    ends = tuple(things)
    of: defaultdict[tuple[Tie, str], set[str]] = defaultdict(set)
    for inward in (False, True):
        for thing, tie, shared in _near(lines, names, ends, inward=inward):
            of[tie, shared].add(thing)
    pairs: defaultdict[Tie, set[tuple[str, str]]] = defaultdict(set)
    for (tie, _), those in of.items():
        pairs[tie].update(combinations(sorted(those), 2))
    counts = {tie: len(found) for tie, found in pairs.items() if found}
    return dict(sorted(counts.items(), key=lambda item: (item[1], item[0])))


def wording(tie: Tie, names: Names) -> str:
    """A sort of tie in words: "countries that attended the same meeting"."""
    relation = names[tie.relation.iri]
    words = (relation.inverse or relation.label) if tie.relation.inward else relation.label
    return gettext(
        "{things}: {relation} the same {shared}",
        things=appearance(tie.kind).words,
        relation=words,
        shared=appearance(tie.through).word(1),
    )


def _near(
    lines: Lines, names: Names, things: Iterable[str], *, inward: bool
) -> Iterator[tuple[str, Tie, str]]:
    """Each thing with each other that it has a line to, and the tie that the line may make."""
    found = lines.incoming(things) if inward else lines.outgoing(things)
    for thing, own in found.items():
        for line in own:
            shared = line.other(thing)
            through = names[shared].family
            if in_pictures(through) and shared != thing:
                relation = Relation(line.predicate.removeprefix(str(CBRN._NS)), inward)
                yield thing, Tie(names[thing].family, relation, through), shared
