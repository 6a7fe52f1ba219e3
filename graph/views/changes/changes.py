"""What changed between two builds, or between what was known by two days.

Two sides are compared, statement by statement. A statement's key is made from what it says, so a
corrected one has another key: where a document says one thing less and one thing more of the same
subject and property, that is told as one change and not as two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from graph.dates import PartialDate
from graph.views.record.evidence import leading
from graph.views.record.in_words import worded
from graph.views.record.names import Names, plain
from graph.views.record.statements import all_statements
from graph.vocabulary import CBRN, THINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.views.record.evidence import Evidence
    from graph.views.record.lines import Triple
    from graph.views.record.names import Name, NamedGraph

__all__ = ["Change", "ChangeKind", "Changes", "Side", "changes", "known_by", "side"]

ChangeKind = Literal["added", "gone", "withdrawn", "changed"]

_DETAILS: Final = {
    "locator": "place",
    "since": "from",
    "until": "until",
    "role": "role",
    "basis": "basis",
    "remark": "remark",
    "on": "stated on",
}
_ORDER: Final[tuple[ChangeKind, ...]] = ("withdrawn", "gone", "changed", "added")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two things compared: the statements that there were, and the names of things."""

    statements: tuple[Evidence, ...]
    names: Names

    @property
    def triples(self) -> frozenset[Triple]:
        """The lines and values that the plain graph shows."""
        return frozenset(one.triple for one in self.statements if one.asserted)

    @property
    def things(self) -> frozenset[str]:
        """Every thing and document that has a name."""
        return frozenset(iri for iri, name in self.names.by_iri.items() if name.family)


@dataclass(frozen=True, slots=True)
class Change:
    """One statement that came, went or became another; ``details`` are what, before and after."""

    kind: ChangeKind
    old: Evidence | None
    new: Evidence | None
    details: tuple[tuple[str, str, str], ...] = ()

    @property
    def shown(self) -> Evidence:
        """The statement as it is now, or as it was last."""
        found = self.new or self.old
        if found is None:
            msg = "a change is of a statement"
            raise ValueError(msg)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that differs between two sides; ``lines`` are the lines that came, went or changed."""

    documents_added: tuple[Name, ...]
    documents_gone: tuple[Name, ...]
    things_added: tuple[Name, ...]
    things_gone: tuple[Name, ...]
    renamed: tuple[tuple[Name, Name], ...]
    statements: tuple[Change, ...]
    lines: dict[Triple, str]
    before: Side
    after: Side

    @property
    def empty(self) -> bool:
        """Whether nothing changed at all."""
        return not any(
            (
                self.documents_added, self.documents_gone, self.things_added, self.things_gone,
                self.renamed, self.statements, self.lines,
            )
        )  # fmt: skip

    def name(self, iri: str) -> Name:
        """The name of a thing now, or the one it had."""
        return self.after.names[iri] if iri in self.after.names else self.before.names[iri]

    def sentence(self, evidence: Evidence) -> str:
        """What is stated, in words, also where a thing is named on one side only."""
        value = self.name(evidence.value).label if evidence.is_link else worded(evidence.value)
        return (
            f"{self.name(evidence.subject).label} · {self.name(evidence.predicate).label} · {value}"
        )


def side(kg: NamedGraph) -> Side:
    """All that an open graph states."""
    return Side(tuple(all_statements(kg.engine)), kg.names)


def known_by(whole: Side, day: str) -> Side:
    """What of a graph was known by the end of a year, month or day.

    Where a property has one value only, the graph shows the one that would have won by then.

    Raises:
        ValueError: the day is no date.
    """
    limit = PartialDate.parse(day).last
    said = [one for one in whole.statements if PartialDate.parse(one.on).last <= limit]
    # What shows no value today was disputed by a reviewer, not by the build.
    open_ones = {one.triple[:2] for one in whole.statements if one.asserted}
    shown = _shown(one for one in said if one.triple[:2] in open_ones)
    statements = tuple(replace(one, asserted=one.triple in shown) for one in said)
    met = {end for one in said for end in (one.subject, one.value, one.document)}
    names = Names(
        {iri: name for iri, name in whole.names.by_iri.items() if not name.family or iri in met}
    )
    return Side(statements, names)


def changes(before: Side, after: Side) -> Changes:
    """What changed from one side to the other."""
    old, new = before.things, after.things
    documents = f"{THINGS}source/"
    added, gone = _named(after.names, new - old), _named(before.names, old - new)
    return Changes(
        documents_added=tuple(one for one in added if one.iri.startswith(documents)),
        documents_gone=tuple(one for one in gone if one.iri.startswith(documents)),
        things_added=tuple(one for one in added if not one.iri.startswith(documents)),
        things_gone=tuple(one for one in gone if not one.iri.startswith(documents)),
        renamed=tuple(
            (before.names[name.iri], name)
            for name in _named(after.names, old & new)
            if before.names[name.iri].label != name.label
        ),
        statements=tuple(_statements(before, after)),
        lines=_lines(before, after),
        before=before,
        after=after,
    )


def _statements(before: Side, after: Side) -> list[Change]:
    old = {one.statement: one for one in before.statements}
    new = {one.statement: one for one in after.statements}
    found = [
        change
        for key in sorted(old.keys() & new.keys())
        if (change := _same(old[key], new[key])) is not None
    ]
    lost = [old[key] for key in sorted(old.keys() - new.keys())]
    come = [new[key] for key in sorted(new.keys() - old.keys())]
    pairs = _pairs(lost, come)
    found += [Change("changed", one, other, _details(one, other)) for one, other in pairs]
    paired = {id(one) for pair in pairs for one in pair}
    found += [Change("gone", one, None) for one in lost if id(one) not in paired]
    found += [Change("added", None, one) for one in come if id(one) not in paired]

    def order(change: Change) -> tuple[int, str, str, str]:
        one = change.shown
        names = after.names if change.new else before.names
        return _ORDER.index(change.kind), plain(one.sentence(names)), one.document, one.statement

    return sorted(found, key=order)


def _same(old: Evidence, new: Evidence) -> Change | None:
    """What became of a statement that is there on both sides; None where nothing did."""
    details = _details(old, new)
    if old.review != new.review:
        details = (("review", _review(old), _review(new)), *details)
        if new.review == str(CBRN.Withdrawn):
            return Change("withdrawn", old, new, details)
    return Change("changed", old, new, details) if details else None


def _review(one: Evidence) -> str:
    return one.review.rpartition("#")[2].lower() or "none"


def _details(old: Evidence, new: Evidence) -> tuple[tuple[str, str, str], ...]:
    found = []
    if old.value != new.value:
        found.append(("value", worded(old.value), worded(new.value)))
    for name, words in _DETAILS.items():
        was, now = (getattr(one, name).rpartition("#")[2] for one in (old, new))
        if was != now:
            found.append((words, worded(was) or "none", worded(now) or "none"))
    return tuple(found)


def _pairs(lost: Sequence[Evidence], come: Sequence[Evidence]) -> list[tuple[Evidence, Evidence]]:
    """The statements that took the place of others of the same document, subject and property.

    The same value in another place or role is one statement changed; another value is only where
    it is the one value (or the one text) that the document gave and gives.
    """
    groups: dict[tuple[str, str, str], tuple[list[Evidence], list[Evidence]]] = defaultdict(
        lambda: ([], [])
    )
    for at, some in enumerate((lost, come)):
        for one in some:
            groups[one.document, one.subject, one.predicate][at].append(one)
    pairs = []
    for olds, news in groups.values():
        left = list(news)
        rest = []
        for one in olds:
            match = next((other for other in left if other.value == one.value), None)
            if match is None:
                rest.append(one)
            else:
                left.remove(match)
                pairs.append((one, match))
        if len(rest) == len(left) == 1 and (rest[0].single or not rest[0].is_link):
            pairs.append((rest[0], left[0]))
    return pairs


def _lines(before: Side, after: Side) -> dict[Triple, str]:
    """The lines that came and went, and those whose statements are others now."""
    was, now = before.triples, after.triples
    things = {one.triple for one in (*before.statements, *after.statements) if one.is_link}
    said: list[dict[Triple, set[tuple[str, str]]]] = []
    for each in (before, after):
        found: dict[Triple, set[tuple[str, str]]] = defaultdict(set)
        for one in each.statements:
            found[one.triple].add((one.statement, one.review))
        said.append(found)
    lines = dict.fromkeys(sorted((now - was) & things), "added")
    lines |= dict.fromkeys(sorted((was - now) & things), "gone")
    both = sorted(was & now & things)
    return lines | {line: "changed" for line in both if said[0][line] != said[1][line]}


def _shown(said: Iterable[Evidence]) -> set[Triple]:
    """The triples that a graph of only these statements would show, by the rule of the build."""
    groups: dict[tuple[str, str, str], list[Evidence]] = defaultdict(list)
    found: set[Triple] = set()
    for one in said:
        # The build disputes what another value outranks: by then it may not have been so.
        if one.single and one.review != str(CBRN.Withdrawn):
            groups[one.subject, one.predicate, one.language].append(one)
        elif one.asserted:
            found.add(one.triple)
    # Nothing was asserted yet of what is ranked anew.
    for group in groups.values():
        ranked = leading(replace(one, asserted=False) for one in group)
        found.add(next((one for one in ranked if _refines(one, ranked[0])), ranked[0]).triple)
    return found


def _refines(one: Evidence, other: Evidence) -> bool:
    """Whether one value is a date within the month or the year that the other one is."""
    is_date = re.fullmatch(r"\d{4}(-\d{2})?", other.value) is not None
    return is_date and one.value.startswith(f"{other.value}-")


def _named(names: Names, things: Iterable[str]) -> list[Name]:
    return sorted((names[iri] for iri in things), key=lambda name: (plain(name.label), name.iri))
