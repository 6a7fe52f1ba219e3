"""Answers as networks: the neighbourhood of a thing, or the lines that a query returns.

A network is a ``networkx.MultiDiGraph``. Its nodes are addresses with ``label``, ``kind`` (the
family that decides the look) and ``kind_label`` (the kind in words). Its edges carry ``id``,
``label``, ``inverse``, ``property``, ``documents`` (how many say so) and ``disputed``.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

import networkx as nx
from pyoxigraph import NamedNode

from graph.errors import CbrnGraphError
from graph.store import Limits
from graph.store.text.parameters import Parametrised
from graph.views.record.appearance import appearance
from graph.vocabulary import THINGS, thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.store import Answer, Engine
    from graph.views.record.names import Names

__all__ = [
    "Line",
    "NetworkView",
    "NotDrawable",
    "Row",
    "counted_kinds",
    "drawn",
    "line_id",
    "line_parts",
    "neighbourhood",
    "network_of",
    "sentence",
    "twin",
]

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

Line = tuple[str, str, str, int, bool]


class NotDrawable(CbrnGraphError):
    """An answer has no lines that could be drawn; the sentence says what columns it needs."""


@dataclass(frozen=True, slots=True)
class NetworkView:
    """A network as it is shown, and exactly what was left out of it.

    ``left_out`` counts the neighbours that are not shown, by family; it is empty when all are.
    """

    graph: nx.MultiDiGraph[str]
    focus: str | None
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a network in words, as its table shows it."""

    id: str
    source: str
    relation: str
    target: str
    documents: int
    disputed: bool


def line_id(source: str, property_: str, target: str) -> str:
    """The name of a line in the page's address: its three parts, shortened."""
    near, far = (iri.removeprefix(str(THINGS)) for iri in (source, target))
    return f"{near}~{property_.rpartition('#')[2] or property_}~{far}"


def line_parts(line: str, properties: Iterable[str]) -> tuple[str, str, str]:
    """The three addresses of a line from its name.

    Raises:
        ValueError: the name is not that of a line, or its property is not among ``properties``.
    """
    parts = line.split("~")
    named = {one.rpartition("#")[2]: one for one in properties}
    if len(parts) != 3 or parts[1] not in named:  # noqa: PLR2004 - source, property, target
        msg = f"'{line}' does not name a line of the network"
        raise ValueError(msg)
    return str(thing(parts[0])), named[parts[1]], str(thing(parts[2]))


def neighbourhood(engine: Engine, names: Names, focus: str, most: int = 200) -> NetworkView:
    """A thing, what it has a line to, and the lines among all of these.

    Where there are more than ``most`` neighbours, those with the most lines to the focus are
    kept, then those named by the most documents; the rest is counted by family.
    """
    incident = _lines(engine, _INCIDENT, {focus})
    weight: Counter[str] = Counter()
    for source, _, target, documents, _ in incident:
        weight[target if source == focus else source] += 1_000 + documents
    del weight[focus]
    ranked = sorted(weight, key=lambda iri: (-weight[iri], names[iri].label, iri))
    kept = {focus, *ranked[:most]}
    left_out = Counter(names[iri].family for iri in ranked[most:])
    return NetworkView(network_of(_lines(engine, _AMONG, kept), kept, names), focus, dict(left_out))


def drawn(engine: Engine, answer: Answer, names: Names, most: int = 200) -> NetworkView:
    """The network that a query's answer makes.

    Every triple of a CONSTRUCT between two things is a line; of a SELECT, each row with
    ``?source`` and ``?target``, and ``?relation`` where it has one; ``?weight`` makes a line
    wider and stands on it. Where a SELECT has no such columns, its things are drawn with the lines
    that the graph has among them.

    Raises:
        NotDrawable: the answer holds fewer than two things.
    """
    lines: set[tuple[str, str, str]] = set()
    weights: dict[tuple[str, str, str], str] = {}
    found: dict[str, None] = {}
    if answer.form == "construct":
        lines = {
            (one.subject.value, one.predicate.value, one.object.value)
            for one in answer.triples
            if isinstance(one.subject, NamedNode) and isinstance(one.object, NamedNode)
        }
    elif {"source", "target"} <= set(answer.variables):
        for record in answer.records():
            if record["source"] and record["target"]:
                relation = record.get("relation") or ""
                line = (record["source"], relation, record["target"])
                lines.add(line)
                if record.get("weight"):
                    weights[line] = record["weight"] or ""
    for source, _, target in sorted(lines):
        found |= {source: None, target: None}
    if not lines:
        found = {
            cell.value: None
            for row in answer.rows
            for cell in row
            if isinstance(cell, NamedNode)
            and names[cell.value].family not in {"", "SourceDocument"}
        }
    if len(found) < 2:  # noqa: PLR2004 - one thing alone has no line
        msg = (
            "There is nothing to draw: a network needs a CONSTRUCT query, or columns ?source and "
            "?target (and ?relation where lines differ), or at least two things in the answer."
        )
        raise NotDrawable(msg)
    kept = set(list(found)[:most])
    left_out = Counter(names[iri].family or "Thing" for iri in list(found)[most:])
    drawn_lines = (
        [(*line, 0, False) for line in sorted(lines) if {line[0], line[2]} <= kept]
        if lines
        else _lines(engine, _AMONG, kept)
    )
    graph = network_of(drawn_lines, kept, names)
    _weigh(graph, weights)
    return NetworkView(graph, None, dict(left_out))


def _weigh(graph: nx.MultiDiGraph[str], weights: Mapping[tuple[str, str, str], str]) -> None:
    """Makes lines of a network up to four times as wide, by their weights, and writes these on."""
    sizes: dict[tuple[str, str, str], float] = {}
    for line, told in weights.items():
        with suppress(ValueError):
            sizes[line] = float(told)
    finite = [size for size in sizes.values() if isfinite(size)]
    for (source, relation, target), size in sizes.items():
        if not graph.has_edge(source, target, relation) or not isfinite(size):
            continue
        data = graph.edges[source, target, relation]
        span = max(finite) - min(finite)
        data["weight"] = 1 + 3 * (size - min(finite)) / span if span else 1.0
        said = weights[source, relation, target]
        data["label"] = data["inverse"] = f"{data['label']} {said}".strip()


def twin(view: NetworkView) -> list[Row]:
    """The lines of a network as a table in words, the focus's own lines first."""
    rows = []
    for source, target, data in view.graph.edges(data=True):
        near = view.focus not in {source, target}
        label = view.graph.nodes[source]["label"]
        far = view.graph.nodes[target]["label"]
        row = Row(data["id"], label, data["label"], far, data["documents"], data["disputed"])
        rows.append((near, data["label"], label, far, row))
    return [entry[-1] for entry in sorted(rows, key=lambda entry: entry[:-1])]


def sentence(view: NetworkView, filtered: Mapping[str, int] | None = None) -> str:
    """What is in view, in one sentence, with what was left out or ``filtered`` out counted."""
    graph = view.graph
    counts = Counter(given["kind"] for _, given in graph.nodes(data=True) if not given.get("rest"))
    if view.focus:
        counts[graph.nodes[view.focus]["kind"]] -= 1
    shown = counted_kinds(counts)
    if view.focus:
        shown = f"{graph.nodes[view.focus]['label']} with {shown or 'nothing else'}"
    told = [f"{shown}; {_counted_lines(graph)}." if shown else "Nothing is in view."]
    if view.left_out:
        told.append(f"Not shown: {counted_kinds(view.left_out)}.")
    if filtered:
        told.append(f"Filtered out: {counted_kinds(filtered)}.")
    return " ".join(told)


def _counted_lines(graph: nx.MultiDiGraph[str]) -> str:
    """The lines of a network in words, those that were worked out apart from the others."""
    sorts = Counter(sort for *_, sort in graph.edges(data="sort"))
    worked_out = sorts.pop("tie", 0)
    lines = sorts.total() - sorts["rest"]
    if not worked_out:
        return f"{lines:,} line{'' if lines == 1 else 's'}"
    if not lines:
        return f"{worked_out:,} line{'' if worked_out == 1 else 's'} worked out"
    return f"{lines:,} line{'' if lines == 1 else 's'} and {worked_out:,} worked out"


def counted_kinds(counts: Mapping[str, int]) -> str:
    """Counts by kind in words: "7 countries, 3 projects and 1 region"; empty where all are 0."""
    parts = [
        f"{count:,} {appearance(kind).singular if count == 1 else appearance(kind).plural}"
        for kind, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if count > 0
    ]
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def _lines(engine: Engine, query: Parametrised, things: set[str]) -> list[Line]:
    """The lines that a query finds for things, in one order whatever order the engine gives."""
    listed = sorted(things)
    records = engine.query(query.filled(source=listed, target=listed), limits=_LIMITS).records()
    return sorted(
        (
            record["source"] or "",
            record["property"] or "",
            record["target"] or "",
            int(record["documents"] or 0),
            int(record.get("disputed") or 0) > 0,
        )
        for record in records
    )


def network_of(lines: Iterable[Line], things: Iterable[str], names: Names) -> nx.MultiDiGraph[str]:
    """The network of the lines and things, with what the head of this file names."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri in sorted(things):
        name = names[iri]
        graph.add_node(
            iri, label=name.label, kind=name.family or "Thing", kind_label=name.kind or "thing"
        )
    for source, property_, target, documents, disputed in lines:
        name = names[property_]
        graph.add_edge(
            source,
            target,
            key=property_,
            id=line_id(source, property_, target),
            label=name.label if property_ else "",
            inverse=name.inverse or name.label,
            property=property_,
            documents=documents,
            disputed=disputed,
        )
    return graph
