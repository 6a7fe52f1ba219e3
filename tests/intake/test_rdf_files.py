"""RDF that people bring: each form of it brings the same, and the built graph nothing new."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from rdflib import Graph

from graph.building.release import build
from tests.intake.lines import found

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.intake.worker import Outcome

    Look = Callable[..., Outcome]


pytestmark = pytest.mark.usefixtures("untouched")


NEW = """
@prefix cbrn: <https://w3id.org/cbrn-graph/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/cbrn-graph/id/> .

<source/news> a cbrn:SourceDocument ; rdfs:label "News"@en ; dct:publisher "The Press" ;
    dct:issued "2022-03"^^xsd:gYearMonth ; foaf:page <https://press.example/> ; dct:language "en" .
<organisation/new> a cbrn:Ministry, cbrn:Organisation, cbrn:Actor, cbrn:Thing ;
    rdfs:label "New Ministry"@en ; skos:altLabel "Новое министерство"@ru, "NM"@en ;
    cbrn:basedIn <country/CCC> .
[] a cbrn:Statement ; rdf:subject <organisation/new> ; rdf:predicate cbrn:basedIn ;
    rdf:object <country/CCC> ; cbrn:statedIn <source/news> ; cbrn:locator "title" ;
    cbrn:statedOn "2022-03"^^xsd:gYearMonth ; cbrn:basis cbrn:Stated ;
    cbrn:from "2020"^^xsd:gYear ; cbrn:role "seat" ; rdfs:comment "Only in the title."@en .
[] a cbrn:Statement ; rdf:subject <project/002> ; rdf:predicate dct:title ;
    rdf:object "Un projet"@fr ; cbrn:statedIn <source/news> ; cbrn:locator "title" ;
    cbrn:statedOn "2021"^^xsd:gYear ; cbrn:basis cbrn:Derived ; cbrn:review cbrn:Accepted .
"""


@pytest.mark.parametrize("form", ["turtle", "json-ld", "xml", "nt", "nq", "trig", "context"])
def test_rdf_in_every_form_brings_the_same(look: Look, form: str) -> None:
    """Turtle, TriG, JSON-LD (with our own context too), RDF/XML, N-Triples and N-Quads agree."""
    graph = Graph().parse(data=NEW, format="turtle")
    ending = {
        "turtle": "ttl", "json-ld": "jsonld", "xml": "rdf", "nt": "nt", "context": "json",
        "nq": "nq", "trig": "trig",
    }  # fmt: skip
    if form == "context":
        context = json.loads(
            (Path(__file__).parents[2] / "ontology" / "context.jsonld").read_text()
        )
        content: str | bytes | None = graph.serialize(format="json-ld", context=context["@context"])
    elif form in {"nq", "trig"}:
        quads = pyoxigraph.parse(NEW.encode(), pyoxigraph.RdfFormat.TURTLE)
        content = pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.from_extension(form))
    else:
        content = graph.serialize(format=form)
    outcome = look(f"new.{ending[form]}", content)
    assert found(outcome) == []
    proposal = outcome.proposal
    (document,) = proposal.documents
    (one,) = proposal.things
    assert (document.key, document.issued, document.address) == (
        "news",
        "2022-03",
        "https://press.example/",
    )
    assert (one.key, one.type, one.label) == ("organisation/new", "Ministry", "New Ministry")
    assert set(one.other_labels.split(" | ")) == {"Новое министерство@ru", "NM"}
    told = {(each.property, each.object, each.since, each.role) for each in proposal.statements}
    assert told == {
        ("basedIn", "country/CCC", "2020", "seat"),
        ("title", "Un projet@fr", "", ""),
    }
    table = (proposal.files["statements/news.csv"] or b"").decode()
    assert ",derived,,accepted,2021" in table
    assert ",stated,Only in the title.,," in table


def test_the_built_graph_brings_nothing_new(world: Path, look: Look) -> None:
    """The file that a build writes is on record to its last triple."""
    outcome = look("cbrn.nt", build(world).text)
    proposal = outcome.proposal
    assert found(outcome) == []
    assert proposal.empty
    assert proposal.changes == ()
    assert proposal.known == 2 + 14 + 27
