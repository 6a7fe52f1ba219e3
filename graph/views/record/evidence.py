"""A statement with its document and place: what it says, how it stands, and which one leads."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.dates import PartialDate
from graph.precedence import Precedence
from graph.texts import gettext
from graph.views.record.in_words import document_date, worded
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.views.record.names import Names

__all__ = ["BEGINNING", "Evidence", "leading", "read_in_part", "told_with_date"]

BEGINNING = "only the beginning was read"
"""What the register says of a place of which not all was read."""


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
            return gettext("Withdrawn: it counts no longer.")
        if self.review == str(CBRN.Disputed):
            return gettext("Says otherwise than the value shown in the graph.")
        return gettext("Gives the value for another time than the one shown in the graph.")

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
        return gettext("read again by {by} on {day}", by=by, day=worded(day)) if day else ""

    @property
    def kept(self) -> list[str]:
        """Who read the place again when, and since when a copy is kept, in phrases."""
        told = [self.read_again_told] if self.read_again_told else []
        digest, put_down = self.copy
        if digest:
            told.append(gettext("a copy of the document is kept since {day}", day=worded(put_down)))
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
            return (
                gettext("as of {date}, the document's date", date=as_of.words)
                if as_of
                else gettext("no time given")
            )
        if self.since and self.since == self.until:
            return gettext("as of {date}", date=worded(self.since))
        since = gettext("from {date}", date=worded(self.since)) if self.since else ""
        until = gettext("until {date}", date=worded(self.until)) if self.until else ""
        return ", ".join(filter(None, (since, until)))

    @property
    def qualifiers(self) -> list[str]:
        """What is known about the statement, in short phrases: also its passage and who looked."""
        passage = (
            [gettext("passage: “{words}”", words=self.quote.strip("“”"))] if self.quote else []
        )
        return [*self.circumstances, *passage, *self.kept]

    @property
    def circumstances(self) -> list[str]:
        """How it is said, as short phrases: in which role, for which time, on what basis."""
        known = [text for text in (self.role, self.period) if text]
        if self.basis != str(CBRN.Stated):
            known.append(
                gettext("worked out, not said in so many words")
                if self.basis == str(CBRN.Derived)
                else gettext("background, not looked up")
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
