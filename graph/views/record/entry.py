"""The entry of a thing, as in a work of reference: what is on record of it, in plain words.

Everything that it says stands with the documents that say so; what one would look for in such an
entry and no document says is told as not on record, which is not the same as never having been.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rdflib import DCTERMS, SKOS

from graph.plurals import counted
from graph.texts import catalogued, gettext, ngettext
from graph.views.record.in_words import worded
from graph.views.record.lifetimes import lifetimes
from graph.views.record.sheet import facts
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from graph.views.record.evidence import Evidence
    from graph.views.record.names import Name, NamedGraph
    from graph.views.record.sheet import Fact

__all__ = ["ENTERED", "Cited", "Entry", "EntryLine", "EntryPart", "entry"]

ENTERED: Final = ("Country", "Region", "Project")
"""The kinds of things that have an entry."""

_TIMES: Final = frozenset(
    str(CBRN[name]) for name in ("startDate", "endDate", "status", "joinedOn", "openedOn")
)
_NAMES: Final = frozenset(map(str, (SKOS.altLabel, SKOS.prefLabel, SKOS.notation, DCTERMS.title)))

# What one looks for in an entry of a kind: the property, the kind of what is at its other end (""
# for any, or a value), and the words for it.
_SOUGHT: Final[dict[str, tuple[tuple[str, str, str], ...]]] = {
    "Country": (
        ("inRegion", "Region", catalogued("the region of the Initiative that it belongs to")),
        ("joinedOn", "", catalogued("the date on which it joined the Initiative")),
        ("represents", "Person", catalogued("a person who is its national focal point")),
        ("hasFocalPointAt", "Organisation", catalogued("the body that holds its focal point")),
        ("coversCountry", "ActionPlan", catalogued("a national action plan")),
        ("coversCountry", "Project", catalogued("a project that covers it")),
        ("attendedBy", "Meeting", catalogued("a meeting that it attended")),
    ),
    "Region": (
        ("inRegion", "Country", catalogued("a partner country")),
        ("servesRegion", "Organisation", catalogued("a regional secretariat")),
        ("coversRegion", "ActionPlan", catalogued("a regional action plan")),
        ("coversRegion", "Project", catalogued("a project that covers it")),
        ("coversRegion", "Meeting", catalogued("a meeting that covers it")),
    ),
    "Project": (
        ("startDate", "", catalogued("its start")),
        ("endDate", "", catalogued("its end")),
        ("ledBy", "", catalogued("who leads it")),
        ("hasPartner", "", catalogued("a partner in it")),
        ("coversCountry", "Country", catalogued("a country that it covers")),
        ("coversRegion", "Region", catalogued("a region that it covers")),
        ("budget", "", catalogued("its budget")),
        ("fundedBy", "", catalogued("who pays for it")),
    ),
}


@dataclass(frozen=True, slots=True)
class Cited:
    """A place in a document that says something, under the number of the document in the entry."""

    number: int
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """What is said in one line: a value or a thing, for which time, and who says so."""

    value: str
    thing: Name | None
    remarks: tuple[str, ...]
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class EntryPart:
    """What is said under one heading, by relation: its words and its lines."""

    heading: str
    relations: tuple[tuple[str, tuple[EntryLine, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry: its thing, what it begins with, its parts, what is lacking, and its documents."""

    thing: Name
    opening: tuple[str, ...]
    parts: tuple[EntryPart, ...]
    absent: tuple[str, ...]
    documents: tuple[Evidence, ...]
    """A place in each document, in the order of their numbers, from 1."""


def entry(kg: NamedGraph, thing: str) -> Entry:
    """The entry of a thing, in the language that is spoken, with names in that of the graph."""
    known = facts(kg, thing)
    documents: dict[str, Evidence] = {}
    for fact in known:
        for one in fact.evidence:
            documents.setdefault(one.document, one)
    numbers = {document: number for number, document in enumerate(documents, start=1)}

    def part(heading: str, belongs: Callable[[Fact], bool]) -> EntryPart:
        chosen = [fact for fact in known if belongs(fact)]
        relations = dict.fromkeys(fact.relation for fact in chosen)
        lines = {
            words: tuple(_line(fact, numbers) for fact in chosen if fact.relation == words)
            for words in relations
        }
        return EntryPart(heading, tuple(lines.items()))

    parts = (
        part(gettext("Since when"), lambda fact: _of(fact) in _TIMES),
        part(gettext("What it is"), lambda fact: _is_value(fact) and _of(fact) not in _TIMES),
        part(gettext("With whom and in what"), lambda fact: fact.link is not None),
        part(gettext("Also called"), lambda fact: fact.link is None and _of(fact) in _NAMES),
    )
    return Entry(
        thing=kg.names[thing],
        opening=tuple(_opening(kg, thing, known, len(documents))),
        parts=tuple(one for one in parts if one.relations),
        absent=tuple(_absent(kg.names[thing].family, known)),
        documents=tuple(documents.values()),
    )


def _of(fact: Fact) -> str:
    return fact.evidence[0].predicate


def _is_value(fact: Fact) -> bool:
    return fact.link is None and _of(fact) not in _NAMES


def _line(fact: Fact, numbers: dict[str, int]) -> EntryLine:
    remarks = [fact.period] if fact.period else _periods(fact.evidence)
    if fact.disputed:
        remarks.append(gettext("disputed: other documents say otherwise"))
    return EntryLine(
        value=fact.value,
        thing=fact.link,
        remarks=tuple(remarks),
        cited=tuple(
            Cited(numbers[one.document], one)
            for one in {one.document: one for one in reversed(fact.evidence)}.values()
        )[::-1],
    )


def _periods(said: Sequence[Evidence]) -> list[str]:
    return list(dict.fromkeys(one.period for one in said if one.period))


def _opening(kg: NamedGraph, thing: str, known: Sequence[Fact], documents: int) -> Iterator[str]:
    """What it is and how much is on record of it; of a project also what is known of its end."""
    name = kg.names[thing]
    yield gettext("{thing}: {kind}.", thing=name.label, kind=name.kind or gettext("thing"))
    if not documents:
        yield gettext("No statement about it is on record.")
        return
    statements = len({one.statement for fact in known for one in fact.evidence})
    newest = max((one.issued for fact in known for one in fact.evidence), default="")
    yield ngettext(
        "{number:,} statement about it is on record, from {documents}; the newest is of {date}.",
        "{number:,} statements about it are on record, from {documents}; the newest is of {date}.",
        statements,
        number=statements,
        documents=counted(documents, "document"),
        date=worded(newest) if newest else gettext("a day that is not on record"),
    )
    ran = lifetimes(kg.engine, [thing]).get(thing) if name.family == "Project" else None
    if ran is not None and ran.end_words:
        yield gettext("Of its time: {end}.", end=ran.end_words)


def _absent(kind: str, known: Iterable[Fact]) -> Iterator[str]:
    """What is looked for in an entry of the kind and stands in none of the documents."""
    there = {(_of(fact), fact.link.family if fact.link else "") for fact in known}
    relations = {relation for relation, _ in there}
    for name, family, words in _SOUGHT.get(kind, ()):
        relation = str(CBRN[name])
        if (relation, family) not in there if family else relation not in relations:
            yield gettext(words)
