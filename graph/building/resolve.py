"""Where documents disagree: which value the plain graph shows, and that the others stay.

The rule, in this order: a reviewed statement before an unreviewed one, a stated one before a
derived one and that before background, one with a date before one whose document bears none, then
the newest, then the one from more documents, and last, so that every build decides alike, the
value that sorts first. A withdrawn or disputed statement asserts nothing. Only properties with a
single value (owl:FunctionalProperty) make documents compete; of the others every value stands.

Values that hold at different times do not contradict each other: "62 partners as of 2021" and
"64 as of 2024" are both kept, the plain graph shows the one that wins by the rule, and neither is
disputed. Disputed is a statement that another one, for a time that they share, outranks.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.dates import overlap
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Literal, URIRef

    from graph.building.statements import Statement, Triple
    from graph.building.terms import Terms

__all__ = ["Resolution", "resolve"]

_WEIGHT = {CBRN.Stated: 2, CBRN.Derived: 1, CBRN.Background: 0}
_SILENT = {CBRN.Withdrawn, CBRN.Disputed}


@dataclass(frozen=True, slots=True)
class Resolution:
    """The triples of the plain graph, and all statements with the losers marked as disputed."""

    triples: frozenset[Triple]
    statements: tuple[Statement, ...]


def resolve(statements: Iterable[Statement], terms: Terms) -> Resolution:
    """The plain triples that the statements assert, one value where only one may stand."""
    about: dict[tuple[URIRef, URIRef], list[Statement]] = defaultdict(list)
    for statement in statements:
        about[statement.subject, statement.predicate].append(statement)
    triples: set[Triple] = set()
    marked: list[Statement] = []
    for (_, term), group in about.items():
        standing = [one for one in group if one.review not in _SILENT]
        if not terms.single_valued(term):
            triples.update(one.triple for one in standing)
            marked += group
            continue
        ranked = _ranked(standing)
        if ranked:
            triples.add(ranked[0].triple)
        for place, one in enumerate(ranked):
            outranked = any(_contradict(one, better) for better in ranked[:place])
            unmarked = outranked and one.review is None
            marked.append(replace(one, review=CBRN.Disputed) if unmarked else one)
        marked += [one for one in group if one.review in _SILENT]
    return Resolution(frozenset(triples), tuple(marked))


def _contradict(one: Statement, other: Statement) -> bool:
    """Whether two statements of a single-valued property give two values for one time."""
    return one.object != other.object and overlap(
        (one.since, one.until), (other.since, other.until)
    )


def _ranked(standing: list[Statement]) -> list[Statement]:
    """The statements in the order of the rule at the head of this module, the best first."""
    documents: dict[URIRef | Literal, set[URIRef]] = defaultdict(set)
    for one in standing:
        documents[one.object].add(one.document)
    by_value = sorted(standing, key=lambda one: (one.object.n3(), one.iri))
    return sorted(
        by_value,
        key=lambda one: (
            one.review == CBRN.Accepted,
            _WEIGHT[one.basis],
            not one.undated,
            one.stated_on,
            len(documents[one.object]),
        ),
        reverse=True,
    )
