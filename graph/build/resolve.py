"""Where documents disagree: which value the plain graph shows, and that the others stay.

The rule, in this order: a reviewed statement before an unreviewed one, a stated one before a
derived one and that before background, then the newest, then the one from more documents, and
last, so that every build decides alike, the value that sorts first. A withdrawn or disputed
statement asserts nothing. Only properties with a single value (owl:FunctionalProperty) make
documents compete; of the others every value stands.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Literal, URIRef

    from graph.build.statements import Statement, Triple
    from graph.build.terms import Terms

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
        winner = _winner(standing)
        if winner is not None:
            triples.add((group[0].subject, term, winner))
        marked += [
            replace(one, review=CBRN.Disputed)
            if one.object != winner and one.review is None
            else one
            for one in group
        ]
    return Resolution(frozenset(triples), tuple(marked))


def _winner(standing: list[Statement]) -> URIRef | Literal | None:
    """The value that the plain graph shows, by the rule at the head of this module."""
    if not standing:
        return None
    documents: dict[URIRef | Literal, set[URIRef]] = defaultdict(set)
    for one in standing:
        documents[one.object].add(one.document)
    ranked = sorted(standing, key=lambda one: one.object.n3())
    return max(
        ranked,
        key=lambda one: (
            one.review == CBRN.Accepted,
            _WEIGHT[one.basis],
            one.stated_on,
            len(documents[one.object]),
        ),
    ).object
