"""The sheet of a thing: its relations and values in words, each with the statements behind it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import SKOS

from graph.dates import PartialDate
from graph.views.record.evidence import leading
from graph.views.record.grade import grade
from graph.views.record.in_words import worded
from graph.views.record.statements import about
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from graph.views.record.evidence import Evidence
    from graph.views.record.grade import Grade
    from graph.views.record.names import Name, NamedGraph

__all__ = ["Fact", "facts"]

_NAMES = {str(SKOS.altLabel), str(SKOS.notation)}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a thing's sheet: a relation or value, and every statement behind it."""

    relation: str
    value: str
    link: Name | None
    evidence: tuple[Evidence, ...]

    @property
    def documents(self) -> int:
        """How many documents say so."""
        return len({one.document for one in self.evidence})

    @property
    def grade(self) -> Grade:
        """How good the evidence for it is."""
        return grade(self.evidence)

    @property
    def asserted(self) -> bool:
        """Whether this is the value that the plain graph holds."""
        return any(one.asserted for one in self.evidence)

    @property
    def disputed(self) -> bool:
        """Whether every statement behind it is outranked by another for the same time."""
        return all(one.review == str(CBRN.Disputed) for one in self.evidence)

    @property
    def period(self) -> str:
        """The times for which the value holds, where it is one of several or changes over time."""
        if not (self.evidence[0].single or self.evidence[0].changes):
            return ""
        return "; ".join(dict.fromkeys(one.period for one in self.evidence if one.period))


def facts(kg: NamedGraph, thing: str) -> list[Fact]:
    """The sheet of a thing: its relations and values in words, each with its evidence.

    Values come first, then lines from the thing, then lines to it, and last its other names;
    within each by relation and value. Of a property with one value, the one the plain graph holds
    comes before the others.
    """
    grouped: dict[tuple[bool, bool, str, str], list[Evidence]] = defaultdict(list)
    for one in about(kg.engine, thing):
        outward = one.subject == thing
        other = one.value if outward else one.subject
        grouped[not outward, one.is_link, one.predicate, other].append(one)
    sheet = [
        Fact(
            relation=(kg.names[term].inverse or kg.names[term].label)
            if inward
            else kg.names[term].label,
            value=kg.names[other].label if is_link else worded(other),
            link=kg.names[other] if is_link else None,
            evidence=tuple(leading(group)),
        )
        for (inward, is_link, term, other), group in grouped.items()
    ]
    return sorted(
        sheet,
        key=lambda fact: (
            fact.evidence[0].predicate in _NAMES,
            fact.link is not None,
            fact.evidence[0].subject != thing,
            fact.relation,
            not fact.asserted,
            _age(fact.evidence[0]),
            fact.value,
        ),
    )


def _age(one: Evidence) -> tuple[int, ...]:
    """What sorts the newest first of what changes over time, and the oldest first of the rest."""
    as_of = one.claim.as_of
    if not one.changes or as_of is None:
        since = PartialDate.parse(one.since) if one.since else PartialDate(0)
        return (1, since.year, since.month, since.day)
    return (0, -as_of.year, -as_of.month, -as_of.day)
