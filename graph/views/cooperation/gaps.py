"""The gap list: what the record lacks, line by line, from the review questions.

Each gap is made of rows of a question card's answer, told as a sentence. A gap is one of the
record: it says that no document here states something, never that it is not so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode
from rdflib import DCTERMS, SKOS

from graph.store import Limits, ask
from graph.views.cooperation.gap_kinds import KINDS, TITLES, GapContext
from graph.views.cooperation.gap_worth import Worth, Worths
from graph.views.record.lifetimes import lifetimes, together
from graph.views.record.publishers import publisher_of
from graph.views.record.statements import about
from graph.vocabulary import CBRN, THINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.store import Engine, Question
    from graph.views.cooperation.gap_kinds import GapRow
    from graph.views.record.evidence import Evidence
    from graph.views.record.lifetimes import Lifetime
    from graph.views.record.names import Name, NamedGraph

__all__ = ["TITLES", "Gap", "bases", "evidence_of", "gaps"]

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
_BASES: Final = """
SELECT ?what (COUNT(DISTINCT ?thing) AS ?all) (COUNT(DISTINCT ?having) AS ?known)
WHERE {
  {
    BIND("meetings name countries that took part" AS ?what)
    ?thing a cbrn:Meeting .
    OPTIONAL { ?thing cbrn:involves ?country . ?country a cbrn:Country . BIND(?thing AS ?having) }
  }
  UNION
  {
    BIND("projects have a start and an end" AS ?what)
    ?thing a cbrn:Project .
    OPTIONAL { ?thing cbrn:startDate ?start ; cbrn:endDate ?end . BIND(?thing AS ?having) }
  }
  UNION
  {
    BIND("projects were discussed at a meeting" AS ?what)
    ?thing a cbrn:Project .
    OPTIONAL { ?meeting cbrn:discussed ?thing . BIND(?thing AS ?having) }
  }
  UNION
  {
    BIND("action plans have a topic" AS ?what)
    ?thing a cbrn:ActionPlan .
    OPTIONAL { ?thing cbrn:hasTopic ?topic . BIND(?thing AS ?having) }
  }
  UNION
  {
    BIND("documents bear a date" AS ?what)
    ?thing a cbrn:SourceDocument .
    OPTIONAL { ?thing dct:issued ?issued . BIND(?thing AS ?having) }
  }
}
GROUP BY ?what
ORDER BY ?what
"""
_ALL: Final = Limits(seconds=60, rows=1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that the record lacks.

    ``key`` is made from the question and the things, so it is the same in every build; where a
    line is made of several rows, ``parts`` are the keys that each would have alone.
    ``properties`` are those whose statements about the things are the evidence, all where empty;
    ``who`` names the publishers that say most about the things: they would know. ``worth`` says
    what waits for it to be closed.
    """

    key: str
    question: str
    sentence: str
    things: tuple[Name, ...]
    properties: tuple[str, ...]
    who: tuple[str, ...]
    worth: Worth
    parts: tuple[str, ...]


def gaps(kg: NamedGraph, questions: Mapping[str, Question]) -> list[Gap]:
    """Every gap of every kind, in the order of ``TITLES`` and of the questions' answers."""
    publishers = _publishers(kg.engine)
    times = lifetimes(kg.engine)
    seen = GapContext(kg.names, times)
    worths = Worths(kg.engine, times, len(kg.names.things(["Project"])))
    found = []
    for question, kind in KINDS.items():
        records = ask(kg.engine, questions[question], {}).records()
        rows = [{name: value or "" for name, value in record.items()} for record in records]
        groups: dict[tuple[str, ...], list[GapRow]] = defaultdict(list)
        for row in _counting(question, rows, times):
            groups[tuple(row[one] for one in kind.together or kind.key or kind.things)].append(row)
        for told, group in groups.items():
            keys = [_key(question, row, kind.key or kind.things) for row in group]
            properties = kind.properties
            if question == "documents-that-disagree":
                properties = (group[0]["about"].rpartition("#")[2].rpartition("/")[2],)
            things = tuple(
                dict.fromkeys(kg.names[row[column]] for row in group for column in kind.things)
            )
            found.append(
                Gap(
                    key=keys[0] if len(keys) == 1 else "~".join([question, *map(_short, told)]),
                    question=question,
                    sentence=kind.sentence(group, seen),
                    things=things,
                    properties=properties,
                    who=_who(publishers, things),
                    worth=worths.of(question, group),
                    parts=tuple(dict.fromkeys(keys)),
                )
            )
    return found


def _counting(
    question: str, rows: Iterable[GapRow], times: Mapping[str, Lifetime]
) -> Iterable[GapRow]:
    """The rows that are gaps: of projects that are alike those that ran at the same time."""
    if question != "overlapping-projects":
        return rows
    return [
        row
        for row in rows
        if {row["one"], row["other"]} <= times.keys()
        and together(times[row["one"]], times[row["other"]]) == "ran"
    ]


def bases(engine: Engine) -> list[str]:
    """On how much the list rests: of all there is on record, how much has what it looks at."""
    return [
        f"{record['known']} of {record['all']} {record['what']}"
        for record in engine.query(_BASES, limits=_ALL).records()
    ]


def evidence_of(
    engine: Engine, gap: Gap, known: Mapping[str, Iterable[Evidence]] | None = None
) -> list[Evidence]:
    """The statements from which the gap can be seen: what is on record around it.

    ``known`` holds what `about` gives for things for which it was fetched already.
    """
    wanted = {_term(name) for name in gap.properties}
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
        project, *countries = subjects
        found = {
            key: one
            for key, one in found.items()
            if one.predicate != str(CBRN.coversCountry)
            or (one.subject == project and one.value in countries)
        }
    return sorted(found.values(), key=lambda one: (one.triple, one.document, one.order))


def _term(name: str) -> str:
    return str(DCTERMS.title) if name == "title" else str(CBRN[name])


def _beside(engine: Engine, gap: Gap) -> list[str]:
    """The round tables on record just before and just after numbers that are missing."""
    region = {"region": NamedNode(gap.things[0].iri)}
    missing = {int(part.rpartition("~")[2]) for part in gap.parts}
    held = {
        int(record["number"] or 0): record["meeting"] or ""
        for record in engine.query(_SERIES, region).records()
    }
    return [held[number] for number in sorted(held) if {number - 1, number + 1} & missing]


def _publishers(engine: Engine) -> dict[str, Counter[str]]:
    """For each thing, how many statements about it each publisher makes."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for record in engine.query(_PUBLISHERS, limits=_ALL).records():
        publisher = publisher_of(record["publisher"] or "")
        found[record["thing"] or ""][publisher] += int(record["statements"] or 0)
    return found


def _who(publishers: Mapping[str, Counter[str]], things: tuple[Name, ...]) -> tuple[str, ...]:
    """The two publishers that say most about the things."""
    total: Counter[str] = Counter()
    for name in things:
        total.update(publishers.get(name.iri, Counter()))
    ranked = sorted(total, key=lambda publisher: (-total[publisher], publisher))
    return tuple(ranked[:2])


def _key(question: str, row: GapRow, columns: Iterable[str]) -> str:
    return "~".join([question, *(_short(row[one]) for one in columns)])


def _short(cell: str) -> str:
    return cell.removeprefix(str(THINGS)).removeprefix(str(CBRN)) or "-"
