"""Where documents disagree: which value the plain graph shows, and that the others stay.

The rule is that of `graph.precedence`; last, so that every build decides alike, the value that
sorts first. A withdrawn or disputed statement asserts nothing. Only properties with a single value
(owl:FunctionalProperty, or one in each language) make documents compete; of the others every value
stands.

Values that hold at different times do not contradict each other: "62 partners as of 2021" and
"64 as of 2024" are both kept, the plain graph shows the one that wins by the rule, and neither is
disputed. Disputed is a statement that another one, for a time that they share, outranks.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rdflib import Literal

from graph.dates import overlap
from graph.precedence import Precedence
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib import URIRef

    from graph.building.statements import Statement, StatementTriple
    from graph.building.terms import Terms

__all__ = ["Resolution", "resolve", "undecided"]

_SILENT = {CBRN.Withdrawn, CBRN.Disputed}
_OURS = str(CBRN)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The triples of the plain graph, and all statements with the losers marked as disputed."""

    triples: frozenset[StatementTriple]
    statements: tuple[Statement, ...]


def resolve(statements: Iterable[Statement], terms: Terms) -> Resolution:
    """The plain triples that the statements assert, one value where only one may stand."""
    about: dict[tuple[URIRef, URIRef, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        about[statement.subject, statement.predicate, _language(statement, terms)].append(statement)
    triples: set[StatementTriple] = set()
    marked: list[Statement] = []
    for (_, term, _), group in about.items():
        standing = [one for one in group if one.review not in _SILENT]
        if not terms.single_valued(term):
            triples.update(one.triple for one in standing)
            marked += group
            continue
        changes = terms.changing(term)
        ranked = _ranked(standing, changes=changes)
        if ranked:
            triples.add(ranked[0].triple)
        for place, one in enumerate(ranked):
            outranked = any(_contradict(one, better) for better in ranked[:place])
            unmarked = outranked and one.review is None
            marked.append(replace(one, review=CBRN.Disputed) if unmarked else one)
        marked += [one for one in group if one.review in _SILENT]
    return Resolution(frozenset(triples), tuple(marked))


def _language(one: Statement, terms: Terms) -> str:
    """The language within which a statement competes; "" where that does not matter."""
    if isinstance(one.object, Literal) and terms.one_in_each_language(one.predicate):
        return one.object.language or ""
    return ""


def _claim(one: Statement, *, changes: bool) -> Precedence:
    return Precedence(
        since=one.since,
        until=one.until,
        on=one.stated_on,
        undated=one.undated,
        basis=one.basis.removeprefix(_OURS),
        accepted=one.review == CBRN.Accepted,
        changes=changes,
    )


def undecided(
    statements: Iterable[Statement], terms: Terms
) -> Iterator[tuple[Statement, Statement]]:
    """Two values that one document gives of what has one, where only their spelling decides.

    Nothing in the rule tells them apart but the value that sorts first; whoever reads the document
    can.
    """
    about: dict[tuple[URIRef, URIRef, URIRef], list[Statement]] = defaultdict(list)
    for one in statements:
        if one.review is None and terms.single_valued(one.predicate):
            about[one.subject, one.predicate, one.document].append(one)
    for group in about.values():
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                alike = (one.basis, one.stated_on) == (other.basis, other.stated_on)
                if alike and _contradict(one, other):
                    yield one, other


def _contradict(one: Statement, other: Statement) -> bool:
    """Whether two statements of a single-valued property give two values for one time."""
    return one.object != other.object and overlap(
        (one.since, one.until), (other.since, other.until)
    )


def _ranked(standing: list[Statement], *, changes: bool) -> list[Statement]:
    """The statements in the order of the rule, the best first."""
    documents: dict[URIRef | Literal, set[URIRef]] = defaultdict(set)
    for one in standing:
        documents[one.object].add(one.document)
    by_value = sorted(standing, key=lambda one: (one.object.n3(), one.iri))
    return sorted(
        by_value,
        key=lambda one: _claim(one, changes=changes).rank(len(documents[one.object])),
        reverse=True,
    )
