"""How are these connected? Paths between two to five things, in order of what they tell.

The shortest paths come first; of two that are as long as each other, the one through less busy
things, since what only a few share says more than what everybody shares.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from graph.plurals import counted
from graph.views.network.drawn_lines import stated_line
from graph.views.network.drawn_network import NetworkView, drawn_network
from graph.views.network.drawn_nodes import drawn_thing
from graph.views.paths.reach import MOST_LINES, Detour, Reach, degrees
from graph.views.paths.simple_paths import simple_paths
from graph.views.paths.steps import WrongEnds, checked, steps_between
from graph.views.record.names import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from graph.views.paths.steps import PathStep
    from graph.views.record.names import Name, NamedGraph, Names

__all__ = [
    "LONGEST",
    "Between",
    "Connections",
    "Path",
    "connections",
]

LONGEST: Final = 6
"""The number of lines that a path may have at most: beyond, everything leads to everything."""

# How many paths of one pair are ranked, and how many steps are tried in finding them.
_RANKED: Final = 5_000
_TRIES: Final = 500_000


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one thing to another that passes none twice.

    ``steps`` holds between each two things every line that there is, the best documented first;
    ``busy`` adds up how many other things the intermediate ones have a line to.
    """

    things: tuple[Name, ...]
    steps: tuple[tuple[PathStep, ...], ...]
    busy: int

    @property
    def length(self) -> int:
        """How many lines one after the other it takes."""
        return len(self.steps)

    @property
    def ids(self) -> tuple[str, ...]:
        """The names of all its lines."""
        return tuple(step.id for steps in self.steps for step in steps)

    @property
    def sentence(self) -> str:
        """The path in words: "Project 53 · discussed at · 14th Round-Table Meeting"."""
        parts = [self.things[0].label]
        for steps, thing in zip(self.steps, self.things[1:], strict=True):
            words = dict.fromkeys(step.words for step in steps)
            parts += [" and ".join(words), thing.label]
        return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class Between:
    """The paths between two of the things; ``note`` says exactly what is missing, if anything."""

    one: Name
    other: Name
    paths: tuple[Path, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Connections:
    """What connects the things: the paths pair by pair, and their network."""

    ends: tuple[Name, ...]
    between: tuple[Between, ...]
    view: NetworkView
    longest: int
    looked_at: str

    @property
    def paths(self) -> tuple[Path, ...]:
        """All paths, pair after pair."""
        return tuple(path for pair in self.between for path in pair.paths)


def connections(  # noqa: PLR0913 - what to connect, and six named ways to narrow it
    kg: NamedGraph,
    ends: Sequence[str],
    *,
    longest: int = 4,
    without_things: Collection[str] = (),
    without_relations: Collection[str] = (),
    quiet: Mapping[str, int] = MappingProxyType({}),
    most: int = 12,
    most_lines: int = MOST_LINES,
) -> Connections:
    """The shortest and next-shortest paths between each two of two to five things.

    Args:
        kg: the graph, opened.
        ends: the addresses of the things.
        longest: the number of lines that a path has at most, from 1 to `LONGEST`.
        without_things: addresses that no path passes through; the ends themselves stay.
        without_relations: properties that no path uses.
        quiet: things that paths go around unless a pair has no other path, by address, with how
            many things each has a line to.
        most: how many paths to give for each pair.
        most_lines: how many lines to fetch before the search stops and says so.

    Raises:
        WrongEnds: there are not two to five different things, or ``longest`` is out of range.
    """
    chosen = checked(ends)
    if not 1 <= longest <= LONGEST:
        raise WrongEnds(f"A path can have from 1 to {LONGEST} lines, not {longest}.")
    detour = Detour(frozenset(without_things) - set(chosen), frozenset(without_relations))
    aside = {hub: many for hub, many in quiet.items() if hub not in {*chosen, *detour.things}}
    whole = Reach(kg.engine, detour, most_lines)
    calm = replace(detour, things=detour.things | aside.keys())
    reach = Reach(kg.engine, calm, most_lines) if aside else whole
    found, searched, loud = {}, {}, set()
    for one, other in combinations(chosen, 2):
        for part in dict.fromkeys((reach, whole)):
            searched[one, other] = _search(part, one, other, longest)
            found[one, other] = simple_paths(
                part.links, one, other, longest=longest, most=_RANKED, tries=_TRIES
            )
            if found[one, other].paths:
                break
            loud.add((one, other))
    ways = {way for pair in found.values() for way in pair.paths}
    busy = degrees(kg.engine, {thing for way in ways for thing in way[1:-1]})
    ranked = {
        pair: sorted(each.paths, key=lambda way: _rank(kg.names, busy, way))
        for pair, each in found.items()
    }
    fetched = reach.lines | whole.lines
    steps = steps_between(kg, fetched, (way for ways in ranked.values() for way in ways[:most]))
    between = []
    for (one, other), ways_between in ranked.items():
        paths = tuple(
            Path(
                tuple(kg.names[thing] for thing in way),
                tuple(steps[near, far] for near, far in pairwise(way)),
                sum(busy.get(thing, 0) for thing in way[1:-1]),
            )
            for way in ways_between[:most]
        )
        notes = (
            _cut_by_lines(kg.names, one, other, searched[one, other], longest, most_lines),
            _cut_by_paths(found[one, other].whole, longest, len(ways_between)),
            _not_listed(len(paths), len(ways_between)),
            _gone_around(kg.names, aside, longest, is_loud=(one, other) in loud) if aside else "",
        )
        between.append(
            Between(kg.names[one], kg.names[other], paths, " ".join(filter(None, notes)))
        )
    return Connections(
        ends=tuple(kg.names[end] for end in chosen),
        between=tuple(between),
        view=_view(kg.names, chosen, steps),
        longest=longest,
        looked_at=f"{counted(len(fetched), 'line')} looked at",
    )


def _search(reach: Reach, one: str, other: str, longest: int) -> int:
    """Fetch what paths between two things can use; the length up to which that is all of it.

    Every path of n lines is covered by the lines of what is fewer than a steps away from one end
    and fewer than n - a from the other. So the two sides take turns, the one with fewer things
    to ask about first, and a busy neighbourhood is entered as late as possible.
    """
    ends = (one, other)
    edges = [{one}, {other}]
    seen = [{one}, {other}]
    for taken in range(longest):
        side = 0 if len(edges[0]) <= len(edges[1]) else 1
        if not reach.fetch(edges[side]):
            return taken
        edges[side] = reach.beside(edges[side]) - seen[side] - {ends[1 - side]}
        seen[side] |= edges[side]
        if not edges[side]:
            # All that can be reached from this end is known, so every path is.
            return longest
    return longest


def _rank(
    names: Names, busy: Mapping[str, int], way: Sequence[str]
) -> tuple[int, int, tuple[str, ...], Sequence[str]]:
    """Where a path stands among others: length, how busy its middle is, labels."""
    middle = sum(busy.get(thing, 0) for thing in way[1:-1])
    return len(way), middle, tuple(plain(names[thing].label) for thing in way), way


def _view(
    names: Names, ends: Sequence[str], steps: Mapping[tuple[str, str], tuple[PathStep, ...]]
) -> NetworkView:
    """The network of the steps; the first end is what the picture is built around."""
    lines = sorted(
        {(step.line, step.documents, step.disputed) for hop in steps.values() for step in hop}
    )
    things = {*ends} | {thing for (source, _, target), *_ in lines for thing in (source, target)}
    graph = drawn_network(
        (drawn_thing(names, iri) for iri in sorted(things)),
        (
            stated_line(names, line, documents, disputed=disputed)
            for line, documents, disputed in lines
        ),
    )
    return NetworkView(graph, None, {})


def _gone_around(names: Names, aside: Mapping[str, int], longest: int, *, is_loud: bool) -> str:
    told = " and ".join(
        f"{names[hub].label}, which has a line to {many:,} things" for hub, many in aside.items()
    )
    if is_loud:
        return f"No path of up to {counted(longest, 'line')} goes around {told}."
    return f"Paths through {told}, are left out."


def _cut_by_lines(  # noqa: PLR0913, PLR0917 - the numbers of one sentence
    names: Names, one: str, other: str, whole: int, longest: int, most_lines: int
) -> str:
    if whole >= longest:
        return ""
    kept = (
        f"paths of up to {counted(whole, 'line')} are complete"
        if whole
        else "no length is complete"
    )
    return (
        f"The search between {names[one].label} and {names[other].label} stopped before it would "
        f"have fetched more than {most_lines:,} lines: {kept}, longer ones may be missing. Leave "
        "out a busy thing or a relation to see further."
    )


def _cut_by_paths(whole: int, longest: int, ranked: int) -> str:
    if whole >= longest:
        return ""
    return (
        f"There are more paths than can be compared: {ranked:,} of them were ranked, and paths of "
        f"{counted(whole + 1, 'line')} or more may be missing."
    )


def _not_listed(listed: int, ranked: int) -> str:
    return f"The first {listed:,} of {ranked:,} paths are listed." if listed < ranked else ""
