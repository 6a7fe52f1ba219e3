"""What is shown as RDF: the lines, the statements behind them, the documents, and the names.

Each statement has the grade of the evidence for its line, which the record itself does not hold:
it is worked out from all that is on record for the line. What is drawn as one on the screen is here
line by line: RDF has no word for a reader's group.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal as OxLiteral
from pyoxigraph import NamedNode
from rdflib import Graph, Literal, URIRef

from graph.store import Limits
from graph.store.text.parameters import Parametrised
from graph.views.network.drawn_nodes import DrawnThing
from graph.views.record.batches import batches
from graph.vocabulary import CBRN, PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Triple

    from graph.store import Engine
    from graph.views.exports.shown import Shown

__all__ = ["json_ld", "turtle"]

# Statements and documents are taken whole; of things and terms what they are and are called.
_WHOLE: Final = Parametrised("""
CONSTRUCT { ?node ?property ?value }
WHERE { VALUES ?node { } ?node ?property ?value }
""")
_NAMED: Final = Parametrised("""
CONSTRUCT { ?node ?property ?value }
WHERE {
  VALUES ?node { }
  VALUES ?property { rdf:type rdfs:label skos:prefLabel skos:altLabel cbrn:inverseLabel }
  ?node ?property ?value
}
""")
_LIMITS: Final = Limits(seconds=30, rows=1_000_000)


def turtle(engine: Engine, shown: Shown) -> bytes:
    """The view as Turtle, in an order that depends on the content only."""
    return _graph(engine, shown).serialize(format="turtle", encoding="utf-8")


def json_ld(engine: Engine, shown: Shown) -> bytes:
    """The view as JSON-LD with prefixes, in an order that depends on the content only."""
    graph = _graph(engine, shown)
    written = graph.serialize(format="json-ld", context=_used(graph), auto_compact=False)
    return json.dumps(_sorted(json.loads(written)), ensure_ascii=False, indent=1).encode()


def _graph(engine: Engine, shown: Shown) -> Graph:
    evidence = [one for line in shown.lines for one in line.evidence]
    lines = {triple for line in shown.lines if not line.tied for triple in line.triples}
    whole = {one.statement for one in evidence} | {one.iri for one in shown.sources}
    named = {node.id for node in shown.view.nodes if isinstance(node, DrawnThing)}
    named |= {part for one in evidence for part in one.triple[:2]}
    named |= {line[1] for line in lines}
    named |= {one.value for one in evidence if one.is_link}
    graph = Graph(bind_namespaces="none")
    for prefix, address in PREFIXES.items():
        graph.bind(prefix, address)
    for line in lines:
        graph.add((URIRef(line[0]), URIRef(line[1]), URIRef(line[2])))
    for each in shown.lines:
        behind_it = each.grade()
        for one in each.evidence:
            if not each.tied and each.rests_on(one):
                node = URIRef(one.statement)
                graph.add((node, CBRN.evidenceMark, Literal(behind_it.mark)))
                graph.add((node, CBRN.evidenceWords, Literal(behind_it.words, lang="en")))
    for query, nodes in ((_WHOLE, whole), (_NAMED, named - whole)):
        for part in batches(sorted(nodes)):
            found = engine.query(query.filled(node=part), limits=_LIMITS)
            for triple in found.triples:
                graph.add(_as_rdflib(triple))
    return graph


def _as_rdflib(triple: Triple) -> tuple[URIRef, URIRef, URIRef | Literal]:
    subject, predicate, value = triple.subject, triple.predicate, triple.object
    return URIRef(_address(subject)), URIRef(predicate.value), _value(value)


def _value(value: object) -> URIRef | Literal:
    if isinstance(value, OxLiteral):
        if value.language:
            return Literal(value.value, lang=value.language)
        plain = value.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
        datatype = None if plain else URIRef(value.datatype.value)
        # As it was written: rdflib would turn "01" into "1".
        return Literal(value.value, datatype=datatype, normalize=False)
    return URIRef(_address(value))


def _address(node: NamedNode | BlankNode | Triple | object) -> str:
    if not isinstance(node, NamedNode):
        raise TypeError(f"The graph holds no blank nodes, yet here is one: {node}.")
    return node.value


def _used(graph: Graph) -> dict[str, str]:
    """The prefixes that occur in the graph: the longest that fits each address."""
    terms = {str(part) for triple in graph for part in triple if isinstance(part, URIRef)}
    by_length = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))
    used = {next((p for p, a in by_length if term.startswith(a)), "") for term in terms}
    return {prefix: address for prefix, address in PREFIXES.items() if prefix in used | {"xsd"}}


def _sorted(part: object) -> object:
    """JSON-LD in one order: its lists are sets, so their members may be sorted."""
    if isinstance(part, dict):
        return {key: _sorted(value) for key, value in sorted(part.items())}
    if isinstance(part, list):
        return sorted(map(_sorted, part), key=lambda one: json.dumps(one, sort_keys=True))
    return part
