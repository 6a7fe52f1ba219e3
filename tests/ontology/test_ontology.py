"""The ontology keeps its promises: what its queries watch for, its alignments, and its context.

Cases are files. ``ontology/NAME.rq`` lists what breaks a promise and ``ontology/NAME.ttl`` spoils
the ontology so that it must list something.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD, Graph, URIRef
from rdflib.compare import to_isomorphic
from rdflib.namespace import DefinedNamespace

from graph.vocabulary import CBRN
from tests.ontology.ontology_files import HERE, ONTOLOGY_FILES, ours

TURTLE = ("cbrn.ttl", "alignments.ttl", "topics.ttl", "shapes.ttl")
QUERIES = sorted(path.stem for path in HERE.glob("*.rq"))

# The terms of the EU Core Vocabularies and of EURIO that exist, as far as we point at them:
# rdflib carries no list of these two, so each was looked up in a published copy of its own.
EU_TERMS = {
    "http://data.europa.eu/m8g/": (
        "GenericDate Participation PublicEvent PublicOrganisation eventNumber eventStatus "
        "expectedNumberOfParticipants format role"
    ),
    "http://data.europa.eu/s66#": (
        "Country ForProfitOrganisation FundingScheme Organisation Project PublicBody "
        "ResearchOrganisation endDate hasInvolvedParty hasTotalCost isFundedBy projectStatus "
        "roleLabel startDate"
    ),
    # The SPAR ontologies' vocabulary of funding (https://w3id.org/spar/frapo).
    "http://purl.org/cerif/frapo/": "Grant",
}


def rows(query: str, spoilt: Path | None = None) -> list[str]:
    """What a quality query lists, one line for each entity, property and value."""
    store = pyoxigraph.Store()
    for name in TURTLE:
        store.load(
            path=ONTOLOGY_FILES / name,
            format=pyoxigraph.RdfFormat.TURTLE,
            to_graph=pyoxigraph.NamedNode(f"file:{name}"),
        )
    if spoilt:
        store.load(
            path=spoilt,
            format=pyoxigraph.RdfFormat.TURTLE,
            to_graph=pyoxigraph.NamedNode("file:cbrn.ttl"),
        )
    text = (HERE / f"{query}.rq").read_text(encoding="utf-8")
    found = store.query(text)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    assert [variable.value for variable in found.variables] == ["entity", "property", "value"]
    return [" · ".join(str(term) for term in row) for row in found]


@pytest.mark.parametrize("query", QUERIES)
def test_quality_query_lists_nothing(query: str) -> None:
    """The ontology breaks none of the promises that the queries watch over."""
    assert rows(query) == []


@pytest.mark.parametrize("query", QUERIES)
def test_quality_query_can_fail(query: str) -> None:
    """Each query lists something once the ontology is spoilt in the way it watches for."""
    assert rows(query, HERE / f"{query}.ttl")


def test_alignments_point_at_terms_that_exist() -> None:
    """Every outside term of the alignments is one that its vocabulary has."""
    closed: dict[str, set[str]] = {
        str(space._NS): {str(term) for term in dir(space)}
        for space in (DCTERMS, FOAF, ORG, OWL, PROV, RDFS, SDO, SKOS)
        if issubclass(space, DefinedNamespace)
    }
    closed |= {space: {space + name for name in names.split()} for space, names in EU_TERMS.items()}
    graph = Graph().parse(ONTOLOGY_FILES / "alignments.ttl")
    used = {term for row in graph for term in row if isinstance(term, URIRef)}
    outside = {
        str(term)
        for term in used
        if any(str(term).startswith(space) for space in closed) and term not in (RDF.type,)
    }
    unknown = {
        term
        for term in outside
        if not any(
            term in names or term.removeprefix(space) in names for space, names in closed.items()
        )
    }
    assert unknown == set()
    assert len(outside) > 60, "the check looks at too few terms to mean anything"


def context() -> dict[str, Any]:
    """The entries of the context by name."""
    text = (ONTOLOGY_FILES / "context.jsonld").read_text(encoding="utf-8")
    entries: dict[str, Any] = json.loads(text)["@context"]
    return entries


def test_context_holds_every_term_with_its_type(ontology: Graph) -> None:
    """Each term has an entry of its own name; links are addresses, numbers are numbers."""
    entries = context()
    named = {
        name: entry if isinstance(entry, str) else entry["@id"]
        for name, entry in entries.items()
        if not name.startswith("@")
    }
    terms = ours(ontology)
    assert {name: named.get(name) for name in terms} == {name: f"cbrn:{name}" for name in terms}
    assert {name for name, iri in named.items() if iri.startswith("cbrn:")} == terms
    for name in terms:
        kinds = set(ontology.objects(CBRN[name], RDF.type))
        end = ontology.value(CBRN[name], RDFS.range)
        if OWL.ObjectProperty in kinds:
            assert entries[name]["@type"] in {"@id", "@vocab"}
        elif end in {XSD.integer, XSD.decimal}:
            assert entries[name]["@type"] == f"xsd:{str(end).removeprefix(str(XSD))}"
        elif OWL.DatatypeProperty in kinds:
            assert "@type" not in entries[name], "texts are plain and dates carry their own type"


# rdflib's own JSON-LD parser still uses a class that rdflib has declared old.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_context_reads_a_record() -> None:
    """A record in plain JSON becomes exactly the triples it means, for both of our engines."""
    record = json.loads((HERE / "record.jsonld").read_text(encoding="utf-8"))
    text = json.dumps({"@context": context()} | record)
    meant = HERE / "record.nt"
    assert to_isomorphic(Graph().parse(data=text, format="json-ld")) == to_isomorphic(
        Graph().parse(meant)
    )
    read = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.JSON_LD)
    expected = pyoxigraph.parse(path=meant, format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert {str(quad.triple) for quad in read} == {str(quad.triple) for quad in expected}
