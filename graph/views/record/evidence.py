"""Why is this here? The statements behind a thing, a line or a document, with their places."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from graph.dates import PartialDate
from graph.precedence import Precedence
from graph.store import Limits
from graph.store.text.parameters import Parametrised
from graph.views.record.batches import batches
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.store import Answer, Engine
    from graph.views.record.names import Names

__all__ = [
    "BEGINNING",
    "Evidence",
    "about",
    "about_each",
    "all_statements",
    "because",
    "behind",
    "document_date",
    "leading",
    "of_statements",
    "read_in_part",
    "said_in",
    "told_with_date",
    "worded",
]

_SELECTED = """
SELECT ?statement ?subject ?predicate ?object ?document ?publisher ?issued ?page ?locator ?statedOn
       ?basis ?since ?until ?role ?remark ?review ?asserted ?single ?changes ?places
       ?quote ?passage ?openedAt ?readAgain ?readBy ?copy ?copyKept
WHERE {
"""
_DESCRIBED = """\
  ?statement rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
             cbrn:statedIn ?document ; cbrn:locator ?locator ;
             cbrn:statedOn ?statedOn ; cbrn:basis ?basis .
  ?document dct:publisher ?publisher ; foaf:page ?page .
  OPTIONAL { ?document dct:issued ?issued }
  OPTIONAL { ?statement cbrn:from ?since }
  OPTIONAL { ?statement cbrn:until ?until }
  OPTIONAL { ?statement cbrn:role ?role }
  OPTIONAL { ?statement rdfs:comment ?remark }
  OPTIONAL { ?statement cbrn:review ?review }
  OPTIONAL { ?statement cbrn:quote ?quote }
  OPTIONAL { ?statement cbrn:passageHash ?passage }
  OPTIONAL { ?statement foaf:page ?openedAt }
  OPTIONAL { ?statement cbrn:readAgainOn ?readAgain ; cbrn:readAgainBy ?readBy }
  OPTIONAL { ?document cbrn:copyHash ?copy ; cbrn:copyKeptOn ?copyKept }
  OPTIONAL { ?document rdfs:comment ?places }
  BIND(IF(EXISTS { ?subject ?predicate ?object }, "true", "false") AS ?asserted)
  BIND(IF(EXISTS { ?predicate a owl:FunctionalProperty }, "true",
          IF(EXISTS { ?predicate cbrn:oneInEachLanguage true }, "true", "false")) AS ?single)
  BIND(IF(EXISTS { ?predicate cbrn:changesOverTime true }, "true", "false") AS ?changes)
}
"""


def _sought(parameter: str = "", first: str = "") -> Parametrised:
    """The query for statements, with its parameter; the engine looks first for what is known."""
    values = f"  VALUES {parameter} {{ }}\n" if parameter else ""
    return Parametrised(f"{_SELECTED}{values}{first}{_DESCRIBED}")


_EVERY = _sought()
_OF_STATEMENT = _sought("?statement")
_OF_SUBJECT = _sought("?subject")
_OF_OBJECT = _sought("?object", "  ?statement rdf:object ?object .\n")
_OF_MATTER = _sought("(?subject ?predicate)")
_OF_LINE = _sought("(?subject ?predicate ?object)")
_OF_DOCUMENT = _sought("?document", "  ?statement cbrn:statedIn ?document .\n")

BEGINNING = "only the beginning was read"
"""What the register says of a place of which not all was read."""

_ALL = Limits(seconds=30, rows=1_000_000)
_WHOLE = Limits(seconds=120, rows=2_000_000, output_bytes=2_000_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One statement: what a document says, where in it, and what is known about the saying.

    ``value`` is the address of the object where it is a thing (``is_link``), else its text.
    ``asserted`` is false where the plain graph holds another value: a dissenting statement, since
    ``single`` says that the property has one value only.
    """

    statement: str
    subject: str
    predicate: str
    value: str
    is_link: bool
    document: str
    publisher: str
    issued: str
    page: str
    locator: str
    basis: str
    since: str
    until: str
    role: str
    remark: str
    review: str
    asserted: bool
    single: bool
    on: str = ""
    """The day on which it counts as said: that of its document, or of its reading."""
    changes: bool = False
    """Whether the property is one whose value changes over time."""
    places: str = ""
    """How places in the document are named, and of which only the beginning was read."""
    language: str = ""
    """The language of a text, where it is said in one."""
    quote: str = ""
    """How the passage begins and ends, where that is on record."""
    passage: str = ""
    """The SHA-256 of the words of the whole passage, where it is on record."""
    opened_at: str = ""
    """The address that opens the document's page at the passage, where that is on record."""
    read_again: tuple[str, str] = ("", "")
    """The day on which somebody last read the place again, and who that was."""
    copy: tuple[str, str] = ("", "")
    """The SHA-256 of a copy that somebody keeps of the document, and the day it was put down."""

    @property
    def triple(self) -> tuple[str, str, str]:
        """The line or fact that the statement is about."""
        return self.subject, self.predicate, self.value

    @property
    def dissent(self) -> str:
        """How the statement stands to the value that the graph shows; empty where it agrees."""
        if self.asserted:
            return ""
        if self.review == str(CBRN.Withdrawn):
            return "Withdrawn: it counts no longer."
        if self.review == str(CBRN.Disputed):
            return "Says otherwise than the value shown in the graph."
        return "Gives the value for another time than the one shown in the graph."

    @property
    def statement_key(self) -> str:
        """The end of the statement's address, as it stands in links."""
        return self.statement.rpartition("/")[2]

    @property
    def order(self) -> tuple[int, int, str]:
        """Where the place stands in the document: title, date line, then paragraphs by number."""
        number = "".join(filter(str.isdigit, self.locator))
        if number:
            return 2, int(number), self.locator
        return (0 if self.locator == "title" else 1), 0, self.locator

    @property
    def dated(self) -> str:
        """When the document is dated, in words; where it bears no date, when it was read."""
        return document_date(self.issued, self.on)

    @property
    def in_part(self) -> bool:
        """Whether only the beginning was read of the place that states it."""
        return read_in_part(self.places, self.locator)

    @property
    def address(self) -> str:
        """Where it can be read: the document's page, at the passage where that is on record."""
        return self.opened_at or self.page

    @property
    def read_again_told(self) -> str:
        """Who last read the place again, and when, in words; empty where nobody has."""
        day, by = self.read_again
        return f"read again by {by} on {worded(day)}" if day else ""

    @property
    def kept(self) -> list[str]:
        """Who read the place again when, and since when a copy is kept, in phrases."""
        told = [self.read_again_told] if self.read_again_told else []
        digest, put_down = self.copy
        if digest:
            told.append(f"a copy of the document is kept since {worded(put_down)}")
        return told

    @property
    def claim(self) -> Precedence:
        """What decides how it ranks among others of its thing and property."""
        since, until, on = (
            PartialDate.parse(text) if text else None
            for text in (self.since, self.until, self.on or self.issued)
        )
        return Precedence(
            since=since,
            until=until,
            on=on or PartialDate(0),
            undated=not self.issued,
            basis=self.basis.removeprefix(str(CBRN)),
            accepted=self.review == str(CBRN.Accepted),
            changes=self.changes,
        )

    def sentence(self, names: Names) -> str:
        """What is stated, in words: "14th Round-Table Meeting · attended by · Kazakhstan"."""
        return " · ".join(self.parts(names))

    def parts(self, names: Names) -> tuple[str, str, str]:
        """Of whom it is stated, what, and the value, in words."""
        value = names[self.value].label if self.is_link else worded(self.value)
        return names[self.subject].label, names[self.predicate].label, value

    @property
    def period(self) -> str:
        """The time for which the statement holds, in words; empty where none is on record.

        What changes over time always has one: else that of the document, which is when it was so.
        """
        if self.changes and not (self.since or self.until):
            as_of = self.claim.as_of
            return f"as of {as_of.words}, the document's date" if as_of else "no time given"
        if self.since and self.since == self.until:
            return f"as of {worded(self.since)}"
        ends = [("from", self.since), ("until", self.until)]
        return ", ".join(f"{word} {worded(date)}" for word, date in ends if date)

    @property
    def qualifiers(self) -> list[str]:
        """What is known about the statement, in short phrases: also its passage and who looked."""
        passage = [f"passage: “{self.quote.strip('“”')}”"] if self.quote else []
        return [*self.circumstances, *passage, *self.kept]

    @property
    def circumstances(self) -> list[str]:
        """How it is said, as short phrases: in which role, for which time, on what basis."""
        known = [text for text in (self.role, self.period) if text]
        if self.basis != str(CBRN.Stated):
            known.append(
                "worked out, not said in so many words"
                if self.basis == str(CBRN.Derived)
                else "background, not looked up"
            )
        return known


def read_in_part(places: str, place: str) -> bool:
    """Whether the register says of a place in a document that only its beginning was read.

    ``places`` is what the register says of all of them: "title: …; page: …", or of the whole.
    """
    parts = (part.rpartition(":") for part in places.split(";"))
    return any(BEGINNING in told and of.strip() in {"", place} for of, _, told in parts)


def told_with_date(evidence: Evidence) -> str:
    """A value in words, with the time for which it is given where that is on record."""
    return (
        f"{worded(evidence.value)} ({evidence.period})"
        if evidence.period
        else worded(evidence.value)
    )


def document_date(issued: str, read: str) -> str:
    """When a document is dated, in words; where it bears no date, when it was read."""
    if issued:
        return worded(issued)
    return f"not dated, read on {worded(read)}" if read else "not dated"


def worded(text: str) -> str:
    """A date or a large number as people write it; any other text as it is."""
    if text.isdecimal() and len(text) > len("2021"):
        return f"{int(text):,}"
    try:
        return PartialDate.parse(text).words if "-" in text else text
    except ValueError:
        return text


def leading(said: Iterable[Evidence]) -> list[Evidence]:
    """The statements of one thing and property, the one that leads by the rule first.

    What the graph holds comes first; of what changes over time the newest (`graph.precedence`).
    """
    listed = sorted(said, key=lambda one: (one.value, one.statement))
    documents: dict[str, set[str]] = defaultdict(set)
    for one in listed:
        documents[one.value].add(one.document)
    return sorted(
        listed,
        key=lambda one: (one.asserted, one.claim.rank(len(documents[one.value]))),
        reverse=True,
    )


def about(engine: Engine, thing: str) -> list[Evidence]:
    """Every statement that has the thing as its subject or its object."""
    return [
        *_found(engine, _OF_SUBJECT, "subject", [thing]),
        *_found(engine, _OF_OBJECT, "object", [thing]),
    ]


def all_statements(engine: Engine) -> list[Evidence]:
    """Every statement of the graph."""
    return _read(engine.query(_EVERY.text, limits=_WHOLE))


def about_each(engine: Engine, things: Iterable[str]) -> dict[str, tuple[Evidence, ...]]:
    """By thing what `about` gives for it, for many things in few queries, each statement once."""
    wanted = sorted(set(things))
    found: dict[str, dict[str, Evidence]] = {thing: {} for thing in wanted}
    for one in _found(engine, _OF_SUBJECT, "subject", wanted):
        found[one.subject][one.statement] = one
    for one in _found(engine, _OF_OBJECT, "object", wanted):
        found[one.value][one.statement] = one
    return {thing: tuple(said.values()) for thing, said in found.items()}


def because(engine: Engine, subject: str, predicate: str, value: str) -> list[Evidence]:
    """Every statement behind one line, first those for it, then those that say otherwise.

    Where the property can have one value only, the statements of its other values dissent.
    """
    same = _found(engine, _OF_MATTER, "subject_predicate", [(subject, predicate)])
    return [one for one in same if one.value == value] + [
        one for one in same if one.single and one.value != value
    ]


def behind(
    engine: Engine, lines: Iterable[tuple[str, str, str]]
) -> dict[tuple[str, str, str], list[Evidence]]:
    """By line, or date or number, what `because` gives for it, for many in few queries."""
    wanted = sorted(set(lines))
    found = {line: list[Evidence]() for line in wanted}
    single = set()
    lines = [line for line in wanted if ":" in line[2]]
    values = {line[:2] for line in wanted if ":" not in line[2]}
    for one in [
        *_found(engine, _OF_LINE, "subject_predicate_object", lines),
        *_found(engine, _OF_MATTER, "subject_predicate", sorted(values)),
    ]:
        if one.triple not in found:
            continue
        found[one.triple].append(one)
        if one.single:
            single.add(one.triple[:2])
    for one in _found(engine, _OF_MATTER, "subject_predicate", sorted(single)):
        for line in wanted:
            if line[:2] == one.triple[:2] and line != one.triple:
                found[line].append(one)
    return found


def said_in(engine: Engine, document: str) -> list[Evidence]:
    """Every statement of one document, in the order of their places in it."""
    return sorted(_found(engine, _OF_DOCUMENT, "document", [document]), key=lambda one: one.order)


def of_statements(engine: Engine, statements: Iterable[str]) -> list[Evidence]:
    """The statements with some addresses; those that are not on record are left out."""
    return _found(engine, _OF_STATEMENT, "statement", sorted(set(statements)))


def _found(
    engine: Engine, sought: Parametrised, parameter: str, values: Sequence[str | tuple[str, ...]]
) -> list[Evidence]:
    """The statements that a query finds for all values of its parameter."""
    found: list[Evidence] = []
    for part in batches(values):
        found += _read(engine.query(sought.filled(**{parameter: part}), limits=_ALL))
    return found


def _read(answer: Answer) -> list[Evidence]:
    """The statements of an answer, in the order of documents and of places in them."""
    found = []
    for row, record in zip(answer.rows, answer.records(), strict=True):
        cells = {name: value or "" for name, value in record.items()}
        value = row[answer.variables.index("object")]
        found.append(
            Evidence(
                statement=cells["statement"],
                subject=cells["subject"],
                predicate=cells["predicate"],
                value=cells["object"],
                is_link=isinstance(value, NamedNode),
                document=cells["document"],
                publisher=cells["publisher"],
                issued=cells["issued"],
                page=cells["page"],
                locator=cells["locator"],
                basis=cells["basis"],
                since=cells["since"],
                until=cells["until"],
                role=cells["role"],
                remark=cells["remark"],
                review=cells["review"],
                asserted=cells["asserted"] == "true",
                single=cells["single"] == "true",
                on=cells["statedOn"],
                changes=cells["changes"] == "true",
                places=cells["places"],
                quote=cells["quote"],
                passage=cells["passage"],
                opened_at=cells["openedAt"],
                read_again=(cells["readAgain"], cells["readBy"]),
                copy=(cells["copy"], cells["copyKept"]),
                language=(value.language or "") if isinstance(value, Literal) else "",
            )
        )
    return sorted(found, key=lambda one: (one.document, one.order, one.statement))
