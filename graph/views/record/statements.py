"""Why is this here? The statements behind a thing, a line or a document, with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from graph.store import Limits
from graph.store.text.parameters import Parametrised
from graph.views.record.batches import batches
from graph.views.record.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.store import Answer, Engine

__all__ = [
    "about",
    "about_each",
    "all_statements",
    "because",
    "behind",
    "of_statements",
    "said_in",
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

_ALL = Limits(seconds=30, rows=1_000_000)
_WHOLE = Limits(seconds=120, rows=2_000_000, output_bytes=2_000_000_000)


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
