"""Answers as networks: the neighbourhood of a thing, or the lines that a query returns."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from graph.errors import CbrnGraphError
from graph.kinds import in_pictures
from graph.store import Limits
from graph.store.text.parameters import Parametrised
from graph.views.network.drawn_lines import stated_line
from graph.views.network.drawn_network import NetworkView, drawn_network
from graph.views.network.drawn_nodes import drawn_thing
from graph.views.record.names import NamedGraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.store import Answer, Engine
    from graph.views.network.drawn_lines import DrawnLine
    from graph.views.network.drawn_nodes import DrawnThing
    from graph.views.record.lines import Triple
    from graph.views.record.names import Names

__all__ = ["NotDrawable", "drawn", "neighbourhood"]

# Each branch is whole in itself: joined after the union, the same patterns would be looked up in
# all of the graph before anything narrows them.
_INCIDENT = Parametrised("""
SELECT ?source ?property ?target (COUNT(DISTINCT ?document) AS ?documents)
WHERE {
  {
    VALUES ?source { }
    ?statement rdf:subject ?source ; rdf:predicate ?property ; rdf:object ?target ;
               cbrn:statedIn ?document .
    ?source ?property ?target .
    ?target a cbrn:Thing .
  }
  UNION
  {
    VALUES ?target { }
    ?statement rdf:object ?target ; rdf:subject ?source ; rdf:predicate ?property ;
               cbrn:statedIn ?document .
    ?source ?property ?target .
    ?target a cbrn:Thing .
  }
}
GROUP BY ?source ?property ?target
""")

_AMONG = Parametrised("""
SELECT ?source ?property ?target (COUNT(DISTINCT ?document) AS ?documents)
       (COUNT(?other) AS ?disputed)
WHERE {
  VALUES ?source { }
  VALUES ?target { }
  ?statement rdf:subject ?source ; rdf:object ?target ; rdf:predicate ?property ;
             cbrn:statedIn ?document .
  ?source ?property ?target .
  OPTIONAL { ?other cbrn:review cbrn:Disputed ; rdf:subject ?source ; rdf:predicate ?property }
}
GROUP BY ?source ?property ?target
""")

_LIMITS = Limits(seconds=30, rows=1_000_000)


class NotDrawable(CbrnGraphError):
    """An answer has no lines that could be drawn; the sentence says what columns it needs."""


def neighbourhood(kg: NamedGraph, focus: str, most: int = 200) -> NetworkView:
    """A thing, what it has a line to, and the lines among all of these.

    Where there are more than ``most`` neighbours, those with the most lines to the focus are
    kept, then those named by the most documents; the rest is counted by family.
    """
    weight: Counter[str] = Counter()
    for line in _lines(kg, _INCIDENT, {focus}):
        weight[line.target if line.source == focus else line.source] += 1_000 + line.documents
    del weight[focus]
    ranked = sorted(weight, key=lambda iri: (-weight[iri], kg.names[iri].label, iri))
    kept = {focus, *ranked[:most]}
    left_out = Counter(kg.names[iri].family for iri in ranked[most:])
    graph = drawn_network(_things(kg.names, kept), _lines(kg, _AMONG, kept))
    return NetworkView(graph, focus, dict(left_out))


def drawn(engine: Engine, answer: Answer, names: Names, most: int = 200) -> NetworkView:
    """The network that a query's answer makes.

    Every triple of a CONSTRUCT between two things is a line; of a SELECT, each row with
    ``?source`` and ``?target``, and ``?relation`` where it has one; ``?weight`` makes a line
    wider and stands on it. Where a SELECT has no such columns, its things are drawn with the lines
    that the graph has among them.

    Raises:
        NotDrawable: the answer holds fewer than two things.
    """
    lines = _lines_in(answer)
    found: dict[str, None] = {}
    for source, _, target in sorted(lines):
        found |= {source: None, target: None}
    if not lines:
        found = {
            cell.value: None
            for row in answer.rows
            for cell in row
            if isinstance(cell, NamedNode) and in_pictures(names[cell.value].family)
        }
    if len(found) < 2:  # noqa: PLR2004 - one thing alone has no line
        msg = (
            "There is nothing to draw: a network needs a CONSTRUCT query, or columns ?source and "
            "?target (and ?relation where lines differ), or at least two things in the answer."
        )
        raise NotDrawable(msg)
    kept = set(list(found)[:most])
    left_out = Counter(names[iri].family or "Thing" for iri in list(found)[most:])
    if lines:
        inside = [line for line in sorted(lines) if {line[0], line[2]} <= kept]
        drawn_lines = _weighed([stated_line(names, line) for line in inside], lines)
    else:
        drawn_lines = _lines(NamedGraph(engine, names), _AMONG, kept)
    return NetworkView(drawn_network(_things(names, kept), drawn_lines), None, dict(left_out))


def _lines_in(answer: Answer) -> dict[Triple, str]:
    """The lines that an answer itself holds, each with its ``?weight`` as it is written."""
    if answer.form == "construct":
        return {
            (one.subject.value, one.predicate.value, one.object.value): ""
            for one in answer.triples
            if isinstance(one.subject, NamedNode) and isinstance(one.object, NamedNode)
        }
    found: dict[Triple, str] = {}
    if {"source", "target"} <= set(answer.variables):
        for record in answer.records():
            if record["source"] and record["target"]:
                line = (record["source"], record.get("relation") or "", record["target"])
                found[line] = record.get("weight") or found.get(line, "")
    return found


def _weighed(lines: list[DrawnLine], weights: Mapping[Triple, str]) -> list[DrawnLine]:
    """The lines up to four times as wide, by their weights, and with these written on."""
    sizes: dict[Triple, float] = {}
    for triple, told in weights.items():
        with suppress(ValueError):
            sizes[triple] = float(told)
    sizes = {triple: size for triple, size in sizes.items() if isfinite(size)}
    least = min(sizes.values(), default=0.0)
    span = max(sizes.values(), default=0.0) - least
    return [
        replace(
            line,
            number=weights[line.triple],
            weight=1 + 3 * (sizes[line.triple] - least) / span if span else 1.0,
            label=f"{line.label} {weights[line.triple]}".strip(),
            inverse=f"{line.label} {weights[line.triple]}".strip(),
        )
        if line.triple in sizes
        else line
        for line in lines
    ]


def _things(names: Names, things: Iterable[str]) -> list[DrawnThing]:
    return [drawn_thing(names, iri) for iri in sorted(things)]


def _lines(kg: NamedGraph, query: Parametrised, things: set[str]) -> list[DrawnLine]:
    """The lines that a query finds for things, in one order whatever order the engine gives."""
    listed = sorted(things)
    records = kg.engine.query(query.filled(source=listed, target=listed), limits=_LIMITS).records()
    found = sorted(
        (
            (record["source"] or "", record["property"] or "", record["target"] or ""),
            int(record["documents"] or 0),
            int(record.get("disputed") or 0) > 0,
        )
        for record in records
    )
    return [
        stated_line(kg.names, triple, documents, disputed=disputed)
        for triple, documents, disputed in found
    ]
