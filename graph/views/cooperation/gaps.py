"""The gap list: what the record lacks, line by line, from the review questions.

Each gap is a row of a question card's answer, told as a sentence. A gap is one of the record: it
says that no document here states something, never that it is not so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode
from rdflib import SKOS

from graph.store import Limits, ask
from graph.views.record.evidence import about, worded
from graph.vocabulary import CBRN, THINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from graph.store import Engine, Question
    from graph.views.record.evidence import Evidence
    from graph.views.record.names import Name, Names

__all__ = ["TITLES", "Gap", "evidence_of", "gaps"]

_Row = dict[str, str]

_PUBLISHERS: Final = """
SELECT ?thing ?publisher (COUNT(DISTINCT ?statement) AS ?statements)
WHERE {
  ?statement rdf:subject|rdf:object ?thing ; cbrn:statedIn ?document ;
             rdf:predicate ?property .
  FILTER(?property != skos:notation)
  ?thing a cbrn:Thing .
  ?document dct:publisher ?publisher .
}
GROUP BY ?thing ?publisher
"""
_SERIES: Final = """
SELECT ?region ?meeting ?number
WHERE { ?meeting a cbrn:RoundTable ; cbrn:coversRegion ?region ; cbrn:ordinal ?number }
"""
_ALL: Final = Limits(seconds=60, rows=1_000_000)
_MISSING: Final = {
    "lead": ("ledBy", "who leads it"),
    "start": ("startDate", "when it started"),
    "end": ("endDate", "when it ended or will end"),
    "country": ("coversCountry", "which countries it covers"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the record lacks.

    ``key`` is made from the question and the things, so it is the same in every build;
    ``properties`` are those whose statements about the things are the evidence, all where empty;
    ``who`` names the publishers that say most about the things: they would know.
    """

    key: str
    question: str
    sentence: str
    things: tuple[Name, ...]
    properties: tuple[str, ...]
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a row of one card becomes a gap: a title, a sentence, the things and their evidence."""

    title: str
    things: tuple[str, ...]
    properties: tuple[str, ...]
    sentence: Callable[[_Row, Names], str]
    key: tuple[str, ...] = ()


def _of(column: str) -> Callable[[_Row, Names], str]:
    return lambda row, names: names[row[column]].label if row[column] else ""


def _country_sentence(row: _Row, names: Names) -> str:
    seen = (
        f"the last one that names it is dated {worded(row['lastSeen'])}"
        if row["lastSeen"]
        else "no other one names it either"
    )
    return (
        f"{names[row['country']].label} is not on record at a round table of "
        f"{names[row['region']].label} in the two years up to the newest one there "
        f"({worded(row['newest'])}); {seen}."
    )


def _post_sentence(row: _Row, names: Names) -> str:
    told = (
        f"the last one is on record for {worded(row['asOf'])}"
        if row["asOf"]
        else ("nobody is on record for this post")
    )
    return f"{names[row['post']].label}: no current {row['role']} on record; {told}."


def _dissent_sentence(row: _Row, names: Names) -> str:
    def shown(cell: str) -> str:
        return names[cell].label if cell.startswith(str(THINGS)) else worded(cell)

    other = f"; {names[row['document']].label} says {shown(row['value'])}" if row["value"] else ""
    when = f" (for {worded(row['from'])})" if row["from"] else ""
    return (
        f"{names[row['thing']].label}, {names[row['about']].label}{when}: "
        f"{names[row['disputedIn']].label} says {shown(row['disputed'])}{other}."
    )


def _plan_sentence(row: _Row, names: Names) -> str:
    plan = names[row["plan"]].label
    if not row["topic"]:
        return f"{plan}: its topics are not on record, so no project can be set against them."
    return f"{plan} has the topic {names[row['topic']].label}, and no project there has it."


_KINDS: Final[Mapping[str, _Kind]] = {
    "missing-round-tables": _Kind(
        "Missing in a numbered series",
        ("region",),
        ("ordinal", "startDate"),
        lambda row, names: (
            f"{names[row['region']].label}: round table number {row['number']} is not on record; "
            f"the highest number on record is {row['last']}."
        ),
        ("region", "number"),
    ),
    "countries-not-at-round-tables": _Kind(
        "Not at a round table for two years",
        ("country",),
        ("inRegion", "attendedBy", "involves"),
        _country_sentence,
        ("country", "region"),
    ),
    "incomplete-projects": _Kind(
        "Incomplete projects",
        ("project",),
        (),
        lambda row, names: (
            f"{names[row['project']].label}: {_MISSING[row['missing']][1]} is not on record."
        ),
        ("project", "missing"),
    ),
    "projects-without-later-meeting": _Kind(
        "Ended without a later meeting",
        ("project",),
        ("endDate", "status", "discussed"),
        lambda row, names: (
            f"{names[row['project']].label} ended ({worded(row['ended'])}), and no meeting on "
            "record discussed it then or later."
        ),
    ),
    "countries-outside-regions": _Kind(
        "Countries outside the regions of a project",
        ("project", "country"),
        ("coversCountry", "coversRegion", "inRegion"),
        lambda row, names: (
            f"{names[row['project']].label} names {names[row['country']].label}, which is in none "
            "of the regions that the project covers, on record."
        ),
    ),
    "overlapping-projects": _Kind(
        "Overlapping projects",
        ("one", "other"),
        ("coversCountry", "hasTopic", "startDate", "endDate"),
        lambda row, names: (
            f"{names[row['one']].label} and {names[row['other']].label} ran at the same time and "
            f"share countries ({row['countries']}) and topics ({row['topics']})."
        ),
    ),
    "plan-topics-without-project": _Kind(
        "Topics of a plan without a project",
        ("plan",),
        (),
        _plan_sentence,
        ("plan", "topic"),
    ),
    "posts-without-holder": _Kind(
        "Posts without a current holder",
        ("post",),
        ("worksFor", "represents", "servesRegion"),
        _post_sentence,
        ("post", "role"),
    ),
    "known-from-one-document": _Kind(
        "Known from one document only",
        ("thing",),
        (),
        lambda row, names: (
            f"{names[row['thing']].label}: all statements about it ({row['statements']}) rest on "
            f"one document, {names[row['onlyDocument']].label}."
        ),
    ),
    "documents-that-disagree": _Kind(
        "Documents that disagree",
        ("thing",),
        (),
        _dissent_sentence,
        ("thing", "about", "from", "disputed", "disputedIn", "document"),
    ),
}

TITLES: Final[Mapping[str, str]] = {key: kind.title for key, kind in _KINDS.items()}
"""The kinds of gaps: the key of the question that finds them, and a title."""


def gaps(engine: Engine, names: Names, questions: Mapping[str, Question]) -> list[Gap]:
    """Every gap of every kind, in the order of ``TITLES`` and of the questions' answers."""
    publishers = _publishers(engine)
    found = []
    for question, kind in _KINDS.items():
        for record in ask(engine, questions[question], {}).records():
            row = {name: value or "" for name, value in record.items()}
            things = tuple(names[row[column]] for column in kind.things)
            properties = kind.properties
            if question == "documents-that-disagree":
                properties = (row["about"].rpartition("#")[2],)
            found.append(
                Gap(
                    key="~".join(
                        [question, *(_short(row[one]) for one in kind.key or kind.things)]
                    ),
                    question=question,
                    sentence=kind.sentence(row, names),
                    things=things,
                    properties=properties,
                    who=_who(publishers, things),
                )
            )
    # One value may be disputed at several places of a document: one gap.
    return list({gap.key: gap for gap in found}.values())


def evidence_of(
    engine: Engine, gap: Gap, known: Mapping[str, Iterable[Evidence]] | None = None
) -> list[Evidence]:
    """The statements from which the gap can be seen: what is on record around it.

    ``known`` holds what `about` gives for things for which it was fetched already.
    """
    wanted = {str(CBRN[name]) for name in gap.properties}
    subjects = [name.iri for name in gap.things]
    if gap.question == "missing-round-tables":
        subjects = _beside(engine, gap)
    found = {
        one.statement: one
        for thing in subjects
        for one in ((known or {}).get(thing) or about(engine, thing))
        if (not wanted or one.predicate in wanted) and one.predicate != str(SKOS.notation)
    }
    if gap.question == "countries-outside-regions":
        project, country = subjects
        found = {
            key: one
            for key, one in found.items()
            if one.predicate != str(CBRN.coversCountry)
            or (one.subject, one.value) == (project, country)
        }
    return sorted(found.values(), key=lambda one: (one.triple, one.document, one.order))


def _beside(engine: Engine, gap: Gap) -> list[str]:
    """The round tables on record before and after a number that is missing."""
    region = {"region": NamedNode(gap.things[0].iri)}
    number = int(gap.key.rpartition("~")[2])
    held = sorted(
        (int(record["number"] or 0), record["meeting"] or "")
        for record in engine.query(_SERIES, region).records()
    )
    before = [meeting for ordinal, meeting in held if ordinal < number]
    return before[-1:] + [meeting for ordinal, meeting in held if ordinal > number][:1]


def _publishers(engine: Engine) -> dict[str, Counter[str]]:
    """For each thing, how many statements about it each publisher makes."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for record in engine.query(_PUBLISHERS, limits=_ALL).records():
        publisher = record["publisher"] or ""
        found[record["thing"] or ""][publisher] += int(record["statements"] or 0)
    return found


def _who(publishers: Mapping[str, Counter[str]], things: tuple[Name, ...]) -> tuple[str, ...]:
    """The two publishers that say most about the things."""
    total: Counter[str] = Counter()
    for name in things:
        total.update(publishers.get(name.iri, Counter()))
    ranked = sorted(total, key=lambda publisher: (-total[publisher], publisher))
    return tuple(ranked[:2])


def _short(cell: str) -> str:
    return cell.removeprefix(str(THINGS)).removeprefix(str(CBRN)) or "-"
