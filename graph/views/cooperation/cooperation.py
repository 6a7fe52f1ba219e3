"""Two or more things side by side: what they share and where they differ, each with its sources."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final, TypeAlias

from rdflib import DCTERMS

from graph.kinds import KINDS
from graph.views.record.evidence import leading
from graph.views.record.lifetimes import Lifetime, Ran, lifetimes, together
from graph.views.record.names import plain
from graph.views.record.statements import about
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from graph.views.record.evidence import Evidence
    from graph.views.record.names import Name, NamedGraph, Names

__all__ = [
    "FAMILIES",
    "Comparison",
    "Overlap",
    "SharedByTwo",
    "SharedThing",
    "SideBySide",
    "Value",
    "compare",
    "side_by_side",
]

FAMILIES = tuple(
    name
    for _, name in sorted((kind.compared, kind.name) for kind in KINDS if kind.compared is not None)
)
"""The kinds of things to share, in the order in which a reviewer asks for them."""

_TIMED: Final = {"Project", "Meeting", "Initiative"}
_Timed: TypeAlias = "tuple[Name, Lifetime]"
_VALUES: Final = (
    str(DCTERMS.title),
    *(
        str(CBRN[name])
        for name in (
            "startDate",
            "endDate",
            "status",
            "budget",
            "place",
            "format",
            "participantCount",
            "partnerCount",
        )
    ),
)


@dataclass(frozen=True, slots=True)
class SharedByTwo:
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
    shared: tuple[SharedByTwo, ...]
    only_one: tuple[Name, ...]
    only_other: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class SharedThing:
    """A thing that two or more have a line to; ``sides`` has the statements of each, or none."""

    name: Name
    sides: tuple[tuple[Evidence, ...], ...]

    @property
    def having(self) -> int:
        """How many of the things have a line to it."""
        return sum(1 for side in self.sides if side)


@dataclass(frozen=True, slots=True)
class Value:
    """One property in words, and the statements of its value for each thing, or none."""

    relation: str
    sides: tuple[tuple[Evidence, ...], ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Whether two things ran at the same time, by the one rule, and in a sentence."""

    one: Name
    other: Name
    ran: Ran
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """Several things compared: what ties them, what they share, and what only one of them has."""

    things: tuple[Name, ...]
    direct: tuple[Evidence, ...]
    values: tuple[Value, ...]
    overlaps: tuple[Overlap, ...]
    common: tuple[SharedThing, ...]
    only: tuple[tuple[Name, ...], ...]

    def of(self, family: str) -> tuple[SharedThing, ...]:
        """What they share of one kind."""
        return tuple(one for one in self.common if one.name.family == family)


def side_by_side(kg: NamedGraph, things: Sequence[str]) -> SideBySide:
    """The comparison of two or more things, in the order in which they are given.

    What more of them share comes first, then by label.
    """
    said = [about(kg.engine, thing) for thing in things]
    reached = [_reached(each, thing) for each, thing in zip(said, things, strict=True)]
    direct = {
        one.statement: one
        for lines, thing in zip(reached, things, strict=True)
        for other in things
        if other != thing
        for one in lines.get(other, ())
    }
    everything = set().union(*reached) - set(things)
    common = [
        SharedThing(kg.names[iri], tuple(tuple(lines.get(iri, ())) for lines in reached))
        for iri in everything
        if sum(iri in lines for lines in reached) > 1
    ]
    return SideBySide(
        things=tuple(kg.names[thing] for thing in things),
        direct=tuple(sorted(direct.values(), key=lambda one: (one.triple, one.statement))),
        values=_values(kg.names, said, things),
        overlaps=_overlaps(kg, things),
        common=tuple(sorted(common, key=lambda one: (-one.having, *_order(one.name)))),
        only=tuple(
            _sorted(
                kg.names,
                {
                    iri
                    for iri in lines.keys() - set(things)
                    if sum(iri in other for other in reached) == 1
                },
            )
            for lines in reached
        ),
    )


def compare(kg: NamedGraph, one: str, other: str) -> Comparison:
    """The comparison of two things; shared ones of the same kind of line come first."""
    found = side_by_side(kg, [one, other])
    shared = [SharedByTwo(each.name, each.sides[0], each.sides[1]) for each in found.common]
    return Comparison(
        direct=found.direct,
        shared=tuple(
            sorted(shared, key=lambda both: (not both.same, both.name.family, *_order(both.name)))
        ),
        only_one=found.only[0],
        only_other=found.only[1],
    )


def _reached(said: Iterable[Evidence], thing: str) -> dict[str, list[Evidence]]:
    """The things that one has a line to, with the statements of the lines that stand."""
    reached: dict[str, list[Evidence]] = defaultdict(list)
    for each in said:
        if each.is_link and each.asserted:
            reached[each.value if each.subject == thing else each.subject].append(each)
    return reached


def _standing(said: Sequence[Evidence], thing: str, property_: str) -> tuple[Evidence, ...]:
    """The statements for the value that the graph holds of one property of a thing."""
    stated = [one for one in said if one.subject == thing and one.predicate == property_]
    return tuple(one for one in leading(stated) if one.asserted)


def _values(
    names: Names, said: Sequence[Sequence[Evidence]], things: Sequence[str]
) -> tuple[Value, ...]:
    """The values that at least one of the things has on record."""
    found = []
    for property_ in _VALUES:
        sides = tuple(
            _standing(each, thing, property_) for each, thing in zip(said, things, strict=True)
        )
        if any(sides):
            found.append(Value(names[property_].label, sides))
    return tuple(found)


def _overlaps(kg: NamedGraph, things: Sequence[str]) -> tuple[Overlap, ...]:
    """For each pair of projects or meetings whether they ran at the same time."""
    timed = [thing for thing in things if kg.names[thing].family in _TIMED]
    known = lifetimes(kg.engine, timed)
    return tuple(
        _overlap((kg.names[one], known[one]), (kg.names[other], known[other]))
        for one, other in combinations(timed, 2)
    )


def _overlap(one: _Timed, other: _Timed) -> Overlap:
    ran = together(one[1], other[1])
    return Overlap(one[0], other[0], ran, _SENTENCES[ran](one, other))


def _undated(one: _Timed, other: _Timed) -> str:
    missing = [name.label for name, time in (one, other) if time.start is None]
    return f"Not on record: when {' and when '.join(missing)} began."


def _apart(one: _Timed, other: _Timed) -> str:
    earlier, later = sorted((one, other), key=lambda each: each[1].began)
    (name, time), (next_name, next_time) = earlier, later
    start = next_time.start
    told = f"{next_name.label} began {start.when if start else ''}"
    if time.end is None and not time.is_event and time.closed:
        return f"At different times: {name.label} was closed {time.closed.words}, {told}."
    over = time.over_by
    return f"At different times: {name.label} ended {over.when if over else ''}, {told}."


def _at_once(one: _Timed, other: _Timed) -> str:
    starts, ends = (
        [date for _, time in (one, other) if (date := getattr(time, side)) is not None]
        for side in ("start", "known_until")
    )
    first, last = max(starts), min(ends)
    told = f"{first.when}" if first == last else f"from {first.words} until {last.words}"
    open_ended = [
        f"{name.label}: {time.end_words}" for name, time in (one, other) if time.end_words
    ]
    return ". ".join([f"At the same time {told}, on record", *open_ended]) + "."


def _perhaps(one: _Timed, other: _Timed) -> str:
    return "Not clear whether at the same time. " + " ".join(
        f"{name.label} began {time.start.when if time.start else ''}"
        + (f" and ended {time.end.when}." if time.end else f"; {time.end_words}.")
        for name, time in (one, other)
    )


_SENTENCES: Final[Mapping[Ran, Callable[[_Timed, _Timed], str]]] = {
    "not on record": _undated,
    "did not run": _apart,
    "ran": _at_once,
    "may have run": _perhaps,
}


def _sorted(names: Names, things: set[str]) -> tuple[Name, ...]:
    return tuple(sorted((names[iri] for iri in things), key=_order))


def _order(name: Name) -> tuple[str, str]:
    return plain(name.label), name.iri
