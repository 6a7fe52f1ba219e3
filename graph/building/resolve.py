"""Where documents disagree: which value the plain graph shows, and that the others stay.

The rule is that of `graph.precedence`; last, so that every build decides alike, the value that
sorts first. A withdrawn or disputed statement asserts nothing. Only properties with a single value
(owl:FunctionalProperty, or one in each language) make documents compete; of the others every value
stands.

Values that hold at different times do not contradict each other: "62 partners as of 2021" and
"64 as of 2024" are both kept, the plain graph shows the one that wins by the rule, and neither is
disputed. Disputed is a statement that another one, for a time that they share, outranks. A year and
a day in it do not contradict each other: where the year would win, the day is shown.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from rdflib import XSD, Literal

from graph.dates import overlap
from graph.precedence import Precedence
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib import URIRef

    from graph.building.statements import Statement, StatementTriple
    from graph.building.terms import Terms
    from graph.dates import PartialDate

__all__ = ["Contest", "Resolution", "competing", "contradict", "resolve", "undecided"]

Contest: TypeAlias = "tuple[URIRef, URIRef, str]"
"""A thing, a property and a language (or ""): within these, statements compete."""

_SILENT = {CBRN.Withdrawn, CBRN.Disputed}
_OURS = str(CBRN)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The triples of the plain graph, and all statements with the losers marked as disputed."""

    triples: frozenset[StatementTriple]
    statements: tuple[Statement, ...]


def resolve(statements: Iterable[Statement], terms: Terms) -> Resolution:
    """The plain triples that the statements assert, one value where only one may stand."""
    about: dict[Contest, list[Statement]] = defaultdict(list)
    for statement in statements:
        about[competing(statement, terms)].append(statement)
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
            exact = (one for one in ranked if _refines(one.object, ranked[0].object))
            triples.add(next(exact, ranked[0]).triple)
        for place, one in enumerate(ranked):
            outranked = any(contradict(one, better, changes=changes) for better in ranked[:place])
            unmarked = outranked and one.review is None
            marked.append(replace(one, review=CBRN.Disputed) if unmarked else one)
        marked += [one for one in group if one.review in _SILENT]
    return Resolution(frozenset(triples), tuple(marked))


def competing(statement: Statement, terms: Terms) -> Contest:
    """What a statement is about, so that two of one value cannot both stand where only one may.

    The language is a part of it where there may be one value in each; otherwise it is "".
    """
    language = ""
    if isinstance(statement.object, Literal) and terms.one_in_each_language(statement.predicate):
        language = statement.object.language or ""
    return statement.subject, statement.predicate, language


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
    about: dict[tuple[Contest, URIRef], list[Statement]] = defaultdict(list)
    for one in statements:
        if one.review is None and terms.single_valued(one.predicate):
            about[competing(one, terms), one.document].append(one)
    for group in about.values():
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                alike = (one.basis, one.stated_on) == (other.basis, other.stated_on)
                if alike and contradict(one, other, changes=terms.changing(one.predicate)):
                    yield one, other


def contradict(one: Statement, other: Statement, *, changes: bool) -> bool:
    """Whether two statements of a single-valued property give two values for one time.

    A date and a more exact one within it are one value. What ``changes`` over time and has neither
    a period nor a document with a date was so at a time that nobody knows. A sum of money is for
    its period: one from 2010 to 2017 says nothing against one from 2010 to 2020.
    """
    if one.object == other.object or not overlap(*map(_period, (one, other))):
        return False
    if _refines(one.object, other.object) or _refines(other.object, one.object):
        return False
    if changes and any(each.undated and _period(each) == (None, None) for each in (one, other)):
        return False
    return not (_is_money(one.object) and _period(one) != _period(other))


def _period(one: Statement) -> tuple[PartialDate | None, PartialDate | None]:
    return one.since, one.until


def _refines(one: URIRef | Literal, other: URIRef | Literal) -> bool:
    """Whether one value is a date within the month or the year that the other one is."""
    dates = (XSD.gYear, XSD.gYearMonth, XSD.date)
    if not all(isinstance(each, Literal) and each.datatype in dates for each in (one, other)):
        return False
    return one.startswith(f"{other}-")


def _is_money(value: URIRef | Literal) -> bool:
    """Whether a value is a sum of money: of all values only these have decimals."""
    return isinstance(value, Literal) and value.datatype == XSD.decimal


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
