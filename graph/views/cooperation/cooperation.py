"""Two or more things side by side: what they share and where they differ, each with its sources."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from graph.dates import PartialDate, overlap
from graph.views.record.evidence import about, worded
from graph.views.record.names import plain
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.store import Engine
    from graph.views.record.evidence import Evidence
    from graph.views.record.names import Name, Names

__all__ = [
    "FAMILIES",
    "Common",
    "Comparison",
    "Overlap",
    "Shared",
    "SideBySide",
    "Value",
    "compare",
    "side_by_side",
]

FAMILIES = (
    "Country",
    "Organisation",
    "Meeting",
    "Topic",
    "Region",
    "Project",
    "ActionPlan",
    "Initiative",
    "Person",
)
"""The kinds of things to share, in the order in which a reviewer asks for them."""

_VALUES = ("startDate", "endDate", "status", "budget", "place", "format", "participantCount")


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


@dataclass(frozen=True, slots=True)
class Common:
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
    """Whether two things ran at the same time, in one sentence; ``known`` where dates say so."""

    one: Name
    other: Name
    known: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Several things compared: what ties them, what they share, and what only one of them has."""

    things: tuple[Name, ...]
    direct: tuple[Evidence, ...]
    values: tuple[Value, ...]
    overlaps: tuple[Overlap, ...]
    common: tuple[Common, ...]
    only: tuple[tuple[Name, ...], ...]

    def of(self, family: str) -> tuple[Common, ...]:
        """What they share of one kind."""
        return tuple(one for one in self.common if one.name.family == family)


def side_by_side(engine: Engine, names: Names, things: Sequence[str]) -> SideBySide:
    """The comparison of two or more things, in the order in which they are given.

    What more of them share comes first, then by label.
    """
    said = [about(engine, thing) for thing in things]
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
        Common(names[iri], tuple(tuple(lines.get(iri, ())) for lines in reached))
        for iri in everything
        if sum(iri in lines for lines in reached) > 1
    ]
    return SideBySide(
        things=tuple(names[thing] for thing in things),
        direct=tuple(sorted(direct.values(), key=lambda one: (one.triple, one.statement))),
        values=_values(names, said, things),
        overlaps=_overlaps(names, said, things),
        common=tuple(sorted(common, key=lambda one: (-one.having, *_order(one.name)))),
        only=tuple(
            _sorted(
                names,
                {
                    iri
                    for iri in lines.keys() - set(things)
                    if sum(iri in other for other in reached) == 1
                },
            )
            for lines in reached
        ),
    )


def compare(engine: Engine, names: Names, one: str, other: str) -> Comparison:
    """The comparison of two things; shared ones of the same kind of line come first."""
    found = side_by_side(engine, names, [one, other])
    shared = [Shared(each.name, each.sides[0], each.sides[1]) for each in found.common]
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
    wanted = str(CBRN[property_])
    return tuple(
        one for one in said if one.subject == thing and one.predicate == wanted and one.asserted
    )


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
            found.append(Value(names[str(CBRN[property_])].label, sides))
    return tuple(found)


def _overlaps(
    names: Names, said: Sequence[Sequence[Evidence]], things: Sequence[str]
) -> tuple[Overlap, ...]:
    """For each pair of projects or meetings whether they ran at the same time."""
    spans = []
    for each, thing in zip(said, things, strict=True):
        if names[thing].family in {"Project", "Meeting", "Initiative"}:
            start, end = (
                next((one.value for one in _standing(each, thing, name)), "")
                for name in ("startDate", "endDate")
            )
            if not end and names[thing].family == "Meeting":
                end = start
            spans.append((names[thing], start, end))
    return tuple(_overlap(one, other) for one, other in combinations(spans, 2))


def _overlap(one: tuple[Name, str, str], other: tuple[Name, str, str]) -> Overlap:
    (first, *dates), (second, *other_dates) = one, other
    undated = [name.label for name, start, _ in (one, other) if not start]
    if undated:
        told = f"Not on record: when {' and when '.join(undated)} began."
        return Overlap(first, second, known=False, sentence=told)
    span, other_span = _span(dates), _span(other_dates)
    if not overlap(span, other_span):
        earlier, later = sorted((one, other), key=lambda each: PartialDate.parse(each[1]).first)
        told = (
            f"At different times: {earlier[0].label} ended in {worded(earlier[2])}, "
            f"{later[0].label} began in {worded(later[1])}."
        )
        return Overlap(first, second, known=True, sentence=told)
    began = worded(max(dates[0], other_dates[0]))
    ends = [end for end in (dates[1], other_dates[1]) if end]
    open_ended = [name.label for name, _, end in (one, other) if not end]
    until = f" until {worded(min(ends))}" if ends else ""
    missing = f"; the end of {' and of '.join(open_ended)} is not on record" if open_ended else ""
    told = f"At the same time from {began}{until}{missing}."
    return Overlap(first, second, known=not open_ended, sentence=told)


def _span(dates: Sequence[str]) -> tuple[PartialDate | None, PartialDate | None]:
    start, end = (PartialDate.parse(date) if date else None for date in dates)
    return start, end


def _sorted(names: Names, things: set[str]) -> tuple[Name, ...]:
    return tuple(sorted((names[iri] for iri in things), key=_order))


def _order(name: Name) -> tuple[str, str]:
    return plain(name.label), name.iri
