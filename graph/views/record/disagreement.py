"""On what documents differ, and how: in a single value, in a list, or only as one prints it.

Three things that look alike are told apart. Two values of a property that has one contradict each
other. Two lists of countries may both be right, since a document that is silent on one does not
deny it. And what differs in spelling only, or stands twice in one document, is a slip of the print
and not two opinions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from rdflib import SKOS

from graph.dates import overlap
from graph.folding import plain
from graph.texts import catalogued
from graph.views.record.evidence import leading
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.dates import PartialDate
    from graph.views.record.evidence import Evidence

__all__ = ["SORTS", "Differing", "DisagreementSort", "differing", "one_document", "spelled_alike"]

DisagreementSort = Literal["value", "list", "slip"]
SORTS: Final[dict[DisagreementSort, str]] = {
    "value": catalogued("documents give different values"),
    "list": catalogued("documents list different things"),
    "slip": catalogued("a matter of print: spelling, or one document with two values"),
}
"""What each sort of difference is, in words."""

_NAMES: Final = {str(SKOS.altLabel), str(SKOS.notation)}
# What meetings discussed and who took part is told as far as each document goes into it.
_LISTS: Final = {
    str(CBRN[name])
    for name in (
        "coversCountry",
        "coversRegion",
        "fundedBy",
        "hasPartner",
        "hasTopic",
        "hazard",
        "ledBy",
        "attendedBy",
    )
}
_INWARD: Final = {str(CBRN.inRegion)}
_LEAST: Final = 2
"""A document that names so many of something has a list of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """One matter on which documents differ: the thing, the property, and the statements by value.

    ``inward`` says that the thing is the object of the statements, as a region is of its members.
    """

    thing: str
    predicate: str
    sort: DisagreementSort
    values: tuple[tuple[str, tuple[Evidence, ...]], ...]
    inward: bool = False

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that speak of the matter."""
        return tuple(sorted({one.document for _, said in self.values for one in said}))

    @property
    def agreed(self) -> tuple[str, ...]:
        """Of a list, the members that every document with a list names."""
        whole = set(self.documents)
        return tuple(
            value for value, said in self.values if {one.document for one in said} == whole
        )


def spelled_alike(values: Iterable[str]) -> bool:
    """Whether texts differ in nothing but capitals, hyphens and -ise or -ize."""
    bare = (re.sub(r"[\W_]", "", plain(value)) for value in values)
    return len({re.sub(r"(?<=i)z(?=[ei])", "s", value) for value in bare}) == 1


def one_document(said: Iterable[Evidence]) -> bool:
    """Whether statements are all of one document."""
    return len({one.document for one in said}) == 1


def differing(said: Iterable[Evidence], thing: str) -> list[Differing]:
    """The matters of a thing on which documents differ; what was withdrawn counts for nothing."""
    own: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    inward: dict[str, list[Evidence]] = defaultdict(list)
    for one in said:
        if one.review == str(CBRN.Withdrawn) or one.predicate in _NAMES:
            continue
        if one.subject == thing:
            own[one.predicate, one.language].append(one)
        elif one.predicate in _INWARD:
            inward[one.predicate].append(one)
    found = [
        told
        for (predicate, _), those in sorted(own.items())
        if (told := _of(thing, predicate, those)) is not None
    ]
    return found + [
        told
        for predicate, those in sorted(inward.items())
        if (told := _list(thing, predicate, those, inward=True)) is not None
    ]


def _of(thing: str, predicate: str, said: Sequence[Evidence]) -> Differing | None:
    if said[0].single:
        return _value(thing, predicate, said)
    return _list(thing, predicate, said, inward=False) if predicate in _LISTS else None


def _value(thing: str, predicate: str, said: Sequence[Evidence]) -> Differing | None:
    """The values of a property with one value that are given for the same time."""
    against = {
        each.statement
        for at, one in enumerate(said)
        for other in said[at + 1 :]
        if one.value != other.value and _at_one_time(one, other)
        for each in (one, other)
    }
    kept = [one for one in leading(said) if one.statement in against]
    if not kept:
        return None
    values: dict[str, list[Evidence]] = {}
    for one in kept:
        values.setdefault(one.value, []).append(one)
    slip = one_document(kept) or (not kept[0].is_link and spelled_alike(values))
    return Differing(
        thing=thing,
        predicate=predicate,
        sort="slip" if slip else "value",
        values=tuple((value, tuple(those)) for value, those in values.items()),
    )


def _at_one_time(one: Evidence, other: Evidence) -> bool:
    """Whether two values are given for a time that they share, as far as that is on record."""
    periods = _period(one), _period(other)
    return periods[0] is not None and periods[1] is not None and overlap(periods[0], periods[1])


def _period(one: Evidence) -> tuple[PartialDate | None, PartialDate | None] | None:
    """The time of a value; what changes, of no time in particular, is of its document's day."""
    claim = one.claim
    if not one.changes or claim.since or claim.until:
        return claim.since, claim.until
    return None if claim.as_of is None else (claim.as_of, claim.as_of)


def _list(
    thing: str, predicate: str, said: Sequence[Evidence], *, inward: bool
) -> Differing | None:
    """The members that some documents with a list name and others do not."""
    named: dict[str, set[str]] = defaultdict(set)
    for one in said:
        named[one.document].add(one.subject if inward else one.value)
    lists = {document: those for document, those in named.items() if len(those) >= _LEAST}
    if not inward:
        lists = named if any(len(those) >= _LEAST for those in named.values()) else lists
    if len({frozenset(those) for those in lists.values()}) < 2:  # noqa: PLR2004 - two that differ
        return None
    members: dict[str, list[Evidence]] = defaultdict(list)
    for one in leading(said):
        if one.document in lists:
            members[one.subject if inward else one.value].append(one)
    return Differing(
        thing=thing,
        predicate=predicate,
        sort="list",
        values=tuple((member, tuple(members[member])) for member in sorted(members)),
        inward=inward,
    )
