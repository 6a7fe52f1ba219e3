"""Rows become statements: a triple, and on a node of its own what is known about it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import TYPE_CHECKING

from rdflib import RDF, RDFS, SKOS, XSD, Literal, URIRef

from graph.dates import PartialDate
from graph.vocabulary import CBRN, short, thing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.build.findings import Finding, Place
    from graph.build.tables import Row
    from graph.build.terms import Terms

__all__ = ["DocumentDate", "Statement", "Triple", "dated", "interpret", "labelled"]

_LANGUAGE = re.compile(r"(?P<text>.+)@(?P<tag>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)")

Triple = tuple[URIRef, URIRef, URIRef | Literal]


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """The day a document counts as speaking on: its own date, or the day it was read.

    ``undated`` is true where the document bears no date, so that the day is that of the reading.
    """

    day: PartialDate
    undated: bool = False


@dataclass(frozen=True, slots=True)
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

    @property
    def triple(self) -> Triple:
        """The plain triple that the statement is about."""
        return self.subject, self.predicate, self.object

    @property
    def iri(self) -> URIRef:
        """The statement's address, made from what it says, so it is the same in every build.

        The remark, the review and the basis are left out: they may change without the statement
        becoming another one.
        """
        told = (
            *(part.n3() for part in (*self.triple, self.document)),
            self.locator,
            str(self.since or ""),
            str(self.until or ""),
            self.role,
        )
        digest = hashlib.sha256("\x1f".join(told).encode()).hexdigest()
        return thing(f"statement/{digest[:20]}")

    def triples(self) -> Iterator[Triple]:
        """The statement's own node, as RDF reification plus ours (ontology, class Statement)."""
        node = self.iri
        yield node, RDF.type, CBRN.Statement
        yield node, RDF.subject, self.subject
        yield node, RDF.predicate, self.predicate
        yield node, RDF.object, self.object
        yield node, CBRN.statedIn, self.document
        yield node, CBRN.statedOn, dated(self.stated_on)
        yield node, CBRN.basis, self.basis
        yield node, CBRN.locator, Literal(self.locator)
        if self.since:
            yield node, CBRN["from"], dated(self.since)
        if self.until:
            yield node, CBRN.until, dated(self.until)
        if self.role:
            yield node, CBRN.role, Literal(self.role)
        if self.remark:
            yield node, RDFS.comment, Literal(self.remark, lang="en")
        if self.review:
            yield node, CBRN.review, self.review


def dated(date: PartialDate) -> Literal:
    """The literal of a date, in the datatype that is as exact as the date."""
    return Literal(str(date), datatype=URIRef(date.datatype), normalize=False)


def labelled(text: str) -> Literal:
    """A label with its language: English, unless it ends in a tag as in ``Казахстан@kk``."""
    form = _LANGUAGE.fullmatch(text)
    return Literal(form["text"], lang=form["tag"]) if form else Literal(text, lang="en")


def interpret(
    row: Row,
    document: URIRef,
    date_of: DocumentDate,
    known: Mapping[URIRef, Place],
    terms: Terms,
) -> tuple[Statement | None, list[Finding]]:
    """The statement that a row makes, or all that is wrong with the row.

    Args:
        row: a row of a statements table.
        document: the document whose table it is.
        date_of: when the document is dated or was read, the day a statement counts as stated on.
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

    subject = _named(row, "subject", known, findings)
    term = terms.properties.get(row["property"])
    value: URIRef | Literal | None = None
    if term is None:
        sentence = _unknown(row["property"], "a property of the ontology", terms.properties)
        findings.append(row.error("property", sentence))
    elif terms.links(term):
        value = _named(row, "object", known, findings)
    else:
        try:
            value = _value(row["object"], terms.range(term), term)
        except ValueError as error:
            findings.append(row.error("object", str(error)))
    since, until = date("from"), date("until")
    if since and until and until.last < since.first:
        findings.append(row.error("until", f"the period ends ({until}) before it begins ({since})"))
    basis = code("basis", CBRN.Basis, CBRN.Stated)
    review = code("review", CBRN.Review, None)
    stated_on = date("stated_on")
    if findings or subject is None or term is None or value is None or basis is None:
        return None, findings
    statement = Statement(
        subject, term, value, document, row["locator"], stated_on or date_of.day,
        stated_on is None and date_of.undated, basis,
        since, until, row["role"], row["remark"], review, row.place,
    )  # fmt: skip
    return statement, findings


def _named(
    row: Row, column: str, known: Mapping[URIRef, Place], findings: list[Finding]
) -> URIRef | None:
    """The thing that a cell names, or a finding with the nearest name that exists."""
    try:
        named = thing(row[column])
    except ValueError as error:
        findings.append(row.error(column, str(error)))
        return None
    if named not in known:
        names = [short(str(iri)) for iri in known]
        sentence = _unknown(row[column], "a thing in the tables", names)
        findings.append(row.error(column, f"{sentence}; add it to a table in data/things"))
        return None
    return named


def _unknown(name: str, what: str, names: object) -> str:
    nearest = get_close_matches(name, list(names), n=1, cutoff=0.6)  # type: ignore[call-overload]
    return f"'{name}' is not {what}" + (f"; is it '{nearest[0]}'?" if nearest else "")


def _value(text: str, datatype: URIRef, term: URIRef) -> Literal:
    """A number, date or text as RDF, in the one form that every engine keeps.

    Oxigraph rewrites ``007`` to ``7`` and ``2.50`` to ``2.5``, so the build does it first.
    """
    if term == SKOS.notation:
        return Literal(text)
    if datatype == XSD.integer:
        if not re.fullmatch(r"[+-]?\d{1,18}", text):
            msg = f"'{text}' is not a whole number; write digits only, as in 62"
            raise ValueError(msg)
        return Literal(str(int(text)), datatype=XSD.integer)
    if datatype == XSD.decimal:
        try:
            plain = f"{Decimal(text).normalize():f}"
        except InvalidOperation:
            plain = ""
        if not re.fullmatch(r"-?\d+(\.\d+)?", plain):
            msg = f"'{text}' is not a number; write digits with a point, as in 6500000 or 2.5"
            raise ValueError(msg)
        return Literal(plain, datatype=XSD.decimal, normalize=False)
    if datatype == CBRN.PartialDate:
        return dated(PartialDate.parse(text))
    if term.startswith(str(CBRN)):
        return Literal(text)
    return labelled(text)
