"""Rows become statements: a triple, and on a node of its own what is known about it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process
from rdflib import RDF, RDFS, SKOS, XSD, Literal, URIRef

from graph.building.passages import NO_PLACE, ExactPlace, faults
from graph.dates import PartialDate
from graph.vocabulary import CBRN, short, thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rdflib.term import Node

    from graph.building.findings import Finding, Place
    from graph.building.tables import Row
    from graph.building.terms import Terms

__all__ = [
    "KnownDocument",
    "KnownNames",
    "Statement",
    "StatementTriple",
    "dated",
    "day",
    "interpret",
    "labelled",
    "line",
]

# Language, script, region and variant (https://www.rfc-editor.org/rfc/rfc5646#section-2.1).
_LANGUAGE = re.compile(
    r"(?P<text>.+)@(?P<tag>[a-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-[A-Za-z0-9]{5,8})?)"
)

# Looked up once: a closed namespace checks each name anew, and every row asks for these.
_BASIS: Final = CBRN.Basis
_REVIEW: Final = CBRN.Review
_STATED: Final = CBRN.Stated
_PARTIAL_DATE: Final = CBRN.PartialDate
_STATEMENT: Final = CBRN.Statement
_ABOUT: Final = (CBRN.statedIn, CBRN.statedOn, CBRN.basis, CBRN.locator)
_FROM: Final = CBRN["from"]
_UNTIL: Final = CBRN.until
_ROLE: Final = CBRN.role
_REVIEWED: Final = CBRN.review
_OURS: Final = str(CBRN)
_EARLIEST: Final = CBRN.earliest
_LATEST: Final = CBRN.latest
_STATED_FROM: Final = CBRN.statedOnOrAfter
_STATED_UNTIL: Final = CBRN.statedOnOrBefore
_DATES: Final = frozenset({XSD.date, XSD.gYearMonth, XSD.gYear})

_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)

_CODED: Final = frozenset({"country", "region"})
"""Kinds whose keys are codes of somebody else: one letter makes another one."""
_ALIKE: Final = 80
"""From this likeness on (0 to 100) a key may be a slip of another one."""
_SLIP: Final = 5
"""A part of a key with fewer letters has no slips: rtm-ca is not rtm-seee."""

_ESCAPES: Final = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r"})

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
        yield node, locator, _text(self.locator)
        if self.since:
            yield node, _FROM, dated(self.since)
        if self.until:
            yield node, _UNTIL, dated(self.until)
        if self.role:
            yield node, _ROLE, _text(self.role)
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


class KnownNames:
    """Whatever rows may name, with the nearest name to one that does not exist."""

    def __init__(self, things: Mapping[URIRef, Place], patience: int = 1_000) -> None:
        """Know these things; after ``patience`` searches for a nearest name there are no more.

        A table that is wrong from top to bottom would otherwise be compared for hours.
        """
        self._things = things
        self._nearest: dict[str, str] = {}
        self._patience = patience

    def __contains__(self, iri: object) -> bool:
        """Whether a row may name the thing."""
        return iri in self._things

    def nearest(self, name: str) -> str:
        """The short name that may be meant by this one, ``""`` where none may.

        Another kind, another number and another code are other things, however alike they look.
        """
        if name not in self._nearest and len(self._nearest) < self._patience:
            self._nearest[name] = _meant(name, self._names)
        return self._nearest.get(name, "")

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(short(str(iri)) for iri in self._things)


@lru_cache(maxsize=1 << 14)
def dated(date: PartialDate) -> Literal:
    """The literal of a date, in the datatype that is as exact as the date."""
    return Literal(str(date), datatype=URIRef(date.datatype), normalize=False)


@lru_cache(maxsize=1 << 14)
def day(date: PartialDate, *, is_last: bool) -> Literal:
    """The first or the last day that a date can mean, as an ``xsd:date``."""
    told = (date.last if is_last else date.first).isoformat()
    return Literal(told, datatype=XSD.date, normalize=False)


@lru_cache(maxsize=1 << 14)
def _text(words: str) -> Literal:
    """A literal of a text; locators and roles come again and again."""
    return Literal(words)


def line(triple: tuple[Node, Node, Node]) -> str:
    """A triple as a line of N-Triples (W3C, 2014), without the line's end."""
    return " ".join(map(_written, triple)) + " ."


def _written(term: Node) -> str:
    if not isinstance(term, Literal):
        return f"<{term}>"
    text = str(term).translate(_ESCAPES)
    if term.language:
        return f'"{text}"@{term.language}'
    return f'"{text}"^^<{term.datatype}>' if term.datatype else f'"{text}"'


def labelled(text: str) -> Literal:
    """A label with its language: English, unless it ends in a tag as in ``Казахстан@kk``.

    Tags are written small, as engines give them back (RDF 1.1 Concepts, section 3.3).
    """
    form = _LANGUAGE.fullmatch(text)
    return Literal(form["text"], lang=form["tag"].lower()) if form else Literal(text, lang="en")


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

    subject = _named(row, "subject", known, findings)
    term = terms.properties.get(row["property"])
    value: URIRef | Literal | None = None
    if term is None:
        nearest = _nearest(row["property"], terms.properties)
        sentence = _unknown(row["property"], "a property of the ontology", nearest)
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


def _named(row: Row, column: str, known: KnownNames, findings: list[Finding]) -> URIRef | None:
    """The thing that a cell names, or a finding with the nearest name that exists."""
    try:
        named = thing(row[column])
    except ValueError as error:
        findings.append(row.error(column, str(error)))
        return None
    if named not in known:
        sentence = _unknown(row[column], "a thing in the tables", known.nearest(row[column]))
        findings.append(row.error(column, f"{sentence}; add it to a table in data/things"))
        return None
    return named


def _unknown(name: str, what: str, nearest: str) -> str:
    return f"'{name}' is not {what}" + (f"; is it '{nearest}'?" if nearest else "")


def _meant(name: str, names: Iterable[str]) -> str:
    """The short name of the same kind and with the same numbers that is most like another one."""
    kind, _, key = name.partition("/")
    numbers = re.findall(r"\d+", key)
    beginning = f"{kind}/"
    alike = [
        one
        for one in names
        if one.startswith(beginning)
        and re.findall(r"\d+", one) == numbers
        and _short_parts(one) == _short_parts(name)
    ]
    same = next((one for one in alike if one.lower() == name.lower()), "")
    if same or kind in _CODED:
        return same
    return _nearest(name, alike, lowest=_ALIKE)


def _short_parts(name: str) -> list[str]:
    """The parts of a key that must be right, since one letter makes them other ones."""
    return [part for part in re.split(r"[/._-]", name.lower()) if len(part) < _SLIP]


def _nearest(name: str, names: Iterable[str], lowest: int = 60) -> str:
    """The name that is most like another one, ``""`` where none is alike."""
    found = process.extractOne(name, list(names), scorer=fuzz.ratio, score_cutoff=lowest)
    return found[0] if found else ""


def _value(text: str, datatype: URIRef, term: URIRef) -> Literal:
    """A number, date or text as RDF, in the one form that every engine keeps.

    Oxigraph rewrites ``007`` to ``7`` and ``2.50`` to ``2.5``, so the build does it first.
    """
    if term == SKOS.notation:
        return Literal(text)
    if datatype == XSD.integer:
        if not re.fullmatch(r"[+-]?\d{1,18}", text, re.ASCII):
            msg = f"'{text}' is not a whole number; write digits only, as in 62"
            raise ValueError(msg)
        return Literal(str(int(text)), datatype=XSD.integer)
    if datatype == XSD.decimal:
        try:
            # Python also reads 1_000 and the digits of other scripts.
            plain = f"{Decimal(text).normalize():f}" if _NUMBER.fullmatch(text) else ""
        except InvalidOperation:
            plain = ""
        if not re.fullmatch(r"-?\d+(\.\d+)?", plain):
            msg = f"'{text}' is not a number; write digits with a point, as in 6500000 or 2.5"
            raise ValueError(msg)
        return Literal(plain, datatype=XSD.decimal, normalize=False)
    if datatype == _PARTIAL_DATE:
        return dated(PartialDate.parse(text))
    if term.startswith(_OURS):
        return Literal(text)
    return labelled(text)
