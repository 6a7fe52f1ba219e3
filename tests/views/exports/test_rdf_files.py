"""The RDF of a view: its lines, statements and documents, and nothing but what is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, Graph, URIRef

from graph.views.exports.shown import Shown
from graph.vocabulary import CBRN
from tests.views.exports.files_made import iri, lines, read

if TYPE_CHECKING:
    from graph.store import Engine


def _everything(engine: Engine) -> str:
    triples = engine.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }").triples
    return "".join(f"{triple} .\n" for triple in triples)


@pytest.mark.parametrize("ending", ["ttl", "jsonld"])
def test_rdf_holds_lines_statements_and_documents(
    engine: Engine, taken: Shown, ending: str
) -> None:
    """Every line, every statement behind it and its document are there, and nothing is blank."""
    graph = read(engine, taken, ending)
    assert {tuple(URIRef(part) for part in line) for line in lines(taken)} <= set(graph)
    statements = set(graph.subjects(RDF.type, CBRN.Statement))
    assert statements == {URIRef(e.statement) for line in taken.lines for e in line.evidence}
    assert set(graph.objects(None, CBRN.statedIn)) == {URIRef(iri("source/gazette-2020"))}
    assert all(isinstance(node, URIRef) for node in graph.subjects())
    whole = {(str(s), str(p)) for s in statements for p in graph.predicates(s)}
    assert {predicate for _, predicate in whole} >= {str(CBRN.locator), str(CBRN.basis)}


def test_both_rdf_files_say_the_same(engine: Engine, taken: Shown) -> None:
    """Turtle and JSON-LD hold the same triples."""
    assert set(read(engine, taken, "ttl")) == set(read(engine, taken, "jsonld"))


def test_rdf_is_part_of_the_graph(engine: Engine, taken: Shown) -> None:
    """No triple is invented but the grade of the evidence, and no literal is rewritten."""
    whole = set(Graph().parse(data=_everything(engine), format="nt"))
    graded = {CBRN.evidenceMark, CBRN.evidenceWords}
    read_back = set(read(engine, taken, "ttl"))
    assert {triple for triple in read_back if triple[1] not in graded} <= whole
    told = {str(s): str(o) for s, p, o in read_back if p == CBRN.evidenceWords}
    assert told == {
        one.statement: line.grade().words
        for line in taken.lines
        for one in line.evidence
        if line.rests_on(one)
    }
