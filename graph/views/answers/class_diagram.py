"""The kinds of thing and what ties them, with counts, and the query that steps through them write.

A step names a kind to begin with, or goes on from the kind before: along a line to another kind,
along it backwards, or to a value. So a query is written without knowing a word of SPARQL, and each
part of it can be read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graph.errors import QueryError
from graph.kinds import BY_NAME
from graph.made_once import made_once
from graph.store import Limits
from graph.vocabulary import CBRN, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import Engine
    from graph.views.record.names import NamedGraph, Names

__all__ = ["ClassBox", "ClassDiagram", "ClassLine", "QueryStep", "class_diagram", "written_query"]

_LIMITS: Final = Limits(seconds=60, rows=100_000)
_COUNTS: Final = "SELECT ?kind (COUNT(?thing) AS ?number) { ?thing a ?kind } GROUP BY ?kind"
_LINES: Final = """
SELECT ?from ?relation ?to (COUNT(*) AS ?number) WHERE {
  ?relation a owl:ObjectProperty .
  ?one ?relation ?other .
  ?one a ?from .
  ?other a ?to .
}
GROUP BY ?from ?relation ?to
"""
_VALUES: Final = """
SELECT ?from ?relation (COUNT(*) AS ?number) WHERE {
  { ?relation a owl:DatatypeProperty }
  UNION { VALUES ?relation { rdfs:label dct:title dct:issued } }
  ?one ?relation ?value .
  ?one a ?from .
}
GROUP BY ?from ?relation
"""
_OURS: Final = str(CBRN._NS)
_LABEL: Final = f"{PREFIXES['rdfs']}label"


@dataclass(frozen=True, slots=True)
class ClassBox:
    """A kind of thing: its name in a query, its label, and how many things are of it."""

    key: str
    label: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassLine:
    """What ties a kind to another one or to a value, as it is read from the kind that it is from.

    Attributes:
        source: the kind that it is read from.
        relation: the property as a query names it.
        label: the property in words, read in this direction.
        target: the kind at the other end; nothing for a value.
        backwards: whether it is read against its direction.
        number: how often it is on record.
    """

    source: str
    relation: str
    label: str
    target: str
    backwards: bool
    number: int


@dataclass(frozen=True, slots=True)
class ClassDiagram:
    """All kinds with something on record, the largest first, and what ties them."""

    boxes: tuple[ClassBox, ...]
    lines: tuple[ClassLine, ...]


@dataclass(frozen=True, slots=True)
class QueryStep:
    """A step: a kind to begin with (no relation), or a relation to a kind or to a value."""

    kind: str
    relation: str = ""
    backwards: bool = False


def class_diagram(kg: NamedGraph) -> ClassDiagram:
    """The diagram of what is on record, worked out once for each opened graph."""
    return _diagram(kg.engine, kg.names)


@made_once(2)
def _diagram(engine: Engine, names: Names) -> ClassDiagram:
    kinds = {f"{_OURS}{name}": name for name in BY_NAME}
    counts = {
        kinds[row["kind"] or ""]: int(row["number"] or 0)
        for row in engine.query(_COUNTS, limits=_LIMITS).records()
        if row["kind"] in kinds
    }
    boxes = [ClassBox(key, names[_OURS + key].label, number) for key, number in counts.items()]
    lines: list[ClassLine] = []
    for row in engine.query(_LINES, limits=_LIMITS).records():
        source, target = kinds.get(row["from"] or ""), kinds.get(row["to"] or "")
        relation, number = row["relation"] or "", int(row["number"] or 0)
        if not source or not target:
            continue
        name, short = names[relation], _short(relation)
        there = ClassLine(
            source=source,
            relation=short,
            label=name.label,
            target=target,
            backwards=False,
            number=number,
        )
        inverse = name.inverse or f"{name.label} (of)"
        lines += [
            there,
            replace(there, source=target, target=source, label=inverse, backwards=True),
        ]
    for row in engine.query(_VALUES, limits=_LIMITS).records():
        if source := kinds.get(row["from"] or ""):
            relation, number = row["relation"] or "", int(row["number"] or 0)
            lines.append(
                ClassLine(
                    source=source,
                    relation=_short(relation),
                    label="name" if relation == _LABEL else names[relation].label,
                    target="",
                    backwards=False,
                    number=number,
                )
            )
    return ClassDiagram(
        tuple(sorted(boxes, key=lambda box: (-box.number, box.label))),
        tuple(sorted(lines, key=lambda line: (line.source, -line.number, line.label, line.target))),
    )


def written_query(steps: Sequence[QueryStep]) -> str:
    """The query that steps make: each thing with its name, each value, in the order of the steps.

    Raises:
        QueryError: a step names no kind or relation of ours, or the first begins nowhere.
    """
    if not steps or steps[0].relation:
        raise QueryError("Begin with a kind of thing.")
    taken: dict[str, int] = {}
    shown: list[str] = []
    parts: list[str] = []
    here = ""
    for step in steps:
        if step.relation and step.kind:
            there = _named(step.kind, taken)
            ends = (there, here) if step.backwards else (here, there)
            parts.append(f"  ?{ends[0]} {_checked(step.relation)} ?{ends[1]} .")
            parts.append(f"  ?{there} a cbrn:{_class(step.kind)} .")
            shown.append(there)
            here = there
        elif step.relation:
            value = _named(step.relation.partition(":")[2], taken)
            parts.append(f"  OPTIONAL {{ ?{here} {_checked(step.relation)} ?{value} }}")
            shown.append(value)
        else:
            here = _named(step.kind, taken)
            parts.append(f"  ?{here} a cbrn:{_class(step.kind)} .")
            shown.append(here)
    head = " ".join(f"?{name}" for name in shown)
    return "\n".join([f"SELECT {head}", "WHERE {", *parts, "}", f"ORDER BY ?{shown[0]}", ""])


def _named(word: str, taken: dict[str, int]) -> str:
    """A variable for a word, with a number where the word has one already."""
    name = word[:1].lower() + word[1:]
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else f"{name}{taken[name]}"


def _class(kind: str) -> str:
    if kind not in BY_NAME:
        raise QueryError(f"'{kind[:40]}' is no kind of thing here.")
    return kind


def _checked(relation: str) -> str:
    prefix, _, local = relation.partition(":")
    known = {"cbrn": CBRN.__annotations__, "rdfs": {"label"}, "dct": {"title", "issued"}}
    if local not in known.get(prefix, {}):
        raise QueryError(f"'{relation[:40]}' is no relation here.")
    return relation


def _short(iri: str) -> str:
    if iri.startswith(_OURS):
        return f"cbrn:{iri.removeprefix(_OURS)}"
    prefix = "rdfs" if "rdf-schema" in iri else "dct"
    return f"{prefix}:{iri.replace('#', '/').rpartition('/')[2]}"
