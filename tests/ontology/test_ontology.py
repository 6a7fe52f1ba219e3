"""The ontology keeps its promises: its terms, its names in Python, its context and its shapes.

Cases are files. ``ontology/NAME.rq`` lists what breaks a promise and ``ontology/NAME.ttl`` spoils
the ontology so that it must list something. Each file in ``shapes/`` but ``good.ttl`` is added to
that good world, and says in its first lines which messages it must bring about, and no others.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from pyshacl import validate
from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, XSD, Graph, URIRef
from rdflib.collection import Collection
from rdflib.compare import to_isomorphic
from rdflib.namespace import VOID, DefinedNamespace, Namespace
from rdflib.term import Node

from graph.vocabulary import CBRN, KINDS, ONTOLOGY, PREFIXES, THINGS, short, thing

HERE = Path(__file__).parent
ONTOLOGY_FILES = HERE.parents[1] / "ontology"
TURTLE = ("cbrn.ttl", "alignments.ttl", "topics.ttl", "shapes.ttl")
QUERIES = sorted(path.stem for path in HERE.glob("*.rq"))
BAD = sorted(path.stem for path in (HERE / "shapes").glob("*.ttl") if path.stem != "good")
CORE = ("rdf", "rdfs", "xsd", "skos", "dct", "owl", "prov", "foaf", "void")
SHAPE = Namespace("https://w3id.org/cbrn-graph/shapes#")

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


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """The terms of ``cbrn.ttl``."""
    return Graph().parse(ONTOLOGY_FILES / "cbrn.ttl")


def ours(graph: Graph) -> set[str]:
    """The local names of our terms that a graph describes."""
    return {
        str(term).removeprefix(str(CBRN))
        for term in graph.subjects(unique=True)
        if str(term).startswith(str(CBRN))
    }


# ─── The quality of the ontology ────────────────────────────────────────────────────────────────


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


# ─── The names in Python ────────────────────────────────────────────────────────────────────────


def test_vocabulary_equals_ontology(ontology: Graph) -> None:
    """What can be typed in Python is what the ontology declares, no more and no less."""
    extras: list[str] = CBRN._extras
    typed = {name for name in CBRN.__annotations__ if not name.startswith("_")} | set(extras)
    assert typed == ours(ontology)


@pytest.mark.parametrize(
    ("prefix", "namespace"),
    [("rdf", RDF), ("rdfs", RDFS), ("xsd", XSD), ("skos", SKOS), ("dct", DCTERMS), ("owl", OWL),
     ("prov", PROV), ("foaf", FOAF), ("void", VOID)],
)  # fmt: skip
def test_prefixes_of_others_are_those_of_rdflib(
    prefix: str, namespace: type[DefinedNamespace]
) -> None:
    """What a prefix of another vocabulary stands for is what everybody means by it."""
    assert PREFIXES[prefix] == str(namespace)


def test_vocabulary_is_closed() -> None:
    """A term that does not exist cannot be typed, and says so at once."""
    with pytest.raises(AttributeError, match="'Contry' not in namespace"):
        _ = CBRN.Contry
    assert str(CBRN["from"]) == "https://w3id.org/cbrn-graph/ontology#from"


def test_prefixes_agree_with_the_ontology(ontology: Graph) -> None:
    """The prefixes people type in queries stand for the addresses that the ontology prefers."""
    vann = Namespace("http://purl.org/vocab/vann/")
    assert str(ontology.value(ONTOLOGY, vann.preferredNamespacePrefix)) == "cbrn"
    assert str(ontology.value(ONTOLOGY, vann.preferredNamespaceUri)) == PREFIXES["cbrn"]
    assert PREFIXES["id"] == THINGS
    assert sorted(PREFIXES) == sorted([*CORE, "cbrn", "id", *KINDS])
    assert all(PREFIXES[kind] == f"{THINGS}{kind}/" for kind in KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_short_names_round_trip(kind: str) -> None:
    """The short name of a thing of any kind becomes its address, and that the short name."""
    assert str(thing(f"{kind}/a-1")) == f"https://w3id.org/cbrn-graph/id/{kind}/a-1"
    assert short(thing(f"{kind}/a-1")) == f"{kind}/a-1"


@pytest.mark.parametrize(
    "name",
    [
        "KAZ",
        "country/",
        "/KAZ",
        "country/KAZ/1",
        "country/K Z",
        "country/../x",
        "country/Қ",
        "c/K\n",
    ],
)
def test_short_name_refuses_what_is_no_kind_and_key(name: str) -> None:
    """What is not KIND/KEY is refused in a sentence that shows it and a right one."""
    with pytest.raises(ValueError, match=r"is not the short name of a thing.*country/KAZ"):
        thing(name)


def test_short_name_refuses_an_unknown_kind() -> None:
    """A kind that does not exist is refused with the list of those that do."""
    with pytest.raises(ValueError, match=r"'nation', which is not a kind of thing: .*country"):
        thing("nation/KAZ")


@pytest.mark.parametrize(
    "iri", [str(CBRN.Country), str(THINGS), f"{THINGS}country", "http://example.org/country/KAZ"]
)
def test_short_refuses_what_is_not_ours(iri: str) -> None:
    """An address that is not of one of our things has no short name."""
    with pytest.raises(ValueError, match="is not "):
        short(iri)


# ─── The JSON-LD context ────────────────────────────────────────────────────────────────────────


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


# ─── The shapes ─────────────────────────────────────────────────────────────────────────────────


@cache
def shape_graph() -> Graph:
    """The shapes as the build reads them, read once."""
    return Graph().parse(ONTOLOGY_FILES / "shapes.ttl")


def results(data: Graph) -> set[tuple[str, str]]:
    """What the shapes say of a graph: the local name of the shape and its message."""
    _, report, _ = validate(data, shacl_graph=shape_graph(), inference="none")
    assert isinstance(report, Graph)
    return {
        (
            str(report.value(result, SH.sourceShape)).removeprefix(str(SHAPE)),
            str(report.value(result, SH.resultMessage)),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def world(bad: str = "good") -> Graph:
    """The good world, with the records of the named file added."""
    return Graph().parse(HERE / "shapes" / "good.ttl").parse(HERE / "shapes" / f"{bad}.ttl")


@cache
def results_with(bad: str) -> set[tuple[str, str]]:
    """What the shapes say of the good world with the named file, worked out once."""
    return results(world(bad))


def test_good_world_conforms(ontology: Graph) -> None:
    """A world with a thing of each kind and a line of each property raises nothing at all."""
    good = world()
    lines = {
        term
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for term in ontology.subjects(RDF.type, kind)
    }
    assert lines - set(good.predicates()) == set(), "the good world leaves a property out"
    assert results(good) == set()


def test_topics_conform() -> None:
    """The topics that come with the ontology raise nothing either."""
    topics = Graph().parse(ONTOLOGY_FILES / "topics.ttl")
    assert len(set(topics.subjects(RDF.type, CBRN.Topic))) == 43
    assert results(topics) == set()


@pytest.mark.parametrize("bad", BAD)
def test_bad_record_gets_its_message(bad: str) -> None:
    """A bad record brings about the messages that its file expects, and no others."""
    text = (HERE / "shapes" / f"{bad}.ttl").read_text(encoding="utf-8")
    expected = [
        line.removeprefix("# expects: ")
        for line in text.splitlines()
        if line.startswith("# expects: ")
    ]
    messages = {message for _, message in results_with(bad)}
    assert expected
    assert len(messages) == len(expected), messages
    for part in expected:
        assert any(part in message for message in messages), messages


def test_a_topic_has_one_name_in_english() -> None:
    """The preferred label of a topic is its label; those of other languages stand beside it."""
    topics = Graph().parse(ONTOLOGY_FILES / "topics.ttl")
    for topic in topics.subjects(RDF.type, CBRN.Topic):
        assert set(topics.objects(topic, SKOS.prefLabel)) == set(topics.objects(topic, RDFS.label))


def about_statements(ontology: Graph, term: Node) -> bool:
    """Whether a property is said of a statement, a proposal or a document, and not of a thing."""
    return ontology.value(term, RDFS.domain) in {
        CBRN.Statement, CBRN.Proposal, CBRN.SourceDocument,
    }  # fmt: skip


def worked_out(ontology: Graph, term: Node) -> bool:
    """Whether the build works a property out from the dates of another one."""
    return any((term, said, None) in ontology for said in (CBRN.firstDayOf, CBRN.lastDayOf))


def test_every_date_has_its_days(ontology: Graph) -> None:
    """Each property whose values may be years or months has one for its first and its last day."""
    dates = {*ontology.subjects(RDFS.range, CBRN.PartialDate), DCTERMS.issued} - {
        CBRN["from"],
        CBRN.until,
    }
    for said in (CBRN.firstDayOf, CBRN.lastDayOf):
        assert dates <= set(ontology.objects(None, said)), said
    assert (CBRN.earliest, CBRN.firstDayOf, CBRN["from"]) in ontology
    assert (CBRN.latest, CBRN.lastDayOf, CBRN.until) in ontology


def test_every_shape_can_fail(ontology: Graph) -> None:
    """No shape is there for show: the bad records and a few wrong lines set off each of them."""
    stray = thing("organisation/stray")
    astray = world()
    for term in ontology.subjects(RDFS.domain):
        if isinstance(term, URIRef) and (term, RDFS.domain, CBRN.Statement) not in ontology:
            astray.add((stray, term, stray))
    fired = {name for name, _ in results(astray)}
    for bad in BAD:
        fired |= {name for name, _ in results_with(bad)}
    targeted = {
        str(shape).removeprefix(str(SHAPE))
        for target in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
        for shape in shape_graph().subjects(target)
    }
    assert targeted - fired == set()


def kinds_allowed(shape: Node) -> set[Node]:
    """The classes that a shape lets through, alone or as a choice."""
    choice = shape_graph().value(shape, SH["or"])
    either = Collection(shape_graph(), choice) if choice is not None else [shape]
    return {kind for each in either for kind in shape_graph().objects(each, SH["class"])}


def test_shapes_agree_with_domains_and_ranges(ontology: Graph) -> None:
    """What a shape demands of a line is what the ontology says, or a choice of kinds below it."""
    for term in ontology.subjects(RDF.type, OWL.ObjectProperty):
        name = str(term).removeprefix(str(CBRN))
        if (term, RDFS.domain, CBRN.Statement) in ontology:
            continue
        for shape, end in ((SHAPE[name], RDFS.domain), (SHAPE[f"{name}Value"], RDFS.range)):
            wide = ontology.value(term, end)
            for kind in kinds_allowed(shape):
                assert wide in ontology.transitive_objects(kind, RDFS.subClassOf), (name, kind)
        assert kinds_allowed(SHAPE[name]), f"nothing says what {name} is said of"


def test_statements_may_use_every_property(ontology: Graph) -> None:
    """The list of properties a statement may use is that of the ontology and four borrowed."""
    of_things = {
        term
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for term in ontology.subjects(RDF.type, kind)
        if not about_statements(ontology, term) and not worked_out(ontology, term)
    }
    listed = shape_graph().value(SHAPE.StatementPredicate, SH["in"])
    assert listed is not None
    borrowed = {DCTERMS.title, SKOS.prefLabel, SKOS.altLabel, SKOS.notation}
    assert set(Collection(shape_graph(), listed)) == of_things | borrowed


def test_messages_are_sentences() -> None:
    """Every shape that can speak says one sentence that begins and ends like one."""
    for target in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf):
        for shape in shape_graph().subjects(target):
            messages = [str(message) for message in shape_graph().objects(shape, SH.message)]
            assert len(messages) == 1, shape
            assert messages[0].endswith("."), messages
            assert messages[0][0].isupper() or messages[0][0] == "'", messages
