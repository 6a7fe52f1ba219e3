"""Rows become statements: a triple, and on a node of its own what is known about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from rdflib import RDF, RDFS, XSD, Literal, URIRef

from graph.building.known_names import nearest_name, thing_named, unknown
from graph.building.literals import dated, day, literal, plain_text
from graph.building.passages import NO_PLACE, ExactPlace, faults
from graph.dates import PartialDate
from graph.vocabulary import CBRN, thing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.building.findings import Finding, Place
    from graph.building.known_names import KnownNames
    from graph.building.tables import Row
    from graph.building.terms import Terms

__all__ = [
    "KnownDocument",
    "Statement",
    "StatementTriple",
    "interpret",
]

# Looked up once: a closed namespace checks each name anew, and every row asks for these.
_BASIS: Final = CBRN.Basis
_REVIEW: Final = CBRN.Review
_STATED: Final = CBRN.Stated
_STATEMENT: Final = CBRN.Statement
_ABOUT: Final = (CBRN.statedIn, CBRN.statedOn, CBRN.basis, CBRN.locator)
_FROM: Final = CBRN["from"]
_UNTIL: Final = CBRN.until
_ROLE: Final = CBRN.role
_REVIEWED: Final = CBRN.review
_EARLIEST: Final = CBRN.earliest
_LATEST: Final = CBRN.latest
_STATED_FROM: Final = CBRN.statedOnOrAfter
_STATED_UNTIL: Final = CBRN.statedOnOrBefore
_DATES: Final = frozenset({XSD.date, XSD.gYearMonth, XSD.gYear})

StatementTriple = tuple[URIRef, URIRef, URIRef | Literal]


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """The day a document counts as speaking on: its own date, or the day it was read.

    ``undated`` is true where the document bears no date, so that the day is that of the reading;
    ``page`` is the address where it can be read.
    """

    day: PartialDate
    undated: bool = False
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one document says in one place: a triple with its source, dates, role and basis."""

    subject: URIRef
    predicate: URIRef
    object: URIRef | Literal
    document: URIRef
    locator: str
    stated_on: PartialDate
    undated: bool
    basis: URIRef
    since: PartialDate | None
    until: PartialDate | None
    role: str
    remark: str
    review: URIRef | None
    place: Place
    passage: ExactPlace = NO_PLACE
    iri: URIRef = field(init=False)
    """The statement's address, made from what it says, so it is the same in every build.

    The remark, the review, the basis and the passage are left out: they may change without the
    statement becoming another one.
    """

    def __post_init__(self) -> None:
        """Works out the address, once."""
        told = (
            *(part.n3() for part in (*self.triple, self.document)),
            self.locator,
            str(self.since or ""),
            str(self.until or ""),
            self.role,
        )
        digest = hashlib.sha256("\x1f".join(told).encode()).hexdigest()
        object.__setattr__(self, "iri", thing(f"statement/{digest[:20]}"))

    @property
    def triple(self) -> StatementTriple:
        """The plain triple that the statement is about."""
        return self.subject, self.predicate, self.object

    def triples(self) -> Iterator[StatementTriple]:
        """The statement's own node, as RDF reification plus ours (ontology, class Statement)."""
        node = self.iri
        stated_in, stated_on, basis, locator = _ABOUT
        yield node, RDF.type, _STATEMENT
        yield node, RDF.subject, self.subject
        yield node, RDF.predicate, self.predicate
        yield node, RDF.object, self.object
        yield node, stated_in, self.document
        yield node, stated_on, dated(self.stated_on)
        yield node, basis, self.basis
        yield node, locator, plain_text(self.locator)
        if self.since:
            yield node, _FROM, dated(self.since)
        if self.until:
            yield node, _UNTIL, dated(self.until)
        if self.role:
            yield node, _ROLE, plain_text(self.role)
        if self.remark:
            yield node, RDFS.comment, Literal(self.remark, lang="en")
        if self.review:
            yield node, _REVIEWED, self.review
        if self.passage is not NO_PLACE:
            yield from self.passage.triples(node)
        yield from self._days()

    def _days(self) -> Iterator[StatementTriple]:
        """The days that the statement can be about and was made on, in a form that compares."""
        given = self.object if isinstance(self.object, Literal) else None
        is_date = given is not None and given.datatype in _DATES
        date = PartialDate.parse(str(given)) if is_date else None
        earliest, latest = date or self.since, date or self.until
        for term, one, is_last in (
            (_EARLIEST, earliest, False),
            (_LATEST, latest, True),
            (_STATED_FROM, self.stated_on, False),
            (_STATED_UNTIL, self.stated_on, True),
        ):
            if one:
                yield self.iri, term, day(one, is_last=is_last)


def interpret(
    row: Row,
    document: URIRef,
    said_in: KnownDocument,
    known: KnownNames,
    terms: Terms,
) -> tuple[Statement | None, list[Finding]]:
    """The statement that a row makes, or all that is wrong with the row.

    Args:
        row: a row of a statements table.
        document: the document whose table it is.
        said_in: when the document is dated or was read, the day a statement counts as stated on,
            and where it can be read.
        known: every thing that may be named.
        terms: the ontology's look-ups.
    """
    findings: list[Finding] = []

    def code(column: str, kind: URIRef, default: URIRef | None) -> URIRef | None:
        codes = terms.codes(kind)
        if row[column] and row[column].lower() not in codes:
            sentence = f"'{row[column]}' is not a code here; use one of {', '.join(codes)}"
            findings.append(row.error(column, sentence))
        return codes.get(row[column].lower(), default)

    def date(column: str) -> PartialDate | None:
        try:
            return PartialDate.parse(row[column]) if row[column] else None
        except ValueError as error:
            findings.append(row.error(column, str(error)))
            return None

    subject = thing_named(row, "subject", known, findings)
    term = terms.properties.get(row["property"])
    value: URIRef | Literal | None = None
    if term is None:
        meant = nearest_name(row["property"], terms.properties)
        sentence = unknown(row["property"], "a property of the ontology", meant)
        findings.append(row.error("property", sentence))
    elif terms.links(term):
        value = thing_named(row, "object", known, findings)
    else:
        try:
            value = literal(row["object"], terms.range(term), term)
        except ValueError as error:
            findings.append(row.error("object", str(error)))
    since, until = date("from"), date("until")
    if since and until and until.last < since.first:
        findings.append(row.error("until", f"the period ends ({until}) before it begins ({since})"))
    basis = code("basis", _BASIS, _STATED)
    review = code("review", _REVIEW, None)
    stated_on = date("stated_on")
    passage = NO_PLACE
    if row["quote"] or row["passage"] or row["read_again_on"] or row["read_again_by"]:
        findings += faults(row)
        passage = ExactPlace.of(row, said_in.page) if not findings else passage
    if findings or subject is None or term is None or value is None or basis is None:
        return None, findings
    statement = Statement(
        subject=subject,
        predicate=term,
        object=value,
        document=document,
        locator=row["locator"],
        stated_on=stated_on or said_in.day,
        undated=stated_on is None and said_in.undated,
        basis=basis,
        since=since,
        until=until,
        role=row["role"],
        remark=row["remark"],
        review=review,
        place=row.place,
        passage=passage,
    )
    return statement, findings
