"""Statements of a text as rows that a person can accept: what the tables would hold, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graph.reading.cldr import country_name
from graph.reading.generic import GENERIC
from graph.reading.mentions import Mention, MentionKind
from graph.reading.survey import plainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.reading.known import KnownThings
    from graph.reading.reading import Reading
    from graph.reading.relations import Claim

__all__ = [
    "COLUMNS",
    "ProposedStatement",
    "UnrecordedThing",
    "new_things",
    "rows",
]

COLUMNS: Final = (
    "subject", "property", "object", "locator", "from", "until", "role", "basis", "remark", "quote",
    "subject_label", "object_label", "new",
)  # fmt: skip
"""The columns in which ``cbrn-graph read`` prints rows as CSV."""

_OF_PLACES: Final = frozenset({"hostCountry", "basedIn"})
"""Properties whose value is the country of the place that a text names."""
_DAY_TOLD: Final = frozenset({"status", "partnerCount"})
"""Values that hold on the day of the document, so that they do not dispute those of another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedStatement:
    """One proposed statement.

    ``subject_label`` and ``object_label`` are the names that the text gives, ``new`` says which of
    the two are not on record, ``quote`` is the whole passage, and ``start`` and ``end`` its place.
    ``matched`` is the pattern that was met.
    """

    subject: str
    property: str
    object: str
    locator: str
    since: str
    until: str
    role: str
    basis: str
    remark: str
    quote: str
    subject_label: str
    object_label: str
    new: str
    start: int
    end: int
    matched: str
    on_record: str = ""
    """Whether a document says the same already, or what others say of what has one value only."""

    def cells(self) -> tuple[str, ...]:
        """The cells in the order of ``COLUMNS``."""
        return (
            self.subject, self.property, self.object, self.locator, self.since, self.until,
            self.role, self.basis, self.remark, self.quote, self.subject_label, self.object_label,
            self.new,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnrecordedThing:
    """A thing that the text names and the record does not have."""

    key: str
    type: str
    label: str


def rows(
    reading: Reading, known: KnownThings, single: frozenset[str] = frozenset()
) -> Iterator[ProposedStatement]:
    """The statements of a reading as rows, in the order of the text.

    Args:
        reading: what was read.
        known: what is on record.
        single: the properties that have one value only.
    """
    names = _names(reading)
    told: dict[tuple[str, ...], ProposedStatement] = {}
    for claim in reading.claims:
        row = _row(reading, known, claim, names)
        key = row.subject, row.property, row.object, row.locator
        if key not in told or (told[key].basis, row.basis) == ("derived", "stated"):
            told[key] = row
    for row in told.values():
        others = known.said.get((row.subject, row.property), frozenset())
        if row.object in others:
            yield replace(row, on_record="the same")
        elif others and row.property in single:
            yield replace(row, on_record=f"otherwise: {', '.join(sorted(others))}")
        else:
            yield row


def _names(reading: Reading) -> dict[str, str]:
    """Under which name the text first has each thing."""
    told: dict[str, str] = {}
    for mention in reading.mentions:
        if mention.way != GENERIC:
            told.setdefault(mention.key, _flat(mention.text))
    return told


def _row(
    reading: Reading, known: KnownThings, claim: Claim, names: dict[str, str]
) -> ProposedStatement:
    value = claim.object.key
    if claim.object.kind is MentionKind.PLACE:
        _, code, name = value.split("/", 2)
        value = f"country/{code}" if claim.property in _OF_PLACES else name
    day = str(reading.date)[:7] if reading.date and claim.property in _DAY_TOLD else ""
    new = [
        side
        for side, key in (("subject", claim.subject.key), ("object", value))
        if "/" in key and _is_thing(key) and key not in known.types
    ]
    return ProposedStatement(
        subject=claim.subject.key,
        property=claim.property,
        object=value,
        locator=claim.sentence.paragraph.locator,
        since=claim.since or day,
        until="" if claim.since else day,
        role=claim.role,
        basis=claim.basis,
        remark=claim.remark,
        quote=_flat(plainly(reading.text[claim.start : claim.end])),
        subject_label=_told(claim.subject, names),
        object_label=_told(claim.object, names),
        new=" and ".join(new),
        start=claim.start,
        end=claim.end,
        matched=claim.pattern,
    )


def _told(mention: Mention, names: dict[str, str]) -> str:
    return (
        names.get(mention.key, _flat(mention.text))
        if mention.way == GENERIC
        else _flat(mention.text)
    )


def _is_thing(key: str) -> bool:
    return (
        re.fullmatch(
            r"(country|region|organisation|person|initiative|project|meeting|plan)/\S+", key
        )
        is not None
    )


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def new_things(reading: Reading, known: KnownThings) -> Iterator[UnrecordedThing]:
    """The things that the statements need and that are not on record, each once."""
    told: set[str] = set()
    for claim in reading.claims:
        for mention in (claim.subject, claim.object):
            key, type_, label = mention.key, mention.type, mention.label
            if mention.kind in {MentionKind.COUNTRY, MentionKind.PLACE}:
                code = key.split("/")[1]
                key, type_, label = f"country/{code}", "Country", country_name(code)
                if mention.kind is MentionKind.PLACE and claim.property not in _OF_PLACES:
                    continue
            if type_ and _is_thing(key) and key not in known.types and key not in told:
                told.add(key)
                yield UnrecordedThing(key, type_, label)
